//! One row a finding, for spreadsheets and statistics: commas, CRLF and UTF-8, as RFC 4180 has it.

use super::layout::one_line;
use super::notice::{notices, replacements};
use super::words::interrupted;
use super::{Run, Summary, Writing};
use crate::workspace::AdReport;
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 18] = [
    "path",
    "language",
    "profile",
    "title",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "confidence",
    "kind",
    "ground",
    "rule",
    "text",
    "message",
    "why",
    "instead",
    "references",
];

/// The report.
pub(super) struct Csv;

impl Writing for Csv {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        rows(out, |rows| rows.write_record(COLUMNS))
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let title = ad.title.as_ref().map(|title| one_line(&title.text)).unwrap_or_default();
        rows(out, |rows| {
            for notice in notices(run, ad) {
                let number = |of: fn(&crate::workspace::Place) -> u32| notice.place.as_ref().map(of).map(|n| n.to_string()).unwrap_or_default();
                let finding = notice.finding;
                let cells: [Cow<'_, str>; COLUMNS.len()] = [
                    ad.path.as_str().into(),
                    ad.language.as_deref().unwrap_or_default().into(),
                    ad.profile.as_str().into(),
                    title.as_str().into(),
                    number(|place| place.start.line).into(),
                    number(|place| place.start.column).into(),
                    number(|place| place.end.line).into(),
                    number(|place| place.end.column).into(),
                    if notice.is_fault() { "fault" } else { notice.severity.name() }.into(),
                    finding.map_or("", |finding| finding.confidence.name()).into(),
                    finding.map_or("", |finding| finding.kind.name()).into(),
                    finding.map_or("", |finding| finding.ground.name()).into(),
                    notice.rule.as_str().into(),
                    finding.map(|finding| one_line(&finding.text)).unwrap_or_default().into(),
                    finding.map_or(notice.message.as_str(), |finding| finding.message.get(run.lang)).into(),
                    finding.map_or("", |finding| finding.why.get(run.lang)).into(),
                    finding.map(|finding| replacements(finding).join(" | ")).unwrap_or_default().into(),
                    finding.map(references).unwrap_or_default().into(),
                ];
                rows.write_record(cells.iter().map(|cell| harmless(cell)).map(|cell| cell.into_owned().into_bytes()))?;
            }
            Ok(())
        })
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if !summary.interrupted {
            return Ok(());
        }
        let mut cells = [""; COLUMNS.len()];
        for (cell, column) in cells.iter_mut().zip(COLUMNS) {
            match column {
                "severity" => *cell = "fault",
                "rule" => *cell = "interrupted",
                "message" => *cell = interrupted(run.lang),
                _ => {}
            }
        }
        rows(out, |rows| rows.write_record(cells))
    }
}

fn references(finding: &crate::workspace::FindingReport) -> String {
    let citations: Vec<&str> = finding.references.iter().map(|reference| reference.citation.as_str()).collect();
    citations.join(" | ")
}

fn rows(out: &mut dyn Write, write: impl FnOnce(&mut ::csv::Writer<&mut dyn Write>) -> ::csv::Result<()>) -> io::Result<()> {
    let mut rows = ::csv::WriterBuilder::new().terminator(::csv::Terminator::CRLF).from_writer(out);
    write(&mut rows)?;
    rows.flush()
}

/// A spreadsheet would run a cell that begins like a formula; ads come from anywhere.
fn harmless(cell: &str) -> Cow<'_, str> {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => Cow::Owned(format!("'{cell}")),
        _ => Cow::Borrowed(cell),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_passage_that_begins_like_a_formula_is_text() {
        assert_eq!(harmless("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(harmless("junges Team"), "junges Team");
    }
}
