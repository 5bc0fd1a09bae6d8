//! Links: the canonical address, the site's feeds and parts, and the hosts that a page names.

use html5gum::StartTag;
use newsmill_stage::About;

use super::claims::Claims;
use super::offers::{Offers, Origin, Part};
use crate::html::attribute;

/// Relations of a link to the site, or to the page in another form, with what each tells.
const RELATIONS: &[(&str, About)] = &[
    ("shortlink", About::Address),
    ("amphtml", About::Address),
    ("alternate", About::Address),
    ("shorturl", About::Address),
    ("home", About::Home),
    ("index", About::Home),
    ("start", About::Home),
    ("search", About::Home),
    ("edituri", About::Home),
    ("pingback", About::Home),
    ("manifest", About::Home),
    ("https://api.w.org/", About::Home),
    ("publisher", About::Home),
];

/// Offers what an element `link` says.
pub(super) fn offer(tag: &StartTag<usize>, offers: &mut Offers) {
    let Some(address) = attribute(tag, "href") else { return };
    let relation = attribute(tag, "rel").unwrap_or_default();
    if relation.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("canonical")) {
        offers.offer(Part::Url, 0, Origin::new("link", "canonical"), &address);
        return;
    }
    offers.claims.count(address.as_bytes());
    for word in relation.split_ascii_whitespace() {
        let Some((name, about)) = RELATIONS.iter().find(|it| it.0.eq_ignore_ascii_case(word)) else { continue };
        let is_feed = attribute(tag, "type").is_some_and(|it| it.contains("xml"));
        match *name {
            "alternate" if is_feed => {
                offers.claims.add(About::Home, &Origin::new("link", "feed"), &address);
                if let Some(title) = attribute(tag, "title") {
                    offers.claims.add(About::Site, &Origin::new("link", "feed"), &title);
                }
            }
            "search" => {
                if let Some(title) = attribute(tag, "title") {
                    offers.claims.add(About::Site, &Origin::new("link", "search"), &title);
                }
                offers.claims.add(*about, &Origin::new("link", *name), &address);
            }
            name => offers.claims.add(*about, &Origin::new("link", name), &address),
        }
    }
}

/// Counts the host that an element names; the base of the page is the site's own.
pub(super) fn claim(tag: &StartTag<usize>, claims: &mut Claims) {
    let address = |name: &str| tag.attributes.get(name.as_bytes()).map(|it| it.value.as_slice());
    let value = match tag.name.as_slice() {
        b"img" => address("src"),
        b"form" => address("action"),
        _ => address("href"),
    };
    let Some(value) = value else { return };
    if tag.name.as_slice() == b"base" {
        claims.add(About::Home, &Origin::new("base", ""), &String::from_utf8_lossy(value));
    } else if let Some(mail) = value.strip_prefix(b"mailto:") {
        // The editors' address has the outlet's domain.
        let host = mail.split(|it| *it == b'@').nth(1).unwrap_or_default();
        let end = host.iter().position(|it| !it.is_ascii_alphanumeric() && !b".-".contains(it)).unwrap_or(host.len());
        claims.add(About::Home, &Origin::new("mailto", ""), &String::from_utf8_lossy(&host[..end]));
    } else {
        claims.count(value);
    }
}
