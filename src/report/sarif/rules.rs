//! A rule as SARIF describes it: what it says, why, and what stands behind it, once a run.

use super::level;
use crate::diagnostic::Severity;
use crate::pack::rulebook::{Rule, Rulebook};
use crate::report::Run;
use crate::report::words::say;
use serde_json::{Value, json};

/// The description of a rule; the bare id where no rule has it.
pub(super) fn descriptor(run: &Run<'_>, id: &str) -> Value {
    let lang = run.lang;
    let named = || run.rules.rules.iter().filter(|rule| rule.id == id);
    let Some(rule) = named().find(|rule| rule.lang == Some(lang)).or_else(|| named().next()) else {
        return json!({ "id": id });
    };
    let short = short(run, rule);
    let why = rule.why.get(lang);
    let (text, markdown) = help(run, rule, &short);
    json!({
        "id": id,
        "shortDescription": { "text": short },
        "fullDescription": { "text": if why.is_empty() { &short } else { why } },
        "help": { "text": text, "markdown": markdown },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": {
            "tags": [rule.ground.name(), rule.kind.name()],
            "precision": rule.confidence.name(),
            "problem.severity": match rule.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "recommendation",
            },
        },
    })
}

/// What the rule says, without the passage that it was found in.
fn short(run: &Run<'_>, rule: &Rule) -> String {
    let clause = rule.clause.as_deref().and_then(|name| run.rules.clause(name));
    // Who recommends a clause is for its finding; what stands before the semicolon holds for all.
    let text = match clause {
        Some(clause) => clause.recommended.get(run.lang).split(';').next().unwrap_or_default(),
        None => rule.message.get(run.lang),
    };
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push('…');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    if !out.ends_with(['.', '!', '?']) {
        out.push('.');
    }
    out
}

/// Message, reason, advice and sources, as text and as Markdown.
fn help(run: &Run<'_>, rule: &Rule, short: &str) -> (String, String) {
    let lang = run.lang;
    let mut text = vec![short.to_owned()];
    let mut markdown = vec![short.to_owned()];
    let mut add = |label: &str, said: &str| {
        if !said.is_empty() {
            text.push(format!("{label}: {said}"));
            markdown.push(format!("**{label}:** {said}"));
        }
    };
    add(say(lang, "Warum", "Why"), rule.why.get(lang));
    add(say(lang, "Besser", "Better"), rule.advice.as_ref().map_or("", |advice| advice.get(lang)));
    let sources = sources(run.rules, rule);
    if !sources.is_empty() {
        let label = say(lang, "Quellen", "Sources");
        let plain: Vec<String> = sources
            .iter()
            .map(|source| format!("{} – {}", source.citation, source.title.get(lang)))
            .collect();
        text.push(format!("{label}:\n- {}", plain.join("\n- ")));
        let items: Vec<String> = sources
            .iter()
            .zip(plain)
            .map(|(source, plain)| match &source.url {
                Some(url) => format!("- [{plain}]({url})"),
                None => format!("- {plain}"),
            })
            .collect();
        markdown.push(format!("**{label}:**\n\n{}", items.join("\n")));
    }
    markdown.push(format!("`adlint explain {}`", rule.id));
    (text.join("\n"), markdown.join("\n\n"))
}

fn sources<'b>(book: &'b Rulebook, rule: &Rule) -> Vec<&'b crate::pack::rulebook::SourceEntry> {
    book.sources_at(&rule.sources).map(AsRef::as_ref).collect()
}
