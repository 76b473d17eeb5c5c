//! Is what was found really meant? Each hit and candidate is judged here; `negation` and `conditions` answer its questions.

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
use crate::document::words::{gap, look};
use crate::pack::model::{Detector, Outcome, TitleScope, TitleWord};
use crate::pack::rulebook::{Expression, LanguageWords, Owner, PatternId, Rule};
use crate::parallel;
use crate::policy::{Policy, RuleLevel};
use crate::text::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// Asks of each hit whether it is meant.
pub(super) struct Verifier<'e> {
    /// The rules.
    pub(super) engine: &'e Engine,
    /// The ad.
    pub(super) document: &'e Document<'e>,
    policy: &'e Policy,
    clauses: &'e Clauses,
    contexts: Mutex<BTreeMap<u32, bool>>,
    /// Phrases that were looked for in the whole ad, and whether they stand there.
    pub(super) in_ad: Mutex<BTreeMap<PatternId, bool>>,
}

/// A passage a rule speaks of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    /// Its first word.
    pub(super) first: u32,
    /// Its last word.
    pub(super) last: u32,
    /// The sentence it stands in.
    pub(super) sentence: u32,
    /// Its bytes.
    pub(super) span: Span,
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

    pub(super) fn matcher(&self) -> Matcher<'_> {
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

    /// The words of the language a sentence is in.
    pub(super) fn words_of(&self, sentence: u32) -> Option<&'e LanguageWords> {
        self.document.lang_of(sentence).and_then(|lang| self.engine.rules.book.language(lang))
    }

    pub(super) fn rule(&self, rule: u32) -> Option<&'e Rule> {
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
    /// label ("Age:" above "20 to 30 years"). A label without a colon may be none; the sentence comes first then.
    fn readings(&self, at: u32) -> impl Iterator<Item = (u32, Cow<'_, str>)> {
        const LABEL: u32 = 3;
        const VALUE: u32 = 8;
        let sentence = |at: u32| self.document.sentences.get(at as usize);
        let this = sentence(at);
        let colon = |label: &Sentence| label.span.of(self.document.text).ends_with(':');
        let labels = |label: &Sentence| label.end - label.first <= LABEL && (colon(label) || self.is_field(label));
        let short = |value: &&Sentence| value.end - value.first <= VALUE;
        let field = this.and_then(|this| {
            if labels(this) {
                return sentence(at + 1).filter(short).map(|value| (this, value));
            }
            let label = at.checked_sub(1).and_then(sentence).filter(|label| short(&this) && labels(label));
            label.map(|label| (label, this))
        });
        let plain = this.filter(|_| field.is_none_or(|(label, _)| !colon(label)));
        let plain = plain.map(|this| (this.span.start, Cow::Borrowed(this.span.of(&self.document.flat))));
        let labelled = move || field.map(|(label, value)| (label.span.start, self.joined(label.span, value.span)));
        plain.into_iter().chain(std::iter::once_with(labelled).flatten())
    }

    /// The label of a field and its value as one text, byte for byte as long: "- Age:" above "- 20 to 30" without the sign that
    /// begins the second item, and with a colon for the end of a line that has none.
    fn joined(&self, label: Span, value: Span) -> Cow<'_, str> {
        let flat = &self.document.flat;
        let between = Span::new(label.end, value.start).of(flat);
        let colon = label.of(flat).ends_with(':');
        if colon && between.trim().is_empty() {
            return Cow::Borrowed(label.cover(value).of(flat));
        }
        let blank = " ".repeat(between.len().saturating_sub(usize::from(!colon)));
        Cow::Owned([label.of(flat), if colon { "" } else { ":" }, &blank, value.of(flat)].concat())
    }

    /// "Age Limit", "Nationality" in a line of its own: the label of a field whose value stands in the next line.
    fn is_field(&self, label: &Sentence) -> bool {
        let document = self.document;
        let words = document.words.all.get(label.first as usize..label.end as usize + 1).unwrap_or_default();
        let line = words.last().is_some_and(|next| next.after(gap::NEWLINE)) && words.first().is_some_and(|word| word.is(look::CAPITAL));
        let does = |at: u32| document.words.does(&self.engine.rules.book, at, TitleWord::Field);
        line && !document.is_one_of(label.end - 1, &["no"]) && (does(label.end - 1) || does(label.first))
    }

    fn expression(&self, index: u32, at: u16, hit: &Hit, out: &mut Vec<Finding>) {
        let Some(rule) = self.rule(index) else { return };
        let Some(expression) = rule.expressions.get(usize::from(at)) else {
            return;
        };
        if !expression.sections.is_empty() && !expression.sections.contains(&self.document.section_of(hit.sentence)) {
            return;
        }
        for (start, text) in self.readings(hit.sentence) {
            if self.expression_in(index, expression, hit.sentence, start, &text, out) {
                return;
            }
        }
    }

    /// Looks at every place of a text where an expression matches; whether there is one.
    fn expression_in(&self, index: u32, expression: &Expression, sentence: u32, start_of_text: u32, text: &str, out: &mut Vec<Finding>) -> bool {
        let (book, regexes) = (&self.engine.rules.book, &self.engine.rules.regexes);
        if !regexes.may_match(book, expression, text) {
            return false;
        }
        let Some(regex) = regexes.get(book, expression.regex) else {
            return false;
        };
        let mut any = false;
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
                sentence,
                span,
            };
            self.consider(index, passage, out);
            any = true;
        }
        any
    }

    /// Whether the exceptions of a rule let it speak of a phrase, whatever the settings make of the rule.
    pub(super) fn is_meant(&self, index: u32, hit: &Hit) -> bool {
        let passage = self.passage(hit.first, hit.last, hit.sentence);
        self.rule(index).is_some_and(|rule| !self.holds(&rule.unless, passage))
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

    /// Whether the ad shows a lawful context; asked once each.
    pub(super) fn in_context(&self, index: u32) -> bool {
        once(&self.contexts, index, || in_context(self.engine, self.document, self.policy, index))
    }
}

/// An answer that is kept. Two threads that ask for the same at once both find it out.
pub(super) fn once(known: &Mutex<BTreeMap<u32, bool>>, key: u32, find: impl FnOnce() -> bool) -> bool {
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
