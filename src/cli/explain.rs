//! `adlint explain`: a rule in words, in every language that has it.

mod conditions;

use super::args::Explain;
use super::screen::Screen;
use super::{Exit, did_you_mean, setup};
use crate::config::Settings;
use crate::lang::Lang;
use crate::pack::Pack;
use crate::pack::read::NamedRule;
use crate::pack::rulebook::{ClauseTexts, Rule, Rulebook, SourceId};
use crate::pack::yaml::nearest;
use crate::report::layout::wrap;
use crate::report::paint;
use crate::report::words::{self, quoted, say};
use anyhow::{Result, bail};
use std::io::{self, Write};

pub(super) fn run(args: &Explain, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let workspace = setup::open(lang, &args.setup, Settings::default(), &[])?;
    let book = workspace.book();
    let variants = workspace.explain(&args.rule);
    if variants.is_empty() {
        let hint = did_you_mean(lang, nearest(&args.rule, book.rules.iter().map(|rule| rule.id.as_str())));
        bail!(
            "{} `{}`.{hint} {}",
            say(lang, "Es gibt keine Regel", "there is no rule"),
            args.rule,
            say(lang, "Alle zeigt: adlint rules", "All of them: adlint rules")
        );
    }
    let written = workspace.written();
    for (index, rule) in variants.into_iter().enumerate() {
        if index > 0 {
            writeln!(screen, "\n")?;
        }
        Page { lang, book, screen }.rule(rule, &written)?;
    }
    Ok(Exit::Clean)
}

/// What a rule is written on.
struct Page<'a> {
    lang: Lang,
    book: &'a Rulebook,
    screen: &'a mut Screen,
}

impl Page<'_> {
    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        say(self.lang, de, en)
    }

    fn rule(&mut self, rule: &Rule, written: &Pack) -> io::Result<()> {
        let lang = self.lang;
        self.head(rule)?;
        let clause = rule.clause.as_deref().and_then(|name| self.book.clause(name));
        if let Some(clause) = clause {
            self.clause(clause)?;
        } else {
            self.text("", rule.message.get(lang))?;
        }
        let why = self.say("Warum", "Why");
        self.text(why, rule.why.get(lang))?;
        for reason in clause.iter().flat_map(|clause| &clause.reasons) {
            self.text(&format!("{why} ({})", reason.profiles.join(", ")), reason.why.get(lang))?;
        }
        if let Some(advice) = &*rule.advice {
            self.text(self.say("Besser", "Better"), advice.get(lang))?;
        }
        if !rule.replace.is_empty() {
            let texts: Vec<String> = rule
                .replace
                .iter()
                .map(|text| {
                    if text.is_empty() {
                        self.say("streichen", "delete it").to_owned()
                    } else {
                        quoted(lang, text)
                    }
                })
                .collect();
            self.text(self.say("Etwa", "Such as"), &texts.join(", "))?;
        }
        if let Some(detector) = rule.detector.filter(|_| rule.clause.is_none()) {
            self.text(
                self.say("Findet", "Finds"),
                &format!("{} ({})", self.say("durch Grammatik", "by grammar"), detector.name()),
            )?;
        }
        self.list(self.say("Findet", "Finds"), &rule.phrases)?;
        if let Some(NamedRule { rule: file, .. }) = written.rules.iter().find(|known| known.id == rule.id && Some(known.lang) == rule.lang) {
            self.list(self.say("Nur", "Only"), &conditions::places(lang, file))?;
            self.list(self.say("Schweigt, wenn", "Silent if"), &conditions::silences(lang, file))?;
            self.list(self.say("Lauter oder leiser", "Louder or softer"), &conditions::severities(lang, file))?;
        }
        self.contexts(rule)?;
        self.sources(&rule.sources)?;
        self.list(self.say("Fällt auf", "Fires on"), &rule.examples.fires)?;
        self.list(self.say("Fällt leiser auf", "Fires softer on"), &rule.examples.softened)?;
        self.list(self.say("Fällt nicht auf", "Does not fire on"), &rule.examples.silent)
    }

    fn head(&mut self, rule: &Rule) -> io::Result<()> {
        let lang = self.lang;
        let (bold, quiet, style) = (paint::HEADING, paint::QUIET, paint::severity(rule.severity));
        let language = rule
            .lang
            .map_or_else(|| self.say("alle Sprachen", "all languages"), |own| words::language(lang, own));
        write!(
            self.screen,
            "{bold}{}{bold:#} {style}{}{style:#} ({})",
            rule.id,
            words::severity(lang, rule.severity),
            rule.severity.name()
        )?;
        write!(
            self.screen,
            " {quiet}· {} · {} · {} · {language}",
            words::ground(lang, rule.ground),
            words::kind(lang, rule.kind),
            words::confidence(lang, rule.confidence)
        )?;
        if let Some(pack) = &rule.opt_in {
            write!(self.screen, " · {} --pack {pack}", self.say("nur mit", "only with"))?;
        }
        if rule.once {
            write!(self.screen, " · {}", self.say("einmal je Anzeige", "once an ad"))?;
        }
        writeln!(self.screen, "{quiet:#}\n{quiet}{}{quiet:#}", rule.file)
    }

    /// What is said of a missing clause, by what the profile says.
    fn clause(&mut self, clause: &ClauseTexts) -> io::Result<()> {
        let lang = self.lang;
        self.text(self.say("Verlangt", "Required"), clause.required.get(lang))?;
        self.text(self.say("Vielleicht verlangt", "Perhaps required"), clause.question.get(lang))?;
        self.text(self.say("Empfohlen", "Recommended"), clause.recommended.get(lang))?;
        self.text(self.say("Unvollständig", "Incomplete"), clause.part.get(lang))?;
        self.text(self.say("Texte", "Texts"), &format!("adlint clauses --group {}", clause.name))
    }

    fn contexts(&mut self, rule: &Rule) -> io::Result<()> {
        let lang = self.lang;
        let named = |(index, outcome): &(u32, _)| {
            self.book
                .contexts
                .get(*index as usize)
                .map(|context| format!("{}: {}", context.name.get(lang), words::outcome(lang, *outcome)))
        };
        let lines: Vec<String> = rule.contexts.iter().filter_map(named).collect();
        self.list(self.say("Zusammenhänge", "Contexts"), &lines)
    }

    fn sources(&mut self, places: &[SourceId]) -> io::Result<()> {
        let lang = self.lang;
        let mut lines = Vec::new();
        for source in self.book.sources_at(places) {
            let mut facts: Vec<&str> = source.date.as_deref().into_iter().collect();
            facts.push(if source.verified {
                self.say("gelesen", "read")
            } else {
                self.say("nicht geprüft", "not verified")
            });
            facts.extend(source.held.map(|held| words::held(lang, held)));
            lines.push(format!("{} ({}) – {}", source.citation, facts.join(", "), source.title.get(lang)));
            lines.extend(source.url.clone());
        }
        self.list(self.say("Quellen", "Sources"), &lines)
    }

    fn text(&mut self, label: &str, text: &str) -> io::Result<()> {
        let bold = paint::HEADING;
        writeln!(self.screen)?;
        if !label.is_empty() {
            writeln!(self.screen, "{bold}{label}{bold:#}")?;
        }
        let room = self.screen.columns().saturating_sub(2);
        for line in wrap(text, room) {
            writeln!(self.screen, "  {line}")?;
        }
        Ok(())
    }

    fn list(&mut self, label: &str, lines: &[String]) -> io::Result<()> {
        if lines.is_empty() {
            return Ok(());
        }
        let bold = paint::HEADING;
        writeln!(self.screen, "\n{bold}{label}{bold:#}")?;
        let room = self.screen.columns().saturating_sub(4);
        for text in lines {
            for (index, line) in wrap(text, room).iter().enumerate() {
                let mark = if index == 0 { "·" } else { " " };
                writeln!(self.screen, "  {mark} {line}")?;
            }
        }
        Ok(())
    }
}
