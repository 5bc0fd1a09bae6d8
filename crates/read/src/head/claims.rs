//! All that a page says of its outlet and its day, to be judged by others: [`Offers`](super::Offers) takes
//! the best of it.

use std::collections::BTreeMap;

use newsmill_stage::{About, Claim};

use super::Origin;
use crate::text::in_one_line;

/// How many claims of a kind are remembered; real pages have a tenth of them.
const EACH: usize = 24;
/// The longest claim, in bytes: names, days and addresses are shorter.
const LONGEST: usize = 1_000;
/// Where a page names itself in another language or form.
const ALTERNATE: &str = "link alternate";
/// How many hosts are counted; what a page links to more of says nothing of it.
const HOSTS: usize = 200;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    claims: Vec<Claim>,
    linked: Hosts,
    parts: Hosts,
    relative: u32,
}

/// Hosts, and how often each is named.
type Hosts = BTreeMap<Vec<u8>, u32>;

impl Claims {
    /// Adds a claim, unless it is there already.
    pub(crate) fn add(&mut self, about: About, origin: &Origin, value: &str) {
        if value.len() > LONGEST || value.contains("{{") {
            return;
        }
        let Some(value) = in_one_line(value) else { return };
        let origin = origin.to_string();
        // The page in other languages and forms may be many: they are counted apart from its own address.
        let is_alternate = |it: &str| it == ALTERNATE;
        let mut same =
            self.claims.iter().filter(|it| it.about == about && is_alternate(&it.origin) == is_alternate(&origin));
        if same.clone().count() < EACH && !same.any(|it| it.value == value && it.origin == origin) {
            self.claims.push(Claim { about, origin, value, times: 1 });
        }
    }

    /// Counts the host of an address that the page links to; a relative one is on the page's own.
    pub(crate) fn count_link(&mut self, address: &[u8]) {
        if let Some(host) = host(address) {
            count(&mut self.linked, host);
        } else if is_relative(address) {
            self.relative = self.relative.saturating_add(1);
        }
    }

    /// Counts the host of an address that the page takes a part from: a picture, a style.
    pub(crate) fn count_part(&mut self, address: &[u8]) {
        if let Some(host) = host(address) {
            count(&mut self.parts, host);
        }
    }

    /// All of them, in the order of the page; the hosts last.
    pub(crate) fn into_vec(self) -> Vec<Claim> {
        let of = |hosts: Hosts, origin: &'static str| {
            hosts.into_iter().filter_map(move |(host, times)| {
                let value = String::from_utf8(host).ok()?.to_lowercase();
                Some(Claim { about: About::Host, origin: origin.to_owned(), value, times })
            })
        };
        let relative = (self.relative > 0).then(|| Claim {
            about: About::Host,
            origin: "links".to_owned(),
            value: "/".to_owned(),
            times: self.relative,
        });
        let hosts = of(self.linked, "links").chain(of(self.parts, "parts")).chain(relative);
        self.claims.into_iter().chain(hosts).collect()
    }
}

fn count(hosts: &mut Hosts, host: &[u8]) {
    if let Some(times) = hosts.get_mut(host) {
        *times = times.saturating_add(1);
    } else if hosts.len() < HOSTS {
        hosts.insert(host.to_vec(), 1);
    }
}

/// Whether an address leads to another page of the same host.
fn is_relative(address: &[u8]) -> bool {
    let address = address.trim_ascii_start();
    let scheme = address.iter().position(|it| *it == b':');
    let path = address.iter().position(|it| matches!(it, b'/' | b'?' | b'#')).unwrap_or(address.len());
    !address.is_empty() && !address.starts_with(b"#") && scheme.is_none_or(|it| it > path)
}

/// The host of a whole address, with its port if it has one. An archive keeps others' pages: of
/// `web.archive.org/web/2011/http://dw.example/` it is the one inside.
pub(super) fn host(address: &[u8]) -> Option<&[u8]> {
    let address = address.trim_ascii_start();
    let address = archived(address).unwrap_or(address);
    let starts = |it: &[u8]| address.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it));
    let rest =
        [b"https://".as_slice(), b"http://", b"//"].iter().find(|it| starts(it)).map(|it| &address[it.len()..])?;
    let end = rest.iter().position(|it| matches!(it, b'/' | b'?' | b'#' | b'\\' | b' ')).unwrap_or(rest.len());
    (1..=253).contains(&end).then(|| &rest[..end])
}

/// The address that an archive's address holds.
fn archived(address: &[u8]) -> Option<&[u8]> {
    let at = memchr::memmem::find(&address[..address.len().min(64)], b"/web/")?;
    let rest = &address[at + 5..];
    let end = rest.iter().position(|it| *it == b'/')?;
    let is_archive = at == 0 || memchr::memmem::find(&address[..at], b"archive.org").is_some();
    let is_day = end >= 8 && rest[..8].iter().all(u8::is_ascii_digit);
    (is_archive && is_day).then(|| &rest[end + 1..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(host(address.as_bytes()).map(String::from_utf8_lossy).as_deref(), expected, "{address}");
    }

    #[test]
    fn a_whole_address_has_a_host() {
        check("https://www.dw.example/a", Some("www.dw.example"));
        check(" HTTP://dw.example", Some("dw.example"));
        check("//dw.example?a=1", Some("dw.example"));
        check("https://web.archive.org/web/20110106023242/http://dw.example/a", Some("dw.example"));
        check("/web/20110106023242im_/https://dw.example/a.gif", Some("dw.example"));
        for other in ["/a", "a.html", "https://", "mailto:a@dw.example", "javascript:void(0)", ""] {
            check(other, None);
        }
    }

    #[test]
    fn the_same_is_said_once_and_hosts_are_counted() {
        let mut claims = Claims::default();
        for _ in 0..2 {
            claims.add(About::Site, &Origin::new("meta", "og:site_name"), " The  Ledger ");
            claims.count_link(b"https://ledger.example/a");
            claims.count_link(b"/a?b=http://c");
            claims.count_part(b"//pictures.example/a.png");
        }
        claims.add(About::Site, &Origin::new("meta", "application-name"), "The Ledger");
        claims.add(About::Day, &Origin::new("meta", "date"), "{{date}}");
        for other in ["#top", "javascript:void(0)", "mailto:a@ledger.example", "tel:1", ""] {
            claims.count_link(other.as_bytes());
        }
        let shown: Vec<String> =
            claims.into_vec().iter().map(|it| format!("{} {} {}", it.origin, it.value, it.times)).collect();
        assert_eq!(
            shown,
            [
                "meta og:site_name The Ledger 1",
                "meta application-name The Ledger 1",
                "links ledger.example 2",
                "parts pictures.example 2",
                "links / 2"
            ]
        );
    }
}
