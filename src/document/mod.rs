//! An ad understood: words, sentences, languages, sections, the title, and every phrase found in one pass.
//!
//! Finds and places; judges nothing. A pure function of the text and the rulebook.

mod advertised;
pub mod language;
pub mod scan;
pub mod sections;
pub mod sentences;
mod sought;
pub mod title;
pub mod words;

use crate::extract::Extracted;
use crate::lang::Lang;
use crate::pack::model::Section;
use crate::text::{Span, flatten, fold_string};
use language::Languages;
use scan::{Hit, Matcher, Rules};
use sentences::{BlockInfo, Sentence};
use title::{Marker, Title};
use words::Words;

/// How far from a passage its quotation marks may stand, in characters.
const QUOTED: usize = 160;
/// How far before a passage straight quotation marks are counted, in bytes.
const COUNTED: u32 = 2000;

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
    /// Every quotation mark and where it stands.
    quotes: Vec<(u32, char)>,
}

impl<'a> Document<'a> {
    /// Reads an ad. `forced` is the language to take it for, where the caller knows.
    pub fn new(rules: &Rules, extracted: &'a Extracted<'_>, forced: Option<Lang>) -> Self {
        let book = &rules.book;
        let text = extracted.text.as_str();
        let folded = fold_string(text);
        let words = words::read(book, text, folded.as_bytes(), &extracted.blocks);
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
        let flat = flatten(&folded);
        let matcher = Matcher {
            rules,
            flat: &flat,
            words: &words,
        };
        let hits = matcher.scan(&sentences, |sentence| blocks.get(sentence.block as usize).and_then(|block| block.lang));
        let markers = title::markers(text, &words);
        let title = title::find(book, text, &words, &sentences, &blocks, &hits, &markers, extracted.title).map(|title| Title {
            span: balanced(text, title.span),
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
            quotes: quotes(text),
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
        let sentence = self.sentences.partition_point(|sentence| sentence.end <= word);
        self.lang_of(u32::try_from(sentence).unwrap_or(u32::MAX))
    }

    /// Whether a word belongs to the title.
    pub fn in_title(&self, word: u32) -> bool {
        self.title.is_some_and(|title| title.first <= word && word < title.end)
    }

    /// Whether the bytes from `span` lie inside one pair of quotation marks of their block.
    pub fn is_quoted(&self, block: Span, span: Span) -> bool {
        let mark = |at: usize| self.quotes.get(at).copied();
        let distance = |from: u32, to: u32| Span::new(from, to).of(self.text).chars().count();
        // The nearest mark before must open, the nearest after must close; straight marks must be odd in number.
        let after = self.quotes.partition_point(|(at, _)| *at < span.end);
        let Some((_, close)) = mark(after).filter(|(at, _)| *at < block.end && distance(span.end, *at) < QUOTED) else {
            return false;
        };
        let before = self.quotes.partition_point(|(at, _)| *at < span.start);
        let nearest = before.checked_sub(1).and_then(mark);
        let Some((_, open)) = nearest.filter(|(at, _)| *at >= block.start && distance(*at, span.start) <= QUOTED) else {
            return false;
        };
        if open != '"' {
            return opens(open) && closes(close);
        }
        let counted = self.quotes.get(..before).unwrap_or_default().iter().rev();
        let straight = counted.take_while(|(at, _)| *at >= block.start && span.start - at <= COUNTED);
        close == '"' && straight.filter(|(_, mark)| *mark == '"').count() % 2 == 1
    }
}

/// Every quotation mark and where it stands.
fn quotes(text: &str) -> Vec<(u32, char)> {
    // Each begins with one of three bytes; what begins with the same bytes is mostly a bullet or a dash.
    memchr::memchr3_iter(b'"', 0xE2, 0xC2, text.as_bytes())
        .filter_map(|at| Some((u32::try_from(at).ok()?, text.get(at..)?.chars().next()?)))
        .filter(|(_, c)| is_quote(*c))
        .collect()
}

/// A passage that opens a bracket takes the closing one along.
fn balanced(text: &str, span: Span) -> Span {
    if text.as_bytes().get(span.end as usize) != Some(&b')') {
        return span;
    }
    let passage = span.of(text);
    if passage.matches('(').count() > passage.matches(')').count() {
        Span::new(span.start, span.end + 1)
    } else {
        span
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '‚' | '‹' | '›')
}

const fn opens(c: char) -> bool {
    matches!(c, '„' | '“' | '«' | '»' | '‚' | '‹' | '›')
}

const fn closes(c: char) -> bool {
    matches!(c, '“' | '”' | '»' | '«' | '‘' | '›' | '‹' | '"')
}
