//! The tables of a fragment that are the pipeline's own, and the columns it adds to every table.

use newsmill_stage::{Cell, Field, Kind, Schema, Step, TableSchema, columns};

/// The document that a row came from, in every table of the article floor. No two fragments share
/// a number, so rows of an outdated file can be told from those of its successor.
pub const DELIVERY: Field = Field { name: "delivery", kind: Kind::Integer, about: "the document; internal" };
/// The article that a row is about, in every table of the article floor.
pub const ARTICLE_ID: Field = Field { name: "article_id", kind: Kind::Text, about: "the article" };

newsmill_stage::record! {
    /// What became of a document on the article floor.
    pub struct Document in "documents" {
        /// the document
        pub delivery: i64,
        /// the article, if it is one
        pub article_id: Option<String>,
        /// the file
        pub source_path: String,
        /// the record in it
        pub source_record: i64,
        /// where the record starts, in bytes
        pub byte_offset: i64,
        /// the stage that it did not pass
        pub stage: Option<String>,
        /// why
        pub reason: Option<String>,
        /// what was wrong with this one
        pub detail: Option<String>,
    }
}

newsmill_stage::record! {
    /// How often a stage did something to a document.
    pub struct Tally in "tallies" {
        /// the document
        pub delivery: i64,
        /// the stage
        pub stage: String,
        /// what it did
        pub what: String,
        /// how often
        pub times: i64,
    }
}

/// The tables that a fragment of this pipeline has.
pub struct Tables {
    /// `documents`.
    pub documents: TableSchema,
    /// `tallies`.
    pub tallies: TableSchema,
    /// `articles`.
    pub articles: TableSchema,
    /// `texts`.
    pub texts: TableSchema,
    /// The stages' tables and clues.
    pub others: Vec<TableSchema>,
}

impl Tables {
    /// The tables that these stages fill.
    pub fn of(schema: &Schema, steps: &[Box<dyn Step>]) -> Self {
        let text = |name, about| Field { name, kind: Kind::Text, about };
        let fields = columns::ALL.iter().chain(&schema.columns).copied().collect();
        let texts = vec![text("title", "the headline"), text("text", "the clean text")];
        let mut others: Vec<TableSchema> =
            schema.tables.iter().map(|it| keyed(&it.name, it.about, it.fields.clone())).collect();
        for step in steps {
            if let Some(fields) = step.clue_fields() {
                others.push(keyed(&step.clue_table(), "clues", fields.to_vec()));
            }
        }
        Self {
            documents: TableSchema::of::<Document>(),
            tallies: TableSchema::of::<Tally>(),
            articles: keyed("articles", "an article", fields),
            texts: keyed("texts", "an article's text", texts),
            others,
        }
    }

    /// The table of this name.
    pub fn get(&self, name: &str) -> Option<&TableSchema> {
        let own = [&self.documents, &self.tallies, &self.articles, &self.texts];
        own.into_iter().chain(&self.others).find(|it| it.name == name)
    }
}

fn keyed(name: &str, about: &'static str, fields: Vec<Field>) -> TableSchema {
    let fields = [DELIVERY, ARTICLE_ID].into_iter().chain(fields).collect();
    TableSchema { name: name.to_owned(), about, fields }
}

/// A row of a keyed table.
pub fn keyed_row(delivery: i64, article_id: &str, cells: Vec<Cell>) -> Vec<Cell> {
    [Cell::Integer(delivery), Cell::Text(article_id.to_owned())].into_iter().chain(cells).collect()
}
