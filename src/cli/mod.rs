//! The command line: arguments, commands, exit codes.
//!
//! The only room that knows clap, standard output and the exit code. Every command gets what was typed and a `Screen` to
//! write to, and gives back an [`Exit`]; everything they know of ads comes from `workspace`, every finding is written by `report`.

mod archives;
pub mod args;
mod baseline;
mod check;
mod clauses;
mod explain;
mod extract;
mod files;
mod fix;
mod german;
mod in_order;
mod init;
mod interrupt;
mod long_run;
mod lsp;
mod output;
mod printer;
mod progress;
mod results;
mod resume;
mod rules;
mod schema;
mod screen;
mod setup;
mod since;
mod state;
mod survey;
mod test;
mod web;

use crate::lang::Lang;
use crate::report::words::say;
use anyhow::Result;
use args::{Cli, Command};
use clap::{CommandFactory, FromArgMatches};
use screen::Screen;
use std::ffi::OsString;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

/// How a run ends. There is nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Nothing at or above `--fail-on`.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Usage, settings, rules, or input that could not be read.
    Fault = 2,
    /// Ctrl-C: what is written is not all, and says so.
    Interrupted = 130,
}

/// Runs adlint with the arguments of the process.
pub fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    // A panic is a fault of adlint's own; its message is on the terminal already, and the promise on exit codes holds.
    let exit = catch_unwind(AssertUnwindSafe(|| run(&typed))).unwrap_or(Exit::Fault);
    ExitCode::from(exit as u8)
}

fn run(typed: &[OsString]) -> Exit {
    let lang = screen::language(typed);
    let parsed = german::command(Cli::command(), lang)
        .try_get_matches_from(typed)
        .and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; if nobody reads them any more, that is nobody's fault.
            let _ = error.print();
            return if error.use_stderr() { Exit::Fault } else { Exit::Clean };
        }
    };
    if let Command::Lsp(args) = &cli.command {
        // Standard output belongs to the protocol alone.
        return lsp::run(args, cli.lang, lang);
    }
    let mut screen = Screen::new(cli.lang.unwrap_or(lang), cli.color);
    let done = command(cli.command, &mut screen).and_then(|exit| screen.finish().map(|()| exit).map_err(Into::into));
    match done {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Clean,
        Err(error) => {
            let _ = screen.finish();
            screen.complain(&format!("{error:#}"));
            Exit::Fault
        }
    }
}

fn command(command: Command, screen: &mut Screen) -> Result<Exit> {
    match command {
        Command::Check(args) => check::run(&args, screen),
        Command::Explain(args) => explain::run(&args, screen),
        Command::Rules(args) => rules::run(&args, screen),
        Command::Clauses(args) => clauses::run(&args, screen),
        Command::Test(args) => test::run(&args, screen),
        Command::Baseline(args) => baseline::run(&args, screen),
        Command::Init(args) => init::run(&args, screen),
        Command::Extract(args) => extract::run(&args, screen),
        Command::Survey(args) => survey::run(&args, screen),
        // Has had its turn before there was a screen.
        Command::Lsp(args) => Ok(lsp::run(&args, None, screen.lang)),
        Command::Schema(args) => schema::run(&args, screen),
        Command::Completions(args) => {
            let mut script = Vec::new();
            clap_complete::generate(args.shell, &mut Cli::command(), "adlint", &mut script);
            screen.raw(&script)?;
            Ok(Exit::Clean)
        }
    }
}

/// Whoever read the output has seen enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// "did you mean …?", in the reader's language.
fn did_you_mean(lang: Lang, near: Option<&str>) -> String {
    near.map_or_else(String::new, |near| format!(" {} `{near}`?", say(lang, "Meinten Sie", "Did you mean")))
}
