//! Person nouns and their forms.

use crate::pack::model::Declension;
use crate::pack::packed::Packed;
use serde::{Deserialize, Serialize};

/// One person noun.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Masculine singular, as written.
    pub m: Option<String>,
    /// Feminine singular.
    pub f: Option<String>,
    /// Masculine plural.
    pub mp: Option<String>,
    /// Feminine plural.
    pub fp: Option<String>,
    /// Neutral singular, where the noun itself is neutral.
    pub n: Option<String>,
    /// Neutral words that can stand in a title.
    pub neutral: Vec<String>,
    /// How the masculine is declined.
    pub declension: Declension,
    /// Usually a legal person.
    pub legal: bool,
    /// Usually people the job deals with.
    pub third: bool,
    /// An English noun used for everyone.
    pub english: bool,
}

/// What a form of a person noun is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonForm {
    /// The form's id.
    pub form: u32,
    /// Index into [`Rulebook::persons`](super::Rulebook::persons).
    pub person: u32,
    /// Whether it reads as masculine, feminine or neutral, singular or plural.
    pub shape: Shape,
}

impl Packed for PersonForm {
    const WORDS: usize = 2;

    fn put(&self, mut put: impl FnMut(u32)) {
        let Shape {
            masculine,
            feminine,
            neutral,
            singular,
            plural,
        } = self.shape;
        let bits = [masculine, feminine, neutral, singular, plural]
            .into_iter()
            .rev()
            .fold(0, |bits, bit| bits << 1 | u32::from(bit));
        put(self.form);
        put(self.person << 5 | bits);
    }

    fn get(word: impl Fn(usize) -> u32) -> Self {
        let bit = |at: u32| word(1) >> at & 1 != 0;
        let shape = Shape {
            masculine: bit(0),
            feminine: bit(1),
            neutral: bit(2),
            singular: bit(3),
            plural: bit(4),
        };
        Self {
            form: word(0),
            person: word(1) >> 5,
            shape,
        }
    }
}

/// Gender and number of a form of a person noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Shape {
    /// Can be masculine.
    pub masculine: bool,
    /// Can be feminine.
    pub feminine: bool,
    /// Is neutral.
    pub neutral: bool,
    /// Can be singular.
    pub singular: bool,
    /// Can be plural.
    pub plural: bool,
}
