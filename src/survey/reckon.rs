//! From counts to figures.
//!
//! Every group shows the same rows, those that the total has, so that tables line up. Must not know how figures are written.

use super::collect::{Counted, Groups, Key, Survey};
use super::figures::{
    Archives, ClauseFigure, ClauseWordings, Comparison, Comparisons, DemandFigure, Figures, Findings, GroundFigure, GroupFigure, KnownGroups,
    RuleFigure, SeverityFigure, TitleFigure, VERSION, WordingFigure,
};
use super::interval::{Difference, Share};
use super::plan::{Breakdown, Dimension, Side};
use super::tally::{Measure, Tally};
use super::wordings::{Wording, Wordings};
use crate::diagnostic::{Ground, Group, Severity, TitleForm};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Wordings shown of a rule.
const WORDINGS: usize = 10;

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

fn known(by: &Breakdown, groups: &Groups, found: &Found) -> KnownGroups {
    let time = by.dimensions.iter().any(Dimension::is_time);
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
