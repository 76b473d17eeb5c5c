//! How far the check is, on a terminal, once it has taken longer than a second.

use crate::lang::Lang;
use crate::report::words::say;
use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// Shorter runs need no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears when it is needed.
pub struct Progress {
    since: Instant,
    wanted: bool,
    lang: Lang,
    done: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// No bar where nobody sees it, or nobody wants it.
    pub fn new(lang: Lang, quiet: bool) -> Self {
        Self {
            since: Instant::now(),
            wanted: !quiet && std::io::stderr().is_terminal(),
            lang,
            done: 0,
            bar: None,
        }
    }

    /// One more ad is done.
    pub fn step(&mut self) {
        self.done += 1;
        if !self.wanted {
            return;
        }
        if self.bar.is_none() && self.since.elapsed() > PATIENCE {
            self.bar = Some(bar(self.lang));
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.done);
        }
    }

    /// Does something that writes to the terminal, with the bar out of the way.
    pub fn aside<T>(&self, work: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Files are found while they are checked, so their number is not known: the bar counts up and says how fast.
fn bar(lang: Lang) -> ProgressBar {
    let template = say(lang, "{spinner} {human_pos} Anzeigen, {per_sec}", "{spinner} {human_pos} ads, {per_sec}");
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner());
    ProgressBar::no_length().with_style(style)
}
