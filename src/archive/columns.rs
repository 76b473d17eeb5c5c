//! Which columns of a table mean what: told by their names, and by what stands in the first rows.
//!
//! Column names are those of exports and feeds in the wild, in German and English; nothing here is a rule on ads. Must not
//! know the format that the rows came from.

use super::row::{Row, fold_text};
use super::{Chosen, Columns};
use crate::diagnostic::{Fault, FaultCode};
use crate::text::fold_string;
use std::collections::HashSet;

/// A column whose key contains one of these may be part of the ad, if prose stands in it.
const TEXT: &[&str] = &[
    "description",
    "descripcion",
    "beschreibung",
    "fulltext",
    "volltext",
    "jobpost",
    "jobad",
    "anzeigentext",
    "stellentext",
    "freitext",
    "requirement",
    "requirment",
    "responsibilit",
    "qualif",
    "qual",
    "benefit",
    "duties",
    "skills",
    "profil",
    "aufgabe",
    "taetigkeit",
    "anforderung",
    "voraussetzung",
    "wirbieten",
    "angebot",
    "offer",
    "unternehmen",
    "company",
    "about",
    "intro",
    "einleitung",
    "vorspann",
    "nachspann",
    "abspann",
    "bewerbung",
    "application",
    "kontakt",
    "contact",
    "hinweis",
    "summary",
    "details",
    "body",
    "content",
    "encoded",
    "text",
    "objective",
    "posting",
    "html",
    "perks",
    "role",
    "mission",
];
/// What is never the ad, whatever stands in it.
const NEVER: &[&str] = &[
    "url", "link", "logo", "image", "mail", "phone", "telefon", "slug", "hash", "query", "keyword", "tags", "geo",
];
const TITLE: &[&str] = &[
    "jobtitle",
    "title",
    "stellentitel",
    "stellenbezeichnung",
    "bezeichnung",
    "positiontitle",
    "jobpositiontitle",
    "joboffertitle",
    "positionname",
    "jobname",
    "titel",
    "berufsbezeichnung",
    "ueberschrift",
    "headline",
    "position",
    "beruf",
    "jobrole",
    "role",
    "name",
];
const ID: &[&str] = &[
    "id",
    "jobid",
    "externalid",
    "refnr",
    "referenznummer",
    "referencenumber",
    "reference",
    "inseratid",
    "guid",
    "uuid",
    "jobreqid",
    "requisitionid",
    "kennziffer",
    "kennung",
    "offerid",
    "adid",
    "postingid",
    "jobpositionpostingid",
    "stellenid",
    "hashid",
    "identifier",
    "orderid",
    "joblink",
    "joburl",
    "url",
    "link",
];
const DATE: &[&str] = &[
    "dateposted",
    "posteddate",
    "publicationdate",
    "publishdate",
    "publisheddate",
    "published",
    "publishedat",
    "publishedon",
    "pubdate",
    "postingdate",
    "posted",
    "postedat",
    "postedon",
    "date",
    "datum",
    "datumstart",
    "veroeffentlicht",
    "veroeffentlichungsdatum",
    "aktuelleveroeffentlichungsdatum",
    "eintrittsdatum",
    "eingestellt",
    "eingestelltam",
    "listedtime",
    "openingdate",
    "opendate",
    "firstseen",
    "createdat",
    "created",
    "createdate",
    "creationdate",
    "crawldate",
    "crawled",
    "scrapedat",
    "updatedat",
    "updated",
    "lastmodified",
    "startdate",
    "jahr",
    "year",
];
/// What groups may be called. The first name of a list is what people ask for.
const GROUPS: &[&[&str]] = &[
    &[
        "employer",
        "arbeitgeber",
        "company",
        "companyname",
        "organisation",
        "organization",
        "hiringorganization",
        "hiringorgname",
        "firma",
        "behoerde",
        "behoerdeabteilung",
        "kundenname",
        "unternehmen",
        "companytitle",
        "advertiser",
        "institution",
        "subcompany",
    ],
    &[
        "place",
        "ort",
        "location",
        "city",
        "arbeitsort",
        "standort",
        "stadt",
        "office",
        "joblocation",
        "plz",
    ],
    &["region", "bundesland", "state", "kanton", "land", "country", "county"],
    &[
        "occupation",
        "beruf",
        "profession",
        "category",
        "jobcategory",
        "berufsfeld",
        "kldb",
        "isco",
        "onet",
        "soc",
        "function",
        "occupationcategory",
        "department",
        "rubrik",
    ],
    &["industry", "branche", "wirtschaftszweig", "nace", "sector"],
    &["language", "sprache", "lang"],
];
/// Words of which some stand in nearly every job ad.
const OF_ADS: &[&str] = &[
    "bewerb",
    "aufgaben",
    "stelle",
    "vollzeit",
    "teilzeit",
    "m/w/d",
    "wir suchen",
    "wir bieten",
    "ihr profil",
    "dein profil",
    "apply",
    "experience",
    "responsib",
    "candidate",
    "position",
    "we are looking",
    "salary",
    "full-time",
    "full time",
    "job",
    "team",
    "skills",
    "hiring",
    "anforderung",
    "ausbildung",
    "role",
    "work",
];

/// Letters of an ad's column, on average, at least.
const PROSE: usize = 40;
/// Without a name that tells: at least this many.
const LONG: usize = 200;

/// A column in the first rows.
#[derive(Debug, Default)]
struct Seen {
    name: String,
    filled: usize,
    letters: usize,
    words: usize,
    digits: usize,
    distinct: HashSet<Vec<u8>>,
}

impl Seen {
    fn mean(&self, sum: usize) -> usize {
        sum.checked_div(self.filled).unwrap_or(0)
    }

    fn is_prose(&self, letters: usize) -> bool {
        self.mean(self.letters) >= letters && self.mean(self.words) * 15 >= self.mean(self.letters)
    }

    fn is_short(&self) -> bool {
        self.filled > 0 && self.mean(self.letters) <= 200
    }
}

/// The name as it is compared: the last part, small, without signs; two parts where the last says nothing.
fn key(name: &str) -> String {
    let mut parts = name.rsplit('.');
    let last = folded(parts.next().unwrap_or_default());
    let telling = !matches!(
        last.as_str(),
        "value" | "text" | "content" | "html" | "plain" | "de" | "en" | "name" | "rendered" | "encoded" | "label" | "body"
    );
    match parts.next() {
        Some(parent) if !telling => folded(parent) + &last,
        _ => last,
    }
}

fn folded(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'ä' => out.push_str("ae"),
            'ö' => out.push_str("oe"),
            'ü' => out.push_str("ue"),
            'ß' => out.push_str("ss"),
            letter if letter.is_alphanumeric() => out.push(letter),
            _ => {}
        }
    }
    out
}

/// Looks at the columns of the first rows, in their order.
fn look(rows: &[Row]) -> Vec<Seen> {
    let mut seen: Vec<Seen> = Vec::new();
    for row in rows {
        let mut at = 0;
        for (name, value) in &row.fields {
            // The same order as in the row before, mostly.
            let index = match seen.iter().skip(at).position(|column| column.name == **name) {
                Some(found) => at + found,
                None => seen.iter().position(|column| column.name == **name).unwrap_or_else(|| {
                    seen.insert(
                        at.min(seen.len()),
                        Seen {
                            name: name.to_string(),
                            ..Seen::default()
                        },
                    );
                    at.min(seen.len() - 1)
                }),
            };
            at = index + 1;
            let value = value.trim_ascii();
            let Some(column) = seen.get_mut(index).filter(|_| !value.is_empty()) else {
                continue;
            };
            column.filled += 1;
            column.letters += value.len();
            column.words += value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count();
            column.digits += usize::from(value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 4);
            if value.len() <= 200 {
                column.distinct.insert(value.to_vec());
            }
        }
    }
    seen
}

/// Fields that come again and again in one row belong together under what holds them: `jobDescriptions.jobDescription`
/// with its `name` and `value`.
fn repeated(rows: &[Row]) -> HashSet<String> {
    let mut parents = HashSet::new();
    for row in rows {
        let mut names = HashSet::new();
        let again: HashSet<&str> = row.fields.iter().map(|(name, _)| &**name).filter(|name| !names.insert(*name)).collect();
        for name in again {
            if let Some((parent, _)) = name.rsplit_once('.') {
                let siblings = names
                    .iter()
                    .filter(|other| other.rsplit_once('.').is_some_and(|(p, _)| p == parent))
                    .count();
                if siblings > 1 {
                    parents.insert(parent.to_owned());
                }
            }
        }
    }
    parents
}

/// Whether `column` is `name`, or lies in it.
pub(super) fn lies_in(column: &str, name: &str) -> bool {
    column.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Chooses; a fault where nothing reads like an ad, or what was asked for is not there.
pub(super) fn choose(rows: &[Row], asked: &Columns, chosen: &mut Chosen) -> Result<(), Fault> {
    let seen = look(rows);
    let names: Vec<&str> = seen.iter().map(|column| column.name.as_str()).collect();
    let listed = || names.join(", ");
    if asked.text.is_empty() {
        chosen.text = text(rows, &seen);
        if chosen.text.is_empty() {
            return Err(super::bytes::fault(FaultCode::NoColumn, listed()));
        }
    } else {
        for name in &asked.text {
            match exactly(&names, name) {
                Some(found) => chosen.text.push(found),
                None => return Err(super::bytes::fault(FaultCode::NoColumn, format!("{name}: {}", listed()))),
            }
        }
    }
    let free = |column: &&Seen| !chosen.text.iter().any(|text| lies_in(&column.name, text));
    let of = |list: &[&str], fits: &dyn Fn(&Seen) -> bool| {
        list.iter().find_map(|wanted| {
            let candidates = seen.iter().filter(free).filter(|column| key(&column.name) == *wanted && fits(column));
            candidates
                .min_by_key(|column| column.name.matches('.').count())
                .map(|column| column.name.clone())
        })
    };
    let mut missing = Vec::new();
    let mut named = |name: &Option<String>, guess: &dyn Fn() -> Option<String>| match name {
        None => guess(),
        Some(name) => {
            let found = exactly(&names, name);
            if found.is_none() {
                missing.push(name.clone());
            }
            found
        }
    };
    let title = named(&asked.title, &|| {
        of(TITLE, &|column| column.is_short() && column.digits * 2 <= column.filled)
    });
    let rows_seen = rows.len();
    let id = named(&asked.id, &|| {
        of(ID, &|column| {
            column.is_short() && column.distinct.len() == column.filled && column.filled == rows_seen
        })
    });
    let date = named(&asked.date, &|| {
        of(DATE, &|column| {
            column.is_short() && column.mean(column.letters) <= 40 && column.digits * 10 >= column.filled * 9
        })
    });
    for name in &asked.groups {
        let synonyms = || GROUPS.iter().find(|list| list.contains(&folded(name).as_str()));
        let found = exactly(&names, name).or_else(|| synonyms().and_then(|list| of(list, &Seen::is_short)));
        match found {
            Some(found) => chosen.groups.push((name.clone(), found)),
            None => missing.push(name.clone()),
        }
    }
    (chosen.title, chosen.id, chosen.date, chosen.missing) = (title, id, date, missing);
    chosen.others = others(&names, chosen);
    chosen.doubtful = !reads_like_ads(rows, &chosen.text, chosen.title.as_deref());
    Ok(())
}

fn others(names: &[&str], chosen: &Chosen) -> Vec<String> {
    let taken = |name: &str| {
        chosen.text.iter().any(|text| lies_in(name, text))
            || [&chosen.title, &chosen.id, &chosen.date]
                .iter()
                .any(|column| column.as_deref() == Some(name))
            || chosen.groups.iter().any(|(_, column)| column == name)
    };
    names.iter().filter(|name| !taken(name)).map(|name| (*name).to_owned()).collect()
}

/// The column of a name: to the letter, else but for capitals and signs; or what lies in it.
fn exactly(names: &[&str], name: &str) -> Option<String> {
    let same = names.iter().find(|column| **column == name);
    let held = || names.iter().any(|column| lies_in(column, name)).then_some(&name);
    let alike = || names.iter().find(|column| folded(column) == folded(name));
    same.or_else(held).or_else(alike).map(|column| (*column).to_owned())
}

/// The columns that make the ad.
fn text(rows: &[Row], seen: &[Seen]) -> Vec<String> {
    let held = repeated(rows);
    let has = |key: &str, list: &[&str]| list.iter().any(|part| key.contains(part));
    let mut named: Vec<String> = Vec::new();
    let mut long: Vec<String> = Vec::new();
    for column in seen {
        let parent = column
            .name
            .rsplit_once('.')
            .map(|(parent, _)| parent)
            .filter(|parent| held.contains(*parent));
        let name = parent.unwrap_or(&column.name);
        let key = key(&column.name);
        if named.iter().chain(&long).any(|known| known == name) || has(&key, NEVER) {
            continue;
        }
        // What holds headings and their texts is made to be read.
        if (has(&key, TEXT) || parent.is_some()) && column.is_prose(PROSE) {
            named.push(name.to_owned());
        } else if column.is_prose(LONG) {
            long.push(name.to_owned());
        }
    }
    // What nobody called a text is one only where nothing else is.
    let columns = if named.is_empty() { long } else { named };
    without_repetitions(rows, columns)
}

/// Leaves out columns that stand within another: parts beside the whole ad, the same as HTML and as text.
fn without_repetitions(rows: &[Row], columns: Vec<String>) -> Vec<String> {
    if columns.len() < 2 {
        return columns;
    }
    let texts: Vec<Vec<String>> = columns
        .iter()
        .map(|column| rows.iter().take(20).map(|row| fold_text(&row.joined(column))).collect())
        .collect();
    let weight = |index: usize| texts.get(index).map_or(0, |texts| texts.iter().map(String::len).sum::<usize>());
    let holds = |outer: usize, inner: usize| {
        let pairs = texts.get(outer).into_iter().flatten().zip(texts.get(inner).into_iter().flatten());
        let (mut compared, mut held) = (0, 0);
        for (whole, part) in pairs.filter(|(_, part)| part.len() >= 20) {
            compared += 1;
            let piece = part
                .char_indices()
                .nth(60)
                .map_or(part.as_str(), |(end, _)| part.get(..end).unwrap_or(part));
            held += usize::from(whole.contains(piece));
        }
        compared > 0 && held * 10 >= compared * 7
    };
    let kept = |inner: &usize| {
        !(0..columns.len()).any(|outer| {
            let larger = weight(outer) > weight(*inner) || weight(outer) == weight(*inner) && outer < *inner;
            outer != *inner && larger && holds(outer, *inner)
        })
    };
    (0..columns.len()).filter(kept).filter_map(|index| columns.get(index).cloned()).collect()
}

fn reads_like_ads(rows: &[Row], text: &[String], title: Option<&str>) -> bool {
    let like = |row: &&Row| {
        let columns = text.iter().map(String::as_str).chain(title);
        let text: String = columns.map(|column| fold_string(&String::from_utf8_lossy(&row.joined(column)))).collect();
        OF_ADS.iter().filter(|word| text.contains(*word)).take(2).count() == 2
    };
    let enough = rows.len().div_ceil(5);
    rows.iter().filter(like).take(enough).count() == enough
}

#[cfg(test)]
mod tests {
    use super::{Chosen, choose};
    use crate::archive::Columns;
    use crate::archive::row::Row;

    const TEXT: &str =
        "Wir suchen für unser Team in der Verwaltung eine Person mit Erfahrung; Bewerbungen nehmen wir gern entgegen und antworten bald.";

    fn chosen(header: &[&str], rows: &[&[&str]], asked: &Columns) -> Result<Chosen, String> {
        let rows: Vec<Row> = rows
            .iter()
            .map(|values| Row {
                fields: header
                    .iter()
                    .zip(*values)
                    .map(|(name, value)| ((*name).into(), value.as_bytes().to_vec()))
                    .collect(),
            })
            .collect();
        let mut chosen = Chosen::default();
        choose(&rows, asked, &mut chosen).map_err(|fault| fault.detail)?;
        Ok(chosen)
    }

    #[test]
    fn columns_are_known_by_name_and_content() {
        let rows: &[&[&str]] = &[
            &["17", "Referat A", TEXT, "Bauamt", "03.09.2023", "1"],
            &["18", "Referat B", TEXT, "Bauamt", "04.09.2023", "2"],
        ];
        let asked = Columns {
            groups: vec!["employer".into(), "mood".into()],
            ..Columns::default()
        };
        let header = ["ID", "Bezeichnung", "Stellenbeschreibung", "Behörde/Abteilung", "Eingestellt", "text_nr"];
        let chosen = chosen(&header, rows, &asked).unwrap();
        assert_eq!(chosen.text, ["Stellenbeschreibung"]);
        assert_eq!(chosen.title.as_deref(), Some("Bezeichnung"));
        assert_eq!(chosen.id.as_deref(), Some("ID"));
        assert_eq!(chosen.date.as_deref(), Some("Eingestellt"));
        assert_eq!(chosen.groups, [("employer".to_owned(), "Behörde/Abteilung".to_owned())]);
        assert_eq!((chosen.missing, chosen.others), (vec!["mood".to_owned()], vec!["text_nr".to_owned()]));
        assert!(!chosen.doubtful);
    }

    #[test]
    fn parts_beside_the_whole_ad_are_not_read_twice() {
        let whole = format!("{TEXT} Das sind die Aufgaben dieser Stelle: vieles und noch mehr, jeden Tag etwas anderes im Haus.");
        let part = "Das sind die Aufgaben dieser Stelle: vieles und noch mehr, jeden Tag etwas anderes im Haus.";
        let page = format!("<p>{whole}</p>");
        let row: &[&str] = &[&whole, part, &page];
        let chosen = chosen(&["jobpost", "duties", "html"], &[row, row], &Columns::default()).unwrap();
        assert_eq!(chosen.text.len(), 1, "{chosen:?}");
    }

    #[test]
    fn a_table_of_something_else_and_a_wrong_name_are_said() {
        let header = ["plant", "height"];
        assert_eq!(
            chosen(&header, &[&["oak", "30"], &["elm", "20"]], &Columns::default()).unwrap_err(),
            "plant, height"
        );
        let asked = Columns {
            text: vec!["tree".into()],
            ..Columns::default()
        };
        assert_eq!(chosen(&header, &[&["oak", "30"]], &asked).unwrap_err(), "tree: plant, height");
        let verse = "Der Mond ist aufgegangen, die goldnen Sternlein prangen am Himmel hell und klar, und alles schweigt im Walde.";
        assert!(chosen(&["text"], &[&[verse], &[verse]], &Columns::default()).unwrap().doubtful);
    }
}
