//! One page a clause: what is said when it is missing, who asks for it, and texts to insert.

use super::markdown::{list, message, plain, table};
use super::{Rules, profiles, sources};
use crate::lang::Lang;
use crate::pack::model::DemandKind;
use crate::pack::rulebook::{ClauseTexts, Demand, InsertText, Profile};
use crate::report::words::{self, say};

/// The clauses, and what their levels mean.
pub(super) fn index(rules: Rules<'_>) -> String {
    let mut out = String::from("# Klauseln · Clauses\n\n");
    out.push_str(
        "Eine Ermutigungsklausel lädt eine Gruppe ausdrücklich zur Bewerbung ein. Welche eine Anzeige haben muss oder haben sollte, sagt das [Profil](../profiles.md). Texte zeigt auch `adlint clauses --profile de-th --group migration`.\n\n\
         *An encouragement clause expressly invites a group to apply. Which ones an ad must or should have is said by the [profile](../profiles.md). `adlint clauses --profile de-th --group migration` shows texts too.*\n\n",
    );
    out.push_str("## Stufen · Levels\n\n| | Deutsch | English |\n|:--|:--|:--|\n");
    for (level, de, en) in LEVELS {
        out.push_str(&format!("| {level} | {} | {} |\n", plain(de), plain(en)));
    }
    out.push_str("\nAb Stufe 3 gilt eine Klausel als ausdrückliche Einladung; manche Profile begnügen sich mit Stufe 2.\n\n*From level 3 on a clause counts as an express invitation; some profiles are content with level 2.*\n\n");
    out.push_str(
        "## Alle Klauseln · All clauses\n\n| | verlangt · required | falls zutrifft · if it applies | empfohlen · recommended |\n|:--|:--|:--|:--|\n",
    );
    for clause in &rules.book.clauses {
        let with = |kind: DemandKind| {
            let asking = asking(rules, clause).into_iter().filter(|(_, demand)| demand.kind == kind);
            asking
                .map(|(profile, _)| format!("[{0}](../profiles.md#{0})", profile.id))
                .collect::<Vec<_>>()
                .join(", ")
        };
        out.push_str(&format!(
            "| [{} · {}](clause/{}.md) | {} | {} | {} |\n",
            words::demand(Lang::De, &clause.name),
            words::demand(Lang::En, &clause.name),
            clause.name,
            with(DemandKind::Required),
            with(DemandKind::RequiredIf),
            with(DemandKind::Recommended),
        ));
    }
    out
}

/// The ladder of the contract.
const LEVELS: &[(&str, &str, &str)] = &[
    (
        "5",
        "gesetzlicher Wortlaut: alle Teile, die das geltende Recht nennt",
        "statutory wording: every part the applicable law names",
    ),
    (
        "4",
        "Vorrang: „bei gleicher Eignung bevorzugt“",
        "preference: \"preferred where equally qualified\"",
    ),
    (
        "3",
        "ausdrückliche Einladung einer genannten Gruppe",
        "express invitation of a named group",
    ),
    (
        "2",
        "Einladung mit einer Liste von drei oder mehr Merkmalen",
        "welcome with a list of three or more grounds",
    ),
    (
        "1",
        "Bekenntnis: „Vielfalt ist uns wichtig“",
        "statement of value: \"we value diversity\"",
    ),
    ("0", "bloße Erwähnung, keine Klausel", "mere mention, no clause"),
];

/// Who asks for a clause, and how.
fn asking<'a>(rules: Rules<'a>, clause: &ClauseTexts) -> Vec<(&'a Profile, &'a Demand)> {
    let of = |profile: &'a Profile| {
        profile
            .demands
            .iter()
            .find(|demand| demand.name == clause.name && demand.kind != DemandKind::Off)
            .map(|demand| (profile, demand))
    };
    rules.book.profiles.iter().filter_map(of).collect()
}

pub(super) fn page(rules: Rules<'_>, clause: &ClauseTexts) -> String {
    let (de, en) = (words::demand(Lang::De, &clause.name), words::demand(Lang::En, &clause.name));
    let mut out = format!(
        "# clause/{}\n\n**{de} · {en}** · [Alle Klauseln · All clauses](../clause.md)\n\n",
        clause.name
    );
    let both = |label: &str, text: &crate::lang::Localized| (format!("**{label}**"), message(&text.de), message(&text.en));
    let asking = asking(rules, clause);
    let some = |kinds: &[DemandKind]| asking.iter().any(|(_, demand)| kinds.contains(&demand.kind));
    let mut rows = Vec::new();
    // Only what some profile can make adlint say.
    if some(&[DemandKind::Required, DemandKind::RequiredIf]) {
        rows.push(both("Verlangt · Required", &clause.required));
    }
    if some(&[DemandKind::RequiredIf]) {
        rows.push(both("Vielleicht verlangt · Perhaps required", &clause.question));
    }
    if some(&[DemandKind::Recommended]) {
        rows.push(both("Empfohlen · Recommended", &clause.recommended));
    }
    if asking.iter().any(|(_, demand)| !demand.parts.is_empty()) {
        rows.push(both("Unvollständig · Incomplete", &clause.part));
    }
    let rule = rules.book.rules.get(clause.rule as usize);
    if let Some(rule) = rule {
        rows.push(both("Warum · Why", &rule.why));
    }
    for reason in &clause.reasons {
        let label = format!("Warum · Why ({})", profile_links(&reason.profiles));
        rows.push(both(&label, &reason.why));
    }
    out.push_str(&table(&rows));
    if !asking.is_empty() {
        out.push_str("## Wer danach fragt · Who asks for it\n\n| Profil · Profile | | Grundlage · Source |\n|:--|:--|:--|\n");
        for (profile, demand) in &asking {
            let ids: Vec<String> = demand.source.iter().chain(&demand.by).cloned().collect();
            out.push_str(&format!(
                "| [{0}](../../profiles.md#{0}) | {1} | {2} |\n",
                profile.id,
                profiles::asked(demand),
                sources::links(rules, &ids, "../")
            ));
        }
        out.push('\n');
    }
    out.push_str("## Texte · Texts\n\n");
    if clause.texts.is_empty() {
        out.push_str("Dazu gibt es noch keinen Text. *There is no text for this yet.*\n\n");
    }
    for lang in Lang::ALL {
        let texts: Vec<&InsertText> = clause.texts.iter().filter(|text| text.lang == lang).collect();
        if !texts.is_empty() {
            out.push_str(&format!("### {}\n\n", words::language(lang, lang)));
            for text in texts {
                out.push_str(&insert(rules, text));
            }
        }
    }
    if let Some(rule) = rule {
        out.push_str(&list("## Quellen · Sources", &sources::cited(rules, &rule.sources, "../")));
    }
    out
}

/// The text as a quotation, with whom it is for and what is behind it.
fn insert(rules: Rules<'_>, text: &InsertText) -> String {
    let mut facts = vec![words::tone(text.lang, text.tone).to_owned()];
    if !text.profiles.is_empty() {
        facts.push(format!("{} {}", say(text.lang, "für", "for"), profile_links(&text.profiles)));
    }
    let links = sources::links(rules, &text.sources, "../");
    if !links.is_empty() {
        facts.push(links);
    }
    format!("> {}\n\n— {}\n\n", plain(&text.text), facts.join("; "))
}

/// Profiles, each a link to what it asks for.
fn profile_links(profiles: &[String]) -> String {
    let links: Vec<String> = profiles.iter().map(|id| format!("[{id}](../../profiles.md#{id})")).collect();
    links.join(", ")
}
