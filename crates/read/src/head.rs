//! What a page says of itself: meta tags, links, JSON-LD and microdata. Nothing is taken from its text.

mod claims;
mod links;
mod metas;
mod microdata;
mod offers;
mod scripts;
mod times;

use html5gum::StartTag;
use newsmill_stage::Metadata;

use crate::html::attribute;
use crate::linked;
use microdata::Microdata;
pub(crate) use offers::{AUTHORS, Offers, Origin, Origins, Part};
use times::Times;

/// Gathers what a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Head {
    offers: Offers,
    microdata: Microdata,
    times: Times,
}

impl Head {
    /// Takes an element as it begins.
    pub(crate) fn start(&mut self, tag: &StartTag<usize>) {
        self.microdata.start(tag, &mut self.offers);
        match tag.name.as_slice() {
            b"html" => {
                if let Some(it) = attribute(tag, "lang").or_else(|| attribute(tag, "xml:lang")) {
                    self.offers.offer(Part::Language, 0, Origin::new("html", "lang"), &it);
                }
            }
            b"meta" => {
                let Some(value) = attribute(tag, "content") else { return };
                for key in ["property", "name", "http-equiv"].iter().filter_map(|it| attribute(tag, it)) {
                    match key.as_str() {
                        "parsely-page" => linked::offer_parsely(&value, &mut self.offers),
                        key => metas::offer(&mut self.offers, key, &value),
                    }
                }
            }
            b"link" => links::offer(tag, &mut self.offers),
            b"base" | b"a" | b"img" | b"form" => links::claim(tag, &mut self.offers.claims),
            _ => self.times.start(tag),
        }
    }

    pub(crate) fn end(&mut self, name: &[u8]) {
        self.microdata.end(name, &mut self.offers);
    }

    /// Takes a text that a reader sees; it counts only where it is a property's value.
    pub(crate) fn text(&mut self, text: &str) {
        self.microdata.text(text);
    }

    pub(crate) fn title(&mut self, text: &str) {
        self.offers.offer(Part::Title, 9, Origin::new("<title>", ""), text);
    }

    /// Takes the content of a script that says it is JSON-LD.
    pub(crate) fn linked(&mut self, json: &str) {
        linked::offer(json, &mut self.offers);
    }

    /// Takes the content of another script.
    pub(crate) fn script(&mut self, text: &str) {
        scripts::claim(text, &mut self.offers.claims);
    }

    /// What the page says, and where it says it.
    pub(crate) fn taken(mut self) -> (Metadata, Origins) {
        self.times.offer(&mut self.offers);
        self.offers.taken()
    }
}

#[cfg(test)]
mod tests;
