//! What each sign weighs: learned from dated pages, one table for HTML and one for texts.
//!
//! A day's score is the sum of its signs' weights, and its confidence is what McFadden's conditional
//! logit makes of the scores (Frontiers in Econometrics, 1974): `exp(score) / (1 + Σ exp(scores))`, where
//! the 1 stands for no day at all. So the confidences of a page never add up to more than 1, rivals
//! lower each other, and every sign's part in it can be shown. The tables are written by
//! `newsmill-train`'s program `days`; which says what they were measured at.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Sign;
use super::path::FILED;

/// What signs weigh that the data have not, so that they were not learned. The folder that an article is
/// filed in weighs as much as a day in the address: a page that tells machines another day wins, for
/// folders have the day of delivery as often, whatever the pattern calls it. The others weigh as much as
/// what is like them in the other table.
const BY_HAND: &[(f64, Sign)] = &[
    (1.5, FILED),
    (1.5, ("in the address", "in folders")),
    (1.2, ("in the address", "with dashes")),
    (1.0, ("in the address", "in digits")),
    (0.3, ("the address has", "its month")),
    (-0.5, ("the address has", "another month")),
    (1.5, ("a stamp with its name before the first sentence", "of the page")),
    (1.0, ("a stamp before the first sentence", "of the page")),
    (1.0, ("the dateline", "with its year")),
];

/// What the signs weigh.
#[derive(Clone, Debug, Default)]
pub(super) struct Weights(HashMap<Sign, f64>);

/// For HTML pages.
pub(super) static PAGE: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("page.weights")));
/// For texts.
pub(super) static TEXT: LazyLock<Weights> = LazyLock::new(|| Weights::parse(include_str!("text.weights")));

impl Weights {
    /// Reads lines of a weight, a sign and its where or how, parted by tabs.
    fn parse(text: &'static str) -> Self {
        let read = |line: &'static str| {
            let mut parts = line.split('\t');
            let weight = parts.next()?.parse().ok()?;
            Some(((parts.next()?, parts.next().unwrap_or_default()), weight))
        };
        Self(text.lines().filter_map(read).collect())
    }

    /// What a sign weighs; 0 if it has never been seen.
    pub(super) fn of(&self, sign: Sign) -> f64 {
        let by_hand = || BY_HAND.iter().find(|it| it.1 == sign).map(|it| it.0);
        self.0.get(&sign).copied().or_else(by_hand).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_read_and_what_is_not_in_it_weighs_nothing() {
        let weights = Weights::parse("# a remark\n1.5\tsays published\tbeside the headline\n-0.25\thas a time\t\n");
        let got = [("says published", "beside the headline"), ("has a time", ""), ("has a time", "x")]
            .map(|it| weights.of(it));
        assert_eq!(got, [1.5, -0.25, 0.0]);
    }

    #[test]
    fn the_learned_tables_are_there() {
        for table in [&PAGE, &TEXT] {
            assert!(table.0.len() > 50, "{}", table.0.len());
            assert!(table.0.values().all(|it| it.is_finite()));
        }
    }
}
