//! For people: the passage underlined in its line, what it says to a reader, why, and what to write instead.

use super::excerpt::{Excerpts, Row};
use super::layout::{cut, one_line, path, wrap};
use super::words::{self, count, quoted, say};
use super::{Run, Summary, Writing, faults, paint};
use crate::diagnostic::{Applicability, Confidence, Group, Kind};
use crate::lang::Lang;
use crate::pack::model::SourceKind;
use crate::workspace::{AdReport, FindingReport, ReferenceReport};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

/// More references are only counted.
const REFERENCES: usize = 2;
/// More replacements are left to `explain`.
const REPLACEMENTS: usize = 4;

/// The report.
pub(super) struct Full;

impl Writing for Full {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        self::ad(run, ad, out)
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if summary.interrupted {
            writeln!(out, "{}", words::interrupted(run.lang))?;
        }
        if run.quiet {
            return Ok(());
        }
        writeln!(out, "{}", sentence(run.lang, summary))
    }
}

fn ad(run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
    let name = path(&ad.path);
    for fault in &ad.faults {
        let (style, level) = if fault.code.is_note() {
            (paint::QUIET, say(run.lang, "Hinweis", "note"))
        } else {
            (paint::FAULT, say(run.lang, "Leseproblem", "reading problem"))
        };
        let bold = paint::HEADING;
        writeln!(out, "{bold}{name}{bold:#}: {style}{level}{style:#} {}", fault.code.name())?;
        indented(run, "", &one_line(&faults::sentence(run.lang, fault)), out)?;
        writeln!(out)?;
    }
    let excerpts = Excerpts::new(&ad.decoded);
    for finding in &ad.findings {
        self::finding(run, &name, &excerpts, finding, out)?;
    }
    if !run.quiet && ad.language.is_some() && ad.grave_faults().next().is_none() {
        clause_line(run, &name, ad, out)?;
    }
    Ok(())
}

fn finding(run: &Run<'_>, name: &str, excerpts: &Excerpts<'_>, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let (bold, quiet, style) = (paint::HEADING, paint::QUIET, paint::severity(finding.severity));
    let place = finding.place.start;
    write!(
        out,
        "{bold}{name}:{}:{}{bold:#}: {style}{}{style:#} {}",
        place.line,
        place.column,
        words::severity(lang, finding.severity),
        finding.rule
    )?;
    if finding.confidence != Confidence::High {
        write!(out, " {quiet}({}){quiet:#}", words::confidence(lang, finding.confidence))?;
    }
    writeln!(out)?;
    passage(run, excerpts, finding, out)?;
    indented(run, "", finding.message.get(lang), out)?;
    indented(run, say(lang, "warum", "why"), finding.why.get(lang), out)?;
    instead(run, finding, out)?;
    references(run, finding, out)?;
    if !finding.repeated.is_empty() {
        let lines: Vec<String> = finding.repeated.iter().map(|place| place.start.line.to_string()).collect();
        let line = if lines.len() == 1 {
            say(lang, "Zeile", "line")
        } else {
            say(lang, "Zeilen", "lines")
        };
        indented(run, say(lang, "auch", "also"), &format!("{line} {}", lines.join(", ")), out)?;
    }
    writeln!(out)
}

/// The line or lines, with the passage underlined.
fn passage(run: &Run<'_>, excerpts: &Excerpts<'_>, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
    let quiet = paint::QUIET;
    let gutter = finding.place.end.line.max(1).to_string().len().max(2);
    let rows = excerpts.rows(finding.place.decoded, run.width.saturating_sub(gutter + 4));
    let style = paint::severity(finding.severity);
    writeln!(out, "{quiet}{:gutter$} |{quiet:#}", "")?;
    for Row {
        number,
        line,
        column,
        width,
        gap,
    } in &rows
    {
        writeln!(out, "{quiet}{number:>gutter$} |{quiet:#} {line}")?;
        writeln!(
            out,
            "{quiet}{:gutter$} |{quiet:#} {:column$}{style}{}{style:#}",
            "",
            "",
            "^".repeat(*width)
        )?;
        if *gap {
            writeln!(out, "{quiet}{:gutter$} …{quiet:#}", "")?;
        }
    }
    Ok(())
}

/// What to write instead, or to insert.
fn instead(run: &Run<'_>, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    if let Some(advice) = &finding.advice {
        let label = if finding.kind == Kind::Missing {
            say(lang, "dazu", "note")
        } else {
            say(lang, "besser", "better")
        };
        indented(run, label, advice.get(lang), out)?;
    }
    if let Some(demand) = &finding.demand {
        let command = format!("adlint clauses --group {demand}");
        match finding.fixes.as_slice() {
            [] if finding.text.is_empty() => indented(run, say(lang, "Texte", "texts"), &command, out)?,
            [] => {}
            [fix, rest @ ..] => {
                indented(run, say(lang, "einfügen", "insert"), &quoted(lang, &one_line(&fix.title)), out)?;
                if !rest.is_empty() {
                    let more = count(
                        rest.len() as u64,
                        say(lang, "weiterer Text", "more text"),
                        say(lang, "weitere Texte", "more texts"),
                    );
                    indented(run, say(lang, "dazu", "also"), &format!("{more}: {command}"), out)?;
                }
            }
        }
        return Ok(());
    }
    if finding.fixes.is_empty() {
        return Ok(());
    }
    let shown: Vec<String> = finding.fixes.iter().take(REPLACEMENTS).map(|fix| replacement(lang, &fix.title)).collect();
    let mut text = shown.join(say(lang, " oder ", " or "));
    if finding.fixes.iter().any(|fix| fix.applicability == Applicability::Safe) {
        text.push_str(say(lang, " (macht --fix von selbst)", " (done by --fix)"));
    }
    indented(run, say(lang, "etwa", "such as"), &text, out)
}

fn replacement(lang: Lang, title: &str) -> String {
    if title.is_empty() {
        say(lang, "streichen", "delete it").to_owned()
    } else {
        quoted(lang, &one_line(title))
    }
}

fn references(run: &Run<'_>, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let mut references: Vec<&ReferenceReport> = finding.references.iter().map(Arc::as_ref).collect();
    if finding.kind != Kind::Missing {
        // For a passage the ruling on such words says more than the statute; for a clause the statute comes first.
        references.sort_by_key(|reference| reference.kind != SourceKind::Ruling);
    }
    let label = say(lang, "Quelle", "source");
    for reference in references.iter().take(REFERENCES) {
        let title = one_line(reference.title.get(lang));
        indented_line(label, &cut(&format!("{} – {title}", one_line(&reference.citation)), room(run)), out)?;
    }
    if let Some(more) = references.len().checked_sub(REFERENCES).filter(|more| *more > 0) {
        let more = count(
            more as u64,
            say(lang, "weitere Quelle", "more source"),
            say(lang, "weitere Quellen", "more sources"),
        );
        indented_line(" ", &format!("{more}: adlint explain {}", finding.rule), out)?;
    }
    Ok(())
}

/// Columns before what is said about a passage.
const INDENT: usize = 4;
/// Columns of a label and the space after it.
const LABEL: usize = 9;

/// Columns after a label.
fn room(run: &Run<'_>) -> usize {
    run.width.saturating_sub(INDENT + LABEL).max(20)
}

/// A label and a text, wrapped under itself.
fn indented(run: &Run<'_>, label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let columns = if label.is_empty() {
        run.width.saturating_sub(INDENT).max(20)
    } else {
        room(run)
    };
    for (index, line) in wrap(text, columns).iter().enumerate() {
        let label = if index > 0 && !label.is_empty() { " " } else { label };
        indented_line(label, line, out)?;
    }
    Ok(())
}

/// The text after a label; after an empty one, where the labels begin.
fn indented_line(label: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
    let quiet = paint::QUIET;
    match label {
        "" => writeln!(out, "{:INDENT$}{text}", ""),
        _ => writeln!(out, "{:INDENT$}{quiet}{label:LABEL$}{quiet:#}{text}", ""),
    }
}

/// Which clauses are there, with their level, and which the profile misses.
fn clause_line(run: &Run<'_>, name: &str, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
    let lang = run.lang;
    let mut levels: BTreeMap<Group, u8> = BTreeMap::new();
    for clause in &ad.clauses {
        let level = levels.entry(clause.group).or_default();
        *level = (*level).max(clause.level);
    }
    let asked = |name: &str| ad.findings.iter().any(|finding| finding.demand.as_deref() == Some(name));
    let (good, lacking, bold) = (paint::GOOD, paint::LACKING, paint::HEADING);
    let mut parts: Vec<String> = Vec::new();
    for (group, level) in &levels {
        let label = words::group(lang, *group);
        if asked(group.name()) {
            let note = say(lang, "genügt nicht", "not enough");
            parts.push(format!("{label} ({level}) {lacking}{note}{lacking:#}"));
        } else {
            parts.push(format!("{label} ({level}) {good}✓{good:#}"));
        }
    }
    for (demand, met) in &ad.met {
        let group = Group::from_name(demand);
        if group.is_some_and(|group| levels.contains_key(&group)) {
            continue;
        }
        let label = words::demand(lang, demand);
        if asked(demand) {
            let note = say(lang, "fehlt", "missing");
            parts.push(format!("{label} {lacking}{note}{lacking:#}"));
        } else if *met && group.is_none() {
            parts.push(format!("{label} {good}✓{good:#}"));
        }
    }
    let all = if parts.is_empty() {
        say(lang, "keine", "none").to_owned()
    } else {
        parts.join(" · ")
    };
    writeln!(out, "{bold}{name}{bold:#}: {}: {all}\n", say(lang, "Klauseln", "clauses"))
}

/// Faults that are said one by one beside the sums.
const FAULTS_SAID: usize = 20;

/// What was counted, and the first faults.
#[derive(Debug, Default)]
pub(super) struct Sums {
    faults: usize,
}

impl Writing for Sums {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, out: &mut dyn Write) -> io::Result<()> {
        for fault in ad.grave_faults() {
            self.faults += 1;
            if self.faults <= FAULTS_SAID {
                writeln!(out, "{}: {}", path(&ad.path), faults::sentence(run.lang, fault))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        if self.faults > FAULTS_SAID {
            let rest = self.faults - FAULTS_SAID;
            match run.lang {
                Lang::De => writeln!(out, "… und {rest} weitere Leseprobleme")?,
                Lang::En => writeln!(out, "… and {rest} more reading problems")?,
            }
        }
        Full.end(run, summary, out)
    }
}

/// The summary in one or two sentences.
pub(super) fn sentence(lang: Lang, summary: &Summary) -> String {
    let read = summary.documents - summary.unread;
    let ads = count(read, say(lang, "Anzeige", "ad"), say(lang, "Anzeigen", "ads"));
    let findings = words::findings(lang, summary);
    let mut text = match (findings.is_empty(), summary.faults) {
        (true, _) => format!("{ads}: {}", say(lang, "keine Befunde", "no findings")),
        (false, _) => format!("{ads}: {findings}"),
    };
    if summary.faults > 0 {
        let faults = count(
            summary.faults,
            say(lang, "Leseproblem", "reading problem"),
            say(lang, "Leseprobleme", "reading problems"),
        );
        text.push_str(", ");
        text.push_str(&faults);
    }
    text.push('.');
    if summary.suppressed > 0 {
        let held = count(
            summary.suppressed,
            say(lang, "weiterer Befund ist ausgenommen.", "more finding is excepted."),
            say(lang, "weitere Befunde sind ausgenommen.", "more findings are excepted."),
        );
        text.push_str(&format!(" {held}"));
    }
    if summary.pages > 0 {
        let pages = count(
            summary.pages,
            say(
                lang,
                "Seite ohne Stellenanzeige ist übergangen.",
                "page without a job ad was passed over.",
            ),
            say(
                lang,
                "Seiten ohne Stellenanzeige sind übergangen.",
                "pages without a job ad were passed over.",
            ),
        );
        text.push_str(&format!(" {pages}"));
    }
    if summary.unchanged > 0 {
        let unchanged = count(
            summary.unchanged,
            say(lang, "Anzeige ist unverändert.", "ad is unchanged."),
            say(lang, "Anzeigen sind unverändert.", "ads are unchanged."),
        );
        text.push_str(&format!(" {unchanged}"));
    }
    if summary.fixed > 0 {
        let fixed = count(
            summary.fixed,
            say(lang, "Stelle ist berichtigt.", "passage was corrected."),
            say(lang, "Stellen sind berichtigt.", "passages were corrected."),
        );
        text.push_str(&format!(" {fixed}"));
    }
    if summary.fixable > 0 {
        let fixable = count(
            summary.fixable,
            say(lang, "davon berichtigt --fix.", "of them can be corrected by --fix."),
            say(lang, "davon berichtigt --fix.", "of them can be corrected by --fix."),
        );
        text.push_str(&format!(" {fixable}"));
    }
    if summary.skipped > 0 {
        let skipped = count(
            summary.skipped,
            say(lang, "JSON-Datei", "JSON file"),
            say(lang, "JSON-Dateien", "JSON files"),
        );
        text.push_str(&format!(
            " {skipped} {}",
            say(lang, "ohne Stellenanzeige übergangen.", "without a job posting passed over.")
        ));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sentence;
    use crate::lang::Lang;
    use crate::report::Summary;

    #[test]
    fn the_summary_counts_in_plain_words() {
        let summary = Summary {
            documents: 3,
            unread: 1,
            errors: 2,
            warnings: 1,
            faults: 1,
            skipped: 2,
            ..Summary::default()
        };
        assert_eq!(
            sentence(Lang::De, &summary),
            "2 Anzeigen: 2 Risiken, 1 Warnung, 1 Leseproblem. 2 JSON-Dateien ohne Stellenanzeige übergangen."
        );
        assert_eq!(
            sentence(
                Lang::En,
                &Summary {
                    documents: 1,
                    ..Summary::default()
                }
            ),
            "1 ad: no findings."
        );
    }
}
