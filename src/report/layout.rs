//! Text for a terminal: harmless, measured in columns, wrapped and cut.
//!
//! Ads come from anywhere. What they say must not steer the terminal they are shown on, so every passage, path and title
//! goes through [`shown`] before it is printed.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How wide a tab is shown.
const TAB: &str = "    ";

/// How a character is shown: tabs as spaces, what is invisible not at all, what could steer the terminal as `�`.
/// `None` for a character that is shown as it is.
pub fn shown(c: char) -> Option<&'static str> {
    match c {
        '\t' => Some(TAB),
        // Soft hyphens, zero-width spaces and byte order marks: terminals disagree on their width.
        '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => Some(""),
        // The marks that turn the direction of writing also turn what stands around the passage.
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some("\u{FFFD}"),
        c if c.is_control() => Some("\u{FFFD}"),
        _ => None,
    }
}

/// Appends a character as it is shown.
pub fn push(out: &mut String, c: char) {
    match shown(c) {
        Some(text) => out.push_str(text),
        None => out.push(c),
    }
}

/// A text on one line: white space joined, the rest as it is shown.
pub fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        word.chars().for_each(|c| push(&mut out, c));
    }
    out
}

/// A path as it is shown.
pub fn path(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push(&mut out, c));
    out
}

/// Columns of a character as it is shown.
pub fn char_width(c: char) -> usize {
    shown(c).map_or_else(|| c.width().unwrap_or(0), UnicodeWidthStr::width)
}

/// Columns of a text that is ready to be shown.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text in at most `columns` columns, with `…` where it was cut. Marks stay with their letter.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars() {
        let wide = char_width(c);
        if used + wide > columns {
            break;
        }
        used += wide;
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}

/// The text in lines of at most `columns` columns, broken at spaces; a longer word stands alone.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{cut, one_line, width, wrap};

    #[test]
    fn what_could_steer_the_terminal_is_shown_as_a_replacement_mark() {
        assert_eq!(one_line("a\u{1b}[31mrot\u{202E}b\r\nc\u{AD}d"), "a\u{FFFD}[31mrot\u{FFFD}b cd");
    }

    #[test]
    fn a_cut_never_parts_a_letter_from_its_mark_and_counts_wide_letters_twice() {
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}e\u{301}", 3), "e\u{301}e\u{301}…");
        assert_eq!(width(&cut("日本語テキスト", 6)), 5);
        assert_eq!(cut("kurz", 4), "kurz");
    }

    #[test]
    fn lines_break_at_spaces_and_long_words_stand_alone() {
        assert_eq!(wrap("ein sehr langesWortOhneEnde hier", 8), ["ein sehr", "langesWortOhneEnde", "hier"]);
        assert_eq!(wrap("", 8), [""]);
    }
}
