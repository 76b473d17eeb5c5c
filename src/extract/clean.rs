//! Takes out of a text what no reader sees and puts right what a reader reads differently: soft hyphens, zero-width
//! characters, loose combining marks, ligatures, the other hyphens, full-width signs, and mojibake.
//!
//! Most ads have none of it, so a probe decides first and costs little. Must not know formats, lines or languages.

use super::draft::{Change, Draft, With, offset};
use super::encoding::byte_of;
use crate::diagnostic::{Fault, FaultCode};
use crate::text::Span;

/// How often text was read in the wrong encoding at most ("fÃƒÂ¼r" is twice).
const LAYERS: usize = 3;

/// So many letters that some program has replaced by "�" are a fault: words with them cannot be read.
const LOST: u32 = 3;

/// The draft as it is read.
pub(super) fn clean(mut draft: Draft<'_>) -> Draft<'_> {
    let mut look = probe(&draft.text);
    for layer in 0..LAYERS {
        if !look.mojibake {
            break;
        }
        let Some((changes, sample)) = mojibake(&draft.text) else { break };
        if layer == 0 {
            let span = match &draft.map {
                Some(map) => map.to_source(sample.0),
                None => sample.0,
            };
            draft.faults.push(Fault {
                code: FaultCode::Mojibake,
                detail: sample.1,
                span: Some(span),
            });
        }
        draft = draft.edited(&changes);
        look = probe(&draft.text);
    }
    if look.lost >= LOST {
        let at = draft.text.find('\u{FFFD}').map_or(0, offset);
        let span = Span::new(at, at + 3);
        let span = draft.map.as_ref().map_or(span, |map| map.to_source(span));
        draft.faults.push(Fault {
            code: FaultCode::BadEncoding,
            detail: "U+FFFD".to_owned(),
            span: Some(span),
        });
    }
    if look.special {
        let changes = specials(&draft.text);
        draft = draft.edited(&changes);
    }
    draft
}

/// What a text may hold.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    special: bool,
    mojibake: bool,
    /// Letters that are lost.
    lost: u32,
}

/// Looks for the first bytes of everything this module treats.
fn probe(text: &str) -> Look {
    let bytes = text.as_bytes();
    let mut look = Look::default();
    for at in memchr::memchr3_iter(0xC2, 0xC3, 0xE2, bytes) {
        match (bytes.get(at), bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(0xC3), Some(0x82 | 0x83 | 0xA2 | 0xAF | 0xB0), _) => look.mojibake = true,
            (Some(0xC2), Some(0xAC | 0xAD), _)
            | (Some(0xE2), Some(0x80), Some(0x8B..=0x91 | 0xAA..=0xAE))
            | (Some(0xE2), Some(0x81), Some(0xA0 | 0xA6..=0xA9)) => look.special = true,
            _ => {}
        }
    }
    // Combining marks (U+0300 to U+036F), the Latin ligatures (U+FB00 to U+FB06), full-width forms (U+FF01 to U+FF5E), the byte
    // order mark, lost letters.
    for at in memchr::memchr3_iter(0xCC, 0xCD, 0xEF, bytes) {
        match (bytes.get(at), bytes.get(at + 1), bytes.get(at + 2)) {
            (Some(0xEF), Some(0xBF), Some(0xBD)) => look.lost += 1,
            (Some(0xEF), Some(0xAC | 0xBB | 0xBC | 0xBD), _) | (Some(0xCC | 0xCD), ..) => look.special = true,
            _ => {}
        }
    }
    look
}

/// The changes that take invisible and split characters out.
fn specials(text: &str) -> Vec<Change> {
    let bytes = text.as_bytes();
    let mut places: Vec<usize> = memchr::memchr3_iter(0xC2, 0xE2, 0xEF, bytes).collect();
    places.extend(memchr::memchr2_iter(0xCC, 0xCD, bytes));
    places.sort_unstable();
    let mut changes: Vec<Change> = Vec::new();
    for at in places {
        let (Some(before), Some(rest)) = (text.get(..at), text.get(at..)) else {
            continue;
        };
        let Some(letter) = rest.chars().next() else { continue };
        let last = before.char_indices().next_back();
        let span = Span::new(offset(at), offset(at + letter.len_utf8()));
        if let Some(change) = special(text, span, letter, last) {
            push(&mut changes, change);
        }
    }
    changes
}

/// "：" and the like, as East Asian keyboards write them: the ASCII sign of the same meaning.
fn narrow(wide: char) -> Option<char> {
    const APART: u32 = 0xFEE0;
    char::from_u32(u32::from(wide).checked_sub(APART)?)
}

/// Adds a change unless the one before already covers its place.
fn push(changes: &mut Vec<Change>, change: Change) {
    if changes.last().is_none_or(|last| last.span.end <= change.span.start) {
        changes.push(change);
    }
}

fn special(text: &str, span: Span, letter: char, last: Option<(usize, char)>) -> Option<Change> {
    let (span, with) = match letter {
        // A soft hyphen, or its stand-in "¬" in copies from PDF, at the end of a line: the word goes on in the next one.
        '\u{AD}' => (over_line_end(text, span).unwrap_or(span), With::Nothing),
        '¬' if last.is_some_and(|(_, before)| before.is_alphabetic()) => (over_line_end(text, span)?, With::Nothing),
        '\u{200D}' if last.is_some_and(|(_, before)| before.is_alphabetic()) => (span, With::Nothing),
        '\u{200B}' | '\u{200C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {
            (span, With::Nothing)
        }
        '\u{2010}' | '\u{2011}' => (span, With::Char('-')),
        '\u{FF01}'..='\u{FF5E}' => (span, With::Char(narrow(letter)?)),
        '\u{FB00}' => (span, With::Text("ff")),
        '\u{FB01}' => (span, With::Text("fi")),
        '\u{FB02}' => (span, With::Text("fl")),
        '\u{FB03}' => (span, With::Text("ffi")),
        '\u{FB04}' => (span, With::Text("ffl")),
        '\u{FB05}' | '\u{FB06}' => (span, With::Text("st")),
        '\u{0300}'..='\u{036F}' => {
            let (at, base) = last?;
            (Span::new(offset(at), span.end), With::Char(composed(base, letter)?))
        }
        _ => return None,
    };
    Some(Change { span, with })
}

/// The span up to the first letter of the next line, where only blanks and one line end lie between.
fn over_line_end(text: &str, span: Span) -> Option<Span> {
    let rest = text.get(span.end as usize..)?;
    let blank = |letter: char| letter == ' ' || letter == '\t';
    let line = rest.trim_start_matches(blank);
    let next = line
        .strip_prefix("\r\n")
        .or_else(|| line.strip_prefix(['\n', '\r']))?
        .trim_start_matches(blank);
    let end = offset(text.len() - next.len());
    next.starts_with(char::is_lowercase).then_some(Span::new(span.start, end))
}

/// Letter and mark as one letter, for the languages of Latin script that job ads are written in.
fn composed(base: char, mark: char) -> Option<char> {
    let pairs = match mark {
        '\u{0300}' => "AÀEÈIÌOÒUÙNǸaàeèiìoòuùnǹ",
        '\u{0301}' => "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzź",
        '\u{0302}' => "AÂCĈEÊGĜHĤIÎOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîoôsŝuûwŵyŷ",
        '\u{0303}' => "AÃINÑOÕUŨaãnñoõuũ",
        '\u{0306}' => "AĂGĞIĬUŬaăgğiĭuŭ",
        '\u{0307}' => "CĊEĖGĠIİZŻcċeėgġzż",
        '\u{0308}' => "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ",
        '\u{030A}' => "AÅUŮaåuů",
        '\u{030B}' => "OŐUŰoőuű",
        '\u{030C}' => "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž",
        '\u{0326}' => "SȘTȚsștț",
        '\u{0327}' => "CÇSŞTŢcçsştţ",
        '\u{0328}' => "AĄEĘIĮUŲaąeęiįuų",
        _ => return None,
    };
    let mut letters = pairs.chars();
    while let (Some(plain), Some(with_mark)) = (letters.next(), letters.next()) {
        if plain == base {
            return Some(with_mark);
        }
    }
    None
}

/// The changes that undo one layer of UTF-8 read as Windows-1252 or ISO-8859-1, with the first broken passage for the
/// fault; `None` where it is not clear that this is what happened.
fn mojibake(text: &str) -> Option<(Vec<Change>, (Span, String))> {
    let bytes = text.as_bytes();
    let mut changes = Vec::new();
    let mut weight = 0;
    let mut sample = None;
    let mut end = 0;
    for at in memchr::memchr_iter(0xC3, bytes) {
        if at < end {
            continue;
        }
        let Some((letter, len)) = meant(text, at) else { continue };
        end = at + len;
        let span = Span::new(offset(at), offset(end));
        changes.push(Change {
            span,
            with: With::Char(letter),
        });
        let letter_at = |index: Option<usize>| index.and_then(|index| bytes.get(index)).is_some_and(u8::is_ascii_alphabetic);
        let in_word = letter.is_alphabetic() && (letter_at(at.checked_sub(1)) || letter_at(Some(end)));
        weight += if in_word || letter.len_utf8() > 2 { 2 } else { 1 };
        sample.get_or_insert_with(|| (span, format!("{} → {letter}", span.of(text))));
    }
    sample.filter(|_| weight >= 2).map(|sample| (changes, sample))
}

/// The letter that was meant by the two to four characters at `at`, and their length in bytes.
///
/// Only sequences that begin with Â, Ã, â, ï»¿ or ðŸ count: others stand in good German ("Spaß“" ends in bytes that
/// would be a letter as well).
fn meant(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let mut letters = rest.chars();
    let lead = letters.next()?;
    let count = match lead {
        'Â' | 'Ã' => 2,
        'â' | 'ï' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut encoded = [0; 4];
    let mut len = 0;
    for (slot, letter) in encoded.iter_mut().zip(rest.chars()).take(count) {
        *slot = byte_of(letter)?;
        len += letter.len_utf8();
    }
    let letter = std::str::from_utf8(encoded.get(..count)?).ok()?.chars().next()?;
    let plausible = match lead {
        'ï' => letter == '\u{FEFF}',
        'â' => ('\u{2010}'..='\u{2BFF}').contains(&letter),
        'ð' => letter >= '\u{1F000}',
        _ => true,
    };
    plausible.then_some((letter, len))
}

#[cfg(test)]
mod tests {
    use super::clean;
    use crate::diagnostic::FaultCode;
    use crate::extract::draft::Draft;
    use crate::text::Span;

    fn cleaned(text: &str) -> String {
        clean(Draft::of(text)).text.into_owned()
    }

    #[test]
    fn what_has_nothing_special_is_not_copied() {
        let draft = clean(Draft::of(
            "Bewerbungen „von Menschen“ mit Migrationshintergrund – gern – über 3 Mitarbeiter*innen",
        ));
        assert!(draft.map.is_none());
        assert!(draft.faults.is_empty());
    }

    #[test]
    fn soft_hyphens_and_zero_width_characters_go() {
        assert_eq!(cleaned("Wirt\u{ad}schafts\u{200b}infor\u{ad}matik"), "Wirtschaftsinformatik");
        assert_eq!(cleaned("Wirt\u{ad}\n  schaft"), "Wirtschaft");
        assert_eq!(cleaned("Wirt¬\r\nschaft"), "Wirtschaft");
        assert_eq!(cleaned("E\u{ad}\nMail"), "E\nMail");
        assert_eq!(cleaned("👩\u{200d}🔧 bei uns\u{200d}"), "👩\u{200d}🔧 bei uns");
    }

    #[test]
    fn full_width_signs_become_narrow_ones() {
        assert_eq!(cleaned("Age：２５－３５（ｍ）"), "Age:25-35(m)");
    }

    #[test]
    fn loose_marks_and_ligatures_become_letters() {
        assert_eq!(cleaned("fu\u{308}r o\u{fb03}ce Cafe\u{301}"), "für office Café");
        assert_eq!(cleaned("Literatur\u{2010} und Datenrecherche"), "Literatur- und Datenrecherche");
    }

    #[test]
    fn a_dropped_character_leaves_the_way_back_exact_on_both_sides() {
        let draft = clean(Draft::of("Wirt\u{ad}schaft"));
        let map = draft.map.expect("changed");
        assert_eq!(map.exact(Span::new(0, 4)), Some(Span::new(0, 4)));
        assert_eq!(map.exact(Span::new(4, 10)), Some(Span::new(6, 12)));
        assert_eq!(map.to_source(Span::new(0, 10)), Span::new(0, 12));
        assert_eq!(map.exact(Span::new(0, 10)), None);
    }

    #[test]
    fn mojibake_is_read_as_it_was_meant_and_said() {
        for (broken, meant) in [
            ("ausdrÃ¼cklich erwÃ¼nscht", "ausdrücklich erwünscht"),
            ("GrÃ¶Ã\u{9f}e â€“ Ã„rzte", "Größe – Ärzte"),
            ("StraÃŸe Ãœber", "Straße Über"),
            ("StateÂ\u{a0}â\u{80}\u{99}s", "State\u{a0}’s"),
            ("fÃƒÂ¼r alle", "für alle"),
            ("Ã¼ber", "über"),
        ] {
            let draft = clean(Draft::of(broken));
            assert_eq!(draft.text, meant);
            assert_eq!(draft.faults.len(), 1);
            assert_eq!(draft.faults[0].code, FaultCode::Mojibake);
        }
    }

    #[test]
    fn lost_letters_are_said() {
        let draft = clean(Draft::of("Universit\u{FFFD}t f\u{FFFD}r B\u{FFFD}cher"));
        assert_eq!(draft.faults[0].code, FaultCode::BadEncoding);
        assert_eq!(draft.faults[0].span, Some(Span::new(9, 12)));
        assert!(clean(Draft::of("nur eins: \u{FFFD}")).faults.is_empty());
    }

    #[test]
    fn good_text_is_not_taken_for_mojibake() {
        for text in ["„Spaß“ und „Ä“", "SÃO PAULO", "naïve Âge", "château â €", "Â§ 5"] {
            let draft = clean(Draft::of(text));
            assert_eq!(draft.text, text);
            assert!(draft.faults.is_empty());
        }
    }
}
