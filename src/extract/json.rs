//! JSON → a flat list of its values with their places.
//!
//! serde_json hands out values without places, and recurses. This reader keeps its place on a stack of its own and
//! forgives one thing that occurs in the wild: line breaks inside strings. Must not know what the values mean.

use super::draft::{Writer, offset};
use crate::diagnostic::FaultCode;
use crate::source::SourceMap;
use crate::text::Span;

/// Values inside one another that are followed.
const MAX_DEPTH: usize = 128;
/// Values that are read at most; an ad has about fifty.
const MAX_VALUES: usize = 1 << 20;

/// One value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    /// The name it has in the object around it, between the quotes.
    pub(super) key: Option<Span>,
    pub(super) kind: Kind,
    /// For a string what stands between the quotes; else all of it.
    pub(super) span: Span,
    /// Index of the next value that is not inside this one.
    pub(super) next: usize,
}

/// What sort of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Object,
    Array,
    String,
    /// A number, `true`, `false` or `null`.
    Other,
}

/// Why a text could not be read, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Broken {
    pub(super) code: FaultCode,
    pub(super) at: u32,
}

/// What may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expect {
    Value,
    ValueOrEnd,
    Key,
    KeyOrEnd,
    CommaOrEnd,
}

/// Reads the JSON in a passage of a text. Values come in the order they stand, an outer one before what is inside it.
pub(super) fn read(text: &str, passage: Span) -> Result<Vec<Value>, Broken> {
    let bytes = text.as_bytes().get(..passage.end as usize).unwrap_or_default();
    let mut reader = Reader {
        bytes,
        at: passage.start as usize,
        values: Vec::new(),
        open: Vec::new(),
        key: None,
    };
    let mut expect = Expect::Value;
    loop {
        let blanks = reader
            .rest()
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'))
            .count();
        reader.at += blanks;
        let ended = reader.open.is_empty() && expect == Expect::CommaOrEnd;
        match reader.rest().first() {
            None if ended => return Ok(reader.values),
            Some(_) if ended => return Err(reader.broken(FaultCode::Malformed)),
            Some(&byte) => expect = reader.step(byte, expect)?,
            None => return Err(reader.broken(FaultCode::Malformed)),
        }
    }
}

struct Reader<'t> {
    bytes: &'t [u8],
    at: usize,
    values: Vec<Value>,
    /// Indices of the objects and arrays that are open.
    open: Vec<usize>,
    key: Option<Span>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn broken(&self, code: FaultCode) -> Broken {
        Broken { code, at: offset(self.at) }
    }

    /// Reads what begins with `byte`.
    fn step(&mut self, byte: u8, expect: Expect) -> Result<Expect, Broken> {
        match (expect, byte) {
            (Expect::Value | Expect::ValueOrEnd, b'{') => self.enter(Kind::Object, Expect::KeyOrEnd),
            (Expect::Value | Expect::ValueOrEnd, b'[') => self.enter(Kind::Array, Expect::ValueOrEnd),
            (Expect::Value | Expect::ValueOrEnd, b'"') => {
                let span = self.string()?;
                self.add(Kind::String, span)?;
                Ok(Expect::CommaOrEnd)
            }
            (Expect::Value | Expect::ValueOrEnd, b'-' | b'0'..=b'9' | b't' | b'f' | b'n') => {
                let span = self.word()?;
                self.add(Kind::Other, span)?;
                Ok(Expect::CommaOrEnd)
            }
            (Expect::Key | Expect::KeyOrEnd, b'"') => {
                self.key = Some(self.string()?);
                let blanks = self.rest().iter().take_while(|byte| byte.is_ascii_whitespace()).count();
                self.at += blanks;
                if self.rest().first() != Some(&b':') {
                    return Err(self.broken(FaultCode::Malformed));
                }
                self.at += 1;
                Ok(Expect::Value)
            }
            (Expect::CommaOrEnd, b',') => {
                self.at += 1;
                Ok(if self.innermost() == Some(Kind::Object) {
                    Expect::Key
                } else {
                    Expect::Value
                })
            }
            (Expect::CommaOrEnd | Expect::KeyOrEnd, b'}') => self.leave(Kind::Object),
            (Expect::CommaOrEnd | Expect::ValueOrEnd, b']') => self.leave(Kind::Array),
            _ => Err(self.broken(FaultCode::Malformed)),
        }
    }

    fn innermost(&self) -> Option<Kind> {
        self.open.last().and_then(|&index| self.values.get(index)).map(|value| value.kind)
    }

    fn add(&mut self, kind: Kind, span: Span) -> Result<(), Broken> {
        if self.values.len() >= MAX_VALUES {
            return Err(self.broken(FaultCode::TooLarge));
        }
        let next = self.values.len() + 1;
        self.values.push(Value {
            key: self.key.take(),
            kind,
            span,
            next,
        });
        Ok(())
    }

    fn enter(&mut self, kind: Kind, expect: Expect) -> Result<Expect, Broken> {
        if self.open.len() >= MAX_DEPTH {
            return Err(self.broken(FaultCode::TooDeep));
        }
        self.open.push(self.values.len());
        self.add(kind, Span::empty(offset(self.at)))?;
        self.at += 1;
        Ok(expect)
    }

    fn leave(&mut self, kind: Kind) -> Result<Expect, Broken> {
        if self.innermost() != Some(kind) {
            return Err(self.broken(FaultCode::Malformed));
        }
        self.at += 1;
        let next = self.values.len();
        if let Some(value) = self.open.pop().and_then(|index| self.values.get_mut(index)) {
            value.next = next;
            value.span.end = offset(self.at);
        }
        Ok(Expect::CommaOrEnd)
    }

    /// Reads a string, and gives what stands between its quotes.
    fn string(&mut self) -> Result<Span, Broken> {
        let start = self.at + 1;
        let mut at = start;
        loop {
            let rest = self.bytes.get(at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(len) if rest.get(len) == Some(&b'"') => {
                    self.at = at + len + 1;
                    return Ok(Span::new(offset(start), offset(at + len)));
                }
                Some(len) => at += len + 2,
                None => return Err(self.broken(FaultCode::Malformed)),
            }
        }
    }

    /// Reads a number or a name.
    fn word(&mut self) -> Result<Span, Broken> {
        let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.');
        let len = self.rest().iter().take_while(is_part).count();
        let word = self.rest().get(..len).unwrap_or_default();
        let number = word.first().is_some_and(|byte| *byte == b'-' || byte.is_ascii_digit());
        if !number && !matches!(word, b"true" | b"false" | b"null") {
            return Err(self.broken(FaultCode::Malformed));
        }
        let span = Span::new(offset(self.at), offset(self.at + len));
        self.at += len;
        Ok(span)
    }
}

/// The text of a string, with the way back to its place.
pub(super) fn unescape(source: &str, string: Span) -> (String, SourceMap) {
    let raw = string.of(source);
    let mut writer = Writer::new(source);
    let mut from = 0;
    while let Some(len) = memchr::memchr(b'\\', raw.as_bytes().get(from..).unwrap_or_default()) {
        let at = from + len;
        writer.verbatim(Span::new(string.start + offset(from), string.start + offset(at)));
        let (letter, width) = escape(raw.get(at..).unwrap_or_default());
        let span = Span::new(string.start + offset(at), string.start + offset(at + width));
        writer.decoded(letter.encode_utf8(&mut [0; 4]), span);
        from = at + width;
    }
    writer.verbatim(Span::new(string.start + offset(from), string.end));
    writer.finish()
}

/// The letter an escape stands for, and the length of the escape. One that means nothing is a backslash.
fn escape(text: &str) -> (char, usize) {
    let letter = match text.as_bytes().get(1) {
        Some(b'n') => '\n',
        Some(b't') => '\t',
        Some(b'r') => '\r',
        Some(b'b' | b'f') => ' ',
        Some(&sign @ (b'"' | b'\\' | b'/')) => char::from(sign),
        Some(b'u') => return unicode(text),
        _ => return ('\\', 1),
    };
    (letter, 2)
}

/// `\u00e4`, and pairs of them for letters beyond the first 65,536.
fn unicode(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        digits
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit())
            .then_some(u32::from_str_radix(digits, 16).ok()?)
    };
    let Some(first) = unit(0) else { return ('\\', 1) };
    if let Some(letter) = char::from_u32(first) {
        return (letter, 6);
    }
    match unit(6) {
        Some(second) if first < 0xDC00 && (0xDC00..0xE000).contains(&second) => {
            let letter = char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            (letter.unwrap_or('\u{FFFD}'), 12)
        }
        _ => ('\u{FFFD}', 6),
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, read, unescape};
    use crate::diagnostic::FaultCode;
    use crate::text::Span;
    use proptest::prelude::*;

    fn whole(text: &str) -> Span {
        Span::new(0, u32::try_from(text.len()).expect("small"))
    }

    #[test]
    fn values_have_their_keys_and_places() {
        let text = "{\"a\": [1, \"x\\\"y\"], \"b\": {}, \"c\": null}";
        let values = read(text, whole(text)).expect("valid");
        let shown: Vec<_> = values
            .iter()
            .map(|value| (value.key.map(|key| key.of(text)), value.kind, value.span.of(text), value.next))
            .collect();
        assert_eq!(
            shown,
            [
                (None, Kind::Object, text, 6),
                (Some("a"), Kind::Array, "[1, \"x\\\"y\"]", 4),
                (None, Kind::Other, "1", 3),
                (None, Kind::String, "x\\\"y", 4),
                (Some("b"), Kind::Object, "{}", 5),
                (Some("c"), Kind::Other, "null", 6),
            ]
        );
    }

    #[test]
    fn what_is_broken_is_said_with_its_place() {
        for (text, code, at) in [
            ("{\"a\": }", FaultCode::Malformed, 6),
            ("{\"a\" 1}", FaultCode::Malformed, 5),
            ("[1, 2", FaultCode::Malformed, 5),
            ("[1] x", FaultCode::Malformed, 4),
            ("[1}", FaultCode::Malformed, 2),
            ("{\"a", FaultCode::Malformed, 1),
            ("wahr", FaultCode::Malformed, 0),
            ("", FaultCode::Malformed, 0),
        ] {
            let broken = read(text, whole(text)).expect_err(text);
            assert_eq!((broken.code, broken.at), (code, at), "{text}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(read(&deep, whole(&deep)).expect_err("deep").code, FaultCode::TooDeep);
    }

    #[test]
    fn escapes_are_letters_with_their_place() {
        let text = r#""f\u00fcr \"alle\" \/ \ud83d\ude80 \ud83d \x""#;
        let values = read(text, whole(text)).expect("valid");
        let (decoded, map) = unescape(text, values[0].span);
        assert_eq!(decoded, "für \"alle\" / 🚀 \u{FFFD} \\x");
        assert_eq!(map.to_source(Span::new(0, 4)).of(text), r"f\u00fcr");
    }

    proptest! {
        #[test]
        fn what_serde_reads_is_read_and_the_rest_is_refused(text in "[\\[\\]{},:\"a1tn\\\\ -]{0,24}") {
            let ours = read(&text, whole(&text)).is_ok();
            let serde = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            // Numbers and escapes are not checked to the letter.
            prop_assert!(ours || !serde, "{}", text);
        }

        #[test]
        fn strings_are_those_of_serde(string in any::<String>()) {
            let text = serde_json::to_string(&string).expect("a string");
            let values = read(&text, whole(&text)).expect("valid");
            let blanks = |text: String| text.replace(['\u{8}', '\u{c}'], " ");
            prop_assert_eq!(blanks(unescape(&text, values[0].span).0), blanks(string));
        }
    }
}
