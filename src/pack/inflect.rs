//! Endings and spellings: from a word as a rule writes it to every form an ad may hold.
//!
//! Expanded once, when the table is made. Must not know sets or rules.

use super::model::{Declension, PersonFile};
use super::rulebook::Shape;
use crate::lang::Lang;
use crate::text::fold_string;

const GERMAN: &[&str] = &[
    "", "e", "en", "em", "er", "es", "n", "r", "m", "s", "ns", "se", "sen", "st", "t", "te", "ten", "ter", "tes", "tem",
];
const ENGLISH: &[&str] = &["", "s", "es", "'s", "ed", "d", "ing", "ly"];

/// Every form of a word: with the endings of its language where `endings` is set, in every spelling.
pub fn forms(lang: Lang, word: &str, endings: bool) -> Vec<String> {
    let table: &[&str] = match (endings, lang) {
        (false, _) => &[""],
        (true, Lang::De) => GERMAN,
        (true, Lang::En) => ENGLISH,
    };
    let mut out = Vec::new();
    for ending in table {
        spellings(lang, &format!("{word}{ending}"), &mut out);
    }
    if endings && lang == Lang::En {
        // carry → carries, carried; manage → managing.
        if let Some(stem) = word.strip_suffix('y') {
            out.push(format!("{stem}ies"));
            out.push(format!("{stem}ied"));
        }
        if let Some(stem) = word.strip_suffix('e') {
            out.push(format!("{stem}ing"));
        }
    }
    out
}

/// ß is also written ss (always so in Switzerland), umlauts also ae, oe, ue.
fn spellings(lang: Lang, form: &str, out: &mut Vec<String>) {
    out.push(form.to_owned());
    if lang != Lang::De {
        return;
    }
    let sharp = form.contains('ß').then(|| form.replace('ß', "ss"));
    let plain = |text: &str| text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
    let umlaut = form.contains(['ä', 'ö', 'ü']);
    if umlaut {
        out.push(plain(form));
    }
    if let Some(sharp) = sharp {
        if umlaut {
            out.push(plain(&sharp));
        }
        out.push(sharp);
    }
}

/// The feminine plural.
pub fn feminine_plural(person: &PersonFile) -> Option<String> {
    if let Some(fp) = &person.fp {
        return Some(fp.value.clone());
    }
    let f = &person.f.as_ref()?.value;
    Some(if f.ends_with("in") {
        format!("{f}nen")
    } else if f.ends_with("frau") {
        format!("{f}en")
    } else {
        format!("{f}n")
    })
}

/// What is left of the feminine without "in": `Kolleg` of `Kollegin`, as it stands before a gender sign.
pub fn sign_base(feminine: &str) -> Option<&str> {
    feminine.strip_suffix("in").filter(|base| base.len() > 2)
}

/// "Angestellte" is both sexes; "Beamtin" beside "Beamter" is not.
fn shares_form(person: &PersonFile) -> bool {
    person.decl == Declension::Adj && person.m.is_some() && !person.f.as_ref().is_some_and(|f| f.value.ends_with("in"))
}

const fn shape(masculine: bool, feminine: bool, neutral: bool, singular: bool, plural: bool) -> Shape {
    Shape {
        masculine,
        feminine,
        neutral,
        singular,
        plural,
    }
}

/// Every form of a person noun with what it can be, folded, in every spelling.
pub fn person_forms(person: &PersonFile) -> Vec<(String, Shape)> {
    let mut forms: Vec<(String, Shape)> = Vec::new();
    let mut add = |form: &str, shape: Shape| {
        let mut all = Vec::new();
        spellings(Lang::De, &fold_string(form), &mut all);
        for form in all {
            match forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, known)) => {
                    known.masculine |= shape.masculine;
                    known.feminine |= shape.feminine;
                    known.neutral |= shape.neutral;
                    known.singular |= shape.singular;
                    known.plural |= shape.plural;
                }
                None => forms.push((form, shape)),
            }
        }
    };
    let masculine = person.m.as_ref().map(|m| m.value.as_str());
    let plural = person.mp.as_ref().map(|mp| mp.value.as_str());
    if let Some(m) = masculine {
        match person.decl {
            Declension::Adj => {
                let stem = m.strip_suffix('r').unwrap_or(m);
                add(&format!("{stem}r"), shape(true, false, false, true, false));
                add(&format!("{stem}m"), shape(true, false, false, true, false));
                add(stem, shape(true, true, false, true, true));
                add(&format!("{stem}n"), shape(true, true, false, true, true));
            }
            Declension::Weak => {
                add(m, shape(true, false, false, true, false));
                if let Some(mp) = plural {
                    add(mp, shape(true, false, false, true, true));
                }
            }
            Declension::Strong => {
                add(m, shape(true, false, false, true, false));
                let genitive = if m.ends_with(['s', 'ß', 'z', 'x']) {
                    format!("{m}es")
                } else {
                    format!("{m}s")
                };
                if Some(genitive.as_str()) != plural {
                    add(&genitive, shape(true, false, false, true, false));
                }
                if m.ends_with(['t', 'd', 'n', 'r', 'l', 'b', 'g']) && !m.ends_with("er") && !m.ends_with("or") {
                    add(&format!("{m}es"), shape(true, false, false, true, false));
                }
            }
        }
    }
    if let Some(mp) = plural
        && person.decl != Declension::Adj
    {
        // "Kaufleute" names both.
        let leute = mp.ends_with("leute");
        add(mp, shape(!leute, false, leute, false, true));
        if !mp.ends_with(['n', 's']) {
            add(&format!("{mp}n"), shape(!leute, false, leute, false, true));
        }
    }
    if let Some(f) = &person.f {
        if shares_form(person) {
            add(&f.value, shape(true, true, false, true, true));
        } else {
            add(&f.value, shape(false, true, false, true, false));
        }
    }
    if !shares_form(person)
        && let Some(fp) = feminine_plural(person)
    {
        add(&fp, shape(false, true, false, false, true));
    }
    if let Some(base) = person.f.as_ref().and_then(|f| sign_base(&f.value)) {
        // Reads as nothing by itself; only a gender sign after it makes it a person noun.
        add(base, shape(false, false, false, false, false));
    }
    if let Some(n) = &person.n {
        add(&n.value, shape(false, false, true, true, false));
        if !n.value.ends_with('s') {
            add(&format!("{}s", n.value), shape(false, false, true, true, false));
        }
    }
    if let Some(np) = &person.np {
        add(&np.value, shape(false, false, true, false, true));
        if !np.value.ends_with(['n', 's']) {
            add(&format!("{}n", np.value), shape(false, false, true, false, true));
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::{forms, person_forms};
    use crate::lang::Lang;
    use crate::pack::model::{Declension, PersonFile};
    use crate::pack::yaml::Text;

    fn text(value: &str) -> Option<Text> {
        Some(Text {
            value: value.into(),
            ..Text::default()
        })
    }

    #[test]
    fn one_entry_covers_all_endings_and_spellings() {
        let jung = forms(Lang::De, "jung", true);
        for form in ["jung", "junge", "junger", "junges", "jungen", "jungem"] {
            assert!(jung.iter().any(|f| f == form), "{form}");
        }
        assert!(forms(Lang::De, "größe", false).iter().any(|f| f == "groesse"));
        assert!(forms(Lang::En, "carry", true).iter().any(|f| f == "carried"));
    }

    #[test]
    fn a_weak_noun_and_a_participle_are_declined() {
        let referent = PersonFile {
            m: text("Referent"),
            f: text("Referentin"),
            mp: text("Referenten"),
            decl: Declension::Weak,
            ..PersonFile::default()
        };
        let all = person_forms(&referent);
        let shape = |form: &str| all.iter().find(|(f, _)| f == form).map(|(_, s)| *s);
        assert!(shape("referenten").is_some_and(|s| s.masculine && s.singular && s.plural));
        assert!(shape("referentinnen").is_some_and(|s| s.feminine && s.plural && !s.masculine));
        let clerk = PersonFile {
            m: text("Angestellter"),
            f: text("Angestellte"),
            mp: text("Angestellte"),
            decl: Declension::Adj,
            ..PersonFile::default()
        };
        let all = person_forms(&clerk);
        assert!(all.iter().any(|(f, s)| f == "angestellte" && s.masculine && s.feminine && s.plural));
    }
}
