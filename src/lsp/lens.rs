//! What an ad says at a glance: the line above its title, and hints in its text.
//!
//! Must not know findings in detail; it counts them.

use super::check::{Checked, bytes_of};
use crate::diagnostic::{Kind, Severity};
use crate::report::Summary;
use crate::report::words::{self, say};
use crate::text::Span;
use crate::workspace::AdReport;
use lsp_types::{CodeLens, Command, InlayHint, InlayHintParams, Label, Tooltip};

/// "Klauseln: Behinderung ✓ Frauen – Migration –  2 Risiken", above the title.
pub fn lenses(checked: &Checked) -> Vec<CodeLens> {
    let Some(ad) = checked.ad().filter(|_| !checked.subject.manner.wishes.no_lens) else {
        return Vec::new();
    };
    // A page that was not judged has nothing to show.
    if ad.grave_faults().next().is_some() || ad.languages.is_empty() {
        return Vec::new();
    }
    let places = checked.subject.places();
    let text = places.text();
    let first = u32::try_from(text.len() - text.trim_start().len()).unwrap_or(0);
    let span = ad.title.as_ref().map_or(Span::empty(first), |title| bytes_of(&title.place));
    vec![CodeLens {
        range: places.range(span),
        command: Some(Command {
            title: at_a_glance(checked, ad),
            // Nothing happens on a click: every editor shows it so, and none needs a command of its own.
            command: String::new(),
            tooltip: None,
            arguments: None,
        }),
        data: None,
    }]
}

fn at_a_glance(checked: &Checked, ad: &AdReport) -> String {
    let lang = checked.subject.manner.lang;
    let mut parts = Vec::new();
    if !ad.met.is_empty() {
        let demands: Vec<String> = ad
            .met
            .iter()
            .map(|(name, met)| format!("{} {}", words::demand(lang, name), if *met { "✓" } else { "–" }))
            .collect();
        parts.push(format!("{}: {}", say(lang, "Klauseln", "Clauses"), demands.join(" ")));
    }
    // What is missing has its dash already.
    let mut summary = Summary::default();
    for finding in ad.findings.iter().filter(|finding| finding.kind != Kind::Missing) {
        match finding.severity {
            Severity::Error => summary.errors += 1,
            Severity::Warning => summary.warnings += 1,
            Severity::Info => summary.infos += 1,
        }
    }
    let findings = words::findings(lang, &summary);
    parts.push(if findings.is_empty() {
        say(lang, "keine Risiken", "no risks").to_owned()
    } else {
        findings
    });
    parts.join("  ")
}

/// Behind every clause, for whom it counts; only where the user wants hints.
pub fn hints(checked: &Checked, params: &InlayHintParams) -> Vec<InlayHint> {
    let Some(ad) = checked.ad().filter(|_| checked.subject.manner.wishes.inlay_hints) else {
        return Vec::new();
    };
    let lang = checked.subject.manner.lang;
    let places = checked.subject.places();
    let range = places.span(params.range);
    let mut groups: Vec<(Span, Vec<&str>, u8)> = Vec::new();
    for clause in &ad.clauses {
        let (span, name) = (bytes_of(&clause.place), words::group(lang, clause.group));
        match groups.iter_mut().find(|(known, ..)| known.end == span.end) {
            Some((_, names, level)) => {
                names.push(name);
                *level = (*level).max(clause.level);
            }
            None => groups.push((span, vec![name], clause.level)),
        }
    }
    groups
        .into_iter()
        .filter(|(span, ..)| range.start <= span.end && span.end <= range.end)
        .map(|(span, names, level)| InlayHint {
            position: places.position(span.end),
            label: Label::String(format!("← {}", names.join(", "))),
            kind: None,
            text_edits: None,
            tooltip: Some(Tooltip::String(format!(
                "{} {level}",
                say(lang, "Klausel, Stufe (1 Aussage … 5 Gesetz):", "Clause, level (1 statement … 5 statute):")
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
        .collect()
}
