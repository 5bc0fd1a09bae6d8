//! The published tables: their names, columns and what these hold, in the order of the manual.

use newsmill_stage::tables::{Cluster, Mention};
use newsmill_stage::{ArticleId, Column, Field, Record, Schema, TableSchema, columns};

pub(crate) const ARTICLE_ID: Field = Column::<ArticleId>::new("article_id", "the article").field();

newsmill_stage::record! {
    /// An article: its texts, cleaned; offsets of mentions count their characters.
    pub(crate) struct Text in "texts" {
        /// the headline
        pub(crate) title: Option<String>,
        /// the clean text
        pub(crate) text: Option<String>,
    }
}

newsmill_stage::record! {
    /// An entity in an outlet on a day.
    pub(crate) struct Count in "mentions_by_outlet_date" {
        /// the outlet, empty if unknown
        pub(crate) outlet_id: Option<String>,
        /// the day of publication, empty if unknown
        pub(crate) date: Option<newsmill_stage::Date>,
        /// the entity
        pub(crate) entity_id: String,
        /// the outlet's name
        pub(crate) outlet_name: Option<String>,
        /// the entity's common name
        pub(crate) entity_name: Option<String>,
        /// person, organisation, place or other
        pub(crate) entity_type: Option<String>,
        /// how often it is mentioned; only mentions that count
        pub(crate) mentions: i64,
        /// in how many articles
        pub(crate) articles: i64,
        /// how often, in articles that are no copies of another outlet's
        pub(crate) mentions_original: i64,
        /// in how many articles that are no copies
        pub(crate) articles_original: i64,
        /// articles of the outlet on that day, with mentions or without
        pub(crate) total_articles: i64,
        /// mentions of all entities, terms left out, in the outlet on that day
        pub(crate) total_mentions: i64,
        /// articles / total_articles
        pub(crate) ratio: f64,
        /// mentions for every 1,000 words (word_count) of the outlet's articles of that day, with mentions or without
        pub(crate) per_1000: Option<f64>,
        /// mentions / total_mentions; empty for terms
        pub(crate) share_of_voice: Option<f64>,
    }
}

newsmill_stage::record! {
    /// An outlet on a day.
    pub(crate) struct Coverage in "coverage" {
        /// the outlet, empty if unknown
        pub(crate) outlet_id: Option<String>,
        /// the day of publication, empty if unknown
        pub(crate) date: Option<newsmill_stage::Date>,
        /// the outlet's name
        pub(crate) outlet_name: Option<String>,
        /// its articles of that day
        pub(crate) articles: i64,
        /// those that are no copies of another outlet's
        pub(crate) articles_original: i64,
        /// documents that did not come through; their outlet and day are unknown
        pub(crate) rejected: i64,
        /// observed, or no_input where no article came through
        pub(crate) obs_status: String,
    }
}

newsmill_stage::record! {
    /// A later delivery of an article that is published once.
    pub(crate) struct LaterDelivery in "duplicates" {
        /// the article that is published
        pub(crate) article_id: String,
        /// the file that it came from again
        pub(crate) source_path: String,
        /// the record in that file, from 1
        pub(crate) source_record: i64,
    }
}

newsmill_stage::record! {
    /// A document that did not come through.
    pub(crate) struct NotPublished in "rejected" {
        /// the file it came from, relative to the input
        pub(crate) source_path: String,
        /// the record in that file, from 1
        pub(crate) source_record: i64,
        /// where the record starts in the unpacked file
        pub(crate) byte_offset: i64,
        /// the stage that it got to
        pub(crate) stage: String,
        /// a stable code; by_choice for what settings sort out
        pub(crate) reason: String,
        /// what was wrong with this one
        pub(crate) detail: String,
    }
}

/// The table `articles`, with the columns that stages add.
pub(crate) fn articles(schema: &Schema) -> TableSchema {
    let mut fields = vec![ARTICLE_ID, columns::SOURCE_PATH.field(), columns::SOURCE_RECORD.field()];
    fields.extend(columns::ALL.iter().chain(&schema.columns));
    TableSchema { name: "articles".to_owned(), about: "An article that was kept.", fields }
}

/// A table of rows about articles: the article comes first.
pub(crate) fn about_articles(mut table: TableSchema) -> TableSchema {
    table.fields.insert(0, ARTICLE_ID);
    table
}

/// All tables that a run with these stages publishes, in their order.
pub fn schemas(schema: &Schema) -> Vec<TableSchema> {
    let mut tables = vec![
        articles(schema),
        about_articles(TableSchema::of::<Text>()),
        about_articles(TableSchema::of::<Mention>()),
        TableSchema::of::<Count>(),
        TableSchema::of::<Cluster>(),
        TableSchema::of::<Coverage>(),
        TableSchema::of::<LaterDelivery>(),
        TableSchema::of::<NotPublished>(),
    ];
    for table in &schema.tables {
        if tables.iter().all(|it| it.name != table.name) {
            tables.push(about_articles(table.clone()));
        }
    }
    for table in &schema.corpus_tables {
        if tables.iter().all(|it| it.name != table.name) {
            tables.push(table.clone());
        }
    }
    tables
}

/// Whether the rows of this table are made by stages on the article floor.
pub(crate) fn is_of_articles(schema: &Schema, name: &str) -> bool {
    schema.tables.iter().any(|it| it.name == name)
}

/// Whether it belongs into the workbook: it holds no whole texts, and not a row for every mention.
pub(crate) fn is_small(schema: &Schema, name: &str) -> bool {
    name != Text::TABLE && name != Mention::TABLE && !is_of_articles(schema, name)
}
