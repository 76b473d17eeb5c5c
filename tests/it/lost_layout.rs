//! Texts whose layout was lost on the way: sentences without the space between them, fields beside their names.
//!
//! Must not know how sentences are cut; it says what is heard.

use crate::common::built_in;
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
fn names_with_a_stop_in_them_are_not_cut() {
    let ad = format!("{POST}We at Northfield.Com and Node.Works welcome applications from women.");
    assert_eq!(clauses(&ad), ["We at Northfield.Com and Node.Works welcome applications from women."]);
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
