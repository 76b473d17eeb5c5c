//! What a short line near the top is, beside its words: led up to by the lines around it, a post in English, an employer, a field.
//!
//! Must not know scores; `title` weighs.

use super::{Ad, Title};
use crate::document::scan::Hit;
use crate::document::words::{Words, gap, look};
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;
use crate::text::{Span, fold_string};

/// A longer line names no post.
const LONGEST: u32 = 10;
/// But one of the first lines of an ad may go on for so long behind the post it begins with.
const LONGEST_ON_TOP: u32 = 24;
/// Words in which such a line must have named its post.
const POST_ON_TOP: u32 = 6;

/// Whether an English line names a post: it ends in a noun for one, or goes on with what belongs to it.
pub(super) fn is_post(ad: Ad<'_>, index: usize) -> bool {
    let Some((first, end)) = line(ad, index) else { return false };
    let top = index == 0;
    let short = end - first <= LONGEST;
    if !(short || index <= 2 && end - first <= LONGEST_ON_TOP) || !opens(ad, first) {
        return false;
    }
    // "Manager: Jane Miller" is a field, "PhD Studentship: Families and numeracy" on top is not, nor is a number in brackets.
    let colon = (first + 1..end)
        .take_while(|at| !ad.after(*at, gap::OPEN))
        .find(|at| ad.after(*at, gap::COLON));
    let is_number = |at: u32| ad.words.all.get(at as usize).is_some_and(|word| word.is(look::NUMBER));
    post_ends(ad, first, end).any(|at| {
        let goes_on = at == end || ad.after(at, !gap::SPACE) || ad.does(at, TitleWord::PostLink) || is_number(at) || ad.is_one_of(at - 1, &["of"]);
        let named = (short || at <= first + POST_ON_TOP) && colon.is_none_or(|colon| top && at <= colon);
        // "Jane Miller, Director" signs a text.
        named && goes_on && !(first + 1..at).any(|at| ad.after(at, gap::COMMA))
    })
}

/// Where the nouns for posts among the words `first..end` end.
pub(super) fn post_ends(ad: Ad<'_>, first: u32, end: u32) -> impl Iterator<Item = u32> {
    ad.hits_among(first, end).filter(|hit| hit.owner == Owner::Post).map(|hit| hit.last + 1)
}

/// The words of a block that is one line of an English ad, and no sentence. On top a colon may end it: "Office Manager:".
fn line(ad: Ad<'_>, index: usize) -> Option<(u32, u32)> {
    let block = ad.blocks.get(index).filter(|block| block.lang == Some(Lang::En))?;
    if block.end != block.first + 1 || is_listed(ad, index) {
        return None;
    }
    let sentence = ad.sentences.get(block.first as usize)?;
    let passage = sentence.span.of(ad.text).trim_end_matches(['*', '_']);
    let plain = !passage.ends_with(['.', '?', ',', ';']) && (index == 0 || !passage.ends_with(':'));
    plain.then_some((sentence.first, sentence.end))
}

/// Whether a block is one of a list. One alone on top is none: "🚀 Payroll Clerk".
pub(super) fn is_listed(ad: Ad<'_>, index: usize) -> bool {
    let item = |index: usize| ad.blocks.get(index).is_some_and(|block| block.kind == BlockKind::Item);
    let cell = ad.blocks.get(index).is_some_and(|block| block.kind == BlockKind::Cell);
    cell || item(index) && (index != 0 || item(1))
}

/// "Your Manager", "From the Director": no line begins a post like this.
fn opens(ad: Ad<'_>, first: u32) -> bool {
    let upper = |at: u32| ad.words.all.get(at as usize).is_some_and(|word| word.is(look::UPPER));
    // "IT Engineer" begins with no pronoun.
    let short_for = upper(first) && (ad.of(first) == "IT" || !upper(first + 1));
    let word = ad.words.all.get(first as usize);
    word.is_some_and(|word| word.is(look::CAPITAL) && (short_for || !Words::is_function_word(ad.book, word))) && !ad.does(first, TitleWord::NoPost)
}

/// "Karriere bei Muster", "Offene Stellen", "Jobs": what stands above all postings, in a line without a post.
pub(super) fn is_page(ad: Ad<'_>, index: usize) -> bool {
    let Some((first, end)) = ad
        .words_of(index)
        .filter(|(first, end)| end - first <= LONGEST && !ad.names_post(*first, *end))
    else {
        return false;
    };
    if ad.is_english(index) {
        return is_of_pages(ad, first, end);
    }
    let open = end == first + 2 && ad.is_one_of(first, &["offene", "freie", "aktuelle", "unsere"]);
    ad.does(first, TitleWord::Page) || open && ad.does(first + 1, TitleWord::Page)
}

/// "Kita am Fluss | Karriere", "Jobs - Tierheim Nord": one of the parts of a line begins with what pages are called.
pub(super) fn is_part_of_pages(ad: Ad<'_>, line: Title) -> bool {
    let parted = |at: u32| ad.after(at, gap::SLASH | gap::HYPHEN) && ad.after(at, gap::SPACE);
    let part = |at: &u32| *at == line.first || parted(*at);
    let mut parts = (line.first..line.end).filter(part);
    (line.first + 1..line.end).any(parted) && parts.any(|at| ad.does(at, TitleWord::Page))
}

/// "Careers", "Join our team".
fn is_of_pages(ad: Ad<'_>, first: u32, end: u32) -> bool {
    (first..end).all(|at| ad.does(at, TitleWord::Page) || ad.does(at, TitleWord::Call))
}

/// "Thursday, September 27, 2012", "3. Mai 2019": a line that only dates the ad.
pub(super) fn is_date(ad: Ad<'_>, index: usize) -> bool {
    const LONGEST_DATE: u32 = 6;
    let Some((first, end)) = ad.words_of(index).filter(|(first, end)| end - first <= LONGEST_DATE) else {
        return false;
    };
    let number = |at: u32| ad.of(at).starts_with(|c: char| c.is_ascii_digit());
    (first..end).any(number)
        && (first..end).any(|at| ad.does(at, TitleWord::Date))
        && (first..end).all(|at| number(at) || ad.does(at, TitleWord::Date))
}

/// "Gender: Male/Female", "Geschlecht: m/w/d": a field whose value is a marker.
pub(super) fn is_field_of_sex(ad: Ad<'_>, index: usize) -> bool {
    const LABEL: u32 = 3;
    let Some((first, end)) = ad.words_of(index) else { return false };
    let colon = (first + 1..end.min(first + 1 + LABEL)).find(|at| ad.after(*at, gap::COLON));
    let marks = |from: u32| ad.markers.iter().any(|marker| marker.first == from && marker.last + 1 == end);
    colon.is_some_and(|colon| marks(colon) && ad.does(colon - 1, TitleWord::Field))
}

/// "Please send your application to:" and, below it, "Jane Doe" and "Director of History".
pub(super) fn is_addressee(ad: Ad<'_>, index: usize) -> bool {
    const ABOVE: usize = 2;
    let addresses = |index: usize| {
        let (_, end) = ad.words_of(index)?;
        let open = ad.blocks.get(index)?.span.of(ad.text).trim_end().ends_with(':');
        (open && ad.is_one_of(end - 1, &["to", "an"])).then_some(())
    };
    (index.saturating_sub(ABOVE)..index).any(|above| addresses(above).is_some())
}

/// Whether an English line names an employer, a part of one, or a page, and no post: "Hill University", "Home > Careers".
pub(super) fn is_employer(ad: Ad<'_>, index: usize) -> bool {
    let Some(block) = ad
        .blocks
        .get(index)
        .filter(|block| block.lang == Some(Lang::En) && block.end > block.first)
    else {
        return false;
    };
    let (Some(first), Some(last)) = (ad.sentences.get(block.first as usize), ad.sentences.get(block.end as usize - 1)) else {
        return false;
    };
    let (first, end) = (first.first, last.end);
    let passage = block.span.of(ad.text);
    let path = passage.contains(" > ") || passage.contains(" » ");
    let pages = is_of_pages(ad, first, end);
    let employer = end - first <= LONGEST
        && post_ends(ad, first, end).next().is_none()
        && (first..end).any(|at| ad.is_capital(at) && ad.does(at, TitleWord::Employer));
    path || pages || employer
}

/// "Kfz-Meister Lang" above "sucht": who searches is not who is searched for. "Für unser Haus" above "suchen wir" is neither.
pub(super) fn is_who_searches(ad: Ad<'_>, index: usize) -> bool {
    ad.words_of(index + 1).is_some_and(|(first, end)| {
        ad.is_one_of(first, &["sucht"]) || ad.is_one_of(first, &["suchen"]) && first + 1 < end && !ad.is_one_of(first + 1, &["wir", "sie", "ihr"])
    })
}

/// "Metzgerei Koch", "Die Optiker am Markt": a firm whose name or claim holds a noun for a person, above a line that searches
/// for somebody.
pub(super) fn is_firm(ad: Ad<'_>, index: usize) -> bool {
    const BELOW: usize = 2;
    let Some((first, end)) = ad.words_of(index).filter(|(first, end)| index == 0 && end - first <= LONGEST) else {
        return false;
    };
    let claims = ad.is_one_of(first, &["der", "die", "das"])
        || ad.does(first, TitleWord::Employer)
        || !ad.is_person(first) && ad.does(end - 1, TitleWord::Employer);
    let searches = |index: usize| {
        let searched = |hit: &Hit| hit.owner == Owner::Seeking;
        ad.words_of(index)
            .is_some_and(|(first, end)| end - first <= LONGEST && ad.hits_among(first, end).any(searched) && ad.names_post(first, end))
    };
    claims && (index + 1..=index + BELOW).any(searches)
}

/// The first line that may be the title: in an English ad the one below the employer and the fields, if it is short.
pub(super) fn top(ad: Ad<'_>) -> usize {
    const FIELDS_ABOVE: usize = 6;
    let field = |index: usize| ad.words_of(index).is_some_and(|(first, end)| is_field(ad, first, end));
    let above = |index: usize| {
        if ad.is_english(index) {
            is_employer(ad, index) || field(index) || is_date(ad, index)
        } else {
            is_page(ad, index)
        }
    };
    let Some(top) = (0..ad.blocks.len().min(FIELDS_ABOVE)).find(|index| !above(*index)) else {
        return 0;
    };
    let short = line(ad, top).is_some_and(|(first, end)| end - first <= LONGEST + 2 && opens(ad, first));
    let headed = ad.words_of(top).is_some_and(|(first, end)| {
        ad.hits_among(first, end)
            .any(|hit| matches!(hit.owner, Owner::Heading(_)) && 2 * (hit.last + 1 - hit.first) >= end - first)
    });
    if short && !headed { top } else { 0 }
}

/// "Reporting to: Ward Manager", "Grade: Band 2", and "Location" alone.
pub(super) fn is_field(ad: Ad<'_>, first: u32, end: u32) -> bool {
    // "Reporting to the director", "Supervisor: …", but "Supervisor - Site Visits" is a post.
    let names = |hit: &Hit| hit.owner == Owner::Superior && hit.first == first && (hit.last > first || ad.after(first + 1, gap::COLON));
    let superior = ad.hits_among(first, end).any(names);
    let mut near = (first..end.min(first + 4)).take_while(|at| *at == first || !ad.after(*at, gap::OPEN));
    let label = near.find(|at| ad.after(at + 1, gap::COLON));
    // "Adjunct Faculty: Physics" and "Community Manager:" name posts, though "Faculty: Science" and "Manager: Jane" are fields.
    let post = |at: u32| {
        let ends = |hit: &Hit| hit.owner == Owner::Post && hit.last == at && (hit.first < at || at > first && (at + 1 == end || first == 0));
        ad.hits_among(first, at + 1).any(ends)
    };
    let bare = end - first <= 2 && (first..end).all(|at| ad.does(at, TitleWord::Field)) && !ad.names_post(first, end);
    superior || bare || ad.is_one_of(first, &["grade"]) && end - first <= 6 || label.is_some_and(|at| ad.does(at, TitleWord::Field) && !post(at))
}

/// "…, and below it: "We are looking for a friendly caretaker …"
pub(super) fn is_named_again(ad: Ad<'_>, line: Span, with_article: bool) -> bool {
    const BELOW: u32 = 600;
    let name = fold_string(line.of(ad.text));
    let end = line.end.saturating_add(BELOW).min(u32::try_from(ad.text.len()).unwrap_or(u32::MAX));
    let Some(end) = (line.end..=end).rev().find(|end| ad.text.is_char_boundary(*end as usize)) else {
        return false;
    };
    let below = fold_string(Span::new(line.end, end).of(ad.text));
    if with_article {
        below.contains(&format!(" a {name}")) || below.contains(&format!(" an {name}"))
    } else {
        below.contains(&name)
    }
}

/// Whether a short line stands where a sentence names the post: between "ist zum 1. Mai eine" and "zu besetzen".
pub(super) fn is_led(ad: Ad<'_>, index: usize) -> bool {
    let Some((first, end)) = ad.words_of(index) else { return false };
    let line = ad.blocks.get(index).map_or("", |block| block.span.of(ad.text)).trim_end();
    if is_listed(ad, index) || end - first > 14 || !ad.is_capital(first) || line.ends_with(['.', ':', '!', '?', ';']) {
        return false;
    }
    let open = |index: usize| {
        let (first, end) = ad.words_of(index)?;
        let text = ad.blocks.get(index)?.span.of(ad.text).trim_end();
        (end > first + 2 && ad.does(end - 1, TitleWord::LeftOpen) && !ad.is_capital(end - 1) && text.ends_with(char::is_alphabetic)).then_some(())
    };
    let led = index.checked_sub(1).and_then(open).is_some();
    // "zu besetzen", "is to be filled": the sentence goes on.
    let goes_on = ad.words_of(index + 1).is_some_and(|(next, end)| {
        let small = ad
            .words
            .all
            .get(next as usize)
            .is_some_and(|word| !word.is(look::CAPITAL | look::NUMBER | look::MASKED));
        let searches = |hit: &Hit| hit.owner == Owner::Seeking && ad.is_one_of(hit.last, &["besetzen", "filled"]);
        small && ad.hits_among(next, end.min(next + 5)).any(searches)
    });
    led || goes_on
}
