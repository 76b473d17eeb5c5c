//! Person nouns in the text that name one sex and mean everyone, and articles that leave out whom their noun names.
//!
//! Must not know the title; `forms` does.

use super::Candidate;
use super::forms::TitleForms;
use super::persons::{Noun, Sex, article, has_partner, noun, sex_by_article};
use crate::document::Document;
use crate::document::words::{Sign, gap, look};
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::Detector;

/// How far behind a noun a marker may stand that closes a list of nouns.
const LISTED: u32 = 12;

/// One candidate a noun and ad, the others counted.
pub(super) fn candidates(book: &Rulebook, document: &Document<'_>, title: &TitleForms, out: &mut Vec<Candidate>) {
    if document.languages.main != Some(Lang::De) {
        return;
    }
    let mut found: Vec<(Detector, u32, Candidate)> = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        if document.lang_of(u32::try_from(index).unwrap_or(u32::MAX)) != Some(Lang::De) {
            continue;
        }
        let words = document.words.all.get(sentence.first as usize..sentence.end as usize).unwrap_or_default();
        for (at, _) in (sentence.first..).zip(words).filter(|(_, word)| word.is(look::PERSON)) {
            let Some(noun) = noun(book, document, at) else { continue };
            let Some(detector) = judge(book, document, title, &noun) else { continue };
            let key = noun.index;
            match found.iter_mut().find(|(known, index, _)| *known == detector && *index == key) {
                Some((_, _, candidate)) => candidate.repeated.push(document.span(at, at)),
                None => {
                    let first = if detector == Detector::HalfMarked {
                        article(document, at).unwrap_or(at)
                    } else {
                        at
                    };
                    let mut candidate = Candidate::new(document, detector, first, at);
                    if detector == Detector::GenericMasculine {
                        candidate.fixes = super::forms::noun_fixes(document, &noun, false);
                    }
                    found.push((detector, key, candidate));
                }
            }
        }
    }
    out.extend(found.into_iter().map(|(_, _, candidate)| candidate));
}

/// What a noun leaves out, if anything.
fn judge(book: &Rulebook, document: &Document<'_>, title: &TitleForms, noun: &Noun<'_>) -> Option<Detector> {
    if half_marked(document, noun) {
        return Some(Detector::HalfMarked);
    }
    if document.in_title(noun.at) {
        return None;
    }
    let person = noun.person;
    // Pupils are clients; "MTA-Schülerinnen" are trainees.
    let hyphened = document.words.all.get(noun.at as usize).is_some_and(|word| word.gap == gap::HYPHEN);
    let third = person.third && noun.offset == 0 && !hyphened;
    if person.legal || third || person.english || person.f.is_none() {
        return None;
    }
    let by_article = sex_by_article(document, noun) == Some(Sex::Masculine);
    // Plurals only: "Ihre Ansprechpartnerin" is one woman.
    let masculine = noun.is_masculine() && !person.third;
    let feminine = noun.is_feminine() && document.word(noun.at).ends_with("innen") && !belongs(document, noun.at);
    if !(masculine || by_article || feminine)
        || is_named(document, noun.at)
        || is_first_half(document, noun.at)
        || has_partner(book, document, noun)
        || near_marker(book, document, noun.at)
        || title.noun == Some(noun.index) && title.inclusive && !feminine
    {
        return None;
    }
    Some(if feminine {
        Detector::GenericFeminine
    } else {
        Detector::GenericMasculine
    })
}

/// "einen Mitarbeiter/in", "den erfahrenen Entwickler*in": a masculine article before a noun that means every gender.
fn half_marked(document: &Document<'_>, noun: &Noun<'_>) -> bool {
    // "einen Auszubildenden zum/zur …"
    let either = |at: u32| matches!(document.word(at), "zum" | "zur");
    let followed = either(noun.at + 1) && either(noun.at + 2);
    let signed = (noun.sign != Sign::None || followed) && !document.word(noun.at).to_lowercase().ends_with("innen");
    signed
        && article(document, noun.at).is_some_and(|at| {
            let unsigned = document.words.all.get(at as usize).is_some_and(|word| word.sign == Sign::None);
            // "der/die Bewerber/in": the other half may stand before it.
            let alone = document
                .words
                .all
                .get(at as usize)
                .is_some_and(|word| !word.after(gap::SLASH | gap::STAR | gap::COLON));
            unsigned && alone && matches!(document.word(at), "einen" | "einem" | "dem" | "jeden" | "keinen" | "des")
        })
}

/// "unsere Kolleginnen", "die Bewerberinnen": women who are there, not everyone who might come.
fn belongs(document: &Document<'_>, at: u32) -> bool {
    (at.saturating_sub(2)..at).any(|before| {
        matches!(
            document.word(before),
            "unsere" | "unseren" | "unserer" | "Unsere" | "ihre" | "ihren" | "ihrer"
        )
    })
}

/// "Ingenieur- und …": half of a compound that the text elides.
fn is_first_half(document: &Document<'_>, at: u32) -> bool {
    document
        .words
        .all
        .get(at as usize)
        .is_some_and(|word| document.text.as_bytes().get(word.end as usize) == Some(&b'-'))
}

/// "Frau Kaufmann", "Herr Dr. Bauer", "Müller GmbH", "Jens Freitag": a name, not a trade; or a man who has one: "Herr Schmidt,
/// Leiter Personal", "Ihr Ansprechpartner ist Karl Beispiel", "Unser Geschäftsführer Max Beispiel", "Peter Jung (Teamleiter)".
fn is_named(document: &Document<'_>, at: u32) -> bool {
    let title = (at.saturating_sub(5)..at)
        .map(|at| document.word(at))
        .any(|word| matches!(word, "Herr" | "Herrn" | "Frau" | "Dr" | "Prof" | "Hr" | "Fr"));
    let after = document.word(at + 1);
    let unknown = |at: u32| {
        document
            .words
            .all
            .get(at as usize)
            .is_some_and(|word| word.is(look::CAPITAL) && word.form == u32::MAX && !word.is(look::UPPER))
    };
    // "Elena Koch": a capitalised word no list knows, right before it, is a first name.
    let spaced = document.words.all.get(at as usize).is_some_and(|noun| noun.gap == gap::SPACE);
    let first_name = spaced && at.checked_sub(1).is_some_and(unknown);
    let capital = |at: u32| document.word(at).starts_with(char::is_uppercase);
    let is_man = after == "ist" && unknown(at + 2) && capital(at + 3);
    let gap = |at: u32| document.words.all.get(at as usize).map_or(0, |word| word.gap);
    // First name and surname right behind it, and no third word that would make them the field of a post.
    let spaced_name = gap(at + 1) & !(gap::SPACE | gap::COLON) == 0 && gap(at + 2) == gap::SPACE;
    let followed = unknown(at + 1) && capital(at + 2) && spaced_name && !(capital(at + 3) && gap(at + 3) == gap::SPACE);
    let set_off = gap(at) & (gap::COMMA | gap::OPEN) != 0 && gap(at) & (gap::STOP | gap::COLON | gap::NEWLINE) == 0;
    let surname = |at: u32| capital(at) && gap(at) == gap::SPACE && document.words.all.get(at as usize).is_some_and(|word| !word.is(look::PERSON));
    let follows = set_off && at >= 2 && unknown(at - 2) && surname(at - 1);
    first_name || title || is_man || followed || follows || matches!(after, "GmbH" | "AG" | "KG" | "SE" | "Gruppe" | "Stiftung" | "Group")
}

/// A marker right behind the noun, or behind the last of the nouns it stands in a row with.
fn near_marker(book: &Rulebook, document: &Document<'_>, at: u32) -> bool {
    let behind = document.markers.partition_point(|marker| marker.first <= at);
    let mut near = document.markers.iter().skip(behind).take_while(|marker| marker.first - at <= LISTED);
    near.any(|marker| {
        let distance = marker.first.saturating_sub(at);
        let row = || {
            let parted = (at + 1..marker.first).any(|at| {
                document
                    .words
                    .all
                    .get(at as usize)
                    .is_some_and(|word| word.after(gap::STOP | gap::SEMICOLON | gap::MARK | gap::COLON))
            });
            !parted && (marker.first.saturating_sub(3)..marker.first).any(|at| noun(book, document, at).is_some())
        };
        distance <= 4 || row()
    })
}
