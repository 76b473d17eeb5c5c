//! What a server says of a page: its type and its encoding.
//!
//! Text in another encoding than UTF-8 is put into UTF-8 here, because only the header knew; what the bytes themselves show
//! is left to whoever reads ads.

use super::Trouble;
use crate::source::Format;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into a page its own word on its encoding is looked for, as browsers do.
const LOOK: usize = 1024;

/// The format a type stands for; none is said for an unnamed one, which the content decides.
pub(super) fn format(kind: &str) -> Result<Option<Format>, Trouble> {
    let name = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    Ok(match name.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Format::Html),
        "application/ld+json" | "application/json" => Some(Format::Json),
        "text/markdown" => Some(Format::Markdown),
        "" | "text/plain" | "application/octet-stream" => None,
        _ => return Err(Trouble::Type(name)),
    })
}

/// The text in UTF-8, as far as the header or the page names an encoding that is another. Bytes that are UTF-8 with letters
/// beyond ASCII are never anything else, whatever is said of them.
pub(super) fn text(bytes: Vec<u8>, kind: &str) -> Vec<u8> {
    let Some(encoding) = named(kind).or_else(|| in_page(&bytes)).filter(|encoding| *encoding != UTF_8) else {
        return bytes;
    };
    let wide = encoding == UTF_16LE || encoding == UTF_16BE;
    if !wide && std::str::from_utf8(&bytes).is_ok() && encoding.is_ascii_compatible() && !is_escaped(encoding) {
        return bytes;
    }
    encoding.decode(&bytes).0.into_owned().into_bytes()
}

/// Whether other letters hide behind ASCII bytes.
fn is_escaped(encoding: &'static Encoding) -> bool {
    encoding.name() == "ISO-2022-JP"
}

fn named(kind: &str) -> Option<&'static Encoding> {
    let label = kind.split(';').skip(1).find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then_some(value)
    })?;
    Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())
}

/// `<meta charset=…>`. A page that could be read so far is not in UTF-16, whatever it says.
fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(LOOK))?.to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset=")?;
    let rest = head.get(at + 8..)?;
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let len = rest
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"-_:".contains(byte))
        .count();
    Encoding::for_label(rest.get(..len)?).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use super::{format, text};
    use crate::source::Format;

    #[test]
    fn the_header_names_the_encoding_unless_the_bytes_know_better() {
        let read = |bytes: &[u8], kind: &str| String::from_utf8_lossy(&text(bytes.to_vec(), kind)).into_owned();
        assert_eq!(read(b"f\xFCr", "text/html; charset=ISO-8859-1"), "für");
        assert_eq!(read(b"\xA3\xF3d\xBC", "text/html; Charset=\"iso-8859-2\""), "Łódź");
        assert_eq!(read("für".as_bytes(), "text/html; charset=iso-8859-1"), "für");
        assert_eq!(read(b"f\0\xFC\0r\0", "text/plain; charset=utf-16le"), "für");
        assert_eq!(read(b"<meta charset='windows-1250'>\xB3", "text/html"), "<meta charset='windows-1250'>ł");
        assert_eq!(
            read(b"<meta charset=utf-16>abc", "text/html; charset=nonsense"),
            "<meta charset=utf-16>abc"
        );
    }

    #[test]
    fn types_are_formats_or_refused() {
        assert_eq!(format("Text/HTML; charset=x"), Ok(Some(Format::Html)));
        assert_eq!(format("text/plain"), Ok(None));
        assert!(format("image/png").is_err() && format("application/pdf").is_err());
    }
}
