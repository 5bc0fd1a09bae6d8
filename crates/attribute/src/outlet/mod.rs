//! The outlet: candidates, each from one kind of evidence, and the judge that chooses; and the
//! credit line beside it.
//!
//! | basis | what told the outlet | confidence alone |
//! | --- | --- | --- |
//! | `override` | the newsroom's own correction; only its name is looked up | 1 |
//! | `metadata` | the input names it | 0.98 |
//! | `path` | the folder that it is filed in, by `[input] path-pattern` | 0.97 registered, 0.9 |
//! | `url` | the address | 0.97 registered, 0.9 a domain of its own |
//! | `site_name` | the page's own `og:site_name` | 0.92 registered, 0.85 |
//! | `masthead` | a line at the top that is a site's name | 0.9 registered, up to 0.75 |
//! | `copyright` | "© 2025 The Harbor Ledger" | 0.85 registered, 0.45 |
//! | `title` | what follows the headline: "… – The Harbor Ledger" | 0.8 registered, 0.4 |
//! | `link` | a line that is an address: "Source: https://…" | 0.7 registered, up to 0.55 |
//! | `chrome` | "Get The Harbor Ledger in your inbox"; registered outlets only | up to 0.6 |
//! | `credit` | the agency at the dateline, where nothing else names an outlet | 0.6 |

mod address;
mod chrome;
mod copyright;
pub(crate) mod credit;
pub(crate) mod judge;
mod masthead;
mod metadata;
mod path;
mod title;

use newsmill_stage::Metadata;

use crate::address::{Address, slug};
use crate::outlets::{Kind, Outlet, Outlets};
use crate::page::Page;

/// What told an outlet; the table above explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    Metadata,
    Path,
    Url,
    SiteName,
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
            Self::SiteName => "site_name",
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
}

impl Candidate {
    fn registered(it: &Outlet, basis: Basis, confidence: f64, written: &str) -> Self {
        Self { id: it.id.clone(), name: it.name.clone(), basis, confidence, written: written.to_owned() }
    }

    /// An outlet of its own; `None` if its name has no letters.
    fn unknown(name: &str, basis: Basis, confidence: f64) -> Option<Self> {
        let id = slug(name);
        (!id.is_empty()).then(|| Self { id, name: name.trim().to_owned(), basis, confidence, written: name.to_owned() })
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
            None => {
                let domain = ["m.", "amp.", "mobile."].iter().find_map(|it| host.strip_prefix(it)).unwrap_or(host);
                Self::unknown(domain, basis, unknown)
            }
        }
    }
}

/// All that is known about an article when its outlet is sought.
pub(crate) struct Scene<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) title: Option<&'a str>,
    pub(crate) address: Option<&'a Address>,
    pub(crate) page: &'a Page<'a>,
    pub(crate) outlets: &'a Outlets,
}

/// Gathers the candidates of all kinds of evidence but the credit, which is asked last.
pub(crate) fn gather(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    metadata::gather(scene, &mut found);
    path::gather(scene, &mut found);
    address::gather(scene, &mut found);
    masthead::gather(scene, &mut found);
    copyright::gather(scene, &mut found);
    title::gather(scene, &mut found);
    chrome::gather(scene, &mut found);
    found
}

fn is_outlet(it: &Outlet) -> bool {
    it.kind == Kind::Outlet
}
