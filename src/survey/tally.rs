//! What is counted of a group of ads. Two tallies add up to the tally of both groups.

use super::outline::Outline;
use crate::diagnostic::{Ground, Group, Severity, TitleForm};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Something that an ad has or has not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    /// The strongest clause for any group of people is of this level.
    Strongest(u8),
    /// The strongest clause for this group is of this level.
    Clause(Group, u8),
    /// The profile asks for this.
    Asked(Arc<str>),
    /// And it is there.
    Met(Arc<str>),
    /// The profile asks for something.
    AskedAny,
    /// All that it asks for is there.
    AllMet,
    /// A finding of this severity.
    Severity(Severity),
    /// A finding on this ground.
    Ground(Ground),
    /// A finding of this rule; this severity is its highest in the ad.
    Rule(Arc<str>, Severity),
    /// The title is of this form.
    Title(TitleForm),
    /// The ad is in this language.
    Language(Arc<str>),
}

/// How often.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// In how many ads.
    pub(super) ads: u64,
    /// How often in them.
    pub(super) times: u64,
}

/// The counts of a group of ads.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) ads: u64,
    pub(super) counts: BTreeMap<Measure, Count>,
}

impl Tally {
    pub(super) fn add(&mut self, measures: &[(Measure, u64)]) {
        self.ads += 1;
        for (measure, times) in measures {
            // Most are known; those need no new key.
            match self.counts.get_mut(measure) {
                Some(count) => {
                    count.ads += 1;
                    count.times += times;
                }
                None => {
                    self.counts.insert(measure.clone(), Count { ads: 1, times: *times });
                }
            }
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        self.ads += other.ads;
        for (measure, more) in &other.counts {
            let count = self.counts.entry(measure.clone()).or_default();
            count.ads += more.ads;
            count.times += more.times;
        }
    }

    pub(super) fn count(&self, measure: &Measure) -> Count {
        self.counts.get(measure).copied().unwrap_or_default()
    }
}

/// Names that stand in many places and are kept once.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    known: BTreeSet<Arc<str>>,
}

impl Names {
    pub(super) fn of(&mut self, name: &str) -> Arc<str> {
        match self.known.get(name) {
            Some(known) => Arc::clone(known),
            None => {
                let new: Arc<str> = name.into();
                self.known.insert(Arc::clone(&new));
                new
            }
        }
    }
}

/// Whether a clause for this group is an encouragement, and not one of the notes that travel with it.
pub(super) const fn encourages(group: Group) -> bool {
    !matches!(group, Group::PartTime | Group::Accommodation)
}

/// What an ad has, each once, with how often it has it.
pub(super) fn measures(outline: &Outline, names: &mut Names) -> Vec<(Measure, u64)> {
    let mut out = BTreeMap::new();
    let strongest = outline
        .clauses
        .iter()
        .filter(|(group, _)| encourages(*group))
        .map(|(_, level)| *level)
        .max();
    if let Some(level) = strongest.filter(|level| *level > 0) {
        out.insert(Measure::Strongest(level), 1);
    }
    for (group, level) in &outline.clauses {
        out.insert(Measure::Clause(*group, *level), 1);
    }
    for (demand, met) in &outline.met {
        out.insert(Measure::Asked(names.of(demand)), 1);
        if *met {
            out.insert(Measure::Met(names.of(demand)), 1);
        }
    }
    if !outline.met.is_empty() {
        out.insert(Measure::AskedAny, 1);
        if outline.met.iter().all(|(_, met)| *met) {
            out.insert(Measure::AllMet, 1);
        }
    }
    let mut rules: BTreeMap<&str, (Severity, u64)> = BTreeMap::new();
    for said in &outline.said {
        *out.entry(Measure::Severity(said.severity)).or_default() += 1;
        *out.entry(Measure::Ground(said.ground)).or_default() += 1;
        let (severity, times) = rules.entry(&said.rule).or_insert((said.severity, 0));
        *severity = said.severity.max(*severity);
        *times += 1;
    }
    for (rule, (severity, times)) in rules {
        out.insert(Measure::Rule(names.of(rule), severity), times);
    }
    if let Some(form) = outline.title {
        out.insert(Measure::Title(form), 1);
    }
    if let Some(language) = &outline.language {
        out.insert(Measure::Language(names.of(language)), 1);
    }
    out.into_iter().collect()
}
