//! The commonest wordings of a rule, in bounded memory.
//!
//! The counts are exact while there are few different wordings. Beyond that the rarest makes room for a new one, which takes over
//! its count ("space saving", Metwally et al. 2005): what is really common stays, and counts are too high by at most `over`.

use std::collections::BTreeMap;

/// Different wordings kept for a rule.
const KEPT: usize = 256;
/// Places shown for a wording.
const EXAMPLES: usize = 3;

/// A wording and how many ads have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wording {
    /// As it stood in the first ad.
    pub(super) text: String,
    pub(super) ads: u64,
    /// How many of `ads` may belong to wordings that made room.
    pub(super) over: u64,
    /// Where it stands.
    pub(super) places: Vec<String>,
}

/// The wordings of a rule.
#[derive(Debug, Clone, Default)]
pub(super) struct Wordings {
    kept: BTreeMap<String, Wording>,
}

impl Wordings {
    /// Counts a wording of the ad at `place`.
    pub(super) fn add(&mut self, text: &str, place: &str) {
        let new = Wording {
            text: text.to_owned(),
            ads: 1,
            over: 0,
            places: vec![place.to_owned()],
        };
        self.put(text.to_lowercase(), new);
    }

    fn put(&mut self, key: String, mut new: Wording) {
        if let Some(known) = self.kept.get_mut(&key) {
            known.ads += new.ads;
            known.over += new.over;
            let free = EXAMPLES.saturating_sub(known.places.len());
            known.places.extend(new.places.into_iter().take(free));
            return;
        }
        if self.kept.len() >= KEPT {
            // The alphabetically first of the rarest, so that the same input gives the same output.
            let rarest = self
                .kept
                .iter()
                .min_by_key(|(_, wording)| wording.ads)
                .map(|(key, wording)| (key.clone(), wording.ads));
            if let Some((rarest, ads)) = rarest {
                self.kept.remove(&rarest);
                new.over += ads;
                new.ads += ads;
            }
        }
        self.kept.insert(key, new);
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, wording) in &other.kept {
            self.put(key.clone(), wording.clone());
        }
    }

    /// The commonest, most frequent first. What may be nothing but taken-over counts is left out.
    pub(super) fn commonest(&self, most: usize) -> Vec<&Wording> {
        let mut all: Vec<&Wording> = self.kept.values().filter(|wording| wording.ads > wording.over * 2).collect();
        all.sort_by(|a, b| b.ads.cmp(&a.ads).then_with(|| a.text.cmp(&b.text)));
        all.truncate(most);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::Wordings;

    #[test]
    fn the_commonest_wordings_are_kept_however_many_there_are() {
        let mut wordings = Wordings::default();
        for number in 0..20_000 {
            wordings.add(&format!("selten {number}"), "a");
            if number % 10 == 0 {
                wordings.add("Junges Team", "b");
            }
            if number % 20 == 0 {
                wordings.add("junge Crew", "c");
            }
        }
        wordings.add("junges team", "d");
        let best: Vec<(&str, u64)> = wordings.commonest(2).iter().map(|wording| (wording.text.as_str(), wording.ads)).collect();
        assert_eq!(best, [("Junges Team", 2001), ("junge Crew", 1000)]);
        assert!(wordings.kept.len() <= super::KEPT);
        assert_eq!(wordings.commonest(1)[0].places, ["b", "b", "b"]);
    }
}
