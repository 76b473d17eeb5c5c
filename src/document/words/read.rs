//! The one pass over the folded text: cuts words, looks each up once, joins what only a hyphen or a gender sign parts.

use super::index::Index;
use super::{DYNAMIC, Dynamic, Sign, Word, Words, address, gap, look, small};
use crate::extract::Block;
use crate::pack::Rulebook;
use crate::pack::rulebook::form_flag;
use crate::pack::table::{FormFinder, NO_FORM};
use crate::parallel;
use std::ops::Range;

/// What a byte can be.
const WORD: u8 = 1;
const LEAD: u8 = 2;
const SIGN: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [0_u8; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = if b.is_ascii_alphanumeric() {
            WORD
        } else if matches!(b, b'%' | b'$' | b'+' | b'&') {
            SIGN
        } else if b >= 0x80 {
            LEAD
        } else {
            0
        };
        byte += 1;
    }
    table
};

/// The gap bit of an ASCII byte between words.
const GAP: [u16; 128] = {
    let mut table = [gap::OTHER; 128];
    table[b' ' as usize] = gap::SPACE;
    table[b'\t' as usize] = gap::SPACE;
    table[b'\n' as usize] = gap::NEWLINE;
    table[b'\r' as usize] = gap::NEWLINE;
    table[0x0c] = gap::NEWLINE;
    table[b'-' as usize] = gap::HYPHEN;
    table[b',' as usize] = gap::COMMA;
    table[b':' as usize] = gap::COLON;
    table[b';' as usize] = gap::SEMICOLON;
    table[b'.' as usize] = gap::STOP;
    table[b'!' as usize] = gap::MARK;
    table[b'?' as usize] = gap::MARK;
    table[b'/' as usize] = gap::SLASH;
    table[b'\\' as usize] = gap::SLASH;
    table[b'|' as usize] = gap::SLASH;
    table[b'(' as usize] = gap::OPEN;
    table[b'[' as usize] = gap::OPEN;
    table[b'{' as usize] = gap::OPEN;
    table[b')' as usize] = gap::CLOSE;
    table[b']' as usize] = gap::CLOSE;
    table[b'}' as usize] = gap::CLOSE;
    table[b'"' as usize] = gap::QUOTE;
    table[b'\'' as usize] = gap::QUOTE;
    table[b'`' as usize] = gap::QUOTE;
    table[b'*' as usize] = gap::STAR;
    table[b'_' as usize] = gap::UNDERSCORE;
    table
};

/// Whether the character that begins at `at` (not ASCII) belongs to a word, its length, and its gap bit.
#[inline]
fn beyond_ascii(bytes: &[u8], at: usize) -> (bool, usize, u16) {
    let lead = bytes[at];
    let second = bytes.get(at + 1).copied().unwrap_or(0);
    match lead {
        0xC2 => match second {
            0xA0 => (false, 2, gap::SPACE),
            0xAB | 0xBB => (false, 2, gap::QUOTE),
            0xB7 => (false, 2, gap::DOT),
            0xAD => (false, 2, 0),
            0xAA | 0xB5 | 0xBA => (true, 2, 0),
            _ => (false, 2, gap::OTHER),
        },
        0xC3 => (second != 0x97 && second != 0xB7, 2, gap::OTHER),
        0xC4..=0xDF => (true, 2, 0),
        0xE2 => {
            let third = bytes.get(at + 2).copied().unwrap_or(0);
            let bit = match (second, third) {
                (0x80, 0x80..=0x8B | 0xAF) => gap::SPACE,
                (0x80, 0x90..=0x95) => gap::HYPHEN,
                (0x80, 0x98..=0x9F | 0xB9 | 0xBA) => gap::QUOTE,
                (0x80, 0xA2) | (0x97 | 0x96, _) => gap::DOT,
                (0x80, 0xA6) => gap::STOP,
                (0x80, 0xA8 | 0xA9) => gap::NEWLINE,
                _ => gap::OTHER,
            };
            (false, 3, bit)
        }
        0xE0 | 0xE1 | 0xE3..=0xED => (true, 3, 0),
        0xEE | 0xEF => (false, 3, gap::OTHER),
        0xF0..=0xF7 => (false, 4, gap::OTHER),
        _ => (false, 1, gap::OTHER),
    }
}

/// Whether `’` or `'` at `at` stands inside a word; its length.
#[inline]
fn apostrophe(bytes: &[u8], at: usize) -> Option<usize> {
    let length = match bytes.get(at)? {
        b'\'' => 1,
        0xE2 if bytes.get(at + 1) == Some(&0x80) && bytes.get(at + 2) == Some(&0x99) => 3,
        _ => return None,
    };
    bytes.get(at + length).is_some_and(u8::is_ascii_alphabetic).then_some(length)
}

/// Words that were read before, and the bytes between them that were not.
#[derive(Debug)]
pub struct Known {
    /// Those in front.
    pub before: Words,
    /// The bytes to read: from the last of these words on.
    pub between: Range<usize>,
    /// Those at the end.
    pub behind: Words,
}

/// Reads the words of `text`; `folded` is its fold, byte for byte. No word reaches beyond its block.
pub fn read(book: &Rulebook, text: &str, folded: &[u8], blocks: &[Block], known: Option<Known>) -> Words {
    let source = text.as_bytes();
    let mut words = match known {
        Some(Known { before, between, behind }) => {
            let letters = letters(folded.get(..between.end).unwrap_or_default());
            let changed = Cutter::new(book, source, folded, &letters).cut(between);
            before.join(changed).join(behind)
        }
        None => read_all(book, source, folded, blocks),
    };
    complete_elided(book, &mut words, folded);
    address::mask(&mut words, source);
    words.index = Index::new(book, &words.all, &words.dynamic, text.len());
    words
}

fn read_all(book: &Rulebook, source: &[u8], folded: &[u8], blocks: &[Block]) -> Words {
    let letters = letters(folded);
    let parts = parallel::parts(blocks, source.len(), |first, part| {
        let before = first.checked_sub(1).and_then(|before| blocks.get(before));
        let start = before.map_or(0, |block| block.span.end as usize);
        let is_last = first + part.len() == blocks.len();
        let end = part.last().filter(|_| !is_last).map_or(folded.len(), |block| block.span.end as usize);
        Cutter::new(book, source, folded, &letters).cut(start..end)
    });
    parts.into_iter().reduce(Words::join).unwrap_or_default()
}

/// For each byte all bits where it belongs to an ASCII letter, a digit, or a letter of Latin-1: nearly all that words are made of.
fn letters(folded: &[u8]) -> Vec<u8> {
    let mut out: Vec<u8> = folded.iter().map(|byte| if byte.is_ascii_alphanumeric() { u8::MAX } else { 0 }).collect();
    for at in memchr::memchr_iter(0xC3, folded) {
        if beyond_ascii(folded, at).0
            && let Some(pair) = out.get_mut(at..at + 2)
        {
            pair.fill(u8::MAX);
        }
    }
    out
}

/// How many of these are letters before the first that is none; eight at a time.
#[inline]
fn run(letters: &[u8]) -> usize {
    let (chunks, rest) = letters.as_chunks::<8>();
    let mut length = 0;
    for chunk in chunks {
        let stop = (!u64::from_le_bytes(*chunk)).trailing_zeros() as usize / 8;
        length += stop;
        if stop < 8 {
            return length;
        }
    }
    length + rest.iter().take_while(|letter| **letter != 0).count()
}

/// Cuts the words of a text.
struct Cutter<'a> {
    book: &'a Rulebook,
    forms: FormFinder<'a>,
    source: &'a [u8],
    /// The same folded, byte for byte.
    folded: &'a [u8],
    /// See [`letters`].
    letters: &'a [u8],
    /// Those cut so far.
    words: Words,
}

impl<'a> Cutter<'a> {
    fn new(book: &'a Rulebook, source: &'a [u8], folded: &'a [u8], letters: &'a [u8]) -> Self {
        Self {
            book,
            forms: book.forms.finder(),
            source,
            folded,
            letters,
            words: Words::default(),
        }
    }

    /// Cuts the words of a range.
    fn cut(mut self, range: Range<usize>) -> Words {
        let (source, folded, letters) = (self.source, self.folded, self.letters);
        self.words.all.reserve(range.len() / 6 + 4);
        let (mut at, end) = (range.start, range.end);
        let mut before = 0_u16;
        while at < end {
            let byte = folded[at];
            match CLASS[usize::from(byte)] {
                WORD => {}
                SIGN => {
                    self.push((at, at + 1), before, false);
                    at += 1;
                    before = 0;
                    continue;
                }
                LEAD => {
                    let (letter, length, bit) = beyond_ascii(folded, at);
                    if !letter {
                        if is_wide_sign(&folded[at..]) {
                            self.push((at, at + length), before, false);
                            before = 0;
                        } else {
                            before |= bit;
                        }
                        at = (at + length).min(folded.len());
                        continue;
                    }
                }
                _ => {
                    before |= GAP[usize::from(byte & 0x7F)];
                    at += 1;
                    continue;
                }
            }
            let start = at;
            let mut plain = true;
            loop {
                at += run(&letters[at..]);
                let Some(byte) = folded.get(at) else { break };
                let beyond = (*byte >= 0x80).then(|| beyond_ascii(folded, at));
                if let Some((true, length, _)) = beyond {
                    at = (at + length).min(folded.len());
                } else if let Some(length) = apostrophe(folded, at) {
                    plain &= beyond.is_none();
                    at += length;
                } else {
                    break;
                }
            }
            if let Some(number) = hours(&self.forms, &folded[start..at]) {
                self.push((start, start + number), before, false);
                self.push((start + number, at), 0, false);
                before = 0;
                continue;
            }
            let mut start = start;
            while let Some(next) = self.next_sentence(start, at) {
                self.push((start, next), before, !plain);
                before = gap::STOP | gap::NEWLINE;
                start = next;
            }
            let merged = sign_suffix(source, folded, start, at);
            self.push_signed((start, at), merged, before, plain);
            if let Some((_, end)) = merged {
                at = end;
            }
            before = 0;
        }
        self.words.tail_gap = before;
        self.words
    }

    /// "a great teamWe offer", "18 to 30Must drive": where a sentence begins inside a word, because the end of a line was lost. It
    /// does with a capital and a function word; "JavaScript" and "KollegInnen" are one word.
    #[inline]
    fn next_sentence(&self, start: usize, end: usize) -> Option<usize> {
        const LEAST: usize = 3;
        let word = self.source.get(start..end).filter(|word| word.len() > LEAST + 1)?;
        // Nearly no word has a capital inside.
        if !word.iter().skip(1).fold(false, |any, byte| any | byte.is_ascii_uppercase()) {
            return None;
        }
        let begins = |at: &usize| matches!(word.get(at - 1..at + 2), Some([b'a'..=b'z' | b'0'..=b'9', b'A'..=b'Z', b'a'..=b'z']));
        let function = |at: &usize| {
            let length = word.iter().skip(at + 1).take_while(|byte| byte.is_ascii_lowercase()).count() + 1;
            let name = self.folded.get(start + at..start + at + length)?;
            let form = self.forms.find(name).filter(|_| length >= LEAST || name == b"we")?;
            (self.book.flags_of(form) & (form_flag::FUNCTION_DE | form_flag::FUNCTION_EN) != 0).then_some(())
        };
        let at = (2..word.len() - 1).filter(begins).find(|at| function(at).is_some())?;
        self.forms.find(&self.folded[start..end]).is_none().then_some(start + at)
    }

    #[inline]
    fn push_signed(&mut self, (start, end): (usize, usize), merged: Option<(Sign, usize)>, before: u16, plain: bool) {
        // "BewerberInnen": a capital I inside a word, followed by "n" or "nnen" and the end.
        let inner = if merged.is_none() && self.folded[end - 1] == b'n' {
            inner_capital(&self.source[start..end])
        } else {
            None
        };
        let (sign, until, stop) = match (merged, inner) {
            (Some((sign, stop)), _) => (sign, end, stop),
            (None, Some(length)) => (Sign::CapitalI, start + length, end),
            (None, None) => return self.push((start, end), before, !plain),
        };
        self.push((start, until), before, !plain);
        if let Some(word) = self.words.all.last_mut() {
            word.sign = sign;
            word.end = small(stop);
        }
    }

    /// Looks a word up and adds it; joins it to the one before where only a hyphen parts them and both are one known word.
    #[inline]
    fn push(&mut self, (start, end): (usize, usize), before: u16, odd: bool) {
        let (source, folded) = (self.source, self.folded);
        let bytes = &folded[start..end];
        let mut form = if odd {
            // A typographic apostrophe: the table knows the plain one.
            let plain = String::from_utf8_lossy(bytes).replace('’', "'");
            self.forms.find(plain.as_bytes()).unwrap_or(NO_FORM)
        } else {
            self.forms.find(bytes).unwrap_or(NO_FORM)
        };
        let mut look = 0;
        let first = source[start];
        if first.is_ascii_uppercase() || (first == 0xC3 && source.get(start + 1).is_some_and(|b| (0x80..=0x9E).contains(b))) {
            look |= look::CAPITAL;
            // A capital begins it, so it is not the same as its fold; most words end in a small letter.
            if bytes.len() > 1 && !source[end - 1].is_ascii_lowercase() && !source[start..end].iter().any(u8::is_ascii_lowercase) {
                look |= look::UPPER;
            }
        } else if first.is_ascii_digit() && bytes.iter().all(u8::is_ascii_digit) {
            look |= look::NUMBER;
        }
        if before == gap::HYPHEN
            && let Some(last) = self.words.all.last()
            && last.sign == Sign::None
            && last.end as usize + 1 == start
        {
            // "Migrations-Hintergrund" is one word when the table knows it so.
            let mut joined = Vec::with_capacity(end - last.start as usize);
            joined.extend_from_slice(&folded[last.start as usize..last.end as usize]);
            joined.extend_from_slice(bytes);
            if let Some(known) = self.forms.find(&joined)
                && let Some(last) = self.words.all.last_mut()
            {
                last.form = known;
                last.look = last.look & !OF_FORM | look_of(self.book, known);
                last.end = small(end);
                return;
            }
        }
        if form != NO_FORM {
            look |= look_of(self.book, form);
        } else if look & look::NUMBER == 0 && bytes.len() > 4 {
            form = self.compound(bytes);
            // What is no form of the table may be a negation: nobody knows.
            let person = self.words.dynamic.last().is_some_and(|dynamic| dynamic.person.is_some());
            look |= look_if(form != NO_FORM, look::NEGATION) | look_if(form != NO_FORM && person, look::PERSON);
        }
        self.words.all.push(Word {
            start: small(start),
            end: small(end),
            form,
            gap: before,
            look,
            sign: Sign::None,
        });
    }

    /// A word the table does not hold: a compound of known heads and tails?
    fn compound(&mut self, bytes: &[u8]) -> u32 {
        let book = self.book;
        let mut dynamic = Dynamic::default();
        book.tails.find(bytes, |tail, length| {
            dynamic.sets.extend(book.sets_of_tail(tail));
            if dynamic.person.is_none() && bytes.len() >= length + 2 {
                dynamic.person = book.person_of_tail(tail).map(|form| (form, small(bytes.len() - length)));
            }
        });
        book.heads.find(bytes, |head, _| dynamic.sets.extend(book.sets_of_head(head)));
        if dynamic.sets.is_empty() && dynamic.person.is_none() {
            return NO_FORM;
        }
        dynamic.sets.sort_unstable();
        dynamic.sets.dedup();
        self.words.dynamic.push(dynamic);
        DYNAMIC | small(self.words.dynamic.len() - 1)
    }
}

/// "20h", "38,5h": a number of hours and its unit are two words, unless a rule knows them as one ("24h"); how long the number
/// is.
fn hours(forms: &FormFinder<'_>, word: &[u8]) -> Option<usize> {
    let number = word.strip_suffix(b"h").filter(|number| !number.is_empty() && number.len() <= 3)?;
    let parted = number.iter().all(u8::is_ascii_digit) && forms.find(word).is_none();
    parted.then_some(number.len())
}

fn is_wide_sign(rest: &[u8]) -> bool {
    rest.starts_with("§".as_bytes()) || rest.starts_with("€".as_bytes()) || rest.starts_with("£".as_bytes())
}

/// The gender sign and suffix right after the word `start..end`, and where they end.
fn sign_suffix(source: &[u8], folded: &[u8], start: usize, end: usize) -> Option<(Sign, usize)> {
    if end - start < 3 {
        return None;
    }
    let (sign, at, close) = match folded.get(end)? {
        b'*' => (Sign::Star, end + 1, false),
        b'\\' if folded.get(end + 1) == Some(&b'*') => (Sign::Star, end + 2, false),
        b':' => (Sign::Colon, end + 1, false),
        b'_' => (Sign::Underscore, end + 1, false),
        b'/' if folded.get(end + 1) == Some(&b'-') => (Sign::Slash, end + 2, false),
        b'/' => (Sign::Slash, end + 1, false),
        b'(' if folded.get(end + 1) == Some(&b'-') => (Sign::Bracket, end + 2, true),
        b'(' => (Sign::Bracket, end + 1, true),
        0xC2 if folded.get(end + 1) == Some(&0xB7) => (Sign::Dot, end + 2, false),
        0xE2 if folded.get(end + 1) == Some(&0x80) && matches!(folded.get(end + 2), Some(0xA2 | 0xA7)) => (Sign::Dot, end + 3, false),
        // "∙" and "⋅", which look the same.
        0xE2 if matches!(folded.get(end + 1..end + 3), Some([0x88, 0x99] | [0x8B, 0x85])) => (Sign::Dot, end + 3, false),
        _ => return None,
    };
    let rest = folded.get(at..)?;
    let letters = rest.iter().take(6).take_while(|b| b.is_ascii_alphabetic()).count();
    let suffix = &rest[..letters];
    if close && let Some(stop) = bracketed_ending(rest, suffix) {
        return Some((sign, at + stop));
    }
    let feminine = matches!(suffix, b"in" | b"innen");
    // "in" may stand in capitals in an all-caps title; otherwise the suffix is in small letters, or "/In" after a noun.
    let inner = feminine && source.get(at..at + 2) == Some(b"In") && !source[start].is_ascii_lowercase();
    let small = inner || source.get(at).is_some_and(u8::is_ascii_lowercase) || source.get(end - 1).is_some_and(u8::is_ascii_uppercase);
    let ending = matches!(suffix, b"r" | b"n" | b"e" | b"m" | b"s") && matches!(folded.get(end - 1), Some(b'e' | b'n' | b'r' | b'm'));
    if !small || !(feminine || ending) {
        return None;
    }
    // Word/in needs a noun before it ("und/in" is none); a single letter after a slash is rarely an ending ("und/r").
    if sign == Sign::Slash
        && (!source[start].is_ascii_uppercase() && source[start] < 0x80 || (ending && end - start < 5))
        && !(ending && end - start >= 4)
    {
        return None;
    }
    let mut stop = at + letters;
    if rest.get(letters).is_some_and(|b| b.is_ascii_alphanumeric() || *b >= 0xC3) {
        return None;
    }
    if close {
        if folded.get(stop) != Some(&b')') {
            return None;
        }
        stop += 1;
    }
    Some((sign, stop))
}

/// "Rezeptionist(inn)en", "Rezeptionist(en)innen": where the word ends that a bracket lies inside of.
fn bracketed_ending(rest: &[u8], suffix: &[u8]) -> Option<usize> {
    let behind = rest.get(suffix.len()..)?.strip_prefix(b")")?;
    let (ending, letters): (&[u8], _) = match suffix {
        b"inn" => (b"en", 2),
        b"en" | b"n" => (b"innen", 5),
        _ => return None,
    };
    let ends = behind.starts_with(ending) && !behind.get(letters).is_some_and(|next| next.is_ascii_alphanumeric() || *next >= 0xC3);
    ends.then_some(suffix.len() + 1 + letters)
}

/// How long the word is before "In" or "Innen".
fn inner_capital(bytes: &[u8]) -> Option<usize> {
    let base = bytes.strip_suffix(b"Innen").or_else(|| bytes.strip_suffix(b"In"))?;
    (base.len() >= 2 && base.last().is_some_and(u8::is_ascii_lowercase)).then_some(base.len())
}

/// What a word looks like because of its form, not of how it is written.
const OF_FORM: u8 = look::PERSON | look::NEGATION;

/// What a form of the table says that is asked often.
#[inline]
fn look_of(book: &Rulebook, form: u32) -> u8 {
    let flags = book.flags_of(form);
    let person = flags & (form_flag::PERSON | form_flag::PERSON_TAIL) != 0;
    let negation = flags & form_flag::NEGATION != 0;
    look_if(person, look::PERSON) | look_if(negation, look::NEGATION)
}

const fn look_if(so: bool, bit: u8) -> u8 {
    if so { bit } else { 0 }
}

/// "Einwanderungs- und Fluchtgeschichte": the first word is "Einwanderungsgeschichte".
fn complete_elided(book: &Rulebook, words: &mut Words, folded: &[u8]) {
    let mut joined = Vec::new();
    for at in 1..words.all.len() {
        let (first, next) = (words.all[at - 1], words.all[at]);
        if folded.get(first.end as usize) != Some(&b'-') || !next.after(gap::SPACE | gap::NEWLINE | gap::COMMA | gap::SLASH) {
            continue;
        }
        // The word that carries the rest stands at most two words on ("Migrations- oder familiärer Fluchtgeschichte").
        let completed = words.all[at..]
            .iter()
            .take(4)
            .skip(usize::from(!next.after(gap::SLASH | gap::COMMA)))
            .find_map(|carrier| {
                let tail = &folded[carrier.start as usize..carrier.end as usize];
                let head = &folded[first.start as usize..first.end as usize];
                (2..tail.len().saturating_sub(2)).find_map(|cut| {
                    joined.clear();
                    joined.extend_from_slice(head);
                    joined.extend_from_slice(tail.get(cut..)?);
                    book.forms.find(&joined)
                })
            });
        if let Some(form) = completed
            && let Some(word) = words.all.get_mut(at - 1)
        {
            word.form = form;
            word.look = word.look & !OF_FORM | look_of(book, form) | look::ELIDED;
        }
    }
}
