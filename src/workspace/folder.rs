//! What lies on the disk around an ad: the ads of a folder, the pack a rule file belongs to, a file with its findings.
//!
//! Must not judge; it finds and opens.

use super::{AdReport, Workspace};
use crate::config;
use crate::lang::Lang;
use crate::source::{Format, Source};
use ignore::WalkBuilder;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A larger file is no ad.
const MOST_BYTES: u64 = 128 << 20;

/// What tells whether a file is still the same.
pub type Stamp = (u64, Option<SystemTime>);

/// A file read from the disk.
#[derive(Debug)]
pub struct OnDisk {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it looked like.
    pub stamp: Stamp,
}

/// Length and time of a file.
///
/// # Errors
/// It is not there, or may not be looked at.
pub fn stamp(path: &Path) -> io::Result<Stamp> {
    let meta = fs::metadata(path)?;
    Ok((meta.len(), meta.modified().ok()))
}

/// Reads an ad.
///
/// # Errors
/// It is not there, may not be read, or is far too large.
pub fn read(path: &Path) -> io::Result<OnDisk> {
    let stamp = stamp(path)?;
    if stamp.0 > MOST_BYTES {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "too large for an ad"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(OnDisk { bytes, stamp })
}

/// Whether a file has the name of a settings file.
pub fn is_settings(path: &Path) -> bool {
    has_name(path, &config::FILE_NAMES)
}

/// Whether a file has the name of a file with exceptions.
pub fn is_exceptions(path: &Path) -> bool {
    has_name(path, &crate::suppress::file::FILE_NAMES)
}

/// Whether a file has the name of a baseline.
pub fn is_baseline(path: &Path) -> bool {
    has_name(path, &[crate::suppress::baseline::FILE_NAME])
}

fn has_name(path: &Path, names: &[&str]) -> bool {
    path.file_name().and_then(|name| name.to_str()).is_some_and(|name| names.contains(&name))
}

/// The pack that a rule file lies in, and whether the pack is complete (brings its own languages, as adlint's own does).
/// `None` for a YAML file that does not look like one.
pub fn pack_of(path: &Path) -> Option<(PathBuf, bool)> {
    let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
    let root = path
        .ancestors()
        .skip(2)
        .filter(|_| is_yaml)
        .find(|folder| Lang::ALL.iter().any(|lang| folder.join(lang.tag()).is_dir()))?;
    let complete = Lang::ALL.iter().any(|lang| root.join(lang.tag()).join("language.yaml").is_file());
    Some((root.to_path_buf(), complete))
}

impl Workspace {
    /// The ads of a folder, by name, as far as neither `.gitignore` nor the settings leave them out. One after the other.
    pub fn ads(&self, folder: &Path) -> impl Iterator<Item = PathBuf> + Send + use<> {
        let ignored = self.ignored();
        let mut walk = WalkBuilder::new(folder);
        walk.sort_by_file_name(Ord::cmp).filter_entry(move |entry| {
            let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !ignored.matched(entry.path(), folder).is_ignore()
        });
        walk.build()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()))
            .map(ignore::DirEntry::into_path)
            .filter(|path| Format::from_name(&path.to_string_lossy()).is_some())
    }

    /// What the settings never want checked. A pattern that is none is left out.
    pub fn ignored(&self) -> Gitignore {
        let patterns = &self.settings().ignore;
        if patterns.is_empty() {
            return Gitignore::empty();
        }
        let base = std::path::absolute(self.base()).unwrap_or_else(|_| self.base().to_path_buf());
        let mut builder = GitignoreBuilder::new(base);
        for pattern in patterns {
            let _ = builder.add_line(None, pattern.as_str());
        }
        builder.build().unwrap_or_else(|_| Gitignore::empty())
    }

    /// Whether a path lies in one of the rule packs that the settings name.
    pub fn is_own_rule(&self, path: &Path) -> bool {
        self.settings.rule_dirs.iter().any(|dir| path.starts_with(self.base.join(dir.as_str())))
    }

    /// Checks bytes that lie at `path`.
    pub fn check_bytes(&self, path: &str, bytes: &[u8]) -> AdReport {
        self.check(&Source {
            name: path,
            bytes,
            format: None,
        })
    }
}
