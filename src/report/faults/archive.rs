//! Faults of archives and their records in plain sentences. Their details are short marks that `archive` gives.

use crate::diagnostic::{Fault, FaultCode};
use crate::lang::Lang;
use crate::pack::yaml::nearest;
use crate::report::words::say;

/// What is the matter, and the way out; `None` for faults that are not those of archives.
pub(super) fn sentence(lang: Lang, fault: &Fault) -> Option<String> {
    let thing = fault.detail.as_str();
    Some(match (fault.code, thing) {
        (FaultCode::BadRecord, _) => record(lang, thing),
        (FaultCode::NoColumn, _) => column(lang, thing),
        (FaultCode::UnsupportedFormat, "archive-fix") => say(
            lang,
            "In Archiven berichtigt adlint nichts. Lassen Sie --fix und --diff weg; die Vorschläge stehen bei den Befunden.",
            "adlint corrects nothing in archives. Leave --fix and --diff out; what it suggests stands with the findings.",
        )
        .to_owned(),
        (FaultCode::Bomb, _) => say(
            lang,
            "Die Datei ist viel dichter gepackt als jeder Text; weiter ist sie nicht gelesen. Prüfen Sie, woher sie kommt, oder entpacken Sie sie selbst.",
            "The file is packed far tighter than any text; it was not read on. Check where it comes from, or unpack it yourself.",
        )
        .to_owned(),
        (FaultCode::Empty, "archive") => say(
            lang,
            "Hier ist keine Anzeige. Prüfen Sie, ob das die richtige Datei ist und ob sie ganz geschrieben wurde.",
            "There is no ad in here. Check that this is the right file and that it was written to its end.",
        )
        .to_owned(),
        (FaultCode::TooLarge, "quote") => say(
            lang,
            "Hier endet eine Zeile nicht, wahrscheinlich fehlt ein schließendes Anführungszeichen; weiter ist die Tabelle nicht gelesen. Berichtigen Sie die Zeile.",
            "A row does not end here, probably for want of a closing quotation mark; the table was not read on. Correct the row.",
        )
        .to_owned(),
        (FaultCode::TooLarge, "bracket") => say(
            lang,
            "Hier endet ein Eintrag nicht, wahrscheinlich fehlt eine schließende Klammer; weiter ist die Datei nicht gelesen. Berichtigen Sie den Eintrag.",
            "A record does not end here, probably for want of a closing bracket; the file was not read on. Correct the record.",
        )
        .to_owned(),
        (FaultCode::Unreadable, "password") => say(
            lang,
            "Das ist mit einem Kennwort verschlossen. Entpacken Sie es selbst und nennen Sie den Ordner.",
            "This is locked with a password. Unpack it yourself and name the folder.",
        )
        .to_owned(),
        _ => return None,
    })
}

/// A single record.
fn record(lang: Lang, thing: &str) -> String {
    let what = match thing.split_once(' ').unwrap_or((thing, "")) {
        ("empty", _) => say(lang, "hat keinen Text", "has no text").to_owned(),
        ("large", _) => say(lang, "ist zu groß für eine Anzeige", "is too large for an ad").to_owned(),
        ("object", _) => say(lang, "ist kein JSON-Objekt", "is no JSON object").to_owned(),
        ("encoding", _) => say(lang, "ist auf unbekannte Weise gepackt", "is packed in a way that is not known").to_owned(),
        ("fields", counts) => {
            let (has, wanted) = counts.split_once('/').unwrap_or((counts, "?"));
            match lang {
                Lang::De => format!("hat {has} Felder statt {wanted}"),
                Lang::En => format!("has {has} fields instead of {wanted}"),
            }
        }
        ("json", error) => match lang {
            Lang::De => format!("ist kein gültiges JSON: {error}"),
            Lang::En => format!("is no valid JSON: {error}"),
        },
        ("xml", tag) => match lang {
            Lang::De => format!("ist kein gültiges XML: zu {tag} fehlt das Gegenstück"),
            Lang::En => format!("is no valid XML: {tag} has no counterpart"),
        },
        _ => say(lang, "ist nicht zu lesen", "cannot be read").to_owned(),
    };
    match lang {
        Lang::De => format!("Dieser Eintrag {what}; er ist ungeprüft, die übrigen sind geprüft. Berichtigen Sie ihn an der Quelle."),
        Lang::En => format!("This record {what}; it is unchecked, the others are checked. Correct it at its source."),
    }
}

/// No column, or none of the name.
fn column(lang: Lang, thing: &str) -> String {
    if thing == "xml" {
        return say(
            lang,
            "In dieser XML-Datei wiederholt sich kein Element, das eine Anzeige sein könnte. Nennen Sie eine andere Datei, oder speichern Sie die Anzeigen als CSV oder JSON.",
            "No element comes again in this XML file that could be an ad. Name another file, or save the ads as CSV or JSON.",
        )
        .to_owned();
    }
    match thing.split_once(": ") {
        Some((asked, known)) => {
            let near = nearest(asked, known.split(", ")).map_or_else(String::new, |near| match lang {
                Lang::De => format!(" Meinten Sie `{near}`?"),
                Lang::En => format!(" Did you mean `{near}`?"),
            });
            match lang {
                Lang::De => format!("Eine Spalte `{asked}` gibt es nicht.{near} Es gibt: {known}."),
                Lang::En => format!("There is no column `{asked}`.{near} There are: {known}."),
            }
        }
        None => match lang {
            Lang::De => {
                format!("In keiner Spalte steht der Text von Anzeigen (es gibt: {thing}). Ist es doch eine, nennen Sie sie mit --text SPALTE.")
            }
            Lang::En => format!("No column holds the text of ads (there are: {thing}). If one does after all, name it with --text COLUMN."),
        },
    }
}
