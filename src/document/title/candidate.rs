//! A block that may be the title: what it shows of one, and how much that weighs.
//!
//! Must not know which of its words are the title; `cut` does.

use super::{Ad, ahead, lines};
use crate::document::markers::Marker;
use crate::document::scan::Hit;
use crate::document::sentences::{BlockInfo, Sentence};
use crate::document::words::{Sign, Word, look};
use crate::extract::BlockKind;
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::TitleWord;
use crate::pack::rulebook::{Owner, Role, form_flag};

/// A letter is opened in so many words: "Sehr geehrte Bewerberin, sehr geehrter Bewerber".
const GREETING: u32 = 8;
/// A line that names a post without a person is no longer.
const OFFICE: u32 = 10;
/// How many words may stand before what a heading says.
const LEAD: u32 = 2;

/// A block that may be the title, and what it shows of one.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'a> {
    ad: Ad<'a>,
    index: usize,
    block: &'a BlockInfo,
    first: &'a Sentence,
    last: &'a Sentence,
    /// A gender marker that names more than one sex.
    marked: bool,
    /// "Stelle: …"
    labelled: bool,
    /// A noun for a person.
    person: bool,
    /// A noun for a person that means every gender.
    signed: bool,
    /// "sucht", "we are looking for"
    seeking: bool,
    /// An English noun for a post.
    post: bool,
    /// The line stands where a sentence names the post.
    led: bool,
}

impl<'a> Candidate<'a> {
    /// Looks at a block.
    pub(super) fn new(ad: Ad<'a>, index: usize) -> Option<Self> {
        let block = ad.blocks.get(index)?;
        let first = ad.sentences.get(block.first as usize).filter(|_| block.end > block.first)?;
        let last = ad.sentences.get(block.end as usize - 1)?;
        let own_words = ad.words.all.get(first.first as usize..last.end as usize)?;
        let inside = |at: u32| at >= first.first && at < last.end;
        let bare = Self {
            ad,
            index,
            block,
            first,
            last,
            marked: ad.markers.iter().any(|marker| inside(marker.first) && !marker.single),
            labelled: ahead::label(ad, first.first).is_some(),
            person: false,
            signed: false,
            seeking: false,
            post: lines::is_post(ad, index),
            led: lines::is_led(ad, index),
        };
        // "Wir suchen dich für unser Haus" does not say whom.
        let reader = |at: u32| ad.is_one_of(at, &["dich", "euch"]) && !ad.names_person(at + 1, last.end);
        let seeking = bare.hits().any(|hit| hit.owner == Owner::Seeking && !reader(hit.last + 1));
        let lists_work = lines::is_listed(ad, index) && !bare.is_english();
        // "Wir suchen eine Person": not what the post is called. "Wir suchen Personal" below a trade is not either.
        let wide = seeking && index > 0 && !bare.marked;
        let vague = |at: u32, word: &Word| ad.does(at, TitleWord::Vague) || wide && word.sign == Sign::None && ad.does(at, TitleWord::WidePost);
        // "- Beratung der Bürgerinnen und Bürger"
        let listed = lists_work && !seeking && !bare.marked && !bare.labelled;
        let persons = || {
            let persons = (first.first..).zip(own_words).filter(|(_, word)| is_person(ad.book, word));
            persons.filter(|(at, _)| !listed || !is_governed(ad, first.first, *at))
        };
        let nouns = || persons().filter(|(at, word)| !vague(*at, word)).map(|(_, word)| word);
        Some(Self {
            person: nouns().next().is_some(),
            signed: nouns().any(|word| word.sign != Sign::None)
                || !listed && own_words.iter().any(|word| word.is(look::PERSON)) && bare.pairs_until(last.end),
            seeking,
            ..bare
        })
    }

    /// The phrases in it; hits stand in the order of their sentences.
    fn hits(&self) -> impl Iterator<Item = &'a Hit> + use<'a> {
        let block = self.block;
        let from = self.ad.hits.partition_point(|hit| hit.sentence < block.first);
        self.ad.hits.iter().skip(from).take_while(|hit| hit.sentence < block.end)
    }

    /// Whether a noun and its other half stand before a word: "Gärtnerin/Gärtner".
    fn pairs_until(&self, end: u32) -> bool {
        let vague = |at: u32| self.ad.does(at, TitleWord::Vague);
        let paired = |at: u32| self.ad.is_person(at) && !vague(at) && self.ad.partner(at, self.last.end).is_some();
        (self.first.first..end).any(paired)
    }

    fn is_english(&self) -> bool {
        self.block.lang == Some(Lang::En)
    }

    fn count(&self) -> u32 {
        self.last.end - self.first.first
    }

    /// Whether a line is something else for sure: about other people, a field, a greeting, a question, or who searches.
    fn is_other(&self) -> bool {
        if self.speaks_of_others() {
            return true;
        }
        if self.labelled {
            return false;
        }
        let named = self.is_about_applicants() || lines::is_field_of_sex(self.ad, self.index);
        named || !self.marked && (self.is_spoken() || self.is_beside())
    }

    /// "Liebe Bewerberinnen und Bewerber", "Looking for a job?"
    fn is_spoken(&self) -> bool {
        let second = self.first.first + 1;
        let greets = |at: u32| at < self.last.end && self.ad.does(at, TitleWord::Greeting);
        let asks = || self.seeking && !self.person && !self.post && self.last.span.of(self.ad.text).ends_with('?');
        greets(self.first.first) || greets(second) && self.count() <= GREETING || asks()
    }

    /// A date, the address of a letter, a field, a firm.
    fn is_beside(&self) -> bool {
        let (ad, index) = (self.ad, self.index);
        let language = if self.is_english() {
            lines::is_field(ad, self.first.first, self.first.end)
        } else {
            lines::is_who_searches(ad, index) || !self.signed && !self.seeking && lines::is_firm(ad, index)
        };
        language || lines::is_date(ad, index) || lines::is_addressee(ad, index)
    }

    /// "Bewerben können sich Beschäftigte (m/w/d)", "Bewerbungen richten Sie an die Leiterin oder den Leiter": a German sentence
    /// says first that those it goes on to name are not whom it seeks.
    fn speaks_of_others(&self) -> bool {
        let first = || (self.first.first..self.last.end).find(|at| self.ad.is_person(*at));
        let seeks = |from: u32, until: u32| self.hits().any(|hit| hit.owner == Owner::Seeking && hit.first > from && hit.last < until);
        let mut others = self.hits().filter(|hit| hit.owner == Owner::Superior);
        !self.is_english() && others.any(|hit| first().is_some_and(|person| hit.last < person && !seeks(hit.last, person)))
    }

    /// Whether a sentence speaks of those who apply: "Schwerbehinderte Bewerber (m/w/d) werden bei gleicher Eignung bevorzugt.",
    /// "Geeignete Bewerber (m/w/d) werden befristet eingestellt."
    fn is_about_applicants(&self) -> bool {
        let (first, end) = (self.first.first, self.last.end);
        let welcomes = |hit: &Hit| matches!(hit.owner, Owner::Role(Role::Welcome | Role::WelcomeVerb | Role::Preference));
        // "Wir suchen eine Köchin. Schwerbehinderte werden bevorzugt."
        let invited = |hit: &Hit| matches!(hit.owner, Owner::Role(Role::Group(_))) && (!self.seeking || hit.first <= first + 1);
        let applying = |marker: &Marker| marker.first > 0 && self.ad.does(marker.first - 1, TitleWord::Applying);
        let mut markers = self.ad.markers.iter().filter(|marker| (first..end).contains(&marker.first));
        let invites = self.hits().any(welcomes) && self.hits().any(invited);
        let named = self.marked && !self.seeking && markers.all(applying);
        (invites || named) && self.last.span.of(self.ad.text).ends_with('.')
    }

    /// Whether the ad calls the line's post by its name again below.
    fn is_named_again(&self, top: usize) -> bool {
        let (ad, index, count) = (self.ad, self.index, self.count());
        let short = index < 5 && count <= 6 && ad.is_capital(self.first.first);
        self.is_english()
            && (short && lines::is_named_again(ad, self.first.span, true)
                || index == top && count == 1 && lines::is_named_again(ad, self.first.span, false))
    }

    /// Whether it is the heading of a section.
    fn is_headed(&self, top: usize) -> bool {
        let (ad, count) = (self.ad, self.count());
        // What is no form of the table is marked because nobody knows; a compound is no negation.
        let own_words = ad.words.all.get(self.first.first as usize..self.last.end as usize).unwrap_or_default();
        let denied = own_words.iter().any(|word| word.is_known() && word.is(look::NEGATION));
        let sought = self.seeking && !denied;
        let heads = |hit: &Hit| {
            // "Applications Developer" on top is no heading "Applications".
            let small = self.index == top && self.is_english() && 2 * (hit.last + 1 - hit.first) < count;
            // "Prüfer*innen (Bewerbungsnr. 2026)": what follows a post heads nothing.
            let behind = self.signed && hit.first > self.first.first && ad.is_person(self.first.first);
            // "Lehrkraft für besondere Aufgaben"
            let late = hit.first > self.first.first + LEAD;
            // "Dein Job als Anlagenmechaniker" heads no tasks, "Wir suchen eine Sekretärin" no profile.
            let led = self.person && (sought || ad.of(hit.last + 1) == "als");
            !small && !behind && !late && !led
        };
        count <= 8 && self.hits().any(|hit| matches!(hit.owner, Owner::Heading(_)) && heads(hit))
    }

    /// Whether the search stands in it, or in the sentence before: "… ist die Stelle".
    fn is_announced(&self) -> bool {
        let earlier = self.block.first.saturating_sub(1)..self.block.first;
        let from = self.ad.hits.partition_point(|hit| hit.sentence < earlier.start);
        let mut before = self.ad.hits.iter().skip(from).take_while(|hit| hit.sentence < earlier.end);
        self.seeking || before.any(|hit| hit.owner == Owner::Seeking)
    }

    /// How much it looks like the title; `top` is the first line that can be one. `None` where nothing names a post: neither
    /// a marker nor a person noun nor a search.
    pub(super) fn score(&self, top: usize) -> Option<i32> {
        let (ad, index, count) = (self.ad, self.index, self.count());
        let Self {
            marked,
            labelled,
            person,
            signed,
            seeking,
            post,
            led,
            ..
        } = *self;
        let placed = matches!(self.block.kind, BlockKind::Heading(1)) || index == 0 || index == top;
        // Most lines show nothing of a title.
        let shows = marked || labelled || signed || person || seeking || post || led || placed;
        let again = self.is_named_again(top);
        if !(shows || again) || self.is_other() {
            return None;
        }
        // "Volontariat im Museum" on top: a post without a person.
        let office =
            index == top && !self.is_english() && count <= OFFICE && (self.first.first..self.last.end).any(|at| ad.does(at, TitleWord::Office));
        let post = post || office;
        let when = |so: bool, points: i32| if so { points } else { 0 };
        let end = self.last.span.of(ad.text);
        let mut score = match self.block.kind {
            BlockKind::Heading(1) => 5,
            BlockKind::Heading(2) => 2,
            BlockKind::Heading(_) => 1,
            // "Kommunikation mit den Kolleg*innen": a list speaks of people too.
            BlockKind::Item | BlockKind::Cell if lines::is_listed(ad, index) => -3,
            BlockKind::Item | BlockKind::Cell | BlockKind::Paragraph => 0,
        };
        // Whom the ad is for.
        score += when(marked, 6) + when(labelled, 6) + when(led, 6) + when(seeking, 2) + when(again, 3);
        let announced = self.is_announced();
        let opening = || self.pairs_until(self.last.end.min(self.first.first + 8));
        if signed && !marked && (count <= 20 || opening()) {
            score += if announced || index <= 8 { 4 } else { 1 };
        }
        score += when(person && announced && !seeking && count <= 14, 1);
        // The lexicon is German; "Jane Miller, Manager" signs an English ad.
        score += when(person && (!self.is_english() || post || marked || seeking || index == top), 3);
        score += when(post, if index <= 5 { 3 } else { 2 });
        // In running text a marker follows any noun; a title is short, or searched for.
        if marked && !seeking {
            let begin = self.first.first..=self.first.first + 12;
            let leading = ad.markers.iter().any(|marker| begin.contains(&marker.first));
            score -= match count {
                0..=14 => 0,
                _ if leading => 2,
                15..=30 => 2,
                _ => 6,
            };
        }
        // A post on top is searched for below ("Für unsere Kunden suchen wir Helfer (m/w/d)"), and called by its name again.
        score += when(index == 0 && !seeking && count <= 14 && marked, 2);
        // The first line, if it is short and no sentence.
        let plain = ad.markers.is_empty() && !end.ends_with(['.', ':', '!', '?']);
        score += when(index == top && (2..=8).contains(&count) && plain, 1);
        score += match count {
            0..=14 => 2,
            15..=30 => 0,
            _ => -3,
        };
        score += match index {
            _ if index == top => 2,
            0..=3 => 1,
            4..=15 => 0,
            _ => -2,
        };
        // What it is instead: the employer, a heading. A whole sentence is rarely a title.
        score -= when(index < 5 && !marked && !labelled && lines::is_employer(ad, index), 3);
        score -= when(index < 5 && !labelled && !self.is_english() && lines::is_page(ad, index), 4);
        score -= when(!marked && !post && self.is_headed(top), 5);
        // "An der Fakultät ist folgende Professur zu besetzen:"
        let announces = end.ends_with(':') && (self.first.first..self.last.end).any(|at| ad.is_one_of(at, &["folgende", "folgenden"]));
        score -= when(announces && !marked, 4);
        score -= when(count > 4 && !marked && !seeking && end.ends_with('.'), 4);
        Some(score)
    }
}

/// Whether an article or a preposition behind the beginning of a line leads up to a noun: "Beratung der Bürgerinnen".
fn is_governed(ad: Ad<'_>, first: u32, noun: u32) -> bool {
    let led_by = |at: u32| ad.is_function(at) && !ad.is_one_of(at, &["als", "und", "oder", "sowie", "bzw"]);
    noun > first + 1 && (led_by(noun - 1) || noun > first + 2 && !ad.is_capital(noun - 1) && led_by(noun - 2))
}

fn is_person(book: &Rulebook, word: &Word) -> bool {
    let whole = || word.is_known() && book.flags_of(word.form) & form_flag::PERSON != 0;
    word.is(look::PERSON) && (word.is(look::CAPITAL) || word.sign != Sign::None && whole())
}
