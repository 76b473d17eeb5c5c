//! The text of an ad, block by block, with its passages marked and numbered.

use super::Sheet;
use crate::diagnostic::Severity;
use crate::extract::{Block, BlockKind};
use crate::report::markup::Escaped;
use crate::report::words::say;
use crate::text::Span;
use std::io::{self, Write};

impl Sheet<'_> {
    pub(super) fn text(&self, out: &mut dyn Write) -> io::Result<()> {
        let label = say(self.lang(), "Text der Anzeige", "Text of the ad");
        writeln!(out, "<div class=\"ad\">\n<h3>{label}</h3>\n<div{}>", self.language())?;
        let mut listed = false;
        for (index, block) in self.ad.blocks.iter().enumerate() {
            let item = block.kind == BlockKind::Item;
            if item != listed {
                writeln!(out, "{}", if item { "<ul>" } else { "</ul>" })?;
                listed = item;
            }
            let (open, close) = match block.kind {
                BlockKind::Heading(_) => ("<p class=\"heading\">", "</p>"),
                BlockKind::Paragraph => ("<p>", "</p>"),
                BlockKind::Item => ("<li>", "</li>"),
                BlockKind::Cell => ("<p class=\"cell\">", "</p>"),
            };
            write!(out, "{open}")?;
            self.block(index, block, out)?;
            writeln!(out, "{close}")?;
        }
        if listed {
            writeln!(out, "</ul>")?;
        }
        writeln!(out, "</div>\n</div>")
    }

    /// The text of a block in stretches, each under the same findings.
    fn block(&self, index: usize, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        let findings = &self.ad.findings;
        let here = block.span;
        let next = self.ad.blocks.get(index + 1).map(|next| next.span.start);
        // What is missing between two blocks is shown at the end of the first.
        let mine = |span: Span| {
            if span.is_empty() {
                span.start >= here.start && next.is_none_or(|next| span.start < next) || (index == 0 && span.start < here.start)
            } else {
                span.overlaps(here)
            }
        };
        let inside: Vec<(usize, Span)> = findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| mine(finding.span))
            .map(|(number, finding)| (number, clamp(finding.span, here)))
            .collect();
        let clauses: Vec<Span> = self
            .ad
            .clauses
            .iter()
            .filter(|clause| clause.span.overlaps(here))
            .map(|clause| clamp(clause.span, here))
            .collect();
        let mut cuts: Vec<u32> = inside
            .iter()
            .map(|(_, span)| *span)
            .chain(clauses.iter().copied())
            .flat_map(|span| [span.start, span.end])
            .chain([here.start, here.end])
            .collect();
        cuts.sort_unstable();
        cuts.dedup();
        for (at, start) in cuts.iter().enumerate() {
            for (number, _) in inside.iter().filter(|(_, span)| span.end == *start) {
                self.reference(*number, out)?;
            }
            let Some(end) = cuts.get(at + 1) else { break };
            let stretch = Span::new(*start, *end);
            let severity = inside
                .iter()
                .filter(|(_, span)| span.overlaps(stretch))
                .filter_map(|(number, _)| findings.get(*number))
                .map(|finding| finding.severity)
                .max();
            let clause = clauses.iter().any(|span| span.overlaps(stretch));
            marked(stretch.of(&self.ad.text), severity, clause, out)?;
        }
        Ok(())
    }

    /// The number of a finding, which leads to it.
    fn reference(&self, index: usize, out: &mut dyn Write) -> io::Result<()> {
        let Some(finding) = self.ad.findings.get(index) else { return Ok(()) };
        let number = index + 1;
        let missing = if finding.span.is_empty() {
            say(self.lang(), " fehlt", " missing")
        } else {
            ""
        };
        write!(
            out,
            "<a class=\"number {}\" id=\"ad{ad}p{number}\" href=\"#ad{ad}f{number}\"><span class=\"hidden\">{} </span>{number}{missing}</a>",
            finding.severity.name(),
            say(self.lang(), "Befund", "finding"),
            ad = self.number
        )
    }
}

fn clamp(span: Span, to: Span) -> Span {
    Span::new(span.start.clamp(to.start, to.end), span.end.clamp(to.start, to.end))
}

fn marked(text: &str, severity: Option<Severity>, clause: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        // Line breaks inside a paragraph are blanks on the page; what could turn the writing round is shown.
        if c.is_whitespace() {
            shown.push(' ');
        } else {
            crate::report::layout::push(&mut shown, c);
        }
    }
    let text = Escaped(&shown);
    match (severity, clause) {
        (Some(severity), _) => write!(out, "<mark class=\"{}\">{text}</mark>", severity.name()),
        (None, true) => write!(out, "<span class=\"clause\">{text}</span>"),
        (None, false) => write!(out, "{text}"),
    }
}
