//! The year of a day that is written without one.

use newsmill_stage::Date;

use super::{Basis, Candidate, Scene, Yearless, url};
use crate::calendar;
use crate::evidence::weekday_fit;

/// How likely the day in a year is, judged by the weekdays that the text names; 1 where it names none.
pub(crate) fn weekday_likelihood(named: &[i8], beside: Option<i8>, day: Date) -> f64 {
    let published = calendar::weekday_of(day);
    if let Some(it) = beside {
        return if it == published { 1.0 } else { 0.02 };
    }
    if named.is_empty() {
        return 1.0;
    }
    let fit = weekday_fit(named, published);
    (0.03 + 0.97 * ((fit + 0.2) / 1.2).max(0.0)).min(1.0)
}

/// The year that the article itself gives: another date on the page, the address, days that the
/// text tells of, or the day the page was saved.
pub(crate) fn infer(scene: &Scene<'_>, yearless: &Yearless, days: &[Candidate]) -> Option<Candidate> {
    let in_year = |year: i16| Date::new(year, yearless.month, yearless.day).ok();
    let possible = |day: &Date| scene.latest.is_none_or(|latest| *day <= latest);
    let candidate = |day: Date, factor: f64, why: &'static str| {
        let likely = weekday_likelihood(&scene.evidence.weekdays, yearless.weekday, day);
        let confidence = yearless.confidence * factor * (0.5 + 0.5 * likely);
        let it = Candidate::new(day, Basis::DatelineYearInferred, confidence, "")
            .because(("a day without a year", why))
            .likely();
        Candidate { line: yearless.line, ..it }
    };
    let same = days.iter().filter(|it| (it.day.month(), it.day.day()) == (yearless.month, yearless.day));
    if let Some(it) = same.max_by(|a, b| a.confidence.total_cmp(&b.confidence)) {
        return Some(candidate(it.day, 0.98, "another date on the page has the year"));
    }
    if let Some((year, month)) = scene.address.and_then(|it| url::month_in(&it.path)) {
        let year = if month == 1 && yearless.month == 12 { year - 1 } else { year };
        return in_year(year).filter(possible).map(|it| candidate(it, 0.95, "the address has the year"));
    }
    // A full day that the text tells of, no more than six weeks before.
    let told = scene.evidence.days.iter().filter_map(|told| {
        let day = [told.year(), told.year() + 1].into_iter().filter_map(in_year).find(|it| it >= told)?;
        (calendar::days_between(*told, day) <= 45).then_some(day)
    });
    if let Some(day) = told.filter(possible).max() {
        return Some(candidate(day, 0.9, "the text tells of a day shortly before"));
    }
    scene.crawled.and_then(|crawled| {
        before_crawl(scene, yearless, crawled)
            .map(|(day, likely)| candidate(day, 0.95 * likely, "the last such day before the page was saved"))
    })
}

/// The most likely year before the page was saved: pages are mostly saved soon, and the weekday must fit.
fn before_crawl(scene: &Scene<'_>, yearless: &Yearless, crawled: Date) -> Option<(Date, f64)> {
    let earliest = scene.evidence.year.unwrap_or(crawled.year() - 15).min(crawled.year());
    let mut weights: Vec<(Date, f64)> = Vec::new();
    for (age, year) in (earliest.max(crawled.year() - 30)..=crawled.year()).rev().enumerate() {
        let Ok(day) = Date::new(year, yearless.month, yearless.day) else { continue };
        if day <= crawled {
            let soon = 0.4f64.powi(i32::try_from(age).unwrap_or(30));
            weights.push((day, soon * weekday_likelihood(&scene.evidence.weekdays, yearless.weekday, day)));
        }
    }
    let sum: f64 = weights.iter().map(|it| it.1).sum();
    let best = weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
    (sum > 0.0).then(|| (best.0, best.1 / sum))
}
