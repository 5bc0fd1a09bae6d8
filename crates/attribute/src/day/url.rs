//! The day in the address: `/2025/10/03/`, `2025-10-03`, `20251003`, `/2025/oct/03/`.

use newsmill_stage::Date;

use super::{Basis, Candidate, Found, Scene};
use crate::calendar::{self, Order};

/// A day in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InPath {
    pub(crate) day: Date,
    /// The day if the month stands first, where that can be.
    month_first: Option<Date>,
    /// How it is written.
    form: &'static str,
}

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let Some(address) = scene.address else { return };
    let Some(InPath { day, month_first, form }) = day_in(&address.path) else { return };
    let (order, sure) = scene.order;
    let sure = if order == Order::MonthDay { 1.0 - sure } else { sure };
    let readings = match month_first {
        None => [Some((day, 1.0)), None],
        Some(other) => [Some((day, sure)), Some((other, 1.0 - sure))],
    };
    for (day, likely) in readings.into_iter().flatten() {
        let it = Candidate::new(day, Basis::Url, likely, &address.path);
        found.days.push(it.because(("in the address", form)).likely());
    }
}

/// The day in a path. The longest part that is an article's own name comes last, so that of the folders
/// counts first.
pub(crate) fn day_in(path: &str) -> Option<InPath> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    folders(path).or_else(|| path.split('/').find_map(dashed)).or_else(|| year_first(path)).or_else(|| digits(path))
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

/// The day of three parts, the year first or last.
fn of_parts(parts: &[&str], form: &'static str) -> Option<InPath> {
    let forward = || Date::new(year(parts[0])?, month(parts[1])?, day(parts[2])?).ok();
    if let Some(day) = forward() {
        return Some(InPath { day, month_first: None, form });
    }
    let backward = |number: &str, name: &str| Date::new(year(parts[2])?, month(name)?, day(number)?).ok();
    let month_first = backward(parts[1], parts[0]);
    let found = |day, month_first| Some(InPath { day, month_first, form });
    match (backward(parts[0], parts[1]), month_first) {
        (Some(one), other) => found(one, other.filter(|it| *it != one)),
        (None, Some(other)) => found(other, None),
        (None, None) => None,
    }
}

fn folders(path: &str) -> Option<InPath> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|it| of_parts(it, "in folders"))
}

/// `ferry-returns-2025-10-03.html`, `03-10-2025`; with the year last only at an edge: in
/// `covid-19-12-2021-rules` stands no day.
fn dashed(name: &str) -> Option<InPath> {
    let name = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.chars().all(char::is_alphabetic) => stem,
        _ => name,
    };
    let parts: Vec<&str> = name.split(['-', '_', '.']).collect();
    let last = parts.len();
    parts.windows(3).enumerate().filter(|it| it.1[1].len() == 2).find_map(|(at, it)| {
        let at_edge = at == 0 || at + 3 == last;
        of_parts(it, "with dashes").filter(|_| at_edge || year(it[0]).is_some())
    })
}

/// `/2025-10/03/`: the year first, parted by whatever parts it.
fn year_first(path: &str) -> Option<InPath> {
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let is_whole = |it: &&[&str]| year(it[0]).is_some() && it[1].len() == 2 && it[2].len() == 2;
    parts.windows(3).filter(is_whole).find_map(|it| of_parts(it, "with dashes"))
}

/// Eight digits that are a day, alone or at the start of a longer number (`202510031044`).
fn digits(path: &str) -> Option<InPath> {
    let runs = path.split(|it: char| !it.is_ascii_digit()).filter(|it| matches!(it.len(), 8 | 12 | 14 | 16 | 18));
    let part = |it: &str, from, to| it.get(from..to)?.parse::<i8>().ok();
    let day = runs.into_iter().find_map(|it| Date::new(year(it.get(..4)?)?, part(it, 4, 6)?, part(it, 6, 8)?).ok());
    day.map(|day| InPath { day, month_first: None, form: "in digits" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(day_in(path).map(|it| it.day.to_string()).as_deref(), expected, "{path}");
    }

    #[test]
    fn days_in_paths() {
        check("/news/2025/10/03/ferry-returns", Some("2025-10-03"));
        check("/world/2025/oct/03/ferry", Some("2025-10-03"));
        check("/03/10/2025/ferry", Some("2025-10-03"));
        check("/a/ferry-returns-2025-10-03.html", Some("2025-10-03"));
        check("/a/03-10-2025", Some("2025-10-03"));
        check("/content/2025-10/03/content_5492345.htm", Some("2025-10-03"));
        check("/gn/2025/10-03/10493021.shtml", Some("2025-10-03"));
        check("/a/10-25-2025/x", Some("2025-10-25"));
        check("/a/20251003/ferry", Some("2025-10-03"));
        check("/arab_world/202003171044893040-a", Some("2020-03-17"));
    }

    #[test]
    fn numbers_that_are_no_days() {
        check("/a/20259903", None);
        check("/covid-19-12-2021-rules", None);
        check("/article/12345678", None);
        check("/2025/10/ferry", None);
        check("", None);
        assert_eq!(month_in("/2025/10/ferry"), Some((2025, 10)));
    }
}
