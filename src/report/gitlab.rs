//! GitLab Code Quality: the widget and the marks at the lines of a merge request.

use super::json::put;
use super::notice::{Notice, notices};
use super::paths::in_repository;
use super::{Run, Summary, Writing};
use crate::diagnostic::{Fingerprint, Severity};
use crate::workspace::AdReport;
use serde::Serialize;
use std::io::{self, Write};

/// One array.
#[derive(Default)]
pub(super) struct Gitlab {
    /// An entry stands there already.
    begun: bool,
}

/// One entry, as the Code Quality report names its parts.
#[derive(Serialize)]
struct Issue<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'a str,
    description: &'a str,
    content: Content,
    categories: [&'static str; 1],
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

impl Writing for Gitlab {
    fn start(&mut self, _: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(b"[")
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let path = in_repository(&ad.path);
        for notice in notices(run, ad) {
            let (begin, end) = notice.place.map_or((1, 1), |place| (place.start.line, place.end.line));
            let issue = Issue {
                kind: "issue",
                check_name: &notice.rule,
                description: &notice.message,
                content: Content { body: notice.paragraph(run) },
                categories: ["Style"],
                fingerprint: fingerprint(ad, &path, &notice),
                severity: match notice.severity {
                    Severity::Error if notice.is_fault() => "blocker",
                    Severity::Error => "critical",
                    Severity::Warning => "major",
                    Severity::Info => "info",
                },
                location: Location {
                    path: &path,
                    lines: Lines { begin, end },
                },
            };
            self.entry(&issue, out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            let text = super::words::interrupted(run.lang);
            let issue = Issue {
                kind: "issue",
                check_name: "interrupted",
                description: text,
                content: Content { body: text.to_owned() },
                categories: ["Style"],
                fingerprint: Fingerprint::of("interrupted", "", 0).to_string(),
                severity: "blocker",
                location: Location {
                    path: ".",
                    lines: Lines { begin: 1, end: 1 },
                },
            };
            self.entry(&issue, out)?;
        }
        out.write_all(b"\n]\n")
    }
}

impl Gitlab {
    fn entry(&mut self, issue: &Issue<'_>, out: &mut dyn Write) -> io::Result<()> {
        let sign: &[u8] = if std::mem::replace(&mut self.begun, true) { b",\n" } else { b"\n" };
        out.write_all(sign)?;
        put(out, issue)
    }
}

/// One of its own for every entry of the report: GitLab takes two with the same one for the same.
fn fingerprint(ad: &AdReport, path: &str, notice: &Notice<'_>) -> String {
    let own = notice
        .finding
        .map_or_else(|| notice.message.clone(), |finding| ad.fingerprint(finding).to_string());
    Fingerprint::of(&format!("{path}\0{}", notice.rule), &own, 0).to_string()
}
