//! What came out, ready to be shown: shares with intervals, in the order people read them.
//!
//! `schemas/survey.json` is made from these types. Must not know how they are computed or written.

use super::interval::{Difference, Share};
use crate::diagnostic::{FaultCode, Ground, Group, Severity, TitleForm};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of this form; a new one only when something is taken away or changes its meaning.
pub(super) const VERSION: u32 = 1;

/// What `adlint survey --format json` prints.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "adlint survey", deny_unknown_fields)]
pub struct Figures {
    /// The version of this form.
    pub schema: u32,
    /// The version of adlint.
    pub adlint: &'static str,
    /// The profile that was asked; settings may give single files another.
    pub profile: String,
    /// Whether the same ad counts `once` or every time (`all`).
    pub duplicates: &'static str,
    /// The count was interrupted; the figures are of what had been counted until then.
    pub interrupted: bool,
    /// What became of the records.
    pub archives: Archives,
    /// All ads together.
    pub total: GroupFigure,
    /// The rules that found something, with the commonest wordings.
    pub rules: Vec<RuleFigure>,
    /// The commonest clauses.
    pub clauses: Vec<ClauseWordings>,
    /// The groups that were asked for with `--by`.
    pub breakdowns: Vec<KnownGroups>,
    /// The comparison that was asked for with `--compare`; null where none was.
    pub comparison: Option<Comparison>,
}

/// What became of the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Archives {
    /// Records and files, readable or not.
    pub records: u64,
    /// Ads that were read and judged.
    pub judged: u64,
    /// Ads in the shares: `judged`, less duplicates where they count once.
    pub counted: u64,
    /// The same ad again, under the same date or without one.
    pub copies: u64,
    /// The same ad again under another date.
    pub reposts: u64,
    /// Judged ads without a date.
    pub undated: u64,
    /// Judged ads with a date that could not be read.
    pub unreadable_dates: u64,
    /// Pages of a crawl that are no ads, and files that are none.
    pub passed_over: u64,
    /// What kept records from being judged, and how many.
    pub faults: BTreeMap<FaultCode, u64>,
    /// Judged ads by archive.
    pub ads: BTreeMap<String, u64>,
}

/// The figures of a group of ads.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GroupFigure {
    /// What the ads have in common, in the order of the breakdown; null where they do not say. Empty for all ads.
    pub values: Vec<Option<String>>,
    /// How many ads.
    pub ads: u64,
    /// Ads with a clause for any group of people, of level 1 or more.
    pub any_clause: Share,
    /// The same by the level of the strongest clause: 1 to 5.
    pub strongest: Vec<Share>,
    /// By group of people. Only groups that the total has.
    pub clauses: Vec<ClauseFigure>,
    /// What the profile asks for.
    pub demands: Vec<DemandFigure>,
    /// Ads that have all the profile asks for, of those that it asks something of.
    pub all_met: Share,
    /// Findings by severity.
    pub severities: Vec<SeverityFigure>,
    /// Findings by ground.
    pub grounds: Vec<GroundFigure>,
    /// Findings by rule: ads that have one, and findings.
    pub rules: BTreeMap<String, Findings>,
    /// Titles by form.
    pub titles: Vec<TitleFigure>,
    /// Ads by language.
    pub languages: BTreeMap<String, u64>,
}

/// How often something was found.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Findings {
    /// Ads that have it.
    pub ads: Share,
    /// Findings in them.
    pub findings: u64,
}

/// The clauses for a group of people.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClauseFigure {
    /// Whom they speak to.
    pub group: Group,
    /// Ads with a clause of level 1 or more.
    pub any: Share,
    /// Ads by the level of the strongest one: 1 to 5.
    pub levels: Vec<Share>,
}

/// Something a profile asks for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct DemandFigure {
    /// Its name in the profile.
    pub demand: String,
    /// Ads that have it, of those it is asked of.
    pub met: Share,
}

/// Findings of a severity.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SeverityFigure {
    /// How much is at stake.
    pub severity: Severity,
    /// Ads that have one.
    pub ads: Share,
    /// Findings in them.
    pub findings: u64,
}

/// Findings on a ground.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct GroundFigure {
    /// What they are about.
    pub ground: Ground,
    /// Ads that have one.
    pub ads: Share,
    /// Findings in them.
    pub findings: u64,
}

/// Titles of a form.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TitleFigure {
    /// How they show whom they address.
    pub form: TitleForm,
    /// Ads with such a title, of all.
    pub ads: Share,
}

/// A rule that found something.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct RuleFigure {
    /// `ground/what-is-wrong`.
    pub rule: String,
    /// What it is about.
    pub ground: Ground,
    /// Ads that have a finding.
    pub ads: Share,
    /// Ads by the highest severity the rule has in them.
    pub severities: BTreeMap<Severity, u64>,
    /// Findings in them.
    pub findings: u64,
    /// What stands there, the commonest first. None for what is missing.
    pub wordings: Vec<WordingFigure>,
}

/// The commonest clauses for a group of people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ClauseWordings {
    /// Whom they speak to.
    pub group: Group,
    /// The commonest first.
    pub wordings: Vec<WordingFigure>,
}

/// A wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct WordingFigure {
    /// As it stands in the first ad that has it.
    pub text: String,
    /// How many ads have it.
    pub ads: u64,
    /// `ads` may be too high by this much; 0 means it is exact.
    pub over: u64,
    /// Some places where it stands.
    pub places: Vec<String>,
}

/// The groups of a breakdown.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct KnownGroups {
    /// What ads are grouped by.
    pub by: Vec<String>,
    /// Whether the groups follow one another in time; otherwise the largest comes first.
    pub time: bool,
    /// The groups.
    pub groups: Vec<GroupFigure>,
    /// Ads of groups that were too many to be kept apart.
    pub left_out: u64,
}

/// Two sides and how they differ.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparison {
    /// What was compared, as it was asked for.
    pub sides: Vec<String>,
    /// Ads of each side.
    pub ads: Vec<u64>,
    /// The shares of both sides and their difference.
    pub rows: Vec<Comparisons>,
}

/// A share on both sides.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Comparisons {
    /// `any-clause`, `clause`, `demand`, `all-met`, `severity`, `ground`, `rule` or `title`.
    pub measure: &'static str,
    /// The group, demand, severity, ground, rule or form; empty for `any-clause` and `all-met`.
    pub name: String,
    /// The first side.
    pub first: Share,
    /// The second side.
    pub second: Share,
    /// The second less the first.
    pub difference: Difference,
}

/// As JSON, with a line break at the end.
///
/// # Errors
/// None that can happen: all keys are texts.
pub fn json(figures: &Figures) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(figures)?;
    text.push('\n');
    Ok(text)
}

/// The schema of [`json`].
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Figures)
}
