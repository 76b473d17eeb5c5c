//! From a document to findings: verify what was found, ask for what is missing.
//!
//! A pure function of the extracted ad, the rulebook and the policy; `Send + Sync` behind `&self`.
//! Must not know files, formats of reports or settings files.

mod conditions;
mod contexts;
mod fixes;
mod negation;
pub mod require;
mod settle;
mod verify;

use crate::clause::{self, Clauses};
use crate::detect;
use crate::diagnostic::{Clause, Fault, FaultCode, Finding, TitleForm};
use crate::document::Document;
use crate::document::kept::Kept;
use crate::document::scan::Rules;
use crate::extract::Extracted;
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::policy::{Fact, Policy};
use crate::text::Span;

/// The rules, ready to check with.
#[derive(Debug, Default)]
pub struct Engine {
    /// The rules.
    pub rules: Rules,
}

/// What the engine has to say about one ad. Spans are bytes of the extracted text.
#[derive(Debug, Clone, Default)]
pub struct Checked {
    /// The ad's language.
    pub language: Option<Lang>,
    /// The language's tag where it has no rules.
    pub unsupported: Option<String>,
    /// Every language with rules that it speaks.
    pub languages: Vec<Lang>,
    /// The job title and its form.
    pub title: Option<(Span, TitleForm)>,
    /// The encouragement clauses.
    pub clauses: Vec<Clause>,
    /// The findings, in text order.
    pub findings: Vec<Finding>,
    /// Demands of the profile that the ad meets, and those it does not, by name.
    pub met: Vec<(String, bool)>,
    /// What kept the ad from being judged.
    pub faults: Vec<Fault>,
}

impl Engine {
    /// An engine for a rulebook.
    pub fn new(book: Rulebook) -> Self {
        Self { rules: Rules::new(book) }
    }

    /// Reads the ad without judging it.
    pub fn read<'a>(&self, extracted: &'a Extracted<'_>, forced: Option<Lang>) -> Document<'a> {
        self.read_again(extracted, forced, None)
    }

    /// The same of a new version of an ad; `kept` is what was read of an older one.
    pub fn read_again<'a>(&self, extracted: &'a Extracted<'_>, forced: Option<Lang>, kept: Option<&Kept>) -> Document<'a> {
        Document::new(&self.rules, extracted, forced, kept)
    }

    /// Checks an ad.
    pub fn check(&self, extracted: &Extracted<'_>, policy: &Policy) -> Checked {
        let document = self.read(extracted, policy.language);
        self.judge(extracted, &document, policy)
    }

    /// Judges an ad that was read.
    pub fn judge(&self, extracted: &Extracted<'_>, document: &Document<'_>, policy: &Policy) -> Checked {
        let mut checked = Checked {
            language: document.languages.main,
            unsupported: document.languages.unsupported.clone(),
            languages: document.languages.all.clone(),
            ..Checked::default()
        };
        let no_words = document.words.all.is_empty();
        let fault = |code, detail: &str| Fault {
            code,
            detail: detail.to_owned(),
            span: None,
        };
        match (document.languages.main, &document.languages.unsupported) {
            (None, Some(tag)) => checked.faults.push(fault(FaultCode::UnsupportedLanguage, tag)),
            (None, None) if !no_words => checked.faults.push(fault(FaultCode::UnknownLanguage, "")),
            _ => {}
        }
        if let (Some(_), Some(tag)) = (document.languages.main, &document.languages.partly) {
            checked.faults.push(fault(FaultCode::PartlyUnsupported, tag));
        }
        if document.languages.main.is_none() {
            return checked;
        }
        let clauses: Clauses = clause::recognise(document);
        let verifier = verify::Verifier::new(self, document, policy, &clauses);
        let title = detect::title(&self.rules, document, &|rule, hit| verifier.is_meant(rule, hit));
        checked.title = document.title.map(|found| (found.span, title.form));
        let candidates = detect::candidates(&self.rules, document, policy, &clauses, &title);
        let mut findings = verifier.findings(candidates);
        checked.clauses = clauses.found.iter().map(|found| found.clause.clone()).collect();
        require::require(self, extracted, document, policy, &clauses, &mut checked, &mut findings);
        for name in policy.required_facts.iter().filter(|name| policy.fact(name) == Fact::Unknown) {
            checked.faults.push(fault(FaultCode::UnknownFact, name));
        }
        if let Some(most) = policy.at_most {
            for finding in &mut findings {
                finding.severity = finding.severity.min(most);
            }
        }
        findings.sort_by_key(|finding| (finding.span, finding.rule));
        checked.findings = findings;
        checked
    }
}
