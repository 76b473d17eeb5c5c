//! German texts that name a group or use the verbs of welcome and are no clause, and their pairs that are one.

use super::{Row, holds, none_holds};
use adlint::lang::Lang::De;

const TASKS: &[&str] = &[
    "Sie beraten und begleiten Menschen mit Migrationshintergrund.",
    "Erfahrung in der Arbeit mit Geflüchteten ist ausdrücklich erwünscht.",
    "Die Unterstützung von Menschen mit Behinderung im Alltag ist Ihre Aufgabe.",
    "Sie ermutigen geflüchtete Menschen, sich auf Praktika zu bewerben.",
    "Du motivierst Frauen, sich in technischen Berufen zu bewerben.",
    "Sie organisieren Angebote für Menschen mit Migrationsgeschichte.",
    "Freude am Umgang mit Menschen aller Kulturen wird vorausgesetzt.",
    "Kenntnisse im Frauenförderrecht sind ausdrücklich erwünscht.",
    "Ausdrücklich erwünscht sind Erfahrungen in der Beratung von Frauen.",
    "Wünschenswert sind Erfahrungen in der Pflege von Menschen mit Behinderung.",
    "Interkulturelle Kompetenz setzen wir voraus.",
    "Wir vermitteln schwerbehinderte Menschen in Arbeit und suchen dafür eine Fachkraft.",
    "Sie koordinieren die Bewerbungen von Geflüchteten auf Wohnungen.",
    "Zu Ihren Aufgaben gehört die Gewinnung von Frauen für technische Studiengänge.",
    "Sie sind für die Integration von Menschen mit Fluchterfahrung zuständig.",
];

const MENTIONS: &[&str] = &[
    "Unsere Schwerbehindertenvertretung berät Sie gern.",
    "Bei Fragen wenden Sie sich an die Gleichstellungsbeauftragte.",
    "Bitte fügen Sie einen Nachweis über die Schwerbehinderung bei.",
    "Die Angabe einer Schwerbehinderung ist freiwillig.",
    "Es besteht ein Frauenförderplan.",
    "Bei uns arbeiten Menschen aus 34 Nationen.",
    "In unserem Amt beträgt der Frauenanteil 48 Prozent.",
    "Menschen aller Nationalitäten besuchen unser Museum.",
    "Unsere Klientinnen sind Frauen mit Behinderung.",
    "In diesem Haus leben Frauen und ihre Kinder.",
    "Schwerbehinderte Beschäftigte der Dienststelle erhalten Zusatzurlaub.",
    "Beauftragte für Menschen mit Behinderungen ist Frau Kern.",
    "Die Frauenbeauftragte nimmt an den Gesprächen teil.",
    "Das Projekt untersucht die Lage von Menschen mit Migrationshintergrund auf dem Arbeitsmarkt.",
    "Die Förderung erfolgt aus Mitteln des Programms Frauen in der Informatik.",
];

const OTHER_WELCOMES: &[&str] = &[
    "Wir freuen uns auf Ihre Bewerbung!",
    "Wir freuen uns über Ihre aussagekräftigen Unterlagen.",
    "Initiativbewerbungen von Menschen, die gern selbst denken, sind willkommen.",
    "Wir freuen uns über Bewerbungen von Tierpflegerinnen und Tierpflegern.",
    "Fehlerberichte sind ausdrücklich erwünscht.",
    "Beiträge von Leserinnen sind uns willkommen.",
    "Bewerbungen ohne Anschreiben sind ausdrücklich erwünscht.",
    "Berufserfahrene mit Kenntnissen im Vergaberecht werden ermutigt, sich zu bewerben.",
    "Bewerberinnen und Bewerber werden aufgefordert, ihre Zeugnisse nachzureichen.",
    "Ein Führerschein der Klasse B ist wünschenswert.",
    "Bitte bewerben Sie sich bevorzugt über unser Portal.",
    "Berücksichtigt werden nur vollständige Bewerbungen.",
    "Wir bevorzugen Bewerbungen per E-Mail.",
    "Für Rückfragen steht Ihnen Frau Behrend gern zur Verfügung.",
];

const SUBJECTS: &[&str] = &[
    "Unabhängig von Herkunft und Alter betreuen wir alle Patientinnen und Patienten.",
    "Wir behandeln alle Kranken unabhängig von Herkunft, Religion und Geschlecht.",
    "Vielfältige Aufgaben und ein abwechslungsreicher Arbeitstag erwarten Sie.",
    "Die Gründe für die Entscheidung liegen in Herkunft und Alter der Proben.",
];

const VALUES: &[Row] = &[
    ("Wir haben die Charta der Vielfalt unterzeichnet.", "everyone 1"),
    ("Wir sind nach dem audit berufundfamilie zertifiziert.", "everyone 1"),
    ("Männer und Frauen sind gleichermaßen angesprochen.", "everyone 1"),
    ("Bewerbungen von Frauen und Männern sind gleichermaßen erwünscht.", "everyone 1"),
    ("Wir leben Vielfalt.", "everyone 1"),
    ("Chancengleichheit ist für uns selbstverständlich.", "everyone 1"),
    ("Wir fördern die Gleichstellung aller Geschlechter.", "everyone 1"),
];

const PAIRS: &[Row] = &[
    (
        "Bewerbungen von Menschen mit Migrationshintergrund sind ausdrücklich erwünscht.",
        "migration 3",
    ),
    (
        "Erfahrung in der Zusammenarbeit mit Menschen mit Migrationshintergrund ist ausdrücklich erwünscht.",
        "",
    ),
    ("Ausdrücklich erwünscht sind Bewerbungen von Frauen.", "women 3"),
    (
        "Männer sind in diesem Bereich unterrepräsentiert und daher besonders angesprochen.",
        "men 3",
    ),
    (
        "Wir begrüßen Bewerbungen unabhängig von Herkunft, Religion, Alter und Behinderung.",
        "everyone 2, migration 2, religion 2, age 2, disability 2",
    ),
    ("Geflüchtete ermutigen wir, sich zu bewerben.", "migration 3"),
    ("Sie ermutigen Geflüchtete, sich auf Ausbildungsplätze zu bewerben.", ""),
    ("Vollzeit (39 Std./Woche), nicht teilbar.", ""),
    (
        "Vollzeit (39 Std./Woche); die Stelle kann auch im Jobsharing besetzt werden.",
        "part-time 1",
    ),
    (
        "Bewerbungen von Frauen mit Migrationsgeschichte sind besonders erwünscht.",
        "women 3, migration 3",
    ),
    (
        "Schwerbehinderte Menschen werden bei gleicher Eignung bevorzugt eingestellt.",
        "disability 4",
    ),
    ("Schwerbehinderte Menschen werden auf ihr Verlangen von Mehrarbeit freigestellt.", ""),
];

#[test]
fn people_one_works_for_are_not_invited() {
    none_holds(De, TASKS);
}

#[test]
fn bodies_proofs_and_numbers_only_mention_a_group() {
    none_holds(De, MENTIONS);
}

#[test]
fn a_welcome_without_a_group_is_no_clause() {
    none_holds(De, OTHER_WELCOMES);
}

#[test]
fn lists_that_speak_of_others_than_applicants_are_no_clause() {
    none_holds(De, SUBJECTS);
}

#[test]
fn badges_and_both_sexes_are_statements_of_value() {
    holds(De, VALUES);
}

#[test]
fn of_two_like_sentences_only_the_one_that_invites_is_a_clause() {
    holds(De, PAIRS);
}
