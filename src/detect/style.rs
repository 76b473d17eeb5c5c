//! Balance and readability: many requirements, du and Sie, long sentences, abbreviations. Mostly opt-in.

use super::{Candidate, coded};
use crate::document::Document;
use crate::document::scan::Rules;
use crate::document::words::look;
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::model::{Detector, Section};
use crate::policy::Policy;

/// More requirements than this are rarely read as requirements.
const REQUIREMENTS: usize = 16;
/// Longer sentences are hard to read (words).
const LONG_SENTENCE: u32 = 30;
/// So many nouns from verbs in one sentence make it stiff.
const NOMINAL: usize = 5;

/// Candidates of all kinds.
pub(super) fn candidates(rules: &Rules, document: &Document<'_>, policy: &Policy, out: &mut Vec<Candidate>) {
    many_requirements(document, out);
    du_sie_mix(rules, document, out);
    if policy.packs.iter().any(|pack| pack == "gender-coded") {
        coded::balance(rules, document, out);
    }
    if policy.packs.iter().any(|pack| pack == "plain-language") {
        sentences(document, out);
        abbreviations(document, out);
    }
}

fn many_requirements(document: &Document<'_>, out: &mut Vec<Candidate>) {
    let items: Vec<_> = document
        .blocks
        .iter()
        .filter(|block| block.section == Section::Profile && block.kind == BlockKind::Item)
        .collect();
    let Some(first) = items
        .first()
        .and_then(|block| document.sentences.get(block.first as usize))
        .filter(|_| items.len() > REQUIREMENTS)
    else {
        return;
    };
    let mut candidate = Candidate::new(document, Detector::ManyRequirements, first.first, first.end.saturating_sub(1));
    candidate.arguments.push(("count", items.len().to_string()));
    out.push(candidate);
}

fn du_sie_mix(rules: &Rules, document: &Document<'_>, out: &mut Vec<Candidate>) {
    let Some(words) = rules.book.language(Lang::De).filter(|_| document.languages.main == Some(Lang::De)) else {
        return;
    };
    let matcher = document.matcher(rules);
    let places = |name: &str| -> Vec<(u32, u32)> {
        let patterns = words.address.get(name).map(Vec::as_slice).unwrap_or_default();
        let begins = |first: u32| document.sentences.binary_search_by_key(&first, |sentence| sentence.first).is_ok();
        // At the beginning of a sentence "Sie" may be "she" or "they".
        let mut places: Vec<(u32, u32)> = patterns
            .iter()
            .flat_map(|pattern| matcher.find_in(*pattern, &document.sentences))
            .filter(|(first, _)| !begins(*first) && document.lang_of_word(*first) == Some(Lang::De))
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    };
    let (du, sie) = (places("du"), places("sie"));
    if du.len() < 2 || sie.len() < 2 {
        return;
    }
    let rarer = if du.len() < sie.len() { &du } else { &sie };
    if let Some((first, last)) = rarer.first() {
        let mut candidate = Candidate::new(document, Detector::DuSieMix, *first, *last);
        candidate.repeated = rarer.iter().skip(1).map(|(a, b)| document.span(*a, *b)).collect();
        out.push(candidate);
    }
}

fn sentences(document: &Document<'_>, out: &mut Vec<Candidate>) {
    for sentence in &document.sentences {
        let count = sentence.end - sentence.first;
        let words = document.words.all.get(sentence.first as usize..sentence.end as usize).unwrap_or_default();
        if count > LONG_SENTENCE {
            let mut candidate = Candidate::new(document, Detector::LongSentence, sentence.first, sentence.end - 1);
            candidate.arguments.push(("count", count.to_string()));
            out.push(candidate);
        }
        let text = |at: usize| words.get(at).map_or("", |word| word.span().of(document.text));
        let nominal = (0..words.len())
            .filter(|at| {
                ["ung", "heit", "keit", "tion", "ierung", "ungen", "keiten", "heiten"]
                    .iter()
                    .any(|tail| text(*at).len() > 6 && text(*at).ends_with(tail))
            })
            .count();
        if nominal >= NOMINAL {
            let mut candidate = Candidate::new(document, Detector::NominalStyle, sentence.first, sentence.end - 1);
            candidate.arguments.push(("count", nominal.to_string()));
            out.push(candidate);
        }
        let passive = (0..words.len()).find(|at| {
            matches!(text(*at), "wird" | "werden" | "wurde" | "wurden")
                && (*at + 1..words.len()).any(|b| b - at < 14 && text(b).starts_with("ge") && text(b).ends_with(['t', 'n']) && text(b).len() > 5)
        });
        if let Some(at) = passive {
            let at = sentence.first + u32::try_from(at).unwrap_or(0);
            out.push(Candidate::new(document, Detector::Passive, at, at));
        }
    }
}

/// Capitals of two to six letters that nothing in brackets explains; each once.
fn abbreviations(document: &Document<'_>, out: &mut Vec<Candidate>) {
    const KNOWN: [&str; 22] = [
        "EU", "IT", "PC", "PDF", "DE", "USA", "UN", "GmbH", "AG", "CV", "HR", "PKW", "LKW", "CEO", "WLAN", "TV", "II", "III", "IV", "EUR", "GDB",
        "UK",
    ];
    let mut seen: Vec<&str> = Vec::new();
    for (at, word) in document.words.all.iter().enumerate() {
        let text = word.span().of(document.text);
        let mixed = text.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if word.is(look::MASKED) || !mixed || !(2..=7).contains(&text.len()) || KNOWN.contains(&text) || seen.contains(&text) {
            continue;
        }
        seen.push(text);
        let explained = document.text.contains(&format!("({text})")) || document.text.contains(&format!("{text} ("));
        if !explained {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            out.push(Candidate::new(document, Detector::UnexplainedAbbreviation, at, at));
        }
    }
}
