//! A comment for a pull request: what was found, short, with the texts to insert folded away.
//!
//! The whole comment is kept until the end, because its first line is the sum; it is cut at what a comment may have, so that
//! is little. Passages stand in code spans: there no name is pinged and no markup read.

use super::layout::{cut, one_line};
use super::notice::{Notice, notices, replacements};
use super::words::{self, count, say};
use super::{Run, Summary, Writing};
use crate::workspace::AdReport;
use std::fmt::Write as _;
use std::io::{self, Write};

/// GitHub takes 65,536 characters; the head and the last line need some.
const MOST_CHARACTERS: usize = 60_000;
/// A longer passage is cut.
const PASSAGE: usize = 70;

/// By this a bot finds the comment it wrote before, to write it anew.
const MARKER: &str = "<!-- adlint -->";

/// The report.
#[derive(Default)]
pub(super) struct Markdown {
    body: String,
    characters: usize,
    /// Ads with something to say.
    ads: u64,
    /// Of these: not shown any more.
    left_out: u64,
}

impl Writing for Markdown {
    fn ad(&mut self, run: &Run<'_>, ad: &AdReport, _: &mut dyn Write) -> io::Result<()> {
        let notices = notices(run, ad);
        if notices.is_empty() {
            return Ok(());
        }
        self.ads += 1;
        let text = section(run, ad, &notices);
        let characters = text.chars().count();
        if self.left_out > 0 || self.characters + characters > MOST_CHARACTERS {
            self.left_out += 1;
        } else {
            self.characters += characters;
            self.body.push_str(&text);
        }
        Ok(())
    }

    fn end(&mut self, run: &Run<'_>, summary: &Summary, out: &mut dyn Write) -> io::Result<()> {
        let lang = run.lang;
        writeln!(out, "{MARKER}\n## {}\n", self.heading(run, summary))?;
        if summary.interrupted {
            writeln!(out, "> **{}**\n", words::interrupted(lang))?;
        }
        out.write_all(self.body.as_bytes())?;
        if self.left_out > 0 {
            let more = count(
                self.left_out,
                say(lang, "weitere Anzeige hat", "more ad has"),
                say(lang, "weitere Anzeigen haben", "more ads have"),
            );
            let rest = say(
                lang,
                "Befunde; ein Kommentar fasst sie nicht alle. Den ganzen Bericht gibt `--output html=report.html`.",
                "findings; a comment cannot hold them all. The whole report: `--output html=report.html`.",
            );
            writeln!(out, "_{more} {rest}_\n")?;
        }
        if !run.quiet {
            let note = say(
                lang,
                "adlint spricht von Risiken und ersetzt keine Rechtsberatung. Mehr zu einer Regel: `adlint explain REGEL`.",
                "adlint speaks of risks and is no legal advice. More on a rule: `adlint explain RULE`.",
            );
            writeln!(out, "<sub>{note}</sub>")?;
        }
        Ok(())
    }
}

impl Markdown {
    fn heading(&self, run: &Run<'_>, summary: &Summary) -> String {
        let lang = run.lang;
        let all = count(
            summary.documents - summary.unread,
            say(lang, "Anzeige geprüft", "ad checked"),
            say(lang, "Anzeigen geprüft", "ads checked"),
        );
        let mut found = words::findings(lang, summary);
        if found.is_empty() {
            found.push_str(say(lang, "keine Befunde", "no findings"));
        }
        if summary.faults > 0 {
            let faults = count(
                summary.faults,
                say(lang, "Leseproblem", "reading problem"),
                say(lang, "Leseprobleme", "reading problems"),
            );
            found = format!("{found}, {faults}");
        }
        format!("adlint: {all}, {found}")
    }
}

/// One ad: a table, and below it what could be inserted.
fn section(run: &Run<'_>, ad: &AdReport, notices: &[Notice<'_>]) -> String {
    let lang = run.lang;
    let mut text = format!("### {}\n\n", code(&super::paths::in_repository(&ad.path), usize::MAX));
    let columns = [
        say(lang, "Zeile", "Line"),
        "",
        say(lang, "Stelle", "Passage"),
        say(lang, "Was sie sagt", "What it says"),
        say(lang, "Etwa", "Such as"),
    ];
    text.push_str(&format!("| {} |\n|--:|:--|:--|:--|:--|\n", columns.join(" | ")));
    for notice in notices {
        text.push_str(&row(run, notice));
    }
    text.push('\n');
    for notice in notices {
        let Some(finding) = notice.finding.filter(|finding| finding.demand.is_some()) else {
            continue;
        };
        if let Some(insertion) = replacements(finding).first() {
            let name = words::demand(lang, finding.demand.as_deref().unwrap_or_default());
            let label = say(lang, "Text zum Einfügen", "Text to insert");
            let fence = fence(insertion, 3);
            let _ = write!(
                text,
                "<details><summary>{label}: {}</summary>\n\n{fence}text\n{}\n{fence}\n\n</details>\n\n",
                plain(&name),
                insertion.trim()
            );
        }
    }
    text
}

fn row(run: &Run<'_>, notice: &Notice<'_>) -> String {
    let lang = run.lang;
    let line = notice.place.map(|place| place.start.line.to_string()).unwrap_or_default();
    let severity = if notice.is_fault() {
        say(lang, "Leseproblem", "reading problem")
    } else {
        words::severity(lang, notice.severity)
    };
    let Some(finding) = notice.finding else {
        return format!("| | **{severity}** | | {} | |\n", plain(&notice.message));
    };
    let passage = if finding.text.trim().is_empty() {
        say(lang, "_fehlt_", "_missing_").to_owned()
    } else {
        code(&finding.text, PASSAGE)
    };
    let instead = if finding.demand.is_some() {
        Vec::new()
    } else {
        replacements(finding).into_iter().take(2).map(|title| code(title, PASSAGE)).collect()
    };
    format!(
        "| {line} | **{severity}** | {passage} | {} <sub>{}</sub> | {} |\n",
        plain(finding.message.get(lang)),
        code(&finding.rule, usize::MAX),
        instead.join("<br>")
    )
}

/// A text of ours with the words of the ad in it: no markup is read in it, nobody is pinged.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(c);
            }
            // Behind a sign nobody sees neither names nor numbers become links.
            '@' | '#' => {
                out.push(c);
                out.push('\u{200B}');
            }
            c => out.push(c),
        }
    }
    out
}

/// In a code span, which may stand in a table.
fn code(text: &str, columns: usize) -> String {
    let text = cut(&one_line(text), columns).replace('|', "\\|");
    let fence = fence(&text, 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// More backticks than stand together anywhere in the text.
fn fence(text: &str, least: usize) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat((longest + 1).max(least))
}

#[cfg(test)]
mod tests {
    use super::{code, plain};

    #[test]
    fn an_ad_cannot_write_markup_into_the_comment() {
        assert_eq!(
            plain("<img src=x> @alle **fett** | #12"),
            "&lt;img src=x&gt; @\u{200B}alle \\*\\*fett\\*\\* \\| #\u{200B}12"
        );
        assert_eq!(code("a`b | c\nd", 40), "``a`b \\| c d``");
        assert_eq!(code("`x`", 40), "`` `x` ``");
    }
}
