//! Words: one pass over the folded text, each word looked up once in the word table.
//!
//! Gender notations ("Bewerber*innen") are one word, found by its base; elided compounds ("Einwanderungs- und
//! Fluchtgeschichte") are completed. Must not know sentences.

use crate::pack::Rulebook;
use crate::pack::rulebook::{SetId, form_flag, signature};
use crate::pack::table::NO_FORM;
use crate::text::Span;

/// What stands between a word and the one before it.
pub mod gap {
    /// White space.
    pub const SPACE: u16 = 1;
    /// A line end.
    pub const NEWLINE: u16 = 1 << 1;
    /// A hyphen or dash.
    pub const HYPHEN: u16 = 1 << 2;
    /// A comma.
    pub const COMMA: u16 = 1 << 3;
    /// A colon.
    pub const COLON: u16 = 1 << 4;
    /// A semicolon.
    pub const SEMICOLON: u16 = 1 << 5;
    /// A full stop or ellipsis.
    pub const STOP: u16 = 1 << 6;
    /// A question or exclamation mark.
    pub const MARK: u16 = 1 << 7;
    /// A slash, backslash or bar.
    pub const SLASH: u16 = 1 << 8;
    /// An opening bracket.
    pub const OPEN: u16 = 1 << 9;
    /// A closing bracket.
    pub const CLOSE: u16 = 1 << 10;
    /// A quotation mark.
    pub const QUOTE: u16 = 1 << 11;
    /// An asterisk.
    pub const STAR: u16 = 1 << 12;
    /// A middle dot or bullet.
    pub const DOT: u16 = 1 << 13;
    /// An underscore.
    pub const UNDERSCORE: u16 = 1 << 14;
    /// Anything else.
    pub const OTHER: u16 = 1 << 15;
}

/// What a word looks like.
pub mod look {
    /// Begins with a capital.
    pub const CAPITAL: u8 = 1;
    /// All capitals, two letters or more.
    pub const UPPER: u8 = 1 << 1;
    /// Digits only.
    pub const NUMBER: u8 = 1 << 2;
    /// Part of an e-mail or web address, a hash tag or a handle.
    pub const MASKED: u8 = 1 << 3;
    /// Stands for a compound that the text elides ("Einwanderungs-").
    pub const ELIDED: u8 = 1 << 4;
}

/// How a word shows that it means every gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Not at all.
    None,
    /// `Bewerber*innen`.
    Star,
    /// `Bewerber:innen`.
    Colon,
    /// `Bewerber_innen`.
    Underscore,
    /// `Bewerber·innen`.
    Dot,
    /// `Bewerber/innen`, `Bewerber/-innen`.
    Slash,
    /// `Bewerber(innen)`.
    Bracket,
    /// `BewerberInnen`.
    CapitalI,
}

/// One word.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Its form in the word table, a completed or compound one of [`Words::dynamic`], or none.
    pub form: u32,
    /// What stands before it, see [`gap`].
    pub gap: u16,
    /// What it looks like, see [`look`].
    pub look: u8,
    /// Its gender notation.
    pub sign: Sign,
}

impl Word {
    /// Where it stands.
    pub const fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }

    /// Whether the word looks like any of `bits`.
    pub const fn is(&self, bits: u8) -> bool {
        self.look & bits != 0
    }

    /// Whether any of `bits` stands before it.
    pub const fn after(&self, bits: u16) -> bool {
        self.gap & bits != 0
    }
}

/// Forms from here on are [`Words::dynamic`].
const DYNAMIC: u32 = 1 << 31;

/// A word that is no form of the table but a compound with a known head or tail.
#[derive(Debug, Clone, Default)]
pub struct Dynamic {
    /// The sets its head and tail belong to, sorted.
    pub sets: Vec<SetId>,
    /// The person noun that is its tail, as a form of the table, and where it begins in the word.
    pub person: Option<(u32, u32)>,
}

/// All words of a text.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// In text order.
    pub all: Vec<Word>,
    /// Compounds.
    pub dynamic: Vec<Dynamic>,
    /// What stands after the last word.
    pub tail_gap: u16,
    /// By set that starts phrases tried on demand: where its words begin in `places`; one more at the end.
    starts: Vec<u32>,
    /// The words of each set, set by set, in text order.
    places: Vec<u32>,
    /// The signature of each word.
    signatures: Vec<u64>,
}

impl Words {
    /// The sets a word belongs to.
    #[inline]
    pub fn sets<'a>(&'a self, book: &'a Rulebook, word: &Word) -> &'a [SetId] {
        if word.form == NO_FORM {
            &[]
        } else if word.form & DYNAMIC != 0 {
            self.dynamic
                .get((word.form & !DYNAMIC) as usize)
                .map_or(&[], |dynamic| dynamic.sets.as_slice())
        } else {
            book.sets_of(word.form)
        }
    }

    /// The person noun a word is, or ends in: the form in the table, and where in the word it begins (bytes).
    pub fn person(&self, book: &Rulebook, word: &Word) -> Option<(u32, u32)> {
        if word.form == NO_FORM {
            None
        } else if word.form & DYNAMIC != 0 {
            self.dynamic.get((word.form & !DYNAMIC) as usize).and_then(|dynamic| dynamic.person)
        } else {
            let flags = book.flags_of(word.form);
            if flags & form_flag::PERSON != 0 {
                Some((word.form, 0))
            } else if flags & form_flag::PERSON_TAIL != 0 {
                let form = book.forms.form(word.form).as_bytes();
                book.longest_person_tail(form)
                    .map(|(person, length)| (person, small(form.len() - length)))
            } else {
                None
            }
        }
    }

    /// The words of a set among `first..end`, in text order; no masked ones.
    #[inline]
    pub fn of_set(&self, set: SetId, first: u32, end: u32) -> &[u32] {
        let at = |set: usize| self.starts.get(set).map_or(0, |start| *start as usize);
        debug_assert!(
            (set as usize) + 1 < self.starts.len(),
            "a phrase is tried on demand that was to be found in the one pass"
        );
        let row = self.places.get(at(set as usize)..at(set as usize + 1)).unwrap_or_default();
        let from = row.partition_point(|word| *word < first);
        let to = from + row.get(from..).unwrap_or_default().partition_point(|word| *word < end);
        row.get(from..to).unwrap_or_default()
    }

    /// The signature of the word at a place; 0 where there is none.
    #[inline]
    pub fn signature(&self, at: u32) -> u64 {
        self.signatures.get(at as usize).copied().unwrap_or(0)
    }

    fn sign(&mut self, book: &Rulebook) {
        let signature_of = |word: &Word| match word.form {
            NO_FORM => 0,
            form if form & DYNAMIC != 0 => signature(self.sets(book, word)),
            form => book.signature_of(form),
        };
        self.signatures = self.all.iter().map(signature_of).collect();
    }

    /// Sorts the words by their sets, so that a phrase tried on demand starts only where it can.
    fn place(&mut self, book: &Rulebook) {
        let own = |set: &&SetId| **set < book.on_demand;
        let mut starts = vec![0_u32; book.on_demand as usize + 2];
        for word in self.all.iter().filter(|word| !word.is(look::MASKED)) {
            for set in self.sets(book, word).iter().take_while(own) {
                starts[*set as usize + 2] += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut places = vec![0_u32; sum as usize];
        for (at, word) in self.all.iter().enumerate().filter(|(_, word)| !word.is(look::MASKED)) {
            for set in self.sets(book, word).iter().take_while(own) {
                let next = &mut starts[*set as usize + 1];
                places[*next as usize] = small(at);
                *next += 1;
            }
        }
        self.starts = starts;
        self.places = places;
    }

    /// Whether the word is a form of the table itself.
    pub const fn is_known(word: &Word) -> bool {
        word.form & DYNAMIC == 0
    }
}

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

/// Reads the words of `text`; `folded` is its fold, byte for byte.
pub fn read(book: &Rulebook, text: &str, folded: &[u8]) -> Words {
    let mut words = Words {
        all: Vec::with_capacity(folded.len() / 6 + 4),
        ..Words::default()
    };
    let source = text.as_bytes();
    let mut at = 0;
    let mut before = 0_u16;
    while at < folded.len() {
        let byte = folded[at];
        match CLASS[usize::from(byte)] {
            WORD => {}
            SIGN => {
                push(book, &mut words, source, folded, (at, at + 1), before, false);
                at += 1;
                before = 0;
                continue;
            }
            LEAD => {
                let (letter, length, bit) = beyond_ascii(folded, at);
                if !letter {
                    if is_wide_sign(&folded[at..]) {
                        push(book, &mut words, source, folded, (at, at + length), before, false);
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
        while at < folded.len() {
            match CLASS[usize::from(folded[at])] {
                WORD => at += 1,
                LEAD => {
                    let (letter, length, _) = beyond_ascii(folded, at);
                    if letter {
                        at = (at + length).min(folded.len());
                    } else if let Some(length) = apostrophe(folded, at) {
                        plain = false;
                        at += length;
                    } else {
                        break;
                    }
                }
                _ => match apostrophe(folded, at) {
                    Some(length) => at += length,
                    None => break,
                },
            }
        }
        let merged = sign_suffix(source, folded, start, at);
        push_signed(book, &mut words, source, folded, (start, at), merged, before, plain);
        if let Some((_, end)) = merged {
            at = end;
        }
        before = 0;
    }
    words.tail_gap = before;
    complete_elided(book, &mut words, folded);
    mask_addresses(&mut words, source);
    words.sign(book);
    words.place(book);
    words
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
        _ => return None,
    };
    let rest = folded.get(at..)?;
    let letters = rest.iter().take(6).take_while(|b| b.is_ascii_alphabetic()).count();
    let suffix = &rest[..letters];
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

#[expect(clippy::too_many_arguments, reason = "the state of the one hot loop, passed plainly")]
fn push_signed(
    book: &Rulebook,
    words: &mut Words,
    source: &[u8],
    folded: &[u8],
    (start, end): (usize, usize),
    merged: Option<(Sign, usize)>,
    before: u16,
    plain: bool,
) {
    push(book, words, source, folded, (start, end), before, !plain);
    let Some(word) = words.all.last_mut() else { return };
    if let Some((sign, stop)) = merged {
        word.sign = sign;
        word.end = small(stop);
        return;
    }
    // "BewerberInnen": a capital I inside a word, followed by "n" or "nnen" and the end.
    let bytes = &source[start..end];
    let suffix = if bytes.ends_with(b"Innen") {
        5
    } else if bytes.ends_with(b"In") {
        2
    } else {
        return;
    };
    if bytes.len() > suffix + 2 && bytes[bytes.len() - suffix - 1].is_ascii_lowercase() {
        let base = (start, end - suffix);
        words.all.pop();
        push(book, words, source, folded, base, before, false);
        if let Some(word) = words.all.last_mut() {
            word.sign = Sign::CapitalI;
            word.end = small(end);
        }
    }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// Looks a word up and adds it; joins it to the one before where only a hyphen parts them and both are one known word.
#[inline]
fn push(book: &Rulebook, words: &mut Words, source: &[u8], folded: &[u8], (start, end): (usize, usize), before: u16, odd: bool) {
    let bytes = &folded[start..end];
    let mut form = if odd {
        // A typographic apostrophe: the table knows the plain one.
        let plain = String::from_utf8_lossy(bytes).replace('’', "'");
        book.forms.find(plain.as_bytes()).unwrap_or(NO_FORM)
    } else {
        book.forms.find(bytes).unwrap_or(NO_FORM)
    };
    let mut look = 0;
    let first = source[start];
    if first.is_ascii_uppercase() || (first == 0xC3 && source.get(start + 1).is_some_and(|b| (0x80..=0x9E).contains(b))) {
        look |= look::CAPITAL;
        if bytes.len() > 1 && source[start..end] != folded[start..end] && !source[start..end].iter().any(u8::is_ascii_lowercase) {
            look |= look::UPPER;
        }
    } else if first.is_ascii_digit() && bytes.iter().all(u8::is_ascii_digit) {
        look |= look::NUMBER;
    }
    if before == gap::HYPHEN
        && let Some(last) = words.all.last()
        && last.sign == Sign::None
        && last.end as usize + 1 == start
    {
        // "Migrations-Hintergrund" is one word when the table knows it so.
        let mut joined = Vec::with_capacity(end - last.start as usize);
        joined.extend_from_slice(&folded[last.start as usize..last.end as usize]);
        joined.extend_from_slice(bytes);
        if let Some(known) = book.forms.find(&joined)
            && let Some(last) = words.all.last_mut()
        {
            last.form = known;
            last.end = small(end);
            return;
        }
    }
    if form == NO_FORM && look & look::NUMBER == 0 && bytes.len() > 4 {
        form = compound(book, words, bytes);
    }
    words.all.push(Word {
        start: small(start),
        end: small(end),
        form,
        gap: before,
        look,
        sign: Sign::None,
    });
}

/// A word the table does not hold: a compound of known heads and tails?
fn compound(book: &Rulebook, words: &mut Words, bytes: &[u8]) -> u32 {
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
    words.dynamic.push(dynamic);
    DYNAMIC | small(words.dynamic.len() - 1)
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
            word.look |= look::ELIDED;
        }
    }
}

/// Words of e-mail and web addresses, hash tags and handles are no words of the ad.
fn mask_addresses(words: &mut Words, source: &[u8]) {
    let masks = |span: (usize, usize), words: &mut Words| {
        let from = words.all.partition_point(|word| (word.end as usize) <= span.0);
        for word in words.all[from..].iter_mut().take_while(|word| (word.start as usize) < span.1) {
            word.look |= look::MASKED;
        }
    };
    let around = |at: usize| {
        let edge = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'<' | b'>' | b'"' | b'(' | b')' | b',' | b';') || *b == 0xC2;
        let start = source[..at].iter().rposition(edge).map_or(0, |p| p + 1);
        let end = source[at..].iter().position(edge).map_or(source.len(), |p| at + p);
        (start, end)
    };
    // What lies in an address that is masked already needs no second look: "a@b@c…" would be read once a sign.
    let mut until = 0;
    for at in memchr::memchr_iter(b'@', source) {
        if at >= until {
            let span = around(at);
            until = span.1;
            masks(span, words);
        }
    }
    until = 0;
    for at in memchr::memchr_iter(b'#', source) {
        if at >= until && source.get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            let end = around(at).1;
            until = end;
            masks((at, end), words);
        }
    }
    for needle in ["://", "www."] {
        until = 0;
        for at in memchr::memmem::find_iter(source, needle) {
            if at >= until {
                let span = around(at);
                until = span.1;
                masks(span, words);
            }
        }
    }
}
