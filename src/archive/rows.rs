//! The rows of one table on their way to the sink: the first are kept until the columns are chosen, the rest go through.
//!
//! Must not know the format that the rows come from.

use super::bytes::fault;
use super::columns::{choose, lies_in};
use super::reading::{Flow, Place, Sink, Stop};
use super::row::Row;
use super::{Chosen, Item, Record};
use crate::diagnostic::{Fault, FaultCode};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::rc::Rc;

/// Rows that the columns are chosen from.
const SAMPLE: usize = 100;
/// Or so many bytes of them.
const SAMPLE_BYTES: usize = 4 << 20;
/// Names that are kept; a table with more makes them up.
const MOST_NAMES: usize = 10_000;

/// A row that waits for the choice, or need not.
enum Waiting {
    Row(Row),
    Whole(Box<Record>),
    Broken(Fault),
}

/// The rows of one table.
pub(super) struct Rows<'s> {
    sink: &'s mut Sink,
    place: Place,
    kind: &'static str,
    number: u64,
    waiting: Vec<Waiting>,
    bytes: usize,
    chosen: Option<Chosen>,
    names: HashMap<Box<str>, Rc<str>>,
}

impl<'s> Rows<'s> {
    pub(super) fn new(sink: &'s mut Sink, place: &Place, kind: &'static str) -> Self {
        Self {
            sink,
            place: place.clone(),
            kind,
            number: 0,
            waiting: Vec::new(),
            bytes: 0,
            chosen: None,
            names: HashMap::new(),
        }
    }

    /// The columns, once they are chosen.
    pub(super) const fn chosen(&self) -> Option<&Chosen> {
        self.chosen.as_ref()
    }

    /// Whether anything in or below this field is of use.
    pub(super) fn wants(&self, name: &str) -> bool {
        self.chosen
            .as_ref()
            .is_none_or(|chosen| columns(chosen).any(|column| lies_in(name, column) || lies_in(column, name)))
    }

    /// A name, kept once.
    pub(super) fn name(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return Rc::clone(known);
        }
        let kept: Rc<str> = name.into();
        if self.names.len() < MOST_NAMES {
            self.names.insert(name.into(), Rc::clone(&kept));
        }
        kept
    }

    /// The next row.
    pub(super) fn row(&mut self, row: Row) -> Flow {
        self.number += 1;
        match &self.chosen {
            Some(chosen) => {
                let record = row.record(chosen);
                self.record(self.number, record)
            }
            None => {
                self.bytes += row.fields.iter().map(|(_, value)| value.len()).sum::<usize>();
                self.wait(Waiting::Row(row))
            }
        }
    }

    /// The next row, which is an ad by itself.
    pub(super) fn whole(&mut self, record: Record) -> Flow {
        self.number += 1;
        if self.waiting.is_empty() {
            return self.record(self.number, Some(record));
        }
        self.bytes += record.text.len();
        self.wait(Waiting::Whole(Box::new(record)))
    }

    /// The next row, which cannot be read.
    pub(super) fn broken(&mut self, detail: impl Into<String>) -> Flow {
        self.number += 1;
        let fault = fault(FaultCode::BadRecord, detail);
        if self.waiting.is_empty() && (self.chosen.is_some() || self.number == 1) {
            return self.fault(self.number, fault);
        }
        self.wait(Waiting::Broken(fault))
    }

    /// Rows that cannot be read, with one fault for all.
    pub(super) fn lost(&mut self, many: u64, fault: Fault) -> Flow {
        self.decide()?;
        let first = self.number + 1;
        self.number += many;
        let place = format!("{}–{}", self.place.row(first), self.number);
        self.sink.fault(place, fault)
    }

    fn wait(&mut self, waiting: Waiting) -> Flow {
        self.waiting.push(waiting);
        if self.waiting.len() >= SAMPLE || self.bytes >= SAMPLE_BYTES {
            self.decide()?;
        }
        ControlFlow::Continue(())
    }

    /// Chooses the columns and lets the waiting rows go.
    pub(super) fn decide(&mut self) -> Flow {
        let waiting = std::mem::take(&mut self.waiting);
        let first = self.number - waiting.len() as u64 + 1;
        let rows: Vec<Row> = waiting
            .iter()
            .filter_map(|waiting| if let Waiting::Row(row) = waiting { Some(row.clone()) } else { None })
            .collect();
        if !rows.is_empty() && self.chosen.is_none() {
            let mut chosen = Chosen {
                place: self.place.shown.clone(),
                kind: self.kind,
                ..Chosen::default()
            };
            if let Err(fault) = choose(&rows, self.sink.columns(), &mut chosen) {
                self.sink.fault(self.place.shown.clone(), fault)?;
                return ControlFlow::Break(Stop::Archive);
            }
            self.sink.push(Item::Note(chosen.clone()))?;
            self.chosen = Some(chosen);
        }
        for (number, waiting) in (first..).zip(waiting) {
            match waiting {
                Waiting::Row(row) => {
                    let record = self.chosen.as_ref().and_then(|chosen| row.record(chosen));
                    self.record(number, record)?;
                }
                Waiting::Whole(record) => self.record(number, Some(*record))?,
                Waiting::Broken(fault) => self.fault(number, fault)?,
            }
        }
        ControlFlow::Continue(())
    }

    fn record(&mut self, number: u64, record: Option<Record>) -> Flow {
        let Some(record) = record else {
            return self.fault(number, fault(FaultCode::BadRecord, "empty"));
        };
        self.sink.push(Item::Record(Record {
            archive: self.place.archive.clone(),
            number,
            place: self.place.row(number),
            ..record
        }))
    }

    fn fault(&mut self, number: u64, fault: Fault) -> Flow {
        let place = self.place.row(number);
        self.sink.fault(place, fault)
    }

    /// The end of the table, as it should be or by a fault; what was read so far counts.
    pub(super) fn finish(mut self, ended: Result<(), Fault>) -> Flow {
        self.decide()?;
        match ended {
            Ok(()) if self.number == 0 => self.sink.fault(self.place.shown.clone(), fault(FaultCode::Empty, "archive")),
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                let place = if self.number == 0 {
                    self.place.shown.clone()
                } else {
                    self.place.row(self.number + 1)
                };
                self.sink.fault(place, fault)
            }
        }
    }
}

/// Every column of use.
pub(super) fn columns(chosen: &Chosen) -> impl Iterator<Item = &str> {
    let single = [&chosen.title, &chosen.id, &chosen.date];
    let groups = chosen.groups.iter().map(|(_, column)| column.as_str());
    chosen
        .text
        .iter()
        .map(String::as_str)
        .chain(single.into_iter().flatten().map(String::as_str))
        .chain(groups)
}
