//! The wire: frames cut, mangled and mixed with nonsense, as raw bytes.

use super::garbage::Dice;
use adlint::lang::Lang;
use adlint::lsp::{Surroundings, serve};
use serde_json::{Value, json};
use std::io::{BufReader, Cursor, Write};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

/// What the server wrote.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn frame(value: &Value) -> Vec<u8> {
    let body = value.to_string();
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

/// A small session, frame by frame.
fn session() -> Vec<Vec<u8>> {
    let ad = "# Koch\n\nUnser junges, dynamisches Team sucht Sie für die Küche.\n";
    let document = json!({ "uri": "untitled:a" });
    [
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": { "textDocument": { "diagnostic": {} } } } }),
        json!({ "jsonrpc": "2.0", "method": "initialized", "params": {} }),
        json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen",
            "params": { "textDocument": { "uri": "untitled:a", "languageId": "markdown", "version": 1, "text": ad } } }),
        json!({ "jsonrpc": "2.0", "id": 2, "method": "textDocument/diagnostic", "params": { "textDocument": document } }),
        json!({ "jsonrpc": "2.0", "id": "drei", "method": "textDocument/codeLens", "params": { "textDocument": document } }),
    ]
    .iter()
    .map(frame)
    .collect()
}

fn goodbye() -> Vec<u8> {
    let mut bytes = frame(&json!({ "jsonrpc": "2.0", "id": 9, "method": "shutdown" }));
    bytes.extend(frame(&json!({ "jsonrpc": "2.0", "method": "exit" })));
    bytes
}

/// Lets a server read these bytes to their end. What it wrote, and whether it thought the goodbye proper.
fn served(bytes: Vec<u8>) -> (String, bool) {
    let written = Written::default();
    let (done, wait) = mpsc::channel();
    let out = written.clone();
    std::thread::spawn(move || {
        let surroundings = Surroundings {
            asked: None,
            system: Lang::De,
            today: None,
        };
        let _ = done.send(serve(BufReader::new(Cursor::new(bytes)), out, surroundings));
    });
    let orderly = wait.recv_timeout(Duration::from_secs(120)).expect("the server ends, and without a panic");
    let text = String::from_utf8(written.0.lock().unwrap().clone()).expect("all that is written is UTF-8");
    (text, orderly)
}

#[test]
fn nonsense_in_a_frame_is_answered_where_it_has_an_id_and_passed_over_where_it_has_none() {
    let mut bytes = frame(&json!({ "jsonrpc": "2.0", "id": 5, "method": 17 }));
    bytes.extend(b"Content-Length: 9\r\n\r\n{\"id\": 1]");
    bytes.extend(b"Content-Length: 3\r\nContent-Type: text/plain\r\n\r\n\xff\xfe\xfd");
    bytes.extend(frame(&json!([1, 2, 3])));
    for part in session() {
        bytes.extend(part);
    }
    bytes.extend(goodbye());
    let (said, orderly) = served(bytes);
    assert!(orderly, "{said}");
    assert!(
        said.contains("\"id\":5") && said.contains("-32600") && said.contains("positionEncoding"),
        "{said}"
    );
}

#[test]
fn lengths_beyond_all_measure_end_in_nothing_worse_than_silence() {
    for length in ["18446744073709551615", "99999999999", "-5", "many", "1e3", ""] {
        let mut bytes = format!("Content-Length: {length}\r\n\r\n{{}}").into_bytes();
        bytes.extend(goodbye());
        served(bytes);
    }
}

#[test]
fn mangled_sessions_end_and_never_panic() {
    let mut dice = Dice::new(4);
    for _ in 0..60 {
        let mut bytes: Vec<u8> = Vec::new();
        for part in session() {
            match dice.roll(8) {
                // Lost, or said twice.
                0 => {}
                1 => bytes.extend(part.iter().chain(&part)),
                // Cut short.
                2 => bytes.extend(&part[..dice.roll(part.len())]),
                _ => bytes.extend(part),
            }
        }
        for _ in 0..dice.roll(12) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 if !bytes.is_empty() => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 if !bytes.is_empty() => {
                    bytes.remove(at);
                }
                2 => bytes.insert(at, *dice.of(b"{}[]\",:\r\n0\xff")),
                _ => {}
            }
        }
        bytes.extend(goodbye());
        let (said, _) = served(bytes);
        assert!(!said.contains("-32603"), "{said}");
    }
}

#[test]
fn the_program_itself_ends_with_its_client() {
    use std::process::{Command, Stdio};
    let spoken = |arguments: &[&str], bytes: &[u8]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_adlint"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(bytes).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    };
    let session: Vec<u8> = session().concat();
    let polite = [session.clone(), goodbye()].concat();
    for arguments in [&["lsp"][..], &["lsp", "--stdio"]] {
        let (said, code) = spoken(arguments, &polite);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.starts_with("Content-Length: ") && said.contains("\"id\":9"), "{said}");
    }
    assert_eq!(spoken(&["lsp"], &session).1, Some(1), "gone without a word");
}
