//! Which articles tell one story in the same words.
//!
//! Every link between two articles is verified from their sketches: enough of the shorter one
//! stands in the longer one, the longer one is not so long that it merely contains it, and their
//! numbers and names agree. An article that contains two others which have nothing in common is a
//! digest: it is linked to neither, so that it cannot make one story of two. What is then linked
//! is one cluster.

use std::cmp::Ordering;

use crate::candidates;
use crate::clue::Clue;

/// The shortest text that can be a copy, in units: shorter ones are captions and notices.
pub(crate) const SHORTEST_COPY: i64 = 16;
/// A text less than this share of another is a quotation or a brief, no copy.
const SHORTEST_SHARE: f64 = 0.2;
/// How few hashes of the shorter text, as far as both sketches reach, prove nothing.
const FEWEST_HASHES: usize = 4;
/// Numbers and names are compared where the shorter list has as many as this.
const FEWEST_FACTS: usize = 3;
/// Where less than this share of the numbers, or of the names, agrees, two articles are one form
/// filled in twice, however alike they are.
const FACTS_AGREE: f64 = 0.5;
/// So much of the text agrees that other numbers are misprints or corrections.
const NEAR_ONE: f64 = 0.95;
/// Two parts of a digest have less than this in common.
const UNRELATED: f64 = 0.1;
/// A text is a part of another one if it is not longer than this share of it.
const PART: f64 = 0.85;

/// Finds the clusters: for each article, the lowest article of its cluster. The articles must come
/// in an order of their own (by id), for the result not to depend on that of the corpus.
pub(crate) fn clusters(clues: &[&Clue], threshold: f64) -> Vec<usize> {
    let links = links(clues, threshold);
    let is_digest = digests(clues, &links);
    let mut forest = Forest::new(clues.len());
    for (one, other) in links {
        let longer = if longer(clues[one], clues[other]) == Ordering::Greater { one } else { other };
        let shorter = one + other - longer;
        if !(is_digest[longer] && is_part(clues[shorter], clues[longer])) {
            forest.join(one, other);
        }
    }
    (0..clues.len()).map(|it| forest.root(it)).collect()
}

/// How much of an article stands in another, from 0 to 1.
pub(crate) fn similarity(of: &Clue, within: &Clue) -> f64 {
    if of.exact == within.exact { 1.0 } else { of.text().overlap(within.text()).of_one() }
}

/// The verified links, sorted.
fn links(clues: &[&Clue], threshold: f64) -> Vec<(usize, usize)> {
    let sketch = |it: &&Clue| if it.units < SHORTEST_COPY { Vec::new() } else { it.sketch.clone() };
    let sketches: Vec<Vec<u64>> = clues.iter().map(sketch).collect();
    let sketches: Vec<&[u64]> = sketches.iter().map(Vec::as_slice).collect();
    let pairs = candidates::pairs(&sketches).into_iter().map(|(one, other)| (one as usize, other as usize));
    pairs.filter(|(one, other)| are_copies(clues[*one], clues[*other], threshold)).collect()
}

/// Whether one is a copy of the other.
fn are_copies(one: &Clue, other: &Clue, threshold: f64) -> bool {
    if one.exact == other.exact {
        return true;
    }
    let (shorter, longer) = (one.shingles.min(other.shingles), one.shingles.max(other.shingles));
    if (shorter as f64) < SHORTEST_SHARE * longer as f64 {
        return false;
    }
    let overlap = one.text().overlap(other.text());
    if overlap.one.min(overlap.other) < FEWEST_HASHES || overlap.containment() < threshold {
        return false;
    }
    overlap.containment() >= NEAR_ONE || facts_agree(one, other)
}

fn facts_agree(one: &Clue, other: &Clue) -> bool {
    [one.numbers().overlap(other.numbers()), one.names().overlap(other.names())]
        .into_iter()
        .all(|it| it.one.min(it.other) < FEWEST_FACTS || it.containment() >= FACTS_AGREE)
}

/// Which articles contain two others that have nothing in common.
fn digests(clues: &[&Clue], links: &[(usize, usize)]) -> Vec<bool> {
    let mut part: Vec<Option<usize>> = vec![None; clues.len()];
    let mut is_digest = vec![false; clues.len()];
    for (one, other) in links.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]) {
        if !is_part(clues[other], clues[one]) {
            continue;
        }
        match part[one] {
            None => part[one] = Some(other),
            Some(first) => {
                let common = clues[first].text().overlap(clues[other].text());
                is_digest[one] |= common.containment() < UNRELATED;
            }
        }
    }
    is_digest
}

fn is_part(shorter: &Clue, longer: &Clue) -> bool {
    (shorter.shingles as f64) <= PART * longer.shingles as f64
}

fn longer(one: &Clue, other: &Clue) -> Ordering {
    one.shingles.cmp(&other.shingles)
}

/// Clusters in the making: each article points to a lower one of its cluster, or to itself.
struct Forest(Vec<usize>);

impl Forest {
    fn new(articles: usize) -> Self {
        Self((0..articles).collect())
    }

    /// The lowest article of the cluster.
    fn root(&mut self, mut it: usize) -> usize {
        while self.0[it] != it {
            self.0[it] = self.0[self.0[it]];
            it = self.0[it];
        }
        it
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
