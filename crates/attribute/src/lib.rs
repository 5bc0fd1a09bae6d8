//! Which outlet, which agency, which day, from where; with basis and confidence.
//!
//! This room reads the whole page, chrome included, and cuts nothing. It gathers candidates, each
//! from one kind of evidence (a file each in `day/` and `outlet/`), keeps all of them with their
//! basis, and lets one judge choose. What is not sure enough is null: nothing is invented.
//!
//! On the table floor it finds the days that one article alone cannot tell: a dateline without a
//! year from the outlet's other articles, a missing day from the copies of the same story.
//!
//! It does not decide which lines are the article (`boilerplate`) and who wrote a story first (`dedupe`).
//!
//! # What was measured
//!
//! On the development data, in five folds by outlet, each figure the mean of four deals (2026-11-22, two
//! shared cores). No outlet is in two folds, so these are the figures of outlets never seen.
//!
//! | | pages | right | wrong | of undated pages left undated | command |
//! | --- | --- | --- | --- | --- | --- |
//! | day from HTML, without its address | 588 | .937 | .037 | 3 of 4 | `days FOLDER` |
//! | day from flattened text | 587 | .840 | .073 | 3 of 4 | `days FOLDER` |
//! | outlet's domain from HTML, without its address | 676 | .975 | | | `attributed FOLDER outlets` |
//! | outlet's name, with the register and without it | 102 | .89, .81 | | | `attributed FOLDER outlets` |
//!
//! `days` is `cargo run --release -p newsmill-train --bin days --`, `attributed` the example of that name. The
//! peer htmldate has .926 right and .069 wrong on the same HTML in the same run (`--beside python3`),
//! and on the texts .635 and .358; some of these pages are its own test set.
//!
//! Of the days given with so much confidence, so many were right (one deal):
//!
//! | confidence | HTML | | text | |
//! | --- | --- | --- | --- | --- |
//! | .4–.6 | 10 of 13 | .77 | 20 of 31 | .65 |
//! | .6–.7 | 12 of 16 | .75 | 23 of 30 | .77 |
//! | .7–.8 | 30 of 33 | .91 | 23 of 29 | .79 |
//! | .8–.9 | 34 of 37 | .92 | 55 of 60 | .92 |
//! | .9–.95 | 44 of 46 | .96 | 84 of 89 | .94 |
//! | .95–1 | 420 of 425 | .99 | 284 of 291 | .98 |
//!
//! One core attributes 2,400 flattened pages a second and 1,700 HTML pages, which is 9 % of the time of
//! reading them; htmldate does 49 and 170 in the same run.

mod address;
mod authors;
mod calendar;
mod clue;
mod corpus;
mod dateline;
mod day;
mod evidence;
mod explain;
mod outlet;
mod outlets;
mod page;
pub mod training;
mod word_list;

use std::path::PathBuf;

use anyhow::Result;
use newsmill_stage::{Article, ArticleStage, Corpus, CorpusStage, Date, Metadata, Phase, Ratio, Rows, Rulings};
use newsmill_stage::{Setup, Stage, Verdict, columns};

use crate::address::Address;
use crate::calendar::Order;
pub use crate::clue::Clue;
use crate::evidence::Evidence;
use crate::outlets::Outlets;
use crate::page::Page;

newsmill_stage::settings! {
    /// The settings of `attribute`.
    pub struct Settings {
        /// The register of outlets and agencies: id, name, kind, domains, aliases, country, language.
        pub outlets: PathBuf = PathBuf::from("data/outlets.csv"),
        /// A day that is less sure than this (0 to 1) is left empty; `explain` shows its candidates.
        pub min_confidence: Ratio = Ratio::clamped(0.4),
        /// An outlet or an agency that is less sure than this (0 to 1) is left empty.
        pub min_outlet_confidence: Ratio = Ratio::clamped(0.5),
        /// An article whose own day is less sure than this (0 to 1) takes the day of its copies, or of its outlet's other articles.
        pub doubt_below: Ratio = Ratio::clamped(0.6),
        /// Only days at least this sure (0 to 1) help to date other articles.
        pub trust_from: Ratio = Ratio::clamped(0.7),
    }
}

/// The value of `date_basis` and `outlet_basis` that the newsroom's corrections have.
pub(crate) const OVERRIDE: &str = "override";

/// The stage.
pub struct Attribute {
    settings: Settings,
    outlets: Outlets,
    today: Option<Date>,
}

impl Stage for Attribute {
    const NAME: &'static str = "attribute";
    const ABOUT: &'static str =
        "finds the outlet, the agency and the day of publication, each with its basis and confidence";
    const VERSION: u32 = 3;
    type Settings = Settings;

    fn new(settings: Settings, setup: &mut Setup) -> Result<Self> {
        let bytes = setup.read(&settings.outlets)?;
        let outlets = Outlets::parse(&bytes, &settings.outlets.display().to_string())?;
        Ok(Self { settings, outlets, today: setup.today })
    }
}

impl ArticleStage for Attribute {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        let finding = self.find(article);
        let (least, least_outlet) = (self.settings.min_confidence.get(), self.settings.min_outlet_confidence.get());
        let mut notes = Vec::new();
        // Reasons are made only if somebody asks: with the first note.
        article.note(Self::NAME, || {
            notes = explain::notes(&finding, least, least_outlet);
            notes.remove(0)
        });
        notes.into_iter().for_each(|text| article.note(Self::NAME, || text));
        finding.write(article, rows, least);
        Ok(Verdict::Keep)
    }
}

impl CorpusStage for Attribute {
    type Clue = Clue;
    const PHASES: &'static [Phase] = &[Phase::Days];

    fn observe(&self, article: &Article) -> Result<Clue> {
        Ok(self.find(article).clue(self.settings.min_outlet_confidence.get()))
    }

    fn decide(&self, _: Phase, corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
        corpus::decide(self, corpus)
    }
}

/// What was found about one article.
struct Finding {
    host: Option<String>,
    outlets: Vec<outlet::Candidate>,
    outlet: Option<outlet::Candidate>,
    credits: Vec<outlet::credit::Credit>,
    credit: Option<outlet::credit::Credit>,
    place: Option<String>,
    authors: Vec<String>,
    days: Vec<day::Candidate>,
    /// The surest day first.
    choices: Vec<day::judge::Choice>,
    yearless: Vec<day::Yearless>,
    crawled: Option<Date>,
    latest: Option<Date>,
    evidence: Evidence,
}

impl Attribute {
    /// Reads a page and decides what it alone can tell.
    fn find(&self, article: &Article) -> Finding {
        let page = Page::of(article);
        let address = article.metadata.url.as_deref().and_then(Address::parse);
        let dateline = dateline::find(&page, &self.outlets);
        let sites = outlet::site::find(&article.metadata, address.as_ref(), &page);
        let scene = outlet::Scene {
            metadata: &article.metadata,
            title: article.title(),
            sites: &sites,
            page: &page,
            outlets: &self.outlets,
        };
        let mut outlets = outlet::gather(&scene);
        let credits = outlet::credit::gather(&page, dateline.as_ref(), &self.outlets);
        let least = self.settings.min_outlet_confidence.get();
        let outlet = outlet::judge::choose(&outlets, &credits, least);
        outlet::judge::order(&mut outlets, outlet.as_ref());
        let outlet_id = outlet.as_ref().map(|it| it.id.as_str());
        let credit = credits.iter().find(|it| Some(it.agency.id.as_str()) != outlet_id);
        let credit = credit.filter(|it| it.confidence >= least).cloned();

        let evidence = Evidence::of(&page);
        let Metadata { crawled, filed, .. } = &article.metadata;
        let saved = crawled.as_deref().and_then(day::day_of).or_else(|| day::day_of(filed.crawled.as_deref()?));
        let crawled = saved.or_else(|| address.as_ref().and_then(|it| day::day_of(it.saved.as_deref()?)));
        // The day of saving is a server's; where the outlet is, it can be tomorrow already.
        let tomorrow = crawled.and_then(|it| calendar::days_after(it, 1));
        let latest = [self.today, tomorrow].into_iter().flatten().min();
        let country = outlet_id.and_then(|it| self.outlets.by_id(it)).map(|it| it.country.as_str());
        let order = order(&page, country, article, address.as_ref());
        let scene = day::Scene {
            metadata: &article.metadata,
            address: address.as_ref(),
            page: &page,
            dateline: dateline.as_ref(),
            evidence: &evidence,
            order,
            crawled,
            latest,
        };
        let found = day::gather(&scene);
        let yearless = found.yearless.clone();
        let (choices, days) = day::judge::weigh(&scene, found);
        let authors =
            authors::find(&article.metadata.authors, article.metadata.site_name.as_deref(), &page, &self.outlets);
        let place = dateline.and_then(|it| it.place);
        let host = sites.into_iter().next().filter(|it| it.confidence >= least).map(|it| it.host);
        Finding {
            host,
            outlets,
            outlet,
            credits,
            credit,
            place,
            authors,
            days,
            choices,
            yearless,
            crawled,
            latest,
            evidence,
        }
    }
}

impl Finding {
    fn write(self, article: &mut Article, rows: &mut Rows, least: f64) {
        article.set(columns::SOURCE_ID, article.metadata.source_id.clone());
        article.set(columns::URL, article.metadata.url.clone());
        article.set(columns::SOURCE_DOMAIN, self.host.clone());
        article.set(columns::DATELINE_PLACE, self.place.clone());
        article.set(columns::AUTHORS, (!self.authors.is_empty()).then(|| self.authors.clone()));
        article.set(columns::DATE_CRAWLED, self.saved_on());
        article.set(columns::CREDIT_SOURCE, self.credit.as_ref().map(|it| it.agency.id.clone()));
        let outlet = self.outlet.as_ref();
        article.set(columns::OUTLET_ID, outlet.map(|it| it.id.clone()));
        article.set(columns::OUTLET_NAME, outlet.map(|it| it.name.clone()));
        article.set(columns::OUTLET_BASIS, outlet.map(|it| it.basis.code().to_owned()));
        article.set(columns::OUTLET_CONFIDENCE, outlet.map(|it| it.confidence));
        rows.tally("outlet_unknown", usize::from(outlet.is_none()));
        let day = self.choices.first().filter(|it| it.confidence >= least);
        article.set(columns::DATE_PUBLISHED, day.map(|it| it.day));
        article.set(columns::DATE_BASIS, day.map(|it| it.basis.code().to_owned()));
        article.set(columns::DATE_PRECISION, day.map(|_| "day".to_owned()));
        article.set(columns::DATE_CONFIDENCE, day.map(|it| it.confidence));
        // Other articles may tell it yet.
        rows.tally("day_unknown_alone", usize::from(day.is_none()));
    }

    /// The day the page was saved: as the source tells it, else a date at the top of the page that
    /// the text itself contradicts.
    fn saved_on(&self) -> Option<Date> {
        self.crawled.or_else(|| {
            let stamp = self.days.iter().find(|it| it.basis == day::Basis::PageStamp)?;
            let earlier = self.choices.first().is_some_and(|it| it.day < stamp.day);
            (earlier || self.evidence.weekday_fit(stamp.day) < 0.0).then_some(stamp.day)
        })
    }

    /// What the table floor needs. A correction of the outlet comes after this stage, so that the agency
    /// is weighed again there: two are enough, as only one of them can be the outlet.
    fn clue(&self, least_outlet: f64) -> Clue {
        let mut credits: Vec<String> = Vec::new();
        for it in self.credits.iter().filter(|it| it.confidence >= least_outlet) {
            if credits.len() < 2 && !credits.contains(&it.agency.id) {
                credits.push(it.agency.id.clone());
            }
        }
        Clue { credits, ..Clue::of(&self.days, &self.yearless, &self.evidence, self.latest) }
    }
}

/// Countries that write the month first.
const MONTH_FIRST: [&str; 4] = ["US", "PH", "FM", "PW"];

/// The order of day and month in dates of digits, and how sure it is.
fn order(page: &Page<'_>, country: Option<&str>, article: &Article, address: Option<&Address>) -> (Order, f64) {
    if let Some(it) = page.order {
        return (it, 0.97);
    }
    if let Some(it) = country.filter(|it| !it.is_empty()) {
        return (if MONTH_FIRST.contains(&it) { Order::MonthDay } else { Order::DayMonth }, 0.93);
    }
    let ending = address.and_then(|it| it.host.rsplit('.').next());
    let general = ["com", "org", "net", "info", "biz", "news", "tv", "io", "co", "me", "ai", "example"];
    match ending.filter(|it| !general.contains(it)) {
        Some("us" | "gov" | "edu" | "mil") => return (Order::MonthDay, 0.93),
        Some(_) => return (Order::DayMonth, 0.9),
        None => {}
    }
    match article.get(columns::LANGUAGE).as_deref() {
        // English without a country: the two halves of its world disagree.
        Some("en") => (Order::MonthDay, 0.52),
        None => (Order::DayMonth, 0.6),
        Some(_) => (Order::DayMonth, 0.92),
    }
}
