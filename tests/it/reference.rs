//! `docs/` against the rules and against itself.
//!
//! Whoever changes a rule changes its page with it: `UPDATE=1 cargo test --test it reference`.

use adlint::report::reference;
use adlint::workspace::{Options, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> BTreeMap<String, String> {
    let workspace = Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .expect("the built-in rules are sound");
    let pages = reference::pages(workspace.book(), &workspace.written());
    let count = pages.len();
    let pages: BTreeMap<String, String> = pages.into_iter().collect();
    assert_eq!(pages.len(), count, "two pages with one path");
    pages
}

/// Every Markdown file below `folder`.
fn markdown(folder: &Path, out: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            markdown(&path, out);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            out.push(path);
        }
    }
}

#[test]
fn the_reference_says_what_the_rules_say() {
    let docs = root().join("docs");
    let pages = pages();
    let mut there = Vec::new();
    markdown(&docs.join("rules"), &mut there);
    let stale = there
        .into_iter()
        .filter(|path| !pages.contains_key(&path.strip_prefix(&docs).unwrap().to_string_lossy().replace('\\', "/")));
    if std::env::var_os("UPDATE").is_some() {
        for path in stale {
            fs::remove_file(path).unwrap();
        }
        for (path, text) in &pages {
            let file = docs.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        return;
    }
    let mut wrong: Vec<String> = stale
        .map(|path| format!("{}: no rule makes this page any more", path.display()))
        .collect();
    for (path, text) in &pages {
        match fs::read_to_string(docs.join(path)) {
            // Git may have changed the line ends.
            Ok(found) if found.replace("\r\n", "\n") == *text => {}
            Ok(_) => wrong.push(format!("docs/{path}: the rules say something else by now")),
            Err(error) => wrong.push(format!("docs/{path}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}\n\nUPDATE=1 cargo test --test it reference", wrong.join("\n"));
}

/// Anchors of a page: those set by hand, and those GitHub makes of headings.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut out: BTreeSet<String> = text
        .split("<a id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    let headings = text
        .lines()
        .filter_map(|line| line.strip_prefix('#'))
        .map(|rest| rest.trim_start_matches('#'));
    for heading in headings {
        let kept = heading
            .trim()
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .collect::<String>();
        out.insert(kept.replace(' ', "-"));
    }
    out
}

/// The targets of `[text](target)`, outside code.
fn links(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            code = !code;
        }
        if !code {
            out.extend(line.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned));
        }
    }
    out
}

#[test]
fn every_link_in_the_documentation_leads_somewhere() {
    let root = root();
    let mut files = Vec::new();
    markdown(&root.join("docs"), &mut files);
    for name in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"] {
        files.push(root.join(name));
    }
    let mut wrong = Vec::new();
    for file in &files {
        let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        for link in links(&text).iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if path.is_empty() {
                file.clone()
            } else {
                file.parent().unwrap().join(path)
            };
            let missing = match fs::read_to_string(&target) {
                Ok(text) => !anchor.is_empty() && !anchors(&text).contains(anchor),
                Err(_) => !target.exists() || !anchor.is_empty(),
            };
            if missing {
                wrong.push(format!("{}: {link}", file.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "links that lead nowhere:\n{}", wrong.join("\n"));
}
