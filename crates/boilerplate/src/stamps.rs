//! Stamps of the day and the hour.

use crate::phrases::{CALENDAR, STAMPS, Weight};
use crate::proof::Proof;
use crate::words::{Words, is_year};

impl Proof<'_> {
    /// `Published 23 September 2022`, `February 23, 2024`, `5 hours ago`.
    pub(crate) fn stamps_the_day(&self) -> bool {
        if self.count > 16 || !self.text.bytes().any(|it| it.is_ascii_digit()) {
            return false;
        }
        let opening = STAMPS.at(&self.words, 0, Weight::Any);
        if opening == 0 && !self.words.iter().all(is_of_a_stamp) {
            return false;
        }
        let others = (opening..self.words.len()).filter(|it| !self.words.get(*it).is_some_and(is_of_a_stamp)).count();
        let known = self.words.len() - opening - others;
        match opening {
            0 => others == 0 && (has_year_or_hour(&self.words, self.text) || says_ago(&self.words)),
            _ => !self.is_sentence() && others <= 3 && known > others,
        }
    }
}

fn is_of_a_stamp(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    // 23rd, 10h30, 5pm
    (digits > 0 && word.len() <= digits + 5) || CALENDAR.begin(word)
}

fn has_year_or_hour(words: &Words, text: &str) -> bool {
    let hour = |it: &[u8]| it[0].is_ascii_digit() && matches!(it[1], b':' | b'.') && it[2].is_ascii_digit();
    words.iter().any(is_year) || text.as_bytes().windows(3).any(hour)
}

fn says_ago(words: &Words) -> bool {
    const AGO: &[&str] = &["ago", "vor", "hace", "fa", "ha", "geleden", "temu", "назад", "тому", "once"];
    words.len() <= 6 && words.len() >= 2 && words.iter().any(|it| AGO.contains(&it))
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: bool) {
        let line = Line::new(1, line);
        assert_eq!(Proof::read(0, &line).unwrap().stamps_the_day(), expected, "{}", line.text());
    }

    #[test]
    fn stamps_in_many_languages() {
        check("Published 23 September 2022", true);
        check("February 23, 2024", true);
        check("Wed 15 Oct 2025 10.30 BST", true);
        check("5 hours ago", true);
        check("Veröffentlicht am 3. März 2024 um 18:58 Uhr", true);
        check("Publicado el 21 de octubre de 2025", true);
        check("Опубликовано: 21 октября 2025, 10:15", true);
        check("Güncelleme: 21 Ekim 2025 10:15", true);
    }

    #[test]
    fn a_day_in_a_sentence_is_no_stamp() {
        check("Published in 1871, the paper was read in every village on the moor.", false);
        check("In May 2024 the bridge was closed", false);
        check("Apollo 11", false);
    }
}
