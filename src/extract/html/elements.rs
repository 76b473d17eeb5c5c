//! What elements and their attributes mean to a reader of ads.

use crate::extract::tags::{Tag, attributes};
use crate::text::Span;

pub(super) fn heading_level(tag: Tag) -> Option<u8> {
    Some(match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 => 4,
        Tag::H5 => 5,
        Tag::H6 => 6,
        _ => return None,
    })
}

pub(super) fn is_table_part(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Tr | Tag::Td | Tag::Th)
}

/// Elements that begin and end on a line of their own and hold others.
pub(super) fn is_container(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Div
            | Tag::Section
            | Tag::Article
            | Tag::Main
            | Tag::Nav
            | Tag::Header
            | Tag::Footer
            | Tag::Aside
            | Tag::Ul
            | Tag::Ol
            | Tag::Menu
            | Tag::Li
            | Tag::Dl
            | Tag::Table
            | Tag::Tbody
            | Tag::Thead
            | Tag::Tfoot
            | Tag::Tr
            | Tag::Td
            | Tag::Th
            | Tag::Form
            | Tag::Fieldset
            | Tag::Blockquote
            | Tag::Center
            | Tag::Address
            | Tag::Figure
            | Tag::Details
            | Tag::Dialog
            | Tag::Search
            | Tag::Hgroup
            | Tag::Pre
            | Tag::Body
    )
}

/// The value of an attribute.
pub(in crate::extract) fn attribute<'t>(html: &'t str, span: Span, name: &str) -> Option<&'t str> {
    attributes(html, span)
        .find(|(found, _)| found.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

pub(super) fn language(html: &str, span: Span) -> Option<String> {
    let tag = attribute(html, span, "lang").or_else(|| attribute(html, span, "xml:lang"))?.trim();
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// Text for screen readers only, and signs they are to pass over.
pub(super) fn is_unseen(html: &str, span: Span) -> bool {
    attributes(html, span).any(|(name, value)| {
        (name.eq_ignore_ascii_case("class")
            && value.split_ascii_whitespace().any(|class| {
                matches!(
                    class,
                    "sr-only" | "visually-hidden" | "visuallyhidden" | "screen-reader-text" | "screenreader"
                )
            }))
            || (name.eq_ignore_ascii_case("aria-hidden") && !value.eq_ignore_ascii_case("false"))
    })
}
