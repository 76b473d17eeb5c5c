//! Which language an ad and each of its blocks is in, by a vote of function words.
//!
//! Must not know what the words mean.

use super::markers;
use super::sentences::{BlockInfo, Sentence};
use super::words::{Sign, Word, Words, gap, look};
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::form_flag;
use std::cmp::Reverse;

/// What the vote says of the whole ad.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Languages {
    /// The ad's language; `None` where it has no rules or cannot be told.
    pub main: Option<Lang>,
    /// Languages with rules, most spoken first.
    pub all: Vec<Lang>,
    /// The tag of a language without rules that speaks in more words than any with rules.
    pub unsupported: Option<String>,
    /// Blocks in languages without rules, in an ad that is otherwise readable.
    pub partly: Option<String>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Vote {
    de: u32,
    en: u32,
    other: u32,
    foreign_script: u32,
    words: u32,
}

/// Votes for each block and the ad; writes the language of each block.
pub fn vote(book: &Rulebook, text: &str, words: &Words, sentences: &[Sentence], blocks: &mut [BlockInfo], claimed: Option<&str>) -> Languages {
    let votes: Vec<Vote> = blocks.iter().map(|block| block_vote(book, text, words, sentences, block)).collect();
    let mut total = Vote::default();
    for vote in &votes {
        total.de += vote.de;
        total.en += vote.en;
        total.other += vote.other;
        total.foreign_script += vote.foreign_script;
        total.words += vote.words;
    }
    let mut languages = Languages::default();
    let best = if total.de >= total.en { Lang::De } else { Lang::En };
    let strongest = total.de.max(total.en);
    let foreign = total.foreign_script * 3 > total.words;
    if foreign || (total.other > strongest * 2 && total.other >= 4) {
        languages.unsupported = Some(if foreign { "und".to_owned() } else { guess(book, words) });
        if foreign || strongest * 4 < total.other {
            return languages;
        }
    }
    // Without a single function word (a bare title), what the file claims decides, or the labels of its fields.
    languages.main = if strongest > 0 {
        Some(best)
    } else {
        let told = claimed.and_then(Lang::from_tag).or_else(|| labelled(book, words));
        told.or_else(|| looks_german(book, text, words, total.other).then_some(Lang::De))
    };
    if languages.unsupported.take().is_some() {
        languages.partly = Some(guess(book, words));
    }
    let main = languages.main;
    for (block, vote) in blocks.iter_mut().zip(&votes) {
        let clear = |a: u32, b: u32| a >= 2 && a > b * 2;
        block.lang = if vote.other >= 4 && vote.other > 2 * vote.de.max(vote.en) {
            languages.partly.get_or_insert_with(|| "und".to_owned());
            None
        } else if clear(vote.de, vote.en) || vote.de > 0 && vote.en == 0 && vote.words > 3 && main != Some(Lang::En) {
            Some(Lang::De)
        } else if vote.de > 0 && vote.en == 0 && vote.words > 5 && shows_german(book, text, words, sentences, block) {
            // In an English ad a line with one German word holds a name: "Account Manager, Full Time - Des Moines, IA".
            Some(Lang::De)
        } else if clear(vote.en, vote.de) || (vote.en > 0 && vote.de == 0 && vote.words > 3 && main.is_none()) {
            Some(Lang::En)
        } else {
            main
        };
    }
    if languages.partly.as_deref() == Some("und") {
        languages.partly = Some(guess(book, words));
    }
    let count = |lang: Lang| {
        blocks
            .iter()
            .filter(|block| block.lang == Some(lang))
            .map(|block| block.span.len())
            .sum::<u32>()
    };
    languages.all = Lang::ALL.into_iter().filter(|lang| count(*lang) > 0).collect();
    languages.all.sort_by_key(|lang| (Some(*lang) != languages.main, Reverse(count(*lang))));
    languages
}

/// So many labels of fields tell the language of a form.
const LABELS: usize = 2;

/// "Location: …", "Experience: …": the language of the labels of a form without sentences.
fn labelled(book: &Rulebook, words: &Words) -> Option<Lang> {
    let labels = |lang: Lang| {
        let field = book.language(lang)?.title.get(TitleWord::Field as usize)?;
        let before_colon = words.all.iter().zip(words.all.iter().skip(1)).filter(|(_, next)| next.after(gap::COLON));
        Some(before_colon.filter(|(word, _)| words.sets(book, word).contains(field)).count())
    };
    let mut counts: Vec<(usize, Lang)> = Lang::ALL.into_iter().filter_map(|lang| Some((labels(lang)?, lang))).collect();
    counts.sort_by_key(|(count, _)| Reverse(*count));
    let second = counts.get(1).map_or(0, |(count, _)| *count);
    counts
        .first()
        .filter(|(count, _)| *count >= LABELS && *count > second)
        .map(|(_, lang)| *lang)
}

/// "Putzfrau gesucht, 3 Stunden wöchentlich": a small ad without a function word. Nouns for persons are in the German lexicon,
/// and umlauts and markers in German ads; two of these tell.
fn looks_german(book: &Rulebook, text: &str, words: &Words, others: u32) -> bool {
    let person = |word: &&Word| is_german_person(book, words, word);
    let umlaut = |word: &&Word| word.span().of(text).contains(UMLAUTS);
    // The letters of a marker are words of other languages.
    let markers = markers::read(text, words).len();
    let count = words.all.iter().filter(person).count() + words.all.iter().filter(umlaut).count() + markers;
    count >= 2 && others as usize <= markers && words.all.iter().any(|word| person(&word))
}

const UMLAUTS: [char; 4] = ['ä', 'ö', 'ü', 'ß'];

/// A noun of the lexicon that is no English word.
fn is_german_person(book: &Rulebook, words: &Words, word: &Word) -> bool {
    let form = words.person(book, word).filter(|_| word.is(look::CAPITAL));
    form.is_some_and(|(form, _)| {
        let mut entries = book
            .person_forms_of(form)
            .iter()
            .filter_map(|entry| book.persons.get(entry.person as usize));
        entries.all(|person| !person.english)
    })
}

/// Whether a block has a sign of German beside its one function word: an umlaut, a marker, a noun for women or for everyone;
/// "Manager" is a German noun too.
fn shows_german(book: &Rulebook, text: &str, words: &Words, sentences: &[Sentence], block: &BlockInfo) -> bool {
    let passage = block.span.of(text);
    let own = sentences.get(block.first as usize..block.end as usize).unwrap_or_default();
    let own_words = || {
        own.iter()
            .flat_map(|sentence| words.all.get(sentence.first as usize..sentence.end as usize).unwrap_or_default())
    };
    let marked = ["m/w", "w/m", "d/m"].iter().any(|marker| passage.contains(marker));
    let open = |word: &Word| word.sign != Sign::None || word.span().of(text).ends_with("in");
    marked || passage.contains(UMLAUTS) || own_words().any(|word| open(word) && is_german_person(book, words, word))
}

fn block_vote(book: &Rulebook, text: &str, words: &Words, sentences: &[Sentence], block: &BlockInfo) -> Vote {
    let mut vote = Vote::default();
    for sentence in sentences.get(block.first as usize..block.end as usize).unwrap_or_default() {
        for word in words.all.get(sentence.first as usize..sentence.end as usize).unwrap_or_default() {
            vote.words += 1;
            if word.is_known() {
                let flags = book.flags_of(word.form);
                vote.de += u32::from(flags & form_flag::FUNCTION_DE != 0);
                vote.en += u32::from(flags & form_flag::FUNCTION_EN != 0);
                vote.other += u32::from(flags & form_flag::FUNCTION_OTHER != 0);
            }
            let lead = text.as_bytes().get(word.start as usize).copied().unwrap_or(0);
            vote.foreign_script += u32::from((0xCE..=0xDF).contains(&lead) || (0xE0..=0xED).contains(&lead) && lead != 0xE1 && lead != 0xE2);
        }
    }
    vote
}

/// The language without rules whose function words occur most.
fn guess(book: &Rulebook, words: &Words) -> String {
    let count = |set: u32| words.all.iter().filter(|word| words.sets(book, word).contains(&set)).count();
    book.other_languages
        .iter()
        .map(|(tag, set)| (count(*set), tag))
        .max_by_key(|(count, tag)| (*count, Reverse(tag.as_str())))
        .filter(|(count, _)| *count > 0)
        .map_or_else(|| "und".to_owned(), |(_, tag)| tag.clone())
}
