//! Faults in plain sentences: what is the matter, and the way out. The file is named by whoever prints them.

mod archive;

use super::unfetched;
use super::words::{language_of_tag, quoted, say};
use crate::diagnostic::{Fault, FaultCode};
use crate::lang::Lang;

/// What the details of [`FaultCode::Unreadable`] and [`FaultCode::NoAd`] may be, beside what the system says.
pub mod detail {
    /// There is no such file.
    pub const NOT_FOUND: &str = "not-found";
    /// The file may not be read.
    pub const DENIED: &str = "denied";
    /// Begins the list of endings that were looked for in a folder: `*.md *.txt`.
    pub const ENDINGS: char = '*';
}

/// What is the matter, and the way out.
pub fn sentence(lang: Lang, fault: &Fault) -> String {
    let text = archive::sentence(lang, fault).unwrap_or_else(|| match lang {
        Lang::De => german(fault),
        Lang::En => english(fault),
    });
    match fault.span.filter(|_| !fault.code.is_note()) {
        Some(span) => format!("{text} ({} {})", say(lang, "ab Byte", "at byte"), span.start),
        None => text,
    }
}

/// " (PNG)", or nothing.
fn aside(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}

fn german(fault: &Fault) -> String {
    let thing = fault.detail.as_str();
    let aside = aside(thing);
    match fault.code {
        FaultCode::Empty => "Hier steht kein Text. Speichern Sie den Text der Anzeige in dieser Datei, oder lassen Sie sie weg.".into(),
        FaultCode::Binary => format!("Das ist kein Text{aside}. Speichern Sie die Anzeige als Text, Markdown oder HTML."),
        FaultCode::UnsupportedFormat => format!("{thing} kann adlint nicht lesen. Speichern Sie die Anzeige als Text, Markdown oder HTML."),
        FaultCode::UnsupportedLanguage => {
            let language = language_of_tag(Lang::De, thing);
            format!(
                "Für diese Sprache gibt es noch keine Regeln ({language}); die Anzeige ist ungeprüft. Ist sie doch deutsch oder englisch, hilft --language de oder --language en."
            )
        }
        FaultCode::UnknownLanguage => {
            "Die Sprache ist nicht zu erkennen, vielleicht weil der Text zu kurz ist. Nennen Sie sie: --language de oder --language en.".into()
        }
        FaultCode::BadEncoding => {
            format!("Hier stehen Bytes, die in keiner Zeichenkodierung einen Sinn ergeben{aside}. Speichern Sie die Datei als UTF-8.")
        }
        FaultCode::TooLarge => {
            format!("Die Datei ist zu groß für eine Anzeige; so viel liest adlint nicht{aside}. Teilen Sie sie, eine Anzeige je Datei.")
        }
        FaultCode::TooDeep => format!("Die Datei ist tiefer verschachtelt, als adlint ihr folgt{aside}. Speichern Sie nur den Text der Anzeige."),
        FaultCode::Malformed => {
            format!("Der Aufbau der Datei ist fehlerhaft{aside}. Berichtigen Sie ihn, oder speichern Sie nur den Text der Anzeige.")
        }
        FaultCode::BadRecord | FaultCode::NoColumn | FaultCode::Bomb => format!("Das ist nicht zu lesen{aside}; es ist ungeprüft."),
        FaultCode::Truncated => format!("Die Datei bricht ab{aside}. Holen oder speichern Sie sie noch einmal."),
        FaultCode::Unreadable => match thing {
            detail::NOT_FOUND => "Diese Datei gibt es nicht. Prüfen Sie den Namen und den Ordner.".into(),
            detail::DENIED => "Die Datei darf nicht gelesen werden. Geben Sie sich das Leserecht, oder lassen Sie sie weg.".into(),
            _ => format!("Die Datei lässt sich nicht lesen: {thing}. Prüfen Sie, ob sie noch da und erreichbar ist."),
        },
        FaultCode::NoAd if thing.starts_with(detail::ENDINGS) => {
            format!(
                "In diesem Ordner ist keine Anzeige (gesucht: {thing}). Nennen Sie einen anderen Ordner oder die Datei selbst; --no-ignore nimmt auch, was .gitignore auslässt."
            )
        }
        FaultCode::NoAd if thing.is_empty() => {
            "Auf dieser Seite ist keine Stellenanzeige zu finden. Speichern Sie die Anzeige selbst, oder nur ihren Text.".into()
        }
        FaultCode::NoAd => format!(
            "In dieser Datei ist keine Stellenanzeige zu finden (gesucht: {thing}). Nennen Sie eine andere, oder speichern Sie den Text der Anzeige."
        ),
        FaultCode::UnknownFact => format!(
            "Für diese Anzeige muss bekannt sein, ob {thing} gilt (required_facts). Sagen Sie es unter facts in adlint.yaml oder mit --fact {thing}=yes oder {thing}=no."
        ),
        FaultCode::PartlyUnsupported => {
            let language = language_of_tag(Lang::De, thing);
            format!("Ein Teil der Anzeige ist in einer Sprache ohne Regeln ({language}); er ist ungeprüft.")
        }
        FaultCode::Mojibake => format!(
            "Umlaute sind beim Speichern zerbrochen{}; gelesen ist der Text so, wie er gemeint war. Speichern Sie die Datei als UTF-8.",
            mojibake(Lang::De, thing)
        ),
        FaultCode::OtherEncoding => {
            format!("Die Datei ist nicht in UTF-8; gelesen ist sie als {thing}. Als UTF-8 gespeichert, lässt sie sich überall lesen.")
        }
        FaultCode::NotFetched => unfetched::sentence(Lang::De, thing),
        FaultCode::UnknownRule => match thing.split_once(' ') {
            Some((name, near)) => format!("Diese Ausnahme nennt die Regel {name}; die gibt es nicht. Am nächsten kommt {near}."),
            None => format!("Diese Ausnahme nennt die Regel {thing}; die gibt es nicht. Alle Regeln zeigt: adlint rules."),
        },
        FaultCode::BadException => {
            format!("Diese Ausnahme ist nicht zu verstehen{aside}. So wird sie geschrieben: <!-- adlint: ignore[age/young-team] Begründung -->.")
        }
    }
}

fn english(fault: &Fault) -> String {
    let thing = fault.detail.as_str();
    let aside = aside(thing);
    match fault.code {
        FaultCode::Empty => "There is no text here. Save the text of the ad in this file, or leave the file out.".into(),
        FaultCode::Binary => format!("This is no text{aside}. Save the ad as text, Markdown or HTML."),
        FaultCode::UnsupportedFormat => format!("adlint cannot read {thing}. Save the ad as text, Markdown or HTML."),
        FaultCode::UnsupportedLanguage => {
            let language = language_of_tag(Lang::En, thing);
            format!(
                "There are no rules for this language yet ({language}); the ad is unchecked. If it is German or English after all, try --language de or --language en."
            )
        }
        FaultCode::UnknownLanguage => {
            "The language cannot be told, perhaps because the text is too short. Name it: --language de or --language en.".into()
        }
        FaultCode::BadEncoding => format!("There are bytes here that make no sense in any encoding{aside}. Save the file as UTF-8."),
        FaultCode::TooLarge => format!("The file is too large for an ad; adlint does not read that much{aside}. Split it, one ad a file."),
        FaultCode::TooDeep => format!("The file is nested deeper than adlint follows{aside}. Save the text of the ad only."),
        FaultCode::Malformed => format!("The file is not well-formed{aside}. Correct it, or save the text of the ad only."),
        FaultCode::BadRecord | FaultCode::NoColumn | FaultCode::Bomb => format!("This cannot be read{aside}; it is unchecked."),
        FaultCode::Truncated => format!("The file breaks off{aside}. Fetch or save it once more."),
        FaultCode::Unreadable => match thing {
            detail::NOT_FOUND => "There is no such file. Check the name and the folder.".into(),
            detail::DENIED => "The file may not be read. Give yourself the right to read it, or leave it out.".into(),
            _ => format!("The file cannot be read: {thing}. Check that it is still there and can be reached."),
        },
        FaultCode::NoAd if thing.starts_with(detail::ENDINGS) => {
            format!(
                "There is no ad in this folder (looked for {thing}). Name another folder or the file itself; --no-ignore also takes what .gitignore leaves out."
            )
        }
        FaultCode::NoAd if thing.is_empty() => "There is no job ad to be found on this page. Save the ad itself, or its text only.".into(),
        FaultCode::NoAd => format!("There is no job ad to be found in this file (looked for {thing}). Name another one, or save the text of the ad."),
        FaultCode::UnknownFact => format!(
            "For this ad it must be known whether {thing} holds (required_facts). Say so under facts in adlint.yaml, or with --fact {thing}=yes or {thing}=no."
        ),
        FaultCode::PartlyUnsupported => {
            let language = language_of_tag(Lang::En, thing);
            format!("Part of the ad is in a language without rules ({language}); it is unchecked.")
        }
        FaultCode::Mojibake => format!(
            "Letters were broken when the file was saved{}; the text was read as it was meant. Save the file as UTF-8.",
            mojibake(Lang::En, thing)
        ),
        FaultCode::OtherEncoding => format!("The file is not in UTF-8; it was read as {thing}. Saved as UTF-8, it can be read everywhere."),
        FaultCode::NotFetched => unfetched::sentence(Lang::En, thing),
        FaultCode::UnknownRule => match thing.split_once(' ') {
            Some((name, near)) => format!("This exception names the rule {name}; there is none of that name. The nearest is {near}."),
            None => format!("This exception names the rule {thing}; there is none of that name. To list all rules: adlint rules."),
        },
        FaultCode::BadException => {
            format!("This exception makes no sense{aside}. It is written like this: <!-- adlint: ignore[age/young-team] reason -->.")
        }
    }
}

fn mojibake(lang: Lang, sample: &str) -> String {
    if sample.is_empty() {
        String::new()
    } else {
        format!(" ({})", quoted(lang, sample))
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::diagnostic::{Fault, FaultCode};
    use crate::lang::Lang;

    #[test]
    fn every_fault_says_what_is_the_matter_and_names_a_way_out() {
        for code in FaultCode::ALL {
            for lang in Lang::ALL {
                let text = sentence(
                    lang,
                    &Fault {
                        code: *code,
                        detail: "xx".into(),
                        span: None,
                    },
                );
                assert!(text.ends_with('.') && text.len() > 30, "{text}");
                assert!(!text.contains("violation") && !text.contains("Verstoß"), "{text}");
                assert!(
                    code.is_note() || text.matches(". ").count() + text.matches("; ").count() >= 1,
                    "no way out: {text}"
                );
            }
        }
    }
}
