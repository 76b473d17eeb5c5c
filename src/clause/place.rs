//! Who can be meant where a sentence stands: among the tasks and in the portrait of the employer, people are named who are no
//! applicants.
//!
//! Must not know groups or predicates.

use super::marks::Segment;
use crate::document::Document;
use crate::extract::BlockKind;
use crate::pack::model::Section;
use crate::pack::rulebook::Role;

/// What of an invitation without the word "application" is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heard {
    /// A call and a welcome.
    All,
    /// A call; "welcome" are visitors and patients, too.
    Calls,
    /// Neither: it is the work.
    Nothing,
}

/// What is heard of a sentence.
pub(super) fn heard(document: &Document<'_>, segment: &Segment) -> Heard {
    // "Auch Bewerberinnen mit Behinderung …": visitors are not spoken of like this.
    let applicants = || segment.has(Role::Applicant);
    match document.section_of(segment.sentence) {
        // Below the list of tasks running text may have left it, with no heading to say so.
        Section::Tasks if is_prose(document, segment) && applicants() => Heard::All,
        Section::Tasks => Heard::Nothing,
        Section::AboutUs if !applicants() && introduces(document, segment) => Heard::Calls,
        _ => Heard::All,
    }
}

fn is_prose(document: &Document<'_>, segment: &Segment) -> bool {
    document
        .block_of(segment.sentence)
        .is_some_and(|block| block.kind == BlockKind::Paragraph)
}

/// Whether the job comes after a sentence and not before it: an ad with nothing but an introduction says everything there, and
/// below the job the employer speaks to applicants.
fn introduces(document: &Document<'_>, segment: &Segment) -> bool {
    let block = document
        .sentences
        .get(segment.sentence as usize)
        .map_or(0, |sentence| sentence.block as usize);
    let mut job = document
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| matches!(block.section, Section::Tasks | Section::Profile | Section::Offer))
        .map(|(index, _)| index);
    job.next().is_some_and(|first| first > block)
}
