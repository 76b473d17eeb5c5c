//! `adlint baseline`: writes down what is found today, so that `check --baseline` shows only what is new.

use super::archives::{Bytes, Work, Works};
use super::args::{Baseline, Web};
use super::files::{self, Input, Inputs};
use super::in_order::in_order;
use super::output::OutputFile;
use super::progress::Progress;
use super::screen::Screen;
use super::web::Fetching;
use super::{Exit, check, setup};
use crate::archive::{Columns, Item};
use crate::diagnostic::FaultCode;
use crate::lang::Lang;
use crate::report::faults;
use crate::report::layout;
use crate::report::words::{count, say};
use crate::source::{Format, Source};
use crate::suppress::baseline::FILE_NAME;
use crate::workspace::{AdReport, Remembered, Workspace};
use anyhow::Result;
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

/// What came of one file.
struct Done {
    remembered: Option<Remembered>,
    /// What kept it from being read.
    troubles: Vec<String>,
}

pub(super) fn run(args: &Baseline, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let over = setup::over(lang, &args.asked)?;
    let output = args.output.clone().unwrap_or_else(|| PathBuf::from(FILE_NAME));
    let standing = setup::Standing {
        exceptions: args.exceptions.clone(),
        baseline: args.prune.then(|| output.clone()),
        without_baseline: !args.prune,
    };
    let workspace = setup::open_with_standing(lang, &args.setup, over, &args.paths, standing)?;
    let fetching = Fetching::new(&Web::default());
    let file = OutputFile::open(&output, screen.colour)?;
    let jobs = args
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let mut progress = Progress::new(lang, args.quiet);
    let mut ads = Vec::new();
    let mut failed = false;
    let inputs = Inputs::new(&args.paths, None, &workspace, args.no_ignore);
    let works = Works::new(inputs, Columns::default(), false, "-", Bytes::of(&args.paths));
    in_order(
        jobs,
        works,
        |work| several(lang, &workspace, &fetching, work),
        |all| -> Result<()> {
            for done in all {
                progress.step();
                ads.extend(done.remembered);
                failed |= !done.troubles.is_empty();
                progress.aside(|| done.troubles.iter().for_each(|trouble| screen.complain(trouble)));
            }
            Ok(())
        },
    )?;
    drop(progress);
    // Where no ad was read there is nothing to write down; a baseline that is there stays as it is.
    if ads.is_empty() {
        if !failed {
            let asked = args.paths.first().cloned().unwrap_or_else(|| PathBuf::from("."));
            let none = one(lang, &workspace, &fetching, files::no_ads(asked));
            none.troubles.iter().for_each(|trouble| screen.complain(trouble));
        }
        return Ok(Exit::Fault);
    }
    let baseline = if args.prune {
        workspace.pruned_baseline(&ads)
    } else {
        Workspace::baseline_of(&output, &ads)
    };
    write(file, &baseline.write())?;
    if !args.quiet {
        let (findings, documents) = baseline.len();
        let findings = count(findings as u64, say(lang, "Befund", "finding"), say(lang, "Befunde", "findings"));
        let documents = count(documents as u64, say(lang, "Anzeige", "ad"), say(lang, "Anzeigen", "ads"));
        writeln!(
            screen,
            "{}: {findings} {} {documents}.",
            layout::path(&output.to_string_lossy()),
            say(lang, "in", "in")
        )?;
    }
    Ok(if failed { Exit::Fault } else { Exit::Clean })
}

fn write(mut file: OutputFile, text: &str) -> Result<()> {
    file.write_all(text.as_bytes())?;
    file.finish()
}

fn several(lang: Lang, workspace: &Workspace, fetching: &Fetching, work: Work) -> Vec<Done> {
    let (items, named) = match work {
        Work::Input(input) => return vec![one(lang, workspace, fetching, input)],
        Work::Batch { items, named } => (items, named),
    };
    let ad = |item| match item {
        Item::Note(_) => None,
        // A folder may hold tables of anything.
        Item::Fault { fault, .. } if !named && matches!(fault.code, FaultCode::NoColumn | FaultCode::Empty) => None,
        Item::Fault { place, fault } => Some(AdReport::unread(&place, "", fault)),
        Item::Record(record) => {
            let ad = workspace.check_record(&record);
            let passed_over = record.crawled && ad.faults.iter().any(|fault| fault.code == FaultCode::NoAd);
            (!passed_over).then_some(ad)
        }
    };
    items.into_iter().filter_map(ad).map(|ad| done(lang, &ad)).collect()
}

fn one(lang: Lang, workspace: &Workspace, fetching: &Fetching, input: Input) -> Done {
    let (name, read) = match input {
        Input::Unread { path, fault } => {
            let name = path.to_string_lossy().into_owned();
            return done(lang, &AdReport::unread(&name, "", fault));
        }
        Input::Web { address, .. } => {
            return match fetching.page(&address) {
                Ok((bytes, format)) => done(
                    lang,
                    &workspace.check(&Source {
                        name: &address,
                        bytes: &bytes,
                        format,
                    }),
                ),
                Err(fault) => done(lang, &AdReport::unread(&address, "", fault)),
            };
        }
        Input::Stdin => ("-".to_owned(), check::read(io::stdin().lock())),
        Input::File { path, named } => {
            let name = path.to_string_lossy().into_owned();
            let read = File::open(&path).and_then(check::read);
            if let Ok(bytes) = &read
                && !named
                && Format::from_name(&name) == Some(Format::Json)
                && !check::may_hold_posting(bytes)
            {
                return Done {
                    remembered: None,
                    troubles: Vec::new(),
                };
            }
            (name, read)
        }
    };
    match read {
        Ok(bytes) => done(
            lang,
            &workspace.check(&Source {
                name: &name,
                bytes: &bytes,
                format: None,
            }),
        ),
        Err(error) => done(lang, &AdReport::unread(&name, "", files::unreadable(&error))),
    }
}

fn done(lang: Lang, ad: &AdReport) -> Done {
    let name = layout::path(&ad.path);
    Done {
        remembered: ad.format.map(|_| Remembered::of(ad)),
        troubles: ad
            .grave_faults()
            .map(|fault| format!("{name}: {}", faults::sentence(lang, fault)))
            .collect(),
    }
}
