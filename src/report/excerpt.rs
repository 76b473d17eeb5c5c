//! A passage, underlined in its line or lines.
//!
//! Hand-written: the crate `annotate-snippets` draws compiler messages, whose words and order it fixes in English; here the
//! sentences around the passage, in two languages, are the point, and the drawing is the small part.
//! Work is bounded by the width of the terminal, not by the length of the line: an ad may be one line of megabytes.

use super::layout::{char_width, push, width};
use crate::text::{LineIndex, Span};

/// A passage over more lines than this is shown by its first two and its last.
const MOST_LINES: usize = 4;

/// A line of the source, cut to fit, with the place of the passage in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Line number, from 1.
    pub number: u32,
    /// The line as it is shown.
    pub line: String,
    /// First column of the passage, from 0.
    pub column: usize,
    /// Its width in columns; at least 1.
    pub width: usize,
    /// Lines of the passage were left out after this one.
    pub gap: bool,
}

/// A text whose passages are shown.
#[derive(Debug)]
pub struct Excerpts<'a> {
    text: &'a str,
    lines: LineIndex,
}

impl<'a> Excerpts<'a> {
    /// Reads where the lines begin; once for all passages of an ad.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: LineIndex::new(text),
        }
    }

    /// The rows of a passage, each at most `columns` wide.
    pub fn rows(&self, span: Span, columns: usize) -> Vec<Row> {
        let first = self.lines.line_of(span.start);
        let last = if span.is_empty() { first } else { self.lines.line_of(span.end - 1) };
        let all = last - first + 1;
        let mut rows: Vec<Row> = Vec::with_capacity(all.min(MOST_LINES));
        for line in first..=last {
            let hidden = all > MOST_LINES && line > first + 1 && line < last;
            if hidden {
                if let Some(before) = rows.last_mut() {
                    before.gap = true;
                }
                continue;
            }
            rows.extend(self.row(line, span, columns));
        }
        rows
    }

    /// The bytes of a line, without what ends it.
    fn content(&self, line: usize) -> Span {
        let start = self.lines.start_of(line).unwrap_or(0);
        let end = self.lines.start_of(line + 1).map_or(self.text.len(), |next| next as usize);
        let content = self.text.get(start as usize..end).unwrap_or_default();
        let length = content.trim_end_matches(['\n', '\r']).len();
        Span::new(start, start + u32::try_from(length).unwrap_or(u32::MAX))
    }

    /// `None` for a line inside the passage that has nothing of it but white space.
    fn row(&self, line: usize, span: Span, columns: usize) -> Option<Row> {
        let content = self.content(line);
        let part = Span::new(span.start.clamp(content.start, content.end), span.end.clamp(content.start, content.end));
        let before = Span::new(content.start, part.start).of(self.text);
        let passage = part.of(self.text);
        let after = Span::new(part.end, content.end).of(self.text);
        let continued = line > self.lines.line_of(span.start);
        let trimmed = if continued { passage.trim() } else { passage.trim_end() };
        if continued && trimmed.is_empty() {
            return None;
        }
        // What is trimmed off the passage still stands in the line, before or after it.
        let lead = if continued { passage.len() - passage.trim_start().len() } else { 0 };
        let lead_text = passage.get(..lead).unwrap_or_default();
        let tail_text = passage.get(lead + trimmed.len()..).unwrap_or_default();
        let fitted = fit([before, lead_text], trimmed, [tail_text, after], columns);
        Some(Row {
            number: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: width(&fitted.before),
            width: width(&fitted.passage).max(1),
            line: format!("{}{}{}", fitted.before, fitted.passage, fitted.after),
            gap: false,
        })
    }
}

struct Fitted {
    before: String,
    passage: String,
    after: String,
}

/// Cuts a line around a passage so that all of it takes at most `columns`.
fn fit(before: [&str; 2], passage: &str, after: [&str; 2], columns: usize) -> Fitted {
    let columns = columns.max(20);
    // One more than fits is enough to know that it does not.
    let left: Vec<char> = backwards(before, columns + 1);
    let middle: Vec<char> = forwards([passage, ""], columns + 1);
    let right: Vec<char> = forwards(after, columns + 1);
    let (left_width, middle_width, right_width) = (measure(&left), measure(&middle), measure(&right));
    if left_width + middle_width + right_width <= columns {
        return Fitted {
            before: show(left.iter().rev()),
            passage: show(middle.iter()),
            after: show(right.iter()),
        };
    }
    // The passage first, but never without a little of what stands around it; the rest is shared.
    let middle_room = middle_width.min(columns - 8);
    let rest = columns - middle_room;
    let left_room = left_width.min((rest / 2).max(rest.saturating_sub(right_width)));
    let right_room = rest - left_room;
    Fitted {
        before: cut_left(&left, left_width, left_room),
        passage: cut_right(&middle, middle_width, middle_room),
        after: if middle_width > middle_room {
            String::new()
        } else {
            cut_right(&right, right_width, right_room)
        },
    }
}

/// The characters before the passage, nearest first, until they fill `columns`.
fn backwards(parts: [&str; 2], columns: usize) -> Vec<char> {
    take(parts[1].chars().rev().chain(parts[0].chars().rev()), columns)
}

fn forwards(parts: [&str; 2], columns: usize) -> Vec<char> {
    take(parts[0].chars().chain(parts[1].chars()), columns)
}

fn take(chars: impl Iterator<Item = char>, columns: usize) -> Vec<char> {
    let mut used = 0;
    // Characters without width cannot make it endless.
    chars
        .take(columns * 8)
        .take_while(|c| {
            let fits = used < columns;
            used += char_width(*c);
            fits
        })
        .collect()
}

fn measure(chars: &[char]) -> usize {
    chars.iter().map(|c| char_width(*c)).sum()
}

fn show<'c>(chars: impl Iterator<Item = &'c char>) -> String {
    let mut out = String::new();
    chars.for_each(|c| push(&mut out, *c));
    out
}

/// What stands before the passage, nearest character first, in `room` columns: cut at its far end.
fn cut_left(chars: &[char], all: usize, room: usize) -> String {
    if all <= room {
        return show(chars.iter().rev());
    }
    let mut kept = within(chars, room.saturating_sub(1));
    // A mark without its letter would stand on the `…`; half a word reads badly.
    while kept > 0 && chars.get(kept - 1).is_some_and(|c| char_width(*c) == 0) {
        kept -= 1;
    }
    let kept = at_space(chars, kept);
    format!("…{}", show(chars[..kept].iter().rev()))
}

/// What stands in or after the passage in `room` columns: cut at its end.
fn cut_right(chars: &[char], all: usize, room: usize) -> String {
    if all <= room {
        return show(chars.iter());
    }
    let kept = at_space(chars, within(chars, room.saturating_sub(1)));
    format!("{}…", show(chars[..kept].iter()))
}

/// How many characters fit; marks stay with the letter before them.
fn within(chars: &[char], room: usize) -> usize {
    let mut used = 0;
    chars
        .iter()
        .take_while(|c| {
            used += char_width(**c);
            used <= room
        })
        .count()
}

/// A space at most twelve characters nearer, where there is one.
fn at_space(chars: &[char], kept: usize) -> usize {
    let near = kept.saturating_sub(12);
    chars
        .get(near..kept)
        .and_then(|part| part.iter().rposition(|c| c.is_whitespace()))
        .map_or(kept, |at| near + at + 1)
}

#[cfg(test)]
mod tests {
    use super::{Excerpts, Row};
    use crate::text::Span;

    fn rows(text: &str, passage: &str, columns: usize) -> Vec<Row> {
        let start = text.find(passage).expect("the passage stands in the text");
        let span = Span::new(u32::try_from(start).expect("small"), u32::try_from(start + passage.len()).expect("small"));
        Excerpts::new(text).rows(span, columns)
    }

    /// The line with its underline below.
    fn drawn(row: &Row) -> String {
        format!("{}\n{}{}", row.line, " ".repeat(row.column), "^".repeat(row.width))
    }

    #[test]
    fn a_passage_is_underlined_below_its_letters() {
        let rows = rows("eins\r\nfür unser junges Team!\r\ndrei", "junges Team", 80);
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].number, 2);
        assert_eq!(drawn(&rows[0]), "für unser junges Team!\n          ^^^^^^^^^^^");
    }

    #[test]
    fn tabs_wide_letters_and_marks_are_measured_in_columns() {
        assert_eq!(drawn(&rows("\tein Team", "Team", 80)[0]), "    ein Team\n        ^^^^");
        assert_eq!(drawn(&rows("日本 Team", "Team", 80)[0]), "日本 Team\n     ^^^^");
        assert_eq!(drawn(&rows("fu\u{308}r Team", "Team", 80)[0]), "fu\u{308}r Team\n    ^^^^");
        assert_eq!(drawn(&rows("Migra\u{AD}tion Team", "Team", 80)[0]), "Migration Team\n          ^^^^");
    }

    #[test]
    fn a_long_line_is_cut_around_the_passage() {
        let text = format!("{}junges Team{}", "wort ".repeat(100_000), " wort".repeat(100_000));
        let row = rows(&text, "junges Team", 40).remove(0);
        assert!(row.line.chars().count() <= 40, "{}", row.line);
        assert_eq!(drawn(&row), "… wort wort junges Team wort wort …\n            ^^^^^^^^^^^");
    }

    #[test]
    fn a_passage_longer_than_the_line_shows_its_beginning() {
        let text = format!("vorher {} nachher", "x".repeat(200));
        let row = rows(&text, &"x".repeat(200), 40).remove(0);
        assert!(
            row.line.starts_with("…") && row.line.ends_with('…') && row.line.chars().count() <= 40,
            "{}",
            row.line
        );
    }

    #[test]
    fn a_passage_over_lines_is_underlined_in_each_without_its_indent() {
        let rows = rows("für ein junges\n  dynamisches Team da", "junges\n  dynamisches Team", 80);
        assert_eq!(drawn(&rows[0]), "für ein junges\n        ^^^^^^");
        assert_eq!(drawn(&rows[1]), "  dynamisches Team da\n  ^^^^^^^^^^^^^^^^");
    }

    #[test]
    fn of_many_lines_the_first_two_and_the_last_are_shown() {
        let text = "a1\na2\na3\na4\na5\na6\na7";
        let numbers: Vec<(u32, bool)> = rows(text, text, 80).iter().map(|row| (row.number, row.gap)).collect();
        assert_eq!(numbers, [(1, false), (2, true), (7, false)]);
    }

    #[test]
    fn an_insertion_is_marked_by_one_column_even_at_the_end() {
        let rows = Excerpts::new("Wir freuen uns.\n").rows(Span::empty(15), 80);
        assert_eq!(drawn(&rows[0]), "Wir freuen uns.\n               ^");
        assert_eq!(Excerpts::new("").rows(Span::empty(0), 80)[0].width, 1);
    }

    #[test]
    fn spans_outside_the_text_do_no_harm() {
        assert!(!Excerpts::new("kurz").rows(Span::new(90, 120), 80).is_empty());
        assert!(!Excerpts::new("für").rows(Span::new(2, 3), 80).is_empty());
    }
}
