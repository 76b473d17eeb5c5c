//! The thread that reads an archive, and the iterator at the other end of it.
//!
//! Readers push what they find into a [`Sink`]; a bounded channel of small batches stands between them and whoever wants
//! the records, so that a decoder runs ahead a little and never far. Must not know any format.

use super::bytes::{Counted, Stream, fault, fault_of};
use super::kind::{self, Kind};
use super::{Columns, Item, Record};
use crate::diagnostic::{Fault, FaultCode};
use crate::source::Format;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Items of a batch, at most.
const BATCH: usize = 16;
/// Bytes of text in a batch, about.
const BATCH_BYTES: usize = 64 << 10;
/// Batches read ahead.
const AHEAD: usize = 4;
/// Archives inside archives.
const DEPTH: usize = 3;
/// More is no ad; the reader of ads refuses less than this, and says so.
const MOST_AD: u64 = 128 << 20;

/// Why no more is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// Nobody wants more.
    Nobody,
    /// There is no use in this archive; what was to be said of it is said.
    Archive,
}

/// Whether to go on.
pub(super) type Flow = ControlFlow<Stop>;

/// Where in which archive.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The path as it was given.
    pub(super) archive: String,
    /// The file inside, as people are told.
    pub(super) shown: String,
    /// Archives around it.
    pub(super) depth: usize,
}

impl Place {
    pub(super) fn row(&self, number: u64) -> String {
        format!("{}:row {number}", self.shown)
    }

    pub(super) fn inner(&self, name: &str) -> Self {
        Self {
            archive: self.archive.clone(),
            shown: format!("{}:{name}", self.shown),
            depth: self.depth + 1,
        }
    }
}

/// Items on their way; an iterator over them, or over batches with [`Records::batch`].
#[derive(Debug)]
pub struct Records {
    receiver: Receiver<Vec<Item>>,
    pending: std::vec::IntoIter<Item>,
    read: Arc<AtomicU64>,
}

impl Records {
    pub(super) fn of_path(path: &Path, columns: &Columns) -> Self {
        let path = path.to_path_buf();
        Self::of(columns, move |sink, read| from_path(&path, sink, read))
    }

    pub(super) fn of_stream(name: String, stream: Box<dyn Read + Send>, columns: &Columns) -> Self {
        Self::of(columns, move |sink, read| {
            let place = Place {
                archive: name.clone(),
                shown: name.clone(),
                depth: 0,
            };
            let counted = Counted {
                inner: stream,
                count: Arc::clone(read),
            };
            from_stream(&name, Stream::new(Box::new(counted)), None, &place, sink)
        })
    }

    fn of(columns: &Columns, read: impl FnOnce(&mut Sink, &Arc<AtomicU64>) -> Flow + Send + 'static) -> Self {
        let (sender, receiver) = sync_channel(AHEAD);
        let count = Arc::new(AtomicU64::new(0));
        let (counted, columns) = (Arc::clone(&count), columns.clone());
        thread::spawn(move || {
            let mut sink = Sink {
                sender,
                batch: Vec::new(),
                bytes: 0,
                columns,
                read: Arc::clone(&counted),
            };
            // A decoder that gives up must not look like the end of the archive.
            let ended = catch_unwind(AssertUnwindSafe(|| read(&mut sink, &counted)));
            if ended.is_err() {
                let _ = sink.fault(String::new(), fault(FaultCode::Malformed, "decoder"));
            }
            let _ = sink.flush();
        });
        Self {
            receiver,
            pending: Vec::new().into_iter(),
            read: count,
        }
    }

    /// The next few items; `None` at the end.
    pub fn batch(&mut self) -> Option<Vec<Item>> {
        let pending: Vec<Item> = std::mem::replace(&mut self.pending, Vec::new().into_iter()).collect();
        if pending.is_empty() { self.receiver.recv().ok() } else { Some(pending) }
    }

    /// How many bytes of the file were read so far.
    pub fn read(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }
}

impl Iterator for Records {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            if let Some(item) = self.pending.next() {
                return Some(item);
            }
            self.pending = self.receiver.recv().ok()?.into_iter();
        }
    }
}

/// Where readers put what they find.
#[derive(Debug)]
pub(super) struct Sink {
    sender: SyncSender<Vec<Item>>,
    batch: Vec<Item>,
    bytes: usize,
    columns: Columns,
    read: Arc<AtomicU64>,
}

impl Sink {
    /// Counts the bytes that were read from the file.
    pub(super) fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.read)
    }

    pub(super) const fn columns(&self) -> &Columns {
        &self.columns
    }

    pub(super) fn push(&mut self, item: Item) -> Flow {
        if let Item::Record(record) = &item {
            self.bytes += record.text.len();
        }
        self.batch.push(item);
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
            return self.flush();
        }
        ControlFlow::Continue(())
    }

    pub(super) fn fault(&mut self, place: String, fault: Fault) -> Flow {
        self.push(Item::Fault { place, fault })
    }

    fn flush(&mut self) -> Flow {
        self.bytes = 0;
        if self.batch.is_empty() {
            return ControlFlow::Continue(());
        }
        match self.sender.send(std::mem::take(&mut self.batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(Stop::Nobody),
        }
    }
}

/// A file, or every file of a folder that may be an ad or an archive.
fn from_path(path: &Path, sink: &mut Sink, read: &Arc<AtomicU64>) -> Flow {
    if path.is_dir() {
        return from_folder(path, sink, read);
    }
    let shown = path.to_string_lossy().into_owned();
    let place = Place {
        archive: shown.clone(),
        shown: shown.clone(),
        depth: 0,
    };
    match File::open(path) {
        Ok(file) => {
            let counted = Counted {
                inner: file,
                count: Arc::clone(read),
            };
            from_stream(&shown, Stream::new(Box::new(counted)), Some(path), &place, sink)
        }
        Err(error) => sink.fault(shown, fault(FaultCode::Unreadable, reason(&error))),
    }
}

fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        // The same words as for single files.
        std::io::ErrorKind::NotFound => "not-found".to_owned(),
        std::io::ErrorKind::PermissionDenied => "denied".to_owned(),
        _ => error.to_string(),
    }
}

/// One folder after the other, by name, with one folder's names in memory at a time and of each folder above.
fn from_folder(folder: &Path, sink: &mut Sink, read: &Arc<AtomicU64>) -> Flow {
    let walk = ignore::WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).build();
    let mut found = false;
    for entry in walk {
        match entry {
            Ok(entry) => {
                let path: PathBuf = entry.path().to_path_buf();
                let file = entry.file_type().is_some_and(|kind| kind.is_file());
                let ad = Format::from_name(&path.to_string_lossy()).is_some();
                if file && (ad || kind::is_archive(&path)) {
                    found = true;
                    from_path(&path, sink, read)?;
                }
            }
            Err(error) => {
                found = true;
                sink.fault(folder.to_string_lossy().into_owned(), fault(FaultCode::Unreadable, error.to_string()))?;
            }
        }
    }
    if found {
        return ControlFlow::Continue(());
    }
    sink.fault(folder.to_string_lossy().into_owned(), fault(FaultCode::Empty, "archive"))
}

/// Whatever the stream is. `file` is where it can be read from once more, if nothing is around it.
pub(super) fn from_stream(name: &str, stream: Stream<'_>, file: Option<&Path>, place: &Place, sink: &mut Sink) -> Flow {
    let mut name = name.to_owned();
    let length = name.len();
    let packed_head = stream.head().first().copied();
    let stream = match stream.unpacked(&mut name) {
        Ok(stream) => stream,
        Err(fault) => return sink.fault(place.shown.clone(), fault),
    };
    let file = file.filter(|_| name.len() == length && stream.head().first().copied() == packed_head);
    let ended = match kind::of(&name, stream.head()) {
        _ if place.depth > DEPTH => sink.fault(place.shown.clone(), fault(FaultCode::TooDeep, format!("{DEPTH}"))),
        Kind::Ad => single(&name, stream, place, sink),
        kind => read_as(kind, &name, stream, file, place, sink),
    };
    match ended {
        ControlFlow::Break(Stop::Archive) => ControlFlow::Continue(()),
        ended => ended,
    }
}

fn read_as(kind: Kind, name: &str, stream: Stream<'_>, file: Option<&Path>, place: &Place, sink: &mut Sink) -> Flow {
    match kind {
        #[cfg(feature = "table")]
        Kind::Csv => super::table::read(name, stream, place, sink),
        Kind::JsonLines => super::json::lines(stream, place, sink),
        Kind::Json => super::json::values(stream, place, sink),
        #[cfg(feature = "xml")]
        Kind::Xml => super::feed::read(stream, place, sink),
        #[cfg(feature = "parquet")]
        Kind::Parquet => super::parquet::read(stream, file, place, sink),
        Kind::Warc => super::crawl::read(stream, place, sink),
        #[cfg(feature = "pack")]
        Kind::Zip => super::pack::zip(stream, file, place, sink),
        #[cfg(feature = "pack")]
        Kind::Tar => super::pack::tar(stream, place, sink),
        Kind::Ad => single(name, stream, place, sink),
        #[cfg(not(all(feature = "table", feature = "xml", feature = "parquet", feature = "pack")))]
        kind => {
            let _ = (file, stream);
            sink.fault(place.shown.clone(), fault(FaultCode::UnsupportedFormat, format!("{kind:?}")))
        }
    }
}

/// A stream that is one ad.
fn single(name: &str, stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let mut text = Vec::new();
    if let Err(error) = stream.take(MOST_AD).read_to_end(&mut text) {
        return sink.fault(place.shown.clone(), fault_of(&error));
    }
    sink.push(Item::Record(Record {
        archive: place.archive.clone(),
        number: 1,
        id: None,
        title: None,
        date: None,
        groups: Vec::new(),
        text,
        format: Format::from_name(name).filter(|format| *format != Format::Text),
        place: place.shown.clone(),
        crawled: false,
    }))
}
