//! From the files of a pack to typed values, every fault at once.

use super::model::{
    ClauseFile, ClauseWordsFile, ContextsFile, HoldersFile, LanguageFile, OtherLanguagesFile, PersonsFile, ProfileFile, RuleFile, SectionsFile,
    SourcesFile, TitleFile, WordsFile,
};
use super::yaml::{self, Place, Text, YamlFault};
use crate::lang::Lang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One YAML file of a pack.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// The path shown in messages.
    pub shown: String,
    /// The path inside the pack, with `/`: `de/age/young-team.yaml`.
    pub path: String,
    /// Its content.
    pub text: String,
}

/// Files of one kind, as shown and as read: those of a user's pack add to ours.
pub type Files<T> = Vec<(String, T)>;

/// A rule and where it came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct NamedRule {
    /// `ground/what-is-wrong`.
    pub id: String,
    /// Its language.
    pub lang: Lang,
    /// The file, as shown.
    pub file: String,
    /// The rule.
    pub rule: RuleFile,
}

/// All files of one or more packs, typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Pack {
    /// The rules.
    pub rules: Vec<NamedRule>,
    /// Named lists, by language and name, with their file.
    pub words: BTreeMap<(Lang, String), (String, Vec<Text>)>,
    /// Lawful contexts.
    pub contexts: BTreeMap<Lang, (String, ContextsFile)>,
    /// Whose attribute a word is.
    pub holders: BTreeMap<Lang, Files<HoldersFile>>,
    /// The words of the clause grammar.
    pub clause_words: BTreeMap<Lang, Files<ClauseWordsFile>>,
    /// Headings and cues.
    pub sections: BTreeMap<Lang, Files<SectionsFile>>,
    /// The words around job titles.
    pub titles: BTreeMap<Lang, Files<TitleFile>>,
    /// Function words and abbreviations.
    pub languages: BTreeMap<Lang, Files<LanguageFile>>,
    /// Languages without rules.
    pub other_languages: OtherLanguagesFile,
    /// Person nouns.
    pub persons: Vec<(String, PersonsFile)>,
    /// Sources, with their file.
    pub sources: BTreeMap<String, (String, super::model::SourceFile)>,
    /// Profiles, with their file.
    pub profiles: BTreeMap<String, (String, ProfileFile)>,
    /// Clause texts, with their file.
    pub clauses: BTreeMap<String, (String, ClauseFile)>,
}

/// Reads the files into `pack`. What cannot be read is left out and said.
pub fn read(pack: &mut Pack, files: &[PackFile]) -> Vec<YamlFault> {
    let mut faults = Vec::new();
    for file in files {
        if let Err(fault) = read_file(pack, file) {
            faults.push(fault);
        }
    }
    faults
}

fn fault(file: &PackFile, message: String, help: Option<String>) -> YamlFault {
    YamlFault {
        file: file.shown.clone(),
        at: Place::default(),
        message,
        help,
    }
}

fn read_file(pack: &mut Pack, file: &PackFile) -> Result<(), YamlFault> {
    let path = file
        .path
        .strip_suffix(".yaml")
        .or_else(|| file.path.strip_suffix(".yml"))
        .unwrap_or(&file.path);
    let parts: Vec<&str> = path.split('/').collect();
    let text = &file.text;
    let shown = file.shown.clone();
    match parts.as_slice() {
        ["languages"] => pack.other_languages.extend(yaml::read::<OtherLanguagesFile>(&file.shown, text)?),
        ["sources", _] => {
            for (id, source) in yaml::read::<SourcesFile>(&file.shown, text)? {
                if let Some((other, _)) = pack.sources.get(&id) {
                    return Err(fault(
                        file,
                        format!("the source `{id}` is also in {other}"),
                        Some("give one of them another id".into()),
                    ));
                }
                pack.sources.insert(id, (shown.clone(), source));
            }
        }
        ["profiles", name] => {
            let profile = yaml::read::<ProfileFile>(&file.shown, text)?;
            if let Some((other, _)) = pack.profiles.get(*name) {
                return Err(fault(
                    file,
                    format!("the profile `{name}` is also in {other}"),
                    Some("give one of them another name".into()),
                ));
            }
            pack.profiles.insert((*name).to_owned(), (shown, profile));
        }
        ["clauses", name] => {
            let clause = yaml::read::<ClauseFile>(&file.shown, text)?;
            pack.clauses.insert((*name).to_owned(), (shown, clause));
        }
        [lang, rest @ ..] if Lang::from_tag(lang).is_some() => {
            let lang = Lang::from_tag(lang).unwrap_or_default();
            read_language_file(pack, file, lang, rest)?;
        }
        _ => {
            let help = "rules stand in `<language>/<ground>/<name>.yaml`, e.g. `de/age/young-team.yaml`";
            return Err(fault(file, format!("`{}` is no place adlint knows", file.path), Some(help.into())));
        }
    }
    Ok(())
}

fn read_language_file(pack: &mut Pack, file: &PackFile, lang: Lang, rest: &[&str]) -> Result<(), YamlFault> {
    let text = &file.text;
    let shown = file.shown.clone();
    match rest {
        ["words", _] => {
            for (name, list) in yaml::read::<WordsFile>(&file.shown, text)? {
                match pack.words.get_mut(&(lang, name.clone())) {
                    // A user's pack adds to a list of the same name.
                    Some((_, known)) => known.extend(list),
                    None => {
                        pack.words.insert((lang, name), (shown.clone(), list));
                    }
                }
            }
        }
        ["contexts"] => pack
            .contexts
            .entry(lang)
            .or_insert_with(|| (shown, ContextsFile::new()))
            .1
            .extend(yaml::read::<ContextsFile>(&file.shown, text)?),
        ["holders"] => {
            pack.holders.entry(lang).or_default().push((shown, yaml::read(&file.shown, text)?));
        }
        ["clauses"] => {
            pack.clause_words.entry(lang).or_default().push((shown, yaml::read(&file.shown, text)?));
        }
        ["sections"] => {
            pack.sections.entry(lang).or_default().push((shown, yaml::read(&file.shown, text)?));
        }
        ["title"] => {
            pack.titles.entry(lang).or_default().push((shown, yaml::read(&file.shown, text)?));
        }
        ["language"] => {
            pack.languages.entry(lang).or_default().push((shown, yaml::read(&file.shown, text)?));
        }
        ["persons"] => pack.persons.push((shown, yaml::read(&file.shown, text)?)),
        [ground, name] => {
            let id = format!("{ground}/{name}");
            let rule = yaml::read::<RuleFile>(&file.shown, text)?;
            if let Some(other) = pack.rules.iter().find(|known| known.id == id && known.lang == lang) {
                let help = "rename one of the files, or switch the other rule off in `adlint.yaml`";
                return Err(fault(file, format!("the rule `{id}` is also in {}", other.file), Some(help.into())));
            }
            pack.rules.push(NamedRule { id, lang, file: shown, rule });
        }
        _ => {
            let help = format!("rules stand in `{}/<ground>/<name>.yaml`", lang.tag());
            return Err(fault(file, format!("`{}` is no place adlint knows", file.path), Some(help)));
        }
    }
    Ok(())
}
