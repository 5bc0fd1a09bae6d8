//! Days that a page gives machines: JSON-LD, meta tags, microdata, scripts, the addresses of its pictures.

use newsmill_stage::{About, Claim, Date};

use super::{Basis, Candidate, Found, Scene, Sign, record, url};
use crate::calendar::{self, Order};

/// How many claims are read; real pages have a fifth of them.
const MOST: usize = 60;

/// Origins of days of publication, by how they begin; the first that fits tells.
const PUBLISHED: &[(&str, Basis, Sign)] = &[
    ("JSON-LD WebPage", Basis::JsonLd, ("JSON-LD of the page", "published")),
    ("JSON-LD datePublished", Basis::JsonLd, ("JSON-LD", "published")),
    ("JSON-LD", Basis::JsonLd, ("JSON-LD", "created")),
    ("meta article:published_time", Basis::Meta, ("meta tag", "article:published_time")),
    ("meta datepublished", Basis::Meta, ("meta tag", "published")),
    ("meta dc", Basis::Meta, ("meta tag", "of the Dublin Core")),
    ("meta datecreated", Basis::Meta, ("meta tag", "created")),
    ("meta", Basis::Meta, ("meta tag", "published")),
    ("itemprop datePublished", Basis::Microdata, ("microdata", "published")),
    ("itemprop", Basis::Microdata, ("microdata", "created")),
    ("class", Basis::Microdata, ("element called", "published")),
    ("property", Basis::Microdata, ("element called", "created")),
    ("time", Basis::Microdata, ("element called", "pubdate")),
    ("script", Basis::Script, ("script", "published")),
];

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    for claim in scene.metadata.claims.iter().filter(|it| it.about <= About::Picture).take(MOST) {
        match claim.about {
            About::Published => {
                let kind = PUBLISHED.iter().find(|it| claim.origin.starts_with(it.0));
                if let Some((_, basis, sign)) = kind {
                    published(scene, claim, *basis, *sign, found);
                }
            }
            About::Modified => {
                let sign = if claim.origin.starts_with("JSON-LD") { "in JSON-LD" } else { "in a meta tag" };
                add(scene, claim, Basis::Updated, ("changed", sign), found);
            }
            About::Day if claim.origin.starts_with("script") => {
                add(scene, claim, Basis::Script, ("script", "created"), found);
            }
            About::Day => add(scene, claim, Basis::Meta, ("meta tag", "date"), found),
            About::Picture => {
                if let Some(told) = url::day_in(&claim.value) {
                    let it = Candidate::new(told.day, Basis::Picture, 1.0, &claim.value);
                    found.days.push(it.because(("a picture is filed under it", "")));
                }
            }
            _ => {}
        }
    }
}

fn published(scene: &Scene<'_>, claim: &Claim, basis: Basis, sign: Sign, found: &mut Found) {
    let from = found.days.len();
    add(scene, claim, basis, sign, found);
    // A time in UTC is another day's where the outlet is; the page's other dates can tell.
    let Some(hour) = hour_in_utc(&claim.value) else { return };
    let is_american = scene.order.0 == Order::MonthDay && scene.order.1 > 0.6
        || scene.metadata.language.as_deref().is_some_and(|it| it.ends_with("US"));
    let (days, sign) = match hour {
        0..=9 if is_american => (-1, ("its time in UTC", "early, so in America it may be the day before")),
        0 => (-1, ("its time in UTC", "midnight, so it may be the day before")),
        1..=9 => (-1, ("its time in UTC", "early, so it may be the day before")),
        15..=21 => (1, ("its time in UTC", "late, so it may be the day after")),
        22.. => (1, ("its time in UTC", "near midnight, so it may be the day after")),
        _ => return,
    };
    let shifted = found.days.get(from).and_then(|it| calendar::days_after(it.day, days));
    found.days.extend(shifted.map(|day| Candidate::new(day, Basis::LocalTime, 1.0, &claim.value).because(sign)));
}

fn add(scene: &Scene<'_>, claim: &Claim, basis: Basis, sign: Sign, found: &mut Found) {
    for (day, likely) in record::read(scene, &claim.value) {
        let it = Candidate::new(day, basis, likely, &claim.value).because(sign);
        found.days.push(if is_likely(basis, sign) { it.likely() } else { it });
    }
}

/// Whether a day of this kind is one of those that the article itself is likely to have.
fn is_likely(basis: Basis, sign: Sign) -> bool {
    matches!(basis, Basis::JsonLd | Basis::Meta | Basis::Microdata) && sign.1 != "date"
}

/// The hour of a time that is given in UTC: `2025-10-03T01:30:00Z`, `…+00:00`, seconds since 1970.
fn hour_in_utc(text: &str) -> Option<u32> {
    let text = text.trim();
    if text.bytes().all(|it| it.is_ascii_digit()) {
        let seconds: i64 = match text.len() {
            10 if record::day_of(text) == record::day_of(&format!("{text}000")) => text.parse().ok()?,
            13 => text.get(..10)?.parse().ok()?,
            _ => return None,
        };
        return u32::try_from(seconds.rem_euclid(86_400) / 3_600).ok();
    }
    let is_utc = ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|it| text.ends_with(it));
    let colon = text.find(':').filter(|_| is_utc)?;
    text.get(colon.checked_sub(2)?..colon)?.parse().ok()
}

/// The months under which the page's pictures are filed: `/2025/10/`.
pub(super) fn months_of_pictures(claims: &[Claim]) -> Vec<(i16, i8)> {
    let pictures = claims.iter().filter(|it| it.about == About::Picture);
    pictures.filter_map(|it| url::month_in(&it.value)).collect()
}

/// The difference between a day and a month, in months.
pub(super) fn months_between(day: Date, (year, month): (i16, i8)) -> i32 {
    let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
    months(day.year(), day.month()) - months(year, month)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<u32>) {
        assert_eq!(hour_in_utc(text), expected, "{text}");
    }

    #[test]
    fn only_a_time_in_utc_can_be_another_day() {
        check("2025-10-03T01:30:00Z", Some(1));
        check("2025-10-03T23:30:00.000+00:00", Some(23));
        check("Fri, 03 Oct 2025 10:10:10 GMT", Some(10));
        check("1759486210", Some(10));
        check("2025-10-03T01:30:00+02:00", None);
        check("2025-10-03", None);
        check("20251003", None);
        check("20251003143000", None);
        check("", None);
    }

    #[test]
    fn months_are_counted_over_years() {
        assert_eq!(months_between(Date::constant(2025, 1, 3), (2024, 12)), 1);
        assert_eq!(months_between(Date::constant(2025, 1, 3), (2025, 1)), 0);
    }
}
