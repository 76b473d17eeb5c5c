//! What was done, written in order into every output that was asked for, and summed up.
//!
//! Must not know how ads are read or checked.

use super::archives::{self, Bytes};
use super::is_closed_pipe;
use super::output::OutputFile;
use super::progress::Progress;
use super::results::{Growing, Ledger, Piece};
use super::screen::Screen;
use super::state::State;
use crate::archive::Chosen;
use crate::lang::Lang;
use crate::report::words::{count, say};
use crate::report::{Run, Summary, Writing, layout};
use crate::suppress::baseline::Key;
use crate::workspace::{AdReport, Workspace};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;

/// What came of one file.
#[derive(Default)]
pub struct Done {
    /// The ad for the reports; `None` for a file that was passed over, and in a diff.
    pub ad: Option<Box<AdReport>>,
    /// The diff of its corrections.
    pub diff: Option<Vec<u8>>,
    /// What came from standard input, corrected.
    pub corrected: Option<Vec<u8>>,
    /// What could not be written, or cannot be said in a diff.
    pub troubles: Vec<String>,
    /// What is counted.
    pub summary: Summary,
    /// Something went wrong that no report shows.
    pub failed: bool,
    /// For the exceptions that nothing needs.
    pub needs: Option<Needs>,
    /// Its rows in the tables.
    pub rows: Option<Piece>,
    /// Its content, for the state.
    pub hash: Option<u128>,
    /// No ad, but what was taken for what in an archive.
    pub chosen: Option<Box<Chosen>>,
}

/// What an ad needs of the file with exceptions and of the baseline.
pub struct Needs {
    /// The ad.
    pub path: String,
    /// Entries of the file with exceptions.
    pub entries: Vec<usize>,
    /// Entries of the baseline.
    pub keys: Vec<Key>,
}

/// Where a report goes.
pub enum Sink {
    /// Standard output.
    Screen,
    /// Standard error, because standard output is taken.
    Aside,
    /// A file.
    File(Box<OutputFile>),
    /// Whoever read standard output has seen enough; the files are still wanted.
    Nowhere,
    /// A file that a run can go on with.
    Growing(Box<Growing>),
}

impl Sink {
    fn put(&mut self, screen: &mut Screen, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Screen => {
                screen.write_all(bytes)?;
                if screen.is_watched() {
                    screen.flush()?;
                }
            }
            Self::Aside => screen.aside(bytes),
            Self::File(file) => file.write_all(bytes).with_context(|| file.shown())?,
            Self::Nowhere => {}
            Self::Growing(file) => file.write_all(bytes).context("--output")?,
        }
        Ok(())
    }

    /// The same, where other reports are still wanted when nobody reads this one any more.
    fn put_among(&mut self, others: bool, screen: &mut Screen, bytes: &[u8]) -> Result<()> {
        match self.put(screen, bytes) {
            Err(error) if others && matches!(self, Self::Screen) && is_closed_pipe(&error) => {
                *self = Self::Nowhere;
                Ok(())
            }
            done => done,
        }
    }

    fn finish(self, screen: &mut Screen) -> Result<()> {
        match self {
            Self::File(file) => file.finish(),
            Self::Growing(file) => file.finish(),
            Self::Screen | Self::Aside => Ok(screen.flush()?),
            Self::Nowhere => Ok(()),
        }
    }
}

/// One report on its way.
pub struct Output {
    /// How it is written.
    pub writing: Box<dyn Writing>,
    /// Where it goes.
    pub sink: Sink,
}

/// Writes what was done, in order, and keeps the sums.
pub struct Printer<'a> {
    run: &'a Run<'a>,
    screen: &'a mut Screen,
    outputs: Vec<Output>,
    progress: Progress,
    /// Instead of reports there are diffs.
    diffs: bool,
    /// The sums so far.
    pub summary: Summary,
    failed: bool,
    bytes: Vec<u8>,
    checked: Vec<String>,
    entries: BTreeSet<usize>,
    keys: BTreeSet<Key>,
    ledger: Ledger,
    state: Option<&'a State>,
    /// This run goes on with an earlier one; the beginnings are written.
    resumed: bool,
}

impl<'a> Printer<'a> {
    /// A printer into these outputs; without any, diffs go to the screen.
    pub fn new(run: &'a Run<'a>, outputs: Vec<Output>, screen: &'a mut Screen) -> Self {
        Self {
            run,
            screen,
            diffs: outputs.is_empty(),
            outputs,
            progress: Progress::new(run.lang, run.quiet),
            summary: Summary::default(),
            failed: false,
            bytes: Vec::new(),
            checked: Vec::new(),
            entries: BTreeSet::new(),
            keys: BTreeSet::new(),
            ledger: Ledger::default(),
            state: None,
            resumed: false,
        }
    }

    /// Keeps account in this ledger, from where an earlier run was stopped if `resumed`, and remembers ads in `state`.
    pub fn with(mut self, ledger: Ledger, resumed: bool, state: Option<&'a State>) -> Self {
        if resumed {
            self.summary = Summary {
                interrupted: false,
                ..ledger.summary()
            };
        }
        (self.ledger, self.resumed, self.state) = (ledger, resumed, state);
        self
    }

    /// Shows bytes on the bar.
    pub fn showing(mut self, bytes: Bytes) -> Self {
        self.progress = self.progress.of(bytes);
        self
    }

    /// The beginning of every report.
    pub fn start(&mut self) -> Result<()> {
        let others = self.outputs.len() > 1;
        for Output { writing, sink } in &mut self.outputs {
            if self.resumed && matches!(sink, Sink::Growing(_)) {
                continue;
            }
            self.bytes.clear();
            writing.start(self.run, &mut self.bytes)?;
            sink.put_among(others, self.screen, &self.bytes)?;
        }
        Ok(())
    }

    /// What came of the next file.
    pub fn hand_over(&mut self, done: Done) -> Result<()> {
        self.progress.step();
        self.summary.add(&done.summary);
        self.failed |= done.failed;
        if let Some(needs) = done.needs {
            self.checked.push(needs.path);
            self.entries.extend(needs.entries);
            self.keys.extend(needs.keys);
        }
        if let (Some(state), Some(hash)) = (self.state, done.hash) {
            state.remember(hash);
        }
        let Self {
            run,
            screen,
            outputs,
            progress,
            bytes,
            ..
        } = self;
        progress.aside(|| -> Result<()> {
            if let Some(chosen) = done.chosen.as_ref().filter(|_| !run.quiet) {
                archives::tell(screen, chosen);
            }
            for trouble in &done.troubles {
                screen.complain(trouble);
            }
            if let Some(corrected) = &done.corrected {
                screen.raw(corrected)?;
            }
            if let Some(diff) = &done.diff {
                Sink::Screen.put(screen, diff)?;
            }
            let Some(ad) = &done.ad else { return Ok(()) };
            let others = outputs.len() > 1;
            for Output { writing, sink } in &mut *outputs {
                bytes.clear();
                writing.ad(run, ad, bytes)?;
                sink.put_among(others, screen, bytes)?;
            }
            Ok(())
        })?;
        if done.chosen.is_some() {
            return Ok(());
        }
        self.ledger.enter(done.rows, &self.summary, growing(outputs))
    }

    /// Names the exceptions that no ad has needed. They stand in no ad, so they are no findings.
    pub fn tell_leftover(&self, workspace: &Workspace, all: bool) {
        if !workspace.has_exceptions() {
            return;
        }
        let lang = self.run.lang;
        let leftover = workspace.leftover(&self.checked, &self.entries, &self.keys, all);
        for (file, line, rule) in leftover.entries {
            let nothing = say(lang, "diese Ausnahme wird nicht mehr gebraucht", "nothing needs this exception any more");
            self.screen.complain(&format!("{}:{line}: {rule}: {nothing}", layout::path(&file)));
        }
        if leftover.baseline > 0 {
            let many = count(
                leftover.baseline as u64,
                say(lang, "Eintrag der Baseline ist", "entry of the baseline is"),
                say(lang, "Einträge der Baseline sind", "entries of the baseline are"),
            );
            let way_out = say(
                lang,
                "überholt; „adlint baseline --prune“ nimmt heraus, was es nicht mehr gibt",
                "out of date; `adlint baseline --prune` takes out what is there no more",
            );
            self.screen.complain(&format!("{many} {way_out}"));
        }
    }

    /// The end of every report; the sums, and whether something went wrong that no report shows.
    pub fn end(self) -> Result<(Summary, bool)> {
        let Self {
            run,
            screen,
            mut outputs,
            progress,
            diffs,
            summary,
            failed,
            mut bytes,
            ledger,
            ..
        } = self;
        drop(progress);
        let others = outputs.len() > 1;
        if summary.interrupted && ledger.can_resume() {
            // No end is written, so that the next run can go on behind the last ad.
            let mut left = ledger.stop(&summary, growing(&mut outputs))?;
            for Output { mut writing, mut sink } in outputs {
                if let Sink::Growing(file) = sink {
                    left.push(file.leave()?);
                } else {
                    bytes.clear();
                    writing.end(run, &summary, &mut bytes)?;
                    sink.put(screen, &bytes)?;
                    sink.finish(screen)?;
                }
            }
            screen.complain(&stopped(run.lang, summary.documents, &left));
            return Ok((summary, failed));
        }
        for Output { mut writing, mut sink } in outputs {
            if let Sink::File(file) = &mut sink {
                // Straight into the file: the end of a page can be all of it.
                writing.end(run, &summary, file).with_context(|| file.shown())?;
            } else {
                bytes.clear();
                writing.end(run, &summary, &mut bytes)?;
                sink.put_among(others, screen, &bytes)?;
            }
            sink.finish(screen)?;
        }
        ledger.finish()?;
        if diffs {
            screen.flush()?;
            if !run.quiet {
                let many = count(
                    summary.fixed,
                    say(run.lang, "Berichtigung", "correction"),
                    say(run.lang, "Berichtigungen", "corrections"),
                );
                screen.complain(&format!("{many}{}", say(run.lang, "; geschrieben ist nichts.", "; nothing was written.")));
            }
        }
        Ok((summary, failed))
    }
}

/// The outputs that a run can go on with.
fn growing(outputs: &mut [Output]) -> impl Iterator<Item = &mut Growing> {
    outputs.iter_mut().filter_map(|output| match &mut output.sink {
        Sink::Growing(file) => Some(&mut **file),
        _ => None,
    })
}

fn stopped(lang: Lang, many: u64, left: &[PathBuf]) -> String {
    let files: Vec<String> = left.iter().map(|path| layout::path(&path.to_string_lossy()).to_string()).collect();
    let files = if files.is_empty() {
        String::new()
    } else {
        format!(" ({})", files.join(", "))
    };
    match lang {
        Lang::De => format!("Angehalten nach {many} Anzeigen; das Ergebnis ist ein Teil{files}. Mit --resume geht es von hier weiter."),
        Lang::En => format!("Stopped after {many} ads; the result is a part{files}. With --resume it goes on from here."),
    }
}
