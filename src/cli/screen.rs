//! Standard output and standard error: colours where they are wanted, whole pieces at a time, and nothing that panics when
//! the other end is closed.

use super::args::Colour;
use crate::lang::Lang;
use anstream::stream::{AsLockedWrite, RawStream};
use anstream::{AutoStream, ColorChoice};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Stdout, Write};

/// Written in pieces of this size, unless somebody is watching.
const PIECE: usize = 64 << 10;
/// Columns where there is no terminal to ask.
const COLUMNS: usize = 100;
/// Wider lines are hard to read.
const MOST_COLUMNS: usize = 120;

/// Where a command writes to.
pub struct Screen {
    /// The reader's language.
    pub lang: Lang,
    /// When colours are used.
    pub colour: Colour,
    out: Paintable<Stdout>,
    pending: Vec<u8>,
    watched: bool,
}

/// A stream that takes colours out where nobody wants them. Most reports have none: those pass as they are.
pub struct Paintable<S: RawStream> {
    stream: AutoStream<S>,
    /// Control characters were seen, so that one may have been cut in two.
    painted: bool,
}

impl<S: RawStream + AsLockedWrite> Paintable<S> {
    /// Writes to `stream`, with colours where `choice` has it.
    pub fn new(stream: S, choice: ColorChoice) -> Self {
        let stream = AutoStream::new(stream, choice);
        let painted = stream.current_choice() != ColorChoice::Never;
        Self { stream, painted }
    }

    fn has_colour(&self) -> bool {
        self.stream.current_choice() != ColorChoice::Never
    }
}

impl<S: RawStream + AsLockedWrite> Write for Paintable<S>
where
    for<'s> &'s S: Write,
{
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.painted = self.painted || !bytes.chunks(RUN).all(all_plain);
        if self.painted {
            self.stream.write(bytes)
        } else {
            self.stream.as_inner().write(bytes)
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// So many bytes are looked at together.
const RUN: usize = 256;

/// Whether all bytes of a run stand for themselves; without a branch for each, so that many are looked at in one step.
fn all_plain(run: &[u8]) -> bool {
    run.iter().fold(true, |plain, byte| plain & is_plain(*byte))
}

/// Whether a byte stands for itself whatever stands before it.
const fn is_plain(byte: u8) -> bool {
    (byte >= b' ') & (byte != 0x7F) | (byte == b'\n') | (byte == b'\r') | (byte == b'\t')
}

impl Screen {
    /// The standard streams of the process.
    pub fn new(lang: Lang, colour: Colour) -> Self {
        let stdout = io::stdout();
        let watched = stdout.is_terminal();
        Self {
            lang,
            colour,
            out: Paintable::new(stdout, choice(colour)),
            pending: Vec::new(),
            watched,
        }
    }

    /// Columns of the terminal.
    pub fn columns(&self) -> usize {
        if !self.watched {
            return COLUMNS;
        }
        let size = terminal_size::terminal_size().map_or(COLUMNS, |(width, _)| usize::from(width.0));
        size.clamp(40, MOST_COLUMNS)
    }

    /// Whether colours will be seen.
    pub fn has_colour(&self) -> bool {
        self.out.has_colour()
    }

    /// Whether somebody sees what is written at once.
    pub const fn is_watched(&self) -> bool {
        self.watched
    }

    /// Writes bytes as they are: no colours are looked for in them.
    pub fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.finish()?;
        let mut stdout = io::stdout().lock();
        stdout.write_all(bytes)?;
        stdout.flush()
    }

    /// Writes what is pending.
    pub fn finish(&mut self) -> io::Result<()> {
        let pending = std::mem::take(&mut self.pending);
        self.out.write_all(&pending)?;
        self.out.flush()
    }

    /// Says something on standard error that is not part of the output.
    pub fn complain(&self, text: &str) {
        let mut err = AutoStream::new(io::stderr(), choice(self.colour));
        // If standard error is closed too, there is nobody left to tell.
        let _ = writeln!(err, "adlint: {text}");
    }

    /// Writes a piece of a report to standard error.
    pub fn aside(&self, bytes: &[u8]) {
        let _ = AutoStream::new(io::stderr(), choice(self.colour)).write_all(bytes);
    }
}

impl Write for Screen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        if self.pending.len() >= PIECE {
            let pending = std::mem::take(&mut self.pending);
            self.out.write_all(&pending)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.finish()
    }
}

const fn choice(colour: Colour) -> ColorChoice {
    match colour {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    }
}

/// The language to speak: `--lang`, wherever it stands, else the locale, else English. Asked before the arguments are
/// parsed, because their help is in it.
pub fn language(typed: &[OsString]) -> Lang {
    let mut words = typed.iter().map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        let said = match word.strip_prefix("--lang") {
            Some("") => words.next().map(std::borrow::Cow::into_owned),
            Some(value) => value.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = said.and_then(|tag| Lang::from_tag(&tag)) {
            return lang;
        }
    }
    locale(|name| std::env::var(name).ok())
}

/// The language of the locale: the first of these that is set decides, as POSIX has it.
fn locale(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty());
    set.and_then(|tag| Lang::from_tag(&tag)).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::{language, locale};
    use crate::lang::Lang;

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let with = |set: &[(&str, &str)]| {
            let set: Vec<(String, String)> = set.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
            locale(move |name| set.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()))
        };
        assert_eq!(with(&[("LC_ALL", ""), ("LANG", "de_DE.UTF-8")]), Lang::De);
        assert_eq!(with(&[("LC_ALL", "C.UTF-8"), ("LANG", "de_DE.UTF-8")]), Lang::En);
        assert_eq!(with(&[("LC_MESSAGES", "de_AT"), ("LANG", "en_GB")]), Lang::De);
        assert_eq!(with(&[]), Lang::En);
    }

    #[test]
    fn the_language_option_is_seen_in_both_spellings() {
        let typed = |words: &[&str]| language(&words.iter().map(std::ffi::OsString::from).collect::<Vec<_>>());
        assert_eq!(typed(&["adlint", "check", "--lang", "de"]), Lang::De);
        assert_eq!(typed(&["adlint", "--lang=de", "check"]), Lang::De);
    }
}
