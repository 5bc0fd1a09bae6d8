//! Rows of many fragments as one stream, in the corpus's order.
//!
//! A fragment is opened only when its first article's turn comes: nightly fragments seldom overlap,
//! so few are open at a time, however many nights there were.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use anyhow::Result;
use newsmill_stage::Cell;

use crate::fragments::Fragment;

/// A row, with its article's position.
type Row = (usize, Vec<Cell>);

/// Merges streams that are each in order; `waiting` gives each fragment's first position, sorted.
pub(super) fn merge<'a, S>(
    waiting: Vec<(usize, &'a Fragment)>,
    open: impl Fn(&'a Fragment) -> Result<S> + 'a,
) -> impl Iterator<Item = Result<Row>> + 'a
where
    S: Iterator<Item = Result<Row>> + 'a,
{
    Merge { waiting: waiting.into(), open, streams: Vec::new(), heads: BinaryHeap::new() }
}

struct Merge<'a, S, O> {
    waiting: VecDeque<(usize, &'a Fragment)>,
    open: O,
    streams: Vec<(S, Option<Vec<Cell>>)>,
    heads: BinaryHeap<Reverse<(usize, usize)>>,
}

impl<'a, S: Iterator<Item = Result<Row>>, O: Fn(&'a Fragment) -> Result<S>> Merge<'a, S, O> {
    /// Moves a stream's next row to its head.
    fn advance(&mut self, stream: usize) -> Result<()> {
        if let Some(row) = self.streams[stream].0.next() {
            let (at, cells) = row?;
            self.streams[stream].1 = Some(cells);
            self.heads.push(Reverse((at, stream)));
        }
        Ok(())
    }

    fn take(&mut self) -> Result<Option<Row>> {
        while let Some((first, fragment)) = self.waiting.front().copied() {
            if self.heads.peek().is_some_and(|Reverse((at, _))| *at < first) {
                break;
            }
            self.waiting.pop_front();
            self.streams.push(((self.open)(fragment)?, None));
            self.advance(self.streams.len() - 1)?;
        }
        let Some(Reverse((at, stream))) = self.heads.pop() else { return Ok(None) };
        let cells = self.streams[stream].1.take().unwrap_or_default();
        self.advance(stream)?;
        Ok(Some((at, cells)))
    }
}

impl<'a, S: Iterator<Item = Result<Row>>, O: Fn(&'a Fragment) -> Result<S>> Iterator for Merge<'a, S, O> {
    type Item = Result<Row>;

    fn next(&mut self) -> Option<Result<Row>> {
        self.take().transpose()
    }
}
