//! Gender signs: mixed in one ad, against the house style, not allowed in the house.

use super::Candidate;
use super::forms::form_of;
use super::persons::noun;
use crate::diagnostic::{Applicability, Fix, TitleForm};
use crate::document::Document;
use crate::document::scan::Rules;
use crate::document::words::Sign;
use crate::pack::model::Detector;
use crate::policy::{GenderStyle, Policy};
use crate::text::Edit;

/// Candidates of all three kinds.
pub(super) fn candidates(rules: &Rules, document: &Document<'_>, policy: &Policy, out: &mut Vec<Candidate>) {
    let mut kinds: Vec<(TitleForm, Vec<u32>)> = Vec::new();
    for (at, word) in document.words.all.iter().enumerate() {
        let Some(form) = form_of(word.sign) else { continue };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        match kinds.iter_mut().find(|(known, _)| *known == form) {
            Some((_, places)) => places.push(at),
            None => kinds.push((form, vec![at])),
        }
    }
    if kinds.is_empty() {
        return;
    }
    let grouped = |detector: Detector, places: &[u32], sign: Option<char>| {
        let first = *places.first()?;
        let mut candidate = Candidate::new(document, detector, first, first);
        candidate.repeated = places.iter().skip(1).map(|at| document.span(*at, *at)).collect();
        candidate.fixes = rewrite(rules, document, first, sign);
        Some(candidate)
    };
    if let Some(wanted) = style_form(policy.style) {
        let sign = sign_char(wanted);
        out.extend(
            kinds
                .iter()
                .filter(|(form, _)| *form != wanted)
                .filter_map(|(_, places)| grouped(Detector::HouseStyle, places, sign)),
        );
    } else if matches!(policy.style, GenderStyle::Pair | GenderStyle::Neutral) {
        out.extend(kinds.iter().filter_map(|(_, places)| grouped(Detector::HouseStyle, places, None)));
    } else if kinds.len() > 1 {
        // The notation used less is the one to change.
        kinds.sort_by_key(|(_, places)| std::cmp::Reverse(places.len()));
        let main = kinds.first().and_then(|(form, _)| sign_char(*form));
        out.extend(
            kinds
                .iter()
                .skip(1)
                .filter_map(|(_, places)| grouped(Detector::MixedNotation, places, main)),
        );
    }
    if let Some((forbidden, _, severity)) = rules.book.profile(&policy.profile).and_then(|profile| profile.signs.as_ref()) {
        for (_, places) in kinds.iter().filter(|(form, _)| forbidden.contains(form)) {
            if let Some(mut candidate) = grouped(Detector::SignNotAllowed, places, None) {
                candidate.severity = Some(*severity);
                out.push(candidate);
            }
        }
    }
}

const fn style_form(style: GenderStyle) -> Option<TitleForm> {
    match style {
        GenderStyle::Star => Some(TitleForm::Star),
        GenderStyle::Colon => Some(TitleForm::Colon),
        _ => None,
    }
}

const fn sign_char(form: TitleForm) -> Option<char> {
    match form {
        TitleForm::Star => Some('*'),
        TitleForm::Colon => Some(':'),
        TitleForm::Underscore => Some('_'),
        _ => None,
    }
}

/// With another sign, or in both forms.
fn rewrite(rules: &Rules, document: &Document<'_>, at: u32, sign: Option<char>) -> Vec<Fix> {
    let Some(word) = document.words.all.get(at as usize) else {
        return Vec::new();
    };
    let span = word.span();
    let whole = span.of(document.text);
    let Some((base, suffix)) = split(whole, word.sign) else {
        return Vec::new();
    };
    let fix = |text: String| {
        vec![Fix {
            title: text.clone(),
            edits: vec![Edit { span, text }],
            applicability: Applicability::Review,
        }]
    };
    if let Some(sign) = sign {
        return fix(format!("{base}{sign}{suffix}"));
    }
    // Both forms, in the plural, where nothing else has to change.
    if suffix != "innen" {
        return Vec::new();
    }
    let Some(noun) = noun(&rules.book, document, at) else {
        return Vec::new();
    };
    let prefix = whole.get(..noun.offset as usize).unwrap_or_default();
    match (&noun.person.fp, &noun.person.mp) {
        (Some(fp), Some(mp)) if prefix.is_empty() => fix(format!("{fp} und {mp}")),
        _ => Vec::new(),
    }
}

fn split(whole: &str, sign: Sign) -> Option<(&str, String)> {
    if sign == Sign::CapitalI {
        let at = whole.rfind("In")?;
        return Some((whole.get(..at)?, whole.get(at..)?.to_lowercase()));
    }
    let at = whole.rfind(['*', ':', '_', '·', '•', '/', '('])?;
    let (base, rest) = whole.split_at_checked(at)?;
    let suffix: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
    Some((base, suffix))
}
