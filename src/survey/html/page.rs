//! Pieces of a page: escaped text, tables, the frame around it all.
//!
//! Must not know what is in them.

use crate::lang::Lang;
use crate::report::words::say;
use std::fmt::Write as _;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Text that is nothing but text wherever it stands in HTML. What could turn the direction of writing is shown as a mark.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => crate::report::layout::push(&mut out, c),
        }
    }
    out
}

/// A table: a caption, the heads of its columns, and rows whose first cell is their head. Numbers stand right.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) id: String,
    pub(super) caption: String,
    pub(super) head: Vec<String>,
    /// Cells that are HTML already.
    pub(super) rows: Vec<Vec<String>>,
    /// Columns of text, from the left.
    pub(super) texts: usize,
    /// Whether it can be searched.
    pub(super) search: bool,
}

impl Table {
    pub(super) fn html(&self, lang: Lang) -> String {
        let mut out = String::new();
        let Self {
            id,
            caption,
            head,
            rows,
            texts,
            search,
        } = self;
        if *search {
            // Without the script there is nothing to search with, and the whole table is there.
            let _ = write!(
                out,
                "<p class=\"search\" hidden><label for=\"{id}-search\">{}</label> <input type=\"search\" id=\"{id}-search\" data-table=\"{id}\" \
                 autocomplete=\"off\"> <output for=\"{id}-search\" aria-live=\"polite\" data-of=\"{}\"></output></p>",
                say(lang, "Suchen", "Search"),
                say(lang, "von", "of")
            );
        }
        let _ = write!(
            out,
            "<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-labelledby=\"{id}-caption\"><table id=\"{id}\">\
             <caption id=\"{id}-caption\">{}</caption><thead><tr>",
            escape(caption)
        );
        for (at, cell) in head.iter().enumerate() {
            let class = if at < *texts { "" } else { " class=\"number\"" };
            let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escape(cell));
        }
        out.push_str("</tr></thead><tbody>");
        for row in rows {
            out.push_str("<tr>");
            for (at, cell) in row.iter().enumerate() {
                let _ = match at {
                    0 => write!(out, "<th scope=\"row\">{cell}</th>"),
                    _ if at < *texts => write!(out, "<td>{cell}</td>"),
                    _ => write!(out, "<td class=\"number\">{cell}</td>"),
                };
            }
            out.push_str("</tr>");
        }
        out.push_str("</tbody></table></div>");
        out
    }
}

/// A picture in its frame; wide ones can be scrolled with the keyboard.
pub(super) fn figure(svg: &str, legend: &str, note: &str, title: &str) -> String {
    let note = if note.is_empty() {
        String::new()
    } else {
        format!("<figcaption>{}</figcaption>", escape(note))
    };
    format!(
        "<figure><h3>{title}</h3>{legend}<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{title}\">{svg}</div>{note}</figure>",
        title = escape(title)
    )
}

/// What is folded away until somebody wants it; printed all the same.
pub(super) fn details(summary: &str, body: &str) -> String {
    format!("<details><summary>{}</summary>{body}</details>", escape(summary))
}

/// The page: one file, no network.
pub(super) fn page(lang: Lang, title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{}</title>\n<style>\n{STYLE}</style></head>\n<body>{body}\n<script>\n{SCRIPT}</script></body></html>\n",
        lang.tag(),
        escape(title)
    )
}
