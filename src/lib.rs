//! adlint, the linter for job ads.
//!
//! It finds missing encouragement clauses ("Bewerbungen von Menschen mit Migrationshintergrund sind ausdrücklich
//! erwünscht") and wording that shuts people out. `ARCHITECTURE.md` has the picture; [`workspace`] is the way in.

pub mod archive;
pub mod clause;
pub mod cli;
pub mod config;
pub mod detect;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod extract;
#[cfg(feature = "fetch")]
pub mod fetch;
pub mod lang;
pub mod lsp;
pub mod pack;
pub mod parallel;
pub mod policy;
pub mod report;
pub mod source;
pub mod suppress;
pub mod survey;
pub mod text;
pub mod workspace;
