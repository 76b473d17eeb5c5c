//! `adlint test`: the sentences that rules carry, tried.
//!
//! A folder with a pack of somebody's own is loaded together with the built-in rules and their lists. A folder that brings
//! its own languages (`de/language.yaml`) is complete, as adlint's own `rules/` is, and stands alone.

use super::args::Test;
use super::screen::Screen;
use super::{Exit, setup};
use crate::lang::Lang;
use crate::report::layout::one_line;
use crate::report::paint;
use crate::report::words::{count, say};
use crate::workspace::Options;
use crate::workspace::selftest::Outcome;
use anyhow::{Result, bail};
use std::io::Write;
use std::path::{Path, PathBuf};

pub(super) fn run(args: &Test, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let outcome = if let Some(path) = &args.rules_only {
        packs(lang, std::slice::from_ref(path), true)?
    } else if args.paths.is_empty() {
        let options = Options {
            root: Some(PathBuf::from(".")),
            ..Options::default()
        };
        setup::open_with(lang, &options)?.test(|_| true)
    } else {
        packs(lang, &args.paths, false)?
    };
    print(lang, &outcome, screen)?;
    Ok(if outcome.failures.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Tries the rules that stand at or below the paths.
fn packs(lang: Lang, paths: &[PathBuf], alone: bool) -> Result<Outcome> {
    let mut roots: Vec<PathBuf> = Vec::new();
    for path in paths {
        let root = root_of(lang, path)?;
        if !roots.contains(&root) {
            roots.push(root);
        }
    }
    let without_builtin = alone || roots.iter().any(|root| is_complete(root));
    let options = Options {
        isolated: true,
        rules: roots,
        without_builtin,
        ..Options::default()
    };
    let wanted: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
    let outcome = setup::open_with(lang, &options)?.test(|file| wanted.iter().any(|path| absolute(Path::new(file)).starts_with(path)));
    if outcome.rules == 0 {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        bail!(
            "{}: {}",
            names.join(", "),
            say(
                lang,
                "hier steht keine Regel mit Beispielsätzen. Nennen Sie den Ordner oder die Datei einer Regel.",
                "there is no rule with sentences here. Name the folder or the file of a rule."
            )
        );
    }
    Ok(outcome)
}

/// The folder of the pack a path lies in: the nearest one at or above it that holds a folder for a language.
fn root_of(lang: Lang, path: &Path) -> Result<PathBuf> {
    let absolute = absolute(path);
    if !absolute.exists() {
        bail!(
            "{}: {}",
            path.display(),
            say(
                lang,
                "gibt es nicht. Prüfen Sie den Namen und den Ordner.",
                "there is no such file or folder. Check the name."
            )
        );
    }
    let root = absolute
        .ancestors()
        .find(|folder| Lang::ALL.iter().any(|lang| folder.join(lang.tag()).is_dir()));
    let Some(root) = root else {
        bail!(
            "{}: {}",
            path.display(),
            say(
                lang,
                "ist kein Regelpaket. Regeln stehen in de/<Bereich>/<Name>.yaml oder en/<Bereich>/<Name>.yaml.",
                "is no rule pack. Rules stand in de/<ground>/<name>.yaml or en/<ground>/<name>.yaml."
            )
        );
    };
    // As people wrote it, where they named the root or something below the current folder.
    let here = std::env::current_dir().unwrap_or_default();
    Ok(match root.strip_prefix(&here) {
        Ok(inner) if inner.as_os_str().is_empty() => PathBuf::from("."),
        Ok(inner) => inner.to_path_buf(),
        Err(_) => root.to_path_buf(),
    })
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

fn is_complete(root: &Path) -> bool {
    Lang::ALL.iter().any(|lang| root.join(lang.tag()).join("language.yaml").is_file())
}

fn print(lang: Lang, outcome: &Outcome, screen: &mut Screen) -> Result<()> {
    let (bold, style) = (paint::HEADING, paint::LACKING);
    for failure in &outcome.failures {
        writeln!(
            screen,
            "{bold}{}{bold:#}: {style}{}{style:#}\n    {}",
            failure.file,
            failure.problem,
            one_line(&failure.sentence)
        )?;
    }
    if !outcome.failures.is_empty() {
        writeln!(screen)?;
    }
    let rules = count(outcome.rules as u64, say(lang, "Regel", "rule"), say(lang, "Regeln", "rules"));
    let sentences = count(outcome.sentences as u64, say(lang, "Satz", "sentence"), say(lang, "Sätze", "sentences"));
    let wrong = match outcome.failures.len() {
        0 => say(lang, "alle wie verlangt", "all as they should be").to_owned(),
        many => format!("{many} {}", say(lang, "nicht wie verlangt", "not as they should be")),
    };
    writeln!(screen, "{rules}, {sentences}: {wrong}.")?;
    Ok(())
}
