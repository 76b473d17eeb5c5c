//! What a finding or a clause is about, when somebody points at it: the reason, the law or ruling, what could stand there.
//!
//! Must not know the engine; it words what the report says.

use super::check::{Checked, bytes_of, shown};
use super::position::Places;
use crate::diagnostic::Kind;
use crate::lang::Lang;
use crate::report::words::{self, quoted, say};
use crate::text::Span;
use crate::workspace::{ClauseReport, FindingReport, ReferenceReport, part_name};
use lsp_types::HoverParams;
use serde_json::{Value, json};

/// Alternatives shown; the quick fixes have them all.
const MOST: usize = 5;

/// What there is to say at a position.
pub fn hover(checked: &Checked, params: &HoverParams) -> Option<Value> {
    let ad = checked.ad()?;
    let places = checked.subject.places();
    let at = places.byte(params.text_document_position_params.position);
    let here = |span: &Span| span.start <= at && at <= span.end;
    let page = Page {
        lang: checked.subject.manner.lang,
        markdown: checked.subject.manner.client.markdown_hover,
    };
    let mut spans: Vec<Span> = Vec::new();
    let mut parts: Vec<String> = Vec::new();
    for finding in &ad.findings {
        let span = shown(places.text(), bytes_of(&finding.place));
        if here(&span) {
            spans.push(span);
            parts.push(page.finding(finding));
        }
    }
    // A clause is worth a word only where nothing is wrong.
    if parts.is_empty() {
        let clauses: Vec<&ClauseReport> = ad.clauses.iter().filter(|clause| here(&bytes_of(&clause.place))).collect();
        if let Some(first) = clauses.first() {
            spans.push(bytes_of(&first.place));
            parts.push(page.clauses(&clauses));
        }
    }
    let range = tightest(&places, &spans)?;
    let value = parts.join(if page.markdown { "\n\n---\n\n" } else { "\n\n" });
    let contents = if checked.subject.manner.client.marked_hover {
        json!({ "kind": if page.markdown { "markdown" } else { "plaintext" }, "value": value })
    } else {
        // An old client takes a string alone.
        json!(value)
    };
    Some(json!({ "contents": contents, "range": range }))
}

fn tightest(places: &Places<'_>, spans: &[Span]) -> Option<lsp_types::Range> {
    spans.iter().min_by_key(|span| span.len()).map(|span| places.range(*span))
}

/// How it is written.
#[derive(Clone, Copy)]
struct Page {
    lang: Lang,
    markdown: bool,
}

impl Page {
    fn finding(self, finding: &FindingReport) -> String {
        let lang = self.lang;
        let level = words::severity(lang, finding.severity);
        let mut lines = vec![format!(
            "{} · {} · {}",
            self.bold(&capital(level)),
            words::ground(lang, finding.ground),
            self.code(&finding.rule)
        )];
        lines.push(self.text(finding.message.get(lang)));
        lines.push(self.text(finding.why.get(lang)));
        if let Some(advice) = &finding.advice {
            lines.push(format!("{} {}", self.bold(say(lang, "Besser:", "Better:")), self.text(advice.get(lang))));
        }
        let alternatives: Vec<String> = finding
            .fixes
            .iter()
            .filter(|fix| !fix.title.is_empty())
            .take(MOST)
            .map(|fix| format!("- {}", self.text(&quoted(lang, &fix.title))))
            .collect();
        if !alternatives.is_empty() {
            let heading = if finding.kind == Kind::Missing {
                say(lang, "Zum Einfügen:", "To insert:")
            } else {
                say(lang, "Stattdessen:", "Instead:")
            };
            lines.push(format!("{}\n{}", self.bold(heading), alternatives.join("\n")));
        }
        if !finding.references.is_empty() {
            let list: Vec<String> = finding.references.iter().map(|reference| self.reference(reference)).collect();
            lines.push(format!("{}\n{}", self.bold(say(lang, "Grundlage:", "Based on:")), list.join("\n")));
        }
        lines.join("\n\n")
    }

    fn reference(self, reference: &ReferenceReport) -> String {
        let lang = self.lang;
        let citation = match &reference.url {
            Some(url) if self.markdown => format!("[{}]({})", escaped(&reference.citation), url.replace(')', "%29")),
            Some(url) => format!("{} <{url}>", reference.citation),
            None => self.text(&reference.citation),
        };
        let held = reference.held.map(|held| format!(" ({})", words::held(lang, held))).unwrap_or_default();
        format!("- {citation}: {}{held}", self.text(reference.title.get(lang)))
    }

    fn clauses(self, clauses: &[&ClauseReport]) -> String {
        let lang = self.lang;
        let mut lines = Vec::new();
        for clause in clauses {
            let head = format!("{} {}", say(lang, "Klausel:", "Clause:"), words::group(lang, clause.group));
            lines.push(format!(
                "{} · {}",
                self.bold(&head),
                self.text(&format!("{} {}", say(lang, "Stufe", "level"), level(lang, clause.level)))
            ));
            if !clause.parts.is_empty() {
                let parts: Vec<String> = clause
                    .parts
                    .iter()
                    .map(|part| {
                        let (de, en) = part_name(*part);
                        format!("- {}", self.text(say(lang, de, en)))
                    })
                    .collect();
                lines.push(parts.join("\n"));
            }
        }
        lines.join("\n\n")
    }

    fn bold(self, text: &str) -> String {
        if self.markdown {
            format!("**{}**", escaped(text))
        } else {
            text.to_owned()
        }
    }

    fn code(self, text: &str) -> String {
        if self.markdown { format!("`{text}`") } else { text.to_owned() }
    }

    fn text(self, text: &str) -> String {
        if self.markdown { escaped(text) } else { text.to_owned() }
    }
}

const fn level(lang: Lang, level: u8) -> &'static str {
    match level {
        5 => say(lang, "5 von 5 (wie das Gesetz es verlangt)", "5 of 5 (as the statute asks)"),
        4 => say(
            lang,
            "4 von 5 (Bevorzugung bei gleicher Eignung)",
            "4 of 5 (preference at equal qualification)",
        ),
        3 => say(lang, "3 von 5 (ausdrückliche Einladung)", "3 of 5 (express welcome)"),
        2 => say(lang, "2 von 5 (Einladung mit Aufzählung)", "2 of 5 (welcome with a list)"),
        _ => say(lang, "1 von 5 (Bekenntnis)", "1 of 5 (statement of value)"),
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// "Referent*in" is no emphasis.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '*' | '_' | '`' | '[' | ']' | '<' | '\\' | '|' | '#') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn gender_signs_are_no_emphasis() {
        assert_eq!(super::escaped("Referent*in_nen"), "Referent\\*in\\_nen");
    }
}
