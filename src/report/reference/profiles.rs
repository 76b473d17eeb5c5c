//! The page on profiles: what each jurisdiction and employer asks of an ad, and on whose word.

use super::markdown::{message, plain};
use super::{Rules, sources};
use crate::diagnostic::Severity;
use crate::lang::{Lang, Localized};
use crate::pack::model::{DemandKind, Employer};
use crate::pack::rulebook::{Demand, Profile};
use crate::report::words::{self, say};
use crate::workspace::part_name;

pub(super) fn page(rules: Rules<'_>) -> String {
    let mut out = String::from("# Profile · Profiles\n\n");
    out.push_str(
        "Ein Profil steht für ein Land und eine Art von Arbeitgeber. Es sagt, welche Sätze eine Anzeige braucht und wer das sagt. Wählen Sie es in `adlint.yaml` (`profile: de-th`) oder mit `--profile de-th`. Was geerbt ist, ist hier schon eingerechnet.\n\n\
         **verlangt**: ein Gesetz oder eine Verordnung verlangt es. **verlangt, falls …**: es hängt von etwas ab, das eine Anzeige nicht zeigt; solange es unbekannt ist, stellt adlint eine Frage. **empfohlen**: eine Stelle, eine Studie oder die gute Praxis rät dazu. Keine dieser Angaben ist Rechtsberatung.\n\n\
         *A profile stands for a jurisdiction and a kind of employer. It says which sentences an ad needs and who says so. Choose it in `adlint.yaml` (`profile: de-th`) or with `--profile de-th`. What is inherited is already included here.*\n\n\
         *__required__: a statute or regulation asks for it. __required if …__: it depends on something an ad does not show; as long as that is unknown, adlint asks a question. __recommended__: a body, a study or good practice advises it. None of this is legal advice.*\n\n",
    );
    out.push_str("| Profil · Profile | Deutsch | English | verlangt · required | empfohlen · recommended |\n|:--|:--|:--|:--|:--|\n");
    for profile in &rules.book.profiles {
        let with = |kinds: &[DemandKind]| {
            let wanted = profile.demands.iter().filter(|demand| kinds.contains(&demand.kind));
            let name = |demand: &Demand| {
                if demand.kind == DemandKind::RequiredIf {
                    format!("{} (?)", demand.name)
                } else {
                    demand.name.clone()
                }
            };
            wanted.map(name).collect::<Vec<_>>().join(", ")
        };
        out.push_str(&format!(
            "| [{0}](#{0}) | {1} | {2} | {3} | {4} |\n",
            profile.id,
            plain(&profile.name.de),
            plain(&profile.name.en),
            with(&[DemandKind::Required, DemandKind::RequiredIf]),
            with(&[DemandKind::Recommended]),
        ));
    }
    out.push_str("\n(?) hängt von einer Angabe ab · depends on a fact\n\n");
    for profile in &rules.book.profiles {
        out.push_str(&one(rules, profile));
    }
    out
}

fn one(rules: Rules<'_>, profile: &Profile) -> String {
    let mut out = format!(
        "## <a id=\"{0}\"></a>{0}\n\n**{1}** · **{2}**\n\n",
        profile.id,
        plain(&profile.name.de),
        plain(&profile.name.en)
    );
    let mut facts = vec![format!(
        "{} · {}",
        employer(Lang::De, profile.employer),
        employer(Lang::En, profile.employer)
    )];
    // The first of the lineage is the profile itself.
    let parents: Vec<String> = profile
        .lineage
        .iter()
        .filter(|id| **id != profile.id)
        .map(|id| format!("[{id}](#{id})"))
        .collect();
    if !parents.is_empty() {
        facts.push(format!("erbt von · inherits from {}", parents.join(", ")));
    }
    out.push_str(&format!("{}\n\n", facts.join("; ")));
    if profile.demands.iter().all(|demand| demand.kind == DemandKind::Off) {
        out.push_str("Dieses Profil verlangt keine Sätze. *This profile asks for no sentences.*\n\n");
    } else {
        out.push_str("| Klausel · Clause | | Grundlage · Source | Anmerkung | Note |\n|:--|:--|:--|:--|:--|\n");
        for demand in profile.demands.iter().filter(|demand| demand.kind != DemandKind::Off) {
            out.push_str(&row(rules, demand));
        }
        out.push('\n');
    }
    for (form, label) in [
        (
            &profile.title,
            "Titelformen, die dem Wortlaut genügen · Title forms that satisfy the letter",
        ),
        (&profile.signs, "Nicht erlaubte Zeichen · Signs not allowed"),
    ] {
        if let Some((forms, source, severity)) = form {
            let names: Vec<String> = forms
                .iter()
                .map(|form| format!("{} · {}", words::title_form(Lang::De, *form), words::title_form(Lang::En, *form)))
                .collect();
            out.push_str(&format!(
                "**{label}:** {} ({}; {})\n\n",
                names.join("; "),
                sources::links(rules, std::slice::from_ref(source), "rules/"),
                severity.name()
            ));
        }
    }
    if let Some((source, text)) = &profile.consequence {
        out.push_str(&format!(
            "**Folge · Consequence:** {} *{}* ({})\n\n",
            plain(&text.de),
            plain(&text.en),
            sources::links(rules, std::slice::from_ref(source), "rules/")
        ));
    }
    out
}

fn row(rules: Rules<'_>, demand: &Demand) -> String {
    let ids: Vec<String> = demand.source.iter().chain(&demand.by).cloned().collect();
    let note = |lang: Lang| demand.note.as_ref().map_or_else(String::new, |note| message(note.get(lang)));
    format!(
        "| [{}](rules/clause/{}.md) | {}{} | {} | {} | {} |\n",
        demand.name,
        demand.name,
        asked(demand),
        conditions(rules, demand),
        sources::links(rules, &ids, "rules/"),
        note(Lang::De),
        note(Lang::En),
    )
}

/// "verlangt, falls Frauen unterrepräsentiert sind · required if …".
pub(super) fn asked(demand: &Demand) -> String {
    let one = |lang: Lang| {
        let kind = match demand.kind {
            DemandKind::Required => say(lang, "verlangt", "required"),
            DemandKind::RequiredIf => say(lang, "verlangt, falls", "required if"),
            DemandKind::Recommended if demand.fact.is_some() => say(lang, "empfohlen, falls", "recommended if"),
            DemandKind::Recommended => say(lang, "empfohlen", "recommended"),
            DemandKind::Off => say(lang, "nicht gefragt", "not asked for"),
        };
        demand
            .fact
            .as_deref()
            .map_or_else(|| kind.to_owned(), |name| format!("{kind} {}", fact(lang, name)))
    };
    let severity = demand.severity.unwrap_or(match demand.kind {
        DemandKind::Required | DemandKind::RequiredIf => Severity::Error,
        DemandKind::Recommended | DemandKind::Off => Severity::Info,
    });
    format!("{} · {} (`{}`)", one(Lang::De), one(Lang::En), severity.name())
}

/// What the law names in the clause, and what lifts or limits the demand.
fn conditions(rules: Rules<'_>, demand: &Demand) -> String {
    let mut out = String::new();
    if !demand.parts.is_empty() {
        let parts = |lang: Lang| {
            demand
                .parts
                .iter()
                .map(|part| say(lang, part_name(*part).0, part_name(*part).1))
                .collect::<Vec<_>>()
                .join(", ")
        };
        out.push_str(&format!("<br>Teile: {}<br>parts: {}", parts(Lang::De), parts(Lang::En)));
    }
    for (names, de, en) in [
        (&demand.unless, "entfällt bei", "lifted where the ad shows"),
        (&demand.only, "nur bei", "only where the ad shows"),
    ] {
        let known: Vec<&Localized> = names
            .iter()
            .filter_map(|id| rules.book.contexts.iter().find(|context| context.id == *id))
            .map(|context| &context.name)
            .collect();
        if !known.is_empty() {
            let listed = |lang: Lang| known.iter().map(|name| plain(name.get(lang))).collect::<Vec<_>>().join(", ");
            out.push_str(&format!("<br>{de}: {}<br>{en}: {}", listed(Lang::De), listed(Lang::En)));
        }
    }
    out
}

const fn employer(lang: Lang, employer: Employer) -> &'static str {
    match employer {
        Employer::Unknown => say(lang, "Arbeitgeber unbekannt", "employer unknown"),
        Employer::Public => say(lang, "öffentlicher Arbeitgeber", "public employer"),
        Employer::Private => say(lang, "privater Arbeitgeber", "private employer"),
        Employer::Church => say(lang, "kirchlicher Arbeitgeber", "church employer"),
    }
}

/// Something an ad cannot show, in words that follow "if".
fn fact(lang: Lang, name: &str) -> String {
    let text = match name {
        "women_underrepresented" => say(
            lang,
            "Frauen in diesem Bereich unterrepräsentiert sind",
            "women are under-represented in the area",
        ),
        "men_underrepresented" => say(
            lang,
            "Männer in diesem Bereich unterrepräsentiert sind",
            "men are under-represented in the area",
        ),
        "sex_underrepresented" => say(
            lang,
            "ein Geschlecht in diesem Bereich unterrepräsentiert ist",
            "one sex is under-represented in the area",
        ),
        "plan_duty" => say(lang, "ein Plan verpflichtet, den Anteil zu erhöhen", "a plan obliges to raise the share"),
        "federal_contractor" => say(lang, "Sie Auftragnehmer des Bundes sind", "you are a federal contractor"),
        "pay_range_state" => say(lang, "das Recht des Orts eine Spanne verlangt", "the law of the place asks for a range"),
        "uses_ai" => say(lang, "KI bei der Auswahl mitwirkt", "AI takes part in the selection"),
        "public_contact" => say(lang, "die Stelle mit Publikum zu tun hat", "the post deals with the public"),
        _ => return format!("`{name}`"),
    };
    text.to_owned()
}
