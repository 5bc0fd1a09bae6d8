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
/// How many hosts are counted; what a page links to more of says nothing of it.
const HOSTS: usize = 200;

/// What a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Claims {
    claims: Vec<Claim>,
    hosts: BTreeMap<Vec<u8>, u32>,
}

impl Claims {
    /// Adds a claim, unless it is there already.
    pub(crate) fn add(&mut self, about: About, origin: &Origin, value: &str) {
        if value.len() > LONGEST || value.contains("{{") {
            return;
        }
        let Some(value) = in_one_line(value) else { return };
        let mut same = self.claims.iter().filter(|it| it.about == about);
        let origin = origin.to_string();
        if same.clone().count() < EACH && !same.any(|it| it.value == value && it.origin == origin) {
            self.claims.push(Claim { about, origin, value, times: 1 });
        }
    }

    /// Counts the host of an address that the page links to or takes parts from.
    pub(crate) fn count(&mut self, address: &[u8]) {
        let Some(host) = host(address) else { return };
        if let Some(times) = self.hosts.get_mut(host) {
            *times = times.saturating_add(1);
        } else if self.hosts.len() < HOSTS {
            self.hosts.insert(host.to_vec(), 1);
        }
    }

    /// All of them, in the order of the page; the hosts last.
    pub(crate) fn into_vec(self) -> Vec<Claim> {
        let hosts = self.hosts.into_iter().filter_map(|(host, times)| {
            let value = String::from_utf8(host).ok()?.to_lowercase();
            Some(Claim { about: About::Host, origin: "links".to_owned(), value, times })
        });
        self.claims.into_iter().chain(hosts).collect()
    }
}

/// The host of a whole address, with its port if it has one.
fn host(address: &[u8]) -> Option<&[u8]> {
    let address = address.trim_ascii_start();
    let starts = |it: &[u8]| address.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it));
    let rest =
        [b"https://".as_slice(), b"http://", b"//"].iter().find(|it| starts(it)).map(|it| &address[it.len()..])?;
    let end = rest.iter().position(|it| matches!(it, b'/' | b'?' | b'#' | b'\\' | b' ')).unwrap_or(rest.len());
    (1..=253).contains(&end).then(|| &rest[..end])
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
        for other in ["/a", "a.html", "https://", "mailto:a@dw.example", "javascript:void(0)", ""] {
            check(other, None);
        }
    }

    #[test]
    fn the_same_is_said_once_and_hosts_are_counted() {
        let mut claims = Claims::default();
        for _ in 0..2 {
            claims.add(About::Site, &Origin::new("meta", "og:site_name"), " The  Ledger ");
            claims.count(b"https://ledger.example/a");
        }
        claims.add(About::Site, &Origin::new("meta", "application-name"), "The Ledger");
        claims.add(About::Day, &Origin::new("meta", "date"), "{{date}}");
        let shown: Vec<String> =
            claims.into_vec().iter().map(|it| format!("{} {} {}", it.origin, it.value, it.times)).collect();
        assert_eq!(
            shown,
            ["meta og:site_name The Ledger 1", "meta application-name The Ledger 1", "links ledger.example 2"]
        );
    }
}
