//! Front matter: what stands between `---` and `---` (YAML) or `+++` and `+++` (TOML) at the beginning of a file.
//!
//! Few keys matter, so it is read line by line, without a YAML reader. Must not know Markdown.

use super::draft::offset;
use crate::diagnostic::{Fault, FaultCode};
use crate::text::Span;

/// What the front matter says, and where the text behind it begins.
#[derive(Debug, Default)]
pub(super) struct FrontMatter {
    /// Where the text begins.
    pub(super) body: usize,
    /// What stands between the fences of YAML.
    pub(super) inside: Span,
    /// The value of `title`, line by line.
    pub(super) title: Vec<Span>,
    pub(super) language: Option<String>,
    /// The key `adlint` with all below it.
    pub(super) adlint: Option<Span>,
    pub(super) faults: Vec<Fault>,
}

impl FrontMatter {
    /// Reads the few keys that matter; the rest of YAML (or TOML, between `+++`) is passed over.
    pub(super) fn read(source: &str) -> Self {
        let mut front = Self::default();
        let fence = source.get(..3).unwrap_or_default();
        let mut lines = Lines { source, at: 0 };
        let opens = (fence == "---" || fence == "+++") && lines.next().is_some_and(|line| line.of(source).trim_end() == fence);
        if !opens {
            return front;
        }
        let separator = if fence == "+++" { '=' } else { ':' };
        let first = lines.at;
        let mut key = None;
        while let Some(line) = lines.next() {
            let text = line.of(source);
            let end = text.trim_end();
            if end == fence || (fence == "---" && end == "...") {
                front.body = lines.at;
                let until = if separator == ':' { line.start } else { offset(first) };
                front.inside = Span::new(offset(first), until);
                return front;
            }
            if text.starts_with([' ', '\t']) {
                match (key, &mut front.adlint) {
                    (Some(Key::Title), _) => front.title.extend(value(source, line, separator)),
                    (Some(Key::Adlint), Some(adlint)) => adlint.end = line.end,
                    _ => {}
                }
                continue;
            }
            key = text.split_once(separator).map(|(name, _)| Key::of(name.trim()));
            let start = line.start + offset(offset_of_value(text, separator));
            match key {
                // "job-title: false" switches something.
                Some(Key::Title) if is_switch(text.get(offset_of_value(text, separator)..).unwrap_or_default()) => key = Some(Key::Other),
                Some(Key::Title) => front.title = value(source, Span::new(start, line.end), separator).into_iter().collect(),
                Some(Key::Language) => {
                    front.language = value(source, Span::new(start, line.end), separator).map(|span| span.of(source).to_owned());
                }
                Some(Key::Adlint) if separator == ':' => front.adlint = Some(line),
                // A table or a key of TOML: its exceptions would be passed over in silence.
                _ if separator == '=' && is_toml_of_adlint(text) => front.faults.push(Fault {
                    code: FaultCode::BadException,
                    detail: "TOML".to_owned(),
                    span: Some(line),
                }),
                _ => {}
            }
        }
        // No end: a rule at the beginning of a text, or front matter that was not closed.
        let begun = source
            .get(first..)
            .and_then(|rest| rest.lines().next())
            .and_then(|line| line.split_once(separator));
        let is_key =
            begun.is_some_and(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte)));
        let mut none = Self::default();
        if is_key {
            let span = Some(Span::new(0, 3));
            none.faults.push(Fault {
                code: FaultCode::Malformed,
                detail: format!("{fence} … {fence}"),
                span,
            });
        }
        none
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Language,
    Adlint,
    Other,
}

impl Key {
    fn of(name: &str) -> Self {
        let name = name.trim_matches(['"', '\'']).to_ascii_lowercase();
        match name.as_str() {
            _ if is_title(&name) => Self::Title,
            "lang" | "language" | "locale" => Self::Language,
            "adlint" => Self::Adlint,
            _ => Self::Other,
        }
    }
}

/// Where the value of a line begins.
fn offset_of_value(line: &str, separator: char) -> usize {
    line.find(separator).map_or(line.len(), |at| at + 1)
}

/// A value that is no text.
fn is_switch(value: &str) -> bool {
    matches!(value.trim(), "true" | "false" | "null" | "~" | "\"\"" | "''" | "yes" | "no")
}

/// Whether a key names the title of the page.
pub(super) fn is_title(key: &str) -> bool {
    ["title", "titel", "jobtitle", "job_title", "job-title"]
        .iter()
        .any(|title| key.eq_ignore_ascii_case(title))
}

/// `[adlint]`, `[[adlint.ignore]]`, `adlint.ignore = …`
fn is_toml_of_adlint(line: &str) -> bool {
    let name = line.trim_start_matches(['[', ' ']);
    name.strip_prefix("adlint")
        .is_some_and(|rest| rest.trim_start().starts_with(['.', ']', '=']))
}

/// A plain or quoted value, without the signs around it.
fn value(source: &str, span: Span, separator: char) -> Option<Span> {
    let text = span.of(source);
    let inner = text.trim();
    let block = separator == ':' && inner.starts_with(['|', '>']) && inner.len() <= 3;
    let inner = match inner.chars().next().filter(|quote| matches!(quote, '"' | '\'')) {
        // What stands behind the closing quote is a comment.
        Some(quote) => inner[1..].rsplit_once(quote).map_or(&inner[1..], |(value, _)| value),
        None => inner.split_once(" #").map_or(inner, |(value, _)| value).trim_end(),
    };
    if inner.is_empty() || block {
        return None;
    }
    let start = span.start + offset(text.find(inner)?);
    Some(Span::new(start, start + offset(inner.len())))
}

/// The lines of a text, without their ends.
struct Lines<'s> {
    source: &'s str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        let rest = self.source.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let len = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = Span::new(offset(self.at), offset(self.at + len));
        self.at += (len + 1).min(rest.len());
        Some(line)
    }
}
