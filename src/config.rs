//! `adlint.yaml`: profile, facts, house style, rules switched or added.
//!
//! Reads and checks the form; whether a rule or profile exists is for `workspace`, which knows the rulebook.
//! Must not open files.

use crate::diagnostic::{Confidence, Severity, names};
use crate::lang::Lang;
use crate::pack::model::Tone;
use crate::pack::yaml::{self, Text, YamlFault};
use crate::policy::{Fact, GenderStyle};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The names a settings file may have, in the order they are looked for.
pub const FILE_NAMES: [&str; 4] = ["adlint.yaml", "adlint.yml", ".adlint.yaml", ".adlint.yml"];

names! {
    /// What the settings say about a rule.
    LevelSetting {
        /// Not at all.
        Off => "off",
        /// As information.
        Info => "info",
        /// As a warning.
        Warning => "warning",
        /// As an error.
        Error => "error",
    }
}

names! {
    /// From which severity on the exit code is 1.
    FailOn {
        /// Any finding.
        Info => "info",
        /// Warnings and errors.
        Warning => "warning",
        /// Errors.
        Error => "error",
        /// Never.
        Never => "never",
    }
}

impl FailOn {
    /// Whether a finding of `severity` makes the check fail.
    pub const fn counts(self, severity: Severity) -> bool {
        match self {
            Self::Never => false,
            Self::Info => true,
            Self::Warning => matches!(severity, Severity::Warning | Severity::Error),
            Self::Error => matches!(severity, Severity::Error),
        }
    }
}

/// What can be set for all ads, or for some by path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The profile: jurisdiction and employer (`adlint rules --profiles` lists them).
    pub profile: Option<Text>,
    /// What an ad cannot show: `women_underrepresented: yes`.
    pub facts: BTreeMap<String, FactSetting>,
    /// The house style of gender forms.
    pub gender_form: Option<GenderStyle>,
    /// Which tone inserted clauses have first.
    pub tone: Option<Tone>,
    /// Facts that must be known: an ad for which one of them is `unknown` is a fault.
    pub required_facts: Vec<Text>,
    /// Severity of single rules, or `off`; `age/*` for a whole ground.
    pub rules: BTreeMap<String, LevelSetting>,
    /// Optional packs to switch on: `gender-coded`, `plain-language`, `tech`.
    pub packs: Vec<Text>,
    /// The least confidence shown.
    pub confidence: Option<Confidence>,
    /// The language all ads are in, where the vote of their words should not decide.
    pub language: Option<Lang>,
    /// From which severity on the exit code is 1.
    pub fail_on: Option<FailOn>,
    /// How many warnings are allowed before the exit code is 1; then `fail_on` does not ask about warnings.
    pub max_warnings: Option<u64>,
    /// Folders with rule packs of your own, relative to this file.
    pub rule_dirs: Vec<Text>,
    /// More entries for named word lists, by language.
    pub extend: BTreeMap<Lang, BTreeMap<String, Vec<Text>>>,
    /// Paths never checked, as in `.gitignore`, relative to this file.
    pub ignore: Vec<Text>,
    /// What exceptions must have, and where they stand.
    pub exceptions: ExceptionSettings,
    /// A baseline: findings in it are not shown. Relative to this file.
    pub baseline: Option<Text>,
    /// Other settings for some paths; the last that fits decides.
    pub overrides: Vec<Override>,
}

/// What exceptions must have, and where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ExceptionSettings {
    /// The file with exceptions, relative to this one. Without it, the nearest `adlint.exceptions.yaml`.
    pub file: Option<Text>,
    /// Whether an exception in an ad needs a reason.
    pub require_reason: bool,
}

names! {
    /// What the settings say of a fact.
    FactSetting {
        /// It holds.
        Yes => "yes",
        /// It does not.
        No => "no",
        /// Nobody knows.
        Unknown => "unknown",
        /// For `employer`.
        Public => "public",
        /// For `employer`.
        Private => "private",
        /// For `employer`.
        Church => "church",
    }
}

impl FactSetting {
    /// The fact.
    pub const fn fact(self) -> Fact {
        match self {
            Self::Yes => Fact::Yes,
            Self::No => Fact::No,
            _ => Fact::Unknown,
        }
    }
}

/// Settings for some paths.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Override {
    /// Globs, relative to the settings file.
    pub paths: Vec<Text>,
    /// The profile.
    pub profile: Option<Text>,
    /// Facts.
    pub facts: BTreeMap<String, FactSetting>,
    /// The house style of gender forms.
    pub gender_form: Option<GenderStyle>,
    /// Severity of single rules.
    pub rules: BTreeMap<String, LevelSetting>,
    /// No finding is more than this: `at_most: info` for an archive that is only looked at.
    pub at_most: Option<Severity>,
    /// The language.
    pub language: Option<Lang>,
}

/// Reads a settings file.
///
/// # Errors
/// Broken YAML, an unknown field, a value that is none of the allowed ones; with its place.
pub fn read(file: &str, text: &str) -> Result<Settings, YamlFault> {
    if text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Settings::default());
    }
    yaml::read(file, text)
}

#[cfg(test)]
mod tests {
    use super::{FailOn, read};
    use crate::diagnostic::Severity;
    use crate::policy::GenderStyle;

    #[test]
    fn the_example_of_the_contract_is_read() {
        let text = "profile: de-th\nfacts: { employer: public, women_underrepresented: unknown }\ngender_form: pair\n";
        let settings = read("adlint.yaml", text).unwrap();
        assert_eq!(settings.profile.map(|p| p.value).as_deref(), Some("de-th"));
        assert_eq!(settings.gender_form, Some(GenderStyle::Pair));
    }

    #[test]
    fn a_file_of_comments_is_no_fault_and_a_wrong_value_is_one() {
        assert!(read("adlint.yaml", "# profile: de\n").is_ok());
        let fault = read("adlint.yaml", "profile: de\ngender_form: sterne\n").unwrap_err();
        assert_eq!(fault.at.line, 2, "{fault}");
    }

    #[test]
    fn fail_on_counts_from_its_severity_up() {
        assert!(FailOn::Warning.counts(Severity::Error) && !FailOn::Warning.counts(Severity::Info) && !FailOn::Never.counts(Severity::Error));
    }
}
