//! The command line as it is typed. Names are those of the contract; what they do is in the file of each command.

use super::survey::SurveyArgs;
use crate::config::{FactSetting, FailOn};
use crate::diagnostic::{Confidence, Ground, Severity};
use crate::lang::Lang;
use crate::pack::model::Tone;
use crate::pack::yaml::nearest;
use crate::report::Format;
use crate::report::tables::TableFormat;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueHint};
use std::path::PathBuf;
use std::time::Duration;

/// Finds missing encouragement clauses and wording that shuts people out, in job ads.
#[derive(Debug, Parser)]
#[command(name = "adlint", version, disable_help_subcommand = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Language of the messages [default: that of the locale]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = languages())]
    pub lang: Option<Lang>,
    /// Colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check ads
    Check(Box<Check>),
    /// Explain a rule: what it says, why, and what is behind it
    Explain(Explain),
    /// List the rules, or the profiles
    Rules(Rules),
    /// Show texts to insert
    Clauses(Clauses),
    /// Try the sentences that rules carry
    Test(Test),
    /// Write down what is found today, so that only what is new is shown later
    Baseline(Baseline),
    /// Write a commented adlint.yaml
    Init(Init),
    /// Show how an ad is read: text, title, sections
    Extract(Extract),
    /// Count what archives of ads say: clauses, findings, wordings, by year or employer
    Survey(Box<SurveyArgs>),
    /// Serve an editor: the language server, on standard input and output
    Lsp(Lsp),
    /// Print a JSON schema
    Schema(Schema),
    /// Print completions for a shell
    Completions(Completions),
}

/// Where settings and rules come from.
#[derive(Debug, Clone, Default, Args)]
pub struct Setup {
    /// Settings file [default: the nearest adlint.yaml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Read no settings file
    #[arg(long)]
    pub isolated: bool,
    /// Folder with more rules (repeatable)
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub rules: Vec<PathBuf>,
}

/// What is asked of the ads.
#[derive(Debug, Clone, Default, Args)]
pub struct Asked {
    /// Profile: jurisdiction and employer, see `adlint rules --profiles`
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// What an ad cannot show, e.g. women_underrepresented=yes (repeatable)
    #[arg(long, value_name = "NAME=VALUE", value_parser = fact)]
    pub fact: Vec<(String, FactSetting)>,
    /// Optional pack to switch on (repeatable)
    #[arg(long, value_name = "NAME")]
    pub pack: Vec<String>,
    /// Least confidence shown
    #[arg(long, value_name = "LEVEL", value_parser = confidences())]
    pub confidence: Option<Confidence>,
    /// Language of the ads, where their words should not decide
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Lang>,
}

/// `adlint check`.
#[derive(Debug, Args)]
pub struct Check {
    /// Files, folders and web addresses; `-` is standard input [default: this folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "full", value_parser = formats())]
    pub format: Format,
    /// Write the report to a file; with FORMAT= one more report, in that format (repeatable)
    #[arg(long, value_name = "[FORMAT=]FILE", value_hint = ValueHint::FilePath, value_parser = output_to)]
    pub output: Vec<OutputTo>,
    /// Apply the safe corrections
    #[arg(long)]
    pub fix: bool,
    /// Show the safe corrections as a diff and write nothing
    #[arg(long, conflicts_with_all = ["format", "output"])]
    pub diff: bool,
    /// From which severity on the exit code is 1
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,
    /// Allow that many warnings; more make the exit code 1
    #[arg(long, value_name = "NUMBER")]
    pub max_warnings: Option<u64>,
    /// Name of what comes from standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Read paths from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub files_from: Option<PathBuf>,
    /// Also take what .gitignore and the settings leave out
    #[arg(long)]
    pub no_ignore: bool,
    /// How many ads are checked at once [default: one a processor]
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Findings only: no clauses, no summary, no progress
    #[arg(long, short)]
    pub quiet: bool,
    /// Archives.
    #[command(flatten)]
    pub columns: ColumnArgs,
    /// Results of long runs.
    #[command(flatten)]
    pub results: ResultArgs,
    /// What is not shown.
    #[command(flatten)]
    pub gate: Gate,
    /// How published postings are fetched.
    #[command(flatten)]
    pub web: Web,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
    /// What is asked.
    #[command(flatten)]
    pub asked: Asked,
}

/// Which columns of an archive mean what, where their names and contents should not decide.
#[derive(Debug, Clone, Default, Args)]
pub struct ColumnArgs {
    /// Column of an archive that makes the ad (repeatable, in this order)
    #[arg(long, value_name = "COLUMN")]
    pub text: Vec<String>,
    /// Column of the job title
    #[arg(long, value_name = "COLUMN")]
    pub title: Option<String>,
    /// Column of what the archive calls the ad
    #[arg(long, value_name = "COLUMN")]
    pub id: Option<String>,
    /// Column of the date of publication
    #[arg(long, value_name = "COLUMN")]
    pub date: Option<String>,
    /// Column to keep beside the ad (repeatable); `employer`, `place` and `occupation` find theirs
    #[arg(long, value_name = "COLUMN")]
    pub group: Vec<String>,
}

/// Results of long runs.
#[derive(Debug, Clone, Default, Args)]
pub struct ResultArgs {
    /// Write tables into this folder: one row an ad, a clause, a finding
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, conflicts_with_all = ["fix", "diff"])]
    pub tables: Option<PathBuf>,
    /// How tables are written
    #[arg(long, value_name = "FORMAT", default_value = "csv", value_parser = table_formats())]
    pub table_format: TableFormat,
    /// Ads of a Parquet part
    #[arg(long, value_name = "NUMBER", default_value_t = 50_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub part: u64,
    /// Go on where a run with the same arguments was stopped
    #[arg(long, conflicts_with_all = ["fix", "diff"])]
    pub resume: bool,
    /// Pass over ads that were checked before; the file remembers them
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with_all = ["fix", "diff"])]
    pub state: Option<PathBuf>,
}

/// What is known or was there before, and is not shown.
#[derive(Debug, Clone, Default, Args)]
pub struct Gate {
    /// File with exceptions [default: the nearest adlint.exceptions.yaml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub exceptions: Option<PathBuf>,
    /// Show only what is not in this baseline; see `adlint baseline`
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub baseline: Option<PathBuf>,
    /// Show only what is on lines that changed since this git revision
    #[arg(long, value_name = "REV", conflicts_with_all = ["fix", "diff"])]
    pub since: Option<String>,
}

/// How published postings are fetched.
#[derive(Debug, Clone, Default, Args)]
pub struct Web {
    /// Check the postings that a site map names (repeatable)
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub sitemap: Vec<String>,
    /// Longest time for one page, in seconds [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..=600))]
    pub timeout: Option<u16>,
    /// Pause between two pages of a host, in seconds [default: 1]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub pause: Option<Duration>,
    /// Also fetch from machines of this network
    #[arg(long)]
    pub allow_private_addresses: bool,
}

/// `adlint baseline`.
#[derive(Debug, Args)]
pub struct Baseline {
    /// Files and folders [default: this folder]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Where it is written [default: adlint.baseline.json]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub output: Option<PathBuf>,
    /// Only take out what is there no more
    #[arg(long)]
    pub prune: bool,
    /// Also take what .gitignore and the settings leave out
    #[arg(long)]
    pub no_ignore: bool,
    /// How many ads are checked at once [default: one a processor]
    #[arg(long, short, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// Say nothing but what went wrong
    #[arg(long, short)]
    pub quiet: bool,
    /// File with exceptions [default: the nearest adlint.exceptions.yaml]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub exceptions: Option<PathBuf>,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
    /// What is asked.
    #[command(flatten)]
    pub asked: Asked,
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputTo {
    /// Its format; `None` for that of `--format`.
    pub format: Option<Format>,
    /// The file; `-` is standard output.
    pub file: PathBuf,
}

/// `adlint explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// Rule, e.g. age/young-team
    #[arg(value_name = "RULE")]
    pub rule: String,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
}

/// `adlint rules`.
#[derive(Debug, Args)]
pub struct Rules {
    /// Only of this ground
    #[arg(long, value_name = "GROUND", value_parser = grounds())]
    pub ground: Option<Ground>,
    /// Only of this language
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Lang>,
    /// Only of this severity
    #[arg(long, value_name = "SEVERITY", value_parser = severities())]
    pub severity: Option<Severity>,
    /// List the profiles instead
    #[arg(long, conflicts_with_all = ["ground", "language", "severity"])]
    pub profiles: bool,
    /// How the list is written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormat,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// `adlint clauses`.
#[derive(Debug, Args)]
pub struct Clauses {
    /// Profile: jurisdiction and employer, see `adlint rules --profiles`
    #[arg(long, value_name = "NAME")]
    pub profile: Option<String>,
    /// Only for this group
    #[arg(long, value_name = "GROUP")]
    pub group: Option<String>,
    /// Language of the texts [default: the first of the profile]
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Lang>,
    /// Only in this tone
    #[arg(long, value_name = "TONE", value_parser = tones())]
    pub tone: Option<Tone>,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
}

/// `adlint test`.
#[derive(Debug, Args)]
pub struct Test {
    /// Rule files, or folders with rules [default: the built-in rules]
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,
    /// Load only the pack this path lies in, without the built-in rules
    #[arg(long, value_name = "PATH", hide = true, conflicts_with = "paths")]
    pub rules_only: Option<PathBuf>,
}

/// `adlint init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Folder to write to
    #[arg(value_name = "DIR", default_value = ".", value_hint = ValueHint::DirPath)]
    pub folder: PathBuf,
}

/// `adlint extract`.
#[derive(Debug, Args)]
pub struct Extract {
    /// Ad; `-` is standard input
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub file: PathBuf,
    /// Also show which bytes of the file the text stands for
    #[arg(long)]
    pub map: bool,
    /// Name of what comes from standard input
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// Language of the ad, where its words should not decide
    #[arg(long, value_name = "LANGUAGE", value_parser = languages())]
    pub language: Option<Lang>,
    /// Settings and rules.
    #[command(flatten)]
    pub setup: Setup,
}

/// `adlint lsp`.
#[derive(Debug, Args)]
pub struct Lsp {
    /// Taken because many editors pass it; there is no other way
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// `adlint schema`.
#[derive(Debug, Args)]
pub struct Schema {
    /// Of what
    #[arg(value_name = "WHAT", default_value = "report")]
    pub what: SchemaOf,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum SchemaOf {
    /// Of a rule file.
    Rule,
    /// Of adlint.yaml.
    Config,
    /// Of adlint.exceptions.yaml.
    Exceptions,
    /// Of `check --format json`.
    Report,
    /// Of `survey --format json`.
    Survey,
}

/// `adlint completions`.
#[derive(Debug, Args)]
pub struct Completions {
    /// Shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

/// A parser for one of adlint's own enums, by its names.
fn named<T: Copy + Send + Sync + 'static>(all: &'static [T], name: fn(T) -> &'static str) -> impl TypedValueParser<Value = T> {
    let names: Vec<&'static str> = all.iter().map(|value| name(*value)).collect();
    PossibleValuesParser::new(names).try_map(move |text| all.iter().copied().find(|value| name(*value) == text).ok_or("unknown"))
}

fn languages() -> impl TypedValueParser<Value = Lang> {
    named(&Lang::ALL, Lang::tag)
}
fn table_formats() -> impl TypedValueParser<Value = TableFormat> {
    named(TableFormat::ALL, TableFormat::name)
}
fn formats() -> impl TypedValueParser<Value = Format> {
    named(Format::ALL, Format::name)
}
fn confidences() -> impl TypedValueParser<Value = Confidence> {
    named(Confidence::ALL, Confidence::name)
}
fn severities() -> impl TypedValueParser<Value = Severity> {
    named(Severity::ALL, Severity::name)
}
fn grounds() -> impl TypedValueParser<Value = Ground> {
    named(Ground::ALL, Ground::name)
}
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    named(FailOn::ALL, FailOn::name)
}
fn tones() -> impl TypedValueParser<Value = Tone> {
    named(Tone::ALL, Tone::name)
}

/// `0.5`: a pause of up to ten minutes.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("`{text}` is no number"))?;
    let pause = Duration::try_from_secs_f64(seconds).ok().filter(|pause| pause.as_secs() <= 600);
    pause.ok_or_else(|| "expected 0 to 600 seconds".to_owned())
}

/// `women_underrepresented=yes`. Whether there is such a fact is for the workspace, which knows the nearest name.
fn fact(text: &str) -> Result<(String, FactSetting), String> {
    let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, e.g. women_underrepresented=yes")?;
    let names: Vec<&str> = FactSetting::ALL.iter().map(|value| value.name()).collect();
    let value = FactSetting::from_name(value).ok_or_else(|| format!("`{value}` is none of {}", names.join(", ")))?;
    Ok((name.to_owned(), value))
}

/// `report.txt`, or `sarif=out.sarif`. What looks like a format and is none is more likely a slip than a file name.
fn output_to(text: &str) -> Result<OutputTo, String> {
    let word = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let (format, file) = match text.split_once('=') {
        Some((name, file)) if word(name) => match Format::from_name(name) {
            Some(format) => (Some(format), file),
            None => {
                let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
                let near = nearest(name, names.iter().copied()).map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
                return Err(format!(
                    "there is no format `{name}`.{near} There are: {}. A file of that name: ./{text}",
                    names.join(", ")
                ));
            }
        },
        _ => (None, text),
    };
    if file.is_empty() {
        return Err("the name of the file is missing".to_owned());
    }
    Ok(OutputTo {
        format,
        file: PathBuf::from(file),
    })
}
