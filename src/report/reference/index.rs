//! The first page of the reference: the grounds, and what the words on the other pages mean.

use super::Rules;
use super::grounds::{by_id, capital, has_rules, mark};
use super::markdown::plain;
use crate::diagnostic::{Ground, Severity};
use crate::lang::Lang;
use crate::pack::rulebook::Rule;
use crate::report::words;
use std::collections::BTreeMap;

const WORDS: &str = "\
## Was die Wörter bedeuten

- 🔴 **Risiko** (`error`): Ein Gericht, ein Gesetz oder eine Behörde hat so etwas beanstandet. Ob es im Einzelfall unzulässig ist, entscheidet das Programm nicht.
- 🔶 **Warnung** (`warning`): Der Wortlaut hält vermutlich Menschen fern oder ist ein mittelbares Risiko.
- 🔹 **Info** (`info`): Stil, Gewohnheit oder eine Frage der Hausregeln.
- **sicher**, **meist richtig**, **unsicher**: wie oft die Regel recht hat. Unsichere Befunde erscheinen nur mit `--confidence low`.
- **Zusammenhänge**: Zeigt die Anzeige, dass eine Anforderung rechtmäßig ist (etwa ein Beamtenverhältnis), wird die Regel leiser oder schweigt.
- Jede Regel schweigt in Ermutigungsklauseln, in Anführungszeichen, in Adressen und wo die Stelle verneint ist; „Auch“ nennt die Ausnahmen davon.

## What the words mean

- 🔴 **risk** (`error`): a court, a statute or an authority has objected to such a thing. Whether it is unlawful in the case at hand is not for a program to decide.
- 🔶 **warning** (`warning`): the wording is likely to keep people away, or is an indirect risk.
- 🔹 **info** (`info`): style, habit, or a matter of house rules.
- **high**, **medium**, **low confidence**: how often the rule is right. Findings of low confidence are shown with `--confidence low` only.
- **Contexts**: where the ad shows that a requirement is lawful (civil servant status, for example), the rule is softer or silent.
- Every rule is silent inside encouragement clauses, in quotation marks, in addresses, and where the passage is negated; \"Also\" names the exceptions.

";

pub(super) fn page(rules: Rules<'_>) -> String {
    let mut out = String::from("# Regeln · Rules\n\n");
    out.push_str("Was adlint findet, warum, und was stattdessen gehen könnte. Dasselbe zeigt `adlint explain age/young-team`.\n\n*What adlint finds, why, and what could stand there instead. `adlint explain age/young-team` shows the same.*\n\n");
    out.push_str("| Bereich · Ground | de | en | 🔴 | 🔶 | 🔹 |\n|:--|--:|--:|--:|--:|--:|\n");
    for ground in Ground::ALL
        .iter()
        .copied()
        .filter(|ground| *ground != Ground::Clause && has_rules(rules, *ground))
    {
        let all: Vec<&Rule> = by_id(rules, ground).into_iter().flat_map(|(_, variants)| variants).collect();
        let of = |lang: Lang| all.iter().filter(|rule| rule.lang == Some(lang)).count();
        let at = |severity: Severity| all.iter().filter(|rule| rule.severity == severity).count();
        let (de, en) = (words::ground(Lang::De, ground), words::ground(Lang::En, ground));
        out.push_str(&format!(
            "| [{} · {}]({}.md) | {} | {} | {} | {} | {} |\n",
            capital(de),
            capital(en),
            ground.name(),
            of(Lang::De),
            of(Lang::En),
            at(Severity::Error),
            at(Severity::Warning),
            at(Severity::Info),
        ));
    }
    out.push_str("\n- [Klauseln · Clauses](clause.md): Ermutigungsklauseln mit Texten zum Einfügen · encouragement clauses with texts to insert\n");
    out.push_str("- [Profile · Profiles](../profiles.md): was wo verlangt oder empfohlen ist · what is required or recommended where\n");
    out.push_str("- [Quellen · Sources](sources.md): Gesetze, Entscheidungen, Leitfäden, Studien · statutes, rulings, guidance, studies\n\n");
    out.push_str(WORDS);
    out.push_str(&optional(rules));
    out
}

/// The packs that have to be switched on, with their rules.
fn optional(rules: Rules<'_>) -> String {
    let mut packs: BTreeMap<&str, Vec<&Rule>> = BTreeMap::new();
    for rule in &rules.book.rules {
        if let Some(pack) = &rule.opt_in {
            packs.entry(pack).or_default().push(rule);
        }
    }
    if packs.is_empty() {
        return String::new();
    }
    let mut out = String::from(
        "## Zusatzpakete · Optional packs\n\nEingeschaltet mit `--pack NAME` oder `packs: [NAME]` in `adlint.yaml`. *Switched on with `--pack NAME` or `packs: [NAME]` in `adlint.yaml`.*\n\n",
    );
    for (pack, mut members) in packs {
        members.sort_by(|a, b| a.id.cmp(&b.id));
        members.dedup_by(|a, b| a.id == b.id);
        let links: Vec<String> = members
            .iter()
            .map(|rule| format!("{} {}", mark(rule.severity), super::sources::rule_link(&rule.id)))
            .collect();
        out.push_str(&format!("- **{}**: {}\n", plain(pack), links.join(", ")));
    }
    out.push('\n');
    out
}
