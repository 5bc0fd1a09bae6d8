//! A copy of a page that is safe for whoever builds a tree of it.
//!
//! Tree builders take time that is quadratic in the depth of a page and in the attributes of a tag
//! (measured: 16,000 nested `div` 3.6 s, 100,000 attributes 35 s). In the copy every element is
//! closed in the order in which they were opened, none stands deeper than a limit, and of the
//! attributes only those are left that tell what an element is. Scripts, styles and the head are
//! left out, for extractors look at none of them, or have them looked at here.

use std::collections::BTreeMap;

use html5gum::{EndTag, StartTag};

use super::blocks::{block, ends_before, keeps_out};
use super::{is_one_of, is_void};
use crate::settings::Limits;

/// Elements that are not in the copy; what stands in them is. Extractors strip them, too, or have no
/// use for them.
const BARE: &[&str] = &[
    "abbr",
    "acronym",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "body",
    "cite",
    "data",
    "dfn",
    "em",
    "font",
    "frame",
    "frameset",
    "head",
    "hgroup",
    "html",
    "i",
    "img",
    "input",
    "ins",
    "link",
    "mark",
    "meta",
    "param",
    "plaintext",
    "ruby",
    "small",
    "strong",
    "title",
    "tt",
    "u",
    "wbr",
];

/// Elements that are not in the copy with all that stands in them: no article stands there, and
/// extractors throw them away. Their lines are in the page all the same.
const OUTSIDE: &[&str] = &[
    "aside", "button", "datalist", "dialog", "footer", "label", "legend", "map", "menu", "nav", "optgroup", "option",
    "select", "textarea",
];

/// Attributes that tell what an element is.
const TELLING: &[&str] = &[
    "alt",
    "aria-hidden",
    "class",
    "data-component",
    "data-role",
    "data-testid",
    "hidden",
    "href",
    "id",
    "itemprop",
    "itemtype",
    "name",
    "rel",
    "role",
    "src",
    "style",
    "title",
    "type",
];

/// An attribute is copied up to so many bytes: what tells is short, what is long is data.
const VALUE: usize = 300;

/// What begins the copy. A head that tells everything spares the extractor the search for it in the page.
const HEAD: &str = concat!(
    "<!DOCTYPE html><html><head><title>-</title>",
    "<meta property=\"og:title\" content=\"-\"><meta property=\"og:author\" content=\"A. Writer\">",
    "<meta property=\"og:url\" content=\"https://news.example/1\"><meta property=\"og:description\" content=\"-\">",
    "<meta property=\"og:site_name\" content=\"News\"><meta property=\"og:image\" content=\"https://news.example/1.png\">",
    "<meta property=\"og:type\" content=\"article\"><meta property=\"og:article:tag\" content=\"news\">",
    "</head><body>"
);

/// What an element costs an extractor beside a byte of text: 12 and .3 µs (2026-11-22, `cargo bench -p
/// newsmill-read --bench hostile`).
const ELEMENT: usize = 40;

/// Writes the copy.
pub(super) struct Copy {
    html: Vec<u8>,
    /// The open elements: where in the copy their names stand.
    open: Vec<(usize, usize)>,
    /// How many of each are open, so that a stray end tag costs nothing.
    counts: BTreeMap<Vec<u8>, u32>,
    /// The outermost element that is left out, and how many of each are open in it, itself included.
    left_out: Option<Vec<u8>>,
    outside: BTreeMap<Vec<u8>, u32>,
    depth: usize,
    work: u64,
}

impl Copy {
    pub(super) fn new(limits: &Limits, size: usize) -> Self {
        // Where nobody wants the copy, there is no budget for it, and it takes no memory.
        let mut html = Vec::with_capacity(if limits.work > 0 { size / 3 + HEAD.len() } else { HEAD.len() });
        html.extend_from_slice(HEAD.as_bytes());
        let Limits { depth, work, .. } = *limits;
        Self { html, open: Vec::new(), counts: BTreeMap::new(), left_out: None, outside: BTreeMap::new(), depth, work }
    }

    /// The copy; none if it would be too much work.
    pub(super) fn finish(mut self) -> Option<String> {
        self.close_to(0);
        (self.work > 0).then(|| String::from_utf8_lossy(&self.html).into_owned())
    }

    fn costs(&mut self, steps: usize) {
        self.work = self.work.saturating_sub(steps as u64);
    }

    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let name = tag.name.as_slice();
        self.costs(ELEMENT + self.open.len());
        if self.work == 0 || is_one_of(BARE, name) || !name.iter().all(u8::is_ascii_alphanumeric) {
            return;
        }
        let is_void = is_void(name);
        if self.left_out.is_some() || is_one_of(OUTSIDE, name) {
            if !is_void {
                self.left_out.get_or_insert_with(|| name.to_vec());
                *self.outside.entry(name.to_vec()).or_default() += 1;
            }
            return;
        }
        if !is_void && self.open.len() >= self.depth {
            return;
        }
        self.close_before(name);
        self.html.push(b'<');
        let start = self.html.len();
        self.html.extend_from_slice(name);
        let place = (start, self.html.len());
        self.attributes(tag);
        self.html.push(b'>');
        if !is_void {
            self.open.push(place);
            *self.counts.entry(name.to_vec()).or_default() += 1;
        }
    }

    fn attributes(&mut self, tag: &StartTag<usize>) {
        for (name, value) in &tag.attributes {
            if is_one_of(TELLING, name) {
                self.html.push(b' ');
                self.html.extend_from_slice(name);
                self.html.extend_from_slice(b"=\"");
                escape(&mut self.html, &value.value[..value.value.len().min(VALUE)]);
                self.html.push(b'"');
            }
        }
    }

    /// Closes what ends, by the rules of HTML, where this element begins. A tree builder would do so
    /// too; here it keeps the count of open elements true, and inline elements that are never closed
    /// do not go on in the next block, where a tree builder would make copies of each.
    fn close_before(&mut self, name: &[u8]) {
        if block(name).is_some() || name == b"a" {
            while let Some(at) = self.ended_by(name) {
                self.close_to(at);
            }
        }
    }

    /// The innermost block, or the link around a link, if it ends where this element begins.
    fn ended_by(&self, name: &[u8]) -> Option<usize> {
        for (at, &(from, to)) in self.open.iter().enumerate().rev() {
            let open = &self.html[from..to];
            if ends_before(open, name) || (name == b"a" && open == b"a") {
                return Some(at);
            }
            if keeps_out(open, b"a") {
                return None;
            }
        }
        None
    }

    pub(super) fn end(&mut self, tag: &EndTag<usize>) {
        let name = tag.name.as_slice();
        self.costs(1);
        if self.leaves(name) {
            return;
        }
        if self.work == 0 || self.counts.get(name).is_none_or(|it| *it == 0) {
            return;
        }
        for at in (0..self.open.len()).rev() {
            let (from, to) = self.open[at];
            if &self.html[from..to] == name {
                self.costs(self.open.len() - at);
                return self.close_to(at);
            }
            if keeps_out(&self.html[from..to], name) {
                return self.costs(self.open.len() - at);
            }
        }
    }

    /// Whether an end tag is of an element that is left out, or of one in it. One that ends an element
    /// around it ends it, too.
    fn leaves(&mut self, name: &[u8]) -> bool {
        let Some(outermost) = &self.left_out else { return false };
        if let Some(count) = self.outside.get_mut(name).filter(|it| **it > 0) {
            *count -= 1;
            if *count == 0 && outermost == name {
                self.come_back();
            }
            return true;
        }
        if self.counts.get(name).is_some_and(|it| *it > 0) {
            self.come_back();
        }
        self.left_out.is_some()
    }

    fn come_back(&mut self) {
        self.left_out = None;
        self.outside.clear();
    }

    /// Closes all elements but so many.
    fn close_to(&mut self, left: usize) {
        while self.open.len() > left {
            let Some((from, to)) = self.open.pop() else { return };
            let name = self.html[from..to].to_vec();
            self.html.extend_from_slice(b"</");
            self.html.extend_from_slice(&name);
            self.html.push(b'>');
            if let Some(count) = self.counts.get_mut(&name) {
                *count -= 1;
            }
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        if self.work > 0 && self.left_out.is_none() {
            let before = self.html.len();
            escape(&mut self.html, text);
            self.costs(self.html.len() - before);
        }
    }
}

fn escape(html: &mut Vec<u8>, text: &[u8]) {
    for &it in text {
        match it {
            b'&' => html.extend_from_slice(b"&amp;"),
            b'<' => html.extend_from_slice(b"&lt;"),
            b'>' => html.extend_from_slice(b"&gt;"),
            b'"' => html.extend_from_slice(b"&quot;"),
            _ => html.push(it),
        }
    }
}

#[cfg(test)]
mod tests;
