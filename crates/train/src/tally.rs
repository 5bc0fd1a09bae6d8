//! What is counted of a trial: lines and characters kept and lost.

use std::fmt;

/// Lines or characters, rightly kept, wrongly kept, wrongly cut.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    kept: usize,
    leaked: usize,
    lost: usize,
}

impl Count {
    fn add(&mut self, is_body: bool, stays: bool, amount: usize) {
        match (is_body, stays) {
            (true, true) => self.kept += amount,
            (false, true) => self.leaked += amount,
            (true, false) => self.lost += amount,
            (false, false) => {}
        }
    }

    fn plus(&mut self, other: Self) {
        self.kept += other.kept;
        self.leaked += other.leaked;
        self.lost += other.lost;
    }

    fn f1(self) -> f64 {
        let all = 2 * self.kept + self.leaked + self.lost;
        if all == 0 { 0.0 } else { (2 * self.kept) as f64 / all as f64 }
    }
}

/// What came of judging pages.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Tally {
    lines: Count,
    chars: Count,
    sentences: Count,
}

impl Tally {
    pub(crate) fn plus(&mut self, other: Self) {
        self.lines.plus(other.lines);
        self.chars.plus(other.chars);
        self.sentences.plus(other.sentences);
    }

    pub(crate) fn add(&mut self, line: &str, is_body: bool, stays: bool) {
        self.lines.add(is_body, stays, 1);
        self.chars.add(is_body, stays, line.chars().count());
        let ends = line.trim().trim_end_matches(['"', '\'', '”', '’', '»', ')', ']']);
        if line.split_whitespace().count() >= 8 && ends.ends_with(['.', '!', '?', '…']) {
            self.sentences.add(is_body, stays, 1);
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentences = self.sentences.kept + self.sentences.lost;
        write!(
            f,
            "lines {:.4}  characters {:.4}  sentences lost {} of {sentences}, of chrome kept {}",
            self.lines.f1(),
            self.chars.f1(),
            self.sentences.lost,
            self.sentences.leaked
        )
    }
}
