//! Days that only other articles tell.
//!
//! An article without a sure day takes it, in this order, from its own story's members (when its
//! dateline agrees with them, surely; else with less confidence) or from its dateline, in the year
//! that the outlet's other articles, else the corpus's, make most likely.

use std::collections::BTreeMap;

use anyhow::Result;
use newsmill_stage::{Corpus, Date, Rulings, columns};

use crate::clue::Clue;
use crate::day::year::weekday_likelihood;
use crate::day::{Basis, Yearless};
use crate::{Attribute, OVERRIDE, calendar};

/// A day found for an article.
struct Found {
    day: Date,
    basis: Basis,
    confidence: f64,
}

/// The sure days of a group of articles, sorted.
#[derive(Default)]
struct Days(Vec<Date>);

/// The sure days of an outlet tell a year only if there are so many of them.
const ENOUGH: usize = 3;
/// Days as near as this speak for a year.
const NEAR: i64 = 183;

pub(crate) fn decide(stage: &Attribute, corpus: &Corpus<'_, Clue>) -> Result<Rulings> {
    let mut rulings = Rulings::default();
    let table = Table::of(stage, corpus)?;
    table.name_overrides(stage, &mut rulings);
    for row in corpus.clues()? {
        let (at, clue) = row?;
        if !table.is_doubtful(stage, at) {
            continue;
        }
        let Some(id) = corpus.articles().get(at) else { continue };
        let least = stage.settings.min_confidence.get();
        let own = table.sureness.get(at).copied().flatten().unwrap_or_default();
        let found = table.solve(at, &clue).filter(|it| it.confidence >= least && it.confidence > own);
        if let Some(it) = found {
            rulings.set(*id, columns::DATE_PUBLISHED, it.day);
            rulings.set(*id, columns::DATE_BASIS, it.basis.code().to_owned());
            rulings.set(*id, columns::DATE_PRECISION, "day".to_owned());
            rulings.set(*id, columns::DATE_CONFIDENCE, (it.confidence * 1000.0).round() / 1000.0);
            let tally = if it.basis == Basis::Sibling { "day_from_sibling" } else { "day_from_neighbours" };
            rulings.rows.tally(tally, 1);
        }
    }
    Ok(rulings)
}

/// The columns of the corpus that days depend on.
struct Table {
    ids: Vec<newsmill_stage::ArticleId>,
    outlets: Vec<Option<String>>,
    outlet_bases: Vec<Option<String>>,
    clusters: Vec<Option<String>>,
    days: Vec<Option<Date>>,
    bases: Vec<Option<String>>,
    sureness: Vec<Option<f64>>,
    all: Days,
    by_outlet: BTreeMap<String, Days>,
    by_cluster: BTreeMap<String, Vec<(Date, f64)>>,
}

impl Table {
    fn of(stage: &Attribute, corpus: &Corpus<'_, Clue>) -> Result<Self> {
        let mut table = Self {
            ids: corpus.articles().to_vec(),
            outlets: corpus.column(columns::OUTLET_ID)?,
            outlet_bases: corpus.column(columns::OUTLET_BASIS)?,
            clusters: corpus.column(columns::CLUSTER_ID)?,
            days: corpus.column(columns::DATE_PUBLISHED)?,
            bases: corpus.column(columns::DATE_BASIS)?,
            sureness: corpus.column(columns::DATE_CONFIDENCE)?,
            all: Days::default(),
            by_outlet: BTreeMap::new(),
            by_cluster: BTreeMap::new(),
        };
        let trusted = stage.settings.trust_from.get();
        for at in 0..table.days.len() {
            let Some(day) = table.days[at] else { continue };
            // A correction without a confidence is sure.
            let sure = if table.bases[at].as_deref() == Some(OVERRIDE) { Some(1.0) } else { table.sureness[at] };
            let Some(sure) = sure.filter(|it| *it >= trusted) else { continue };
            table.all.0.push(day);
            if let Some(outlet) = &table.outlets[at] {
                table.by_outlet.entry(outlet.clone()).or_default().0.push(day);
            }
            if let Some(cluster) = &table.clusters[at] {
                table.by_cluster.entry(cluster.clone()).or_default().push((day, sure));
            }
        }
        table.all.0.sort_unstable();
        table.by_outlet.values_mut().for_each(|it| it.0.sort_unstable());
        Ok(table)
    }

    /// Gives corrected outlets the name of the register.
    fn name_overrides(&self, stage: &Attribute, rulings: &mut Rulings) {
        for (at, id) in self.ids.iter().enumerate() {
            let corrected = self.outlet_bases[at].as_deref() == Some(OVERRIDE);
            let outlet = self.outlets[at].as_deref().filter(|_| corrected);
            if let Some(it) = outlet.and_then(|it| stage.outlets.by_id(it)) {
                rulings.set(*id, columns::OUTLET_NAME, it.name.clone());
            }
        }
    }

    fn is_doubtful(&self, stage: &Attribute, at: usize) -> bool {
        let pinned = self.bases.get(at).is_some_and(|it| it.as_deref() == Some(OVERRIDE));
        let sure = self.sureness.get(at).copied().flatten().unwrap_or_default();
        let known = self.days.get(at).copied().flatten().is_some();
        !pinned && (!known || sure < stage.settings.doubt_below.get())
    }

    fn solve(&self, at: usize, clue: &Clue) -> Option<Found> {
        let siblings = self.clusters.get(at)?.as_ref().and_then(|it| self.by_cluster.get(it));
        let sibling = siblings.and_then(|it| from_siblings(it, clue));
        let dated = clue.without_year().into_iter().filter_map(|it| self.neighbours_day(at, clue, &it));
        let dated = dated.max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        match (sibling, dated) {
            (Some(a), Some(b)) => Some(if b.confidence > a.confidence { b } else { a }),
            (a, b) => a.or(b),
        }
    }

    /// The day in the year that the neighbors make most likely: each year weighs as much as there
    /// are sure days near it, times how well its weekday fits the text.
    fn neighbours_day(&self, at: usize, clue: &Clue, it: &Yearless) -> Option<Found> {
        let outlet = self.outlets.get(at)?.as_ref().and_then(|it| self.by_outlet.get(it));
        let days = outlet.filter(|it| it.0.len() >= ENOUGH).unwrap_or(&self.all);
        let (first, last) = (days.0.first()?.year() - 1, days.0.last()?.year() + 1);
        let weekdays = clue.named_weekdays();
        let told = clue.year.and_then(|it| i16::try_from(it).ok()).filter(|it| *it <= last).unwrap_or(first);
        let mut weights: Vec<(Date, f64, f64)> = Vec::new();
        for year in first.max(told)..=last {
            let Ok(day) = Date::new(year, it.month, it.day) else { continue };
            if clue.latest.is_some_and(|latest| day > latest) {
                continue;
            }
            let likely = weekday_likelihood(&weekdays, it.weekday, day);
            let near = days.near(day);
            weights.push((day, (near + 0.25) * likely, likely));
        }
        let sum: f64 = weights.iter().map(|it| it.1).sum();
        // Of equal years the later one: pages are mostly saved soon.
        let (day, weight, likely) = weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)))?;
        // A year in which no neighbor stands is a guess; so is a weekday that does not fit.
        let supported = if days.near(day) > 0.0 { 1.0 } else { 0.5 };
        let confidence = (it.confidence + 0.05) * (weight / sum) * supported * (0.55 + 0.45 * likely);
        (sum > 0.0).then_some(Found { day, basis: Basis::Neighbours, confidence })
    }
}

impl Days {
    /// How many of the days lie within half a year of this one; later and earlier alike.
    fn near(&self, day: Date) -> f64 {
        let edge = |days| calendar::days_after(day, days).unwrap_or(day);
        let from = self.0.partition_point(|it| *it < edge(-NEAR));
        let to = self.0.partition_point(|it| *it <= edge(NEAR));
        f64::from(u32::try_from(to - from).unwrap_or(u32::MAX))
    }
}

/// The day of the story's other members: the most frequent, of equals the earliest.
fn from_siblings(days: &[(Date, f64)], clue: &Clue) -> Option<Found> {
    let mut counts: BTreeMap<Date, (f64, f64)> = BTreeMap::new();
    for (day, sure) in days.iter().filter(|it| clue.latest.is_none_or(|latest| it.0 <= latest)) {
        let it = counts.entry(*day).or_default();
        *it = (it.0 + sure, it.1.max(*sure));
    }
    let sum: f64 = counts.values().map(|it| it.0).sum();
    let (day, (weight, sure)) = counts.into_iter().rev().max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
    // Copies appear on the same day or the next; what the article itself says of its day decides.
    let same = |it: &Yearless| (it.month, it.day) == (day.month(), day.day());
    let agrees = clue.without_year().iter().any(same) || clue.candidates().iter().any(|it| it.day == day);
    let fit = crate::evidence::weekday_fit(&clue.named_weekdays(), calendar::weekday_of(day));
    let factor = if agrees { 0.95 } else { 0.72 + 0.08 * fit };
    Some(Found { day, basis: Basis::Sibling, confidence: sure * factor * (0.5 + 0.5 * weight / sum) })
}
