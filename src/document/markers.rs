//! Gender markers: "(m/w/d)", "m/f/x", "(gn)", "(all genders)".
//!
//! Must not know titles; a marker may stand anywhere. "M-F" in a timetable and "EOE M/F/Disability/Vet" are none.

use super::words::{Word, Words, gap, look};
use crate::text::{fold, is_one_of};

/// A gender marker such as "(m/w/d)": its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marker {
    /// First word.
    pub first: u32,
    /// Last word.
    pub last: u32,
    /// Whether it names a third option, or every gender.
    pub third: bool,
    /// Whether it names one sex only.
    pub single: bool,
}

/// What may stand between the letters of a marker: "m/w/d", "m-w-d", "m, w, d".
const JOINED: u16 = gap::SLASH | gap::HYPHEN | gap::COMMA | gap::STAR | gap::DOT | gap::STOP | gap::COLON;

/// All gender markers of a text.
pub fn read(text: &str, words: &Words) -> Vec<Marker> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.all.len() {
        match marker_at(text, words, at) {
            Some(marker) => {
                at = marker.last as usize + 1;
                out.push(marker);
            }
            None => at += 1,
        }
    }
    out
}

fn marker_at(text: &str, words: &Words, at: usize) -> Option<Marker> {
    let first = words.all.get(at)?;
    let bracketed = first.after(gap::OPEN);
    // Most words are neither in brackets nor joined to the next.
    if !bracketed && !words.all.get(at + 1).is_some_and(|word| word.after(JOINED)) {
        return bare(text, words, at);
    }
    let code = letter(text, first)?;
    let mut seen = vec![code];
    let mut last = at;
    // Letters joined by slash, bar, comma, hyphen, dot; "m / w / d" too.
    while let Some(word) = words.all.get(last + 1) {
        // A line may end inside brackets: "(m/w/" and "d)".
        let cut = word.after(gap::NEWLINE) && !(bracketed && word.after(gap::SLASH));
        // "Gender: male/female": the label of a field is no part of its value.
        let labels = word.after(gap::COLON) && word.after(gap::SPACE);
        let joined = word.after(JOINED) && !word.after(gap::CLOSE | gap::OPEN) && !cut && !labels
            || (word.after(gap::SPACE) && bracketed && !word.after(gap::CLOSE) && word.gap == gap::SPACE);
        let Some(code) = letter(text, word).filter(|_| joined) else { break };
        seen.push(code);
        last += 1;
    }
    let closed = words.all.get(last + 1).map_or(words.tail_gap, |word| word.gap) & gap::CLOSE != 0;
    let has = |wanted: Code| seen.contains(&wanted);
    let small = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let marker = |third: bool, single: bool| Marker {
        first: small(at),
        last: small(last),
        third,
        single,
    };
    // A lone letter or word counts only in brackets: "(w)", "(gn)", "(all genders)".
    if seen.len() == 1 {
        if !(bracketed && closed) {
            return None;
        }
        return match code {
            Code::Third if means_any(text, words, at) => Some(marker(true, false)),
            Code::Male | Code::Female => Some(marker(false, true)),
            // "Graduation (Any)", "Programme Officer (Gender)"
            Code::All if !is_one_of(word_at(text, words, at), &["any", "gender"]) => Some(marker(true, false)),
            Code::All | Code::Third => None,
        };
    }
    if !bracketed && are_initials(text, words, at, last) {
        return None;
    }
    if is_timetable(text, words, at, last) || is_policy(text, words, at, last) || !bracketed && is_plug(text, words, at, last) {
        return None;
    }
    let both = has(Code::Male) && has(Code::Female);
    if !(both || has(Code::All) || (bracketed && (has(Code::Male) || has(Code::Female)) && has(Code::Third))) {
        return None;
    }
    if !bracketed && seen.len() == 2 && !both {
        return None;
    }
    Some(marker(has(Code::Third) || has(Code::All) || text_star(text, words, at, last), false))
}

/// "Kassierer gn", "Koch mwd" at the end of its line, "Koch m w d": without any sign, right behind a noun for a person.
fn bare(text: &str, words: &Words, at: usize) -> Option<Marker> {
    const LETTERS: usize = 3;
    let (first, before) = (words.all.get(at)?, words.all.get(at.checked_sub(1)?)?);
    if !before.is(look::PERSON) || first.gap != gap::SPACE {
        return None;
    }
    let ends = words.all.get(at + 1).is_none_or(|next| next.after(gap::NEWLINE));
    let short = ends && is_one_of(word_at(text, words, at), &["gn", "mwd", "wmd"]);
    let spaced = |at: usize| words.all.get(at).is_some_and(|word| word.gap == gap::SPACE);
    let letters = || (at..at + LETTERS).filter(|at| spaced(*at)).map(|at| word_at(text, words, at));
    let spelled =
        || letters().all(|letter| matches!(letter, "m" | "w" | "d" | "x")) && ["m", "w"].iter().all(|sex| letters().any(|letter| letter == *sex));
    let last = if short {
        at
    } else if letters().count() == LETTERS && spelled() {
        at + LETTERS - 1
    } else {
        return None;
    };
    Some(Marker {
        first: u32::try_from(at).ok()?,
        last: u32::try_from(last).ok()?,
        third: true,
        single: false,
    })
}

/// "Rainer W. M. Sommer", "z. H. Frau Muster": the initials of a name, capitals with stops before another capital.
fn are_initials(text: &str, words: &Words, first: usize, last: usize) -> bool {
    let stopped = (first + 1..=last).all(|at| words.all.get(at).is_some_and(|word| word.gap == gap::STOP | gap::SPACE));
    let capitals = (first..=last + 1).all(|at| word_at(text, words, at).starts_with(char::is_uppercase));
    stopped && capitals
}

/// A word as it is written; empty where there is none.
fn word_at<'t>(text: &'t str, words: &Words, at: usize) -> &'t str {
    words.all.get(at).map_or("", |word| word.span().of(text))
}

/// "Leitung (a)", "Gärtner (divers)": any gender, right behind a noun.
fn means_any(text: &str, words: &Words, at: usize) -> bool {
    // "Schreiner 80-100 % (a)": how much of a post it is may stand between.
    let amount = |word: &&Word| word.is(look::NUMBER) || word.span().of(text) == "%";
    let Some(before) = words
        .all
        .get(..at)
        .and_then(|before| before.iter().rev().take(4).find(|word| !amount(word)))
    else {
        return false;
    };
    let code = word_at(text, words, at).to_lowercase();
    match code.as_str() {
        "a" => before.is(look::CAPITAL),
        // "(x)" also ticks a box.
        "x" => before.is(look::PERSON),
        "div" | "divers" => before.is(look::CAPITAL | look::PERSON),
        _ => false,
    }
}

/// "Hours: M-F 8-4", "M/T/W/Th/F": days of the week.
fn is_timetable(text: &str, words: &Words, first: usize, last: usize) -> bool {
    let word = |at: usize| word_at(text, words, at);
    let capitals = (first..=last).all(|at| matches!(word(at), "M" | "T" | "W" | "F"));
    let joined = |bits: u16| words.all.get(last + 1).is_some_and(|next| next.after(bits) && !next.after(gap::SPACE));
    let hyphened = last == first + 1 && words.all.get(last).is_some_and(|word| word.gap & !gap::SPACE == gap::HYPHEN);
    let days = (first..=last).any(|at| matches!(word(at), "T" | "W"));
    let more = joined(gap::SLASH | gap::HYPHEN) && matches!(word(last + 1), "Th" | "Thu" | "Tu" | "Tue" | "Sa" | "Su" | "Sat" | "Sun");
    let both = (first..=last).any(|at| word(at) == "W") && (first..=last).any(|at| word(at) == "F");
    // "Nurse (F/T)": full-time
    let full = last == first + 1 && word(first) == "F" && word(last) == "T";
    capitals && (full || hyphened && word(first) == "M" && word(last) == "F" || days && more || both)
}

/// How far before the letters the words stand that make them an employer's policy.
const POLICY: usize = 8;

/// "EEO/AA/M/F/Vet/Disability", "an equal opportunity employer M/F/D/V": whom an American employer does not discriminate against.
fn is_policy(text: &str, words: &Words, first: usize, last: usize) -> bool {
    let word = |at: usize| word_at(text, words, at);
    let behind = words
        .all
        .get(last + 1)
        .filter(|next| next.after(gap::SLASH))
        .map(|next| next.span().of(text));
    let listed = behind.is_some_and(|next| {
        let next = next.to_lowercase();
        next == "v" || ["vet", "disab", "protected", "minorit"].iter().any(|start| next.starts_with(start))
    });
    let line = gap::STOP | gap::MARK | gap::SEMICOLON | gap::NEWLINE;
    let before = (first.saturating_sub(POLICY)..first)
        .rev()
        .take_while(|at| words.all.get(at + 1).is_some_and(|next| !next.after(line)));
    let policy = |at: usize| match word(at) {
        "EEO" | "EOE" | "EEOE" => true,
        "EO" | "AA" => words.all.get(at + 1).is_some_and(|next| next.after(gap::SLASH)),
        name => {
            let offered = |at: usize| is_one_of(word(at), &["opportunity", "opportunities", "action"]);
            is_one_of(name, &["employer", "employers"]) && at.checked_sub(1).is_some_and(offered)
        }
    };
    listed || before.into_iter().any(policy)
}

/// "male/female couplings": spelled out, and what is male or female follows.
fn is_plug(text: &str, words: &Words, first: usize, last: usize) -> bool {
    let word = |at: usize| word_at(text, words, at);
    let spelled = (first..=last).all(|at| is_one_of(word(at), &["male", "female"]));
    let follows = words.all.get(last + 1).is_some_and(|next| next.gap == gap::SPACE);
    spelled && follows && !is_one_of(word(last + 1), &["required", "wanted", "needed"])
}

/// "(m/w/*)": the star is no word.
fn text_star(text: &str, words: &Words, first: usize, last: usize) -> bool {
    let end = words.all.get(last + 1).map_or(text.len(), |word| word.start as usize);
    let start = words.all.get(first).map_or(0, |word| word.start as usize);
    let passage = text.get(start..end.min(text.len())).unwrap_or_default();
    passage.split(')').next().is_some_and(|inside| inside.contains(['*', '+']))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Code {
    Male,
    Female,
    Third,
    All,
}

/// How the longer ones of the words below begin, in small letters; the second byte of "männlich" is that of its umlaut.
const STARTS: [[u8; 2]; 13] = [
    *b"ma",
    [b'm', 0xE3],
    *b"fr",
    *b"we",
    *b"fe",
    *b"di",
    *b"in",
    *b"an",
    *b"al",
    *b"me",
    *b"ge",
    *b"of",
    *b"op",
];

fn letter(text: &str, word: &Word) -> Option<Code> {
    let passage = word.span().of(text);
    // The longest is "geschlechtsneutral"; every word beside a stop or slash comes here, so most are told by their beginning.
    if passage.len() > 3
        && !passage
            .as_bytes()
            .first_chunk()
            .is_some_and(|[a, b]| STARTS.contains(&[a | 0x20, b | 0x20]))
    {
        return None;
    }
    let mut folded = [0; 18];
    let folded = folded.get_mut(..passage.len())?;
    folded.copy_from_slice(passage.as_bytes());
    fold(folded);
    Some(match std::str::from_utf8(folded).ok()? {
        "m" | "mann" | "männlich" | "male" | "h" => Code::Male,
        "w" | "f" | "frau" | "weiblich" | "female" => Code::Female,
        "d" | "x" | "i" | "a" | "t" | "div" | "divers" | "diverse" | "inter" | "andere" | "og" | "n" | "q" | "nb" | "gd" | "offen" | "open" => {
            Code::Third
        }
        // The letters in one, "(mwd)".
        "mwd" | "wmd" | "dmw" | "dwm" | "mwx" | "wmx" | "mfd" | "fmd" | "mfx" | "fmx" => Code::All,
        "gn" | "all" | "alle" | "mensch" | "genders" | "gender" | "geschlechter" | "gendern" | "geschlechtsneutral" | "genderneutral" | "any" => {
            Code::All
        }
        _ => return None,
    })
}
