//! What makes a row of marks a clause.
//!
//! A group counts where it is the source of the application or the one invited, the predicate welcomes or prefers, and
//! nothing frames it as a task, a mention or a negation (domain notes, German 4.3 and 4.4, English 4.2 and 4.5).

use super::marks::{Mark, Segment};
use super::{Clauses, Found, segment_span};
use crate::diagnostic::{Clause, Group, Part};
use crate::document::Document;
use crate::document::words::gap;
use crate::pack::model::Section;
use crate::pack::rulebook::Role;
use crate::text::Span;

/// How many dimensions make a list.
const LIST: usize = 3;
/// How many words may lie between two dimensions of a list.
const LIST_STEP: u32 = 6;
/// A clause without verb or object is this short ("Frauen ausdrücklich erwünscht").
const ELLIPTIC_WORDS: u32 = 9;
/// A reservation without a verb is this short ("Nur Frauen!").
const ELLIPTIC_RESERVATION: u32 = 4;

/// Groups and predicates of a segment that are alive: not tasks, mentions, negated.
struct Reading<'s> {
    segment: &'s Segment,
    groups: Vec<(Group, Mark)>,
    /// Dimensions of an inclusive list.
    list: Vec<(Group, Mark)>,
    welcomes: Vec<Mark>,
    calls: Vec<Mark>,
    objects: Vec<Mark>,
    preferences: Vec<Mark>,
    negated: bool,
}

impl<'s> Reading<'s> {
    fn new(document: &Document<'_>, segment: &'s Segment) -> Self {
        let mentioned = |mark: &Mark| mentioned(segment, mark);
        let pick = |wanted: Role| segment.of(wanted).copied().collect::<Vec<_>>();
        let objects = pick(Role::Object);
        // "encouraged to take part in our course" is no call to apply.
        let meant = |mark: &Mark| {
            !segment
                .of(Role::Mention)
                .any(|mention| mention.first <= mark.first && mention.last > mark.last)
        };
        let calls: Vec<Mark> = segment.of(Role::Call).filter(|mark| meant(mark)).copied().collect();
        let mut welcomes: Vec<Mark> = segment.of(Role::Welcome).filter(|mark| meant(mark)).copied().collect();
        welcomes.extend(segment.of(Role::WelcomeVerb).filter(|mark| meant(mark)));
        let preferences: Vec<Mark> = segment.of(Role::Preference).filter(|mark| !mentioned(mark)).copied().collect();
        let regardless = segment.of(Role::Regardless).next().copied();
        let list = list(segment, regardless.as_ref());
        let mut groups: Vec<(Group, Mark)> = Vec::new();
        let mut task_chain: Option<u32> = None;
        for mark in &segment.marks {
            let group = match mark.role {
                Role::Group(group) => group,
                // "Menschen jeder Herkunft": a dimension of its own, outside a list.
                Role::Dimension(group) if list.is_empty() && regardless.is_none() && group != Group::Women && has_any_before(segment, mark) => group,
                _ => continue,
            };
            // "unabhängig von … Behinderung", "jeden Alters, jeder Herkunft": dimensions of the list, not groups of their own.
            if mentioned(mark) || list.iter().any(|(_, dim)| dim.overlaps(mark)) {
                continue;
            }
            let tasked = is_task(segment, mark)
                || task_chain.is_some_and(|last| mark.first.saturating_sub(last) <= 6 && !has_predicate_between(segment, last, mark.first));
            if tasked {
                task_chain = Some(mark.last);
                continue;
            }
            groups.push((group, *mark));
        }
        drop_both_sexes(document, &mut groups);
        // A wider mark of the same group holds the narrower.
        let all = groups.clone();
        groups.retain(|(group, mark)| !all.iter().any(|(other, wide)| other == group && wide != mark && wide.contains(mark)));
        let mut reading = Self {
            segment,
            groups,
            list,
            welcomes,
            calls,
            objects,
            preferences,
            negated: false,
        };
        reading.negated = reading.is_negated(document);
        reading
    }

    fn words(&self) -> u32 {
        self.segment.end - self.segment.first
    }

    /// Whether a negation reaches a predicate or the object.
    fn is_negated(&self, document: &Document<'_>) -> bool {
        let near = |mark: &Mark, reach: u32| {
            self.segment.of(Role::Negation).any(|no| {
                let next = document.words.all.get(no.last as usize + 1);
                // "nicht-binär"
                let glued = next.is_some_and(|word| word.gap == gap::HYPHEN);
                let before = no.last < mark.first && mark.first - no.last <= reach && !is_cut(document, no.last, mark.first);
                // "… freuen wir uns nicht."
                let behind = no.first > mark.last && no.first - mark.last <= 2 && no.last + 1 == self.segment.end;
                (before && !glued) || behind
            })
        };
        self.preferences.iter().chain(&self.calls).chain(&self.welcomes).any(|mark| near(mark, 3)) || self.objects.iter().any(|mark| near(mark, 1))
    }

    /// The level at which the groups of the segment are addressed, and the predicates that do it.
    fn address(&self, section: Section) -> Option<(u8, Vec<Mark>)> {
        if !self.preferences.is_empty() {
            return Some((4, self.preferences.clone()));
        }
        if !self.objects.is_empty() && (!self.welcomes.is_empty() || !self.calls.is_empty()) {
            return Some((3, [self.welcomes.clone(), self.calls.clone()].concat()));
        }
        let tasks = self.segment.has(Role::Task) || matches!(section, Section::Tasks);
        if !self.calls.is_empty() && !tasks {
            return Some((3, self.calls.clone()));
        }
        let strong = self.segment.has(Role::Intensifier) || self.words() <= ELLIPTIC_WORDS || self.segment.has(Role::Person);
        if !self.welcomes.is_empty() && strong && !tasks && !matches!(section, Section::AboutUs) {
            return Some((3, self.welcomes.clone()));
        }
        None
    }

    fn core(&self, document: &Document<'_>, marks: impl Iterator<Item = Mark>) -> Span {
        let mut first = u32::MAX;
        let mut last = 0;
        for mark in marks {
            first = first.min(mark.first);
            last = last.max(mark.last);
        }
        if first == u32::MAX {
            segment_span(document, self.segment)
        } else {
            document.span(first, last)
        }
    }
}

/// Reads one segment.
pub fn read(document: &Document<'_>, segments: &[Segment], index: usize, out: &mut Clauses) {
    let Some(segment) = segments.get(index) else { return };
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
    // "Bisher arbeiten hier nur Männer": a statement about them.
    reading.groups.retain(|(_, mark)| {
        !segment
            .of(Role::Exclusive)
            .any(|only| only.last + 1 == mark.first && !is_denied(segment, only))
    });
    let address = reading.address(section);
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
            let own = own_level(&reading, mark).unwrap_or(*level);
            let mut parts = vec![if own == 4 { Part::Preference } else { Part::Call }];
            if own == 4 && !(reading.welcomes.is_empty() && reading.calls.is_empty()) && reading.objects_or_calls() {
                parts.push(Part::Call);
            }
            push(*group, own, core, parts, out);
        }
    } else if !reading.groups.is_empty() && segment.has(Role::Aim) && !segment.has(Role::Task) && section != Section::Tasks {
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

impl Reading<'_> {
    fn objects_or_calls(&self) -> bool {
        !self.objects.is_empty() || !self.calls.is_empty()
    }

    /// "alle Menschen"; but "Menschen aller Nationalitäten" is a group.
    fn everyone(&self) -> impl Iterator<Item = &Mark> {
        let grouped = |mark: &Mark| self.groups.iter().any(|(_, group)| group.overlaps(mark) || group.first == mark.last + 1);
        self.segment.of(Role::Everyone).filter(move |mark| !grouped(mark))
    }
}

/// The level of the predicates that belong to a group: those after it up to the next group of another predicate, else the
/// last one before it.
fn own_level(reading: &Reading<'_>, group: &Mark) -> Option<u8> {
    let welcome = reading
        .welcomes
        .iter()
        .chain(&reading.calls)
        .filter(|_| reading.objects_or_calls())
        .map(|mark| (mark.first, 3));
    let all: Vec<(u32, u8)> = welcome.chain(reading.preferences.iter().map(|mark| (mark.first, 4))).collect();
    let next = all.iter().map(|(at, _)| *at).filter(|at| *at > group.last).min();
    if let Some(next) = next {
        let until = reading
            .groups
            .iter()
            .map(|(_, mark)| mark.first)
            .filter(|first| *first > next)
            .min()
            .unwrap_or(u32::MAX);
        return all
            .iter()
            .filter(|(at, _)| *at > group.last && *at < until)
            .map(|(_, level)| *level)
            .max();
    }
    all.iter()
        .filter(|(at, _)| *at < group.first)
        .max_by_key(|(at, _)| *at)
        .map(|(_, level)| *level)
}

/// Lists, statements of value, badges, "alle Menschen".
fn everyone(document: &Document<'_>, reading: &Reading<'_>, section: Section, push: &mut dyn FnMut(Group, u8, Span)) {
    let segment = reading.segment;
    let job = matches!(section, Section::Tasks | Section::Profile);
    let welcoming = (!reading.welcomes.is_empty() || !reading.calls.is_empty()) && !reading.negated;
    if !reading.list.is_empty() {
        let applicants =
            !reading.objects.is_empty() || segment.has(Role::Value) || segment.has(Role::Badge) || welcoming || segment.has(Role::Person);
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
    let meant = reading.everyone().next().is_some() || (reading.groups.is_empty() && has_both_sexes(document, segment));
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
    // A badge is the employer's; a value in the profile is asked of the applicant.
    let values = segment.of(Role::Value).filter(|_| !job);
    let badges = segment.of(Role::Badge).filter(|_| section != Section::Tasks || !segment.has(Role::Task));
    let asked = |mark: &Mark| {
        segment
            .of(Role::Task)
            .any(|task| task.contains(mark) || (task.overlaps(mark) && task.first < mark.first))
    };
    if let Some(mark) = values.chain(badges).find(|mark| !mentioned(segment, mark) && !asked(mark)) {
        push(Group::Everyone, 1, document.span(mark.first, mark.last));
        return;
    }
    // "Apply even if …" calls on whoever hesitates and says nothing of who is welcome: a note, like an offer of help.
    if let Some(mark) = segment.of(Role::Invitation).find(|mark| !mentioned(segment, mark)) {
        push(Group::Everyone, 0, document.span(mark.first, mark.last));
    }
}

/// Two sentences: one names the group and its share, the next calls on "them".
pub fn carry_over(document: &Document<'_>, segments: &[Segment], out: &mut Clauses) {
    for (index, segment) in segments.iter().enumerate() {
        if !points_back(segment) || segment.marks.iter().any(|mark| matches!(mark.role, Role::Group(_))) {
            continue;
        }
        let Some(before) = segments[..index]
            .iter()
            .rev()
            .take_while(|before| segment.sentence - before.sentence <= 2)
            .find(|before| before.has(Role::Aim) && before.marks.iter().any(|mark| matches!(mark.role, Role::Group(_))))
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
        for (group, mark) in &earlier.groups {
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

/// Whether "daher" or "sie" ties a segment to the one before; in "Bewerber werden gebeten, ihre …" it does not.
fn points_back(segment: &Segment) -> bool {
    let own = |pronoun: &Mark| segment.of(Role::Person).any(|person| person.last < pronoun.first);
    segment.has(Role::Anaphor) || segment.of(Role::Pronoun).any(|pronoun| !own(pronoun))
}

/// The dimensions of an inclusive list: after "unabhängig von", or from the first with "jeder, aller" before it.
fn list(segment: &Segment, regardless: Option<&Mark>) -> Vec<(Group, Mark)> {
    let mut out: Vec<(Group, Mark)> = Vec::new();
    for mark in &segment.marks {
        let Role::Dimension(group) = mark.role else { continue };
        let listed = match (out.last(), regardless) {
            (Some((_, last)), _) => mark.first <= last.last + LIST_STEP,
            (None, Some(start)) => mark.first > start.first,
            (None, None) => has_any_before(segment, mark),
        };
        // "ethnischer und sozialer Herkunft" are two; "gender identity" is one.
        let within = |(known, wide): &(Group, Mark)| wide.overlaps(mark) && (*known == group || matches!(group, Group::Women | Group::Everyone));
        if listed && !out.iter().any(within) {
            out.push((group, *mark));
        }
    }
    if regardless.is_some() || out.len() >= LIST { out } else { Vec::new() }
}

/// Whether a body, a plan or a proof takes the mark into its name.
pub fn mentioned(segment: &Segment, mark: &Mark) -> bool {
    segment
        .of(Role::Mention)
        .any(|mention| mention.overlaps(mark) || (mention.last < mark.first && mark.first - mention.last <= 1))
}

/// "jeder", "aller" at most two words before.
fn has_any_before(segment: &Segment, mark: &Mark) -> bool {
    segment.of(Role::Any).any(|any| any.last < mark.first && mark.first - any.last <= 2)
}

/// Whether the group is an object of work: "Beratung von …", "… begleiten".
fn is_task(segment: &Segment, group: &Mark) -> bool {
    // "Wir fördern Frauen und fordern sie zur Bewerbung auf": the employer's aim.
    let work = |task: &&Mark| !segment.of(Role::Aim).any(|aim| aim.overlaps(task));
    segment.of(Role::Task).filter(work).any(|task| {
        if task.last < group.first {
            group.first - task.last <= 4 && !has_predicate_between(segment, task.last, group.first)
        } else if task.first > group.last {
            task.first - group.last <= 2 && !segment.marks.iter().any(|mark| is_predicate(mark.role))
        } else {
            true
        }
    })
}

const fn is_predicate(role: Role) -> bool {
    matches!(role, Role::Welcome | Role::WelcomeVerb | Role::Call | Role::Object | Role::Preference)
}

fn has_predicate_between(segment: &Segment, from: u32, to: u32) -> bool {
    segment
        .marks
        .iter()
        .any(|mark| is_predicate(mark.role) && mark.first > from && mark.last < to)
}

/// "Frauen und Männer" means everyone.
fn drop_both_sexes(document: &Document<'_>, groups: &mut Vec<(Group, Mark)>) {
    let all = groups.clone();
    groups.retain(|(group, mark)| {
        !matches!(group, Group::Women | Group::Men) || !all.iter().any(|(other, beside)| is_pair(document, (*group, mark), (*other, beside)))
    });
}

fn has_both_sexes(document: &Document<'_>, segment: &Segment) -> bool {
    let sexes: Vec<(Group, &Mark)> = segment
        .marks
        .iter()
        .filter_map(|mark| match mark.role {
            Role::Group(group @ (Group::Women | Group::Men)) => Some((group, mark)),
            _ => None,
        })
        .collect();
    sexes.iter().any(|a| sexes.iter().any(|b| is_pair(document, *a, *b)))
}

fn is_pair(document: &Document<'_>, (a, first): (Group, &Mark), (b, second): (Group, &Mark)) -> bool {
    let sexes = matches!((a, b), (Group::Women, Group::Men) | (Group::Men, Group::Women));
    let (left, right) = if first.first < second.first { (first, second) } else { (second, first) };
    let near = right.first.saturating_sub(left.last) <= 2;
    let listed = document
        .words
        .all
        .get(right.first as usize)
        .is_some_and(|word| !word.after(gap::SEMICOLON | gap::STOP));
    sexes && near && listed
}

/// "nur Frauen", "ausschließlich an Frauen": the words, where a reservation shuts everyone else out.
fn exclusive(document: &Document<'_>, reading: &Reading<'_>) -> Option<(u32, u32)> {
    let segment = reading.segment;
    // Only women live in the house; only women are wanted for the post.
    let hiring =
        segment.has(Role::Seeking) || (!reading.objects.is_empty() && reading.welcomes.is_empty()) || reading.words() <= ELLIPTIC_RESERVATION;
    if !hiring || segment.has(Role::Regardless) {
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

/// "nicht nur Frauen"
fn is_denied(segment: &Segment, only: &Mark) -> bool {
    segment
        .of(Role::Negation)
        .any(|no| no.last + 1 == only.first || (no.overlaps(only) && no.first > only.first))
}

/// Whether a comma stands between two words.
fn is_cut(document: &Document<'_>, from: u32, to: u32) -> bool {
    (from + 1..=to).any(|at| document.words.all.get(at as usize).is_some_and(|word| word.after(gap::COMMA)))
}
