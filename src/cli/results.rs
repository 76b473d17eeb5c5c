//! Results of long runs: files that grow under another name until they are whole, and tables.
//!
//! What a stopped run leaves is `FILE.partial`, valid up to its end, and a marker for `--resume`. Must not know how an ad is
//! checked or written.

use super::resume::{Marker, Standing};
use crate::report::Summary;
use crate::report::tables::{self, Kind, NAMES, Rows, TableFormat};
use crate::workspace::AdReport;
use anyhow::{Context, Result};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// A file that has its name only once it is whole.
#[derive(Debug)]
pub struct Growing {
    target: PathBuf,
    partial: PathBuf,
    file: BufWriter<File>,
    length: u64,
}

impl Growing {
    /// Begins it anew, or goes on behind `length` bytes.
    pub fn open(target: &Path, length: Option<u64>) -> Result<Self> {
        let mut name = target.as_os_str().to_owned();
        name.push(".partial");
        let partial = PathBuf::from(name);
        let shown = || partial.display().to_string();
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(length.is_none());
        let mut file = options.open(&partial).with_context(shown)?;
        let length = length.unwrap_or(0);
        let there = file.metadata().with_context(shown)?.len();
        anyhow::ensure!(there >= length, "{} is shorter than it was; begin anew without --resume", shown());
        file.set_len(length).with_context(shown)?;
        file.seek(SeekFrom::End(0)).with_context(shown)?;
        Ok(Self {
            target: target.to_owned(),
            partial,
            file: BufWriter::with_capacity(256 << 10, file),
            length,
        })
    }

    /// The length it has on the disk from now on, whatever comes.
    fn settle(&mut self) -> io::Result<u64> {
        self.file.flush()?;
        self.file.get_ref().sync_data()?;
        Ok(self.length)
    }

    /// Gives it its name.
    pub fn finish(mut self) -> Result<()> {
        let shown = || self.target.display().to_string();
        self.file.flush().with_context(shown)?;
        self.file.get_ref().sync_all().with_context(shown)?;
        fs::rename(&self.partial, &self.target).with_context(shown)
    }

    /// Leaves it as it is; where.
    pub fn leave(mut self) -> Result<PathBuf> {
        self.file.flush().with_context(|| self.partial.display().to_string())?;
        Ok(self.partial)
    }
}

impl Write for Growing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let many = self.file.write(bytes)?;
        self.length += many as u64;
        Ok(many)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// What tables are asked for.
#[derive(Debug, Clone)]
pub struct TablePlan {
    folder: PathBuf,
    /// How they are written.
    pub format: TableFormat,
    groups: Vec<String>,
    columns: [Vec<(String, Kind)>; 3],
    /// Ads of a part.
    part: u64,
}

/// The rows of an ad, as far as they can be made ready beforehand.
pub enum Piece {
    /// Written already.
    Text([Vec<u8>; 3]),
    /// For Parquet.
    Rows(Rows),
}

impl TablePlan {
    /// Tables in this folder.
    pub fn new(folder: &Path, format: TableFormat, groups: &[String], part: u64) -> Self {
        Self {
            folder: folder.to_owned(),
            format,
            groups: groups.to_vec(),
            columns: tables::columns(groups),
            part: part.max(1),
        }
    }

    /// The rows of an ad.
    pub fn piece(&self, lang: crate::lang::Lang, ad: &AdReport) -> Piece {
        let mut rows = Rows::default();
        tables::rows(lang, ad, &self.groups, &mut rows);
        if self.format == TableFormat::Parquet {
            return Piece::Rows(rows);
        }
        let mut text: [Vec<u8>; 3] = Default::default();
        for ((rows, columns), out) in rows.iter().zip(&self.columns).zip(&mut text) {
            for row in rows {
                tables::write(self.format, columns, row, out);
            }
        }
        Piece::Text(text)
    }

    /// The marker that belongs to these tables.
    pub fn marker(&self) -> PathBuf {
        self.folder.join("adlint-resume.json")
    }
}

/// The tables on their way.
pub struct Tables {
    plan: TablePlan,
    files: Vec<Growing>,
    #[cfg(feature = "parquet")]
    parts: Option<[(tables::parquet::Part<BufWriter<File>>, PathBuf); 3]>,
    next_part: u64,
    in_part: u64,
}

impl Tables {
    /// Begins them anew, or goes on from a standing.
    pub fn open(plan: TablePlan, standing: Option<&Standing>) -> Result<Self> {
        fs::create_dir_all(&plan.folder).with_context(|| format!("--tables {}", plan.folder.display()))?;
        let mut files = Vec::new();
        let next_part = standing.map_or(0, |standing| standing.parts);
        for (name, columns) in NAMES.iter().zip(&plan.columns) {
            let target = plan.folder.join(format!("{name}.{}", plan.format.name()));
            if plan.format == TableFormat::Parquet {
                clear_parts(&target, next_part)?;
                continue;
            }
            let length = standing.and_then(|standing| standing.lengths.get(&target).copied());
            let mut file = Growing::open(&target, length)?;
            if length.is_none() {
                let mut header = Vec::new();
                tables::header(plan.format, columns, &mut header);
                file.write_all(&header)?;
            }
            files.push(file);
        }
        Ok(Self {
            plan,
            files,
            #[cfg(feature = "parquet")]
            parts: None,
            next_part,
            in_part: 0,
        })
    }

    /// The rows of the next ad; true where the parts so far are whole.
    fn add(&mut self, piece: Piece) -> Result<bool> {
        match piece {
            Piece::Text(text) => {
                for (file, text) in self.files.iter_mut().zip(&text) {
                    file.write_all(text)?;
                }
                Ok(true)
            }
            Piece::Rows(rows) => {
                self.add_rows(rows)?;
                self.in_part += 1;
                if self.in_part < self.plan.part {
                    return Ok(false);
                }
                self.close_part()?;
                Ok(true)
            }
        }
    }

    #[cfg(feature = "parquet")]
    fn add_rows(&mut self, rows: Rows) -> Result<()> {
        if self.parts.is_none() {
            let mut parts = Vec::new();
            for (name, columns) in NAMES.iter().zip(&self.plan.columns) {
                let folder = self.plan.folder.join(format!("{name}.parquet"));
                let path = folder.join(format!("part-{:05}.parquet", self.next_part));
                let partial = path.with_extension("partial");
                let file = File::create(&partial).with_context(|| partial.display().to_string())?;
                parts.push((tables::parquet::Part::new(BufWriter::new(file), columns)?, path));
            }
            self.parts = parts.try_into().ok();
        }
        for ((part, _), rows) in self.parts.iter_mut().flatten().zip(rows) {
            part.add(rows)?;
        }
        Ok(())
    }

    #[cfg(not(feature = "parquet"))]
    fn add_rows(&mut self, _rows: Rows) -> Result<()> {
        anyhow::bail!("--table-format parquet: this adlint was built without Parquet")
    }

    /// Ends the part at hand.
    fn close_part(&mut self) -> Result<()> {
        #[cfg(feature = "parquet")]
        if let Some(parts) = self.parts.take() {
            for (part, path) in parts {
                let shown = || path.display().to_string();
                let file = part
                    .finish()
                    .with_context(shown)?
                    .into_inner()
                    .map_err(io::IntoInnerError::into_error)
                    .with_context(shown)?;
                file.sync_all().with_context(shown)?;
                fs::rename(path.with_extension("partial"), &path).with_context(shown)?;
            }
            self.next_part += 1;
        }
        self.in_part = 0;
        Ok(())
    }
}

/// Takes away the parts of an earlier run from `first` on, and none other.
fn clear_parts(folder: &Path, first: u64) -> Result<()> {
    let shown = || folder.display().to_string();
    fs::create_dir_all(folder).with_context(shown)?;
    for entry in fs::read_dir(folder).with_context(shown)? {
        let path = entry.with_context(shown)?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let number = name
            .strip_prefix("part-")
            .and_then(|rest| rest.strip_suffix(".parquet").or_else(|| rest.strip_suffix(".partial")))
            .and_then(|number| number.parse::<u64>().ok());
        if number.is_some_and(|number| number >= first) {
            fs::remove_file(&path).with_context(|| path.display().to_string())?;
        }
    }
    Ok(())
}

/// What is done and where it stands.
#[derive(Default)]
pub struct Ledger {
    /// The tables, if any are asked for.
    pub tables: Option<Tables>,
    marker: Option<Marker>,
    standing: Standing,
}

impl Ledger {
    /// A ledger that goes on from `standing`; without a marker nothing can be resumed.
    pub const fn new(tables: Option<Tables>, marker: Option<Marker>, standing: Standing) -> Self {
        Self { tables, marker, standing }
    }

    /// What the run before has counted.
    pub const fn summary(&self) -> Summary {
        self.standing.summary
    }

    /// Whether a run that is stopped can go on.
    pub const fn can_resume(&self) -> bool {
        self.marker.is_some()
    }

    /// Enters an ad. `outputs` are the other results.
    pub fn enter<'g>(&mut self, piece: Option<Piece>, summary: &Summary, outputs: impl Iterator<Item = &'g mut Growing>) -> Result<()> {
        self.standing.done += 1;
        let mut whole = self.tables.as_ref().is_none_or(|tables| tables.in_part == 0);
        let mut closed = false;
        if let (Some(tables), Some(piece)) = (&mut self.tables, piece) {
            whole = tables.add(piece)?;
            closed = whole && tables.plan.format == TableFormat::Parquet;
        }
        if whole && (closed || self.marker.as_ref().is_some_and(Marker::is_due)) {
            self.mark(summary, outputs)?;
        }
        Ok(())
    }

    fn mark<'g>(&mut self, summary: &Summary, outputs: impl Iterator<Item = &'g mut Growing>) -> Result<()> {
        let Some(marker) = &mut self.marker else { return Ok(()) };
        for file in self.tables.iter_mut().flat_map(|tables| &mut tables.files) {
            self.standing.lengths.insert(file.target.clone(), file.settle()?);
        }
        for file in outputs {
            self.standing.lengths.insert(file.target.clone(), file.settle()?);
        }
        self.standing.parts = self.tables.as_ref().map_or(0, |tables| tables.next_part);
        self.standing.summary = *summary;
        marker.write(&self.standing)
    }

    /// The run was stopped: what is done is kept, marked as part of a whole. Where it lies.
    pub fn stop<'g>(mut self, summary: &Summary, outputs: impl Iterator<Item = &'g mut Growing>) -> Result<Vec<PathBuf>> {
        if let Some(tables) = &mut self.tables {
            tables.close_part()?;
        }
        self.mark(summary, outputs)?;
        let mut left = Vec::new();
        for file in self.tables.into_iter().flat_map(|tables| tables.files) {
            left.push(file.leave()?);
        }
        Ok(left)
    }

    /// The run has come to its end.
    pub fn finish(self) -> Result<()> {
        if let Some(mut tables) = self.tables {
            tables.close_part()?;
            for file in tables.files {
                file.finish()?;
            }
        }
        self.marker.map_or(Ok(()), |marker| marker.remove())
    }
}
