//! The rows of the table: for each piece of a word, what it costs each language.

use std::collections::{BTreeMap, BTreeSet};

use crate::counts::Counts;
use crate::grams::{Shared, edges, word};
use crate::models::{Column, FLOOR, letters};

/// Costs are in twelfths of a nat.
const SCALE: f64 = 12.0;
/// A gram that is rarer than this in every language, per letter of text, is left out: for one, two, three and four
/// letters.
const RARER: [f64; 4] = [1e-7, 1e-7, 1e-6, 1e-5];
/// A word weighs more than a gram, its edges less.
const WORD: f64 = 1.5;
const EDGE: f64 = 0.6;
/// A piece that was not seen counts as seen so often. Letting its letters say how often was tried: no gain.
const UNSEEN: f64 = 0.1;
/// How many words there may be, for smoothing.
const WORDS: f64 = 10_000.0;

/// The rows, by their piece's number: one byte a language.
pub fn of(columns: &[Column], counts: &Counts, script: Shared) -> BTreeMap<u64, Vec<u8>> {
    let mut rows = BTreeMap::new();
    let all: BTreeSet<u64> = columns.iter().flat_map(|it| it.grams.keys().copied()).collect();
    for gram in all {
        let letters = letters(gram);
        if columns.iter().any(|it| it.joint(&letters) >= RARER[letters.len() - 1]) {
            let cost = |it: &Column| (-it.conditional(&letters)).min(FLOOR) * SCALE;
            rows.insert(gram, columns.iter().map(|it| cost(it).round() as u8).collect());
        }
    }
    let grams = rows.len();
    let seen: Vec<Option<Seen>> = columns.iter().map(|it| counts.of(it.code, script).map(Seen::of)).collect();
    let pieces: BTreeMap<u64, &Vec<u16>> =
        seen.iter().flatten().flat_map(|it| it.letters.iter().map(|(k, v)| (*k, v))).collect();
    for (piece, letters) in pieces {
        let often: Vec<Option<f64>> = seen.iter().map(|it| it.as_ref().map(|it| it.often(piece))).collect();
        if often.iter().flatten().sum::<f64>() >= 2.0 {
            rows.insert(piece, costs(columns, &seen, &often, piece, letters));
        }
    }
    eprintln!("{script:?}: {grams} grams, {} words and edges", rows.len() - grams);
    rows
}

/// What was seen of one language.
struct Seen {
    pieces: BTreeMap<u64, f64>,
    letters: BTreeMap<u64, Vec<u16>>,
    words: f64,
    characters: f64,
}

impl Seen {
    fn of(words: &BTreeMap<Vec<u16>, u32>) -> Self {
        let mut seen = Self { pieces: BTreeMap::new(), letters: BTreeMap::new(), words: 0.0, characters: 0.0 };
        for (letters, count) in words {
            let count = f64::from(*count);
            seen.words += count;
            seen.characters += count * letters.len() as f64;
            seen.add(word(letters), letters, count);
            if let Some([start, end]) = edges(letters) {
                seen.add(start, &letters[..3], count);
                seen.add(end, &letters[letters.len() - 3..], count);
            }
        }
        seen
    }

    fn add(&mut self, piece: u64, letters: &[u16], count: f64) {
        *self.pieces.entry(piece).or_default() += count;
        self.letters.entry(piece).or_insert_with(|| letters.to_vec());
    }

    fn often(&self, piece: u64) -> f64 {
        self.pieces.get(&piece).copied().unwrap_or_default()
    }
}

/// What a word or an edge costs each language: nothing where it is most at home.
fn costs(columns: &[Column], seen: &[Option<Seen>], often: &[Option<f64>], piece: u64, letters: &[u16]) -> Vec<u8> {
    // Letters stand together within words too: how seldom they are this piece is the same for all languages.
    let chains: Vec<f64> = columns.iter().map(|it| it.chain(letters)).collect();
    let (mut as_piece, mut at_all) = (0.0, 0.0);
    for ((often, chain), seen) in often.iter().zip(&chains).zip(seen) {
        if let (Some(often), Some(seen)) = (often, seen) {
            as_piece += often;
            at_all += chain * seen.characters;
        }
    }
    let share = as_piece / at_all.max(1e-9);
    let likely = |at: usize| match (&seen[at], often[at]) {
        (Some(seen), Some(often)) => (often + UNSEEN) / (seen.words + UNSEEN * WORDS),
        // A language that the data lacks: what its letters let one expect, as if it had been seen like the others.
        _ => {
            let (words, characters) = (6_000.0, 30_000.0);
            ((chains[at] * characters * share).min(words / 20.0) + UNSEEN) / (words + UNSEEN * WORDS)
        }
    };
    let likely: Vec<f64> = (0..columns.len()).map(likely).collect();
    let most = likely.iter().copied().fold(0.0, f64::max);
    let weight = if piece >> 63 == 1 { WORD } else { EDGE };
    likely.iter().map(|it| ((most / it).ln() * weight * SCALE).round().min(255.0) as u8).collect()
}
