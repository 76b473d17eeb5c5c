//! Job titles that stand only inside an English sentence: "is seeking a Director of Elections to …", "the City Clerk position".
//!
//! Must not know occupations or judge a form: capitals and the words around them have to do.

use super::{Ad, SEARCHED, Title};
use crate::document::sentences::Sentence;
use crate::document::words::{gap, look};
use crate::lang::Lang;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;

/// How many words may lead from "seeking" to the title.
const REACH: u32 = 10;
/// How many words a title may have.
const LONGEST: u32 = 10;
/// Between the words of a title stands nothing stronger than a slash.
const BREAKS: u16 = gap::COMMA | gap::COLON | gap::SEMICOLON | gap::STOP | gap::MARK | gap::OPEN | gap::CLOSE | gap::QUOTE;

/// The first title a sentence of an English block names.
pub(super) fn sought(ad: Ad<'_>) -> Option<Title> {
    for (index, block) in ad
        .blocks
        .iter()
        .enumerate()
        .take(SEARCHED)
        .filter(|(_, block)| block.lang == Some(Lang::En))
    {
        let from = ad.hits.partition_point(|hit| hit.sentence < block.first);
        let own = || ad.hits.iter().skip(from).take_while(|hit| hit.sentence < block.end);
        for at in block.first..block.end {
            let Some(sentence) = ad.sentences.get(at as usize) else { continue };
            let named = own()
                .filter(|hit| hit.sentence == at && hit.owner == Owner::Seeking)
                .find_map(|hit| after(ad, hit.last + 1, sentence.end))
                .or_else(|| before_position(ad, sentence));
            if let Some((first, end)) = named {
                let span = ad.words.all.get(first as usize)?.span();
                let last = ad.words.all.get((end as usize).checked_sub(1)?)?.span();
                return Some(Title {
                    span: crate::text::Span::new(span.start, last.end),
                    first,
                    end,
                    block: u32::try_from(index).unwrap_or(u32::MAX),
                });
            }
        }
    }
    None
}

/// Whether a line only says that there is a post, and where: "Vacancy", "Job offer – Institute of …".
fn is_posting(ad: Ad<'_>, title: Title) -> bool {
    let begin = ad.words_of(title.block as usize).map_or(title.first, |(first, _)| first);
    let employer = |first: u32| (first..title.end).any(|at| ad.does(at, TitleWord::Employer)) && !ad.names_post(first, title.end);
    ad.hits_among(begin, title.end)
        .filter(|hit| hit.owner == Owner::Posting && hit.first == begin)
        .any(|hit| hit.last + 1 == title.end || employer(hit.last + 1))
}

/// Whether a short English block is plainly something else: a greeting, a question, a ruler, a posting of an unnamed post.
pub(super) fn is_none(ad: Ad<'_>, title: Title) -> bool {
    let passage = title.span.of(ad.text).trim();
    let greeting = ["dear ", "hello", "hi ", "to whom"]
        .iter()
        .any(|start| passage.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    // "Hiring"
    let calls = (title.first..title.end).all(|at| ad.does(at, TitleWord::Call));
    greeting || calls || passage.ends_with(['?', ',']) || passage.contains("==") || is_posting(ad, title)
}

fn is_name(ad: Ad<'_>, at: u32) -> bool {
    let word = ad.words.all.get(at as usize);
    word.is_some_and(|word| word.is(look::CAPITAL) && !word.is(look::NUMBER | look::MASKED))
}

fn joined(ad: Ad<'_>, at: u32) -> bool {
    !ad.after(at, BREAKS)
}

/// The row of capitals after a search: "a senior Director of Elections/General Registrar".
fn after(ad: Ad<'_>, from: u32, end: u32) -> Option<(u32, u32)> {
    let first = (from..end.min(from + REACH))
        .take_while(|at| !ad.does(*at, TitleWord::NotNamed) && !ad.after(*at, gap::COLON | gap::SEMICOLON))
        .find(|at| is_name(ad, *at))?;
    let mut last = first;
    while last + 1 < end && last - first < LONGEST && joined(ad, last + 1) {
        if is_name(ad, last + 1) {
            last += 1;
        } else if ad.does(last + 1, TitleWord::PostJoint) && last + 2 < end && joined(ad, last + 2) && is_name(ad, last + 2) {
            last += 2;
        } else {
            break;
        }
    }
    // "a Full-time …" is cut in the middle; a lone word without an article is a place or a name.
    let cut = last + 1 < end && ad.words.all.get(last as usize + 1).is_some_and(|word| word.gap == gap::HYPHEN);
    let led = first > from && ad.does(from, TitleWord::Determiner);
    (!cut && (led || last > first)).then_some((first, last + 1))
}

/// "The City Clerk position plans …": the row of capitals before "position".
fn before_position(ad: Ad<'_>, sentence: &Sentence) -> Option<(u32, u32)> {
    (sentence.first + 2..sentence.end)
        .filter(|at| ad.does(*at, TitleWord::PostWord) && !is_name(ad, *at))
        .find_map(|at| {
            let mut first = at;
            while first > sentence.first && at - first < LONGEST && is_name(ad, first - 1) && joined(ad, first) {
                first -= 1;
            }
            // "The" begins the sentence with a capital of its own.
            let first = if ad.does(first, TitleWord::Determiner) { first + 1 } else { first };
            let led = first > sentence.first && ad.does(first - 1, TitleWord::Determiner);
            (first < at && led).then_some((first, at))
        })
}
