//! The job title: which block it stands in, and which part of it.
//!
//! Must not judge its form; `detect` does.

mod advertised;
mod ahead;
mod beside;
mod candidate;
mod cut;
mod lines;
mod sought;

use super::markers::Marker;
use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Words, look};
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;
use crate::text::{Span, is_one_of};
use candidate::Candidate;
use std::cmp::Reverse;

/// A title found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title {
    /// Bytes of the text.
    pub span: Span,
    /// Its words.
    pub first: u32,
    /// One past its last word.
    pub end: u32,
    /// Its block.
    pub block: u32,
}

/// The longest block that is taken for a title as a whole, in words.
const LONGEST: u32 = 30;
/// How far into an ad titles are looked for, in blocks.
pub(super) const SEARCHED: usize = 60;

/// An ad as titles are looked for in it.
#[derive(Clone, Copy)]
pub(super) struct Ad<'a> {
    pub(super) book: &'a Rulebook,
    pub(super) text: &'a str,
    pub(super) words: &'a Words,
    pub(super) sentences: &'a [Sentence],
    pub(super) blocks: &'a [BlockInfo],
    pub(super) hits: &'a [Hit],
    pub(super) markers: &'a [Marker],
}

impl<'a> Ad<'a> {
    pub(super) fn of(&self, at: u32) -> &'a str {
        self.words.all.get(at as usize).map_or("", |word| word.span().of(self.text))
    }

    pub(super) fn is_one_of(&self, at: u32, known: &[&str]) -> bool {
        is_one_of(self.of(at), known)
    }

    pub(super) fn does(&self, at: u32, what: TitleWord) -> bool {
        self.words.does(self.book, at, what)
    }

    pub(super) fn is_capital(&self, at: u32) -> bool {
        self.words.all.get(at as usize).is_some_and(|word| word.is(look::CAPITAL))
    }

    pub(super) fn is_function(&self, at: u32) -> bool {
        self.words
            .all
            .get(at as usize)
            .is_some_and(|word| Words::is_function_word(self.book, word))
    }

    pub(super) fn after(&self, at: u32, bits: u16) -> bool {
        self.words.all.get(at as usize).is_some_and(|word| word.after(bits))
    }

    /// The first word of a block, and one past its last.
    pub(super) fn words_of(&self, index: usize) -> Option<(u32, u32)> {
        let block = self.blocks.get(index).filter(|block| block.end > block.first)?;
        let (first, last) = (self.sentences.get(block.first as usize)?, self.sentences.get(block.end as usize - 1)?);
        Some((first.first, last.end))
    }

    pub(super) fn is_english(&self, index: usize) -> bool {
        self.blocks.get(index).is_some_and(|block| block.lang == Some(Lang::En))
    }

    pub(super) fn sentence_of(&self, at: u32) -> Option<&'a Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.end <= at);
        self.sentences.get(index).filter(|sentence| sentence.first <= at)
    }

    /// The phrases that lie in `first..end`, in the order of their sentences.
    pub(super) fn hits_among(self, first: u32, end: u32) -> impl Iterator<Item = &'a Hit> {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= first);
        let from = self.hits.partition_point(|hit| (hit.sentence as usize) < sentence);
        let until = self.sentences.partition_point(|sentence| sentence.first < end);
        let near = self.hits.iter().skip(from).take_while(move |hit| (hit.sentence as usize) < until);
        near.filter(move |hit| hit.first >= first && hit.last < end)
    }

    /// Whether words name a post: a noun for a person, a marker, in English a noun for a post.
    pub(super) fn names_post(&self, first: u32, end: u32) -> bool {
        self.names_person(first, end) || self.hits_among(first, end).any(|hit| hit.owner == Owner::Post)
    }
}

/// Finds the title. `named` is the title the format names.
pub(super) fn find(ad: Ad<'_>, named: Option<Span>) -> Option<Title> {
    let Some(span) = named else { return find_unnamed(ad) };
    let index = ad.blocks.iter().position(|block| block.span.overlaps(span))?;
    // "title: Jobs" names the page; the post stands in its text. "Kita am Fluss | Karriere" may, and a post in the text is plainer.
    let whole = whole_block(ad, index)?;
    let names = |title: Title| ad.names_person(title.first, title.end);
    let below = || find_unnamed(ad).filter(|found| found.block != whole.block);
    if lines::is_page(ad, index) {
        return below().or(Some(whole));
    }
    let of_page = lines::is_part_of_pages(ad, whole) && !names(whole);
    let plainer = || below().filter(|found| names(*found));
    of_page.then(plainer).flatten().or(Some(whole))
}

fn find_unnamed(ad: Ad<'_>) -> Option<Title> {
    let top = lines::top(ad);
    let score = |index: usize| Some((Candidate::new(ad, index)?.score(top)?, index));
    // The lexicon of person nouns is German; an English title has mostly its place to show.
    let enough = |(score, index): &(i32, usize)| *score >= if ad.is_english(*index) { 4 } else { 5 };
    let mut likely: Vec<(i32, usize)> = (0..ad.blocks.len().min(SEARCHED)).filter_map(score).filter(enough).collect();
    likely.sort_by_key(|(score, index)| (Reverse(*score), *index));
    let sought = || sought::sought(ad);
    let stated = |surely: bool| advertised::find(ad, surely).or_else(sought);
    // A search that breaks off leaves the title to the next best line.
    let mut found = likely.into_iter().filter_map(|(_, index)| Some((cut::part_of_block(ad, index)?, index)));
    let Some((title, index)) = found.next() else {
        return stated(false);
    };
    if ad.is_english(index) {
        // "One Year Term Position" below the house says less than "at the rank of Instructor" does.
        let vague = (title.first..title.end).any(|at| ad.does(at, TitleWord::Opening));
        if vague && index == top && top > 0 && !ad.names_post(title.first, title.end) {
            return sought().or(Some(title));
        }
        return Some(title).filter(|title| !sought::is_none(ad, *title)).or_else(sought);
    }
    let title = beside::with_line_below(ad, beside::with_line_above(ad, title));
    if ad.names_person(title.first, title.end) || ahead::label(ad, title.first).is_some() || lines::is_led(ad, index) {
        return Some(title);
    }
    // A heading that names no post ("Jobs bei uns"): a sentence may. One in its first lines needs to be plainer.
    let headed = index == 0 || ad.blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    // Nor is "Haus am Berg" one above "In diesem Rahmen sucht das Haus" and, a line below, "eine Lehrkraft".
    let next = || {
        let mut below = found.filter(|(next, index)| next.block as usize > *index).map(|(next, _)| next);
        below.find(|next| ad.names_person(next.first, next.end))
    };
    stated(headed).or_else(next).or(Some(title))
}

pub(super) fn whole_block(ad: Ad<'_>, index: usize) -> Option<Title> {
    let (first, end) = ad.words_of(index)?;
    let block = ad.blocks.get(index)?;
    let start = ad.sentences.get(block.first as usize)?.span.start;
    let stop = ad.sentences.get(block.end as usize - 1)?.span.end;
    Some(Title {
        span: Span::new(start, stop),
        first,
        end,
        block: u32::try_from(index).unwrap_or(u32::MAX),
    })
}

pub(super) fn titled(words: &Words, first: u32, end: u32, block: u32) -> Option<Title> {
    let start = words.all.get(first as usize)?.start;
    let stop = words.all.get((end as usize).checked_sub(1)?)?.end;
    Some(Title {
        span: Span::new(start, stop),
        first,
        end,
        block,
    })
}
