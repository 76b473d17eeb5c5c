//! The end of compiling: numbers, flags and signatures that only all rules together decide.

use super::{Compiler, order};
use crate::lang::Lang;
use crate::pack::rulebook::{Item, Owner, PatternId, Rulebook, SetId, form_flag as flag, set_case, signature};
use std::collections::BTreeSet;

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
        for sets in &self.form_sets {
            let [a, b, c, d, e, f, g, h] = signature(sets).to_le_bytes();
            self.book.form_signatures.push(u32::from_le_bytes([a, b, c, d]));
            self.book.form_signatures.push(u32::from_le_bytes([e, f, g, h]));
            self.book.form_sets.extend_from_slice(sets);
            self.book.form_ends.push(u32::try_from(self.book.form_sets.len()).unwrap_or(u32::MAX));
        }
        let mut by_set: Vec<Vec<PatternId>> = vec![Vec::new(); self.book.sets as usize];
        for (id, pattern) in self.book.patterns.iter().enumerate() {
            if pattern.owner == Owner::None {
                continue;
            }
            if let Some(Item::Set(set)) = self.book.items_of(pattern).get(usize::from(pattern.trigger)) {
                by_set[*set as usize].push(u32::try_from(id).unwrap_or(u32::MAX));
            }
        }
        for patterns in by_set {
            self.book.triggers.extend_from_slice(&patterns);
            self.book.trigger_ends.push(u32::try_from(self.book.triggers.len()).unwrap_or(u32::MAX));
        }
        self.book.person_forms.sort_by_key(|entry| (entry.form, entry.person));
        self.flag_forms();
        self.book.forms.shrink();
        self.book.tails.shrink();
        self.book.heads.shrink();
        self.book.set_case = vec![0; self.book.sets as usize];
        for (set, upper) in &self.set_cases {
            self.book.set_case[*set as usize] |= if *upper { set_case::CAPITAL } else { set_case::SMALL };
        }
        self.book
    }

    fn flag_forms(&mut self) {
        let book = &self.book;
        let function = |lang: Lang| book.language(lang).map(|words| words.function_words);
        let abbreviations: Vec<SetId> = book.languages.iter().map(|words| words.abbreviations).collect();
        let others: Vec<SetId> = book.other_languages.iter().map(|(_, set)| *set).collect();
        let (de, en) = (function(Lang::De), function(Lang::En));
        let negations = book
            .languages
            .iter()
            .flat_map(|words| words.negations.iter().chain(&words.negations_after));
        let started = |pattern: &PatternId| {
            let pattern = book.patterns.get(*pattern as usize)?;
            match book.items_of(pattern).get(usize::from(pattern.trigger))? {
                Item::Set(set) => Some(*set),
                _ => None,
            }
        };
        let negations: BTreeSet<SetId> = negations.filter_map(started).collect();
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
                    bits |= if book.triggers_of(*set).is_empty() { 0 } else { flag::TRIGGER };
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
        self.book.form_flags = flags;
    }
}
