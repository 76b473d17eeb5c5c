//! The same ad again: told by a hash of its letters, so that a new date, deadline or reference number does not hide it.
//!
//! Eight bytes of hash and four of date an ad; the only thing in a survey that grows with the number of ads.

use super::date::Day;
use crate::source::Format;
use rustc_hash::FxHashMap;
use std::collections::hash_map::Entry;
use twox_hash::XxHash3_128;

/// A hash of the ad's letters: case, digits, punctuation, white space and the tags of HTML do not count. `None` where there
/// are none. The same on every machine, so that partitions can be made by it.
pub(super) fn fingerprint(text: &str, format: Option<Format>) -> Option<u64> {
    let mut letters = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' if format == Some(Format::Html) => inside = true,
            '>' if inside => inside = false,
            _ if inside || !c.is_alphabetic() => {}
            _ if c.is_ascii() => letters.push(c.to_ascii_lowercase()),
            _ => letters.extend(c.to_lowercase()),
        }
    }
    // Half of 128 bits is as good as 64 of them.
    let low = |hash: u128| u64::try_from(hash & u128::from(u64::MAX)).unwrap_or_default();
    (!letters.is_empty()).then(|| low(XxHash3_128::oneshot(letters.as_bytes())))
}

/// How an ad stands to those before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// Not seen before.
    New,
    /// Seen before, under the same date or without one.
    Copy,
    /// Seen before under another date.
    Repost,
}

/// The ads seen so far, with the date of the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    first: FxHashMap<u64, i32>,
}

/// No date.
const UNDATED: i32 = i32::MIN;

impl Seen {
    pub(super) fn see(&mut self, fingerprint: Option<u64>, day: Option<Day>) -> Again {
        let Some(fingerprint) = fingerprint else { return Again::New };
        let day = day.map_or(UNDATED, Day::number);
        match self.first.entry(fingerprint) {
            Entry::Vacant(place) => {
                place.insert(day);
                Again::New
            }
            Entry::Occupied(first) if day != UNDATED && *first.get() != UNDATED && *first.get() != day => Again::Repost,
            Entry::Occupied(_) => Again::Copy,
        }
    }

    /// Takes in what another survey has seen; how many of its ads were known.
    pub(super) fn merge(&mut self, other: &Self) -> u64 {
        let mut known = 0;
        for (fingerprint, day) in &other.first {
            if self.first.insert(*fingerprint, *day).is_some() {
                known += 1;
            }
        }
        known
    }
}

#[cfg(test)]
mod tests {
    use super::{Again, Seen, fingerprint};
    use crate::source::Format;
    use crate::survey::Day;

    #[test]
    fn dates_numbers_and_layout_do_not_hide_the_same_ad() {
        let first = fingerprint("Wir suchen eine Gärtnerin.\nFrist: 12.03.2024", None);
        assert_eq!(first, fingerprint("Wir suchen  eine GÄRTNERIN. Frist: 1.4.2025", None));
        assert_eq!(
            first,
            fingerprint("<p>Wir suchen eine <b>Gärtnerin</b>.</p> Frist: 1.", Some(Format::Html))
        );
        assert_ne!(first, fingerprint("Wir suchen einen Gärtner. Frist: 12.03.2024", None));
        assert_eq!(fingerprint("12.03. – 1", None), None);
    }

    #[test]
    fn a_repost_has_another_date_than_the_first() {
        let (march, april) = (Day::read("2024-03-12"), Day::read("1.4.2024"));
        let mut seen = Seen::default();
        assert_eq!(seen.see(Some(1), march), Again::New);
        assert_eq!(seen.see(Some(1), march), Again::Copy);
        assert_eq!(seen.see(Some(1), april), Again::Repost);
        assert_eq!(seen.see(Some(1), None), Again::Copy);
        assert_eq!(seen.see(None, None), Again::New);
        assert_eq!(seen.see(None, None), Again::New);
    }
}
