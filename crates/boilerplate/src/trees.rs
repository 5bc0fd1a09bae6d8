//! Trees of questions: what a trained judge is made of.
//!
//! Every line is asked the same six questions of a tree, and its six answers name the leaf, whose
//! weight is added to the line's score. So a block of lines is asked at once, and everything is an
//! integer: the sum is the same on every machine.

use anyhow::{Result, ensure};

use crate::marks::{BLOCK, Mark, REACH, Sheet};

/// How many questions a tree asks.
pub const DEPTH: usize = 6;

/// What a score of 1 (in log-odds) is as an integer.
pub const UNIT: i32 = 4096;

/// Whether a mark of a line, or of one of its neighbors, is greater than a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The mark: an index into [`Mark::ALL`].
    pub mark: u8,
    /// Which line: 0 is the line itself, -1 the one above.
    pub offset: i8,
    /// The limit.
    pub limit: u8,
}

/// Six questions and the weights of their answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    /// The questions; the first answer is the lowest bit of a leaf's number.
    pub questions: [Question; DEPTH],
    /// What each combination of answers adds to a score.
    pub leaves: [i16; 1 << DEPTH],
}

impl Tree {
    /// How many bytes one takes in a file.
    const BYTES: usize = DEPTH * 3 + (1 << DEPTH) * 2;

    /// Adds what this tree says of each line to its score. `scores` is as long as the lines are
    /// many, rounded up to whole blocks.
    fn add(&self, sheet: &Sheet, scores: &mut [i32]) {
        let columns = self.questions.map(|it| sheet.column(Mark::ALL[usize::from(it.mark)]));
        for (block, scores) in scores.chunks_exact_mut(BLOCK).enumerate() {
            let mut leaf = [0_u8; BLOCK];
            for (bit, question) in self.questions.iter().enumerate() {
                let start = (block * BLOCK + REACH).saturating_add_signed(isize::from(question.offset));
                let marks = &columns[bit][start..start + BLOCK];
                for (leaf, mark) in leaf.iter_mut().zip(marks) {
                    *leaf |= u8::from(*mark > question.limit) << bit;
                }
            }
            for (score, leaf) in scores.iter_mut().zip(leaf) {
                *score += i32::from(self.leaves[usize::from(leaf) % (1 << DEPTH)]);
            }
        }
    }

    /// As it stands in a file.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        for it in self.questions {
            bytes.extend([it.mark, it.offset as u8, it.limit]);
        }
        for leaf in self.leaves {
            bytes.extend(leaf.to_le_bytes());
        }
    }

    fn read(bytes: &[u8]) -> Result<Self> {
        let (asked, weighed) = bytes.split_at(DEPTH * 3);
        let mut tree = Self { questions: [Question { mark: 0, offset: 0, limit: 0 }; DEPTH], leaves: [0; 1 << DEPTH] };
        for (question, bytes) in tree.questions.iter_mut().zip(asked.chunks_exact(3)) {
            *question = Question { mark: bytes[0], offset: bytes[1] as i8, limit: bytes[2] };
            let is_known = usize::from(question.mark) < Mark::ALL.len();
            ensure!(is_known && usize::from(question.offset.unsigned_abs()) <= REACH, "no such mark");
        }
        for (leaf, bytes) in tree.leaves.iter_mut().zip(weighed.chunks_exact(2)) {
            *leaf = i16::from_le_bytes([bytes[0], bytes[1]]);
        }
        Ok(tree)
    }
}

/// Many trees, whose sum is a score.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trees {
    /// What is added to every score.
    pub start: i32,
    /// The trees.
    pub trees: Vec<Tree>,
}

impl Trees {
    /// The score of each line of a sheet.
    pub fn scores(&self, sheet: &Sheet) -> Vec<i32> {
        let mut scores = vec![self.start; sheet.rows().div_ceil(BLOCK) * BLOCK];
        for it in &self.trees {
            it.add(sheet, &mut scores);
        }
        scores.truncate(sheet.rows());
        scores
    }

    /// As they stand in a file.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.start.to_le_bytes());
        bytes.extend((self.trees.len() as u32).to_le_bytes());
        self.trees.iter().for_each(|it| it.write(bytes));
    }

    /// Reads what [`write`](Self::write) has written, and gives back the bytes after it.
    ///
    /// # Errors
    ///
    /// If they end too early or ask for marks that there are none of.
    pub fn read(bytes: &[u8]) -> Result<(Self, &[u8])> {
        ensure!(bytes.len() >= 8, "the file ends too early");
        let (head, rest) = bytes.split_at(8);
        let number = |at: usize| [head[at], head[at + 1], head[at + 2], head[at + 3]];
        let length = (u32::from_le_bytes(number(4)) as usize).saturating_mul(Tree::BYTES);
        ensure!(rest.len() >= length, "the file ends too early");
        let (trees, rest) = rest.split_at(length);
        let trees = trees.chunks_exact(Tree::BYTES).map(Tree::read).collect::<Result<_>>()?;
        Ok((Self { start: i32::from_le_bytes(number(0)), trees }, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Tree {
        let question = Question { mark: Mark::Words as u8, offset: -1, limit: 5 };
        let mut tree = Tree { questions: [question; DEPTH], leaves: [-7; 1 << DEPTH] };
        tree.leaves[(1 << DEPTH) - 1] = 9;
        tree
    }

    #[test]
    fn a_line_is_asked_about_the_one_above() {
        let mut sheet = Sheet::new(70);
        sheet.set(Mark::Words, 0, 5);
        sheet.set(Mark::Words, 65, 40);
        let scores = Trees { start: 1, trees: vec![tree()] }.scores(&sheet);
        assert_eq!(scores.len(), 70);
        let heard: Vec<usize> = (0..70).filter(|it| scores[*it] == 10).collect();
        assert_eq!(heard, [1, 66]);
        assert!(scores.iter().all(|it| [10, -6].contains(it)));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let trees = Trees { start: -5, trees: vec![tree(), tree()] };
        let mut bytes = Vec::new();
        trees.write(&mut bytes);
        bytes.push(42);
        assert_eq!(Trees::read(&bytes).unwrap(), (trees, &[42][..]));
        assert!(Trees::read(&bytes[..bytes.len() - 2]).is_err());
    }

    #[test]
    fn unknown_marks_are_an_error() {
        let mut other = tree();
        other.questions[3].mark = 255;
        let mut bytes = Vec::new();
        Trees { start: 0, trees: vec![other] }.write(&mut bytes);
        assert!(Trees::read(&bytes).is_err());
    }
}
