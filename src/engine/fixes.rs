//! Replacements that fit where they stand.

use crate::diagnostic::{Applicability, Fix};
use crate::document::Document;
use crate::pack::model::FixKind;
use crate::pack::rulebook::Rule;
use crate::text::{Edit, Span};

/// The endings of German adjectives, longest first.
const ADJECTIVE: [&str; 5] = ["en", "em", "er", "es", "e"];

/// The rule's replacements for a passage: `~` carries the ending found, a capital stays a capital.
pub(super) fn replacements(document: &Document<'_>, rule: &Rule, span: Span) -> Vec<Fix> {
    let passage = span.of(document.text);
    let applicability = match rule.fix {
        FixKind::Safe => Applicability::Safe,
        FixKind::Review => Applicability::Review,
    };
    rule.replace
        .iter()
        .map(|text| {
            let text = fit(text, passage);
            Fix {
                title: text.clone(),
                edits: vec![Edit { span, text }],
                applicability,
            }
        })
        .collect()
}

fn fit(replacement: &str, passage: &str) -> String {
    let first = passage
        .split(|c: char| !c.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let lower = first.to_lowercase();
    let ending = ADJECTIVE.into_iter().find(|ending| lower.ends_with(ending)).unwrap_or_default();
    let fitted = replacement.replace('~', ending);
    // At the start of a sentence or an item the passage has a capital that is not the word's own.
    let mut chars = fitted.chars();
    match chars.next() {
        Some(letter) if letter.is_lowercase() && first.chars().next().is_some_and(char::is_uppercase) && !first.chars().all(char::is_uppercase) => {
            letter.to_uppercase().chain(chars).collect()
        }
        _ => fitted,
    }
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn the_ending_found_is_carried_over_and_capitals_stay() {
        assert_eq!(fit("engagiert~ Team", "junges, dynamisches Team"), "engagiertes Team");
        assert_eq!(fit("engagiert~ Team", "Jungen Team"), "Engagierten Team");
        assert_eq!(fit("Team", "junges Team"), "Team");
    }
}
