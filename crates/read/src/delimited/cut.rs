//! Where a row ends.
//!
//! By the rules of the `csv` crate, which takes it apart afterwards: a quote counts at the start of a
//! cell only, and what follows a closing quote belongs to the cell. That is lenient, so it is noted.

use super::Dialect;

/// Finds the end of a row in bytes that come piece by piece.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    delimiter: u8,
    quote: Option<u8>,
    escape: Option<u8>,
    state: State,
    /// Whether something follows a closing quote.
    pub(crate) is_irregular: bool,
    /// Whether a cell has line breaks.
    pub(crate) has_lines: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    CellStart,
    Cell,
    Quoted,
    Escaped,
    AfterQuote,
}

impl Cut {
    pub(crate) fn new(dialect: &Dialect) -> Self {
        let Dialect { delimiter, quote, escape, .. } = *dialect;
        Self { delimiter, quote, escape, state: State::CellStart, is_irregular: false, has_lines: false }
    }

    /// Whether the row so far ends inside a quoted cell.
    pub(crate) fn is_open(&self) -> bool {
        matches!(self.state, State::Quoted | State::Escaped)
    }

    /// Takes more of the row; where it ends in these bytes, its line break included.
    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            match self.state {
                State::Quoted => {
                    let rest = &bytes[at..];
                    let quote = self.quote.unwrap_or(b'"');
                    let found = memchr::memchr2(quote, self.escape.unwrap_or(quote), rest);
                    let passed = found.unwrap_or(rest.len());
                    self.has_lines |= !self.has_lines && memchr::memchr2(b'\n', b'\r', &rest[..passed]).is_some();
                    at += passed;
                    if found.is_some() {
                        self.state = if bytes[at] == quote { State::AfterQuote } else { State::Escaped };
                        at += 1;
                    }
                }
                State::Escaped => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::AfterQuote if Some(bytes[at]) == self.quote => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::CellStart if Some(bytes[at]) == self.quote => {
                    self.state = State::Quoted;
                    at += 1;
                }
                State::CellStart | State::Cell | State::AfterQuote => {
                    let rest = &bytes[at..];
                    let passed = memchr::memchr3(self.delimiter, b'\n', b'\r', rest).unwrap_or(rest.len());
                    self.is_irregular |=
                        self.state == State::AfterQuote && !rest[..passed].iter().all(|it| *it == b' ');
                    at += passed;
                    let Some(&byte) = bytes.get(at) else {
                        self.state = if passed > 0 { State::Cell } else { self.state };
                        return None;
                    };
                    at += 1;
                    if byte != self.delimiter {
                        return Some(at);
                    }
                    self.state = State::CellStart;
                }
            }
        }
        None
    }
}
