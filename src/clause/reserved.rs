//! Reservations: "nur Frauen", where it shuts everyone else out, and men who come first whatever the others can do.
//!
//! Must not know what makes an invitation.

use super::marks::{Mark, Segment};
use super::reading::{Reading, is_cut};
use crate::diagnostic::{Group, Part};
use crate::document::Document;
use crate::pack::rulebook::Role;

/// A reservation without a verb is this short ("Nur Frauen!").
const ELLIPTIC: u32 = 4;

/// "nur Frauen", "ausschließlich an Frauen": the words, where a reservation shuts everyone else out.
pub(super) fn exclusive(document: &Document<'_>, reading: &Reading<'_>) -> Option<(u32, u32)> {
    let segment = reading.segment;
    // Only women live in the house; only women are wanted for the post.
    let hiring = segment.has(Role::Seeking) || (!reading.objects.is_empty() && reading.welcomes.is_empty()) || reading.words() <= ELLIPTIC;
    // "wegen der schweren Arbeit nur Männer" is no list of what does not matter.
    if !hiring || segment.has(Role::Regardless) && !reading.list.is_empty() {
        return None;
    }
    let reserved = |group: Group| matches!(group, Group::Women | Group::Men | Group::Migration);
    for only in segment.of(Role::Exclusive) {
        if is_denied(segment, only) {
            continue;
        }
        if only.last > only.first {
            return Some((only.first, only.last));
        }
        for (group, mark) in reading.groups.iter().filter(|(group, _)| reserved(*group)) {
            let near = if only.last < mark.first {
                mark.first - only.last <= 3
            } else {
                only.overlaps(mark) || only.first == mark.last + 1
            };
            // "bisher nur Männer; über Bewerbungen von Frauen freuen wir uns"
            let others = reading
                .groups
                .iter()
                .any(|(other, beside)| other != group && beside.first.abs_diff(mark.last) > 3);
            if near && !others && !is_cut(document, only.last, mark.first) {
                return Some((only.first.min(mark.first), only.last.max(mark.last)));
            }
        }
    }
    None
}

/// "Bitte keine Bewerbungen von Männern", "No applications from women, please": a sentence that says nothing else.
pub(super) fn refused(document: &Document<'_>, reading: &Reading<'_>) -> Option<(u32, u32)> {
    const POLITE: [&str; 4] = ["bitte", "leider", "please", "sorry"];
    let segment = reading.segment;
    let polite = |at: u32| document.is_one_of(at, &POLITE);
    segment.of(Role::Negation).find_map(|no| {
        let opens = (segment.first..no.first).all(polite);
        let object = reading.objects.iter().find(|object| object.first == no.last + 1)?;
        let of_them = |mark: &Mark| mark.first > object.last && mark.first - object.last <= 2;
        let (_, group) = reading.groups.iter().find(|(_, mark)| of_them(mark))?;
        let closes = (group.last + 1..segment.end).all(polite);
        (opens && closes).then_some((no.first, group.last))
    })
}

/// "Männliche Bewerber werden bevorzugt": no condition and no law that asks for it, so the others need not try.
pub(super) fn men_come_first(reading: &Reading<'_>) -> bool {
    let segment = reading.segment;
    let men = !reading.groups.is_empty() && reading.groups.iter().all(|(group, _)| *group == Group::Men);
    let lawful = |mark: &Mark| match mark.role {
        Role::Qualification | Role::Aim => true,
        Role::Part(part) => part != Part::Preference,
        _ => false,
    };
    let preferred = |mark: &Mark| mark.role == Role::Part(Part::Preference) && reading.preferences.iter().any(|own| own.overlaps(mark));
    men && segment.marks.iter().any(preferred) && !segment.marks.iter().any(lawful)
}

/// "nicht nur Frauen"; "open only to Indigenous applicants" is a preference, and lawful.
pub(super) fn is_denied(segment: &Segment, only: &Mark) -> bool {
    let lawful = |preference: &Mark| preference.overlaps(only) && preference.last > only.last;
    let denied = |no: &Mark| no.last + 1 == only.first || (no.overlaps(only) && no.first > only.first);
    // "nur wenige Männer": how many there are.
    let counts = |mention: &Mark| mention.overlaps(only);
    segment.of(Role::Preference).any(lawful) || segment.of(Role::Negation).any(denied) || segment.of(Role::Mention).any(counts)
}
