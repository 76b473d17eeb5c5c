//! Sources: how they are cited under a rule, and the page that lists them all.

use super::Rules;
use super::markdown::plain;
use crate::lang::Lang;
use crate::pack::model::SourceKind;
use crate::pack::rulebook::{SourceEntry, SourceId};
use crate::report::words::{self, say};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where a source holds or comes from: its jurisdictions, in the order of the page.
const PLACES: &[(&str, &str, &str)] = &[
    ("de", "Deutschland", "Germany"),
    ("at", "Österreich", "Austria"),
    ("ch", "Schweiz", "Switzerland"),
    ("eu", "Europäische Union", "European Union"),
    ("uk", "Vereinigtes Königreich", "United Kingdom"),
    ("ie", "Irland", "Ireland"),
    ("us", "Vereinigte Staaten", "United States"),
    ("ca", "Kanada", "Canada"),
    ("au", "Australien", "Australia"),
];

/// The lines under a rule: one a source, German and English.
pub(super) fn cited(rules: Rules<'_>, places: &[SourceId], up: &str) -> Vec<String> {
    rules
        .book
        .sources_at(places)
        .map(|source| {
            format!(
                "[{}]({up}sources.md#{}) ({})<br>{}<br>*{}*",
                plain(&source.citation),
                source.id,
                facts(source),
                plain(&source.title.de),
                plain(&source.title.en)
            )
        })
        .collect()
}

/// "[§ 11 AGG](sources.md#agg-11)", several with commas.
pub(super) fn links(rules: Rules<'_>, ids: &[String], up: &str) -> String {
    let known = ids.iter().filter_map(|id| rules.book.source(id));
    known
        .map(|source| format!("[{}]({up}sources.md#{})", plain(&source.citation), source.id))
        .collect::<Vec<_>>()
        .join(", ")
}

/// "Urteil · ruling, 2016-11-24, benachteiligend … · discriminatory …, gelesen · read".
fn facts(source: &SourceEntry) -> String {
    let both = |name: fn(Lang) -> &'static str| format!("{} · {}", name(Lang::De), name(Lang::En));
    let mut facts = vec![format!("{} · {}", kind(Lang::De, source.kind), kind(Lang::En, source.kind))];
    facts.extend(source.date.clone());
    facts.extend(
        source
            .held
            .map(|held| format!("{} · {}", words::held(Lang::De, held), words::held(Lang::En, held))),
    );
    facts.push(if source.verified {
        both(|lang| say(lang, "gelesen", "read"))
    } else {
        both(|lang| say(lang, "**nicht selbst gelesen**", "**not read by us**"))
    });
    facts.join("; ")
}

const fn kind(lang: Lang, kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Statute => say(lang, "Gesetz", "statute"),
        SourceKind::Ruling => say(lang, "Entscheidung", "ruling"),
        SourceKind::Guidance => say(lang, "Empfehlung oder Leitfaden", "guidance"),
        SourceKind::Study => say(lang, "Studie", "study"),
        SourceKind::Agreement => say(lang, "Vereinbarung oder Richtlinie", "agreement or directive"),
    }
}

/// All sources, by where they hold, with the rules that rest on them.
pub(super) fn page(rules: Rules<'_>) -> String {
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for rule in &rules.book.rules {
        for source in rules.book.sources_at(&rule.sources) {
            used.entry(&source.id).or_default().insert(rule_link(&rule.id));
        }
    }
    for profile in &rules.book.profiles {
        let demands = profile.demands.iter().flat_map(|demand| demand.source.iter().chain(&demand.by));
        let forms = [&profile.title, &profile.signs].into_iter().flatten().map(|(_, source, _)| source);
        for id in demands.chain(forms) {
            used.entry(id)
                .or_default()
                .insert(format!("[{}](../profiles.md#{})", profile.id, profile.id));
        }
    }
    let mut out = String::from("# Quellen · Sources\n\n");
    out.push_str(
        "Worauf sich die Regeln stützen. „Gelesen“ heißt: Der Text wurde an einer öffentlichen Stelle nachgelesen. Was nicht gelesen wurde, trägt weder Paragrafen- noch Aktenzeichennummern. Mehr dazu: [Belege](../evidence.md).\n\n\
         *What the rules rest on. \"Read\" means that the text was read at a public place. What was not read carries no number of a section or file. More: [evidence](../evidence.md).*\n\n",
    );
    let country = |source: &SourceEntry| source.jurisdiction.split('-').next().unwrap_or_default().to_owned();
    let mut countries: Vec<String> = PLACES.iter().map(|(tag, ..)| (*tag).to_owned()).collect();
    for source in &rules.book.sources {
        if !countries.contains(&country(source)) {
            countries.push(country(source));
        }
    }
    for tag in countries {
        let here: Vec<&SourceEntry> = rules
            .book
            .sources
            .iter()
            .map(Arc::as_ref)
            .filter(|source| country(source) == tag)
            .collect();
        if here.is_empty() {
            continue;
        }
        let name = PLACES
            .iter()
            .find(|(known, ..)| *known == tag)
            .map_or_else(|| tag.clone(), |(_, de, en)| format!("{de} · {en}"));
        out.push_str(&format!("## {name}\n\n"));
        for source in here {
            out.push_str(&entry(source, used.get(source.id.as_str())));
        }
    }
    out
}

fn entry(source: &SourceEntry, used: Option<&BTreeSet<String>>) -> String {
    let mut out = format!(
        "<a id=\"{}\"></a>**{}** ({})<br>{}<br>*{}*",
        source.id,
        plain(&source.citation),
        facts(source),
        plain(&source.title.de),
        plain(&source.title.en)
    );
    if let Some(url) = &source.url {
        out.push_str(&format!("<br><{url}>"));
    }
    if let Some(used) = used {
        let links: Vec<&str> = used.iter().map(String::as_str).collect();
        out.push_str(&format!("<br>→ {}", links.join(", ")));
    }
    out.push_str("\n\n");
    out
}

/// "[age/young-team](age.md#young-team)".
pub(super) fn rule_link(id: &str) -> String {
    match id.split_once('/') {
        Some(("clause", name)) => format!("[{id}](clause/{name}.md)"),
        Some((ground, name)) => format!("[{id}]({ground}.md#{name})"),
        None => id.to_owned(),
    }
}
