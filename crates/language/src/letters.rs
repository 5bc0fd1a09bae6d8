//! What the letters of a text tell: its script, and languages that give themselves away.

use newsmill_text::Script::{self, *};

/// More letters than this tell nothing more: 300 are as good as any number (measured on 48 languages).
pub(crate) const ENOUGH: usize = 300;

/// The first letters of a text, counted by script.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    counts: Vec<(Script, usize)>,
    /// How many there are, at most [`ENOUGH`].
    pub(crate) total: usize,
    /// How many bytes of the text they are in.
    pub(crate) bytes: usize,
}

/// Scripts that one language is written in share a family: Japanese mixes kana and Han.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Han, kana and Hangul.
    EastAsian,
    /// Any other script, by itself.
    One(Script),
}

impl Family {
    pub(crate) fn of(it: Script) -> Self {
        if matches!(it, Han | Kana | Hangul) { Self::EastAsian } else { Self::One(it) }
    }

    /// How much a letter weighs. Every script quotes Latin names, and a Latin text hardly quotes others; a Han
    /// character says as much as a syllable or two.
    fn weight(self) -> usize {
        match self {
            Self::One(Latin) => 2,
            Self::One(Cyrillic | Arabic | Devanagari) => 3,
            _ => 6,
        }
    }
}

/// The script of a letter; `None` for everything else. As [`Script::of`], but it does not ask of a character in
/// the midst of a script whether it is a letter: that is most of the time, and vowel signs and digits harm nothing.
pub(crate) fn script_of(it: char) -> Option<Script> {
    const INDIA: [Script; 10] =
        [Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam, Sinhala];
    Some(match u32::from(it) {
        0x41..=0x5A | 0x61..=0x7A | 0xC0..=0xD6 | 0xD8..=0xF6 | 0xF8..=0x23F => Latin,
        0..=0x7F | 0x2000..=0x206F | 0x3000..=0x3004 => return None,
        0x400..=0x481 | 0x48A..=0x52F => Cyrillic,
        0x620..=0x63F | 0x641..=0x64A | 0x671..=0x6D3 => Arabic,
        0x3A3..=0x3FF => Greek,
        0x561..=0x586 => Armenian,
        0x5D0..=0x5EA => Hebrew,
        // Stops that all of India shares.
        0x964..=0x965 => return None,
        number @ 0x900..=0xDFF => INDIA[(number as usize - 0x900) >> 7],
        0xE01..=0xE4E => Thai,
        0x10D0..=0x10FA => Georgian,
        0x4E00..=0x9FFF => Han,
        0x3041..=0x30FA => Kana,
        0xAC00..=0xD7A3 => Hangul,
        _ => return Script::of(it),
    })
}

impl Letters {
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for (at, it) in text.char_indices() {
            let Some(script) = script_of(it) else { continue };
            match letters.counts.iter_mut().find(|(it, _)| *it == script) {
                Some((_, count)) => *count += 1,
                None => letters.counts.push((script, 1)),
            }
            letters.total += 1;
            letters.bytes = at + it.len_utf8();
            if letters.total == ENOUGH {
                break;
            }
        }
        letters
    }

    /// How many are of this script.
    pub(crate) fn count(&self, script: Script) -> usize {
        self.counts.iter().find(|(it, _)| *it == script).map_or(0, |it| it.1)
    }

    /// The family that most of them are of, and how many of it there are.
    pub(crate) fn family(&self) -> Option<(Family, usize)> {
        let mut families: Vec<(Family, usize)> = Vec::new();
        for &(script, count) in &self.counts {
            let family = Family::of(script);
            match families.iter_mut().find(|(it, _)| *it == family) {
                Some((_, sum)) => *sum += count,
                None => families.push((family, count)),
            }
        }
        // The first of the largest: the order is that of the text.
        families.into_iter().rev().max_by_key(|(family, count)| count * family.weight())
    }

    /// The language that alone is written in this family, if there is one.
    pub(crate) fn owner(&self, family: Family) -> Option<&'static str> {
        let Family::One(script) = family else { return Some(self.east_asian()) };
        Some(match script {
            Greek => "el",
            Hebrew => "he",
            Thai => "th",
            Georgian => "ka",
            Armenian => "hy",
            Bengali => "bn",
            Tamil => "ta",
            Telugu => "te",
            Gujarati => "gu",
            Gurmukhi => "pa",
            Myanmar => "my",
            Khmer => "km",
            Lao => "lo",
            Sinhala => "si",
            Malayalam => "ml",
            Kannada => "kn",
            Oriya => "or",
            Ethiopic => "am",
            Tibetan => "bo",
            _ => return None,
        })
    }

    fn east_asian(&self) -> &'static str {
        let (han, kana, hangul) = (self.count(Han), self.count(Kana), self.count(Hangul));
        match () {
            () if hangul * 2 >= han + kana => "ko",
            // A Chinese text may quote a Japanese name; Japanese without a tenth of kana is hardly a sentence.
            () if kana * 10 >= han + kana => "ja",
            () => "zh",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let letters = Letters::of(text);
        assert_eq!(letters.family().and_then(|it| letters.owner(it.0)), expected, "{text}");
    }

    #[test]
    fn scripts_of_one_language_tell_it() {
        check("Η Ελλάδα", Some("el"));
        check("한국 뉴스 CNN", Some("ko"));
        check("ประเทศไทย", Some("th"));
        check("Москва", None);
    }

    #[test]
    fn kana_tell_japanese_from_chinese() {
        check("日本の新聞", Some("ja"));
        check("中国的报纸", Some("zh"));
        check("北京的报纸 CNN Apple", Some("zh"));
    }

    #[test]
    fn letters_have_the_scripts_that_all_rooms_agree_on() {
        for it in (0..0x3_0000).filter_map(char::from_u32) {
            let expected = Script::of(it);
            assert!(expected.is_none() || script_of(it) == expected, "{it}");
        }
    }

    #[test]
    fn no_letters_tell_nothing() {
        check("🇺🇦 12:30 — …", None);
        check("", None);
    }
}
