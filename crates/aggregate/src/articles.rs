//! `articles` and `texts`: a row for every live article.

use anyhow::{Context as _, Result};
use newsmill_stage::{Field, TableSchema};
use polars::prelude::*;

use crate::columns::{column, name};
use crate::floor::Floor;
use crate::live::{POSITION, last, rulings, window, window_length};
use crate::scan::{DELIVERY, Stored, collect};
use crate::tables::{Frames, Tables};

/// The articles by day, outlet and id, with the rulings in place of what was stored.
pub(crate) fn articles(tables: &Tables, table: TableSchema) -> Frames<'_> {
    let (floor, keys) = (&tables.floor, &tables.articles);
    let mut order: Vec<usize> = (0..floor.live.len()).collect();
    // Outlets are numbered in the order of their ids.
    let key = |at: usize| (last(keys.day[at]), last(keys.outlet[at]), &floor.live[at].article_id);
    order.sort_by(|one, other| key(*one).cmp(&key(*other)));
    windows(tables, order, "articles", move |stored, order, start| {
        let stored_fields = &table.fields[3..];
        let mut window = window(floor, order, start)?;
        let live = || order.iter().map(|it| &floor.live[*it]);
        let texts = |of: fn(&crate::Live) -> &str| live().map(of).collect::<Vec<&str>>();
        let records: Vec<i64> = live().map(|it| it.source_record).collect();
        let columns = [
            Column::new(name(&table.fields[0]), texts(|it| &it.article_id)),
            Column::new(name(&table.fields[1]), texts(|it| &it.source_path)),
            Column::new(name(&table.fields[2]), records),
        ];
        let mut ruled = Vec::new();
        for field in stored_fields {
            ruled.extend(overruled(floor, field, order).map(|it| (name(field), it)));
        }
        let columns = columns.into_iter().chain(ruled.iter().flat_map(|(_, it)| it.clone()));
        for column in columns {
            window.with_column(column)?;
        }
        let rows = stored.rows(stored_fields)?.context("it has no rows in the fragments")?;
        let rows = rows.inner_join(window.lazy(), col(DELIVERY), col(DELIVERY));
        let rows = rows.with_columns(ruled.iter().map(|(name, _)| in_force(name)).collect::<Vec<_>>());
        finished(rows, &table)
    })
}

/// The clean texts, by article.
pub(crate) fn texts(tables: &Tables, table: TableSchema) -> Frames<'_> {
    let floor = &tables.floor;
    windows(tables, by_id(floor), "texts", move |stored, order, start| {
        let mut window = window(floor, order, start)?;
        window.with_column(ids(floor, &table.fields[0], order))?;
        let rows = stored.rows(&table.fields[1..])?.context("it has no rows in the fragments")?;
        finished(rows.inner_join(window.lazy(), col(DELIVERY), col(DELIVERY)), &table)
    })
}

/// The live articles by their ids.
pub(crate) fn by_id(floor: &Floor) -> Vec<usize> {
    let mut order: Vec<usize> = (0..floor.live.len()).collect();
    order.sort_by_key(|it| &floor.live[*it].article_id);
    order
}

/// The ids of these articles, as a column.
pub(crate) fn ids(floor: &Floor, field: &Field, order: &[usize]) -> Column {
    let ids: Vec<&str> = order.iter().map(|it| floor.live[*it].article_id.as_str()).collect();
    Column::new(name(field), ids)
}

/// One frame for every window of articles; none if the fragments have no such rows.
pub(crate) fn windows<'a>(
    tables: &'a Tables,
    order: Vec<usize>,
    table: &'a str,
    query: impl Fn(&Stored, &[usize], usize) -> Result<DataFrame> + 'a,
) -> Frames<'a> {
    let Some(stored) = tables.stored(table).filter(|it| it.rows > 0) else { return Box::new(std::iter::empty()) };
    let length = window_length(order.len(), stored.bytes, tables.window_bytes);
    let starts = (0..order.len()).step_by(length);
    Box::new(starts.map(move |start| {
        let window = &order[start..(start + length).min(order.len())];
        query(stored, window, start).with_context(|| format!("in the table `{table}`"))
    }))
}

/// The columns of a table, by position.
fn finished(rows: LazyFrame, table: &TableSchema) -> Result<DataFrame> {
    let columns = [col(POSITION)].into_iter().chain(table.fields.iter().map(|it| col(name(it))));
    let frame = collect(rows.select(columns.collect::<Vec<_>>()))?;
    let frame = frame.sort([POSITION], SortMultipleOptions::default())?;
    Ok(frame.drop(POSITION)?)
}

/// What is ruled of a column for these articles: where there is a ruling, and what it is.
fn overruled(floor: &Floor, field: &Field, order: &[usize]) -> Option<[Column; 2]> {
    let rulings = rulings(floor, field.name);
    let cells: Vec<_> = order.iter().map(|it| rulings.get(it).copied()).collect();
    cells.iter().any(Option::is_some).then(|| {
        let ruled: Vec<bool> = cells.iter().map(Option::is_some).collect();
        let empty = newsmill_stage::Cell::Empty;
        let values = column(&value_name(field.name), field.kind, cells.iter().map(|it| it.unwrap_or(&empty)));
        [Column::new(ruled_name(field.name).into(), ruled), values]
    })
}

fn in_force(name: &PlSmallStr) -> Expr {
    when(col(ruled_name(name))).then(col(value_name(name))).otherwise(col(name.clone())).alias(name.clone())
}

fn ruled_name(column: &str) -> String {
    format!(":ruled:{column}")
}

fn value_name(column: &str) -> String {
    format!(":value:{column}")
}
