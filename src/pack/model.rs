//! What stands in the YAML files under `rules/`, typed. One struct a kind of file; `docs/rule-language.md` is its prose.
//!
//! Must not know how phrases are matched. The schema for editors is made from these types.

mod clauses;
mod language;
mod profiles;
mod sources;

pub use clauses::{ClauseFile, ClauseMessages, ClauseReason, ClauseText, Tone};
pub use language::{ClauseWordsFile, Declension, LanguageFile, OtherLanguagesFile, PersonFile, PersonsFile, SectionsFile, TitleFile, TitleWord};
pub use profiles::{ConsequenceFile, DemandFile, DemandKind, Employer, ProfileFile, SignsFile, TitleFormsFile};
pub use sources::{Held, SourceFile, SourceKind, SourcesFile};

use super::yaml::Text;
use crate::diagnostic::{Confidence, Ground, Kind, Severity, names};
use crate::lang::Localized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

names! {
    /// A section of an ad.
    Section {
        /// The job title and what stands around it.
        Title => "title",
        /// Who the employer is.
        AboutUs => "about-us",
        /// What there is to do.
        Tasks => "tasks",
        /// What is expected.
        Profile => "profile",
        /// What is offered.
        Offer => "offer",
        /// Equal opportunity, diversity.
        EqualOpportunity => "equal-opportunity",
        /// How to apply.
        Application => "application",
        /// Whom to ask.
        Contact => "contact",
        /// Anything else.
        Other => "other",
    }
}

names! {
    /// A finding that comes from grammar in code rather than from phrases.
    Detector {
        /// A title in the masculine only.
        MasculineTitle => "masculine-title",
        /// A title in the feminine only.
        FeminineTitle => "feminine-title",
        /// "(m/w)".
        MarkerWithoutDivers => "marker-without-divers",
        /// "(m)" or "(w)".
        SingleSexMarker => "single-sex-marker",
        /// A masculine person noun in the text that means everyone.
        GenericMasculine => "generic-masculine",
        /// A feminine person noun in the text that means everyone.
        GenericFeminine => "generic-feminine",
        /// "einen Mitarbeiter/in": the article leaves out whom the noun names.
        HalfMarked => "half-marked",
        /// Two gender notations in one ad.
        MixedNotation => "mixed-notation",
        /// Another notation than the house style.
        HouseStyle => "house-style",
        /// A gender sign the profile does not allow.
        SignNotAllowed => "sign-not-allowed",
        /// The profile asks for both forms in the title.
        PairFormAsked => "pair-form-asked",
        /// "nur Frauen", "Frau mit Migrationsgeschichte gesucht".
        ExclusiveReservation => "exclusive-reservation",
        /// An encouragement clause turned into its opposite.
        NegatedClause => "negated-clause",
        /// The balance of agentic and communal words.
        CodedBalance => "coded-balance",
        /// More requirements than people read.
        ManyRequirements => "many-requirements",
        /// "du" and "Sie" in one ad.
        DuSieMix => "du-sie-mix",
        /// An abbreviation nobody explains.
        UnexplainedAbbreviation => "unexplained-abbreviation",
        /// A very long sentence.
        LongSentence => "long-sentence",
        /// Noun upon noun.
        NominalStyle => "nominal-style",
        /// A text that counting calls hard to read.
        HardToRead => "hard-to-read",
        /// Passive upon passive.
        Passive => "passive",
        /// A clause the profile asks for is missing (rules of `rules/clauses`).
        MissingClause => "missing-clause",
        /// An exception whose last day has passed.
        ExceptionExpired => "exception-expired",
        /// An exception that excepts nothing.
        ExceptionUnused => "exception-unused",
        /// An exception without the reason that the settings ask for.
        ExceptionWithoutReason => "exception-without-reason",
    }
}

names! {
    /// Whose attribute a word is.
    Holder {
        /// People the job deals with.
        Clients => "clients",
        /// The employer as an organisation.
        Company => "company",
        /// A product or thing.
        Product => "product",
        /// Other people: superiors, contacts.
        Third => "third",
    }
}

names! {
    /// Whether replacing changes the meaning.
    FixKind {
        /// Shown, applied on demand.
        Review => "review",
        /// Never changes the meaning; applied by `--fix`.
        Safe => "safe",
    }
}

names! {
    /// What happens to a finding under a condition.
    Outcome {
        /// No finding.
        Off => "off",
        /// Becomes `info`.
        Info => "info",
        /// Becomes `warning`.
        Warning => "warning",
        /// Becomes `error`.
        Error => "error",
    }
}

impl Outcome {
    /// The severity; `None` for [`Outcome::Off`].
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Info => Some(Severity::Info),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// `rules/<lang>/<ground>/<name>.yaml`: one rule.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    /// What it is about.
    pub ground: Ground,
    /// What sort of finding it makes.
    #[serde(default = "wording")]
    pub kind: Kind,
    /// How much is at stake.
    pub severity: Severity,
    /// How sure the rule is.
    #[serde(default = "high")]
    pub confidence: Confidence,
    /// The rule only runs when this pack is switched on.
    #[serde(default)]
    pub opt_in: Option<Text>,
    /// Phrases, any of which is found.
    #[serde(default)]
    pub find: Vec<Text>,
    /// Rows of phrases that stand in one sentence in any order.
    #[serde(default)]
    pub find_together: Vec<Vec<Text>>,
    /// For `find_together`: the most words from the first to the last part.
    #[serde(default)]
    pub within: Option<u8>,
    /// Regular expressions behind trigger words, for numbers and ranges.
    #[serde(default)]
    pub expressions: Vec<ExpressionFile>,
    /// The finding comes from grammar in code.
    #[serde(default)]
    pub detect: Option<Detector>,
    /// Where in the ad it looks.
    #[serde(default, rename = "where")]
    pub place: Option<WhereFile>,
    /// When it is silent.
    #[serde(default)]
    pub unless: UnlessFile,
    /// When it is softer or louder.
    #[serde(default)]
    pub severity_if: Vec<SeverityIfFile>,
    /// Lawful contexts and what they change.
    #[serde(default)]
    pub contexts: BTreeMap<String, Outcome>,
    /// At most one finding an ad.
    #[serde(default)]
    pub once: bool,
    /// Also fires when negated.
    #[serde(default)]
    pub negated: bool,
    /// Also fires inside quotation marks.
    #[serde(default)]
    pub quoted: bool,
    /// Also fires inside encouragement clauses.
    #[serde(default)]
    pub in_clauses: bool,
    /// What the passage says to a reader.
    pub message: Localized,
    /// The reason.
    pub why: Localized,
    /// What to do instead.
    #[serde(default)]
    pub advice: Option<Localized>,
    /// What could stand there.
    #[serde(default)]
    pub replace: Vec<Text>,
    /// Whether replacing may change the meaning.
    #[serde(default = "review")]
    pub fix: FixKind,
    /// Ids of `rules/sources`.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// Sentences that must fire, the passage in `[[…]]`.
    #[serde(default)]
    pub fires: Vec<Text>,
    /// Sentences that must fire below the rule's severity.
    #[serde(default)]
    pub softened: Vec<Text>,
    /// Sentences that must not fire.
    #[serde(default)]
    pub silent: Vec<Text>,
}

const fn wording() -> Kind {
    Kind::Wording
}
const fn high() -> Confidence {
    Confidence::High
}
const fn review() -> FixKind {
    FixKind::Review
}

/// A regular expression behind trigger words.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExpressionFile {
    /// Single words, one of which must stand in the sentence.
    pub near: Vec<Text>,
    /// The regular expression; its group `here`, if any, is the passage.
    #[serde(rename = "match")]
    pub pattern: Text,
    /// Only in these sections.
    #[serde(default)]
    pub sections: Vec<Section>,
}

names! {
    /// A rule and the job title.
    TitleScope {
        /// Only in the title.
        Only => "only",
        /// Never in the title.
        Never => "never",
    }
}

/// Where a rule looks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WhereFile {
    /// Only in these sections.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Only in, or never in, the job title.
    #[serde(default)]
    pub title: Option<TitleScope>,
}

/// When a rule is silent.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct UnlessFile {
    /// Stands at most three words before.
    pub before: Vec<Text>,
    /// Stands at most three words after.
    pub after: Vec<Text>,
    /// The passage lies inside one of these.
    pub within: Vec<Text>,
    /// Stands in the sentence.
    pub sentence: Vec<Text>,
    /// Stands in the sentence or a neighbouring one.
    pub nearby: Vec<Text>,
    /// Stands in the ad.
    pub ad: Vec<Text>,
    /// The passage stands in one of these sections.
    pub sections: Vec<Section>,
    /// The words belong to one of these.
    pub about: Vec<Holder>,
}

/// A condition that changes the severity.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SeverityIfFile {
    /// What becomes of the finding.
    pub severity: Outcome,
    /// The passage stands in one of these sections.
    #[serde(default)]
    pub sections: Vec<Section>,
    /// Stands at most three words before.
    #[serde(default)]
    pub before: Vec<Text>,
    /// Stands at most three words after.
    #[serde(default)]
    pub after: Vec<Text>,
    /// Stands in the sentence.
    #[serde(default)]
    pub sentence: Vec<Text>,
    /// Stands in the sentence or a neighbouring one.
    #[serde(default)]
    pub nearby: Vec<Text>,
    /// Stands in the ad.
    #[serde(default)]
    pub ad: Vec<Text>,
    /// The words belong to one of these.
    #[serde(default)]
    pub about: Vec<Holder>,
}

/// `rules/<lang>/words/*.yaml`: named lists of phrases.
pub type WordsFile = BTreeMap<String, Vec<Text>>;

/// `rules/<lang>/contexts.yaml`.
pub type ContextsFile = BTreeMap<String, ContextFile>;

/// A lawful context.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContextFile {
    /// Its name for people.
    pub name: Localized,
    /// Phrases that show it, anywhere in the ad.
    #[serde(default)]
    pub any: Vec<Text>,
    /// Phrases that show it in the job title.
    #[serde(default)]
    pub title: Vec<Text>,
}

/// `rules/<lang>/holders.yaml`.
pub type HoldersFile = BTreeMap<Holder, HolderFile>;

/// The words that tell whose attribute another word is.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HolderFile {
    /// Nouns an adjective before them belongs to.
    pub heads: Vec<Text>,
    /// Words that govern what follows them.
    pub frames: Vec<Text>,
}
