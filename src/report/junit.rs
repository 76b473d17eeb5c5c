//! JUnit XML: every ad a suite, every finding a case, for pipelines that show test results.
//!
//! A case fails where the finding fails the run (`--fail-on`); others pass and say what they found. What an exception holds
//! back is skipped, a fault is an error, an ad without findings is one case that passes.

use super::layout::one_line;
use super::markup::Escaped;
use super::notice::{Notice, notices};
use super::words::interrupted;
use super::{Run, Summary, Writing};
use crate::workspace::AdReport;
use std::io::{self, Write};

/// The report.
pub(super) struct Junit;

impl Writing for Junit {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"adlint\">")
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let notices = notices(run, ad);
        let fails = |notice: &&Notice<'_>| notice.finding.is_some() && run.fail_on.counts(notice.severity);
        let failures = notices.iter().filter(fails).count();
        let errors = notices.iter().filter(|notice| notice.is_fault()).count();
        let skipped = ad.suppressed_findings.len();
        let tests = (notices.len() + skipped).max(1);
        let path = Escaped(&ad.path);
        writeln!(
            out,
            "  <testsuite name=\"{path}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\">"
        )?;
        for notice in &notices {
            case(run, &ad.path, notice, out)?;
        }
        for held in &ad.suppressed_findings {
            let place = held.finding.place.start;
            let name = format!("{} {}:{}", held.finding.rule, place.line, place.column);
            writeln!(
                out,
                "    <testcase classname=\"{path}\" name=\"{}\" time=\"0\"><skipped message=\"{}\"/></testcase>",
                Escaped(&name),
                Escaped(&held.reason)
            )?;
        }
        if tests > notices.len() + skipped {
            writeln!(out, "    <testcase classname=\"{path}\" name=\"adlint\" time=\"0\"/>")?;
        }
        writeln!(out, "  </testsuite>")
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            let text = interrupted(run.lang);
            writeln!(
                out,
                "  <testsuite name=\"adlint\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\" time=\"0\">\n    <testcase classname=\"adlint\" name=\"interrupted\" time=\"0\"><error type=\"interrupted\" message=\"{text}\"/></testcase>\n  </testsuite>"
            )?;
        }
        writeln!(out, "</testsuites>")
    }
}

fn case(run: &Run<'_>, path: &str, notice: &Notice<'_>, out: &mut dyn Write) -> io::Result<()> {
    let start = notice.place.map(|place| place.start);
    let name = start.map_or_else(|| notice.rule.clone(), |start| format!("{} {}:{}", notice.rule, start.line, start.column));
    write!(
        out,
        "    <testcase classname=\"{}\" name=\"{}\" time=\"0\">",
        Escaped(path),
        Escaped(&name)
    )?;
    let body = notice.paragraph(run);
    let element = match notice.finding {
        None if notice.is_fault() => "error",
        Some(_) if run.fail_on.counts(notice.severity) => "failure",
        _ => {
            writeln!(
                out,
                "<system-out>{}: {}</system-out></testcase>",
                notice.severity.name(),
                Escaped(&one_line(&body))
            )?;
            return Ok(());
        }
    };
    let at = start.map_or_else(String::new, |start| format!(":{}:{}", start.line, start.column));
    writeln!(
        out,
        "<{element} type=\"{}\" message=\"{}\">{}</{element}></testcase>",
        Escaped(&notice.rule),
        Escaped(&notice.message),
        Escaped(&format!("{path}{at}: {}: {body}", notice.severity.name()))
    )
}
