//! What is asked of an ad at a place: clauses, title forms, signs, and what follows where it is missing.

use crate::diagnostic::{Group, Part, Severity, TitleForm, names};
use crate::lang::{Lang, Localized};
use crate::pack::yaml::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
