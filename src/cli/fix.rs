//! Safe corrections: applied until there are none left, and shown as a diff.
//!
//! Must not write files; it turns bytes into bytes.

use crate::diagnostic::Applicability;
use crate::report::layout;
use crate::report::paint;
use crate::source::{Format, Source};
use crate::workspace::{AdReport, EditReport, Workspace};
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::borrow::Cow;

/// One correction can make room for another. Rules that undo each other would go on for ever.
const ROUNDS: usize = 8;

/// An ad after correction.
pub struct Corrected<'a> {
    /// The bytes of the file.
    pub bytes: Cow<'a, [u8]>,
    /// How many corrections were made.
    pub fixed: u64,
    /// What there is to say about the ad before the corrections.
    pub before: AdReport,
    /// What there is to say about it now.
    pub after: AdReport,
}

/// Applies all safe corrections. Files that are not UTF-8 stay as they are: text in another encoding is not put back.
pub fn correct<'a>(workspace: &Workspace, name: &str, format: Option<Format>, bytes: &'a [u8]) -> Corrected<'a> {
    let check = |bytes: &[u8]| workspace.check(&Source { name, bytes, format });
    let before = check(bytes);
    let mut corrected = Corrected {
        bytes: Cow::Borrowed(bytes),
        fixed: 0,
        after: before.clone(),
        before,
    };
    if std::str::from_utf8(bytes).is_err() {
        return corrected;
    }
    for _ in 0..ROUNDS {
        let (edits, fixed) = safe_edits(&corrected.after);
        let Some(changed) = apply(&corrected.bytes, edits).filter(|changed| *changed != *corrected.bytes) else {
            break;
        };
        corrected.after = check(&changed);
        corrected.bytes = Cow::Owned(changed);
        corrected.fixed += fixed;
    }
    corrected
}

/// The edits of the first safe fix of each finding, in order; a fix that touches another one waits for the next round.
fn safe_edits(ad: &AdReport) -> (Vec<&EditReport>, u64) {
    let mut taken: Vec<&EditReport> = Vec::new();
    let mut fixed = 0;
    for finding in &ad.findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe) else {
            continue;
        };
        let touches = |a: &EditReport, b: &EditReport| a.place.source.start <= b.place.source.end && b.place.source.start <= a.place.source.end;
        if fix.edits.iter().any(|edit| taken.iter().any(|other| touches(edit, other))) {
            continue;
        }
        taken.extend(&fix.edits);
        fixed += 1;
    }
    taken.sort_by_key(|edit| edit.place.source);
    (taken, fixed)
}

/// The bytes with all edits made; `None` where there are none or one does not fit.
fn apply(bytes: &[u8], edits: Vec<&EditReport>) -> Option<Vec<u8>> {
    if edits.is_empty() {
        return None;
    }
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for edit in edits {
        let span = edit.place.source;
        out.extend_from_slice(bytes.get(at..span.start as usize)?);
        out.extend_from_slice(edit.text.as_bytes());
        at = span.end as usize;
    }
    out.extend_from_slice(bytes.get(at..)?);
    Some(out)
}

/// The corrections as a unified diff, as `patch` reads it; in colour for people.
pub fn diff(name: &str, before: &[u8], after: &[u8], colour: bool) -> Vec<u8> {
    let (before, after) = (String::from_utf8_lossy(before), String::from_utf8_lossy(after));
    let lines = TextDiff::from_lines(before.as_ref(), after.as_ref());
    let mut unified = lines.unified_diff();
    unified.header(name, name);
    if !colour {
        return unified.to_string().into_bytes();
    }
    let bold = paint::HEADING;
    let name = layout::path(name);
    let mut out = format!("{bold}--- {name}{bold:#}\n{bold}+++ {name}{bold:#}\n");
    for hunk in unified.iter_hunks() {
        let header: Style = AnsiColor::Cyan.on_default();
        out.push_str(&format!("{header}{}{header:#}\n", hunk.header()));
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', AnsiColor::Red.on_default()),
                ChangeTag::Insert => ('+', AnsiColor::Green.on_default()),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = layout::path(change.value().trim_end_matches(['\n', '\r']));
            out.push_str(&format!("{style}{sign}{line}{style:#}\n"));
        }
    }
    out.into_bytes()
}
