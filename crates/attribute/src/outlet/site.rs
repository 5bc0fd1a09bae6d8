//! The site that a page is of: the host that most of what the page says agrees on.
//!
//! One statement alone may be about another site: the canonical link of a syndicated story is its first
//! publisher's, the publisher's address the company's, and most links of a short page may lead elsewhere. So
//! each statement is a vote, hosts of one registered domain vote together, and the votes are weighed.

use newsmill_stage::{About, Claim, Metadata};

use super::{Basis, hosts};
use crate::address::{Address, is_host};

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
pub(crate) fn find(metadata: &Metadata, address: Option<&Address>) -> Vec<Site> {
    let is_claimed = metadata.claims.iter().any(|it| Some(&it.value) == metadata.url.as_ref());
    if let Some(address) = address.filter(|_| !is_claimed) {
        let written = metadata.url.clone().unwrap_or_default();
        return vec![Site { host: address.host.clone(), basis: Basis::Url, confidence: 0.97, written }];
    }
    let mut tallies = Vec::new();
    let claims = &metadata.claims[..metadata.claims.len().min(CLAIMS)];
    for claim in claims {
        let Some((kind, weight)) = vote(claim) else { continue };
        if let Some(host) = host_of(claim) {
            count(&mut tallies, &host, kind, weight, claim);
        }
    }
    count_links(&mut tallies, claims);
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
            "link alternate" => (0, 0.6),
            _ => (0, 1.8),
        },
        About::Home => match origin {
            "base" | "link pingback" | "link edituri" | "link https://api.w.org/" => (1, 2.5),
            "link feed" => (1, 1.8),
            "mailto" => (3, 0.8),
            it if it.starts_with("JSON-LD WebSite") => (2, 2.0),
            it if it.starts_with("JSON-LD") => (2, 1.0),
            "link publisher" | "meta dcterms.source" => (2, 0.5),
            "meta reply-to" => (3, 0.8),
            _ => (1, 1.5),
        },
        // A site that is called by its domain.
        About::Site => (2, if origin.ends_with("og:site_name") { 2.0 } else { 1.2 }),
        _ => return None,
    })
}

/// The host that a claim names.
fn host_of(claim: &Claim) -> Option<String> {
    let value = claim.value.as_str();
    let host = match claim.about {
        About::Site if value.contains("://") => None,
        About::Site => {
            let word = value.split_whitespace().next().filter(|it| *it == value)?.to_lowercase();
            // `Politika.Extra` is a name, not a host.
            (is_host(&word) && psl::suffix(word.as_bytes()).is_some_and(|it| it.is_known()))
                .then(|| crate::address::bare_host(&word))
        }
        _ => hosts::of_address(value),
    }?;
    // A page of a platform's own has its address there; feeds and counters never are the site.
    let own = claim.about == About::Address && !claim.origin.starts_with("link short");
    (own || !hosts::is_service(&host)).then_some(host)
}

fn count(tallies: &mut Vec<Tally>, host: &str, kind: usize, weight: f64, claim: &Claim) {
    let domain = hosts::site_of(host);
    let at = tallies.iter().position(|it| it.domain == domain).unwrap_or_else(|| {
        tallies.push(Tally { domain: domain.to_owned(), weights: [0.0; 4], hosts: Vec::new() });
        tallies.len() - 1
    });
    let tally = &mut tallies[at];
    tally.weights[kind] = (tally.weights[kind] + weight).min(MOST[kind]);
    match tally.hosts.iter_mut().find(|it| it.0 == host) {
        Some(it) => it.1 += weight,
        None => tally.hosts.push((host.to_owned(), weight, format!("{} {}", claim.origin, claim.value))),
    }
}

/// The domain that most links lead to, of those that are no service's.
fn count_links(tallies: &mut Vec<Tally>, claims: &[Claim]) {
    let mut linked: Vec<(&str, f64)> = Vec::new();
    let hosts = claims.iter().filter(|it| it.about == About::Host);
    let hosts: Vec<(String, &Claim)> = hosts
        .filter_map(|it| Some((hosts::of_address(&it.value)?, it)))
        .filter(|(host, _)| !hosts::is_service(host))
        .collect();
    for (host, claim) in &hosts {
        let domain = hosts::site_of(host);
        match linked.iter_mut().find(|it| it.0 == domain) {
            Some(it) => it.1 += f64::from(claim.times),
            None => linked.push((domain, f64::from(claim.times))),
        }
    }
    let all: f64 = linked.iter().map(|it| it.1).sum();
    for (host, claim) in &hosts {
        let Some((_, times)) = linked.iter().find(|it| it.0 == hosts::site_of(host)) else { continue };
        // One link among few says little; half of many says much.
        let weight = MOST[3] * times / all * (times / (times + 2.0));
        let part = f64::from(claim.times) / times;
        if weight > 0.1 {
            count(tallies, host, 3, weight * part, claim);
        }
    }
}

/// Adds to the domains that the site's names and accounts sound like.
fn support_names(tallies: &mut [Tally], claims: &[Claim]) {
    for tally in tallies {
        let label = letters(hosts::label_of(&tally.domain));
        let sounds = |it: &&Claim| {
            let name = letters(it.value.rsplit('/').find(|it| !it.is_empty()).unwrap_or_default());
            name.len() >= 3 && label.len() >= 3 && (name.contains(&label) || name.len() >= 5 && label.contains(&name))
        };
        let named = claims.iter().filter(|it| matches!(it.about, About::Site | About::Account)).filter(sounds).count();
        tally.weights[2] += match named {
            0 => 0.0,
            1 => 0.8,
            _ => 1.5,
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
    tallies.sort_by(|a, b| sum(b).total_cmp(&sum(a)));
    let all: f64 = tallies.iter().map(sum).sum();
    let sites = tallies.into_iter().take(KEPT).filter_map(|it| {
        let weight = sum(&it);
        let confidence = 0.985 * weight / (all + 0.35);
        let kind = (0..4).max_by(|a, b| it.weights[*a].total_cmp(&it.weights[*b]).then(b.cmp(a)))?;
        let mut hosts = it.hosts;
        hosts.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        // The bare domain is the site's front door, unless another host is the page's own.
        let door = hosts
            .iter()
            .find(|host| host.0 == it.domain)
            .filter(|door| KINDS[kind] != Basis::Canonical && door.1 > 0.0);
        let (host, _, written) = door.or(hosts.first())?.clone();
        Some(Site { host, basis: KINDS[kind], confidence, written })
    });
    sites.collect()
}
