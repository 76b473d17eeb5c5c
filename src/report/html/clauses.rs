//! The table of clauses: which are there and how strong, and which the profile misses.

use super::Sheet;
use crate::diagnostic::Group;
use crate::report::layout::one_line;
use crate::report::markup::Escaped;
use crate::report::words::{self, say};
use crate::workspace::ClauseReport;
use std::collections::BTreeMap;
use std::io::{self, Write};

impl Sheet<'_> {
    pub(super) fn clauses(&self, out: &mut dyn Write) -> io::Result<()> {
        if !self.is_judged() {
            return Ok(());
        }
        let lang = self.lang();
        let mut found: BTreeMap<Group, &ClauseReport> = BTreeMap::new();
        for clause in &self.ad.clauses {
            let strongest = found.entry(clause.group).or_insert(clause);
            if clause.level > strongest.level {
                *strongest = clause;
            }
        }
        let caption = say(lang, "Einladungen und Hinweise", "Invitations and notes");
        if found.is_empty() && self.ad.met.is_empty() {
            let none = say(
                lang,
                "Eine Einladung an bestimmte Gruppen steht nicht in der Anzeige, und das Profil fragt nach keiner.",
                "The ad has no invitation to any group, and the profile asks for none.",
            );
            return writeln!(out, "<p class=\"quiet\">{none}</p>");
        }
        writeln!(
            out,
            "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
            say(lang, "An wen", "To whom"),
            say(lang, "Stand", "State"),
            say(lang, "Wortlaut", "Wording"),
        )?;
        for (group, clause) in &found {
            let level = words::level(lang, clause.level);
            let state = match self.asked(group.name()) {
                Some(link) => format!(
                    "<span class=\"lacking\">{}</span>: {level} {link}",
                    say(lang, "genügt nicht", "not enough")
                ),
                None => format!("<span class=\"good\">{}</span>: {level}", say(lang, "vorhanden", "there")),
            };
            self.row(words::group(lang, *group), &state, &one_line(&clause.text), out)?;
        }
        for (demand, met) in &self.ad.met {
            let group = Group::from_name(demand);
            if group.is_some_and(|group| found.contains_key(&group)) {
                continue;
            }
            let name = words::demand(lang, demand);
            match self.asked(demand) {
                Some(link) => {
                    let state = format!("<span class=\"lacking\">{}</span> {link}", say(lang, "fehlt", "missing"));
                    self.row(&name, &state, "", out)?;
                }
                None if *met && group.is_none() => {
                    let state = format!("<span class=\"good\">{}</span>", say(lang, "vorhanden", "there"));
                    self.row(&name, &state, "", out)?;
                }
                None => {}
            }
        }
        writeln!(out, "</tbody>\n</table>")
    }

    fn row(&self, name: &str, state: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        let language = if text.is_empty() { String::new() } else { self.language() };
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{state}</td><td{language}>{}</td></tr>",
            Escaped(name),
            Escaped(text)
        )
    }

    /// The link to the finding that asks for it, where there is one.
    fn asked(&self, demand: &str) -> Option<String> {
        let index = self.ad.findings.iter().position(|finding| finding.demand.as_deref() == Some(demand))?;
        let number = index + 1;
        Some(format!(
            "<a href=\"#ad{}f{number}\">{} {number}</a>",
            self.number,
            say(self.lang(), "Befund", "finding")
        ))
    }
}
