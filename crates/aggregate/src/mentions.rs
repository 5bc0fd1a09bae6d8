//! `mentions`, and the tables about articles that stages of third parties write.

use std::collections::BTreeMap;
use std::sync::Arc;

use anyhow::Context as _;
use newsmill_stage::TableSchema;
use polars::prelude::*;

use crate::articles::{by_id, ids, windows};
use crate::columns::name;
use crate::floor::Floor;
use crate::live::{POSITION, window};
use crate::scan::{DELIVERY, ROW, collect, order};
use crate::tables::{Frames, Tables};

/// Spans of bodies whose mentions do not count, by delivery, in order.
pub(crate) type Spans = BTreeMap<i64, Vec<(u32, u32, &'static str)>>;

const REASON: &str = ":reason";

/// The mentions by article and place, with those in uncounted spans marked.
pub(crate) fn mentions(tables: &Tables, table: TableSchema) -> Frames<'_> {
    let floor = &tables.floor;
    let spans = Arc::new(spans(floor));
    windows(tables, by_id(floor), "mentions", move |stored, articles, start| {
        let mut window = window(floor, articles, start)?;
        window.with_column(ids(floor, &table.fields[0], articles))?;
        let rows = stored.rows(&table.fields[1..])?.context("it has no rows in the fragments")?;
        let rows = rows.inner_join(window.lazy(), col(DELIVERY), col(DELIVERY));
        let columns: Vec<Expr> = table.fields.iter().map(|it| col(name(it))).collect();
        let frame = collect(counted(rows, &spans).select(columns))?;
        let first = ["article_id", "char_start", "field", "entity_id"];
        let rest = table.fields.iter().map(|it| it.name).filter(|it| !first.contains(it));
        Ok(frame.sort(first.into_iter().chain(rest).collect::<Vec<_>>(), order())?)
    })
}

/// A third party's rows, by article and then as they were written.
pub(crate) fn rows_of_articles(tables: &Tables, table: TableSchema) -> Frames<'_> {
    let floor = &tables.floor;
    let name_of_table = tables.floor.schema.tables.iter().find(|it| it.name == table.name);
    let Some(stored_table) = name_of_table else { return Box::new(std::iter::empty()) };
    windows(tables, by_id(floor), &stored_table.name, move |stored, articles, start| {
        let mut window = window(floor, articles, start)?;
        window.with_column(ids(floor, &table.fields[0], articles))?;
        let rows = stored.numbered_rows(&table.fields[1..])?.context("it has no rows in the fragments")?;
        let rows = rows.inner_join(window.lazy(), col(DELIVERY), col(DELIVERY));
        let columns = table.fields.iter().map(|it| col(name(it))).chain([col(POSITION), col(ROW)]);
        let frame = collect(rows.select(columns.collect::<Vec<_>>()))?;
        let frame = frame.sort([POSITION, ROW], order())?;
        Ok(frame.drop(POSITION)?.drop(ROW)?)
    })
}

/// The uncounted spans of the live articles.
pub(crate) fn spans(floor: &Floor) -> Spans {
    let mut spans = Spans::new();
    for span in &floor.uncounted {
        if let Some(live) = floor.live.get(span.article) {
            let of_article = spans.entry(live.delivery).or_default();
            of_article.push((span.chars.start, span.chars.end, span.reason));
        }
    }
    spans.values_mut().for_each(|it| it.sort_unstable());
    spans
}

/// Rows with `counted` and `not_counted_because` as the rulings have them. They need the columns
/// `delivery`, `field`, `char_start` and `char_end`.
pub(crate) fn counted(rows: LazyFrame, spans: &Arc<Spans>) -> LazyFrame {
    if spans.is_empty() {
        return rows;
    }
    let spans = Arc::clone(spans);
    let place = [col("field"), col("char_start"), col("char_end")];
    let reason = col(DELIVERY).map_many(
        move |columns| reasons(columns, &spans),
        &place,
        |_, _| Ok(polars::prelude::Field::new(REASON.into(), DataType::String)),
    );
    let struck = || col("counted").and(col(REASON).is_not_null());
    let because = when(struck()).then(col(REASON)).otherwise(col("not_counted_because"));
    rows.with_column(reason.alias(REASON))
        .with_column(because.alias("not_counted_because"))
        .with_column(col("counted").and(col(REASON).is_null()).alias("counted"))
}

/// Why each mention does not count, if it lies in an uncounted span.
fn reasons(columns: &[Column], spans: &Spans) -> PolarsResult<Column> {
    let [delivery, field, start, end] = columns else { polars_bail!(ComputeError: "a mention has a place") };
    let (delivery, field) = (delivery.i64()?, field.str()?);
    let (start, end) = (start.i64()?, end.i64()?);
    let reason = |row: usize| {
        if field.get(row)? != "body" {
            return None;
        }
        let spans = spans.get(&delivery.get(row)?)?;
        let (start, end) = (start.get(row)?, end.get(row)?);
        let covers = |it: &&(u32, u32, &'static str)| i64::from(it.0) <= start && end <= i64::from(it.1);
        spans.iter().find(covers).map(|it| it.2)
    };
    let reasons: StringChunked = (0..delivery.len()).map(reason).collect();
    Ok(reasons.with_name(REASON.into()).into_column())
}
