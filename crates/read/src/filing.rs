//! How the newsroom files its articles: `[input] path-pattern`, by which the names of folders and
//! files tell outlet, day and language.

mod pieces;

use std::fmt;

use newsmill_stage::{Article, Date, Filed};
use regex::Regex;
use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use self::pieces::add;
use crate::identity;

/// Files that others may be packed in: what stands in one has a path that goes on after its name.
const ARCHIVES: [&str; 6] = [".zip", ".tar", ".gz", ".tgz", ".zst", ".tzst"];

/// Patterns, of which the first that fits holds.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PathPatterns(Vec<PathPattern>);

/// One pattern: `{outlet}/{date}/*`.
#[derive(Clone)]
pub struct PathPattern {
    written: String,
    regex: Regex,
}

impl PathPatterns {
    /// What a place tells, which may be nothing; `None` where no pattern fits.
    pub fn tell(&self, path: &str) -> Option<Filed> {
        self.0.iter().find_map(|it| it.tell(path))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl PathPattern {
    /// Understands a pattern.
    ///
    /// # Errors
    ///
    /// With what is wrong, and what is allowed.
    pub fn parse(written: &str) -> Result<Self, String> {
        let fault = |what: String| format!("the path pattern `{written}` {what}");
        if written.starts_with('/') || written.contains(":\\") {
            return Err(fault("begins outside of the input; paths are relative to [input] path".to_owned()));
        }
        if written.contains('\\') {
            return Err(fault("has a `\\`; write `/` between folders".to_owned()));
        }
        let (mut regex, mut names) = ("^".to_owned(), Vec::new());
        let folders: Vec<&str> = written.split('/').collect();
        for (at, folder) in folders.iter().enumerate() {
            let is_last = at + 1 == folders.len();
            match *folder {
                "" if is_last && at > 0 => {
                    return Err(fault("ends in a folder; add `*` for its files, or `**` for all below it".to_owned()));
                }
                "" | "." | ".." => return Err(fault("has a folder without a name".to_owned())),
                "**" if is_last => regex += ".+",
                "**" => regex += "(?:[^/]+/)*",
                name if name.contains("**") => {
                    return Err(fault("has a `**` beside other letters; it stands alone between two `/`".to_owned()));
                }
                name => {
                    add(name, &mut regex, &mut names).map_err(fault)?;
                    regex += if is_last { "" } else { "/" };
                }
            }
        }
        regex.push('$');
        check(&names).map_err(fault)?;
        let regex = Regex::new(&regex).map_err(|it| fault(format!("is too long: {it}")))?;
        Ok(Self { written: written.to_owned(), regex })
    }

    /// What a place tells, if it fits. What stands in an archive is tried with its whole path, and
    /// then with the archive's own.
    fn tell(&self, path: &str) -> Option<Filed> {
        self.tell_whole(path).or_else(|| self.tell_whole(archive_of(path)?))
    }

    fn tell_whole(&self, path: &str) -> Option<Filed> {
        let found = self.regex.captures(path)?;
        let text = |name: &str| found.name(name).map(|it| it.as_str());
        let own = |name: &str| text(name).map(str::to_owned);
        let mut filed = Filed { outlet: own("outlet"), language: own("language"), ..Filed::default() };
        // A day that the calendar does not have fits no pattern: it is a number of another kind.
        if let Some(it) = text("date").or_else(|| text("published")) {
            filed.published = Some(day(it)?);
        }
        if let (Some(year), Some(month), Some(day)) = (text("year"), text("month"), text("day")) {
            let day = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            filed.published = Some(day.ok()?.to_string());
        }
        if let Some(it) = text("crawled") {
            filed.crawled = Some(day(it)?);
        }
        Some(filed)
    }
}

/// Whether these placeholders make sense together.
fn check(names: &[&str]) -> Result<(), String> {
    let has = |name: &str| names.contains(&name);
    let parts = ["year", "month", "day"].into_iter().filter(|it| has(it)).count();
    if parts != 0 && parts != 3 {
        let remedy = "write all three, or `*` for what tells no day";
        return Err(format!("has one or two of `{{year}}`, `{{month}}` and `{{day}}`; {remedy}"));
    }
    if usize::from(has("date")) + usize::from(has("published")) + usize::from(parts > 0) > 1 {
        return Err("tells the day of publication twice; `{crawled}` is the day of saving".to_owned());
    }
    Ok(())
}

/// A day in any of the forms that a path may have.
fn day(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let date = Date::new(digits[..4].parse().ok()?, digits[4..6].parse().ok()?, digits[6..].parse().ok()?);
    Some(date.ok()?.to_string())
}

/// The path of the archive that something stands in; of several around each other, the outermost's.
fn archive_of(path: &str) -> Option<&str> {
    let is_archive = |name: &str| {
        let end = |length: usize| name.len().checked_sub(length).and_then(|it| name.get(it..));
        ARCHIVES.iter().any(|it| end(it.len()).is_some_and(|end| end.eq_ignore_ascii_case(it)))
    };
    let mut start = 0;
    for (end, _) in path.match_indices('/') {
        if is_archive(&path[start..end]) {
            return Some(&path[..end]);
        }
        start = end + 1;
    }
    None
}

/// Writes down where an article is filed. What it says itself of its language wins; its identity
/// is told by its outlet, so that the same text in two outlets' folders is two articles.
pub(crate) fn file(article: &mut Article, filed: Filed) {
    if article.metadata.language.is_none() {
        article.metadata.language.clone_from(&filed.language);
    }
    if let Some(outlet) = &filed.outlet {
        article.id = identity::within(outlet, article.id, &article.metadata);
    }
    article.metadata.filed = filed;
}

/// As it is written in `pipeline.toml`.
impl fmt::Debug for PathPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.written.fmt(f)
    }
}

impl fmt::Debug for PathPatterns {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [pattern] => pattern.fmt(f),
            patterns => patterns.fmt(f),
        }
    }
}

impl PartialEq for PathPattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for PathPattern {}

impl<'de> Deserialize<'de> for PathPattern {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(PatternVisitor)
    }
}

impl<'de> Deserialize<'de> for PathPatterns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PatternsVisitor)
    }
}

/// What a visitor refuses, toml shows where it stands, in a list too.
struct PatternVisitor;

impl Visitor<'_> for PatternVisitor {
    type Value = PathPattern;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path pattern")
    }

    fn visit_str<E: de::Error>(self, written: &str) -> Result<PathPattern, E> {
        PathPattern::parse(written).map_err(E::custom)
    }
}

/// Told apart by hand: serde's `untagged` would lose the line and column of a mistake.
struct PatternsVisitor;

impl<'de> Visitor<'de> for PatternsVisitor {
    type Value = PathPatterns;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a path pattern or a list of them")
    }

    fn visit_str<E: de::Error>(self, written: &str) -> Result<PathPatterns, E> {
        Ok(PathPatterns(vec![PatternVisitor.visit_str(written)?]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<PathPatterns, A::Error> {
        let mut patterns = Vec::new();
        while let Some(it) = list.next_element()? {
            patterns.push(it);
        }
        Ok(PathPatterns(patterns))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a place tells, as `outlet published crawled language`, with `-` for what it does not.
    #[track_caller]
    fn check(patterns: &[&str], path: &str, expected: &str) {
        let patterns = PathPatterns(patterns.iter().map(|it| PathPattern::parse(it).unwrap()).collect());
        let told = patterns.tell(path).map_or("no pattern fits".to_owned(), |it| {
            let parts = [it.outlet, it.published, it.crawled, it.language];
            parts.map(|it| it.unwrap_or_else(|| "-".to_owned())).join(" ")
        });
        assert_eq!(told, expected, "{path}");
    }

    #[track_caller]
    fn check_fault(pattern: &str, expected: &str) {
        assert_eq!(PathPattern::parse(pattern).unwrap_err(), format!("the path pattern `{pattern}` {expected}"));
    }

    #[test]
    fn folders_tell_outlet_and_day() {
        check(&["{outlet}/{date}/*"], "harbor-ledger/2025-10-03/a.txt", "harbor-ledger 2025-10-03 - -");
        check(&["{outlet}/{published}/*"], "Київ сьогодні/20251003/a.txt", "Київ сьогодні 2025-10-03 - -");
        check(&["{crawled}/{outlet}*.jsonl"], "2025_10_03/tass.jsonl", "tass - 2025-10-03 -");
        check(&["{year}/{month}/{day}/{language}/**"], "2025/10/3/uk/a/b.txt", "- 2025-10-03 - uk");
    }

    #[test]
    fn a_file_name_tells_too() {
        check(&["{outlet}_{date}.jsonl"], "the_times_2025-10-03.jsonl", "the_times 2025-10-03 - -");
        check(&["{outlet}_{date}.jsonl"], "the_times_2025-10-03xjsonl", "no pattern fits");
    }

    #[test]
    fn a_day_in_a_file_name_may_have_its_time() {
        for name in ["article_20251003141502.html", "article_20251003101112.html", "202510031415-9.html"] {
            check(&["{outlet}/*{date}*"], &format!("tass/{name}"), "tass 2025-10-03 - -");
        }
        check(&["{outlet}/{date}*"], "tass/20251003101112.html", "tass 2025-10-03 - -");
        // Neither 27 o'clock, nor a number without end.
        check(&["{outlet}/{date}*"], "tass/202510032715.html", "no pattern fits");
        check(&["{outlet}/{date}*"], "tass/20251003123456789.html", "no pattern fits");
    }

    #[test]
    fn a_number_that_is_no_day_is_passed_over() {
        for name in ["20251003-12345678.txt", "12345678-20251003.txt", "20251332_20251003", "120250101-2025-10-03"] {
            check(&["{outlet}/*{date}*"], &format!("tass/{name}"), "tass 2025-10-03 - -");
        }
        check(&["{outlet}/{date}*"], "tass/20251003-12345678.txt", "tass 2025-10-03 - -");
        // Of two days the first, but of what is saved and what is published each its own.
        check(&["*{date}*"], "a20251003b20251004", "- 2025-10-03 - -");
        check(&["{crawled}*{date}*"], "20251004101112_20251003", "- 2025-10-03 2025-10-04 -");
    }

    #[test]
    fn a_word_ends_where_what_follows_begins_first() {
        check(&["{outlet}_*.txt"], "tass_news_of_today.txt", "tass - - -");
        check(&["{outlet}_{date}*"], "the_times_2025-10-03_2025-10-04.txt", "the_times 2025-10-03 - -");
        check(&["{outlet}{date}*"], "tass20251003141502.txt", "tass 2025-10-03 - -");
        check(&["{outlet}*{date}.txt"], "tass20251003.txt", "tass 2025-10-03 - -");
        check(&["{date}{outlet}.txt"], "20251003tass.txt", "tass 2025-10-03 - -");
        check(&["{date}*{language}.txt"], "20251003uk.txt", "- 2025-10-03 - uk");
        check(&["{outlet}*"], "tass", "tass - - -");
    }

    #[test]
    fn a_star_stays_in_its_folder_and_two_go_through_any() {
        check(&["{outlet}/*"], "tass/2025/a.txt", "no pattern fits");
        check(&["{outlet}/**"], "tass/2025/a.txt", "tass - - -");
        check(&["{outlet}/**"], "tass", "no pattern fits");
        check(&["**/{outlet}/{date}/*"], "a/b/tass/20251003/x", "tass 2025-10-03 - -");
        check(&["**/{outlet}/{date}/*"], "tass/20251003/x", "tass 2025-10-03 - -");
    }

    #[test]
    fn a_day_that_no_calendar_has_does_not_fit() {
        check(&["{outlet}/{date}/*"], "tass/2025-13-03/a.txt", "no pattern fits");
        check(&["{date}/*", "**"], "20259999/a.txt", "- - - -");
    }

    #[test]
    fn the_first_that_fits_holds() {
        check(&["mixed/**", "{outlet}/*"], "mixed/a.txt", "- - - -");
        check(&["mixed/**", "{outlet}/*"], "tass/a.txt", "tass - - -");
    }

    #[test]
    fn what_is_packed_is_tried_whole_and_then_by_its_archive() {
        check(&["{outlet}/{date}.zip"], "tass/2025-10-03.zip/a/1.txt", "tass 2025-10-03 - -");
        check(&["dump.tar.gz/{outlet}/*"], "dump.tar.gz/tass/1.txt", "tass - - -");
        check(&["{outlet}/{date}.*"], "tass/2025-10-03.TAR.GZ/б.zip/1.txt", "tass 2025-10-03 - -");
        check(&["{outlet}/*"], "tass/2025/1.txt", "no pattern fits");
    }

    #[test]
    fn mistakes_say_what_is_allowed() {
        check_fault("{outlt}/*", "has `{outlt}`, which is none of its placeholders; did you mean `{outlet}`?");
        check_fault(
            "{title}/*",
            "has `{title}`, which is none of its placeholders; there are {outlet}, {date}, {published}, {crawled}, {year}, {month}, {day}, {language}",
        );
        check_fault("{outlet/*", "has a `{` without its `}`");
        check_fault("outlet}/*", "has a `}` without its `{`");
        check_fault("{outlet}/{outlet}", "has `{outlet}` twice");
        check_fault("{date}/{published}", "tells the day of publication twice; `{crawled}` is the day of saving");
        check_fault(
            "{year}/{month}/*",
            "has one or two of `{year}`, `{month}` and `{day}`; write all three, or `*` for what tells no day",
        );
        check_fault("{outlet}/", "ends in a folder; add `*` for its files, or `**` for all below it");
        check_fault("/news/*", "begins outside of the input; paths are relative to [input] path");
        check_fault("", "has a folder without a name");
        check_fault("a**/*", "has a `**` beside other letters; it stands alone between two `/`");
        check_fault("a\\*", "has a `\\`; write `/` between folders");
    }

    #[test]
    fn the_same_text_in_two_outlets_folders_is_two_articles() {
        let filed = |outlet: &str, text: &str| {
            let mut article = Article::from_text(text);
            file(&mut article, Filed { outlet: Some(outlet.to_owned()), ..Filed::default() });
            article.id
        };
        assert_ne!(filed("tass", "Kyiv"), filed("dw", "Kyiv"));
        assert_eq!(filed("dw", "Kyiv"), filed("dw", "Kyiv"));
    }
}
