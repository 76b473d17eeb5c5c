//! Text in XML and HTML: what would be read as markup, and what may not stand there at all.

use std::fmt;

/// A text as content or in a quoted attribute. Characters that XML does not allow are shown as `�`.
pub(super) struct Escaped<'a>(pub &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(special) {
            f.write_str(&rest[..at])?;
            let c = rest[at..].chars().next().unwrap_or_default();
            f.write_str(match c {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                // Attributes would turn these into blanks.
                '\n' => "&#10;",
                '\r' => "&#13;",
                '\t' => "&#9;",
                _ => "\u{FFFD}",
            })?;
            rest = &rest[at + c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

fn special(c: char) -> bool {
    // C1 controls and noncharacters are allowed in XML, not in HTML; nobody misses them.
    matches!(c, '&' | '<' | '>' | '"' | '\'' | '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FDD0}'..='\u{FDEF}') || (c as u32) & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn nothing_can_leave_an_attribute_and_nothing_forbidden_stays() {
        assert_eq!(Escaped("<a b=\"c\">'&\n").to_string(), "&lt;a b=&quot;c&quot;&gt;&#39;&amp;&#10;");
        assert_eq!(
            Escaped("a\u{1b}[31mb\u{0}\u{85}\u{FFFF}ü").to_string(),
            "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}\u{FFFD}ü"
        );
    }
}
