//! How long an editor waits: from a keystroke to the diagnostics, through the whole server, over a connection in memory.
//!
//! `cargo bench --bench keystroke` prints the figures; with `-- --gate` it fails where they are over the limits. The client's
//! own part (making the message, reading the answer as JSON) is not in the server's time, but the way through both channels is.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop and must print")]

use adlint::lang::Lang;
use adlint::lsp::{Surroundings, run};
use adlint::workspace::{Options, Workspace};
use lsp_server::{Connection, Message, Notification, Request, RequestId};
use serde_json::{Value, json};
use std::path::Path;
use std::time::{Duration, Instant};

// What the program itself uses.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Figures and limits: name, bytes, keystrokes, and the longest median and 99th percentile.
const RUNS: [(&str, usize, usize, Duration, Duration); 3] = [
    ("6 KB", 6 << 10, 3000, Duration::from_millis(1), Duration::from_millis(3)),
    ("60 KB", 60 << 10, 500, Duration::from_millis(10), Duration::from_millis(30)),
    ("1 MB", 1 << 20, 60, Duration::from_millis(30), Duration::from_millis(60)),
];

/// How much more memory there may be after ten thousand keystrokes than after the first thousand, in kilobytes.
const GROWTH: u64 = 8 << 10;

struct Editor {
    connection: Connection,
    version: i32,
}

impl Editor {
    fn new() -> Self {
        let (connection, theirs) = Connection::memory();
        std::thread::spawn(move || {
            run(
                theirs,
                Surroundings {
                    asked: Some(Lang::De),
                    system: Lang::De,
                    today: None,
                },
            )
        });
        let editor = Self { connection, version: 0 };
        let capabilities = json!({ "textDocument": { "publishDiagnostics": { "relatedInformation": true, "dataSupport": true } } });
        let request = Request {
            id: RequestId::from(1),
            method: "initialize".to_owned(),
            params: json!({ "capabilities": capabilities }),
        };
        editor.connection.sender.send(request.into()).unwrap();
        editor.connection.receiver.recv().unwrap();
        editor.tell("initialized", json!({}));
        editor
    }

    fn tell(&self, method: &str, params: Value) {
        let note = Notification {
            method: method.to_owned(),
            params,
        };
        self.connection.sender.send(note.into()).unwrap();
    }

    /// Waits for the diagnostics of a version.
    fn wait(&self) -> Notification {
        loop {
            if let Message::Notification(note) = self.connection.receiver.recv().unwrap()
                && note.method == "textDocument/publishDiagnostics"
                && note.params["version"] == self.version
            {
                return note;
            }
        }
    }

    fn open(&mut self, text: &str) -> usize {
        self.version = 0;
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": "untitled:ad", "languageId": "plaintext", "version": 0, "text": text } }),
        );
        self.wait().params["diagnostics"].as_array().map_or(0, Vec::len)
    }

    /// One keystroke: a letter typed at a place, or taken back.
    fn type_at(&mut self, line: usize, character: usize) -> Duration {
        self.version += 1;
        let place = |character: usize| json!({ "line": line, "character": character });
        let change = if self.version % 2 == 1 {
            json!({ "range": { "start": place(character), "end": place(character) }, "text": "n" })
        } else {
            json!({ "range": { "start": place(character), "end": place(character + 1) }, "text": "" })
        };
        let params = json!({ "textDocument": { "uri": "untitled:ad", "version": self.version }, "contentChanges": [change] });
        let begun = Instant::now();
        self.tell("textDocument/didChange", params);
        // What the client then does with the diagnostics, freeing them too, is its own time.
        let _diagnostics = self.wait();
        begun.elapsed()
    }
}

/// An ad of fixture ads put together.
fn ad(size: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ads");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let wanted = |path: &&std::path::PathBuf| path.extension().is_some_and(|extension| extension == "txt");
    let texts: Vec<String> = paths.iter().filter(wanted).map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut out = String::new();
    for text in texts.iter().cycle() {
        if out.len() + text.len() / 2 > size {
            break;
        }
        out.push_str(text);
        out.push_str("\n\n");
    }
    out
}

/// The median of `Workspace::check` without a server around it: what is left for the server to be slow at.
fn check_alone(text: &str) -> Duration {
    let workspace = Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .unwrap();
    let mut times: Vec<Duration> = (0..30)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(workspace.check_bytes("ad.txt", text.as_bytes()));
            begun.elapsed()
        })
        .collect();
    times.sort();
    times[times.len() / 2]
}

/// Memory of this process in kilobytes; 0 where the system does not tell.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

fn main() {
    let gate = std::env::args().any(|arg| arg == "--gate");
    let mut failed = false;
    println!(
        "{:<8} {:>9} {:>9} {:>9} {:>9} {:>9} {:>12}",
        "ad", "bytes", "findings", "median", "p99", "most", "check alone"
    );
    for (name, size, strokes, median, p99) in RUNS {
        let text = ad(size);
        let mut editor = Editor::new();
        let findings = editor.open(&text);
        let line = text.lines().count() / 2;
        let mut times: Vec<Duration> = (0..strokes + strokes / 10).map(|_| editor.type_at(line, 0)).collect();
        // The first ones warm up.
        times.drain(..strokes / 10);
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
        println!(
            "{name:<8} {:>9} {findings:>9} {:>9.2?} {:>9.2?} {:>9.2?} {:>12.2?}",
            text.len(),
            at(0.5),
            at(0.99),
            at(1.0),
            check_alone(&text)
        );
        failed |= at(0.5) > median || at(0.99) > p99;
    }
    let mut editor = Editor::new();
    editor.open(&ad(6 << 10));
    let mut strokes = |count: usize| {
        for stroke in 0..count {
            editor.type_at(stroke % 40 / 2, 0);
        }
    };
    strokes(1000);
    let before = memory();
    strokes(9000);
    let after = memory();
    println!("memory after 1,000 keystrokes {before} KB, after 10,000 {after} KB");
    failed |= after > before + GROWTH;
    if failed && gate {
        println!("over the limits");
        std::process::exit(1);
    }
}
