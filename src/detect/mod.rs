//! What needs a loop or a stack rather than a phrase: gender forms, markers, balance, readability.
//!
//! Grammar in code; words, texts and severities stay in `rules/` (a rule with `detect:`). Finds candidates and judges
//! none: contexts, sections and settings are `engine`'s.

mod coded;
mod forms;
mod generic;
mod persons;
mod plain;
mod signs;
mod style;

pub use forms::{TitleForms, title};

use crate::clause::Clauses;
use crate::diagnostic::{Fix, Severity};
use crate::document::Document;
use crate::document::scan::Rules;
use crate::pack::model::Detector;
use crate::policy::Policy;
use crate::text::Span;

/// Something a detector saw.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Which detector.
    pub detector: Detector,
    /// First word.
    pub first: u32,
    /// Last word.
    pub last: u32,
    /// The sentence.
    pub sentence: u32,
    /// The passage.
    pub span: Span,
    /// The most severe it can be, where the rest of the ad softens it.
    pub severity: Option<Severity>,
    /// Values for the message.
    pub arguments: Vec<(&'static str, String)>,
    /// What could stand there.
    pub fixes: Vec<Fix>,
    /// Where the same stands again.
    pub repeated: Vec<Span>,
}

impl Candidate {
    fn new(document: &Document<'_>, detector: Detector, first: u32, last: u32) -> Self {
        let span = document.span(first, last);
        Self {
            detector,
            first,
            last,
            sentence: document.sentence_at(first),
            span,
            severity: None,
            arguments: vec![("text", span.of(document.text).to_owned())],
            fixes: Vec::new(),
            repeated: Vec::new(),
        }
    }
}

/// Everything the detectors see in an ad.
pub fn candidates(rules: &Rules, document: &Document<'_>, policy: &Policy, clauses: &Clauses, title: &TitleForms) -> Vec<Candidate> {
    let mut out = Vec::new();
    for (first, last, _) in &clauses.exclusive {
        out.push(Candidate::new(document, Detector::ExclusiveReservation, *first, *last));
    }
    for (first, last, _) in &clauses.negated {
        out.push(Candidate::new(document, Detector::NegatedClause, *first, *last));
    }
    forms::candidates(rules, document, policy, title, &mut out);
    generic::candidates(&rules.book, document, title, &mut out);
    signs::candidates(rules, document, policy, &mut out);
    style::candidates(rules, document, policy, &mut out);
    out
}
