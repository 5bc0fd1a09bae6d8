//! The word lists, and how a line is looked up in them.
//!
//! A list is a text file in `words/`, a line a language, phrases parted by `|`. They are written as
//! people write them and compared folded, so that case, accents and quotes do not matter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use newsmill_text::Script;

use crate::words::{Words, hash_of, is_number, lists_at_the_start, words_of};

/// A list of phrases, by their first words.
pub(crate) struct Phrases {
    /// Under the hashes of their first words.
    by_first_word: BTreeMap<u32, Vec<Phrase>>,
    in_rows: bool,
    bit: Lists,
}

/// A bit for each list.
pub(crate) type Lists = u32;

struct Phrase {
    words: Vec<String>,
    strong: bool,
    long: bool,
}

/// How much a phrase must weigh to count.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Any phrase of the list.
    Any,
    /// Only one that may convict a sentence: of two words or more, without `~` before it.
    Strong,
}

macro_rules! lists {
    ($($name:ident = $file:literal;)*) => {
        $(pub(crate) static $name: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::read($file, include_str!(concat!("words/", $file))));)*

        const FILES: &[&str] = &[$($file),*];

        const ALL: &[&LazyLock<Phrases>] = &[$(&$name),*];

        /// Every list with its text, for tests.
        #[cfg(test)]
        pub(crate) const TEXTS: &[(&str, &str)] = &[$(($file, include_str!(concat!("words/", $file)))),*];
    };
}

/// Lists whose phrases stand one after the other, without spaces in scripts that have none.
const IN_ROWS: &[&str] = &["share.txt", "comments.txt"];

lists! {
    SUBSCRIBE = "subscribe.txt";
    COOKIES = "cookies.txt";
    RIGHTS = "rights.txt";
    SEE_ALSO = "see_also.txt";
    WITH_COLON = "with_colon.txt";
    READ_MORE = "read_more.txt";
    ASIDES = "asides.txt";
    STAMPS = "stamps.txt";
    CALENDAR = "calendar.txt";
    CREDITS = "credits.txt";
    BYLINES = "bylines.txt";
    SIGN_OFFS = "sign_offs.txt";
    COMMENTS = "comments.txt";
    SHARE = "share.txt";
    LABELS = "labels.txt";
    SECTIONS = "sections.txt";
}

/// Which lists have a phrase that begins with a word of this hash; now and then, one that has none.
/// A line has hundreds of words, and few of them begin anything: they need not be looked up.
pub(crate) fn lists_that_begin_with(hash: u32) -> Lists {
    static LISTS: LazyLock<Vec<Lists>> = LazyLock::new(|| {
        let mut lists = vec![0; PLACES];
        for list in ALL {
            let hashes = list.by_first_word.keys();
            hashes.for_each(|it| lists[*it as usize % PLACES] |= list.bit);
        }
        lists
    });
    LISTS[hash as usize % PLACES]
}

/// Eight times as many as there are words that begin phrases.
const PLACES: usize = 1 << 15;

impl Phrases {
    fn read(file: &str, list: &str) -> Self {
        let mut by_first_word: BTreeMap<u32, Vec<Phrase>> = BTreeMap::new();
        let lines = list.lines().filter(|it| !it.starts_with('#'));
        for phrase in lines.filter_map(|it| it.split_once(": ")).flat_map(|(_, phrases)| phrases.split('|')) {
            let words = words_of(phrase);
            let Some(first) = words.first().map(|it| hash_of(it)) else { continue };
            let long = is_long(&words);
            let strong = long && !phrase.trim_start().starts_with('~');
            by_first_word.entry(first).or_default().push(Phrase { words, strong, long });
        }
        let bit = 1 << FILES.iter().position(|it| *it == file).unwrap_or_default();
        Self { by_first_word, in_rows: IN_ROWS.contains(&file), bit }
    }

    /// How many words the longest phrase has that stands at this word of the line; 0 if none does.
    /// Where words are written without spaces, a short phrase must not stand within other letters:
    /// 图片 is a credit at the start of a line, and a picture in the midst of a sentence.
    #[inline]
    pub(crate) fn at(&self, words: &Words, place: usize, weight: Weight) -> usize {
        if self.is_among(words.lists_at(place)) { self.longest_at(words, place, weight) } else { 0 }
    }

    fn longest_at(&self, words: &Words, place: usize, weight: Weight) -> usize {
        let Some(phrases) = self.by_first_word.get(&words.hash_at(place)) else { return 0 };
        let may_be_short = self.in_rows || !words.goes_on_at(place);
        let fits = |it: &&Phrase| {
            (it.strong || weight == Weight::Any)
                && (it.long || may_be_short)
                && it.words.iter().enumerate().all(|(next, word)| words.get(place + next) == Some(word))
        };
        phrases.iter().filter(fits).map(|it| it.words.len()).max().unwrap_or_default()
    }

    /// Whether the list is one of these.
    pub(crate) fn is_among(&self, lists: Lists) -> bool {
        lists & self.bit != 0
    }

    /// Whether a phrase may begin with the first word of a text. Of no text it is worth the while to
    /// find all words where this is not so.
    pub(crate) fn may_begin(&self, text: &str) -> bool {
        self.is_among(lists_at_the_start(text))
    }

    /// Whether a phrase may stand anywhere in the line.
    pub(crate) fn may_be_in(&self, words: &Words) -> bool {
        self.is_among(words.lists())
    }

    /// Whether a phrase stands anywhere in the line.
    pub(crate) fn stand_in(&self, words: &Words, weight: Weight) -> bool {
        self.may_be_in(words) && (0..words.len()).any(|place| self.at(words, place, weight) > 0)
    }

    /// Whether the line is one phrase, and nothing else but numbers.
    pub(crate) fn are_all_of(&self, words: &Words) -> bool {
        let number = |place: &usize| words.get(*place).is_some_and(is_number);
        let start = (0..words.len()).take_while(number).count();
        let length = self.at(words, start, Weight::Any);
        length > 0 && (start + length..words.len()).all(|it| number(&it))
    }

    /// Whether the word is the start of one of the list's (single) words, or they of it.
    pub(crate) fn begin(&self, word: &str) -> bool {
        // Three letters tell a month; shorter entries must be the whole word.
        let starts = word.char_indices().map(|(at, _)| at).skip(3).take(9).chain([word.len()]);
        let begins = |end: usize| {
            let phrases = self.by_first_word.get(&hash_of(&word[..end]));
            phrases.is_some_and(|it| it.iter().any(|it| it.words[0] == word[..end]))
        };
        starts.into_iter().any(begins)
    }
}

/// Whether a phrase is long enough to convict a sentence: two words, or as many letters as these
/// have where words are written without spaces.
fn is_long(words: &[String]) -> bool {
    let first = |it: &String| it.chars().next().and_then(Script::of);
    let least = match words.iter().find_map(first) {
        Some(Script::Han | Script::Kana) => 4,
        Some(it) if it.is_unspaced() => 8,
        _ => 2,
    };
    words.len() >= least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(list: &Phrases, line: &str, expected: bool) {
        assert_eq!(list.stand_in(&Words::of(line), Weight::Strong), expected, "{line}");
    }

    #[test]
    fn case_and_accents_do_not_matter() {
        check(&SUBSCRIBE, "ABONNEZ-VOUS pour lire", true);
        check(&SUBSCRIBE, "Підпишіться на наш канал", true);
        check(&COOKIES, "We use “cookies” here", true);
    }

    #[test]
    fn a_phrase_ends_where_a_word_ends() {
        check(&SUBSCRIBE, "They register nowadays", false);
    }

    #[test]
    fn weak_phrases_convict_no_sentence() {
        check(&SEE_ALSO, "More from the market tomorrow", false);
        assert!(SEE_ALSO.stand_in(&Words::of("More from the market"), Weight::Any));
    }

    #[test]
    fn a_label_may_have_a_count() {
        assert!(LABELS.are_all_of(&Words::of("Most read (10)")));
        assert!(!LABELS.are_all_of(&Words::of("News from Kyiv")));
    }

    #[test]
    fn a_short_phrase_stands_in_no_midst_of_letters_without_spaces() {
        assert_eq!(CREDITS.at(&Words::of("图片来源：北风报"), 0, Weight::Any), 4);
        assert_eq!(CREDITS.at(&Words::of("她公布了一张图片"), 6, Weight::Any), 0);
        assert!(!RIGHTS.stand_in(&Words::of("市長は著作権を語った"), Weight::Any));
        assert!(SHARE.at(&Words::of("分享到微信"), 3, Weight::Any) > 0);
    }

    /// The languages of every list; Serbian twice, in both scripts.
    const LANGUAGES: &[&str] = &[
        "en", "de", "es", "fr", "it", "pt", "nl", "pl", "ru", "uk", "tr", "cs", "sk", "hu", "ro", "bg", "sr", "sr",
        "hr", "el", "sv", "da", "nb", "fi", "ar", "fa", "he", "hi", "id", "vi", "th", "zh", "ja", "ko",
    ];

    #[test]
    fn every_list_speaks_every_language_in_one_order() {
        for (file, text) in TEXTS {
            let lines = text.lines().filter(|it| !it.starts_with('#'));
            let languages: Vec<&str> =
                lines.map(|it| it.split_once(": ").map_or(it, |(language, _)| language)).collect();
            assert_eq!(languages, LANGUAGES, "{file}");
        }
    }

    #[test]
    fn no_language_says_a_phrase_twice_and_every_phrase_has_words() {
        for (file, text) in TEXTS {
            for line in text.lines().filter(|it| !it.starts_with('#')) {
                let phrases = line.split_once(": ").unwrap().1.split('|');
                let mut phrases: Vec<Vec<String>> = phrases.map(words_of).collect();
                assert!(phrases.iter().all(|it| !it.is_empty()), "{file}: {line}");
                phrases.sort();
                let twice = phrases.windows(2).find(|it| it[0] == it[1]);
                assert_eq!(twice, None, "{file}: {line}");
            }
        }
    }

    /// What a list says of a line: that it is one of its phrases, begins with one or has one in it.
    #[track_caller]
    fn tells(list: &str, line: &str) {
        let words = Words::of(line);
        let told = match list {
            "label" => LABELS.are_all_of(&words),
            "more" => READ_MORE.are_all_of(&words),
            "heading" => SECTIONS.are_all_of(&words),
            "see" => SEE_ALSO.at(&words, 0, Weight::Strong) > 0,
            "stamp" => STAMPS.at(&words, 0, Weight::Any) > 0 && words.iter().skip(1).any(|it| CALENDAR.begin(it)),
            "photo" => CREDITS.at(&words, 0, Weight::Any) > 0,
            "by" => BYLINES.at(&words, 0, Weight::Any) > 0,
            "comments" => COMMENTS.at(&words, 0, Weight::Any) > 0,
            "rights" => RIGHTS.stand_in(&words, Weight::Strong),
            "cookies" => COOKIES.stand_in(&words, Weight::Strong),
            "subscribe" => SUBSCRIBE.stand_in(&words, Weight::Strong),
            _ => false,
        };
        assert!(told, "{list}: {line}");
    }

    #[test]
    fn chrome_is_told_in_every_language() {
        let lines = include_str!("words/told.txt").lines().filter(|it| !it.starts_with('#') && !it.is_empty());
        let mut languages = std::collections::BTreeSet::new();
        for line in lines {
            let (language, rest) = line.split_once(' ').unwrap();
            let (list, line) = rest.split_once(' ').unwrap();
            languages.insert(language);
            tells(list, line);
        }
        assert!(LANGUAGES.iter().all(|it| languages.contains(it)), "{languages:?}");
    }
}
