//! The table of contents of an ad: symbols, and what can be folded.
//!
//! Must not know findings.

use super::check::{Checked, bytes_of};
use super::position::Places;
use crate::report::words::{self, say};
use crate::text::Span;
use crate::workspace::outline::OutlineSection;
use lsp_types::{DocumentSymbol, FoldingRange, FoldingRangeKind, Location, SymbolKind, Uri};
use serde_json::{Value, json};

/// Title and sections, with the clauses in them; flat where the client knows no tree.
pub fn symbols(checked: &Checked) -> Value {
    let symbols = tree(checked);
    if checked.subject.manner.client.nested_symbols {
        return json!(symbols);
    }
    let uri = Uri(checked.subject.uri.to_string());
    let mut flat = Vec::new();
    for mut symbol in symbols {
        let children = symbol.children.take().unwrap_or_default();
        for one in std::iter::once(symbol).chain(children) {
            let location = Location {
                uri: uri.clone(),
                range: one.range,
            };
            flat.push(json!({ "name": one.name, "kind": one.kind, "location": location }));
        }
    }
    json!(flat)
}

fn tree(checked: &Checked) -> Vec<DocumentSymbol> {
    let places = checked.subject.places();
    let lang = checked.subject.manner.lang;
    let outline = checked.outline();
    let mut out = Vec::new();
    if let Some((text, span)) = &outline.title {
        let detail = checked
            .ad()
            .and_then(|ad| ad.title.as_ref())
            .map(|title| words::title_form(lang, title.form).to_owned());
        out.push(symbol(&places, text, detail, SymbolKind::String, *span, *span, Vec::new()));
    }
    for section in &outline.sections {
        let known = words::section(lang, section.section);
        let name = section.heading.as_deref().unwrap_or(known);
        let detail = section.heading.is_some().then(|| known.to_owned());
        let clauses = clauses_in(checked, &places, section);
        let whole = section.whole.cover(section.head);
        out.push(symbol(&places, name, detail, SymbolKind::Namespace, whole, section.head, clauses));
    }
    out
}

fn clauses_in(checked: &Checked, places: &Places<'_>, section: &OutlineSection) -> Vec<DocumentSymbol> {
    let lang = checked.subject.manner.lang;
    let clauses = checked.ad().map(|ad| ad.clauses.as_slice()).unwrap_or_default();
    clauses
        .iter()
        .map(|clause| (clause, bytes_of(&clause.place)))
        .filter(|(_, span)| section.whole.contains(*span))
        .map(|(clause, span)| {
            let name = format!("{}: {}", say(lang, "Klausel", "Clause"), words::group(lang, clause.group));
            symbol(places, &name, None, SymbolKind::Key, span, span, Vec::new())
        })
        .collect()
}

#[expect(deprecated, reason = "the field must be named to build the type")]
fn symbol(
    places: &Places<'_>,
    name: &str,
    detail: Option<String>,
    kind: SymbolKind,
    whole: Span,
    head: Span,
    children: Vec<DocumentSymbol>,
) -> DocumentSymbol {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    DocumentSymbol {
        // The protocol allows no empty name.
        name: if line.is_empty() { "–".to_owned() } else { line },
        detail,
        kind,
        tags: None,
        deprecated: None,
        range: places.range(whole),
        selection_range: places.range(head),
        children: (!children.is_empty()).then_some(children),
    }
}

/// Sections that are longer than a line.
pub fn folding(checked: &Checked) -> Vec<FoldingRange> {
    let places = checked.subject.places();
    let lines_only = checked.subject.manner.client.folds_lines;
    let text = places.text();
    checked
        .outline()
        .sections
        .iter()
        .filter_map(|section| {
            let head = places.range(section.head);
            // Blank lines at the end stay outside.
            let end = section.whole.end as usize;
            let trimmed = text.get(section.whole.start as usize..end).map_or(0, |whole| whole.trim_end().len());
            let whole = Span::new(section.whole.start, section.whole.start + u32::try_from(trimmed).unwrap_or(0));
            let range = places.range(whole);
            let start = if section.heading.is_some() { head.end } else { range.start };
            (start.line < range.end.line).then(|| FoldingRange {
                start_line: start.line,
                start_character: (!lines_only && section.heading.is_some()).then_some(start.character),
                end_line: range.end.line,
                end_character: (!lines_only && section.heading.is_some()).then_some(range.end.character),
                kind: Some(FoldingRangeKind::Region),
                collapsed_text: None,
            })
        })
        .collect()
}
