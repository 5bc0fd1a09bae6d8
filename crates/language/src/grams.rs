//! What the table knows a text by: pieces of its words, as numbers. The program that builds the table
//! (`table/`) includes this file, so that both count the same things.

/// Scripts that several languages share and that the table tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shared {
    /// Half of the world's languages.
    Latin,
    /// Of the Slavic east and Central Asia.
    Cyrillic,
    /// Arabic, Persian, Urdu.
    Arabic,
}

impl Shared {
    /// All of them, in the order of the table's parts.
    pub(crate) const ALL: [Self; 3] = [Self::Latin, Self::Cyrillic, Self::Arabic];

    /// The letter of this script in lower case, with full-width and combined forms put right; 0 for
    /// everything else.
    fn letter(self, it: char) -> u16 {
        let number = u32::from(it);
        match self {
            Self::Latin => match number {
                0x61..=0x7A | 0xE0..=0xF6 | 0xF8..=0xFF => number as u16,
                0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE => number as u16 + 0x20,
                0xFF21..=0xFF3A => (number - 0xFEC0) as u16,
                0xFF41..=0xFF5A => (number - 0xFEE0) as u16,
                0xAA | 0xBA | 0xDF | 0x100..=0x2AF | 0x1E00..=0x1EFF => lower(it),
                _ => 0,
            },
            Self::Cyrillic => match number {
                0x430..=0x45F => number as u16,
                0x410..=0x42F => number as u16 + 0x20,
                0x400..=0x40F => number as u16 + 0x50,
                0x460..=0x481 | 0x48A..=0x52F => lower(it),
                _ => 0,
            },
            Self::Arabic => match number {
                0x620..=0x63F | 0x641..=0x64A | 0x66E..=0x66F | 0x671..=0x6D3 | 0x6D5 => number as u16,
                0x6EE..=0x6EF | 0x6FA..=0x6FF | 0x750..=0x77F => number as u16,
                _ => 0,
            },
        }
    }
}

fn lower(it: char) -> u16 {
    it.to_lowercase().next().and_then(|it| u16::try_from(u32::from(it)).ok()).unwrap_or_default()
}

impl Shared {
    /// The letter of this script that a Latin one only looks like: some keyboards and old fonts mix them. 0 if there is
    /// none. Words of nothing but such letters are Latin.
    fn twin(self, it: char) -> u16 {
        const CYRILLIC: &[(u8, char)] = &[
            (b'a', 'а'),
            (b'e', 'е'),
            (b'o', 'о'),
            (b'p', 'р'),
            (b'c', 'с'),
            (b'x', 'х'),
            (b'y', 'у'),
            (b'j', 'ј'),
            (b'i', 'і'),
            (b'k', 'к'),
            (b'm', 'м'),
            (b't', 'т'),
            (b'h', 'н'),
            (b'b', 'в'),
        ];
        if self != Self::Cyrillic || !it.is_ascii_alphabetic() {
            return 0;
        }
        // Small b, h, k, m and t look like other letters, or like none.
        let is_like = |(latin, _): &&(u8, char)| {
            *latin == it.to_ascii_lowercase() as u8 && (it.is_ascii_uppercase() || !b"bhkmt".contains(latin))
        };
        CYRILLIC.iter().find(is_like).map_or(0, |(_, twin)| u32::from(*twin) as u16)
    }
}

/// A word: where its letters stand, and whether it looks like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    start: usize,
    end: usize,
    /// Whether it has a capital for another reason than that its sentence or headline begins with it.
    pub(crate) is_name: bool,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    letters: Vec<u16>,
    /// The words, in the text's order.
    pub(crate) all: Vec<Word>,
    /// How many of them begin with a capital.
    pub(crate) capitals: usize,
}

impl Words {
    /// The words of a text, as far as they are of this script.
    pub(crate) fn of(text: &str, script: Shared) -> Self {
        let (letters, all) = (Vec::with_capacity(text.len()), Vec::with_capacity(text.len() / 4));
        let mut words = Self { letters, all, capitals: 0 };
        let mut word = Word { start: 0, end: 0, is_name: false };
        let mut is_own = false;
        for it in text.chars() {
            let (letter, twin) = (script.letter(it), script.twin(it));
            if letter != 0 || twin != 0 {
                if words.letters.len() == word.start {
                    (word.is_name, is_own) = (it.is_uppercase(), false);
                }
                words.letters.push(letter | twin);
                is_own |= letter != 0;
            } else if !is_mark(it) {
                words.end(&mut word, is_own);
            }
        }
        words.end(&mut word, is_own);
        words.judge_capitals();
        words
    }

    fn end(&mut self, word: &mut Word, is_own: bool) {
        if is_own {
            word.end = self.letters.len();
            self.all.extend(Some(*word).filter(|it| it.end > it.start));
        } else {
            self.letters.truncate(word.start);
        }
        word.start = self.letters.len();
    }

    /// The first word's capital says nothing, nor do capitals in a headline that has them on most words.
    fn judge_capitals(&mut self) {
        self.capitals = self.all.iter().filter(|it| it.is_name).count();
        if let Some(first) = self.all.first_mut() {
            first.is_name = false;
        }
        let names = self.all.iter().filter(|it| it.is_name).count();
        if names * 10 > self.all.len() * 6 {
            self.all.iter_mut().for_each(|it| it.is_name = false);
        }
    }

    /// How many letters there are.
    pub(crate) fn letter_count(&self) -> usize {
        self.letters.len()
    }

    /// The letters of a word.
    pub(crate) fn letters(&self, word: Word) -> &[u16] {
        &self.letters[word.start..word.end]
    }
}

/// Letters put together to one number: at most four.
pub(crate) fn gram(letters: &[u16]) -> u64 {
    letters.iter().fold(0, |gram, it| gram << 16 | u64::from(*it))
}

/// The number of a whole word.
pub(crate) fn word(letters: &[u16]) -> u64 {
    let mixed = letters.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |sum, it| {
        (sum.rotate_left(5) ^ u64::from(*it)).wrapping_mul(0x517C_C1B7_2722_0A95)
    });
    mixed | 1 << 63
}

/// The numbers of a word's beginning and end, which the letters within it do not give away.
pub(crate) fn edges(letters: &[u16]) -> Option<[u64; 2]> {
    let length = letters.len();
    (length >= 4).then(|| [1 << 48 | gram(&letters[..3]), 2 << 48 | gram(&letters[length - 3..])])
}

/// The number, scattered: the upper half finds the place, the lower half makes sure.
pub(crate) fn scattered(key: u64) -> u64 {
    let mut it = key.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    it ^= it >> 32;
    it = it.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    it ^ it >> 32
}

/// Where a number's search begins among so many places.
pub(crate) fn place(scattered: u64, places: usize) -> usize {
    (((scattered >> 32) * places as u64) >> 32) as usize
}

/// Marks that belong to the word they stand in: accents, vowel signs and joiners.
fn is_mark(it: char) -> bool {
    matches!(u32::from(it), 0x300..=0x36F | 0x483..=0x489 | 0x610..=0x61A | 0x640 | 0x64B..=0x65F | 0x670)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, script: Shared, expected: &[(&str, bool)]) {
        let words = Words::of(text, script);
        let letters = |it| String::from_utf16(words.letters(it)).unwrap();
        let got: Vec<(String, bool)> = words.all.iter().map(|it| (letters(*it), it.is_name)).collect();
        assert!(got.iter().map(|it| (it.0.as_str(), it.1)).eq(expected.iter().copied()), "{got:?}");
    }

    #[test]
    fn words_are_letters_of_one_script_in_lower_case() {
        check("Ще не вмерла UNIAN", Shared::Cyrillic, &[("ще", false), ("не", false), ("вмерла", false)]);
        check("l’été", Shared::Latin, &[("l", false), ("été", false)]);
        check("Прeдсeдник Pope", Shared::Cyrillic, &[("председник", false)]);
        check("ＡＢＣ", Shared::Latin, &[("abc", false)]);
        check("e\u{301}te\u{301}", Shared::Latin, &[("ete", false)]);
    }

    #[test]
    fn a_capital_within_a_sentence_makes_a_name() {
        check("The talks in Kyiv", Shared::Latin, &[("the", false), ("talks", false), ("in", false), ("kyiv", true)]);
        check("Talks Go On", Shared::Latin, &[("talks", false), ("go", false), ("on", false)]);
    }

    #[test]
    fn pieces_have_numbers_of_their_own() {
        let letters: Vec<u16> = "these".encode_utf16().collect();
        let [start, end] = edges(&letters).unwrap();
        let all = [gram(&letters[..3]), gram(&letters[..4]), word(&letters), start, end];
        assert!((1..5).all(|it| !all[..it].contains(&all[it])));
        assert_eq!(edges(&letters[..3]), None);
    }
}
