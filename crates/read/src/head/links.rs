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
    offers.claims.count_part(address.as_bytes());
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
    match tag.name.as_slice() {
        b"base" => claims.add(About::Home, &Origin::new("base", ""), &String::from_utf8_lossy(value)),
        b"img" => claims.count_part(value),
        _ => {
            if let Some(host) = shared(value) {
                // A button that shares the page gives its whole address.
                claims.add(About::Home, &Origin::new("link", "share"), &String::from_utf8_lossy(host));
            }
            match value.strip_prefix(b"mailto:") {
                Some(mail) => claim_mail(mail, claims),
                None => claims.count_link(value),
            }
        }
    }
}

/// The editors' address has the outlet's domain.
fn claim_mail(mail: &[u8], claims: &mut Claims) {
    let host = mail.split(|it| *it == b'@').nth(1).unwrap_or_default();
    let end = host.iter().position(|it| !it.is_ascii_alphanumeric() && !b".-".contains(it)).unwrap_or(host.len());
    claims.add(About::Home, &Origin::new("mailto", ""), &String::from_utf8_lossy(&host[..end]));
}

/// How addresses begin in the query of another.
const NESTED: &[&[u8]] =
    &[b"http%3a%2f%2f", b"https%3a%2f%2f", b"http%3A%2F%2F", b"https%3A%2F%2F", b"http://", b"https://"];
/// What addresses have in them that share a page.
const SHARES: &[&[u8]] = &[b"share", b"intent", b"submit", b"pin/create", b"whatsapp", b"mailto:?", b"tweet", b"wa.me"];

/// The host in the query of an address that shares a page: `https://twitter.com/intent/tweet?url=https%3A%2F%2F…`.
fn shared(address: &[u8]) -> Option<&[u8]> {
    let find = |text: &[u8], it: &[u8]| memchr::memmem::find(text, it);
    let query = &address[find(address, b"?")?..];
    let before = &address[..address.len().min(120)];
    if !SHARES.iter().any(|it| find(before, it).is_some()) {
        return None;
    }
    let start = NESTED.iter().filter_map(|it| Some(find(query, it)? + it.len())).min()?;
    let host = &query[start..];
    let end = host.iter().position(|it| !it.is_ascii_alphanumeric() && !b".-".contains(it)).unwrap_or(host.len());
    (1..=253).contains(&end).then(|| &host[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(shared(address.as_bytes()).map(String::from_utf8_lossy).as_deref(), expected, "{address}");
    }

    #[test]
    fn a_button_that_shares_the_page_tells_its_host() {
        check("https://platform.example/sharer.php?u=https%3A%2F%2Fledger.example%2Fa", Some("ledger.example"));
        check("whatsapp://send?text=Ferry%20http%3a%2f%2fledger.example", Some("ledger.example"));
        check("mailto:?subject=Ferry&body=https://ledger.example/a?b", Some("ledger.example"));
        check("https://shop.example/go?to=https%3A%2F%2Fledger.example", None);
        check("https://platform.example/share", None);
        check("https://platform.example/share?u=", None);
    }
}
