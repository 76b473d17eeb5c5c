//! The baseline: what was found before, so that only what is new is shown.
//!
//! A finding belongs to its ad; only where the file of an ad is gone do its entries hold for an ad that has none and is
//! much like it, because then it was renamed. Must not open files.

use crate::diagnostic::Fingerprint;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The version of the file.
pub const VERSION: u32 = 1;
/// The name it has if nobody gives another.
pub const FILE_NAME: &str = "adlint.baseline.json";

/// The file as it is written.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    adlint_baseline: u32,
    fingerprints: u32,
    documents: Vec<WrittenAd>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenAd {
    path: String,
    findings: Vec<WrittenFinding>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFinding {
    fingerprint: String,
    rule: String,
    text: String,
}

/// The version alone, which tells whether the rest can be read.
#[derive(Debug, Deserialize)]
struct Version {
    adlint_baseline: u32,
    fingerprints: u32,
}

/// What is kept of a finding, for people who read the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its rule.
    pub rule: String,
    /// What stands there.
    pub text: String,
}

/// One entry: the path of the ad and the fingerprint.
pub type Key = (String, Fingerprint);

/// What was found before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    ads: BTreeMap<String, BTreeMap<Fingerprint, Entry>>,
    /// The ads whose files are gone.
    gone: BTreeSet<String>,
}

/// Why a baseline cannot be used. Nothing is ever taken for an empty one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// Made by a newer adlint.
    #[error("is of version {0}, newer than this adlint reads ({VERSION}); update adlint, or write it anew with `adlint baseline`")]
    Newer(u32),
    /// Its fingerprints are made in another way.
    #[error("has fingerprints of version {0}, and this adlint makes version {made}; write it anew with `adlint baseline`", made = Fingerprint::VERSION)]
    OtherFingerprints(u32),
    /// It breaks off.
    #[error("breaks off in line {0}, as if it was only half written; restore it, or write it anew with `adlint baseline`")]
    HalfWritten(usize),
    /// It is something else.
    #[error("is no baseline: {0}; name another file, or write one with `adlint baseline`")]
    NoBaseline(String),
}

impl Baseline {
    /// Reads the file.
    ///
    /// # Errors
    /// If it is not whole, no baseline, or of another version.
    pub fn read(text: &str) -> Result<Self, Broken> {
        let broken = |error: serde_json::Error| {
            if error.is_eof() {
                Broken::HalfWritten(error.line())
            } else {
                Broken::NoBaseline(error.to_string())
            }
        };
        let version: Version = serde_json::from_str(text).map_err(broken)?;
        if version.adlint_baseline > VERSION {
            return Err(Broken::Newer(version.adlint_baseline));
        }
        if version.fingerprints != Fingerprint::VERSION {
            return Err(Broken::OtherFingerprints(version.fingerprints));
        }
        let written: Written = serde_json::from_str(text).map_err(broken)?;
        let mut baseline = Self::default();
        for ad in written.documents {
            for finding in ad.findings {
                let fingerprint = Fingerprint::from_hex(&finding.fingerprint)
                    .ok_or_else(|| Broken::NoBaseline(format!("`{}` is no fingerprint", finding.fingerprint)))?;
                let WrittenFinding { rule, text, .. } = finding;
                baseline.add(&ad.path, fingerprint, Entry { rule, text });
            }
        }
        Ok(baseline)
    }

    /// The file as it is written: sorted, so that a new one differs from the old one only where findings do.
    pub fn write(&self) -> String {
        let findings = |ad: &BTreeMap<Fingerprint, Entry>| {
            let mut findings: Vec<WrittenFinding> = ad
                .iter()
                .map(|(fingerprint, entry)| WrittenFinding {
                    fingerprint: fingerprint.to_string(),
                    rule: entry.rule.clone(),
                    text: entry.text.clone(),
                })
                .collect();
            findings.sort_by(|a, b| (&a.rule, &a.text, &a.fingerprint).cmp(&(&b.rule, &b.text, &b.fingerprint)));
            findings
        };
        let written = Written {
            adlint_baseline: VERSION,
            fingerprints: Fingerprint::VERSION,
            documents: self
                .ads
                .iter()
                .map(|(path, ad)| WrittenAd {
                    path: path.clone(),
                    findings: findings(ad),
                })
                .collect(),
        };
        // Nothing in it can fail to be written.
        serde_json::to_string_pretty(&written).unwrap_or_default() + "\n"
    }

    /// Adds a finding of an ad.
    pub fn add(&mut self, path: &str, fingerprint: Fingerprint, entry: Entry) {
        self.ads.entry(path.to_owned()).or_default().insert(fingerprint, entry);
    }

    /// Learns which ads are there no more.
    pub fn with_gone(mut self, is_gone: impl Fn(&str) -> bool) -> Self {
        self.gone = self.ads.keys().filter(|path| is_gone(path)).cloned().collect();
        self
    }

    /// The path under which the ad at `path` with these findings was known: its own, or that of the ad it was before it was
    /// renamed. At least half of that ad's findings must be there still; a sentence or two in common do not make an ad.
    pub fn known_as<'p>(&'p self, path: &'p str, found: &BTreeSet<Fingerprint>) -> Option<&'p str> {
        if self.ads.contains_key(path) {
            return Some(path);
        }
        let mut best: Option<(usize, &str)> = None;
        for before in &self.gone {
            let Some(ad) = self.ads.get(before) else { continue };
            // What is missing is missing in many ads.
            let is_own = |(_, entry): &(&Fingerprint, &Entry)| !entry.rule.starts_with("clause/");
            let only_missing = !ad.iter().any(|entry| is_own(&entry));
            let own = || ad.iter().filter(|entry| only_missing || is_own(entry));
            let left = own().filter(|(fingerprint, _)| found.contains(fingerprint)).count();
            if left > 0 && left * 2 >= own().count() && best.is_none_or(|(most, _)| left > most) {
                best = Some((left, before));
            }
        }
        best.map(|(_, before)| before)
    }

    /// The entry of a finding in the ad that is known by this path.
    pub fn entry(&self, known: &str, fingerprint: Fingerprint) -> Option<Key> {
        let there = self.ads.get(known)?.contains_key(&fingerprint);
        there.then(|| (known.to_owned(), fingerprint))
    }

    /// All entries, in order.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Fingerprint, &Entry)> {
        self.ads
            .iter()
            .flat_map(|(path, ad)| ad.iter().map(move |(fingerprint, entry)| (path.as_str(), *fingerprint, entry)))
    }

    /// Whether the file of an ad was gone when the baseline was read.
    pub fn is_gone(&self, path: &str) -> bool {
        self.gone.contains(path)
    }

    /// How many findings and ads it holds.
    pub fn len(&self) -> (usize, usize) {
        (self.ads.values().map(BTreeMap::len).sum(), self.ads.len())
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.ads.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Broken, Entry};
    use crate::diagnostic::Fingerprint;
    use std::collections::BTreeSet;

    fn some() -> (Baseline, Fingerprint) {
        let fingerprint = Fingerprint::of("age/young-team", "ein junges Team", 0);
        let mut baseline = Baseline::default();
        let entry = Entry {
            rule: "age/young-team".into(),
            text: "junges Team".into(),
        };
        baseline.add("ads/a.md", fingerprint, entry);
        (baseline, fingerprint)
    }

    #[test]
    fn what_was_written_is_read() {
        let (baseline, _) = some();
        assert_eq!(Baseline::read(&baseline.write()), Ok(baseline));
    }

    #[test]
    fn a_finding_belongs_to_its_ad_unless_that_was_renamed() {
        let (mut baseline, fingerprint) = some();
        for nth in 1..3 {
            let entry = Entry {
                rule: "age/young-team".into(),
                text: "junges Team".into(),
            };
            baseline.add("ads/a.md", Fingerprint::of("age/young-team", "ein junges Team", nth), entry);
        }
        let second = Fingerprint::of("age/young-team", "ein junges Team", 1);
        let found = |found: &[Fingerprint]| found.iter().copied().collect::<BTreeSet<_>>();
        assert_eq!(baseline.known_as("ads/a.md", &found(&[])), Some("ads/a.md"));
        assert_eq!(baseline.known_as("ads/b.md", &found(&[fingerprint, second])), None);
        let moved = baseline.with_gone(|_| true);
        assert_eq!(moved.known_as("ads/b.md", &found(&[fingerprint, second])), Some("ads/a.md"));
        assert_eq!(moved.known_as("ads/b.md", &found(&[fingerprint])), None, "a third in common is no rename");
        assert!(moved.is_gone("ads/a.md"));
        assert_eq!(moved.entry("ads/a.md", second), Some(("ads/a.md".into(), second)));
        assert_eq!(moved.entry("ads/a.md", Fingerprint::of("age/young-team", "ein junges Team", 3)), None);
    }

    #[test]
    fn what_cannot_be_read_is_never_taken_for_empty() {
        let whole = some().0.write();
        for end in (0..whole.len() - 2).filter(|end| whole.is_char_boundary(*end)) {
            assert!(matches!(Baseline::read(&whole[..end]), Err(Broken::HalfWritten(_))), "up to {end}");
        }
        assert_eq!(
            Baseline::read(&whole.replace("\"adlint_baseline\": 1", "\"adlint_baseline\": 2, \"new\": []")),
            Err(Broken::Newer(2))
        );
        assert_eq!(
            Baseline::read(&whole.replace("\"fingerprints\": 1", "\"fingerprints\": 0")),
            Err(Broken::OtherFingerprints(0))
        );
        for other in [
            "[]",
            "{}",
            "profile: de",
            "{\"adlint_baseline\": 1, \"fingerprints\": 1}",
            &whole.replace("\"rule\"", "\"role\""),
        ] {
            assert!(matches!(Baseline::read(other), Err(Broken::NoBaseline(_))), "{other}");
        }
    }
}
