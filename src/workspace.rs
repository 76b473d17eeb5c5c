//! The façade: open a folder with its settings and packs, check an ad, explain a rule.
//!
//! Command line, language server and tests reach the engine only through here, so that the same ad always gets the same
//! findings. The only room besides `cli` that opens files.

mod describe;
mod embedded;
mod exceptions;
pub mod folder;
pub mod outline;
mod report;
pub mod selftest;

pub use describe::{ClauseChoice, RuleText, part_name};
pub use exceptions::{Leftover, Remembered};
pub use report::{
    AdReport, ClauseReport, EditReport, ExceptionSource, FindingReport, FixReport, Place, RecordReport, ReferenceReport, SuppressedFinding,
    TitleReport,
};

use crate::archive::Record;
use crate::config::{self, LevelSetting, Settings};
use crate::document::Document;
use crate::document::kept::Kept;
use crate::engine::Engine;
use crate::extract::{Extracted, extract};
use crate::lang::Lang;
use crate::pack::model::Employer;
use crate::pack::yaml::{Place as YamlPlace, YamlFault, nearest};
use crate::pack::{self, Pack, PackFile, Rulebook};
use crate::policy::{Policy, RuleLevel};
use crate::source::Source;
use crate::suppress::Day;
use crate::suppress::baseline::{Baseline, Key};
use crate::text::Span;
use exceptions::Standing;
use globset::{Glob, GlobSet, GlobSetBuilder};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What a workspace is opened with, beyond its settings file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The folder that settings are looked for in, upwards.
    pub root: Option<PathBuf>,
    /// A settings file by name, instead of looking for one.
    pub settings: Option<PathBuf>,
    /// Read no settings file.
    pub isolated: bool,
    /// Settings that outrank the file's.
    pub over: Settings,
    /// Settings that hold where the file says nothing: an editor's own.
    pub under: Settings,
    /// Texts that stand instead of those of the files: what an editor has not saved yet.
    pub unsaved: Vec<(PathBuf, String)>,
    /// More folders with rule packs.
    pub rules: Vec<PathBuf>,
    /// Leave the built-in rules out; only those of `rules` count.
    pub without_builtin: bool,
    /// A file with exceptions by name, instead of looking for one.
    pub exceptions: Option<PathBuf>,
    /// A baseline; outranks that of the settings.
    pub baseline: Option<PathBuf>,
    /// Use no baseline, whatever the settings say.
    pub without_baseline: bool,
    /// The day it is; without it no exception expires.
    pub today: Option<Day>,
}

/// A folder with its settings and rules, ready to check ads.
#[derive(Debug)]
pub struct Workspace {
    engine: Engine,
    policy: Policy,
    overrides: Vec<(GlobSet, Policy)>,
    settings: Settings,
    base: PathBuf,
    /// The typed files behind the rules, where they are not the built-in ones alone.
    pack: Option<Pack>,
    standing: Standing,
    /// The settings file that was read.
    pub settings_file: Option<PathBuf>,
}

impl Workspace {
    /// Opens a workspace.
    ///
    /// # Errors
    /// Every fault of the settings file and the rule packs at once.
    pub fn open(options: &Options) -> Result<Self, Vec<YamlFault>> {
        let file = match (&options.settings, options.isolated) {
            (Some(file), _) => Some(file.clone()),
            (None, true) => None,
            (None, false) => options.root.as_deref().and_then(find_settings),
        };
        let mut settings = Settings::default();
        let mut faults = Vec::new();
        let mut base = options.root.clone().unwrap_or_default();
        if let Some(file) = &file {
            let shown = file.display().to_string();
            match text_of(file, options)
                .map_err(|error| unreadable(&shown, &error))
                .and_then(|text| config::read(&shown, &text))
            {
                Ok(read) => settings = read,
                Err(fault) => faults.push(fault),
            }
            base = file.parent().unwrap_or(Path::new("")).to_path_buf();
        }
        fill(&mut settings, &options.under);
        merge(&mut settings, &options.over);
        let mut files = Vec::new();
        let own = settings.rule_dirs.iter().map(|dir| base.join(dir.as_str()));
        for dir in own.chain(options.rules.iter().cloned()) {
            collect(&dir, options, &mut files, &mut faults);
        }
        let mut own_pack = None;
        let book = if files.is_empty() && settings.extend.is_empty() {
            if options.without_builtin {
                Rulebook::default()
            } else {
                embedded::rulebook()
            }
        } else {
            let alone = options.without_builtin || is_whole(&files);
            let mut pack = if alone { Pack::default() } else { embedded::pack() };
            faults.extend(pack::read(&mut pack, &files));
            for (lang, lists) in &settings.extend {
                for (name, entries) in lists {
                    match pack.words.get_mut(&(*lang, name.clone())) {
                        Some((_, known)) => known.extend(entries.iter().cloned()),
                        None => faults.push(unknown(
                            &file,
                            entries.first().map(|e| e.at),
                            "word list",
                            name,
                            pack.words.keys().map(|(_, n)| n.as_str()),
                        )),
                    }
                }
            }
            let book = match pack::compile(&pack) {
                Ok(book) => book,
                Err(more) => {
                    faults.extend(more);
                    Rulebook::default()
                }
            };
            own_pack = Some(pack);
            book
        };
        if faults.is_empty() {
            check_names(&file, &settings, &book, &mut faults);
        }
        let standing = if faults.is_empty() {
            Standing::open(options, &settings, &base, &book, &mut faults)
        } else {
            Standing::default()
        };
        if !faults.is_empty() {
            faults.sort();
            faults.dedup();
            return Err(faults);
        }
        let policy = policy_of(&settings, &book);
        let mut overrides = Vec::new();
        for entry in &settings.overrides {
            let mut own = settings.clone();
            if entry.profile.is_some() {
                own.profile.clone_from(&entry.profile);
            }
            own.facts.extend(entry.facts.clone());
            own.rules.extend(entry.rules.clone());
            own.gender_form = entry.gender_form.or(own.gender_form);
            own.language = entry.language.or(own.language);
            let policy = Policy {
                at_most: entry.at_most,
                ..policy_of(&own, &book)
            };
            overrides.push((globs(&entry.paths), policy));
        }
        Ok(Self {
            engine: Engine::new(book),
            policy,
            overrides,
            settings,
            base,
            pack: own_pack,
            standing,
            settings_file: file,
        })
    }

    /// The rules.
    pub const fn book(&self) -> &Rulebook {
        &self.engine.rules.book
    }

    /// The rules as they are written: what `explain` reads exceptions from.
    pub fn written(&self) -> Cow<'_, Pack> {
        self.pack.as_ref().map_or_else(|| Cow::Owned(embedded::pack()), Cow::Borrowed)
    }

    /// Everything that decides what is found in an ad, as bytes: they change when rules, settings or the program do.
    pub fn identity(&self) -> Vec<u8> {
        let mut bytes = postcard::to_allocvec(self.book()).unwrap_or_default();
        let standing = format!("{} {:?} {:?}", env!("CARGO_PKG_VERSION"), self.settings, self.standing);
        bytes.extend_from_slice(standing.as_bytes());
        bytes
    }

    /// The settings in force.
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The folder that paths in the settings are relative to.
    pub fn base(&self) -> &Path {
        &self.base
    }

    /// What is asked of the ad at `path`.
    pub fn policy(&self, path: &str) -> &Policy {
        if self.overrides.is_empty() {
            return &self.policy;
        }
        // Both made absolute: the settings may stand above the folder that the path is relative to.
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.into());
        let base = std::path::absolute(&self.base).unwrap_or_else(|_| self.base.clone());
        let inner = absolute.strip_prefix(&base).unwrap_or(Path::new(path));
        self.overrides
            .iter()
            .rev()
            .find(|(globs, _)| globs.is_match(inner))
            .map_or(&self.policy, |(_, policy)| policy)
    }

    /// Checks one ad.
    pub fn check(&self, source: &Source<'_>) -> AdReport {
        self.check_with(source, self.policy(source.name))
    }

    /// Checks a new version of an ad; `kept` is what this workspace read of an older one. Finds exactly what [`Self::check`]
    /// does, sooner in a long ad.
    pub fn check_again(&self, source: &Source<'_>, kept: Option<&Kept>) -> (AdReport, Kept) {
        let extracted = extract(source);
        let policy = self.policy(source.name);
        let document = self.engine.read_again(&extracted, policy.language, kept);
        let report = self.report(source.name, &extracted, policy, &document);
        (report, document.keep())
    }

    /// Checks one ad under a policy other than the workspace's.
    pub fn check_with(&self, source: &Source<'_>, policy: &Policy) -> AdReport {
        let extracted = extract(source);
        self.check_extracted(source.name, &extracted, policy)
    }

    /// Checks an ad of an archive. A title that the archive names counts like one that a format names.
    pub fn check_record(&self, record: &Record) -> AdReport {
        let mut extracted = extract(&record.source());
        if extracted.title.is_none()
            && let Some(title) = record.title.as_ref().filter(|title| extracted.text.starts_with(title.as_str()))
        {
            extracted.title = u32::try_from(title.len()).ok().map(|end| Span::new(0, end));
        }
        let mut report = self.check_extracted(&record.place, &extracted, self.policy(&record.archive));
        report.record = Some(Box::new(RecordReport {
            archive: record.archive.clone(),
            number: record.number,
            id: record.id.clone(),
            title: record.title.clone(),
            date: record.date.clone(),
            groups: record.groups.clone(),
        }));
        report
    }

    /// Checks an ad that was extracted already.
    pub fn check_extracted(&self, name: &str, extracted: &Extracted<'_>, policy: &Policy) -> AdReport {
        let document = self.engine.read(extracted, policy.language);
        self.report(name, extracted, policy, &document)
    }

    fn report(&self, name: &str, extracted: &Extracted<'_>, policy: &Policy, document: &Document<'_>) -> AdReport {
        let policy = policy.for_language(document.languages.main);
        let checked = self.engine.judge(extracted, document, &policy);
        report::report(self.book(), &self.standing, name, extracted, &policy, checked)
    }

    /// Whether there is a file with exceptions or a baseline.
    pub const fn has_exceptions(&self) -> bool {
        self.standing.is_any()
    }

    /// What of the file with exceptions and of the baseline no ad has needed, after those at `checked` were checked. With
    /// `all`, these were all there are.
    pub fn leftover(&self, checked: &[String], entries: &BTreeSet<usize>, keys: &BTreeSet<Key>, all: bool) -> Leftover {
        self.standing.leftover(checked, entries, keys, all)
    }

    /// A baseline of everything these reports show, for a file at `path`.
    pub fn baseline_of(path: &Path, ads: &[Remembered]) -> Baseline {
        exceptions::baseline_of(path, ads)
    }

    /// The baseline in use without what none of these ads needs any more.
    pub fn pruned_baseline(&self, ads: &[Remembered]) -> Baseline {
        self.standing.pruned(ads)
    }

    /// Reads an ad without judging it: what `adlint extract` shows.
    pub fn read<'a>(&self, extracted: &'a Extracted<'_>, policy: &Policy) -> Document<'a> {
        self.engine.read(extracted, policy.language)
    }
}

fn unreadable(file: &str, error: &std::io::Error) -> YamlFault {
    YamlFault {
        file: file.to_owned(),
        at: YamlPlace::default(),
        message: format!("cannot be read: {error}"),
        help: None,
    }
}

fn unknown<'a>(file: &Option<PathBuf>, at: Option<YamlPlace>, what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> YamlFault {
    // What has a place that is no line was said on the command line.
    let said = at.is_some_and(|at| at.line == 0);
    let file = file
        .as_ref()
        .filter(|_| !said)
        .map_or_else(|| "command line".to_owned(), |file| file.display().to_string());
    let help = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
    YamlFault {
        file,
        at: at.unwrap_or_default(),
        message: format!("there is no {what} `{name}`"),
        help,
    }
}

/// The text of a file, or what stands instead of it.
fn text_of(file: &Path, options: &Options) -> std::io::Result<String> {
    match options.unsaved.iter().find(|(path, _)| path == file) {
        Some((_, text)) => Ok(text.clone()),
        None => fs::read_to_string(file),
    }
}

/// The nearest settings file in `dir` or above it.
pub fn find_settings(dir: &Path) -> Option<PathBuf> {
    find_above(dir, &config::FILE_NAMES)
}

/// The nearest file with exceptions in `dir` or above it.
pub fn find_exceptions(dir: &Path) -> Option<PathBuf> {
    find_above(dir, &crate::suppress::file::FILE_NAMES)
}

/// The nearest file of one of these names in `dir` or above it.
fn find_above(dir: &Path, names: &[&str]) -> Option<PathBuf> {
    let start = if dir.as_os_str().is_empty() { Path::new(".") } else { dir };
    let absolute = start.canonicalize().unwrap_or_else(|_| start.to_path_buf());
    let found = absolute
        .ancestors()
        .flat_map(|dir| names.iter().map(|name| dir.join(name)))
        .find(|file| file.is_file())?;
    // Shown as people wrote it, where it lies below the folder they named.
    Some(found.strip_prefix(&absolute).map_or(found.clone(), |inner| start.join(inner)))
}

/// All YAML files of a pack folder.
fn collect(dir: &Path, options: &Options, files: &mut Vec<PackFile>, faults: &mut Vec<YamlFault>) {
    let mut found = Vec::new();
    if let Err(error) = walk(dir, dir, &mut found) {
        faults.push(unreadable(&dir.display().to_string(), &error));
        return;
    }
    if found.is_empty() {
        faults.push(YamlFault {
            file: dir.display().to_string(),
            at: YamlPlace::default(),
            message: "there is no rule file in this folder".into(),
            help: Some("rules stand in `<language>/<ground>/<name>.yaml`".into()),
        });
    }
    found.sort();
    for (inner, path) in found {
        let shown = path.display().to_string();
        match text_of(&path, options) {
            Ok(text) => files.push(PackFile { shown, path: inner, text }),
            Err(error) => faults.push(unreadable(&shown, &error)),
        }
    }
}

/// Whether files bring every language and profiles: adlint's own rules, as somebody changes them, stand for those built in.
fn is_whole(files: &[PackFile]) -> bool {
    let brings = |path: &str| files.iter().any(|file| file.path == path);
    let languages = Lang::ALL.iter().all(|lang| brings(&format!("{}/language.yaml", lang.tag())));
    languages && files.iter().any(|file| file.path.starts_with("profiles/"))
}

fn walk(root: &Path, dir: &Path, out: &mut Vec<(String, PathBuf)>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, out)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            let inner = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            out.push((inner, path));
        }
    }
    Ok(())
}

/// What `over` says outranks what `settings` says.
fn merge(settings: &mut Settings, over: &Settings) {
    settings.profile = over.profile.clone().or(settings.profile.take());
    settings.facts.extend(over.facts.clone());
    settings.gender_form = over.gender_form.or(settings.gender_form);
    settings.tone = over.tone.or(settings.tone);
    settings.rules.extend(over.rules.clone());
    settings.packs.extend(over.packs.iter().cloned());
    settings.confidence = over.confidence.or(settings.confidence);
    settings.language = over.language.or(settings.language);
    settings.fail_on = over.fail_on.or(settings.fail_on);
    settings.max_warnings = over.max_warnings.or(settings.max_warnings);
}

/// What `under` says holds where `settings` says nothing.
fn fill(settings: &mut Settings, under: &Settings) {
    let own = std::mem::replace(settings, under.clone());
    merge(settings, &own);
    // What `merge` leaves out because no option of a command says it; named one by one, so that a new setting is not forgotten.
    let Settings {
        profile: _,
        facts: _,
        gender_form: _,
        tone: _,
        rules: _,
        packs: _,
        confidence: _,
        language: _,
        fail_on: _,
        max_warnings: _,
        required_facts,
        rule_dirs,
        extend,
        ignore,
        exceptions,
        baseline,
        overrides,
    } = own;
    settings.required_facts.extend(required_facts);
    if !rule_dirs.is_empty() {
        settings.rule_dirs = rule_dirs;
    }
    settings.extend.extend(extend);
    settings.ignore.extend(ignore);
    settings.exceptions.file = exceptions.file.or(settings.exceptions.file.take());
    settings.exceptions.require_reason |= exceptions.require_reason;
    settings.baseline = baseline.or(settings.baseline.take());
    settings.overrides.extend(overrides);
}

/// Rules, profiles, packs and facts named in the settings must exist.
fn check_names(file: &Option<PathBuf>, settings: &Settings, book: &Rulebook, faults: &mut Vec<YamlFault>) {
    let profiles = settings
        .profile
        .iter()
        .chain(settings.overrides.iter().filter_map(|entry| entry.profile.as_ref()));
    for profile in profiles {
        if book.profile(profile.as_str()).is_none() {
            faults.push(unknown(
                file,
                Some(profile.at),
                "profile",
                profile.as_str(),
                book.profiles.iter().map(|p| p.id.as_str()),
            ));
        }
    }
    for name in settings
        .rules
        .keys()
        .chain(settings.overrides.iter().flat_map(|entry| entry.rules.keys()))
    {
        if !book.rules.iter().any(|rule| names_rule(name, &rule.id)) {
            faults.push(unknown(file, None, "rule", name, book.rules.iter().map(|rule| rule.id.as_str())));
        }
    }
    for pack in &settings.packs {
        let known = || book.rules.iter().filter_map(|rule| rule.opt_in.as_deref());
        if !known().any(|name| name == pack.as_str()) {
            faults.push(unknown(file, Some(pack.at), "optional pack", pack.as_str(), known()));
        }
    }
    let facts = pack::compile::FACTS;
    for name in settings
        .facts
        .keys()
        .chain(settings.overrides.iter().flat_map(|entry| entry.facts.keys()))
    {
        if name != "employer" && !facts.contains(&name.as_str()) {
            faults.push(unknown(file, None, "fact", name, facts.into_iter()));
        }
    }
    for name in &settings.required_facts {
        if !facts.contains(&name.as_str()) {
            faults.push(unknown(file, Some(name.at), "fact", name.as_str(), facts.into_iter()));
        }
    }
    for entry in &settings.overrides {
        for path in &entry.paths {
            if let Err(error) = Glob::new(path.as_str()) {
                let file = file.as_ref().map_or_else(String::new, |file| file.display().to_string());
                faults.push(YamlFault {
                    file,
                    at: path.at,
                    message: format!("`{}` is no glob: {}", path.as_str(), error.kind()),
                    help: None,
                });
            }
        }
    }
}

/// `age/young-team`, or `age/*` for a whole ground.
fn names_rule(name: &str, id: &str) -> bool {
    name == id
        || name
            .strip_suffix('*')
            .is_some_and(|ground| ground.ends_with('/') && id.starts_with(ground))
}

fn globs(paths: &[pack::yaml::Text]) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for path in paths {
        if let Ok(glob) = Glob::new(path.as_str()) {
            builder.add(glob);
        }
    }
    builder.build().unwrap_or_else(|_| GlobSet::empty())
}

fn policy_of(settings: &Settings, book: &Rulebook) -> Policy {
    let default = Policy::default();
    let mut levels = Vec::new();
    if !settings.rules.is_empty() {
        levels = book
            .rules
            .iter()
            .map(|rule| {
                // The rule by name outranks its ground.
                let exact = settings.rules.get(&rule.id);
                let setting = exact.or_else(|| settings.rules.iter().find(|(name, _)| names_rule(name, &rule.id)).map(|(_, level)| level));
                match setting {
                    None => RuleLevel::Default,
                    Some(LevelSetting::Off) => RuleLevel::Off,
                    Some(LevelSetting::Info) => RuleLevel::As(crate::diagnostic::Severity::Info),
                    Some(LevelSetting::Warning) => RuleLevel::As(crate::diagnostic::Severity::Warning),
                    Some(LevelSetting::Error) => RuleLevel::As(crate::diagnostic::Severity::Error),
                }
            })
            .collect();
    }
    Policy {
        profile: settings.profile.as_ref().map_or(default.profile, |profile| profile.value.clone()),
        is_chosen: settings.profile.is_some(),
        facts: settings.facts.iter().map(|(name, fact)| (name.clone(), fact.fact())).collect(),
        style: settings.gender_form.unwrap_or(default.style),
        levels,
        at_most: None,
        required_facts: settings.required_facts.iter().map(|name| name.value.clone()).collect(),
        packs: settings.packs.iter().map(|pack| pack.value.clone()).collect(),
        confidence: settings.confidence.unwrap_or(default.confidence),
        language: settings.language,
        employer: settings.facts.get("employer").and_then(|fact| Employer::from_name(fact.name())),
        tone: settings.tone.unwrap_or(default.tone),
    }
}
