//! Phrases as rows of sets of forms, whom their matches concern, and what a word shows of its sets at a glance.

use crate::diagnostic::{Group, Part};
use crate::lang::Lang;
use crate::pack::model::Section;
use crate::pack::packed::Packed;
use serde::{Deserialize, Serialize};

/// A set of forms: what one element of a phrase accepts.
pub type SetId = u32;
/// Index into [`Rulebook::patterns`](super::Rulebook::patterns).
pub type PatternId = u32;

/// One element of a compiled phrase: what it accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Item {
    /// A word of this set.
    Set(SetId),
    /// A number in digits.
    Number,
    /// A word matched whole by this regular expression.
    Regex(u32),
    /// Up to this many words.
    Gap(u8),
}

/// An item is one number: two bits for what it is, the rest for the value.
impl Packed for Item {
    const WORDS: usize = 1;

    fn put(&self, mut put: impl FnMut(u32)) {
        put(match self {
            Self::Set(set) => set << 2,
            Self::Number => 1,
            Self::Regex(regex) => regex << 2 | 2,
            Self::Gap(most) => u32::from(*most) << 2 | 3,
        });
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        let (kind, value) = (word(0) & 3, word(0) >> 2);
        match kind {
            0 => Self::Set(value),
            1 => Self::Number,
            2 => Self::Regex(value),
            _ => Self::Gap(u8::try_from(value).unwrap_or(u8::MAX)),
        }
    }
}

/// A compiled phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pattern {
    /// Its language.
    pub lang: Lang,
    /// Its elements: the first in [`Rulebook::items`](super::Rulebook::items).
    pub first: u32,
    /// One past the last.
    pub end: u32,
    /// The element whose words start a match: the rarest.
    pub trigger: u8,
    /// The set that this element is.
    pub start: SetId,
    /// Whom a match concerns; `None` for phrases that are only tried on demand.
    pub owner: Owner,
    /// The signature bit of the set that must stand right before the trigger; [`ANY_WORD`] where anything may.
    pub before: u8,
    /// The same right after the trigger.
    pub after: u8,
}

/// For a field marked `#[serde(with = "patterns")]`: phrases as rows of numbers, and whom they concern once each. Start-up reads
/// some sixteen thousand of them.
pub mod patterns {
    use super::{Owner, Pattern};
    use crate::lang::Lang;
    use crate::pack::packed::{self, Packed};
    use rustc_hash::FxHashMap;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Stored {
        owners: Vec<Owner>,
        #[serde(with = "packed")]
        rows: Vec<Row>,
    }

    /// First, end, start, the place of the owner; language, trigger, before, after.
    struct Row([u32; 5]);

    impl Packed for Row {
        const WORDS: usize = 5;

        fn put(&self, put: impl FnMut(u32)) {
            self.0.into_iter().for_each(put);
        }

        fn get(word: impl Fn(usize) -> u32) -> Self {
            Self(std::array::from_fn(word))
        }
    }

    /// Writes phrases.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(patterns: &[Pattern], serializer: S) -> Result<S::Ok, S::Error> {
        let mut owners: Vec<Owner> = Vec::new();
        let mut places: FxHashMap<Owner, u32> = FxHashMap::default();
        let mut place = |owner: Owner| {
            *places.entry(owner).or_insert_with(|| {
                owners.push(owner);
                u32::try_from(owners.len() - 1).unwrap_or(u32::MAX)
            })
        };
        let row = |pattern: &Pattern| {
            let small = u32::from_le_bytes([pattern.lang as u8, pattern.trigger, pattern.before, pattern.after]);
            Row([pattern.first, pattern.end, pattern.start, place(pattern.owner), small])
        };
        let rows = patterns.iter().map(row).collect();
        Stored { owners, rows }.serialize(serializer)
    }

    /// Reads phrases back.
    ///
    /// # Errors
    /// Those of the deserializer.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Pattern>, D::Error> {
        let Stored { owners, rows } = Stored::deserialize(deserializer)?;
        let pattern = |Row([first, end, start, owner, small]): Row| {
            let [lang, trigger, before, after] = small.to_le_bytes();
            Pattern {
                lang: Lang::ALL.get(usize::from(lang)).copied().unwrap_or_default(),
                first,
                end,
                trigger,
                start,
                owner: owners.get(owner as usize).copied().unwrap_or(Owner::None),
                before,
                after,
            }
        };
        Ok(rows.into_iter().map(pattern).collect())
    }
}

/// No bit of a signature: there is nothing to tell beforehand.
pub const ANY_WORD: u8 = 64;

/// The bit of a set in the signature of a word. A word whose signature lacks it is not in the set; one that has it may be.
#[inline]
pub const fn signature_bit(set: SetId) -> u8 {
    (set.wrapping_mul(0x9E37_79B1) >> 26) as u8
}

/// The signature of a word: a bit for each set it is in.
pub fn signature(sets: &[SetId]) -> u64 {
    sets.iter().fold(0, |bits, set| bits | 1 << signature_bit(*set))
}

/// Whom a match of a phrase concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Owner {
    /// Nobody: tried on demand.
    None,
    /// A phrase of a rule.
    Rule(u32),
    /// Part of a `find_together` row: rule, row, part.
    Together(u32, u16, u8),
    /// Trigger word of an expression: rule, expression.
    Expression(u32, u16),
    /// A word of the clause grammar.
    Role(Role),
    /// What a heading says.
    Heading(Section),
    /// What a sentence says that gives its section away.
    Cue(Section),
    /// Announces a job title.
    Seeking,
    /// A noun that names a post.
    Post,
    /// A field that names somebody else's post.
    Superior,
    /// Stands above a posting and names no post.
    Posting,
}

/// What a word or phrase does in the clause grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(
    missing_docs,
    reason = "the roles are the fields of `ClauseWordsFile`, documented there; build.rs does not warn"
)]
pub enum Role {
    Group(Group),
    Dimension(Group),
    Everyone,
    Person,
    Object,
    Welcome,
    WelcomeVerb,
    Call,
    Intensifier,
    Applicant,
    Preference,
    Qualification,
    Regardless,
    Any,
    Value,
    Employer,
    Requirement,
    Badge,
    Invitation,
    Aim,
    Anaphor,
    Pronoun,
    Likewise,
    Reply,
    Task,
    Mention,
    Exclusive,
    Seeking,
    Negation,
    NoNegation,
    PartTime,
    NoPartTime,
    Hours,
    Amount,
    Accommodation,
    AccommodationFrame,
    Statement(u16),
    Part(Part),
}

/// How the words of a set must begin.
pub mod set_case {
    /// With a small letter.
    pub const SMALL: u8 = 1;
    /// With a capital.
    pub const CAPITAL: u8 = 2;
}
