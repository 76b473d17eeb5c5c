//! Encouragement clauses: group × welcome × application, in any order.
//!
//! The words come from `rules/<lang>/clauses.yaml` as roles, found in the one pass; the grammar here puts them together,
//! sentence by sentence. Recognised before any rule is judged: what stands inside a clause is never accused.
//! Must not know profiles: which clause an ad needs is `engine`'s question.

mod carry;
mod grammar;
mod hours;
mod items;
mod lists;
mod marks;
mod place;
mod reading;
mod reserved;
mod sexes;

use crate::diagnostic::{Clause, Group, Part};
use crate::document::Document;
use crate::lang::Lang;
use crate::pack::rulebook::Role;
use crate::parallel;
use crate::text::Span;
use marks::{Mark, Segment};

/// A clause and the words it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What is reported.
    pub clause: Clause,
    /// From the first to the last word that makes it a clause: what stands there is never accused.
    pub core: Span,
    /// Its first sentence.
    pub sentence: u32,
}

/// What clause grammar has to say about an ad.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Clauses {
    /// The clauses, in text order.
    pub found: Vec<Found>,
    /// "nur Frauen": a group and nobody else; words first to last, and the sentence.
    pub exclusive: Vec<(u32, u32, u32)>,
    /// A clause turned into its opposite.
    pub negated: Vec<(u32, u32, u32)>,
    /// Statements a profile may ask for: index in the rulebook and where.
    pub statements: Vec<(u16, Span)>,
    /// The cores in which nothing is accused, by their first byte: that byte, and the furthest end of these and all before.
    covers: Vec<(u32, u32)>,
}

impl Clauses {
    /// Whether a span lies inside what makes a clause.
    pub fn cover(&self, span: Span) -> bool {
        let begun = self.covers.partition_point(|(start, _)| *start <= span.start);
        let furthest = begun.checked_sub(1).and_then(|at| self.covers.get(at));
        furthest.is_some_and(|(_, end)| span.end <= *end)
    }

    /// What two parts of a text have to say together.
    fn join(mut self, mut next: Self) -> Self {
        self.found.append(&mut next.found);
        self.exclusive.append(&mut next.exclusive);
        self.negated.append(&mut next.negated);
        self.statements.append(&mut next.statements);
        self
    }

    fn index(&mut self) {
        let spoken = self
            .found
            .iter()
            .filter(|found| found.clause.group != Group::PartTime && found.clause.level > 0);
        self.covers = spoken.map(|found| (found.core.start, found.core.end)).collect();
        self.covers.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut self.covers {
            furthest = furthest.max(*end);
            *end = furthest;
        }
    }
}

/// Recognises the clauses of an ad.
pub fn recognise(document: &Document<'_>) -> Clauses {
    let segments = marks::segments(document);
    let parts = parallel::parts(&segments, document.text.len(), |first, part| {
        let mut out = Clauses::default();
        for (index, segment) in (first..).zip(part) {
            grammar::read(document, segment, &mut out);
            let before = index.checked_sub(1).and_then(|index| segments.get(index));
            notes(document, before, segment, &mut out);
        }
        out
    });
    let mut out = parts.into_iter().reduce(Clauses::join).unwrap_or_default();
    carry::carry_over(document, &segments, &mut out);
    items::read_items(document, &segments, &mut out);
    for found in &mut out.found {
        add_parts(&segments, found);
    }
    out.found
        .sort_by_key(|found| (found.clause.span, found.clause.group, std::cmp::Reverse(found.clause.level)));
    out.found
        .dedup_by(|b, a| a.clause.span == b.clause.span && a.clause.group == b.clause.group);
    out.index();
    out
}

/// Notes that travel with clauses (part-time, help with the application), and statements.
fn notes(document: &Document<'_>, before: Option<&Segment>, segment: &Segment, out: &mut Clauses) {
    let note = |group: Group, mark: &Mark, out: &mut Clauses| {
        let span = document.span(mark.first, mark.last);
        let clause = Clause {
            group,
            level: 1,
            span: segment_span(document, segment),
            parts: Vec::new(),
        };
        out.found.push(Found {
            clause,
            core: span,
            sentence: segment.sentence,
        });
    };
    let denied = |mark: &Mark| {
        segment.marks.iter().any(|other| {
            // "part-time lecturers" are some of the staff, "a part-time lecturer position" is a post.
            other.role == Role::NoPartTime
                && other.overlaps(mark)
                && !(mark.contains(other) && (mark.first, mark.last) != (other.first, other.last))
                && !(other.first >= mark.first && other.last > mark.last && goes_elsewhere(document, mark, other))
        }) || segment.of(Role::Negation).any(|no| no.last < mark.first && mark.first - no.last <= 3)
    };
    let said = segment
        .of(Role::PartTime)
        .find(|mark| !denied(mark) && hours::is_less_than_full(document, mark) && !hours::is_answered(document, segment, mark));
    let counted = || {
        segment
            .of(Role::Amount)
            .find(|mark| !denied(mark) && hours::says_part_time(document, before, segment, mark))
    };
    let labelled = || segment.of(Role::Hours).find(|mark| hours::labelled(document, segment, mark));
    if let Some(mark) = said.or_else(counted).or_else(labelled) {
        note(Group::PartTime, mark, out);
    }
    let framed = segment.of(Role::AccommodationFrame).next().is_some();
    // "accommodation costs" are a roof's, not help.
    if framed
        && let Some(mark) = segment
            .of(Role::Accommodation)
            .find(|mark| !denied(mark) && !reading::mentioned(segment, mark))
    {
        note(Group::Accommodation, mark, out);
    }
    for mark in &segment.marks {
        // "a $5 million company" is no pay.
        let named = segment
            .of(Role::Mention)
            .any(|mention| mention.contains(mark) && mention.last > mark.last);
        if let Role::Statement(index) = mark.role
            && !named
        {
            out.statements.push((index, document.span(mark.first, mark.last)));
        }
    }
}

/// "80 %, Reiseanteil 90 %", "Teilzeit ist möglich, Homeoffice nicht", "… ist möglich und Schichtdienst nicht": what refuses
/// speaks of something else. Between two commas it would be an insertion; "Teilzeit und Homeoffice" are refused together.
fn goes_elsewhere(document: &Document<'_>, mark: &Mark, refusal: &Mark) -> bool {
    // "Part-time, temporary and seasonal employees" are listed; in German the comma parts "Teilzeit möglich, Homeoffice nicht".
    let english = document.lang_of(document.sentence_at(mark.first)) == Some(Lang::En);
    let from = mark.last + if english { 2 } else { 1 };
    let commas = (from..=refusal.last).filter(|at| reading::is_cut(document, at - 1, *at)).count();
    match mark.role {
        Role::Amount => hours::ends_with_comma(document, mark),
        _ => commas == 1 || (mark.last + 2..refusal.last).any(|at| begins_anew(document, at)),
    }
}

/// "… möglich und …"; but not "wegen der Dienst- und Einsatzzeiten".
fn begins_anew(document: &Document<'_>, at: u32) -> bool {
    let said = |word: &str| word.starts_with(char::is_lowercase);
    matches!(document.word(at), "und" | "aber" | "and" | "but") && at.checked_sub(1).is_some_and(|before| said(document.word(before)))
}

fn segment_span(document: &Document<'_>, segment: &Segment) -> Span {
    let whole = document
        .sentences
        .get(segment.sentence as usize)
        .map_or(Span::default(), |sentence| sentence.span);
    if segment.alone {
        whole
    } else {
        document.span(segment.first, segment.end.saturating_sub(1))
    }
}

/// The statutory parts of a clause: in its own sentence and the ones beside it.
fn add_parts(segments: &[Segment], found: &mut Found) {
    let clause = &mut found.clause;
    let from = segments.partition_point(|segment| segment.sentence + 1 < found.sentence);
    let beside = segments.iter().skip(from).take_while(|segment| segment.sentence <= found.sentence + 1);
    for segment in beside {
        // A neighbour that speaks of another group speaks of that group's preference, not of this one's.
        let foreign = segment.sentence != found.sentence
            && segment
                .marks
                .iter()
                .any(|mark| matches!(mark.role, Role::Group(group) if group != clause.group));
        for mark in &segment.marks {
            if let Role::Part(part) = mark.role
                && !clause.parts.contains(&part)
                && !(foreign && matches!(part, Part::Preference | Part::Call))
            {
                clause.parts.push(part);
            }
        }
    }
    if matches!(clause.group, Group::Women | Group::Men) {
        clause.parts.push(Part::NamesSex);
    }
    clause.parts.sort();
    clause.parts.dedup();
}
