//! How far the check is, on a terminal, once it has taken longer than a second.

use super::archives::Bytes;
use crate::lang::Lang;
use crate::report::words::say;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
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
    bytes: Bytes,
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
            bytes: Bytes::default(),
        }
    }

    /// With bytes to count: how far the files are, and how long it will take.
    pub fn of(mut self, bytes: Bytes) -> Self {
        self.bytes = bytes;
        self
    }

    /// One more ad is done.
    pub fn step(&mut self) {
        self.done += 1;
        if !self.wanted {
            return;
        }
        if self.bar.is_none() && self.since.elapsed() > PATIENCE {
            self.bar = Some(match self.bytes.total {
                0 => bar(self.lang),
                total => bar_of_bytes(self.lang, total),
            });
        }
        let Some(bar) = &self.bar else { return };
        if self.bytes.total == 0 {
            bar.set_position(self.done);
        } else {
            bar.set_position(self.bytes.read());
            let seconds = self.since.elapsed().as_secs().max(1);
            let many = HumanCount(self.done);
            bar.set_message(match self.lang {
                Lang::De => format!("{many} Anzeigen, {}/s", HumanCount(self.done / seconds)),
                Lang::En => format!("{many} ads, {}/s", HumanCount(self.done / seconds)),
            });
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

/// Files whose size is known: the bar fills and says how long it will take.
fn bar_of_bytes(lang: Lang, total: u64) -> ProgressBar {
    let template = say(
        lang,
        "[{bar:30}] {msg}, {binary_bytes} von {binary_total_bytes}, noch {eta}",
        "[{bar:30}] {msg}, {binary_bytes} of {binary_total_bytes}, {eta} left",
    );
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(total).with_style(style.progress_chars("=> "))
}
