//! German grammar: order, voice, coordination, distance, two sentences, spellings, parts.

use super::{Row, check, holds};
use adlint::diagnostic::{Group, Part};
use adlint::lang::Lang::De;

const ORDER: &[Row] = &[
    ("Wir begrüßen Bewerbungen von Frauen ausdrücklich.", "women 3"),
    ("Von Frauen begrüßen wir Bewerbungen ausdrücklich.", "women 3"),
    ("Ausdrücklich begrüßt werden Bewerbungen von Frauen.", "women 3"),
    ("Besonders erwünscht sind Bewerbungen schwerbehinderter Menschen.", "disability 3"),
    (
        "Bewerbungen von Menschen mit Migrationsgeschichte werden vom Senat ausdrücklich begrüßt.",
        "migration 3",
    ),
    ("Es besteht Interesse an Bewerbungen von Frauen.", "women 3"),
    ("Frauen laden wir herzlich ein, sich bei uns zu bewerben.", "women 3"),
    (
        "Zur Bewerbung besonders aufgefordert sind Personen mit Migrationshintergrund.",
        "migration 3",
    ),
    ("Schwerbehinderten Menschen wird bei gleicher Eignung der Vorzug gegeben.", "disability 4"),
    ("Bei gleicher Eignung haben Schwerbehinderte Vorrang.", "disability 4"),
    ("Schwerbehinderte erhalten bei gleicher Eignung den Vorzug.", "disability 4"),
    (
        "Die bevorzugte Berücksichtigung schwerbehinderter Menschen bei gleicher Eignung ist selbstverständlich.",
        "disability 4",
    ),
    ("Schwerbehinderte Menschen bei gleicher Eignung bevorzugt.", "disability 4"),
    (
        "Die Stadt wünscht sich mehr Bewerbungen von Menschen mit Zuwanderungsgeschichte.",
        "migration 3",
    ),
    (
        "Unsere Ausschreibung richtet sich ausdrücklich auch an Menschen mit Fluchterfahrung.",
        "migration 3",
    ),
    ("Wir bitten insbesondere Frauen, sich zu bewerben.", "women 3"),
    ("Frauen sollen sich ausdrücklich angesprochen fühlen.", "women 3"),
    ("Wir legen besonderen Wert auf Bewerbungen von Frauen.", "women 3"),
    ("Bewerbungen von Frauen werden besonders berücksichtigt.", "women 4"),
    (
        "Wir möchten ausdrücklich Frauen ermutigen, Verantwortung zu übernehmen und sich zu bewerben.",
        "women 3",
    ),
];

const COORDINATION: &[Row] = &[
    (
        "Bewerbungen von Frauen, Menschen mit Migrationsgeschichte und schwerbehinderten Menschen sind ausdrücklich erwünscht.",
        "women 3, migration 3, disability 3",
    ),
    (
        "Frauen, Menschen mit Behinderung und queere Menschen ermutigen wir zur Bewerbung.",
        "women 3, disability 3, lgbtq 3",
    ),
    (
        "Wir freuen uns über Bewerbungen von Frauen sowie von Menschen mit Flucht- und Migrationserfahrung.",
        "women 3, migration 3",
    ),
    (
        "Bewerbungen von Frauen sind ausdrücklich erwünscht, schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt berücksichtigt.",
        "women 3, disability 4",
    ),
    (
        "Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt; über Bewerbungen von Frauen freuen wir uns.",
        "women 3, disability 4",
    ),
    (
        "Frauen werden ausdrücklich zur Bewerbung aufgefordert. Das Gleiche gilt für Menschen mit Migrationshintergrund.",
        "women 3, migration 3",
    ),
];

const DISTANCE: &[Row] = &[
    (
        "Menschen mit Migrationsgeschichte, die eine abgeschlossene Ausbildung in der Verwaltung oder eine vergleichbare im Ausland erworbene \
         Qualifikation mitbringen, werden ausdrücklich ermutigt, sich zu bewerben.",
        "migration 3",
    ),
    (
        "Da das Institut den Anteil von Frauen in Forschung und Lehre in den kommenden Jahren spürbar erhöhen will, werden entsprechend \
         qualifizierte Wissenschaftlerinnen nachdrücklich gebeten, sich zu bewerben.",
        "women 3",
    ),
    (
        "Wir fordern daher insbesondere qualifizierte und engagierte Frauen aus allen Fachrichtungen nachdrücklich auf, sich zu bewerben.",
        "women 3",
    ),
];

const TWO_SENTENCES: &[Row] = &[
    (
        "Frauen sind im höheren Dienst unterrepräsentiert. Sie werden daher ausdrücklich aufgefordert, sich zu bewerben.",
        "women 3",
    ),
    (
        "Männer sind bei uns unterrepräsentiert. Ihre Bewerbungen sind deshalb besonders willkommen.",
        "men 3",
    ),
    (
        "Das Land fördert die berufliche Entwicklung von Frauen. Bewerbungen von ihnen sind daher ausdrücklich erwünscht.",
        "women 3",
    ),
    (
        "Wir wollen den Anteil von Menschen mit Migrationshintergrund erhöhen. Deshalb freuen wir uns besonders über deren Bewerbungen.",
        "migration 3",
    ),
    (
        "In diesem Bereich sind Frauen unterrepräsentiert. Wir freuen uns auf Ihre Bewerbung.",
        "women 1",
    ),
];

const SPELLINGS: &[Row] = &[
    ("Wir begrüssen ausdrücklich Bewerbungen von Frauen.", "women 3"),
    ("Über Bewerbungen von Frauen würden wir uns ausserordentlich freuen.", "women 3"),
    (
        "Menschen mit Beeinträchtigungen werden bei gleicher Eignung bevorzugt angestellt.",
        "disability 4",
    ),
    (
        "Begünstigte Behinderte werden bei gleicher Eignung bevorzugt aufgenommen.",
        "disability 4",
    ),
    (
        "Frauen werden besonders eingeladen, sich zu bewerben, und bei gleicher Qualifikation vorrangig aufgenommen.",
        "women 4",
    ),
    (
        "Bewerbungen von Menschen mit Migrations-\nhintergrund sind aus-\ndrücklich erwünscht.",
        "migration 3",
    ),
    (
        "Schwerbehinderte werden bei glei-\ncher Eignung be-\nvorzugt berücksichtigt.",
        "disability 4",
    ),
    ("BEWERBUNGEN VON FRAUEN SIND AUSDRÜCKLICH ERWÜNSCHT.", "women 3"),
    ("FRAUEN WERDEN AUFGEFORDERT, SICH ZU BEWERBEN!", "women 3"),
    ("Schwerbehinderte Bewerber*innen werden bei gleicher Eignung bevorzugt.", "disability 4"),
    ("Schwerbehinderte Bewerber:innen werden bei gleicher Eignung bevorzugt.", "disability 4"),
    ("Schwerbehinderte Bewerber_innen werden bei gleicher Eignung bevorzugt.", "disability 4"),
    ("Schwerbehinderte Bewerber/-innen werden bei gleicher Eignung bevorzugt.", "disability 4"),
    ("Schwerbehinderte BewerberInnen werden bei gleicher Eignung bevorzugt.", "disability 4"),
    ("Migrant*innen ermutigen wir ausdrücklich zur Bewerbung.", "migration 3"),
    (
        "Bewerbungen von Menschen mit Einwanderungs- und Fluchtgeschichte sind ausdrücklich erwünscht.",
        "migration 3",
    ),
    (
        "Bewerbungen von Menschen mit Schwer- oder Mehrfachbehinderung sind ausdrücklich erwünscht.",
        "disability 3",
    ),
    (
        "Bewerbungen von Menschen\u{a0}mit\u{a0}Migrations\u{ad}hintergrund sind ausdrücklich erwünscht.",
        "migration 3",
    ),
    (
        "Schwerbehinderte i. S. d. § 2 Abs. 2, 3 SGB IX werden bei gleicher Eignung bevorzugt berücksichtigt.",
        "disability 4",
    ),
    (
        "Schwerbehinderte bzw. ihnen Gleichgestellte o. Ä. werden bei gleicher Eignung bevorzugt eingestellt.",
        "disability 4",
    ),
];

#[test]
fn the_order_of_the_words_does_not_matter() {
    holds(De, ORDER);
}

#[test]
fn one_predicate_counts_for_every_group_it_is_said_of() {
    holds(De, COORDINATION);
}

#[test]
fn the_predicate_may_stand_far_from_the_group() {
    holds(De, DISTANCE);
}

#[test]
fn the_second_of_two_sentences_may_speak_of_the_group_as_they() {
    holds(De, TWO_SENTENCES);
}

#[test]
fn swiss_austrian_hyphenated_capital_and_gendered_spellings_are_understood() {
    holds(De, SPELLINGS);
}

#[test]
fn entities_of_a_page_are_letters() {
    let page = "<!doctype html><html lang=de><body><main><h1>Ingenieur (m/w/d)</h1><p>Das Tiefbauamt sucht zum n&auml;chsten Ersten \
                Verst&auml;rkung f&uuml;r die Br&uuml;ckenpr&uuml;fung.</p><p>Bewerbungen von Menschen mit Migrations&shy;hintergrund sind \
                ausdr&uuml;cklich erw&uuml;nscht.</p></main></body></html>";
    assert_eq!(super::said(&check(De, page)), "migration 3");
}

/// The parts of the group's clauses, together.
fn parts(ad: &str, group: Group) -> Vec<Part> {
    let report = check(De, ad);
    let mut parts: Vec<Part> = report
        .clauses
        .iter()
        .filter(|clause| clause.group == group)
        .flat_map(|clause| clause.parts.clone())
        .collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

#[test]
fn the_parts_that_a_statute_names_are_seen() {
    let rows: &[(&str, &str, &[Part])] = &[
        (
            "North Rhine-Westphalia: welcome and preference",
            "Bewerbungen von Frauen sind ausdrücklich erwünscht und Frauen werden nach Maßgabe des LGG bei gleicher Eignung bevorzugt berücksichtigt.",
            &[Part::Call, Part::Preference, Part::NamesSex, Part::Statute],
        ),
        (
            "North Rhine-Westphalia: only welcome",
            "Bewerbungen von Frauen sind ausdrücklich erwünscht.",
            &[Part::Call, Part::NamesSex],
        ),
        (
            "Saarland: call, plan and aim",
            "Frauen werden ausdrücklich aufgefordert, sich zu bewerben. Es besteht ein Frauenförderplan mit dem Ziel, die Unterrepräsentanz von \
             Frauen abzubauen.",
            &[Part::Call, Part::NamesSex, Part::Aim, Part::Plan],
        ),
        (
            "Bremen: call and aim",
            "Um die Unterrepräsentation von Frauen abzubauen, fordern wir Frauen ausdrücklich auf, sich zu bewerben.",
            &[Part::Call, Part::NamesSex, Part::Aim],
        ),
        (
            "Hamburg: address and priority",
            "Wir fordern Männer ausdrücklich auf, sich zu bewerben. Sie werden bei gleicher Eignung, Befähigung und fachlicher Leistung vorrangig \
             berücksichtigt.",
            &[Part::Call, Part::Preference, Part::NamesSex],
        ),
        (
            "Berlin: the duty is mentioned",
            "Wir sind verpflichtet, den Frauenanteil in diesem Bereich zu erhöhen. Bewerbungen von Frauen sind daher ausdrücklich erwünscht.",
            &[Part::Call, Part::NamesSex, Part::Aim, Part::Duty],
        ),
    ];
    let mut wrong = Vec::new();
    for (land, ad, expected) in rows {
        let group = if ad.contains("Männer") { Group::Men } else { Group::Women };
        let mut expected = expected.to_vec();
        expected.sort_unstable();
        let found = parts(ad, group);
        if found != expected {
            wrong.push(format!("{land}: {ad}\n    expected: {expected:?}\n    found:    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
