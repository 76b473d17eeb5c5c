//! The figures on a terminal.
//!
//! Must not compute anything; what does not fit is left to JSON, CSV and HTML.

use super::figures::{Comparison, Figures, GroupFigure, KnownGroups, WordingFigure};
use super::interval::Share;
use super::words;
use crate::lang::Lang;
use crate::report::layout::{cut, one_line, width};
use crate::report::paint::{HEADING as BOLD, QUIET as DIM};
use crate::report::words::{demand, ground, group, quoted, say, severity};
use std::fmt::Write as _;

/// Rows of rules and wordings.
const RULES: usize = 15;
/// Labels are cut here.
const LABEL: usize = 34;

/// The figures in at most `columns` columns; of each breakdown the first `top` groups.
pub fn table(figures: &Figures, lang: Lang, columns: usize, top: usize) -> String {
    let mut out = String::new();
    overview(&mut out, figures, lang);
    if figures.total.ads == 0 {
        return out;
    }
    clauses(&mut out, &figures.total, lang);
    demands(&mut out, figures, lang);
    findings(&mut out, figures, lang);
    rules(&mut out, figures, lang, columns);
    for known in &figures.breakdowns {
        breakdown(&mut out, known, lang, columns, top);
    }
    if let Some(comparison) = figures.comparison.as_ref().filter(|comparison| !comparison.ads.contains(&0)) {
        compared(&mut out, comparison, lang);
    }
    let shares = figures.breakdowns.iter().flat_map(|known| &known.groups).map(|group| group.any_clause);
    if shares.chain([figures.total.any_clause]).any(|share| share.too_few) {
        let _ = writeln!(out, "\n{DIM}{}{DIM:#}", words::too_few(lang));
    }
    out
}

/// What was read, and what was not.
fn overview(out: &mut String, figures: &Figures, lang: Lang) {
    for line in overview_lines(figures, lang) {
        let _ = writeln!(out, "{line}");
    }
}

/// The sentences that say what was counted; also in the HTML report.
pub(super) fn overview_lines(figures: &Figures, lang: Lang) -> Vec<String> {
    let archives = &figures.archives;
    let number = |value| words::number(lang, value);
    let mut lines = vec![match lang {
        Lang::De => format!(
            "{} Anzeigen gezählt, von {} Datensätzen; Profil {}.",
            number(archives.counted),
            number(archives.records),
            figures.profile
        ),
        Lang::En => format!(
            "{} ads counted, of {} records; profile {}.",
            number(archives.counted),
            number(archives.records),
            figures.profile
        ),
    }];
    if figures.interrupted {
        lines.push(
            say(
                lang,
                "Unterbrochen: Gezählt ist nur ein Teil.",
                "Interrupted: only a part has been counted.",
            )
            .to_owned(),
        );
    }
    if archives.copies + archives.reposts > 0 {
        let once = figures.duplicates == "once";
        lines.push(match lang {
            Lang::De => format!(
                "Dieselbe Anzeige noch einmal: {} Kopien, {} mit anderem Datum; {}.",
                number(archives.copies),
                number(archives.reposts),
                if once {
                    "sie zählt nur beim ersten Mal"
                } else {
                    "sie zählt jedes Mal"
                }
            ),
            Lang::En => format!(
                "The same ad again: {} copies, {} under another date; {}.",
                number(archives.copies),
                number(archives.reposts),
                if once { "it counts the first time only" } else { "it counts every time" }
            ),
        });
    }
    let unread: u64 = archives.faults.values().sum();
    if unread > 0 {
        let kinds: Vec<String> = archives
            .faults
            .iter()
            .map(|(code, many)| format!("{}: {}", words::fault(lang, *code), number(*many)))
            .collect();
        lines.push(format!(
            "{} {} ({}).",
            number(unread),
            say(
                lang,
                "nicht gelesen oder nicht beurteilt und in keinem Anteil",
                "not read or not judged, and in no share"
            ),
            kinds.join(", ")
        ));
    }
    if archives.passed_over > 0 {
        lines.push(format!(
            "{} {}.",
            number(archives.passed_over),
            say(lang, "Seiten ohne Anzeige übergangen", "pages without an ad passed over")
        ));
    }
    let dated = figures.breakdowns.iter().any(|known| known.time);
    if dated && archives.undated + archives.unreadable_dates > 0 {
        lines.push(match lang {
            Lang::De => format!(
                "Ohne Datum: {}; mit einem Datum, das nicht zu lesen ist: {}.",
                number(archives.undated),
                number(archives.unreadable_dates)
            ),
            Lang::En => format!(
                "Without a date: {}; with one that cannot be read: {}.",
                number(archives.undated),
                number(archives.unreadable_dates)
            ),
        });
    }
    lines.push(languages(&figures.total, lang));
    lines.retain(|line| !line.is_empty());
    lines
}

fn languages(total: &GroupFigure, lang: Lang) -> String {
    let mut all: Vec<(&String, &u64)> = total.languages.iter().collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let said: Vec<String> = all
        .iter()
        .map(|(tag, ads)| format!("{} {}", crate::report::words::language_of_tag(lang, tag), words::number(lang, **ads)))
        .collect();
    if said.is_empty() {
        return String::new();
    }
    format!("{}: {}.", say(lang, "Sprachen", "Languages"), said.join(", "))
}

fn clauses(out: &mut String, total: &GroupFigure, lang: Lang) {
    let head = [
        say(lang, "Klauseln", "Clauses"),
        say(lang, "Anzeigen", "ads"),
        say(lang, "Anteil", "share"),
        "95 %",
        say(lang, "Stufe 1", "level 1"),
        "2",
        "3",
        "4",
        "5",
    ];
    let row = |name: String, any: &Share, levels: &[Share]| {
        let mut cells = vec![
            name,
            words::number(lang, any.count),
            words::share(lang, any),
            words::share_interval(lang, any),
        ];
        cells.extend(levels.iter().map(|level| words::number(lang, level.count)));
        cells
    };
    let any = say(lang, "irgendeine", "any");
    let mut rows = vec![row(any.to_owned(), &total.any_clause, &total.strongest)];
    rows.extend(
        total
            .clauses
            .iter()
            .map(|clause| row(group(lang, clause.group).to_owned(), &clause.any, &clause.levels)),
    );
    grid(out, &head.map(str::to_owned), &rows);
}

fn demands(out: &mut String, figures: &Figures, lang: Lang) {
    if figures.total.demands.is_empty() {
        return;
    }
    let head = [
        format!("{} {}", say(lang, "Vom Profil genannt:", "Asked for by profile"), figures.profile),
        say(lang, "vorhanden", "there").to_owned(),
        say(lang, "von", "of").to_owned(),
        say(lang, "Anteil", "share").to_owned(),
        "95 %".to_owned(),
    ];
    let row = |name: String, met: &Share| {
        vec![
            name,
            words::number(lang, met.count),
            words::number(lang, met.of),
            words::share(lang, met),
            words::share_interval(lang, met),
        ]
    };
    let mut rows: Vec<Vec<String>> = figures
        .total
        .demands
        .iter()
        .map(|asked| row(demand(lang, &asked.demand).into_owned(), &asked.met))
        .collect();
    rows.push(row(say(lang, "alles davon", "all of it").to_owned(), &figures.total.all_met));
    grid(out, &head, &rows);
}

fn findings(out: &mut String, figures: &Figures, lang: Lang) {
    let head = [
        say(lang, "Befunde", "Findings"),
        say(lang, "Zahl", "number"),
        say(lang, "Anzeigen", "ads"),
        say(lang, "Anteil", "share"),
        "95 %",
    ];
    let row = |name: &str, findings: u64, ads: &Share| {
        vec![
            name.to_owned(),
            words::number(lang, findings),
            words::number(lang, ads.count),
            words::share(lang, ads),
            words::share_interval(lang, ads),
        ]
    };
    let total = &figures.total;
    let mut rows: Vec<Vec<String>> = total
        .severities
        .iter()
        .map(|of| row(severity(lang, of.severity), of.findings, &of.ads))
        .collect();
    let mut grounds: Vec<_> = total.grounds.iter().collect();
    grounds.sort_by_key(|of| std::cmp::Reverse(of.ads.count));
    rows.extend(
        grounds
            .iter()
            .map(|of| row(&format!("  {}", ground(lang, of.ground)), of.findings, &of.ads)),
    );
    grid(out, &head.map(str::to_owned), &rows);
}

fn rules(out: &mut String, figures: &Figures, lang: Lang, columns: usize) {
    let with: Vec<_> = figures.rules.iter().filter(|rule| !rule.wordings.is_empty()).take(RULES).collect();
    if with.is_empty() {
        return;
    }
    let head = format!(
        "{} ({})",
        say(lang, "Häufigste Wortlaute", "Commonest wordings"),
        say(lang, "Anzeigen", "ads")
    );
    let _ = writeln!(out, "\n{BOLD}{head}{BOLD:#}");
    let most = with.iter().map(|rule| rule.rule.len()).max().unwrap_or(0);
    for rule in with {
        let said: Vec<String> = rule.wordings.iter().take(3).map(|wording| said(lang, wording)).collect();
        let line = format!("  {:most$}  {:>6}  {}", rule.rule, words::number(lang, rule.ads.count), said.join(", "));
        let _ = writeln!(out, "{}", cut(&line, columns));
    }
}

fn said(lang: Lang, wording: &WordingFigure) -> String {
    let about = if wording.over > 0 { "~" } else { "" };
    format!(
        "{} {about}{}",
        quoted(lang, &cut(&one_line(&wording.text), 40)),
        words::number(lang, wording.ads)
    )
}

fn breakdown(out: &mut String, known: &KnownGroups, lang: Lang, columns: usize, top: usize) {
    let Some(first) = known.groups.first() else { return };
    // As many of the profile's demands as fit.
    let fitting = (0..=first.demands.len()).rev().map(|demands| grouped(known, lang, top, demands));
    let Some((head, rows)) = fitting
        .into_iter()
        .find(|(head, rows)| total_width(head, rows) <= columns)
        .or_else(|| Some(grouped(known, lang, top, 0)))
    else {
        return;
    };
    grid(out, &head, &rows);
    let more = known.groups.len().saturating_sub(top);
    if more > 0 {
        let _ = writeln!(
            out,
            "  {DIM}{} {}{DIM:#}",
            words::number(lang, more as u64),
            say(lang, "weitere: --top, oder csv, json und html", "more: --top, or csv, json and html")
        );
    }
    if known.left_out > 0 {
        let _ = writeln!(out, "  {DIM}{}{DIM:#}", left_out(lang, known.left_out));
    }
}

/// The groups with this many of the profile's demands.
fn grouped(known: &KnownGroups, lang: Lang, top: usize, demands: usize) -> (Vec<String>, Vec<Vec<String>>) {
    let asked = known.groups.first().into_iter().flat_map(|group| group.demands.iter().take(demands));
    let mut head = vec![
        words::by(lang, known),
        say(lang, "Anzeigen", "ads").to_owned(),
        say(lang, "Klausel", "clause").to_owned(),
    ];
    head.extend(asked.map(|asked| demand(lang, &asked.demand).into_owned()));
    head.push(say(lang, "mit Risiko", "with a risk").to_owned());
    let row = |group: &GroupFigure| {
        let risk = group.severities.first().map_or_else(|| Share::new(0, group.ads), |of| of.ads);
        let shares = group.demands.iter().take(demands).map(|asked| &asked.met);
        let mut cells = vec![cut(&one_line(&words::values(lang, known, group)), LABEL), words::number(lang, group.ads)];
        cells.extend(
            [&group.any_clause]
                .into_iter()
                .chain(shares)
                .chain([&risk])
                .map(|share| short(lang, share)),
        );
        cells
    };
    (head, known.groups.iter().take(top).map(row).collect())
}

/// Groups that were too many.
pub(super) fn left_out(lang: Lang, ads: u64) -> String {
    format!(
        "{} {}",
        words::number(lang, ads),
        say(
            lang,
            "Anzeigen gehören zu weiteren Gruppen; mehr als 50.000 werden nicht einzeln geführt.",
            "ads are of further groups; no more than 50,000 are kept apart."
        )
    )
}

/// A share with its interval in few columns: `12 % (9–16)`.
fn short(lang: Lang, share: &Share) -> String {
    let (Some(value), Some(low), Some(high)) = (share.share, share.low, share.high) else {
        return "–".to_owned();
    };
    if share.too_few {
        return words::share(lang, share);
    }
    let whole = |value: f64| format!("{:.0}", value * 100.0);
    let gap = if lang == Lang::De { " " } else { "" };
    format!("{}{gap}% ({}–{})", whole(value), whole(low), whole(high))
}

fn compared(out: &mut String, comparison: &Comparison, lang: Lang) {
    let [first, second] = [0, 1].map(|index| comparison.sides.get(index).map_or("", String::as_str));
    let head = [
        say(lang, "Vergleich", "Comparison").to_owned(),
        cut(&one_line(first), 18),
        cut(&one_line(second), 18),
        say(lang, "Unterschied in Punkten (95 %)", "difference in points (95%)").to_owned(),
    ];
    let ads = comparison.ads.iter().map(|ads| words::number(lang, *ads));
    let mut rows = vec![
        [say(lang, "Anzeigen", "ads").to_owned()]
            .into_iter()
            .chain(ads)
            .chain([String::new()])
            .collect::<Vec<_>>(),
    ];
    for row in comparison.rows.iter().filter(|row| words::tells(row)) {
        let clear = if row.difference.clear { " *" } else { "  " };
        rows.push(vec![
            cut(&words::row(lang, row), LABEL + 8),
            words::share(lang, &row.first),
            words::share(lang, &row.second),
            format!("{}{clear}", words::difference(lang, &row.difference)),
        ]);
    }
    grid(out, &head, &rows);
    let note = say(
        lang,
        "* Das Intervall enthält 0 nicht: mehr, als der Zufall meist zeigt.",
        "* The interval leaves out 0: more than chance usually shows.",
    );
    let _ = writeln!(out, "  {DIM}{note}{DIM:#}");
}

fn widths(head: &[String], rows: &[Vec<String>]) -> Vec<usize> {
    let all = || std::iter::once(head).chain(rows.iter().map(Vec::as_slice));
    let widest = |at: usize| all().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
    (0..head.len()).map(|at| widest(at).unwrap_or(0)).collect()
}

fn total_width(head: &[String], rows: &[Vec<String>]) -> usize {
    widths(head, rows).iter().map(|wide| wide + 2).sum()
}

/// Columns under bold heads; the first is left-aligned, numbers are right-aligned.
fn grid(out: &mut String, head: &[String], rows: &[Vec<String>]) {
    let widths = widths(head, rows);
    let line = |cells: &[String], indent: usize| {
        let mut text = String::new();
        for (at, (cell, wide)) in cells.iter().zip(&widths).enumerate() {
            let pad = " ".repeat(wide.saturating_sub(width(cell)));
            let _ = match at {
                0 => write!(text, "{}{cell}{pad}{}", " ".repeat(indent), " ".repeat(2 - indent)),
                _ => write!(text, "  {pad}{cell}"),
            };
        }
        text.trim_end().to_owned()
    };
    let _ = writeln!(out, "\n{BOLD}{}{BOLD:#}", line(head, 0));
    for row in rows {
        let _ = writeln!(out, "{}", line(row, 2));
    }
}
