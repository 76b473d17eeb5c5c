//! `adlint rules`: what rules and profiles there are.

use super::args::{ListFormat, Rules};
use super::screen::Screen;
use super::{Exit, setup};
use crate::config::Settings;
use crate::diagnostic::{Confidence, Ground, Kind, Severity};
use crate::lang::Lang;
use crate::pack::rulebook::{Rule, Rulebook};
use crate::report::layout::{cut, width};
use crate::report::paint;
use crate::report::words::{self, count, say};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// A rule in the list: all languages that have it.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    rule: &'a str,
    ground: Ground,
    kind: Kind,
    severity: Severity,
    confidence: Confidence,
    languages: Vec<Lang>,
    opt_in: Option<&'a str>,
    message: &'a str,
}

/// A profile in the list.
#[derive(Debug, Serialize)]
struct ProfileEntry<'a> {
    profile: &'a str,
    name: &'a str,
    extends: Option<&'a str>,
    languages: &'a [Lang],
    clauses: BTreeMap<&'a str, &'static str>,
}

pub(super) fn run(args: &Rules, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let workspace = setup::open(lang, &args.setup, Settings::default(), &[])?;
    let book = workspace.book();
    match (args.profiles, args.format) {
        (true, ListFormat::Json) => json(&profile_entries(lang, book), screen)?,
        (true, ListFormat::Text) => profiles(lang, book, screen)?,
        (false, ListFormat::Json) => json(&entries(args, lang, book), screen)?,
        (false, ListFormat::Text) => rules(lang, &entries(args, lang, book), screen)?,
    }
    Ok(Exit::Clean)
}

fn json<T: Serialize>(entries: &[T], screen: &mut Screen) -> Result<()> {
    let mut text = serde_json::to_vec_pretty(entries)?;
    text.push(b'\n');
    Ok(screen.raw(&text)?)
}

/// The rules that are wanted, by ground and id; the variants of one id are one entry, with the higher severity.
fn entries<'a>(args: &Rules, lang: Lang, book: &'a Rulebook) -> Vec<Entry<'a>> {
    let wanted = |rule: &&Rule| {
        args.ground.is_none_or(|ground| rule.ground == ground)
            && args.severity.is_none_or(|severity| rule.severity == severity)
            && args.language.is_none_or(|language| rule.lang.is_none_or(|own| own == language))
    };
    let mut entries: BTreeMap<(Ground, &str), Entry<'a>> = BTreeMap::new();
    for rule in book.rules.iter().filter(wanted) {
        let languages = rule.lang.map_or_else(|| Lang::ALL.to_vec(), |own| vec![own]);
        let message = rule.message.get(lang);
        let entry = Entry {
            rule: &rule.id,
            ground: rule.ground,
            kind: rule.kind,
            severity: rule.severity,
            confidence: rule.confidence,
            languages: languages.clone(),
            opt_in: rule.opt_in.as_deref(),
            message,
        };
        entries
            .entry((rule.ground, &rule.id))
            .and_modify(|known| {
                known.languages.extend(languages);
                known.languages.sort();
                known.languages.dedup();
                known.severity = known.severity.max(rule.severity);
            })
            .or_insert(entry);
    }
    entries.into_values().collect()
}

fn rules(lang: Lang, entries: &[Entry<'_>], screen: &mut Screen) -> io::Result<()> {
    let (bold, quiet) = (paint::HEADING, paint::QUIET);
    let widest = entries.iter().map(|entry| width(entry.rule)).max().unwrap_or(0);
    let columns = screen.columns();
    let mut ground = None;
    for entry in entries {
        if ground != Some(entry.ground) {
            let gap = if ground.is_some() { "\n" } else { "" };
            ground = Some(entry.ground);
            writeln!(screen, "{gap}{bold}{}{bold:#}", words::ground(lang, entry.ground))?;
        }
        let style = paint::severity(entry.severity);
        let languages: Vec<&str> = entry.languages.iter().map(|lang| lang.tag()).collect();
        let opt_in = entry.opt_in.map(|pack| format!(" [{pack}]")).unwrap_or_default();
        let lead = 2 + widest + 1 + 7 + 1 + 5 + 1;
        let message = cut(entry.message, columns.saturating_sub(lead + width(&opt_in)).max(20));
        writeln!(
            screen,
            "  {:widest$} {style}{:7}{style:#} {quiet}{:5}{quiet:#} {message}{quiet}{opt_in}{quiet:#}",
            entry.rule,
            entry.severity.name(),
            languages.join(","),
        )?;
    }
    let many = count(entries.len() as u64, say(lang, "Regel", "rule"), say(lang, "Regeln", "rules"));
    let more = say(lang, "Mehr zu einer Regel: adlint explain", "More on a rule: adlint explain");
    writeln!(
        screen,
        "\n{many}. {more} {}",
        entries.first().map_or("age/young-team", |entry| entry.rule)
    )
}

fn profile_entries(lang: Lang, book: &Rulebook) -> Vec<ProfileEntry<'_>> {
    book.profiles
        .iter()
        .map(|profile| ProfileEntry {
            profile: &profile.id,
            name: profile.name.get(lang),
            extends: profile.lineage.get(1).map(String::as_str),
            languages: &profile.languages,
            clauses: profile.demands.iter().map(|demand| (demand.name.as_str(), demand.kind.name())).collect(),
        })
        .collect()
}

fn profiles(lang: Lang, book: &Rulebook, screen: &mut Screen) -> io::Result<()> {
    let (bold, quiet) = (paint::HEADING, paint::QUIET);
    let widest = book.profiles.iter().map(|profile| width(&profile.id)).max().unwrap_or(0);
    for profile in &book.profiles {
        let asked: Vec<String> = profile
            .demands
            .iter()
            .map(|demand| words::demand(lang, &demand.name).into_owned())
            .collect();
        writeln!(screen, "{bold}{:widest$}{bold:#}  {}", profile.id, profile.name.get(lang))?;
        if !asked.is_empty() {
            writeln!(screen, "{:widest$}  {quiet}{}{quiet:#}", "", asked.join(" · "))?;
        }
    }
    writeln!(
        screen,
        "\n{}",
        say(
            lang,
            "Texte eines Profils: adlint clauses --profile NAME",
            "Texts of a profile: adlint clauses --profile NAME"
        )
    )
}
