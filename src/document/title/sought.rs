//! Job titles that stand only inside an English sentence: "is seeking a Director of Elections to …", "the City Clerk position".
//!
//! Must not know occupations or judge a form: capitals and the words around them have to do.

use super::{SEARCHED, Title};
use crate::document::scan::Hit;
use crate::document::sentences::{BlockInfo, Sentence};
use crate::document::words::{Word, Words, gap, look};
use crate::lang::Lang;
use crate::pack::rulebook::Owner;

/// How many words may lead from "seeking" to the title.
const REACH: u32 = 10;
/// How many words a title may have.
const LONGEST: u32 = 10;
/// What ends the way to a title: the post is not named here.
const ENDS: [&str; 16] = [
    "to",
    "who",
    "that",
    "which",
    "with",
    "in",
    "at",
    "on",
    "by",
    "from",
    "whose",
    "where",
    "if",
    "because",
    "people",
    "candidates",
];
/// What may join the words of a title.
const LINKS: [&str; 4] = ["of", "for", "and", "in"];
/// Between the words of a title stands nothing stronger than a slash.
const BREAKS: u16 = gap::COMMA | gap::COLON | gap::SEMICOLON | gap::STOP | gap::MARK | gap::OPEN | gap::CLOSE | gap::QUOTE;

/// The first title a sentence of an English block names.
pub(super) fn sought(text: &str, words: &Words, sentences: &[Sentence], blocks: &[BlockInfo], hits: &[Hit]) -> Option<Title> {
    let reader = Reader { text, words };
    for (index, block) in blocks.iter().enumerate().take(SEARCHED).filter(|(_, block)| block.lang == Some(Lang::En)) {
        let from = hits.partition_point(|hit| hit.sentence < block.first);
        let own = || hits.iter().skip(from).take_while(|hit| hit.sentence < block.end);
        for at in block.first..block.end {
            let Some(sentence) = sentences.get(at as usize) else { continue };
            let named = own()
                .filter(|hit| hit.sentence == at && hit.owner == Owner::Seeking)
                .find_map(|hit| reader.after(hit.last + 1, sentence.end))
                .or_else(|| reader.before_position(sentence));
            if let Some((first, end)) = named {
                let span = words.all.get(first as usize)?.span();
                let last = words.all.get((end as usize).checked_sub(1)?)?.span();
                return Some(Title {
                    span: crate::text::Span::new(span.start, last.end),
                    first,
                    end,
                    block: u32::try_from(index).unwrap_or(u32::MAX),
                });
            }
        }
    }
    None
}

/// What stands above a posting and names no post.
const LABELS: [&str; 9] = [
    "job offer",
    "job opening",
    "job opportunity",
    "job posting",
    "vacancy",
    "vacancies",
    "open position",
    "position available",
    "career opportunity",
];
/// What tells an employer's name from a post's.
const EMPLOYERS: [&str; 9] = ["institut", "university", "college", "gmbh", "inc", "ltd", "llc", "council", "department"];

/// Whether a line only says that there is a post, and where: "Vacancy", "Job offer – Institute of …".
fn is_label(passage: &str) -> bool {
    let passage = passage.to_lowercase();
    let rest = LABELS.iter().find_map(|label| passage.strip_prefix(label));
    rest.map(|rest| rest.trim_matches(|c: char| !c.is_alphanumeric()))
        .is_some_and(|rest| rest.is_empty() || EMPLOYERS.iter().any(|name| rest.contains(name)))
}

/// Whether a short English block is plainly something else: a greeting, a question, a ruler, a label.
pub(super) fn is_none(passage: &str) -> bool {
    let passage = passage.trim();
    let greeting = ["dear ", "hello", "hi ", "to whom"]
        .iter()
        .any(|start| passage.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    greeting || passage.ends_with(['?', ',']) || passage.contains("==") || is_label(passage)
}

struct Reader<'t> {
    text: &'t str,
    words: &'t Words,
}

impl Reader<'_> {
    fn word(&self, at: u32) -> Option<&Word> {
        self.words.all.get(at as usize)
    }

    fn is_capital(&self, at: u32) -> bool {
        self.word(at)
            .is_some_and(|word| word.is(look::CAPITAL) && !word.is(look::NUMBER | look::MASKED))
    }

    fn is_one_of(&self, at: u32, known: &[&str]) -> bool {
        self.word(at).is_some_and(|word| {
            let passage = word.span().of(self.text);
            known.iter().any(|known| passage.eq_ignore_ascii_case(known))
        })
    }

    fn joined(&self, at: u32) -> bool {
        self.word(at).is_some_and(|word| !word.after(BREAKS))
    }

    /// The row of capitals after a search: "a senior Director of Elections/General Registrar".
    fn after(&self, from: u32, end: u32) -> Option<(u32, u32)> {
        let first = (from..end.min(from + REACH))
            .take_while(|at| !self.is_one_of(*at, &ENDS) && self.word(*at).is_some_and(|word| !word.after(gap::COLON | gap::SEMICOLON)))
            .find(|at| self.is_capital(*at))?;
        let mut last = first;
        while last + 1 < end && last - first < LONGEST && self.joined(last + 1) {
            if self.is_capital(last + 1) {
                last += 1;
            } else if self.is_one_of(last + 1, &LINKS) && last + 2 < end && self.joined(last + 2) && self.is_capital(last + 2) {
                last += 2;
            } else {
                break;
            }
        }
        // "a Full-time …" is cut in the middle; a lone word without an article is a place or a name.
        let cut = last + 1 < end && self.word(last + 1).is_some_and(|word| word.gap == gap::HYPHEN);
        let led = first > from && self.is_one_of(from, &["a", "an", "the", "our", "this", "new", "next"]);
        (!cut && (led || last > first)).then_some((first, last + 1))
    }

    /// "The City Clerk position plans …": the row of capitals before "position".
    fn before_position(&self, sentence: &Sentence) -> Option<(u32, u32)> {
        (sentence.first + 2..sentence.end)
            .filter(|at| self.is_one_of(*at, &["position", "role", "post", "vacancy"]) && !self.is_capital(*at))
            .find_map(|at| {
                let mut first = at;
                while first > sentence.first && at - first < LONGEST && self.is_capital(first - 1) && self.joined(first) {
                    first -= 1;
                }
                // "The" begins the sentence with a capital of its own.
                let first = if self.is_one_of(first, &["the", "a", "an", "this", "our"]) {
                    first + 1
                } else {
                    first
                };
                let led = first > sentence.first && self.is_one_of(first - 1, &["the", "a", "an", "this", "our", "new"]);
                (first < at && led).then_some((first, at))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::is_none;

    #[test]
    fn a_label_names_no_post() {
        for label in ["Vacancy", "Job offer – Institute of Botany (IBN)", "Job opening: Northtown University"] {
            assert!(is_none(label), "{label}");
        }
        assert!(!is_none("Job offer: Research Assistant"));
        assert!(!is_none("Vacancy Manager"));
    }
}
