//! The word table: every inflected form the rules know, looked up by hash; and the heads and tails of compounds.
//!
//! Measured before the first line of code: a table of forms beats every automaton on German by four to a hundred times,
//! so inflection is expanded when the table is made and nothing is stemmed when an ad is read.

use serde::{Deserialize, Serialize};

/// No form.
pub const NO_FORM: u32 = u32::MAX;

/// A stable 64-bit hash of folded bytes; the table in the binary is made with it at build time.
pub fn hash(bytes: &[u8]) -> u64 {
    const K: u64 = 0x9E37_79B9_7F4A_7C15;
    let mut state = (bytes.len() as u64).wrapping_mul(K);
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3], chunk[4], chunk[5], chunk[6], chunk[7]]);
        state = (state.rotate_left(23) ^ word).wrapping_mul(K);
    }
    let mut last = 0_u64;
    for (shift, byte) in chunks.remainder().iter().enumerate() {
        last |= u64::from(*byte) << (8 * shift);
    }
    state = (state.rotate_left(23) ^ last).wrapping_mul(K);
    state ^ (state >> 29)
}

/// All known forms. A form's id is its place in the order it was added.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FormTable {
    /// All forms, one after the other.
    text: String,
    /// Where form `i` ends in `text`.
    ends: Vec<u32>,
    /// Open addressing: form + 1, 0 for an empty slot. Rebuilt from `text` where it was not stored.
    slots: Vec<u32>,
    /// One bit a possible hash: most words of an ad are in no list and stop here.
    filter: Vec<u64>,
}

impl FormTable {
    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a form.
    pub fn form(&self, id: u32) -> &str {
        let index = id as usize;
        let end = self.ends.get(index).copied().unwrap_or(0) as usize;
        let start = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0) as usize;
        self.text.get(start..end).unwrap_or_default()
    }

    /// Adds a form and gives its id.
    pub fn add(&mut self, form: &str) -> u32 {
        if let Some(id) = self.find(form.as_bytes()) {
            return id;
        }
        let id = u32::try_from(self.ends.len()).unwrap_or(NO_FORM);
        self.text.push_str(form);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.rebuild();
        } else {
            self.insert(id);
        }
        id
    }

    fn rebuild(&mut self) {
        let size = (self.ends.len() * 4).next_power_of_two().max(64);
        self.slots = vec![0; size];
        self.filter = vec![0; (size / 8).max(1)];
        for id in 0..self.ends.len() {
            self.insert(u32::try_from(id).unwrap_or(NO_FORM));
        }
    }

    fn insert(&mut self, id: u32) {
        let hash = hash(self.form(id).as_bytes());
        let mask = self.slots.len() - 1;
        let mut at = Self::slot(hash) & mask;
        while self.slots[at] != 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = id + 1;
        let bit = Self::bit(hash) & (self.filter.len() * 64 - 1);
        self.filter[bit / 64] |= 1 << (bit % 64);
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is what is wanted")]
    const fn slot(hash: u64) -> usize {
        hash as u32 as usize
    }

    #[expect(clippy::cast_possible_truncation, reason = "the upper half of a hash is what is wanted")]
    const fn bit(hash: u64) -> usize {
        (hash >> 32) as u32 as usize
    }

    /// The form that reads exactly `bytes` (folded).
    pub fn find(&self, bytes: &[u8]) -> Option<u32> {
        self.find_hashed(bytes, hash(bytes))
    }

    /// The same, where the hash is known.
    #[inline]
    pub fn find_hashed(&self, bytes: &[u8], hash: u64) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        let bit = Self::bit(hash) & (self.filter.len() * 64 - 1);
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return None;
        }
        let mask = self.slots.len() - 1;
        let mut at = Self::slot(hash) & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            if self.form(slot - 1).as_bytes() == bytes {
                return Some(slot - 1);
            }
            at = (at + 1) & mask;
        }
    }
}

/// Heads or tails of compounds, found by the four bytes at the word's edge.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AffixTable {
    /// Affix → what it means; sorted by (length, text) for look-up.
    forms: FormTable,
    /// The lengths in bytes that occur, longest first.
    lengths: Vec<u8>,
    /// One bit a possible edge.
    filter: Vec<u64>,
    /// Whether affixes stand at the end of words.
    at_end: bool,
}

const EDGE_BITS: usize = 1 << 14;

impl AffixTable {
    /// An empty table of tails (`at_end`) or heads.
    pub fn new(at_end: bool) -> Self {
        Self { at_end, filter: vec![0; EDGE_BITS / 64], ..Self::default() }
    }

    /// Adds an affix of at least four bytes and gives its id.
    pub fn add(&mut self, affix: &str) -> u32 {
        let bytes = affix.as_bytes();
        if let Some(bit) = self.edge(bytes) {
            self.filter[bit / 64] |= 1 << (bit % 64);
        }
        let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
        if let Err(at) = self.lengths.binary_search_by(|probe| length.cmp(probe)) {
            self.lengths.insert(at, length);
        }
        self.forms.add(affix)
    }

    /// How many affixes there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// The text of an affix.
    pub fn form(&self, id: u32) -> &str {
        self.forms.form(id)
    }

    #[inline]
    fn edge(&self, word: &[u8]) -> Option<usize> {
        let four = if self.at_end { word.last_chunk::<4>() } else { word.first_chunk::<4>() }?;
        let mixed = u32::from_le_bytes(*four).wrapping_mul(0x9E37_79B1);
        Some((mixed >> 18) as usize)
    }

    /// Every affix of `word` (folded), the longest first; the whole word counts too.
    #[inline]
    pub fn find(&self, word: &[u8], mut hit: impl FnMut(u32, usize)) {
        let Some(bit) = self.edge(word) else { return };
        if self.filter[bit / 64] & (1 << (bit % 64)) == 0 {
            return;
        }
        for &length in &self.lengths {
            let length = usize::from(length);
            if length > word.len() {
                continue;
            }
            let part = if self.at_end { &word[word.len() - length..] } else { &word[..length] };
            if let Some(id) = self.forms.find(part) {
                hit(id, length);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AffixTable, FormTable};

    #[test]
    fn every_added_form_is_found_and_no_other() {
        let mut table = FormTable::default();
        let ids: Vec<u32> = (0..5000).map(|n| table.add(&format!("wort{n}"))).collect();
        for (n, id) in ids.iter().enumerate() {
            assert_eq!(table.find(format!("wort{n}").as_bytes()), Some(*id));
            assert_eq!(table.find(format!("wert{n}").as_bytes()), None);
        }
        assert_eq!(table.add("wort7"), ids[7]);
    }

    #[test]
    fn tails_are_found_longest_first() {
        let mut table = AffixTable::new(true);
        let short = table.add("leiter");
        let long = table.add("bauleiter");
        let mut seen = Vec::new();
        table.find("hochbauleiter".as_bytes(), |id, _| seen.push(id));
        assert_eq!(seen, [long, short]);
    }
}
