//! Numbers for sets: those that start phrases come first, so that whoever reads a text passes over the rest at once.
//!
//! A word belongs to fifteen sets on average, most of them alternatives in the middle of some phrase.

use crate::pack::rulebook::{ANY_WORD, Item, Owner, Rulebook, SetId, signature_bit};

/// Numbers all sets anew, and tells each phrase what must stand beside its trigger. `form_sets` are the sets of each form,
/// `set_cases` the sets whose words must begin in one way.
pub(super) fn order(book: &mut Rulebook, form_sets: &mut [Vec<SetId>], set_cases: &mut [(SetId, bool)]) {
    let count = book.sets as usize;
    let (mut on_demand, mut in_scan) = (vec![false; count], vec![false; count]);
    for pattern in &book.patterns {
        if let Some(Item::Set(set)) = book.items_of(pattern).get(usize::from(pattern.trigger)) {
            let set = *set as usize;
            on_demand[set] |= matches!(pattern.owner, Owner::None | Owner::Together(..));
            in_scan[set] |= pattern.owner != Owner::None;
        }
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|set| match (on_demand[*set], in_scan[*set]) {
        (true, false) => 0,
        (true, true) => 1,
        (false, true) => 2,
        (false, false) => 3,
    });
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let mut anew = vec![0; count];
    for (new, old) in order.into_iter().enumerate() {
        anew[old] = small(new);
    }
    let number = |which: &dyn Fn(usize) -> bool| small((0..count).filter(|set| which(*set)).count());
    book.on_demand = number(&|set| on_demand[set]);
    let first = number(&|set| on_demand[set] && !in_scan[set]);
    book.in_scan = (first, first + number(&|set| in_scan[set]));

    let renumber = |set: &mut SetId| *set = anew[*set as usize];
    for sets in form_sets {
        sets.iter_mut().for_each(renumber);
    }
    book.tail_sets.iter_mut().chain(&mut book.head_sets).for_each(|(_, set)| renumber(set));
    set_cases.iter_mut().for_each(|(set, _)| renumber(set));
    for item in &mut book.items {
        if let Item::Set(set) = item {
            renumber(set);
        }
    }
    for words in &mut book.languages {
        renumber(&mut words.function_words);
        renumber(&mut words.abbreviations);
        words.title.iter_mut().filter(|set| **set != SetId::MAX).for_each(renumber);
    }
    book.other_languages.iter_mut().for_each(|(_, set)| renumber(set));
    book.not_persons.iter_mut().for_each(renumber);

    let bit = |item: Option<&Item>| {
        if let Some(Item::Set(set)) = item {
            signature_bit(*set)
        } else {
            ANY_WORD
        }
    };
    for pattern in &mut book.patterns {
        let items = book.items.get(pattern.first as usize..pattern.end as usize).unwrap_or_default();
        let trigger = usize::from(pattern.trigger);
        if let Some(Item::Set(set)) = items.get(trigger) {
            pattern.start = *set;
        }
        pattern.before = bit(trigger.checked_sub(1).and_then(|before| items.get(before)));
        pattern.after = bit(items.get(trigger + 1));
    }
}
