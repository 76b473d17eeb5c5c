//! Whether what was found is negated: by a word before or behind it, or by one inside the phrase itself.
//!
//! The words are those of `rules/<lang>/language.yaml`. Must not know sections, contexts or exceptions of rules.

use super::verify::{Passage, Verifier};
use crate::document::scan::Hit;
use crate::document::sentences::Sentence;
use crate::document::words::{gap, look};
use crate::pack::rulebook::{Item, LanguageWords, PatternId};

/// How far before a passage a negation reaches, in words.
const NEGATION: u32 = 4;
/// A longer question says more than what its answer denies.
const QUESTION: u32 = 8;

impl Verifier<'_> {
    pub(super) fn negated(&self, passage: Passage) -> bool {
        let Some(sentence) = self.document.sentences.get(passage.sentence as usize) else {
            return false;
        };
        let Some(words) = self.words_of(passage.sentence) else { return false };
        let from = passage.first.saturating_sub(NEGATION).max(sentence.first);
        let to = (passage.last + 1 + NEGATION).min(sentence.end);
        if self.answered_no(passage.sentence, sentence, words) {
            return true;
        }
        if !self.may_negate(from, to) {
            return false;
        }
        let matcher = self.matcher();
        let spared = |at: (u32, u32)| {
            let window = (at.0.saturating_sub(2).max(sentence.first), (at.1 + 3).min(sentence.end));
            words
                .not_negations
                .iter()
                .flat_map(|pattern| matcher.find_all(*pattern, window.0, window.1))
                .any(|(a, b)| a <= at.0 && at.1 <= b)
        };
        // A comma ends the reach of "nicht": "keine Rockstars, sondern junge Leute".
        let comma_between = |a: u32, b: u32| {
            (a + 1..=b).any(|at| {
                self.document
                    .words
                    .all
                    .get(at as usize)
                    .is_some_and(|word| word.after(gap::COMMA | gap::STOP | gap::COLON))
            })
        };
        let before = words
            .negations
            .iter()
            .flat_map(|pattern| matcher.find_all(*pattern, from, passage.first))
            .any(|found| !spared(found) && !comma_between(found.1, passage.first));
        before
            || words
                .negations_after
                .iter()
                .flat_map(|pattern| matcher.find_all(*pattern, passage.last + 1, to))
                .any(|found| !spared(found))
    }

    /// "Starke Nerven? Nicht nötig.": a short question, and an answer that begins with a no.
    fn answered_no(&self, at: u32, question: &Sentence, words: &LanguageWords) -> bool {
        let document = self.document;
        if question.end - question.first > QUESTION || !question.span.of(document.text).ends_with('?') {
            return false;
        }
        document.sentences.get(at as usize + 1).is_some_and(|answer| {
            let matcher = self.matcher();
            let opens = |no: &PatternId| matcher.find_all(*no, answer.first, answer.end).any(|(first, _)| first == answer.first);
            !answer.span.of(document.text).ends_with('?') && words.denials.iter().any(opens)
        })
    }

    /// Whether any of the words `first..end` can be a negation: mostly none, and nothing has to be matched.
    fn may_negate(&self, first: u32, end: u32) -> bool {
        let words = self.document.words.all.get(first as usize..end as usize).unwrap_or_default();
        words.iter().any(|word| word.is(look::NEGATION))
    }

    /// "Abitur ist keine Voraussetzung" for `Abitur …3 Voraussetzung`: a negation the phrase does not name itself.
    pub(super) fn negated_inside(&self, rule: u32, hit: &Hit) -> bool {
        let Some(rule) = self.rule(rule).filter(|rule| !rule.negated && hit.last > hit.first) else {
            return false;
        };
        if !self.may_negate(hit.first, hit.last + 1) {
            return false;
        }
        let Some(words) = rule.lang.and_then(|lang| self.engine.rules.book.language(lang)) else {
            return false;
        };
        let Some(pattern) = self.engine.rules.book.patterns.get(hit.pattern as usize) else {
            return false;
        };
        let matcher = self.matcher();
        let named = |at: u32| {
            let word = self.document.words.all.get(at as usize);
            word.is_some_and(|word| {
                self.engine
                    .rules
                    .book
                    .items_of(pattern)
                    .iter()
                    .any(|item| matches!(item, Item::Set(set) if matcher.in_set(word, *set)))
            })
        };
        let spared = |at: u32| {
            words
                .not_negations
                .iter()
                .any(|pattern| matcher.find_all(*pattern, at.saturating_sub(1), at + 3).any(|(a, b)| a <= at && at <= b))
        };
        words
            .negations
            .iter()
            .flat_map(|no| matcher.find_all(*no, hit.first, hit.last + 1))
            .any(|(at, _)| !named(at) && !spared(at))
    }
}
