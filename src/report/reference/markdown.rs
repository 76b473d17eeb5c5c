//! Markdown that shows texts as they are: gender stars stay stars, pipes do not break tables.

use crate::lang::Lang;
use crate::report::words::quoted;

/// A text with everything escaped that Markdown would read as markup.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, c) in text.char_indices() {
        let markup = match c {
            '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '`' | '~' => true,
            '#' | '+' | '-' => index == 0,
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Placeholders such as `{title}` stand for something that only an ad can fill in.
pub(super) fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((name, after)) = inside.split_once('}') else { break };
        out.push_str(before);
        out.push('…');
        debug_assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name} is no placeholder");
        rest = after;
    }
    out.push_str(rest);
    plain(&out)
}

/// A sentence a rule carries: the passage bold, its lines in one.
pub(super) fn sentence(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let one = plain(&lines.join(" / "));
    one.replace("\\[\\[", "**").replace("\\]\\]", "**")
}

/// What stands between `[[` and `]]` first; the whole sentence where nothing is marked.
pub(super) fn passage(text: &str) -> &str {
    text.split_once("[[")
        .and_then(|(_, rest)| rest.split_once("]]"))
        .map_or(text, |(inside, _)| inside)
}

/// A passage in the quotation marks of its language.
pub(super) fn quote(lang: Lang, text: &str) -> String {
    plain(&quoted(lang, &text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// A table of two languages: what it is, German, English. Rows with nothing in them are left out.
pub(super) fn table(rows: &[(String, String, String)]) -> String {
    let mut out = String::from("| | Deutsch | English |\n|:--|:--|:--|\n");
    for (label, de, en) in rows.iter().filter(|(_, de, en)| !de.is_empty() || !en.is_empty()) {
        out.push_str(&format!("| {label} | {de} | {en} |\n"));
    }
    out.push('\n');
    out
}

/// A list with a heading; nothing where it is empty.
pub(super) fn list(label: &str, lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let items: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    format!("{label}\n\n{items}\n")
}

#[cfg(test)]
mod tests {
    use super::{message, passage, plain, sentence};

    #[test]
    fn gender_signs_and_pipes_are_shown_as_they_are() {
        assert_eq!(plain("Mitarbeiter*innen | Kolleg_innen"), "Mitarbeiter\\*innen \\| Kolleg\\_innen");
        assert_eq!(plain("- ein Punkt"), "\\- ein Punkt");
        assert_eq!(plain("E-Mail"), "E-Mail");
    }

    #[test]
    fn the_passage_of_a_sentence_is_bold_and_its_lines_are_joined() {
        assert_eq!(sentence("Ein [[junges Team]]\n\nhier"), "Ein **junges Team** / hier");
        assert_eq!(passage("Ein [[junges Team]]!"), "junges Team");
        assert_eq!(passage("Nichts"), "Nichts");
    }

    #[test]
    fn what_only_an_ad_can_fill_in_is_left_open() {
        assert_eq!(message("„{title}“ nennt nur {one} Form"), "„…“ nennt nur … Form");
        assert_eq!(message("offen {"), "offen {");
    }
}
