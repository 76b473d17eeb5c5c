//! Which words of a block are the title: without what leads up to it, without what the ad goes on with.
//!
//! Must not know which block it is; `title` chooses.

use super::{Ad, LONGEST, Title, ahead, beside, lines, titled, whole_block};
use crate::document::markers::Marker;
use crate::document::sentences::Sentence;
use crate::document::words::{gap, look};
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;
use crate::text::Span;

/// A block is short, and most of it title, up to so many words.
const SHORT: u32 = 14;

/// In a short block the whole of it; in a sentence what follows the search or leads up to the marker.
pub(super) fn part_of_block(ad: Ad<'_>, index: usize) -> Option<Title> {
    let mut whole = whole_block(ad, index)?;
    let marker = ad.markers.iter().find(|marker| marker.first >= whole.first && marker.first < whole.end);
    if marker.is_some_and(|marker| index > 0 && beside::stands_below(ad, whole, marker)) {
        return whole_block(ad, index - 1);
    }
    // "+++ Koch gesucht +++"
    let sign = |at: u32| !ad.of(at).contains(char::is_alphanumeric);
    while whole.first + 1 < whole.end && sign(whole.first) {
        whole.first += 1;
    }
    whole = ahead::behind_brackets(ad, whole);
    let called = ahead::after_call(
        ad,
        Title {
            first: ahead::behind_call(ad, whole),
            ..whole
        },
    );
    if called > whole.first {
        whole.first = called;
        whole.span.start = ad.words.all.get(called as usize)?.start;
    }
    let labelled = ahead::label(ad, whole.first)
        .or_else(|| ahead::after_colon(ad, whole.first, whole.end))
        .filter(|first| *first < whole.end);
    if let Some(first) = labelled {
        let first = ahead::behind_list_name(ad, first, whole.end);
        whole.first = first;
        whole.span.start = ad.words.all.get(first as usize)?.start;
    }
    // "Stellenangebote Erzieherinnen / Erzieher"
    if labelled.is_none() && !ad.is_english(index) && ad.does(whole.first, TitleWord::Page) && ad.is_person(whole.first + 1) {
        whole.first += 1;
        whole.span.start = ad.words.all.get(whole.first as usize)?.start;
    }
    if let Some(next) = beside::announced_below(ad, whole, index) {
        return Some(next);
    }
    if let Some(purpose) = purpose_behind(ad, whole) {
        whole = Title {
            span: Span::new(whole.span.start, ad.words.all.get(purpose as usize - 1)?.end),
            end: purpose,
            ..whole
        };
    }
    whole = segment(ad, whole);
    let short = whole.end - whole.first <= SHORT;
    let seeking = ahead::searched(ad, whole);
    if short && seeking.is_none() {
        whole.first = ahead::behind_article(ad, whole);
        whole.span.start = ad.words.all.get(whole.first as usize)?.start.max(whole.span.start);
    }
    // "Recruiting Assistant" searches for nobody, "We're looking for a Barista!" does.
    let sought = seeking.is_some_and(|at| ad.does(at + 1, TitleWord::Determiner));
    // "Die Stadt beabsichtigt, drei Auszubildende (m/w/d) einzustellen.": a sentence, and the post in the middle of it.
    if let Some(marker) = marker.filter(|marker| short && seeking.is_none() && is_in_sentence(ad, whole, marker)) {
        let (first, end) = before_marker(ad, None, marker.first, marker.last + 1)?;
        return titled(ad.words, first, end, whole.block);
    }
    if short && (seeking.is_none() || lines::is_post(ad, index) && labelled.is_none() && !sought) {
        let first = ahead::after_lead(ad, whole.first, whole.end);
        if first > whole.first {
            return titled(ad.words, first, behind_marker(ad, first, whole.end), whole.block);
        }
        if let Some(end) = before_need(ad, whole) {
            return titled(ad.words, whole.first, end, whole.block);
        }
        return Some(until_line_end(ad, whole));
    }
    if let Some(title) = before_search(ad, whole) {
        return Some(title);
    }
    if seeking.is_none() && marker.is_some_and(|marker| is_marked_line(ad, whole, marker)) {
        return Some(whole);
    }
    let (first, end) = match (seeking, marker.filter(|marker| marker.first >= whole.first)) {
        (_, Some(marker)) => before_marker(ad, seeking, marker.first, marker.last + 1)?,
        (Some(_), None) if ad.is_english(index) => after_search_in_english(ad, whole)?,
        (Some(at), None) => {
            let sentence = ad.sentence_of(at)?;
            if let Some(next) = beside::named_below(ad, whole, at, index) {
                return Some(next);
            }
            if let Some((first, last, _)) = ad.in_sentence(sentence) {
                return titled(ad.words, first, last + 1, whole.block);
            }
            let start = if at + 1 < sentence.end { at + 1 } else { sentence.first };
            (start, sentence.end.min(start + SHORT))
        }
        (None, None) => (whole.first, whole.end.min(whole.first + 20)),
    };
    let Some(first) = (first..end).find(|at| !ahead::leads(ad, *at)) else {
        // "Das Restaurant sucht ab sofort" – and the next line says whom.
        return below(ad, index);
    };
    if first + 1 >= end && whole.end <= end {
        // "Recruiting Assistant" on top is whole; "Wir suchen eine/n" is not, and the next block says whom, if it is no text.
        if index == 0 && ad.is_capital(first) && ad.is_english(0) && !sought {
            return Some(whole);
        }
        if !ad.is_person(first) {
            return below(ad, index);
        }
    }
    titled(ad.words, first, end, whole.block)
}

/// "Wir suchen Verstärkung!" breaks off, and the line below names whom: in a search of its own, or as it is.
fn below(ad: Ad<'_>, index: usize) -> Option<Title> {
    let searches = |next: Title| ahead::searched(ad, next).is_some();
    if whole_block(ad, index + 1).is_some_and(|next| next.end - next.first <= LONGEST && searches(next)) {
        return part_of_block(ad, index + 1);
    }
    beside::line_below(ad, index)
}

/// "Pflegekräfte zur Verstärkung unseres Teams": where the post ends and its purpose begins; a marker or a post may yet follow.
fn purpose_behind(ad: Ad<'_>, whole: Title) -> Option<u32> {
    let purpose = |at: &u32| ad.is_one_of(*at, &["zur"]) && ad.is_one_of(at + 1, &["verstärkung", "unterstützung", "ergänzung"]);
    let at = (whole.first + 1..whole.end).find(purpose)?;
    (ad.names_person(whole.first, at) && !ad.names_person(at, whole.end)).then_some(at)
}

/// Whether a sentence leads up to a post with an article and goes on behind its marker.
fn is_in_sentence(ad: Ad<'_>, whole: Title, marker: &Marker) -> bool {
    let goes_on = marker.last + 1 < whole.end && !ad.is_capital(marker.last + 1) && whole.span.of(ad.text).ends_with('.');
    goes_on && marker.first > whole.first && (whole.first + 1..marker.first).any(|at| ad.is_article(at))
}

/// "W3-Professur für Neuere Geschichte mit dem Schwerpunkt … (m/w/d)": a line that is nothing but a post and its marker.
fn is_marked_line(ad: Ad<'_>, whole: Title, marker: &Marker) -> bool {
    let opens = ad.is_capital(whole.first) && !ad.is_function(whole.first);
    let one_line = !(whole.first + 1..whole.end).any(|at| ad.after(at, gap::NEWLINE | gap::COLON | gap::MARK));
    let to_the_end = marker.last + 1 == whole.end && !whole.span.of(ad.text).ends_with('.');
    opens && one_line && to_the_end && whole.end - whole.first <= LONGEST
}

/// Where the post ends in "Drivers urgently required", "Nanny needed in Northtown": the need stands right behind it, else it is
/// what is required of one.
fn before_need(ad: Ad<'_>, whole: Title) -> Option<u32> {
    let urgent = |at: u32| ad.is_one_of(at, &["urgently"]);
    (whole.first + 1..whole.end)
        .filter(|at| ad.is_one_of(*at, &["needed", "required", "wanted"]))
        .find_map(|at| {
            let end = at - u32::from(urgent(at - 1));
            let last = (at + 1..whole.end).all(urgent);
            let plain = last && !(whole.first + 1..end).any(|at| ad.after(at, !gap::SPACE));
            let named = ad.names_post(whole.first, end) && (plain || lines::post_ends(ad, whole.first, end).any(|post| post == end));
            (named && !ad.after(end, !gap::SPACE)).then_some(end)
        })
}

/// "Acme | Software Engineer | Mumbai": the first part that names the post, where the parts before it do not.
fn segment(ad: Ad<'_>, whole: Title) -> Title {
    let bar = |at: &u32| {
        let word = |at: u32| ad.words.all.get(at as usize).map_or(whole.span, |word| word.span());
        ad.after(*at, !gap::SPACE) && Span::new(word(at - 1).end, word(*at).start).of(ad.text).contains(" | ")
    };
    let mut first = whole.first;
    for end in (whole.first + 1..whole.end).filter(bar).chain([whole.end]) {
        if ad.names_post(first, end) {
            let part = titled(ad.words, first, end, whole.block).filter(|_| first > whole.first);
            return part.unwrap_or(whole);
        }
        first = end;
    }
    whole
}

/// The end of a title that a sentence goes on from: behind its marker, if it has one.
fn behind_marker(ad: Ad<'_>, first: u32, end: u32) -> u32 {
    let marker = ad.markers.iter().find(|marker| marker.first > first && marker.first < end);
    marker.map_or(end, |marker| marker.last + 1)
}

/// A short block may hold the next line too: "Tischler (m/w/d)" and "in Vollzeit", "(E 13)", "- befristet -".
fn until_line_end(ad: Ad<'_>, whole: Title) -> Title {
    let last = ad
        .sentence_of(whole.end - 1)
        .is_some_and(|sentence| sentence.span.of(ad.text).ends_with('.'));
    let ends = |at: u32| {
        // "stellt einen Koch (m/w/d)" and, a line below, "zur Verfügung."
        if last && whole.end - at <= 3 && !ad.is_capital(at) && ad.markers.iter().any(|marker| marker.last + 1 == at) {
            return true;
        }
        if beside::is_name_of_firm(ad, at, whole.end) {
            return true;
        }
        let marker = ad.markers.iter().find(|marker| marker.first == at);
        if let Some(marker) = marker {
            // "m/w/d | Bonn | Logistik"
            return ad.after(marker.last + 1, gap::SLASH) && marker.last + 1 < whole.end;
        }
        let from = at + u32::from(ad.is_one_of(at, &["in"]));
        ad.after(at, gap::OPEN | gap::HYPHEN) || ad.does(from, TitleWord::Condition)
    };
    // "Site Engineer Job in Cork": what a portal adds.
    let portal = |at: u32| ad.is_one_of(at, &["job", "jobs"]) && ad.is_one_of(at + 1, &["in"]);
    let mut words = whole.first + 1..whole.end;
    let cut = words.find(|at| ad.names_post(whole.first, *at) && (portal(*at) || ad.after(*at, gap::NEWLINE) && ends(*at)));
    cut.and_then(|end| titled(ad.words, whole.first, end, whole.block)).unwrap_or(Title {
        span: bare(ad.text, whole.span),
        ..whole
    })
}

/// Without the signs that only set a line off: "**Payroll Clerk**", "Payroll Clerk 🚀".
fn bare(text: &str, span: Span) -> Span {
    let passage = span.of(text);
    // A question is none, and "C++", "50 %", "(Java)" are whole.
    let sets_off = |c: char| {
        !c.is_alphanumeric()
            && !matches!(
                c,
                ')' | ']' | '.' | '?' | ',' | '=' | '+' | '%' | '#' | '€' | '$' | '"' | '“' | '”' | '»' | '«'
            )
    };
    let length = passage.trim_end_matches(sets_off).len();
    Span::new(span.start, span.start + u32::try_from(length).unwrap_or(0))
}

/// "Kraftfahrer (m/w/d) Klasse CE gesucht!", "House Cleaner wanted in Bath", "Teamleitung Kasse zu besetzen": what stands before the search.
fn before_search(ad: Ad<'_>, whole: Title) -> Option<Title> {
    let hit = ad
        .hits_among(whole.first, whole.end)
        .find(|hit| hit.owner == Owner::Seeking && ad.is_one_of(hit.last, &["gesucht", "wanted", "besetzen"]))?;
    let sentence = ad.sentence_of(hit.first)?;
    let first = whole.first.max(sentence.first);
    let short = hit.first.saturating_sub(first) <= SHORT;
    // "m/w/d Koch gesucht"
    let marked = ad.markers.iter().any(|marker| marker.first == first);
    if hit.first <= first || !short || !ad.names_post(first, hit.first) || !(ad.is_capital(first) || marked) {
        return None;
    }
    // "Für die Küche wird ein Koch gesucht" begins with something else.
    let begins = |at: u32| ad.is_person(at) || !ad.is_function(at);
    let articled = (first..hit.first).any(|at| ad.is_article(at));
    let title = titled(ad.words, first, hit.first, whole.block).filter(|_| begins(first) && !articled);
    title.map(|title| until_line_end(ad, title))
}

/// From the noun for the post to its marker: at most twelve words, and not across a colon.
fn before_marker(ad: Ad<'_>, seeking: Option<u32>, marker: u32, end: u32) -> Option<(u32, u32)> {
    let sentence = ad.sentence_of(marker)?;
    // "2 x Wiss. Mitarb. (w/m/d)": the full stop before the marker ended no sentence.
    let sentence = marker
        .checked_sub(1)
        .filter(|before| sentence.first == marker && !ad.after(marker, gap::NEWLINE) && ad.is_capital(*before))
        .and_then(|before| ad.sentence_of(before))
        .unwrap_or(sentence);
    let after = seeking.filter(|at| *at + 1 < marker && *at >= sentence.first).map(|at| at + 1);
    let from = after.unwrap_or_else(|| {
        let mut at = marker;
        while at > sentence.first && marker - at < 12 && !ad.after(at, gap::COLON | gap::SEMICOLON) {
            at -= 1;
        }
        at
    });
    Some((opening(ad, from, marker), end))
}

/// Where the post begins among words that end in its marker: behind the last article or "als" before its noun.
fn opening(ad: Ad<'_>, from: u32, marker: u32) -> u32 {
    let noun = (from..marker).find(|at| ad.is_person(*at));
    // "im Auftrag unseres Mandanten eine Leitung (m/w/d)": the last noun that an article leads up to is the post.
    let anew = noun.and_then(|noun| (noun + 1..marker - 1).rev().find(|at| ad.leads_anew(*at)));
    if let Some(article) = anew {
        return article + 1;
    }
    let until = noun.unwrap_or(marker);
    let article = (from..until).rev().find(|at| {
        let known = ad.is_one_of(*at, &["ein", "eine", "einen", "als", "eine/n", "einen/eine"]);
        known || noun.is_some() && ad.is_article(*at)
    });
    // "Zum 1. Oktober stellen wir 120 Anwärter ein", "ab sofort Köche"
    let leads = |at: u32| {
        let number = ad.words.all.get(at as usize).is_some_and(|word| word.is(look::NUMBER));
        number || ad.does(at, TitleWord::Lead) || ad.is_one_of(at, &["wir", "sie", "dich", "uns"])
    };
    let lead = noun.and_then(|noun| (from..noun).rev().find(|at| leads(*at)));
    article.or(lead).map_or(from, |at| at + 1)
}

/// In "invites applications for a position in Law at the rank of Professor, from May" the post, from the search that stands nearest to it.
fn after_search_in_english(ad: Ad<'_>, whole: Title) -> Option<(u32, u32)> {
    let searches: Vec<u32> = ad
        .hits_among(whole.first, whole.end)
        .filter(|hit| hit.owner == Owner::Seeking)
        .map(|hit| hit.last + 1)
        .collect();
    let start = *searches.iter().min()?;
    let sentence = ad.sentence_of(start - 1)?;
    let post = lines::post_ends(ad, start, sentence.end).min();
    // "We're hiring! Driver"
    if start >= sentence.end && start < whole.end {
        let next = ad
            .sentence_of(start)
            .filter(|next| next.end - next.first <= SHORT && ad.names_post(next.first, next.end))?;
        return Some((next.first, next.end));
    }
    let Some(post) = post else {
        let start = if start < sentence.end { start } else { sentence.first };
        // "The role of Site Foreman will involve …"
        let verb = (start + 1..sentence.end).find(|at| ends_post(ad, *at));
        return Some((start, verb.unwrap_or(sentence.end).min(start + SHORT)));
    };
    let start = searches.iter().copied().filter(|at| *at < post).max().unwrap_or(start);
    Some((start, end_in_english(ad, post, sentence)))
}

fn end_in_english(ad: Ad<'_>, post: u32, sentence: &Sentence) -> u32 {
    const REACH: u32 = 10;
    let limit = sentence.end.min(post + REACH);
    (post..limit)
        .find(|at| {
            let again = || lines::post_ends(ad, *at, limit.min(*at + 5)).next().is_some();
            let stops = gap::COMMA | gap::COLON | gap::SEMICOLON | gap::STOP | gap::MARK;
            // "a baker for our shop"; "Officer for the North" names its post.
            let served = ad.is_one_of(*at, &["for"]) && ad.is_one_of(at + 1, &["our", "my"]);
            ad.after(*at, stops) && !again() || served || ends_post(ad, *at)
        })
        .unwrap_or(limit)
}

/// "who", "will"; "Head of Will Writing" has a capital.
fn ends_post(ad: Ad<'_>, at: u32) -> bool {
    ad.does(at, TitleWord::PostEnd) && !ad.is_capital(at)
}
