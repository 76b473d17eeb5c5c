//! Regular expressions, made cheap to build and to run: they read the folded text, and know beforehand whether they can match at all.
//!
//! Upper and lower case and Unicode's `\w` and `\d` are what makes an expression slow to build (a third of a millisecond). Ads
//! with rules are written in Latin letters, so narrower classes say the same; `\b` stays as it is, for "groß\b".
//! Must not know where expressions run.

use crate::text::fold_string;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The letters, digits and underscore of folded Latin text.
const WORD: &str = "0-9a-z_ß-öø-ÿĀ-ž";

/// An expression for the folded text that matches where `pattern`, without regard to case, matches the text.
pub(super) fn narrow(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut in_class = false;
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match c {
            '\\' => {
                let escaped = rest.chars().nth(1).unwrap_or('\\');
                taken += escaped.len_utf8();
                match (escaped, in_class) {
                    ('d', false) => out.push_str("[0-9]"),
                    ('d', true) => out.push_str("0-9"),
                    ('w', false) => out.extend(["[", WORD, "]"]),
                    ('w', true) => out.push_str(WORD),
                    ('W', false) => out.extend(["[^", WORD, "]"]),
                    _ => out.push_str(&rest[..taken]),
                }
            }
            '(' if rest.starts_with("(?P<") || rest.starts_with("(?<") => {
                taken = rest.find('>').map_or(rest.len(), |end| end + 1);
                out.push_str(&rest[..taken]);
            }
            _ => {
                match c {
                    '[' => in_class = true,
                    ']' => in_class = false,
                    _ => {}
                }
                out.push_str(&fold_string(&rest[..taken]));
            }
        }
        rest = &rest[taken..];
    }
    out
}

/// Whether every match holds an ASCII digit: most sentences hold none, and need not be tried.
pub(super) fn needs_digit(pattern: &str) -> bool {
    regex_syntax::Parser::new().parse(pattern).is_ok_and(|hir| has_digit(&hir))
}

fn has_digit(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => false,
        HirKind::Literal(literal) => literal.0.iter().any(u8::is_ascii_digit),
        HirKind::Class(Class::Unicode(class)) => {
            !class.ranges().is_empty() && class.ranges().iter().all(|range| range.start() >= '0' && range.end() <= '9')
        }
        HirKind::Class(Class::Bytes(class)) => {
            !class.ranges().is_empty() && class.ranges().iter().all(|range| range.start() >= b'0' && range.end() <= b'9')
        }
        HirKind::Repetition(repetition) => repetition.min > 0 && has_digit(&repetition.sub),
        HirKind::Capture(capture) => has_digit(&capture.sub),
        HirKind::Concat(parts) => parts.iter().any(has_digit),
        HirKind::Alternation(parts) => parts.iter().all(has_digit),
    }
}

#[cfg(test)]
mod tests {
    use super::{narrow, needs_digit};

    #[test]
    fn an_expression_is_narrowed_to_folded_latin_letters() {
        let regex = regex::Regex::new(&narrow(r"\bÄlter(?P<here>\s+als\s+\d\d)[^\d;]*\W(?:\w+)")).unwrap();
        assert!(regex.is_match("nicht älter als 35 jahre, größer"));
        assert!(!regex.is_match("vorälter als 35; jahre"));
    }

    #[test]
    fn it_is_known_which_expressions_need_a_digit() {
        assert!(needs_digit(&narrow(r"(?:unter|bis)\s+\d+ Jahre")));
        assert!(needs_digit(&narrow(r"(?:unter 3|bis \d{2})")));
        assert!(!needs_digit(&narrow(r"(?:unter|bis)\s+(?:\d+|dreißig) Jahre")));
        assert!(!needs_digit(&narrow(r"\d*")));
    }
}
