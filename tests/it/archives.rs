//! `adlint check` over archives: columns told, broken records counted, results that survive being stopped.

use super::cli::{Folder, Run};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

const TEXT: &str = "Wir suchen für unser junges, dynamisches Team in Erfurt eine Person mit Erfahrung in der Verwaltung. Sie bearbeiten Anträge und beraten die Abteilungen. Bewerbungen von Menschen mit Migrationsgeschichte sind ausdrücklich erwünscht.";

/// Rows that differ in their number only.
fn csv(rows: u32) -> String {
    (1..=rows).fold(
        "Kennziffer;Stellenbezeichnung;Stellenbeschreibung;Arbeitgeber\n".to_owned(),
        |mut csv, row| {
            let _ = writeln!(csv, "K{row};Sachbearbeitung {row} (m/w/d);\"{TEXT}\nKennziffer {row}.\";Amt {}", row % 3);
            csv
        },
    )
}

fn lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a JSON object a line"))
        .collect()
}

#[test]
fn columns_are_told_and_every_ad_has_its_row() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(3));
    let Run { code, out, err } = folder.run(&["check", "--isolated", "--format", "jsonl", "--group", "employer", "jobs.csv"]);
    assert_eq!(code, Some(1), "{err}");
    assert_eq!(
        err,
        "adlint: jobs.csv (CSV): text: Stellenbeschreibung, title: Stellenbezeichnung, id: Kennziffer, date: –, employer: Arbeitgeber\n"
    );
    let ads = lines(&out);
    let paths: Vec<_> = ads.iter().map(|ad| ad["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["jobs.csv:row 1", "jobs.csv:row 2", "jobs.csv:row 3"]);
    assert_eq!(ads[1]["record"]["id"], "K2");
    assert_eq!(ads[1]["record"]["groups"]["employer"], "Amt 2");
    assert_eq!(ads[1]["title"]["form"], "marker");
    assert!(
        ads[1]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["rule"] == "age/young-team")
    );
}

#[test]
fn broken_records_are_named_and_counted_and_the_rest_is_checked() {
    let folder = Folder::new();
    let mut broken = String::new();
    for (index, line) in csv(50).replace("\nKennziffer", " Kennziffer").lines().enumerate() {
        let line = if index % 10 == 5 { line.replace(';', ",") } else { line.to_owned() };
        let _ = writeln!(broken, "{line}");
    }
    folder.file("jobs.csv", broken);
    let Run { code, out, .. } = folder.run(&["check", "--isolated", "--format", "json", "-q", "jobs.csv"]);
    assert_eq!(code, Some(2));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["summary"]["documents"], &report["summary"]["faults"]), (&50.into(), &5.into()));
    let fault = &report["documents"][4];
    assert_eq!(
        (&fault["path"], &fault["faults"][0]["code"]),
        (&"jobs.csv:row 5".into(), &"bad-record".into())
    );
}

#[test]
fn what_is_no_archive_of_ads_is_said_in_plain_words() {
    let folder = Folder::new();
    folder.file("trees.csv", "plant,height\noak,30\n");
    folder.file("empty.jsonl", "");
    folder.file("jobs.csv", csv(2));
    for (args, words) in [
        (vec!["trees.csv"], "No column holds the text of ads (there are: plant, height)"),
        (vec!["empty.jsonl"], "There is no ad in here"),
        (
            vec!["jobs.csv", "--text", "Stelenbeschreibung"],
            "There is no column `Stelenbeschreibung`. Did you mean `Stellenbeschreibung`?",
        ),
        (vec!["jobs.csv", "--fix"], "adlint corrects nothing in archives"),
    ] {
        let Run { code, out, err } = folder.run(&[&["check", "--isolated"], &args[..]].concat());
        let said = out.split_whitespace().collect::<Vec<_>>().join(" ") + &err;
        assert_eq!(code, Some(2), "{args:?}: {said}");
        assert!(said.contains(words), "{args:?}: {said}");
    }
}

#[test]
fn a_folder_may_hold_tables_of_anything() {
    let folder = Folder::new();
    folder.file("all/trees.csv", "plant,height\noak,30\n");
    folder.file("all/jobs.csv", csv(2));
    folder.file("all/ad.txt", TEXT);
    let Run { code, out, .. } = folder.run(&["check", "--isolated", "--format", "json", "-q", "all"]);
    assert_eq!(code, Some(1));
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["summary"]["documents"], &report["summary"]["skipped"]), (&3.into(), &1.into()));
}

#[test]
fn standard_input_is_an_archive_if_its_name_says_so() {
    let folder = Folder::new();
    let Run { out, .. } = folder.run_with(
        &["check", "--isolated", "-q", "--format", "jsonl", "-", "--stdin-filename", "x.csv"],
        csv(2).as_bytes(),
    );
    assert_eq!(lines(&out).len(), 2);
}

#[test]
fn a_state_leaves_only_what_is_new_until_the_rules_change() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(3));
    let check = |more: &[&str]| {
        let args = ["check", "--isolated", "-q", "--format", "jsonl", "--state", "seen", "jobs.csv"];
        let run = folder.run(&[&args[..], more].concat());
        (lines(&run.out).len(), run.err)
    };
    assert_eq!(check(&[]).0, 3);
    assert_eq!(check(&[]).0, 0);
    folder.file("jobs.csv", csv(5).replace("Kennziffer 2.", "Kennziffer zwei."));
    assert_eq!(check(&[]).0, 3, "two are new, one has changed");
    let (all, err) = check(&["--profile", "de-public"]);
    assert_eq!(all, 5, "{err}");
    assert!(err.contains("everything is checked"), "{err}");
}

#[test]
fn tables_have_a_row_an_ad_a_clause_a_finding() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(4) + "nur zwei;Felder\n");
    let Run { code, out, .. } = folder.run(&["check", "--isolated", "--tables", "t", "--group", "employer", "jobs.csv"]);
    assert_eq!(code, Some(2));
    assert!(
        out.contains("jobs.csv:row 5: This record has 2 fields instead of 4") && out.contains("4 ads: 4 risks"),
        "{out}"
    );
    let table = |name: &str| {
        let text = folder.read(&format!("t/{name}.csv"));
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        reader
            .records()
            .map(|row| header.iter().map(str::to_owned).zip(row.unwrap().iter().map(str::to_owned)).collect())
            .collect::<Vec<std::collections::BTreeMap<String, String>>>()
    };
    let (ads, clauses, findings) = (table("ads"), table("clauses"), table("findings"));
    assert_eq!(ads.len(), 5);
    assert_eq!(
        (ads[1]["place"].as_str(), ads[1]["employer"].as_str(), ads[1]["id"].as_str()),
        ("jobs.csv:row 2", "Amt 2", "K2")
    );
    assert_eq!(ads[4]["faults"], "bad-record");
    let sum: usize = ads.iter().map(|ad| ad["findings"].parse::<usize>().unwrap()).sum();
    assert_eq!(sum, findings.len());
    assert!(
        clauses.iter().all(|clause| clause["group"] == "migration" && clause["level"] == "3"),
        "{clauses:?}"
    );
    assert!(findings.iter().all(|finding| ads.iter().any(|ad| ad["place"] == finding["place"])));
}

/// Every file of a folder, with what is in it.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push((path.strip_prefix(folder).unwrap().to_owned(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// So many ads that a run takes several seconds, and marks what is done more than once.
#[cfg(unix)]
const MANY: u32 = 12_000;

/// How many ads a run has marked as done.
#[cfg(unix)]
fn marked(marker: &Path) -> u64 {
    let standing = fs::read(marker).unwrap_or_default();
    serde_json::from_slice::<serde_json::Value>(&standing).map_or(0, |standing| standing["done"].as_u64().unwrap())
}

/// Waits until a run has marked more than `before`, or has ended.
#[cfg(unix)]
fn wait_for_more(child: &mut std::process::Child, marker: &Path, before: u64) {
    while child.try_wait().unwrap().is_none() && marked(marker) <= before {
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// Runs until it ends, killed again and again before, each time so many milliseconds after it has got on; how often it went on
/// behind ads that were done.
#[cfg(unix)]
fn killed_and_resumed(folder: &Folder, args: &[&str], marker: &str, signal: &str, pauses: &[u64]) -> u32 {
    let marker = folder.path().join(marker);
    let mut resumed = 0;
    for pause in pauses {
        let mut child = folder.adlint(args).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let before = marked(&marker);
        wait_for_more(&mut child, &marker, before);
        std::thread::sleep(Duration::from_millis(*pause));
        let _ = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status();
        child.wait().unwrap();
        resumed += u32::from(marked(&marker) > 0);
    }
    let last = folder.run(args);
    assert_eq!(last.code, Some(1), "{}", last.err);
    resumed
}

#[cfg(unix)]
#[test]
fn a_run_that_is_killed_loses_nothing_and_says_nothing_twice() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(MANY));
    let whole = [
        "check",
        "--isolated",
        "-q",
        "--tables",
        "whole",
        "--output",
        "jsonl=whole/ads.all",
        "jobs.csv",
    ];
    fs::create_dir(folder.path().join("whole")).unwrap();
    fs::create_dir(folder.path().join("parts")).unwrap();
    assert_eq!(folder.run(&whole).code, Some(1));
    let args = [
        "check",
        "--isolated",
        "-q",
        "--resume",
        "--tables",
        "parts",
        "--output",
        "jsonl=parts/ads.all",
        "jobs.csv",
    ];
    let resumed = killed_and_resumed(&folder, &args, "parts/adlint-resume.json", "-KILL", &[3, 170, 0, 61]);
    assert!(resumed > 1, "{resumed}");
    assert_eq!(lines(&folder.read("parts/ads.all")).len(), MANY as usize);
    assert!(
        files(&folder.path().join("whole")) == files(&folder.path().join("parts")),
        "the results differ"
    );
}

#[cfg(all(unix, feature = "parquet"))]
#[test]
fn parquet_parts_of_a_killed_run_are_those_of_a_whole_one() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(1500));
    let run = |target: &'static str| {
        [
            "check",
            "--isolated",
            "-q",
            "--resume",
            "--part",
            "100",
            "--table-format",
            "parquet",
            "--tables",
            target,
            "jobs.csv",
        ]
    };
    assert_eq!(folder.run(&run("whole")).code, Some(1));
    let resumed = killed_and_resumed(&folder, &run("parts"), "parts/adlint-resume.json", "-KILL", &[1, 40, 13]);
    assert!(resumed > 0, "{resumed}");
    let (whole, parts) = (files(&folder.path().join("whole")), files(&folder.path().join("parts")));
    assert_eq!(whole.len(), 45);
    assert!(whole == parts, "the parts differ");
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_a_valid_part_and_the_next_run_goes_on() {
    let folder = Folder::new();
    folder.file("jobs.csv", csv(MANY));
    let args = [
        "check",
        "--isolated",
        "--format",
        "jsonl",
        "--resume",
        "--output",
        "ads.jsonl",
        "jobs.csv",
    ];
    let mut child = folder.adlint(&args).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    wait_for_more(&mut child, &folder.path().join("ads.jsonl.resume"), 0);
    let _ = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    let stopped = Run::of(child.wait_with_output().unwrap());
    assert!(
        stopped.err.contains("Stopped after") && stopped.err.contains("ads.jsonl.partial"),
        "{stopped:?}"
    );
    assert!(!folder.path().join("ads.jsonl").exists());
    let part = lines(&folder.read("ads.jsonl.partial")).len();
    assert!(part > 0 && part < MANY as usize, "{part}");
    // Other arguments are another run.
    let other = folder.run(&[&args[..], &["--profile", "de-public"]].concat());
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("begin anew") || other.err.contains("Begin anew"), "{}", other.err);
    assert_eq!(folder.run(&args).code, Some(1));
    let ads = lines(&folder.read("ads.jsonl"));
    let rows: Vec<String> = ads.iter().map(|ad| ad["path"].as_str().unwrap().to_owned()).collect();
    let expected: Vec<String> = (1..=MANY).map(|row| format!("jobs.csv:row {row}")).collect();
    assert!(rows == expected, "{} rows", rows.len());
    assert!(!folder.path().join("ads.jsonl.partial").exists() && !folder.path().join("ads.jsonl.resume").exists());
}
