//! The title: knowing it again, and telling it from the site's name beside it.

use std::collections::BTreeSet;

use newsmill_stage::{Article, Metadata};

use crate::page::Page;
use crate::phrases::{LABELS, SECTIONS};
use crate::proof::Proof;
use crate::words::{Words, count, is_unspaced};

impl Proof<'_> {
    /// Whether it says the title again, wholly or nearly.
    pub(crate) fn repeats(&self, title: &Words) -> bool {
        let (line, title) = (self.words.folded(), title.folded());
        if line == title {
            return !line.is_empty();
        }
        // A first sentence that begins as the title does tells more than the title.
        !self.is_sentence() && is_near_copy(line, title)
    }
}

/// Whether one is the other with a few words more (a site's name), or with one word in ten changed.
fn is_near_copy(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let words = short.split(' ').count();
    if words < 4 || long.len() > short.len() * 2 {
        return false;
    }
    let rest = long.strip_prefix(short).or_else(|| long.strip_suffix(short));
    if rest.is_some_and(|it| it.split_whitespace().count() <= 3 || it.len() * 4 <= long.len()) {
        return true;
    }
    if words < 6 {
        return false;
    }
    let of_long: BTreeSet<&str> = long.split(' ').collect();
    let of_short: BTreeSet<&str> = short.split(' ').collect();
    let shared = of_short.intersection(&of_long).count();
    shared * 10 >= of_long.len().max(of_short.len()) * 9
}

/// What is longer, in bytes, is no title with a name at its end.
const LONGEST_TITLE: usize = 300;

/// The title that the source tells, without the name of its site.
pub(crate) fn known<'a>(article: &'a Article, page: &Page<'_>) -> Option<&'a str> {
    article.title().map(|it| without_site(it, page, &article.metadata))
}

/// A title as the source tells it without the name of its site: `Bridge opens - The Gazette`. What
/// is the headline the page's own lines show, or the site's name as the source tells it; a title
/// of which neither is known stays whole.
fn without_site<'a>(title: &'a str, page: &Page<'_>, source: &Metadata) -> &'a str {
    let title = title.trim();
    if title.len() > LONGEST_TITLE {
        return title;
    }
    let shows = |it: &str| {
        let words = Words::of(it);
        page.lines.iter().any(|line| line.words.folded() == words.folded())
    };
    let mut headline = title;
    // "Bridge opens - News - The Gazette" has two names to lose; more than four has no title.
    for _ in 0..4 {
        let Some(rest) = without_names(headline, source, headline.len() < title.len()) else { break };
        headline = rest;
    }
    if headline.len() < title.len() || shows(title) {
        return headline;
    }
    let partings: Vec<_> = partings(title).collect();
    let inner = 4..partings.len().saturating_sub(4);
    // A name stands near an end: of many partings, the first and the last ones are looked at.
    let outer = partings.iter().enumerate().filter(|(at, _)| !inner.contains(at));
    let shown = outer.flat_map(|(_, it)| [&title[..it.start], &title[it.end..]]);
    shown.filter(|it| is_enough(it) && shows(it)).max_by_key(|it| it.len()).unwrap_or(title)
}

/// The title without a name at its end or its beginning.
fn without_names<'a>(title: &'a str, source: &Metadata, lost_one: bool) -> Option<&'a str> {
    let names = Names::of(source);
    let partings: Vec<_> = partings(title).collect();
    let (first, last) = (partings.first()?, partings.last()?);
    let is_label = |it: &str| {
        let words = Words::of(it);
        lost_one && (LABELS.are_all_of(&words) || SECTIONS.are_all_of(&words))
    };
    let (before, after) = (&title[..last.start], &title[last.end..]);
    if is_enough(before) && (names.are_said_by(after) || is_label(after)) {
        return Some(before);
    }
    let (before, after) = (&title[..first.start], &title[first.end..]);
    (is_enough(after) && names.are_said_wholly_by(before)).then_some(after)
}

/// Whether it is long enough for a headline.
fn is_enough(text: &str) -> bool {
    count(text) >= 2
}

/// The marks that may part a headline from a name, with the spaces around them.
fn partings(title: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    title.char_indices().filter_map(|(at, it)| {
        let (before, after) = (&title[..at], &title[at + it.len_utf8()..]);
        let is_spaced = before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        let parts = match it {
            '|' | '｜' | '_' => true,
            ':' => after.starts_with(char::is_whitespace),
            '：' => true,
            // 大桥开通-北风报
            '-' | '－' | '–' | '—' => {
                is_spaced || (before.ends_with(is_unspaced) && after.starts_with(is_unspaced))
            }
            '·' | '•' | '»' | '«' | '›' | '/' | '~' => is_spaced,
            _ => false,
        };
        let (start, end) = (before.trim_end().len(), title.len() - after.trim_start().len());
        (parts && start > 0 && end < title.len()).then_some(start..end)
    })
}

/// What a site is called, squeezed: letters and digits only.
struct Names(Vec<String>);

impl Names {
    fn of(source: &Metadata) -> Self {
        let said = [&source.site_name, &source.outlet].into_iter().flatten().map(|it| squeezed(it));
        let hosts = [&source.url, &source.outlet].into_iter().flatten().filter_map(|it| host(it));
        Self(said.chain(hosts).filter(|it| it.len() >= 2).collect())
    }

    /// Whether a text is one of the names, or the most of it.
    fn are_said_by(&self, text: &str) -> bool {
        let text = squeezed(text);
        self.are_said_wholly_by(&text) || self.0.iter().any(|it| is_most(it, without_article(&text)))
    }

    /// Whether a text has one of the names in it, and little else. `Moscow: …` is not the Moscow Times.
    fn are_said_wholly_by(&self, text: &str) -> bool {
        let text = squeezed(text);
        let bare = without_article(&text);
        self.0.iter().any(|it| *it == text || *it == bare || is_most(bare, it))
    }
}

/// Whether one name is the most of another.
fn is_most(whole: &str, part: &str) -> bool {
    whole.contains(part) && part.len() >= 4 && part.len() * 2 >= whole.len()
}

/// A squeezed name without its article.
fn without_article(name: &str) -> &str {
    name.strip_prefix("the").filter(|it| it.len() >= 3).unwrap_or(name)
}

/// The letters and digits of a name, folded.
fn squeezed(name: &str) -> String {
    Words::of(name).iter().collect()
}

/// The name in an address or a domain: `bbc` of `https://www.bbc.co.uk/news`.
fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let is_domain = host.contains('.') && !host.contains(char::is_whitespace);
    let labels: Vec<&str> =
        host.split('.').filter(|it| !matches!(*it, "www" | "m" | "amp" | "co" | "com" | "org")).collect();
    // The last label is the country's or the kind's; the longest of the others is the site's.
    let labels = labels.get(..labels.len().saturating_sub(1)).filter(|it| !it.is_empty()).unwrap_or(&labels);
    is_domain.then(|| labels.iter().max_by_key(|it| it.len()).map(|it| squeezed(it))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn trims(title: &str, site: &str, url: &str, page: &str, expected: &str) {
        let text = |it: &str| (!it.is_empty()).then(|| it.to_owned());
        let source = Metadata { site_name: text(site), url: text(url), ..Metadata::default() };
        let article = Article::from_text(page);
        assert_eq!(without_site(title, &Page::read(&article), &source), expected);
    }

    #[test]
    fn a_title_loses_the_name_of_its_site() {
        trims("Old bridge to open - The Gazette", "Gazette", "", "", "Old bridge to open");
        trims("Old bridge to open | News | The Gazette", "The Gazette", "", "", "Old bridge to open");
        trims("Moor Post: Old bridge to open", "Moor Post", "", "", "Old bridge to open");
        trims("Old bridge to open – Moor Post", "", "https://www.moorpost.co.uk/a/1", "", "Old bridge to open");
        trims("Старий міст відкриють — Гайова правда", "Гайова правда", "", "", "Старий міст відкриють");
        trims("大桥将在春天开放_北风报", "北风报", "", "", "大桥将在春天开放");
        trims("大桥将在春天开放-北风报", "北风报", "", "", "大桥将在春天开放");
    }

    #[test]
    fn a_title_is_what_the_page_shows() {
        let page = "Old bridge to open\nThe mayor spoke.";
        trims("Old bridge to open - Moor Today", "", "", page, "Old bridge to open");
        trims(
            "Bridges: Old bridge to open",
            "",
            "",
            "Bridges: Old bridge to open\nOld bridge to open",
            "Bridges: Old bridge to open",
        );
    }

    #[test]
    fn a_title_with_a_dash_of_its_own_stays() {
        trims("Old bridge to open - mayor", "The Gazette", "", "Other words", "Old bridge to open - mayor");
        trims("Mayor: old bridge to open", "The Gazette", "", "", "Mayor: old bridge to open");
        trims(
            "Well-known half-timbered inn burns",
            "",
            "https://inn.example",
            "",
            "Well-known half-timbered inn burns",
        );
        trims("Moor: we will not talk", "Moor Times", "", "", "Moor: we will not talk");
        trims("Moor: two are hurt", "", "https://moorpost.example/a", "", "Moor: two are hurt");
        trims("北京：大桥将在春天开放", "北京日报", "", "", "北京：大桥将在春天开放");
        trims("The Gazette - Home", "The Gazette", "", "", "The Gazette - Home");
        trims("", "The Gazette", "", "", "");
    }

    #[test]
    fn a_title_that_is_a_text_stays() {
        let title = "Bridge - ".repeat(2_000);
        trims(&title, "Moor Post", "", &title, title.trim());
    }

    #[test]
    fn no_title_panics() {
        for title in ["-", " - ", "|||", "é\u{301} – ", "北-", "–北京 - : _", "a: b: c - d | e » f"] {
            for (at, _) in title.char_indices() {
                trims(&title[at..at], "é", "https://", "", "");
                let (article, source) = (Article::from_text(&title[at..]), Metadata::default());
                without_site(&title[at..], &Page::read(&article), &source);
            }
        }
    }

    #[test]
    fn near_copies() {
        assert!(is_near_copy("old bridge to open again", "old bridge to open again the northmoor gazette"));
        assert!(!is_near_copy("old bridge to open again", "old bridge to stay closed"));
    }
}
