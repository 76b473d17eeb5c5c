//! Tells Zed how to start adlint, and hands on its settings. Must not know anything about ads.

use zed_extension_api::settings::LspSettings;
use zed_extension_api::{self as zed, serde_json::Value, Command, LanguageServerId, Result, Worktree};

struct Adlint;

impl zed::Extension for Adlint {
    fn new() -> Self {
        Self
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let named = LspSettings::for_worktree(id.as_ref(), worktree)
            .ok()
            .and_then(|settings| settings.binary)
            .and_then(|binary| binary.path);
        let command = named
            .or_else(|| worktree.which("adlint"))
            .ok_or("adlint is not on the path; install it, or name it in lsp.adlint.binary.path")?;
        Ok(Command {
            command,
            args: vec!["lsp".to_owned()],
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }

    fn language_server_workspace_configuration(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Option<Value>> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?.settings;
        Ok(settings.map(|settings| zed::serde_json::json!({ "adlint": settings })))
    }
}

zed::register_extension!(Adlint);
