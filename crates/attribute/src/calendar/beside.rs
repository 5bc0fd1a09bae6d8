//! What stands beside a date and belongs to it: the weekday and the time.

use super::Written;
use super::forms::{Read, read_at};
use super::line::Line;
use super::systems::System;

/// Words before a time of day that is written with a dot: `kl. 14.05`.
const CLOCK_BEFORE: &[&str] =
    &["kl", "klo", "kello", "um", "ore", "alle", "ora", "o", "w", "om", "ob", "u", "pukul", "jam", "at", "lúc"];

/// Words of four letters and more that stand between a date and its time of day.
const LONGER_CLOCK: &[&str] = &[
    "godz",
    "godzina",
    "godzinie",
    "время",
    "часов",
    "ώρα",
    "saat",
    "roku",
    "року",
    "года",
    "الساعة",
    "ساعت",
    "بتوقيت",
    "בשעה",
    "เวลา",
    "ເວລາ",
    "ម៉ោង",
    "समय",
    "সময়",
    "நேரம்",
    "time",
    "heure",
    "hora",
    "horas",
    "gada",
    "klukkan",
    "오전",
    "오후",
];

impl Line<'_> {
    /// The date with the weekday and the time that stand beside it, and the token after it all.
    pub(super) fn surround(&self, earliest: usize, read: Read) -> Option<(Written, usize)> {
        let (mut start, mut end) = (read.start, read.end);
        let mut weekday = None;
        if let Some((place, number)) = self.weekday_before(earliest, read.start) {
            (start, weekday) = (place, Some(number));
        } else if let Some((number, after)) = self.weekday_behind(&read) {
            (end, weekday) = (after, Some(number));
        }
        let before = earliest.max(start.saturating_sub(6))..start;
        let mut before = before.filter_map(|it| self.time(it).filter(|end| *end <= start));
        // `14:05, 3 October 2025, 15:10`: what touches the date is its own.
        let touches = before.clone().any(|it| (it..start).all(|it| self.mark(it).is_some()));
        let behind = self.time_behind(end).filter(|_| !touches);
        let time = touches || behind.is_some() || before.next().is_some();
        end = behind.unwrap_or(end);
        let end = end.min(self.tokens.len());
        let bytes = self.tokens.get(start)?.bytes.start..self.tokens.get(end - 1)?.bytes.end;
        let Read { system, swappable, numeric, order, .. } = read;
        let (year, month, day) = match (read.year, read.day) {
            (Some(year), Some(day)) => {
                let it = system.day(year, read.month, day)?;
                (Some(it.year()), it.month(), Some(it.day()))
            }
            (Some(year), None) => {
                let it = system.day(year, read.month, 1)?;
                (Some(it.year()), it.month(), None)
            }
            (None, day) => (None, i8::try_from(read.month).ok()?, day.and_then(|it| i8::try_from(it).ok())),
        };
        let converted = !matches!(system, System::Gregorian | System::Buddhist);
        let approximate = system.is_approximate();
        let written =
            Written { bytes, year, month, day, weekday, time, swappable, numeric, order, converted, approximate };
        Some((written, end))
    }

    /// The weekday before a date: nothing but marks and small words stands between.
    fn weekday_before(&self, earliest: usize, start: usize) -> Option<(usize, i8)> {
        let small = |it: usize| self.mark(it).is_some() || self.word(it).is_some_and(is_small_word);
        (earliest.max(start.saturating_sub(5))..start).find_map(|it| {
            let (number, end) = self.weekday(it).filter(|it| it.1 <= start)?;
            (end..start).all(small).then_some((it, number))
        })
    }

    /// The weekday behind a date, unless it is that of a date behind it: `3 October, Saturday 4 October`.
    fn weekday_behind(&self, read: &Read) -> Option<(i8, usize)> {
        let end = read.end;
        let small =
            |it: &usize| self.mark(*it).is_some() || self.word(*it).is_some_and(|it| it.len() < 4 || is_small_word(it));
        let reach = (end..end + 5).find(|it| !small(it)).unwrap_or(end + 5);
        let certain = |it| self.weekday(it).filter(|_| self.is_certain_weekday(it));
        // An abbreviation stands in brackets, or it is another word.
        let enclosed =
            || self.weekday(end + 1).filter(|it| self.mark(end) == Some('(') && self.mark(it.1) == Some(')'));
        // So is a longer word that stands right behind: `3 Ekim 2025 Cuma`.
        let behind = || {
            let at = end + usize::from(self.mark(end) == Some(','));
            self.weekday(at).filter(|_| self.word(at).is_some_and(|it| it.chars().nth(3).is_some()))
        };
        let own = |it: &(i8, usize)| !self.is_of_the_next(read, *it);
        self.weekday_after(end)
            .or_else(|| (end..=reach).find_map(certain).or_else(enclosed).or_else(behind).filter(own))
    }

    /// Whether a weekday that stands behind a date belongs to a date behind the weekday.
    fn is_of_the_next(&self, read: &Read, (weekday, behind): (i8, usize)) -> bool {
        let small = |it: &usize| self.mark(*it).is_some() || self.word(*it).is_some_and(is_small_word);
        let Some(next) = (behind..behind + 3).find(|it| !small(it)) else { return false };
        let enclosed = self.is_mark(read.end, &['(', '（', '[']);
        if enclosed || self.time(next).is_some() || read_at(self, next).is_none() {
            return false;
        }
        // A mark parts it from the other date, or the date itself tells: `3 Ekim 2025 Cuma 4 Ekim 2025 Cumartesi`.
        let parted = |it: usize| self.is_mark(it, &[',', '،', ';', '|', '/', '·', '•', '–', '—', '-']);
        match (parted(read.end), parted(behind)) {
            (true, false) => true,
            (false, true) => false,
            _ => read.gregorian().is_none_or(|it| super::weekday_of(it) != weekday),
        }
    }

    /// The token after the time of day behind a date. Between them stand marks and words that
    /// stand before a clock: behind any other word, and any number, something else begins.
    fn time_behind(&self, end: usize) -> Option<usize> {
        for at in end..end + 6 {
            if let Some(it) = self.time(at) {
                return Some(it);
            }
            let passes = self.mark(at).is_some() || self.word(at).is_some_and(|it| self.stands_before_a_clock(at, it));
            if !passes {
                return None;
            }
        }
        None
    }

    fn stands_before_a_clock(&self, at: usize, word: &str) -> bool {
        // In a hundred languages these are too many to list; nearly all are short.
        let short = word.chars().nth(3).is_none() && self.month(at).is_none();
        short || CLOCK_BEFORE.contains(&word) || LONGER_CLOCK.contains(&word) || self.weekday(at).is_some()
    }

    /// The token after the time of day that starts here: `14:05`, `16h17`, `08.52 Uhr`, `kl. 14.05`, `8 a.m.`
    pub(super) fn time(&self, at: usize) -> Option<usize> {
        let hour = self.number(at).filter(|it| it.1 <= 2 && it.0 < 25)?;
        let minute = |at: usize| self.number(at).filter(|it| it.1 == 2 && it.0 < 60);
        let clock = |at: usize| {
            self.is_word(at, &["Uhr", "uhr", "h", "p", "a", "pm", "am", "PM", "AM", "Uhr.", "น", "hs", "hrs", "uur"])
        };
        let named = || {
            let before = at.checked_sub(1).filter(|it| self.mark(*it) != Some('.')).or_else(|| at.checked_sub(2));
            before.is_some_and(|it| self.is_word(it, CLOCK_BEFORE))
        };
        let goes_on = |at: usize| self.mark(at) == Some('.') && self.glued(at + 1) && self.number(at + 1).is_some();
        match (self.mark(at + 1), self.word(at + 1)) {
            (Some(':' | '：'), _) if minute(at + 2).is_some() => {
                let seconds = self.is_mark(at + 3, &[':', '：']) && minute(at + 4).is_some();
                Some(at + if seconds { 5 } else { 3 })
            }
            // `kl. 04.10.2025` is a date.
            (Some('.'), _) if minute(at + 2).is_some() && (clock(at + 3) || named() && !goes_on(at + 3)) => {
                Some(at + 4 - usize::from(!clock(at + 3)))
            }
            (_, Some("h" | "H")) => Some(at + 2 + usize::from(minute(at + 2).is_some())),
            (_, Some(it)) if it.starts_with(['時', '时', '點', '点', '시']) => {
                Some(at + if minute(at + 2).is_some() { 4.min(self.tokens.len() - at) } else { 2 })
            }
            (_, Some(_)) if clock(at + 1) && hour.0 < 25 => Some(at + 2),
            _ => None,
        }
    }
}

/// What is glued to a number to make it a first, a second, a third.
pub(super) fn is_ordinal(word: &str) -> bool {
    const ENDINGS: &[&str] = &[
        "st", "nd", "rd", "th", "er", "e", "ro", "ST", "ND", "RD", "TH", "º", "ª", "го", "η", "ος", "a", "an", "án",
        "én", "ко", "ה", "ième", "re", "d", "ต", "mh", "na", "il", "eko", "ی", "טן", "טער", "ê",
    ];
    ENDINGS.contains(&word)
}

fn is_small_word(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "the",
        "den",
        "der",
        "dem",
        "le",
        "el",
        "dia",
        "día",
        "a",
        "feira",
        "of",
        "am",
        "de",
        "ngày",
        "วันที่",
        "ที่",
        "dne",
        "dnia",
        "kl",
        "d",
        "på",
        "ika",
    ];
    SMALL.contains(&word)
}
