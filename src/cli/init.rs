//! `adlint init`: a commented `adlint.yaml` to start from. Never overwrites one.

use super::Exit;
use super::args::Init;
use super::screen::Screen;
use crate::config::FILE_NAMES;
use crate::lang::Lang;
use crate::report::words::say;
use anyhow::{Context, Result, bail};
use std::fs::OpenOptions;
use std::io::Write;

/// Everything in it but the profile is a comment, so that it changes nothing until somebody wants it to.
const GERMAN: &str = include_str!("init/de.yaml");
const ENGLISH: &str = include_str!("init/en.yaml");

const fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::De => GERMAN,
        Lang::En => ENGLISH,
    }
}

pub(super) fn run(args: &Init, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    if let Some(known) = FILE_NAMES.iter().map(|name| args.folder.join(name)).find(|file| file.exists()) {
        let way_out = say(
            lang,
            "gibt es schon; geändert ist nichts. Löschen oder verschieben Sie die Datei, um neu zu beginnen.",
            "is there already; nothing was changed. Delete or move it to start anew.",
        );
        bail!("{} {way_out}", known.display());
    }
    let file = args.folder.join(FILE_NAMES[0]);
    let shown = || file.display().to_string();
    let mut new = OpenOptions::new().write(true).create_new(true).open(&file).with_context(shown)?;
    new.write_all(template(lang).as_bytes()).with_context(shown)?;
    let next = say(
        lang,
        "ist angelegt. Die Profile zeigt: adlint rules --profiles",
        "is written. For the profiles: adlint rules --profiles",
    );
    writeln!(screen, "{} {next}", file.display())?;
    Ok(Exit::Clean)
}

#[cfg(test)]
mod tests {
    use super::template;
    use crate::config;
    use crate::lang::Lang;

    #[test]
    fn the_template_can_be_read_as_it_is_and_with_every_example_switched_on() {
        for lang in Lang::ALL {
            let text = template(lang);
            let settings = config::read("adlint.yaml", text).unwrap();
            assert_eq!(settings.profile.map(|profile| profile.value).as_deref(), Some("de"));
            // "#key:" and the lines indented below it are examples, "# words" are comments.
            let is_example = |line: &str| !line.starts_with(' ') || line.starts_with("  ");
            let on = text.lines().filter_map(|line| {
                line.strip_prefix('#')
                    .map_or(Some(line), |rest| Some(rest).filter(|rest| is_example(rest)))
            });
            let on: String = on.flat_map(|line| [line, "\n"]).collect();
            let settings = config::read("adlint.yaml", &on).unwrap();
            assert!(
                !settings.rules.is_empty() && !settings.overrides.is_empty() && !settings.extend.is_empty(),
                "{on}"
            );
        }
    }
}
