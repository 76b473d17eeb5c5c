//! One pass over the tags: rough blocks, the regions they stand in, and what is excepted.

use super::MAX_HEADING;
use super::elements::{attribute, heading_level, is_container, is_table_part, is_unseen, language};
use crate::diagnostic::{Fault, FaultCode};
use crate::extract::BlockKind;
use crate::extract::draft::offset;
use crate::extract::notes::{ATTRIBUTE, NoteForm, Reach, Remark};
use crate::extract::region::{Region, Regions};
use crate::extract::tags::{Tag, Token, Tokens};
use crate::text::Span;
use std::ops::Range;

/// Elements inside one another that are told apart; browsers stop at the same number. Deeper ones are read flat.
const MAX_DEPTH: usize = 512;

/// A part of a block.
#[derive(Debug, Clone, Copy)]
pub(super) enum Piece {
    Text(Span),
    /// `<br>`
    Break(Span),
}

/// A stretch of text between two tags that end a line.
#[derive(Debug)]
pub(in crate::extract) struct Raw {
    pub(super) pieces: Range<usize>,
    pub(in crate::extract) kind: BlockKind,
    /// The region it stands in.
    pub(in crate::extract) region: usize,
    /// Bytes that are not blank, and those of them in links.
    pub(in crate::extract) bytes: u32,
    pub(in crate::extract) linked: u32,
    pub(super) pre: bool,
}

/// An element that is open.
#[derive(Debug, Clone, Copy)]
struct Frame {
    tag: Tag,
    region: usize,
    /// Whether text stands in a list item, a table cell or neither.
    context: Context,
    /// How many blocks there were when that item or cell began.
    start: usize,
    /// First byte of its tag.
    began: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    Flow,
    Item,
    Cell,
}

/// When an excepted element ends.
#[derive(Debug, Clone, Copy)]
enum Until {
    /// When the element of this height that began at this byte is left.
    Left(usize, u32),
    /// When a block is closed for the next time.
    Closed(usize),
    /// At the end tag of this name; so many are open.
    End(Tag, usize),
}

pub(super) struct Reader<'t> {
    pub(super) html: &'t str,
    tokens: Tokens<'t>,
    /// Whether some elements are passed over with all they hold.
    skips: bool,
    skipped: Option<(Tag, usize)>,
    stack: Vec<Frame>,
    /// Elements that are open but not on the stack: beyond its height, and those that only format.
    flat: usize,
    heading: Option<u8>,
    linked: bool,
    pub(super) pre: bool,
    open: Option<Raw>,
    pub(super) pieces: Vec<Piece>,
    pub(super) blocks: Vec<Raw>,
    pub(super) regions: Regions,
    pub(super) data: Vec<Span>,
    pub(super) title: Option<Span>,
    pub(super) language: Option<String>,
    pub(super) notes: Vec<Remark>,
    /// Whether any element may be excepted; most pages have none.
    excepts: bool,
    /// Elements that are excepted and still open: the number of the note, and when it ends.
    excepted: Vec<(usize, Until)>,
    /// How often a block has been closed.
    closings: usize,
    pub(super) faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(html: &'t str, skips: bool) -> Self {
        Self {
            html,
            tokens: Tokens::new(html),
            skips,
            skipped: None,
            stack: Vec::new(),
            flat: 0,
            heading: None,
            linked: false,
            pre: false,
            open: None,
            pieces: Vec::new(),
            blocks: Vec::new(),
            regions: Regions::new(),
            data: Vec::new(),
            title: None,
            language: None,
            notes: Vec::new(),
            excepts: memchr::memmem::find(html.as_bytes(), ATTRIBUTE.as_bytes()).is_some(),
            excepted: Vec::new(),
            closings: 0,
            faults: Vec::new(),
        }
    }

    pub(super) fn run(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Text(span) if self.skipped.is_none() => self.text(span),
                Token::Text(_) => {}
                Token::Open { tag, attributes, span } => self.opened(tag, attributes, span),
                Token::Close { tag } => self.closed(tag),
                Token::Raw { tag: Tag::Title, span } if self.title.is_none() && self.skipped.is_none() => {
                    self.title = Some(span);
                }
                Token::Raw { tag: Tag::Script, span } if self.regions.script_is_data => self.data.push(span),
                Token::Raw { .. } => {}
                Token::Note { inside, span } => self.notes.extend(Remark::of_comment(self.html, span, inside, self.blocks.len())),
            }
            if self.excepts {
                self.excepted(token);
            }
        }
        self.end_exceptions(offset(self.html.len()), |_, _| true);
        self.close_block();
        while let Some(frame) = self.stack.pop() {
            self.left(frame);
        }
        if let Some(at) = self.tokens.broken_off {
            let span = Some(Span::new(at, offset(self.html.len())));
            self.faults.push(Fault {
                code: FaultCode::Truncated,
                detail: "HTML".to_owned(),
                span,
            });
        }
    }

    /// Whether an element that is passed over runs to the end of the text.
    pub(super) fn is_swallowed(&self) -> bool {
        self.skips && self.skipped.is_some()
    }

    /// Ends the exceptions of elements that a token ends, and begins that of an element it opens.
    fn excepted(&mut self, token: Token) {
        let at = match token {
            Token::Open { span, .. } => span.start,
            _ => self.tokens.at(),
        };
        self.end_exceptions(at, |reader, until| match until {
            Until::Left(height, began) => reader.stack.get(*height - 1).is_none_or(|frame| frame.began != *began),
            Until::Closed(closings) => reader.closings > *closings,
            Until::End(tag, depth) => {
                *depth = match token {
                    Token::Open { tag: opened, .. } if opened == *tag => *depth + 1,
                    Token::Close { tag: closed } if closed == *tag => *depth - 1,
                    _ => *depth,
                };
                *depth == 0
            }
        });
        let Token::Open { tag, attributes, span } = token else { return };
        let Some(value) = attribute(self.html, attributes, ATTRIBUTE).filter(|_| self.skipped.is_none()) else {
            return;
        };
        let until = if is_container(tag) {
            Until::Left(self.stack.len().max(1), self.frame().began)
        } else if heading_level(tag).is_some() || matches!(tag, Tag::P | Tag::Dt | Tag::Dd | Tag::Caption | Tag::Figcaption | Tag::Summary) {
            Until::Closed(self.closings)
        } else {
            Until::End(tag, 1)
        };
        // An element without contents holds no text to except.
        if !tag.is_void() {
            self.excepted.push((self.notes.len(), until));
        }
        self.notes.push(Remark {
            form: NoteForm::Attribute,
            text: value.to_owned(),
            place: span,
            reach: Reach::Range(span),
        });
    }

    fn end_exceptions(&mut self, at: u32, ends: impl Fn(&Self, &mut Until) -> bool) {
        let mut open = std::mem::take(&mut self.excepted);
        open.retain_mut(|(note, until)| {
            let ended = ends(self, until);
            if ended && let Some(Reach::Range(span)) = self.notes.get_mut(*note).map(|note| &mut note.reach) {
                span.end = at.max(span.end);
            }
            !ended
        });
        self.excepted = open;
    }

    fn frame(&self) -> Frame {
        self.stack.last().copied().unwrap_or(Frame {
            tag: Tag::Other,
            region: 0,
            context: Context::Flow,
            start: 0,
            began: 0,
        })
    }

    fn text(&mut self, span: Span) {
        let bytes = span.of(self.html).bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
        if self.open.is_none() {
            if bytes == 0 {
                return;
            }
            let frame = self.frame();
            let kind = match (self.heading, frame.context) {
                (Some(level), _) => BlockKind::Heading(level),
                (None, Context::Item) if frame.start == self.blocks.len() => BlockKind::Item,
                _ => BlockKind::Paragraph,
            };
            let start = self.pieces.len();
            self.open = Some(Raw {
                pieces: start..start,
                kind,
                region: frame.region,
                bytes: 0,
                linked: 0,
                pre: self.pre,
            });
        }
        if let Some(block) = &mut self.open {
            self.pieces.push(Piece::Text(span));
            block.bytes += offset(bytes);
            block.linked += if self.linked { offset(bytes) } else { 0 };
        }
    }

    fn close_block(&mut self) {
        self.closings += 1;
        if let Some(mut block) = self.open.take() {
            block.pieces.end = self.pieces.len();
            if matches!(block.kind, BlockKind::Heading(_)) && block.bytes > MAX_HEADING {
                block.kind = BlockKind::Paragraph;
            }
            self.regions.count(block.region, &block);
            self.blocks.push(block);
        }
    }

    fn opened(&mut self, tag: Tag, attributes: Span, span: Span) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(tag == *skipped);
            return;
        }
        if tag == Tag::Script {
            self.regions.script_is_data =
                attribute(self.html, attributes, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            return;
        }
        if self.skips && self.is_passed_over(tag, attributes) {
            self.skipped = Some((tag, 1));
            return;
        }
        match tag {
            Tag::Br if self.open.is_some() => self.pieces.push(Piece::Break(span)),
            Tag::A => self.linked = true,
            Tag::Html => self.language = self.language.take().or_else(|| language(self.html, attributes)),
            Tag::Input | Tag::Select | Tag::Textarea => self.regions.field(self.frame().region),
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.close_block();
                self.heading = heading_level(tag);
            }
            Tag::P | Tag::Hr | Tag::Dt | Tag::Dd | Tag::Caption | Tag::Figcaption | Tag::Legend | Tag::Summary | Tag::Option => {
                // A heading without its end tag ends with the next paragraph.
                if self.open.as_ref().is_some_and(|block| block.bytes > 0) {
                    self.heading = None;
                }
                self.close_block();
            }
            _ if is_container(tag) => self.entered(tag, attributes, span),
            _ if !tag.is_void() => self.deeper(span),
            _ => {}
        }
    }

    /// Counts an element that is not on the stack.
    fn deeper(&mut self, span: Span) {
        self.flat += 1;
        if self.flat + self.stack.len() > MAX_DEPTH && self.faults.iter().all(|fault| fault.code != FaultCode::TooDeep) {
            let fault = Fault {
                code: FaultCode::TooDeep,
                detail: MAX_DEPTH.to_string(),
                span: Some(span),
            };
            self.faults.push(fault);
        }
    }

    fn entered(&mut self, tag: Tag, attributes: Span, span: Span) {
        self.close_block();
        match tag {
            Tag::Li => self.leave(Tag::Li, &[Tag::Ul, Tag::Ol, Tag::Menu, Tag::Table]),
            Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Td | Tag::Th => {
                for cell in [Tag::Td, Tag::Th] {
                    self.leave(cell, &[Tag::Table]);
                }
            }
            Tag::Pre => self.pre = true,
            Tag::Ul | Tag::Ol | Tag::Table => self.heading = None,
            _ => {}
        }
        if self.stack.len() >= MAX_DEPTH {
            self.deeper(span);
            return;
        }
        let outer = self.frame();
        let here = Region::of(tag, self.html, attributes);
        let region = if here == Region::default() {
            outer.region
        } else {
            self.regions.enter(outer.region, here)
        };
        let blocks = self.blocks.len();
        let (context, start) = match tag {
            Tag::Li => (Context::Item, blocks),
            Tag::Td | Tag::Th => (Context::Cell, blocks),
            Tag::Ul | Tag::Ol | Tag::Table => (Context::Flow, blocks),
            _ => (outer.context, outer.start),
        };
        self.stack.push(Frame {
            tag,
            region,
            context,
            start,
            began: span.start,
        });
    }

    fn closed(&mut self, tag: Tag) {
        if let Some((skipped, depth)) = &mut self.skipped {
            if tag == *skipped {
                *depth -= 1;
                if *depth == 0 {
                    self.skipped = None;
                }
            }
            return;
        }
        match tag {
            Tag::A => self.linked = false,
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => {
                self.close_block();
                self.heading = None;
            }
            Tag::P | Tag::Dt | Tag::Dd | Tag::Caption | Tag::Figcaption | Tag::Legend | Tag::Summary | Tag::Option => {
                self.close_block();
            }
            _ if is_container(tag) => {
                self.close_block();
                if self.stack.len() >= MAX_DEPTH && self.flat > 0 {
                    self.flat -= 1;
                    return;
                }
                if tag == Tag::Pre {
                    self.pre = false;
                }
                // A stray end tag inside a cell does not end what the table stands in.
                let boundaries: &[Tag] = if is_table_part(tag) {
                    &[Tag::Table]
                } else {
                    &[Tag::Td, Tag::Th, Tag::Table]
                };
                self.leave(tag, boundaries);
                self.linked = false;
            }
            _ if !tag.is_void() => self.flat = self.flat.saturating_sub(1),
            _ => {}
        }
    }

    /// Leaves the innermost element of this name, and those that were left open inside it; not beyond a boundary.
    fn leave(&mut self, tag: Tag, boundaries: &[Tag]) {
        let found = self.stack.iter().rposition(|frame| frame.tag == tag || boundaries.contains(&frame.tag));
        let Some(index) = found.filter(|&index| self.stack.get(index).is_some_and(|frame| frame.tag == tag)) else {
            return;
        };
        while self.stack.len() > index {
            if let Some(frame) = self.stack.pop() {
                self.left(frame);
            }
        }
    }

    /// A cell that holds one paragraph is a cell; one that holds more is only layout.
    fn left(&mut self, frame: Frame) {
        if matches!(frame.tag, Tag::Td | Tag::Th)
            && frame.start + 1 == self.blocks.len()
            && let Some(block) = self.blocks.last_mut()
            && block.kind == BlockKind::Paragraph
        {
            block.kind = BlockKind::Cell;
        }
    }

    /// Elements that show no text of the page, or text that only some see.
    fn is_passed_over(&self, tag: Tag, attributes: Span) -> bool {
        match tag {
            Tag::Noscript
            | Tag::Template
            | Tag::Svg
            | Tag::Math
            | Tag::Select
            | Tag::Object
            | Tag::Video
            | Tag::Audio
            | Tag::Canvas
            | Tag::Datalist => true,
            // The heading of a part that folds away is often a button.
            Tag::Button => self.heading.is_none(),
            Tag::Span | Tag::I if !attributes.is_empty() => is_unseen(self.html, attributes),
            _ => false,
        }
    }

    /// The bytes of a block between its first and its last tag, to look for a word in.
    pub(super) fn raw_text(&self, block: &Raw) -> &'t str {
        let pieces = self.pieces.get(block.pieces.clone()).unwrap_or_default();
        let mut texts = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(span) => Some(*span),
            Piece::Break(_) => None,
        });
        let Some(first) = texts.next() else { return "" };
        texts.next_back().map_or(first, |last| first.cover(last)).of(self.html)
    }
}
