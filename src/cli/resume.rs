//! Where a long run stands, so that `--resume` goes on from there: how many ads are done, and how long the results are.
//!
//! Written beside the results, always after them: a run that was killed has results for all ads that are counted here, and
//! what stands behind them is cut off. Must not know what is checked.

use crate::report::Summary;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// How often the standing is written.
const EVERY: Duration = Duration::from_secs(1);

/// Where a run stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Rules, settings, columns, inputs and outputs, as one hash.
    pub key: String,
    /// Ads, faults of records and files that are done.
    pub done: u64,
    /// What was counted.
    pub summary: Summary,
    /// Lengths of the results in bytes, by file.
    pub lengths: BTreeMap<PathBuf, u64>,
    /// Parts that are written.
    pub parts: u64,
}

/// The file in which it is written.
#[derive(Debug)]
pub struct Marker {
    path: PathBuf,
    last: Instant,
}

impl Marker {
    /// A marker in this file.
    pub fn new(path: PathBuf) -> Self {
        Self { path, last: Instant::now() }
    }

    /// Where the run before stands, if it was stopped.
    pub fn read(&self) -> Result<Option<Standing>> {
        let shown = || self.path.display().to_string();
        match fs::read(&self.path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map(Some).with_context(shown),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).with_context(shown),
        }
    }

    /// Whether it is time to write it again.
    pub fn is_due(&self) -> bool {
        self.last.elapsed() >= EVERY
    }

    /// Writes it. The results it speaks of must be on the disk already.
    pub fn write(&mut self, standing: &Standing) -> Result<()> {
        let shown = || self.path.display().to_string();
        // Always the same name beside it, so that a run that is killed here leaves no litter.
        let beside = self.path.with_extension("new");
        let mut file = fs::File::create(&beside).with_context(shown)?;
        file.write_all(&serde_json::to_vec(standing).with_context(shown)?).with_context(shown)?;
        file.sync_data().with_context(shown)?;
        fs::rename(&beside, &self.path).with_context(shown)?;
        self.last = Instant::now();
        Ok(())
    }

    /// The run has come to its end.
    pub fn remove(&self) -> Result<()> {
        for path in [&self.path.with_extension("new"), &self.path] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != ErrorKind::NotFound => return Err(error).with_context(|| path.display().to_string()),
                _ => {}
            }
        }
        Ok(())
    }
}
