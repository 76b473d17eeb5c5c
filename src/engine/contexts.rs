//! Lawful contexts: shown by the ad's own words, or given by profile and settings.

use super::Engine;
use crate::document::Document;
use crate::pack::model::Employer;
use crate::policy::Policy;

/// Whether the ad shows a lawful context.
pub(super) fn in_context(engine: &Engine, document: &Document<'_>, policy: &Policy, index: u32) -> bool {
    let Some(context) = engine.rules.book.contexts.get(index as usize) else {
        return false;
    };
    if is_given(engine, policy, &context.id) {
        return true;
    }
    let matcher = document.matcher(&engine.rules);
    let titled = document.title.is_some_and(|title| matcher.any(&context.title, title.first, title.end));
    titled
        || context
            .any
            .iter()
            .any(|pattern| matcher.find_in(*pattern, &document.sentences).next().is_some())
}

/// Contexts that the profile or the settings give, whatever the ad says.
fn is_given(engine: &Engine, policy: &Policy, context: &str) -> bool {
    let profile = engine.rules.book.profile(&policy.profile);
    let employer = policy.employer.or_else(|| profile.map(|profile| profile.employer));
    let jurisdiction = profile.and_then(|profile| profile.jurisdiction.as_deref());
    match context {
        "church" => employer == Some(Employer::Church),
        "public-employer" => employer == Some(Employer::Public),
        "swiss-federal" => employer == Some(Employer::Public) && jurisdiction == Some("ch"),
        "austria" => jurisdiction.is_some_and(|place| place == "at" || place.starts_with("at-")),
        _ => false,
    }
}
