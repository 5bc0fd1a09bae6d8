//! What is remembered of an article for the table floor: the candidates for its day, what its text
//! tells of the time, and whose copy it is.

use newsmill_stage::Date;

use crate::calendar::Order;
use crate::day::year::Told;
use crate::day::{Basis, Candidate, Yearless};
use crate::evidence::Evidence;

newsmill_stage::record! {
    /// What one article tells of its day and its agency.
    pub struct Clue in "clue_attribute" {
        /// its strongest candidates: day, basis, confidence, line (0 for none) and, where day and month could change places, which of them was read first, `2025-10-03 stamp 0.447 12 m`
        pub days: Vec<String>,
        /// days without a year: month and day, confidence, weekday beside it (0 for none), `11-02 0.85 3`
        pub yearless: Vec<String>,
        /// the weekdays that its text names, Monday is 1
        pub weekdays: Vec<u64>,
        /// the latest year that its text tells of
        pub year: Option<i64>,
        /// the first day of the latest event that its text names
        pub since: Option<Date>,
        /// the last day of somebody whom its text names with an office
        pub until: Option<Date>,
        /// the order of day and month in its unmistakable dates of digits: d or m first
        pub order: Option<String>,
        /// the last day that can be the one of publication
        pub latest: Option<Date>,
        /// the agencies that it credits, the surest first; of two, one is none if it turns out to be the outlet
        pub credits: Vec<String>,
    }
}

/// How many candidates are remembered.
const KEPT: usize = 8;

/// A candidate as it was remembered.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Remembered {
    pub(crate) candidate: Candidate,
    /// How it was read, where day and month could change places.
    pub(crate) order: Option<Order>,
}

impl Clue {
    pub(crate) fn of(days: &[Candidate], yearless: &[Yearless], evidence: &Evidence, latest: Option<Date>) -> Self {
        let day = |it: &Candidate| {
            let order = order_of(it, days).map_or("-", code);
            let line = it.line.unwrap_or(0);
            format!("{} {} {:.3} {line} {order}", it.day, it.basis.code(), it.confidence)
        };
        let without =
            |it: &Yearless| format!("{:02}-{:02} {:.3} {}", it.month, it.day, it.confidence, it.weekday.unwrap_or(0));
        let times = evidence.known_times();
        Self {
            days: days.iter().take(KEPT).map(day).collect(),
            yearless: yearless.iter().take(KEPT).map(without).collect(),
            weekdays: evidence.weekdays.iter().filter_map(|it| u64::try_from(*it).ok()).collect(),
            year: times.and_then(|it| it.year).map(i64::from),
            since: times.and_then(|it| it.events.since),
            until: times.and_then(|it| it.events.until()),
            order: evidence.order.map(|it| code(it).to_owned()),
            latest,
            credits: Vec::new(),
        }
    }

    /// The candidates, the strongest first, as far as they can be read.
    pub(crate) fn candidates(&self) -> Vec<Remembered> {
        let read = |it: &String| {
            let mut parts = it.split(' ');
            let (day, basis) = (parts.next()?.parse().ok()?, Basis::of_code(parts.next()?)?);
            let candidate = Candidate::new(day, basis, parts.next()?.parse().ok()?, "");
            let line = parts.next()?.parse().ok().filter(|it| *it > 0);
            Some(Remembered { candidate: Candidate { line, ..candidate }, order: order(parts.next()?) })
        };
        self.days.iter().filter_map(read).collect()
    }

    /// The days without a year.
    pub(crate) fn without_year(&self) -> Vec<Yearless> {
        let read = |it: &String| {
            let mut parts = it.split(' ');
            let (month, day) = parts.next()?.split_once('-')?;
            let confidence = parts.next()?.parse().ok()?;
            let weekday = parts.next()?.parse().ok().filter(|it| *it > 0);
            Some(Yearless {
                month: month.parse().ok()?,
                day: day.parse().ok()?,
                confidence,
                weekday,
                line: None,
                signs: Vec::new(),
            })
        };
        self.yearless.iter().filter_map(read).collect()
    }

    /// What its text tells of the time.
    pub(crate) fn told(&self) -> Told {
        let weekdays = self.weekdays.iter().filter_map(|it| i8::try_from(*it).ok());
        Told {
            weekdays: weekdays.filter(|it| (1..=7).contains(it)).collect(),
            year: self.year.and_then(|it| i16::try_from(it).ok()),
            since: self.since,
            until: self.until,
            latest: self.latest,
        }
    }

    /// The order of day and month that its unmistakable dates have.
    pub(crate) fn order(&self) -> Option<Order> {
        order(self.order.as_deref()?)
    }
}

fn code(order: Order) -> &'static str {
    match order {
        Order::DayMonth => "d",
        Order::MonthDay => "m",
    }
}

fn order(code: &str) -> Option<Order> {
    match code {
        "d" => Some(Order::DayMonth),
        "m" => Some(Order::MonthDay),
        _ => None,
    }
}

/// How a candidate was read, if another one is the same digits read the other way.
fn order_of(it: &Candidate, days: &[Candidate]) -> Option<Order> {
    let mirrored = (it.day.year(), it.day.day(), it.day.month());
    let same = |other: &&Candidate| (other.line, other.basis) == (it.line, it.basis) && other.written == it.written;
    let mirror = |other: &&Candidate| (other.day.year(), other.day.month(), other.day.day()) == mirrored;
    if it.day.month() == it.day.day() {
        return None;
    }
    days.iter().filter(same).find(mirror)?;
    let digits = it.written.split(|it: char| !it.is_ascii_digit()).find(|it| !it.is_empty())?;
    let first: i8 = digits.parse().ok()?;
    Some(if first == it.day.day() { Order::DayMonth } else { Order::MonthDay })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;
    use newsmill_stage::Article;

    #[track_caller]
    fn check(days: &[Candidate], expected: &[Option<Order>]) {
        let clue = Clue::of(days, &[], &Evidence::default(), None);
        let back = clue.candidates();
        assert_eq!(back.iter().map(|it| it.order).collect::<Vec<_>>(), expected);
        let days = days.iter().map(|it| (it.day, it.basis, it.confidence, it.line));
        let back = back.iter().map(|it| &it.candidate).map(|it| (it.day, it.basis, it.confidence, it.line));
        assert!(days.eq(back));
    }

    fn stamp(day: Date, written: &str) -> Candidate {
        Candidate { line: Some(3), ..Candidate::new(day, Basis::Stamp, 0.4, written) }
    }

    #[test]
    fn a_clue_gives_back_what_was_put_in() {
        check(&[Candidate::new(Date::constant(2022, 9, 30), Basis::Header, 0.945, "2022-09-30")], &[None]);
        let without = Yearless { month: 11, day: 2, confidence: 0.85, weekday: Some(3), line: None, signs: Vec::new() };
        let order = Some(Order::MonthDay);
        let article = Article::from_text(
            "Since 2014 they have met on Wednesdays.\n\nIt was on Wednesday, the tenth time after COVID-19 had gone, that all of the old men met again in 2021.",
        );
        let page = Page::of(&article);
        let mut evidence = Evidence::of(&page);
        evidence.order = order;
        let times = evidence.times(&page);
        let clue = Clue::of(&[], std::slice::from_ref(&without), &evidence, None);
        assert_eq!(clue.without_year(), [without]);
        assert_eq!((clue.year, clue.since), (Some(2021), Some(Date::constant(2020, 2, 11))));
        assert_eq!((clue.told(), clue.order()), (Told::of(&evidence.weekdays, times, None), order));
    }

    #[test]
    fn digits_that_can_be_read_two_ways_are_known_as_such() {
        let (march, october) = (Date::constant(2025, 3, 10), Date::constant(2025, 10, 3));
        let both = [stamp(march, "10/03/2025"), stamp(october, "10/03/2025")];
        check(&both, &[Some(Order::DayMonth), Some(Order::MonthDay)]);
        check(&both[..1], &[None]);
        // Two dates, not one in two readings.
        check(&[stamp(march, "10 March 2025"), stamp(october, "3 October 2025")], &[None, None]);
    }
}
