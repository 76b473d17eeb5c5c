//! What is being written, finished: the clause somebody has begun, the gender marker of the title.
//!
//! A clause is offered where the sentence begun stands in one of its texts: "Bewerbungen von", "Schwerbehinderte", "We welcome".
//! No list of beginnings is kept; the texts themselves know how they begin. Must not know findings.

use super::check::{Checked, bytes_of};
use super::hover::escaped;
use super::position::Places;
use crate::lang::Lang;
use crate::report::words::{self, say};
use crate::source::Format;
use crate::text::Span;
use crate::workspace::{AdReport, ClauseChoice};
use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTextEdit, CompletionList, CompletionParams, Documentation, InsertTextFormat, MarkupContent,
    MarkupKind, TextEdit,
};
use std::collections::BTreeSet;

/// What makes a client ask unbidden.
pub const TRIGGERS: [&str; 2] = ["(", " "];

/// Fewer letters could be the beginning of anything.
const LEAST: usize = 5;

/// The items at a position.
pub fn completion(checked: &Checked, params: &CompletionParams) -> Option<CompletionList> {
    let ad = checked.ad()?;
    let places = checked.subject.places();
    let position = params.text_document_position_params.position;
    let at = places.byte(position);
    let (start, line) = places.line(position.line as usize);
    let before = line.get(..(at.saturating_sub(start) as usize).min(line.len())).unwrap_or_default();
    let mut items = Vec::new();
    if is_title(ad, &places, position.line) {
        markers(checked, &places, ad, before, at, &mut items);
    } else {
        clauses(checked, &places, ad, before, at, &mut items);
    }
    Some(CompletionList {
        // The next letter may fit another text.
        is_incomplete: true,
        items,
        ..CompletionList::default()
    })
}

/// Whether the title stands on this line; the first line with something on it, where there is no title yet.
fn is_title(ad: &AdReport, places: &Places<'_>, line: u32) -> bool {
    if let Some(title) = &ad.title {
        let range = places.range(bytes_of(&title.place));
        return range.start.line <= line && line <= range.end.line;
    }
    let text = places.text();
    let first = text.len() - text.trim_start().len();
    places.position(u32::try_from(first).unwrap_or(0)).line == line
}

/// The usual markers, in the language of the ad.
fn markers(checked: &Checked, places: &Places<'_>, ad: &AdReport, before: &str, at: u32, out: &mut Vec<CompletionItem>) {
    let open = before.rfind('(').filter(|open| !before[*open..].contains(')'));
    let begun = open.map_or("", |open| &before[open..]);
    // A marker stands behind a word or begins with its bracket.
    if begun.is_empty() && !before.ends_with(' ') {
        return;
    }
    let lang = languages(ad).first().copied().unwrap_or(checked.subject.manner.lang);
    let all: &[&str] = match lang {
        Lang::De => &["(m/w/d)", "(w/m/d)", "(d/w/m)", "(alle Geschlechter)"],
        Lang::En => &["(m/f/d)", "(f/m/d)", "(all genders)"],
    };
    let length = u32::try_from(begun.len()).unwrap_or(0);
    // An editor that closes brackets has set the other one already.
    let text = places.text();
    let closed = !begun.is_empty() && text.get(at as usize..).is_some_and(|rest| rest.starts_with(')'));
    let span = Span::new(at.saturating_sub(length), at + u32::from(closed));
    for (index, marker) in all.iter().enumerate() {
        out.push(CompletionItem {
            label: (*marker).to_owned(),
            kind: Some(CompletionItemKind::Constant),
            detail: Some(say(checked.subject.manner.lang, "Alle Geschlechter sind gemeint", "All genders are meant").to_owned()),
            sort_text: Some(format!("0{index:02}")),
            filter_text: Some((*marker).to_owned()),
            text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
                range: places.range(span),
                new_text: (*marker).to_owned(),
            })),
            ..CompletionItem::default()
        });
    }
}

fn clauses(checked: &Checked, places: &Places<'_>, ad: &AdReport, before: &str, at: u32, out: &mut Vec<CompletionItem>) {
    // Into JSON a sentence would have to be written with its escapes.
    if ad.format == Some(Format::Json) {
        return;
    }
    let begun = begun(before);
    let typed = begun.trim_end();
    if !typed.is_empty() && typed.chars().count() < LEAST {
        return;
    }
    let workspace = &checked.subject.workspace;
    let name = checked.subject.name();
    let policy = workspace.policy(&name);
    let span = Span::new(at - u32::try_from(begun.len()).unwrap_or(0), at);
    let mut seen = BTreeSet::new();
    for lang in languages(ad) {
        for clause in &workspace.book().clauses {
            for choice in workspace.clause_choices(policy, Some(&clause.name), lang) {
                let demanded = ad.met.iter().find(|(name, _)| name == choice.name).map(|(_, met)| *met);
                // On an empty line only what is missing; whoever has begun gets all that fits.
                let fits = if typed.is_empty() {
                    demanded == Some(false)
                } else {
                    continues(&choice.text.text, typed)
                };
                if fits && seen.insert(choice.text.text.clone()) {
                    let rank = match demanded {
                        Some(false) => 0,
                        None => 1,
                        Some(true) => 2,
                    };
                    out.push(item(checked, places, &choice, typed, span, (rank, out.len())));
                }
            }
        }
    }
}

fn item(checked: &Checked, places: &Places<'_>, choice: &ClauseChoice<'_>, typed: &str, span: Span, rank: (u8, usize)) -> CompletionItem {
    let manner = &checked.subject.manner;
    let lang = manner.lang;
    let group = words::demand(lang, choice.name);
    let tone = words::tone(lang, choice.text.tone);
    let book = checked.subject.workspace.book();
    let sources: Vec<&str> = choice
        .text
        .sources
        .iter()
        .filter_map(|id| book.source(id))
        .map(|source| source.citation.as_str())
        .collect();
    let mut about = choice.text.text.clone();
    if !sources.is_empty() {
        about = format!("{about}\n\n{}: {}", say(lang, "Grundlage", "Based on"), sources.join("; "));
    }
    let markdown = manner.client.markdown_completion;
    CompletionItem {
        label: format!("{group} ({tone}): {}", super::diagnostics::in_short(lang, &choice.text.text)),
        kind: Some(CompletionItemKind::Snippet),
        detail: Some(say(lang, "Klausel einfügen", "Insert clause").to_owned()),
        documentation: Some(if manner.client.marked_completion {
            Documentation::MarkupContent(MarkupContent {
                kind: if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText },
                value: if markdown { escaped(&about) } else { about },
            })
        } else {
            Documentation::String(about)
        }),
        sort_text: Some(format!("{}{:03}", rank.0, rank.1)),
        // What stands there is what must be found again, or the client would hide the item.
        filter_text: Some(if typed.is_empty() { group.into_owned() } else { typed.to_owned() }),
        insert_text_format: Some(InsertTextFormat::PlainText),
        text_edit: Some(CompletionItemTextEdit::TextEdit(TextEdit {
            range: places.range(span),
            new_text: choice.text.text.clone(),
        })),
        ..CompletionItem::default()
    }
}

/// The sentence begun before the cursor, on its line: behind the last full stop, tag or bullet.
fn begun(before: &str) -> &str {
    let ends = |(at, letter): (usize, char)| {
        let next = before[at + letter.len_utf8()..].chars().next();
        matches!(letter, '.' | '!' | '?' | ':') && next.is_none_or(char::is_whitespace) || matches!(letter, '>' | '|')
    };
    let start = before
        .char_indices()
        .rfind(|found| ends(*found))
        .map_or(0, |(at, letter)| at + letter.len_utf8());
    before[start..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '•' | '–' | '·' | '#' | '>'))
}

/// Whether a text goes on where `typed` ends: it has these words, from the beginning of one of them, in any case.
fn continues(text: &str, typed: &str) -> bool {
    let (text, typed) = (text.to_lowercase(), typed.to_lowercase());
    text.match_indices(&typed)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|letter| !letter.is_alphanumeric()))
}

/// The languages texts are offered in: those of the ad, all while it is too short to tell.
fn languages(ad: &AdReport) -> Vec<Lang> {
    match ad.language.as_deref().and_then(Lang::from_tag) {
        Some(lang) => vec![lang],
        None => Lang::ALL.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::{begun, continues};

    #[test]
    fn the_sentence_begun_is_cut_where_the_last_one_ended() {
        assert_eq!(begun("Das war's. Bewerbungen von "), "Bewerbungen von ");
        assert_eq!(begun("- Schwerbehinderte"), "Schwerbehinderte");
        assert_eq!(begun("<p>We welcome"), "We welcome");
        assert_eq!(begun("Ab 1.5. oder z.B"), "oder z.B");
        assert_eq!(begun(""), "");
    }

    #[test]
    fn a_text_is_found_by_any_of_its_words_but_not_by_half_a_word() {
        let text = "Über Bewerbungen von Frauen freuen wir uns.";
        assert!(continues(text, "Bewerbungen von") && continues(text, "bewerb") && !continues(text, "werbungen"));
    }
}
