//! Rows → records. A record's number is that of its row, the header not counted.
//!
//! A quote that is never closed costs its own row: what looks like rows in the cell that it opens is
//! read as rows.

use std::io::{self, Read};

use encoding_rs::Encoding;
use newsmill_stage::{Content, InputRecord, Place, Rejection};

use super::Dialect;
use super::cells::{Cells, decoded};
use super::cut::Cut;
use super::under::{Header, looks_like};
use crate::exports::Field;
use crate::records::{too_large, unreadable};
use crate::utf16::Ruler;
use crate::wanted::Wanted;

/// What is read at once.
const CHUNK: u64 = 1 << 18;
/// How far a row is followed where an open quote may have swallowed it.
const SWALLOWED: usize = 1 << 16;
/// How many bytes may be read twice because of open quotes, besides eight times what has been read.
const AGAIN: u64 = 64 << 20;
/// The largest header: its names are written again with each row.
const HEADER: usize = 64 << 10;

/// Reads the rows of a table.
pub(crate) struct Rows<'w, R> {
    source: R,
    path: String,
    limit: usize,
    dialect: Dialect,
    wanted: &'w Wanted,
    ruler: Ruler,
    parser: csv_core::Reader,
    buffer: Vec<u8>,
    /// Where the next row begins in the buffer.
    at: usize,
    ended: bool,
    failure: Option<io::Error>,
    /// Where the next row begins in the file.
    offset: u64,
    header: Option<Header>,
    row: u64,
    passed: u64,
    again: u64,
    done: bool,
}

/// A row that was cut out of the buffer.
struct Row {
    length: usize,
    is_open: bool,
    /// Whether an open quote may have swallowed what follows.
    is_suspect: bool,
    /// Whether a quote stands where none should.
    is_irregular: bool,
}

impl<'w, R: Read> Rows<'w, R> {
    pub(crate) fn new(source: R, path: String, limit: u64, dialect: Dialect, wanted: &'w Wanted, ruler: Ruler) -> Self {
        let mut parser = csv_core::ReaderBuilder::new();
        parser.delimiter(dialect.delimiter).quoting(dialect.quote.is_some()).escape(dialect.escape);
        parser.quote(dialect.quote.unwrap_or_default());
        Self {
            source,
            path,
            limit: usize::try_from(limit).unwrap_or(usize::MAX),
            parser: parser.build(),
            dialect,
            wanted,
            ruler,
            buffer: Vec::new(),
            at: 0,
            ended: false,
            failure: None,
            offset: ruler.start(),
            header: None,
            row: 0,
            passed: 0,
            again: 0,
            done: false,
        }
    }

    /// Reads on; what has been passed is forgotten.
    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        let length = self.buffer.len();
        let read = self.source.by_ref().take(CHUNK).read_to_end(&mut self.buffer);
        self.ended = read.is_ok() && self.buffer.len() == length;
        match read {
            // What came before a failure is read first.
            Err(error) if self.buffer.len() > length => self.failure = Some(error),
            Err(error) => return Err(error),
            Ok(_) => {}
        }
        Ok(())
    }

    /// Reads on behind a row, so that it does not depend on the pieces that come whether a row is
    /// found in it. A failure there waits until what came before it has been read.
    fn look_ahead(&mut self, length: usize) {
        while !self.ended && self.failure.is_none() && self.buffer.len() - self.at < length + SWALLOWED {
            self.failure = self.fill().err();
        }
    }

    fn pass(&mut self, length: usize) {
        let bytes = &self.buffer[self.at..self.at + length];
        self.offset += self.ruler.length(bytes);
        self.at += length;
        self.passed += length as u64;
    }

    /// Goes to where the next row begins; whether there is one.
    fn seek(&mut self) -> io::Result<bool> {
        loop {
            let breaks = self.buffer[self.at..].iter().take_while(|it| matches!(it, b'\n' | b'\r')).count();
            self.pass(breaks);
            match (self.at < self.buffer.len(), self.ended) {
                (true, _) => return Ok(true),
                (false, true) => return Ok(false),
                (false, false) => self.fill()?,
            }
        }
    }

    /// The row that begins here; `Err` with its length if it is over the limit, and then it is passed.
    fn cut(&mut self) -> io::Result<Result<Row, Rejection>> {
        let mut cut = Cut::new(&self.dialect);
        let mut length = 0;
        let is_whole = loop {
            if let Some(end) = cut.feed(&self.buffer[self.at + length..]) {
                length += end;
                break true;
            }
            length = self.buffer.len() - self.at;
            if self.ended || length > self.limit {
                break self.ended;
            }
            if let Err(error) = self.fill() {
                // Rows in a cell that a stray quote opened are read before that is told.
                self.failure = Some(error);
                let is_suspect = cut.is_open() || (cut.has_lines && cut.is_irregular);
                if let Some(next) = is_suspect.then(|| self.resume(length)).flatten() {
                    return Ok(Err(self.open_quote(next)));
                }
                self.fill()?;
            }
        };
        let is_open = cut.is_open();
        let is_suspect = cut.has_lines && (cut.is_irregular || is_open);
        if is_whole && length <= self.limit.saturating_add(2) {
            return Ok(Ok(Row { length, is_open, is_suspect: is_suspect || is_open, is_irregular: cut.is_irregular }));
        }
        if is_suspect {
            self.look_ahead(length);
            if let Some(next) = self.resume(length) {
                return Ok(Err(self.open_quote(next)));
            }
        }
        let mut size = length as u64;
        self.pass(length);
        let mut is_whole = is_whole;
        while !is_whole {
            self.fill()?;
            let rest = self.buffer.len();
            let end = cut.feed(&self.buffer[self.at..]);
            is_whole = end.is_some() || self.ended;
            size += end.unwrap_or(rest) as u64;
            self.pass(end.unwrap_or(rest));
        }
        Ok(Err(too_large("row", size, "record", self.limit as u64)))
    }

    /// Rejects what stands before the line where rows go on.
    fn open_quote(&mut self, next: usize) -> Rejection {
        self.again += next as u64;
        let lines = memchr::memchr_iter(b'\n', &self.buffer[self.at..self.at + next]).count();
        self.pass(next);
        let detail = format!("a quote is opened here and not closed before the next row, {lines} line(s) on");
        Rejection::new("open_quote", detail)
    }

    /// Where in this row, which a quote may have made too long, a line begins that is a row itself.
    fn resume(&mut self, length: usize) -> Option<usize> {
        let width = self.header.as_ref()?.keys.len();
        self.again += length as u64;
        if width < 2 || self.again > AGAIN + 8 * self.passed {
            return None;
        }
        let mut budget = length * 4 + (1 << 20);
        let row = self.at;
        let is_quoted = |rows: &Self, at: usize| rows.buffer.get(at).copied() == rows.dialect.quote;
        let mut line = row;
        while let Some(found) = memchr::memchr(b'\n', &self.buffer[line..row + length]) {
            line += found + 1;
            if line == row + length {
                break;
            }
            let Some(fit) = self.fits(line, &mut budget) else {
                if budget == 0 {
                    break;
                }
                // Better a row whose own quotes are broken, too, than two rows in one.
                if self.begins_row(line, row + length) {
                    return Some(line - row);
                }
                continue;
            };
            // With few columns a line of a text may look like a row by chance: two hardly do.
            let header = self.header.as_ref()?;
            let is_sure = !header.looks.is_empty() || width > 3 || (is_quoted(self, row) && is_quoted(self, line));
            if is_sure || fit == self.buffer.len() || self.fits(fit, &mut budget).is_some() {
                return Some(line - row);
            }
        }
        None
    }

    /// Whether a line begins as a row does, whatever its quotes do.
    fn begins_row(&self, line: usize, end: usize) -> bool {
        let Some(header) = self.header.as_ref().filter(|it| !it.looks.is_empty()) else { return false };
        let line = &self.buffer[line..end];
        let line = &line[..memchr::memchr(b'\n', line).unwrap_or(line.len())];
        let cells: Vec<&[u8]> = line.split(|it| *it == self.dialect.delimiter).take(header.keys.len()).collect();
        let looks = |(column, field): &(usize, Field)| {
            let cell = cells.get(*column).copied().unwrap_or_default();
            !cell.is_empty() && looks_like(*field, cell)
        };
        cells.len() == header.keys.len() && header.looks.iter().all(looks)
    }

    /// Whether a row begins at this place of the buffer, by its width and its looks; where it ends.
    fn fits(&mut self, at: usize, budget: &mut usize) -> Option<usize> {
        let bound = self.buffer.len().min(at + SWALLOWED.min(*budget));
        let mut cut = Cut::new(&self.dialect);
        let end = cut.feed(&self.buffer[at..bound]);
        *budget = budget.saturating_sub(end.unwrap_or(bound - at));
        let end = end.or_else(|| (self.ended && bound == self.buffer.len()).then_some(bound - at))?;
        let width = self.header.as_ref()?.keys.len();
        if end < width || cut.is_irregular || cut.is_open() {
            return None;
        }
        let cells = self.cells(at, end);
        let header = self.header.as_ref()?;
        let looks = |(column, field): &(usize, Field)| looks_like(*field, cells.get(*column).unwrap_or_default());
        (cells.len() == header.keys.len() && header.looks.iter().all(looks)).then_some(at + end)
    }

    /// The cells of a row that stands at this place of the buffer.
    fn cells(&mut self, at: usize, length: usize) -> Cells {
        let mut input = &self.buffer[at..at + length];
        let mut cells = Cells { bytes: vec![0; length + 1], ends: vec![0; 32] };
        let (mut written, mut ended) = (0, 0);
        self.parser.reset();
        loop {
            let (result, used, bytes, ends) =
                self.parser.read_record(input, &mut cells.bytes[written..], &mut cells.ends[ended..]);
            input = &input[used..];
            written += bytes;
            ended += ends;
            match result {
                csv_core::ReadRecordResult::OutputFull => cells.bytes.resize(cells.bytes.len() * 2, 0),
                csv_core::ReadRecordResult::OutputEndsFull => cells.ends.resize(cells.ends.len() * 2, 0),
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
            }
        }
        cells.bytes.truncate(written);
        cells.ends.truncate(ended);
        cells
    }

    /// Reads the header, if the file has one; whether rows may follow.
    fn begin(&mut self) -> io::Result<Result<bool, Rejection>> {
        while !self.ended && self.buffer.len() < self.dialect.skip {
            self.fill()?;
        }
        self.pass(self.dialect.skip.min(self.buffer.len()));
        if let Some(names) = self.dialect.names {
            self.header = Some(Header::of(names.iter().map(|it| (*it).to_owned()).collect(), self.wanted));
            return Ok(Ok(true));
        }
        if !self.seek()? {
            return Ok(Ok(false));
        }
        let row = match self.cut()? {
            Ok(row) => row,
            Err(rejection) => return Ok(Err(rejection)),
        };
        if row.length > HEADER {
            let length = row.length;
            let detail = format!(
                "a header of {length} bytes, more than {HEADER}: is it a row? Give the file a first row with the names of its columns"
            );
            return Ok(Err(Rejection::new("too_large", detail)));
        }
        let cells = self.cells(self.at, row.length);
        let encoding = self.encoding(row.length);
        let names = (0..cells.len()).map(|it| decoded(cells.get(it).unwrap_or_default(), encoding).into_owned());
        self.header = Some(Header::of(names.collect(), self.wanted));
        self.pass(row.length);
        Ok(Ok(true))
    }

    /// The encoding of a row: valid UTF-8 is that, whatever the file is in.
    fn encoding(&self, length: usize) -> &'static Encoding {
        let bytes = &self.buffer[self.at..self.at + length];
        if simdutf8::basic::from_utf8(bytes).is_ok() {
            return encoding_rs::UTF_8;
        }
        let guessed = || Encoding::for_label(newsmill_text::decode(bytes, None).encoding.as_bytes());
        self.dialect.encoding.or_else(guessed).unwrap_or(encoding_rs::UTF_8)
    }

    /// The record of the next row; `None` for a blank one.
    fn content(&mut self) -> io::Result<Option<Content>> {
        let row = match self.cut()? {
            Ok(row) => row,
            Err(rejection) => return Ok(Some(Content::Unreadable(rejection))),
        };
        let mut cells = self.cells(self.at, row.length);
        let width = self.header.as_ref().map_or(0, |it| it.keys.len());
        let has_lines = memchr::memchr(b'\n', self.buffer[self.at..self.at + row.length].trim_ascii_end()).is_some();
        if row.is_suspect || (has_lines && cells.len() != width) {
            self.look_ahead(row.length);
            if let Some(next) = self.resume(row.length) {
                return Ok(Some(Content::Unreadable(self.open_quote(next))));
            }
            if row.is_open {
                self.pass(row.length);
                let detail = "a quote is opened here and never closed; is the file cut off?";
                return Ok(Some(Content::Unreadable(Rejection::new("open_quote", detail))));
            }
        }
        let encoding = self.encoding(row.length);
        let is_blank = (0..cells.len()).all(|it| cells.is_blank(it));
        self.pass(row.length);
        let Some(header) = self.header.as_ref().filter(|_| !is_blank) else { return Ok(None) };
        if let Err(rejection) = header.adopt(&mut cells, self.dialect.delimiter, row.is_irregular) {
            return Ok(Some(Content::Unreadable(rejection)));
        }
        Ok(Some(Content::Json(header.object(&cells, encoding, self.dialect.names.is_some()))))
    }

    fn unreadable(&mut self, error: &io::Error) -> Content {
        self.done = true;
        Content::Unreadable(unreadable(error))
    }
}

impl<R: Read> Iterator for Rows<'_, R> {
    type Item = InputRecord;

    fn next(&mut self) -> Option<InputRecord> {
        while !self.done {
            let mut offset = self.offset;
            let content = if self.header.is_none() {
                match self.begin() {
                    Err(error) => Some(self.unreadable(&error)),
                    Ok(Ok(true)) => continue,
                    Ok(it) => {
                        self.done = true;
                        Some(Content::Unreadable(it.err()?))
                    }
                }
            } else {
                match self.seek() {
                    Err(error) => Some(self.unreadable(&error)),
                    Ok(false) => return None,
                    Ok(true) => {
                        offset = self.offset;
                        self.content().unwrap_or_else(|error| Some(self.unreadable(&error)))
                    }
                }
            };
            self.row += 1;
            if let Some(content) = content {
                let place = Place { path: self.path.clone(), record: self.row, byte_offset: offset };
                return Some(InputRecord { place, content });
            }
        }
        None
    }
}
