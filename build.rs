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

use pack::{Pack, PackFile};
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
    let book = match pack::compile(&pack) {
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
    fs::write(out.join("rulebook.bin"), postcard::to_stdvec(&book)?)?;
    fs::write(out.join("pack.bin"), postcard::to_stdvec(&pack)?)?;
    Ok(())
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
