//! `mentions_by_outlet_date`: what the house is for.
//!
//! First every article's mentions of an entity are counted, then articles are added up: so that a
//! row's `articles` is a count of articles whatever the window. All sums are of whole numbers.

use std::ops::Range;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use newsmill_stage::{Field, Record as _};
use polars::prelude::*;

use crate::catalog::Count;
use crate::columns::dates;
use crate::live::{OutletDay, deliveries, window_length};
use crate::mentions::{Spans, counted, spans};
use crate::scan::{DELIVERY, Stored, collect, order};
use crate::tables::{Frames, TERM, Tables};

/// The columns of `mentions` that count.
const WANTED: [&str; 8] =
    ["field", "char_start", "char_end", "entity_id", "entity_name", "entity_type", "counted", "not_counted_because"];

/// The counts by outlet, day and entity; unknown outlets and days are rows of their own.
pub(crate) fn counts(tables: &Tables) -> Frames<'_> {
    let Some(stored) = tables.stored("mentions").filter(|it| it.rows > 0) else {
        return Box::new(std::iter::empty());
    };
    let spans = Arc::new(spans(&tables.floor));
    let windows = whole_days(tables, stored.rows);
    Box::new(windows.into_iter().map(move |days| {
        let counts = count(tables, stored, days.clone(), &spans);
        let table = counts.and_then(|it| published(tables, &it)).context("in the table `mentions_by_outlet_date`");
        table.with_context(|| format!("of the outlets and days {days:?}"))
    }))
}

/// Windows that hold every outlet's day as a whole.
fn whole_days(tables: &Tables, mentions: usize) -> Vec<Range<usize>> {
    let days = &tables.days.days;
    let length = window_length(tables.floor.live.len(), mentions, tables.window_mentions);
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut articles = 0;
    for (at, day) in days.iter().enumerate() {
        match windows.last_mut().filter(|_| articles + day.members.len() <= length) {
            Some(window) => window.end = at + 1,
            None => {
                windows.push(at..at + 1);
                articles = 0;
            }
        }
        articles += day.members.len();
    }
    windows
}

/// What was counted of every entity on these days, by day and entity.
fn count(tables: &Tables, stored: &Stored, days: Range<usize>, spans: &Arc<Spans>) -> Result<DataFrame> {
    let mut articles = Vec::new();
    let (mut day, mut original) = (Vec::new(), Vec::new());
    for at in days {
        for article in &tables.days.order[tables.days.days[at].members.clone()] {
            articles.push(*article);
            day.push(at as u64);
            original.push(i64::from(tables.articles.original[*article]));
        }
    }
    let columns = vec![
        deliveries(&tables.floor, &articles),
        Column::new("day".into(), day),
        Column::new("original".into(), original),
    ];
    let window = DataFrame::new(articles.len(), columns)?.lazy();

    let fields: Vec<Field> =
        newsmill_stage::tables::Mention::FIELDS.iter().copied().filter(|it| WANTED.contains(&it.name)).collect();
    let rows = stored.rows(&fields)?.context("it has no rows in the fragments")?;
    let rows = rows.inner_join(window, col(DELIVERY), col(DELIVERY));
    let of_articles =
        counted(rows, spans).filter(col("counted")).group_by([col("day"), col(DELIVERY), col("entity_id")]).agg([
            col("entity_name").min(),
            col("entity_type").min(),
            col("original").first(),
            len().cast(DataType::Int64).alias("mentions"),
        ]);
    let of_days = of_articles.group_by([col("day"), col("entity_id")]).agg([
        col("entity_name").min(),
        col("entity_type").min(),
        col("mentions").sum(),
        len().cast(DataType::Int64).alias("articles"),
        (col("mentions") * col("original")).sum().alias("mentions_original"),
        col("original").sum().alias("articles_original"),
    ]);
    Ok(collect(of_days)?.sort(["day", "entity_id"], order())?)
}

/// The counts with their denominators.
fn published(tables: &Tables, counts: &DataFrame) -> Result<DataFrame> {
    let rows = counts.height();
    let of_row: Vec<&OutletDay> =
        counts.column("day")?.u64()?.iter().flatten().map(|it| &tables.days.days[it as usize]).collect();
    let integers = |name: &str| -> Result<Vec<i64>> { Ok(counts.column(name)?.i64()?.iter().flatten().collect()) };
    let (mentions, articles) = (integers("mentions")?, integers("articles")?);
    // Terms have no voice: adding one to terms.csv must change no entity's share.
    let has_voice: Vec<bool> = counts.column("entity_type")?.str()?.iter().map(|it| it != Some(TERM)).collect();
    let voices: Vec<i64> = mentions.iter().zip(&has_voice).map(|(it, has)| if *has { *it } else { 0 }).collect();
    let all_mentions = sums_of_days(counts.column("day")?.u64()?, &voices);
    let share = |part: i64, whole: i64| part as f64 / whole as f64;

    let per_1000 = mentions.iter().zip(&of_row).map(|(it, day)| (day.words > 0).then(|| share(it * 1000, day.words)));
    let per_1000: Vec<Option<f64>> = per_1000.collect();
    let ratio: Vec<f64> = articles.iter().zip(&of_row).map(|(it, day)| share(*it, day.articles)).collect();
    let voice: Vec<Option<f64>> =
        (0..rows).map(|it| has_voice[it].then(|| share(mentions[it], all_mentions[it]))).collect();
    let outlets = || of_row.iter().map(|it| tables.articles.outlet_of(it));
    let made = |name: &'static str| -> PolarsResult<Column> {
        Ok(match name {
            "outlet_id" => Column::new(name.into(), outlets().map(|it| it.0).collect::<Vec<_>>()),
            "outlet_name" => Column::new(name.into(), outlets().map(|it| it.1).collect::<Vec<_>>()),
            "date" => dates(name.into(), of_row.iter().map(|it| it.day)),
            "total_articles" => Column::new(name.into(), of_row.iter().map(|it| it.articles).collect::<Vec<_>>()),
            "total_mentions" => Column::new(name.into(), all_mentions.as_slice()),
            "ratio" => Column::new(name.into(), ratio.as_slice()),
            "per_1000" => Column::new(name.into(), per_1000.as_slice()),
            "share_of_voice" => Column::new(name.into(), voice.as_slice()),
            counted => counts.column(counted)?.clone(),
        })
    };
    let columns: PolarsResult<Vec<Column>> = Count::FIELDS.iter().map(|it| made(it.name)).collect();
    Ok(DataFrame::new(rows, columns?)?)
}

/// The sum of the values of each row's day.
fn sums_of_days(days: &UInt64Chunked, values: &[i64]) -> Vec<i64> {
    let days: Vec<u64> = days.iter().flatten().collect();
    let mut sums = Vec::with_capacity(values.len());
    for (day, values) in days.chunk_by(u64::eq).scan(0, |start, day| {
        let values = &values[*start..*start + day.len()];
        *start += day.len();
        Some((day, values))
    }) {
        sums.extend(std::iter::repeat_n(values.iter().sum::<i64>(), day.len()));
    }
    sums
}
