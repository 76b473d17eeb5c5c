//! Everyone is meant: inclusive lists ("unabhängig von …"), statements of value, badges, "alle Menschen".
//!
//! Must not know groups that are invited by name; `grammar` does.

use super::marks::{Mark, Segment};
use super::reading::{Reading, has_any_before, mentioned, speaks_of_reader};
use super::sexes::has_both;
use crate::diagnostic::Group;
use crate::document::Document;
use crate::extract::BlockKind;
use crate::pack::model::Section;
use crate::pack::rulebook::Role;
use crate::text::Span;

/// How many dimensions make a list.
const LIST: usize = 3;
/// How many words may lie between two dimensions of a list.
const LIST_STEP: u32 = 6;

/// Lists, statements of value, badges, "alle Menschen".
pub(super) fn everyone(document: &Document<'_>, reading: &Reading<'_>, section: Section, push: &mut dyn FnMut(Group, u8, Span)) {
    let segment = reading.segment;
    let job = matches!(section, Section::Tasks | Section::Profile);
    // "Unabhängig von Alter, Herkunft und Religion: bewirb dich!"
    let replied = || {
        let last = reading.list.iter().map(|(_, mark)| mark.last).max();
        last.is_some_and(|last| segment.of(Role::Reply).any(|reply| reply.first > last))
    };
    // "Sie beraten Frauen und begrüßen sie unabhängig von Herkunft, Alter und Religion": the reader is to welcome them.
    let reader = speaks_of_reader(document, segment) && segment.has(Role::Task) && reading.objects.is_empty();
    let welcoming = (!reading.welcomes.is_empty() && !reader || !reading.calls.is_empty() || replied()) && !reading.negated;
    if !reading.list.is_empty() {
        // "Sie begegnen Menschen jeder Herkunft mit Respekt": what the applicant is to do.
        let people = segment.has(Role::Person) && !job && !segment.has(Role::Task) && !speaks_of_reader(document, segment);
        let applicants = !reading.objects.is_empty() || segment.has(Role::Value) || segment.has(Role::Badge) || welcoming || people;
        let work = segment.has(Role::Task) && reading.objects.is_empty() && !welcoming && !segment.has(Role::Value);
        if applicants && !work {
            let level = if reading.list.len() >= LIST && welcoming { 2 } else { 1 };
            let core = reading.core(
                document,
                reading
                    .list
                    .iter()
                    .map(|(_, mark)| *mark)
                    .chain(reading.objects.iter().copied())
                    .chain(reading.welcomes.iter().copied())
                    .chain(segment.of(Role::Regardless).copied()),
            );
            push(Group::Everyone, level, core);
            if level == 2 {
                let mut groups: Vec<Group> = reading
                    .list
                    .iter()
                    .map(|(group, _)| *group)
                    .filter(|group| !matches!(group, Group::Women | Group::Everyone))
                    .collect();
                groups.sort();
                groups.dedup();
                for group in groups {
                    push(group, 2, core);
                }
            }
            return;
        }
    }
    let meant = reading.everyone().next().is_some() || (reading.groups.is_empty() && has_both(document, segment));
    let work = segment.has(Role::Task) && (reading.objects.is_empty() || section == Section::Tasks);
    if welcoming && meant && (reading.objects_or_calls() || segment.has(Role::Person)) && !work {
        let core = reading.core(
            document,
            reading
                .everyone()
                .copied()
                .chain(reading.welcomes.iter().copied())
                .chain(reading.objects.iter().copied()),
        );
        push(Group::Everyone, 1, core);
        return;
    }
    // A badge is the employer's; a value in the profile is asked of the applicant, unless the employer speaks of itself there.
    let spoken = |value: &&Mark| {
        if job {
            is_employers(document, segment, value)
        } else {
            !is_required(document, reading)
        }
    };
    let values = segment.of(Role::Value).filter(spoken);
    let badges = segment.of(Role::Badge).filter(|_| section != Section::Tasks || !segment.has(Role::Task));
    let asked = |mark: &Mark| {
        segment
            .of(Role::Task)
            .any(|task| task.contains(mark) || (task.overlaps(mark) && task.first < mark.first))
    };
    if let Some(mark) = values.chain(badges).find(|mark| !mentioned(segment, mark) && !asked(mark)) {
        // "Ob Studentin oder Rentner, bei uns ist jeder willkommen": who is meant belongs to it.
        let meant = segment
            .of(Role::Everyone)
            .filter(|one| one.last < mark.first && mark.first - one.last <= 3);
        push(Group::Everyone, 1, reading.core(document, meant.copied().chain(std::iter::once(*mark))));
        return;
    }
    // "Apply even if …" calls on whoever hesitates and says nothing of who is welcome: a note, like an offer of help.
    if let Some(mark) = segment.of(Role::Invitation).find(|mark| !mentioned(segment, mark)) {
        push(Group::Everyone, 0, document.span(mark.first, mark.last));
    }
}

/// "Commitment to equality", "Promotes diversity", "To promote …": a point of a person specification or of the duties, where no
/// heading says so and nobody speaks.
fn is_required(document: &Document<'_>, reading: &Reading<'_>) -> bool {
    let segment = reading.segment;
    let inviting = reading.objects_or_calls() || !reading.welcomes.is_empty();
    // "E5 Commitment to …": the point may be numbered.
    let number = document.word(segment.first);
    let numbered = number.len() <= 3 && number.ends_with(|c: char| c.is_ascii_digit());
    let first = segment.first + u32::from(numbered);
    !inviting && !segment.has(Role::Employer) && segment.of(Role::Requirement).any(|mark| mark.first == first)
}

/// How far into its sentence the employer may begin who says a value: "And of course we …".
const SPEAKER: u32 = 4;
/// How far behind its name the value may begin; further on the sentence has come to speak of something else.
const SAYING: u32 = 15;

/// "The university values diversity" in running text below the profile: the paragraph has left it, only its heading is missing.
/// A point of the list itself stays what is asked of the applicant.
fn is_employers(document: &Document<'_>, segment: &Segment, value: &Mark) -> bool {
    let prose = document
        .block_of(segment.sentence)
        .is_some_and(|block| block.kind == BlockKind::Paragraph);
    // "We look for people who value diversity", "We help schools build inclusive teams": somebody else's value.
    let between = |mark: &Mark, from: u32| mark.first > from && mark.last < value.first;
    let others = |from: u32| segment.of(Role::Person).chain(segment.of(Role::Task)).any(|mark| between(mark, from));
    let speaks = |employer: &Mark| {
        let said = employer.first <= value.first && value.first.saturating_sub(employer.last) <= SAYING;
        employer.first <= segment.first + SPEAKER && said && !others(employer.last)
    };
    // "We support the inclusion of disabled children": work that happens to bear the name of a value.
    let work = segment.of(Role::Task).any(|task| task.overlaps(value) && task.last > value.last);
    prose && !work && segment.of(Role::Employer).any(speaks)
}

/// "ethnischer und sozialer Herkunft": whether an adjective shares its noun with one before it.
fn shares_noun(document: &Document<'_>, at: u32) -> bool {
    let joined = at
        .checked_sub(1)
        .is_some_and(|at| document.is_one_of(at, &["und", "oder", "sowie", "bzw", "and", "or"]));
    let adjective = at.checked_sub(2).is_some_and(|at| document.word(at).starts_with(char::is_lowercase));
    joined && adjective
}

/// The dimensions of an inclusive list: after "unabhängig von", from the first with "jeder, aller" before it, or all those before
/// "… spielen keine Rolle".
pub(super) fn list(document: &Document<'_>, segment: &Segment, regardless: Option<&Mark>) -> Vec<(Group, Mark)> {
    let mut out: Vec<(Group, Mark)> = Vec::new();
    // "Alter, Herkunft und Religion sind für uns kein Kriterium": a value whose own words name one of them.
    let valued = |mark: &Mark| segment.of(Role::Value).any(|value| value.overlaps(mark));
    let dimensions = || segment.marks.iter().filter(|mark| matches!(mark.role, Role::Dimension(_)));
    let indifferent = regardless.is_none() && dimensions().any(valued);
    for mark in &segment.marks {
        let Role::Dimension(group) = mark.role else { continue };
        let listed = match (out.last(), regardless) {
            (Some((_, last)), _) => mark.first <= last.last + LIST_STEP,
            (None, Some(start)) => mark.first > start.first || has_any_before(segment, mark),
            (None, None) => indifferent || has_any_before(segment, mark),
        };
        // "ethnischer und sozialer Herkunft" are two; "gender identity" is one, and so is "sozialer Herkunft" by itself.
        let social = |known: Group, wide: &Mark| {
            known == Group::SocialOrigin && group == Group::Migration && wide.first + 1 == mark.first && !shares_noun(document, wide.first)
        };
        let within = |(known, wide): &(Group, Mark)| {
            wide.overlaps(mark) && (*known == group || matches!(group, Group::Women | Group::Everyone) || social(*known, wide))
        };
        if listed && !out.iter().any(within) {
            out.push((group, *mark));
        }
    }
    if regardless.is_some() || out.len() >= LIST { out } else { Vec::new() }
}
