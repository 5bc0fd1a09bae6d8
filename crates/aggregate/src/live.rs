//! The live articles: who published them and when, after all rulings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use anyhow::{Result, ensure};
use newsmill_stage::{Cell, Field, columns};
use polars::prelude::*;

use crate::columns::{date, dates, text};
use crate::floor::Floor;
use crate::scan::{DELIVERY, Stored, collect};

/// The place of an article in the order of the table that is being made; no column is called so.
pub(crate) const POSITION: &str = ":position";

/// A copy is told once, for its originator.
const COPY: &str = "copy";

/// What the tables need to know of every live article, in the order of [`Floor::live`].
pub(crate) struct Articles {
    /// The outlet: a place in `outlets`, or none.
    pub(crate) outlet: Vec<Option<u32>>,
    /// The day, counted from 1970-01-01.
    pub(crate) day: Vec<Option<i32>>,
    /// Whether it is no copy.
    pub(crate) original: Vec<bool>,
    words: Vec<i64>,
    /// Ids and names, by id.
    pub(crate) outlets: Vec<(String, Option<String>)>,
}

/// An outlet on a day.
#[derive(Clone, Debug, Default)]
pub(crate) struct OutletDay {
    pub(crate) outlet: Option<u32>,
    pub(crate) day: Option<i32>,
    pub(crate) articles: i64,
    pub(crate) originals: i64,
    pub(crate) words: i64,
    /// Its articles: a range of [`OutletDays::order`].
    pub(crate) members: Range<usize>,
}

/// All outlets on all days, unknown ones last.
pub(crate) struct OutletDays {
    pub(crate) days: Vec<OutletDay>,
    /// The live articles, outlet by outlet and day by day.
    pub(crate) order: Vec<usize>,
}

impl Articles {
    pub(crate) fn read(floor: &Floor, stored: &Stored) -> Result<Self> {
        let ids = text_column(floor, stored, columns::OUTLET_ID.field())?;
        let names = text_column(floor, stored, columns::OUTLET_NAME.field())?;
        let roles = text_column(floor, stored, columns::CLUSTER_ROLE.field())?;
        let day = integers(floor, stored, columns::DATE_PUBLISHED.field())?;
        let words = integers(floor, stored, columns::WORD_COUNT.field())?;

        let mut outlets: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for (id, name) in ids.iter().zip(&names) {
            let Some(id) = id else { continue };
            let known = outlets.entry(id).or_default();
            // The smallest name, so that the order of articles does not matter.
            *known = [*known, name.as_deref()].into_iter().flatten().min();
        }
        let places: BTreeMap<&str, u32> = outlets.keys().copied().zip(0..).collect();
        let outlet = ids.iter().map(|it| it.as_deref().and_then(|it| places.get(it).copied())).collect();
        let outlets = outlets.iter().map(|(id, name)| ((*id).to_owned(), name.map(str::to_owned))).collect();
        Ok(Self {
            outlet,
            day: day.into_iter().map(|it| it.and_then(|it| i32::try_from(it).ok())).collect(),
            original: roles.iter().map(|it| it.as_deref() != Some(COPY)).collect(),
            words: words.into_iter().map(|it| it.unwrap_or(0).max(0)).collect(),
            outlets,
        })
    }

    /// The articles of each outlet and day.
    pub(crate) fn by_outlet_day(&self) -> OutletDays {
        let key = |at: usize| (last(self.outlet[at]), last(self.day[at]));
        let mut order: Vec<usize> = (0..self.outlet.len()).collect();
        order.sort_by_key(|it| key(*it));
        let mut days: Vec<OutletDay> = Vec::new();
        for (place, at) in order.iter().copied().enumerate() {
            let same = place > 0 && key(order[place - 1]) == key(at);
            if !same {
                let (outlet, day) = (self.outlet[at], self.day[at]);
                days.push(OutletDay { outlet, day, members: place..place, ..OutletDay::default() });
            }
            let day = days.last_mut().expect("one was just begun");
            day.articles += 1;
            day.originals += i64::from(self.original[at]);
            day.words += self.words[at];
            day.members.end = place + 1;
        }
        OutletDays { days, order }
    }

    /// An outlet's id and name.
    pub(crate) fn outlet_of(&self, day: &OutletDay) -> (Option<&str>, Option<&str>) {
        let outlet = day.outlet.and_then(|it| self.outlets.get(it as usize));
        (outlet.map(|it| it.0.as_str()), outlet.and_then(|it| it.1.as_deref()))
    }
}

/// Sorts nothing after everything.
pub(crate) fn last<T: Ord>(value: Option<T>) -> (Reverse<bool>, Option<T>) {
    (Reverse(value.is_some()), value)
}

/// Some of the live articles, to be joined with their rows by delivery.
pub(crate) fn window(floor: &Floor, order: &[usize], start: usize) -> Result<DataFrame> {
    let positions: Vec<i64> = (0..).skip(start).take(order.len()).collect();
    let columns = vec![deliveries(floor, order), Column::new(POSITION.into(), positions)];
    Ok(DataFrame::new(order.len(), columns)?)
}

/// The numbers of these articles in the fragments.
pub(crate) fn deliveries(floor: &Floor, order: &[usize]) -> Column {
    let deliveries: Vec<i64> = order.iter().map(|it| floor.live[*it].delivery).collect();
    Column::new(DELIVERY.into(), deliveries)
}

/// How many articles make a window, if all of them together have this size and a window may have that.
pub(crate) fn window_length(articles: usize, size: usize, budget: usize) -> usize {
    articles.div_ceil(size.div_ceil(budget).max(1)).max(1)
}

/// The rulings on a column; the later of two on one article wins.
pub(crate) fn rulings<'a>(floor: &'a Floor, column: &str) -> BTreeMap<usize, &'a Cell> {
    floor.values.get(column).into_iter().flatten().map(|(at, cell)| (*at, cell)).collect()
}

fn text_column(floor: &Floor, stored: &Stored, field: Field) -> Result<Vec<Option<String>>> {
    let found = stored_column(floor, stored, field)?;
    let mut values: Vec<Option<String>> = found.str()?.iter().map(|it| it.map(str::to_owned)).collect();
    for (at, cell) in rulings(floor, field.name) {
        if let Some(value) = values.get_mut(at) {
            *value = text(cell);
        }
    }
    Ok(values)
}

fn integers(floor: &Floor, stored: &Stored, field: Field) -> Result<Vec<Option<i64>>> {
    let found = stored_column(floor, stored, field)?.to_physical_repr().cast(&DataType::Int64)?;
    let mut values: Vec<Option<i64>> = found.i64()?.iter().collect();
    for (at, cell) in rulings(floor, field.name) {
        if let Some(value) = values.get_mut(at) {
            *value = if let Cell::Integer(it) = cell { Some(*it) } else { date(cell).map(i64::from) };
        }
    }
    Ok(values)
}

/// A column of `articles` as the fragments have it, in the order of [`Floor::live`].
fn stored_column(floor: &Floor, stored: &Stored, field: Field) -> Result<Column> {
    let all: Vec<usize> = (0..floor.live.len()).collect();
    let Some(rows) = stored.rows(&[field])?.filter(|_| !all.is_empty()) else {
        ensure!(all.is_empty(), "the fragments of {} articles are gone", all.len());
        return Ok(dates(field.name.into(), std::iter::empty()).cast(&crate::columns::published_type(field.kind))?);
    };
    let window = window(floor, &all, 0)?.lazy();
    let found = collect(rows.inner_join(window, col(DELIVERY), col(DELIVERY)))?;
    check_once(floor, &found)?;
    let found = found.sort([POSITION], SortMultipleOptions::default())?;
    Ok(found.column(field.name)?.rechunk())
}

/// Every live article must have its row in `articles`, and only one: else a count would be wrong.
fn check_once(floor: &Floor, found: &DataFrame) -> Result<()> {
    let positions: BTreeSet<i64> = found.column(POSITION)?.i64()?.iter().flatten().collect();
    let (live, rows) = (floor.live.len(), found.height());
    ensure!(
        positions.len() == live && rows == live,
        "the fragments have {rows} rows for {} of {live} articles; this is a bug, nothing was published",
        positions.len(),
    );
    Ok(())
}
