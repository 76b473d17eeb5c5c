//! Where a line leaves the title, or a part of it, to the line above or below.
//!
//! Must not know which words of that line are the title; `cut` does.

use super::{Ad, LONGEST, Title, ahead, whole_block};
use crate::document::markers::Marker;
use crate::document::scan::Hit;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::Owner;
use crate::text::Span;

/// "Der Verein schreibt eine Stelle in der Beratung aus:", "Zu besetzen ist folgende Professur" – and the line below names it.
pub(super) fn announced_below(ad: Ad<'_>, whole: Title, index: usize) -> Option<Title> {
    let following = |at: u32| ad.is_one_of(at, &["folgende", "folgenden"]);
    let announces = whole.span.of(ad.text).ends_with(':') && !ad.names_post(whole.first, whole.end) || (whole.first..whole.end).any(following);
    line_below(ad, index).filter(|next| announces && ad.names_post(next.first, next.end))
}

/// "Das Klinikum sucht", "Für unser Haus suchen wir:" – and the next line says whom.
pub(super) fn named_below(ad: Ad<'_>, whole: Title, search: u32, index: usize) -> Option<Title> {
    let names = |first: u32, end: u32| (first..end).any(|at| ad.is_person(at));
    let last = search + 1 >= whole.end;
    let line = whole.span.of(ad.text).trim_end();
    // "In diesem Rahmen besetzt die Hochschule zum Mai" and, below it, "zwei Stellen …": the sentence goes on.
    let goes_on = || !line.ends_with(['.', '!', '?', ';', ',']) && whole_block(ad, index + 1).is_some_and(|next| ad.is_article(next.first));
    let announced = last || line.ends_with(':') || goes_on();
    // "Kfz-Meister Lang sucht": who searches is not who is searched for.
    let theirs = last && ad.is_one_of(search, &["sucht"]);
    if !announced || !theirs && names(whole.first, whole.end) {
        return None;
    }
    let next = whole_block(ad, index + 1).filter(|next| next.end - next.first <= 20 && names(next.first, next.end))?;
    let first = (next.first..next.end).find(|at| !ad.is_article(*at) && !ahead::leads(ad, *at))?;
    let passage = next.span.of(ad.text);
    let stop = u32::from(passage.ends_with('.'));
    Some(Title {
        span: Span::new(ad.words.all.get(first as usize)?.start, next.span.end - stop),
        first,
        ..next
    })
}

/// The line below a search that breaks off before the post: no heading, and no sentence that names none.
pub(super) fn line_below(ad: Ad<'_>, index: usize) -> Option<Title> {
    let next = whole_block(ad, index + 1).filter(|next| next.end - next.first <= LONGEST)?;
    let speaks = ad.is_one_of(next.first, &["sie", "du", "ihr", "wir", "es"]);
    // "Ihre Aufgaben"
    let heads = |hit: &Hit| matches!(hit.owner, Owner::Heading(_)) && hit.first <= next.first + 2;
    let other = speaks || next.span.of(ad.text).ends_with('.') || ad.hits_among(next.first, next.end).any(heads);
    (!other || ad.names_post(next.first, next.end)).then_some(next)
}

/// "m/w/d" in a line of its own, "Zum 1. Mai, auf Minijob-Basis, m/w/d": the title stands in the line above.
pub(super) fn stands_below(ad: Ad<'_>, whole: Title, marker: &Marker) -> bool {
    let person = || (whole.first..whole.end).any(|at| ad.is_person(at));
    let leads_up = |at: u32| ad.is_function(at) || ad.does(at, TitleWord::Lead);
    let bare =
        || leads_up(whole.first) && !person() && ahead::searched(ad, whole).is_none() && ahead::after_colon(ad, whole.first, whole.end).is_none();
    marker.last + 1 == whole.end && (marker.first == whole.first || bare())
}

/// "muster Schweiz AG", "iHealth Labs" below a post: a line that is the name of a firm and begins with a small letter, so that it
/// was taken for the rest of the line above.
pub(super) fn is_name_of_firm(ad: Ad<'_>, first: u32, end: u32) -> bool {
    const FORMS: [&str; 9] = ["AG", "GmbH", "KG", "SE", "SA", "Ltd", "Inc", "LLC", "PLC"];
    let word = ad.of(first);
    let small = word.starts_with(char::is_lowercase);
    let styled = word.chars().skip(1).any(char::is_uppercase);
    small && !ad.names_person(first, end) && (styled || (first + 1..end).any(|at| FORMS.contains(&ad.of(at))))
}

/// "Oberarzt (m/w/d) und/oder" and, a line below, "Leitender Facharzt (m/w/d)": one title in two lines.
pub(super) fn with_line_below(ad: Ad<'_>, title: Title) -> Title {
    let open = ad.is_one_of(title.end - 1, &["und", "oder"]) && ad.words_of(title.block as usize).is_some_and(|(_, end)| end == title.end);
    let next = line_below(ad, title.block as usize).filter(|next| open && ad.names_post(next.first, next.end));
    next.map_or(title, |next| Title {
        span: title.span.cover(next.span),
        end: next.end,
        ..title
    })
}

/// "Wissenschaftlicher Mitarbeiter / Wissenschaftliche" and, a line below, "Mitarbeiterin": a pair takes both lines.
pub(super) fn with_line_above(ad: Ad<'_>, title: Title) -> Title {
    const REACH: u32 = 8;
    let above = (title.block as usize).checked_sub(1).and_then(|index| ad.words_of(index));
    let Some((first, end)) = above.filter(|(first, end)| *end == title.first && end - first <= REACH) else {
        return title;
    };
    let span = |at: u32| ad.words.all.get(at as usize).map_or(title.span, |word| word.span());
    let between = Span::new(span(end - 1).end, span(end).start).of(ad.text);
    let parted = between.contains(['.', ':', '!', '?', ';']) || between.matches('\n').count() != 1;
    let half = |at: u32| ad.is_person(at) && ad.partner(at, title.end).is_some_and(|other| other >= title.first);
    if parted || !(first..end).any(half) {
        return title;
    }
    Title {
        span: Span::new(span(first).start, title.span.end),
        first,
        ..title
    }
}
