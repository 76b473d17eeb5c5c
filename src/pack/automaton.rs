//! Whether a regular expression matches anywhere in a text, by a table that `build.rs` makes: nothing is compiled for a no.
//!
//! Most expressions that are tried match nowhere, and compiling one takes as long as looking for it in a thousand sentences.
//! `regex-automata` can store its automata too, but checks each when it is read back, and needs a megabyte aligned to do it.
//! Must not know what an expression is for.

use super::packed::Lent;
use serde::{Deserialize, Serialize};

/// The table of one expression, or nothing for those of a pack compiled at run time. The table of an expression that would take
/// megabytes allows more than the expression does, so that only its no is sure.
///
/// The first byte says whether the table is exact. 256 bytes say of each byte of a text which column it has; then one row a state, the column of the text's end last. A number is
/// two bytes long, the lower first: [`NEVER`](Self::NEVER), [`MATCH`](Self::MATCH), or the row of the next state and two.
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
    pub fn new(exact: bool, columns: &[u8; 256], rows: impl IntoIterator<Item = u16>) -> Self {
        let mut bytes = vec![u8::from(exact)];
        bytes.extend(columns);
        bytes.extend(rows.into_iter().flat_map(u16::to_le_bytes));
        Self(bytes.into())
    }

    /// Whether there is no table.
    pub fn is_empty(&self) -> bool {
        self.0.bytes().is_empty()
    }

    /// Whether the expression matches anywhere in a flat text; `None` where the table cannot say.
    pub fn matches(&self, flat: &str) -> Option<bool> {
        let (exact, table) = self.0.bytes().split_first()?;
        let (columns, rows) = table.split_first_chunk::<256>()?;
        let (rows, _) = rows.as_chunks::<2>();
        // The columns are numbered in the order of the bytes they are first met at; the end of the text has one more.
        let end = usize::from(*columns.last()?) + 1;
        let next = |state: u16, column: usize| {
            let row = usize::from(state - Self::START) * (end + 1);
            rows.get(row + column).map_or(Self::NEVER, |number| u16::from_le_bytes(*number))
        };
        let mut state = Self::START;
        for byte in flat.bytes() {
            state = next(state, usize::from(columns[usize::from(byte)]));
            if state < Self::START {
                break;
            }
        }
        let found = state == Self::MATCH || state >= Self::START && next(state, end) == Self::MATCH;
        (!found || *exact == 1).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::Automaton;

    /// `b$`, by hand: the columns of "b", of everything else, and of the end.
    fn ends_in_b(exact: bool) -> Automaton {
        let mut columns = [1; 256];
        columns[usize::from(b'b')] = 0;
        Automaton::new(exact, &columns, [3, 2, Automaton::NEVER, 3, 2, Automaton::MATCH])
    }

    #[test]
    fn a_table_says_whether_a_text_matches() {
        assert_eq!(ends_in_b(true).matches("ab"), Some(true));
        assert_eq!(ends_in_b(true).matches("ba"), Some(false));
        assert_eq!(ends_in_b(true).matches(""), Some(false));
        assert_eq!(Automaton::default().matches("ab"), None);
    }

    #[test]
    fn only_the_no_of_a_loose_table_is_sure() {
        assert_eq!(ends_in_b(false).matches("ba"), Some(false));
        assert_eq!(ends_in_b(false).matches("ab"), None);
    }
}
