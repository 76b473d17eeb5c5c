//! What must hold for every input, tried on inputs made from the rulebook's own words. The seed is fixed: CI tries the
//! same inputs each time.

use crate::common::{self, built_in};
use adlint::diagnostic::Applicability;
use adlint::document::Document;
use adlint::extract::{Block, BlockKind, Extracted, extract};
use adlint::lang::Lang;
use adlint::pack::Rulebook;
use adlint::pack::rulebook::{Item, Owner, Pattern, PatternId, SetId, set_case};
use adlint::policy::Policy;
use adlint::source::{Format, SegmentKind, Source, SourceMap};
use adlint::text::{Span, flatten, fold_string};
use adlint::workspace::AdReport;
use aho_corasick::AhoCorasick;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(0xAD_117),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

// ---- what inputs are made of ----

/// Words of one language that stand in the table and are written in letters alone.
static PLAIN_WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let forms = &built_in().book().forms;
    (0..forms.len())
        .map(|id| forms.form(u32::try_from(id).unwrap()).to_owned())
        .filter(|form| is_plain(form))
        .collect()
});

/// The plain words of each set.
static SETS: LazyLock<BTreeMap<SetId, Vec<String>>> = LazyLock::new(|| {
    let book = built_in().book();
    let mut sets: BTreeMap<SetId, Vec<String>> = BTreeMap::new();
    for id in 0..u32::try_from(book.forms.len()).unwrap() {
        let form = book.forms.form(id);
        for set in book.sets_of(id).iter().filter(|_| is_plain(form)) {
            sets.entry(*set).or_default().push(form.to_owned());
        }
    }
    sets
});

/// Phrases that concern somebody, by language.
static PHRASES: LazyLock<[Vec<PatternId>; 2]> = LazyLock::new(|| {
    Lang::ALL.map(|lang| {
        let patterns = built_in().book().patterns.iter().enumerate();
        patterns
            .filter(|(_, pattern)| pattern.owner != Owner::None && pattern.lang == lang)
            .map(|(id, _)| u32::try_from(id).unwrap())
            .collect()
    })
});

fn is_plain(word: &str) -> bool {
    word.chars().all(char::is_alphanumeric)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// One phrase written out: for every element one of its words.
fn written(book: &Rulebook, pattern: &Pattern, pick: &[Index], noise: &[String]) -> Vec<String> {
    let mut out = Vec::new();
    for (item, pick) in book.items_of(pattern).iter().zip(pick.iter().cycle()) {
        match item {
            Item::Set(set) => {
                let Some(words) = SETS.get(set) else { continue };
                let word = &words[pick.index(words.len())];
                let capital = book.set_case[*set as usize] == set_case::CAPITAL || pick.index(3) == 0;
                out.push(if capital { capitalised(word) } else { word.clone() });
            }
            Item::Number => out.push(pick.index(60).to_string()),
            Item::Regex(_) => out.push(noise[pick.index(noise.len())].clone()),
            Item::Gap(most) => {
                out.extend((0..pick.index(usize::from(*most) + 2)).map(|at| noise[(pick.index(noise.len()) + at) % noise.len()].clone()))
            }
        }
    }
    out
}

/// A text of phrases and other words in one language.
fn text_of(lang: Lang) -> impl Strategy<Value = String> {
    let phrases = PHRASES[lang as usize].clone();
    let piece = (select(phrases), proptest::collection::vec(any::<Index>(), 1..8));
    let mark = select(vec![" ", " ", " ", " ", ", ", ". ", ": ", "; ", " – ", "! ", " (", ") "]);
    let noise = proptest::collection::vec(select(PLAIN_WORDS.clone()), 1..12);
    (proptest::collection::vec((piece, mark), 1..12), noise).prop_map(|(pieces, noise)| {
        let book = built_in().book();
        let mut text = String::from("Anfang ");
        for ((id, pick), mark) in pieces {
            text.push_str(&written(book, &book.patterns[id as usize], &pick, &noise).join(" "));
            text.push_str(mark);
        }
        text
    })
}

/// Bits of ads and of the formats they come in, in any order.
fn markup() -> impl Strategy<Value = String> {
    let bits = vec![
        "Wir suchen ",
        "eine Köchin (m/w/d)",
        "Verstärkung ",
        "junges Team",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        "\t",
        "# ",
        "## ",
        "- ",
        "* ",
        "• ",
        "1. ",
        "**",
        "_",
        "`",
        "```\n",
        "> ",
        "| a | b |\n|---|---|\n",
        "---\n",
        "title: x\n",
        "[Text](https://example.org)",
        "<p>",
        "</p>",
        "<ul><li>",
        "</li>",
        "<br>",
        "<h1>",
        "</h1>",
        "<div class=\"x\">",
        "</div>",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "<table><tr><td>",
        "&auml;",
        "&nbsp;",
        "&#252;",
        "&#x1F600;",
        "&amp;",
        "&",
        "<",
        ">",
        "\u{ad}",
        "\u{a0}",
        "\u{200b}",
        "\u{feff}",
        "ß",
        "é",
        "😀",
        "Migrations-\n",
        "hintergrund ",
        "glei-\n",
        "cher ",
        "Einwanderungs- und ",
        "{",
        "}",
        "\"",
        "{\"@type\":\"JobPosting\",\"title\":\"Koch\\u00e4\",\"description\":\"<p>Wir\\n suchen</p>\"}",
        "\\n",
        "\\u00fc",
        "ausdrÃ¼cklich ",
        "Bewerber*innen ",
        "Mitarbeiter:in ",
        "a@b.de ",
        "www.example.org ",
        "\u{0}",
        "u\u{308}",
    ];
    proptest::collection::vec(select(bits), 0..40).prop_map(|bits| bits.concat())
}

fn formats() -> impl Strategy<Value = Option<Format>> {
    select(vec![
        None,
        Some(Format::Text),
        Some(Format::Markdown),
        Some(Format::Html),
        Some(Format::Json),
    ])
}

// ---- the source map ----

/// Segments in order, touching each other, covering `text`; verbatim ones say what the source says.
fn assert_map_covers(map: &SourceMap, text: &str, source: &str) {
    let mut at = 0;
    let mut verbatim: Vec<(u32, u32)> = Vec::new();
    for segment in map.segments() {
        assert_eq!(segment.text.start, at, "a hole or an overlap");
        assert!(segment.text.end > segment.text.start, "an empty segment");
        at = segment.text.end;
        let from = source
            .get(segment.source.start as usize..segment.source.end as usize)
            .expect("on character boundaries of the source");
        let here = text
            .get(segment.text.start as usize..segment.text.end as usize)
            .expect("on character boundaries of the text");
        match segment.kind {
            SegmentKind::Verbatim => {
                assert_eq!(here, from, "verbatim, but not the same");
                verbatim.push((segment.source.start, segment.source.end));
            }
            SegmentKind::Decoded => assert!(!from.is_empty(), "{here:?} is decoded from nothing"),
            SegmentKind::Inserted => assert!(from.is_empty(), "{here:?} is ours, but stands for {from:?}"),
        }
    }
    assert_eq!(at as usize, text.len(), "the segments end before the text");
    // Their order may change (a posting's title comes first, wherever it stands in the file), but no byte is told twice.
    verbatim.sort_unstable();
    assert!(
        verbatim.windows(2).all(|pair| pair[0].1 <= pair[1].0),
        "a byte of the source stands in two stretches"
    );
}

fn assert_extraction_holds(extracted: &Extracted<'_>, bytes: usize) {
    assert_map_covers(&extracted.map, &extracted.text, &extracted.decoded);
    let mut end = 0;
    for block in &extracted.blocks {
        assert!(block.span.start >= end && block.span.end >= block.span.start, "blocks overlap");
        assert!(
            extracted.text.get(block.span.start as usize..block.span.end as usize).is_some(),
            "a block cuts a character"
        );
        end = block.span.end;
    }
    assert!(end as usize <= extracted.text.len());
    let covered = extracted.encoding_map.segments().last().map_or(0, |last| last.text.end);
    assert_eq!(
        covered as usize,
        extracted.decoded.len(),
        "the encoding map does not cover what was decoded"
    );
    assert!(
        extracted
            .encoding_map
            .segments()
            .iter()
            .all(|segment| segment.source.end as usize <= bytes)
    );
}

/// Places lie in the source, begin before they end, and cut no character.
fn assert_places_hold(report: &AdReport, bytes: &[u8]) {
    let findings = report
        .findings
        .iter()
        .flat_map(|finding| std::iter::once(&finding.place).chain(&finding.repeated));
    let fixes = report
        .findings
        .iter()
        .flat_map(|finding| finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| &edit.place)));
    let others = report
        .clauses
        .iter()
        .map(|clause| &clause.place)
        .chain(report.title.iter().map(|title| &title.place));
    for place in findings.chain(fixes).chain(others) {
        assert!(place.source.start <= place.source.end && place.source.end as usize <= bytes.len());
        assert!(
            report.decoded.get(place.decoded.start as usize..place.decoded.end as usize).is_some(),
            "{place:?} cuts a character"
        );
        assert!(place.start <= place.end && place.start.line >= 1 && place.start.column >= 1);
        if let Ok(source) = str::from_utf8(bytes) {
            assert!(source.is_char_boundary(place.source.start as usize) && source.is_char_boundary(place.source.end as usize));
        }
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn segments_cover_the_text_and_places_lie_in_the_source(text in markup(), format in formats()) {
        let source = Source { name: "ad", bytes: text.as_bytes(), format };
        assert_extraction_holds(&extract(&source), text.len());
        assert_places_hold(&built_in().check(&source), text.as_bytes());
    }

    #[test]
    fn segments_cover_whatever_bytes_decode_to(bytes in proptest::collection::vec(any::<u8>(), 0..200), format in formats()) {
        let source = Source { name: "ad", bytes: &bytes, format };
        assert_extraction_holds(&extract(&source), bytes.len());
        assert_places_hold(&built_in().check(&source), &bytes);
    }

    #[test]
    fn the_same_input_gives_the_same_output(text in markup(), format in formats()) {
        let source = Source { name: "ad", bytes: text.as_bytes(), format };
        let once = format!("{:?}", built_in().check(&source));
        prop_assert_eq!(once, format!("{:?}", common::another().check(&source)));
    }
}

#[test]
fn maps_cover_and_places_hold_in_whole_ads() {
    for ad in common::ads("ads").into_iter().chain(common::ads("model")) {
        assert_extraction_holds(&extract(&ad.source()), ad.bytes.len());
        assert_places_hold(&built_in().check(&ad.source()), &ad.bytes);
    }
}

// ---- the pass over the words ----

/// A word as a naive reader sees it: its fold, its sets by comparing texts, whether it begins with a capital.
struct Seen {
    text: String,
    sets: BTreeSet<SetId>,
    capital: bool,
}

/// The sets a word belongs to, by comparing its text with every word, head and tail there is.
struct Lexicon {
    sets: BTreeMap<String, BTreeSet<SetId>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let book = built_in().book();
    let sets = (0..u32::try_from(book.forms.len()).unwrap()).map(|id| (book.forms.form(id).to_owned(), book.sets_of(id).iter().copied().collect()));
    Lexicon { sets: sets.collect() }
});

impl Lexicon {
    fn see(&self, book: &Rulebook, passage: &str) -> Seen {
        let text = fold_string(passage);
        let mut sets = self.sets.get(&text).cloned().unwrap_or_default();
        let number = text.bytes().all(|byte| byte.is_ascii_digit());
        if !number && text.len() > 4 {
            let tails = (0..u32::try_from(book.tails.len()).unwrap()).filter(|id| text.ends_with(book.tails.form(*id)));
            sets.extend(tails.flat_map(|id| book.sets_of_tail(id)));
            let heads = (0..u32::try_from(book.heads.len()).unwrap()).filter(|id| text.starts_with(book.heads.form(*id)));
            sets.extend(heads.flat_map(|id| book.sets_of_head(id)));
        }
        Seen {
            text,
            sets,
            capital: passage
                .chars()
                .next()
                .is_some_and(|first| first.is_ascii_uppercase() || ('À'..='Þ').contains(&first)),
        }
    }
}

fn accepts(book: &Rulebook, item: Item, seen: &Seen) -> bool {
    match item {
        Item::Set(set) => {
            let case = match book.set_case[set as usize] {
                set_case::SMALL => !seen.capital,
                set_case::CAPITAL => seen.capital,
                _ => true,
            };
            seen.sets.contains(&set) && case
        }
        Item::Number => seen.text.bytes().all(|byte| byte.is_ascii_digit()),
        Item::Regex(id) => regex::bytes::Regex::new(&book.regexes[id as usize])
            .unwrap()
            .is_match(flatten(fold_string(&seen.text)).as_bytes()),
        Item::Gap(_) => false,
    }
}

/// Every way to read `items` from word `at` on: the word of the trigger, and the last word.
#[expect(clippy::too_many_arguments, reason = "brute force, written out")]
fn readings(
    book: &Rulebook,
    pattern: &Pattern,
    item: usize,
    at: usize,
    words: &[Seen],
    cut: &[bool],
    trigger: Option<usize>,
    out: &mut Vec<(usize, usize)>,
) {
    // A phrase never goes on over a semicolon or a colon; `cut[n]` says one stands before word `n`.
    let may_enter = |at: usize| item == 0 || !cut[at];
    let Some(next) = book.items_of(pattern).get(item) else {
        out.extend(trigger.map(|trigger| (trigger, at - 1)));
        return;
    };
    if let Item::Gap(most) = next {
        readings(book, pattern, item + 1, at, words, cut, trigger, out);
        for skipped in 1..=usize::from(*most) {
            if at + skipped > words.len() || !may_enter(at + skipped - 1) {
                return;
            }
            readings(book, pattern, item + 1, at + skipped, words, cut, trigger, out);
        }
        return;
    }
    if at < words.len() && may_enter(at) && accepts(book, *next, &words[at]) {
        let trigger = if item == usize::from(pattern.trigger) { Some(at) } else { trigger };
        readings(book, pattern, item + 1, at + 1, words, cut, trigger, out);
    }
}

fn assert_scan_is_complete(text: &str, lang: Lang) {
    let book = built_in().book();
    let source = Source {
        name: "ad.txt",
        bytes: text.as_bytes(),
        format: Some(Format::Text),
    };
    let extracted = extract(&source);
    let document = built_in().read(
        &extracted,
        &Policy {
            language: Some(lang),
            ..Policy::default()
        },
    );
    for (index, sentence) in document.sentences.iter().enumerate() {
        let words = &document.words.all[sentence.first as usize..sentence.end as usize];
        let seen: Vec<Seen> = words.iter().map(|word| LEXICON.see(book, word.span().of(&extracted.text))).collect();
        let between = |at: usize| extracted.text.get(words[at - 1].end as usize..words[at].start as usize).unwrap();
        let cut: Vec<bool> = (0..words.len())
            .map(|at| at > 0 && between(at).contains([':', ';']) && between(at).len() > 1)
            .collect();
        let here: BTreeSet<SetId> = seen.iter().flat_map(|seen| seen.sets.iter().copied()).collect();
        let mut found: BTreeSet<(PatternId, usize, usize)> = BTreeSet::new();
        let mut triggered: BTreeMap<(PatternId, usize), Vec<(usize, usize)>> = BTreeMap::new();
        for (id, pattern) in book.patterns.iter().enumerate() {
            let id = u32::try_from(id).unwrap();
            let possible = || {
                book.items_of(pattern)
                    .iter()
                    .all(|item| !matches!(item, Item::Set(set) if !here.contains(set)))
            };
            if pattern.owner == Owner::None || pattern.lang != lang || !possible() {
                continue;
            }
            for start in 0..seen.len() {
                let mut all = Vec::new();
                readings(book, pattern, 0, start, &seen, &cut, None, &mut all);
                for (trigger, last) in all {
                    found.insert((id, start, last));
                    triggered.entry((id, trigger)).or_default().push((start, last));
                }
            }
        }
        let base = sentence.first as usize;
        let hits = document.hits.iter().filter(|hit| hit.sentence as usize == index);
        let hits: BTreeSet<(PatternId, usize, usize)> = hits
            .map(|hit| (hit.pattern, hit.first as usize - base, hit.last as usize - base))
            .collect();
        let shown = |(id, first, last): &(PatternId, usize, usize)| {
            let passage: Vec<&str> = seen[*first..=*last].iter().map(|seen| seen.text.as_str()).collect();
            format!(
                "{:?} {:?} on {passage:?} in {:?}",
                book.patterns[*id as usize].owner,
                book.items_of(&book.patterns[*id as usize]),
                sentence.span.of(&extracted.text)
            )
        };
        for hit in &hits {
            assert!(found.contains(hit), "the scan makes up {}", shown(hit));
        }
        for ((id, _), passages) in &triggered {
            let known = passages.iter().any(|(first, last)| hits.contains(&(*id, *first, *last)));
            assert!(known, "the scan misses {}", shown(&(*id, passages[0].0, passages[0].1)));
        }
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn the_scan_finds_what_a_naive_reader_finds_in_german(text in text_of(Lang::De)) {
        assert_scan_is_complete(&text, Lang::De);
    }

    #[test]
    fn the_scan_finds_what_a_naive_reader_finds_in_english(text in text_of(Lang::En)) {
        assert_scan_is_complete(&text, Lang::En);
    }
}

// ---- the word table ----

static ORACLE: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(&*PLAIN_WORDS).unwrap());

/// A word of the table, or one that is nearly in it.
fn near_words() -> impl Strategy<Value = String> {
    (select(PLAIN_WORDS.clone()), 0..6_u8, any::<Index>()).prop_map(|(word, change, at)| {
        let at = word.char_indices().map(|(at, _)| at).nth(at.index(word.chars().count())).unwrap_or(0);
        match change {
            0 => word[..at].to_owned(),
            1 => format!("{}x{}", &word[..at], &word[at..]),
            2 => word.to_uppercase(),
            3 => capitalised(&word),
            _ => word,
        }
    })
}

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn the_word_table_finds_what_aho_corasick_finds(words in proptest::collection::vec((near_words(), select(vec![" ", ", ", "\n", " – ", ". ", "! ", "\u{a0}", " („"])), 1..80)) {
        let text: String = words.into_iter().map(|(word, mark)| word + mark).collect();
        let folded = fold_string(&text);
        let extracted = plain(&text);
        let document: Document<'_> = built_in().read(&extracted, &Policy { language: Some(Lang::De), ..Policy::default() });
        let forms = &built_in().book().forms;
        let known: BTreeSet<(usize, usize, String)> = document.words.all.iter()
            .filter(|word| word.is_known() && word.form != u32::MAX)
            .map(|word| (word.start as usize, word.end as usize, forms.form(word.form).to_owned()))
            .collect();
        let edge = |at: usize, before: bool| {
            let next = if before { folded[..at].chars().next_back() } else { folded[at..].chars().next() };
            next.is_none_or(|next| !next.is_alphanumeric())
        };
        let expected: BTreeSet<(usize, usize, String)> = ORACLE.find_overlapping_iter(&folded)
            .filter(|hit| edge(hit.start(), true) && edge(hit.end(), false))
            .map(|hit| (hit.start(), hit.end(), PLAIN_WORDS[hit.pattern()].clone()))
            .collect();
        prop_assert_eq!(known, expected);
    }
}

// ---- large texts ----

/// An ad of many pages is read in parts, on several threads. Copies of one ad are all read alike, wherever the parts meet.
#[test]
fn a_text_read_in_parts_is_read_as_a_whole() {
    const COPIES: u32 = 800;
    let ad = "Leiter:in (m/w/d) im Einwanderungs-\n\nBüro\n\nBewerbungen von Frauen und Menschen mit Migrations- oder Fluchtgeschichte \
              sind ausdrücklich erwünscht. Unser junges, dynamisches Team sucht Bäckereifachverkäuferinnen (w) –\n\n\
              - Deutsch als Muttersprache,\n- \u{201e}flexible\u{201c} Lösungsanbieter*innen im Kinderhort …\n\n\
              We are looking for a native speaker; women are encouraged to apply.\n\n";
    let large = ad.repeat(COPIES as usize);
    let extracted = extract(&Source {
        name: "ad.txt",
        bytes: large.as_bytes(),
        format: None,
    });
    assert!(extracted.text.len() > 256 << 10, "too small to be read in parts");
    let policy = Policy {
        language: Some(Lang::De),
        ..Policy::default()
    };
    let document = built_in().read(&extracted, &policy);
    let words = &document.words;
    let count = words.all.len() / COPIES as usize;
    let book = built_in().book();
    let seen = |at: usize| {
        let word = &words.all[at];
        let text = word.span().of(&extracted.text).to_owned();
        (
            text,
            word.gap,
            word.look,
            word.sign,
            words.sets(book, word).to_vec(),
            words.person(book, word),
        )
    };
    assert_eq!(words.all.len(), count * COPIES as usize);
    for at in 2 * count..words.all.len() {
        assert_eq!(seen(at), seen(at - count), "word {at}");
    }
    let hits: Vec<_> = document.hits.iter().map(|hit| (hit.owner, hit.pattern, hit.first, hit.last)).collect();
    let many = hits.len() / COPIES as usize;
    let small = u32::try_from(count).unwrap();
    assert!(many > 10 && hits.len() == many * COPIES as usize);
    for at in many..hits.len() {
        let (owner, pattern, first, last) = hits[at - many];
        assert_eq!(hits[at], (owner, pattern, first + small, last + small), "hit {at}");
    }
    let report = built_in().check_with(
        &Source {
            name: "ad.txt",
            bytes: large.as_bytes(),
            format: None,
        },
        &policy,
    );
    let german = report
        .findings
        .iter()
        .filter(|finding| finding.rule == "origin/german-mother-tongue")
        .count();
    assert_eq!(german % COPIES as usize, 0, "{german} findings");
    assert!(report.findings.is_sorted_by_key(|finding| finding.place.source.start));
}

/// A text taken as it is, in one block.
fn plain(text: &str) -> Extracted<'_> {
    let whole = Span::new(0, u32::try_from(text.len()).unwrap());
    Extracted {
        decoded: text.into(),
        encoding_map: SourceMap::identity(whole.end),
        encoding: "UTF-8",
        text: text.to_owned(),
        map: SourceMap::identity(whole.end),
        blocks: vec![Block {
            span: whole,
            kind: BlockKind::Paragraph,
        }],
        title: None,
        language: None,
        notes: Vec::new(),
        format: Format::Text,
        faults: Vec::new(),
    }
}

// ---- fixes ----

/// What a report accuses, without its place.
fn accused(report: &AdReport) -> Vec<(String, String)> {
    let mut all: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.rule.clone(), finding.text.clone()))
        .collect();
    all.sort();
    all
}

/// Applies each safe fix alone and checks again: its finding is gone, and nothing is accused that was not before.
fn assert_safe_fixes_settle(bytes: &[u8], name: &str, policy: &Policy) -> usize {
    let source = Source { name, bytes, format: None };
    let before = built_in().check_with(&source, policy);
    let mut tried = 0;
    for (index, finding) in before.findings.iter().enumerate() {
        for fix in finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe) {
            let mut fixed = bytes.to_vec();
            let mut edits: Vec<_> = fix.edits.iter().collect();
            edits.sort_by_key(|edit| std::cmp::Reverse(edit.place.source));
            for edit in edits {
                fixed.splice(edit.place.source.start as usize..edit.place.source.end as usize, edit.text.bytes());
            }
            let after = accused(&built_in().check_with(
                &Source {
                    name,
                    bytes: &fixed,
                    format: None,
                },
                policy,
            ));
            let mut expected: Vec<_> = before
                .findings
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != index)
                .map(|(_, other)| (other.rule.clone(), other.text.clone()))
                .collect();
            expected.sort();
            for accusation in &after {
                let at = expected.iter().position(|known| known == accusation);
                let at = at.unwrap_or_else(|| panic!("{name}: after `{}` for {}: {accusation:?} is new or still there", fix.title, finding.rule));
                expected.remove(at);
            }
            tried += 1;
        }
    }
    tried
}

#[test]
fn a_safe_fix_removes_its_finding_and_adds_none_in_whole_ads() {
    let tried: usize = common::ads("ads")
        .iter()
        .map(|ad| assert_safe_fixes_settle(&ad.bytes, &ad.name, &ad.policy()))
        .sum();
    assert!(tried > 0, "no fixture ad has a safe fix");
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_safe_fix_removes_its_finding_and_adds_none(
        title in select(vec!["Verwaltungsmitarbeiter", "Köchin", "Projektleiterin Bau", "Koch", "Sachbearbeiter Personal", "Lagerist", "Pflegefachfrau", "IT-Administrator"]),
        (before, after) in (select(vec!["", "# ", "Wir suchen einen ", "Stellenausschreibung: ", "**"]), select(vec!["", " in Teilzeit", " gesucht", ", ab sofort", "**"])),
        rest in text_of(Lang::De),
    ) {
        let ad = format!("{before}{title}{after}\n\nWir sind die Stadtwerke und suchen Verstärkung.\n\n{rest}\n");
        assert_safe_fixes_settle(ad.as_bytes(), "ad.md", &Policy { profile: "de".into(), ..Policy::default() });
    }
}
