//! Words: one pass over the folded text, each word looked up once in the word table.
//!
//! Gender notations ("Bewerber*innen") are one word, found by its base; elided compounds ("Einwanderungs- und
//! Fluchtgeschichte") are completed. Must not know sentences.

mod address;
mod index;
mod read;

pub use read::{Known, read};

use crate::pack::Rulebook;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::{SetId, Starter, form_flag, signature_bit};
use crate::pack::table::NO_FORM;
use crate::text::Span;
use index::{COMPOUND, Index};
use std::ops::Range;

/// What stands between a word and the one before it.
pub mod gap {
    /// White space.
    pub const SPACE: u16 = 1;
    /// A line end.
    pub const NEWLINE: u16 = 1 << 1;
    /// A hyphen or dash.
    pub const HYPHEN: u16 = 1 << 2;
    /// A comma.
    pub const COMMA: u16 = 1 << 3;
    /// A colon.
    pub const COLON: u16 = 1 << 4;
    /// A semicolon.
    pub const SEMICOLON: u16 = 1 << 5;
    /// A full stop or ellipsis.
    pub const STOP: u16 = 1 << 6;
    /// A question or exclamation mark.
    pub const MARK: u16 = 1 << 7;
    /// A slash, backslash or bar.
    pub const SLASH: u16 = 1 << 8;
    /// An opening bracket.
    pub const OPEN: u16 = 1 << 9;
    /// A closing bracket.
    pub const CLOSE: u16 = 1 << 10;
    /// A quotation mark.
    pub const QUOTE: u16 = 1 << 11;
    /// An asterisk.
    pub const STAR: u16 = 1 << 12;
    /// A middle dot or bullet.
    pub const DOT: u16 = 1 << 13;
    /// An underscore.
    pub const UNDERSCORE: u16 = 1 << 14;
    /// Anything else.
    pub const OTHER: u16 = 1 << 15;
}

/// What a word looks like.
pub mod look {
    /// Begins with a capital.
    pub const CAPITAL: u8 = 1;
    /// All capitals, two letters or more.
    pub const UPPER: u8 = 1 << 1;
    /// Digits only.
    pub const NUMBER: u8 = 1 << 2;
    /// Part of an e-mail or web address, a hash tag or a handle.
    pub const MASKED: u8 = 1 << 3;
    /// Stands for a compound that the text elides ("Einwanderungs-").
    pub const ELIDED: u8 = 1 << 4;
    /// A person noun, or ends in one.
    pub const PERSON: u8 = 1 << 5;
    /// May be, or begin, a negation.
    pub const NEGATION: u8 = 1 << 6;
}

/// How a word shows that it means every gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Not at all.
    None,
    /// `Bewerber*innen`.
    Star,
    /// `Bewerber:innen`.
    Colon,
    /// `Bewerber_innen`.
    Underscore,
    /// `Bewerber·innen`.
    Dot,
    /// `Bewerber/innen`, `Bewerber/-innen`.
    Slash,
    /// `Bewerber(innen)`.
    Bracket,
    /// `BewerberInnen`.
    CapitalI,
}

/// One word.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its form in the word table, a completed or compound one of [`Words::dynamic`], or none.
    pub form: u32,
    /// What stands before it, see [`gap`].
    pub gap: u16,
    /// What it looks like, see [`look`].
    pub look: u8,
    /// Its gender notation.
    pub sign: Sign,
}

impl Word {
    /// Where it stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Whether the word looks like any of `bits`.
    pub const fn is(&self, bits: u8) -> bool {
        self.look & bits != 0
    }

    /// Whether any of `bits` stands before it.
    pub const fn after(&self, bits: u16) -> bool {
        self.gap & bits != 0
    }

    /// Whether the word is a form of the table itself.
    pub const fn is_known(&self) -> bool {
        self.form & DYNAMIC == 0
    }

    /// Whether the word is a form of the table, or a compound of some.
    const fn has_form(&self) -> bool {
        self.form != NO_FORM
    }
}

/// Forms from here on are [`Words::dynamic`].
const DYNAMIC: u32 = 1 << 31;

/// A word that is no form of the table but a compound with a known head or tail.
#[derive(Debug, Clone, Default)]
pub struct Dynamic {
    /// The sets its head and tail belong to, sorted.
    pub sets: Vec<SetId>,
    /// The person noun that is its tail, as a form of the table, and where it begins in the word.
    pub person: Option<(u32, u32)>,
}

/// All words of a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// In text order.
    pub all: Vec<Word>,
    /// Compounds.
    pub dynamic: Vec<Dynamic>,
    /// What stands after the last word.
    pub tail_gap: u16,
    /// What they show at a glance.
    index: Index,
}

impl Words {
    /// The sets a word belongs to.
    #[inline]
    pub fn sets<'a>(&'a self, book: &'a Rulebook, word: &Word) -> &'a [SetId] {
        sets_of(&self.dynamic, book, word)
    }

    /// The person noun a word is, or ends in: the form in the table, and where in the word it begins (bytes).
    pub fn person(&self, book: &Rulebook, word: &Word) -> Option<(u32, u32)> {
        if !word.is(look::PERSON) {
            None
        } else if word.form & DYNAMIC != 0 {
            self.dynamic.get((word.form & !DYNAMIC) as usize).and_then(|dynamic| dynamic.person)
        } else {
            let flags = book.flags_of(word.form);
            if flags & form_flag::PERSON != 0 {
                Some((word.form, 0))
            } else if flags & form_flag::PERSON_TAIL != 0 {
                let form = book.forms.form(word.form).as_bytes();
                book.longest_person_tail(form)
                    .map(|(person, length)| (person, small(form.len() - length)))
            } else {
                None
            }
        }
    }

    /// The words among `first..end` of a set that starts phrases tried on demand, in text order; no masked ones.
    #[inline]
    pub fn of_set(&self, set: SetId, first: u32, end: u32) -> impl Iterator<Item = u32> + '_ {
        // Most sets have no word in the whole text.
        let among = if self.index.has(set) { self.index.among(first, end) } else { &[] };
        among.iter().filter(move |(other, _)| *other == set).map(|(_, word)| *word)
    }

    /// The same in the whole text.
    pub fn all_of_set(&self, set: SetId) -> impl Iterator<Item = u32> + '_ {
        self.index.all(set)
    }

    /// The phrases of the one pass that may start at the word `at`: those of its form, and the sets of a compound, whose
    /// phrases do.
    #[inline]
    pub fn starters<'a>(&'a self, book: &'a Rulebook, at: u32) -> (&'a [Starter], &'a [SetId]) {
        match self.index.starters(at) {
            0 => (&[], &[]),
            COMPOUND => (&[], self.all.get(at as usize).map_or(&[], |word| self.sets(book, word))),
            row => (book.starters_of(row), &[]),
        }
    }

    /// The signature of the word at a place; 0 where there is none.
    #[inline]
    pub fn signature(&self, at: u32) -> u64 {
        self.index.signature(at)
    }

    /// Whether the word at a place does this near a job title, in whatever language.
    pub fn does(&self, book: &Rulebook, at: u32, what: TitleWord) -> bool {
        let Some(word) = self.all.get(at as usize) else { return false };
        let signature = self.signature(at);
        let sets = book.languages.iter().filter_map(|words| words.title.get(what as usize));
        // Most words are not even like it.
        let mut like = sets.filter(|set| signature & 1 << signature_bit(**set) != 0);
        like.any(|set| self.sets(book, word).contains(set))
    }

    /// Some of the words, so many bytes further on; the shift counts round.
    pub(super) fn part(&self, range: Range<usize>, shift: u32) -> Self {
        let mut part = Self::default();
        let words = self.all.get(range).unwrap_or_default();
        part.all.reserve(words.len() + 16);
        for word in words {
            let mut word = *word;
            (word.start, word.end) = (word.start.wrapping_add(shift), word.end.wrapping_add(shift));
            if word.has_form() && !word.is_known() {
                part.dynamic.extend(self.dynamic.get((word.form & !DYNAMIC) as usize).cloned());
                word.form = DYNAMIC | small(part.dynamic.len() - 1);
            }
            part.all.push(word);
        }
        part
    }

    /// The words of a text whose first part these are.
    fn join(mut self, mut next: Self) -> Self {
        let known = small(self.dynamic.len());
        for word in next.all.iter_mut().filter(|word| word.form != NO_FORM && word.form & DYNAMIC != 0) {
            word.form += known;
        }
        if let Some(first) = next.all.first_mut() {
            first.gap |= self.tail_gap;
            self.tail_gap = next.tail_gap;
        } else {
            self.tail_gap |= next.tail_gap;
        }
        self.all.append(&mut next.all);
        self.dynamic.append(&mut next.dynamic);
        self
    }

    /// Whether a word only holds others together: "und", "für", "the".
    pub fn is_function_word(book: &Rulebook, word: &Word) -> bool {
        word.is_known() && book.flags_of(word.form) & (form_flag::FUNCTION_DE | form_flag::FUNCTION_EN) != 0
    }
}

#[inline]
fn sets_of<'a>(dynamic: &'a [Dynamic], book: &'a Rulebook, word: &Word) -> &'a [SetId] {
    if word.form == NO_FORM {
        &[]
    } else if word.form & DYNAMIC != 0 {
        dynamic
            .get((word.form & !DYNAMIC) as usize)
            .map_or(&[], |dynamic| dynamic.sets.as_slice())
    } else {
        book.sets_of(word.form)
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
