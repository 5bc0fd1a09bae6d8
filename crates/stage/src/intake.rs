//! What the pipeline asks of whatever reads the input, and what that asks of wherever it lies.

use std::fmt;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
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
    /// A file of plain text or HTML, in bytes.
    File(Vec<u8>),
    /// A record as a JSON object, in bytes: a line of JSON lines, a row of a table.
    Json(Vec<u8>),
    /// A page as a crawler fetched it.
    Fetched(Box<Fetched>),
    /// Something that cannot be read.
    Unreadable(Rejection),
}

/// A page as a crawler fetched and a web archive kept it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Its address.
    pub url: Option<String>,
    /// When it was fetched, as the archive says it.
    pub crawled: Option<String>,
    /// The media type, where `answer` is the content alone: empty where the archive does not say it.
    /// `None` where it is a server's answer, which has its own.
    pub media_type: Option<String>,
    /// The server's whole answer: the status line, the headers and the body, as they were sent.
    pub answer: Vec<u8>,
}

/// Takes the documents as they are found, one at a time; it breaks off when it has enough.
pub type Taker<'a> = dyn FnMut(Record) -> ControlFlow<()> + 'a;

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

    /// What tells a file's content from every other: a hash of it.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    fn version(&self, file: &InputFile) -> Result<String>;

    /// Hands out the documents of a file, in its order. A file that cannot be read is one
    /// unreadable document. Breaks if the taker did.
    fn records(&self, file: &InputFile, take: &mut Taker<'_>) -> ControlFlow<()>;

    /// Makes an article of a document.
    ///
    /// # Errors
    ///
    /// With the reason why it is none.
    fn article(&self, record: Record) -> Result<Article, Rejection>;
}

/// Where the files of the input lie: a folder, or a bucket far away.
pub trait Shelf: fmt::Debug + Send + Sync {
    /// The files, sorted by name.
    ///
    /// # Errors
    ///
    /// If there is nothing, or nothing that can be listed.
    fn files(&self) -> Result<Vec<InputFile>>;

    /// What tells a file's content from every other: a hash of it, or a version that whoever keeps
    /// it vouches for.
    ///
    /// # Errors
    ///
    /// If the file cannot be read.
    fn version(&self, file: &InputFile) -> Result<String>;

    /// Opens a file.
    ///
    /// # Errors
    ///
    /// If it is gone, is no regular file or cannot be read.
    fn open(&self, file: &InputFile) -> io::Result<Opened>;

    /// How large a file is now, and when it was last changed; `None` if it is gone.
    fn state(&self, file: &InputFile) -> Option<(u64, Option<SystemTime>)>;
}

/// An open file.
pub struct Opened {
    /// Its bytes.
    pub bytes: Box<dyn SeekRead>,
    /// How large it was when it was opened.
    pub size: u64,
    /// When it had last been changed then.
    pub modified: Option<SystemTime>,
}

/// Bytes that can be read from any place.
pub trait SeekRead: Read + Seek + Send {}

impl<T: Read + Seek + Send> SeekRead for T {}

/// Reads the rows of a file whose values stand in columns, as in Parquet. The reader is given one
/// from outside, so that whoever needs no such files needs no such library.
pub trait Columnar: fmt::Debug + Send + Sync {
    /// Hands out each row as a JSON object, with its number from 1, less the columns that are not
    /// `wanted` (by their names); a row that cannot be read is a rejection in its place. Breaks if
    /// the taker did.
    ///
    /// # Errors
    ///
    /// If the rest of the file cannot be read.
    fn rows(
        &self,
        bytes: Box<dyn SeekRead + '_>,
        wanted: &dyn Fn(&str) -> bool,
        take: &mut dyn FnMut(u64, Result<Vec<u8>, Rejection>) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Rejection>;
}
