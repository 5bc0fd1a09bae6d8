//! Lines that an outlet repeats on article after article: chrome by the corpus's testimony.
//!
//! Copies of one story repeat all their lines, and that makes none of them chrome: an article
//! bears witness against a line only if it does not tell the story of another witness.
//!
//! Memory is linear and small: a sketch of 64 to 128 bytes an article, then hashes of those lines only
//! that enough articles repeat. The clues are read four times, as a stream.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use anyhow::Result;
use newsmill_stage::{Article, Corpus, Rulings, columns};
use newsmill_text::hash64;

use crate::phrases::CALENDAR;
use crate::words::{Words, count};

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
        let said = said(text);
        if line.line.is_some() && !said.is_empty() && !is_dateline(text) {
            kept.hashes.push(hash64(said.as_bytes()));
            kept.starts.push(start);
            kept.ends.push(end);
        }
    }
    kept
}

/// What a line says, so that two that say the same are one: folded, and if it is no sentence,
/// without its figures, months and weekdays ("3 comments", "Monday, 4 March"). In sentences
/// figures are news.
fn said(line: &str) -> String {
    let words = Words::of(line);
    let is_sentence =
        count(line) >= 8 && line.trim_end().ends_with(['.', '!', '?', '…', '。', '"', '”', '»', '।', '۔']);
    if is_sentence {
        return words.folded().to_owned();
    }
    let figures = |it: &str| it.contains(|it: char| it.is_ascii_digit());
    let is_dated = words.iter().any(figures);
    let plain = |it| if figures(it) || (is_dated && CALENDAR.begin(it)) { "0" } else { it };
    let mut plain: Vec<&str> = words.iter().map(plain).collect();
    plain.dedup_by(|one, other| *one == "0" && one == other);
    // What is made of figures only says nothing that may be repeated.
    if plain.iter().all(|it| *it == "0") { String::new() } else { plain.join(" ") }
}

/// `KYIV, Ukraine –`: a line of its own in some sources, and the beginning of their stories.
fn is_dateline(line: &str) -> bool {
    line.trim_end().ends_with(['-', '–', '—']) && count(line) <= 8
}

fn chars(text: &str) -> u64 {
    text.chars().count() as u64
}

/// Finds the lines that so many articles of one outlet repeat, and marks them uncounted.
pub(crate) fn decide(corpus: &Corpus<'_, KeptLines>, enough: u32) -> Result<Rulings> {
    let outlets = Outlets::of(corpus.column(columns::OUTLET_ID)?);
    let mut sketch = Sketch::of(corpus.articles().len());
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        outlets.different_keys(article, &clue).into_iter().for_each(|it| sketch.count(it));
    }
    let mut counts: BTreeMap<u64, u32> = BTreeMap::new();
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        let suspects = outlets.different_keys(article, &clue).into_iter().filter(|it| sketch.at_most(*it) >= enough);
        suspects.for_each(|it| *counts.entry(it).or_default() += 1);
    }
    drop(sketch);
    counts.retain(|_, it| *it >= enough);
    let mut witnesses = Witnesses { enough, counts, heard: BTreeMap::new() };
    for clue in corpus.clues()? {
        let (article, clue) = clue?;
        witnesses.hear(article, &outlets.keys(article, &clue), &clue);
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

    /// The same, each once: what an article says twice is one article's testimony.
    fn different_keys(&self, article: usize, clue: &KeptLines) -> Vec<u64> {
        let mut keys = self.keys(article, clue);
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// Counts lines in little memory: a count may be too large, never too small. What it lets through
/// is counted exactly.
struct Sketch(Vec<[u8; 2]>);

impl Sketch {
    /// Thirty-two places an article, about as many as it has lines; two bytes each.
    fn of(articles: usize) -> Self {
        let size = articles.saturating_mul(32).clamp(1 << 10, 1 << 27).next_power_of_two();
        Self(vec![[0; 2]; size])
    }

    fn places(&self, key: u64) -> [usize; 2] {
        [key as usize % self.0.len(), (key >> 32) as usize % self.0.len()]
    }

    fn count(&mut self, key: u64) {
        for (row, place) in self.places(key).into_iter().enumerate() {
            let cell = &mut self.0[place][row];
            *cell = cell.saturating_add(1);
        }
    }

    /// No fewer than the times the line was counted; "very many" from 255 on.
    fn at_most(&self, key: u64) -> u32 {
        let [one, two] = self.places(key);
        match self.0[one][0].min(self.0[two][1]) {
            u8::MAX => u32::MAX,
            it => u32::from(it),
        }
    }
}

/// The articles that bear witness against a line.
struct Witnesses {
    enough: u32,
    /// How many articles repeat a line, if they are enough.
    counts: BTreeMap<u64, u32>,
    heard: BTreeMap<u64, Vec<Rc<Witness>>>,
}

/// A line that so many characters have is long: a sentence, most often.
const LONG: u32 = 60;

/// A line of a witness.
struct Said {
    key: u64,
    length: u32,
    /// How many other articles repeat it; 1 if hardly any does.
    others: u32,
}

impl Said {
    /// What two articles share says the less of their being one story, the more others share it,
    /// too: a line weighs its length, parted among the articles that repeat it. Without that, a
    /// page with much chrome left in it would be taken for a copy of any other.
    fn parted(&self) -> u64 {
        (u64::from(self.length) << 10) / u64::from(self.others)
    }

    /// What it weighs where two articles share long lines: these are text, however many repeat it.
    fn whole(&self) -> u64 {
        if self.length >= LONG { u64::from(self.length) << 10 } else { self.parted() }
    }
}

/// An article's lines, sorted, and what they weigh.
struct Witness {
    article: usize,
    lines: Box<[Said]>,
    parted: u64,
    whole: u64,
}

/// What two witnesses share.
struct Shared {
    parted: u64,
    /// Whether they are copies, whichever line is asked about.
    is_copy: bool,
}

impl Witness {
    fn of(article: usize, keys: &[u64], clue: &KeptLines, counts: &BTreeMap<u64, u32>) -> Self {
        let said = |(at, key): (usize, &u64)| Said {
            key: *key,
            length: u32::try_from(clue.ends[at].saturating_sub(clue.starts[at])).unwrap_or(u32::MAX),
            others: counts.get(key).map_or(1, |it| it.saturating_sub(1).max(1)),
        };
        let mut lines: Vec<Said> = keys.iter().enumerate().map(said).collect();
        lines.sort_by_key(|it| it.key);
        lines.dedup_by_key(|it| it.key);
        let (parted, whole) = (lines.iter().map(Said::parted).sum(), lines.iter().map(Said::whole).sum());
        Self { article, lines: lines.into(), parted, whole }
    }

    /// Articles that have two long lines in common, and half or more of the shorter one, are copies,
    /// however many there are: updates of one story. One long line may be a standing one.
    fn shares(&self, other: &Self) -> Shared {
        let (mut parted, mut whole, mut long) = (0, 0, 0);
        let mut theirs = other.lines.iter().peekable();
        for line in &self.lines {
            while theirs.next_if(|it| it.key < line.key).is_some() {}
            if theirs.peek().is_some_and(|it| it.key == line.key) {
                parted += line.parted();
                whole += line.whole();
                long += u32::from(line.length >= LONG);
            }
        }
        Shared { parted, is_copy: long >= 2 && whole * 2 >= u64::min(self.whole, other.whole) }
    }

    /// What a line weighs in it.
    fn weight(&self, key: u64) -> u64 {
        self.lines.binary_search_by_key(&key, |it| it.key).map_or(0, |at| self.lines[at].parted())
    }

    /// Whether they are copies, or half or more of the shorter one stands in the other, the line
    /// itself left out.
    fn tells_the_same(&self, other: &Self, shared: &Shared, line: u64) -> bool {
        let (own, others) = (self.weight(line), other.weight(line));
        shared.is_copy || (shared.parted - own) * 2 >= u64::min(self.parted - own, other.parted - others)
    }
}

impl Witnesses {
    fn hear(&mut self, article: usize, keys: &[u64], clue: &KeptLines) {
        let suspects: BTreeSet<u64> = keys.iter().copied().filter(|it| self.counts.contains_key(it)).collect();
        if suspects.is_empty() {
            return;
        }
        let witness = Rc::new(Witness::of(article, keys, clue, &self.counts));
        // Two articles are compared once, however many lines they share.
        let mut compared: BTreeMap<usize, Shared> = BTreeMap::new();
        for key in suspects {
            let heard = self.heard.entry(key).or_default();
            let mut tells_the_same = |it: &Rc<Witness>| {
                let shared = compared.entry(it.article).or_insert_with(|| it.shares(&witness));
                it.tells_the_same(&witness, shared, key)
            };
            if heard.len() < self.enough as usize && !heard.iter().any(&mut tells_the_same) {
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
mod tests;
