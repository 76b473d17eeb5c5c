//! What is known and meant to stay: exceptions in the ad, exceptions in a file beside it, and the baseline.
//!
//! A pure function of an ad's notes, the files that were read, and the day it is told. It holds findings back and says what
//! is the matter with exceptions themselves; it makes no finding about the ad. Must not open files or know how findings are
//! shown.

pub mod baseline;
mod day;
pub mod file;
mod note;

pub use day::Day;

use crate::diagnostic::{Fault, FaultCode, Kind};
use crate::extract::Note;
use crate::pack::Rulebook;
use crate::pack::yaml::nearest;
use crate::text::Span;
use file::Exceptions;
use note::Written;

/// The rule of an exception whose last day has passed.
pub const EXPIRED: &str = "exception/expired";
/// The rule of an exception that excepts nothing.
pub const UNUSED: &str = "exception/unused";
/// The rule of an exception without the reason that is asked for.
pub const WITHOUT_REASON: &str = "exception/without-reason";

/// A finding, as far as exceptions must know it.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// Its rule.
    pub rule: &'a str,
    /// What sort of finding.
    pub kind: Kind,
    /// What stands there.
    pub text: &'a str,
    /// The sentence around it.
    pub sentence: &'a str,
    /// Where it stands, and then where the same stands again: bytes of the decoded source.
    pub places: Vec<Span>,
}

/// What becomes of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// It is shown.
    Shown,
    /// Some of its places are excepted; it is shown at those of these numbers.
    ShownAt(Vec<usize>),
    /// A note of this number holds it back.
    ByNote(usize),
    /// The entry of this number in the file holds it back.
    ByFile(usize),
}

/// Something that is the matter with an exception.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The rule that says so: one of those above.
    pub rule: &'static str,
    /// Where: bytes of the decoded source.
    pub place: Span,
    /// Values for the message.
    pub arguments: Vec<(&'static str, String)>,
}

/// The exceptions of one ad.
#[derive(Debug)]
pub struct Court<'a> {
    notes: Vec<Written>,
    /// By note: how many of its rules have held something back.
    used: Vec<Vec<bool>>,
    file: Option<(&'a Exceptions, Vec<usize>)>,
    used_entries: Vec<usize>,
    complaints: Vec<Complaint>,
    faults: Vec<Fault>,
    today: Option<Day>,
}

/// What there is to say at the end.
#[derive(Debug, Default)]
pub struct Closing {
    /// What is the matter with exceptions.
    pub complaints: Vec<Complaint>,
    /// Exceptions that make no sense. Places are bytes of the decoded source.
    pub faults: Vec<Fault>,
    /// The entries of the file that matched something, expired or not.
    pub used_entries: Vec<usize>,
}

impl<'a> Court<'a> {
    /// Reads the notes of an ad. `path` is the ad's, relative to the file with exceptions.
    pub fn new(book: &Rulebook, notes: &[Note], file: Option<(&'a Exceptions, &str)>, require_reason: bool, today: Option<Day>) -> Self {
        let mut court = Self {
            notes: Vec::new(),
            used: Vec::new(),
            file: file.map(|(file, path)| (file, file.for_path(path))),
            used_entries: Vec::new(),
            complaints: Vec::new(),
            faults: Vec::new(),
            today,
        };
        for note in notes {
            match note::read(note) {
                Ok(written) => written.into_iter().for_each(|written| court.admit(book, written, require_reason)),
                Err(fault) => court.faults.push(fault),
            }
        }
        court
    }

    /// Takes up a note, as far as its rules exist and it has the reason it needs.
    fn admit(&mut self, book: &Rulebook, mut written: Written, require_reason: bool) {
        written.rules.retain(|name| {
            let known = book.rules.iter().any(|rule| covers(name, &rule.id));
            if !known {
                self.faults.push(unknown_rule(book, name, written.place));
            }
            known
        });
        if written.rules.is_empty() {
            return;
        }
        if require_reason && written.reason.is_empty() {
            self.complaints.push(Complaint {
                rule: WITHOUT_REASON,
                place: written.place,
                arguments: vec![("rule", written.rules.join(", "))],
            });
            return;
        }
        self.used.push(vec![false; written.rules.len()]);
        self.notes.push(written);
    }

    /// What becomes of a finding.
    pub fn judge(&mut self, seen: &Seen<'_>) -> Verdict {
        let mut left = Vec::new();
        let mut by = None;
        for (number, place) in seen.places.iter().enumerate() {
            match self.note_for(seen, *place) {
                Some(note) => by = by.or(Some(note)),
                None => left.push(number),
            }
        }
        match by {
            Some(note) if left.is_empty() => return Verdict::ByNote(note),
            Some(_) => return Verdict::ShownAt(left),
            None => {}
        }
        self.entry_for(seen).map_or(Verdict::Shown, Verdict::ByFile)
    }

    /// The first note that excepts the passage. All that do are used.
    fn note_for(&mut self, seen: &Seen<'_>, place: Span) -> Option<usize> {
        let mut found = None;
        for (number, note) in self.notes.iter().enumerate() {
            // Something missing stands nowhere, so it is excepted wherever somebody says so.
            if !(note.whole || seen.kind == Kind::Missing || (note.scope.start <= place.start && place.start < note.scope.end)) {
                continue;
            }
            // "all rules" in one place does not mean what the whole ad lacks.
            let named = |name: &String| covers(name, seen.rule) && (note.whole || seen.kind != Kind::Missing || name != "*");
            for (rule, used) in note.rules.iter().zip(self.used.get_mut(number).into_iter().flatten()) {
                if named(rule) {
                    *used = true;
                    found = found.or(Some(number));
                }
            }
        }
        found
    }

    /// The entry of the file that excepts the finding; one that has expired is said instead.
    fn entry_for(&mut self, seen: &Seen<'_>) -> Option<usize> {
        let (file, candidates) = self.file.as_ref()?;
        let mut expired = None;
        for number in candidates {
            let Some(entry) = file.entries.get(*number).filter(|entry| entry.matches(seen)) else {
                continue;
            };
            self.used_entries.push(*number);
            if entry.is_over(self.today) {
                expired = expired.or(Some(entry));
            } else {
                return Some(*number);
            }
        }
        if let (Some(entry), Some(place)) = (expired, seen.places.first()) {
            self.complaints.push(Complaint {
                rule: EXPIRED,
                place: *place,
                arguments: vec![
                    ("rule", seen.rule.to_owned()),
                    ("until", entry.until.map(|day| day.to_string()).unwrap_or_default()),
                    ("by", entry.by.clone()),
                ],
            });
        }
        None
    }

    /// The reason that a note gives, and where it stands.
    pub fn note(&self, number: usize) -> (&str, Span) {
        self.notes
            .get(number)
            .map_or(("", Span::default()), |note| (note.reason.as_str(), note.place))
    }

    /// What there is to say when all findings have been judged. Whether an exception is used can be told only where the
    /// ad was `judged` at all.
    pub fn close(mut self, judged: bool) -> Closing {
        for (note, used) in self.notes.iter().zip(&self.used).filter(|_| judged) {
            let unused: Vec<&str> = note
                .rules
                .iter()
                .zip(used)
                .filter(|(_, used)| !**used)
                .map(|(rule, _)| rule.as_str())
                .collect();
            if !unused.is_empty() {
                self.complaints.push(Complaint {
                    rule: UNUSED,
                    place: note.place,
                    arguments: vec![("rule", unused.join(", "))],
                });
            }
        }
        self.used_entries.sort_unstable();
        self.used_entries.dedup();
        Closing {
            complaints: self.complaints,
            faults: self.faults,
            used_entries: self.used_entries,
        }
    }
}

fn unknown_rule(book: &Rulebook, name: &str, place: Span) -> Fault {
    let near = nearest(name, book.rules.iter().map(|rule| rule.id.as_str()));
    Fault {
        code: FaultCode::UnknownRule,
        detail: near.map_or_else(|| name.to_owned(), |near| format!("{name} {near}")),
        span: Some(place),
    }
}

/// Whether the name in an exception means the rule: `age/young-team`, `age/*`, `*`.
pub fn covers(name: &str, rule: &str) -> bool {
    name == rule
        || name == "*"
        || name
            .strip_suffix('*')
            .is_some_and(|ground| ground.ends_with('/') && rule.starts_with(ground))
}
