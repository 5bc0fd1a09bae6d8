//! Days and years in Hebrew letters: `י"א בתשרי תשפ"ו`.

use super::forms::Read;
use super::line::Line;
use super::systems::System;

impl Line<'_> {
    /// A day of the Hebrew calendar, of which this token is the month.
    pub(super) fn hebrew(&self, at: usize) -> Option<Read> {
        let is_hebrew = self.hebrew && self.word(at)?.starts_with(|it| ('א'..='ת').contains(&it));
        if !is_hebrew {
            return None;
        }
        let named = self.month(at)?;
        let month = named.name.other.filter(|it| it.0 == System::Hebrew)?.1;
        let (start, day) = self.letters_before(at)?;
        let (year, end) = self.letters_after(named.end)?;
        // `ה'תשפ"ו` and `תשפ"ו` leave the thousands out.
        let year = if year < 1000 { year + 5000 } else { year };
        let day = u8::try_from(day).ok().filter(|it| (1..=30).contains(it))?;
        System::Hebrew.has_year(year).then(|| Read::full(System::Hebrew, (year, month, day), start, end))?
    }

    /// The number in letters that ends before a token: `י"א`, `ג'`, `ט״ו`.
    fn letters_before(&self, at: usize) -> Option<(usize, u32)> {
        let last = at.checked_sub(1)?;
        let last = if self.is_mark(last, &['׳', '\'', '’']) { last.checked_sub(1)? } else { last };
        let start = last.checked_sub(2).filter(|it| self.is_mark(it + 1, &QUOTES) && self.glued(last)).unwrap_or(last);
        self.value(start, last + 1).map(|it| (start, it))
    }

    /// The number in letters that starts at a token, past the letter of the thousands.
    fn letters_after(&self, at: usize) -> Option<(u32, usize)> {
        let at = if self.word(at) == Some("ה") { at + 1 } else { at };
        let at = if self.is_mark(at, &['׳']) { at + 1 } else { at };
        let end = at + if self.is_mark(at + 1, &QUOTES) && self.glued(at + 2) { 3 } else { 1 };
        self.value(at, end).map(|it| (it, end))
    }

    fn value(&self, from: usize, to: usize) -> Option<u32> {
        let mut sum = 0u32;
        let mut letters = 0;
        for it in self.between(from, to).chars().filter(|it| !QUOTES.contains(it) && !matches!(it, '\'' | '’' | '׳'))
        {
            sum += value(it)?;
            letters += 1;
        }
        // `ה'תשפ"ו` can be one word.
        let whole = if letters > 4 { sum.checked_sub(5)? } else { sum };
        (1..=6).contains(&letters).then_some(whole)
    }
}

const QUOTES: [char; 4] = ['"', '״', '”', '“'];

fn value(letter: char) -> Option<u32> {
    Some(match letter {
        'א'..='ט' => u32::from(letter) - u32::from('א') + 1,
        'י' => 10,
        'כ' | 'ך' => 20,
        'ל' => 30,
        'מ' | 'ם' => 40,
        'נ' | 'ן' => 50,
        'ס' => 60,
        'ע' => 70,
        'פ' | 'ף' => 80,
        'צ' | 'ץ' => 90,
        'ק' => 100,
        'ר' => 200,
        'ש' => 300,
        'ת' => 400,
        _ => return None,
    })
}
