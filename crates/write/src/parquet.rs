//! Parquet files: zstd, row groups of bounded size, and the same bytes for the same rows.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Result, anyhow};
use newsmill_stage::TableSchema;
use polars::prelude::*;

/// The rows of a row group, at most.
pub(crate) const GROUP_ROWS: usize = 65_536;
/// The bytes of a row group's texts, about.
pub(crate) const GROUP_BYTES: usize = 32 << 20;

/// A Parquet file in the making, written row group by row group.
pub(crate) struct ParquetFile {
    path: PathBuf,
    /// A second hold on the file, to make it durable: the writer does not give its own back.
    file: Arc<File>,
    writer: polars::io::parquet::write::BatchedWriter<BufWriter<Shared>>,
}

struct Shared(Arc<File>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        (&*self.0).write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        (&*self.0).flush()
    }
}

impl ParquetFile {
    /// Begins a file. `notes` are kept in its footer.
    pub(crate) fn create(path: &Path, schema: &Schema, notes: Vec<(String, String)>, parallel: bool) -> Result<Self> {
        let file = Arc::new(File::create(path).map_err(|it| failed(path, it))?);
        let writer = ParquetWriter::new(BufWriter::with_capacity(1 << 18, Shared(Arc::clone(&file))))
            .with_compression(ParquetCompression::Zstd(None))
            .with_key_value_metadata((!notes.is_empty()).then(|| KeyValueMetadata::from_static(notes)))
            .set_parallel(parallel)
            .batched(schema)
            .map_err(|it| failed(path, it))?;
        Ok(Self { path: path.to_owned(), file, writer })
    }

    /// Adds a row group. Its columns must be of one piece, as builders make them.
    pub(crate) fn write_group(&mut self, frame: &DataFrame) -> Result<()> {
        self.writer.write_batch(frame).map_err(|it| failed(&self.path, it))
    }

    /// Writes the footer, and makes the content durable.
    pub(crate) fn finish(self) -> Result<()> {
        self.writer.finish().map_err(|it| failed(&self.path, it))?;
        self.file.sync_all().map_err(|it| failed(&self.path, it))
    }
}

fn failed(path: &Path, error: impl std::error::Error + Send + Sync + 'static) -> anyhow::Error {
    anyhow!(error).context(format!("cannot write {}", path.display()))
}

/// A published table in the making: rows come in frames of any size and leave in row groups that
/// depend on the rows alone.
pub(crate) struct ParquetTable {
    file: ParquetFile,
    pending: Option<DataFrame>,
    /// The bytes of each pending row.
    weights: Vec<usize>,
}

impl ParquetTable {
    pub(crate) fn create(path: &Path, table: &TableSchema, schema: &Schema) -> Result<Self> {
        let mut notes = vec![("newsmill.about".to_owned(), table.about.to_owned())];
        notes.extend(table.fields.iter().map(|it| (format!("newsmill.column.{}", it.name), it.about.to_owned())));
        Ok(Self { file: ParquetFile::create(path, schema, notes, true)?, pending: None, weights: Vec::new() })
    }

    pub(crate) fn write(&mut self, frame: &DataFrame) -> Result<()> {
        self.weights.extend(weights(frame)?);
        let mut pending = match self.pending.take() {
            Some(mut pending) => {
                pending.vstack_mut(frame)?;
                pending
            }
            None => frame.clone(),
        };
        while let Some(rows) = full_group(&self.weights) {
            self.file.write_group(&in_one_piece(&pending.slice(0, rows))?)?;
            pending = pending.slice(i64::try_from(rows)?, pending.height() - rows);
            self.weights.drain(..rows);
        }
        self.pending = Some(pending);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        if let Some(pending) = self.pending.take().filter(|it| it.height() > 0) {
            self.file.write_group(&in_one_piece(&pending)?)?;
        }
        self.file.finish()
    }
}

/// How many of these rows make a row group, if they are enough for one.
fn full_group(weights: &[usize]) -> Option<usize> {
    let mut bytes = 0;
    for (row, weight) in weights.iter().take(GROUP_ROWS).enumerate() {
        bytes += weight;
        if bytes >= GROUP_BYTES {
            return Some(row + 1);
        }
    }
    (weights.len() >= GROUP_ROWS).then_some(GROUP_ROWS)
}

/// The bytes of the texts of each row.
fn weights(frame: &DataFrame) -> Result<Vec<usize>> {
    let mut weights = vec![0; frame.height()];
    for column in frame.columns().iter().filter(|it| it.dtype() == &DataType::String) {
        for (weight, text) in weights.iter_mut().zip(column.str()?.iter()) {
            *weight += text.map_or(0, str::len);
        }
    }
    Ok(weights)
}

/// The frame with every column built anew. Slices share buffers and carry validity masks, and the
/// size of pages is guessed from those: without this, bytes would depend on how rows came.
fn in_one_piece(frame: &DataFrame) -> Result<DataFrame> {
    let columns = frame.columns().iter().map(|column| -> PolarsResult<Column> {
        let name = column.name().clone();
        Ok(match column.dtype() {
            DataType::Boolean => column.bool()?.iter().collect::<BooleanChunked>().with_name(name).into_column(),
            DataType::Int64 => column.i64()?.iter().collect::<Int64Chunked>().with_name(name).into_column(),
            DataType::Float64 => column.f64()?.iter().collect::<Float64Chunked>().with_name(name).into_column(),
            DataType::String => {
                let mut built = StringChunkedBuilder::new(name, column.len());
                column.str()?.iter().for_each(|it| built.append_option(it));
                built.finish().into_column()
            }
            DataType::Date => {
                let days = column.date()?.physical().iter().collect::<Int32Chunked>();
                days.with_name(name).into_date().into_column()
            }
            _ => column.rechunk(),
        })
    });
    let columns: PolarsResult<Vec<Column>> = columns.collect();
    Ok(DataFrame::new(frame.height(), columns?)?)
}
