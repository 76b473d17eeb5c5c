//! Spans, folding and line positions: the small change every other room pays with.
//!
//! Must not know anything about ads, rules or files.

mod flat;
mod fold;
mod lines;
mod span;

pub use flat::{flatten, stand_in};
pub use fold::{fold, fold_into, fold_string, is_one_of, lower_parts, words_only};
pub use lines::{Known, LineIndex, Position};
pub use span::{Edit, Span};
