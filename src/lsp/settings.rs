//! What the user sets, and what is wrong with it, in the main loop.
//!
//! Must not know what settings mean to the engine.

use super::check::Manner;
use super::client::Wishes;
use super::documents::uri_of;
use super::server::Server;
use super::{diagnostics, folders, position};
use crate::lang::Lang;
use crate::pack::yaml::YamlFault;
use crate::report::words::say;
use crate::text::LineIndex;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

impl Server {
    /// Lays the user's settings over `initializationOptions`.
    pub(super) fn take_wishes(&mut self, settings: &Value) {
        let mut all = self.given.as_object().cloned().unwrap_or_default();
        for (name, value) in settings.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null()) {
            all.insert(name.clone(), value.clone());
        }
        let (wishes, fault) = Wishes::read(&Value::Object(all));
        let locale = self.manner.client.locale.as_deref();
        // A locale that we do not speak is better served in English than in the language of the system.
        let of_client = locale.map(|locale| Lang::from_tag(locale).unwrap_or(Lang::En));
        let lang = wishes.lang.or(self.surroundings.asked).or(of_client);
        let lang = lang.unwrap_or(self.surroundings.system);
        let changed = lang != self.manner.lang;
        self.folders.set_under(wishes.settings.clone());
        self.manner = Manner {
            wishes: Arc::new(wishes),
            lang,
            ..self.manner.clone()
        };
        if let Some(fault) = fault {
            let text = format!(
                "{}: {}{}",
                say(lang, "Einstellungen von adlint", "settings of adlint"),
                fault.message,
                fault.help.map(|help| format!(" ({help})")).unwrap_or_default()
            );
            self.show(&text);
        }
        if changed {
            self.forget();
        }
        self.refresh();
    }

    /// Shows what is wrong with settings and packs in the files themselves, where they are not open; those say it anyway.
    pub(super) fn show_faults(&mut self, new: bool) {
        let mut by_file: BTreeMap<String, Vec<YamlFault>> = BTreeMap::new();
        for fault in self.folders.faults() {
            by_file.entry(fault.file.clone()).or_default().push(fault.clone());
        }
        let before = std::mem::take(&mut self.shown_faults);
        for (file, faults) in &by_file {
            let path = Path::new(file);
            // Compared by path: an editor may write the address in another way.
            let is_open = self.documents.values().any(|document| document.path.as_deref() == Some(path));
            let Some(uri) = uri_of(path).filter(|_| !is_open) else {
                continue;
            };
            let text = crate::workspace::folder::read(path).map(|read| String::from_utf8_lossy(&read.bytes).into_owned());
            let text = text.unwrap_or_default();
            let lines = LineIndex::new(&text);
            let places = position::Places::new(&text, &lines, self.manner.client.encoding);
            self.publish(&uri, None, json!(diagnostics::of_yaml(&places, faults)));
            self.shown_faults.insert(path.to_path_buf(), uri);
        }
        for (path, uri) in before {
            if !self.shown_faults.contains_key(&path) {
                self.publish(&uri, None, json!([]));
            }
        }
        if new && let Some((file, faults)) = by_file.first_key_value() {
            let lang = self.manner.lang;
            let text = if file == folders::EDITOR {
                say(
                    lang,
                    "Die Einstellungen im Editor gelten so nicht:",
                    "The settings in the editor cannot be used like this:",
                )
            } else {
                say(
                    lang,
                    "So gelten die Einstellungen nicht; es bleibt bei den letzten, die in Ordnung waren:",
                    "The settings cannot be used like this; the last good ones stay in force:",
                )
            };
            let first: String = faults.first().map(ToString::to_string).unwrap_or_default();
            self.show(&format!("{text} {first}"));
        }
    }
}
