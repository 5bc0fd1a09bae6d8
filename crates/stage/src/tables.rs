//! Tables that several rooms share. Their first column, `article_id`, is the pipeline's.

crate::record! {
    /// A place where an entity is named.
    pub struct Mention in "mentions" {
        /// title or body
        pub field: String,
        /// the sentence of the clean text, from 1
        pub sentence: i64,
        /// the first Unicode character, from 0: in `texts.title` for field title, in `texts.text` for field body
        pub char_start: i64,
        /// the character after the last
        pub char_end: i64,
        /// the language of the passage (ISO 639-1)
        pub language: Option<String>,
        /// as written
        pub surface: String,
        /// an id of entities.csv
        pub entity_id: String,
        /// the entity's common name
        pub entity_name: String,
        /// person, organisation, place or other
        pub entity_type: String,
        /// the entity's Wikidata id
        pub wikidata_id: Option<String>,
        /// what found it: name, alias, surname, …
        pub rule: String,
        /// how sure it is, from 0 to 1
        pub confidence: f64,
        /// own or quoted
        pub voice: String,
        /// whether the counts include it
        pub counted: bool,
        /// why they do not
        pub not_counted_because: Option<String>,
    }
}

crate::record! {
    /// A story that two or more articles tell.
    pub struct Cluster in "clusters" {
        /// the id of its earliest article
        pub cluster_id: String,
        /// the earliest day
        pub first_date: Option<jiff::civil::Date>,
        /// the outlet of the original
        pub originator_outlet: Option<String>,
        /// the agency whose copy it is
        pub credit_source: Option<String>,
        /// how many articles tell it
        pub articles: i64,
        /// in how many outlets
        pub outlets: i64,
        /// in which languages
        pub languages: Vec<String>,
        /// the headline of its earliest article
        pub title: Option<String>,
    }
}
