//! Text in the making: pieces written one after the other, each with the source bytes it stands for.
//!
//! The one place where text, map and blocks are kept in step. Must not know any format.

use super::notes::{Reach, Remark};
use super::{Block, BlockKind};
use crate::diagnostic::Fault;
use crate::source::{Segment, SegmentKind, SourceMap};
use crate::text::Span;
use std::borrow::Cow;

/// How the line breaks inside a stretch of text came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrap {
    /// Nothing to split: one block, whatever stands in it.
    Whole,
    /// The writer or a program broke long lines; a line may go on in the next.
    Soft,
    /// Every line break is meant (`<br>`).
    Hard,
}

/// A block before its lines have been looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rough {
    pub(super) block: Block,
    pub(super) wrap: Wrap,
}

/// What a reader of a format hands on: text, the way back from it, and roughly cut blocks.
#[derive(Debug)]
pub(super) struct Draft<'t> {
    pub(super) text: Cow<'t, str>,
    /// `None`: the text is the source itself.
    pub(super) map: Option<SourceMap>,
    pub(super) blocks: Vec<Rough>,
    pub(super) title: Option<Span>,
    pub(super) language: Option<String>,
    /// Notes to adlint.
    pub(super) notes: Vec<Remark>,
    /// Spans count in what the draft was read from.
    pub(super) faults: Vec<Fault>,
}

impl<'t> Draft<'t> {
    /// A draft that is the source itself, in one stretch.
    pub(super) fn of(source: &'t str) -> Self {
        let block = Block {
            span: Span::new(0, offset(source.len())),
            kind: BlockKind::Paragraph,
        };
        Self {
            text: Cow::Borrowed(source),
            map: None,
            blocks: vec![Rough { block, wrap: Wrap::Soft }],
            title: None,
            language: None,
            notes: Vec::new(),
            faults: Vec::new(),
        }
    }

    /// The draft with a title in front of it, as a block of its own. `write` writes it, from the same source.
    pub(super) fn with_title<'s>(mut self, source: &'s str, write: impl FnOnce(&mut Writer<'s>)) -> Self {
        let mut writer = Writer::new(source);
        write(&mut writer);
        let title = Span::new(0, writer.len());
        if title.is_empty() {
            return self;
        }
        writer.separate(self.map.as_ref().map_or(0, |map| map.to_source(Span::empty(0)).start));
        let mut blocks = vec![Rough {
            block: Block {
                span: title,
                kind: BlockKind::Heading(1),
            },
            wrap: Wrap::Whole,
        }];
        blocks.extend(writer.append(&self, &SourceMap::identity(offset(source.len()))));
        for note in &mut self.notes {
            if let Reach::Block(index) = &mut note.reach {
                *index += 1;
            }
        }
        let (text, map) = writer.finish();
        Self {
            text: Cow::Owned(text),
            map: Some(map),
            blocks,
            title: Some(title),
            ..self
        }
    }

    /// The draft with some passages dropped or replaced. The edits are in order and do not overlap.
    pub(super) fn edited(mut self, edits: &[Change]) -> Self {
        if edits.is_empty() {
            return self;
        }
        let mut writer = Writer::new(&self.text);
        // For every edit: where it ends in the old text, and where what follows begins in the new one.
        let mut shifts: Vec<(Span, u32)> = Vec::with_capacity(edits.len());
        let mut done = 0;
        for edit in edits {
            writer.verbatim(Span::new(done, edit.span.start));
            match edit.with {
                With::Nothing => {}
                With::Char(with) => writer.decoded(with.encode_utf8(&mut [0; 4]), edit.span),
                With::Text(with) => writer.decoded(with, edit.span),
            }
            done = edit.span.end;
            shifts.push((edit.span, writer.len()));
        }
        writer.verbatim(Span::new(done, offset(self.text.len())));
        let (text, map) = writer.finish();
        let moved = |at: u32| {
            let after = shifts.partition_point(|(span, _)| span.end <= at);
            match (after.checked_sub(1).and_then(|before| shifts.get(before)), shifts.get(after)) {
                // Inside an edit: what stands there now begins where the edit's text begins.
                (before, Some((span, _))) if span.start < at => before.map_or(span.start, |(last, new)| new + (span.start - last.end)),
                (Some((last, new)), _) => new + (at - last.end),
                (None, _) => at,
            }
        };
        for rough in &mut self.blocks {
            rough.block.span = Span::new(moved(rough.block.span.start), moved(rough.block.span.end));
        }
        self.title = self.title.map(|span| Span::new(moved(span.start), moved(span.end)));
        self.map = Some(match &self.map {
            Some(inner) => compose(&map, inner),
            None => map,
        });
        self.text = Cow::Owned(text);
        self
    }
}

/// One change to the text of a draft.
#[derive(Debug, Clone, Copy)]
pub(super) struct Change {
    pub(super) span: Span,
    pub(super) with: With,
}

/// What stands in place of the passage.
#[derive(Debug, Clone, Copy)]
pub(super) enum With {
    Nothing,
    Char(char),
    Text(&'static str),
}

/// Writes the text of an ad piece by piece, with the map.
#[derive(Debug)]
pub(super) struct Writer<'s> {
    source: &'s str,
    text: String,
    map: SourceMap,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self {
            source,
            text: String::with_capacity(source.len().min(1 << 16)),
            map: SourceMap::default(),
        }
    }

    /// Bytes written so far.
    pub(super) fn len(&self) -> u32 {
        offset(self.text.len())
    }

    /// What has been written since `start`.
    pub(super) fn since(&self, start: u32) -> &str {
        self.text.get(start as usize..).unwrap_or_default()
    }

    /// Copies these bytes of the source.
    pub(super) fn verbatim(&mut self, span: Span) {
        let piece = span.of(self.source);
        self.text.push_str(piece);
        self.map.push(offset(piece.len()), span, SegmentKind::Verbatim);
    }

    /// Writes what these bytes of the source stand for. There is at least one.
    pub(super) fn decoded(&mut self, piece: &str, span: Span) {
        self.text.push_str(piece);
        self.map.push(offset(piece.len()), span, SegmentKind::Decoded);
    }

    /// Writes something of ours, at this place of the source.
    pub(super) fn inserted(&mut self, piece: &str, at: u32) {
        self.text.push_str(piece);
        self.map.push(offset(piece.len()), Span::empty(at), SegmentKind::Inserted);
    }

    /// Ends a block: the next one begins on a new line.
    pub(super) fn separate(&mut self, at: u32) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.inserted("\n", at);
        }
    }

    /// Writes another draft, which was read from a text that `via` leads back to this writer's source. Returns its
    /// blocks as they stand here.
    pub(super) fn append(&mut self, draft: &Draft<'_>, via: &SourceMap) -> Vec<Rough> {
        let by = self.len();
        self.text.push_str(&draft.text);
        let map = match &draft.map {
            Some(map) => compose(map, via),
            None => via.clone(),
        };
        for segment in map.segments() {
            self.map.push(segment.text.len(), segment.source, segment.kind);
        }
        let moved = draft.blocks.iter().map(|rough| {
            let span = Span::new(rough.block.span.start + by, rough.block.span.end + by);
            Rough {
                block: Block { span, ..rough.block },
                wrap: rough.wrap,
            }
        });
        moved.collect()
    }

    /// The text and the way back.
    pub(super) fn finish(self) -> (String, SourceMap) {
        (self.text, self.map)
    }
}

/// The map through two texts: `outer` leads from the last to the middle one, `inner` from there to the first.
pub(super) fn compose(outer: &SourceMap, inner: &SourceMap) -> SourceMap {
    let mut map = SourceMap::default();
    for segment in outer.segments() {
        match segment.kind {
            SegmentKind::Verbatim => through(*segment, inner, &mut map),
            SegmentKind::Decoded => {
                let source = inner.to_source(segment.source);
                let kind = if source.is_empty() {
                    SegmentKind::Inserted
                } else {
                    SegmentKind::Decoded
                };
                map.push(segment.text.len(), source, kind);
            }
            SegmentKind::Inserted => {
                let at = inner.to_source(Span::empty(segment.source.start));
                map.push(segment.text.len(), Span::empty(at.start), SegmentKind::Inserted);
            }
        }
    }
    map
}

/// Pushes the pieces of `inner` that a verbatim stretch of the outer map lies on.
fn through(segment: Segment, inner: &SourceMap, map: &mut SourceMap) {
    let pieces = inner.segments();
    let first = pieces.partition_point(|piece| piece.text.end <= segment.source.start);
    for piece in pieces.get(first..).unwrap_or_default() {
        if piece.text.start >= segment.source.end {
            break;
        }
        let start = piece.text.start.max(segment.source.start);
        let end = piece.text.end.min(segment.source.end);
        let source = match piece.kind {
            SegmentKind::Verbatim => {
                let from = piece.source.start + (start - piece.text.start);
                Span::new(from, from + (end - start))
            }
            SegmentKind::Decoded | SegmentKind::Inserted => piece.source,
        };
        map.push(end - start, source, piece.kind);
    }
}

/// The map of a passage of a text, as a text of its own.
pub(super) fn map_of(passage: Span) -> SourceMap {
    let mut map = SourceMap::default();
    map.push(passage.len(), passage, SegmentKind::Verbatim);
    map
}

/// A byte offset as the spans hold it. Sources are far smaller than 4 GB; `encoding` sees to that.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Change, Draft, With, Writer, compose};
    use crate::source::{SegmentKind, SourceMap};
    use crate::text::Span;

    #[test]
    fn dropping_and_replacing_keeps_the_way_back() {
        let draft = Draft::of("glei-\ncher fu\u{308}r").edited(&[
            Change {
                span: Span::new(4, 6),
                with: With::Nothing,
            },
            Change {
                span: Span::new(12, 15),
                with: With::Char('ü'),
            },
        ]);
        assert_eq!(draft.text, "gleicher für");
        let map = draft.map.expect("edited");
        assert_eq!(map.to_source(Span::new(0, 8)), Span::new(0, 10));
        assert_eq!(map.exact(Span::new(0, 8)), None);
        assert_eq!(map.exact(Span::new(4, 8)), Some(Span::new(6, 10)));
        assert_eq!(map.to_source(Span::new(10, 12)), Span::new(12, 15));
        assert_eq!(draft.blocks[0].block.span, Span::new(0, 13));
    }

    #[test]
    fn two_maps_make_one() {
        let source = "{\"a\":\"x\\u00e4y\"}";
        let mut first = Writer::new(source);
        first.verbatim(Span::new(6, 7));
        first.decoded("ä", Span::new(7, 13));
        first.verbatim(Span::new(13, 14));
        let (middle, inner) = first.finish();
        assert_eq!(middle, "xäy");
        let mut second = Writer::new(&middle);
        second.verbatim(Span::new(0, 4));
        second.inserted("\n", 4);
        let (_, outer) = second.finish();
        let map = compose(&outer, &inner);
        let kinds: Vec<_> = map.segments().iter().map(|s| (s.kind, s.source.start, s.source.end)).collect();
        assert_eq!(
            kinds,
            [
                (SegmentKind::Verbatim, 6, 7),
                (SegmentKind::Decoded, 7, 13),
                (SegmentKind::Verbatim, 13, 14),
                (SegmentKind::Inserted, 14, 14),
            ]
        );
    }

    #[test]
    fn a_change_at_the_very_end_of_a_block_moves_its_end() {
        let draft = Draft::of("ab\u{ad}").edited(&[Change {
            span: Span::new(2, 4),
            with: With::Nothing,
        }]);
        assert_eq!(draft.blocks[0].block.span, Span::new(0, 2));
        assert_eq!(draft.map.expect("edited"), SourceMap::identity(2));
    }
}
