//! Whether a condition of a rule holds at a passage: its neighbours, its section, whose attribute it is.
//!
//! Must not know what follows from it; `verify` does.

use super::verify::{Passage, Verifier, once};
use crate::diagnostic::Severity;
use crate::document::words::{Words, gap};
use crate::pack::model::Holder;
use crate::pack::rulebook::{Condition, PatternId, Rule};
use crate::text::Span;

/// How far before or after a passage `before` and `after` look, in words.
const NEAR: u32 = 3;

impl Verifier<'_> {
    /// Whether any part of a condition holds at a passage.
    pub(super) fn holds(&self, condition: &Condition, passage: Passage) -> bool {
        let document = self.document;
        let Some(sentence) = document.sentences.get(passage.sentence as usize) else {
            return false;
        };
        let matcher = self.matcher();
        let any = |patterns: &[PatternId], first: u32, end: u32| matcher.any(patterns, first, end);
        if !condition.sections.is_empty() && condition.sections.contains(&document.section_of(passage.sentence)) {
            return true;
        }
        if !condition.before.is_empty() && self.stands_before(&condition.before, passage, sentence.first) {
            return true;
        }
        if !condition.after.is_empty() && self.stands_after(&condition.after, passage, sentence.end) {
            return true;
        }
        let inside = |pattern: &PatternId| {
            matcher
                .find_all(*pattern, sentence.first, sentence.end)
                .any(|(a, b)| a <= passage.first && passage.last <= b)
        };
        if condition.within.iter().any(inside) {
            return true;
        }
        if any(&condition.sentence, sentence.first, sentence.end) {
            return true;
        }
        if !condition.nearby.is_empty() {
            let sentences = passage.sentence.saturating_sub(1)..=passage.sentence + 1;
            if sentences
                .filter_map(|at| document.sentences.get(at as usize))
                .any(|s| any(&condition.nearby, s.first, s.end))
            {
                return true;
            }
        }
        if condition.ad.iter().any(|pattern| self.in_ad(*pattern)) {
            return true;
        }
        condition.about.iter().any(|holder| self.belongs_to(*holder, passage))
    }

    /// The words nearest to a passage that made a rule softer than it is; `None` where it is not softer, or where its place in
    /// the ad did.
    pub(super) fn softener(&self, rule: &Rule, passage: Passage, severity: Severity) -> Option<Span> {
        if severity >= rule.severity {
            return None;
        }
        let (condition, _) = rule.severity_if.iter().find(|(condition, _)| self.holds(condition, passage))?;
        let document = self.document;
        let sentence = document.sentences.get(passage.sentence as usize)?;
        let matcher = self.matcher();
        let distance = |(first, last): &(u32, u32)| passage.first.saturating_sub(*last).max(first.saturating_sub(passage.last));
        let parts = [&condition.before, &condition.after, &condition.within, &condition.sentence];
        let beside = parts
            .into_iter()
            .flatten()
            .flat_map(|pattern| matcher.find_all(*pattern, sentence.first, sentence.end))
            .min_by_key(distance);
        let around = || {
            let sentences = passage.sentence.saturating_sub(1)..=passage.sentence + 1;
            let sentences = sentences.filter_map(|at| document.sentences.get(at as usize));
            sentences
                .flat_map(|sentence| condition.nearby.iter().map(move |pattern| (pattern, sentence)))
                .flat_map(|(pattern, sentence)| matcher.find_all(*pattern, sentence.first, sentence.end))
                .min_by_key(distance)
        };
        // What counts wherever it stands is named where it stands first.
        let anywhere = || {
            let found = condition
                .ad
                .iter()
                .filter_map(|pattern| matcher.find_in(*pattern, &document.sentences).next());
            found.min_by_key(|(first, _)| *first)
        };
        let (first, last) = beside.or_else(around).or_else(anywhere)?;
        Some(document.span(first, last)).filter(|span| !span.is_empty())
    }

    /// Whether a phrase stands anywhere in the ad; looked for once.
    fn in_ad(&self, pattern: PatternId) -> bool {
        once(&self.in_ad, pattern, || {
            self.matcher().find_in(pattern, &self.document.sentences).next().is_some()
        })
    }

    fn stands_before(&self, patterns: &[PatternId], passage: Passage, start: u32) -> bool {
        let matcher = self.matcher();
        let from = passage.first.saturating_sub(NEAR + 8).max(start);
        patterns.iter().any(|pattern| {
            matcher
                .find_all(*pattern, from, passage.first)
                .any(|(_, last)| passage.first - last <= NEAR + 1)
        })
    }

    fn stands_after(&self, patterns: &[PatternId], passage: Passage, end: u32) -> bool {
        let matcher = self.matcher();
        let to = (passage.last + 1 + NEAR + 8).min(end);
        patterns.iter().any(|pattern| {
            matcher
                .find_all(*pattern, passage.last + 1, to)
                .any(|(first, _)| first - passage.last <= NEAR + 1)
        })
    }

    /// Whether the words of a passage are an attribute of `holder` rather than of applicant or team.
    fn belongs_to(&self, holder: Holder, passage: Passage) -> bool {
        let Some(words) = self.words_of(passage.sentence) else { return false };
        let Some(holder) = words.holders.get(&holder) else { return false };
        let Some(sentence) = self.document.sentences.get(passage.sentence as usize) else {
            return false;
        };
        let matcher = self.matcher();
        // The noun the passage ends in, or the next noun after it, before any comma.
        let mut end = passage.last + 1;
        while end < sentence.end && end <= passage.last + NEAR {
            let Some(word) = self.document.words.all.get(end as usize) else { break };
            // "junge Mitarbeiter für unsere Küche": what a preposition brings is another's.
            let function = Words::is_function_word(&self.engine.rules.book, word);
            if function || word.after(gap::COMMA | gap::COLON | gap::SEMICOLON | gap::OPEN | gap::CLOSE) {
                break;
            }
            end += 1;
        }
        if matcher.any(&holder.heads, passage.first, end) {
            return true;
        }
        let from = passage.first.saturating_sub(NEAR + 5).max(sentence.first);
        holder.frames.iter().any(|pattern| {
            matcher
                .find_all(*pattern, from, passage.last + 1)
                .any(|(first, last)| first < passage.first && passage.first.saturating_sub(last) <= NEAR + 1)
        })
    }
}
