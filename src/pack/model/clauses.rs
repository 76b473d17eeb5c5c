//! What is said about a missing clause, and the texts to insert.

use crate::diagnostic::{Group, names};
use crate::lang::{Lang, Localized};
use crate::pack::yaml::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// The reason, true in every country.
    pub why: Localized,
    /// The reason that a country's own figures or law give instead.
    #[serde(default)]
    pub reasons: Vec<ClauseReason>,
    /// Ids of `rules/sources`.
    #[serde(default)]
    pub sources: Vec<Text>,
    /// Texts to insert.
    #[serde(default)]
    pub texts: Vec<ClauseText>,
}

/// Why a clause is worth having where some profiles hold.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseReason {
    /// For these profiles and those that extend them.
    pub profiles: Vec<Text>,
    /// The reason.
    pub why: Localized,
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
