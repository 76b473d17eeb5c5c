//! What is known of a word's form at a glance, and the phrases that start at it.

use super::PatternId;
use crate::lang::Lang;
use crate::pack::packed::Packed;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What the pass over the words wants to know of a form without looking at its sets.
pub mod form_flag {
    /// A German function word.
    pub const FUNCTION_DE: u8 = 1;
    /// An English function word.
    pub const FUNCTION_EN: u8 = 1 << 1;
    /// A function word of a language without rules, and of none with rules.
    pub const FUNCTION_OTHER: u8 = 1 << 2;
    /// An abbreviation that is written with a full stop.
    pub const ABBREVIATION: u8 = 1 << 3;
    /// A form of a person noun.
    pub const PERSON: u8 = 1 << 4;
    /// No form of a person noun, but ends in one.
    pub const PERSON_TAIL: u8 = 1 << 5;
    /// May be, or begin, a negation.
    pub const NEGATION: u8 = 1 << 6;
}

/// Everything that is asked of a form while an ad is read, side by side: a word costs one look into memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FormRow {
    /// What it is, see [`form_flag`].
    pub flags: u8,
    /// Where its sets begin in [`Rulebook::form_sets`](super::Rulebook::form_sets).
    pub first_set: u32,
    /// How many they are.
    pub sets: u32,
    /// The phrases of the one pass that start at it: a place in [`Rulebook::starter_ends`](super::Rulebook::starter_ends).
    pub starters: u32,
    /// The sets it belongs to that start phrases tried on demand: a place in
    /// [`Rulebook::demand_ends`](super::Rulebook::demand_ends).
    pub demands: u32,
    /// A bit for each set it is in, see [`signature`](super::signature).
    pub signature: u64,
}

impl FormRow {
    /// The numbers of a row.
    pub const NUMBERS: usize = 6;
    const SETS: u32 = (1 << 24) - 1;

    /// The row as numbers.
    pub fn numbers(&self) -> [u32; Self::NUMBERS] {
        let [a, b, c, d, e, f, g, h] = self.signature.to_le_bytes();
        [
            u32::from(self.flags) << 24 | self.sets & Self::SETS,
            self.first_set,
            self.starters,
            self.demands,
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        ]
    }

    /// The row that these numbers are.
    #[inline]
    pub fn from_numbers([flags_and_sets, first_set, starters, demands, low, high]: [u32; Self::NUMBERS]) -> Self {
        Self {
            flags: flags_and_sets.to_be_bytes()[0],
            first_set,
            sets: flags_and_sets & Self::SETS,
            starters,
            demands,
            signature: u64::from(low) | u64::from(high) << 32,
        }
    }

    /// Where its sets stand.
    #[inline]
    pub const fn range(&self) -> Range<usize> {
        let first = self.first_set as usize;
        first..first + self.sets as usize
    }
}

/// A phrase of the one pass that starts at a form, with what can be told of it without looking at the phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Starter {
    /// The phrase.
    pub pattern: PatternId,
    /// Its language.
    pub lang: Lang,
    /// How the word must begin, see [`set_case`](super::set_case).
    pub case: u8,
    /// The signature bits of the words right before and after, see [`Pattern`](super::Pattern).
    pub beside: (u8, u8),
}

impl Packed for Starter {
    const WORDS: usize = 2;

    fn put(&self, mut put: impl FnMut(u32)) {
        put(self.pattern);
        put(u32::from_le_bytes([self.lang as u8, self.case, self.beside.0, self.beside.1]));
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        let [lang, case, before, after] = word(1).to_le_bytes();
        Self {
            pattern: word(0),
            lang: Lang::ALL.get(usize::from(lang)).copied().unwrap_or_default(),
            case,
            beside: (before, after),
        }
    }
}
