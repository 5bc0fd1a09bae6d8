//! Dates as news writes them: found in a line, with what is certain about them and what is not.

mod forms;
mod tokens;
mod words;

use std::ops::Range;

use newsmill_stage::Date;

pub(crate) use tokens::{Placed, Token, tokens};
pub(crate) use words::{full_weekday, month, weekday};

/// A date that is written somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// Where it stands, in bytes of the line; with a weekday and a time beside it.
    pub(crate) bytes: Range<usize>,
    /// The year, if it is written.
    pub(crate) year: Option<i16>,
    /// The month.
    pub(crate) month: i8,
    /// The day, if it is written.
    pub(crate) day: Option<i8>,
    /// The weekday that is written beside it (Monday is 1).
    pub(crate) weekday: Option<i8>,
    /// Whether a time of day is written beside it.
    pub(crate) time: bool,
    /// Whether day and month could change places (`10/03/2025`); it is given as day, month.
    pub(crate) swappable: bool,
    /// Whether it is all digits.
    pub(crate) numeric: bool,
    /// Whether day and month are known to stand in the one or the other order: what tells the
    /// order of other dates on the page.
    pub(crate) order: Option<Order>,
}

/// The order of day and month in a date of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// `31/10/2025`
    DayMonth,
    /// `10/31/2025`
    MonthDay,
}

impl Written {
    /// The day itself, if all of it is written and there is such a day.
    pub(crate) fn date(&self) -> Option<Date> {
        self.in_year(self.year?)
    }

    /// The day in a year.
    pub(crate) fn in_year(&self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day?).ok()
    }

    /// The same digits read the other way.
    pub(crate) fn swapped(&self) -> Self {
        match self.day {
            Some(day) if self.swappable => Self { day: Some(self.month), month: day, ..self.clone() },
            _ => self.clone(),
        }
    }
}

/// All dates in a line, in their order; they do not overlap.
pub(crate) fn dates(text: &str) -> Vec<Written> {
    if !text.chars().any(|it| tokens::digit(it).is_some()) {
        return Vec::new();
    }
    let tokens = tokens(text);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let earliest = found.last().map_or(0, |(_, end): &(Written, usize)| *end);
        match forms::date_at(&tokens, at, earliest) {
            Some((written, end)) => {
                at = end.max(at + 1);
                found.push((written, at));
            }
            None => at += 1,
        }
    }
    found.into_iter().map(|it| it.0).collect()
}

/// The number of days from one day to a later one.
pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// The day that lies some days after another.
pub(crate) fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

/// The weekday of a day (Monday is 1).
pub(crate) fn weekday_of(day: Date) -> i8 {
    day.weekday().to_monday_one_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let show = |it: Written| {
            let part = |it: Option<i8>| it.map_or("??".to_owned(), |it| format!("{it:02}"));
            let year = it.year.map_or("????".to_owned(), |it| it.to_string());
            let weekday = it.weekday.map_or(String::new(), |it| format!(" w{it}"));
            let marks = format!("{}{}", if it.time { " t" } else { "" }, if it.swappable { " ?" } else { "" });
            format!("{year}-{:02}-{}{weekday}{marks}", it.month, part(it.day))
        };
        let got: Vec<String> = dates(text).into_iter().map(show).collect();
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn digits() {
        check("2022-09-30", &["2022-09-30"]);
        check("2025-10-03T14:05:00+02:00", &["2025-10-03 t"]);
        check("12.10.2025", &["2025-10-12"]);
        check("06.11.2025, 21:00 Uhr", &["2025-11-06 t"]);
        check("10/03/2025", &["2025-03-10 ?"]);
        check("10/31/2025 and 31/10/2025", &["2025-10-31", "2025-10-31"]);
        check("11.01.22", &["2022-01-11"]);
        check("2020/3/9", &["2020-03-09"]);
        check("2019. 07. 30.", &["2019-07-30"]);
    }

    #[test]
    fn months_by_name() {
        check("23 September 2022", &["2022-09-23"]);
        check("February 23, 2024", &["2024-02-23"]);
        check("3. Oktober 2025", &["2025-10-03"]);
        check("3 октября 2025 г.", &["2025-10-03"]);
        check("3 de octubre de 2025", &["2025-10-03"]);
        check("Thursday, November 9th 2023", &["2023-11-09 w4"]);
        check("1er janvier 2022", &["2022-01-01"]);
        check("Среда, 2 декабря 2020, 16:34", &["2020-12-02 w3 t"]);
        check("Sep. 23, 2022.", &["2022-09-23"]);
        check("17 مارس/ آذار 2020", &["2020-03-17"]);
        check("3-Oct-2025", &["2025-10-03"]);
        check("Oct. 14", &["????-10-14"]);
        check("3 oct", &["????-10-03"]);
        check("May 2022", &["2022-05-??"]);
        check("Friday, 3 Nov, 2023", &["2023-11-03 w5"]);
        check("31. Oktober 20232 Kommentare", &["2023-10-31"]);
    }

    #[test]
    fn year_first() {
        check("2020年4月1日 10:29", &["2020-04-01 t"]);
        check("2020년 4월 1일", &["2020-04-01"]);
        check("2019. július 30.", &["2019-07-30"]);
        check("2021 m. lapkričio 5 d.", &["2021-11-05"]);
    }

    #[test]
    fn what_is_no_date() {
        check("192.168.10.12", &[]);
        check("1.2.3.2020", &[]);
        check("31.02.2025", &[]);
        check("2025-13-40", &[]);
        check("call 030 12 10 20", &[]);
        check("a 3-2 win in 2014", &[]);
        check("he may 3 times", &[]);
    }

    #[test]
    fn nothing_panics_on_mangled_text() {
        let text = "Среда, 2 декабря 2020, 16:34 · 10/03/2025 2020年4月1日 99999999999999.1.2 Oct. 31, 20255";
        for (at, _) in text.char_indices() {
            dates(&text[at..]);
            dates(&text[..at]);
        }
    }
}
