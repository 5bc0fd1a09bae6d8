//! Dates whose units are letters of their own, and years of emperors and republics: China, Japan, Korea.

use super::forms::Read;
use super::line::Line;
use super::systems::System;

const YEAR: &[&str] = &["年", "년"];
const MONTH: &[&str] = &["月", "월"];
const DAY: &[&str] = &["日", "일", "號", "号"];

/// What stands before a year that is not counted from the birth of Christ.
const ERAS: [(&str, System); 5] = [
    ("民國", System::Minguo),
    ("民国", System::Minguo),
    ("令和", System::Reiwa),
    ("平成", System::Heisei),
    ("昭和", System::Showa),
];

impl Line<'_> {
    /// `2020年4月1日`, `2025년 10월 3일`, `民國114年10月3日`, `令和元年五月一日`, `10月3日`
    pub(super) fn unspaced(&self, at: usize) -> Option<Read> {
        let parts = |at: usize| {
            let (month, day) = (self.small(at, 12)?, self.small(at + 2, 31)?);
            let is_day = self.begins(at + 1, MONTH) && self.begins(at + 3, DAY) && !self.counts_days(at + 3);
            is_day.then_some((month, day, at + 4))
        };
        if !self.begins(at + 1, YEAR) {
            // In `1446년 10월 9일` the year is of no calendar that is known here.
            if at >= 2 && self.begins(at - 1, YEAR) && self.number(at - 2).is_some() {
                return None;
            }
            let (month, day, end) = parts(at)?;
            System::Gregorian.day(2024, month, day)?;
            let (system, order) = (System::Gregorian, None);
            let (year, day) = (None, Some(day));
            return Some(Read { system, year, month, day, swappable: false, numeric: true, order, start: at, end });
        }
        let (month, day, end) = parts(at + 2).or_else(|| {
            // `2020年4月1` without its last letter.
            let (month, day) = (self.small(at + 2, 12)?, self.small(at + 4, 31)?);
            (self.begins(at + 3, MONTH) && self.ends_at(at + 5)).then_some((month, day, at + 5))
        })?;
        let (value, digits) = self.number(at)?;
        let before = self.before(at);
        if let Some((name, system)) = ERAS.iter().find(|it| before.ends_with(it.0)) {
            // A Han letter is a token.
            return Read::full(*system, (value, month, day), at - name.chars().count(), end);
        }
        let year = match digits {
            4 => value,
            2 if (10..60).contains(&value) => 2000 + value,
            _ => return None,
        };
        (1900..=2099).contains(&year).then(|| Read::full(System::Gregorian, (year, month, day), at, end))?
    }

    /// Whether the word after a number makes it a span, `10月3日間`, `3일간`.
    fn counts_days(&self, at: usize) -> bool {
        self.begins(at, &["일간"]) || self.is_word(at + 1, &["間", "间"]) && self.glued(at + 1)
    }

    /// Whether a day without its letter can end before this token: nothing is glued to it that
    /// it could count or be a part of, as in `2025年3月10万人`, `10%`, `10.5` and `10-12`.
    fn ends_at(&self, at: usize) -> bool {
        const CLOSING: [char; 20] = [
            '(', '（', '[', '【', ')', '）', ']', '】', ',', '，', '.', '。', '、', ';', '；', ':', '：', '|', '」',
            '』',
        ];
        !self.glued(at)
            || self.weekday_after(at).is_some()
            || self.is_mark(at, &CLOSING) && !(self.glued(at + 1) && self.number(at + 1).is_some())
    }

    /// `R7.10.3`
    pub(super) fn era_letter(&self, at: usize) -> Option<Read> {
        let system = match self.word(at)? {
            "R" => System::Reiwa,
            "H" => System::Heisei,
            _ => return None,
        };
        let year = self.small(at + 1, 40)?;
        let mark = self.mark(at + 2).filter(|it| matches!(it, '.' | '/'))?;
        let (month, day) = (self.small(at + 3, 12)?, self.small(at + 5, 31)?);
        let tight =
            (at + 1..=at + 5).all(|it| self.glued(it)) && !(self.glued(at + 6) && self.mark(at + 6) == Some(mark));
        (tight && !self.glued(at) && self.mark(at + 4) == Some(mark))
            .then(|| Read::full(system, (u32::from(year), month, day), at, at + 6))?
    }

    /// The weekday after a date: `（金）`, `星期五`, `周五`, `金曜日`, `(금)`, `금요일`.
    pub(super) fn weekday_after(&self, at: usize) -> Option<(i8, usize)> {
        let number = |at: usize, letters: &str| {
            let word = self.word(at)?;
            let place = letters.chars().position(|it| word.starts_with(it))?;
            i8::try_from(place + 1).ok()
        };
        let open = usize::from(self.is_mark(at, &['(', '（', '[', '【', ',', '，']));
        let first = at + open;
        let letters = self.word(first)?;
        let behind = |at: usize| if self.is_mark(at, &[')', '）', ']', '】']) { at + open } else { at };
        if matches!(letters, "星") && self.word(first + 1) == Some("期") {
            return number(first + 2, "一二三四五六日").map(|it| (it, behind(first + 3)));
        }
        if matches!(letters, "周" | "週") {
            return number(first + 1, "一二三四五六日").map(|it| (it, behind(first + 2)));
        }
        let day = number(first, "月火水木金土日").or_else(|| number(first, "월화수목금토일"))?;
        // `金曜日`, or `金曜`
        let end = match (self.word(first + 1), self.word(first + 2)) {
            (Some("曜"), Some("日")) => first + 3,
            (Some("曜"), _) => first + 2,
            _ => first + 1,
        };
        let long = end > first + 1 || letters.ends_with("요일");
        let enclosed = open == 1 && behind(end) > end;
        (long || enclosed).then_some((day, behind(end)))
    }
}
