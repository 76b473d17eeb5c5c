//! Findings and faults on one level, for formats that know only "a message at a place".
//!
//! Must not know any of these formats.

use super::json::FaultLevel;
use super::words::{quoted, say};
use super::{Run, faults};
use crate::diagnostic::{Applicability, Severity};
use crate::workspace::{AdReport, FindingReport, Place};

/// Something a pipeline is told about an ad.
pub(super) struct Notice<'a> {
    /// How much it weighs; a fault that counts weighs as much as a risk.
    pub severity: Severity,
    /// The rule, or `fault/<code>`, or `note/<code>`.
    pub rule: String,
    /// What is the matter, in one sentence.
    pub message: String,
    /// Where; `None` for the whole file.
    pub place: Option<Place>,
    /// The finding; `None` for a fault.
    pub finding: Option<&'a FindingReport>,
}

impl Notice<'_> {
    /// Whether the ad could not be read or judged.
    pub fn is_fault(&self) -> bool {
        self.finding.is_none() && self.severity == Severity::Error
    }

    /// What it is, why, and what to do: as one paragraph.
    pub fn paragraph(&self, run: &Run<'_>) -> String {
        let mut text = self.message.clone();
        for more in self.finding.iter().flat_map(|finding| reasons(run, finding)) {
            text.push(' ');
            text.push_str(&more);
        }
        text
    }
}

/// Everything said about an ad: faults first, then findings in the order of the text.
pub(super) fn notices<'a>(run: &Run<'_>, ad: &'a AdReport) -> Vec<Notice<'a>> {
    let faults = ad.faults.iter().map(|fault| {
        let level = FaultLevel::of(fault.code);
        Notice {
            severity: match level {
                FaultLevel::Fault => Severity::Error,
                FaultLevel::Note => Severity::Info,
            },
            rule: format!("{}/{}", level.name(), fault.code.name()),
            message: faults::sentence(run.lang, fault),
            place: None,
            finding: None,
        }
    });
    let findings = ad.findings.iter().map(|finding| Notice {
        severity: finding.severity,
        rule: finding.rule.clone(),
        message: with_passage(run, finding),
        place: Some(finding.place),
        finding: Some(finding),
    });
    faults.chain(findings).collect()
}

/// The message, with the passage in front of it where it does not stand in it already.
fn with_passage(run: &Run<'_>, finding: &FindingReport) -> String {
    let message = finding.message.get(run.lang);
    let passage = super::layout::cut(&super::layout::one_line(&finding.text), 80);
    if passage.is_empty() || message.contains(passage.trim()) {
        message.to_owned()
    } else {
        format!("{}: {message}", quoted(run.lang, &passage))
    }
}

/// Why, what to do, and what could stand there.
fn reasons(run: &Run<'_>, finding: &FindingReport) -> Vec<String> {
    let mut out = vec![finding.why.get(run.lang).to_owned()];
    out.extend(finding.advice.as_ref().map(|advice| advice.get(run.lang).to_owned()));
    let titles = replacements(finding);
    if !titles.is_empty() {
        let label = if finding.demand.is_some() {
            say(run.lang, "Zum Einfügen", "To insert")
        } else {
            say(run.lang, "Etwa", "Such as")
        };
        let shown: Vec<String> = titles.iter().take(3).map(|title| quoted(run.lang, title)).collect();
        out.push(format!("{label}: {}", shown.join(say(run.lang, " oder ", " or "))));
    }
    out
}

/// What could stand there instead: the first text for a missing clause, all replacements of a passage.
pub(super) fn replacements(finding: &FindingReport) -> Vec<&str> {
    let most = if finding.demand.is_some() { 1 } else { usize::MAX };
    let titles = finding.fixes.iter().map(|fix| fix.title.as_str());
    titles.filter(|title| !title.is_empty()).take(most).collect()
}

/// The single edit of the fixes that are one, safe ones first.
pub(super) fn single_edits(finding: &FindingReport) -> impl Iterator<Item = &crate::workspace::EditReport> {
    let of = |wanted: Applicability| finding.fixes.iter().filter(move |fix| fix.applicability == wanted);
    of(Applicability::Safe)
        .chain(of(Applicability::Review))
        .filter_map(|fix| match fix.edits.as_slice() {
            [edit] => Some(edit),
            _ => None,
        })
}
