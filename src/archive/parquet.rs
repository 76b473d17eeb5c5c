//! Parquet files, flat or nested. The first rows are read whole, the rest only in the columns of use.
//!
//! Read without Arrow, row by row: text is what it is about, and Arrow would double the build.

use super::bytes::{Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink};
use super::row::Row;
use super::rows::Rows;
use crate::diagnostic::{Fault, FaultCode};
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row as Tuple};
use ::parquet::schema::types::Type;
use std::fs::File;
use std::io;
use std::ops::ControlFlow;
use std::path::Path;

/// Rows that are read whole, for the choice of columns.
const SAMPLE: usize = 100;

/// Reads a Parquet file. One that comes out of something else is laid aside first: its end must be read before its rows.
pub(super) fn read(stream: Stream<'_>, path: Option<&Path>, place: &Place, sink: &mut Sink) -> Flow {
    let opened = match path {
        Some(path) => File::open(path),
        None => laid_aside(stream),
    };
    let reader = opened
        .map_err(|error| fault_of(&error))
        .and_then(|file| SerializedFileReader::new(file).map_err(|error| unreadable(&error)));
    let reader = match reader {
        Ok(reader) => reader,
        Err(fault) => return sink.fault(place.shown.clone(), fault),
    };
    let counter = sink.counter();
    let mut rows = Rows::new(sink, place, "Parquet");
    let sampled = match sample(&reader, &mut rows) {
        Ok(sampled) => sampled,
        Err(ended) => return rows.finish(Err(ended)),
    };
    rows.decide()?;
    let mut skip = sampled;
    let projection = projection(&reader, &rows);
    for index in 0..reader.num_row_groups() {
        let metadata = reader.metadata().row_group(index);
        let many = usize::try_from(metadata.num_rows()).unwrap_or(0);
        counter.fetch_add(
            u64::try_from(metadata.compressed_size()).unwrap_or(0),
            std::sync::atomic::Ordering::Relaxed,
        );
        if skip >= many {
            skip -= many;
            continue;
        }
        let mut done = skip;
        if let Err(error) = group(&reader, index, projection.clone(), skip, &mut done, &mut rows)? {
            // The rows of the other groups are not lost with these.
            rows.lost((many - done) as u64, unreadable(&error))?;
        }
        skip = 0;
    }
    rows.finish(Ok(()))
}

fn laid_aside(mut stream: Stream<'_>) -> io::Result<File> {
    let mut file = tempfile::tempfile()?;
    io::copy(&mut stream, &mut file)?;
    Ok(file)
}

fn unreadable(error: &ParquetError) -> Fault {
    let code = match error {
        ParquetError::EOF(_) => FaultCode::Truncated,
        _ => FaultCode::Malformed,
    };
    fault(code, format!("Parquet: {error}"))
}

/// The first rows; how many.
fn sample(reader: &SerializedFileReader<File>, rows: &mut Rows<'_>) -> Result<usize, Fault> {
    let mut many = 0;
    for tuple in reader.get_row_iter(None).map_err(|error| unreadable(&error))?.take(SAMPLE) {
        let tuple = tuple.map_err(|error| unreadable(&error))?;
        many += 1;
        // A stop is met again by whoever asks next.
        let row = flat(&tuple, rows);
        let _ = rows.row(row);
        if rows.chosen().is_some() {
            break;
        }
    }
    Ok(many)
}

/// The schema with the columns of use.
fn projection(reader: &SerializedFileReader<File>, rows: &Rows<'_>) -> Option<Type> {
    let schema = reader.metadata().file_metadata().schema();
    let fields = schema.get_fields().iter().filter(|field| rows.wants(field.name())).cloned().collect();
    Type::group_type_builder(schema.name()).with_fields(fields).build().ok()
}

/// The rows of a group, from `skip`; `done` counts them.
fn group(
    reader: &SerializedFileReader<File>,
    index: usize,
    projection: Option<Type>,
    skip: usize,
    done: &mut usize,
    rows: &mut Rows<'_>,
) -> ControlFlow<super::reading::Stop, Result<(), ParquetError>> {
    let group = match reader.get_row_group(index) {
        Ok(group) => group,
        Err(error) => return ControlFlow::Continue(Err(error)),
    };
    let tuples = match group.get_row_iter(projection) {
        Ok(tuples) => tuples,
        Err(error) => return ControlFlow::Continue(Err(error)),
    };
    for tuple in tuples.skip(skip) {
        match tuple {
            Ok(tuple) => {
                let row = flat(&tuple, rows);
                rows.row(row)?;
                *done += 1;
            }
            Err(error) => return ControlFlow::Continue(Err(error)),
        }
    }
    ControlFlow::Continue(Ok(()))
}

/// A row with the dotted names of its nested fields.
fn flat(tuple: &Tuple, rows: &mut Rows<'_>) -> Row {
    let mut row = Row::default();
    let mut path = String::new();
    group_fields(tuple, &mut path, &mut row, rows);
    row
}

fn group_fields(tuple: &Tuple, path: &mut String, row: &mut Row, rows: &mut Rows<'_>) {
    for (name, field) in tuple.get_column_iter() {
        let length = path.len();
        if length > 0 {
            path.push('.');
        }
        path.push_str(name);
        if rows.wants(path) {
            put(field, path, row, rows);
        }
        path.truncate(length);
    }
}

fn put(field: &Field, path: &mut String, row: &mut Row, rows: &mut Rows<'_>) {
    let value = match field {
        Field::Null => return,
        Field::Group(inner) => return group_fields(inner, path, row, rows),
        Field::ListInternal(list) => {
            for element in list.elements() {
                put(element, path, row, rows);
            }
            return;
        }
        Field::MapInternal(map) => {
            for (key, value) in map.entries() {
                let length = path.len();
                path.push('.');
                path.push_str(&key.to_string().replace('"', ""));
                put(value, path, row, rows);
                path.truncate(length);
            }
            return;
        }
        Field::Str(text) => text.clone().into_bytes(),
        Field::Bytes(bytes) => bytes.data().to_vec(),
        field => field.to_string().into_bytes(),
    };
    let name = rows.name(path);
    row.fields.push((name, value));
}
