//! One page that a person can mail: every ad with its passages marked, the reasons beside them, and a table of clauses.
//!
//! Nothing is loaded and nothing runs, so it opens anywhere and can be kept. The sum stands on top, but is known only at the
//! end; until then the ads wait in a temporary file, so that memory stays flat.

mod clauses;
mod findings;
mod text;

use super::markup::Escaped;
use super::words::{self, count, say};
use super::{Run, Summary, Writing, faults};
use crate::lang::Lang;
use crate::workspace::AdReport;
use std::io::{self, Seek, Write};
use tempfile::SpooledTempFile;

/// Until then the ads stay in memory.
const IN_MEMORY: usize = 4 << 20;

const STYLE: &str = include_str!("html/page.css");

/// The page.
pub(super) struct Html {
    /// The list of ads.
    contents: SpooledTempFile,
    /// The ads.
    body: SpooledTempFile,
    ads: u64,
    without_findings: u64,
}

impl Default for Html {
    fn default() -> Self {
        Self {
            contents: SpooledTempFile::new(IN_MEMORY),
            body: SpooledTempFile::new(IN_MEMORY),
            ads: 0,
            without_findings: 0,
        }
    }
}

impl Writing for Html {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, _: &mut dyn Write) -> io::Result<()> {
        self.ads += 1;
        self.without_findings += u64::from(ad.findings.is_empty() && ad.grave_faults().next().is_none());
        let sheet = Sheet { run, ad, number: self.ads };
        let mut piece = Vec::new();
        sheet.entry(&mut piece)?;
        self.contents.write_all(&piece)?;
        piece.clear();
        sheet.article(&mut piece)?;
        self.body.write_all(&piece)
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        self.head(run, summary, out)?;
        let lang = run.lang;
        if self.ads > 1 {
            let label = say(lang, "Anzeigen", "Ads");
            writeln!(out, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">{label}</h2>\n<ol>")?;
            self.contents.rewind()?;
            io::copy(&mut self.contents, out)?;
            writeln!(out, "</ol>\n</nav>")?;
        }
        writeln!(out, "<main id=\"ads\">")?;
        self.body.rewind()?;
        io::copy(&mut self.body, out)?;
        let note = say(
            lang,
            "adlint zeigt Stellen, an denen Menschen sich ausgeschlossen fühlen können, und Sätze, die noch fehlen. Es spricht von Risiken, kennt nicht alle Umstände und ersetzt keine Rechtsberatung.",
            "adlint shows passages where people may feel shut out, and sentences that are still missing. It speaks of risks, does not know all circumstances, and is no legal advice.",
        );
        writeln!(
            out,
            "</main>\n<footer>\n<p>{note}</p>\n<p>adlint {}</p>\n</footer>\n</body>\n</html>",
            env!("CARGO_PKG_VERSION")
        )
    }
}

impl Html {
    fn head(&self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let lang = run.lang;
        let title = say(lang, "Stellenanzeigen, geprüft mit adlint", "Job ads, checked with adlint");
        write!(
            out,
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#ads\">{}</a>\n<header>\n<h1>{title}</h1>\n",
            lang.tag(),
            say(lang, "Zu den Anzeigen", "To the ads")
        )?;
        if summary.interrupted {
            writeln!(out, "<p class=\"fault\"><strong>{}</strong></p>", words::interrupted(lang))?;
        }
        let read = summary.documents - summary.unread;
        writeln!(out, "<ul class=\"sums\">")?;
        sum(out, "all", read, say(lang, "Anzeige", "ad"), say(lang, "Anzeigen", "ads"))?;
        sum(out, "error", summary.errors, say(lang, "Risiko", "risk"), say(lang, "Risiken", "risks"))?;
        sum(
            out,
            "warning",
            summary.warnings,
            say(lang, "Warnung", "warning"),
            say(lang, "Warnungen", "warnings"),
        )?;
        sum(out, "info", summary.infos, "Info", "Infos")?;
        if summary.faults > 0 {
            let (one, many) = (say(lang, "Leseproblem", "reading problem"), say(lang, "Leseprobleme", "reading problems"));
            sum(out, "broken", summary.faults, one, many)?;
        }
        writeln!(out, "</ul>")?;
        let mut said = vec![format!("{}: <code>{}</code>", say(lang, "Profil", "Profile"), Escaped(&run.profile))];
        if self.ads > 1 {
            said.push(count(
                self.without_findings,
                say(lang, "Anzeige ohne Befund", "ad without findings"),
                say(lang, "Anzeigen ohne Befund", "ads without findings"),
            ));
        }
        writeln!(out, "<p class=\"quiet\">{}</p>\n</header>", said.join(" · "))
    }
}

fn sum(out: &mut dyn Write, class: &str, number: u64, one: &str, many: &str) -> io::Result<()> {
    let none = if number == 0 { " none" } else { "" };
    let label = if number == 1 { one } else { many };
    writeln!(out, "<li class=\"{class}{none}\"><strong>{number}</strong> {label}</li>")
}

/// One ad on the page.
struct Sheet<'a> {
    run: &'a Run<'a>,
    ad: &'a AdReport,
    /// Which ad it is, from 1; ids begin with it.
    number: u64,
}

impl Sheet<'_> {
    const fn lang(&self) -> Lang {
        self.run.lang
    }

    /// ` lang="en"`, where the ad speaks another language than the page.
    fn language(&self) -> String {
        match self.ad.language.as_deref() {
            Some(tag) if tag != self.lang().tag() => format!(" lang=\"{}\"", Escaped(tag)),
            _ => String::new(),
        }
    }

    /// The title of the ad, else the name of its file.
    fn heading(&self) -> String {
        let title = self.ad.title.as_ref().map(|title| super::layout::one_line(&title.text));
        match title.filter(|title| !title.is_empty()) {
            Some(title) => format!("<span{}>{}</span>", self.language(), Escaped(&title)),
            None => Escaped(&super::layout::path(&self.ad.path)).to_string(),
        }
    }

    /// Whether "no findings" would be true.
    fn is_judged(&self) -> bool {
        self.ad.grave_faults().next().is_none()
    }

    /// "2 Risiken, 1 Info", or that there is nothing.
    fn sums(&self) -> String {
        let found = words::findings(self.lang(), &Summary::of(self.ad));
        match (self.is_judged(), found.is_empty()) {
            (false, true) => say(self.lang(), "nicht geprüft", "not checked").to_owned(),
            (true, true) => say(self.lang(), "keine Befunde", "no findings").to_owned(),
            _ => found,
        }
    }

    fn entry(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(
            out,
            "<li><a href=\"#ad{}\">{}</a> <span class=\"quiet\">{}</span></li>",
            self.number,
            self.heading(),
            self.sums()
        )
    }

    fn article(&self, out: &mut dyn Write) -> io::Result<()> {
        let (lang, number) = (self.lang(), self.number);
        writeln!(
            out,
            "<article aria-labelledby=\"ad{number}\">\n<h2 id=\"ad{number}\">{}</h2>",
            self.heading()
        )?;
        let mut said = vec![format!("<code>{}</code>", Escaped(&super::layout::path(&self.ad.path)))];
        if let Some(tag) = &self.ad.language {
            said.push(Escaped(&words::language_of_tag(lang, tag)).to_string());
        }
        if self.ad.profile != self.run.profile {
            said.push(format!("{}: <code>{}</code>", say(lang, "Profil", "profile"), Escaped(&self.ad.profile)));
        }
        said.push(self.sums());
        if self.ad.suppressed > 0 {
            let held = count(
                u64::from(self.ad.suppressed),
                say(lang, "Befund ausgenommen", "finding excepted"),
                say(lang, "Befunde ausgenommen", "findings excepted"),
            );
            said.push(held);
        }
        writeln!(out, "<p class=\"quiet\">{}</p>", said.join(" · "))?;
        for fault in &self.ad.faults {
            let (class, label) = if fault.code.is_note() {
                ("note", say(lang, "Hinweis", "Note"))
            } else {
                ("fault", say(lang, "Leseproblem", "Reading problem"))
            };
            let sentence = faults::sentence(lang, fault);
            writeln!(out, "<p class=\"{class}\"><strong>{label}:</strong> {}</p>", Escaped(&sentence))?;
        }
        if !self.ad.blocks.is_empty() {
            writeln!(out, "<div class=\"sides\">")?;
            self.text(out)?;
            self.findings(out)?;
            writeln!(out, "</div>")?;
            self.clauses(out)?;
        }
        writeln!(out, "</article>")
    }
}
