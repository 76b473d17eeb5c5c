//! Every format of the report on ads with hard letters in them, as a snapshot, and what must hold for each.
//!
//! `tests/formats/validate.sh` holds the same reports against validators that others wrote.

use crate::common::{Ad, ads, built_in};
use adlint::config::FailOn;
use adlint::lang::Lang;
use adlint::report::{Format, Run, Summary};
use adlint::workspace::AdReport;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{self, Write};

fn run(lang: Lang) -> Run<'static> {
    Run {
        lang,
        profile: "de".to_owned(),
        width: 100,
        quiet: false,
        fail_on: FailOn::Warning,
        rules: built_in().book(),
    }
}

/// The ads with their paths, and what is said about them.
fn reports() -> Vec<(Ad, AdReport)> {
    let checked = ads("formats").into_iter().map(|ad| {
        let mut report = built_in().check(&ad.source());
        report.path = format!("./ads/{}", ad.name);
        (ad, report)
    });
    checked.collect()
}

fn written_by(run: &Run<'_>, format: Format, reports: &[AdReport], interrupted: bool) -> String {
    let mut out = Vec::new();
    let mut summary = Summary {
        interrupted,
        ..Summary::default()
    };
    let mut writing = format.writing();
    writing.start(run, &mut out).unwrap();
    for report in reports {
        summary.add(&Summary::of(report));
        writing.ad(run, report, &mut out).unwrap();
    }
    writing.end(run, &summary, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn written(format: Format, lang: Lang) -> String {
    let reports: Vec<AdReport> = reports().into_iter().map(|(_, report)| report).collect();
    written_by(&run(lang), format, &reports, false)
}

fn json(format: Format) -> Value {
    serde_json::from_str(&written(format, Lang::En)).unwrap()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

#[test]
fn every_format_says_the_same_of_hard_ads() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for format in Format::ALL {
        // Pages for people in German, what programs read in English.
        let lang = if matches!(format, Format::Html | Format::Markdown | Format::Full) {
            Lang::De
        } else {
            Lang::En
        };
        let mut text = written(*format, lang);
        if let (Some(start), Some(end)) = (text.find("<style>\n"), text.find("</style>")) {
            text.replace_range(start + 8..end, "…");
        }
        let text = anstream::adapter::strip_str(&text)
            .to_string()
            .replace(env!("CARGO_PKG_VERSION"), "VERSION");
        // One value a line is a diff that can be read.
        let text = match serde_json::from_str::<Value>(&text) {
            Ok(value) => serde_json::to_string_pretty(&value).unwrap(),
            Err(_) => text,
        };
        settings.bind(|| insta::assert_snapshot!(format!("format-{}", format.name()), text));
    }
}

#[test]
fn sarif_points_at_the_very_bytes_and_its_context_holds_them() {
    let log = json(Format::Sarif);
    let results = list(&log["runs"][0]["results"]);
    let mut passages = 0;
    for (ad, report) in reports() {
        let uri = report.path.trim_start_matches("./");
        for result in results {
            let place = &result["locations"][0]["physicalLocation"];
            if place["artifactLocation"]["uri"] != uri {
                continue;
            }
            let region = &place["region"];
            let (start, length) = (number(&region["byteOffset"]), number(&region["byteLength"]));
            let bytes = &ad.bytes[start..start + length];
            let Some(snippet) = region["snippet"]["text"].as_str() else {
                assert_eq!(length, 0, "a passage without its text: {result:#}");
                continue;
            };
            passages += 1;
            match std::str::from_utf8(bytes) {
                Ok(text) if text == snippet => {}
                // Latin-1: one byte a letter.
                _ => assert_eq!(bytes.iter().map(|byte| char::from(*byte)).collect::<String>(), snippet),
            }
            let context = &place["contextRegion"];
            assert!(context["snippet"]["text"].as_str().unwrap().contains(snippet), "{place:#}");
            assert!(number(&context["startLine"]) <= number(&region["startLine"]));
            assert!(number(&context["endLine"]) >= number(&region["endLine"]));
        }
    }
    assert!(passages >= 8, "only {passages} passages");
}

#[test]
fn sarif_describes_each_rule_it_uses_once_and_keeps_what_is_held_back() {
    let log = json(Format::Sarif);
    let run = &log["runs"][0];
    let described: Vec<&str> = list(&run["tool"]["driver"]["rules"])
        .iter()
        .filter_map(|rule| rule["id"].as_str())
        .collect();
    let used: BTreeSet<&str> = list(&run["results"]).iter().filter_map(|result| result["ruleId"].as_str()).collect();
    assert_eq!(described, used.into_iter().collect::<Vec<_>>());
    for rule in list(&run["tool"]["driver"]["rules"]) {
        let short = rule["shortDescription"]["text"].as_str().unwrap();
        assert!(short.ends_with('.') && !short.contains('{'), "{short}");
    }
    let held: Vec<&Value> = list(&run["results"]).iter().filter(|result| !result["suppressions"].is_null()).collect();
    let suppressed: u32 = reports().iter().map(|(_, report)| report.suppressed).sum();
    assert_eq!(held.len(), suppressed as usize);
    assert!(suppressed > 0);
    assert_eq!(held[0]["suppressions"][0]["justification"], "Name des Studiengangs");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false, "the French ad is not checked");
}

#[test]
fn sarif_stays_below_what_github_takes_and_says_what_is_missing() {
    let mut bad = reports().remove(1).1;
    bad.findings.retain(|finding| finding.demand.is_none());
    assert!(bad.findings.len() > 3);
    let copies = 25_010 / bad.findings.len() + 1;
    let reports = vec![bad; copies];
    let total: usize = reports
        .iter()
        .map(|report| report.findings.len() + report.suppressed_findings.len())
        .sum();
    let log: Value = serde_json::from_str(&written_by(&run(Lang::En), Format::Sarif, &reports, false)).unwrap();
    let run = &log["runs"][0];
    assert_eq!(list(&run["results"]).len(), 25_000);
    let notes = list(&run["invocations"][0]["toolExecutionNotifications"]);
    let said = notes.iter().find(|note| note["descriptor"]["id"] == "results-left-out").unwrap();
    let text = said["message"]["text"].as_str().unwrap();
    assert!(text.starts_with(&format!("{} findings", total - 25_000)), "{text}");
}

#[test]
fn reviewdog_columns_count_bytes_of_the_line() {
    let report = json(Format::Rdjson);
    let (ad, _) = reports().into_iter().find(|(ad, _)| ad.name == "hard.md").unwrap();
    let lines: Vec<&str> = std::str::from_utf8(&ad.bytes).unwrap().lines().collect();
    let mut passages = Vec::new();
    for entry in list(&report["diagnostics"]) {
        let (start, end) = (&entry["location"]["range"]["start"], &entry["location"]["range"]["end"]);
        if entry["location"]["path"] == "ads/hard.md" && start != end {
            assert_eq!(start["line"], end["line"]);
            let line = lines[number(&start["line"]) - 1];
            passages.push(&line[number(&start["column"]) - 1..number(&end["column"]) - 1]);
        }
    }
    assert!(passages.contains(&"junges, dynamisches Team"), "{passages:?}");
    assert!(passages.contains(&"Macher"), "{passages:?}");
}

#[test]
fn gitlab_gets_a_fingerprint_of_its_own_for_every_entry() {
    let mut twice: Vec<AdReport> = reports().into_iter().map(|(_, report)| report).collect();
    let mut copies = twice.clone();
    copies.iter_mut().for_each(|report| report.path = format!("{}.copy", report.path));
    twice.extend(copies);
    let entries: Value = serde_json::from_str(&written_by(&run(Lang::En), Format::Gitlab, &twice, false)).unwrap();
    let entries = list(&entries);
    let prints: BTreeSet<&str> = entries.iter().filter_map(|entry| entry["fingerprint"].as_str()).collect();
    assert_eq!(prints.len(), entries.len());
    assert!(entries.len() > 20);
    assert!(entries.iter().all(|entry| !entry["location"]["path"].as_str().unwrap().starts_with("./")));
}

#[test]
fn all_formats_count_the_same() {
    let (mut findings, mut faults) = (0, 0);
    for (_, report) in reports() {
        findings += report.findings.len();
        faults += report.faults.len();
    }
    let all = findings + faults;
    let text = |format| written(format, Lang::En);
    assert_eq!(list(&json(Format::Gitlab)).len(), all);
    assert_eq!(list(&json(Format::Rdjson)["diagnostics"]).len(), all);
    assert_eq!(text(Format::Checkstyle).matches("<error ").count(), all);
    assert_eq!(text(Format::Github).lines().filter(|line| line.starts_with("::")).count(), all);
    assert_eq!(text(Format::Csv).matches("\r\n").count(), all + 1);
    let sarif = json(Format::Sarif);
    let shown = list(&sarif["runs"][0]["results"])
        .iter()
        .filter(|result| result["suppressions"].is_null());
    assert_eq!(shown.count(), findings);
    assert_eq!(text(Format::Html).matches("<li id=\"ad").count(), findings);
    let junit = text(Format::Junit);
    assert_eq!(
        junit.matches("<failure ").count() + junit.matches("<system-out>").count() + junit.matches("<error ").count(),
        all
    );
}

#[test]
fn an_incomplete_report_says_so_in_every_format() {
    let reports: Vec<AdReport> = reports().into_iter().map(|(_, report)| report).collect();
    for format in Format::ALL {
        for lang in Lang::ALL {
            let whole = written_by(&run(lang), *format, &reports, false);
            let part = written_by(&run(lang), *format, &reports, true);
            let marks = ["nterrupted", "Abgebrochen"];
            assert!(marks.iter().any(|mark| part.contains(mark)), "{} does not say it", format.name());
            assert!(!marks.iter().any(|mark| whole.contains(mark)), "{} always says it", format.name());
        }
    }
}

#[test]
fn the_page_needs_nothing_from_elsewhere_and_every_link_in_it_leads_somewhere() {
    let page = written(Format::Html, Lang::De);
    for forbidden in ["<script", "<link", "<img", "url(", "@import", "onclick"] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for piece in page.split("href=\"#").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "#{id} leads nowhere");
    }
    // What stands in the ad is text, not markup.
    assert!(!page.contains("<b>"));
}

#[test]
fn a_comment_stays_below_what_github_takes_and_says_how_many_ads_are_left_out() {
    let report = reports().into_iter().find(|(ad, _)| ad.name == "hard.md").unwrap().1;
    let many = vec![report; 200];
    let comment = written_by(&run(Lang::En), Format::Markdown, &many, false);
    assert!(comment.chars().count() < 65_536);
    let shown = comment.matches("### `").count();
    assert!(shown > 10, "{shown}");
    assert!(comment.contains(&format!("{} more ads have findings", 200 - shown)), "{comment}");
}

#[test]
fn a_full_disk_is_an_error_in_every_format() {
    struct Full;
    impl Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (_, report) = reports().into_iter().find(|(ad, _)| ad.name == "hard.md").unwrap();
    let run = run(Lang::En);
    for format in Format::ALL {
        let mut writing = format.writing();
        let all = writing
            .start(&run, &mut Full)
            .and_then(|()| writing.ad(&run, &report, &mut Full))
            .and_then(|()| writing.end(&run, &Summary::default(), &mut Full));
        assert!(all.is_err(), "{}", format.name());
    }
}
