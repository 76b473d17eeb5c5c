//! The one door to the YAML crate: reading with places, and faults that name the file, the line and the way out.

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A place in a YAML file; line and column from 1, 0 where unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct Place {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// A string with the place it stands at, so that a fault in it can be shown there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    /// The value.
    pub value: String,
    /// Where it stands.
    pub at: Place,
}

impl Text {
    /// The value.
    pub fn as_str(&self) -> &str {
        &self.value
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.value)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // YAML is human readable and knows places; the compact form in the binary is not and needs none.
        if deserializer.is_human_readable() {
            let spanned = serde_yaml::Spanned::<String>::deserialize(deserializer)?;
            let at = place(spanned.referenced);
            Ok(Self { value: spanned.value, at })
        } else {
            Ok(Self {
                value: String::deserialize(deserializer)?,
                at: Place::default(),
            })
        }
    }
}

impl JsonSchema for Text {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }

    fn inline_schema() -> bool {
        true
    }
}

fn place(location: serde_yaml::Location) -> Place {
    let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Place {
        line: small(location.line()),
        column: small(location.column()),
    }
}

/// Something wrong in a rule file or in the settings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub struct YamlFault {
    /// The file, as given.
    pub file: String,
    /// Where in it.
    pub at: Place,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The way out: the nearest valid name, what is expected.
    pub help: Option<String>,
}

impl fmt::Display for YamlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.at.line > 0 {
            write!(f, ":{}:{}", self.at.line, self.at.column)?;
        }
        write!(f, ": {}", self.message)?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

/// Reads one YAML file as a `T`.
///
/// # Errors
/// Broken YAML, an unknown or missing field, a value of the wrong kind: with its place and, for names, the nearest valid one.
pub fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, YamlFault> {
    // The limits of the crate are made for untrusted services; a word list of a few thousand lines is no attack.
    serde_yaml::from_str::<T>(text.trim_start_matches('\u{feff}')).map_err(|error| {
        let at = error.location().map(place).unwrap_or_default();
        let full = error.to_string();
        let message = full.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("cannot be read");
        let message = message.trim_start_matches("error: ");
        // The crate prefixes "line 3 column 5: "; the place is shown in front of the message already.
        let message = message
            .strip_prefix("line ")
            .and_then(|m| m.split_once(": "))
            .map_or(message, |(_, rest)| rest);
        YamlFault {
            file: file.to_owned(),
            at,
            message: message.to_owned(),
            help: nearest_field(message),
        }
    })
}

/// For "unknown field `mesage`, expected one of message, why": the nearest of the expected names.
fn nearest_field(message: &str) -> Option<String> {
    let (what, expected) = message.split_once("expected ")?;
    let wrong = what.split('`').nth(1).filter(|_| what.contains("unknown"))?;
    let names = expected
        .trim_start_matches("one of ")
        .split([',', ' ', '`'])
        .filter(|name| !name.is_empty());
    nearest(wrong, names).map(|name| format!("did you mean `{name}`?"))
}

/// The candidate closest to `name`, if any is close enough to be what was meant.
pub fn nearest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(d, c)| *d <= 1 + c.len() / 4)
        .min()
        .map(|(_, c)| c)
}

/// Levenshtein distance in characters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::{Text, nearest, read};

    #[derive(Debug, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rule {
        message: Text,
    }

    #[test]
    fn a_misspelt_field_is_shown_at_its_line_with_the_nearest_name() {
        let fault = read::<Rule>("rule.yaml", "# first\nmesage: hello\n").unwrap_err();
        assert_eq!(fault.at.line, 2, "{fault}");
        assert_eq!(fault.help.as_deref(), Some("did you mean `message`?"));
    }

    #[test]
    fn a_value_knows_its_place() {
        let rule: Rule = read("rule.yaml", "message:   hello\n").unwrap();
        assert_eq!((rule.message.at.line, rule.message.at.column), (1, 12));
    }

    #[test]
    fn only_close_names_are_offered() {
        assert_eq!(
            nearest("age/yung-team", ["age/young-team", "gender/pair"].into_iter()),
            Some("age/young-team")
        );
        assert_eq!(nearest("nonsense", ["age/young-team"].into_iter()), None);
    }
}
