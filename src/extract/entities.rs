//! Character references of HTML: `&uuml;`, `&#252;`, `&#xFC;`, with and without their semicolon.
//!
//! The names of HTML 4 and those of HTML 5 that occur in texts; the other 1,800, mathematical ones, stay as they stand.
//! Must not know where in a page a reference stands.

/// The letter that a reference at the beginning of `text` stands for, and the length of the reference in bytes.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number);
    }
    let name = rest.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    if rest.as_bytes().get(name) == Some(&b';') {
        let letter = rest.get(..name).and_then(|name| find(OLD, name).or_else(|| find(OTHERS, name)));
        if let Some(letter) = letter {
            return Some((letter, name + 2));
        }
    }
    // Without its semicolon a reference is as long as a name fits: "&uumlber" is "über".
    (2..=name.min(MAX_OLD_NAME))
        .rev()
        .find_map(|len| Some((find(OLD, rest.get(..len)?)?, len + 1)))
}

fn numeric(number: &str) -> Option<(char, usize)> {
    let (digits, radix, before) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 3),
        None => (number, 10, 2),
    };
    let mut value = 0_u32;
    let mut len = 0;
    for letter in digits.chars() {
        let Some(digit) = letter.to_digit(radix) else { break };
        value = value.saturating_mul(radix).saturating_add(digit);
        len += 1;
    }
    if len == 0 {
        return None;
    }
    let letter = match value {
        // Browsers read these as Windows-1252, because that is what was meant.
        0x80..=0x9F => u8::try_from(value).ok().and_then(super::encoding::char_of),
        0 => None,
        _ => char::from_u32(value),
    };
    let semicolon = usize::from(digits.as_bytes().get(len) == Some(&b';'));
    Some((letter.unwrap_or('\u{FFFD}'), before + len + semicolon))
}

fn find(table: &[(&str, char)], name: &str) -> Option<char> {
    let index = table.binary_search_by_key(&name, |&(name, _)| name).ok()?;
    table.get(index).map(|&(_, letter)| letter)
}

const MAX_NAME: usize = 24;
const MAX_OLD_NAME: usize = 6;

/// Names that are understood without a semicolon as well.
#[rustfmt::skip]
const OLD: &[(&str, char)] = &[
    ("AElig", 'Æ'), ("AMP", '&'), ("Aacute", 'Á'), ("Acirc", 'Â'), ("Agrave", 'À'), ("Aring", 'Å'), ("Atilde", 'Ã'),
    ("Auml", 'Ä'), ("COPY", '©'), ("Ccedil", 'Ç'), ("ETH", 'Ð'), ("Eacute", 'É'), ("Ecirc", 'Ê'), ("Egrave", 'È'),
    ("Euml", 'Ë'), ("GT", '>'), ("Iacute", 'Í'), ("Icirc", 'Î'), ("Igrave", 'Ì'), ("Iuml", 'Ï'), ("LT", '<'),
    ("Ntilde", 'Ñ'), ("Oacute", 'Ó'), ("Ocirc", 'Ô'), ("Ograve", 'Ò'), ("Oslash", 'Ø'), ("Otilde", 'Õ'),
    ("Ouml", 'Ö'), ("QUOT", '"'), ("REG", '®'), ("THORN", 'Þ'), ("Uacute", 'Ú'), ("Ucirc", 'Û'), ("Ugrave", 'Ù'),
    ("Uuml", 'Ü'), ("Yacute", 'Ý'), ("aacute", 'á'), ("acirc", 'â'), ("acute", '´'), ("aelig", 'æ'), ("agrave", 'à'),
    ("amp", '&'), ("aring", 'å'), ("atilde", 'ã'), ("auml", 'ä'), ("brvbar", '¦'), ("ccedil", 'ç'), ("cedil", '¸'),
    ("cent", '¢'), ("copy", '©'), ("curren", '¤'), ("deg", '°'), ("divide", '÷'), ("eacute", 'é'), ("ecirc", 'ê'),
    ("egrave", 'è'), ("eth", 'ð'), ("euml", 'ë'), ("frac12", '½'), ("frac14", '¼'), ("frac34", '¾'), ("gt", '>'),
    ("iacute", 'í'), ("icirc", 'î'), ("iexcl", '¡'), ("igrave", 'ì'), ("iquest", '¿'), ("iuml", 'ï'), ("laquo", '«'),
    ("lt", '<'), ("macr", '¯'), ("micro", 'µ'), ("middot", '·'), ("nbsp", '\u{A0}'), ("not", '¬'), ("ntilde", 'ñ'),
    ("oacute", 'ó'), ("ocirc", 'ô'), ("ograve", 'ò'), ("ordf", 'ª'), ("ordm", 'º'), ("oslash", 'ø'), ("otilde", 'õ'),
    ("ouml", 'ö'), ("para", '¶'), ("plusmn", '±'), ("pound", '£'), ("quot", '"'), ("raquo", '»'), ("reg", '®'),
    ("sect", '§'), ("shy", '\u{AD}'), ("sup1", '¹'), ("sup2", '²'), ("sup3", '³'), ("szlig", 'ß'), ("thorn", 'þ'),
    ("times", '×'), ("uacute", 'ú'), ("ucirc", 'û'), ("ugrave", 'ù'), ("uml", '¨'), ("uuml", 'ü'), ("yacute", 'ý'),
    ("yen", '¥'), ("yuml", 'ÿ'),
];

/// Names that need their semicolon.
#[rustfmt::skip]
const OTHERS: &[(&str, char)] = &[
    ("Abreve", 'Ă'), ("Alpha", 'Α'), ("Amacr", 'Ā'), ("Aogon", 'Ą'), ("Beta", 'Β'), ("Cacute", 'Ć'), ("Ccaron", 'Č'),
    ("Chi", 'Χ'), ("Dagger", '‡'), ("Dcaron", 'Ď'), ("Delta", 'Δ'), ("Dstrok", 'Đ'), ("Ecaron", 'Ě'), ("Emacr", 'Ē'),
    ("Eogon", 'Ę'), ("Epsilon", 'Ε'), ("Eta", 'Η'), ("Gamma", 'Γ'), ("Gbreve", 'Ğ'), ("Hat", '^'), ("Idot", 'İ'),
    ("Imacr", 'Ī'), ("Iota", 'Ι'), ("Kappa", 'Κ'), ("Lambda", 'Λ'), ("Lstrok", 'Ł'), ("Mu", 'Μ'), ("Nacute", 'Ń'),
    ("Ncaron", 'Ň'), ("NewLine", '\n'), ("NoBreak", '\u{2060}'), ("NonBreakingSpace", '\u{A0}'), ("Nu", 'Ν'),
    ("OElig", 'Œ'), ("Odblac", 'Ő'), ("Omacr", 'Ō'), ("Omega", 'Ω'), ("Omicron", 'Ο'), ("Phi", 'Φ'), ("Pi", 'Π'),
    ("Prime", '″'), ("Psi", 'Ψ'), ("Rcaron", 'Ř'), ("Rho", 'Ρ'), ("Rightarrow", '⇒'), ("Sacute", 'Ś'),
    ("Scaron", 'Š'), ("Scedil", 'Ş'), ("Sigma", 'Σ'), ("Tab", '\t'), ("Tau", 'Τ'), ("Tcaron", 'Ť'), ("Tcedil", 'Ţ'),
    ("Theta", 'Θ'), ("Udblac", 'Ű'), ("Umacr", 'Ū'), ("Upsilon", 'Υ'), ("Uring", 'Ů'), ("Vert", '‖'), ("Xi", 'Ξ'),
    ("Yuml", 'Ÿ'), ("Zacute", 'Ź'), ("Zcaron", 'Ž'), ("Zdot", 'Ż'), ("ZeroWidthSpace", '\u{200B}'), ("Zeta", 'Ζ'),
    ("abreve", 'ă'), ("alefsym", 'ℵ'), ("alpha", 'α'), ("amacr", 'ā'), ("and", '∧'), ("ang", '∠'), ("aogon", 'ą'),
    ("apos", '\''), ("ast", '*'), ("asymp", '≈'), ("bdquo", '„'), ("beta", 'β'), ("bigstar", '★'),
    ("blacksquare", '▪'), ("blacktriangleright", '▸'), ("bsol", '\\'), ("bull", '•'), ("bullet", '•'),
    ("cacute", 'ć'), ("cap", '∩'), ("ccaron", 'č'), ("check", '✓'), ("checkmark", '✓'), ("chi", 'χ'), ("circ", 'ˆ'),
    ("clubs", '♣'), ("colon", ':'), ("comma", ','), ("commat", '@'), ("cong", '≅'), ("crarr", '↵'), ("cross", '✗'),
    ("cup", '∪'), ("dArr", '⇓'), ("dagger", '†'), ("darr", '↓'), ("dash", '‐'), ("dcaron", 'ď'), ("delta", 'δ'),
    ("diams", '♦'), ("dollar", '$'), ("dstrok", 'đ'), ("ecaron", 'ě'), ("emacr", 'ē'), ("empty", '∅'),
    ("emsp", '\u{2003}'), ("emsp13", '\u{2004}'), ("emsp14", '\u{2005}'), ("ensp", '\u{2002}'), ("eogon", 'ę'),
    ("epsilon", 'ε'), ("equals", '='), ("equiv", '≡'), ("eta", 'η'), ("euro", '€'), ("excl", '!'), ("exist", '∃'),
    ("female", '♀'), ("ffilig", 'ﬃ'), ("fflig", 'ﬀ'), ("ffllig", 'ﬄ'), ("filig", 'ﬁ'), ("fllig", 'ﬂ'), ("fnof", 'ƒ'),
    ("forall", '∀'), ("frac13", '⅓'), ("frac15", '⅕'), ("frac18", '⅛'), ("frac23", '⅔'), ("frasl", '⁄'),
    ("gamma", 'γ'), ("gbreve", 'ğ'), ("ge", '≥'), ("grave", '`'), ("hArr", '⇔'), ("hairsp", '\u{200A}'),
    ("half", '½'), ("harr", '↔'), ("hearts", '♥'), ("hellip", '…'), ("horbar", '―'), ("hyphen", '‐'), ("imacr", 'ī'),
    ("image", 'ℑ'), ("imath", 'ı'), ("infin", '∞'), ("inodot", 'ı'), ("int", '∫'), ("iota", 'ι'), ("isin", '∈'),
    ("kappa", 'κ'), ("lArr", '⇐'), ("lambda", 'λ'), ("lang", '⟨'), ("larr", '←'), ("lbrace", '{'), ("lbrack", '['),
    ("lceil", '⌈'), ("lcub", '{'), ("ldquo", '“'), ("le", '≤'), ("lfloor", '⌊'), ("lowast", '∗'), ("lowbar", '_'),
    ("loz", '◊'), ("lpar", '('), ("lrm", '\u{200E}'), ("lsaquo", '‹'), ("lsqb", '['), ("lsquo", '‘'), ("lstrok", 'ł'),
    ("male", '♂'), ("mdash", '—'), ("minus", '−'), ("mldr", '…'), ("mu", 'μ'), ("nabla", '∇'), ("nacute", 'ń'),
    ("ncaron", 'ň'), ("ndash", '–'), ("ne", '≠'), ("ni", '∋'), ("nldr", '‥'), ("notin", '∉'), ("nsub", '⊄'),
    ("nu", 'ν'), ("num", '#'), ("numsp", '\u{2007}'), ("odblac", 'ő'), ("oelig", 'œ'), ("oline", '‾'), ("omacr", 'ō'),
    ("omega", 'ω'), ("omicron", 'ο'), ("oplus", '⊕'), ("or", '∨'), ("otimes", '⊗'), ("part", '∂'), ("percnt", '%'),
    ("period", '.'), ("permil", '‰'), ("perp", '⊥'), ("phi", 'φ'), ("phone", '☎'), ("pi", 'π'), ("piv", 'ϖ'),
    ("plus", '+'), ("prime", '′'), ("prod", '∏'), ("prop", '∝'), ("psi", 'ψ'), ("puncsp", '\u{2008}'), ("quest", '?'),
    ("rArr", '⇒'), ("radic", '√'), ("rang", '⟩'), ("rarr", '→'), ("rbrace", '}'), ("rbrack", ']'), ("rcaron", 'ř'),
    ("rceil", '⌉'), ("rcub", '}'), ("rdquo", '”'), ("real", 'ℜ'), ("rfloor", '⌋'), ("rho", 'ρ'), ("rightarrow", '→'),
    ("rlm", '\u{200F}'), ("rpar", ')'), ("rsaquo", '›'), ("rsqb", ']'), ("rsquo", '’'), ("rtrif", '▸'),
    ("sacute", 'ś'), ("sbquo", '‚'), ("scaron", 'š'), ("scedil", 'ş'), ("sdot", '⋅'), ("semi", ';'), ("sigma", 'σ'),
    ("sigmaf", 'ς'), ("sim", '∼'), ("sol", '/'), ("spades", '♠'), ("squ", '□'), ("square", '□'), ("squf", '▪'),
    ("star", '☆'), ("starf", '★'), ("sub", '⊂'), ("sube", '⊆'), ("sum", '∑'), ("sup", '⊃'), ("supe", '⊇'),
    ("tau", 'τ'), ("tcaron", 'ť'), ("tcedil", 'ţ'), ("there4", '∴'), ("theta", 'θ'), ("thetasym", 'ϑ'),
    ("thinsp", '\u{2009}'), ("tilde", '˜'), ("trade", '™'), ("uArr", '⇑'), ("uarr", '↑'), ("udblac", 'ű'),
    ("umacr", 'ū'), ("upsih", 'ϒ'), ("upsilon", 'υ'), ("uring", 'ů'), ("verbar", '|'), ("vert", '|'), ("weierp", '℘'),
    ("xi", 'ξ'), ("zacute", 'ź'), ("zcaron", 'ž'), ("zdot", 'ż'), ("zeta", 'ζ'), ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
];

#[cfg(test)]
mod tests {
    use super::{MAX_NAME, MAX_OLD_NAME, OLD, OTHERS, decode};

    #[test]
    fn references_are_read_as_browsers_read_them() {
        for (text, expected) in [
            ("&uuml;ber", Some(('ü', 6))),
            ("&uumlber", Some(('ü', 5))),
            ("&#252;", Some(('ü', 6))),
            ("&#xFC;", Some(('ü', 6))),
            ("&#252x", Some(('ü', 5))),
            ("&#150;", Some(('–', 6))),
            ("&#0;", Some(('\u{FFFD}', 4))),
            ("&#99999999999;", Some(('\u{FFFD}', 14))),
            ("&shy;", Some(('\u{AD}', 5))),
            ("&amp;uuml;", Some(('&', 5))),
            ("&ndash;", Some(('–', 7))),
            ("&ndash", None),
            ("&", None),
            ("& Co.", None),
            ("&#;", None),
            ("&nosuchthing;", None),
        ] {
            assert_eq!(decode(text), expected, "{text}");
        }
    }

    #[test]
    fn the_tables_are_sorted_and_the_lengths_fit() {
        for table in [OLD, OTHERS] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
            assert!(table.iter().all(|(name, _)| name.len() <= MAX_NAME));
        }
        assert!(OLD.iter().all(|(name, _)| name.len() <= MAX_OLD_NAME));
    }

    #[test]
    fn every_name_means_what_html5gum_says() {
        for (name, letter) in OLD.iter().chain(OTHERS) {
            let html = format!("&{name};");
            let Some(Ok(html5gum::Token::String(text))) = html5gum::Tokenizer::new(&html).next() else {
                panic!("{name} is no text");
            };
            assert_eq!(String::from_utf8_lossy(&text.value), letter.to_string(), "{name}");
        }
    }
}
