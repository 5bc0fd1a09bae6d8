//! The day in the address: `/2025/10/03/`, `2025-10-03`, `20251003`, `/2025/oct/03/`.

use newsmill_stage::Date;

use super::{Basis, Candidate, Found, Scene};
use crate::calendar;

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let Some(address) = scene.address else { return };
    // The longest part that is an article's own name comes last, so the first day found is the folder's.
    if let Some((day, confidence)) = day_in(&address.path) {
        let form = match confidence {
            it if it > 0.87 => "in folders",
            it if it > 0.82 => "with dashes",
            _ => "in digits",
        };
        found.days.push(Candidate::new(day, Basis::Url, 1.0, &address.path).because(("in the address", form)).likely());
    }
}

/// The day in a path, and how sure it is.
pub(crate) fn day_in(path: &str) -> Option<(Date, f64)> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    folders(path)
        .map(|it| (it, 0.9))
        .or_else(|| dashed(path).map(|it| (it, 0.85)))
        .or_else(|| digits(path).map(|it| (it, 0.8)))
}

/// The year and month in a path: `/2025/10/`.
pub(crate) fn month_in(path: &str) -> Option<(i16, i8)> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(2).find_map(|pair| Some((year(pair[0])?, month(pair[1])?)))
}

/// The year in a path: `/2025/`.
pub(crate) fn year_in(path: &str) -> Option<i16> {
    path.split('/').find_map(year)
}

fn year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok())?.filter(|it| (1990..2100).contains(it))
}

fn month(text: &str) -> Option<i8> {
    let number = (text.len() <= 2).then(|| text.parse().ok()).flatten().filter(|it| (1..=12).contains(it));
    number.or_else(|| calendar::month(text).filter(|_| text.is_ascii()))
}

fn day(text: &str) -> Option<i8> {
    (text.len() <= 2).then(|| text.parse().ok())?
}

fn folders(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|it| {
        let forward = || Date::new(year(it[0])?, month(it[1])?, day(it[2])?).ok();
        let backward = || Date::new(year(it[2])?, month(it[1])?, day(it[0])?).ok();
        forward().or_else(backward)
    })
}

fn dashed(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    parts.windows(3).filter(|it| it[1].len() == 2).find_map(|it| {
        let forward = || Date::new(year(it[0])?, month(it[1])?, day(it[2])?).ok();
        let backward = || Date::new(year(it[2])?, month(it[1])?, day(it[0])?).ok();
        forward().or_else(backward)
    })
}

/// Eight digits that are a day, alone or at the start of a longer number (`202510031044`).
fn digits(path: &str) -> Option<Date> {
    let runs = path.split(|it: char| !it.is_ascii_digit()).filter(|it| matches!(it.len(), 8 | 12 | 14 | 16 | 18));
    let part = |it: &str, from, to| it.get(from..to)?.parse::<i8>().ok();
    runs.into_iter().find_map(|it| Date::new(year(it.get(..4)?)?, part(it, 4, 6)?, part(it, 6, 8)?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(day_in(path).map(|it| it.0.to_string()).as_deref(), expected, "{path}");
    }

    #[test]
    fn days_in_paths() {
        check("/news/2025/10/03/ferry-returns", Some("2025-10-03"));
        check("/world/2025/oct/03/ferry", Some("2025-10-03"));
        check("/03/10/2025/ferry", Some("2025-10-03"));
        check("/a/ferry-returns-2025-10-03.html", Some("2025-10-03"));
        check("/a/03-10-2025", Some("2025-10-03"));
        check("/a/20251003/ferry", Some("2025-10-03"));
        check("/arab_world/202003171044893040-a", Some("2020-03-17"));
    }

    #[test]
    fn numbers_that_are_no_days() {
        check("/a/20259903", None);
        check("/article/12345678", None);
        check("/2025/10/ferry", None);
        check("", None);
        assert_eq!(month_in("/2025/10/ferry"), Some((2025, 10)));
    }
}
