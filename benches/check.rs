//! How long one ad takes, stage by stage, and how that compares to merely looking every word up.
//!
//! `cargo bench` first prints the ratio of a bare pass to the full check (the aim is 0.3 and above), then the stages.
//! Absolute times differ from machine to machine; the ratio and the instruction counts of `gate.sh` do not.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop and must print")]

use adlint::engine::Engine;
use adlint::extract::{Extracted, extract};
use adlint::pack::Rulebook;
use adlint::policy::Policy;
use adlint::source::{Format, Source};
use adlint::text::fold_into;
use adlint::workspace::{Options, Workspace};
use adlint::{clause, document::Document};
use divan::{Bencher, black_box};
use rustc_hash::FxHashMap;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

// What the program itself uses.
#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(|| {
    Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .unwrap()
});
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(WORKSPACE.book().clone()));
static POLICY: LazyLock<Policy> = LazyLock::new(Policy::default);

/// An ad of fixture ads put together: about `size` bytes of plain text in one language.
fn ad(lang: &str, size: usize) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ads");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let wanted = |path: &&std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy();
        name.starts_with(lang) && name.ends_with(".txt")
    };
    let texts: Vec<String> = paths.iter().filter(wanted).map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let mut out = String::new();
    for text in texts.iter().cycle() {
        if out.len() + text.len() / 2 > size {
            break;
        }
        out.push_str(text);
        out.push_str("\n\n");
    }
    out
}

const ADS: [&str; 3] = ["de 6 KB", "en 6 KB", "de 60 KB"];

fn named(name: &str) -> String {
    let (lang, size) = (&name[..2], if name.ends_with("60 KB") { 60 << 10 } else { 6 << 10 });
    ad(lang, size)
}

fn source(text: &str) -> Source<'_> {
    Source {
        name: "ad.txt",
        bytes: text.as_bytes(),
        format: Some(Format::Text),
    }
}

/// The least there is to do: every word of the folded text, looked up in a hash map of all forms.
fn bare_pass(forms: &FxHashMap<&[u8], u32>, folded: &[u8]) -> u32 {
    let mut sum = 0_u32;
    let mut start = None;
    for (at, byte) in folded.iter().enumerate() {
        if byte.is_ascii_alphanumeric() || *byte >= 0x80 {
            start.get_or_insert(at);
        } else if let Some(first) = start.take() {
            sum = sum.wrapping_add(forms.get(&folded[first..at]).copied().unwrap_or(0));
        }
    }
    sum
}

fn forms(book: &Rulebook) -> FxHashMap<&[u8], u32> {
    (0..u32::try_from(book.forms.len()).unwrap())
        .map(|id| (book.forms.form(id).as_bytes(), id))
        .collect()
}

fn fold(text: &str) -> Vec<u8> {
    let mut folded = Vec::new();
    fold_into(text, &mut folded);
    folded
}

/// The quickest of many runs: others use the machine too.
fn quickest<T>(mut run: impl FnMut() -> T) -> Duration {
    let once = |run: &mut dyn FnMut() -> T| {
        let start = Instant::now();
        black_box(run());
        start.elapsed()
    };
    let first = once(&mut || run());
    let runs = (Duration::from_millis(300).as_nanos() / first.as_nanos().max(1)).clamp(20, 20_000);
    (0..runs).map(|_| once(&mut || run())).min().unwrap_or(first)
}

fn print_ratios() {
    let forms = forms(WORKSPACE.book());
    println!(
        "{:<10} {:>8} {:>12} {:>12} {:>10} {:>8}",
        "ad", "bytes", "bare pass", "full check", "MB/s", "ratio"
    );
    for name in ADS {
        let text = named(name);
        let folded = fold(&text);
        let bare = quickest(|| bare_pass(&forms, &folded));
        let full = quickest(|| ENGINE.check(&extract(&source(&text)), &POLICY));
        let rate = text.len() as f64 / full.as_secs_f64() / 1e6;
        println!(
            "{name:<10} {:>8} {bare:>12.1?} {full:>12.1?} {rate:>10.0} {:>8.2}",
            text.len(),
            bare.as_secs_f64() / full.as_secs_f64()
        );
    }
}

fn main() {
    if std::env::args().any(|arg| arg == "--profile") {
        // For `valgrind --tool=callgrind`: one thing, many times.
        let text = named("de 6 KB");
        for _ in 0..200 {
            black_box(ENGINE.check(&extract(&source(&text)), &POLICY));
        }
        return;
    }
    print_ratios();
    divan::main();
}

#[divan::bench]
fn open_the_built_in_rules() -> Workspace {
    Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .unwrap()
}

#[divan::bench(args = ADS)]
fn a_bare_pass(bencher: Bencher<'_, '_>, name: &str) {
    let (forms, folded) = (forms(WORKSPACE.book()), fold(&named(name)));
    bencher.bench(|| bare_pass(&forms, &folded));
}

#[divan::bench(args = ADS)]
fn b_extract(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    bencher.bench(|| extract(&source(&text)).blocks.len());
}

#[divan::bench(args = ADS)]
fn c_document(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    let extracted: Extracted<'_> = extract(&source(&text));
    bencher.bench(|| ENGINE.read(&extracted, None).hits.len());
}

#[divan::bench(args = ADS)]
fn d_clauses(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    let extracted = extract(&source(&text));
    let document: Document<'_> = ENGINE.read(&extracted, None);
    bencher.bench(|| clause::recognise(&document).found.len());
}

#[divan::bench(args = ADS)]
fn e_full_check(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    bencher.bench(|| ENGINE.check(&extract(&source(&text)), &POLICY).findings.len());
}

#[divan::bench(args = ADS)]
fn f_full_check_and_report(bencher: Bencher<'_, '_>, name: &str) {
    let text = named(name);
    bencher.bench(|| WORKSPACE.check(&source(&text)).findings.len());
}
