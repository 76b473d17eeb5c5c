//! `adlint clauses`: texts to insert, with the law or recommendation behind them.

use super::args::Clauses;
use super::screen::Screen;
use super::{Exit, did_you_mean, setup};
use crate::config::Settings;
use crate::lang::Lang;
use crate::pack::model::DemandKind;
use crate::pack::rulebook::{Demand, Rulebook};
use crate::pack::yaml::{Text, nearest};
use crate::report::layout::wrap;
use crate::report::paint;
use crate::report::words::{self, say};
use crate::workspace::ClauseChoice;
use anyhow::{Result, bail};
use std::io::{self, Write};

pub(super) fn run(args: &Clauses, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let profile = args.profile.as_ref().map(|name| Text {
        value: name.clone(),
        ..Text::default()
    });
    let over = Settings {
        profile,
        tone: args.tone,
        ..Settings::default()
    };
    let workspace = setup::open(lang, &args.setup, over, &[])?;
    let book = workspace.book();
    if let Some(group) = &args.group
        && book.clause(group).is_none()
    {
        let names = || book.clauses.iter().map(|clause| clause.name.as_str());
        let hint = did_you_mean(lang, nearest(group, names()));
        let all: Vec<&str> = names().collect();
        bail!(
            "{} `{group}`.{hint} {}: {}",
            say(lang, "Es gibt keine Gruppe", "there is no group"),
            say(lang, "Es gibt", "There are"),
            all.join(", ")
        );
    }
    let policy = workspace.policy("");
    let Some(profile) = book.profile(&policy.profile) else {
        bail!("{} `{}`", say(lang, "es gibt kein Profil", "there is no profile"), policy.profile)
    };
    let texts_in = args
        .language
        .or(workspace.settings().language)
        .or_else(|| profile.languages.first().copied())
        .unwrap_or(lang);
    let (bold, quiet) = (paint::HEADING, paint::QUIET);
    writeln!(
        screen,
        "{bold}{}{bold:#} {quiet}({}, {}){quiet:#}",
        profile.name.get(lang),
        profile.id,
        words::language(lang, texts_in)
    )?;
    let mut choices = workspace.clause_choices(policy, args.group.as_deref(), texts_in);
    choices.retain(|choice| args.tone.is_none_or(|tone| choice.text.tone == tone));
    if choices.is_empty() {
        writeln!(
            screen,
            "{}",
            say(
                lang,
                "Dazu gibt es keinen Text; lassen Sie --tone oder --language weg.",
                "There is no text for this; leave out --tone or --language."
            )
        )?;
    }
    let mut last = None;
    for choice in &choices {
        if last != Some(choice.name) {
            last = Some(choice.name);
            writeln!(
                screen,
                "\n{bold}{}{bold:#}{}",
                words::demand(lang, choice.name),
                demand(lang, book, choice.demand)
            )?;
        }
        text(lang, book, choice, screen)?;
    }
    Ok(Exit::Clean)
}

/// ": verlangt (§ 6 ThürGleichG)".
fn demand(lang: Lang, book: &Rulebook, demand: Option<&Demand>) -> String {
    let Some(demand) = demand else {
        return format!(": {}", say(lang, "vom Profil nicht verlangt", "not asked for by the profile"));
    };
    let what = match demand.kind {
        DemandKind::Required => say(lang, "verlangt", "required"),
        DemandKind::RequiredIf => say(lang, "verlangt, falls zutrifft", "required if this holds"),
        DemandKind::Recommended => say(lang, "empfohlen", "recommended"),
        DemandKind::Off => say(lang, "nicht verlangt", "not asked for"),
    };
    let fact = demand.fact.as_ref().map(|fact| format!(": {fact}")).unwrap_or_default();
    format!(": {what}{fact}{}", behind(book, demand.source.iter().chain(&demand.by)))
}

/// " (§ 6 ThürGleichG; …)".
fn behind<'a>(book: &Rulebook, sources: impl Iterator<Item = &'a String>) -> String {
    let citations: Vec<&str> = sources.filter_map(|id| book.source(id)).map(|source| source.citation.as_str()).collect();
    if citations.is_empty() {
        String::new()
    } else {
        format!(" ({})", citations.join("; "))
    }
}

fn text(lang: Lang, book: &Rulebook, choice: &ClauseChoice<'_>, screen: &mut Screen) -> io::Result<()> {
    let quiet = paint::QUIET;
    writeln!(
        screen,
        "  {quiet}{}{}{quiet:#}",
        words::tone(lang, choice.text.tone),
        behind(book, choice.text.sources.iter())
    )?;
    let room = screen.columns().saturating_sub(4);
    for line in wrap(&choice.text.text, room) {
        writeln!(screen, "    {line}")?;
    }
    Ok(())
}
