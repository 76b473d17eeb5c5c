//! Words: one pass over the folded text, each word looked up once in the word table.
//!
//! Gender notations ("Bewerber*innen") are one word, found by its base; elided compounds ("Einwanderungs- und
//! Fluchtgeschichte") are completed. Must not know sentences.

mod address;
mod read;

pub use read::read;

use crate::pack::Rulebook;
use crate::pack::rulebook::{SetId, form_flag, signature};
use crate::pack::table::NO_FORM;
use crate::text::Span;

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
    /// By set that starts phrases tried on demand: one more than its row in `starts`; 0 where the text has no word of it.
    rows: Vec<u32>,
    /// By row: where its words begin in `places`; one more at the end.
    starts: Vec<u32>,
    /// The words of each set, set by set, in text order.
    places: Vec<u32>,
    /// The signature of each word.
    signatures: Vec<u64>,
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

    /// The words of a set among `first..end`, in text order; no masked ones.
    #[inline]
    pub fn of_set(&self, set: SetId, first: u32, end: u32) -> &[u32] {
        debug_assert!(
            (set as usize) < self.rows.len(),
            "a phrase is tried on demand that was to be found in the one pass"
        );
        let row = match self.rows.get(set as usize) {
            None | Some(0) => return &[],
            Some(row) => *row as usize - 1,
        };
        let at = |row: usize| self.starts.get(row).map_or(0, |start| *start as usize);
        let row = self.places.get(at(row)..at(row + 1)).unwrap_or_default();
        let from = row.partition_point(|word| *word < first);
        let to = from + row.get(from..).unwrap_or_default().partition_point(|word| *word < end);
        row.get(from..to).unwrap_or_default()
    }

    /// The signature of the word at a place; 0 where there is none.
    #[inline]
    pub fn signature(&self, at: u32) -> u64 {
        self.signatures.get(at as usize).copied().unwrap_or(0)
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

    /// Notes what each word shows at a glance, and sorts the words by their sets, so that a phrase tried on demand starts only
    /// where it can.
    fn index(&mut self, book: &Rulebook) {
        let own = |set: &&SetId| **set < book.on_demand;
        self.signatures.reserve(self.all.len());
        self.rows.resize(book.on_demand as usize, 0);
        // Two entries more than rows: while the rows are filled, each begins one place further on than it will.
        self.starts.extend([0, 0]);
        // Row and word, as they are met.
        let mut members: Vec<(u32, u32)> = Vec::with_capacity(self.all.len() * 2);
        for at in 0..self.all.len() {
            let word = self.all[at];
            let (signature, looks) = self.seen_in(book, &word);
            self.signatures.push(signature);
            self.all[at].look |= looks;
            if word.is(look::MASKED) {
                continue;
            }
            let sets = sets_of(&self.dynamic, book, &word);
            for set in sets.iter().take_while(own) {
                let row = &mut self.rows[*set as usize];
                if *row == 0 {
                    self.starts.push(0);
                    *row = small(self.starts.len() - 2);
                }
                self.starts[*row as usize + 1] += 1;
                members.push((*row, small(at)));
            }
        }
        let mut sum = 0;
        for start in &mut self.starts {
            sum += *start;
            *start = sum;
        }
        self.places.resize(sum as usize, 0);
        for (row, at) in members {
            let next = &mut self.starts[row as usize];
            self.places[*next as usize] = at;
            *next += 1;
        }
    }

    /// The signature of a word, and what else its form says that is asked often.
    fn seen_in(&self, book: &Rulebook, word: &Word) -> (u64, u8) {
        if word.form == NO_FORM {
            return (0, 0);
        }
        if word.form & DYNAMIC != 0 {
            let dynamic = self.dynamic.get((word.form & !DYNAMIC) as usize);
            let person = dynamic.is_some_and(|dynamic| dynamic.person.is_some());
            return (signature(self.sets(book, word)), look::NEGATION | if person { look::PERSON } else { 0 });
        }
        let flags = book.flags_of(word.form);
        let person = flags & (form_flag::PERSON | form_flag::PERSON_TAIL) != 0;
        let negation = flags & form_flag::NEGATION != 0;
        let looks = if person { look::PERSON } else { 0 } | if negation { look::NEGATION } else { 0 };
        (book.signature_of(word.form), looks)
    }

    /// Whether a word only holds others together: "und", "für", "the".
    pub fn is_function_word(book: &Rulebook, word: &Word) -> bool {
        Self::is_known(word) && book.flags_of(word.form) & (form_flag::FUNCTION_DE | form_flag::FUNCTION_EN) != 0
    }

    /// Whether the word is a form of the table itself.
    pub const fn is_known(word: &Word) -> bool {
        word.form & DYNAMIC == 0
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
