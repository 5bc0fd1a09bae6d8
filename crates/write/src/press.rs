//! The press: one table after the other, in every format that is asked for, from frames that pass
//! by once.

use anyhow::{Context as _, Result};
use newsmill_stage::{Field, Kind, TableSchema};
use polars::prelude::*;

use crate::book::{Book, Sheet};
use crate::cells::Standing;
use crate::parquet::ParquetTable;
use crate::staging::Staging;
use crate::text_table::{Dialect, TextTable};

/// Which files a run publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formats {
    /// `<table>.parquet`, exact and typed.
    pub parquet: bool,
    /// `<table>.csv`.
    pub csv: Option<Dialect>,
    /// The workbook, with the tables that are sent to it.
    pub workbook: bool,
}

impl Default for Formats {
    fn default() -> Self {
        Self { parquet: true, csv: Some(Dialect::default()), workbook: true }
    }
}

/// What became of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// Its name.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// How many of its texts were too long for a cell of the workbook.
    pub shortened: u64,
}

/// Prints tables into a set of files to be published.
pub struct Press<'a> {
    staging: &'a Staging<'a>,
    formats: Formats,
    book: Option<Book>,
}

impl<'a> Press<'a> {
    /// The name of the workbook.
    pub const WORKBOOK: &'static str = "newsmill.xlsx";

    /// A press for these formats.
    ///
    /// # Errors
    ///
    /// If the disk cannot be written to.
    pub fn new(staging: &'a Staging<'a>, formats: Formats) -> Result<Self> {
        let book = if formats.workbook { Some(Book::new(staging.folder())?) } else { None };
        Ok(Self { staging, formats, book })
    }

    /// Prints a table from frames that together are its rows, in order; `on_sheet` sends it to the
    /// workbook too. How the rows are cut into frames changes no byte.
    ///
    /// # Errors
    ///
    /// If a frame cannot be made or has not the table's columns, or the disk is full.
    pub fn print(
        &mut self,
        table: &TableSchema,
        frames: impl IntoIterator<Item = Result<DataFrame>>,
        on_sheet: bool,
    ) -> Result<Printed> {
        let failed = || format!("in the table `{}`", table.name);
        let mut plates = Plates::new(self, table, on_sheet).with_context(failed)?;
        for frame in frames {
            plates.print(&typed(&frame.with_context(failed)?, table).with_context(failed)?).with_context(failed)?;
        }
        plates.finish().with_context(failed)
    }

    /// Completes the workbook.
    ///
    /// # Errors
    ///
    /// If the disk is full.
    pub fn finish(self) -> Result<()> {
        self.book.map_or(Ok(()), |it| it.save(&self.staging.path(Self::WORKBOOK)?))
    }
}

/// The files of the table that is being printed.
struct Plates<'a> {
    table: &'a TableSchema,
    parquet: Option<ParquetTable>,
    csv: Option<TextTable>,
    sheet: Option<(&'a mut Book, Sheet)>,
    rows: u64,
}

impl<'a> Plates<'a> {
    fn new(press: &'a mut Press<'_>, table: &'a TableSchema, on_sheet: bool) -> Result<Self> {
        let path = |ending: &str| press.staging.path(&format!("{}.{ending}", table.name));
        let schema = Schema::from_iter_check_duplicates(table.fields.iter().map(column))?;
        let parquet = match press.formats.parquet {
            true => Some(ParquetTable::create(&path("parquet")?, table, &schema)?),
            false => None,
        };
        let headings = table.fields.iter().map(|it| it.name);
        let csv = match press.formats.csv {
            Some(dialect) => Some(TextTable::create(&path("csv")?, dialect, headings)?),
            None => None,
        };
        let sheet = match press.book.as_mut().filter(|_| on_sheet) {
            Some(book) => {
                let sheet = book.begin(table)?;
                Some((book, sheet))
            }
            None => None,
        };
        Ok(Self { table, parquet, csv, sheet, rows: 0 })
    }

    fn print(&mut self, frame: &DataFrame) -> Result<()> {
        self.rows += frame.height() as u64;
        if let Some(parquet) = &mut self.parquet {
            parquet.write(frame)?;
        }
        if self.csv.is_none() && self.sheet.is_none() {
            return Ok(());
        }
        let columns = frame.columns().iter().map(|it| Standing::new(it, it.dtype()));
        let columns: Vec<Standing> = columns.collect::<PolarsResult<_>>()?;
        for row in 0..frame.height() {
            self.print_row(&columns, row)?;
        }
        Ok(())
    }

    fn print_row(&mut self, columns: &[Standing], row: usize) -> Result<()> {
        for column in columns {
            let cell = column.get(row);
            if let Some(csv) = &mut self.csv {
                csv.write_cell(&cell)?;
            }
            if let Some((book, sheet)) = &mut self.sheet {
                book.write_cell(sheet, &cell)?;
            }
        }
        if let Some(csv) = &mut self.csv {
            csv.end_row()?;
        }
        if let Some((book, sheet)) = &mut self.sheet {
            book.end_row(sheet);
        }
        Ok(())
    }

    fn finish(self) -> Result<Printed> {
        self.parquet.map_or(Ok(()), ParquetTable::finish)?;
        self.csv.map_or(Ok(()), TextTable::finish)?;
        let shortened = self.sheet.map_or(Ok(0), |(book, sheet)| book.end(sheet))?;
        Ok(Printed { table: self.table.name.clone(), rows: self.rows, shortened })
    }
}

/// The published type of a column: lists are joined, and hashes are of no use to readers.
fn column(field: &Field) -> (PlSmallStr, DataType) {
    let dtype = match field.kind {
        Kind::Flag => DataType::Boolean,
        Kind::Integer => DataType::Int64,
        Kind::Real => DataType::Float64,
        Kind::Date => DataType::Date,
        Kind::Text | Kind::Texts | Kind::Bytes | Kind::Numbers => DataType::String,
    };
    (PlSmallStr::from_static(field.name), dtype)
}

/// The frame's columns in the table's order and types.
fn typed(frame: &DataFrame, table: &TableSchema) -> Result<DataFrame> {
    let columns = table.fields.iter().map(|field| -> PolarsResult<Column> {
        let (name, dtype) = column(field);
        let column = frame.column(&name)?;
        if column.dtype() == &dtype { Ok(column.clone()) } else { column.strict_cast(&dtype) }
    });
    let columns: Vec<Column> = columns.collect::<PolarsResult<_>>()?;
    Ok(DataFrame::new(frame.height(), columns)?)
}

#[cfg(test)]
mod tests;
