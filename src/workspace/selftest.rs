//! The sentences rules carry, run as tests: missing, noisy, wrong passage, wrong severity.

use super::Workspace;
use crate::diagnostic::{Confidence, Severity};
use crate::pack::model::Detector;
use crate::pack::rulebook::Rule;
use crate::policy::{GenderStyle, Policy};
use crate::source::{Format, Source};
use crate::text::Span;

/// What went wrong with one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The rule's file.
    pub file: String,
    /// The rule.
    pub rule: String,
    /// The sentence as written.
    pub sentence: String,
    /// What is wrong, for people.
    pub problem: String,
}

/// The outcome of all sentences.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Rules tried.
    pub rules: usize,
    /// Sentences tried.
    pub sentences: usize,
    /// What went wrong.
    pub failures: Vec<Failure>,
}

impl Workspace {
    /// Runs the sentences of every rule whose file `wanted` accepts.
    pub fn test(&self, wanted: impl Fn(&str) -> bool) -> Outcome {
        let mut outcome = Outcome::default();
        for rule in self.book().rules.iter().filter(|rule| wanted(&rule.file) && rule.clause.is_none()) {
            outcome.rules += 1;
            let policy = self.policy_for(rule);
            for sentence in &rule.examples.fires {
                outcome.sentences += 1;
                self.must_fire(rule, &policy, sentence, false, &mut outcome);
            }
            for sentence in &rule.examples.softened {
                outcome.sentences += 1;
                self.must_fire(rule, &policy, sentence, true, &mut outcome);
            }
            for sentence in &rule.examples.silent {
                outcome.sentences += 1;
                let (text, _) = marked(sentence);
                for (span, _) in self.fired(rule, &policy, &text) {
                    let problem = format!("noisy: fires on `{}`", span.of(&text));
                    outcome.failures.push(failure(rule, sentence, problem));
                }
            }
        }
        outcome
    }

    /// Everything on, in the rule's language, under a profile that gives the rule something to say.
    fn policy_for(&self, rule: &Rule) -> Policy {
        let mut policy = Policy {
            profile: String::new(),
            confidence: Confidence::Low,
            language: rule.lang,
            ..Policy::default()
        };
        policy.packs.extend(rule.opt_in.clone());
        match rule.detector {
            Some(Detector::HouseStyle) => policy.style = GenderStyle::Pair,
            Some(Detector::PairFormAsked) => policy.profile = "de-nw".into(),
            Some(Detector::SignNotAllowed) => policy.profile = "de-by".into(),
            _ => {}
        }
        policy
    }

    fn fired(&self, rule: &Rule, policy: &Policy, text: &str) -> Vec<(Span, Severity)> {
        let source = Source {
            name: "example.txt",
            bytes: text.as_bytes(),
            format: Some(Format::Text),
        };
        let report = self.check_with(&source, policy);
        let own = report.findings.into_iter().filter(|finding| finding.rule == rule.id);
        own.flat_map(|finding| {
            let severity = finding.severity;
            std::iter::once(finding.place.source)
                .chain(finding.repeated.into_iter().map(|place| place.source))
                .map(move |span| (span, severity))
        })
        .collect()
    }

    fn must_fire(&self, rule: &Rule, policy: &Policy, sentence: &str, softened: bool, outcome: &mut Outcome) {
        let (text, expected) = marked(sentence);
        let fired = self.fired(rule, policy, &text);
        if fired.is_empty() {
            outcome.failures.push(failure(rule, sentence, "missing: does not fire".into()));
            return;
        }
        for span in &expected {
            if !fired.iter().any(|(found, _)| found == span) {
                let found: Vec<&str> = fired.iter().map(|(found, _)| found.of(&text)).collect();
                outcome
                    .failures
                    .push(failure(rule, sentence, format!("wrong passage: found `{}`", found.join("`, `"))));
                return;
            }
        }
        let loudest = fired.iter().map(|(_, severity)| *severity).max().unwrap_or(Severity::Info);
        if softened && loudest >= rule.severity {
            outcome
                .failures
                .push(failure(rule, sentence, format!("not softened: fires at {}", loudest.name())));
        }
        if !softened && loudest < rule.severity {
            outcome
                .failures
                .push(failure(rule, sentence, format!("too soft: fires at {} only", loudest.name())));
        }
    }
}

fn failure(rule: &Rule, sentence: &str, problem: String) -> Failure {
    Failure {
        file: rule.file.clone(),
        rule: rule.id.clone(),
        sentence: sentence.to_owned(),
        problem,
    }
}

/// The sentence without `[[…]]`, and the passages they marked.
fn marked(sentence: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(sentence.len());
    let mut spans = Vec::new();
    let mut rest = sentence;
    let offset = |text: &String| u32::try_from(text.len()).unwrap_or(u32::MAX);
    while let Some((before, after)) = rest.split_once("[[") {
        text.push_str(before);
        let Some((inside, tail)) = after.split_once("]]") else {
            text.push_str("[[");
            rest = after;
            continue;
        };
        let start = offset(&text);
        text.push_str(inside);
        spans.push(Span::new(start, offset(&text)));
        rest = tail;
    }
    text.push_str(rest);
    (text, spans)
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn marks_are_taken_out_and_remembered() {
        let (text, spans) = marked("Ein [[junges Team]]!");
        assert_eq!(text, "Ein junges Team!");
        assert_eq!(spans.first().map(|span| span.of(&text)), Some("junges Team"));
    }
}
