//! Sentences: blocks cut at full stops that end one.
//!
//! Must not know languages beyond their abbreviations.

use super::words::{Word, Words, gap, look};
use crate::extract::{Block, BlockKind};
use crate::pack::Rulebook;
use crate::pack::model::Section;
use crate::pack::rulebook::form_flag;
use crate::text::Span;

/// A row of words no phrase reaches beyond.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// Bytes of the text, with the final mark.
    pub span: Span,
    /// The block it stands in.
    pub block: u32,
}

/// What the document knows of a block.
#[derive(Debug, Clone, Copy)]
pub struct BlockInfo {
    /// Bytes of the text.
    pub span: Span,
    /// What the format says it is.
    pub kind: BlockKind,
    /// Its first sentence.
    pub first: u32,
    /// One past its last sentence.
    pub end: u32,
    /// Its language; `None` for one without rules.
    pub lang: Option<crate::lang::Lang>,
    /// The section it belongs to.
    pub section: Section,
}

/// A longer row of words is no sentence; it is cut, so that what looks around in a sentence has an end.
const MAX_WORDS: usize = 400;

/// Cuts the blocks into sentences.
pub fn read(book: &Rulebook, text: &str, words: &Words, blocks: &[Block]) -> (Vec<Sentence>, Vec<BlockInfo>) {
    let mut sentences = Vec::with_capacity(blocks.len() * 2);
    let mut infos = Vec::with_capacity(blocks.len());
    let mut next = 0_usize;
    for (index, block) in blocks.iter().enumerate() {
        while words.all.get(next).is_some_and(|word| word.end <= block.span.start) {
            next += 1;
        }
        let first_sentence = sentences.len();
        let first = next;
        while words.all.get(next).is_some_and(|word| word.start < block.span.end) {
            next += 1;
        }
        let block_index = u32::try_from(index).unwrap_or(u32::MAX);
        let mut start = first;
        for at in first + 1..next {
            if at - start >= MAX_WORDS || ends_between(book, text, words, at) {
                push(&mut sentences, words, (start, at), words.all[at].start, block, block_index);
                start = at;
            }
        }
        if start < next {
            push(&mut sentences, words, (start, next), block.span.end, block, block_index);
        }
        infos.push(BlockInfo {
            span: block.span,
            kind: block.kind,
            first: u32::try_from(first_sentence).unwrap_or(u32::MAX),
            end: u32::try_from(sentences.len()).unwrap_or(u32::MAX),
            lang: None,
            section: Section::Other,
        });
    }
    for sentence in &mut sentences {
        // The span ends after the final mark, not at the space behind it.
        let passage = sentence.span.of(text);
        sentence.span.end = sentence.span.start + u32::try_from(passage.trim_end().len()).unwrap_or(0);
    }
    (sentences, infos)
}

fn push(sentences: &mut Vec<Sentence>, words: &Words, (first, end): (usize, usize), until: u32, block: &Block, index: u32) {
    let start = words.all.get(first).map_or(block.span.start, |word| word.start);
    let first = u32::try_from(first).unwrap_or(u32::MAX);
    let end = u32::try_from(end).unwrap_or(u32::MAX);
    sentences.push(Sentence {
        first,
        end,
        span: Span::new(start, until.max(start)),
        block: index,
    });
}

/// Whether a sentence ends between word `at - 1` and word `at`.
fn ends_between(book: &Rulebook, text: &str, words: &Words, at: usize) -> bool {
    let (before, word) = (&words.all[at - 1], &words.all[at]);
    if !word.after(gap::STOP | gap::MARK) {
        return false;
    }
    if !word.after(gap::SPACE | gap::NEWLINE | gap::QUOTE | gap::CLOSE) {
        return is_glued(book, text, before, word);
    }
    if word.after(gap::MARK) {
        // "Wow! das" in running text is rare; a mark in brackets "(!)" ends nothing.
        return !word.after(gap::OPEN) || word.is(look::CAPITAL);
    }
    let begins = word.is(look::CAPITAL | look::NUMBER) || word.after(gap::QUOTE | gap::DOT | gap::OPEN);
    if !begins {
        return false;
    }
    // What stands right after the word before: "...2024. Frauen", but also "(m/w/d). Frauen".
    let between = text.get(before.end as usize..word.start as usize).unwrap_or_default();
    let direct = between.starts_with('.');
    if !direct {
        return true;
    }
    !is_abbreviated(book, text, before, word)
}

/// "…of the team.We offer", "…our policy.UCLA is": the space was lost with the layout. "Node.js", "Booking.Com" and "z.B.Die" are
/// no ends.
fn is_glued(book: &Rulebook, text: &str, before: &Word, word: &Word) -> bool {
    let (left, right) = (before.span().of(text), word.span().of(text));
    let plain =
        |passage: &str, least: usize| passage.chars().count() >= least && passage.chars().skip(1).all(|c| c.is_lowercase() || "'’-".contains(c));
    let short_for = word.is(look::UPPER) && right.len() > 2 && left.len() > 4 && !matches!(right, "COM" | "NET" | "ORG");
    let mark = matches!(text.get(before.end as usize..word.start as usize), Some("." | "!" | "?"));
    mark && !before.is(look::MASKED)
        && word.is(look::CAPITAL)
        && !word.is(look::MASKED)
        && plain(left, if Words::is_function_word(book, word) { 2 } else { 3 })
        && (plain(right, 2) || short_for)
        // A name may stand on both sides ("Booking.Com"), a sentence begins after a word that is none.
        && (left.starts_with(char::is_lowercase) || Words::is_function_word(book, word))
        && !is_abbreviated(book, text, before, word)
}

/// How the words begin that high ordinal numbers count.
const COUNTED: [&str; 6] = ["Lebensjahr", "Jahr", "Geburtstag", "Jubil", "Minute", "Semester"];

/// Whether the full stop after `word` belongs to the word: an abbreviation, an initial, an ordinal number.
fn is_abbreviated(book: &Rulebook, text: &str, word: &Word, next: &Word) -> bool {
    if word.is(look::NUMBER) {
        // "am 24. Mai", "im 7. Jahr"; a higher number counts years, or ends a sentence: "Unsere jüngste Kollegin ist 61."
        let ordinal = word.span().of(text).parse::<u32>().is_ok_and(|number| number <= 31);
        let counted = next.span().of(text);
        // "… endet am 31. Die Stelle …": no noun is counted.
        if Words::is_function_word(book, next) {
            return false;
        }
        return word.end - word.start <= 2 && (ordinal || COUNTED.iter().any(|start| counted.starts_with(start)));
    }
    let passage = word.span().of(text);
    // An initial; "33 %." is none.
    if passage.chars().count() == 1 && passage.chars().all(char::is_alphabetic) {
        return true;
    }
    word.is_known() && book.flags_of(word.form) & form_flag::ABBREVIATION != 0
}
