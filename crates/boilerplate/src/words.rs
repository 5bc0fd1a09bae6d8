//! The words of a line, folded, each with its place in the line.

use std::ops::Range;

use newsmill_text::{Script, fold};

/// The folded words of a line. Nothing here is slower than the line is long.
#[derive(Debug, Default)]
pub(crate) struct Words {
    folded: String,
    places: Vec<Place>,
}

#[derive(Debug)]
struct Place {
    folded: Range<usize>,
    bytes: Range<usize>,
}

impl Words {
    /// The words of a line: runs of letters and digits.
    pub(crate) fn of(line: &str) -> Self {
        let mut words = Self::default();
        let mut start = None;
        for (at, it) in line.char_indices() {
            match (is_of_a_word(it), start) {
                (true, None) => start = Some(at),
                (false, Some(begun)) => {
                    words.push(line, begun..at);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(begun) = start {
            words.push(line, begun..line.len());
        }
        words
    }

    fn push(&mut self, line: &str, bytes: Range<usize>) {
        if !self.folded.is_empty() {
            self.folded.push(' ');
        }
        let start = self.folded.len();
        self.folded.push_str(&fold(&line[bytes.clone()]));
        self.places.push(Place { folded: start..self.folded.len(), bytes });
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

    /// The words, folded.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|it| &self.folded[it.folded.clone()])
    }
}

/// The folded words of a phrase.
pub(crate) fn words_of(phrase: &str) -> Vec<String> {
    Words::of(phrase).iter().map(str::to_owned).collect()
}

/// How many words a reader would count: by spaces, and by two letters where there are no spaces.
pub(crate) fn count(line: &str) -> usize {
    let unspaced = line.chars().filter(|it| Script::of(*it).is_some_and(Script::is_unspaced)).count();
    let spaced = line.split_whitespace().filter(|it| it.chars().any(char::is_alphanumeric)).count();
    if unspaced > spaced { spaced.saturating_sub(1) + unspaced.div_ceil(2) } else { spaced }
}

fn is_of_a_word(it: char) -> bool {
    it.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&it)
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
    fn without_spaces_two_letters_are_a_word() {
        check("北京和莫斯科", "北京和莫斯科", 3);
    }
}
