//! schema.org `JobPosting` in JSON-LD → blocks: a file of its own, or the data in a page.
//!
//! Places lead through the HTML in a description and the escapes of the JSON around it back to the file.
//! Must not know what an ad says.

use super::draft::{Draft, Rough, Wrap, Writer, compose, map_of, offset};
use super::html::{self, Page, Scope};
use super::json::{self, Broken, Kind, Value};
use super::notes::{Reach, Remark};
use super::{Block, BlockKind, entities};
use crate::diagnostic::{Fault, FaultCode};
use crate::source::SourceMap;
use crate::text::Span;
use std::borrow::Cow;

/// The type an object must have.
const JOB_POSTING: &str = "JobPosting";

/// The properties whose text is read, in the order people read them, with the heading each gets.
const PARTS: [(&str, Option<&str>); 12] = [
    ("description", None),
    ("responsibilities", Some("Responsibilities")),
    ("qualifications", Some("Qualifications")),
    ("skills", Some("Skills")),
    ("educationRequirements", Some("Education")),
    ("experienceRequirements", Some("Experience")),
    ("jobBenefits", Some("Benefits")),
    ("benefits", Some("Benefits")),
    ("incentiveCompensation", None),
    ("workHours", None),
    ("employmentType", None),
    ("specialCommitments", None),
];

/// How many texts of a property are held against the description.
const MAX_CHECKED: usize = 64;

/// Reads a JSON file.
pub(super) fn read(source: &str) -> Draft<'_> {
    let whole = Span::new(0, offset(source.len()));
    let fault = match json::read(source, whole) {
        Ok(values) => {
            let postings = postings(source, &values);
            if !postings.is_empty() {
                return write(source, &values, &postings);
            }
            Fault {
                code: FaultCode::NoAd,
                detail: JOB_POSTING.to_owned(),
                span: None,
            }
        }
        Err(Broken { code, at }) => {
            let span = Some(Span::new(at, next_letter(source, at)));
            Fault {
                code,
                detail: "JSON".to_owned(),
                span,
            }
        }
    };
    let mut draft = Draft::of("");
    draft.faults.push(fault);
    draft
}

/// The end of the character at `at`.
fn next_letter(source: &str, at: u32) -> u32 {
    let letter = source.get(at as usize..).and_then(|rest| rest.chars().next());
    at + letter.map_or(0, |letter| offset(letter.len_utf8()))
}

/// The ad of a page: what it shows, or, where it shows nothing of it (pages built by scripts), the posting in its data.
pub(super) fn merge<'t>(source: &'t str, page: Page<'t>) -> Draft<'t> {
    let Page { mut draft, data } = page;
    let Some((values, postings)) = data.iter().find_map(|script| {
        let values = json::read(source, *script).ok()?;
        let postings = postings(source, &values);
        (!postings.is_empty()).then_some((values, postings))
    }) else {
        return draft;
    };
    let posting = write(source, &values, postings.get(..1).unwrap_or_default());
    if !shows(&draft, &posting) {
        draft.faults.retain(|fault| fault.code != FaultCode::NoAd);
        // What a comment says of the whole file holds for the data in it too; what it says of a block of the page does not.
        let of_page = std::mem::take(&mut draft.notes).into_iter().map(|note| Remark {
            reach: Reach::Nothing,
            ..note
        });
        return Draft {
            notes: of_page.chain(posting.notes).collect(),
            language: posting.language.or(draft.language),
            faults: draft.faults,
            ..posting
        };
    }
    if let Some(title) = posting.title {
        let title = plain(title.of(&posting.text));
        let is_title = |rough: &&Rough| plain(rough.block.span.of(&draft.text)) == title;
        let heading = |rough: &&Rough| matches!(rough.block.kind, BlockKind::Heading(_)) && is_title(rough);
        let found = draft.blocks.iter().find(heading).or_else(|| draft.blocks.iter().find(is_title));
        draft.title = found.map(|rough| rough.block.span).or(draft.title);
    }
    draft
}

/// Whether a good part of the posting stands on the page.
fn shows(page: &Draft<'_>, posting: &Draft<'_>) -> bool {
    let shown = plain(&page.text);
    let texts = posting
        .blocks
        .iter()
        .map(|rough| rough.block.span.of(&posting.text))
        .filter(|text| text.len() >= 40);
    let (mut found, mut all) = (0, 0);
    for text in texts.take(12) {
        all += 1;
        found += usize::from(memchr::memmem::find(shown.as_bytes(), plain(text).as_bytes()).is_some());
    }
    found * 3 >= all && !shown.is_empty()
}

/// The words of a text with single blanks between them.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain
}

/// The indices of the objects that are job postings, none inside another.
fn postings(source: &str, values: &[Value]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut index = 0;
    while let Some(value) = values.get(index) {
        if value.kind == Kind::Object && is_posting(source, values, index) {
            found.push(index);
            index = value.next;
        } else {
            index += 1;
        }
    }
    found
}

fn is_posting(source: &str, values: &[Value], object: usize) -> bool {
    let is_name = |value: &Value| value.kind == Kind::String && value.span.of(source).rsplit(['/', ':', '#']).next() == Some(JOB_POSTING);
    property(source, values, object, "@type")
        .is_some_and(|index| values.get(index).is_some_and(is_name) || children(values, index).any(|child| values.get(child).is_some_and(is_name)))
}

/// The values directly inside an object or array.
fn children(values: &[Value], outer: usize) -> impl Iterator<Item = usize> {
    let (first, end) = match values.get(outer) {
        Some(value) if matches!(value.kind, Kind::Object | Kind::Array) => (outer + 1, value.next),
        _ => (0, 0),
    };
    std::iter::successors((first < end).then_some(first), move |&index| {
        values.get(index).map(|value| value.next).filter(|&next| next < end)
    })
}

/// The value of a property of an object.
fn property(source: &str, values: &[Value], object: usize, name: &str) -> Option<usize> {
    children(values, object).find(|&index| values.get(index).and_then(|value| value.key).is_some_and(|key| key.of(source) == name))
}

/// Writes job postings one after the other.
fn write<'t>(source: &'t str, values: &[Value], postings: &[usize]) -> Draft<'t> {
    let mut drafts = postings.iter().map(|&posting| write_one(source, values, posting));
    let Some(first) = drafts.next() else { return Draft::of("") };
    let rest: Vec<_> = drafts.collect();
    if rest.is_empty() {
        return first;
    }
    let mut writer = Writer::new(source);
    let mut blocks = Vec::new();
    let mut notes = Vec::new();
    for draft in std::iter::once(&first).chain(&rest) {
        let start = draft.map.as_ref().map_or(0, |map| map.to_source(Span::empty(0)).start);
        writer.separate(start);
        let via = map_of(Span::new(0, offset(source.len())));
        notes.extend(draft.notes.iter().map(|note| note.clone().moved(&via, blocks.len())));
        blocks.extend(writer.append(draft, &via));
    }
    let (text, map) = writer.finish();
    Draft {
        text: Cow::Owned(text),
        map: Some(map),
        blocks,
        title: first.title,
        language: first.language,
        notes,
        faults: Vec::new(),
    }
}

fn write_one<'t>(source: &'t str, values: &[Value], posting: usize) -> Draft<'t> {
    let mut scribe = Scribe {
        source,
        values,
        writer: Writer::new(source),
        blocks: Vec::new(),
        notes: Vec::new(),
        description: String::new(),
    };
    for (name, heading) in PARTS {
        scribe.part(posting, name, heading);
    }
    scribe.salary(posting);
    let language = scribe.string(posting, "inLanguage");
    let Scribe { writer, blocks, notes, .. } = scribe;
    let (text, map) = writer.finish();
    let mut draft = Draft {
        text: Cow::Owned(text),
        map: Some(map),
        blocks,
        title: None,
        language,
        notes,
        faults: Vec::new(),
    };
    let named = property(source, values, posting, "title").or_else(|| property(source, values, posting, "name"));
    let Some(span) = named
        .and_then(|index| values.get(index))
        .filter(|value| value.kind == Kind::String)
        .map(|value| value.span)
    else {
        return draft;
    };
    let (value, via) = json::unescape(source, span);
    let title = read_value(&value);
    // Many descriptions have the title once more.
    let words = plain(&title.text);
    let is_title = |rough: &&Rough| matches!(rough.block.kind, BlockKind::Heading(_)) && plain(rough.block.span.of(&draft.text)) == words;
    if let Some(heading) = draft.blocks.iter().find(is_title) {
        draft.title = Some(heading.block.span);
        return draft;
    }
    draft.with_title(source, |writer| drop(writer.append(&title, &via)))
}

/// Reads the text of a string.
fn read_value(value: &str) -> Draft<'_> {
    if !is_html(value) {
        return Draft::of(value);
    }
    let scope = if has_lines_only(value) { Scope::Lines } else { Scope::All };
    html::read(value, scope).draft
}

/// Writes a posting.
struct Scribe<'s, 'v> {
    source: &'s str,
    values: &'v [Value],
    writer: Writer<'s>,
    blocks: Vec<Rough>,
    notes: Vec<Remark>,
    /// What the description says, to leave out what only repeats it.
    description: String,
}

impl Scribe<'_, '_> {
    /// The text of a string property.
    fn string(&self, object: usize, name: &str) -> Option<String> {
        let index = property(self.source, self.values, object, name)?;
        let value = self.values.get(index).filter(|value| value.kind == Kind::String)?;
        Some(json::unescape(self.source, value.span).0)
    }

    fn part(&mut self, posting: usize, name: &str, heading: Option<&str>) {
        let Some(index) = property(self.source, self.values, posting, name) else {
            return;
        };
        let mut texts = Vec::new();
        self.gather(index, &mut texts);
        let mut checked = 0;
        texts.retain(|span| {
            checked += 1;
            checked > MAX_CHECKED || !self.is_repeated(*span)
        });
        let Some(first) = texts.first() else { return };
        if let Some(heading) = heading {
            self.writer.separate(first.start);
            let start = self.writer.len();
            self.writer.inserted(heading, first.start);
            let span = Span::new(start, self.writer.len());
            self.blocks.push(Rough {
                block: Block {
                    span,
                    kind: BlockKind::Heading(2),
                },
                wrap: Wrap::Whole,
            });
        }
        let listed = texts.len() > 1;
        for span in texts {
            let first = self.blocks.len();
            self.text(span);
            if let Some(rough) = self.blocks.get_mut(first).filter(|_| listed) {
                rough.block.kind = BlockKind::Item;
            }
        }
        if name == "description" {
            self.description = self.string(posting, name).unwrap_or_default();
        }
    }

    /// The strings of a value: itself, those of a list, and what an object is called.
    fn gather(&self, index: usize, texts: &mut Vec<Span>) {
        let Some(value) = self.values.get(index) else { return };
        match value.kind {
            Kind::String => texts.push(value.span),
            Kind::Other => {}
            Kind::Array => {
                for child in children(self.values, index) {
                    match self.values.get(child) {
                        Some(value) if value.kind == Kind::String => texts.push(value.span),
                        Some(value) if value.kind == Kind::Object => self.named(child, texts),
                        _ => {}
                    }
                }
            }
            Kind::Object => self.named(index, texts),
        }
    }

    fn named(&self, object: usize, texts: &mut Vec<Span>) {
        for name in ["name", "credentialCategory", "description"] {
            let value = property(self.source, self.values, object, name).and_then(|index| self.values.get(index));
            texts.extend(value.filter(|value| value.kind == Kind::String).map(|value| value.span));
        }
    }

    fn is_repeated(&self, span: Span) -> bool {
        if self.description.is_empty() {
            return span.of(self.source).trim().is_empty();
        }
        let (text, _) = json::unescape(self.source, span);
        let text = text.trim();
        text.is_empty() || (text.len() >= 20 && memchr::memmem::find(self.description.as_bytes(), text.as_bytes()).is_some())
    }

    /// Writes the text of a string, which may be HTML, and may be HTML that was escaped once more.
    fn text(&mut self, string: Span) {
        let (value, via) = json::unescape(self.source, string);
        if is_escaped_html(&value) {
            let (inner, map) = unescape_entities(&value);
            self.append(&inner, &compose(&map, &via), string.start);
        } else {
            self.append(&value, &via, string.start);
        }
    }

    fn append(&mut self, value: &str, via: &SourceMap, at: u32) {
        let mut draft = read_value(value);
        let notes = std::mem::take(&mut draft.notes);
        self.notes.extend(notes.into_iter().map(|note| note.moved(via, self.blocks.len())));
        if draft.text.trim().is_empty() {
            return;
        }
        self.writer.separate(at);
        self.blocks.extend(self.writer.append(&draft, via));
    }

    /// The pay, as one block: "42000 – 48000 EUR YEAR".
    fn salary(&mut self, posting: usize) {
        let get = |object: usize, name: &str| property(self.source, self.values, object, name);
        let Some(salary) = get(posting, "baseSalary") else { return };
        let amount = get(salary, "value").unwrap_or(salary);
        let bounds = (
            get(amount, "minValue").or_else(|| get(salary, "minValue")),
            get(amount, "maxValue").or_else(|| get(salary, "maxValue")),
        );
        let single = get(amount, "value").unwrap_or(amount);
        let parts = [
            (bounds.0.or(Some(single)), " "),
            (bounds.1, " – "),
            (get(salary, "currency").or_else(|| get(amount, "currency")), " "),
            (get(amount, "unitText").or_else(|| get(salary, "unitText")), " "),
        ];
        let parts: Vec<(Span, &str)> = parts
            .into_iter()
            .filter_map(|(index, before)| {
                let value = self.values.get(index?).filter(|value| matches!(value.kind, Kind::String | Kind::Other))?;
                (value.span.of(self.source) != "null" && !value.span.is_empty()).then_some((value.span, before))
            })
            .collect();
        let is_amount = |(span, _): &(Span, &str)| span.of(self.source).bytes().any(|byte| byte.is_ascii_digit());
        let Some((first, _)) = parts.first().copied().filter(is_amount) else {
            return;
        };
        self.writer.separate(first.start);
        let start = self.writer.len();
        for (index, (span, before)) in parts.into_iter().enumerate() {
            if index > 0 {
                self.writer.inserted(before, span.start);
            }
            self.writer.verbatim(span);
        }
        let span = Span::new(start, self.writer.len());
        self.blocks.push(Rough {
            block: Block {
                span,
                kind: BlockKind::Paragraph,
            },
            wrap: Wrap::Whole,
        });
    }
}

/// Whether a text holds tags or character references.
fn is_html(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'<', b'&', bytes).any(|at| match (bytes.get(at), bytes.get(at + 1)) {
        (Some(b'<'), Some(next)) => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!'),
        (Some(b'&'), _) => entities::decode(text.get(at..).unwrap_or_default()).is_some(),
        _ => false,
    })
}

/// "&lt;p&gt;Wir suchen&lt;/p&gt;"
fn is_escaped_html(text: &str) -> bool {
    (text.contains("&lt;/") || text.contains("&lt;br")) && !text.contains("</")
}

/// Whether a text has no tags that make lines, so that its line breaks count.
fn has_lines_only(text: &str) -> bool {
    let bytes = text.as_bytes();
    text.contains('\n')
        && !memchr::memchr_iter(b'<', bytes).any(|at| {
            let name: Vec<u8> = bytes.iter().skip(at + 1).take(3).map(u8::to_ascii_lowercase).collect();
            [
                b"p>".as_slice(),
                b"p ",
                b"br",
                b"li",
                b"di",
                b"ul",
                b"ol",
                b"h1",
                b"h2",
                b"h3",
                b"h4",
                b"ta",
            ]
            .iter()
            .any(|tag| name.starts_with(tag))
        })
}

fn unescape_entities(text: &str) -> (String, SourceMap) {
    let mut writer = Writer::new(text);
    let mut from = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some((letter, len)) = entities::decode(text.get(at..).unwrap_or_default()) else {
            continue;
        };
        writer.verbatim(Span::new(offset(from), offset(at)));
        writer.decoded(letter.encode_utf8(&mut [0; 4]), Span::new(offset(at), offset(at + len)));
        from = at + len;
    }
    writer.verbatim(Span::new(offset(from), offset(text.len())));
    writer.finish()
}

#[cfg(test)]
mod tests {
    use super::{merge, read};
    use crate::diagnostic::FaultCode;
    use crate::extract::BlockKind;
    use crate::extract::draft::Draft;
    use crate::extract::html::{self, Scope};
    use crate::text::Span;

    fn blocks(draft: &Draft<'_>) -> Vec<(BlockKind, String)> {
        draft
            .blocks
            .iter()
            .map(|rough| (rough.block.kind, rough.block.span.of(&draft.text).to_owned()))
            .collect()
    }

    fn source_of<'s>(source: &'s str, draft: &Draft<'_>, passage: &str) -> &'s str {
        let at = u32::try_from(draft.text.find(passage).expect("in the text")).expect("small");
        let span = Span::new(at, at + u32::try_from(passage.len()).expect("small"));
        draft.map.as_ref().expect("mapped").to_source(span).of(source)
    }

    const POSTING: &str = r#"{ "@context": "https://schema.org", "@type": "JobPosting",
        "description": "<p>F\u00fcr unser Team suchen wir &quot;Sie&quot;.<\/p><ul><li>Planung<li>Lehre<\/ul>",
        "title": "Referent\u002ain", "skills": ["Deutsch", {"@type": "DefinedTerm", "name": "Englisch"}],
        "qualifications": "Planung<li>Lehre", "responsibilities": "Planung",
        "baseSalary": {"currency": "EUR", "value": {"minValue": 42000, "maxValue": "48000", "unitText": "YEAR"}},
        "employmentType": ["FULL_TIME", "PART_TIME"] }"#;

    #[test]
    fn a_posting_is_read_with_its_title_first() {
        let draft = read(POSTING);
        let expected = [
            (BlockKind::Heading(1), "Referent*in"),
            (BlockKind::Paragraph, "Für unser Team suchen wir \"Sie\"."),
            (BlockKind::Item, "Planung"),
            (BlockKind::Item, "Lehre"),
            (BlockKind::Heading(2), "Responsibilities"),
            (BlockKind::Paragraph, "Planung"),
            (BlockKind::Heading(2), "Qualifications"),
            (BlockKind::Paragraph, "Planung"),
            (BlockKind::Item, "Lehre"),
            (BlockKind::Heading(2), "Skills"),
            (BlockKind::Item, "Deutsch"),
            (BlockKind::Item, "Englisch"),
            (BlockKind::Item, "FULL_TIME"),
            (BlockKind::Item, "PART_TIME"),
            (BlockKind::Paragraph, "42000 – 48000 EUR YEAR"),
        ];
        let found = blocks(&draft);
        assert_eq!(found.iter().map(|(kind, text)| (*kind, text.as_str())).collect::<Vec<_>>(), expected);
        assert_eq!(draft.title, Some(Span::new(0, 11)));
    }

    #[test]
    fn places_lead_through_html_and_json() {
        let draft = read(POSTING);
        assert_eq!(source_of(POSTING, &draft, "Für"), r"F\u00fcr");
        assert_eq!(source_of(POSTING, &draft, "\"Sie\""), "&quot;Sie&quot;");
        assert_eq!(source_of(POSTING, &draft, "Referent*in"), r"Referent\u002ain");
        assert_eq!(source_of(POSTING, &draft, "48000"), "48000");
    }

    #[test]
    fn html_that_was_escaped_twice_is_read() {
        let source = r#"[{"@graph": [{"@type": ["Thing", "schema:JobPosting"], "title": "A &amp; B",
            "description": "&lt;p&gt;F&amp;uuml;r alle&lt;/p&gt;&lt;p&gt;Zwei&lt;/p&gt;"}]}]"#;
        let draft = read(source);
        assert_eq!(draft.text, "A & B\nFür alle\nZwei");
        assert_eq!(source_of(source, &draft, "Für"), "F&amp;uuml;r");
    }

    #[test]
    fn a_title_that_the_description_repeats_stands_once() {
        let source = r#"{"@type": "JobPosting", "title": "Referent", "description": "<p>Stadt</p><h1>Referent</h1>"}"#;
        let draft = read(source);
        assert_eq!(draft.text, "Stadt\nReferent");
        assert_eq!(draft.title, Some(Span::new(6, 14)));
    }

    #[test]
    fn several_postings_are_all_read() {
        let one = r#"{"@type": "JobPosting", "title": "Eins", "description": "a"}"#;
        let draft_of_two = format!("[{one}, {}]", one.replace("Eins", "Zwei"));
        let draft = read(&draft_of_two);
        assert_eq!(draft.text, "Eins\na\nZwei\na");
        assert_eq!(draft.title, Some(Span::new(0, 4)));
    }

    #[test]
    fn plain_descriptions_keep_their_lines() {
        let source = r#"{"@type": "JobPosting", "title": "x", "description": "Aufgaben:\n- Planung\n- <b>Lehre</b>"}"#;
        assert_eq!(read(source).text, "x\nAufgaben:\n- Planung\n- Lehre");
    }

    #[test]
    fn what_is_no_posting_is_a_fault_that_says_so() {
        let draft = read("{\"title\": \"x\"}");
        assert_eq!((draft.faults[0].code, draft.faults[0].detail.as_str()), (FaultCode::NoAd, "JobPosting"));
        let draft = read("{\"title\": ä}");
        assert_eq!(draft.faults[0].code, FaultCode::Malformed);
        assert_eq!(draft.faults[0].span, Some(Span::new(10, 12)));
        assert_eq!(read(&"[".repeat(10_000)).faults[0].code, FaultCode::TooDeep);
    }

    #[test]
    fn a_page_shows_its_ad_or_has_it_in_its_data() {
        let data = r#"<script type="application/ld+json">{"@type": "JobPosting", "title": "Referent (m/w/d)",
            "description": "<p>Wir suchen zum n\u00e4chsten Termin eine Person, die unsere Vorhaben plant.</p>"}</script>"#;
        let built = format!("<html lang=de>{data}<body><div id=app></div><p>Bitte JavaScript einschalten.</p>");
        let draft = merge(&built, html::read(&built, Scope::Ad));
        assert_eq!(
            draft.text,
            "Referent (m/w/d)\nWir suchen zum nächsten Termin eine Person, die unsere Vorhaben plant."
        );
        assert_eq!(draft.language.as_deref(), Some("de"));
        assert_eq!(source_of(&built, &draft, "nächsten"), r"n\u00e4chsten");
        let shown = format!(
            "{data}<h1>Stellenausschreibung</h1><h2>Referent  (m/w/d)</h2><p>Wir suchen zum nächsten\n Termin eine \
             Person, die unsere Vorhaben plant.</p><p>Frauen sind willkommen.</p>"
        );
        let draft = merge(&shown, html::read(&shown, Scope::Ad));
        assert!(draft.text.ends_with("Frauen sind willkommen."));
        assert_eq!(
            draft.title.map(|span| span.of(&draft.text).to_owned()).as_deref(),
            Some("Referent (m/w/d)")
        );
    }
}
