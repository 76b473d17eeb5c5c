//! A day of the calendar: the last one an exception holds.

use std::fmt;

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i32,
    month: u8,
    day: u8,
}

impl Day {
    /// The day that is written `YYYY-MM-DD`, if there is one.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| matches!(at, 4 | 7) || byte.is_ascii_digit());
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let exists = digits && parts.next().is_none() && (1..=days_in(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The day (UTC) of a time, in seconds since 1970 began.
    pub fn of_unix(seconds: u64) -> Self {
        let mut left = seconds / 86_400;
        let (mut year, mut month) = (1970, 1);
        let length = |year: i32| if is_leap(year) { 366 } else { 365 };
        while left >= length(year) {
            left -= length(year);
            year += 1;
        }
        while left >= u64::from(days_in(year, month)) {
            left -= u64::from(days_in(year, month));
            month += 1;
        }
        Self {
            year,
            month,
            day: u8::try_from(left + 1).unwrap_or(1),
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 0 for a month there is none of.
const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_read_compared_and_counted() {
        for wrong in [
            "2027-02-29",
            "2027-13-01",
            "2027-1-1",
            "30.06.2027",
            "2027-06-31",
            "",
            "2027-06-00",
            "+027-06-01",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert!(Day::parse("2028-02-29") < Day::parse("2028-03-01"));
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_782_777_600, "2026-06-30"),
            (4_102_444_799, "2099-12-31"),
        ] {
            assert_eq!(Day::of_unix(seconds).to_string(), day);
        }
    }
}
