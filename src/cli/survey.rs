//! `adlint survey`: archives in, figures out.
//!
//! Ads are checked by several threads and counted by one, in the order of the input, so that the same archives always give
//! the same figures. Must not know how figures are computed or written.

use super::archives::{self, Bytes, Work, Works};
use super::args::{Asked, ColumnArgs, Setup, Web};
use super::files::{self, Input, Inputs};
use super::in_order::in_order;
use super::interrupt::Interrupt;
use super::output::OutputFile;
use super::progress::Progress;
use super::screen::Screen;
use super::web::Fetching;
use super::{Exit, check, did_you_mean, setup};
use crate::archive::{Chosen, Item};
use crate::diagnostic::{Fault, FaultCode};
use crate::lang::Lang;
use crate::report::words::{quoted, say};
use crate::report::{faults, layout};
use crate::source::{Format, Source};
use crate::survey::{self, Duplicates, Meta, Outline, Plan, PlanFault, Side, Survey};
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueHint};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Faults said one by one; the others are only counted.
const FAULTS_SAID: usize = 10;
/// Values named where a comparison found nothing.
const VALUES_SAID: usize = 12;

/// `adlint survey`.
#[derive(Debug, Args)]
pub struct SurveyArgs {
    /// Archives, folders and ads [default: those of --compare, or this folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Groups: year, quarter, month, archive, language or any column; a+b crosses two
    #[arg(long, value_name = "LIST")]
    pub by: Vec<String>,
    /// How figures are written [default: what the name of --output says, else table]
    #[arg(long, value_name = "FORMAT")]
    pub format: Option<SurveyFormat>,
    /// Write the figures to a file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Whether the same ad counts again when it is found again
    #[arg(long, value_name = "HOW", default_value = "once")]
    pub duplicates: CountDuplicates,
    /// Compare two archives, two years or two values (2018 2024, employer=A employer=B)
    #[arg(long, value_names = ["A", "B"], num_args = 2)]
    pub compare: Vec<String>,
    /// How many groups tables and charts show
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..))]
    pub top: u16,
    /// Name of what comes from standard input, e.g. ads.jsonl
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Archives.
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// Also take what .gitignore and the settings leave out
    #[arg(long)]
    pub no_ignore: bool,
    /// How many ads are checked at once [default: one a processor]
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// No progress, and nothing about columns
    #[arg(long, short)]
    pub quiet: bool,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
    /// What is asked.
    #[command(flatten)]
    pub asked: Asked,
}

/// How figures are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SurveyFormat {
    /// For a terminal.
    Table,
    /// Everything, for programs.
    Json,
    /// One row a figure.
    Csv,
    /// A report with charts, in one file.
    Html,
}

/// Whether the same ad counts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum CountDuplicates {
    /// The first time only.
    Once,
    /// Every time.
    All,
}

/// What came of one ad, or what stood in its place.
enum Done {
    Ad(Box<Outline>),
    PassedOver,
    Fault { place: String, fault: Fault },
    Note(Box<Chosen>),
}

/// Ctrl-C.
struct Interrupted;

pub(super) fn run(args: &SurveyArgs, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let paths = paths(args);
    let workspace = setup::open(lang, &args.setup, setup::over(lang, &args.asked)?, &paths)?;
    let plan = plan(args, lang, &workspace)?;
    let mut columns = args.columns.columns();
    columns.groups.extend(plan.columns());
    columns.groups.dedup();
    let format = format(args);
    let file = args.output.as_ref().map(|path| OutputFile::open(path, screen.colour)).transpose()?;
    let mut counter = Counter {
        survey: Survey::new(plan),
        progress: Progress::new(lang, args.quiet),
        screen,
        quiet: args.quiet,
        faults: 0,
        columns: Vec::new(),
    };
    let job = Job {
        workspace: &workspace,
        paths: &paths,
        stdin_name: args.stdin_filename.as_deref().unwrap_or("-"),
        fetching: Fetching::new(&Web::default()),
    };
    let inputs = Inputs::new(&paths, None, &workspace, args.no_ignore);
    let works = Works::new(inputs, columns, false, job.stdin_name, Bytes::of(&paths));
    let jobs = args
        .jobs
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let interrupt = Interrupt::watched()?;
    let counted = in_order(
        jobs,
        works,
        |work| job.work(work),
        |batch| {
            if interrupt.came() {
                return Err(Interrupted);
            }
            batch.into_iter().for_each(|done| counter.take(done));
            Ok(())
        },
    );
    if counted.is_err() {
        counter.survey.interrupt();
    }
    let (survey, sound) = counter.end();
    let figures = survey.figures();
    let top = usize::from(args.top);
    let text = match format {
        SurveyFormat::Table => survey::table(&figures, lang, screen.columns(), top),
        SurveyFormat::Json => survey::json(&figures)?,
        SurveyFormat::Csv => survey::csv(&figures),
        SurveyFormat::Html => survey::html(&figures, lang, top),
    };
    match file {
        Some(mut file) => {
            file.write_all(text.as_bytes()).context("--output")?;
            file.finish()?;
        }
        None if format == SurveyFormat::Table => screen.write_all(text.as_bytes())?,
        // Bytes for a program are nobody's colours.
        None => screen.raw(text.as_bytes())?,
    }
    Ok(match (counted, sound) {
        (Err(Interrupted), _) => {
            screen.complain(say(
                lang,
                "Unterbrochen: Die Zahlen gelten nur für das, was bis dahin gezählt war.",
                "Interrupted: the figures are of what had been counted until then.",
            ));
            Exit::Interrupted
        }
        (Ok(()), true) => Exit::Clean,
        (Ok(()), false) => Exit::Fault,
    })
}

/// What was named; without that, what is compared; without that, this folder.
fn paths(args: &SurveyArgs) -> Vec<PathBuf> {
    if !args.paths.is_empty() {
        return args.paths.clone();
    }
    let compared: Vec<PathBuf> = args.compare.iter().map(PathBuf::from).filter(|path| path.exists()).collect();
    if compared.is_empty() { vec![PathBuf::from(".")] } else { compared }
}

fn plan(args: &SurveyArgs, lang: Lang, workspace: &Workspace) -> Result<Plan> {
    let by = Plan::breakdowns(&args.by).map_err(|fault| anyhow!(unplanned(lang, &fault)))?;
    let compare = match args.compare.as_slice() {
        [first, second] => Some([Side::of(first), Side::of(second)]),
        _ => None,
    };
    if let Some([first, second]) = &compare
        && (&first.dimension, &first.value) == (&second.dimension, &second.value)
    {
        bail!(
            "--compare: {} {}",
            quoted(lang, &first.asked),
            say(
                lang,
                "steht auf beiden Seiten; nennen Sie zwei verschiedene, z. B. --compare 2018 2024.",
                "is on both sides; name two that differ, e.g. --compare 2018 2024."
            )
        );
    }
    Ok(Plan {
        by,
        duplicates: match args.duplicates {
            CountDuplicates::Once => Duplicates::Once,
            CountDuplicates::All => Duplicates::All,
        },
        compare,
        profile: workspace.policy("").profile.clone(),
    })
}

fn unplanned(lang: Lang, fault: &PlanFault) -> String {
    match fault {
        PlanFault::EmptyName => say(
            lang,
            "--by: zwischen zwei Kommas fehlt ein Name; so geht es: --by year,employer",
            "--by: a name is missing between two commas; like this: --by year,employer",
        )
        .to_owned(),
        PlanFault::Twice(name) => format!("--by: {} {}", quoted(lang, name), say(lang, "steht zweimal da.", "is there twice.")),
    }
}

/// What was asked for, or what the name of the file promises.
fn format(args: &SurveyArgs) -> SurveyFormat {
    let promised = || match args.output.as_ref()?.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "html" | "htm" => Some(SurveyFormat::Html),
        "json" => Some(SurveyFormat::Json),
        "csv" => Some(SurveyFormat::Csv),
        _ => None,
    };
    args.format.or_else(promised).unwrap_or(SurveyFormat::Table)
}

/// All that checking one ad needs.
struct Job<'a> {
    workspace: &'a Workspace,
    /// What was named.
    paths: &'a [PathBuf],
    stdin_name: &'a str,
    fetching: Fetching,
}

impl Job<'_> {
    fn work(&self, work: Work) -> Vec<Done> {
        match work {
            Work::Input(input) => vec![self.input(input)],
            Work::Batch { items, named } => items.into_iter().map(|item| self.item(item, named)).collect(),
        }
    }

    fn item(&self, item: Item, named: bool) -> Done {
        match item {
            Item::Note(chosen) => Done::Note(Box::new(chosen)),
            // A folder may hold tables of anything.
            Item::Fault { fault, .. } if !named && matches!(fault.code, FaultCode::NoColumn | FaultCode::Empty) => Done::PassedOver,
            Item::Fault { place, fault } => Done::Fault { place, fault },
            Item::Record(record) => {
                let ad = self.workspace.check_record(&record);
                if record.crawled && ad.faults.iter().any(|fault| fault.code == FaultCode::NoAd) {
                    return Done::PassedOver;
                }
                let meta = Meta {
                    archive: &record.archive,
                    place: &record.place,
                    date: record.date.as_deref(),
                    groups: &record.groups,
                };
                Done::Ad(Box::new(Outline::of(meta, &ad)))
            }
        }
    }

    /// A file that is one ad, a published posting, or what came instead.
    fn input(&self, input: Input) -> Done {
        match input {
            Input::Unread { path, fault } => {
                let place = path.to_string_lossy().into_owned();
                Done::Fault { place, fault }
            }
            Input::Web { address, .. } => match self.fetching.page(&address) {
                // The host is the archive: addresses of one employer's postings share it.
                Ok((bytes, format)) => self.ad(host(&address), &address, &bytes, format),
                Err(fault) => Done::Fault { place: address, fault },
            },
            Input::Stdin => self.read(Path::new(self.stdin_name), true, check::read(io::stdin().lock())),
            Input::File { path, named } => self.read(&path, named, File::open(&path).and_then(check::read)),
        }
    }

    fn read(&self, path: &Path, named: bool, read: io::Result<Vec<u8>>) -> Done {
        let place = path.to_string_lossy();
        match read {
            Err(error) => Done::Fault {
                fault: files::unreadable(&error),
                place: place.into_owned(),
            },
            // A folder of a website or a program is full of JSON that has nothing to do with ads.
            Ok(bytes) if !named && Format::from_name(&place) == Some(Format::Json) && !check::may_hold_posting(&bytes) => Done::PassedOver,
            Ok(bytes) => self.ad(&self.folder(path, named).to_string_lossy(), &place, &bytes, None),
        }
    }

    fn ad(&self, archive: &str, place: &str, bytes: &[u8], format: Option<Format>) -> Done {
        let ad = self.workspace.check(&Source { name: place, bytes, format });
        let meta = Meta {
            archive,
            place,
            ..Meta::default()
        };
        Done::Ad(Box::new(Outline::of(meta, &ad)))
    }

    /// The archive of a file that is one ad: the folder that was named, or the one it lies in.
    fn folder<'p>(&'p self, path: &'p Path, named: bool) -> &'p Path {
        let folder = self
            .paths
            .iter()
            .filter(|folder| !named && path.starts_with(folder))
            .max_by_key(|folder| folder.as_os_str().len());
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folder.map_or(parent, PathBuf::as_path)
    }
}

/// `jobs.example.org` of `https://jobs.example.org/42`.
fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Counts what was checked, and says what could not be.
struct Counter<'a> {
    survey: Survey,
    progress: Progress,
    screen: &'a mut Screen,
    quiet: bool,
    faults: usize,
    /// Columns there are, for saying what may have been meant.
    columns: Vec<String>,
}

impl Counter<'_> {
    fn take(&mut self, done: Done) {
        match done {
            Done::Ad(outline) => {
                self.progress.step();
                self.survey.add(&outline);
            }
            Done::PassedOver => self.survey.pass_over(),
            Done::Fault { place, fault } => {
                self.survey.fault(fault.code);
                self.faults += 1;
                if self.faults <= FAULTS_SAID {
                    let said = format!("{}: {}", layout::path(&place), faults::sentence(self.screen.lang, &fault));
                    self.say(&said);
                }
            }
            Done::Note(chosen) => {
                if !self.quiet {
                    self.progress.aside(|| archives::tell(self.screen, &chosen));
                }
                let chosen = *chosen;
                let groups = chosen.groups.into_iter().map(|(_, column)| column);
                self.columns.extend(groups.chain(chosen.others));
                self.columns.sort();
                self.columns.dedup();
            }
        }
    }

    fn say(&self, text: &str) {
        self.progress.aside(|| self.screen.complain(text));
    }

    /// The survey, and whether all that was asked for could be counted.
    fn end(self) -> (Survey, bool) {
        let lang = self.screen.lang;
        let mut sound = self.faults == 0;
        if self.faults > FAULTS_SAID {
            let more = self.faults - FAULTS_SAID;
            self.say(&match lang {
                Lang::De => format!("… und {more} weitere, die nicht gelesen werden konnten; sie sind mitgezählt."),
                Lang::En => format!("… and {more} more that could not be read; they are counted."),
            });
        }
        if self.survey.counted().judged == 0 {
            self.say(say(
                lang,
                "Es gibt nichts zu zählen: keine Anzeige ließ sich lesen und beurteilen. Stimmen die Pfade und die Textspalte (--text)?",
                "There is nothing to count: no ad could be read and judged. Are the paths and the text column (--text) right?",
            ));
            return (self.survey, false);
        }
        for column in self.survey.unsaid() {
            sound = false;
            self.say(&self.unsaid(column));
        }
        for (side, known) in self.survey.empty_sides() {
            sound = false;
            self.say(&empty_side(lang, side, &known));
        }
        (self.survey, sound)
    }

    /// A column that no ad says.
    fn unsaid(&self, column: &str) -> String {
        let lang = self.screen.lang;
        let near = crate::pack::yaml::nearest(column, self.columns.iter().map(String::as_str)).or_else(|| Plan::near(column));
        let hint = did_you_mean(lang, near.filter(|near| *near != column));
        let there = if self.columns.is_empty() {
            say(lang, "Diese Anzeigen kommen ohne Spalten.", "These ads come without columns.").to_owned()
        } else {
            let some: Vec<&str> = self.columns.iter().take(VALUES_SAID).map(String::as_str).collect();
            format!("{} {}.", say(lang, "Es gibt:", "There are:"), layout::one_line(&some.join(", ")))
        };
        let built_in = say(lang, "Ohne Spalte gehen", "Without a column there are");
        format!(
            "{} {}.{hint} {there} {built_in} year, quarter, month, archive, language.",
            say(lang, "Keine Anzeige hat eine Angabe", "No ad says its"),
            quoted(lang, column)
        )
    }
}

fn empty_side(lang: Lang, side: &Side, known: &[&str]) -> String {
    let mut there: Vec<&str> = known.iter().take(VALUES_SAID).copied().collect();
    if known.len() > VALUES_SAID {
        there.push("…");
    }
    let there = if there.is_empty() {
        match side.dimension.is_time() {
            true => say(
                lang,
                "Kein Datum war zu lesen; --date nennt die Spalte.",
                "No date could be read; --date names the column.",
            )
            .to_owned(),
            false => String::new(),
        }
    } else {
        format!("{} {}.", say(lang, "Es gibt:", "There are:"), layout::one_line(&there.join(", ")))
    };
    format!(
        "--compare: {} {}. {there}",
        say(lang, "keine Anzeige gehört zu", "no ad belongs to"),
        quoted(lang, &side.asked)
    )
}
