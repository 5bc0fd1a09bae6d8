//! Files that are surely wanted next.
//!
//! A reader takes the files one after another in the order of the list. Of many small ones nearly
//! all the time is waiting for the first byte; so once a few have been opened in a row, the next
//! ones are asked for while these are read.

use std::collections::VecDeque;

use newsmill_stage::InputFile;

use crate::parts::{Fetched, PART};
use crate::wire::Answer;

/// So many files at once: what one connection of HTTP/1.1 each does not yet burden a server with.
const FILES: usize = 16;
/// So many bytes at once of all of them.
const BYTES: u64 = 16 << 20;

/// What is on its way, and what it is told by.
#[derive(Default)]
pub(crate) struct Ahead {
    listed: Vec<Listed>,
    last: Option<usize>,
    /// How many files were opened in a row, in the order of the list.
    in_row: usize,
    coming: VecDeque<(usize, Answer<Fetched>)>,
}

/// What a list says of a file.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) file: InputFile,
    pub(crate) version: Option<String>,
}

impl Ahead {
    /// Of a new list, sorted by name.
    pub(crate) fn of(listed: Vec<Listed>) -> Self {
        Self { listed, ..Self::default() }
    }

    pub(crate) fn version(&self, file: &InputFile) -> Option<String> {
        self.listed.get(self.place(file)?)?.version.clone()
    }

    fn place(&self, file: &InputFile) -> Option<usize> {
        let place = self.listed.binary_search_by(|it| it.file.name.cmp(&file.name)).ok()?;
        (self.listed[place].file == *file).then_some(place)
    }

    /// The beginning of a file, asked for now or before; and those that will be wanted after it.
    pub(crate) fn open(
        &mut self,
        file: &InputFile,
        ask: impl Fn(&InputFile) -> Option<Answer<Fetched>>,
    ) -> Option<Answer<Fetched>> {
        let Some(place) = self.place(file) else { return ask(file) };
        let is_next = place.checked_sub(1).is_some_and(|before| self.last == Some(before));
        self.in_row = if is_next { self.in_row + 1 } else { 0 };
        self.last = Some(place);
        self.coming.retain(|(coming, _)| is_next && *coming >= place);
        let asked = match self.coming.front() {
            Some((coming, _)) if *coming == place => self.coming.pop_front().map(|it| it.1),
            _ => None,
        };
        let asked = asked.or_else(|| ask(file));
        self.fill(place, ask);
        asked
    }

    fn fill(&mut self, place: usize, ask: impl Fn(&InputFile) -> Option<Answer<Fetched>>) {
        let bytes = |it: &Listed| it.file.size.min(PART);
        let mut under_way: u64 = self.coming.iter().map(|it| bytes(&self.listed[it.0])).sum();
        let mut next = self.coming.back().map_or(place, |it| it.0) + 1;
        while self.coming.len() < self.in_row.min(FILES) {
            let Some(listed) = self.listed.get(next) else { return };
            under_way += bytes(listed);
            if under_way > BYTES {
                return;
            }
            // What cannot be asked for like this is opened in its own time.
            let Some(answer) = ask(&listed.file) else { return };
            self.coming.push_back((next, answer));
            next += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::wire::Wire;

    /// Opens these of so many files of a size, and says which were asked for, in which order.
    #[track_caller]
    fn check(files: usize, size: u64, opened: &[usize], asked: &[usize]) {
        let wire = Wire::new().unwrap();
        let file = |n: usize| InputFile { name: format!("{n:04}"), path: "".into(), size, modified: None };
        let mut ahead = Ahead::of((0..files).map(|n| Listed { file: file(n), version: None }).collect());
        let seen = RefCell::new(Vec::new());
        for n in opened {
            let answer = ahead.open(&file(*n), |it| {
                seen.borrow_mut().push(it.name.parse::<usize>().unwrap());
                Some(wire.ask(std::future::pending()))
            });
            assert!(answer.is_some());
        }
        assert_eq!(seen.into_inner(), asked);
    }

    #[test]
    fn files_in_a_row_are_asked_for_ahead() {
        check(9, 5, &[0, 1, 2, 3], &[0, 1, 2, 3, 4, 5, 6]);
        check(4, 5, &[0, 1, 2, 3], &[0, 1, 2, 3]);
    }

    #[test]
    fn files_here_and_there_are_not() {
        check(99, 5, &[7, 3, 50, 51, 9], &[7, 3, 50, 51, 52, 9]);
    }

    #[test]
    fn large_files_are_not_all_asked_for_at_once() {
        check(9, PART, &[0, 1, 2, 3], &[0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn every_file_is_asked_for_once() {
        check(200, 5, &(0..200).collect::<Vec<_>>(), &(0..200).collect::<Vec<_>>());
    }
}
