//! When a rule is silent, softer or louder, in words. The phrases stay as they are written.

use crate::lang::Lang;
use crate::pack::model::{Holder, RuleFile, Section, SeverityIfFile, TitleScope};
use crate::pack::yaml::Text;
use crate::report::words::{self, quoted, say};

/// Where the rule looks, if not everywhere.
pub(super) fn places(lang: Lang, rule: &RuleFile) -> Vec<String> {
    let Some(place) = &rule.place else { return Vec::new() };
    let mut lines = Vec::new();
    if !place.sections.is_empty() {
        lines.push(format!(
            "{}: {}",
            say(lang, "in diesen Abschnitten", "in these sections"),
            sections(lang, &place.sections)
        ));
    }
    match place.title {
        Some(TitleScope::Only) => lines.push(say(lang, "im Titel", "in the title").to_owned()),
        Some(TitleScope::Never) => lines.push(say(lang, "außerhalb des Titels", "outside the title").to_owned()),
        None => {}
    }
    lines
}

/// When the rule is silent.
pub(super) fn silences(lang: Lang, rule: &RuleFile) -> Vec<String> {
    let unless = &rule.unless;
    let mut lines = phrases(lang, &unless.before, &unless.after, &unless.sentence, &unless.nearby, &unless.ad);
    if !unless.within.is_empty() {
        lines.push(format!(
            "{}: {}",
            say(lang, "die Stelle Teil davon ist", "the passage is part of"),
            listed(lang, &unless.within)
        ));
    }
    lines.extend(surroundings(lang, &unless.sections, &unless.about));
    let always = [
        (rule.negated, say(lang, "verneint", "negated")),
        (rule.quoted, say(lang, "in Anführungszeichen", "in quotation marks")),
        (rule.in_clauses, say(lang, "in einer Ermutigungsklausel", "in an encouragement clause")),
    ];
    let silent: Vec<&str> = always.iter().filter(|(fires, _)| !fires).map(|(_, what)| *what).collect();
    if !silent.is_empty() {
        lines.push(format!(
            "{} {}",
            say(lang, "die Stelle so steht:", "the passage stands"),
            silent.join(say(lang, " oder ", " or "))
        ));
    }
    lines
}

/// What makes the rule softer or louder; the first that holds decides.
pub(super) fn severities(lang: Lang, rule: &RuleFile) -> Vec<String> {
    let line = |condition: &SeverityIfFile| {
        let mut parts = phrases(
            lang,
            &condition.before,
            &condition.after,
            &condition.sentence,
            &condition.nearby,
            &condition.ad,
        );
        parts.extend(surroundings(lang, &condition.sections, &condition.about));
        let when = parts.join(say(lang, ", und ", ", and "));
        format!("{}: {} {when}", words::outcome(lang, condition.severity), say(lang, "wenn", "if"))
    };
    rule.severity_if.iter().map(line).collect()
}

fn phrases(lang: Lang, before: &[Text], after: &[Text], sentence: &[Text], nearby: &[Text], ad: &[Text]) -> Vec<String> {
    let named = [
        (before, say(lang, "kurz davor steht", "shortly before it stands")),
        (after, say(lang, "kurz danach steht", "shortly after it stands")),
        (sentence, say(lang, "im selben Satz steht", "in the same sentence stands")),
        (
            nearby,
            say(
                lang,
                "in diesem Satz oder einem Nachbarsatz steht",
                "in this sentence or a neighbouring one stands",
            ),
        ),
        (ad, say(lang, "irgendwo in der Anzeige steht", "anywhere in the ad stands")),
    ];
    named
        .iter()
        .filter(|(phrases, _)| !phrases.is_empty())
        .map(|(phrases, label)| format!("{label}: {}", listed(lang, phrases)))
        .collect()
}

fn surroundings(lang: Lang, sections_of: &[Section], about: &[Holder]) -> Vec<String> {
    let mut lines = Vec::new();
    if !sections_of.is_empty() {
        lines.push(format!(
            "{}: {}",
            say(lang, "die Stelle in diesen Abschnitten steht", "the passage stands in"),
            sections(lang, sections_of)
        ));
    }
    if !about.is_empty() {
        let names: Vec<&str> = about.iter().map(|holder| words::holder(lang, *holder)).collect();
        lines.push(format!("{}: {}", say(lang, "es um etwas anderes geht", "it is about"), names.join(", ")));
    }
    lines
}

fn listed(lang: Lang, phrases: &[Text]) -> String {
    phrases.iter().map(|phrase| quoted(lang, phrase.as_str())).collect::<Vec<_>>().join(", ")
}

fn sections(lang: Lang, sections: &[Section]) -> String {
    sections
        .iter()
        .map(|section| words::section(lang, *section))
        .collect::<Vec<_>>()
        .join(", ")
}
