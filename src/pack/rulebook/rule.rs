//! Wording rules: what they find, when they are silent, what they say; and the words of a language.

use super::{PatternId, SetId, SourceId};
use crate::diagnostic::{Confidence, Ground, Kind, Severity};
use crate::lang::{Lang, Localized};
use crate::pack::model::{Detector, FixKind, Holder, Outcome, Section, TitleScope};
use crate::pack::packed::Deferred;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
    /// Index into [`Rulebook::regexes`](super::Rulebook::regexes).
    pub regex: u32,
    /// What every match holds.
    pub needs: Needs,
    /// Only in these sections; empty: in all.
    pub sections: Vec<Section>,
}

/// What a sentence must hold for an expression to match in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needs {
    /// An ASCII digit.
    pub digit: bool,
    /// One string of each set, in flat text; a line for each string.
    pub one_of: Vec<String>,
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
    /// Index into [`Rulebook::contexts`](super::Rulebook::contexts) and what the context changes.
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
    pub message: Deferred<Localized>,
    /// The reason.
    pub why: Deferred<Localized>,
    /// What to do instead.
    pub advice: Deferred<Option<Localized>>,
    /// What could stand there; `~` carries the ending found.
    pub replace: Vec<String>,
    /// Whether replacing may change the meaning.
    pub fix: FixKind,
    /// What it rests on.
    pub sources: Vec<SourceId>,
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
    /// What answers a question with no.
    pub denials: Vec<PatternId>,
    /// Phrases with a negation in them that negate nothing.
    pub not_negations: Vec<PatternId>,
    /// Gender markers without spaces and brackets.
    pub markers: Vec<String>,
    /// `du` and `sie`.
    pub address: BTreeMap<String, Vec<PatternId>>,
    /// The words around job titles: a set for each of [`TitleWord::ALL`](crate::pack::model::TitleWord::ALL).
    pub title: Vec<SetId>,
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
