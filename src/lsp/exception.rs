//! "Leave this as it is, with a reason": an exception written into the ad itself, as a plain edit.
//!
//! Only where the ad has room for one: a comment in Markdown and HTML, an entry in front matter. Must not know which
//! exceptions hold; that is for whoever reads them.

use super::check::{Checked, bytes_of, shown};
use crate::diagnostic::Kind;
use crate::report::words::say;
use crate::source::Format;
use crate::text::Span;
use crate::workspace::{AdReport, FindingReport};

/// How far back an open tag is looked for.
const LOOK: usize = 64 << 10;

/// Elements whose text takes no comment.
const RAW: [&str; 4] = ["title", "script", "style", "textarea"];

/// The edit that excepts a finding; `None` where the format has no place for it.
pub fn edit(checked: &Checked, ad: &AdReport, finding: &FindingReport) -> Option<(Span, String)> {
    let text = checked.subject.buffer.text.as_str();
    let span = shown(text, bytes_of(&finding.place));
    let reason = say(checked.subject.manner.lang, "Begründung eintragen", "give the reason here");
    let comment = format!("<!-- adlint: ignore[{}] {reason} -->", finding.rule);
    match ad.format? {
        Format::Markdown => match front_matter(text).filter(|front| span.start < front.end) {
            Some(front) => in_front_matter(text, front, &finding.rule, reason),
            None => Some((Span::empty(behind(text, span, finding)), format!(" {comment}"))),
        },
        Format::Html => takes_comment(text, span.start as usize).then(|| (Span::empty(span.end), format!(" {comment}"))),
        Format::Text | Format::Json => None,
    }
}

/// The end of the line a passage ends on, which is in its block; in a row of a table the end of the passage itself.
fn behind(text: &str, span: Span, finding: &FindingReport) -> u32 {
    let end = span.end as usize;
    let start = text.get(..end).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let stop = text
        .get(end..)
        .and_then(|after| after.find(['\n', '\r']))
        .map_or(text.len(), |at| end + at);
    let line = text.get(start..stop).unwrap_or_default();
    if line.trim_start().starts_with('|') && finding.kind != Kind::Missing {
        return span.end;
    }
    // Two blanks at the end of a line are a line break; they stay behind the comment.
    let blanks = line.len() - line.trim_end().len();
    u32::try_from((stop - blanks).max(end)).unwrap_or(span.end)
}

/// The front matter in YAML, from its first line to its closing fence.
fn front_matter(text: &str) -> Option<Span> {
    let rest = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n"))?;
    let begin = text.len() - rest.len();
    let close = rest.find("\n---").map(|at| begin + at + 1)?;
    Some(Span::new(u32::try_from(begin).ok()?, u32::try_from(close).ok()?))
}

fn in_front_matter(text: &str, front: Span, rule: &str, reason: &str) -> Option<(Span, String)> {
    let inner = front.of(text);
    let entry = format!("    - {{ rule: {rule}, reason: {reason} }}\n");
    if let Some(at) = inner.find("adlint:\n  ignore:\n") {
        let behind = at + "adlint:\n  ignore:\n".len();
        return Some((Span::empty(front.start + u32::try_from(behind).ok()?), entry));
    }
    // Another `adlint:` is not ours to rewrite.
    let taken = inner.lines().any(|line| line.starts_with("adlint:"));
    (!taken).then(|| (Span::empty(front.end), format!("adlint:\n  ignore:\n{entry}")))
}

/// Whether a comment may stand at a byte of HTML: not inside a tag, not where comments are text.
fn takes_comment(text: &str, at: usize) -> bool {
    let mut from = at.saturating_sub(LOOK);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let before = text.get(from..at).unwrap_or_default().to_ascii_lowercase();
    let in_tag = before.rfind('<') > before.rfind('>');
    let in_raw = RAW
        .iter()
        .any(|name| before.rfind(&format!("<{name}")) > before.rfind(&format!("</{name}")));
    !in_tag && !in_raw
}

#[cfg(test)]
mod tests {
    use super::{front_matter, in_front_matter, takes_comment};

    #[test]
    fn a_comment_goes_neither_into_a_tag_nor_into_a_title() {
        let at = |html: &str| takes_comment(html, html.find("XX").unwrap());
        assert!(at("<p>junges XX</p>"));
        assert!(!at("<img alt=\"junges XX\">") && !at("<TITLE>XX</TITLE>") && at("<title>a</title><p>XX"));
    }

    #[test]
    fn front_matter_gets_an_entry_and_a_second_one_below_the_first() {
        let text = "---\ntitle: Koch\n---\nText\n";
        let front = front_matter(text).unwrap();
        let (span, entry) = in_front_matter(text, front, "gender/masculine-title", "zitiert").unwrap();
        let mut once = text.to_owned();
        once.replace_range(span.start as usize..span.end as usize, &entry);
        assert_eq!(
            once,
            "---\ntitle: Koch\nadlint:\n  ignore:\n    - { rule: gender/masculine-title, reason: zitiert }\n---\nText\n"
        );
        let front = front_matter(&once).unwrap();
        let (span, entry) = in_front_matter(&once, front, "age/young-team", "alt").unwrap();
        once.replace_range(span.start as usize..span.end as usize, &entry);
        assert!(
            once.contains("  ignore:\n    - { rule: age/young-team, reason: alt }\n    - { rule: gender"),
            "{once}"
        );
    }
}
