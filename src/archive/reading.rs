//! The thread that reads an archive, and the iterator at the other end of it.
//!
//! Readers push what they find into a [`Sink`]; a bounded channel of small batches stands between them and whoever wants
//! the records, so that a decoder runs ahead a little and never far. Must not know any format.

use super::{Columns, Item, Record};
use crate::diagnostic::{Fault, FaultCode};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

/// Items of a batch, at most.
const BATCH: usize = 64;
/// Bytes of text in a batch, about.
const BATCH_BYTES: usize = 256 << 10;
/// Batches read ahead.
const AHEAD: usize = 4;

/// Items on their way; an iterator over them, or over batches with [`Records::batch`].
#[derive(Debug)]
pub struct Records {
    receiver: Receiver<Vec<Item>>,
    pending: std::vec::IntoIter<Item>,
}

impl Records {
    pub(super) fn of_path(path: &Path, columns: &Columns) -> Self {
        let (path, _columns) = (path.to_path_buf(), columns.clone());
        Self::of(move |sink| single(&path, sink))
    }

    fn of(read: impl FnOnce(&mut Sink) -> ControlFlow<()> + Send + 'static) -> Self {
        let (sender, receiver) = sync_channel(AHEAD);
        thread::spawn(move || {
            let mut sink = Sink {
                sender,
                batch: Vec::new(),
                bytes: 0,
            };
            if read(&mut sink).is_continue() {
                let _ = sink.flush();
            }
        });
        Self {
            receiver,
            pending: Vec::new().into_iter(),
        }
    }

    /// The next few items; `None` at the end.
    pub fn batch(&mut self) -> Option<Vec<Item>> {
        let pending: Vec<Item> = std::mem::replace(&mut self.pending, Vec::new().into_iter()).collect();
        if pending.is_empty() { self.receiver.recv().ok() } else { Some(pending) }
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

/// Where readers put what they find. `Break` means that nobody wants more.
#[derive(Debug)]
pub(super) struct Sink {
    sender: SyncSender<Vec<Item>>,
    batch: Vec<Item>,
    bytes: usize,
}

impl Sink {
    pub(super) fn push(&mut self, item: Item) -> ControlFlow<()> {
        if let Item::Record(record) = &item {
            self.bytes += record.text.len();
        }
        self.batch.push(item);
        if self.batch.len() >= BATCH || self.bytes >= BATCH_BYTES {
            return self.flush();
        }
        ControlFlow::Continue(())
    }

    fn flush(&mut self) -> ControlFlow<()> {
        self.bytes = 0;
        match self.sender.send(std::mem::take(&mut self.batch)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }
}

/// A file that is one ad.
fn single(path: &PathBuf, sink: &mut Sink) -> ControlFlow<()> {
    let place = path.to_string_lossy().into_owned();
    match fs::read(path) {
        Ok(text) => sink.push(Item::Record(Record {
            archive: place.clone(),
            number: 1,
            id: None,
            title: None,
            date: None,
            groups: Vec::new(),
            text,
            format: None,
            place,
            crawled: false,
        })),
        Err(error) => sink.push(Item::Fault {
            place,
            fault: Fault {
                code: FaultCode::Unreadable,
                detail: error.to_string(),
                span: None,
            },
        }),
    }
}
