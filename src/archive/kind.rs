//! What an archive is: told by its first bytes, and by its name where they leave it open.
//!
//! Must not know how any of them is read.

use super::bytes::unpacked_name;
use crate::source::Format;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// What can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Csv,
    JsonLines,
    Json,
    Xml,
    Parquet,
    Warc,
    Zip,
    Tar,
    /// One ad, or no archive that we know.
    Ad,
}

/// Endings of archives. `json` is not among them: most JSON files are one ad.
const ENDINGS: &[(&str, Kind)] = &[
    ("csv", Kind::Csv),
    ("tsv", Kind::Csv),
    ("tab", Kind::Csv),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("jl", Kind::JsonLines),
    ("xml", Kind::Xml),
    ("rss", Kind::Xml),
    ("atom", Kind::Xml),
    ("parquet", Kind::Parquet),
    ("pq", Kind::Parquet),
    ("warc", Kind::Warc),
    ("wet", Kind::Warc),
    ("zip", Kind::Zip),
    ("tar", Kind::Tar),
];

/// How much of a JSON file is looked at to tell a list of ads from one ad.
const LOOK: u64 = 64 << 10;

fn by_name(name: &str) -> Option<Kind> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, kind)| *kind)
}

/// What the stream `name` is that begins with `head`.
pub(super) fn of(name: &str, head: &[u8]) -> Kind {
    let named = by_name(name);
    for (magic, kind) in [(&b"PAR1"[..], Kind::Parquet), (b"WARC/", Kind::Warc)] {
        if head.starts_with(magic) {
            return kind;
        }
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return if is_document(head) { Kind::Ad } else { Kind::Zip };
    }
    if head.get(257..262) == Some(b"ustar") {
        return Kind::Tar;
    }
    match named {
        // The name says binary, the content does not.
        Some(Kind::Parquet | Kind::Zip | Kind::Warc) | None => {}
        Some(Kind::Json | Kind::JsonLines | Kind::Csv | Kind::Xml) if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") => {
            return named.unwrap_or(Kind::Csv);
        }
        Some(Kind::Csv | Kind::JsonLines | Kind::Tar) => return named.unwrap_or(Kind::Csv),
        Some(kind) => return kind,
    }
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    match start.first() {
        Some(b'[') if is_list(start) => Kind::Json,
        Some(b'{') if is_lines(start) => Kind::JsonLines,
        Some(b'{') if is_list(start) => Kind::Json,
        Some(b'<') if start.starts_with(b"<?xml") && memchr::memmem::find(start, b"<html").is_none() => Kind::Xml,
        _ => named
            .filter(|kind| matches!(kind, Kind::Parquet | Kind::Zip | Kind::Warc))
            .unwrap_or(Kind::Ad),
    }
}

/// Word and OpenDocument files are zips, and one ad each.
fn is_document(head: &[u8]) -> bool {
    let start = head.get(..4096.min(head.len())).unwrap_or_default();
    [&b"[Content_Types].xml"[..], b"mimetypeapplication/vnd.oasis", b"word/", b"_rels/.rels"]
        .iter()
        .any(|mark| memchr::memmem::find(start, mark).is_some())
}

/// Two lines, each an object.
fn is_lines(start: &[u8]) -> bool {
    let mut lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let object = |line: &[u8]| line.starts_with(b"{\"") && line.ends_with(b"}");
    lines.next().is_some_and(object) && lines.next().is_some_and(|line| line.starts_with(b"{\""))
}

/// A list of objects, at the top or a little below; not the parts of one posting.
fn is_list(start: &[u8]) -> bool {
    let mut from = start;
    let listed = loop {
        let Some(at) = memchr::memchr(b'[', from) else { break false };
        from = from.get(at + 1..).unwrap_or_default();
        if from.trim_ascii_start().starts_with(b"{") {
            break true;
        }
        if start.starts_with(b"[") {
            break false;
        }
    };
    let postings = memchr::memmem::find_iter(start, b"JobPosting").take(2).count();
    listed && (postings == 0 || postings > 1 && start.starts_with(b"["))
}

/// Whether a name is that of an archive, or of something packed.
pub fn is_archive_name(name: &str) -> bool {
    let inner = unpacked_name(name);
    by_name(&inner).is_some() || inner.len() != name.len()
}

/// Whether the file at `path` holds many ads rather than one.
pub fn is_archive(path: &Path) -> bool {
    let shown = path.to_string_lossy();
    let name = unpacked_name(&shown);
    // What is packed is unpacked here, whatever is in it.
    if by_name(&name).is_some() || name.len() != shown.len() {
        return true;
    }
    if Format::from_name(&name) != Some(Format::Json) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LOOK).read_to_end(&mut head));
    read.is_ok() && of(&name, &head) != Kind::Ad
}

#[cfg(test)]
mod tests {
    use super::{Kind, of};

    #[test]
    fn content_decides_and_the_name_where_it_leaves_it_open() {
        for (name, head, kind) in [
            ("a.json", &b"[{\"title\": \"A\"}, {\"title\": \"B\"}]"[..], Kind::Json),
            ("a.json", b"{\"jobs\": [{\"title\": \"A\"}]}", Kind::Json),
            ("a.json", b"{\"@type\": \"JobPosting\", \"x\": [{\"y\": 1}]}", Kind::Ad),
            ("a.json", b"[{\"@type\": \"Person\"}, {\"@type\": \"JobPosting\"}]", Kind::Ad),
            ("a.json", b"[{\"@type\": \"JobPosting\"}, {\"@type\": \"JobPosting\"}]", Kind::Json),
            ("a.json", b"{\"a\": 1}\n{\"a\": 2}\n", Kind::JsonLines),
            ("a.json", b"{\"a\": [1, 2]}", Kind::Ad),
            ("a.jsonl", b"{\"a\": 1}", Kind::JsonLines),
            ("a.csv", b"id;text\n1;x", Kind::Csv),
            ("a.csv", b"[x];y", Kind::Csv),
            ("export", b"<?xml version=\"1.0\"?><jobs/>", Kind::Xml),
            ("page.html", b"<?xml version=\"1.0\"?><html>", Kind::Ad),
            ("x", b"WARC/1.0\r\n", Kind::Warc),
            ("x.docx", b"PK\x03\x04....[Content_Types].xml", Kind::Ad),
            ("x.zip", b"PK\x03\x04....ad.txt", Kind::Zip),
            ("ad.txt", b"Wir suchen, ab sofort", Kind::Ad),
        ] {
            assert_eq!(of(name, head), kind, "{name} {}", String::from_utf8_lossy(head));
        }
    }
}
