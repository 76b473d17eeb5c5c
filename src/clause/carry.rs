//! Clauses over two sentences: one names the group and its share, the next calls on "them"; one asks whether the reader is one
//! of them, the next answers; one prefers a group, the next says that the same holds for another.
//!
//! Must not know how a single sentence is read; `grammar` does.

use super::marks::{Mark, Segment, repeats};
use super::reading::{Reading, is_cut, speaks_of_reader};
use super::{Clauses, Found, segment_span};
use crate::diagnostic::{Clause, Group, Part};
use crate::document::Document;
use crate::pack::rulebook::Role;

/// Two sentences: one names the group and its share, the next calls on "them"; or one asks whether the reader is one of them.
pub(super) fn carry_over(document: &Document<'_>, segments: &[Segment], out: &mut Clauses) {
    for (index, segment) in segments.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| segments.get(index));
        // "Autistic? Dyslexic? We'd love to hear from you."
        let mut next = segment;
        for before in segments[..index].iter().rev().take(QUESTIONS) {
            if before.sentence + 1 != next.sentence || !asks_reader(document, before) {
                break;
            }
            answer(document, before, segment, out);
            next = before;
        }
        let same = || segment.has(Role::Likewise) || repeats(segment);
        if let Some(before) = before.filter(|before| before.sentence + 1 >= segment.sentence && same()) {
            likewise(document, before, segment, out);
        }
        if names_group(segment) || !points_back(document, segment) {
            continue;
        }
        let near = segments[..index]
            .iter()
            .rev()
            .take_while(|before| segment.sentence - before.sentence <= 2);
        let mut named = near.filter(|before| names_group(before)).peekable();
        if named.peek().is_none() {
            continue;
        }
        let reading = Reading::new(document, segment);
        let Some((level, predicates)) = reading.address(document).filter(|_| !reading.negated) else {
            continue;
        };
        let Some(before) =
            named.find(|before| before.has(Role::Aim) || (theirs(segment) && !speaks_of_reader(document, before)) || level == PREFERENCE)
        else {
            continue;
        };
        let earlier = Reading::new(document, before);
        // The first sentence invites already: the second speaks of something else, unless it goes on to prefer them.
        let known = earlier.address(document).map(|(level, _)| level);
        let aims = before.has(Role::Aim) || theirs(segment);
        // "Es gibt eine Vereinbarung für schwerbehinderte Menschen. Diese werden bei gleicher Eignung bevorzugt": nobody else is.
        let hired = segment.has(Role::Qualification);
        if known.map_or(level == PREFERENCE && !aims && !hired, |known| level <= known) {
            continue;
        }
        let span = segment_span(document, before).cover(segment_span(document, segment));
        let core = reading.core(document, predicates.iter().copied().chain(reading.objects.iter().copied()));
        // "fördert die Inklusion behinderter Menschen; ihre Bewerbungen …": what was done for them becomes an invitation.
        let addressed = if earlier.groups.is_empty() && (theirs(segment) || hired && !speaks_of_reader(document, before)) {
            &earlier.tasked
        } else {
            &earlier.groups
        };
        for (group, mark) in addressed {
            let core = core.cover(document.span(mark.first, mark.last));
            let predicate = if level == PREFERENCE { Part::Preference } else { Part::Call };
            let parts = vec![predicate, if known.is_some() { Part::Call } else { Part::Aim }];
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

fn names_group(segment: &Segment) -> bool {
    segment.marks.iter().any(|mark| matches!(mark.role, Role::Group(_)))
}

/// "Sie haben eine Behinderung? Bewerben Sie sich!", "Are you a woman in tech? Get in touch."
fn answer(document: &Document<'_>, question: &Segment, reply: &Segment, out: &mut Clauses) {
    if names_group(reply) {
        return;
    }
    let answering = Reading::new(document, reply);
    let welcomed = answering.address(document).map(|(level, _)| level);
    // "Sie sind schwerbehindert? Bei gleicher Eignung bevorzugen wir Sie."
    let preferred = reply.has(Role::Preference) && (reply.has(Role::Qualification) || welcomed == Some(PREFERENCE));
    if answering.negated || !(welcomed.is_some() || preferred || reply.has(Role::Reply)) {
        return;
    }
    let (level, part) = if preferred { (PREFERENCE, Part::Preference) } else { (3, Part::Call) };
    let asking = Reading::new(document, question);
    // "Hast du Spaß daran, mit Kindern …?" asks for something else.
    let near = |mark: &Mark| {
        let from = mark.first.saturating_sub(ASKED).max(question.first);
        let asked = |at: u32| at == question.first || document.is_one_of(at, &BEING);
        (from..=mark.first).any(|at| asked(at) && !is_cut(document, at, mark.first))
    };
    let mut asked: Option<u32> = None;
    for (group, mark) in asking.groups.iter().filter(|(group, _)| *group != Group::Care) {
        // "Do you identify as a person of colour, disabled or working class?": one question for all of them.
        let listed = asked.is_some_and(|last| mark.first <= last + ASKED);
        if !listed && !near(mark) {
            continue;
        }
        asked = Some(mark.last);
        let replies = reply.marks.iter().filter(|mark| matches!(mark.role, Role::Reply | Role::Object));
        let core = answering.core(document, std::iter::once(*mark).chain(replies.copied()));
        out.found.push(Found {
            clause: Clause {
                group: *group,
                level,
                span: segment_span(document, question).cover(segment_span(document, reply)),
                parts: vec![part],
            },
            core,
            sentence: question.sentence,
        });
    }
}

/// The level of a preference.
const PREFERENCE: u8 = 4;

/// So many questions may stand before their answer.
const QUESTIONS: usize = 3;
/// "Frauen im Handwerk?": so many words make a question without a verb.
const BARE_QUESTION: u32 = 6;
/// How far behind the first word of a question a group may begin: "Haben Sie eine Behinderung?", "Do you have a disability?"
const ASKED: u32 = 3;
/// What a question about the reader begins with: subject and verb, in either order.
const READER: [&str; 3] = ["sie", "du", "you"];
const BEING: [&str; 16] = [
    "sind", "bist", "haben", "hast", "leben", "lebst", "kommen", "kommst", "gehören", "gehörst", "are", "have", "do", "identify", "live", "come",
];

/// Whether a sentence asks whether the reader is or has something.
fn asks_reader(document: &Document<'_>, question: &Segment) -> bool {
    let sentence = document.sentences.get(question.sentence as usize);
    if !sentence.is_some_and(|sentence| sentence.span.of(document.text).ends_with('?')) {
        return false;
    }
    let is = |at: u32, known: &[&str]| document.is_one_of(at, known);
    let (first, second) = (question.first, question.first + 1);
    // "Frauen?", "Mit Behinderung?", "Frauen im Handwerk?"
    let short = question.end - question.first <= BARE_QUESTION;
    let placed = |mark: &Mark| short && mark.first == question.first && is(mark.last + 1, &["im", "in", "am", "auf", "an", "on"]);
    let whole = |mark: &Mark| matches!(mark.role, Role::Group(_)) && mark.first <= second && (mark.last + 1 == question.end || placed(mark));
    question.marks.iter().any(whole) || is(first, &READER) && is(second, &BEING) || is(first, &BEING) && is(second, &READER) || is(first, &["you're"])
}

/// "… werden bevorzugt. Gleiches gilt für schwerbehinderte Menschen": as strong as what was said before.
fn likewise(document: &Document<'_>, before: &Segment, segment: &Segment, out: &mut Clauses) {
    let earlier = Reading::new(document, before);
    let said = earlier.address(document);
    // "Wir zahlen Zuschläge. Gleiches gilt für …" invites nobody; what stands in one sentence is read there.
    let people = || [Role::Person, Role::Everyone, Role::Object].iter().any(|role| before.has(*role));
    let Some((level, _)) = said.filter(|(level, _)| !earlier.negated && (*level == PREFERENCE || !earlier.groups.is_empty() || people())) else {
        return;
    };
    let reading = Reading::new(document, segment);
    if reading.negated || reading.address(document).is_some_and(|(own, _)| own >= level) {
        return;
    }
    let part = if level == PREFERENCE { Part::Preference } else { Part::Call };
    for (group, mark) in &reading.groups {
        let core = reading.core(document, segment.of(Role::Likewise).copied().chain(std::iter::once(*mark)));
        out.found.push(Found {
            clause: Clause {
                group: *group,
                level,
                span: segment_span(document, segment),
                parts: vec![part],
            },
            core,
            sentence: segment.sentence,
        });
    }
}

/// "ihre Bewerbungen", "deren Bewerbung": the applications of those just named.
fn theirs(segment: &Segment) -> bool {
    segment
        .of(Role::Pronoun)
        .any(|pronoun| segment.of(Role::Object).any(|object| object.first == pronoun.last + 1))
}

/// Whether "daher" or "sie" ties a segment to the one before; in "Bewerber werden gebeten, ihre …" it does not.
fn points_back(document: &Document<'_>, segment: &Segment) -> bool {
    let own = |pronoun: &Mark| segment.of(Role::Person).any(|person| person.last < pronoun.first);
    segment.has(Role::Anaphor)
        || segment.of(Role::Pronoun).any(|pronoun| !own(pronoun))
        || they_are_preferred(document, segment)
        || begins_with_applications(document, segment)
}

/// "Ihre Bewerbungen sind erwünscht": a reader has one, so these are those of the people just named.
fn begins_with_applications(document: &Document<'_>, segment: &Segment) -> bool {
    document.is_one_of(segment.first, &["ihre"]) && document.is_one_of(segment.first + 1, &["bewerbungen"])
}

/// "Sie werden bei gleicher Eignung bevorzugt": at the beginning of a sentence the capital tells nothing, what is said does.
fn they_are_preferred(document: &Document<'_>, segment: &Segment) -> bool {
    let is = |at: u32, known: &[&str]| document.is_one_of(at, known);
    segment.has(Role::Preference) && is(segment.first, &["sie"]) && is(segment.first + 1, &["werden", "erhalten", "haben", "genießen"])
}
