//! The rows of the fragments, as the queries see them.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context as _, Result};
use newsmill_stage::{Field, Kind};
use polars::prelude::*;

use crate::columns::{SEPARATOR, name, published_type};

/// The number of an article in the fragments: unique, and never published.
pub(crate) const DELIVERY: &str = "delivery";
/// The place of a row among those of its table, where a query asks for it; no column is called so.
pub(crate) const ROW: &str = ":row";

/// A table of the fragments: its files, by the columns that they have. Fragments of inputs that
/// are gone may be of an older version, with other columns.
pub(crate) struct Stored {
    shapes: Vec<Shape>,
    /// Rows of all files.
    pub(crate) rows: usize,
    /// Their bytes, unpacked.
    pub(crate) bytes: usize,
}

struct Shape {
    schema: Arc<ArrowSchema>,
    files: Vec<PathBuf>,
}

impl Stored {
    /// Looks into the footers of these files.
    pub(crate) fn open(files: &[PathBuf]) -> Result<Self> {
        let mut stored = Self { shapes: Vec::new(), rows: 0, bytes: 0 };
        for path in files {
            stored.add(path).with_context(|| format!("cannot read {}", path.display()))?;
        }
        Ok(stored)
    }

    fn add(&mut self, path: &Path) -> Result<()> {
        let mut reader = ParquetReader::new(File::open(path)?);
        let schema = reader.schema()?;
        let metadata = reader.get_metadata()?;
        self.rows += metadata.num_rows;
        self.bytes += metadata.row_groups.iter().map(|it| it.total_byte_size()).sum::<usize>();
        match self.shapes.iter_mut().find(|it| it.schema == schema) {
            Some(shape) => shape.files.push(path.to_owned()),
            None => self.shapes.push(Shape { schema, files: vec![path.to_owned()] }),
        }
        Ok(())
    }

    /// Their rows: `delivery` and these columns, as they are published; `None` without files.
    pub(crate) fn rows(&self, fields: &[Field]) -> Result<Option<LazyFrame>> {
        united(self.shapes.iter().map(|it| Ok(it.scan()?.select(it.columns(fields)))))
    }

    /// The same, with the place of each row: those of one article keep their order by it.
    pub(crate) fn numbered_rows(&self, fields: &[Field]) -> Result<Option<LazyFrame>> {
        united(self.shapes.iter().map(|it| {
            let columns = it.columns(fields).into_iter().chain([col(ROW)]);
            Ok(it.scan()?.with_row_index(ROW, None).select(columns.collect::<Vec<_>>()))
        }))
    }
}

fn united(frames: impl Iterator<Item = Result<LazyFrame>>) -> Result<Option<LazyFrame>> {
    let frames: Vec<LazyFrame> = frames.collect::<Result<_>>()?;
    if frames.is_empty() { Ok(None) } else { Ok(Some(concat(frames, UnionArgs::default())?)) }
}

impl Shape {
    fn scan(&self) -> Result<LazyFrame> {
        let paths: PolarsResult<Vec<PlRefPath>> = self.files.iter().map(|it| PlRefPath::try_from_path(it)).collect();
        let args = ScanArgsParquet { glob: false, ..ScanArgsParquet::default() };
        Ok(LazyFrame::scan_parquet_files(paths?.into(), args)?)
    }

    fn columns(&self, fields: &[Field]) -> Vec<Expr> {
        let delivery = [col(DELIVERY)];
        delivery.into_iter().chain(fields.iter().map(|it| self.column(it))).collect()
    }

    fn column(&self, field: &Field) -> Expr {
        let stored = self.schema.get(field.name).map(DataType::from_arrow_field);
        match stored {
            None => lit(NULL).cast(published_type(field.kind)).alias(name(field)),
            Some(DataType::List(_)) if field.kind == Kind::Texts => col(name(field)).list().join(lit(SEPARATOR), true),
            Some(it) if it == published_type(field.kind) => col(name(field)),
            Some(_) => col(name(field)).cast(published_type(field.kind)),
        }
    }
}

/// Runs a query of many rows piece by piece where that is possible. Its rows come in no order.
pub(crate) fn collect(query: LazyFrame) -> PolarsResult<DataFrame> {
    Ok(query.collect_with_engine(Engine::Streaming)?.unwrap_single())
}

/// The order of published rows: nothing comes last.
pub(crate) fn order() -> SortMultipleOptions {
    SortMultipleOptions::default().with_nulls_last(true).with_maintain_order(true)
}
