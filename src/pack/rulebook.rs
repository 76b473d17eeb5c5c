//! The rules as the engine reads them: words as sets, phrases as rows of sets, everything else as plain data.
//!
//! Made by `compile`, stored in the binary by `build.rs`.

use super::model::{DemandKind, Detector, Employer, FixKind, Held, Holder, Outcome, Section, SourceKind, TitleScope, Tone};
use super::packed::{self, Deferred, Numbers, Packed};
use super::table::{AffixTable, FormTable};
use crate::diagnostic::{Confidence, Ground, Group, Kind, Part, Severity, TitleForm};
use crate::lang::{Lang, Localized};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A set of forms: what one element of a phrase accepts.
pub type SetId = u32;
/// Index into [`Rulebook::patterns`].
pub type PatternId = u32;

/// One element of a compiled phrase: what it accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A word of this set.
    Set(SetId),
    /// A number in digits.
    Number,
    /// A word matched whole by this regular expression.
    Regex(u32),
    /// Up to this many words.
    Gap(u8),
}

/// An item is one number: two bits for what it is, the rest for the value.
impl Packed for Item {
    const WORDS: usize = 1;

    fn put(&self, mut put: impl FnMut(u32)) {
        put(match self {
            Self::Set(set) => set << 2,
            Self::Number => 1,
            Self::Regex(regex) => regex << 2 | 2,
            Self::Gap(most) => u32::from(*most) << 2 | 3,
        });
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        let (kind, value) = (word(0) & 3, word(0) >> 2);
        match kind {
            0 => Self::Set(value),
            1 => Self::Number,
            2 => Self::Regex(value),
            _ => Self::Gap(u8::try_from(value).unwrap_or(u8::MAX)),
        }
    }
}

/// A compiled phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Its language.
    pub lang: Lang,
    /// Its elements: the first in [`Rulebook::items`].
    pub first: u32,
    /// One past the last.
    pub end: u32,
    /// The element whose words start a match: the rarest.
    pub trigger: u8,
    /// Whom a match concerns; `None` for phrases that are only tried on demand.
    pub owner: Owner,
    /// The signature bit of the set that must stand right before the trigger; 64 where anything may.
    pub before: u8,
    /// The same right after the trigger.
    pub after: u8,
}

/// The bit of a set in the signature of a word. A word whose signature lacks it is not in the set; one that has it may be.
#[inline]
pub const fn signature_bit(set: SetId) -> u8 {
    (set.wrapping_mul(0x9E37_79B1) >> 26) as u8
}

/// The signature of a word: a bit for each set it is in.
pub fn signature(sets: &[SetId]) -> u64 {
    sets.iter().fold(0, |bits, set| bits | 1 << signature_bit(*set))
}

/// Whom a match of a phrase concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Owner {
    /// Nobody: tried on demand.
    None,
    /// A phrase of a rule.
    Rule(u32),
    /// Part of a `find_together` row: rule, row, part.
    Together(u32, u16, u8),
    /// Trigger word of an expression: rule, expression.
    Expression(u32, u16),
    /// A word of the clause grammar.
    Role(Role),
    /// What a heading says.
    Heading(Section),
    /// What a sentence says that gives its section away.
    Cue(Section),
    /// Announces a job title.
    Seeking,
}

/// What a word or phrase does in the clause grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the roles are the fields of `ClauseWordsFile`, documented there; build.rs does not warn"
)]
pub enum Role {
    Group(Group),
    Dimension(Group),
    Everyone,
    Person,
    Object,
    Welcome,
    WelcomeVerb,
    Call,
    Intensifier,
    Preference,
    Qualification,
    Regardless,
    Any,
    Value,
    Badge,
    Invitation,
    Aim,
    Anaphor,
    Pronoun,
    Task,
    Mention,
    Exclusive,
    Seeking,
    Negation,
    PartTime,
    NoPartTime,
    Hours,
    Amount,
    Accommodation,
    AccommodationFrame,
    Statement(u16),
    Part(Part),
}

/// A condition on the surroundings of a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// Stands at most three words before.
    pub before: Vec<PatternId>,
    /// Stands at most three words after.
    pub after: Vec<PatternId>,
    /// The passage lies inside.
    pub within: Vec<PatternId>,
    /// Stands in the sentence.
    pub sentence: Vec<PatternId>,
    /// Stands in the sentence or a neighbouring one.
    pub nearby: Vec<PatternId>,
    /// Stands in the ad.
    pub ad: Vec<PatternId>,
    /// The passage stands in one of these sections.
    pub sections: Vec<Section>,
    /// The words belong to one of these.
    pub about: Vec<Holder>,
}

/// A regular expression behind trigger words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// Index into [`Rulebook::regexes`].
    pub regex: u32,
    /// What every match holds.
    pub needs: Needs,
}

/// What a sentence must hold for an expression to match in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needs {
    /// An ASCII digit.
    pub digit: bool,
    /// One string of each set, in flat text; a line for each string.
    pub one_of: Vec<String>,
}

impl Needs {
    /// Whether a flat text holds what is needed.
    pub fn are_met_by(&self, flat: &str) -> bool {
        let holds = |string: &str| memchr::memmem::find(flat.as_bytes(), string.as_bytes()).is_some();
        (!self.digit || flat.bytes().any(|byte| byte.is_ascii_digit())) && self.one_of.iter().all(|set| set.lines().any(holds))
    }
}

/// A compiled rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rule {
    /// `ground/what-is-wrong`.
    pub id: String,
    /// Its language; `None` for the rules of missing clauses, which hold for every ad.
    pub lang: Option<Lang>,
    /// The file it stands in.
    pub file: String,
    /// What it is about.
    pub ground: Ground,
    /// What sort of finding it makes.
    pub kind: Kind,
    /// How much is at stake.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// The pack that switches it on.
    pub opt_in: Option<String>,
    /// The phrases, as written, for `explain` and the docs.
    pub phrases: Deferred<Vec<String>>,
    /// Rows of parts; each part is any of its patterns.
    pub together: Vec<Vec<Vec<PatternId>>>,
    /// For `together`: the most words from first to last part.
    pub within: u8,
    /// Regular expressions behind trigger words.
    pub expressions: Vec<Expression>,
    /// The finding comes from grammar in code.
    pub detector: Option<Detector>,
    /// Only in these sections; empty: everywhere.
    pub only_sections: Vec<Section>,
    /// Only in, or never in, the title.
    pub title: Option<TitleScope>,
    /// When it is silent.
    pub unless: Condition,
    /// When it is softer or louder.
    pub severity_if: Vec<(Condition, Outcome)>,
    /// Index into [`Rulebook::contexts`] and what the context changes.
    pub contexts: Vec<(u32, Outcome)>,
    /// At most one finding an ad.
    pub once: bool,
    /// Also fires when negated.
    pub negated: bool,
    /// Also fires inside quotation marks.
    pub quoted: bool,
    /// Also fires inside clauses.
    pub in_clauses: bool,
    /// What the passage says to a reader.
    pub message: Localized,
    /// The reason.
    pub why: Localized,
    /// What to do instead.
    pub advice: Option<Localized>,
    /// What could stand there; `~` carries the ending found.
    pub replace: Vec<String>,
    /// Whether replacing may change the meaning.
    pub fix: FixKind,
    /// Ids of sources.
    pub sources: Vec<String>,
    /// For rules of missing clauses: the demand's name.
    pub clause: Option<String>,
    /// Sentences that fire, are softened, are silent.
    pub examples: Deferred<Examples>,
}

/// The sentences a rule carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Examples {
    /// Must fire.
    pub fires: Vec<String>,
    /// Must fire below the rule's severity.
    pub softened: Vec<String>,
    /// Must not fire.
    pub silent: Vec<String>,
}

/// A lawful context.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Context {
    /// Its language.
    pub lang: Lang,
    /// Its id.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// Phrases anywhere in the ad.
    pub any: Vec<PatternId>,
    /// Phrases in the job title.
    pub title: Vec<PatternId>,
}

/// The words that tell whose attribute another word is.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct HolderWords {
    /// Nouns an adjective belongs to.
    pub heads: Vec<PatternId>,
    /// Words that govern what follows.
    pub frames: Vec<PatternId>,
}

/// What the document needs to know of a language.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct LanguageWords {
    /// Set of frequent function words.
    pub function_words: SetId,
    /// Set of abbreviations (folded, without the stop).
    pub abbreviations: SetId,
    /// Negations that reach forward.
    pub negations: Vec<PatternId>,
    /// Negations that may follow.
    pub negations_after: Vec<PatternId>,
    /// Phrases with a negation in them that negate nothing.
    pub not_negations: Vec<PatternId>,
    /// Gender markers without spaces and brackets.
    pub markers: Vec<String>,
    /// `du` and `sie`.
    pub address: BTreeMap<String, Vec<PatternId>>,
    /// The words that tell whose attribute a word is.
    pub holders: BTreeMap<Holder, HolderWords>,
}

/// A named list that code asks for by name (coded words).
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct WordList {
    /// Its language.
    pub lang: Lang,
    /// Its name.
    pub name: String,
    /// Its phrases.
    pub patterns: Vec<PatternId>,
}

/// One person noun.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Masculine singular, as written.
    pub m: Option<String>,
    /// Feminine singular.
    pub f: Option<String>,
    /// Masculine plural.
    pub mp: Option<String>,
    /// Feminine plural.
    pub fp: Option<String>,
    /// Neutral singular, where the noun itself is neutral.
    pub n: Option<String>,
    /// Neutral words that can stand in a title.
    pub neutral: Vec<String>,
    /// How the masculine is declined.
    pub declension: super::model::Declension,
    /// Usually a legal person.
    pub legal: bool,
    /// Usually people the job deals with.
    pub third: bool,
    /// An English noun used for everyone.
    pub english: bool,
}

/// What a form of a person noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// The form's id.
    pub form: u32,
    /// Index into [`Rulebook::persons`].
    pub person: u32,
    /// Whether it reads as masculine, feminine or neutral, singular or plural.
    pub shape: Shape,
}

impl Packed for PersonForm {
    const WORDS: usize = 2;

    fn put(&self, mut put: impl FnMut(u32)) {
        let Shape {
            masculine,
            feminine,
            neutral,
            singular,
            plural,
        } = self.shape;
        let bits = [masculine, feminine, neutral, singular, plural]
            .into_iter()
            .rev()
            .fold(0, |bits, bit| bits << 1 | u32::from(bit));
        put(self.form);
        put(self.person << 5 | bits);
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        let bit = |at: u32| word(1) >> at & 1 != 0;
        let shape = Shape {
            masculine: bit(0),
            feminine: bit(1),
            neutral: bit(2),
            singular: bit(3),
            plural: bit(4),
        };
        Self {
            form: word(0),
            person: word(1) >> 5,
            shape,
        }
    }
}

/// Gender and number of a form of a person noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shape {
    /// Can be masculine.
    pub masculine: bool,
    /// Can be feminine.
    pub feminine: bool,
    /// Is neutral.
    pub neutral: bool,
    /// Can be singular.
    pub singular: bool,
    /// Can be plural.
    pub plural: bool,
}

/// A statute, ruling, guidance or study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceEntry {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: SourceKind,
    /// Where it holds.
    pub jurisdiction: String,
    /// How it is cited.
    pub citation: String,
    /// Its date.
    pub date: Option<String>,
    /// What it says.
    pub title: Localized,
    /// Whether the text was read.
    pub verified: bool,
    /// For rulings.
    pub held: Option<Held>,
    /// A public address.
    pub url: Option<String>,
}

/// What a profile says about one clause, with inheritance resolved.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Demand {
    /// Its name.
    pub name: String,
    /// Index of the rule `clause/<name>`.
    pub rule: u32,
    /// How much it is asked for.
    pub kind: DemandKind,
    /// The groups whose clause fulfils it.
    pub accept: Vec<Group>,
    /// Index of the statement that fulfils it, for demands that are no group.
    pub statement: Option<u16>,
    /// For `required-if`.
    pub fact: Option<String>,
    /// The lowest level that counts.
    pub level: u8,
    /// The lowest level that counts for a list that names the group.
    pub lenient: Option<u8>,
    /// The parts the law names.
    pub parts: Vec<Part>,
    /// The statute.
    pub source: Option<String>,
    /// Who recommends it.
    pub by: Vec<String>,
    /// How much is at stake.
    pub severity: Option<Severity>,
    /// Contexts that lift it.
    pub unless: Vec<String>,
    /// Contexts, one of which the ad must show.
    pub only: Vec<String>,
    /// Shown with the finding.
    pub note: Option<Localized>,
}

/// A jurisdiction and an employer: what an ad must and should say.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Profile {
    /// Its name in `adlint.yaml`.
    pub id: String,
    /// Its name for people.
    pub name: Localized,
    /// The profiles it builds on, nearest first.
    pub lineage: Vec<String>,
    /// The languages its ads are expected in.
    pub languages: Vec<Lang>,
    /// Where it holds.
    pub jurisdiction: Option<String>,
    /// Who advertises.
    pub employer: Employer,
    /// What it asks for.
    pub demands: Deferred<Vec<Demand>>,
    /// Title forms that satisfy the letter of the law, the law, the severity.
    pub title: Option<(Vec<TitleForm>, String, Severity)>,
    /// Gender signs the house does not allow, the house rule, the severity.
    pub signs: Option<(Vec<TitleForm>, String, Severity)>,
    /// What happens to an ad that does not comply: source and text.
    pub consequence: Option<(String, Localized)>,
}

/// What is said when a clause is missing, and texts to insert.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ClauseTexts {
    /// The demand's name.
    pub name: String,
    /// The group, where there is one.
    pub group: Option<Group>,
    /// Index of the rule `clause/<name>`.
    pub rule: u32,
    /// Required and missing.
    pub required: Localized,
    /// Required if something holds that the ad does not show.
    pub question: Localized,
    /// Recommended.
    pub recommended: Localized,
    /// There, but a part is missing.
    pub part: Localized,
    /// Texts to insert.
    pub texts: Vec<InsertText>,
}

/// A text to insert.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct InsertText {
    /// Its language.
    pub lang: Lang,
    /// Its tone.
    pub tone: Tone,
    /// Only for these profiles.
    pub profiles: Vec<String>,
    /// The text.
    pub text: String,
    /// The law or recommendation behind it.
    pub sources: Vec<String>,
}

/// Everything the engine knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Rulebook {
    /// All forms.
    pub forms: FormTable,
    /// Where form `i`'s sets end in `form_sets`.
    pub form_ends: Numbers,
    /// The [`signature`] of each form: lower half, upper half.
    pub form_signatures: Numbers,
    /// The sets of all forms, one after the other, sorted within a form.
    #[serde(with = "packed")]
    pub form_sets: Vec<SetId>,
    /// What each form is, see [`form_flag`].
    #[serde(with = "packed::bytes")]
    pub form_flags: Vec<u8>,
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
    pub patterns: Vec<Pattern>,
    /// The elements of all phrases, one after the other.
    #[serde(with = "packed")]
    pub items: Vec<Item>,
    /// All regular expressions, for the flat text; compiled when first needed.
    pub regexes: Vec<String>,
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

/// How the words of a set must begin.
pub mod set_case {
    /// With a small letter.
    pub const SMALL: u8 = 1;
    /// With a capital.
    pub const CAPITAL: u8 = 2;
}

/// What the pass over the words wants to know of a form without looking at its sets.
pub mod form_flag {
    /// A German function word.
    pub const FUNCTION_DE: u8 = 1;
    /// An English function word.
    pub const FUNCTION_EN: u8 = 1 << 1;
    /// A function word of a language without rules, and of none with rules.
    pub const FUNCTION_OTHER: u8 = 1 << 2;
    /// An abbreviation that is written with a full stop.
    pub const ABBREVIATION: u8 = 1 << 3;
    /// A form of a person noun.
    pub const PERSON: u8 = 1 << 4;
    /// Starts at least one phrase.
    pub const TRIGGER: u8 = 1 << 5;
    /// No form of a person noun, but ends in one.
    pub const PERSON_TAIL: u8 = 1 << 6;
}

impl Rulebook {
    /// What a form is, see [`form_flag`].
    #[inline]
    pub fn flags_of(&self, form: u32) -> u8 {
        self.form_flags.get(form as usize).copied().unwrap_or(0)
    }

    /// The signature of a form.
    #[inline]
    pub fn signature_of(&self, form: u32) -> u64 {
        let half = |at: usize| u64::from(self.form_signatures.get(form as usize * 2 + at).unwrap_or(0));
        half(0) | half(1) << 32
    }

    /// The sets a form belongs to.
    #[inline]
    pub fn sets_of(&self, form: u32) -> &[SetId] {
        let index = form as usize;
        let start = index.checked_sub(1).and_then(|before| self.form_ends.get(before)).unwrap_or(0) as usize;
        let end = self.form_ends.get(index).unwrap_or(0) as usize;
        self.form_sets.get(start..end).unwrap_or_default()
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
        self.sources
            .binary_search_by(|entry| entry.id.as_str().cmp(id))
            .ok()
            .and_then(|at| self.sources.get(at))
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
