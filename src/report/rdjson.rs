//! The Reviewdog Diagnostic Format: comments on changes at any platform that reviewdog knows, with suggestions.
//!
//! Columns count bytes of the line in UTF-8, from 1, as its specification has it.

use super::json::put;
use super::notice::{notices, single_edits};
use super::paths::in_repository;
use super::{Run, Summary, Writing};
use crate::diagnostic::Severity;
use crate::text::LineIndex;
use crate::workspace::{AdReport, Place};
use serde::Serialize;
use std::io::{self, Write};

/// More suggestions for one passage help nobody.
const SUGGESTIONS: usize = 3;

/// One object.
#[derive(Default)]
pub(super) struct Rdjson {
    /// A diagnostic stands there already.
    begun: bool,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<Range>,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

impl Writing for Rdjson {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"{\"source\":{\"name\":\"adlint\"},\"severity\":\"WARNING\",\"diagnostics\":[")
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let path = in_repository(&ad.path);
        let lines = LineIndex::new(&ad.decoded);
        for notice in notices(run, ad) {
            let suggestions = notice.finding.into_iter().flat_map(single_edits).take(SUGGESTIONS);
            let diagnostic = Diagnostic {
                message: notice.paragraph(run),
                location: Location {
                    path: &path,
                    range: notice.place.map(|place| range(&lines, &place)),
                },
                severity: match notice.severity {
                    Severity::Error => "ERROR",
                    Severity::Warning => "WARNING",
                    Severity::Info => "INFO",
                },
                code: Code { value: &notice.rule },
                suggestions: suggestions
                    .map(|edit| Suggestion {
                        range: range(&lines, &edit.place),
                        text: &edit.text,
                    })
                    .collect(),
            };
            self.entry(&diagnostic, out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            let diagnostic = Diagnostic {
                message: super::words::interrupted(run.lang).to_owned(),
                location: Location { path: ".", range: None },
                severity: "ERROR",
                code: Code { value: "interrupted" },
                suggestions: Vec::new(),
            };
            self.entry(&diagnostic, out)?;
        }
        out.write_all(b"\n]}\n")
    }
}

impl Rdjson {
    fn entry(&mut self, diagnostic: &Diagnostic<'_>, out: &mut dyn Write) -> io::Result<()> {
        let sign: &[u8] = if std::mem::replace(&mut self.begun, true) { b",\n" } else { b"\n" };
        out.write_all(sign)?;
        put(out, diagnostic)
    }
}

fn range(lines: &LineIndex, place: &Place) -> Range {
    let position = |line: u32, offset: u32| {
        let start = lines.start_of(line.saturating_sub(1) as usize).unwrap_or(offset);
        Position {
            line,
            column: offset.saturating_sub(start) + 1,
        }
    };
    Range {
        start: position(place.start.line, place.decoded.start),
        end: position(place.end.line, place.decoded.end),
    }
}
