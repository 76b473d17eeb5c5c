//! What a survey remembers of one ad while it is counted: made beside the check, by whichever thread did it.
//!
//! Must not know what is counted or how ads are grouped.

use super::date::Day;
use super::duplicates::fingerprint;
use crate::diagnostic::{FaultCode, Ground, Group, Severity, TitleForm};
use crate::workspace::AdReport;

/// Longer wordings are cut; they are shown, not searched for.
const WORDING: usize = 160;

/// What an archive says about an ad beside its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Meta<'a> {
    /// The archive it is from.
    pub archive: &'a str,
    /// Where it stands, as people are told.
    pub place: &'a str,
    /// When it was published, as written.
    pub date: Option<&'a str>,
    /// Columns beside the ad that were asked for: name and value.
    pub groups: &'a [(String, String)],
}

/// A finding, as far as it is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) rule: String,
    pub(super) ground: Ground,
    pub(super) severity: Severity,
    /// What stands there; `None` for something that is missing.
    pub(super) wording: Option<String>,
}

/// What is counted of an ad.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub(super) archive: String,
    pub(super) place: String,
    pub(super) dated: bool,
    pub(super) day: Option<Day>,
    pub(super) groups: Vec<(String, String)>,
    pub(super) fingerprint: Option<u64>,
    pub(super) language: Option<String>,
    /// The faults that kept it from being judged; with one of them, it is in no share.
    pub(super) faults: Vec<FaultCode>,
    pub(super) title: Option<TitleForm>,
    /// The highest level for each group.
    pub(super) clauses: Vec<(Group, u8)>,
    /// Group and wording of the clauses.
    pub(super) clause_wordings: Vec<(Group, String)>,
    pub(super) met: Vec<(String, bool)>,
    pub(super) said: Vec<Said>,
}

impl Outline {
    /// What is counted of the ad that `report` is about.
    pub fn of(meta: Meta<'_>, report: &AdReport) -> Self {
        let mut clauses: Vec<(Group, u8)> = Vec::new();
        for clause in &report.clauses {
            match clauses.iter_mut().find(|(group, _)| *group == clause.group) {
                Some((_, level)) => *level = (*level).max(clause.level),
                None => clauses.push((clause.group, clause.level)),
            }
        }
        let date = meta.date.map(str::trim).filter(|date| !date.is_empty());
        Self {
            archive: meta.archive.to_owned(),
            place: meta.place.to_owned(),
            dated: date.is_some(),
            day: date.and_then(Day::read),
            groups: meta.groups.to_vec(),
            fingerprint: fingerprint(&report.decoded, report.format),
            language: report.language.clone(),
            faults: report.grave_faults().map(|fault| fault.code).collect(),
            title: report.title.as_ref().map(|title| title.form),
            clauses,
            clause_wordings: report.clauses.iter().map(|clause| (clause.group, wording(&clause.text))).collect(),
            met: report.met.clone(),
            said: report
                .findings
                .iter()
                .map(|finding| Said {
                    rule: finding.rule.clone(),
                    ground: finding.ground,
                    severity: finding.severity,
                    wording: Some(wording(&finding.text)).filter(|text| !text.is_empty() && finding.demand.is_none()),
                })
                .collect(),
        }
    }

    /// Whether the ad was read and judged.
    pub(super) const fn judged(&self) -> bool {
        self.faults.is_empty()
    }
}

/// White space joined, and cut at a word where it is long.
fn wording(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > WORDING {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
