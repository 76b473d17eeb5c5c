//! How often words occur, counted in the sentences that rules carry: what a phrase is tried at should be its rarest word.
//!
//! A cost decides about time; where a phrase with a gap can be read twice, it also decides which reading is the passage.

use crate::pack::Pack;
use crate::text::fold_string;
use rustc_hash::FxHashMap;

/// How often each folded word occurs in a pack's own sentences.
#[derive(Debug, Default)]
pub(super) struct Frequencies {
    counts: FxHashMap<String, u32>,
}

/// A word that no sentence shows still costs a little, a compound's head or tail more.
const UNSEEN: u32 = 2;
const AFFIX: u32 = 24;

impl Frequencies {
    /// Counts the words of all sentences in `pack`.
    pub(super) fn of(pack: &Pack) -> Self {
        let mut counts: FxHashMap<String, u32> = FxHashMap::default();
        let rules = pack.rules.iter().map(|named| &named.rule);
        let sentences = rules.flat_map(|rule| rule.fires.iter().chain(&rule.softened).chain(&rule.silent));
        for sentence in sentences {
            for word in fold_string(&sentence.value)
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                *counts.entry(word.to_owned()).or_default() += 1;
            }
        }
        Self { counts }
    }

    /// The cost of trying a phrase at the words of a set, one word of which has these forms.
    pub(super) fn cost(&self, forms: &[String], affix: bool) -> u32 {
        let seen: u32 = forms.iter().filter_map(|form| self.counts.get(form)).sum();
        seen * 16 + UNSEEN + if affix { AFFIX } else { 0 }
    }
}
