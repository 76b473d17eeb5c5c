//! Many ways to say the same in English, and what only sounds like it: sentences in `english_paraphrases.txt`.
//!
//! Must not know the grammar; a row says what is heard, the highest level of each group.

use super::{Row, holds};
use adlint::lang::Lang;

#[test]
fn invitations_are_heard_however_they_are_put_and_look_alikes_are_not() {
    let rows: Vec<Row> = include_str!("english_paraphrases.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .filter_map(|line| line.split_once('|'))
        .map(|(expected, text)| (text.trim(), expected.trim()))
        .collect();
    assert!(rows.len() > 500, "{} rows", rows.len());
    holds(Lang::En, &rows);
}
