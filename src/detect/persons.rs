//! Person nouns in the text: which noun, which gender, with which sign.

use crate::document::Document;
use crate::document::words::{Sign, gap, look};
use crate::pack::Rulebook;
use crate::pack::rulebook::{Person, Shape};

/// A person noun where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun<'b> {
    /// The word.
    pub(super) at: u32,
    /// The entry of the lexicon.
    pub(super) index: u32,
    /// The same, looked up.
    pub(super) person: &'b Person,
    /// What the form can be.
    pub(super) shape: Shape,
    /// Where in the word the noun begins, in bytes; not 0 for the head of a compound.
    pub(super) offset: u32,
    /// Its gender notation.
    pub(super) sign: Sign,
}

/// The person noun a word is, if it is one.
pub(super) fn noun<'b>(book: &'b Rulebook, document: &Document<'_>, at: u32) -> Option<Noun<'b>> {
    let word = document.words.all.get(at as usize).filter(|word| word.is(look::PERSON))?;
    if word.is(look::MASKED | look::ELIDED) || !(word.is(look::CAPITAL) || word.sign != Sign::None) {
        return None;
    }
    let (form, offset) = document.words.person(book, word)?;
    // "Halbleiter" ends like a person and is none.
    if document.words.sets(book, word).iter().any(|set| book.not_persons.contains(set)) {
        return None;
    }
    let entries = book.person_forms_of(form);
    let usable = |shape: Shape| word.sign != Sign::None || shape.masculine || shape.feminine || shape.neutral;
    let entry = entries.iter().find(|entry| usable(entry.shape))?;
    let mut shape = entry.shape;
    for other in entries.iter().filter(|other| other.person != entry.person) {
        // Two entries with one form: what either can be.
        shape.masculine |= other.shape.masculine;
        shape.feminine |= other.shape.feminine;
        shape.neutral |= other.shape.neutral;
    }
    let person = book.persons.get(entry.person as usize)?;
    Some(Noun {
        at,
        index: entry.person,
        person,
        shape,
        offset,
        sign: word.sign,
    })
}

impl Noun<'_> {
    /// Only masculine, without a sign.
    pub(super) const fn is_masculine(&self) -> bool {
        matches!(self.sign, Sign::None) && self.shape.masculine && !self.shape.feminine && !self.shape.neutral
    }

    /// Only feminine, without a sign.
    pub(super) const fn is_feminine(&self) -> bool {
        matches!(self.sign, Sign::None) && self.shape.feminine && !self.shape.masculine && !self.shape.neutral
    }
}

/// Whether the other form of the same noun stands within five words: "Bewerberinnen und Bewerber".
pub(super) fn has_partner(book: &Rulebook, document: &Document<'_>, noun: &Noun<'_>) -> bool {
    let from = noun.at.saturating_sub(5);
    (from..noun.at + 6).filter(|at| *at != noun.at).any(|at| {
        // "Kauffrau/-mann", "Rechtsanwältin/-anwalt": the elided half shares the end of the entry's other form.
        other_half(document, noun, at)
            || self::noun(book, document, at).is_some_and(|other| {
                let beside = at.abs_diff(noun.at) <= 3 && same_stem(document, noun.at, at);
                (same_noun(noun, &other) || beside) && other.sign == Sign::None && other.shape.masculine != noun.shape.masculine
            })
    })
}

fn same_noun(a: &Noun<'_>, b: &Noun<'_>) -> bool {
    a.index == b.index || (a.person.f.is_some() && a.person.f == b.person.f) || (a.person.m.is_some() && a.person.m == b.person.m)
}

/// "Zimmerin oder Zimmermann": two entries, one trade.
fn same_stem(document: &Document<'_>, a: u32, b: u32) -> bool {
    let letters = |at: u32| document.word(at).to_lowercase().chars().take(5).collect::<String>();
    let stem = letters(a);
    stem.chars().count() == 5 && stem == letters(b)
}

/// "-mann" after "Kauffrau/", "in" after "Referent/ ".
fn other_half(document: &Document<'_>, noun: &Noun<'_>, at: u32) -> bool {
    let Some(word) = document.words.all.get(at as usize).filter(|_| at == noun.at + 1) else {
        return false;
    };
    if !word.after(gap::OPEN | gap::SLASH | gap::HYPHEN) {
        return false;
    }
    let text = word.span().of(document.text).to_lowercase();
    let closed = document.words.all.get(at as usize + 1).map_or(document.words.tail_gap, |word| word.gap) & gap::CLOSE != 0;
    // "Referent (-in)"; "Leiter (in Teilzeit)" is none.
    let bracketed = word.after(gap::OPEN) && closed && matches!(text.as_str(), "in" | "innen");
    if !(bracketed || word.after(gap::SLASH | gap::HYPHEN)) {
        return false;
    }
    ["in", "innen", "frau", "mann", "frauen", "männer", "arzt", "anwalt"]
        .iter()
        .any(|tail| text.ends_with(tail))
}
