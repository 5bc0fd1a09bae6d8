//! Links: the canonical address, the site's feeds and parts, and the hosts that a page names.

use html5gum::StartTag;
use newsmill_stage::About;

use super::claims::{self, Claims};
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

/// How many words of a relation are read; real ones have three at most.
const WORDS: usize = 8;

/// Offers what an element `link` says.
pub(super) fn offer(tag: &StartTag<usize>, offers: &mut Offers) {
    let Some(address) = attribute(tag, "href") else { return };
    let relation = attribute(tag, "rel").unwrap_or_default();
    if relation.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("canonical")) {
        offers.offer(Part::Url, 0, Origin::new("link", "canonical"), &address);
        return;
    }
    offers.claims.count_part(address.as_bytes());
    // Asked once, however many words follow: both may be as long as the page.
    let is_feed = attribute(tag, "type").is_some_and(|it| it.contains("xml"));
    let title = attribute(tag, "title");
    for word in relation.split_ascii_whitespace().take(WORDS) {
        let Some((name, about)) = RELATIONS.iter().find(|it| it.0.eq_ignore_ascii_case(word)) else { continue };
        match *name {
            "alternate" if is_feed => {
                offers.claims.add(About::Home, &Origin::new("link", "feed"), &address);
                if let Some(title) = &title {
                    offers.claims.add(About::Site, &Origin::new("link", "feed"), title);
                }
            }
            "search" => {
                if let Some(title) = &title {
                    offers.claims.add(About::Site, &Origin::new("link", "search"), title);
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
/// Platforms that readers share pages on, with their subdomains, and sites whose buttons lead to them. Shops
/// and advertisers have addresses of the same look, with another's page in them.
const PLATFORMS: &[&str] = &[
    "facebook.com",
    "twitter.com",
    "x.com",
    "t.me",
    "telegram.me",
    "whatsapp.com",
    "wa.me",
    "linkedin.com",
    "pinterest.com",
    "pinterest.de",
    "reddit.com",
    "vk.com",
    "vkontakte.ru",
    "ok.ru",
    "odnoklassniki.ru",
    "tumblr.com",
    "xing.com",
    "line.me",
    "weibo.com",
    "threads.net",
    "threads.com",
    "bsky.app",
    "mastodon.social",
    "mastodonshare.com",
    "plus.google.com",
    "addtoany.com",
    "addthis.com",
];
/// Schemes of their applications.
const APPLICATIONS: &[&str] = &["mailto:?", "whatsapp://", "viber://", "tg://", "fb-messenger://", "line://"];
/// Segments of their paths that share a page.
const SHARES: &[&str] = &[
    "share",
    "shares",
    "share.php",
    "sharer",
    "sharer.php",
    "sharing",
    "sharearticle",
    "share-offsite",
    "add_to",
    "create",
    "intent",
    "lineit",
    "offer",
    "send",
    "submit",
    "tweet",
];

/// The host in the query of an address that shares a page: `https://twitter.com/intent/tweet?url=https%3A%2F%2F…`.
fn shared(address: &[u8]) -> Option<&[u8]> {
    let (before, query) = address.split_at(memchr::memchr(b'?', address)?);
    let starts = |it: &&str| address.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it.as_bytes()));
    if !APPLICATIONS.iter().any(starts) && !is_share(before) {
        return None;
    }
    let start = NESTED.iter().filter_map(|it| Some(memchr::memmem::find(query, it)? + it.len())).min()?;
    let host = &query[start..];
    let end = host.iter().position(|it| !it.is_ascii_alphanumeric() && !b".-".contains(it)).unwrap_or(host.len());
    (1..=253).contains(&end).then(|| &host[..end])
}

/// Whether an address, up to its query, is that of a platform's button. No real one is long.
fn is_share(address: &[u8]) -> bool {
    let Some(host) = claims::host(address).filter(|_| address.len() <= 200) else { return false };
    let is = |name: &str| {
        let Some((before, end)) = host.len().checked_sub(name.len()).map(|at| host.split_at(at)) else { return false };
        end.eq_ignore_ascii_case(name.as_bytes()) && (before.is_empty() || before.ends_with(b"."))
    };
    let mut segments = address.split(|it| *it == b'/').skip(3);
    PLATFORMS.iter().any(|it| is(it))
        && (is("wa.me") || segments.any(|it| SHARES.iter().any(|share| it.eq_ignore_ascii_case(share.as_bytes()))))
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
        check("https://www.facebook.com/sharer.php?u=https%3A%2F%2Fledger.example%2Fa", Some("ledger.example"));
        check("//t.me/share/url?url=https://ledger.example/a", Some("ledger.example"));
        check("https://wa.me/?text=https%3A%2F%2Fledger.example", Some("ledger.example"));
        check("https://X.com/intent/tweet?text=Ferry&url=https%3a%2f%2fledger.example", Some("ledger.example"));
        check("whatsapp://send?text=Ferry%20http%3a%2f%2fledger.example", Some("ledger.example"));
        check("mailto:?subject=Ferry&body=https://ledger.example/a?b", Some("ledger.example"));
        check("https://shop.example/go?to=https%3A%2F%2Fledger.example", None);
        check("https://facebook.com/share", None);
        check("https://facebook.com/share?u=", None);
        check("/share?u=https%3A%2F%2Fledger.example", None);
    }

    #[test]
    fn an_address_that_only_has_the_look_of_a_button_is_none() {
        check("https://shareasale.example/r.cfm?urllink=https%3A%2F%2Fshop.example", None);
        check("https://www.shop.example/share?ref=https%3A%2F%2Fledger.example", None);
        check("https://notfacebook.com/share?u=https%3A%2F%2Fledger.example", None);
        check("https://facebook.com/markets/share-prices?ref=https%3A%2F%2Fshop.example", None);
        check("mailto:desk@ledger.example?body=https%3A%2F%2Fshop.example", None);
    }
}
