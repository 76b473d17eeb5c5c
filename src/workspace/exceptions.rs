//! Exceptions and the baseline: found and read when a workspace is opened, applied to every report.
//!
//! What holds a finding back is decided in `suppress`; here are the files, the paths and the words.

use super::report::{AdReport, ExceptionSource, FindingReport, Places, SuppressedFinding, finding_report};
use super::{Options, find_above, unreadable};
use crate::config::Settings;
use crate::diagnostic::{Confidence, FaultCode, Finding, Fingerprint};
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::yaml::{Place as YamlPlace, YamlFault};
use crate::policy::{Policy, RuleLevel};
use crate::suppress::baseline::{Baseline, Entry, Key};
use crate::suppress::file::{self, Exceptions};
use crate::suppress::{Complaint, Court, Day, Seen, Verdict};
use crate::text::Span;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Longer notes are cut where they are quoted.
const QUOTED: usize = 120;

/// The exceptions and the baseline of a workspace.
#[derive(Debug, Default)]
pub(super) struct Standing {
    exceptions: Option<Beside<Exceptions>>,
    baseline: Option<Beside<Baseline>>,
    require_reason: bool,
    today: Option<Day>,
}

/// Something read from a file, with the folder that paths in it are relative to.
#[derive(Debug)]
struct Beside<T> {
    what: T,
    folder: PathBuf,
}

impl<T> Beside<T> {
    fn new(what: T, file: &Path) -> Self {
        let folder = absolute(file).parent().unwrap_or(Path::new("")).to_path_buf();
        Self { what, folder }
    }

    /// The path of an ad relative to the folder, as it is the same on every machine.
    fn inner(&self, path: &str) -> String {
        if is_address(path) {
            return path.to_owned();
        }
        let absolute = absolute(Path::new(path));
        let inner = absolute.strip_prefix(&self.folder).unwrap_or(Path::new(path));
        inner.to_string_lossy().replace('\\', "/")
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// Whether an ad was fetched and not read from a file.
fn is_address(path: &str) -> bool {
    path.contains("://")
}

/// What of the exceptions file and the baseline nothing has needed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leftover {
    /// Entries of the file, by file, line and rule.
    pub entries: Vec<(String, u32, String)>,
    /// Findings of the baseline that are there no more.
    pub baseline: usize,
}

/// What a baseline keeps of an ad.
#[derive(Debug, Clone)]
pub struct Remembered {
    path: String,
    /// What is shown.
    new: Vec<(Fingerprint, Entry)>,
    /// What the baseline in use holds back.
    known: Vec<(Fingerprint, Entry)>,
}

impl Remembered {
    /// What is kept of an ad.
    pub fn of(ad: &AdReport) -> Self {
        let held = ad.suppressed_findings.iter().filter(|held| held.by == ExceptionSource::Baseline);
        Self {
            path: ad.path.clone(),
            new: ad.findings.iter().map(|finding| entry_of(ad, finding)).collect(),
            known: held.map(|held| entry_of(ad, &held.finding)).collect(),
        }
    }
}

impl Standing {
    /// Reads what the options and settings name, or what stands beside the settings.
    pub(super) fn open(options: &Options, settings: &Settings, base: &Path, book: &Rulebook, faults: &mut Vec<YamlFault>) -> Self {
        let mut standing = Self {
            require_reason: settings.exceptions.require_reason,
            today: options.today,
            ..Self::default()
        };
        let named = settings.exceptions.file.as_ref().map(|file| base.join(file.as_str()));
        let beside = || match (&options.root, options.isolated) {
            (Some(root), false) => find_above(root, &file::FILE_NAMES),
            _ => None,
        };
        if let Some(path) = options.exceptions.clone().or(named).or_else(beside) {
            let shown = path.display().to_string();
            match super::text_of(&path, options)
                .map_err(|error| vec![unreadable(&shown, &error)])
                .and_then(|text| file::read(book, &shown, &text))
            {
                Ok(exceptions) => standing.exceptions = Some(Beside::new(exceptions, &path)),
                Err(more) => faults.extend(more),
            }
        }
        let named = settings.baseline.as_ref().map(|file| base.join(file.as_str()));
        if let Some(path) = options.baseline.clone().or(named).filter(|_| !options.without_baseline) {
            match read_baseline(&path) {
                Ok(baseline) => {
                    let mut beside = Beside::new(baseline, &path);
                    let folder = beside.folder.clone();
                    beside.what = beside.what.with_gone(|ad| !is_address(ad) && !folder.join(ad).exists());
                    standing.baseline = Some(beside);
                }
                Err(fault) => faults.push(fault),
            }
        }
        standing
    }

    pub(super) const fn is_any(&self) -> bool {
        self.exceptions.is_some() || self.baseline.is_some()
    }

    /// Holds back what is excepted, and says what is the matter with exceptions.
    pub(super) fn apply(&self, book: &Rulebook, policy: &Policy, places: &Places<'_>, report: &mut AdReport) {
        let extracted = places.extracted;
        let beside = self.exceptions.as_ref().map(|beside| (beside, beside.inner(&report.path)));
        let file = beside.as_ref().map(|(beside, path)| (&beside.what, path.as_str()));
        // An ad that could not be judged has no findings, and its exceptions may well be needed.
        let judged = report.languages.iter().any(|lang| Some(lang.tag()) == report.language.as_deref());
        if extracted.notes.is_empty() && file.is_none() && self.baseline.is_none() {
            return;
        }
        let mut court = Court::new(book, &extracted.notes, file, self.require_reason, self.today);
        for finding in std::mem::take(&mut report.findings) {
            self.judge(&mut court, finding, places, report);
        }
        let closing = court.close(judged);
        let more: Vec<FindingReport> = closing
            .complaints
            .iter()
            .filter_map(|complaint| words(book, policy, places, report.language.as_deref(), complaint))
            .collect();
        report.findings.extend(more);
        report.findings.sort_by_key(|finding| finding.place.source.start);
        report.faults.extend(closing.faults.into_iter().map(|fault| crate::diagnostic::Fault {
            span: fault.span.map(|span| extracted.encoding_map.to_source(span)),
            ..fault
        }));
        report.used_exceptions = closing.used_entries;
        self.hold_to_baseline(report);
        report.suppressed_findings.sort_by_key(|held| held.finding.place.source.start);
        report.suppressed = u32::try_from(report.suppressed_findings.len()).unwrap_or(u32::MAX);
    }

    fn judge(&self, court: &mut Court<'_>, mut finding: FindingReport, places: &Places<'_>, report: &mut AdReport) {
        let spans = std::iter::once(&finding.place).chain(&finding.repeated).map(|place| place.decoded);
        let sentence = report.sentence(&finding);
        let seen = Seen {
            rule: &finding.rule,
            kind: finding.kind,
            text: &finding.text,
            sentence: &sentence,
            places: spans.collect(),
        };
        let held = match court.judge(&seen) {
            Verdict::Shown => return report.findings.push(finding),
            Verdict::ShownAt(left) => {
                move_on(&mut finding, &left, places);
                return report.findings.push(finding);
            }
            Verdict::ByNote(number) => {
                let (reason, place) = court.note(number);
                (ExceptionSource::InAd(places.of_decoded(place)), reason.to_owned())
            }
            Verdict::ByFile(number) => {
                let file = self.exceptions.as_ref().map(|beside| &beside.what);
                let Some((file, entry)) = file.and_then(|file| Some((file, file.entries.get(number)?))) else {
                    return report.findings.push(finding);
                };
                let by = ExceptionSource::InFile {
                    file: file.file.clone(),
                    line: entry.line,
                    by: entry.by.clone(),
                    until: entry.until.map(|day| day.to_string()),
                };
                (by, entry.reason.clone())
            }
        };
        let (by, reason) = held;
        report.suppressed_findings.push(SuppressedFinding { finding, by, reason });
    }

    fn hold_to_baseline(&self, report: &mut AdReport) {
        let Some(beside) = &self.baseline else { return };
        let path = beside.inner(&report.path);
        let found = report.findings.iter().map(|finding| report.fingerprint(finding)).collect();
        let known = beside.what.known_as(&path, &found);
        for finding in std::mem::take(&mut report.findings) {
            match known.and_then(|known| beside.what.entry(known, report.fingerprint(&finding))) {
                Some(key) => {
                    report.used_baseline.push(key);
                    report.suppressed_findings.push(SuppressedFinding {
                        finding,
                        by: ExceptionSource::Baseline,
                        reason: String::new(),
                    });
                }
                None => report.findings.push(finding),
            }
        }
    }

    /// What nothing has needed, after ads at these paths were checked; all there are, where `all` says so.
    pub(super) fn leftover(&self, checked: &[String], entries: &BTreeSet<usize>, keys: &BTreeSet<Key>, all: bool) -> Leftover {
        let mut leftover = Leftover::default();
        if let Some(beside) = &self.exceptions {
            let paths: Vec<String> = checked.iter().map(|path| beside.inner(path)).collect();
            let unused = beside.what.entries.iter().enumerate().filter(|(number, entry)| {
                let asked = if entry.is_for_all() {
                    all
                } else {
                    paths.iter().any(|path| entry.is_for(path))
                };
                asked && !entries.contains(number)
            });
            leftover
                .entries
                .extend(unused.map(|(_, entry)| (beside.what.file.clone(), entry.line, entry.rule.clone())));
        }
        if let Some(beside) = &self.baseline {
            let paths: BTreeSet<String> = checked.iter().map(|path| beside.inner(path)).collect();
            let stale = beside.what.entries().filter(|(path, fingerprint, _)| {
                let asked = paths.contains(*path) || (all && beside.what.is_gone(path));
                asked && !keys.contains(&((*path).to_owned(), *fingerprint))
            });
            leftover.baseline = stale.count();
        }
        leftover
    }

    /// The baseline without what no finding of these ads needs; ads that were renamed are found under their new names.
    pub(super) fn pruned(&self, ads: &[Remembered]) -> Baseline {
        let mut pruned = Baseline::default();
        let Some(beside) = &self.baseline else { return pruned };
        let checked: BTreeSet<String> = ads.iter().map(|ad| beside.inner(&ad.path)).collect();
        for (path, fingerprint, entry) in beside.what.entries() {
            if !checked.contains(path) && !beside.what.is_gone(path) {
                pruned.add(path, fingerprint, entry.clone());
            }
        }
        for ad in ads {
            let path = beside.inner(&ad.path);
            for (fingerprint, entry) in &ad.known {
                pruned.add(&path, *fingerprint, entry.clone());
            }
        }
        pruned
    }
}

/// A baseline of everything that was found, for a file at `path`.
pub(super) fn baseline_of(path: &Path, ads: &[Remembered]) -> Baseline {
    let mut beside = Beside::new(Baseline::default(), path);
    for ad in ads {
        let inner = beside.inner(&ad.path);
        for (fingerprint, entry) in &ad.new {
            beside.what.add(&inner, *fingerprint, entry.clone());
        }
    }
    beside.what
}

fn entry_of(ad: &AdReport, finding: &FindingReport) -> (Fingerprint, Entry) {
    let entry = Entry {
        rule: finding.rule.clone(),
        text: cut(&finding.text),
    };
    (ad.fingerprint(finding), entry)
}

fn cut(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(QUOTED) {
        Some((at, _)) => format!("{}…", one_line.get(..at).unwrap_or_default()),
        None => one_line,
    }
}

fn read_baseline(path: &Path) -> Result<Baseline, YamlFault> {
    let shown = path.display().to_string();
    let bytes = fs::read(path).map_err(|error| YamlFault {
        help: Some("`adlint baseline` writes one".into()),
        ..unreadable(&shown, &error)
    })?;
    Baseline::read(&String::from_utf8_lossy(&bytes)).map_err(|broken| YamlFault {
        file: shown,
        at: YamlPlace::default(),
        message: broken.to_string(),
        help: None,
    })
}

/// A finding whose first passage is excepted, at the next one that is not. Its corrections were for the first.
fn move_on(finding: &mut FindingReport, left: &[usize], places: &Places<'_>) {
    let all: Vec<_> = std::iter::once(finding.place).chain(finding.repeated.iter().copied()).collect();
    let mut kept = left.iter().filter_map(|number| all.get(*number).copied());
    let Some(first) = kept.next() else { return };
    if first != finding.place {
        finding.place = first;
        finding.text = first.decoded.of(&places.extracted.decoded).to_owned();
        finding.fixes.clear();
    }
    finding.repeated = kept.collect();
}

/// A complaint as a finding, in the words of its rule; `None` where the settings switch that off.
fn words(book: &Rulebook, policy: &Policy, places: &Places<'_>, language: Option<&str>, complaint: &Complaint) -> Option<FindingReport> {
    let speaks = |lang: Option<Lang>| lang.is_some_and(|lang| Some(lang.tag()) == language);
    let named = || book.rules.iter().enumerate().filter(|(_, rule)| rule.id == complaint.rule);
    let (index, rule) = named().find(|(_, rule)| speaks(rule.lang)).or_else(|| named().next())?;
    let index = u32::try_from(index).ok()?;
    let severity = match policy.level(index) {
        RuleLevel::Off => return None,
        RuleLevel::Default => rule.severity,
        RuleLevel::As(severity) => severity,
    };
    let finding = Finding {
        rule: index,
        span: Span::default(),
        severity,
        confidence: Confidence::High,
        arguments: complaint.arguments.clone(),
        fixes: Vec::new(),
        softened_by: None,
        repeated: Vec::new(),
        demand: None,
    };
    Some(FindingReport {
        place: places.of_decoded(complaint.place),
        text: cut(complaint.place.of(&places.extracted.decoded)),
        ..finding_report(book, policy, places, &finding)
    })
}

/// Whether a fault speaks of an exception, not of the ad.
pub(super) const fn is_of_exception(code: FaultCode) -> bool {
    matches!(code, FaultCode::UnknownRule | FaultCode::BadException)
}
