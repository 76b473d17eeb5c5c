//! Plain language, as far as counting tells: long sentences, noun upon noun, passive, abbreviations, and how readable the
//! whole is. Opt-in.

use super::Candidate;
use crate::document::Document;
use crate::document::words::look;
use crate::lang::Lang;
use crate::pack::model::Detector;

/// Longer sentences are hard to read (words).
const LONG_SENTENCE: u32 = 30;
/// So many nouns from verbs in one sentence make it stiff.
const NOMINAL: usize = 5;
/// Shorter texts have no figure worth naming (words).
const MEASURED: usize = 60;
/// Below this figure a German text reads like an administrative order.
const HARD: i64 = 30;

pub(super) fn candidates(document: &Document<'_>, out: &mut Vec<Candidate>) {
    sentences(document, out);
    abbreviations(document, out);
    readability(document, out);
}

/// Flesch's reading ease with Amstad's numbers for German: 180 less the mean length of sentences, less 58.5 times the mean
/// number of syllables. 100 is very easy, 0 very hard.
fn readability(document: &Document<'_>, out: &mut Vec<Candidate>) {
    if document.languages.main != Some(Lang::De) {
        return;
    }
    let read: Vec<&crate::document::sentences::Sentence> = document.sentences.iter().filter(|sentence| sentence.end > sentence.first).collect();
    let texts: Vec<&str> = read
        .iter()
        .flat_map(|sentence| document.words.all.get(sentence.first as usize..sentence.end as usize).unwrap_or_default())
        .filter(|word| !word.is(look::NUMBER | look::MASKED))
        .map(|word| word.span().of(document.text))
        .collect();
    if texts.len() < MEASURED {
        return;
    }
    let syllables: usize = texts.iter().map(|text| syllables(text)).sum();
    // In tenths, so that no float decides.
    let words = i64::try_from(texts.len()).unwrap_or(i64::MAX);
    let length = 10 * words / i64::try_from(read.len()).unwrap_or(1).max(1);
    let figure = (1800 - length - 585 * i64::try_from(syllables).unwrap_or(0) / words) / 10;
    if figure >= HARD {
        return;
    }
    let longest = read
        .iter()
        .max_by_key(|sentence| (sentence.end - sentence.first, std::cmp::Reverse(sentence.first)));
    if let Some(longest) = longest {
        let mut candidate = Candidate::new(document, Detector::HardToRead, longest.first, longest.first);
        candidate.arguments.push(("figure", figure.to_string()));
        out.push(candidate);
    }
}

/// Groups of vowels, which is close enough for German.
fn syllables(word: &str) -> usize {
    let mut count = 0;
    let mut inside = false;
    for c in word.chars().flat_map(char::to_lowercase) {
        let vowel = matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ä' | 'ö' | 'ü' | 'é' | 'è');
        count += usize::from(vowel && !inside);
        inside = vowel;
    }
    count.max(1)
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
        let nominal: Vec<usize> = (0..words.len())
            .filter(|at| {
                ["ung", "heit", "keit", "tion", "ierung", "ungen", "keiten", "heiten"]
                    .iter()
                    .any(|tail| text(*at).len() > 6 && text(*at).ends_with(tail))
            })
            .collect();
        if let Some(first) = nominal.first().filter(|_| nominal.len() >= NOMINAL) {
            let at = sentence.first + u32::try_from(*first).unwrap_or(0);
            let mut candidate = Candidate::new(document, Detector::NominalStyle, at, at);
            candidate.arguments.push(("count", nominal.len().to_string()));
            out.push(candidate);
        }
        let passive = (0..words.len()).find(|at| {
            matches!(text(*at), "wird" | "werden" | "wurde" | "wurden")
                && (*at + 1..words.len())
                    .any(|b| b - at < 14 && text(b).starts_with("ge") && text(b).ends_with(['t', 'n']) && text(b).len() > 5 && text(b) != "gefallen")
        });
        if let Some(at) = passive {
            let at = sentence.first + u32::try_from(at).unwrap_or(0);
            out.push(Candidate::new(document, Detector::Passive, at, at));
        }
    }
}

/// Capitals of two to six letters that nothing in brackets explains; each once.
fn abbreviations(document: &Document<'_>, out: &mut Vec<Candidate>) {
    const KNOWN: [&str; 25] = [
        "EU", "IT", "PC", "PDF", "DE", "USA", "UN", "GmbH", "AG", "CV", "HR", "PKW", "LKW", "CEO", "WLAN", "TV", "II", "III", "IV", "EUR", "GDB",
        "UK", "DSGVO", "MS", "EDV",
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
