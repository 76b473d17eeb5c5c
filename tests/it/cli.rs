//! The built program, as people and pipelines run it.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// German, with a passage that a rule objects to at `error`.
pub const BAD: &str = "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team in Erfurt!\n\nSie betreuen die Anträge der Abteilung und beraten die Verwaltung.\n";
/// German, with nothing to object to.
pub const GOOD: &str = "# Sachbearbeitung (m/w/d)\n\nWir suchen Verstärkung für die Abteilung Haushalt. Sie bearbeiten Anträge und beraten die Verwaltung.\n\nBewerbungen von Menschen mit Migrationsgeschichte sind ausdrücklich erwünscht. Frauen werden bei gleicher Eignung bevorzugt berücksichtigt. Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt.\n";

/// A folder of a test's own.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file and gives back its path.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders can be made");
        fs::write(&path, content).expect("files can be written");
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).expect("the file is there")
    }

    /// adlint in this folder, in English, without colours or settings of whoever runs the test.
    pub fn adlint(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_adlint"));
        command.current_dir(self.0.path()).args(args).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(name);
        }
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(self.adlint(args).output().expect("adlint runs"))
    }

    pub fn run_with(&self, args: &[&str], input: &[u8]) -> Run {
        let mut child = self
            .adlint(args)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("adlint runs");
        child.stdin.take().expect("a pipe").write_all(input).expect("adlint reads");
        Run::of(child.wait_with_output().expect("adlint ends"))
    }
}

#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Run {
    pub fn of(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    #[track_caller]
    pub fn ends_with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

#[track_caller]
pub fn assert_says(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not said in:\n{text}");
    }
}

/// A pack with one rule, whose correction is safe.
fn pack(folder: &Folder, dir: &str, id: &str) {
    let rule = "ground: tone\nkind: style\nseverity: warning\nfind: [Kaffeekasse]\nmessage: { de: Kasse., en: Cashbox. }\nwhy: { de: Darum., en: Because. }\nreplace: [Teekasse]\nfix: safe\nfires: ['Wir führen eine [[Kaffeekasse]].']\nsilent: [Wir führen Tee.]\n";
    folder.file(&format!("{dir}/de/{id}.yaml"), rule);
}

#[test]
fn nothing_found_is_0_findings_are_1_and_faults_are_2() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    folder.file("bad.md", BAD);
    folder.file("empty.md", "");
    folder.run(&["check", "good.md"]).ends_with(0);
    folder.run(&["check", "bad.md"]).ends_with(1);
    folder.run(&["check", "bad.md", "--fail-on", "never"]).ends_with(0);
    folder.run(&["check", "empty.md"]).ends_with(2);
    let both = folder.run(&["check", "bad.md", "empty.md", "good.md"]).ends_with(2);
    assert_says(
        &both.out,
        &["bad.md:3:", "age/young-team", "empty.md: reading problem empty", "good.md: clauses:"],
    );
}

#[test]
fn the_passage_is_underlined_and_reason_and_source_are_said() {
    let folder = Folder::new();
    folder.file("bad.md", BAD);
    let run = folder.run(&["check", "bad.md", "--lang", "de"]).ends_with(1);
    assert_says(
        &run.out,
        &[
            "bad.md:3:22: Risiko age/young-team",
            " 3 | Verstärken Sie unser junges, dynamisches Team in Erfurt!",
            "   |                      ^^^^^^^^^^^^^^^^^^^^^^^^\n",
            "    warum    ",
            "    Quelle   BAG, Urteil",
        ],
    );
}

#[test]
fn the_last_lines_say_which_clauses_are_there_and_what_was_counted() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    let run = folder.run(&["check", "good.md", "--lang", "de", "--profile", "de-public"]);
    assert_says(&run.out, &["good.md: Klauseln: ", "Migration (3) ✓", "1 Anzeige: "]);
    let quiet = folder.run(&["check", "good.md", "--quiet"]).ends_with(0);
    assert_eq!(
        (quiet.out.matches("clauses:").count(), quiet.out.contains("1 ad")),
        (0, false),
        "{}",
        quiet.out
    );
}

#[test]
fn standard_input_is_an_ad_like_any_other_and_can_have_a_name() {
    let folder = Folder::new();
    let run = folder.run_with(&["check", "-", "--format", "concise"], BAD.as_bytes()).ends_with(1);
    assert_says(&run.out, &["-:3:22: error age/young-team “junges, dynamisches Team” "]);
    let html = b"<p>Verst&auml;rken Sie unser junges, dynamisches Team in Erfurt und beraten Sie die Verwaltung.</p>";
    let named = folder.run_with(&["check", "-", "--stdin-filename", "a/b.html", "--format", "json"], html);
    assert_eq!(named.json()["documents"][0]["path"], "a/b.html");
    assert_eq!(named.json()["documents"][0]["format"], "html");
}

#[test]
fn ads_come_in_the_order_they_were_named_and_by_name_within_a_folder() {
    let folder = Folder::new();
    for number in 0..60 {
        // Long and short ones, so that some are done before those in front of them.
        folder.file(&format!("ads/{number:02}.md"), BAD.repeat(if number % 9 == 0 { 60 } else { 1 }));
    }
    folder.file("z.md", GOOD);
    let run = folder.run(&["check", "z.md", "ads", "--format", "json", "--jobs", "8"]).ends_with(1);
    let paths: Vec<String> = run.json()["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .map(|d| d["path"].as_str().expect("a path").to_owned())
        .collect();
    let expected: Vec<String> = std::iter::once("z.md".to_owned())
        .chain((0..60).map(|number| format!("ads/{number:02}.md")))
        .collect();
    assert_eq!(paths, expected);
    assert_eq!(
        folder.run(&["check", "z.md", "ads", "--format", "json", "--jobs", "1"]).out,
        run.out,
        "one thread says the same as eight"
    );
}

#[test]
fn only_safe_corrections_are_made_and_a_second_run_changes_nothing() {
    let folder = Folder::new();
    pack(&folder, "pack", "tone/cashbox");
    let ad = BAD.replace("Erfurt!", "Erfurt! Wir führen eine Kaffeekasse, und die Kaffeekasse ist voll.");
    let path = folder.file("ad.md", &ad);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions can be set");
    }
    let run = folder.run(&["check", "ad.md", "--rules", "pack", "--fix"]).ends_with(1);
    assert_says(&run.out, &["2 passages were corrected.", "age/young-team"]);
    assert_eq!(folder.read("ad.md"), ad.replace("Kaffeekasse", "Teekasse"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(&path).expect("the file is there").permissions().mode() & 0o777, 0o640);
    }
    let again = folder.run(&["check", "ad.md", "--rules", "pack", "--fix"]).ends_with(1);
    assert!(!again.out.contains("corrected"), "{}", again.out);
    assert_eq!(
        fs::read_dir(folder.0.path()).expect("a folder").count(),
        2,
        "nothing is left beside the ad"
    );
}

#[test]
fn a_corrected_ad_from_standard_input_goes_to_standard_output_alone() {
    let folder = Folder::new();
    pack(&folder, "pack", "tone/cashbox");
    let ad = "Wir führen in der Abteilung eine Kaffeekasse und beraten die Verwaltung.\n";
    let run = folder.run_with(&["check", "-", "--rules", "pack", "--fix"], ad.as_bytes());
    assert_eq!(run.out, ad.replace("Kaffeekasse", "Teekasse"));
    assert_says(&run.err, &["1 passage was corrected."]);
}

#[test]
fn files_that_are_not_utf_8_are_never_rewritten() {
    let folder = Folder::new();
    pack(&folder, "pack", "tone/cashbox");
    let ad = b"Wir f\xFChren in der Abteilung eine Kaffeekasse und beraten die Verwaltung.\n";
    let path = folder.file("ad.txt", ad);
    folder.run(&["check", "ad.txt", "--rules", "pack", "--fix"]);
    assert_eq!(fs::read(path).expect("the file is there"), ad);
}

#[test]
fn a_diff_shows_the_corrections_and_writes_nothing() {
    let folder = Folder::new();
    pack(&folder, "pack", "tone/cashbox");
    let ad = "Wir führen in der Abteilung\neine Kaffeekasse und beraten die Verwaltung.\n";
    folder.file("ad.txt", ad);
    let run = folder.run(&["check", "ad.txt", "--rules", "pack", "--diff"]).ends_with(1);
    assert_eq!(
        run.out,
        "--- ad.txt\n+++ ad.txt\n@@ -1,2 +1,2 @@\n Wir führen in der Abteilung\n-eine Kaffeekasse und beraten die Verwaltung.\n+eine Teekasse und beraten die Verwaltung.\n"
    );
    assert_eq!(folder.read("ad.txt"), ad);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let folder = Folder::new();
    folder.file("bad.md", BAD);
    let has = |command: &mut Command| Run::of(command.output().expect("adlint runs")).out.contains('\u{1b}');
    assert!(!has(&mut folder.adlint(&["check", "bad.md"])));
    assert!(has(&mut folder.adlint(&["check", "bad.md", "--color", "always"])));
    assert!(has(folder.adlint(&["check", "bad.md"]).env("CLICOLOR_FORCE", "1")));
    assert!(!has(folder.adlint(&["check", "bad.md"]).env("NO_COLOR", "1")));
    assert!(!has(folder.adlint(&["check", "bad.md", "--color", "never"]).env("CLICOLOR_FORCE", "1")));
}

#[test]
fn what_an_ad_says_cannot_steer_the_terminal() {
    let folder = Folder::new();
    folder.file("bad\u{1b}[2J.md", BAD.replace("junges, ", "junges, \u{1b}[31m"));
    for format in ["full", "concise", "json"] {
        let run = folder.run(&["check", ".", "--format", format]);
        assert!(!run.out.contains('\u{1b}'), "{format}: {}", run.out);
    }
}

#[test]
fn the_json_report_is_what_its_schema_says() {
    let folder = Folder::new();
    folder.file("a/bad.md", BAD);
    folder.file("a/empty.txt", "");
    folder.file("a/french.txt", "Nous recherchons une personne pour rejoindre notre équipe. Vous êtes motivé et vous avez une bonne expérience dans les services de la ville.");
    folder.file("a/good.html", format!("<h1>Stelle</h1><p>{GOOD}</p>"));
    let run = folder
        .run(&["check", "a", "missing.md", "--format", "json", "--confidence", "low"])
        .ends_with(2);
    let report = run.json();
    let schema: serde_json::Value = serde_json::from_str(&fs::read_to_string(schema_file("report")).expect("the schema is there")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(report["schema"], 1);
    assert_eq!(report["tool"]["version"], env!("CARGO_PKG_VERSION"));
    let documents = report["documents"].as_array().expect("documents");
    assert_eq!(report["summary"]["documents"], documents.len());
    let count = |severity: &str| {
        documents
            .iter()
            .flat_map(|d| d["findings"].as_array().expect("findings"))
            .filter(|f| f["severity"] == severity)
            .count()
    };
    assert_eq!(
        (report["summary"]["errors"].as_u64(), report["summary"]["infos"].as_u64()),
        (Some(count("error") as u64), Some(count("info") as u64))
    );
    assert_eq!(documents[4]["faults"][0]["code"], "unreadable");
    // Bytes of the file, to the letter.
    for finding in documents[0]["findings"].as_array().expect("findings") {
        let (start, end) = (
            finding["start"].as_u64().expect("a byte") as usize,
            finding["end"].as_u64().expect("a byte") as usize,
        );
        assert_eq!(&BAD[start..end], finding["text"].as_str().expect("a text"));
    }
}

#[test]
fn json_lines_are_the_documents_of_the_json_report() {
    let folder = Folder::new();
    folder.file("a.md", BAD);
    folder.file("b.md", GOOD);
    let lines = folder.run(&["check", "a.md", "b.md", "--format", "jsonl"]).ends_with(1);
    let documents: Vec<serde_json::Value> = lines.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(
        serde_json::Value::from(documents),
        folder.run(&["check", "a.md", "b.md", "--format", "json"]).json()["documents"]
    );
}

#[test]
fn a_reader_who_closes_the_pipe_is_no_fault() {
    let folder = Folder::new();
    for number in 0..300 {
        folder.file(&format!("{number}.md"), BAD);
    }
    for args in [
        ["check", "."].as_slice(),
        &["check", ".", "--format", "json"],
        &["rules"],
        &["schema"],
        &["completions", "bash"],
        &["--help"],
    ] {
        let mut child = folder
            .adlint(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("adlint runs");
        let mut first = [0; 1];
        child.stdout.take().expect("a pipe").read_exact(&mut first).expect("something is written");
        // The pipe is closed here, while more is to come.
        let run = Run::of(child.wait_with_output().expect("adlint ends"));
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    let folder = Folder::new();
    folder.file("bad.md", BAD);
    folder.file("photo.txt", b"\x89PNG\r\n\x1a\n\0\0\0");
    let run = folder.run(&["check", "missing.md", "photo.txt", "bad.md"]).ends_with(2);
    assert_says(
        &run.out,
        &[
            "missing.md: reading problem unreadable",
            "There is no such file",
            "photo.txt: reading problem binary",
            "age/young-team",
        ],
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let closed = folder.file("closed.md", GOOD);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).expect("permissions can be set");
        // Whoever may read everything can read this too.
        if fs::read(&closed).is_err() {
            let run = folder.run(&["check", "closed.md", "bad.md"]).ends_with(2);
            assert_says(&run.out, &["closed.md: reading problem unreadable", "may not be read", "age/young-team"]);
        }
    }
}

#[test]
fn a_folder_without_ads_is_a_fault_that_names_it() {
    let folder = Folder::new();
    folder.file("empty/logo.svg", "<svg/>");
    folder.file("data/a.json", "{\"name\": 1}");
    folder.file("bad.md", BAD);
    let run = folder.run(&["check", "empty", "bad.md"]).ends_with(2);
    assert_says(
        &run.out,
        &["empty: reading problem no-ad", "There is no ad in this folder", "*.md", "age/young-team"],
    );
    let json = folder.run(&["check", "data"]).ends_with(2);
    assert_says(
        &json.out,
        &["data: reading problem no-ad", "1 JSON file without a job posting passed over."],
    );
}

#[test]
fn json_that_is_no_job_posting_is_passed_over_in_a_folder_and_counted() {
    let folder = Folder::new();
    folder.file("package.json", "{\"name\": \"website\"}");
    folder.file("adlint.yaml", "profile: de\n");
    folder.file("good.md", GOOD);
    let run = folder.run(&["check"]).ends_with(0);
    assert_says(&run.out, &["1 ad:", "1 JSON file without a job posting passed over."]);
    assert_eq!(folder.run(&["check", "--format", "json"]).json()["summary"]["skipped"], 1);
    let named = folder.run(&["check", "package.json"]).ends_with(2);
    assert_says(&named.out, &["package.json: reading problem "]);
}

#[test]
fn a_mistake_in_the_settings_is_shown_at_its_line_with_the_nearest_name() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    folder.file("adlint.yaml", "# Amt\nprofile: de\ngender_from: pair\n");
    let run = folder.run(&["check", "good.md"]).ends_with(2);
    assert_says(&run.err, &["adlint.yaml:3:1: ", "gender_from", "did you mean `gender_form`?"]);
    folder.file("adlint.yaml", "rules: { age/yung-team: off }\n");
    let run = folder.run(&["check", "good.md"]).ends_with(2);
    assert_says(&run.err, &["adlint.yaml", "age/yung-team", "did you mean `age/young-team`?"]);
    folder.run(&["check", "good.md", "--isolated"]).ends_with(0);
    assert!(run.out.is_empty());
}

#[test]
fn two_packs_with_one_id_are_a_fault_that_names_both_files() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    pack(&folder, "one", "tone/cashbox");
    pack(&folder, "two", "tone/cashbox");
    let run = folder.run(&["check", "good.md", "--rules", "one", "--rules", "two"]).ends_with(2);
    assert_says(&run.err, &["two/de/tone/cashbox.yaml", "one/de/tone/cashbox.yaml", "tone/cashbox"]);
}

/// Expressions read folded text: one that asks for a capital would never hold, or hold for everything.
#[test]
fn an_expression_that_asks_for_capitals_is_a_fault_with_its_line() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    let rule = "ground: tone\nseverity: info\nexpressions:\n  - { near: [Kasse], match: '(?-i:[A-Z])asse' }\nmessage: { de: a, en: a }\n\
                why: { de: a, en: a }\nfires: ['[[Kasse]]']\nsilent: [Klasse]\n";
    folder.file("own/de/tone/cashbox.yaml", rule);
    let run = folder.run(&["check", "good.md", "--rules", "own"]).ends_with(2);
    assert_says(&run.err, &["own/de/tone/cashbox.yaml:4:", "(?-i", "small letters"]);
}

#[test]
fn a_profile_rule_fact_or_format_that_does_not_exist_is_named_with_the_nearest() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    folder.file("adlint.yaml", "profile: de\n");
    let profile = folder.run(&["check", "good.md", "--profile", "de-pubic"]).ends_with(2);
    assert_says(&profile.err, &["command line", "`de-pubic`", "did you mean `de-public`?"]);
    let rule = folder.run(&["explain", "age/yung-team"]).ends_with(2);
    assert_says(&rule.err, &["age/yung-team", "`age/young-team`"]);
    let fact = folder.run(&["check", "good.md", "--fact", "women_underepresented=yes"]).ends_with(2);
    assert_says(&fact.err, &["women_underrepresented"]);
    let format = folder.run(&["check", "good.md", "--format", "ful"]).ends_with(2);
    assert_says(&format.err, &["full", "concise", "jsonl"]);
    let group = folder.run(&["clauses", "--group", "migraton"]).ends_with(2);
    assert_says(&group.err, &["`migration`"]);
}

#[test]
fn paths_can_come_from_a_list() {
    let folder = Folder::new();
    folder.file("a b.md", BAD);
    folder.file("c.md", GOOD);
    folder.file("list.txt", "c.md\r\na b.md\n\n");
    let run = folder.run(&["check", "--files-from", "list.txt", "--format", "json"]).ends_with(1);
    let documents = run.json()["documents"].clone();
    assert_eq!(
        (documents[0]["path"].as_str(), documents[1]["path"].as_str()),
        (Some("c.md"), Some("a b.md"))
    );
    let piped = folder
        .run_with(&["check", "--files-from", "-", "--format", "json"], b"c.md\0a b.md\0")
        .ends_with(1);
    assert_eq!(piped.json()["documents"], documents);
    folder.run(&["check", "--files-from", "nowhere.txt"]).ends_with(2);
}

#[test]
fn ignored_files_are_left_out_unless_named_or_asked_for() {
    let folder = Folder::new();
    folder.file("adlint.yaml", "ignore: [archive/]\n");
    folder.file(".ignore", "draft.md\n");
    folder.file("archive/old.md", BAD);
    folder.file("draft.md", BAD);
    folder.file("good.md", GOOD);
    let paths = |args: &[&str]| {
        let all: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
        let documents = folder.run(&all).json()["documents"].clone();
        documents
            .as_array()
            .expect("documents")
            .iter()
            .map(|d| d["path"].as_str().expect("a path").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(paths(&[]), ["good.md"]);
    assert_eq!(paths(&["--no-ignore"]), ["archive/old.md", "draft.md", "good.md"]);
    assert_eq!(paths(&["draft.md", "archive/old.md"]), ["draft.md", "archive/old.md"]);
    assert_eq!(paths(&["good.md", "."]), ["good.md"], "nothing is checked twice");
}

#[test]
fn settings_hold_for_the_folder_of_the_ads_and_can_differ_by_path() {
    let folder = Folder::new();
    folder.file(
        "site/adlint.yaml",
        "profile: de-public\noverrides: [{ paths: ['private/**'], profile: none }]\n",
    );
    folder.file("site/public/a.md", BAD);
    folder.file("site/private/a.md", BAD);
    let missing = |path: &str| {
        let run = folder.run(&["check", path, "--format", "json"]);
        run.json()["documents"][0]["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter(|finding| finding["kind"] == "missing")
            .count()
    };
    assert!(missing("site/public/a.md") > 0);
    assert_eq!(missing("site/private/a.md"), 0);
}

#[test]
fn the_report_is_written_to_a_file_whole_or_not_at_all() {
    let folder = Folder::new();
    folder.file("bad.md", BAD);
    let run = folder
        .run(&["check", "bad.md", "--format", "json", "--output", "report.json"])
        .ends_with(1);
    assert_eq!(run.out, "");
    assert_eq!(folder.read("report.json"), folder.run(&["check", "bad.md", "--format", "json"]).out);
    let nowhere = folder.run(&["check", "bad.md", "--output", "no/such/folder/report.txt"]).ends_with(2);
    assert_says(&nowhere.err, &["--output no/such/folder/report.txt"]);
    assert!(!Path::new(&folder.0.path().join("no")).exists());
}

#[test]
fn messages_are_in_the_language_of_the_locale_or_of_the_option() {
    let folder = Folder::new();
    folder.file("bad.md", BAD);
    let german = Run::of(
        folder
            .adlint(&["check", "bad.md"])
            .env("LC_ALL", "de_DE.UTF-8")
            .output()
            .expect("adlint runs"),
    );
    assert_says(&german.out, &["Risiko", "warum", "Klauseln"]);
    let english = Run::of(
        folder
            .adlint(&["check", "bad.md", "--lang", "en"])
            .env("LC_ALL", "de_DE.UTF-8")
            .output()
            .expect("adlint runs"),
    );
    assert_says(&english.out, &["risk", "why", "clauses"]);
    let help = Run::of(folder.adlint(&["check", "--help", "--lang", "de"]).output().expect("adlint runs")).ends_with(0);
    assert_says(&help.out, &["Aufruf:", "Optionen", "Anzeigen prüfen", "--fail-on"]);
    assert!(!help.out.contains("Print help"), "{}", help.out);
}

#[test]
fn a_rule_is_explained_with_reason_exceptions_sources_and_sentences() {
    let folder = Folder::new();
    let run = folder.run(&["explain", "age/young-team", "--lang", "de"]).ends_with(0);
    assert_says(
        &run.out,
        &[
            "age/young-team",
            "Warum",
            "Schweigt, wenn",
            "Quellen",
            "§ 11 AGG",
            "Fällt auf",
            "Fällt nicht auf",
            "Deutsch",
        ],
    );
    let clause = folder.run(&["explain", "clause/migration"]).ends_with(0);
    assert_says(
        &clause.out,
        &["clause/migration", "Required", "Recommended", "adlint clauses --group migration"],
    );
}

#[test]
fn rules_profiles_and_clauses_are_listed() {
    let folder = Folder::new();
    let rules = folder.run(&["rules", "--ground", "age", "--language", "de"]).ends_with(0);
    assert_says(&rules.out, &["age/young-team", "error"]);
    assert!(!rules.out.contains("gender/"), "{}", rules.out);
    let json = folder.run(&["rules", "--severity", "error", "--format", "json"]).ends_with(0).json();
    assert!(json.as_array().expect("rules").iter().all(|rule| rule["severity"] == "error"), "{json}");
    let profiles = folder.run(&["rules", "--profiles", "--lang", "de"]).ends_with(0);
    assert_says(&profiles.out, &["de-th", "Thüringen"]);
    let clauses = folder
        .run(&["clauses", "--profile", "de-th", "--group", "migration", "--lang", "de"])
        .ends_with(0);
    assert_says(&clauses.out, &["Thüringen", "empfohlen", "Migrations"]);
}

#[test]
fn the_sentences_of_a_pack_are_tried_with_the_built_in_rules() {
    let folder = Folder::new();
    pack(&folder, "pack", "tone/cashbox");
    let run = folder.run(&["test", "pack"]).ends_with(0);
    assert_says(&run.out, &["1 rule, 2 sentences: all as they should be."]);
    folder.run(&["test", "pack/de/tone/cashbox.yaml"]).ends_with(0);
    let rule = fs::read_to_string(folder.0.path().join("pack/de/tone/cashbox.yaml")).expect("the rule is there");
    folder.file(
        "pack/de/tone/cashbox.yaml",
        rule.replace("Wir führen Tee.", "Eine Kaffeekasse steht hier.")
            .replace("[[Kaffeekasse]]", "[[eine]] Kaffeekasse"),
    );
    let run = folder.run(&["test", "pack"]).ends_with(1);
    assert_says(
        &run.out,
        &["pack/de/tone/cashbox.yaml: noisy", "wrong passage", "2 not as they should be"],
    );
    folder.run(&["test", "nowhere"]).ends_with(2);
}

#[test]
fn init_writes_settings_that_work_and_never_overwrites_them() {
    let folder = Folder::new();
    folder.file("good.md", GOOD);
    let run = folder.run(&["init"]).ends_with(0);
    assert_says(&run.out, &["adlint.yaml"]);
    folder.run(&["check", "good.md"]).ends_with(0);
    folder.file("adlint.yaml", "profile: de-th\n");
    let again = folder.run(&["init"]).ends_with(2);
    assert_says(&again.err, &["adlint.yaml", "nothing was changed"]);
    assert_eq!(folder.read("adlint.yaml"), "profile: de-th\n");
}

#[test]
fn extract_shows_how_an_ad_is_read() {
    let folder = Folder::new();
    folder.file(
        "bad.html",
        "<h1>Referentin oder Referent</h1><p>Sie f&uuml;hren die Abteilung und beraten die Verwaltung.</p>",
    );
    let run = folder.run(&["extract", "bad.html", "--map"]).ends_with(0);
    assert_says(
        &run.out,
        &[
            "html",
            "Referentin oder Referent",
            "both forms",
            "heading 1",
            "führen die Abteilung",
            "decoded",
            "verbatim",
        ],
    );
    folder.run(&["extract", "missing.html"]).ends_with(2);
}

#[test]
fn version_help_and_completions_are_no_faults() {
    let folder = Folder::new();
    assert_eq!(
        folder.run(&["--version"]).ends_with(0).out,
        format!("adlint {}\n", env!("CARGO_PKG_VERSION"))
    );
    assert_says(&folder.run(&["--help"]).ends_with(0).out, &["check", "explain", "clauses"]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert_says(&folder.run(&["completions", shell]).ends_with(0).out, &["adlint", "fail-on"]);
    }
    folder.run(&[]).ends_with(2);
    folder.run(&["chekc"]).ends_with(2);
}

#[test]
fn every_ad_of_the_fixtures_is_checked_without_a_panic() {
    let folder = Folder::new();
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let path = fixtures.to_str().expect("UTF-8");
    for format in ["full", "concise", "json", "jsonl"] {
        let run = folder.run(&["check", path, "--isolated", "--confidence", "low", "--format", format]);
        assert!(run.code.is_some_and(|code| code <= 2) && run.err.is_empty(), "{:?} {}", run.code, run.err);
    }
}

fn schema_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(format!("{name}.json"))
}

/// `UPDATE=1 cargo test` writes them anew.
#[test]
fn the_schemas_in_the_repository_are_those_of_the_program() {
    let folder = Folder::new();
    for name in ["rule", "config", "report", "exceptions"] {
        let schema = folder.run(&["schema", name]).ends_with(0).out;
        let file = schema_file(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(file.parent().expect("a folder")).expect("folders can be made");
            fs::write(&file, &schema).expect("the schema can be written");
        }
        assert!(
            fs::read_to_string(&file).unwrap_or_default() == schema,
            "{} is out of date: UPDATE=1 cargo test schemas",
            file.display()
        );
    }
}

/// A pack that brings a word for a clause, a heading and a title keeps all of ours.
#[test]
fn the_words_of_a_pack_add_to_ours() {
    let folder = Folder::new();
    folder.file("pack/de/clauses.yaml", "groups:\n  women: [Spechtinnen]\n");
    folder.file("pack/de/title.yaml", "words:\n  labels: [Spechtstelle]\n");
    let ad = "Spechtstelle: Pflegekraft (m/w/d)\n\nWir freuen uns über Bewerbungen von Spechtinnen und von Menschen mit Behinderung.\n";
    folder.file("ad.txt", ad);
    let said = folder.run(&["check", "ad.txt", "--rules", "pack", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&said.out).expect("a report");
    let ad = &report["documents"][0];
    assert_eq!(ad["title"]["text"], "Pflegekraft (m/w/d)");
    let groups: Vec<_> = ad["clauses"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|clause| clause["group"].clone())
        .collect();
    assert!(groups.contains(&"women".into()) && groups.contains(&"disability".into()), "{groups:?}");
}

/// What would change nothing is said, not passed over.
#[test]
fn a_sign_for_capitals_before_a_word_around_a_title_is_a_fault() {
    let folder = Folder::new();
    folder.file("pack/de/title.yaml", "words:\n  labels: [^Spechtstelle]\n");
    folder.file("good.md", GOOD);
    let run = folder.run(&["check", "good.md", "--rules", "pack"]).ends_with(2);
    assert_says(&run.err, &["pack/de/title.yaml:2:", "^Spechtstelle", "leave it out"]);
}
