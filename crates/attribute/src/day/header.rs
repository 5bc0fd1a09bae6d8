//! A stamp at the very start, glued to the first sentence: `date 2022-09-30 Moscow will not …`.
//!
//! Scrapers write it before the text; it is theirs or the publisher's date, not a part of the news.

use super::{Basis, Candidate, Found, Scene};
use crate::calendar::{self, Token, Written};

const KEYS: &[&str] =
    &["date", "datum", "fecha", "data", "дата", "published", "pubdate", "day", "tarih", "dato", "päivä"];

pub(super) fn gather(scene: &Scene<'_>, found: &mut Found) {
    let body = scene.page.body.start;
    for at in [0].into_iter().chain(body.max(1)..body + 3) {
        let Some(line) = scene.page.lines.get(at) else { continue };
        let place = if at == 0 { "of the page" } else { "of the body" };
        let Some((written, rest)) = stamp(line.text) else { continue };
        let keyed = !line.text.trim_start().starts_with(|it: char| it.is_ascii_digit());
        let form =
            if keyed { "a stamp with its name before the first sentence" } else { "a stamp before the first sentence" };
        let text = &line.text[..line.text.len() - rest.len()];
        scene.add(found, &written, |day| {
            Candidate::new(day, Basis::Header, 1.0, text.trim()).on_line(line.number).because((form, place)).likely()
        });
    }
}

/// The stamp at the start of a line, and the text after it.
pub(crate) fn stamp(text: &str) -> Option<(Written, &str)> {
    let start = &text[..text.floor_char_boundary(80)];
    let written = calendar::dates(start).into_iter().find(|it| it.date().is_some())?;
    let rest = &text[written.bytes.end..];
    let before = calendar::tokens(&text[..written.bytes.start]);
    let key = match before.first().map(|it| it.token) {
        Some(Token::Word(it)) => KEYS.contains(&newsmill_text::fold(it).as_str()),
        Some(_) => return None,
        None => false,
    };
    let only_key = before.iter().skip(1).all(|it| matches!(it.token, Token::Mark(':' | '=' | '-' | '|')));
    // Without a key only the plain form is a stamp: "3 October 2025 was a good day" is a sentence.
    let plain = written.numeric && written.bytes.start == 0 && written.bytes.len() >= 8;
    let follows = rest.chars().any(char::is_alphabetic) && rest.starts_with(char::is_whitespace);
    (follows && (key && only_key || before.is_empty() && plain)).then_some((written, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, &str)>) {
        let got = stamp(text).map(|(it, rest)| (it.date().unwrap().to_string(), rest));
        assert_eq!(got, expected.map(|(day, rest)| (day.to_owned(), rest)), "{text}");
    }

    #[test]
    fn a_stamp_is_glued_to_the_first_sentence() {
        check("date 2022-09-30 Ferries return", Some(("2022-09-30", " Ferries return")));
        check("Date: 3 October 2025 Ferries return", Some(("2025-10-03", " Ferries return")));
        check("2022-09-30 Ferries return", Some(("2022-09-30", " Ferries return")));
    }

    #[test]
    fn a_sentence_that_begins_with_a_day_has_none() {
        check("3 October 2025 was a good day for ferries", None);
        check("On 2022-09-30 the ferries returned", None);
        check("date 2022-09-30", None);
        check("", None);
    }
}
