//! Is what was found really meant? Section, clause, quotation, negation, whose attribute, exceptions, contexts.

use super::Engine;
use super::contexts::in_context;
use super::fixes::replacements;
use super::settle::settle;
use crate::clause::Clauses;
use crate::detect::Candidate;
use crate::diagnostic::{Finding, Severity};
use crate::document::Document;
use crate::document::scan::{Hit, Matcher};
use crate::document::sentences::Sentence;
use crate::document::words::{Words, gap, look};
use crate::pack::model::{Detector, Holder, Outcome, TitleScope};
use crate::pack::rulebook::{Condition, Item, Owner, PatternId, Rule};
use crate::parallel;
use crate::policy::{Policy, RuleLevel};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// How far before or after a passage `before` and `after` look, in words.
const NEAR: u32 = 3;
/// How far before a passage a negation reaches, in words.
const NEGATION: u32 = 4;

pub(super) struct Verifier<'e> {
    engine: &'e Engine,
    document: &'e Document<'e>,
    policy: &'e Policy,
    clauses: &'e Clauses,
    contexts: Mutex<BTreeMap<u32, bool>>,
    in_ad: Mutex<BTreeMap<PatternId, bool>>,
}

/// A passage a rule speaks of.
#[derive(Debug, Clone, Copy)]
struct Passage {
    first: u32,
    last: u32,
    sentence: u32,
    span: Span,
}

impl<'e> Verifier<'e> {
    pub(super) fn new(engine: &'e Engine, document: &'e Document<'e>, policy: &'e Policy, clauses: &'e Clauses) -> Self {
        Self {
            engine,
            document,
            policy,
            clauses,
            contexts: Mutex::default(),
            in_ad: Mutex::default(),
        }
    }

    fn matcher(&self) -> Matcher<'_> {
        self.document.matcher(&self.engine.rules)
    }

    /// The findings of all wording rules, and those of the detectors' candidates that hold.
    pub(super) fn findings(&self, candidates: Vec<Candidate>) -> Vec<Finding> {
        let parts = parallel::parts(&self.document.hits, self.document.text.len(), |_, hits| self.findings_at(hits));
        let mut out: Vec<Finding> = parts.into_iter().flatten().collect();
        for candidate in candidates {
            self.candidate(&candidate, &mut out);
        }
        settle(&self.engine.rules.book, out)
    }

    /// The findings that some of the hits lead to.
    fn findings_at(&self, hits: &[Hit]) -> Vec<Finding> {
        let mut out: Vec<Finding> = Vec::new();
        // The expressions tried in the sentence at hand: the hits stand in the order of their sentences.
        let (mut tried, mut at_hand): (Vec<(u32, u16)>, u32) = (Vec::new(), u32::MAX);
        for hit in hits {
            match hit.owner {
                Owner::Rule(rule) if !self.negated_inside(rule, hit) => {
                    self.consider(rule, self.passage(hit.first, hit.last, hit.sentence), &mut out);
                }
                Owner::Together(rule, row, part) => {
                    if let Some(passage) = self.together(rule, row, part, hit) {
                        self.consider(rule, passage, &mut out);
                    }
                }
                // Several trigger words of one sentence ask for the same expression.
                Owner::Expression(rule, at) => {
                    if hit.sentence != at_hand {
                        tried.clear();
                        at_hand = hit.sentence;
                    }
                    if !tried.contains(&(rule, at)) {
                        tried.push((rule, at));
                        self.expression(rule, at, hit, &mut out);
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn passage(&self, first: u32, last: u32, sentence: u32) -> Passage {
        Passage {
            first,
            last,
            sentence,
            span: self.document.span(first, last),
        }
    }

    fn rule(&self, rule: u32) -> Option<&'e Rule> {
        self.engine.rules.book.rules.get(rule as usize)
    }

    /// The other parts of a row of `find_together`, and what they span.
    fn together(&self, rule: u32, row: u16, part: u8, hit: &Hit) -> Option<Passage> {
        let rule = self.rule(rule)?;
        let sentence = self.document.sentences.get(hit.sentence as usize)?;
        let reach = u32::from(rule.within);
        let from = hit.first.saturating_sub(reach).max(sentence.first);
        let to = (hit.last + reach + 1).min(sentence.end);
        let matcher = self.matcher();
        let (mut first, mut last) = (hit.first, hit.last);
        for (index, patterns) in rule.together.get(usize::from(row))?.iter().enumerate() {
            if index == usize::from(part) {
                continue;
            }
            let nearest = patterns
                .iter()
                .flat_map(|pattern| matcher.find_all(*pattern, from, to))
                .filter(|(a, b)| *b < hit.first || *a > hit.last)
                .min_by_key(|(a, b)| if *b < hit.first { hit.first - b } else { a - hit.last })?;
            first = first.min(nearest.0);
            last = last.max(nearest.1);
        }
        (last - first <= reach + 1).then(|| self.passage(first, last, hit.sentence))
    }

    /// What an expression reads, and where it begins: a sentence, and of a field both lines, where its value stands below its
    /// label ("Age:" above "20 to 30 years").
    fn read_with_label(&self, at: u32) -> Option<(u32, Cow<'_, str>)> {
        const LABEL: u32 = 3;
        const VALUE: u32 = 8;
        let sentence = |at: u32| self.document.sentences.get(at as usize);
        let this = sentence(at)?;
        let labels = |label: &Sentence| label.end - label.first <= LABEL && label.span.of(self.document.text).ends_with(':');
        let short = |value: &&Sentence| value.end - value.first <= VALUE;
        let field = if labels(this) {
            sentence(at + 1).filter(short).map(|value| (this.span, value.span))
        } else {
            let label = at.checked_sub(1).and_then(sentence).filter(|label| short(&this) && labels(label));
            label.map(|label| (label.span, this.span))
        };
        let flat = &self.document.flat;
        let Some((label, value)) = field else {
            return Some((this.span.start, Cow::Borrowed(this.span.of(flat))));
        };
        let between = Span::new(label.end, value.start).of(flat);
        // "- Age:" above "- 20 to 30": the sign that begins the second item says nothing; blanks stand for it, byte for byte.
        let text = if between.trim().is_empty() {
            Cow::Borrowed(label.cover(value).of(flat))
        } else {
            Cow::Owned([label.of(flat), &" ".repeat(between.len()), value.of(flat)].concat())
        };
        Some((label.start, text))
    }

    fn expression(&self, index: u32, at: u16, hit: &Hit, out: &mut Vec<Finding>) {
        let Some(rule) = self.rule(index) else { return };
        let Some(expression) = rule.expressions.get(usize::from(at)) else {
            return;
        };
        if !expression.sections.is_empty() && !expression.sections.contains(&self.document.section_of(hit.sentence)) {
            return;
        }
        let Some((start_of_text, text)) = self.read_with_label(hit.sentence) else {
            return;
        };
        let text = &*text;
        let (book, regexes) = (&self.engine.rules.book, &self.engine.rules.regexes);
        if !regexes.may_match(book, expression, text) {
            return;
        }
        let Some(regex) = regexes.get(book, expression.regex) else {
            return;
        };
        for found in regex.captures_iter(text) {
            let Some(passage) = found.get_group_by_name("here").or_else(|| found.get_group(0)) else {
                continue;
            };
            // A class may end inside a sign that is no letter.
            let (mut start, mut end) = (passage.start, passage.end);
            while !text.is_char_boundary(start) {
                start -= 1;
            }
            while !text.is_char_boundary(end) {
                end += 1;
            }
            let small = |offset: usize| start_of_text + u32::try_from(offset).unwrap_or(0);
            let span = Span::new(small(start), small(end));
            let words = &self.document.words.all;
            let first = words.partition_point(|word| word.end <= span.start);
            let last = words.partition_point(|word| word.start < span.end).saturating_sub(1).max(first);
            let small = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
            let passage = Passage {
                first: small(first),
                last: small(last),
                sentence: hit.sentence,
                span,
            };
            self.consider(index, passage, out);
        }
    }

    fn consider(&self, index: u32, passage: Passage, out: &mut Vec<Finding>) {
        let Some(rule) = self.rule(index) else { return };
        if let Some(severity) = self.judge(index, rule, passage) {
            let fixes = replacements(self.document, rule, passage.span);
            let mut found = finding(index, rule, passage.span, severity, Vec::new(), fixes);
            found.softened_by = self.softener(rule, passage, severity);
            out.push(found);
        }
    }

    fn candidate(&self, candidate: &Candidate, out: &mut Vec<Finding>) {
        let lang = self.document.lang_of(candidate.sentence).or(self.document.languages.main);
        let rules = self
            .engine
            .rules
            .detected
            .iter()
            .filter(|(detector, spoken, _)| *detector == candidate.detector && *spoken == lang);
        for (index, rule) in rules.filter_map(|(_, _, index)| Some((*index, self.rule(*index)?))) {
            let passage = Passage {
                first: candidate.first,
                last: candidate.last,
                sentence: candidate.sentence,
                span: candidate.span,
            };
            if let Some(severity) = self.judge(index, rule, passage) {
                let severity = candidate.severity.map_or(severity, |most| most.min(severity));
                let mut fixes = candidate.fixes.clone();
                if fixes.is_empty() {
                    fixes = replacements(self.document, rule, candidate.span);
                }
                let mut found = finding(index, rule, candidate.span, severity, candidate.arguments.clone(), fixes);
                found.repeated.clone_from(&candidate.repeated);
                found.softened_by = self.softener(rule, passage, severity);
                out.push(found);
            }
        }
    }

    /// The severity of a rule at a passage; `None` where the rule has nothing to say there.
    fn judge(&self, index: u32, rule: &Rule, passage: Passage) -> Option<Severity> {
        let level = self.policy.level(index);
        if level == RuleLevel::Off || rule.confidence < self.policy.confidence {
            return None;
        }
        if rule.opt_in.as_ref().is_some_and(|pack| !self.policy.packs.contains(pack)) {
            return None;
        }
        let document = self.document;
        let section = document.section_of(passage.sentence);
        let titled = document.in_title(passage.first);
        if !rule.only_sections.is_empty() && !rule.only_sections.contains(&section) {
            return None;
        }
        match rule.title {
            Some(TitleScope::Only) if !titled => return None,
            Some(TitleScope::Never) if titled => return None,
            _ => {}
        }
        // Grammar in code knows clauses, quotations and negation itself.
        let phrases = rule.detector.is_none();
        let nouns = matches!(rule.detector, Some(Detector::GenericMasculine | Detector::GenericFeminine));
        if (phrases || nouns) && !rule.in_clauses && self.clauses.cover(passage.span) {
            return None;
        }
        if (phrases || nouns) && !rule.quoted && self.quoted(passage) {
            return None;
        }
        if phrases && !rule.negated && self.negated(passage) {
            return None;
        }
        if self.holds(&rule.unless, passage) {
            return None;
        }
        let mut severity = match rule.severity_if.iter().find(|(condition, _)| self.holds(condition, passage)) {
            Some((_, outcome)) => outcome.severity()?,
            None => rule.severity,
        };
        for (context, outcome) in &rule.contexts {
            if self.in_context(*context) {
                match outcome {
                    Outcome::Off => return None,
                    _ => severity = severity.min(outcome.severity()?),
                }
            }
        }
        Some(match level {
            RuleLevel::As(asked) => asked,
            _ => severity,
        })
    }

    fn quoted(&self, passage: Passage) -> bool {
        self.document
            .block_of(passage.sentence)
            .is_some_and(|block| self.document.is_quoted(block.span, passage.span))
    }

    fn negated(&self, passage: Passage) -> bool {
        let Some(sentence) = self.document.sentences.get(passage.sentence as usize) else {
            return false;
        };
        let Some(words) = self
            .document
            .lang_of(passage.sentence)
            .and_then(|lang| self.engine.rules.book.language(lang))
        else {
            return false;
        };
        let from = passage.first.saturating_sub(NEGATION).max(sentence.first);
        let to = (passage.last + 1 + NEGATION).min(sentence.end);
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

    /// Whether any of the words `first..end` can be a negation: mostly none, and nothing has to be matched.
    fn may_negate(&self, first: u32, end: u32) -> bool {
        let words = self.document.words.all.get(first as usize..end as usize).unwrap_or_default();
        words.iter().any(|word| word.is(look::NEGATION))
    }

    /// "Abitur ist keine Voraussetzung" for `Abitur …3 Voraussetzung`: a negation the phrase does not name itself.
    fn negated_inside(&self, rule: u32, hit: &Hit) -> bool {
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

    /// Whether any part of a condition holds at a passage.
    fn holds(&self, condition: &Condition, passage: Passage) -> bool {
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
    fn softener(&self, rule: &Rule, passage: Passage, severity: Severity) -> Option<Span> {
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
        let Some(words) = self
            .document
            .lang_of(passage.sentence)
            .and_then(|lang| self.engine.rules.book.language(lang))
        else {
            return false;
        };
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

    /// Whether the ad shows a lawful context; asked once each.
    pub(super) fn in_context(&self, index: u32) -> bool {
        once(&self.contexts, index, || in_context(self.engine, self.document, self.policy, index))
    }
}

/// An answer that is kept. Two threads that ask for the same at once both find it out.
fn once(known: &Mutex<BTreeMap<u32, bool>>, key: u32, find: impl FnOnce() -> bool) -> bool {
    let lock = || known.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = lock().get(&key).copied();
    kept.unwrap_or_else(|| {
        let found = find();
        lock().insert(key, found);
        found
    })
}

fn finding(
    index: u32,
    rule: &Rule,
    span: Span,
    severity: Severity,
    arguments: Vec<(&'static str, String)>,
    fixes: Vec<crate::diagnostic::Fix>,
) -> Finding {
    Finding {
        rule: index,
        span,
        severity,
        confidence: rule.confidence,
        arguments,
        fixes,
        softened_by: None,
        repeated: Vec::new(),
        demand: None,
    }
}
