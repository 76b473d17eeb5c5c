//! `adlint check`: files in, findings out, in order, as many at once as there are processors.

use super::Exit;
use super::args::Check;
use super::files::{self, Input, Inputs};
use super::in_order::in_order;
use super::output::{self, OutputFile};
use super::progress::Progress;
use super::screen::Screen;
use super::since::Since;
use super::{fix, setup};
use crate::config::FailOn;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::report::words::{count, say};
use crate::report::{Run, Summary, faults, layout};
use crate::source::{Format, Source};
use crate::suppress::baseline::Key;
use crate::workspace::{AdReport, Workspace};
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// More is not even read; the reader of ads refuses less than this, and says so.
const MOST_BYTES: u64 = 128 << 20;

/// What is to be done with safe corrections.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Corrections {
    Leave,
    Write,
    Show,
}

/// All that checking one file needs.
struct Job<'a> {
    workspace: &'a Workspace,
    run: Run,
    corrections: Corrections,
    stdin_name: &'a str,
    colour: bool,
    since: Option<Since>,
}

/// What came of one file.
#[derive(Default)]
struct Done {
    /// The ad in the report, or the diff; `None` for a file that was passed over.
    piece: Option<Vec<u8>>,
    /// What came from standard input, corrected.
    corrected: Option<Vec<u8>>,
    /// What could not be written, or cannot be said in a diff.
    troubles: Vec<String>,
    summary: Summary,
    failed: bool,
    /// For the exceptions that nothing needs: the ad, and what it needs of them.
    needs: Option<Needs>,
}

/// What an ad needs of the file with exceptions and of the baseline.
struct Needs {
    path: String,
    entries: Vec<usize>,
    keys: Vec<Key>,
}

pub(super) fn run(args: &Check, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let mut over = setup::over(lang, &args.asked)?;
    over.fail_on = args.fail_on;
    let stdin_name = args.stdin_filename.as_deref().unwrap_or("-");
    let roots: Vec<PathBuf> = args
        .paths
        .iter()
        .map(|path| {
            if path.as_os_str() == "-" {
                PathBuf::from(stdin_name)
            } else {
                path.clone()
            }
        })
        .collect();
    let standing = setup::Standing {
        exceptions: args.gate.exceptions.clone(),
        baseline: args.gate.baseline.clone(),
        without_baseline: false,
    };
    let workspace = setup::open_with_standing(lang, &args.setup, over, &roots, standing)?;
    let since = args.gate.since.as_deref();
    let since = since
        .map(|revision| Since::new(lang, &setup::common_folder(&roots), revision))
        .transpose()?;
    let corrections = match (args.diff, args.fix) {
        (true, _) => Corrections::Show,
        (false, true) => Corrections::Write,
        (false, false) => Corrections::Leave,
    };
    let profile = workspace.policy(stdin_name).profile.clone();
    let run = Run {
        format: args.format,
        lang,
        profile,
        width: screen.columns(),
        quiet: args.quiet,
    };
    let job = Job {
        workspace: &workspace,
        run,
        corrections,
        stdin_name,
        colour: screen.has_colour(),
        since,
    };
    let from = args
        .files_from
        .as_deref()
        .map(|list| files::listed(list).with_context(|| list.display().to_string()))
        .transpose()?;
    let inputs = Inputs::new(&args.paths, from, &workspace, args.no_ignore);
    // The corrected ad has standard output for itself.
    let corrects_stdin = corrections == Corrections::Write && args.paths.iter().any(|path| path.as_os_str() == "-");
    let sink = match &args.output {
        Some(path) => Sink::File(Box::new(OutputFile::open(path, screen.colour)?)),
        None if corrects_stdin => Sink::Aside,
        None => Sink::Screen,
    };
    let jobs = args
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut printer = Printer::new(&job, sink, screen);
    printer.start()?;
    in_order(jobs, inputs, |input| job.check(input), |done| printer.hand_over(done))?;
    if printer.summary.documents == 0 && job.since.is_none() {
        // Only files that are no ads: the folder is named, or the list.
        let asked = args
            .paths
            .first()
            .or(args.files_from.as_ref())
            .cloned()
            .unwrap_or_else(|| PathBuf::from("."));
        printer.hand_over(job.check(files::no_ads(asked)))?;
    }
    // Whether nothing needs an exception can be told only after all ads were checked.
    let whole_folders = job.since.is_none() && args.files_from.is_none() && args.paths.iter().all(|path| path.is_dir());
    printer.tell_leftover(&workspace, whole_folders);
    let (summary, failed) = printer.end()?;
    let fail_on = workspace.settings().fail_on.unwrap_or(FailOn::Warning);
    let found = Severity::ALL
        .iter()
        .any(|severity| fail_on.counts(*severity) && summary.count(*severity) > 0);
    Ok(match (failed || summary.faults > 0, found) {
        (true, _) => Exit::Fault,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    })
}

/// Where the report goes.
enum Sink {
    Screen,
    Aside,
    File(Box<OutputFile>),
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
            Self::File(file) => file.write_all(bytes).context("--output")?,
        }
        Ok(())
    }

    fn finish(self, screen: &mut Screen) -> Result<()> {
        match self {
            Self::File(file) => file.finish(),
            Self::Screen | Self::Aside => Ok(screen.flush()?),
        }
    }
}

/// Writes what was done, in order, and keeps the sums.
struct Printer<'a> {
    run: &'a Run,
    screen: &'a mut Screen,
    sink: Sink,
    progress: Progress,
    /// No diff.
    report: bool,
    summary: Summary,
    failed: bool,
    pieces: u64,
    checked: Vec<String>,
    entries: BTreeSet<usize>,
    keys: BTreeSet<Key>,
}

impl<'a> Printer<'a> {
    fn new(job: &'a Job<'_>, sink: Sink, screen: &'a mut Screen) -> Self {
        let run = &job.run;
        let progress = Progress::new(run.lang, run.quiet);
        let report = job.corrections != Corrections::Show;
        Self {
            run,
            screen,
            sink,
            progress,
            report,
            summary: Summary::default(),
            failed: false,
            pieces: 0,
            checked: Vec::new(),
            entries: BTreeSet::new(),
            keys: BTreeSet::new(),
        }
    }

    fn start(&mut self) -> Result<()> {
        let mut bytes = Vec::new();
        if self.report {
            self.run.start(&mut bytes)?;
        }
        self.sink.put(self.screen, &bytes)
    }

    fn hand_over(&mut self, done: Done) -> Result<()> {
        self.progress.step();
        self.summary.add(&done.summary);
        self.failed |= done.failed;
        if let Some(needs) = done.needs {
            self.checked.push(needs.path);
            self.entries.extend(needs.entries);
            self.keys.extend(needs.keys);
        }
        let between = self.report && self.pieces > 0;
        self.pieces += u64::from(done.piece.is_some());
        let Self {
            run, screen, sink, progress, ..
        } = self;
        progress.aside(|| {
            for trouble in &done.troubles {
                screen.complain(trouble);
            }
            if let Some(corrected) = &done.corrected {
                screen.raw(corrected)?;
            }
            let Some(piece) = &done.piece else { return Ok(()) };
            let mut bytes = Vec::new();
            if between {
                run.between(&mut bytes)?;
            }
            bytes.extend_from_slice(piece);
            sink.put(screen, &bytes)
        })
    }

    /// Names the exceptions that no ad has needed. They stand in no ad, so they are no findings.
    fn tell_leftover(&self, workspace: &Workspace, all: bool) {
        if !workspace.has_exceptions() {
            return;
        }
        let lang = self.run.lang;
        let leftover = workspace.leftover(&self.checked, &self.entries, &self.keys, all);
        for (file, line, rule) in leftover.entries {
            let nothing = say(lang, "diese Ausnahme braucht nichts mehr", "nothing needs this exception any more");
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

    /// The end of the report; the sums, and whether something went wrong that no report shows.
    fn end(self) -> Result<(Summary, bool)> {
        let Self {
            run,
            screen,
            mut sink,
            progress,
            report,
            summary,
            failed,
            ..
        } = self;
        drop(progress);
        if report {
            let mut bytes = Vec::new();
            run.end(&summary, &mut bytes)?;
            sink.put(screen, &bytes)?;
        } else if !run.quiet {
            let many = count(
                summary.fixed,
                say(run.lang, "Berichtigung", "correction"),
                say(run.lang, "Berichtigungen", "corrections"),
            );
            screen.complain(&format!("{many}{}", say(run.lang, "; geschrieben ist nichts.", "; nothing was written.")));
        }
        sink.finish(screen)?;
        Ok((summary, failed))
    }
}

impl Job<'_> {
    fn check(&self, input: Input) -> Done {
        match input {
            Input::Unread { path, fault } => self.done(&AdReport::unread(&path.to_string_lossy(), &self.run.profile, fault)),
            Input::Stdin => match read(io::stdin().lock()) {
                Ok(bytes) => self.check_bytes(self.stdin_name, None, &bytes),
                Err(error) => self.done(&AdReport::unread(self.stdin_name, &self.run.profile, files::unreadable(&error))),
            },
            Input::File { path, named } => {
                if self.since.as_ref().is_some_and(|since| since.is_unchanged(&path)) {
                    return Done {
                        summary: Summary {
                            unchanged: 1,
                            ..Summary::default()
                        },
                        ..Done::default()
                    };
                }
                let name = path.to_string_lossy();
                let bytes = match File::open(&path).and_then(read) {
                    Ok(bytes) => bytes,
                    Err(error) => return self.done(&AdReport::unread(&name, &self.run.profile, files::unreadable(&error))),
                };
                // A folder of a website or a program is full of JSON that has nothing to do with ads.
                if !named && Format::from_name(&name) == Some(Format::Json) && !may_hold_posting(&bytes) {
                    return Done {
                        summary: Summary {
                            skipped: 1,
                            ..Summary::default()
                        },
                        ..Done::default()
                    };
                }
                self.check_bytes(&name, Some(&path), &bytes)
            }
        }
    }

    /// Checks an ad; `path` is the file it was read from.
    fn check_bytes(&self, name: &str, path: Option<&Path>, bytes: &[u8]) -> Done {
        if self.corrections == Corrections::Leave {
            let mut ad = self.workspace.check(&Source { name, bytes, format: None });
            if let Some(since) = &self.since {
                since.keep_changed(Path::new(name), &mut ad);
            }
            return self.done(&ad);
        }
        let corrected = fix::correct(self.workspace, name, None, bytes);
        if self.corrections == Corrections::Show {
            let mut done = self.done(&corrected.before);
            done.summary.fixed = corrected.fixed;
            done.piece = (corrected.fixed > 0).then(|| fix::diff(name, bytes, &corrected.bytes, self.colour));
            return done;
        }
        let written = match (path, &corrected.bytes) {
            (Some(path), Cow::Owned(changed)) => output::replace(path, changed),
            _ => Ok(()),
        };
        match written {
            Ok(()) => {
                let mut done = self.done(&corrected.after);
                done.summary.fixed = corrected.fixed;
                done.corrected = path.is_none().then(|| corrected.bytes.into_owned());
                done
            }
            Err(error) => {
                let mut done = self.done(&corrected.before);
                done.troubles.push(unwritten(self.run.lang, name, &error));
                done.failed = true;
                done
            }
        }
    }

    /// The ad as it stands in the report; in a diff only what kept it from being read is said, aside.
    fn done(&self, ad: &AdReport) -> Done {
        let mut done = Done {
            summary: Summary::of(ad),
            needs: self.workspace.has_exceptions().then(|| Needs {
                path: ad.path.clone(),
                entries: ad.used_exceptions.clone(),
                keys: ad.used_baseline.clone(),
            }),
            ..Done::default()
        };
        if self.corrections == Corrections::Show {
            let name = layout::path(&ad.path);
            done.troubles.extend(
                ad.grave_faults()
                    .map(|fault| format!("{name}: {}", faults::sentence(self.run.lang, fault))),
            );
            return done;
        }
        let mut piece = Vec::new();
        // Writing to memory does not fail.
        done.failed = self.run.ad(ad, &mut piece).is_err();
        done.piece = Some(piece);
        done
    }
}

/// Whether there may be a job posting in a JSON file.
pub(super) fn may_hold_posting(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"JobPosting").is_some()
}

pub(super) fn read(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unwritten(lang: Lang, name: &str, error: &io::Error) -> String {
    let way_out = say(
        lang,
        "ist nicht berichtigt; prüfen Sie, ob Datei und Ordner beschreibbar sind",
        "was not corrected; check that the file and its folder can be written to",
    );
    format!("{}: {way_out} ({error})", layout::path(name))
}
