//! A file as it came in, and the map from the text adlint reads back to its bytes.
//!
//! Must not know how any format is read; that is `extract`.

use crate::text::Span;

/// What kind of file an ad is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML: a fragment or a whole page.
    Html,
    /// A schema.org `JobPosting` in JSON-LD.
    Json,
}

impl Format {
    /// The name used in reports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Json => "json-ld",
        }
    }

    /// The format a file name promises; `None` where it promises nothing.
    pub fn from_name(name: &str) -> Option<Self> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match extension.as_str() {
            "txt" | "text" => Some(Self::Text),
            "md" | "markdown" | "mdown" | "mkd" => Some(Self::Markdown),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            "json" | "jsonld" => Some(Self::Json),
            _ => None,
        }
    }
}

/// One ad as it came in.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The name shown to people: a path as given, or what `--stdin-filename` says.
    pub name: &'a str,
    /// The bytes of the file, whatever their encoding.
    pub bytes: &'a [u8],
    /// The format, where the caller knows better than the name and the content.
    pub format: Option<Format>,
}

/// How a stretch of the extracted text came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SegmentKind {
    /// The same bytes stand in the source. The only kind a fix may touch.
    Verbatim,
    /// Stands for other source bytes: an entity, a JSON escape, a dropped soft hyphen or end-of-line hyphen.
    Decoded,
    /// Ours: not in the source at all (a line break between blocks).
    Inserted,
}

/// A stretch of the extracted text and the source bytes it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the extracted text. Segments are in order, touch each other and cover the whole text.
    pub text: Span,
    /// Bytes of the source. Empty for [`SegmentKind::Inserted`].
    pub source: Span,
    /// How they belong together.
    pub kind: SegmentKind,
}

/// The way back from the extracted text to the source bytes; built while extracting, never searched for afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    segments: Vec<Segment>,
}

impl SourceMap {
    /// The map of a text that is the source itself.
    pub fn identity(len: u32) -> Self {
        let whole = Span::new(0, len);
        let segments = if len == 0 {
            Vec::new()
        } else {
            vec![Segment {
                text: whole,
                source: whole,
                kind: SegmentKind::Verbatim,
            }]
        };
        Self { segments }
    }

    /// The segments, in text order.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Adds the next stretch: `len` bytes of text that stand for `source`. Empty ones are passed over; a verbatim
    /// stretch that continues the one before it is joined to it.
    pub fn push(&mut self, len: u32, source: Span, kind: SegmentKind) {
        if len == 0 {
            return;
        }
        let start = self.segments.last().map_or(0, |last| last.text.end);
        if let Some(last) = self.segments.last_mut()
            && last.kind == SegmentKind::Verbatim
            && kind == SegmentKind::Verbatim
            && last.source.end == source.start
        {
            last.text.end += len;
            last.source.end = source.end;
            return;
        }
        self.segments.push(Segment {
            text: Span::new(start, start + len),
            source,
            kind,
        });
    }

    fn at(&self, offset: u32) -> usize {
        self.segments.partition_point(|segment| segment.text.end <= offset)
    }

    /// The source bytes a span of the text stands for: from its first to its last byte there.
    pub fn to_source(&self, span: Span) -> Span {
        let start = self.point(span.start, false);
        if span.is_empty() {
            return Span::empty(start);
        }
        Span::new(start, self.point(span.end, true).max(start))
    }

    /// The source offset of a text offset; `end` asks for the end of the byte before it.
    fn point(&self, offset: u32, end: bool) -> u32 {
        let look = if end { offset.saturating_sub(1) } else { offset };
        let index = self.at(look);
        let Some(segment) = self.segments.get(index) else {
            return self
                .segments
                .iter()
                .rev()
                .find(|s| s.kind != SegmentKind::Inserted)
                .map_or(0, |s| s.source.end);
        };
        match segment.kind {
            SegmentKind::Verbatim => segment.source.start + (offset - segment.text.start),
            SegmentKind::Decoded if end => segment.source.end,
            SegmentKind::Decoded => segment.source.start,
            SegmentKind::Inserted => self.segments[..index]
                .iter()
                .rev()
                .find(|s| s.kind != SegmentKind::Inserted)
                .map_or(0, |s| s.source.end),
        }
    }

    /// The source bytes of a span that stands there to the letter; `None` where any byte of it was decoded or inserted.
    /// The only places a fix may touch. An empty span is exact where a verbatim stretch begins, ends or goes on.
    pub fn exact(&self, span: Span) -> Option<Span> {
        let index = self.at(span.start);
        if span.is_empty() {
            let inside = self
                .segments
                .get(index)
                .filter(|s| s.kind == SegmentKind::Verbatim && s.text.start <= span.start);
            if let Some(segment) = inside {
                return Some(Span::empty(segment.source.start + (span.start - segment.text.start)));
            }
            let before = self.segments[..index]
                .last()
                .filter(|s| s.kind == SegmentKind::Verbatim && s.text.end == span.start)?;
            return Some(Span::empty(before.source.end));
        }
        let segment = self.segments.get(index)?;
        if segment.kind != SegmentKind::Verbatim || span.end > segment.text.end {
            return None;
        }
        let start = segment.source.start + (span.start - segment.text.start);
        Some(Span::new(start, start + span.len()))
    }
}
