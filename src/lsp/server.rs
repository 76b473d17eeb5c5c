//! The main loop: messages in, jobs out, results in, messages out. Nothing here takes longer than a blink.
//!
//! Must not know how anything is found or worded.

use super::answers;
use super::buffer::Buffer;
use super::check::{self, Checked, Manner, Subject};
use super::client::Client;
use super::documents::{Document, path_of};
use super::folders::{self, Folders, Key, Opened};
use super::pool::Pool;
use super::sweep::Sweep;
use super::sweeping::Sweeps;
use crate::lang::Lang;
use crate::suppress::Day;
use crossbeam_channel::{Receiver, Sender, select, unbounded};
use lsp_server::{Connection, ErrorCode, Message, Notification, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// What the process knows of its user.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings {
    /// The language asked for on the command line.
    pub asked: Option<Lang>,
    /// The language of the system.
    pub system: Lang,
    /// The day it is: exceptions expire.
    pub today: Option<Day>,
}

/// A check that ends in a panic twice is not tried again until the text changes.
const TRIES: u8 = 2;

/// What comes back from the pool.
pub(super) enum Done {
    /// A document was checked.
    Checked(Box<Checked>),
    /// A check was lost.
    Lost(Arc<str>),
    /// A workspace was opened.
    Opened(Key, Opened),
    /// A request was answered.
    Answered(Response),
    /// Some files of the folders were checked.
    Swept(Box<Sweep>),
    /// The job that did so was lost.
    SweepLost(u64),
}

/// How far the conversation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Greeting,
    Working,
    Leaving,
}

/// What was asked of the client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Settings,
    Nothing,
}

/// The server.
pub(super) struct Server {
    out: Sender<Message>,
    pool: Pool,
    done: Sender<Done>,
    stage: Stage,
    pub(super) surroundings: Surroundings,
    pub(super) manner: Manner,
    /// `initializationOptions`, which settings of the client are laid over.
    pub(super) given: Value,
    pub(super) documents: HashMap<Arc<str>, Document>,
    pub(super) folders: Folders,
    pub(super) sweeps: Sweeps,
    /// Requests that a job answers.
    in_work: HashSet<RequestId>,
    asked: HashMap<RequestId, Asked>,
    next_id: i32,
    /// Hints were shown.
    hinted: bool,
    /// Settings and rules that are shown as faulty, with their addresses.
    pub(super) shown_faults: HashMap<PathBuf, String>,
}

/// Serves a client over a connection. Whether it said goodbye properly.
pub fn run(connection: Connection, surroundings: Surroundings) -> bool {
    let (done, results) = unbounded();
    let mut server = Server {
        out: connection.sender,
        pool: Pool::new(),
        done,
        stage: Stage::Greeting,
        surroundings,
        manner: Manner {
            client: Arc::default(),
            wishes: Arc::default(),
            lang: surroundings.asked.unwrap_or(surroundings.system),
        },
        given: Value::Null,
        documents: HashMap::new(),
        folders: Folders::new(surroundings.today),
        sweeps: Sweeps::default(),
        in_work: HashSet::new(),
        asked: HashMap::new(),
        next_id: 0,
        hinted: false,
        shown_faults: HashMap::new(),
    };
    server.work(&connection.receiver, &results)
}

impl Server {
    fn work(&mut self, messages: &Receiver<Message>, results: &Receiver<Done>) -> bool {
        loop {
            select! {
                recv(messages) -> message => match message {
                    Ok(message) => if let Some(orderly) = self.message(message) { return orderly },
                    // The client is gone.
                    Err(_) => return self.stage == Stage::Leaving,
                },
                recv(results) -> done => if let Ok(done) = done { self.result(done) },
            }
            // What has come in meanwhile is taken in first: of ten keystrokes only the last is checked.
            while let Ok(message) = messages.try_recv() {
                if let Some(orderly) = self.message(message) {
                    return orderly;
                }
            }
            while let Ok(done) = results.try_recv() {
                self.result(done);
            }
            self.hand_out();
        }
    }

    /// Takes a message; the end where it was the last.
    fn message(&mut self, message: Message) -> Option<bool> {
        match message {
            Message::Notification(note) if note.method == "exit" => return Some(self.stage == Stage::Leaving),
            Message::Request(request) => self.request(request),
            Message::Notification(note) if self.stage == Stage::Working => self.notification(&note),
            Message::Notification(_) => {}
            Message::Response(response) => self.response(response),
        }
        None
    }

    fn request(&mut self, request: Request) {
        match (self.stage, request.method.as_str()) {
            (Stage::Greeting, "initialize") => self.initialize(request),
            (Stage::Greeting, "shutdown") | (Stage::Working, "shutdown") => {
                self.stage = Stage::Leaving;
                self.answer(Response::new_ok(request.id, Value::Null));
            }
            (Stage::Greeting, _) => self.refuse(request.id, ErrorCode::ServerNotInitialized, "`initialize` comes first"),
            (Stage::Leaving, _) => self.refuse(request.id, ErrorCode::InvalidRequest, "after `shutdown` there is only `exit`"),
            (Stage::Working, "initialize") => self.refuse(request.id, ErrorCode::InvalidRequest, "initialized already"),
            (Stage::Working, _) => self.feature(request),
        }
    }

    /// A request about a document waits until its newest version is checked.
    fn feature(&mut self, request: Request) {
        if request.method == "workspace/diagnostic" {
            self.sweep(request);
            return;
        }
        if !answers::is_known(&request.method) {
            self.refuse(request.id, ErrorCode::MethodNotFound, "adlint does not know this request");
            return;
        }
        let uri = request.params.pointer("/textDocument/uri").and_then(Value::as_str);
        let Some(uri) = uri else {
            self.refuse(request.id, ErrorCode::InvalidParams, "`textDocument.uri` is missing");
            return;
        };
        match self.documents.get_mut(uri) {
            Some(document) => document.waiting.push(request),
            // Closed already, or never opened: nothing is known of it.
            None => self.answer(answers::of_nothing(request)),
        }
    }

    fn notification(&mut self, note: &Notification) {
        let params = &note.params;
        match note.method.as_str() {
            "initialized" => self.initialized(),
            "textDocument/didOpen" => self.open(params),
            "textDocument/didChange" => self.change(params),
            "textDocument/didClose" => self.close(params),
            "textDocument/didSave" => {
                if let Some(path) = params.pointer("/textDocument/uri").and_then(Value::as_str).and_then(path_of) {
                    self.files_changed(&[path]);
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = params.get("changes").and_then(Value::as_array);
                let paths: Vec<PathBuf> = changes.into_iter().flatten().filter_map(uri_in).filter_map(path_of).collect();
                self.files_changed(&paths);
            }
            "workspace/didChangeWorkspaceFolders" => {
                let of = |name: &str| paths_in(params.pointer(&format!("/event/{name}")));
                self.folders.change_roots(of("added"), &of("removed"));
            }
            "workspace/didChangeConfiguration" => {
                if self.manner.client.configuration {
                    self.ask_for_settings();
                } else if let Some(settings) = params.pointer("/settings/adlint") {
                    self.take_wishes(&settings.clone());
                }
            }
            "$/cancelRequest" => self.cancel(params),
            "window/workDoneProgress/cancel" => {
                if let Some(token) = params.get("token") {
                    self.cancel_progress(token);
                }
            }
            _ => {}
        }
    }

    fn response(&mut self, response: Response) {
        if self.asked.remove(&response.id) == Some(Asked::Settings)
            && let Ok(answer) = response.response_result
        {
            let settings = answer.get(0).cloned().unwrap_or(Value::Null);
            self.take_wishes(&settings);
        }
    }

    fn result(&mut self, done: Done) {
        match done {
            Done::Answered(response) => {
                // A cancelled request has its answer already.
                if self.in_work.remove(&response.id) {
                    self.answer(response);
                }
            }
            Done::Lost(uri) => {
                if let Some(document) = self.documents.get_mut(&uri) {
                    document.at_work = false;
                    document.lost += 1;
                    if document.lost >= TRIES {
                        for request in std::mem::take(&mut document.waiting) {
                            self.refuse(request.id, ErrorCode::InternalError, "this document could not be checked");
                        }
                    }
                }
            }
            Done::Swept(sweep) => self.swept(*sweep),
            Done::SweepLost(run) => self.sweep_lost(run),
            Done::Checked(checked) => self.checked(*checked),
            Done::Opened(key, opened) => {
                let new_faults = self.folders.opened(&key, opened);
                self.show_faults(new_faults);
                self.refresh();
            }
        }
    }

    fn checked(&mut self, mut checked: Checked) {
        let uri = Arc::clone(&checked.subject.uri);
        let Some(document) = self.documents.get_mut(&uri) else {
            return;
        };
        document.at_work = false;
        // Made for an older version: nobody wants it any more.
        if checked.subject.buffer.version != document.buffer.version || !Arc::ptr_eq(&checked.subject.buffer.text, &document.buffer.text) {
            return;
        }
        document.lost = 0;
        let version = checked.subject.buffer.version;
        let found = (!self.manner.client.pulls).then(|| checked.take_items());
        let old = document.checked.replace(Arc::new(checked));
        if let Some(found) = found {
            self.publish(&uri, Some(version), found);
        }
        // To free the findings of a large ad takes a while, and the next keystroke waits for nothing.
        self.pool.spawn(move || drop(old));
    }

    /// Starts every check that is due, and answers what can be answered.
    fn hand_out(&mut self) {
        for (key, options) in self.folders.take_due() {
            let lost = Done::Opened(key.clone(), Opened::default());
            self.spawn(lost, move || Done::Opened(key, folders::open(&options)));
        }
        let mut due = Vec::new();
        let mut answerable = Vec::new();
        for (uri, document) in &mut self.documents {
            let key = self.folders.key(document.path.as_deref());
            let Some((workspace, generation)) = self.folders.workspace(&key) else {
                continue;
            };
            if let Some(checked) = document.current(generation).cloned() {
                answerable.extend(document.waiting.drain(..).map(|request| (request, Arc::clone(&checked))));
            } else if !document.at_work && document.lost < TRIES {
                document.at_work = true;
                due.push(Subject {
                    uri: Arc::clone(uri),
                    path: document.path.clone(),
                    buffer: document.buffer.clone(),
                    workspace,
                    generation,
                    manner: self.manner.clone(),
                    before: document.checked.clone().filter(|checked| checked.subject.generation == generation),
                });
            }
        }
        for subject in due {
            let lost = Done::Lost(Arc::clone(&subject.uri));
            self.spawn(lost, move || Done::Checked(Box::new(check::check(subject))));
        }
        for (request, checked) in answerable {
            let id = request.id.clone();
            self.in_work.insert(id.clone());
            let lost = Done::Answered(Response::new_err(
                id,
                ErrorCode::InternalError as i32,
                "this could not be answered".to_owned(),
            ));
            self.spawn(lost, move || Done::Answered(answers::answer(request, &checked)));
        }
        self.begin_sweep();
        // Workspaces asked for just now.
        if self.folders.has_due() {
            self.hand_out();
        }
    }

    /// Work for the pool; `lost` comes back in place of its result should it panic.
    pub(super) fn spawn(&self, lost: Done, work: impl FnOnce() -> Done + Send + 'static) {
        let done = self.done.clone();
        self.pool.spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or(lost);
            let _ = done.send(result);
        });
    }

    fn initialize(&mut self, request: Request) {
        let params = &request.params;
        let client = Client::read(params);
        let folders = params.get("workspaceFolders").filter(|folders| folders.is_array());
        let mut roots = paths_in(folders);
        if folders.is_none() {
            roots.extend(params.get("rootUri").and_then(Value::as_str).and_then(path_of));
        }
        self.folders.change_roots(roots, &[]);
        self.given = params.get("initializationOptions").cloned().unwrap_or(Value::Null);
        let capabilities = answers::capabilities(&client);
        self.manner.client = Arc::new(client);
        self.stage = Stage::Working;
        self.take_wishes(&Value::Null);
        self.answer(Response::new_ok(
            request.id,
            json!({
                "capabilities": capabilities,
                "serverInfo": { "name": "adlint", "version": env!("CARGO_PKG_VERSION") },
            }),
        ));
    }

    fn initialized(&mut self) {
        let client = Arc::clone(&self.manner.client);
        let mut registrations = Vec::new();
        if client.watches {
            registrations.push(json!({
                "id": "adlint-files",
                "method": "workspace/didChangeWatchedFiles",
                "registerOptions": { "watchers": [{ "globPattern": "**/*.{yaml,yml}" }, { "globPattern": "**/adlint.baseline.json" }] },
            }));
        }
        if client.registers_configuration {
            registrations.push(json!({
                "id": "adlint-settings",
                "method": "workspace/didChangeConfiguration",
                "registerOptions": { "section": "adlint" },
            }));
        }
        if !registrations.is_empty() {
            self.ask("client/registerCapability", &json!({ "registrations": registrations }), Asked::Nothing);
        }
        if client.configuration {
            self.ask_for_settings();
        }
    }

    fn ask_for_settings(&mut self) {
        let params = json!({ "items": [{ "section": "adlint" }] });
        self.ask("workspace/configuration", &params, Asked::Settings);
    }

    /// Everything is checked anew, to be said anew.
    pub(super) fn forget(&mut self) {
        for document in self.documents.values_mut() {
            document.checked = None;
            document.lost = 0;
        }
    }

    fn open(&mut self, params: &Value) {
        let Some(document) = params.get("textDocument") else { return };
        let text = |name: &str| document.get(name).and_then(Value::as_str);
        let (Some(uri), Some(content)) = (text("uri"), text("text")) else {
            return;
        };
        let version = version_in(document).unwrap_or(0);
        let buffer = Buffer::new(version, text("languageId").unwrap_or_default(), content.to_owned());
        let known = self.documents.insert(uri.into(), Document::new(buffer, path_of(uri)));
        for request in known.into_iter().flat_map(|known| known.waiting) {
            self.refuse(request.id, ErrorCode::ContentModified, "the document was opened anew");
        }
        // Its own diagnostics say now what is wrong with it.
        let shown = path_of(uri).and_then(|path| self.shown_faults.remove(&path));
        if let Some(shown) = shown {
            self.publish(&shown, None, json!([]));
        }
    }

    fn change(&mut self, params: &Value) {
        let Some(document) = params
            .pointer("/textDocument/uri")
            .and_then(Value::as_str)
            .and_then(|uri| self.documents.get_mut(uri))
        else {
            return;
        };
        let changes = params.get("contentChanges").and_then(Value::as_array);
        for change in changes.into_iter().flatten() {
            let Some(text) = change.get("text").and_then(Value::as_str) else {
                continue;
            };
            let range = match change.get("range").filter(|range| !range.is_null()) {
                None => None,
                Some(range) => match serde_json::from_value(range.clone()) {
                    Ok(range) => Some(range),
                    // Which place is meant nobody can tell; better the old text than a wrong one.
                    Err(_) => continue,
                },
            };
            document.buffer.change(self.manner.client.encoding, range, text);
        }
        document.buffer.version = params
            .get("textDocument")
            .and_then(version_in)
            .unwrap_or_else(|| document.buffer.version.wrapping_add(1));
        document.lost = 0;
    }

    fn close(&mut self, params: &Value) {
        let Some(uri) = params.pointer("/textDocument/uri").and_then(Value::as_str) else {
            return;
        };
        let Some(document) = self.documents.remove(uri) else { return };
        for request in document.waiting {
            self.refuse(request.id, ErrorCode::ContentModified, "the document was closed");
        }
        if !self.manner.client.pulls {
            self.publish(uri, None, json!([]));
        }
        self.show_faults(false);
    }

    fn files_changed(&mut self, paths: &[PathBuf]) {
        if self.folders.changed(paths) {
            self.refresh();
        }
    }

    fn cancel(&mut self, params: &Value) {
        let Some(id) = params.get("id").and_then(|id| serde_json::from_value::<RequestId>(id.clone()).ok()) else {
            return;
        };
        if self.cancel_sweep(&id) {
            return;
        }
        let mut waiting = false;
        for document in self.documents.values_mut() {
            let before = document.waiting.len();
            document.waiting.retain(|request| request.id != id);
            waiting |= document.waiting.len() < before;
        }
        if self.in_work.remove(&id) || waiting {
            self.refuse(id, ErrorCode::RequestCanceled, "cancelled");
        }
    }

    /// Lets the client ask again.
    pub(super) fn refresh(&mut self) {
        let client = Arc::clone(&self.manner.client);
        let hints = std::mem::replace(&mut self.hinted, self.manner.wishes.inlay_hints) || self.hinted;
        let asks = [
            (client.pulls && client.refreshes_diagnostics, "workspace/diagnostic/refresh"),
            (client.refreshes_lenses, "workspace/codeLens/refresh"),
            (client.refreshes_hints && hints, "workspace/inlayHint/refresh"),
        ];
        if self.documents.is_empty() {
            return;
        }
        for (_, method) in asks.into_iter().filter(|(able, _)| *able) {
            self.ask(method, &Value::Null, Asked::Nothing);
        }
    }

    pub(super) fn publish(&self, uri: &str, version: Option<i32>, found: Value) {
        let mut params = json!({ "uri": uri });
        if let Some(params) = params.as_object_mut() {
            params.insert("diagnostics".to_owned(), found);
            if let Some(version) = version {
                params.insert("version".to_owned(), json!(version));
            }
        }
        self.tell("textDocument/publishDiagnostics", params);
    }

    pub(super) fn show(&self, text: &str) {
        self.tell("window/showMessage", json!({ "type": 2, "message": text }));
    }

    pub(super) fn tell(&self, method: &str, params: Value) {
        let note = Notification {
            method: method.to_owned(),
            params,
        };
        // A client that is gone hears nothing; the loop will notice.
        let _ = self.out.send(note.into());
    }

    fn ask(&mut self, method: &str, params: &Value, what: Asked) {
        let id = RequestId::from(self.next_id);
        self.next_id = self.next_id.wrapping_add(1);
        self.asked.insert(id.clone(), what);
        let request = Request {
            id,
            method: method.to_owned(),
            params: params.clone(),
        };
        let _ = self.out.send(request.into());
    }

    pub(super) fn answer(&self, response: Response) {
        let _ = self.out.send(response.into());
    }

    pub(super) fn refuse(&self, id: RequestId, code: ErrorCode, why: &str) {
        self.answer(Response::new_err(id, code as i32, why.to_owned()));
    }
}

fn version_in(document: &Value) -> Option<i32> {
    document
        .get("version")
        .and_then(Value::as_i64)
        .and_then(|version| i32::try_from(version).ok())
}

fn uri_in(value: &Value) -> Option<&str> {
    value.get("uri").and_then(Value::as_str)
}

/// The paths of `WorkspaceFolder[]`.
fn paths_in(folders: Option<&Value>) -> Vec<PathBuf> {
    let folders = folders.and_then(Value::as_array);
    folders.into_iter().flatten().filter_map(uri_in).filter_map(path_of).collect()
}
