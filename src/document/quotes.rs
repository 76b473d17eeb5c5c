//! Quotation marks: what an ad quotes, it does not say.
//!
//! Double marks of every style, and single ones where they are no apostrophes. Must not know what is quoted.

use crate::text::Span;

/// How far from a passage double marks may stand, in characters.
const FAR: usize = 160;
/// The same for single ones, which are easily an apostrophe somebody forgot to write as one.
const NEAR: usize = 60;
/// How far before a passage straight double marks are counted, in bytes.
const COUNTED: u32 = 2000;

/// The quotation marks of a text.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// Every double mark and where it stands.
    double: Vec<(u32, char)>,
    /// Where each single mark stands, and whether it opens.
    single: Vec<(u32, bool)>,
}

impl Quotes {
    pub(super) fn of(text: &str) -> Self {
        let mut quotes = Self::default();
        // Each begins with one of three bytes, or is an apostrophe; what begins with the same is mostly a bullet or a dash.
        let mut marks: Vec<usize> = memchr::memchr3_iter(b'"', 0xE2, 0xC2, text.as_bytes()).collect();
        let straight = memchr::memchr_iter(b'\'', text.as_bytes());
        let doubles = marks.len();
        marks.extend(straight);
        if marks.len() > doubles {
            marks.sort_unstable();
        }
        for at in marks {
            let Some((c, small)) = text.get(at..).and_then(|rest| rest.chars().next()).zip(u32::try_from(at).ok()) else {
                continue;
            };
            if is_double(c) {
                quotes.double.push((small, c));
            } else if let Some(opens) = single(text, at, c) {
                quotes.single.push((small, opens));
            }
        }
        quotes
    }

    /// Whether a passage of a block lies inside one pair of marks.
    pub(super) fn hold(&self, text: &str, block: Span, span: Span) -> bool {
        self.hold_double(text, block, span) || self.hold_single(text, block, span)
    }

    fn hold_double(&self, text: &str, block: Span, span: Span) -> bool {
        // The nearest mark before must open, the nearest after must close; straight marks must be odd in number.
        let (before, after) = around(&self.double, span);
        let Some((_, close)) = after.filter(|(at, _)| *at < block.end && characters(text, span.end, *at) < FAR) else {
            return false;
        };
        let Some((_, open)) = before.filter(|(at, _)| *at >= block.start && characters(text, *at, span.start) <= FAR) else {
            return false;
        };
        if open != '"' {
            return opens(open) && closes(close);
        }
        let begun = self.double.partition_point(|(at, _)| *at < span.start);
        let counted = self.double.get(..begun).unwrap_or_default().iter().rev();
        let straight = counted.take_while(|(at, _)| *at >= block.start && span.start - at <= COUNTED);
        close == '"' && straight.filter(|(_, mark)| *mark == '"').count() % 2 == 1
    }

    fn hold_single(&self, text: &str, block: Span, span: Span) -> bool {
        let (before, after) = around(&self.single, span);
        before.zip(after).is_some_and(|((open, opens), (close, opens_again))| {
            opens && !opens_again && open >= block.start && close < block.end && characters(text, open, close) <= NEAR
        })
    }
}

/// A mark that may not be there.
type Mark<T> = Option<(u32, T)>;

/// The nearest marks before and after a passage.
fn around<T: Copy>(marks: &[(u32, T)], span: Span) -> (Mark<T>, Mark<T>) {
    let before = marks.partition_point(|(at, _)| *at < span.start);
    let after = marks.partition_point(|(at, _)| *at < span.end);
    (before.checked_sub(1).and_then(|at| marks.get(at)).copied(), marks.get(after).copied())
}

fn characters(text: &str, from: u32, to: u32) -> usize {
    Span::new(from, to).of(text).chars().count()
}

const fn is_double(c: char) -> bool {
    matches!(c, '"' | '„' | '“' | '”' | '«' | '»' | '‹' | '›')
}

const fn opens(c: char) -> bool {
    matches!(c, '„' | '“' | '«' | '»' | '‹' | '›')
}

const fn closes(c: char) -> bool {
    matches!(c, '“' | '”' | '»' | '«' | '›' | '‹' | '"')
}

/// Whether a single mark opens a quotation; `None` for an apostrophe: "don't", "Let's", "Andrea's".
fn single(text: &str, at: usize, c: char) -> Option<bool> {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
    let begins = before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '/' | '–' | '—')) && after.is_some_and(char::is_alphabetic);
    let ends = before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric);
    match c {
        '‚' => Some(true),
        '‘' | '\'' if begins => Some(true),
        '‘' | '’' | '\'' if ends => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Quotes;
    use crate::text::Span;

    fn is_quoted(text: &str, passage: &str) -> bool {
        let small = |at: usize| u32::try_from(at).unwrap();
        let at = text.find(passage).unwrap();
        let span = Span::new(small(at), small(at + passage.len()));
        Quotes::of(text).hold(text, Span::new(0, small(text.len())), span)
    }

    #[test]
    fn double_marks_of_every_style_quote() {
        for text in [
            "Wir meiden „junges Team“.",
            "We avoid “junges Team”.",
            "Wir meiden «junges Team».",
            "\"Wir\" sagen \"junges Team\" nie.",
        ] {
            assert!(is_quoted(text, "junges Team"), "{text}");
        }
        assert!(!is_quoted("\"Wir\" sind ein junges Team, sagt \"er\".", "junges Team"));
        assert!(!is_quoted("Ein junges Team.", "junges Team"));
    }

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        for text in [
            "We avoid 'young team' in ads.",
            "We avoid ‘young team’ in ads.",
            "Wir meiden ‚young team‘ und mehr.",
            "('young team')",
        ] {
            assert!(is_quoted(text, "young team"), "{text}");
        }
        for text in [
            "We don't have a young team, isn't it?",
            "Our clients' young team isn't here.",
            "Let’s be a young team of clients’ friends.",
            "The '90s made our young team, and parents' wishes.",
        ] {
            assert!(!is_quoted(text, "young team"), "{text}");
        }
    }
}
