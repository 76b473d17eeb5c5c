//! An ad understood: words, sentences, languages, sections, the title, and every phrase found in one pass.
//!
//! Finds and places; judges nothing. A pure function of the text and the rulebook.

pub mod kept;
pub mod language;
pub mod markers;
mod quotes;
pub mod scan;
pub mod sections;
pub mod sentences;
pub mod title;
pub mod words;

use crate::extract::Extracted;
use crate::lang::Lang;
use crate::pack::model::Section;
use crate::text::{Span, flatten, fold_into, is_one_of};
use kept::{Kept, Same};
use language::Languages;
use markers::Marker;
use quotes::Quotes;
use scan::{Hit, Matcher, Rules};
use sentences::{BlockInfo, Sentence};
use title::Title;
use words::Words;

/// An ad, understood.
#[derive(Debug)]
pub struct Document<'a> {
    /// The extracted text.
    pub text: &'a str,
    /// The same for regular expressions, byte for byte; see [`flatten`].
    pub flat: String,
    /// Its words.
    pub words: Words,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
    /// Its blocks.
    pub blocks: Vec<BlockInfo>,
    /// Its languages.
    pub languages: Languages,
    /// Every phrase found.
    pub hits: Vec<Hit>,
    /// Every gender marker.
    pub markers: Vec<Marker>,
    /// The job title.
    pub title: Option<Title>,
    /// Its quotation marks.
    quotes: Quotes,
}

impl<'a> Document<'a> {
    /// Reads an ad. `forced` is the language to take it for, where the caller knows; `kept` what was read of an older version
    /// under the same rules.
    pub fn new(rules: &Rules, extracted: &'a Extracted<'_>, forced: Option<Lang>, kept: Option<&Kept>) -> Self {
        let book = &rules.book;
        let text = extracted.text.as_str();
        let same = kept.and_then(|kept| Same::of(kept, text, &extracted.blocks));
        let known = same.as_ref().map(|same| same.words(&extracted.blocks, text.len()));
        let mut folded = Vec::with_capacity(text.len());
        fold_into(text, &mut folded);
        let words = words::read(book, text, &folded, &extracted.blocks, known);
        let (sentences, mut blocks) = sentences::read(book, text, &words, &extracted.blocks);
        let mut languages = match forced {
            Some(lang) => Languages {
                main: Some(lang),
                all: vec![lang],
                ..Languages::default()
            },
            None => language::vote(book, text, &words, &sentences, &mut blocks, extracted.language.as_deref()),
        };
        if let Some(lang) = forced {
            for block in &mut blocks {
                block.lang = Some(lang);
            }
        }
        if languages.all.is_empty() {
            languages.all.extend(languages.main);
        }
        let flat = flatten(folded);
        let matcher = Matcher {
            rules,
            flat: &flat,
            words: &words,
        };
        let language = |sentence: &Sentence| blocks.get(sentence.block as usize).and_then(|block| block.lang);
        let again = same.as_ref().and_then(|same| {
            same.hits(&sentences, &blocks, words.all.len(), |changed| {
                matcher.scan_some(&sentences, changed, language)
            })
        });
        let hits = again.unwrap_or_else(|| matcher.scan(&sentences, language));
        let markers = markers::read(text, &words);
        let ad = title::Ad {
            book,
            text,
            words: &words,
            sentences: &sentences,
            blocks: &blocks,
            hits: &hits,
            markers: &markers,
        };
        let title = title::find(ad, extracted.title).map(|title| Title {
            span: dotted(text, balanced(text, title.span)),
            ..title
        });
        sections::assign(&words, &sentences, &mut blocks, &hits, title.map(|title| title.block as usize));
        Self {
            text,
            flat,
            words,
            sentences,
            blocks,
            languages,
            hits,
            markers,
            title,
            quotes: Quotes::of(text),
        }
    }

    /// What can be kept of the reading, for the next version of the ad.
    pub fn keep(self) -> Kept {
        Kept {
            text: self.text.to_owned(),
            words: self.words,
            blocks: self.blocks,
            hits: self.hits,
        }
    }

    /// What matching phrases on demand needs.
    pub fn matcher<'m>(&'m self, rules: &'m Rules) -> Matcher<'m> {
        Matcher {
            rules,
            flat: &self.flat,
            words: &self.words,
        }
    }

    /// A word as it is written; empty where there is none.
    pub fn word(&self, at: u32) -> &str {
        self.words.all.get(at as usize).map_or("", |word| word.span().of(self.text))
    }

    /// Whether a word is one of these, which are in small letters; see [`is_one_of`].
    pub fn is_one_of(&self, at: u32, known: &[&str]) -> bool {
        is_one_of(self.word(at), known)
    }

    /// The bytes from word `first` to word `last`.
    pub fn span(&self, first: u32, last: u32) -> Span {
        let start = self.words.all.get(first as usize).map_or(0, |word| word.start);
        let end = self.words.all.get(last as usize).map_or(start, |word| word.end);
        balanced(self.text, Span::new(start, end.max(start)))
    }

    /// The block of a sentence.
    pub fn block_of(&self, sentence: u32) -> Option<&BlockInfo> {
        self.blocks.get(self.sentences.get(sentence as usize)?.block as usize)
    }

    /// The section of a sentence.
    pub fn section_of(&self, sentence: u32) -> Section {
        self.block_of(sentence).map_or(Section::Other, |block| block.section)
    }

    /// The language of a sentence.
    pub fn lang_of(&self, sentence: u32) -> Option<Lang> {
        self.block_of(sentence).and_then(|block| block.lang)
    }

    /// The language of the block a word stands in.
    pub fn lang_of_word(&self, word: u32) -> Option<Lang> {
        self.lang_of(self.sentence_at(word))
    }

    /// The number of the sentence a word stands in.
    pub fn sentence_at(&self, word: u32) -> u32 {
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= word);
        u32::try_from(sentence).unwrap_or(u32::MAX)
    }

    /// Whether a word belongs to the title.
    pub fn in_title(&self, word: u32) -> bool {
        self.title.is_some_and(|title| title.first <= word && word < title.end)
    }

    /// Whether the bytes from `span` lie inside one pair of quotation marks of their block.
    pub fn is_quoted(&self, block: Span, span: Span) -> bool {
        self.quotes.hold(self.text, block, span)
    }
}

/// ".NET Developer": the stop belongs to the name.
fn dotted(text: &str, span: Span) -> Span {
    let before = text.get(..span.start as usize).and_then(|before| before.strip_suffix('.'));
    let opens = before.is_some_and(|before| before.is_empty() || before.ends_with(char::is_whitespace));
    Span::new(span.start - u32::from(opens), span.end)
}

/// A passage that opens a bracket takes the closing one along, and one that begins behind a bracket the opening one.
fn balanced(text: &str, span: Span) -> Span {
    let passage = span.of(text);
    let (open, closed) = (passage.matches('(').count(), passage.matches(')').count());
    if open > closed {
        // "(m/w/d/*)", "(m/w/x/-)": what is no word may stand before the bracket.
        let rest = text.get(span.end as usize..).unwrap_or_default();
        let signs = rest
            .bytes()
            .take(4)
            .take_while(|byte| matches!(byte, b'/' | b'*' | b'+' | b'.' | b'-'))
            .count();
        if rest.as_bytes().get(signs) == Some(&b')') {
            return Span::new(span.start, span.end + u32::try_from(signs).unwrap_or(0) + 1);
        }
    } else if closed > open && text.get(..span.start as usize).is_some_and(|before| before.ends_with('(')) {
        return Span::new(span.start - 1, span.end);
    }
    span
}
