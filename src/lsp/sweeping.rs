//! `workspace/diagnostic` in the main loop: begun, reported on, stopped, answered.
//!
//! Must not check anything itself; a [`Sweep`] does, on the pool.

use super::client;
use super::server::{Done, Server};
use super::sweep::{Memory, Sweep};
use crate::report::words::{count, say};
use lsp_server::{ErrorCode, Request, RequestId, Response};
use serde_json::{Value, json};
use std::collections::HashMap;

/// The runs there are: one at work, others behind it.
#[derive(Default)]
pub(super) struct Sweeps {
    at_work: Option<Running>,
    waiting: Vec<Request>,
    memory: Memory,
    runs: u64,
}

/// A run being made.
struct Running {
    run: u64,
    id: RequestId,
    progress: Option<Value>,
    partial: Option<Value>,
    items: Vec<Value>,
}

impl Server {
    /// A client wants to know about all ads.
    pub(super) fn sweep(&mut self, request: Request) {
        self.sweeps.waiting.push(request);
    }

    /// Begins the next run, if none is made and the workspaces it needs are open.
    pub(super) fn begin_sweep(&mut self) {
        if self.sweeps.at_work.is_some() || self.sweeps.waiting.is_empty() {
            return;
        }
        let wanted = self.manner.wishes.sweep;
        let mut roots = Vec::new();
        for root in self.folders.roots().to_vec() {
            let key = self.folders.key_of_folder(&root);
            let meant = match wanted {
                client::Sweep::All => true,
                client::Sweep::Configured => key.settings.is_some(),
                client::Sweep::Off => false,
            };
            if meant {
                roots.push((root, key));
            }
        }
        let mut workspaces = HashMap::new();
        for (_, key) in &roots {
            match self.folders.workspace(key) {
                Some(found) => workspaces.insert(key.clone(), found),
                // It is being opened; the loop comes by again.
                None => return,
            };
        }
        roots.reverse();
        let request = self.sweeps.waiting.remove(0);
        self.sweeps.runs += 1;
        let sweep = Sweep {
            run: self.sweeps.runs,
            manner: self.manner.clone(),
            today: self.surroundings.today,
            under: self.manner.wishes.settings.clone(),
            workspaces,
            roots,
            previous: previous(&request.params),
            open: self.documents.values().filter_map(|document| document.path.clone()).collect(),
            memory: std::mem::take(&mut self.sweeps.memory),
            walk: None,
            items: Vec::new(),
            seen: 0,
            is_done: false,
        };
        let progress = request.params.get("workDoneToken").filter(|token| !token.is_null()).cloned();
        if let Some(token) = &progress {
            let title = say(self.manner.lang, "Anzeigen prüfen", "Checking ads");
            self.progress(token, json!({ "kind": "begin", "title": title, "cancellable": true }));
        }
        self.sweeps.at_work = Some(Running {
            run: sweep.run,
            id: request.id,
            progress,
            partial: request.params.get("partialResultToken").filter(|token| !token.is_null()).cloned(),
            items: Vec::new(),
        });
        self.go_on(sweep);
    }

    fn go_on(&self, sweep: Sweep) {
        let lost = Done::SweepLost(sweep.run);
        self.spawn(lost, move || Done::Swept(Box::new(sweep.go_on())));
    }

    /// Some files were checked.
    pub(super) fn swept(&mut self, mut sweep: Sweep) {
        let lang = self.manner.lang;
        let Some(mut running) = self.sweeps.at_work.take_if(|running| running.run == sweep.run) else {
            // Stopped meanwhile; what was learned is kept.
            self.sweeps.memory.extend(sweep.memory);
            return;
        };
        let found = std::mem::take(&mut sweep.items);
        match &running.partial {
            Some(token) if !found.is_empty() => self.progress(token, json!({ "items": found })),
            Some(_) => {}
            None => running.items.extend(found),
        }
        if let Some(token) = &running.progress {
            let ads = count(sweep.seen as u64, say(lang, "Anzeige", "ad"), say(lang, "Anzeigen", "ads"));
            let kind = if sweep.is_done { "end" } else { "report" };
            self.progress(token, json!({ "kind": kind, "message": ads }));
        }
        if sweep.is_done {
            self.sweeps.memory.extend(sweep.memory);
            self.answer(Response::new_ok(running.id, json!({ "items": running.items })));
            return;
        }
        self.sweeps.at_work = Some(running);
        self.go_on(sweep);
    }

    /// The job of a run was lost.
    pub(super) fn sweep_lost(&mut self, run: u64) {
        if let Some(running) = self.sweeps.at_work.take_if(|running| running.run == run) {
            self.end_sweep(running, ErrorCode::InternalError, "the folders could not be checked");
        }
    }

    /// Stops a run the client no longer wants. Whether there was one.
    pub(super) fn cancel_sweep(&mut self, id: &RequestId) -> bool {
        if let Some(at) = self.sweeps.waiting.iter().position(|request| request.id == *id) {
            let request = self.sweeps.waiting.remove(at);
            self.refuse(request.id, ErrorCode::RequestCanceled, "cancelled");
            return true;
        }
        let Some(running) = self.sweeps.at_work.take_if(|running| running.id == *id) else {
            return false;
        };
        self.end_sweep(running, ErrorCode::RequestCanceled, "cancelled");
        true
    }

    /// The user has stopped what the progress is of.
    pub(super) fn cancel_progress(&mut self, token: &Value) {
        if let Some(running) = self.sweeps.at_work.take_if(|running| running.progress.as_ref() == Some(token)) {
            self.end_sweep(running, ErrorCode::ServerCancelled, "stopped by the user");
        }
    }

    fn end_sweep(&self, running: Running, code: ErrorCode, why: &str) {
        if let Some(token) = &running.progress {
            self.progress(token, json!({ "kind": "end" }));
        }
        self.refuse(running.id, code, why);
    }

    fn progress(&self, token: &Value, value: Value) {
        let mut params = json!({ "token": token });
        if let Some(params) = params.as_object_mut() {
            params.insert("value".to_owned(), value);
        }
        self.tell("$/progress", params);
    }
}

/// What the client has seen: address → result id.
fn previous(params: &Value) -> HashMap<String, String> {
    let list = params.get("previousResultIds").and_then(Value::as_array);
    list.into_iter()
        .flatten()
        .filter_map(|entry| {
            let text = |name: &str| entry.get(name).and_then(Value::as_str).map(str::to_owned);
            Some((text("uri")?, text("value")?))
        })
        .collect()
}
