//! Dates as archives write them: ISO, `12.3.2024`, `12. März 2024`, RFC 2822, seconds since 1970.
//!
//! What cannot be told is left open: `03/04/2024` has a year and no month. Must not guess.

use chrono::{DateTime, Datelike, NaiveDate};

/// A day, or the month or year it is in, where more cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day of the month, from 1.
    pub day: Option<u32>,
}

/// Job ads are of these years; another number is no year.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// First letters that tell a month, in German and English.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän"],
    &["feb"],
    &["mar", "mär", "mrz", "maer"],
    &["apr"],
    &["mai", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dez", "dec"],
];

/// Names that a word with such a beginning must be the beginning of, or be.
const MONTH_NAMES: [&str; 29] = [
    "januar",
    "january",
    "jänner",
    "jaenner",
    "februar",
    "february",
    "feber",
    "märz",
    "maerz",
    "marz",
    "march",
    "mrz",
    "april",
    "mai",
    "may",
    "juni",
    "june",
    "juli",
    "july",
    "august",
    "september",
    "sept",
    "oktober",
    "october",
    "november",
    "dezember",
    "december",
    "juno",
    "julei",
];

impl Day {
    /// Reads a date; `None` where it cannot be told.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() || text.len() > 64 {
            return None;
        }
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::of_digits(text);
        }
        let parts = parts(text)?;
        match parts.iter().position(|part| matches!(part, Part::Month(_))) {
            Some(at) => Self::around_name(&parts, at),
            None => Self::of_numbers(text, &parts),
        }
    }

    const fn year(year: i32) -> Self {
        Self {
            year,
            month: None,
            day: None,
        }
    }

    fn month(year: i32, month: u32) -> Option<Self> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Self {
            year,
            month: Some(month),
            day: None,
        })
    }

    fn whole(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| YEARS.contains(&year))?;
        Some(Self {
            year,
            month: Some(month),
            day: Some(day),
        })
    }

    /// `20240312`, `202403`, `2024`, seconds or milliseconds since 1970.
    fn of_digits(text: &str) -> Option<Self> {
        let number: i64 = text.parse().ok()?;
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
        match text.len() {
            4 => i32::try_from(number).ok().filter(|year| YEARS.contains(year)).map(Self::year),
            6 => Self::month(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?),
            8 => Self::whole(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?),
            9 | 10 => Self::since_1970(number),
            12 | 13 => Self::since_1970(number / 1000),
            15 | 16 => Self::since_1970(number / 1_000_000),
            _ => None,
        }
    }

    fn since_1970(seconds: i64) -> Option<Self> {
        let date = DateTime::from_timestamp(seconds, 0)?.date_naive();
        Self::whole(date.year(), date.month(), date.day())
    }

    /// `12. März 2024`, `March 12, 2024`, `Tue, 12 Mar 2024 10:00:00 +0200`, `März 2024`.
    fn around_name(parts: &[Part], at: usize) -> Option<Self> {
        let Part::Month(month) = *parts.get(at)? else { return None };
        let number = |index: usize| match parts.get(index) {
            Some(Part::Number(value, digits)) => Some((*value, *digits)),
            _ => None,
        };
        let before = at.checked_sub(1).and_then(number);
        let (next, after) = (number(at + 1), number(at + 2));
        match (before, next, after) {
            // 2024-Mar-12
            (Some((year, 4)), Some((day, 1 | 2)), _) => Self::whole(year.cast_signed(), month, day),
            (Some((day, 1 | 2)), Some((year, 2 | 4)), _) => Self::whole(full(year), month, day),
            (None, Some((day, 1 | 2)), Some((year, 4))) => Self::whole(year.cast_signed(), month, day),
            (None, Some((year, 4)), _) => Self::month(year.cast_signed(), month),
            (Some((year, 4)), None, _) => Self::month(year.cast_signed(), month),
            _ => None,
        }
    }

    fn of_numbers(text: &str, parts: &[Part]) -> Option<Self> {
        let numbers: Vec<(u32, usize)> = parts
            .iter()
            .map_while(|part| match part {
                Part::Number(value, digits) => Some((*value, *digits)),
                _ => None,
            })
            .collect();
        let separator = text.chars().find(|c| !c.is_ascii_digit());
        match (numbers.as_slice(), separator) {
            (&[(year, 4), (month, 1 | 2), (day, 1 | 2), ..], Some('-' | '/' | '.')) => Self::whole(year.cast_signed(), month, day),
            (&[(year, 4), (month, 1 | 2)], Some('-' | '/' | '.')) => Self::month(year.cast_signed(), month),
            (&[(day, 1 | 2), (month, 1 | 2), (year, 2 | 4), ..], Some('.' | '-')) => Self::whole(full(year), month, day),
            // With slashes either may come first.
            (&[(a, 1 | 2), (b, 1 | 2), (year, 2 | 4), ..], Some('/')) => match (a > 12, b > 12) {
                (true, false) => Self::whole(full(year), b, a),
                (false, true) => Self::whole(full(year), a, b),
                (false, false) if a == b => Self::whole(full(year), a, b),
                (false, false) if a > 0 && b > 0 => Some(Self::year(full(year))),
                _ => None,
            },
            (&[(month, 1 | 2), (year, 4)], Some('.' | '/' | '-')) => Self::month(year.cast_signed(), month),
            _ => None,
        }
    }

    /// `2024`.
    pub fn year_name(self) -> String {
        self.year.to_string()
    }

    /// `2024-03`; `None` where the month is open.
    pub fn month_name(self) -> Option<String> {
        self.month.map(|month| format!("{}-{month:02}", self.year))
    }

    /// `2024-Q1`; `None` where the month is open.
    pub fn quarter_name(self) -> Option<String> {
        self.month.map(|month| format!("{}-Q{}", self.year, month.div_ceil(3)))
    }

    /// A number that differs from day to day.
    pub(super) fn number(self) -> i32 {
        self.year * 400 + (self.month.unwrap_or(0) * 32 + self.day.unwrap_or(0)).cast_signed()
    }
}

/// `24` is 2024, `95` is 1995.
const fn full(year: u32) -> i32 {
    let year = year.cast_signed();
    match year {
        0..=69 => 2000 + year,
        70..=99 => 1900 + year,
        _ => year,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// A number and how many digits it has.
    Number(u32, usize),
    Month(u32),
}

/// Numbers and month names; weekdays, "T", "Z" and the like are passed over. `None` where a word has no place in a date.
fn parts(text: &str) -> Option<Vec<Part>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| match first {
            '0'..='9' => c.is_ascii_digit(),
            _ if first.is_alphabetic() => c.is_alphabetic(),
            _ => !c.is_alphanumeric(),
        };
        let end = rest.find(|c| !same(c)).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        rest = after;
        if first.is_ascii_digit() {
            out.push(Part::Number(part.parse().ok()?, part.len()));
        } else if first.is_alphabetic() {
            match month(part) {
                Some(month) => out.push(Part::Month(month)),
                None if passed_over(part) => {}
                None => return None,
            }
        }
    }
    Some(out)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|starts| starts.iter().any(|start| word.starts_with(start)))?;
    // "Mar" and "Sept" yes, "Marketing" no.
    let named = MONTH_NAMES.iter().any(|name| name.starts_with(&word));
    if named { u32::try_from(at + 1).ok() } else { None }
}

fn passed_over(word: &str) -> bool {
    const WORDS: &[&str] = &[
        "t",
        "z",
        "utc",
        "gmt",
        "mez",
        "mesz",
        "cet",
        "cest",
        "am",
        "pm",
        "uhr",
        "um",
        "den",
        "der",
        "vom",
        "ab",
        "of",
        "on",
        "st",
        "nd",
        "rd",
        "th",
        "at",
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "date",
        "datum",
    ];
    WORDS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::Day;

    fn read(text: &str) -> String {
        match Day::read(text) {
            None => "-".to_owned(),
            Some(Day { year, month, day }) => {
                let two = |part: Option<u32>| part.map_or_else(String::new, |part| format!("-{part:02}"));
                format!("{year}{}{}", two(month), two(day))
            }
        }
    }

    #[test]
    fn dates_are_read_in_the_spellings_of_archives() {
        for (text, date) in [
            ("2024-03-12", "2024-03-12"),
            ("2024-03-12T08:15:00.000+01:00", "2024-03-12"),
            ("2024-03-12 08:15:00", "2024-03-12"),
            ("2024/3/2", "2024-03-02"),
            ("2024-03", "2024-03"),
            ("2024", "2024"),
            ("20240312", "2024-03-12"),
            ("12.03.2024", "2024-03-12"),
            ("1.3.24", "2024-03-01"),
            ("12-03-2024", "2024-03-12"),
            ("12.03.2024 14:30 Uhr", "2024-03-12"),
            ("12. März 2024", "2024-03-12"),
            ("Dienstag, den 12. Maerz 2024", "2024-03-12"),
            ("1. Jänner 2020", "2020-01-01"),
            ("Mai 2021", "2021-05"),
            ("March 12, 2024", "2024-03-12"),
            ("12th of March 2024", "2024-03-12"),
            ("12 Dez 2019", "2019-12-12"),
            ("2024-Mar-12", "2024-03-12"),
            ("Tue, 12 Mar 2024 10:00:00 +0200", "2024-03-12"),
            ("Tue, 12 Mar 2024 10:00:00 GMT", "2024-03-12"),
            ("1710230400", "2024-03-12"),
            ("1710230400000", "2024-03-12"),
            ("25/12/2023", "2023-12-25"),
            ("12/25/2023", "2023-12-25"),
            ("03/2024", "2024-03"),
        ] {
            assert_eq!(read(text), date, "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_left_open() {
        // Which of both is the month, only its author knows.
        assert_eq!(read("03/04/2024"), "2024");
        for text in [
            "",
            "bald",
            "vor 3 Tagen",
            "31.02.2024",
            "2024-13-01",
            "17",
            "99999999",
            "Marketing 2024",
            "ab sofort",
            "12.03.",
        ] {
            assert_eq!(read(text), "-", "{text}");
        }
    }
}
