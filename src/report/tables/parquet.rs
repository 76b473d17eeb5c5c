//! Tables as Parquet: one row group at a time, text in UTF-8, zstd around it.

use super::{Cell, Kind, Row};
use ::parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::types::Type;
use std::io::Write;
use std::sync::Arc;

/// Rows of a row group. Fewer cost more space, more cost more memory.
const GROUP: usize = 20_000;

/// One Parquet file that is being written.
pub struct Part<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    kinds: Vec<Kind>,
    rows: Vec<Row>,
}

impl<W: Write + Send> Part<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// Of the writer, here and below.
    pub fn new(out: W, columns: &[(String, Kind)]) -> Result<Self, ParquetError> {
        let fields = columns
            .iter()
            .map(|(name, kind)| {
                let physical = match kind {
                    Kind::Text => Physical::BYTE_ARRAY,
                    Kind::Number => Physical::INT64,
                };
                let mut field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
                if *kind == Kind::Text {
                    field = field
                        .with_logical_type(Some(LogicalType::String))
                        .with_converted_type(ConvertedType::UTF8);
                }
                field.build().map(Arc::new)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("adlint").with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("adlint ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        Ok(Self {
            writer: SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties))?,
            kinds: columns.iter().map(|(_, kind)| *kind).collect(),
            rows: Vec::new(),
        })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// Of the writer.
    pub fn add(&mut self, rows: Vec<Row>) -> Result<(), ParquetError> {
        self.rows.extend(rows);
        if self.rows.len() >= GROUP { self.group() } else { Ok(()) }
    }

    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = std::mem::take(&mut self.rows);
        let mut group = self.writer.next_row_group()?;
        for (index, kind) in self.kinds.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { break };
            let mut levels: Vec<i16> = Vec::with_capacity(rows.len());
            let mut texts: Vec<ByteArray> = Vec::new();
            let mut numbers: Vec<i64> = Vec::new();
            for row in &rows {
                let filled = match row.get(index) {
                    Some(Cell::Text(Some(text))) => {
                        texts.push(ByteArray::from(text.as_str()));
                        true
                    }
                    Some(Cell::Number(Some(number))) => {
                        numbers.push(*number);
                        true
                    }
                    _ => false,
                };
                levels.push(i16::from(filled));
            }
            match kind {
                Kind::Text => column.typed::<ByteArrayType>().write_batch(&texts, Some(&levels), None)?,
                Kind::Number => column.typed::<Int64Type>().write_batch(&numbers, Some(&levels), None)?,
            };
            column.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Ends the file.
    ///
    /// # Errors
    /// Of the writer.
    pub fn finish(mut self) -> Result<W, ParquetError> {
        if !self.rows.is_empty() {
            self.group()?;
        }
        self.writer.into_inner()
    }
}
