//! The tables that come from the table floor as they are, sorted.

use anyhow::Result;
use newsmill_stage::tables::Cluster;
use newsmill_stage::{Cell, Record, TableSchema};
use polars::prelude::DataFrame;

use crate::catalog::{Coverage, LaterDelivery, NotPublished};
use crate::columns::{frame, text};
use crate::floor::Floor;
use crate::tables::{Frames, Tables};

/// A table that is one frame.
pub(crate) fn one<'a>(frame: Result<DataFrame>) -> Frames<'a> {
    Box::new(std::iter::once(frame))
}

/// The stories, by id.
pub(crate) fn clusters(floor: &Floor) -> Result<DataFrame> {
    let mut rows = floor.corpus_rows.get(Cluster::TABLE).cloned().unwrap_or_default();
    rows.sort_by_cached_key(|row| row.first().and_then(text));
    Ok(frame(&TableSchema::of::<Cluster>(), &rows)?)
}

/// A third party's rows about the corpus, as its stage has ordered them.
pub(crate) fn corpus_table(floor: &Floor, table: &TableSchema) -> Result<DataFrame> {
    let rows = floor.corpus_rows.get(table.name.as_str()).map(Vec::as_slice).unwrap_or_default();
    Ok(frame(table, rows)?)
}

/// The later deliveries, by article.
pub(crate) fn duplicates(floor: &Floor) -> Result<DataFrame> {
    let mut duplicates: Vec<_> = floor.duplicates.iter().collect();
    duplicates.sort_unstable();
    of(duplicates.into_iter().cloned().map(|it| LaterDelivery {
        article_id: it.article_id,
        source_path: it.source_path,
        source_record: it.source_record,
    }))
}

/// What did not come through, by source.
pub(crate) fn rejected(floor: &Floor) -> Result<DataFrame> {
    let mut rejected: Vec<_> = floor.rejected.iter().collect();
    rejected.sort_unstable();
    of(rejected.into_iter().cloned().map(|it| NotPublished {
        source_path: it.source_path,
        source_record: it.source_record,
        byte_offset: it.byte_offset,
        stage: it.stage,
        reason: it.reason,
        detail: it.detail,
    }))
}

/// The outlets and days there are articles of. What was rejected never got an outlet or a day: it
/// stands in the row where both are unknown.
pub(crate) fn coverage(tables: &Tables) -> Result<DataFrame> {
    let mut rows: Vec<Coverage> = Vec::new();
    for day in &tables.days.days {
        let (id, name) = tables.articles.outlet_of(day);
        rows.push(Coverage {
            outlet_id: id.map(str::to_owned),
            date: day.day.and_then(to_date),
            outlet_name: name.map(str::to_owned),
            articles: day.articles,
            articles_original: day.originals,
            rejected: 0,
            obs_status: "observed".to_owned(),
        });
    }
    let rejected = i64::try_from(tables.floor.rejected.len())?;
    let unknown = rows.last_mut().filter(|it| it.outlet_id.is_none() && it.date.is_none());
    match unknown {
        Some(row) => row.rejected = rejected,
        None if rejected > 0 => rows.push(Coverage {
            outlet_id: None,
            date: None,
            outlet_name: None,
            articles: 0,
            articles_original: 0,
            rejected,
            obs_status: "no_input".to_owned(),
        }),
        None => {}
    }
    of(rows.into_iter())
}

fn to_date(days: i32) -> Option<newsmill_stage::Date> {
    let epoch = newsmill_stage::Date::constant(1970, 1, 1);
    epoch.checked_add(jiff::SignedDuration::from_hours(24 * i64::from(days))).ok()
}

/// A frame of typed rows.
fn of<R: Record>(rows: impl Iterator<Item = R>) -> Result<DataFrame> {
    let rows: Vec<Vec<Cell>> = rows.map(Record::into_cells).collect();
    Ok(frame(&TableSchema::of::<R>(), &rows)?)
}
