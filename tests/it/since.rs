//! `--since`: findings on changed lines, against a git repository of the test's own.

use crate::cli::{Folder, Run, assert_says};
use std::path::Path;
use std::process::Command;

const HEAD: &str =
    "# Referentin oder Referent (m/w/d)\n\nVerstärken Sie unser junges, dynamisches Team!\n\nSie beraten die Verwaltung in Erfurt und Umgebung.\n";

fn git(folder: &Path, args: &[&str]) -> String {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args([
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "-c",
            "init.defaultBranch=main",
            "-c",
            "commit.gpgsign=false",
        ])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .expect("git runs");
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// A repository with two ads committed.
fn repository() -> Folder {
    let folder = Folder::new();
    folder.file("ads/a.md", HEAD);
    folder.file("ads/b.md", HEAD);
    git(folder.path(), &["init", "-q"]);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "one"]);
    folder
}

fn since(folder: &Folder, args: &[&str]) -> Run {
    folder.run(&[&["check", "--format", "concise"], args].concat())
}

#[test]
fn nothing_changed_is_nothing_to_show() {
    let folder = repository();
    let run = folder.run(&["check", "--since", "HEAD"]).ends_with(0);
    assert_says(&run.out, &["2 ads are unchanged"]);
    since(&folder, &["ads/a.md", "--since", "main"]).ends_with(0);
}

#[test]
fn only_changed_lines_are_shown_and_what_is_missing_if_any_is() {
    let folder = repository();
    folder.file("ads/a.md", HEAD.replace("Umgebung", "im Umland"));
    let run = since(&folder, &["--since", "HEAD"]).ends_with(0);
    assert!(
        !run.out.contains("age/young-team") && run.out.contains("ads/a.md") && !run.out.contains("ads/b.md"),
        "{}",
        run.out
    );
    assert_says(&run.out, &["clause/migration"]);
    folder.file(
        "ads/a.md",
        format!("{HEAD}\nWir sind ein junges Team und suchen Sie.\n\nDeutsch als Muttersprache.\n"),
    );
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "-qm", "two"]);
    let run = since(&folder, &["--since", "HEAD~1"]).ends_with(1);
    assert!(run.out.contains("ads/a.md:9") && !run.out.contains("ads/a.md:3:"), "{}", run.out);
    since(&folder, &["--since", "HEAD"]).ends_with(0);
}

#[test]
fn new_untracked_ignored_and_renamed_ads() {
    let folder = repository();
    folder.file("neu \"ä\"\n.md", HEAD);
    folder.file(".gitignore", "hidden/\n");
    folder.file("hidden/x.md", HEAD);
    git(folder.path(), &["mv", "ads/b.md", "ads/moved.md"]);
    let run = since(&folder, &["--since", "HEAD"]).ends_with(1);
    assert!(
        run.out.contains("neu \"ä\"") && !run.out.contains("hidden") && !run.out.contains("moved.md:3:"),
        "{}",
        run.out
    );
    let named = since(&folder, &["hidden/x.md", "--since", "HEAD"]).ends_with(1);
    assert_says(&named.out, &["hidden/x.md:3"]);
    folder.file("ads/moved.md", HEAD.replace("Verstärken Sie unser", "Verstärken Sie bald unser"));
    let run = since(&folder, &["ads", "--since", "HEAD"]).ends_with(1);
    assert_says(&run.out, &["ads/moved.md:3:"]);
}

#[test]
fn it_works_in_subfolders_and_shallow_clones_and_with_other_line_ends() {
    let folder = repository();
    folder.file("ads/b.md", HEAD.replace('\n', "\r\n"));
    folder.file("ads/a.md", format!("{HEAD}\nDeutsch als Muttersprache.\n"));
    let mut inner = folder.adlint(&["check", "--since", "HEAD", "--format", "concise"]);
    let run = Run::of(inner.current_dir(folder.path().join("ads")).output().unwrap());
    assert!(run.out.contains("a.md:7") && !run.out.contains(":3:"), "{run:?}");
    git(folder.path(), &["commit", "-qam", "two"]);
    let clone = Folder::new();
    let url = format!("file://{}", folder.path().display());
    git(clone.path(), &["clone", "-q", "--depth=1", &url, "c"]);
    let here = ["check", "c", "--since"];
    let run = clone.run(&[&here[..], &["HEAD~1"]].concat()).ends_with(2);
    assert_says(&run.err, &["HEAD~1", "shallow", "git fetch"]);
    clone.run(&[&here[..], &["HEAD"]].concat()).ends_with(0);
}

#[test]
fn without_git_or_with_a_wrong_revision_it_says_so() {
    let folder = Folder::new();
    folder.file("ad.md", HEAD);
    let run = folder.run(&["check", "--since", "main"]).ends_with(2);
    assert_says(&run.err, &["--since", "git work tree"]);
    let run = folder.run(&["check", "--since", "main", "--lang", "de"]).ends_with(2);
    assert_says(&run.err, &["Git-Arbeitsverzeichnis"]);
    let repository = repository();
    for wrong in ["no-such", "--output=/tmp/x", "HEAD:ads/a.md", ""] {
        let run = repository.run(&["check", &format!("--since={wrong}")]).ends_with(2);
        assert_says(&run.err, &["--since"]);
    }
    let mut hidden = repository.adlint(&["check", "--since", "HEAD"]);
    let run = Run::of(hidden.env("PATH", folder.path()).output().unwrap()).ends_with(2);
    assert_says(&run.err, &["git", "Install"]);
    repository.run(&["check", "--since", "HEAD", "--fix"]).ends_with(2);
}
