//! The client: what it can do, how it counts, which language it speaks, and what its user has set.
//!
//! Read from raw JSON rather than from typed parameters: a client that says one strange thing is still served. Must not know
//! documents.

use super::position::Encoding;
use crate::config::{self, Settings};
use crate::lang::Lang;
use crate::pack::yaml::YamlFault;
use serde_json::{Map, Value};

/// What the client can do. All that is unknown is taken for missing.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one flag a capability, as the protocol has them")]
pub struct Client {
    /// How it counts.
    pub encoding: Encoding,
    /// It asks for diagnostics; otherwise they are sent.
    pub pulls: bool,
    /// It asks again when told to.
    pub refreshes_diagnostics: bool,
    /// The same for lenses.
    pub refreshes_lenses: bool,
    /// The same for hints.
    pub refreshes_hints: bool,
    /// It shows related information.
    pub related: bool,
    /// It knows tags of diagnostics.
    pub tags: bool,
    /// It opens `codeDescription`.
    pub descriptions: bool,
    /// It keeps `data` of a diagnostic.
    pub data: bool,
    /// It takes edits with versions.
    pub document_changes: bool,
    /// Its edits may make files.
    pub creates_files: bool,
    /// It takes code actions, not only commands.
    pub action_literals: bool,
    /// It knows `isPreferred`.
    pub preferred: bool,
    /// Hovers may be Markdown.
    pub markdown_hover: bool,
    /// Hovers may have a format at all.
    pub marked_hover: bool,
    /// Documentation of completions may be Markdown.
    pub markdown_completion: bool,
    /// It may have a format at all.
    pub marked_completion: bool,
    /// Symbols may be nested.
    pub nested_symbols: bool,
    /// Folds lines only.
    pub folds_lines: bool,
    /// It can be asked for its settings.
    pub configuration: bool,
    /// It watches files when asked to.
    pub watches: bool,
    /// It can be asked to tell of changed settings.
    pub registers_configuration: bool,
    /// Its locale.
    pub locale: Option<String>,
}

impl Client {
    /// Reads `InitializeParams`.
    pub fn read(params: &Value) -> Self {
        let yes = |path: &str| params.pointer(path).and_then(Value::as_bool).unwrap_or(false);
        let there = |path: &str| params.pointer(path).is_some_and(|value| !value.is_null());
        let holds = |path: &str, wanted: &str| {
            let list = params.pointer(path).and_then(Value::as_array);
            list.is_some_and(|list| list.iter().any(|value| value == wanted))
        };
        let encodings = params.pointer("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let encoding = encodings.and_then(|names| names.iter().filter_map(Value::as_str).find_map(Encoding::from_name));
        let document = "/capabilities/textDocument";
        let workspace = "/capabilities/workspace";
        Self {
            encoding: encoding.unwrap_or_default(),
            pulls: there(&format!("{document}/diagnostic")),
            refreshes_diagnostics: yes(&format!("{workspace}/diagnostics/refreshSupport")),
            refreshes_lenses: yes(&format!("{workspace}/codeLens/refreshSupport")),
            refreshes_hints: yes(&format!("{workspace}/inlayHint/refreshSupport")),
            related: yes(&format!("{document}/publishDiagnostics/relatedInformation")) || yes(&format!("{document}/diagnostic/relatedInformation")),
            tags: there(&format!("{document}/publishDiagnostics/tagSupport")) || there(&format!("{document}/diagnostic/tagSupport")),
            descriptions: yes(&format!("{document}/publishDiagnostics/codeDescriptionSupport"))
                || yes(&format!("{document}/diagnostic/codeDescriptionSupport")),
            data: yes(&format!("{document}/publishDiagnostics/dataSupport")) || yes(&format!("{document}/diagnostic/dataSupport")),
            document_changes: yes(&format!("{workspace}/workspaceEdit/documentChanges")),
            creates_files: holds(&format!("{workspace}/workspaceEdit/resourceOperations"), "create"),
            action_literals: there(&format!("{document}/codeAction/codeActionLiteralSupport")),
            preferred: yes(&format!("{document}/codeAction/isPreferredSupport")),
            markdown_hover: holds(&format!("{document}/hover/contentFormat"), "markdown"),
            marked_hover: there(&format!("{document}/hover/contentFormat/0")),
            marked_completion: there(&format!("{document}/completion/completionItem/documentationFormat/0")),
            markdown_completion: holds(&format!("{document}/completion/completionItem/documentationFormat"), "markdown"),
            nested_symbols: yes(&format!("{document}/documentSymbol/hierarchicalDocumentSymbolSupport")),
            folds_lines: yes(&format!("{document}/foldingRange/lineFoldingOnly")),
            configuration: yes(&format!("{workspace}/configuration")),
            watches: yes(&format!("{workspace}/didChangeWatchedFiles/dynamicRegistration")),
            registers_configuration: yes(&format!("{workspace}/didChangeConfiguration/dynamicRegistration")),
            locale: params.get("locale").and_then(Value::as_str).map(str::to_owned),
        }
    }
}

/// Which folders are checked as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sweep {
    /// Those with an `adlint.yaml` in them or above: somebody meant them.
    #[default]
    Configured,
    /// All.
    All,
    /// None.
    Off,
}

/// What the user has set in the editor: how adlint shows itself, and settings as in `adlint.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The language of the interface, where it is not that of the client.
    pub lang: Option<Lang>,
    /// Hints in the text.
    pub inlay_hints: bool,
    /// No line above the title.
    pub no_lens: bool,
    /// Which folders are checked as a whole.
    pub sweep: Sweep,
    /// Where the rule reference (`docs/rules`) is to be found, without a slash at the end.
    pub rule_pages: Option<String>,
    /// Settings that hold where no `adlint.yaml` says otherwise.
    pub settings: Settings,
}

/// The names of [`Wishes`] that are no settings of `adlint.yaml`.
const LANG: &str = "lang";
const HINTS: &str = "inlay_hints";
const LENS: &str = "code_lens";
const PAGES: &str = "rule_pages";
const SWEEP: &str = "workspace_diagnostics";

impl Wishes {
    /// Reads `initializationOptions` or the answer to `workspace/configuration`. What is wrong is told and left out; the rest
    /// holds. Names may be written as in `adlint.yaml` or as editors like them (`genderForm`).
    pub fn read(value: &Value) -> (Self, Option<YamlFault>) {
        let mut wishes = Self::default();
        let Some(given) = value.as_object() else {
            return (wishes, None);
        };
        let mut settings = Map::new();
        for (name, value) in given {
            // An editor sends every setting it knows, those nobody has set as null or empty.
            if value.is_null() || value.as_str() == Some("") || value.as_array().is_some_and(Vec::is_empty) {
                continue;
            }
            match snake(name).as_str() {
                LANG => wishes.lang = value.as_str().and_then(Lang::from_tag),
                HINTS => wishes.inlay_hints = switched(value).unwrap_or(false),
                PAGES => wishes.rule_pages = value.as_str().map(|pages| pages.trim_end_matches('/').to_owned()),
                LENS => wishes.no_lens = switched(value) == Some(false),
                SWEEP => {
                    wishes.sweep = match (value.as_str(), value.as_bool()) {
                        (Some("all"), _) | (_, Some(true)) => Sweep::All,
                        (Some("off"), _) | (_, Some(false)) => Sweep::Off,
                        _ => Sweep::Configured,
                    }
                }
                // What concerns the extension alone.
                "path" | "server" | "trace" | "enable" | "enabled" => {}
                own => {
                    settings.insert(own.to_owned(), value.clone());
                }
            }
        }
        // JSON is YAML: the same reader, the same faults with the nearest name. One after the other, so that the rest holds.
        let read = |settings: Map<String, Value>| config::read("adlint", &Value::Object(settings).to_string());
        let mut fault = None;
        settings.retain(|name, value| match read(std::iter::once((name.clone(), value.clone())).collect()) {
            Ok(_) => true,
            Err(found) => {
                fault.get_or_insert(found);
                false
            }
        });
        wishes.settings = read(settings).unwrap_or_default();
        (wishes, fault)
    }
}

/// `true`, or `{ "enable": true }`.
fn switched(value: &Value) -> Option<bool> {
    value.as_bool().or_else(|| value.get("enable")?.as_bool())
}

/// `genderForm` → `gender_form`.
fn snake(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Client, Sweep, Wishes};
    use crate::lang::Lang;
    use crate::lsp::position::Encoding;
    use serde_json::json;

    #[test]
    fn the_first_encoding_we_know_is_taken_and_utf_16_where_none_is_named() {
        let client = |names: &serde_json::Value| Client::read(&json!({ "capabilities": { "general": { "positionEncodings": names } } })).encoding;
        assert_eq!(client(&json!(["utf-7", "utf-32", "utf-8"])), Encoding::Utf32);
        assert_eq!(client(&json!(["utf-8"])), Encoding::Utf8);
        assert_eq!(client(&json!([])), Encoding::Utf16);
        assert_eq!(client(&json!(17)), Encoding::Utf16);
    }

    #[test]
    fn settings_may_be_written_either_way_and_what_nobody_set_is_passed_over() {
        let (wishes, fault) = Wishes::read(&json!({
            "lang": "en", "inlayHints": true, "workspaceDiagnostics": "all",
            "profile": "de-th", "genderForm": "pair", "tone": null, "rules": { "age/young-team": "off" },
        }));
        assert!(fault.is_none(), "{fault:?}");
        assert_eq!((wishes.lang, wishes.inlay_hints, wishes.sweep), (Some(Lang::En), true, Sweep::All));
        assert_eq!(wishes.settings.profile.map(|profile| profile.value).as_deref(), Some("de-th"));
        assert!(wishes.settings.gender_form.is_some() && wishes.settings.rules.contains_key("age/young-team"));
    }

    #[test]
    fn a_misspelt_setting_is_told_with_the_nearest_name() {
        let (wishes, fault) = Wishes::read(&json!({ "lang": "de", "profil": "de-th", "gender_form": "pair" }));
        assert!(wishes.settings.gender_form.is_some());
        assert_eq!(fault.and_then(|fault| fault.help).as_deref(), Some("did you mean `profile`?"));
        assert_eq!(wishes.lang, Some(Lang::De), "the rest holds");
    }
}
