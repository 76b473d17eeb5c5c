//! What stands before the post in its line and is none of it: labels, calls, articles, the name of a mailing list.
//!
//! Must not know where the post ends; `cut` does.

use super::{Ad, LONGEST, Title};
use crate::document::words::{Words, gap, look};
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;
use crate::text::Span;

/// "Job title: …", "Stelle: …", "Role - …", "Job title and grade: …": the first word after the label.
pub(super) fn label(ad: Ad<'_>, first: u32) -> Option<u32> {
    single_label(ad, first).or_else(|| double_label(ad, first))
}

fn single_label(ad: Ad<'_>, first: u32) -> Option<u32> {
    let parted = |at: u32| ad.after(at, gap::COLON) || ad.after(at, gap::HYPHEN) && ad.after(at, gap::SPACE);
    let at = (first..first + 2).find(|at| parted(at + 1))?;
    // "Vacancy: 06", "Vacancy: not specified"
    let end = ad.sentence_of(first)?.end;
    let counts = ad
        .words
        .all
        .get(at as usize + 1)
        .is_some_and(|word| word.is(look::NUMBER | look::NEGATION));
    let says = !counts || ad.names_post(at + 1, end);
    (ad.does(at, TitleWord::Label) && says).then_some(at + 1)
}

/// "Job title and grade: …", "Title & series: …"
fn double_label(ad: Ad<'_>, first: u32) -> Option<u32> {
    const LONGEST_LABEL: u32 = 5;
    let joins = |at: u32| ad.is_one_of(at, &["and", "&"]);
    let joint = (first + 1..first + 3).find(|at| joins(*at) || ad.after(*at, gap::OTHER))?;
    let second = joint + u32::from(joins(joint));
    let behind = (second + 1..first + LONGEST_LABEL).find(|at| ad.after(*at, gap::COLON))?;
    let field = |at: u32| ad.does(at, TitleWord::Field) || ad.does(at, TitleWord::Label);
    let labels = ad.does(joint - 1, TitleWord::Label) && (second..behind).all(field);
    (labels && behind < ad.sentence_of(first)?.end).then_some(behind)
}

/// "Jobangebot: Gärtner (m/w/d)", "Verstärkung gesucht: …", "Hiring now: …": the first word after a colon that the post stands behind.
pub(super) fn after_colon(ad: Ad<'_>, first: u32, end: u32) -> Option<u32> {
    const REACH: u32 = 6;
    // Too wide to be the post where one stands behind it: "Azubis gesucht: Maler (m/w/d)".
    let behind = (first + 1..end.min(first + REACH)).find(|at| ad.after(*at, gap::COLON))?;
    let named = |first: u32, end: u32| ad.names_post(first, end) || (first..end).any(|at| ad.does(at, TitleWord::Office));
    let searches = ad.hits_among(first, behind).any(|hit| hit.owner == Owner::Seeking);
    let offers = searches || (first..behind).any(|at| ad.does(at, TitleWord::Offer));
    let wide = searches && (first..behind).any(|at| ad.does(at, TitleWord::WidePost));
    (offers && (wide || !named(first, behind)) && ad.names_post(behind, end.min(behind + 8))).then_some(behind)
}

/// "[Leeds] Junior Accountant", "[Remote] [Welder] [Full-time]": the line without the brackets before the post, or what stands in
/// the one that names it.
pub(super) fn behind_brackets(ad: Ad<'_>, mut whole: Title) -> Title {
    // A sentence begins with its first word.
    let opened = |start: u32| ad.text.get(..start as usize).is_some_and(|before| before.ends_with('['));
    while let Some((inside, _)) = whole.span.of(ad.text).split_once(']').filter(|_| opened(whole.span.start)) {
        let close = whole.span.start + small(inside.len());
        let words = ad.words.all.get(whole.first as usize..whole.end as usize).unwrap_or_default();
        let end = whole.first + small(words.partition_point(|word| word.end <= close));
        if !inside.contains('[') && ad.names_post(whole.first, end) {
            let span = Span::new(whole.span.start, close);
            return Title { span, end, ..whole };
        }
        if end == whole.first || !ad.names_post(end, whole.end) {
            break;
        }
        let behind = Span::new(close + 1, whole.span.end).of(ad.text);
        let start = whole.span.end - small(behind.trim_start().trim_start_matches('[').len());
        whole = Title {
            span: Span::new(start, whole.span.end),
            first: end,
            ..whole
        };
    }
    whole
}

fn small(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// "[Hiring] Backend Engineer", "URGENT - Driver", "Job Posting - Cook": the first word behind a call in brackets or before a dash.
pub(super) fn behind_call(ad: Ad<'_>, whole: Title) -> u32 {
    const LONGEST_CALL: u32 = 4;
    let first = whole.first;
    let bracketed = whole.span.of(ad.text).starts_with('[') || ad.after(first, gap::OPEN);
    let ends = |at: u32| {
        if bracketed {
            ad.after(at, gap::CLOSE)
        } else {
            ad.after(at, gap::HYPHEN | gap::SLASH) && ad.after(at, gap::SPACE)
        }
    };
    let end = (first + 1..whole.end.min(first + 1 + LONGEST_CALL)).find(|at| ends(*at));
    let calls = |at: u32| ad.does(at, TitleWord::Offer) || ad.does(at, TitleWord::Call) || ad.does(at, TitleWord::Label);
    end.filter(|end| (first..*end).all(calls) && ad.names_post(*end, whole.end))
        .unwrap_or(first)
}

/// "Du willst mehr? Werde Maler!", "Now hiring! Driver", "Muffel im Büro? Wie schade. Werde Maler!": the first word of the sentence
/// that names the post.
pub(super) fn after_call(ad: Ad<'_>, whole: Title) -> u32 {
    let mut first = whole.first;
    while whole.end - first <= LONGEST
        && let Some(sentence) = ad.sentence_of(first)
        && sentence.end < whole.end
        && (sentence.span.of(ad.text).ends_with(['!', '?']) || first > whole.first)
        && !ad.names_post(sentence.first, sentence.end)
        && ad.names_post(sentence.end, whole.end)
    {
        first = sentence.end;
    }
    first
}

/// "Subject: [JOBS] Lecturer in Statistics": the name of a mailing list is no part of the post.
pub(super) fn behind_list_name(ad: Ad<'_>, first: u32, end: u32) -> u32 {
    const LONGEST_NAME: u32 = 4;
    let start = ad.words.all.get(first as usize).map_or(0, |word| word.start as usize);
    let bracketed = start.checked_sub(1).and_then(|at| ad.text.as_bytes().get(at)) == Some(&b'[');
    let behind = (first + 1..end.min(first + 1 + LONGEST_NAME)).find(|at| ad.after(*at, gap::CLOSE));
    behind.filter(|_| bracketed).unwrap_or(first)
}

/// "Dein neuer Job als Gärtner (m/w/d)", "Werde Koch": the first word of the post.
pub(super) fn after_lead(ad: Ad<'_>, first: u32, end: u32) -> u32 {
    let person = (first..end).find(|at| ad.is_person(*at) || ad.markers.iter().any(|marker| marker.first == *at));
    let Some(person) = person else { return first };
    let skip = |at: u32| (at..person).find(|at| !leads(ad, *at)).unwrap_or(person);
    let led = (first + 1..person).find(|at| ad.is_one_of(*at, &["als"]) && (first..*at).any(|at| ad.does(at, TitleWord::WayIn)));
    if led.is_none() && ad.is_one_of(first, &["werde", "werden"]) && first < person {
        return skip(first + 1 + u32::from(ad.is_one_of(first + 1, &["sie", "du"])));
    }
    match led {
        Some(at) => skip(at + 1),
        // "eine Lehrerin oder einen Lehrer": the article of a sentence that began a line above.
        None if !ad.is_capital(first) => skip(first),
        None => first,
    }
}

/// "Eine/n Maskenbildner/in", "Zwei erfahrene Köche": the first word behind the article of a post; "Ein Jahr als Koch" has none.
pub(super) fn behind_article(ad: Ad<'_>, whole: Title) -> u32 {
    let first = whole.first;
    let person = (first + 1..whole.end).find(|at| ad.is_person(*at));
    let leads_up = |person: u32| ad.is_article(first) && !(first..person).any(|at| ad.is_one_of(at, &["als"]));
    first + u32::from(person.is_some_and(leads_up))
}

/// "wir ab sofort 20 engagierte …": what only leads up to the title is none of it.
pub(super) fn leads(ad: Ad<'_>, at: u32) -> bool {
    // "911 Dispatcher", "24/7 Support", "24-Stunden-Betreuung": the number that is called, and the hours, belong to the post.
    let glued = ad.words.all.get(at as usize + 1).is_some_and(|next| next.gap == gap::HYPHEN);
    let belongs = glued || matches!(ad.of(at), "911" | "112" | "999") || ad.of(at) == "24" && ad.of(at + 1) == "7";
    ad.words.all.get(at as usize).is_some_and(|word| {
        word.is(look::NUMBER) && !belongs
            || ad.of(at) == "%"
            || !word.is(look::CAPITAL) && (Words::is_function_word(ad.book, word) || ad.does(at, TitleWord::Lead))
    })
}

/// The last word of the search: of the first there is, but in "Zur Verstärkung unseres Teams suchen wir …" of its verb.
pub(super) fn searched(ad: Ad<'_>, whole: Title) -> Option<u32> {
    let hits = || ad.hits_among(whole.first, whole.end).filter(|hit| hit.owner == Owner::Seeking);
    let first = hits().min_by_key(|hit| hit.last)?;
    let sentence = ad.sentence_of(first.first)?;
    let purpose = first.first == first.last && first.first == sentence.first + 1 && ad.is_capital(first.first);
    let is_verb = |at: u32| at > first.last && at < sentence.end && !ad.is_capital(at) && !ad.is_one_of(at, &["besetzen", "gesucht"]);
    let verb = hits().map(|hit| hit.last).filter(|at| is_verb(*at)).max();
    let verb = verb.filter(|verb| purpose && !ad.names_person(first.last + 1, *verb) && !ad.is_english(whole.block as usize));
    Some(verb.unwrap_or(first.last))
}
