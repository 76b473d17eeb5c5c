//! What stands in the YAML files under `rules/`, typed. One struct a kind of file; `docs/rule-language.md` is its prose.
//!
//! Must not know how phrases are matched. The schema for editors is made from these types.

use super::yaml::Text;
use crate::diagnostic::{Confidence, Ground, Group, Kind, Part, Severity, TitleForm, names};
use crate::lang::{Lang, Localized};
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

/// `rules/<lang>/clauses.yaml`: the words of the clause grammar, by role; the grammar itself is code (`src/clause`).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ClauseWordsFile {
    /// Words that name a group by themselves ("Frauen", "people with disabilities").
    pub groups: BTreeMap<Group, Vec<Text>>,
    /// Words that name a group as one dimension of a list ("Herkunft", "age").
    pub dimensions: BTreeMap<Group, Vec<Text>>,
    /// Everyone ("alle Menschen", "people of all backgrounds").
    pub everyone: Vec<Text>,
    /// People as applicants, without a group ("Bewerberinnen und Bewerber", "candidates").
    pub persons: Vec<Text>,
    /// What is welcomed ("Bewerbungen", "applications", "sich zu bewerben").
    pub objects: Vec<Text>,
    /// Participles and adjectives of welcome ("erwünscht", "welcome").
    pub welcome: Vec<Text>,
    /// Verbs of welcome ("begrüßen", "freuen uns über").
    pub welcome_verbs: Vec<Text>,
    /// Calls to apply that need no further object ("zur Bewerbung aufgefordert").
    pub calls: Vec<Text>,
    /// Words that strengthen ("ausdrücklich", "besonders").
    pub intensifiers: Vec<Text>,
    /// Words that speak of applicants, wherever they stand.
    pub applicants: Vec<Text>,
    /// Preference ("bevorzugt berücksichtigt").
    pub preference: Vec<Text>,
    /// Equal qualification ("bei gleicher Eignung").
    pub qualification: Vec<Text>,
    /// "unabhängig von", "regardless of".
    pub regardless: Vec<Text>,
    /// "jeden", "any": introduces a dimension.
    pub any: Vec<Text>,
    /// Statements of value ("Chancengleichheit", "Vielfalt ist uns wichtig").
    pub values: Vec<Text>,
    /// Who speaks in a statement of value ("we", "the university").
    pub employers: Vec<Text>,
    /// What a line without a subject begins with that asks for a value ("commitment", "promotes").
    pub requirements: Vec<Text>,
    /// Badges ("Equal Opportunity Employer").
    pub badges: Vec<Text>,
    /// Invitations to whoever lacks a part of what is asked for ("apply even if").
    pub invitations: Vec<Text>,
    /// Under-representation and the aim to raise a share.
    pub aims: Vec<Text>,
    /// "daher", "therefore": ties a sentence to the one before.
    pub anaphors: Vec<Text>,
    /// "sie", "diese", "they": stands for the group named before.
    pub pronouns: Vec<Text>,
    /// "Gleiches gilt für": as strong as what was said before.
    pub likewise: Vec<Text>,
    /// What answers "Sie haben eine Behinderung?": "bewerben Sie sich", "get in touch".
    pub replies: Vec<Text>,
    /// Frames that make a group an object of work.
    pub tasks: Vec<Text>,
    /// Bodies, plans, contacts and proofs that only mention a group.
    pub mentions: Vec<Text>,
    /// "nur", "ausschließlich", "only".
    pub exclusive: Vec<Text>,
    /// Words after "nur" that take its edge off ("nicht nur").
    pub seeking: Vec<Text>,
    /// "nicht", "keine", "not".
    pub negations: Vec<Text>,
    /// The post can be filled part-time.
    pub part_time: Vec<Text>,
    /// The opposite ("nicht teilzeitgeeignet").
    pub no_part_time: Vec<Text>,
    /// Words that say a number is about the working time ("Pensum", "Beschäftigungsumfang").
    pub hours: Vec<Text>,
    /// Numbers with their unit ("# %", "# Wochenstunden"): part-time where they are less than a full post.
    pub amounts: Vec<Text>,
    /// Help with the application or the workplace.
    pub accommodation: Vec<Text>,
    /// Words that make the offer of help one to applicants ("Bewerbungsverfahren", "interview").
    pub accommodation_frames: Vec<Text>,
    /// Other sentences a profile may ask for, by the name of the demand ("minimum-pay").
    pub statements: BTreeMap<String, Vec<Text>>,
    /// Statutory parts.
    pub parts: BTreeMap<Part, Vec<Text>>,
}

/// `rules/<lang>/sections.yaml`: headings, and words that give a section away without one.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct SectionsFile {
    /// What a heading says.
    pub headings: BTreeMap<Section, Vec<Text>>,
    /// What a sentence of the section says.
    pub cues: BTreeMap<Section, Vec<Text>>,
}

/// `rules/<lang>/language.yaml`: function words, abbreviations, negation.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LanguageFile {
    /// Frequent function words, by which the language is told.
    pub function_words: Vec<String>,
    /// Abbreviations after which a full stop ends no sentence, without the stop.
    pub abbreviations: Vec<String>,
    /// Negations that reach forward.
    pub negations: Vec<Text>,
    /// Negations that may follow what they negate.
    pub negations_after: Vec<Text>,
    /// Phrases with a negation in them that negate nothing ("nicht nur").
    pub not_negations: Vec<Text>,
    /// Phrases that announce a job title in a sentence ("suchen wir", "we are looking for").
    pub seeking: Vec<Text>,
    /// Nouns that name a post ("officer"), for a language whose person nouns are no lexicon of their own.
    pub posts: Vec<Text>,
    /// Gender markers, written without spaces and brackets ("m/w/d").
    pub markers: Vec<String>,
    /// Informal and formal address, for `du-sie-mix`.
    pub address: BTreeMap<String, Vec<Text>>,
}

/// `rules/languages.yaml`: function words of languages without rules, by tag.
pub type OtherLanguagesFile = BTreeMap<String, Vec<String>>;

/// `rules/<lang>/persons.yaml`: the lexicon of person nouns.
pub type PersonsFile = Vec<PersonFile>;

/// One person noun.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PersonFile {
    /// Masculine singular.
    pub m: Option<Text>,
    /// Feminine singular.
    pub f: Option<Text>,
    /// Masculine plural.
    pub mp: Option<Text>,
    /// Feminine plural, where it is not the singular + "nen".
    pub fp: Option<Text>,
    /// Neutral singular.
    pub n: Option<Text>,
    /// Neutral plural.
    pub np: Option<Text>,
    /// How the masculine is declined.
    pub decl: Declension,
    /// Neutral words that can stand in a title.
    pub neutral: Vec<Text>,
    /// Usually a legal person: never accused.
    pub legal: bool,
    /// Usually people the job deals with: never accused.
    pub third: bool,
    /// An English noun that looks masculine but is used for everyone.
    pub english: bool,
}

names! {
    /// How a masculine noun is declined.
    Declension {
        /// Leiter, Leiters.
        Strong => "strong",
        /// Referent, Referenten.
        Weak => "weak",
        /// Angestellter, Angestellten.
        Adj => "adj",
    }
}

#[expect(clippy::derivable_impls, reason = "`names!` derives the same for all its enums")]
impl Default for Declension {
    fn default() -> Self {
        Self::Strong
    }
}

names! {
    /// What a source is.
    SourceKind {
        /// A statute or regulation.
        Statute => "statute",
        /// A court decision.
        Ruling => "ruling",
        /// Guidance of an authority or association.
        Guidance => "guidance",
        /// A study.
        Study => "study",
        /// An agreement, charter or directive.
        Agreement => "agreement",
    }
}

names! {
    /// How a court decided on the wording.
    Held {
        /// Discriminatory, or an indication of it.
        Discriminatory => "discriminatory",
        /// Not discriminatory.
        NotDiscriminatory => "not-discriminatory",
        /// Different treatment was justified.
        Justified => "justified",
        /// Decided on other grounds.
        Other => "other",
    }
}

/// `rules/sources/*.yaml`.
pub type SourcesFile = BTreeMap<String, SourceFile>;

/// A statute, ruling, guidance or study.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// What it is.
    pub kind: SourceKind,
    /// Where it holds.
    pub jurisdiction: String,
    /// How it is cited.
    pub citation: String,
    /// Its date, as far as known.
    #[serde(default)]
    pub date: Option<String>,
    /// What it says, in one sentence.
    pub title: Localized,
    /// Whether the text was read.
    pub verified: bool,
    /// For rulings.
    #[serde(default)]
    pub held: Option<Held>,
    /// A public address.
    #[serde(default)]
    pub url: Option<String>,
}

names! {
    /// How much a profile asks for something.
    DemandKind {
        /// By statute or directive.
        Required => "required",
        /// By statute, where a fact holds.
        RequiredIf => "required-if",
        /// By whoever `by` names.
        Recommended => "recommended",
        /// Not at all.
        Off => "off",
    }
}

names! {
    /// Who advertises.
    Employer {
        /// Not known.
        Unknown => "unknown",
        /// A public employer.
        Public => "public",
        /// A private employer.
        Private => "private",
        /// A church or its institutions.
        Church => "church",
    }
}

/// `rules/profiles/<name>.yaml`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProfileFile {
    /// Its name for people.
    pub name: Localized,
    /// The profile it builds on.
    #[serde(default)]
    pub extends: Option<Text>,
    /// The languages its ads are expected in; the first is that of texts to insert where the ad leaves it open.
    #[serde(default)]
    pub languages: Vec<Lang>,
    /// Where it holds.
    #[serde(default)]
    pub jurisdiction: Option<String>,
    /// Who advertises.
    #[serde(default)]
    pub employer: Option<Employer>,
    /// What it asks for.
    #[serde(default)]
    pub clauses: BTreeMap<String, DemandFile>,
    /// Title forms that satisfy the letter of the law.
    #[serde(default)]
    pub title: Option<TitleFormsFile>,
    /// Gender signs the house does not allow.
    #[serde(default)]
    pub signs: Option<SignsFile>,
    /// What happens to an ad that does not comply.
    #[serde(default)]
    pub consequence: Option<ConsequenceFile>,
}

/// What a profile says about one clause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DemandFile {
    /// How much it is asked for.
    pub demand: DemandKind,
    /// The groups whose clause fulfils it; default: the group of the same name.
    #[serde(default)]
    pub accept: Option<Vec<Group>>,
    /// For `required-if`.
    #[serde(default)]
    pub fact: Option<Text>,
    /// The lowest level that counts.
    #[serde(default)]
    pub level: Option<u8>,
    /// The lowest level that counts for a list that names the group.
    #[serde(default)]
    pub lenient: Option<u8>,
    /// The parts the law names.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// The statute.
    #[serde(default)]
    pub source: Option<Text>,
    /// Who recommends it.
    #[serde(default)]
    pub by: Vec<Text>,
    /// How much is at stake.
    #[serde(default)]
    pub severity: Option<Severity>,
    /// Contexts that lift the demand.
    #[serde(default)]
    pub unless: Vec<Text>,
    /// Contexts, one of which the ad must show for the demand to hold.
    #[serde(default)]
    pub only: Vec<Text>,
    /// Shown with the finding.
    #[serde(default)]
    pub note: Option<Localized>,
}

/// Title forms that satisfy the letter of a law.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TitleFormsFile {
    /// The forms.
    pub accept: Vec<TitleForm>,
    /// The law.
    pub source: Text,
    /// How much is at stake.
    pub severity: Severity,
}

/// Gender signs a house does not allow.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignsFile {
    /// The signs.
    pub forbid: Vec<TitleForm>,
    /// The house rule.
    pub source: Text,
    /// How much is at stake.
    pub severity: Severity,
}

/// What happens to an ad that does not comply.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsequenceFile {
    /// The law.
    pub source: Text,
    /// What it says.
    pub text: Localized,
}

names! {
    /// The tone of a text to insert.
    Tone {
        /// Formal, "Sie".
        Formal => "formal",
        /// Plain and short.
        Plain => "plain",
        /// Informal, "du".
        Du => "du",
    }
}

/// `rules/clauses/<name>.yaml`: what is said when a clause is missing, and texts to insert.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseFile {
    /// The group of the contract, where there is one.
    #[serde(default)]
    pub group: Option<Group>,
    /// What is said, by demand.
    pub message: ClauseMessages,
    /// The reason.
    pub why: Localized,
    /// Ids of `rules/sources`.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// Texts to insert.
    #[serde(default)]
    pub texts: Vec<ClauseText>,
}

/// What is said about a missing clause.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseMessages {
    /// Required and missing. `{source}`.
    pub required: Localized,
    /// Required if something holds that the ad does not show. `{source}`.
    pub question: Localized,
    /// Recommended. `{by}`.
    pub recommended: Localized,
    /// There, but a part is missing. `{part}`, `{source}`.
    pub part: Localized,
}

/// A text to insert.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseText {
    /// Its language.
    pub language: Lang,
    /// Its tone.
    pub tone: Tone,
    /// Only for these profiles (and those that extend them).
    #[serde(default)]
    pub profiles: Vec<Text>,
    /// The text.
    pub text: Text,
    /// The law or recommendation behind it.
    #[serde(default)]
    pub sources: Vec<Text>,
}
