//! What a survey is to count: how ads are grouped, whether the same ad counts again, and what is compared.

use super::outline::Outline;
use crate::pack::yaml::nearest;
use std::path::Path;

/// Something ads are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Dimension {
    /// The year of publication.
    Year,
    /// The quarter of publication.
    Quarter,
    /// The month of publication.
    Month,
    /// The archive.
    Archive,
    /// The ad's language.
    Language,
    /// A column of the archive.
    Column(String),
}

/// The names of what needs no column, in English and German.
const BUILT_IN: [(&str, &str, Dimension); 5] = [
    ("year", "jahr", Dimension::Year),
    ("quarter", "quartal", Dimension::Quarter),
    ("month", "monat", Dimension::Month),
    ("archive", "archiv", Dimension::Archive),
    ("language", "sprache", Dimension::Language),
];

impl Dimension {
    /// The dimension of a name; whatever is none of ours is a column.
    fn of(name: &str) -> Self {
        let known = BUILT_IN
            .iter()
            .find(|(en, de, _)| name.eq_ignore_ascii_case(en) || name.eq_ignore_ascii_case(de));
        known.map_or_else(|| Self::Column(name.to_owned()), |(_, _, dimension)| dimension.clone())
    }

    /// The name in JSON and CSV.
    pub fn name(&self) -> &str {
        match self {
            Self::Column(name) => name,
            other => BUILT_IN.iter().find(|(.., known)| known == other).map_or("", |(name, ..)| name),
        }
    }

    /// Whether its values follow one another in time.
    pub const fn is_time(&self) -> bool {
        matches!(self, Self::Year | Self::Quarter | Self::Month)
    }

    /// The value of an ad; `None` where the ad does not have one.
    pub(super) fn value(&self, outline: &Outline) -> Option<String> {
        match self {
            Self::Year => outline.day.map(super::Day::year_name),
            Self::Quarter => outline.day.and_then(super::Day::quarter_name),
            Self::Month => outline.day.and_then(super::Day::month_name),
            Self::Archive => Some(outline.archive.clone()),
            Self::Language => outline.language.clone(),
            Self::Column(name) => {
                let (_, value) = outline.groups.iter().find(|(known, _)| known == name)?;
                let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
                (!value.is_empty()).then_some(value)
            }
        }
    }
}

/// What ads are grouped by at once: `year`, or `year+employer` for each employer in each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breakdown {
    /// One dimension, or several that are crossed.
    pub dimensions: Vec<Dimension>,
}

impl Breakdown {
    /// `year`, `year+employer`.
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.dimensions.iter().map(Dimension::name).collect();
        names.join("+")
    }
}

/// Whether the same ad counts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Duplicates {
    /// The first time only.
    #[default]
    Once,
    /// Every time.
    All,
}

impl Duplicates {
    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Once => "once",
            Self::All => "all",
        }
    }
}

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// As it was asked for.
    pub asked: String,
    /// What the ads of this side have in common.
    pub dimension: Dimension,
    /// Its value.
    pub value: String,
}

impl Side {
    /// `2018` is a year, `employer=Stadt A` a value of a column, anything else an archive.
    pub fn of(asked: &str) -> Self {
        let (dimension, value) = match asked.split_once('=') {
            // A path may have `=` in it: `year=2018/part.parquet`.
            Some((name, value)) if !name.contains(['/', '\\']) && !Path::new(asked).exists() => (Dimension::of(name.trim()), value.trim()),
            _ if asked.len() == 4 && asked.bytes().all(|byte| byte.is_ascii_digit()) && !Path::new(asked).exists() => (Dimension::Year, asked),
            _ => (Dimension::Archive, asked),
        };
        Self {
            asked: asked.to_owned(),
            dimension,
            value: value.to_owned(),
        }
    }

    pub(super) fn holds(&self, outline: &Outline) -> bool {
        if self.dimension != Dimension::Archive {
            return self.dimension.value(outline).is_some_and(|value| value == self.value);
        }
        let (archive, asked) = (Path::new(&outline.archive), Path::new(&self.value));
        let named = |name: Option<&std::ffi::OsStr>| name.is_some_and(|name| name == asked.as_os_str());
        archive.starts_with(asked) || Path::new(&outline.place).starts_with(asked) || named(archive.file_name()) || named(archive.file_stem())
    }
}

/// What to count.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// How ads are grouped.
    pub by: Vec<Breakdown>,
    /// Whether the same ad counts again.
    pub duplicates: Duplicates,
    /// What is compared.
    pub compare: Option<[Side; 2]>,
    /// The profile that is asked.
    pub profile: String,
}

/// What is wrong with a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanFault {
    /// A name is missing, as in `year,,employer`.
    EmptyName,
    /// The same twice.
    Twice(String),
}

impl Plan {
    /// Reads `--by`: names parted by commas, crossed with `+`.
    ///
    /// # Errors
    /// An empty name, or the same twice.
    pub fn breakdowns(asked: &[String]) -> Result<Vec<Breakdown>, PlanFault> {
        let mut out: Vec<Breakdown> = Vec::new();
        for name in asked.iter().flat_map(|list| list.split(',')) {
            let mut dimensions: Vec<Dimension> = Vec::new();
            for part in name.split('+') {
                let part = part.trim();
                if part.is_empty() {
                    return Err(PlanFault::EmptyName);
                }
                let dimension = Dimension::of(part);
                if dimensions.contains(&dimension) {
                    return Err(PlanFault::Twice(part.to_owned()));
                }
                dimensions.push(dimension);
            }
            let breakdown = Breakdown { dimensions };
            if out.contains(&breakdown) {
                return Err(PlanFault::Twice(name.trim().to_owned()));
            }
            out.push(breakdown);
        }
        Ok(out)
    }

    /// The columns an archive must hand out for this plan.
    pub fn columns(&self) -> Vec<String> {
        let grouped = self.by.iter().flat_map(|breakdown| &breakdown.dimensions);
        let compared = self.compare.iter().flatten().map(|side| &side.dimension);
        let mut out: Vec<String> = Vec::new();
        for dimension in grouped.chain(compared) {
            if let Dimension::Column(name) = dimension
                && !out.contains(name)
            {
                out.push(name.clone());
            }
        }
        out
    }

    /// Our own name that `column` may have been meant for.
    pub fn near(column: &str) -> Option<&'static str> {
        nearest(column, BUILT_IN.iter().flat_map(|(en, de, _)| [*en, *de]))
    }
}

#[cfg(test)]
mod tests {
    use super::{Dimension, Plan, PlanFault, Side};

    #[test]
    fn lists_are_parted_by_commas_and_crossed_with_plus() {
        let read = |asked: &str| Plan::breakdowns(&[asked.to_owned()]).map(|by| by.iter().map(super::Breakdown::name).collect::<Vec<_>>());
        assert_eq!(
            read("year, employer,Jahr+Sprache"),
            Ok(vec!["year".into(), "employer".into(), "year+language".into()])
        );
        assert_eq!(read("year,,employer"), Err(PlanFault::EmptyName));
        assert_eq!(read("year,year"), Err(PlanFault::Twice("year".into())));
        assert_eq!(read("year+jahr"), Err(PlanFault::Twice("jahr".into())));
        assert_eq!(Plan::near("quater"), Some("quarter"));
    }

    #[test]
    fn a_side_is_a_year_a_value_or_an_archive() {
        assert_eq!(Side::of("2018").dimension, Dimension::Year);
        assert_eq!(Side::of("employer = Stadt A").value, "Stadt A");
        assert_eq!(Side::of("employer=Stadt A").dimension, Dimension::Column("employer".into()));
        assert_eq!(Side::of("sprache=de").dimension, Dimension::Language);
        assert_eq!(Side::of("data/year=2018/a.parquet").dimension, Dimension::Archive);
    }
}
