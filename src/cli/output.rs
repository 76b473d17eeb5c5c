//! Files that are whole or not there: written beside their target and moved onto it at the end.

use super::args::{Check, Colour, OutputTo};
use super::long_run::LongRun;
use super::printer::{Output, Sink};
use super::results::Growing;
use super::screen::Paintable;
use crate::lang::Lang;
use crate::report::Format;
use crate::report::words::say;
use anstream::ColorChoice;
use anyhow::{Context, Result, bail};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Replaces the content of a file in one step; whoever reads it sees the old one or the new one. Permissions stay, and a
/// link stays a link.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path)?;
    let mut beside = beside(&target)?;
    beside.write_all(bytes)?;
    beside.as_file().sync_all()?;
    beside.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// An empty file in the same folder, with the permissions of the target, or those of any new file.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".adlint-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Less the umask, as the system does for every new file.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let beside = builder.tempfile_in(folder)?;
    if let Ok(meta) = fs::metadata(target) {
        fs::set_permissions(beside.path(), meta.permissions())?;
    }
    Ok(beside)
}

/// Opens every output that was asked for, so that a path that cannot be written to is known before the work. What is not
/// sent elsewhere goes to `screen`.
pub fn open_all(lang: Lang, args: &Check, screen: Sink, colour: Colour, long: Option<&LongRun>) -> Result<Vec<Output>> {
    let mut outputs = Vec::new();
    let mut targets: Vec<&Path> = Vec::new();
    let mut on_screen = None;
    let mut whole = false;
    for OutputTo { format, file } in &args.output {
        whole |= format.is_none();
        let format = format.unwrap_or(args.format);
        if targets.contains(&file.as_path()) {
            bail!(
                "--output {}: {}",
                file.display(),
                say(
                    lang,
                    "zwei Berichte können nicht in dieselbe Datei.",
                    "two reports cannot go into the same file."
                )
            );
        }
        targets.push(file);
        if file.as_os_str() == "-" {
            on_screen = Some(format);
            continue;
        }
        outputs.push(Output {
            writing: format.writing(),
            sink: sink(file, colour, long)?,
        });
    }
    // Files of their own format come on top; a file without one takes what the screen would have shown.
    let format = screen_format(args);
    if let Some(format) = on_screen.or((!whole).then_some(format)) {
        outputs.push(Output {
            writing: format.writing(),
            sink: screen,
        });
    }
    Ok(outputs)
}

/// What the screen shows: beside tables only the sums, unless something else is asked for.
fn screen_format(args: &Check) -> Format {
    let tables_alone = args.results.tables.is_some() && args.format == Format::Full;
    if tables_alone { Format::Summary } else { args.format }
}

/// Whether no report shows the ads themselves, so that they need not be kept until they are handed over.
pub fn shows_sums_alone(args: &Check) -> bool {
    args.output.is_empty() && screen_format(args) == Format::Summary
}

fn sink(file: &Path, colour: Colour, long: Option<&LongRun>) -> Result<Sink> {
    Ok(match long.filter(|long| long.grows) {
        Some(long) => {
            let length = long.standing.as_ref().map(|standing| standing.lengths.get(file).copied().unwrap_or(0));
            Sink::Growing(Box::new(Growing::open(file, length)?))
        }
        None => Sink::File(Box::new(OutputFile::open(file, colour)?)),
    })
}

/// A report on its way into a file.
pub struct OutputFile {
    /// `None` for what is no plain file (a pipe, a device): that is written to directly.
    beside: Option<NamedTempFile>,
    target: PathBuf,
    stream: BufWriter<Paintable<File>>,
}

impl OutputFile {
    /// Opens it, so that a path that cannot be written to is known before the work.
    pub fn open(target: &Path, colour: Colour) -> Result<Self> {
        let choice = if colour == Colour::Always {
            ColorChoice::Always
        } else {
            ColorChoice::Never
        };
        let shown = || format!("--output {}", target.display());
        let device = fs::metadata(target).is_ok_and(|meta| !meta.is_file());
        let (beside, file) = if device {
            (None, OpenOptions::new().write(true).open(target).with_context(shown)?)
        } else {
            let beside = beside(target).with_context(shown)?;
            let file = beside.reopen().with_context(shown)?;
            (Some(beside), file)
        };
        Ok(Self {
            beside,
            target: target.to_path_buf(),
            stream: BufWriter::new(Paintable::new(file, choice)),
        })
    }

    /// Moves it to where it belongs.
    pub fn finish(mut self) -> Result<()> {
        self.stream.flush().with_context(|| self.shown())?;
        let shown = self.shown();
        match self.beside {
            Some(beside) => beside
                .as_file()
                .sync_all()
                .and_then(|()| beside.persist(&self.target).map(drop).map_err(|error| error.error))
                .context(shown),
            None => Ok(()),
        }
    }

    /// As it was typed, for what is said about it.
    pub fn shown(&self) -> String {
        format!("--output {}", self.target.display())
    }
}

impl Write for OutputFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
