//! Web crawls in WARC: pages as they were fetched, and texts made from them (WET).
//!
//! A page of a crawl need not be an ad; whoever checks it knows by [`Record::crawled`](super::Record::crawled).

use super::Record;
use super::bytes::{MOST_RECORD, Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink};
use super::rows::Rows;
use crate::diagnostic::{Fault, FaultCode};
use crate::source::Format;
use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

/// A line of a header, at most.
const MOST_LINE: u64 = 64 << 10;

/// What the header of a record says.
#[derive(Debug, Default)]
struct Header {
    kind: String,
    url: Option<String>,
    date: Option<String>,
    content: String,
    length: u64,
}

/// Reads a crawl.
pub(super) fn read(stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut input = BufReader::with_capacity(128 << 10, stream);
    let mut rows = Rows::new(sink, place, "WARC");
    let ended = loop {
        let header = match header(&mut input) {
            Ok(Some(header)) => header,
            Ok(None) => break Ok(()),
            Err(fault) => break Err(fault),
        };
        let page = matches!(header.kind.as_str(), "response" | "conversion" | "resource");
        if !page || header.length > MOST_RECORD as u64 {
            if page {
                rows.broken("large")?;
            }
            match io::copy(&mut (&mut input).take(header.length), &mut io::sink()) {
                Ok(_) => continue,
                Err(error) => break Err(fault_of(&error)),
            }
        }
        let mut body = Vec::new();
        if let Err(error) = (&mut input).take(header.length).read_to_end(&mut body) {
            break Err(fault_of(&error));
        }
        if (body.len() as u64) < header.length {
            break Err(fault(FaultCode::Truncated, ""));
        }
        match page_of(&header, &body) {
            Ok(None) => {}
            Ok(Some((text, format))) => rows.whole(record(header, text, format))?,
            Err(detail) => rows.broken(detail)?,
        }
    };
    rows.finish(ended)
}

fn record(header: Header, text: Vec<u8>, format: Format) -> Record {
    Record {
        archive: String::new(),
        number: 0,
        id: header.url,
        title: None,
        date: header.date,
        groups: Vec::new(),
        text,
        format: Some(format),
        place: String::new(),
        crawled: true,
    }
}

/// The next header; `None` at the end.
fn header(input: &mut impl BufRead) -> Result<Option<Header>, Fault> {
    let mut line = Vec::new();
    let mut next = |line: &mut Vec<u8>| -> Result<bool, Fault> {
        line.clear();
        let many = input.take(MOST_LINE).read_until(b'\n', line).map_err(|error| fault_of(&error))?;
        Ok(many > 0)
    };
    loop {
        if !next(&mut line)? {
            return Ok(None);
        }
        if line.starts_with(b"WARC/") {
            break;
        }
        if !line.trim_ascii().is_empty() {
            return Err(fault(FaultCode::Malformed, "WARC"));
        }
    }
    let mut header = Header::default();
    loop {
        if !next(&mut line)? {
            return Err(fault(FaultCode::Truncated, ""));
        }
        let text = String::from_utf8_lossy(line.trim_ascii());
        if text.is_empty() {
            return Ok(Some(header));
        }
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match name.to_ascii_lowercase().as_str() {
            "warc-type" => header.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => header.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "warc-date" => header.date = Some(value),
            "content-type" => header.content = value.to_ascii_lowercase(),
            "content-length" => header.length = value.parse().map_err(|_| fault(FaultCode::Malformed, "Content-Length"))?,
            _ => {}
        }
    }
}

/// The page in a record; `None` for what is no page (a redirect, a picture), a detail where it cannot be unpacked.
fn page_of(header: &Header, body: &[u8]) -> Result<Option<(Vec<u8>, Format)>, String> {
    if header.kind == "conversion" {
        return Ok(Some((body.to_vec(), Format::Text)));
    }
    if header.kind == "resource" || !header.content.starts_with("application/http") {
        return Ok(header.content.starts_with("text/html").then(|| (body.to_vec(), Format::Html)));
    }
    let Some(end) = memchr::memmem::find(body, b"\r\n\r\n") else {
        return Ok(None);
    };
    let head = String::from_utf8_lossy(body.get(..end).unwrap_or_default()).to_ascii_lowercase();
    let body = body.get(end + 4..).unwrap_or_default();
    let of = |name: &str| {
        head.lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))
            .map_or("", str::trim)
    };
    let status = head.split_whitespace().nth(1).unwrap_or_default();
    let content = of("content-type");
    if status != "200" || !(content.contains("html") || content.starts_with("text/plain")) {
        return Ok(None);
    }
    let format = if content.contains("html") { Format::Html } else { Format::Text };
    let body = if of("transfer-encoding").contains("chunked") {
        dechunked(body)
    } else {
        Cow::Borrowed(body)
    };
    match of("content-encoding") {
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => Ok(Some((gunzipped(&body)?, format))),
        "br" | "zstd" => Err("encoding".to_owned()),
        _ => Ok(Some((body.into_owned(), format))),
    }
}

/// The body without the lengths of its chunks; as it is where there are none, as some crawlers leave the header.
fn dechunked(body: &[u8]) -> Cow<'_, [u8]> {
    let mut out = Vec::new();
    let mut rest = body;
    while let Some(end) = memchr::memmem::find(rest, b"\r\n") {
        let line = std::str::from_utf8(rest.get(..end).unwrap_or_default()).unwrap_or_default();
        let Ok(length) = usize::from_str_radix(line.split(';').next().unwrap_or_default().trim(), 16) else {
            break;
        };
        if length == 0 {
            return Cow::Owned(out);
        }
        let Some(chunk) = rest.get(end + 2..end + 2 + length) else { break };
        out.extend_from_slice(chunk);
        rest = rest.get(end + 4 + length..).unwrap_or_default();
    }
    if out.is_empty() { Cow::Borrowed(body) } else { Cow::Owned(out) }
}

#[cfg(feature = "compress")]
fn gunzipped(body: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let read = flate2::read::MultiGzDecoder::new(body).take(MOST_RECORD as u64).read_to_end(&mut out);
    match read {
        Ok(MOST_RECORD) => Err("large".to_owned()),
        Ok(_) => Ok(out),
        Err(_) => Err("encoding".to_owned()),
    }
}

#[cfg(not(feature = "compress"))]
fn gunzipped(_body: &[u8]) -> Result<Vec<u8>, String> {
    Err("encoding".to_owned())
}
