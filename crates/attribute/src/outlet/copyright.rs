//! The holder of the copyright: `© 2025 The Harbor Ledger`, `Eastern Meridian © 2024`.

use super::{Basis, Candidate, Scene, is_outlet, masthead, names};
use crate::page::{PageLine, Zone};

pub(super) fn gather(scene: &Scene<'_>, found: &mut Vec<Candidate>) {
    let count = scene.page.lines.len();
    let mut seen = 0;
    for (at, line) in scene.page.lines.iter().enumerate().rev() {
        // Inside the body it is a photographer's.
        if scene.page.zone(at) == Zone::Body && at + 3 < count || line.words > 40 || seen == 3 {
            continue;
        }
        let Some(holder) = holder(line.text) else { continue };
        seen += 1;
        let registered =
            scene.outlets.at_start(holder).filter(|it| is_company(it.1)).map(|it| it.0).filter(|it| is_outlet(it));
        match registered {
            Some(it) => found.push(Candidate::registered(it, Basis::Copyright, 0.85, line.text)),
            None if scene.outlets.by_name(holder).is_none() => found.extend(unknown(scene, at, holder)),
            None => {}
        }
    }
}

/// A holder that is in no register: often the company, so it takes more than its name.
fn unknown(scene: &Scene<'_>, at: usize, holder: &str) -> Option<Candidate> {
    let lines = &scene.page.lines;
    let name = names::of(holder).into_iter().next()?;
    let is_company = name.worth < 0.8;
    let is_press = masthead::is_press(&name.text);
    let elsewhere = |it: &(usize, &PageLine<'_>)| it.0 != at && !it.1.prose && it.1.text.contains(&name.text);
    let is_repeated = name.text.len() >= 6 && lines.iter().enumerate().any(|it| elsewhere(&it));
    // As often right as measured on pages of news, blogs and offices. A name that nothing else supports is
    // left out on purpose: photographers and companies hold rights, too.
    let sure = match (is_company, is_press, is_repeated) {
        (false, true, true) => 0.75,
        (false, false, true) => 0.65,
        (false, true, false) => 0.6,
        (true, true, _) => 0.5,
        (false, false, false) => 0.38,
        (true, false, true) => 0.37,
        (true, false, false) => 0.35,
    };
    let candidate = Candidate::unknown(&name.text, Basis::Copyright, sure)?;
    Some(Candidate { written: lines[at].text.to_owned(), ..candidate })
}

/// Folded words that an outlet's name has after it as a company.
const COMPANY: &[&str] = &[
    "publishing",
    "publications",
    "publishers",
    "ltd",
    "limited",
    "inc",
    "llc",
    "llp",
    "gmbh",
    "media",
    "group",
    "ag",
    "sa",
    "s",
    "a",
    "verlag",
    "company",
    "co",
    "corp",
    "corporation",
    "bv",
    "b",
    "v",
    "plc",
    "kg",
    "spa",
    "ooo",
    "and",
    "newspapers",
    "digital",
    "und",
    "com",
    "de",
    "net",
    "org",
    "uk",
    "au",
    "us",
    "online",
];

/// Whether the rest of a holder's name says nothing but that it is a company.
fn is_company(rest: &str) -> bool {
    let folded = newsmill_text::fold(rest);
    folded.split(|it: char| !it.is_alphanumeric()).all(|it| it.is_empty() || COMPANY.contains(&it))
}

/// Words that end a holder's name.
const ENDS: &[&str] =
    &["all rights", "alle rechte", "tous droits", "todos los", "tutti i", "все права", "усі права", "privacy", "terms"];

/// The name beside a copyright mark with a year.
pub(super) fn holder(text: &str) -> Option<&str> {
    // Most lines have no mark, and looking at them once is enough.
    if !text.contains('©') && !text.contains("opyright") && !text.contains("OPYRIGHT") {
        return None;
    }
    let lower = text.to_lowercase();
    // Lower case can change the length of a text; then its places are not those of the text.
    if lower.len() != text.len() {
        return None;
    }
    let mark = lower
        .find('©')
        .map(|it| (it, '©'.len_utf8()))
        .or_else(|| lower.find("copyright").map(|it| (it, "copyright".len())))?;
    let after = text.get(mark.0 + mark.1..)?;
    let year = |it: &str| {
        it.split(|it: char| !it.is_ascii_digit())
            .any(|it| it.len() == 4 && (it.starts_with("19") || it.starts_with("20")))
    };
    if !year(text) {
        return None;
    }
    let noise = |it: char| !it.is_alphabetic();
    let after = after.trim_start_matches(noise);
    let after = ["copyright", "Copyright", "by ", "By "]
        .iter()
        .fold(after, |text, it| text.strip_prefix(it).unwrap_or(text).trim_start_matches(noise));
    let end = after.find(['|', '•', '·', '–', '—', '©', ';', '\t']).unwrap_or(after.len());
    let end = after.find(". ").map_or(end, |it| it.min(end));
    let lower = after.to_lowercase();
    let end = ENDS.iter().filter_map(|it| lower.find(it)).filter(|_| lower.len() == after.len()).fold(end, usize::min);
    let name = clean(after.get(..end)?);
    let before = clean(text.get(..mark.0)?);
    let name = if name.is_empty() { before } else { name };
    let words = name.split_whitespace().count();
    ((1..=6).contains(&words)
        && name.chars().any(char::is_uppercase) | name.chars().all(|it| !newsmill_text::is_cased(it)))
    .then_some(name)
}

fn clean(text: &str) -> &str {
    text.trim_matches(|it: char| !it.is_alphabetic() && it != ')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(holder(text), expected, "{text}");
    }

    #[test]
    fn holders() {
        check("© 2025 The Harbor Ledger", Some("The Harbor Ledger"));
        check("Copyright 2019. Harbor Limited Privacy Statement", Some("Harbor Limited"));
        check("Dales Post © 2024", Some("Dales Post"));
        check("Copyright © 2001-2024 Dales Post. All rights reserved.", Some("Dales Post"));
        check("© Agency/Jane Doe", None);
        check("© 2024", None);
        check("İ©2024", None);
    }
}
