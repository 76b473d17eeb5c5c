//! Reads `rules/` once and puts it into the binary: the compiled rulebook, so that start-up parses nothing, and the typed
//! files it was made from, so that a user's pack can be compiled together with them.

#![expect(dead_code, unused_imports, reason = "shares whole rooms with the library and uses a part of them")]

#[path = "src/diagnostic.rs"]
mod diagnostic;
#[path = "src/lang.rs"]
mod lang;
#[path = "src/pack/mod.rs"]
mod pack;
#[path = "src/text/mod.rs"]
mod text;

use pack::{Automaton, Pack, PackFile};
use regex_automata::Input;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_syntax::hir::{Hir, HirKind, Repetition};
use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    println!("cargo::rerun-if-changed=rules");
    for source in ["build.rs", "src/diagnostic.rs", "src/lang.rs", "src/pack", "src/text"] {
        println!("cargo::rerun-if-changed={source}");
    }
    let mut files = Vec::new();
    collect(&root.join("rules"), &root.join("rules"), &mut files)?;
    files.sort_by(|a: &PackFile, b| a.path.cmp(&b.path));
    let mut pack = Pack::default();
    let mut faults = pack::read(&mut pack, &files);
    let mut book = match pack::compile(&pack) {
        Ok(book) => book,
        Err(more) => {
            faults.extend(more);
            pack::Rulebook::default()
        }
    };
    if !faults.is_empty() {
        for fault in &faults {
            println!("cargo::error={fault}");
        }
        return Ok(());
    }
    book.automata = book.regexes.iter().map(|regex| automaton(regex).unwrap_or_default()).collect();
    fs::write(out.join("rulebook.bin"), postcard::to_stdvec(&book)?)?;
    fs::write(out.join("pack.bin"), postcard::to_stdvec(&pack)?)?;
    Ok(())
}

/// Bytes of an automaton while it is made; the few expressions that would take megabytes are loosened.
const MOST_BYTES: usize = 400_000;

/// The table that says whether a regular expression matches anywhere in a text; an empty one if it would be too large.
fn automaton(regex: &str) -> Option<Automaton> {
    if let Some(made) = determinized(regex) {
        return table(&made, true);
    }
    let parsed = regex_syntax::ParserBuilder::new().utf8(false).build().parse(regex).ok()?;
    let looser = determinized(&loose(&parsed).to_string());
    // What is reported is part of every match.
    let reported = || determinized(&loose(here(&parsed)?).to_string());
    table(&looser.or_else(reported)?, false)
}

/// The part that is reported, if it is not the whole.
fn here(hir: &Hir) -> Option<&Hir> {
    match hir.kind() {
        HirKind::Capture(capture) => Some(&*capture.sub).filter(|_| capture.name.is_some()).or_else(|| here(&capture.sub)),
        HirKind::Concat(parts) => parts.iter().find_map(here),
        _ => None,
    }
}

/// The expression without counting: what is not there as often as one likes is not there five times either.
fn loose(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            min: repetition.min.min(1),
            max: repetition.max.filter(|max| *max <= 1),
            greedy: repetition.greedy,
            sub: Box::new(loose(&repetition.sub)),
        }),
        HirKind::Capture(capture) => loose(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(loose).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(loose).collect()),
        _ => hir.clone(),
    }
}

/// The automaton of a regular expression; `None` if it is too large.
fn determinized(regex: &str) -> Option<dense::DFA<Vec<u32>>> {
    let config = dense::Config::new()
        .start_kind(StartKind::Unanchored)
        .dfa_size_limit(Some(MOST_BYTES))
        .determinize_size_limit(Some(4 * MOST_BYTES))
        .minimize(true);
    dense::Builder::new()
        .configure(config)
        .syntax(syntax::Config::new().utf8(false))
        .thompson(thompson::Config::new().utf8(false).which_captures(thompson::WhichCaptures::None))
        .build(regex)
        .ok()
}

/// The automaton as a table: what can be reached from the start of a text.
fn table(made: &dense::DFA<Vec<u32>>, exact: bool) -> Option<Automaton> {
    let classes = made.byte_classes();
    let columns: [u8; 256] = std::array::from_fn(|byte| u8::try_from(byte).map_or(0, |byte| classes.get(byte)));
    // The first byte of each column.
    let mut bytes: Vec<u8> = Vec::new();
    for (byte, column) in (0..=u8::MAX).zip(columns) {
        if usize::from(column) == bytes.len() {
            bytes.push(byte);
        }
    }
    let start = made.start_state_forward(&Input::new("")).ok()?;
    let mut states = vec![start];
    let mut row_of = HashMap::from([(start, 0)]);
    let mut rows = Vec::new();
    let mut row = 0;
    while let Some(&state) = states.get(row) {
        let nexts = bytes.iter().map(|byte| made.next_state(state, *byte)).chain([made.next_eoi_state(state)]);
        for next in nexts {
            rows.push(if made.is_match_state(next) {
                Automaton::MATCH
            } else if made.is_dead_state(next) {
                Automaton::NEVER
            } else {
                let at = *row_of.entry(next).or_insert_with(|| {
                    states.push(next);
                    states.len() - 1
                });
                u16::try_from(at).ok()?.checked_add(Automaton::START)?
            });
        }
        row += 1;
    }
    Some(Automaton::new(exact, &columns, &rows))
}

fn collect(root: &Path, dir: &Path, files: &mut Vec<PackFile>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml") {
            let inner = path.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
            files.push(PackFile {
                shown: format!("rules/{inner}"),
                path: inner,
                text: fs::read_to_string(&path)?,
            });
        }
    }
    Ok(())
}
