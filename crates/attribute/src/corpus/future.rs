//! Days after the whole input was saved: an article that does not tell when it was saved is no younger
//! than the youngest that does.

use anyhow::Result;
use newsmill_stage::{Corpus, Rulings, columns};

use super::table::{Row, Table};
use crate::calendar;
use crate::clue::Clue;
use crate::day::Basis;

/// If more than one in so many days lies after the last saving, or half of the articles do not tell theirs,
/// savings are told of a part of the input only, and say nothing of the rest.
const RARE: usize = 20;

/// Empties days that are to come, where the settings do not say what day it is; not those that the input
/// itself gives.
pub(super) fn refuse(corpus: &Corpus<'_, Clue>, table: &mut Table, rulings: &mut Rulings) -> Result<()> {
    let crawled = corpus.column(columns::DATE_CRAWLED)?;
    if crawled.iter().flatten().count() * 2 < table.rows.len() {
        return Ok(());
    }
    let last = crawled.into_iter().flatten().max();
    // Where the outlet is, it can be tomorrow already.
    let Some(last) = last.and_then(|it| calendar::days_after(it, 1)) else { return Ok(()) };
    let by_people = |row: &Row| row.pinned || matches!(row.basis, Some(Basis::Metadata | Basis::Path));
    let is_to_come = |row: &Row| !by_people(row) && row.day.is_some_and(|day| day > last);
    let (dated, to_come) = (
        table.rows.iter().filter(|it| it.day.is_some()).count(),
        table.rows.iter().filter(|it| is_to_come(it)).count(),
    );
    if to_come * RARE > dated.max(RARE) {
        return Ok(());
    }
    for (id, row) in table.ids.iter().zip(&mut table.rows).filter(|it| is_to_come(it.1)) {
        row.take(None);
        super::set_day(rulings, *id, None);
        rulings.rows.tally("day_in_the_future", 1);
        if corpus.is_asked(*id) {
            rulings.note(*id, format!("no day after {last}: the last article of the input was saved the day before"));
        }
    }
    Ok(())
}
