//! Archives as streams of ads: a table, a feed, a crawl or a pack of files goes in, one [`Record`] an ad comes out.
//!
//! Nothing is held but the record at hand and a few beside it, however large the archive. What cannot be read comes out
//! as a fault with its row, in its place among the others. Must not know what is checked in an ad or how it is judged.

mod bytes;
mod columns;
mod crawl;
#[cfg(feature = "xml")]
mod feed;
mod json;
mod kind;
#[cfg(feature = "pack")]
mod pack;
#[cfg(feature = "parquet")]
mod parquet;
mod reading;
mod row;
mod rows;
#[cfg(feature = "table")]
mod table;

#[cfg(test)]
mod tests;

use crate::diagnostic::Fault;
use crate::source::{Format, Source};
use std::io::Read;
use std::path::Path;

pub use kind::{is_archive, is_archive_name};
pub use reading::Records;

/// One ad of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The path of the archive as it was given.
    pub archive: String,
    /// Its number in the archive, from 1; broken records count too.
    pub number: u64,
    /// What the archive calls it.
    pub id: Option<String>,
    /// The job title, where it has a column of its own. It is the first line of `text` as well.
    pub title: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// The columns that were asked for with [`Columns::groups`], under the names they were asked for with.
    pub groups: Vec<(String, String)>,
    /// The ad: the text columns one after the other, with the title above.
    pub text: Vec<u8>,
    /// What `text` is written in.
    pub format: Option<Format>,
    /// Where it stands, as people are told: `jobs.csv:row 17`, `crawl.zip:pages/a.html`.
    pub place: String,
    /// A page of a crawl: it need not be an ad.
    pub crawled: bool,
}

impl Record {
    /// The record as the ad to check.
    pub fn source(&self) -> Source<'_> {
        Source {
            name: &self.place,
            bytes: &self.text,
            format: self.format,
        }
    }
}

/// Which columns mean what, where their names and contents should not decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// The columns that make the ad, in this order.
    pub text: Vec<String>,
    /// The job title.
    pub title: Option<String>,
    /// What the archive calls the ad.
    pub id: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Columns to keep beside the ad, by their names or by what they mean (`employer`, `place`, `occupation`).
    pub groups: Vec<String>,
}

/// What was taken for what in an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The archive, or the file inside it.
    pub place: String,
    /// `CSV`, `JSON Lines`, `Parquet`, …
    pub kind: &'static str,
    /// The columns that make the ad.
    pub text: Vec<String>,
    /// The job title.
    pub title: Option<String>,
    /// What the archive calls the ad.
    pub id: Option<String>,
    /// When it was published.
    pub date: Option<String>,
    /// Name asked for, column found.
    pub groups: Vec<(String, String)>,
    /// Columns that were asked for and are not there.
    pub missing: Vec<String>,
    /// Columns that were passed over.
    pub others: Vec<String>,
    /// The first texts do not read like job ads.
    pub doubtful: bool,
}

/// What comes out of an archive, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// An ad.
    Record(Record),
    /// A record, or the rest of the archive, that cannot be read.
    Fault {
        /// Where: `jobs.csv:row 17`.
        place: String,
        /// Why.
        fault: Fault,
    },
    /// What was taken for what; before the first record.
    Note(Chosen),
}

/// Opens an archive, a folder or a single ad; what cannot be opened comes out as a fault.
pub fn open(path: &Path, columns: &Columns) -> Records {
    Records::of_path(path, columns)
}

/// Reads an archive from a stream; `name` tells what is in it where the bytes do not.
pub fn open_stream(name: String, stream: Box<dyn Read + Send>, columns: &Columns) -> Records {
    Records::of_stream(name, stream, columns)
}
