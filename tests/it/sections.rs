//! What an ad is about where: headings that are known, headings that are not, and what stands below a list.

use crate::common::built_in;
use adlint::extract::extract;
use adlint::pack::model::Section;
use adlint::source::Source;

/// The section of the block that begins with `start`.
fn section(ad: &str, start: &str) -> Section {
    let source = Source {
        name: "ad.txt",
        bytes: ad.as_bytes(),
        format: None,
    };
    let extracted = extract(&source);
    let document = built_in().read(&extracted, built_in().policy(source.name));
    let block = document.blocks.iter().find(|block| block.span.of(document.text).starts_with(start));
    block.map(|block| block.section).expect(start)
}

const POST: &str = "Köchin / Koch (m/w/d)\n\nFür unsere Küche in Musterstadt suchen wir Verstärkung.\n\n";
const TASKS: &str = "Deine Aufgaben\n- Du kochst für unsere Gäste.\n- Du planst den Einkauf.\n\n";

/// The section of a list under a heading that follows the tasks.
fn below(heading: &str) -> Section {
    section(&format!("{POST}{TASKS}{heading}\n- Kraft und Ausdauer\n- Freude an Neuem"), "Kraft")
}

#[test]
fn headings_are_known_in_the_words_that_writers_choose() {
    for heading in [
        "Das macht dich aus",
        "Das macht Sie aus:",
        "Damit punktest du",
        "Womit Sie uns begeistern",
        "Was uns überzeugt",
        "Was wir uns von Ihnen wünschen",
        "Was du brauchst",
        "Deine Stärken",
        "Persönliche Eigenschaften",
        "Darauf kommt es uns an",
        "Wen suchen wir?",
        "About you",
    ] {
        assert_eq!(below(heading), Section::Profile, "{heading}");
    }
    for heading in [
        "Darauf kannst du dich freuen",
        "Das haben wir zu bieten",
        "Was Sie von uns erwarten können",
        "Auf dich wartet",
        "Im Gegenzug bekommst du",
        "Unser Angebot neben fünf Wochen Ferien und einem dreizehnten Monatslohn",
    ] {
        assert_eq!(below(heading), Section::Offer, "{heading}");
    }
    for heading in [
        "Was du bei uns rockst",
        "Das sind deine Aufgaben",
        "Diesen Beitrag können Sie leisten",
        "Stellenbeschrieb",
        "So sieht dein Alltag aus",
        "Hier packst du an",
    ] {
        let ad = format!("{POST}Dein Profil\n- Ausbildung in der Küche\n\n{heading}\n- Kochen für Gäste");
        assert_eq!(section(&ad, "Kochen"), Section::Tasks, "{heading}");
    }
}

#[test]
fn english_headings_are_known_in_the_words_that_writers_choose() {
    let tasks = "What you will do\n- Cook for our guests\n- Plan the shopping\n\n";
    let below = |heading: &str| {
        let post = "Cook (m/f/d)\n\nWe are looking for someone to work with us in our kitchen.\n\n";
        section(
            &format!("{post}{tasks}{heading}\n- Strength and patience\n- A love of new things"),
            "Strength",
        )
    };
    for heading in [
        "About you",
        "What makes you a great fit",
        "What it takes",
        "The ideal person",
        "Essential",
        "To be successful in this role you will need",
        "What we expect from you:",
        "Your strengths",
    ] {
        assert_eq!(below(heading), Section::Profile, "{heading}");
    }
    for heading in [
        "What's on offer",
        "You'll love",
        "In return",
        "Your package",
        "What you can expect from us",
        "Reasons to join us",
    ] {
        assert_eq!(below(heading), Section::Offer, "{heading}");
    }
    for heading in ["Good to know", "Somewhat else:"] {
        assert_eq!(below(heading), Section::Other, "{heading}");
    }
}

#[test]
fn a_line_between_two_lists_ends_the_section_whatever_it_says() {
    for heading in ["Bunt gemischt:", "Was sonst noch zählt", "Wissenswertes"] {
        assert_eq!(below(heading), Section::Other, "{heading}");
    }
    // No heading but the first line of a list's own lead.
    let ad = format!("{POST}Deine Aufgaben\nDu hilfst uns vor allem bei\n- Einkauf\n- Lagerung der Waren");
    assert_eq!(section(&ad, "Lagerung"), Section::Tasks);
}

#[test]
fn what_is_said_below_a_list_is_said_of_something_else() {
    let ad = format!("{POST}{TASKS}Menschen mit Migrationsgeschichte sind uns herzlich willkommen.\n\n- Du hältst die Küche sauber.");
    assert_eq!(section(&ad, "Menschen"), Section::Other);
    assert_eq!(section(&ad, "Du hältst"), Section::Tasks);
    let ad = format!("{POST}Wir bieten\n- Essen und Getränke\n- einen sicheren Platz\n\nWir freuen uns auf deine Bewerbung mit Lichtbild!");
    assert_eq!(section(&ad, "Wir freuen"), Section::Application);
}

#[test]
fn prose_below_a_heading_belongs_to_it() {
    let ad = format!("{POST}Deine Aufgaben\n\nDu kochst für unsere Gäste.\n\nAm Abend räumst du mit uns auf.\n\nWir bieten\n- Essen");
    assert_eq!(section(&ad, "Am Abend"), Section::Tasks);
}

#[test]
fn to_give_information_on_the_telephone_is_a_task() {
    let ad = format!("{POST}Deine Aufgaben\n- Erstauskunft am Telefon\n- Annahme der Bestellungen");
    assert_eq!(section(&ad, "Erstauskunft"), Section::Tasks);
    assert_eq!(section(&ad, "Annahme"), Section::Tasks);
}

#[test]
fn a_list_of_labelled_fields_changes_its_section_with_the_label() {
    let ad = format!(
        "{POST}- Arbeitszeit: nach Vereinbarung\n- Voraussetzungen: Sie haben eine Ausbildung als Köchin oder Koch\n- Das bieten wir: ein Zimmer im Haus und ein Mittagessen\n"
    );
    assert_eq!(section(&ad, "Voraussetzungen"), Section::Profile);
    assert_eq!(section(&ad, "Das bieten"), Section::Offer);
    let ad = format!("{POST}{TASKS}- Aufgaben der Leitung übernimmst du an zwei Tagen: du teilst ein\n");
    assert_eq!(section(&ad, "Aufgaben der"), Section::Tasks);
}
