//! One page a ground: its rules, each with what it says, why, when it is silent, what it rests on and sentences to see it by.

use super::conditions::Reader;
use super::markdown::{list, message, passage, plain, quote, sentence, table};
use super::{Rules, sources};
use crate::diagnostic::{Ground, Severity};
use crate::lang::Lang;
use crate::pack::read::NamedRule;
use crate::pack::rulebook::Rule;
use crate::report::words::{self, say};

/// Sentences of each kind that a page shows; all of them are in the rule.
const SENTENCES: usize = 3;

pub(super) fn has_rules(rules: Rules<'_>, ground: Ground) -> bool {
    rules.book.rules.iter().any(|rule| rule.ground == ground && rule.clause.is_none())
}

/// The rules of a ground by id; each id with its variants, one a language.
pub(super) fn by_id(rules: Rules<'_>, ground: Ground) -> Vec<(&str, Vec<&Rule>)> {
    let mut out: Vec<(&str, Vec<&Rule>)> = Vec::new();
    let mut all: Vec<&Rule> = rules
        .book
        .rules
        .iter()
        .filter(|rule| rule.ground == ground && rule.clause.is_none())
        .collect();
    all.sort_by(|a, b| (&a.id, a.lang).cmp(&(&b.id, b.lang)));
    for rule in all {
        match out.last_mut() {
            Some((id, variants)) if *id == rule.id => variants.push(rule),
            _ => out.push((&rule.id, vec![rule])),
        }
    }
    out
}

pub(super) fn page(rules: Rules<'_>, ground: Ground) -> String {
    let all = by_id(rules, ground);
    let (de, en) = (words::ground(Lang::De, ground), words::ground(Lang::En, ground));
    let mut out = format!("# {} · {}\n\n", capital(de), capital(en));
    out.push_str("[Alle Bereiche und was die Wörter bedeuten · All grounds and what the words mean](README.md)\n\n");
    out.push_str("| Regel · Rule | Deutsche Anzeigen | English ads |\n|:--|:--|:--|\n");
    for (id, variants) in &all {
        let cell = |lang: Lang| {
            variants
                .iter()
                .find(|rule| rule.lang == Some(lang))
                .map_or_else(String::new, |rule| glance(rule, lang))
        };
        out.push_str(&format!("| [{id}](#{}) | {} | {} |\n", name(id), cell(Lang::De), cell(Lang::En)));
    }
    out.push('\n');
    for (id, variants) in &all {
        out.push_str(&format!("## <a id=\"{}\"></a>{id}\n\n", name(id)));
        for rule in variants {
            out.push_str(&variant(rules, rule));
        }
    }
    out
}

/// What a rule finds, at a glance: „junges, dynamisches Team“ (Risiko).
fn glance(rule: &Rule, lang: Lang) -> String {
    let level = words::severity(lang, rule.severity);
    match rule.examples.fires.first() {
        Some(first) if first.contains("[[") => format!("{} ({level})", quote(lang, passage(first))),
        _ => format!("{} ({level})", message(rule.message.get(lang))),
    }
}

fn variant(rules: Rules<'_>, rule: &Rule) -> String {
    let written = rules
        .written
        .rules
        .iter()
        .find(|known| known.id == rule.id && Some(known.lang) == rule.lang);
    let mut out = head(rule);
    let pair = |of: &dyn Fn(Lang) -> String| (of(Lang::De), of(Lang::En));
    let mut rows = Vec::new();
    let mut row = |label: &str, (de, en): (String, String)| rows.push((label.to_owned(), de, en));
    row("**Befund · Finding**", pair(&|lang| message(rule.message.get(lang))));
    row("**Warum · Why**", pair(&|lang| message(rule.why.get(lang))));
    row(
        "**Besser · Better**",
        pair(&|lang| rule.advice.as_ref().map_or_else(String::new, |advice| message(advice.get(lang)))),
    );
    if let Some(NamedRule {
        rule: file, lang: rule_lang, ..
    }) = written
    {
        let said = |of: &dyn Fn(Reader<'_>) -> Vec<String>| {
            pair(&|lang| {
                of(Reader {
                    lang,
                    rule_lang: *rule_lang,
                    written: rules.written,
                })
                .iter()
                .map(|line| plain(line))
                .collect::<Vec<_>>()
                .join("<br>")
            })
        };
        row("**Nur · Only**", said(&|reader| reader.places(file)));
        row("**Schweigt, wenn · Silent if**", said(&|reader| reader.silences(file)));
        row("**Auch · Also**", said(&|reader| reader.exceptions_to_silence(file)));
        row("**Stufe · Level**", said(&|reader| reader.severities(file)));
    }
    row("**Zusammenhänge · Contexts**", pair(&|lang| contexts(rules, rule, lang)));
    out.push_str(&table(&rows));
    if let Some(lang) = rule.lang.filter(|_| !rule.replace.is_empty()) {
        out.push_str(&format!("**Stattdessen etwa · Instead, for example:** {}\n\n", replacements(rule, lang)));
    }
    let shown = |sentences: &[String]| sentences.iter().take(SENTENCES).map(|text| sentence(text)).collect::<Vec<_>>();
    out.push_str(&list("**Fällt auf · Fires on**", &shown(&rule.examples.fires)));
    out.push_str(&list("**Fällt leiser auf · Fires softer on**", &shown(&rule.examples.softened)));
    out.push_str(&list("**Fällt nicht auf · Stays silent on**", &shown(&rule.examples.silent)));
    out.push_str(&list("**Quellen · Sources**", &sources::cited(rules, &rule.sources, "")));
    out
}

/// "German ads · risk (`error`) · wording · high confidence · only with …".
fn head(rule: &Rule) -> String {
    let line = |lang: Lang| {
        let ads = match rule.lang {
            Some(Lang::De) => say(lang, "Deutsche Anzeigen", "German ads"),
            Some(Lang::En) => say(lang, "Englische Anzeigen", "English ads"),
            None => say(lang, "Alle Anzeigen", "All ads"),
        };
        let mut facts = vec![
            words::severity(lang, rule.severity).to_owned(),
            words::kind(lang, rule.kind).to_owned(),
            words::confidence(lang, rule.confidence).to_owned(),
        ];
        if rule.once {
            facts.push(say(lang, "einmal je Anzeige", "once an ad").to_owned());
        }
        if rule.detector.is_some() {
            facts.push(say(lang, "durch Grammatik gefunden", "found by grammar").to_owned());
        }
        if let Some(pack) = &rule.opt_in {
            facts.push(format!(
                "{} `{pack}`",
                say(lang, "nur mit dem Zusatzpaket", "only with the optional pack")
            ));
        }
        format!("**{ads}** · {}", facts.join(", "))
    };
    format!("{} {}<br>{}\n\n", mark(rule.severity), line(Lang::De), line(Lang::En))
}

/// A sign for the severity that does not live by its colour alone.
pub(super) const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "🔴",
        Severity::Warning => "🔶",
        Severity::Info => "🔹",
    }
}

fn contexts(rules: Rules<'_>, rule: &Rule, lang: Lang) -> String {
    let named = |(index, outcome): &(u32, _)| {
        let context = rules.book.contexts.get(*index as usize)?;
        Some(plain(&format!("{}: {}", context.name.get(lang), words::outcome(lang, *outcome))))
    };
    rule.contexts.iter().filter_map(named).collect::<Vec<_>>().join("<br>")
}

fn replacements(rule: &Rule, lang: Lang) -> String {
    let shown = |text: &String| match text.as_str() {
        "" => say(lang, "streichen", "delete it").to_owned(),
        // The ending comes from the passage; any will do to show the word.
        _ => quote(lang, &text.replace('~', if lang == Lang::De { "es" } else { "" })),
    };
    rule.replace.iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// The name of a rule without its ground.
pub(super) fn name(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, name)| name)
}

pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
