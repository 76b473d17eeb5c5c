//! From typed files to the [`Rulebook`]: words become sets of forms, phrases rows of sets; every reference is checked.

mod demands;
mod expressions;
mod finish;
mod frequency;
mod languages;
mod order;
mod persons;
mod rules;
pub use demands::FACTS;

use super::inflect;
use super::phrase::{self, Element, Piece, WordSpec};
use super::read::Pack;
use super::rulebook::{ANY_WORD, Context, Item, Owner, Pattern, PatternId, Rulebook, SetId, SourceEntry, SourceId};
use super::table::AffixTable;
use super::yaml::{Place, Text, YamlFault, nearest};
use crate::lang::Lang;
use crate::text::fold_string;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many phrases one phrase may stand for once its lists are spelled out.
const MAX_EXPANSION: usize = 600;
/// How deep lists may name lists.
const MAX_DEPTH: usize = 4;

/// Compiles a pack.
///
/// # Errors
/// Every fault of the pack at once: unknown lists, sources, contexts, profiles; broken phrases and regular expressions.
pub fn compile(pack: &Pack) -> Result<Rulebook, Vec<YamlFault>> {
    let mut compiler = Compiler::new(pack);
    compiler.languages();
    compiler.sources();
    compiler.contexts();
    compiler.clause_words();
    compiler.clause_rules();
    compiler.wording_rules();
    compiler.word_lists();
    compiler.profiles();
    compiler.persons();
    if compiler.faults.is_empty() {
        Ok(compiler.finish())
    } else {
        compiler.faults.sort();
        compiler.faults.dedup();
        Err(compiler.faults)
    }
}

/// One alternative of an element, spelled out.
type Row = Vec<Item>;

pub(super) struct Compiler<'p> {
    pub(super) pack: &'p Pack,
    pub(super) book: Rulebook,
    pub(super) faults: Vec<YamlFault>,
    set_ids: FxHashMap<(Lang, Vec<WordSpec>), SetId>,
    frequencies: frequency::Frequencies,
    /// What it costs to try a phrase at the words of each set.
    set_costs: Vec<u32>,
    form_sets: Vec<Vec<SetId>>,
    /// Sets whose words must begin with a capital (`true`) or small letter.
    set_cases: Vec<(SetId, bool)>,
    pattern_ids: FxHashMap<(Lang, String), Vec<PatternId>>,
    regex_ids: FxHashMap<String, u32>,
    context_ids: BTreeMap<(Lang, String), u32>,
}

impl<'p> Compiler<'p> {
    fn new(pack: &'p Pack) -> Self {
        let book = Rulebook {
            tails: AffixTable::new(true),
            heads: AffixTable::new(false),
            ..Rulebook::default()
        };
        Self {
            pack,
            book,
            faults: Vec::new(),
            set_ids: FxHashMap::default(),
            frequencies: frequency::Frequencies::of(pack),
            set_costs: Vec::new(),
            form_sets: Vec::new(),
            set_cases: Vec::new(),
            pattern_ids: FxHashMap::default(),
            regex_ids: FxHashMap::default(),
            context_ids: BTreeMap::new(),
        }
    }

    pub(super) fn fault(&mut self, file: &str, at: Place, message: String, help: Option<String>) {
        self.faults.push(YamlFault {
            file: file.to_owned(),
            at,
            message,
            help,
        });
    }

    /// Says that `name` is not among `known`, with the nearest that is.
    pub(super) fn unknown<'a>(&mut self, file: &str, at: Place, what: &str, name: &str, known: impl Iterator<Item = &'a str>) {
        let help = nearest(name, known).map(|near| format!("did you mean `{near}`?"));
        self.fault(file, at, format!("there is no {what} `{name}`"), help);
    }

    // ---- words ----

    pub(super) fn form(&mut self, form: &str) -> u32 {
        let id = self.book.forms.add(form);
        if self.form_sets.len() <= id as usize {
            self.form_sets.resize(id as usize + 1, Vec::new());
        }
        id
    }

    /// The set of forms that single words stand for; the same words are the same set.
    fn set(&mut self, lang: Lang, mut words: Vec<WordSpec>) -> SetId {
        words.sort();
        words.dedup();
        if let Some(id) = self.set_ids.get(&(lang, words.clone())) {
            return *id;
        }
        let id = self.book.sets;
        self.book.sets += 1;
        let mut cost = 0_u32;
        for word in &words {
            let forms = inflect::forms(lang, &word.text, word.endings);
            cost = cost.saturating_add(self.frequencies.cost(&forms, word.tail || word.head));
            for form in &forms {
                let form_id = self.form(form);
                self.form_sets[form_id as usize].push(id);
                if word.tail && form.len() >= 4 {
                    let tail = self.book.tails.add(form);
                    self.book.tail_sets.push((tail, id));
                }
                if word.head && form.len() >= 4 {
                    let head = self.book.heads.add(form);
                    self.book.head_sets.push((head, id));
                }
            }
            if let Some(upper) = word.case {
                self.set_cases.push((id, upper));
            }
        }
        self.set_costs.push(cost);
        self.set_ids.insert((lang, words), id);
        id
    }

    /// A set of plain words, as languages need it.
    fn plain_set(&mut self, lang: Lang, words: &[String]) -> SetId {
        let specs = words
            .iter()
            .map(|word| WordSpec {
                text: fold_string(word),
                endings: false,
                tail: false,
                head: false,
                case: None,
            })
            .collect();
        self.set(lang, specs)
    }

    // ---- phrases ----

    /// Compiles phrases that are tried on demand.
    pub(super) fn phrases(&mut self, file: &str, lang: Lang, texts: &[Text]) -> Vec<PatternId> {
        texts.iter().flat_map(|text| self.phrase(file, lang, text)).collect()
    }

    /// Compiles one phrase that is tried on demand; the same phrase is compiled once.
    fn phrase(&mut self, file: &str, lang: Lang, text: &Text) -> Vec<PatternId> {
        let key = (lang, text.value.clone());
        if let Some(known) = self.pattern_ids.get(&key) {
            return known.clone();
        }
        let ids = self.owned_phrase(file, lang, text, Owner::None);
        self.pattern_ids.insert(key, ids.clone());
        ids
    }

    /// Compiles a phrase whose matches concern `owner`.
    pub(super) fn owned_phrase(&mut self, file: &str, lang: Lang, text: &Text, owner: Owner) -> Vec<PatternId> {
        let rows = match self.rows(file, lang, text, 0) {
            Ok(rows) => rows,
            Err(message) => {
                self.fault(file, text.at, message, None);
                return Vec::new();
            }
        };
        let mut ids = Vec::with_capacity(rows.len());
        for items in rows {
            let trigger = items
                .iter()
                .enumerate()
                .filter_map(|(at, item)| match item {
                    Item::Set(set) => Some((self.set_costs.get(*set as usize).copied().unwrap_or(u32::MAX), at)),
                    _ => None,
                })
                .min()
                .map(|(_, at)| at);
            let Some(trigger) = trigger else {
                self.fault(
                    file,
                    text.at,
                    format!("`{}`: a phrase needs at least one word besides numbers and patterns", text.value),
                    None,
                );
                continue;
            };
            let id = u32::try_from(self.book.patterns.len()).unwrap_or(u32::MAX);
            let first = u32::try_from(self.book.items.len()).unwrap_or(u32::MAX);
            self.book.items.extend_from_slice(&items);
            let end = u32::try_from(self.book.items.len()).unwrap_or(u32::MAX);
            self.book.patterns.push(Pattern {
                lang,
                first,
                end,
                trigger: u8::try_from(trigger).unwrap_or(0),
                // The set and those beside it are known when the sets have their last numbers.
                start: 0,
                owner,
                before: ANY_WORD,
                after: ANY_WORD,
            });
            ids.push(id);
        }
        ids
    }

    /// A phrase with its lists and choices spelled out.
    fn rows(&mut self, file: &str, lang: Lang, text: &Text, depth: usize) -> Result<Vec<Row>, String> {
        let pieces = phrase::parse(&text.value)?;
        let mut rows: Vec<Row> = vec![Vec::new()];
        for piece in pieces {
            let mut alternatives = self.alternatives(file, lang, text, &piece, depth)?;
            if piece.optional {
                alternatives.push(Row::new());
            }
            let mut next = Vec::with_capacity(rows.len() * alternatives.len());
            for row in &rows {
                for alternative in &alternatives {
                    let mut joined = row.clone();
                    joined.extend_from_slice(alternative);
                    next.push(joined);
                }
            }
            if next.len() > MAX_EXPANSION {
                return Err(format!(
                    "`{}` stands for more than {MAX_EXPANSION} phrases; make its lists shorter or split it",
                    text.value
                ));
            }
            rows = next;
        }
        // Where the word at an end may be missing, the words that might lie behind it are any words.
        let open = |item: &Item| matches!(item, Item::Gap(_));
        for row in &mut rows {
            row.truncate(row.iter().rposition(|item| !open(item)).map_or(0, |last| last + 1));
            row.drain(..row.iter().position(|item| !open(item)).unwrap_or(0));
        }
        Ok(rows)
    }

    fn alternatives(&mut self, file: &str, lang: Lang, text: &Text, piece: &Piece, depth: usize) -> Result<Vec<Row>, String> {
        let one = |item| vec![vec![item]];
        match &piece.element {
            Element::Number => Ok(one(Item::Number)),
            Element::Gap(words) => Ok(one(Item::Gap(*words))),
            Element::Pattern(pattern) => self.regex(&format!("^(?:{pattern})$")).map(|id| one(Item::Regex(id))),
            Element::Words(rows) => {
                let (single, long): (Vec<_>, Vec<_>) = rows.iter().cloned().partition(|row| row.len() == 1);
                let mut out = Vec::new();
                self.push_set(lang, single.into_iter().flatten().collect(), &mut out);
                for row in long {
                    let items = row.into_iter().map(|word| Item::Set(self.set(lang, vec![word]))).collect();
                    out.push(items);
                }
                Ok(out)
            }
            Element::List(name) => self.list(file, lang, text, name, depth),
        }
    }

    /// Words with a case and words without cannot share a set.
    fn push_set(&mut self, lang: Lang, words: Vec<WordSpec>, out: &mut Vec<Row>) {
        for case in [None, Some(true), Some(false)] {
            let same: Vec<WordSpec> = words.iter().filter(|word| word.case == case).cloned().collect();
            if !same.is_empty() {
                out.push(vec![Item::Set(self.set(lang, same))]);
            }
        }
    }

    fn list(&mut self, file: &str, lang: Lang, text: &Text, name: &str, depth: usize) -> Result<Vec<Row>, String> {
        if depth >= MAX_DEPTH {
            return Err(format!("the list `{name}` names itself, or lists are nested more than {MAX_DEPTH} deep"));
        }
        let pack = self.pack;
        let Some((list_file, entries)) = pack.words.get(&(lang, name.to_owned())) else {
            let known = pack.words.keys().filter(|(l, _)| *l == lang).map(|(_, n)| n.as_str());
            let help = nearest(name, known).map_or(String::new(), |near| format!("; did you mean `<{near}>`?"));
            return Err(format!("`{}`: there is no list `<{name}>`{help}", text.value));
        };
        let mut single = Vec::new();
        let mut out = Vec::new();
        for entry in entries {
            let pieces = phrase::parse(&entry.value).map_err(|message| format!("in the list `{name}` of {list_file}: {message}"))?;
            match pieces.as_slice() {
                [
                    Piece {
                        element: Element::Words(rows),
                        ..
                    },
                ] if rows.iter().all(|row| row.len() == 1) => single.extend(rows.iter().flatten().cloned()),
                _ => out.extend(self.rows(file, lang, entry, depth + 1)?),
            }
        }
        self.push_set(lang, single, &mut out);
        Ok(out)
    }

    /// A regular expression, checked now, compiled again when first needed.
    pub(super) fn regex(&mut self, pattern: &str) -> Result<u32, String> {
        if let Some(id) = self.regex_ids.get(pattern) {
            return Ok(*id);
        }
        if pattern.contains("(?-i") {
            return Err(format!(
                "`{pattern}`: expressions read small letters only, so `(?-i…)` can ask for no capital"
            ));
        }
        let narrow = expressions::narrow(pattern);
        regex::bytes::RegexBuilder::new(&narrow)
            .size_limit(1 << 20)
            .build()
            .map_err(|error| format!("`{pattern}`: {}", error.to_string().lines().last().unwrap_or("no regular expression")))?;
        let id = u32::try_from(self.book.regexes.len()).unwrap_or(u32::MAX);
        self.book.regexes.push(narrow);
        self.regex_ids.insert(pattern.to_owned(), id);
        Ok(id)
    }

    // ---- sources, contexts ----

    fn sources(&mut self) {
        self.book.sources = self
            .pack
            .sources
            .iter()
            .map(|(id, (_, source))| SourceEntry {
                id: id.clone(),
                kind: source.kind,
                jurisdiction: source.jurisdiction.clone(),
                citation: source.citation.clone(),
                date: source.date.clone(),
                title: source.title.clone(),
                verified: source.verified,
                held: source.held,
                url: source.url.clone(),
            })
            .map(Arc::new)
            .collect();
    }

    /// Sources by name, each checked.
    pub(super) fn source_ids(&mut self, file: &str, ids: &[Text]) -> Vec<SourceId> {
        for id in ids {
            self.check_source(file, id);
        }
        ids.iter().filter_map(|id| self.book.source_id(&id.value)).collect()
    }

    pub(super) fn check_source(&mut self, file: &str, id: &Text) {
        let pack = self.pack;
        if !pack.sources.contains_key(&id.value) {
            self.unknown(file, id.at, "source", &id.value, pack.sources.keys().map(String::as_str));
        }
    }

    fn contexts(&mut self) {
        let pack = self.pack;
        for (lang, (file, contexts)) in &pack.contexts {
            for (id, context) in contexts {
                let any = self.phrases(file, *lang, &context.any);
                let title = self.phrases(file, *lang, &context.title);
                let index = u32::try_from(self.book.contexts.len()).unwrap_or(u32::MAX);
                self.context_ids.insert((*lang, id.clone()), index);
                self.book.contexts.push(Context {
                    lang: *lang,
                    id: id.clone(),
                    name: context.name.clone(),
                    any,
                    title,
                });
            }
        }
    }

    pub(super) fn context(&self, lang: Lang, id: &str) -> Option<u32> {
        self.context_ids.get(&(lang, id.to_owned())).copied()
    }
}
