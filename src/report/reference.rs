//! The rule reference: every rule, clause, profile and source as a page for people, German and English side by side.
//!
//! Pure: rules in, Markdown out. `tests/it/reference.rs` holds `docs/` against it, so that pages and rules cannot drift
//! apart. Must not know files, and must not say anything about a rule that the rule does not say.

mod clauses;
pub mod conditions;
mod grounds;
mod index;
mod markdown;
mod profiles;
mod sources;

use crate::diagnostic::Ground;
use crate::pack::{Pack, Rulebook};

/// What stands on top of every page, for whoever opens the file to edit it.
const MADE: &str =
    "<!-- Made from rules/ by src/report/reference.rs. Do not edit: change the rule, then UPDATE=1 cargo test --test it reference -->\n\n";

/// The rules, compiled and as they are written.
#[derive(Clone, Copy)]
struct Rules<'a> {
    book: &'a Rulebook,
    written: &'a Pack,
}

/// All pages, by their path below `docs/`, in the order of their paths.
pub fn pages(book: &Rulebook, written: &Pack) -> Vec<(String, String)> {
    let rules = Rules { book, written };
    let mut pages: Vec<(String, String)> = Ground::ALL
        .iter()
        .filter(|ground| **ground != Ground::Clause && grounds::has_rules(rules, **ground))
        .map(|ground| (format!("rules/{}.md", ground.name()), grounds::page(rules, *ground)))
        .collect();
    pages.extend(
        book.clauses
            .iter()
            .map(|clause| (format!("rules/clause/{}.md", clause.name), clauses::page(rules, clause))),
    );
    pages.push(("rules/clause.md".to_owned(), clauses::index(rules)));
    pages.push(("rules/sources.md".to_owned(), sources::page(rules)));
    pages.push(("rules/README.md".to_owned(), index::page(rules)));
    pages.push(("profiles.md".to_owned(), profiles::page(rules)));
    for (_, text) in &mut pages {
        text.insert_str(0, MADE);
    }
    pages.sort();
    pages
}
