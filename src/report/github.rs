//! Annotations on GitHub: workflow commands that Actions shows at the lines of a change.
//!
//! Actions shows ten annotations of each severity a step and counts the rest; the log has them all.

use super::notice::notices;
use super::paths::in_repository;
use super::words::interrupted;
use super::{Run, Summary, Writing, full};
use crate::diagnostic::Severity;
use crate::workspace::AdReport;
use std::io::{self, Write};

/// The report.
pub(super) struct Github;

impl Writing for Github {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let file = property(&in_repository(&ad.path));
        for notice in notices(run, ad) {
            let command = match notice.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info => "notice",
            };
            write!(out, "::{command} file={file}")?;
            if let Some(place) = notice.place {
                write!(out, ",line={},endLine={}", place.start.line, place.end.line)?;
                // Columns are understood only inside one line.
                if place.start.line == place.end.line && !place.source.is_empty() {
                    write!(out, ",col={},endColumn={}", place.start.column, place.end.column)?;
                }
            }
            let title = property(&format!("adlint {}", notice.rule));
            writeln!(out, ",title={title}::{}", data(&notice.paragraph(run)))?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            writeln!(out, "::error title=adlint::{}", data(interrupted(run.lang)))?;
        }
        if run.quiet {
            return Ok(());
        }
        writeln!(out, "{}", full::sentence(run.lang, summary))
    }
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{data, property};

    #[test]
    fn an_ad_cannot_end_a_command_and_begin_its_own() {
        assert_eq!(data("100 %\r\n::set-env"), "100 %25%0D%0A::set-env");
        assert_eq!(property("a,line=1::b"), "a%2Cline=1%3A%3Ab");
    }
}
