//! Which format a text is in: what the caller says, else what the name promises, else what the content looks like.
//!
//! Must not know how any of them is read.

use crate::source::{Format, Source};

/// How far into a text the signs of Markdown are looked for.
const LOOK: usize = 16 * 1024;

/// The format of a source; `None` for an XML file that is no page.
pub(super) fn format(source: &Source<'_>, text: &str) -> Option<Format> {
    if source.format.is_some() {
        return source.format;
    }
    let start = text.trim_start();
    let named = Format::from_name(source.name);
    // A page saved as text is a page all the same.
    if named.is_none_or(|format| format == Format::Text) && (begins_with(start, "<!doctype html") || begins_with(start, "<html")) {
        return Some(Format::Html);
    }
    if named.is_some() {
        return named;
    }
    let head = start.get(..floor(start, LOOK)).unwrap_or_default();
    if begins_with(start, "<?xml") {
        return head.contains("<html").then_some(Format::Html);
    }
    Some(if is_html(start, head) {
        Format::Html
    } else if is_json(start) {
        Format::Json
    } else if is_markdown(start, head) {
        Format::Markdown
    } else {
        Format::Text
    })
}

fn begins_with(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A tag or comment at the beginning, and an end tag somewhere; or many tags.
fn is_html(start: &str, head: &str) -> bool {
    let opened = start
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '!'));
    (opened && head.contains("</")) || head.matches("</").take(6).count() > 5
}

fn is_json(start: &str) -> bool {
    let inside = |rest: &str| rest.trim_start().starts_with(['"', '{', '}', ']', '[']);
    start.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
        || start.strip_prefix('[').is_some_and(|rest| inside(rest) && !rest.contains("]("))
}

/// Front matter, a heading with `#`, or a link.
fn is_markdown(start: &str, head: &str) -> bool {
    if start.starts_with("---\n") || start.starts_with("---\r\n") {
        return start.contains("\n---");
    }
    head.lines().any(|line| {
        let marks = line.len() - line.trim_start_matches('#').len();
        (1..=6).contains(&marks) && line.get(marks..).is_some_and(|rest| rest.starts_with(' '))
    }) || (head.contains("](http") && head.contains('['))
        || head.matches("**").take(4).count() > 3
}

#[cfg(test)]
mod tests {
    use super::format;
    use crate::source::{Format, Source};

    fn of(name: &str, text: &str) -> Option<Format> {
        format(
            &Source {
                name,
                bytes: text.as_bytes(),
                format: None,
            },
            text,
        )
    }

    #[test]
    fn the_name_promises_and_the_content_decides_where_it_does_not() {
        for (name, text, expected) in [
            ("ad.txt", "# No heading here", Some(Format::Text)),
            ("ad.md", "text", Some(Format::Markdown)),
            ("ad.txt", "\n<!DOCTYPE HTML><p>", Some(Format::Html)),
            ("-", "<p>Wir suchen</p>", Some(Format::Html)),
            ("-", "{ \"title\": 1 }", Some(Format::Json)),
            ("-", "[{\"title\": 1}]", Some(Format::Json)),
            ("-", "[Link](https://example.org) und Text", Some(Format::Markdown)),
            ("-", "---\ntitle: x\n---\nText", Some(Format::Markdown)),
            ("-", "# Titel\n\nText", Some(Format::Markdown)),
            ("-", "Wir suchen <3 Menschen", Some(Format::Text)),
            ("feed", "<?xml version=\"1.0\"?><inserate></inserate>", None),
        ] {
            assert_eq!(of(name, text), expected, "{name} {text}");
        }
    }
}
