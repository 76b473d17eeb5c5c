//! Court rulings on the wording of ads: what was held discriminatory is an error, what was not is none.
//!
//! One test a ruling, named by its file number; the wording stands in a sentence of our own. What was held justified is
//! tested together with the context that justified it.

use adlint::config;
use adlint::source::Source;
use adlint::workspace::{Options, Workspace};
use std::sync::OnceLock;

/// Severity, rule and passage of everything said about an ad's wording.
fn findings(ad: &str) -> Vec<(&'static str, String, String)> {
    static WORKSPACE: OnceLock<Workspace> = OnceLock::new();
    let workspace = WORKSPACE.get_or_init(|| {
        let over = config::read("adlint.yaml", "profile: de\nlanguage: de\n").unwrap();
        Workspace::open(&Options {
            isolated: true,
            over,
            ..Options::default()
        })
        .unwrap()
    });
    let report = workspace.check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    });
    let said = report.findings.into_iter().filter(|finding| finding.kind.name() != "missing");
    said.map(|finding| (finding.severity.name(), finding.rule, finding.text)).collect()
}

/// Rules that speak at `error`, with the passage.
fn errors(ad: &str) -> Vec<(String, String)> {
    findings(ad)
        .into_iter()
        .filter(|(severity, _, _)| *severity == "error")
        .map(|(_, rule, text)| (rule, text))
        .collect()
}

/// The wording was held discriminatory: some rule speaks at `error`, and speaks of these words.
#[track_caller]
fn error_on(ad: &str, words: &str) {
    let found = errors(ad);
    let start = ad.find(words).unwrap_or_else(|| panic!("`{words}` does not stand in the ad"));
    let hit = found.iter().any(|(_, text)| {
        let mut places = ad.match_indices(text.as_str()).map(|(at, _)| at);
        places.any(|at| at < start + words.len() && start < at + text.len())
    });
    assert!(hit, "nothing at error on `{words}`\n  in: {ad}\n  found: {found:?}");
}

/// The wording was held lawful or justified: nothing at `error` in the whole ad.
#[track_caller]
fn no_error(ad: &str) {
    let found = errors(ad);
    assert!(found.is_empty(), "accused at error: {found:?}\n  in: {ad}");
}

// Age.

#[test]
fn bag_8_azr_406_14_junges_dynamisches_team_is_an_error() {
    error_on(
        "Junior Consultant (m/w/d)\n\nIm professionellen Umfeld unserer Kanzlei erwartet Sie ein junges, dynamisches Team.\n",
        "junges, dynamisches Team",
    );
}

#[test]
fn lag_nuernberg_2_sa_1_20_mitarbeit_in_einem_jungen_team_is_an_error() {
    error_on(
        "Wir bieten Ihnen kreative Mitarbeit in einem jungen, hochmotivierten Team.",
        "jungen, hochmotivierten Team",
    );
}

#[test]
fn lag_mecklenburg_vorpommern_2_sa_61_23_benzin_im_blut_is_no_error() {
    no_error("Tankstelle sucht Verkaufskraft (m/w/d)\n\nWir sind ein junges, dynamisches Team mit Benzin im Blut und suchen Verstärkung.\n");
}

#[test]
fn lag_hamm_14_sa_1427_16_jung_and_just_graduated_are_errors() {
    error_on(
        "Zur Verstärkung unseres jungen Teams suchen wir eine Juristin oder einen Juristen.",
        "jungen Teams",
    );
    error_on(
        "Sie haben gerade das Studium abgeschlossen und suchen Ihre erste Stelle.",
        "gerade das Studium abgeschlossen",
    );
    error_on(
        "Als frisch gebackener Jurist oder frisch gebackene Juristin sind Sie bei uns richtig.",
        "frisch gebackener Jurist",
    );
}

#[test]
fn lag_baden_wuerttemberg_17_sa_2_24_digital_native_is_an_error() {
    error_on(
        "Als Digital Native fühlst du dich in der Welt der sozialen Medien zu Hause.",
        "Digital Native",
    );
}

#[test]
fn bag_8_azr_429_11_young_professionals_beside_beginners_is_an_error() {
    error_on(
        "Unser Programm für Berufsanfänger richtet sich an Hochschulabsolventen/Young Professionells.",
        "Young Professionells",
    );
}

#[test]
fn bag_8_azr_470_14_up_to_two_years_of_experience_is_an_error() {
    error_on(
        "Rechtsanwalt (m/w/d) mit 0 – 2 Jahren Berufserfahrung gesucht",
        "0 – 2 Jahren Berufserfahrung",
    );
}

/// The court remitted the case: a risk that is said, but no error.
#[test]
fn bag_8_azr_848_13_a_degree_no_older_than_a_year_is_found() {
    let ad = "Sie haben einen Hochschulabschluss, der nicht länger als ein Jahr zurückliegt.";
    no_error(ad);
    assert!(findings(ad).iter().any(|(_, rule, _)| rule == "age/degree-age"), "{:?}", findings(ad));
}

#[test]
fn hessisches_lag_7_sa_615_11_a_fresh_degree_for_trainees_is_no_error() {
    no_error("Trainee (m/w/d)\n\nUnser Traineeprogramm erleichtert den ersten Einstieg ins Berufsleben. Sie kommen frisch von der Uni.\n");
}

#[test]
fn bag_8_azr_73_16_beginners_beside_the_experienced_are_no_error() {
    no_error("Sie haben ein Prädikatsexamen und erste einschlägige Berufserfahrungen oder sind Berufsanfängerin oder Berufsanfänger.");
}

#[test]
fn bag_1_abr_47_08_first_year_of_work_is_an_error() {
    error_on(
        "Die interne Ausschreibung richtet sich an Beschäftigte im ersten Berufsjahr.",
        "ersten Berufsjahr",
    );
}

#[test]
fn bag_8_azr_285_11_between_25_and_35_is_an_error() {
    error_on(
        "Sie sind zwischen 25 und 35 Jahren alt und arbeiten gern im Team.",
        "zwischen 25 und 35 Jahren",
    );
}

#[test]
fn bag_8_azr_530_09_junge_volljuristin_is_an_error() {
    error_on("Für die Rechtsabteilung suchen wir eine/n junge/n engagierte/n Volljurist/in.", "junge/n");
}

#[test]
fn eugh_c_518_22_age_of_a_personal_assistant_is_no_error() {
    no_error(
        "Persönliche Assistenz für eine Studentin mit Behinderung (w/m/d)\n\nIch bin 28 Jahre alt und suche Unterstützung im Alltag und im \
         Studium. Sie sind am besten zwischen 18 und 30 Jahre alt.\n",
    );
}

#[test]
fn eugh_c_416_13_a_maximum_age_of_30_is_an_error() {
    error_on(
        "Ordnungsdienst der Gemeinde (m/w/d)\n\nDas Höchstalter beträgt 30 Jahre.\n",
        "Höchstalter",
    );
}

#[test]
fn eugh_c_229_08_a_maximum_age_of_firefighters_is_no_error() {
    no_error(
        "Brandmeisteranwärter (m/w/d) bei der Berufsfeuerwehr\n\nFür das Beamtenverhältnis im Einsatzdienst der Feuerwehr gilt ein Höchstalter von \
         30 Jahren.\n",
    );
}

#[test]
fn bverfg_2_bvr_1322_12_a_statutory_age_limit_of_civil_servants_is_no_error() {
    no_error("Die Verbeamtung setzt voraus, dass Sie das 50. Lebensjahr noch nicht vollendet haben (§ 48 LHO).");
}

// Gender.

#[test]
fn olg_karlsruhe_17_u_99_10_geschaeftsfuehrer_is_an_error() {
    error_on(
        "Geschäftsführer\n\nMittelständischer Betrieb im Maschinenbau sucht zum 1. Mai einen Geschäftsführer.\n",
        "Geschäftsführer",
    );
}

#[test]
fn olg_karlsruhe_17_u_99_10_a_marker_saves_the_title() {
    no_error("Geschäftsführer (m/w/d)\n\nUnser Betrieb im Maschinenbau sucht zum 1. Mai Verstärkung in der Leitung.\n");
}

#[test]
fn lag_hamm_6_sa_896_23_sekretaerin_is_an_error() {
    error_on(
        "Sekretärin gesucht\n\nFür unser Büro in der Altstadt suchen wir zum 1. Juni eine Sekretärin.\n",
        "Sekretärin",
    );
}

#[test]
fn arbg_duisburg_3_ca_1245_23_angestellte_is_no_error() {
    no_error("Rechtsanwaltsfachangestellte gesucht!\n\nUnsere Kanzlei sucht zum 1. Juni Verstärkung.\n");
}

#[test]
fn arbg_koblenz_7_ca_2291_21_coole_typen_is_no_error() {
    no_error("Wir suchen coole Typen (m/w/d) für die Montage.");
}

#[test]
fn lag_koeln_7_sa_913_16_frauen_an_die_macht_is_no_error() {
    no_error(
        "Frauen an die Macht!\n\nUnser Verkauf besteht bisher nur aus Männern; als Maßnahme nach § 5 AGG, die mit dem Betriebsrat abgestimmt ist, suchen \
         wir eine selbstbewusste, engagierte und erfolgshungrige Verkäuferin.\n",
    );
}

#[test]
fn arbg_berlin_42_ca_1530_14_a_post_for_a_woman_with_a_migration_history_is_an_error() {
    error_on(
        "Das Volontariat ist für eine Frau mit Migrationsgeschichte bestimmt.",
        "Frau mit Migrationsgeschichte",
    );
    error_on("Frau mit Migrationsgeschichte gesucht", "Frau mit Migrationsgeschichte");
}

#[test]
fn lag_duesseldorf_12_sa_1102_08_special_interest_in_women_is_no_error() {
    no_error("Sachbearbeitung (m/w/d) im Bauamt\n\nEin besonderes Interesse besteht an Bewerbungen von Frauen.\n");
}

#[test]
fn bag_8_azr_536_08_a_woman_for_a_girls_boarding_school_is_no_error() {
    no_error(
        "Erzieherin für unser Mädcheninternat\n\nZum Dienst gehören Nachtdienste in den Schlafräumen der Mädchen; die Stelle wird deshalb mit einer \
         Erzieherin besetzt.\n",
    );
}

#[test]
fn bag_8_azr_214_23_a_womens_representative_is_a_woman_by_law() {
    no_error(
        "Gleichstellungsbeauftragte\n\nDie Stadt sucht eine Gleichstellungsbeauftragte; nach dem Landesgesetz kann nur eine Frau bestellt werden.\n",
    );
}

#[test]
fn bag_8_azr_2_19_a_sports_teacher_for_girls_is_an_error() {
    error_on(
        "Fachlehrerin Sport (w)\n\nUnsere Privatschule sucht eine Fachlehrerin für den Sportunterricht.\n",
        "Fachlehrerin Sport (w)",
    );
}

#[test]
fn lag_schleswig_holstein_3_sa_37_oed_21_the_gender_star_is_no_error() {
    no_error(
        "Fachkraft (m/w/d)\n\nWir suchen Diplom-Sozialpädagog*innen. Schwerbehinderte Bewerber*innen werden bei entsprechender Eignung bevorzugt berücksichtigt.\n",
    );
}

#[test]
fn hessisches_lag_3_sa_840_20_a_pair_beside_the_star_is_no_error() {
    no_error("Sozialarbeiter*in\n\nWir suchen eine*n Sozialarbeiter*in. Bewerberinnen und Bewerber schicken ihre Unterlagen an das Personalamt.\n");
}

#[test]
fn eugh_c_409_16_a_minimum_height_is_an_error() {
    error_on("Sie sind mindestens 1,70 m groß.", "mindestens 1,70 m groß");
}

// Origin and language.

#[test]
fn bag_8_azr_402_15_deutsch_als_muttersprache_is_an_error() {
    error_on(
        "Wir suchen eine Bürohilfe (m/w/d) mit Deutsch als Muttersprache.",
        "Deutsch als Muttersprache",
    );
}

#[test]
fn bag_8_azr_418_15_levels_of_a_form_are_no_error() {
    no_error("Deutsch: Muttersprache / verhandlungssicher / fortgeschritten / Grundkenntnisse");
}

#[test]
fn lag_nuernberg_2_sa_171_11_very_good_german_is_no_error() {
    no_error("Sie sprechen sehr gutes Deutsch und präsentieren unsere Software bei der Kundschaft.");
}

#[test]
fn bag_8_azr_372_16_very_good_english_and_german_are_no_error() {
    no_error("Sie bringen sehr gute Englisch- und Deutschkenntnisse für die Abstimmung mit unseren Standorten mit.");
}

#[test]
fn arbg_hamburg_25_ca_282_09_accent_free_german_is_an_error() {
    error_on("Sie sprechen akzentfrei Deutsch.", "akzentfrei");
}

#[test]
fn eugh_c_54_07_no_people_of_an_origin_is_an_error() {
    error_on("Wir stellen keine Ausländer ein.", "keine Ausländer");
}

// Religion, disability, other.

#[test]
fn bverfg_2_bvr_934_19_church_membership_in_a_church_body_is_no_error() {
    no_error("Die Diakonie sucht eine Referentin oder einen Referenten. Wir setzen die Mitgliedschaft in einer evangelischen Kirche voraus.");
}

#[test]
fn lag_nuernberg_6_sa_675_07_flexible_and_resilient_is_no_error() {
    no_error("Kfz-Mechatroniker (m/w/d)\n\nSie sind flexibel und belastbar.\n");
}

#[test]
fn arbg_darmstadt_6_ca_22_13_weight_is_no_error() {
    no_error("Wir suchen keine Vertreter mit Adipositas.");
}
