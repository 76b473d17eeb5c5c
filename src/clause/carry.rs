//! Clauses over two sentences: one names the group and its share, the next calls on "them".
//!
//! Must not know how a single sentence is read; `grammar` does.

use super::marks::{Mark, Segment};
use super::reading::{Reading, speaks_of_reader};
use super::{Clauses, Found, segment_span};
use crate::diagnostic::{Clause, Part};
use crate::document::Document;
use crate::pack::rulebook::Role;

/// Two sentences: one names the group and its share, the next calls on "them".
pub(super) fn carry_over(document: &Document<'_>, segments: &[Segment], out: &mut Clauses) {
    for (index, segment) in segments.iter().enumerate() {
        if !points_back(segment) || segment.marks.iter().any(|mark| matches!(mark.role, Role::Group(_))) {
            continue;
        }
        let Some(before) = segments[..index]
            .iter()
            .rev()
            .take_while(|before| segment.sentence - before.sentence <= 2)
            .find(|before| {
                let aims = before.has(Role::Aim) || (theirs(segment) && !speaks_of_reader(document, before));
                aims && before.marks.iter().any(|mark| matches!(mark.role, Role::Group(_)))
            })
        else {
            continue;
        };
        let reading = Reading::new(document, segment);
        let Some((level, predicates)) = reading.address(document.section_of(segment.sentence)).filter(|_| !reading.negated) else {
            continue;
        };
        let earlier = Reading::new(document, before);
        // The first sentence invites already: the second speaks of something else.
        if earlier.address(document.section_of(before.sentence)).is_some() {
            continue;
        }
        let span = segment_span(document, before).cover(segment_span(document, segment));
        let core = reading.core(document, predicates.iter().copied().chain(reading.objects.iter().copied()));
        // "fördert die Inklusion behinderter Menschen; ihre Bewerbungen …": what was done for them becomes an invitation.
        let addressed = if earlier.groups.is_empty() && theirs(segment) {
            &earlier.tasked
        } else {
            &earlier.groups
        };
        for (group, mark) in addressed {
            let core = core.cover(document.span(mark.first, mark.last));
            let parts = vec![if level == 4 { Part::Preference } else { Part::Call }, Part::Aim];
            out.found.push(Found {
                clause: Clause {
                    group: *group,
                    level,
                    span,
                    parts,
                },
                core,
                sentence: before.sentence,
            });
        }
    }
}

/// "ihre Bewerbungen", "deren Bewerbung": the applications of those just named.
fn theirs(segment: &Segment) -> bool {
    segment
        .of(Role::Pronoun)
        .any(|pronoun| segment.of(Role::Object).any(|object| object.first == pronoun.last + 1))
}

/// Whether "daher" or "sie" ties a segment to the one before; in "Bewerber werden gebeten, ihre …" it does not.
fn points_back(segment: &Segment) -> bool {
    let own = |pronoun: &Mark| segment.of(Role::Person).any(|person| person.last < pronoun.first);
    segment.has(Role::Anaphor) || segment.of(Role::Pronoun).any(|pronoun| !own(pronoun))
}
