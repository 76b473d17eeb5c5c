//! The post a sentence advertises: "sucht zum 1. Mai eine*n Ingenieur*in", "ist die Stelle einer Assistentin/eines
//! Assistenten zu besetzen".
//!
//! For ads whose title stands in a sentence, or nowhere else. Must not know what form a title should have.

use super::{Ad, Title, titled};
use crate::document::scan::Hit;
use crate::document::sentences::Sentence;
use crate::document::words::{Sign, gap, look};
use crate::extract::BlockKind;
use crate::pack::model::{Section, TitleWord};
use crate::pack::rulebook::{Owner, Role};

/// How far into an ad a post is looked for, in blocks.
const SEARCHED: usize = 80;

/// Nouns of one trade have so many first letters in common.
const STEM: usize = 4;

/// How surely a noun names the post: an article leads up to it · it means every gender.
const LED: u8 = 1;
const SIGNED: u8 = 2;

impl Ad<'_> {
    /// Whether a word is a noun for a person, or for a post without one ("Professur").
    pub(super) fn is_person(&self, at: u32) -> bool {
        let Some(word) = self.words.all.get(at as usize) else { return false };
        if word.is(look::MASKED) || !(word.is(look::CAPITAL) || word.sign != Sign::None) {
            return false;
        }
        let until = || self.text.as_bytes().get(..word.end as usize);
        word.is(look::PERSON) || until().is_some_and(|text| text.ends_with(b"rofessur"))
    }

    /// The letters of a word, small and without umlauts.
    fn plain(&self, at: u32) -> impl Iterator<Item = char> + '_ {
        let umlauts = |c: char| match c {
            'ä' => 'a',
            'ö' => 'o',
            'ü' => 'u',
            c => c,
        };
        self.of(at).chars().flat_map(char::to_lowercase).map(umlauts)
    }

    fn is_feminine(&self, at: u32) -> bool {
        let word = self.of(at).as_bytes();
        ["in", "innen", "frau", "frauen"].iter().any(|tail| {
            let from = word.len().checked_sub(tail.len());
            from.and_then(|from| word.get(from..))
                .is_some_and(|end| end.eq_ignore_ascii_case(tail.as_bytes()))
        })
    }

    /// Whether the other half of a pair follows: "Gärtnerin/Gärtner", "Ärztin oder Arzt".
    pub(super) fn partner(&self, at: u32, end: u32) -> Option<u32> {
        (at + 1..end.min(at + 5)).find(|other| {
            self.is_person(*other) && {
                let mut word = self.plain(*other);
                let alike = self.plain(at).take(STEM).all(|letter| word.next() == Some(letter));
                alike && (self.is_feminine(*other) != self.is_feminine(at) || self.is_declined_pair(at, *other))
            }
        })
    }

    /// "eine Angestellte oder einen Angestellten": a noun declined like an adjective, with an article of its own each time.
    fn is_declined_pair(&self, at: u32, other: u32) -> bool {
        let stem = |at: u32| self.of(at).trim_end_matches(['n', 'r']);
        stem(at) == stem(other) && stem(at).ends_with('e') && (at + 1..other).any(|at| self.is_article(at)) && !self.leads_anew(other - 1)
    }

    /// Whether an article begins another noun rather than the other half of a pair ("ein Koch oder eine Köchin").
    pub(super) fn leads_anew(&self, at: u32) -> bool {
        let half = self.after(at, gap::SLASH) || at.checked_sub(1).is_some_and(|before| self.does(before, TitleWord::Joined));
        self.is_article(at) && !half
    }

    pub(super) fn is_article(&self, at: u32) -> bool {
        self.does(at, TitleWord::Article)
    }

    /// Whether words hold a marker, a sign, or a noun for a person.
    pub(super) fn names_person(&self, first: u32, end: u32) -> bool {
        let signed = |at: u32| self.words.all.get(at as usize).is_some_and(|word| word.sign != Sign::None);
        self.markers.iter().any(|marker| marker.first >= first && marker.first < end) || (first..end).any(|at| self.is_person(at) || signed(at))
    }

    /// The first and last word of the post around a noun, and how surely it is one.
    fn around(&self, at: u32, sentence: &Sentence) -> Option<(u32, u32, u8)> {
        let word = self.words.all.get(at as usize)?;
        let partner = self.partner(at, sentence.end);
        let last = partner.unwrap_or(at);
        let marker = self
            .markers
            .iter()
            .find(|marker| !marker.single && marker.first > last && marker.first <= last + 6 && marker.last < sentence.end)
            // "für unsere Ingenieure eine Leitung (m/w/d)": the marker is that of the noun behind the article.
            .filter(|marker| !(last + 1..marker.first).any(|at| self.leads_anew(at)));
        // "ein Familienbetrieb mit 20 Mitarbeitern": what another noun brings along is not led up to.
        let brings = |at: u32| self.is_function(at) && !self.is_article(at) && !self.does(at, TitleWord::Joined);
        let article = (sentence.first.max(at.saturating_sub(5))..at)
            .rev()
            .take_while(|before| !brings(*before))
            .find(|before| self.is_article(*before));
        // "Gesucht wird eine Persönlichkeit, die …": not what the post is called.
        let vague = self.does(at, TitleWord::Vague);
        let sure = if marker.is_some() || partner.is_some() || word.sign != Sign::None {
            SIGNED
        } else if article.is_some() && !vague {
            LED
        } else {
            return None;
        };
        let first = article.map_or(at, |article| article + 1);
        // "eines/r Ordentlichen Professors/in": adjectives belong to the title, the other half of the article does not.
        let first = (first..=at)
            .find(|at| self.words.all.get(*at as usize).is_some_and(|word| word.end - word.start > 3) && !self.is_article(*at))
            .unwrap_or(at);
        // "eine Stelle als Lehrkraft"
        let as_what = (first..at)
            .rev()
            .find(|at| self.is_one_of(*at, &["als"]) && *at > first && self.does(at - 1, TitleWord::WayIn));
        let first = as_what.map_or(first, |at| at + 1);
        let last = match marker {
            Some(marker) => marker.last,
            None if sure == SIGNED => self.row_from(last, sentence),
            None => last,
        };
        Some((first, self.with_field(last, sentence), sure))
    }

    /// "Erzieher*innen und Kinderpfleger*innen", "Köchinnen und Köche sowie Kellnerinnen und Kellner": the last word of a row of
    /// posts that mean every gender, from the last of its first.
    fn row_from(&self, mut last: u32, sentence: &Sentence) -> u32 {
        const STEP: u32 = 3;
        while last + 2 < sentence.end && self.is_one_of(last + 1, &["und", "oder", "sowie", "bzw"]) && !self.after(last + 1, gap::COMMA) {
            let next = (last + 2..sentence.end.min(last + 2 + STEP)).find(|at| self.is_person(*at) && !self.does(*at, TitleWord::Vague));
            let adjectives = |noun: u32| (last + 2..noun).all(|at| !self.is_capital(at) && !self.is_function(at) || self.is_article(at));
            let Some(noun) = next.filter(|noun| adjectives(*noun)) else { break };
            let signed = self.words.all.get(noun as usize).is_some_and(|word| word.sign != Sign::None);
            match self.partner(noun, sentence.end) {
                Some(partner) => last = partner,
                None if signed => last = noun,
                None => break,
            }
        }
        last
    }

    /// "Lehrkraft für besondere Aufgaben", "Mitarbeiter/in für Alte Sprachen": the last word of the field named behind a post.
    fn with_field(&self, last: u32, sentence: &Sentence) -> u32 {
        const LONGEST_FIELD: u32 = 5;
        let plain = |at: u32| self.words.all.get(at as usize).is_some_and(|word| word.gap == gap::SPACE);
        if !(self.is_one_of(last + 1, &["für"]) && plain(last + 1)) {
            return last;
        }
        let adjective = |at: u32| self.of(at).len() > 4 && self.of(at).ends_with(['e', 'n', 'r', 's', 'm']);
        let belongs = |at: &u32| plain(*at) && (self.is_capital(*at) || adjective(*at)) && !self.is_function(*at) && !self.does(*at, TitleWord::Lead);
        let field = (last + 2..sentence.end.min(last + 2 + LONGEST_FIELD)).take_while(belongs);
        field.filter(|at| self.is_capital(*at)).last().unwrap_or(last)
    }

    /// The post in a sentence that looks for somebody.
    pub(super) fn in_sentence(&self, sentence: &Sentence) -> Option<(u32, u32, u8)> {
        let mut best: Option<(u32, u32, u8)> = None;
        for at in (sentence.first..sentence.end).filter(|at| self.is_person(*at)) {
            if let Some(found) = self.around(at, sentence)
                && best.is_none_or(|(_, _, sure)| found.2 > sure)
            {
                best = Some(found);
            }
        }
        best
    }
}

/// The first post an ad advertises in a sentence; one that means every gender before one that does not.
pub(super) fn find(ad: Ad<'_>, surely: bool) -> Option<Title> {
    let mut best: Option<(u8, Title)> = None;
    for (index, block) in ad.blocks.iter().enumerate().take(SEARCHED) {
        if matches!(block.kind, BlockKind::Item | BlockKind::Cell) {
            continue;
        }
        for at in block.first..block.end {
            let Some(sentence) = ad.sentences.get(at as usize) else { continue };
            let from = ad.hits.partition_point(|hit| hit.sentence < at);
            let own = || ad.hits.iter().skip(from).take_while(|hit| hit.sentence == at);
            // "Die Ausschreibung richtet sich an Mitarbeiterinnen und Mitarbeiter der Stadt": who may apply.
            let seeking = own().any(|hit| hit.owner == Owner::Seeking) && !own().any(|hit| hit.owner == Owner::Superior);
            let Some((first, last, sure)) = ad.in_sentence(sentence).filter(|_| seeking) else {
                continue;
            };
            if sure < SIGNED && surely || best.as_ref().is_some_and(|(known, _)| *known >= sure) {
                continue;
            }
            if let Some(title) = titled(ad.words, first, last + 1, u32::try_from(index).unwrap_or(u32::MAX)) {
                best = Some((sure, title));
            }
        }
    }
    best.map(|(_, title)| title).or_else(|| asked_for(ad))
}

/// The occupation the profile asks for in a form that means every gender, where nothing else says what the post is.
fn asked_for(ad: Ad<'_>) -> Option<Title> {
    let mut profile = false;
    for (index, block) in ad.blocks.iter().enumerate().take(SEARCHED) {
        let from = ad.hits.partition_point(|hit| hit.sentence < block.first);
        let own = || ad.hits.iter().skip(from).take_while(|hit| hit.sentence < block.end);
        for hit in own() {
            if let Owner::Heading(section) = hit.owner {
                profile = section == Section::Profile;
            }
        }
        for sentence in ad.sentences.get(block.first as usize..block.end as usize).unwrap_or_default() {
            let found = ad.in_sentence(sentence).filter(|(_, _, sure)| profile && *sure == SIGNED);
            // "Bewerberinnen und Bewerber" are no occupation, nor are "Migrantinnen und Migranten".
            let general = |(first, last, _): &(u32, u32, u8)| {
                let named = |hit: &Hit| matches!(hit.owner, Owner::Role(Role::Person | Role::Group(_)));
                own().any(|hit| named(hit) && hit.first >= *first && hit.last <= *last)
            };
            if let Some((first, last, _)) = found.filter(|found| !general(found)) {
                return titled(ad.words, first, last + 1, u32::try_from(index).unwrap_or(u32::MAX));
            }
        }
    }
    None
}
