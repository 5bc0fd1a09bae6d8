//! The day of publication: candidates, each from one kind of evidence, and the judge that chooses.
//!
//! | basis | what told the day | confidence alone |
//! | --- | --- | --- |
//! | `override` | the newsroom's own correction; never touched here | 1 |
//! | `metadata` | the input's own date | 0.98 |
//! | `url` | the address: `/2025/10/03/` | 0.8–0.9 |
//! | `header` | a stamp glued to the first sentence | 0.9 |
//! | `published` | a line that says so: "Published 3 October 2025" | up to 0.98 |
//! | `stamp` | a date that stands alone, or with a byline, beside the headline | up to 0.95 |
//! | `dateline` | the dateline, with its year | 0.85 |
//! | `dateline_year_inferred` | a dateline without a year; the address or another date on the page gave it | up to 0.85 |
//! | `dateline_year_text` | …; the days and years that the text tells of gave it | up to 0.8 |
//! | `dateline_year_events` | …; the events that the text names gave it | up to 0.8 |
//! | `dateline_year_weekday` | …; the weekday beside it, or those named in the text, gave it | up to 0.8 |
//! | `dateline_year_crawl` | …; the day the page was saved gave it | up to 0.8 |
//! | `neighbours` | a dateline without a year; sure days of the outlet, or of the articles next to it, gave it; or a day that the articles on both sides have | up to 0.9 |
//! | `sibling` | another member of the story's cluster | below that member's |
//! | `updated` | "Updated 5 October 2025": not the day of publication, but near it | 0.55 |
//! | `page_stamp` | a date at the very top: the day the page was saved as often as not | 0.35 |
//! | `caption` | the date of a photograph | 0.2 |
//! | `post` | the date of a quoted post | 0.15 |

mod dateline;
pub(crate) mod header;
pub(crate) mod judge;
mod labels;
mod metadata;
mod stamp;
mod url;
pub(crate) mod year;

pub(crate) use metadata::day_of;

use newsmill_stage::{Date, Metadata};

use crate::address::Address;
use crate::calendar::{Order, Written};
use crate::dateline::Dateline;
use crate::evidence::Evidence;
use crate::page::Page;

/// What told a day; the table above explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Basis {
    Metadata,
    Url,
    Header,
    Published,
    Stamp,
    Dateline,
    DatelineYearInferred,
    YearText,
    YearEvents,
    YearWeekday,
    YearCrawl,
    Neighbours,
    Sibling,
    Updated,
    PageStamp,
    Caption,
    Post,
}

impl Basis {
    const ALL: [Self; 17] = [
        Self::Metadata,
        Self::Url,
        Self::Header,
        Self::Published,
        Self::Stamp,
        Self::Dateline,
        Self::DatelineYearInferred,
        Self::YearText,
        Self::YearEvents,
        Self::YearWeekday,
        Self::YearCrawl,
        Self::Neighbours,
        Self::Sibling,
        Self::Updated,
        Self::PageStamp,
        Self::Caption,
        Self::Post,
    ];

    /// Its code in the column `date_basis`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Metadata => "metadata",
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
            Self::PageStamp => "page_stamp",
            Self::Caption => "caption",
            Self::Post => "post",
        }
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
    /// How sure it is, from 0 to 1.
    pub(crate) confidence: f64,
    /// The line of the source that it stands in.
    pub(crate) line: Option<u32>,
    /// As written there.
    pub(crate) written: String,
    /// What raised or lowered it.
    pub(crate) why: Vec<&'static str>,
}

impl Candidate {
    pub(crate) fn new(day: Date, basis: Basis, confidence: f64, written: impl Into<String>) -> Self {
        Self { day, basis, confidence, line: None, written: written.into(), why: Vec::new() }
    }

    fn on_line(self, line: u32) -> Self {
        Self { line: Some(line), ..self }
    }

    fn because(mut self, why: &'static str) -> Self {
        self.why.push(why);
        self
    }

    /// Multiplies the confidence, and says why.
    fn scaled(self, by: f64, why: &'static str) -> Self {
        Self { confidence: (self.confidence * by).clamp(0.0, 0.99), ..self }.because(why)
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
            let it = candidate(day);
            to.days.push(if likely < 1.0 { it.scaled(likely, "day and month could change places") } else { it });
        }
    }
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
    metadata::gather(scene, &mut found);
    url::gather(scene, &mut found);
    header::gather(scene, &mut found);
    dateline::gather(scene, &mut found);
    stamp::gather(scene, &mut found);
    found.days.truncate(MOST);
    found.yearless.truncate(MOST / 20);
    found
}
