//! Wordings in other words than the rules' own sentences, and what only looks like one: sentences in `wordings/german.txt`.
//!
//! Every sentence stands in the profile of a small ad, as a list item where it is none. Must not know how rules find.

use crate::common::built_in;
use adlint::diagnostic::{Confidence, Severity};
use adlint::lang::Lang;
use adlint::policy::Policy;
use adlint::source::{Format, Source};
use std::fmt::Write;

/// A small ad of a private employer around a sentence or a list item.
fn ad(text: &str) -> String {
    let item = !text.ends_with(['.', '!', '?', ',']);
    let profile = if item {
        format!("- abgeschlossene Ausbildung\n- {text}\n- Freude an der Arbeit")
    } else {
        text.to_owned()
    };
    format!(
        "Fachkraft für Vertrieb (m/w/d)\n\nDie Muster GmbH sucht Verstärkung für ihr Büro in Musterstadt.\n\nIhr Profil\n\n{profile}\n\n\
         Bitte senden Sie Ihre Unterlagen bis zum 1. Mai.\n"
    )
}

fn said(text: &str) -> Vec<(Severity, String)> {
    let text = ad(text);
    let source = Source {
        name: "ad.txt",
        bytes: text.as_bytes(),
        format: Some(Format::Text),
    };
    let policy = Policy {
        language: Some(Lang::De),
        confidence: Confidence::Low,
        ..Policy::default()
    };
    let report = built_in().check_with(&source, &policy);
    let wordings = report.findings.into_iter().filter(|finding| finding.kind.name() != "missing");
    wordings.map(|finding| (finding.severity, finding.rule)).collect()
}

#[test]
fn german_wordings_are_found_in_other_words_and_look_alikes_are_not() {
    let mut wrong = String::new();
    let mut read = 0;
    let rows = include_str!("wordings/german.txt").lines().filter(|line| !line.starts_with('#'));
    for (expected, text) in rows.filter_map(|line| line.split_once('|')) {
        read += 1;
        let (expected, text) = (expected.trim(), text.trim());
        let found = said(text);
        let holds = match expected.strip_suffix('*') {
            _ if expected == "-" => found.iter().all(|(severity, _)| *severity == Severity::Info),
            Some(ground) => found.iter().any(|(_, rule)| rule.starts_with(ground)),
            None => found.iter().any(|(_, rule)| rule == expected),
        };
        if !holds {
            writeln!(wrong, "\n  {text}\n    expected: {expected}\n    found:    {found:?}").unwrap();
        }
    }
    assert!(read > 350, "{read} rows");
    assert!(wrong.is_empty(), "{wrong}");
}
