//! The figures as one HTML page with charts: for an equality officer, a council, a paper.
//!
//! Everything is in the file; nothing is fetched. Must not compute figures.

mod charts;
mod page;
mod parts;
mod trends;

use super::figures::{Comparison, Figures};
use super::table::overview_lines;
use super::words;
use crate::lang::Lang;
use crate::report::words::say;
use charts::{Caption, Row, Value};
use page::{Table, details, escape, figure, page};
use parts::cell;

/// The report; charts and open tables show the first `top` groups of each breakdown.
pub fn html(figures: &Figures, lang: Lang, top: usize) -> String {
    let ads = figures.total.ads;
    let title = match lang {
        Lang::De => format!(
            "{} {} ausgezählt",
            words::number(lang, ads),
            if ads == 1 { "Stellenanzeige" } else { "Stellenanzeigen" }
        ),
        Lang::En => format!("{} {} surveyed", words::number(lang, ads), if ads == 1 { "job ad" } else { "job ads" }),
    };
    let mut sections: Vec<(&str, String, String)> = Vec::new();
    if ads > 0 {
        sections.push((
            "clauses",
            say(lang, "Wen die Anzeigen einladen", "Whom the ads invite").to_owned(),
            parts::clauses(figures, lang),
        ));
        if !figures.total.demands.is_empty() {
            sections.push((
                "profile",
                say(lang, "Was das Profil nennt", "What the profile asks for").to_owned(),
                parts::demands(figures, lang),
            ));
        }
        for (index, known) in figures.breakdowns.iter().enumerate() {
            let id = ["by-0", "by-1", "by-2", "by-3", "by-4", "by-5", "by-6", "by-7"]
                .get(index)
                .copied()
                .unwrap_or("by");
            sections.push((id, words::by(lang, known), trends::breakdown(known, &format!("{id}{index}"), lang, top)));
        }
        if let Some(comparison) = figures.comparison.as_ref().filter(|comparison| !comparison.ads.contains(&0)) {
            let both = comparison.sides.join(say(lang, " und ", " and "));
            let heading = format!("{}: {both}", say(lang, "Vergleich", "Comparison"));
            sections.push(("compare", heading, compared(comparison, lang)));
        }
        sections.push((
            "findings",
            say(lang, "Was Menschen fernhält", "What keeps people away").to_owned(),
            parts::findings(figures, lang),
        ));
        sections.push((
            "wordings",
            say(lang, "Regeln und Wortlaute", "Rules and wordings").to_owned(),
            parts::wordings(figures, lang),
        ));
    }
    sections.push((
        "method",
        say(lang, "Wie gezählt wurde", "How it was counted").to_owned(),
        method(figures, lang),
    ));
    let links: Vec<String> = sections
        .iter()
        .map(|(id, heading, _)| format!("<li><a href=\"#{id}\">{}</a></li>", escape(heading)))
        .collect();
    let bodies: Vec<String> = sections
        .iter()
        .map(|(id, heading, body)| {
            format!(
                "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\">{}</h2>{body}</section>",
                escape(heading)
            )
        })
        .collect();
    let lead: Vec<String> = overview_lines(figures, lang)
        .iter()
        .map(|line| format!("<p class=\"lead\">{}</p>", escape(line)))
        .collect();
    let body = format!(
        "<header><h1>{}</h1>{}{}<nav aria-label=\"{}\"><ul>{}</ul></nav></header><main>{}</main>",
        escape(&title),
        lead.concat(),
        parts::cards(figures, lang),
        say(lang, "Inhalt", "Contents"),
        links.concat(),
        bodies.concat()
    );
    page(lang, &title, &body)
}

fn compared(comparison: &Comparison, lang: Lang) -> String {
    let shown: Vec<_> = comparison.rows.iter().filter(|row| words::tells(row)).collect();
    let charted = shown
        .iter()
        .filter(|row| matches!(row.measure, "any-clause" | "clause" | "all-met" | "demand" | "severity"));
    let rows: Vec<Row> = charted
        .filter_map(|row| {
            let (at, low, high) = (row.difference.difference?, row.difference.low?, row.difference.high?);
            Some(Row {
                label: words::row(lang, row),
                value: Value {
                    at: at * 100.0,
                    low: low * 100.0,
                    high: high * 100.0,
                },
            })
        })
        .collect();
    let title = say(lang, "Unterschied in Prozentpunkten", "Difference in percentage points");
    let description = say(
        lang,
        "Rechts der Linie hat die zweite Seite mehr. Strich: 95-%-Intervall (Newcombe). Die Zahlen stehen in der Tabelle darunter.",
        "Right of the line, the second side has more. Whisker: 95% interval (Newcombe). The numbers are in the table below.",
    );
    let caption = Caption {
        id: "chart-compare",
        title,
        description,
    };
    let chart = if rows.is_empty() {
        String::new()
    } else {
        figure(&charts::intervals(caption, lang, &rows, true), "", description, title)
    };
    let [first, second] = [0, 1].map(|side| {
        let ads = comparison.ads.get(side).copied().unwrap_or(0);
        format!("{} ({})", comparison.sides.get(side).map_or("", String::as_str), words::number(lang, ads))
    });
    let table = Table {
        id: "table-compare".to_owned(),
        caption: say(
            lang,
            "Anteile beider Seiten und ihr Unterschied in Punkten",
            "Shares of both sides and their difference in points",
        )
        .to_owned(),
        head: vec![
            say(lang, "Was", "What").to_owned(),
            first,
            second,
            say(lang, "Unterschied (95 %)", "Difference (95%)").to_owned(),
        ],
        rows: shown
            .iter()
            .map(|row| {
                let clear = if row.difference.clear {
                    say(lang, " <small>deutlich</small>", " <small>clear</small>")
                } else {
                    ""
                };
                let difference = escape(&words::difference(lang, &row.difference));
                vec![
                    escape(&words::row(lang, row)),
                    cell(lang, &row.first),
                    cell(lang, &row.second),
                    format!("{difference}{clear}"),
                ]
            })
            .collect(),
        texts: 1,
        search: shown.len() > 12,
    };
    let note = say(
        lang,
        "„Deutlich“ heißt: Das Intervall enthält 0 nicht. Bei vielen Zeilen ist im Mittel eine von zwanzig auch durch Zufall deutlich.",
        "“Clear” means that the interval leaves out 0. Among many rows, one in twenty is clear by chance alone.",
    );
    format!("{chart}{}<p class=\"note\">{note}</p>", table.html(lang))
}

/// What somebody who quotes the figures must know.
fn method(figures: &Figures, lang: Lang) -> String {
    let once = figures.duplicates == "once";
    let sentences = match lang {
        Lang::De => vec![
            format!("Gezählt hat adlint {}; gefragt wurde, was das Profil {} nennt. Jede Anzeige wird so geprüft wie mit <code>adlint check</code>.", figures.adlint, escape(&figures.profile)),
            "Anteile beziehen sich auf die Anzeigen, die gelesen und beurteilt werden konnten. Die Intervalle sind 95-%-Intervalle nach Wilson; sie gelten für den Zufall einer Stichprobe, nicht für Fehler beim Erkennen oder eine schiefe Auswahl von Anzeigen.".to_owned(),
            words::too_few(lang).to_owned(),
            format!("Dieselbe Anzeige wird an ihren Buchstaben erkannt; Datum, Ziffern und Zeichensetzung zählen dabei nicht. Sie zählt {}.", if once { "nur beim ersten Mal" } else { "jedes Mal" }),
            "Ein Befund ist ein Hinweis auf ein Risiko, kein Urteil. Eine Klausel der Stufe 1 ist ein Bekenntnis, 3 eine ausdrückliche Einladung, 4 eine Bevorzugung, 5 der Wortlaut, den ein Gesetz nennt.".to_owned(),
        ],
        Lang::En => vec![
            format!("Counted by adlint {}; what was asked for is what the profile {} says. Every ad is checked as <code>adlint check</code> does it.", figures.adlint, escape(&figures.profile)),
            "Shares are of the ads that could be read and judged. Intervals are 95% intervals after Wilson; they speak of the chance of a sample, not of errors in recognising or of a lopsided choice of ads.".to_owned(),
            words::too_few(lang).to_owned(),
            format!("The same ad is told by its letters; date, digits and punctuation do not count. It counts {}.", if once { "the first time only" } else { "every time" }),
            "A finding hints at a risk; it is no verdict. A clause of level 1 is a statement of value, 3 an explicit welcome, 4 a preference, 5 the wording that a statute names.".to_owned(),
        ],
    };
    let text: String = sentences.iter().map(|sentence| format!("<p>{sentence}</p>")).collect();
    let rows: Vec<Vec<String>> = figures
        .archives
        .ads
        .iter()
        .map(|(name, ads)| vec![escape(name), words::number(lang, *ads)])
        .collect();
    let many = rows.len() > 12;
    let table = Table {
        id: "table-archives".to_owned(),
        caption: say(lang, "Beurteilte Anzeigen je Archiv", "Judged ads by archive").to_owned(),
        head: vec![say(lang, "Archiv", "Archive").to_owned(), say(lang, "Anzeigen", "Ads").to_owned()],
        rows,
        texts: 1,
        search: many,
    }
    .html(lang);
    let summary = say(lang, "Archive", "Archives");
    format!("{text}{}", if many { details(summary, &table) } else { table })
}
