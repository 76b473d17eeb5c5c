//! What earlier runs have checked, by content: `--state FILE`.
//!
//! A file of hashes, sixteen bytes an ad, under a line with the hash of rules and settings. Where that line has changed,
//! nothing is known. Must not know what is in an ad.

use super::output;
use anyhow::{Context, Result, bail};
use std::collections::HashSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use twox_hash::XxHash3_128;

const MARK: &str = "adlint state 1 ";

/// The hash of anything.
pub fn hash(bytes: &[u8]) -> u128 {
    XxHash3_128::oneshot(bytes)
}

/// The ads that earlier runs have checked, and those of this run.
#[derive(Debug)]
pub struct State {
    path: PathBuf,
    key: u128,
    known: HashSet<u128>,
    fresh: Mutex<Vec<u128>>,
    /// There was a state, and it was one of other rules or settings.
    pub outdated: bool,
}

impl State {
    /// Reads the state, if there is one under the same rules and settings.
    pub fn open(path: &Path, key: u128) -> Result<Self> {
        let shown = || format!("--state {}", path.display());
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error).with_context(shown),
        };
        let mut known = HashSet::new();
        let mut outdated = false;
        if !bytes.is_empty() {
            let first = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
            let (line, rest) = bytes.split_at(first);
            let Some(found) = std::str::from_utf8(line).ok().and_then(|line| line.strip_prefix(MARK)) else {
                bail!("{}: this is no state of adlint; it is left as it is", shown());
            };
            outdated = found != format!("{key:032x}");
            if !outdated {
                let hashes = rest.get(1..).unwrap_or_default().chunks_exact(16);
                known.extend(hashes.filter_map(|chunk| chunk.try_into().ok().map(u128::from_le_bytes)));
            }
        }
        Ok(Self {
            path: path.to_owned(),
            key,
            known,
            fresh: Mutex::default(),
            outdated,
        })
    }

    /// Whether an earlier run has checked this.
    pub fn knows(&self, hash: u128) -> bool {
        self.known.contains(&hash)
    }

    /// This run has checked it.
    pub fn remember(&self, hash: u128) {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).push(hash);
    }

    /// Writes what is known now; in one step, so that a run that is stopped leaves the old state or the new one.
    pub fn save(&self) -> Result<()> {
        let shown = || format!("--state {}", self.path.display());
        let fresh = self.fresh.lock().unwrap_or_else(PoisonError::into_inner);
        let mut hashes: Vec<u128> = self.known.iter().chain(fresh.iter()).copied().collect();
        hashes.sort_unstable();
        hashes.dedup();
        let mut bytes = format!("{MARK}{:032x}\n", self.key).into_bytes();
        for hash in hashes {
            bytes.write_all(&hash.to_le_bytes())?;
        }
        // So that there is something to replace.
        OpenOptions::new().create(true).append(true).open(&self.path).with_context(shown)?;
        output::replace(&self.path, &bytes).with_context(shown)
    }
}

#[cfg(test)]
mod tests {
    use super::{State, hash};

    #[test]
    fn a_state_knows_what_was_saved_under_the_same_rules_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state");
        let state = State::open(&path, 1).unwrap();
        assert!(!state.knows(hash(b"ad")));
        state.remember(hash(b"ad"));
        state.save().unwrap();
        let again = State::open(&path, 1).unwrap();
        assert!(again.knows(hash(b"ad")) && !again.knows(hash(b"other")) && !again.outdated);
        let other = State::open(&path, 2).unwrap();
        assert!(!other.knows(hash(b"ad")) && other.outdated);
        std::fs::write(&path, "my notes\n").unwrap();
        assert!(State::open(&path, 1).is_err());
    }
}
