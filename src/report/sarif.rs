//! SARIF 2.1.0: what GitHub code scanning, Azure DevOps and many viewers read.
//!
//! Results come first and the tool last, so that only rules with a result are described and memory stays flat. What GitHub
//! takes at most is kept, and what was left out is said in a notification.

mod rules;

use super::faults;
use super::json::{FaultLevel, put};
use super::notice::notices;
use super::paths::uri;
use super::words::{interrupted, say};
use super::{Run, Summary, Writing};
use crate::diagnostic::Severity;
use crate::text::{LineIndex, Span};
use crate::workspace::{AdReport, ExceptionSource, FindingReport, FixReport, Place, SuppressedFinding};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// GitHub refuses a run with more results.
const MOST_RESULTS: u64 = 25_000;
/// GitHub refuses more than 10 MB compressed. Results of real ads compress to an eighth (tests/formats/validate.sh measures it).
const MOST_BYTES: u64 = 64 << 20;
/// Of the places of one result.
const MOST_PLACES: usize = 100;
/// Faults are kept until the end; of more only the number is told.
const MOST_NOTIFICATIONS: usize = 1000;
/// Bytes; context that is longer is left out.
const MOST_CONTEXT: usize = 4000;

/// One log with one run.
#[derive(Default)]
pub(super) struct Sarif {
    results: u64,
    bytes: u64,
    left_out: u64,
    rules: BTreeSet<String>,
    notifications: Vec<Value>,
    more_notifications: u64,
}

impl Writing for Sarif {
    fn start(&mut self, run: &Run<'_>, out: &mut dyn Write) -> io::Result<()> {
        write!(
            out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"columnKind\":\"unicodeCodePoints\",\"language\":\"{}\",\"results\":[",
            run.lang.tag()
        )
    }

    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        let artifact = artifact(&ad.path);
        for fault in &ad.faults {
            let level = match FaultLevel::of(fault.code) {
                FaultLevel::Fault => "error",
                FaultLevel::Note => "note",
            };
            self.notify(json!({
                "level": level,
                "descriptor": { "id": fault.code.name() },
                "message": { "text": faults::sentence(run.lang, fault) },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact } }],
            }));
        }
        let page = Page {
            run,
            ad,
            lines: LineIndex::new(&ad.decoded),
            artifact,
        };
        for notice in notices(run, ad) {
            if let Some(finding) = notice.finding {
                self.result(&page, finding, None, out)?;
            }
        }
        for held in &ad.suppressed_findings {
            self.result(&page, &held.finding, Some(held), out)?;
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let say = |level: &str, id: &str, text: String| json!({ "level": level, "descriptor": { "id": id }, "message": { "text": text } });
        let mut notifications = std::mem::take(&mut self.notifications);
        if self.more_notifications > 0 {
            let text = format!("{} {}", self.more_notifications, more_faults(run));
            notifications.push(say("error", "more-faults", text));
        }
        if self.left_out > 0 {
            notifications.push(say("warning", "results-left-out", format!("{} {}", self.left_out, more_results(run))));
        }
        if summary.interrupted {
            notifications.push(say("error", "interrupted", interrupted(run.lang).to_owned()));
        }
        let invocation = json!({
            "executionSuccessful": summary.faults == 0 && !summary.interrupted,
            "toolExecutionNotifications": notifications,
        });
        let driver = json!({
            "name": "adlint",
            "version": env!("CARGO_PKG_VERSION"),
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": self.rules.iter().map(|id| rules::descriptor(run, id)).collect::<Vec<_>>(),
        });
        out.write_all(b"\n],\"invocations\":[")?;
        put(out, &invocation)?;
        out.write_all(b"],\"tool\":{\"driver\":")?;
        put(out, &driver)?;
        out.write_all(b"},\"originalUriBaseIds\":")?;
        let root = say_root(run);
        put(out, &json!({ "%SRCROOT%": { "description": { "text": root } } }))?;
        out.write_all(b"}]}\n")
    }
}

fn say_root(run: &Run<'_>) -> &'static str {
    say(run.lang, "Der Ordner, in dem adlint lief.", "The folder adlint ran in.")
}

fn more_faults(run: &Run<'_>) -> &'static str {
    say(
        run.lang,
        "weitere Leseprobleme sind hier nicht aufgeführt.",
        "more reading problems are not listed here.",
    )
}

fn more_results(run: &Run<'_>) -> &'static str {
    say(
        run.lang,
        "Befunde fehlen hier, weil GitHub nicht mehr annimmt (25.000 je Lauf, 10 MB gepackt). Alle stehen im Bericht jsonl.",
        "findings are missing here because GitHub takes no more (25,000 a run, 10 MB compressed). All of them are in the report jsonl.",
    )
}

impl Sarif {
    fn notify(&mut self, notification: Value) {
        if self.notifications.len() < MOST_NOTIFICATIONS {
            self.notifications.push(notification);
        } else {
            self.more_notifications += 1;
        }
    }

    fn result(&mut self, page: &Page<'_>, finding: &FindingReport, held: Option<&SuppressedFinding>, out: &mut dyn Write) -> io::Result<()> {
        if self.left_out > 0 || self.results == MOST_RESULTS || self.bytes > MOST_BYTES {
            self.left_out += 1;
            return Ok(());
        }
        let text = serde_json::to_vec(&page.result(finding, held))?;
        out.write_all(if self.results == 0 { b"\n" } else { b",\n" })?;
        out.write_all(&text)?;
        self.results += 1;
        self.bytes += text.len() as u64;
        if !self.rules.contains(&finding.rule) {
            self.rules.insert(finding.rule.clone());
        }
        Ok(())
    }
}

fn artifact(path: &str) -> Value {
    match uri(path) {
        (uri, true) => json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }),
        (uri, false) => json!({ "uri": uri }),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// An ad whose findings are written.
struct Page<'a> {
    run: &'a Run<'a>,
    ad: &'a AdReport,
    lines: LineIndex,
    artifact: Value,
}

impl Page<'_> {
    fn result(&self, finding: &FindingReport, held: Option<&SuppressedFinding>) -> Value {
        let lang = self.run.lang;
        let mut message = format!("{} {}", finding.message.get(lang), finding.why.get(lang));
        if let Some(advice) = &finding.advice {
            message.push(' ');
            message.push_str(advice.get(lang));
        }
        let print = self.ad.fingerprint(finding).to_string();
        let mut result = json!({
            "ruleId": finding.rule,
            "level": level(finding.severity),
            "message": { "text": message },
            "locations": [self.location(&finding.place)],
            // GitHub looks at the first name only; both survive edits elsewhere, another wrapping, and moved lines.
            "partialFingerprints": { "primaryLocationLineHash": format!("{print}:1"), "adlint/v1": print },
            "properties": { "confidence": finding.confidence.name(), "ground": finding.ground.name(), "kind": finding.kind.name(), "profile": self.ad.profile },
        });
        let fixes: Vec<Value> = finding
            .fixes
            .iter()
            .filter(|fix| !fix.edits.is_empty())
            .map(|fix| self.fix(fix))
            .collect();
        let again: Vec<Value> = finding
            .repeated
            .iter()
            .take(MOST_PLACES)
            .enumerate()
            .map(|(number, place)| {
                let mut location = self.location(place);
                location["id"] = json!(number + 1);
                location["message"] = json!({ "text": say(lang, "Hier steht dasselbe noch einmal.", "The same stands here again.") });
                location
            })
            .collect();
        for (name, list) in [("fixes", fixes), ("relatedLocations", again)] {
            if !list.is_empty() {
                result[name] = Value::Array(list);
            }
        }
        if let Some(held) = held {
            result["suppressions"] = json!([self.suppression(held)]);
        }
        result
    }

    fn location(&self, place: &Place) -> Value {
        let mut physical = json!({ "artifactLocation": self.artifact, "region": self.region(place, true) });
        if let Some(context) = self.context(place) {
            physical["contextRegion"] = context;
        }
        json!({ "physicalLocation": physical })
    }

    fn region(&self, place: &Place, snippet: bool) -> Value {
        let mut region = json!({
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
            "byteOffset": place.source.start,
            "byteLength": place.source.len(),
        });
        let text = place.decoded.of(&self.ad.decoded);
        if snippet && !text.is_empty() && text.len() <= MOST_CONTEXT {
            region["snippet"] = json!({ "text": text });
        }
        region
    }

    /// The lines of the passage with one before and one after.
    fn context(&self, place: &Place) -> Option<Value> {
        let first = (place.start.line as usize).saturating_sub(2);
        let last = place.end.line as usize;
        let start = self.lines.start_of(first)?;
        let end = self.lines.start_of(last + 1).unwrap_or(u32::try_from(self.ad.decoded.len()).ok()?);
        let text = Span::new(start, end).of(&self.ad.decoded).trim_end_matches(['\n', '\r']);
        let whole = place.decoded.of(&self.ad.decoded).trim_end_matches(['\n', '\r']);
        // It must hold more than the passage, all of it, and stay an excerpt.
        if text.len() <= whole.len() || text.len() > MOST_CONTEXT || start + u32::try_from(text.len()).ok()? < place.decoded.end {
            return None;
        }
        let end_line = (last + 1).min(self.lines.line_of(start + u32::try_from(text.len()).ok()?) + 1);
        Some(json!({ "startLine": first + 1, "endLine": end_line, "snippet": { "text": text } }))
    }

    fn fix(&self, fix: &FixReport) -> Value {
        let lang = self.run.lang;
        let description = if fix.title.is_empty() {
            say(lang, "Streichen", "Delete it").to_owned()
        } else {
            super::layout::one_line(&fix.title)
        };
        let replacements: Vec<Value> = fix
            .edits
            .iter()
            .map(|edit| json!({ "deletedRegion": self.region(&edit.place, false), "insertedContent": { "text": edit.text } }))
            .collect();
        json!({
            "description": { "text": description },
            "artifactChanges": [{ "artifactLocation": self.artifact, "replacements": replacements }],
            "properties": { "applicability": fix.applicability.name() },
        })
    }

    fn suppression(&self, held: &SuppressedFinding) -> Value {
        let mut suppression = match &held.by {
            ExceptionSource::InAd(place) => json!({
                "kind": "inSource",
                "location": { "physicalLocation": { "artifactLocation": self.artifact, "region": self.region(place, false) } },
            }),
            ExceptionSource::InFile { file, line, by, until } => json!({
                "kind": "external",
                "location": { "physicalLocation": { "artifactLocation": artifact(file), "region": { "startLine": (*line).max(1) } } },
                "properties": { "by": by, "until": until },
            }),
            ExceptionSource::Baseline => json!({ "kind": "external", "properties": { "by": "baseline" } }),
        };
        suppression["status"] = json!("accepted");
        if !held.reason.is_empty() {
            suppression["justification"] = json!(held.reason);
        }
        suppression
    }
}
