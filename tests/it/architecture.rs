//! The floors of the house, and which crates live on which of them.
//!
//! Works on tokens rather than on a syntax tree: what stands inside macros and attributes counts too.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A room names rooms on lower floors and itself, never one beside it or above.
const FLOORS: &[&[&str]] = &[
    &["text", "lang", "parallel"],
    &["source", "diagnostic"],
    &["extract", "pack", "fetch", "archive"],
    &["policy"],
    &["config", "document"],
    &["clause"],
    &["detect"],
    &["engine"],
    &["suppress"],
    &["workspace"],
    &["report"],
    // Findings in yet other forms, with the words and sentences of `report`.
    &["lsp", "survey"],
    &["cli"],
];

/// A crate or a part of the standard library, and the only rooms that may name it.
const AT_HOME: &[(&str, &[&str])] = &[
    ("lsp_types", &["lsp"]),
    ("lsp_server", &["lsp"]),
    ("kuva", &["survey"]),
    ("chrono", &["survey"]),
    ("crossbeam_channel", &["lsp"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("indicatif", &["cli"]),
    ("signal_hook", &["cli"]),
    ("serde_yaml", &["pack", "config"]),
    ("pulldown_cmark", &["extract"]),
    ("encoding_rs", &["extract", "fetch", "archive"]),
    ("ureq", &["fetch"]),
    ("parquet", &["archive", "report"]),
    ("zip::ZipArchive", &["archive"]),
    ("tar", &["archive"]),
    ("csv_core", &["archive"]),
    ("encoding_rs_io", &["archive"]),
    ("twox_hash", &["cli", "survey"]),
    ("url::Url", &["fetch", "lsp"]),
    ("std::net", &["fetch"]),
    ("aho_corasick", &["document", "engine", "pack"]),
    ("regex", &["document", "engine", "pack"]),
    ("std::fs", &["workspace", "cli", "archive"]),
    ("std::process", &["cli", "lsp"]),
    ("std::time", &["cli", "fetch", "lsp", "workspace"]),
    ("std::env", &["cli", "workspace"]),
    ("std::io::stdout", &["cli", "report"]),
    ("std::io::stderr", &["cli", "report"]),
    ("anstream", &["cli", "report"]),
    ("anstyle", &["cli", "report"]),
    ("print!", &["cli", "report"]),
    ("println!", &["cli", "report"]),
    ("eprint!", &["cli", "report"]),
    ("eprintln!", &["cli", "report"]),
];

/// A path as it stands in a file (`crate::text::Span`, `println!`) and its line.
struct Named {
    path: Vec<String>,
    line: usize,
}

#[test]
fn a_room_names_only_lower_floors() {
    let floor = |room: &str| FLOORS.iter().position(|floor| floor.contains(&room));
    let mut wrong = Vec::new();
    for (file, room) in sources() {
        let Some(own) = floor(&room) else {
            wrong.push(format!("{}: `{room}` stands on no floor; write it into FLOORS", file.display()));
            continue;
        };
        for named in names(&file) {
            let Some(other) = named.path.get(1).filter(|_| named.path.first().is_some_and(|first| first == "crate")) else {
                continue;
            };
            if *other != room && floor(other).is_some_and(|other| other >= own) {
                wrong.push(format!("{}:{}: `{room}` must not know `{other}`", file.display(), named.line));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_and_files_and_printing_stay_at_home() {
    let mut wrong = Vec::new();
    for (file, room) in sources() {
        for named in names(&file) {
            let path = named.path.join("::");
            for (thing, homes) in AT_HOME {
                let meant = path == *thing || path.strip_prefix(thing).is_some_and(|rest| rest.starts_with("::"));
                if meant && !homes.contains(&room.as_str()) {
                    wrong.push(format!(
                        "{}:{}: `{path}` belongs to {} alone",
                        file.display(),
                        named.line,
                        homes.join(" and ")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    let files = sources()
        .into_iter()
        .map(|(file, _)| file)
        .chain(["lib.rs", "main.rs"].map(|name| root().join(name)));
    let silent: Vec<PathBuf> = files.filter(|file| !read(file).starts_with("//! ")).collect();
    assert!(silent.is_empty(), "without a module doc: {silent:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Every source file with the room it belongs to; `lib.rs` and `main.rs` are the doors and belong to none, `tests.rs` may do
/// what tests do.
fn sources() -> Vec<(PathBuf, String)> {
    let mut out = Vec::new();
    let mut folders = vec![root()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let inner = path.strip_prefix(root()).unwrap();
            let room = inner.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs")
                && !path.ends_with("tests.rs")
                && !matches!(room.as_str(), "lib" | "main")
            {
                out.push((path, room));
            }
        }
    }
    out.sort();
    out
}

/// Every path a file names, `self` and `super` resolved.
fn names(file: &Path) -> Vec<Named> {
    let inner = file.strip_prefix(root()).unwrap().with_extension("");
    let mut module: Vec<String> = inner
        .iter()
        .map(|part| part.to_str().unwrap().to_owned())
        .filter(|part| part != "mod")
        .collect();
    module.insert(0, "crate".to_owned());
    let tokens: TokenStream = read(file).parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let mut out = Vec::new();
    walk(tokens, &module, &[], &mut out);
    out
}

/// Collects the paths among `tokens`. Every path begins with `prefix`, which is not empty inside `use prefix::{…}`.
fn walk(tokens: TokenStream, module: &[String], prefix: &[String], out: &mut Vec<Named>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let sign = |at: usize, wanted: char| matches!(tokens.get(at), Some(TokenTree::Punct(sign)) if sign.as_char() == wanted);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let ident = match token {
            TokenTree::Group(group) => {
                // `mod tests { … }` is a module of its own; elsewhere braces change nothing.
                let name = at
                    .checked_sub(3)
                    .and_then(|before| tokens.get(before))
                    .filter(|token| token.to_string() == "mod");
                let child = [module, &[tokens[at.saturating_sub(2)].to_string()]].concat();
                walk(group.stream(), if name.is_some() { &child } else { module }, &[], out);
                continue;
            }
            TokenTree::Ident(ident) => ident,
            _ => continue,
        };
        let mut path = resolve(&ident.to_string(), module, prefix);
        loop {
            if !(sign(at, ':') && sign(at + 1, ':')) {
                break;
            }
            match tokens.get(at + 2) {
                Some(TokenTree::Ident(next)) => {
                    if next == "super" {
                        path.pop();
                    } else {
                        path.push(next.to_string());
                    }
                    at += 3;
                }
                Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                    walk(group.stream(), module, &path, out);
                    at += 3;
                    break;
                }
                _ => break,
            }
        }
        if sign(at, '!')
            && !sign(at + 1, '=')
            && let Some(last) = path.last_mut()
        {
            last.push('!');
        }
        out.push(Named {
            path,
            line: ident.span().start().line,
        });
    }
}

fn resolve(first: &str, module: &[String], prefix: &[String]) -> Vec<String> {
    match first {
        _ if !prefix.is_empty() => [prefix, &[first.to_owned()]].concat(),
        "self" => module.to_vec(),
        "super" => module[..module.len() - 1].to_vec(),
        _ => vec![first.to_owned()],
    }
}
