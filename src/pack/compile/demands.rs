//! Profiles: inheritance resolved, references checked.

use super::Compiler;
use crate::diagnostic::Group;
use crate::pack::model::{DemandFile, DemandKind, Employer, ProfileFile};
use crate::pack::packed::Deferred;
use crate::pack::rulebook::{Demand, Profile};
use crate::pack::yaml::{Place, Text};
use std::collections::BTreeMap;

/// The facts a demand may depend on.
pub const FACTS: [&str; 8] = [
    "women_underrepresented",
    "men_underrepresented",
    "sex_underrepresented",
    "plan_duty",
    "federal_contractor",
    "pay_range_state",
    "uses_ai",
    "public_contact",
];

impl Compiler<'_> {
    pub(super) fn profiles(&mut self) {
        let pack = self.pack;
        for (id, (file, _)) in &pack.profiles {
            let lineage = self.lineage(id, file);
            self.profile(id, &lineage);
        }
    }

    /// The profile and those it builds on, nearest first.
    fn lineage(&mut self, id: &str, file: &str) -> Vec<String> {
        let pack = self.pack;
        let mut lineage = vec![id.to_owned()];
        let mut current = id;
        while let Some((_, ProfileFile { extends: Some(base), .. })) = pack.profiles.get(current) {
            if lineage.contains(&base.value) {
                self.fault(file, base.at, format!("the profile `{id}` extends itself"), None);
                break;
            }
            if !pack.profiles.contains_key(&base.value) {
                self.unknown(file, base.at, "profile", &base.value, pack.profiles.keys().map(String::as_str));
                break;
            }
            lineage.push(base.value.clone());
            current = &base.value;
        }
        lineage
    }

    fn profile(&mut self, id: &str, lineage: &[String]) {
        let pack = self.pack;
        let files: Vec<&(String, ProfileFile)> = lineage.iter().filter_map(|id| pack.profiles.get(id)).collect();
        let Some((file, own)) = files.first() else { return };
        // A clause named by a profile replaces the one it inherits, whole.
        let mut demands: BTreeMap<&str, (&str, &DemandFile)> = BTreeMap::new();
        for (file, profile) in files.iter().rev() {
            for (name, demand) in &profile.clauses {
                demands.insert(name, (file, demand));
            }
        }
        let demands = demands
            .into_iter()
            .filter_map(|(name, (file, demand))| self.demand(file, name, demand))
            .collect();
        let first = |read: &dyn Fn(&ProfileFile) -> Option<Employer>| files.iter().find_map(|(_, profile)| read(profile));
        let employer = first(&|profile| profile.employer).unwrap_or(Employer::Unknown);
        let title = files.iter().find_map(|(_, profile)| profile.title.as_ref());
        let signs = files.iter().find_map(|(_, profile)| profile.signs.as_ref());
        let consequence = files.iter().find_map(|(_, profile)| profile.consequence.as_ref());
        for source in title
            .map(|t| &t.source)
            .into_iter()
            .chain(signs.map(|s| &s.source))
            .chain(consequence.map(|c| &c.source))
        {
            self.check_source(file, source);
        }
        self.book.profiles.push(Profile {
            id: id.to_owned(),
            name: own.name.clone(),
            lineage: lineage.to_vec(),
            languages: files
                .iter()
                .map(|(_, profile)| &profile.languages)
                .find(|languages| !languages.is_empty())
                .cloned()
                .unwrap_or_default(),
            jurisdiction: files.iter().find_map(|(_, profile)| profile.jurisdiction.clone()),
            employer,
            demands: Deferred::new(demands),
            title: title.map(|t| (t.accept.clone(), t.source.value.clone(), t.severity)),
            signs: signs.map(|s| (s.forbid.clone(), s.source.value.clone(), s.severity)),
            consequence: consequence.map(|c| (c.source.value.clone(), c.text.clone())),
        });
    }

    fn demand(&mut self, file: &str, name: &str, demand: &DemandFile) -> Option<Demand> {
        let nowhere = Place::default();
        if demand.demand == DemandKind::Off {
            return None;
        }
        let Some(rule) = self.book.clause(name).map(|clause| clause.rule) else {
            let known: Vec<String> = self.book.clauses.iter().map(|clause| clause.name.clone()).collect();
            self.unknown(file, nowhere, "clause", name, known.iter().map(String::as_str));
            return None;
        };
        if let Some(fact) = &demand.fact
            && !FACTS.contains(&fact.value.as_str())
        {
            self.unknown(file, fact.at, "fact", &fact.value, FACTS.into_iter());
        }
        if demand.demand == DemandKind::RequiredIf && demand.fact.is_none() {
            self.fault(
                file,
                nowhere,
                format!("the clause `{name}` is required if – what?"),
                Some("name the `fact`".into()),
            );
        }
        for context in demand.unless.iter().chain(&demand.only) {
            let pack = self.pack;
            let known = || pack.contexts.values().flat_map(|(_, contexts)| contexts.keys().map(String::as_str));
            if !known().any(|name| name == context.value) {
                self.unknown(file, context.at, "context", &context.value, known());
            }
        }
        let sources: Vec<Text> = demand.source.iter().chain(&demand.by).cloned().collect();
        self.source_ids(file, &sources);
        let group = self.book.clause(name).and_then(|clause| clause.group).or_else(|| Group::from_name(name));
        let accept = demand.accept.clone().unwrap_or_else(|| group.into_iter().collect());
        let statement = accept.is_empty().then(|| self.statement(name));
        let level = demand.level.unwrap_or(match accept.as_slice() {
            [Group::Everyone] => 1,
            [Group::PartTime | Group::Accommodation] | [] => 0,
            _ => 3,
        });
        Some(Demand {
            name: name.to_owned(),
            rule,
            kind: demand.demand,
            accept,
            statement,
            fact: demand.fact.as_ref().map(|fact| fact.value.clone()),
            level,
            lenient: demand.lenient,
            parts: demand.parts.clone(),
            source: demand.source.as_ref().map(|source| source.value.clone()),
            by: demand.by.iter().map(|by| by.value.clone()).collect(),
            severity: demand.severity,
            unless: demand.unless.iter().map(|context| context.value.clone()).collect(),
            only: demand.only.iter().map(|context| context.value.clone()).collect(),
            note: demand.note.clone(),
        })
    }
}
