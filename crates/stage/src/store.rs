//! What a store of fragments must do. The room `write` does it in Parquet.
//!
//! A fragment is what the article floor has made of a few input files: rows of several tables,
//! under a key, with a manifest that says what it was made of. It is there whole or not at all.

use anyhow::Result;

use crate::{Cell, Field, Record};

/// A table: its name and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableSchema {
    /// The name of its files, less their ending.
    pub name: String,
    /// What one row is.
    pub about: &'static str,
    /// Its columns.
    pub fields: Vec<Field>,
}

impl TableSchema {
    /// The table of a row type.
    pub fn of<R: Record>() -> Self {
        Self { name: R::TABLE.to_owned(), about: R::ABOUT, fields: R::FIELDS.to_vec() }
    }
}

/// What a run will write, known before it starts: a table without rows still has its headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schema {
    /// Columns that stages add to `articles`, after the [shared ones](crate::columns::ALL).
    pub columns: Vec<Field>,
    /// Tables of the article floor.
    pub tables: Vec<TableSchema>,
    /// Tables of the table floor.
    pub corpus_tables: Vec<TableSchema>,
}

/// Keeps fragments from run to run.
pub trait FragmentStore: Sync {
    /// The fragments that are there: keys and manifests, sorted by key. Unfinished ones are cleared away.
    ///
    /// # Errors
    ///
    /// If the store cannot be read.
    fn list(&self) -> Result<Vec<(String, String)>>;

    /// Begins a fragment.
    ///
    /// # Errors
    ///
    /// If the disk is full or cannot be written to.
    fn create(&self, key: &str) -> Result<Box<dyn FragmentWriter>>;

    /// The rows of a table of one fragment, as a stream in the order they were written, with the
    /// cells of these fields; none if the fragment has no such table.
    ///
    /// # Errors
    ///
    /// If the fragment cannot be read.
    fn rows(&self, key: &str, table: &str, fields: &[Field]) -> Result<Box<dyn Iterator<Item = Result<Vec<Cell>>>>>;

    /// Forgets a fragment.
    ///
    /// # Errors
    ///
    /// If it cannot be removed.
    fn remove(&self, key: &str) -> Result<()>;
}

/// A fragment in the making.
pub trait FragmentWriter: Send {
    /// Adds rows to one of its tables.
    ///
    /// # Errors
    ///
    /// If the disk is full or cannot be written to.
    fn append(&mut self, table: &TableSchema, rows: Vec<Vec<Cell>>) -> Result<()>;

    /// Completes it, durably: from now on it is listed, with this manifest.
    ///
    /// # Errors
    ///
    /// If the disk is full or cannot be written to.
    fn finish(self: Box<Self>, manifest: &str) -> Result<()>;
}
