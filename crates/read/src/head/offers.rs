//! What is offered for each field of the metadata, and which offer is taken.

use std::borrow::Cow;
use std::fmt;

use newsmill_stage::{About, Metadata};

use super::claims::Claims;
use crate::text::in_one_line;

/// How many authors are believed.
pub(crate) const AUTHORS: usize = 50;
/// The longest name of a person or a site, and the longest way to write a day, in bytes.
const NAME: usize = 300;

/// Where a page says something: `meta og:title`, `JSON-LD datePublished`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    by: &'static str,
    name: Cow<'static, str>,
}

impl Origin {
    pub(crate) fn new(by: &'static str, name: impl Into<Cow<'static, str>>) -> Self {
        Self { by, name: name.into() }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name.as_ref() {
            "" => f.write_str(self.by),
            name => write!(f, "{} {name}", self.by),
        }
    }
}

/// What a page can say of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Url,
    SiteName,
    Published,
    Modified,
    Title,
    Language,
    Author,
}

impl Part {
    /// Each with its name among our fields (`[input.fields]`).
    const ALL: [(Self, &'static str); 7] = [
        (Self::Url, "url"),
        (Self::SiteName, "outlet"),
        (Self::Published, "date"),
        (Self::Modified, "modified"),
        (Self::Title, "title"),
        (Self::Language, "language"),
        (Self::Author, "authors"),
    ];
}

impl Part {
    /// What a claim of it is about, where it is to be judged.
    fn about(self) -> Option<About> {
        match self {
            Self::Url => Some(About::Address),
            Self::SiteName => Some(About::Site),
            Self::Published => Some(About::Published),
            Self::Modified => Some(About::Modified),
            Self::Title => Some(About::Title),
            Self::Language | Self::Author => None,
        }
    }
}

/// The best offers so far: the lowest rank wins, then the first; and all that was said, as claims.
#[derive(Debug, Default)]
pub(crate) struct Offers {
    pub(crate) claims: Claims,
    best: [Option<(u8, Origin, String)>; 6],
    authors: Option<(u8, Origin, Vec<String>)>,
    /// The headline of the first article in linked data, empty if it has none.
    pub(crate) headline: Option<String>,
}

/// Where each value was taken from.
#[derive(Debug, Default)]
pub(crate) struct Origins([Option<Origin>; 7]);

impl Origins {
    /// Our fields that the page has a value for, each with where it says so.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &Origin)> {
        Part::ALL.iter().zip(&self.0).filter_map(|((_, name), origin)| Some((*name, origin.as_ref()?)))
    }
}

impl Offers {
    /// Whether an offer of this rank would be taken.
    fn is_open(&self, part: Part, rank: u8) -> bool {
        match part {
            Part::Author => self.authors.as_ref().is_none_or(|(old, ..)| rank <= *old),
            _ => self.best[part as usize].as_ref().is_none_or(|(old, ..)| rank < *old),
        }
    }

    /// Whether there are authors of this rank.
    pub(crate) fn has_authors(&self, rank: u8) -> bool {
        self.authors.as_ref().is_some_and(|(it, ..)| *it == rank)
    }

    /// Offers a value; one that cannot be meant for this is none.
    pub(crate) fn offer(&mut self, part: Part, rank: u8, origin: Origin, value: &str) {
        let (is_open, about) = (self.is_open(part, rank), part.about());
        if !is_open && about.is_none() {
            return;
        }
        let Some(value) = usable(part, value) else { return };
        if let Some(about) = about {
            self.claims.add(about, &origin, &value);
        }
        if !is_open {
            return;
        }
        if part != Part::Author {
            self.best[part as usize] = Some((rank, origin, value));
            return;
        }
        match &mut self.authors {
            Some((old, _, names)) if *old == rank => {
                if names.len() < AUTHORS && !names.contains(&value) {
                    names.push(value);
                }
            }
            authors => *authors = Some((rank, origin, vec![value])),
        }
    }

    /// The values that were taken, and where each was taken from.
    pub(crate) fn taken(self) -> (Metadata, Origins) {
        let mut origins = Origins::default();
        let mut values = self.best.into_iter().zip(&mut origins.0).map(|(best, place)| {
            let (_, origin, value) = best?;
            *place = Some(origin);
            Some(value)
        });
        let mut next = || values.next().flatten();
        let mut metadata = Metadata {
            url: next(),
            site_name: next(),
            published: next(),
            modified: next(),
            title: next(),
            language: next(),
            claims: self.claims.into_vec(),
            ..Metadata::default()
        };
        drop(values);
        metadata.url_is_claimed = metadata.url.is_some();
        metadata.published_is_claimed = metadata.published.is_some();
        metadata.modified_is_claimed = metadata.modified.is_some();
        if let Some((_, origin, names)) = self.authors {
            metadata.authors = names;
            origins.0[Part::Author as usize] = Some(origin);
        }
        (metadata, origins)
    }
}

/// The value in one line, if it can be meant for this. Templates that were never filled in
/// (`{{post_date}}`) and addresses of profiles in the place of names are none.
fn usable(part: Part, value: &str) -> Option<String> {
    let value = in_one_line(value)?;
    let is_usable = match part {
        Part::Url => is_whole_address(&value),
        Part::Published | Part::Modified => value.len() <= NAME && is_day(&value),
        Part::SiteName | Part::Author => value.len() <= NAME && !value.contains("://") && !value.starts_with('@'),
        Part::Title | Part::Language => true,
    };
    (is_usable && !value.contains("{{")).then_some(value)
}

/// Whether this can be a day: a time alone is none.
fn is_day(text: &str) -> bool {
    let digits = text.chars().filter(|it| it.is_numeric()).count();
    // Hours, minutes, seconds and an offset have ten digits.
    let has_parts = text.split([':', '+']).next().is_some_and(|it| it.contains(['-', '/', '.', ' ']));
    digits > if text.contains(':') && !has_parts { 10 } else { 0 }
}

/// Whether an address is whole: a relative one would need the page's own, which nobody knows here.
fn is_whole_address(text: &str) -> bool {
    ["http://", "https://", "//"]
        .iter()
        .any(|it| text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)) && text.len() > it.len())
}
