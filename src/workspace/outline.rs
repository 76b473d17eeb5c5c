//! An ad as a table of contents: its title and its sections, with their places.
//!
//! Reads what the engine reads and judges nothing.

use super::Workspace;
use crate::document::Document;
use crate::extract::{BlockKind, Extracted, extract};
use crate::pack::model::Section;
use crate::source::Source;
use crate::text::Span;

/// A longer block is no heading, whatever it says.
const LONGEST_HEADING: u32 = 80;

/// A section of an ad. Places are bytes of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineSection {
    /// What it is.
    pub section: Section,
    /// What its heading says, where it has one.
    pub heading: Option<String>,
    /// The heading, or the first line.
    pub head: Span,
    /// All of it.
    pub whole: Span,
}

/// Title and sections of an ad.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// What the title says and where it stands.
    pub title: Option<(String, Span)>,
    /// The sections, in order; the title belongs to none.
    pub sections: Vec<OutlineSection>,
}

impl Workspace {
    /// The title and sections of an ad.
    pub fn outline(&self, source: &Source<'_>) -> Outline {
        let extracted = extract(source);
        let document = self.read(&extracted, self.policy(source.name));
        let place = |span: Span| extracted.encoding_map.to_source(extracted.map.to_source(span));
        let title = document.title.map(|title| (title.span.of(document.text).to_owned(), place(title.span)));
        Outline {
            title,
            sections: sections(&extracted, &document),
        }
    }
}

fn sections(extracted: &Extracted<'_>, document: &Document<'_>) -> Vec<OutlineSection> {
    let place = |span: Span| extracted.encoding_map.to_source(extracted.map.to_source(span));
    let title = document.title.map(|title| title.block as usize);
    let mut out: Vec<OutlineSection> = Vec::new();
    let mut marked = false;
    for (index, block) in document.blocks.iter().enumerate() {
        if Some(index) == title || block.span.is_empty() {
            continue;
        }
        let heads = matches!(block.kind, BlockKind::Heading(_)) || (!marked && is_heading(document, index));
        let span = place(block.span);
        match out.last_mut() {
            // Under a heading that the format marks, everything up to the next one belongs to it.
            Some(last) if !heads && (marked || last.section == block.section) => last.whole = last.whole.cover(span),
            _ => {
                // What stands between title and first heading and is nothing known needs no entry.
                if !heads && block.section == Section::Other && out.is_empty() {
                    continue;
                }
                marked = matches!(block.kind, BlockKind::Heading(_));
                out.push(OutlineSection {
                    section: block.section,
                    heading: heads.then(|| block.span.of(document.text).trim().trim_end_matches(':').to_owned()),
                    head: span,
                    whole: span,
                });
            }
        }
    }
    out
}

/// A short block that begins a section and is followed by more of it.
fn is_heading(document: &Document<'_>, index: usize) -> bool {
    let Some(block) = document.blocks.get(index) else { return false };
    let text = block.span.of(document.text).trim_end();
    let before = index.checked_sub(1).and_then(|before| document.blocks.get(before));
    let after = document.blocks.get(index + 1);
    block.kind == BlockKind::Paragraph
        && block.span.len() <= LONGEST_HEADING
        && !text.ends_with(['.', '!', '?', ','])
        && before.is_none_or(|before| before.section != block.section)
        && after.is_some_and(|after| after.section == block.section)
}
