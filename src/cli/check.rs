//! `adlint check`: files in, findings out, in order, as many at once as there are processors.

use super::Exit;
use super::archives::{Bytes, Work, Works};
use super::args::Check;
use super::files::{self, Input, Inputs};
use super::in_order::in_order;
use super::interrupt::Interrupt;
use super::long_run::LongRun;
use super::output;
use super::printer::{Done, Needs, Printer, Sink};
use super::results::TablePlan;
use super::screen::Screen;
use super::since::Since;
use super::state::{State, hash};
use super::web::Fetching;
use super::{fix, setup};
use crate::archive::{Item, is_archive};
use crate::config::FailOn;
use crate::diagnostic::{Fault, FaultCode, Severity, TitleForm};
use crate::lang::Lang;
use crate::report::words::{self, say};
use crate::report::{Run, Summary, faults, layout};
use crate::source::{Format, Source};
use crate::workspace::{AdReport, Workspace};
use anyhow::{Context, Result};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    run: &'a Run<'a>,
    corrections: Corrections,
    stdin_name: &'a str,
    colour: bool,
    since: Option<Since>,
    plan: Option<TablePlan>,
    state: Option<Arc<State>>,
    /// No report shows an ad that could be read.
    sums_alone: bool,
    fetching: Fetching,
}

/// Why no further ad is taken.
enum Stop {
    /// Ctrl-C.
    Interrupted,
    Failed(anyhow::Error),
}

pub(super) fn run(args: &Check, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let mut over = setup::over(lang, &args.asked)?;
    over.fail_on = args.fail_on;
    over.max_warnings = args.max_warnings;
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
    // The process ends with the check; giving back every rule one by one would take a tenth of it.
    let workspace = ManuallyDrop::new(setup::open_with_standing(lang, &args.setup, over, &roots, standing)?);
    let since = args.gate.since.as_deref();
    let since = since
        .map(|revision| Since::new(lang, &setup::common_folder(&roots), revision))
        .transpose()?;
    let corrections = match (args.diff, args.fix) {
        (true, _) => Corrections::Show,
        (false, true) => Corrections::Write,
        (false, false) => Corrections::Leave,
    };
    let fail_on = workspace.settings().fail_on.unwrap_or(FailOn::Warning);
    let run = Run {
        lang,
        profile: workspace.policy(stdin_name).profile.clone(),
        width: screen.columns(),
        quiet: args.quiet,
        fail_on,
        rules: workspace.book(),
    };
    let long = LongRun::prepare(lang, args, &workspace)?;
    if long.state.as_ref().is_some_and(|state| state.outdated) {
        screen.complain(say(
            lang,
            "--state: Regeln oder Einstellungen sind andere als beim letzten Mal; geprüft wird alles.",
            "--state: rules or settings are not those of last time; everything is checked.",
        ));
    }
    let job = Job {
        workspace: &workspace,
        run: &run,
        corrections,
        stdin_name,
        colour: screen.has_colour(),
        since,
        plan: long.plan.clone(),
        state: long.state.clone(),
        sums_alone: output::shows_sums_alone(args),
        fetching: Fetching::new(&args.web),
    };
    let from = args
        .files_from
        .as_deref()
        .map(|list| files::listed(list).with_context(|| list.display().to_string()))
        .transpose()?;
    let (listed, unlisted) = sitemaps(&job.fetching, args);
    let from = match (from, args.web.sitemap.is_empty()) {
        (from, true) => from,
        (from, false) => {
            let addresses: Vec<PathBuf> = listed.iter().map(PathBuf::from).collect();
            Some(Box::new(from.into_iter().flatten().chain(addresses)) as files::Paths)
        }
    };
    let inputs = Inputs::new(&args.paths, from, &workspace, args.no_ignore).with_listed(listed.into_iter().collect());
    // Archives are opened before anybody asks what changed in them.
    let since = job.since.as_ref();
    let unchanged =
        |input: &Input| matches!(input, Input::File { path, .. } if is_archive(path) && since.is_some_and(|since| since.is_unchanged(path)));
    let inputs = inputs.filter(|input| !unchanged(input));
    // What no site map could list comes first.
    let unlisted = unlisted.into_iter().map(|(path, fault)| Input::Unread { path, fault });
    let bytes = Bytes::of(&args.paths);
    let works = Works::new(
        unlisted.chain(inputs),
        args.columns.columns(),
        corrections != Corrections::Leave,
        stdin_name,
        bytes.clone(),
    );
    let skipped = long.state.clone();
    let works = works.after(long.standing.as_ref().map_or(0, |standing| standing.done), move |text| {
        if let Some(state) = &skipped {
            state.remember(hash(text));
        }
    });
    let reads_stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    let outputs = match corrections {
        Corrections::Show => Vec::new(),
        // The corrected ad has standard output for itself.
        Corrections::Write if reads_stdin => output::open_all(lang, args, Sink::Aside, screen.colour, None)?,
        _ => output::open_all(lang, args, Sink::Screen, screen.colour, Some(&long))?,
    };
    let jobs = args
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    // Whoever types the ad in must be able to leave; then there is nothing to keep either.
    let interrupt = if reads_stdin { Interrupt::default() } else { Interrupt::watched()? };
    let state = long.state.as_deref();
    let mut printer = Printer::new(&run, outputs, screen)
        .with(long.ledger, long.standing.is_some(), state)
        .showing(bytes);
    printer.start()?;
    let hand_over = |batch: Vec<Done>| {
        for done in batch {
            if interrupt.came() {
                return Err(Stop::Interrupted);
            }
            printer.hand_over(done).map_err(Stop::Failed)?;
        }
        Ok(())
    };
    match in_order(jobs, works, |work| job.work(work), hand_over) {
        Ok(()) => {}
        Err(Stop::Interrupted) => printer.summary.interrupted = true,
        Err(Stop::Failed(error)) => return Err(error),
    }
    let interrupted = printer.summary.interrupted;
    let unchanged = printer.summary.unchanged;
    if printer.summary.documents == 0 && unchanged == 0 && job.since.is_none() && !interrupted {
        // Only files that are no ads: the folder is named, or the list.
        let asked = args
            .paths
            .first()
            .or(args.files_from.as_ref())
            .cloned()
            .or_else(|| args.web.sitemap.first().map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("."));
        printer.hand_over(job.check(files::no_ads(asked)))?;
    }
    // Whether nothing needs an exception can be told only after all ads were checked.
    let whole_folders = !interrupted
        && job.since.is_none()
        && args.files_from.is_none()
        && args.web.sitemap.is_empty()
        && args.paths.iter().all(|path| path.is_dir());
    printer.tell_leftover(&workspace, whole_folders);
    let (summary, failed) = printer.end()?;
    if let Some(state) = &long.state {
        state.save()?;
    }
    if summary.interrupted {
        screen.complain(words::interrupted(lang));
        return Ok(Exit::Interrupted);
    }
    Ok(
        match (failed || summary.faults > 0, fails(&summary, fail_on, workspace.settings().max_warnings)) {
            (true, _) => Exit::Fault,
            (false, true) => Exit::Findings,
            (false, false) => Exit::Clean,
        },
    )
}

/// The addresses that the site maps name, and the site maps that could not be read.
fn sitemaps(fetching: &Fetching, args: &Check) -> (Vec<String>, Vec<(PathBuf, Fault)>) {
    let (mut listed, mut unlisted) = (Vec::new(), Vec::new());
    for map in &args.web.sitemap {
        match fetching.sitemap(map) {
            Ok(addresses) => listed.extend(addresses),
            Err(fault) => unlisted.push((PathBuf::from(map), fault)),
        }
    }
    (listed, unlisted)
}

/// Whether the findings make the check fail. Where a number of warnings is allowed, only that number decides about them.
fn fails(summary: &Summary, fail_on: FailOn, max_warnings: Option<u64>) -> bool {
    Severity::ALL.iter().any(|severity| match (severity, max_warnings) {
        (Severity::Warning, Some(most)) => summary.warnings > most,
        _ => fail_on.counts(*severity) && summary.count(*severity) > 0,
    })
}

impl Job<'_> {
    fn work(&self, work: Work) -> Vec<Done> {
        match work {
            Work::Input(input) => vec![self.check(input)],
            Work::Batch { items, named } => items.into_iter().map(|item| self.item(item, named)).collect(),
        }
    }

    /// One record of an archive, or what is to be said in its place.
    fn item(&self, item: Item, named: bool) -> Done {
        let passed_over = || Done {
            summary: Summary {
                skipped: 1,
                ..Summary::default()
            },
            ..Done::default()
        };
        match item {
            Item::Note(chosen) => Done {
                chosen: Some(Box::new(chosen)),
                ..Done::default()
            },
            // A folder may hold tables of anything.
            Item::Fault { fault, .. } if !named && matches!(fault.code, FaultCode::NoColumn | FaultCode::Empty) => passed_over(),
            Item::Fault { place, fault } => self.done(AdReport::unread(&place, &self.run.profile, fault)),
            Item::Record(record) => {
                let hash = match self.unknown(&record.text) {
                    Ok(hash) => hash,
                    Err(done) => return done,
                };
                let ad = self.workspace.check_record(&record);
                if record.crawled && ad.faults.iter().any(|fault| fault.code == FaultCode::NoAd) {
                    return passed_over();
                }
                Done { hash, ..self.done(ad) }
            }
        }
    }

    fn check(&self, input: Input) -> Done {
        match input {
            Input::Unread { path, fault } => self.done(AdReport::unread(&path.to_string_lossy(), &self.run.profile, fault)),
            Input::Stdin => match read(io::stdin().lock()) {
                Ok(bytes) => self.check_bytes(self.stdin_name, None, &bytes),
                Err(error) => self.done(AdReport::unread(self.stdin_name, &self.run.profile, files::unreadable(&error))),
            },
            Input::Web { address, listed } => self.check_page(&address, listed),
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
                    Err(error) => return self.done(AdReport::unread(&name, &self.run.profile, files::unreadable(&error))),
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

    /// Checks a page of the web. A site map names a site's other pages too; those are passed over.
    fn check_page(&self, address: &str, listed: bool) -> Done {
        let (bytes, format) = match self.fetching.page(address) {
            Ok(page) => page,
            Err(fault) => return self.done(AdReport::unread(address, &self.run.profile, fault)),
        };
        let ad = self.workspace.check(&Source {
            name: address,
            bytes: &bytes,
            format,
        });
        let names_people = ad.title.as_ref().is_some_and(|title| title.form != TitleForm::None);
        if listed && !names_people && !may_hold_posting(&bytes) {
            return Done {
                summary: Summary {
                    pages: 1,
                    ..Summary::default()
                },
                ..Done::default()
            };
        }
        self.done(ad)
    }

    /// Checks an ad; `path` is the file it was read from.
    fn check_bytes(&self, name: &str, path: Option<&Path>, bytes: &[u8]) -> Done {
        if self.corrections == Corrections::Leave {
            let hash = match self.unknown(bytes) {
                Ok(hash) => hash,
                Err(done) => return done,
            };
            let mut ad = self.workspace.check(&Source { name, bytes, format: None });
            if let Some(since) = &self.since {
                since.keep_changed(Path::new(name), &mut ad);
            }
            return Done { hash, ..self.done(ad) };
        }
        let corrected = fix::correct(self.workspace, name, None, bytes);
        if self.corrections == Corrections::Show {
            let mut done = self.done(corrected.before);
            done.summary.fixed = corrected.fixed;
            done.diff = (corrected.fixed > 0).then(|| fix::diff(name, bytes, &corrected.bytes, self.colour));
            return done;
        }
        let written = match (path, &corrected.bytes) {
            (Some(path), Cow::Owned(changed)) => output::replace(path, changed),
            _ => Ok(()),
        };
        match written {
            Ok(()) => {
                let mut done = self.done(corrected.after);
                done.summary.fixed = corrected.fixed;
                done.corrected = path.is_none().then(|| corrected.bytes.into_owned());
                done
            }
            Err(error) => {
                let mut done = self.done(corrected.before);
                done.troubles.push(unwritten(self.run.lang, name, &error));
                done.failed = true;
                done
            }
        }
    }

    /// The hash of an ad, where ads are remembered; what is to be done with one that is remembered already.
    #[expect(clippy::result_large_err, reason = "it is handed on, not kept")]
    fn unknown(&self, text: &[u8]) -> Result<Option<u128>, Done> {
        let Some(state) = &self.state else { return Ok(None) };
        let hash = hash(text);
        if !state.knows(hash) {
            return Ok(Some(hash));
        }
        Err(Done {
            summary: Summary {
                unchanged: 1,
                ..Summary::default()
            },
            hash: Some(hash),
            ..Done::default()
        })
    }

    /// The ad as it stands in the report; in a diff only what kept it from being read is said, aside.
    fn done(&self, ad: AdReport) -> Done {
        let mut done = Done {
            summary: Summary::of(&ad),
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
        } else {
            done.rows = self.plan.as_ref().map(|plan| plan.piece(self.run.lang, &ad));
            let shown = !self.sums_alone || ad.grave_faults().next().is_some();
            done.ad = shown.then(|| Box::new(ad));
        }
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
