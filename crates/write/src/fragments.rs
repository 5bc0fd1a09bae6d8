//! Fragments: what the article floor has made of a few inputs, kept in Parquet from run to run.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use newsmill_stage::{Cell, Field, FragmentStore, FragmentWriter, TableSchema};
use polars::prelude::*;

use crate::cells::{Growing, Standing, stored_type};
use crate::durable;
use crate::output::FRAGMENTS;
use crate::parquet::{GROUP_ROWS, ParquetFile};

const MANIFEST: &str = "manifest.json";
const UNFINISHED: &str = "tmp";
/// The names of a fragment's tables, one a line.
const TABLES: &str = "tables";
/// The ending of a fragment that was made again and is going.
const OUTDATED: &str = "old";
const TABLE: &str = "parquet";

/// The bytes of texts that a table may gather before they are written. Every worker has several
/// tables open, so it is less than a published row group.
const BATCH_BYTES: usize = 8 << 20;

/// Keeps fragments: a folder for each, named by its key, with a Parquet file for each table.
#[derive(Clone, Debug)]
pub struct ParquetStore {
    folder: PathBuf,
    /// Whether unfinished fragments are cleared away: not while another run may be making them.
    clears: bool,
}

impl ParquetStore {
    /// The fragments of this folder, which is created if need be.
    ///
    /// # Errors
    ///
    /// If it cannot be created.
    pub fn open(folder: &Path) -> Result<Self> {
        durable::create_folder(folder)?;
        Ok(Self { folder: folder.to_owned(), clears: true })
    }

    /// The fragments of an output folder, to look at: nothing is locked, created or cleared away.
    /// `None` if there are none.
    pub fn to_read(out: &Path) -> Option<Self> {
        let folder = out.join(FRAGMENTS);
        folder.is_dir().then_some(Self { folder, clears: false })
    }

    /// The Parquet files of a table of one fragment, for queries; none if it has no such table.
    /// Lists of texts are lists of strings in them, hashes are bytes.
    pub fn files(&self, key: &str, table: &str) -> Vec<PathBuf> {
        let path = self.folder.join(key).join(file_name(table));
        if is_key(key) && path.is_file() { vec![path] } else { Vec::new() }
    }

    fn place(&self, key: &str) -> Result<PathBuf> {
        ensure!(is_key(key), "`{key}` cannot be the key of a fragment");
        Ok(self.folder.join(key))
    }
}

impl FragmentStore for ParquetStore {
    fn list(&self) -> Result<Vec<(String, String)>> {
        let unreadable = || format!("cannot read {}", self.folder.display());
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(unreadable)? {
            let path = entry.with_context(unreadable)?.path();
            let key = path.file_name().and_then(|it| it.to_str()).filter(|it| is_key(it)).map(str::to_owned);
            let manifest = durable::read_if_there(&path.join(MANIFEST));
            match (key, manifest) {
                (Some(key), Ok(Some(manifest))) => {
                    whole(&path)?;
                    found.push((key, String::from_utf8_lossy(&manifest).into_owned()));
                }
                (_, Err(error)) if path.is_dir() => return Err(error),
                _ if !self.clears => {}
                _ if path.is_dir() => durable::remove_folder(&path)?,
                _ => durable::remove_file(&path)?,
            }
        }
        found.sort_unstable();
        Ok(found)
    }

    fn create(&self, key: &str) -> Result<Box<dyn FragmentWriter>> {
        let place = self.place(key)?;
        let draft = place.with_extension(UNFINISHED);
        durable::remove_folder(&draft)?;
        durable::create_folder(&draft)?;
        Ok(Box::new(Draft { place, draft, tables: BTreeMap::new(), finished: false }))
    }

    fn rows(&self, key: &str, table: &str, fields: &[Field]) -> Result<Box<dyn Iterator<Item = Result<Vec<Cell>>>>> {
        self.place(key)?;
        let mut streams = Vec::new();
        for path in self.files(key, table) {
            let failed = || format!("cannot read {}", path.display());
            streams.push(StoredRows::open(&path, fields).with_context(failed)?);
        }
        Ok(Box::new(streams.into_iter().flatten()))
    }

    fn remove(&self, key: &str) -> Result<()> {
        let place = self.place(key)?;
        if place.is_dir() {
            // It goes at once: half a fragment is never listed.
            let going = place.with_extension(UNFINISHED);
            durable::remove_folder(&going)?;
            durable::rename(&place, &going)?;
            durable::remove_folder(&going)?;
            durable::sync_folder(&self.folder)?;
        }
        Ok(())
    }
}

/// Refuses a fragment that has lost a file: without it, a table would come out empty and nobody know.
fn whole(fragment: &Path) -> Result<()> {
    let tables = durable::read_if_there(&fragment.join(TABLES))?.unwrap_or_default();
    for table in String::from_utf8_lossy(&tables).lines() {
        let path = fragment.join(file_name(table));
        ensure!(
            path.is_file(),
            "{} is gone, and with it what was read before; remove the folder {} to have its files read again",
            path.display(),
            fragment.display()
        );
    }
    Ok(())
}

/// Keys are hashes; what is none of ours never becomes a path.
fn is_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-' || it == b'_')
}

/// A table's file; letters that a file system could take amiss are written as their number.
fn file_name(table: &str) -> String {
    let mut name = String::new();
    for byte in table.bytes() {
        match byte {
            b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' => name.push(char::from(byte)),
            _ => name.push_str(&format!("%{byte:02x}")),
        }
    }
    format!("{name}.{TABLE}")
}

/// A fragment in the making. Dropped before it is finished, it goes.
struct Draft {
    place: PathBuf,
    draft: PathBuf,
    tables: BTreeMap<String, TableDraft>,
    finished: bool,
}

impl FragmentWriter for Draft {
    fn append(&mut self, table: &TableSchema, rows: Vec<Vec<Cell>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        if !self.tables.contains_key(&table.name) {
            let draft = TableDraft::create(&self.draft.join(file_name(&table.name)), &table.fields)?;
            self.tables.insert(table.name.clone(), draft);
        }
        let draft = self.tables.get_mut(&table.name).expect("it was put there");
        rows.into_iter().try_for_each(|it| draft.push(it)).with_context(|| format!("in the table `{}`", table.name))
    }

    fn finish(mut self: Box<Self>, manifest: &str) -> Result<()> {
        let tables: Vec<String> = self.tables.keys().cloned().collect();
        for (_, table) in std::mem::take(&mut self.tables) {
            table.finish()?;
        }
        durable::write(&self.draft.join(TABLES), tables.join("\n").as_bytes())?;
        durable::write(&self.draft.join(MANIFEST), manifest.as_bytes())?;
        durable::sync_folder(&self.draft)?;
        // The same key means the same content, made again. The old one goes at once, under a name
        // that is never listed: half a fragment must not be taken for a whole one.
        let old = self.place.with_extension(OUTDATED);
        durable::remove_folder(&old)?;
        if self.place.is_dir() {
            durable::rename(&self.place, &old)?;
        }
        durable::rename(&self.draft, &self.place)?;
        durable::remove_folder(&old)?;
        self.finished = true;
        self.place.parent().map_or(Ok(()), durable::sync_folder)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if !self.finished {
            // What cannot be removed now is cleared away by the next `list`; there is nobody to tell.
            let _ = durable::remove_folder(&self.draft);
        }
    }
}

/// A table of a fragment in the making.
struct TableDraft {
    file: ParquetFile,
    fields: Vec<Field>,
    columns: Vec<Growing>,
    rows: usize,
    bytes: usize,
}

impl TableDraft {
    fn create(path: &Path, fields: &[Field]) -> Result<Self> {
        let stored = fields.iter().map(|it| (PlSmallStr::from_static(it.name), stored_type(it.kind)));
        let schema = Schema::from_iter_check_duplicates(stored)?;
        // One thread a table: fragments are made on all cores at once as it is.
        let file = ParquetFile::create(path, &schema, Vec::new(), false)?;
        let columns = fields.iter().map(Growing::new).collect();
        Ok(Self { file, fields: fields.to_vec(), columns, rows: 0, bytes: 0 })
    }

    fn push(&mut self, row: Vec<Cell>) -> Result<()> {
        ensure!(row.len() == self.fields.len(), "a row has {} cells for {} columns", row.len(), self.fields.len());
        for ((column, cell), field) in self.columns.iter_mut().zip(row).zip(&self.fields) {
            self.bytes += column.push(cell, field)?;
        }
        self.rows += 1;
        if self.rows >= GROUP_ROWS || self.bytes >= BATCH_BYTES { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let fresh: Vec<Growing> = self.fields.iter().map(Growing::new).collect();
        let columns = std::mem::replace(&mut self.columns, fresh);
        let frame = DataFrame::new(self.rows, columns.into_iter().map(Growing::finish).collect())?;
        (self.rows, self.bytes) = (0, 0);
        self.file.write_group(&frame)
    }

    fn finish(mut self) -> Result<()> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.file.finish()
    }
}

/// The rows of a file, one row group in memory at a time.
struct StoredRows {
    path: PathBuf,
    metadata: FileMetadataRef,
    fields: Vec<Field>,
    /// Those of the fields that the file has.
    stored: Vec<String>,
    group: usize,
    offset: usize,
    columns: Vec<Standing>,
    row: usize,
    rows: usize,
}

impl StoredRows {
    fn open(path: &Path, fields: &[Field]) -> Result<Self> {
        let mut reader = ParquetReader::new(File::open(path)?);
        let schema = reader.schema()?;
        let stored = fields.iter().filter(|it| schema.contains(it.name)).map(|it| it.name.to_owned()).collect();
        let metadata = reader.get_metadata()?.clone();
        let (path, fields) = (path.to_owned(), fields.to_vec());
        Ok(Self { path, metadata, fields, stored, group: 0, offset: 0, columns: Vec::new(), row: 0, rows: 0 })
    }

    /// Reads the next row group; says whether there was one.
    fn advance(&mut self) -> Result<bool> {
        let Some(group) = self.metadata.row_groups.get(self.group) else { return Ok(false) };
        let rows = group.num_rows();
        let frame = if self.stored.is_empty() {
            DataFrame::empty()
        } else {
            let mut reader = ParquetReader::new(File::open(&self.path)?);
            reader.set_metadata(FileMetadataRef::clone(&self.metadata));
            let reader = reader.with_slice(Some((self.offset, rows))).with_columns(Some(self.stored.clone()));
            reader.read_parallel(ParallelStrategy::None).finish()?
        };
        let standing = self.fields.iter().map(|it| match frame.column(it.name) {
            Ok(column) => Standing::new(column, &stored_type(it.kind)),
            Err(_) => Ok(Standing::Missing),
        });
        self.columns = standing.collect::<PolarsResult<_>>()?;
        (self.group, self.offset, self.row, self.rows) = (self.group + 1, self.offset + rows, 0, rows);
        Ok(true)
    }
}

impl Iterator for StoredRows {
    type Item = Result<Vec<Cell>>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.row >= self.rows {
            match self.advance().with_context(|| format!("cannot read {}", self.path.display())) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    // Nothing that follows a broken piece can be trusted.
                    (self.group, self.row, self.rows) = (usize::MAX, 0, 0);
                    return Some(Err(error));
                }
            }
        }
        let cells = self.columns.iter().zip(&self.fields).map(|(it, field)| it.get(self.row).into_cell(field.kind));
        let cells = cells.collect();
        self.row += 1;
        Some(Ok(cells))
    }
}

#[cfg(test)]
mod tests;
