//! What a site is called: the name that most of what a page says agrees on.
//!
//! `og:site_name`, the publisher in linked data, the titles of feeds, what stands beside the headline in
//! `<title>`, the copyright line: each gives names, and those that are spelled alike add up.

use newsmill_stage::{About, Claim};

use super::site::{self, letters};
use super::{Basis, Candidate, Scene, copyright, hosts, names};
use crate::outlets::{Kind, Outlet, Outlets};

/// A name that the page gives its site.
#[derive(Clone, Debug, PartialEq)]
struct Called {
    name: String,
    weight: f64,
    basis: Basis,
    written: String,
    key: String,
}

/// How many names are weighed against each other.
const MOST: usize = 60;

/// The least weight that a name needs to be taken for the site's.
const LEAST: f64 = 0.9;

/// Gathers what the page's own names say; the name of the site, if one is good enough.
pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) -> Option<String> {
    let called = find(scene, scene.site().map(|it| it.host.as_str()));
    registered(scene, &called, found);
    let best = called.into_iter().find(|it| it.weight >= LEAST)?;
    if scene.outlets.by_name(&best.name).is_none() {
        let sure = 0.85 * (best.weight / 3.0).min(1.0);
        let candidate = Candidate::unknown(&best.name, best.basis, sure);
        found.extend(candidate.map(|it| Candidate { written: best.written, ..it }));
    }
    Some(best.name)
}

/// The names of the site, the best first. `host` is the site's, if it is known.
fn find(scene: &Scene<'_>, host: Option<&str>) -> Vec<Called> {
    let label = host.map(|it| letters(hosts::label_of(it))).unwrap_or_default();
    let mut said: Vec<Called> = Vec::new();
    let mut add = |text: &str, weight: f64, basis: Basis, written: &str| {
        for it in names::of(text) {
            add_name(&mut said, it, weight, basis, written);
        }
    };
    for claim in scene.metadata.claims.iter().filter(|it| it.about == About::Site) {
        if names_a_source(claim, scene.outlets) {
            continue;
        }
        let (basis, weight) = weight_of(claim);
        match copyright::holder(&claim.value).filter(|_| basis == Basis::Copyright) {
            Some(holder) => add(holder, weight, basis, &claim.value),
            None => add(&claim.value, weight, basis, &claim.value),
        }
    }
    if let Some(name) = &scene.metadata.site_name
        && scene.metadata.claims.is_empty()
    {
        add(name, 3.0, Basis::SiteName, name);
    }
    for (part, weight, title) in beside_headlines(scene) {
        add(part, weight, Basis::Title, title);
    }
    settle(said, &label)
}

fn add_name(said: &mut Vec<Called>, it: names::Name, weight: f64, basis: Basis, written: &str) {
    if said.len() >= MOST {
        return;
    }
    let key = key(&it.text);
    let weight = weight * it.worth;
    said.push(Called { name: it.text, weight, basis, written: written.to_owned(), key });
}

/// What spellings of one name have in common.
fn key(name: &str) -> String {
    if let Some(host) = site::named_host(name) {
        return letters(hosts::label_of(&host));
    }
    let folded = newsmill_text::fold(name);
    letters(folded.strip_prefix("the ").unwrap_or(&folded))
}

/// Whether a claim names the agency whose copy the article is, which is not the site.
fn names_a_source(claim: &Claim, outlets: &Outlets) -> bool {
    let is_agency = |it: &str| outlets.by_name(it).is_some_and(|it| it.kind == Kind::Agency);
    matches!(claim.origin.as_str(), "meta source" | "meta dc.source" | "JSON-LD sourceOrganization")
        && (is_agency(&claim.value) || names::of(&claim.value).iter().any(|it| is_agency(&it.text)))
}

/// The kind of evidence that a claim of a name is, and its weight.
fn weight_of(claim: &Claim) -> (Basis, f64) {
    match claim.origin.as_str() {
        "meta og:site_name" => (Basis::SiteName, 3.0),
        "JSON-LD WebSite name" | "meta application-name" => (Basis::SiteName, 2.0),
        "meta apple-mobile-web-app-title" => (Basis::SiteName, 1.5),
        "meta copyright" | "meta dc.rights" | "meta dcterms.rightsholder" => (Basis::Copyright, 1.0),
        "link feed" => (Basis::Feed, 1.2),
        "link search" => (Basis::Feed, 1.0),
        "JSON-LD publisher" | "itemprop publisher" => (Basis::Publisher, 2.5),
        "JSON-LD isPartOf" | "JSON-LD sourceOrganization" => (Basis::Publisher, 1.5),
        "meta source" | "meta dc.source" | "meta owner" => (Basis::Publisher, 0.3),
        it if it.starts_with("meta al:") || it.starts_with("meta twitter:app") => (Basis::SiteName, 1.0),
        it if it.ends_with("alternateName") => (Basis::Publisher, 1.0),
        it if it.starts_with("JSON-LD WebPage") => (Basis::Publisher, 1.5),
        it if it.starts_with("JSON-LD") => (Basis::Publisher, 1.5),
        _ => (Basis::SiteName, 1.2),
    }
}

/// The parts of titles that are not the headline: before it, or after it.
fn beside_headlines<'a>(scene: &Scene<'a>) -> Vec<(&'a str, f64, &'a str)> {
    let titles: Vec<&str> = scene
        .metadata
        .claims
        .iter()
        .filter(|it| it.about == About::Title)
        .map(|it| it.value.as_str())
        .take(8)
        .collect();
    let keys: Vec<String> = titles.iter().map(|it| letters(it)).collect();
    let mut found = Vec::new();
    for title in titles.iter().copied() {
        let parts = names::parts(title);
        let longest = parts.iter().map(|it| it.chars().count()).max().unwrap_or_default();
        for (at, part) in parts.iter().copied().enumerate().filter(|_| parts.len() > 1) {
            if part.chars().count() == longest {
                continue;
            }
            // What another title lacks is no part of the headline.
            let key = letters(part);
            let lacking = keys.iter().any(|it| !it.contains(&key));
            let weight = match (at + 1 == parts.len(), at == 0, lacking) {
                (true, _, true) => 1.5,
                (true, _, false) => 0.6,
                (_, true, true) => 0.6,
                (_, false, true) => 0.4,
                _ => 0.15,
            };
            found.push((part, weight, title));
        }
    }
    found
}

/// Adds up the names that are spelled alike, and what supports them.
fn settle(said: Vec<Called>, label: &str) -> Vec<Called> {
    let mut keys: Vec<(String, f64)> = Vec::new();
    for it in &said {
        match keys.iter_mut().find(|key| key.0 == it.key) {
            // The same said again by the same kind of evidence is not twice as sure.
            Some(key) => key.1 += it.weight * 0.6,
            None => keys.push((it.key.clone(), it.weight)),
        }
    }
    let supported: Vec<f64> = keys
        .iter()
        .map(|(key, weight)| {
            let long = |it: &str| it.chars().count() >= 4;
            let others = keys.iter().filter(|it| it.0 != *key && long(key) && long(&it.0));
            let kin = others.filter(|it| it.0.contains(key.as_str()) || key.contains(it.0.as_str()));
            weight + kin.map(|it| 0.3 * it.1).sum::<f64>() + sound(key, label) * weight
        })
        .collect();
    let mut named: Vec<Called> = Vec::new();
    for ((key, _), weight) in keys.iter().zip(supported) {
        let forms = said.iter().filter(|it| it.key == *key);
        let Some(best) = forms.max_by(|a, b| a.weight.total_cmp(&b.weight).then(std::cmp::Ordering::Greater)) else {
            continue;
        };
        named.push(Called { weight, ..best.clone() });
    }
    named.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    // Whom only a domain names is better called by a name, if there is one that is no section's.
    let is_host = |it: &Called| site::named_host(&it.name).is_some();
    if named.first().is_some_and(is_host) {
        let is_better = |it: &Called| !is_host(it) && it.basis != Basis::Title && it.basis != Basis::Feed;
        if let Some(at) = named.iter().position(|it| is_better(it) && it.weight >= LEAST) {
            let name = named.remove(at);
            named.insert(0, name);
        }
    }
    named
}

/// How much a name sounds like the site's domain.
fn sound(key: &str, label: &str) -> f64 {
    if label.len() < 3 || key.len() < 3 {
        return 0.0;
    }
    match () {
        () if key == label => 1.0,
        () if key.contains(label) || key.len() >= 5 && label.contains(key) => 0.7,
        () => 0.0,
    }
}

/// Whether a registered outlet may be the one at a domain that the register does not have: its name is in
/// the domain, and the domain is not another country's.
fn fits(outlet: &Outlet, host: &str) -> bool {
    let label = letters(hosts::label_of(host));
    let ending = host.rsplit('.').next().unwrap_or_default().to_ascii_uppercase();
    let elsewhere = ending.len() == 2
        && !outlet.country.is_empty()
        && ending != outlet.country
        && !(ending == "UK" && outlet.country == "GB");
    !elsewhere && (sound(&key(&outlet.name), &label) > 0.0 || letters(&outlet.id) == label)
}

/// The registered outlets that the page's names are those of.
fn registered(scene: &Scene<'_>, called: &[Called], found: &mut Vec<Candidate>) {
    let best = called.first().map_or(0.0, |it| it.weight);
    let site = scene.site().filter(|it| it.confidence >= 0.8);
    for it in called.iter().take(6).filter(|it| it.weight >= LEAST) {
        let Some(outlet) = scene.outlets.by_name(&it.name) else { continue };
        let sure = match it.basis {
            Basis::SiteName => 0.92,
            Basis::Publisher => 0.88,
            Basis::Feed => 0.85,
            Basis::Copyright => 0.7,
            _ => 0.8,
        };
        let sure = if it.weight < 0.7 * best { sure * 0.6 } else { sure };
        // A namesake has another domain: `The Guardian` is also a paper of Lagos.
        let stranger =
            site.is_some_and(|site| scene.outlets.by_host(&site.host).is_none() && !fits(outlet, &site.host));
        let sure = if stranger { sure * 0.5 } else { sure };
        found.push(Candidate::registered(outlet, it.basis, sure, &it.written));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlet::site::Site;
    use crate::outlets::tests::small;
    use crate::page::Page;
    use newsmill_stage::{Article, Metadata};

    /// The name at a site, from claims as `origin|name` and titles as `title|…`.
    fn told(host: &str, claims: &str, outlets: &Outlets) -> (Option<String>, Vec<Candidate>) {
        let claim = |it: &str| {
            let (origin, value) = it.trim().split_once('|').unwrap();
            let about = if origin == "title" { About::Title } else { About::Site };
            Claim { about, origin: origin.to_owned(), value: value.to_owned(), times: 1 }
        };
        let metadata = Metadata { claims: claims.lines().map(claim).collect(), ..Metadata::default() };
        let article = Article::from_text("");
        let site = Site { host: host.to_owned(), basis: Basis::Canonical, confidence: 0.95, written: String::new() };
        let scene = Scene { metadata: &metadata, title: None, sites: &[site], page: &Page::of(&article), outlets };
        let mut found = Vec::new();
        let name = gather(&scene, &mut found);
        (name, found)
    }

    #[track_caller]
    fn check(host: &str, claims: &str, expected: Option<&str>) {
        assert_eq!(told(host, claims, &small()).0.as_deref(), expected, "{claims}");
    }

    #[test]
    fn the_name_that_most_agree_on_wins() {
        check(
            "islandecho.com",
            "meta og:site_name|Local news
             JSON-LD publisher|Island Echo
             link feed|Island Echo » Feed
             meta copyright|Harbor Media Holdings Ltd",
            Some("Island Echo"),
        );
        check("islandecho.com", "meta og:site_name|All the island's news | Island Echo", Some("Island Echo"));
        check(
            "islandecho.com",
            "meta og:site_name|islandecho.com\nmeta application-name|Island Echo",
            Some("Island Echo"),
        );
        check("islandecho.com", "meta og:site_name|www.islandecho.com", Some("islandecho.com"));
        check("islandecho.com", "meta og:site_name|Home", None);
    }

    #[track_caller]
    fn check_found(host: &str, claims: &str, expected: &[&str]) {
        let found = told(host, claims, &small()).1;
        assert_eq!(found.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), expected, "{claims}");
    }

    #[test]
    fn the_agency_whose_copy_it_is_is_not_the_site() {
        check_found("unknown.com", "meta source|Reuters", &[]);
        check_found("unknown.com", "meta dc.source|新华社", &[]);
        check_found("unknown.com", "JSON-LD sourceOrganization|Reuters", &[]);
        check_found("reuters.com", "JSON-LD publisher|Reuters", &["reuters"]);
    }

    #[test]
    fn a_weak_claim_names_no_registered_outlet() {
        check_found("unknown.com", "meta owner|The Dales Post", &[]);
        check_found("unknown.com", "meta application-name|The Dales Post", &["dales-post"]);
    }

    #[test]
    fn a_platforms_name_is_no_sites() {
        check_found("t.me", "meta og:site_name|Telegram", &[]);
        check_found("t.me", "meta og:site_name|The Dales Post | Telegram", &["dales-post"]);
        check(
            "harborfolk.substack.com",
            "meta og:site_name|Harborfolk\nJSON-LD publisher|Substack",
            Some("Harborfolk"),
        );
    }

    #[test]
    fn what_stands_beside_the_headline_is_the_name() {
        check(
            "islandecho.com",
            "title|Ferry to run again from May | Island Echo\ntitle|Ferry to run again from May",
            Some("Island Echo"),
        );
        check(
            "islandecho.com",
            "title|Island Echo: Ferry to run again from May\ntitle|Ferry to run again from May",
            Some("Island Echo"),
        );
        check("islandecho.com", "title|Ferry to run again from May", None);
    }

    #[test]
    fn a_namesake_in_another_country_is_another_outlet() {
        let sure = |host: &str| {
            let (_, found) = told(host, "meta og:site_name|The Dales Post", &small());
            found.first().map(|it| (it.id.clone(), it.confidence > 0.8)).unwrap()
        };
        assert_eq!(sure("dalespost.com"), ("dales-post".to_owned(), true));
        assert_eq!(sure("dalespost.com.ng"), ("dales-post".to_owned(), false));
    }
}
