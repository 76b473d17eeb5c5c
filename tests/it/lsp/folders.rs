//! Folders with settings of their own, settings that change or break, YAML of ours, and all ads of a folder.

use super::{Client, applied, pulling};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const AD: &str = "# Köchin oder Koch\n\nVerstärken Sie unser junges, dynamisches Team in der Küche!\n";

fn uri(path: &Path) -> String {
    format!("file://{}", path.display())
}

fn folder(settings: Option<&str>) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    if let Some(settings) = settings {
        fs::write(folder.path().join("adlint.yaml"), settings).unwrap();
    }
    folder
}

fn folders(all: &[&TempDir]) -> Value {
    let list: Vec<Value> = all.iter().map(|folder| json!({ "uri": uri(folder.path()), "name": "x" })).collect();
    json!({ "workspaceFolders": list })
}

fn changed(client: &Client, path: &Path) {
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [{ "uri": uri(path), "type": 2 }] }));
}

#[test]
fn each_folder_has_its_own_settings_and_a_new_document_those_of_the_first() {
    let (strict, lax) = (
        folder(Some("rules: { age/young-team: error }\n")),
        folder(Some("rules: { age/young-team: off }\n")),
    );
    let mut client = Client::with(pulling(), folders(&[&strict, &lax]));
    let in_strict = uri(&strict.path().join("ad.md"));
    let in_lax = uri(&lax.path().join("deep/ad.md"));
    for uri in [&in_strict, &in_lax, "untitled:a"] {
        client.open(uri, "markdown", 1, AD);
    }
    let severity = |found: Vec<Value>| {
        found
            .into_iter()
            .find(|found| found["code"] == "age/young-team")
            .map(|found| found["severity"].clone())
    };
    assert_eq!(severity(client.found(&in_strict)), Some(json!(1)));
    assert_eq!(severity(client.found("untitled:a")), Some(json!(1)));
    assert_eq!(severity(client.found(&in_lax)), None);
    assert!(client.leave());
}

#[test]
fn settings_are_read_anew_and_faulty_ones_leave_the_last_good_ones_in_force() {
    let home = folder(Some("rules: { age/young-team: off }\n"));
    let settings = home.path().join("adlint.yaml");
    let ad = uri(&home.path().join("ad.md"));
    let mut able = pulling();
    able["workspace"]["diagnostics"] = json!({ "refreshSupport": true });
    let mut client = Client::with(able, folders(&[&home]));
    client.open(&ad, "markdown", 1, AD);
    assert!(!client.rules(&ad).contains(&"age/young-team".to_owned()));

    fs::write(&settings, "# mine\nrules: { age/young-team: laut }\n").unwrap();
    client.asked.clear();
    changed(&client, &settings);
    let said = client.wait("textDocument/publishDiagnostics", |params| params["uri"] == uri(&settings));
    assert_eq!(said["diagnostics"][0]["range"]["start"]["line"], 1, "{said}");
    client.wait("window/showMessage", |_| true);
    assert!(!client.rules(&ad).contains(&"age/young-team".to_owned()), "still off");

    fs::write(&settings, "rules: { age/young-team: info }\n").unwrap();
    changed(&client, &settings);
    let said = client.wait("textDocument/publishDiagnostics", |params| params["uri"] == uri(&settings));
    assert_eq!(said["diagnostics"], json!([]), "mended");
    client.wait_asked("workspace/diagnostic/refresh");
    assert!(client.rules(&ad).contains(&"age/young-team".to_owned()));
    assert!(client.leave());
}

/// Whether something holds within five seconds: rules are opened anew beside the loop, and a quick client asks before they are
/// there.
fn soon(mut holds: impl FnMut() -> bool) -> bool {
    (0..500).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(10));
        holds()
    })
}

#[test]
fn settings_of_the_editor_hold_where_the_file_says_nothing() {
    let home = folder(Some("profile: de-th\n"));
    let ad = uri(&home.path().join("ad.md"));
    let mut able = pulling();
    able["workspace"]["configuration"] = json!(true);
    let mut client = Client::with(able, folders(&[&home]));
    client.settings = json!({ "profile": "at", "rules": { "age/young-team": "off" } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.open(&ad, "markdown", 1, AD);
    client.wait_asked("workspace/configuration");
    assert!(
        soon(|| !client.rules(&ad).contains(&"age/young-team".to_owned())),
        "the editor's setting holds"
    );
    let all = client.found(&ad);
    assert!(
        all.iter().any(|found| found["message"].to_string().contains("Thür")),
        "the file's profile: {all:?}"
    );
    client.settings = json!({ "rules": { "age/yung-team": "off" }, "lang": "en" });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let said = client.wait("window/showMessage", |_| true);
    let text = said["message"].as_str().unwrap();
    assert!(
        text.contains("in the editor") && text.contains("`age/young-team`"),
        "the nearest name: {said}"
    );
    assert!(
        client.found(&ad).iter().any(|found| found["message"].to_string().contains("Thür")),
        "the file holds on"
    );
    client.settings = json!({ "profil": "at" });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let said = client.wait("window/showMessage", |_| true);
    assert!(said["message"].as_str().unwrap().contains("`profile`"), "the nearest name: {said}");
    assert!(client.leave());
}

#[test]
fn settings_being_written_show_their_faults_at_their_place() {
    let home = folder(Some("profile: de\n"));
    let settings = uri(&home.path().join("adlint.yaml"));
    let mut client = Client::with(pulling(), folders(&[&home]));
    client.open(&settings, "yaml", 1, "profile: de\ngender_from: pair\n");
    let found = client.found(&settings);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 0 }), "{found:?}");
    assert!(found[0]["message"].as_str().unwrap().contains("gender_form"), "{found:?}");
    client.change(&settings, 2, json!([{ "text": "profile: de-xx\n" }]));
    let found = client.found(&settings);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 9 }), "{found:?}");
    client.change(&settings, 3, json!([{ "text": "profile: de-th\n" }]));
    assert_eq!(client.found(&settings), Vec::<Value>::new());
    assert!(client.leave());
}

#[test]
fn a_rule_being_written_shows_what_is_wrong_and_which_sentence_does_not_fire() {
    let home = folder(Some("rule_dirs: [house]\n"));
    let path = home.path().join("house/de/tone/greeting.yaml");
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let rule = "ground: tone\nseverity: info\nfind: [Hallöchen]\nmessage: { de: Das ist sehr vertraut., en: This is very familiar. }\nwhy: { de: Nicht alle mögen das., en: Not everyone likes it. }\nfires: [\"[[Hallöchen]], du!\"]\nsilent: [Hallo.]\n";
    fs::write(&path, rule).unwrap();
    let mut client = Client::with(pulling(), folders(&[&home]));
    client.open(&uri(&path), "yaml", 1, rule);
    assert_eq!(client.found(&uri(&path)), Vec::<Value>::new());
    client.change(&uri(&path), 2, json!([{ "text": rule.replace("message", "mesage") }]));
    let found = client.found(&uri(&path));
    assert_eq!(found[0]["range"]["start"]["line"], 3, "{found:?}");
    client.change(&uri(&path), 3, json!([{ "text": rule.replace("du!\"]", "du!\", \"[[Servus]], du!\"]") }]));
    let found = client.found(&uri(&path));
    assert_eq!(found[0]["range"]["start"]["line"], 5, "{found:?}");
    let ad = uri(&home.path().join("ad.txt"));
    client.open(&ad, "plaintext", 1, "Köchin oder Koch\n\nHallöchen, wir suchen Sie für die Küche.\n");
    assert!(client.rules(&ad).contains(&"tone/greeting".to_owned()), "the saved rule holds");
    assert!(client.leave());
}

#[test]
fn all_ads_of_a_folder_are_checked_with_progress_and_the_second_time_told_as_unchanged() {
    let home = folder(Some("profile: de\nignore: [old]\n"));
    for name in ["a.md", "b.txt", "sub/c.html", "old/d.md"] {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, AD).unwrap();
    }
    fs::write(home.path().join("package.json"), r#"{ "name": "x" }"#).unwrap();
    fs::write(
        home.path().join("latin.txt"),
        b"K\xf6chin oder Koch\n\nUnser junges, dynamisches Team sucht Sie f\xfcr die K\xfcche.\n",
    )
    .unwrap();
    let unmeant = folder(None);
    fs::write(unmeant.path().join("README.md"), AD).unwrap();
    let mut client = Client::with(pulling(), folders(&[&home, &unmeant]));
    client.open(&uri(&home.path().join("b.txt")), "plaintext", 1, AD);
    let report = client
        .request("workspace/diagnostic", json!({ "previousResultIds": [], "workDoneToken": "p" }))
        .unwrap();
    let items = report["items"].as_array().unwrap();
    let names: Vec<&str> = items
        .iter()
        .map(|item| item["uri"].as_str().unwrap().rsplit('/').next().unwrap())
        .collect();
    assert_eq!(names, ["a.md", "latin.txt", "c.html"], "open, ignored and unmeant files are left out");
    for item in items {
        assert!(item["items"].to_string().contains("age/young-team"), "{item}");
    }
    let kinds: Vec<Value> = client
        .heard
        .iter()
        .filter(|note| note.method == "$/progress")
        .map(|note| note.params["value"]["kind"].clone())
        .collect();
    assert_eq!((kinds.first(), kinds.last()), (Some(&json!("begin")), Some(&json!("end"))), "{kinds:?}");

    let previous: Vec<Value> = items
        .iter()
        .map(|item| json!({ "uri": item["uri"], "value": item["resultId"] }))
        .collect();
    fs::write(home.path().join("a.md"), AD.replace("junges, dynamisches ", "")).unwrap();
    let report = client
        .request("workspace/diagnostic", json!({ "previousResultIds": previous, "partialResultToken": 7 }))
        .unwrap();
    assert_eq!(report["items"], json!([]), "all was told in parts");
    let parts = client.wait("$/progress", |params| params["token"] == 7);
    let kind = |name: &str| {
        let items = parts["value"]["items"].as_array().unwrap();
        items.iter().find(|item| item["uri"].as_str().unwrap().ends_with(name)).unwrap()["kind"].clone()
    };
    assert_eq!(
        (kind("a.md"), kind("c.html"), kind("latin.txt")),
        (json!("full"), json!("unchanged"), json!("unchanged"))
    );
    assert!(client.leave());
}

#[test]
fn a_check_of_a_folder_can_be_stopped() {
    let home = folder(Some("profile: de\n"));
    for index in 0..300 {
        fs::write(home.path().join(format!("{index}.md")), AD).unwrap();
    }
    let mut client = Client::with(pulling(), folders(&[&home]));
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": [], "workDoneToken": "p" }));
    client.wait("$/progress", |params| params["value"]["kind"] == "report");
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer_to(&id), Err(-32800));
    let id = client.ask("workspace/diagnostic", json!({ "previousResultIds": [], "workDoneToken": "q" }));
    client.wait("$/progress", |params| params["token"] == "q" && params["value"]["kind"] == "begin");
    client.notify("window/workDoneProgress/cancel", json!({ "token": "q" }));
    assert_eq!(client.answer_to(&id), Err(-32802));
    client.open("untitled:a", "markdown", 1, AD);
    assert!(client.rules("untitled:a").contains(&"age/young-team".to_owned()), "and it goes on");
    assert!(client.leave());
}

/// Makes the last edit of an action in its file.
fn written(action: &Value) -> std::path::PathBuf {
    let changes = action["edit"]["documentChanges"].as_array().unwrap();
    let change = changes.last().unwrap();
    let path = change["textDocument"]["uri"].as_str().unwrap().strip_prefix("file://").unwrap();
    let before = fs::read_to_string(path).unwrap_or_default();
    assert_eq!(changes.len(), if before.is_empty() { 2 } else { 1 }, "a file is made once");
    let edit = &change["edits"][0];
    assert_eq!(edit["range"]["start"]["line"], before.lines().count(), "at the end");
    fs::write(path, format!("{before}{}", edit["newText"].as_str().unwrap())).unwrap();
    path.into()
}

#[test]
fn a_plain_text_gets_its_exceptions_in_the_file_beside_it() {
    let home = folder(None);
    let ad = uri(&home.path().join("ad [1].txt")).replace(' ', "%20");
    let mut client = Client::with(pulling(), folders(&[&home]));
    client.open(&ad, "plaintext", 1, "Koch\n\nUnser junges, dynamisches Team sucht Sie für die Küche.\n");
    for rule in ["age/young-team", "gender/masculine-title", "clause/migration"] {
        assert!(client.rules(&ad).contains(&rule.to_owned()), "{rule}");
        let actions = client.actions(&ad, &[]);
        let wanted = format!("Hier so lassen, mit Begründung: {rule}");
        let action = actions.iter().find(|action| action["title"] == wanted.as_str()).unwrap();
        let file = written(action);
        client.asked.clear();
        changed(&client, &file);
        let gone = soon(|| !client.rules(&ad).contains(&rule.to_owned()));
        assert!(gone, "{rule}: {}", fs::read_to_string(&file).unwrap());
    }
    let file = home.path().join("adlint.exceptions.yaml");
    client.open(
        &uri(&file),
        "yaml",
        1,
        "exceptions:\n  - rule: age/yung-team\n    passage: x\n    reason: x\n    by: x\n",
    );
    let found = client.found(&uri(&file));
    assert_eq!(found[0]["range"]["start"]["line"], 1, "{found:?}");
    assert!(client.leave());
}

#[test]
fn front_matter_takes_exceptions_for_what_stands_in_it() {
    let text = "---\ntitle: Koch\n---\n\nWir suchen Sie für unsere Küche in der Stadt.\n";
    let mut client = Client::new();
    client.open("untitled:a", "markdown", 2, text);
    let actions = client.actions("untitled:a", &[]);
    let action = actions
        .iter()
        .find(|action| action["title"] == "Hier so lassen, mit Begründung: gender/masculine-title")
        .unwrap();
    let left = applied(text, action, 2);
    assert!(
        left.contains("\nadlint:\n  ignore:\n    - { rule: gender/masculine-title, reason: Begründung eintragen }\n---\n"),
        "{left}"
    );
    assert!(client.leave());
}
