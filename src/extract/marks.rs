//! What lines begin with: bullets, numbers, dashes, and the first letter of their text.
//!
//! Must not know how lines stand to one another.

use super::draft::offset;

/// What a line begins with, when it begins a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    None,
    /// A bullet that is nothing else.
    Bullet,
    /// A hyphen or dash, which may also be one in a sentence.
    Dash,
    Number,
}

/// What the text of a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Lower,
    Upper,
    /// `(`
    Open,
    /// `)`, `/`, `&`, `,`: never the beginning of anything.
    Tail,
    Other,
}

/// What the text of a line begins with.
pub(super) fn first(body: &str) -> First {
    let mut letters = body.chars();
    let Some(letter) = letters.next() else { return First::Other };
    let letter = match letter {
        '(' => return First::Open,
        ')' | '/' | '&' | ',' => return First::Tail,
        '„' | '“' | '”' | '"' | '\'' | '‚' | '‘' | '’' | '«' | '»' | '-' | '–' | '[' => letters.next().unwrap_or(letter),
        _ => letter,
    };
    if letter.is_lowercase() {
        First::Lower
    } else if letter.is_uppercase() {
        First::Upper
    } else {
        First::Other
    }
}

/// The list marker a line begins with, and where its text begins.
pub(super) fn marker(text: &str) -> (Marker, usize) {
    let none = (Marker::None, 0);
    match text.as_bytes() {
        [b'A'..=b'Z', ..] | [b'a'..=b'n' | b'p'..=b'z', b'a'..=b'z' | b' ', ..] => return none,
        _ => {}
    }
    let mut letters = text.chars();
    let Some(sign) = letters.next() else { return none };
    let rest = letters.as_str();
    let width = sign.len_utf8();
    let spaced = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let skip = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.len() - rest.trim_start().len()
    };
    match sign {
        'a'..='z' if rest.starts_with(") ") || rest.starts_with(")\t") => (Marker::Number, skip(2)),
        // The bullet of a word processor's sub-list, and two signs that a lost symbol font leaves behind.
        'o' | 'ü' | 'Ø' if spaced && !rest.is_empty() => (Marker::Bullet, skip(width)),
        'a'..='z' => none,
        '-' | '–' | '—' | '−' if spaced => (Marker::Dash, skip(width)),
        '-' | '–' if rest.starts_with(char::is_uppercase) && !text.ends_with(sign) => (Marker::Bullet, width),
        '*' | '+' if spaced => (Marker::Bullet, skip(width)),
        // "*Pflege der Anlagen"; "*Wichtig*" is set in bold.
        '*' if rest.starts_with(char::is_uppercase) && !rest.contains('*') => (Marker::Bullet, width),
        '0'..='9' => numbered(text).map_or(none, |width| (Marker::Number, skip(width))),
        '§' if spaced && rest.trim_start().starts_with(char::is_alphabetic) => (Marker::Bullet, skip(width)),
        '»' | '›' | '>' | '~' if spaced && !rest.is_empty() => (Marker::Bullet, skip(width)),
        // A control character is what some programs leave of a bullet.
        _ if is_bullet(sign) || sign.is_control() => (Marker::Bullet, skip(width)),
        _ if is_pictograph(sign) => {
            let rest = rest.trim_start_matches(|letter| is_pictograph(letter) || is_joiner(letter));
            let from = text.len() - rest.len();
            if rest.starts_with(char::is_whitespace) {
                (Marker::Bullet, skip(from))
            } else {
                none
            }
        }
        _ => none,
    }
}

/// The length of "1." or "12)" in front of a blank.
fn numbered(text: &str) -> Option<usize> {
    let digits = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let after = text.as_bytes().get(digits..digits + 2)?;
    let closed = matches!(after, [b'.' | b')', b' ' | b'\t']);
    (closed && digits <= 2).then_some(digits + 1)
}

/// Signs that are bullets wherever a line begins with them, a blank behind them or not.
pub(super) fn is_bullet(sign: char) -> bool {
    matches!(
        sign,
        '•' | '·'
            | '∙'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '►'
            | '▶'
            | '▸'
            | '▷'
            | '‣'
            | '⁃'
            | '➢'
            | '➤'
            | '➔'
            | '→'
            | '⇒'
            | '✓'
            | '✔'
            | '❖'
            | '◆'
            | '◇'
            | '◾'
            | '★'
            | '☆'
            | '☑'
            | '✗'
            | '▻'
            | '⬥'
            | '⮚'
            | '➜'
            | '➡'
    ) || matches!(sign, '\u{F000}'..='\u{F8FF}')
}

fn is_pictograph(sign: char) -> bool {
    matches!(sign, '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

fn is_joiner(sign: char) -> bool {
    matches!(sign, '\u{200D}' | '\u{FE0F}' | '\u{20E3}')
}

/// Bytes of "•" and of the bullet of the symbol font.
pub(super) const BULLET_LEN: u32 = 3;

/// The bullets between blanks that do not begin their line.
pub(super) fn bullets_inside(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut found: Vec<u32> = Vec::new();
    for sign in ["•", "\u{F0B7}"] {
        found.extend(
            memchr::memmem::find_iter(bytes, sign.as_bytes())
                .filter(|&at| is_inside(text, at))
                .map(offset),
        );
    }
    found.sort_unstable();
    found
}

fn is_inside(text: &str, at: usize) -> bool {
    let after = text.get(at + BULLET_LEN as usize..).unwrap_or_default();
    let before = text.get(..at).unwrap_or_default().trim_end_matches([' ', '\t', '\u{a0}']);
    after.starts_with(char::is_whitespace) && before.len() < at && !before.is_empty() && !before.ends_with(['\n', '\r'])
}
