//! Colours. Always written; the stream that takes them strips them where nobody can see them.

use crate::diagnostic::Severity;
use anstyle::{AnsiColor, Style};

/// File names and headings.
pub const HEADING: Style = Style::new().bold();
/// Line numbers, labels, what is said in passing.
pub const QUIET: Style = Style::new().dimmed();
/// What is there.
pub const GOOD: Style = AnsiColor::Green.on_default();
/// What is missing.
pub const LACKING: Style = AnsiColor::Yellow.on_default();
/// What kept adlint from reading.
pub const FAULT: Style = AnsiColor::Magenta.on_default().bold();

/// How much is at stake.
pub const fn severity(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}
