//! One line a finding: `file:line:column: severity rule "passage" message`. Words of settings stay as they are there.

use super::json::FaultLevel;
use super::layout::{cut, one_line, path};
use super::words::{self, quoted};
use super::{Run, Summary, Writing, faults, paint};
use crate::workspace::AdReport;
use std::io::{self, Write};

/// A longer passage is cut.
const PASSAGE: usize = 60;

/// The report.
pub(super) struct Concise;

impl Writing for Concise {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let name = path(&ad.path);
        for fault in &ad.faults {
            writeln!(
                out,
                "{name}: {} {} {}",
                FaultLevel::of(fault.code).name(),
                fault.code.name(),
                one_line(&faults::sentence(run.lang, fault))
            )?;
        }
        for finding in &ad.findings {
            let place = finding.place.start;
            let style = paint::severity(finding.severity);
            write!(
                out,
                "{name}:{}:{}: {style}{}{style:#} {} ",
                place.line,
                place.column,
                finding.severity.name(),
                finding.rule
            )?;
            if !finding.text.is_empty() {
                write!(out, "{} ", quoted(run.lang, &cut(&one_line(&finding.text), PASSAGE)))?;
            }
            writeln!(out, "{}", one_line(finding.message.get(run.lang)))?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            writeln!(out, "{}", words::interrupted(run.lang))?;
        }
        Ok(())
    }
}
