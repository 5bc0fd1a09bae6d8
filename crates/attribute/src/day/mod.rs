//! The day of publication: candidates, each from one kind of evidence, and the judge that chooses.
//!
//! | basis | what told the day |
//! | --- | --- |
//! | `override` | the newsroom's own correction; never touched here |
//! | `metadata` | the input's own date; it wins over the page |
//! | `path` | the folder that it is filed in, by `[input] path-pattern` |
//! | `json_ld` | JSON-LD of the page: `datePublished`, `dateCreated` |
//! | `meta` | a meta tag: `article:published_time`, `date` |
//! | `microdata` | an element that is marked as the day: `itemprop="datePublished"`, `class="published"` |
//! | `published` | a line that says so: "Published 3 October 2025" |
//! | `header` | a stamp before the first sentence |
//! | `url` | the address: `/2025/10/03/` |
//! | `stamp` | a date that stands alone, or with a byline, beside the headline |
//! | `dateline` | the dateline, with its year |
//! | `dateline_year_inferred` | a day without a year; the address or another date on the page gave it |
//! | `dateline_year_text` | …; the days and years that the text tells of gave it |
//! | `dateline_year_events` | …; the events that the text names gave it |
//! | `dateline_year_weekday` | …; the weekday beside it, or those named in the text, gave it |
//! | `dateline_year_crawl` | …; the day the page was saved or filed gave it |
//! | `neighbours` | …; the outlet's or the corpus's other articles gave it |
//! | `sibling` | another member of the story's cluster |
//! | `relative` | "2 hours ago", counted back from the day of saving |
//! | `script` | a day that a script of the page has under `publishDate` or `created_at` |
//! | `updated` | "Updated 5 October 2025": not the day of publication, but near it |
//!
//! These speak for a day that another tells, and tell none alone (but an outlet's habit may: if a stamp
//! above all of its pages was seen to be the day):
//!
//! | basis | what told the day |
//! | --- | --- |
//! | `local_time` | the day before or after that of a time in UTC: it may be the day where the outlet is |
//! | `page_stamp` | a date above all of the page: the day of saving as often as not |
//! | `caption` | the date of a photograph |
//! | `post` | the date of a quoted post |
//! | `picture` | the day under which a picture is filed |
//!
//! How sure each day is, the judge says: [`weights`].

mod claims;
mod dateline;
mod element;
pub(crate) mod header;
pub(crate) mod judge;
pub(crate) mod labels;
mod path;
mod record;
mod relations;
mod signs;
mod stamp;
mod url;
mod weights;
pub(crate) mod year;

pub(crate) use record::day_of;
pub use signs::Sign;

use newsmill_stage::{Date, Metadata};

use crate::address::Address;
use crate::calendar::{self, Order, Written};
use crate::dateline::Dateline;
use crate::evidence::Evidence;
use crate::page::Page;

/// What told a day, in the order of how much it says; the table above explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    Metadata,
    Path,
    JsonLd,
    Meta,
    Microdata,
    Published,
    Header,
    Url,
    Stamp,
    Dateline,
    DatelineYearInferred,
    YearText,
    YearEvents,
    YearWeekday,
    YearCrawl,
    Neighbours,
    Sibling,
    Relative,
    Script,
    Updated,
    LocalTime,
    PageStamp,
    Caption,
    Post,
    Picture,
}

impl Basis {
    const ALL: [Self; 25] = [
        Self::Metadata,
        Self::Path,
        Self::JsonLd,
        Self::Meta,
        Self::Microdata,
        Self::Published,
        Self::Header,
        Self::Url,
        Self::Stamp,
        Self::Dateline,
        Self::DatelineYearInferred,
        Self::YearText,
        Self::YearEvents,
        Self::YearWeekday,
        Self::YearCrawl,
        Self::Neighbours,
        Self::Sibling,
        Self::Relative,
        Self::Script,
        Self::Updated,
        Self::LocalTime,
        Self::PageStamp,
        Self::Caption,
        Self::Post,
        Self::Picture,
    ];

    /// Its code in the column `date_basis`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
            Self::Path => "path",
            Self::JsonLd => "json_ld",
            Self::Meta => "meta",
            Self::Microdata => "microdata",
            Self::Url => "url",
            Self::Header => "header",
            Self::Published => "published",
            Self::Stamp => "stamp",
            Self::Dateline => "dateline",
            Self::DatelineYearInferred => "dateline_year_inferred",
            Self::YearText => "dateline_year_text",
            Self::YearEvents => "dateline_year_events",
            Self::YearWeekday => "dateline_year_weekday",
            Self::YearCrawl => "dateline_year_crawl",
            Self::Neighbours => "neighbours",
            Self::Sibling => "sibling",
            Self::Updated => "updated",
            Self::Relative => "relative",
            Self::Script => "script",
            Self::LocalTime => "local_time",
            Self::PageStamp => "page_stamp",
            Self::Caption => "caption",
            Self::Post => "post",
            Self::Picture => "picture",
        }
    }

    /// Whether it says nothing alone: other articles have the same picture or quote the same post, and
    /// what stands above the site's own name is the day of saving as often as not.
    pub(crate) fn only_supports(self) -> bool {
        matches!(self, Self::LocalTime | Self::PageStamp | Self::Caption | Self::Post | Self::Picture)
    }

    /// Whether the year was solved, not written.
    pub(crate) fn is_solved(self) -> bool {
        use Basis::{DatelineYearInferred, YearCrawl, YearEvents, YearText, YearWeekday};
        matches!(self, DatelineYearInferred | YearText | YearEvents | YearWeekday | YearCrawl)
    }

    /// The basis of this code.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }
}

/// A day that may be the one of publication.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) day: Date,
    pub(crate) basis: Basis,
    /// How sure it is, from 0 to 1: before it is judged, that it is read rightly; after that, that
    /// it is the day of publication.
    pub(crate) confidence: f64,
    /// The line of the source that it stands in.
    pub(crate) line: Option<u32>,
    /// As written there.
    pub(crate) written: String,
    /// What speaks for it or against it.
    pub(crate) signs: Vec<Sign>,
    /// Whether it is one of those that are likely to be the article's, among which the earliest counts.
    pub(crate) likely: bool,
}

impl Candidate {
    pub(crate) fn new(day: Date, basis: Basis, confidence: f64, written: impl Into<String>) -> Self {
        Self { day, basis, confidence, line: None, written: written.into(), signs: Vec::new(), likely: false }
    }

    fn on_line(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }

    pub(crate) fn because(mut self, sign: Sign) -> Self {
        self.signs.push(sign);
        self
    }

    fn likely(self) -> Self {
        Self { likely: true, ..self }
    }

    /// Read so with this likelihood.
    fn doubted(self, likely: f64) -> Self {
        Self { confidence: self.confidence * likely, ..self }
    }
}

/// A day of which the year is not written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Yearless {
    pub(crate) month: i8,
    pub(crate) day: i8,
    /// How sure it is that it is the day of publication, were the year known.
    pub(crate) confidence: f64,
    /// The weekday written beside it, if any.
    pub(crate) weekday: Option<i8>,
    /// The line of the source that it stands in.
    pub(crate) line: Option<u32>,
    /// What speaks for it or against it.
    pub(crate) signs: Vec<Sign>,
}

/// All that is known about an article when its day is sought.
pub(crate) struct Scene<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) address: Option<&'a Address>,
    pub(crate) page: &'a Page<'a>,
    pub(crate) dateline: Option<&'a Dateline>,
    pub(crate) evidence: &'a Evidence,
    /// The order of day and month where digits leave it open, and how sure that is.
    pub(crate) order: (Order, f64),
    /// The day the page was saved.
    pub(crate) crawled: Option<Date>,
    /// The last day that can be the one of publication.
    pub(crate) latest: Option<Date>,
}

impl Scene<'_> {
    /// The days that a written date can mean, each with how likely that reading is.
    pub(crate) fn readings(&self, written: &Written) -> Vec<(Date, f64)> {
        if written.approximate {
            return approximate(written).into_iter().flatten().collect();
        }
        if !written.swappable {
            return written.date().map(|it| (it, 1.0)).into_iter().collect();
        }
        let (order, sure) = self.order;
        let other = written.swapped();
        let (first, second) = if order == Order::DayMonth { (written, &other) } else { (&other, written) };
        let second = second.date().map(|it| (it, 1.0 - sure));
        first.date().map(|it| (it, sure)).into_iter().chain(second).collect()
    }

    /// Adds a candidate for each day that a written date can mean.
    fn add(&self, to: &mut Found, written: &Written, candidate: impl Fn(Date) -> Candidate) {
        for (day, likely) in self.readings(written) {
            to.days.push(candidate(day).doubted(likely));
        }
    }
}

/// A day of the moon's months begins where the new moon is seen: it may be the day before or after.
fn approximate(written: &Written) -> [Option<(Date, f64)>; 3] {
    let near = |days, likely| Some((calendar::days_after(written.date()?, days)?, likely));
    [near(0, 0.6), near(1, 0.2), near(-1, 0.2)]
}

/// What was found on a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Found {
    pub(crate) days: Vec<Candidate>,
    pub(crate) yearless: Vec<Yearless>,
}

/// At most so many candidates are weighed; a page with more dates is a list of other articles.
const MOST: usize = 400;

/// Gathers the candidates of all kinds of evidence, the strongest kinds first.
pub(crate) fn gather(scene: &Scene<'_>) -> Found {
    let mut found = Found::default();
    record::gather(scene, &mut found);
    path::gather(scene, &mut found);
    claims::gather(scene, &mut found);
    url::gather(scene, &mut found);
    header::gather(scene, &mut found);
    dateline::gather(scene, &mut found);
    stamp::gather(scene, &mut found);
    found.days.truncate(MOST);
    found.yearless.truncate(MOST / 20);
    found
}
