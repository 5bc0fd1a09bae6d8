//! The forms in which a date is written, tried one after the other at a token.

use newsmill_stage::Date;

use super::beside::is_ordinal;
use super::line::{Line, Named, roman};
use super::systems::System;
use super::years::YEAR;
use super::{Order, Written};

/// A date that is being read: its parts and the tokens that it is.
pub(super) struct Read {
    pub(super) system: System,
    pub(super) year: Option<u32>,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
    pub(super) swappable: bool,
    pub(super) numeric: bool,
    pub(super) order: Option<Order>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The date that starts at this token, and the token after it. Weekday and time before it are
/// sought no further back than `earliest`.
pub(super) fn date_at(line: &Line<'_>, at: usize, earliest: usize) -> Option<(Written, usize)> {
    line.surround(earliest, read_at(line, at)?)
}

/// The date that starts at this token, without what stands beside it.
pub(super) fn read_at(line: &Line<'_>, at: usize) -> Option<Read> {
    if line.number(at).is_some() {
        if line.is_inside_a_number(at) || line.ends_a_range(at) {
            return None;
        }
        line.unspaced(at)
            .or_else(|| line.year_month_day(at))
            .or_else(|| line.day_month_year(at))
            .or_else(|| line.year_name_day(at))
            .or_else(|| line.day_name(at))
            .or_else(|| line.compact(at))
    } else {
        line.word(at)?;
        // Looking a name up costs more than looking for a number beside it.
        if (at + 1..at + 6).any(|it| line.number(it).is_some()) {
            line.era_letter(at).or_else(|| line.name_day(at)).or_else(|| line.name_year(at)).or_else(|| line.hebrew(at))
        } else {
            line.hebrew(at)
        }
    }
}

/// Words between a day and its month.
const OF: &[&str] = &["de", "of", "d", "di", "do", "da", "ng", "ta", "من", "den", "mh", "ê"];

impl Read {
    /// A full date with a month of digits, if there is such a day.
    pub(super) fn full(system: System, (year, month, day): (u32, u8, u8), start: usize, end: usize) -> Option<Self> {
        system.day(year, month, day)?;
        let (year, day) = (Some(year), Some(day));
        Some(Self { system, year, month, day, swappable: false, numeric: true, order: None, start, end })
    }

    /// The Gregorian day, if year and day are written.
    pub(super) fn gregorian(&self) -> Option<Date> {
        self.system.day(self.year?, self.month, self.day?)
    }
}

impl Line<'_> {
    /// `2022-09-30`, `2020/3/9`, `2019. 07. 30.`, `1404/7/11`, `2025. X. 3.`
    fn year_month_day(&self, at: usize) -> Option<Read> {
        let (system, year) = self.year_of_any(at)?;
        let mark = self.mark(at + 1).filter(|it| matches!(it, '-' | '/' | '.' | '‑' | '–'))?;
        let day = self.small(at + 4, 31).filter(|_| self.mark(at + 3) == Some(mark))?;
        let month = match self.small(at + 2, 12) {
            Some(it) => it,
            None => self.word(at + 2).and_then(roman).filter(|_| system == System::Gregorian)?,
        };
        Read::full(system, (year, month, day), at, at + 5)
    }

    /// `12.10.2025`, `12/10/25`, `12-10-2025`, `12. 10. 2025`, `3/10/2568`, `3.X.2025`
    fn day_month_year(&self, at: usize) -> Option<Read> {
        let one = self.small(at, 31)?;
        let mark = self.mark(at + 1).filter(|it| matches!(it, '.' | '/' | '-'))?;
        if self.mark(at + 3) != Some(mark) {
            return None;
        }
        if let Some(month) = self.word(at + 2).and_then(roman) {
            let year = self.year(at + 4)?;
            return Read::full(System::Gregorian, (year, month, one), at, at + 5);
        }
        let other = self.small(at + 2, 31)?;
        // Two digits are a year only in one piece: `12.10.25`, not `12. 10. 25`.
        let tight = (at + 1..=at + 4).all(|it| self.glued(it));
        let after = self.mark(at + 5).filter(|_| self.glued(at + 5));
        let ends = !(after == Some(mark) && self.number(at + 6).is_some() && self.glued(at + 6));
        let year = self.year(at + 4).map(|it| (System::Gregorian, it));
        let (system, year) = match year.or_else(|| self.year_of_any(at + 4)) {
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
        // China, Japan and Korea write the year first.
        if year < 2100 && self.number(at + 4).is_some_and(|it| it.1 == 2) && self.is_far_eastern(at) {
            let (year, _) = self.number(at)?;
            return Read::full(System::Gregorian, (2000 + year, other, self.small(at + 4, 31)?), at, at + 5);
        }
        let order = match (one > 12, other > 12) {
            (true, true) => return None,
            (true, false) => Some(Order::DayMonth),
            (false, true) => Some(Order::MonthDay),
            (false, false) => None,
        };
        if system != System::Gregorian {
            return Read::full(system, (year, other, one), at, at + 5);
        }
        let (day, month) = if order == Some(Order::MonthDay) { (other, one) } else { (one, other) };
        let swappable = order.is_none() && mark != '.' && one != other;
        let order = order.filter(|_| mark != '.');
        Some(Read { swappable, order, ..Read::full(system, (year, month, day), at, at + 5)? })
    }

    /// `2019. július 30.`, `2021 m. lapkričio 5 d.`, `2025. gada 3. oktobrī`, `2025 жылғы 3 қазан`
    fn year_name_day(&self, at: usize) -> Option<Read> {
        let value = self.four(at)?;
        let (mut next, mut said) = (at + 1, false);
        while next < at + 6 {
            if self.is_word(next, YEAR) {
                said = true;
            } else if !self.is_mark(next, &['.', '-', '၊', ',', '(', ')']) {
                break;
            }
            next += 1;
        }
        // In `2022 March 3, 2023` the year belongs to what stands before it.
        let followed_by_year = |end: usize| self.is_mark(end, &[',']) && self.year(end + 1).is_some();
        // `оны 10-р сарын 3`
        if said && self.is_mark(next + 1, &['-']) && self.is_word(next + 3, &["сарын", "сар"]) {
            let (month, day) = (self.small(next, 12)?, self.small(next + 4, 31)?);
            return Read::full(self.year_of_any(at)?.0, (value, month, day), at, next + 5);
        }
        if let Some(named) = self.month(next) {
            let end = named.end + usize::from(self.is_mark(named.end, &['-', '.']));
            let day = self.small(end, 31).filter(|_| !followed_by_year(end + 1))?;
            let (system, year) = self.year_of(named.name, at)?;
            return self.named_date(named, (system, Some(year)), Some(day), (at, end + 1));
        }
        let day = self.small(next, 31).filter(|_| said)?;
        let name = next + 1 + usize::from(self.is_mark(next + 1, &['.', '-']));
        let named = self.month(name).filter(|it| !followed_by_year(it.end) && self.year(it.end).is_none())?;
        let (system, year) = self.year_of(named.name, at)?;
        self.named_date(named, (system, Some(year)), Some(day), (at, named.end))
    }

    /// `3. Oktober 2025`, `2nd of November`, `3 de octubre de 2025`, `3-Oct-2025`, `17 مارس/ آذار 2020`
    fn day_name(&self, at: usize) -> Option<Read> {
        let day = self.small(at, 31)?;
        let mut next = at + 1;
        if self.glued(next) && self.word(next).is_some_and(is_ordinal) {
            next += 1;
        } else if self.mark(next) == Some('-') && self.word(next + 1).is_some_and(is_ordinal) {
            next += 2;
        }
        let dotted = self.mark(next) == Some('.');
        if let Some((_, end)) = self.weekday(next).filter(|_| self.month(next).is_none()) {
            next = end;
        }
        let limit = next + 2;
        while next < limit
            && (self.is_mark(next, &['.', '-', '/', 'º', '°', 'ª', ','])
                || self.is_word(next, OF) && self.month(next).is_none())
        {
            next += 1;
        }
        let mut named = self.month(next)?;
        // A comma parts a day from its month in Telugu; elsewhere it is what follows another date.
        if self.mark(next - 1) == Some(',') && self.word(next).is_some_and(|it| it.chars().any(newsmill_text::is_cased))
        {
            return None;
        }
        if dotted && let Some(other) = named.name.dotted {
            named.name.month = Some(other);
        }
        // A second name of the same month, as Arabic news gives it.
        let other = |at: usize| self.month(at).filter(|it| it.name.month == named.name.month);
        if self.is_mark(named.end, &['/', '('])
            && let Some(other) = other(named.end + 1)
        {
            named.end = other.end + usize::from(self.mark(other.end) == Some(')'));
        }
        let (year, end) = self.year_around(at, named)?;
        // `3. mai` is a day; `3. set` is tennis.
        let short = ["mai", "maj", "mar", "jun", "jul", "sep", "des", "dez"];
        named.name.plain |= dotted && (self.between(next, named.end).len() > 3 || self.is_word(next, &short));
        self.named_year(named, year, Some(day), (at, end))
    }

    /// `November 9th 2023`, `Aug. 16, 2020`, `October 3`, `urriaren 3a`
    fn name_day(&self, at: usize) -> Option<Read> {
        let named = self.month(at)?;
        let mut next = named.end + usize::from(self.is_mark(named.end, &['.', '-']));
        let day = self.small(next, 31)?;
        next += 1;
        if self.glued(next) && self.word(next).is_some_and(is_ordinal) {
            next += 1;
        }
        // `March 12:30` and `May 3.5` are no days; nor is `Oct 14-16`.
        if self.mark(next) == Some('%') || self.mark(next) == Some(':') && self.glued(next) || self.begins_a_range(next)
        {
            return None;
        }
        let (year, end) = self.year_around(at, Named { end: next, ..named })?;
        // Nor are `May 3,500` and `Oct 3/4`; in `Oct.03.25` and `Oct-3-25` the marks are two of a kind.
        let part = self.is_mark(next, &['.', ',', '/', '-']) && self.glued(next) && self.glued(next + 1);
        let two_of_a_kind = self.mark(next) == self.mark(named.end);
        if part && self.number(next + 1).is_some_and(|it| year.is_none() || it.1 == 2 && !two_of_a_kind) {
            return None;
        }
        self.named_year(named, year, Some(day), (at, end))
    }

    /// `December 2008`
    fn name_year(&self, at: usize) -> Option<Read> {
        let named = self.month(at)?;
        let next = named.end + usize::from(self.is_mark(named.end, &['.']) || self.is_word(named.end, &["de", "del"]));
        let (system, year) = self.year_of(named.name, next)?;
        // A month of another calendar is no month of ours.
        let ours = matches!(system, System::Gregorian | System::Buddhist);
        self.named_date(named, (system, Some(year)), None, (at, next + 1)).filter(|_| ours)
    }

    fn named_year(&self, it: Named, year: Option<(System, u32)>, day: Option<u8>, at: (usize, usize)) -> Option<Read> {
        match year {
            Some((system, year)) => self.named_date(it, (system, Some(year)), day, at),
            None => self.named_date(it, (System::Gregorian, None), day, at),
        }
    }

    fn named_date(
        &self,
        named: Named,
        (system, year): (System, Option<u32>),
        day: Option<u8>,
        (start, end): (usize, usize),
    ) -> Option<Read> {
        let own = !matches!(system, System::Gregorian | System::Buddhist);
        let month = if own { named.name.other?.1 } else { u8::try_from(named.name.month?).ok()? };
        if named.name.rare && (year.is_none() || day.is_none()) {
            return None;
        }
        if year.is_none() && !named.name.plain && !self.is_capital(start, end) {
            return None;
        }
        // 2024 is a leap year: without a year every day that can be is let in.
        system.day(year.unwrap_or(2024), month, day.unwrap_or(1))?;
        Some(Read { system, year, month, day, swappable: false, numeric: false, order: None, start, end })
    }

    /// Whether a date's words have capitals.
    fn is_capital(&self, start: usize, end: usize) -> bool {
        let mut words = (start..end).filter_map(|it| self.word(it)).filter(|it| it.chars().nth(1).is_some());
        words.any(|it| it.chars().next().is_some_and(char::is_uppercase))
    }

    /// `Date: 20251003`; without a word that says so, eight digits are a number.
    fn compact(&self, at: usize) -> Option<Read> {
        const KEYS: &[&str] = &[
            "date",
            "datum",
            "data",
            "fecha",
            "дата",
            "tarih",
            "dato",
            "published",
            "publish",
            "pubdate",
            "posted",
            "updated",
            "created",
            "publié",
            "veröffentlicht",
            "datetime",
            "日期",
            "날짜",
            "입력",
            "게재",
            "発行",
            "公開",
        ];
        let (value, digits) = self.number(at)?;
        let before = self.before(at).trim_end_matches([':', '=', '：', ' ']);
        let ends = |key: &str| {
            let start = before.len().checked_sub(key.len());
            start.and_then(|it| before.get(it..)).is_some_and(|it| it.eq_ignore_ascii_case(key))
        };
        if digits != 8 || !KEYS.iter().any(|it| ends(it)) || System::of_year(value / 10_000)? != System::Gregorian {
            return None;
        }
        let (month, day) = (u8::try_from(value / 100 % 100).ok()?, u8::try_from(value % 100).ok()?);
        Read::full(System::Gregorian, (value / 10_000, month, day), at, at + 1)
    }
}
