//! Which articles could be copies of one another: those that share a shingle of their sketches.

/// Of a shingle in more articles than this, each article is linked to so many before it only: a
/// phrase that a thousand articles share would be half a million pairs. Articles that are alike
/// share other shingles too, or are linked through one between them.
const FEW: usize = 8;
/// How many before it.
const BEFORE: usize = 4;
/// How many postings are sorted at once; they take 16 bytes each.
const AT_ONCE: usize = 1 << 23;

/// Pairs of articles that share a shingle, each once, the lower first, sorted.
pub(crate) fn pairs(sketches: &[&[u64]]) -> Vec<(u32, u32)> {
    let postings: usize = sketches.iter().map(|it| it.len()).sum();
    let passes = (postings.div_ceil(AT_ONCE) as u64).max(1);
    let mut pairs = Vec::new();
    for pass in 0..passes {
        let mut postings: Vec<(u64, u32)> = Vec::new();
        for (article, sketch) in (0..).zip(sketches) {
            postings.extend(sketch.iter().filter(|it| **it % passes == pass).map(|it| (*it, article)));
        }
        postings.sort_unstable();
        for shared in postings.chunk_by(|one, other| one.0 == other.0).filter(|it| it.len() > 1) {
            let before = if shared.len() > FEW { BEFORE } else { FEW };
            for (at, (_, article)) in shared.iter().enumerate() {
                pairs.extend(shared[at.saturating_sub(before)..at].iter().map(|(_, earlier)| (*earlier, *article)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sketches: &[&[u64]], expected: &[(u32, u32)]) {
        assert_eq!(pairs(sketches), expected);
    }

    #[test]
    fn articles_with_a_common_shingle_are_paired_once() {
        check(&[&[1, 2, 3], &[2, 3], &[4], &[3, 4]], &[(0, 1), (0, 3), (1, 3), (2, 3)]);
        check(&[&[], &[]], &[]);
    }

    #[test]
    fn a_shingle_of_many_articles_makes_few_pairs() {
        let many = vec![&[7_u64][..]; 1000];
        assert!(pairs(&many).len() <= 1000 * BEFORE);
    }
}
