//! Clauses whose groups stand in a list below them: "We encourage applications from:", and an item for each group.
//!
//! Must not know how a single sentence is read; `grammar` does.

use super::marks::{Mark, Segment};
use super::reading::{Reading, speaks_of_reader};
use super::{Clauses, Found, segment_span};
use crate::diagnostic::{Clause, Group, Part};
use crate::document::Document;
use crate::extract::BlockKind;
use crate::pack::rulebook::Role;

/// A lead-in is left open at one of these …
const OPEN: [&str; 10] = ["from", "of", "by", "to", "are", "von", "durch", "an", "sind", "insbesondere"];
/// … or at its subject, and each item is a predicate of its own: "if you: … have a disability".
const SUBJECT: [&str; 6] = ["you", "who", "that", "sie", "du", "die"];
/// Or it points to what follows.
const POINTING: [&str; 6] = ["following", "groups", "these", "folgenden", "folgender", "gruppen"];
/// What may stand between the verb of such a predicate and the group: "are from a minority".
const SMALL: [&str; 19] = [
    "a", "an", "the", "any", "from", "as", "to", "with", "of", "in", "ein", "eine", "einen", "einer", "aus", "als", "mit", "zu", "von",
];
const BEING: [&str; 8] = ["are", "have", "identify", "live", "come", "belong", "is", "has"];
/// How far into its item a group may begin: "other racialized persons".
const BEGINNING: u32 = 3;
/// How far behind it the next one may.
const STEP: u32 = 4;

/// "We particularly welcome applications from:", "We would love to hear from you if you:", and the items below.
pub(super) fn read_items(document: &Document<'_>, segments: &[Segment], out: &mut Clauses) {
    for (index, lead) in segments.iter().enumerate() {
        let Some((from, until)) = items_below(document, lead) else { continue };
        // "You will encourage applications from:": the reader's work.
        let yours = lead.of(Role::Task).any(|task| document.word(task.first).eq_ignore_ascii_case("you"));
        if !is_open(document, lead) || lead.has(Role::Exclusive) || yours || speaks_of_reader(document, lead) {
            continue;
        }
        let reading = Reading::new(document, lead);
        // "We welcome the following to our centre:" says nothing of applications.
        let applied = reading.objects_or_calls() || !reading.preferences.is_empty();
        if reading.negated || !reading.groups.is_empty() || !applied {
            continue;
        }
        let Some((level, _)) = reading.address(document) else {
            continue;
        };
        let block = |segment: &Segment| {
            document
                .sentences
                .get(segment.sentence as usize)
                .map_or(u32::MAX, |sentence| sentence.block)
        };
        let below = segments.iter().skip(index + 1).take_while(|segment| block(segment) < until);
        for item in below.filter(|segment| block(segment) >= from && begins_item(document, segment)) {
            let named = Reading::new(document, item);
            let mut groups = leading(document, lead, item, &named);
            if groups.is_empty() {
                let all = named.everyone().find(|mark| begins(document, lead, item, mark));
                groups.extend(all.map(|mark| (Group::Everyone, *mark)));
            }
            for (group, mark) in groups {
                let part = if level == 4 { Part::Preference } else { Part::Call };
                out.found.push(Found {
                    clause: Clause {
                        group,
                        level: if group == Group::Everyone { 1 } else { level },
                        span: segment_span(document, lead).cover(segment_span(document, item)),
                        parts: vec![part],
                    },
                    // Only the group: an item between may hold something to be accused.
                    core: document.span(mark.first, mark.last),
                    sentence: item.sentence,
                });
            }
        }
    }
}

/// The groups an item begins with: "women and people with disabilities".
fn leading(document: &Document<'_>, lead: &Segment, item: &Segment, named: &Reading<'_>) -> Vec<(Group, Mark)> {
    let mut last: Option<u32> = None;
    let own = |(_, mark): &&(Group, Mark)| {
        let listed = last.is_some_and(|last| mark.first <= last + STEP);
        let own = listed || begins(document, lead, item, mark);
        if own {
            last = Some(mark.last);
        }
        own
    };
    named.groups.iter().filter(own).copied().collect()
}

/// The blocks of the items right below a segment that ends its block without a full stop; below a colon one paragraph may
/// hold them all.
fn items_below(document: &Document<'_>, lead: &Segment) -> Option<(u32, u32)> {
    let sentence = document.sentences.get(lead.sentence as usize)?;
    let block = document.blocks.get(sentence.block as usize)?;
    let last = lead.end == sentence.end && lead.sentence + 1 == block.end && block.kind != BlockKind::Item;
    let passage = sentence.span.of(document.text);
    if !last || passage.ends_with(['.', '!', '?']) {
        return None;
    }
    let below = document.blocks.iter().skip(sentence.block as usize + 1);
    let items = below.take_while(|block| block.kind == BlockKind::Item).count();
    let items = if passage.ends_with(':') { items.max(1) } else { items };
    let from = sentence.block + 1;
    (items > 0).then(|| (from, from + u32::try_from(items).unwrap_or(0)))
}

/// Whether a lead-in waits for what follows.
fn is_open(document: &Document<'_>, lead: &Segment) -> bool {
    let is = |at: u32, known: &[&str]| document.is_one_of(at, known);
    let last = lead.end.saturating_sub(1);
    is(last, &OPEN) || is(last, &SUBJECT) || (lead.first..lead.end).any(|at| is(at, &POINTING))
}

fn begins_item(document: &Document<'_>, segment: &Segment) -> bool {
    let sentence = document.sentences.get(segment.sentence as usize);
    let block = sentence.and_then(|sentence| document.blocks.get(sentence.block as usize));
    let first = block.and_then(|block| document.sentences.get(block.first as usize));
    first.is_some_and(|first| first.first == segment.first)
}

/// Whether the item begins with the group: "people of colour"; but not "have worked with people of colour".
fn begins(document: &Document<'_>, lead: &Segment, item: &Segment, mark: &Mark) -> bool {
    let is = |at: u32, known: &[&str]| document.is_one_of(at, known);
    if !is(lead.end.saturating_sub(1), &SUBJECT) {
        return mark.first <= item.first + BEGINNING;
    }
    let verb = (item.first..=mark.first).any(|at| at <= item.first + 1 && is(at, &BEING));
    verb && (item.first..mark.first).all(|at| is(at, &SMALL) || is(at, &BEING))
}
