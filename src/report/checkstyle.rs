//! Checkstyle's XML, which Jenkins and many editors read.

use super::markup::Escaped;
use super::notice::notices;
use super::words::interrupted;
use super::{Run, Summary, Writing};
use crate::workspace::AdReport;
use std::io::{self, Write};

/// The report.
pub(super) struct Checkstyle;

impl Writing for Checkstyle {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"8.0\">")
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "  <file name=\"{}\">", Escaped(&ad.path))?;
        for notice in notices(run, ad) {
            let (line, column) = notice.place.map_or((1, 1), |place| (place.start.line, place.start.column));
            writeln!(
                out,
                "    <error line=\"{line}\" column=\"{column}\" severity=\"{}\" message=\"{}\" source=\"adlint.{}\"/>",
                notice.severity.name(),
                Escaped(&notice.paragraph(run)),
                Escaped(&notice.rule)
            )?;
        }
        writeln!(out, "  </file>")
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            writeln!(out, "  <!-- {} -->", interrupted(run.lang))?;
        }
        writeln!(out, "</checkstyle>")
    }
}
