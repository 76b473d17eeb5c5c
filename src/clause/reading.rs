//! What is alive in a stretch of a sentence: the groups that can be addressed and the predicates that can address them.
//!
//! A group that is somebody's work, part of a name or half of a pair of sexes is none; a negation takes the predicate away.
//! Must not know what makes a clause; `grammar` does.

use super::lists::list;
use super::marks::{Mark, Segment};
use super::place::{Heard, heard};
use super::{segment_span, sexes};
use crate::diagnostic::Group;
use crate::document::Document;
use crate::document::words::gap;
use crate::pack::rulebook::Role;
use crate::text::Span;

/// A clause without verb or object is this short ("Frauen ausdrücklich erwünscht").
const ELLIPTIC_WORDS: u32 = 9;

/// How far before a group its preposition may stand: "für junge Menschen mit …".
const SERVED: u32 = 3;

/// Groups and predicates of a segment that are alive: not tasks, mentions, negated.
pub(super) struct Reading<'s> {
    pub(super) segment: &'s Segment,
    pub(super) groups: Vec<(Group, Mark)>,
    /// Groups somebody works with or for.
    pub(super) tasked: Vec<(Group, Mark)>,
    /// Dimensions of an inclusive list.
    pub(super) list: Vec<(Group, Mark)>,
    pub(super) welcomes: Vec<Mark>,
    pub(super) calls: Vec<Mark>,
    pub(super) objects: Vec<Mark>,
    pub(super) preferences: Vec<Mark>,
    pub(super) negated: bool,
}

impl<'s> Reading<'s> {
    pub(super) fn new(document: &Document<'_>, segment: &'s Segment) -> Self {
        let mentioned = |mark: &Mark| mentioned(segment, mark);
        let pick = |wanted: Role| segment.of(wanted).copied().collect::<Vec<_>>();
        let objects = pick(Role::Object);
        // "encouraged to take part in our course" is no call to apply.
        let meant = |mark: &Mark| {
            !segment
                .of(Role::Mention)
                .any(|mention| mention.contains(mark) && (mention.first < mark.first || mention.last > mark.last))
        };
        let mut calls: Vec<Mark> = segment.of(Role::Call).filter(|mark| meant(mark)).copied().collect();
        let mut welcomes: Vec<Mark> = segment
            .of(Role::Welcome)
            .filter(|mark| meant(mark) && !is_label(document, segment, mark))
            .copied()
            .collect();
        welcomes.extend(segment.of(Role::WelcomeVerb).filter(|mark| meant(mark)));
        // "bevorzugt per E-Mail"; but "nach dem Frauenförderplan bevorzugt" prefers people.
        let preferences: Vec<Mark> = segment
            .of(Role::Preference)
            .filter(|mark| !segment.of(Role::Mention).any(|mention| mention.overlaps(mark)))
            .copied()
            .collect();
        // "policies against discrimination based on race" are somebody's work.
        let regardless = segment.of(Role::Regardless).find(|mark| !mentioned(mark)).copied();
        let list = list(document, segment, regardless.as_ref());
        let mut groups: Vec<(Group, Mark)> = Vec::new();
        let mut tasked: Vec<(Group, Mark)> = Vec::new();
        for mark in &segment.marks {
            let group = match mark.role {
                Role::Group(group) => group,
                // "Menschen jeder Herkunft": a dimension of its own, outside a list.
                Role::Dimension(group) if list.is_empty() && regardless.is_none() && names_group(group) && has_any_before(segment, mark) => group,
                _ => continue,
            };
            // "unabhängig von … Behinderung", "jeden Alters, jeder Herkunft": dimensions of the list, not groups of their own; but
            // "… sowie Bewerbungen von Menschen mit Behinderung" are.
            let listed = |object: &Mark| list.iter().any(|(_, dim)| dim.last < object.first);
            let applying = |object: &Mark| object.last < mark.first && mark.first - object.last <= 3 && listed(object);
            let own = || matches!(mark.role, Role::Group(_)) && segment.of(Role::Object).any(applying);
            if mentioned(mark) || list.iter().any(|(_, dim)| dim.overlaps(mark)) && !own() {
                continue;
            }
            let chained =
                |(_, last): &(Group, Mark)| mark.first.saturating_sub(last.last) <= 6 && !has_predicate_between(segment, last.last, mark.first);
            if is_task(document, segment, mark) || is_served(document, segment, mark) || tasked.last().is_some_and(chained) {
                tasked.push((group, *mark));
            } else {
                groups.push((group, *mark));
            }
        }
        if groups.is_empty() && taken_up(document, segment, &tasked) {
            groups.clone_from(&tasked);
        }
        sexes::drop_pairs(document, segment, &mut groups);
        // A wider mark of the same group holds the narrower.
        let all = groups.clone();
        // "deren Eltern nach Deutschland gekommen sind" speaks of origin, not of parents.
        let parents = |group: &Group, mark: &Mark| {
            let near = |(other, beside): &(Group, Mark)| *other == Group::Migration && beside.last > mark.last && beside.first <= mark.last + 2;
            *group == Group::Care && is_relative(document, mark) && all.iter().any(near)
        };
        // "male carers", "gender minorities", "schwerbehinderte Bewerberinnen": the last word belongs to what another group is
        // called.
        let borrowed = |group: &Group, mark: &Mark| {
            let holds = |wide: &Mark| wide.first < mark.first && wide.last == mark.last && mark.first == mark.last;
            let other = |other: &Group| other != group && *other != Group::Women;
            let lent = match group {
                Group::Care | Group::Migration => true,
                Group::Women => document.word(mark.last).ends_with("innen"),
                _ => false,
            };
            lent && all.iter().any(|(beside, wide)| other(beside) && holds(wide))
        };
        groups.retain(|(group, mark)| {
            !parents(group, mark) && !borrowed(group, mark) && !all.iter().any(|(other, wide)| other == group && wide != mark && wide.contains(mark))
        });
        // "Frauen, bewerbt euch!", "Trans people, please apply!": who is hailed is called.
        let hailed = |reply: &Mark| {
            let last = groups.iter().map(|(_, mark)| mark.last).filter(|last| *last < reply.first).max();
            let joins = |at: u32| document.is_one_of(at, &["bitte", "please"]);
            last.is_some_and(|last| is_cut(document, last, last + 1) && (last + 1..reply.first).all(joins))
        };
        // "We would love that to change: women, get in touch!"
        let opens =
            |mark: &Mark| mark.first <= segment.first + 1 || document.words.all.get(mark.first as usize).is_some_and(|word| word.after(gap::COLON));
        if groups.first().is_some_and(|(_, mark)| opens(mark)) {
            calls.extend(segment.of(Role::Reply).filter(|reply| hailed(reply)));
        }
        let mut reading = Self {
            segment,
            groups,
            tasked,
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

    pub(super) fn words(&self) -> u32 {
        self.segment.end - self.segment.first
    }

    /// Whether a negation reaches a predicate or the object.
    fn is_negated(&self, document: &Document<'_>) -> bool {
        let near = |mark: &Mark, reach: u32| {
            let meant = |no: &&Mark| !self.segment.of(Role::NoNegation).any(|phrase| phrase.contains(no));
            self.segment.of(Role::Negation).filter(meant).any(|no| {
                let next = document.words.all.get(no.last as usize + 1);
                // "nicht-binär"
                let glued = next.is_some_and(|word| word.gap == gap::HYPHEN);
                let before = no.last < mark.first && mark.first - no.last <= reach && !is_parted(document, no.last, mark.first);
                // "… freuen wir uns nicht."
                let behind = no.first > mark.last && no.first - mark.last <= 2 && no.last + 1 == self.segment.end;
                (before && !glued) || behind
            })
        };
        self.preferences.iter().chain(&self.calls).chain(&self.welcomes).any(|mark| near(mark, 3)) || self.objects.iter().any(|mark| near(mark, 1))
    }

    /// The level at which the groups of the segment are addressed, and the predicates that do it.
    pub(super) fn address(&self, document: &Document<'_>) -> Option<(u8, Vec<Mark>)> {
        if !self.preferences.is_empty() {
            return Some((4, self.preferences.clone()));
        }
        if !self.objects.is_empty() && (!self.welcomes.is_empty() || !self.calls.is_empty()) {
            return Some((3, [self.welcomes.clone(), self.calls.clone()].concat()));
        }
        let heard = match self.segment.of(Role::Task).any(|task| !helps_us(document, task)) {
            true => Heard::Nothing,
            false => heard(document, self.segment),
        };
        if !self.calls.is_empty() && heard != Heard::Nothing {
            return Some((3, self.calls.clone()));
        }
        let strong = self.segment.has(Role::Intensifier) || self.words() <= ELLIPTIC_WORDS || self.segment.has(Role::Person);
        if !self.welcomes.is_empty() && strong && heard == Heard::All {
            return Some((3, self.welcomes.clone()));
        }
        None
    }

    pub(super) fn core(&self, document: &Document<'_>, marks: impl Iterator<Item = Mark>) -> Span {
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

impl Reading<'_> {
    pub(super) fn objects_or_calls(&self) -> bool {
        !self.objects.is_empty() || !self.calls.is_empty()
    }

    /// "alle Menschen"; but "Menschen aller Nationalitäten" is a group.
    pub(super) fn everyone(&self) -> impl Iterator<Item = &Mark> {
        let grouped = |mark: &Mark| self.groups.iter().any(|(_, group)| group.overlaps(mark) || group.first == mark.last + 1);
        // Only what lies inside: a mention right before everyone ("in unserem Haus") takes nothing away.
        let mentioned = |mark: &Mark| self.segment.of(Role::Mention).any(|mention| mention.overlaps(mark));
        self.segment.of(Role::Everyone).filter(move |mark| !grouped(mark) && !mentioned(mark))
    }
}

/// "fördert die Beschäftigung von Frauen und begrüßt ihre Bewerbungen": what the employer does for a group is taken up again
/// and becomes an invitation. Not where the sentence tells the reader's work ("Sie begleiten Frauen und …").
fn taken_up(document: &Document<'_>, segment: &Segment, tasked: &[(Group, Mark)]) -> bool {
    let Some((_, last)) = tasked.last() else { return false };
    let invited = segment.marks.iter().any(|mark| mark.first > last.last && is_invitation(mark.role));
    let theirs = |pronoun: &Mark| {
        pronoun.first > last.last
            && segment
                .marks
                .iter()
                .any(|mark| matches!(mark.role, Role::Object | Role::WelcomeVerb | Role::Call) && mark.first.abs_diff(pronoun.last) <= 3)
    };
    let applied = segment.has(Role::Object) || segment.has(Role::Call);
    invited && applied && !speaks_of_reader(document, segment) && segment.of(Role::Pronoun).any(theirs)
}

/// "Sie begleiten …", "Du ermutigst …": the job, not the employer.
pub(super) fn speaks_of_reader(document: &Document<'_>, segment: &Segment) -> bool {
    matches!(document.word(segment.first), "Sie" | "Du" | "sie" | "du")
}

const fn is_invitation(role: Role) -> bool {
    matches!(role, Role::Welcome | Role::WelcomeVerb | Role::Call)
}

/// The level of the predicates that belong to a group: those after it up to the next group of another predicate, else the
/// last one before it.
pub(super) fn own_level(document: &Document<'_>, reading: &Reading<'_>, group: &Mark) -> Option<u8> {
    let welcome = reading
        .welcomes
        .iter()
        .chain(&reading.calls)
        .filter(|_| reading.objects_or_calls())
        .map(|mark| (mark.first, 3));
    let all: Vec<(u32, u8)> = welcome.chain(reading.preferences.iter().map(|mark| (mark.first, 4))).collect();
    let end = reading.groups.iter().map(|(_, mark)| mark.last).max().unwrap_or(group.last);
    let led = all.iter().any(|(at, _)| *at < group.first) && !all.iter().any(|(at, _)| *at > end);
    // "fordern Frauen zur Bewerbung auf und berücksichtigen Schwerbehinderte bevorzugt": what is done with the group is done
    // before the next one is named.
    let done = |next: u32| {
        let others = reading
            .groups
            .iter()
            .map(|(_, mark)| mark.first)
            .filter(|at| *at > group.last && *at < next);
        // "…, und Schwerbehinderte werden bevorzugt"
        let anew = is_cut(document, group.last, group.last + 1) && document.is_one_of(group.last + 1, &["und", "and", "while"]);
        let applied = |other: u32| anew || reading.objects.iter().any(|object| object.first > group.last && object.last < other);
        all.iter().any(|(at, _)| *at < group.first) && others.min().is_some_and(applied)
    };
    // "begrüßen Bewerbungen von Frauen und bevorzugen Schwerbehinderte": each predicate leads up to its own group.
    let next = all
        .iter()
        .map(|(at, _)| *at)
        .filter(|at| *at > group.last && !led)
        .min()
        .filter(|next| !done(*next));
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

/// Whether a body, a plan or a proof takes the mark into its name.
pub(super) fn mentioned(segment: &Segment, mark: &Mark) -> bool {
    // "des Geschlechts, das nach dem Gleichstellungsplan unterrepräsentiert ist": what is named inside the group's own phrase.
    let inside = |mention: &Mark| mention.first > mark.first && mention.last < mark.last;
    // "nur wenige Frauen" says how many there are, and nothing of a body.
    let counts = |mention: &Mark| segment.of(Role::Exclusive).any(|only| only.overlaps(mention));
    let leads_up = |mention: &Mark| mention.last < mark.first && mark.first - mention.last <= 1 && !counts(mention);
    segment
        .of(Role::Mention)
        .any(|mention| mention.overlaps(mark) && !inside(mention) || leads_up(mention))
}

/// "jeder", "aller" at most two words before.
pub(super) fn has_any_before(segment: &Segment, mark: &Mark) -> bool {
    segment.of(Role::Any).any(|any| any.last < mark.first && mark.first - any.last <= 2)
}

/// "any gender" and "all backgrounds" are everyone, not a group.
const fn names_group(group: Group) -> bool {
    !matches!(group, Group::Women | Group::Everyone)
}

/// "… to help us avoid bias", "helfen uns": the employer is helped, which is nobody's job.
fn helps_us(document: &Document<'_>, task: &Mark) -> bool {
    document.is_one_of(task.last + 1, &["us", "uns"])
}

/// Whether the group is an object of work: "Beratung von …", "… begleiten".
fn is_task(document: &Document<'_>, segment: &Segment, group: &Mark) -> bool {
    // "Wir fördern Frauen und fordern sie zur Bewerbung auf": the employer's aim.
    // "care experienced people": the group's own words name no work.
    let own = |task: &Mark| group.contains(task) && group.last - group.first > task.last - task.first;
    let work = |task: &&Mark| !own(task) && !helps_us(document, task) && !segment.of(Role::Aim).any(|aim| aim.overlaps(task));
    segment.of(Role::Task).filter(work).any(|task| {
        if task.last < group.first {
            group.first - task.last <= 4
                && !has_predicate_between(segment, task.last, group.first)
                && !is_called_behind(document, segment, task, group)
        } else if task.first > group.last {
            task.first - group.last <= 2 && !segment.marks.iter().any(|mark| is_predicate(mark.role))
        } else {
            true
        }
    })
}

/// "Help us change this: women are encouraged to apply": behind a colon, the group is the one that is called.
fn is_called_behind(document: &Document<'_>, segment: &Segment, task: &Mark, group: &Mark) -> bool {
    let colon = |at: u32| document.words.all.get(at as usize).is_some_and(|word| word.after(gap::COLON));
    let called = |mark: &Mark| mark.first > group.last && mark.first - group.last <= 8;
    (task.last + 1..=group.first).any(colon) && segment.of(Role::Call).any(called)
}

/// "Wir suchen besonders Pflegekräfte für Menschen mit Behinderung": the work is for them, and somebody else is looked for.
/// Applications, a preference or a post that suits them speak of them all the same.
fn is_served(document: &Document<'_>, segment: &Segment, group: &Mark) -> bool {
    let meant = |mark: &Mark| matches!(mark.role, Role::Object | Role::Preference | Role::Aim | Role::Likewise);
    // "… steht die Stelle für Frauen offen"
    let held = |mark: &Mark| is_predicate(mark.role) && mark.first < group.first && mark.last > group.last && document.word(mark.last) == "offen";
    if segment.marks.iter().any(|mark| meant(mark) || held(mark)) {
        return false;
    }
    // "für Menschen mit …", "für unsere älteren Menschen"
    let back = (1..=SERVED)
        .filter_map(|step| group.first.checked_sub(step))
        .take_while(|at| *at > segment.first);
    let mut words = back.skip_while(|at| document.word(*at) != "für");
    let noun = |at: u32| document.word(at - 1).starts_with(char::is_uppercase);
    words.next().is_some_and(|at| at > segment.first + 1 && noun(at))
}

/// "Wünschenswert: Interesse an Menschen mit Migrationsgeschichte": a label of what the applicant should bring along. In
/// "Willkommen: Frauen und Quereinsteiger" and "Erwünscht: Bewerbungen von Frauen" the invitation stands right behind it.
fn is_label(document: &Document<'_>, segment: &Segment, welcome: &Mark) -> bool {
    let behind = welcome.last + 1;
    let colon = document.words.all.get(behind as usize).is_some_and(|word| word.after(gap::COLON));
    let invites = |mark: &Mark| {
        matches!(
            mark.role,
            Role::Group(_) | Role::Object | Role::Everyone | Role::Person | Role::Intensifier
        ) && (behind..=behind + 1).contains(&mark.first)
    };
    colon && welcome.first <= segment.first + 1 && !segment.marks.iter().any(invites)
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

/// "deren Eltern", "whose parents".
fn is_relative(document: &Document<'_>, mark: &Mark) -> bool {
    mark.first
        .checked_sub(1)
        .is_some_and(|at| matches!(document.word(at), "deren" | "dessen" | "whose"))
}

/// Whether a comma, a colon or a dash stands between two words: "… ist nicht wichtig – wir freuen uns auf …".
fn is_parted(document: &Document<'_>, from: u32, to: u32) -> bool {
    (from + 1..=to).any(|at| {
        let word = document.words.all.get(at as usize);
        word.is_some_and(|word| word.after(gap::COMMA | gap::COLON) || word.after(gap::HYPHEN) && word.after(gap::SPACE))
    })
}

/// Whether a comma stands between two words.
pub(super) fn is_cut(document: &Document<'_>, from: u32, to: u32) -> bool {
    (from + 1..=to).any(|at| document.words.all.get(at as usize).is_some_and(|word| word.after(gap::COMMA)))
}
