//! What universities, cities, ministries, hospitals, firms and associations write at the end of their ads, as paraphrases.

use super::{Row, holds};
use adlint::lang::Lang::De;

const PUBLIC: &[Row] = &[
    (
        "Die Hochschule will den Frauenanteil in der Lehre erhöhen und bittet entsprechend qualifizierte Frauen nachdrücklich um ihre Bewerbung.",
        "women 3",
    ),
    (
        "Die Universität versteht sich als Arbeitgeberin, die Vielfalt schätzt und Chancengleichheit fördert.",
        "everyone 1",
    ),
    (
        "Qualifizierte Wissenschaftlerinnen fordern wir ausdrücklich auf, sich auf die Stelle zu bewerben.",
        "women 3",
    ),
    (
        "Bei gleicher Eignung, Befähigung und fachlicher Leistung werden Bewerberinnen vorrangig berücksichtigt.",
        "women 4",
    ),
    (
        "Die Stadt Weilersheim fördert die Gleichstellung; in Bereichen, in denen Frauen unterrepräsentiert sind, werden sie bei gleicher Eignung \
         bevorzugt eingestellt.",
        "women 4, everyone 1",
    ),
    (
        "Schwerbehinderte Bewerberinnen und Bewerber haben bei ansonsten gleicher Eignung Vorrang.",
        "disability 4",
    ),
    (
        "Die Stelle ist für die Besetzung mit schwerbehinderten Menschen geeignet.",
        "disability 1",
    ),
    ("Der Kreis begrüßt Bewerbungen von Menschen aller Nationalitäten.", "migration 3"),
    (
        "Wir begrüßen Bewerbungen von Frauen und Männern, unabhängig von deren Nationalität, ethnischer und sozialer Herkunft, Religion, \
         Behinderung, Alter sowie sexueller Identität.",
        "migration 2, disability 2, age 2, lgbtq 2, religion 2, social-origin 2, everyone 2",
    ),
    (
        "Das Ministerium hat sich die Förderung von Frauen zum Ziel gesetzt und ist deshalb an Bewerbungen von Frauen besonders interessiert.",
        "women 3",
    ),
    (
        "Bewerbungen schwerbehinderter Menschen und ihnen Gleichgestellter sind ausdrücklich erwünscht.",
        "disability 3",
    ),
    (
        "Auf die bevorzugte Berücksichtigung schwerbehinderter Menschen nach Maßgabe des SGB IX wird hingewiesen.",
        "disability 4",
    ),
    ("Für schwerbehinderte Menschen gelten die Bestimmungen des SGB IX.", ""),
    ("Bitte weisen Sie auf eine Schwerbehinderung bereits in der Bewerbung hin.", ""),
    (
        "Die Landesverwaltung strebt an, den Anteil von Menschen mit Migrationshintergrund zu steigern, und freut sich über entsprechende \
         Bewerbungen.",
        "migration 3",
    ),
    ("Wir fördern Frauen und fordern sie daher nachdrücklich zur Bewerbung auf.", "women 3"),
    ("Sie fördern Frauen und beraten sie bei der Bewerbung.", ""),
    ("Die Gemeinde setzt sich für die berufliche Gleichstellung ein.", "everyone 1"),
    ("Unser Ziel ist eine Verwaltung, die so vielfältig ist wie die Stadt.", ""),
    (
        "Die Polizei ruft Menschen mit Einwanderungsgeschichte dazu auf, sich zu bewerben.",
        "migration 3",
    ),
    (
        "Im Rahmen der interkulturellen Öffnung freuen wir uns besonders über Interessentinnen und Interessenten mit Migrationsgeschichte.",
        "migration 3",
    ),
    ("Ihre Bewerbung ist uns willkommen, ganz gleich, woher Sie kommen.", "everyone 1"),
    (
        "Der Bezirk gewährleistet die berufliche Gleichstellung von Frauen und Männern.",
        "everyone 1",
    ),
];

const PRIVATE: &[Row] = &[
    (
        "Das Klinikum stellt Menschen mit Behinderung bei gleicher Eignung bevorzugt ein.",
        "disability 4",
    ),
    (
        "Bei uns zählt, was du kannst, und nicht, woher du kommst, an wen du glaubst oder wen du liebst.",
        "everyone 1",
    ),
    (
        "Egal welcher Herkunft, welchen Geschlechts oder Alters: Bewirb dich bei uns!",
        "everyone 2, age 2, migration 2",
    ),
    (
        "Wir freuen uns auf deine Bewerbung, unabhängig von Alter, Geschlecht, Herkunft, Religion, Behinderung oder sexueller Orientierung.",
        "migration 2, disability 2, age 2, lgbtq 2, religion 2, everyone 2",
    ),
    ("Vielfalt macht uns stark.", "everyone 1"),
    ("Diversität ist ein wichtiger Teil unserer Unternehmenskultur.", "everyone 1"),
    ("Wir bieten allen Menschen die gleichen Chancen.", "everyone 1"),
    (
        "Als inklusives Unternehmen freuen wir uns ausdrücklich über Bewerbungen von Menschen mit Handicap.",
        "disability 3",
    ),
    (
        "Besonders ermutigen möchten wir Schwarze Menschen, Menschen of Color und Menschen mit Fluchterfahrung.",
        "migration 3",
    ),
    ("FLINTA* und BIPoC werden bei gleicher Qualifikation bevorzugt.", "women 4, migration 4"),
    (
        "Der Verein strebt ein Team an, das die Gesellschaft abbildet. Wir laden deshalb insbesondere Menschen mit Migrationsgeschichte, queere \
         Menschen und Menschen mit Behinderung ein, sich zu bewerben.",
        "migration 3, lgbtq 3, disability 3",
    ),
    ("Ob mit oder ohne Behinderung: Wir freuen uns auf deine Bewerbung.", "disability 3"),
    ("Unser Gebäude ist barrierefrei zugänglich.", "accommodation 1"),
    (
        "Wenn Sie für das Vorstellungsgespräch Unterstützung benötigen, sagen Sie uns Bescheid.",
        "accommodation 1",
    ),
    ("Unsere Wohnungen sind barrierefrei.", ""),
    ("Wir sind ein diverses Team mit Kolleginnen aus zwölf Ländern.", ""),
    ("Unsere Kundschaft ist so vielfältig wie die Stadt.", ""),
    ("Unser Sortiment besticht durch Vielfalt und Qualität.", ""),
    ("Dich erwartet eine Vielfalt an Aufgaben.", ""),
];

#[test]
fn public_employers_are_understood() {
    holds(De, PUBLIC);
}

#[test]
fn firms_hospitals_and_associations_are_understood() {
    holds(De, PRIVATE);
}
