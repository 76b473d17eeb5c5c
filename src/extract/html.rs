//! HTML → blocks: a whole career page or a fragment.
//!
//! One pass over the tags gathers rough blocks and the regions they stand in; `region` chooses those that are the ad;
//! only their text is then decoded. Elements are kept on a stack of bounded height, never on the call stack.
//! Must not know what an ad says.

use super::draft::{Draft, Rough, Wrap, Writer, offset};
use super::notes::{ATTRIBUTE, NoteForm, Reach, Remark};
use super::pen::Pen;
use super::region::{self, Region, Regions};
use super::tags::{Tag, Token, Tokens, attributes};
use super::{Block, BlockKind};
use crate::diagnostic::{Fault, FaultCode};
use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;

/// Elements inside one another that are told apart; browsers stop at the same number. Deeper ones are read flat.
const MAX_DEPTH: usize = 512;
/// A heading longer than this is a paragraph that someone made large.
const MAX_HEADING: u32 = 300;

/// How much of the HTML is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The ad on a page.
    Ad,
    /// All text.
    All,
    /// All text, and its line breaks are meant.
    Lines,
}

/// What was read, and what else the page holds.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub(super) draft: Draft<'t>,
    /// The contents of scripts in JSON-LD.
    pub(super) data: Vec<Span>,
}

/// Reads HTML.
pub(super) fn read(html: &str, scope: Scope) -> Page<'_> {
    let mut reader = Reader::new(html, true);
    reader.pre = scope == Scope::Lines;
    reader.run();
    if reader.is_swallowed() {
        // An element to pass over has no end: read everything rather than nothing.
        reader = Reader::new(html, false);
        reader.pre = scope == Scope::Lines;
        reader.run();
    }
    let kept = match scope {
        Scope::Ad => region::choose(&reader.blocks, &reader.regions, |block| reader.raw_text(block)),
        Scope::All | Scope::Lines => vec![true; reader.blocks.len()],
    };
    let mut writer = Writer::new(html);
    let mut blocks = Vec::new();
    // For every raw block: the one it became, or the next one where it has no text; nothing where it is no part of the ad.
    let mut reaches = Vec::with_capacity(if reader.notes.is_empty() { 0 } else { kept.len() });
    for (block, kept) in reader.blocks.iter().zip(&kept) {
        if !reader.notes.is_empty() {
            reaches.push(if *kept { Reach::Block(blocks.len()) } else { Reach::Nothing });
        }
        if *kept && let Some(rough) = write(block, &reader, &mut writer) {
            blocks.push(rough);
        }
    }
    let mut notes = std::mem::take(&mut reader.notes);
    for note in &mut notes {
        if let Reach::Block(raw) = note.reach {
            note.reach = reaches.get(raw).copied().unwrap_or(Reach::Block(blocks.len()));
        }
    }
    let mut faults = reader.faults;
    if scope == Scope::Ad && blocks.is_empty() {
        faults.push(Fault {
            code: FaultCode::NoAd,
            detail: String::new(),
            span: None,
        });
    }
    let (text, map) = writer.finish();
    let draft = Draft {
        text: Cow::Owned(text),
        map: Some(map),
        blocks,
        title: None,
        language: reader.language,
        notes,
        faults,
    };
    let has_heading = draft.blocks.iter().any(|rough| matches!(rough.block.kind, BlockKind::Heading(_)));
    let draft = match reader.title {
        // An ad without any heading has the page's title.
        Some(title) if scope == Scope::Ad && !has_heading && !draft.blocks.is_empty() => {
            draft.with_title(html, |writer| Pen::new(html, writer, false).text(title))
        }
        _ => draft,
    };
    Page { draft, data: reader.data }
}

/// A part of a block.
#[derive(Debug, Clone, Copy)]
enum Piece {
    Text(Span),
    /// `<br>`
    Break(Span),
}

/// A stretch of text between two tags that end a line.
#[derive(Debug)]
pub(super) struct Raw {
    pieces: Range<usize>,
    pub(super) kind: BlockKind,
    /// The region it stands in.
    pub(super) region: usize,
    /// Bytes that are not blank, and those of them in links.
    pub(super) bytes: u32,
    pub(super) linked: u32,
    pre: bool,
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

struct Reader<'t> {
    html: &'t str,
    tokens: Tokens<'t>,
    /// Whether some elements are passed over with all they hold.
    skips: bool,
    skipped: Option<(Tag, usize)>,
    stack: Vec<Frame>,
    /// Elements that are open but not on the stack: beyond its height, and those that only format.
    flat: usize,
    heading: Option<u8>,
    linked: bool,
    pre: bool,
    open: Option<Raw>,
    pieces: Vec<Piece>,
    blocks: Vec<Raw>,
    regions: Regions,
    data: Vec<Span>,
    title: Option<Span>,
    language: Option<String>,
    notes: Vec<Remark>,
    /// Whether any element may be excepted; most pages have none.
    excepts: bool,
    /// Elements that are excepted and still open: the number of the note, and when it ends.
    excepted: Vec<(usize, Until)>,
    /// How often a block has been closed.
    closings: usize,
    faults: Vec<Fault>,
}

impl<'t> Reader<'t> {
    fn new(html: &'t str, skips: bool) -> Self {
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

    fn run(&mut self) {
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
    fn is_swallowed(&self) -> bool {
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
    fn raw_text(&self, block: &Raw) -> &'t str {
        let pieces = self.pieces.get(block.pieces.clone()).unwrap_or_default();
        let mut texts = pieces.iter().filter_map(|piece| match piece {
            Piece::Text(span) => Some(*span),
            Piece::Break(_) => None,
        });
        let Some(first) = texts.next() else { return "" };
        texts.next_back().map_or(first, |last| first.cover(last)).of(self.html)
    }
}

/// Writes the text of a block.
fn write<'t>(block: &Raw, reader: &Reader<'t>, writer: &mut Writer<'t>) -> Option<Rough> {
    let pieces = reader.pieces.get(block.pieces.clone()).unwrap_or_default();
    if let Some(Piece::Text(first)) = pieces.first() {
        writer.separate(first.start);
    }
    let start = writer.len();
    let mut pen = Pen::new(reader.html, writer, block.pre);
    for piece in pieces {
        match *piece {
            Piece::Text(span) => pen.text(span),
            Piece::Break(span) => pen.line_break(span),
        }
    }
    let end = writer.len();
    let wrap = match block.kind {
        BlockKind::Heading(_) => Wrap::Whole,
        _ if block.pre => Wrap::Soft,
        _ => Wrap::Hard,
    };
    let has_text = !writer.since(start).trim().is_empty();
    has_text.then_some(Rough {
        block: Block {
            span: Span::new(start, end),
            kind: block.kind,
        },
        wrap,
    })
}

fn heading_level(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => return None,
    })
}

fn is_table_part(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th)
}

/// Elements that begin and end on a line of their own and hold others.
fn is_container(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Div
            | Tag::Section
            | Tag::Article
            | Tag::Main
            | Tag::Nav
            | Tag::Header
            | Tag::Footer
            | Tag::Aside
            | Tag::Ul
            | Tag::Ol
            | Tag::Menu
            | Tag::Li
            | Tag::Dl
            | Tag::Table
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Form
            | Tag::Fieldset
            | Tag::Blockquote
            | Tag::Center
            | Tag::Address
            | Tag::Figure
            | Tag::Details
            | Tag::Dialog
            | Tag::Search
            | Tag::Hgroup
            | Tag::Pre
            | Tag::Body
    )
}

/// The value of an attribute.
pub(super) fn attribute<'t>(html: &'t str, span: Span, name: &str) -> Option<&'t str> {
    attributes(html, span)
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

fn language(html: &str, span: Span) -> Option<String> {
    let tag = attribute(html, span, "lang").or_else(|| attribute(html, span, "xml:lang"))?.trim();
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// Text for screen readers only, and signs they are to pass over.
fn is_unseen(html: &str, span: Span) -> bool {
    attributes(html, span).any(|(name, value)| {
        (name.eq_ignore_ascii_case("class")
            && value.split_ascii_whitespace().any(|class| {
                matches!(
                    class,
                    "sr-only" | "visually-hidden" | "visuallyhidden" | "screen-reader-text" | "screenreader"
                )
            }))
            || (name.eq_ignore_ascii_case("aria-hidden") && !value.eq_ignore_ascii_case("false"))
    })
}

#[cfg(test)]
mod tests {
    use super::{Scope, read};
    use crate::diagnostic::FaultCode;
    use crate::extract::BlockKind;
    use crate::extract::draft::Draft;
    use crate::text::Span;

    fn blocks(html: &str) -> Vec<(BlockKind, String)> {
        let draft = read(html, Scope::All).draft;
        draft
            .blocks
            .iter()
            .map(|rough| (rough.block.kind, rough.block.span.of(&draft.text).to_owned()))
            .collect()
    }

    fn texts(html: &str) -> Vec<String> {
        blocks(html).into_iter().map(|(_, text)| text).collect()
    }

    /// The source of a passage of the text.
    fn source_of<'h>(html: &'h str, draft: &Draft<'_>, passage: &str) -> &'h str {
        let at = u32::try_from(draft.text.find(passage).expect("in the text")).expect("small");
        let span = Span::new(at, at + u32::try_from(passage.len()).expect("small"));
        draft.map.as_ref().expect("mapped").to_source(span).of(html)
    }

    #[test]
    fn paragraphs_headings_items_and_cells_are_blocks() {
        let html = "<h2>Aufgaben</h2><p>Sie planen</p>und <b>mehr</b><ul><li>Eins<li>Zwei<p>weiter</ul>\
                    <table><tr><td>Entgelt<td><p>E 13</p></table><dl><dt>Ort<dd>Halle</dl>";
        let expected = [
            (BlockKind::Heading(2), "Aufgaben"),
            (BlockKind::Paragraph, "Sie planen"),
            (BlockKind::Paragraph, "und mehr"),
            (BlockKind::Item, "Eins"),
            (BlockKind::Item, "Zwei"),
            (BlockKind::Paragraph, "weiter"),
            (BlockKind::Cell, "Entgelt"),
            (BlockKind::Cell, "E 13"),
            (BlockKind::Paragraph, "Ort"),
            (BlockKind::Paragraph, "Halle"),
        ];
        let found = blocks(html);
        assert_eq!(found.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tags_inside_words_do_not_part_them() {
        assert_eq!(
            texts("<p>Mitarbeiter<wbr>innen und <b>R</b>eferent<i>*in</i><!-- x -->nen</p>"),
            ["Mitarbeiterinnen und Referent*innen"]
        );
    }

    #[test]
    fn references_are_letters_with_their_place() {
        let html = "<p>f&uuml;r&nbsp;alle &#228;u&szliger Gr&ouml;&szlig;e</p>";
        let draft = read(html, Scope::All).draft;
        assert_eq!(draft.text, "für\u{a0}alle äußer Größe");
        assert_eq!(source_of(html, &draft, "für"), "f&uuml;r");
        assert_eq!(source_of(html, &draft, "Größe"), "Gr&ouml;&szlig;e");
        assert_eq!(source_of(html, &draft, "ö"), "&ouml;");
    }

    #[test]
    fn blanks_in_a_row_are_one_and_breaks_are_kept() {
        let html = "<p>\n  Ein\n   langer <b> Satz</b> \n</p><div>Kennziffer 1<br>\n Frist 2</div>";
        assert_eq!(texts(html), ["Ein langer Satz", "Kennziffer 1\nFrist 2"]);
    }

    #[test]
    fn scripts_styles_and_unseen_text_are_left_out() {
        let html = "<style>p{}</style><p>a<span class='icon sr-only'>neues Fenster</span>b</p><script>c</script>\
                    <noscript>d</noscript><svg><text>e</text></svg><button>f</button><h3><button>g</button></h3>";
        assert_eq!(texts(html), ["ab", "g"]);
    }

    #[test]
    fn an_unclosed_element_that_would_be_passed_over_does_not_swallow_the_ad() {
        assert_eq!(texts("<p>a</p><noscript><p>b</p>"), ["a", "b"]);
    }

    #[test]
    fn ten_thousand_nested_tags_are_read_flat_and_said() {
        for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote"] {
            let html = format!("{}<p>Wir suchen Sie</p>", format!("<{tag}>").repeat(10_000));
            let draft = read(&html, Scope::All).draft;
            assert_eq!(draft.text, "Wir suchen Sie", "{tag}");
            assert_eq!(draft.faults.len(), 1, "{tag}");
            assert_eq!(draft.faults[0].code, FaultCode::TooDeep);
        }
    }

    #[test]
    fn language_and_data_are_found() {
        let html = "<html lang=de-DE><script type='application/ld+json'>{}</script><p>x";
        let page = read(html, Scope::All);
        assert_eq!(page.draft.language.as_deref(), Some("de-DE"));
        assert_eq!(page.data.iter().map(|span| span.of(html)).collect::<Vec<_>>(), ["{}"]);
    }

    #[test]
    fn the_page_title_is_used_only_without_a_heading() {
        let body = "<p>Wir suchen Sie für unser Team in Musterstadt. Bewerben Sie sich bis zum 1. Mai.</p>";
        let page = read("<title>Referent &amp; Co</title>", Scope::Ad);
        assert_eq!(page.draft.faults[0].code, FaultCode::NoAd);
        let html = format!("<title>Referent &amp; Co</title>{body}");
        let draft = read(&html, Scope::Ad).draft;
        assert_eq!(draft.title.map(|span| span.of(&draft.text).to_owned()).as_deref(), Some("Referent & Co"));
        let html = format!("<title>Referent</title><h1>Referentin</h1>{body}");
        assert_eq!(read(&html, Scope::Ad).draft.title, None);
    }
}
