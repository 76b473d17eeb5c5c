//! `adlint.exceptions.yaml`: exceptions for ads that cannot hold them.
//!
//! Reads and checks; must not open files.

use super::{Day, Seen, covers};
use crate::diagnostic::Kind;
use crate::pack::Rulebook;
use crate::pack::yaml::{self, Place, Text, YamlFault, nearest};
use crate::text::words_only;
use globset::{Glob, GlobSet, GlobSetBuilder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The names the file may have.
pub const FILE_NAMES: [&str; 2] = ["adlint.exceptions.yaml", "adlint.exceptions.yml"];

/// The file as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionsFile {
    /// The exceptions.
    #[serde(default)]
    pub exceptions: Vec<EntryFile>,
}

/// One exception as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// `age/young-team`, or `age/*` for a whole ground.
    pub rule: Text,
    /// The words as they stand in the ad, or some of them.
    #[serde(default)]
    pub passage: Option<Text>,
    /// Why it stays.
    pub reason: Text,
    /// Who decided.
    pub by: Text,
    /// The last day it holds, `YYYY-MM-DD`.
    #[serde(default)]
    pub until: Option<Text>,
    /// Globs, relative to this file.
    #[serde(default)]
    pub paths: Vec<Text>,
}

/// All exceptions of a file.
#[derive(Debug, Clone, Default)]
pub struct Exceptions {
    /// The file, as shown.
    pub file: String,
    /// The exceptions, in order.
    pub entries: Vec<Entry>,
}

/// One exception, checked.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The rule or rules.
    pub rule: String,
    /// Why it stays.
    pub reason: String,
    /// Who decided.
    pub by: String,
    /// The last day it holds.
    pub until: Option<Day>,
    /// The line it begins at.
    pub line: u32,
    /// The words of the passage.
    words: Option<String>,
    paths: Option<GlobSet>,
}

impl Entry {
    /// Whether it speaks of the finding. Something missing has no words; the rule is enough.
    pub fn matches(&self, seen: &Seen<'_>) -> bool {
        if !covers(&self.rule, seen.rule) {
            return false;
        }
        let Some(words) = self.words.as_deref().filter(|_| seen.kind != Kind::Missing) else {
            return true;
        };
        let (text, sentence) = (words_only(seen.text), words_only(seen.sentence));
        (holds(&sentence, words) || holds(&text, words)) && (holds(&text, words) || holds(words, &text))
    }

    /// Whether its last day has passed.
    pub fn is_over(&self, today: Option<Day>) -> bool {
        matches!((self.until, today), (Some(until), Some(today)) if until < today)
    }

    /// Whether it is meant for an ad at this path, relative to the file.
    pub fn is_for(&self, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|paths| paths.is_match(path))
    }

    /// Whether it holds for every ad.
    pub const fn is_for_all(&self) -> bool {
        self.paths.is_none()
    }
}

/// Whether the words stand in the text, one after the other.
fn holds(text: &str, words: &str) -> bool {
    !words.is_empty() && format!(" {text} ").contains(&format!(" {words} "))
}

impl Exceptions {
    /// The numbers of the entries for an ad.
    pub fn for_path(&self, path: &str) -> Vec<usize> {
        let numbered = self.entries.iter().enumerate();
        numbered.filter(|(_, entry)| entry.is_for(path)).map(|(number, _)| number).collect()
    }
}

/// Reads the file.
///
/// # Errors
/// All that is wrong with it at once: broken YAML, rules that do not exist, days that are none, globs that are none, entries
/// without a passage and paths.
pub fn read(book: &Rulebook, file: &str, text: &str) -> Result<Exceptions, Vec<YamlFault>> {
    let only_comments = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let written = if only_comments {
        ExceptionsFile::default()
    } else {
        yaml::read::<ExceptionsFile>(file, text).map_err(|fault| vec![fault])?
    };
    let mut faults = Vec::new();
    let entries = written.exceptions.iter().map(|entry| checked(book, file, entry, &mut faults)).collect();
    if faults.is_empty() {
        let file = file.to_owned();
        Ok(Exceptions { file, entries })
    } else {
        Err(faults)
    }
}

fn checked(book: &Rulebook, file: &str, entry: &EntryFile, faults: &mut Vec<YamlFault>) -> Entry {
    let mut fault = |at: Place, message: String, help: Option<String>| {
        faults.push(YamlFault {
            file: file.to_owned(),
            at,
            message,
            help,
        });
    };
    let rule = entry.rule.as_str();
    if !book.rules.iter().any(|known| covers(rule, &known.id)) {
        let near = nearest(rule, book.rules.iter().map(|rule| rule.id.as_str()));
        let help = near.map_or_else(|| "`adlint rules` lists them".to_owned(), |near| format!("did you mean `{near}`?"));
        fault(entry.rule.at, format!("there is no rule `{rule}`"), Some(help));
    }
    let until = entry.until.as_ref().and_then(|until| {
        let day = Day::parse(until.as_str());
        if day.is_none() {
            let help = "write it as YYYY-MM-DD, e.g. 2027-06-30";
            fault(until.at, format!("`{}` is no day", until.as_str()), Some(help.into()));
        }
        day
    });
    for (name, text) in [("reason", &entry.reason), ("by", &entry.by)] {
        if text.as_str().trim().is_empty() {
            fault(text.at, format!("`{name}` is empty"), Some("say why it stays, and who decided".into()));
        }
    }
    let words = entry.passage.as_ref().map(|passage| words_only(passage.as_str()));
    if let (Some(passage), Some("")) = (&entry.passage, words.as_deref()) {
        fault(passage.at, "the passage holds no word".into(), Some("copy it from the ad".into()));
    }
    if entry.passage.is_none() && entry.paths.is_empty() {
        let help = "give one of them; to switch a rule off for good, use `rules:` in adlint.yaml";
        fault(
            entry.rule.at,
            format!("the exception from `{rule}` has neither `passage` nor `paths`"),
            Some(help.into()),
        );
    }
    let mut globs = GlobSetBuilder::new();
    for path in &entry.paths {
        match Glob::new(path.as_str()) {
            Ok(glob) => drop(globs.add(glob)),
            Err(error) => fault(path.at, format!("`{}` is no glob: {}", path.as_str(), error.kind()), None),
        }
    }
    Entry {
        rule: rule.to_owned(),
        reason: entry.reason.value.clone(),
        by: entry.by.value.clone(),
        until,
        line: entry.rule.at.line,
        words,
        paths: (!entry.paths.is_empty()).then(|| globs.build().unwrap_or_else(|_| GlobSet::empty())),
    }
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_found_whole() {
        assert!(holds("wir sind ein junges team", "junges team"));
        assert!(!holds("wir sind ein junges teamwerk", "junges team"));
        assert!(!holds("wir", ""));
    }
}
