//! Days that scripts of a page give their programs: `"datePublished":"2025-10-03T10:00:00Z"`,
//! `publishDate: '2025-10-03'`. They are the article's as often as a teaser's, so none is taken; they
//! are claims.

use newsmill_stage::About;

use super::claims::Claims;
use super::offers::Origin;

/// How many of a script are looked at.
const MOST: usize = 20;

/// Claims what a script gives under a name that tells of publishing.
pub(super) fn claim(script: &str, claims: &mut Claims) {
    let bytes = script.as_bytes();
    // `publish` and `Publish`, `created_at` and `Created`, `article_date`.
    for (part, about) in [
        (b"ublish".as_slice(), About::Published),
        (b"reated", About::Day),
        (b"rticle_date", About::Day),
        (b"rticleDate", About::Day),
    ] {
        for at in memchr::memmem::find_iter(bytes, part).take(MOST) {
            let Some((name, rest)) = name_around(script, at) else { continue };
            if let Some(value) = value(rest)
                && (about == About::Day || is_of_publishing(name))
            {
                claims.add(about, &Origin::new("script", name.to_owned()), value);
            }
        }
    }
}

/// The name that a place stands in, and what follows it.
fn name_around(script: &str, at: usize) -> Option<(&str, &str)> {
    let part = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'.' | b':');
    let bytes = script.as_bytes();
    let before = bytes[..at].iter().rev().take(40).take_while(|it| part(it)).count();
    // A colon ends a name that has no quotes around it.
    let after = bytes[at..].iter().take(40).take_while(|it| part(it) && **it != b':').count();
    Some((script.get(at - before..at + after)?, script.get(at + after..)?))
}

fn is_of_publishing(name: &str) -> bool {
    let name: String = name.chars().filter(|it| it.is_ascii_alphanumeric()).map(|it| it.to_ascii_lowercase()).collect();
    let is_day =
        ["date", "time", "published", "publishedat", "publishat", "publishedon", "firstpublished", "datepublish"]
            .iter()
            .any(|it| name.ends_with(it));
    let is_day =
        is_day || name.contains("datepublished") || name.contains("publishdate") || name.contains("publishedat");
    is_day
        && !["unpublish", "last", "update", "modif", "ispublish", "publisher", "video", "republish"]
            .iter()
            .any(|it| name.contains(it))
}

/// The value after a name, if it is a day that machines write: `":"2025-10-03…"`, `: 1759486210`.
fn value(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['"', '\'', '\\', ' ', '\t', ']']);
    let rest = rest.strip_prefix([':', '=', ','])?.trim_start_matches(['"', '\'', '\\', ' ', '\t', '\n', '[']);
    let end = rest.bytes().take(40).take_while(|it| it.is_ascii_alphanumeric() || b"-:.+/ ,".contains(it)).count();
    let value = rest.get(..end)?.trim_end_matches([' ', ',']);
    let is_year = |it: &str| it.get(..2).is_some_and(|it| it == "19" || it == "20");
    let has_day = value.len() >= 8 && value.bytes().filter(u8::is_ascii_digit).count() >= 6;
    let bare = value.bytes().all(|it| it.is_ascii_digit());
    (has_day && (is_year(value) || bare && matches!(value.len(), 10 | 13) || value.contains([' ', '/', '.'])))
        .then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: &[&str]) {
        let mut claims = Claims::default();
        claim(script, &mut claims);
        let got: Vec<String> = claims.into_vec().iter().map(|it| format!("{}: {}", it.origin, it.value)).collect();
        assert_eq!(got, expected, "{script}");
    }

    #[test]
    fn days_under_names_of_publishing_are_claimed() {
        check(r#"{"datePublished":"2025-10-03T10:00:00Z"}"#, &["script datePublished: 2025-10-03T10:00:00Z"]);
        check("dataLayer = [{publishDate: '2025-10-03'}]", &["script publishDate: 2025-10-03"]);
        check(r#"{\"publishedAt\":\"2025-10-03\"}"#, &["script publishedAt: 2025-10-03"]);
        check("article.published_time = 1759486210;", &["script article.published_time: 1759486210"]);
        check("utag['publish_date']='03/10/2025'", &["script publish_date: 03/10/2025"]);
    }

    #[test]
    fn other_names_and_values_are_not() {
        check(r#"{"publisher":"2025-10-03","isPublished":"20251003"}"#, &[]);
        check(r#"{"publishDate":"","lastPublishedDate":"2025-10-03"}"#, &[]);
        check(r#"{"publishedTime":"yesterday","unpublishDate":"2025-10-03"}"#, &[]);
        check("ublish é publish", &[]);
        check(r#"{"created_at":"2025-10-03T10:00Z"}"#, &["script created_at: 2025-10-03T10:00Z"]);
    }
}
