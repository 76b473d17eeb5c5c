//! JSON as it comes out of databases and interfaces: an object a line, or a list of objects at the top or a little below.
//!
//! Objects are cut out of the stream by counting brackets and parsed one by one, so that a broken one costs only itself.

use super::Record;
use super::bytes::{MOST_RECORD, Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink};
use super::row::Row;
use super::rows::Rows;
use crate::diagnostic::{Fault, FaultCode};
use crate::source::Format;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::rc::Rc;

/// Room for what is read at once.
const BUFFER: usize = 128 << 10;

/// Reads an object a line.
pub(super) fn lines(stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut input = BufReader::with_capacity(BUFFER, stream.decoded(None));
    let mut rows = Rows::new(sink, place, "JSON Lines");
    let mut line = Vec::new();
    let ended = loop {
        line.clear();
        match (&mut input).take(MOST_RECORD as u64).read_until(b'\n', &mut line) {
            Ok(0) => break Ok(()),
            Ok(MOST_RECORD) if line.last() != Some(&b'\n') => {
                rows.broken("large")?;
                match skip_line(&mut input) {
                    Ok(()) => continue,
                    Err(error) => break Err(fault_of(&error)),
                }
            }
            Ok(_) => {}
            // What came before the stream broke off is no whole line.
            Err(error) => break Err(fault_of(&error)),
        }
        let object = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line).trim_ascii();
        if !object.is_empty() {
            push(object, &mut rows)?;
        }
    };
    rows.finish(ended)
}

/// The rest of a line, without keeping it.
fn skip_line(input: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let (many, ended) = memchr::memchr(b'\n', buffer).map_or((buffer.len(), false), |at| (at + 1, true));
        input.consume(many);
        if ended {
            return Ok(());
        }
    }
}

/// Reads a list of objects, wherever it begins.
pub(super) fn values(stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut rows = Rows::new(sink, place, "JSON");
    let mut cutter = Cutter {
        input: BufReader::with_capacity(BUFFER, stream.decoded(None)),
        object: Vec::new(),
    };
    let ended = match cutter.enter() {
        Err(fault) => Err(fault),
        Ok(()) => loop {
            match cutter.next() {
                Ok(true) => push(&cutter.object, &mut rows)?,
                Ok(false) => break Ok(()),
                Err(fault) => break Err(fault),
            }
        },
    };
    rows.finish(ended)
}

/// Cuts objects out of a list.
struct Cutter<R> {
    input: R,
    object: Vec<u8>,
}

impl<R: BufRead> Cutter<R> {
    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let byte = self.input.fill_buf().map_err(|error| fault_of(&error))?.first().copied();
        self.input.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// Up to the first object of a list: `[ {`, not inside a string.
    fn enter(&mut self) -> Result<(), Fault> {
        let (mut string, mut escaped, mut opened) = (false, false, false);
        let mut passed = 0;
        loop {
            let Some(byte) = self.input.fill_buf().map_err(|error| fault_of(&error))?.first().copied() else {
                return Err(fault(FaultCode::Truncated, ""));
            };
            passed += 1;
            if passed > MOST_RECORD {
                return Err(fault(FaultCode::TooLarge, ""));
            }
            if !string && opened && matches!(byte, b'{' | b']') {
                return Ok(());
            }
            self.input.consume(1);
            match byte {
                _ if escaped => escaped = false,
                b'\\' if string => escaped = true,
                b'"' => (string, opened) = (!string, false),
                b'[' if !string => opened = true,
                byte if byte.is_ascii_whitespace() => {}
                _ => opened = false,
            }
        }
    }

    /// The next object into `object`; false at the end of the list.
    fn next(&mut self) -> Result<bool, Fault> {
        self.object.clear();
        loop {
            match self.byte()? {
                None => return Err(fault(FaultCode::Truncated, "")),
                Some(b']') => return Ok(false),
                Some(b',') => {}
                Some(byte) if byte.is_ascii_whitespace() => {}
                Some(byte) => {
                    self.object.push(byte);
                    return self.rest(byte);
                }
            }
        }
    }

    /// The rest of a value that began with `first`.
    fn rest(&mut self, first: u8) -> Result<bool, Fault> {
        let mut depth = usize::from(matches!(first, b'{' | b'['));
        let (mut string, mut escaped) = (first == b'"', false);
        let bare = !matches!(first, b'{' | b'[' | b'"');
        loop {
            let buffer = self.input.fill_buf().map_err(|error| fault_of(&error))?;
            if buffer.is_empty() {
                return Err(fault(FaultCode::Truncated, ""));
            }
            let mut ended = None;
            for (at, byte) in buffer.iter().enumerate() {
                if string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => string = false,
                        _ => {}
                    }
                    if !string && depth == 0 {
                        ended = Some(at + 1);
                    }
                } else {
                    match byte {
                        b'"' => string = true,
                        b'{' | b'[' => depth += 1,
                        b',' | b']' if bare && depth == 0 => ended = Some(at),
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        _ => continue,
                    }
                    if ended.is_none() && depth == 0 && !string && !bare {
                        ended = Some(at + 1);
                    }
                }
                if ended.is_some() {
                    break;
                }
            }
            let many = ended.unwrap_or(buffer.len());
            self.object.extend_from_slice(buffer.get(..many).unwrap_or_default());
            self.input.consume(many);
            if ended.is_some() {
                return Ok(true);
            }
            if self.object.len() > MOST_RECORD {
                return Err(fault(FaultCode::TooLarge, "bracket"));
            }
        }
    }
}

/// Parses an object into a row.
fn push(object: &[u8], rows: &mut Rows<'_>) -> Flow {
    let posting = memchr::memmem::find(object, b"\"JobPosting\"").is_some();
    let mut row = Row::default();
    let mut path = String::new();
    let mut reader = serde_json::Deserializer::from_slice(object);
    let flat = Flat {
        path: &mut path,
        row: &mut row,
        rows,
        all: posting,
    };
    let parsed = flat.deserialize(&mut reader).and_then(|()| reader.end());
    if let Err(error) = parsed {
        // Exports in Latin-1 call themselves JSON too.
        if std::str::from_utf8(object).is_err() {
            let text = encoding_rs::WINDOWS_1252.decode_without_bom_handling(object).0;
            return push(text.as_bytes(), rows);
        }
        return rows.broken(format!("json {error}"));
    }
    if !object.starts_with(b"{") {
        return rows.broken("object");
    }
    if posting && row.fields.iter().any(|(name, value)| &**name == "@type" && value == b"JobPosting") {
        return rows.whole(posting_of(object, &row));
    }
    rows.row(row)
}

/// A `JobPosting` is an ad by itself; the reader of ads knows its fields.
fn posting_of(object: &[u8], row: &Row) -> Record {
    let one = |column: &str| {
        let value = String::from_utf8_lossy(&row.joined(column)).into_owned();
        (!value.is_empty()).then_some(value)
    };
    Record {
        archive: String::new(),
        number: 0,
        id: one("identifier.value").or_else(|| one("url")).or_else(|| one("@id")),
        title: None,
        date: one("datePosted"),
        groups: one("hiringOrganization.name")
            .map(|name| ("employer".to_owned(), name))
            .into_iter()
            .collect(),
        text: object.to_vec(),
        format: Some(Format::Json),
        place: String::new(),
        crawled: false,
    }
}

/// Puts every value of an object into the row, under its dotted name.
struct Flat<'a, 's> {
    path: &'a mut String,
    row: &'a mut Row,
    rows: &'a mut Rows<'s>,
    /// Also what no column asks for.
    all: bool,
}

impl Flat<'_, '_> {
    fn put(self, value: &[u8]) {
        let name: Rc<str> = self.rows.name(self.path);
        self.row.fields.push((name, value.to_vec()));
    }
}

impl<'de> DeserializeSeed<'de> for Flat<'_, '_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Flat<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let length = self.path.len();
        while map.next_key_seed(Key(self.path))?.is_some() {
            if self.all || self.rows.wants(self.path) {
                map.next_value_seed(Flat {
                    path: self.path,
                    row: self.row,
                    rows: self.rows,
                    all: self.all,
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            self.path.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list
            .next_element_seed(Flat {
                path: self.path,
                row: self.row,
                rows: self.rows,
                all: self.all,
            })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.put(value.as_bytes());
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(value.to_string().as_bytes());
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(value.to_string().as_bytes());
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put(value.to_string().as_bytes());
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(value.to_string().as_bytes());
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Writes a key behind the path.
struct Key<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, reader: D) -> Result<(), D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        if !self.0.is_empty() {
            self.0.push('.');
        }
        self.0.push_str(key);
        Ok(())
    }
}
