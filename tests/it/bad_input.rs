//! Broken, mutated, mis-encoded and giant input: never a panic, always a word on it. That time grows with the size is
//! `benches/growth.rs`' to hold.

use crate::common::{Ad, ads, built_in};
use adlint::source::{Format, Source};
use adlint::workspace::AdReport;
use proptest::prelude::Rng;
use proptest::test_runner::{RngAlgorithm, TestRng};
use std::time::{Duration, Instant};

fn check(name: &str, bytes: &[u8]) -> AdReport {
    built_in().check(&Source { name, bytes, format: None })
}

/// What was read was judged, and what was not was said: silence alone is never an answer.
fn assert_answered(report: &AdReport, what: &str) {
    let judged = report.languages.iter().any(|lang| Some(lang.tag()) == report.language.as_deref());
    assert!(judged || report.grave_faults().next().is_some(), "{what}: neither judged nor refused");
}

/// Random, and the same each time.
fn random() -> TestRng {
    TestRng::from_seed(RngAlgorithm::ChaCha, b"adlint tries the same each time.")
}

fn below(random: &mut TestRng, end: usize) -> usize {
    usize::try_from(random.next_u64() % end.max(1) as u64).unwrap()
}

/// A few ads of every format and language: enough variety, in a second.
fn some_ads() -> Vec<Ad> {
    let mut all = ads("ads");
    all.sort_by_key(|ad| (ad.name.rsplit('.').next().unwrap_or_default().to_owned(), ad.name.clone()));
    all.into_iter().step_by(4).collect()
}

#[test]
fn truncated_ads_are_answered() {
    for ad in some_ads() {
        let step = (ad.bytes.len() / 40).max(1);
        for end in (0..ad.bytes.len()).step_by(step) {
            assert_answered(&check(&ad.name, &ad.bytes[..end]), &format!("{} up to byte {end}", ad.name));
        }
    }
}

#[test]
fn mutated_ads_are_answered() {
    let mut random = random();
    for ad in some_ads() {
        for round in 0..25 {
            let mut bytes = ad.bytes.clone();
            for _ in 0..=below(&mut random, 40) {
                let at = below(&mut random, bytes.len());
                match below(&mut random, 4) {
                    0 => bytes[at] ^= 1 << below(&mut random, 8),
                    1 => bytes[at] = u8::try_from(below(&mut random, 256)).unwrap(),
                    2 => bytes.insert(at, b"<>&\"'{}[]()#*-_:;|\\\0\n\r\xC3\xE2\xF0"[below(&mut random, 25)]),
                    _ => drop(bytes.drain(at..(at + below(&mut random, 60)).min(bytes.len()))),
                }
            }
            assert_answered(&check(&ad.name, &bytes), &format!("{} in round {round}", ad.name));
        }
    }
}

#[test]
fn ads_in_other_encodings_are_read() {
    for ad in some_ads() {
        let Ok(text) = std::str::from_utf8(&ad.bytes) else { continue };
        let utf16 = |unit: fn(u16) -> [u8; 2]| "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(unit).collect::<Vec<u8>>();
        let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'-')).collect();
        let bom = [b"\xEF\xBB\xBF", ad.bytes.as_slice()].concat();
        let mojibake: String = ad.bytes.iter().map(|byte| char::from(*byte)).collect();
        let plain = check(&ad.name, &ad.bytes);
        for (encoding, bytes) in [
            ("UTF-16LE", utf16(u16::to_le_bytes)),
            ("UTF-16BE", utf16(u16::to_be_bytes)),
            ("Windows-1252", latin),
            ("UTF-8 with BOM", bom),
        ] {
            let report = check(&ad.name, &bytes);
            assert_eq!(report.language, plain.language, "{} in {encoding}", ad.name);
            let rules = |report: &AdReport| report.findings.iter().map(|finding| finding.rule.clone()).collect::<Vec<_>>();
            if encoding != "Windows-1252" {
                assert_eq!(rules(&report), rules(&plain), "{} in {encoding}", ad.name);
            }
        }
        assert_answered(&check(&ad.name, mojibake.as_bytes()), &format!("{} as mojibake", ad.name));
    }
}

#[test]
fn what_is_no_text_is_refused() {
    let zip = [b"PK\x03\x04\x14\x00\x08\x00".as_slice(), &[0x9d; 400]].concat();
    let pdf = [b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".as_slice(), &[0x80; 400]].concat();
    let png = [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 400]].concat();
    let noise: Vec<u8> = {
        let mut random = random();
        (0..4096).map(|_| u8::try_from(below(&mut random, 256)).unwrap()).collect()
    };
    for (what, bytes) in [
        ("zip", zip),
        ("pdf", pdf),
        ("png", png),
        ("noise", noise),
        ("zeros", vec![0; 4096]),
        ("empty", Vec::new()),
        ("blank", b" \n\t\r\n \xC2\xA0".to_vec()),
    ] {
        for name in ["ad.txt", "ad.md", "ad.html", "ad.json", "ad"] {
            let report = check(name, &bytes);
            assert!(report.grave_faults().next().is_some(), "{what} as {name} is passed in silence");
            assert!(report.findings.is_empty(), "{what} as {name} has findings");
        }
    }
}

#[test]
fn invalid_utf8_in_an_ad_is_answered() {
    for broken in [
        b"\xFF".as_slice(),
        b"\xC3",
        b"\xC3\x28",
        b"\xE2\x82",
        b"\xED\xA0\x80",
        b"\xF0\x9F\x98",
        b"\xF8\x88\x80\x80\x80",
        b"\x80\x80",
    ] {
        let text = [
            b"Wir suchen einen K\xC3\xB6chin (m/w/d) f\xC3\xBCr unser junges Team ".as_slice(),
            broken,
            b" in Erfurt.",
        ]
        .concat();
        assert_answered(&check("ad.txt", &text), &format!("{broken:?}"));
    }
}

#[test]
fn a_hundred_megabytes_in_one_line_are_refused_at_once() {
    let line = "Wir suchen ein junges Team. ".repeat((100 << 20) / 28);
    let start = Instant::now();
    let report = check("ad.txt", line.as_bytes());
    assert!(report.grave_faults().next().is_some());
    assert!(start.elapsed() < Duration::from_secs(10), "refusing took {:?}", start.elapsed());
}

#[test]
fn ten_thousand_nested_tags_are_answered() {
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<p><span>", ""),
    ] {
        let page = format!(
            "<html><body>{}Wir suchen einen Koch für unser junges Team.{}</body></html>",
            open.repeat(10_000),
            close.repeat(10_000)
        );
        assert_answered(&check("ad.html", page.as_bytes()), open);
    }
}

/// Four times the input may take a little over four times as long, not sixteen times: whatever an ad repeats.
#[test]
fn a_format_that_does_not_fit_is_no_trouble() {
    for ad in some_ads() {
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json] {
            built_in().check(&Source {
                name: &ad.name,
                bytes: &ad.bytes,
                format: Some(format),
            });
        }
    }
}
