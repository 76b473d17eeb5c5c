//! Ads in, counts out: one after the other, in the order they come.
//!
//! Memory grows with the number of groups (to a limit) and by twelve bytes an ad, for telling duplicates. Must not know
//! how figures are shown.

use super::duplicates::{Again, Seen};
use super::outline::Outline;
use super::plan::{Duplicates, Plan, Side};
use super::tally::{Names, Tally, measures};
use super::wordings::Wordings;
use crate::diagnostic::{FaultCode, Ground, Group};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Groups of a breakdown, at most; ads of further ones are counted together.
const MOST_GROUPS: usize = 50_000;
/// Values remembered so that a comparison that finds nothing can say what there is.
const MOST_KNOWN: usize = 100;

/// The values that make a group; `None` where the ad does not say.
pub(super) type Key = Vec<Option<Arc<str>>>;

/// What became of the records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counted {
    /// Records and files, readable or not.
    pub records: u64,
    /// Ads that were read and judged.
    pub judged: u64,
    /// Of these, the same ad again under the same date, or without one.
    pub copies: u64,
    /// Of these, the same ad again under another date.
    pub reposts: u64,
    /// Judged ads without a date.
    pub undated: u64,
    /// Judged ads with a date that could not be read.
    pub unreadable_dates: u64,
    /// Records that could not be read or judged, by what kept them.
    pub faults: BTreeMap<FaultCode, u64>,
    /// Pages of a crawl that are no ads.
    pub passed_over: u64,
}

/// The groups of one breakdown.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    pub(super) tallies: BTreeMap<Key, Tally>,
    /// Ads of groups that came when there were too many already.
    pub(super) rest: Tally,
}

/// Counts ads.
#[derive(Debug, Clone, Default)]
pub struct Survey {
    pub(super) plan: Plan,
    pub(super) counted: Counted,
    pub(super) total: Tally,
    pub(super) groups: Vec<Groups>,
    pub(super) sides: [Tally; 2],
    pub(super) wordings: BTreeMap<Arc<str>, Wordings>,
    pub(super) clauses: BTreeMap<Group, Wordings>,
    pub(super) grounds: BTreeMap<Arc<str>, Ground>,
    /// Judged ads of each archive.
    pub(super) archives: BTreeMap<Arc<str>, u64>,
    /// For a comparison: what there is beside what was asked for.
    known: [BTreeSet<String>; 2],
    /// For each column: how many ads say it.
    columns: BTreeMap<String, u64>,
    pub(super) interrupted: bool,
    names: Names,
    seen: Seen,
    seen_sides: [Seen; 2],
}

impl Survey {
    /// Nothing counted yet.
    pub fn new(plan: Plan) -> Self {
        Self {
            groups: vec![Groups::default(); plan.by.len()],
            columns: plan.columns().into_iter().map(|name| (name, 0)).collect(),
            plan,
            ..Self::default()
        }
    }

    /// Counts an ad.
    pub fn add(&mut self, outline: &Outline) {
        self.counted.records += 1;
        if !outline.judged() {
            // One ad, one fault: the first is the one that mattered.
            if let Some(code) = outline.faults.first() {
                *self.counted.faults.entry(*code).or_default() += 1;
            }
            return;
        }
        self.counted.judged += 1;
        *self.archives.entry(self.names.of(&outline.archive)).or_default() += 1;
        for (name, value) in &outline.groups {
            if let Some(said) = self.columns.get_mut(name).filter(|_| !value.trim().is_empty()) {
                *said += 1;
            }
        }
        match (outline.dated, outline.day) {
            (false, _) => self.counted.undated += 1,
            (true, None) => self.counted.unreadable_dates += 1,
            (true, Some(_)) => {}
        }
        let again = self.seen.see(outline.fingerprint, outline.day);
        match again {
            Again::New => {}
            Again::Copy => self.counted.copies += 1,
            Again::Repost => self.counted.reposts += 1,
        }
        let measures = measures(outline, &mut self.names);
        self.add_to_sides(outline, &measures);
        if again != Again::New && self.plan.duplicates == Duplicates::Once {
            return;
        }
        self.total.add(&measures);
        for (breakdown, groups) in self.plan.by.iter().zip(&mut self.groups) {
            let values = breakdown.dimensions.iter().map(|dimension| dimension.value(outline));
            let key: Key = values.map(|value| value.map(|value| self.names.of(&value))).collect();
            groups.of(key).add(&measures);
        }
        self.add_wordings(outline);
    }

    /// An ad that stands in both sides counts in both.
    fn add_to_sides(&mut self, outline: &Outline, measures: &[(super::tally::Measure, u64)]) {
        let Some(sides) = &self.plan.compare else { return };
        for (index, side) in sides.iter().enumerate() {
            if let Some(value) = side.dimension.value(outline)
                && self.known[index].len() < MOST_KNOWN
            {
                self.known[index].insert(value);
            }
            if !side.holds(outline) {
                continue;
            }
            let again = self.seen_sides[index].see(outline.fingerprint, outline.day);
            if again == Again::New || self.plan.duplicates == Duplicates::All {
                self.sides[index].add(measures);
            }
        }
    }

    fn add_wordings(&mut self, outline: &Outline) {
        // The same wording twice in an ad counts once.
        let mut said: BTreeSet<(&str, &str)> = BTreeSet::new();
        for finding in &outline.said {
            self.grounds.entry(self.names.of(&finding.rule)).or_insert(finding.ground);
            if let Some(wording) = &finding.wording {
                said.insert((&finding.rule, wording));
            }
        }
        for (rule, wording) in said {
            self.wordings.entry(self.names.of(rule)).or_default().add(wording, &outline.place);
        }
        let clauses: BTreeSet<&(Group, String)> = outline.clause_wordings.iter().collect();
        for (group, wording) in clauses {
            self.clauses.entry(*group).or_default().add(wording, &outline.place);
        }
    }

    /// Counts a record that could not be read.
    pub fn fault(&mut self, code: FaultCode) {
        self.counted.records += 1;
        *self.counted.faults.entry(code).or_default() += 1;
    }

    /// Counts a page of a crawl that is no ad.
    pub fn pass_over(&mut self) {
        self.counted.passed_over += 1;
    }

    /// Marks the figures as those of a part: somebody wanted no more.
    pub const fn interrupt(&mut self) {
        self.interrupted = true;
    }

    /// What became of the records so far.
    pub const fn counted(&self) -> &Counted {
        &self.counted
    }

    /// Columns of the plan that no ad says.
    pub fn unsaid(&self) -> Vec<&str> {
        self.columns
            .iter()
            .filter(|(_, said)| **said == 0)
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Sides of the comparison without an ad, with the values there are instead.
    pub fn empty_sides(&self) -> Vec<(&Side, Vec<&str>)> {
        let sides = self.plan.compare.iter().flatten().enumerate();
        let empty = sides.filter(|(index, _)| self.sides[*index].ads == 0);
        empty
            .map(|(index, side)| (side, self.known[index].iter().map(String::as_str).collect()))
            .collect()
    }

    /// Takes in what another survey with the same plan has counted. An ad that both have seen then counts twice; how many
    /// there are is given back. Where the same ad must count once, part the ads by their text, not by their place.
    pub fn merge(&mut self, other: &Self) -> u64 {
        let Counted {
            records,
            judged,
            copies,
            reposts,
            undated,
            unreadable_dates,
            faults,
            passed_over,
        } = &other.counted;
        self.counted.records += records;
        self.counted.judged += judged;
        self.counted.copies += copies;
        self.counted.reposts += reposts;
        self.counted.undated += undated;
        self.counted.unreadable_dates += unreadable_dates;
        self.counted.passed_over += passed_over;
        for (code, many) in faults {
            *self.counted.faults.entry(*code).or_default() += many;
        }
        self.total.merge(&other.total);
        for (own, more) in self.groups.iter_mut().zip(&other.groups) {
            own.rest.merge(&more.rest);
            for (key, tally) in &more.tallies {
                own.of(key.clone()).merge(tally);
            }
        }
        for index in [0, 1] {
            self.sides[index].merge(&other.sides[index]);
            self.seen_sides[index].merge(&other.seen_sides[index]);
            self.known[index].extend(other.known[index].iter().cloned());
        }
        self.interrupted |= other.interrupted;
        for (rule, wordings) in &other.wordings {
            self.wordings.entry(Arc::clone(rule)).or_default().merge(wordings);
        }
        for (group, wordings) in &other.clauses {
            self.clauses.entry(*group).or_default().merge(wordings);
        }
        self.grounds
            .extend(other.grounds.iter().map(|(rule, ground)| (Arc::clone(rule), *ground)));
        for (archive, ads) in &other.archives {
            *self.archives.entry(Arc::clone(archive)).or_default() += ads;
        }
        for (column, said) in &other.columns {
            *self.columns.entry(column.clone()).or_default() += said;
        }
        self.seen.merge(&other.seen)
    }
}

impl Groups {
    fn of(&mut self, key: Key) -> &mut Tally {
        if self.tallies.len() >= MOST_GROUPS && !self.tallies.contains_key(&key) {
            return &mut self.rest;
        }
        self.tallies.entry(key).or_default()
    }
}
