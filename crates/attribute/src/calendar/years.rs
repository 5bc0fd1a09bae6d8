//! The year beside a day and the name of its month, and numbers that look like one.

use super::line::{Line, Named};
use super::systems::System;

/// What stands behind a year that is written first.
pub(super) const YEAR: &[&str] = &[
    "m",
    "г",
    "р",
    "gada",
    "жылғы",
    "жылы",
    "ж",
    "жылдын",
    "жылдың",
    "yil",
    "yili",
    "yilning",
    "წლის",
    "წ",
    "թ",
    "թվականի",
    "թվականին",
    "eko",
    "ko",
    "e",
    "ခုနှစ်",
    "il",
    "ilin",
    "оны",
    "он",
    "ဩ",
    "సం",
    "سال",
];

impl Line<'_> {
    /// The year after a day and a month, if there is one, and the token after it all. With a year
    /// of another age beside it, `July 4, 1776`, it is no day of news, and none without a year.
    pub(super) fn year_around(&self, start: usize, named: Named) -> Option<(Option<(System, u32)>, usize)> {
        let (year, end) = self.year_after(named);
        if year.is_some() {
            return Some((year, end));
        }
        let next = self.past_fillers(named.end);
        // In "On October 3, 150 people came" the comma parts what in "October 3, 1500" it joins.
        let comma = self.is_mark(named.end, &[',', '،']) && self.number(next).is_some_and(|it| it.1 == 3);
        let dash = self.mark(next - 1) == Some('-') && !self.glued(next);
        let behind = self.is_like_a_year(next) && self.is_of_history(next) && !comma && !dash;
        (!behind && !self.is_after_a_year(start)).then_some((None, end))
    }

    /// Whether a number can be a year of history or of a time to come: `1776`, not the `200` of "200
    /// people" and not a clock, `1430 GMT`.
    fn is_of_history(&self, at: usize) -> bool {
        let clock = self.is_word(at + 1, &["GMT", "UTC", "Uhr", "hrs", "h", "EST", "EDT", "ET", "CET"]);
        match self.number(at) {
            Some((value, 4)) => !clock && ((1000..1900).contains(&value) || (2100..2600).contains(&value)),
            Some((_, 3)) => self.word(at + 1).is_none() && !clock,
            _ => true,
        }
    }

    /// Whether a year stands before this token that was not read: `1776. július 4.`, `1389. gada 28. jūnijs`
    fn is_after_a_year(&self, start: usize) -> bool {
        let said = |it: &usize| self.is_mark(*it, &['.']) || self.is_word(*it, YEAR);
        let Some(at) = (start.saturating_sub(4)..start).rev().find(|it| !said(it)) else { return false };
        // A number before a day can be a count, `1543 views`; it takes a word to make it a year.
        let is_year = self.word(start).is_some() || (at + 1..start).any(|it| self.word(it).is_some());
        is_year && self.four(at).is_some_and(|it| (1000..1900).contains(&it) || (2100..2500).contains(&it))
    }

    /// The token after the marks and small words between a day and its year.
    fn past_fillers(&self, at: usize) -> usize {
        const FILLERS: &[&str] = &[
            "de",
            "del",
            "of",
            "do",
            "di",
            "da",
            "năm",
            "سال",
            "سنة",
            "عام",
            "ឆ្នាំ",
            "ปี",
            "พ",
            "ศ",
            "ค",
            "ປີ",
            "ng",
            "year",
            "no",
        ];
        let mut next = at;
        while next < at + 5
            && (self.is_mark(next, &[',', '.', '-', '/', '\'', '،', '’', '׳', '॰']) || self.is_word(next, FILLERS))
            && (next < at + 2 || !self.is_mark(next, &[',', '-', '/']))
        {
            next += 1;
        }
        next
    }

    fn year_after(&self, named: Named) -> (Option<(System, u32)>, usize) {
        let at = named.end;
        let next = self.past_fillers(at);
        if let Some(year) = self.year_of(named.name, next) {
            return (Some(year), next + 1);
        }
        // `14 Feb ’20`, `Oct. 3rd, ’25` and `03.Mär.19`
        let comma = usize::from(self.mark(at) == Some(','));
        let quoted = self.is_mark(at + comma, &['’', '\'']);
        let marked = quoted || comma == 0 && self.is_mark(at, &['.', '-']);
        let number = at + comma + 1;
        let short = self.two_digit_year(number).filter(|_| marked && self.glued(number));
        if let Some(year) = short.filter(|_| self.mark(number + 1) != Some(':') && named.name.month.is_some()) {
            return (Some(year), number + 1);
        }
        match self.thai_year(named, next) {
            Some(year) => (Some(year), next + 1),
            None => (None, at),
        }
    }

    /// `3 ต.ค. 68`: the last two digits of a year of the Buddha, 2568.
    fn thai_year(&self, named: Named, at: usize) -> Option<(System, u32)> {
        let is_thai = self.word(named.end - 1).is_some_and(|it| it.starts_with(|it| ('ก'..='๙').contains(&it)))
            || self.mark(named.end - 1) == Some('.') && self.before(named.end).ends_with("ค.");
        let (value, digits) = self.number(at).filter(|_| is_thai && named.name.month.is_some())?;
        if digits != 2 || self.mark(at + 1) == Some(':') {
            return None;
        }
        // Years of the Buddha before 2535 are older than any page; then it is one of ours.
        Some(if value >= 35 { (System::Buddhist, 2500 + value) } else { (System::Gregorian, 2000 + value) })
    }
}
