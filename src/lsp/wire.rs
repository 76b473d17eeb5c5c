//! Bytes ↔ messages: the frames of the protocol, read and written on threads of their own.
//!
//! lsp-server has such threads too, but ends at the first malformed message and trusts any `Content-Length`. Here a frame
//! that holds nonsense is answered or passed over and the next one is read. Must not know what messages mean.

use crossbeam_channel::{Sender, bounded, unbounded};
use lsp_server::{Connection, ErrorCode, Message, RequestId, Response};
use std::io::{self, BufRead, Read, Write};
use std::thread::{self, JoinHandle};

/// A longer message is skipped.
const MOST_BYTES: u64 = 512 << 20;
/// A longer line in a header is no header.
const LONGEST_HEADER: u64 = 8 << 10;

/// Messages that may wait to be handled; then the client waits.
const WAITING: usize = 64;

/// What a frame held.
enum Frame {
    Message(Box<Message>),
    /// Nonsense; with the id of the request where there is one to answer.
    Malformed(Option<RequestId>),
    /// Nothing more comes.
    End,
}

/// A connection over any pair of byte streams. The writer ends, everything written, when the sender is dropped.
pub fn connect<R, W>(reader: R, writer: W) -> (Connection, JoinHandle<()>)
where
    R: BufRead + Send + 'static,
    W: Write + Send + 'static,
{
    // Unbounded: the main loop must never wait for a client that does not read.
    let (to_client, outgoing) = unbounded::<Message>();
    let (incoming, from_client) = bounded::<Message>(WAITING);
    let answers = to_client.clone();
    let writing = thread::spawn(move || {
        let mut writer = writer;
        for message in outgoing {
            if message.write(&mut writer).is_err() {
                // Nobody reads any more; the reader will see the end of its stream.
                break;
            }
        }
        let _ = writer.flush();
    });
    // Not joined: it may wait for ever in a read that nothing ends.
    drop(thread::spawn(move || read_all(reader, &incoming, &answers)));
    let connection = Connection {
        sender: to_client,
        receiver: from_client,
    };
    (connection, writing)
}

fn read_all(mut reader: impl BufRead, incoming: &Sender<Message>, answers: &Sender<Message>) {
    loop {
        match read(&mut reader) {
            Ok(Frame::Message(message)) => {
                let last = matches!(&*message, Message::Notification(note) if note.method == "exit");
                if incoming.send(*message).is_err() || last {
                    return;
                }
            }
            Ok(Frame::Malformed(Some(id))) => {
                let response = Response::new_err(id, ErrorCode::InvalidRequest as i32, "this is no request".to_owned());
                if answers.send(response.into()).is_err() {
                    return;
                }
            }
            Ok(Frame::Malformed(None)) => {}
            Ok(Frame::End) | Err(_) => return,
        }
    }
}

/// Reads one frame. After nonsense it stands behind it, or looks for the next header.
fn read(reader: &mut impl BufRead) -> io::Result<Frame> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        let read = reader.by_ref().take(LONGEST_HEADER).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Ok(Frame::End);
        }
        let line = line.trim_ascii();
        if line.is_empty() {
            match length {
                Some(length) => return body(reader, length),
                // An empty line before a header.
                None => continue,
            }
        }
        // Where a length was wrong the next header follows on the rest of a body.
        let name = b"content-length:";
        let at = (0..line.len()).find(|at| line[*at..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)));
        if let Some(at) = at {
            let digits = line[at + name.len()..].trim_ascii();
            length = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse::<u64>().ok());
        }
    }
}

fn body(reader: &mut impl BufRead, length: u64) -> io::Result<Frame> {
    if length > MOST_BYTES {
        io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        return Ok(Frame::Malformed(None));
    }
    let mut bytes = Vec::new();
    let read = reader.by_ref().take(length).read_to_end(&mut bytes)?;
    if (read as u64) < length {
        return Ok(Frame::End);
    }
    if let Ok(message) = serde_json::from_slice::<Message>(&bytes) {
        return Ok(Frame::Message(Box::new(message)));
    }
    let id = serde_json::from_slice::<serde_json::Value>(&bytes)
        .ok()
        .filter(|value| value.get("result").is_none() && value.get("error").is_none())
        .and_then(|value| serde_json::from_value(value.get("id")?.clone()).ok());
    Ok(Frame::Malformed(id))
}
