//! The findings of an ad, in the order of its text: what a passage says, why, and what could stand there.

use super::Sheet;
use crate::diagnostic::{Confidence, Severity};
use crate::report::layout::one_line;
use crate::report::markup::Escaped;
use crate::report::notice::replacements;
use crate::report::words::{self, quoted, say};
use crate::workspace::{FindingReport, ReferenceReport};
use std::io::{self, Write};

/// More replacements are left to `explain`.
const REPLACEMENTS: usize = 4;

impl Sheet<'_> {
    pub(super) fn findings(&self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang();
        let label = say(lang, "Befunde", "Findings");
        writeln!(out, "<div class=\"findings\">\n<h3>{label}</h3>")?;
        if self.ad.findings.is_empty() {
            let none = if self.is_judged() {
                say(lang, "Hier ist nichts aufgefallen.", "Nothing was noticed here.")
            } else {
                say(lang, "Diese Anzeige ist nicht geprüft.", "This ad was not checked.")
            };
            return writeln!(out, "<p>{none}</p>\n</div>");
        }
        writeln!(out, "<ol>")?;
        for (index, finding) in self.ad.findings.iter().enumerate() {
            self.finding(index + 1, finding, out)?;
        }
        writeln!(out, "</ol>\n</div>")
    }

    fn finding(&self, number: usize, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang();
        let ad = self.number;
        let severity = finding.severity.name();
        let passage = one_line(&finding.text);
        let shown = if passage.is_empty() {
            let name = words::demand(lang, finding.demand.as_deref().unwrap_or_default());
            format!("{}: {}", say(lang, "fehlt", "missing"), Escaped(&name))
        } else {
            format!("<q{}>{}</q>", self.language(), Escaped(&passage))
        };
        write!(
            out,
            "<li id=\"ad{ad}f{number}\" class=\"{severity}\">\n<h4><a class=\"number {severity}\" href=\"#ad{ad}p{number}\"><span class=\"hidden\">{} </span>{number}</a> \
             <span class=\"badge\">{}</span> {shown}</h4>\n<p class=\"message\">{}</p>\n<p>{}</p>\n",
            say(lang, "Zur Stelle von Befund", "To the passage of finding"),
            label(self, finding.severity),
            Escaped(finding.message.get(lang)),
            Escaped(finding.why.get(lang)),
        )?;
        if let Some(advice) = &finding.advice {
            writeln!(out, "<p>{}</p>", Escaped(advice.get(lang)))?;
        }
        self.instead(finding, out)?;
        if !finding.references.is_empty() {
            writeln!(
                out,
                "<details>\n<summary>{}</summary>\n<ul>",
                say(lang, "Was dahinter steht", "What is behind it")
            )?;
            for reference in &finding.references {
                writeln!(out, "<li>{}</li>", self.reference_of(reference))?;
            }
            writeln!(out, "</ul>\n</details>")?;
        }
        let mut said = vec![
            format!("{} {}", say(lang, "Zeile", "line"), finding.place.start.line),
            format!("<code>{}</code>", Escaped(&finding.rule)),
        ];
        if finding.confidence != Confidence::High {
            said.push(words::confidence(lang, finding.confidence).to_owned());
        }
        if !finding.repeated.is_empty() {
            let lines: Vec<String> = finding.repeated.iter().map(|place| place.start.line.to_string()).collect();
            said.push(format!("{} {}", say(lang, "auch in Zeile", "also in line"), lines.join(", ")));
        }
        writeln!(out, "<p class=\"quiet\">{}</p>\n</li>", said.join(" · "))
    }

    /// What could stand there, or be inserted.
    fn instead(&self, finding: &FindingReport, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.lang();
        let titles = replacements(finding);
        if finding.demand.is_some() {
            let Some(text) = titles.first() else { return Ok(()) };
            let label = say(lang, "Zum Einfügen:", "To insert:");
            return writeln!(
                out,
                "<p>{label}</p>\n<blockquote{}><p>{}</p></blockquote>",
                self.language(),
                Escaped(&one_line(text))
            );
        }
        let mut shown: Vec<String> = titles
            .iter()
            .take(REPLACEMENTS)
            .map(|title| format!("<span{}>{}</span>", self.language(), Escaped(&quoted(lang, &one_line(title)))))
            .collect();
        if finding.fixes.iter().any(|fix| fix.title.is_empty()) {
            shown.push(say(lang, "streichen", "delete it").to_owned());
        }
        if shown.is_empty() {
            return Ok(());
        }
        let label = say(lang, "Etwa:", "Such as:");
        writeln!(out, "<p>{label} {}</p>", shown.join(say(lang, " oder ", " or ")))
    }

    fn reference_of(&self, reference: &ReferenceReport) -> String {
        let title = reference.title.get(self.lang());
        let citation = Escaped(&reference.citation);
        let citation = match reference
            .url
            .as_deref()
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
        {
            Some(url) => format!("<a href=\"{}\" rel=\"noreferrer\">{citation}</a>", Escaped(url)),
            None => citation.to_string(),
        };
        if title.is_empty() {
            citation
        } else {
            format!("{citation} – {}", Escaped(title))
        }
    }
}

fn label(sheet: &Sheet<'_>, severity: Severity) -> &'static str {
    words::severity(sheet.lang(), severity)
}
