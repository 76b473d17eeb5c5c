//! What can be done and seen in an ad: quick fixes, hover, completion, symbols, lenses, hints, folding.

use super::{Client, applied, pulling};
use serde_json::{Value, json};

const AD: &str = "# Koch\n\nVerstärken Sie unser junges, dynamisches Team!\n\n## Ihre Aufgaben\n\n- Kochen\n- Backen\n\n## Ihr Profil\n\n- Ausbildung als Köchin oder Koch\n\n## Bewerbung\n\nBewerben Sie sich bei uns. Wir freuen uns über Bewerbungen von Frauen.\n";

fn opened(text: &str, language: &str) -> Client {
    let client = Client::new();
    client.open("untitled:a", language, 3, text);
    client
}

fn titled<'a>(actions: &'a [Value], begin: &str) -> &'a Value {
    let titles: Vec<&str> = actions.iter().filter_map(|action| action["title"].as_str()).collect();
    let found = actions
        .iter()
        .find(|action| action["title"].as_str().is_some_and(|title| title.starts_with(begin)));
    found.unwrap_or_else(|| panic!("no action `{begin}` among {titles:?}"))
}

#[test]
fn a_quick_fix_is_an_edit_of_its_version_and_removes_the_finding() {
    let mut client = opened(AD, "markdown");
    let actions = client.actions("untitled:a", &["quickfix"]);
    let fixed = applied(AD, titled(&actions, "Ersetzen durch „Koch (m/w/d)“"), 3);
    assert!(fixed.starts_with("# Koch (m/w/d)\n"), "{fixed}");
    client.change("untitled:a", 4, json!([{ "text": fixed }]));
    assert!(!client.rules("untitled:a").contains(&"gender/masculine-title".to_owned()));
    assert!(client.leave());
}

#[test]
fn a_missing_clause_is_inserted_behind_the_last_one_in_each_tone() {
    let mut client = opened(AD, "markdown");
    let actions = client.actions("untitled:a", &[]);
    titled(&actions, "Einfügen (Migration, schlicht)");
    let fixed = applied(AD, titled(&actions, "Einfügen (Migration, förmlich)"), 3);
    assert!(fixed.contains("Bewerbungen von Frauen. "), "in the same paragraph: {fixed}");
    client.change("untitled:a", 4, json!([{ "text": fixed }]));
    assert!(!client.rules("untitled:a").contains(&"clause/migration".to_owned()));
    assert!(client.leave());
}

#[test]
fn an_inserted_paragraph_has_the_line_ends_of_the_document() {
    let text = "Köchin oder Koch\r\n\r\nWir suchen Sie für unsere Küche in Erfurt.\r\n";
    let mut client = opened(text, "plaintext");
    let actions = client.actions("untitled:a", &[]);
    let fixed = applied(text, titled(&actions, "Einfügen (Migration"), 3);
    assert!(
        !fixed.replace("\r\n", "").contains('\n') && fixed.contains("Erfurt.\r\n\r\n"),
        "{fixed:?}"
    );
    assert!(client.leave());
}

#[test]
fn an_exception_is_a_comment_where_the_format_has_comments() {
    let mut client = opened(AD, "markdown");
    let actions = client.actions("untitled:a", &[]);
    let left = applied(AD, titled(&actions, "Hier so lassen, mit Begründung: age/young-team"), 3);
    assert!(
        left.contains("Team! <!-- adlint: ignore[age/young-team] Begründung eintragen -->\n"),
        "{left}"
    );
    let html = "<h1>Köchin oder Koch</h1><p>Unser junges, dynamisches Team sucht Sie für die Küche.</p>";
    client.open("untitled:h", "html", 3, html);
    let actions = client.actions("untitled:h", &[]);
    let left = applied(html, titled(&actions, "Hier so lassen"), 3);
    assert!(
        left.contains("Team <!-- adlint: ignore[age/young-team] Begründung eintragen --> sucht"),
        "{left}"
    );
    client.open(
        "untitled:t",
        "plaintext",
        3,
        "Köchin oder Koch\n\nUnser junges, dynamisches Team sucht Sie.\n",
    );
    let actions = client.actions("untitled:t", &[]);
    assert!(!actions.is_empty() && actions.iter().all(|action| !action["title"].as_str().unwrap().starts_with("Hier so")));
    assert!(client.leave());
}

#[test]
fn all_safe_corrections_are_made_at_once_and_only_when_wanted() {
    // Which corrections are safe is for the rules to say; here is whatever ad has some.
    let mut client = Client::new();
    let mut seen = 0;
    for (index, ad) in crate::common::ads("ads").iter().enumerate() {
        let Ok(text) = std::str::from_utf8(&ad.bytes) else { continue };
        if !ad.name.ends_with(".txt") || text.len() > 4000 || seen == 2 {
            continue;
        }
        let uri = format!("untitled:{index}");
        client.open(&uri, "plaintext", 3, text);
        let all = client.actions(&uri, &["source.fixAll"]);
        assert!(all.len() <= 1);
        if let Some(action) = all.first() {
            seen += 1;
            assert_eq!(action["kind"], "source.fixAll.adlint");
            let fixed = applied(text, action, 3);
            let before = client.found(&uri).len();
            client.change(&uri, 4, json!([{ "text": fixed }]));
            assert!(client.found(&uri).len() < before, "{}", ad.name);
        }
        client.close(&uri);
    }
    client.open("untitled:a", "markdown", 1, AD);
    assert_eq!(client.actions("untitled:a", &["refactor"]), Vec::<Value>::new());
    assert!(client.leave());
}

#[test]
fn a_hover_gives_reason_source_and_alternatives() {
    let mut client = opened(AD, "markdown");
    let hover = client.at("textDocument/hover", "untitled:a", 2, 25);
    let text = hover["contents"]["value"].as_str().unwrap();
    assert!(
        text.contains("`age/young-team`") && text.contains("**Besser:**") && text.contains("**Grundlage:**"),
        "{text}"
    );
    assert_eq!(hover["range"]["start"], json!({ "line": 2, "character": 21 }));
    let clause = client.at("textDocument/hover", "untitled:a", 15, 40);
    assert!(clause["contents"]["value"].as_str().unwrap().contains("**Klausel: Frauen**"), "{clause}");
    assert_eq!(client.at("textDocument/hover", "untitled:a", 6, 3), Value::Null);
    assert!(client.leave());
}

#[test]
fn a_clause_begun_is_finished() {
    for (begun, language, expected) in [
        ("Bewerbungen von", "de", "Migration"),
        ("Schwerbehinderte", "de", "Behinderung"),
        ("We welcome", "en", "welcome"),
    ] {
        let text = if language == "de" {
            format!("# Köchin oder Koch\n\nWir suchen Sie für unsere Küche in der Stadt.\n\n{begun}\n")
        } else {
            format!("# Cook\n\nYou will work with our team in the kitchen and prepare the food.\n\n{begun}\n")
        };
        let mut client = opened(&text, "markdown");
        let column = u32::try_from(begun.len()).unwrap();
        let list = client.at("textDocument/completion", "untitled:a", 4, column);
        let items = list["items"].as_array().unwrap();
        assert!(!items.is_empty(), "{begun}");
        for item in items {
            let new = item["textEdit"]["newText"].as_str().unwrap();
            assert!(new.to_lowercase().contains(&begun.to_lowercase()), "{begun}: {new}");
            assert_eq!(
                item["textEdit"]["range"]["start"],
                json!({ "line": 4, "character": 0 }),
                "what was begun is replaced"
            );
            assert_eq!(item["filterText"], begun);
        }
        assert!(list.to_string().contains(expected), "{begun}");
        assert!(client.leave());
    }
}

#[test]
fn a_title_gets_its_marker_and_a_task_gets_nothing() {
    let mut client = opened("# Koch (\n\nWir suchen Sie für unsere Küche.\n", "markdown");
    let list = client.at("textDocument/completion", "untitled:a", 0, 8);
    let first = &list["items"][0];
    assert_eq!(first["textEdit"]["newText"], "(m/w/d)");
    assert_eq!(first["textEdit"]["range"]["start"], json!({ "line": 0, "character": 7 }));
    let list = client.at("textDocument/completion", "untitled:a", 2, 10);
    assert_eq!(list["items"], json!([]), "„Wir suchen“ is no clause");
    assert!(client.leave());
}

#[test]
fn symbols_lens_and_folds_show_the_ad_at_a_glance() {
    let mut client = opened(AD, "markdown");
    let about = json!({ "textDocument": { "uri": "untitled:a" } });
    let symbols = client.request("textDocument/documentSymbol", about.clone()).unwrap();
    let names: Vec<&str> = symbols.as_array().unwrap().iter().filter_map(|symbol| symbol["name"].as_str()).collect();
    assert!(
        names.starts_with(&["Koch"]) && names.ends_with(&["Ihre Aufgaben", "Ihr Profil", "Bewerbung"]),
        "{names:?}"
    );
    assert!(symbols.to_string().contains("Klausel: Frauen"));
    let lens = client.request("textDocument/codeLens", about.clone()).unwrap();
    let title = lens[0]["command"]["title"].as_str().unwrap();
    assert_eq!(lens[0]["range"]["start"]["line"], 0);
    assert!(
        title.starts_with("Klauseln: ") && title.contains("Frauen ✓") && title.contains("Migration –"),
        "{title}"
    );
    assert!(title.contains("Risik"), "{title}");
    let folds = client.request("textDocument/foldingRange", about).unwrap();
    let lines: Vec<(u64, u64)> = folds
        .as_array()
        .unwrap()
        .iter()
        .map(|fold| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap()))
        .collect();
    assert!(lines.contains(&(4, 7)), "{lines:?}");
    assert!(client.leave());
}

#[test]
fn hints_are_off_until_wanted() {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
    let params = json!({ "textDocument": { "uri": "untitled:a" }, "range": range });
    for (options, expected) in [(json!({}), 0), (json!({ "inlayHints": true }), 1)] {
        let mut client = Client::with(pulling(), json!({ "initializationOptions": options }));
        client.open("untitled:a", "markdown", 1, AD);
        let hints = client.request("textDocument/inlayHint", params.clone()).unwrap();
        assert_eq!(hints.as_array().unwrap().len(), expected, "{hints}");
        assert!(client.leave());
    }
}
