//! From arguments to an open workspace.

use super::args::{Asked, Setup};
use super::{did_you_mean, web};
use crate::config::Settings;
use crate::lang::Lang;
use crate::pack::compile::FACTS;
use crate::pack::yaml::{Text, YamlFault, nearest};
use crate::report::words::say;
use crate::suppress::Day;
use crate::workspace::{Options, Workspace};
use anyhow::{Result, anyhow, bail};
use std::path::{Component, Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

/// The fact that is not asked of any profile but settles who advertises.
const EMPLOYER: &str = "employer";

/// Opens the workspace that holds `paths`.
pub fn open(lang: Lang, setup: &Setup, over: Settings, paths: &[PathBuf]) -> Result<Workspace> {
    // What only looks at rules or at one ad is not kept from it by a baseline that is still to be written.
    let standing = Standing {
        without_baseline: true,
        ..Standing::default()
    };
    open_with_standing(lang, setup, over, paths, standing)
}

/// What is known or was there before.
#[derive(Debug, Clone, Default)]
pub struct Standing {
    /// The file with exceptions, where one is named.
    pub exceptions: Option<PathBuf>,
    /// The baseline, where one is named.
    pub baseline: Option<PathBuf>,
    /// Use none, whatever the settings say.
    pub without_baseline: bool,
}

/// Opens the workspace that holds `paths`, with exceptions and baseline.
pub fn open_with_standing(lang: Lang, setup: &Setup, over: Settings, paths: &[PathBuf], standing: Standing) -> Result<Workspace> {
    let options = Options {
        root: Some(common_folder(paths)),
        settings: setup.config.clone(),
        isolated: setup.isolated,
        over,
        rules: setup.rules.clone(),
        exceptions: standing.exceptions,
        baseline: standing.baseline,
        without_baseline: standing.without_baseline,
        today: today(),
        ..Options::default()
    };
    open_with(lang, &options)
}

/// The day it is (UTC).
pub fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Some(Day::of_unix(since.as_secs()))
}

/// Opens a workspace; all that is wrong with settings and rules at once.
pub fn open_with(lang: Lang, options: &Options) -> Result<Workspace> {
    Workspace::open(options).map_err(|faults| anyhow!(told(lang, &faults)))
}

fn told(lang: Lang, faults: &[YamlFault]) -> String {
    let lines: Vec<String> = faults.iter().map(|fault| format!("\n  {fault}")).collect();
    format!(
        "{}{}",
        say(lang, "So kann nicht geprüft werden:", "cannot check like this:"),
        lines.concat()
    )
}

/// What was said on the command line, as settings that outrank the file's.
pub fn over(lang: Lang, asked: &Asked) -> Result<Settings> {
    for (name, _) in &asked.fact {
        let known = || FACTS.into_iter().chain([EMPLOYER]);
        if !known().any(|fact| fact == name) {
            let hint = did_you_mean(lang, nearest(name, known()));
            bail!(
                "{} `{name}`.{hint}",
                say(lang, "--fact: es gibt keine Angabe", "--fact: there is no fact")
            );
        }
    }
    let text = |name: &String| Text {
        value: name.clone(),
        ..Text::default()
    };
    Ok(Settings {
        profile: asked.profile.as_ref().map(text),
        facts: asked.fact.iter().cloned().collect(),
        packs: asked.pack.iter().map(text).collect(),
        confidence: asked.confidence,
        language: asked.language,
        ..Settings::default()
    })
}

/// The innermost folder that holds all paths: settings are looked for there and above. The current one for none.
pub fn common_folder(paths: &[PathBuf]) -> PathBuf {
    let is_path = |path: &&PathBuf| path.as_os_str() != "-" && web::address(path).is_none();
    let mut folders = paths.iter().filter(is_path).map(|path| {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.clone());
        if absolute.is_dir() {
            absolute
        } else {
            absolute.parent().map_or(absolute.clone(), Path::to_path_buf)
        }
    });
    let Some(first) = folders.next() else { return PathBuf::from(".") };
    let common = folders.fold(first, |common, folder| {
        let shared = common.components().zip(folder.components()).take_while(|(a, b)| a == b).map(|(a, _)| a);
        shared.collect::<PathBuf>()
    });
    relative(&common)
}

/// As people wrote it, where it lies below the current folder.
fn relative(folder: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    match folder.strip_prefix(&here) {
        Ok(inner) if inner.components().all(|part| matches!(part, Component::Normal(_))) && inner.components().next().is_some() => {
            inner.to_path_buf()
        }
        Ok(_) => PathBuf::from("."),
        Err(_) => folder.to_path_buf(),
    }
}

#[cfg(test)]
mod tests {
    use super::common_folder;
    use std::path::{Path, PathBuf};

    #[test]
    fn settings_are_looked_for_in_the_folder_that_holds_all_paths() {
        let folder = |paths: &[&str]| common_folder(&paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(folder(&[]), Path::new("."));
        assert_eq!(folder(&["-"]), Path::new("."));
        assert_eq!(folder(&["src/lib.rs", "src/cli"]), Path::new("src"));
        assert_eq!(folder(&["src/lib.rs", "rules"]), Path::new("."));
        assert_eq!(folder(&["/a/b/c.txt", "/a/b/d/e.txt"]), Path::new("/a/b"));
    }
}
