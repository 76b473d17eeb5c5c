//! The balance of words coded as assertive or communal, over a whole ad; opt-in.
//!
//! English is counted as Gender Decoder counts, so that the verdicts agree: every stem that begins a word counts once, also two stems
//! of one word, and the verdict is the difference. Must not know the stems (`rules/<lang>/words`), nor what the evidence is worth.

use super::Candidate;
use crate::diagnostic::Severity;
use crate::document::Document;
use crate::document::scan::Rules;
use crate::lang::Lang;
use crate::pack::model::Detector;

/// So many assertive words are more than chance, in German.
const CODED: usize = 4;
/// A larger difference makes the verdict of Gender Decoder "strongly".
const STRONG: usize = 3;

/// The first and last word of a place.
type Place = (u32, u32);

/// A candidate where the balance tips.
pub(super) fn balance(rules: &Rules, document: &Document<'_>, out: &mut Vec<Candidate>) {
    let Some(lang) = document.languages.main else { return };
    let mut agentic = places(rules, document, lang, ["agentic", "masculine-coded"]);
    let mut communal = places(rules, document, lang, ["communal", "feminine-coded"]);
    let verdict = match lang {
        Lang::En => verdict(agentic.len(), communal.len()),
        Lang::De => {
            distinct(&mut agentic);
            distinct(&mut communal);
            (agentic.len() >= CODED && agentic.len() > communal.len() * 2).then_some("masculine-coded")
        }
    };
    let Some(verdict) = verdict else { return };
    let (count, other) = (agentic.len(), communal.len());
    let mut tipping = if count >= other { agentic } else { communal };
    distinct(&mut tipping);
    if let Some((first, last)) = tipping.first() {
        let mut candidate = Candidate::new(document, Detector::CodedBalance, *first, *last);
        candidate.severity = Some(Severity::Info);
        candidate.arguments.extend([
            ("verdict", verdict.to_owned()),
            ("count", count.to_string()),
            ("other", other.to_string()),
            ("share", share(count + other, document.words.all.len())),
        ]);
        candidate.repeated = tipping.iter().skip(1).map(|(a, b)| document.span(*a, *b)).collect();
        out.push(candidate);
    }
}

/// The verdict on so many masculine- and feminine-coded words; none where they balance.
fn verdict(masculine: usize, feminine: usize) -> Option<&'static str> {
    match masculine.abs_diff(feminine) {
        0 => None,
        more if masculine > feminine => Some(if more > STRONG { "strongly masculine-coded" } else { "masculine-coded" }),
        more => Some(if more > STRONG { "strongly feminine-coded" } else { "feminine-coded" }),
    }
}

/// Coded words in a hundred, with one digit.
fn share(coded: usize, words: usize) -> String {
    let tenths = coded * 1000 / words.max(1);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Where the stems of the lists begin a word, in the order of the text; a word once for each stem.
fn places(rules: &Rules, document: &Document<'_>, lang: Lang, names: [&str; 2]) -> Vec<Place> {
    let matcher = document.matcher(rules);
    let lists = rules
        .book
        .lists
        .iter()
        .filter(|list| list.lang == lang && names.contains(&list.name.as_str()));
    let mut places: Vec<Place> = lists
        .flat_map(|list| list.patterns.iter())
        .flat_map(|pattern| {
            document
                .sentences
                .iter()
                .flat_map(|sentence| matcher.find_all(*pattern, sentence.first, sentence.end))
                .collect::<Vec<_>>()
        })
        .collect();
    places.sort_unstable();
    // "self-confident" is one stem of two words; "confident" in it is none of its own.
    let wide: Vec<Place> = places.iter().filter(|(first, last)| last > first).copied().collect();
    places.retain(|place| {
        !wide
            .iter()
            .any(|(first, last)| place != &(*first, *last) && *first <= place.0 && place.1 <= *last)
    });
    places
}

fn distinct(places: &mut Vec<Place>) {
    places.dedup_by_key(|(first, _)| *first);
}

#[cfg(test)]
mod tests {
    use super::{share, verdict};

    #[test]
    fn verdicts_are_those_of_gender_decoder() {
        assert_eq!(verdict(0, 0), None);
        assert_eq!(verdict(4, 4), None);
        assert_eq!(verdict(3, 0), Some("masculine-coded"));
        assert_eq!(verdict(4, 0), Some("strongly masculine-coded"));
        assert_eq!(verdict(2, 5), Some("feminine-coded"));
        assert_eq!(verdict(2, 6), Some("strongly feminine-coded"));
    }

    #[test]
    fn the_share_is_told_with_one_digit() {
        assert_eq!(share(7, 350), "2.0");
        assert_eq!(share(1, 0), "100.0");
    }
}
