//! JSON over several lines: objects one after another, in an array, or in the arrays that objects
//! hold.
//!
//! The records are cut out without being understood: brackets are counted outside of strings. A
//! string ends at a line break at the latest, for JSON allows none in it: so a quote that was
//! never closed costs one record, not the rest of the file. Where a line break stands in a string
//! all the same, the value is also followed as if it belonged there, and ends where the first of
//! the two readings does.

use std::io::{self, BufRead};

use newsmill_stage::{Content, InputRecord, Place, Rejection};

use crate::held::{Holder, Step};
use crate::records::{too_large, unreadable};
use crate::utf16::Ruler;

/// Cuts JSON values out of a stream.
pub(crate) struct Values<R> {
    source: R,
    path: String,
    limit: u64,
    ruler: Ruler,
    /// Looks for the arrays, where objects hold them.
    holder: Option<Holder>,
    record: u64,
    offset: u64,
    in_array: bool,
    done: bool,
}

/// How far a value is followed behind a line break in a string, before the next that looks like the
/// beginning of an object ends it.
const BROKEN: u64 = 1 << 20;

/// What a value consists of so far, in brackets and strings.
#[derive(Clone, Copy, Default)]
struct Nesting {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

/// Where in a value the scanner is.
#[derive(Default)]
struct Scan {
    bytes: Vec<u8>,
    length: u64,
    nesting: Nesting,
    /// The same, if line breaks belong to strings, from the first that stands in one; and where that
    /// is.
    over_lines: Option<(Nesting, u64)>,
    /// The last two bytes that are no spaces.
    last: [u8; 2],
}

impl Nesting {
    /// Takes a byte; whether the value ends with it.
    fn take(&mut self, byte: u8, over_lines: bool) -> bool {
        if self.in_string {
            self.in_string = (over_lines || byte != b'\n') && (self.escaped || byte != b'"');
            self.escaped = !self.escaped && byte == b'\\';
            return false;
        }
        match byte {
            b'"' => (self.in_string, self.escaped) = (true, false),
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

impl Scan {
    /// Passes over the inside of a string; how many bytes.
    fn pass(&mut self, bytes: &[u8]) -> usize {
        if !self.nesting.in_string || self.nesting.escaped || self.over_lines.is_some() {
            return 0;
        }
        let passed = memchr::memchr3(b'"', b'\\', b'\n', bytes).unwrap_or(bytes.len());
        self.length += passed as u64;
        passed
    }

    /// Takes a byte; whether the value ends with it. A value without brackets, which is no record
    /// but has to be accounted for, ends before the next comma, bracket or line break.
    fn take(&mut self, byte: u8) -> bool {
        self.length += 1;
        let is_broken = byte == b'\n' && self.nesting.in_string && self.over_lines.is_none();
        let other = is_broken.then_some((self.nesting, self.length));
        let ended = self.nesting.take(byte, false);
        let Some((nesting, _)) = &mut self.over_lines else {
            // Without brackets around it, a string has to end somewhere.
            self.over_lines = other.filter(|(it, _)| it.depth > 0);
            return ended;
        };
        if !byte.is_ascii_whitespace() {
            self.last = [self.last[1], byte];
        }
        nesting.take(byte, true) || ended
    }

    fn ends_before(&self, byte: u8) -> bool {
        let Nesting { depth, in_string, .. } = self.nesting;
        let is_bare = !in_string && depth == 0 && self.length > 0 && matches!(byte, b',' | b']' | b'\n' | b'{' | b'[');
        is_bare
            || (byte == b'{'
                && self.last == *b"},"
                && self.over_lines.is_some_and(|(_, since)| self.length - since > BROKEN))
    }
}

impl<R: BufRead> Values<R> {
    pub(crate) fn new(source: R, path: String, limit: u64, ruler: Ruler) -> Self {
        let offset = ruler.start();
        Self { source, path, limit, ruler, holder: None, record: 0, offset, in_array: false, done: false }
    }

    /// The same, where the values stand in arrays that objects hold.
    pub(crate) fn held(self) -> Self {
        Self { holder: Some(Holder::default()), ..self }
    }

    /// Goes to the next value; `None` at the end, and a rejection in the place of an object that
    /// should hold an array and does not.
    fn seek(&mut self) -> io::Result<Option<Result<(), Rejection>>> {
        loop {
            let chunk = self.source.fill_buf()?;
            let Some(&byte) = chunk.first() else { return Ok(None) };
            let mark = self.offset == 0 && chunk.starts_with(b"\xEF\xBB\xBF");
            if let Some(holder) = self.holder.as_mut().filter(|_| !self.in_array) {
                let step = holder.take(byte);
                if step == Step::List {
                    self.in_array = true;
                    return Ok(Some(Ok(())));
                }
                self.source.consume(1);
                self.offset += self.ruler.length(&[byte]);
                if step == Step::NoList {
                    let detail = "an object without a list of articles, in a file of such lists";
                    return Ok(Some(Err(Rejection::new("no_text", detail))));
                }
                continue;
            }
            match byte {
                b'[' if !self.in_array => self.in_array = true,
                b']' => self.in_array = false,
                b',' | b' ' | b'\t' | b'\r' | b'\n' => {}
                _ if mark => {}
                _ => return Ok(Some(Ok(()))),
            }
            let used = if mark { 3 } else { 1 };
            self.offset += if mark { 3 } else { self.ruler.length(&[byte]) };
            self.source.consume(used);
        }
    }

    /// The value that begins here.
    fn value(&mut self) -> io::Result<Scan> {
        let mut scan = Scan::default();
        loop {
            let chunk = self.source.fill_buf()?;
            if chunk.is_empty() {
                return Ok(scan);
            }
            let (mut used, mut ended) = (0, false);
            while !ended {
                used += scan.pass(&chunk[used..]);
                let Some(&byte) = chunk.get(used) else { break };
                ended = scan.ends_before(byte);
                if ended {
                    break;
                }
                used += 1;
                ended = scan.take(byte);
            }
            if scan.length <= self.limit {
                scan.bytes.extend_from_slice(&chunk[..used]);
            }
            self.offset += self.ruler.length(&chunk[..used]);
            self.source.consume(used);
            if ended {
                return Ok(scan);
            }
        }
    }

    fn content(&mut self) -> io::Result<Option<Content>> {
        match self.seek()? {
            Some(Ok(())) => {}
            Some(Err(rejection)) => return Ok(Some(Content::Unreadable(rejection))),
            None => {
                self.done = true;
                let cut = Rejection::new("truncated", "the file ends before its array does");
                return Ok(self.in_array.then_some(Content::Unreadable(cut)));
            }
        }
        let scan = self.value()?;
        if scan.length > self.limit {
            return Ok(Some(Content::Unreadable(too_large("record", scan.length, "record", self.limit))));
        }
        Ok(Some(Content::Json(scan.bytes)))
    }
}

impl<R: BufRead> Iterator for Values<R> {
    type Item = InputRecord;

    fn next(&mut self) -> Option<InputRecord> {
        if self.done {
            return None;
        }
        let (before, mut length) = (self.offset, 0);
        let content = match self.content() {
            Ok(it) => {
                if let Some(Content::Json(bytes)) = &it {
                    length = self.ruler.length(bytes);
                }
                it?
            }
            Err(error) => {
                self.done = true;
                Content::Unreadable(unreadable(&error))
            }
        };
        self.record += 1;
        let byte_offset = if length > 0 { self.offset - length } else { before };
        let place = Place { path: self.path.clone(), record: self.record, byte_offset };
        Some(InputRecord { place, content })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each record as `number@offset content`, with records of up to 30 bytes and a buffer of five.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = io::BufReader::with_capacity(5, text.as_bytes());
        let shown = |it: InputRecord| match it.content {
            Content::Json(bytes) => {
                format!("{}@{} {}", it.place.record, it.place.byte_offset, String::from_utf8(bytes).unwrap())
            }
            Content::Unreadable(why) => format!("{} {}", it.place.record, why.reason),
            _ => unreachable!("these are values"),
        };
        let records: Vec<String> = Values::new(source, "a.json".to_owned(), 30, Ruler::Bytes).map(shown).collect();
        assert_eq!(records, expected);
    }

    #[test]
    fn an_array_is_cut_into_its_elements() {
        check("[{\"a\": \"}\\\"]\"},\n {\"b\": [{}]}]\n", &["1@1 {\"a\": \"}\\\"]\"}", "2@17 {\"b\": [{}]}"]);
        check(" [ ] ", &[]);
    }

    #[test]
    fn objects_may_follow_one_another() {
        check("{\n\"a\": 1\n}\n{\n\"b\": 2}", &["1@0 {\n\"a\": 1\n}", "2@11 {\n\"b\": 2}"]);
    }

    #[test]
    fn what_is_no_object_is_a_record_all_the_same() {
        check("[1, \"a, b\", null]", &["1@1 1", "2@4 \"a, b\"", "3@12 null"]);
    }

    #[test]
    fn an_open_quote_costs_one_record() {
        check("[{\"a\": \"x\n},\n{\"b\": 2}]", &["1@1 {\"a\": \"x\n}", "2@13 {\"b\": 2}"]);
    }

    #[test]
    fn a_line_break_in_a_string_costs_no_other_record() {
        check("[{\"a\": \"x\ny\"},{\"b\": 2}]", &["1@1 {\"a\": \"x\ny\"}", "2@14 {\"b\": 2}"]);
        check("[{\"a\": \"x\n\ny\\\"\"},{\"b\": 2}]", &["1@1 {\"a\": \"x\n\ny\\\"\"}", "2@17 {\"b\": 2}"]);
    }

    #[test]
    fn a_record_whose_quotes_are_beyond_help_costs_no_more_than_a_stretch() {
        let many = "{\"b\":2},".repeat(300_000);
        let text = format!("[{{\"a\":\"x\ny\"\"}},{many}{{\"b\":2}}]");
        let values = Values::new(text.as_bytes(), "a.json".to_owned(), 30, Ruler::Bytes);
        let whole = values.filter(|it| matches!(&it.content, Content::Json(it) if it == b"{\"b\":2}")).count();
        assert!(whole > 150_000, "{whole}");
    }

    #[test]
    fn a_record_over_the_limit_costs_itself_alone() {
        let long = format!("[{{\"a\": \"{}\"}}, {{\"b\": 2}}]", "x".repeat(50));
        check(&long, &["1 too_large", "2@62 {\"b\": 2}"]);
    }

    #[test]
    fn an_array_without_an_end_is_told() {
        check("[{\"a\": 1}, ", &["1@1 {\"a\": 1}", "2 truncated"]);
        check("[{\"a\": 1}, {\"b\"", &["1@1 {\"a\": 1}", "2@11 {\"b\"", "3 truncated"]);
    }
}
