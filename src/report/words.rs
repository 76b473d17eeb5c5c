//! What things are called, in German and English.
//!
//! Names of settings and JSON fields are not translated; what people read aloud is. Must not decide anything.

use super::Summary;
use crate::diagnostic::{Applicability, Confidence, Ground, Group, Kind, Severity, TitleForm};
use crate::lang::Lang;
use crate::pack::model::{Held, Holder, Outcome, Section, Tone};
use std::borrow::Cow;

/// The text in the reader's language.
pub const fn say(lang: Lang, de: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::De => de,
        Lang::En => en,
    }
}

/// "1 Anzeige", "2 Anzeigen".
pub fn count(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// In quotation marks.
pub fn quoted(lang: Lang, text: &str) -> String {
    match lang {
        Lang::De => format!("„{text}“"),
        Lang::En => format!("“{text}”"),
    }
}

/// How much is at stake.
pub const fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => say(lang, "Risiko", "risk"),
        Severity::Warning => say(lang, "Warnung", "warning"),
        Severity::Info => say(lang, "Info", "info"),
    }
}

/// What becomes of a finding.
pub const fn outcome(lang: Lang, outcome: Outcome) -> &'static str {
    match outcome.severity() {
        None => say(lang, "kein Befund", "no finding"),
        Some(level) => severity(lang, level),
    }
}

/// How sure adlint is.
pub const fn confidence(lang: Lang, confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::High => say(lang, "sicher", "high confidence"),
        Confidence::Medium => say(lang, "meist richtig", "medium confidence"),
        Confidence::Low => say(lang, "unsicher", "low confidence"),
    }
}

/// What sort of finding.
pub const fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Wording => say(lang, "Wortlaut", "wording"),
        Kind::Form => say(lang, "Form", "form"),
        Kind::Missing => say(lang, "fehlt", "missing"),
        Kind::Style => say(lang, "Stil", "style"),
    }
}

/// A language.
pub const fn language(lang: Lang, of: Lang) -> &'static str {
    match of {
        Lang::De => say(lang, "Deutsch", "German"),
        Lang::En => say(lang, "Englisch", "English"),
    }
}

/// The language of a tag; the tag itself where nobody has named it.
pub fn language_of_tag(lang: Lang, tag: &str) -> Cow<'static, str> {
    let name = match tag.split(['-', '_']).next().unwrap_or(tag) {
        "de" => say(lang, "Deutsch", "German"),
        "en" => say(lang, "Englisch", "English"),
        "fr" => say(lang, "Französisch", "French"),
        "it" => say(lang, "Italienisch", "Italian"),
        "es" => say(lang, "Spanisch", "Spanish"),
        "nl" => say(lang, "Niederländisch", "Dutch"),
        "pl" => say(lang, "Polnisch", "Polish"),
        "cs" => say(lang, "Tschechisch", "Czech"),
        "sv" => say(lang, "Schwedisch", "Swedish"),
        "da" => say(lang, "Dänisch", "Danish"),
        "pt" => say(lang, "Portugiesisch", "Portuguese"),
        "tr" => say(lang, "Türkisch", "Turkish"),
        "hu" => say(lang, "Ungarisch", "Hungarian"),
        "ro" => say(lang, "Rumänisch", "Romanian"),
        "uk" => say(lang, "Ukrainisch", "Ukrainian"),
        "ru" => say(lang, "Russisch", "Russian"),
        "ar" => say(lang, "Arabisch", "Arabic"),
        "el" => say(lang, "Griechisch", "Greek"),
        _ => return Cow::Owned(tag.to_owned()),
    };
    Cow::Borrowed(name)
}

/// What a finding is about.
pub const fn ground(lang: Lang, ground: Ground) -> &'static str {
    match ground {
        Ground::Age => say(lang, "Alter", "age"),
        Ground::Gender => say(lang, "Geschlecht", "gender"),
        Ground::Origin => say(lang, "Herkunft", "origin"),
        Ground::Religion => say(lang, "Religion", "religion"),
        Ground::Disability => say(lang, "Behinderung", "disability"),
        Ground::SexualIdentity => say(lang, "sexuelle Identität", "sexual identity"),
        Ground::Family => say(lang, "Familie", "family"),
        Ground::SocialOrigin => say(lang, "soziale Herkunft", "social origin"),
        Ground::Appearance => say(lang, "Aussehen", "appearance"),
        Ground::WorkingTime => say(lang, "Arbeitszeit", "working time"),
        Ground::Pay => say(lang, "Entgelt", "pay"),
        Ground::Tone => say(lang, "Ton", "tone"),
        Ground::Data => say(lang, "Daten", "data"),
        Ground::Clause => say(lang, "Klausel", "clause"),
        Ground::Exception => say(lang, "Ausnahmen", "exceptions"),
    }
}

/// Whom a clause speaks to.
pub const fn group(lang: Lang, group: Group) -> &'static str {
    match group {
        Group::Migration => say(lang, "Migration", "migration"),
        Group::Women => say(lang, "Frauen", "women"),
        Group::Men => say(lang, "Männer", "men"),
        Group::UnderRepresented => say(lang, "unterrepräsentiertes Geschlecht", "under-represented sex"),
        Group::Disability => say(lang, "Behinderung", "disability"),
        Group::Age => say(lang, "Alter", "age"),
        Group::Lgbtq => say(lang, "LSBTIQ", "LGBTQ"),
        Group::Religion => say(lang, "Religion", "religion"),
        Group::SocialOrigin => say(lang, "soziale Herkunft", "social origin"),
        Group::Care => say(lang, "Familie und Pflege", "family and care"),
        Group::Everyone => say(lang, "alle", "everyone"),
        Group::PartTime => say(lang, "Teilzeit", "part-time"),
        Group::Accommodation => say(lang, "Barrierefreiheit", "accommodation"),
    }
}

/// What a profile asks for, by its name there; the name itself where a pack has one of its own.
pub fn demand(lang: Lang, name: &str) -> Cow<'_, str> {
    if let Some(known) = Group::from_name(name) {
        return Cow::Borrowed(group(lang, known));
    }
    Cow::Borrowed(match name {
        "intercultural-competence" => say(lang, "interkulturelle Kompetenz", "intercultural competence"),
        "migration-trainee" => say(lang, "Migration (Ausbildung)", "migration (training)"),
        "minimum-pay" => say(lang, "Mindestentgelt", "minimum pay"),
        "pay-range" => say(lang, "Entgeltspanne", "pay range"),
        "ai-use" => say(lang, "Einsatz von KI", "use of AI"),
        "disability-tagline" => say(lang, "Behinderung (US-Bundesaufträge)", "disability (US federal contractors)"),
        "canadian-priority" => say(lang, "Vorrang für Kanada", "priority for Canadians"),
        "vacancy" => say(lang, "offene Stelle", "existing vacancy"),
        "fair-chance" => say(lang, "Vorstrafen", "criminal record"),
        "veterans" => say(lang, "Veteraninnen und Veteranen", "veterans"),
        _ => return Cow::Owned(name.replace('-', " ")),
    })
}

/// A section of an ad.
pub const fn section(lang: Lang, section: Section) -> &'static str {
    match section {
        Section::Title => say(lang, "Titel", "title"),
        Section::AboutUs => say(lang, "Über uns", "about us"),
        Section::Tasks => say(lang, "Aufgaben", "tasks"),
        Section::Profile => say(lang, "Anforderungen", "profile"),
        Section::Offer => say(lang, "Angebot", "offer"),
        Section::EqualOpportunity => say(lang, "Chancengleichheit", "equal opportunity"),
        Section::Application => say(lang, "Bewerbung", "application"),
        Section::Contact => say(lang, "Kontakt", "contact"),
        Section::Other => say(lang, "Sonstiges", "other"),
    }
}

/// Whose attribute a word is.
pub const fn holder(lang: Lang, holder: Holder) -> &'static str {
    match holder {
        Holder::Clients => say(lang, "Menschen, mit denen die Stelle zu tun hat", "people the job deals with"),
        Holder::Company => say(lang, "das Unternehmen", "the employer"),
        Holder::Product => say(lang, "eine Sache", "a thing"),
        Holder::Third => say(lang, "andere Personen", "other people"),
    }
}

/// How a title shows whom it addresses.
pub const fn title_form(lang: Lang, form: TitleForm) -> &'static str {
    match form {
        TitleForm::Marker => say(lang, "mit Zusatz wie (m/w/d)", "with a marker such as (m/f/d)"),
        TitleForm::Pair => say(lang, "beide Formen", "both forms"),
        TitleForm::Slash => say(lang, "Schrägstrich", "slash"),
        TitleForm::Star => say(lang, "Genderstern", "gender star"),
        TitleForm::Colon => say(lang, "Doppelpunkt", "colon"),
        TitleForm::Underscore => say(lang, "Unterstrich", "underscore"),
        TitleForm::CapitalI => say(lang, "Binnen-I", "capital I"),
        TitleForm::Neutral => say(lang, "neutral", "neutral"),
        TitleForm::Masculine => say(lang, "nur männlich", "masculine only"),
        TitleForm::Feminine => say(lang, "nur weiblich", "feminine only"),
        TitleForm::None => say(lang, "keine Personenbezeichnung", "no person noun"),
    }
}

/// The tone of a text to insert.
pub const fn tone(lang: Lang, tone: Tone) -> &'static str {
    match tone {
        Tone::Formal => say(lang, "förmlich", "formal"),
        Tone::Plain => say(lang, "schlicht", "plain"),
        Tone::Du => say(lang, "per Du", "informal"),
    }
}

/// How a court decided.
pub const fn held(lang: Lang, held: Held) -> &'static str {
    match held {
        Held::Discriminatory => say(lang, "benachteiligend oder ein Hinweis darauf", "discriminatory, or an indication of it"),
        Held::NotDiscriminatory => say(lang, "nicht benachteiligend", "not discriminatory"),
        Held::Justified => say(lang, "gerechtfertigt", "justified"),
        Held::Other => say(lang, "aus anderen Gründen entschieden", "decided on other grounds"),
    }
}

/// When a fix may be applied.
pub const fn applicability(lang: Lang, applicability: Applicability) -> &'static str {
    match applicability {
        Applicability::Safe => say(lang, "mit --fix", "with --fix"),
        Applicability::Review => say(lang, "bitte prüfen", "please review"),
    }
}

/// "2 Risiken, 1 Warnung, 3 Infos"; empty where there is nothing.
pub fn findings(lang: Lang, summary: &Summary) -> String {
    let parts = [
        (summary.errors, say(lang, "Risiko", "risk"), say(lang, "Risiken", "risks")),
        (summary.warnings, say(lang, "Warnung", "warning"), say(lang, "Warnungen", "warnings")),
        (summary.infos, "Info", "Infos"),
    ];
    let lower = |text: &str| if lang == Lang::En { text.to_lowercase() } else { text.to_owned() };
    let said: Vec<String> = parts
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(*number, &lower(one), &lower(many)))
        .collect();
    said.join(", ")
}

/// The run was stopped before its end.
pub const fn interrupted(lang: Lang) -> &'static str {
    say(
        lang,
        "Abgebrochen: nicht alle Anzeigen sind geprüft; dieser Bericht ist unvollständig.",
        "Interrupted: not all ads were checked; this report is incomplete.",
    )
}

/// How strong a clause is.
pub const fn level(lang: Lang, level: u8) -> &'static str {
    match level {
        5 => say(lang, "im Wortlaut des Gesetzes", "in the words of the law"),
        4 => say(lang, "mit Bevorzugung", "with preference"),
        3 => say(lang, "ausdrückliche Einladung", "express invitation"),
        2 => say(lang, "Einladung mit Aufzählung", "invitation with a list"),
        1 => say(lang, "Haltung", "statement of values"),
        _ => say(lang, "nur ein Hinweis", "a note only"),
    }
}
