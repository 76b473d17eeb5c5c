//! Integration tests: one binary, so that two cores link once.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "what fails here is to be seen")]

mod architecture;
mod archives;
mod bad_input;
mod clauses;
mod cli;
mod common;
mod english_packs;
mod english_profiles;
mod examples;
mod exceptions;
#[cfg(feature = "fetch")]
mod fetch;
mod formats;
mod lost_layout;
mod lsp;
mod outputs;
mod package;
mod properties;
mod reference;
mod rules;
mod rulings;
mod sections;
mod since;
mod snapshots;
mod survey;
mod titles;
mod wordings;
