//! "Leave this as it is, with a reason": an exception written into the ad itself, as a plain edit.
//!
//! Where the ad has room for one, in the ad: a comment in Markdown and HTML, an entry in front matter; else in the file beside
//! it. Must not know which exceptions hold; that is for whoever reads them.

use super::check::{Checked, bytes_of, shown};
use super::documents::uri_of;
use super::position::Places;
use crate::diagnostic::Kind;
use crate::report::words::say;
use crate::source::Format;
use crate::suppress::file;
use crate::text::{LineIndex, Span};
use crate::workspace::folder::read;
use crate::workspace::{AdReport, FindingReport, find_exceptions};
use lsp_types::{
    CreateFile, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentEdit, TextDocumentIdentifier, TextEdit,
    Uri, WorkspaceEdit,
};

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

/// The same in the file beside the ads, for formats without comments: an entry at its end, or a new file with one. `None`
/// where the ad has no place on the disk, or the client cannot make files.
pub fn beside(checked: &Checked, ad: &AdReport, finding: &FindingReport) -> Option<WorkspaceEdit> {
    let manner = &checked.subject.manner;
    let by_comment = !matches!(ad.format?, Format::Text | Format::Json);
    if by_comment || !manner.client.document_changes || !manner.client.creates_files {
        return None;
    }
    let folder = checked.subject.path.as_ref()?.parent()?;
    let known = find_exceptions(folder);
    let file = known.clone().unwrap_or_else(|| folder.join(file::FILE_NAMES[0]));
    let inner = checked
        .subject
        .path
        .as_ref()?
        .strip_prefix(file.parent()?)
        .ok()?
        .to_string_lossy()
        .replace('\\', "/");
    let say = |de, en| say(manner.lang, de, en);
    let mut entry = format!("  - rule: {}\n", finding.rule);
    if finding.kind != Kind::Missing {
        // A string in JSON is one in YAML.
        entry.push_str(&format!("    passage: {}\n", serde_json::json!(finding.text)));
    }
    entry.push_str(&format!(
        "    reason: {}\n    by: {}\n    paths: [{}]\n",
        say("Begründung eintragen", "give the reason here"),
        say("Namen eintragen", "give your name here"),
        serde_json::json!(escaped_glob(&inner))
    ));
    let uri = Uri(uri_of(&file)?);
    let mut changes = Vec::new();
    let at = if known.is_some() {
        let text = String::from_utf8(read(&file).ok()?.bytes).ok()?;
        if !text.lines().any(|line| line.trim_end() == "exceptions:") {
            return None;
        }
        if !text.ends_with('\n') {
            entry.insert(0, '\n');
        }
        let lines = LineIndex::new(&text);
        Places::new(&text, &lines, manner.client.encoding).position(u32::try_from(text.len()).ok()?)
    } else {
        entry.insert_str(0, "exceptions:\n");
        changes.push(DocumentChange::CreateFile(CreateFile {
            uri: uri.clone(),
            options: None,
            annotation_id: None,
        }));
        Position::default()
    };
    changes.push(DocumentChange::TextDocumentEdit(TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier {
            version: None,
            text_document_identifier: TextDocumentIdentifier { uri },
        },
        edits: vec![Edit::TextEdit(TextEdit {
            range: Range { start: at, end: at },
            new_text: entry,
        })],
    }));
    Some(WorkspaceEdit {
        document_changes: Some(changes),
        ..WorkspaceEdit::default()
    })
}

/// A name that stands for itself in a glob.
fn escaped_glob(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        if matches!(letter, '*' | '?' | '[' | ']' | '{' | '}') {
            out.extend(['[', letter, ']']);
        } else {
            out.push(letter);
        }
    }
    out
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
    let mut at = 0;
    let mut above = "";
    for line in inner.split_inclusive('\n') {
        at += line.len();
        if above == "adlint:" && line.trim_end() == "  ignore:" {
            return Some((Span::empty(front.start + u32::try_from(at).ok()?), entry));
        }
        above = line.trim_end();
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
