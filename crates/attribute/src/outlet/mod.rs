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
//! only then by its name: a name may be anybody's.

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

use crate::address::{is_host, slug};
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
        let id = slug(name);
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
    // Where the domain is known, a name that is in no register is the site's, and no other outlet.
    if scene.sites.first().is_some_and(|it| it.confidence >= 0.5) {
        let printed =
            found[of_sites..].iter().filter(|it| !it.known).max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let printed = printed.filter(|it| it.confidence >= 0.5).map(|it| it.name.clone());
        for it in found[of_sites..].iter_mut().filter(|it| !it.known) {
            it.confidence *= 0.3;
        }
        if let Some(name) = called.or(printed) {
            found[..of_sites]
                .iter_mut()
                .filter(|it| !it.known && is_host(&it.name))
                .for_each(|it| it.name.clone_from(&name));
        }
    }
    found
}

fn is_outlet(it: &Outlet) -> bool {
    it.kind == Kind::Outlet
}
