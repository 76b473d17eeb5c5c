//! Ctrl-C: the first ends the work in good order, with what was done until then; the second ends the process at once.

use anyhow::{Context, Result};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What a shell says of a process that Ctrl-C has ended.
const EXIT_CODE: i32 = 130;

/// Whether somebody has pressed Ctrl-C.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Watches from now on.
    pub fn watched() -> Result<Self> {
        let came = Arc::new(AtomicBool::new(false));
        // In this order: the second one finds the flag set.
        signal_hook::flag::register_conditional_shutdown(signal_hook::consts::SIGINT, EXIT_CODE, Arc::clone(&came)).context("Ctrl-C")?;
        signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&came)).context("Ctrl-C")?;
        Ok(Self(came))
    }

    /// Whether it came.
    pub fn came(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
