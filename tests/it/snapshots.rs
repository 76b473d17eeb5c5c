//! Whole ads and everything adlint says about them, so that a change of a rule shows on real text.
//!
//! `INSTA_UPDATE=always cargo test snapshots` rewrites them; what changed is then read in the diff, line by line.

use crate::common::{Ad, ads, built_in};
use adlint::source::Source;
use adlint::workspace::AdReport;
use std::fmt::Write as _;

/// A report in one line a thing.
fn compact(ad: &Ad) -> String {
    let report = built_in().check_with(&ad.source(), &ad.policy());
    let mut out = String::new();
    let languages: Vec<&str> = report.languages.iter().map(|lang| lang.tag()).collect();
    let main = report.language.as_deref().unwrap_or("-");
    let more = if languages.len() > 1 {
        format!(" ({})", languages.join(", "))
    } else {
        String::new()
    };
    writeln!(out, "profile:  {}", report.profile).unwrap();
    writeln!(out, "language: {main}{more}").unwrap();
    match &report.title {
        Some(title) => writeln!(out, "title:    {} [{}]", line(&title.text), title.form.name()).unwrap(),
        None => writeln!(out, "title:    -").unwrap(),
    }
    for clause in &report.clauses {
        let parts: Vec<&str> = clause.parts.iter().map(|part| part.name()).collect();
        let parts = if parts.is_empty() {
            String::new()
        } else {
            format!(" ({})", parts.join(", "))
        };
        writeln!(out, "clause:   {} {}{parts}", clause.group.name(), clause.level).unwrap();
    }
    for finding in &report.findings {
        let at = finding.place.start;
        let again = if finding.repeated.is_empty() {
            String::new()
        } else {
            format!(" +{}", finding.repeated.len())
        };
        writeln!(
            out,
            "{}:{} {} {} «{}»{again}",
            at.line,
            at.column,
            finding.severity.name(),
            finding.rule,
            line(&finding.text)
        )
        .unwrap();
    }
    faults(&report, &mut out);
    out
}

fn faults(report: &AdReport, out: &mut String) {
    for fault in &report.faults {
        writeln!(out, "fault:    {} {}", fault.code.name(), fault.detail).unwrap();
    }
}

/// White space as one space.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_snapshots(folder: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for ad in ads(folder) {
        settings.bind(|| insta::assert_snapshot!(ad.name.as_str(), compact(&ad)));
    }
}

#[test]
fn whole_ads_give_these_findings() {
    assert_snapshots("ads");
}

#[test]
fn ads_in_other_languages_are_said_not_to_be_read() {
    for ad in ads("ads-other-language") {
        let report = built_in().check(&ad.source());
        assert!(report.findings.is_empty(), "{}: findings in a language without rules", ad.name);
        assert!(report.grave_faults().next().is_some(), "{}: passed in silence", ad.name);
    }
}

/// A form has no sentences to tell a language by.
#[test]
fn the_labels_of_a_form_tell_its_language() {
    let language = |ad: &str| {
        let source = Source {
            name: "ad.txt",
            bytes: ad.as_bytes(),
            format: None,
        };
        built_in().check(&source).language
    };
    assert_eq!(
        language("Pharmacist\nLocation: Northtown\nExperience: 2 years\nQualification: B Pharmacy"),
        Some("en".to_owned())
    );
    assert_eq!(
        language("Koch (m/w/d)\nArbeitsort: Musterstadt\nPensum: 80 %\nKontakt: 0123"),
        Some("de".to_owned())
    );
    assert_eq!(language("Cuisinier\nLieu: Lyon\nContact: 0123\nSalaire: 2000"), None);
}

#[test]
fn model_ads_have_no_finding() {
    let wrong: Vec<String> = ads("model")
        .iter()
        .flat_map(|ad| {
            let report = built_in().check_with(&ad.source(), &ad.policy());
            let findings = report.findings.into_iter().map(|finding| {
                format!(
                    "{}:{} {} {} «{}»",
                    finding.place.start.line,
                    finding.place.start.column,
                    finding.severity.name(),
                    finding.rule,
                    line(&finding.text)
                )
            });
            let faults = report.faults.into_iter().map(|fault| format!("{} {}", fault.code.name(), fault.detail));
            findings.chain(faults).map(|what| format!("{}:{what}", ad.name)).collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{} findings in model ads:\n{}", wrong.len(), wrong.join("\n"));
}
