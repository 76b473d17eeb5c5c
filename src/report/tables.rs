//! Tidy tables: one row an ad, one row a clause, one row a finding. `place` joins the three.
//!
//! For pandas, R, DuckDB and Spark: names do not change, absent values are absent and not empty words, nothing is counted
//! over several ads. Must not know where tables are kept.

#[cfg(feature = "parquet")]
pub mod parquet;

use crate::diagnostic::{Severity, names};
use crate::lang::Lang;
use crate::workspace::AdReport;
use serde::{Deserialize, Serialize};
use std::io::Write;

names! {
    /// How tables are written.
    TableFormat {
        /// Commas, with a row of names.
        Csv => "csv",
        /// One JSON object a row.
        Jsonl => "jsonl",
        /// Parquet, in parts.
        Parquet => "parquet",
    }
}

#[expect(clippy::derivable_impls, reason = "the macro derives for all names alike")]
impl Default for TableFormat {
    fn default() -> Self {
        Self::Csv
    }
}

/// The tables, by name.
pub const NAMES: [&str; 3] = ["ads", "clauses", "findings"];

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Number,
}

/// A value; absent ones are `None`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text.
    Text(Option<String>),
    /// A whole number.
    Number(Option<i64>),
}

impl Cell {
    fn text(value: impl Into<String>) -> Self {
        Self::Text(Some(value.into()))
    }

    fn number(value: impl TryInto<i64>) -> Self {
        Self::Number(value.try_into().ok())
    }
}

/// A row of a table.
pub type Row = Vec<Cell>;

/// Rows of the three tables, in the order of [`NAMES`].
pub type Rows = [Vec<Row>; 3];

const ADS: &[(&str, Kind)] = &[
    ("place", Kind::Text),
    ("archive", Kind::Text),
    ("number", Kind::Number),
    ("id", Kind::Text),
    ("title", Kind::Text),
    ("date", Kind::Text),
    ("format", Kind::Text),
    ("language", Kind::Text),
    ("profile", Kind::Text),
    ("title_form", Kind::Text),
    ("clauses", Kind::Number),
    ("findings", Kind::Number),
    ("errors", Kind::Number),
    ("warnings", Kind::Number),
    ("infos", Kind::Number),
    ("suppressed", Kind::Number),
    ("faults", Kind::Text),
];
const CLAUSES: &[(&str, Kind)] = &[
    ("place", Kind::Text),
    ("group", Kind::Text),
    ("level", Kind::Number),
    ("parts", Kind::Text),
    ("text", Kind::Text),
    ("start", Kind::Number),
    ("end", Kind::Number),
];
const FINDINGS: &[(&str, Kind)] = &[
    ("place", Kind::Text),
    ("rule", Kind::Text),
    ("kind", Kind::Text),
    ("ground", Kind::Text),
    ("severity", Kind::Text),
    ("confidence", Kind::Text),
    ("demand", Kind::Text),
    ("message", Kind::Text),
    ("text", Kind::Text),
    ("line", Kind::Number),
    ("column", Kind::Number),
    ("start", Kind::Number),
    ("end", Kind::Number),
];

/// Names and kinds of the columns of the three tables. Columns asked for with `--group` stand at the end of the ads.
pub fn columns(groups: &[String]) -> [Vec<(String, Kind)>; 3] {
    let mut tables = [ADS, CLAUSES, FINDINGS].map(|columns| columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect::<Vec<_>>());
    for group in groups {
        let taken = tables[0].iter().any(|(name, _)| name == group);
        let name = if taken { format!("{group}_column") } else { group.clone() };
        tables[0].push((name, Kind::Text));
    }
    tables
}

/// The rows of an ad, in the reader's language.
pub fn rows(lang: Lang, ad: &AdReport, groups: &[String], rows: &mut Rows) {
    let [ads, clauses, findings] = rows;
    let record = ad.record.as_deref();
    let title = record
        .and_then(|record| record.title.clone())
        .or_else(|| ad.title.as_ref().map(|title| title.text.clone()));
    let faults: Vec<&str> = ad.grave_faults().map(|fault| fault.code.name()).collect();
    let mut row = vec![
        Cell::text(&ad.path),
        Cell::text(record.map_or(ad.path.as_str(), |record| record.archive.as_str())),
        Cell::number(record.map_or(1, |record| record.number)),
        Cell::Text(record.and_then(|record| record.id.clone())),
        Cell::Text(title),
        Cell::Text(record.and_then(|record| record.date.clone())),
        Cell::Text(ad.format.map(|format| format.name().to_owned())),
        Cell::Text(ad.language.clone()),
        Cell::text(&ad.profile),
        Cell::Text(ad.title.as_ref().map(|title| title.form.name().to_owned())),
        Cell::number(ad.clauses.len()),
        Cell::number(ad.findings.len()),
        Cell::number(ad.count(Severity::Error)),
        Cell::number(ad.count(Severity::Warning)),
        Cell::number(ad.count(Severity::Info)),
        Cell::number(ad.suppressed),
        Cell::Text((!faults.is_empty()).then(|| faults.join(" "))),
    ];
    let group = |name: &String| record.and_then(|record| record.groups.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()));
    row.extend(groups.iter().map(|name| Cell::Text(group(name))));
    ads.push(row);
    clauses.extend(ad.clauses.iter().map(|clause| {
        let parts: Vec<&str> = clause.parts.iter().map(|part| part.name()).collect();
        vec![
            Cell::text(&ad.path),
            Cell::text(clause.group.name()),
            Cell::number(clause.level),
            Cell::Text((!parts.is_empty()).then(|| parts.join(" "))),
            Cell::text(&clause.text),
            Cell::number(clause.place.source.start),
            Cell::number(clause.place.source.end),
        ]
    }));
    findings.extend(ad.findings.iter().map(|finding| {
        vec![
            Cell::text(&ad.path),
            Cell::text(&finding.rule),
            Cell::text(finding.kind.name()),
            Cell::text(finding.ground.name()),
            Cell::text(finding.severity.name()),
            Cell::text(finding.confidence.name()),
            Cell::Text(finding.demand.clone()),
            Cell::text(finding.message.get(lang)),
            Cell::Text((!finding.text.is_empty()).then(|| finding.text.clone())),
            Cell::number(finding.place.start.line),
            Cell::number(finding.place.start.column),
            Cell::number(finding.place.source.start),
            Cell::number(finding.place.source.end),
        ]
    }));
}

/// The row of names, where the format has one.
pub fn header(format: TableFormat, columns: &[(String, Kind)], out: &mut Vec<u8>) {
    if format == TableFormat::Csv {
        let row: Row = columns.iter().map(|(name, _)| Cell::text(name)).collect();
        write_csv(&row, out);
    }
}

/// A row as text.
pub fn write(format: TableFormat, columns: &[(String, Kind)], row: &Row, out: &mut Vec<u8>) {
    match format {
        TableFormat::Jsonl => write_json(columns, row, out),
        TableFormat::Csv | TableFormat::Parquet => write_csv(row, out),
    }
}

fn write_csv(row: &Row, out: &mut Vec<u8>) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match cell {
            Cell::Text(None) | Cell::Number(None) => {}
            // Writing to memory does not fail.
            Cell::Number(Some(number)) => drop(write!(out, "{number}")),
            Cell::Text(Some(text)) if text.is_empty() || memchr::memchr3(b',', b'"', b'\n', text.as_bytes()).is_some() || text.contains('\r') => {
                out.push(b'"');
                for piece in text.split_inclusive('"') {
                    out.extend_from_slice(piece.as_bytes());
                    if piece.ends_with('"') {
                        out.push(b'"');
                    }
                }
                out.push(b'"');
            }
            Cell::Text(Some(text)) => out.extend_from_slice(text.as_bytes()),
        }
    }
    out.extend_from_slice(b"\n");
}

fn write_json(columns: &[(String, Kind)], row: &Row, out: &mut Vec<u8>) {
    out.push(b'{');
    for (index, ((name, _), cell)) in columns.iter().zip(row).enumerate() {
        if index > 0 {
            out.push(b',');
        }
        // Writing text to memory does not fail.
        let _ = serde_json::to_writer(&mut *out, name);
        out.push(b':');
        let _ = match cell {
            Cell::Text(text) => serde_json::to_writer(&mut *out, text),
            Cell::Number(number) => serde_json::to_writer(&mut *out, number),
        };
    }
    out.extend_from_slice(b"}\n");
}

#[cfg(test)]
mod tests {
    use super::{Cell, TableFormat, columns, write};

    #[test]
    fn absent_and_empty_are_told_apart_and_signs_are_quoted() {
        let row = vec![
            Cell::Text(None),
            Cell::text(""),
            Cell::text("a \"b\", c\nd"),
            Cell::Number(Some(3)),
            Cell::Number(None),
        ];
        let mut out = Vec::new();
        write(TableFormat::Csv, &[], &row, &mut out);
        assert_eq!(String::from_utf8(out).unwrap(), ",\"\",\"a \"\"b\"\", c\nd\",3,\n");
    }

    #[test]
    fn a_group_named_like_a_column_keeps_a_name_of_its_own() {
        let [ads, ..] = columns(&["title".into(), "employer".into()]);
        let names: Vec<&str> = ads.iter().rev().take(2).map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["employer", "title_column"]);
    }
}
