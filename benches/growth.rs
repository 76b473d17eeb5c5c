//! Time must grow with the size of the input, not with its square: each piece of text many times over, and four times as many.
//!
//! `cargo bench --bench growth` prints how much longer four times as much takes, and fails where it is more than nine times.
//! Ratios within one run, the quickest of several: others use the machine too.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a bench may stop and must print")]

use adlint::source::Source;
use adlint::workspace::{Options, Workspace};
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// What it is, the name of the file, what is repeated.
const UNITS: &[(&str, &str, &str)] = &[
    (
        "words in one line",
        "ad.txt",
        "Wir suchen ein junges dynamisches Team und freuen uns auf Bewerbungen von Frauen ",
    ),
    (
        "sentences in one line",
        "ad.txt",
        "Wir suchen ein junges Team. Frauen sind nicht erwünscht! ",
    ),
    ("lines", "ad.txt", "Wir suchen ein junges, dynamisches Team.\n"),
    ("paragraphs", "ad.txt", "Mindestens 5 Jahre Erfahrung, belastbar, muttersprachlich.\n\n"),
    ("list items", "ad.md", "- Sie sind jung, belastbar und Deutsch ist Ihre Muttersprache\n"),
    ("headings", "ad.md", "## Ihr Profil\n"),
    ("quotes", "ad.txt", "\"Das 'junge' „Team“ ist jung\" "),
    ("addresses", "ad.txt", "jobs@example.org www.example.org "),
    ("one long address", "ad.txt", "a@b"),
    ("markers", "ad.txt", "Koch (m/w/d) "),
    ("open markers", "ad.txt", "(m/w/"),
    ("hyphens", "ad.txt", "Fach-"),
    ("elisions", "ad.txt", "Bau- und "),
    ("signs", "ad.txt", "*in:innen_r/-in(in)"),
    ("digits", "ad.txt", "18-25 Jahre "),
    ("colons", "ad.txt", "Ihr Profil: "),
    ("line breaks", "ad.txt", "\n"),
    ("spaces", "ad.txt", " "),
    ("letters", "ad.txt", "a"),
    ("tags", "ad.html", "<p>jung "),
    ("open brackets", "ad.html", "<"),
    ("comments", "ad.html", "<!-- "),
    ("entities", "ad.html", "&"),
    ("attributes", "ad.html", "<a b='"),
    ("table cells", "ad.html", "<table><tr><td>jung"),
    ("braces", "ad.json", "{\"a\":["),
    ("emphasis", "ad.md", "**jung_ "),
    ("links", "ad.md", "[jung]("),
    ("backticks", "ad.md", "`a "),
    ("quotations", "ad.md", "> "),
    ("table rows", "ad.md", "| jung | alt |\n|---|---|\n"),
];
/// Bytes of the smaller text.
const SMALL: usize = 96 << 10;
/// Four times as much may take this many times as long: caches and allocators are not linear either.
const MOST: f64 = 9.0;

fn main() -> ExitCode {
    let workspace = Workspace::open(&Options {
        isolated: true,
        ..Options::default()
    })
    .unwrap();
    let time = |name: &str, text: &str| {
        let once = || {
            let start = Instant::now();
            workspace.check(&Source {
                name,
                bytes: text.as_bytes(),
                format: None,
            });
            start.elapsed()
        };
        (0..5).map(|_| once()).min().unwrap_or_default()
    };
    let mut slow = 0;
    for (what, name, unit) in UNITS {
        let text = |size: usize| format!("Wir suchen Verstärkung für das Team. {}", unit.repeat(size / unit.len()));
        let short = time(name, &text(SMALL)).max(Duration::from_micros(500));
        let long = time(name, &text(4 * SMALL));
        let ratio = long.as_secs_f64() / short.as_secs_f64();
        slow += u32::from(ratio > MOST);
        println!(
            "{what:<24} {short:>10.1?} {long:>10.1?} {ratio:>6.1}{}",
            if ratio > MOST { "  too slow" } else { "" }
        );
    }
    if slow > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
