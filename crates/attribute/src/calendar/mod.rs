//! Dates as news writes them: found in a line, with what is certain about them and what is not.

mod ago;
mod beside;
mod east;
mod forms;
mod hebrew;
#[cfg(test)]
mod languages;
mod line;
mod names;
mod starts;
mod systems;
#[cfg(test)]
mod tests;
mod tokens;
mod years;

use std::ops::Range;

use newsmill_stage::Date;

pub(crate) use ago::ago;
pub(crate) use line::Signs;
pub(crate) use names::{full_weekday, month, weekday};
pub(crate) use starts::Starts;
pub(crate) use tokens::{Placed, Token, tokens};

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
    /// Whether it is written in another calendar than ours, and was converted.
    pub(crate) converted: bool,
    /// Whether the day can be another by one, as in the Hijri calendar, where the moon is sighted.
    pub(crate) approximate: bool,
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
///
/// Where a day stands in our calendar and in another side by side, it is one date: ours.
pub(crate) fn dates(text: &str) -> Vec<Written> {
    dates_beside(text, Signs::default())
}

/// The same, on a page that has signs of other calendars.
pub(crate) fn dates_beside(text: &str, page: Signs) -> Vec<Written> {
    if !tokens::may_hold_a_date(text) {
        return Vec::new();
    }
    let hebrew = tokens::has_hebrew_year(text);
    let signs = line::LineSigns::of(text, page);
    let mut found = Vec::new();
    for piece in tokens::around_digits(text) {
        let tokens = tokens(&text[piece.clone()]);
        let line = line::Line { text: &text[piece.clone()], tokens: &tokens, hebrew, signs: &signs };
        let (mut at, mut earliest) = (0, 0);
        while at < tokens.len() {
            match forms::date_at(&line, at, earliest) {
                Some((written, end)) => {
                    at = end.max(at + 1);
                    earliest = at;
                    let bytes = written.bytes.start + piece.start..written.bytes.end + piece.start;
                    found.push(Written { bytes, ..written });
                }
                None => at += 1,
            }
        }
    }
    without_doubles(text, found)
}

/// No more letters than these stand between a day of our calendar and the same day of another.
const BESIDE: usize = 24;

fn without_doubles(text: &str, found: Vec<Written>) -> Vec<Written> {
    if !found.iter().any(|it| it.converted) {
        return found;
    }
    let mut dates: Vec<Written> = Vec::with_capacity(found.len());
    for it in found {
        if let Some(last) = dates.last_mut()
            && last.converted != it.converted
            && is_near(last, &it)
            && text[last.bytes.end..it.bytes.start].chars().count() <= BESIDE
        {
            let bytes = last.bytes.start..it.bytes.end;
            let weekday = last.weekday.or(it.weekday);
            let time = last.time || it.time;
            let ours = if it.converted { last.clone() } else { it };
            *last = Written { bytes, weekday, time, ..ours };
        } else {
            dates.push(it);
        }
    }
    dates
}

/// Whether two dates can be one day; of a date without a year nothing is known.
fn is_near(one: &Written, other: &Written) -> bool {
    let near = |one: Date, other: Date| days_between(one, other).abs() <= 2;
    matches!((one.date().or(one.swapped().date()), other.date().or(other.swapped().date())), (Some(a), Some(b)) if near(a, b))
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
