//! XML feeds: the element that comes again and again is the ad, what lies in it its fields.
//!
//! Ends that do not fit cost the record they stand in, not the feed. Tags of HTML inside a field belong to its text. Must
//! not know whose feed it is; names of elements are those in use (Indeed, Personio, HR-BA-XML, RSS, Atom and others).

use super::bytes::{MOST_RECORD, Refused, Stream, fault, fault_of};
use super::reading::{Flow, Place, Sink, Stop};
use super::row::Row;
use super::rows::Rows;
use crate::diagnostic::FaultCode;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::reader::Reader;
use std::cell::Cell;
use std::collections::HashMap;
use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

/// What an ad is called in feeds.
const RECORDS: &[&str] = &[
    "job",
    "jobs.job",
    "position",
    "item",
    "entry",
    "inserat",
    "vacancy",
    "stellenangebot",
    "jobpositionposting",
    "jobposting",
    "offer",
    "joboffer",
    "anzeige",
    "stellenanzeige",
    "stelle",
    "posting",
    "ad",
    "advert",
    "listing",
    "vacature",
    "annonce",
    "opening",
    "record",
    "row",
    "doc",
];
/// Elements of HTML that stand in the text of a field.
const INLINE: &[&str] = &[
    "p", "br", "ul", "ol", "li", "b", "strong", "i", "em", "u", "div", "span", "a", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tbody", "tr", "td",
    "th", "hr", "font", "sup", "sub",
];

/// Reads a feed.
pub(super) fn read(stream: Stream<'_>, place: &Place, sink: &mut Sink) -> Flow {
    let encoding = encoding(stream.head());
    let stream = stream.decoded(Some(encoding));
    let Some(record) = record_path(&String::from_utf8_lossy(stream.head())) else {
        return sink.fault(place.shown.clone(), fault(FaultCode::NoColumn, "xml"));
    };
    let left = Rc::new(Cell::new(MOST_RECORD));
    let input = Budget {
        inner: stream,
        left: Rc::clone(&left),
    };
    let mut reader = Reader::from_reader(BufReader::with_capacity(64 << 10, input));
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut feed = Feed {
        rows: Rows::new(sink, place, "XML"),
        record,
        outer: Vec::new(),
        open: None,
    };
    let mut buffer = Vec::new();
    let ended = loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => break feed.open.is_none().then_some(()).ok_or_else(|| fault(FaultCode::Truncated, "")),
            Ok(event) => match feed.event(&event) {
                Ok(true) => left.set(MOST_RECORD),
                Ok(false) => {}
                Err(stop) => return ControlFlow::Break(stop),
            },
            Err(quick_xml::Error::Io(error)) => break Err(fault_of(&error)),
            Err(error) => break Err(fault(FaultCode::Malformed, error.to_string())),
        }
    };
    feed.rows.finish(ended)
}

/// What the declaration says, unless the bytes say otherwise.
fn encoding(head: &[u8]) -> &'static encoding_rs::Encoding {
    let declared = head
        .get(..head.len().min(200))
        .map(String::from_utf8_lossy)
        .and_then(|start| {
            let label = start.split_once("encoding=")?.1;
            let label = label.trim_start_matches(['"', '\'']).split(['"', '\'', '?']).next()?.to_owned();
            encoding_rs::Encoding::for_label(label.trim().as_bytes())
        })
        .unwrap_or(encoding_rs::UTF_8);
    let broken = std::str::from_utf8(head).is_err_and(|error| error.error_len().is_some());
    if declared == encoding_rs::UTF_8 && broken {
        encoding_rs::WINDOWS_1252
    } else {
        declared
    }
}

/// The way to the elements that are the ads: `/interface/inserate/inserat`.
fn record_path(head: &str) -> Option<String> {
    #[derive(Default)]
    struct Element {
        count: usize,
        children: usize,
        first: usize,
    }
    let mut reader = Reader::from_str(head);
    let config = reader.config_mut();
    (config.check_end_names, config.allow_unmatched_ends, config.allow_dangling_amp) = (false, true, true);
    let mut seen: HashMap<String, Element> = HashMap::new();
    let mut lengths = Vec::new();
    let mut path = String::new();
    while let Ok(event) = reader.read_event() {
        let (start, ends) = match &event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                path.truncate(lengths.pop().unwrap_or(0));
                continue;
            }
            Event::Eof => break,
            _ => continue,
        };
        if let Some(parent) = seen.get_mut(&path) {
            parent.children += 1;
        }
        lengths.push(path.len());
        path.push('/');
        path.push_str(local(start.name().0));
        let order = seen.len();
        let element = seen.entry(path.clone()).or_default();
        element.count += 1;
        if element.count == 1 {
            element.first = order;
        }
        if ends {
            path.truncate(lengths.pop().unwrap_or(0));
        }
    }
    let depth = |path: &str| path.matches('/').count();
    let name = |path: &str| path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let held = |element: &Element| element.children >= element.count;
    let known = seen
        .iter()
        .filter(|(path, element)| held(element) && depth(path) > 1 && RECORDS.contains(&name(path).as_str()));
    let known = known.min_by_key(|(path, element)| (depth(path), element.first));
    let repeated = || {
        let candidates = seen
            .iter()
            .filter(|(path, element)| element.count > 1 && held(element) && depth(path) > 1);
        candidates.min_by_key(|(path, element)| (depth(path), element.first))
    };
    known.or_else(repeated).map(|(path, _)| path.clone())
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Ends a record that has no end.
struct Budget<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Budget<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let many = self.inner.read(into)?;
        match self.left.get().checked_sub(many) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other(Refused::Endless)),
        }
        Ok(many)
    }
}

/// An element inside a record.
struct Element {
    name: String,
    /// Length of the path before it.
    before: usize,
    /// HTML inside a field.
    inline: bool,
    text: Vec<u8>,
}

/// A record that is being read.
#[derive(Default)]
struct Open {
    row: Row,
    path: String,
    elements: Vec<Element>,
    broken: Option<String>,
}

struct Feed<'s> {
    rows: Rows<'s>,
    record: String,
    /// Elements around the record.
    outer: Vec<String>,
    open: Option<Open>,
}

impl Feed<'_> {
    /// Takes an event; true after a record.
    fn event(&mut self, event: &Event<'_>) -> Result<bool, Stop> {
        match event {
            Event::Start(start) => self.start(start, false),
            Event::Empty(start) => self.start(start, true),
            Event::End(end) => self.end(local(end.name().0)),
            Event::Text(text) => Ok(self.text(text.xml10_content().as_bytes())),
            Event::CData(text) => Ok(self.text(text.xml10_content().as_bytes())),
            Event::GeneralRef(name) => Ok(self.text(resolved(name).as_bytes())),
            _ => Ok(self.open.is_none()),
        }
    }

    fn text(&mut self, text: &[u8]) -> bool {
        if let Some(open) = &mut self.open
            && let Some(element) = open.elements.iter_mut().rev().find(|element| !element.inline)
        {
            element.text.extend_from_slice(text);
        }
        self.open.is_none()
    }

    fn start(&mut self, start: &BytesStart<'_>, ends: bool) -> Result<bool, Stop> {
        let name = local(start.name().0).to_owned();
        let is_record = self.record.rsplit('/').next() == Some(name.as_str());
        if is_record && self.open.is_some() && !self.record_nests(&name) {
            // The record before was never closed.
            self.close(Some(format!("xml </{name}>")))?;
        }
        let Some(open) = &mut self.open else {
            self.outer.push(name);
            if self
                .record
                .strip_prefix('/')
                .is_some_and(|path| path.split('/').eq(self.outer.iter().map(String::as_str)))
            {
                self.outer.pop();
                let mut open = Open::default();
                attributes(start, &mut open, &mut self.rows);
                self.open = Some(open);
                if ends {
                    self.close(None)?;
                }
            } else if ends {
                self.outer.pop();
            }
            return Ok(self.open.is_none());
        };
        if INLINE.contains(&name.as_str()) && !open.elements.is_empty() {
            self.text(format!("<{name}>").as_bytes());
            if let Some(open) = self.open.as_mut().filter(|_| !ends) {
                let before = open.path.len();
                open.elements.push(Element {
                    name,
                    before,
                    inline: true,
                    text: Vec::new(),
                });
            }
            return Ok(false);
        }
        let before = open.path.len();
        if before > 0 {
            open.path.push('.');
        }
        open.path.push_str(&name);
        attributes(start, open, &mut self.rows);
        if ends {
            open.path.truncate(before);
        } else {
            open.elements.push(Element {
                name,
                before,
                inline: false,
                text: Vec::new(),
            });
        }
        Ok(false)
    }

    /// Whether a field of the record may have the record's name: only inside another field.
    fn record_nests(&self, name: &str) -> bool {
        let Some(open) = &self.open else { return false };
        let inside = open.elements.iter().any(|element| !element.inline);
        inside && !open.elements.iter().any(|element| element.name == name) && self.record.matches('/').count() > 1 && name.len() < 4
    }

    fn end(&mut self, name: &str) -> Result<bool, Stop> {
        let Some(open) = &mut self.open else {
            if self.outer.last().is_some_and(|last| last == name) {
                self.outer.pop();
            }
            return Ok(true);
        };
        let Some(at) = open.elements.iter().rposition(|element| element.name == name) else {
            if self.record.rsplit('/').next() == Some(name) {
                self.close(None)?;
            } else if !INLINE.contains(&name) {
                open.broken.get_or_insert_with(|| format!("xml </{name}>"));
            }
            return Ok(self.open.is_none());
        };
        while open.elements.len() > at {
            let Some(element) = open.elements.pop() else { break };
            if element.inline {
                let tag = format!("</{}>", element.name);
                if let Some(holder) = open.elements.iter_mut().rev().find(|element| !element.inline) {
                    holder.text.extend_from_slice(tag.as_bytes());
                }
                continue;
            }
            if open.elements.len() > at {
                open.broken.get_or_insert_with(|| format!("xml <{}>", element.name));
            }
            if !element.text.trim_ascii().is_empty() && self.rows.wants(&open.path) {
                let name = self.rows.name(&open.path);
                open.row.fields.push((name, element.text));
            }
            open.path.truncate(element.before);
        }
        Ok(false)
    }

    /// The end of a record.
    fn close(&mut self, broken: Option<String>) -> Result<(), Stop> {
        let Some(open) = self.open.take() else { return Ok(()) };
        let unclosed = open
            .elements
            .iter()
            .find(|element| !element.inline)
            .map(|element| format!("xml <{}>", element.name));
        let flow = match broken.or(open.broken).or(unclosed) {
            Some(detail) => self.rows.broken(detail),
            None => self.rows.row(open.row),
        };
        match flow {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(stop) => Err(stop),
        }
    }
}

fn attributes(start: &BytesStart<'_>, open: &mut Open, rows: &mut Rows<'_>) {
    for attribute in start.attributes().with_checks(false).flatten() {
        let name = format!("{}@{}", open.path, local(attribute.key.0));
        if rows.wants(&name) && !name.contains("xmlns") {
            let name = rows.name(&name);
            open.row.fields.push((name, attribute.value.as_bytes().to_vec()));
        }
    }
}

/// What a reference stands for; HTML's own names are left for the reader of HTML.
fn resolved(reference: &BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = reference.resolve_char_ref() {
        return letter.to_string();
    }
    match &*reference.xml10_content() {
        "lt" => "<".into(),
        "gt" => ">".into(),
        "amp" => "&".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        name => format!("&{name};"),
    }
}
