//! The year of a day that is written without one.
//!
//! Each year that can be meant has a weight: how well its weekday fits the text, how near it is to
//! the latest year that the text tells of, whether the events that the text names had happened by
//! then, and what else is known of the time: the day the page was saved or, on the table floor, the
//! days of other articles. What narrows the years most gives the day its basis.

use newsmill_stage::Date;

use super::{Basis, Candidate, Scene, Yearless, url};
use crate::calendar;
use crate::evidence::{Times, weekday_fit};

/// What a text tells of its year.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Told {
    /// The weekdays that it names, Monday is 1.
    pub(crate) weekdays: Vec<i8>,
    /// The latest year that it tells of.
    pub(crate) year: Option<i16>,
    /// The first day of the latest event that it names.
    pub(crate) since: Option<Date>,
    /// The last day of somebody whom it names with an office.
    pub(crate) until: Option<Date>,
    /// The last day that can be the one of publication.
    pub(crate) latest: Option<Date>,
}

/// A day in the year that is most likely.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Solved {
    pub(crate) day: Date,
    /// How much of all years' weight it has.
    pub(crate) share: f64,
    /// How well its weekday fits the text.
    pub(crate) weekday: f64,
    /// What narrowed the years most.
    pub(crate) by: By,
}

/// What can narrow the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// What is known of the time besides the text.
    Time,
    /// The weekday beside the day, or those that the text names.
    Weekday,
    /// The years that the text tells of.
    Text,
    /// The events that it names.
    Events,
}

impl By {
    const ALL: [Self; 4] = [Self::Time, Self::Weekday, Self::Text, Self::Events];
}

impl Told {
    pub(crate) fn of(weekdays: &[i8], times: &Times, latest: Option<Date>) -> Self {
        let (since, until) = (times.events.since, times.events.until());
        Self { weekdays: weekdays.to_vec(), year: times.year, since, until, latest }
    }

    /// The most likely of some years, where `time` weighs a day by what is known besides the text.
    pub(crate) fn solve(
        &self,
        it: &Yearless,
        years: impl Iterator<Item = i16>,
        time: impl Fn(Date) -> f64,
    ) -> Option<Solved> {
        let days = years.filter_map(|year| Date::new(year, it.month, it.day).ok());
        let days = days.filter(|day| self.latest.is_none_or(|latest| *day <= latest));
        let weigh = |day| {
            let weekday = weekday_likelihood(&self.weekdays, it.weekday, day);
            (day, [time(day), weekday, self.year_likelihood(day), self.events_likelihood(day)])
        };
        let weighed: Vec<(Date, [f64; 4])> = days.map(weigh).collect();
        let share = |without: Option<usize>, best: Option<Date>| {
            let product = |parts: &[f64; 4]| -> f64 {
                parts.iter().enumerate().filter(|it| Some(it.0) != without).map(|it| it.1).product()
            };
            let sum: f64 = weighed.iter().map(|it| product(&it.1)).sum();
            // Of equal years the later one: pages are mostly saved soon.
            let heaviest = || weighed.iter().max_by(|a, b| product(&a.1).total_cmp(&product(&b.1)).then(a.0.cmp(&b.0)));
            let of = best.map_or_else(heaviest, |day| weighed.iter().find(|it| it.0 == day))?;
            (sum > 0.0).then(|| (of.0, product(&of.1) / sum))
        };
        let (day, whole) = share(None, None)?;
        let left = |by: &(usize, By)| share(Some(by.0), Some(day)).map_or(0.0, |it| it.1);
        let by = By::ALL.into_iter().enumerate().min_by(|a, b| left(a).total_cmp(&left(b)))?.1;
        let weekday = weekday_likelihood(&self.weekdays, it.weekday, day);
        Some(Solved { day, share: whole, weekday, by })
    }

    /// Years as they lie after the latest year that a text tells of; years to come are told of too.
    /// Counted on the prose of 587 dated pages (the development half, November 2026) and smoothed;
    /// of the same year were .43 of 355, but pages that tell of a full day shortly before do not come
    /// here, and on the rest .22 makes confidence and correctness agree.
    fn year_likelihood(&self, day: Date) -> f64 {
        let Some(told) = self.year else { return 1.0 };
        match day.year() - told {
            ..=-3 => 0.01,
            -2 => 0.03,
            -1 => 0.1,
            0 => 0.22,
            1 => 0.11,
            2 => 0.06,
            3..=4 => 0.03,
            5..=9 => 0.015,
            _ => 0.006,
        }
    }

    /// An event is not named before it happened (on the same pages once in 147), and mostly soon
    /// after; somebody out of office is named with it, but less (2 in 28).
    fn events_likelihood(&self, day: Date) -> f64 {
        let after = match self.since.map(|since| (day < since, day.year() - since.year())) {
            None => 1.0,
            Some((true, _)) => 0.01,
            Some((_, 0)) => 0.37,
            Some((_, 1..=2)) => 0.14,
            Some((_, 3)) => 0.09,
            Some((_, 4..=9)) => 0.03,
            Some(_) => 0.02,
        };
        let late = if self.until.is_some_and(|until| day > until) { 0.15 } else { 1.0 };
        after * late
    }

    /// Pages are mostly saved soon, but archives are saved late; the last possible day alone tells less.
    pub(crate) fn soon(&self, saved: Option<Date>, day: Date) -> f64 {
        let years = |last| f64::from((calendar::days_between(day, last) / 365).max(0));
        match (saved, self.latest) {
            (Some(saved), _) => 1.0 / (1.0 + 12.0 * years(saved)),
            (None, Some(latest)) => 1.0 / (1.0 + years(latest)),
            (None, None) => 1.0,
        }
    }

    /// The years that can be meant where nothing but the text tells of the time.
    fn years(&self) -> Option<std::ops::RangeInclusive<i16>> {
        let known = [self.year, self.since.map(Date::year)].into_iter().flatten().max();
        let last = self.latest.map(Date::year).or(known.map(|it| it + 8))?;
        Some(last - 25..=last)
    }
}

/// How likely the day in a year is, judged by the weekdays that the text names; 1 where it names none.
pub(crate) fn weekday_likelihood(named: &[i8], beside: Option<i8>, day: Date) -> f64 {
    let published = calendar::weekday_of(day);
    if let Some(it) = beside {
        return if it == published { 1.0 } else { 0.02 };
    }
    if named.is_empty() {
        return 1.0;
    }
    // Counted on the same pages, 124 of which name weekdays: ten to one, from the best fit to none.
    0.1 + 0.9 * weekday_fit(named, published).max(0.0).powi(2)
}

/// The year that the article itself gives: another date on the page, the address, days that the
/// text tells of, or what weekdays, years, events and the day the page was saved make likely.
pub(crate) fn infer(scene: &Scene<'_>, yearless: &Yearless, days: &[Candidate]) -> Option<Candidate> {
    // It was published before it was changed, and before the page was saved.
    let later = days.iter().filter(|it| matches!(it.basis, Basis::Updated | Basis::PageStamp)).map(|it| it.day);
    let later = later.min();
    let times = scene.evidence.times(scene.page);
    let told = Told::of(&scene.evidence.weekdays, times, scene.latest.into_iter().chain(later).min());
    let in_year = |year: i16| Date::new(year, yearless.month, yearless.day).ok();
    let possible = |day: &Date| told.latest.is_none_or(|latest| *day <= latest);
    let candidate = |day: Date, basis: Basis, factor: f64, why: &'static str| {
        let likely = weekday_likelihood(&told.weekdays, yearless.weekday, day);
        let it = Candidate::new(day, basis, factor * (0.5 + 0.5 * likely), "").because(("a day without a year", why));
        let signs = it.signs.iter().chain(&yearless.signs).copied().collect();
        Candidate { line: yearless.line, signs, ..it }.likely()
    };
    let written = |it: &&Candidate| (it.day.month(), it.day.day()) == (yearless.month, yearless.day);
    let same = days.iter().filter(|it| !it.basis.is_solved()).filter(written);
    if let Some(it) = same.max_by(|a, b| a.confidence.total_cmp(&b.confidence)) {
        let why = "another date on the page has the year";
        return Some(candidate(it.day, Basis::DatelineYearInferred, 0.98, why));
    }
    if let Some((year, month)) = scene.address.and_then(|it| url::month_in(&it.path)) {
        let year = if month == 1 && yearless.month == 12 { year - 1 } else { year };
        let day = in_year(year).filter(possible)?;
        return Some(candidate(day, Basis::DatelineYearInferred, 0.95, "the address has the year"));
    }
    // A full day that the text tells of, no more than six weeks before.
    let before = times.days.iter().filter_map(|told| {
        let day = [told.year(), told.year() + 1].into_iter().filter_map(in_year).find(|it| it >= told)?;
        (calendar::days_between(*told, day) <= 45).then_some(day)
    });
    if let Some(day) = before.filter(possible).max() {
        return Some(candidate(day, Basis::YearText, 0.9, "the text tells of a day shortly before"));
    }
    // A folder's day is near it, whatever it is the day of.
    let filed = days.iter().find(|it| it.basis == Basis::Path).map(|it| it.day);
    let saved = scene.crawled.into_iter().chain(later).min().or(filed);
    let years = told.years().or(filed.map(|it| it.year() - 1..=it.year()))?;
    let solved = told.solve(yearless, years, |day| told.soon(saved, day))?;
    let (basis, why) = match solved.by {
        By::Time => (Basis::YearCrawl, "the last such day before the page was saved"),
        By::Weekday => (Basis::YearWeekday, "the year that the weekday fits"),
        By::Text => (Basis::YearText, "the years that the text tells of"),
        By::Events => (Basis::YearEvents, "the events that the text names"),
    };
    // Without an end of the years the text has to tell them alone: such days were right less often
    // than their share (of 89 by events .51, of 25 by weekdays .48).
    let open = if told.latest.is_none() { 0.85 } else { 1.0 };
    Some(candidate(solved.day, basis, solved.share * open, why))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        (!text.is_empty()).then(|| text.parse().unwrap())
    }

    #[track_caller]
    fn check(told: &Told, expected: (&str, By)) {
        let it = Yearless { month: 10, day: 7, confidence: 0.85, weekday: None, line: None, signs: Vec::new() };
        let solved = told.solve(&it, told.years().unwrap(), |_| 1.0).unwrap();
        assert_eq!((solved.day.to_string().as_str(), solved.by), expected, "{told:?} {solved:?}");
    }

    #[test]
    fn the_latest_year_told_of_is_the_likeliest() {
        check(&Told { year: Some(2019), ..Told::default() }, ("2019-10-07", By::Text));
    }

    #[test]
    fn a_weekday_chooses_among_the_years_that_events_leave() {
        // 7 October is a Tuesday in 2014, 2025 and 2031, and a Wednesday in 2020.
        let told = Told { year: Some(2014), weekdays: vec![2], latest: day("2026-01-01"), ..Told::default() };
        check(&told, ("2014-10-07", By::Text));
        check(&Told { since: day("2022-02-24"), year: None, ..told.clone() }, ("2025-10-07", By::Weekday));
    }

    #[test]
    fn an_event_is_the_earliest_year() {
        let told = Told { since: day("2024-10-08"), latest: day("2026-01-01"), ..Told::default() };
        check(&told, ("2025-10-07", By::Events));
    }

    #[test]
    fn a_year_to_come_is_not_the_texts() {
        let told = Told { year: Some(2030), latest: day("2026-01-01"), since: day("2025-01-20"), ..Told::default() };
        check(&told, ("2025-10-07", By::Events));
    }
}
