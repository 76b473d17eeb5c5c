//! Why an address was not fetched, in plain sentences with a way out.

use crate::lang::Lang;

/// The sentence for the detail of [`crate::diagnostic::FaultCode::NotFetched`].
pub(super) fn sentence(lang: Lang, detail: &str) -> String {
    let (what, rest) = detail.split_once(' ').unwrap_or((detail, ""));
    let (de, en) = match what {
        "address" => (
            "Das ist keine Webadresse, die abgerufen werden kann. Nennen Sie eine mit http:// oder https://, ohne Namen und Passwort darin.".to_owned(),
            "This is no web address that can be fetched. Name one with http:// or https://, without a name and password in it.".to_owned(),
        ),
        "robots" => (
            "Die robots.txt der Website bittet Programme, diese Seite nicht abzurufen. Fragen Sie den Betreiber, oder speichern Sie die Seite im Browser.".to_owned(),
            "The robots.txt of the site asks programs not to fetch this page. Ask whoever runs it, or save the page in a browser.".to_owned(),
        ),
        "robots-unread" => (
            "Die robots.txt der Website ist nicht zu lesen; ohne sie wird nichts abgerufen. Versuchen Sie es später noch einmal.".to_owned(),
            "The robots.txt of the site cannot be read; nothing is fetched without it. Try again later.".to_owned(),
        ),
        "private" => (
            "Die Adresse führt zu einem Rechner in diesem Netz; sie wird nicht abgerufen. Ist das gewollt, hilft --allow-private-addresses.".to_owned(),
            "The address leads to a machine of this network; it is not fetched. If that is what you want, use --allow-private-addresses.".to_owned(),
        ),
        "host" => (
            "Diesen Rechnernamen gibt es nicht. Prüfen Sie die Adresse und die Netzverbindung.".to_owned(),
            "There is no host of this name. Check the address and the network.".to_owned(),
        ),
        "timeout" => (
            format!("Die Antwort hat länger als {rest} s gedauert. Versuchen Sie es später, oder geben Sie mehr Zeit: --timeout."),
            format!("The answer took longer than {rest} s. Try again later, or give it more time: --timeout."),
        ),
        "redirects" => (
            format!("Die Adresse leitet mehr als {rest} Mal weiter. Prüfen Sie sie im Browser, und nennen Sie die letzte."),
            format!("The address redirects more than {rest} times. Look at it in a browser, and name the last one."),
        ),
        "status" => (
            format!("Der Server antwortet mit {rest} statt mit der Seite. Prüfen Sie die Adresse im Browser; vielleicht ist die Stelle besetzt."),
            format!("The server answers {rest} instead of the page. Look at the address in a browser; perhaps the post is filled."),
        ),
        "large" => (
            format!("Die Seite ist größer als {rest} MB; so viel liest adlint nicht. Speichern Sie den Text der Anzeige."),
            format!("The page is larger than {rest} MB; adlint does not read that much. Save the text of the ad."),
        ),
        "type" => (
            format!("Unter der Adresse steht keine Seite, sondern {rest}. Laden Sie die Datei herunter, und prüfen Sie sie dann."),
            format!("There is no page at this address but {rest}. Download the file, and check it then."),
        ),
        "sitemap" => (
            format!("Das ist keine lesbare Sitemap ({rest}). Meist heißt sie sitemap.xml; in der robots.txt steht, wo sie liegt."),
            format!("This is no site map that can be read ({rest}). Most are called sitemap.xml; robots.txt says where it is."),
        ),
        "unbuilt" => (
            "Dieses adlint kann nichts abrufen; es ist ohne „fetch“ gebaut. Speichern Sie die Seite, und prüfen Sie die Datei.".to_owned(),
            "This adlint cannot fetch; it was built without `fetch`. Save the page, and check the file.".to_owned(),
        ),
        _ => (
            format!("Die Verbindung kam nicht zustande oder brach ab ({rest}). Prüfen Sie Adresse und Netz, und versuchen Sie es noch einmal."),
            format!("The connection failed or broke off ({rest}). Check the address and the network, and try again."),
        ),
    };
    match lang {
        Lang::De => de,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::lang::Lang;

    #[test]
    fn every_trouble_has_a_way_out_in_both_languages() {
        for detail in [
            "address",
            "robots",
            "robots-unread",
            "private",
            "host",
            "timeout 30",
            "redirects 8",
            "status 404",
            "large 16",
            "type image/png",
            "sitemap breaks off",
            "connection refused",
            "unbuilt",
        ] {
            for lang in Lang::ALL {
                let text = sentence(lang, detail);
                assert!(
                    text.ends_with('.') && text.matches(". ").count() + text.matches("; ").count() > 0,
                    "{text}"
                );
                assert!(detail.split_once(' ').is_none_or(|(_, rest)| text.contains(rest)), "{text}");
            }
        }
    }
}
