//! What came out, ready to be shown: shares with intervals, in the order people read them.
//!
//! `schemas/survey.json` is made from these types. Must not know how they are written.

use super::collect::{Counted, Key, Survey};
use super::interval::{Difference, Share};
use super::plan::{Breakdown, Side};
use super::tally::{Measure, Tally};
use super::wordings::{Wording, Wordings};
use crate::diagnostic::{FaultCode, Ground, Group, Severity, TitleForm};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The version of this form; a new one only when something is taken away or changes its meaning.
const VERSION: u32 = 1;
/// Wordings shown of a rule.
const WORDINGS: usize = 10;

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

impl Survey {
    /// What came out so far.
    pub fn figures(&self) -> Figures {
        let found = Found::of(&self.total);
        Figures {
            schema: VERSION,
            adlint: env!("CARGO_PKG_VERSION"),
            profile: self.plan.profile.clone(),
            duplicates: self.plan.duplicates.name(),
            interrupted: self.interrupted,
            archives: self.archives_figure(),
            total: group(&self.total, &[], &found),
            rules: self.rules(&found),
            clauses: self.clauses(),
            breakdowns: self
                .plan
                .by
                .iter()
                .zip(&self.groups)
                .map(|(by, groups)| known(by, groups, &found))
                .collect(),
            comparison: self.plan.compare.as_ref().map(|sides| compare(sides, &self.sides)),
        }
    }

    fn archives_figure(&self) -> Archives {
        let Counted {
            records,
            judged,
            copies,
            reposts,
            undated,
            unreadable_dates,
            faults,
            passed_over,
        } = self.counted.clone();
        Archives {
            records,
            judged,
            counted: self.total.ads,
            copies,
            reposts,
            undated,
            unreadable_dates,
            passed_over,
            faults,
            ads: self.archives.iter().map(|(archive, ads)| (archive.to_string(), *ads)).collect(),
        }
    }

    /// Rules by how many ads they concern.
    fn rules(&self, found: &Found) -> Vec<RuleFigure> {
        let mut out: Vec<RuleFigure> = found.rules.iter().map(|rule| self.rule(rule)).collect();
        out.sort_by(|a, b| b.ads.count.cmp(&a.ads.count).then_with(|| a.rule.cmp(&b.rule)));
        out
    }

    fn rule(&self, rule: &Arc<str>) -> RuleFigure {
        let (ads, findings, severities) = of_rule(&self.total, rule);
        RuleFigure {
            rule: rule.to_string(),
            ground: self.grounds.get(rule).copied().unwrap_or(Ground::Clause),
            ads: Share::new(ads, self.total.ads),
            severities,
            findings,
            wordings: self.wordings.get(rule).map(shown).unwrap_or_default(),
        }
    }

    fn clauses(&self) -> Vec<ClauseWordings> {
        let of = |(group, wordings): (&Group, &Wordings)| ClauseWordings {
            group: *group,
            wordings: shown(wordings),
        };
        self.clauses.iter().map(of).collect()
    }
}

fn shown(wordings: &Wordings) -> Vec<WordingFigure> {
    let figure = |wording: &Wording| WordingFigure {
        text: wording.text.clone(),
        ads: wording.ads,
        over: wording.over,
        places: wording.places.clone(),
    };
    wordings.commonest(WORDINGS).into_iter().map(figure).collect()
}

fn of_rule(tally: &Tally, rule: &Arc<str>) -> (u64, u64, BTreeMap<Severity, u64>) {
    let (mut ads, mut findings, mut severities) = (0, 0, BTreeMap::new());
    for severity in Severity::ALL {
        let count = tally.count(&Measure::Rule(Arc::clone(rule), *severity));
        ads += count.ads;
        findings += count.times;
        if count.ads > 0 {
            severities.insert(*severity, count.ads);
        }
    }
    (ads, findings, severities)
}

/// What was found at all, so that every group shows the same rows.
struct Found {
    groups: BTreeSet<Group>,
    demands: BTreeSet<Arc<str>>,
    grounds: BTreeSet<Ground>,
    rules: BTreeSet<Arc<str>>,
    titles: BTreeSet<TitleForm>,
}

impl Found {
    fn of(tally: &Tally) -> Self {
        let mut found = Self {
            groups: BTreeSet::new(),
            demands: BTreeSet::new(),
            grounds: BTreeSet::new(),
            rules: BTreeSet::new(),
            titles: BTreeSet::new(),
        };
        for measure in tally.counts.keys() {
            match measure {
                Measure::Clause(group, _) => drop(found.groups.insert(*group)),
                Measure::Asked(demand) => drop(found.demands.insert(Arc::clone(demand))),
                Measure::Ground(ground) => drop(found.grounds.insert(*ground)),
                Measure::Rule(rule, _) => drop(found.rules.insert(Arc::clone(rule))),
                Measure::Title(form) => drop(found.titles.insert(*form)),
                _ => {}
            }
        }
        found
    }
}

fn by_level(tally: &Tally, measure: impl Fn(u8) -> Measure) -> (Share, Vec<Share>) {
    let counts: Vec<u64> = (1..=5).map(|level| tally.count(&measure(level)).ads).collect();
    let any = Share::new(counts.iter().sum(), tally.ads);
    (any, counts.into_iter().map(|count| Share::new(count, tally.ads)).collect())
}

fn group(tally: &Tally, values: &[Option<Arc<str>>], found: &Found) -> GroupFigure {
    let share = |measure: &Measure| Share::new(tally.count(measure).ads, tally.ads);
    let (any_clause, strongest) = by_level(tally, Measure::Strongest);
    let clauses = found.groups.iter().map(|group| {
        let (any, levels) = by_level(tally, |level| Measure::Clause(*group, level));
        ClauseFigure { group: *group, any, levels }
    });
    let demands = found.demands.iter().map(|demand| DemandFigure {
        demand: demand.to_string(),
        met: met(tally, demand),
    });
    let severities = Severity::ALL.iter().rev().map(|severity| SeverityFigure {
        severity: *severity,
        ads: share(&Measure::Severity(*severity)),
        findings: tally.count(&Measure::Severity(*severity)).times,
    });
    let grounds = found.grounds.iter().map(|ground| GroundFigure {
        ground: *ground,
        ads: share(&Measure::Ground(*ground)),
        findings: tally.count(&Measure::Ground(*ground)).times,
    });
    let rules = found.rules.iter().filter_map(|rule| {
        let (ads, findings, _) = of_rule(tally, rule);
        let ads = Share::new(ads, tally.ads);
        (ads.count > 0).then(|| (rule.to_string(), Findings { ads, findings }))
    });
    let titles = found.titles.iter().map(|form| TitleFigure {
        form: *form,
        ads: share(&Measure::Title(*form)),
    });
    let languages = tally.counts.iter().filter_map(|(measure, count)| match measure {
        Measure::Language(language) => Some((language.to_string(), count.ads)),
        _ => None,
    });
    GroupFigure {
        values: values.iter().map(|value| value.as_ref().map(ToString::to_string)).collect(),
        ads: tally.ads,
        any_clause,
        strongest,
        clauses: clauses.collect(),
        demands: demands.collect(),
        all_met: all_met(tally),
        severities: severities.collect(),
        grounds: grounds.collect(),
        rules: rules.collect(),
        titles: titles.collect(),
        languages: languages.collect(),
    }
}

fn met(tally: &Tally, demand: &Arc<str>) -> Share {
    let of = tally.count(&Measure::Asked(Arc::clone(demand))).ads;
    Share::new(tally.count(&Measure::Met(Arc::clone(demand))).ads, of)
}

fn all_met(tally: &Tally) -> Share {
    Share::new(tally.count(&Measure::AllMet).ads, tally.count(&Measure::AskedAny).ads)
}

fn known(by: &Breakdown, groups: &super::collect::Groups, found: &Found) -> KnownGroups {
    let time = by.dimensions.iter().any(super::plan::Dimension::is_time);
    let mut all: Vec<(&Key, &Tally)> = groups.tallies.iter().collect();
    // Unknown values last.
    let unsaid = |key: &Key| key.iter().filter(|value| value.is_none()).count();
    if time {
        all.sort_by_key(|(key, _)| unsaid(key));
    } else {
        all.sort_by(|(a, x), (b, y)| unsaid(a).cmp(&unsaid(b)).then(y.ads.cmp(&x.ads)));
    }
    KnownGroups {
        by: by.dimensions.iter().map(|dimension| dimension.name().to_owned()).collect(),
        time,
        groups: all.into_iter().map(|(key, tally)| group(tally, key, found)).collect(),
        left_out: groups.rest.ads,
    }
}

fn compare(sides: &[Side; 2], tallies: &[Tally; 2]) -> Comparison {
    let [a, b] = tallies;
    let mut both = a.clone();
    both.merge(b);
    let found = Found::of(&both);
    let (first, second) = (group(a, &[], &found), group(b, &[], &found));
    let mut rows = Vec::new();
    let mut row = |measure: &'static str, name: &str, first: Share, second: Share| {
        rows.push(Comparisons {
            measure,
            name: name.to_owned(),
            first,
            second,
            difference: Difference::new(&first, &second),
        });
    };
    row("any-clause", "", first.any_clause, second.any_clause);
    for (a, b) in first.clauses.iter().zip(&second.clauses) {
        row("clause", a.group.name(), a.any, b.any);
    }
    row("all-met", "", first.all_met, second.all_met);
    for (a, b) in first.demands.iter().zip(&second.demands) {
        row("demand", &a.demand, a.met, b.met);
    }
    for (a, b) in first.severities.iter().zip(&second.severities) {
        row("severity", a.severity.name(), a.ads, b.ads);
    }
    for (a, b) in first.grounds.iter().zip(&second.grounds) {
        row("ground", a.ground.name(), a.ads, b.ads);
    }
    for rule in &found.rules {
        let share = |tally: &Tally| Share::new(of_rule(tally, rule).0, tally.ads);
        row("rule", rule, share(a), share(b));
    }
    for (a, b) in first.titles.iter().zip(&second.titles) {
        row("title", a.form.name(), a.ads, b.ads);
    }
    Comparison {
        sides: sides.iter().map(|side| side.asked.clone()).collect(),
        ads: vec![a.ads, b.ads],
        rows,
    }
}
