//! What a stage gets when it is built, and where it says what it adds.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use jiff::civil::Date;

use crate::store::{Schema, TableSchema};
use crate::{Column, Record, Value};

/// Tables that are the pipeline's own or that every run publishes.
const TAKEN: &[&str] = &[
    "articles",
    "texts",
    "documents",
    "tallies",
    "mentions_by_outlet_date",
    "coverage",
    "duplicates",
    "rejected",
    "run",
    "manifest",
];

/// A data file that a stage has read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// Its path, as `pipeline.toml` gives it.
    pub path: String,
    /// The hash of its content, in hexadecimal.
    pub hash: String,
}

/// What a stage gets when it is built, and where it says what it adds.
#[derive(Clone, Debug, Default)]
pub struct Setup {
    /// The folder of `pipeline.toml`; paths in it are relative to this.
    pub root: PathBuf,
    /// The last day that can be a day of publication, if the settings tell it.
    pub today: Option<Date>,
    /// What this stage and those before it add.
    pub schema: Schema,
    /// The data files that this stage and those before it have read.
    pub data_files: Vec<DataFile>,
}

impl Setup {
    /// For stages of a `pipeline.toml` in this folder.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), ..Self::default() }
    }

    /// Reads a data file; its content becomes part of every fragment's key.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn read(&mut self, path: &Path) -> Result<Vec<u8>> {
        let full = self.root.join(path);
        let bytes = std::fs::read(&full)
            .with_context(|| format!("cannot read {}; `newsmill init` writes one to start from", full.display()))?;
        let hash = format!("{:032x}", newsmill_text::hash128(&bytes));
        self.data_files.push(DataFile { path: path.display().to_string().replace('\\', "/"), hash });
        Ok(bytes)
    }

    /// Says that the stage adds a column to `articles`. The [`columns`](crate::columns) that rooms
    /// share need no adding.
    ///
    /// # Errors
    ///
    /// If another stage adds one of the same name.
    pub fn adds<T: Value>(&mut self, column: Column<T>) -> Result<()> {
        let known = crate::columns::ALL.iter().chain(&self.schema.columns).any(|it| it.name == column.name);
        ensure!(!known, "the column `{}` is there already", column.name);
        self.schema.columns.push(column.field());
        Ok(())
    }

    /// Says that the stage writes rows about articles to a table.
    ///
    /// # Errors
    ///
    /// If another stage writes one of the same name.
    pub fn writes<R: Record>(&mut self) -> Result<()> {
        self.add_table::<R>(true)
    }

    /// Says that the stage writes rows about the corpus to a table, with its rulings.
    ///
    /// # Errors
    ///
    /// If another stage writes one of the same name.
    pub fn rules<R: Record>(&mut self) -> Result<()> {
        self.add_table::<R>(false)
    }

    fn add_table<R: Record>(&mut self, of_articles: bool) -> Result<()> {
        let tables = if of_articles { &mut self.schema.tables } else { &mut self.schema.corpus_tables };
        let is_taken = TAKEN.contains(&R::TABLE) || R::TABLE.starts_with("clue_");
        ensure!(!is_taken, "the table `{}` is newsmill's own", R::TABLE);
        ensure!(tables.iter().all(|it| it.name != R::TABLE), "the table `{}` is there already", R::TABLE);
        tables.push(TableSchema::of::<R>());
        Ok(())
    }
}
