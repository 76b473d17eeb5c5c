//! Bytes → UTF-8 text: byte order marks, UTF-8, UTF-16, Windows-1252, and what is no text at all.
//!
//! Job ads come in these three encodings and no other, so there is no detector: valid UTF-8 is UTF-8, text with zero
//! bytes in every second place is UTF-16, and whatever else reads as Windows-1252 is that (which holds ISO-8859-1).
//! Must not know what kind of document the text is.

use super::draft::offset;
use crate::diagnostic::{Fault, FaultCode};
use crate::source::{SegmentKind, SourceMap};
use crate::text::Span;
use std::borrow::Cow;

/// The largest file that is read. An ad has a few kilobytes; a file this large is something else, and its name should
/// be said rather than its contents searched for minutes.
const MAX_BYTES: usize = 64 << 20;
/// The same for encodings that need a map entry for every letter.
const MAX_MAPPED_BYTES: usize = 16 << 20;

/// The text of a file, and how it was come by.
#[derive(Debug)]
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    /// From `text` back to the bytes.
    pub(super) map: SourceMap,
    pub(super) name: &'static str,
    /// Spans are bytes of the source.
    pub(super) faults: Vec<Fault>,
}

impl Decoded<'_> {
    fn refused(code: FaultCode, detail: impl Into<String>) -> Decoded<'static> {
        let fault = Fault {
            code,
            detail: detail.into(),
            span: None,
        };
        Decoded {
            text: Cow::Borrowed(""),
            map: SourceMap::default(),
            name: UTF_8,
            faults: vec![fault],
        }
    }
}

const UTF_8: &str = "UTF-8";
const UTF_16LE: &str = "UTF-16LE";
const UTF_16BE: &str = "UTF-16BE";
const WINDOWS_1252: &str = "windows-1252";

/// Reads the bytes of a file as text. What is no text comes back empty, with a fault.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if bytes.len() > MAX_BYTES {
        return Decoded::refused(FaultCode::TooLarge, megabytes(MAX_BYTES));
    }
    if let Some((code, kind)) = known_binary(bytes) {
        return Decoded::refused(code, kind);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return utf8_or_other(rest, 3);
    }
    match bytes {
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, 2, UTF_16LE),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, 2, UTF_16BE),
        _ => {}
    }
    if memchr::memchr(0, bytes).is_some() {
        return match plausible_utf16(bytes) {
            Some(name) => utf16(bytes, 0, name),
            None => Decoded::refused(FaultCode::Binary, ""),
        };
    }
    utf8_or_other(bytes, 0)
}

fn utf8_or_other(bytes: &[u8], skipped: u32) -> Decoded<'_> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let mut map = SourceMap::default();
        let len = offset(text.len());
        map.push(len, Span::new(skipped, skipped + len), SegmentKind::Verbatim);
        return Decoded {
            text: Cow::Borrowed(text),
            map,
            name: UTF_8,
            faults: Vec::new(),
        };
    }
    if bytes.len() > MAX_MAPPED_BYTES {
        return Decoded::refused(FaultCode::TooLarge, megabytes(MAX_MAPPED_BYTES));
    }
    let shape = Shape::of(bytes);
    if shape.letters >= 1 && (shape.broken_off || shape.invalid * 4 <= shape.letters) {
        return damaged_utf8(bytes, skipped, shape);
    }
    windows_1252(bytes, skipped)
}

/// How much of a byte string that is not valid UTF-8 is UTF-8 all the same.
#[derive(Clone, Copy)]
struct Shape {
    /// Valid characters beyond ASCII.
    letters: usize,
    /// Bytes that fit nowhere.
    invalid: usize,
    /// The only flaw is that the last character lacks its end.
    broken_off: bool,
}

impl Shape {
    fn of(bytes: &[u8]) -> Self {
        let mut shape = Self {
            letters: 0,
            invalid: 0,
            broken_off: false,
        };
        let mut read = 0;
        for chunk in bytes.utf8_chunks() {
            shape.letters += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
            read += chunk.valid().len() + chunk.invalid().len();
            let incomplete = std::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
            shape.broken_off = shape.invalid == 0 && read == bytes.len() && incomplete;
            shape.invalid += chunk.invalid().len();
        }
        shape
    }
}

/// UTF-8 with flaws: the stray bytes are read as Windows-1252, which is what they nearly always are.
fn damaged_utf8(bytes: &[u8], skipped: u32, shape: Shape) -> Decoded<'_> {
    let mut text = String::with_capacity(bytes.len());
    let mut map = SourceMap::default();
    let mut at = skipped;
    let mut first = None;
    for chunk in bytes.utf8_chunks() {
        let valid = offset(chunk.valid().len());
        text.push_str(chunk.valid());
        map.push(valid, Span::new(at, at + valid), SegmentKind::Verbatim);
        at += valid;
        if chunk.invalid().is_empty() {
            continue;
        }
        first = first.or_else(|| chunk.invalid().first().map(|&byte| (at, byte)));
        for &byte in chunk.invalid() {
            let letter = if shape.broken_off {
                '\u{FFFD}'
            } else {
                char_of(byte).unwrap_or('\u{FFFD}')
            };
            text.push(letter);
            map.push(offset(letter.len_utf8()), Span::new(at, at + 1), SegmentKind::Decoded);
            at += 1;
        }
    }
    let faults = first.map_or_else(Vec::new, |(start, byte)| {
        let code = if shape.broken_off {
            FaultCode::Truncated
        } else {
            FaultCode::BadEncoding
        };
        let detail = if shape.broken_off { UTF_8.to_owned() } else { format!("0x{byte:02X}") };
        vec![Fault {
            code,
            detail,
            span: Some(Span::new(start, start + 1)),
        }]
    });
    Decoded {
        text: Cow::Owned(text),
        map,
        name: UTF_8,
        faults,
    }
}

fn windows_1252(bytes: &[u8], skipped: u32) -> Decoded<'_> {
    let controls = bytes.iter().filter(|&&byte| is_control(byte) || char_of(byte).is_none()).count();
    if controls * 20 > bytes.len() {
        return Decoded::refused(FaultCode::Binary, "");
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut map = SourceMap::default();
    let mut faults = vec![Fault {
        code: FaultCode::OtherEncoding,
        detail: WINDOWS_1252.to_owned(),
        span: None,
    }];
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let start = skipped + offset(at);
        if ascii > 0 {
            text.push_str(std::str::from_utf8(rest.get(..ascii).unwrap_or_default()).unwrap_or_default());
            map.push(offset(ascii), Span::new(start, start + offset(ascii)), SegmentKind::Verbatim);
            at += ascii;
            continue;
        }
        let byte = rest.first().copied().unwrap_or_default();
        let letter = char_of(byte).unwrap_or_else(|| {
            if faults.len() == 1 {
                let span = Some(Span::new(start, start + 1));
                faults.push(Fault {
                    code: FaultCode::BadEncoding,
                    detail: format!("0x{byte:02X}"),
                    span,
                });
            }
            '\u{FFFD}'
        });
        text.push(letter);
        map.push(offset(letter.len_utf8()), Span::new(start, start + 1), SegmentKind::Decoded);
        at += 1;
    }
    Decoded {
        text: Cow::Owned(text),
        map,
        name: WINDOWS_1252,
        faults,
    }
}

fn utf16(bytes: &[u8], skipped: u32, name: &'static str) -> Decoded<'static> {
    if bytes.len() > MAX_MAPPED_BYTES {
        return Decoded::refused(FaultCode::TooLarge, megabytes(MAX_MAPPED_BYTES));
    }
    let little = name == UTF_16LE;
    let units = bytes.chunks_exact(2).map(|pair| match *pair {
        [low, high] if little => u16::from_le_bytes([low, high]),
        [high, low] => u16::from_be_bytes([high, low]),
        _ => 0,
    });
    let mut text = String::with_capacity(bytes.len());
    let mut map = SourceMap::default();
    let mut faults = vec![Fault {
        code: FaultCode::OtherEncoding,
        detail: name.to_owned(),
        span: None,
    }];
    let mut at = skipped;
    for unit in char::decode_utf16(units) {
        let (letter, width) = match &unit {
            Ok(letter) => (*letter, if letter.len_utf16() == 2 { 4 } else { 2 }),
            Err(_) => ('\u{FFFD}', 2),
        };
        let span = Span::new(at, at + width);
        if unit.is_err() && faults.len() == 1 {
            faults.push(Fault {
                code: FaultCode::BadEncoding,
                detail: name.to_owned(),
                span: Some(span),
            });
        }
        text.push(letter);
        map.push(offset(letter.len_utf8()), span, SegmentKind::Decoded);
        at += width;
    }
    if bytes.len() % 2 == 1 {
        let span = Some(Span::new(at, at + 1));
        faults.push(Fault {
            code: FaultCode::Truncated,
            detail: name.to_owned(),
            span,
        });
    }
    Decoded {
        text: Cow::Owned(text),
        map,
        name,
        faults,
    }
}

/// UTF-16 without a mark: Latin text has a zero in every second byte.
fn plausible_utf16(bytes: &[u8]) -> Option<&'static str> {
    let sample = bytes.get(..bytes.len().min(4096) & !1)?;
    let pairs = sample.len() / 2;
    let zeros = |first: bool| sample.iter().skip(usize::from(!first)).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (zeros(true), zeros(false));
    let plain = |texts: usize, gaps: usize| pairs > 0 && texts * 20 <= pairs && gaps * 10 >= pairs * 6;
    if plain(even, odd) {
        Some(UTF_16LE)
    } else if plain(odd, even) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Files that say in their first bytes that they are something adlint does not read, with the name of it.
fn known_binary(bytes: &[u8]) -> Option<(FaultCode, &'static str)> {
    use FaultCode::{Binary, UnsupportedFormat};
    let start = |magic: &[u8]| bytes.starts_with(magic);
    Some(match bytes.first()? {
        b'%' if start(b"%PDF-") => (UnsupportedFormat, "PDF"),
        b'%' if start(b"%!PS") => (UnsupportedFormat, "PostScript"),
        b'P' if start(b"PK\x03\x04") => (UnsupportedFormat, zip_kind(bytes)),
        b'{' if start(b"{\\rtf") => (UnsupportedFormat, "RTF"),
        0xD0 if start(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") => (UnsupportedFormat, "Word (.doc)"),
        0x1F if start(b"\x1F\x8B") => (UnsupportedFormat, "gzip"),
        b'7' if start(b"7z\xBC\xAF\x27\x1C") => (UnsupportedFormat, "7z"),
        b'(' if start(b"(\xB5/\xFD") => (UnsupportedFormat, "zstd"),
        0x89 if start(b"\x89PNG") => (Binary, "PNG"),
        0xFF if start(b"\xFF\xD8\xFF") => (Binary, "JPEG"),
        b'G' if start(b"GIF8") => (Binary, "GIF"),
        0x7F if start(b"\x7FELF") => (Binary, "ELF"),
        _ => return None,
    })
}

/// What a ZIP archive is by the names in it.
fn zip_kind(bytes: &[u8]) -> &'static str {
    let has = |name: &[u8]| memchr::memmem::find(bytes, name).is_some();
    if has(b"word/document.xml") {
        "Word (.docx)"
    } else if has(b"mimetypeapplication/vnd.oasis.opendocument.text") {
        "OpenDocument (.odt)"
    } else if has(b"xl/workbook.xml") {
        "Excel (.xlsx)"
    } else if has(b"ppt/presentation.xml") {
        "PowerPoint (.pptx)"
    } else {
        "ZIP"
    }
}

fn is_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B)
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes >> 20)
}

/// The letters of Windows-1252 where it differs from ISO-8859-1, from 0x80; the five gaps are undefined.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜',
    '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The letter of a Windows-1252 byte; `None` for the five that have none.
pub(super) fn char_of(byte: u8) -> Option<char> {
    match byte {
        0x81 | 0x8D | 0x8F | 0x90 | 0x9D => None,
        0x80..=0x9F => UPPER.get(usize::from(byte - 0x80)).copied(),
        _ => Some(char::from(byte)),
    }
}

/// The byte of a letter in Windows-1252, or in ISO-8859-1 for the control characters 0x80 to 0x9F.
pub(super) fn byte_of(letter: char) -> Option<u8> {
    if let Ok(byte) = u8::try_from(u32::from(letter)) {
        return Some(byte);
    }
    let index = UPPER.iter().position(|&upper| upper == letter)?;
    u8::try_from(0x80 + index).ok()
}

#[cfg(test)]
mod tests {
    use super::{Decoded, byte_of, char_of, decode};
    use crate::diagnostic::FaultCode;
    use crate::text::Span;

    fn codes(decoded: &Decoded<'_>) -> Vec<FaultCode> {
        decoded.faults.iter().map(|fault| fault.code).collect()
    }

    #[test]
    fn utf8_is_read_as_it_stands_and_a_mark_is_passed_over() {
        let plain = decode("Bürokraft".as_bytes());
        assert!(plain.faults.is_empty());
        assert!(matches!(plain.text, std::borrow::Cow::Borrowed("Bürokraft")));
        let marked = decode(b"\xEF\xBB\xBFAd");
        assert_eq!(marked.text, "Ad");
        assert_eq!(marked.map.exact(Span::new(0, 2)), Some(Span::new(3, 5)));
    }

    #[test]
    fn windows_1252_is_read_and_said() {
        let decoded = decode(b"B\xFCro \x84jung\x93 1 \x80");
        assert_eq!(decoded.text, "Büro „jung“ 1 €");
        assert_eq!(decoded.name, "windows-1252");
        assert_eq!(codes(&decoded), [FaultCode::OtherEncoding]);
        assert_eq!(decoded.map.to_source(Span::new(1, 3)), Span::new(1, 2));
        assert_eq!(decoded.map.exact(Span::new(0, 1)), Some(Span::new(0, 1)));
        assert_eq!(decoded.map.exact(Span::new(0, 3)), None);
    }

    #[test]
    fn utf16_is_read_with_and_without_mark() {
        let little: Vec<u8> = "Büro für alle".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "Büro für alle".encode_utf16().flat_map(u16::to_be_bytes).collect();
        for (bytes, name, skipped) in [
            (little.clone(), "UTF-16LE", 0),
            ([b"\xFF\xFE".as_slice(), &little].concat(), "UTF-16LE", 2),
            (big.clone(), "UTF-16BE", 0),
            ([b"\xFE\xFF".as_slice(), &big].concat(), "UTF-16BE", 2),
        ] {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, "Büro für alle");
            assert_eq!(decoded.name, name);
            assert_eq!(decoded.map.to_source(Span::new(1, 3)), Span::new(skipped + 2, skipped + 4));
        }
    }

    #[test]
    fn what_is_no_text_is_named() {
        for (bytes, code, detail) in [
            (b"%PDF-1.7 \xE2".as_slice(), FaultCode::UnsupportedFormat, "PDF"),
            (b"PK\x03\x04 word/document.xml", FaultCode::UnsupportedFormat, "Word (.docx)"),
            (b"{\\rtf1 Hallo}", FaultCode::UnsupportedFormat, "RTF"),
            (b"\x89PNG\r\n", FaultCode::Binary, "PNG"),
            (b"abc\0\0\0def\x01", FaultCode::Binary, ""),
            (b"\x01\x02\x03\x04\xFF\x05\x06", FaultCode::Binary, ""),
        ] {
            let decoded = decode(bytes);
            assert_eq!(codes(&decoded), [code]);
            assert_eq!(decoded.faults[0].detail, detail);
            assert_eq!(decoded.text, "");
        }
    }

    #[test]
    fn a_text_that_breaks_off_inside_a_letter_is_truncated() {
        let bytes = "Bürokräfte für".as_bytes();
        let decoded = decode(&bytes[..15]);
        assert_eq!(codes(&decoded), [FaultCode::Truncated]);
        assert!(decoded.text.starts_with("Bürokräfte"));
    }

    #[test]
    fn stray_bytes_in_utf8_are_a_fault_with_their_place() {
        let mut bytes = "Größe für schöne Büros äöü".as_bytes().to_vec();
        bytes.insert(0, b'\xE4');
        let decoded = decode(&bytes);
        assert_eq!(codes(&decoded), [FaultCode::BadEncoding]);
        assert_eq!(decoded.faults[0].span, Some(Span::new(0, 1)));
        assert!(decoded.text.starts_with("äGröße"));
    }

    #[test]
    fn a_giant_file_is_refused_at_once() {
        let bytes = vec![b'a'; 65 << 20];
        assert_eq!(codes(&decode(&bytes)), [FaultCode::TooLarge]);
    }

    #[test]
    fn every_windows_1252_letter_has_its_byte() {
        for byte in 0..=255 {
            if let Some(letter) = char_of(byte) {
                assert_eq!(byte_of(letter), Some(byte));
            }
        }
    }
}
