//! The job title: which block it stands in, and which part of it.
//!
//! Must not judge its form; `detect` does.

use super::advertised::{self, Reader};
use super::markers::Marker;
use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::sought;
use super::words::{Sign, Word, Words, gap, look};
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::rulebook::{Owner, form_flag};
use crate::text::Span;

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

/// The longest block that is taken for a title as a whole, in words.
const LONGEST: u32 = 30;

/// Finds the title. `named` is the title the format names.
#[expect(clippy::too_many_arguments, reason = "everything a title shows itself by")]
pub fn find(
    book: &Rulebook,
    text: &str,
    words: &Words,
    sentences: &[Sentence],
    blocks: &[BlockInfo],
    hits: &[Hit],
    markers: &[Marker],
    named: Option<Span>,
) -> Option<Title> {
    if let Some(span) = named {
        let block = blocks.iter().position(|block| block.span.overlaps(span))?;
        return whole_block(sentences, blocks, block);
    }
    let mut best: Option<(i32, usize)> = None;
    for (index, block) in blocks.iter().enumerate().take(SEARCHED) {
        let Some(score) = score(book, text, words, sentences, block, hits, markers, index) else {
            continue;
        };
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, index));
        }
    }
    let reader = Reader { text, words, markers };
    let stated =
        |surely: bool| advertised::find(reader, sentences, blocks, hits, surely).or_else(|| sought::sought(text, words, sentences, blocks, hits));
    // The lexicon of person nouns is German; an English title has only its place to show.
    let english = |index: usize| blocks.get(index).is_some_and(|block| block.lang == Some(Lang::En));
    let best = best.filter(|(score, index)| *score >= if english(*index) { 4 } else { 5 });
    let Some((_, index)) = best else { return stated(false) };
    let Some(title) = part_of_block(book, text, words, sentences, blocks, hits, markers, index) else {
        return stated(false);
    };
    if english(index) {
        return Some(title)
            .filter(|title| !sought::is_none(title.span.of(text)))
            .or_else(|| sought::sought(text, words, sentences, blocks, hits));
    }
    if advertised::names_post(reader, title.first, title.end) || label(text, words, title.first).is_some() {
        return Some(title);
    }
    // A heading that names no post ("Jobs bei uns"): a sentence may. One in its first lines needs to be plainer.
    let headed = index == 0 || blocks.get(index).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)));
    stated(headed).or(Some(title))
}

fn whole_block(sentences: &[Sentence], blocks: &[BlockInfo], index: usize) -> Option<Title> {
    let block = blocks.get(index)?;
    let first = sentences.get(block.first as usize)?;
    let last = sentences.get((block.end as usize).checked_sub(1)?)?;
    (block.end > block.first).then(|| Title {
        span: Span::new(first.span.start, last.span.end),
        first: first.first,
        end: last.end,
        block: u32::try_from(index).unwrap_or(u32::MAX),
    })
}

#[expect(clippy::too_many_arguments, reason = "everything a title shows itself by")]
fn score(
    book: &Rulebook,
    text: &str,
    words: &Words,
    sentences: &[Sentence],
    block: &BlockInfo,
    hits: &[Hit],
    markers: &[Marker],
    index: usize,
) -> Option<i32> {
    let first = sentences.get(block.first as usize).filter(|_| block.end > block.first)?;
    let last = sentences.get(block.end as usize - 1)?;
    let count = last.end - first.first;
    let inside = |at: u32| at >= first.first && at < last.end;
    // Hits stand in the order of their sentences.
    let from = hits.partition_point(|hit| hit.sentence < block.first);
    let own = || hits.iter().skip(from).take_while(|hit| hit.sentence < block.end);
    let first_sentence = block.first;
    let reader = Reader { text, words, markers };
    let labelled = label(text, words, first.first).is_some();
    let marked = markers.iter().any(|marker| inside(marker.first) && !marker.single);
    if !marked && block.lang == Some(Lang::En) && is_field(first.span.of(text)) {
        return None;
    }
    let own_words = words.all.get(first.first as usize..last.end as usize)?;
    let nouns = || own_words.iter().filter(|word| is_person(book, word));
    let person = nouns().next().is_some();
    let seeking = own().any(|hit| hit.owner == Owner::Seeking);
    // "Applications Developer" on top is no heading "Applications".
    // "Dein Job als Anlagenmechaniker" heads no tasks, "Wir suchen eine Sekretärin" no profile.
    let word = |at: u32| words.all.get(at as usize).map_or("", |word| word.span().of(text));
    // What is no form of the table is marked because nobody knows; a compound is no negation.
    let denied = own_words.iter().any(|word| Words::is_known(word) && word.is(look::NEGATION));
    let sought = seeking && !denied;
    let heads = |hit: &Hit| {
        (index > 0 || block.lang != Some(Lang::En) || 2 * (hit.last + 1 - hit.first) >= count) && !(person && (sought || word(hit.last + 1) == "als"))
    };
    let headed = count <= 8 && own().any(|hit| matches!(hit.owner, Owner::Heading(_)) && heads(hit));
    let mut score = match block.kind {
        BlockKind::Heading(1) => 5,
        BlockKind::Heading(2) => 2,
        BlockKind::Heading(_) => 1,
        // "Kommunikation mit den Kolleg*innen": a list speaks of people too.
        BlockKind::Item | BlockKind::Cell => -3,
        BlockKind::Paragraph => 0,
    };
    let paired = |at: u32| reader.is_person(at) && reader.partner(at, last.end).is_some();
    let signed = nouns().any(|word| word.sign != Sign::None) || (first.first..last.end).any(paired);
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
    score += i32::from(index == 0 && (2..=8).contains(&count) && markers.is_empty() && !last.span.of(text).ends_with(['.', ':', '!', '?']));
    // A post on top is searched for below ("Für unsere Kunden suchen wir Helfer (m/w/d)"), and called by its name again.
    score += if index == 0 && !seeking && count <= 14 && marked { 2 } else { 0 };
    score += if index == 0 && count == 1 && block.lang == Some(Lang::En) && is_named_again(text, first.span) {
        3
    } else {
        0
    };
    score += if person { 3 } else { 0 };
    score += if seeking { 2 } else { 0 };
    score += if count <= 14 {
        2
    } else if count > 30 {
        -3
    } else {
        0
    };
    score += match index {
        0 => 2,
        1..=3 => 1,
        4..=15 => 0,
        _ => -2,
    };
    score -= if headed && !marked { 5 } else { 0 };
    score += if labelled { 6 } else { 0 };
    // A whole sentence is rarely a title.
    score -= if count > 4 && !marked && !seeking && last.span.of(text).ends_with('.') {
        4
    } else {
        0
    };
    // Nothing that names a post: neither a marker nor a person noun nor a search.
    (marked || labelled || signed || person || seeking || matches!(block.kind, BlockKind::Heading(1)) || index == 0).then_some(score)
}

fn is_person(book: &Rulebook, word: &Word) -> bool {
    let whole = || Words::is_known(word) && book.flags_of(word.form) & form_flag::PERSON != 0;
    word.is(look::PERSON) && (word.is(look::CAPITAL) || word.sign != Sign::None && whole())
}

/// Lines under an English title that name somebody else's post.
const FIELDS: [&str; 10] = [
    "reporting to",
    "reports to",
    "report to",
    "responsible to",
    "accountable to",
    "line manager",
    "managed by",
    "supervisor:",
    "grade:",
    "department for",
];

/// "Reporting to: Ward Manager"
fn is_field(line: &str) -> bool {
    let starts = |field: &&str| line.get(..field.len()).is_some_and(|start| start.eq_ignore_ascii_case(field));
    FIELDS.iter().any(starts)
}

/// "Caretaker", and below: "We are looking for a friendly caretaker …"
fn is_named_again(text: &str, line: Span) -> bool {
    const BELOW: u32 = 600;
    let (name, end) = (
        line.of(text).to_lowercase(),
        line.end.saturating_add(BELOW).min(u32::try_from(text.len()).unwrap_or(u32::MAX)),
    );
    let below = (line.end..=end).rev().find(|end| text.is_char_boundary(*end as usize));
    below.is_some_and(|end| Span::new(line.end, end).of(text).contains(&name))
}

/// What leads up to a post and is none of it, beside the words that hold others together.
const LEADS: [&str; 10] = [
    "sofort",
    "sobald",
    "nächstmöglichen",
    "nächsten",
    "schnellstmöglich",
    "dringend",
    "mehrere",
    "zwei",
    "drei",
    "laufend",
];

/// In a short block the whole of it; in a sentence what follows the search or leads up to the marker.
#[expect(clippy::too_many_arguments, reason = "everything a title shows itself by")]
fn part_of_block(
    book: &Rulebook,
    text: &str,
    words: &Words,
    sentences: &[Sentence],
    blocks: &[BlockInfo],
    hits: &[Hit],
    markers: &[Marker],
    index: usize,
) -> Option<Title> {
    let whole = whole_block(sentences, blocks, index)?;
    let inside = |at: u32| at >= whole.first && at < whole.end;
    if let Some(first) = label(text, words, whole.first).filter(|first| *first < whole.end) {
        return titled(words, first, whole.end, whole.block);
    }
    let seeking = hits
        .iter()
        .filter(|hit| hit.owner == Owner::Seeking && inside(hit.first))
        .map(|hit| hit.last)
        .min();
    let marker = markers.iter().find(|marker| inside(marker.first));
    if marker.is_some_and(|marker| marker.first == whole.first && marker.last + 1 == whole.end) && index > 0 {
        // The marker has a line of its own; the title stands in the one before.
        return whole_block(sentences, blocks, index - 1);
    }
    if whole.end - whole.first <= 14 && seeking.is_none() {
        return Some(whole);
    }
    let sentence_of = |at: u32| sentences.iter().find(|s| s.first <= at && at < s.end);
    let (first, end) = match (seeking, marker) {
        (_, Some(marker)) => {
            let sentence = sentence_of(marker.first)?;
            let after = seeking.filter(|at| *at + 1 < marker.first && *at >= sentence.first).map(|at| at + 1);
            // At most twelve words, and not across a comma, before the marker.
            let start = after.unwrap_or_else(|| {
                let mut at = marker.first;
                while at > sentence.first
                    && marker.first - at < 12
                    && !words.all.get(at as usize).is_some_and(|word| word.after(gap::COLON | gap::SEMICOLON))
                {
                    at -= 1;
                }
                at
            });
            (start, marker.last + 1)
        }
        (Some(at), None) => {
            let sentence = sentence_of(at)?;
            let reader = Reader { text, words, markers };
            if let Some((first, last, _)) = reader.in_sentence(sentence) {
                return titled(words, first, last + 1, whole.block);
            }
            // "Das Klinikum sucht" – and the next line says whom.
            let named = |next: &Title| next.end - next.first <= 20 && (next.first..next.end).any(|at| reader.is_person(at));
            if at + 1 >= whole.end
                && !(whole.first..whole.end).any(|at| reader.is_person(at))
                && let Some(next) = whole_block(sentences, blocks, index + 1).filter(named)
            {
                return Some(next);
            }
            let start = if at + 1 < sentence.end { at + 1 } else { sentence.first };
            (start, sentence.end.min(start + 14))
        }
        (None, None) => (whole.first, whole.end.min(whole.first + 20)),
    };
    // "wir ab sofort eine engagierte …": what only leads up to the title is none of it.
    let leads = |at: u32| {
        words
            .all
            .get(at as usize)
            .is_some_and(|word| !word.is(look::CAPITAL) && (Words::is_function_word(book, word) || LEADS.contains(&word.span().of(text))))
    };
    let Some(first) = (first..end).find(|at| !leads(*at)) else {
        // "Das Restaurant sucht ab sofort" – and the next line says whom.
        return whole_block(sentences, blocks, index + 1).filter(|next| next.end - next.first <= LONGEST);
    };
    let reader = Reader { text, words, markers };
    if first + 1 >= end && whole.end <= end {
        // "Recruiting Assistant" on top is whole; "Wir suchen eine/n" is not, and the next block says whom, if it is no text.
        let capital = words.all.get(first as usize).is_some_and(|word| word.is(look::CAPITAL));
        if index == 0 && capital && blocks.first().is_some_and(|block| block.lang == Some(Lang::En)) {
            return Some(whole);
        }
        if !reader.is_person(first) {
            return whole_block(sentences, blocks, index + 1).filter(|next| next.end - next.first <= LONGEST);
        }
    }
    titled(words, first, end, whole.block)
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

/// "Job title: …", "Stelle: …": the first word after the label.
fn label(text: &str, words: &Words, first: u32) -> Option<u32> {
    const LABELS: [&str; 12] = [
        "title",
        "position",
        "stelle",
        "stellenbezeichnung",
        "stellentitel",
        "titel",
        "funktion",
        "beruf",
        "jobtitel",
        "job",
        "jobtitle",
        "role",
    ];
    let at = (first..first + 2).find(|at| words.all.get(*at as usize + 1).is_some_and(|next| next.after(gap::COLON)))?;
    let word = words.all.get(at as usize)?;
    LABELS.contains(&word.span().of(text).to_lowercase().as_str()).then_some(at + 1)
}
