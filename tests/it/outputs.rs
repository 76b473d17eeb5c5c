//! Several reports in one run, thresholds, settings for some paths, and runs that end before their end.

use serde_json::Value;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// One warning at the words of the second paragraph, one risk in its title.
const BAD: &str = "# Referent in der Verwaltung\n\nSie passen in unser junges Team und bearbeiten Anträge der Abteilung.\n\nBitte schicken Sie einen Lebenslauf mit Foto an die Verwaltung.\n";
/// Two warnings, no risk.
const WARNINGS: &str = "# Sachbearbeitung (m/w/d)\n\nWir sind ein junges Team in Erfurt. Sie bearbeiten Anträge der Abteilung. Bitte schicken Sie einen Lebenslauf mit Foto und Geburtsdatum an die Verwaltung.\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn adlint(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_adlint"));
    command
        .current_dir(folder)
        .arg("check")
        .args(args)
        .args(["--lang", "en", "--profile", "none"]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    adlint(folder, args).output().unwrap()
}

#[track_caller]
fn ends(folder: &Path, args: &[&str], code: i32) -> (String, String) {
    let output = run(folder, args);
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(code), "{args:?}\n{out}\n{err}");
    (out, err)
}

/// Everything in a folder, files left behind by a run included.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

#[test]
fn several_reports_are_written_in_one_run_and_the_screen_keeps_its_own() {
    let folder = folder(&[("a.md", BAD)]);
    let (out, _) = ends(
        folder.path(),
        &[
            "a.md",
            "--format",
            "concise",
            "--output",
            "sarif=a.sarif",
            "--output",
            "html=a.html",
            "--output",
            "junit=a.xml",
        ],
        1,
    );
    assert!(out.contains("a.md:3:"), "{out}");
    assert_eq!(names(folder.path()), ["a.html", "a.md", "a.sarif", "a.xml"]);
    assert_eq!(json(&folder.path().join("a.sarif"))["version"], "2.1.0");
    assert!(fs::read_to_string(folder.path().join("a.html")).unwrap().ends_with("</html>\n"));
}

#[test]
fn a_file_without_a_format_takes_what_the_screen_would_have_shown() {
    let folder = folder(&[("a.md", BAD)]);
    let (out, _) = ends(
        folder.path(),
        &["a.md", "--format", "json", "--output", "a.json", "--output", "csv=a.csv"],
        1,
    );
    assert_eq!(out, "");
    assert_eq!(json(&folder.path().join("a.json"))["summary"]["documents"], 1);
    let (out, _) = ends(folder.path(), &["a.md", "--output", "gitlab=-"], 1);
    assert!(serde_json::from_str::<Value>(&out).unwrap().is_array());
}

#[test]
fn an_unknown_format_is_a_fault_that_names_the_nearest() {
    let folder = folder(&[("a.md", BAD)]);
    let (_, err) = ends(folder.path(), &["a.md", "--output", "sarf=a.sarif"], 2);
    assert!(err.contains("sarf") && err.contains("`sarif`"), "{err}");
    let (_, err) = ends(folder.path(), &["a.md", "--format", "htlm"], 2);
    assert!(err.contains("html"), "{err}");
    ends(folder.path(), &["a.md", "--output", "./x=y.txt"], 1);
    assert_eq!(names(folder.path()), ["a.md", "x=y.txt"]);
}

#[test]
fn what_cannot_be_written_is_a_fault_before_the_work_and_leaves_nothing_behind() {
    let folder = folder(&[("a.md", BAD), ("old.json", "old")]);
    let (_, err) = ends(
        folder.path(),
        &["a.md", "--output", "json=old.json", "--output", "html=no/such/folder/a.html"],
        2,
    );
    assert!(err.contains("no/such/folder/a.html"), "{err}");
    let (_, err) = ends(folder.path(), &["a.md", "--output", "html=old.json", "--output", "json=old.json"], 2);
    assert!(err.contains("old.json"), "{err}");
    assert_eq!(names(folder.path()), ["a.md", "old.json"]);
    assert_eq!(fs::read_to_string(folder.path().join("old.json")).unwrap(), "old");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_fault_and_leaves_nothing_half_written() {
    let folder = folder(&[("a.md", BAD), ("old.json", "old")]);
    for format in ["json", "html", "sarif", "junit", "markdown", "full"] {
        let (_, err) = ends(
            folder.path(),
            &["a.md", "--output", "json=old.json", "--output", &format!("{format}=/dev/full")],
            2,
        );
        assert!(err.contains("/dev/full"), "{format}: {err}");
        assert_eq!(names(folder.path()), ["a.md", "old.json"], "{format}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = adlint(folder.path(), &["a.md"]).stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(2));
}

#[test]
fn a_number_of_warnings_can_be_allowed() {
    let folder = folder(&[("warnings.md", WARNINGS), ("bad.md", BAD)]);
    let count = json_summary(folder.path(), "warnings.md")["warnings"].as_u64().unwrap();
    assert!(count >= 2, "the ad has {count} warnings");
    let most = |number: u64| format!("--max-warnings={number}");
    ends(folder.path(), &["warnings.md"], 1);
    ends(folder.path(), &["warnings.md", &most(count)], 0);
    ends(folder.path(), &["warnings.md", &most(count - 1)], 1);
    ends(folder.path(), &["warnings.md", "--fail-on", "error", &most(count - 1)], 1);
    ends(folder.path(), &["bad.md", &most(100)], 1);
    ends(folder.path(), &["bad.md", &most(100), "--fail-on", "never"], 0);
    fs::write(folder.path().join("adlint.yaml"), format!("max_warnings: {count}\n")).unwrap();
    ends(folder.path(), &["warnings.md"], 0);
}

fn json_summary(folder: &Path, file: &str) -> Value {
    let output = run(folder, &[file, "--format", "json"]);
    serde_json::from_slice::<Value>(&output.stdout).unwrap()["summary"].clone()
}

#[test]
fn some_paths_can_be_held_to_less_or_to_another_profile() {
    let settings = "overrides:\n  - paths: [\"archive/**\"]\n    at_most: info\n  - paths: [\"en/**\"]\n    profile: uk\n";
    let folder = folder(&[("adlint.yaml", settings), ("archive/bad.md", BAD), ("new/bad.md", BAD)]);
    let errors = json_summary(folder.path(), "new/bad.md")["errors"].as_u64().unwrap();
    assert!(errors > 0);
    ends(folder.path(), &["archive"], 0);
    ends(folder.path(), &["archive", "--fail-on", "info"], 1);
    ends(folder.path(), &["new"], 1);
    let archive = json_summary(folder.path(), "archive/bad.md");
    assert_eq!((archive["errors"].as_u64(), archive["warnings"].as_u64()), (Some(0), Some(0)));
    assert!(archive["infos"].as_u64().unwrap() > errors);
}

#[test]
fn a_fact_can_be_required_and_a_misspelt_one_is_a_fault() {
    let folder = folder(&[("adlint.yaml", "required_facts: [women_underrepresented]\n"), ("a.md", WARNINGS)]);
    let (out, _) = ends(folder.path(), &["a.md", "--fail-on", "never"], 2);
    assert!(out.contains("women_underrepresented") && out.contains("--fact"), "{out}");
    ends(folder.path(), &["a.md", "--fail-on", "never", "--fact", "women_underrepresented=no"], 0);
    fs::write(folder.path().join("adlint.yaml"), "required_facts: [woman_underrepresented]\n").unwrap();
    let (_, err) = ends(folder.path(), &["a.md"], 2);
    assert!(err.contains("adlint.yaml:1") && err.contains("women_underrepresented"), "{err}");
}

/// The pipe takes 64 kB, far less than the report: while nobody reads, adlint is in the middle of its work.
#[cfg(unix)]
#[test]
fn ctrl_c_ends_in_good_order_with_what_was_done() {
    let ads: Vec<(String, String)> = (0..900).map(|number| (format!("ad-{number:03}.md"), BAD.repeat(3))).collect();
    let ads: Vec<(&str, &str)> = ads.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&ads);
    let mut child = adlint(
        folder.path(),
        &[".", "--format", "json", "--output", "junit=report.xml", "--output", "json=-"],
    )
    .spawn()
    .unwrap();
    let mut stdout = child.stdout.take().unwrap();
    let mut first = [0; 1];
    stdout.read_exact(&mut first).unwrap();
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    let report: Value = serde_json::from_str(&format!("{}{rest}", char::from(first[0]))).unwrap();
    let done = report["documents"].as_array().unwrap().len();
    assert!((1..900).contains(&done), "{done} ads");
    assert_eq!(report["summary"]["interrupted"], true);
    let junit = fs::read_to_string(folder.path().join("report.xml")).unwrap();
    assert!(junit.contains("type=\"interrupted\"") && junit.ends_with("</testsuites>\n"), "{junit}");
    assert!(names(folder.path()).iter().all(|name| !name.starts_with(".adlint-")));
}

#[test]
fn a_reader_who_has_seen_enough_does_not_cost_the_files() {
    let ads: Vec<(String, String)> = (0..300).map(|number| (format!("ad-{number:03}.md"), BAD.repeat(3))).collect();
    let ads: Vec<(&str, &str)> = ads.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let folder = folder(&ads);
    let mut child = adlint(folder.path(), &[".", "--output", "jsonl=all.jsonl"]).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().code().is_some_and(|code| code <= 1));
    let all = fs::read_to_string(folder.path().join("all.jsonl")).unwrap();
    assert_eq!(all.lines().count(), 300);
}

/// A limit on the size of files stands for the full disk: the write fails in the middle, after the first pieces were written.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_fills_up_in_the_middle_leaves_the_old_report_and_nothing_else() {
    let ads: Vec<(String, String)> = (0..60).map(|number| (format!("ads/{number}.md"), BAD.repeat(3))).collect();
    let mut files: Vec<(&str, &str)> = ads.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    files.push(("old.report", "old"));
    let folder = folder(&files);
    for format in ["json", "sarif", "html", "csv", "junit", "full"] {
        let script = format!("trap '' XFSZ; ulimit -f 16; exec \"$0\" check ads --profile none --format concise --output {format}=old.report");
        let output = Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_adlint")])
            .current_dir(folder.path())
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{format}: {said}");
        assert!(said.contains("old.report"), "{format}: {said}");
        assert_eq!(names(folder.path()), ["ads", "old.report"], "{format}");
        assert_eq!(fs::read_to_string(folder.path().join("old.report")).unwrap(), "old", "{format}");
    }
}
