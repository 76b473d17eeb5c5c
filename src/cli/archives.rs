//! Archives on their way into a check: what is named or found, opened where it is an archive, in batches of records.
//!
//! Must not know what is done with an ad.

use super::args::ColumnArgs;
use super::files::Input;
use super::screen::Screen;
use crate::archive::{self, Chosen, Columns, Item, Records};
use crate::diagnostic::{Fault, FaultCode};
use crate::lang::Lang;
use crate::report::layout;
use crate::report::words::say;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Something to do.
#[derive(Debug)]
pub enum Work {
    /// A file that is one ad, or something that cannot be read.
    Input(Input),
    /// A few records of an archive.
    Batch {
        /// The records, with faults between them.
        items: Vec<Item>,
        /// Whether somebody named the archive.
        named: bool,
    },
}

/// How many bytes there are and how many of them were read, for the bar.
#[derive(Debug, Clone, Default)]
pub struct Bytes {
    read: Arc<AtomicU64>,
    /// Of all files that were named; 0 where that is not known.
    pub total: u64,
}

impl Bytes {
    /// The sum of the files named; not known where a folder is among them.
    pub fn of(paths: &[std::path::PathBuf]) -> Self {
        let sizes: Option<u64> = paths
            .iter()
            .map(|path| path.metadata().ok().filter(std::fs::Metadata::is_file).map(|meta| meta.len()))
            .sum();
        Self {
            read: Arc::default(),
            total: sizes.unwrap_or(0),
        }
    }

    /// Read so far.
    pub fn read(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// An archive that is being read.
struct Opened {
    records: Records,
    named: bool,
    size: u64,
    counted: u64,
}

/// Told of the text of an ad that is skipped.
type Skipped = Box<dyn FnMut(&[u8]) + Send>;

/// The work that inputs make.
pub struct Works<I> {
    inputs: I,
    columns: Columns,
    opened: Option<Opened>,
    /// Corrections are asked for, and archives are not corrected.
    corrects: bool,
    /// The name of what comes from standard input.
    stdin_name: String,
    bytes: Bytes,
    /// Ads that an earlier run has done.
    skip: u64,
    /// Told of every ad that is skipped.
    skipped: Skipped,
}

impl<I: Iterator<Item = Input>> Works<I> {
    /// The work of `inputs`.
    pub fn new(inputs: I, columns: Columns, corrects: bool, stdin_name: &str, bytes: Bytes) -> Self {
        Self {
            inputs,
            columns,
            opened: None,
            corrects,
            stdin_name: stdin_name.to_owned(),
            bytes,
            skip: 0,
            skipped: Box::new(|_| {}),
        }
    }

    /// Leaves out the first ads, telling `skipped` of the text of each.
    pub fn after(mut self, skip: u64, skipped: impl FnMut(&[u8]) + Send + 'static) -> Self {
        self.skip = skip;
        self.skipped = Box::new(skipped);
        self
    }

    fn next_of_archive(&mut self) -> Option<Work> {
        let opened = self.opened.as_mut()?;
        let batch = opened.records.batch();
        let read = if batch.is_some() {
            opened.records.read().load(Ordering::Relaxed).min(opened.size)
        } else {
            opened.size
        };
        self.bytes.read.fetch_add(read - opened.counted.min(read), Ordering::Relaxed);
        opened.counted = read;
        let named = opened.named;
        let Some(mut items) = batch else {
            self.opened = None;
            return None;
        };
        while self.skip > 0 {
            let Some(at) = items.iter().position(|item| !matches!(item, Item::Note(_))) else {
                break;
            };
            if let Item::Record(record) = items.remove(at) {
                (self.skipped)(&record.text);
            }
            self.skip -= 1;
        }
        Some(Work::Batch { items, named })
    }

    fn next_of_input(&mut self, input: Input) -> Option<Work> {
        if let Input::File { path, named } = &input
            && archive::is_archive(path)
        {
            if self.corrects {
                let fault = Fault {
                    code: FaultCode::UnsupportedFormat,
                    detail: "archive-fix".into(),
                    span: None,
                };
                return Some(Work::Input(Input::Unread { path: path.clone(), fault }));
            }
            self.opened = Some(Opened {
                records: archive::open(path, &self.columns),
                named: *named,
                size: size(path),
                counted: 0,
            });
            return None;
        }
        if matches!(input, Input::Stdin) && !self.corrects && archive::is_archive_name(&self.stdin_name) {
            self.opened = Some(Opened {
                records: archive::open_stream(self.stdin_name.clone(), Box::new(std::io::stdin()), &self.columns),
                named: true,
                size: 0,
                counted: 0,
            });
            return None;
        }
        if self.skip > 0 {
            self.skip -= 1;
            if let Input::File { path, .. } = &input
                && let Ok(text) = std::fs::read(path)
            {
                (self.skipped)(&text);
            }
            return None;
        }
        if let Input::File { path, .. } = &input {
            self.bytes
                .read
                .fetch_add(if self.bytes.total > 0 { size(path) } else { 0 }, Ordering::Relaxed);
        }
        Some(Work::Input(input))
    }
}

fn size(path: &Path) -> u64 {
    path.metadata().map_or(0, |meta| meta.len())
}

impl<I: Iterator<Item = Input>> Iterator for Works<I> {
    type Item = Work;

    fn next(&mut self) -> Option<Work> {
        loop {
            let work = if self.opened.is_some() {
                self.next_of_archive()
            } else {
                let input = self.inputs.next()?;
                self.next_of_input(input)
            };
            match work {
                Some(Work::Batch { items, .. }) if items.is_empty() => {}
                None => {}
                work => return work,
            }
        }
    }
}

impl ColumnArgs {
    /// As `archive` wants them.
    pub fn columns(&self) -> Columns {
        Columns {
            text: self.text.clone(),
            title: self.title.clone(),
            id: self.id.clone(),
            date: self.date.clone(),
            groups: self.group.clone(),
        }
    }
}

/// Says what was taken for what in an archive, and what is doubtful about it.
pub fn tell(screen: &Screen, chosen: &Chosen) {
    let lang = screen.lang;
    let none = say(lang, "–", "–").to_owned();
    let mut parts = vec![format!("{}: {}", say(lang, "Text", "text"), chosen.text.join(" + "))];
    let single = [
        (say(lang, "Titel", "title"), &chosen.title),
        (say(lang, "Kennung", "id"), &chosen.id),
        (say(lang, "Datum", "date"), &chosen.date),
    ];
    parts.extend(
        single
            .iter()
            .map(|(name, column)| format!("{name}: {}", column.as_ref().unwrap_or(&none))),
    );
    parts.extend(chosen.groups.iter().map(|(asked, column)| format!("{asked}: {column}")));
    let place = layout::path(&chosen.place);
    screen.complain(&format!("{place} ({}): {}", chosen.kind, parts.join(", ")));
    if !chosen.missing.is_empty() {
        let missing = chosen.missing.join(", ");
        screen.complain(&match lang {
            Lang::De => format!(
                "{place}: diese Spalten gibt es nicht: {missing}. Es gibt noch: {}.",
                chosen.others.join(", ")
            ),
            Lang::En => format!("{place}: there are no columns {missing}. There are also: {}.", chosen.others.join(", ")),
        });
    }
    if chosen.doubtful {
        let doubt = say(
            lang,
            "die ersten Texte lesen sich nicht wie Stellenanzeigen. Ist es die falsche Spalte, nennen Sie die richtige mit --text SPALTE.",
            "the first texts do not read like job ads. If it is the wrong column, name the right one with --text COLUMN.",
        );
        screen.complain(&format!("{place}: {doubt}"));
    }
}
