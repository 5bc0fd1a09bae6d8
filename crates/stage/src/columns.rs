//! The columns of `articles` that several rooms share (schema version 1).
//!
//! A stage that is left out of `pipeline.toml` leaves its columns empty; they stand in the table
//! all the same, so that a spreadsheet built on it goes on working.

use jiff::civil::Date;

use crate::{Column, Field};

/// Where the article came from: the file, relative to the input. The pipeline fills it, and the next.
pub const SOURCE_PATH: Column<String> = Column::new("source_path", "the file it came from, relative to the input");
/// The record in that file.
pub const SOURCE_RECORD: Column<i64> = Column::new("source_record", "the record in that file, from 1");

macro_rules! columns {
    ($($name:ident: $ty:ty = $heading:literal, $about:literal;)*) => {
        $(#[doc = $about] pub const $name: Column<$ty> = Column::new($heading, $about);)*

        /// All of them, in the order of the table, less those that the pipeline itself fills.
        pub const ALL: &[Field] = &[$($name.field()),*];
    };
}

columns! {
    SOURCE_ID: String = "source_id", "the id that the source itself gives the article";
    URL: String = "url", "the article's address, as the source gives it";
    SOURCE_DOMAIN: String = "source_domain", "the domain of the address, without www.";
    OUTLET_ID: String = "outlet_id", "who published it: an id of outlets.csv, or a slug of a name that is not in it";
    OUTLET_NAME: String = "outlet_name", "the outlet's name";
    OUTLET_BASIS: String = "outlet_basis", "what told the outlet: override, metadata, path, url, masthead, credit, …";
    OUTLET_CONFIDENCE: f64 = "outlet_confidence", "how sure the outlet is, from 0 to 1";
    CREDIT_SOURCE: String = "credit_source", "the agency whose copy it is: an id of outlets.csv";
    DATELINE_PLACE: String = "dateline_place", "the place in the dateline, as written";
    DATE_PUBLISHED: Date = "date_published", "the day of publication, at the source's own offset";
    DATE_BASIS: String = "date_basis", "what told the day: override, metadata, path, header, published, dateline, sibling, …";
    DATE_PRECISION: String = "date_precision", "day, month or year";
    DATE_CONFIDENCE: f64 = "date_confidence", "how sure the day is, from 0 to 1";
    DATE_CRAWLED: Date = "date_crawled", "the day the page was saved, where the source tells it";
    TITLE: String = "title", "the headline";
    AUTHORS: Vec<String> = "authors", "who wrote it, without titles and agencies";
    LANGUAGE: String = "language", "the language of its body (ISO 639-1), or empty if unknown";
    LANGUAGE_SCORE: f64 = "language_score", "how sure the language is, from 0 to 1";
    WORD_COUNT: i64 = "word_count", "words of the clean text";
    CHAR_COUNT: i64 = "char_count", "Unicode characters of the clean text";
    ORIGINAL_CHAR_COUNT: i64 = "original_char_count", "Unicode characters of the text as it came";
    ENCODING: String = "encoding", "the encoding of its bytes, as the Encoding Standard names it: UTF-8, windows-1251, …";
    ENCODING_BASIS: String = "encoding_basis", "what told the encoding: mark, valid, nearly-valid, declared, guessed";
    CLUSTER_ID: String = "cluster_id", "the story it belongs to, if two or more articles tell it: the id of the earliest";
    CLUSTER_ROLE: String = "cluster_role", "original, copy or single";
    DUPLICATE_OF: String = "duplicate_of", "the article whose copy it is";
    SIMILARITY: f64 = "similarity", "how much of it stands in that article, from 0 to 1";
}
