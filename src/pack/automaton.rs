//! Whether a regular expression matches anywhere in a text, by a table that `build.rs` makes: nothing is compiled for a no.
//!
//! Most expressions that are tried match nowhere, and compiling one takes as long as looking for it in a thousand sentences.
//! `regex-automata` can store its automata too, but its small ones check themselves when they are read back, and are slow to walk.
//! Must not know what an expression is for.

use super::packed::Lent;
use serde::{Deserialize, Serialize};

/// The table of one expression, or nothing for those of a pack compiled at run time. The table of an expression that would take
/// megabytes allows more than the expression does, so that only its no is sure.
///
/// The first byte says whether the table is exact, the second how many bytes a number has: one, or two with the lower first. 256
/// bytes say of each byte of a text which column it has; then one row a state, the column of the text's end last. A number is
/// [`NEVER`](Self::NEVER), [`MATCH`](Self::MATCH), or the row of the next state and two.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Automaton(Lent);

impl Automaton {
    /// No match can follow.
    pub const NEVER: u16 = 0;
    /// The text has a match.
    pub const MATCH: u16 = 1;
    /// The state at the start of a text, which has the first row.
    pub const START: u16 = 2;

    /// From the column of each byte and the rows, one after the other.
    pub fn new(exact: bool, columns: &[u8; 256], rows: &[u16]) -> Self {
        let narrow: Option<Vec<u8>> = rows.iter().map(|number| u8::try_from(*number).ok()).collect();
        let mut bytes = vec![u8::from(exact), if narrow.is_some() { 1 } else { 2 }];
        bytes.extend(columns);
        bytes.extend(narrow.unwrap_or_else(|| rows.iter().flat_map(|number| number.to_le_bytes()).collect()));
        Self(bytes.into())
    }

    /// Whether there is no table.
    pub fn is_empty(&self) -> bool {
        self.0.bytes().is_empty()
    }

    /// Whether the expression matches anywhere in a flat text; `None` where the table cannot say.
    pub fn matches(&self, flat: &str) -> Option<bool> {
        let ([exact, width], table) = self.0.bytes().split_first_chunk()?;
        let (columns, rows) = table.split_first_chunk()?;
        let found = if *width == 1 {
            walk(columns, flat, |at| rows.get(at).map(|number| u16::from(*number)))
        } else {
            let (rows, _) = rows.as_chunks::<2>();
            walk(columns, flat, |at| rows.get(at).map(|number| u16::from_le_bytes(*number)))
        };
        (!found || *exact == 1).then_some(found)
    }
}

/// Goes through a text, from state to state.
#[inline]
fn walk(columns: &[u8; 256], flat: &str, number: impl Fn(usize) -> Option<u16>) -> bool {
    // The columns are numbered in the order of the bytes; the end of the text has one more.
    let end = columns.last().map_or(0, |last| usize::from(*last) + 1);
    let next = |state: u16, column: usize| number(usize::from(state - Automaton::START) * (end + 1) + column).unwrap_or(Automaton::NEVER);
    let mut state = Automaton::START;
    for byte in flat.bytes() {
        state = next(state, usize::from(columns[usize::from(byte)]));
        if state < Automaton::START {
            return state == Automaton::MATCH;
        }
    }
    next(state, end) == Automaton::MATCH
}

#[cfg(test)]
mod tests {
    use super::Automaton;

    /// `b$`, by hand: the columns of "b", of everything else, and of the end.
    fn ends_in_b(exact: bool) -> Automaton {
        let mut columns = [1; 256];
        columns[usize::from(b'b')] = 0;
        Automaton::new(exact, &columns, &[3, 2, Automaton::NEVER, 3, 2, Automaton::MATCH])
    }

    #[test]
    fn a_table_says_whether_a_text_matches() {
        assert_eq!(ends_in_b(true).matches("ab"), Some(true));
        assert_eq!(ends_in_b(true).matches("ba"), Some(false));
        assert_eq!(ends_in_b(true).matches(""), Some(false));
        assert_eq!(Automaton::default().matches("ab"), None);
    }

    #[test]
    fn numbers_that_need_two_bytes_are_read_back() {
        // A chain of 300 states over one column: the text matches at its end if it is 299 bytes long.
        let rows: Vec<u16> = (0..300)
            .flat_map(|state| [if state < 299 { state + 3 } else { 0 }, u16::from(state == 299)])
            .collect();
        let chain = Automaton::new(true, &[0; 256], &rows);
        assert_eq!(chain.matches(&"x".repeat(299)), Some(true));
        assert_eq!(chain.matches(&"x".repeat(298)), Some(false));
        assert_eq!(chain.matches(&"x".repeat(300)), Some(false));
    }

    #[test]
    fn only_the_no_of_a_loose_table_is_sure() {
        assert_eq!(ends_in_b(false).matches("ba"), Some(false));
        assert_eq!(ends_in_b(false).matches("ab"), None);
    }
}
