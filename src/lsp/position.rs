//! Bytes of a text ↔ lines and characters as the client counts them.
//!
//! Inside adlint a place is a byte; only here it becomes anything else. Whatever position comes in, a byte on the border of a
//! character comes out. Must not know documents or findings.

use crate::text::{LineIndex, Span};
use lsp_types::{Position, PositionEncodingKind, Range};

/// What a client counts when it says "character".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16: what every client understands.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The encoding a client names; `None` for one we do not count in.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        }
    }

    /// Its name in the protocol.
    pub const fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many units a passage has.
    pub fn units(self, text: &str) -> u32 {
        let count = match self {
            Self::Utf8 => text.len(),
            _ if text.is_ascii() => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Utf32 => text.chars().count(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    const fn units_of(self, letter: char) -> usize {
        match self {
            Self::Utf8 => letter.len_utf8(),
            Self::Utf16 => letter.len_utf16(),
            Self::Utf32 => 1,
        }
    }

    /// The byte of `line` after `units` units; the border before it where they end inside a character, the end where the
    /// line is shorter.
    fn byte(self, line: &str, units: u32) -> usize {
        let wanted = units as usize;
        if line.is_ascii() {
            return wanted.min(line.len());
        }
        let mut counted = 0;
        for (at, letter) in line.char_indices() {
            counted += self.units_of(letter);
            if counted > wanted {
                return at;
            }
        }
        line.len()
    }
}

/// A place known already, from which one near it is counted: a line can be megabytes long.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    line: usize,
    byte: usize,
    units: u32,
}

/// A text with its lines, in one encoding.
#[derive(Debug)]
pub struct Places<'a> {
    text: &'a str,
    lines: &'a LineIndex,
    encoding: Encoding,
    known: std::cell::Cell<Known>,
}

impl<'a> Places<'a> {
    /// `lines` must have been made from `text`.
    pub fn new(text: &'a str, lines: &'a LineIndex, encoding: Encoding) -> Self {
        Self {
            text,
            lines,
            encoding,
            known: std::cell::Cell::default(),
        }
    }

    /// The byte of a position. Past the end of a line its end is meant, past the last line the end of the text.
    pub fn byte(&self, position: Position) -> u32 {
        let (start, line) = self.line(position.line as usize);
        let inner = self.encoding.byte(line, position.character);
        start + u32::try_from(inner).unwrap_or(u32::MAX)
    }

    /// The bytes of a range; an inverted one is turned round.
    pub fn span(&self, range: Range) -> Span {
        let (a, b) = (self.byte(range.start), self.byte(range.end));
        Span::new(a.min(b), a.max(b))
    }

    /// The position of a byte.
    pub fn position(&self, byte: u32) -> Position {
        let mut end = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let line = self.lines.line_of(u32::try_from(end).unwrap_or(u32::MAX));
        let start = self.lines.start_of(line).unwrap_or(0) as usize;
        let mut known = self.known.get();
        if known.line != line || known.byte > end || known.byte < start {
            known = Known { line, byte: start, units: 0 };
        }
        let between = self.text.get(known.byte..end).unwrap_or_default();
        known = Known {
            line,
            byte: end,
            units: known.units + self.encoding.units(between),
        };
        self.known.set(known);
        Position {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            character: known.units,
        }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        let start = self.position(span.start);
        Range {
            start,
            end: self.position(span.end.max(span.start)),
        }
    }

    /// First byte and text of a line, without its end; an empty one at the end of the text for lines past the last.
    pub fn line(&self, line: usize) -> (u32, &'a str) {
        let Some(start) = self.lines.start_of(line) else {
            return (u32::try_from(self.text.len()).unwrap_or(u32::MAX), "");
        };
        let end = self.lines.start_of(line + 1).map_or(self.text.len(), |next| next as usize);
        let whole = self.text.get(start as usize..end).unwrap_or_default();
        (start, whole.trim_end_matches(['\n', '\r']))
    }

    /// The text.
    pub const fn text(&self) -> &'a str {
        self.text
    }

    /// The bytes of a line and column that count characters from 1, as faults in YAML do, up to the end of the word there.
    pub fn of_word_at(&self, line: u32, column: u32) -> Span {
        let (start, text) = self.line((line as usize).saturating_sub(1));
        let skipped: usize = text.chars().take((column as usize).saturating_sub(1)).map(char::len_utf8).sum();
        let rest = text.get(skipped..).unwrap_or_default();
        let word = rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',')).unwrap_or(rest.len());
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let from = start + small(skipped);
        if word > 0 || !rest.is_empty() {
            return Span::new(from, from + small(word.max(1)));
        }
        // At the end of a line: the line itself, so that something is seen.
        let indent = text.len() - text.trim_start().len();
        Span::new(start + small(indent), start + small(text.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Places};
    use crate::text::{LineIndex, Span};
    use lsp_types::Position;

    const TEXT: &str = "Ärzt\u{308}e 👩🏽‍🔬 hier\r\nzwei\rdrei\n";

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn every_border_of_a_character_comes_back_in_every_encoding() {
        let lines = LineIndex::new(TEXT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            let places = Places::new(TEXT, &lines, encoding);
            for (byte, letter) in TEXT.char_indices() {
                // Between \r and \n nobody can stand.
                if letter == '\n' && TEXT.as_bytes()[byte - 1] == b'\r' {
                    continue;
                }
                let byte = u32::try_from(byte).unwrap();
                assert_eq!(places.byte(places.position(byte)), byte, "{encoding:?} at {byte}");
            }
        }
    }

    #[test]
    fn what_lies_outside_or_inside_a_character_is_brought_to_a_border() {
        let lines = LineIndex::new(TEXT);
        let utf16 = Places::new(TEXT, &lines, Encoding::Utf16);
        assert_eq!(utf16.byte(at(0, 8)), 9, "inside the first surrogate pair");
        assert_eq!(utf16.byte(at(0, 999)), 29, "before the line end, not after it");
        assert_eq!(utf16.byte(at(1, u32::MAX)), 35);
        assert_eq!(utf16.byte(at(99, 0)), u32::try_from(TEXT.len()).unwrap());
        let utf8 = Places::new(TEXT, &lines, Encoding::Utf8);
        assert_eq!(utf8.byte(at(0, 1)), 0, "inside Ä");
    }

    #[test]
    fn fifty_places_on_one_long_line_are_counted_in_any_order() {
        let text = "ä".repeat(5000);
        let lines = LineIndex::new(&text);
        let places = Places::new(&text, &lines, Encoding::Utf16);
        for n in [40_u32, 4000, 3, 3, 2999, 4999] {
            assert_eq!(places.position(n * 2), at(0, n));
        }
        assert_eq!(
            places.span(lsp_types::Range {
                start: at(0, 9),
                end: at(0, 3)
            }),
            Span::new(6, 18)
        );
    }
}
