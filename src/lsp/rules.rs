//! adlint's own YAML in the editor: settings, exceptions and rule packs, with what is wrong at its place.
//!
//! The workspace is opened with the unsaved text in place of the file's; its faults are the answer. Must not know diagnostics.

use super::check::Subject;
use crate::pack::yaml::{Place, YamlFault};
use crate::workspace::folder::{is_exceptions, is_settings, pack_of};
use crate::workspace::{Options, Workspace};
use std::path::Path;

/// What is wrong with a YAML file; `None` where it is none of ours.
pub fn faults(path: &Path, subject: &Subject) -> Option<Vec<YamlFault>> {
    let text = subject.buffer.text.as_str();
    let unsaved = vec![(path.to_path_buf(), text.to_owned())];
    let pack = pack_of(path);
    let options = if is_settings(path) {
        Options {
            settings: Some(path.to_path_buf()),
            unsaved,
            ..Options::default()
        }
    } else if is_exceptions(path) {
        Options {
            root: path.parent().map(Path::to_path_buf),
            exceptions: Some(path.to_path_buf()),
            unsaved,
            ..Options::default()
        }
    } else if subject.workspace.is_own_rule(path) {
        Options {
            settings: subject.workspace.settings_file.clone(),
            unsaved,
            ..Options::default()
        }
    } else if let Some((root, true)) = pack {
        Options {
            isolated: true,
            rules: vec![root],
            without_builtin: true,
            unsaved,
            ..Options::default()
        }
    } else {
        return None;
    };
    let is_here = |file: &str| Path::new(file) == path;
    Some(match Workspace::open(&options) {
        Err(mut faults) => {
            faults.retain(|fault| is_here(&fault.file));
            faults
        }
        Ok(workspace) => workspace
            .test(is_here)
            .failures
            .into_iter()
            .map(|failure| YamlFault {
                at: place_of(text, &failure.sentence),
                file: failure.file,
                message: failure.problem,
                help: None,
            })
            .collect(),
    })
}

/// Where a sentence of a rule stands in its file.
fn place_of(text: &str, sentence: &str) -> Place {
    // A folded scalar has other line breaks than its value; its first words are enough.
    let begin: String = sentence.chars().take(40).collect();
    let at = text.find(sentence).or_else(|| text.find(begin.lines().next().unwrap_or_default()));
    let before = at.and_then(|at| text.get(..at)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1;
    Place {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        column: u32::try_from(column).unwrap_or(u32::MAX),
    }
}
