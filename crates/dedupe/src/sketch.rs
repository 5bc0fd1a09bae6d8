//! A small sample of a set of hashes, by which two sets are compared without either.
//!
//! FracMinHash: a hash is kept if it lies in the lowest sixteenth of all hashes, so a sample grows
//! with its text, and how much of a short text stands in a long one can be told from the samples;
//! MinHash in bands cannot see that. Of small sets the [`FEWEST`] smallest hashes are kept even
//! where they lie higher, of huge ones no more than [`MOST`].

/// A sample keeps one hash in so many.
const ONE_IN: u64 = 16;
/// A sample has at least so many hashes, if the set has. With 8, as in the literature, a story of
/// 200 words keeps 12 and its similarity has a standard error of 0.14; 64 make that 0.06, for at
/// most 512 bytes an article.
pub(crate) const FEWEST: usize = 64;
/// A sample has at most so many.
pub(crate) const MOST: usize = 512;

/// A sample of a set of hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sample<'a> {
    /// The hashes that were kept, sorted.
    pub(crate) hashes: &'a [u64],
    /// The size of the set.
    pub(crate) of: usize,
}

/// What two samples have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// Hashes in both, as far as both samples reach.
    pub(crate) both: usize,
    /// Hashes of the first, as far as both reach.
    pub(crate) one: usize,
    /// Hashes of the second.
    pub(crate) other: usize,
}

/// The hashes of a set that its sample keeps, sorted, and the size of the set.
pub(crate) fn sample(mut set: Vec<u64>) -> (Vec<u64>, usize) {
    set.sort_unstable();
    set.dedup();
    let of = set.len();
    let low = set.partition_point(|it| *it <= u64::MAX / ONE_IN);
    set.truncate(low.clamp(FEWEST, MOST));
    (set, of)
}

impl<'a> Sample<'a> {
    /// What this sample has in common with another.
    pub(crate) fn overlap(self, other: Self) -> Overlap {
        let reach = self.reach().min(other.reach());
        let within = |it: Self| &it.hashes[..it.hashes.partition_point(|hash| *hash <= reach)];
        let (one, other) = (within(self), within(other));
        let (mut i, mut j, mut both) = (0, 0, 0);
        while i < one.len() && j < other.len() {
            both += usize::from(one[i] == other[j]);
            let (a, b) = (one[i], other[j]);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        Overlap { both, one: one.len(), other: other.len() }
    }

    /// Up to where the sample holds every hash of its set.
    fn reach(self) -> u64 {
        match self.hashes.last() {
            _ if self.hashes.len() == self.of => u64::MAX,
            Some(last) if self.hashes.len() == MOST => *last,
            Some(last) => (*last).max(u64::MAX / ONE_IN),
            None => u64::MAX,
        }
    }
}

impl Overlap {
    /// The share of the smaller set that stands in the other.
    pub(crate) fn containment(self) -> f64 {
        share(self.both, self.one.min(self.other))
    }

    /// The share of the first set that stands in the second.
    pub(crate) fn of_one(self) -> f64 {
        share(self.both, self.one)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: std::ops::Range<u64>) -> Vec<u64> {
        numbers.map(|it| newsmill_text::hash64(&it.to_le_bytes())).collect()
    }

    #[track_caller]
    fn check(one: std::ops::Range<u64>, other: std::ops::Range<u64>, expected: f64) {
        let ((a, of_a), (b, of_b)) = (sample(set(one)), sample(set(other)));
        let overlap = Sample { hashes: &a, of: of_a }.overlap(Sample { hashes: &b, of: of_b });
        assert!((overlap.containment() - expected).abs() < 0.12, "{overlap:?} {}", overlap.containment());
    }

    #[test]
    fn small_sets_are_kept_whole() {
        assert_eq!(sample(set(0..20)).0.len(), 20);
        assert_eq!(sample(set(0..500)).0.len(), FEWEST);
        assert_eq!(sample(set(0..50_000)).0.len(), MOST);
        check(0..20, 10..30, 0.5);
        check(0..0, 0..0, 0.0);
    }

    #[test]
    fn a_part_is_seen_in_the_whole_whatever_their_sizes() {
        check(0..300, 0..3000, 1.0);
        check(0..300, 150..3000, 0.5);
        check(0..2000, 0..40_000, 1.0);
        check(0..300, 300..900, 0.0);
    }
}
