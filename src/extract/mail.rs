//! Ads in forwarded mail: the sign that begins each quoted line is no part of its sentences.
//!
//! Must not know what a mail's other lines are; "From:" and "Subject:" are read like any field.

use super::draft::{Change, Draft, With, offset};
use crate::text::Span;

/// So many lines in a row that begin with the sign are quoted; fewer may be arrows or comparisons.
const RUN: usize = 3;

/// The draft without the signs of quoted lines.
pub(super) fn unquoted(draft: Draft<'_>) -> Draft<'_> {
    if !draft.text.starts_with('>') && memchr::memmem::find(draft.text.as_bytes(), b"\n>").is_none() {
        return draft;
    }
    let mut changes: Vec<Change> = Vec::new();
    let mut run: Vec<Change> = Vec::new();
    let mut at = 0;
    for line in draft.text.split_inclusive('\n') {
        let signs = line.len() - line.trim_start_matches(['>', ' ']).len();
        if line.starts_with('>') {
            run.push(Change {
                span: Span::new(offset(at), offset(at + signs)),
                with: With::Nothing,
            });
        } else {
            close(&mut run, &mut changes);
        }
        at += line.len();
    }
    close(&mut run, &mut changes);
    draft.edited(&changes)
}

/// Ends a row of quoted lines.
fn close(run: &mut Vec<Change>, changes: &mut Vec<Change>) {
    if run.len() >= RUN {
        changes.append(run);
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::unquoted;
    use crate::extract::draft::Draft;

    fn read(text: &str) -> String {
        unquoted(Draft::of(text)).text.into_owned()
    }

    #[test]
    fn quoted_lines_lose_their_sign() {
        assert_eq!(read("Hello,\n> one\n>\n> > two\n>three\n\nend"), "Hello,\none\n\ntwo\nthree\n\nend");
    }

    #[test]
    fn a_single_arrow_stays() {
        assert_eq!(read("> Apply now\nor call"), "> Apply now\nor call");
        assert_eq!(read("a > b\n> c\nd"), "a > b\n> c\nd");
    }
}
