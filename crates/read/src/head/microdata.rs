//! Microdata: what elements say of the article by their attribute `itemprop`, in the words of schema.org.
//!
//! A property belongs to the innermost item around it. Only the first item that is an article is
//! believed (some themes open two for one article, so the first that says anything), and what stands
//! in no item: a page may show teasers and comments, which are items of their own.

use html5gum::StartTag;

use super::offers::{Offers, Origin, Part};
use crate::html::{attribute, is_void};
use crate::linked::is_article;

/// How many items may stand in each other; of deeper ones nothing is believed.
const DEPTH: usize = 32;
/// How much of a property's text is read, in bytes.
const TEXT: usize = 1_000;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Item {
    Article,
    Page,
    /// Of the article or the page.
    Author,
    Publisher,
    Other,
}

/// An open element, and how often one of its name is open in it.
#[derive(Debug)]
struct Element {
    name: Vec<u8>,
    open: u32,
}

impl Element {
    fn of(tag: &StartTag<usize>) -> Self {
        Self { name: tag.name.to_vec(), open: 1 }
    }

    fn start(&mut self, name: &[u8]) {
        self.open = self.open.saturating_add(u32::from(self.name == name));
    }

    /// Takes an end tag; whether the element ends with it.
    fn ends(&mut self, name: &[u8]) -> bool {
        self.open -= u32::from(self.name == name);
        self.open == 0
    }
}

/// A property whose value is the text of its element.
#[derive(Debug)]
struct Reading {
    element: Element,
    part: Part,
    rank: u8,
    name: &'static str,
    text: String,
}

/// Gathers what the microdata of a page say.
#[derive(Debug, Default)]
pub(super) struct Microdata {
    items: Vec<(Element, Item)>,
    /// Whether an article has said anything: from then on, others are other articles.
    has_spoken: bool,
    reading: Option<Reading>,
}

impl Microdata {
    pub(super) fn start(&mut self, tag: &StartTag<usize>, offers: &mut Offers) {
        let name = tag.name.as_slice();
        if let Some(reading) = &mut self.reading {
            reading.element.start(name);
        }
        let is_item = tag.attributes.contains_key(b"itemscope".as_slice());
        let properties = attribute(tag, "itemprop");
        // A `meta` that is an item has no content: nothing can stand in it.
        if is_item && !is_void(name) && self.items.len() < DEPTH {
            let item = self.item(tag, properties.as_deref());
            self.items.push((Element::of(tag), item));
            return;
        }
        if let Some((element, _)) = self.items.last_mut() {
            element.start(name);
        }
        if let Some(properties) = properties.filter(|_| !is_item && self.items.len() < DEPTH) {
            for property in properties.split_ascii_whitespace().take(8) {
                self.property(tag, property, offers);
            }
        }
    }

    fn around(&self) -> Option<Item> {
        self.items.last().map(|(_, it)| *it)
    }

    /// What an item is by its type, or by the property that it is the value of.
    fn item(&self, tag: &StartTag<usize>, properties: Option<&str>) -> Item {
        let names = properties.unwrap_or_default().split_ascii_whitespace();
        let is = |name: &str| names.clone().any(|it| it.eq_ignore_ascii_case(name));
        let is_believed = matches!(self.around(), None | Some(Item::Article | Item::Page));
        match attribute(tag, "itemtype") {
            _ if is("author") && is_believed => Item::Author,
            _ if is("publisher") && is_believed => Item::Publisher,
            // Many themes say no more than that an article is a work.
            Some(it) if is_article(&it) || it.ends_with("/CreativeWork") => {
                if self.has_spoken {
                    Item::Other
                } else {
                    Item::Article
                }
            }
            Some(it) if it.ends_with("WebPage") => Item::Page,
            _ => Item::Other,
        }
    }

    fn property(&mut self, tag: &StartTag<usize>, property: &str, offers: &mut Offers) {
        let is = |name: &str| property.eq_ignore_ascii_case(name);
        let (of_page, of_article) = match self.around() {
            None | Some(Item::Article) => (0, true),
            Some(Item::Page) => (2, true),
            _ => (0, false),
        };
        let (part, rank, name) = match self.around() {
            Some(Item::Author) if is("name") => (Part::Author, 4, "author"),
            Some(Item::Publisher) if is("name") => (Part::SiteName, 3, "publisher"),
            _ if !of_article => return,
            _ if is("datePublished") => (Part::Published, 2 + of_page, "datePublished"),
            _ if is("dateModified") => (Part::Modified, 2 + of_page, "dateModified"),
            _ if is("dateCreated") => (Part::Published, 7, "dateCreated"),
            _ if is("headline") => (Part::Title, 6, "headline"),
            _ if is("author") => (Part::Author, 4, "author"),
            _ if is("publisher") => (Part::SiteName, 3, "publisher"),
            _ if is("inLanguage") => (Part::Language, 6, "inLanguage"),
            _ => return,
        };
        self.has_spoken |= self.around() == Some(Item::Article);
        let value = attribute(tag, "content").or_else(|| attribute(tag, "datetime"));
        if let Some(value) = value {
            offers.offer(part, rank, Origin::new("itemprop", name), &value);
        } else if !is_void(&tag.name) && self.reading.is_none() {
            self.reading = Some(Reading { element: Element::of(tag), part, rank, name, text: String::new() });
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(reading) = &mut self.reading {
            reading.text.push_str(text);
            // An element that was never closed goes on and on; what it says is no value.
            if reading.text.len() > TEXT {
                self.reading = None;
            }
        }
    }

    pub(super) fn end(&mut self, name: &[u8], offers: &mut Offers) {
        if let Some(Reading { part, rank, name, text, .. }) = self.reading.take_if(|it| it.element.ends(name)) {
            offers.offer(part, rank, Origin::new("itemprop", name), &text);
        }
        if self.items.last_mut().is_some_and(|(element, _)| element.ends(name)) {
            self.items.pop();
        }
    }
}
