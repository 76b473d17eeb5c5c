//! Case folding that keeps every byte offset.
//!
//! Only letters whose lower case has the same UTF-8 length are folded: ASCII and the Latin-1 letters (`Ä`, `É`, …).
//! A hit in the folded text is therefore a hit at the same offsets in the text itself.

/// Appends the folded bytes of `text` to `out`. The length in bytes stays the same.
pub fn fold_into(text: &str, out: &mut Vec<u8>) {
    let start = out.len();
    out.extend_from_slice(text.as_bytes());
    fold(&mut out[start..]);
}

/// Folds the bytes of a UTF-8 text in place.
pub fn fold(bytes: &mut [u8]) {
    bytes.make_ascii_lowercase();
    // In UTF-8 the byte C3 only ever leads a two-byte letter; U+00C0..=U+00DE (without the multiplication sign U+00D7)
    // become U+00E0..=U+00FE by adding 32 to the second byte.
    let mut from = 0;
    while let Some(at) = memchr::memchr(0xC3, &bytes[from..]) {
        let second = from + at + 1;
        if let Some(byte) = bytes.get_mut(second)
            && (0x80..=0x9E).contains(byte)
            && *byte != 0x97
        {
            *byte += 0x20;
        }
        from = (second + 1).min(bytes.len());
    }
}

/// The folded form of a text, byte for byte as long as the text itself.
pub fn fold_string(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    fold_into(text, &mut bytes);
    // Folding keeps UTF-8 whole.
    String::from_utf8(bytes).unwrap_or_default()
}

/// The words of a text in lower case with single blanks between them; everything that is no letter or digit parts words.
pub fn words_only(text: &str) -> String {
    lower_parts(std::iter::once(text), char::is_alphanumeric)
}

/// What `keep` keeps of the parts of a text, in lower case; a single blank stands for all that lies between.
pub fn lower_parts<'t>(parts: impl Iterator<Item = &'t str> + Clone, keep: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(parts.clone().map(str::len).sum());
    let mut apart = false;
    for c in parts.flat_map(str::chars) {
        if !keep(c) {
            apart = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut apart) {
            out.push(' ');
        }
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

/// Whether a word is one of these, which are in small letters; upper and lower case do not matter.
pub fn is_one_of(word: &str, known: &[&str]) -> bool {
    if word.is_ascii() {
        // Nearly every word: asked of each of a sentence, so nothing is written anew.
        return known.iter().any(|known| word.eq_ignore_ascii_case(known));
    }
    known.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::{fold_string, words_only};

    #[test]
    fn wrapping_case_and_marks_do_not_change_the_words() {
        assert_eq!(
            words_only("  Ein „JUNGES“,\n  dynamisches Team!"),
            words_only("ein junges dynamisches team")
        );
        assert_eq!(words_only("…"), "");
    }

    #[test]
    fn umlauts_and_ascii_are_folded_and_lengths_stay() {
        for (from, to) in [("ÄRZTE", "ärzte"), ("Straße", "straße"), ("É×Þ", "é×þ"), ("ẞ", "ẞ"), ("Ł", "Ł")] {
            assert_eq!(fold_string(from), to);
            assert_eq!(from.len(), to.len());
        }
    }

    #[test]
    fn words_are_known_in_any_case() {
        assert!(super::is_one_of("Your", &["my", "your"]));
        assert!(super::is_one_of("GEHÖREN", &["gehören"]));
        assert!(!super::is_one_of("yours", &["my", "your"]));
        assert!(!super::is_one_of("", &["your"]));
    }
}
