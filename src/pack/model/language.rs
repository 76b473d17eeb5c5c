//! What a language brings along besides its rules: the words of its clauses, its headings, function words, and person nouns.

use super::Section;
use crate::diagnostic::{Group, Part, names};
use crate::pack::yaml::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

names! {
    /// What a word near a job title does there.
    TitleWord {
        /// Leads up to the noun for a post ("eine").
        Article => "articles",
        /// Joins the words before the noun for a post ("und").
        Joined => "joined",
        /// Opens a letter, no title ("Liebe").
        Greeting => "greetings",
        /// Ends a line so that the post is the next one ("seeks a").
        LeftOpen => "left-open",
        /// Stands before the noun for a post in an English sentence ("the").
        Determiner => "determiners",
        /// Leads up to a post and is none of it ("ab sofort").
        Lead => "leads",
        /// May follow the noun for a post in its line ("Lecturer in Ecology").
        PostLink => "post-links",
        /// May join the words of a post in a sentence ("Head of Design").
        PostJoint => "post-joints",
        /// Begins no line that names a post ("Meet").
        NoPost => "no-post",
        /// Ends the post in a sentence that looks for somebody ("who").
        PostEnd => "post-ends",
        /// Ends the way from a search to its post, which is not named there ("people").
        NotNamed => "not-named",
        /// Says that there is a post and not which ("vacancy").
        PostWord => "post-words",
        /// The same of one or several ("openings").
        Opening => "openings",
        /// What employers and their parts are called ("university").
        Employer => "employers",
        /// Stands above all pages ("Careers").
        Page => "pages",
        /// Calls out that there is a post ("We are hiring").
        Call => "calls",
        /// Ends the label of a field that names no post ("Location").
        Field => "fields",
        /// Stands before a colon that the post stands behind ("Jobangebot: …").
        Offer => "offers",
        /// Labels the field that names the post ("Job title").
        Label => "labels",
        /// A person, and no post ("Persönlichkeit").
        Vague => "vague",
        /// Applies for a post, and is none ("Bewerberinnen").
        Applying => "applying",
        /// Too wide to be the post where one stands behind a colon ("Azubis gesucht: Maler").
        WidePost => "wide-posts",
        /// A post by itself, without a person ("Praktikum").
        Office => "offices",
        /// Stands before "als" and the post ("Dein Job als …").
        WayIn => "ways-in",
        /// Begins a line below the title that belongs to it no more ("Teilzeit").
        Condition => "conditions",
        /// Names a month or a day of the week.
        Date => "dates",
    }
}

/// `rules/<lang>/title.yaml`: the words around a job title; which of them make a line the title is code.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TitleFile {
    /// Phrases that announce a job title in a sentence ("suchen wir", "we are looking for").
    pub seeking: Vec<Text>,
    /// Nouns that name a post ("officer"), for a language whose person nouns are no lexicon of their own.
    pub posts: Vec<Text>,
    /// Fields that name somebody else's post, at the beginning of a line ("reporting to").
    pub superiors: Vec<Text>,
    /// What stands above a posting and names no post ("job offer").
    pub postings: Vec<Text>,
    /// Single words, by what they do.
    pub words: BTreeMap<TitleWord, Vec<Text>>,
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
    /// What answers a question with no, at the beginning of the next sentence ("kein Muss", "not needed").
    pub denials: Vec<Text>,
    /// Phrases with a negation in them that negate nothing ("nicht nur").
    pub not_negations: Vec<Text>,
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
