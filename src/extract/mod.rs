//! Bytes of a file → the text of the ad, in blocks, with the way back to every byte.
//!
//! Never fails and never panics: whatever comes in, an [`Extracted`] comes out, with faults that say what was wrong.
//! Must not know languages, rules or sections; it knows only how ads are stored.

mod clean;
mod draft;
mod encoding;
mod entities;
mod front;
mod html;
mod joints;
mod json;
mod jsonld;
mod lines;
mod mail;
mod markdown;
mod marks;
mod notes;
mod pen;
mod region;
mod scalars;
mod sniff;
mod tags;

pub use notes::{Note, NoteForm};

use crate::diagnostic::{Fault, FaultCode};
use crate::source::{Format, Source, SourceMap};
use crate::text::Span;
use draft::Draft;

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
    /// Notes to adlint that stand in the file, in its order.
    pub notes: Vec<Note>,
    /// What was recognised.
    pub format: Format,
    /// What was wrong with it.
    pub faults: Vec<Fault>,
}

/// Reads an ad.
pub fn extract<'a>(source: &Source<'a>) -> Extracted<'a> {
    let encoding::Decoded {
        text: decoded,
        map: encoding_map,
        name: encoding,
        mut faults,
    } = encoding::decode(source.bytes);
    let format = sniff::format(source, &decoded);
    let draft = if decoded.trim().is_empty() {
        Draft::of("")
    } else {
        read(&decoded, format)
    };
    let mut draft = clean::clean(draft);
    let notes = notes::resolve(&mut draft);
    let (draft, blocks) = lines::split(draft);
    let Draft {
        text,
        map,
        title,
        language,
        faults: found,
        ..
    } = draft;
    for fault in found {
        // What the decoding has said already is not said again.
        if faults.iter().all(|known| known.code != fault.code) {
            faults.push(Fault {
                span: fault.span.map(|span| encoding_map.to_source(span)),
                ..fault
            });
        }
    }
    if blocks.is_empty() && faults.iter().all(|fault| fault.code.is_note()) {
        faults.push(Fault {
            code: FaultCode::Empty,
            detail: String::new(),
            span: None,
        });
    }
    let title = title.map(|span| trimmed(&text, span)).filter(|span| !span.is_empty());
    let map = map.unwrap_or_else(|| SourceMap::identity(draft::offset(text.len())));
    let text = text.into_owned();
    let format = format.unwrap_or(Format::Text);
    Extracted {
        decoded,
        encoding_map,
        encoding,
        text,
        map,
        blocks,
        title,
        language,
        notes,
        format,
        faults,
    }
}

/// The span without the blanks at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let passage = span.of(text);
    let start = span.start + draft::offset(passage.len() - passage.trim_start().len());
    Span::new(start, start + draft::offset(passage.trim().len()))
}

/// Reads the text of a file in its format.
fn read(decoded: &str, format: Option<Format>) -> Draft<'_> {
    match format {
        Some(Format::Text) => mail::unquoted(Draft::of(decoded)),
        Some(Format::Markdown) => markdown::read(decoded),
        Some(Format::Html) => jsonld::merge(decoded, html::read(decoded, html::Scope::Ad)),
        Some(Format::Json) => jsonld::read(decoded),
        None => {
            let mut draft = Draft::of("");
            draft.faults.push(Fault {
                code: FaultCode::UnsupportedFormat,
                detail: "XML".to_owned(),
                span: None,
            });
            draft
        }
    }
}

#[cfg(test)]
mod tests;
