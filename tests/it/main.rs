//! Integration tests.

mod clauses;
mod cli;
mod rulings;
