//! Notes to adlint that stand in an ad: where they are and how far they reach.
//!
//! Comments, attributes and front matter are no text of the ad, so they are carried beside it with their places. What they
//! say is for `suppress` to read; this file must not know rules.

use super::draft::{Draft, offset};
use crate::source::SourceMap;
use crate::text::Span;

/// What a comment to adlint begins with.
const CALL: &str = "adlint:";
/// The attribute of an element that is excepted.
pub(super) const ATTRIBUTE: &str = "data-adlint-ignore";

/// How a note is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteForm {
    /// `<!-- adlint: … -->`: what stands behind the colon.
    Comment,
    /// `data-adlint-ignore="…"`: the value.
    Attribute,
    /// Front matter in YAML: the key `adlint` with all below it.
    FrontMatter,
}

/// A note to adlint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// How it is written.
    pub form: NoteForm,
    /// What it says, as it stands there.
    pub text: String,
    /// Where it stands: bytes of [`super::Extracted::decoded`].
    pub place: Span,
    /// The passage it speaks of, in the same bytes: the block it stands in or the next one, or the element. Empty where
    /// nothing follows.
    pub scope: Span,
}

/// How far a note reaches while blocks are still being made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The block of this number in the draft.
    Block(usize),
    /// These bytes of what the draft was read from.
    Range(Span),
    /// No block of the ad.
    Nothing,
}

/// A note in the making. Its place counts in what the draft was read from.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub(super) form: NoteForm,
    pub(super) text: String,
    pub(super) place: Span,
    pub(super) reach: Reach,
}

impl Remark {
    /// The note in a comment; `inside` is what stands between `<!--` and `-->`. Other comments are none.
    pub(super) fn of_comment(source: &str, place: Span, inside: Span, block: usize) -> Option<Self> {
        let text = inside.of(source).trim().strip_prefix(CALL)?.trim();
        Some(Self {
            form: NoteForm::Comment,
            text: text.to_owned(),
            place,
            reach: Reach::Block(block),
        })
    }

    /// The note as it stands in a draft that this one is appended to, behind `blocks` blocks; `via` leads to its source.
    pub(super) fn moved(mut self, via: &SourceMap, blocks: usize) -> Self {
        self.place = via.to_source(self.place);
        self.reach = match self.reach {
            Reach::Block(index) => Reach::Block(index + blocks),
            Reach::Range(span) => Reach::Range(via.to_source(span)),
            Reach::Nothing => Reach::Nothing,
        };
        self
    }
}

/// Whether a comment may be a note; most are not, and are passed over without a look.
pub(super) fn is_note(inside: &[u8]) -> bool {
    inside.trim_ascii_start().starts_with(CALL.as_bytes())
}

/// The notes of a draft, each with the passage it speaks of.
pub(super) fn resolve(draft: &mut Draft<'_>) -> Vec<Note> {
    let remarks = std::mem::take(&mut draft.notes);
    let scope = |reach| match reach {
        Reach::Block(index) => draft.blocks.get(index).map(|rough| rough.block.span).map(|span| match &draft.map {
            Some(map) => map.to_source(span),
            None => span,
        }),
        Reach::Range(span) => Some(span),
        Reach::Nothing => None,
    };
    let notes = remarks.into_iter().map(|remark| Note {
        scope: scope(remark.reach).unwrap_or(Span::empty(remark.place.end)),
        form: remark.form,
        text: remark.text,
        place: remark.place,
    });
    notes.collect()
}

/// What stands between `<!--` and `-->`, for a text that is one comment.
pub(super) fn inside_comment(text: &str, start: u32) -> Option<Span> {
    let inside = text.strip_prefix("<!--")?.strip_suffix("-->")?;
    Some(Span::new(start + 4, start + 4 + offset(inside.len())))
}
