//! Reservations ("nur Frauen") and clauses turned round: findings, not clauses.

use super::check;
use adlint::lang::Lang::{self, De, En};
use std::fmt::Write;

const EXCLUSIVE: &[&str] = &[
    "Wir suchen nur Frauen für den Empfang.",
    "Frau mit Migrationsgeschichte gesucht.",
    "Die Stelle kann nur mit einer Frau besetzt werden.",
    "Die Ausschreibung richtet sich ausschließlich an Frauen.",
    "Keine Männer.",
    "Bewerben können sich ausschließlich Männer.",
    "Das Volontariat ist Frauen mit Migrationsgeschichte vorbehalten.",
    "Bewerbungen von Männern sind ausgeschlossen.",
    "Diese Stelle wird nur an Frauen vergeben.",
    "Wir stellen ausschließlich weibliche Fachkräfte ein.",
];

const OPEN: &[&str] = &[
    "In diesem Haus leben nur Frauen und ihre Kinder.",
    "Zu uns kommen ausschließlich Frauen zur Beratung.",
    "Nicht nur Frauen sind bei uns willkommen.",
    "Wir freuen uns nicht nur über Bewerbungen von Frauen.",
    "Bewerbungen von Frauen mit Migrationsgeschichte sind besonders erwünscht.",
    "Bisher arbeiten in der Werkstatt nur Männer, deshalb freuen wir uns über Bewerbungen von Frauen.",
    "Im Team sind bisher leider nur Frauen.",
    "Frau Kern gibt gern Auskunft.",
    "Kurse nur für Frauen gehören zu unserem Angebot.",
    "Sie betreuen eine Wohngruppe, in der ausschließlich Frauen wohnen.",
    "Von schwerbehinderten Menschen wird nur ein Mindestmaß an körperlicher Eignung verlangt.",
];

const NEGATED: &[(Lang, &str)] = &[
    (De, "Bewerbungen von Menschen mit Behinderung können leider nicht berücksichtigt werden."),
    (De, "Bewerbungen von Menschen mit Migrationshintergrund sind nicht erwünscht."),
    (De, "Frauen werden nicht bevorzugt."),
    (De, "Über Bewerbungen von Frauen freuen wir uns nicht."),
    (En, "Applications from women are not welcome."),
    (En, "People with disabilities are not encouraged to apply."),
];

fn rules(lang: Lang, text: &str) -> Vec<String> {
    check(lang, text)
        .findings
        .into_iter()
        .filter(|finding| finding.kind.name() != "missing")
        .map(|finding| finding.rule)
        .collect()
}

/// No clause from level 2.
fn invites(lang: Lang, text: &str) -> bool {
    check(lang, text).clauses.iter().any(|clause| clause.level >= 2)
}

#[test]
fn a_reservation_is_a_finding_and_no_clause() {
    let mut wrong = String::new();
    for text in EXCLUSIVE {
        let found = rules(De, text);
        if !found.iter().any(|rule| rule.starts_with("gender/")) || invites(De, text) {
            writeln!(wrong, "\n  {text}\n    found: {found:?} {:?}", super::said(&check(De, text))).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn only_women_in_a_house_or_a_course_is_no_reservation() {
    let mut wrong = String::new();
    for text in OPEN {
        let found = rules(De, text);
        if found.iter().any(|rule| rule == "gender/exclusive") {
            writeln!(wrong, "\n  {text}\n    found: {found:?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn a_clause_turned_round_is_none() {
    let mut wrong = String::new();
    for (lang, text) in NEGATED {
        if invites(*lang, text) {
            writeln!(wrong, "\n  {text}\n    found: {:?}", super::said(&check(*lang, text))).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
