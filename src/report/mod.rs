//! Findings as people, editors and scripts read them.
//!
//! One enum, one file a format. A run is `start`, then for every ad `ad`, with `between` in between, then `end`; nothing is
//! kept from ad to ad, so memory stays flat however many there are. Everything is written into the writer it is given.
//! Must not know how findings are made, where ads come from, or what the exit code is.

mod concise;
pub mod excerpt;
pub mod faults;
mod full;
pub mod json;
pub mod layout;
pub mod paint;
pub mod reference;
pub mod words;

use crate::diagnostic::{Severity, names};
use crate::lang::Lang;
use crate::workspace::AdReport;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};

names! {
    /// How findings are written.
    Format {
        /// For people: the passage in its line, the reason, what to write instead.
        Full => "full",
        /// One line a finding.
        Concise => "concise",
        /// One JSON object.
        Json => "json",
        /// One JSON object a line, one line an ad.
        Jsonl => "jsonl",
    }
}

/// What every format knows of the run.
#[derive(Debug, Clone)]
pub struct Run {
    /// The format.
    pub format: Format,
    /// The reader's language.
    pub lang: Lang,
    /// The profile of the run; single ads may have another.
    pub profile: String,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings only: no line on clauses, no summary.
    pub quiet: bool,
}

/// What was counted over all ads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Ads and whatever else was asked for, readable or not.
    pub documents: u64,
    /// Of these: nothing was read.
    pub unread: u64,
    /// Findings at `error`.
    pub errors: u64,
    /// Findings at `warning`.
    pub warnings: u64,
    /// Findings at `info`.
    pub infos: u64,
    /// Faults that count.
    pub faults: u64,
    /// JSON files passed over in a folder because there is no job posting in them.
    pub skipped: u64,
    /// Findings that exceptions and the baseline hold back.
    pub suppressed: u64,
    /// Ads that `--since` passed over because nothing in them changed.
    pub unchanged: u64,
    /// Findings that `--fix` can remove.
    pub fixable: u64,
    /// Edits that `--fix` made.
    pub fixed: u64,
}

impl Summary {
    /// What one ad adds.
    pub fn of(ad: &AdReport) -> Self {
        let count = |severity| ad.count(severity) as u64;
        let safe = |fix: &crate::workspace::FixReport| fix.applicability == crate::diagnostic::Applicability::Safe;
        Self {
            documents: 1,
            unread: u64::from(ad.format.is_none()),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            faults: ad.grave_faults().count() as u64,
            suppressed: u64::from(ad.suppressed),
            fixable: ad.findings.iter().filter(|finding| finding.fixes.iter().any(safe)).count() as u64,
            ..Self::default()
        }
    }

    /// Both together.
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.unread += other.unread;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.faults += other.faults;
        self.skipped += other.skipped;
        self.suppressed += other.suppressed;
        self.unchanged += other.unchanged;
        self.fixable += other.fixable;
        self.fixed += other.fixed;
    }

    /// Findings of a severity.
    pub const fn count(&self, severity: Severity) -> u64 {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Info => self.infos,
        }
    }
}

impl Run {
    /// What stands before the first ad.
    ///
    /// # Errors
    /// Of the writer only, here and below.
    pub fn start(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Full | Format::Concise | Format::Jsonl => Ok(()),
            Format::Json => json::start(self, out),
        }
    }

    /// One ad.
    ///
    /// # Errors
    /// Of the writer only.
    pub fn ad(&self, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Full => full::ad(self, ad, out),
            Format::Concise => concise::ad(self, ad, out),
            Format::Json => json::ad(self, ad, out),
            Format::Jsonl => json::line(self, ad, out),
        }
    }

    /// What stands between two ads.
    ///
    /// # Errors
    /// Of the writer only.
    pub fn between(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Full | Format::Concise | Format::Jsonl => Ok(()),
            Format::Json => out.write_all(b",\n"),
        }
    }

    /// What stands after the last ad.
    ///
    /// # Errors
    /// Of the writer only.
    pub fn end(&self, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            Format::Full => full::end(self, summary, out),
            Format::Concise | Format::Jsonl => Ok(()),
            Format::Json => json::end(summary, out),
        }
    }
}
