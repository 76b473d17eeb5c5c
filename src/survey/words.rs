//! How numbers and the parts of a survey are called, in German and English.
//!
//! Groups, grounds and severities have their names in `report::words`. Must not decide anything.

use super::figures::{Comparisons, GroupFigure, KnownGroups};
use super::interval::{Difference, Share};
use crate::diagnostic::{FaultCode, Ground, Group, Severity, TitleForm};
use crate::lang::Lang;
use crate::report::words::{demand, ground, group, language_of_tag, say, severity, title_form};

/// `12,3 %`, `12.3%`; without a decimal at the ends.
pub fn percent(lang: Lang, share: f64) -> String {
    let number = format!("{:.1}", share * 100.0);
    let number = if number == "100.0" { "100".to_owned() } else { number };
    let number = if number == "-0.0" { "0.0".to_owned() } else { number };
    match lang {
        Lang::De => format!("{} %", number.replace('.', ",")),
        Lang::En => format!("{number}%"),
    }
}

/// `9,1–16,3 %`: the interval without repeating the sign.
pub fn interval(lang: Lang, low: f64, high: f64) -> String {
    let low = percent(lang, low);
    format!("{}–{}", low.trim_end_matches(['%', '\u{a0}', ' ']), percent(lang, high))
}

/// The share; `2 von 4` where it would say more than is known; `–` for no ads.
pub fn share(lang: Lang, share: &Share) -> String {
    match share.share {
        None => "–".to_owned(),
        Some(_) if share.too_few => format!("{} {} {}", share.count, say(lang, "von", "of"), share.of),
        Some(value) => percent(lang, value),
    }
}

/// The interval of a share; empty for no ads.
pub fn share_interval(lang: Lang, share: &Share) -> String {
    share
        .low
        .zip(share.high)
        .map_or_else(String::new, |(low, high)| interval(lang, low, high))
}

/// `+4,2`, in percentage points.
fn points(lang: Lang, value: f64) -> String {
    let number = format!("{:+.1}", value * 100.0).replace('-', "−");
    let number = if number == "−0.0" { "+0.0".to_owned() } else { number };
    match lang {
        Lang::De => number.replace('.', ","),
        Lang::En => number,
    }
}

/// `+4,2 (1,0 bis 7,4)`.
pub fn difference(lang: Lang, difference: &Difference) -> String {
    match (difference.difference, difference.low, difference.high) {
        (Some(value), Some(low), Some(high)) => format!(
            "{} ({} {} {})",
            points(lang, value),
            points(lang, low),
            say(lang, "bis", "to"),
            points(lang, high)
        ),
        _ => "–".to_owned(),
    }
}

/// A whole number with thin separators: `12.345`, `12,345`.
pub fn number(lang: Lang, value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(if lang == Lang::De { '.' } else { ',' });
        }
        out.push(digit);
    }
    out
}

/// A dimension.
pub fn dimension(lang: Lang, name: &str) -> String {
    match name {
        "year" => say(lang, "Jahr", "year"),
        "quarter" => say(lang, "Quartal", "quarter"),
        "month" => say(lang, "Monat", "month"),
        "archive" => say(lang, "Archiv", "archive"),
        "language" => say(lang, "Sprache", "language"),
        "employer" => say(lang, "Arbeitgeber", "employer"),
        "occupation" => say(lang, "Beruf", "occupation"),
        "place" => say(lang, "Ort", "place"),
        "industry" => say(lang, "Branche", "industry"),
        other => other,
    }
    .to_owned()
}

/// `nach Jahr und Arbeitgeber`.
pub fn by(lang: Lang, known: &KnownGroups) -> String {
    let names: Vec<String> = known.by.iter().map(|name| dimension(lang, name)).collect();
    format!("{} {}", say(lang, "Nach", "By"), names.join(say(lang, " und ", " and ")))
}

/// The values of a group, readable.
pub fn values(lang: Lang, known: &KnownGroups, group: &GroupFigure) -> String {
    let value = |(name, value): (&String, &Option<String>)| match value {
        None => say(lang, "ohne Angabe", "not stated").to_owned(),
        // Of a path, the end says most; JSON, CSV and the list of archives have all of it.
        Some(path) if name == "archive" => path.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(path).to_owned(),
        Some(tag) if name == "language" => language_of_tag(lang, tag).into_owned(),
        Some(value) => value.clone(),
    };
    let all: Vec<String> = known.by.iter().zip(&group.values).map(value).collect();
    all.join(" · ")
}

/// What a level of a clause is called.
pub const fn level(lang: Lang, level: u8) -> &'static str {
    match level {
        5 => say(lang, "5 gesetzlicher Wortlaut", "5 statutory wording"),
        4 => say(lang, "4 Bevorzugung", "4 preference"),
        3 => say(lang, "3 ausdrückliche Einladung", "3 explicit welcome"),
        2 => say(lang, "2 Aufzählung", "2 list of grounds"),
        _ => say(lang, "1 Bekenntnis", "1 statement of value"),
    }
}

/// A row of a comparison.
pub fn row(lang: Lang, row: &Comparisons) -> String {
    let name = row.name.as_str();
    let known = match row.measure {
        "clause" => Group::from_name(name).map(|known| format!("{}: {}", say(lang, "Klausel", "clause"), group(lang, known))),
        "severity" => Severity::from_name(name).map(|known| format!("{}: {}", say(lang, "Befund", "finding"), severity(lang, known))),
        "ground" => Ground::from_name(name).map(|known| format!("{}: {}", say(lang, "Bereich", "ground"), ground(lang, known))),
        "title" => TitleForm::from_name(name).map(|known| format!("{}: {}", say(lang, "Titel", "title"), title_form(lang, known))),
        "demand" => Some(format!("{}: {}", say(lang, "Profil", "profile"), demand(lang, name))),
        "rule" => Some(name.to_owned()),
        "any-clause" => Some(say(lang, "irgendeine Klausel", "any clause").to_owned()),
        "all-met" => Some(say(lang, "alles, was das Profil nennt", "all the profile asks for").to_owned()),
        _ => None,
    };
    known.unwrap_or_else(|| name.to_owned())
}

/// Whether a row of a comparison tells people something: it was found, and is not what a demand of the profile says the other way
/// round.
pub(super) fn tells(row: &Comparisons) -> bool {
    let mirrored = row.measure == "rule" && row.name.starts_with("clause/") || row.measure == "ground" && row.name == Ground::Clause.name();
    row.first.count + row.second.count > 0 && !mirrored
}

/// What kept a record from being judged, in few words.
pub const fn fault(lang: Lang, code: FaultCode) -> &'static str {
    match code {
        FaultCode::Empty => say(lang, "leer", "empty"),
        FaultCode::Binary => say(lang, "kein Text", "no text"),
        FaultCode::UnsupportedFormat => say(lang, "unbekanntes Format", "unknown format"),
        FaultCode::UnsupportedLanguage => say(lang, "Sprache ohne Regeln", "language without rules"),
        FaultCode::UnknownLanguage => say(lang, "Sprache nicht zu erkennen", "language cannot be told"),
        FaultCode::TooLarge => say(lang, "zu groß", "too large"),
        FaultCode::Malformed => say(lang, "fehlerhaft", "malformed"),
        FaultCode::BadRecord => say(lang, "fehlerhafter Datensatz", "broken record"),
        FaultCode::NoColumn => say(lang, "keine Textspalte", "no text column"),
        FaultCode::Bomb => say(lang, "verdächtig dicht gepackt", "packed suspiciously tightly"),
        FaultCode::TooDeep => say(lang, "zu tief verschachtelt", "nested too deeply"),
        FaultCode::Truncated => say(lang, "abgebrochen", "breaks off"),
        FaultCode::Unreadable => say(lang, "nicht zu öffnen", "cannot be opened"),
        FaultCode::NoAd => say(lang, "keine Anzeige", "no ad"),
        other => other.name(),
    }
}

/// What a share with few ads means.
pub const fn too_few(lang: Lang) -> &'static str {
    say(
        lang,
        "Unter 10 Anzeigen steht statt eines Anteils die Anzahl: zu wenige für eine Aussage.",
        "Below 10 ads the count stands instead of a share: too few to say more.",
    )
}

#[cfg(test)]
mod tests {
    use super::{difference, interval, number, percent, share};
    use crate::lang::Lang;
    use crate::survey::{Difference, Share};

    #[test]
    fn numbers_are_written_as_the_language_does() {
        assert_eq!(percent(Lang::De, 0.1234), "12,3 %");
        assert_eq!(percent(Lang::En, 1.0), "100%");
        assert_eq!(interval(Lang::De, 0.1, 0.2), "10,0–20,0 %");
        assert_eq!(interval(Lang::En, 0.1, 0.2), "10.0–20.0%");
        assert_eq!(number(Lang::De, 1_234_567), "1.234.567");
        assert_eq!(number(Lang::En, 999), "999");
        assert_eq!(share(Lang::De, &Share::new(2, 4)), "2 von 4");
        assert_eq!(share(Lang::En, &Share::new(0, 0)), "–");
        let less = Difference::new(&Share::new(20, 40), &Share::new(10, 40));
        assert_eq!(difference(Lang::De, &less), "−25,0 (−43,3 bis −3,8)");
    }
}
