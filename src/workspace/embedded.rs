//! The built-in rules, as `build.rs` put them into the binary.

use crate::pack::{Pack, Rulebook};

const BOOK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/rulebook.bin"));
const PACK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pack.bin"));

/// The compiled rules. Start-up parses nothing else.
pub(super) fn rulebook() -> Rulebook {
    // Written by the same types in the same build; a mismatch cannot happen, and a test reads both.
    postcard::from_bytes(BOOK).unwrap_or_default()
}

/// The typed files the rules were made from, to be compiled together with a user's pack.
pub(super) fn pack() -> Pack {
    postcard::from_bytes(PACK).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_built_in_rules_can_be_read() {
        assert!(!super::rulebook().languages.is_empty());
        assert!(!super::pack().languages.is_empty());
    }
}
