//! Lines and columns of a text.

/// A place people read: line and column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

/// Where the lines of a text begin; made once for a text, asked often.
#[derive(Debug, Clone, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
}

/// A place known already, from which one near it is counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Known {
    line: usize,
    at: usize,
    columns: usize,
}

impl LineIndex {
    /// Reads the line starts of `text`. `\n`, `\r\n` and a lone `\r` end a line.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = Vec::with_capacity(bytes.len() / 40 + 4);
        starts.push(0);
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                continue;
            }
            starts.push(u32::try_from(at + 1).unwrap_or(u32::MAX));
        }
        Self { starts }
    }

    /// How many lines there are; at least one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: a text has at least one line.
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The line of a byte offset, from 0.
    pub fn line_of(&self, offset: u32) -> usize {
        self.starts.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// The first byte of a line (from 0); the end of the text for lines past it.
    pub fn start_of(&self, line: usize) -> Option<u32> {
        self.starts.get(line).copied()
    }

    /// Line and column of a byte offset of the `text` this index was made from.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        self.position_near(text, offset, &mut Known::default())
    }

    /// The same, counted from `known` where that is nearer than the start of the line: a line can be megabytes long.
    pub fn position_near(&self, text: &str, offset: u32, known: &mut Known) -> Position {
        let line = self.line_of(offset);
        let start = self.starts.get(line).copied().unwrap_or(0) as usize;
        let mut end = (offset as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let characters = |from: usize, to: usize| text.get(from..to).map_or(0, |between| between.chars().count());
        if known.line != line || known.at.abs_diff(end) > end.saturating_sub(start) {
            *known = Known { line, at: start, columns: 0 };
        }
        known.columns = if end < known.at {
            known.columns.saturating_sub(characters(end, known.at))
        } else {
            known.columns + characters(known.at, end)
        };
        known.at = end;
        Position {
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(known.columns + 1).unwrap_or(u32::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, LineIndex, Position};

    #[test]
    fn columns_count_characters_and_every_line_end_counts_once() {
        let text = "Ä\r\nßb\rc\n\nd";
        let index = LineIndex::new(text);
        assert_eq!(index.len(), 5);
        assert_eq!(index.position(text, 6), Position { line: 2, column: 2 });
        assert_eq!(index.position(text, 11), Position { line: 5, column: 1 });
    }

    #[test]
    fn counting_from_a_known_place_gives_the_same() {
        let text = "Äh, öde Zeile\nund noch eine ü\n";
        let index = LineIndex::new(text);
        let mut known = Known::default();
        for offset in [5, 9, 2, 20, 17, 31, 0, 34] {
            assert_eq!(index.position_near(text, offset, &mut known), index.position(text, offset), "at {offset}");
        }
    }
}
