//! How much of a full post an ad offers: "65 %", "19,5 Stunden/Woche", "0,5 Stelle", "20–39 Stunden".
//!
//! A number alone says nothing; it is the unit, and a word for the working time or the title beside it, that make it one.
//! Knows the names of units, as they stand before and behind numbers; the words for working time, and whole phrases, are in
//! `rules/<lang>/clauses.yaml`.

use super::marks::{Mark, Segment};
use crate::document::Document;
use crate::document::words::{Word, gap, look};
use crate::pack::model::Section;
use crate::pack::rulebook::Role;
use crate::text::is_one_of;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Percent,
    Weekly,
    Hours,
    Monthly,
    Posts,
}

/// A number or a range in hundredths, and what it counts.
#[derive(Debug, Clone, Copy)]
struct Amount {
    low: u32,
    high: u32,
    unit: Unit,
}

/// How many words a word for the working time may stand before its number.
const REACH: u32 = 6;
/// How far behind its label an answer may deny what is asked.
const DENIAL: u32 = 5;
/// A list item this short says the hours of the post and of nothing else.
const SHORT: u32 = 8;
/// A line that begins with them may say the pay and the place besides.
const LINE: u32 = 14;

/// Numbers of a part-time note: "80–100 %" and "50 % einer Vollzeitstelle" are some; "39,83 Stunden" and "100 %" are not.
pub(super) fn is_less_than_full(document: &Document<'_>, mark: &Mark) -> bool {
    let numbers: Vec<u32> = (mark.first..=mark.last).filter(|at| number(document, *at).is_some()).collect();
    let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
        return true;
    };
    // "538-Euro-Basis", "603-€-Job": the sum below which a job is a small one.
    if (mark.first..=mark.last).any(|at| matches!(text(document, at), Some("Euro" | "EUR" | "€"))) {
        return true;
    }
    let (Some((from, _)), Some((to, start))) = (number(document, *first), number(document, *last)) else {
        return false;
    };
    // "a 4-day week", "4 days a week, £32,000 pro rata", "30 Stunden, verteilt auf 4 Tage"
    let days = |at: &&u32| text(document, **at + 1).is_some_and(|text| is_one_of(text, &["day", "days", "tage", "tagen"]));
    if let Some((days, _)) = numbers.iter().find(days).and_then(|at| number(document, *at)) {
        return days < 500;
    }
    // A clock, or a percentage inside an address.
    let odd = (mark.first + 1..=mark.last).any(|at| number(document, at).is_some() && word(document, at).is_some_and(|word| word.after(gap::COLON)));
    // "Hours are negotiable between 50 and 100 percent": what follows the number is its unit.
    let behind = *last..=mark.last + 2;
    let unit = behind
        .chain(mark.first..=*last)
        .find_map(|at| unit(document, at))
        .unwrap_or(Unit::Percent);
    if odd || is_glued(document, mark) {
        return false;
    }
    // A decimal is one number, and no range.
    let low = if start <= *first { to } else { from };
    part_of_full(Amount { low, high: to, unit }) && (start <= *first || low < to)
}

/// Whether a number with a unit says that the post is not a full one.
pub(super) fn says_part_time(document: &Document<'_>, before: Option<&Segment>, segment: &Segment, mark: &Mark) -> bool {
    let Some(amount) = amount(document, mark) else { return false };
    if is_spoken_of(document, segment, mark, amount) {
        return true;
    }
    if is_glued(document, mark) || !part_of_full(amount) {
        return false;
    }
    if amount.unit == Unit::Percent && is_share_of_work(document, mark) {
        return false;
    }
    // "Öffnungszeiten: 30 Stunden pro Woche": a phrase would not reach over the colon.
    if segment
        .of(Role::NoPartTime)
        .any(|other| other.last < mark.first && mark.first - other.last <= 3)
    {
        return false;
    }
    // "Pensum: 60–80 %", and the number in the next cell of the table.
    let framed = segment.of(Role::Hours).any(|frame| {
        let ahead = frame.last < mark.first && mark.first - frame.last <= REACH;
        ahead || (frame.first > mark.last && frame.first - mark.last <= 2)
    });
    let above = before
        .filter(|before| before.sentence + 1 == segment.sentence && mark.first <= segment.first + 2)
        .is_some_and(|before| {
            before
                .of(Role::Hours)
                .any(|frame| frame.last + 1 == before.end && frame.last - before.first <= 2)
        });
    let titled = document.in_title(mark.first)
        || document
            .title
            .is_some_and(|title| title.end <= mark.first && mark.first - title.end <= 2 && title.end > segment.first);
    let length = segment.end - segment.first;
    let outside = document.section_of(segment.sentence) != Section::Tasks;
    let short = length <= SHORT && outside;
    // "80–100 %, Zürich", "22.5 hours per week, £25,900 pro rata": a line that begins with its hours and goes on with something
    // else speaks of the post; "80–100 % success rate" does not.
    let begins = number(document, segment.first).is_some() && is_set_off(document, segment, mark.last + 1);
    match amount.unit {
        Unit::Posts => true,
        Unit::Percent => framed || above || titled || (short && begins && to_the_whole(amount)),
        Unit::Hours => {
            // "20–30 Stunden", alone: so wide a range of hours is no shift's.
            let alone = short && begins && amount.low >= 1000 && amount.low < amount.high && amount.high >= 1500;
            (framed || above || titled || alone || (short && begins && to_the_whole(amount))) && amount.high >= 1000
        }
        Unit::Weekly | Unit::Monthly => framed || above || titled || short || (begins && outside && length <= LINE),
    }
}

/// "Die wöchentliche Arbeitszeit beträgt 3 Stunden", "der monatliche Umfang … 40 Stunden": however few they are, they are those of
/// the post.
fn is_spoken_of(document: &Document<'_>, segment: &Segment, mark: &Mark, amount: Amount) -> bool {
    let frame = segment
        .of(Role::Hours)
        .find(|frame| frame.last < mark.first && mark.first - frame.last <= REACH);
    let Some(frame) = frame.filter(|_| amount.unit == Unit::Hours && amount.low >= 100) else {
        return false;
    };
    let every = |adjective: &str| {
        let before = frame.first.saturating_sub(2).max(segment.first)..frame.first;
        before
            .into_iter()
            .any(|at| text(document, at).is_some_and(|text| text.to_lowercase().starts_with(adjective)))
    };
    every("wöchentlich") && amount.high < 3500 || every("monatlich") && amount.high < 13_000
}

/// Whether a word is parted from the one before it, or belongs to another sentence.
fn is_set_off(document: &Document<'_>, segment: &Segment, at: u32) -> bool {
    let parting = gap::COMMA | gap::NEWLINE | gap::STOP | gap::OPEN | gap::CLOSE | gap::SEMICOLON | gap::COLON;
    at >= segment.end || word(document, at).is_none_or(|next| next.after(parting) || next.after(gap::HYPHEN) && next.after(gap::SPACE))
}

/// "80–100 %", "24–40 hours": from a part of a post to the whole, which no other share or length of time is.
const fn to_the_whole(amount: Amount) -> bool {
    let whole = if matches!(amount.unit, Unit::Percent) { 10_000 } else { 3500 };
    amount.low < amount.high && amount.high >= whole
}

/// "Wochenstunden: 20", "Stellenanteil: 0,8", "Hours: 20–24 per week": the word before the number is its unit. "Arbeitszeit: TZ",
/// "Anstellung: geringfügig": by themselves too short, or too wide, to say so.
pub(super) fn labelled(document: &Document<'_>, segment: &Segment, mark: &Mark) -> bool {
    let behind = word(document, mark.last + 1).is_some_and(|next| next.after(gap::COLON));
    let says = || text(document, mark.last + 1).is_some_and(|text| is_one_of(text, &["tz", "geringfügig"]));
    if behind && mark.first <= segment.first + 1 && says() {
        return is_set_off(document, segment, mark.last + 2);
    }
    let label = text(document, mark.last).unwrap_or_default().to_lowercase();
    let unit = match label.as_str() {
        "wochenstunden" | "wochenstundenzahl" | "stundenzahl" | "stundenausmaß" => Unit::Weekly,
        "stellenanteil" | "stellenumfang" | "beschäftigungsumfang" | "arbeitsumfang" | "fte" => Unit::Posts,
        "hours" if is_label(document, segment, mark) => Unit::Hours,
        _ => return false,
    };
    let Some((low, end)) = number_from(document, mark.last + 1) else {
        return false;
    };
    let range = word(document, end).is_some_and(|next| next.after(gap::HYPHEN)) || text(document, end).is_some_and(|text| text == "to");
    let above = number_from(document, end + u32::from(text(document, end) == Some("to"))).filter(|_| range);
    let (high, end) = above.unwrap_or((low, end));
    if unit == Unit::Hours && is_weekly(document, end) {
        return part_of_full(Amount { low, high, unit }) && low <= high;
    }
    let alone = word(document, end).is_none_or(|next| next.after(gap::NEWLINE | gap::STOP | gap::CLOSE | gap::SEMICOLON | gap::SLASH));
    // "Hours: 8–16" may be of a day; so few of a week, too.
    let single = unit != Unit::Hours || low >= 1000 && word(document, end).is_none_or(|next| !next.after(gap::SLASH));
    alone && above.is_none() && single && part_of_full(Amount { low, high, unit })
}

/// "Hours: …", "Weekly hours: …", "Number of hours: …" at the beginning of a line; not "Opening hours: …".
fn is_label(document: &Document<'_>, segment: &Segment, mark: &Mark) -> bool {
    const WHOSE: [&str; 8] = ["working", "weekly", "contracted", "contract", "contractual", "total", "number", "of"];
    let colon = word(document, mark.last + 1).is_some_and(|next| next.after(gap::COLON));
    let whose = |at: u32| text(document, at).is_some_and(|text| is_one_of(text, &WHOSE));
    colon && mark.last <= segment.first + 2 && (segment.first..mark.last).all(whose)
}

/// "per week", "a week", "weekly" from a word on.
fn is_weekly(document: &Document<'_>, at: u32) -> bool {
    let is = |at: u32, known: &[&str]| text(document, at).is_some_and(|text| is_one_of(text, known));
    is(at, &["weekly", "week"]) || is(at, &["per", "a", "each"]) && is(at + 1, &["week"])
}

/// The number that begins at a word, in hundredths, and the word after it: "19,5" is two words.
fn number_from(document: &Document<'_>, at: u32) -> Option<(u32, u32)> {
    let decimal = number(document, at + 1).filter(|(_, start)| *start == at);
    let end = at + if decimal.is_some() { 2 } else { 1 };
    decimal.or_else(|| number(document, at)).map(|(value, _)| (value, end))
}

/// "80 %, Reiseanteil 90 %": what stands behind the comma is said of another number.
pub(super) fn ends_with_comma(document: &Document<'_>, mark: &Mark) -> bool {
    word(document, mark.last + 1).is_some_and(|next| next.after(gap::COMMA))
}

/// "Full/Part Time: Full Time": the label of a field that asks for one of both, and the answer is the other; "Teilzeit: nein",
/// "Teilzeit: nicht möglich".
pub(super) fn is_answered(document: &Document<'_>, segment: &Segment, mark: &Mark) -> bool {
    const WHOLE: [&str; 4] = ["full", "fulltime", "full-time", "vollzeit"];
    let is_whole = |at: u32| at < segment.end && text(document, at).is_some_and(|text| is_one_of(text, &WHOLE));
    // The label may go on: "Full Time/Part Time (select one): …".
    let answer = (mark.last + 1..=mark.last + 3).find(|at| *at < segment.end && word(document, *at).is_some_and(|word| word.after(gap::COLON)));
    let denies = |at: u32| {
        let said = text(document, at).is_some_and(|text| is_one_of(text, &["nein", "no", "ausgeschlossen"]));
        said || word(document, at).is_some_and(|word| word.is(look::NEGATION))
    };
    // "Job share: this post is not suitable for job share"
    let says_no = |at: u32| (at..segment.end.min(at + DENIAL)).any(|at| word(document, at).is_some_and(|word| word.is(look::NEGATION)));
    let agrees = |at: u32| text(document, at).is_some_and(|text| is_one_of(text, &["ja", "yes"]));
    if answer.is_some_and(|at| denies(at) || says_no(at) && !agrees(at)) {
        return true;
    }
    let until = answer.unwrap_or(mark.last + 1);
    let both = (mark.first.saturating_sub(3)..until).any(|at| at >= segment.first && is_whole(at));
    let again = |at: u32| segment.of(Role::PartTime).any(|other| other.last > at);
    both && answer.is_some_and(|at| is_whole(at) && !again(at))
}

/// Less than a full post and more than a trifle.
const fn part_of_full(amount: Amount) -> bool {
    let Amount { low, high, unit } = amount;
    match unit {
        Unit::Percent => low >= 500 && low < 10_000 && high <= 10_000,
        // "2–5 Stunden pro Woche"; so few hours alone are a course's or a meeting's.
        Unit::Weekly => low >= 200 && high >= 400 && low < 3500 && high <= 4200,
        Unit::Hours => low >= 400 && low < 3500 && high <= 4200,
        Unit::Monthly => low >= 1000 && low < 13_000 && high <= 18_000,
        Unit::Posts => low >= 10 && low < 100 && high <= 200,
    }
}

fn amount(document: &Document<'_>, mark: &Mark) -> Option<Amount> {
    let last = (mark.first..=mark.last).rev().find(|at| number(document, *at).is_some())?;
    let unit = (last + 1..=mark.last + 2).find_map(|at| unit(document, at))?;
    let (high, start) = number(document, last)?;
    // "3/4-Stelle", "1/2 Stelle".
    if unit == Unit::Posts
        && word(document, start).is_some_and(|word| word.gap == gap::SLASH)
        && let Some((over, _)) = start.checked_sub(1).and_then(|at| number(document, at))
        && (100..=1000).contains(&high)
    {
        let part = over * 100 / high;
        return Some(Amount { low: part, high: part, unit });
    }
    let low = range_start(document, start).filter(|low| *low < high).unwrap_or(high);
    Some(Amount { low, high, unit })
}

/// The number a range begins with: "20–39", "20 bis 39", "8 bis maximal 19".
fn range_start(document: &Document<'_>, to: u32) -> Option<u32> {
    let joined = word(document, to)?.after(gap::HYPHEN);
    if joined {
        // "80%-100%"
        let signed = to.checked_sub(1).is_some_and(|at| text(document, at) == Some("%"));
        return number(document, to.checked_sub(if signed { 2 } else { 1 })?).map(|(value, _)| value);
    }
    let from = (1..=4_u32)
        .filter_map(|back| to.checked_sub(back))
        .find(|at| number(document, *at).is_some())?;
    let between = (from + 1..to).any(|at| text(document, at).is_some_and(|text| matches!(text, "bis" | "und" | "to")));
    number(document, from).map(|(value, _)| value).filter(|_| between)
}

/// The number that ends at a word, in hundredths, and its first word: "19,5" is one.
fn number(document: &Document<'_>, at: u32) -> Option<(u32, u32)> {
    let digits = |at: u32| {
        let word = word(document, at).filter(|word| word.is(look::NUMBER))?;
        Some((word, word.span().of(document.text)))
    };
    let (own, fraction) = digits(at)?;
    if own.after(gap::COMMA | gap::STOP)
        && fraction.len() <= 2
        && let Some((whole, left)) = at.checked_sub(1).and_then(digits)
        && whole.end + 1 == own.start
        && let (Ok(left), Ok(right)) = (left.parse::<u32>(), fraction.parse::<u32>())
    {
        let right = if fraction.len() == 1 { right * 10 } else { right };
        return Some((left.saturating_mul(100).saturating_add(right), at - 1));
    }
    Some((fraction.parse::<u32>().unwrap_or(u32::MAX / 100).saturating_mul(100), at))
}

fn unit(document: &Document<'_>, at: u32) -> Option<Unit> {
    let raw = text(document, at)?;
    let text = raw.to_lowercase();
    let is = |stems: &[&str]| stems.iter().any(|stem| text.starts_with(stem));
    if is(&["%", "prozent", "percent", "stellenprozent"]) {
        return Some(Unit::Percent);
    }
    // "50 v. H."
    if text == "v" && self::text(document, at + 1) == Some("H") {
        return Some(Unit::Percent);
    }
    if is(&["wochenst", "stundenwoche", "wstd"]) {
        return Some(Unit::Weekly);
    }
    if is(&["monatsstund"]) {
        return Some(Unit::Monthly);
    }
    if is(&["stunde", "std", "hour", "hrs"]) || raw == "h" {
        let per = |stems: &[&str]| {
            (at + 1..=at + 3).any(|at| {
                self::text(document, at).is_some_and(|text| {
                    let text = text.to_lowercase();
                    stems.iter().any(|stem| text.starts_with(stem)) || (text == "wo" && stems.contains(&"woche"))
                })
            })
        };
        return Some(match () {
            () if per(&["woche", "wöchentlich", "week"]) => Unit::Weekly,
            () if per(&["monat", "month"]) => Unit::Monthly,
            () => Unit::Hours,
        });
    }
    // "0,5 x TV-L 13"
    let graded = |at: u32| {
        let grade = self::text(document, at).unwrap_or_default().to_lowercase();
        grade.starts_with("tv") || matches!(grade.as_str(), "e" | "eg" | "e13" | "entgeltgruppe")
    };
    if text == "x" && graded(at + 1) {
        return Some(Unit::Posts);
    }
    let post = is(&["stelle", "planstelle", "vollzeitäquivalent", "vzä", "vzk"]) || text.ends_with("stelle") || text.ends_with("stellen");
    (post || matches!(text.as_str(), "ak" | "aka" | "vbe" | "vk" | "vzs" | "fte")).then_some(Unit::Posts)
}

/// "70 % Verwaltungsaufgaben": a share of the tasks, not of a full post.
fn is_share_of_work(document: &Document<'_>, mark: &Mark) -> bool {
    const POST: [&str; 12] = [
        "stelle",
        "teilzeit",
        "vollzeit",
        "arbeitszeit",
        "pensum",
        "anstellung",
        "beschäftigung",
        "e",
        "eg",
        "tv",
        "tvl",
        "entgelt",
    ];
    word(document, mark.last + 1)
        .filter(|next| next.gap == gap::SPACE && next.is(look::CAPITAL))
        .is_some_and(|next| {
            let text = next.span().of(document.text).to_lowercase();
            // "65 % E13": a pay grade.
            let grade = text.len() <= 3 && text.bytes().skip(1).all(|byte| byte.is_ascii_digit());
            !grade && !POST.iter().any(|post| text.starts_with(post))
        })
}

/// "100%20%25": an address, no percentage.
fn is_glued(document: &Document<'_>, mark: &Mark) -> bool {
    (mark.first..=mark.last).any(|at| {
        text(document, at) == Some("%")
            && word(document, at)
                .zip(word(document, at + 1))
                .is_some_and(|(sign, next)| sign.end == next.start && next.is(look::NUMBER))
    })
}

fn word<'d>(document: &'d Document<'_>, at: u32) -> Option<&'d Word> {
    document.words.all.get(at as usize)
}

fn text<'d>(document: &'d Document<'_>, at: u32) -> Option<&'d str> {
    word(document, at).map(|word| word.span().of(document.text))
}
