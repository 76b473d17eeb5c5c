//! What `Cargo.toml` promises.

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

fn metadata() -> Value {
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout)
        .unwrap()
        .lines()
        .find_map(|line| line.strip_prefix("host: ").map(str::to_owned))
        .unwrap();
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let out = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--offline",
            "--filter-platform",
            &host,
            "--manifest-path",
            root,
        ])
        .output()
        .unwrap();
    serde_json::from_slice(&out.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&out.stderr)))
}

fn version(text: &str) -> Vec<u32> {
    let mut parts: Vec<u32> = text.split('.').map(|part| part.parse().unwrap()).collect();
    parts.resize(3, 0);
    parts
}

/// What is built with the program; what only tests and benches use may ask for more.
#[test]
fn the_rust_version_is_enough_for_every_dependency() {
    let data = metadata();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let mut edges: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in list(&data["resolve"]["nodes"]) {
        let built = |dependency: &Value| list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev");
        let needs = list(&node["deps"])
            .into_iter()
            .filter(built)
            .map(|dependency| text(&dependency["pkg"]))
            .collect();
        edges.insert(text(&node["id"]), needs);
    }
    let mut open = vec![text(&data["resolve"]["root"])];
    let mut built = BTreeSet::new();
    while let Some(id) = open.pop() {
        if built.insert(id.clone()) {
            open.extend(edges.get(&id).cloned().unwrap_or_default());
        }
    }
    assert!(built.len() > 20, "the tree was not read");
    let own = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = list(&data["packages"])
        .into_iter()
        .filter(|package| built.contains(&text(&package["id"])));
    let newer: Vec<String> = packages
        .filter(|package| package["rust_version"].as_str().is_some_and(|needs| version(needs) > own))
        .map(|package| {
            format!(
                "{} {} needs Rust {}",
                text(&package["name"]),
                text(&package["version"]),
                text(&package["rust_version"])
            )
        })
        .collect();
    assert!(
        newer.is_empty(),
        "rust-version is {}, but\n{}",
        env!("CARGO_PKG_RUST_VERSION"),
        newer.join("\n")
    );
}
