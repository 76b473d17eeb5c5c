//! Integration tests: one binary, so that two cores link once.

mod architecture;
mod bad_input;
mod clauses;
mod cli;
mod common;
mod formats;
mod outputs;
mod package;
mod properties;
mod reference;
mod rules;
mod rulings;
mod snapshots;
