//! What each word shows at a glance, and where the words stand that phrases can start at.

use super::{Word, look, sets_of, small};
use crate::pack::Rulebook;
use crate::pack::rulebook::{SetId, signature};
use crate::parallel;

/// Made once for all words, so that a phrase is tried only where it can start.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// The signature of each word.
    signatures: Vec<u64>,
    /// The row of starters of each word: 0 where no phrase starts, [`COMPOUND`] where its sets have to be asked.
    starters: Vec<u32>,
    /// The sets of each word that start phrases tried on demand, word by word, and the word.
    demands: Vec<(SetId, u32)>,
    /// Where the demands of each word end.
    ends: Vec<u32>,
    /// By set: one more than the place of its first demand; 0 where there is none.
    firsts: Vec<u32>,
    /// By demand: one more than the place of the next one of the same set.
    nexts: Vec<u32>,
}

/// A compound that the table does not hold: the phrases that start at it are those of its sets.
pub(super) const COMPOUND: u32 = u32::MAX;

impl Index {
    /// Looks at each word of a text of so many bytes.
    pub(super) fn new(book: &Rulebook, words: &[Word], dynamic: &[super::Dynamic], bytes: usize) -> Self {
        let mut parts = parallel::parts(words, bytes, |first, part| Self::of_part(book, first, part, dynamic)).into_iter();
        let mut index = parts.next().unwrap_or_default();
        for mut part in parts {
            let known = small(index.demands.len());
            index.signatures.append(&mut part.signatures);
            index.starters.append(&mut part.starters);
            index.demands.append(&mut part.demands);
            index.ends.extend(part.ends.iter().map(|end| end + known));
        }
        index.chain(book);
        index
    }

    fn of_part(book: &Rulebook, first: usize, words: &[Word], dynamic: &[super::Dynamic]) -> Self {
        let mut index = Self {
            signatures: Vec::with_capacity(words.len()),
            starters: Vec::with_capacity(words.len()),
            demands: Vec::with_capacity(words.len() * 2),
            ends: Vec::with_capacity(words.len()),
            ..Self::default()
        };
        for (at, word) in (small(first)..).zip(words) {
            let (signature, starters) = if word.is_known() {
                let row = book.row_of(word.form);
                if !word.is(look::MASKED) {
                    index.demands.extend(book.demands_of(row.demands).iter().map(|set| (*set, at)));
                }
                (row.signature, row.starters)
            } else if word.has_form() {
                let sets = sets_of(dynamic, book, word);
                if !word.is(look::MASKED) {
                    let own = sets.iter().take_while(|set| **set < book.on_demand);
                    index.demands.extend(own.map(|set| (*set, at)));
                }
                (signature(sets), COMPOUND)
            } else {
                (0, 0)
            };
            index.signatures.push(signature);
            index.starters.push(if word.is(look::MASKED) { 0 } else { starters });
            index.ends.push(small(index.demands.len()));
        }
        index
    }

    /// Joins the demands of each set, in text order.
    fn chain(&mut self, book: &Rulebook) {
        self.firsts.resize(book.on_demand as usize, 0);
        self.nexts.resize(self.demands.len(), 0);
        for (at, (set, _)) in self.demands.iter().enumerate().rev() {
            if let Some(first) = self.firsts.get_mut(*set as usize)
                && let Some(next) = self.nexts.get_mut(at)
            {
                *next = std::mem::replace(first, small(at + 1));
            }
        }
    }

    #[inline]
    pub(super) fn signature(&self, at: u32) -> u64 {
        self.signatures.get(at as usize).copied().unwrap_or(0)
    }

    #[inline]
    pub(super) fn starters(&self, at: u32) -> u32 {
        self.starters.get(at as usize).copied().unwrap_or(0)
    }

    /// Whether any word of the text belongs to a set that starts phrases tried on demand.
    #[inline]
    pub(super) fn has(&self, set: SetId) -> bool {
        debug_assert!(
            set == SetId::MAX || (set as usize) < self.firsts.len(),
            "a phrase is tried on demand that was to be found in the one pass"
        );
        self.firsts.get(set as usize).is_some_and(|first| *first != 0)
    }

    /// The demands of the words `first..end`: a sentence has few, and they stand side by side.
    #[inline]
    pub(super) fn among(&self, first: u32, end: u32) -> &[(SetId, u32)] {
        let at = |word: u32| match (word as usize).min(self.ends.len()).checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(0, |end| *end as usize),
            None => 0,
        };
        self.demands.get(at(first)..at(end)).unwrap_or_default()
    }

    /// The words of a set in the whole text, in text order.
    pub(super) fn all(&self, set: SetId) -> impl Iterator<Item = u32> + '_ {
        let mut next = self.firsts.get(set as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let at = (next as usize).checked_sub(1)?;
            next = self.nexts.get(at).copied().unwrap_or(0);
            self.demands.get(at).map(|(_, word)| *word)
        })
    }
}
