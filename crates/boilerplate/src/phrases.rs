//! The word lists, and how a line is looked up in them.
//!
//! A list is a text file in `words/`, a line a language, phrases parted by `|`. They are written as
//! people write them and compared folded, so that case, accents and quotes do not matter.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::words::{Words, words_of};

/// A list of phrases, by their first words.
pub(crate) struct Phrases {
    by_first_word: BTreeMap<String, Vec<Phrase>>,
}

struct Phrase {
    rest: Vec<String>,
    strong: bool,
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
            LazyLock::new(|| Phrases::read(include_str!(concat!("words/", $file))));)*

        /// Every list with its text, for tests.
        #[cfg(test)]
        pub(crate) const TEXTS: &[(&str, &str)] = &[$(($file, include_str!(concat!("words/", $file)))),*];
    };
}

lists! {
    SUBSCRIBE = "subscribe.txt";
    COOKIES = "cookies.txt";
    RIGHTS = "rights.txt";
    SEE_ALSO = "see_also.txt";
    WITH_COLON = "with_colon.txt";
    READ_MORE = "read_more.txt";
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

impl Phrases {
    fn read(list: &str) -> Self {
        let mut by_first_word: BTreeMap<String, Vec<Phrase>> = BTreeMap::new();
        let lines = list.lines().filter(|it| !it.starts_with('#'));
        for phrase in lines.filter_map(|it| it.split_once(": ")).flat_map(|(_, phrases)| phrases.split('|')) {
            let words = words_of(phrase);
            let Some((first, rest)) = words.split_first() else { continue };
            let strong = !rest.is_empty() && !phrase.trim_start().starts_with('~');
            let rest = rest.iter().map(|it| (*it).to_owned()).collect();
            by_first_word.entry((*first).to_owned()).or_default().push(Phrase { rest, strong });
        }
        Self { by_first_word }
    }

    /// How many words the longest phrase has that stands at this word of the line; 0 if none does.
    pub(crate) fn at(&self, words: &Words, place: usize, weight: Weight) -> usize {
        let Some(phrases) = words.get(place).and_then(|it| self.by_first_word.get(it)) else { return 0 };
        let fits = |it: &&Phrase| {
            (it.strong || weight == Weight::Any)
                && it.rest.iter().enumerate().all(|(next, word)| words.get(place + 1 + next) == Some(word))
        };
        phrases.iter().filter(fits).map(|it| it.rest.len() + 1).max().unwrap_or_default()
    }

    /// Whether a phrase stands anywhere in the line.
    pub(crate) fn stand_in(&self, words: &Words, weight: Weight) -> bool {
        (0..words.len()).any(|place| self.at(words, place, weight) > 0)
    }

    /// Whether the line is one phrase, and nothing else but numbers.
    pub(crate) fn are_all_of(&self, words: &Words) -> bool {
        let number = |place: &usize| words.get(*place).is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()));
        let start = (0..words.len()).take_while(number).count();
        let length = self.at(words, start, Weight::Any);
        length > 0 && (start + length..words.len()).all(|it| number(&it))
    }

    /// Whether the word is the start of one of the list's (single) words, or they of it.
    pub(crate) fn begin(&self, word: &str) -> bool {
        // Three letters tell a month; shorter entries must be the whole word.
        let starts = word.char_indices().map(|(at, _)| at).skip(3).take(9).chain([word.len()]);
        starts.into_iter().any(|end| self.by_first_word.contains_key(&word[..end]))
    }
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
    fn every_list_speaks_eleven_languages() {
        for (file, text) in TEXTS {
            for language in ["en", "de", "es", "fr", "it", "pt", "nl", "pl", "ru", "uk", "tr"] {
                let start = format!("{language}: ");
                assert!(text.lines().any(|it| it.starts_with(&start)), "{file} has no {language}");
            }
        }
    }
}
