//! Rules: YAML → typed files → one compiled [`Rulebook`].
//!
//! The only room (with `config`) that knows the YAML crate. The same code reads the built-in rules at build time and
//! users' packs at run time. Must not know how an ad is matched.

pub mod automaton;
pub mod compile;
pub mod inflect;
pub mod model;
mod packed;
pub mod phrase;
pub mod read;
pub mod rulebook;
pub mod table;
pub mod yaml;

pub use automaton::Automaton;
pub use compile::compile;
pub use read::{Pack, PackFile, read};
pub use rulebook::Rulebook;
