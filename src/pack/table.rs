//! The word table: every inflected form the rules know, looked up by hash; and the heads and tails of compounds.
//!
//! Measured before the first line of code: a table of forms beats every automaton on German by four to a hundred times,
//! so inflection is expanded when the table is made and nothing is stemmed when an ad is read.

use super::packed::{self, Lent, Numbers, RowOfNumbers};
use serde::{Deserialize, Serialize};

/// No form.
pub const NO_FORM: u32 = u32::MAX;

/// A stable 64-bit hash of folded bytes; the table in the binary is made with it at build time.
#[inline]
pub fn hash(bytes: &[u8]) -> u64 {
    let length = bytes.len() as u64;
    // Most words are eight bytes or shorter: one multiplication.
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        if bytes.len() <= 8 {
            let word = u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32;
            return mix(word ^ length << 59);
        }
    } else {
        let at = |index: usize| u64::from(bytes.get(index).copied().unwrap_or(0));
        return mix(at(0) | at(1) << 8 | at(2) << 16 | length << 59);
    }
    let mut state = length;
    for chunk in bytes.as_chunks::<8>().0 {
        state = mix(state ^ u64::from_le_bytes(*chunk));
    }
    // The last eight bytes overlap those before; what matters is that every byte is in.
    let last = bytes.last_chunk::<8>().map_or(0, |last| u64::from_le_bytes(*last));
    mix(state ^ last.rotate_left(31))
}

/// Both halves of a product: every bit of the result depends on every bit of `word`.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
const fn mix(word: u64) -> u64 {
    let product = (word ^ 0x2D35_8DCC_AA6C_78A5) as u128 * 0x9E37_79B9_7F4A_7C15;
    product as u64 ^ (product >> 64) as u64
}

/// Whether two words are the same; short ones, as nearly all are, without a call.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    match (a.first_chunk::<8>(), a.last_chunk::<8>(), b.first_chunk::<8>(), b.last_chunk::<8>()) {
        // The two halves overlap, or meet.
        (Some(first), Some(last), Some(start), Some(end)) if a.len() <= 16 => first == start && last == end,
        (None, None, None, None) => match (a.first_chunk::<4>(), a.last_chunk::<4>(), b.first_chunk::<4>(), b.last_chunk::<4>()) {
            (Some(first), Some(last), Some(start), Some(end)) => first == start && last == end,
            _ => a.iter().eq(b),
        },
        _ => a == b,
    }
}

/// All known forms. A form's id is its place in the order it was added.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct FormTable {
    /// All forms, one after the other.
    text: Lent,
    /// Where form `i` ends in `text`.
    ends: Numbers,
    /// Open addressing: form + 1 and above it eight bits of its hash; 0 for an empty slot.
    slots: Numbers,
    /// One bit a possible hash: most words of an ad are in no list and stop here.
    filter: Numbers,
}

/// The bits of a slot that hold the form.
const FORM: u32 = (1 << 24) - 1;

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
        std::str::from_utf8(self.bytes(id)).unwrap_or_default()
    }

    fn bytes(&self, id: u32) -> &[u8] {
        self.finder().bytes(id)
    }

    /// Adds a form and gives its id.
    pub fn add(&mut self, form: &str) -> u32 {
        if let Some(id) = self.find(form.as_bytes()) {
            return id;
        }
        let id = u32::try_from(self.ends.len()).unwrap_or(NO_FORM);
        self.text.own().extend_from_slice(form.as_bytes());
        self.ends.push(u32::try_from(self.text.bytes().len()).unwrap_or(u32::MAX));
        if (self.ends.len() + 1) * 2 > self.slots.len() {
            self.resize((self.ends.len() * 4).next_power_of_two().max(64));
        } else {
            self.insert(id);
        }
        id
    }

    /// Makes the table as small as it can be and still quick: for what is stored.
    pub fn shrink(&mut self) {
        self.resize((self.ends.len() * 3 / 2).next_power_of_two().max(64));
    }

    fn resize(&mut self, size: usize) {
        self.slots = Numbers::zeros(size);
        self.filter = Numbers::zeros((size / 4).max(1));
        for id in 0..self.ends.len() {
            self.insert(u32::try_from(id).unwrap_or(NO_FORM));
        }
    }

    fn insert(&mut self, id: u32) {
        let hash = hash(self.bytes(id));
        let mask = self.slots.len() - 1;
        let mut at = Self::slot(hash) & mask;
        while self.slots.get(at).is_some_and(|slot| slot != 0) {
            at = (at + 1) & mask;
        }
        self.slots.set(at, (id + 1) & FORM | Self::tag(hash));
        let bit = Self::bit(hash) & (self.filter.len() * 32 - 1);
        let known = self.filter.get(bit / 32).unwrap_or(0);
        self.filter.set(bit / 32, known | 1 << (bit % 32));
    }

    #[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is what is wanted")]
    const fn slot(hash: u64) -> usize {
        hash as u32 as usize
    }

    const fn bit(hash: u64) -> usize {
        (hash >> 32) as usize
    }

    #[expect(clippy::cast_possible_truncation, reason = "the eight bits above the slot's are what is wanted")]
    const fn tag(hash: u64) -> u32 {
        hash as u32 & !FORM
    }

    /// The form that reads exactly `bytes` (folded).
    #[inline]
    pub fn find(&self, bytes: &[u8]) -> Option<u32> {
        self.finder().find(bytes)
    }

    /// What looks forms up, for many words.
    #[inline]
    pub fn finder(&self) -> FormFinder<'_> {
        FormFinder {
            text: self.text.bytes(),
            ends: self.ends.row(),
            slots: self.slots.row(),
            filter: self.filter.row(),
            slot_mask: self.slots.len().wrapping_sub(1),
            bit_mask: (self.filter.len() * 32).wrapping_sub(1),
        }
    }
}

/// Looks forms up in a table.
#[derive(Debug, Clone, Copy)]
pub struct FormFinder<'t> {
    text: &'t [u8],
    ends: RowOfNumbers<'t>,
    slots: RowOfNumbers<'t>,
    filter: RowOfNumbers<'t>,
    slot_mask: usize,
    bit_mask: usize,
}

impl<'t> FormFinder<'t> {
    /// The form that reads exactly `bytes` (folded).
    #[inline]
    pub fn find(&self, bytes: &[u8]) -> Option<u32> {
        let hash = hash(bytes);
        let bit = FormTable::bit(hash) & self.bit_mask;
        if self.filter.get(bit / 32)? & (1 << (bit % 32)) == 0 {
            return None;
        }
        let mut at = FormTable::slot(hash) & self.slot_mask;
        loop {
            let slot = self.slots.get(at)?;
            if slot == 0 {
                return None;
            }
            if slot & !FORM == FormTable::tag(hash) && same(self.bytes((slot & FORM) - 1), bytes) {
                return Some((slot & FORM) - 1);
            }
            at = (at + 1) & self.slot_mask;
        }
    }

    #[inline]
    fn bytes(&self, id: u32) -> &'t [u8] {
        let index = id as usize;
        let end = self.ends.get(index).unwrap_or(0) as usize;
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).unwrap_or(0) as usize;
        self.text.get(start..end).unwrap_or_default()
    }
}

/// Heads or tails of compounds, found by the four bytes at the word's edge.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct AffixTable {
    forms: FormTable,
    /// By the hash of an edge: bit `n` stands for affixes of `n` bytes.
    #[serde(with = "packed")]
    lengths: Vec<u64>,
    /// Whether affixes stand at the end of words.
    at_end: bool,
}

const EDGES: usize = 1 << 13;

impl AffixTable {
    /// An empty table of tails (`at_end`) or heads.
    pub fn new(at_end: bool) -> Self {
        Self {
            at_end,
            lengths: vec![0; EDGES],
            ..Self::default()
        }
    }

    /// Adds an affix of at least four bytes and gives its id. One of more than 63 bytes is never found.
    pub fn add(&mut self, affix: &str) -> u32 {
        let bytes = affix.as_bytes();
        if let Some(lengths) = self.edge(bytes).and_then(|edge| self.lengths.get_mut(edge))
            && bytes.len() < 64
        {
            *lengths |= 1 << bytes.len();
        }
        self.forms.add(affix)
    }

    /// Makes the table as small as it can be and still quick: for what is stored.
    pub fn shrink(&mut self) {
        self.forms.shrink();
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
        Some((mixed >> 19) as usize)
    }

    /// Every affix of `word` (folded), the longest first; the whole word counts too.
    #[inline]
    pub fn find(&self, word: &[u8], mut hit: impl FnMut(u32, usize)) {
        let mut lengths = self.edge(word).and_then(|edge| self.lengths.get(edge)).copied().unwrap_or(0);
        while lengths != 0 {
            let length = 63 - lengths.leading_zeros() as usize;
            lengths ^= 1 << length;
            let part = if self.at_end {
                word.len().checked_sub(length).and_then(|from| word.get(from..))
            } else {
                word.get(..length)
            };
            if let Some(id) = part.and_then(|part| self.forms.find(part)) {
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
