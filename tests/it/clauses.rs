//! Encouragement clauses: every shape of the catalogue, and everything that only looks like one.
//!
//! The sentences were written for this project. A row says which groups a text speaks to and how strongly: the highest
//! level of each group, or nothing. German stands in `german*`, English in `english*`, reservations in `reserved`.

mod english;
mod english_around;
mod english_grammar;
mod english_paraphrases;
mod german;
mod german_boilerplate;
mod german_grammar;
mod german_paraphrases;
mod german_traps;
mod reserved;

use adlint::config::{self, Settings};
use adlint::lang::Lang;
use adlint::source::Source;
use adlint::workspace::{AdReport, Options, Workspace};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::OnceLock;

/// A text and what it holds: `migration 3, women 4`.
type Row = (&'static str, &'static str);

fn workspace(lang: Lang) -> &'static Workspace {
    static GERMAN: OnceLock<Workspace> = OnceLock::new();
    static ENGLISH: OnceLock<Workspace> = OnceLock::new();
    let cell = match lang {
        Lang::De => &GERMAN,
        Lang::En => &ENGLISH,
    };
    cell.get_or_init(|| {
        let settings = format!("language: {}\n", lang.tag());
        let over: Settings = config::read("adlint.yaml", &settings).unwrap();
        Workspace::open(&Options {
            isolated: true,
            over,
            ..Options::default()
        })
        .unwrap()
    })
}

fn check(lang: Lang, ad: &str) -> AdReport {
    workspace(lang).check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    })
}

/// The highest level of each group, as a row says it.
fn said(report: &AdReport) -> String {
    let mut best = BTreeMap::new();
    for clause in &report.clauses {
        let level = best.entry(clause.group).or_insert(0);
        *level = clause.level.max(*level);
    }
    let parts: Vec<String> = best.iter().map(|(group, level)| format!("{} {level}", group.name())).collect();
    parts.join(", ")
}

/// The row's groups in the order of [`said`].
fn sorted(row: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = row.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable();
    parts
}

/// Every row holds what it says, no more and no less; all failures at once.
#[track_caller]
fn holds(lang: Lang, rows: &[Row]) {
    let mut wrong = String::new();
    for (text, expected) in rows {
        let found = said(&check(lang, text));
        if sorted(&found) != sorted(expected) {
            writeln!(wrong, "\n  {text}\n    expected: {expected}\n    found:    {found}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// No row holds a clause for a group, not even a statement of value.
#[track_caller]
fn none_holds(lang: Lang, texts: &[&'static str]) {
    let rows: Vec<Row> = texts.iter().map(|text| (*text, "")).collect();
    holds(lang, &rows);
}
