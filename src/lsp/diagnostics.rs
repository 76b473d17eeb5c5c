//! Findings and faults as diagnostics.
//!
//! Must not know when or how they are sent.

use super::check::{Subject, bytes_of, shown};
use super::client::Wishes;
use super::position::Places;
use crate::diagnostic::{Applicability, Fault, FaultCode, Kind, Severity};
use crate::lang::Lang;
use crate::pack::yaml::YamlFault;
use crate::parallel;
use crate::report::words::{quoted, say};
use crate::report::{faults, words};
use crate::source::Format;
use crate::text::Span;
use crate::workspace::{AdReport, FindingReport};
use lsp_types::{Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Message, Uri};
use serde_json::{Value, json};

/// Who says it.
pub const SOURCE: &str = "adlint";

/// What is in a text this short may still become anything: that its language cannot be told is no news.
const SHORT: usize = 200;

/// Other passages named beside a finding; an ad that says the same thing a hundred times says it once.
const MOST_RELATED: usize = 8;

/// The findings and faults of an ad, in text order, as JSON.
pub fn of_ad(subject: &Subject, ad: &AdReport) -> Vec<Value> {
    let places = subject.places();
    let faults = ad.faults.iter().filter_map(|fault| of_fault(subject, &places, ad, fault));
    let mut out: Vec<Value> = faults.map(written).collect();
    let parts = parallel::parts(&ad.findings, ad.text.len(), |_, findings| -> Vec<Value> {
        let places = subject.places();
        findings
            .iter()
            .map(|finding| written(of_finding(subject, &places, ad, finding)))
            .collect()
    });
    out.extend(parts.into_iter().flatten());
    out
}

fn written(diagnostic: Diagnostic) -> Value {
    serde_json::to_value(diagnostic).unwrap_or_default()
}

/// One finding.
pub fn of_finding(subject: &Subject, places: &Places<'_>, ad: &AdReport, finding: &FindingReport) -> Diagnostic {
    let manner = &subject.manner;
    let lang = manner.lang;
    let span = shown(places.text(), bytes_of(&finding.place));
    let message = finding.message.get(lang);
    let message = match &finding.advice {
        Some(advice) if finding.kind != Kind::Missing => format!("{message} {}", advice.get(lang)),
        _ => message.to_owned(),
    };
    Diagnostic {
        range: places.range(span),
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.clone())),
        code_description: page(&manner.wishes, finding)
            .filter(|_| manner.client.descriptions)
            .map(|href| CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(message),
        tags: tags(finding).filter(|_| manner.client.tags).map(|tag| vec![tag]),
        related_information: manner
            .client
            .related
            .then(|| related(subject, places, ad, finding))
            .filter(|related| !related.is_empty()),
        data: manner.client.data.then(|| {
            json!({
                "rule": finding.rule,
                "kind": finding.kind.name(),
                "ground": finding.ground.name(),
                "confidence": finding.confidence.name(),
                "demand": finding.demand,
            })
        }),
    }
}

/// The page of a rule in the reference: where the user says it is, else in the repository this was built from, else nowhere.
fn page(wishes: &Wishes, finding: &FindingReport) -> Option<Uri> {
    const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");
    let base = match &wishes.rule_pages {
        Some(base) => base.clone(),
        None if REPOSITORY.is_empty() => return None,
        None => format!("{REPOSITORY}/blob/main/docs/rules"),
    };
    let (ground, name) = finding.rule.split_once('/')?;
    Some(Uri(if ground == "clause" {
        format!("{base}/clause/{name}.md")
    } else {
        format!("{base}/{ground}.md#{name}")
    }))
}

/// What is best deleted is shown as such.
fn tags(finding: &FindingReport) -> Option<DiagnosticTag> {
    let deletes = |edit: &crate::workspace::EditReport| edit.text.is_empty() && !edit.place.source.is_empty();
    let first = finding.fixes.first()?;
    (first.applicability == Applicability::Safe && first.edits.iter().all(deletes)).then_some(DiagnosticTag::Unnecessary)
}

/// What softens a finding, and where the same stands again; for a missing clause the clauses there are.
fn related(subject: &Subject, places: &Places<'_>, ad: &AdReport, finding: &FindingReport) -> Vec<DiagnosticRelatedInformation> {
    let lang = subject.manner.lang;
    let at = |span: Span, message: String| DiagnosticRelatedInformation {
        location: Location {
            uri: Uri(subject.uri.to_string()),
            range: places.range(span),
        },
        message,
    };
    let softened = finding.softened_by.iter();
    let softened = softened.map(|place| at(bytes_of(place), say(lang, "Das mildert den Befund", "This softens it").to_owned()));
    let again = finding
        .repeated
        .iter()
        .map(|place| at(bytes_of(place), say(lang, "Hier noch einmal", "Here again").to_owned()));
    let mut out: Vec<DiagnosticRelatedInformation> = softened.chain(again).collect();
    if finding.kind == Kind::Missing {
        let mut clauses: Vec<(Span, Vec<&str>)> = Vec::new();
        for clause in &ad.clauses {
            let (span, group) = (bytes_of(&clause.place), words::group(lang, clause.group));
            match clauses.iter_mut().find(|(known, _)| *known == span) {
                Some((_, groups)) => groups.push(group),
                None => clauses.push((span, vec![group])),
            }
        }
        out.extend(clauses.into_iter().map(|(span, groups)| {
            at(
                span,
                format!(
                    "{}: {}",
                    say(lang, "Diese Klausel zählt für", "This clause counts for"),
                    groups.join(", ")
                ),
            )
        }));
    }
    out.truncate(MOST_RELATED);
    out
}

/// What kept an ad from being read; `None` where that is no news in an editor.
fn of_fault(subject: &Subject, places: &Places<'_>, ad: &AdReport, fault: &Fault) -> Option<Diagnostic> {
    let text = places.text();
    let severity = match fault.code {
        // An editor begins with an empty page, and most JSON is no ad.
        FaultCode::Empty => return None,
        FaultCode::NoAd if ad.format == Some(Format::Json) => return None,
        FaultCode::UnknownLanguage if text.len() < SHORT => return None,
        // What is on the screen was decoded by the editor; how the file is stored is not to be seen here.
        FaultCode::OtherEncoding => return None,
        // A slip in an exception, which the writer can mend here.
        FaultCode::UnknownRule | FaultCode::BadException => DiagnosticSeverity::Warning,
        code if code.is_note() => DiagnosticSeverity::Hint,
        _ => DiagnosticSeverity::Information,
    };
    let span = fault.span.unwrap_or_default();
    Some(Diagnostic {
        range: places.range(shown(text, span)),
        severity: Some(severity),
        code: Some(Code::String(fault.code.name().to_owned())),
        source: Some(SOURCE.to_owned()),
        message: Message::String(faults::sentence(subject.manner.lang, &Fault { span: None, ..fault.clone() })),
        ..Diagnostic::default()
    })
}

/// What is wrong with settings or rules.
pub fn of_yaml(places: &Places<'_>, found: &[YamlFault]) -> Vec<Value> {
    found
        .iter()
        .map(|fault| Diagnostic {
            range: places.range(places.of_word_at(fault.at.line.max(1), fault.at.column)),
            severity: Some(DiagnosticSeverity::Error),
            source: Some(SOURCE.to_owned()),
            message: Message::String(match &fault.help {
                Some(help) => format!("{} ({help})", fault.message),
                None => fault.message.clone(),
            }),
            ..Diagnostic::default()
        })
        .map(written)
        .collect()
}

/// A passage short enough for a menu, in quotation marks.
pub fn in_short(lang: Lang, text: &str) -> String {
    const LONGEST: usize = 72;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return quoted(lang, &line);
    }
    let cut: String = line.chars().take(LONGEST).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(before, _)| before);
    quoted(lang, &format!("{cut} …"))
}
