//! `--since REV`: which lines of which ads differ from what they were at a git revision.
//!
//! Asks the git binary, which whoever names a revision has: it knows this repository's settings, attributes, work trees,
//! partial clones and credentials, and a library would bring a hundred crates to know them less well. Only lists ended by
//! zero bytes and raw blobs are read from it, never a patch. Must not judge findings beyond their lines.

use crate::diagnostic::Kind;
use crate::extract::extract;
use crate::lang::Lang;
use crate::report::words::say;
use crate::source::Source;
use crate::workspace::{AdReport, FindingReport, Place};
use anyhow::{Context, Result, anyhow, bail};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, PoisonError};

/// What changed since a revision.
pub struct Since {
    top: PathBuf,
    /// Paths that git knows, from the top of the work tree.
    tracked: HashSet<PathBuf>,
    /// Those that differ from the revision, with the blob they were; `None` for new ones.
    changed: HashMap<PathBuf, Option<String>>,
    blobs: Mutex<Blobs>,
}

/// The lines of an ad that changed, from 1.
#[derive(Debug, PartialEq, Eq)]
enum Changed {
    /// All of it is new.
    All,
    /// These; and whether anything changed at all, which lines that were taken out do not show.
    Lines(HashSet<u32>, bool),
}

impl Since {
    /// Asks git what changed in the work tree that `folder` lies in.
    ///
    /// # Errors
    /// No git, no repository, no such revision.
    pub fn new(lang: Lang, folder: &Path, revision: &str) -> Result<Self> {
        let top = git(lang, folder, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
            Refusal::Git(_) => anyhow!(
                "--since: {} {}",
                folder.display(),
                say(
                    lang,
                    "liegt in keinem Git-Arbeitsverzeichnis. Lassen Sie --since weg, oder prüfen Sie dort, wo die Anzeigen versioniert sind.",
                    "lies in no git work tree. Leave --since out, or check where the ads are under version control."
                )
            ),
            Refusal::Start(error) => error,
        })?;
        let top = PathBuf::from(to_os(top.strip_suffix(b"\n").unwrap_or(&top)));
        let top = top.canonicalize().unwrap_or(top);
        let commit = format!("{revision}^{{commit}}");
        let commit = git(lang, &top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit]).map_err(|error| match error {
            Refusal::Git(_) => anyhow!(
                "--since {revision}: {}",
                say(
                    lang,
                    "diese Revision gibt es hier nicht. In einem flachen Klon (CI) holen Sie sie zuerst: git fetch --depth=1 origin ZWEIG, dann --since FETCH_HEAD.",
                    "there is no such revision here. In a shallow clone (CI) fetch it first: git fetch --depth=1 origin BRANCH, then --since FETCH_HEAD."
                )
            ),
            Refusal::Start(error) => error,
        })?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let diff = [
            "diff",
            "--raw",
            "-z",
            "--no-abbrev",
            "-M",
            "--no-ext-diff",
            "--no-color",
            "--no-relative",
            "--ignore-submodules=all",
            &commit,
            "--",
        ];
        let changed = changes(&git(lang, &top, &diff).map_err(Refusal::told)?).with_context(|| format!("--since {revision}"))?;
        let tracked = git(lang, &top, &["ls-files", "-z", "--full-name"]).map_err(Refusal::told)?;
        let tracked = pieces(&tracked).map(|path| PathBuf::from(to_os(path))).collect();
        let blobs = Mutex::new(Blobs {
            top: top.clone(),
            running: None,
        });
        Ok(Self {
            top,
            tracked,
            changed,
            blobs,
        })
    }

    /// Whether the file is as it was. What git does not know is new.
    pub fn is_unchanged(&self, path: &Path) -> bool {
        self.inner(path)
            .is_some_and(|inner| self.tracked.contains(&inner) && !self.changed.contains_key(&inner))
    }

    /// Takes out of a report what is not on changed lines. Whatever concerns the whole ad stays if anything changed.
    pub fn keep_changed(&self, path: &Path, ad: &mut AdReport) {
        let Changed::Lines(lines, any) = self.changed_lines(path, &ad.decoded) else {
            return;
        };
        let touched = |place: &Place| (place.start.line..=place.end.line).any(|line| lines.contains(&line));
        let stays = |finding: &FindingReport| {
            if finding.kind == Kind::Missing {
                return any;
            }
            touched(&finding.place) || finding.repeated.iter().any(touched)
        };
        ad.findings.retain(stays);
    }

    /// The path from the top of the work tree; `None` for what lies outside.
    fn inner(&self, path: &Path) -> Option<PathBuf> {
        let absolute = std::path::absolute(path).ok()?;
        // Links on the way are followed, as git has done; the file itself may be one that git keeps as such.
        let folder = absolute.parent()?.canonicalize().ok()?;
        Some(folder.join(absolute.file_name()?).strip_prefix(&self.top).ok()?.to_path_buf())
    }

    fn changed_lines(&self, path: &Path, now: &str) -> Changed {
        let Some(inner) = self.inner(path) else { return Changed::All };
        let before = match self.changed.get(&inner) {
            Some(Some(blob)) => blob,
            Some(None) => return Changed::All,
            None if self.tracked.contains(&inner) => return Changed::Lines(HashSet::new(), false),
            None => return Changed::All,
        };
        let bytes = self.blobs.lock().unwrap_or_else(PoisonError::into_inner).read(before);
        // What git cannot show any more is taken for new: rather a finding too many.
        let Ok(bytes) = bytes else { return Changed::All };
        let name = path.to_string_lossy();
        let before = match std::str::from_utf8(&bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => extract(&Source {
                name: &name,
                bytes: &bytes,
                format: None,
            })
            .decoded
            .into_owned(),
        };
        differing(&before, now.trim_start_matches('\u{feff}'))
    }
}

/// The lines of `now` that are not those of `before`. How lines end is no difference; git may have changed that itself.
fn differing(before: &str, now: &str) -> Changed {
    let (before, now) = (lines(before), lines(now));
    let mut changed = HashSet::new();
    let mut any = false;
    for op in capture_diff_slices(Algorithm::Histogram, &before, &now) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        any = true;
        changed.extend(op.new_range().filter_map(|line| u32::try_from(line + 1).ok()));
    }
    Changed::Lines(changed, any)
}

/// The lines of a text as [`crate::text::LineIndex`] counts them.
fn lines(text: &str) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
        let (line, end) = rest.split_at(at);
        lines.push(line);
        rest = end.strip_prefix("\r\n").or_else(|| end.get(1..)).unwrap_or_default();
    }
    lines.push(rest);
    lines
}

/// What `git diff --raw -z` says: `:100644 100644 OLD NEW M`, path; for renames and copies the old path and the new one.
fn changes(raw: &[u8]) -> Result<HashMap<PathBuf, Option<String>>> {
    let mut changed = HashMap::new();
    let mut pieces = pieces(raw);
    while let Some(head) = pieces.next() {
        let head = String::from_utf8_lossy(head);
        let fields: Vec<&str> = head.trim_start_matches(':').split(' ').collect();
        let [_, _, old, _, status] = fields.as_slice() else {
            bail!("git diff --raw: {head}");
        };
        let mut path = pieces.next().context("git diff --raw")?;
        if status.starts_with(['R', 'C']) {
            path = pieces.next().context("git diff --raw")?;
        }
        let before = (!old.bytes().all(|byte| byte == b'0')).then(|| (*old).to_owned());
        changed.insert(PathBuf::from(to_os(path)), before);
    }
    Ok(changed)
}

fn pieces(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|byte| *byte == 0).filter(|piece| !piece.is_empty())
}

/// Why git did not answer.
enum Refusal {
    /// It could not be started.
    Start(anyhow::Error),
    /// It says this.
    Git(anyhow::Error),
}

impl Refusal {
    fn told(self) -> anyhow::Error {
        match self {
            Self::Start(error) | Self::Git(error) => error,
        }
    }
}

fn git(lang: Lang, folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Refusal> {
    let mut command = command(folder);
    let output = command.args(arguments).stdin(Stdio::null()).output().map_err(|error| {
        let message = say(
            lang,
            "--since braucht git, und es lässt sich nicht starten. Installieren Sie git, oder lassen Sie --since weg",
            "--since needs git, and it cannot be started. Install git, or leave --since out",
        );
        Refusal::Start(anyhow!("{message} ({error})"))
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(Refusal::Git(anyhow!(
        "git {}: {}",
        arguments.first().unwrap_or(&""),
        said.trim().lines().next().unwrap_or_default()
    )))
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // The folder may not exist (a name for standard input); git then says that it is in no work tree.
    command.arg("-C").arg(folder).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

/// One `git cat-file --batch`, started when it is first asked.
struct Blobs {
    top: PathBuf,
    running: Option<(Child, ChildStdin, BufReader<ChildStdout>)>,
}

impl Blobs {
    fn read(&mut self, blob: &str) -> io::Result<Vec<u8>> {
        if self.running.is_none() {
            let mut child = command(&self.top)
                .args(["cat-file", "--batch"])
                .stdin(Stdio::piped())
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()?;
            if let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) {
                self.running = Some((child, input, BufReader::new(output)));
            }
        }
        let Some((_, input, output)) = &mut self.running else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        writeln!(input, "{blob}")?;
        input.flush()?;
        let mut head = String::new();
        output.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let Some(size) = size else {
            return Err(io::ErrorKind::NotFound.into());
        };
        let mut bytes = Vec::new();
        output.by_ref().take(size).read_to_end(&mut bytes)?;
        output.read_exact(&mut [0])?;
        Ok(bytes)
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        if let Some((mut child, input, output)) = self.running.take() {
            // Its input ends, and so does it.
            drop(input);
            drop(output);
            let _ = child.wait();
        }
    }
}

#[cfg(unix)]
fn to_os(bytes: &[u8]) -> &OsStr {
    use std::os::unix::ffi::OsStrExt;
    OsStr::from_bytes(bytes)
}

#[cfg(not(unix))]
fn to_os(bytes: &[u8]) -> std::ffi::OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

#[cfg(test)]
mod tests {
    use super::{Changed, changes, differing};
    use std::collections::HashSet;
    use std::path::Path;

    #[test]
    fn lines_that_differ_are_those_of_the_new_text() {
        let of = |before: &str, now: &str| differing(before, now);
        let lines = |lines: &[u32], any| Changed::Lines(lines.iter().copied().collect::<HashSet<_>>(), any);
        assert_eq!(of("a\nb\nc\n", "a\nX\nc\nd\n"), lines(&[2, 4], true));
        assert_eq!(of("a\nb\nc\n", "a\nc\n"), lines(&[], true));
        assert_eq!(of("a\r\nb\r\n", "a\nb\n"), lines(&[], false));
    }

    #[test]
    fn raw_differences_are_read_with_any_name() {
        let zero = "0".repeat(40);
        let blob = "a".repeat(40);
        let raw = format!(
            ":100644 100644 {blob} {zero} M\0ein \"Name\"\n.md\0:100644 100644 {blob} {zero} R090\0alt.md\0neu.md\0:000000 100644 {zero} {zero} A\0neu/ä.md\0"
        );
        let changed = changes(raw.as_bytes()).unwrap();
        assert_eq!(changed.len(), 3);
        assert_eq!(changed[Path::new("ein \"Name\"\n.md")], Some(blob.clone()));
        assert_eq!(changed[Path::new("neu.md")], Some(blob));
        assert_eq!(changed[Path::new("neu/ä.md")], None);
        assert!(changes(b":broken\0").is_err());
    }
}
