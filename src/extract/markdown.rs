//! Markdown → blocks, with front matter.
//!
//! pulldown-cmark reads it; what stands in the text is copied from the source, so places are exact. Two things are not
//! read as the standard has it: a star between letters is a letter ("Mitarbeiter*innen und Kolleg*innen" is no
//! emphasis), and stars that emphasise nothing are left out. Must not know what an ad says.

use super::draft::{Draft, Rough, Wrap, Writer, map_of, offset};
use super::front::FrontMatter;
use super::html::{self, Scope};
use super::notes::{ATTRIBUTE, NoteForm, Reach, Remark, inside_comment};
use super::tags::{Token, Tokens};
use super::{Block, BlockKind, scalars};
use crate::text::Span;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// A heading longer than this is a paragraph.
const MAX_HEADING: u32 = 160;
/// Stands for a star between letters while the text is parsed: one byte, and nothing that Markdown knows.
const MASK: u8 = 0x1A;

/// Reads Markdown.
pub(super) fn read(source: &str) -> Draft<'_> {
    let front = FrontMatter::read(source);
    // A page whose text stands in the front matter has nothing behind it.
    let data = source.get(front.body..).is_some_and(|body| front.body > 0 && body.trim().is_empty());
    let text = data.then(|| scalars::read(source, front.inside)).flatten();
    let mut draft = match text {
        Some((text, via)) => {
            let inner = read_body(&text, 0);
            let mut writer = Writer::new(source);
            let blocks = writer.append(&inner, &via);
            let notes = inner.notes.into_iter().map(|note| note.moved(&via, 0)).collect();
            drafted(writer, blocks, notes)
        }
        None => read_body(source, front.body),
    };
    draft.language = front.language;
    draft.faults = front.faults;
    draft.notes.extend(front.adlint.map(|span| Remark {
        form: NoteForm::FrontMatter,
        text: span.of(source).to_owned(),
        place: span,
        reach: Reach::Nothing,
    }));
    let title: String = front.title.iter().map(|span| span.of(source)).collect::<Vec<_>>().join(" ");
    let same = |rough: &&Rough| matches!(rough.block.kind, BlockKind::Heading(_)) && is_same(rough.block.span.of(&draft.text), &title);
    if let Some(heading) = draft.blocks.iter().find(same) {
        draft.title = Some(heading.block.span);
        return draft;
    }
    draft.with_title(source, |writer| {
        for (index, line) in front.title.iter().enumerate() {
            if let Some(before) = index.checked_sub(1).and_then(|before| front.title.get(before)) {
                writer.decoded(" ", Span::new(before.end, line.start));
            }
            writer.verbatim(*line);
        }
    })
}

/// Reads what stands behind `base`.
fn read_body(source: &str, base: usize) -> Draft<'_> {
    let masked = mask(source.get(base..).unwrap_or_default());
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_DEFINITION_LIST;
    let mut reader = Reader::new(source, &masked, base);
    for (event, range) in Parser::new_ext(&masked, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.flush();
    reader.close();
    drafted(reader.writer, reader.blocks, reader.notes)
}

fn drafted<'t>(writer: Writer<'_>, blocks: Vec<Rough>, notes: Vec<Remark>) -> Draft<'t> {
    let (text, map) = writer.finish();
    Draft {
        text: Cow::Owned(text),
        map: Some(map),
        blocks,
        title: None,
        language: None,
        notes,
        faults: Vec::new(),
    }
}

fn is_same(heading: &str, title: &str) -> bool {
    heading.split_whitespace().eq(title.split_whitespace())
}

/// The body with every single star between letters masked; most texts have none.
fn mask(body: &str) -> Cow<'_, str> {
    let between_letters = |at: usize| {
        let before = body.get(..at).and_then(|before| before.chars().next_back());
        let after = body.get(at + 1..).and_then(|after| after.chars().next());
        before.is_some_and(|letter| letter.is_alphabetic() || letter == '/') && after.is_some_and(char::is_alphabetic)
    };
    let stars: Vec<usize> = memchr::memchr_iter(b'*', body.as_bytes()).filter(|&at| between_letters(at)).collect();
    if stars.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut masked = body.to_owned();
    for at in stars {
        masked.replace_range(at..=at, "\u{1A}");
    }
    Cow::Owned(masked)
}

struct Reader<'s, 'm> {
    writer: Writer<'s>,
    source: &'s str,
    /// What the parser reads: the body, masked.
    masked: &'m str,
    /// Where the body begins in the source.
    base: usize,
    blocks: Vec<Rough>,
    open: Option<(u32, BlockKind)>,
    heading: Option<u8>,
    cell: bool,
    /// For every open list item, whether it has no text yet.
    items: Vec<bool>,
    images: usize,
    html: Option<Range<usize>>,
    notes: Vec<Remark>,
    /// Text that stands in the source to the letter; the parser hands it out in pieces.
    plain: Option<Range<usize>>,
}

impl<'s, 'm> Reader<'s, 'm> {
    fn new(source: &'s str, masked: &'m str, base: usize) -> Self {
        Self {
            writer: Writer::new(source),
            source,
            masked,
            base,
            blocks: Vec::new(),
            open: None,
            heading: None,
            cell: false,
            items: Vec::new(),
            images: 0,
            html: None,
            notes: Vec::new(),
            plain: None,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        if let Event::Text(text) = &event
            && self.images == 0
            && self.masked.get(range.clone()) == Some(&**text)
        {
            match &mut self.plain {
                Some(plain) if plain.end == range.start => plain.end = range.end,
                _ => {
                    self.flush();
                    self.plain = Some(range);
                }
            }
            return;
        }
        self.flush();
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(end) => self.end(end),
            _ if self.images > 0 => {}
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => self.code(&code, &range),
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => self.line_break(range),
            Event::InlineHtml(tag) => {
                if tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
                    self.line_break(range);
                } else {
                    self.note(&range);
                }
            }
            Event::Html(_) => self.html = Some(self.html.take().map_or(range.clone(), |all| all.start..range.end)),
            Event::Rule => self.close(),
            Event::TaskListMarker(_) | Event::FootnoteReference(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript | Tag::Link { .. } => {}
            Tag::Image { .. } => self.images += 1,
            Tag::Heading { level, .. } => {
                self.close();
                let text = self.masked.get(range.clone()).unwrap_or_default().trim_end();
                // A paragraph of several lines above a rule is no heading, whatever the standard says.
                self.heading = (text.starts_with('#') || text.lines().count() <= 2).then_some(*level as u8);
            }
            Tag::Item => {
                self.close();
                self.items.push(true);
            }
            Tag::TableCell => {
                self.close();
                self.cell = true;
            }
            _ => self.close(),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript | TagEnd::Link => {}
            TagEnd::Image => self.images = self.images.saturating_sub(1),
            TagEnd::Heading(_) => {
                self.close();
                self.heading = None;
            }
            TagEnd::Item => {
                self.close();
                self.items.pop();
            }
            TagEnd::TableCell => {
                self.close();
                self.cell = false;
            }
            TagEnd::HtmlBlock => self.html_block(),
            _ => self.close(),
        }
    }

    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(offset(self.base + range.start), offset(self.base + range.end))
    }

    /// Begins a block where none is open.
    fn begin(&mut self, at: u32) {
        if self.open.is_some() {
            return;
        }
        self.writer.separate(at);
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.cell => BlockKind::Cell,
            None if self.items.last() == Some(&true) => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        self.open = Some((self.writer.len(), kind));
    }

    fn close(&mut self) {
        let Some((start, mut kind)) = self.open.take() else { return };
        if self.writer.since(start).trim().is_empty() {
            return;
        }
        if let Some(fresh) = self.items.last_mut() {
            *fresh = false;
        }
        let span = Span::new(start, self.writer.len());
        if matches!(kind, BlockKind::Heading(_)) && span.len() > MAX_HEADING {
            kind = BlockKind::Paragraph;
        }
        let wrap = if matches!(kind, BlockKind::Heading(_)) {
            Wrap::Whole
        } else {
            Wrap::Soft
        };
        self.blocks.push(Rough {
            block: Block { span, kind },
            wrap,
        });
    }

    fn text(&mut self, text: &CowStr<'_>, range: &Range<usize>) {
        // The parser hands out the indentation of HTML as text of its own making.
        if range.is_empty() {
            return;
        }
        let span = self.span(range);
        self.begin(span.start);
        self.writer.decoded(&unmasked(text), span);
    }

    /// Writes the plain text read so far.
    fn flush(&mut self) {
        let Some(range) = self.plain.take() else { return };
        let opened = self.open.is_none();
        self.begin(self.span(&range).start);
        let text = self.masked.get(range.clone()).unwrap_or_default();
        // "##Aufgaben" was meant as a heading; the marks are no text.
        let marks = if opened && text.starts_with("##") {
            text.len() - text.trim_start_matches('#').len()
        } else {
            0
        };
        let mut from = range.start + marks;
        let bytes = self.masked.as_bytes();
        while let Some(at) = memchr::memmem::find(bytes.get(from..range.end).unwrap_or_default(), b"**") {
            self.writer.verbatim(self.span(&(from..from + at)));
            let stars = bytes.get(from + at..range.end).unwrap_or_default();
            from += at + stars.iter().take_while(|byte| **byte == b'*').count();
        }
        self.writer.verbatim(self.span(&(from..range.end)));
    }

    fn code(&mut self, code: &CowStr<'_>, range: &Range<usize>) {
        let span = self.span(range);
        self.begin(span.start);
        // The text stands between the backticks, unless line breaks in it became blanks.
        let inside = self.masked.get(range.clone()).and_then(|all| all.find(&**code));
        match inside {
            Some(at) if !code.is_empty() => {
                let start = range.start + at;
                self.writer.verbatim(self.span(&(start..start + code.len())));
            }
            _ => self.writer.decoded(&unmasked(code), span),
        }
    }

    /// In a list item the indentation of the next line is kept: it says that the line belongs to the item.
    fn soft_break(&mut self, range: Range<usize>) {
        let rest = self.masked.as_bytes().get(range.end..).unwrap_or_default();
        let indent = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let end = range.end;
        self.line_break(range);
        if indent > 0 && !self.items.is_empty() && self.open.is_some() {
            self.writer.verbatim(self.span(&(end..end + indent)));
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.open.is_none() {
            return;
        }
        let span = self.span(&range);
        if span.of(self.source) == "\n" {
            self.writer.verbatim(span);
        } else {
            self.writer.decoded("\n", span);
        }
    }

    /// A comment, or a tag with an attribute, inside a block: it speaks of the block.
    fn note(&mut self, range: &Range<usize>) {
        let span = self.span(range);
        let tag = span.of(self.source);
        let block = self.blocks.len();
        if let Some(inside) = inside_comment(tag, span.start) {
            self.notes.extend(Remark::of_comment(self.source, span, inside, block));
        } else if let Some(Token::Open { attributes, .. }) = Tokens::new(tag).next()
            && let Some(value) = html::attribute(tag, attributes, ATTRIBUTE)
        {
            self.notes.push(Remark {
                form: NoteForm::Attribute,
                text: value.to_owned(),
                place: span,
                reach: Reach::Block(block),
            });
        }
    }

    fn html_block(&mut self) {
        let Some(range) = self.html.take() else { return };
        let span = self.span(&range);
        let mut draft = html::read(span.of(self.source), Scope::All).draft;
        let notes = std::mem::take(&mut draft.notes);
        self.notes
            .extend(notes.into_iter().map(|note| note.moved(&map_of(span), self.blocks.len())));
        if draft.blocks.is_empty() {
            return;
        }
        self.writer.separate(span.start);
        self.blocks.extend(self.writer.append(&draft, &map_of(span)));
    }
}

/// Text that the parser made itself, with its stars back.
fn unmasked(text: &str) -> Cow<'_, str> {
    if memchr::memchr(MASK, text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('\u{1A}', "*"))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::diagnostic::FaultCode;
    use crate::extract::BlockKind;
    use crate::text::Span;

    fn blocks(source: &str) -> Vec<(BlockKind, String)> {
        let draft = read(source);
        draft
            .blocks
            .iter()
            .map(|rough| (rough.block.kind, rough.block.span.of(&draft.text).to_owned()))
            .collect()
    }

    fn texts(source: &str) -> Vec<String> {
        blocks(source).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn headings_items_and_cells_are_blocks() {
        let source = "# Referent (m/w/d)\n\n## Aufgaben\n\n- Planung\n  von Vorhaben\n- [ ] Lehre\n\n  und mehr\n\n\
                      | Entgelt | E 13 |\n|---|---|\n| Ort | Halle |\n";
        let expected = [
            (BlockKind::Heading(1), "Referent (m/w/d)"),
            (BlockKind::Heading(2), "Aufgaben"),
            (BlockKind::Item, "Planung\n  von Vorhaben"),
            (BlockKind::Item, "Lehre"),
            (BlockKind::Paragraph, "und mehr"),
            (BlockKind::Cell, "Entgelt"),
            (BlockKind::Cell, "E 13"),
            (BlockKind::Cell, "Ort"),
            (BlockKind::Cell, "Halle"),
        ];
        let found = blocks(source);
        assert_eq!(found.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_star_between_letters_is_a_letter() {
        for (source, expected) in [
            ("Mitarbeiter*innen und Kolleg*innen", "Mitarbeiter*innen und Kolleg*innen"),
            ("eine*n Referent\\*in", "eine*n Referent*in"),
            ("**Mitarbeiter*innen** und *wichtig*", "Mitarbeiter*innen und wichtig"),
            ("Kolleg_innen und _wichtig_", "Kolleg_innen und wichtig"),
            ("inter* und trans* Personen", "inter* und trans* Personen"),
            ("`Student*innen` &amp; mehr", "Student*innen & mehr"),
        ] {
            assert_eq!(read(source).text, expected);
        }
    }

    #[test]
    fn stars_that_emphasise_nothing_are_left_out() {
        assert_eq!(texts("**Aufgaben **\n\n** Profil**"), ["Aufgaben ", " Profil"]);
    }

    #[test]
    fn links_and_images_leave_their_text_and_nothing() {
        assert_eq!(
            texts("Zur [Bewerbung](https://example.org/x) ![Logo](y.png)<br>Ende"),
            ["Zur Bewerbung \nEnde"]
        );
    }

    #[test]
    fn html_inside_is_read_as_html() {
        let source = "Text\n\n<div><p>F&uuml;r <b>alle</b></p>\n<ul><li>Eins</li></ul></div>\n\nmehr";
        assert_eq!(texts(source), ["Text", "Für alle", "Eins", "mehr"]);
        let draft = read(source);
        let at = u32::try_from(draft.text.find("Für").expect("there")).expect("small");
        let map = draft.map.expect("mapped");
        assert_eq!(map.to_source(Span::new(at, at + 4)).of(source), "F&uuml;r");
    }

    #[test]
    fn a_long_paragraph_above_a_rule_is_no_heading() {
        let source = "Eine Zeile\nund noch eine\nund noch eine.\n---\nMehr";
        assert_eq!(blocks(source)[0].0, BlockKind::Paragraph);
        assert_eq!(blocks("Titel\n---\nMehr")[0].0, BlockKind::Heading(2));
    }

    #[test]
    fn the_title_of_the_front_matter_is_the_title_of_the_ad() {
        let source = "---\ndate: 2025\ntitle: Werbetechnik 80 %\n  befristet\nlang: de\n---\n# Wer wir sind\n";
        let draft = read(source);
        assert_eq!(draft.text, "Werbetechnik 80 % befristet\nWer wir sind");
        assert_eq!(draft.title, Some(Span::new(0, 27)));
        assert_eq!(draft.language.as_deref(), Some("de"));
        let quoted = read("---\ntitle: \"Referent: Presse\"\n---\nText");
        assert_eq!(quoted.text, "Referent: Presse\nText");
        let folded = read("---\ntitle: >-\n  Referent\n---\nText");
        assert_eq!(folded.text, "Referent\nText");
        let toml = read("+++\ntitle = \"Referent\"\n+++\nText");
        assert_eq!(toml.text, "Referent\nText");
    }

    #[test]
    fn a_title_that_is_repeated_as_heading_stands_once() {
        let draft = read("---\ntitle: Referent  in Halle\n---\n\nStadt Halle\n\n## Referent in Halle\n");
        assert_eq!(draft.text, "Stadt Halle\nReferent in Halle");
        assert_eq!(draft.title, Some(Span::new(12, 29)));
    }

    /// A site of which every page is data: its texts, with the way back, and neither names, dates nor what is said to adlint.
    #[test]
    fn front_matter_with_nothing_behind_it_is_read_from_its_texts() {
        let source = "---\ntitle: Köchin\ndate: 2024-03-01\nadlint:\n  profile: de und noch mehr Worte\nsections:\n  - type: text\n    headline: Aufgaben\n    text: |-\n\n      ## Was du tust\n\n      - Du kochst für unsere\n        Gäste.\n  - points:\n      - \"Freude am Kochen\"\n---\n";
        let draft = super::read(source);
        let texts: Vec<&str> = draft.blocks.iter().map(|rough| rough.block.span.of(&draft.text)).collect();
        assert_eq!(
            texts,
            ["Köchin", "Aufgaben", "Was du tust", "Du kochst für unsere\n  Gäste.", "Freude am Kochen"]
        );
        let map = draft.map.expect("written");
        let at = u32::try_from(draft.text.find("Freude").expect("read")).expect("small");
        assert_eq!(map.to_source(Span::new(at, at + 6)).of(source), "Freude");
    }

    #[test]
    fn front_matter_without_end_is_malformed_and_a_rule_is_not() {
        assert_eq!(read("---\ntitle: x\n\nText").faults[0].code, FaultCode::Malformed);
        assert!(read("---\nText").faults.is_empty());
        assert!(read("---\nWir suchen: Sie!\n").faults.is_empty());
    }
}
