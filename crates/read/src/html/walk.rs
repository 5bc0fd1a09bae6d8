//! Walks over the tokens of a page: what a reader sees, a line for each block.
//!
//! There is no tree: the tree builders of today take time that is quadratic in the depth of a page.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use newsmill_stage::Line;

use super::blocks::{BLOCKS, CHROME, block, ends_before, keeps_out};
use super::copy::Copy;
use super::names::{Called, Names};
use super::{Page, attribute, is_one_of, rows};
use crate::head::Head;
use crate::settings::Limits;
use crate::text::without_controls;

/// Elements that show no text of the page. The tokenizer takes those of the first row whole, so
/// nothing nests in them.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "noscript", "script", "style", "xmp"];
const UNSEEN: &[&str] = &["audio", "canvas", "datalist", "object", "svg", "template", "video"];

/// How many lines a page has, at most; real ones have a fiftieth. What comes after is one line more.
const LINES: usize = 100_000;

/// Walks over the tokens of a page.
pub(super) struct Reader<'a> {
    html: &'a str,
    /// Where newlines have been counted up to, and the source line there.
    counted: (usize, u32),
    /// The line in the making, and the source line that it began on.
    text: String,
    number: u32,
    lines: Vec<Line>,
    /// The row of a table that each line is a cell of, 0 for none, and how many there have been.
    rows: Vec<u32>,
    row: u32,
    /// The open blocks, and how many of each there are: so that a stray end tag costs nothing.
    open: Vec<Open>,
    counts: [u32; BLOCKS.len()],
    /// How many of them are remembered.
    depth: usize,
    /// Whether unseen elements are passed over, and the open one with how often it is open.
    passes_over: bool,
    unseen: Option<(Vec<u8>, u32)>,
    raw: Raw,
    names: Names,
    /// How many attributes an element may have; of one with more, none is looked at.
    attributes: usize,
    /// Whether a link is open, and how many bytes of the line are links.
    in_link: bool,
    linked: usize,
    after_link: bool,
    /// The day that an element of the line gives machines.
    dated: Option<Box<str>>,
    head: Head,
    copy: Copy,
}

/// An open block, and what it and those around it are called.
struct Open {
    block: usize,
    called: Called,
    /// The row that it stands in, 0 for none.
    row: u32,
}

/// What came of a page.
pub(super) struct Read {
    pub(super) page: Page,
    /// The page once more, for an extractor; none if that would be too much work for it.
    pub(super) copy: Option<String>,
    /// Whether every unseen element was closed.
    pub(super) is_complete: bool,
}

/// What the text that comes next is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    Seen,
    Title,
    LinkedData,
    Script,
    Unseen,
}

impl<'a> Reader<'a> {
    pub(super) fn new(html: &'a str, passes_over: bool, limits: &Limits) -> Self {
        Self {
            html,
            counted: (0, 1),
            text: String::new(),
            number: 1,
            lines: Vec::new(),
            rows: Vec::new(),
            row: 0,
            open: Vec::new(),
            counts: [0; BLOCKS.len()],
            depth: limits.depth,
            passes_over,
            unseen: None,
            raw: Raw::Seen,
            names: Names::default(),
            attributes: limits.attributes,
            in_link: false,
            linked: 0,
            after_link: false,
            dated: None,
            head: Head::default(),
            copy: Copy::new(limits, html.len()),
        }
    }

    pub(super) fn read(mut self) -> Read {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(self.html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(mut tag) => {
                    if tag.attributes.len() > self.attributes {
                        tag.attributes.clear();
                    }
                    self.start(&tag);
                }
                Token::EndTag(tag) => self.end(&tag),
                Token::String(text) => self.string(&String::from_utf8_lossy(&text.value), text.span.start),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.end_line();
        let (metadata, origins) = self.head.taken();
        let page = Page { lines: rows::join(self.lines, &self.rows), metadata, origins };
        Read { page, copy: self.copy.finish(), is_complete: self.unseen.is_none() }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = tag.name.as_slice();
        if let Some((unseen, times)) = &mut self.unseen {
            *times += u32::from(unseen == name && !tag.self_closing);
            return;
        }
        self.raw = Raw::Seen;
        if is_one_of(UNSEEN, name) {
            if self.passes_over && !tag.self_closing {
                self.unseen = Some((name.to_vec(), 1));
            }
        } else if is_one_of(RAW, name) {
            let is_linked_data = name == b"script" && attribute(tag, "type").is_some_and(|it| it.contains("ld+json"));
            self.raw = match name {
                b"script" if is_linked_data => Raw::LinkedData,
                b"script" => Raw::Script,
                _ => Raw::Unseen,
            };
        } else {
            self.seen(tag, name);
        }
    }

    fn seen(&mut self, tag: &StartTag<usize>, name: &[u8]) {
        self.copy.start(tag);
        self.head.start(tag);
        if let Some(it) = dated(tag) {
            self.dated = Some(it);
        }
        match name {
            b"title" => self.raw = Raw::Title,
            b"br" | b"hr" | b"body" => self.flush(),
            b"a" => {
                if self.after_link {
                    self.text.push(' ');
                }
                self.in_link = tag.attributes.contains_key(b"href".as_slice());
            }
            _ => {
                if let Some(block) = block(name) {
                    self.flush();
                    self.close_before(block);
                    let around = self.open.last();
                    let row = if name == b"tr" {
                        self.row = self.row.saturating_add(1);
                        self.row
                    } else {
                        around.map_or(0, |it| it.row)
                    };
                    if self.open.len() < self.depth {
                        let called = around.map(|it| it.called).unwrap_or_default();
                        let called = self.names.of(tag, called);
                        self.open.push(Open { block, called, row });
                        self.counts[block] += 1;
                    }
                }
            }
        }
    }

    /// Closes what ends, by the rules of HTML, where this block begins.
    fn close_before(&mut self, block: usize) {
        while self.open.last().is_some_and(|it| ends_before(BLOCKS[it.block].as_bytes(), BLOCKS[block].as_bytes())) {
            self.close_last();
        }
    }

    fn close_last(&mut self) -> Option<usize> {
        let last = self.open.pop()?.block;
        self.counts[last] -= 1;
        Some(last)
    }

    fn end(&mut self, tag: &EndTag<usize>) {
        let name = tag.name.as_slice();
        if let Some((unseen, times)) = &mut self.unseen {
            *times -= u32::from(unseen == name);
            if *times == 0 {
                self.unseen = None;
            }
            return;
        }
        self.raw = Raw::Seen;
        self.copy.end(tag);
        self.head.end(name);
        self.after_link = name == b"a";
        self.in_link &= name != b"a";
        let Some(block) = block(name) else { return };
        self.flush();
        if self.counts[block] > 0 && self.is_in_reach(name) {
            while self.close_last().is_some_and(|it| it != block) {}
        }
    }

    /// Whether an end tag closes anything, where so many blocks are open.
    fn is_in_reach(&self, name: &[u8]) -> bool {
        let mut open = self.open.iter().rev().map(|it| BLOCKS[it.block].as_bytes());
        open.find(|it| *it == name || keeps_out(it, name)).is_some_and(|it| it == name)
    }

    fn string(&mut self, text: &str, start: usize) {
        if self.unseen.is_some() {
            return;
        }
        match self.raw {
            Raw::Unseen => {}
            Raw::Script => self.head.script(text),
            Raw::Title => self.head.title(text),
            Raw::LinkedData => self.head.linked(text),
            Raw::Seen => {
                self.copy.text(text.as_bytes());
                self.head.text(text);
                self.show(text, start);
            }
        }
    }

    /// Adds text to the line; spaces are one space, except in `pre`, where line breaks count.
    fn show(&mut self, text: &str, start: usize) {
        let is_space = |it: char| it.is_ascii_whitespace();
        let text = without_controls(text);
        let content = text.trim_start_matches(is_space);
        if self.text.is_empty() && !content.is_empty() {
            self.number = self.line_at(start + text.len() - content.len());
        }
        self.after_link &= text.is_empty();
        let breaks = block(b"pre").is_some_and(|it| self.counts[it] > 0);
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 && breaks {
                self.flush();
                self.number = self.number.saturating_add(1);
            } else if at > 0 {
                self.space();
            }
            let before = self.text.len();
            for word in line.split_inclusive(is_space) {
                let content = word.trim_end_matches(is_space);
                self.text.push_str(content);
                if content.len() < word.len() {
                    self.space();
                }
            }
            if self.in_link {
                self.linked += self.text.len() - before;
            }
        }
    }

    fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// The line of the source at this byte; asked for in rising order.
    fn line_at(&mut self, byte: usize) -> u32 {
        let (from, line) = self.counted;
        let to = byte.clamp(from, self.html.len());
        let passed = memchr::memchr_iter(b'\n', &self.html.as_bytes()[from..to]).count();
        self.counted = (to, line.saturating_add(u32::try_from(passed).unwrap_or(u32::MAX)));
        self.counted.1
    }

    fn flush(&mut self) {
        self.after_link = false;
        if self.lines.len() < LINES { self.end_line() } else { self.space() }
    }

    fn end_line(&mut self) {
        let (text, linked) = (std::mem::take(&mut self.text), std::mem::take(&mut self.linked));
        if text.trim().is_empty() {
            return;
        }
        let mut line = Line::new(self.number, text.trim_end_matches(' '));
        line.tag = Some(self.tag().to_owned());
        line.links = (linked.min(text.len()) * 100 / text.len()) as u8;
        line.dated = self.dated.take();
        line.names = self.open.last().and_then(|it| self.names.path(it.called));
        let cell = self.open.last().filter(|it| matches!(BLOCKS[it.block], "td" | "th"));
        self.rows.push(cell.map_or(0, |it| it.row));
        self.lines.push(line);
    }

    fn tag(&self) -> &'static str {
        let chrome = CHROME.iter().find(|it| block(it.as_bytes()).is_some_and(|it| self.counts[it] > 0));
        chrome.copied().unwrap_or_else(|| self.open.last().map_or("body", |it| BLOCKS[it.block]))
    }
}

/// The day that an element gives machines: `<time datetime="2025-10-03">`, `<abbr title="2025-10-03T10:00">`,
/// `<span content="2025-10-03">`.
fn dated(tag: &StartTag<usize>) -> Option<Box<str>> {
    let name: &[&str] = match tag.name.as_slice() {
        b"time" => &["datetime", "title", "content"],
        b"abbr" => &["title"],
        b"span" | b"div" | b"p" => &["content", "title", "data-datetime", "data-date", "data-time"],
        _ => return None,
    };
    let value = name.iter().find_map(|it| tag.attributes.get(it.as_bytes()))?;
    let value = value.value.trim_ascii();
    // Machines write the year first, or in full: `2025-10-03`, `03.10.2025`, `Fri, 03 Oct 2025 10:00`.
    let digits = value.iter().filter(|it| it.is_ascii_digit()).count();
    let is_day = (8..=60).contains(&value.len()) && digits >= 6;
    is_day.then(|| String::from_utf8_lossy(value).into())
}
