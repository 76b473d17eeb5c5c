//! An open document: its text as the client has it, changed piece by piece.
//!
//! Must not know what is found in it.

use super::position::{Encoding, Places};
use crate::text::LineIndex;
use lsp_types::Range;
use std::sync::Arc;

/// More than this is not kept: the protocol allows anything, a text of gigabytes is an accident.
const MOST_BYTES: usize = 256 << 20;

/// The text of a document at one version. Cheap to hand to another thread.
#[derive(Debug, Clone)]
pub struct Buffer {
    /// The version the client gave it.
    pub version: i32,
    /// What kind of text the client says it is.
    pub language_id: Arc<str>,
    /// The text.
    pub text: Arc<String>,
    /// Its lines.
    pub lines: Arc<LineIndex>,
}

impl Buffer {
    /// A document just opened.
    pub fn new(version: i32, language_id: &str, text: String) -> Self {
        let text = if text.len() > MOST_BYTES { String::new() } else { text };
        Self {
            version,
            language_id: language_id.into(),
            lines: Arc::new(LineIndex::new(&text)),
            text: Arc::new(text),
        }
    }

    /// Makes one change: of the range, or of everything.
    pub fn change(&mut self, encoding: Encoding, range: Option<Range>, new: &str) {
        let span = match range {
            Some(range) => Places::new(&self.text, &self.lines, encoding).span(range),
            None => crate::text::Span::new(0, u32::try_from(self.text.len()).unwrap_or(u32::MAX)),
        };
        let range = span.start as usize..span.end as usize;
        if self.text.len() - range.len() + new.len() > MOST_BYTES {
            return;
        }
        // A check at work keeps the text it was given; only then a copy is made.
        Arc::make_mut(&mut self.text).replace_range(range, new);
        self.lines = Arc::new(LineIndex::new(&self.text));
    }

    /// Bytes ↔ positions of this text.
    pub fn places(&self, encoding: Encoding) -> Places<'_> {
        Places::new(&self.text, &self.lines, encoding)
    }
}
