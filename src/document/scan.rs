//! The one pass: every phrase of every rule, role and heading, over the words that were looked up already.
//!
//! A phrase starts at its rarest word and grows to both sides; most words start nothing. Finds all matches there are and
//! judges none of them.

use super::sentences::Sentence;
use super::words::{Sign, Word, Words, gap, look};
use crate::lang::Lang;
use crate::pack::model::Detector;
use crate::pack::rulebook::{ANY_WORD, Expression, Item, Needs, Owner, Pattern, PatternId, SetId, set_case, signature_bit};
use crate::pack::{Automaton, Rulebook};
use crate::parallel;
use memchr::memmem::Finder;
use regex_automata::meta::{Config, Regex};
use regex_automata::util::syntax;
use std::ops::Range;
use std::sync::OnceLock;

/// A phrase found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Whom it concerns.
    pub owner: Owner,
    /// The phrase.
    pub pattern: PatternId,
    /// First word.
    pub first: u32,
    /// Last word.
    pub last: u32,
    /// The sentence.
    pub sentence: u32,
}

/// The rulebook's regular expressions, each compiled when it is first needed.
#[derive(Debug, Default)]
pub struct Regexes {
    cells: Vec<OnceLock<Option<Regex>>>,
    finders: Vec<OnceLock<Finders>>,
}

/// What every match of an expression holds, ready to be looked for: one of each row.
type Finders = Box<[Box<[Finder<'static>]>]>;

impl Regexes {
    /// None compiled yet.
    pub fn new(book: &Rulebook) -> Self {
        Self {
            cells: book.regexes.iter().map(|_| OnceLock::new()).collect(),
            finders: book.regexes.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Whether an expression may match in a flat text: the text holds what every match holds, and the table does not rule it out.
    pub fn may_match(&self, book: &Rulebook, expression: &Expression, flat: &str) -> bool {
        let Needs { digit, one_of } = &expression.needs;
        // Without a way out of the loop, it looks at many bytes at once.
        if *digit && !flat.bytes().fold(false, |any, byte| any | byte.is_ascii_digit()) {
            return false;
        }
        let Some(cell) = self.finders.get(expression.regex as usize) else {
            return false;
        };
        let row = |strings: &String| strings.lines().map(|string| Finder::new(string).into_owned()).collect();
        let rows = cell.get_or_init(|| one_of.iter().map(row).collect());
        rows.iter().all(|row| row.iter().any(|string| string.find(flat.as_bytes()).is_some()))
            && table_says(book, expression.regex, flat) != Some(false)
    }

    /// Whether the expression `id` matches anywhere in a flat text.
    pub fn matches(&self, book: &Rulebook, id: u32, flat: &str) -> bool {
        let regex = || self.get(book, id).is_some_and(|regex| regex.is_match(flat));
        table_says(book, id, flat).unwrap_or_else(regex)
    }

    /// The expression `id`. They were all compiled once when the rules were; `None` only for an id of another rulebook.
    pub fn get(&self, book: &Rulebook, id: u32) -> Option<&Regex> {
        let cell = self.cells.get(id as usize)?;
        cell.get_or_init(|| {
            let pattern = book.regexes.get(id as usize)?;
            // Most of what `regex` builds is for finding the first match in a long text, or none. Sentences are short, and where
            // there is a table, one that is searched holds a match.
            let config = Config::new()
                .hybrid(book.automata.get(id as usize).is_none_or(Automaton::is_empty))
                .auto_prefilter(false)
                .utf8_empty(false)
                .onepass(false)
                .nfa_size_limit(Some(1 << 20))
                .hybrid_cache_capacity(1 << 20);
            Regex::builder()
                .configure(config)
                .syntax(syntax::Config::new().utf8(false))
                .build(pattern)
                .ok()
        })
        .as_ref()
    }
}

/// Whether an expression matches anywhere in a flat text, where its table can say.
fn table_says(book: &Rulebook, id: u32, flat: &str) -> Option<bool> {
    book.automata.get(id as usize)?.matches(flat)
}

/// The rules, ready to match with.
#[derive(Debug, Default)]
pub struct Rules {
    /// The rulebook.
    pub book: Rulebook,
    /// Its regular expressions.
    pub regexes: Regexes,
    /// The rules whose findings come from grammar in code: detector, language, index.
    pub detected: Vec<(Detector, Option<Lang>, u32)>,
}

impl Rules {
    /// Makes a rulebook ready.
    pub fn new(book: Rulebook) -> Self {
        let regexes = Regexes::new(&book);
        let rules = book.rules.iter().enumerate();
        let detected = rules
            .filter_map(|(index, rule)| Some((rule.detector?, rule.lang, u32::try_from(index).ok()?)))
            .collect();
        Self { book, regexes, detected }
    }

    /// Whether an expression matches anywhere in a flat text.
    pub fn matches(&self, expression: &Expression, flat: &str) -> bool {
        self.regexes.matches(&self.book, expression.regex, flat)
    }
}

/// What matching needs: the rules and a text's words.
#[derive(Clone, Copy)]
pub struct Matcher<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The text for regular expressions.
    pub flat: &'a str,
    /// Its words.
    pub words: &'a Words,
}

impl Matcher<'_> {
    /// Every match of every owned phrase, in the order of the words they end at their trigger.
    pub fn scan(&self, sentences: &[Sentence], language: impl Fn(&Sentence) -> Option<Lang> + Sync) -> Vec<Hit> {
        let mut parts = parallel::parts(sentences, self.flat.len(), |first, part| self.scan_part(first, part, &language));
        if parts.len() == 1 {
            parts.pop().unwrap_or_default()
        } else {
            parts.concat()
        }
    }

    /// The same of some of the sentences.
    pub fn scan_some(&self, sentences: &[Sentence], some: Range<usize>, language: impl Fn(&Sentence) -> Option<Lang>) -> Vec<Hit> {
        self.scan_part(some.start, sentences.get(some).unwrap_or_default(), language)
    }

    /// The same of some sentences, of which the first has a number.
    fn scan_part(&self, first: usize, sentences: &[Sentence], language: impl Fn(&Sentence) -> Option<Lang>) -> Vec<Hit> {
        let words = sentences.first().zip(sentences.last()).map_or(0, |(first, last)| last.end - first.first);
        let mut hits = Vec::with_capacity(words as usize / 2);
        let book = &self.rules.book;
        for (index, sentence) in (first..).zip(sentences) {
            let Some(lang) = language(sentence) else { continue };
            let bounds = Bounds::of(sentence);
            let mut meet = |id: PatternId, pattern: &Pattern, found: Option<(u32, u32)>| {
                hits.extend(found.map(|(first, last)| Hit {
                    owner: pattern.owner,
                    pattern: id,
                    first,
                    last,
                    sentence: u32::try_from(index).unwrap_or(u32::MAX),
                }));
            };
            for at in sentence.first..sentence.end {
                let (starters, sets) = self.words.starters(book, at);
                if !starters.is_empty() {
                    let (before, after) = (self.words.signature(at.wrapping_sub(1)), self.words.signature(at + 1));
                    let word = self.words.all.get(at as usize);
                    for starter in starters {
                        if starter.lang == lang
                            && stands(before, starter.beside.0)
                            && stands(after, starter.beside.1)
                            && word.is_some_and(|word| has_case(word, starter.case))
                            && let Some(pattern) = book.patterns.get(starter.pattern as usize)
                        {
                            meet(starter.pattern, pattern, self.grow(pattern, at, bounds));
                        }
                    }
                }
                for set in sets.iter().filter(|set| (book.in_scan.0..book.in_scan.1).contains(*set)) {
                    for id in book.triggers_of(*set) {
                        let pattern = book.patterns.get(*id as usize).filter(|pattern| pattern.lang == lang);
                        if let Some(pattern) = pattern.filter(|pattern| self.may_start(pattern, at)) {
                            meet(*id, pattern, self.match_within(pattern, at, bounds));
                        }
                    }
                }
            }
        }
        hits
    }

    /// The first match of a phrase among the words `first..end` (which lie in one sentence).
    #[inline]
    pub fn find(&self, pattern: PatternId, first: u32, end: u32) -> Option<(u32, u32)> {
        self.find_all(pattern, first, end).next()
    }

    /// Every match of a phrase among the words `first..end`: tried only at the words of its rarest element.
    #[inline]
    pub fn find_all<'m>(&'m self, pattern: PatternId, first: u32, end: u32) -> impl Iterator<Item = (u32, u32)> + 'm {
        let pattern = self.rules.book.patterns.get(pattern as usize);
        // Nothing starts at a set there is not.
        let start = pattern.map_or(SetId::MAX, |pattern| pattern.start);
        self.words.of_set(start, first, end).filter_map(move |at| {
            let pattern = pattern.filter(|pattern| self.may_start(pattern, at))?;
            self.match_within(pattern, at, Bounds { first, end })
        })
    }

    /// Every match of a phrase in any of the sentences of the whole text.
    pub fn find_in<'m>(&'m self, pattern: PatternId, sentences: &'m [Sentence]) -> impl Iterator<Item = (u32, u32)> + 'm {
        let pattern = self.rules.book.patterns.get(pattern as usize);
        let start = pattern.map_or(SetId::MAX, |pattern| pattern.start);
        self.words.all_of_set(start).filter_map(move |at| {
            let pattern = pattern.filter(|pattern| self.may_start(pattern, at))?;
            let sentence = sentences.partition_point(|sentence| sentence.end <= at);
            let sentence = sentences.get(sentence).filter(|sentence| sentence.first <= at)?;
            self.match_within(pattern, at, Bounds::of(sentence))
        })
    }

    /// Whether the word `at`, of the set that a phrase starts at, is written as the set asks for.
    fn may_start(&self, pattern: &Pattern, at: u32) -> bool {
        self.words.all.get(at as usize).is_some_and(|word| self.case_fits(word, pattern.start))
    }

    /// Whether any of the phrases stands among the words `first..end`.
    pub fn any(&self, patterns: &[PatternId], first: u32, end: u32) -> bool {
        patterns.iter().any(|pattern| self.find(*pattern, first, end).is_some())
    }

    /// The match of `pattern` whose trigger is the word `at`, which the trigger accepts.
    #[inline]
    fn match_within(&self, pattern: &Pattern, at: u32, bounds: Bounds) -> Option<(u32, u32)> {
        if !stands(self.words.signature(at + 1), pattern.after) || !stands(self.words.signature(at.wrapping_sub(1)), pattern.before) {
            return None;
        }
        self.grow(pattern, at, bounds)
    }

    /// The same where the words beside the trigger have been looked at.
    #[inline]
    fn grow(&self, pattern: &Pattern, at: u32, bounds: Bounds) -> Option<(u32, u32)> {
        let (before, after) = self.rules.book.items_of(pattern).split_at_checked(usize::from(pattern.trigger))?;
        let (_, after) = after.split_first()?;
        // Most phrases are one word, or end or begin at their rarest.
        let last = if after.is_empty() { at } else { self.grow_right(after, at, bounds)? };
        let first = if before.is_empty() { at } else { self.grow_left(before, at, bounds)? };
        Some((first, last))
    }

    /// The last word of a match of `items` right after word `at`.
    fn grow_right(&self, mut items: &[Item], mut at: u32, bounds: Bounds) -> Option<u32> {
        loop {
            match items.split_first() {
                None => return Some(at),
                Some((Item::Gap(most), rest)) => {
                    for _ in 0..=*most {
                        if self.may_accept(rest.first(), at + 1)
                            && let Some(last) = self.grow_right(rest, at, bounds)
                        {
                            return Some(last);
                        }
                        at = self.step(at, at + 1, bounds)?;
                    }
                    return None;
                }
                Some((item, rest)) => {
                    at = self.step(at, at + 1, bounds)?;
                    if !self.accepts(*item, at) {
                        return None;
                    }
                    items = rest;
                }
            }
        }
    }

    /// The first word of a match of `items` right before word `at`.
    fn grow_left(&self, mut items: &[Item], mut at: u32, bounds: Bounds) -> Option<u32> {
        loop {
            match items.split_last() {
                None => return Some(at),
                Some((Item::Gap(most), rest)) => {
                    for _ in 0..=*most {
                        if self.may_accept(rest.last(), at.wrapping_sub(1))
                            && let Some(first) = self.grow_left(rest, at, bounds)
                        {
                            return Some(first);
                        }
                        let before = at.checked_sub(1).filter(|before| *before >= bounds.first)?;
                        self.step(before, at, bounds)?;
                        at = before;
                    }
                    return None;
                }
                Some((item, rest)) => {
                    let before = at.checked_sub(1)?;
                    self.step(before, at, bounds)?;
                    if !self.accepts(*item, before) {
                        return None;
                    }
                    (at, items) = (before, rest);
                }
            }
        }
    }

    /// Whether the word `at` may be what an item wants; told by its signature.
    #[inline]
    fn may_accept(&self, item: Option<&Item>, at: u32) -> bool {
        match item {
            Some(Item::Set(set)) => self.words.signature(at) & 1 << signature_bit(*set) != 0,
            _ => true,
        }
    }

    /// The later of two neighbouring words, where a phrase may go from one to the other.
    #[inline]
    fn step(&self, before: u32, after: u32, bounds: Bounds) -> Option<u32> {
        if before < bounds.first || after >= bounds.end {
            return None;
        }
        let word = self.words.all.get(after as usize)?;
        (!word.after(gap::SEMICOLON | gap::COLON) || self.glued(before, word)).then_some(after)
    }

    /// "Ihre:n" and the like: a colon without a space joins.
    fn glued(&self, before: u32, word: &Word) -> bool {
        self.words.all.get(before as usize).is_some_and(|b| b.end + 1 == word.start)
    }

    #[inline]
    fn accepts(&self, item: Item, at: u32) -> bool {
        // Most words are not even like what is wanted.
        if !self.may_accept(Some(&item), at) {
            return false;
        }
        let Some(word) = self.words.all.get(at as usize) else { return false };
        if word.is(look::MASKED) {
            return false;
        }
        match item {
            Item::Set(set) => self.in_set(word, set),
            Item::Number => word.is(look::NUMBER),
            Item::Regex(id) => self.rules.regexes.matches(&self.rules.book, id, word.span().of(self.flat)),
            Item::Gap(_) => false,
        }
    }

    /// Whether a word belongs to a set, with the case the set asks for.
    #[inline]
    pub fn in_set(&self, word: &Word, set: SetId) -> bool {
        let sets = self.words.sets(&self.rules.book, word);
        let found = if sets.len() <= 8 {
            sets.contains(&set)
        } else {
            sets.binary_search(&set).is_ok()
        };
        found && self.case_fits(word, set)
    }

    fn case_fits(&self, word: &Word, set: SetId) -> bool {
        self.rules.book.set_case.get(set as usize).is_none_or(|case| has_case(word, *case))
    }

    /// Whether a word shows a gender sign.
    pub fn has_sign(&self, at: u32) -> bool {
        self.words.all.get(at as usize).is_some_and(|word| word.sign != Sign::None)
    }
}

/// Whether a word of this signature may belong to the set with this bit.
#[inline]
const fn stands(signature: u64, bit: u8) -> bool {
    bit == ANY_WORD || signature & 1 << bit != 0
}

/// Whether a word begins as a set asks for.
#[inline]
const fn has_case(word: &Word, case: u8) -> bool {
    match case {
        set_case::SMALL => !word.is(look::CAPITAL),
        set_case::CAPITAL => word.is(look::CAPITAL),
        _ => true,
    }
}

/// The words a phrase may use.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    first: u32,
    end: u32,
}

impl Bounds {
    const fn of(sentence: &Sentence) -> Self {
        Self {
            first: sentence.first,
            end: sentence.end,
        }
    }
}
