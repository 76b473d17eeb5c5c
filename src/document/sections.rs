//! Sections: by heading, by position, by content.
//!
//! Ads often have no headings, and often headings the format does not mark. A short block that says what headings say
//! begins a section; where there is none, what a paragraph says gives it away.

use super::scan::Hit;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Words, gap};
use crate::extract::BlockKind;
use crate::pack::model::Section;
use crate::pack::rulebook::Owner;

/// A longer block is no heading.
const HEADING_WORDS: u32 = 9;

/// Writes the section of each block. `title` is the block of the job title.
pub fn assign(words: &Words, sentences: &[Sentence], blocks: &mut [BlockInfo], hits: &[Hit], title: Option<usize>) {
    let mut headings: Vec<Option<(Section, bool)>> = vec![None; blocks.len()];
    // By block, in text order.
    let mut cues: Vec<(usize, Section)> = Vec::new();
    for hit in hits {
        let Some(sentence) = sentences.get(hit.sentence as usize) else {
            continue;
        };
        let block = sentence.block as usize;
        match hit.owner {
            Owner::Heading(section) => {
                if let Some(alone) = heads(words, sentences, &blocks[block], sentence, hit) {
                    let known = &mut headings[block];
                    if known.is_none() {
                        *known = Some((section, alone));
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
    for index in 0..blocks.len() {
        if Some(index) == title {
            blocks[index].section = Section::Title;
            current = Section::Other;
            continue;
        }
        match headings[index] {
            Some((section, true)) => {
                current = section;
                blocks[index].section = section;
                continue;
            }
            Some((section, false)) => {
                // "Ihr Profil: Sie haben …" heads its own block and those after it.
                current = section;
            }
            None if matches!(blocks[index].kind, BlockKind::Heading(_)) => {
                // A heading that says nothing known ends the section before it.
                current = cued(index).unwrap_or(Section::Other);
                blocks[index].section = current;
                continue;
            }
            None => {}
        }
        // Some things are what they are wherever they stand.
        let own = cued(index);
        blocks[index].section = match own {
            Some(section @ (Section::EqualOpportunity | Section::Application | Section::Contact)) => section,
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

/// Whether a phrase of headings heads the block: `Some(true)` where the block is only a heading, `Some(false)` where text follows it.
fn heads(words: &Words, sentences: &[Sentence], block: &BlockInfo, sentence: &Sentence, hit: &Hit) -> Option<bool> {
    let first = sentences.get(block.first as usize)?;
    let last = sentences.get((block.end as usize).checked_sub(1)?)?;
    let count = last.end - first.first;
    if matches!(block.kind, BlockKind::Heading(_)) {
        return Some(true);
    }
    if block.kind == BlockKind::Item && count > 4 {
        return None;
    }
    if sentence.first != first.first || hit.first > first.first + 2 {
        return None;
    }
    let next = words.all.get(hit.last as usize + 1);
    let colon = next.is_some_and(|word| word.after(gap::COLON));
    if count <= HEADING_WORDS && hit.last + 3 >= last.end && block.end - block.first == 1 {
        return Some(true);
    }
    if colon && hit.last < first.first + 7 {
        return Some(hit.last + 1 >= last.end);
    }
    None
}
