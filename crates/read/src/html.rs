//! HTML → article: the whole page as lines, each with the element that it stood in and with what an
//! extractor thinks of it, and what the page says of itself.
//!
//! A tokenizer reads the page, once and in time that is linear in its size: it makes the lines
//! ([`walk`]), gathers the metadata and writes a copy that is safe for those who build trees
//! ([`copy`]). An extractor reads the copy ([`extract`]) and says what it takes for the article's
//! body; that is a mark on the lines, no more ([`body`]). Nothing is chosen here: menus and footers
//! are lines too, and `boilerplate` has the last word.

mod blocks;
mod body;
mod copy;
mod extract;
mod names;
mod rows;
mod walk;

use html5gum::StartTag;
use newsmill_stage::{Article, Line, Metadata, Rejection};

use crate::head::Origins;
use crate::records::too_large;
use crate::settings::Limits;
use extract::{Extractor as _, Trafilatura};
use walk::{Read, Reader};

/// A page: its lines and what it says of itself.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) lines: Vec<Line>,
    pub(crate) metadata: Metadata,
    /// Where it says each.
    pub(crate) origins: Origins,
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

/// Reads what a page says of itself, and where; no extractor is asked.
pub(crate) fn metadata(html: &str, limits: &Limits) -> Result<(Metadata, Origins), Rejection> {
    let page = lines(html, &Limits { work: 0, ..limits.clone() })?.page;
    Ok((page.metadata, page.origins))
}

/// Reads a page.
pub(crate) fn read(html: &str, limits: &Limits) -> Result<Page, Rejection> {
    let read = lines(html, limits)?;
    let mut page = read.page;
    if let Some(body) = read.copy.and_then(|it| Trafilatura.body(&it)) {
        body::mark(&mut page.lines, &body);
    }
    Ok(page)
}

fn lines(html: &str, limits: &Limits) -> Result<Read, Rejection> {
    if html.len() as u64 > limits.html {
        return Err(too_large("page of HTML", html.len() as u64, "html", limits.html));
    }
    let read = Reader::new(html, true, limits).read();
    if read.is_complete {
        return Ok(read);
    }
    // An unseen element that is never closed would take the rest of the page along.
    drop(read);
    Ok(Reader::new(html, false, limits).read())
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

/// Whether a name is among these.
fn is_one_of(names: &[&str], name: &[u8]) -> bool {
    names.iter().any(|it| it.as_bytes() == name)
}

/// The value of an attribute.
pub(crate) fn attribute(tag: &StartTag<usize>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(&value.value).into_owned())
}

/// Elements without an end tag.
const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
];

/// Whether nothing can stand in an element, so that it has no end tag.
pub(crate) fn is_void(name: &[u8]) -> bool {
    VOID.iter().any(|it| it.as_bytes() == name)
}

#[cfg(test)]
mod tests;
