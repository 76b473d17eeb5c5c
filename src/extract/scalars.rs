//! The texts that stand in YAML front matter, for ads that have nothing else: sites of which every page is data.
//!
//! Keys and signs are passed over line by line, without a YAML reader, so that places stay exact. Must not know Markdown.

use super::draft::{Writer, offset};
use super::front;
use crate::source::SourceMap;
use crate::text::Span;

/// A value of fewer words is a name, a date or a switch, unless its key says that it is read.
const SHORTEST: usize = 3;

/// Keys whose values are read however short they are.
const READ: [&str; 6] = ["title", "titel", "headline", "heading", "subtitle", "label"];

/// Writes the texts of YAML front matter one below the other; `passage` is what stands between its fences. `None` where it has none.
pub(super) fn read(source: &str, passage: Span) -> Option<(String, SourceMap)> {
    let mut reader = Reader {
        source,
        writer: Writer::new(source),
        block: None,
        passed: None,
    };
    let mut at = passage.start;
    for line in passage.of(source).split_inclusive('\n') {
        reader.line(Span::new(at, at + offset(line.trim_end().len())));
        at += offset(line.len());
    }
    let (text, map) = reader.writer.finish();
    (!text.trim().is_empty()).then_some((text, map))
}

/// A text of several lines: how far its key is indented, and the text, once its first line was read.
#[derive(Debug, Clone, Copy)]
struct Block {
    key: usize,
    text: Option<usize>,
}

struct Reader<'s> {
    source: &'s str,
    writer: Writer<'s>,
    block: Option<Block>,
    /// How far a key is indented that is passed over with all below it.
    passed: Option<usize>,
}

impl Reader<'_> {
    fn line(&mut self, line: Span) {
        let text = line.of(self.source);
        let indent = text.len() - text.trim_start().len();
        let empty = indent == text.len();
        if let Some(block) = self.block.filter(|block| empty || indent > block.key) {
            let own = block.text.unwrap_or(indent);
            if !empty {
                self.block = Some(Block { text: Some(own), ..block });
            }
            self.write("", Span::new((line.start + offset(own.min(indent))).min(line.end), line.end));
            return;
        }
        self.block = None;
        if self.passed.is_some_and(|key| empty || indent > key) {
            return;
        }
        self.passed = None;
        if empty {
            return;
        }
        let (item, start) = behind_dash(text, indent);
        let rest = text.get(start..).unwrap_or_default();
        if rest.starts_with('#') {
            return;
        }
        let Some((key, value)) = key_and_value(rest) else {
            let value = unquoted(self.source, Span::new(line.start + offset(start), line.end));
            // "- Wir zahlen nach Tarif", or the second line of a plain text.
            self.write(if item { "- " } else { "" }, value);
            return;
        };
        // The title of the page is read elsewhere, and `adlint` speaks to us.
        if start == 0 && (front::is_title(key) || key == "adlint") {
            self.passed = Some(start);
        } else if value.starts_with(['|', '>']) && value.len() <= 3 {
            self.separate(line.start);
            self.block = Some(Block { key: start, text: None });
        } else {
            let value = unquoted(self.source, Span::new(line.end - offset(value.len()), line.end));
            let words = value.of(self.source).split_whitespace().count();
            if words >= SHORTEST || words > 0 && READ.iter().any(|read| key.to_ascii_lowercase().ends_with(read)) {
                self.separate(line.start);
                self.write("", value);
            }
        }
    }

    /// A text ends; what follows is another paragraph.
    fn separate(&mut self, at: u32) {
        self.writer.separate(at);
        if self.writer.len() > 0 {
            self.writer.inserted("\n", at);
        }
    }

    fn write(&mut self, sign: &str, line: Span) {
        self.writer.separate(line.start);
        if !sign.is_empty() {
            self.writer.inserted(sign, line.start);
        }
        self.writer.verbatim(line);
        self.writer.inserted("\n", line.end);
    }
}

/// Whether a line is an item, and where what it says begins: behind "- ", or at its indentation.
fn behind_dash(text: &str, indent: usize) -> (bool, usize) {
    let mut start = indent;
    while let Some(rest) = text.get(start..).and_then(|rest| rest.strip_prefix("- ")) {
        start = text.len() - rest.trim_start().len();
    }
    (start > indent, start)
}

/// "key: value", "key:"
fn key_and_value(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = key.trim_matches(['"', '\'']);
    let plain = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (plain && (value.is_empty() || value.starts_with(' '))).then_some((key, value.trim_start()))
}

/// A value without the quotation marks around it.
fn unquoted(source: &str, span: Span) -> Span {
    let text = span.of(source);
    let quote = text.chars().next().filter(|quote| matches!(quote, '"' | '\''));
    let inside = quote.is_some_and(|quote| text.len() > 1 && text.ends_with(quote));
    Span::new(span.start + u32::from(quote.is_some()), span.end - u32::from(inside))
}
