//! What makes a row of marks a clause.
//!
//! A group counts where it is the source of the application or the one invited, the predicate welcomes or prefers, and
//! nothing frames it as a task, a mention or a negation (domain notes, German 4.3 and 4.4, English 4.2 and 4.5).

use super::lists::everyone;
use super::marks::{Mark, Segment};
use super::reading::{Reading, own_level};
use super::reserved::{exclusive, is_denied, men_come_first, refused};
use super::{Clauses, Found, segment_span};
use crate::diagnostic::{Clause, Group, Part};
use crate::document::Document;
use crate::pack::model::Section;
use crate::pack::rulebook::Role;
use crate::text::Span;

/// Reads one segment.
pub(super) fn read(document: &Document<'_>, segment: &Segment, out: &mut Clauses) {
    let interesting = segment.marks.iter().any(|mark| {
        let group = matches!(
            mark.role,
            Role::Group(_) | Role::Dimension(_) | Role::Everyone | Role::Value | Role::Badge | Role::Invitation | Role::Regardless
        );
        // A reservation in one phrase names its group itself.
        group || (mark.role == Role::Exclusive && mark.last > mark.first)
    });
    if !interesting {
        return;
    }
    let section = document.section_of(segment.sentence);
    let mut reading = Reading::new(document, segment);
    let span = segment_span(document, segment);
    let push = |group: Group, level: u8, core: Span, parts: Vec<Part>, out: &mut Clauses| {
        out.found.push(Found {
            clause: Clause { group, level, span, parts },
            core,
            sentence: segment.sentence,
        });
    };
    if let Some((first, last)) = exclusive(document, &reading) {
        out.exclusive.push((first, last, segment.sentence));
        return;
    }
    if men_come_first(&reading) {
        return;
    }
    if let Some((first, last)) = refused(document, &reading) {
        out.negated.push((first, last, segment.sentence));
        return;
    }
    // "Bisher arbeiten hier nur Männer": a statement about them.
    reading.groups.retain(|(_, mark)| {
        !segment
            .of(Role::Exclusive)
            .any(|only| only.last + 1 == mark.first && !is_denied(segment, only))
    });
    let address = reading.address(document);
    if let (Some((level, predicates)), false) = (&address, reading.groups.is_empty()) {
        if reading.negated {
            let marks = || {
                reading
                    .groups
                    .iter()
                    .map(|(_, mark)| mark)
                    .chain(predicates)
                    .chain(segment.of(Role::Negation))
            };
            let first = marks().map(|mark| mark.first).min().unwrap_or(segment.first);
            let last = marks().map(|mark| mark.last).max().unwrap_or(segment.end);
            out.negated.push((first, last, segment.sentence));
            return;
        }
        let core = reading.core(
            document,
            reading
                .groups
                .iter()
                .map(|(_, mark)| *mark)
                .chain(predicates.iter().copied())
                .chain(reading.objects.iter().copied()),
        );
        for (group, mark) in &reading.groups {
            // Where welcome and preference stand side by side, the predicate that follows the group is its own.
            let own = own_level(document, &reading, mark).unwrap_or(*level);
            let mut parts = vec![if own == 4 { Part::Preference } else { Part::Call }];
            if own == 4 && !(reading.welcomes.is_empty() && reading.calls.is_empty()) && reading.objects_or_calls() {
                parts.push(Part::Call);
            }
            push(*group, own, core, parts, out);
        }
    } else if !reading.groups.is_empty() && aims(segment) && !segment.has(Role::Task) && section != Section::Tasks {
        let core = reading.core(
            document,
            reading.groups.iter().map(|(_, mark)| *mark).chain(segment.of(Role::Aim).copied()),
        );
        for (group, _) in &reading.groups {
            push(*group, 1, core, vec![Part::Aim], out);
        }
    }
    everyone(document, &reading, section, &mut |group, level, core| {
        push(group, level, core, Vec::new(), out)
    });
}

/// Whether a segment states an aim, and does not deny it.
fn aims(segment: &Segment) -> bool {
    let denied = |aim: &Mark| segment.of(Role::Negation).any(|no| no.last + 1 == aim.first);
    segment.of(Role::Aim).any(|aim| !denied(aim))
}
