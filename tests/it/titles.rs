//! The form of job titles: whom they name, in either language.

use crate::common::built_in;
use adlint::diagnostic::TitleForm;
use adlint::source::Source;

/// The title of an ad and its form.
fn titled(ad: &str) -> Option<(String, TitleForm)> {
    let report = built_in().check(&Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    });
    report.title.map(|title| (title.text, title.form))
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
        ("Dein Job als Anlagenmechaniker", GERMAN, TitleForm::Masculine),
        ("Hauptamtlicher Bürgermeister", GERMAN, TitleForm::Masculine),
        ("Landrätin oder Landrat", GERMAN, TitleForm::Pair),
        ("Putzhilfe", GERMAN, TitleForm::Neutral),
        ("Professor of Physics (W3)", GERMAN, TitleForm::Neutral),
        ("Waiter/Waitress", ENGLISH, TitleForm::Pair),
        ("Signalman/Signalwoman", ENGLISH, TitleForm::Pair),
        ("Salesman/woman", ENGLISH, TitleForm::Pair),
        ("Waitress", ENGLISH, TitleForm::Feminine),
        ("Salesman", ENGLISH, TitleForm::Masculine),
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
