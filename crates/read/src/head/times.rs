//! Days that content systems mark as the entry's: `<time class="entry-date published" datetime=…>`,
//! `<time pubdate …>`, `<abbr class="published" title=…>`, `<span property="schema:dateCreated" content=…>`.

use html5gum::StartTag;

use super::offers::{Offers, Origin, Part};
use crate::html::attribute;

/// Classes of the day of publication, after the microformats `hentry` and `h-entry`.
const CLASSES: &[&str] = &["published", "dt-published", "entry-date"];
/// RDFa properties of it, as Drupal has them.
const PROPERTIES: &[&str] = &["schema:datePublished", "schema:dateCreated", "dc:created"];

/// The days that are marked in one way.
#[derive(Debug, Default)]
struct Days {
    first: Option<String>,
    /// Whether another day is marked, too: then they are those of several entries, and none is the
    /// article's for sure.
    has_other: bool,
}

impl Days {
    fn add(&mut self, value: String) {
        // Machines write a day in ten bytes, before the time.
        let day = |it: &str| it.trim().get(..10).map(str::to_owned);
        match &self.first {
            None => self.first = Some(value),
            Some(first) => self.has_other |= day(first) != day(&value),
        }
    }
}

/// What is marked, the surest mark first: comments bear `pubdate`, too.
#[derive(Debug, Default)]
pub(super) struct Times {
    by_class: Days,
    by_property: Days,
    by_pubdate: Days,
}

impl Times {
    pub(super) fn start(&mut self, tag: &StartTag<usize>) {
        let has = |name: &str, words: &[&str]| {
            attribute(tag, name).is_some_and(|it| it.split_ascii_whitespace().any(|it| words.contains(&it)))
        };
        let value = match tag.name.as_slice() {
            b"time" => attribute(tag, "datetime"),
            b"abbr" => attribute(tag, "title"),
            b"span" | b"div" => attribute(tag, "content"),
            _ => None,
        };
        let Some(value) = value else { return };
        if has("class", CLASSES) {
            self.by_class.add(value);
        } else if has("property", PROPERTIES) {
            self.by_property.add(value);
        } else if tag.attributes.contains_key(b"pubdate".as_slice()) {
            self.by_pubdate.add(value);
        }
    }

    pub(super) fn offer(self, offers: &mut Offers) {
        let origins = [
            (self.by_class, Origin::new("class", "published")),
            (self.by_property, Origin::new("property", "dateCreated")),
            (self.by_pubdate, Origin::new("time", "pubdate")),
        ];
        for (days, origin) in origins {
            if let Some(value) = days.first.filter(|_| !days.has_other) {
                offers.offer(Part::Published, 8, origin, &value);
            }
        }
    }
}
