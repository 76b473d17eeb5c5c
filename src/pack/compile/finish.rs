//! The end of compiling: numbers, flags and signatures that only all rules together decide.

use super::{Compiler, order};
use crate::lang::Lang;
use crate::pack::rulebook::{FormRow, Owner, PatternId, Rulebook, SetId, Starter, form_flag as flag, set_case, signature};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::hash::Hash;

impl Compiler<'_> {
    /// Sets numbered, forms flagged, tables small: the rulebook as it is stored.
    pub(super) fn finish(mut self) -> Rulebook {
        order::order(&mut self.book, &mut self.form_sets, &mut self.set_cases);
        self.form_sets.resize(self.book.forms.len(), Vec::new());
        for pairs in [&mut self.book.tail_sets, &mut self.book.head_sets, &mut self.book.person_tails] {
            pairs.sort_unstable();
            pairs.dedup();
        }
        // A known word can also be a compound of a known head or tail.
        for id in 0..u32::try_from(self.book.forms.len()).unwrap_or(0) {
            let form = self.book.forms.form(id).as_bytes();
            let sets = &mut self.form_sets[id as usize];
            self.book.tails.find(form, |tail, _| sets.extend(self.book.sets_of_tail(tail)));
            self.book.heads.find(form, |head, _| sets.extend(self.book.sets_of_head(head)));
            sets.sort_unstable();
            sets.dedup();
        }
        let mut by_set: Vec<Vec<PatternId>> = vec![Vec::new(); self.book.sets as usize];
        for (id, pattern) in self.book.patterns.iter().enumerate() {
            if pattern.owner == Owner::None {
                continue;
            }
            if let Some(patterns) = by_set.get_mut(pattern.start as usize) {
                patterns.push(u32::try_from(id).unwrap_or(u32::MAX));
            }
        }
        for patterns in by_set {
            self.book.triggers.extend_from_slice(&patterns);
            self.book.trigger_ends.push(u32::try_from(self.book.triggers.len()).unwrap_or(u32::MAX));
        }
        self.book.person_forms.sort_by_key(|entry| (entry.form, entry.person));
        self.book.forms.shrink();
        self.book.tails.shrink();
        self.book.heads.shrink();
        self.book.set_case = vec![0; self.book.sets as usize];
        for (set, upper) in &self.set_cases {
            self.book.set_case[*set as usize] |= if *upper { set_case::CAPITAL } else { set_case::SMALL };
        }
        let flags = self.form_flags();
        self.form_rows(&flags);
        self.book
    }

    /// What is known of each form, and the rows that forms share.
    fn form_rows(&mut self, flags: &[u8]) {
        let book = &mut self.book;
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let (mut starters, mut demands) = (SharedRows::new(), SharedRows::new());
        for (sets, flags) in self.form_sets.iter().zip(flags) {
            let row = FormRow {
                flags: *flags,
                first_set: small(book.form_sets.len()),
                sets: small(sets.len()),
                starters: starters.number(started_by(book, sets)),
                demands: demands.number(sets.iter().copied().filter(|set| *set < book.on_demand).collect()),
                signature: signature(sets),
            };
            for number in row.numbers() {
                book.form_rows.push(number);
            }
            book.form_sets.extend_from_slice(sets);
        }
        (book.starters, book.starter_ends) = (starters.entries, starters.ends);
        (book.demand_sets, book.demand_ends) = (demands.entries, demands.ends);
    }

    fn form_flags(&self) -> Vec<u8> {
        let book = &self.book;
        let function = |lang: Lang| book.language(lang).map(|words| words.function_words);
        let abbreviations: Vec<SetId> = book.languages.iter().map(|words| words.abbreviations).collect();
        let others: Vec<SetId> = book.other_languages.iter().map(|(_, set)| *set).collect();
        let (de, en) = (function(Lang::De), function(Lang::En));
        let negations = book
            .languages
            .iter()
            .flat_map(|words| words.negations.iter().chain(&words.negations_after));
        let negations: BTreeSet<SetId> = negations
            .filter_map(|pattern| Some(book.patterns.get(*pattern as usize)?.start))
            .collect();
        let mut flags: Vec<u8> = self
            .form_sets
            .iter()
            .map(|sets| {
                let mut bits = 0;
                for set in sets {
                    bits |= if Some(*set) == de { flag::FUNCTION_DE } else { 0 };
                    bits |= if Some(*set) == en { flag::FUNCTION_EN } else { 0 };
                    bits |= if others.contains(set) { flag::FUNCTION_OTHER } else { 0 };
                    bits |= if negations.contains(set) { flag::NEGATION } else { 0 };
                    bits |= if abbreviations.contains(set) { flag::ABBREVIATION } else { 0 };
                }
                if bits & (flag::FUNCTION_DE | flag::FUNCTION_EN) != 0 {
                    bits &= !flag::FUNCTION_OTHER;
                }
                bits
            })
            .collect();
        for entry in &self.book.person_forms {
            if let Some(bits) = flags.get_mut(entry.form as usize) {
                *bits |= flag::PERSON;
            }
        }
        for (id, bits) in flags.iter_mut().enumerate().filter(|(_, bits)| **bits & flag::PERSON == 0) {
            let form = book.forms.form(u32::try_from(id).unwrap_or(u32::MAX));
            if book.longest_person_tail(form.as_bytes()).is_some() {
                *bits |= flag::PERSON_TAIL;
            }
        }
        flags
    }
}

/// The phrases of the one pass that start at a form of these sets.
fn started_by(book: &Rulebook, sets: &[SetId]) -> Vec<Starter> {
    let starter = |set: SetId, id: PatternId| {
        let pattern = book.patterns.get(id as usize)?;
        Some(Starter {
            pattern: id,
            lang: pattern.lang,
            case: book.set_case.get(set as usize).copied().unwrap_or(0),
            beside: (pattern.before, pattern.after),
        })
    };
    sets.iter()
        .flat_map(|set| book.triggers_of(*set).iter().filter_map(|id| starter(*set, *id)))
        .collect()
}

/// Rows of entries, each stored once: most forms share theirs with all forms of their word.
struct SharedRows<T> {
    known: FxHashMap<Vec<T>, u32>,
    entries: Vec<T>,
    ends: Vec<u32>,
}

impl<T: Clone + Eq + Hash> SharedRows<T> {
    /// No row but the empty one, which is the first.
    fn new() -> Self {
        Self {
            known: std::iter::once((Vec::new(), 0)).collect(),
            entries: Vec::new(),
            ends: vec![0],
        }
    }

    /// The number of a row.
    fn number(&mut self, row: Vec<T>) -> u32 {
        if let Some(known) = self.known.get(&row) {
            return *known;
        }
        let number = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
        self.entries.extend_from_slice(&row);
        self.ends.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        self.known.insert(row, number);
        number
    }
}
