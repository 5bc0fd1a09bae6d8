//! The page as the desk reads it, and where its body lies.

use std::ops::Range;

use newsmill_stage::Article;

use crate::because::Because;
use crate::proof::{Proof, mark_wrapped};

/// The lines of a page that are not blank, in their order.
pub(crate) struct Page<'a> {
    /// The lines.
    pub(crate) lines: Vec<Proof<'a>>,
}

impl<'a> Page<'a> {
    /// Reads an article's lines.
    pub(crate) fn read(article: &'a Article) -> Self {
        let lines = article.lines().iter().enumerate();
        let mut lines: Vec<Proof<'a>> = lines.filter_map(|(at, line)| Proof::read(at, line)).collect();
        mark_wrapped(&mut lines);
        count_said(&mut lines);
        Self { lines }
    }

    /// Whether there is a sentence in it at all.
    pub(crate) fn has_sentences(&self) -> bool {
        self.lines.iter().any(Proof::is_sentence)
    }

    /// Whether its lines stood in elements.
    pub(crate) fn is_html(&self) -> bool {
        self.lines.iter().any(|it| it.tag.is_some())
    }

    /// Where the body lies: the stretch of lines with the most running text and the least of the
    /// rest. For HTML, what the extractor took for it.
    pub(crate) fn body(&self, verdicts: &[Option<Because>]) -> Range<usize> {
        if self.lines.iter().any(|it| it.in_body == Some(true)) {
            let in_body = |it: &Proof<'_>| it.in_body == Some(true);
            let start = self.lines.iter().position(in_body).unwrap_or_default();
            return start..self.lines.iter().rposition(in_body).map_or(start, |it| it + 1);
        }
        let (mut best, mut best_sum) = (0..0, 0);
        let (mut start, mut sum) = (0, 0);
        for at in 0..self.lines.len() {
            if sum <= 0 {
                (start, sum) = (at, 0);
            }
            sum += self.worth(at, verdicts.get(at).copied().flatten());
            if sum > best_sum {
                (best, best_sum) = (start..at + 1, sum);
            }
        }
        best
    }

    /// What a line says for its being part of the body, in words. The figures were tried on the
    /// development pages: a paragraph outweighs eight lines of a menu, a sentence alone among
    /// short lines (a teaser, most often) three, and a heading of other stories ends a body unless
    /// two paragraphs follow.
    fn worth(&self, at: usize, verdict: Option<Because>) -> i64 {
        let line = &self.lines[at];
        let is_prose = |at: usize| self.lines.get(at).is_some_and(Proof::is_prose);
        let is_alone = !is_prose(at + 1) && !at.checked_sub(1).is_some_and(is_prose);
        let words = |most: i64| i64::try_from(line.count).map_or(most, |it| it.min(most));
        match verdict {
            Some(Because::Related | Because::Comments) => -60,
            Some(Because::Repeated) => -2,
            Some(_) => -10,
            None if line.is_prose() && is_alone => words(15),
            None if line.is_prose() => words(40),
            None if line.is_remark() => 2,
            None => -5,
        }
    }
}

/// Counts how often each line is said, and for which time.
fn count_said(lines: &mut [Proof<'_>]) {
    let mut order: Vec<(u64, usize)> = (lines.iter().enumerate()).map(|(at, it)| (it.hash, at)).collect();
    order.sort_unstable();
    for same in order.chunk_by(|one, other| one.0 == other.0) {
        for (before, (_, at)) in same.iter().enumerate() {
            lines[*at].times = same.len() as u32;
            lines[*at].said_before = before as u32;
        }
    }
}
