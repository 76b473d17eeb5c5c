//! Zip and tar: files packed together. Each is an ad, or an archive of its own.
//!
//! What is neither (pictures, styles) is passed over, as in a folder.

use super::bytes::{Counted, Guarded, Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink, from_stream};
use crate::diagnostic::{Fault, FaultCode};
use crate::source::Format;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use zip::ZipArchive;
use zip::result::ZipError;

/// Whether a file in a pack is of use.
fn is_wanted(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    !file.starts_with('.') && !name.starts_with("__MACOSX/") && (Format::from_name(file).is_some() || super::kind::is_archive_name(file))
}

/// Reads a zip by its directory; one that broke off has none, and is read from its beginning.
pub(super) fn zip(stream: Stream<'_>, path: Option<&Path>, place: &Place, sink: &mut Sink) -> Flow {
    match path {
        Some(path) => match File::open(path) {
            Ok(file) => {
                let file = Counted {
                    inner: file,
                    count: sink.counter(),
                };
                zip_with_directory(io::BufReader::new(file), stream, place, sink)
            }
            Err(error) => sink.fault(place.shown.clone(), fault_of(&error)),
        },
        None => zip_from_start(stream, place, sink, None),
    }
}

fn zip_with_directory<R: Read + Seek>(reader: R, stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut archive = match ZipArchive::new(reader) {
        Ok(archive) => archive,
        Err(error) => return zip_from_start(stream, place, sink, Some(unreadable(&error))),
    };
    if archive.has_overlapping_files().unwrap_or(false) {
        return sink.fault(place.shown.clone(), fault(FaultCode::Bomb, ""));
    }
    let mut found = false;
    for index in 0..archive.len() {
        match archive.by_index(index) {
            Ok(file) if !file.is_file() => {}
            Ok(file) => {
                let name = file.name().map_or_else(|_| format!("{index}"), |name| name.into_owned());
                if is_wanted(&name) {
                    found = true;
                    let packed = Arc::new(AtomicU64::new(file.compressed_size().max(1)));
                    inner(&name, Box::new(Guarded::new(file, packed)), place, sink)?;
                }
            }
            Err(error) => {
                found = true;
                sink.fault(place.inner(&format!("{}", index + 1)).shown, unreadable(&error))?;
            }
        }
    }
    ended(found, place, sink)
}

/// Reads a zip front to back. `broken` is what its directory said.
fn zip_from_start(mut stream: Stream<'_>, place: &Place, sink: &mut Sink, broken: Option<Fault>) -> Flow {
    let mut found = false;
    loop {
        match zip::read::read_zipfile_from_stream(&mut stream) {
            Ok(None) => break,
            Ok(Some(file)) => {
                let name = file.name().map_or_else(|_| String::new(), |name| name.into_owned());
                if file.is_file() && is_wanted(&name) {
                    found = true;
                    let packed = Arc::new(AtomicU64::new(file.compressed_size().max(1)));
                    inner(&name, Box::new(Guarded::new(file, packed)), place, sink)?;
                }
            }
            Err(error) => {
                let fault = broken.unwrap_or_else(|| unreadable(&error));
                return sink.fault(place.shown.clone(), fault);
            }
        }
    }
    match broken {
        Some(fault) => sink.fault(place.shown.clone(), fault),
        None => ended(found, place, sink),
    }
}

fn unreadable(error: &ZipError) -> Fault {
    match error {
        ZipError::Io(error) => fault_of(error),
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => fault(FaultCode::Unreadable, "password"),
        ZipError::CompressionMethodNotSupported(method) => fault(FaultCode::UnsupportedFormat, format!("zip {method}")),
        ZipError::InvalidArchive(_) => fault(FaultCode::Truncated, "zip"),
        error => fault(FaultCode::Malformed, format!("zip: {error}")),
    }
}

/// Reads a tar.
pub(super) fn tar(stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut archive = tar::Archive::new(stream);
    let entries = match archive.entries() {
        Ok(entries) => entries,
        Err(error) => return sink.fault(place.shown.clone(), fault_of(&error)),
    };
    let mut found = false;
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry,
            // Where the next one would begin is lost with it.
            Err(error) => {
                return sink.fault(
                    place.shown.clone(),
                    Fault {
                        code: FaultCode::Truncated,
                        ..fault_of(&error)
                    },
                );
            }
        };
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if entry.header().entry_type().is_file() && is_wanted(&name) {
            found = true;
            inner(&name, Box::new(entry), place, sink)?;
        }
    }
    ended(found, place, sink)
}

fn inner<'a>(name: &str, reader: Box<dyn Read + 'a>, place: &Place, sink: &mut Sink) -> Flow {
    from_stream(name, Stream::new(reader), None, &place.inner(name), sink)
}

fn ended(found: bool, place: &Place, sink: &mut Sink) -> Flow {
    if found {
        return ControlFlow::Continue(());
    }
    sink.fault(place.shown.clone(), fault(FaultCode::Empty, "archive"))
}
