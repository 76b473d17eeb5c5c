//! The survey: figures counted by hand, the same ad counted once, comparisons, and every form they are written in.

use crate::cli::{Folder, assert_says};
use crate::common;
use adlint::diagnostic::{Group, Severity};
use adlint::lang::Lang;
use adlint::survey::{Figures, Meta, Outline, Plan, Survey, html};
use adlint::workspace::AdReport;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

const TASKS: &str = "Sie planen die Arbeit der Woche, führen die Akten und beraten Menschen, die zu uns ins Haus kommen.";
const WOMEN: &str = "Bewerbungen von Frauen sind ausdrücklich erwünscht.";
const DISABILITY: &str = "Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt berücksichtigt.";
const MIGRATION: &str = "Bewerbungen von Menschen mit Migrationsgeschichte sind ausdrücklich erwünscht.";
const YOUNG: &str = "Sie verstärken unser junges, dynamisches Team.";

/// Title, employer, date, sentences.
const ADS: [(&str, &str, &str, &[&str]); 8] = [
    ("Sachbearbeitung Bauamt (m/w/d)", "Stadt A", "2018-03-01", &[WOMEN, DISABILITY]),
    ("Sachbearbeitung Ordnungsamt (m/w/d)", "Stadt A", "12.04.2018", &[YOUNG]),
    ("Sachbearbeitung Hochbau (m/w/d)", "Stadt A", "Tue, 12 Jun 2018 10:00:00 +0200", &[]),
    (
        "Fachkraft für Lagerlogistik (m/w/d)",
        "Firma B",
        "3. Mai 2024",
        &[WOMEN, DISABILITY, MIGRATION],
    ),
    ("Fachkraft für Wasserwirtschaft (m/w/d)", "Firma B", "May 4, 2024", &[DISABILITY, YOUNG]),
    ("Lehrkraft für Physik (m/w/d)", "", "irgendwann", &[MIGRATION]),
    // The first again, under another date; the second again, under the same.
    ("Sachbearbeitung Bauamt (m/w/d)", "Stadt A", "2024-01-01", &[WOMEN, DISABILITY]),
    ("Sachbearbeitung Ordnungsamt (m/w/d)", "Stadt A", "12.04.2018", &[YOUNG]),
];

fn lines() -> String {
    let line = |(title, employer, date, sentences): &(&str, &str, &str, &[&str])| {
        let text = format!("Wir suchen Verstärkung.\n\nIhre Aufgaben\n\n{TASKS}\n\n{}", sentences.join("\n\n"));
        json!({ "title": title, "employer": employer, "date": date, "description": text }).to_string() + "\n"
    };
    ADS.iter().map(line).collect()
}

/// The spellings of its dates are mixed on purpose, so tests name the column.
fn archive() -> Folder {
    let folder = Folder::new();
    folder.file("ads.jsonl", lines());
    folder
}

/// Runs a survey and gives back its JSON.
fn figures(folder: &Folder, args: &[&str]) -> Value {
    let all: Vec<&str> = ["survey", "--isolated", "--quiet", "--date", "date", "--format", "json"]
        .iter()
        .chain(args)
        .copied()
        .collect();
    folder.run(&all).ends_with(0).json()
}

fn find<'a>(list: &'a Value, key: &str, value: &str) -> &'a Value {
    let all = list.as_array().expect("a list");
    all.iter()
        .find(|entry| entry[key] == value)
        .unwrap_or_else(|| panic!("no {key} {value} in {list:#}"))
}

#[test]
fn figures_are_those_counted_by_hand() {
    let folder = archive();
    let all = figures(&folder, &["ads.jsonl", "--by", "year,employer"]);
    let archives = &all["archives"];
    assert_eq!(
        [
            &archives["records"],
            &archives["judged"],
            &archives["counted"],
            &archives["copies"],
            &archives["reposts"]
        ],
        [8, 8, 6, 1, 1]
    );
    assert_eq!([&archives["undated"], &archives["unreadable_dates"]], [0, 1]);
    let total = &all["total"];
    // Four of six have a clause: the first, the fourth, the fifth and the sixth.
    assert_eq!([&total["any_clause"]["count"], &total["any_clause"]["of"]], [4, 6]);
    let levels = |group: &str| {
        let clause = find(&total["clauses"], "group", group);
        clause["levels"]
            .as_array()
            .expect("levels")
            .iter()
            .map(|level| level["count"].as_u64().expect("a number"))
            .collect::<Vec<_>>()
    };
    assert_eq!(levels("women"), [0, 0, 2, 0, 0]);
    assert_eq!(levels("disability"), [0, 0, 0, 3, 0]);
    assert_eq!(levels("migration"), [0, 0, 2, 0, 0]);
    assert_eq!(find(&total["demands"], "demand", "women")["met"]["count"], 2);
    assert_eq!([&total["all_met"]["count"], &total["all_met"]["of"]], [1, 6]);
    assert_eq!(
        total["rules"]["age/young-team"],
        json!({ "ads": total["rules"]["age/young-team"]["ads"], "findings": 2 })
    );
    let young = find(&all["rules"], "rule", "age/young-team");
    assert_eq!(young["wordings"][0]["text"], "junges, dynamisches Team");
    assert_eq!(young["wordings"][0]["ads"], 2);
    assert_eq!(young["wordings"][0]["places"].as_array().map(Vec::len), Some(2));
    // Wilson, 4 of 6.
    let low = total["any_clause"]["low"].as_f64().expect("a number");
    assert!((low - 0.2999).abs() < 0.0001, "{low}");

    let years = &all["breakdowns"][0];
    let groups: Vec<(Option<&str>, u64, u64)> = years["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| {
            (
                group["values"][0].as_str(),
                group["ads"].as_u64().unwrap(),
                group["any_clause"]["count"].as_u64().unwrap(),
            )
        })
        .collect();
    assert_eq!(groups, [(Some("2018"), 3, 1), (Some("2024"), 2, 2), (None, 1, 1)]);
    let employers: Vec<Option<&str>> = all["breakdowns"][1]["groups"]
        .as_array()
        .unwrap()
        .iter()
        .map(|group| group["values"][0].as_str())
        .collect();
    assert_eq!(employers, [Some("Stadt A"), Some("Firma B"), None]);
}

#[test]
fn the_same_ad_counts_once_or_every_time_as_asked() {
    let folder = archive();
    let all = figures(&folder, &["ads.jsonl", "--by", "year", "--duplicates", "all"]);
    assert_eq!(all["total"]["ads"], 8);
    assert_eq!([&all["archives"]["copies"], &all["archives"]["reposts"]], [1, 1]);
    assert_eq!(all["breakdowns"][0]["groups"][1]["ads"], 3, "the repost counts in its own year");
    assert_eq!(figures(&folder, &["ads.jsonl"])["total"]["ads"], 6);
}

#[test]
fn an_ad_counts_as_it_is_checked() {
    let workspace = common::built_in();
    let mut survey = Survey::new(Plan::default());
    let mut reports: Vec<AdReport> = Vec::new();
    for ad in common::ads("ads") {
        let report = workspace.check(&ad.source());
        survey.add(&Outline::of(Meta::default(), &report));
        reports.push(report);
    }
    reports.retain(|report| report.grave_faults().count() == 0);
    let figures = survey.figures();
    assert_eq!(figures.archives.copies, 0, "the fixtures are all different");
    assert_eq!(figures.total.ads, reports.len() as u64);
    let with = |has: &dyn Fn(&AdReport) -> bool| reports.iter().filter(|report| has(report)).count() as u64;
    for clause in &figures.total.clauses {
        let expected = with(&|report| report.clauses.iter().any(|found| found.group == clause.group && found.level > 0));
        assert_eq!(clause.any.count, expected, "{}", clause.group.name());
    }
    for of in &figures.total.severities {
        let findings: usize = reports.iter().map(|report| report.count(of.severity)).sum();
        assert_eq!(of.findings, findings as u64, "{}", of.severity.name());
        assert_eq!(of.ads.count, with(&|report| report.count(of.severity) > 0));
    }
    for asked in &figures.total.demands {
        let expected = with(&|report| report.met.iter().any(|(name, met)| *name == asked.demand && *met));
        assert_eq!(asked.met.count, expected, "{}", asked.demand);
    }
    let findings: u64 = figures.rules.iter().map(|rule| rule.findings).sum();
    assert_eq!(findings, reports.iter().map(|report| report.findings.len() as u64).sum::<u64>());
    assert!(figures.total.clauses.iter().any(|clause| clause.group == Group::Migration));
    assert!(
        figures
            .total
            .severities
            .iter()
            .any(|of| of.severity == Severity::Error && of.findings > 0)
    );
}

#[test]
fn parts_of_an_archive_add_up_to_the_whole() {
    let workspace = common::built_in();
    let plan = Plan {
        by: Plan::breakdowns(&["language,archive".to_owned()]).unwrap(),
        ..Plan::default()
    };
    let mut whole = Survey::new(plan.clone());
    let mut parts = [Survey::new(plan.clone()), Survey::new(plan)];
    let ads = common::ads("ads");
    for (index, ad) in ads.iter().enumerate() {
        let report = workspace.check(&ad.source());
        let meta = Meta {
            archive: if index % 3 == 0 { "a" } else { "b" },
            place: &ad.name,
            ..Meta::default()
        };
        let outline = Outline::of(meta, &report);
        whole.add(&outline);
        parts[index % 2].add(&outline);
    }
    let [mut joined, other] = parts;
    assert_eq!(joined.merge(&other), 0, "no ad is in both");
    let plain = |survey: &Survey| {
        let Figures {
            mut rules,
            mut clauses,
            total,
            breakdowns,
            archives,
            ..
        } = survey.figures();
        // Which ads are shown as examples depends on the order.
        rules
            .iter_mut()
            .flat_map(|rule| &mut rule.wordings)
            .for_each(|wording| wording.places.clear());
        clauses
            .iter_mut()
            .flat_map(|clause| &mut clause.wordings)
            .for_each(|wording| wording.places.clear());
        rules
            .iter_mut()
            .for_each(|rule| rule.wordings.iter_mut().for_each(|wording| wording.text = wording.text.to_lowercase()));
        clauses.iter_mut().for_each(|clause| clause.wordings.retain(|wording| wording.ads > 1));
        rules.iter_mut().for_each(|rule| rule.wordings.retain(|wording| wording.ads > 1));
        (total, breakdowns, archives)
    };
    assert_eq!(plain(&joined), plain(&whole));
    assert_eq!(
        joined.merge(&whole),
        ads.len() as u64 - whole.figures().archives.faults.values().sum::<u64>()
    );
}

#[test]
fn two_years_two_values_and_two_archives_are_compared() {
    let folder = archive();
    let all = figures(&folder, &["ads.jsonl", "--compare", "2018", "2024"]);
    let comparison = &all["comparison"];
    // The reposted ad is in both years and counts in both.
    assert_eq!(comparison["ads"], json!([3, 3]));
    let any = find(&comparison["rows"], "measure", "any-clause");
    assert_eq!([&any["first"]["count"], &any["second"]["count"]], [1, 3]);
    let difference = any["difference"]["difference"].as_f64().expect("a number");
    assert!((difference - 2.0 / 3.0).abs() < 1e-9);
    assert_eq!(any["difference"]["clear"], false, "three ads a side say nothing");
    let values = figures(&folder, &["ads.jsonl", "--compare", "employer=Stadt A", "employer=Firma B"]);
    assert_eq!(values["comparison"]["ads"], json!([3, 2]));
    folder.file("other.jsonl", lines().lines().next().expect("a line").to_owned() + "\n");
    let archives = figures(&folder, &["--compare", "ads.jsonl", "other.jsonl"]);
    assert_eq!(archives["comparison"]["ads"], json!([6, 1]), "an ad in both archives counts in both");
    assert_eq!(archives["total"]["ads"], 6, "and once in the total");
}

#[test]
fn what_cannot_be_grouped_or_compared_is_said_with_the_way_out() {
    let folder = archive();
    let run = |args: &[&str]| folder.run(&[&["survey", "--isolated", "--date", "date"], args].concat());
    let unsaid = run(&["ads.jsonl", "--by", "employeer"]).ends_with(2);
    assert_says(&unsaid.err, &["employeer", "Did you mean `employer`?", "year, quarter, month"]);
    assert_says(&unsaid.out, &["6 ads counted"]);
    let no_side = run(&["ads.jsonl", "--compare", "2018", "1999"]).ends_with(2);
    assert_says(&no_side.err, &["no ad belongs to “1999”", "2018", "2024"]);
    assert_says(&run(&["ads.jsonl", "--compare", "2018", "2018"]).ends_with(2).err, &["on both sides"]);
    assert_says(
        &run(&["ads.jsonl", "--by", "year,,employer"]).ends_with(2).err,
        &["--by", "name is missing"],
    );
    assert_says(&run(&["ads.jsonl", "--by", "year,jahr"]).ends_with(2).err, &["twice"]);
    assert_says(&run(&["none.jsonl"]).ends_with(2).err, &["none.jsonl", "nothing to count"]);
    folder.file("empty.csv", "");
    assert_says(&run(&["empty.csv"]).ends_with(2).err, &["empty.csv", "nothing to count"]);
    let german = run(&["ads.jsonl", "--by", "employeer", "--lang", "de"]).ends_with(2);
    assert_says(&german.err, &["Keine Anzeige hat eine Angabe", "Meinten Sie `employer`?"]);
}

#[test]
fn broken_records_are_said_and_counted_and_the_rest_counts() {
    let folder = Folder::new();
    let broken: String = lines()
        .lines()
        .enumerate()
        .map(|(at, line)| {
            if at == 2 {
                "{\"title\": \"abge\n".to_owned()
            } else {
                format!("{line}\n")
            }
        })
        .collect();
    folder.file("ads.jsonl", broken);
    folder.file("french.md", "# Infirmière\n\nNous cherchons une infirmière pour notre hôpital. Vous soignez les malades et travaillez avec les médecins de la clinique.\n");
    let run = folder
        .run(&["survey", "--isolated", "--format", "json", "ads.jsonl", "french.md"])
        .ends_with(2);
    assert_says(&run.err, &["ads.jsonl"]);
    let all = run.json();
    assert_eq!(
        [&all["archives"]["records"], &all["archives"]["judged"], &all["archives"]["counted"]],
        [9, 7, 5]
    );
    let faults = all["archives"]["faults"].as_object().expect("faults");
    assert_eq!(faults.values().map(|many| many.as_u64().unwrap()).sum::<u64>(), 2);
    assert_eq!(faults["unsupported-language"], 1);
}

#[test]
fn an_archive_can_come_from_standard_input() {
    let args = [
        "survey",
        "--isolated",
        "--quiet",
        "--format",
        "json",
        "-",
        "--stdin-filename",
        "ads.jsonl",
    ];
    let all = Folder::new().run_with(&args, lines().as_bytes()).ends_with(0).json();
    assert_eq!([&all["archives"]["records"], &all["total"]["ads"]], [8, 6]);
}

#[test]
fn threads_do_not_change_the_figures() {
    let folder = archive();
    let of = |jobs: &str| {
        folder
            .run(&[
                "survey",
                "--isolated",
                "--format",
                "json",
                "--by",
                "year+employer",
                "--jobs",
                jobs,
                "ads.jsonl",
            ])
            .ends_with(0)
            .out
    };
    assert_eq!(of("1"), of("4"));
}

fn schema_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/survey.json")
}

/// `UPDATE=1 cargo test` writes it anew.
#[test]
fn the_json_is_as_its_schema_says() {
    let folder = archive();
    let schema = folder.run(&["schema", "survey"]).ends_with(0).out;
    if std::env::var_os("UPDATE").is_some() {
        fs::write(schema_file(), &schema).expect("the schema can be written");
    }
    assert!(
        fs::read_to_string(schema_file()).unwrap_or_default() == schema,
        "schemas/survey.json is out of date: UPDATE=1 cargo test"
    );
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let all = figures(&folder, &["ads.jsonl", "--by", "year,employer+language", "--compare", "2018", "2024"]);
    let wrong: Vec<String> = validator.iter_errors(&all).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_csv_has_one_row_a_figure() {
    let folder = archive();
    let out = folder
        .run(&[
            "survey",
            "--isolated",
            "--quiet",
            "--date",
            "date",
            "--format",
            "csv",
            "--by",
            "employer",
            "--compare",
            "2018",
            "2024",
            "ads.jsonl",
        ])
        .ends_with(0)
        .out;
    let mut reader = csv::Reader::from_reader(out.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.expect("a row")).collect();
    let cell = |breakdown: &str, group: &str, measure: &str, name: &str, level: &str| {
        let row = rows
            .iter()
            .find(|row| row.iter().take(5).eq([breakdown, group, measure, name, level]))
            .unwrap_or_else(|| panic!("{measure}"));
        (row[5].to_owned(), row[6].to_owned())
    };
    assert_eq!(cell("", "", "any-clause", "", ""), ("4".into(), "6".into()));
    assert_eq!(cell("", "", "clause", "disability", "4"), ("3".into(), "6".into()));
    assert_eq!(cell("employer", "Stadt A", "rule", "age/young-team", ""), ("1".into(), "3".into()));
    assert_eq!(cell("compare", "2024", "any-clause", "", ""), ("3".into(), "3".into()));
}

#[test]
fn the_html_report_is_one_file_that_nothing_can_break() {
    let folder = Folder::new();
    let hostile = "</title><script>alert(1)</script>\"'&$x$";
    let nasty = lines().replace("Stadt A", json!(hostile).to_string().trim_matches('"'));
    folder.file("ads.jsonl", nasty);
    folder
        .run(&[
            "survey",
            "--isolated",
            "--date",
            "date",
            "ads.jsonl",
            "--by",
            "employer,year+employer,month",
            "--compare",
            "2018",
            "2024",
            "--output",
            "report.html",
        ])
        .ends_with(0);
    let page = folder.read("report.html");
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<html lang=\"en\">"));
    assert!(!page.contains("<script>alert"), "texts are texts");
    assert_eq!(page.matches("<script").count(), 1);
    for outside in ["src=", "@import", "url(http", "href=\"http", "<link"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let charts = page.matches("role=\"img\"").count();
    assert!(charts >= 7, "{charts} charts");
    assert_eq!(page.matches("<desc id=").count(), charts);
    let mut ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "an id stands twice");
    for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(ids.binary_search(&target).is_ok(), "#{target} leads nowhere");
    }
    assert!(!page.contains("NaN") && !page.contains("inf\""));
    folder
        .run(&["survey", "--isolated", "--lang", "de", "ads.jsonl", "--output", "bericht.html"])
        .ends_with(0);
    assert_says(
        &folder.read("bericht.html"),
        &[
            "<html lang=\"de\">",
            "Wen die Anzeigen einladen",
            "4 von 6",
            "30,0–90,3",
            "95-%-Intervall",
        ],
    );
}

#[test]
fn a_report_without_an_ad_is_a_page_all_the_same() {
    let page = html(&Survey::new(Plan::default()).figures(), Lang::De, 20);
    assert!(page.contains("0 Stellenanzeigen ausgezählt") && page.contains("Wie gezählt wurde"));
}

#[test]
fn an_employer_with_few_ads_has_a_count_instead_of_a_share() {
    let folder = archive();
    let run = folder.run(&["survey", "--isolated", "--by", "employer", "ads.jsonl"]).ends_with(0);
    assert_says(&run.out, &["Stadt A", "1 of 3", "too few to say more"]);
    assert!(!run.out.contains("33.3"), "{}", run.out);
}
