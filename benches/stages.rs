//! Where the time goes in an archive: decode, extract, document, clauses, rules, report, output, as a table.
//!
//! `cargo bench --bench stages -- ARCHIVE [ADS]`; without an archive one is made of the fixture ads. One thread; every stage
//! is run on its own and timed over all ads, so that the clock is read seldom.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops where something is missing"
)]

use adlint::archive::{self, Columns, Item, Record};
use adlint::clause;
use adlint::config::FailOn;
use adlint::engine::Engine;
use adlint::extract::extract;
use adlint::lang::Lang;
use adlint::policy::Policy;
use adlint::report::{Format, Run, tables};
use adlint::workspace::{Options, Workspace};
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

// What the program itself uses.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Ads of a turn: enough that the clock costs nothing, few enough to stay in the cache of a large processor.
const TURN: usize = 256;

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let folder = tempfile::tempdir().unwrap();
    let path = arguments.next().map_or_else(|| made(folder.path()), PathBuf::from);
    let most: usize = arguments.next().map_or(20_000, |number| number.parse().unwrap());
    let workspace = Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .unwrap();
    let engine = Engine::new(workspace.book().clone());
    let run = Run {
        lang: Lang::En,
        profile: "de".to_owned(),
        width: 100,
        quiet: true,
        fail_on: FailOn::Warning,
        rules: workspace.book(),
    };
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let (mut ads, mut bytes) = (0, 0);
    let mut records = archive::open(&path, &Columns::default());
    while ads < most {
        let begin = Instant::now();
        let turn: Vec<Record> = records
            .by_ref()
            .filter_map(|item| if let Item::Record(record) = item { Some(record) } else { None })
            .take(TURN)
            .collect();
        add(&mut times, "wait for the decoder", begin);
        if turn.is_empty() {
            break;
        }
        ads += turn.len();
        bytes += turn.iter().map(|record| record.text.len()).sum::<usize>();
        stages(&workspace, &engine, &run, &turn, &mut times);
    }
    print(&times, ads, bytes);
    let begin = Instant::now();
    let decoded = archive::open(&path, &Columns::default()).take(ads).count();
    println!(
        "decoding alone, on its own thread: {:.2} s for {decoded} records",
        begin.elapsed().as_secs_f64()
    );
}

fn stages(workspace: &Workspace, engine: &Engine, run: &Run<'_>, turn: &[Record], times: &mut Vec<(&'static str, Duration)>) {
    let policy = Policy::default();
    let begin = Instant::now();
    let extracted: Vec<_> = turn.iter().map(|record| extract(&record.source())).collect();
    let extracting = add(times, "extract", begin);
    let begin = Instant::now();
    let documents: Vec<_> = extracted.iter().map(|extracted| engine.read(extracted, None)).collect();
    let reading = add(times, "document", begin);
    let begin = Instant::now();
    for document in &documents {
        black_box(clause::recognise(document).found.len());
    }
    let recognising = add(times, "clauses", begin);
    drop(documents);
    let begin = Instant::now();
    for extracted in &extracted {
        black_box(engine.check(extracted, &policy).findings.len());
    }
    let checking = begin.elapsed();
    plus(times, "rules", checking.saturating_sub(reading + recognising));
    let begin = Instant::now();
    let reports: Vec<_> = turn.iter().map(|record| workspace.check_record(record)).collect();
    plus(times, "report (places, words)", begin.elapsed().saturating_sub(checking + extracting));
    let begin = Instant::now();
    let mut out = Vec::new();
    let mut writing = Format::Jsonl.writing();
    for report in &reports {
        writing.ad(run, report, &mut out).unwrap();
    }
    add(times, "output: jsonl, everything", begin);
    let begin = Instant::now();
    let (columns, mut out) = (tables::columns(&[]), Vec::new());
    for report in &reports {
        let mut rows = tables::Rows::default();
        tables::rows(Lang::En, report, &[], &mut rows);
        for (rows, columns) in rows.iter().zip(&columns) {
            for row in rows {
                tables::write(tables::TableFormat::Jsonl, columns, row, &mut out);
            }
        }
    }
    black_box(out.len());
    add(times, "output: tables", begin);
}

fn add(times: &mut Vec<(&'static str, Duration)>, name: &'static str, begin: Instant) -> Duration {
    let time = begin.elapsed();
    plus(times, name, time);
    time
}

fn plus(times: &mut Vec<(&'static str, Duration)>, name: &'static str, time: Duration) {
    match times.iter_mut().find(|(known, _)| *known == name) {
        Some((_, sum)) => *sum += time,
        None => times.push((name, time)),
    }
}

fn print(times: &[(&str, Duration)], ads: usize, bytes: usize) {
    let check: f64 = times
        .iter()
        .filter(|(name, _)| !name.starts_with("output"))
        .map(|(_, time)| time.as_secs_f64())
        .sum();
    println!(
        "{ads} ads, {:.1} MB of text\n{:<28} {:>10} {:>8} {:>9}",
        bytes as f64 / 1e6,
        "stage",
        "µs an ad",
        "share",
        "MB/s"
    );
    for (name, time) in times {
        let seconds = time.as_secs_f64();
        let share = if name.starts_with("output") {
            String::new()
        } else {
            format!("{:.0} %", seconds / check * 100.0)
        };
        println!(
            "{name:<28} {:>10.1} {share:>8} {:>9.0}",
            seconds / ads as f64 * 1e6,
            bytes as f64 / 1e6 / seconds
        );
    }
    println!(
        "{:<28} {:>10.1} {:>8} {:>9.0}",
        "all but output",
        check / ads as f64 * 1e6,
        "",
        bytes as f64 / 1e6 / check
    );
}

/// A small archive of the fixture ads.
fn made(folder: &Path) -> PathBuf {
    let ads = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ads");
    let mut paths: Vec<_> = std::fs::read_dir(ads).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts: Vec<String> = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect();
    let mut lines = String::new();
    for (number, text) in texts.iter().cycle().take(5000).enumerate() {
        let ad = serde_json::json!({ "id": number, "description": format!("{text}\n\nKennziffer {number}") });
        let _ = writeln!(lines, "{ad}");
    }
    let path = folder.join("ads.jsonl");
    std::fs::write(&path, lines).unwrap();
    path
}
