//! What is remembered of an article to compare it with all others.

use newsmill_stage::Article;
use newsmill_text::{Script, Tokens, fold, hash64, hash128};

use crate::sketch::{Sample, sample};

newsmill_stage::record! {
    /// What dedupe remembers of an article.
    pub struct Clue in "clue_dedupe" {
        /// the hash of all its words, folded, in two halves
        pub exact: Vec<u64>,
        /// how many units it has: words, or characters of scripts without spaces
        pub units: i64,
        /// how many different runs of three units it has
        pub shingles: i64,
        /// a sample of their hashes
        pub sketch: Vec<u64>,
        /// how many different numbers it has
        pub numbers: i64,
        /// a sample of their hashes
        pub number_sketch: Vec<u64>,
        /// how many different names it has: words with a capital inside a sentence
        pub names: i64,
        /// a sample of their hashes
        pub name_sketch: Vec<u64>,
    }
}

/// How many units a shingle has.
const RUN: usize = 3;

impl Clue {
    /// Of an article's clean text, and of its title where that stands apart.
    pub(crate) fn of(article: &Article) -> Self {
        let clean = article.clean();
        let mut read = Reading::default();
        if let Some(title) = article.title().filter(|_| !clean.title_tokens.words.is_empty()) {
            read.add(title, &clean.title_tokens);
        }
        // The title alone is no story, and two headlines alike are no copies.
        let units_before = read.hashes.len();
        read.add(&clean.text, &clean.tokens);
        read.clue(units_before)
    }

    /// The runs of three units.
    pub(crate) fn text(&self) -> Sample<'_> {
        Sample { hashes: &self.sketch, of: count(self.shingles) }
    }

    /// The numbers.
    pub(crate) fn numbers(&self) -> Sample<'_> {
        Sample { hashes: &self.number_sketch, of: count(self.numbers) }
    }

    /// The names.
    pub(crate) fn names(&self) -> Sample<'_> {
        Sample { hashes: &self.name_sketch, of: count(self.names) }
    }
}

fn count(it: i64) -> usize {
    usize::try_from(it).unwrap_or_default()
}

/// The units of an article, as they are read.
#[derive(Default)]
struct Reading {
    folded: String,
    hashes: Vec<u64>,
    numbers: Vec<u64>,
    names: Vec<u64>,
}

impl Reading {
    fn add(&mut self, text: &str, tokens: &Tokens) {
        let mut sentence = None;
        for word in &tokens.words {
            let written = &text[word.bytes.clone()];
            let starts = sentence.replace(word.sentence) != Some(word.sentence);
            if written.chars().any(|it| Script::of(it).is_some_and(Script::is_unspaced)) {
                written.chars().for_each(|it| _ = self.push(it.encode_utf8(&mut [0; 4])));
                continue;
            }
            let Some(hash) = self.push(written) else { continue };
            let first = written.chars().next();
            if first.is_some_and(char::is_numeric) {
                self.numbers.push(hash);
            } else if !starts && first.is_some_and(char::is_uppercase) {
                self.names.push(hash);
            }
        }
    }

    /// Adds a unit; marks that fold to nothing are none.
    fn push(&mut self, unit: &str) -> Option<u64> {
        let start = self.folded.len();
        if unit.is_ascii() {
            self.folded.extend(unit.chars().map(|it| it.to_ascii_lowercase()));
        } else {
            self.folded.push_str(&fold(unit));
        }
        if self.folded.len() == start {
            return None;
        }
        let hash = hash64(&self.folded.as_bytes()[start..]);
        self.hashes.push(hash);
        self.folded.push(' ');
        Some(hash)
    }

    fn clue(self, title: usize) -> Clue {
        let exact = hash128(self.folded.as_bytes());
        let units = self.hashes.len() - title;
        let (sketch, shingles) = sample(shingles(&self.hashes));
        let (number_sketch, numbers) = sample(self.numbers);
        let (name_sketch, names) = sample(self.names);
        let stored = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
        Clue {
            exact: vec![(exact >> 64) as u64, exact as u64],
            units: stored(units),
            shingles: stored(shingles),
            sketch,
            numbers: stored(numbers),
            number_sketch,
            names: stored(names),
            name_sketch,
        }
    }
}

/// The hashes of all runs of three units; of a shorter text, of the whole.
fn shingles(units: &[u64]) -> Vec<u64> {
    if units.is_empty() {
        return Vec::new();
    }
    units.windows(RUN.min(units.len())).map(run).collect()
}

/// One hash of a run: multiply, turn and mix (as splitmix64 does), for its low values to be evenly spread.
fn run(units: &[u64]) -> u64 {
    let join = |sum: u64, it: &u64| (sum.rotate_left(23) ^ it).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mut it = units.iter().fold(0, join);
    it = (it ^ (it >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    it = (it ^ (it >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    it ^ (it >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, is_exact: bool) {
        let (one, other) = (Clue::of(&Article::from_text(one)), Clue::of(&Article::from_text(other)));
        assert_eq!(one.exact == other.exact, is_exact);
    }

    #[test]
    fn case_marks_and_breaks_make_no_difference() {
        check("Kyiv waits, he said.", "“KYIV waits” –\n\nhe said", true);
        check("Kyiv waits", "Kyiv waited", false);
    }

    #[test]
    fn numbers_and_names_are_remembered() {
        let clue = Clue::of(&Article::from_text("On May 5 the Kyiv index fell 3.2 points. Rain fell."));
        assert_eq!((clue.numbers, clue.names, clue.units), (2, 2, 11));
    }

    #[test]
    fn unspaced_scripts_are_read_by_character() {
        assert_eq!(Clue::of(&Article::from_text("北京和莫斯科")).shingles, 4);
    }

    #[test]
    fn a_title_that_stands_apart_is_no_text() {
        let mut article = Article::from_text("");
        article.set_title("Kyiv waits");
        assert_eq!((Clue::of(&article).units, Clue::of(&Article::from_text("")).shingles), (0, 0));
    }
}
