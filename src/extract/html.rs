//! HTML → blocks: a whole career page or a fragment.
//!
//! One pass over the tags gathers rough blocks and the regions they stand in; `region` chooses those that are the ad;
//! only their text is then decoded. Elements are kept on a stack of bounded height, never on the call stack.
//! Must not know what an ad says.

mod elements;
mod reader;

pub(super) use elements::attribute;
pub(super) use reader::Raw;

use super::draft::{Draft, Rough, Wrap, Writer};
use super::notes::Reach;
use super::pen::Pen;
use super::region;
use super::{Block, BlockKind};
use crate::diagnostic::{Fault, FaultCode};
use crate::text::Span;
use reader::{Piece, Reader};
use std::borrow::Cow;

/// A heading longer than this is a paragraph that someone made large.
const MAX_HEADING: u32 = 300;

/// How much of the HTML is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The ad on a page.
    Ad,
    /// All text.
    All,
    /// All text, and its line breaks are meant.
    Lines,
}

/// What was read, and what else the page holds.
#[derive(Debug)]
pub(super) struct Page<'t> {
    pub(super) draft: Draft<'t>,
    /// The contents of scripts in JSON-LD.
    pub(super) data: Vec<Span>,
}

/// Reads HTML.
pub(super) fn read(html: &str, scope: Scope) -> Page<'_> {
    let mut reader = Reader::new(html, true);
    reader.pre = scope == Scope::Lines;
    reader.run();
    if reader.is_swallowed() {
        // An element to pass over has no end: read everything rather than nothing.
        reader = Reader::new(html, false);
        reader.pre = scope == Scope::Lines;
        reader.run();
    }
    let kept = match scope {
        Scope::Ad => region::choose(&reader.blocks, &reader.regions, |block| reader.raw_text(block)),
        Scope::All | Scope::Lines => vec![true; reader.blocks.len()],
    };
    let mut writer = Writer::new(html);
    let mut blocks = Vec::new();
    // For every raw block: the one it became, or the next one where it has no text; nothing where it is no part of the ad.
    let mut reaches = Vec::with_capacity(if reader.notes.is_empty() { 0 } else { kept.len() });
    for (block, kept) in reader.blocks.iter().zip(&kept) {
        if !reader.notes.is_empty() {
            reaches.push(if *kept { Reach::Block(blocks.len()) } else { Reach::Nothing });
        }
        if *kept && let Some(rough) = write(block, &reader, &mut writer) {
            blocks.push(rough);
        }
    }
    let mut notes = std::mem::take(&mut reader.notes);
    for note in &mut notes {
        if let Reach::Block(raw) = note.reach {
            note.reach = reaches.get(raw).copied().unwrap_or(Reach::Block(blocks.len()));
        }
    }
    let mut faults = reader.faults;
    if scope == Scope::Ad && blocks.is_empty() {
        faults.push(Fault {
            code: FaultCode::NoAd,
            detail: String::new(),
            span: None,
        });
    }
    let (text, map) = writer.finish();
    let draft = Draft {
        text: Cow::Owned(text),
        map: Some(map),
        blocks,
        title: None,
        language: reader.language,
        notes,
        faults,
    };
    let has_heading = draft.blocks.iter().any(|rough| matches!(rough.block.kind, BlockKind::Heading(_)));
    let draft = match reader.title {
        // An ad without any heading has the page's title. It is a heading as others are and no promise: many pages are
        // called "Jobs" or after their owner, and name the post in a line of its own.
        Some(title) if scope == Scope::Ad && !has_heading && !draft.blocks.is_empty() => Draft {
            title: None,
            ..draft.with_title(html, |writer| Pen::new(html, writer, false).text(title))
        },
        _ => draft,
    };
    Page { draft, data: reader.data }
}

/// Writes the text of a block.
fn write<'t>(block: &Raw, reader: &Reader<'t>, writer: &mut Writer<'t>) -> Option<Rough> {
    let pieces = reader.pieces.get(block.pieces.clone()).unwrap_or_default();
    if let Some(Piece::Text(first)) = pieces.first() {
        writer.separate(first.start);
    }
    let start = writer.len();
    let mut pen = Pen::new(reader.html, writer, block.pre);
    for piece in pieces {
        match *piece {
            Piece::Text(span) => pen.text(span),
            Piece::Break(span) => pen.line_break(span),
        }
    }
    let end = writer.len();
    let wrap = match block.kind {
        BlockKind::Heading(_) => Wrap::Whole,
        _ if block.pre => Wrap::Soft,
        _ => Wrap::Hard,
    };
    let has_text = !writer.since(start).trim().is_empty();
    has_text.then_some(Rough {
        block: Block {
            span: Span::new(start, end),
            kind: block.kind,
        },
        wrap,
    })
}

#[cfg(test)]
mod tests {
    use super::{Scope, read};
    use crate::diagnostic::FaultCode;
    use crate::extract::BlockKind;
    use crate::extract::draft::Draft;
    use crate::text::Span;

    fn blocks(html: &str) -> Vec<(BlockKind, String)> {
        let draft = read(html, Scope::All).draft;
        draft
            .blocks
            .iter()
            .map(|rough| (rough.block.kind, rough.block.span.of(&draft.text).to_owned()))
            .collect()
    }

    fn texts(html: &str) -> Vec<String> {
        blocks(html).into_iter().map(|(_, text)| text).collect()
    }

    /// The source of a passage of the text.
    fn source_of<'h>(html: &'h str, draft: &Draft<'_>, passage: &str) -> &'h str {
        let at = u32::try_from(draft.text.find(passage).expect("in the text")).expect("small");
        let span = Span::new(at, at + u32::try_from(passage.len()).expect("small"));
        draft.map.as_ref().expect("mapped").to_source(span).of(html)
    }

    #[test]
    fn paragraphs_headings_items_and_cells_are_blocks() {
        let html = "<h2>Aufgaben</h2><p>Sie planen</p>und <b>mehr</b><ul><li>Eins<li>Zwei<p>weiter</ul>\
                    <table><tr><td>Entgelt<td><p>E 13</p></table><dl><dt>Ort<dd>Halle</dl>";
        let expected = [
            (BlockKind::Heading(2), "Aufgaben"),
            (BlockKind::Paragraph, "Sie planen"),
            (BlockKind::Paragraph, "und mehr"),
            (BlockKind::Item, "Eins"),
            (BlockKind::Item, "Zwei"),
            (BlockKind::Paragraph, "weiter"),
            (BlockKind::Cell, "Entgelt"),
            (BlockKind::Cell, "E 13"),
            (BlockKind::Paragraph, "Ort"),
            (BlockKind::Paragraph, "Halle"),
        ];
        let found = blocks(html);
        assert_eq!(found.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn tags_inside_words_do_not_part_them() {
        assert_eq!(
            texts("<p>Mitarbeiter<wbr>innen und <b>R</b>eferent<i>*in</i><!-- x -->nen</p>"),
            ["Mitarbeiterinnen und Referent*innen"]
        );
    }

    #[test]
    fn references_are_letters_with_their_place() {
        let html = "<p>f&uuml;r&nbsp;alle &#228;u&szliger Gr&ouml;&szlig;e</p>";
        let draft = read(html, Scope::All).draft;
        assert_eq!(draft.text, "für\u{a0}alle äußer Größe");
        assert_eq!(source_of(html, &draft, "für"), "f&uuml;r");
        assert_eq!(source_of(html, &draft, "Größe"), "Gr&ouml;&szlig;e");
        assert_eq!(source_of(html, &draft, "ö"), "&ouml;");
    }

    #[test]
    fn blanks_in_a_row_are_one_and_breaks_are_kept() {
        let html = "<p>\n  Ein\n   langer <b> Satz</b> \n</p><div>Kennziffer 1<br>\n Frist 2</div>";
        assert_eq!(texts(html), ["Ein langer Satz", "Kennziffer 1\nFrist 2"]);
    }

    #[test]
    fn scripts_styles_and_unseen_text_are_left_out() {
        let html = "<style>p{}</style><p>a<span class='icon sr-only'>neues Fenster</span>b</p><script>c</script>\
                    <noscript>d</noscript><svg><text>e</text></svg><button>f</button><h3><button>g</button></h3>";
        assert_eq!(texts(html), ["ab", "g"]);
    }

    #[test]
    fn an_unclosed_element_that_would_be_passed_over_does_not_swallow_the_ad() {
        assert_eq!(texts("<p>a</p><noscript><p>b</p>"), ["a", "b"]);
    }

    #[test]
    fn ten_thousand_nested_tags_are_read_flat_and_said() {
        for tag in ["div", "b", "ul><li", "table><tr><td", "blockquote"] {
            let html = format!("{}<p>Wir suchen Sie</p>", format!("<{tag}>").repeat(10_000));
            let draft = read(&html, Scope::All).draft;
            assert_eq!(draft.text, "Wir suchen Sie", "{tag}");
            assert_eq!(draft.faults.len(), 1, "{tag}");
            assert_eq!(draft.faults[0].code, FaultCode::TooDeep);
        }
    }

    #[test]
    fn language_and_data_are_found() {
        let html = "<html lang=de-DE><script type='application/ld+json'>{}</script><p>x";
        let page = read(html, Scope::All);
        assert_eq!(page.draft.language.as_deref(), Some("de-DE"));
        assert_eq!(page.data.iter().map(|span| span.of(html)).collect::<Vec<_>>(), ["{}"]);
    }

    #[test]
    fn the_page_title_is_used_only_without_a_heading() {
        let body = "<p>Wir suchen Sie für unser Team in Musterstadt. Bewerben Sie sich bis zum 1. Mai.</p>";
        let page = read("<title>Referent &amp; Co</title>", Scope::Ad);
        assert_eq!(page.draft.faults[0].code, FaultCode::NoAd);
        let html = format!("<title>Referent &amp; Co</title>{body}");
        let draft = read(&html, Scope::Ad).draft;
        assert_eq!(draft.blocks[0].block.kind, BlockKind::Heading(1));
        assert_eq!(draft.blocks[0].block.span.of(&draft.text), "Referent & Co");
        assert_eq!(draft.title, None);
        let html = format!("<title>Referent</title><h1>Referentin</h1>{body}");
        let draft = read(&html, Scope::Ad).draft;
        assert_eq!(draft.blocks[0].block.span.of(&draft.text), "Referentin");
    }
}
