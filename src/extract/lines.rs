//! Lines → blocks: paragraphs, list items, and words that were broken at the end of a line.
//!
//! Used by every format: plain text as a whole, the paragraphs of the others where they hold line breaks. `marks` says
//! what a line begins with, `joints` whether it goes on in the next. Must not know headings or sections; a heading is
//! a block of one line here.

use super::draft::{Change, Draft, Rough, With, Wrap, offset};
use super::joints::{Joint, Place};
use super::marks::{BULLET_LEN, First, Marker, bullets_inside, first, is_bullet, marker};
use super::{Block, BlockKind};
use crate::text::Span;
use std::cell::OnceCell;

/// Lines held at a time; a longer stretch without a blank line is cut, so that memory stays bounded.
const MAX_RUN: usize = 512;
/// Widest line a program or person wraps at.
pub(super) const MAX_WIDTH: usize = 150;
/// How often a list is looked for behind "1." before that is given up.
const MAX_PEEKS: u8 = 64;

/// Cuts the rough blocks of a draft into final ones and joins words that were broken at the end of a line.
pub(super) fn split<'t>(mut draft: Draft<'t>) -> (Draft<'t>, Vec<Block>) {
    let rough = std::mem::take(&mut draft.blocks);
    let mut splitter = Splitter::new(&draft.text, &rough);
    for block in &rough {
        splitter.block(*block);
    }
    let Splitter { blocks, changes, .. } = splitter;
    if !changes.is_empty() {
        draft.blocks = blocks.into_iter().map(|block| Rough { block, wrap: Wrap::Whole }).collect();
        draft = draft.edited(&changes);
        let blocks = draft.blocks.iter().map(|rough| rough.block).collect();
        return (draft, blocks);
    }
    (draft, blocks)
}

/// One line that has text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// First byte of its text, behind indentation and list marker.
    pub(super) body: u32,
    /// One past its last byte that is not blank.
    pub(super) end: u32,
    /// Width of the indentation.
    pub(super) indent: u16,
    /// Bytes from the margin to the end, at most `u16::MAX`.
    pub(super) width: u16,
    /// Bytes of the first word.
    pub(super) word: u16,
    pub(super) marker: Marker,
    pub(super) first: First,
}

pub(super) struct Splitter<'t> {
    pub(super) text: &'t str,
    /// The width the whole text is wrapped at, if it is; looked for when it is first asked for.
    page: OnceCell<Option<u16>>,
    rough: &'t [Rough],
    /// Bullets that stand inside a line, behind other text.
    bullets: Vec<u32>,
    kind: BlockKind,
    /// The stretch being cut is one list item as a whole; its first line has lost its marker.
    pub(super) item: bool,
    pub(super) wrap: Wrap,
    run: Vec<Line>,
    /// A bullet that stood alone in its line belongs to the line after it.
    pending: bool,
    number: u32,
    peeks: u8,
    blocks: Vec<Block>,
    changes: Vec<Change>,
}

impl<'t> Splitter<'t> {
    fn new(text: &'t str, rough: &'t [Rough]) -> Self {
        Self {
            text,
            page: OnceCell::new(),
            rough,
            bullets: bullets_inside(text),
            kind: BlockKind::Paragraph,
            item: false,
            wrap: Wrap::Soft,
            run: Vec::new(),
            pending: false,
            number: 0,
            peeks: 0,
            blocks: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// The width the whole text is wrapped at.
    pub(super) fn page(&self) -> Option<u16> {
        *self.page.get_or_init(|| page_width(self.text, self.rough))
    }

    fn block(&mut self, rough: Rough) {
        self.kind = rough.block.kind;
        self.item = self.kind == BlockKind::Item;
        self.wrap = rough.wrap;
        if rough.wrap == Wrap::Whole {
            self.emit(rough.block.span.start, rough.block.span.end, rough.block.kind);
            return;
        }
        self.pending = false;
        let mut start = rough.block.span.start as usize;
        let stretch = self.text.get(..rough.block.span.end as usize).unwrap_or_default();
        while start < stretch.len() {
            let rest = stretch.as_bytes().get(start..).unwrap_or_default();
            let len = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
            self.line(start, start + len);
            start += len
                + if rest.get(len..).is_some_and(|end| end.starts_with(b"\r\n")) {
                    2
                } else {
                    1
                };
        }
        self.flush();
    }

    /// Takes in one line, `start..end` without its line break.
    fn line(&mut self, start: usize, end: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        let (lead, text) = trimmed(line);
        if text.is_empty() {
            self.flush();
            return;
        }
        let (marker, skip) = marker(text);
        let body = text.get(skip..).unwrap_or_default();
        if body.is_empty() || (!has_word(body) && (marker == Marker::None || !has_word(text))) {
            // A lone bullet, or a rule drawn with characters.
            self.pending = body.is_empty() && text.starts_with(is_bullet);
            self.flush();
            return;
        }
        let (marker, mut skip) = self.judged(marker, skip, text, end);
        if marker == Marker::Bullet {
            // Copies have two bullets at times.
            let body = text.get(skip..).unwrap_or_default();
            skip += body.len()
                - body
                    .trim_start_matches(|letter: char| is_bullet(letter) || letter.is_control())
                    .trim_start()
                    .len();
        }
        let body = text.get(skip..).unwrap_or_default();
        let marker = if std::mem::take(&mut self.pending) && marker == Marker::None {
            Marker::Bullet
        } else {
            marker
        };
        let at = start + lead;
        self.run.push(Line {
            body: offset(at + skip),
            end: offset(at + text.len()),
            indent: narrow(line.get(..lead).map_or(0, columns)),
            width: narrow(lead + text.len()),
            word: narrow(body.bytes().position(|byte| byte == b' ' || byte == b'\t').unwrap_or(body.len())),
            marker,
            first: first(body),
        });
        if self.run.len() >= MAX_RUN {
            self.flush();
        }
    }

    /// A number is a marker only in a row of numbers: "1. Juni 2025" may well begin a line.
    fn judged(&mut self, marker: Marker, skip: usize, text: &str, end: usize) -> (Marker, usize) {
        if marker != Marker::Number {
            return (marker, skip);
        }
        let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let Ok(number) = text.get(..digits).unwrap_or_default().parse::<u32>() else {
            return (marker, skip);
        };
        let listed =
            text.as_bytes().get(digits) == Some(&b')') || (number > 1 && number == self.number + 1) || (number == 1 && self.next_is_listed(end));
        if !listed {
            return (Marker::None, 0);
        }
        self.number = number;
        (marker, skip)
    }

    fn next_is_listed(&mut self, end: usize) -> bool {
        if self.peeks >= MAX_PEEKS {
            return false;
        }
        self.peeks += 1;
        let bytes = self.text.as_bytes();
        let near = bytes.get(end..(end + 2000).min(bytes.len())).unwrap_or_default();
        memchr::memchr_iter(b'\n', near).any(|at| {
            let line = near.get(at + 1..).unwrap_or_default().trim_ascii_start();
            line.starts_with(b"2. ") || line.starts_with(b"2.\t")
        })
    }

    /// Cuts the lines gathered so far into blocks.
    fn flush(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(opening) = run.first() {
            let mut begin = opening;
            let mut begin_index = 0;
            let mut before = opening;
            for (index, line) in run.iter().enumerate().skip(1) {
                let at = Place {
                    lines: self,
                    run: &run,
                    index,
                    begin,
                    begin_index,
                };
                let joint = at.joint();
                if let Some(span) = match joint {
                    Joint::WithoutHyphen => Some(Span::new(before.end - 1, line.body)),
                    Joint::WithHyphen => Some(Span::new(before.end, line.body)),
                    Joint::Next | Joint::Apart => None,
                } {
                    self.changes.push(Change { span, with: With::Nothing });
                }
                if joint == Joint::Apart {
                    self.emit_lines(begin, before);
                    begin = line;
                    begin_index = index;
                }
                before = line;
            }
            self.emit_lines(begin, before);
        }
        self.run = run;
        self.run.clear();
    }

    fn emit_lines(&mut self, begin: &Line, last: &Line) {
        let kind = if begin.marker != Marker::None && self.kind == BlockKind::Paragraph {
            BlockKind::Item
        } else {
            self.kind
        };
        self.emit(begin.body, last.end, kind);
        if self.kind == BlockKind::Item {
            // What follows in the same item is a paragraph of it.
            self.kind = BlockKind::Paragraph;
        }
    }

    /// Adds a block, without blanks at its ends, and cut at the bullets inside it.
    fn emit(&mut self, start: u32, end: u32, kind: BlockKind) {
        let first = self.bullets.partition_point(|&at| at < start);
        let last = self.bullets.partition_point(|&at| at < end);
        let split = matches!(kind, BlockKind::Paragraph | BlockKind::Item) && last - first > usize::from(kind == BlockKind::Paragraph);
        let mut from = start;
        let mut piece = kind;
        if split {
            for index in first..last {
                let Some(&at) = self.bullets.get(index) else { break };
                self.emit_piece(from, at, piece);
                from = at + BULLET_LEN;
                piece = BlockKind::Item;
            }
        }
        self.emit_piece(from, end, piece);
    }

    fn emit_piece(&mut self, start: u32, end: u32, kind: BlockKind) {
        let piece = Span::new(start, end).of(self.text);
        let text = piece.trim();
        if text.is_empty() {
            return;
        }
        let at = start + offset(piece.len() - piece.trim_start().len());
        self.blocks.push(Block {
            span: Span::new(at, at + offset(text.len())),
            kind,
        });
    }
}

fn has_word(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// The text of a line without the blanks around it, and how many bytes of them stand before it.
fn trimmed(line: &str) -> (usize, &str) {
    let bytes = line.as_bytes();
    let lead = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !byte.is_ascii_whitespace()).map_or(lead, |last| last + 1);
    let edges = (bytes.get(lead), bytes.get(end.saturating_sub(1)));
    match (edges, line.get(lead..end)) {
        ((Some(first), Some(last)), Some(text)) if first.is_ascii_graphic() && last.is_ascii_graphic() => (lead, text),
        _ => (line.len() - line.trim_start().len(), line.trim()),
    }
}

/// A width as lines hold it.
pub(super) fn narrow(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX)
}

/// Columns of an indentation; a tab reaches the next multiple of four.
fn columns(lead: &str) -> usize {
    lead.chars()
        .fold(0, |column, letter| if letter == '\t' { (column / 4 + 1) * 4 } else { column + 1 })
}

/// The width at which the wrapped parts of the text are wrapped, if enough lines show it.
fn page_width(text: &str, rough: &[Rough]) -> Option<u16> {
    let mut histogram = [0_u32; MAX_WIDTH + 2];
    let (mut lines, mut flowing) = (0_u32, 0_u32);
    for block in rough.iter().filter(|block| block.wrap == Wrap::Soft) {
        let stretch = block.block.span.of(text).as_bytes();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', stretch).chain(std::iter::once(stretch.len())) {
            let line = stretch.get(start..end).unwrap_or_default().trim_ascii();
            start = end + 1;
            if let Some(&first) = line.first() {
                lines += 1;
                flowing += u32::from(first.is_ascii_lowercase());
                if let Some(count) = histogram.get_mut(line.len().min(MAX_WIDTH + 1)) {
                    *count += 1;
                }
            }
        }
    }
    let mut above = 0;
    let widest = histogram.iter().enumerate().rev().find_map(|(width, count)| {
        above += count;
        (above * 20 > lines).then_some(width)
    })?;
    if !(40..=MAX_WIDTH).contains(&widest) {
        return None;
    }
    let near: u32 = histogram.get(widest * 4 / 5..).unwrap_or_default().iter().sum();
    (near >= 3 && near * 5 >= lines && flowing * 12 >= lines).then(|| narrow(widest))
}

#[cfg(test)]
mod tests {
    use super::split;
    use crate::extract::BlockKind;
    use crate::extract::draft::{Draft, Wrap};

    fn blocks_of(text: &str, wrap: Wrap) -> Vec<(BlockKind, String)> {
        let mut draft = Draft::of(text);
        draft.blocks[0].wrap = wrap;
        let (draft, blocks) = split(draft);
        blocks.iter().map(|block| (block.kind, block.span.of(&draft.text).to_owned())).collect()
    }

    fn texts(text: &str) -> Vec<String> {
        blocks_of(text, Wrap::Soft).into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn words_broken_at_a_line_end_are_joined() {
        assert_eq!(texts("Menschen mit Migrations-\nhintergrund"), ["Menschen mit Migrationshintergrund"]);
        assert_eq!(texts("bei glei-  \r\n   cher Eignung"), ["bei gleicher Eignung"]);
        assert_eq!(texts("STELLENAUS-\nSCHREIBUNG"), ["STELLENAUSSCHREIBUNG"]);
        assert_eq!(texts("Stellen im Land Sach-\nsen-Anhalt"), ["Stellen im Land Sachsen-Anhalt"]);
    }

    #[test]
    fn hyphens_that_belong_to_the_word_stay() {
        assert_eq!(texts("zu Fest-\nFlüssig Trennung"), ["zu Fest-Flüssig Trennung"]);
        assert_eq!(texts("per E-\nMail"), ["per E-Mail"]);
        assert_eq!(texts("per E-\nmail"), ["per E-mail"]);
        assert_eq!(texts("die IT-\nABTEILUNG"), ["die IT-ABTEILUNG"]);
        assert_eq!(texts("Bewerber/-\ninnen"), ["Bewerber/-innen"]);
        assert_eq!(texts("family-\nfriendly"), ["family-friendly"]);
        assert_eq!(
            texts("https://example.org/office-for-\nforeign-education"),
            ["https://example.org/office-for-foreign-education"]
        );
    }

    #[test]
    fn elided_compounds_keep_hyphen_and_line_break() {
        for text in [
            "im Labor-\nund Pilotmaßstab",
            "im Labor- und\nPilotmaßstab befindliche",
            "Mutter-\noder Vaterschaft",
        ] {
            assert_eq!(texts(text), [text]);
        }
        assert_eq!(texts("Text und -\nnoch einer"), ["Text und -\nnoch einer"]);
    }

    #[test]
    fn gender_signs_at_a_line_end_join_their_ending() {
        assert_eq!(texts("alle Mitarbeiter*\ninnen"), ["alle Mitarbeiter*innen"]);
        assert_eq!(texts("alle Mitarbeiter:\ninnen"), ["alle Mitarbeiter:innen"]);
    }

    #[test]
    fn blank_lines_and_rules_part_blocks() {
        assert_eq!(texts("Eins\n\nZwei\n \t\nDrei\n-----\nVier"), ["Eins", "Zwei", "Drei", "Vier"]);
    }

    #[test]
    fn items_keep_their_hanging_lines() {
        let text = "Aufgaben:\n- Planung und Durchführung\n  von Projekten\n• Beratung\n\u{f0b7}Lehre\n1. Eins\n2. Zwei";
        let blocks = blocks_of(text, Wrap::Soft);
        assert_eq!(
            blocks.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(),
            [
                (BlockKind::Paragraph, "Aufgaben:"),
                (BlockKind::Item, "Planung und Durchführung\n  von Projekten"),
                (BlockKind::Item, "Beratung"),
                (BlockKind::Item, "Lehre"),
                (BlockKind::Item, "Eins"),
                (BlockKind::Item, "Zwei"),
            ]
        );
    }

    #[test]
    fn a_date_at_the_beginning_of_a_line_is_no_item() {
        let text = "Die Stelle ist zum nächsten Termin, spätestens jedoch zum\n1. Juni 2025 zu besetzen.";
        assert!(blocks_of(text, Wrap::Soft).iter().all(|(kind, _)| *kind == BlockKind::Paragraph));
    }

    #[test]
    fn wrapped_sentences_stay_together_and_short_lines_apart() {
        let text = "Stellenausschreibung\n\
            Am Institut für Beispielkunde der Universität Musterstadt ist zum\n\
            nächsten Termin eine Stelle in Teilzeit zu besetzen. Das Institut\n\
            Beispielkunde erforscht seit vielen Jahren den Wald und das Meer und\n\
            Fragen dazu.\n\
            Ihre Aufgaben\n\
            Sie planen Versuche, werten sie aus und schreiben darüber gemeinsam mit\n\
            anderen.";
        let texts = texts(text);
        assert_eq!(texts.len(), 4, "{texts:#?}");
        assert_eq!(texts[0], "Stellenausschreibung");
        assert!(texts[1].starts_with("Am Institut") && texts[1].ends_with("Fragen dazu."));
        assert_eq!(texts[2], "Ihre Aufgaben");
    }

    #[test]
    fn a_sentence_cut_in_two_is_one_though_no_width_shows() {
        for text in [
            "Die Gemeinde freut sich ganz besonders über Bewerbungen von Menschen mit\nMigrationsgeschichte.",
            "Menschen mit Behinderung werden im Auswahlverfahren bei gleicher\nQualifikation bevorzugt.",
            "Ausdrücklich erwünscht sind\nBewerbungen von Frauen.",
            "Bewerbungen von Menschen mit\nMigrationsgeschichte sind willkommen.",
            "Frauen werden bei gleicher\nEignung bevorzugt.",
            "We particularly encourage applications from\nBlack and Asian candidates.",
        ] {
            assert_eq!(texts(text).len(), 1, "{text}");
            assert_eq!(blocks_of(text, Wrap::Hard).len(), 1, "{text}");
        }
        for text in [
            "Was wir uns von Ihnen für diese Aufgabe wünschen\nErfahrung in der Pflege\nFührerschein",
            "Vielfalt in unserem Haus ist uns allen sehr wichtig\nWir freuen uns auf Sie.",
            "Wer wir sind\nKlinik Musterstadt ist ein Krankenhaus.",
            "Das bringst Du idealerweise gleich zu Beginn mit\nErfahrung in der Pflege",
            "Das alles bringst Du mit\nFreude an Menschen. Geduld.",
            "Pflegekraft für unser Haus am See in Teilzeit gesucht\nSeniorenheim Musterstadt sucht Verstärkung.",
        ] {
            assert!(texts(text).len() > 1, "{text}");
        }
    }

    #[test]
    fn lines_that_are_paragraphs_of_their_own_stay_apart() {
        let text = "Ort: Halle\nBeginn: sofort\nWir bieten Ihnen vieles, was andere auch bieten, und manches mehr.\nKontakt";
        assert_eq!(texts(text).len(), 4);
    }

    #[test]
    fn breaks_that_are_meant_part_unless_the_sentence_goes_on() {
        let hard = |text| blocks_of(text, Wrap::Hard).into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(hard("Kennziffer 12\nFrist 1.1.2025"), ["Kennziffer 12", "Frist 1.1.2025"]);
        assert_eq!(hard("Referent (m/w/d)\nfür Presse"), ["Referent (m/w/d)\nfür Presse"]);
        assert_eq!(hard("Aufgaben\n- Planung\n- Lehre").len(), 3);
    }

    #[test]
    fn bullets_inside_a_line_part_items() {
        let blocks = blocks_of("Was Sie bringen: • Studium • Neugier\n• Deutsch • Englisch", Wrap::Soft);
        let texts: Vec<_> = blocks.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["Was Sie bringen:", "Studium", "Neugier", "Deutsch", "Englisch"]);
    }

    #[test]
    fn a_bullet_alone_in_its_line_marks_the_next() {
        let blocks = blocks_of("•\nPlanung\n•\nLehre", Wrap::Soft);
        assert_eq!(blocks, [(BlockKind::Item, "Planung".to_owned()), (BlockKind::Item, "Lehre".to_owned())]);
    }
}
