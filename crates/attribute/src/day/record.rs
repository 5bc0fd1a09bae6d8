//! The date that the input itself gives, and how machines write days.

use newsmill_stage::Date;

use super::{Basis, Candidate, Found, Scene};
use crate::calendar;

/// The input's own date wins: it comes from the publisher's system or the user's.
const CONFIDENCE: f64 = 0.98;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let metadata = scene.metadata;
    // What the page says is judged among its claims.
    if let Some(text) = metadata.published.as_deref().filter(|_| !metadata.published_is_claimed) {
        found.days.extend(read(scene, text).into_iter().map(|(day, likely)| {
            Candidate::new(day, Basis::Metadata, CONFIDENCE * likely, text).because(("the input's own date", ""))
        }));
    }
    if let Some(text) = metadata.modified.as_deref().filter(|_| !metadata.modified_is_claimed) {
        found.days.extend(read(scene, text).into_iter().map(|(day, likely)| {
            Candidate::new(day, Basis::Updated, likely, text).because(("the input's own day of change", ""))
        }));
    }
}

/// The days that a field can mean, each with how likely that is.
pub(super) fn read(scene: &Scene<'_>, text: &str) -> Vec<(Date, f64)> {
    if is_unset(text) {
        return Vec::new();
    }
    if let Some(day) = compact(text) {
        return vec![(day, 1.0)];
    }
    let written = calendar::dates_beside(text, scene.page.signs).into_iter().find(|it| it.date().is_some());
    written.map(|it| scene.readings(&it)).unwrap_or_default()
}

/// The day that a field of metadata names, where its form leaves no doubt.
pub(crate) fn day_of(text: &str) -> Option<Date> {
    if is_unset(text) {
        return None;
    }
    let sure = |it: &calendar::Written| it.date().filter(|_| !it.swappable && !it.approximate);
    compact(text).or_else(|| calendar::dates(text).iter().find_map(sure))
}

/// Whether a field was never set: the first moment of computers' time stands in it.
fn is_unset(text: &str) -> bool {
    ["1970-01-01", "0001-01-01", "0000-00-00"].iter().any(|it| text.trim_start().starts_with(it))
}

/// `20251003`, `20251003T101010Z`, seconds or milliseconds since 1970.
fn compact(text: &str) -> Option<Date> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<i64>().ok();
    let rest = &text[digits..];
    let written = || {
        let part = |range| i8::try_from(number(range)?).ok();
        let year = i16::try_from(number(0..4)?).ok().filter(|it| (1900..2100).contains(it))?;
        Date::new(year, part(4..6)?, part(6..8)?).ok()
    };
    // With the hour, and the minute: no moment that news could be of has such a number.
    let timed = || written().filter(|_| number(8..10).is_some_and(|it| it < 24));
    match digits {
        8 | 14 if rest.is_empty() || rest.starts_with(['T', ' ', 't', '_', '-']) => written(),
        10 | 12 if rest.is_empty() && timed().is_some() => timed(),
        9 | 10 if rest.is_empty() || rest.starts_with('.') => epoch(number(0..digits)?),
        12 | 13 if rest.is_empty() => epoch(number(0..digits)? / 1000),
        _ => None,
    }
}

/// The day of a moment in seconds since 1970; such a number has no offset of its own but UTC.
fn epoch(seconds: i64) -> Option<Date> {
    calendar::days_after(Date::constant(1970, 1, 1), seconds.div_euclid(86_400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(day_of(text).map(|it| it.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn any_common_form_is_read() {
        check("2025-10-03", Some("2025-10-03"));
        check("2025-10-03T23:30:00-07:00", Some("2025-10-03"));
        check("20251003T101010Z", Some("2025-10-03"));
        check("Fri, 03 Oct 2025 10:10:10 GMT", Some("2025-10-03"));
        check("3 October 2025", Some("2025-10-03"));
        check("03.10.2025 14:00", Some("2025-10-03"));
        check("1759486210", Some("2025-10-03"));
        check("202510031430", Some("2025-10-03"));
        check("2025100314", Some("2025-10-03"));
        check("1500000000", Some("2017-07-14"));
        check("1759486210000", Some("2025-10-03"));
        check("yesterday", None);
        check("11/05/2025", None);
        check("2025", None);
        check("", None);
    }
}
