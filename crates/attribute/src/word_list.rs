//! Lists of words that read like sentences, `a|b|c`, and are asked by hash or by first letter.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Whole words or names.
pub(crate) struct WordList {
    written: &'static str,
    words: OnceLock<HashSet<&'static str>>,
}

impl WordList {
    pub(crate) const fn of(written: &'static str) -> Self {
        Self { written, words: OnceLock::new() }
    }

    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.get_or_init(|| self.written.split('|').collect()).contains(word)
    }
}

/// What a text may begin with; of two that fit, the one that is written first wins.
pub(crate) struct Starts {
    written: &'static str,
    by_letter: OnceLock<HashMap<char, Vec<&'static str>>>,
}

impl Starts {
    pub(crate) const fn of(written: &'static str) -> Self {
        Self { written, by_letter: OnceLock::new() }
    }

    /// The start that the text has.
    pub(crate) fn find(&self, text: &str) -> Option<&'static str> {
        let by_letter = self.by_letter.get_or_init(|| {
            let mut letters: HashMap<char, Vec<&'static str>> = HashMap::new();
            for it in self.written.split('|') {
                letters.entry(it.chars().next().unwrap_or_default()).or_default().push(it);
            }
            letters
        });
        by_letter.get(&text.chars().next()?)?.iter().copied().find(|it| text.starts_with(it))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_and_first_starts_are_found() {
        static WORDS: WordList = WordList::of("by|written by");
        static STARTS: Starts = Starts::of("by: |by |von ");
        assert_eq!([WORDS.has("by"), WORDS.has("written"), WORDS.has("")], [true, false, false]);
        assert_eq!(STARTS.find("by: Jane Doe"), Some("by: "));
        assert_eq!([STARTS.find("von "), STARTS.find("vor"), STARTS.find("")], [Some("von "), None, None]);
    }
}
