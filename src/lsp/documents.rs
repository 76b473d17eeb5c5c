//! The open documents: what is known of each, and who waits for more.
//!
//! Must not know the connection.

use super::buffer::Buffer;
use super::check::Checked;
use lsp_server::Request;
use std::path::PathBuf;
use std::sync::Arc;

/// An open document.
#[derive(Debug)]
pub struct Document {
    /// Its text.
    pub buffer: Buffer,
    /// Its path, where it has one.
    pub path: Option<PathBuf>,
    /// What is known of it, perhaps of an older version.
    pub checked: Option<Arc<Checked>>,
    /// A job checks it.
    pub at_work: bool,
    /// How often a check of this version was lost.
    pub lost: u8,
    /// Requests that wait for the check of the newest version.
    pub waiting: Vec<Request>,
}

impl Document {
    /// A document just opened.
    pub fn new(buffer: Buffer, path: Option<PathBuf>) -> Self {
        Self {
            buffer,
            path,
            checked: None,
            at_work: false,
            lost: 0,
            waiting: Vec::new(),
        }
    }

    /// What is known of the newest version under the newest settings.
    pub fn current(&self, generation: u64) -> Option<&Arc<Checked>> {
        self.checked.as_ref().filter(|checked| checked.is_of(&self.buffer, generation))
    }
}

/// The path of a document's address, as the client writes it; `None` for `untitled:` and whatever else is no file.
pub fn path_of(uri: &str) -> Option<PathBuf> {
    url::Url::parse(uri).ok().filter(|url| url.scheme() == "file")?.to_file_path().ok()
}

/// The address of a path.
pub fn uri_of(path: &std::path::Path) -> Option<String> {
    url::Url::from_file_path(path).ok().map(Into::into)
}
