//! Regular expressions, made cheap to build and to run: they read the flat text (see [`flatten`](crate::text::flatten)), and
//! know beforehand whether they can match at all.
//!
//! Upper and lower case and Unicode's `\w` and `\d` are what makes an expression slow to build (a third of a millisecond), and
//! Unicode's `\b` slow to run. Ads with rules are written in Latin letters, so narrower classes and stand-ins say the same.
//! Must not know where expressions run.

use crate::lang::Lang;
use crate::pack::phrase::{self, Element, WordSpec};
use crate::pack::rulebook::Needs;
use crate::pack::yaml::{Text, nearest};
use crate::text::{fold_string, stand_in};
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, Repetition};
use std::collections::BTreeMap;

/// The letters, digits and underscore of folded Latin text.
const WORD: &str = "0-9a-z_ß-öø-ÿĀ-ž";

/// The blanks of flat text.
const BLANK: &str = "\\t-\\r ";

/// The expression with every `{list}` in it written out: `\b{people}` is `\b(?:\w*helfer|nanny)` for a list of `-helfer` and
/// `Nanny`.
///
/// # Errors
/// A sentence about a list there is not, or an entry that says more than words: an expression knows no endings.
pub(super) fn with_lists(lists: &BTreeMap<(Lang, String), (String, Vec<Text>)>, lang: Lang, pattern: &str) -> Result<String, String> {
    let mut out = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let name = after.split('}').next().unwrap_or_default();
        let named = name.starts_with(|c: char| c.is_ascii_lowercase()) && !before.ends_with('\\');
        if !named {
            out.push('{');
            rest = after;
            continue;
        }
        let Some((_, entries)) = lists.get(&(lang, name.to_owned())) else {
            let known = lists.keys().filter(|(of, _)| *of == lang).map(|(_, name)| name.as_str());
            let help = nearest(name, known).map_or(String::new(), |near| format!("; did you mean `{{{near}}}`?"));
            return Err(format!("there is no list `{{{name}}}`{help}"));
        };
        let words: Result<Vec<String>, String> = entries.iter().map(|entry| alternatives(name, &entry.value)).collect();
        out.push_str(&format!("(?:{})", words?.join("|")));
        rest = after.get(name.len() + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    Ok(out)
}

/// The words of a list's entry, as an expression.
fn alternatives(list: &str, entry: &str) -> Result<String, String> {
    let refused = || format!("`{entry}` of the list `{list}` cannot stand in an expression: only words, with `-` before or behind");
    let mut parts = Vec::new();
    for piece in phrase::parse(entry)? {
        let Element::Words(rows) = piece.element else { return Err(refused()) };
        let words = rows.iter().map(|row| {
            let written: Option<Vec<String>> = row.iter().map(written).collect();
            written.map(|words| words.join(BETWEEN_WORDS))
        });
        let words: Option<Vec<String>> = words.collect();
        parts.push(words.filter(|_| !piece.optional).ok_or_else(refused)?.join("|"));
    }
    Ok(match parts.as_slice() {
        [part] => part.clone(),
        _ => parts.iter().map(|part| format!("(?:{part})")).collect::<Vec<_>>().join(BETWEEN_WORDS),
    })
}

/// What parts two words of an entry.
const BETWEEN_WORDS: &str = r"\s+";

/// A word of a list; `None` for one with endings or a fixed first letter, of which an expression knows nothing.
fn written(word: &WordSpec) -> Option<String> {
    let part = |so: bool| if so { r"\w*" } else { "" };
    let plain = !word.endings && word.case.is_none();
    plain.then(|| format!("{}{}{}", part(word.tail), regex_syntax::escape(&word.text), part(word.head)))
}

/// An expression for the flat text that matches where `pattern`, without regard to case, matches the text. What is no
/// expression stays none, to be said by the one who builds it.
pub(super) fn narrow(pattern: &str) -> String {
    let folded = fold(pattern);
    regex_syntax::Parser::new().parse(&folded).map_or(folded, |hir| flat(&hir).to_string())
}

/// The same with stand-ins for letters beyond ASCII.
fn flat(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Empty | HirKind::Class(Class::Bytes(_)) => hir.clone(),
        HirKind::Literal(literal) => Hir::concat(String::from_utf8_lossy(&literal.0).chars().map(flat_letter).collect()),
        HirKind::Class(Class::Unicode(class)) => flat_class(class),
        HirKind::Look(look) => Hir::look(match look {
            Look::WordUnicode => Look::WordAscii,
            Look::WordUnicodeNegate => Look::WordAsciiNegate,
            Look::WordStartUnicode => Look::WordStartAscii,
            Look::WordEndUnicode => Look::WordEndAscii,
            Look::WordStartHalfUnicode => Look::WordStartHalfAscii,
            Look::WordEndHalfUnicode => Look::WordEndHalfAscii,
            other => *other,
        }),
        HirKind::Repetition(repetition) => Hir::repetition(Repetition {
            sub: Box::new(flat(&repetition.sub)),
            ..repetition.clone()
        }),
        HirKind::Capture(capture) => Hir::capture(regex_syntax::hir::Capture {
            sub: Box::new(flat(&capture.sub)),
            ..capture.clone()
        }),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(flat).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(flat).collect()),
    }
}

/// A letter, or its stand-in; an umlaut may be written with two letters, too ("fuer").
fn flat_letter(letter: char) -> Hir {
    let written = |letter: char| match stand_in(letter) {
        Some(pair) => Hir::literal(pair),
        None => Hir::literal(letter.encode_utf8(&mut [0; 4]).as_bytes()),
    };
    let two = match letter {
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        _ => return written(letter),
    };
    Hir::alternation(vec![written(letter), Hir::literal(two.as_bytes())])
}

/// A class of characters: those that stay, or a pair. Capitals, which stand for others, are none of them. A class of all but a
/// few ("[^.]") takes what is neither ASCII nor a letter byte by byte: the automaton of whole characters is thirty times larger,
/// and that a dash counts for three in "[^.]{0,40}" matters to nobody.
fn flat_class(class: &ClassUnicode) -> Hir {
    let capitals = ClassUnicode::new([ClassUnicodeRange::new('A', 'Z')]);
    let mut letters = ClassUnicode::new([ClassUnicodeRange::new('ß', 'ö'), ClassUnicodeRange::new('ø', 'ſ')]);
    let mut rest = class.clone();
    rest.difference(&capitals);
    rest.difference(&letters);
    letters.intersect(class);
    // First letters of pairs by the second ones they go with.
    let mut seconds: BTreeMap<u8, Vec<char>> = BTreeMap::new();
    for pair in letters.ranges().iter().flat_map(|range| range.start()..=range.end()).filter_map(stand_in) {
        seconds.entry(pair[0]).or_default().push(char::from(pair[1]));
    }
    let mut firsts: BTreeMap<Vec<char>, Vec<char>> = BTreeMap::new();
    for (first, seconds) in seconds {
        firsts.entry(seconds).or_default().push(char::from(first));
    }
    let any = |letters: &[char]| Hir::class(Class::Unicode(ClassUnicode::new(letters.iter().map(|c| ClassUnicodeRange::new(*c, *c)))));
    let pairs = firsts.iter().map(|(seconds, firsts)| Hir::concat(vec![any(firsts), any(seconds)]));
    let mut beyond = ClassUnicode::new([ClassUnicodeRange::new('\u{80}', '\u{DE}'), ClassUnicodeRange::new('\u{180}', char::MAX)]);
    beyond.difference(&rest);
    let bytes = beyond.ranges().is_empty().then(|| {
        rest.intersect(&ClassUnicode::new([ClassUnicodeRange::new('\0', '\x7F')]));
        Hir::class(Class::Bytes(ClassBytes::new([ClassBytesRange::new(0x80, 0xFF)])))
    });
    let rest = (!rest.ranges().is_empty() || firsts.is_empty()).then(|| Hir::class(Class::Unicode(rest)));
    Hir::alternation(rest.into_iter().chain(bytes).chain(pairs).collect())
}

/// The pattern in small letters, with Latin classes.
fn fold(pattern: &str) -> String {
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
                    ('s', true) => out.push_str(BLANK),
                    ('s', false) => {
                        // A blank beyond ASCII is two or three spaces of the flat text.
                        out.extend(["[", BLANK, "]"]);
                        match rest.get(taken..).and_then(|rest| rest.chars().next()) {
                            Some('+' | '*' | '{') => {}
                            Some('?') => {
                                out.push('*');
                                taken += 1;
                            }
                            _ => out.push('+'),
                        }
                    }
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

/// What every match holds: most sentences hold it not, and need not be tried.
pub(super) fn needs(narrowed: &str) -> Needs {
    let mut parser = regex_syntax::ParserBuilder::new().utf8(false).build();
    let Ok(hir) = parser.parse(narrowed) else { return Needs::default() };
    let mut sets: Vec<Vec<String>> = match bare(&hir).kind() {
        HirKind::Concat(parts) => parts.iter().filter_map(one_of).collect(),
        _ => one_of(&hir).into_iter().collect(),
    };
    sets.sort_by_key(Vec::len);
    sets.truncate(MOST_SETS);
    Needs {
        digit: has_digit(&hir),
        one_of: sets.iter().map(|set| set.join(BETWEEN)).collect(),
    }
}

/// Sets of an expression that are looked for.
const MOST_SETS: usize = 4;
/// Strings of a set; with more of them the expression itself is as quick.
const MOST_STRINGS: usize = 40;
/// What parts the strings of a set: no sentence has it inside a word.
const BETWEEN: &str = "\n";

fn bare(hir: &Hir) -> &Hir {
    if let HirKind::Capture(capture) = hir.kind() {
        bare(&capture.sub)
    } else {
        hir
    }
}

/// Strings of which every match holds at least one.
fn one_of(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            (text.len() >= 3 && !text.contains(BETWEEN)).then(|| vec![text.to_owned()])
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => one_of(&repetition.sub),
        HirKind::Capture(capture) => one_of(&capture.sub),
        // The set whose shortest string is longest says most.
        HirKind::Concat(parts) => {
            let shortest = |set: &Vec<String>| set.iter().map(String::len).min();
            parts.iter().filter_map(one_of).max_by_key(shortest)
        }
        HirKind::Alternation(parts) => {
            let mut all: Vec<String> = parts.iter().map(one_of).collect::<Option<Vec<_>>>()?.concat();
            all.sort_unstable();
            all.dedup();
            (all.len() <= MOST_STRINGS).then_some(all)
        }
        _ => None,
    }
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
    use super::{narrow, needs, with_lists};
    use crate::lang::Lang;
    use crate::pack::yaml::{Place, Text};
    use crate::text::flatten;
    use std::collections::BTreeMap;

    #[test]
    fn an_expression_is_narrowed_to_folded_latin_letters() {
        let regex = regex::bytes::Regex::new(&narrow(r"\bÄlter(?P<here>\s+als\s+\d\d)[^\d;]*\W(?:\w+)")).unwrap();
        assert!(regex.is_match(flatten("nicht älter als 35 jahre, größer").as_bytes()));
        assert!(!regex.is_match(flatten("vorälter als 35; jahre").as_bytes()));
        assert!(regex.is_match(flatten("nicht aelter als 35 jahre, größer").as_bytes()));
    }

    #[test]
    fn umlauts_are_letters_at_the_edge_of_a_word_and_one_character_each() {
        let finds = |pattern: &str, text: &str| {
            let regex = regex::bytes::Regex::new(&narrow(pattern)).unwrap();
            regex.find(flatten(text).as_bytes()).map(|found| text[found.range()].to_owned())
        };
        assert_eq!(finds(r"\b(?:groß|süß)\b", "großartig, groß.").as_deref(), Some("groß"));
        assert_eq!(finds(r"\b(?:groß|süß)\b", "übergroß"), None);
        assert_eq!(finds(r"[^.]{3}", "äöü.").as_deref(), Some("äöü"));
        assert_eq!(finds(r"[äo]l.{0,2}\s", "pöl öl").as_deref(), None);
        assert_eq!(finds(r"[äö]l.{0,2}", "über öläß").as_deref(), Some("öläß"));
        assert_eq!(finds(r"\w+", "– łódź –").as_deref(), Some("łódź"));
        assert_eq!(finds(r"\W+", "łódź – ä").as_deref(), Some(" – "));
        assert_eq!(finds(r"[^äa]+", "ä×–öa").as_deref(), Some("×–ö"));
        assert_eq!(finds(r"\s€", "5\u{a0}€").as_deref(), Some("\u{a0}€"));
    }

    #[test]
    fn a_list_is_written_out() {
        let text = |value: &str| Text {
            value: value.to_owned(),
            at: Place::default(),
        };
        let entries = vec![text("(-helfer|Nanny)"), text("gute Fee"), text("Kolleg~")];
        let mut lists = BTreeMap::from([((Lang::De, "people".to_owned()), ("words.yaml".to_owned(), entries))]);
        let refused = with_lists(&lists, Lang::De, r"\b{people}").unwrap_err();
        assert!(refused.contains("`Kolleg~` of the list `people`"), "{refused}");
        if let Some((_, entries)) = lists.values_mut().next() {
            entries.pop();
        }
        let written = with_lists(&lists, Lang::De, r"\d{2,3}\b{people}, \{x").unwrap();
        assert_eq!(written, r"\d{2,3}\b(?:\w*helfer|nanny|(?:gute)\s+(?:fee)), \{x");
        let unknown = with_lists(&lists, Lang::De, "{peopel}").unwrap_err();
        assert!(unknown.contains("did you mean `{people}`?"), "{unknown}");
    }

    #[test]
    fn it_is_known_which_expressions_need_a_digit() {
        let digit = |pattern: &str| needs(&narrow(pattern)).digit;
        assert!(digit(r"(?:unter|bis)\s+\d+ Jahre"));
        assert!(digit(r"(?:unter 3|bis \d{2})"));
        assert!(!digit(r"(?:unter|bis)\s+(?:\d+|dreißig) Jahre"));
        assert!(!digit(r"\d*"));
    }

    #[test]
    fn it_is_known_which_words_every_match_holds() {
        let sets = |pattern: &str| needs(&narrow(pattern)).one_of;
        assert_eq!(sets(r"\b(?:unter|maximal)\s+\d+\s+Jahren?\b"), ["jahre", "maximal\nunter"]);
        // Not the umlaut, which may be two letters.
        assert_eq!(sets(r"(?P<here>älter(?:e|er)?) als"), ["lter", " als"]);
        assert_eq!(sets(r"(?:Jahre|a)\b(?:alt)?"), [""; 0]);
        assert_eq!(sets(r"(?:jung (?:und|&) dynamisch|frisch)"), [" dynamisch\nfrisch"]);
    }
}
