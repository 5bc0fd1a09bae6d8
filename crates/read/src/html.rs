//! HTML → lines: what a reader sees, a line for each block, with the element that it stood in.
//!
//! There is a tokenizer and no tree: the tree builders of today take time that is quadratic in the
//! depth of a page, this takes time that is linear in its size. Nothing is chosen here: menus and
//! footers are lines too, and marked as such.

use html5gum::{DefaultEmitter, EndTag, StartTag, Token, Tokenizer};
use newsmill_stage::{Article, Line, Metadata, Rejection};

use crate::head::Head;
use crate::text::without_controls;

/// The largest page that is read: real ones have a tenth of it.
pub(crate) const LIMIT: usize = 10 << 20;

/// How many blocks may stand in each other; of those deeper, the outer ones are remembered.
const DEPTH: usize = 512;

/// Elements that begin a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// Blocks whose lines bear their name, whatever they stand in more closely: it says more. A
/// `form` is none of them: some systems wrap the whole page in one.
const CHROME: &[&str] = &["aside", "button", "dialog", "footer", "menu", "nav", "select", "textarea"];

/// Elements that end where another of their kind begins, for nobody closes them.
const CLOSED_BY_NEXT: &[&[&str]] =
    &[&["li"], &["dd", "dt"], &["td", "th"], &["tr"], &["option", "optgroup"], &["thead", "tbody", "tfoot"]];

/// Elements that show no text of the page. The tokenizer takes those of the first row whole, so
/// nothing nests in them.
const RAW: &[&str] = &["iframe", "noembed", "noframes", "noscript", "script", "style", "xmp"];
const UNSEEN: &[&str] = &["audio", "canvas", "datalist", "object", "svg", "template", "video"];

/// A page: its lines and what it says of itself.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    pub(crate) metadata: Metadata,
}

impl Page {
    /// The page as an article, of which the caller knows the identity.
    pub(crate) fn into_article(self) -> Result<Article, Rejection> {
        if self.lines.is_empty() {
            return Err(Rejection::new("no_text", "the page shows no text"));
        }
        let mut article = Article::from_lines(self.lines);
        article.metadata = self.metadata;
        Ok(article)
    }
}

/// Reads a page.
pub(crate) fn read(html: &str) -> Result<Page, Rejection> {
    if html.len() > LIMIT {
        let detail = format!("{} bytes of HTML; at most {LIMIT} are read", html.len());
        return Err(Rejection::new("too_large", detail));
    }
    let (page, is_complete) = Reader::new(html, true).read();
    if is_complete {
        return Ok(page);
    }
    // An unseen element that is never closed would take the rest of the page along.
    Ok(Reader::new(html, false).read().0)
}

/// Whether a field that should be text is HTML.
pub(crate) fn is_fragment(text: &str) -> bool {
    let text = text.trim();
    let opens =
        text.strip_prefix('<').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_alphabetic() || it == '!'));
    opens && text.ends_with('>') && (text.contains("</") || text.contains("<br"))
}

/// Whether there is any tag in a file that calls itself HTML.
pub(crate) fn has_tags(bytes: &[u8]) -> bool {
    let tag = |at: usize| bytes.get(at + 1).is_some_and(|it| it.is_ascii_alphabetic() || *it == b'!');
    memchr::memchr_iter(b'<', bytes).any(tag)
}

/// The encoding that a page declares in its first bytes.
pub(crate) fn declared_encoding(bytes: &[u8]) -> Option<String> {
    let head = bytes[..bytes.len().min(4096)].to_ascii_lowercase();
    let value = |after: &[u8]| {
        let rest = after.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let label = rest.split(|it| b"\"'>;/? \t\r\n".contains(it)).next()?;
        (!label.is_empty()).then(|| String::from_utf8_lossy(label).into_owned())
    };
    let charset = memchr::memmem::find_iter(&head, b"charset").find_map(|at| value(&head[at + 7..]));
    charset.or_else(|| {
        let at = memchr::memmem::find(head.strip_prefix(b"<?xml")?, b"encoding")?;
        value(&head[at + 13..])
    })
}

/// Walks over the tokens of a page.
struct Reader<'a> {
    html: &'a str,
    /// Where newlines have been counted up to, and the source line there.
    counted: (usize, u32),
    /// The line in the making, and the source line that it began on.
    text: String,
    number: u32,
    lines: Vec<Line>,
    /// The open blocks, and how many of each there are: so that a stray end tag costs nothing.
    open: Vec<usize>,
    counts: [u32; BLOCKS.len()],
    /// Whether unseen elements are passed over, and the open one with how often it is open.
    passes_over: bool,
    unseen: Option<(Vec<u8>, u32)>,
    raw: Raw,
    after_link: bool,
    head: Head,
}

/// What the text that comes next is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Raw {
    Seen,
    Title,
    LinkedData,
    Unseen,
}

impl<'a> Reader<'a> {
    fn new(html: &'a str, passes_over: bool) -> Self {
        Self {
            html,
            counted: (0, 1),
            text: String::new(),
            number: 1,
            lines: Vec::new(),
            open: Vec::new(),
            counts: [0; BLOCKS.len()],
            passes_over,
            unseen: None,
            raw: Raw::Seen,
            after_link: false,
            head: Head::default(),
        }
    }

    /// The page, and whether every unseen element was closed.
    fn read(mut self) -> (Page, bool) {
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(self.html, emitter) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&tag),
                Token::String(text) => self.string(&String::from_utf8_lossy(&text.value), text.span.start),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.flush();
        let page = Page { lines: self.lines, metadata: self.head.into_metadata() };
        (page, self.unseen.is_none())
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
            self.raw = if is_linked_data { Raw::LinkedData } else { Raw::Unseen };
        } else {
            self.seen(tag, name);
        }
    }

    fn seen(&mut self, tag: &StartTag<usize>, name: &[u8]) {
        match name {
            b"title" => self.raw = Raw::Title,
            b"html" => self.head.language(attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang"))),
            b"meta" => {
                let keys = ["property", "name", "itemprop"].iter().filter_map(|it| attribute(tag, it));
                let value = attribute(tag, "content").unwrap_or_default();
                keys.for_each(|key| self.head.meta(&key, &value));
            }
            b"link" => self.head.link(attribute(tag, "rel"), attribute(tag, "href")),
            b"time" => self.head.time(attribute(tag, "itemprop"), attribute(tag, "datetime")),
            b"br" | b"hr" | b"body" => self.flush(),
            b"a" if self.after_link => self.text.push(' '),
            _ => {
                if let Some(block) = block(name) {
                    self.flush();
                    self.close_before(block);
                    if self.open.len() < DEPTH {
                        self.open.push(block);
                        self.counts[block] += 1;
                    }
                }
            }
        }
    }

    /// Closes what ends, by the rules of HTML, where this block begins.
    fn close_before(&mut self, block: usize) {
        let Some(&last) = self.open.last() else { return };
        let kind = CLOSED_BY_NEXT.iter().find(|it| it.contains(&BLOCKS[block]));
        if BLOCKS[last] == "p" || kind.is_some_and(|it| it.contains(&BLOCKS[last])) {
            self.open.pop();
            self.counts[last] -= 1;
        }
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
        self.after_link = name == b"a";
        let Some(block) = block(name) else { return };
        self.flush();
        while self.counts[block] > 0 {
            let Some(last) = self.open.pop() else { return };
            self.counts[last] -= 1;
            if last == block {
                return;
            }
        }
    }

    fn string(&mut self, text: &str, start: usize) {
        if self.unseen.is_some() {
            return;
        }
        match self.raw {
            Raw::Unseen => {}
            Raw::Title => self.head.title(text),
            Raw::LinkedData => self.head.linked(text),
            Raw::Seen => self.show(text, start),
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
            for word in line.split_inclusive(is_space) {
                let content = word.trim_end_matches(is_space);
                self.text.push_str(content);
                if content.len() < word.len() {
                    self.space();
                }
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
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let mut line = Line::new(self.number, text.trim_end_matches(' '));
        line.tag = Some(self.tag().to_owned());
        self.lines.push(line);
    }

    fn tag(&self) -> &'static str {
        let chrome = CHROME.iter().find(|it| block(it.as_bytes()).is_some_and(|it| self.counts[it] > 0));
        chrome.copied().unwrap_or_else(|| self.open.last().map_or("body", |it| BLOCKS[*it]))
    }
}

fn block(name: &[u8]) -> Option<usize> {
    BLOCKS.binary_search_by(|it| it.as_bytes().cmp(name)).ok()
}

fn is_one_of(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|it| it.as_bytes() == name)
}

fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

#[cfg(test)]
mod tests;
