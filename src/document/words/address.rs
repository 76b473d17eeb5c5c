//! Addresses, hash tags and handles: their words are no words of the ad.

use super::{Words, look};

/// Words of e-mail and web addresses, hash tags and handles are no words of the ad.
pub(super) fn mask(words: &mut Words, source: &[u8]) {
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
