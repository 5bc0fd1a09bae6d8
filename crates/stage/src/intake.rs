//! What the pipeline asks of whatever reads the input.

use std::path::PathBuf;
use std::time::SystemTime;

use anyhow::Result;

use crate::{Article, Place, Rejection};

/// A file of the input.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InputFile {
    /// Its path relative to the input, with `/` between folders: what is published.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed; only ever compared for equality, never published.
    pub modified: Option<SystemTime>,
}

/// A document that has been found but not yet understood.
#[derive(Debug)]
pub struct Record {
    /// Where it came from.
    pub place: Place,
    /// What was there.
    pub content: Content,
}

/// What was found in the place of a document.
#[derive(Debug)]
pub enum Content {
    /// A file of plain text (or HTML), in bytes.
    File(Vec<u8>),
    /// A line of a JSONL file, in bytes.
    Json(Vec<u8>),
    /// Something that cannot be read.
    Unreadable(Rejection),
}

/// Finds documents and makes articles of them.
///
/// Finding is sequential and cheap; understanding ([`article`](Self::article)) runs on all cores.
pub trait Intake: Sync {
    /// The files of the input, sorted by name; only regular ones, links not followed.
    ///
    /// # Errors
    ///
    /// If the input is not there or cannot be listed.
    fn files(&self) -> Result<Vec<InputFile>>;

    /// The documents of a file, in its order. A file that cannot be read is one unreadable document.
    fn records(&self, file: &InputFile) -> Box<dyn Iterator<Item = Record> + Send>;

    /// Makes an article of a document.
    ///
    /// # Errors
    ///
    /// With the reason why it is none.
    fn article(&self, record: Record) -> Result<Article, Rejection>;
}
