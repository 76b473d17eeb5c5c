//! What was read of an ad, kept for its next version: an editor asks again after every keystroke, and only the blocks around
//! the change are read anew.
//!
//! Must not know what was typed: it compares the two texts.

use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Known, Words};
use crate::extract::Block;
use crate::text::Span;
use std::ops::Range;

/// How many unchanged blocks on each side of a change are read again: an elided compound looks for its end a few words on.
const MARGIN: usize = 6;
/// Below so many bytes reading anew costs less than comparing.
const LEAST: usize = 32 << 10;

/// What was read of an ad. It holds only under the same rules.
#[derive(Debug, Default)]
pub struct Kept {
    pub(super) text: String,
    pub(super) words: Words,
    pub(super) blocks: Vec<BlockInfo>,
    pub(super) hits: Vec<Hit>,
}

/// The parts of an ad that read as they did before.
#[derive(Debug, Clone)]
pub(super) struct Same<'k> {
    kept: &'k Kept,
    /// How many blocks at the beginning and at the end are the same.
    blocks: (usize, usize),
    /// The words of the old reading before and behind what changed.
    words: (Range<usize>, Range<usize>),
    /// How many bytes further on the end stands now; counted round.
    shift: u32,
}

impl<'k> Same<'k> {
    /// The parts of `text` that read as in `kept`; `None` where it is not worth it.
    pub(super) fn of(kept: &'k Kept, text: &str, blocks: &[Block]) -> Option<Self> {
        if text.len() < LEAST || kept.text.len() < LEAST {
            return None;
        }
        let (old, new) = (kept.text.as_bytes(), text.as_bytes());
        let begins = common(old.chunks(CHUNK).zip(new.chunks(CHUNK)), old.iter().zip(new));
        let most = old.len().min(new.len()) - begins;
        let ends = common(old.rchunks(CHUNK).zip(new.rchunks(CHUNK)), old.iter().rev().zip(new.iter().rev())).min(most);
        let shift = small(new.len()).wrapping_sub(small(old.len()));
        let pairs = kept.blocks.iter().zip(blocks);
        let before = pairs
            .take_while(|(old, new)| old.span == new.span && (new.span.end as usize) < begins)
            .count();
        let pairs = kept.blocks.iter().rev().zip(blocks.iter().rev());
        let border = small(new.len() - ends);
        let behind = pairs
            .take_while(|(old, new)| moved(old.span, shift) == new.span && new.span.start > border)
            .count();
        let (before, behind) = (before.saturating_sub(MARGIN), behind.saturating_sub(MARGIN));
        if before + behind == 0 {
            return None;
        }
        let all = &kept.words.all;
        let until = before
            .checked_sub(1)
            .and_then(|last| kept.blocks.get(last))
            .map_or(0, |block| block.span.end);
        let from = kept
            .blocks
            .len()
            .checked_sub(behind)
            .and_then(|first| kept.blocks.get(first))
            .map(|block| block.span.start);
        let first = all.partition_point(|word| word.start < until);
        let last = from.map_or(all.len(), |from| all.partition_point(|word| word.start < from));
        (first <= last).then_some(Self {
            kept,
            blocks: (before, behind),
            words: (0..first, last..all.len()),
            shift,
        })
    }

    /// The words before and behind what changed, where they stand now, and the bytes between them.
    pub(super) fn words(&self, blocks: &[Block], length: usize) -> Known {
        let mut behind = self.kept.words.part(self.words.1.clone(), self.shift);
        behind.tail_gap = self.kept.words.tail_gap;
        Known {
            before: self.kept.words.part(self.words.0.clone(), 0),
            between: self.changed(blocks, length),
            behind,
        }
    }

    /// The bytes that have to be read anew, of these blocks.
    fn changed(&self, blocks: &[Block], length: usize) -> Range<usize> {
        let start = self.words.0.end.checked_sub(1).and_then(|last| self.kept.words.all.get(last));
        let last = blocks.len().checked_sub(self.blocks.1 + 1).and_then(|last| blocks.get(last));
        let end = if self.blocks.1 == 0 {
            length
        } else {
            last.map_or(0, |block| block.span.end as usize)
        };
        let start = start.map_or(0, |word| word.end as usize);
        start..end.max(start)
    }

    /// The phrases found, with those of the changed sentences found anew by `scan`; `None` where a block that is the same is
    /// taken for another language now.
    pub(super) fn hits(
        &self,
        sentences: &[Sentence],
        blocks: &[BlockInfo],
        words: usize,
        scan: impl FnOnce(Range<usize>) -> Vec<Hit>,
    ) -> Option<Vec<Hit>> {
        let (before, behind) = self.blocks;
        let kept = self.kept;
        let alike = |(old, new): (&BlockInfo, &BlockInfo)| old.lang == new.lang && old.end - old.first == new.end - new.first;
        let same =
            kept.blocks.iter().zip(blocks).take(before).all(alike) && kept.blocks.iter().rev().zip(blocks.iter().rev()).take(behind).all(alike);
        if !same {
            return None;
        }
        let first_of = |blocks: &[BlockInfo], behind: usize| {
            let first = blocks.len().checked_sub(behind).and_then(|first| blocks.get(first));
            first.map(|block| block.first)
        };
        let count = small(sentences.len());
        let from = blocks.get(before).map_or(count, |block| block.first);
        let to = first_of(blocks, behind).unwrap_or(count);
        let old_to = first_of(&kept.blocks, behind).unwrap_or(u32::MAX);
        let begun = kept.hits.partition_point(|hit| hit.sentence < from);
        let ended = kept.hits.partition_point(|hit| hit.sentence < old_to);
        let (by_words, by_sentences) = (small(words).wrapping_sub(small(kept.words.all.len())), to.wrapping_sub(old_to));
        let mut hits = kept.hits.get(..begun)?.to_vec();
        hits.extend(scan(from as usize..to as usize));
        hits.extend(kept.hits.get(ended..)?.iter().map(|hit| Hit {
            first: hit.first.wrapping_add(by_words),
            last: hit.last.wrapping_add(by_words),
            sentence: hit.sentence.wrapping_add(by_sentences),
            ..*hit
        }));
        Some(hits)
    }
}

/// Compared at once before the place of the first difference is looked for.
const CHUNK: usize = 1024;

/// How many bytes two texts have in common from one end on.
fn common<'t>(chunks: impl Iterator<Item = (&'t [u8], &'t [u8])>, bytes: impl Iterator<Item = (&'t u8, &'t u8)>) -> usize {
    let whole = chunks.take_while(|(a, b)| a == b && a.len() == CHUNK).count() * CHUNK;
    whole + bytes.skip(whole).take_while(|(a, b)| a == b).count()
}

const fn moved(span: Span, shift: u32) -> Span {
    Span::new(span.start.wrapping_add(shift), span.end.wrapping_add(shift))
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
