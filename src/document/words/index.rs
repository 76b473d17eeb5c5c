//! What each word shows at a glance, and where the words stand that phrases can start at.

use super::{Word, look, sets_of, small};
use crate::pack::Rulebook;
use crate::pack::rulebook::{SetId, signature};
use crate::parallel;
use std::sync::OnceLock;

/// Made once for all words, so that a phrase is tried only where it can start.
#[derive(Debug, Clone, Default)]
pub(super) struct Index {
    /// What each word shows.
    glances: Vec<Glance>,
    /// The sets of each word that start phrases tried on demand, word by word, and the word.
    demands: Vec<(SetId, u32)>,
    /// A bit for each set that has a demand.
    demanded: Vec<u64>,
    /// Where the demands of each set stand in a long text; made when first asked for.
    chain: OnceLock<Chain>,
}

/// What a word shows of the phrases it is in.
#[derive(Debug, Clone, Copy)]
struct Glance {
    /// Its signature.
    signature: u64,
    /// Its row of starters: 0 where no phrase starts, [`COMPOUND`] where its sets have to be asked.
    starters: u32,
    /// Where its demands end.
    end: u32,
}

/// The demands of each set joined, in text order. A place is one more than the index of a demand; 0 is none.
#[derive(Debug, Clone)]
struct Chain {
    /// By set: the place of its first demand.
    firsts: Vec<u32>,
    /// By demand: the place of the next one of the same set.
    nexts: Vec<u32>,
}

/// A compound that the table does not hold: the phrases that start at it are those of its sets.
pub(super) const COMPOUND: u32 = u32::MAX;
/// So many demands are looked through sooner than joined.
const FEW: usize = 1 << 13;

impl Index {
    /// Looks at each word of a text of so many bytes.
    pub(super) fn new(book: &Rulebook, words: &[Word], dynamic: &[super::Dynamic], bytes: usize) -> Self {
        let mut parts = parallel::parts(words, bytes, |first, part| Self::of_part(book, first, part, dynamic)).into_iter();
        let mut index = parts.next().unwrap_or_default();
        for mut part in parts {
            let known = small(index.demands.len());
            index.demands.append(&mut part.demands);
            index.glances.extend(part.glances.iter().map(|glance| Glance {
                end: glance.end + known,
                ..*glance
            }));
        }
        index.demanded.resize((book.on_demand as usize).div_ceil(64), 0);
        for (set, _) in &index.demands {
            if let Some(bits) = index.demanded.get_mut(*set as usize / 64) {
                *bits |= 1 << (set % 64);
            }
        }
        index
    }

    fn of_part(book: &Rulebook, first: usize, words: &[Word], dynamic: &[super::Dynamic]) -> Self {
        let mut index = Self {
            glances: Vec::with_capacity(words.len()),
            demands: Vec::with_capacity(words.len() * 2),
            ..Self::default()
        };
        for (at, word) in (small(first)..).zip(words) {
            let masked = word.is(look::MASKED);
            let (signature, starters) = if word.is_known() {
                let row = book.row_of(word.form);
                if row.demands != 0 && !masked {
                    index.demands.extend(book.demands_of(row.demands).iter().map(|set| (*set, at)));
                }
                (row.signature, row.starters)
            } else if word.has_form() {
                let sets = sets_of(dynamic, book, word);
                if !masked {
                    let own = sets.iter().take_while(|set| **set < book.on_demand);
                    index.demands.extend(own.map(|set| (*set, at)));
                }
                (signature(sets), COMPOUND)
            } else {
                (0, 0)
            };
            index.glances.push(Glance {
                signature,
                starters: if masked { 0 } else { starters },
                end: small(index.demands.len()),
            });
        }
        index
    }

    #[inline]
    pub(super) fn signature(&self, at: u32) -> u64 {
        self.glances.get(at as usize).map_or(0, |glance| glance.signature)
    }

    #[inline]
    pub(super) fn starters(&self, at: u32) -> u32 {
        self.glances.get(at as usize).map_or(0, |glance| glance.starters)
    }

    /// Whether any word of the text belongs to a set that starts phrases tried on demand.
    #[inline]
    pub(super) fn has(&self, set: SetId) -> bool {
        let bits = self.demanded.get(set as usize / 64);
        debug_assert!(
            set == SetId::MAX || bits.is_some(),
            "a phrase is tried on demand that was to be found in the one pass"
        );
        bits.is_some_and(|bits| bits & 1 << (set % 64) != 0)
    }

    /// The demands of the words `first..end`: a sentence has few, and they stand side by side.
    #[inline]
    pub(super) fn among(&self, first: u32, end: u32) -> &[(SetId, u32)] {
        let at = |word: u32| match (word as usize).min(self.glances.len()).checked_sub(1) {
            Some(before) => self.glances.get(before).map_or(0, |glance| glance.end as usize),
            None => 0,
        };
        self.demands.get(at(first)..at(end)).unwrap_or_default()
    }

    /// The words of a set in the whole text, in text order.
    pub(super) fn all(&self, set: SetId) -> impl Iterator<Item = u32> + '_ {
        let few = self.demands.len() <= FEW;
        let demands = if few && self.has(set) { self.demands.as_slice() } else { &[] };
        let among = demands.iter().filter(move |(other, _)| *other == set).map(|(_, word)| *word);
        let chain = (!few && self.has(set)).then(|| self.chain.get_or_init(|| Chain::new(&self.demands)));
        among.chain(chain.into_iter().flat_map(move |chain| chain.of(&self.demands, set)))
    }
}

impl Chain {
    fn new(demands: &[(SetId, u32)]) -> Self {
        let sets = demands.iter().map(|(set, _)| *set as usize + 1).max().unwrap_or(0);
        let (mut firsts, mut nexts) = (vec![0; sets], vec![0; demands.len()]);
        for ((at, (set, _)), next) in demands.iter().enumerate().zip(&mut nexts).rev() {
            if let Some(first) = firsts.get_mut(*set as usize) {
                *next = std::mem::replace(first, small(at + 1));
            }
        }
        Self { firsts, nexts }
    }

    fn of<'c>(&'c self, demands: &'c [(SetId, u32)], set: SetId) -> impl Iterator<Item = u32> + 'c {
        let mut next = self.firsts.get(set as usize).copied().unwrap_or(0);
        std::iter::from_fn(move || {
            let at = (next as usize).checked_sub(1)?;
            next = self.nexts.get(at).copied().unwrap_or(0);
            demands.get(at).map(|(_, word)| *word)
        })
    }
}
