//! The article that travels through the pipeline.

use std::fmt;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::clean::Clean;
use crate::{Cell, Column, Value};

/// The stable identity of an article: 128 bits, printed in 26 letters and digits.
///
/// It is the hash of the article's address, else of the source's own id with its file's name and the
/// raw text, else of the raw text and the outlet that the record or its folder names: never of a
/// position or a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u128);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = data_encoding::BASE32_NOPAD.encode(&self.0.to_be_bytes());
        f.write_str(&text.to_ascii_lowercase())
    }
}

impl std::str::FromStr for ArticleId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let bytes = data_encoding::BASE32_NOPAD.decode(text.to_ascii_uppercase().as_bytes());
        let bytes: Option<[u8; 16]> = bytes.ok().and_then(|it| it.try_into().ok());
        bytes.map(|it| Self(u128::from_be_bytes(it))).ok_or_else(|| format!("`{text}` is no article id"))
    }
}

impl Value for ArticleId {
    const KIND: crate::Kind = crate::Kind::Text;
    fn into_cell(self) -> Cell {
        Cell::Text(self.to_string())
    }
    fn from_cell(cell: Cell) -> Option<Self> {
        String::from_cell(cell)?.parse().ok()
    }
}

/// Where a document came from.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the input, with `/` between folders.
    pub path: String,
    /// The record in it, from 1; 1 where a file is one document.
    pub record: u64,
    /// Where the record starts in the (unpacked) file, in bytes.
    pub byte_offset: u64,
}

/// What the source says of the article, as it says it: unparsed, and not to be trusted blindly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    /// The source's own id.
    pub source_id: Option<String>,
    /// The article's address.
    pub url: Option<String>,
    /// Whether the address is but what the page says its own is (a canonical link, `og:url`): one claim
    /// among others. Else the input gives it, as a record's field or the address that a crawler asked for.
    pub url_is_claimed: bool,
    /// The outlet: a name, an id or a domain.
    pub outlet: Option<String>,
    /// The site's name, as the page gives it (`og:site_name`).
    pub site_name: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// Whether that is but what the page says.
    pub published_is_claimed: bool,
    /// When it was last changed; not the day of publication.
    pub modified: Option<String>,
    /// Whether that is but what the page says.
    pub modified_is_claimed: bool,
    /// When the page was saved; not the day of publication.
    pub crawled: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What a page says of its outlet and its day, all of it and where: to be judged, for the fields
    /// above have but what seemed best.
    pub claims: Vec<Claim>,
    /// What the place that it was filed in tells of it.
    pub filed: Filed,
}

/// What a page says of itself in one place. There are a limited number about each thing, and none is longer
/// than names and addresses are: what a field of [`Metadata`] has need not be among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub about: About,
    /// Where it says so: `meta og:site_name`, `JSON-LD datePublished`, `link canonical`.
    pub origin: String,
    /// What it says, in one line.
    pub value: String,
    /// How often it says so; more than once for hosts only.
    pub times: u32,
}

/// What a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// When it was published.
    Published,
    /// When it was last changed.
    Modified,
    /// A day, without a word about what happened then.
    Day,
    /// The address of a picture of the article; content systems file pictures by day.
    Picture,
    /// The headline, often with the site's name behind it.
    Title,
    /// The name of the site or of its publisher.
    Site,
    /// The address of the article, or of the page.
    Address,
    /// The address of the site, of its feeds, or of its publisher.
    Home,
    /// The site's account on a platform.
    Account,
    /// A host that the page links to or takes parts from.
    Host,
}

/// What the names of a document's folders and file tell of it, by `[input] path-pattern`: how the
/// newsroom files its articles. Names are as written there, days are 2025-10-03.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filed {
    /// The outlet: a name, an id or a domain.
    pub outlet: Option<String>,
    /// The day it was published.
    pub published: Option<String>,
    /// The day it was saved; not the day of publication.
    pub crawled: Option<String>,
    /// The language.
    pub language: Option<String>,
}

/// A passage of a line in another language than its article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in the line, in bytes.
    pub bytes: Range<usize>,
    /// Its language (ISO 639-1), if known.
    pub language: Option<&'static str>,
}

/// A line of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    text: String,
    passages: Vec<Passage>,
    /// The line of the source, from 1.
    pub number: u32,
    /// For HTML, the element that it stood in, in lower case: `p`, `h1`, `li`.
    pub tag: Option<String>,
    /// For HTML, whether the extractor took it for the article's body.
    pub in_body: Option<bool>,
    /// For HTML, how much of it is links, in percent of its bytes.
    pub links: u8,
    /// For HTML, the elements that it stood in, each after a `/` with what it is called (its class,
    /// id, itemprop and role, and `hidden` where it is), the innermost last: `/article story/p lead`.
    pub names: Option<Arc<str>>,
    /// For HTML, the day that an element of it gives machines: `<time datetime="2025-10-03T10:00Z">`.
    pub dated: Option<Box<str>>,
    /// Why it is not part of the clean text; `None` while it stays.
    pub cut: Option<&'static str>,
}

impl Line {
    /// The line, without its line break.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The passages in another language than the article's.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// Puts another text in its place (mending); passages are forgotten.
    pub fn replace(&mut self, text: impl Into<String>) {
        self.text = text.into();
        self.passages.clear();
    }

    /// Marks a passage in another language.
    pub fn mark(&mut self, passage: Passage) {
        self.passages.push(passage);
    }

    /// Takes a piece out of the line; passages after it move along.
    ///
    /// # Panics
    ///
    /// If the range does not lie on character boundaries of the line.
    pub fn remove(&mut self, piece: Range<usize>) {
        self.text.replace_range(piece.clone(), "");
        let moved = |at: usize| if at >= piece.end { at - piece.len() } else { at.min(piece.start) };
        for it in &mut self.passages {
            it.bytes = moved(it.bytes.start)..moved(it.bytes.end);
        }
        self.passages.retain(|it| !it.bytes.is_empty());
    }
}

/// One article: the page as lines, what the source says of it, and what stages have added.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// Its identity.
    pub id: ArticleId,
    /// Where it came from.
    pub place: Place,
    /// What the source says of it.
    pub metadata: Metadata,
    title: Option<String>,
    lines: Vec<Line>,
    stripped: bool,
    clean: OnceLock<Clean>,
    columns: Vec<(&'static str, Cell)>,
    notes: Option<Vec<(&'static str, String)>>,
}

impl Article {
    /// An article of plain text; its id is the text's hash.
    pub fn from_text(text: &str) -> Self {
        // Counted first, as growing would copy the lines again and again.
        let mut lines = Vec::with_capacity(memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1);
        let mut start = 0;
        for (end, number) in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).zip(1..) {
            lines.push(Line::new(number, &text[start..end]));
            start = end + 1;
        }
        Self { id: ArticleId(newsmill_text::hash128(text.as_bytes())), lines, ..Self::default() }
    }

    /// An article of lines that a reader has made; its id is the hash of them all.
    pub fn from_lines(lines: Vec<Line>) -> Self {
        let text: Vec<&str> = lines.iter().map(Line::text).collect();
        let id = ArticleId(newsmill_text::hash128(text.join("\n").as_bytes()));
        Self { id, lines, ..Self::default() }
    }

    /// The headline: found by a stage, else as the source gives it.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref().or(self.metadata.title.as_deref())
    }

    /// Sets the headline, as mended or found in the page.
    pub fn set_title(&mut self, title: impl Into<String>) {
        self.title = Some(title.into());
        self.clean = OnceLock::new();
    }

    /// The page, line by line: empty ones too, and those that were cut.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The page, to mend, to mark or to cut.
    pub fn lines_mut(&mut self) -> &mut [Line] {
        self.clean = OnceLock::new();
        &mut self.lines
    }

    /// The lines that stay and are not blank.
    pub fn body(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|it| it.cut.is_none() && !it.text.trim().is_empty())
    }

    /// Says that chrome has been cut: from now on the clean text is the title and the lines that
    /// stay. Before, and in a pipeline without such a stage, it is the text as it came.
    pub fn set_stripped(&mut self) {
        self.stripped = true;
        self.clean = OnceLock::new();
    }

    /// Whether chrome has been cut.
    pub fn is_stripped(&self) -> bool {
        self.stripped
    }

    /// The text that is published and that offsets refer to, with its words and sentences; made
    /// when first asked for, and again after a change.
    pub fn clean(&self) -> &Clean {
        self.clean.get_or_init(|| Clean::of(self))
    }

    /// The value of a column.
    pub fn get<T: Value>(&self, column: Column<T>) -> Option<T> {
        T::from_cell(self.cell(column.name)?.clone())
    }

    /// Sets the value of a column; `None` empties it.
    pub fn set<T: Value>(&mut self, column: Column<T>, value: impl Into<Option<T>>) {
        let cell = value.into().map_or(Cell::Empty, T::into_cell);
        match self.columns.iter_mut().find(|(name, _)| *name == column.name) {
            Some((_, old)) => *old = cell,
            None => self.columns.push((column.name, cell)),
        }
    }

    /// The value under a heading, for the writers.
    pub fn cell(&self, name: &str) -> Option<&Cell> {
        self.columns.iter().find(|(it, _)| *it == name).map(|(_, cell)| cell)
    }

    /// Asks the stages to write down their reasons, for `newsmill explain`.
    pub fn ask_for_notes(&mut self) {
        self.notes = Some(Vec::new());
    }

    /// Writes down a reason; costs nothing unless somebody asked. Cells apart by tabs stand below
    /// those of the notes before.
    pub fn note(&mut self, stage: &'static str, reason: impl FnOnce() -> String) {
        if let Some(notes) = &mut self.notes {
            notes.push((stage, reason()));
        }
    }

    /// The reasons so far, each with the stage that gave it.
    pub fn notes(&self) -> &[(&'static str, String)] {
        self.notes.as_deref().unwrap_or_default()
    }
}

impl Line {
    /// A line of a page, with its number in the source (from 1).
    pub fn new(number: u32, text: impl Into<String>) -> Self {
        Self { text: text.into(), number, ..Self::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_26_letters_and_comes_back() {
        let id = ArticleId(newsmill_text::hash128(b"Kyiv"));
        assert_eq!(id.to_string().len(), 26);
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn passages_move_when_a_piece_is_taken_out() {
        let mut line = Line::new(1, "date 2022-09-30 Moscow — Москва");
        let start = line.text().find("Москва").unwrap();
        line.mark(Passage { bytes: start..line.text().len(), language: Some("ru") });
        line.remove(0..16);
        assert_eq!(&line.text()[line.passages()[0].bytes.clone()], "Москва");
    }
}
