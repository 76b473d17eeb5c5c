//! adlint, the linter for job ads.
//!
//! It finds missing encouragement clauses ("Bewerbungen von Menschen mit Migrationshintergrund sind ausdrücklich
//! erwünscht") and wording that shuts people out. `ARCHITECTURE.md` has the picture; [`workspace`] is the way in.

pub mod diagnostic;
pub mod extract;
pub mod lang;
pub mod pack;
pub mod source;
pub mod text;
