//! The site that a page is of: the host that most of what the page says agrees on.
//!
//! One statement alone may be about another site: the canonical link of a syndicated story is its first
//! publisher's, the publisher's address the company's, and most links of a short page may lead elsewhere. So
//! each statement is a vote, hosts of one registered domain vote together, and the votes are weighed.

use std::collections::BTreeMap;

use newsmill_stage::{About, Claim, Metadata};

use super::{Basis, hosts};
use crate::address::{self, Address, is_host};
use crate::page::Page;

/// A site that a page may be of.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Site {
    /// Its host, without `www.`.
    pub(crate) host: String,
    /// The kind of evidence that says most for it.
    pub(crate) basis: Basis,
    /// How sure it is, from 0 to 1.
    pub(crate) confidence: f64,
    /// What says so.
    pub(crate) written: String,
}

/// What the votes for one registered domain have come to.
#[derive(Debug)]
struct Tally {
    domain: String,
    /// By kind of evidence: canonical, home, publisher, links.
    weights: [f64; 4],
    /// Hosts of the domain, each with its weight and what said so.
    hosts: Vec<(String, f64, String)>,
}

const KINDS: [Basis; 4] = [Basis::Canonical, Basis::Home, Basis::Publisher, Basis::Links];
/// However often a kind of evidence says the same, it weighs no more.
const MOST: [f64; 4] = [6.0, 5.0, 3.0, 3.0];
/// How many claims are read; hostile pages have more.
const CLAIMS: usize = 600;

/// The sites that a page may be of, the likeliest first. An address that the input gives is the answer.
pub(crate) fn find(metadata: &Metadata, address: Option<&Address>, page: &Page<'_>) -> Vec<Site> {
    if let Some(address) = address.filter(|_| !metadata.url_is_claimed) {
        let written = metadata.url.clone().unwrap_or_default();
        return vec![Site { host: address.host.clone(), basis: Basis::Url, confidence: 0.97, written }];
    }
    let mut tallies = Vec::new();
    let claims = &metadata.claims[..metadata.claims.len().min(CLAIMS)];
    // What the page says its address is can be too long to be remembered among its claims.
    let is_told = |url: &str| claims.iter().any(|it| it.about == About::Address && it.value == url);
    let untold = metadata.url.as_deref().filter(|it| !is_told(it)).and_then(hosts::of_address);
    if let Some(host) = untold {
        count(&mut tallies, &host, 0, 1.8, "the page's own address");
    }
    // The page's own addresses first: a platform's page has others beside them that are its own, too.
    let (own, other): (Vec<&Claim>, Vec<&Claim>) = claims.iter().partition(|it| it.about == About::Address);
    for claim in own.into_iter().chain(other) {
        if let Some((kind, weight)) = vote(claim)
            && let Some(host) = host_of(claim, &tallies)
        {
            count(&mut tallies, &host, kind, weight, &claim.origin);
        }
    }
    count_links(&mut tallies, claims);
    if !claims.is_empty() {
        count_lines(&mut tallies, page);
    }
    support_names(&mut tallies, claims);
    decide(tallies)
}

/// The kind of evidence that a claim is, and its weight.
fn vote(claim: &Claim) -> Option<(usize, f64)> {
    let origin = claim.origin.as_str();
    Some(match claim.about {
        About::Address => match origin {
            "link canonical" => (0, 3.0),
            "meta og:url" => (0, 2.5),
            // Of a story from elsewhere, too, these are the site's own.
            "link shortlink" | "link shorturl" | "link amphtml" => (1, 2.0),
            "link alternate" => (0, 0.5),
            _ => (0, 1.8),
        },
        About::Home => match origin {
            "base" | "link pingback" | "link edituri" | "link https://api.w.org/" => (1, 2.5),
            "link feed" => (1, 1.8),
            "link share" => (1, 3.0),
            "mailto" => (3, 1.0),
            it if it.starts_with("JSON-LD WebSite") => (2, 2.0),
            it if it.starts_with("JSON-LD") => (2, 1.0),
            "link publisher" | "meta dcterms.source" => (2, 0.5),
            "meta reply-to" => (3, 0.8),
            _ => (1, 1.5),
        },
        // A site that is called by its domain.
        About::Title => (2, 1.0),
        About::Site => (2, if origin.ends_with("og:site_name") { 2.0 } else { 1.2 }),
        _ => return None,
    })
}

/// The host that a claim names.
fn host_of(claim: &Claim, tallies: &[Tally]) -> Option<String> {
    let value = claim.value.as_str();
    let host = match claim.about {
        About::Site => named_host(value),
        About::Title => super::names::parts(value).into_iter().find_map(named_host),
        _ => hosts::of_address(value),
    }?;
    // A platform's own page has its address there, but a short link or a cached copy is not the site.
    let is_copy = ["link short", "link amp", "link alt"].iter().any(|it| claim.origin.starts_with(it));
    let is_own = claim.about == About::Address && !is_copy || is_tallied(tallies, &host);
    (is_own || !hosts::is_service(&host)).then_some(host)
}

/// How many domains are weighed; what is named after them is not the site.
const DOMAINS: usize = 60;

fn is_tallied(tallies: &[Tally], host: &str) -> bool {
    let domain = hosts::site_of(host);
    tallies.iter().any(|it| it.domain == domain)
}

/// The host that a name is; `Politika.Extra` is a name, not a host.
pub(super) fn named_host(name: &str) -> Option<String> {
    if name.contains(|it: char| it.is_whitespace() || it == '/') || !name.contains('.') {
        return None;
    }
    let host = address::bare_host(name);
    let is_real = psl::suffix(host.as_bytes()).is_some_and(|it| it.is_known());
    (is_host(&host) && is_real && hosts::label_of(&host).len() >= 2).then_some(host)
}

fn count(tallies: &mut Vec<Tally>, host: &str, kind: usize, weight: f64, written: &str) {
    let domain = hosts::site_of(host);
    let at = tallies.iter().position(|it| it.domain == domain).unwrap_or(tallies.len());
    if at == tallies.len() {
        if at == DOMAINS {
            return;
        }
        tallies.push(Tally { domain: domain.to_owned(), weights: [0.0; 4], hosts: Vec::new() });
    }
    let tally = &mut tallies[at];
    tally.weights[kind] = (tally.weights[kind] + weight).min(MOST[kind]);
    match tally.hosts.iter_mut().find(|it| it.0 == host) {
        Some(it) => it.1 += weight,
        None => tally.hosts.push((host.to_owned(), weight, written.to_owned())),
    }
}

/// What a picture says, beside a link: they stand on hosts of their own more often.
const PART: f64 = 0.3;
/// What a link without a host takes from those with one: the page's own are then written so.
const RELATIVE: f64 = 0.5;

/// The domains that links lead to, of those that are no service's.
fn count_links(tallies: &mut Vec<Tally>, claims: &[Claim]) {
    let mut linked: BTreeMap<&str, f64> = BTreeMap::new();
    let named = claims.iter().filter(|it| it.about == About::Host);
    let times = |it: &Claim| f64::from(it.times) * if it.origin == "parts" { PART } else { 1.0 };
    let relative: f64 = named.clone().filter(|it| it.value == "/").map(times).sum();
    let mut hosts: Vec<(String, f64)> = named
        .filter_map(|it| Some((hosts::of_address(&it.value)?, times(it))))
        .filter(|(host, _)| !hosts::is_service(host) || is_tallied(tallies, host))
        .collect();
    // The most named first, as not all are weighed.
    hosts.sort_by(|a, b| b.1.total_cmp(&a.1));
    for (host, times) in &hosts {
        *linked.entry(hosts::site_of(host)).or_default() += times;
    }
    let whole = linked.values().sum::<f64>();
    let all = whole + (RELATIVE * relative).min(whole);
    for (host, times) in &hosts {
        let together = linked.get(hosts::site_of(host)).copied().unwrap_or(*times);
        // One link among few says little; half of many says much.
        let weight = MOST[3] * together / all * (together / (together + 3.0)).powi(2);
        count(tallies, host, 3, weight * times / together, "links");
    }
}

/// The mail addresses that the page shows, and the lines that are an address.
fn count_lines(tallies: &mut Vec<Tally>, page: &Page<'_>) {
    let mut seen = 0;
    if tallies.iter().any(|it| it.hosts.iter().any(|it| it.2 == "mailto")) {
        return;
    }
    for line in page.lines.iter().filter(|it| it.text.contains('@')) {
        for word in line.text.split_whitespace().filter(|it| it.contains('@')) {
            let word = word.trim_matches(|it: char| !it.is_alphanumeric());
            let Some(host) = word.split_once('@').filter(|it| !it.0.is_empty()).and_then(|it| named_host(it.1)) else {
                continue;
            };
            seen += 1;
            if seen <= 8 && !hosts::is_service(&host) {
                count(tallies, &host, 3, 0.5, word);
            }
        }
    }
}

/// Adds to the domains that the site's names and accounts sound like, and what stands beside headlines.
fn support_names(tallies: &mut [Tally], claims: &[Claim]) {
    let about = |about: &'static [About]| claims.iter().filter(move |it| about.contains(&it.about)).take(24);
    let last = |it: &Claim| letters(it.value.rsplit('/').find(|it| !it.is_empty()).unwrap_or_default());
    let names: Vec<String> = about(&[About::Site, About::Account]).map(last).filter(|it| it.len() >= 3).collect();
    let titles = about(&[About::Title]).take(8).flat_map(|it| super::names::beside(&it.value));
    let titles: Vec<String> = titles.map(letters).filter(|it| it.len() >= 3).collect();
    for tally in tallies {
        let label = letters(hosts::label_of(&tally.domain));
        if label.len() < 3 {
            continue;
        }
        let sounds = |it: &&String| it.contains(&label) || it.len() >= 5 && label.contains(it.as_str());
        let named = names.iter().filter(sounds).count();
        // A long label is not in a title by chance, a short one may be.
        let titled = match label.len() {
            0..=3 => 0,
            4..=7 => 1,
            _ => 2,
        } * usize::from(titles.iter().any(|it| sounds(&it)));
        tally.weights[2] += match named + titled {
            0 => 0.0,
            1 => 0.9,
            _ => 1.6,
        };
    }
}

/// The letters and digits of a name, folded.
pub(super) fn letters(text: &str) -> String {
    newsmill_text::fold(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// How many sites are remembered.
const KEPT: usize = 4;

fn decide(mut tallies: Vec<Tally>) -> Vec<Site> {
    let sum = |it: &Tally| it.weights.iter().sum::<f64>();
    tallies.sort_by(|a, b| sum(b).total_cmp(&sum(a)).then_with(|| a.domain.cmp(&b.domain)));
    let Some(first) = tallies.first() else { return Vec::new() };
    // The editions of one site in several countries are no rivals.
    let label = hosts::label_of(&first.domain).to_owned();
    let rival = tallies.iter().skip(1).find(|it| hosts::label_of(&it.domain) != label).map_or(0.0, sum);
    let best = sum(first);
    let sites = tallies.into_iter().take(KEPT).enumerate().filter_map(|(at, it)| {
        let weight = sum(&it);
        let confidence = sure(weight, if at == 0 { rival } else { best });
        // What the page says of its address tells more than what it links to, however often.
        let most = (0..4).max_by(|a, b| it.weights[*a].total_cmp(&it.weights[*b]).then(b.cmp(a)))?;
        let kind = if it.weights[0] >= 1.8 { 0 } else { most };
        let confidence = if KINDS[kind] == Basis::Links { confidence.min(0.9) } else { confidence };
        let mut hosts = it.hosts;
        hosts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // The bare domain is the site's front door, unless another host is the page's own.
        let door = hosts.iter().find(|host| host.0 == it.domain && KINDS[kind] != Basis::Canonical);
        let (host, _, written) = door.or(hosts.first())?.clone();
        Some(Site { host, basis: KINDS[kind], confidence, written })
    });
    sites.collect()
}

/// How sure a site is, by its part of the votes that it shares with its rival: measured on 671 pages of
/// news, blogs and offices, of which 36 of 37 were right with a part between 0.5 and 0.75.
const SURE: [(f64, f64); 5] = [(0.0, 0.0), (0.45, 0.45), (0.55, 0.85), (0.8, 0.93), (1.0, 0.98)];

fn sure(weight: f64, rival: f64) -> f64 {
    let part = weight / (weight + rival + 0.4);
    let next = SURE.iter().position(|it| it.0 > part).unwrap_or(SURE.len() - 1).max(1);
    let ((from, low), (to, high)) = (SURE[next - 1], SURE[next]);
    low + (high - low) * (part - from) / (to - from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use newsmill_stage::Article;

    /// Claims from lines of `about|origin|value`; a host's origin is how often it is named.
    fn metadata(claims: &str) -> Metadata {
        let claims = claims.lines().map(str::trim).filter(|it| !it.is_empty()).map(|it| {
            let mut parts = it.splitn(3, '|');
            let (about, origin, value) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
            let about = match about {
                "address" => About::Address,
                "home" => About::Home,
                "site" => About::Site,
                "title" => About::Title,
                "account" => About::Account,
                _ => About::Host,
            };
            let times = origin.parse().unwrap_or(1);
            let origin = if about == About::Host { "links" } else { origin };
            Claim { about, origin: origin.to_owned(), value: value.to_owned(), times }
        });
        Metadata { claims: claims.collect(), ..Metadata::default() }
    }

    #[track_caller]
    fn check(claims: &str, expected: &str) {
        let article = Article::from_text("");
        let sites = find(&metadata(claims), None, &Page::of(&article));
        let got = sites.first().filter(|it| it.confidence >= 0.5);
        let got = got.map(|it| format!("{} {}", it.host, it.basis.code())).unwrap_or_default();
        assert_eq!(got, expected, "{sites:?}");
    }

    #[test]
    fn the_pages_own_address_tells_its_site() {
        check("address|link canonical|https://www.harborledger.com/a", "harborledger.com canonical");
        check("address|link canonical|https://harborfolk.blogspot.com/a", "harborfolk.blogspot.com canonical");
        check(
            "address|link canonical|https://web.archive.org/web/20110106023242/http://harborledger.com/a",
            "harborledger.com canonical",
        );
    }

    #[test]
    fn a_story_from_elsewhere_is_of_the_site_that_prints_it() {
        check(
            "address|link canonical|https://dalespost.com/a
             address|meta og:url|https://harborledger.com/a
             site|meta og:site_name|The Harbor Ledger
             home|link feed|https://harborledger.com/feed
             host|40|www.harborledger.com
             host|2|dalespost.com",
            "harborledger.com canonical",
        );
    }

    #[test]
    fn without_an_address_feeds_links_and_names_tell_it() {
        check("home|link feed|https://harborledger.com/feed", "harborledger.com home");
        check("host|30|www.harborledger.com\nhost|9|facebook.com\nhost|3|dalespost.com", "harborledger.com links");
        check("site|meta og:site_name|HarborLedger.com", "harborledger.com publisher");
        check("home|link share|harborledger.com\nhost|2|dalespost.com", "harborledger.com home");
        check("host|1|dalespost.com", "");
        check("host|99|d1.cloudfront.net", "");
        check("", "");
    }

    #[test]
    fn a_name_with_a_full_stop_is_no_host() {
        check("site|meta og:site_name|Politika.Extra", "");
        check("title|<title>|Ferry returns | a.word.a.day", "");
    }

    #[track_caller]
    fn check_at(url: &str, url_is_claimed: bool, claims: &str, expected: &str) {
        let metadata = Metadata { url: Some(url.to_owned()), url_is_claimed, ..metadata(claims) };
        let article = Article::from_text("");
        let sites = find(&metadata, Address::parse(url).as_ref(), &Page::of(&article));
        let got = sites.first().map(|it| format!("{} {}", it.host, it.basis.code())).unwrap_or_default();
        assert_eq!(got, expected, "{sites:?}");
    }

    #[test]
    fn an_address_that_the_input_gives_is_the_answer() {
        let claims = "address|link canonical|https://dalespost.com/a\nhost|40|harborledger.com";
        check_at("https://harborledger.com/a", false, claims, "harborledger.com url");
        // Whether or not the page says the same.
        check_at("https://dalespost.com/a", false, claims, "dalespost.com url");
        check_at("https://dalespost.com/a/", false, claims, "dalespost.com url");
    }

    #[test]
    fn an_address_that_the_page_gives_is_a_claim_whether_or_not_it_is_among_them() {
        let claims = "site|meta og:site_name|The Harbor Ledger\nhome|link feed|https://harborledger.com/feed";
        check_at("https://dalespost.com/a", true, claims, "harborledger.com home");
        check_at("https://dalespost.com/a", true, "", "dalespost.com canonical");
    }

    #[test]
    fn hosts_without_end_take_time_in_proportion() {
        let claims: String = (0..5_000).map(|it| format!("host|1|a{it}.example{it}.com\n")).collect();
        check(&claims, "");
    }
}
