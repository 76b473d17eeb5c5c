//! The form of job titles: whom they name, in either language.

use crate::common::built_in;
use adlint::diagnostic::TitleForm;
use adlint::source::Source;

/// The title of an ad and its form.
fn titled(ad: &str) -> Option<(String, TitleForm)> {
    titled_in("ad.txt", ad)
}

fn titled_in(name: &str, ad: &str) -> Option<(String, TitleForm)> {
    let report = built_in().check(&Source {
        name,
        bytes: ad.as_bytes(),
        format: None,
    });
    report.title.map(|title| (title.text, title.form))
}

/// An ad has this title.
fn assert_title(ad: &str, title: &str) {
    assert_eq!(titled(ad).map(|(title, _)| title).as_deref(), Some(title), "{ad}");
}

const GERMAN: &str = "Wir sind ein Betrieb in Musterstadt und suchen Verstärkung. Sie arbeiten mit uns an neuen Anlagen.";
const ENGLISH: &str = "You will work with us on the line and look after our guests. We are a firm in Northtown.";

/// An employer's name above a sentence that says whom it seeks.
#[test]
fn a_short_search_below_the_employer_names_the_post() {
    for (search, post) in [
        ("Wir suchen eine Sekretärin.", "Sekretärin"),
        ("Wir suchen einen Verkäufer in Vollzeit.", "Verkäufer"),
        ("Wir suchen eine Solarteurassistentin.", "Solarteurassistentin"),
    ] {
        let found = titled(&format!(
            "Praxis Dr. Muster\n\n{search}\n\nIhre Aufgaben\n\n- Sie führen den Kalender.\n- Sie schreiben Briefe."
        ));
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(post), "{search}");
    }
}

#[test]
fn titles_have_the_form_they_are_written_in() {
    for (title, text, form) in [
        ("Hauptamtlicher Bürgermeister", GERMAN, TitleForm::Masculine),
        ("Landrätin oder Landrat", GERMAN, TitleForm::Pair),
        ("Zur/zum Datenschutzbeauftragten", GERMAN, TitleForm::Pair),
        ("Kassierer gn", GERMAN, TitleForm::Marker),
        ("Hausmeisterin - Ein Job mit Zukunft", GERMAN, TitleForm::Feminine),
        ("Female Cashier", ENGLISH, TitleForm::Feminine),
        ("Waiter or Waitress", ENGLISH, TitleForm::Pair),
        ("Actor/Actress", ENGLISH, TitleForm::Pair),
        ("Access Manager (Male only)", ENGLISH, TitleForm::Masculine),
        ("Mattress Fitter (Female only)", ENGLISH, TitleForm::Feminine),
        ("Kitchen Helper (boys/girls)", ENGLISH, TitleForm::Pair),
        ("Dancer, boys & girls needed", ENGLISH, TitleForm::Pair),
        ("Alderman Library Assistant", ENGLISH, TitleForm::Neutral),
        ("Putzhilfe", GERMAN, TitleForm::Neutral),
        ("Professor of Physics (W3)", GERMAN, TitleForm::Neutral),
        ("Waiter/Waitress", ENGLISH, TitleForm::Pair),
        ("Signalman/Signalwoman", ENGLISH, TitleForm::Pair),
        ("Salesman/woman", ENGLISH, TitleForm::Pair),
        ("Waitress", ENGLISH, TitleForm::Feminine),
        ("Community Matron", ENGLISH, TitleForm::Feminine),
        ("Programme Officer (Gender)", ENGLISH, TitleForm::Neutral),
        ("Salesman", ENGLISH, TitleForm::Masculine),
        ("Saleswoman", ENGLISH, TitleForm::Feminine),
        ("Trawlerman", ENGLISH, TitleForm::Masculine),
        ("Security Guard - Male only", ENGLISH, TitleForm::Masculine),
        ("Sales Executive (Male)", ENGLISH, TitleForm::Masculine),
        ("PA to MD (Female)", ENGLISH, TitleForm::Feminine),
        ("Waiter", ENGLISH, TitleForm::Masculine),
        ("Nurse (F/T)", ENGLISH, TitleForm::Neutral),
        ("Marketing Executive, Graduation (Any)", ENGLISH, TitleForm::Neutral),
        ("HR Executive (Female preferred)", ENGLISH, TitleForm::Feminine),
        ("Friseurin / Kosmetikerin", GERMAN, TitleForm::Feminine),
        ("Verkäuferin/Kassiererin", GERMAN, TitleForm::Feminine),
        ("Coiffeuse", GERMAN, TitleForm::Feminine),
        ("Serviertochter", GERMAN, TitleForm::Feminine),
        ("Trafikant", GERMAN, TitleForm::Masculine),
        ("Krankenschwester/-pfleger", GERMAN, TitleForm::Pair),
        ("Krankenschwester / Pfleger", GERMAN, TitleForm::Pair),
        ("Altenpflegerin/-pfleger", GERMAN, TitleForm::Pair),
        ("Bürokauffrau/-kaufmann", GERMAN, TitleForm::Pair),
        ("Friseur/Friseuse", GERMAN, TitleForm::Pair),
        ("Masseur/Masseuse", GERMAN, TitleForm::Pair),
        ("Polizeianwärterinnen und -anwärter", GERMAN, TitleForm::Pair),
        ("Kaufmann*frau", GERMAN, TitleForm::Star),
        ("Restaurantfachmann_frau", GERMAN, TitleForm::Underscore),
        ("Jungkoch:köchin", GERMAN, TitleForm::Colon),
        ("Gemeindemitarbeiter / in", GERMAN, TitleForm::Slash),
        ("Krankenschwestern und Pfleger", GERMAN, TitleForm::Pair),
        ("Kellnerin oder Ober", GERMAN, TitleForm::Pair),
        ("Pflegekräfte, Köche und Hausmeister", GERMAN, TitleForm::Masculine),
        ("Pflegekräfte, Köch*innen und Hausmeister*innen", GERMAN, TitleForm::Star),
        ("Fachkraft für Kunden und Lieferanten", GERMAN, TitleForm::Neutral),
        ("Azubi als Anlagenmechaniker", GERMAN, TitleForm::Masculine),
        ("Gärtner m w d", GERMAN, TitleForm::Marker),
        ("Gärtner (m/w/x/-)", GERMAN, TitleForm::Marker),
        ("24-Stunden-Betreuerin", GERMAN, TitleForm::Feminine),
        ("Gärtner (divers)", GERMAN, TitleForm::Marker),
        ("Gärtner (geschlechtsneutral)", GERMAN, TitleForm::Marker),
        ("Gärtner (w/m/offen)", GERMAN, TitleForm::Marker),
        ("Gärtner (m/w/d/*)", GERMAN, TitleForm::Marker),
        ("(m/w/d) Gärtner", GERMAN, TitleForm::Marker),
        ("Gärtner (m/\nw/d)", GERMAN, TitleForm::Marker),
    ] {
        let found = titled(&format!("{title}\n\n{text}"));
        assert_eq!(found, Some((title.to_owned(), form)), "{title}");
    }
}

#[test]
fn the_line_on_top_is_the_title_and_not_a_field_or_a_search_below_it() {
    for (top, below) in [
        ("Produktionshelfer (m/w/d)", "Für unseren Kunden suchen wir ab sofort Helfer (m/w/d)."),
        ("Nurse", "Reporting to: Ward Manager"),
        ("Policy Adviser", "Grade: Senior Executive Officer"),
        ("Caretaker", "We are looking for a friendly caretaker for our school."),
    ] {
        let text = if top.ends_with(')') { GERMAN } else { ENGLISH };
        let found = titled(&format!("{top}\n\n{below}\n\n{text}"));
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(top));
    }
}

#[test]
fn what_only_leads_up_to_a_post_is_none() {
    let found = titled(&format!("Restaurant Muster sucht ab sofort\n\nnette Bedienung (m/w/d)\n\n{GERMAN}"));
    assert_eq!(found.map(|(title, _)| title).as_deref(), Some("nette Bedienung (m/w/d)"));
}

/// The title of an English ad below its first lines, and before its last.
fn english(first: &str, last: &str) -> Option<(String, TitleForm)> {
    titled(&format!(
        "{first}\n\nDuties\n\n- run the office and keep the records\n- help colleagues with their questions\n\n{ENGLISH}\n\n{last}"
    ))
}

#[test]
fn an_american_policy_and_a_timetable_are_no_marker() {
    for last in [
        "EO/AA/M/F/Vet/Disability employer.",
        "AA/EOE/M/F/D/V",
        "EOE M/F",
        "EOE, including disability/veterans (M/F/D/V).",
        "We are an equal opportunity employer M/F/D/V.",
        "Hours: M-F 8-4:30",
        "Schedule: M/T/W/Th/F mornings",
        "Schedule: Monday through Friday (M-F), 8 to 5",
        "You fit male/female couplings and valves.",
        "Male/female applicants are welcome.",
    ] {
        let found = english("Payroll Clerk", last);
        assert_eq!(found, Some(("Payroll Clerk".to_owned(), TitleForm::Neutral)), "{last}");
    }
    for title in [
        "Driver M/F",
        "Driver (Male/Female)",
        "Software Engineer (m/f)",
        "Employer Branding Manager (m/f/d)",
    ] {
        let found = english(title, "We are an equal opportunity employer.");
        assert_eq!(found, Some((title.to_owned(), TitleForm::Marker)), "{title}");
    }
}

#[test]
fn the_post_stands_below_the_house_the_fields_and_the_page() {
    for (above, post) in [
        ("Hill University", "Research Nurse"),
        ("School of Biology", "Lecturer in Ecology"),
        ("Centre for Rural Health\n\nUniversity of Hill", "Research Fellow (Statistics)"),
        ("Northfield Chairs Ltd", "Payroll Clerk"),
        ("Northfield Chairs Ltd", "Night Shelf Restocking"),
        ("Refugee Welcome", "Caseworker"),
        ("Refugee Welcome", "Applications Developer"),
        ("Northfield Chairs Ltd", "IT Engineer"),
        ("Main area: Maternity\nGrade: Band 2\nContract: Permanent", "Ward Clerk - Maternity"),
        ("Job reference: C9311\nEmployer: Dale Trust\nSalary: £28,407", "Dental Nurse"),
        ("Home > Careers > Jobs", "Staff Nurse"),
        ("Careers", "Payroll Clerk"),
    ] {
        let found = english(&format!("{above}\n\n{post}"), "");
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(post), "{above}");
    }
    // The other way round the first line stays.
    for (post, below) in [
        ("Museum Curator", "Hill Museum"),
        ("University Lecturer in Law", "Faculty of Law"),
        ("Head of Department", "Hill College"),
        ("Chief of Staff", "Office of the President"),
        ("Graphic Design Internship", "You report to the Head of Design."),
        ("People Operations", "Manager on site: Kim"),
        ("Product Designer", "Reports to: Head of Design, who is hiring her first designer"),
        ("Hiring Manager", "Northfield Chairs Ltd"),
        ("Chief Executive", "Age Support Hill District"),
    ] {
        let found = english(&format!("{post}\n\n{below}"), "Jane Miller, HR Manager");
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(post), "{below}");
    }
}

#[test]
fn what_a_sentence_or_a_slogan_puts_around_a_post_is_none_of_it() {
    for (line, post) in [
        ("We're hiring! Community Transport Driver", "Community Transport Driver"),
        ("Hiring now: forklift drivers and pickers", "forklift drivers and pickers"),
        ("House Cleaner wanted in Bath", "House Cleaner"),
        ("Wanted: Barista", "Barista"),
        ("Job Opening: Payroll Clerk", "Payroll Clerk"),
        ("Role - Payroll Clerk", "Payroll Clerk"),
        ("🚀 Payroll Clerk", "Payroll Clerk"),
        ("**Payroll Clerk**", "Payroll Clerk"),
        ("Join Northfield as a Senior Tax Advisor!", "Senior Tax Advisor"),
        ("Are you our new Team Lead?", "Team Lead"),
        ("Chef de Partie needed", "Chef de Partie"),
        (".NET Developer", ".NET Developer"),
        ("Northfield, a bakery, is looking for a Pastry Chef to join our team.", "Pastry Chef"),
        (
            "The School of Law invites applications for appointment as Lecturer in Evidence, from 1 September.",
            "Lecturer in Evidence",
        ),
        (
            "The department invites applications for a position in Modern History at the rank of Assistant Professor, commencing July 1.",
            "Assistant Professor",
        ),
        (
            "At the Faculty of Science of Hill University a\n\nFull Professorship in Botany\n\nis to be filled soon.",
            "Full Professorship in Botany",
        ),
        (
            "Technical Assistant (f/m/d)\nin the bird banding group\n(Code 03/26)",
            "Technical Assistant (f/m/d)\nin the bird banding group",
        ),
    ] {
        let found = english(line, "");
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(post), "{line}");
    }
    for (line, post) in [
        (
            "Kraftfahrer (m/w/d) Klasse CE im Fernverkehr gesucht!",
            "Kraftfahrer (m/w/d) Klasse CE im Fernverkehr",
        ),
        (
            "Haushaltshilfe für Seniorin in Musterstadt gesucht (privat)",
            "Haushaltshilfe für Seniorin in Musterstadt",
        ),
        ("Wir suchen ab sofort einen Elektriker (m/w/d) in Vollzeit.", "Elektriker (m/w/d)"),
        ("Wir suchen Verstärkung: Gärtner für unseren Park", "Gärtner für unseren Park"),
        ("Verstärkung gesucht: Gärtner (m/w/d)", "Gärtner (m/w/d)"),
        ("Wir suchen DICH als Gärtner (m/w/d)", "Gärtner (m/w/d)"),
        ("Wir suchen Sie ab dem 1. Mai als Laborleitung (m/w/d).", "Laborleitung (m/w/d)"),
        ("Werde Gärtner (m/w/d) bei Muster!", "Gärtner (m/w/d)"),
        ("Werde Teil unseres Teams als Gärtner (m/w/d)", "Gärtner (m/w/d)"),
        ("Du willst mehr? Werde Gärtner (m/w/d)!", "Gärtner (m/w/d)"),
        ("Komm als Gärtner (m/w/d) zu uns", "Gärtner (m/w/d)"),
        ("Dein neuer Job als Anlagenmechaniker", "Anlagenmechaniker"),
        ("Jobangebot: Gärtner (m/w/d)", "Gärtner (m/w/d)"),
        ("Kinderpflege: Fachkraft (m/w/d)", "Kinderpflege: Fachkraft (m/w/d)"),
        ("Tischler (m/w/d)\nin Vollzeit", "Tischler (m/w/d)"),
        (
            "Wissenschaftlicher Mitarbeiter / Wissenschaftliche\nMitarbeiterin (m/w/d)",
            "Wissenschaftlicher Mitarbeiter / Wissenschaftliche\nMitarbeiterin (m/w/d)",
        ),
        ("Tischler (m/w/d)\nim Bereich Innenausbau", "Tischler (m/w/d)\nim Bereich Innenausbau"),
        (
            "Zum 1. Oktober stellen wir 120 Anwärterinnen und Anwärter (m/w/d) ein.",
            "Anwärterinnen und Anwärter (m/w/d)",
        ),
        (
            "Das Amt sucht ab sofort 1 Fachkraft für Abwasser (m/w/d) für die Anlage Süd.",
            "Fachkraft für Abwasser (m/w/d)",
        ),
        (
            "Im Haus ist die Stelle der\n\nReferatsleitung Haushalt\n\nunbefristet zu besetzen.",
            "Referatsleitung Haushalt",
        ),
        (
            "Professur für Wasserbau (W 2)\n\nzu besetzen. Die Professur vertritt das Fach.",
            "Professur für Wasserbau (W 2)",
        ),
        (
            "Zum 1. Mai besetzen wir ein\n\nSekretariat am Lehrstuhl für Statistik\n\nDie Stelle umfasst 20 Stunden.",
            "Sekretariat am Lehrstuhl für Statistik",
        ),
    ] {
        assert_title(&format!("{line}\n\nIhre Aufgaben\n\n- Sie führen den Kalender.\n\n{GERMAN}"), post);
    }
}

/// A page without a heading of any rank: its post stands in a bold line, and the page is called after its owner.
#[test]
fn a_page_named_after_its_owner_does_not_hide_the_post() {
    let page = |title: &str| {
        format!(
            "<html lang=\"de\"><head><title>{title}</title></head><body><p><strong>Sachbearbeiter Buchhaltung (m/w/d)</strong></p>\
             <p>Die Muster GmbH in Halle sucht Verstärkung. Sie prüfen Rechnungen.</p><p><b>Ihr Profil:</b></p>\
             <ul><li>Freude an Zahlen</li></ul></body></html>"
        )
    };
    for title in ["Karriere | Muster GmbH", "Jobs", "Sachbearbeiter Buchhaltung (m/w/d) | Muster GmbH"] {
        let report = built_in().check(&Source {
            name: "page.html",
            bytes: page(title).as_bytes(),
            format: None,
        });
        let found = report.title.map(|title| title.text).unwrap_or_default();
        assert!(found.starts_with("Sachbearbeiter Buchhaltung (m/w/d)"), "{title}: {found}");
    }
}

#[test]
fn behind_a_wide_word_and_a_search_stands_the_post() {
    for (line, post) in [
        ("Azubis gesucht: Maler und Lackierer (m/w/d)", "Maler und Lackierer (m/w/d)"),
        ("Fachkraft gesucht: Altenpflegerin oder Altenpfleger", "Altenpflegerin oder Altenpfleger"),
        ("Kraftfahrer (m/w/d) gesucht: ab sofort und in Vollzeit", "Kraftfahrer (m/w/d)"),
    ] {
        assert_title(&format!("{line}\n\n{GERMAN}"), post);
    }
}

/// A craftsman's or a doctor's firm is named by a person noun; the post stands below "sucht".
#[test]
fn who_searches_is_not_who_is_searched_for() {
    let tasks = "Sie schreiben Rechnungen und führen den Kalender.";
    for (head, post) in [
        ("Kfz-Meister Lang\nsucht\nBürokraft in Teilzeit", "Bürokraft in Teilzeit"),
        ("Kfz-Meister Lang\n\nsucht\n\nBürokraft in Teilzeit", "Bürokraft in Teilzeit"),
        ("Zahnärzte am Markt\n\nsuchen zum 1. März\n\nAushilfe am Empfang", "Aushilfe am Empfang"),
        (
            "Koch (m/w/d) im Klinikum\n\nsucht ab sofort das Klinikum am Park",
            "Koch (m/w/d) im Klinikum",
        ),
    ] {
        assert_title(&format!("{head}\n\n{tasks}"), post);
    }
}

#[test]
fn what_stands_behind_a_post_heads_nothing() {
    for line in ["Prüfer*innen (Bewerbungsnr. 2026)", "Lehrer*in, Bewerbungsschluss 3. Mai"] {
        let found = titled(&format!(
            "Stadt Musterhausen\n\n{line}\n\nIm Rechnungsprüfungsamt ist zum 1. März eine Stelle frei."
        ));
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some(line));
    }
}

/// A star without an ending speaks to everyone only where a note says so.
#[test]
fn a_star_is_a_form_where_a_note_explains_it() {
    let ad = |note: &str| titled(&format!("Elektriker* gesucht\n\nSie verlegen Kabel in neuen Häusern.\n\n{note}"));
    let form = |note: &str| ad(note).map(|(_, form)| form);
    assert_eq!(form("* Bei uns sind alle Geschlechter willkommen."), Some(TitleForm::Star));
    assert_eq!(form("*m/w/d"), Some(TitleForm::Star));
    assert_eq!(form("* Die Stelle ist auf zwei Jahre befristet."), Some(TitleForm::Masculine));
    assert_eq!(form("Alle Geschlechter arbeiten hier."), Some(TitleForm::Masculine));
}

#[test]
fn a_call_before_a_post_is_no_part_of_the_title() {
    for (line, post) in [
        ("[Hiring] Backend Engineer", "Backend Engineer"),
        ("[Graz or Linz, Austria] Android Developers", "Android Developers"),
        ("[Remote] [Welder (MIG)] [Full-time]", "Welder (MIG)"),
        ("URGENT REQUIREMENT - Heavy Vehicle Driver", "Heavy Vehicle Driver"),
        ("Job Posting - Volunteer Coordinator", "Volunteer Coordinator"),
        ("911 Dispatcher", "911 Dispatcher"),
        ("24/7 Support Engineer", "24/7 Support Engineer"),
        ("We are looking for a baker for our shop in Northtown.", "baker"),
        ("Store Manager - Northtown", "Store Manager - Northtown"),
    ] {
        assert_title(&format!("{line}\n\n{ENGLISH}"), post);
    }
}

/// A date, a field of the form, somebody a letter is sent to.
#[test]
fn a_line_that_names_no_post_leaves_the_title_to_the_search() {
    for line in [
        "Thursday, September 27, 2012",
        "Posted 3 May 2019",
        "Gender: Male/Female",
        "Sex: M/F",
        "Location：Northtown",
        "Nationality",
    ] {
        assert_title(&format!("{line}\n\nWe are looking for a baker for our shop.\n\n{ENGLISH}"), "baker");
    }
    let addressed = "We are looking for a baker for our shop.\n\nPlease send your letter to:\n\nJane Doe\n\nDirector of Baking\n\nBox 12";
    assert_title(&format!("{addressed}\n\n{ENGLISH}"), "baker");
}

#[test]
fn colleagues_are_no_post_where_one_is_named_below() {
    let ad = "Wir suchen immer neue Kolleginnen und Kollegen!\n\nErfahrene/r Monteur/in";
    assert_title(&format!("{ad}\n\n{GERMAN}"), "Erfahrene/r Monteur/in");
    assert_title(
        "Wir suchen neue Kolleginnen und Kollegen für unsere Werkstatt!",
        "Kolleginnen und Kollegen",
    );
}

/// "Des", "von" and "den" in the names of places and firms.
#[test]
fn a_name_makes_no_english_title_german() {
    for title in [
        "Senior Account Manager, Full Time - Des Moines, IA",
        "Site Manager, Van den Broek Construction Ltd, Cork",
        "Care Manager, Es Vedra House, Bristol, UK",
    ] {
        assert_eq!(
            titled(&format!("{title}\n\n{ENGLISH}")),
            Some((title.to_owned(), TitleForm::Neutral)),
            "{title}"
        );
    }
    let german = "Leitung der Abteilung Finanzen (m/w/d)";
    assert_eq!(titled(&format!("{german}\n\n{ENGLISH}")), Some((german.to_owned(), TitleForm::Marker)));
}

/// What a portal adds, the firm in the line below, and the line that goes on.
#[test]
fn a_title_ends_with_its_post() {
    for (lines, title) in [
        ("Site Engineer Job in Cork", "Site Engineer"),
        ("Office Administrator - Job in Northtown", "Office Administrator"),
        ("Community Nurse\nmyCare Ltd", "Community Nurse"),
        ("We seek a Head of Will Writing who loves law.", "Head of Will Writing"),
        ("The role of Site Foreman will involve the planning of work.", "Site Foreman"),
    ] {
        assert_title(&format!("{lines}\n\n{ENGLISH}"), title);
    }
    for (lines, title) in [
        ("Stellenangebote Erzieherinnen / Erzieher", "Erzieherinnen / Erzieher"),
        ("Physiotherapeut/in 80%\nmuster Schweiz AG - Musterdorf", "Physiotherapeut/in 80%"),
        (
            "Oberarzt (m/w/d) und/oder\nLeitender Facharzt (m/w/d)",
            "Oberarzt (m/w/d) und/oder\nLeitender Facharzt (m/w/d)",
        ),
    ] {
        assert_title(&format!("{lines}\n\n{GERMAN}"), title);
    }
}

/// Who may apply, who decides, whom a letter goes to.
#[test]
fn people_who_are_not_sought_are_no_title() {
    for line in [
        "Bewerben können sich Beschäftigte (m/w/d) der Kreisverwaltung.",
        "Diese Ausschreibung richtet sich ausschließlich an Mitarbeiterinnen und Mitarbeiter der Stadtverwaltung.",
        "Bewerbungen sind an die Schulleiterinnen und Schulleiter zu richten.",
        "Über die Einstellung entscheiden die Direktorinnen und Direktoren der Gerichte.",
    ] {
        assert_title(
            &format!("{line}\n\nZu besetzen ist die Leitung der Kasse.\n\n{GERMAN}"),
            "Leitung der Kasse",
        );
    }
}

#[test]
fn the_post_in_a_search_is_named_whole() {
    for (search, post) in [
        (
            "An der Schule ist eine Stelle als Lehrkraft für besondere Aufgaben in Vollzeit zu besetzen.",
            "Lehrkraft für besondere Aufgaben",
        ),
        (
            "Zu besetzen ist eine Stelle als Akademische/r Mitarbeiter/in für Alte Sprachen.",
            "Akademische/r Mitarbeiter/in für Alte Sprachen",
        ),
        (
            "Wir suchen Erzieher*innen und Kinderpfleger*innen.",
            "Erzieher*innen und Kinderpfleger*innen",
        ),
        (
            "Wir suchen Köchinnen und Köche sowie Kellnerinnen und Kellner.",
            "Köchinnen und Köche sowie Kellnerinnen und Kellner",
        ),
        ("Wir suchen Köch*innen für unsere Küche und Kolleg*innen im Service.", "Köch*innen"),
        (
            "Die Stadt beabsichtigt, drei Auszubildende (m/w/d) einzustellen.",
            "Auszubildende (m/w/d)",
        ),
        (
            "In diesem Rahmen sucht das Institut zum Mai\n\nzwei Lehrkräfte für Klang (50 %).",
            "Lehrkräfte für Klang (50 %)",
        ),
    ] {
        assert_title(&format!("Haus am Berg\n\n{search}\n\n{GERMAN}"), post);
    }
}

/// "Fragen beantwortet M. W. Adler": no marker, and no title.
#[test]
fn initials_are_no_marker() {
    let ad = |line: &str| titled(&format!("Gärtnerin\n\n{GERMAN}\n\n{line}"));
    for line in ["Ansprechpartnerin: M. W. Adler", "Fragen beantwortet Rahel W. M. Sommer gern."] {
        assert_eq!(ad(line), Some(("Gärtnerin".to_owned(), TitleForm::Feminine)), "{line}");
    }
}

#[test]
fn a_label_of_two_names_has_the_post_behind_it() {
    for label in ["JOB TITLE AND GRADE", "Title & series", "Position title and grade"] {
        assert_title(
            &format!("BUREAU OF WOODS\n\n{label}: Park Ranger, GS-9\n\n{ENGLISH}"),
            "Park Ranger, GS-9",
        );
    }
}

#[test]
fn a_page_named_in_front_matter_leaves_the_title_to_the_text() {
    let title = |front: &str, text: &str| titled_in("ad.md", &format!("---\n{front}\n---\n\n{text}{GERMAN}")).map(|(title, _)| title);
    let post = "## Köchin (m/w/d)\n\n";
    let pages = [
        "title: Jobs",
        "title: Offene Stellen",
        "title: Haus am Fluss | Karriere",
        "title: Jobs - Haus am Fluss",
        "title: Jobs\njobTitle: true",
        "title: Jobs\njob-title: false",
    ];
    for page in pages {
        assert_eq!(title(page, post).as_deref(), Some("Köchin (m/w/d)"), "{page}");
    }
    assert_eq!(title("title: Koch", post).as_deref(), Some("Koch"));
    assert_eq!(title("title: Koch | Jobs", post).as_deref(), Some("Koch | Jobs"));
    assert_eq!(title("titel: Köchin", "").as_deref(), Some("Köchin"));
    assert_eq!(title("title: \"Köchin\" # Entwurf", "").as_deref(), Some("Köchin"));
}

#[test]
fn a_call_that_names_no_post_is_no_title() {
    for call in ["NOW HIRING", "We are hiring!", "Join our team", "We’re hiring"] {
        let found = titled(&format!(
            "{call}\n\nLine Cook\n\nYou will prepare meals in our kitchen and keep it clean."
        ));
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some("Line Cook"), "{call}");
    }
}

/// "Vacancy", "Job offer – Institute of Botany": it says that there is a post and where, not which.
#[test]
fn a_posting_of_an_unnamed_post_is_no_title() {
    for line in ["Vacancy", "Job offer – Institute of Botany (IBN)", "Job opening: Northtown University"] {
        assert_eq!(titled(&format!("{line}\n\n{ENGLISH}")), None, "{line}");
    }
    for line in ["Job offer: Research Assistant", "Vacancy Manager"] {
        let found = titled(&format!("{line}\n\n{ENGLISH}")).map(|(title, _)| title);
        assert!(found.is_some_and(|title| line.ends_with(&title)), "{line}");
    }
}

/// "einen Angestellten": the article says which sex a noun names that is declined like an adjective.
#[test]
fn an_article_says_which_sex_a_declined_noun_names() {
    let form = |search: &str| titled(&format!("Amt Musterstadt\n\n{search}\n\nSie beraten unsere Kundschaft.")).map(|(_, form)| form);
    assert_eq!(form("Wir suchen einen Angestellten für den Verkauf."), Some(TitleForm::Masculine));
    assert_eq!(form("Gesucht wird eine Angestellte für den Verkauf."), Some(TitleForm::Feminine));
    assert_eq!(form("Wir suchen eine oder einen Angestellten für den Verkauf."), Some(TitleForm::Pair));
    assert_eq!(form("Zu besetzen ist die Stelle einer/eines Angestellten."), Some(TitleForm::Pair));
    assert_eq!(form("Wir suchen eine Angestellte oder einen Angestellten."), Some(TitleForm::Pair));
    assert_eq!(form("Wir suchen Angestellte für den Verkauf."), Some(TitleForm::Neutral));
}

#[test]
fn the_post_on_top_is_no_heading_and_no_person_without_a_post_beats_it() {
    for list in ["- Unterricht\n- Prüfungen", "*Unterricht\n*Prüfungen der Schülerinnen und Schüler"] {
        let found = titled(&format!(
            "Lehrkraft für besondere Aufgaben im Fach Latein\n\nWir suchen eine Person für folgende Tätigkeiten:\n\n{list}\n\nSie haben ein Studium abgeschlossen."
        ));
        assert_eq!(
            found.map(|(title, _)| title).as_deref(),
            Some("Lehrkraft für besondere Aufgaben im Fach Latein"),
            "{list}"
        );
    }
}

#[test]
fn both_halves_of_a_trade_are_a_pair_however_they_are_joined() {
    for title in [
        "Steuerfachangestellter / Steuerfachangestellte",
        "Auszubildender oder Auszubildende",
        "Medizinische Fachangestellte / Medizinischer Fachangestellter",
        "Hilfskoch/köchin",
        "Tagesmutter/-vater",
        "Barmann/-dame",
    ] {
        assert_eq!(
            titled(&format!("{title}\n\n{GERMAN}")),
            Some((title.to_owned(), TitleForm::Pair)),
            "{title}"
        );
    }
    for title in ["Rezeptionist(inn)en", "Rezeptionist(en)innen"] {
        assert_eq!(
            titled(&format!("{title}\n\n{GERMAN}")),
            Some((title.to_owned(), TitleForm::Slash)),
            "{title}"
        );
    }
    let found = titled(&format!("Buchhalter∙in\n\n{GERMAN}"));
    assert_eq!(found.map(|(_, form)| form), Some(TitleForm::Underscore));
    // A marker may stand behind how much of a post it is.
    let found = titled(&format!("Schreiner 80-100% (a)\n\n{GERMAN}"));
    assert_eq!(found.map(|(_, form)| form), Some(TitleForm::Marker));
}

#[test]
fn the_trade_a_trainee_learns_is_what_the_title_names() {
    for (title, form) in [
        ("Azubi zum Tischler", TitleForm::Masculine),
        ("Auszubildende zur Verkäuferin", TitleForm::Feminine),
        ("Azubi zum Tischler (m/w/d)", TitleForm::Marker),
        ("Azubi Tischler", TitleForm::Masculine),
        ("Azubi Kauffrau im Einzelhandel", TitleForm::Feminine),
        ("Ausbildung zur Fachangestellten", TitleForm::Feminine),
        ("Ausbildung zum Fachangestellten", TitleForm::Masculine),
        ("Ausbildung zum/zur Fachangestellten", TitleForm::Pair),
        ("Schüler-/Studentenjob", TitleForm::None),
    ] {
        let found = titled(&format!("{title}\n\n{GERMAN}"));
        assert_eq!(found.map(|(_, form)| form), Some(form), "{title}");
    }
}

/// The search breaks off, greets, or asks: the post stands elsewhere.
#[test]
fn staff_greetings_and_questions_are_no_title() {
    for search in [
        "Wir sind ein Familienbetrieb mit 20 Mitarbeitern und suchen Verstärkung.",
        "Wir sind zehn Leute und suchen Verstärkung.",
        "Als Anbieter von Speisen suchen wir Verstärkung.",
        "Liebe Bewerberin, lieber Bewerber,",
        "Suchen Sie einen Job?",
    ] {
        let ad = |first: &str| {
            titled(&format!(
                "{first}{search}\n\nAufgaben\n\n- Sie bedienen unsere Gäste und arbeiten mit uns."
            ))
            .map(|(title, _)| title)
        };
        assert_eq!(ad("Kellnerin\n\n").as_deref(), Some("Kellnerin"), "{search}");
        assert_eq!(ad(""), None, "{search}");
    }
    let found = titled(&format!("m/w/d Koch gesucht\n\n{GERMAN}"));
    assert_eq!(found, Some(("m/w/d Koch".to_owned(), TitleForm::Marker)));
}

#[test]
fn a_marker_belongs_to_the_noun_its_article_leads_up_to() {
    for (search, post) in [
        (
            "Wir suchen im Auftrag unseres Mandanten eine Leitung Finanzen (m/w/d).",
            "Leitung Finanzen (m/w/d)",
        ),
        (
            "Zur Unterstützung unserer Kolleginnen und Kollegen suchen wir einen Koch (m/w/d).",
            "Koch (m/w/d)",
        ),
        ("Wir suchen eine Köchin oder einen Koch (m/w/d).", "Köchin oder einen Koch (m/w/d)"),
    ] {
        assert_title(&format!("{search}\n\nSie arbeiten in unserer Küche und planen den Einkauf."), post);
    }
    for post in ["Vorstandsassistenz", "Volontariat in den Sammlungen", "Duales Studium Soziale Arbeit"] {
        let found = titled(&format!("{post}\n\nSie arbeiten mit Referent*innen an Berichten."));
        assert_eq!(found, Some((post.to_owned(), TitleForm::Neutral)), "{post}");
    }
}

#[test]
fn the_first_line_names_the_post_whatever_stands_behind_it() {
    for (line, post) in [
        ("Research Assistant (Job ID: 2026-12)", "Research Assistant (Job ID: 2026-12)"),
        ("PhD Studentship: Families and numeracy", "PhD Studentship: Families and numeracy"),
        ("Part-time Faculty: Economics", "Part-time Faculty: Economics"),
        ("Community Manager:", "Community Manager"),
        ("3 x Assistant Lecturers in Statistics", "Assistant Lecturers in Statistics"),
        ("Acme | Software Engineer | Northtown | REMOTE", "Software Engineer"),
        ("Drivers Urgently Required", "Drivers"),
        ("Carers needed urgently", "Carers"),
        ("Live-in Nanny needed in Northtown", "Live-in Nanny"),
        ("Representatives - No experience required", "Representatives - No experience required"),
        ("Supervisor - Site Visits", "Supervisor - Site Visits"),
        ("Transition Manager: From School to Work", "Transition Manager: From School to Work"),
        ("Subject: Lecturer in Linguistics", "Lecturer in Linguistics"),
        ("Subject: [JOBS] Lecturer in Linguistics", "Lecturer in Linguistics"),
        ("We're looking for a Barista!", "Barista"),
        ("Recruiting Assistant", "Recruiting Assistant"),
        (
            "Research fellowship in the professional qualification of nurses with a foreign degree, education and health",
            "Research fellowship in the professional qualification of nurses with a foreign degree, education and health",
        ),
    ] {
        assert_title(&format!("{line}\n\n{ENGLISH}"), post);
    }
    for field in ["Vacancy: 15", "Vacancy: Not specified", "Locations: Northtown"] {
        let found = titled(&format!("Store Helper\n{field}\n\n{ENGLISH}"));
        assert_eq!(found.map(|(title, _)| title).as_deref(), Some("Store Helper"), "{field}");
    }
}

#[test]
fn a_long_line_that_ends_in_its_marker_is_whole() {
    let line = "W3-Professur für Mittlere und Neuere Geschichte mit dem Schwerpunkt Landeskunde und Hilfswissenschaften (m/w/d)";
    let found = titled(&format!("{line}\n\n{GERMAN}"));
    assert_eq!(found.map(|(title, _)| title).as_deref(), Some(line));
}

#[test]
fn what_leads_up_to_the_post_is_no_title() {
    for (ad, post) in [
        ("Betreff: [Stellen] Buchhalterin in Teilzeit", "Buchhalterin in Teilzeit"),
        ("+++ Koch gesucht +++", "Koch"),
        ("Hotel Zum Jäger\n\nKüchenhilfe gesucht!", "Küchenhilfe"),
        ("Metzgerei Koch\n\nVerkäuferin gesucht", "Verkäuferin"),
        ("Die Optiker am Markt\n\nWir suchen eine Bürokraft.", "Bürokraft"),
        ("Koch im Hotel\n\nWir suchen eine Kraft mit Erfahrung.", "Koch im Hotel"),
        ("Eine/n Maskenbildner/in", "Maskenbildner/in"),
        (
            "2x 0,65 Wiss. Mitarb. (w/m/d) in der Physik",
            "2x 0,65 Wiss. Mitarb. (w/m/d) in der Physik",
        ),
        (
            "Der Verein sucht Verstärkung!\n\nDer Verein Muster sucht einen Mitarbeiter für das Büro. Wir freuen uns auf Bewerbungen.",
            "Mitarbeiter",
        ),
        (
            "Juniorprofessur für Geometrie (W1)\n\nUniversität Musterstadt\n\nAn der Fakultät ist folgende Professur zu besetzen:\n\nGeometrie.",
            "Juniorprofessur für Geometrie (W1)",
        ),
        ("Wir suchen ab sofort\n\nPflegekräfte zur Verstärkung unseres Teams", "Pflegekräfte"),
        (
            "An der Fakultät ist folgende Juniorprofessur zu besetzen\n\nJuniorprofessur für Geometrie (W1)",
            "Juniorprofessur für Geometrie (W1)",
        ),
        ("Cateringhilfen\n\nAb sofort, auf Minijob-Basis, m/w/d", "Cateringhilfen"),
        (
            "Freiwilliges Soziales Jahr im Rathaus\n\nIhre Aufgaben\n- Beratung der Bürgerinnen und Bürger\n- Pflege der Akten",
            "Freiwilliges Soziales Jahr im Rathaus",
        ),
        (
            "Wir suchen eine Verwaltungsfachangestellte oder einen Verwaltungsfachangestellten.",
            "Verwaltungsfachangestellte oder einen Verwaltungsfachangestellten",
        ),
        ("Zwei erfahrene Köche (m/w/d) für die Kantine", "erfahrene Köche (m/w/d) für die Kantine"),
        ("Ein Jahr als Freiwillige*r", "Ein Jahr als Freiwillige*r"),
        ("Stellenausschreibung: 50 % Projektleitung Bau", "Projektleitung Bau"),
        (
            "Köchin\n\nBeschäftigungsdauer: Geeignete Bewerber (m/w/d) werden zuerst befristet eingestellt.",
            "Köchin",
        ),
        (
            "Zur Verstärkung unseres Betriebs suchen wir ab sofort Gärtner für den Park.",
            "Gärtner für den Park",
        ),
        ("Zur Verstärkung unseres Betriebs suchen wir ab sofort Hilfe im Büro.", "Hilfe im Büro"),
        (
            "Die Stadt stellt einen Ausbildungsplatz als\nKoch (m/w/d)\nzur Verfügung.",
            "Koch (m/w/d)",
        ),
        (
            "Der Verein schreibt zum Mai eine Stelle in der Beratung aus:\n\n1 Berater*in in Vollzeit",
            "Berater*in in Vollzeit",
        ),
        (
            "Konditor\n\nZur Unterstützung unserer Ärzte suchen wir Verstärkung.\n\nIhre Aufgaben",
            "Konditor",
        ),
        ("Konditor\n\nWir suchen ab sofort Mitarbeiter.", "Konditor"),
        ("Konditor\n\nWir suchen eine motivierte Fachkraft.", "Konditor"),
        (
            "Einstellung als Richter auf Probe\n\nSchwerbehinderte Bewerber (m/w/d) werden bei gleicher Eignung bevorzugt.",
            "Einstellung als Richter auf Probe",
        ),
    ] {
        assert_title(&format!("{ad}\n\nSie planen den Tag und schreiben Berichte."), post);
    }
}

#[test]
fn the_name_of_a_page_is_no_title_where_a_post_stands_below_it() {
    let found = titled(&format!("Karriere bei Holzbau Muster\n\nZimmerer gesucht\n\n{GERMAN}"));
    assert_eq!(found, Some(("Zimmerer".to_owned(), TitleForm::Masculine)));
}
