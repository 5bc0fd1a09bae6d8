//! The output folder: one run at a time, and whole again after a run that was killed.

use std::collections::BTreeSet;
use std::fmt;
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::durable;
use crate::fragments::ParquetStore;
use crate::staging::{MANIFEST, Manifest, PublishedFile, Staging};

const LOCK: &str = ".lock";
const STAGING: &str = ".staging";
const JOURNAL: &str = ".commit.json";
const JOURNAL_DRAFT: &str = ".commit.json.tmp";
pub(crate) const FRAGMENTS: &str = ".newsmill/fragments";

/// The folder that a run writes to, locked as long as this lives; a killed process loses the lock.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    /// Held, not read: the lock goes when the file is closed.
    _lock: File,
}

/// Another run holds the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// The folder.
    pub folder: PathBuf,
}

impl fmt::Display for Busy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "another run is writing to {}; wait for it to end", self.folder.display())
    }
}

impl std::error::Error for Busy {}

/// What a commit does: it stands on disk before the first file moves, so that any later run can
/// finish what a killed one began.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Journal {
    /// Files of the staging folder that are published, in this order.
    pub(crate) publish: Vec<String>,
    /// Files of an earlier run that are published no more.
    pub(crate) remove: Vec<String>,
}

impl Output {
    /// Locks the folder, creating it if need be, and finishes or drops what an earlier run left.
    ///
    /// # Errors
    ///
    /// [`Busy`] if another run holds it (to be found by `downcast_ref`); else if it cannot be written.
    pub fn open(folder: &Path) -> Result<Self> {
        durable::create_folder(folder)?;
        let path = folder.join(LOCK);
        let lock = File::options().create(true).truncate(false).write(true).open(&path);
        let lock = lock.with_context(|| format!("cannot write {}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Busy { folder: folder.to_owned() }.into()),
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
        }
        let output = Self { folder: folder.to_owned(), _lock: lock };
        output.recover()?;
        Ok(output)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The fragments that are kept in it.
    ///
    /// # Errors
    ///
    /// If their folder cannot be created.
    pub fn store(&self) -> Result<ParquetStore> {
        ParquetStore::open(&self.folder.join(FRAGMENTS))
    }

    /// Begins a set of files that will be published together.
    ///
    /// # Errors
    ///
    /// If the disk cannot be written to, or `manifest.json` is another program's.
    pub fn staging(&self) -> Result<Staging<'_>> {
        let before = self.published()?;
        let folder = self.folder.join(STAGING);
        durable::remove_folder(&folder)?;
        durable::create_folder(&folder)?;
        Ok(Staging::new(self, folder, before))
    }

    /// The files that the last run published, by name; none before the first.
    ///
    /// # Errors
    ///
    /// If `manifest.json` cannot be read or is another program's.
    pub fn published(&self) -> Result<Vec<PublishedFile>> {
        let path = self.folder.join(MANIFEST);
        let Some(bytes) = durable::read_if_there(&path)? else { return Ok(Vec::new()) };
        let manifest: Manifest = serde_json::from_slice(&bytes).with_context(|| {
            format!("{} is not newsmill's; move it away or choose another output folder", path.display())
        })?;
        Ok(manifest.files)
    }

    /// The commit: from the moment the journal has its name, the new files are the published ones.
    pub(crate) fn commit(&self, journal: &Journal) -> Result<()> {
        let draft = self.folder.join(JOURNAL_DRAFT);
        durable::write(&draft, &serde_json::to_vec_pretty(journal)?)?;
        durable::rename(&draft, &self.folder.join(JOURNAL))?;
        durable::sync_folder(&self.folder)?;
        self.finish(journal)
    }

    fn recover(&self) -> Result<()> {
        durable::remove_file(&self.folder.join(JOURNAL_DRAFT))?;
        let path = self.folder.join(JOURNAL);
        if let Some(bytes) = durable::read_if_there(&path)? {
            let broken = || format!("{} is broken; remove it and run again", path.display());
            let journal: Journal = serde_json::from_slice(&bytes).with_context(broken)?;
            // It may have been renamed a moment before the power went: make sure of it first.
            durable::sync_folder(&self.folder)?;
            return self.finish(&journal);
        }
        durable::remove_folder(&self.folder.join(STAGING))
    }

    /// Moves the files of a journal into place; those that are there already have moved before.
    fn finish(&self, journal: &Journal) -> Result<()> {
        let staging = self.folder.join(STAGING);
        for name in journal.publish.iter().chain(&journal.remove) {
            ensure!(is_name(name), "{} names a path: {name}", self.folder.join(JOURNAL).display());
        }
        for name in &journal.publish {
            let staged = staging.join(name);
            if staged.try_exists().with_context(|| format!("cannot read {}", staged.display()))? {
                durable::rename(&staged, &self.folder.join(name))?;
            }
        }
        let published: BTreeSet<&String> = journal.publish.iter().collect();
        for name in journal.remove.iter().filter(|it| !published.contains(it)) {
            durable::remove_file(&self.folder.join(name))?;
        }
        durable::sync_folder(&self.folder)?;
        durable::remove_file(&self.folder.join(JOURNAL))?;
        durable::sync_folder(&self.folder)?;
        durable::remove_folder(&staging)
    }
}

/// Whether this can be the name of a published file: one plain part of a path, and not hidden.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':', '\0'])
}
