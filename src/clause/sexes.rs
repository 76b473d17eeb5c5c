//! Two sexes side by side mean everyone: "Frauen und Männer", "Bewerberinnen und Bewerber".
//!
//! Must not know predicates.

use super::marks::{Mark, Segment};
use crate::diagnostic::Group;
use crate::document::Document;
use crate::document::words::gap;
use crate::pack::rulebook::Role;

/// "Frauen und Männer" means everyone.
pub(super) fn drop_pairs(document: &Document<'_>, segment: &Segment, groups: &mut Vec<(Group, Mark)>) {
    // "Unsere Männer freuen sich über Verstärkung": they work here already.
    let ours = |mark: &Mark| mark.first > segment.first && document.is_one_of(mark.first - 1, &["unsere", "unseren", "our"]);
    groups.retain(|(group, mark)| !matches!(group, Group::Women | Group::Men) || !ours(mark));
    groups.retain(|(group, mark)| *group != Group::Women || !is_pair_half_or_staff(document, segment, mark));
    let all = groups.clone();
    groups.retain(|(group, mark)| {
        !matches!(group, Group::Women | Group::Men) || !all.iter().any(|(other, beside)| is_pair(document, (*group, mark), (*other, beside)))
    });
}

pub(super) fn has_both(document: &Document<'_>, segment: &Segment) -> bool {
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

/// A feminine noun that does not mean women who could apply: its masculine stands beside it, or the women work here already
/// ("unsere Kolleginnen freuen sich").
fn is_pair_half_or_staff(document: &Document<'_>, segment: &Segment, mark: &Mark) -> bool {
    let text = |at: u32| {
        document
            .words
            .all
            .get(at as usize)
            .map_or_else(String::new, |word| word.span().of(document.text).to_lowercase().replace('-', ""))
    };
    let noun = text(mark.last);
    let Some(stem) = noun.strip_suffix("innen").filter(|_| mark.first == mark.last) else {
        return false;
    };
    // What the sentence before ends in is nobody's article: "… an die Personalstelle. Bewerberinnen werden …".
    let sentence = document.sentences.get(document.sentence_at(mark.first) as usize);
    let (begins, ends) = sentence.map_or((0, u32::MAX), |sentence| (sentence.first, sentence.end));
    let near = mark.first.saturating_sub(3).max(begins)..(mark.last + 4).min(ends);
    // The umlaut may differ ("Ärztinnen und Ärzte", "Anwältinnen und Anwälte"), the ending too.
    let paired = near.filter(|at| *at != mark.first).map(text).any(|other| {
        let same = other.chars().zip(stem.chars()).take_while(|(a, b)| a == b).count();
        !other.ends_with("innen") && !other.starts_with("bewerbung") && same >= 4.min(stem.chars().count()) && same + 2 >= stem.chars().count()
    });
    const OURS: [&str; 12] = [
        "unsere", "unseren", "unserer", "ihre", "ihren", "ihrer", "eure", "deine", "meine", "die", "den", "der",
    ];
    let ours = (mark.first.saturating_sub(2).max(begins)..mark.first)
        .map(text)
        .any(|word| OURS.contains(&word.as_str()));
    // "den Anteil der Ingenieurinnen erhöhen": more of them are to come.
    let aimed = segment.of(Role::Aim).any(|aim| aim.first < mark.first && aim.last + 2 >= mark.first);
    paired || ours && !aimed
}
