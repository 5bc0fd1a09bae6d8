//! Days that only other articles tell.
//!
//! First an outlet's habits settle which number of `10/03/2025` is the day, and what a stamp in a
//! doubtful place means. Then each article without a sure day takes the one of its story's other
//! members, or solves the year of its dateline by the outlet's sure days and by those that lie next
//! to it in the input, or, in a corpus that is seen to lie in the order of its days, takes the day
//! of the articles on both sides.
//!
//! Clues are read as a stream, up to three times; what is kept is a few columns and each outlet's sure days.

mod future;
mod habit;
mod neighbours;
mod notes;
mod siblings;
mod table;

use anyhow::Result;
use newsmill_stage::{ArticleId, Corpus, Date, Rulings, columns};

use crate::Attribute;
use crate::calendar::Order;
use crate::clue::Clue;
use crate::day::Basis;
use table::Table;

/// A day found for an article.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found {
    day: Date,
    basis: Basis,
    confidence: f64,
    reason: Reason,
}

/// What taught the day.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    /// So many sure members of its story have the day; whether the article itself says the same.
    Siblings { members: u32, agrees: bool },
    /// So many sure days lie near it, of its outlet or of all; how well its weekday fits the text.
    Year { near: u32, of_outlet: bool, weekday: f64 },
    /// The articles on both sides have the day, and in so many of a hundred such places it is right.
    Between { percent: u32 },
    /// So much of what lies next to it in the input is of the same month as its own doubtful day.
    Beside { percent: u32 },
    /// Dates of the outlet with an order that is certain, so many with this and with the other.
    Order { order: Order, same: u32, other: u32 },
    /// On so many of so many pages of the outlet such a date was the day of publication.
    Habit { right: u32, seen: u32 },
}

/// Which other articles taught a day, for `explain`.
fn why(found: &Found) -> String {
    match found.reason {
        Reason::Siblings { members, agrees } => {
            let agrees = if agrees { "; its own text says the same" } else { "" };
            let articles = if members == 1 { "article" } else { "articles" };
            format!("day of {members} sure {articles} of its story{agrees}")
        }
        Reason::Year { near, of_outlet, weekday } => {
            let whose = if of_outlet { "the outlet" } else { "the corpus" };
            let weekday = if weekday < 0.3 { "does not fit" } else { "fits" };
            format!("year from {near} sure days of {whose} near it; weekday {weekday}")
        }
        Reason::Between { percent } => {
            format!("day of the articles before and after it in the input, as for {percent} of 100 whose day is sure")
        }
        Reason::Beside { percent } => {
            format!("its own day, in the month of what lies next to it in the input ({percent} of 100)")
        }
        Reason::Order { order, same, other } => {
            let first = if order == Order::DayMonth { "day" } else { "month" };
            format!("the outlet writes the {first} first: {same} pages say so, {other} the other")
        }
        Reason::Habit { right, seen } => {
            format!("such a date was the day of publication on {right} of {seen} of the outlet's pages")
        }
    }
}

pub(crate) fn decide(stage: &Attribute, corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
    let mut rulings = Rulings::default();
    let mut table = Table::of(corpus)?;
    table.follow_overrides(stage, corpus, &mut rulings)?;
    if stage.today.is_none() {
        future::refuse(corpus, &mut table, &mut rulings)?;
    }
    let least = stage.settings.min_confidence.get();
    let doubt = stage.settings.doubt_below.get();
    let habits = habit::learn(corpus, &table, stage.settings.trust_from.get())?;
    if habits.are_of_use() {
        for row in corpus.clues()? {
            let (at, clue) = row?;
            let Some(row) = table.rows.get(at).filter(|it| !it.pinned) else { continue };
            let Some(found) = habits.settle(row, &clue, doubt) else { continue };
            if found.confidence >= least || row.day.is_some() {
                note(stage, corpus, &table, at, Some(&found), &mut rulings)?;
                rule(&mut rulings, &table, at, &found, least);
                table.rows[at].take(Some(&found).filter(|it| it.confidence >= least));
            }
        }
    }
    let neighbours = neighbours::Neighbours::of(&table, stage.settings.trust_from.get());
    let stories = siblings::Stories::of(&table, stage.settings.trust_from.get());
    for row in corpus.clues()? {
        let (at, clue) = row?;
        let Some(row) = table.rows.get(at).filter(|it| it.is_doubtful(doubt)) else { continue };
        let found = [stories.teach(row, &clue), neighbours.teach(at, row, &clue)].into_iter().flatten();
        // Of equals the story: it is nearer than the neighborhood.
        let best = found.rev().max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let best = best.filter(|it| it.confidence >= least && row.gives_way(it));
        note(stage, corpus, &table, at, best.as_ref(), &mut rulings)?;
        if let Some(it) = best {
            rule(&mut rulings, &table, at, &it, least);
        }
    }
    Ok(rulings)
}

/// Writes down who taught a day, if somebody asks about the article.
fn note(
    stage: &Attribute,
    corpus: &Corpus<'_, Clue>,
    table: &Table,
    at: usize,
    found: Option<&Found>,
    rulings: &mut Rulings,
) -> Result<()> {
    let Some(id) = table.ids.get(at).copied().filter(|it| corpus.is_asked(*it)) else { return Ok(()) };
    let notes = table.notes(corpus, at, found, stage.settings.trust_from.get())?;
    notes.into_iter().for_each(|it| rulings.note(id, it));
    Ok(())
}

/// Sets the four columns of the day, or empties them.
fn set_day(rulings: &mut Rulings, id: ArticleId, day: Option<&Found>) {
    rulings.set(id, columns::DATE_PUBLISHED, day.map(|it| it.day));
    rulings.set(id, columns::DATE_BASIS, day.map(|it| it.basis.code().to_owned()));
    rulings.set(id, columns::DATE_PRECISION, day.map(|_| "day".to_owned()));
    rulings.set(id, columns::DATE_CONFIDENCE, day.map(|it| (it.confidence * 1000.0).round() / 1000.0));
}

/// Gives an article the day that was found; one that is not sure enough leaves it without.
fn rule(rulings: &mut Rulings, table: &Table, at: usize, found: &Found, least: f64) {
    let Some(id) = table.ids.get(at).copied() else { return };
    set_day(rulings, id, Some(found).filter(|it| it.confidence >= least));
    let tally = match found.reason {
        Reason::Siblings { .. } => "day_from_sibling",
        Reason::Year { .. } | Reason::Between { .. } | Reason::Beside { .. } => "day_from_neighbours",
        Reason::Order { .. } => "day_order_from_outlet",
        Reason::Habit { .. } => "day_from_outlets_habit",
    };
    rulings.rows.tally(tally, 1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(reason: Reason, expected: &str) {
        let found = Found { day: Date::constant(2025, 10, 7), basis: Basis::Neighbours, confidence: 0.8, reason };
        assert_eq!(why(&found), expected);
    }

    #[test]
    fn a_ruling_says_who_taught_it() {
        check(
            Reason::Year { near: 12, of_outlet: true, weekday: 1.0 },
            "year from 12 sure days of the outlet near it; weekday fits",
        );
        check(
            Reason::Siblings { members: 2, agrees: true },
            "day of 2 sure articles of its story; its own text says the same",
        );
        check(Reason::Siblings { members: 1, agrees: false }, "day of 1 sure article of its story");
        check(
            Reason::Order { order: Order::MonthDay, same: 7, other: 0 },
            "the outlet writes the month first: 7 pages say so, 0 the other",
        );
    }
}
