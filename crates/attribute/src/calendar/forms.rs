//! The forms in which a date is written, tried one after the other at a token.

use super::words::{month, needs_year, weekday};
use super::{Order, Placed, Token, Written};

/// A date that is being read: its parts and the token after it.
struct Read {
    year: Option<i16>,
    month: i8,
    day: Option<i8>,
    swappable: bool,
    numeric: bool,
    order: Option<Order>,
    end: usize,
}

/// The date that starts at this token, and the token after it. Weekday and time before it are
/// sought no further back than `earliest`.
pub(super) fn date_at(tokens: &[Placed<'_>], at: usize, earliest: usize) -> Option<(Written, usize)> {
    let line = Line(tokens);
    if line.is_inside_a_number(at) {
        return None;
    }
    let read = line
        .year_month_day(at)
        .or_else(|| line.day_month_year(at))
        .or_else(|| line.day_name(at))
        .or_else(|| line.name_day(at))
        .or_else(|| line.name_year(at))?;
    Some(line.surround(at, earliest, read))
}

struct Line<'a, 'b>(&'a [Placed<'b>]);

impl Line<'_, '_> {
    fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.0.get(at)?.token {
            Token::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.0.get(at)?.token {
            Token::Word(it) => Some(it),
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.0.get(at)?.token {
            Token::Mark(it) => Some(it),
            _ => None,
        }
    }

    fn glued(&self, at: usize) -> bool {
        self.0.get(at).is_some_and(|it| it.glued)
    }

    /// Whether the number here continues another: `1.2.3.2020`, a telephone number, a score.
    fn is_inside_a_number(&self, at: usize) -> bool {
        let joined = |it: char| matches!(it, '.' | '/' | '-' | ':' | '_' | '$' | '€' | '£' | '#');
        self.number(at).is_some()
            && self.glued(at)
            && at >= 1
            && self.mark(at - 1).is_some_and(joined)
            && (matches!(self.mark(at - 1), Some('$' | '€' | '£' | '#')) || at >= 2 && self.number(at - 2).is_some())
    }

    fn year(&self, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        // Two dates glued together, `202331. Oktober`: the year is the first four digits.
        let value = match digits {
            4 => value,
            5 => value / 10,
            6 => value / 100,
            _ => return None,
        };
        i16::try_from(value).ok().filter(|it| (1900..=2099).contains(it))
    }

    fn two_digit_year(&self, at: usize) -> Option<i16> {
        let (value, digits) = self.number(at)?;
        let value = i16::try_from(value).ok()?;
        (digits == 2).then_some(if value < 70 { 2000 + value } else { 1900 + value })
    }

    fn small(&self, at: usize, most: u32) -> Option<i8> {
        let (value, digits) = self.number(at)?;
        (digits <= 2 && (1..=most).contains(&value)).then(|| i8::try_from(value).ok())?
    }

    /// `2022-09-30`, `2020/3/9`, `2019. 07. 30.`, `2020年4月1日`, `2019. július 30.`
    fn year_month_day(&self, at: usize) -> Option<Read> {
        let year = self.year(at).filter(|_| self.number(at).is_some_and(|it| it.1 == 4))?;
        let read = |month, day, numeric, end| {
            let (swappable, order) = (false, None);
            Some(Read { year: Some(year), month, day: Some(day), swappable, numeric, order, end })
        };
        if let Some(it) = self.mark(at + 1).filter(|it| matches!(it, '-' | '/' | '.' | '‑' | '–'))
            && self.mark(at + 3) == Some(it)
            && let (Some(month), Some(day)) = (self.small(at + 2, 12), self.small(at + 4, 31))
        {
            return read(month, day, true, at + 5);
        }
        let unit = |at: usize, of: &[&str]| self.word(at).is_some_and(|it| of.iter().any(|of| it.starts_with(of)));
        if unit(at + 1, &["年", "년"])
            && unit(at + 3, &["月", "월"])
            && let (Some(month), Some(day)) = (self.small(at + 2, 12), self.small(at + 4, 31))
        {
            return read(month, day, true, at + 5 + usize::from(unit(at + 5, &["日", "일"])));
        }
        let mut next = at + 1;
        while next < at + 4 && (self.mark(next) == Some('.') || unit(next, &["m", "г", "р"])) {
            if self.word(next).is_some_and(|it| month(it).is_some()) {
                break;
            }
            next += 1;
        }
        let month = month(self.word(next)?)?;
        // In `2022 March 3, 2023` the year belongs to what stands before it.
        let followed_by_year = self.mark(next + 2) == Some(',') && self.year(next + 3).is_some();
        let day = self.small(next + 1, 31).filter(|_| !followed_by_year)?;
        read(month, day, false, next + 2)
    }

    /// `12.10.2025`, `12/10/25`, `12-10-2025`, `12. 10. 2025`
    fn day_month_year(&self, at: usize) -> Option<Read> {
        let (one, other) = (self.small(at, 31)?, self.small(at + 2, 31)?);
        let mark = self.mark(at + 1).filter(|it| matches!(it, '.' | '/' | '-'))?;
        if self.mark(at + 3) != Some(mark) {
            return None;
        }
        // Two digits are a year only in one piece: `12.10.25`, not `12. 10. 25`.
        let tight = (at + 1..=at + 4).all(|it| self.glued(it));
        let after = self.mark(at + 5).filter(|_| self.glued(at + 5));
        let ends = !(after == Some(mark) && self.number(at + 6).is_some() && self.glued(at + 6));
        let year = match self.year(at + 4) {
            Some(it) => it,
            // `1.11.23` alone could number a paragraph; a time after it tells.
            None if tight
                && ends
                && (self.number(at).is_some_and(|it| it.1 == 2 || mark == '/')
                    || (at + 5..at + 8).any(|it| self.time(it).is_some())) =>
            {
                self.two_digit_year(at + 4)?
            }
            None => return None,
        };
        let order = match (one > 12, other > 12) {
            (true, true) => return None,
            (true, false) => Some(Order::DayMonth),
            (false, true) => Some(Order::MonthDay),
            (false, false) => None,
        };
        let (day, month) = if order == Some(Order::MonthDay) { (other, one) } else { (one, other) };
        let swappable = order.is_none() && mark != '.' && one != other;
        let order = order.filter(|_| mark != '.');
        let (year, day, numeric) = (Some(year), Some(day), true);
        jiff::civil::Date::new(year?, month, day?).ok()?;
        Some(Read { year, month, day, swappable, numeric, order, end: at + 5 })
    }

    /// `3. Oktober 2025`, `2nd of November`, `3 de octubre de 2025`, `3-Oct-2025`, `17 مارس/ آذار 2020`
    fn day_name(&self, at: usize) -> Option<Read> {
        let day = self.small(at, 31)?;
        let mut next = at + 1;
        if self.glued(next) && self.word(next).is_some_and(is_ordinal) {
            next += 1;
        }
        let joins = |at: usize| {
            matches!(self.mark(at), Some('.' | '-' | '/' | 'º' | '°' | 'ª'))
                || self.word(at).is_some_and(|it| matches!(it, "de" | "of" | "d" | "di" | "do"))
        };
        if self.word(next).is_some_and(|it| weekday(it).is_some() && month(it).is_none()) {
            next += 1;
        }
        let limit = next + 2;
        while next < limit && joins(next) && self.word(next).is_none_or(|it| month(it).is_none()) {
            next += 1;
        }
        let name = self.word(next)?;
        let month = month(name)?;
        next += 1;
        // A second name of the same month, as Arabic news gives it.
        if self.mark(next) == Some('/') && self.word(next + 1).and_then(super::month) == Some(month) {
            next += 2;
        }
        let (year, end) = self.year_after(next);
        self.named(name, year, month, Some(day), end)
    }

    /// `November 9th 2023`, `Aug. 16, 2020`, `October 3`
    fn name_day(&self, at: usize) -> Option<Read> {
        let name = self.word(at)?;
        // Looking a name up costs more than looking for a number beside it.
        self.number(at + 1).or_else(|| self.number(at + 2))?;
        let month = month(name)?;
        let mut next = at + 1 + usize::from(matches!(self.mark(at + 1), Some('.' | '-')));
        let day = self.small(next, 31)?;
        next += 1;
        if self.glued(next) && self.word(next).is_some_and(is_ordinal) {
            next += 1;
        }
        // `March 12:30` and `May 3.5` are no days; nor is `Oct 14-16`.
        if matches!(self.mark(next), Some(':' | '%')) && self.glued(next) {
            return None;
        }
        let (year, end) = self.year_after(next);
        self.named(name, year, month, Some(day), end)
    }

    /// `December 2008`
    fn name_year(&self, at: usize) -> Option<Read> {
        let name = self.word(at)?;
        self.year(at + 1).or_else(|| self.year(at + 2))?;
        let month = month(name)?;
        let next = at + 1 + usize::from(self.mark(at + 1) == Some('.') || self.word(at + 1) == Some("de"));
        let year = self.year(next)?;
        self.named(name, Some(year), month, None, next + 1)
    }

    fn named(&self, name: &str, year: Option<i16>, month: i8, day: Option<i8>, end: usize) -> Option<Read> {
        if year.is_none() && needs_year(name) && !name.chars().next().is_some_and(char::is_uppercase) {
            return None;
        }
        // 2024 is a leap year: without a year every day that can be is let in.
        jiff::civil::Date::new(year.unwrap_or(2024), month, day.unwrap_or(1)).ok()?;
        Some(Read { year, month, day, swappable: false, numeric: false, order: None, end })
    }

    /// The year after a day and a month, if there is one, past marks and small words.
    fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        let mut next = at;
        while next < at + 2
            && (matches!(self.mark(next), Some(',' | '.' | '-' | '/' | '\''))
                || self.word(next).is_some_and(|it| matches!(it, "de" | "del" | "of" | "do")))
        {
            next += 1;
        }
        // `14 Feb ’20` and `03.Mär.19`
        let marked = matches!(self.mark(at), Some('’' | '\'' | '.' | '-'));
        let short =
            || self.two_digit_year(at + 1).filter(|_| marked && self.glued(at + 1) && self.mark(at + 2) != Some(':'));
        match self.year(next) {
            Some(it) => (Some(it), next + 1),
            None => short().map_or((None, at), |it| (Some(it), at + 2)),
        }
    }

    /// Adds the weekday and the time that stand beside a date.
    fn surround(&self, at: usize, earliest: usize, read: Read) -> (Written, usize) {
        let (mut start, mut end) = (at, read.end);
        let before = (earliest.max(at.saturating_sub(3))..at).rev();
        let found = |it: usize| self.word(it).and_then(weekday).map(|day| (it, day));
        let (mut day, mut time) = (None, false);
        for it in before {
            if self.word(it).is_some() && found(it).is_none() && !self.word(it).is_some_and(is_small_word) {
                break;
            }
            if let Some((place, number)) = found(it) {
                (start, day) = (place, Some(number));
                break;
            }
        }
        if let Some((place, number)) = (read.end..read.end + 3).find_map(found).filter(|_| day.is_none()) {
            (end, day) = (place + 1, Some(number));
        }
        if let Some(it) = (end..end + 6).find_map(|it| self.time(it)) {
            (end, time) = (it, true);
        } else if (earliest.max(start.saturating_sub(6))..start).any(|it| self.time(it).is_some_and(|end| end <= start))
        {
            time = true;
        }
        let bytes = self.0[start].bytes.start..self.0[end - 1].bytes.end;
        let Read { year, month, day: number, swappable, numeric, order, .. } = read;
        let written = Written { bytes, year, month, day: number, weekday: day, time, swappable, numeric, order };
        (written, end)
    }

    /// The token after the time of day that starts here: `14:05`, `16h17`, `08.52 Uhr`, `8 a.m.`
    fn time(&self, at: usize) -> Option<usize> {
        let hour = self.number(at).filter(|it| it.1 <= 2 && it.0 < 25)?;
        let minute = |at: usize| self.number(at).filter(|it| it.1 == 2 && it.0 < 60);
        let clock = |at: usize| {
            self.word(at).is_some_and(|it| matches!(it, "Uhr" | "uhr" | "h" | "p" | "a" | "pm" | "am" | "PM" | "AM"))
        };
        match (self.mark(at + 1), self.word(at + 1)) {
            (Some(':'), _) if minute(at + 2).is_some() => {
                let seconds = self.mark(at + 3) == Some(':') && minute(at + 4).is_some();
                Some(at + if seconds { 5 } else { 3 })
            }
            (Some('.'), _) if minute(at + 2).is_some() && clock(at + 3) => Some(at + 4),
            (_, Some("h" | "H")) => Some(at + 2 + usize::from(minute(at + 2).is_some())),
            (_, Some(_)) if clock(at + 1) && hour.0 < 25 => Some(at + 2),
            _ => None,
        }
    }
}

fn is_ordinal(word: &str) -> bool {
    matches!(word, "st" | "nd" | "rd" | "th" | "er" | "e" | "ro" | "ST" | "ND" | "RD" | "TH" | "º" | "ª" | "го")
}

fn is_small_word(word: &str) -> bool {
    matches!(word, "the" | "den" | "der" | "dem" | "le" | "el" | "dia" | "a" | "feira" | "of" | "am" | "de")
}
