//! The judge: weighs all days that a page tells against each other and chooses one, or none.

use std::collections::BTreeMap;

use newsmill_stage::Date;

use super::relations::Relations;
use super::weights::{PAGE, TEXT, Weights};
use super::{Basis, Candidate, Found, Scene, Sign, year};

/// Newspapers had no web pages before; an earlier day on a page is history.
const FIRST_YEAR: i16 = 1990;

/// A day of which only a change tells is no surer than this: it teaches no other article, and other
/// articles may teach it.
const CHANGED: f64 = 0.55;

/// A day that the judge may choose, with all that speaks for it or against it.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub(crate) day: Date,
    /// What told it, the first gathered first.
    pub(crate) bases: Vec<Basis>,
    /// Each once.
    pub(crate) signs: Vec<Sign>,
    /// Those that weigh something.
    pub(crate) weighed: Vec<(f64, Sign)>,
    /// How likely it is that it is read rightly, as a logarithm.
    pub(crate) doubt: f64,
    /// From 0 to 1; those of a page add up to 1 at most.
    pub(crate) confidence: f64,
    /// The one of the bases that says most.
    pub(crate) basis: Basis,
}

/// The days that are left of what was found: possible ones, and those without a year where the page
/// tells the year.
fn possible(scene: &Scene<'_>, found: Found) -> Vec<Candidate> {
    let Found { mut days, yearless } = found;
    days.retain(|it| is_possible(scene, it));
    let is_dated = days.iter().any(|it| it.likely && it.basis != Basis::Path);
    for it in &yearless {
        let solved = year::infer(scene, it, &days);
        // Where a whole date stands, one without a year is of something else.
        days.extend(solved.filter(|it| is_possible(scene, it)).map(|it| match is_dated {
            true => Candidate { likely: false, ..it.because(("a day without a year", "where others have one")) },
            false => it,
        }));
    }
    days
}

fn is_possible(scene: &Scene<'_>, it: &Candidate) -> bool {
    let told_by_people = matches!(it.basis, Basis::Metadata | Basis::Path);
    let old = it.day.year() < FIRST_YEAR && !told_by_people;
    !old && scene.latest.is_none_or(|latest| it.day <= latest)
}

/// The days to choose from, each once, with their signs.
fn choices(scene: &Scene<'_>, days: &[Candidate]) -> Vec<Choice> {
    let relations = Relations::of(scene, days);
    let mut by_day: BTreeMap<Date, Vec<&Candidate>> = BTreeMap::new();
    for it in days {
        by_day.entry(it.day).or_default().push(it);
    }
    let choice = |(day, candidates): (Date, Vec<&Candidate>)| {
        let mut signs: Vec<Sign> = vec![("a day", "")];
        let mut bases: Vec<Basis> = Vec::new();
        for it in &candidates {
            signs.extend(it.signs.iter().copied());
            if !bases.contains(&it.basis) {
                bases.push(it.basis);
            }
        }
        signs.sort_unstable();
        signs.dedup();
        relations.signs(day, &bases, &mut signs);
        let read = candidates.iter().map(|it| it.confidence).fold(0.0, f64::max);
        // They stand in the order of how much they say.
        let basis = bases.iter().copied().min().unwrap_or(candidates[0].basis);
        Choice { day, bases, signs, weighed: Vec::new(), doubt: read.max(1e-6).ln(), confidence: 0.0, basis }
    };
    let told = by_day.into_iter().filter(|it| it.1.iter().any(|it| !it.basis.only_supports()));
    told.map(choice).collect()
}

/// Weighs the days; both come back sorted, the surest first.
pub(crate) fn weigh(scene: &Scene<'_>, found: Found) -> (Vec<Choice>, Vec<Candidate>) {
    let mut days = possible(scene, found);
    let mut choices = choices(scene, &days);
    let weights = if scene.page.is_html { &*PAGE } else { &*TEXT };
    score(&mut choices, weights);
    for it in &mut days {
        let choice = choices.iter().find(|choice| choice.day == it.day);
        it.confidence = choice.map_or(0.0, |it| it.confidence);
    }
    // Stable sorts: of equals, the earliest day and the kind that was gathered first.
    choices.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    days.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    (choices, days)
}

/// Gives each day its confidence.
fn score(choices: &mut [Choice], weights: &Weights) {
    let of_input = |it: &Choice| it.bases.contains(&Basis::Metadata);
    if choices.iter().any(of_input) {
        let own = choices.iter_mut().filter(|it| of_input(it));
        own.for_each(|it| it.confidence = round(it.doubt.exp()));
        return;
    }
    for it in choices.iter_mut() {
        it.weighed = it.signs.iter().map(|it| (weights.of(*it), *it)).filter(|it| it.0 != 0.0).collect();
    }
    let score = |it: &Choice| it.weighed.iter().map(|it| it.0).sum::<f64>() + it.doubt;
    let scores: Vec<f64> = choices.iter().map(score).collect();
    for (it, chance) in choices.iter_mut().zip(chances(&scores)) {
        it.confidence = round(chance);
        // A change is not a publication, however often it was on the same day.
        if it.basis == Basis::Updated {
            it.confidence = it.confidence.min(CHANGED);
        }
    }
}

fn round(it: f64) -> f64 {
    ((it * 1000.0).round() / 1000.0).min(0.999)
}

/// The chance of each of some scores, beside none at all, whose score is 0: what is missing to 1 is that of none.
pub fn chances(scores: &[f64]) -> Vec<f64> {
    // The largest is taken out before: exponentials of large numbers are infinite.
    let most = scores.iter().copied().fold(0.0, f64::max);
    let sum = (-most).exp() + scores.iter().map(|it| (it - most).exp()).sum::<f64>();
    scores.iter().map(|it| (it - most).exp() / sum).collect()
}
