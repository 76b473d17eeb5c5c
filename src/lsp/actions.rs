//! What can be done about a finding: replace, insert, leave as it is with a reason, correct all at once.
//!
//! Every action is a plain edit, tied to the version it was made for. Must not know when it is asked.

use super::check::{Checked, bytes_of, shown};
use super::diagnostics::{self, in_short};
use super::exception;
use super::position::Places;
use crate::diagnostic::{Applicability, Kind};
use crate::report::words::{self, say};
use crate::text::Span;
use crate::workspace::{AdReport, EditReport, FindingReport, FixReport};
use lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, DocumentChange, Edit, OptionalVersionedTextDocumentIdentifier, TextDocumentEdit,
    TextDocumentIdentifier, TextEdit, Uri, WorkspaceEdit,
};

/// The kind of the action that makes all safe corrections; asked for as `source.fixAll` too.
pub const FIX_ALL: &str = "source.fixAll.adlint";

/// The actions for a range.
pub fn actions(checked: &Checked, params: &CodeActionParams) -> Vec<CodeAction> {
    let Some(ad) = checked.ad() else { return Vec::new() };
    let only = params.context.only.as_deref();
    let wanted = |kind: &str| only.is_none_or(|only| only.iter().any(|asked| covers(&String::from(asked.clone()), kind)));
    let places = checked.subject.places();
    let mut out = Vec::new();
    if wanted("quickfix") {
        let range = places.span(params.range);
        for finding in &ad.findings {
            let span = shown(places.text(), bytes_of(&finding.place));
            // Touching is enough: the cursor may stand behind the word.
            if span.start <= range.end && range.start <= span.end {
                of_finding(checked, &places, ad, finding, &mut out);
            }
        }
    }
    if wanted(FIX_ALL) {
        out.extend(fix_all(checked, &places, ad));
    }
    out
}

/// Whether someone who asks for `asked` wants `kind` too: `source` and `source.fixAll` mean `source.fixAll.adlint`.
fn covers(asked: &str, kind: &str) -> bool {
    kind.strip_prefix(asked)
        .is_some_and(|rest| asked.is_empty() || rest.is_empty() || rest.starts_with('.'))
}

fn of_finding(checked: &Checked, places: &Places<'_>, ad: &AdReport, finding: &FindingReport, out: &mut Vec<CodeAction>) {
    let diagnostic = diagnostics::of_finding(&checked.subject, places, ad, finding);
    let mut tones = Vec::new();
    for (index, fix) in finding.fixes.iter().enumerate() {
        // One text a tone is enough for a menu; completion has them all.
        let tone = tone_of(checked, finding, &fix.title);
        if tone.is_some() && tones.contains(&tone) {
            continue;
        }
        tones.push(tone);
        let safe = fix.applicability == Applicability::Safe;
        out.push(CodeAction {
            title: title(checked, finding, fix),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic.clone()]),
            is_preferred: (index == 0 && safe && checked.subject.manner.client.preferred).then_some(true),
            edit: Some(edit(checked, places, fix.edits.iter())),
            ..CodeAction::default()
        });
    }
    let in_ad = exception::edit(checked, ad, finding).map(|written| plain(checked, places, std::iter::once(written)));
    if let Some(written) = in_ad.or_else(|| exception::beside(checked, ad, finding)) {
        let lang = checked.subject.manner.lang;
        out.push(CodeAction {
            title: format!(
                "{}: {}",
                say(lang, "Hier so lassen, mit Begründung", "Leave as it is, with a reason"),
                finding.rule
            ),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![diagnostic]),
            edit: Some(written),
            ..CodeAction::default()
        });
    }
}

/// "Ersetzen durch „engagiertes Team“".
fn title(checked: &Checked, finding: &FindingReport, fix: &FixReport) -> String {
    let lang = checked.subject.manner.lang;
    if finding.kind == Kind::Missing {
        let what = match &finding.demand {
            Some(demand) => words::demand(lang, demand).into_owned(),
            None => String::new(),
        };
        let tone = tone_of(checked, finding, &fix.title).map(|tone| format!(", {}", words::tone(lang, tone)));
        return format!(
            "{} ({what}{}): {}",
            say(lang, "Einfügen", "Insert"),
            tone.unwrap_or_default(),
            in_short(lang, &fix.title)
        );
    }
    if fix.title.is_empty() {
        return format!("{} {}", in_short(lang, &finding.text), say(lang, "streichen", "– delete"));
    }
    format!("{} {}", say(lang, "Ersetzen durch", "Replace with"), in_short(lang, &fix.title))
}

/// The tone of a text to insert.
fn tone_of(checked: &Checked, finding: &FindingReport, text: &str) -> Option<crate::pack::model::Tone> {
    let workspace = &checked.subject.workspace;
    let clause = workspace.book().clause(finding.demand.as_deref()?)?;
    clause.texts.iter().find(|known| known.text == text).map(|known| known.tone)
}

fn fix_all(checked: &Checked, places: &Places<'_>, ad: &AdReport) -> Option<CodeAction> {
    let mut taken: Vec<&EditReport> = Vec::new();
    for finding in &ad.findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.applicability == Applicability::Safe) else {
            continue;
        };
        let touches = |a: &EditReport, b: &EditReport| a.place.source.start <= b.place.source.end && b.place.source.start <= a.place.source.end;
        if !fix.edits.iter().any(|edit| taken.iter().any(|other| touches(edit, other))) {
            taken.extend(&fix.edits);
        }
    }
    if taken.is_empty() {
        return None;
    }
    taken.sort_by_key(|edit| edit.place.source);
    let lang = checked.subject.manner.lang;
    Some(CodeAction {
        title: say(lang, "Alle sicheren Berichtigungen vornehmen", "Make all safe corrections").to_owned(),
        kind: Some(CodeActionKind::Custom(FIX_ALL.into())),
        edit: Some(edit(checked, places, taken.into_iter())),
        ..CodeAction::default()
    })
}

/// Edits of the engine as an edit of the client.
fn edit<'a>(checked: &Checked, places: &Places<'_>, edits: impl Iterator<Item = &'a EditReport>) -> WorkspaceEdit {
    plain(checked, places, edits.map(|edit| (bytes_of(&edit.place), edit.text.clone())))
}

/// An edit of the document, for the version it was checked at.
pub fn plain(checked: &Checked, places: &Places<'_>, edits: impl Iterator<Item = (Span, String)>) -> WorkspaceEdit {
    let eol = line_end(places.text());
    let uri = Uri(checked.subject.uri.to_string());
    let edits = edits.map(|(span, text)| TextEdit {
        range: places.range(span),
        // A line break of ours looks like those of the document.
        new_text: if eol == "\n" { text } else { text.replace('\n', eol) },
    });
    if !checked.subject.manner.client.document_changes {
        return WorkspaceEdit {
            changes: Some(std::iter::once((uri, edits.collect())).collect()),
            ..WorkspaceEdit::default()
        };
    }
    WorkspaceEdit {
        document_changes: Some(vec![DocumentChange::TextDocumentEdit(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                version: Some(checked.subject.buffer.version),
                text_document_identifier: TextDocumentIdentifier { uri },
            },
            edits: edits.map(Edit::TextEdit).collect(),
        })]),
        ..WorkspaceEdit::default()
    }
}

/// How lines end in a text: as the first one does.
fn line_end(text: &str) -> &'static str {
    match text.find(['\n', '\r']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}
