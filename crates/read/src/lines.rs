//! JSON lines: a record a line, blank ones left out. The record's number is the line's, so that an
//! editor finds it.

use std::io::{self, BufRead};

use newsmill_stage::{Content, InputRecord, Place};

use crate::records::{too_large, unreadable};
use crate::utf16::Ruler;

/// Reads JSON lines; a line over the limit is passed over without being held.
pub(crate) struct Lines<R> {
    source: R,
    path: String,
    limit: u64,
    ruler: Ruler,
    line: u64,
    offset: u64,
    failed: bool,
}

/// A line of a file.
struct RawLine {
    /// Its bytes, without those over the limit.
    bytes: Vec<u8>,
    /// Its length in the file, with the line break.
    length: u64,
    /// Whether it is longer than the bytes that were kept.
    is_cut: bool,
}

impl<R: BufRead> Lines<R> {
    pub(crate) fn new(source: R, path: String, limit: u64, ruler: Ruler) -> Self {
        Self { source, path, limit, ruler, line: 0, offset: ruler.start(), failed: false }
    }

    fn line(&mut self) -> io::Result<Option<RawLine>> {
        let mut line = RawLine { bytes: Vec::new(), length: 0, is_cut: false };
        loop {
            let chunk = self.source.fill_buf()?;
            if chunk.is_empty() {
                return Ok((line.length > 0).then_some(line));
            }
            let end = memchr::memchr(b'\n', chunk);
            let used = end.map_or(chunk.len(), |it| it + 1);
            let kept = &chunk[..end.unwrap_or(used)];
            // The line break of Windows does not count against the limit.
            line.is_cut |= (line.bytes.len() + kept.len()) as u64 > self.limit.saturating_add(1);
            if !line.is_cut {
                line.bytes.extend_from_slice(kept);
            }
            line.length += self.ruler.length(&chunk[..used]);
            self.source.consume(used);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }

    /// What stands on a line; `None` on a blank one.
    fn content(&self, mut line: RawLine, mark: usize) -> Option<Content> {
        let end = line.bytes.trim_ascii_end().len();
        line.bytes.truncate(end);
        let start = end - line.bytes[mark.min(end)..].trim_ascii_start().len();
        line.bytes.drain(..start);
        if line.is_cut || line.bytes.len() as u64 > self.limit {
            return Some(Content::Unreadable(too_large("line", line.length, "record", self.limit)));
        }
        (!line.bytes.is_empty()).then_some(Content::Json(line.bytes))
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = InputRecord;

    fn next(&mut self) -> Option<InputRecord> {
        while !self.failed {
            let (record, offset) = (self.line + 1, self.offset);
            let content = match self.line() {
                Ok(None) => return None,
                Ok(Some(line)) => {
                    let mark = if offset == 0 && line.bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
                    self.line += 1;
                    self.offset += line.length;
                    self.content(line, mark)
                }
                Err(error) => {
                    self.failed = true;
                    Some(Content::Unreadable(unreadable(&error)))
                }
            };
            if let Some(content) = content {
                let place = Place { path: self.path.clone(), record, byte_offset: offset };
                return Some(InputRecord { place, content });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each record as `line@offset content`, with lines of up to 12 bytes and a buffer of five.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let source = io::BufReader::with_capacity(5, text.as_bytes());
        let shown = |it: InputRecord| match it.content {
            Content::Json(bytes) => {
                format!("{}@{} {}", it.place.record, it.place.byte_offset, String::from_utf8(bytes).unwrap())
            }
            Content::Unreadable(why) => format!("{}@{} {}", it.place.record, it.place.byte_offset, why.reason),
            _ => unreachable!("these are lines"),
        };
        let records: Vec<String> = Lines::new(source, "a.jsonl".to_owned(), 12, Ruler::Bytes).map(shown).collect();
        assert_eq!(records, expected);
    }

    #[test]
    fn a_record_a_line_and_blank_lines_count_as_lines() {
        check("{\"a\": 1}\n\n  \n{\"b\": 2}", &["1@0 {\"a\": 1}", "4@13 {\"b\": 2}"]);
    }

    #[test]
    fn byte_order_marks_and_windows_line_breaks_go() {
        check("\u{FEFF}{\"a\": 1}\r\n{\"b\": 2}\r\n", &["1@0 {\"a\": 1}", "2@13 {\"b\": 2}"]);
    }

    #[test]
    fn a_line_over_the_limit_costs_itself_alone() {
        let long = format!("{}\n{{\"b\": 2}}\n", "x".repeat(100));
        check(&long, &["1@0 too_large", "2@101 {\"b\": 2}"]);
        check("123456789012\r\n1234567890123\n", &["1@0 123456789012", "2@14 too_large"]);
    }

    #[test]
    fn a_file_that_fails_keeps_what_was_read() {
        struct Failing;
        impl io::Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("disk on fire"))
            }
        }
        let source = io::BufReader::new(io::Read::chain(&b"{\"a\": 1}\n{\"b\""[..], Failing));
        let records: Vec<InputRecord> = Lines::new(source, "a.jsonl".to_owned(), 100, Ruler::Bytes).collect();
        assert_eq!(records.len(), 2);
        assert!(matches!(&records[1].content, Content::Unreadable(it) if it.detail == "disk on fire"));
    }
}
