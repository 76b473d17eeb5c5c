//! The German catalogue, group by group.

use super::{Row, holds};
use adlint::lang::Lang::De;

const MIGRATION: &[Row] = &[
    (
        "Bewerbungen von Personen mit Migrationshintergrund sind bei uns ausdrücklich gewünscht.",
        "migration 3",
    ),
    (
        "Als kommunaler Arbeitgeber begrüßen wir ausdrücklich Bewerbungen von Personen mit Einwanderungsgeschichte.",
        "migration 3",
    ),
    (
        "Im Bezirksamt Lindental sind die Bewerbungen von Menschen mit Migrationsgeschichte ausdrücklich willkommen.",
        "migration 3",
    ),
    (
        "Das Landesamt möchte den Anteil der Mitarbeitenden mit Migrationshintergrund deutlich erhöhen.",
        "migration 1",
    ),
    (
        "Gemäß Partizipationsgesetz sind uns Bewerbungen von Personen mit Migrationsgeschichte ausdrücklich erwünscht.",
        "migration 3",
    ),
    ("Willkommen sind uns Bewerbungen von Fachkräften aller Nationalitäten.", "migration 3"),
    (
        "Menschen mit Fluchtgeschichte und Rassismuserfahrung sowie Frauen*, Trans* und nicht-binäre Personen werden ausdrücklich \
         ermuntert, sich um die Stelle zu bewerben.",
        "migration 3, women 3, lgbtq 3",
    ),
    (
        "Um bestehende Nachteile auszugleichen, freuen wir uns über Bewerbungen von Personen mit Diskriminierungserfahrung, etwa von \
         geflüchteten Menschen, Jüdinnen und Juden, Menschen mit familiärer Migrationsgeschichte, People of Color und Schwarzen Menschen.",
        "migration 3, religion 3, everyone 1",
    ),
    (
        "Auch Interessierte mit Einwanderungsgeschichte sind uns mit ihrer Bewerbung willkommen.",
        "migration 3",
    ),
    (
        "Personen mit Zuwanderungsgeschichte werden nachdrücklich ermuntert, sich auf die Stelle zu bewerben.",
        "migration 3",
    ),
    (
        "Das Theater fordert Menschen mit internationaler Biografie ausdrücklich zur Bewerbung auf.",
        "migration 3",
    ),
    (
        "Über Bewerbungen von Kolleginnen und Kollegen mit Migrationsbiografie freuen wir uns ganz besonders.",
        "migration 3",
    ),
    (
        "Ausdrücklich gewünscht sind Bewerbungen von Personen mit Flucht- oder Einwanderungsgeschichte.",
        "migration 3",
    ),
    (
        "Besonders angesprochen fühlen sollen sich Interessierte mit Migrationserfahrung.",
        "migration 3",
    ),
    (
        "Der Landkreis Ostheim treibt die interkulturelle Öffnung voran. Deshalb begrüßen wir es, wenn sich Menschen aller Kulturen und \
         Nationalitäten bewerben.",
        "migration 3",
    ),
    (
        "Kulturelle Vielfalt ist gewünscht; Bewerbungen von Migrantinnen und Migranten sehen wir gern entgegen.",
        "migration 3, everyone 1",
    ),
    ("Die Bewerbung von Menschen jeder Herkunft ist uns willkommen.", "migration 3"),
    (
        "Die Gärtnerei freut sich über Bewerbungen von Geflüchteten, die hier arbeiten dürfen.",
        "migration 3",
    ),
    (
        "Menschen mit Migrationsgeschichte heißen wir im Team herzlich willkommen – bewirb dich!",
        "migration 3",
    ),
    (
        "Schwarze Menschen, BIPoC und People of Color laden wir herzlich zur Bewerbung ein.",
        "migration 3",
    ),
    ("Migrationsgesellschaftliche Kompetenz gehört zum Anforderungsprofil.", ""),
];

const WOMEN: &[Row] = &[
    (
        "Weil sich das Klinikum die berufliche Förderung von Frauen zum Ziel gesetzt hat, sind wir an Bewerbungen von Frauen besonders interessiert.",
        "women 3",
    ),
    (
        "Frauen werden daher nachdrücklich aufgefordert, sich auf die Professur zu bewerben.",
        "women 3",
    ),
    ("Bewerbungen von Frauen sehen wir daher mit besonderem Interesse entgegen.", "women 3"),
    ("Bewerbungen von Frauen sind uns ganz besonders willkommen.", "women 3"),
    ("Darum freut sich die Werkstatt sehr über Bewerbungen von Frauen.", "women 3"),
    (
        "Bewerbungen von Frauen sind ausdrücklich erwünscht; bei gleicher Eignung werden Frauen nach dem LGG bevorzugt berücksichtigt, \
         sofern nicht in der Person eines Mitbewerbers liegende Gründe überwiegen.",
        "women 4",
    ),
    ("An Bewerbungen von Frauen besteht ein besonderes Interesse.", "women 3"),
    ("Bewerbungen von Frauen sind in diesem Amt besonders erwünscht.", "women 3"),
    ("Frauen sind verstärkt aufgefordert, sich zu bewerben.", "women 3"),
    (
        "Die Universität Kronfeld strebt eine Erhöhung des Frauenanteils an und fordert qualifizierte Frauen nachdrücklich zur Bewerbung auf.",
        "women 3",
    ),
    (
        "Frauen werden bei gleichwertiger Eignung, Befähigung und fachlicher Leistung vorrangig eingestellt.",
        "women 4",
    ),
    (
        "Das unterrepräsentierte Geschlecht wird ausdrücklich aufgefordert, sich zu bewerben.",
        "under-represented 3",
    ),
    (
        "Es besteht ein Frauenförderplan; Ziel des Landesgleichstellungsgesetzes ist es, die Unterrepräsentanz von Frauen zu beseitigen. \
         Frauen sind ausdrücklich zur Bewerbung aufgefordert.",
        "women 3",
    ),
    ("Frauen besonders willkommen.", "women 3"),
    ("Vor allem Frauen möchten wir ermuntern, sich zu melden.", "women 3"),
    ("Bewerbungen von Frauen sind bei uns jederzeit gern gesehen.", "women 3"),
];

const MEN: &[Row] = &[
    (
        "In unseren Horten sind Männer unterrepräsentiert; Männer sind deshalb besonders aufgefordert, sich zu bewerben.",
        "men 3",
    ),
    ("Wir freuen uns insbesondere über Bewerbungen von männlichen Fachkräften.", "men 3"),
    ("Mehr Männer in den Hort! Über Bewerbungen von Männern freuen wir uns.", "men 3"),
];

const DISABILITY: &[Row] = &[
    ("Behinderte Menschen werden bei gleicher Qualifikation bevorzugt.", "disability 4"),
    (
        "Schwerbehinderte Menschen stellen wir bei gleicher Eignung bevorzugt ein.",
        "disability 4",
    ),
    (
        "Gleichgestellte und schwerbehinderte Menschen werden bei gleicher Eignung vorrangig berücksichtigt.",
        "disability 4",
    ),
    (
        "Bei gleicher Eignung werden Personen mit einer Schwerbehinderung oder ihnen Gleichgestellte im Sinne von § 2 Abs. 2 und 3 SGB IX \
         bevorzugt eingestellt.",
        "disability 4",
    ),
    (
        "Schwerbehinderte werden bei gleicher persönlicher und fachlicher Eignung bevorzugt, sofern sich die Stelle für sie eignet.",
        "disability 4",
    ),
    (
        "Chancengleichheit ist uns wichtig, und wir freuen uns über Bewerbungen von Menschen mit Behinderung.",
        "disability 3, everyone 1",
    ),
    (
        "Bei gleicher Qualifikation werden schwerbehinderte Bewerber:innen und ihnen gleichgestellte Personen bevorzugt eingestellt.",
        "disability 4",
    ),
    (
        "Bewerbungen von Menschen mit Beeinträchtigung und ihnen Gleichgestellten werden bei vergleichbarer Eignung bevorzugt berücksichtigt.",
        "disability 4",
    ),
    (
        "Schwerbehinderte Bewerber*innen berücksichtigen wir bei entsprechender Eignung bevorzugt.",
        "disability 4",
    ),
    ("Die Bewerbung schwerbehinderter Personen wird begrüßt.", "disability 3"),
    ("Der Arbeitsplatz ist auch für schwerbehinderte Menschen geeignet.", "disability 1"),
    (
        "Von schwerbehinderten Bewerbern wird nur ein Mindestmaß an körperlicher Eignung erwartet.",
        "disability 4",
    ),
    ("Die Schwerbehindertenvertretung erreichen Sie unter der Nebenstelle 300.", ""),
    ("Schwerbehinderte Beschäftigte werden auf Wunsch von Mehrarbeit freigestellt.", ""),
];

const PART_TIME: &[Row] = &[
    ("Der Dienstposten ist grundsätzlich teilzeitgeeignet.", "part-time 1"),
    ("Die Stelle kann auch im Jobsharing besetzt werden.", "part-time 1"),
    ("Umfang: Vollzeit (39 Std.) oder Teilzeit möglich.", "part-time 1"),
    (
        "Teilzeitbeschäftigung ist möglich, wenn die ganztägige Besetzung gesichert ist.",
        "part-time 1",
    ),
    ("Pensum: 80–100 %", "part-time 1"),
    ("Die Fachhochschule ist als familiengerecht zertifiziert.", "everyone 1"),
    ("Führung in Teilzeit ist möglich.", "part-time 1"),
    ("Die Stelle ist teilbar.", "part-time 1"),
    ("Wir bieten eine geringfügige Beschäftigung im Umfang von sechs Stunden.", "part-time 1"),
    ("Die Stelle ist nicht teilbar.", ""),
    ("Eine Besetzung in Teilzeit ist nicht möglich.", ""),
    ("Sie führen zwölf Teilzeitkräfte im Verkauf.", ""),
];

const LISTS: &[Row] = &[
    (
        "Wir begrüßen Bewerbungen unabhängig von Geschlecht, Herkunft, Identität, Religion, Alter oder Behinderung.",
        "migration 2, disability 2, age 2, religion 2, everyone 2",
    ),
    (
        "Wir freuen uns über Bewerbungen von Menschen jeden Alters, jeglichen Geschlechts, jeder Nationalität, Religion oder Weltanschauung \
         sowie über Bewerbungen von Menschen mit Behinderungen.",
        "migration 2, disability 3, age 2, religion 2, everyone 2",
    ),
    (
        "Über Bewerbungen freuen wir uns unabhängig von ethnischer Herkunft, Geschlecht, Behinderung, Religion, Alter oder sexueller \
         Identität (vgl. AGG).",
        "migration 2, disability 2, age 2, lgbtq 2, religion 2, everyone 2",
    ),
    (
        "Wir freuen uns über Bewerbungen aller Menschen, ganz gleich welcher Herkunft, Religion oder sexuellen Orientierung.",
        "migration 2, lgbtq 2, religion 2, everyone 2",
    ),
    (
        "Wir begrüßen Bewerbungen von allen Menschen und fördern ein faires Arbeitsumfeld.",
        "everyone 1",
    ),
    (
        "Alle Entscheidungen über Einstellungen beruhen allein auf Qualifikation, Fähigkeiten und Kenntnissen.",
        "everyone 1",
    ),
    (
        "Wir schätzen Vielfalt und begrüßen daher alle Bewerbungen – unabhängig von Nationalität, Geschlecht, ethnischer und sozialer Herkunft, \
         Behinderung, Religion/Weltanschauung, Alter sowie sexueller Orientierung und Identität.",
        "migration 2, disability 2, age 2, lgbtq 2, religion 2, social-origin 2, everyone 2",
    ),
    ("In unserem Haus sind alle Menschen gleichermaßen willkommen.", "everyone 1"),
    (
        "Gerade über Bewerbungen von Menschen, die anderswo keine Chance bekamen, freuen wir uns.",
        "everyone 1",
    ),
];

const OTHERS: &[Row] = &[
    ("Auch über Bewerbungen lebens- und berufserfahrener Personen freuen wir uns.", "age 3"),
    ("Menschen 50plus sind uns herzlich willkommen, bewerben Sie sich.", "age 3"),
    (
        "Wiedereinsteigerinnen und Wiedereinsteiger sind herzlich eingeladen, sich zu melden.",
        "care 3",
    ),
    (
        "Wir begrüßen Bewerbungen von queeren, trans*, inter*, lesbischen, schwulen und bisexuellen Menschen.",
        "lgbtq 3",
    ),
    (
        "Ebenso freuen wir uns über Bewerbungen von Frauen, lesbischen, nicht-binären, trans, intergeschlechtlichen und agender Personen \
         (FLINTA*).",
        "women 3, lgbtq 3",
    ),
    ("Auch ohne Kirchenmitgliedschaft sind Sie uns willkommen.", "religion 3"),
    (
        "Menschen, die als Erste in ihrer Familie studiert haben, möchten wir zur Bewerbung ermutigen.",
        "social-origin 3",
    ),
    ("Quereinsteigerinnen und Quereinsteiger sind ausdrücklich willkommen.", ""),
    ("Sie erfüllen nicht alle Anforderungen? Bewerben Sie sich trotzdem!", "everyone 1"),
    ("Willkommen sind auch Eltern, Alleinerziehende und pflegende Angehörige.", "care 3"),
    (
        "Personen der französischen oder italienischen Sprachgemeinschaft sind besonders angesprochen.",
        "everyone 3",
    ),
    (
        "Das unterrepräsentierte Geschlecht ist nachdrücklich zur Bewerbung eingeladen und wird bei gleicher Eignung bevorzugt aufgenommen.",
        "under-represented 4",
    ),
];

#[test]
fn people_with_a_migration_history_are_invited_in_every_way() {
    holds(De, MIGRATION);
}

#[test]
fn women_are_invited_in_every_way() {
    holds(De, WOMEN);
}

#[test]
fn men_are_invited_where_they_are_few() {
    holds(De, MEN);
}

#[test]
fn disabled_people_are_preferred_or_invited() {
    holds(De, DISABILITY);
}

#[test]
fn a_note_on_part_time_is_seen_and_its_opposite_is_not() {
    holds(De, PART_TIME);
}

#[test]
fn lists_of_grounds_are_level_two_and_values_level_one() {
    holds(De, LISTS);
}

#[test]
fn age_queer_faith_class_and_care_are_groups_too() {
    holds(De, OTHERS);
}
