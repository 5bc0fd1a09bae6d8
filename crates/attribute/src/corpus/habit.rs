//! What an outlet does on its other pages: which number of `10/03/2025` is the day, and whether a
//! date in a doubtful place is the day of publication.

use std::collections::BTreeMap;

use anyhow::Result;
use newsmill_stage::{Corpus, Date};

use super::table::{Row, Table};
use super::{Found, Reason};
use crate::calendar::Order;
use crate::clue::{Clue, Remembered};
use crate::day::Basis;

/// The habits of each outlet, by its number.
pub(super) struct Habits(BTreeMap<u32, Habit>);

/// What an outlet was seen doing.
#[derive(Clone, Debug, Default)]
struct Habit {
    /// Pages on which the day stands first, and those on which the month does.
    day_first: u32,
    month_first: u32,
    /// Of the pages with a date of a doubtful kind, on how many it was the day of publication.
    doubtful: BTreeMap<Basis, Seen>,
}

/// How often a date of some kind was the day of publication.
#[derive(Clone, Copy, Debug, Default)]
struct Seen {
    right: u32,
    all: u32,
    /// The first day seen, and whether there was another one: one day is no habit.
    first: Option<Date>,
    several: bool,
}

/// So many pages make a habit.
const ENOUGH: u32 = 5;
/// More pages than this make no order surer.
const MOST: f64 = 100.0;

/// Reads off the pages of each outlet what they do.
pub(super) fn learn(corpus: &Corpus<'_, Clue>, table: &Table, trusted: f64) -> Result<Habits> {
    let mut habits = BTreeMap::new();
    for row in corpus.clues()? {
        let (at, clue) = row?;
        let Some(row) = table.rows.get(at) else { continue };
        if let Some(outlet) = row.outlet {
            habits.entry(outlet).or_insert_with(Habit::default).learn(row, &clue, trusted);
        }
    }
    Ok(Habits(habits))
}

impl Habits {
    /// Whether there is any to go by.
    pub(super) fn are_of_use(&self) -> bool {
        let known = |it: &Habit| it.day_first + it.month_first > 0 || it.doubtful.values().any(|it| it.is_habit());
        self.0.values().any(known)
    }

    /// The day of an article, chosen again with the habits of its outlet in view; `None` if they
    /// change nothing.
    pub(super) fn settle(&self, row: &Row, clue: &Clue, doubt: f64) -> Option<Found> {
        self.0.get(&row.outlet?)?.settle(row, clue, doubt)
    }
}

impl Habit {
    fn learn(&mut self, row: &Row, clue: &Clue, trusted: f64) {
        let days = clue.candidates();
        let sure = row.teaches(trusted);
        // An unmistakable date tells the order; so does one of two readings that is the sure day of
        // something else.
        let read = || {
            let sure = sure?;
            let other = row.pinned || days.iter().any(|it| it.candidate.day == sure && it.order.is_none());
            days.iter().filter(|_| other).find(|it| it.order.is_some() && it.candidate.day == sure)?.order
        };
        match clue.order().or_else(read) {
            Some(Order::DayMonth) => self.day_first = self.day_first.saturating_add(1),
            Some(Order::MonthDay) => self.month_first = self.month_first.saturating_add(1),
            None => {}
        }
        let Some(sure) = sure else { return };
        for basis in [Basis::Stamp, Basis::PageStamp, Basis::Updated] {
            let strongest = days.iter().map(|it| &it.candidate).find(|it| it.basis == basis);
            let taught = row.basis != Some(basis);
            if let Some(it) = strongest.filter(|_| taught) {
                self.doubtful.entry(basis).or_default().add(it.day, it.day == sure);
            }
        }
    }

    fn settle(&self, row: &Row, clue: &Clue, doubt: f64) -> Option<Found> {
        let mut days = clue.candidates();
        let ordered = self.order(&mut days);
        let habitual = row.is_doubtful(doubt).then(|| self.habitual(&mut days)).flatten();
        let reason = ordered.or(habitual)?;
        let two_ways: Vec<Date> = days.iter().filter(|it| it.order.is_some()).map(|it| it.candidate.day).collect();
        // Of equals the one that was surer before.
        let judged = days.iter().map(|it| &it.candidate).rev().max_by(|a, b| a.confidence.total_cmp(&b.confidence))?;
        let (day, basis, confidence) = (judged.day, judged.basis, judged.confidence);
        // Where neither the old nor the new day hangs on the order, the first judgment stands: it
        // had more to go by.
        let concerned =
            habitual.is_some() || two_ways.contains(&day) || row.day.is_some_and(|it| two_ways.contains(&it));
        let better = if Some(day) == row.day { confidence > row.sure } else { concerned };
        (concerned && better).then_some(Found { day, basis, confidence, reason })
    }

    /// Weighs the two readings of each date anew by the outlet's unmistakable dates.
    fn order(&self, days: &mut [Remembered]) -> Option<Reason> {
        let (day_first, month_first) = (f64::from(self.day_first), f64::from(self.month_first));
        if day_first == month_first {
            return None;
        }
        let odds = ((day_first + 0.5) / (month_first + 0.5)).clamp(1.0 / MOST, MOST);
        let mut settled = false;
        for at in 0..days.len() {
            let Some(Order::DayMonth) = days[at].order else { continue };
            let one = &days[at].candidate;
            let mirrored = |it: &Remembered| {
                let (day, other) = (one.day, it.candidate.day);
                it.order == Some(Order::MonthDay)
                    && (it.candidate.line, it.candidate.basis) == (one.line, one.basis)
                    && (day.year(), day.month(), day.day()) == (other.year(), other.day(), other.month())
            };
            let Some(twin) = days.iter().position(mirrored) else { continue };
            let (first, second) = (days[at].candidate.confidence, days[twin].candidate.confidence);
            let whole = (first + second).min(0.97);
            let likely = first.max(0.01) / second.max(0.01) * odds;
            days[at].candidate.confidence = whole * likely / (1.0 + likely);
            days[twin].candidate.confidence = whole / (1.0 + likely);
            settled = true;
        }
        let order = if day_first > month_first { Order::DayMonth } else { Order::MonthDay };
        let (same, other) = (self.day_first.max(self.month_first), self.day_first.min(self.month_first));
        settled.then_some(Reason::Order { order, same, other })
    }

    /// Gives the strongest date of a doubtful kind the confidence that the outlet's pages teach.
    fn habitual(&self, days: &mut [Remembered]) -> Option<Reason> {
        let mut reason = None;
        for (basis, seen) in self.doubtful.iter().filter(|it| it.1.is_habit()) {
            let rate = (f64::from(seen.right) + 0.5) / (f64::from(seen.all) + 2.0);
            let Some(it) = days.iter_mut().find(|it| it.candidate.basis == *basis) else { continue };
            // Only what speaks for a date: that it is rarely right, the judge knows already.
            if rate > 0.6 && rate > it.candidate.confidence {
                it.candidate.confidence = rate;
                reason = Some(Reason::Habit { right: seen.right, seen: seen.all });
            }
        }
        reason
    }
}

impl Seen {
    fn add(&mut self, day: Date, right: bool) {
        self.all = self.all.saturating_add(1);
        self.right = self.right.saturating_add(u32::from(right));
        self.several |= self.first.is_some_and(|it| it != day);
        self.first = self.first.or(Some(day));
    }

    fn is_habit(&self) -> bool {
        self.all >= ENOUGH && self.several
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Candidate;
    use crate::evidence::Evidence;

    const MARCH: Date = Date::constant(2025, 3, 10);
    const OCTOBER: Date = Date::constant(2025, 10, 3);

    fn row(day: Option<Date>, basis: Basis, sure: f64) -> Row {
        Row { outlet: Some(0), day, basis: day.map(|_| basis), sure, ..Row::default() }
    }

    fn ambiguous(march: f64, october: f64) -> Clue {
        let read = |day, sure| Candidate { line: Some(2), ..Candidate::new(day, Basis::Stamp, sure, "10/03/2025") };
        Clue::of(&[read(MARCH, march), read(OCTOBER, october)], &[], &Evidence::default(), None)
    }

    fn unmistakable(order: Order) -> Clue {
        let mut evidence = Evidence::default();
        evidence.order = Some(order);
        Clue::of(&[], &[], &evidence, None)
    }

    #[track_caller]
    fn check(others: &[(Row, Clue)], this: (Row, Clue), expected: &str) {
        let mut habit = Habit::default();
        others.iter().for_each(|(row, clue)| habit.learn(row, clue, 0.7));
        let found = habit.settle(&this.0, &this.1, 0.6);
        let got = found.map_or("none".to_owned(), |it| format!("{} {}", it.day, it.basis.code()));
        assert_eq!(got, expected);
        // How sure exactly is the judge's affair.
        assert!(found.is_none_or(|it| (0.6..0.99).contains(&it.confidence)), "{found:?}");
    }

    #[test]
    fn the_outlets_unmistakable_dates_order_the_others() {
        let undated = || row(None, Basis::Stamp, 0.0);
        let (day, month) = (unmistakable(Order::DayMonth), unmistakable(Order::MonthDay));
        let open = || (undated(), ambiguous(0.4, 0.44));
        check(&[(undated(), day.clone()), (undated(), day.clone())], open(), "2025-03-10 stamp");
        check(&[(undated(), month.clone()), (undated(), month.clone())], open(), "2025-10-03 stamp");
        check(&[(undated(), day), (undated(), month)], open(), "none");
        check(&[], open(), "none");
    }

    #[test]
    fn a_day_that_does_not_hang_on_the_order_stays() {
        let day = unmistakable(Order::DayMonth);
        let mut this = ambiguous(0.2, 0.22);
        this.days.insert(0, "2025-11-01 published 0.930 1 -".to_owned());
        let published = row(Some(Date::constant(2025, 11, 1)), Basis::Published, 0.9);
        check(&[(row(None, Basis::Stamp, 0.0), day)], (published, this), "none");
    }

    #[test]
    fn a_reading_that_another_date_confirms_tells_the_order_too() {
        let mut known = ambiguous(0.4, 0.44);
        known.days.push(format!("{MARCH} published 0.930 5 -"));
        let known = (row(Some(MARCH), Basis::Published, 0.93), known);
        check(&[known], (row(None, Basis::Stamp, 0.0), ambiguous(0.4, 0.44)), "2025-03-10 stamp");
    }

    #[test]
    fn a_date_in_a_doubtful_place_is_the_day_where_it_always_was() {
        let seen = |published: i8, stamped: i8| {
            let stamp = Candidate::new(Date::constant(2025, 10, stamped), Basis::PageStamp, 0.35, "");
            let clue = Clue::of(&[stamp], &[], &Evidence::default(), None);
            (row(Some(Date::constant(2025, 10, published)), Basis::Published, 0.9), clue)
        };
        let this = || (row(None, Basis::PageStamp, 0.0), seen(1, 20).1);
        let always: Vec<_> = (1..=9).map(|it| seen(it, it)).collect();
        check(&always, this(), "2025-10-20 page_stamp");
        let never: Vec<_> = (1..=9).map(|it| seen(it, it + 5)).collect();
        check(&never, this(), "none");
        // One day of saving is no habit.
        let once: Vec<_> = (1..=9).map(|_| seen(3, 3)).collect();
        check(&once, this(), "none");
    }
}
