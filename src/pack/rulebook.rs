//! The rules as the engine reads them: words as sets, phrases as rows of sets, everything else as plain data.
//!
//! Made by `compile`, stored in the binary by `build.rs`.

mod form;
mod person;
mod phrase;
mod profile;
mod rule;

pub use form::{FormRow, Starter, form_flag};
pub use person::{Person, PersonForm, Shape};
pub use phrase::{ANY_WORD, Item, Owner, Pattern, PatternId, Role, SetId, set_case, signature, signature_bit};
pub use profile::{ClauseTexts, Demand, InsertText, Profile, Reason, SourceEntry, SourceId};
pub use rule::{Condition, Context, Examples, Expression, HolderWords, LanguageWords, Needs, Rule, WordList};

use super::automaton::Automaton;
use super::packed::{self, Deferred, Numbers};
use super::table::{AffixTable, FormTable};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything the engine knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rulebook {
    /// All forms.
    pub forms: FormTable,
    /// What is known of each form: [`FormRow::NUMBERS`] numbers each.
    pub form_rows: Numbers,
    /// The sets of all forms, one after the other, sorted within a form.
    #[serde(with = "packed")]
    pub form_sets: Vec<SetId>,
    /// Where the phrases of each row of starters end in `starters`.
    #[serde(with = "packed")]
    pub starter_ends: Vec<u32>,
    /// The phrases of the one pass that start at a form, rows that many forms share.
    #[serde(with = "packed")]
    pub starters: Vec<Starter>,
    /// Where the sets of each row of demands end in `demand_sets`.
    #[serde(with = "packed")]
    pub demand_ends: Vec<u32>,
    /// The sets of a form that start phrases tried on demand, rows that many forms share.
    #[serde(with = "packed")]
    pub demand_sets: Vec<SetId>,
    /// Tails of compounds.
    pub tails: AffixTable,
    /// Sets of tails: tail → set, sorted.
    #[serde(with = "packed")]
    pub tail_sets: Vec<(u32, SetId)>,
    /// Heads of compounds.
    pub heads: AffixTable,
    /// Sets of heads: head → set, sorted.
    #[serde(with = "packed")]
    pub head_sets: Vec<(u32, SetId)>,
    /// How many sets there are.
    pub sets: u32,
    /// Sets below this start phrases that are tried on demand.
    pub on_demand: SetId,
    /// The first set that starts phrases of the one pass, and one past the last.
    pub in_scan: (SetId, SetId),
    /// How the words of each set must begin, see [`set_case`].
    #[serde(with = "packed::bytes")]
    pub set_case: Vec<u8>,
    /// Where set `i`'s triggers end in `triggers`.
    #[serde(with = "packed")]
    pub trigger_ends: Vec<u32>,
    /// Patterns to try when a word of the set is met.
    #[serde(with = "packed")]
    pub triggers: Vec<PatternId>,
    /// All phrases.
    #[serde(with = "phrase::patterns")]
    pub patterns: Vec<Pattern>,
    /// The elements of all phrases, one after the other.
    #[serde(with = "packed")]
    pub items: Vec<Item>,
    /// All regular expressions, for the flat text; compiled when first needed.
    pub regexes: Vec<String>,
    /// For each expression a table that says whether it matches at all; none in a pack compiled at run time.
    pub automata: Vec<Automaton>,
    /// All rules.
    pub rules: Vec<Rule>,
    /// All contexts.
    pub contexts: Vec<Context>,
    /// What the document needs of each language, by [`Lang::ALL`].
    pub languages: Vec<LanguageWords>,
    /// Function words of languages without rules.
    pub other_languages: Vec<(String, SetId)>,
    /// Lists that code asks for by name.
    pub lists: Vec<WordList>,
    /// The person nouns.
    pub persons: Vec<Deferred<Person>>,
    /// Forms of person nouns, sorted by form.
    #[serde(with = "packed")]
    pub person_forms: Vec<PersonForm>,
    /// Tails that are forms of person nouns: tail id → form, sorted.
    #[serde(with = "packed")]
    pub person_tails: Vec<(u32, u32)>,
    /// Sets of words that end like a person noun and are none (the list `not-persons`).
    pub not_persons: Vec<SetId>,
    /// All sources, sorted by id.
    pub sources: Vec<Arc<SourceEntry>>,
    /// All profiles, sorted by id.
    pub profiles: Vec<Profile>,
    /// Clause texts by demand, sorted by name.
    pub clauses: Vec<ClauseTexts>,
    /// Names of statements a profile may ask for.
    pub statements: Vec<String>,
}

impl Rulebook {
    /// What is known of a form.
    #[inline]
    pub fn row_of(&self, form: u32) -> FormRow {
        let numbers = self.form_rows.row().several((form as usize).wrapping_mul(FormRow::NUMBERS));
        numbers.map_or(FormRow::default(), FormRow::from_numbers)
    }

    /// What a form is, see [`form_flag`].
    #[inline]
    pub fn flags_of(&self, form: u32) -> u8 {
        self.row_of(form).flags
    }

    /// The sets a form belongs to.
    #[inline]
    pub fn sets_of(&self, form: u32) -> &[SetId] {
        self.form_sets.get(self.row_of(form).range()).unwrap_or_default()
    }

    /// The phrases of a row of starters.
    #[inline]
    pub fn starters_of(&self, row: u32) -> &[Starter] {
        range(&self.starter_ends, row).and_then(|r| self.starters.get(r)).unwrap_or_default()
    }

    /// The sets of a row of demands.
    #[inline]
    pub fn demands_of(&self, row: u32) -> &[SetId] {
        range(&self.demand_ends, row).and_then(|r| self.demand_sets.get(r)).unwrap_or_default()
    }

    /// The phrases to try when a word of a set is met.
    #[inline]
    pub fn triggers_of(&self, set: SetId) -> &[PatternId] {
        range(&self.trigger_ends, set).and_then(|r| self.triggers.get(r)).unwrap_or_default()
    }

    /// The elements of a phrase.
    #[inline]
    pub fn items_of(&self, pattern: &Pattern) -> &[Item] {
        self.items.get(pattern.first as usize..pattern.end as usize).unwrap_or_default()
    }

    /// The sets of the words that end in a tail.
    pub fn sets_of_tail(&self, tail: u32) -> impl Iterator<Item = SetId> {
        of_key(&self.tail_sets, tail)
    }

    /// The sets of the words that begin with a head.
    pub fn sets_of_head(&self, head: u32) -> impl Iterator<Item = SetId> {
        of_key(&self.head_sets, head)
    }

    /// The form of the person noun that a tail is.
    pub fn person_of_tail(&self, tail: u32) -> Option<u32> {
        of_key(&self.person_tails, tail).next()
    }

    /// The longest person noun that `word` (folded) ends in, with at least two bytes before it: the form, and its length.
    pub fn longest_person_tail(&self, word: &[u8]) -> Option<(u32, usize)> {
        let mut found = None;
        self.tails.find(word, |tail, length| {
            if found.is_none() && word.len() >= length + 2 {
                found = self.person_of_tail(tail).map(|form| (form, length));
            }
        });
        found
    }

    /// What the document needs of a language.
    pub fn language(&self, lang: Lang) -> Option<&LanguageWords> {
        self.languages.get(lang as usize)
    }

    /// A source by id.
    pub fn source(&self, id: &str) -> Option<&SourceEntry> {
        self.shared_source(id).map(Arc::as_ref)
    }

    /// A source by id, to be handed out with a finding.
    pub fn shared_source(&self, id: &str) -> Option<&Arc<SourceEntry>> {
        self.sources.get(self.source_id(id)? as usize)
    }

    /// The place of a source among all.
    pub fn source_id(&self, id: &str) -> Option<SourceId> {
        let at = self.sources.binary_search_by(|entry| entry.id.as_str().cmp(id)).ok()?;
        SourceId::try_from(at).ok()
    }

    /// The sources at these places.
    pub fn sources_at(&self, places: &[SourceId]) -> impl Iterator<Item = &Arc<SourceEntry>> {
        places.iter().filter_map(|place| self.sources.get(*place as usize))
    }

    /// A profile by id.
    pub fn profile(&self, id: &str) -> Option<&Profile> {
        self.profiles
            .binary_search_by(|entry| entry.id.as_str().cmp(id))
            .ok()
            .and_then(|at| self.profiles.get(at))
    }

    /// The clause texts of a demand.
    pub fn clause(&self, name: &str) -> Option<&ClauseTexts> {
        self.clauses
            .binary_search_by(|entry| entry.name.as_str().cmp(name))
            .ok()
            .and_then(|at| self.clauses.get(at))
    }

    /// What a form of a person noun can be.
    pub fn person_forms_of(&self, form: u32) -> &[PersonForm] {
        if self.flags_of(form) & form_flag::PERSON == 0 {
            return &[];
        }
        let start = self.person_forms.partition_point(|entry| entry.form < form);
        let rest = self.person_forms.get(start..).unwrap_or_default();
        let count = rest.iter().take_while(|entry| entry.form == form).count();
        rest.get(..count).unwrap_or_default()
    }

    /// The rules of an id, one a language.
    pub fn rules_of<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Rule> {
        self.rules.iter().filter(move |rule| rule.id == id)
    }
}

/// The values of a key in sorted pairs.
fn of_key(pairs: &[(u32, u32)], key: u32) -> impl Iterator<Item = u32> {
    let start = pairs.partition_point(|pair| pair.0 < key);
    pairs.iter().skip(start).take_while(move |pair| pair.0 == key).map(|pair| pair.1)
}

fn range(ends: &[u32], index: u32) -> Option<std::ops::Range<usize>> {
    let index = index as usize;
    let end = *ends.get(index)? as usize;
    let start = index.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0) as usize;
    Some(start..end)
}
