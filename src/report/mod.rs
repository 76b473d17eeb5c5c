//! Findings as people, editors, scripts and pipelines read them.
//!
//! One file a format, one arm in [`Format::writing`]. A report is `start`, then for every ad `ad`, then `end`; of an ad no
//! more is kept than a format must count, so memory stays flat however many there are. Everything is written into the
//! writer it is given.
//! Must not know how findings are made, where ads come from, or what the exit code is.

mod checkstyle;
mod concise;
mod csv;
pub mod excerpt;
pub mod faults;
mod full;
mod github;
mod gitlab;
mod html;
pub mod json;
mod junit;
pub mod layout;
mod markdown;
mod markup;
mod notice;
pub mod paint;
mod paths;
mod rdjson;
pub mod reference;
mod sarif;
pub mod tables;
mod unfetched;
pub mod words;

use crate::config::FailOn;
use crate::diagnostic::{Severity, names};
use crate::lang::Lang;
use crate::pack::Rulebook;
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
        /// What was counted, and nothing of the ads.
        Summary => "summary",
        /// One JSON object.
        Json => "json",
        /// One JSON object a line, one line an ad.
        Jsonl => "jsonl",
        /// One row a finding.
        Csv => "csv",
        /// A page to mail.
        Html => "html",
        /// A comment for a pull request.
        Markdown => "markdown",
        /// SARIF 2.1.0.
        Sarif => "sarif",
        /// Annotations of GitHub Actions.
        Github => "github",
        /// GitLab Code Quality.
        Gitlab => "gitlab",
        /// JUnit XML.
        Junit => "junit",
        /// Checkstyle XML.
        Checkstyle => "checkstyle",
        /// For reviewdog.
        Rdjson => "rdjson",
    }
}

impl Format {
    /// A new report in this format.
    pub fn writing(self) -> Box<dyn Writing> {
        match self {
            Self::Full => Box::new(full::Full),
            Self::Concise => Box::new(concise::Concise),
            Self::Summary => Box::new(full::Sums::default()),
            Self::Json => Box::new(json::Json::default()),
            Self::Jsonl => Box::new(json::Jsonl),
            Self::Csv => Box::new(csv::Csv),
            Self::Html => Box::new(html::Html::default()),
            Self::Markdown => Box::new(markdown::Markdown::default()),
            Self::Sarif => Box::new(sarif::Sarif::default()),
            Self::Github => Box::new(github::Github),
            Self::Gitlab => Box::new(gitlab::Gitlab::default()),
            Self::Junit => Box::new(junit::Junit),
            Self::Checkstyle => Box::new(checkstyle::Checkstyle),
            Self::Rdjson => Box::new(rdjson::Rdjson::default()),
        }
    }
}

/// A report that is being written; one for every output of a run.
pub trait Writing {
    /// What stands before the first ad.
    ///
    /// # Errors
    /// Of the writer only, here and below.
    fn start(&mut self, _run: &Run<'_>, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }

    /// One ad.
    ///
    /// # Errors
    /// Of the writer only.
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()>;

    /// What stands after the last ad.
    ///
    /// # Errors
    /// Of the writer only.
    fn end(&mut self, _run: &Run<'_>, _summary: &Summary, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// What every format knows of the run.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The profile of the run; single ads may have another.
    pub profile: String,
    /// Columns of the terminal.
    pub width: usize,
    /// Findings only: no line on clauses, no summary.
    pub quiet: bool,
    /// From which severity on a finding fails the run.
    pub fail_on: FailOn,
    /// The rules, for formats that describe them.
    pub rules: &'a Rulebook,
}

/// What was counted over all ads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Pages of a site map passed over because there is no job ad on them.
    pub pages: u64,
    /// Findings that exceptions and the baseline hold back.
    pub suppressed: u64,
    /// Ads that `--since` passed over because nothing in them changed.
    pub unchanged: u64,
    /// Findings that `--fix` can remove.
    pub fixable: u64,
    /// Edits that `--fix` made.
    pub fixed: u64,
    /// The run was stopped before its end; what is counted is what was done until then.
    pub interrupted: bool,
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
        self.pages += other.pages;
        self.suppressed += other.suppressed;
        self.unchanged += other.unchanged;
        self.fixable += other.fixable;
        self.fixed += other.fixed;
        self.interrupted |= other.interrupted;
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
