//! Texts whose layout was lost on the way: sentences without the space between them, fields beside their names.
//!
//! Must not know how sentences are cut; it says what is heard.

use crate::common::{self, built_in};
use adlint::source::Source;
use adlint::workspace::AdReport;

fn check(ad: &str) -> AdReport {
    built_in().check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    })
}

fn title(ad: &str) -> String {
    check(ad).title.map_or_else(String::new, |title| title.text)
}

fn clauses(ad: &str) -> Vec<String> {
    let report = check(ad);
    report
        .clauses
        .iter()
        .map(|clause| ad[clause.span.start as usize..clause.span.end as usize].to_owned())
        .collect()
}

const POST: &str = "Data Analyst\n\nYou analyse figures for our colleagues and prepare reports for them.\n\n";

#[test]
fn sentences_end_where_the_space_after_the_stop_was_lost() {
    let ad = format!("{POST}You share what you know with others.Northfield is an equal opportunity employer.Apply by Friday.");
    assert_eq!(clauses(&ad), ["Northfield is an equal opportunity employer."]);
    let ad = format!("{POST}You will love to work with us!We welcome applications from people of all backgrounds.");
    assert_eq!(clauses(&ad), ["We welcome applications from people of all backgrounds."]);
}

#[test]
fn sentences_begin_where_the_end_of_the_line_was_lost() {
    let ad = format!("{POST}Great team environmentWe welcome applications from women.Apply by FridayYou will enjoy it");
    assert_eq!(clauses(&ad), ["We welcome applications from women."]);
    let report = check(&format!(
        "{POST}Diploma or equivalentMust be between the ages of 18 and 30Must pass an exam"
    ));
    let found = report.findings.iter().find(|finding| finding.rule == "age/age-limit");
    assert!(
        found.is_some_and(|finding| finding.text == "between the ages of 18 and 30"),
        "{:?}",
        report.findings
    );
    for name in ["JavaScript", "PowerPoint", "LinkedIn", "KollegInnen", "YouTube", "GmbH", "McKinsey"] {
        assert_eq!(
            title(&format!("{name} Analyst\n\nYou will work with us and our customers.")),
            format!("{name} Analyst")
        );
    }
}

#[test]
fn names_with_a_stop_in_them_are_not_cut() {
    let ad = format!("{POST}We at Northfield.Com and Node.Works welcome applications from women.");
    assert_eq!(clauses(&ad), ["We at Northfield.Com and Node.Works welcome applications from women."]);
}

#[test]
fn a_value_may_stand_in_the_line_below_the_name_of_its_field() {
    let found = |ad: &str| {
        let report = check(ad);
        let said = |rule: &str| report.findings.iter().filter(|finding| finding.rule == rule).count();
        (said("age/age-limit") + said("age/age-range"), said("gender/sex-required"))
    };
    assert_eq!(found(&format!("{POST}Age:\n20 - 30 years\n\nGender:\nMale")), (1, 1));
    assert_eq!(found(&format!("{POST}Age limit\n20 to 30 years\n\nGender\nMale")), (1, 1));
    assert_eq!(found(&format!("{POST}Gender：Male\n")), (0, 1));
    assert_eq!(found(&format!("{POST}Leases:\n20 - 30 years")), (0, 0));
    assert_eq!(
        found("Fachkraft Lager\n\nSie packen mit uns Kisten und laden sie auf den Wagen.\n\nAlter:\n20 - 30 Jahre"),
        (1, 0)
    );
}

#[test]
fn the_answer_counts_and_not_the_name_of_the_field() {
    assert!(clauses(&format!("{POST}Full/Part Time: Full Time")).is_empty());
    assert!(clauses(&format!("{POST}Job type (full-time/part-time): full-time")).is_empty());
    assert_eq!(clauses(&format!("{POST}Full/Part Time: Part Time")).len(), 1);
}

#[test]
fn a_title_that_sounds_like_a_heading_or_a_search_is_one() {
    let text = "Northfield makes software for libraries and has done so for years. You will develop it with us and look after it.\n\n";
    for name in ["Applications Developer, Digital", "Recruiter/Recruiting Assistant"] {
        assert_eq!(title(&format!("{name}\n\n{text}{text}{text}")), name);
    }
}

/// The ad with its long lines broken at a width, as mail programs do.
fn wrapped(ad: &str, width: usize) -> String {
    let mut out = String::new();
    for line in ad.lines() {
        let mut column = 0;
        for (at, word) in line.split(' ').enumerate() {
            let length = word.chars().count();
            if at > 0 && column + 1 + length > width {
                out.push('\n');
                column = 0;
            } else if at > 0 {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

#[test]
fn the_clauses_of_an_ad_stay_when_its_lines_are_wrapped() {
    let heard = |ad: &str| {
        let mut clauses: Vec<_> = check(ad).clauses.iter().map(|clause| (clause.group, clause.level)).collect();
        clauses.sort_unstable();
        clauses.dedup();
        clauses
    };
    let ads = common::ads("ads").into_iter().filter(|ad| ad.name.ends_with(".txt"));
    let mut tried = 0;
    for ad in ads {
        tried += 1;
        let text = String::from_utf8_lossy(&ad.bytes);
        // Paragraphs in one line each. An item that is broken without an indent is another matter.
        let prose = text.lines().filter(|line| !line.trim_start().starts_with(['-', '*', '•']));
        let prose: String = prose.flat_map(|line| [line, "\n"]).collect();
        let prose = prose
            .split("\n\n")
            .map(|paragraph| paragraph.replace('\n', " "))
            .collect::<Vec<_>>()
            .join("\n\n");
        for width in [60, 72, 80, 95] {
            assert_eq!(heard(&wrapped(&prose, width)), heard(&prose), "{} at {width}", ad.name);
        }
    }
    assert!(tried > 15, "{tried} ads");
}
