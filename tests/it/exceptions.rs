//! Exceptions in ads, in a file beside them, and the baseline.

use crate::cli::{Folder, assert_says};
use crate::common::built_in;
use adlint::diagnostic::{FaultCode, Fingerprint};
use adlint::source::Source;
use adlint::suppress::Day;
use adlint::workspace::{AdReport, ExceptionSource, Options, Workspace};
use serde_json::Value;

fn check(name: &str, text: &str) -> AdReport {
    check_in(built_in(), name, text)
}

fn check_in(workspace: &Workspace, name: &str, text: &str) -> AdReport {
    workspace.check(&Source {
        name,
        bytes: text.as_bytes(),
        format: None,
    })
}

fn rules(ad: &AdReport) -> Vec<(&str, u32)> {
    let shown = ad.findings.iter().filter(|finding| !finding.rule.starts_with("clause/"));
    shown.map(|finding| (finding.rule.as_str(), finding.place.start.line)).collect()
}

/// The lines that stay after an exception, and how many findings it held back. Every line is one that a rule fires on once
/// an ad or oftener.
fn markdown(body: &str) -> AdReport {
    check(
        "ad.md",
        &format!("# Referentin oder Referent (m/w/d)\n\nSie beraten die Verwaltung und bearbeiten die Anträge.\n\n{body}"),
    )
}

#[test]
fn a_comment_excepts_the_block_it_stands_in_or_the_next_one() {
    for (body, held) in [
        ("<!-- adlint: ignore[age/young-team] Zitat -->\nVerstärken Sie unser junges Team!\n", 1),
        ("<!-- adlint: ignore[age/young-team] Zitat -->\n\nVerstärken Sie unser junges Team!\n", 1),
        ("<!-- adlint: ignore[age/*] Zitat -->\n\nVerstärken Sie unser junges Team!\n", 1),
        ("<!-- adlint: ignore[*] Zitat -->\n\nVerstärken Sie unser junges Team!\n", 1),
        ("Verstärken Sie unser junges Team! <!-- adlint: ignore[age/young-team] Zitat -->\n", 1),
        (
            "- Verstärken Sie unser junges Team! <!-- adlint: ignore[age/young-team] Zitat -->\n- Und mehr davon.\n",
            1,
        ),
        ("- <!-- adlint: ignore[age/young-team] Zitat --> Verstärken Sie unser junges Team!\n", 1),
        (
            "> <!-- adlint: ignore[age/young-team] Zitat -->\n> Verstärken Sie unser junges Team!\n",
            1,
        ),
        (
            "<div>\n<!-- adlint: ignore[age/young-team] Zitat -->\n<p>Verstärken Sie unser junges Team!</p></div>\n",
            1,
        ),
        (
            "Ein <span data-adlint-ignore=\"age/young-team Zitat\">Satz</span>: Verstärken Sie unser junges Team!\n",
            1,
        ),
        (
            "Verstärken Sie unser junges Team!\n\n<!-- adlint: ignore[age/young-team] zu spät -->\n",
            0,
        ),
        (
            "<!-- adlint: ignore[age/young-team] zu früh -->\nDanke.\n\nVerstärken Sie unser junges Team!\n",
            0,
        ),
        ("<!-- adlint: ignore[family/*] anderes -->\nVerstärken Sie unser junges Team!\n", 0),
        (
            "<!-- adlint: ignore-file[age/young-team] Archiv -->\nDanke.\n\nVerstärken Sie unser junges Team!\n",
            1,
        ),
        (
            "Verstärken Sie unser junges Team!\n\n<!-- adlint: ignore-file[age/young-team] Archiv -->\n",
            1,
        ),
    ] {
        let ad = markdown(body);
        assert_eq!(ad.suppressed, held, "{body}: {:?}", rules(&ad));
        let shown = rules(&ad).iter().filter(|(rule, _)| *rule == "age/young-team").count();
        assert!(shown + held as usize <= 1, "{body}");
        if held == 1 {
            assert_eq!(rules(&ad), [], "{body}");
            let first = &ad.suppressed_findings[0];
            assert_eq!(first.finding.rule, "age/young-team");
            assert!(
                matches!(first.by, ExceptionSource::InAd(_)) && (first.reason == "Zitat" || first.reason == "Archiv"),
                "{first:?}"
            );
        } else {
            assert!(rules(&ad).iter().any(|(rule, _)| *rule == "exception/unused"), "{body}");
        }
    }
}

#[test]
fn the_place_of_a_note_is_where_it_stands() {
    let text = "Wir suchen Verstärkung für die Verwaltung.\n\n<!-- adlint: ignore[age/young-team] ä -->\nGuten Tag.\n";
    let ad = check("ad.md", text);
    let unused = ad.findings.iter().find(|finding| finding.rule == "exception/unused").unwrap();
    assert_eq!(
        &text[unused.place.source.start as usize..unused.place.source.end as usize],
        "<!-- adlint: ignore[age/young-team] ä -->"
    );
    assert_eq!((unused.place.start.line, unused.place.start.column), (3, 1));
    assert!(unused.message.en.contains("age/young-team"));
}

#[test]
fn an_exception_holds_for_its_place_only() {
    let ad = markdown(
        "<!-- adlint: ignore[age/young-team] Zitat -->\nVerstärken Sie unser junges Team!\n\nWir suchen Sie für unser junges, dynamisches Team.\n",
    );
    assert_eq!(rules(&ad), [("age/young-team", 8)]);
}

#[test]
fn html_is_excepted_by_comments_and_attributes() {
    let page = |inside: &str| {
        check(
            "ad.html",
            &format!(
                "<html lang=de><body><main><h1>Referentin oder Referent (m/w/d)</h1><p>Sie beraten die Verwaltung und bearbeiten die Anträge.</p>{inside}<p>Wir freuen uns auf Ihre Bewerbung bei der Stadt.</p></main></body></html>"
            ),
        )
    };
    let sentence = "Verstärken Sie unser junges Team!";
    for (inside, held) in [
        (format!("<!-- adlint: ignore[age/young-team] Zitat --><p>{sentence}</p>"), 1),
        (format!("<p>{sentence} <!-- adlint: ignore[age/young-team] Zitat --></p>"), 1),
        (format!("<p data-adlint-ignore='age/young-team Zitat'>{sentence}</p>"), 1),
        (format!("<p data-adlint-ignore=\"age/young-team Zitat\">{sentence}<p>Danke"), 1),
        (
            format!("<div data-adlint-ignore='age/young-team Zitat'><p>Danke</p><ul><li>{sentence}</li></ul></div>"),
            1,
        ),
        (
            format!("<p><b data-adlint-ignore='age/young-team Zitat'>Ja, <i>wir</i>: {sentence}</b></p>"),
            1,
        ),
        (format!("<h2 data-adlint-ignore='age/young-team Zitat'>{sentence}</h2>"), 1),
        (
            format!("<div data-adlint-ignore='age/young-team Zitat'><p>Danke</p></div><p>{sentence}</p>"),
            0,
        ),
        (format!("<p data-adlint-ignore='age/young-team Zitat'>Danke<p>{sentence}</p>"), 0),
        (format!("<br data-adlint-ignore='age/young-team Zitat'><p>{sentence}</p>"), 0),
        (format!("<ul><li data-adlint-ignore='age/young-team Zitat'>Danke<li>{sentence}</ul>"), 0),
        (format!("<p>Danke <!-- adlint: ignore[age/young-team] Zitat --></p><p>{sentence}</p>"), 0),
    ] {
        let ad = page(&inside);
        assert_eq!(ad.suppressed, held, "{inside} {:?}", rules(&ad));
        assert_eq!(rules(&ad).iter().any(|(rule, _)| *rule == "age/young-team"), held == 0, "{inside}");
    }
}

#[test]
fn a_description_in_json_ld_may_hold_exceptions() {
    let ad = check(
        "ad.json",
        r#"{"@type":"JobPosting","title":"Referentin oder Referent (m/w/d)","description":"<p>Sie beraten die Verwaltung und bearbeiten die Anträge.</p><!-- adlint: ignore[age/young-team] \u00dcber uns --><p>Verst\u00e4rken Sie unser junges Team!</p><p>Wir freuen uns auf Sie.</p>"}"#,
    );
    assert_eq!((ad.suppressed, ad.suppressed_findings[0].reason.as_str()), (1, "Über uns"));
}

#[test]
fn front_matter_excepts_the_whole_file() {
    let ad = |front: &str| {
        check(
            "ad.md",
            &format!(
                "---\ntitle: Referentin oder Referent (m/w/d)\n{front}lang: de\n---\nSie beraten die Verwaltung.\n\nVerstärken Sie unser junges Team!\n"
            ),
        )
    };
    let good = ad("adlint:\n  ignore:\n    - rule: age/young-team\n      reason: Zitat\n");
    assert_eq!((good.suppressed, good.suppressed_findings[0].reason.as_str()), (1, "Zitat"));
    let flow = ad("adlint: { ignore: [{ rule: age/young-team, reason: Zitat }] }\n");
    assert_eq!(flow.suppressed, 1);
    let broken = ad("adlint:\n  ignroe: []\n");
    assert_eq!((broken.suppressed, broken.faults[0].code), (0, FaultCode::BadException));
    let toml = check(
        "ad.md",
        "+++\ntitle = \"Referent\"\n[adlint]\nignore = 1\n+++\nSie beraten die Verwaltung und unser Team.\n",
    );
    assert_eq!(toml.faults[0].code, FaultCode::BadException);
}

#[test]
fn what_is_missing_is_excepted_wherever_somebody_says_so() {
    let with = check(
        "ad.md",
        "# Sachbearbeitung (m/w/d)\n\n<!-- adlint: ignore[clause/women] Frauen sind in der Mehrheit -->\nSie beraten die Verwaltung und bearbeiten die Anträge.\n",
    );
    assert!(with.findings.iter().all(|finding| finding.rule != "clause/women"));
    assert!(with.findings.iter().any(|finding| finding.rule == "clause/migration"));
    assert!(with.suppressed_findings.iter().any(|held| held.finding.rule == "clause/women"));
    let all = check(
        "ad.md",
        "# Sachbearbeitung (m/w/d)\n\n<!-- adlint: ignore[*] hier -->\nSie beraten die Verwaltung und bearbeiten die Anträge.\n",
    );
    assert!(
        all.findings.iter().any(|finding| finding.rule == "clause/women"),
        "a block is no whole ad"
    );
}

#[test]
fn an_unknown_rule_and_a_broken_note_are_faults_with_a_way_out() {
    let folder = Folder::new();
    folder.file(
        "ad.md",
        "Sie beraten die Verwaltung.\n\n<!-- adlint: ignore[age/yung-team] x -->\nVerstärken Sie unser junges Team!\n\n<!-- adlint: disable -->\n",
    );
    let run = folder.run(&["check", "ad.md"]).ends_with(2);
    assert_says(&run.out, &["age/yung-team", "age/young-team", "disable", "ignore[age/young-team] reason"]);
    assert_says(&folder.run(&["check", "ad.md", "--lang", "de"]).out, &["Ausnahme", "Begründung"]);
    let ad = check("ad.md", "<!-- ein Kommentar, adlint: nicht für dich -->\nSie beraten die Verwaltung.\n");
    assert!(ad.grave_faults().next().is_none(), "other comments are nobody's business");
}

#[test]
fn a_reason_can_be_required() {
    let folder = Folder::new();
    folder.file("adlint.yaml", "exceptions: { require_reason: true }\n");
    folder.file(
        "ad.md",
        "Sie beraten die Verwaltung.\n\n<!-- adlint: ignore[age/young-team] -->\nVerstärken Sie unser junges Team!\n",
    );
    let run = folder.run(&["check", "ad.md", "--format", "concise"]).ends_with(1);
    assert_says(&run.out, &["exception/without-reason", "age/young-team"]);
    folder.file(
        "ad.md",
        "Sie beraten die Verwaltung.\n\n<!-- adlint: ignore[age/young-team] Zitat -->\nVerstärken Sie unser junges Team!\n",
    );
    let run = folder.run(&["check", "ad.md", "--format", "json"]).ends_with(0);
    assert_eq!(run.json()["documents"][0]["suppressed"], 1);
}

#[test]
fn rules_of_exceptions_are_set_like_others() {
    let folder = Folder::new();
    folder.file(
        "ad.md",
        "<!-- adlint: ignore[age/young-team] Zitat -->\nSie beraten die Verwaltung in Erfurt.\n",
    );
    assert_says(&folder.run(&["check", "ad.md"]).ends_with(0).out, &["exception/unused"]);
    folder.file("adlint.yaml", "rules: { exception/unused: error }\n");
    folder.run(&["check", "ad.md"]).ends_with(1);
    folder.file("adlint.yaml", "rules: { exception/unused: \"off\" }\n");
    assert!(!folder.run(&["check", "ad.md"]).ends_with(0).out.contains("exception/unused"));
    assert_says(&folder.run(&["explain", "exception/unused"]).ends_with(0).out, &["exception"]);
}

const BESIDE: &str = "exceptions:\n  - rule: age/young-team\n    passage: unser  JUNGES\n      Team\n    reason: Zitat\n    by: E. Mustermann\n    paths: [\"ads/**\"]\n";
const TEXT: &str = "Wir suchen eine Referentin oder einen Referenten (m/w/d).\n\nVerstärken Sie unser junges Team!\n";

#[test]
fn a_file_beside_the_ads_excepts_passages() {
    let folder = Folder::new();
    folder.file("ads/a.txt", TEXT);
    folder.file("other/a.txt", TEXT);
    folder.file("adlint.exceptions.yaml", BESIDE);
    let run = folder.run(&["check", "ads", "--format", "json"]).ends_with(0);
    assert_eq!(run.json()["documents"][0]["suppressed"], 1, "{}", run.out);
    folder.run(&["check", "other"]).ends_with(1);
    folder.run(&["check", "ads", "--isolated"]).ends_with(1);
    folder
        .run(&["check", "ads", "--isolated", "--exceptions", "adlint.exceptions.yaml"])
        .ends_with(0);
    // Seen from within, the paths are still those of the file.
    let mut inner = folder.adlint(&["check", "a.txt"]);
    assert_eq!(inner.current_dir(folder.path().join("ads")).status().unwrap().code(), Some(0));
}

#[test]
fn an_entry_that_nothing_needs_is_named_once_all_ads_were_seen() {
    let folder = Folder::new();
    folder.file("ads/a.txt", TEXT.replace("junges", "gutes"));
    folder.file("other/b.txt", TEXT.replace("junges", "gutes"));
    folder.file(
        "adlint.exceptions.yaml",
        format!("{BESIDE}  - {{ rule: family/*, passage: kinderlos, reason: x, by: y }}\n"),
    );
    let all = folder.run(&["check", "."]).ends_with(0);
    assert_says(
        &all.err,
        &["adlint.exceptions.yaml:2", "age/young-team", "adlint.exceptions.yaml:8", "family/*"],
    );
    let one = folder.run(&["check", "other/b.txt"]).ends_with(0);
    assert_eq!(one.err, "", "a single ad does not show what others need");
}

#[test]
fn an_expired_exception_is_a_finding_and_holds_nothing_back() {
    let folder = Folder::new();
    folder.file("ads/a.txt", TEXT);
    folder.file("adlint.exceptions.yaml", BESIDE.replace("    by:", "    until: 2020-01-31\n    by:"));
    let run = folder.run(&["check", "ads", "--format", "concise"]).ends_with(1);
    assert_says(&run.out, &["exception/expired", "2020-01-31", "age/young-team"]);
    folder.file("adlint.exceptions.yaml", BESIDE.replace("    by:", "    until: 9999-12-31\n    by:"));
    folder.run(&["check", "ads"]).ends_with(0);
    let on = |day: &str| {
        let workspace = Workspace::open(&Options {
            isolated: true,
            exceptions: Some(folder.file(
                "x.yaml",
                BESIDE.replace("    by:", "    until: 2026-06-30\n    by:").replace("ads/**", "**"),
            )),
            today: Day::parse(day),
            ..Options::default()
        });
        check_in(&workspace.unwrap(), &folder.path().join("ads/a.txt").to_string_lossy(), TEXT).suppressed
    };
    assert_eq!((on("2026-06-30"), on("2026-07-01")), (1, 0), "the last day still counts");
}

#[test]
fn everything_wrong_with_the_file_is_said_at_once() {
    let folder = Folder::new();
    folder.file("ads/a.txt", TEXT);
    folder.file(
        "adlint.exceptions.yaml",
        "exceptions:\n  - { rule: age/yung-team, passage: x, reason: r, by: b }\n  - { rule: age/young-team, passage: x, reason: r, by: b, until: 31.12.2026 }\n  - { rule: age/young-team, reason: \"\", by: b }\n  - { rule: age/young-team, passage: \"…\", reason: r, by: b, paths: [\"a[\"] }\n",
    );
    let run = folder.run(&["check", "ads"]).ends_with(2);
    assert_says(
        &run.err,
        &[
            "adlint.exceptions.yaml:2:",
            "did you mean `age/young-team`?",
            ":3:",
            "YYYY-MM-DD",
            ":4:",
            "`reason` is empty",
            "neither",
            ":5:",
            "no word",
            "no glob",
        ],
    );
    for (text, says) in [
        ("exceptions:\n  - { rule: age/young-team, reson: x }\n", "did you mean `reason`"),
        ("exceptions: [", "adlint.exceptions.yaml"),
        ("exceptions:\n  - { rule: age/young-team, passage: x, by: b }\n", "reason"),
    ] {
        folder.file("adlint.exceptions.yaml", text);
        assert_says(&folder.run(&["check", "ads"]).ends_with(2).err, &[says]);
    }
    folder.run(&["check", "ads", "--isolated", "--exceptions", "none.yaml"]).ends_with(2);
    folder.file("adlint.exceptions.yaml", "# none yet\n");
    folder.run(&["check", "ads"]).ends_with(1);
}

// ---- fingerprints ----

fn prints(ad: &AdReport) -> Vec<Fingerprint> {
    let mut prints: Vec<Fingerprint> = ad.findings.iter().map(|finding| ad.fingerprint(finding)).collect();
    prints.sort();
    prints
}

#[test]
fn a_fingerprint_survives_edits_elsewhere_wrapping_markup_and_names() {
    let plain = "# Referentin oder Referent (m/w/d)\n\nSie beraten die Verwaltung. Verstärken Sie unser junges, dynamisches Team in der schönen Stadt! Wir freuen uns.\n\n- Sie sind belastbar\n- Deutsch als Muttersprache\n";
    let before = check("a.md", plain);
    assert!(before.findings.len() > 2, "{:?}", rules(&before));
    for (name, text) in [
        ("b.md", plain.to_owned()),
        ("a.md", plain.replace("unser junges, dynamisches", "unser junges,\ndynamisches")),
        ("a.md", plain.replace("junges, dynamisches", "**junges**, dynamisches")),
        (
            "a.md",
            plain.replace("Sie beraten die Verwaltung.", "Sie beraten heute die Abteilung. Das ist neu."),
        ),
        ("a.md", plain.replace("- Sie sind", "- Sie arbeiten gern\n- Sie sind")),
        ("a.md", plain.replace('\n', "\r\n")),
    ] {
        assert_eq!(prints(&check(name, &text)), prints(&before), "{text}");
    }
    let edited = check("a.md", &plain.replace("schönen Stadt", "kleinen Stadt"));
    assert_ne!(prints(&edited), prints(&before), "another sentence is another finding");
}

#[test]
fn equal_findings_are_told_apart_by_their_order() {
    let ad = markdown("Deutsch als Muttersprache.\n\nDeutsch als Muttersprache.\n");
    let mut own = prints(&ad);
    let all = own.len();
    own.dedup();
    assert_eq!(own.len(), all);
}

// ---- baseline ----

#[test]
fn a_baseline_shows_only_what_is_new() {
    let folder = Folder::new();
    folder.file(
        "ads/a.md",
        "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team!\n",
    );
    folder.file(
        "ads/b.md",
        "# Referentin oder Referent (m/w/d)\n\nSie beraten die Verwaltung in Erfurt.\n",
    );
    folder.run(&["check", "ads"]).ends_with(1);
    let run = folder.run(&["baseline", "ads"]).ends_with(0);
    assert_says(&run.out, &["adlint.baseline.json:", "in 2 ads"]);
    let run = folder
        .run(&["check", "ads", "--baseline", "adlint.baseline.json", "--format", "json"])
        .ends_with(0);
    assert_eq!(run.json()["summary"]["errors"], 0);
    assert!(
        run.json()["documents"][0]["suppressed"].as_u64() > Some(0) && run.err.is_empty(),
        "{run:?}"
    );
    // The same sentence in another ad is new; so is a second one in the same ad.
    folder.file(
        "ads/c.md",
        "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team!\n",
    );
    let run = folder
        .run(&["check", "ads", "--baseline", "adlint.baseline.json", "--format", "concise"])
        .ends_with(1);
    assert!(run.out.contains("ads/c.md:3") && !run.out.contains("ads/a.md"), "{}", run.out);
    // The settings can name it.
    folder.file("adlint.yaml", "baseline: adlint.baseline.json\n");
    folder.run(&["check", "ads/a.md"]).ends_with(0);
    // What the settings name does not hide from a new baseline what is in the old one.
    let before = folder.read("adlint.baseline.json");
    std::fs::remove_file(folder.path().join("ads/c.md")).unwrap();
    folder.run(&["baseline", "ads"]).ends_with(0);
    assert_eq!(folder.read("adlint.baseline.json"), before);
}

#[test]
fn renamed_ads_are_known_and_stale_entries_are_told_and_pruned() {
    let folder = Folder::new();
    let text = "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team!\n\nDeutsch als Muttersprache.\n\nWir erwarten Belastbarkeit und junge Bewerber.\n";
    folder.file("ads/a.md", text);
    folder.file("ads/b.md", text);
    folder.run(&["baseline", "ads"]).ends_with(0);
    std::fs::rename(folder.path().join("ads/a.md"), folder.path().join("ads/neu.md")).unwrap();
    let run = folder.run(&["check", "ads", "--baseline", "adlint.baseline.json"]).ends_with(0);
    assert_eq!(run.err, "");
    folder.file("ads/b.md", text.replace("junges, dynamisches", "gutes"));
    let run = folder.run(&["check", "ads", "--baseline", "adlint.baseline.json"]).ends_with(0);
    assert_says(&run.err, &["1 entry of the baseline", "--prune"]);
    // A new ad with one of the sentences of an ad that is gone is new.
    folder.file(
        "ads/c.md",
        "# Referentin oder Referent (m/w/d)\n\nDeutsch als Muttersprache.\n\nWir bieten ein junges Team.\n",
    );
    let run = folder.run(&["baseline", "ads", "--prune"]).ends_with(0);
    let pruned: Value = serde_json::from_str(&folder.read("adlint.baseline.json")).unwrap();
    let paths: Vec<&str> = pruned["documents"]
        .as_array()
        .unwrap()
        .iter()
        .map(|ad| ad["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["ads/b.md", "ads/neu.md"], "renamed, and nothing new: {}", run.out);
    folder
        .run(&["check", "ads/b.md", "ads/neu.md", "--baseline", "adlint.baseline.json"])
        .ends_with(0);
    folder.run(&["check", "ads/c.md", "--baseline", "adlint.baseline.json"]).ends_with(1);
}

#[test]
fn a_baseline_that_cannot_be_read_is_a_fault_and_never_an_empty_one() {
    let folder = Folder::new();
    folder.file("ads/a.md", TEXT);
    folder.run(&["baseline", "ads"]).ends_with(0);
    let whole = folder.read("adlint.baseline.json");
    for (text, says) in [
        (whole[..whole.len() / 2].to_owned(), "half written"),
        (String::new(), "half written"),
        (whole.replace("\"adlint_baseline\": 1", "\"adlint_baseline\": 9"), "newer"),
        (whole.replace("\"fingerprints\": 1", "\"fingerprints\": 9"), "fingerprints"),
        ("profile: de\n".to_owned(), "no baseline"),
    ] {
        folder.file("broken.json", &text);
        let run = folder.run(&["check", "ads", "--baseline", "broken.json"]).ends_with(2);
        assert_says(&run.err, &["broken.json", says, "adlint baseline"]);
        // A new one can always be written, and a broken one is never pruned.
        folder.run(&["baseline", "ads", "--output", "broken.json", "--prune"]).ends_with(2);
        assert_eq!(folder.read("broken.json"), text);
    }
    // Where no ad is found, the baseline that is there stays.
    folder.file("no-ads/x.csv", "a");
    folder.run(&["baseline", "no-ads"]).ends_with(2);
    assert_eq!(folder.read("adlint.baseline.json"), whole);
    let run = folder.run(&["check", "ads", "--baseline", "none.json"]).ends_with(2);
    assert_says(&run.err, &["none.json", "adlint baseline"]);
    folder.run(&["baseline", "ads", "--output", "no/such/folder.json"]).ends_with(2);
}
