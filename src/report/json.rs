//! The contract in JSON: one object, or one line an ad. `schemas/report.json` is made from these types.
//!
//! `message`, `why` and the like are in the reader's language; names are those of settings and rules.

use super::{Run, Summary, Writing, faults};
use crate::diagnostic::{Applicability, Confidence, Fault, FaultCode, Ground, Group, Kind, Part, Severity, TitleForm};
use crate::lang::Lang;
use crate::workspace::{AdReport, ClauseReport, FindingReport, FixReport, Place, RecordReport, ReferenceReport, TitleReport};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Write};

/// The version of this form; a new one only when something is taken away or changes its meaning.
pub const VERSION: u32 = 1;

/// What `adlint check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "adlint report", deny_unknown_fields)]
pub struct Report<'a> {
    /// The version of this form.
    pub schema: u32,
    /// What made it.
    pub tool: Tool,
    /// The profile of the run; settings may give single paths another.
    pub profile: &'a str,
    /// The ads, in the order they were named.
    pub documents: Vec<Document<'a>>,
    /// What was counted.
    pub summary: Totals,
}

/// What made the report.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
}

/// One ad. `adlint check --format jsonl` prints one of these a line.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Document<'a> {
    /// The path as given.
    pub path: &'a str,
    /// The format that was recognised: `text`, `markdown`, `html`, `json-ld`; null where nothing could be read.
    pub format: Option<&'static str>,
    /// The language's tag, with or without rules; null where it cannot be told.
    pub language: Option<&'a str>,
    /// Every language with rules that the ad speaks.
    pub languages: &'a [Lang],
    /// The job title; null where none was found.
    pub title: Option<Title<'a>>,
    /// The encouragement clauses.
    pub clauses: Vec<Clause<'a>>,
    /// The findings, in the order of the text.
    pub findings: Vec<Finding<'a>>,
    /// How many findings were suppressed.
    pub suppressed: u32,
    /// What kept the ad from being read or judged, and what a reader must know.
    pub faults: Vec<FaultEntry>,
    /// What the archive says of the ad, where it comes from one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Record<'a>>,
}

/// What an archive says of an ad beside its text.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Record<'a> {
    /// The archive, as it was given.
    pub archive: &'a str,
    /// The number of the record in there, from 1.
    pub number: u64,
    /// What the archive calls it.
    pub id: Option<&'a str>,
    /// The title that the archive names.
    pub title: Option<&'a str>,
    /// When it was published, as written.
    pub date: Option<&'a str>,
    /// Columns asked for with `--group`.
    pub groups: BTreeMap<&'a str, &'a str>,
}

impl<'a> Record<'a> {
    fn of(record: &'a RecordReport) -> Self {
        Self {
            archive: &record.archive,
            number: record.number,
            id: record.id.as_deref(),
            title: record.title.as_deref(),
            date: record.date.as_deref(),
            groups: record.groups.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        }
    }
}

/// The job title.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Title<'a> {
    /// What stands there.
    pub text: &'a str,
    /// How it shows whom it addresses.
    pub form: TitleForm,
    /// First byte in the file.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

/// An encouragement clause.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Clause<'a> {
    /// Whom it speaks to.
    pub group: Group,
    /// 5 statutory wording, 4 preference, 3 explicit welcome, 2 welcome with a list of grounds, 1 statement of value, 0 a note ("apply even if …").
    #[schemars(range(min = 0, max = 5))]
    pub level: u8,
    /// First byte in the file.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What stands there.
    pub text: &'a str,
    /// `clause/<group>`.
    pub rule: &'a str,
    /// The statutory parts it has.
    pub parts: &'a [Part],
}

/// Something adlint has to say about the ad.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Finding<'a> {
    /// `ground/what-is-wrong`.
    pub rule: &'a str,
    /// What sort of finding.
    pub kind: Kind,
    /// What it is about.
    pub ground: Ground,
    /// How much is at stake.
    pub severity: Severity,
    /// How sure adlint is.
    pub confidence: Confidence,
    /// What the passage says to a reader.
    pub message: &'a str,
    /// The reason.
    pub why: &'a str,
    /// What to do instead.
    pub advice: Option<&'a str>,
    /// What stands behind it.
    pub references: Vec<Reference<'a>>,
    /// First byte in the file.
    pub start: u32,
    /// One past its last byte; the same as `start` for something missing.
    pub end: u32,
    /// Line of its start, from 1.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// Column of its start in Unicode scalar values, from 1.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// Line of its end.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// Column of its end.
    #[schemars(range(min = 1))]
    pub end_column: u32,
    /// What stands there.
    pub text: &'a str,
    /// What could stand there instead.
    pub fixes: Vec<Fix<'a>>,
    /// Where the same stands again, for rules that speak once an ad.
    pub repeated: Vec<Passage>,
}

/// A statute, ruling, guidance or study.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Reference<'a> {
    /// Its id.
    pub id: &'a str,
    /// How it is cited.
    pub citation: &'a str,
    /// Its date, as far as known.
    pub date: Option<&'a str>,
    /// Whether the text was read.
    pub verified: bool,
    /// What it says.
    pub title: &'a str,
}

/// A change that removes a finding.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Fix<'a> {
    /// The new passage; empty where it is deleted.
    pub title: &'a str,
    /// The edits.
    pub edits: Vec<Edit<'a>>,
    /// `safe` never changes the meaning; `review` is for people to decide.
    pub applicability: Applicability,
}

/// Replace these bytes of the file with `text`.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Edit<'a> {
    /// First byte in the file.
    pub start: u32,
    /// One past the last byte; the same as `start` for an insertion.
    pub end: u32,
    /// What stands there afterwards.
    pub text: &'a str,
}

/// A passage of the file.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Passage {
    /// First byte in the file.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Line of its start, from 1.
    pub line: u32,
    /// Column of its start, from 1.
    pub column: u32,
    /// Line of its end.
    pub end_line: u32,
    /// Column of its end.
    pub end_column: u32,
}

/// What kept an ad from being read or judged.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FaultEntry {
    /// What it is.
    pub code: FaultCode,
    /// What is the matter, and the way out.
    pub message: String,
    /// `fault` makes the exit code 2; `note` is only said.
    pub level: FaultLevel,
    /// First byte in the file, where it has a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<u32>,
    /// One past its last byte.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<u32>,
}

crate::diagnostic::names! {
    /// How much a fault weighs.
    FaultLevel {
        /// Makes the exit code 2.
        Fault => "fault",
        /// Is only said.
        Note => "note",
    }
}

impl FaultLevel {
    /// How much a kind of fault weighs.
    pub const fn of(code: FaultCode) -> Self {
        if code.is_note() { Self::Note } else { Self::Fault }
    }
}

/// What was counted over all ads.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Totals {
    /// Ads and whatever else was asked for, readable or not.
    pub documents: u64,
    /// Findings at `error`.
    pub errors: u64,
    /// Findings at `warning`.
    pub warnings: u64,
    /// Findings at `info`.
    pub infos: u64,
    /// Faults that count.
    pub faults: u64,
    /// JSON files of a folder that were passed over because there is no job posting in them.
    pub skipped: u64,
    /// The run was stopped before its end, and documents are missing here; left out otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schemars(default)]
    pub interrupted: bool,
}

/// The schema of the report.
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Report<'static>)
}

/// One object.
#[derive(Default)]
pub(super) struct Json {
    /// An ad stands there already.
    begun: bool,
}

impl Writing for Json {
    fn start(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        let tool = Tool {
            name: "adlint",
            version: env!("CARGO_PKG_VERSION"),
        };
        write!(out, "{{\"schema\":{VERSION},\"tool\":")?;
        put(out, &tool)?;
        out.write_all(b",\"profile\":")?;
        put(out, &run.profile)?;
        out.write_all(b",\"documents\":[\n")
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            out.write_all(b",\n")?;
        }
        put(out, &Document::of(run.lang, ad))
    }

    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"\n],\"summary\":")?;
        put(out, &Totals::of(summary))?;
        out.write_all(b"}\n")
    }
}

/// One object a line.
pub(super) struct Jsonl;

impl Writing for Jsonl {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        put(out, &Document::of(run.lang, ad))?;
        out.write_all(b"\n")
    }

    /// Whoever reads documents must notice that some are not there.
    fn end(&mut self, _: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            out.write_all(b"{\"interrupted\":true}\n")?;
        }
        Ok(())
    }
}

/// Writes a value. It is put together first: it comes in hundreds of pieces, and each would be a call of its own.
pub(super) fn put<T: Serialize + ?Sized>(out: &mut dyn Write, value: &T) -> io::Result<()> {
    /// Most ads with their findings are smaller.
    const MOST: usize = 1 << 14;
    let mut whole = Vec::with_capacity(MOST);
    serde_json::to_writer(&mut whole, value).map_err(io::Error::from)?;
    out.write_all(&whole)
}

impl Totals {
    const fn of(summary: &Summary) -> Self {
        Self {
            documents: summary.documents,
            errors: summary.errors,
            warnings: summary.warnings,
            infos: summary.infos,
            faults: summary.faults,
            skipped: summary.skipped,
            interrupted: summary.interrupted,
        }
    }
}

impl<'a> Document<'a> {
    /// An ad as the contract has it, in the reader's language.
    pub fn of(lang: Lang, ad: &'a AdReport) -> Self {
        Self {
            path: &ad.path,
            format: ad.format.map(crate::source::Format::name),
            language: ad.language.as_deref(),
            languages: &ad.languages,
            title: ad.title.as_ref().map(Title::of),
            clauses: ad.clauses.iter().map(Clause::of).collect(),
            findings: ad.findings.iter().map(|finding| Finding::of(lang, finding)).collect(),
            suppressed: ad.suppressed,
            faults: ad.faults.iter().map(|fault| FaultEntry::of(lang, fault)).collect(),
            record: ad.record.as_deref().map(Record::of),
        }
    }
}

impl<'a> Title<'a> {
    fn of(title: &'a TitleReport) -> Self {
        Self {
            text: &title.text,
            form: title.form,
            start: title.place.source.start,
            end: title.place.source.end,
        }
    }
}

impl<'a> Clause<'a> {
    fn of(clause: &'a ClauseReport) -> Self {
        let span = clause.place.source;
        Self {
            group: clause.group,
            level: clause.level,
            start: span.start,
            end: span.end,
            text: &clause.text,
            rule: &clause.rule,
            parts: &clause.parts,
        }
    }
}

impl<'a> Finding<'a> {
    fn of(lang: Lang, finding: &'a FindingReport) -> Self {
        let Passage {
            start,
            end,
            line,
            column,
            end_line,
            end_column,
        } = Passage::of(&finding.place);
        Self {
            rule: &finding.rule,
            kind: finding.kind,
            ground: finding.ground,
            severity: finding.severity,
            confidence: finding.confidence,
            message: finding.message.get(lang),
            why: finding.why.get(lang),
            advice: finding.advice.as_ref().map(|advice| advice.get(lang)),
            references: finding.references.iter().map(|reference| Reference::of(lang, reference)).collect(),
            start,
            end,
            line,
            column,
            end_line,
            end_column,
            text: &finding.text,
            fixes: finding.fixes.iter().map(Fix::of).collect(),
            repeated: finding.repeated.iter().map(Passage::of).collect(),
        }
    }
}

impl<'a> Reference<'a> {
    fn of(lang: Lang, reference: &'a ReferenceReport) -> Self {
        Self {
            id: &reference.id,
            citation: &reference.citation,
            date: reference.date.as_deref(),
            verified: reference.verified,
            title: reference.title.get(lang),
        }
    }
}

impl<'a> Fix<'a> {
    fn of(fix: &'a FixReport) -> Self {
        let edits = fix.edits.iter().map(|edit| Edit {
            start: edit.place.source.start,
            end: edit.place.source.end,
            text: &edit.text,
        });
        Self {
            title: &fix.title,
            edits: edits.collect(),
            applicability: fix.applicability,
        }
    }
}

impl Passage {
    fn of(place: &Place) -> Self {
        Self {
            start: place.source.start,
            end: place.source.end,
            line: place.start.line,
            column: place.start.column,
            end_line: place.end.line,
            end_column: place.end.column,
        }
    }
}

impl FaultEntry {
    fn of(lang: Lang, fault: &Fault) -> Self {
        Self {
            code: fault.code,
            message: faults::sentence(lang, fault),
            level: FaultLevel::of(fault.code),
            start: fault.span.map(|span| span.start),
            end: fault.span.map(|span| span.end),
        }
    }
}
