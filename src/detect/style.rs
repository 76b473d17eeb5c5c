//! Balance: coded words, many requirements, du and Sie.

use super::{Candidate, coded};
use crate::document::Document;
use crate::document::scan::Rules;
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::model::{Detector, Section};
use crate::policy::Policy;

/// More requirements than this are rarely read as requirements.
const REQUIREMENTS: usize = 16;

/// Candidates of all kinds.
pub(super) fn candidates(rules: &Rules, document: &Document<'_>, policy: &Policy, out: &mut Vec<Candidate>) {
    many_requirements(document, out);
    du_sie_mix(rules, document, out);
    if policy.packs.iter().any(|pack| pack == "gender-coded") {
        coded::balance(rules, document, out);
    }
    if policy.packs.iter().any(|pack| pack == "plain-language") {
        super::plain::candidates(document, out);
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
