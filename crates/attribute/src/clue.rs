//! What is remembered of an article for the table floor: the candidates for its day.

use newsmill_stage::Date;

use crate::day::{Basis, Candidate, Yearless};
use crate::evidence::Evidence;

newsmill_stage::record! {
    /// What one article tells of its day.
    pub struct Clue in "clue_attribute" {
        /// its strongest candidates: day, basis and confidence, `2022-09-30 header 0.945`
        pub days: Vec<String>,
        /// days without a year: month and day, confidence, weekday beside it (0 for none), `11-02 0.85 3`
        pub yearless: Vec<String>,
        /// the weekdays that its text names, Monday is 1
        pub weekdays: Vec<u64>,
        /// the latest year that its text tells of
        pub year: Option<i64>,
        /// the last day that can be the one of publication
        pub latest: Option<Date>,
    }
}

/// How many candidates are remembered.
const KEPT: usize = 8;

impl Clue {
    pub(crate) fn of(days: &[Candidate], yearless: &[Yearless], evidence: &Evidence, latest: Option<Date>) -> Self {
        let day = |it: &Candidate| format!("{} {} {:.3}", it.day, it.basis.code(), it.confidence);
        let without =
            |it: &Yearless| format!("{:02}-{:02} {:.3} {}", it.month, it.day, it.confidence, it.weekday.unwrap_or(0));
        Self {
            days: days.iter().take(KEPT).map(day).collect(),
            yearless: yearless.iter().take(KEPT).map(without).collect(),
            weekdays: evidence.weekdays.iter().filter_map(|it| u64::try_from(*it).ok()).collect(),
            year: evidence.year.map(i64::from),
            latest,
        }
    }

    /// The candidates, as far as they can be read.
    pub(crate) fn candidates(&self) -> Vec<Candidate> {
        let read = |it: &String| {
            let mut parts = it.split(' ');
            let (day, basis) = (parts.next()?.parse().ok()?, Basis::of_code(parts.next()?)?);
            Some(Candidate::new(day, basis, parts.next()?.parse().ok()?, ""))
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
            Some(Yearless { month: month.parse().ok()?, day: day.parse().ok()?, confidence, weekday, line: None })
        };
        self.yearless.iter().filter_map(read).collect()
    }

    /// The weekdays named, as small numbers.
    pub(crate) fn named_weekdays(&self) -> Vec<i8> {
        self.weekdays.iter().filter_map(|it| i8::try_from(*it).ok()).filter(|it| (1..=7).contains(it)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clue_gives_back_what_was_put_in() {
        let day = Candidate::new(Date::constant(2022, 9, 30), Basis::Header, 0.945, "");
        let without = Yearless { month: 11, day: 2, confidence: 0.85, weekday: Some(3), line: None };
        let evidence = Evidence { weekdays: vec![3, 5], year: Some(2014), ..Evidence::default() };
        let clue = Clue::of(std::slice::from_ref(&day), std::slice::from_ref(&without), &evidence, None);
        assert_eq!((clue.candidates(), clue.without_year()), (vec![day], vec![without]));
        assert_eq!((clue.named_weekdays(), clue.year), (vec![3, 5], Some(2014)));
    }
}
