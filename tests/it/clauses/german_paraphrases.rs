//! Many ways to say the same in German, and what only sounds like it: sentences in `german_paraphrases.txt`.
//!
//! Must not know the grammar; a row says what is heard, the highest level of each group.

use super::{check, said, sorted};
use adlint::lang::Lang::De;
use std::fmt::Write;

#[test]
fn invitations_are_heard_however_they_are_put_and_look_alikes_are_not() {
    let rows = include_str!("german_paraphrases.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'));
    let mut wrong = String::new();
    let mut read = 0;
    for (expected, text) in rows {
        read += 1;
        let text = text.trim().replace("\\n", "\n");
        let found = said(&check(De, &text));
        if sorted(&found) != sorted(expected) {
            writeln!(wrong, "\n  {text}\n    expected: {expected}\n    found:    {found}").unwrap();
        }
    }
    assert!(read > 200, "{read} rows");
    assert!(wrong.is_empty(), "{wrong}");
}
