//! What a language brings along besides its rules: function words, headings, words around titles, roles of clause grammar, lists.
//!
//! Must not know rules.

use super::Compiler;
use crate::lang::Lang;
use crate::pack::model::{ClauseWordsFile, TitleFile, TitleWord};
use crate::pack::phrase::{self, Element, Piece, WordSpec};
use crate::pack::rulebook::{Item, LanguageWords, Owner, Role, SetId, WordList};
use crate::pack::yaml::{Place, Text};

/// Words that end like a person noun and are none.
const NOT_PERSONS: &str = "not-persons";

/// The named lists that code uses.
const CODE_LISTS: [&str; 4] = ["agentic", "communal", "masculine-coded", "feminine-coded"];

impl Compiler<'_> {
    pub(super) fn languages(&mut self) {
        let pack = self.pack;
        for lang in Lang::ALL {
            let mut words = LanguageWords::default();
            let (mut function_words, mut abbreviations) = (Vec::new(), Vec::new());
            for (file, language) in pack.languages.get(&lang).into_iter().flatten() {
                function_words.extend_from_slice(&language.function_words);
                abbreviations.extend_from_slice(&language.abbreviations);
                words.negations.extend(self.phrases(file, lang, &language.negations));
                words.negations_after.extend(self.phrases(file, lang, &language.negations_after));
                words.denials.extend(self.phrases(file, lang, &language.denials));
                words.not_negations.extend(self.phrases(file, lang, &language.not_negations));
                self.role(file, lang, &language.not_negations, Role::NoNegation);
                words.markers.extend_from_slice(&language.markers);
                for (name, phrases) in &language.address {
                    let patterns = self.phrases(file, lang, phrases);
                    words.address.entry(name.clone()).or_default().extend(patterns);
                }
            }
            if pack.languages.contains_key(&lang) {
                words.function_words = self.plain_set(lang, &function_words);
                words.abbreviations = self.plain_set(lang, &abbreviations);
            }
            for (file, sections) in pack.sections.get(&lang).into_iter().flatten() {
                for (section, phrases) in &sections.headings {
                    self.owned(file, lang, phrases, Owner::Heading(*section));
                }
                for (section, phrases) in &sections.cues {
                    self.owned(file, lang, phrases, Owner::Cue(*section));
                }
            }
            let titles = pack.titles.get(&lang).map_or(&[][..], Vec::as_slice);
            for (file, title) in titles {
                self.owned(file, lang, &title.seeking, Owner::Seeking);
                self.owned(file, lang, &title.posts, Owner::Post);
                self.owned(file, lang, &title.superiors, Owner::Superior);
                self.owned(file, lang, &title.postings, Owner::Posting);
            }
            words.title = self.title_words(lang, titles);
            for (file, holders) in pack.holders.get(&lang).into_iter().flatten() {
                for (holder, entry) in holders {
                    let heads = self.phrases(file, lang, &entry.heads);
                    let frames = self.phrases(file, lang, &entry.frames);
                    let known = words.holders.entry(*holder).or_default();
                    known.heads.extend(heads);
                    known.frames.extend(frames);
                }
            }
            self.book.languages.push(words);
        }
        for (tag, words) in &pack.other_languages {
            let set = self.plain_set(Lang::En, words);
            self.book.other_languages.push((tag.clone(), set));
        }
    }

    /// A set for each thing that words do near a title; one that no form is in where the language has no word for it.
    fn title_words(&mut self, lang: Lang, titles: &[(String, TitleFile)]) -> Vec<SetId> {
        let mut sets = Vec::with_capacity(TitleWord::ALL.len());
        for does in TitleWord::ALL {
            let mut specs = Vec::new();
            for (file, title) in titles {
                for text in title.words.get(does).into_iter().flatten() {
                    match phrase::parse(&text.value).map(single_words) {
                        Ok(Some(words)) if words.iter().any(|word| word.case.is_some()) => {
                            let message = format!("`{}`: `^` says nothing of a word around a title", text.value);
                            self.fault(file, text.at, message, Some("leave it out".to_owned()));
                        }
                        Ok(Some(words)) => specs.extend(words),
                        Ok(None) => self.fault(file, text.at, format!("`{}` is more than one word", text.value), None),
                        Err(message) => self.fault(file, text.at, message, None),
                    }
                }
            }
            let set = if specs.is_empty() { SetId::MAX } else { self.set(lang, specs) };
            sets.push(set);
        }
        sets
    }

    pub(super) fn clause_words(&mut self) {
        let pack = self.pack;
        for (lang, files) in &pack.clause_words {
            for (file, words) in files {
                self.roles(file, *lang, words);
            }
        }
    }

    fn roles(&mut self, file: &str, lang: Lang, words: &ClauseWordsFile) {
        for (group, phrases) in &words.groups {
            self.role(file, lang, phrases, Role::Group(*group));
        }
        for (group, phrases) in &words.dimensions {
            self.role(file, lang, phrases, Role::Dimension(*group));
        }
        for (part, phrases) in &words.parts {
            self.role(file, lang, phrases, Role::Part(*part));
        }
        for (name, phrases) in &words.statements {
            let index = self.statement(name);
            self.role(file, lang, phrases, Role::Statement(index));
        }
        let plain: [(&[Text], Role); 33] = [
            (&words.everyone, Role::Everyone),
            (&words.persons, Role::Person),
            (&words.objects, Role::Object),
            (&words.welcome, Role::Welcome),
            (&words.welcome_verbs, Role::WelcomeVerb),
            (&words.calls, Role::Call),
            (&words.intensifiers, Role::Intensifier),
            (&words.applicants, Role::Applicant),
            (&words.preference, Role::Preference),
            (&words.qualification, Role::Qualification),
            (&words.regardless, Role::Regardless),
            (&words.any, Role::Any),
            (&words.values, Role::Value),
            (&words.employers, Role::Employer),
            (&words.requirements, Role::Requirement),
            (&words.badges, Role::Badge),
            (&words.invitations, Role::Invitation),
            (&words.aims, Role::Aim),
            (&words.anaphors, Role::Anaphor),
            (&words.pronouns, Role::Pronoun),
            (&words.likewise, Role::Likewise),
            (&words.replies, Role::Reply),
            (&words.tasks, Role::Task),
            (&words.mentions, Role::Mention),
            (&words.exclusive, Role::Exclusive),
            (&words.seeking, Role::Seeking),
            (&words.negations, Role::Negation),
            (&words.part_time, Role::PartTime),
            (&words.no_part_time, Role::NoPartTime),
            (&words.hours, Role::Hours),
            (&words.amounts, Role::Amount),
            (&words.accommodation, Role::Accommodation),
            (&words.accommodation_frames, Role::AccommodationFrame),
        ];
        for (phrases, role) in plain {
            self.role(file, lang, phrases, role);
        }
    }

    fn role(&mut self, file: &str, lang: Lang, phrases: &[Text], role: Role) {
        self.owned(file, lang, phrases, Owner::Role(role));
    }

    fn owned(&mut self, file: &str, lang: Lang, phrases: &[Text], owner: Owner) {
        for phrase in phrases {
            self.owned_phrase(file, lang, phrase, owner);
        }
    }

    pub(super) fn statement(&mut self, name: &str) -> u16 {
        let at = self.book.statements.iter().position(|known| known == name).unwrap_or_else(|| {
            self.book.statements.push(name.to_owned());
            self.book.statements.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Lists that code asks for by name; a user's own entries count too.
    pub(super) fn word_lists(&mut self) {
        let pack = self.pack;
        for (lang, name) in pack.words.keys().filter(|(_, name)| name == NOT_PERSONS) {
            let text = Text {
                value: format!("<{name}>"),
                at: Place::default(),
            };
            for row in self.rows("rules", *lang, &text, 0).unwrap_or_default() {
                if let [Item::Set(set)] = row.as_slice() {
                    self.book.not_persons.push(*set);
                }
            }
        }
        for ((lang, name), (file, entries)) in &pack.words {
            if !CODE_LISTS.contains(&name.as_str()) {
                continue;
            }
            let patterns = self.phrases(file, *lang, entries);
            self.book.lists.push(WordList {
                lang: *lang,
                name: name.clone(),
                patterns,
            });
        }
    }
}

/// The words of a phrase that is one element long; `None` for a longer one.
fn single_words(pieces: Vec<Piece>) -> Option<Vec<WordSpec>> {
    let [piece] = <[Piece; 1]>::try_from(pieces).ok()?;
    match piece.element {
        Element::Words(rows) if rows.iter().all(|row| row.len() == 1) => Some(rows.into_iter().flatten().collect()),
        _ => None,
    }
}
