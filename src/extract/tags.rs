//! HTML → tags, text and raw contents, each with its place; the tokenizer of the HTML standard, without copying a byte.
//!
//! It works as the standard does where that matters for text: quotes in attributes, comments that end early, contents
//! of `<script>`, missing ends. A property test holds it against html5gum. Must not know what the tags mean.

use super::draft::offset;
use super::notes;
use crate::text::Span;
use std::ops::Range;

/// A piece of HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// Text between tags, with its character references.
    Text(Span),
    /// `<name …>`; the span of the attributes and of all of it.
    Open { tag: Tag, attributes: Span, span: Span },
    /// `</name>`
    Close { tag: Tag },
    /// `<!-- adlint: … -->`, and what stands inside. Other comments are passed over.
    Note { inside: Span, span: Span },
    /// What stands between `<script>` and `</script>`, and the like.
    Raw { tag: Tag, span: Span },
}

macro_rules! tags {
    ($($variant:ident $name:literal)+) => {
        /// The elements that matter for the text of a page.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Tag { $($variant,)+ Other }

        impl Tag {
            /// The element of a name in lower case.
            fn of(name: &[u8]) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    _ => Self::Other,
                }
            }
        }
    };
}

tags! {
    A b"a" P b"p" Div b"div" Span b"span" Br b"br" Li b"li" Ul b"ul" Ol b"ol" Td b"td" Tr b"tr" Th b"th" Table b"table" Img b"img"
    H1 b"h1" H2 b"h2" H3 b"h3" H4 b"h4" H5 b"h5" H6 b"h6" I b"i" Script b"script" Style b"style" Meta b"meta" Link b"link"
    Section b"section" Article b"article" Main b"main" Nav b"nav" Header b"header" Footer b"footer" Aside b"aside" Wbr b"wbr"
    Input b"input" Button b"button" Form b"form" Label b"label" Select b"select" Textarea b"textarea" Fieldset b"fieldset"
    Html b"html" Head b"head" Body b"body" Title b"title" Svg b"svg" Noscript b"noscript" Template b"template" Iframe b"iframe"
    Dl b"dl" Dt b"dt" Dd b"dd" Tbody b"tbody" Thead b"thead" Tfoot b"tfoot" Caption b"caption" Pre b"pre" Hr b"hr"
    Blockquote b"blockquote" Center b"center" Address b"address" Figure b"figure" Figcaption b"figcaption" Details b"details"
    Summary b"summary" Dialog b"dialog" Menu b"menu" Search b"search" Hgroup b"hgroup" Legend b"legend" Option b"option"
    Math b"math" Object b"object" Video b"video" Audio b"audio" Canvas b"canvas" Datalist b"datalist" Xmp b"xmp"
    Noembed b"noembed" Noframes b"noframes" Area b"area" Base b"base" Col b"col" Embed b"embed" Param b"param" Source b"source"
    Track b"track"
}

impl Tag {
    /// Whether its contents are not read as HTML.
    fn is_raw(self) -> bool {
        use Tag::{Iframe, Noembed, Noframes, Script, Style, Textarea, Title, Xmp};
        matches!(self, Script | Style | Title | Textarea | Iframe | Xmp | Noembed | Noframes)
    }

    /// Whether it has no contents and no end.
    pub(super) fn is_void(self) -> bool {
        use Tag::{Area, Base, Br, Col, Embed, Hr, Img, Input, Link, Meta, Param, Source, Track, Wbr};
        matches!(
            self,
            Area | Base | Br | Col | Embed | Hr | Img | Input | Link | Meta | Param | Source | Track | Wbr
        )
    }
}

/// Reads HTML from front to back.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The element whose raw contents come next.
    raw: Option<(Tag, &'t [u8])>,
    /// Where a tag or comment begins that has no end.
    pub(super) broken_off: Option<u32>,
}

/// What a `<` begins.
enum Markup {
    Token(Token, usize),
    /// Passed over, up to here.
    Nothing(usize),
    /// The end of the text comes before its own.
    Endless,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(html: &'t str) -> Self {
        Self {
            bytes: html.as_bytes(),
            at: 0,
            raw: None,
            broken_off: None,
        }
    }

    /// How far the text has been read.
    pub(super) fn at(&self) -> u32 {
        offset(self.at)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn rest(&self, at: usize) -> &'t [u8] {
        self.bytes.get(at..).unwrap_or_default()
    }

    /// The place of a byte, or the end of the text.
    fn next_byte(&self, byte: u8, from: usize) -> Option<usize> {
        memchr::memchr(byte, self.rest(from)).map(|at| from + at)
    }

    /// Reads the contents of an element that is not read as HTML.
    fn raw(&mut self, tag: Tag, name: &[u8]) -> Option<Token> {
        let start = self.at;
        let mut from = start;
        let end = loop {
            let Some(at) = self.next_byte(b'<', from) else { break self.bytes.len() };
            let rest = self.rest(at + 1);
            let named = rest.first() == Some(&b'/')
                && rest.get(1..=name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
                && rest
                    .get(name.len() + 1)
                    .is_none_or(|&after| is_space(after) || after == b'/' || after == b'>');
            if named {
                break at;
            }
            from = at + 1;
        };
        if end == self.bytes.len() && tag != Tag::Title {
            self.broken_off = Some(offset(start));
        }
        self.at = end;
        (end > start).then(|| Token::Raw { tag, span: span(start, end) })
    }

    /// Whether the `<` at `at` is more than a character.
    fn opens(&self, at: usize) -> bool {
        match self.byte(at + 1) {
            Some(b'/') => self.byte(at + 2).is_some(),
            Some(next) => next.is_ascii_alphabetic() || next == b'!' || next == b'?',
            None => false,
        }
    }

    /// Reads what begins with the `<` at `at`.
    fn markup(&mut self, at: usize) -> Markup {
        match (self.byte(at + 1), self.byte(at + 2)) {
            (Some(b'/'), Some(next)) if next.is_ascii_alphabetic() => self.tag(at, at + 2, true),
            (Some(b'!'), _) => self.declaration(at),
            (Some(next), _) if next.is_ascii_alphabetic() => self.tag(at, at + 1, false),
            _ => self.until_greater(at + 2),
        }
    }

    fn until_greater(&self, from: usize) -> Markup {
        self.next_byte(b'>', from).map_or(Markup::Endless, |end| Markup::Nothing(end + 1))
    }

    /// A comment, a document type, or a CDATA section (which is text in XHTML and in feeds).
    fn declaration(&self, at: usize) -> Markup {
        let rest = self.rest(at + 2);
        if rest.starts_with(b"[CDATA[") {
            let start = at + 9;
            let Some(end) = memchr::memmem::find(self.rest(start), b"]]>") else {
                return Markup::Endless;
            };
            return Markup::Token(Token::Text(span(start, start + end)), start + end + 3);
        }
        if !rest.starts_with(b"--") {
            return self.until_greater(at + 2);
        }
        let start = at + 4;
        match (self.byte(start), self.byte(start + 1)) {
            (Some(b'>'), _) => return Markup::Nothing(start + 1),
            (Some(b'-'), Some(b'>')) => return Markup::Nothing(start + 2),
            _ => {}
        }
        let mut from = start;
        while let Some(end) = self.next_byte(b'>', from) {
            let before = self.bytes.get(start..end).unwrap_or_default();
            let inside = before.strip_suffix(b"--").or_else(|| before.strip_suffix(b"--!"));
            if let Some(inside) = inside {
                if notes::is_note(inside) {
                    let inside = span(start, start + inside.len());
                    let span = span(at, end + 1);
                    return Markup::Token(Token::Note { inside, span }, end + 1);
                }
                return Markup::Nothing(end + 1);
            }
            from = end + 1;
        }
        Markup::Endless
    }

    /// A start or end tag whose name begins at `name`.
    fn tag(&mut self, at: usize, name: usize, end_tag: bool) -> Markup {
        let ends = |byte: &u8| is_space(*byte) || *byte == b'/' || *byte == b'>';
        let Some(len) = self.rest(name).iter().position(ends) else {
            return Markup::Endless;
        };
        let after = name + len;
        let Some(end) = attributes_end(self.bytes, after) else {
            return Markup::Endless;
        };
        let name = self.bytes.get(name..after).unwrap_or_default();
        let mut lower = [0; 10];
        let tag = match lower.get_mut(..name.len()) {
            Some(lower) => {
                lower.copy_from_slice(name);
                lower.make_ascii_lowercase();
                Tag::of(lower)
            }
            None => Tag::Other,
        };
        if end_tag {
            return Markup::Token(Token::Close { tag }, end + 1);
        }
        if tag.is_raw() {
            self.raw = Some((tag, name));
        }
        Markup::Token(
            Token::Open {
                tag,
                attributes: span(after, end),
                span: span(at, end + 1),
            },
            end + 1,
        )
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some((tag, name)) = self.raw.take()
            && let Some(token) = self.raw(tag, name)
        {
            return Some(token);
        }
        while self.at < self.bytes.len() {
            let start = self.at;
            let mut from = start;
            let text_end = loop {
                match self.next_byte(b'<', from) {
                    Some(at) if self.opens(at) => break at,
                    Some(at) => from = at + 1,
                    None => break self.bytes.len(),
                }
            };
            if text_end > start {
                self.at = text_end;
                return Some(Token::Text(span(start, text_end)));
            }
            match self.markup(start) {
                Markup::Token(token, end) => {
                    self.at = end;
                    return Some(token);
                }
                Markup::Nothing(end) => self.at = end,
                Markup::Endless => {
                    self.broken_off = Some(offset(start));
                    self.at = self.bytes.len();
                }
            }
        }
        None
    }
}

/// The attributes of a tag: name in the case it has, and value.
pub(super) fn attributes(html: &str, attributes: Span) -> impl Iterator<Item = (&str, &str)> {
    let bytes = html.as_bytes().get(..attributes.end as usize).unwrap_or_default();
    let mut at = attributes.start as usize;
    std::iter::from_fn(move || {
        let (name, value, next) = attribute(bytes, at)?;
        at = next;
        Some((html.get(name)?, html.get(value)?))
    })
}

/// The `>` that ends a tag.
fn attributes_end(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some((_, _, next)) = attribute(bytes, at) {
        at = next;
    }
    let blanks = bytes.get(at..)?.iter().position(|&byte| !is_space(byte) && byte != b'/')?;
    (bytes.get(at + blanks) == Some(&b'>')).then_some(at + blanks)
}

/// The next attribute at or behind `at`: name, value, and where it ends. `None` where the tag or the text ends first.
fn attribute(bytes: &[u8], at: usize) -> Option<(Range<usize>, Range<usize>, usize)> {
    let skip = |from: usize| Some(from + bytes.get(from..)?.iter().position(|&byte| !is_space(byte))?);
    let start = at + bytes.get(at..)?.iter().position(|&byte| !is_space(byte) && byte != b'/')?;
    if bytes.get(start) == Some(&b'>') {
        return None;
    }
    let ends = |byte: &u8| is_space(*byte) || matches!(byte, b'/' | b'>' | b'=');
    // A name may begin with "=".
    let len = bytes.get(start + 1..)?.iter().position(ends).unwrap_or(bytes.len() - start - 1) + 1;
    let name = start..start + len;
    let none = name.end..name.end;
    let Some(equals) = skip(name.end).filter(|&at| bytes.get(at) == Some(&b'=')) else {
        return Some((name.clone(), none, name.end));
    };
    let value = skip(equals + 1).unwrap_or(bytes.len());
    match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = value + 1 + memchr::memchr(quote, bytes.get(value + 1..)?)?;
            Some((name, value + 1..end, end + 1))
        }
        Some(b'>') | None => Some((name, none, value)),
        Some(_) => {
            let end = bytes.get(value..)?.iter().position(|&byte| is_space(byte) || byte == b'>');
            let end = end.map_or(bytes.len(), |len| value + len);
            Some((name, value..end, end))
        }
    }
}

fn span(start: usize, end: usize) -> Span {
    Span::new(offset(start), offset(end))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::{Tag, Token, Tokens, attributes};
    use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
    use proptest::prelude::*;

    fn shown(html: &str) -> Vec<String> {
        Tokens::new(html)
            .map(|token| match token {
                Token::Text(span) => span.of(html).to_owned(),
                Token::Open { tag, .. } => format!("<{tag:?}>"),
                Token::Close { tag } => format!("</{tag:?}>"),
                Token::Raw { span, .. } | Token::Note { span, .. } => format!("[{}]", span.of(html)),
            })
            .collect()
    }

    #[test]
    fn tags_text_and_raw_contents_are_told_apart() {
        assert_eq!(shown("a<P class='x>y'>b</p >c<br/>d"), ["a", "<P>", "b", "</P>", "c", "<Br>", "d"]);
        assert_eq!(
            shown("<script>if (a<b) '</p>'</SCRIPT>x"),
            ["<Script>", "[if (a<b) '</p>']", "</Script>", "x"]
        );
        assert_eq!(shown("a < b & 3 <3"), ["a < b & 3 <3"]);
        assert_eq!(shown("x<![CDATA[ <b> ]]>y"), ["x", " <b> ", "y"]);
    }

    #[test]
    fn comments_end_where_browsers_end_them() {
        assert_eq!(
            shown("a<!-- <p> -->b<!-->c<!--->d<!--x--!>e<?php ?>f</ x>g"),
            ["a", "b", "c", "d", "e", "f", "g"]
        );
    }

    #[test]
    fn what_has_no_end_is_said() {
        for html in ["a<p class=\"x", "a<!-- b", "a<scr", "a<script>b"] {
            let mut tokens = Tokens::new(html);
            tokens.by_ref().for_each(drop);
            assert!(tokens.broken_off.is_some(), "{html}");
        }
    }

    #[test]
    fn attributes_have_names_and_values() {
        let html = "<div a=1 b = 'x y' c d=\"\" =e/>";
        let Some(Token::Open {
            tag: Tag::Div,
            attributes: span,
            ..
        }) = Tokens::new(html).next()
        else {
            panic!("no tag");
        };
        let found: Vec<_> = attributes(html, span).collect();
        assert_eq!(found, [("a", "1"), ("b", "x y"), ("c", ""), ("d", ""), ("=e", "")]);
    }

    /// Tags by name and the places of text, as html5gum sees them.
    fn oracle(html: &str) -> Vec<(String, usize, usize)> {
        let mut seen: Vec<(String, usize, usize)> = Vec::new();
        let mut start = 0;
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
            match event {
                CallbackEvent::OpenStartTag { name } => {
                    start = span.start;
                    seen.push((format!("<{:?}", Tag::of(name)), span.start, 0));
                }
                CallbackEvent::CloseStartTag { .. } => seen.last_mut().expect("opened").2 = span.end,
                CallbackEvent::EndTag { name } => seen.push((format!("/{:?}", Tag::of(name)), 0, 0)),
                CallbackEvent::String { .. } => seen.push(("text".to_owned(), span.start, span.end)),
                _ => {}
            }
            None::<std::convert::Infallible>
        });
        emitter.naively_switch_states(true);
        html5gum::Tokenizer::new_with_emitter(html, emitter).finish().expect("infallible");
        // A tag that is never closed is dropped, as browsers do.
        seen.retain(|(name, _, end)| !name.starts_with('<') || *end > 0);
        seen
    }

    fn ours(html: &str) -> Vec<(String, usize, usize)> {
        Tokens::new(html)
            .map(|token| match token {
                Token::Text(span) | Token::Raw { span, .. } => ("text".to_owned(), span.start as usize, span.end as usize),
                Token::Note { span, .. } => ("note".to_owned(), span.start as usize, span.end as usize),
                Token::Open { tag, span, .. } => (format!("<{tag:?}"), span.start as usize, span.end as usize),
                Token::Close { tag } => (format!("/{tag:?}"), 0, 0),
            })
            .collect()
    }

    /// Neighbouring texts are one: a comment between them does not matter.
    fn joined(tokens: Vec<(String, usize, usize)>) -> Vec<(String, usize, usize)> {
        let mut joined: Vec<(String, usize, usize)> = Vec::new();
        for token in tokens {
            match joined.last_mut() {
                Some(last) if last.0 == "text" && token.0 == "text" => last.2 = token.2,
                _ => joined.push(token),
            }
        }
        joined
    }

    proptest! {
        #[test]
        fn the_tokens_are_those_of_html5gum(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "<p", "<div", "<br", "<title", "<style", "<li", ">", "/>", "</p>", "</div >", "</title>", "</style>", "</", "<",
                " class=", "a", "ä", "\"", "'", "=", " ", "/", "<!--", "-->", "--!>", "-", "!", "<!", "<?", "&amp;", "text",
            ]), 0..24)
        ) {
            let html = pieces.concat();
            prop_assert_eq!(joined(ours(&html)), joined(oracle(&html)), "{}", html);
        }

        #[test]
        fn spans_are_in_order_and_on_characters(html in "[<>/!a-dpé\"'= -]{0,60}") {
            let mut end = 0;
            for token in Tokens::new(&html) {
                let span = match token {
                    Token::Text(span) | Token::Raw { span, .. } | Token::Open { span, .. } | Token::Note { span, .. } => span,
                    Token::Close { .. } => continue,
                };
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(html.get(span.start as usize..span.end as usize).is_some());
                end = span.end;
            }
        }
    }
}
