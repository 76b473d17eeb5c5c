//! What a check needs that may take hours: tables, a marker to go on from, the memory of earlier runs.
//!
//! Must not know how an ad is checked.

use super::args::Check;
use super::results::{Ledger, TablePlan, Tables};
use super::resume::{Marker, Standing};
use super::state::{State, hash};
use crate::archive::is_archive;
use crate::lang::Lang;
use crate::report::Format;
use crate::report::words::say;
use crate::workspace::Workspace;
use anyhow::{Result, bail};
use std::path::PathBuf;
use std::sync::Arc;

/// Everything that outlasts an ad.
pub struct LongRun {
    /// The tables that are asked for.
    pub plan: Option<TablePlan>,
    /// Accounts.
    pub ledger: Ledger,
    /// Where the run before was stopped; `None` for a new one.
    pub standing: Option<Standing>,
    /// What earlier runs have checked.
    pub state: Option<Arc<State>>,
    /// Reports in files grow under another name, so that a run can go on with them.
    pub grows: bool,
}

impl LongRun {
    /// Prepares what the arguments ask for.
    pub fn prepare(lang: Lang, args: &Check, workspace: &Workspace) -> Result<Self> {
        let results = &args.results;
        let plan = results
            .tables
            .as_deref()
            .map(|folder| TablePlan::new(folder, results.table_format, &args.columns.group, results.part));
        let grows = grows(args);
        let marker = plan.as_ref().map(TablePlan::marker).or_else(|| {
            let mut name = args.output.first().filter(|_| grows)?.file.clone().into_os_string();
            name.push(".resume");
            Some(PathBuf::from(name))
        });
        if results.resume && marker.is_none() {
            bail!(
                "--resume: {}",
                say(
                    lang,
                    "weitergehen kann nur ein Lauf mit --tables ORDNER oder mit --output DATEI im Format jsonl oder csv.",
                    "only a run with --tables DIR, or with --output FILE in the format jsonl or csv, can go on."
                )
            );
        }
        let state = results.state.as_deref();
        let key = if marker.is_some() || state.is_some() {
            hash(&workspace.identity())
        } else {
            0
        };
        let state = state.map(|path| State::open(path, key).map(Arc::new)).transpose()?;
        let mut fresh = Standing {
            key: format!("{:032x}", hash(format!("{key:032x} {}", asked(args)).as_bytes())),
            ..Standing::default()
        };
        let marker = marker.map(Marker::new);
        let mut standing = None;
        if let Some(marker) = &marker {
            standing = if results.resume { marker.read()? } else { None };
            match &standing {
                Some(found) if found.key != fresh.key => bail!(
                    "--resume: {}",
                    say(
                        lang,
                        "der angehaltene Lauf hatte andere Angaben, Regeln oder Dateien. Beginnen Sie ohne --resume von vorn.",
                        "the run that was stopped had other arguments, rules or files. Begin anew without --resume."
                    )
                ),
                Some(found) => fresh = found.clone(),
                None => marker.remove()?,
            }
        }
        let tables = plan.clone().map(|plan| Tables::open(plan, standing.as_ref())).transpose()?;
        Ok(Self {
            plan,
            ledger: Ledger::new(tables, marker, fresh),
            standing,
            state,
            grows,
        })
    }
}

/// Whether the reports in files can be gone on with, and are worth it.
fn grows(args: &Check) -> bool {
    let resumable = |format: Format| matches!(format, Format::Jsonl | Format::Csv);
    let long = args.results.resume || args.results.tables.is_some() || args.paths.iter().any(|path| is_archive(path));
    let files = args.output.iter().filter(|output| output.file.as_os_str() != "-");
    let mut formats = files.map(|output| output.format.unwrap_or(args.format)).peekable();
    long && !args.fix && !args.diff && formats.peek().is_some() && formats.all(resumable)
}

/// What was asked for, and the files as they are now.
fn asked(args: &Check) -> String {
    let files: Vec<String> = args
        .paths
        .iter()
        .map(|path| {
            let meta = path.metadata().ok().filter(std::fs::Metadata::is_file);
            let seen = meta.map(|meta| (meta.len(), meta.modified().ok()));
            format!("{} {seen:?}", path.display())
        })
        .collect();
    let results = &args.results;
    format!(
        "{files:?} {:?} {:?} {:?} {:?} {:?} {} {:?} {}",
        args.columns, args.output, args.format, results.tables, results.table_format, results.part, args.files_from, args.no_ignore
    )
}
