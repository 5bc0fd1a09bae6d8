//! Lines that an outlet repeats on article after article: chrome by the corpus's testimony.
//!
//! Copies of one story repeat all their lines, and that makes none of them chrome: an article
//! bears witness against a line only if the rest of it is not the rest of another witness.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use anyhow::Result;
use newsmill_stage::{Article, Corpus, Rulings, columns};
use newsmill_text::hash64;

use crate::words::Words;

newsmill_stage::record! {
    /// The lines of an article that stayed, so that those repeated by its outlet can be told.
    pub struct KeptLines in "kept_lines" {
        /// the hash of each line, folded
        pub hashes: Vec<u64>,
        /// the first Unicode character of each line in the clean text
        pub starts: Vec<u64>,
        /// the character after its last
        pub ends: Vec<u64>,
    }
}

/// Notes the lines that stayed; the title is not one of them.
pub(crate) fn observe(article: &Article) -> KeptLines {
    let clean = article.clean();
    let mut kept = KeptLines { hashes: Vec::new(), starts: Vec::new(), ends: Vec::new() };
    let (mut byte, mut char) = (0, 0);
    for line in &clean.lines {
        let start = char + chars(&clean.text[byte..line.bytes.start]);
        let text = &clean.text[line.bytes.clone()];
        let end = start + chars(text);
        (byte, char) = (line.bytes.end, end);
        let words = Words::of(text);
        if line.line.is_some() && words.len() > 0 {
            kept.hashes.push(hash64(words.folded().as_bytes()));
            kept.starts.push(start);
            kept.ends.push(end);
        }
    }
    kept
}

fn chars(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Finds the lines that so many articles of one outlet repeat, and marks them uncounted.
pub(crate) fn decide(corpus: &Corpus<'_, KeptLines>, enough: u32) -> Result<Rulings> {
    let outlets = Outlets::of(corpus.column(columns::OUTLET_ID)?);
    let mut sketch = Sketch::new();
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        outlets.keys(article, &clue).into_iter().for_each(|it| sketch.count(it));
    }
    let mut witnesses = Witnesses { enough, heard: BTreeMap::new() };
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        witnesses.hear(&outlets.keys(article, &clue), &clue, |it| sketch.at_most(it) >= enough);
    }
    let mut rulings = Rulings::default();
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        for line in witnesses.chrome(&outlets, article, &clue) {
            let char = |it: u64| u32::try_from(it).unwrap_or(u32::MAX);
            rulings.uncount(
                corpus.articles()[article],
                char(clue.starts[line])..char(clue.ends[line]),
                "repeated_line",
            );
            rulings.rows.tally("uncounted_repeated_line", 1);
        }
    }
    Ok(rulings)
}

/// Which outlet an article is of; articles of unknown outlets have none.
struct Outlets(Vec<Option<u64>>);

impl Outlets {
    fn of(ids: Vec<Option<String>>) -> Self {
        Self(ids.into_iter().map(|it| it.map(|it| hash64(it.as_bytes()))).collect())
    }

    /// A key for each line of the article: its hash, for this outlet. None without an outlet.
    fn keys(&self, article: usize, clue: &KeptLines) -> Vec<u64> {
        let Some(outlet) = self.0.get(article).copied().flatten() else { return Vec::new() };
        clue.hashes.iter().map(|it| it.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ outlet).collect()
    }
}

/// Counts lines in a fixed amount of memory: a count may be too large, never too small. What it
/// lets through is counted exactly.
struct Sketch(Vec<[u8; 2]>);

impl Sketch {
    /// Sixteen million lines are a corpus of half a million articles; 32 MB.
    const SIZE: usize = 1 << 24;

    fn new() -> Self {
        Self(vec![[0; 2]; Self::SIZE])
    }

    fn places(key: u64) -> [usize; 2] {
        [key as usize % Self::SIZE, (key >> 32) as usize % Self::SIZE]
    }

    fn count(&mut self, key: u64) {
        for (row, place) in Self::places(key).into_iter().enumerate() {
            let cell = &mut self.0[place][row];
            *cell = cell.saturating_add(1);
        }
    }

    /// No fewer than the times the line was counted; "very many" from 255 on.
    fn at_most(&self, key: u64) -> u32 {
        let [one, two] = Self::places(key);
        match self.0[one][0].min(self.0[two][1]) {
            u8::MAX => u32::MAX,
            it => u32::from(it),
        }
    }
}

/// The articles that bear witness against a line.
struct Witnesses {
    enough: u32,
    heard: BTreeMap<u64, Vec<Rc<Witness>>>,
}

/// An article's lines with their lengths, sorted.
struct Witness {
    lines: BTreeMap<u64, u64>,
    length: u64,
}

impl Witness {
    fn of(keys: &[u64], clue: &KeptLines) -> Self {
        let length = |at: usize| clue.ends[at].saturating_sub(clue.starts[at]);
        let lines: BTreeMap<u64, u64> = keys.iter().enumerate().map(|(at, key)| (*key, length(at))).collect();
        Self { length: lines.values().sum(), lines }
    }

    /// Whether half or more of the shorter one stands in the other, the line itself left out.
    fn tells_the_same(&self, other: &Self, line: u64) -> bool {
        let without = |it: &Self| it.length - it.lines.get(&line).copied().unwrap_or_default();
        let shared: u64 =
            self.lines.iter().filter(|(key, _)| **key != line && other.lines.contains_key(key)).map(|it| it.1).sum();
        shared * 2 >= without(self).min(without(other))
    }
}

impl Witnesses {
    fn hear(&mut self, keys: &[u64], clue: &KeptLines, is_suspect: impl Fn(u64) -> bool) {
        let suspects: BTreeSet<u64> = keys.iter().copied().filter(|it| is_suspect(*it)).collect();
        if suspects.is_empty() {
            return;
        }
        let witness = Rc::new(Witness::of(keys, clue));
        for key in suspects {
            let heard = self.heard.entry(key).or_default();
            if heard.len() < self.enough as usize && !heard.iter().any(|it| it.tells_the_same(&witness, key)) {
                heard.push(Rc::clone(&witness));
            }
        }
    }

    /// The lines of an article against which enough witnesses have been heard.
    fn chrome(&self, outlets: &Outlets, article: usize, clue: &KeptLines) -> Vec<usize> {
        let keys = outlets.keys(article, clue);
        let is_chrome = |it: &usize| self.heard.get(&keys[*it]).is_some_and(|it| it.len() >= self.enough as usize);
        (0..keys.len()).filter(is_chrome).collect()
    }
}

#[cfg(test)]
mod tests {
    use newsmill_stage::testing;

    use super::*;
    use crate::Boilerplate;

    #[track_caller]
    fn check(pages: &[(&str, &str)], expected: &[(usize, &str)]) {
        let stage: Boilerplate = testing::build(std::path::Path::new("."), "").unwrap();
        let articles: Vec<Article> = pages
            .iter()
            .map(|(outlet, page)| {
                let (mut article, ..) = testing::process(&stage, page).unwrap();
                article.set(columns::OUTLET_ID, (!outlet.is_empty()).then(|| (*outlet).to_owned()));
                article
            })
            .collect();
        let decided = testing::decide(&stage, &articles).unwrap();
        let found: Vec<(usize, String)> = (decided[0].1.uncounted.iter())
            .map(|it| {
                let at = articles.iter().position(|article| article.id == it.article).unwrap();
                let text = articles[at].clean().text.chars();
                (at, text.skip(it.chars.start as usize).take(it.chars.len()).collect())
            })
            .collect();
        let expected: Vec<(usize, String)> = expected.iter().map(|(at, it)| (*at, (*it).to_owned())).collect();
        assert_eq!(found, expected);
    }

    const MOTTO: &str = "The Gazette is read in all the villages of the moor every Thursday.";

    fn page(story: &str) -> String {
        format!("The council spoke of the {story} until late at night, as it had done before.\n{MOTTO}")
    }

    #[test]
    fn a_line_of_four_stories_is_chrome() {
        let pages = ["bridge", "ferry", "harvest", "library"].map(page);
        let pages: Vec<(&str, &str)> = pages.iter().map(|it| ("gazette", it.as_str())).collect();
        check(&pages, &[(0, MOTTO), (1, MOTTO), (2, MOTTO), (3, MOTTO)]);
        check(&pages[..3], &[]);
    }

    #[test]
    fn copies_of_one_story_bear_no_witness() {
        let pages = ["", " ", "  ", "   "].map(|it| format!("{it}{}", page("bridge")));
        let pages: Vec<(&str, &str)> = pages.iter().map(|it| ("gazette", it.as_str())).collect();
        check(&pages, &[]);
    }

    #[test]
    fn other_outlets_and_unknown_ones_are_not_counted() {
        let pages = ["bridge", "ferry", "harvest", "library"].map(page);
        let outlets = ["gazette", "gazette", "ledger", ""];
        let pages: Vec<(&str, &str)> = outlets.into_iter().zip(pages.iter().map(String::as_str)).collect();
        check(&pages, &[]);
    }
}
