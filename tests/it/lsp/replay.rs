//! Ten thousand random edits on real ads, in each encoding: the server must see what a fresh check of the same text sees.
//!
//! The client keeps its own text with a counter of another make. Now and then it compares all findings, rule by rule and
//! place by place, with `Workspace::check` of that text, and the server's diagnostics with those of the same text newly opened.

use super::garbage::Dice;
use super::{Client, passage, position_of, pulling};
use crate::common::{ads, built_in};
use adlint::source::{Format, Source};
use serde_json::{Value, json};

/// Edits in all, and how many lie between two comparisons.
const EDITS: usize = 10_000;
const BETWEEN: usize = 125;

/// What is typed and pasted: letters of every width, line ends of every kind, phrases that rules and clauses wait for.
const PIECES: [&str; 22] = [
    "e",
    "ä",
    " ",
    "ß",
    "a\u{308}",
    "👩🏽‍🔬",
    "𝄞",
    "\n",
    "\r\n",
    "\r",
    "\u{200d}",
    "\u{ad}",
    "(m/w/d)",
    "junges Team",
    "Bewerbungen von Frauen sind erwünscht. ",
    "\n\n## Profil\n\n",
    "- ",
    "<!-- x -->",
    "nicht ",
    "Koch",
    "\u{feff}",
    "digital native",
];

/// A border of characters near a random place; never between `\r` and `\n`, where no editor can stand.
fn border(dice: &mut Dice, text: &str, near: Option<usize>) -> usize {
    let mut at = match near {
        Some(near) => (near + dice.roll(60)).min(text.len()),
        None => dice.roll(text.len() + 1),
    };
    while !text.is_char_boundary(at) || (at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n')) {
        at -= 1;
    }
    at
}

/// Makes one random edit on `text`; how a client would tell of it.
fn edit(dice: &mut Dice, text: &mut String, encoding: &str) -> Value {
    let start = border(dice, text, None);
    let end = if dice.roll(2) == 0 {
        start
    } else {
        border(dice, text, Some(start)).max(start)
    };
    // Text grows and shrinks in turn, so that it stays an ad.
    let new = if end > start && dice.roll(2) == 0 { "" } else { dice.of(&PIECES) };
    let range = json!({ "start": position_of(text, encoding, start), "end": position_of(text, encoding, end) });
    text.replace_range(start..end, new);
    json!({ "range": range, "text": new })
}

fn same(client: &mut Client, uri: &str, version: i32, text: &str, encoding: &str) {
    let found = client.found(uri);
    let source = Source {
        name: uri,
        bytes: text.as_bytes(),
        format: Some(Format::Markdown),
    };
    let fresh = built_in().check(&source);
    let findings: Vec<&Value> = found.iter().filter(|found| found["data"]["rule"].is_string()).collect();
    assert_eq!(findings.len(), fresh.findings.len(), "{text:?}");
    for (said, finding) in findings.iter().zip(&fresh.findings) {
        assert_eq!(said["code"], finding.rule);
        let span = finding.place.source;
        if !span.is_empty() {
            let wanted = &text[span.start as usize..span.end as usize];
            assert_eq!(passage(text, encoding, &said["range"]), wanted, "{}", finding.rule);
            assert_eq!(said["range"]["start"], position_of(text, encoding, span.start as usize));
        }
    }
    client.open("untitled:fresh", "markdown", version, text);
    let newly = client.found("untitled:fresh");
    let without_addresses = |found: &[Value]| json!(found).to_string().replace("untitled:fresh", uri);
    assert_eq!(without_addresses(&newly), without_addresses(&found));
    client.close("untitled:fresh");
}

fn replay(encoding: &str, seed: u64) {
    let mut able = pulling();
    able["general"]["positionEncodings"] = json!([encoding]);
    let mut client = Client::with(able, json!({}));
    let mut dice = Dice::new(seed);
    let ads: Vec<String> = ads("ads")
        .into_iter()
        .filter(|ad| ad.name.ends_with(".txt") || ad.name.ends_with(".md"))
        .filter_map(|ad| String::from_utf8(ad.bytes).ok())
        .filter(|text| (800..4000).contains(&text.len()))
        .collect();
    assert!(ads.len() > 10);
    let mut done = 0;
    let mut round = 0;
    while done < EDITS / 3 {
        round += 1;
        let mut text = dice.of(&ads).clone();
        if round % 3 == 0 {
            text = text.replace('\n', "\r\n");
        }
        let uri = format!("untitled:{round}");
        client.open(&uri, "markdown", 0, &text);
        let mut version = 0;
        for _ in 0..4 {
            let mut left = BETWEEN;
            while left > 0 {
                // One notification may hold several edits, each on the text the one before has left.
                let together = (1 + dice.roll(3)).min(left);
                let changes: Vec<Value> = (0..together).map(|_| edit(&mut dice, &mut text, encoding)).collect();
                version += 1;
                client.change(&uri, version, Value::Array(changes));
                left -= together;
            }
            done += BETWEEN;
            same(&mut client, &uri, version, &text, encoding);
        }
        client.close(&uri);
    }
    assert!(client.leave());
}

#[test]
fn a_third_of_ten_thousand_edits_in_utf_8() {
    replay("utf-8", 8);
}

#[test]
fn a_third_of_ten_thousand_edits_in_utf_16() {
    replay("utf-16", 16);
}

#[test]
fn a_third_of_ten_thousand_edits_in_utf_32() {
    replay("utf-32", 32);
}

/// A long ad, of which only what is around each edit is read again, is found the same in as if it were read for the first time.
#[test]
fn what_is_kept_of_a_long_ad_changes_nothing() {
    let texts: Vec<String> = ads("ads")
        .into_iter()
        .filter(|ad| ad.name.ends_with(".txt") || ad.name.ends_with(".md"))
        .filter_map(|ad| String::from_utf8(ad.bytes).ok())
        .collect();
    let mut dice = Dice::new(64);
    let mut text = String::new();
    while text.len() < 40 << 10 {
        text.push_str(dice.of(texts.as_slice()).as_str());
        text.push_str("\n\n");
    }
    let mut kept = None;
    for round in 0..150 {
        // Now and then so much that nothing is the same, or an ad of another language in the middle.
        if round % 50 == 49 {
            let at = border(&mut dice, &text, None);
            text.insert_str(at, dice.of(texts.as_slice()).as_str());
        }
        for _ in 0..=dice.roll(3) {
            edit(&mut dice, &mut text, "utf-8");
        }
        let source = Source {
            name: "untitled:long",
            bytes: text.as_bytes(),
            format: Some(Format::Markdown),
        };
        let fresh = built_in().check(&source);
        let (again, read) = built_in().check_again(&source, kept.as_ref());
        kept = Some(read);
        assert_eq!(again.title, fresh.title, "round {round}");
        assert_eq!(again.clauses, fresh.clauses, "round {round}");
        assert_eq!(again.findings, fresh.findings, "round {round}");
        assert_eq!((again.language, again.met), (fresh.language, fresh.met), "round {round}");
    }
}
