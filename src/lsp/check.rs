//! One document at one version → everything there is to say about it: the work of the pool.
//!
//! A pure function of a [`Subject`], but for the packs a rule file belongs to. The findings are those of `Workspace::check`;
//! here they get places of the client. Must not know the connection or other documents.

use super::buffer::Buffer;
use super::client::{Client, Wishes};
use super::position::Places;
use super::{diagnostics, rules};
use crate::document::kept::Kept;
use crate::lang::Lang;
use crate::pack::yaml::YamlFault;
use crate::source::{Format, Source};
use crate::text::Span;
use crate::workspace::outline::Outline;
use crate::workspace::{AdReport, Place, Workspace};
use serde_json::Value;
use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// How findings are shown to this client.
#[derive(Debug, Clone)]
pub struct Manner {
    /// The client.
    pub client: Arc<Client>,
    /// What its user has set.
    pub wishes: Arc<Wishes>,
    /// The language of the interface.
    pub lang: Lang,
}

/// A document at one version, under the settings that hold for it.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its address, as the client writes it.
    pub uri: Arc<str>,
    /// Its path, where it has one.
    pub path: Option<PathBuf>,
    /// Its text.
    pub buffer: Buffer,
    /// The workspace that judges it.
    pub workspace: Arc<Workspace>,
    /// Which state of settings this is.
    pub generation: u64,
    /// How it is shown.
    pub manner: Manner,
    /// What is known of an older version under the same settings.
    pub before: Option<Arc<Checked>>,
}

/// What a document turned out to be.
#[derive(Debug)]
pub enum Nature {
    /// An ad.
    Ad(Box<AdReport>),
    /// Settings or rules, with what is wrong with them.
    Yaml(Vec<YamlFault>),
    /// Nothing adlint reads.
    Other,
}

/// A document with all there is to say about it.
#[derive(Debug)]
pub struct Checked {
    /// What was checked.
    pub subject: Subject,
    /// What it is.
    pub nature: Nature,
    /// The diagnostics, as JSON; `None` where they were given away.
    items: Option<Value>,
    result_id: OnceLock<String>,
    outline: OnceLock<Outline>,
    /// What was read of it, for its next version.
    kept: Option<Kept>,
}

impl Subject {
    /// The name the engine knows it by.
    pub fn name(&self) -> String {
        self.path.as_ref().map_or_else(|| self.uri.to_string(), |path| path.display().to_string())
    }

    /// The format the client promises, where its name for it says more than the file's.
    fn format(&self) -> Option<Format> {
        match &*self.buffer.language_id {
            "markdown" | "md" => Some(Format::Markdown),
            "html" | "xhtml" => Some(Format::Html),
            "json" | "jsonld" | "json-ld" | "jsonc" => Some(Format::Json),
            _ => None,
        }
    }

    /// The document as the engine takes it.
    pub fn source<'a>(&'a self, name: &'a str) -> Source<'a> {
        Source {
            name,
            bytes: self.buffer.text.as_bytes(),
            format: self.format(),
        }
    }

    /// Bytes ↔ positions.
    pub fn places(&self) -> Places<'_> {
        self.buffer.places(self.manner.client.encoding)
    }

    fn is_yaml(&self) -> bool {
        let by_name = self.path.as_ref().and_then(|path| path.extension());
        by_name.map_or(&*self.buffer.language_id == "yaml", |extension| extension == "yaml" || extension == "yml")
    }
}

/// Checks a document.
pub fn check(mut subject: Subject) -> Checked {
    // What is known of one version does not keep all that went before.
    let before = subject.before.take();
    let mut kept = None;
    let nature = if subject.is_yaml() {
        subject
            .path
            .as_ref()
            .and_then(|path| rules::faults(path, &subject))
            .map_or(Nature::Other, Nature::Yaml)
    } else {
        let name = subject.name();
        let known = before.as_ref().and_then(|before| before.kept.as_ref());
        let (ad, read) = subject.workspace.check_again(&subject.source(&name), known);
        kept = Some(read);
        Nature::Ad(Box::new(ad))
    };
    let items = Some(diagnostics_of(&subject, &nature));
    Checked {
        subject,
        nature,
        items,
        result_id: OnceLock::new(),
        outline: OnceLock::new(),
        kept,
    }
}

fn diagnostics_of(subject: &Subject, nature: &Nature) -> Value {
    let found = match nature {
        Nature::Ad(ad) => diagnostics::of_ad(subject, ad),
        Nature::Yaml(faults) => diagnostics::of_yaml(&subject.places(), faults),
        Nature::Other => Vec::new(),
    };
    Value::Array(found)
}

/// A name for exactly these diagnostics: the same again means that nothing has changed for the reader.
fn name_of(items: &Value) -> String {
    let mut hasher = rustc_hash::FxHasher::default();
    items.to_string().hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

impl Checked {
    /// The diagnostics, as JSON.
    pub fn items(&self) -> Cow<'_, Value> {
        match &self.items {
            Some(items) => Cow::Borrowed(items),
            None => Cow::Owned(diagnostics_of(&self.subject, &self.nature)),
        }
    }

    /// The same, for a client that is sent them once and never asks.
    pub fn take_items(&mut self) -> Value {
        self.items.take().unwrap_or_else(|| diagnostics_of(&self.subject, &self.nature))
    }

    /// Names exactly these diagnostics; made when a client first asks.
    pub fn result_id(&self) -> &str {
        self.result_id.get_or_init(|| name_of(&self.items()))
    }

    /// The ad, where it is one.
    pub fn ad(&self) -> Option<&AdReport> {
        match &self.nature {
            Nature::Ad(ad) => Some(ad),
            Nature::Yaml(_) | Nature::Other => None,
        }
    }

    /// Title and sections; read when first asked for.
    pub fn outline(&self) -> &Outline {
        self.outline.get_or_init(|| {
            let name = self.subject.name();
            match self.nature {
                Nature::Ad(_) => self.subject.workspace.outline(&self.subject.source(&name)),
                Nature::Yaml(_) | Nature::Other => Outline::default(),
            }
        })
    }

    /// Whether this is what there is to say now.
    pub fn is_of(&self, buffer: &Buffer, generation: u64) -> bool {
        self.subject.buffer.version == buffer.version && self.subject.generation == generation && Arc::ptr_eq(&self.subject.buffer.text, &buffer.text)
    }
}

/// The bytes of a place in the client's text. An open document is UTF-8: what the engine counts in its source is the text.
pub const fn bytes_of(place: &Place) -> Span {
    place.source
}

/// Where a place is shown. What is empty cannot be seen: then it is the word before it, which a missing clause belongs behind.
pub fn shown(text: &str, span: Span) -> Span {
    if !span.is_empty() {
        return span;
    }
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let before = text.get(..(span.start as usize).min(text.len())).unwrap_or_default().trim_end();
    if let Some(at) = before
        .char_indices()
        .rev()
        .take(80)
        .take_while(|(_, c)| !c.is_whitespace())
        .last()
        .map(|(at, _)| at)
    {
        return Span::new(small(at), small(before.len()));
    }
    let start = text.len() - text.trim_start().len();
    let word = text.split_whitespace().next().unwrap_or_default();
    Span::new(small(start), small(start + word.len()))
}

#[cfg(test)]
mod tests {
    use super::shown;
    use crate::text::Span;

    #[test]
    fn a_missing_clause_is_shown_at_the_word_before_it() {
        let text = "Wir freuen uns.\n\n";
        assert_eq!(shown(text, Span::empty(17)).of(text), "uns.");
        assert_eq!(shown(text, Span::empty(15)).of(text), "uns.");
        assert_eq!(shown("\n Köchin", Span::empty(0)).of("\n Köchin"), "Köchin");
        assert_eq!(shown("", Span::empty(0)), Span::empty(0));
    }
}
