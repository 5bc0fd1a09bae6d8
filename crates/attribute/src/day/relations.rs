//! How a day stands to the page's other days, to what the text tells, and to the day of saving.

use newsmill_stage::Date;

use super::{Basis, Candidate, Scene, Sign, claims, url};
use crate::calendar::{days_between, weekday_of};
use crate::evidence::weekday_fit;

/// What the days of a page are compared with.
pub(super) struct Relations<'a> {
    scene: &'a Scene<'a>,
    /// The days that are likely to be the article's, sorted, each once.
    likely: Vec<Date>,
    /// Those that are one of two readings of `10/03/2025`.
    two_ways: Vec<Date>,
    /// Those on which something was changed.
    changed: Vec<Date>,
    /// Those that are given to machines as the day of publication.
    told: Vec<Date>,
    /// The month in the address, else its year.
    address: Option<(i16, Option<i8>)>,
    pictures: Vec<(i16, i8)>,
    copyright: Option<i16>,
    /// How many lines of the body read like sentences.
    sentences: usize,
}

impl<'a> Relations<'a> {
    pub(super) fn of(scene: &'a Scene<'a>, days: &[Candidate]) -> Self {
        let sorted = |is: &dyn Fn(&&Candidate) -> bool| {
            let mut days: Vec<Date> = days.iter().filter(is).map(|it| it.day).collect();
            days.sort_unstable();
            days.dedup();
            days
        };
        let path = scene.address.map(|it| it.path.as_str()).unwrap_or_default();
        let month = url::month_in(path).map(|it| (it.0, Some(it.1)));
        Self {
            scene,
            likely: sorted(&|it| it.likely && it.confidence > 0.2),
            two_ways: sorted(&|it| it.confidence < 0.999 && !it.basis.is_solved()),
            changed: sorted(&|it| it.basis == Basis::Updated),
            told: sorted(&|it| it.likely && matches!(it.basis, Basis::JsonLd | Basis::Meta | Basis::Microdata)),
            address: month.or_else(|| url::year_in(path).map(|it| (it, None))),
            pictures: claims::months_of_pictures(&scene.metadata.claims),
            copyright: scene.page.copyright,
            sentences: scene.page.prose().count(),
        }
    }

    /// The signs of a day; `bases` are those of its candidates.
    pub(super) fn signs(&self, day: Date, bases: &[Basis], signs: &mut Vec<Sign>) {
        self.among_likely(day, signs);
        self.beside_changes(day, bases, signs);
        signs.extend(self.since_saved(day));
        self.beside_text(day, signs);
        self.beside_months(day, signs);
        let body = match self.sentences {
            0 => "no sentence",
            1..=2 => "a sentence or two",
            3..=5 => "a few sentences",
            _ => "many sentences",
        };
        signs.push(("the body has", body));
        if let Some(year) = self.copyright {
            let stands = match i32::from(day.year() - year) {
                0 => "the same",
                1.. => "an earlier one",
                _ => "a later one",
            };
            signs.push(("the copyright year is", stands));
        }
        if !self.told.is_empty() && !self.told.contains(&day) {
            signs.push(("machines are told another day", ""));
        }
        let ways = match bases.len() {
            0..=1 => return,
            2 => "two",
            3 => "three",
            _ => "more",
        };
        signs.push(("told in so many ways", ways));
    }

    fn among_likely(&self, day: Date, signs: &mut Vec<Sign>) {
        // The other reading of the same digits is no other day.
        let other = Date::new(day.year(), day.day(), day.month()).ok().filter(|it| *it != day);
        let twin = other.filter(|it| self.two_ways.contains(it) && self.two_ways.contains(&day));
        let likely: Vec<Date> = self.likely.iter().copied().filter(|it| Some(*it) != twin).collect();
        let Ok(at) = likely.binary_search(&day) else {
            signs.push(("among the likely days", if likely.is_empty() { "there are none" } else { "not" }));
            return;
        };
        let place = match (likely.len(), at) {
            (1, _) => "the only one",
            (_, 0) => "the earliest",
            (all, at) if at + 1 == all => "the latest",
            _ => "one in the middle",
        };
        signs.push(("among the likely days", place));
        let next_to = |other: Option<&Date>| other.is_some_and(|it| days_between(*it, day).abs() == 1);
        if next_to(likely.get(at + 1)) {
            signs.push(("another likely day", "is the next day"));
        }
        if next_to(at.checked_sub(1).and_then(|it| likely.get(it))) {
            signs.push(("another likely day", "is the day before"));
        }
    }

    fn beside_changes(&self, day: Date, bases: &[Basis], signs: &mut Vec<Sign>) {
        let (Some(first), Some(last)) = (self.changed.first(), self.changed.last()) else { return };
        let only = bases.iter().all(|it| *it == Basis::Updated);
        let stands = match (self.changed.contains(&day), days_between(day, *first)) {
            (true, _) if only => "that day, of which nothing else tells",
            (true, _) => "that day",
            _ if day > *last => "before it only",
            (_, ..0) => "before and after it",
            (_, 0..=7) => "within a week",
            _ => "later",
        };
        signs.push(("the page was changed", stands));
    }

    fn since_saved(&self, day: Date) -> Option<Sign> {
        let stands = match days_between(day, self.scene.crawled?) {
            ..=0 => "the same day",
            1 => "the next day",
            2..=7 => "within a week",
            8..=31 => "within a month",
            32..=366 => "within a year",
            _ => "years later",
        };
        Some(("the page was saved", stands))
    }

    fn beside_text(&self, day: Date, signs: &mut Vec<Sign>) {
        let evidence = self.scene.evidence;
        if !evidence.weekdays.is_empty() {
            let fit = weekday_fit(&evidence.weekdays, weekday_of(day));
            let fits = match fit {
                it if it > 0.7 => "fit well",
                it if it > 0.2 => "fit",
                it if it > -0.3 => "hardly fit",
                it if it > -0.7 => "do not fit",
                _ => "do not fit at all",
            };
            signs.push(("the weekdays in the text", fits));
        }
        let times = evidence.times(self.scene.page);
        if let Some(since) = times.events.since {
            let happened = match days_between(since, day) {
                ..0 => "after it",
                0..=400 => "within a year before",
                _ => "long before",
            };
            signs.push(("the latest event in the text was", happened));
        }
        if let Some(year) = times.year {
            let told = match i32::from(day.year() - year) {
                0 => "the same",
                1 => "the year before",
                2.. => "earlier",
                _ => "later",
            };
            signs.push(("the latest year in the text is", told));
        }
        if let Some(last) = times.days.iter().filter(|it| **it <= day).max() {
            let told = match days_between(*last, day) {
                0 => "the same day",
                1..=3 => "just before",
                4..=45 => "shortly before",
                _ => "long before",
            };
            signs.push(("the text tells of a day", told));
        } else if !times.days.is_empty() {
            signs.push(("the text tells of a day", "after it"));
        }
    }

    fn beside_months(&self, day: Date, signs: &mut Vec<Sign>) {
        match self.address {
            Some((year, Some(month))) => {
                let same = (day.year(), day.month()) == (year, month);
                signs.push(("the address has", if same { "its month" } else { "another month" }));
            }
            Some((year, None)) => {
                signs.push(("the address has", if day.year() == year { "its year" } else { "another year" }));
            }
            None => {}
        }
        let nearest = self.pictures.iter().map(|it| claims::months_between(day, *it)).min_by_key(|it| it.abs());
        if let Some(months) = nearest {
            let filed = match months {
                0 => "in its month",
                1 | -1 => "in the month beside",
                2.. => "earlier",
                _ => "later",
            };
            signs.push(("pictures are filed", filed));
        }
    }
}
