//! Rules in words: message, reason, advice, references, in the reader's language.

use super::Workspace;
use crate::diagnostic::{Finding, Part};
use crate::lang::{Lang, Localized};
use crate::pack::Rulebook;
use crate::pack::rulebook::{Demand, InsertText, Profile, Rule, SourceEntry};
use crate::policy::Policy;
use std::sync::Arc;

/// What is said about a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleText {
    /// What the passage says to a reader.
    pub message: Localized,
    /// The reason.
    pub why: Localized,
    /// What to do instead.
    pub advice: Option<Localized>,
    /// What stands behind it.
    pub references: Vec<Arc<SourceEntry>>,
}

/// A text to insert, with what stands behind it.
#[derive(Debug, Clone)]
pub struct ClauseChoice<'a> {
    /// The name of the demand.
    pub name: &'a str,
    /// What the profile says, where it says something.
    pub demand: Option<&'a Demand>,
    /// The text.
    pub text: &'a InsertText,
}

/// The words for a finding.
pub(super) fn words(book: &Rulebook, policy: &Policy, finding: &Finding) -> RuleText {
    let Some(rule) = book.rules.get(finding.rule as usize) else {
        return RuleText::default();
    };
    let profile = book.profile(&policy.profile);
    let mut text = RuleText {
        message: Localized::clone(&rule.message),
        why: Localized::clone(&rule.why),
        advice: Option::clone(&rule.advice),
        references: references(book, rule, profile),
    };
    if let Some(demand) = finding.demand.and_then(|index| profile?.demands.get(index as usize)) {
        clause_words(book, profile, finding, rule, demand, &mut text);
    }
    for (name, value) in &finding.arguments {
        fill(&mut text.message, name, value, value);
        fill(&mut text.why, name, value, value);
        if let Some(advice) = &mut text.advice {
            fill(advice, name, value, value);
        }
    }
    text
}

/// What stands behind a rule where an ad is published: the law of the place first, then that of the Union; what holds only
/// elsewhere is named where nothing else is, or where the place is not known.
fn references(book: &Rulebook, rule: &Rule, profile: Option<&Profile>) -> Vec<Arc<SourceEntry>> {
    let all = || book.sources_at(&rule.sources);
    let Some(place) = profile.and_then(|profile| profile.jurisdiction.as_deref()).map(Jurisdiction::of) else {
        // An ad in English of an unknown country: who asks for the clause is named with it, and German law helps nobody.
        let abroad = rule.clause.is_some() && profile.is_some_and(|profile| profile.languages == [Lang::En]);
        return all().filter(|source| !abroad || !speaks_german(&source.jurisdiction)).cloned().collect();
    };
    let at = |wanted: Distance| all().filter(move |source| place.distance(&source.jurisdiction) == wanted).cloned();
    let near: Vec<_> = at(Distance::Here).chain(at(Distance::Union)).collect();
    if near.is_empty() { all().cloned().collect() } else { near }
}

/// Whether a source holds where German is spoken.
fn speaks_german(jurisdiction: &str) -> bool {
    ["de", "at", "ch"].contains(&Jurisdiction::of(jurisdiction).country)
}

/// How near a source is to the place of an ad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Distance {
    Here,
    Union,
    Elsewhere,
}

/// The place of an ad: itself, and the country it lies in.
#[derive(Debug, Clone, Copy)]
struct Jurisdiction<'p> {
    place: &'p str,
    country: &'p str,
}

impl<'p> Jurisdiction<'p> {
    fn of(place: &'p str) -> Self {
        let country = place.split('-').next().unwrap_or_default();
        Self { place, country }
    }

    fn distance(self, source: &str) -> Distance {
        const UNION: [&str; 4] = ["eu", "de", "at", "ie"];
        // The law of the federation holds in its states; that of a state nowhere else.
        if source == self.place || source == self.country {
            Distance::Here
        } else if source == "int" || source == "eu" && UNION.contains(&self.country) {
            Distance::Union
        } else {
            Distance::Elsewhere
        }
    }
}

fn clause_words(book: &Rulebook, profile: Option<&Profile>, finding: &Finding, rule: &Rule, demand: &Demand, text: &mut RuleText) {
    let Some(clause) = rule.clause.as_deref().and_then(|name| book.clause(name)) else {
        return;
    };
    if let Some(why) = profile.and_then(|profile| clause.reason(&profile.lineage)) {
        text.why = why.clone();
    }
    let state = finding
        .arguments
        .iter()
        .find(|(name, _)| *name == "state")
        .map_or("recommended", |(_, value)| value.as_str());
    text.message = match state {
        "part" => clause.part.clone(),
        "question" => clause.question.clone(),
        "required" => clause.required.clone(),
        _ => clause.recommended.clone(),
    };
    if let Some((_, part)) = finding.arguments.iter().find(|(name, _)| *name == "part")
        && let Some(part) = Part::from_name(part)
    {
        let name = part_name(part);
        fill(&mut text.message, "part", name.0, name.1);
    }
    if let Some(source) = demand.source.as_ref().and_then(|id| book.source(id)) {
        fill(&mut text.message, "source", &source.citation, &source.citation);
    }
    let who: Vec<&SourceEntry> = demand.by.iter().filter_map(|id| book.source(id)).collect();
    let by = |lang: Lang| {
        let names: Vec<&str> = who.iter().map(|source| source.citation.as_str()).collect();
        let and = if lang == Lang::De { " und " } else { " and " };
        match names.as_slice() {
            [] => (if lang == Lang::De { "Fachstellen" } else { "specialist bodies" }).to_owned(),
            [one] => (*one).to_owned(),
            [rest @ .., last] => format!("{}{and}{last}", rest.join(", ")),
        }
    };
    fill(&mut text.message, "by", &by(Lang::De), &by(Lang::En));
    let first = demand.source.iter().chain(&demand.by).filter_map(|id| book.shared_source(id));
    let mut references: Vec<Arc<SourceEntry>> = first.cloned().collect();
    text.references.retain(|other| references.iter().all(|known| known.id != other.id));
    references.append(&mut text.references);
    text.references = references;
    if let Some(note) = &demand.note {
        text.advice = Some(note.clone());
    }
    // What an ad that fails costs, where the law says so.
    if matches!(state, "required" | "part")
        && let Some((source, consequence)) = profile.and_then(|profile| profile.consequence.as_ref())
        && demand.source.as_ref() == Some(source)
    {
        text.why.de = format!("{} {}", text.why.de, consequence.de).into();
        text.why.en = format!("{} {}", text.why.en, consequence.en).into();
    }
}

fn fill(text: &mut Localized, name: &str, de: &str, en: &str) {
    for (text, value) in [(&mut text.de, de), (&mut text.en, en)] {
        // Most texts have no slot at all.
        let Some(at) = memchr::memchr(b'{', text.as_bytes()) else { continue };
        let mut filled = String::with_capacity(text.len() + value.len());
        let (before, mut rest) = text.split_at(at);
        filled.push_str(before);
        while let Some(inside) = rest.strip_prefix('{') {
            if let Some(after) = inside.strip_prefix(name).and_then(|after| after.strip_prefix('}')) {
                filled.push_str(value);
                rest = after;
            } else {
                filled.push('{');
                rest = inside;
            }
            let (before, slot) = rest.split_at(rest.find('{').unwrap_or(rest.len()));
            filled.push_str(before);
            rest = slot;
        }
        if filled != **text {
            *text = filled.into();
        }
    }
}

/// What a statutory part is called, in German and English.
pub const fn part_name(part: Part) -> (&'static str, &'static str) {
    match part {
        Part::Call => ("die ausdrückliche Aufforderung oder Einladung", "the express call or welcome"),
        Part::Preference => (
            "der Hinweis auf die bevorzugte Berücksichtigung bei gleicher Eignung",
            "the note on preference at equal qualification",
        ),
        Part::NamesSex => ("das angesprochene Geschlecht", "the sex that is addressed"),
        Part::Aim => ("das Ziel, Unterrepräsentanz abzubauen", "the aim of removing under-representation"),
        Part::Plan => (
            "der Hinweis auf den Frauenförder- oder Gleichstellungsplan",
            "the mention of the equality plan",
        ),
        Part::Duty => (
            "der Hinweis auf die Pflicht, den Anteil zu erhöhen",
            "the mention of the duty to raise the share",
        ),
        Part::Statute => ("der Verweis auf das Gesetz", "the reference to the statute"),
        Part::Contact => ("wohin man sich wenden kann", "whom to contact"),
    }
}

impl Workspace {
    /// The rules with an id, one a language.
    pub fn explain<'a>(&'a self, id: &'a str) -> Vec<&'a Rule> {
        self.book().rules_of(id).collect()
    }

    /// Texts to insert for a profile, by demand; all groups where `group` is `None`.
    pub fn clause_choices<'a>(&'a self, policy: &'a Policy, group: Option<&'a str>, lang: Lang) -> Vec<ClauseChoice<'a>> {
        let book = self.book();
        let Some(profile) = book.profile(&policy.profile) else {
            return Vec::new();
        };
        let wanted = book.clauses.iter().filter(|clause| match group {
            Some(name) => clause.name == name,
            None => profile.demands.iter().any(|demand| demand.name == clause.name),
        });
        let demand = |name: &str| profile.demands.iter().find(|demand| demand.name == name);
        wanted
            .flat_map(|clause| {
                crate::engine::require::choose(clause, profile, policy.tone, lang)
                    .into_iter()
                    .map(|text| ClauseChoice {
                        name: &clause.name,
                        demand: demand(&clause.name),
                        text,
                    })
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Distance, Jurisdiction};

    #[test]
    fn law_of_the_federation_holds_in_its_states_and_law_of_the_union_in_its_members() {
        let distance = |source: &str, place| Jurisdiction::of(place).distance(source);
        assert_eq!(distance("de", "de-th"), Distance::Here);
        assert_eq!(distance("de-th", "de-th"), Distance::Here);
        assert_eq!(distance("de-be", "de-th"), Distance::Elsewhere);
        assert_eq!(distance("de-be", "de"), Distance::Elsewhere);
        assert_eq!(distance("eu", "at"), Distance::Union);
        assert_eq!(distance("eu", "ch"), Distance::Elsewhere);
        assert_eq!(distance("de", "eu"), Distance::Elsewhere);
        assert_eq!(distance("us", "us-ca-sf"), Distance::Here);
    }
}
