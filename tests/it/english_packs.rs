//! Optional packs and softening in English: Gender Decoder's verdicts, loaded technical terms, Ireland's presumption.

use adlint::config::{self, Settings};
use adlint::source::Source;
use adlint::workspace::{AdReport, Options, Workspace};

fn check(settings: &str, ad: &str) -> AdReport {
    let settings = format!("language: en\n{settings}");
    let over: Settings = config::read("adlint.yaml", &settings).unwrap();
    let options = Options {
        isolated: true,
        over,
        ..Options::default()
    };
    Workspace::open(&options).unwrap().check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    })
}

/// The verdict and the two counts, as the message argues.
fn verdict(ad: &str) -> Option<String> {
    let report = check("packs: [gender-coded]\n", ad);
    let finding = report.findings.iter().find(|finding| finding.rule == "gender/agentic-words")?;
    Some(finding.message.en.to_string())
}

fn rules(settings: &str, ad: &str) -> Vec<String> {
    check(settings, ad).findings.iter().map(|finding| finding.rule.clone()).collect()
}

#[test]
fn the_verdict_is_the_difference_of_coded_words() {
    let rows = [
        ("You bake bread and sell it at the market.", None),
        ("You lead a team and support it.", None),
        ("You lead a team of bakers.", Some("masculine-coded")),
        ("You lead, analyse and decide.", Some("masculine-coded")),
        ("You lead, analyse, decide and compete.", Some("strongly masculine-coded")),
        ("You are kind to guests.", Some("feminine-coded")),
        ("You are kind, warm, honest and polite to guests.", Some("strongly feminine-coded")),
        ("A cooperative, loyal person who will lead.", Some("feminine-coded")),
    ];
    for (ad, expected) in rows {
        match (verdict(ad), expected) {
            (None, None) => {}
            (Some(message), Some(label)) => {
                assert!(
                    message.contains(&format!("„{label}“")) || message.contains(&format!("\"{label}\"")),
                    "{ad}: {message}"
                );
            }
            (found, _) => panic!("{ad}: expected {expected:?}, found {found:?}"),
        }
    }
}

#[test]
fn two_stems_of_one_word_count_twice_as_they_do_there() {
    let message = verdict("We hold a dominant place.").unwrap();
    assert!(message.contains(": 2 "), "{message}");
}

#[test]
fn a_hyphen_parts_words_but_not_coded_ones() {
    let message = verdict("Self-confident and self-reliant bakers run the child-care corner.").unwrap();
    assert!(message.contains(": 2 ") && message.contains(" 1 "), "{message}");
}

#[test]
fn coded_words_are_silent_unless_asked_for() {
    assert!(!rules("", "You lead, analyse, decide and compete.").contains(&"gender/agentic-words".to_owned()));
}

#[test]
fn loaded_technical_terms_are_a_pack_of_their_own() {
    let ad = "You run a master/slave cluster and keep the blacklist.";
    assert!(
        rules("", ad)
            .iter()
            .all(|rule| !rule.starts_with("tone/master-slave") && rule != "tone/blacklist")
    );
    let found = rules("packs: [tech]\n", ad);
    assert!(
        found.contains(&"tone/master-slave".to_owned()) && found.contains(&"tone/blacklist".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_contrary_statement_softens_a_title_that_names_one_sex() {
    let severity = |ad: &str| {
        check("profile: ie\n", ad)
            .findings
            .iter()
            .find(|finding| finding.rule == "gender/salesman")
            .map(|finding| finding.severity)
    };
    let bare = severity("Salesman\n\nYou sell tiles in our shop in Cork.");
    let contrary = severity("Salesman (m/f/d)\n\nYou sell tiles in our shop in Cork. We are an equal opportunities employer.");
    assert!(bare > contrary && contrary.is_some(), "{bare:?} {contrary:?}");
}
