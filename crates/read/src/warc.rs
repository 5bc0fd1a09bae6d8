//! WARC 1.0 and 1.1: the records of a web archive, of which those with a page or a text are documents.
//!
//! The grammar is a library's, the way from record to record our own: of the crates for WARC, `warc`
//! holds heads of any size and ends at the first wrong length, `fastwarc` takes a wrong length for 0
//! and a cut record for a short one, and `warcat` brings a database along. Here a record whose length
//! is wrong costs itself alone: the next one is found by its first line.
//!
//! Only answers with the status 200 are pages: what else a server says is about a page. One that the
//! crawler cut short on purpose (`WARC-Truncated`) is a document as far as it goes.

use std::io::Read;
use std::ops::{ControlFlow, Range};

use newsmill_stage::{Content, Fetched, InputRecord, Place, Rejection};

use crate::answer::{self, essence};
use crate::fault::{self, Origin};
use crate::fields::Head;
use crate::records::{Reading, too_large};
use crate::settings::Limits;
use crate::shape;

/// What is read at once.
const BUFFER: usize = 256 << 10;

/// The largest head of a record.
const HEAD: usize = 64 << 10;

/// How much of a body tells what it is.
const SNIFFED: usize = 512;

/// A first line and the line break before it, at most.
const MARK: usize = 12;

const WRONG_LENGTH: &str = "a WARC record whose length is wrong";

/// The file as a window that is moved over it, as large as a record may be.
struct Tape<'a> {
    source: Origin<Box<dyn Read + 'a>>,
    bytes: Vec<u8>,
    /// Where the window starts in `bytes`, and where that is in the file.
    start: usize,
    offset: u64,
    is_over: bool,
    /// Why it ends before its end.
    failed: Option<Rejection>,
}

impl<'a> Tape<'a> {
    fn new(bytes: Box<dyn Read + 'a>) -> Self {
        Self { source: Origin(bytes), bytes: Vec::new(), start: 0, offset: 0, is_over: false, failed: None }
    }
}

impl Tape<'_> {
    /// The next bytes: so many, unless the file ends before.
    fn ahead(&mut self, count: usize) -> &[u8] {
        while self.bytes.len() - self.start < count && !self.is_over {
            if self.start > self.bytes.len() / 2 {
                self.bytes.drain(..self.start);
                self.start = 0;
            }
            match self.source.by_ref().take(BUFFER as u64).read_to_end(&mut self.bytes) {
                Ok(more) => self.is_over = more == 0,
                Err(error) => {
                    self.is_over = true;
                    self.failed = Some(fault::damage("the WARC file", &error));
                }
            }
        }
        let end = self.bytes.len().min(self.start.saturating_add(count));
        &self.bytes[self.start..end]
    }

    fn pass(&mut self, count: usize) {
        self.start += count;
        self.offset += count as u64;
    }

    /// Passes over empty lines, and zeros at the end of a tape; false at the end of the file.
    fn pass_blank(&mut self) -> bool {
        loop {
            let ahead = self.ahead(BUFFER);
            if ahead.is_empty() {
                return false;
            }
            let blank = ahead.iter().take_while(|it| matches!(it, b'\r' | b'\n' | 0)).count();
            let is_all = blank == ahead.len();
            self.pass(blank);
            if !is_all {
                return true;
            }
        }
    }

    /// Why a record ends with the file: that it is cut off, or what kept the file from being read on.
    fn cut(&mut self) -> Rejection {
        self.failed.take().unwrap_or_else(|| {
            Rejection::new("truncated", "the WARC file ends in the middle of a record; copy or fetch it anew")
        })
    }

    /// Goes to the next first line of a record, or to the end of the file; no further than `count`
    /// bytes. Whether there was one.
    fn pass_to_mark(&mut self, mut count: u64) -> bool {
        while count > 0 {
            let ahead = self.ahead(BUFFER + MARK);
            let most = usize::try_from(count).map_or(ahead.len(), |it| it.min(ahead.len()));
            if most == 0 {
                return false;
            }
            let found = mark(ahead);
            let is_last = ahead.len() < BUFFER + MARK;
            match found.filter(|it| *it < most) {
                Some(at) => {
                    self.pass(at);
                    return true;
                }
                None => {
                    let passed = if is_last { most } else { most.min(BUFFER) };
                    self.pass(passed);
                    count -= passed as u64;
                }
            }
        }
        false
    }
}

/// Where a line begins a record, after the first byte.
fn mark(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"\nWARC/").map(|it| it + 1).find(|it| is_mark(&bytes[*it..]))
}

/// Whether a record begins here.
fn is_mark(bytes: &[u8]) -> bool {
    let Some(version) = bytes.strip_prefix(b"WARC/") else { return false };
    matches!(version, [b'0' | b'1', b'.', b'0'..=b'9', ..])
}

/// What a record is to us.
enum Found {
    /// A page or a text.
    Document(Fetched),
    /// A document that cannot be read.
    Rejected(Rejection),
    /// No page and no text.
    Other,
    /// An answer that is none: not found, moved.
    OtherStatus,
}

/// What was found so far.
#[derive(Default)]
struct Count {
    records: u64,
    other_status: u64,
}

impl Reading<'_> {
    /// The records of a web archive.
    pub(crate) fn warc(&mut self, name: &str, bytes: Box<dyn Read + '_>) -> ControlFlow<()> {
        let mut tape = Tape::new(bytes);
        let (before, mut count) = (self.handed(), Count::default());
        self.warc_records(name, &mut tape, &mut count)?;
        if let Some(why) = tape.failed.take() {
            self.warc_reject(name, tape.offset, &mut count, why)?;
        }
        if self.handed() > before {
            return ControlFlow::Continue(());
        }
        let Count { records, other_status } = count;
        let detail = format!(
            "no page and no text among its {records} records; {other_status} are answers with another status than 200"
        );
        self.reject(name, Rejection::new("empty", detail))
    }

    fn warc_reject(&mut self, name: &str, offset: u64, count: &mut Count, why: Rejection) -> ControlFlow<()> {
        count.records += 1;
        let place = Place { path: name.to_owned(), record: count.records, byte_offset: offset };
        self.take(InputRecord { place, content: Content::Unreadable(why) })
    }

    fn warc_records(&mut self, name: &str, tape: &mut Tape<'_>, count: &mut Count) -> ControlFlow<()> {
        while tape.pass_blank() {
            let offset = tape.offset;
            match record(tape, self.limits) {
                Ok(found) => {
                    count.records += 1;
                    let content = match found {
                        Found::Document(it) => Content::Fetched(Box::new(it)),
                        Found::Rejected(it) => Content::Unreadable(it),
                        Found::Other => continue,
                        Found::OtherStatus => {
                            count.other_status += 1;
                            continue;
                        }
                    };
                    let place = Place { path: name.to_owned(), record: count.records, byte_offset: offset };
                    self.take(InputRecord { place, content })?;
                }
                Err(why) => self.warc_reject(name, offset, count, why)?,
            }
        }
        ControlFlow::Continue(())
    }
}

fn damaged(what: &str) -> Rejection {
    Rejection::new("damaged", format!("{what}; what follows is read on from the next record"))
}

/// Reads the record that begins here, and passes over it.
fn record(tape: &mut Tape<'_>, limits: &Limits) -> Result<Found, Rejection> {
    let ahead = tape.ahead(HEAD);
    let begins = is_mark(ahead);
    let head = Head::of(ahead).filter(|_| begins);
    let length = head.as_ref().and_then(|it| it.get("content-length")?.parse::<u64>().ok());
    let (Some(head), Some(length)) = (head, length) else {
        let may_be_cut = begins && ahead.len() < HEAD;
        return astray(tape, may_be_cut, "a WARC record without a sound head or length");
    };
    if length > limits.record {
        return large(tape, &head, length, limits);
    }
    let body = head.length..head.length + usize::try_from(length).unwrap_or(usize::MAX);
    let ahead = tape.ahead(body.end + MARK);
    if ahead.len() < body.end {
        return astray(tape, true, "a WARC record that is longer than it should be");
    }
    if !is_end(&ahead[body.end..]) {
        return astray(tape, false, WRONG_LENGTH);
    }
    let found = found(&head, ahead, body.clone(), limits);
    tape.pass(body.end);
    Ok(found)
}

/// Whether a record may end before these bytes: the file ends, or line breaks and a record follow.
fn is_end(bytes: &[u8]) -> bool {
    let blank = bytes.iter().take_while(|it| matches!(it, b'\r' | b'\n' | 0)).count();
    let rest = &bytes[blank..];
    rest.is_empty() || blank > 7 || b"WARC/".starts_with(&rest[..rest.len().min(5)])
}

/// Goes on from the next record. If there is none, this one may be cut off.
fn astray(tape: &mut Tape<'_>, may_be_cut: bool, what: &str) -> Result<Found, Rejection> {
    let is_found = tape.pass_to_mark(u64::MAX);
    Err(if may_be_cut && !is_found { tape.cut() } else { damaged(what) })
}

/// A record over the limit is passed over without being held. As there is no way back to where it
/// began, the next record's first line ends it, be it there by mistake.
fn large(tape: &mut Tape<'_>, head: &Head, length: u64, limits: &Limits) -> Result<Found, Rejection> {
    let ahead = tape.ahead(head.length + HEAD);
    let body = usize::try_from(length).unwrap_or(usize::MAX);
    let start = head.length..head.length.saturating_add(body).min(ahead.len());
    let found = match found(head, ahead, start, limits) {
        Found::Document(_) => Found::Rejected(too_large("WARC record", length, "record", limits.record)),
        it => it,
    };
    tape.pass(head.length);
    let end = tape.offset.saturating_add(length);
    if tape.pass_to_mark(length) {
        return Err(damaged("a WARC record with another one inside"));
    }
    if tape.offset < end {
        return Err(tape.cut());
    }
    if is_end(tape.ahead(MARK)) { Ok(found) } else { astray(tape, false, WRONG_LENGTH) }
}

/// What a record with this head is.
fn found(head: &Head, bytes: &[u8], body: Range<usize>, limits: &Limits) -> Found {
    let body = &bytes[body];
    let media_type = head.get("content-type").unwrap_or_default();
    let mut begun = None;
    let mut media_type = match head.get("warc-type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "response" if essence(media_type) == "application/http" || body.starts_with(b"HTTP/") => None,
        "response" | "resource" | "conversion" => Some(media_type.to_owned()),
        _ => return Found::Other,
    };
    match &media_type {
        Some(it) if !is_document(it, body) => return Found::Other,
        Some(_) => {}
        None => {
            let Some((answer, content)) = answer::split(body) else {
                return Found::Rejected(Rejection::new("damaged", "the head of the answer has no end"));
            };
            if answer::status(&answer) != Some(200) {
                return Found::OtherStatus;
            }
            let packed = ["content-encoding", "transfer-encoding"].iter().any(|it| answer.get(it).is_some());
            let sniffed = if packed { &[][..] } else { content };
            if !is_document(answer.get("content-type").unwrap_or_default(), sniffed) {
                return Found::Other;
            }
            if packed && head.get("warc-truncated").is_some() {
                begun = answer::begun(&answer, content, limits);
            }
            if begun.is_some() {
                media_type = Some(answer.get("content-type").unwrap_or_default().to_owned());
            }
        }
    }
    if head.get("warc-segment-number").is_some() {
        let detail = "a page in several WARC records (segments); join them first";
        return Found::Rejected(Rejection::new("unsupported_format", detail));
    }
    // Some programs put the address in angle brackets, as the first standard has it.
    let url = head.get("warc-target-uri").map(|it| it.trim_start_matches('<').trim_end_matches('>').to_owned());
    let crawled = head.get("warc-date").map(str::to_owned);
    Found::Document(Fetched { url, crawled, media_type, answer: begun.unwrap_or_else(|| body.to_owned()) })
}

/// Whether this is a page or a text: by its type, or by its first bytes where that says nothing.
fn is_document(media_type: &str, body: &[u8]) -> bool {
    match essence(media_type).as_str() {
        "text/html" | "application/xhtml+xml" | "text/plain" => true,
        "" | "application/octet-stream" | "unknown/unknown" | "application/unknown" => {
            let start = &body[..body.len().min(SNIFFED)];
            shape::by_magic(start).is_none() && !start.contains(&0)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the records of these bytes begin, with windows of every size.
    #[test]
    fn the_next_record_is_found_by_its_first_line() {
        let filler = "x".repeat(BUFFER - 7);
        for (text, expected) in [
            ("xx\nWARC/1.0\r\n", Some(3)),
            ("WARC/1.0\nWARC/x\nWARC/1.1\n", Some(16)),
            ("x WARC/1.0\r\n", None),
            (&format!("{filler}\nWARC/1.0\r\n"), Some(BUFFER as u64 - 6)),
            (&format!("{filler}xxxxxxxxxxxxxxxx\nWARC/1.0\r\n"), Some(BUFFER as u64 + 10)),
        ] {
            let mut tape = Tape::new(Box::new(text.as_bytes()));
            assert_eq!(tape.pass_to_mark(u64::MAX).then_some(tape.offset), expected, "{}", text.len());
        }
    }
}
