//! The job title: which block it stands in, and which part of it.
//!
//! Must not judge its form; `detect` does.

mod advertised;
mod cut;
mod lines;
mod sought;

use super::markers::Marker;
use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Sign, Word, Words, look};
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::rulebook::{Owner, form_flag};
use crate::text::{Span, is_one_of};
use advertised::Reader;

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
    const fn reader(&self) -> Reader<'a> {
        Reader {
            text: self.text,
            words: self.words,
            markers: self.markers,
        }
    }

    pub(super) fn of(&self, at: u32) -> &'a str {
        self.words.all.get(at as usize).map_or("", |word| word.span().of(self.text))
    }

    pub(super) fn is_one_of(&self, at: u32, known: &[&str]) -> bool {
        is_one_of(self.of(at), known)
    }

    pub(super) fn is_capital(&self, at: u32) -> bool {
        self.words.all.get(at as usize).is_some_and(|word| word.is(look::CAPITAL))
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
        advertised::names_post(self.reader(), first, end) || self.hits_among(first, end).any(|hit| hit.owner == Owner::Post)
    }
}

/// Finds the title. `named` is the title the format names.
pub(super) fn find(ad: Ad<'_>, named: Option<Span>) -> Option<Title> {
    if let Some(span) = named {
        return whole_block(ad, ad.blocks.iter().position(|block| block.span.overlaps(span))?);
    }
    let top = lines::top(ad);
    let mut best: Option<(i32, usize)> = None;
    for index in 0..ad.blocks.len().min(SEARCHED) {
        let Some(score) = score(ad, index, top) else { continue };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, index));
        }
    }
    let sought = || sought::sought(ad.text, ad.words, ad.sentences, ad.blocks, ad.hits);
    let stated = |surely: bool| advertised::find(ad.reader(), ad.sentences, ad.blocks, ad.hits, surely).or_else(sought);
    // The lexicon of person nouns is German; an English title has mostly its place to show.
    let best = best.filter(|(score, index)| *score >= if ad.is_english(*index) { 4 } else { 5 });
    let Some((_, index)) = best else { return stated(false) };
    let Some(title) = cut::part_of_block(ad, index) else {
        return stated(false);
    };
    if ad.is_english(index) {
        // "One Year Term Position" below the house says less than "at the rank of Instructor" does.
        let vague = (title.first..title.end).any(|at| ad.is_one_of(at, &["position", "positions", "openings", "opportunities", "vacancies"]));
        if vague && index == top && top > 0 && !ad.names_post(title.first, title.end) {
            return sought().or(Some(title));
        }
        return Some(title).filter(|title| !sought::is_none(title.span.of(ad.text))).or_else(sought);
    }
    let title = cut::with_line_above(ad, title);
    if advertised::names_post(ad.reader(), title.first, title.end) || cut::label(ad, title.first).is_some() || lines::is_led(ad, index) {
        return Some(title);
    }
    // A heading that names no post ("Jobs bei uns"): a sentence may. One in its first lines needs to be plainer.
    let headed = index == 0 || ad.blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    stated(headed).or(Some(title))
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

/// How much a block looks like the title; `top` is the first that can be one.
fn score(ad: Ad<'_>, index: usize, top: usize) -> Option<i32> {
    let Ad {
        book,
        text,
        words,
        sentences,
        hits,
        markers,
        ..
    } = ad;
    let block = ad.blocks.get(index)?;
    let first = sentences.get(block.first as usize).filter(|_| block.end > block.first)?;
    let last = sentences.get(block.end as usize - 1)?;
    let count = last.end - first.first;
    let english = block.lang == Some(Lang::En);
    let inside = |at: u32| at >= first.first && at < last.end;
    // Hits stand in the order of their sentences.
    let from = hits.partition_point(|hit| hit.sentence < block.first);
    let own = || hits.iter().skip(from).take_while(|hit| hit.sentence < block.end);
    let first_sentence = block.first;
    let reader = ad.reader();
    let labelled = cut::label(ad, first.first).is_some();
    let marked = markers.iter().any(|marker| inside(marker.first) && !marker.single);
    if !marked && !labelled && english && lines::is_field(ad, first.first, first.end) {
        return None;
    }
    if !marked && !labelled && !english && lines::is_who_searches(ad, index) {
        return None;
    }
    let post = lines::is_post(ad, index);
    let led = lines::is_led(ad, index);
    let again = english && index < 5 && count <= 6 && ad.is_capital(first.first) && lines::is_named_again(ad, first.span, true);
    let own_words = words.all.get(first.first as usize..last.end as usize)?;
    let nouns = || own_words.iter().filter(|word| is_person(book, word));
    let person = nouns().next().is_some();
    let seeking = own().any(|hit| hit.owner == Owner::Seeking);
    // "Applications Developer" on top is no heading "Applications".
    // "Dein Job als Anlagenmechaniker" heads no tasks, "Wir suchen eine Sekretärin" no profile.
    let word = |at: u32| words.all.get(at as usize).map_or("", |word| word.span().of(text));
    // What is no form of the table is marked because nobody knows; a compound is no negation.
    let denied = own_words.iter().any(|word| word.is_known() && word.is(look::NEGATION));
    let sought = seeking && !denied;
    let paired = |at: u32| reader.is_person(at) && reader.partner(at, last.end).is_some();
    let signed = nouns().any(|word| word.sign != Sign::None) || (first.first..last.end).any(paired);
    let heads = |hit: &Hit| {
        let small = index == top && english && 2 * (hit.last + 1 - hit.first) < count;
        // "Prüfer*innen (Bewerbungsnr. 2026)": what follows a post heads nothing.
        let behind = signed && hit.first > first.first && reader.is_person(first.first);
        !small && !behind && !(person && (sought || word(hit.last + 1) == "als"))
    };
    let headed = count <= 8 && own().any(|hit| matches!(hit.owner, Owner::Heading(_)) && heads(hit));
    let mut score = match block.kind {
        BlockKind::Heading(1) => 5,
        BlockKind::Heading(2) => 2,
        BlockKind::Heading(_) => 1,
        // "Kommunikation mit den Kolleg*innen": a list speaks of people too.
        BlockKind::Item | BlockKind::Cell if lines::is_listed(ad, index) => -3,
        BlockKind::Item | BlockKind::Cell | BlockKind::Paragraph => 0,
    };
    score += if marked { 6 } else { 0 };
    // "… ist die Stelle" may stand in the line before.
    let earlier = first_sentence.saturating_sub(1)..first_sentence;
    let announced = seeking
        || hits
            .iter()
            .skip(hits.partition_point(|hit| hit.sentence < earlier.start))
            .take_while(|hit| hit.sentence < earlier.end)
            .any(|hit| hit.owner == Owner::Seeking);
    let opening = || (first.first..last.end.min(first.first + 8)).any(paired);
    score += match (signed && !marked && (count <= 20 || opening()), announced || index <= 8) {
        (true, true) => 4,
        (true, false) => 1,
        _ => 0,
    };
    score += i32::from(person && announced && !seeking && count <= 14);
    // In running text a marker follows any noun; a title is short, or searched for.
    let leading = markers
        .iter()
        .any(|marker| marker.first >= first.first && marker.first <= first.first + 12);
    score -= match count {
        _ if !marked || seeking => 0,
        _ if leading => 2 * i32::from(count > 14),
        0..=14 => 0,
        15..=30 => 2,
        _ => 6,
    };
    // The first line, if it is short and no sentence.
    score += i32::from(index == top && (2..=8).contains(&count) && markers.is_empty() && !last.span.of(text).ends_with(['.', ':', '!', '?']));
    // A post on top is searched for below ("Für unsere Kunden suchen wir Helfer (m/w/d)"), and called by its name again.
    score += if index == 0 && !seeking && count <= 14 && marked { 2 } else { 0 };
    score += if again || index == top && count == 1 && english && lines::is_named_again(ad, first.span, false) {
        3
    } else {
        0
    };
    score += if led { 6 } else { 0 };
    score += match (post, index) {
        (true, 0..=5) => 3,
        (true, _) => 2,
        _ => 0,
    };
    score -= if index < 5 && !marked && !labelled && lines::is_employer(ad, index) {
        3
    } else {
        0
    };
    // The lexicon is German; "Jane Miller, Manager" signs an English ad.
    let named = !english || post || marked || seeking || index == top;
    score += if person && named { 3 } else { 0 };
    score += if seeking { 2 } else { 0 };
    score += if count <= 14 {
        2
    } else if count > 30 {
        -3
    } else {
        0
    };
    score += match index {
        _ if index == top => 2,
        0 => 1,
        1..=3 => 1,
        4..=15 => 0,
        _ => -2,
    };
    score -= if headed && !marked && !post { 5 } else { 0 };
    score += if labelled { 6 } else { 0 };
    // A whole sentence is rarely a title.
    score -= if count > 4 && !marked && !seeking && last.span.of(text).ends_with('.') {
        4
    } else {
        0
    };
    // Nothing that names a post: neither a marker nor a person noun nor a search.
    (marked
        || labelled
        || signed
        || person
        || seeking
        || post
        || led
        || again
        || matches!(block.kind, BlockKind::Heading(1))
        || index == 0
        || index == top)
        .then_some(score)
}

fn is_person(book: &Rulebook, word: &Word) -> bool {
    let whole = || word.is_known() && book.flags_of(word.form) & form_flag::PERSON != 0;
    word.is(look::PERSON) && (word.is(look::CAPITAL) || word.sign != Sign::None && whole())
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
