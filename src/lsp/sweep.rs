//! All ads of the open folders, also those nobody has opened: the work behind `workspace/diagnostic`.
//!
//! A [`Sweep`] is moved into a job, checks some files, and comes back; so it can be stopped between two of them, and checks of
//! open documents never wait long. Must not know the connection.

use super::buffer::Buffer;
use super::check::{Manner, Nature, Subject, check};
use super::documents::uri_of;
use super::folders::{Key, open};
use crate::config::Settings;
use crate::source::Format;
use crate::suppress::Day;
use crate::workspace::Workspace;
use crate::workspace::folder::{Stamp, read, stamp};
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// After this a job comes back, done or not.
const LONGEST: Duration = Duration::from_millis(40);

/// What is known of a file that was checked before.
#[derive(Debug, Clone)]
pub struct Known {
    stamp: Stamp,
    generation: u64,
    result_id: String,
}

/// What is known of files that were checked before.
pub type Memory = HashMap<PathBuf, Known>;

/// The files of some folders, checked one after the other.
pub struct Sweep {
    /// Which run this is.
    pub run: u64,
    /// How the client is spoken to.
    pub manner: Manner,
    /// Settings of the editor.
    pub under: Settings,
    /// The day it is.
    pub today: Option<Day>,
    /// The workspaces in use.
    pub workspaces: HashMap<Key, (Arc<Workspace>, u64)>,
    /// The folders still to be walked, each with its settings.
    pub roots: Vec<(PathBuf, Key)>,
    /// What the client has seen, by address.
    pub previous: HashMap<String, String>,
    /// Files that are open: what is said about them comes from their newest text.
    pub open: HashSet<PathBuf>,
    /// What earlier runs found.
    pub memory: Memory,
    /// The folder being walked.
    pub walk: Option<(Key, Box<dyn Iterator<Item = PathBuf> + Send>)>,
    /// Found since the job was begun.
    pub items: Vec<Value>,
    /// Files looked at.
    pub seen: usize,
    /// Nothing is left.
    pub is_done: bool,
}

impl Sweep {
    /// Goes on for a while.
    pub fn go_on(mut self) -> Self {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST {
            let Some((key, path)) = self.next() else {
                self.is_done = true;
                break;
            };
            self.seen += 1;
            if !self.open.contains(&path) {
                let item = self.look_at(&key, &path);
                self.items.extend(item);
            }
        }
        self
    }

    fn next(&mut self) -> Option<(Key, PathBuf)> {
        loop {
            if let Some((key, walk)) = &mut self.walk {
                if let Some(path) = walk.next() {
                    return Some((key.clone(), path));
                }
                self.walk = None;
            }
            let (root, key) = self.roots.pop()?;
            let (workspace, _) = self.workspace(&key)?;
            self.walk = Some((key, Box::new(workspace.ads(&root))));
        }
    }

    /// The workspace of a settings file; opened here where no document has needed it yet.
    fn workspace(&mut self, key: &Key) -> Option<(Arc<Workspace>, u64)> {
        if let Some(known) = self.workspaces.get(key) {
            return Some(known.clone());
        }
        let opened = |key: &Key| open(&key.options(&self.under, self.today)).workspace();
        // What is wrong with settings is said where they stand; their ads are judged by the built-in rules.
        let workspace = opened(key).or_else(|| opened(&Key::default()))?;
        let found = (workspace, 0);
        self.workspaces.insert(key.clone(), found.clone());
        Some(found)
    }

    /// What there is to say about a file; `None` for one that is no ad or cannot be read.
    fn look_at(&mut self, key_of_root: &Key, path: &Path) -> Option<Value> {
        let uri = uri_of(path)?;
        let key = path.parent().map_or_else(|| key_of_root.clone(), Key::of);
        let (workspace, generation) = self.workspace(&key)?;
        let now = stamp(path).ok()?;
        let seen = self.previous.get(&uri);
        if let Some(known) = self.memory.get(path)
            && known.stamp == now
            && known.generation == generation
            && seen == Some(&known.result_id)
        {
            return Some(json!({ "kind": "unchanged", "uri": uri, "version": null, "resultId": known.result_id }));
        }
        let file = read(path).ok()?;
        let text = match String::from_utf8(file.bytes) {
            Ok(text) => text,
            // The client sees the text as its editor decodes it; as we do, it is to be hoped.
            Err(error) => workspace.check_bytes(&path.display().to_string(), error.as_bytes()).decoded,
        };
        let checked = check(Subject {
            uri: uri.as_str().into(),
            path: Some(path.to_path_buf()),
            buffer: Buffer::new(0, "", text),
            workspace,
            generation,
            manner: self.manner.clone(),
            before: None,
        });
        // Most JSON is no ad.
        if let Nature::Ad(ad) = &checked.nature
            && ad.format == Some(Format::Json)
            && ad.title.is_none()
            && checked.items().as_array().is_none_or(Vec::is_empty)
        {
            return None;
        }
        let known = Known {
            stamp: file.stamp,
            generation,
            result_id: checked.result_id().to_owned(),
        };
        self.memory.insert(path.to_path_buf(), known);
        if seen.is_some_and(|seen| seen == checked.result_id()) {
            return Some(json!({ "kind": "unchanged", "uri": uri, "version": null, "resultId": checked.result_id() }));
        }
        Some(json!({
            "kind": "full", "uri": uri, "version": null, "resultId": checked.result_id(), "items": checked.items(),
        }))
    }
}
