//! The section of a breakdown: lines over time, or one interval a group, and the table of all groups.
//!
//! Must not compute figures.

use super::charts::{self, Caption, Row, Series, Value};
use super::page::{Table, escape, figure};
use super::parts::{cell, value};
use crate::lang::Lang;
use crate::report::words::{demand, say};
use crate::survey::figures::{GroupFigure, KnownGroups};
use crate::survey::interval::Share;
use crate::survey::table::left_out;
use crate::survey::words;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows of a table, at most; the rest is in JSON and CSV.
const MOST_ROWS: usize = 2_000;

pub(super) fn breakdown(known: &KnownGroups, id: &str, lang: Lang, top: usize) -> String {
    let chart = match time_at(known) {
        Some(at) => over_time(known, at, id, lang),
        None => by_group(known, id, lang, top),
    };
    let mut notes = String::new();
    if known.groups.len() > MOST_ROWS {
        let text = match lang {
            Lang::De => format!("Die Tabelle zeigt die ersten {MOST_ROWS} Gruppen; alle stehen in CSV und JSON."),
            Lang::En => format!("The table shows the first {MOST_ROWS} groups; all of them are in CSV and JSON."),
        };
        notes.push_str(&format!("<p class=\"note\">{text}</p>"));
    }
    if known.left_out > 0 {
        notes.push_str(&format!("<p class=\"note\">{}</p>", left_out(lang, known.left_out)));
    }
    format!("{chart}{}{notes}", table(known, id, lang))
}

/// Which of the dimensions is the time.
fn time_at(known: &KnownGroups) -> Option<usize> {
    known.by.iter().position(|name| matches!(name.as_str(), "year" | "quarter" | "month"))
}

fn table(known: &KnownGroups, id: &str, lang: Lang) -> String {
    let mut head = vec![
        known.by.iter().map(|name| words::dimension(lang, name)).collect::<Vec<_>>().join(" · "),
        say(lang, "Anzeigen", "Ads").to_owned(),
        say(lang, "Klausel", "Clause").to_owned(),
    ];
    let asked = known.groups.first().into_iter().flat_map(|group| &group.demands);
    head.extend(asked.map(|asked| demand(lang, &asked.demand).into_owned()));
    head.push(say(lang, "alles Genannte", "All asked for").to_owned());
    head.push(say(lang, "mit Risiko", "With a risk").to_owned());
    let line = |group: &GroupFigure| {
        let mut cells = vec![
            escape(&words::values(lang, known, group)),
            words::number(lang, group.ads),
            cell(lang, &group.any_clause),
        ];
        cells.extend(group.demands.iter().map(|asked| cell(lang, &asked.met)));
        cells.push(cell(lang, &group.all_met));
        cells.push(cell(lang, &risk(group)));
        cells
    };
    Table {
        id: format!("table-{id}"),
        caption: format!(
            "{} ({})",
            words::by(lang, known),
            say(lang, "Anteile mit 95-%-Intervall", "shares with 95% intervals")
        ),
        head,
        rows: known.groups.iter().take(MOST_ROWS).map(line).collect(),
        texts: 1,
        search: known.groups.len() > 8,
    }
    .html(lang)
}

fn risk(group: &GroupFigure) -> Share {
    group.severities.first().map_or_else(|| Share::new(0, group.ads), |of| of.ads)
}

/// One interval a group, the largest groups first.
fn by_group(known: &KnownGroups, id: &str, lang: Lang, top: usize) -> String {
    let shown: Vec<&GroupFigure> = known.groups.iter().take(top).collect();
    let rows: Vec<Row> = shown
        .iter()
        .filter_map(|group| {
            Some(Row {
                label: format!("{} ({})", short(&words::values(lang, known, group)), words::number(lang, group.ads)),
                value: value(&group.any_clause)?,
            })
        })
        .collect();
    let title = say(
        lang,
        "Anzeigen mit einer Klausel für irgendeine Gruppe",
        "Ads with a clause for any group",
    );
    let note = say(
        lang,
        "Punkt: Anteil; Strich: 95-%-Intervall. In Klammern die Zahl der Anzeigen; wo sich Striche weit überlappen, ist kein Unterschied zu sehen.",
        "Point: share; whisker: 95% interval. In brackets the number of ads; where whiskers overlap widely, no difference can be seen.",
    );
    let caption = Caption {
        id: &format!("chart-{id}"),
        title,
        description: note,
    };
    figure(&charts::intervals(caption, lang, &rows, false), "", note, title)
}

/// The end of a label must keep its number of ads.
fn short(text: &str) -> String {
    crate::report::layout::cut(&crate::report::layout::one_line(text), 24)
}

/// Lines over time: the clauses and what the profile asks for, or one line for each value of the other dimensions.
fn over_time(known: &KnownGroups, at: usize, id: &str, lang: Lang) -> String {
    let unit = known.by.get(at).map_or("year", String::as_str).to_owned();
    let time = |group: &GroupFigure| group.values.get(at).and_then(Option::as_deref).and_then(|value| number_of(&unit, value));
    let lines = if known.by.len() == 1 {
        of_measures(known, &time, lang)
    } else {
        of_values(known, at, &time, lang)
    };
    let lines: Vec<(String, Series)> = lines
        .into_iter()
        .filter(|(_, series)| !series.points.is_empty())
        .take(charts::SERIES)
        .collect();
    if lines.is_empty() {
        let none = say(
            lang,
            "Kein Datum war zu lesen; deshalb gibt es keine Linie. --date nennt die Spalte.",
            "No date could be read, so there is no line. --date names the column.",
        );
        return format!("<p>{none}</p>");
    }
    let legend: String = lines
        .iter()
        .enumerate()
        .map(|(index, (name, _))| {
            format!(
                "<li><svg viewBox=\"0 0 44 16\" aria-hidden=\"true\"><line x1=\"2\" y1=\"8\" x2=\"42\" y2=\"8\" stroke=\"{}\" stroke-width=\"4\" \
                 stroke-dasharray=\"{}\"/></svg>{}</li>",
                charts::colour(index),
                charts::dashes(index),
                escape(name)
            )
        })
        .collect();
    let legend = format!("<ul class=\"legend\">{legend}</ul>");
    let title = if known.by.len() == 1 {
        say(lang, "Anzeigen mit Klauseln im Lauf der Zeit", "Ads with clauses over time")
    } else {
        say(lang, "Anzeigen mit irgendeiner Klausel im Lauf der Zeit", "Ads with any clause over time")
    };
    let note = say(
        lang,
        "Linie: Anteil der Anzeigen; Fläche: 95-%-Intervall (Wilson). Die Zahlen stehen in der Tabelle darunter.",
        "Line: share of the ads; area: 95% interval (Wilson). The numbers are in the table below.",
    );
    let caption = Caption {
        id: &format!("chart-{id}"),
        title,
        description: note,
    };
    let series: Vec<Series> = lines.into_iter().map(|(_, series)| series).collect();
    let svg = charts::trend(caption, lang, &series, Arc::new(move |x| name_of(&unit, x)));
    figure(&svg, &legend, note, title)
}

fn of_measures(known: &KnownGroups, time: &dyn Fn(&GroupFigure) -> Option<f64>, lang: Lang) -> Vec<(String, Series)> {
    let line = |share: &dyn Fn(&GroupFigure) -> Option<Share>| Series {
        points: known
            .groups
            .iter()
            .filter_map(|group| Some((time(group)?, value(&share(group)?)?)))
            .collect(),
    };
    let mut lines = vec![(
        say(lang, "irgendeine Klausel", "any clause").to_owned(),
        line(&|group| Some(group.any_clause)),
    )];
    let asked = known.groups.first().into_iter().flat_map(|group| &group.demands);
    for (index, asked) in asked.enumerate() {
        let name = demand(lang, &asked.demand).into_owned();
        lines.push((name, line(&|group| group.demands.get(index).map(|asked| asked.met))));
    }
    lines
}

fn of_values(known: &KnownGroups, at: usize, time: &dyn Fn(&GroupFigure) -> Option<f64>, lang: Lang) -> Vec<(String, Series)> {
    let mut lines: BTreeMap<String, (u64, Vec<(f64, Value)>)> = BTreeMap::new();
    for group in &known.groups {
        let (Some(x), Some(y)) = (time(group), value(&group.any_clause)) else {
            continue;
        };
        let mut others = group.clone();
        if at < others.values.len() {
            others.values.remove(at);
        }
        let mut by = known.by.clone();
        by.remove(at);
        let name = words::values(
            lang,
            &KnownGroups {
                by,
                groups: Vec::new(),
                ..known.clone()
            },
            &others,
        );
        let (ads, points) = lines.entry(name).or_default();
        *ads += group.ads;
        points.push((x, y));
    }
    let mut lines: Vec<_> = lines.into_iter().collect();
    lines.sort_by(|(a, (x, _)), (b, (y, _))| y.cmp(x).then(a.cmp(b)));
    lines.into_iter().map(|(name, (_, points))| (name, Series { points })).collect()
}

/// Where a year, quarter or month stands on the axis.
fn number_of(unit: &str, value: &str) -> Option<f64> {
    let (year, part) = match unit {
        "year" => return value.parse().ok(),
        "quarter" => value.split_once("-Q")?,
        _ => value.split_once('-')?,
    };
    let (year, part): (i32, i32) = (year.parse().ok()?, part.parse().ok()?);
    let parts = if unit == "quarter" { 4 } else { 12 };
    Some(f64::from(year * parts + part - 1))
}

/// The reverse of [`number_of`].
fn name_of(unit: &str, x: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "years and months are small")]
    let x = x.round() as i32;
    match unit {
        "year" => x.to_string(),
        "quarter" => format!("{}-Q{}", x.div_euclid(4), x.rem_euclid(4) + 1),
        _ => format!("{}-{:02}", x.div_euclid(12), x.rem_euclid(12) + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{name_of, number_of};

    #[test]
    fn points_in_time_have_their_place_and_keep_their_name() {
        for (unit, value) in [
            ("year", "2018"),
            ("quarter", "2018-Q4"),
            ("quarter", "2019-Q1"),
            ("month", "2018-12"),
            ("month", "2019-01"),
        ] {
            assert_eq!(name_of(unit, number_of(unit, value).unwrap()), value);
        }
        assert_eq!(number_of("month", "2019-01").unwrap() - number_of("month", "2018-12").unwrap(), 1.0);
    }
}
