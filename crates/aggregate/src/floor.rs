//! What the table floor has decided: all that the published tables are made from.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use newsmill_stage::{Cell, Schema};

/// What the table floor has decided.
#[derive(Debug, Default)]
pub struct Floor {
    /// The Parquet files of each table of the article floor, over all fragments that have live
    /// articles, in the order of their keys.
    pub files: BTreeMap<String, Vec<PathBuf>>,
    /// The articles that are published.
    pub live: Vec<Live>,
    /// Values that replace the stored ones, by column; an index into `live` and the new cell, the
    /// later of two winning.
    pub values: BTreeMap<&'static str, Vec<(usize, Cell)>>,
    /// Spans whose mentions do not count.
    pub uncounted: Vec<Uncounted>,
    /// Later deliveries of articles.
    pub duplicates: Vec<Duplicate>,
    /// Documents that did not come through.
    pub rejected: Vec<Rejected>,
    /// Rows of the corpus tables, by table.
    pub corpus_rows: BTreeMap<&'static str, Vec<Vec<Cell>>>,
    /// What the stages add.
    pub schema: Schema,
}

/// An article that is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// The number under which its rows stand in the fragments.
    pub delivery: i64,
    /// Its identity.
    pub article_id: String,
    /// The file it came from.
    pub source_path: String,
    /// The record in that file, from 1.
    pub source_record: i64,
}

/// A span of a body whose mentions do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncounted {
    /// The article: an index into [`Floor::live`].
    pub article: usize,
    /// Unicode characters of its clean text.
    pub chars: Range<u32>,
    /// A stable code: `repeated_line`.
    pub reason: &'static str,
}

/// A later delivery of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Duplicate {
    /// The article.
    pub article_id: String,
    /// The file that it came from again.
    pub source_path: String,
    /// The record in that file, from 1.
    pub source_record: i64,
}

/// A document that did not come through.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rejected {
    /// The file it came from.
    pub source_path: String,
    /// The record in that file, from 1.
    pub source_record: i64,
    /// Where the record starts in the unpacked file.
    pub byte_offset: i64,
    /// The stage that it got to.
    pub stage: String,
    /// A stable code.
    pub reason: String,
    /// What was wrong with this one.
    pub detail: String,
}
