//! The language server, spoken to as an editor would: over a connection in memory, in the words of the protocol.

mod bytes;
mod documents;
mod features;
mod folders;
mod garbage;
mod replay;

use adlint::lang::Lang;
use adlint::lsp::{Surroundings, run};
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Nothing takes this long, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// What most clients can do.
pub fn able() -> Value {
    json!({
        "general": { "positionEncodings": ["utf-16"] },
        "textDocument": {
            "publishDiagnostics": {
                "relatedInformation": true, "codeDescriptionSupport": true, "dataSupport": true,
                "tagSupport": { "valueSet": [1, 2] },
            },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } }, "isPreferredSupport": true },
            "hover": { "contentFormat": ["markdown", "plaintext"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
            "foldingRange": { "lineFoldingOnly": true },
        },
        "workspace": { "workspaceEdit": { "documentChanges": true, "resourceOperations": ["create"] }, "configuration": false },
    })
}

/// The same, and it asks for diagnostics itself.
pub fn pulling() -> Value {
    let mut able = able();
    able["textDocument"]["diagnostic"] = json!({ "dynamicRegistration": false });
    able
}

/// An editor.
pub struct Client {
    connection: Option<Connection>,
    server: Option<JoinHandle<bool>>,
    next: i32,
    /// Notifications not looked at yet.
    pub heard: Vec<Notification>,
    /// Requests of the server, answered already.
    pub asked: Vec<Request>,
    /// What the user has set under `adlint`.
    pub settings: Value,
    /// What the server said of itself.
    pub capabilities: Value,
}

impl Client {
    /// A client with these capabilities; `more` is laid over its `initialize` parameters.
    pub fn with(capabilities: Value, more: Value) -> Self {
        let mut client = Self::silent();
        let mut params = json!({ "processId": null, "locale": "de", "capabilities": capabilities });
        for (name, value) in more.as_object().unwrap() {
            params[name] = value.clone();
        }
        client.capabilities = client.request("initialize", params).unwrap()["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// A client that pulls.
    pub fn new() -> Self {
        Self::with(pulling(), json!({}))
    }

    /// A client that has not said anything yet.
    pub fn silent() -> Self {
        let (ours, theirs) = Connection::memory();
        let surroundings = Surroundings {
            asked: None,
            system: Lang::De,
            today: None,
        };
        Self {
            connection: Some(ours),
            server: Some(std::thread::spawn(move || run(theirs, surroundings))),
            next: 0,
            heard: Vec::new(),
            asked: Vec::new(),
            settings: Value::Null,
            capabilities: Value::Null,
        }
    }

    pub fn send(&self, message: impl Into<Message>) {
        let connection = self.connection.as_ref().unwrap();
        connection.sender.send(message.into()).expect("the server is there");
    }

    pub fn notify(&self, method: &str, params: Value) {
        self.send(Notification {
            method: method.to_owned(),
            params,
        });
    }

    /// Sends a request and returns its id.
    pub fn ask(&mut self, method: &str, params: Value) -> RequestId {
        self.next += 1;
        let id = RequestId::from(self.next);
        self.send(Request {
            id: id.clone(),
            method: method.to_owned(),
            params,
        });
        id
    }

    /// Sends a request and waits for its answer: the result, or the code of the error.
    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, i32> {
        let id = self.ask(method, params);
        self.answer_to(&id)
    }

    /// Waits for an answer.
    pub fn answer_to(&mut self, id: &RequestId) -> Result<Value, i32> {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.hear(until) {
                Some(response) if response.id == *id => return response.response_result.map_err(|error| error.code),
                Some(other) => panic!("nobody waits for {other:?}"),
                None => {}
            }
        }
    }

    /// Takes the next message; an answer is returned, everything else is put away.
    fn hear(&mut self, until: Instant) -> Option<Response> {
        let connection = self.connection.as_ref().unwrap();
        let message = connection.receiver.recv_deadline(until).expect("the server answers");
        match message {
            Message::Response(response) => return Some(response),
            Message::Notification(note) => self.heard.push(note),
            Message::Request(request) => {
                let result = if request.method == "workspace/configuration" {
                    json!([self.settings])
                } else {
                    Value::Null
                };
                self.send(Response::new_ok(request.id.clone(), result));
                self.asked.push(request);
            }
        }
        None
    }

    /// Waits for a notification that fits.
    pub fn wait(&mut self, method: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.heard.iter().position(|note| note.method == method && fits(&note.params)) {
                return self.heard.remove(at).params;
            }
            assert!(self.hear(until).is_none(), "an answer to nothing");
        }
    }

    /// Waits until the server has asked something.
    pub fn wait_asked(&mut self, method: &str) -> Request {
        let until = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.asked.iter().position(|request| request.method == method) {
                return self.asked.remove(at);
            }
            assert!(self.hear(until).is_none(), "an answer to nothing");
        }
    }

    pub fn open(&self, uri: &str, language: &str, version: i32, text: &str) {
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": language, "version": version, "text": text } }),
        );
    }

    pub fn change(&self, uri: &str, version: i32, changes: Value) {
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes }),
        );
    }

    pub fn close(&self, uri: &str) {
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// What the server says of a document when asked.
    pub fn pull(&mut self, uri: &str, previous: Option<&str>) -> Value {
        let mut params = json!({ "textDocument": { "uri": uri } });
        if let Some(previous) = previous {
            params["previousResultId"] = json!(previous);
        }
        self.request("textDocument/diagnostic", params).unwrap()
    }

    /// The diagnostics of a document.
    pub fn found(&mut self, uri: &str) -> Vec<Value> {
        self.pull(uri, None)["items"].as_array().unwrap().clone()
    }

    /// The rules found in a document.
    pub fn rules(&mut self, uri: &str) -> Vec<String> {
        self.found(uri)
            .iter()
            .map(|found| found["code"].as_str().unwrap_or_default().to_owned())
            .collect()
    }

    /// A request about a place of a document.
    pub fn at(&mut self, method: &str, uri: &str, line: u32, character: u32) -> Value {
        self.request(
            method,
            json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } }),
        )
        .unwrap()
    }

    /// The code actions for a whole document.
    pub fn actions(&mut self, uri: &str, only: &[&str]) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [] });
        if !only.is_empty() {
            context["only"] = json!(only);
        }
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
        let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
        self.request("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// Says goodbye. Whether the server thought so too.
    pub fn leave(mut self) -> bool {
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        self.server.take().unwrap().join().expect("the server did not panic")
    }

    /// Is gone without a word.
    pub fn die(mut self) -> bool {
        self.connection = None;
        self.server.take().unwrap().join().expect("the server did not panic")
    }
}

/// A counter of another make than ours: the byte of a position, letter by letter.
pub fn byte_of(text: &str, encoding: &str, position: &Value) -> usize {
    let (line, character) = (position["line"].as_u64().unwrap(), position["character"].as_u64().unwrap());
    let mut rest = text;
    for _ in 0..line {
        let end = rest.find(['\n', '\r']).expect("a position inside the text");
        let width = if rest[end..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[end + width..];
    }
    let mut at = text.len() - rest.len();
    let mut units = 0;
    for letter in rest.chars() {
        if units >= character {
            break;
        }
        units += units_of(letter, encoding);
        at += letter.len_utf8();
    }
    assert_eq!(units, character, "a position between two characters");
    at
}

/// The position of a byte.
pub fn position_of(text: &str, encoding: &str, byte: usize) -> Value {
    let before = &text[..byte];
    let normal = before.replace("\r\n", "\n").replace('\r', "\n");
    let line = normal.matches('\n').count();
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let character: u64 = before[start..].chars().map(|letter| units_of(letter, encoding)).sum();
    json!({ "line": line, "character": character })
}

fn units_of(letter: char, encoding: &str) -> u64 {
    match encoding {
        "utf-8" => letter.len_utf8() as u64,
        "utf-16" => letter.len_utf16() as u64,
        _ => 1,
    }
}

/// What a range says.
pub fn passage<'t>(text: &'t str, encoding: &str, range: &Value) -> &'t str {
    &text[byte_of(text, encoding, &range["start"])..byte_of(text, encoding, &range["end"])]
}

/// A text with the edits of an action made, which must be for `version`.
pub fn applied(text: &str, action: &Value, version: i32) -> String {
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["version"], version, "{action}");
    let mut edits: Vec<(usize, usize, &str)> = change["edits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (
                byte_of(text, "utf-16", &range["start"]),
                byte_of(text, "utf-16", &range["end"]),
                edit["newText"].as_str().unwrap(),
            )
        })
        .collect();
    edits.sort_unstable();
    let mut out = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        out.replace_range(start..end, new);
    }
    out
}
