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
        Section::AboutUs if !applicants() && has_parts(document) => Heard::Calls,
        _ => Heard::All,
    }
}

fn is_prose(document: &Document<'_>, segment: &Segment) -> bool {
    document
        .block_of(segment.sentence)
        .is_some_and(|block| block.kind == BlockKind::Paragraph)
}

/// Whether the ad has more than an introduction; where it has not, everything is said there.
fn has_parts(document: &Document<'_>) -> bool {
    document
        .blocks
        .iter()
        .any(|block| matches!(block.section, Section::Tasks | Section::Profile | Section::Offer))
}
