//! Which workspace judges which document: the nearest `adlint.yaml` above it decides.
//!
//! Workspaces are opened on the pool and kept; a settings file that has become faulty leaves the last good one in force. Must
//! not know documents, only their paths.

use crate::config::Settings;
use crate::pack::yaml::{Place, YamlFault};
use crate::suppress::Day;
use crate::workspace::folder::{is_baseline, is_exceptions, is_settings};
use crate::workspace::{Options, Workspace, find_exceptions, find_settings};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files a workspace is opened from; none of them: the built-in rules alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Key {
    /// The settings.
    pub settings: Option<PathBuf>,
    /// The exceptions beside them.
    pub exceptions: Option<PathBuf>,
}

impl Key {
    /// The nearest files in a folder or above it.
    pub fn of(folder: &Path) -> Self {
        Self {
            settings: find_settings(folder),
            exceptions: find_exceptions(folder),
        }
    }

    /// How the workspace is opened.
    pub fn options(&self, under: &Settings, today: Option<Day>) -> Options {
        let beside = self.exceptions.as_ref().or(self.settings.as_ref());
        Options {
            // Where exceptions are looked for; settings are named, or there are none here or above.
            root: beside.and_then(|file| file.parent()).map(Path::to_path_buf),
            isolated: beside.is_none(),
            settings: self.settings.clone(),
            under: under.clone(),
            today,
            ..Options::default()
        }
    }

    fn files(&self) -> impl Iterator<Item = &PathBuf> {
        self.settings.iter().chain(&self.exceptions)
    }
}

/// What the settings of the editor are called where a file would be named.
pub const EDITOR: &str = "adlint";

/// What opening a workspace came to.
#[derive(Debug, Default)]
pub struct Opened {
    /// The workspace, if there is one.
    workspace: Option<Arc<Workspace>>,
    /// What is wrong.
    faults: Vec<YamlFault>,
}

impl Opened {
    /// The workspace, if there is one.
    pub fn workspace(self) -> Option<Arc<Workspace>> {
        self.workspace
    }
}

/// Opens a workspace. Where only the editor's own settings are wrong, they are told and left out.
pub fn open(options: &Options) -> Opened {
    let faults = match Workspace::open(options) {
        Ok(workspace) => {
            return Opened {
                workspace: Some(Arc::new(workspace)),
                faults: Vec::new(),
            };
        }
        Err(faults) => faults,
    };
    if options.under == Settings::default() {
        return Opened { workspace: None, faults };
    }
    let without = Options {
        under: Settings::default(),
        ..options.clone()
    };
    match Workspace::open(&without) {
        Ok(workspace) => Opened {
            workspace: Some(Arc::new(workspace)),
            faults: faults.into_iter().map(of_editor).collect(),
        },
        Err(faults) => Opened { workspace: None, faults },
    }
}

/// A fault of the editor's settings stands in no file.
fn of_editor(fault: YamlFault) -> YamlFault {
    YamlFault {
        file: EDITOR.to_owned(),
        at: Place::default(),
        ..fault
    }
}

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
    today: Option<Day>,
    generation: u64,
}

impl Folders {
    /// No folder yet; `today` is the day it is, for exceptions that expire.
    pub fn new(today: Option<Day>) -> Self {
        Self { today, ..Self::default() }
    }

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

    /// The files that hold for a document; for one without a path those of the first folder.
    pub fn key(&mut self, path: Option<&Path>) -> Key {
        let folder = match path {
            Some(path) => path.parent().map(Path::to_path_buf),
            None => self.roots.first().cloned(),
        };
        folder.map_or_else(Key::default, |folder| self.key_of_folder(&folder))
    }

    /// The files that hold in a folder.
    pub fn key_of_folder(&mut self, folder: &Path) -> Key {
        self.nearest
            .entry(folder.to_path_buf())
            .or_insert_with_key(|folder| Key::of(folder))
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
        let (workspace, of_built_in) = self.workspace(&Key::default())?;
        Some((workspace, generation.max(of_built_in)))
    }

    /// What must be opened now: each is handed to a job once.
    pub fn take_due(&mut self) -> Vec<(Key, Options)> {
        let mut out = Vec::new();
        for (key, held) in &mut self.held {
            if held.stale && !held.at_work {
                held.stale = false;
                held.at_work = true;
                let options = key.options(&self.under, self.today);
                out.push((key.clone(), options));
            }
        }
        out
    }

    /// Whether something is to be opened.
    pub fn has_due(&self) -> bool {
        self.held.values().any(|held| held.stale && !held.at_work)
    }

    /// Takes what a job opened. Whether the faults are new.
    pub fn opened(&mut self, key: &Key, opened: Opened) -> bool {
        self.generation += 1;
        let generation = self.generation;
        let held = self.held.entry(key.clone()).or_default();
        held.at_work = false;
        held.generation = generation;
        held.workspace = opened.workspace.or(held.workspace.take());
        let new = held.faults != opened.faults && !opened.faults.is_empty();
        held.faults = opened.faults;
        new
    }

    /// All that is wrong with the settings and packs in use.
    pub fn faults(&self) -> impl Iterator<Item = &YamlFault> {
        self.held.values().flat_map(|held| &held.faults)
    }

    /// Files have changed on the disk. Whether a workspace must be opened anew.
    pub fn changed(&mut self, paths: &[PathBuf]) -> bool {
        let mut any = paths.iter().any(|path| is_settings(path) || is_exceptions(path));
        if any {
            // A new file may be nearer than the one known, and a known one may be gone.
            self.nearest.clear();
            self.held.retain(|key, _| key.files().all(|file| file.is_file()));
        }
        for (key, held) in &mut self.held {
            let own = |path: &PathBuf| {
                key.files().any(|file| file == path) || is_baseline(path) || held.workspace.as_ref().is_some_and(|held| held.is_own_rule(path))
            };
            // After a fault in a pack nobody knows its folder any more.
            if paths.iter().any(own) || !held.faults.is_empty() {
                held.stale = true;
                any = true;
            }
        }
        any
    }
}
