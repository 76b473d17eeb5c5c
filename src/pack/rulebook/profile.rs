//! Profiles: what an ad must and should say, on whose word, and texts to insert.

use crate::diagnostic::{Group, Part, Severity, TitleForm};
use crate::lang::{Lang, Localized};
use crate::pack::model::{DemandKind, Employer, Held, SourceKind, Tone};
use crate::pack::packed::Deferred;
use serde::{Deserialize, Serialize};

/// The place of a source in [`Rulebook::sources`](super::Rulebook::sources).
pub type SourceId = u32;

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
    /// Why it is worth having where some profiles hold; elsewhere for the reason of the rule.
    pub reasons: Vec<Reason>,
    /// Texts to insert.
    pub texts: Vec<InsertText>,
}

impl ClauseTexts {
    /// The reason that the nearest profile of a lineage has for the clause.
    pub fn reason(&self, lineage: &[String]) -> Option<&Localized> {
        lineage
            .iter()
            .find_map(|profile| self.reasons.iter().find(|reason| reason.profiles.contains(profile)))
            .map(|reason| &reason.why)
    }
}

/// Why a clause is worth having where some profiles hold.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reason {
    /// For these profiles and those that extend them.
    pub profiles: Vec<String>,
    /// The reason.
    pub why: Localized,
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
