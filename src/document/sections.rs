//! Sections: by heading, by position, by content.
//!
//! Ads often have no headings, and often headings the format does not mark. A short block that says what headings say
//! begins a section; where there is none, what a paragraph says gives it away.

use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Words, gap, look};
use crate::extract::BlockKind;
use crate::pack::model::Section;
use crate::pack::rulebook::Owner;

/// A longer block is no heading.
const HEADING_WORDS: u32 = 9;

/// A longer line is none above a list either: "Unser Angebot neben fünf Wochen Ferien und einem dreizehnten Monatslohn".
const LEAD_WORDS: u32 = 16;

/// Writes the section of each block. `title` is the block of the job title.
pub fn assign(words: &Words, sentences: &[Sentence], blocks: &mut [BlockInfo], hits: &[Hit], title: Option<usize>) {
    let mut headings: Vec<Option<Headed>> = vec![None; blocks.len()];
    // By block, in text order.
    let mut cues: Vec<(usize, Section)> = Vec::new();
    for hit in hits {
        let Some(sentence) = sentences.get(hit.sentence as usize) else {
            continue;
        };
        let block = sentence.block as usize;
        match hit.owner {
            Owner::Heading(section) => {
                if let Some(alone) = heads(words, sentences, blocks, block, hit) {
                    let length = hit.last - hit.first;
                    let known = &mut headings[block];
                    // "About you" says more than the "about" in it.
                    if known.is_none_or(|known| known.length < length) {
                        *known = Some(Headed { section, alone, length });
                    }
                }
            }
            Owner::Cue(section) => cues.push((block, section)),
            _ => {}
        }
    }
    let cued = |block: usize| {
        let from = cues.partition_point(|(other, _)| *other < block);
        let to = from + cues.iter().skip(from).take_while(|(other, _)| *other == block).count();
        strongest(cues.get(from..to).unwrap_or_default())
    };
    let mut current = Section::Other;
    // A list has been seen since the last heading.
    let mut listed = false;
    for index in 0..blocks.len() {
        if Some(index) == title {
            blocks[index].section = Section::Title;
            (current, listed) = (Section::Other, false);
            continue;
        }
        match headings[index] {
            Some(Headed { section, alone: true, .. }) => {
                (current, listed) = (section, false);
                blocks[index].section = section;
                continue;
            }
            Some(Headed { section, .. }) => {
                // "Ihr Profil: Sie haben …" heads its own block and those after it.
                (current, listed) = (section, false);
            }
            None if matches!(blocks[index].kind, BlockKind::Heading(_)) || parts_lists(words, sentences, blocks, index) => {
                // A heading that says nothing known ends the section before it.
                (current, listed) = (cued(index).unwrap_or(Section::Other), false);
                blocks[index].section = current;
                continue;
            }
            None => {}
        }
        // Some things are what they are wherever they stand; but a task may be to give information on the telephone.
        let own = cued(index);
        let item = blocks[index].kind == BlockKind::Item;
        listed |= item;
        // What is said after a heading's list is said of something else.
        let current = if listed && blocks[index].kind == BlockKind::Paragraph {
            Section::Other
        } else {
            current
        };
        let of_list = item && matches!(current, Section::Tasks | Section::Profile | Section::Offer);
        blocks[index].section = match own {
            Some(section @ Section::EqualOpportunity) => section,
            Some(section @ (Section::Application | Section::Contact)) if !of_list => section,
            Some(section) if current == Section::Other => section,
            _ => current,
        };
    }
}

/// The section most cues speak for; the first among equals.
fn strongest(cues: &[(usize, Section)]) -> Option<Section> {
    let weight = |section: Section| cues.iter().filter(|(_, cue)| *cue == section).count();
    let sections = cues.iter().map(|(_, section)| *section);
    sections.max_by_key(|section| (weight(*section), std::cmp::Reverse(*section)))
}

/// What heads a block.
#[derive(Debug, Clone, Copy)]
struct Headed {
    /// The section it begins.
    section: Section,
    /// The block is nothing but a heading.
    alone: bool,
    /// How many words after its first the phrase has.
    length: u32,
}

/// Whether a line between two lists is a heading, whatever it says: short, not the end of a sentence, begun with a capital.
fn parts_lists(words: &Words, sentences: &[Sentence], blocks: &[BlockInfo], index: usize) -> bool {
    let block = &blocks[index];
    let after_list = index.checked_sub(1).and_then(|before| blocks.get(before));
    if block.kind != BlockKind::Paragraph
        || after_list.is_none_or(|before| before.kind != BlockKind::Item)
        || !leads_list(words, sentences, blocks, index)
    {
        return false;
    }
    let first = sentences.get(block.first as usize);
    let end = sentences.get((block.end as usize).wrapping_sub(1));
    first.zip(end).is_some_and(|(first, last)| {
        let capital = words.all.get(first.first as usize).is_some_and(|word| word.is(look::CAPITAL));
        capital && last.end - first.first <= HEADING_WORDS
    })
}

/// Whether a list follows a block that does not end a sentence.
fn leads_list(words: &Words, sentences: &[Sentence], blocks: &[BlockInfo], index: usize) -> bool {
    let last = (blocks[index].end as usize).checked_sub(1).and_then(|last| sentences.get(last));
    let next = last.and_then(|last| words.all.get(last.end as usize));
    blocks.get(index + 1).is_some_and(|next| next.kind == BlockKind::Item)
        && next.is_some_and(|next| !next.after(gap::STOP | gap::COMMA | gap::SEMICOLON))
}

/// Whether a phrase of headings heads the block: `Some(true)` where the block is only a heading, `Some(false)` where text follows it.
fn heads(words: &Words, sentences: &[Sentence], blocks: &[BlockInfo], index: usize, hit: &Hit) -> Option<bool> {
    let block = blocks.get(index)?;
    let sentence = sentences.get(hit.sentence as usize)?;
    let first = sentences.get(block.first as usize)?;
    let last = sentences.get((block.end as usize).checked_sub(1)?)?;
    let count = last.end - first.first;
    if matches!(block.kind, BlockKind::Heading(_)) {
        return Some(true);
    }
    if block.kind == BlockKind::Item && count > 4 {
        // "- Voraussetzungen: …" among "- Arbeitszeit: …": an item with the label of a field.
        let labelled = words.all.get(hit.last as usize + 1).is_some_and(|word| word.after(gap::COLON));
        return (labelled && hit.first == first.first && sentence.first == first.first).then_some(false);
    }
    if sentence.first != first.first || hit.first > first.first + 2 {
        return None;
    }
    let next = words.all.get(hit.last as usize + 1);
    let colon = next.is_some_and(|word| word.after(gap::COLON));
    if count <= HEADING_WORDS && hit.last + 3 >= last.end && block.end - block.first == 1 {
        return Some(true);
    }
    if block.kind == BlockKind::Paragraph && count <= LEAD_WORDS && block.end - block.first == 1 && leads_list(words, sentences, blocks, index) {
        return Some(true);
    }
    if colon && hit.last < first.first + 7 {
        return Some(hit.last + 1 >= last.end);
    }
    None
}
