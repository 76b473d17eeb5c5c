//! Whether a line goes on in the next one, and whether the hyphen at its end belongs to the word.
//!
//! It goes by the end of the one line, the beginning of the other and the width of the lines around, since most files
//! mix wrapped paragraphs, paragraphs in one line and lists. It knows typography, not languages: the few words it names
//! are those that follow a hyphen which must stay, and those that no line of its own ends in.

use super::draft::Wrap;
use super::lines::{Line, MAX_WIDTH, Splitter, narrow};
use super::marks::{First, Marker};
use crate::text::Span;

/// From this width on a line is no heading, but the beginning of a sentence if one ends below it.
const CUT: u16 = 45;
/// The same for a line whose last words wait for more.
const CUT_WHEN_OPEN: u16 = 20;

/// How a line stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
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
pub(super) struct Place<'r, 't> {
    pub(super) lines: &'r Splitter<'t>,
    pub(super) run: &'r [Line],
    pub(super) index: usize,
    /// The first line of the block so far.
    pub(super) begin: &'r Line,
    pub(super) begin_index: usize,
}

impl<'t> Place<'_, 't> {
    fn text(&self) -> &'t str {
        self.lines.text
    }

    /// The text of a line, without its marker.
    fn of(&self, line: &Line) -> &'t str {
        Span::new(line.body, line.end).of(self.text())
    }

    /// How the line stands to the one before it.
    pub(super) fn joint(&self) -> Joint {
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
        if !ended && self.is_cut_sentence(before, before_text) {
            return true;
        }
        let Some(width) = self.full_width(before, line) else {
            return self.hangs(line);
        };
        let text = self.of(line);
        before.width >= width / 5 * 3
            && is_capitals(text) == is_capitals(before_text)
            && !has_capital_key(text)
            && !self.stands_alone(line, text, width, ended)
    }

    /// Whether a line breaks off inside a sentence though too few lines stand around to show a width: it is longer than
    /// headings are, ends in a small word, and the sentence comes to its full stop below. The lines of a bare list have none,
    /// and what begins with "Wir" is a sentence of its own.
    fn is_cut_sentence(&self, before: &Line, before_text: &str) -> bool {
        let is_prose = self.begin.marker == Marker::None && !self.lines.item;
        if !is_prose {
            return false;
        }
        let mut words = before_text.rsplit(char::is_whitespace);
        let last = words.next().unwrap_or_default();
        let open = waits_for_more(words.next().unwrap_or_default(), last);
        let long = before.width >= if open { CUT_WHEN_OPEN } else { CUT };
        if !long || !last.chars().all(char::is_lowercase) || matches!(last, "gesucht" | "wanted") {
            return false;
        }
        self.comes_to_its_stop()
    }

    /// Whether a sentence that goes on in the line ends in it, or in one soon after: those between are as long as lines of
    /// prose are.
    fn comes_to_its_stop(&self) -> bool {
        let lines = self.run.get(self.index..).unwrap_or_default().iter().take(4);
        for line in lines.take_while(|line| line.marker == Marker::None) {
            let text = self.of(line);
            let opens = text.split([' ', '’', '\'']).next().unwrap_or_default();
            if begins_sentence(opens) {
                return false;
            }
            if text.ends_with('.') || text.contains(". ") {
                return true;
            }
            if line.width < CUT {
                return false;
            }
        }
        false
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
        let seen = if usize::from(line.width) <= MAX_WIDTH {
            line.width.max(before.width)
        } else {
            before.width
        };
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
            .or_else(|| self.lines.page())
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
    let Some((_, word)) = text.rsplit_once([' ', '\t', '\u{a0}']) else {
        return false;
    };
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
            | "ein"
            | "eine"
            | "einer"
            | "einem"
            | "einen"
            | "ihre"
            | "ihrer"
            | "ihrem"
            | "ihren"
            | "unsere"
            | "unserer"
            | "unserem"
            | "unseren"
            | "and"
            | "or"
            | "the"
            | "our"
            | "their"
    )
}

/// Whether a line that ends in these two words waits for what is "erwünscht", "welcome", or for what people are "mit". "Das
/// bringst Du mit" waits for nothing.
fn waits_for_more(before: &str, last: &str) -> bool {
    match last {
        "sind" | "werden" | "begrüßt" | "begrüßen" | "über" | "auf" | "gleicher" | "gleichen" | "qualifizierte" | "are" | "from" | "of" => true,
        "mit" => before.starts_with(char::is_uppercase) && !matches!(before, "Du" | "Sie" | "Ihr"),
        "with" => matches!(before, "people" | "persons" | "applicants" | "candidates" | "those"),
        _ => false,
    }
}

/// Whether a word in capitals is one that sentences begin with, rather than a noun inside one.
fn begins_sentence(word: &str) -> bool {
    matches!(
        word,
        "Wir"
            | "Du"
            | "Sie"
            | "Es"
            | "Die"
            | "Der"
            | "Das"
            | "Den"
            | "Dem"
            | "Ein"
            | "Eine"
            | "Unser"
            | "Unsere"
            | "Als"
            | "Bei"
            | "Für"
            | "Im"
            | "In"
            | "Mit"
            | "Zu"
            | "Zum"
            | "Zur"
            | "Ihre"
            | "Ihr"
            | "Was"
            | "Wenn"
            | "We"
            | "You"
            | "The"
            | "This"
            | "Our"
            | "Your"
            | "If"
            | "For"
            | "As"
            | "A"
            | "An"
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
