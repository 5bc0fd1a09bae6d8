//! The words of a line, folded, each with its place in the line.

use std::ops::Range;
use std::sync::LazyLock;

use newsmill_text::{Script, fold, hash64};

use crate::phrases::{Lists, lists_that_begin_with};

/// The folded words of a line. Nothing here is slower than the line is long.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    places: Vec<Place>,
    lists: Lists,
}

#[derive(Debug)]
struct Place {
    folded: Range<usize>,
    bytes: Range<usize>,
    hash: u32,
    lists: Lists,
}

impl Words {
    /// The words of a line: runs of letters and digits; where words are written without spaces,
    /// each letter, so that a phrase is found wherever it stands.
    pub(crate) fn of(line: &str) -> Self {
        let mut words = Self {
            folded: String::with_capacity(line.len() + line.len() / 8),
            places: Vec::with_capacity(line.len() / 5 + 1),
            lists: 0,
        };
        cut(line, |bytes| words.push(line, bytes));
        for it in &mut words.places {
            it.hash = hash_of(&words.folded[it.folded.clone()]);
            it.lists = lists_that_begin_with(it.hash);
            words.lists |= it.lists;
        }
        words
    }

    fn push(&mut self, line: &str, bytes: Range<usize>) {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        fold_word(&line[bytes.clone()], &mut self.folded);
        self.places.push(Place { folded: start..self.folded.len(), bytes, hash: 0, lists: 0 });
    }

    /// The lists that may have a phrase which begins with one of the words: no other has.
    pub(crate) fn lists(&self) -> Lists {
        self.lists
    }

    /// The lists that may have a phrase which begins with this word.
    pub(crate) fn lists_at(&self, place: usize) -> Lists {
        self.places.get(place).map_or(0, |it| it.lists)
    }

    /// The hash of a word.
    pub(crate) fn hash_at(&self, place: usize) -> u32 {
        self.places.get(place).map_or(0, |it| it.hash)
    }

    /// The words' hashes and lengths.
    pub(crate) fn hashes(&self) -> impl Iterator<Item = (u32, usize)> {
        self.places.iter().map(|it| (it.hash, it.folded.len()))
    }

    /// All of them, folded, with a space between: what two lines that say the same have in common.
    pub(crate) fn folded(&self) -> &str {
        &self.folded
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// A word, folded.
    pub(crate) fn get(&self, place: usize) -> Option<&str> {
        self.places.get(place).map(|it| &self.folded[it.folded.clone()])
    }

    /// Where a word stands in the line, in bytes.
    pub(crate) fn bytes(&self, place: usize) -> Option<Range<usize>> {
        self.places.get(place).map(|it| it.bytes.clone())
    }

    /// Whether a word of a script without spaces follows right upon another one.
    pub(crate) fn goes_on_at(&self, place: usize) -> bool {
        let Some(pair) = place.checked_sub(1).and_then(|it| self.places.get(it..=place)) else { return false };
        let is_unspaced = |it: &Place| self.folded[it.folded.clone()].starts_with(is_unspaced);
        pair[0].bytes.end == pair[1].bytes.start && pair.iter().all(is_unspaced)
    }

    /// The words, folded.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|it| &self.folded[it.folded.clone()])
    }
}

/// The hash of a folded word.
pub(crate) fn hash_of(word: &str) -> u32 {
    hash64(word.as_bytes()) as u32
}

/// The folded words of a phrase of a list.
pub(crate) fn words_of(phrase: &str) -> Vec<String> {
    let mut words = Vec::new();
    cut(phrase, |bytes| {
        let mut folded = String::new();
        fold_word(&phrase[bytes], &mut folded);
        words.push(folded);
    });
    words
}

/// The lists that may have a phrase which begins with the first word of a text.
pub(crate) fn lists_at_the_start(text: &str) -> Lists {
    let start = text.find(is_of_a_word).unwrap_or(text.len());
    let rest = &text[start..];
    let end = match rest.chars().next() {
        Some(it) if is_unspaced(it) => it.len_utf8(),
        _ => rest.find(|it| !is_of_a_word(it) || is_unspaced(it)).unwrap_or(rest.len()),
    };
    let mut folded = String::new();
    fold_word(&rest[..end], &mut folded);
    lists_that_begin_with(hash_of(&folded))
}

/// Finds the words of a line.
fn cut(line: &str, mut word: impl FnMut(Range<usize>)) {
    let (mut start, mut at) = (None, 0);
    let bytes = line.as_bytes();
    while let Some(it) = bytes.get(at) {
        if it.is_ascii() {
            match (it.is_ascii_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(begun)) => {
                    word(begun..at);
                    start = None;
                }
                _ => {}
            }
            at += 1;
            continue;
        }
        let Some(it) = line[at..].chars().next() else { break };
        let is_alone = is_unspaced(it);
        if let Some(begun) = start.take_if(|_| is_alone || !is_of_a_word(it)) {
            word(begun..at);
        }
        if is_alone {
            word(at..at + it.len_utf8());
        } else if start.is_none() && is_of_a_word(it) {
            start = Some(at);
        }
        at += it.len_utf8();
    }
    if let Some(begun) = start {
        word(begun..line.len());
    }
}

/// How many words a reader would count: by spaces, and by two letters where there are no spaces.
pub(crate) fn count(line: &str) -> usize {
    if line.is_ascii() {
        let has_letter = |it: &&[u8]| it.iter().any(u8::is_ascii_alphanumeric);
        return line.as_bytes().split(u8::is_ascii_whitespace).filter(has_letter).count();
    }
    let is_unspaced = |it: char| it >= '\u{E00}' && Script::of(it).is_some_and(Script::is_unspaced);
    let unspaced = line.chars().filter(|it| is_unspaced(*it)).count();
    let spaced = line.split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric)).count();
    if unspaced > spaced { spaced.saturating_sub(1) + unspaced.div_ceil(2) } else { spaced }
}

/// Whether a letter (or a mark upon it) belongs to a script without spaces between words.
pub(crate) fn is_unspaced(it: char) -> bool {
    let is_mark = |it| matches!(it, '\u{E31}'..='\u{E4E}' | '\u{EB1}'..='\u{ECE}');
    it >= '\u{E00}' && (is_mark(it) || Script::of(it).is_some_and(Script::is_unspaced))
}

/// Whether a word is made of digits.
pub(crate) fn is_number(word: &str) -> bool {
    word.bytes().all(|it| it.is_ascii_digit())
}

/// Whether a word is a year that news speaks of.
pub(crate) fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && is_number(word)
}

/// Whether it is a letter: as the standard library says, but at once for the letters of Europe.
pub(crate) fn is_letter(it: char) -> bool {
    match it {
        '\0'..='\u{7F}' => it.is_ascii_alphabetic(),
        '×' | '÷' => false,
        'À'..='ɏ' | 'А'..='ҁ' | 'Ҋ'..='ԯ' => true,
        '\u{80}'..='\u{A9}' | '«' | '»' | '\u{2010}'..='\u{205E}' => false,
        _ => it.is_alphabetic(),
    }
}

/// Letters and digits, with the marks that stand upon them: without these, Hindi, pointed Hebrew and
/// vocalized Arabic would fall to pieces.
fn is_of_a_word(it: char) -> bool {
    match it {
        '\0'..='\u{7F}' => it.is_ascii_alphanumeric(),
        '×' | '÷' => false,
        'À'..='ɏ' | 'А'..='ҁ' | 'Ҋ'..='ԯ' => true,
        '\u{80}'..='\u{A9}' | '«' | '»' | '\u{2010}'..='\u{205E}' => false,
        '\u{964}' | '\u{965}' | '\u{970}' => false,
        '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{900}'..='\u{DFF}' | '\u{200D}' => true,
        '\u{5BE}' | '\u{5C0}' | '\u{5C3}' | '\u{5C6}' => false,
        '\u{591}'..='\u{5C7}' => true,
        _ => it.is_alphanumeric(),
    }
}

/// Adds a word, folded. The marks of Indic scripts are vowels and stay, and Korean syllables stay
/// whole; letters that are one to a reader of Greek, Arabic or Persian become one.
fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word);
        folded[start..].make_ascii_lowercase();
        return;
    }
    let start = folded.len();
    for it in word.chars() {
        let Some(Some(plain)) = PLAIN.get(it as usize) else {
            folded.truncate(start);
            return fold_slowly(word, folded);
        };
        folded.push(*plain);
    }
}

/// What the letters of the European alphabets fold to, where it is one letter.
static PLAIN: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let plain = |it: char| {
        let mut folded = String::new();
        fold_slowly(it.encode_utf8(&mut [0; 4]), &mut folded);
        let mut chars = folded.chars();
        chars.next().filter(|_| chars.next().is_none())
    };
    ('\0'..'\u{530}').map(plain).collect()
});

fn fold_slowly(word: &str, folded: &mut String) {
    if word.chars().all(has_no_accents) {
        folded.extend(word.chars().flat_map(char::to_lowercase).filter_map(kin));
    } else {
        folded.extend(fold(word).chars().filter_map(kin));
    }
}

/// Whether the letter's marks are part of it: in Indic scripts, Korean, and those without spaces.
fn has_no_accents(it: char) -> bool {
    it.is_ascii()
        || matches!(it, '\u{900}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{D7A3}' | '\u{200D}')
}

/// The letter under which its kin are looked up; none for what only stretches or joins.
fn kin(it: char) -> Option<char> {
    let digit = |zero: char| char::from_digit(u32::from(it) - u32::from(zero), 10);
    match it {
        'ς' => Some('σ'),
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        'ة' => Some('ه'),
        '\u{640}' | '\u{93C}' | '\u{200D}' => None,
        '\u{660}'..='\u{669}' => digit('\u{660}'),
        '\u{6F0}'..='\u{6F9}' => digit('\u{6F0}'),
        '\u{966}'..='\u{96F}' => digit('\u{966}'),
        _ => Some(it),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str, number: usize) {
        assert_eq!((Words::of(line).folded(), count(line)), (expected, number));
    }

    #[test]
    fn words_are_folded_and_counted() {
        check("  «Київ», don’t — Élysée! ", "киів don t elysee", 3);
        check("", "", 0);
        check("• | >", "", 0);
    }

    #[test]
    fn without_spaces_each_letter_is_looked_up_and_two_are_counted() {
        check("北京和莫斯科", "北 京 和 莫 斯 科", 3);
        check("2022年9月", "2022 年 9 月", 1);
        check("がらす", "が ら す", 2);
    }

    #[test]
    fn marks_belong_to_their_letters() {
        check("हिन्दी में।", "हिन्दी में", 2);
        check("שָׁלוֹם", "שלום", 1);
        check("مُحَمَّد", "محمد", 1);
    }

    #[test]
    fn letters_that_readers_take_for_one_are_one() {
        check("ΕΙΔΉΣΕΙΣ είδησης", "ειδησεισ ειδησησ", 2);
        check("كتابة ي ٢٠٢٢", "کتابه ی 2022", 3);
        check("한국어 9월", "한국어 9월", 2);
    }
}
