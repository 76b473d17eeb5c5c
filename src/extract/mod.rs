//! Bytes of a file → the text of the ad, in blocks, with the way back to every byte.
//!
//! Never fails and never panics: whatever comes in, an [`Extracted`] comes out, with faults that say what was wrong.
//! Must not know languages, rules or sections; it knows only how ads are stored.

use crate::diagnostic::Fault;
use crate::source::{Format, SourceMap};
use crate::text::Span;

/// What a stretch of text is in the layout of the ad.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading that the format marks as one (`#`, `<h2>`), with its level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// One item of a list.
    Item,
    /// One cell of a table.
    Cell,
}

/// A stretch of text no sentence reaches beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the extracted text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The text of an ad and everything extraction knows about it.
#[derive(Debug, Clone)]
pub struct Extracted<'a> {
    /// The source as UTF-8 text, before its format was read. Lines and columns are counted here.
    pub decoded: std::borrow::Cow<'a, str>,
    /// From `decoded` back to the bytes of the source.
    pub encoding_map: SourceMap,
    /// The encoding's name, e.g. `UTF-8` or `windows-1252`.
    pub encoding: &'static str,
    /// The text of the ad: entities decoded, markup gone, end-of-line hyphenation joined. Blocks are separated by `\n`.
    pub text: String,
    /// From `text` back to `decoded`.
    pub map: SourceMap,
    /// The blocks, in text order, not overlapping.
    pub blocks: Vec<Block>,
    /// The job title, where the format names it (JSON-LD `title`, front matter `title`).
    pub title: Option<Span>,
    /// The language the file claims (`<html lang>`, front matter `lang`), as it stands there.
    pub language: Option<String>,
    /// What was recognised.
    pub format: Format,
    /// What was wrong with it.
    pub faults: Vec<Fault>,
}
