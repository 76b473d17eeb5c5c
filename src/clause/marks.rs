//! The words of clause grammar in each stretch of a sentence between semicolons.

use crate::document::Document;
use crate::document::words::gap;
use crate::pack::rulebook::{Owner, Role};

/// A word or phrase with a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// What it does.
    pub role: Role,
    /// First word.
    pub first: u32,
    /// Last word.
    pub last: u32,
}

impl Mark {
    /// Whether two marks share a word.
    pub const fn overlaps(&self, other: &Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether the other mark lies inside this one.
    pub const fn contains(&self, other: &Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }
}

/// A stretch of a sentence between semicolons, with its marks.
#[derive(Debug, Clone)]
pub struct Segment {
    /// The sentence.
    pub sentence: u32,
    /// First word.
    pub first: u32,
    /// One past the last word.
    pub end: u32,
    /// Whether it is the whole sentence.
    pub alone: bool,
    /// Its marks, by first word.
    pub marks: Vec<Mark>,
}

impl Segment {
    /// The marks of a role.
    pub fn of(&self, role: Role) -> impl Iterator<Item = &Mark> {
        self.marks.iter().filter(move |mark| mark.role == role)
    }

    /// Whether there is a mark of a role.
    pub fn has(&self, role: Role) -> bool {
        self.of(role).next().is_some()
    }
}

/// The segments that have marks at all, in text order.
pub fn segments(document: &Document<'_>) -> Vec<Segment> {
    let mut out: Vec<Segment> = Vec::new();
    let mut hits = document.hits.iter().filter_map(|hit| match hit.owner {
        Owner::Role(role) => Some((
            hit.sentence,
            Mark {
                role,
                first: hit.first,
                last: hit.last,
            },
        )),
        _ => None,
    });
    let mut pending = hits.next();
    let mut marks = Vec::new();
    while let Some((index, _)) = pending {
        marks.clear();
        while let Some((sentence, mark)) = pending {
            if sentence != index {
                break;
            }
            marks.push(mark);
            pending = hits.next();
        }
        let Some(sentence) = document.sentences.get(index as usize) else {
            continue;
        };
        marks.sort_by_key(|mark| (mark.first, std::cmp::Reverse(mark.last)));
        let cuts: Vec<u32> = (sentence.first + 1..sentence.end)
            .filter(|at| document.words.all.get(*at as usize).is_some_and(|word| word.after(gap::SEMICOLON)))
            .collect();
        let mut start = sentence.first;
        for end in cuts.iter().copied().chain([sentence.end]) {
            let from = marks.partition_point(|mark| mark.first < start);
            let to = marks.partition_point(|mark| mark.first < end);
            let own = marks.get(from..to).unwrap_or_default().to_vec();
            let before = out.last_mut().filter(|before| before.sentence == index && before.end == start);
            if let Some(before) = before.filter(|_| goes_on(start, end, &own)) {
                before.end = end;
                before.marks.extend(own);
            } else if !own.is_empty() {
                out.push(Segment {
                    sentence: index,
                    first: start,
                    end,
                    alone: cuts.is_empty(),
                    marks: own,
                });
            }
            start = end;
        }
    }
    out
}

/// The longest member of an enumeration, in words.
const MEMBER: u32 = 8;

/// "Ebenso schwerbehinderte Menschen.": nothing but a group, and that it is said of it, too.
pub fn repeats(segment: &Segment) -> bool {
    segment.has(Role::Intensifier) && goes_on(segment.first, segment.end, &segment.marks)
}

/// "… from women; racialised people; disabled people", "…; ebenso Menschen mit Behinderung": a stretch that begins with a group
/// and does nothing else goes on with the enumeration before it.
fn goes_on(start: u32, end: u32, marks: &[Mark]) -> bool {
    let led = marks.iter().any(|mark| mark.role == Role::Intensifier && mark.first == start);
    let names = |mark: &Mark| {
        matches!(
            mark.role,
            Role::Group(_) | Role::Dimension(_) | Role::Person | Role::Any | Role::Applicant
        ) || led && mark.role == Role::Intensifier
    };
    // "ebenso die von Frauen"; but "auch Frauen arbeiten hier" says something else.
    let begins = |mark: &Mark| {
        matches!(mark.role, Role::Group(_))
            && if led {
                mark.first <= start + 3 && mark.last + 1 == end
            } else {
                mark.first <= start + 2
            }
    };
    end - start <= MEMBER && marks.iter().all(names) && marks.iter().any(begins)
}
