//! Lines → blocks: which line goes on in the next, what is a list item, and which hyphens only stand at a line's end.
//!
//! Used by every format: plain text as a whole, the paragraphs of the others where they hold line breaks. It knows
//! typography (hyphens, bullets, line lengths), not languages: the few words it names are those that follow a hyphen
//! which must stay. Must not know headings or sections; a heading is a block of one line here.

use super::draft::{Change, Draft, Rough, With, Wrap, offset};
use super::{Block, BlockKind};
use crate::text::Span;
use std::cell::OnceCell;

/// Lines held at a time; a longer stretch without a blank line is cut, so that memory stays bounded.
const MAX_RUN: usize = 512;
/// Widest line a program or person wraps at.
const MAX_WIDTH: usize = 150;
/// How often a list is looked for behind "1." before that is given up.
const MAX_PEEKS: u8 = 64;

/// Cuts the rough blocks of a draft into final ones and joins words that were broken at the end of a line.
pub(super) fn split<'t>(mut draft: Draft<'t>) -> (Draft<'t>, Vec<Block>) {
    let rough = std::mem::take(&mut draft.blocks);
    let mut splitter = Splitter::new(&draft.text, &rough);
    for block in &rough {
        splitter.block(*block);
    }
    let Splitter { blocks, changes, .. } = splitter;
    if !changes.is_empty() {
        draft.blocks = blocks.into_iter().map(|block| Rough { block, wrap: Wrap::Whole }).collect();
        draft = draft.edited(&changes);
        let blocks = draft.blocks.iter().map(|rough| rough.block).collect();
        return (draft, blocks);
    }
    (draft, blocks)
}

/// What a line begins with, when it begins a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marker {
    None,
    /// A bullet that is nothing else.
    Bullet,
    /// A hyphen or dash, which may also be one in a sentence.
    Dash,
    Number,
}

/// What the text of a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum First {
    Lower,
    Upper,
    /// `(`
    Open,
    /// `)`, `/`, `&`, `,`: never the beginning of anything.
    Tail,
    Other,
}

/// One line that has text.
#[derive(Debug, Clone, Copy)]
struct Line {
    /// First byte of its text, behind indentation and list marker.
    body: u32,
    /// One past its last byte that is not blank.
    end: u32,
    /// Width of the indentation.
    indent: u16,
    /// Bytes from the margin to the end, at most `u16::MAX`.
    width: u16,
    /// Bytes of the first word.
    word: u16,
    marker: Marker,
    first: First,
}

struct Splitter<'t> {
    text: &'t str,
    /// The width the whole text is wrapped at, if it is; looked for when it is first asked for.
    page: OnceCell<Option<u16>>,
    rough: &'t [Rough],
    /// Bullets that stand inside a line, behind other text.
    bullets: Vec<u32>,
    kind: BlockKind,
    /// The stretch being cut is one list item as a whole; its first line has lost its marker.
    item: bool,
    wrap: Wrap,
    run: Vec<Line>,
    /// A bullet that stood alone in its line belongs to the line after it.
    pending: bool,
    number: u32,
    peeks: u8,
    blocks: Vec<Block>,
    changes: Vec<Change>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, rough: &'t [Rough]) -> Self {
        Self {
            text,
            page: OnceCell::new(),
            rough,
            bullets: bullets_inside(text),
            kind: BlockKind::Paragraph,
            item: false,
            wrap: Wrap::Soft,
            run: Vec::new(),
            pending: false,
            number: 0,
            peeks: 0,
            blocks: Vec::new(),
            changes: Vec::new(),
        }
    }

    fn block(&mut self, rough: Rough) {
        self.kind = rough.block.kind;
        self.item = self.kind == BlockKind::Item;
        self.wrap = rough.wrap;
        if rough.wrap == Wrap::Whole {
            self.emit(rough.block.span.start, rough.block.span.end, rough.block.kind);
            return;
        }
        self.pending = false;
        let mut start = rough.block.span.start as usize;
        let stretch = self.text.get(..rough.block.span.end as usize).unwrap_or_default();
        while start < stretch.len() {
            let rest = stretch.as_bytes().get(start..).unwrap_or_default();
            let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            self.line(start, start + len);
            start += len + if rest.get(len..).is_some_and(|end| end.starts_with(b"\r\n")) { 2 } else { 1 };
        }
        self.flush();
    }

    /// Takes in one line, `start..end` without its line break.
    fn line(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        let (lead, text) = trimmed(line);
        if text.is_empty() {
            self.flush();
            return;
        }
        let (marker, skip) = marker(text);
        let body = text.get(skip..).unwrap_or_default();
        if body.is_empty() || (!has_word(body) && (marker == Marker::None || !has_word(text))) {
            // A lone bullet, or a rule drawn with characters.
            self.pending = body.is_empty() && text.starts_with(is_bullet);
            self.flush();
            return;
        }
        let (marker, skip) = self.judged(marker, skip, text, end);
        let body = text.get(skip..).unwrap_or_default();
        let marker = if std::mem::take(&mut self.pending) && marker == Marker::None { Marker::Bullet } else { marker };
        let at = start + lead;
        self.run.push(Line {
            body: offset(at + skip),
            end: offset(at + text.len()),
            indent: narrow(line.get(..lead).map_or(0, columns)),
            width: narrow(lead + text.len()),
            word: narrow(body.bytes().position(|byte| byte == b' ' || byte == b'\t').unwrap_or(body.len())),
            marker,
            first: first(body),
        });
        if self.run.len() >= MAX_RUN {
            self.flush();
        }
    }

    /// A number is a marker only in a row of numbers: "1. Juni 2025" may well begin a line.
    fn judged(&mut self, marker: Marker, skip: usize, text: &str, end: usize) -> (Marker, usize) {
        if marker != Marker::Number {
            return (marker, skip);
        }
        let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let Ok(number) = text.get(..digits).unwrap_or_default().parse::<u32>() else {
            return (marker, skip);
        };
        let listed = text.as_bytes().get(digits) == Some(&b')')
            || (number > 1 && number == self.number + 1)
            || (number == 1 && self.next_is_listed(end));
        if !listed {
            return (Marker::None, 0);
        }
        self.number = number;
        (marker, skip)
    }

    fn next_is_listed(&mut self, end: usize) -> bool {
        if self.peeks >= MAX_PEEKS {
            return false;
        }
        self.peeks += 1;
        let bytes = self.text.as_bytes();
        let near = bytes.get(end..(end + 2000).min(bytes.len())).unwrap_or_default();
        memchr::memchr_iter(b'\n', near).any(|at| {
            let line = near.get(at + 1..).unwrap_or_default().trim_ascii_start();
            line.starts_with(b"2. ") || line.starts_with(b"2.\t")
        })
    }

    /// Cuts the lines gathered so far into blocks.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(opening) = run.first() {
            let mut begin = opening;
            let mut begin_index = 0;
            let mut before = opening;
            for (index, line) in run.iter().enumerate().skip(1) {
                let at = Place { lines: self, run: &run, index, begin, begin_index };
                let joint = at.joint();
                if let Some(span) = match joint {
                    Joint::WithoutHyphen => Some(Span::new(before.end - 1, line.body)),
                    Joint::WithHyphen => Some(Span::new(before.end, line.body)),
                    Joint::Next | Joint::Apart => None,
                } {
                    self.changes.push(Change { span, with: With::Nothing });
                }
                if joint == Joint::Apart {
                    self.emit_lines(begin, before);
                    begin = line;
                    begin_index = index;
                }
                before = line;
            }
            self.emit_lines(begin, before);
        }
        self.run = run;
        self.run.clear();
    }

    fn emit_lines(&mut self, begin: &Line, last: &Line) {
        let kind =
            if begin.marker != Marker::None && self.kind == BlockKind::Paragraph { BlockKind::Item } else { self.kind };
        self.emit(begin.body, last.end, kind);
        if self.kind == BlockKind::Item {
            // What follows in the same item is a paragraph of it.
            self.kind = BlockKind::Paragraph;
        }
    }

    /// Adds a block, without blanks at its ends, and cut at the bullets inside it.
    fn emit(&mut self, start: u32, end: u32, kind: BlockKind) {
        let first = self.bullets.partition_point(|&at| at < start);
        let last = self.bullets.partition_point(|&at| at < end);
        let split = matches!(kind, BlockKind::Paragraph | BlockKind::Item)
            && last - first > usize::from(kind == BlockKind::Paragraph);
        let mut from = start;
        let mut piece = kind;
        if split {
            for index in first..last {
                let Some(&at) = self.bullets.get(index) else { break };
                self.emit_piece(from, at, piece);
                from = at + BULLET_LEN;
                piece = BlockKind::Item;
            }
        }
        self.emit_piece(from, end, piece);
    }

    fn emit_piece(&mut self, start: u32, end: u32, kind: BlockKind) {
        let piece = Span::new(start, end).of(self.text);
        let text = piece.trim();
        if text.is_empty() {
            return;
        }
        let at = start + offset(piece.len() - piece.trim_start().len());
        self.blocks.push(Block { span: Span::new(at, at + offset(text.len())), kind });
    }
}

/// How a line stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// A new block begins.
    Apart,
    /// The text goes on.
    Next,
    /// The word goes on, the hyphen was only there for the line break.
    WithoutHyphen,
    /// The word goes on, and the hyphen belongs to it.
    WithHyphen,
}

/// A line in its run, next to the line before it.
struct Place<'r, 't> {
    lines: &'r Splitter<'t>,
    run: &'r [Line],
    index: usize,
    /// The first line of the block so far.
    begin: &'r Line,
    begin_index: usize,
}

impl<'t> Place<'_, 't> {
    fn text(&self) -> &'t str {
        self.lines.text
    }

    /// The text of a line, without its marker.
    fn of(&self, line: &Line) -> &'t str {
        Span::new(line.body, line.end).of(self.text())
    }

    fn joint(&self) -> Joint {
        let (Some(before), Some(line)) = (self.run.get(self.index - 1), self.run.get(self.index)) else {
            return Joint::Apart;
        };
        if line.marker != Marker::None && !(line.marker == Marker::Dash && self.is_dash_in_sentence(before, line)) {
            return Joint::Apart;
        }
        if let Some(joint) = broken_word(self.text(), before, line) {
            return joint;
        }
        if self.goes_on(before, line) { Joint::Next } else { Joint::Apart }
    }

    /// "… befristet\n– vorbehaltlich der Mittel – zu besetzen": a dash between lower case words, alone in its run.
    fn is_dash_in_sentence(&self, before: &Line, line: &Line) -> bool {
        let marked = |index: usize| self.run.get(index).is_some_and(|line| line.marker != Marker::None);
        self.lines.wrap == Wrap::Soft
            && line.first == First::Lower
            && before.marker == Marker::None
            && !marked(self.index + 1)
            && !matches!(last_byte(self.text(), before), b'.' | b'!' | b'?' | b':' | b';')
            && before.width > 30
    }

    fn goes_on(&self, before: &Line, line: &Line) -> bool {
        let last = last_byte(self.text(), before);
        match line.first {
            First::Tail => return true,
            First::Open => return !matches!(last, b'.' | b'!' | b'?' | b';' | b':') || self.is_full(before, line),
            _ => {}
        }
        match last {
            b',' | b'/' | b'&' | b'(' | b'+' => return true,
            // A link inside a sentence often stands in a line of its own.
            b':' if is_address(self.of(line)) => return before.width > 40,
            b':' => return line.first == First::Lower && self.is_full(before, line),
            _ => {}
        }
        if line.first == First::Lower {
            return !(last == b';' || self.is_bare_item(before, line)) || self.is_full(before, line);
        }
        let ended = matches!(last, b'.' | b'!' | b'?' | b';');
        if self.hangs(line) && !ended {
            return true;
        }
        let before_text = self.of(before);
        if self.lines.wrap == Wrap::Soft && !ended && ends_in_joining_word(before_text) {
            return true;
        }
        let Some(width) = self.full_width(before, line) else { return self.hangs(line) };
        let text = self.of(line);
        before.width >= width / 5 * 3
            && is_capitals(text) == is_capitals(before_text)
            && !has_capital_key(text)
            && !self.stands_alone(line, text, width, ended)
    }

    fn is_full(&self, before: &Line, line: &Line) -> bool {
        self.full_width(before, line).is_some()
    }

    /// The width the lines are wrapped at, if the line before had no room for the first word of this one: then the
    /// break was the program's.
    fn full_width(&self, before: &Line, line: &Line) -> Option<u16> {
        if self.lines.wrap != Wrap::Soft {
            return None;
        }
        let needed = before.width.saturating_add(1).saturating_add(line.word);
        let full = |width: u16| needed > width - width / 32;
        // The width cannot be less than that of these two lines.
        let seen = if usize::from(line.width) <= MAX_WIDTH { line.width.max(before.width) } else { before.width };
        if !full(seen) {
            return None;
        }
        self.width().filter(|&width| full(width))
    }

    /// Items without bullets, all in lower case; a wrapped sentence begins with a capital.
    fn is_bare_item(&self, before: &Line, line: &Line) -> bool {
        let several_words = self.of(before).contains(' ');
        let first_word = Span::new(line.body, line.body + u32::from(line.word)).of(self.text());
        self.begin_index + 1 == self.index
            && before.marker == Marker::None
            && before.first == First::Lower
            && several_words
            && !is_elided_before(first_word)
    }

    /// Whether the line is indented under the text of a list item, as the lines that continue one are.
    fn hangs(&self, line: &Line) -> bool {
        let in_item = self.begin.marker != Marker::None || self.lines.item;
        in_item && line.indent > self.begin.indent && line.first != First::Other
    }

    /// Whether a short line is a heading rather than the end of the paragraph.
    fn stands_alone(&self, line: &Line, text: &str, width: u16, ended: bool) -> bool {
        let end = text.as_bytes().last().copied().unwrap_or_default();
        let short = line.width < width / 4 * 3;
        if short && end == b':' {
            return true;
        }
        let closed = matches!(end, b'.' | b',' | b';' | b'-' | b'!' | b'?');
        match self.run.get(self.index + 1) {
            Some(next) if next.first == First::Lower => false,
            // Under a title stand other short lines.
            Some(_) => short && !closed && (ended || self.index == 1) && !ends_in_joining_word(text),
            None => ended && short && !closed && end != b')',
        }
    }

    /// The width the lines around are wrapped at, if they are. Where columns of two widths meet, the lines before or
    /// after show it.
    fn width(&self) -> Option<u16> {
        let start = self.index.saturating_sub(4);
        [(start, self.index + 4), (self.index - 1, self.index + 4), (start, self.index + 1)]
            .into_iter()
            .filter_map(|(from, to)| self.width_of(from, to))
            .min()
            .or_else(|| *self.lines.page.get_or_init(|| page_width(self.text(), self.lines.rough)))
    }

    fn width_of(&self, from: usize, to: usize) -> Option<u16> {
        let around = self.run.get(from..to.min(self.run.len()))?;
        let listed = self.begin.marker != Marker::None;
        let (mut count, mut widest, mut flowing) = (0_u32, 0, listed);
        for (index, line) in around.iter().enumerate() {
            if usize::from(line.width) <= MAX_WIDTH {
                count += 1;
                widest = widest.max(line.width);
                flowing |= index > 0 && line.first == First::Lower && line.marker == Marker::None;
            }
        }
        let reach = widest / 5 * 4..=narrow(MAX_WIDTH);
        let near = around.iter().fold(0_u32, |near, line| near + u32::from(reach.contains(&line.width)));
        // Half of the lines reach the margin; among list items, fewer.
        let filled = if listed { near * 5 >= count * 2 } else { near * 2 >= count };
        (flowing && filled && near >= 3 && widest >= 25).then_some(widest)
    }
}

/// Whether the word at the end of a line goes on in the next one.
fn broken_word(text: &str, before: &Line, line: &Line) -> Option<Joint> {
    let last = last_byte(text, before);
    if !matches!(last, b'-' | b'*' | b'_' | b'/' | b':') {
        return None;
    }
    let next = Span::new(line.body, line.end).of(text);
    let word = next.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let head = Span::new(before.body, before.end - 1).of(text);
    let token = head.rsplit([' ', '\t', '\u{a0}']).next().unwrap_or_default();
    let left = token.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    if last != b'-' {
        // "Mitarbeiter*\ninnen"
        let ending = word == "innen" || (word == "in" && last != b':');
        return (ending && !left.is_empty()).then_some(Joint::WithHyphen);
    }
    if token.ends_with('/') {
        // "Bewerber/-\ninnen"
        return word.starts_with(char::is_lowercase).then_some(Joint::WithHyphen);
    }
    if !left.ends_with(char::is_alphabetic) {
        return None;
    }
    let letters = left.chars().count();
    if word.starts_with(char::is_uppercase) {
        // "STELLENAUS-\nSCHREIBUNG" was hyphenated; "Fest-\nFlüssig" and "IT-\nAbteilung" have their hyphen.
        let shouted = letters >= 5 && is_capitals(left) && word.chars().count() >= 3 && is_capitals(word);
        return Some(if shouted { Joint::WithoutHyphen } else { Joint::WithHyphen });
    }
    if !word.starts_with(char::is_lowercase) {
        return None;
    }
    if is_elided_before(word) {
        // "Labor-\nund Pilotmaßstab"
        return Some(Joint::Next);
    }
    let own = letters < 2 || is_address(token) || has_own_hyphen(left, word);
    Some(if own { Joint::WithHyphen } else { Joint::WithoutHyphen })
}

/// Words after which a hyphen at the line's end stands for the rest of a compound.
fn is_elided_before(word: &str) -> bool {
    matches!(
        word,
        "und" | "oder" | "bzw" | "beziehungsweise" | "sowie" | "bis" | "wie" | "als" | "noch" | "and" | "or" | "to"
    )
}

/// Addresses break at hyphens that are theirs.
fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains("www.") || token.contains('@')
}

/// English compounds that are written with a hyphen wherever they stand.
fn has_own_hyphen(left: &str, right: &str) -> bool {
    matches!(left, "self" | "non" | "well" | "full" | "long" | "short" | "high" | "cross")
        || matches!(
            right,
            "friendly"
                | "time"
                | "term"
                | "based"
                | "level"
                | "oriented"
                | "driven"
                | "related"
                | "wide"
                | "specific"
                | "year"
                | "site"
                | "life"
                | "free"
                | "led"
                | "scale"
                | "quality"
                | "paced"
                | "hand"
                | "class"
                | "making"
                | "solving"
                | "building"
                | "person"
                | "the"
                | "of"
                | "in"
                | "up"
                | "on"
        )
}

fn last_byte(text: &str, line: &Line) -> u8 {
    text.as_bytes().get((line.end as usize).saturating_sub(1)).copied().unwrap_or_default()
}

/// Whether the line ends in a word that no heading or item ends in: its sentence goes on, however short the line is.
fn ends_in_joining_word(text: &str) -> bool {
    let Some((_, word)) = text.rsplit_once([' ', '\t', '\u{a0}']) else { return false };
    matches!(
        word,
        "und"
            | "oder"
            | "sowie"
            | "für"
            | "der"
            | "die"
            | "dem"
            | "den"
            | "des"
            | "im"
            | "am"
            | "zum"
            | "zur"
            | "vom"
            | "von"
            | "bei"
            | "beim"
            | "wie"
            | "and"
            | "or"
            | "the"
    )
}

/// "LOCATION:  Yerevan": a line of a form.
fn has_capital_key(text: &str) -> bool {
    let near = text.as_bytes().get(..text.len().min(45)).unwrap_or_default();
    memchr::memchr(b':', near).and_then(|at| text.get(..at)).is_some_and(is_capitals)
}

/// Whether the letters are capitals, and more than a few.
fn is_capitals(text: &str) -> bool {
    let mut letters = 0;
    for letter in text.chars() {
        if letter.is_lowercase() {
            return false;
        }
        letters += usize::from(letter.is_uppercase());
    }
    letters >= 3
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The text of a line without the blanks around it, and how many bytes of them stand before it.
fn trimmed(line: &str) -> (usize, &str) {
    let bytes = line.as_bytes();
    let lead = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(lead, |last| last + 1);
    let edges = (bytes.get(lead), bytes.get(end.saturating_sub(1)));
    match (edges, line.get(lead..end)) {
        ((Some(first), Some(last)), Some(text)) if first.is_ascii_graphic() && last.is_ascii_graphic() => (lead, text),
        _ => (line.len() - line.trim_start().len(), line.trim()),
    }
}

fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Columns of an indentation; a tab reaches the next multiple of four.
fn columns(lead: &str) -> usize {
    lead.chars().fold(0, |column, letter| if letter == '\t' { (column / 4 + 1) * 4 } else { column + 1 })
}

fn first(body: &str) -> First {
    let mut letters = body.chars();
    let Some(letter) = letters.next() else { return First::Other };
    let letter = match letter {
        '(' => return First::Open,
        ')' | '/' | '&' | ',' => return First::Tail,
        '„' | '“' | '”' | '"' | '\'' | '‚' | '‘' | '’' | '«' | '»' | '-' | '–' | '[' => {
            letters.next().unwrap_or(letter)
        }
        _ => letter,
    };
    if letter.is_lowercase() {
        First::Lower
    } else if letter.is_uppercase() {
        First::Upper
    } else {
        First::Other
    }
}

/// The list marker a line begins with, and where its text begins.
fn marker(text: &str) -> (Marker, usize) {
    let none = (Marker::None, 0);
    match text.as_bytes() {
        [b'A'..=b'Z', ..] | [b'a'..=b'n' | b'p'..=b'z', b'a'..=b'z' | b' ', ..] => return none,
        _ => {}
    }
    let mut letters = text.chars();
    let Some(sign) = letters.next() else { return none };
    let rest = letters.as_str();
    let width = sign.len_utf8();
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let skip = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.len() - rest.trim_start().len()
    };
    match sign {
        'a'..='z' if rest.starts_with(") ") || rest.starts_with(")\t") => (Marker::Number, skip(2)),
        // The bullet of a word processor's sub-list, and two signs that a lost symbol font leaves behind.
        'o' | 'ü' | 'Ø' if spaced && !rest.is_empty() => (Marker::Bullet, skip(width)),
        'a'..='z' => none,
        '-' | '–' | '—' | '−' if spaced => (Marker::Dash, skip(width)),
        '-' | '–' if rest.starts_with(char::is_uppercase) && !text.ends_with(sign) => (Marker::Bullet, width),
        '*' | '+' if spaced => (Marker::Bullet, skip(width)),
        '0'..='9' => numbered(text).map_or(none, |width| (Marker::Number, skip(width))),
        '§' if spaced && rest.trim_start().starts_with(char::is_alphabetic) => (Marker::Bullet, skip(width)),
        '»' | '›' | '>' | '~' if spaced && !rest.is_empty() => (Marker::Bullet, skip(width)),
        _ if is_bullet(sign) => (Marker::Bullet, skip(width)),
        _ if is_pictograph(sign) => {
            let rest = rest.trim_start_matches(|letter| is_pictograph(letter) || is_joiner(letter));
            let from = text.len() - rest.len();
            if rest.starts_with(char::is_whitespace) { (Marker::Bullet, skip(from)) } else { none }
        }
        _ => none,
    }
}

/// The length of "1." or "12)" in front of a blank.
fn numbered(text: &str) -> Option<usize> {
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let after = text.as_bytes().get(digits..digits + 2)?;
    let closed = matches!(after, [b'.' | b')', b' ' | b'\t']);
    (closed && digits <= 2).then_some(digits + 1)
}

/// Signs that are bullets wherever a line begins with them, a blank behind them or not.
fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '·'
            | '∙'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '▸'
            | '▷'
            | '‣'
            | '⁃'
            | '➢'
            | '➤'
            | '➔'
            | '→'
            | '⇒'
            | '✓'
            | '✔'
            | '❖'
            | '◆'
            | '◇'
            | '◾'
            | '★'
            | '☆'
            | '☑'
            | '✗'
            | '▻'
            | '⬥'
            | '⮚'
            | '➜'
            | '➡'
    ) || matches!(sign, '\u{F000}'..='\u{F8FF}')
}

fn is_pictograph(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200D}' | '\u{FE0F}' | '\u{20E3}')
}

/// Bytes of "•" and of the bullet of the symbol font.
const BULLET_LEN: u32 = 3;

/// The bullets between blanks that do not begin their line.
fn bullets_inside(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut found: Vec<u32> = Vec::new();
    for sign in ["•", "\u{F0B7}"] {
        found.extend(memchr::memmem::find_iter(bytes, sign.as_bytes()).filter(|&at| is_inside(text, at)).map(offset));
    }
    found.sort_unstable();
    found
}

fn is_inside(text: &str, at: usize) -> bool {
    let after = text.get(at + BULLET_LEN as usize..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\u{a0}']);
    after.starts_with(char::is_whitespace) && before.len() < at && !before.is_empty() && !before.ends_with(['\n', '\r'])
}

/// The width at which the wrapped parts of the text are wrapped, if enough lines show it.
fn page_width(text: &str, rough: &[Rough]) -> Option<u16> {
    let mut histogram = [0_u32; MAX_WIDTH + 2];
    let (mut lines, mut flowing) = (0_u32, 0_u32);
    for block in rough.iter().filter(|block| block.wrap == Wrap::Soft) {
        let stretch = block.block.span.of(text).as_bytes();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', stretch).chain(std::iter::once(stretch.len())) {
            let line = stretch.get(start..end).unwrap_or_default().trim_ascii();
            start = end + 1;
            if let Some(&first) = line.first() {
                lines += 1;
                flowing += u32::from(first.is_ascii_lowercase());
                if let Some(count) = histogram.get_mut(line.len().min(MAX_WIDTH + 1)) {
                    *count += 1;
                }
            }
        }
    }
    let mut above = 0;
    let widest = histogram.iter().enumerate().rev().find_map(|(width, count)| {
        above += count;
        (above * 20 > lines).then_some(width)
    })?;
    if !(40..=MAX_WIDTH).contains(&widest) {
        return None;
    }
    let near: u32 = histogram.get(widest * 4 / 5..).unwrap_or_default().iter().sum();
    (near >= 3 && near * 5 >= lines && flowing * 12 >= lines).then(|| narrow(widest))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::extract::BlockKind;
    use crate::extract::draft::{Draft, Wrap};

    fn blocks_of(text: &str, wrap: Wrap) -> Vec<(BlockKind, String)> {
        let mut draft = Draft::of(text);
        draft.blocks[0].wrap = wrap;
        let (draft, blocks) = split(draft);
        blocks.iter().map(|block| (block.kind, block.span.of(&draft.text).to_owned())).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks_of(text, Wrap::Soft).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn words_broken_at_a_line_end_are_joined() {
        assert_eq!(texts("Menschen mit Migrations-\nhintergrund"), ["Menschen mit Migrationshintergrund"]);
        assert_eq!(texts("bei glei-  \r\n   cher Eignung"), ["bei gleicher Eignung"]);
        assert_eq!(texts("STELLENAUS-\nSCHREIBUNG"), ["STELLENAUSSCHREIBUNG"]);
        assert_eq!(texts("Stellen im Land Sach-\nsen-Anhalt"), ["Stellen im Land Sachsen-Anhalt"]);
    }

    #[test]
    fn hyphens_that_belong_to_the_word_stay() {
        assert_eq!(texts("zu Fest-\nFlüssig Trennung"), ["zu Fest-Flüssig Trennung"]);
        assert_eq!(texts("per E-\nMail"), ["per E-Mail"]);
        assert_eq!(texts("per E-\nmail"), ["per E-mail"]);
        assert_eq!(texts("die IT-\nABTEILUNG"), ["die IT-ABTEILUNG"]);
        assert_eq!(texts("Bewerber/-\ninnen"), ["Bewerber/-innen"]);
        assert_eq!(texts("family-\nfriendly"), ["family-friendly"]);
        assert_eq!(
            texts("https://example.org/office-for-\nforeign-education"),
            ["https://example.org/office-for-foreign-education"]
        );
    }

    #[test]
    fn elided_compounds_keep_hyphen_and_line_break() {
        for text in
            ["im Labor-\nund Pilotmaßstab", "im Labor- und\nPilotmaßstab befindliche", "Mutter-\noder Vaterschaft"]
        {
            assert_eq!(texts(text), [text]);
        }
        assert_eq!(texts("Text und -\nnoch einer"), ["Text und -\nnoch einer"]);
    }

    #[test]
    fn gender_signs_at_a_line_end_join_their_ending() {
        assert_eq!(texts("alle Mitarbeiter*\ninnen"), ["alle Mitarbeiter*innen"]);
        assert_eq!(texts("alle Mitarbeiter:\ninnen"), ["alle Mitarbeiter:innen"]);
    }

    #[test]
    fn blank_lines_and_rules_part_blocks() {
        assert_eq!(texts("Eins\n\nZwei\n \t\nDrei\n-----\nVier"), ["Eins", "Zwei", "Drei", "Vier"]);
    }

    #[test]
    fn items_keep_their_hanging_lines() {
        let text =
            "Aufgaben:\n- Planung und Durchführung\n  von Projekten\n• Beratung\n\u{f0b7}Lehre\n1. Eins\n2. Zwei";
        let blocks = blocks_of(text, Wrap::Soft);
        assert_eq!(
            blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(),
            [
                (BlockKind::Paragraph, "Aufgaben:"),
                (BlockKind::Item, "Planung und Durchführung\n  von Projekten"),
                (BlockKind::Item, "Beratung"),
                (BlockKind::Item, "Lehre"),
                (BlockKind::Item, "Eins"),
                (BlockKind::Item, "Zwei"),
            ]
        );
    }

    #[test]
    fn a_date_at_the_beginning_of_a_line_is_no_item() {
        let text = "Die Stelle ist zum nächsten Termin, spätestens jedoch zum\n1. Juni 2025 zu besetzen.";
        assert!(blocks_of(text, Wrap::Soft).iter().all(|(kind, _)| *kind == BlockKind::Paragraph));
    }

    #[test]
    fn wrapped_sentences_stay_together_and_short_lines_apart() {
        let text = "Stellenausschreibung\n\
            Am Institut für Beispielkunde der Universität Musterstadt ist zum\n\
            nächsten Termin eine Stelle in Teilzeit zu besetzen. Das Institut\n\
            Beispielkunde erforscht seit vielen Jahren den Wald und das Meer und\n\
            Fragen dazu.\n\
            Ihre Aufgaben\n\
            Sie planen Versuche, werten sie aus und schreiben darüber gemeinsam mit\n\
            anderen.";
        let texts = texts(text);
        assert_eq!(texts.len(), 4, "{texts:#?}");
        assert_eq!(texts[0], "Stellenausschreibung");
        assert!(texts[1].starts_with("Am Institut") && texts[1].ends_with("Fragen dazu."));
        assert_eq!(texts[2], "Ihre Aufgaben");
    }

    #[test]
    fn lines_that_are_paragraphs_of_their_own_stay_apart() {
        let text =
            "Ort: Halle\nBeginn: sofort\nWir bieten Ihnen vieles, was andere auch bieten, und manches mehr.\nKontakt";
        assert_eq!(texts(text).len(), 4);
    }

    #[test]
    fn breaks_that_are_meant_part_unless_the_sentence_goes_on() {
        let hard = |text| blocks_of(text, Wrap::Hard).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(hard("Kennziffer 12\nFrist 1.1.2025"), ["Kennziffer 12", "Frist 1.1.2025"]);
        assert_eq!(hard("Referent (m/w/d)\nfür Presse"), ["Referent (m/w/d)\nfür Presse"]);
        assert_eq!(hard("Aufgaben\n- Planung\n- Lehre").len(), 3);
    }

    #[test]
    fn bullets_inside_a_line_part_items() {
        let blocks = blocks_of("Was Sie bringen: • Studium • Neugier\n• Deutsch • Englisch", Wrap::Soft);
        let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Was Sie bringen:", "Studium", "Neugier", "Deutsch", "Englisch"]);
    }

    #[test]
    fn a_bullet_alone_in_its_line_marks_the_next() {
        let blocks = blocks_of("•\nPlanung\n•\nLehre", Wrap::Soft);
        assert_eq!(blocks, [(BlockKind::Item, "Planung".to_owned()), (BlockKind::Item, "Lehre".to_owned())]);
    }
}
