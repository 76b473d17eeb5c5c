//! When a rule is silent, softer or louder, in words for people who do not write rules.
//!
//! Phrases are shown by what they find, not as they are written: `jung~ …2 <team>` reads "jung … Team/Mannschaft".

use crate::lang::Lang;
use crate::pack::Pack;
use crate::pack::model::{Holder, RuleFile, Section, SeverityIfFile, TitleScope};
use crate::pack::yaml::Text;
use crate::report::words::{self, count, quoted, say};

/// Of a longer list only the first phrases are shown; the rest is counted.
const PHRASES: usize = 6;
/// Of the words that can stand in one place only the first are shown.
const CHOICES: usize = 3;

/// What phrases need to be read: the named lists of the rule's language.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// The language of the rule.
    pub rule_lang: Lang,
    /// The rules as they are written, for the named lists.
    pub written: &'a Pack,
}

impl Reader<'_> {
    /// Where the rule looks, if not everywhere.
    pub fn places(&self, rule: &RuleFile) -> Vec<String> {
        let Some(place) = &rule.place else { return Vec::new() };
        let mut lines = Vec::new();
        if !place.sections.is_empty() {
            lines.push(format!(
                "{}: {}",
                self.say("in diesen Abschnitten", "in these sections"),
                self.sections(&place.sections)
            ));
        }
        match place.title {
            Some(TitleScope::Only) => lines.push(self.say("im Stellentitel", "in the job title").to_owned()),
            Some(TitleScope::Never) => lines.push(self.say("außerhalb des Stellentitels", "outside the job title").to_owned()),
            None => {}
        }
        lines
    }

    /// When the rule is silent, beyond what holds for every rule.
    pub fn silences(&self, rule: &RuleFile) -> Vec<String> {
        let unless = &rule.unless;
        let mut lines = self.phrases([&unless.before, &unless.after, &unless.sentence, &unless.nearby, &unless.ad]);
        if !unless.within.is_empty() {
            lines.insert(
                0,
                format!(
                    "{} {}",
                    self.say("die Stelle gehört zu", "the passage is part of"),
                    self.listed(&unless.within)
                ),
            );
        }
        lines.extend(self.surroundings(&unless.sections, &unless.about));
        lines
    }

    /// Where the rule speaks although most rules are silent.
    pub fn exceptions_to_silence(&self, rule: &RuleFile) -> Vec<String> {
        let speaks = [
            (rule.negated, self.say("verneint", "negated")),
            (rule.quoted, self.say("in Anführungszeichen", "in quotation marks")),
            (rule.in_clauses, self.say("in einer Ermutigungsklausel", "inside an encouragement clause")),
        ];
        speaks.iter().filter(|(fires, _)| *fires).map(|(_, what)| (*what).to_owned()).collect()
    }

    /// What makes the rule softer or louder; the first that holds decides.
    pub fn severities(&self, rule: &RuleFile) -> Vec<String> {
        let line = |condition: &SeverityIfFile| {
            let mut parts = self.phrases([&condition.before, &condition.after, &condition.sentence, &condition.nearby, &condition.ad]);
            parts.extend(self.surroundings(&condition.sections, &condition.about));
            format!(
                "{}: {} {}",
                words::outcome(self.lang, condition.severity),
                self.say("wenn", "if"),
                parts.join(self.say(" und ", " and "))
            )
        };
        rule.severity_if.iter().map(line).collect()
    }

    fn say(&self, de: &'static str, en: &'static str) -> &'static str {
        say(self.lang, de, en)
    }

    /// Phrases before, after, in the sentence, near it, in the ad.
    fn phrases(&self, groups: [&[Text]; 5]) -> Vec<String> {
        let places = [
            self.say("kurz davor steht", "shortly before it stands"),
            self.say("kurz danach steht", "shortly after it stands"),
            self.say("im selben Satz steht", "in the same sentence stands"),
            self.say("in der Nähe steht", "nearby stands"),
            self.say("irgendwo in der Anzeige steht", "anywhere in the ad stands"),
        ];
        let named = groups.into_iter().zip(places).filter(|(phrases, _)| !phrases.is_empty());
        named.map(|(phrases, place)| format!("{place} {}", self.listed(phrases))).collect()
    }

    fn surroundings(&self, sections: &[Section], about: &[Holder]) -> Vec<String> {
        let mut lines = Vec::new();
        if !sections.is_empty() {
            lines.push(format!(
                "{}: {}",
                self.say("die Stelle steht im Abschnitt", "the passage stands in the section"),
                self.sections(sections)
            ));
        }
        if !about.is_empty() {
            let names: Vec<&str> = about.iter().map(|holder| words::holder(self.lang, *holder)).collect();
            lines.push(format!(
                "{}: {}",
                self.say(
                    "es geht nicht um Bewerbende oder das Team, sondern um",
                    "it is not about applicants or the team but about"
                ),
                names.join(", ")
            ));
        }
        lines
    }

    fn sections(&self, sections: &[Section]) -> String {
        sections
            .iter()
            .map(|section| words::section(self.lang, *section))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// „a“, „b“ oder 3 weitere Wendungen.
    fn listed(&self, phrases: &[Text]) -> String {
        let mut read: Vec<String> = Vec::new();
        for phrase in phrases {
            let text = quoted(self.rule_lang, &self.read(phrase.as_str()));
            if !read.contains(&text) {
                read.push(text);
            }
        }
        // One left over is sooner written than counted.
        let shown = if read.len() == PHRASES + 1 { PHRASES + 1 } else { PHRASES };
        let rest = read.len().saturating_sub(shown);
        read.truncate(shown);
        let or = self.say(" oder ", " or ");
        if rest > 0 {
            return format!(
                "{}{or}{}",
                read.join(", "),
                count(rest as u64, "", self.say("weitere Wendungen", "more phrases"))
            );
        }
        match read.split_last() {
            Some((last, before)) if !before.is_empty() => format!("{}{or}{last}", before.join(", ")),
            _ => read.concat(),
        }
    }

    /// A phrase as people read it.
    pub fn read(&self, phrase: &str) -> String {
        phrase.split_whitespace().map(|word| self.word(word)).collect::<Vec<_>>().join(" ")
    }

    fn word(&self, word: &str) -> String {
        let (word, optional) = match word.strip_suffix('?') {
            Some(inner) if !inner.is_empty() => (inner, true),
            _ => (word, false),
        };
        let text = if word.starts_with('…') {
            "…".to_owned()
        } else if let Some(name) = word.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
            self.list(name)
        } else if let Some(inside) = word.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            choices(inside.split('|').map(bare))
        } else {
            bare(word)
        };
        if optional { format!("({text})") } else { text }
    }

    /// The first entries of a named list.
    fn list(&self, name: &str) -> String {
        let Some((_, entries)) = self.written.words.get(&(self.rule_lang, name.to_owned())) else {
            return name.to_owned();
        };
        // Of an entry with a choice the first stands for all: they are forms of one word more often than not.
        let first = |entry: &Text| -> String {
            let words: Vec<String> = entry
                .as_str()
                .split_whitespace()
                .map(
                    |word| match word.strip_prefix('(').and_then(|rest| rest.trim_end_matches('?').strip_suffix(')')) {
                        Some(inside) => bare(inside.split('|').next().unwrap_or(inside)),
                        None => bare(word),
                    },
                )
                .collect();
            words.join(" ")
        };
        choices(entries.iter().map(first))
    }
}

/// "a/b/c/…".
fn choices(words: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        if !word.is_empty() && !all.contains(&word) {
            all.push(word);
        }
    }
    let more = all.len() > CHOICES;
    all.truncate(CHOICES);
    format!("{}{}", all.join("/"), if more { "/…" } else { "" })
}

/// One word without the signs of the rule language.
fn bare(word: &str) -> String {
    if word == "#" || (word.len() > 1 && word.starts_with('/') && word.ends_with('/')) {
        return "0–9".to_owned();
    }
    if word.starts_with('…') {
        return "…".to_owned();
    }
    word.trim_start_matches('^').trim_end_matches('?').trim_end_matches('~').to_owned()
}

#[cfg(test)]
mod tests {
    use super::Reader;
    use crate::lang::Lang;
    use crate::pack::Pack;
    use crate::pack::yaml::Text;

    fn pack() -> Pack {
        let mut pack = Pack::default();
        let entry = |text: &str| Text {
            value: text.to_owned(),
            ..Text::default()
        };
        let team = ["Team~", "(Mannschaft|Mannschaften)", "Crew", "Truppe"].map(entry).to_vec();
        pack.words.insert((Lang::De, "team".to_owned()), (String::new(), team));
        pack
    }

    #[test]
    fn a_phrase_is_shown_by_what_it_finds() {
        let pack = pack();
        let reader = Reader {
            lang: Lang::De,
            rule_lang: Lang::De,
            written: &pack,
        };
        assert_eq!(reader.read("jung~ …2 <team>"), "jung … Team/Mannschaft/Crew/…");
        assert_eq!(reader.read("(und|oder) sehr? alt~"), "und/oder (sehr) alt");
        assert_eq!(reader.read(r"^Held -leiter~ /\d{2}/ #"), "Held -leiter 0–9 0–9");
        assert_eq!(reader.read("<unbekannt>"), "unbekannt");
    }

    #[test]
    fn a_long_list_is_cut_and_counted() {
        let pack = pack();
        let reader = Reader {
            lang: Lang::En,
            rule_lang: Lang::En,
            written: &pack,
        };
        let phrases: Vec<Text> = ["a", "b", "c", "d", "e", "f", "g", "h"]
            .iter()
            .map(|text| Text {
                value: (*text).to_owned(),
                ..Text::default()
            })
            .collect();
        assert_eq!(reader.listed(&phrases[..2]), "“a” or “b”");
        assert_eq!(reader.listed(&phrases), "“a”, “b”, “c”, “d”, “e”, “f” or 2 more phrases");
    }
}
