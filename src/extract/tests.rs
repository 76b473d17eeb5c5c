//! What holds for every format: maps that cover the text, blocks that lie in it, and no panic whatever comes in.

use super::{BlockKind, Extracted, extract};
use crate::diagnostic::FaultCode;
use crate::source::{Format, SegmentKind, Source, SourceMap};
use crate::text::Span;
use proptest::prelude::*;
use std::time::{Duration, Instant};

fn read<'a>(name: &'a str, bytes: &'a [u8]) -> Extracted<'a> {
    extract(&Source { name, bytes, format: None })
}

fn texts<'e>(extracted: &'e Extracted<'_>) -> Vec<&'e str> {
    extracted.blocks.iter().map(|block| block.span.of(&extracted.text)).collect()
}

/// The bytes of the file that a passage of the text stands for.
fn source_of(extracted: &Extracted<'_>, passage: &str) -> Span {
    let at = u32::try_from(extracted.text.find(passage).expect("in the text")).expect("small");
    let decoded = extracted.map.to_source(Span::new(at, at + u32::try_from(passage.len()).expect("small")));
    extracted.encoding_map.to_source(decoded)
}

fn codes(extracted: &Extracted<'_>) -> Vec<FaultCode> {
    extracted.faults.iter().map(|fault| fault.code).collect()
}

/// Everything that any reader of an [`Extracted`] relies on.
fn is_sound(extracted: &Extracted<'_>, bytes: &[u8]) {
    is_sound_map(&extracted.encoding_map, extracted.decoded.as_bytes(), bytes);
    is_sound_map(&extracted.map, extracted.text.as_bytes(), extracted.decoded.as_bytes());
    let mut end = 0;
    for block in &extracted.blocks {
        assert!(
            block.span.start >= end && block.span.end > block.span.start,
            "blocks in order, apart and not empty"
        );
        end = block.span.end;
        let text = extracted
            .text
            .get(block.span.start as usize..block.span.end as usize)
            .expect("on characters");
        assert_eq!(text, text.trim(), "no blanks at the ends");
    }
    if let Some(title) = extracted.title {
        assert!(
            extracted
                .text
                .get(title.start as usize..title.end as usize)
                .is_some_and(|text| !text.is_empty())
        );
    }
    for span in extracted.faults.iter().filter_map(|fault| fault.span) {
        assert!(span.start <= span.end && span.end as usize <= bytes.len());
    }
    assert!(
        !extracted.blocks.is_empty() || !extracted.faults.is_empty(),
        "nothing is passed over in silence"
    );
}

fn is_sound_map(map: &SourceMap, text: &[u8], source: &[u8]) {
    let mut end = 0;
    for segment in map.segments() {
        assert_eq!(segment.text.start, end, "segments touch");
        assert!(segment.text.end > segment.text.start);
        assert!(segment.source.start <= segment.source.end && segment.source.end as usize <= source.len());
        end = segment.text.end;
        match segment.kind {
            SegmentKind::Verbatim => assert_eq!(
                text.get(segment.text.start as usize..segment.text.end as usize),
                source.get(segment.source.start as usize..segment.source.end as usize),
                "what is verbatim stands there to the letter"
            ),
            SegmentKind::Inserted => assert!(segment.source.is_empty()),
            SegmentKind::Decoded => assert!(!segment.source.is_empty()),
        }
    }
    assert_eq!(end as usize, text.len(), "segments cover the text");
    for start in (0..text.len()).step_by(text.len() / 16 + 1) {
        let span = Span::new(u32::try_from(start).expect("small"), u32::try_from(text.len()).expect("small"));
        assert!(map.to_source(span).end as usize <= source.len());
    }
}

#[test]
fn a_plain_ad_is_its_own_text() {
    let ad = "Referent (m/w/d)\r\n\r\nAufgaben:\r\n- Planung\r\n- Lehre\r\n";
    let extracted = read("ad.txt", ad.as_bytes());
    assert_eq!(extracted.text, ad);
    assert_eq!(texts(&extracted), ["Referent (m/w/d)", "Aufgaben:", "Planung", "Lehre"]);
    assert_eq!(extracted.map, SourceMap::identity(u32::try_from(ad.len()).expect("small")));
    assert_eq!((extracted.format, extracted.encoding), (Format::Text, "UTF-8"));
    assert!(extracted.faults.is_empty());
}

#[test]
fn places_lead_through_hyphenation_and_encoding() {
    let ad = b"f\xFCr Men-\r\n  schen mit Migra\xADtion";
    let extracted = read("ad.txt", ad);
    assert_eq!(extracted.text, "für Menschen mit Migration");
    assert_eq!(source_of(&extracted, "Menschen"), Span::new(4, 17));
    assert_eq!(source_of(&extracted, "Migration"), Span::new(22, 32));
    assert_eq!(source_of(&extracted, "ü"), Span::new(1, 2));
    assert_eq!(codes(&extracted), [FaultCode::OtherEncoding]);
}

#[test]
fn words_broken_in_html_and_markdown_are_joined_too() {
    let html = read("ad.html", "<p>bei glei-<br>cher Eig&shy;nung, Zeug-\nnis</p>".as_bytes());
    assert_eq!(html.text, "bei gleicher Eignung, Zeug- nis");
    let markdown = read("ad.md", "bei glei-\ncher Eig\u{AD}nung".as_bytes());
    assert_eq!(markdown.text, "bei gleicher Eignung");
}

#[test]
fn mojibake_in_an_entity_is_read_as_it_was_meant() {
    let extracted = read("ad.html", "<p>ausdr&Atilde;&frac14;cklich erw&Atilde;&frac14;nscht</p>".as_bytes());
    assert_eq!(extracted.text, "ausdrücklich erwünscht");
    assert_eq!(codes(&extracted), [FaultCode::Mojibake]);
}

#[test]
fn a_posting_in_utf16_leads_back_to_its_bytes() {
    let json = "{\"@type\": \"JobPosting\", \"title\": \"B\\u00fcro\", \"description\": \"<p>F&uuml;r alle</p>\"}";
    let bytes: Vec<u8> = json.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let extracted = read("ad.json", &bytes);
    assert_eq!(extracted.text, "Büro\nFür alle");
    let at = json.find("F&uuml;r").expect("there") * 2;
    let span = source_of(&extracted, "Für");
    assert_eq!((span.start as usize, span.end as usize), (at, at + "F&uuml;r".len() * 2));
    is_sound(&extracted, &bytes);
}

#[test]
fn what_cannot_be_read_is_said() {
    for (name, bytes, expected) in [
        ("ad.txt", b"".as_slice(), FaultCode::Empty),
        ("ad.txt", b" \r\n\t\xC2\xA0", FaultCode::Empty),
        ("ad.md", b"---\n\n***\n", FaultCode::Empty),
        ("ad.pdf", b"%PDF-1.4 \xFF", FaultCode::UnsupportedFormat),
        ("ad.xml", b"<?xml version=\"1.0\"?><jobs/>", FaultCode::UnsupportedFormat),
        ("ad.bin", b"\0\x01\x02\0\x03", FaultCode::Binary),
        ("ad.html", b"<html><body><script>x()</script></body>", FaultCode::NoAd),
        ("ad.json", b"{\"a\": 1}", FaultCode::NoAd),
        ("ad.json", b"{\"a\": 1", FaultCode::Malformed),
        ("ad.html", b"<p>Wir suchen Sie</p><p class=\"x", FaultCode::Truncated),
    ] {
        let extracted = read(name, bytes);
        assert_eq!(codes(&extracted), [expected], "{name}");
        is_sound(&extracted, bytes);
    }
}

#[test]
fn the_kind_of_an_item_survives_every_format() {
    for (name, ad) in [
        ("ad.txt", "Text davor:\n- Eins\n- Zwei"),
        ("ad.md", "Text davor:\n- Eins\n- Zwei"),
        ("ad.html", "<p>Text davor:</p><ul><li>Eins<li>Zwei</ul>"),
        ("ad.html", "<p>Text davor:<br>- Eins<br>- Zwei</p>"),
    ] {
        let extracted = read(name, ad.as_bytes());
        let kinds: Vec<_> = extracted.blocks.iter().map(|block| block.kind).collect();
        assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Item, BlockKind::Item], "{name}");
        assert_eq!(texts(&extracted), ["Text davor:", "Eins", "Zwei"]);
    }
}

/// Inputs made to be slow: one thing repeated, once for 16 KB and once for 128. Reading is linear, so eight times the
/// input takes about eight times as long; anything quadratic takes sixty-four times. The rest is room for a busy machine.
#[test]
fn repetition_does_not_make_reading_slow() {
    let pieces = [
        "<",
        "&",
        "&#1",
        "&auml",
        "<!--",
        "<a b=\"",
        "<div>",
        "</div>",
        "<ul><li>",
        "<table><tr><td>",
        "<p>x",
        "</",
        "<![CDATA[",
        "*",
        "a*b ",
        "[",
        "> ",
        "- ",
        "`",
        "_a ",
        "|a",
        "x\n",
        "1. x\n",
        "-\n",
        "a-\nb",
        "• ",
        "x • ",
        "**a ",
        "#",
        "{\"a\":",
        "[[",
        "\"",
        "\\u00e4",
        "wort ",
        "Wort\n",
        "Ã¼",
        "\u{AD}",
        "a\u{308}",
        "ä",
        "\r",
        "<script>",
        "--->",
        "](",
        "\n\n- x",
        "<svg>",
        "x,\n",
        "\u{F0B7}\n",
    ];
    let taken = |name: &str, text: &str| {
        let start = Instant::now();
        read(name, text.as_bytes());
        start.elapsed()
    };
    for piece in pieces {
        let short = piece.repeat((1 << 14) / piece.len());
        let long = piece.repeat((1 << 17) / piece.len());
        for name in ["a.txt", "a.md", "a.html", "a.json"] {
            let (once, eightfold) = (taken(name, &short), taken(name, &long));
            assert!(
                eightfold < once * 30 + Duration::from_millis(300),
                "{name} of {piece:?}: {once:?}, {eightfold:?}"
            );
        }
    }
}

/// Text as it occurs in ads, cut into pieces that meet in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Wir suchen",
        "Referent*in",
        "Migrations-",
        "hintergrund",
        "\n",
        "\r\n",
        "\n\n",
        "- ",
        "• ",
        "\u{F0B7} ",
        "1. ",
        "2. ",
        "und",
        " ",
        ": ",
        ".",
        "ä",
        "ß",
        "\u{AD}",
        "\u{200B}",
        "a\u{308}",
        "ﬁ",
        "Ã¼",
        "â€“",
        "\u{2011}",
        "¬\n",
        "&uuml;",
        "&amp;",
        "&shy;",
        "&#228",
        "<p>",
        "</p>",
        "<br>",
        "<li>",
        "</li>",
        "<ul>",
        "<b>",
        "</b>",
        "<h2>",
        "</h2>",
        "<table>",
        "<td>",
        "</table>",
        "<div class=\"nav\">",
        "</div>",
        "<main>",
        "<!-- x -->",
        "<script type=\"application/ld+json\">",
        "</script>",
        "<pre>",
        "</pre>",
        "# ",
        "## ",
        "**",
        "*",
        "_",
        "`",
        "| a | b |\n|---|---|\n",
        "---\n",
        "title: x\n",
        "[a](b)",
        "![x](y)",
        "> ",
        "    ",
        "\t",
        "{\"@type\": \"JobPosting\", \"title\": \"",
        "\", \"description\": \"",
        "\"}",
        "\\n",
        "\\u00fc",
        "\\\"",
        "🚀",
        "(m/w/d)",
        "„",
        "“",
        "\u{FEFF}",
        "\0",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn names() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a.txt", "a.md", "a.html", "a.json", "-"])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_read_soundly(text in pieces(), name in names()) {
        is_sound(&read(name, text.as_bytes()), text.as_bytes());
    }

    #[test]
    fn any_posting_is_read_soundly(title in pieces(), description in pieces(), extra in pieces()) {
        let json = serde_json::json!({ "@type": "JobPosting", "description": description, "title": title, "skills": [extra] });
        let json = json.to_string();
        is_sound(&read("a.json", json.as_bytes()), json.as_bytes());
        let page = format!("<html><script type='application/ld+json'>{json}</script><p>{extra}");
        is_sound(&read("a.html", page.as_bytes()), page.as_bytes());
    }

    #[test]
    fn any_bytes_are_read_soundly(bytes in prop::collection::vec(any::<u8>(), 0..200), name in names()) {
        is_sound(&read(name, &bytes), &bytes);
    }

    #[test]
    fn any_text_in_another_encoding_is_read_soundly(text in pieces(), name in names(), cut in 0..4_usize) {
        let latin: Vec<u8> = text.chars().filter_map(|letter| u8::try_from(u32::from(letter)).ok()).collect();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf8 = text.as_bytes();
        for bytes in [latin.as_slice(), &wide, utf8.get(..utf8.len().saturating_sub(cut)).unwrap_or_default()] {
            is_sound(&read(name, bytes), bytes);
        }
    }
}
