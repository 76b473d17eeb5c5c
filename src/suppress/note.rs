//! What a note in an ad says: which rules, why, and whether for the whole file.

use crate::diagnostic::{Fault, FaultCode};
use crate::extract::{Note, NoteForm};
use crate::pack::yaml::{self, Text};
use crate::text::Span;
use serde::Deserialize;

/// An exception as it is written in an ad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Names of rules, not yet looked up.
    pub(super) rules: Vec<String>,
    pub(super) reason: String,
    /// Holds for the whole file.
    pub(super) whole: bool,
    pub(super) place: Span,
    pub(super) scope: Span,
}

/// Under the key `adlint` of front matter.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    adlint: FrontKey,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontKey {
    #[serde(default)]
    ignore: Vec<FrontEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontEntry {
    rule: Text,
    #[serde(default)]
    reason: String,
}

/// Reads a note; the front matter may hold several exceptions.
pub(super) fn read(note: &Note) -> Result<Vec<Written>, Fault> {
    let written = |rules: Vec<String>, reason: &str, whole: bool| Written {
        rules,
        reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
        whole,
        place: note.place,
        scope: note.scope,
    };
    match note.form {
        NoteForm::Comment => {
            let (whole, rest) = match note.text.strip_prefix("ignore-file") {
                Some(rest) => (true, rest),
                None => (false, note.text.strip_prefix("ignore").ok_or_else(|| bad(note, &note.text))?),
            };
            let inside = rest.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
            let (rules, reason) = inside.ok_or_else(|| bad(note, &note.text))?;
            let rules = names(rules.split(',')).ok_or_else(|| bad(note, &note.text))?;
            let reason = reason.trim_start().trim_start_matches([':', '-', '–', '—']);
            Ok(vec![written(rules, reason, whole)])
        }
        NoteForm::Attribute => {
            let text = note.text.trim();
            let (rules, reason) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
            let rules = names(rules.trim_end_matches([':', ',']).split(',')).ok_or_else(|| bad(note, text))?;
            Ok(vec![written(rules, &unescaped(reason), false)])
        }
        NoteForm::FrontMatter => {
            let front = yaml::read::<Front>("", &note.text).map_err(|fault| bad(note, &fault.message))?;
            let entries = front.adlint.ignore.into_iter();
            Ok(entries.map(|entry| written(vec![entry.rule.value], &entry.reason, true)).collect())
        }
    }
}

/// The names between commas; `None` where one is empty or none at all.
fn names<'t>(parts: impl Iterator<Item = &'t str>) -> Option<Vec<String>> {
    let names: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
    (!names.iter().any(|name| name.is_empty() || name.contains(char::is_whitespace))).then_some(names)
}

/// The references that writers of HTML use in a reason.
fn unescaped(text: &str) -> String {
    text.replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}

fn bad(note: &Note, what: &str) -> Fault {
    let mut detail: String = what.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = detail.char_indices().nth(60) {
        detail.truncate(at);
        detail.push('…');
    }
    Fault {
        code: FaultCode::BadException,
        detail,
        span: Some(note.place),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::extract::{Note, NoteForm};
    use crate::text::Span;

    fn note(form: NoteForm, text: &str) -> Note {
        Note {
            form,
            text: text.to_owned(),
            place: Span::new(3, 9),
            scope: Span::new(9, 20),
        }
    }

    #[test]
    fn comments_name_rules_and_a_reason() {
        for (text, rules, reason, whole) in [
            ("ignore[age/young-team] Zitat", vec!["age/young-team"], "Zitat", false),
            (
                "ignore[age/young-team, tone/*]: von\n  oben",
                vec!["age/young-team", "tone/*"],
                "von oben",
                false,
            ),
            ("ignore-file[*] – Archiv", vec!["*"], "Archiv", true),
            ("ignore [age/young-team]", vec!["age/young-team"], "", false),
        ] {
            let written = read(&note(NoteForm::Comment, text)).unwrap();
            assert_eq!(
                (written[0].rules.clone(), written[0].reason.as_str(), written[0].whole),
                (rules.into_iter().map(str::to_owned).collect(), reason, whole)
            );
        }
    }

    #[test]
    fn what_is_written_otherwise_is_a_fault() {
        for text in [
            "ignore",
            "ignore age/young-team",
            "ignroe[age/young-team] x",
            "ignore[] x",
            "ignore[a,,b]",
            "ignore[age/young-team",
            "disable[x]",
            "ignore[age young]",
        ] {
            assert!(read(&note(NoteForm::Comment, text)).is_err(), "{text}");
        }
        for text in ["", "  ", "a,,b x"] {
            assert!(read(&note(NoteForm::Attribute, text)).is_err(), "{text}");
        }
        for text in [
            "adlint: ignore",
            "adlint:\n  ignroe: []",
            "adlint:\n  ignore:\n    - reason: x",
            "adlint: { ignore: [",
        ] {
            assert!(read(&note(NoteForm::FrontMatter, text)).is_err(), "{text}");
        }
    }

    #[test]
    fn attributes_and_front_matter_are_read() {
        let written = read(&note(NoteForm::Attribute, "age/young-team,tone/superlatives: Zitat &amp; Motto")).unwrap();
        assert_eq!((written[0].rules.len(), written[0].reason.as_str()), (2, "Zitat & Motto"));
        let text = "adlint:\n  ignore:\n    - rule: age/young-team\n      reason: Zitat\n    - { rule: clause/women }\n";
        let written = read(&note(NoteForm::FrontMatter, text)).unwrap();
        assert_eq!((written.len(), written[1].rules[0].as_str(), written[1].whole), (2, "clause/women", true));
    }
}
