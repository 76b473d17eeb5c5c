//! Statutes, rulings, guidance and studies that rules stand on.

use crate::diagnostic::names;
use crate::lang::Localized;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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
