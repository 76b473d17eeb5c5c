//! The language server: the same findings, in the editor, while the ad is being written.
//!
//! One loop takes messages and answers; it never waits for a check. A document at one version is handed to a small pool of
//! threads as a snapshot; what comes back for an old version is dropped. Every check is `Workspace::check`: nothing of the
//! engine is copied here. Must not know standard input and output; it is given streams.

mod actions;
mod answers;
mod buffer;
mod check;
mod client;
mod completion;
mod diagnostics;
mod documents;
mod exception;
mod folders;
mod hover;
mod lens;
mod outline;
mod pool;
mod position;
mod rules;
mod server;
mod settings;
mod sweep;
mod sweeping;
mod wire;

pub use server::{Surroundings, run};

use std::io::{BufRead, Write};

/// Serves a client over a pair of streams until it says goodbye or is gone. Whether it said goodbye properly.
pub fn serve(reader: impl BufRead + Send + 'static, writer: impl Write + Send + 'static, surroundings: Surroundings) -> bool {
    let (connection, writing) = wire::connect(reader, writer);
    let orderly = run(connection, surroundings);
    // Only after a goodbye is there anybody to read the rest.
    if orderly {
        let _ = writing.join();
    }
    orderly
}
