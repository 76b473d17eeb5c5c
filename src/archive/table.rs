//! Tables of values between commas, semicolons, tabs or bars, with quoted values over several lines.
//!
//! Splits with csv-core and buffers of our own, because a quotation mark that is never closed must not fill the memory.

use super::bytes::{MOST_RECORD, Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink};
use super::row::{Row, readable};
use super::rows::Rows;
use crate::diagnostic::{Fault, FaultCode};
use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use std::io::{BufRead, BufReader};
use std::ops::ControlFlow;
use std::rc::Rc;

/// What stands between values.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// Rows that the delimiter is told from.
const TRIED: usize = 30;
/// A heading is no longer than this.
const HEADING: usize = 200;

/// One record, split.
#[derive(Debug, Default)]
struct Record {
    text: Vec<u8>,
    ends: Vec<usize>,
    /// Bytes and fields of this record.
    used: (usize, usize),
}

impl Record {
    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        let ends = self.ends.get(..self.used.1).unwrap_or_default();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(ends).map(|(start, end)| self.text.get(start..*end).unwrap_or_default())
    }
}

fn splitter(delimiter: u8) -> Reader {
    ReaderBuilder::new().delimiter(delimiter).build()
}

/// The next record; false at the end.
fn next(reader: &mut Reader, input: &mut impl BufRead, record: &mut Record) -> Result<bool, Fault> {
    record.used = (0, 0);
    loop {
        let bytes = input.fill_buf().map_err(|error| fault_of(&error))?;
        let text = record.text.get_mut(record.used.0..).unwrap_or_default();
        let ends = record.ends.get_mut(record.used.1..).unwrap_or_default();
        let (result, read, written, ended) = reader.read_record(bytes, text, ends);
        input.consume(read);
        record.used.0 += written;
        record.used.1 += ended;
        match result {
            ReadRecordResult::Record => return Ok(true),
            ReadRecordResult::End => return Ok(false),
            ReadRecordResult::InputEmpty => {}
            ReadRecordResult::OutputFull if record.text.len() >= MOST_RECORD => return Err(fault(FaultCode::TooLarge, "quote")),
            ReadRecordResult::OutputFull => record.text.resize((record.text.len() * 2).max(4096), 0),
            ReadRecordResult::OutputEndsFull if record.ends.len() >= MOST_RECORD / 16 => return Err(fault(FaultCode::TooLarge, "quote")),
            ReadRecordResult::OutputEndsFull => record.ends.resize((record.ends.len() * 2).max(32), 0),
        }
    }
}

/// The delimiter that parts the first rows into the same number of fields most often.
fn delimiter(name: &str, head: &[u8]) -> u8 {
    if let Some(said) = head.strip_prefix(b"sep=").and_then(|rest| rest.first()) {
        return *said;
    }
    let tabs = name.ends_with(".tsv") || name.ends_with(".tab");
    let score = |delimiter: u8| {
        let (mut reader, mut record, mut input) = (splitter(delimiter), Record::default(), head);
        let mut counts: Vec<usize> = Vec::new();
        while counts.len() < TRIED && matches!(next(&mut reader, &mut input, &mut record), Ok(true)) {
            counts.push(record.used.1);
        }
        let first = counts.first().copied().unwrap_or(0);
        let same = counts.iter().filter(|count| **count == first).count();
        if first < 2 { (0, 0) } else { (same * 100 / counts.len().max(1), first) }
    };
    let best = DELIMITERS.into_iter().map(|delimiter| (score(delimiter), delimiter));
    let best = best.max_by_key(|((same, fields), delimiter)| {
        // Nearly the same order: the one with more columns; a tab where the name says so.
        (tabs && *delimiter == b'\t' && *same > 0, *same / 20, *fields)
    });
    match best {
        Some(((same, _), delimiter)) if same > 0 => delimiter,
        _ if tabs => b'\t',
        _ => b',',
    }
}

/// The names of the columns; made up where the first row is one of values.
fn header(first: &Record, rows: &mut Rows<'_>) -> (Vec<Rc<str>>, bool) {
    let cells: Vec<String> = first.fields().map(|cell| readable(cell.trim_ascii()).into_owned()).collect();
    let values = cells.iter().any(|cell| cell.len() > HEADING);
    let mut names: Vec<Rc<str>> = Vec::new();
    for (index, cell) in cells.iter().enumerate() {
        let made = format!("column {}", index + 1);
        let plain = if values || cell.is_empty() { made } else { cell.clone() };
        let taken = names.iter().any(|name| **name == *plain);
        names.push(rows.name(&if taken { format!("{plain} ({})", index + 1) } else { plain }));
    }
    (names, values)
}

/// Reads a table.
pub(super) fn read(name: &str, stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let stream = stream.decoded(None);
    let head = stream.head().strip_prefix(b"\xef\xbb\xbf").unwrap_or(stream.head());
    let said = head.starts_with(b"sep=");
    // The last row of the beginning may be cut off.
    let whole = memchr::memrchr(b'\n', head).map_or(head, |end| head.get(..=end).unwrap_or(head));
    let mut reader = splitter(delimiter(name, whole));
    let mut rows = Rows::new(sink, place, "CSV");
    let mut record = Record::default();
    let mut input = BufReader::with_capacity(128 << 10, stream);
    let mut split = || -> Result<Flow, Fault> {
        if said && !next(&mut reader, &mut input, &mut record)? {
            return Ok(ControlFlow::Continue(()));
        }
        if !next(&mut reader, &mut input, &mut record)? {
            return Ok(ControlFlow::Continue(()));
        }
        let (names, values) = header(&record, &mut rows);
        if values && let ControlFlow::Break(stop) = push(&record, &names, &mut rows) {
            return Ok(ControlFlow::Break(stop));
        }
        while next(&mut reader, &mut input, &mut record)? {
            if let ControlFlow::Break(stop) = push(&record, &names, &mut rows) {
                return Ok(ControlFlow::Break(stop));
            }
        }
        Ok(ControlFlow::Continue(()))
    };
    let ended = match split() {
        Ok(ControlFlow::Break(stop)) => return ControlFlow::Break(stop),
        Ok(ControlFlow::Continue(())) => Ok(()),
        Err(fault) => Err(fault),
    };
    rows.finish(ended)
}

fn push(record: &Record, names: &[Rc<str>], rows: &mut Rows<'_>) -> Flow {
    if record.used.1 != names.len() {
        return rows.broken(format!("fields {}/{}", record.used.1, names.len()));
    }
    let fields = names.iter().zip(record.fields());
    let wanted = fields
        .filter(|(name, _)| rows.wants(name))
        .map(|(name, value)| (Rc::clone(name), value.to_vec()));
    let row = Row { fields: wanted.collect() };
    rows.row(row)
}

#[cfg(test)]
mod tests {
    use super::delimiter;

    #[test]
    fn the_delimiter_is_the_one_that_parts_all_rows_alike() {
        for (name, head, expected) in [
            ("a.csv", "id,text\n1,\"a; b, c\"\n2,\"d; e\"\n", b','),
            ("a.csv", "id;text\n1;\"eins, zwei\nund drei\"\n2;vier, fünf\n", b';'),
            ("a.tsv", "id\ttext\n1\ta,b\n", b'\t'),
            ("a.csv", "id|text\n1|a\n", b'|'),
            ("a.csv", "sep=;\nid;text\n", b';'),
            ("a.csv", "text\nein Satz\n", b','),
        ] {
            assert_eq!(delimiter(name, head.as_bytes()) as char, expected as char, "{head}");
        }
    }
}
