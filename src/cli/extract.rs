//! `adlint extract`: how an ad is read. The first thing to look at when a finding seems odd.

use super::args::Extract;
use super::screen::Screen;
use super::{Exit, files, setup};
use crate::config::Settings;
use crate::document::Document;
use crate::extract::{BlockKind, Extracted, extract};
use crate::lang::Lang;
use crate::report::layout::{cut, one_line};
use crate::report::words::{self, say};
use crate::report::{faults, paint};
use crate::source::{SegmentKind, Source};
use crate::workspace::Workspace;
use anyhow::Result;
use std::io::{self, Read, Write};

/// Longer pieces of text are cut in the map.
const PIECE: usize = 60;

pub(super) fn run(args: &Extract, screen: &mut Screen) -> Result<Exit> {
    let lang = screen.lang;
    let stdin = args.file.as_os_str() == "-";
    let shown = args.file.to_string_lossy();
    let name = args.stdin_filename.as_deref().filter(|_| stdin).unwrap_or(&shown);
    let over = Settings {
        language: args.language,
        ..Settings::default()
    };
    let workspace = setup::open(lang, &args.setup, over, std::slice::from_ref(&args.file))?;
    let read = if stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(&args.file)
    };
    let bytes = match read {
        Ok(bytes) => bytes,
        Err(error) => {
            screen.complain(&format!("{name}: {}", faults::sentence(lang, &files::unreadable(&error))));
            return Ok(Exit::Fault);
        }
    };
    let extracted = extract(&Source {
        name,
        bytes: &bytes,
        format: None,
    });
    let report = workspace.check_extracted(name, &extracted, workspace.policy(name));
    head(lang, &extracted, &report, screen)?;
    blocks(lang, &workspace, name, &extracted, screen)?;
    if args.map {
        map(lang, &extracted, screen)?;
    }
    let style = paint::FAULT;
    for fault in &report.faults {
        writeln!(screen, "{style}{}{style:#} {}", fault.code.name(), faults::sentence(lang, fault))?;
    }
    Ok(if report.grave_faults().next().is_some() {
        Exit::Fault
    } else {
        Exit::Clean
    })
}

fn field(screen: &mut Screen, label: &str, value: &str) -> io::Result<()> {
    let quiet = paint::QUIET;
    writeln!(screen, "{quiet}{label}:{quiet:#} {value}")
}

fn head(lang: Lang, extracted: &Extracted<'_>, report: &crate::workspace::AdReport, screen: &mut Screen) -> io::Result<()> {
    field(
        screen,
        say(lang, "Format", "format"),
        &format!("{}, {}", extracted.format.name(), extracted.encoding),
    )?;
    let mut languages: Vec<String> = report.language.iter().map(|tag| words::language_of_tag(lang, tag).into_owned()).collect();
    languages.extend(
        report
            .languages
            .iter()
            .filter(|known| report.language.as_deref() != Some(known.tag()))
            .map(|known| words::language(lang, *known).to_owned()),
    );
    let unknown = say(lang, "nicht zu erkennen", "cannot be told");
    field(
        screen,
        say(lang, "Sprache", "language"),
        if languages.is_empty() {
            unknown.to_owned()
        } else {
            languages.join(", ")
        }
        .as_str(),
    )?;
    let title = match &report.title {
        Some(title) => {
            let place = title.place.start;
            format!(
                "{} ({}), {}:{}",
                one_line(&title.text),
                words::title_form(lang, title.form),
                place.line,
                place.column
            )
        }
        None => say(lang, "nicht gefunden", "not found").to_owned(),
    };
    field(screen, say(lang, "Titel", "title"), &title)?;
    writeln!(screen)
}

fn blocks(lang: Lang, workspace: &Workspace, name: &str, extracted: &Extracted<'_>, screen: &mut Screen) -> io::Result<()> {
    let document: Document<'_> = workspace.read(extracted, workspace.policy(name));
    let bold = paint::HEADING;
    for block in &document.blocks {
        let language = block.lang.map_or("–", |lang| lang.tag());
        writeln!(
            screen,
            "{bold}[{} · {} · {language}]{bold:#}",
            words::section(lang, block.section),
            kind(lang, block.kind)
        )?;
        for sentence in document.sentences.get(block.first as usize..block.end as usize).unwrap_or_default() {
            writeln!(screen, "  {}", one_line(sentence.span.of(document.text)))?;
        }
    }
    writeln!(screen)
}

fn kind(lang: Lang, kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading(level) => format!("{} {level}", say(lang, "Überschrift", "heading")),
        BlockKind::Paragraph => say(lang, "Absatz", "paragraph").to_owned(),
        BlockKind::Item => say(lang, "Listenpunkt", "list item").to_owned(),
        BlockKind::Cell => say(lang, "Tabellenzelle", "table cell").to_owned(),
    }
}

/// Text bytes ← file bytes, stretch by stretch.
fn map(lang: Lang, extracted: &Extracted<'_>, screen: &mut Screen) -> io::Result<()> {
    let bold = paint::HEADING;
    writeln!(
        screen,
        "{bold}{}{bold:#}",
        say(lang, "Bytes des Textes ← Bytes der Datei", "bytes of the text ← bytes of the file")
    )?;
    for segment in extracted.map.segments() {
        let source = extracted.encoding_map.to_source(segment.source);
        let how = match segment.kind {
            SegmentKind::Verbatim => say(lang, "wörtlich", "verbatim"),
            SegmentKind::Decoded => say(lang, "entschlüsselt", "decoded"),
            SegmentKind::Inserted => say(lang, "eingefügt", "inserted"),
        };
        let text = cut(&one_line(segment.text.of(&extracted.text)), PIECE);
        writeln!(
            screen,
            "{:>6}..{:<6} ← {:>6}..{:<6} {how} {text}",
            segment.text.start, segment.text.end, source.start, source.end
        )?;
    }
    writeln!(screen)
}
