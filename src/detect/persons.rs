//! Person nouns in the text: which noun, which gender, with which sign.

use super::Candidate;
use super::forms::TitleForms;
use crate::document::Document;
use crate::document::words::{Sign, gap, look};
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::Detector;
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
    let word = document.words.all.get(at as usize)?;
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
            || self::noun(book, document, at)
                .is_some_and(|other| same_noun(noun, &other) && other.sign == Sign::None && other.shape.masculine != noun.shape.masculine)
    })
}

fn same_noun(a: &Noun<'_>, b: &Noun<'_>) -> bool {
    a.index == b.index || (a.person.f.is_some() && a.person.f == b.person.f) || (a.person.m.is_some() && a.person.m == b.person.m)
}

/// "-mann" after "Kauffrau/", "in" after "Referent/ ".
fn other_half(document: &Document<'_>, noun: &Noun<'_>, at: u32) -> bool {
    let Some(word) = document.words.all.get(at as usize) else { return false };
    if !word.after(gap::SLASH | gap::HYPHEN) || at != noun.at + 1 {
        return false;
    }
    let text = word.span().of(document.text).to_lowercase();
    ["in", "innen", "frau", "mann", "frauen", "männer", "arzt", "anwalt"]
        .iter()
        .any(|tail| text.ends_with(tail))
}

/// Masculine nouns in the text that mean everyone; one candidate a noun, the others counted.
pub(super) fn generic_masculine(book: &Rulebook, document: &Document<'_>, title: &TitleForms, out: &mut Vec<Candidate>) {
    if document.languages.main != Some(Lang::De) {
        return;
    }
    let mut found: Vec<(u32, Candidate)> = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if document.lang_of(u32::try_from(index).unwrap_or(u32::MAX)) != Some(Lang::De) {
            continue;
        }
        for at in sentence.first..sentence.end {
            if document.in_title(at) {
                continue;
            }
            let Some(noun) = noun(book, document, at) else { continue };
            if !noun.is_masculine() || noun.person.legal || noun.person.third || noun.person.english || noun.person.f.is_none() {
                continue;
            }
            if is_named(document, at)
                || is_first_half(document, at)
                || has_partner(book, document, &noun)
                || near_marker(document, at)
                || title.noun == Some(noun.index) && title.inclusive
            {
                continue;
            }
            let key = noun.index;
            match found.iter_mut().find(|(known, _)| *known == key) {
                Some((_, candidate)) => candidate.repeated.push(document.span(at, at)),
                None => {
                    let mut candidate = Candidate::new(document, Detector::GenericMasculine, at, at);
                    candidate.fixes = super::forms::noun_fixes(document, &noun, false);
                    found.push((key, candidate));
                }
            }
        }
    }
    out.extend(found.into_iter().map(|(_, candidate)| candidate));
}

/// "Ingenieur- und …": half of a compound that the text elides.
fn is_first_half(document: &Document<'_>, at: u32) -> bool {
    document
        .words
        .all
        .get(at as usize)
        .is_some_and(|word| document.text.as_bytes().get(word.end as usize) == Some(&b'-'))
}

/// "Frau Kaufmann", "Herr Dr. Bauer", "Müller GmbH", "Jens Freitag": a name, not a trade; or a man who has one: "Herr Schmidt, Leiter Personal".
fn is_named(document: &Document<'_>, at: u32) -> bool {
    let text = |at: u32| document.words.all.get(at as usize).map_or("", |word| word.span().of(document.text));
    let before = (at.saturating_sub(5)..at).map(text);
    let title = before
        .into_iter()
        .any(|word| matches!(word, "Herr" | "Herrn" | "Frau" | "Dr" | "Prof" | "Hr" | "Fr"));
    let after = text(at + 1);
    // "Elena Koch": a capitalised word no list knows, right before it, is a first name.
    let first_name = at.checked_sub(1).and_then(|b| document.words.all.get(b as usize)).is_some_and(|word| {
        word.is(look::CAPITAL)
            && word.form == u32::MAX
            && !word.is(look::UPPER)
            && document.words.all.get(at as usize).is_some_and(|noun| noun.gap == gap::SPACE)
    });
    first_name || title || matches!(after, "GmbH" | "AG" | "KG" | "SE" | "Gruppe" | "Stiftung" | "Group")
}

fn near_marker(document: &Document<'_>, at: u32) -> bool {
    document.markers.iter().any(|marker| marker.first > at && marker.first - at <= 4)
}
