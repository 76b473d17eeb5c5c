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

/// Which sex an article names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    /// "einen Angestellten"
    Masculine,
    /// "eine Angestellte"
    Feminine,
}

/// "einen Auszubildenden": the article says what the ending of the noun does not. "eine oder einen" and "einer/eines" say
/// nothing.
pub(super) fn sex_by_article(document: &Document<'_>, noun: &Noun<'_>) -> Option<Sex> {
    let declined = noun.sign == Sign::None && noun.person.f.as_ref().is_some_and(|f| !f.ends_with("in"));
    let at = article(document, noun.at).filter(|_| declined)?;
    let word = document.words.all.get(at as usize)?;
    let second = word.after(gap::SLASH | gap::OPEN) || at.checked_sub(1).is_some_and(|at| document.is_one_of(at, &["oder", "und", "bzw"]));
    if second || word.sign != Sign::None {
        return None;
    }
    match document.word(at) {
        "einen" | "eines" | "einem" | "zum" if noun.shape.masculine => Some(Sex::Masculine),
        "eine" | "zur" if noun.shape.feminine => Some(Sex::Feminine),
        _ => None,
    }
}

/// "zur/zum Beauftragten", "einer Angestellten oder eines Angestellten": a noun declined like an adjective, of which the articles
/// among `nouns` name both sexes.
pub(super) fn has_articles_of_both(document: &Document<'_>, noun: &Noun<'_>, nouns: &[Noun<'_>]) -> bool {
    const REACH: u32 = 5;
    let declined = noun.sign == Sign::None && noun.person.f.as_ref().is_some_and(|f| !f.ends_with("in"));
    let before = |at: u32| {
        let words = (at.saturating_sub(REACH)..at).rev();
        words.take_while(|at| {
            document.word(*at).starts_with(char::is_lowercase) || document.is_one_of(*at, &["eine", "einen", "die", "der", "zur", "zum"])
        })
    };
    let same = nouns.iter().filter(|other| other.index == noun.index);
    let articles: Vec<u32> = same.flat_map(|other| before(other.at)).collect();
    let has = |known: &[&str]| articles.iter().any(|at| document.is_one_of(*at, known));
    // "der" is for men beside "die", and for women beside "des".
    let men = has(&["ein", "einen", "einem", "eines", "zum", "den", "dem", "des"]);
    let women = has(&["eine", "einer", "zur", "die"]);
    declined && (men && (women || has(&["der"])) || women && has(&["der"]))
}

/// The article right before a noun and its adjectives.
pub(super) fn article(document: &Document<'_>, at: u32) -> Option<u32> {
    const ARTICLES: [&str; 16] = [
        "ein", "eine", "einen", "einem", "einer", "eines", "der", "die", "den", "dem", "des", "jeden", "jeder", "keinen", "zum", "zur",
    ];
    let first = at.saturating_sub(3);
    (first..at)
        .rev()
        .take_while(|before| {
            // Only adjectives lie between: small letters, on the same side of every bracket and stop.
            let next = document.words.all.get(*before as usize + 1);
            let plain = next.is_some_and(|word| !word.after(gap::OPEN | gap::CLOSE | gap::COLON | gap::SEMICOLON | gap::STOP | gap::SLASH));
            plain && document.words.all.get(*before as usize).is_some_and(|word| !word.is(look::CAPITAL))
        })
        .find(|before| ARTICLES.contains(&document.word(*before)))
}

/// Whether the other form of the same noun stands within five words: "Bewerberinnen und Bewerber".
pub(super) fn has_partner(book: &Rulebook, document: &Document<'_>, noun: &Noun<'_>) -> bool {
    let from = noun.at.saturating_sub(5);
    (from..noun.at + 6).filter(|at| *at != noun.at).any(|at| {
        // "Kauffrau/-mann", "Rechtsanwältin/-anwalt": the elided half shares the end of the entry's other form.
        other_half(book, document, noun, at)
            || answers(book, document, noun, at)
            || self::noun(book, document, at).is_some_and(|other| {
                let beside = at.abs_diff(noun.at) <= 3 && same_stem(document, noun.at, at);
                (same_noun(noun, &other) || beside)
                    && other.sign == Sign::None
                    && (other.shape.masculine != noun.shape.masculine || are_both_declined(document, noun, &other))
            })
    })
}

/// "Angestellter / Angestellte": nouns that are declined like adjectives, of which the second can be either.
fn are_both_declined(document: &Document<'_>, a: &Noun<'_>, b: &Noun<'_>) -> bool {
    let (left, right) = (document.word(a.at), document.word(b.at));
    let near = a.at.abs_diff(b.at) <= 2;
    near && a.index == b.index && (left.strip_suffix('r') == Some(right) || right.strip_suffix('r') == Some(left))
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

/// "-mann" after "Kauffrau/", "-pfleger" after "Altenpflegerin/", "in" after "Referent/ ".
fn other_half(book: &Rulebook, document: &Document<'_>, noun: &Noun<'_>, at: u32) -> bool {
    // "Anwärterinnen und -anwärter"
    let parted = at == noun.at + 2 && matches!(document.word(noun.at + 1), "und" | "oder" | "bzw");
    let Some(word) = document.words.all.get(at as usize).filter(|_| at == noun.at + 1 || parted) else {
        return false;
    };
    if parted {
        return word.after(gap::HYPHEN) && opposite(book, document, noun, at) == Some(true);
    }
    // "Kaufmann*frau", "Jungkoch_köchin"
    let before = document.words.all.get(noun.at as usize);
    let glued = before.is_some_and(|before| before.end + 1 == word.start) && word.after(gap::STAR | gap::COLON | gap::UNDERSCORE | gap::DOT);
    // "Hausmeisterin - Ein Job …": a dash elides nothing.
    let dash = word.after(gap::HYPHEN) && word.after(gap::SPACE) && !word.after(gap::SLASH | gap::OPEN);
    if dash || !glued && !word.after(gap::OPEN | gap::SLASH | gap::HYPHEN) {
        return false;
    }
    let text = word.span().of(document.text).to_lowercase();
    let closed = document.words.all.get(at as usize + 1).map_or(document.words.tail_gap, |word| word.gap) & gap::CLOSE != 0;
    // "Referent (-in)"; "Leiter (in Teilzeit)" is none.
    let bracketed = word.after(gap::OPEN) && closed && matches!(text.as_str(), "in" | "innen");
    if !(glued || bracketed || word.after(gap::SLASH | gap::HYPHEN)) {
        return false;
    }
    // "Hilfskoch/köchin"
    let small = word.after(gap::SLASH) && !word.is(look::CAPITAL) && opposite(book, document, noun, at) == Some(true);
    let elided = glued || small || word.after(gap::HYPHEN);
    // "Verkäuferin/Kassiererin" are two nouns for women; "Verkäufer/in" is one for everyone.
    let half = [
        "in", "innen", "frau", "mann", "frauen", "männer", "dame", "herr", "mutter", "vater", "bursch", "arzt", "anwalt",
    ]
    .iter()
    .any(|tail| text == *tail || elided && text.ends_with(tail));
    half && (bracketed || elided || matches!(text.as_str(), "in" | "innen") || opposite(book, document, noun, at) != Some(false))
        || elided && opposite(book, document, noun, at) == Some(true)
}

/// Whether a word, in capitals or not, is a noun for the other sex; `None` where it is no noun for a person.
fn opposite(book: &Rulebook, document: &Document<'_>, noun: &Noun<'_>, at: u32) -> Option<bool> {
    let word = document.words.all.get(at as usize).filter(|word| word.sign == Sign::None)?;
    let (form, _) = document.words.person(book, word)?;
    let shapes = || book.person_forms_of(form).iter().map(|entry| entry.shape);
    Some(if noun.is_feminine() {
        shapes().any(|shape| shape.masculine)
    } else {
        shapes().any(|shape| shape.feminine)
    })
}

/// "Krankenschwester / Pfleger", "Hausdame oder Hausmeister": only women have the first word, so the noun beside it is for men.
fn answers(book: &Rulebook, document: &Document<'_>, noun: &Noun<'_>, at: u32) -> bool {
    let (first, last) = (noun.at.min(at), noun.at.max(at));
    let joined = match last - first {
        1 => document.words.all.get(last as usize).is_some_and(|word| word.after(gap::SLASH)),
        2 => matches!(document.word(first + 1), "oder" | "und" | "bzw"),
        _ => false,
    };
    joined && noun.person.m.is_none() && noun.is_feminine() && opposite(book, document, noun, at) == Some(true)
}
