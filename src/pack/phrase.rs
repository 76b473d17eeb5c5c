//! The notation of phrases: `jung~ …2 <team>` → elements.
//!
//! Must not know lists' contents or languages' endings; `compile` does.

use crate::text::fold_string;

/// One word of a phrase as it is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordSpec {
    /// The folded word without its signs.
    pub text: String,
    /// `~`: any ending of the language.
    pub endings: bool,
    /// Leading `-`: also as the tail of a compound.
    pub tail: bool,
    /// Trailing `-`: also as the head of a compound.
    pub head: bool,
    /// `^`: whether the first letter must be upper (`true`) or lower case.
    pub case: Option<bool>,
}

/// One element of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// One of these rows of words; most rows are one word long.
    Words(Vec<Vec<WordSpec>>),
    /// An entry of a named list.
    List(String),
    /// A number in digits.
    Number,
    /// A word matched whole by a regular expression.
    Pattern(String),
    /// Up to this many words.
    Gap(u8),
}

/// An element and whether it may be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// What stands there.
    pub element: Element,
    /// `?`.
    pub optional: bool,
}

/// Reads a phrase.
///
/// # Errors
/// A sentence that says what is wrong with the notation.
pub fn parse(text: &str) -> Result<Vec<Piece>, String> {
    let mut pieces = Vec::new();
    for token in tokens(text)? {
        if let Some(count) = token.strip_prefix('…').or_else(|| token.strip_prefix("...")) {
            let words = if count.is_empty() {
                3
            } else {
                count.parse().map_err(|_| format!("`{token}`: a number of words belongs after `…`"))?
            };
            if words > 25 {
                return Err(format!("`{token}`: at most 25 words may lie between"));
            }
            pieces.push(Piece {
                element: Element::Gap(words),
                optional: false,
            });
            continue;
        }
        let (token, optional) = token
            .strip_suffix('?')
            .filter(|rest| !rest.is_empty())
            .map_or((token, false), |rest| (rest, true));
        let element = if let Some(inner) = token.strip_prefix('<') {
            let name = inner
                .strip_suffix('>')
                .ok_or_else(|| format!("`{token}`: the list's name is not closed with `>`"))?;
            Element::List(name.to_owned())
        } else if token == "#" {
            Element::Number
        } else if let Some(inner) = token.strip_prefix('/').filter(|inner| inner.len() > 1 && inner.ends_with('/')) {
            Element::Pattern(inner[..inner.len() - 1].to_owned())
        } else if let Some((inner, cased)) = choice(token) {
            // "(jung|frisch)~", "^(Army|Navy)": a sign outside holds for every alternative.
            let (inner, endings) = match inner.strip_suffix(")~") {
                Some(inner) => (inner, true),
                None => (
                    inner
                        .strip_suffix(')')
                        .ok_or_else(|| format!("`{token}`: the choice is not closed with `)`"))?,
                    false,
                ),
            };
            let mut rows = Vec::new();
            for alternative in inner.split('|') {
                let mut row = Vec::new();
                for word in alternative.split_whitespace() {
                    row.extend(words(word)?);
                }
                if row.is_empty() {
                    return Err(format!("`{token}`: a choice is empty"));
                }
                if endings && let Some(last) = row.last_mut() {
                    last.endings = true;
                }
                if cased && let Some(first) = row.first_mut() {
                    first.case = Some(alternative.trim_start().starts_with(char::is_uppercase));
                }
                rows.push(row);
            }
            Element::Words(rows)
        } else {
            let row = words(token)?;
            if row.len() > 1 && !optional {
                // A hyphenated word is a row of words.
                pieces.extend(row.into_iter().map(|word| Piece {
                    element: Element::Words(vec![vec![word]]),
                    optional: false,
                }));
                continue;
            }
            Element::Words(vec![row])
        };
        pieces.push(Piece { element, optional });
    }
    let open = |piece: &Piece| matches!(piece.element, Element::Gap(_));
    if pieces.first().is_none_or(open) || pieces.last().is_none_or(open) || pieces.iter().all(|piece| piece.optional) {
        return Err(format!("`{text}`: a phrase begins and ends with a word that must be there"));
    }
    if pieces
        .iter()
        .all(|p| matches!(p.element, Element::Number | Element::Pattern(_) | Element::Gap(_)))
    {
        return Err(format!("`{text}`: a phrase needs at least one word besides numbers and patterns"));
    }
    Ok(pieces)
}

/// What follows the bracket of a choice, and whether `^` stands before it.
fn choice(token: &str) -> Option<(&str, bool)> {
    let (rest, cased) = token.strip_prefix('^').map_or((token, false), |rest| (rest, true));
    rest.strip_prefix('(').map(|inner| (inner, cased))
}

/// Splits at spaces, but not inside `/…/` or `(…)`.
fn tokens(text: &str) -> Result<Vec<&str>, String> {
    let mut out = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = if let Some(inner) = rest.strip_prefix('/') {
            inner
                .find("/ ")
                .map(|at| at + 2)
                .or_else(|| inner.trim_end_matches('?').ends_with('/').then_some(rest.len()))
        } else if choice(rest).is_some() {
            let close = rest.find(')').ok_or_else(|| format!("`{rest}`: the choice is not closed with `)`"))?;
            Some(rest[close..].find(char::is_whitespace).map_or(rest.len(), |at| close + at))
        } else {
            None
        };
        let end = end.unwrap_or_else(|| rest.find(char::is_whitespace).unwrap_or(rest.len()));
        out.push(&rest[..end]);
        rest = rest[end..].trim_start();
    }
    Ok(out)
}

/// The words of one token: usually one, several where a hyphen or slash joins them.
fn words(token: &str) -> Result<Vec<WordSpec>, String> {
    let token = token.trim();
    let (token, cased) = token.strip_prefix('^').map_or((token, false), |rest| (rest, true));
    let (token, tail) = token.strip_prefix('-').map_or((token, false), |rest| (rest, true));
    let (token, cased) = token.strip_prefix('^').map_or((token, cased), |rest| (rest, true));
    let (token, mut endings) = token.strip_suffix('~').map_or((token, false), |rest| (rest, true));
    let (token, head) = token.strip_suffix('-').map_or((token, false), |rest| (rest, true));
    let token = token.strip_suffix('~').map_or(token, |rest| {
        endings = true;
        rest
    });
    if let Some(bad) = token
        .chars()
        .find(|c| matches!(c, '<' | '>' | '(' | ')' | '|' | '~' | '[' | ']' | '{' | '}'))
    {
        return Err(format!("`{token}`: `{bad}` cannot stand here"));
    }
    let case = cased.then(|| token.chars().next().is_some_and(char::is_uppercase));
    let folded = fold_string(&token.replace('’', "'"));
    let mut row: Vec<WordSpec> = split(&folded)
        .map(|word| WordSpec {
            text: word.to_owned(),
            endings: false,
            tail: false,
            head: false,
            case: None,
        })
        .collect();
    if row.is_empty() {
        return Err(format!("`{token}`: there is no word in it"));
    }
    if let Some(first) = row.first_mut() {
        first.tail = tail;
        first.case = case;
    }
    if let Some(last) = row.last_mut() {
        last.endings = endings;
        last.head = head;
    }
    if let Some(short) = row.iter().find(|word| (word.tail || word.head) && word.text.len() < 4) {
        return Err(format!("`{}`: the head or tail of a compound needs at least 4 letters", short.text));
    }
    Ok(row)
}

/// Words as the document's tokenizer sees them: letters, digits and inner apostrophes; some signs stand for themselves.
fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || is_sign(c)))
        .filter(|word| !word.is_empty() && *word != "'")
        .flat_map(|word| {
            let mut parts = Vec::new();
            let mut start = 0;
            for (at, c) in word.char_indices() {
                if is_sign(c) {
                    parts.push(&word[start..at]);
                    start = at + c.len_utf8();
                    parts.push(&word[at..start]);
                }
            }
            parts.push(&word[start..]);
            parts.into_iter().filter(|part| !part.is_empty())
        })
}

/// Signs that are words of their own.
pub const fn is_sign(c: char) -> bool {
    matches!(c, '§' | '%' | '€' | '$' | '£' | '+' | '&')
}

#[cfg(test)]
mod tests {
    use super::{Element, parse};

    #[test]
    fn a_phrase_of_every_sign_is_read() {
        let pieces = parse("jung~ …2 <team> (frisch~|neu) -leiter~ ^Held sehr? ein /[2-6]\\d/ # Jahre").unwrap();
        assert_eq!(pieces.len(), 11);
        assert_eq!(pieces[1].element, Element::Gap(2));
        assert_eq!(pieces[2].element, Element::List("team".into()));
        assert!(matches!(&pieces[4].element, Element::Words(rows) if rows[0][0].tail && rows[0][0].endings));
        assert!(matches!(&pieces[5].element, Element::Words(rows) if rows[0][0].case == Some(true)));
        assert!(pieces[6].optional);
        assert_eq!(pieces[8].element, Element::Pattern("[2-6]\\d".into()));
    }

    #[test]
    fn a_sign_outside_a_choice_holds_for_each_alternative() {
        let pieces = parse("join the ^(Army|Navy|reserve) (jung|frisch)~").unwrap();
        let Element::Words(cased) = &pieces[2].element else { panic!() };
        let cases: Vec<_> = cased.iter().map(|row| row[0].case).collect();
        assert_eq!(cases, [Some(true), Some(true), Some(false)]);
        assert!(matches!(&pieces[3].element, Element::Words(rows) if rows.iter().all(|row| row[0].endings)));
    }

    #[test]
    fn hyphens_inside_a_word_make_a_row_of_words() {
        assert_eq!(parse("Start-up~").unwrap().len(), 2);
        assert_eq!(parse("24/7").unwrap().len(), 2);
    }

    #[test]
    fn wrong_notation_is_said() {
        for (wrong, part) in [
            ("<team", "closed"),
            ("… Team", "begins"),
            ("-er", "4 letters"),
            ("#", "at least one word"),
            ("(a|b", "closed"),
        ] {
            assert!(parse(wrong).unwrap_err().contains(part), "{wrong}");
        }
    }
}
