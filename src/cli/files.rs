//! Which files are checked: what is named, and what a folder holds, walked as ripgrep walks it.
//!
//! One at a time, in the order people named them and by name within a folder, so that memory does not grow with their number.
//! Must not read the files.

use super::web;
use crate::archive::is_archive_name;
use crate::diagnostic::{Fault, FaultCode};
use crate::report::faults::detail;
use crate::source::Format;
use crate::workspace::Workspace;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{Walk, WalkBuilder};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a folder is searched for, as people are told; [`Format::from_name`] has every spelling.
const ENDINGS: &str = "*.txt *.md *.html *.json *.jsonl *.csv *.parquet *.xml *.zip";

/// Something to check.
#[derive(Debug)]
pub enum Input {
    /// A file; `named` by somebody, not found in a folder.
    File {
        /// The path as it is shown.
        path: PathBuf,
        /// Whether somebody named it.
        named: bool,
    },
    /// A web address; `listed` in a site map, not named by somebody.
    Web {
        /// The address.
        address: String,
        /// Whether a site map named it.
        listed: bool,
    },
    /// Standard input.
    Stdin,
    /// Something that cannot be checked.
    Unread {
        /// The path as it is shown.
        path: PathBuf,
        /// Why.
        fault: Fault,
    },
}

/// Paths to check, one after the other.
pub type Paths = Box<dyn Iterator<Item = PathBuf> + Send>;

/// The files that the paths name or hold.
pub struct Inputs {
    paths: Paths,
    settings: Arc<Gitignore>,
    no_ignore: bool,
    /// Paths given already; `None` where nothing can be given twice.
    seen: Option<HashSet<PathBuf>>,
    folder: Option<Folder>,
    /// Addresses that a site map named.
    listed: HashSet<String>,
    /// Shown without `./`, because nobody named this folder.
    bare: bool,
}

struct Folder {
    path: PathBuf,
    walk: Walk,
    found: bool,
}

impl Inputs {
    /// The files of `paths`; of this folder where nothing is named.
    pub fn new(paths: &[PathBuf], from: Option<Paths>, workspace: &Workspace, no_ignore: bool) -> Self {
        let bare = paths.is_empty() && from.is_none();
        let named: Vec<PathBuf> = if bare { vec![PathBuf::from(".")] } else { paths.to_vec() };
        let seen = (named.len() > 1 || from.is_some()).then(HashSet::new);
        let paths: Paths = match from {
            Some(from) => Box::new(named.into_iter().chain(from)),
            None => Box::new(named.into_iter()),
        };
        Self {
            paths,
            settings: Arc::new(ignored(workspace)),
            no_ignore,
            seen,
            folder: None,
            listed: HashSet::new(),
            bare,
        }
    }

    /// Knows which of the addresses site maps named.
    pub fn with_listed(mut self, listed: HashSet<String>) -> Self {
        self.listed = listed;
        self
    }

    /// A path that was named.
    fn open(&mut self, path: PathBuf) -> Option<Input> {
        if path.as_os_str() == "-" {
            return Some(Input::Stdin);
        }
        if let Some(address) = web::address(&path) {
            let listed = self.listed.contains(address);
            let address = address.to_owned();
            return self.fresh(&path).then_some(Input::Web { address, listed });
        }
        match path.metadata() {
            Ok(meta) if meta.is_dir() => {
                let walk = self.walk(&path);
                self.folder = Some(Folder { path, walk, found: false });
                None
            }
            Ok(_) => self.fresh(&path).then_some(Input::File { path, named: true }),
            Err(error) => Some(unread(path, &error)),
        }
    }

    fn walk(&self, folder: &Path) -> Walk {
        let mut builder = WalkBuilder::new(folder);
        builder.sort_by_file_name(Ord::cmp);
        if self.no_ignore {
            builder
                .ignore(false)
                .git_ignore(false)
                .git_global(false)
                .git_exclude(false)
                .parents(false);
        } else if !self.settings.is_empty() {
            let settings = Arc::clone(&self.settings);
            builder.filter_entry(move |entry| {
                let absolute = std::path::absolute(entry.path()).unwrap_or_else(|_| entry.path().to_path_buf());
                let folder = entry.file_type().is_some_and(|kind| kind.is_dir());
                entry.depth() == 0 || !settings.matched(absolute, folder).is_ignore()
            });
        }
        builder.build()
    }

    /// Whether a file was not given before.
    fn fresh(&mut self, path: &Path) -> bool {
        match &mut self.seen {
            Some(seen) => seen.insert(std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())),
            None => true,
        }
    }

    /// The next ad of the folder at hand; `None` once it was left.
    fn next_in_folder(&mut self) -> Option<Input> {
        loop {
            let folder = self.folder.as_mut()?;
            match folder.walk.next() {
                Some(Ok(entry)) => {
                    let name = entry.path().to_string_lossy();
                    let known = Format::from_name(&name).is_some() || is_archive_name(&name);
                    let is_ad = known && entry.file_type().is_some_and(|kind| kind.is_file());
                    if !is_ad {
                        continue;
                    }
                    folder.found = true;
                    if !self.fresh(entry.path()) {
                        continue;
                    }
                    let path = entry.into_path();
                    let path = if self.bare {
                        path.strip_prefix("./").map(Path::to_path_buf).unwrap_or(path)
                    } else {
                        path
                    };
                    return Some(Input::File { path, named: false });
                }
                Some(Err(error)) => {
                    folder.found = true;
                    let path = path_of(&error).map_or_else(|| folder.path.clone(), Path::to_path_buf);
                    let detail = error.io_error().map_or_else(|| error.to_string(), reason);
                    return Some(Input::Unread {
                        path,
                        fault: fault(FaultCode::Unreadable, detail),
                    });
                }
                None => {
                    let Folder { path, found, .. } = self.folder.take()?;
                    return (!found).then(|| no_ads(path));
                }
            }
        }
    }
}

impl Iterator for Inputs {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let input = if self.folder.is_some() {
                self.next_in_folder()
            } else {
                let path = self.paths.next()?;
                self.open(path)
            };
            if input.is_some() {
                return input;
            }
        }
    }
}

/// A folder without ads.
pub fn no_ads(path: PathBuf) -> Input {
    // On the web there are no endings to look for.
    let detail = if web::address(&path).is_some() { "" } else { ENDINGS };
    Input::Unread {
        path,
        fault: fault(FaultCode::NoAd, detail.to_owned()),
    }
}

/// A path that cannot be opened.
pub fn unread(path: PathBuf, error: &io::Error) -> Input {
    Input::Unread {
        path,
        fault: unreadable(error),
    }
}

/// Why a file cannot be read, as a fault.
pub fn unreadable(error: &io::Error) -> Fault {
    fault(FaultCode::Unreadable, reason(error))
}

const fn fault(code: FaultCode, detail: String) -> Fault {
    Fault { code, detail, span: None }
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => detail::NOT_FOUND.to_owned(),
        io::ErrorKind::PermissionDenied => detail::DENIED.to_owned(),
        _ => error.to_string(),
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// What the settings never want checked. A pattern that is none is left out; the workspace has said so already.
fn ignored(workspace: &Workspace) -> Gitignore {
    let patterns = &workspace.settings().ignore;
    if patterns.is_empty() {
        return Gitignore::empty();
    }
    let base = std::path::absolute(workspace.base()).unwrap_or_else(|_| workspace.base().to_path_buf());
    let mut builder = GitignoreBuilder::new(base);
    for pattern in patterns {
        let _ = builder.add_line(None, pattern.as_str());
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The paths that a file lists, one a line; `-` is standard input. A line of zero bytes in between also parts them (`find -print0`).
///
/// # Errors
/// The list cannot be opened.
pub fn listed(list: &Path) -> io::Result<Paths> {
    let reader: Box<dyn BufRead + Send> = if list.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(list)?))
    };
    // A line that cannot be read ends the list; whoever made it has gone.
    let lines = reader.split(b'\n').map_while(Result::ok);
    let paths = lines.flat_map(|line| {
        line.split(|byte| *byte == 0)
            .map(|part| to_path(part.strip_suffix(b"\r").unwrap_or(part)))
            .collect::<Vec<_>>()
    });
    Ok(Box::new(paths.filter(|path| !path.as_os_str().is_empty())))
}

#[cfg(unix)]
fn to_path(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn to_path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}
