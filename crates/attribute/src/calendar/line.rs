//! A line as the forms of dates see it: what stands at a token, and what a run of tokens names.

use std::cell::OnceCell;

use newsmill_text::Script;

use super::names::{self, Name};
use super::systems::System;
use super::{Placed, Token};

/// A line of a page and its tokens.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Placed<'a>],
    /// Whether it can have a day in Hebrew letters.
    pub(super) hebrew: bool,
    /// The calendars that the whole line has signs of, once they are asked for.
    pub(super) signs: &'a LineSigns<'a>,
}

/// The signs of a page that its years can be of another calendar than ours, in digits of any script.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Signs {
    arabic: bool,
    buddhist: bool,
}

impl Signs {
    /// What most lines of a page are written in.
    pub(crate) fn of<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let (mut all, mut arabic, mut buddhist) = (0, 0, 0);
        for line in lines {
            all += 1;
            // The first bytes of their letters, which Latin and Cyrillic text has not.
            if line.bytes().any(|it| matches!(it, 0xD8..=0xDB | 0xE0 | 0xE1 | 0xEF)) {
                arabic += usize::from(line.chars().any(is_arabic));
                buddhist += usize::from(line.chars().any(is_of_the_buddha));
            }
        }
        Self { arabic: arabic * 2 > all, buddhist: buddhist * 2 > all }
    }
}

/// The signs of a line, and of the page around it.
pub(super) struct LineSigns<'a> {
    text: &'a str,
    page: Signs,
    found: OnceCell<Signs>,
}

impl<'a> LineSigns<'a> {
    pub(super) fn of(text: &'a str, page: Signs) -> Self {
        Self { text, page, found: OnceCell::new() }
    }

    /// Whether years of a calendar can stand in the line in digits.
    pub(super) fn admit(&self, system: System) -> bool {
        let Signs { arabic, buddhist } = *self.found.get_or_init(|| {
            let of = |is: fn(char) -> bool| !self.text.is_ascii() && self.text.chars().any(is);
            let named = ["B.E.", "(BE)", "BE 25"].iter().any(|it| self.text.contains(it));
            Signs {
                arabic: self.page.arabic || of(is_arabic),
                buddhist: self.page.buddhist || named || of(is_of_the_buddha),
            }
        });
        match system {
            System::Solar | System::Hijri => arabic,
            System::Buddhist => buddhist,
            _ => true,
        }
    }
}

/// Letters and digits of the Arabic script; other scripts use its marks too.
fn is_arabic(it: char) -> bool {
    matches!(it, '\u{620}'..='\u{64A}' | '\u{660}'..='\u{669}' | '\u{66E}'..='\u{6D3}' | '\u{6EE}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Letters and digits of Thailand, Laos and Cambodia, but not their signs of money.
fn is_of_the_buddha(it: char) -> bool {
    matches!(it, '\u{E01}'..='\u{E3A}' | '\u{E40}'..='\u{E59}' | '\u{E81}'..='\u{EDF}' | '\u{1780}'..='\u{17D3}' | '\u{17E0}'..='\u{17E9}')
}

/// The name of a month, and the token after it.
#[derive(Clone, Copy)]
pub(super) struct Named {
    pub(super) name: Name,
    pub(super) end: usize,
}

impl<'a> Line<'a> {
    pub(super) fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.tokens.get(at)?.token {
            Token::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a str> {
        match self.tokens.get(at)?.token {
            Token::Word(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.token {
            Token::Mark(it) => Some(it),
            _ => None,
        }
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|it| it.glued)
    }

    pub(super) fn is_word(&self, at: usize, of: &[&str]) -> bool {
        self.word(at).is_some_and(|it| of.contains(&it))
    }

    pub(super) fn is_mark(&self, at: usize, of: &[char]) -> bool {
        self.mark(at).is_some_and(|it| of.contains(&it))
    }

    /// Whether a word begins with one of these.
    pub(super) fn begins(&self, at: usize, of: &[&str]) -> bool {
        self.word(at).is_some_and(|it| of.iter().any(|of| it.starts_with(of)))
    }

    /// The text from one token up to another, without the spaces around.
    pub(super) fn between(&self, from: usize, to: usize) -> &'a str {
        let (Some(first), Some(last)) = (self.tokens.get(from), to.checked_sub(1).and_then(|it| self.tokens.get(it)))
        else {
            return "";
        };
        self.text.get(first.bytes.start..last.bytes.end).unwrap_or_default()
    }

    /// The text before a token, without the spaces around.
    pub(super) fn before(&self, at: usize) -> &'a str {
        let end = self.tokens.get(at).map_or(self.text.len(), |it| it.bytes.start);
        self.text[..end].trim_end()
    }

    /// Whether letters of China, Japan or Korea stand near a token.
    pub(super) fn is_far_eastern(&self, at: usize) -> bool {
        let near = self.between(at.saturating_sub(8), (at + 10).min(self.tokens.len()));
        near.chars().any(|it| it >= '\u{1100}' && matches!(Script::of(it), Some(Script::Han | Script::Hangul)))
    }

    /// A number of one or two digits from 1 to a limit.
    pub(super) fn small(&self, at: usize, most: u32) -> Option<u8> {
        let (value, digits) = self.number(at)?;
        (digits <= 2 && (1..=most).contains(&value)).then(|| u8::try_from(value).ok())?
    }

    /// A number of four digits.
    pub(super) fn four(&self, at: usize) -> Option<u32> {
        self.number(at).filter(|it| it.1 == 4).map(|it| it.0)
    }

    /// A Gregorian year.
    pub(super) fn year(&self, at: usize) -> Option<u32> {
        let (value, digits) = self.number(at)?;
        // Two dates glued together, `202331. Oktober`: the year is the first four digits.
        let value = match digits {
            4 => value,
            5 => value / 10,
            6 => value / 100,
            _ => return None,
        };
        (1900..=2099).contains(&value).then_some(value)
    }

    /// The year that two digits mean: of the Buddha where ours would be in decades to come, and
    /// the line has a sign of his calendar.
    pub(super) fn two_digit_year(&self, at: usize) -> Option<(System, u32)> {
        let (value, _) = self.number(at).filter(|it| it.1 == 2)?;
        Some(match value {
            50..70 if self.signs.admit(System::Buddhist) => (System::Buddhist, 2500 + value),
            0..58 => (System::Gregorian, 2000 + value),
            _ => (System::Gregorian, 1900 + value),
        })
    }

    /// A year of four digits beside months of digits, of a calendar that the line has signs of.
    pub(super) fn year_of_any(&self, at: usize) -> Option<(System, u32)> {
        let year = self.four(at)?;
        System::of_year(year).filter(|it| self.signs.admit(*it)).map(|it| (it, year))
    }

    /// The month that is named here: by a word, by several, or, in Vietnam, by its number.
    pub(super) fn month(&self, at: usize) -> Option<Named> {
        let word = self.word(at)?;
        if matches!(word, "tháng" | "Tháng" | "THÁNG" | "thg" | "Thg")
            && let Some(month) = self.small(at + 1, 12)
        {
            let name = Name { month: i8::try_from(month).ok(), plain: true, ..Name::default() };
            return Some(Named { name, end: at + 2 });
        }
        self.named(at, Name::is_month)
    }

    /// The weekday that is named here, and the token after it.
    pub(super) fn weekday(&self, at: usize) -> Option<(i8, usize)> {
        let named = self.named(at, |it| it.weekday.is_some())?;
        Some((named.name.weekday?, named.end))
    }

    /// Whether the weekday that is named here can be nothing else.
    pub(super) fn is_certain_weekday(&self, at: usize) -> bool {
        self.named(at, |it| it.weekday.is_some()).is_some_and(|it| it.name.certain)
    }

    fn named(&self, at: usize, fits: impl Fn(Name) -> bool) -> Option<Named> {
        let first = names::look_up(self.word(at)?)?;
        let longer = (2..=usize::from(first.begins)).rev().map(|it| at + it).filter(|it| *it <= self.tokens.len());
        let phrase = |end| names::look_up(self.between(at, end)).map(|name| Named { name, end });
        let found = longer.filter_map(phrase).find(|it| fits(it.name));
        found.or_else(|| fits(first).then_some(Named { name: first, end: at + 1 }))
    }

    /// Whether the number here continues another: `1.2.3.2020`, a telephone number, a score.
    pub(super) fn is_inside_a_number(&self, at: usize) -> bool {
        let joined = ['.', '/', '-', ':', '_', '$', '€', '£', '#'];
        self.number(at).is_some()
            && self.glued(at)
            && at >= 1
            && self.is_mark(at - 1, &joined)
            && (self.is_mark(at - 1, &['$', '€', '£', '#']) || at >= 2 && self.number(at - 2).is_some())
    }

    /// Whether the day here ends a range of days: `3–5 October`, `3. bis 5. Oktober`.
    pub(super) fn ends_a_range(&self, at: usize) -> bool {
        const TO: &[&str] = &["bis", "to", "al", "au", "до", "til", "till", "tot", "až", "do", "a"];
        let Some(before) = at.checked_sub(1) else { return false };
        let word = self.is_word(before, TO);
        if !word && !self.is_mark(before, &['-', '–', '—', '‒', '‑', '〜', '～']) {
            return false;
        }
        let dot = usize::from(before.checked_sub(1).is_some_and(|it| self.mark(it) == Some('.')));
        let Some(other) = before.checked_sub(1 + dot).filter(|it| self.small(*it, 31).is_some()) else { return false };
        let joined = other.checked_sub(1).is_some_and(|it| self.is_mark(it, &[':', '.', '/']) && self.glued(other));
        // "12 - 3 October" may be a count and a date; "12–3 October" and "from 12 to 3 October" are not.
        !joined && (word || self.glued(before) || self.glued(at) || dot == 1)
    }

    /// Whether the day before this token begins a range: `October 3–5, 2025`.
    pub(super) fn begins_a_range(&self, next: usize) -> bool {
        let dash = self.is_mark(next, &['-', '–', '—', '‒', '‑']);
        let year = self.year(next + 2).is_some() || self.mark(next + 2) == Some(',') && self.year(next + 3).is_some();
        dash && self.small(next + 1, 31).is_some()
            && (year || self.glued(next) && self.glued(next + 1) && self.mark(next + 2) != Some(':'))
    }

    /// The year beside a month of this name, and the calendar of both.
    pub(super) fn year_of(&self, name: Name, at: usize) -> Option<(System, u32)> {
        let system = name.other.map(|it| it.0);
        if let Some(system) = system
            && let Some(year) = self.four(at).filter(|it| system.has_year(*it))
            && (name.month.is_none() || system != System::Ethiopian)
        {
            return Some((system, year));
        }
        name.month?;
        if let Some(year) = self.year(at) {
            return Some((System::Gregorian, year));
        }
        self.year_of_any(at).filter(|it| it.0 == System::Buddhist)
    }

    /// Whether a number of three or four digits stands here, which can only be meant as a year:
    /// `28 June 1389`, but not `3 October 1,500 people`.
    pub(super) fn is_like_a_year(&self, at: usize) -> bool {
        let groups = self.is_mark(at + 1, &[',', '.', ':', '\'', '’'])
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self.number(at + 2).is_some();
        self.number(at).is_some_and(|it| matches!(it.1, 3 | 4)) && !groups
    }
}

/// The number of a month in Roman digits.
pub(super) fn roman(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    MONTHS.iter().zip(1..).find(|it| *it.0 == word).map(|it| it.1)
}
