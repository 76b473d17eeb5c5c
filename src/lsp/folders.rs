//! Which workspace judges which document: the nearest `adlint.yaml` above it decides.
//!
//! Workspaces are opened on the pool and kept; a settings file that has become faulty leaves the last good one in force. Must
//! not know documents, only their paths.

use crate::config::Settings;
use crate::pack::yaml::YamlFault;
use crate::workspace::folder::is_settings;
use crate::workspace::{Options, Workspace, find_settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A settings file, or none: the built-in rules alone.
pub type Key = Option<PathBuf>;

/// What opening a workspace came to.
pub type Opened = Result<Arc<Workspace>, Vec<YamlFault>>;

/// A workspace being used or opened.
#[derive(Debug, Default)]
struct Held {
    /// The last good one.
    workspace: Option<Arc<Workspace>>,
    /// Grows with every change.
    generation: u64,
    /// A job opens it.
    at_work: bool,
    /// What it was opened from has changed since.
    stale: bool,
    /// What is wrong with the files now.
    faults: Vec<YamlFault>,
}

/// All workspaces in use.
#[derive(Debug, Default)]
pub struct Folders {
    /// The folders the client has open, in its order.
    roots: Vec<PathBuf>,
    held: HashMap<Key, Held>,
    nearest: HashMap<PathBuf, Key>,
    under: Settings,
    generation: u64,
}

impl Folders {
    /// The folders the client has open.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Adds and removes folders.
    pub fn change_roots(&mut self, added: impl IntoIterator<Item = PathBuf>, removed: &[PathBuf]) {
        self.roots.retain(|root| !removed.contains(root));
        for root in added {
            if !self.roots.contains(&root) {
                self.roots.push(root);
            }
        }
    }

    /// Sets what the user has set in the editor; everything is opened anew.
    pub fn set_under(&mut self, under: Settings) {
        if self.under != under {
            self.under = under;
            for held in self.held.values_mut() {
                held.stale = true;
            }
        }
    }

    /// The settings file for a document; for one without a path that of the first folder.
    pub fn key(&mut self, path: Option<&Path>) -> Key {
        let folder = match path {
            Some(path) => path.parent().map(Path::to_path_buf),
            None => self.roots.first().cloned(),
        };
        let folder = folder?;
        self.nearest.entry(folder).or_insert_with_key(|folder| find_settings(folder)).clone()
    }

    /// The settings file that a folder has itself or inherits.
    pub fn key_of_root(&mut self, root: &Path) -> Key {
        self.nearest
            .entry(root.to_path_buf())
            .or_insert_with_key(|folder| find_settings(folder))
            .clone()
    }

    /// The workspace of a key and which state of it this is; `None` while it is being opened for the first time.
    pub fn workspace(&mut self, key: &Key) -> Option<(Arc<Workspace>, u64)> {
        let held = self.held.entry(key.clone()).or_insert_with(|| Held {
            stale: true,
            ..Held::default()
        });
        let found = held.workspace.clone().map(|workspace| (workspace, held.generation));
        if found.is_some() || held.faults.is_empty() {
            return found;
        }
        // Faulty from the start: the built-in rules judge until it is mended.
        let generation = held.generation;
        let (workspace, of_built_in) = self.workspace(&None)?;
        Some((workspace, generation.max(of_built_in)))
    }

    /// What must be opened now: each is handed to a job once.
    pub fn to_open(&mut self) -> Vec<(Key, Options)> {
        let mut out = Vec::new();
        for (key, held) in &mut self.held {
            if held.stale && !held.at_work {
                held.stale = false;
                held.at_work = true;
                let options = Options {
                    isolated: key.is_none(),
                    root: key.as_ref().and_then(|file| file.parent()).map(Path::to_path_buf),
                    settings: key.clone(),
                    under: self.under.clone(),
                    ..Options::default()
                };
                out.push((key.clone(), options));
            }
        }
        out
    }

    /// Whether something is to be opened.
    pub fn has_to_open(&self) -> bool {
        self.held.values().any(|held| held.stale && !held.at_work)
    }

    /// Takes what a job opened. Whether the faults are new.
    pub fn opened(&mut self, key: &Key, opened: Opened) -> bool {
        self.generation += 1;
        let generation = self.generation;
        let held = self.held.entry(key.clone()).or_default();
        held.at_work = false;
        held.generation = generation;
        match opened {
            Ok(workspace) => {
                held.workspace = Some(workspace);
                held.faults.clear();
                false
            }
            Err(faults) => {
                let new = held.faults != faults;
                held.faults = faults;
                new
            }
        }
    }

    /// All that is wrong with the settings and packs in use.
    pub fn faults(&self) -> impl Iterator<Item = &YamlFault> {
        self.held.values().flat_map(|held| &held.faults)
    }

    /// Files have changed on the disk. Whether a workspace must be opened anew.
    pub fn changed(&mut self, paths: &[PathBuf]) -> bool {
        let settings = paths.iter().any(|path| is_settings(path));
        if settings {
            // A new file may be nearer than the one known, and a known one may be gone.
            self.nearest.clear();
            self.held.retain(|key, _| key.as_ref().is_none_or(|file| file.is_file()));
        }
        let mut any = settings;
        for (key, held) in &mut self.held {
            let own = |path: &PathBuf| Some(path) == key.as_ref() || held.workspace.as_ref().is_some_and(|held| held.is_own_rule(path));
            // After a fault in a pack nobody knows its folder any more.
            if paths.iter().any(own) || !held.faults.is_empty() {
                held.stale = true;
                any = true;
            }
        }
        any
    }
}
