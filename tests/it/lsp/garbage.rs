//! Clients that misbehave: whatever they say, in whatever order, the server answers, goes on, and ends when they are gone.

use super::{Client, able};
use lsp_server::{Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};

const AD: &str = "# Koch\n\nUnser junges, dynamisches Team 👩🏽‍🔬 sucht Sie.\r\n";

#[test]
fn what_comes_before_initialize_and_after_shutdown_is_refused() {
    let mut client = Client::silent();
    client.open("untitled:a", "markdown", 1, AD);
    assert_eq!(client.request("textDocument/hover", json!({})), Err(-32002));
    client.request("initialize", json!({ "capabilities": {} })).unwrap();
    assert_eq!(client.request("initialize", json!({ "capabilities": {} })), Err(-32600));
    client.request("shutdown", Value::Null).unwrap();
    assert_eq!(client.request("textDocument/hover", json!({})), Err(-32600));
    client.notify("exit", Value::Null);
    assert!(client.die());
}

#[test]
fn a_client_that_is_gone_ends_the_server() {
    let client = Client::new();
    client.open("untitled:a", "markdown", 1, AD);
    assert!(!client.die(), "nobody said goodbye");
    assert!(!Client::silent().die());
    let client = Client::new();
    client.notify("exit", Value::Null);
    assert!(!client.die(), "exit without shutdown");
}

#[test]
fn places_outside_and_unknown_documents_and_edits_after_close_do_no_harm() {
    let mut client = Client::new();
    for (method, expected) in [
        ("textDocument/hover", Value::Null),
        ("textDocument/completion", Value::Null),
        ("textDocument/codeAction", Value::Null),
    ] {
        assert_eq!(client.at(method, "untitled:nobody", 3, 4), expected);
    }
    assert_eq!(client.pull("not even an address", None)["items"], json!([]));
    assert_eq!(client.request("textDocument/hover", json!({ "textDocument": 3 })), Err(-32602));
    assert_eq!(client.request("textDocument/rename", json!({})), Err(-32601));
    client.close("untitled:nobody");
    client.change("untitled:nobody", 4, json!([{ "text": "x" }]));
    client.open("untitled:a", "markdown", 1, AD);
    let far = json!({ "line": 4_000_000_000_u32, "character": 4_000_000_000_u32 });
    let start = json!({ "line": 0, "character": 0 });
    client.change("untitled:a", 2, json!([{ "range": { "start": far, "end": far }, "text": "Ende" }]));
    client.change("untitled:a", 3, json!([{ "range": { "start": far, "end": start }, "text": AD }]));
    client.change(
        "untitled:a",
        4,
        json!([{ "range": { "start": -1, "end": null }, "text": "nichts" }, 7, { "rage": 1 }]),
    );
    let half = json!({ "line": 2, "character": 32 });
    client.change("untitled:a", 5, json!([{ "range": { "start": half, "end": half }, "text": "" }]));
    assert_eq!(client.at("textDocument/hover", "untitled:a", u32::MAX, u32::MAX), Value::Null);
    assert!(client.rules("untitled:a").contains(&"age/young-team".to_owned()), "the text is as it was");
    client.close("untitled:a");
    client.change("untitled:a", 6, json!([{ "text": "zu spät" }]));
    assert_eq!(client.pull("untitled:a", None)["items"], json!([]));
    assert!(client.leave());
}

#[test]
fn a_request_is_answered_once_cancelled_or_not() {
    let mut client = Client::new();
    client.open("untitled:a", "markdown", 1, AD);
    let id = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": "untitled:a" } }));
    client.notify("$/cancelRequest", json!({ "id": id }));
    client.notify("$/cancelRequest", json!({ "id": id }));
    client.notify("$/cancelRequest", json!({ "id": [] }));
    let answer = client.answer_to(&id);
    assert!(answer.is_ok() || answer == Err(-32800), "{answer:?}");
    let id = client.ask("textDocument/diagnostic", json!({ "textDocument": { "uri": "untitled:a" } }));
    client.close("untitled:a");
    let answer = client.answer_to(&id);
    assert!(answer.is_ok() || answer == Err(-32801), "{answer:?}");
    assert!(client.leave());
}

#[test]
fn the_last_of_many_quick_edits_is_what_counts() {
    let mut client = Client::with(able(), json!({}));
    client.open("untitled:a", "markdown", 0, "");
    for (version, letter) in (1..).zip(AD.char_indices().map(|(at, letter)| at + letter.len_utf8())) {
        client.change("untitled:a", version, json!([{ "text": AD[..letter] }]));
    }
    let last = i32::try_from(AD.chars().count()).unwrap();
    let said = client.wait("textDocument/publishDiagnostics", |params| params["version"] == last);
    assert!(said.to_string().contains("age/young-team"));
    assert!(client.leave());
}

/// A small generator; the same numbers on every machine.
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2).wrapping_add(1))
    }

    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % below.max(1) as u64).unwrap()
    }

    pub fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.roll(all.len())]
    }
}

/// Any JSON, and now and then what a client would say.
fn anything(dice: &mut Dice, depth: usize) -> Value {
    match dice.roll(if depth == 0 { 7 } else { 10 }) {
        0 => Value::Null,
        1 => json!(dice.roll(2) == 0),
        2 => json!(dice.roll(5)),
        3 => json!(-1),
        4 => json!(u64::MAX),
        5 => json!(*dice.of(&[
            "untitled:a",
            "file:///nowhere/ad.md",
            "",
            "markdown",
            "\u{0}",
            "file:",
            "a".repeat(300).as_str()
        ])),
        6 => json!({ "line": dice.roll(6), "character": dice.roll(40) }),
        7 => Value::Array((0..dice.roll(3)).map(|_| anything(dice, depth - 1)).collect()),
        _ => {
            let names = [
                "textDocument",
                "uri",
                "position",
                "range",
                "context",
                "contentChanges",
                "text",
                "version",
                "start",
                "end",
                "id",
                "token",
                "previousResultIds",
                "settings",
                "adlint",
                "event",
                "added",
                "changes",
                "languageId",
            ];
            let mut object = serde_json::Map::new();
            for _ in 0..dice.roll(5) {
                object.insert((*dice.of(&names)).to_owned(), anything(dice, depth - 1));
            }
            Value::Object(object)
        }
    }
}

const METHODS: [&str; 24] = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "textDocument/didSave",
    "textDocument/diagnostic",
    "textDocument/codeAction",
    "textDocument/hover",
    "textDocument/completion",
    "textDocument/documentSymbol",
    "textDocument/codeLens",
    "textDocument/inlayHint",
    "textDocument/foldingRange",
    "workspace/diagnostic",
    "workspace/didChangeConfiguration",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "window/workDoneProgress/cancel",
    "$/cancelRequest",
    "$/setTrace",
    "initialized",
    "initialize",
    "",
    "textDocument/rename",
    "workspace/executeCommand",
];

#[test]
fn two_thousand_senseless_messages_leave_a_server_that_works() {
    let mut client = Client::new();
    let mut dice = Dice::new(20_261_125);
    client.open("untitled:a", "markdown", 1, AD);
    let mut open = Vec::new();
    for index in 0..2000 {
        let (method, mut params) = ((*dice.of(&METHODS)).to_owned(), anything(&mut dice, 3));
        if dice.roll(2) == 0 && params.is_object() {
            params["textDocument"] = json!({ "uri": "untitled:a", "version": index });
        }
        let message: Message = match dice.roll(5) {
            0 => Response::new_ok(RequestId::from(i32::try_from(dice.roll(9)).unwrap()), params).into(),
            1 => Notification { method, params }.into(),
            _ => {
                let id = RequestId::from(format!("n{index}"));
                open.push(id.clone());
                Request { id, method, params }.into()
            }
        };
        client.send(message);
    }
    // Each is answered once, with something or with a refusal; none with "it broke".
    for _ in 0..open.len() {
        let response = loop {
            if let Some(response) = client.hear(std::time::Instant::now() + super::PATIENCE) {
                break response;
            }
        };
        let at = open.iter().position(|id| *id == response.id).expect("one answer a request");
        open.swap_remove(at);
        if let Err(error) = response.response_result {
            assert_ne!(error.code, -32603, "{error:?}");
        }
    }
    client.open("untitled:z", "markdown", 1, AD);
    assert!(client.rules("untitled:z").contains(&"age/young-team".to_owned()));
    assert!(client.leave());
}
