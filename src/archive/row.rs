//! One row of any table, and the ad that its columns make.
//!
//! Nested fields have dotted names (`jobDescriptions.jobDescription.value`) and stand in document order, so that headings
//! stay above what they head. Must not know the format that the row came from.

use super::columns::lies_in;
use super::{Chosen, Record};
use crate::source::Format;
use std::borrow::Cow;
use std::rc::Rc;

/// Names and values, in document order; a name may come again.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) fields: Vec<(Rc<str>, Vec<u8>)>,
}

impl Row {
    /// All that stands in a column, one value a paragraph.
    pub(super) fn joined(&self, column: &str) -> Vec<u8> {
        let mut out = Vec::new();
        for (_, value) in self.fields.iter().filter(|(name, _)| lies_in(name, column)) {
            if !out.is_empty() {
                out.extend_from_slice(b"\n\n");
            }
            out.extend_from_slice(value.trim_ascii());
        }
        out
    }

    fn one(&self, column: Option<&str>) -> Option<String> {
        let column = column?;
        let (_, value) = self
            .fields
            .iter()
            .find(|(name, value)| lies_in(name, column) && !value.trim_ascii().is_empty())?;
        Some(readable(value.trim_ascii()).into_owned())
    }

    /// The ad. `None` where no text stands in any of its columns.
    pub(super) fn record(&self, chosen: &Chosen) -> Option<Record> {
        let mut values: Vec<&[u8]> = Vec::new();
        for column in &chosen.text {
            let filled = self
                .fields
                .iter()
                .filter(|(name, value)| lies_in(name, column) && !value.trim_ascii().is_empty());
            values.extend(filled.map(|(_, value)| value.trim_ascii()));
        }
        if values.is_empty() {
            return None;
        }
        let title = self.one(chosen.title.as_deref()).map(|title| plain_title(&title));
        let (text, format) = assemble(title.as_deref(), &values);
        Some(Record {
            archive: String::new(),
            number: 0,
            id: self.one(chosen.id.as_deref()),
            title,
            date: self.one(chosen.date.as_deref()),
            groups: chosen
                .groups
                .iter()
                .filter_map(|(asked, column)| Some((asked.clone(), self.one(Some(column))?)))
                .collect(),
            text,
            format: Some(format),
            place: String::new(),
            crawled: false,
        })
    }
}

/// As UTF-8; what is none is read as Windows-1252, as elsewhere in exports.
pub(super) fn readable(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// A title on one line, with its entities read and tags gone.
fn plain_title(title: &str) -> String {
    let title = if title.contains('&') {
        unescaped(title.as_bytes())
    } else {
        title.as_bytes().to_vec()
    };
    let text = String::from_utf8_lossy(&title).into_owned();
    let text = if is_html(text.as_bytes()) { without_tags(&text) } else { text };
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_tags(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in text.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                out.push(' ');
            }
            letter if !inside => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Letters and digits only, small, without tags: for seeing whether one text stands within another.
pub(super) fn fold_text(text: &[u8]) -> String {
    let text = readable(text);
    let text = if text.contains("&lt;") {
        Cow::Owned(String::from_utf8_lossy(&unescaped(text.as_bytes())).into_owned())
    } else {
        text
    };
    let text = if is_html(text.as_bytes()) {
        Cow::Owned(without_tags(&text))
    } else {
        text
    };
    let mut out = String::new();
    let mut rest: &str = &text;
    while let Some(letter) = rest.chars().next() {
        // Entities stand for letters in one of the two and not in the other: neither has them here.
        if letter == '&'
            && let Some(end) = rest.get(..rest.len().min(10)).and_then(|start| start.find(';'))
        {
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        if letter.is_ascii_alphanumeric() {
            out.push(letter.to_ascii_lowercase());
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
    }
    out
}

const TAGS: &[&[u8]] = &[
    b"p", b"br", b"li", b"ul", b"ol", b"div", b"span", b"strong", b"b", b"h1", b"h2", b"h3", b"h4", b"a", b"em", b"i", b"u", b"table", b"td", b"tr",
    b"html", b"body", b"section", b"hr", b"font",
];

/// Whether a tag of HTML stands in the text, opened with `open` (`<`, or `&lt;`).
fn has_tag(text: &[u8], open: &[u8], close: &[u8]) -> bool {
    memchr::memmem::find_iter(text, open).take(50).any(|at| {
        let rest = text.get(at + open.len()..).unwrap_or_default();
        let rest = rest.strip_prefix(b"/").unwrap_or(rest);
        TAGS.iter().any(|tag| {
            let named = rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
            let after = rest.get(tag.len()..).unwrap_or_default();
            named && (after.starts_with(close) || after.starts_with(b" ") || after.starts_with(b"/"))
        })
    })
}

fn is_html(text: &[u8]) -> bool {
    has_tag(text, b"<", b">")
}

fn is_escaped_html(text: &[u8]) -> bool {
    has_tag(text, b"&lt;", b"&gt;") && !is_html(text)
}

/// An entity of text that went through HTML once: `&amp;`, `&uuml;`, `&#8217;`.
fn has_entity(text: &[u8]) -> bool {
    memchr::memchr_iter(b'&', text)
        .take(50)
        .any(|at| entity_at(text.get(at..).unwrap_or_default()))
}

fn entity_at(text: &[u8]) -> bool {
    let name = text.get(1..).unwrap_or_default();
    let end = name.iter().take(9).position(|byte| *byte == b';').unwrap_or(0);
    let name = name.get(..end).unwrap_or_default();
    match name.strip_prefix(b"#") {
        Some(number) => !number.is_empty() && number.iter().all(u8::is_ascii_alphanumeric),
        None => name.len() > 1 && name.iter().all(u8::is_ascii_alphanumeric),
    }
}

/// One level of escaping taken off.
fn unescaped(text: &[u8]) -> Vec<u8> {
    const NAMES: [(&[u8], &[u8]); 6] = [
        (b"&lt;", b"<"),
        (b"&gt;", b">"),
        (b"&quot;", b"\""),
        (b"&#39;", b"'"),
        (b"&apos;", b"'"),
        (b"&amp;", b"&"),
    ];
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let (take, put) = NAMES
            .iter()
            .find(|(name, _)| rest.starts_with(name))
            .map_or((1, &b"&"[..]), |(name, put)| (name.len(), *put));
        out.extend_from_slice(put);
        rest = &rest[take..];
    }
    out.extend_from_slice(rest);
    out
}

/// Plain text as HTML: its lines stay lines, its entities stay entities.
fn as_html(text: &[u8], out: &mut Vec<u8>) {
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'\n' => out.extend_from_slice(b"<br>\n"),
            b'<' => out.extend_from_slice(b"&lt;"),
            b'&' if !entity_at(text.get(at..).unwrap_or_default()) => out.extend_from_slice(b"&amp;"),
            byte => out.push(*byte),
        }
    }
}

/// Whether a text begins with the words of a title; "Leiterplatten" does not begin with "Leiter".
fn begins_with(text: &[u8], title: &str) -> bool {
    let start = text.get(..2 * title.len() + 200).unwrap_or(text);
    let title = fold_text(title.as_bytes());
    if !fold_text(start).starts_with(&title) {
        return false;
    }
    // The first byte with which the title is whole: longer stretches fold to longer texts.
    let (mut short, mut long) = (0, start.len());
    while short < long {
        let middle = short.midpoint(long);
        if fold_text(start.get(..middle).unwrap_or_default()).len() < title.len() {
            short = middle + 1;
        } else {
            long = middle;
        }
    }
    !start.get(short).is_some_and(u8::is_ascii_alphanumeric)
}

/// The text of an ad, with its title above unless it begins with it.
fn assemble(title: Option<&str>, values: &[&[u8]]) -> (Vec<u8>, Format) {
    let values: Vec<Cow<'_, [u8]>> = values
        .iter()
        .map(|value| {
            if is_escaped_html(value) {
                Cow::Owned(unescaped(value))
            } else {
                Cow::Borrowed(*value)
            }
        })
        .collect();
    let html = values.iter().any(|value| is_html(value) || has_entity(value));
    let title = title.filter(|title| !values.first().is_some_and(|first| begins_with(first, title)));
    let mut out = Vec::with_capacity(values.iter().map(|value| value.len() + 8).sum::<usize>() + title.map_or(0, |title| title.len() + 16));
    if let Some(title) = title {
        if html {
            out.extend_from_slice(b"<h1>");
            as_html(title.as_bytes(), &mut out);
            out.extend_from_slice(b"</h1>\n");
        } else {
            out.extend_from_slice(title.as_bytes());
            out.extend_from_slice(b"\n\n");
        }
    }
    for (at, value) in values.iter().enumerate() {
        match (html, is_html(value)) {
            (true, true) => {
                out.extend_from_slice(b"<div>");
                out.extend_from_slice(value);
                out.extend_from_slice(b"</div>\n");
            }
            (true, false) => {
                out.extend_from_slice(b"<p>");
                as_html(value, &mut out);
                out.extend_from_slice(b"</p>\n");
            }
            (false, _) => {
                if at > 0 {
                    out.extend_from_slice(b"\n\n");
                }
                out.extend_from_slice(value);
            }
        }
    }
    (out, if html { Format::Html } else { Format::Text })
}

#[cfg(test)]
mod tests {
    use super::{Row, assemble, fold_text};
    use crate::archive::Chosen;
    use crate::source::Format;

    fn text(title: Option<&str>, values: &[&str]) -> (String, Format) {
        let values: Vec<&[u8]> = values.iter().map(|value| value.as_bytes()).collect();
        let (text, format) = assemble(title, &values);
        (String::from_utf8(text).unwrap(), format)
    }

    #[test]
    fn html_and_escaped_html_and_plain_text_make_one_ad() {
        assert_eq!(
            text(Some("Titel"), &["Zeile 1\nZeile 2", "mehr"]),
            ("Titel\n\nZeile 1\nZeile 2\n\nmehr".into(), Format::Text)
        );
        assert_eq!(
            text(None, &["&lt;p&gt;M&amp;uuml;he&lt;/p&gt;"]),
            ("<div><p>M&uuml;he</p></div>\n".into(), Format::Html)
        );
        assert_eq!(
            text(None, &["<p>A</p>", "1 < 2 & mehr\nB"]),
            ("<div><p>A</p></div>\n<p>1 &lt; 2 &amp; mehr<br>\nB</p>\n".into(), Format::Html)
        );
        assert_eq!(text(None, &["R&amp;D\nteam"]), ("<p>R&amp;D<br>\nteam</p>\n".into(), Format::Html));
    }

    #[test]
    fn a_title_is_not_said_twice() {
        assert_eq!(text(Some("Referat (m/w/d)"), &["Referat (m/w/d)\nText"]).0, "Referat (m/w/d)\nText");
        assert_eq!(text(Some("Referat"), &["<h1>Referat</h1>"]).0, "<div><h1>Referat</h1></div>\n");
        assert_eq!(text(Some("Leiter"), &["Leiterplatten fertigen"]).0, "Leiter\n\nLeiterplatten fertigen");
    }

    #[test]
    fn texts_are_compared_without_tags_and_signs() {
        assert_eq!(fold_text(b"<p>Ein&nbsp;<b>Wort</b></p>"), fold_text("Ein Wort".as_bytes()));
    }

    #[test]
    fn what_lies_in_a_column_keeps_its_order() {
        let fields = ["a.name", "a.value", "a.name", "a.value"]
            .iter()
            .zip(["Aufgaben", "viele", "Profil", "gut"]);
        let row = Row {
            fields: fields.map(|(name, value)| ((*name).into(), value.as_bytes().to_vec())).collect(),
        };
        let chosen = Chosen {
            text: vec!["a".into()],
            ..Chosen::default()
        };
        assert_eq!(row.record(&chosen).unwrap().text, b"Aufgaben\n\nviele\n\nProfil\n\ngut");
    }
}
