//! The built-in rules and the fixture ads, for all tests.

use adlint::policy::Policy;
use adlint::source::Source;
use adlint::workspace::{Options, Workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A workspace with the built-in rules and no settings file, opened once.
pub fn built_in() -> &'static Workspace {
    static OPEN: LazyLock<Workspace> = LazyLock::new(another);
    &OPEN
}

/// The same, opened anew.
pub fn another() -> Workspace {
    Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .expect("the built-in rules are sound")
}

/// The policy of a profile.
pub fn profile(id: &str) -> Policy {
    assert!(built_in().book().profile(id).is_some(), "there is no profile `{id}`");
    Policy {
        profile: id.to_owned(),
        ..Policy::default()
    }
}

/// A fixture ad.
pub struct Ad {
    /// Its file name.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl Ad {
    /// The ad as a source.
    pub fn source(&self) -> Source<'_> {
        Source {
            name: &self.name,
            bytes: &self.bytes,
            format: None,
        }
    }

    /// The policy it is made for: `profile:` of its front matter, else the longest profile its name begins with, a
    /// leading language aside (`de-th-public-…`: `de-th`, `en-uk-nurse-…`: `uk`).
    pub fn policy(&self) -> Policy {
        let text = String::from_utf8_lossy(&self.bytes);
        let named = text
            .lines()
            .take_while(|line| !line.is_empty())
            .find_map(|line| line.strip_prefix("profile: "));
        let short = self.name.split_once('-').map_or("", |(_, rest)| rest);
        let begins = |name: &str, id: &str| name.strip_prefix(id).is_some_and(|rest| rest.starts_with('-'));
        // `en` is what such a name begins with anyway.
        let profiles = built_in()
            .book()
            .profiles
            .iter()
            .map(|profile| profile.id.as_str())
            .filter(|id| *id != "en");
        let guessed = profiles
            .filter(|id| begins(&self.name, id) || begins(short, id))
            .max_by_key(|id| id.len());
        profile(named.or(guessed).unwrap_or("de"))
    }
}

/// The fixture ads of a folder, in the order of their names.
pub fn ads(folder: &str) -> Vec<Ad> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let read = |path: PathBuf| Ad {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        bytes: fs::read(&path).unwrap(),
    };
    paths.into_iter().map(read).collect()
}
