//! The text of HTML as a browser shows it: blanks in a row are one, references are letters.
//!
//! Must not know tags or blocks.

use super::draft::{Writer, offset};
use super::entities;
use crate::text::Span;

/// Writes text as a browser shows it: blanks in a row are one, references are letters.
pub(super) struct Pen<'s, 'w> {
    html: &'s str,
    writer: &'w mut Writer<'s>,
    /// Where the block begins.
    start: u32,
    /// Blanks that are written when text follows.
    pending: Option<Span>,
    /// Blanks and line breaks stay as they are.
    pre: bool,
}

impl<'s, 'w> Pen<'s, 'w> {
    /// A pen for a block that begins here.
    pub(super) fn new(html: &'s str, writer: &'w mut Writer<'s>, pre: bool) -> Self {
        let start = writer.len();
        Self {
            html,
            writer,
            start,
            pending: None,
            pre,
        }
    }

    /// Writes text between two tags.
    pub(super) fn text(&mut self, span: Span) {
        let text = span.of(self.html);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let here = span.start + offset(at);
            if byte.is_ascii_whitespace() && !self.pre {
                let len = bytes
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|byte| byte.is_ascii_whitespace())
                    .count();
                self.blank(Span::new(here, here + offset(len)));
                at += len;
            } else if let Some((letter, len)) = (byte == b'&').then(|| entities::decode(text.get(at..)?)).flatten() {
                self.flush();
                self.writer.decoded(letter.encode_utf8(&mut [0; 4]), Span::new(here, here + offset(len)));
                at += len;
            } else {
                let len = if self.pre { until_reference(bytes, at) } else { word_run(bytes, at) };
                self.flush();
                self.writer.verbatim(Span::new(here, here + offset(len)));
                at += len;
            }
        }
    }

    fn blank(&mut self, span: Span) {
        self.pending = Some(match self.pending {
            Some(before) => before.cover(span),
            None => span,
        });
    }

    fn flush(&mut self) {
        let Some(blanks) = self.pending.take() else { return };
        if self.writer.since(self.start).is_empty() || self.writer.since(self.start).ends_with('\n') {
            return;
        }
        if blanks.of(self.html) == " " {
            self.writer.verbatim(blanks);
        } else {
            self.writer.decoded(" ", blanks);
        }
    }

    /// Writes a line break for a tag.
    pub(super) fn line_break(&mut self, span: Span) {
        self.pending = None;
        self.writer.decoded("\n", span);
    }
}

/// Length of a stretch of words with single spaces between them, up to a reference or other blanks.
fn word_run(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        let goes_on = match byte {
            b'&' => false,
            b' ' => bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace() && *next != b'&'),
            _ => !byte.is_ascii_whitespace(),
        };
        if !goes_on {
            break;
        }
        at += 1;
    }
    at - start
}

fn until_reference(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.get(start + 1..).unwrap_or_default();
    1 + memchr::memchr(b'&', rest).unwrap_or(rest.len())
}
