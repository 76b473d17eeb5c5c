//! Folded text for regular expressions: a pair of ASCII capitals stands for every Latin letter beyond ASCII.
//!
//! No automaton of `regex` that takes one step a byte knows Unicode's `\b`; a German sentence with one umlaut is then searched
//! by backtracking, a hundred times slower. Folded text holds no capital, so capitals are free to stand for `ä`, `ß` or `ł`,
//! and ASCII's `\b` says the same as Unicode's. Blanks beyond ASCII become as many spaces as they have bytes. Every offset stays
//! what it was.

/// The last letter that has a pair, the end of Latin Extended-A; the first is `ß`: `À` to `Þ` are folded to small letters.
const LAST: u32 = 0x17F;
const FIRST: u32 = 0xDF;
/// First letters of pairs are `A` to `M`, second ones `N` to `Z`: no pair is found across two others.
const ROW: u32 = 13;

/// The two capitals that stand for a folded letter; `None` for one that stays as it is.
pub fn stand_in(letter: char) -> Option<[u8; 2]> {
    let number = u32::from(letter)
        .checked_sub(FIRST)
        .filter(|_| u32::from(letter) <= LAST && letter != '÷')?;
    let at = |first: u8, step: u32| Some(first + u8::try_from(step).ok()?);
    Some([at(b'A', number / ROW)?, at(b'N', number % ROW)?])
}

/// The bytes of a folded text with stand-ins, byte for byte as long.
pub fn flatten(folded: impl Into<Vec<u8>>) -> String {
    let mut bytes = folded.into();
    let mut from = 0;
    // C3 to C5 lead the letters U+00C0 to U+017F.
    while let Some(at) = memchr::memchr3(0xC3, 0xC4, 0xC5, bytes.get(from..).unwrap_or_default()) {
        from += at;
        if let Some([lead, second]) = bytes.get_mut(from..from + 2).and_then(|pair| <&mut [u8; 2]>::try_from(pair).ok()) {
            let letter = u32::from(*lead & 0x1F) << 6 | u32::from(*second & 0x3F);
            if let Some(pair) = char::from_u32(letter).and_then(stand_in) {
                [*lead, *second] = pair;
            }
        }
        from += 2;
    }
    blank(&mut bytes);
    // Whole letters were replaced by ASCII.
    String::from_utf8(bytes).unwrap_or_default()
}

/// Makes spaces of the blanks beyond ASCII: no-break, thin and ideographic spaces, separators of lines and paragraphs.
fn blank(bytes: &mut [u8]) {
    let mut from = 0;
    while let Some(at) = memchr::memchr3(0xC2, 0xE2, 0xE3, bytes.get(from..).unwrap_or_default()) {
        from += at;
        let length = match bytes.get(from..).unwrap_or_default() {
            [0xC2, 0x85 | 0xA0, ..] => 2,
            [0xE2, 0x80, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF, ..] | [0xE2, 0x81, 0x9F, ..] | [0xE3, 0x80, 0x80, ..] => 3,
            _ => {
                from += 2;
                continue;
            }
        };
        bytes.iter_mut().skip(from).take(length).for_each(|byte| *byte = b' ');
        from += length;
    }
}

#[cfg(test)]
mod tests {
    use super::{flatten, stand_in};

    #[test]
    fn blanks_beyond_ascii_become_spaces() {
        let flat = flatten("20\u{a0}% und\u{2009}mehr\u{3000}– „ja“\u{2028}");
        assert_eq!(flat, "20  % und   mehr   – „ja“   ");
    }

    #[test]
    fn letters_become_pairs_and_nothing_else_changes() {
        let folded = "größe – „über“ 4 × 5 ÷ 2 łódź €, жарко";
        let flat = flatten(folded);
        assert_eq!(flat.len(), folded.len());
        assert!(flat.starts_with("gr") && flat.contains("e – „") && flat.contains("4 × 5 ÷ 2 ") && flat.ends_with(" €, жарко"));
        assert!(!flat.contains(['ö', 'ß', 'ü', 'ł', 'ó', 'ź']));
    }

    #[test]
    fn every_letter_has_a_pair_of_its_own() {
        let letters = ('ß'..='ſ').filter(|c| *c != '÷');
        let mut pairs: Vec<_> = letters.clone().map(|c| stand_in(c).unwrap()).collect();
        pairs.sort_unstable();
        pairs.dedup();
        assert_eq!(pairs.len(), letters.count());
        assert!(pairs.iter().all(|[a, b]| (b'A'..=b'M').contains(a) && (b'N'..=b'Z').contains(b)));
        assert_eq!([stand_in('a'), stand_in('×'), stand_in('ƀ'), stand_in('–')], [None; 4]);
    }
}
