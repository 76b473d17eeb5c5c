//! What is asked of an ad: a profile, facts, house style, and what the settings say about rules.

use crate::diagnostic::{Confidence, Severity, names};
use crate::lang::Lang;
use crate::pack::model::Employer;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

names! {
    /// Something the ad cannot show.
    Fact {
        /// It holds.
        Yes => "yes",
        /// It does not.
        No => "no",
        /// Nobody said.
        Unknown => "unknown",
    }
}

names! {
    /// The house style of gender forms.
    GenderStyle {
        /// Both forms.
        Pair => "pair",
        /// Neutral words.
        Neutral => "neutral",
        /// The star.
        Star => "star",
        /// The colon.
        Colon => "colon",
        /// A marker such as "(m/w/d)".
        Marker => "marker",
        /// Whatever; only mixing is reported.
        Any => "any",
    }
}

/// What the settings say about one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RuleLevel {
    /// As the rule says.
    #[default]
    Default,
    /// Not at all.
    Off,
    /// At this severity.
    As(Severity),
}

/// What is asked of an ad where nobody says more.
const DEFAULT_PROFILE: &str = "de";

/// What is asked of an ad.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The id of the profile.
    pub profile: String,
    /// Whether somebody chose it; otherwise the ad's language does, see [`Policy::for_language`].
    pub is_chosen: bool,
    /// What the ad cannot show.
    pub facts: BTreeMap<String, Fact>,
    /// The house style.
    pub style: GenderStyle,
    /// By rule index; missing entries are [`RuleLevel::Default`].
    pub levels: Vec<RuleLevel>,
    /// No finding is more than this.
    pub at_most: Option<Severity>,
    /// Facts that must be known.
    pub required_facts: Vec<String>,
    /// Packs switched on.
    pub packs: Vec<String>,
    /// The least confidence shown.
    pub confidence: Confidence,
    /// The language to take the ad for.
    pub language: Option<Lang>,
    /// Who advertises, where the settings say; otherwise the profile does.
    pub employer: Option<Employer>,
    /// Which tone inserted texts have first.
    pub tone: crate::pack::model::Tone,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            profile: DEFAULT_PROFILE.to_owned(),
            is_chosen: false,
            facts: BTreeMap::new(),
            style: GenderStyle::Any,
            levels: Vec::new(),
            at_most: None,
            required_facts: Vec::new(),
            packs: Vec::new(),
            confidence: Confidence::Medium,
            language: None,
            employer: None,
            tone: crate::pack::model::Tone::Formal,
        }
    }
}

impl Policy {
    /// What is asked of an ad in `lang`: where nobody chose a profile, an English ad is not held to German recommendations.
    pub fn for_language(&self, lang: Option<Lang>) -> Cow<'_, Self> {
        if self.is_chosen || self.profile != DEFAULT_PROFILE || lang != Some(Lang::En) {
            return Cow::Borrowed(self);
        }
        Cow::Owned(Self {
            profile: "en".to_owned(),
            ..self.clone()
        })
    }

    /// What is known of a fact. `sex_underrepresented` holds where one of the two sexes is.
    pub fn fact(&self, name: &str) -> Fact {
        let own = self.facts.get(name).copied().unwrap_or(Fact::Unknown);
        if name != "sex_underrepresented" || own != Fact::Unknown {
            return own;
        }
        match (self.fact("women_underrepresented"), self.fact("men_underrepresented")) {
            (Fact::Yes, _) | (_, Fact::Yes) => Fact::Yes,
            (Fact::No, Fact::No) => Fact::No,
            _ => Fact::Unknown,
        }
    }

    /// What the settings say about a rule.
    pub fn level(&self, rule: u32) -> RuleLevel {
        self.levels.get(rule as usize).copied().unwrap_or_default()
    }
}
