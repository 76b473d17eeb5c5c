//! The sections that every report has: key figures, clauses, the profile, findings, wordings.
//!
//! Must not compute figures.

use super::charts::{self, Caption, Row, Value};
use super::page::{Table, details, escape, figure};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::report::words::{demand, ground, group, quoted, say, severity, title_form};
use crate::survey::figures::{Figures, WordingFigure};
use crate::survey::interval::Share;
use crate::survey::words;

/// A share as a cell: `12,3 %` with its interval below, or `2 von 4`.
pub(super) fn cell(lang: Lang, share: &Share) -> String {
    let said = escape(&words::share(lang, share));
    let interval = escape(&words::share_interval(lang, share));
    match (share.share, share.too_few) {
        (None, _) => said,
        (_, true) => format!("<span class=\"few\">{said}</span><br><small>{interval}</small>"),
        _ => format!("{said}<br><small>{interval}</small>"),
    }
}

/// A share in percent, for a chart; `None` for no ads.
pub(super) fn value(share: &Share) -> Option<Value> {
    Some(Value {
        at: share.share? * 100.0,
        low: share.low? * 100.0,
        high: share.high? * 100.0,
    })
}

fn row(label: String, share: &Share) -> Option<Row> {
    Some(Row { label, value: value(share)? })
}

/// The figures that are quoted.
pub(super) fn cards(figures: &Figures, lang: Lang) -> String {
    let total = &figures.total;
    let of = |wanted: Severity| total.severities.iter().find(|of| of.severity == wanted).map(|of| of.ads);
    let cards = [
        (
            Some(total.any_clause),
            say(
                lang,
                "laden jemanden ausdrücklich ein oder bekennen sich zur Vielfalt",
                "invite somebody or state that all are welcome",
            ),
        ),
        (
            Some(total.all_met).filter(|share| share.of > 0),
            say(lang, "haben alles, was das Profil nennt", "have all that the profile asks for"),
        ),
        (of(Severity::Error), say(lang, "haben mindestens ein Risiko", "have at least one risk")),
        (
            of(Severity::Warning),
            say(lang, "haben mindestens eine Warnung", "have at least one warning"),
        ),
    ];
    let shown: String = cards
        .iter()
        .filter_map(|(share, text)| {
            let share = share.filter(|share| share.of > 0)?;
            Some(format!(
                "<li><b>{}</b><span>{text}</span><small>{}: {}</small></li>",
                escape(&words::share(lang, &share)),
                say(lang, "95 %", "95%"),
                escape(&words::share_interval(lang, &share))
            ))
        })
        .collect();
    if shown.is_empty() {
        shown
    } else {
        format!("<ul class=\"cards\">{shown}</ul>")
    }
}

const fn interval_note(lang: Lang) -> &'static str {
    say(
        lang,
        "Balken: Anteil der Anzeigen; Strich: 95-%-Intervall (Wilson). Die Zahlen stehen in der Tabelle darunter.",
        "Bar: share of the ads; whisker: 95% interval (Wilson). The numbers are in the table below.",
    )
}

pub(super) fn clauses(figures: &Figures, lang: Lang) -> String {
    let total = &figures.total;
    if total.clauses.is_empty() {
        let none = say(
            lang,
            "Keine Anzeige enthält eine Ermutigungsklausel.",
            "No ad has an encouragement clause.",
        );
        return format!("<p>{none}</p>");
    }
    let mut sorted: Vec<_> = total.clauses.iter().collect();
    sorted.sort_by(|a, b| b.any.count.cmp(&a.any.count).then(a.group.cmp(&b.group)));
    let any = say(lang, "irgendeine Klausel", "any clause");
    let name = |of: &crate::survey::figures::ClauseFigure| group(lang, of.group).to_owned();
    let rows: Vec<Row> = row(any.to_owned(), &total.any_clause)
        .into_iter()
        .chain(sorted.iter().filter_map(|clause| row(name(clause), &clause.any)))
        .collect();
    let title = say(
        lang,
        "Anzeigen mit einer Klausel, nach angesprochener Gruppe",
        "Ads with a clause, by the group it speaks to",
    );
    let note = interval_note(lang);
    let caption = Caption {
        id: "chart-clauses",
        title,
        description: note,
    };
    let chart = figure(&charts::bars(caption, lang, &rows), "", note, title);
    let shares = |levels: &[Share]| levels.iter().map(|level| level.share.unwrap_or(0.0) * 100.0).collect::<Vec<f64>>();
    let parts: Vec<(String, Vec<f64>)> = std::iter::once((any.to_owned(), shares(&total.strongest)))
        .chain(sorted.iter().map(|clause| (name(clause), shares(&clause.levels))))
        .collect();
    let title = say(
        lang,
        "Wie deutlich: die stärkste Klausel je Anzeige",
        "How clearly: the strongest clause of each ad",
    );
    let note = say(
        lang,
        "Je dunkler (im dunklen Modus: heller), desto deutlicher. Die Zahlen stehen in der Tabelle darunter.",
        "The darker (in dark mode: the lighter), the clearer. The numbers are in the table below.",
    );
    let caption = Caption {
        id: "chart-levels",
        title,
        description: note,
    };
    let legend: String = (1..=5)
        .map(|level| {
            format!(
                "<li><svg viewBox=\"0 0 22 8\" aria-hidden=\"true\"><rect width=\"22\" height=\"8\" rx=\"2\" fill=\"var(--level-{level})\"/></svg>{}</li>",
                words::level(lang, level)
            )
        })
        .collect();
    let legend = format!("<ul class=\"legend\">{legend}</ul>");
    let levels = figure(&charts::stacks(caption, lang, &parts), &legend, note, title);
    let mut head = vec![
        say(lang, "Gruppe", "Group").to_owned(),
        say(lang, "Anzeigen", "Ads").to_owned(),
        say(lang, "Anteil", "Share").to_owned(),
    ];
    head.extend((1..=5).map(|level| format!("{} {level}", say(lang, "Stufe", "Level"))));
    let line = |name: &str, any: &Share, levels: &[Share]| {
        let mut cells = vec![escape(name), words::number(lang, any.count), cell(lang, any)];
        cells.extend(levels.iter().map(|level| words::number(lang, level.count)));
        cells
    };
    let table = Table {
        id: "table-clauses".to_owned(),
        caption: say(
            lang,
            "Klauseln nach Gruppe; je Stufe die Zahl der Anzeigen",
            "Clauses by group; for each level the number of ads",
        )
        .to_owned(),
        head,
        rows: std::iter::once(line(any, &total.any_clause, &total.strongest))
            .chain(sorted.iter().map(|clause| line(&name(clause), &clause.any, &clause.levels)))
            .collect(),
        texts: 1,
        search: false,
    };
    format!("{chart}{levels}{}", table.html(lang))
}

pub(super) fn demands(figures: &Figures, lang: Lang) -> String {
    let total = &figures.total;
    let all = say(lang, "alles davon", "all of it");
    let rows: Vec<Row> = total
        .demands
        .iter()
        .filter_map(|asked| row(demand(lang, &asked.demand).into_owned(), &asked.met))
        .chain(row(all.to_owned(), &total.all_met))
        .collect();
    let title = match lang {
        Lang::De => format!("Anzeigen, die haben, was das Profil {} nennt", figures.profile),
        Lang::En => format!("Ads that have what the profile {} asks for", figures.profile),
    };
    let note = interval_note(lang);
    let caption = Caption {
        id: "chart-demands",
        title: &title,
        description: note,
    };
    let line = |name: &str, met: &Share| vec![escape(name), words::number(lang, met.count), words::number(lang, met.of), cell(lang, met)];
    let table = Table {
        id: "table-demands".to_owned(),
        caption: title.clone(),
        head: [
            say(lang, "Was", "What"),
            say(lang, "vorhanden", "there"),
            say(lang, "gefragt", "asked"),
            say(lang, "Anteil", "Share"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: total
            .demands
            .iter()
            .map(|asked| line(&demand(lang, &asked.demand), &asked.met))
            .chain([line(all, &total.all_met)])
            .collect(),
        texts: 1,
        search: false,
    };
    format!("{}{}", figure(&charts::bars(caption, lang, &rows), "", note, &title), table.html(lang))
}

pub(super) fn findings(figures: &Figures, lang: Lang) -> String {
    let total = &figures.total;
    let mut grounds: Vec<_> = total.grounds.iter().filter(|of| of.ground != crate::diagnostic::Ground::Clause).collect();
    grounds.sort_by(|a, b| b.ads.count.cmp(&a.ads.count).then(a.ground.cmp(&b.ground)));
    let rows: Vec<Row> = grounds.iter().filter_map(|of| row(ground(lang, of.ground).to_owned(), &of.ads)).collect();
    let title = say(lang, "Anzeigen mit Befunden, nach Bereich", "Ads with findings, by ground");
    let note = interval_note(lang);
    let caption = Caption {
        id: "chart-grounds",
        title,
        description: note,
    };
    let chart = if rows.is_empty() {
        String::new()
    } else {
        figure(&charts::bars(caption, lang, &rows), "", note, title)
    };
    let line = |name: &str, findings: u64, ads: &Share| {
        vec![
            escape(name),
            words::number(lang, findings),
            words::number(lang, ads.count),
            cell(lang, ads),
        ]
    };
    let severities = total.severities.iter().map(|of| line(severity(lang, of.severity), of.findings, &of.ads));
    let by_ground = grounds.iter().map(|of| line(ground(lang, of.ground), of.findings, &of.ads));
    let head = [
        say(lang, "Was", "What"),
        say(lang, "Befunde", "Findings"),
        say(lang, "Anzeigen", "Ads"),
        say(lang, "Anteil", "Share"),
    ];
    let table = Table {
        id: "table-findings".to_owned(),
        caption: say(
            lang,
            "Befunde nach Schwere (auch fehlende Klauseln) und Bereich",
            "Findings by severity (missing clauses too) and ground",
        )
        .to_owned(),
        head: head.map(str::to_owned).to_vec(),
        rows: severities.chain(by_ground).collect(),
        texts: 1,
        search: false,
    };
    let titles = Table {
        id: "table-titles".to_owned(),
        caption: say(lang, "Stellenbezeichnungen nach ihrer Form", "Job titles by form").to_owned(),
        head: [say(lang, "Form", "Form"), say(lang, "Anzeigen", "Ads"), say(lang, "Anteil", "Share")]
            .map(str::to_owned)
            .to_vec(),
        rows: total
            .titles
            .iter()
            .map(|of| vec![escape(title_form(lang, of.form)), words::number(lang, of.ads.count), cell(lang, &of.ads)])
            .collect(),
        texts: 1,
        search: false,
    };
    let titles = if titles.rows.is_empty() { String::new() } else { titles.html(lang) };
    format!("{chart}{}{titles}", table.html(lang))
}

pub(super) fn wordings(figures: &Figures, lang: Lang) -> String {
    let rules = Table {
        id: "table-rules".to_owned(),
        caption: say(
            lang,
            "Regeln mit Befunden und ihre häufigsten Wortlaute",
            "Rules with findings and their commonest wordings",
        )
        .to_owned(),
        head: [
            say(lang, "Regel", "Rule"),
            say(lang, "Wortlaute (Anzeigen), mit Fundstellen", "Wordings (ads), with places"),
            say(lang, "Befunde", "Findings"),
            say(lang, "Anzeigen", "Ads"),
            say(lang, "Anteil", "Share"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: figures
            .rules
            .iter()
            .map(|rule| {
                vec![
                    format!("<code>{}</code>", escape(&rule.rule)),
                    quotes(lang, &rule.wordings),
                    words::number(lang, rule.findings),
                    words::number(lang, rule.ads.count),
                    cell(lang, &rule.ads),
                ]
            })
            .collect(),
        texts: 2,
        search: true,
    };
    let clauses = Table {
        id: "table-clause-wordings".to_owned(),
        caption: say(lang, "Häufigste Klauseln", "Commonest clauses").to_owned(),
        head: [
            say(lang, "Gruppe", "Group"),
            say(lang, "Wortlaute (Anzeigen), mit Fundstellen", "Wordings (ads), with places"),
        ]
        .map(str::to_owned)
        .to_vec(),
        rows: figures
            .clauses
            .iter()
            .filter(|clause| !clause.wordings.is_empty())
            .map(|clause| vec![escape(group(lang, clause.group)), quotes(lang, &clause.wordings)])
            .collect(),
        texts: 2,
        search: true,
    };
    let folded = details(say(lang, "Häufigste Klauseln", "Commonest clauses"), &clauses.html(lang));
    format!("{}{folded}", rules.html(lang))
}

fn quotes(lang: Lang, wordings: &[WordingFigure]) -> String {
    if wordings.is_empty() {
        return say(lang, "fehlt", "missing").to_owned();
    }
    let quote = |wording: &WordingFigure| {
        let about = if wording.over > 0 { say(lang, "höchstens ", "at most ") } else { "" };
        format!(
            "<li>{} ({about}{}) <small>{}</small></li>",
            escape(&quoted(lang, &wording.text)),
            words::number(lang, wording.ads),
            escape(&wording.places.join(" · "))
        )
    };
    let shown: String = wordings.iter().take(5).map(quote).collect();
    format!("<ul class=\"quotes\">{shown}</ul>")
}
