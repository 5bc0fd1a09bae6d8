//! All tables of a run, in the order of the manual, each asked for when it is printed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use newsmill_stage::tables::{Cluster, Mention};
use newsmill_stage::{Record as _, TableSchema};
use polars::prelude::*;

use crate::articles::{articles, texts};
use crate::catalog::{Count, Coverage, LaterDelivery, NotPublished, Text, is_of_articles, is_small, schemas};
use crate::counts::counts;
use crate::floor::Floor;
use crate::live::{Articles, OutletDays};
use crate::mentions::{mentions, rows_of_articles};
use crate::plain;
use crate::scan::Stored;

/// Frames that together are the rows of a table, in order.
pub type Frames<'a> = Box<dyn Iterator<Item = Result<DataFrame>> + 'a>;

/// A table to be published.
pub struct Published<'a> {
    /// Its name and columns, and what they hold.
    pub table: TableSchema,
    /// Whether it belongs into the workbook: it has no whole texts, and not a row for every mention.
    pub small: bool,
    /// Its rows; nothing is computed before they are asked for.
    pub frames: Frames<'a>,
}

/// An entity, over the whole corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopEntity {
    /// Its common name.
    pub entity_name: String,
    /// person, organisation, place or other.
    pub entity_type: String,
    /// How often it is mentioned; only mentions that count.
    pub mentions: i64,
    /// In how many articles.
    pub articles: i64,
}

/// The published tables of a run.
pub struct Tables {
    pub(crate) floor: Floor,
    pub(crate) articles: Articles,
    pub(crate) days: OutletDays,
    stored: BTreeMap<String, Stored>,
    /// The bytes of unpacked Parquet that a window of articles may have, about.
    pub(crate) window_bytes: usize,
    /// The mentions that a window may count, about.
    pub(crate) window_mentions: usize,
}

/// The windows of a run: they need less than the article floor does.
const WINDOW_BYTES: usize = 256 << 20;
const WINDOW_MENTIONS: usize = 4_000_000;

/// Terms of `terms.csv` are counted with the entities, but are none.
pub(crate) const TERM: &str = "term";

impl Tables {
    /// The tables of what the table floor has decided.
    ///
    /// # Errors
    ///
    /// If fragments cannot be read, or have not every live article once.
    pub fn new(floor: Floor) -> Result<Self> {
        let mut stored = BTreeMap::new();
        for (table, files) in &floor.files {
            stored.insert(table.clone(), Stored::open(files).with_context(|| format!("in the table `{table}`"))?);
        }
        let none = Stored::open(&[])?;
        let articles = Articles::read(&floor, stored.get("articles").unwrap_or(&none))?;
        let days = articles.by_outlet_day();
        Ok(Self { floor, articles, days, stored, window_bytes: WINDOW_BYTES, window_mentions: WINDOW_MENTIONS })
    }

    /// All tables, in the order of the manual.
    pub fn published(&self) -> Vec<Published<'_>> {
        schemas(&self.floor.schema).into_iter().map(|it| self.publish(it)).collect()
    }

    /// The entities with the most mentions, less terms: by mentions, then by name.
    ///
    /// # Errors
    ///
    /// If fragments cannot be read.
    pub fn top_entities(&self, n: usize) -> Result<Vec<TopEntity>> {
        let mut entities: BTreeMap<String, TopEntity> = BTreeMap::new();
        for frame in counts(self) {
            add_up(&frame?, &mut entities)?;
        }
        let mut top: Vec<TopEntity> = entities.into_values().filter(|it| it.entity_type != TERM).collect();
        top.sort_by(|one, other| {
            let key = |it: &TopEntity| (Reverse(it.mentions), it.entity_name.clone(), Reverse(it.articles));
            key(one).cmp(&key(other))
        });
        top.truncate(n);
        Ok(top)
    }

    /// The fragments' rows of a table, if there are any.
    pub(crate) fn stored(&self, table: &str) -> Option<&Stored> {
        self.stored.get(table)
    }

    fn publish(&self, table: TableSchema) -> Published<'_> {
        let small = is_small(&self.floor.schema, &table.name);
        let frames: Frames<'_> = match table.name.as_str() {
            "articles" => articles(self, table.clone()),
            Text::TABLE => texts(self, table.clone()),
            Mention::TABLE => mentions(self, table.clone()),
            Count::TABLE => counts(self),
            Cluster::TABLE => plain::one(plain::clusters(&self.floor)),
            Coverage::TABLE => plain::one(plain::coverage(self)),
            LaterDelivery::TABLE => plain::one(plain::duplicates(&self.floor)),
            NotPublished::TABLE => plain::one(plain::rejected(&self.floor)),
            name if is_of_articles(&self.floor.schema, name) => rows_of_articles(self, table.clone()),
            _ => plain::one(plain::corpus_table(&self.floor, &table)),
        };
        Published { table, small, frames }
    }
}

fn add_up(frame: &DataFrame, entities: &mut BTreeMap<String, TopEntity>) -> Result<()> {
    let (ids, names, types) = (frame.column("entity_id")?, frame.column("entity_name")?, frame.column("entity_type")?);
    let (ids, names, types) = (ids.str()?, names.str()?, types.str()?);
    let (mentions, articles) = (frame.column("mentions")?.i64()?, frame.column("articles")?.i64()?);
    for row in 0..frame.height() {
        let id = ids.get(row).unwrap_or_default();
        let name = names.get(row).unwrap_or(id);
        let kind = types.get(row).unwrap_or_default();
        let entity = entities.entry(id.to_owned()).or_insert_with(|| TopEntity {
            entity_name: name.to_owned(),
            entity_type: kind.to_owned(),
            mentions: 0,
            articles: 0,
        });
        // Rows of old fragments may have another name: the smallest, whichever comes first.
        if name < entity.entity_name.as_str() {
            entity.entity_name = name.to_owned();
        }
        if kind < entity.entity_type.as_str() {
            entity.entity_type = kind.to_owned();
        }
        entity.mentions += mentions.get(row).unwrap_or(0);
        entity.articles += articles.get(row).unwrap_or(0);
    }
    Ok(())
}
