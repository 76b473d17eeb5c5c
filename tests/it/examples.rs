//! The commands in the documentation do what stands below them.
//!
//! A block marked `console` is run line by line (`$ command`) in the root of the repository, with the adlint just built. Its output
//! must be what stands there; a line `…` stands for any lines. `UPDATE=1 cargo test --test it examples` writes anew what is
//! shown whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A command and what stands below it.
struct Example {
    command: String,
    shown: Vec<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = fs::read_dir(root().join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.extend(["README.md", "CONTRIBUTING.md"].map(|name| root().join(name)));
    pages.sort();
    pages
}

/// What a command prints, as a reader without colours and with an English system sees it.
fn printed(command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_adlint"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::iter::once(program.parent().unwrap().to_path_buf()).chain(std::env::split_paths(&path));
    let out = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(root())
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env("NO_COLOR", "1")
        .env("LC_ALL", "C.UTF-8")
        .env("LANG", "en")
        .output()
        .unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// Whether `shown` is `lines`, where `…` stands for any number of them.
fn fits(shown: &[String], lines: &[&str]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => (0..=lines.len()).any(|skipped| fits(rest, &lines[skipped..])),
        Some((first, rest)) => lines
            .split_first()
            .is_some_and(|(line, lines)| first.trim_end() == line.trim_end() && fits(rest, lines)),
    }
}

/// The page with its whole outputs written anew, and what does not fit.
fn check(text: &str) -> (String, Vec<String>) {
    let (mut page, mut wrong) = (String::new(), Vec::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        page.push_str(line);
        page.push('\n');
        if line != "```console" {
            continue;
        }
        while let Some(command) = lines.next_if(|line| line.starts_with("$ ")) {
            let mut example = Example {
                command: command[2..].to_owned(),
                shown: Vec::new(),
            };
            while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
                example.shown.push(line.to_owned());
            }
            let printed = printed(&example.command);
            let now: Vec<&str> = printed.lines().map(str::trim_end).collect();
            let whole = example.shown.iter().all(|line| line != "…");
            if !fits(&example.shown, &now) {
                wrong.push(format!("$ {}\n--- prints now:\n{printed}---", example.command));
            }
            page.push_str(&format!("{command}\n"));
            let kept: Vec<&str> = if whole {
                now
            } else {
                example.shown.iter().map(String::as_str).collect()
            };
            for line in kept {
                page.push_str(line);
                page.push('\n');
            }
        }
    }
    (page, wrong)
}

#[test]
fn commands_in_the_documentation_print_what_stands_below_them() {
    let mut all = Vec::new();
    let mut count = 0;
    for file in pages() {
        let text = fs::read_to_string(&file).unwrap();
        count += text.matches("```console\n").count();
        let (page, wrong) = check(&text);
        if std::env::var_os("UPDATE").is_some() && page != text {
            fs::write(&file, page).unwrap();
        }
        let name = file.strip_prefix(root()).unwrap().display();
        all.extend(wrong.into_iter().map(|wrong| format!("{name}: {wrong}")));
    }
    assert!(count >= 4, "the examples were not found");
    assert!(all.is_empty(), "{}\n\nUPDATE=1 cargo test --test it examples", all.join("\n\n"));
}
