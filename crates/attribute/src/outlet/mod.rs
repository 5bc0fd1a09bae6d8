//! The outlet: candidates, each from one kind of evidence, and the judge that chooses; and the
//! credit line beside it.
//!
//! | basis | what told the outlet | confidence alone |
//! | --- | --- | --- |
//! | `override` | the newsroom's own correction; only its name is looked up | 1 |
//! | `metadata` | the input names it | 0.98 |
//! | `path` | the folder that it is filed in, by `[input] path-pattern` | 0.97 registered, 0.9 |
//! | `url` | the address that the input gives | 0.97 registered, 0.9 a domain of its own |
//! | `canonical` | the page's own address: canonical link, `og:url`, JSON-LD; agreed on by the rest of the page | up to 0.98 |
//! | `home` | the address of the site's feeds, interfaces, base and short links | up to 0.98 |
//! | `publisher` | JSON-LD's publisher or site: its address, or its name | up to 0.9 |
//! | `links` | the domain that most links lead to, or the editors' mail address | up to 0.9 |
//! | `site_name` | the page's own `og:site_name`, `application-name` and the like | 0.92 registered, 0.85 |
//! | `feed` | the title of a feed: "The Harbor Ledger » Feed" | 0.85 registered |
//! | `masthead` | a line at the top that is a site's name or domain | 0.9 registered, up to 0.8 |
//! | `copyright` | "© 2025 The Harbor Ledger" | 0.85 registered, up to 0.75 |
//! | `title` | what stands beside the headline: "… – The Harbor Ledger" | 0.8 registered, 0.35 |
//! | `link` | a line that is an address: "Source: https://…" | 0.7 registered, up to 0.55 |
//! | `chrome` | "Get The Harbor Ledger in your inbox"; registered outlets only | up to 0.6 |
//! | `credit` | the agency at the dateline, where nothing else names an outlet | 0.6 |
//!
//! An outlet that is in no register is called by its domain where that is known (`harborledger-com`), and
//! only then by its name, without `The`: a name may be anybody's.

mod address;
mod called;
mod chrome;
mod copyright;
pub(crate) mod credit;
mod hosts;
pub(crate) mod judge;
mod masthead;
mod metadata;
mod names;
mod path;
pub(crate) mod site;
mod title;

use newsmill_stage::Metadata;

use crate::address::{is_platform, outlet_id};
use crate::outlets::{Kind, Outlet, Outlets};
use crate::page::Page;

/// What told an outlet; the table above explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    Metadata,
    Path,
    Url,
    Canonical,
    Home,
    Publisher,
    Links,
    SiteName,
    Feed,
    Masthead,
    Copyright,
    Title,
    Link,
    Chrome,
    Credit,
}

impl Basis {
    /// Its code in the column `outlet_basis`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Path => "path",
            Self::Url => "url",
            Self::Canonical => "canonical",
            Self::Home => "home",
            Self::Publisher => "publisher",
            Self::Links => "links",
            Self::SiteName => "site_name",
            Self::Feed => "feed",
            Self::Masthead => "masthead",
            Self::Copyright => "copyright",
            Self::Title => "title",
            Self::Link => "link",
            Self::Chrome => "chrome",
            Self::Credit => "credit",
        }
    }
}

/// An outlet that may have published the article.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) basis: Basis,
    /// How sure it is, from 0 to 1.
    pub(crate) confidence: f64,
    /// As written.
    pub(crate) written: String,
    /// Whether it is in the register; else it is an outlet of its own.
    pub(crate) known: bool,
}

impl Candidate {
    fn registered(it: &Outlet, basis: Basis, confidence: f64, written: &str) -> Self {
        Self { id: it.id.clone(), name: it.name.clone(), basis, confidence, written: written.to_owned(), known: true }
    }

    /// An outlet of its own; `None` if its name has no letters.
    fn unknown(name: &str, basis: Basis, confidence: f64) -> Option<Self> {
        let id = outlet_id(name);
        let (written, name) = (name.to_owned(), name.trim().to_owned());
        (!id.is_empty()).then_some(Self { id, name, basis, confidence, written, known: false })
    }

    /// By name: the registered outlet, else one of its own.
    fn named(name: &str, outlets: &Outlets, basis: Basis, known: f64, unknown: f64) -> Option<Self> {
        match outlets.by_name(name) {
            Some(it) => Some(Self::registered(it, basis, known, name)),
            None => Self::unknown(name, basis, unknown),
        }
    }

    /// By host: the registered outlet, else one of its own, called by its domain.
    fn hosted(host: &str, outlets: &Outlets, basis: Basis, known: f64, unknown: f64) -> Option<Self> {
        match outlets.by_host(host) {
            Some(it) => Some(Self::registered(it, basis, known, host)),
            None => Self::unknown(hosts::outlet_of(host), basis, unknown),
        }
    }
}

/// All that is known about an article when its outlet is sought.
pub(crate) struct Scene<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) title: Option<&'a str>,
    /// The sites that the page may be of, the likeliest first.
    pub(crate) sites: &'a [site::Site],
    pub(crate) page: &'a Page<'a>,
    pub(crate) outlets: &'a Outlets,
}

impl Scene<'_> {
    /// The likeliest site. Platforms publish nothing of their own: what is found there is another's.
    fn site(&self) -> Option<&site::Site> {
        self.sites.iter().find(|it| !is_platform(&it.host))
    }
}

/// Gathers the candidates of all kinds of evidence but the credit, which is asked last.
pub(crate) fn gather(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    metadata::gather(scene, &mut found);
    path::gather(scene, &mut found);
    address::gather_sites(scene, &mut found);
    let of_sites = found.len();
    let called = called::gather(scene, &mut found);
    address::gather_lines(scene, &mut found);
    masthead::gather(scene, &mut found);
    copyright::gather(scene, &mut found);
    title::gather(scene, &mut found);
    chrome::gather(scene, &mut found);
    if let Some(site) = scene.site().filter(|it| it.confidence >= 0.5) {
        let (sites, names) = found.split_at_mut(of_sites);
        name_site(hosts::outlet_of(&site.host), called, sites, names);
    }
    found
}

/// Where the domain is known, a name that is in no register is the site's, and no other outlet.
fn name_site(host: &str, called: Option<String>, sites: &mut [Candidate], names: &mut [Candidate]) {
    // Of equals the one that was gathered first.
    let printed = names.iter().rev().filter(|it| !it.known).max_by(|a, b| a.confidence.total_cmp(&b.confidence));
    let printed = printed.filter(|it| it.confidence >= 0.5).map(|it| it.name.clone());
    names.iter_mut().filter(|it| !it.known).for_each(|it| it.confidence *= 0.3);
    if let Some(name) = called.or(printed) {
        // A rival site has a name of its own, and so has another one that the input or a folder names.
        let is_site = |it: &&mut Candidate| !it.known && it.name == host;
        sites.iter_mut().filter(is_site).for_each(|it| it.name.clone_from(&name));
    }
}

fn is_outlet(it: &Outlet) -> bool {
    it.kind == Kind::Outlet
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outlets::tests::small;
    use newsmill_stage::Article;

    /// What is gathered on a page of such lines, of sites as `host confidence`; each `id “name”`, the surest first.
    #[track_caller]
    fn check(sites: &[(&str, f64)], metadata: &Metadata, text: &str, expected: &[&str]) {
        let site = |(host, confidence): &(&str, f64)| site::Site {
            host: (*host).to_owned(),
            basis: Basis::Canonical,
            confidence: *confidence,
            written: String::new(),
        };
        let sites: Vec<site::Site> = sites.iter().map(site).collect();
        let article = Article::from_text(text);
        let (page, outlets) = (Page::of(&article), small());
        let mut found = gather(&Scene { metadata, title: None, sites: &sites, page: &page, outlets: &outlets });
        judge::order(&mut found, None);
        let shown: Vec<String> =
            found.iter().filter(|it| it.confidence > 0.3).map(|it| format!("{} “{}”", it.id, it.name)).collect();
        assert_eq!(shown, expected, "{found:?}");
    }

    const PAGE: &str = "The Dales Echo\nMay 4, 2026\nFerry to run again from May\nThe ferry will run again from the first \
        of May, the council of the island said on Tuesday.\nNobody had expected it so early, and the crew had to be \
        called back from the mainland by telephone.\n© 2025 Dales Echo";

    #[test]
    fn a_platforms_address_does_not_silence_the_masthead() {
        let none = Metadata::default();
        let expected = ["dales-echo “The Dales Echo”", "dales-echo “Dales Echo”"];
        for host in ["news.google.com", "t.me", "archive.ph", "facebook.com"] {
            check(&[(host, 0.97)], &none, PAGE, &expected);
        }
        check(&[], &none, PAGE, &expected);
        check(&[("dalesecho.example", 0.9)], &none, PAGE, &["dalesecho-example “The Dales Echo”"]);
    }

    #[test]
    fn a_name_is_given_to_the_likeliest_site_alone() {
        let filed = newsmill_stage::Filed { outlet: Some("island.example".to_owned()), ..Default::default() };
        let filed = Metadata { filed, ..Metadata::default() };
        check(
            &[("t.me", 0.9), ("dalesecho.example", 0.8), ("rival.example", 0.4)],
            &filed,
            PAGE,
            &["island-example “island.example”", "dalesecho-example “The Dales Echo”", "rival-example “rival.example”"],
        );
    }
}
