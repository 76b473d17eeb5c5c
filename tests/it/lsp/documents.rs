//! Documents opened, changed and closed; diagnostics pulled and pushed; positions in every encoding.

use super::{Client, able, passage, pulling};
use serde_json::json;

const AD: &str = "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team!\n\nBewerben Sie sich bei uns.\n";

#[test]
fn findings_are_pushed_with_the_version_they_are_of() {
    let mut client = Client::with(able(), json!({}));
    assert!(client.capabilities.get("diagnosticProvider").is_none());
    client.open("untitled:a", "markdown", 7, AD);
    let said = client.wait("textDocument/publishDiagnostics", |params| params["uri"] == "untitled:a");
    assert_eq!(said["version"], 7);
    assert!(
        said["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .any(|found| found["code"] == "age/young-team")
    );
    client.change("untitled:a", 8, json!([{ "text": "" }]));
    let said = client.wait("textDocument/publishDiagnostics", |params| params["version"] == 8);
    assert_eq!(said["diagnostics"], json!([]));
    client.open("untitled:b", "markdown", 1, AD);
    client.wait("textDocument/publishDiagnostics", |params| params["uri"] == "untitled:b");
    client.close("untitled:b");
    let said = client.wait("textDocument/publishDiagnostics", |params| params["uri"] == "untitled:b");
    assert_eq!(said["diagnostics"], json!([]), "what is closed is cleared");
    assert!(client.leave());
}

#[test]
fn a_client_that_pulls_is_told_when_nothing_has_changed() {
    let mut client = Client::new();
    assert_eq!(client.capabilities["diagnosticProvider"]["workspaceDiagnostics"], true);
    client.open("untitled:a", "markdown", 1, AD);
    let first = client.pull("untitled:a", None);
    assert_eq!(first["kind"], "full");
    let id = first["resultId"].as_str().unwrap().to_owned();
    assert_eq!(client.pull("untitled:a", Some(&id))["kind"], "unchanged");
    let end = json!({ "line": 4, "character": 26 });
    client.change("untitled:a", 1, json!([{ "range": { "start": end, "end": end }, "text": "\n" }]));
    assert_eq!(client.pull("untitled:a", Some(&id))["kind"], "unchanged", "an edit below all findings");
    client.change(
        "untitled:a",
        2,
        json!([{ "range": { "start": { "line": 2, "character": 0 }, "end": { "line": 3, "character": 0 } }, "text": "Kommen Sie zu uns!\n" }]),
    );
    let second = client.pull("untitled:a", Some(&id));
    assert_eq!(second["kind"], "full");
    assert!(!second["items"].to_string().contains("age/young-team"));
    assert!(
        client.heard.iter().all(|note| note.method != "textDocument/publishDiagnostics"),
        "never both"
    );
    assert!(client.leave());
}

#[test]
fn every_encoding_names_the_same_passage() {
    let text = AD.replace('\n', "\r\n").replace("Verstärken", "👩🏽‍🔬 Verstärken a\u{308}ußerst");
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut able = pulling();
        able["general"]["positionEncodings"] = json!([encoding]);
        let mut client = Client::with(able, json!({}));
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open("untitled:a", "markdown", 1, &text);
        let found = client.found("untitled:a");
        let team = found.iter().find(|found| found["code"] == "age/young-team").unwrap();
        assert_eq!(passage(&text, encoding, &team["range"]), "junges, dynamisches Team", "{encoding}");
        assert!(client.leave());
    }
}

#[test]
fn letters_broken_before_the_editor_came_and_marks_at_the_beginning_move_nothing() {
    let text = format!("\u{feff}{}", AD.replace("Verstärken", "VerstÃ¤rken") + "\nGerne auch fÃ¼r EinwÃ¼rfe.\n");
    let mut client = Client::new();
    client.open("untitled:a", "markdown", 1, &text);
    let found = client.found("untitled:a");
    let team = found.iter().find(|found| found["code"] == "age/young-team").unwrap();
    assert_eq!(passage(&text, "utf-16", &team["range"]), "junges, dynamisches Team");
    assert!(
        found.iter().any(|found| found["code"] == "mojibake" && found["severity"] == 4),
        "{found:?}"
    );
    assert!(client.leave());
}

#[test]
fn a_broken_encoding_offer_falls_back_to_utf_16() {
    let mut able = pulling();
    able["general"]["positionEncodings"] = json!(["utf-7", 3]);
    let client = Client::with(able, json!({}));
    assert_eq!(client.capabilities["positionEncoding"], "utf-16");
    assert!(client.leave());
}

#[test]
fn html_json_and_text_are_read_as_what_they_are() {
    let mut client = Client::new();
    let html = "<!doctype html><html lang=\"de\"><body><h1>Köchin oder Koch</h1><p>Wir sind ein junges, dynamisches&nbsp;Team in M&uuml;nchen und suchen Sie.</p></body></html>";
    client.open("untitled:h", "html", 1, html);
    let found = client.found("untitled:h");
    let team = found.iter().find(|found| found["code"] == "age/young-team").unwrap();
    assert_eq!(passage(html, "utf-16", &team["range"]), "junges, dynamisches&nbsp;Team");
    let json_ld = r#"{ "@context": "https://schema.org", "@type": "JobPosting", "title": "Köchin oder Koch",
        "description": "<p>Wir suchen Sie für unser junges, dynamisches Team in der Küche.</p>" }"#;
    client.open("untitled:j", "json", 1, json_ld);
    assert!(client.rules("untitled:j").contains(&"age/young-team".to_owned()));
    client.open("untitled:package", "json", 1, r#"{ "name": "left-pad", "version": "1.0.0" }"#);
    assert_eq!(client.rules("untitled:package"), Vec::<String>::new(), "most JSON is no ad");
    client.open("untitled:empty", "plaintext", 1, "\n\n");
    assert_eq!(
        client.rules("untitled:empty"),
        Vec::<String>::new(),
        "an editor begins with an empty page"
    );
    client.open("untitled:code", "yaml", 1, "a: junges, dynamisches Team\n");
    assert_eq!(client.rules("untitled:code"), Vec::<String>::new(), "somebody else's YAML");
    assert!(client.leave());
}

#[test]
fn a_finding_that_is_softened_says_by_what() {
    let text = "# Köchin oder Koch\n\nDeutsch als Muttersprache ist wünschenswert, weil Sie mit unseren Gästen sprechen.\n\nWir sind ein junges Team aus Hamburg.\n";
    let mut client = Client::with(pulling(), json!({}));
    client.open("untitled:a", "markdown", 1, text);
    let found = client.found("untitled:a");
    let softener = |rule: &str| {
        let finding = found.iter().find(|found| found["code"] == rule).unwrap();
        assert_eq!(finding["severity"], 2, "a warning where the rule says error");
        let related = &finding["relatedInformation"][0];
        assert_eq!(related["message"], "Das mildert den Befund");
        passage(text, "utf-16", &related["location"]["range"])
    };
    assert_eq!(softener("origin/german-mother-tongue"), "wünschenswert");
    assert_eq!(softener("age/young-team"), "Wir sind");
    assert!(client.leave());
}

#[test]
fn a_finding_says_where_else_and_what_is_behind_it() {
    let text = "# Köchin oder Koch\n\nWir freuen uns über Bewerbungen von Frauen.\n\nUnser junges, dynamisches Team wartet auf Sie, ein junges Team, das Sie schätzt.\n";
    let pages = json!({ "initializationOptions": { "rulePages": "https://example.org/rules/" } });
    let mut client = Client::with(pulling(), pages);
    client.open("untitled:a", "markdown", 1, text);
    let found = client.found("untitled:a");
    let team = found.iter().find(|found| found["code"] == "age/young-team").unwrap();
    assert_eq!(team["data"]["rule"], "age/young-team");
    assert_eq!(team["codeDescription"]["href"], "https://example.org/rules/age.md#young-team");
    assert!(team["message"].as_str().unwrap().contains("Team"));
    let missing = found.iter().find(|found| found["code"] == "clause/migration").unwrap();
    let related = &missing["relatedInformation"][0];
    assert_eq!(related["message"], "Diese Klausel zählt für: Frauen");
    assert!(passage(text, "utf-16", &related["location"]["range"]).contains("Bewerbungen von Frauen"));
    assert_ne!(missing["range"]["start"], json!({ "line": 0, "character": 0 }));
    assert_ne!(missing["range"]["start"], missing["range"]["end"], "what is empty cannot be seen");
    assert!(client.leave());
}

#[test]
fn the_interface_speaks_the_language_of_the_client() {
    for (more, word) in [
        (json!({ "locale": "de-AT" }), "Team"),
        (json!({ "locale": "en-GB" }), "young"),
        (json!({ "locale": "fr" }), "young"),
        (json!({ "locale": "de", "initializationOptions": { "lang": "en" } }), "young"),
    ] {
        let mut client = Client::with(pulling(), more);
        client.open("untitled:a", "markdown", 1, AD);
        let found = client.found("untitled:a");
        let team = found.iter().find(|found| found["code"] == "age/young-team").unwrap();
        let message = team["message"].as_str().unwrap();
        assert!(message.contains(word), "{message}");
        assert!(client.leave());
    }
}
