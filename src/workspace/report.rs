//! Findings with their places in the source: what reports, editors and scripts are made from.

use super::describe;
use super::exceptions::{Standing, is_of_exception};
use crate::diagnostic::{Applicability, Confidence, Fault, Fingerprint, Ground, Group, Kind, Part, Severity, TitleForm};
use crate::engine::Checked;
use crate::extract::{Block, Extracted};
use crate::lang::{Lang, Localized};
use crate::pack::Rulebook;
/// A statute, ruling, guidance or study behind a finding; shared by all findings of a workspace.
pub use crate::pack::rulebook::SourceEntry as ReferenceReport;
use crate::parallel;
use crate::policy::Policy;
use crate::source::Format;
use crate::suppress::baseline::Key;
use crate::text::{Known, LineIndex, Position, Span, lower_parts};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// A passage of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Bytes of the source file.
    pub source: Span,
    /// Bytes of the source decoded as UTF-8 ([`AdReport::decoded`]); the same as `source` for UTF-8 files.
    pub decoded: Span,
    /// Line and column of its start, from 1, in Unicode scalar values.
    pub start: Position,
    /// Line and column of its end.
    pub end: Position,
}

/// One edit of a fix, in bytes of the source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditReport {
    /// What is replaced; empty for an insertion.
    pub place: Place,
    /// What stands there afterwards.
    pub text: String,
}

/// A change that removes a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixReport {
    /// The new passage.
    pub title: String,
    /// Its edits.
    pub edits: Vec<EditReport>,
    /// When it may be applied.
    pub applicability: Applicability,
}

/// A finding with its place and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingReport {
    /// `ground/what-is-wrong`.
    pub rule: String,
    /// What sort of finding.
    pub kind: Kind,
    /// What it is about.
    pub ground: Ground,
    /// How much is at stake.
    pub severity: Severity,
    /// How sure adlint is.
    pub confidence: Confidence,
    /// What the passage says to a reader.
    pub message: Localized,
    /// The reason.
    pub why: Localized,
    /// What to do instead.
    pub advice: Option<Localized>,
    /// What stands behind it.
    pub references: Vec<Arc<ReferenceReport>>,
    /// Where.
    pub place: Place,
    /// Bytes of [`AdReport::text`].
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// What could stand there instead.
    pub fixes: Vec<FixReport>,
    /// Where the same stands again.
    pub repeated: Vec<Place>,
    /// What makes it less than the rule says.
    pub softened_by: Option<Place>,
    /// For a missing clause: the name of the demand.
    pub demand: Option<String>,
}

/// Where an exception stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExceptionSource {
    /// In the ad itself, at this place.
    InAd(Place),
    /// In the file with exceptions, at this line.
    InFile {
        /// The file.
        file: String,
        /// The line, from 1.
        line: u32,
        /// Who decided.
        by: String,
        /// The last day it holds, `YYYY-MM-DD`.
        until: Option<String>,
    },
    /// In the baseline: it was there before.
    Baseline,
}

/// A finding that an exception or the baseline holds back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuppressedFinding {
    /// The finding, as it would be shown.
    pub finding: FindingReport,
    /// What holds it back.
    pub by: ExceptionSource,
    /// The reason given; empty where there is none.
    pub reason: String,
}

/// A clause with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseReport {
    /// Whom it speaks to.
    pub group: Group,
    /// How strong it is.
    pub level: u8,
    /// The statutory parts it has.
    pub parts: Vec<Part>,
    /// Where.
    pub place: Place,
    /// Bytes of [`AdReport::text`].
    pub span: Span,
    /// What stands there.
    pub text: String,
    /// `clause/<group>`.
    pub rule: String,
}

/// The job title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TitleReport {
    /// What stands there.
    pub text: String,
    /// Its form.
    pub form: TitleForm,
    /// Where.
    pub place: Place,
}

/// What an archive says of an ad beside its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordReport {
    /// The archive, as it was given.
    pub archive: String,
    /// Its number in there, from 1.
    pub number: u64,
    /// What the archive calls it.
    pub id: Option<String>,
    /// The title that the archive names.
    pub title: Option<String>,
    /// When it was published, as written.
    pub date: Option<String>,
    /// Other columns that were asked for.
    pub groups: Vec<(String, String)>,
}

/// Everything adlint has to say about one ad.
#[derive(Debug, Clone)]
pub struct AdReport {
    /// The name as given.
    pub path: String,
    /// The profile it was checked against.
    pub profile: String,
    /// What was recognised; `None` where nothing was read at all.
    pub format: Option<Format>,
    /// The ad's language: a tag, with or without rules; `None` where it cannot be told.
    pub language: Option<String>,
    /// Every language with rules that it speaks.
    pub languages: Vec<Lang>,
    /// The job title.
    pub title: Option<TitleReport>,
    /// The encouragement clauses.
    pub clauses: Vec<ClauseReport>,
    /// The findings.
    pub findings: Vec<FindingReport>,
    /// How many findings were suppressed: the length of `suppressed_findings`.
    pub suppressed: u32,
    /// The findings that exceptions and the baseline hold back, in the order of the text.
    pub suppressed_findings: Vec<SuppressedFinding>,
    /// The entries of the file with exceptions that this ad needs, by number.
    pub used_exceptions: Vec<usize>,
    /// The entries of the baseline that this ad needs.
    pub used_baseline: Vec<Key>,
    /// What kept the ad from being read or judged.
    pub faults: Vec<Fault>,
    /// What the profile asks for and whether it is there.
    pub met: Vec<(String, bool)>,
    /// The source as UTF-8 text: what lines and columns count in.
    pub decoded: String,
    /// The text of the ad without its markup.
    pub text: String,
    /// Headings, paragraphs, items and cells of `text`, in order.
    pub blocks: Vec<Block>,
    /// What the archive says of it, where it comes from one.
    pub record: Option<Box<RecordReport>>,
    /// Made when a fingerprint is first asked for.
    alike: OnceLock<Alike>,
}

impl AdReport {
    /// What is said about a file that could not be read.
    pub fn unread(path: &str, profile: &str, fault: Fault) -> Self {
        Self {
            path: path.to_owned(),
            profile: profile.to_owned(),
            format: None,
            language: None,
            languages: Vec::new(),
            title: None,
            clauses: Vec::new(),
            findings: Vec::new(),
            suppressed: 0,
            suppressed_findings: Vec::new(),
            used_exceptions: Vec::new(),
            used_baseline: Vec::new(),
            faults: vec![fault],
            met: Vec::new(),
            decoded: String::new(),
            text: String::new(),
            blocks: Vec::new(),
            record: None,
            alike: OnceLock::new(),
        }
    }

    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }

    /// What a finding of this ad is recognised by in later runs.
    pub fn fingerprint(&self, finding: &FindingReport) -> Fingerprint {
        let alike = self.alike.get_or_init(|| Alike::among(self));
        Fingerprint::of(&finding.rule, &self.sentence(finding), alike.nth(finding))
    }

    /// The sentence a finding of this ad stands in, folded: what its fingerprint is made from.
    pub fn sentence(&self, finding: &FindingReport) -> String {
        sentence(&self.text, &self.blocks, finding)
    }

    /// The faults that count (not mere notes).
    pub fn grave_faults(&self) -> impl Iterator<Item = &Fault> {
        self.faults.iter().filter(|fault| !fault.code.is_note())
    }
}

/// Carries places from the extracted text to the source.
pub(super) struct Places<'a> {
    pub(super) extracted: &'a Extracted<'a>,
    lines: &'a LineIndex,
    known: Cell<Known>,
}

impl<'a> Places<'a> {
    fn new(extracted: &'a Extracted<'a>, lines: &'a LineIndex) -> Self {
        Self {
            extracted,
            lines,
            known: Cell::default(),
        }
    }
}

impl Places<'_> {
    fn place(&self, span: Span) -> Place {
        let decoded = self.extracted.map.to_source(span);
        self.of_decoded(decoded)
    }

    pub(super) fn of_decoded(&self, decoded: Span) -> Place {
        Place {
            source: self.extracted.encoding_map.to_source(decoded),
            decoded,
            start: self.position(decoded.start),
            end: self.position(decoded.end),
        }
    }

    fn position(&self, offset: u32) -> Position {
        let mut known = self.known.get();
        let position = self.lines.position_near(&self.extracted.decoded, offset, &mut known);
        self.known.set(known);
        position
    }

    /// The place a fix may touch; `None` where the passage does not stand in the source to the letter.
    fn exact(&self, span: Span) -> Option<Place> {
        let decoded = self.extracted.map.exact(span)?;
        // Text can be put back only where the file is UTF-8: then both are the same.
        let source = self
            .extracted
            .encoding_map
            .exact(decoded)
            .filter(|source| *source == decoded || self.extracted.encoding == "UTF-8")?;
        Some(Place {
            source,
            ..self.of_decoded(decoded)
        })
    }
}

pub(super) fn report(book: &Rulebook, standing: &Standing, name: &str, extracted: &Extracted<'_>, policy: &Policy, checked: Checked) -> AdReport {
    let lines = LineIndex::new(&extracted.decoded);
    let places = Places::new(extracted, &lines);
    let text = |span: Span| span.of(&extracted.text).to_owned();
    let parts = parallel::parts(&checked.findings, extracted.text.len(), |_, findings| -> Vec<FindingReport> {
        let places = Places::new(extracted, &lines);
        findings.iter().map(|finding| finding_report(book, policy, &places, finding)).collect()
    });
    let findings: Vec<FindingReport> = parts.into_iter().flatten().collect();
    let clauses = checked
        .clauses
        .iter()
        .map(|clause| ClauseReport {
            group: clause.group,
            level: clause.level,
            parts: clause.parts.clone(),
            place: places.place(clause.span),
            span: clause.span,
            text: text(clause.span),
            rule: format!("clause/{}", clause.group.name()),
        })
        .collect();
    let mut faults = extracted.faults.clone();
    // What is empty or unreadable has no language either; one word on it is enough.
    if extracted.faults.iter().all(|fault| fault.code.is_note() || is_of_exception(fault.code)) {
        faults.extend(checked.faults);
    }
    let mut report = AdReport {
        path: name.to_owned(),
        profile: policy.profile.clone(),
        format: Some(extracted.format),
        language: checked.language.map(|lang| lang.tag().to_owned()).or(checked.unsupported),
        languages: checked.languages,
        title: checked.title.map(|(span, form)| TitleReport {
            text: text(span),
            form,
            place: places.place(span),
        }),
        clauses,
        findings,
        suppressed: 0,
        suppressed_findings: Vec::new(),
        used_exceptions: Vec::new(),
        used_baseline: Vec::new(),
        faults,
        met: checked.met,
        decoded: extracted.decoded.clone().into_owned(),
        text: extracted.text.clone(),
        blocks: extracted.blocks.clone(),
        record: None,
        alike: OnceLock::new(),
    };
    standing.apply(book, policy, &places, &mut report);
    report
}

pub(super) fn finding_report(book: &Rulebook, policy: &Policy, places: &Places<'_>, finding: &crate::diagnostic::Finding) -> FindingReport {
    let rule = book.rules.get(finding.rule as usize);
    let words = describe::words(book, policy, finding);
    let fixes = finding
        .fixes
        .iter()
        .filter_map(|fix| {
            let edits: Option<Vec<EditReport>> = fix
                .edits
                .iter()
                .map(|edit| {
                    places.exact(edit.span).map(|place| EditReport {
                        place,
                        text: edit.text.clone(),
                    })
                })
                .collect();
            Some(FixReport {
                title: fix.title.clone(),
                edits: edits?,
                applicability: fix.applicability,
            })
        })
        .collect();
    let text = &places.extracted.text;
    FindingReport {
        rule: rule.map(|rule| rule.id.clone()).unwrap_or_default(),
        kind: rule.map_or(Kind::Wording, |rule| rule.kind),
        ground: rule.map_or(Ground::Tone, |rule| rule.ground),
        severity: finding.severity,
        confidence: finding.confidence,
        message: words.message,
        why: words.why,
        advice: words.advice,
        references: words.references,
        place: places.place(finding.span),
        span: finding.span,
        text: finding.span.of(text).to_owned(),
        fixes,
        repeated: finding.repeated.iter().map(|span| places.place(*span)).collect(),
        softened_by: finding.softened_by.map(|span| places.place(span)),
        demand: finding.demand.and_then(|_| rule.and_then(|rule| rule.clause.clone())),
    }
}

/// Which of several findings of a rule that read alike each is: what tells their fingerprints apart.
#[derive(Debug, Clone, Default)]
struct Alike(BTreeMap<(String, u32, u32), u32>);

impl Alike {
    /// Numbers the findings of an ad by their order in the text; those that are held back count too.
    fn among(ad: &AdReport) -> Self {
        let held = ad.suppressed_findings.iter().map(|held| &held.finding);
        let mut all: Vec<&FindingReport> = ad.findings.iter().chain(held).collect();
        all.sort_by_key(|finding| (finding.span, finding.place.source.start));
        let mut seen: BTreeMap<Fingerprint, u32> = BTreeMap::new();
        let mut alike = Self::default();
        for finding in all {
            let nth = seen.entry(Fingerprint::of(&finding.rule, &ad.sentence(finding), 0)).or_default();
            if *nth > 0 {
                alike.0.insert(Self::key(finding), *nth);
            }
            *nth += 1;
        }
        alike
    }

    fn nth(&self, finding: &FindingReport) -> u32 {
        self.0.get(&Self::key(finding)).copied().unwrap_or(0)
    }

    fn key(finding: &FindingReport) -> (String, u32, u32) {
        (finding.rule.clone(), finding.span.start, finding.place.source.start)
    }
}

/// The sentence a finding stands in, folded; of one that stands in a remark, what the remark says.
fn sentence(text: &str, blocks: &[Block], finding: &FindingReport) -> String {
    if finding.span.is_empty() {
        finding.text.to_lowercase()
    } else {
        surrounding(text, blocks, finding.span)
    }
}

/// The most words of a sentence on each side of a passage. A text without full stops is no reason to copy all of it for
/// every finding.
const WORDS: usize = 40;
/// And the most bytes looked at for them.
const LOOK: u32 = 1024;

/// The sentence around a passage, inside its block, with white space folded: steady when the ad is wrapped anew or edited
/// elsewhere.
fn surrounding(text: &str, blocks: &[Block], span: Span) -> String {
    let index = blocks.partition_point(|block| block.span.end <= span.start);
    let block = blocks.get(index).map_or(span, |block| block.span).cover(span);
    let (mut start, mut end) = (block.start.max(span.start.saturating_sub(LOOK)), block.end.min(span.end + LOOK));
    while !text.is_char_boundary(start as usize) {
        start += 1;
    }
    while !text.is_char_boundary(end as usize) {
        end -= 1;
    }
    let ends = |c: char| matches!(c, '.' | '!' | '?');
    let before = Span::new(start, span.start).of(text).rsplit(ends).next().unwrap_or_default();
    let after = Span::new(span.end, end).of(text).split(ends).next().unwrap_or_default();
    // The nearest words of each side; a passage may stand inside a word.
    let first = before.rmatch_indices(char::is_whitespace).nth(WORDS).map_or(0, |(at, _)| at);
    let last = after.match_indices(char::is_whitespace).nth(WORDS).map_or(after.len(), |(at, _)| at);
    let parts = [before.get(first..), Some(span.of(text)), after.get(..last)];
    lower_parts(parts.into_iter().flatten(), |c| !c.is_whitespace())
}
