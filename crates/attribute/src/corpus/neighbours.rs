//! The sure days around an article: those of its outlet, else of the corpus, and those of the
//! articles next to it in the input.
//!
//! What lies side by side in an export is often of the same time, or not at all: how much the
//! place tells is counted on the articles whose days are sure.

use newsmill_stage::Date;

use super::siblings::is_own;
use super::table::{Row, Table};
use super::{Found, Reason};
use crate::calendar::{days_after, days_between};
use crate::clue::Clue;
use crate::day::year::weekday_likelihood;
use crate::day::{Basis, Candidate, Yearless};

/// The sure days of the corpus.
pub(super) struct Neighbours {
    all: Days,
    outlets: Vec<Days>,
    /// Sure days with the place of their article, in the corpus's order.
    places: Vec<(usize, Date)>,
    /// How much more often two articles side by side are of the same half year than any two, from 0 to 1.
    order: f64,
    /// The same, of the same month.
    monthly: f64,
    /// How often an article between two of the same day has it too, in percent; 0 if that is rare.
    between: u32,
}

/// Days, sorted.
#[derive(Clone, Default)]
struct Days(Vec<Date>);

/// A date that is less sure than this is another article's, and those always lie in the month of the neighbors.
const HOPE: f64 = 0.2;
/// The sure days of an outlet tell a year only if there are so many of them.
const ENOUGH: usize = 3;
/// Days as near as this speak for a year.
const NEAR: i32 = 183;
/// Days as near as this speak for a doubtful day.
const MONTH: i32 = 31;
/// So many sure days on each side of an article are looked at.
const SIDE: usize = 4;
/// So many places must be counted before an order is believed in.
const COUNTED: usize = 12;

impl Neighbours {
    pub(super) fn of(table: &Table, trusted: f64) -> Self {
        let mut all = Days::default();
        let mut outlets = vec![Days::default(); table.outlets()];
        let mut places = Vec::new();
        for (at, row) in table.rows.iter().enumerate() {
            // A solved year teaches no other: they would confirm each other's mistakes.
            let sure = row.teaches(trusted).filter(|_| !row.basis.is_some_and(Basis::is_solved));
            let Some(day) = sure else { continue };
            all.0.push(day);
            places.push((at, day));
            let outlet = row.outlet.and_then(|it| outlets.get_mut(usize::try_from(it).ok()?));
            if let Some(it) = outlet {
                it.0.push(day);
            }
        }
        all.0.sort_unstable();
        outlets.iter_mut().for_each(|it| it.0.sort_unstable());
        let (monthly, order, between) = (order(&places, MONTH), order(&places, NEAR), between(&places));
        Self { all, outlets, places, order, monthly, between }
    }

    /// The day in the year that the neighbors make most likely, else the day of those on both sides.
    pub(super) fn teach(&self, at: usize, row: &Row, clue: &Clue) -> Option<Found> {
        let dated = clue.without_year().into_iter().filter_map(|it| self.year(at, row, clue, &it));
        let dated = dated.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        dated.or_else(|| self.day_between(at, clue)).or_else(|| self.own_day(at, clue))
    }

    /// Each year weighs as much as there are sure days near it, of the outlet and side by side,
    /// times how well it fits what the text tells.
    fn year(&self, at: usize, row: &Row, clue: &Clue, it: &Yearless) -> Option<Found> {
        let outlet = row.outlet.and_then(|it| self.outlets.get(usize::try_from(it).ok()?));
        let outlet = outlet.filter(|it| it.0.len() >= ENOUGH);
        let days = outlet.unwrap_or(&self.all);
        // One mangled day must not make centuries of candidates.
        let (first, last) = ((days.0.first()?.year() - 1).max(1990), (days.0.last()?.year() + 1).min(2100));
        let sides = self.sides(at);
        // How many times likelier the time of those side by side is, from what was counted.
        let odds = self.order / (1.05 - self.order);
        let told = clue.told();
        let time = |day| (days.near(day) + 0.25) * (1.0 + odds * share(&sides, day, NEAR)) * told.soon(None, day);
        let solved = told.solve(it, first..=last, time)?;
        let near = days.near(solved.day);
        // A year in which no neighbor stands is a guess; so is a weekday that does not fit.
        let supported = if near > 0.0 { 1.0 } else { 0.5 };
        let weekday = weekday_likelihood(&told.weekdays, it.weekday, solved.day);
        let confidence = (it.confidence + 0.05) * solved.share * supported * (0.55 + 0.45 * weekday);
        let of_outlet = outlet.is_some();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of days")]
        let reason = Reason::Year { near: near as u32, of_outlet, weekday };
        Some(Found { day: solved.day, basis: Basis::Neighbours, confidence, reason })
    }

    /// The day of the articles on both sides, if it is one day and the corpus lies in such an order.
    fn day_between(&self, at: usize, clue: &Clue) -> Option<Found> {
        let next = self.places.partition_point(|it| it.0 <= at);
        let before = self.places[..next].iter().rev().find(|it| it.0 != at)?;
        let day = self.places.get(next).filter(|it| it.1 == before.1)?.1;
        if self.between < 60 || clue.latest.is_some_and(|latest| day > latest) {
            return None;
        }
        let weekday = weekday_likelihood(&clue.told().weekdays, None, day);
        let confidence = f64::from(self.between) / 100.0 * 0.95 * (0.75 + 0.25 * weekday);
        let reason = Reason::Between { percent: self.between };
        Some(Found { day, basis: Basis::Neighbours, confidence, reason })
    }

    /// A doubtful but not hopeless day of the article's own that lies in the month of those side by side.
    fn own_day(&self, at: usize, clue: &Clue) -> Option<Found> {
        let sides = self.sides(at);
        let likely = |it: &Candidate| is_own(it.basis) && it.confidence >= HOPE;
        let raised = clue.candidates().into_iter().map(|it| it.candidate).filter(likely).map(|it| {
            let near = share(&sides, it.day, MONTH);
            (it.confidence + (0.9 - it.confidence).max(0.0) * self.monthly * near, near, it)
        });
        let (confidence, near, it) = raised.max_by(|a, b| a.0.total_cmp(&b.0))?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let reason = Reason::Beside { percent: (near * 100.0) as u32 };
        (near > 0.5).then_some(Found { day: it.day, basis: it.basis, confidence, reason })
    }

    /// The sure days side by side with an article, the nearest first on each side.
    fn sides(&self, at: usize) -> Vec<(usize, Date)> {
        let next = self.places.partition_point(|it| it.0 < at);
        let before = self.places[..next].iter().rev().take(SIDE).enumerate();
        let after = self.places[next..].iter().filter(|it| it.0 != at).take(SIDE).enumerate();
        before.chain(after).map(|(rank, it)| (rank, it.1)).collect()
    }
}

/// How much of what lies side by side is near a day: the nearest counts most.
fn share(sides: &[(usize, Date)], day: Date, reach: i32) -> f64 {
    let weight = |rank: usize| 0.6f64.powi(i32::try_from(rank).unwrap_or(i32::MAX));
    let sum: f64 = sides.iter().map(|it| weight(it.0)).sum();
    let near = sides.iter().filter(|it| days_between(it.1, day).abs() <= reach).map(|it| weight(it.0)).sum::<f64>();
    if sum > 0.0 { near / sum } else { 0.0 }
}

/// How much the place tells of the time: pairs side by side against pairs half the corpus apart.
fn order(places: &[(usize, Date)], reach: i32) -> f64 {
    if places.len() <= COUNTED {
        return 0.0;
    }
    let half = places.len() / 2;
    let near = |a: &(usize, Date), b: &(usize, Date)| f64::from(days_between(a.1, b.1).abs() <= reach);
    let rate = |apart: usize| {
        let pairs = places.iter().zip(&places[apart..]);
        let (sum, count) = pairs.fold((0.0, 0.0), |(sum, count), (a, b)| (sum + near(a, b), count + 1.0));
        sum / (count + 1.0)
    };
    let (beside, any) = (rate(1), rate(half));
    ((beside - any) / (1.0 - any).max(0.05)).clamp(0.0, 1.0)
}

/// How often an article between two of the same day has that day, in percent.
fn between(places: &[(usize, Date)]) -> u32 {
    let (mut same, mut seen) = (0usize, 0usize);
    for it in places.windows(3) {
        if let [before, this, after] = it
            && before.1 == after.1
        {
            seen += 1;
            same += usize::from(this.1 == before.1);
        }
    }
    if seen < COUNTED { 0 } else { u32::try_from(100 * same / (seen + 2)).unwrap_or(0) }
}

impl Days {
    /// How many of the days lie within half a year of this one; later and earlier alike.
    fn near(&self, day: Date) -> f64 {
        let edge = |days: i32| days_after(day, i64::from(days)).unwrap_or(day);
        let from = self.0.partition_point(|it| *it < edge(-NEAR));
        let to = self.0.partition_point(|it| *it <= edge(NEAR));
        f64::from(u32::try_from(to - from).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;

    /// A corpus in which every day is sure but one: `?` is the article asked for.
    #[track_caller]
    fn check(days: &[&str], clue: &Clue, expected: &str) {
        let row = |day: &&str| {
            let day: Option<Date> = (*day != "?").then(|| day.parse().unwrap());
            Row { day, basis: day.map(|_| Basis::Published), sure: 0.9, ..Row::default() }
        };
        let table = Table::of_rows(days.iter().map(row).collect());
        let at = days.iter().position(|it| *it == "?").unwrap();
        let found = Neighbours::of(&table, 0.7).teach(at, &table.rows[at], clue);
        let got = found.map_or("none".to_owned(), |it| format!("{} {:.2}", it.day, it.confidence));
        assert_eq!(got, expected);
    }

    fn dated(month: i8, day: i8, weekday: Option<i8>) -> Clue {
        let it = Yearless { month, day, confidence: 0.85, weekday, line: None, signs: Vec::new() };
        Clue::of(&[], &[it], &Evidence::default(), None)
    }

    #[test]
    fn a_dateline_takes_the_year_in_which_most_sure_days_lie() {
        check(&["2025-09-01", "2025-10-01", "?", "2025-11-01"], &dated(10, 7, None), "2025-10-07 0.78");
        check(&["2025-09-01", "2019-10-01", "?"], &dated(10, 7, Some(1)), "2019-10-07 0.72");
        check(&["?"], &dated(10, 7, None), "none");
    }

    #[test]
    fn of_a_corpus_in_the_order_of_its_days_the_nearest_count() {
        let years = ["2018-10-01", "2018-10-09", "2018-10-12", "2018-11-01", "2018-11-03", "2018-12-01", "2018-12-24"];
        let later: Vec<String> = years.iter().map(|it| it.replace("2018", "2023")).collect();
        let mut days: Vec<&str> = years.to_vec();
        days.extend(later.iter().map(String::as_str));
        days.insert(11, "?");
        check(&days, &dated(10, 7, None), "2023-10-07 0.74");
        days.retain(|it| *it != "?");
        days.insert(3, "?");
        check(&days, &dated(10, 7, None), "2018-10-07 0.74");
    }

    #[test]
    fn an_article_between_two_of_one_day_has_it_where_that_is_the_rule() {
        let mut days: Vec<&str> = vec!["2025-10-01"; 12];
        days.extend(vec!["2025-10-02"; 12]);
        days.insert(5, "?");
        let undated = Clue::of(&[], &[], &Evidence::default(), None);
        check(&days, &undated, "2025-10-01 0.85");
        let mixed: Vec<&str> =
            days.iter().enumerate().map(|it| if it.0 % 2 == 0 { "2025-01-05" } else { it.1 }).collect();
        check(&mixed, &undated, "none");
    }

    #[test]
    fn a_doubtful_day_in_the_month_of_those_beside_it_is_believed() {
        let mut days: Vec<String> = (1..=9).map(|month| format!("2025-0{month}-03")).collect();
        days.extend((1..=9).map(|month| format!("2025-0{month}-20")));
        days.sort();
        days.insert(6, "?".to_owned());
        let days: Vec<&str> = days.iter().map(String::as_str).collect();
        let says = |day: &str| {
            let it = crate::day::Candidate::new(day.parse().unwrap(), Basis::Stamp, 0.45, "");
            Clue::of(&[it], &[], &Evidence::default(), None)
        };
        check(&days, &says("2025-04-01"), "2025-04-01 0.76");
        check(&days, &says("2021-04-01"), "none");
    }
}
