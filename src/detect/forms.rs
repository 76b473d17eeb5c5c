//! The form of the job title: marker, pair, sign, neutral, masculine, feminine.

use super::Candidate;
use super::persons::{Noun, Sex, has_articles_of_both, has_partner, noun, sex_by_article};
use crate::diagnostic::{Applicability, Fix, Ground, Severity, TitleForm};
use crate::document::Document;
use crate::document::scan::{Hit, Rules};
use crate::document::words::{Sign, gap};
use crate::lang::Lang;
use crate::pack::Rulebook;
use crate::pack::model::{Detector, TitleWord};
use crate::pack::rulebook::Owner;
use crate::policy::{GenderStyle, Policy};
use crate::text::{Edit, Span};

/// How the title addresses people.
#[derive(Debug, Clone, Copy)]
pub struct TitleForms {
    /// Its form.
    pub form: TitleForm,
    /// The word that carries it.
    pub word: Option<u32>,
    /// The entry of the lexicon.
    pub noun: Option<u32>,
    /// Whether everyone is meant.
    pub inclusive: bool,
    /// Whether its noun is neutral, with or without a marker.
    pub neutral: bool,
}

/// The form that a sign makes.
pub(super) const fn form_of(sign: Sign) -> Option<TitleForm> {
    match sign {
        Sign::None => None,
        Sign::Star => Some(TitleForm::Star),
        Sign::Colon => Some(TitleForm::Colon),
        Sign::Underscore | Sign::Dot => Some(TitleForm::Underscore),
        Sign::Slash | Sign::Bracket => Some(TitleForm::Slash),
        Sign::CapitalI => Some(TitleForm::CapitalI),
    }
}

/// Reads the form of the title.
///
/// `is_meant` tells of a rule and of the words it was found in whether its exceptions let it speak.
pub fn title(rules: &Rules, document: &Document<'_>, is_meant: &dyn Fn(u32, &Hit) -> bool) -> TitleForms {
    let book = &rules.book;
    let mut forms = TitleForms {
        form: TitleForm::None,
        word: None,
        noun: None,
        inclusive: false,
        neutral: false,
    };
    let Some(title) = document.title else { return forms };
    // Adjectives carry signs too ("eine*n"); a marker may stand a word or two after the title's end.
    let signed = (title.first..title.end).find_map(|at| {
        document
            .words
            .all
            .get(at as usize)
            .and_then(|word| form_of(word.sign))
            .map(|form| (at, form))
    });
    let signed = signed.or_else(|| footnoted(document, title.first, title.end).map(|at| (at, TitleForm::Star)));
    let marked = document
        .markers
        .iter()
        .any(|marker| !marker.single && marker.first >= title.first && marker.first <= title.end + 6);
    // "Professor of Physics" is English, whatever the ad is in.
    let german = document.lang_of_word(title.first) != Some(Lang::En) && !(title.first..title.end).any(|at| document.word(at) == "of");
    let nouns: Vec<Noun<'_>> = if german {
        let whole = (title.first..title.end).filter(|at| !is_elided(document, *at));
        whole.filter_map(|at| noun(book, document, at)).collect()
    } else {
        Vec::new()
    };
    let paired = nouns
        .iter()
        .find(|noun| noun.sign == Sign::None && (noun.is_masculine() || noun.is_feminine()) && has_partner(book, document, noun));
    let paired = paired.or_else(|| nouns.first().filter(|noun| !marked && has_articles_of_both(document, noun, &nouns)));
    // The head of a title comes first: "Leiter der Abteilung …", "Sekretärin des Direktors".
    let head = nouns.iter().find(|noun| noun.sign == Sign::None);
    // "Azubi zum Tischler", "Azubi als Koch", "Azubi Tischler": whom the trainee will be is what the title names.
    let becomes = |noun: &Noun<'_>| noun.sign == Sign::None && noun.at > title.first && matches!(document.word(noun.at - 1), "zum" | "zur" | "als");
    let head = head.and_then(|head| {
        let wide = document.words.does(book, head.at, TitleWord::WidePost);
        let beside =
            |noun: &Noun<'_>| wide && noun.at == head.at + 1 && document.words.all.get(noun.at as usize).is_some_and(|word| word.gap == gap::SPACE);
        let trade = nouns
            .iter()
            .filter(|noun| noun.at > head.at)
            .find(|noun| becomes(noun) || beside(noun) || is_listed(document, head, &nouns, noun));
        trade.filter(|_| sex(document, head).is_none()).or(Some(head))
    });
    forms.word = head.map(|noun| noun.at);
    forms.noun = head.map(|noun| noun.index);
    forms.neutral = match head {
        Some(head) => head.shape.neutral || (head.shape.masculine && head.shape.feminine),
        None => german && neutral_tail(document, title.first, title.end) == TitleForm::Neutral,
    };
    forms.form = match (paired, signed, head) {
        (Some(pair), _, _) => {
            forms.word = Some(pair.at);
            half_sign(document, pair.at + 1).unwrap_or(TitleForm::Pair)
        }
        (None, Some((at, form)), _) => {
            forms.word = Some(at);
            form
        }
        _ if marked => TitleForm::Marker,
        (None, None, Some(head)) if sex(document, head) == Some(Sex::Masculine) && !head.person.english && !head.person.legal => TitleForm::Masculine,
        (None, None, Some(head)) if sex(document, head) == Some(Sex::Feminine) => TitleForm::Feminine,
        // "Software Engineer" in a German ad: neither masculine for sure nor a form that speaks to all.
        (None, None, Some(head)) if head.is_masculine() && head.person.english => TitleForm::None,
        (None, None, Some(_)) => TitleForm::Neutral,
        (None, None, None) if german => neutral_tail(document, title.first, title.end),
        _ => english_form(rules, document, title.first, title.end, is_meant),
    };
    forms.inclusive = match forms.form {
        TitleForm::Masculine | TitleForm::Feminine => false,
        TitleForm::None => head.is_some(),
        _ => true,
    };
    forms
}

/// "Schüler-/Studentenjob", "Ingenieur- und …": the rest of the word stands further on.
fn is_elided(document: &Document<'_>, at: u32) -> bool {
    let rest = document
        .words
        .all
        .get(at as usize)
        .and_then(|word| document.text.get(word.end as usize..));
    rest.and_then(|rest| rest.strip_prefix('-'))
        .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// "Mitarbeiter / in", "Fachfrau:mann", "Jungkoch_köchin": a sign joins the other half, or its ending.
fn half_sign(document: &Document<'_>, half: u32) -> Option<TitleForm> {
    match document.words.all.get(half as usize)?.gap {
        gap::STAR => Some(TitleForm::Star),
        gap::COLON => Some(TitleForm::Colon),
        gap::UNDERSCORE | gap::DOT => Some(TitleForm::Underscore),
        signs if signs & gap::SLASH != 0 && matches!(document.word(half), "in" | "innen") => Some(TitleForm::Slash),
        _ => None,
    }
}

/// "Fachkräfte, Köche und Hausmeister": a noun for one sex in a row of nouns for persons that begins with the head of the title.
fn is_listed(document: &Document<'_>, head: &Noun<'_>, nouns: &[Noun<'_>], noun: &Noun<'_>) -> bool {
    let joins = |at: u32| document.is_one_of(at, &["und", "oder", "sowie"]);
    let is_noun = |at: u32| nouns.iter().any(|noun| noun.at == at);
    let listed = |at: u32| {
        joins(at - 1)
            || document
                .words
                .all
                .get(at as usize)
                .is_some_and(|word| word.gap == gap::COMMA | gap::SPACE)
    };
    let row = (head.at + 1..=noun.at).all(|at| joins(at) && is_noun(at - 1) || is_noun(at) && listed(at));
    row && noun.sign == Sign::None && sex(document, noun).is_some()
}

/// The one sex that a noun names, by its form or its article.
fn sex(document: &Document<'_>, noun: &Noun<'_>) -> Option<Sex> {
    if noun.is_masculine() {
        Some(Sex::Masculine)
    } else if noun.is_feminine() {
        Some(Sex::Feminine)
    } else {
        sex_by_article(document, noun)
    }
}

/// "Elektriker* gesucht" and, at the end, "* Alle Geschlechter sind willkommen": the word with the star that a note explains.
fn footnoted(document: &Document<'_>, first: u32, end: u32) -> Option<u32> {
    let starred = |at: &u32| {
        let word = document.words.all.get(*at as usize);
        let behind = word.and_then(|word| document.text.get(word.end as usize..));
        behind.is_some_and(|rest| rest.strip_prefix('*').is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    let at = (first..end).find(starred)?;
    let explains = |passage: &str| {
        let passage = passage.to_lowercase();
        ["geschlecht", "gender", "m/w/d", "w/m/d", "divers", "männlich"]
            .iter()
            .any(|word| passage.contains(word))
    };
    let noted = document.sentences.iter().any(|sentence| {
        let word = document.words.all.get(sentence.first as usize);
        word.is_some_and(|word| word.after(gap::STAR)) && explains(sentence.span.of(document.text))
    });
    noted.then_some(at)
}

/// English titles are neutral unless a rule about gendered titles says otherwise ("salesman", "waitress").
fn english_form(rules: &Rules, document: &Document<'_>, first: u32, end: u32, is_meant: &dyn Fn(u32, &Hit) -> bool) -> TitleForm {
    // "Sales Executive (Male)"
    if let Some(marker) = document
        .markers
        .iter()
        .find(|marker| marker.single && marker.first >= first && marker.first <= end)
    {
        let male = document.word(marker.first).to_lowercase().starts_with('m');
        return if male { TitleForm::Masculine } else { TitleForm::Feminine };
    }
    let speaks_of_sex = |rule: u32| {
        let rule = rules.book.rules.get(rule as usize);
        rule.filter(|rule| rule.ground == Ground::Gender && rule.severity >= Severity::Warning)
    };
    let gendered = document.hits.iter().find_map(|hit| match hit.owner {
        // "Male carers wanted": the title ends before the search.
        Owner::Rule(rule) if (first..end).contains(&hit.first) && speaks_of_sex(rule).is_some() && is_meant(rule, hit) => Some((hit.first, hit.last)),
        // "Female Cashier": the expression reads the line.
        Owner::Expression(rule, at) if (first..end).contains(&hit.first) => {
            let expression = speaks_of_sex(rule)?.expressions.get(usize::from(at))?;
            let line = document.sentences.get(hit.sentence as usize)?.span.of(&document.flat);
            rules.matches(expression, line).then_some((first, end - 1))
        }
        _ => None,
    });
    let Some((first, last)) = gendered else { return TitleForm::Neutral };
    if names_both(document, first, last) {
        return TitleForm::Pair;
    }
    let text = document.span(first, last).of(document.text).to_lowercase();
    let names = |is_one: &dyn Fn(&str) -> bool| text.split(|c: char| !c.is_alphabetic()).any(is_one);
    let women = names(&|word| WOMEN.iter().any(|tail| word.ends_with(tail)));
    if names(&|word| MEN.contains(&word)) {
        // "Dancer, boys & girls"
        return if women { TitleForm::Pair } else { TitleForm::Masculine };
    }
    // "Access Manager (male only)" ends like "waitress"; "Security Guard", "Waiter": what does not name women names men.
    if women || names(&|word| word.ends_with("ess") || word.ends_with("esses")) {
        TitleForm::Feminine
    } else {
        TitleForm::Masculine
    }
}

/// Words that name men by themselves.
const MEN: [&str; 14] = [
    "man",
    "men",
    "male",
    "males",
    "boy",
    "boys",
    "lad",
    "lads",
    "gent",
    "gents",
    "gentleman",
    "gentlemen",
    "guy",
    "guys",
];

/// How English words end that name women, beside "-ess": "saleswoman", "landlady".
const WOMEN: [&str; 20] = [
    "woman", "women", "girl", "girls", "lady", "ladies", "female", "females", "maid", "maids", "matron", "matrons", "mother", "mothers", "sister",
    "sisters", "wife", "wives", "queen", "ette",
];

/// "Waiter/Waitress", "Actor or Actress", "Salesman/woman": the other half stands behind a slash, or beyond "or".
fn names_both(document: &Document<'_>, first: u32, last: u32) -> bool {
    const STEM: usize = 3;
    let joins = |at: u32| document.is_one_of(at, &["or", "and"]);
    let slashed = |at: u32| document.words.all.get(at as usize).is_some_and(|word| word.after(gap::SLASH));
    let alike = |a: u32, b: u32| match (document.word(a).get(..STEM), document.word(b).get(..STEM)) {
        (Some(a), Some(b)) => a.eq_ignore_ascii_case(b),
        _ => false,
    };
    let half = |at: u32| {
        ["man", "woman", "men", "women", "boy", "boys", "girl", "girls", "male", "female"]
            .iter()
            .any(|half| document.word(at).eq_ignore_ascii_case(half))
    };
    let behind = slashed(last + 1) && (half(last + 1) || alike(last, last + 1));
    let ahead = slashed(first) && first.checked_sub(1).is_some_and(|before| alike(before, first));
    let beyond = joins(last + 1) && alike(last, last + 2) || first >= 2 && joins(first - 1) && alike(first, first - 2);
    behind || ahead || beyond
}

/// Nouns of office without a person: "Sachbearbeitung", "Teamleitung", "Assistenz".
fn neutral_tail(document: &Document<'_>, first: u32, end: u32) -> TitleForm {
    const TAILS: [&str; 14] = [
        "leitung",
        "bearbeitung",
        "kraft",
        "kräfte",
        "assistenz",
        "person",
        "führung",
        "vertretung",
        "stelle",
        "professur",
        "volontariat",
        "referat",
        "praktikum",
        "ausbildung",
    ];
    let neutral = (first..end).filter_map(|at| document.words.all.get(at as usize)).any(|word| {
        let text = word.span().of(document.text).to_lowercase();
        TAILS.iter().any(|tail| text.ends_with(tail))
            || matches!(
                text.as_str(),
                "studium" | "duales" | "postdoc" | "trainee" | "azubi" | "werkstudium" | "talent" | "talente"
            )
    });
    if neutral { TitleForm::Neutral } else { TitleForm::None }
}

/// Titles in one sex only, markers without a third option or with one sex, forms a profile does not accept.
pub(super) fn candidates(rules: &Rules, document: &Document<'_>, policy: &Policy, title: &TitleForms, out: &mut Vec<Candidate>) {
    if let (Some(at), Some(detector)) = (
        title.word,
        match title.form {
            TitleForm::Masculine => Some(Detector::MasculineTitle),
            TitleForm::Feminine => Some(Detector::FeminineTitle),
            _ => None,
        },
    ) {
        let mut candidate = Candidate::new(document, detector, at, at);
        candidate.arguments.push(("title", candidate.span.of(document.text).to_owned()));
        // Saved where the rest of the ad addresses everyone (OLG Karlsruhe 17 U 99/10).
        if addresses_all(&rules.book, document, title) {
            candidate.severity = Some(Severity::Info);
        }
        if let Some(noun) = noun(&rules.book, document, at) {
            // "Lehrling": there is no other form.
            if noun.person.f.is_none() && noun.is_masculine() {
                candidate.severity = Some(Severity::Info);
            }
            candidate.fixes = noun_fixes(document, &noun, true);
            prefer(&mut candidate.fixes, policy.style);
        }
        out.push(candidate);
    }
    let mut binary: Option<Candidate> = None;
    for marker in &document.markers {
        if marker.single {
            if document.in_title(marker.first) || marker.first.checked_sub(1).is_some_and(|at| noun(&rules.book, document, at).is_some()) {
                out.push(Candidate::new(document, Detector::SingleSexMarker, marker.first, marker.last));
            }
        } else if !marker.third {
            let candidate = Candidate::new(document, Detector::MarkerWithoutDivers, marker.first, marker.last);
            match &mut binary {
                Some(known) => known.repeated.push(candidate.span),
                None => {
                    let mut candidate = candidate;
                    candidate.fixes = vec![third_option(document, candidate.span, marker.last)];
                    binary = Some(candidate);
                }
            }
        }
    }
    out.extend(binary);
    let Some(profile) = rules.book.profile(&policy.profile) else { return };
    if let (Some((accept, _, severity)), Some(found)) = (&profile.title, document.title)
        && title.form != TitleForm::None
        && !accept.contains(&title.form)
        && !(title.neutral && accept.contains(&TitleForm::Neutral))
        && !matches!(title.form, TitleForm::Masculine | TitleForm::Feminine)
        && document.lang_of_word(found.first) != Some(Lang::En)
    {
        let mut candidate = Candidate::new(document, Detector::PairFormAsked, found.first, found.end.saturating_sub(1));
        candidate.severity = Some(*severity);
        candidate.arguments.push(("title", candidate.span.of(document.text).to_owned()));
        if let Some(noun) = title.word.and_then(|at| noun(&rules.book, document, at)) {
            candidate.fixes = noun_fixes(document, &noun, true)
                .into_iter()
                .filter(|fix| !fix.title.contains('('))
                .collect();
        }
        out.push(candidate);
    }
}

/// "(m/w)" → "(m/w/d)", with the separator and the case that stand there.
fn third_option(document: &Document<'_>, span: Span, last: u32) -> Fix {
    let passage = span.of(document.text);
    let end = document.words.all.get(last as usize).map_or(span.end, |word| word.end);
    let separator: String = passage
        .chars()
        .skip_while(|c| c.is_alphanumeric())
        .take_while(|c| !c.is_alphanumeric())
        .collect();
    let upper = passage.chars().all(|c| !c.is_alphabetic() || c.is_uppercase());
    let text = format!("{separator}{}", if upper { "D" } else { "d" });
    Fix {
        title: format!("{passage}{text}"),
        edits: vec![Edit {
            span: Span::empty(end),
            text,
        }],
        applicability: Applicability::Safe,
    }
}

/// Whether the ad says elsewhere that everyone is meant: a marker, a sign, both forms, the other sex by name.
fn addresses_all(book: &Rulebook, document: &Document<'_>, title: &TitleForms) -> bool {
    if document.markers.iter().any(|marker| !marker.single) {
        return true;
    }
    let all = 0..u32::try_from(document.words.all.len()).unwrap_or(0);
    all.filter(|at| Some(*at) != title.word)
        .filter_map(|at| noun(book, document, at))
        .any(|noun| {
            noun.sign != Sign::None
                || ((noun.is_masculine() || noun.is_feminine()) && !noun.person.third && has_partner(book, document, &noun))
                || (Some(noun.index) == title.noun && noun.is_feminine() != (title.form == TitleForm::Feminine) && !noun.is_masculine())
        })
}

/// What could stand for a person noun: with a marker, in both forms, in a neutral word.
pub(super) fn noun_fixes(document: &Document<'_>, noun: &Noun<'_>, in_title: bool) -> Vec<Fix> {
    let Some(word) = document.words.all.get(noun.at as usize) else {
        return Vec::new();
    };
    let span = word.span();
    let whole = span.of(document.text);
    let prefix = whole.get(..noun.offset as usize).unwrap_or_default();
    let stem = whole.get(noun.offset as usize..).unwrap_or_default();
    let compound = |form: &str| {
        if prefix.is_empty() {
            form.to_owned()
        } else {
            format!("{prefix}{}", lower_first(form))
        }
    };
    let review = |text: String| Fix {
        title: text.clone(),
        edits: vec![Edit { span, text }],
        applicability: Applicability::Review,
    };
    let mut fixes = Vec::new();
    // Only the forms that need no other word to change: the nominative singular, or the plural.
    let is = |form: &Option<String>| {
        form.as_ref()
            .is_some_and(|form| form.eq_ignore_ascii_case(stem) || form.to_lowercase() == stem.to_lowercase())
    };
    // "einen Mitarbeiter" and "die Mitarbeiter" look alike: in the text a word before must say which.
    let plural = is(&noun.person.mp) && (!is(&noun.person.m) || !in_title && follows_plural(document, noun.at));
    if in_title {
        let text = " (m/w/d)".to_owned();
        fixes.push(Fix {
            title: format!("{whole} (m/w/d)"),
            edits: vec![Edit {
                span: Span::empty(span.end),
                text,
            }],
            applicability: Applicability::Review,
        });
    }
    // "mit Ärzten": the dative adds an -n that the feminine plural does not need.
    let dative = !in_title
        && noun
            .person
            .mp
            .as_ref()
            .is_some_and(|mp| !mp.ends_with(['n', 's']) && format!("{mp}n").to_lowercase() == stem.to_lowercase());
    if plural || dative {
        if let Some(fp) = &noun.person.fp {
            fixes.push(review(format!("{} und {whole}", compound(fp))));
        }
    } else if is(&noun.person.m) && in_title {
        if let Some(f) = &noun.person.f {
            fixes.push(review(format!("{} oder {whole}", compound(f))));
        }
    } else if is(&noun.person.f)
        && in_title
        && let Some(m) = &noun.person.m
    {
        fixes.push(review(format!("{whole} oder {}", compound(m))));
    }
    if in_title {
        for neutral in &noun.person.neutral {
            // A neutral phrase of several words cannot end a compound.
            if prefix.is_empty() || !neutral.contains(' ') {
                fixes.push(review(compound(neutral)));
            }
        }
    }
    fixes
}

/// Whether the word before says that a noun is plural.
fn follows_plural(document: &Document<'_>, at: u32) -> bool {
    const DETERMINERS: [&str; 13] = [
        "die", "alle", "unsere", "viele", "mehrere", "einige", "keine", "ihre", "eure", "deine", "zwei", "drei", "beide",
    ];
    let before = at.checked_sub(1).and_then(|at| document.words.all.get(at as usize));
    before.is_some_and(|word| DETERMINERS.contains(&word.span().of(document.text).to_lowercase().as_str()))
}

fn prefer(fixes: &mut [Fix], style: GenderStyle) {
    let rank = |fix: &Fix| match style {
        GenderStyle::Pair => !fix.title.contains(" oder "),
        GenderStyle::Neutral => fix.title.contains(" oder ") || fix.title.contains('('),
        _ => !fix.title.contains('('),
    };
    fixes.sort_by_key(rank);
}

fn lower_first(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
