//! The figures as one tidy table: one row a figure, for pandas, R, DuckDB and spreadsheets.
//!
//! Names are those of the JSON and not translated. Must not compute anything.

use super::figures::{Figures, GroupFigure};
use super::interval::Share;
use std::fmt::Write as _;

const HEAD: &str = "breakdown,group,measure,name,level,count,of,share,low,high,findings\n";

/// All figures, a row each.
pub fn csv(figures: &Figures) -> String {
    let mut out = String::from(HEAD);
    group(&mut out, "", "", &figures.total);
    for known in &figures.breakdowns {
        let by = known.by.join("+");
        for figure in &known.groups {
            let values: Vec<&str> = figure.values.iter().map(|value| value.as_deref().unwrap_or_default()).collect();
            group(&mut out, &by, &values.join(" + "), figure);
        }
    }
    if let Some(comparison) = &figures.comparison {
        for row in &comparison.rows {
            for (side, share) in comparison.sides.iter().zip([&row.first, &row.second]) {
                line(&mut out, ["compare", side, row.measure, &row.name, ""], share, None);
            }
            let points = [row.difference.difference, row.difference.low, row.difference.high].map(cell);
            let names = ["compare", "difference", row.measure, &row.name].map(field);
            let _ = writeln!(out, "{},,,,{},", names.join(","), points.join(","));
        }
    }
    out
}

fn group(out: &mut String, by: &str, values: &str, figure: &GroupFigure) {
    let mut put = |measure: &str, name: &str, level: &str, share: &Share, findings: Option<u64>| {
        line(out, [by, values, measure, name, level], share, findings);
    };
    put("any-clause", "", "", &figure.any_clause, None);
    for (level, share) in (1..).zip(&figure.strongest) {
        put("strongest-clause", "", &level.to_string(), share, None);
    }
    for clause in &figure.clauses {
        put("clause", clause.group.name(), "", &clause.any, None);
        for (level, share) in (1..).zip(&clause.levels) {
            put("clause", clause.group.name(), &level.to_string(), share, None);
        }
    }
    put("all-met", "", "", &figure.all_met, None);
    for demand in &figure.demands {
        put("demand", &demand.demand, "", &demand.met, None);
    }
    for severity in &figure.severities {
        put("severity", severity.severity.name(), "", &severity.ads, Some(severity.findings));
    }
    for ground in &figure.grounds {
        put("ground", ground.ground.name(), "", &ground.ads, Some(ground.findings));
    }
    for (rule, found) in &figure.rules {
        put("rule", rule, "", &found.ads, Some(found.findings));
    }
    for title in &figure.titles {
        put("title", title.form.name(), "", &title.ads, None);
    }
    for (language, ads) in &figure.languages {
        put("language", language, "", &Share::new(*ads, figure.ads), None);
    }
}

fn line(out: &mut String, names: [&str; 5], share: &Share, findings: Option<u64>) {
    let _ = writeln!(
        out,
        "{},{},{},{},{},{},{}",
        names.map(field).join(","),
        share.count,
        share.of,
        cell(share.share),
        cell(share.low),
        cell(share.high),
        findings.map_or_else(String::new, |findings| findings.to_string()),
    );
}

fn cell(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| format!("{value:.6}"))
}

/// In quotation marks where it must be. What a spreadsheet would take for a formula gets an apostrophe: values come from
/// archives, and archives from anywhere.
fn field(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let value = if formula { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        value
    }
}

#[cfg(test)]
mod tests {
    use super::field;

    #[test]
    fn values_stay_in_their_cell_and_are_no_formulas() {
        assert_eq!(field("Stadt A"), "Stadt A");
        assert_eq!(field("Müller, Söhne & \"Co\""), "\"Müller, Söhne & \"\"Co\"\"\"");
        assert_eq!(field("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    }
}
