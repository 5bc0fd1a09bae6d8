//! The page as this room sees it: its lines that are not blank, where the body lies among them,
//! and which line is the headline.
//!
//! `boilerplate` finds the body better, later; here it is enough to know what stands near it.

use std::ops::Range;

use newsmill_stage::Article;
use newsmill_text::{Script, fold};

use crate::calendar::{self, Order, Signs, Written};

/// A line of the page.
#[derive(Clone, Debug)]
pub(crate) struct PageLine<'a> {
    /// Its text, without spaces and bullets around it.
    pub(crate) text: &'a str,
    /// The line of the source, from 1.
    pub(crate) number: u32,
    /// Its words; for scripts without spaces, a word for every two letters.
    pub(crate) words: usize,
    /// Whether it reads like a sentence or more.
    pub(crate) prose: bool,
    /// Whether it is an item of a list.
    pub(crate) bulleted: bool,
    /// The dates written in it.
    pub(crate) dates: Vec<Written>,
    /// The day that an element of it gives machines.
    pub(crate) dated: Option<&'a str>,
    /// For HTML, the element that it stood in, and what that and those around it are called.
    pub(crate) tag: Option<&'a str>,
    pub(crate) names: Option<&'a str>,
    heading: bool,
    in_body: Option<bool>,
}

/// The lines of a page that are not blank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page<'a> {
    /// The lines.
    pub(crate) lines: Vec<PageLine<'a>>,
    /// Those that are the body, as far as can be told; empty if none are.
    pub(crate) body: Range<usize>,
    /// The headline.
    pub(crate) headline: Option<usize>,
    /// The order of day and month in dates of digits, where one of the page's dates tells it.
    pub(crate) order: Option<Order>,
    /// The latest year beside a copyright mark outside of the body.
    pub(crate) copyright: Option<i16>,
    /// Whether it is HTML.
    pub(crate) is_html: bool,
    /// The signs that its years can be of other calendars.
    pub(crate) signs: Signs,
}

/// Where a line stands, seen from headline and body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Zone {
    /// So many lines above the headline and its neighborhood.
    Above(usize),
    /// Beside the headline, or between it and the body's first lines.
    Head,
    /// Inside the body.
    Body,
    /// So many lines after the body.
    After(usize),
}

impl<'a> Page<'a> {
    pub(crate) fn of(article: &'a Article) -> Self {
        let mut lines: Vec<PageLine<'a>> = Vec::new();
        let signs =
            Signs::of(article.lines().iter().map(newsmill_stage::Line::text).filter(|it| !it.trim().is_empty()));
        for it in article.lines() {
            lines.extend(PageLine::of(it, signs));
        }
        let body = densest(&lines);
        let headline = headline(&lines, &body, article.title());
        let order = order(&lines);
        let copyright = copyright(&lines, &body);
        let is_html = lines.iter().any(|it| it.tag.is_some());
        Self { lines, body, headline, order, copyright, is_html, signs }
    }

    /// The first line of what belongs to the article: the headline, else the body's first.
    pub(crate) fn head(&self) -> usize {
        self.headline.unwrap_or(self.body.start)
    }

    /// Where a line stands.
    pub(crate) fn zone(&self, at: usize) -> Zone {
        let top = self.head().saturating_sub(2);
        if at < top {
            Zone::Above(top - at)
        } else if at <= self.body.start + 1 {
            Zone::Head
        } else if at < self.body.end {
            Zone::Body
        } else {
            Zone::After(at - self.body.end)
        }
    }

    /// The sentences of the body.
    pub(crate) fn prose(&self) -> impl Iterator<Item = &PageLine<'a>> {
        self.lines[self.body.clone()].iter().filter(|it| it.prose)
    }
}

impl<'a> PageLine<'a> {
    fn of(line: &'a newsmill_stage::Line, signs: Signs) -> Option<Self> {
        let whole = line.text().trim_matches(|it: char| it.is_whitespace() || it == '\u{feff}' || it == '\u{200b}');
        let text = whole.trim_start_matches(['•', '·', '*', '◦', '▪', '►', '»', '>', ' ', '\t', '\u{a0}']);
        if !text.chars().any(char::is_alphanumeric) {
            return None;
        }
        let tag = line.tag.as_deref();
        let words = count_words(text);
        Some(Self {
            text,
            number: line.number,
            words,
            prose: is_prose(text, words),
            bulleted: text.len() < whole.len() || tag == Some("li"),
            dates: calendar::dates_beside(text, signs),
            dated: line.dated.as_deref(),
            tag,
            names: line.names.as_deref(),
            heading: tag == Some("h1"),
            in_body: line.in_body,
        })
    }
}

impl PageLine<'_> {
    /// Whether a date stands in it, for readers or for machines.
    pub(crate) fn is_dated(&self) -> bool {
        !self.dates.is_empty() || self.dated.is_some()
    }
}

/// Words between spaces; unspaced scripts count a word for every two letters.
fn count_words(text: &str) -> usize {
    if text.is_ascii() {
        return text.split_ascii_whitespace().count();
    }
    let unspaced = text
        .chars()
        .filter(|it| *it >= '\u{E00}')
        .filter(|it| Script::of(*it).is_some_and(Script::is_unspaced))
        .count();
    text.split_whitespace().count() + unspaced / 2
}

/// Whether a line reads like a sentence: long enough, and ended like one, or longer than any label.
fn is_prose(text: &str, words: usize) -> bool {
    let end = text.trim_end_matches(['"', '”', '»', '’', '\'', ')', ']', '“', '」']);
    let ended = end.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ':']);
    words >= 30 || words >= 10 && ended
}

/// The run of lines that holds the most prose and the least else (Kadane's maximal sum).
fn densest(lines: &[PageLine<'_>]) -> Range<usize> {
    // The reader's extractor knows better than a count, where there was markup.
    let extracted = lines.iter().any(|it| it.in_body == Some(true));
    let weight = |it: &PageLine<'_>| match it.in_body {
        Some(true) => 40,
        Some(false) if extracted => -15,
        _ if it.prose => i64::try_from(it.words.min(80)).unwrap_or(80),
        // A date parts comments and teasers from each other; an article has few of them inside.
        _ if it.dates.iter().any(|it| it.date().is_some()) => -45,
        _ if it.words <= 4 => -14,
        _ => -9,
    };
    let (mut best, mut best_sum, mut start, mut sum) = (0..0, 0, 0, 0);
    for (at, line) in lines.iter().enumerate() {
        if sum <= 0 {
            (start, sum) = (at, 0);
        }
        sum += weight(line);
        if sum > best_sum {
            (best, best_sum) = (start..at + 1, sum);
        }
    }
    best
}

/// How many lines above the body a headline is sought.
const HEADLINE_REACH: usize = 15;

/// The headline: what the source says it is, else the line above the body that looks most like one.
fn headline(lines: &[PageLine<'_>], body: &Range<usize>, title: Option<&str>) -> Option<usize> {
    let above = body.start.saturating_sub(HEADLINE_REACH)..(body.start + 1).min(lines.len());
    if let Some(title) = title.map(fold).filter(|it| it.len() > 8) {
        let same = |it: &usize| {
            let line = fold(lines[*it].text);
            line.len() > 8 && (title.contains(line.as_str()) && lines[*it].words > 3 || line.contains(title.as_str()))
        };
        let before = 0..(body.start + 1).min(lines.len());
        if let Some(it) = before.rev().find(same) {
            return Some(it);
        }
    }
    if let Some(it) = (0..body.end.min(lines.len())).find(|it| lines[*it].heading) {
        return Some(it);
    }
    let looks = |it: &usize| {
        let line = &lines[*it];
        let ends = line.text.ends_with(['.', ':', ';', ',']);
        !line.prose && !line.bulleted && !ends && (3..=30).contains(&line.words) && line.dates.is_empty()
    };
    let likeness = |it: &usize| {
        let repeated = lines.iter().take(body.end).filter(|other| other.text == lines[*it].text).count() > 1;
        2 * lines[*it].words.min(12) + if repeated { 8 } else { 0 } + 2 * HEADLINE_REACH
            - 2 * body.start.saturating_sub(*it)
    };
    above.filter(looks).max_by_key(likeness)
}

/// The latest year beside a copyright mark, outside of the body: there it is a photographer's.
fn copyright(lines: &[PageLine<'_>], body: &Range<usize>) -> Option<i16> {
    let outside = lines.iter().enumerate().filter(|(at, it)| !body.contains(at) && it.words <= 40).map(|it| it.1.text);
    let marked = outside.filter(|it| ["©", "(c)", "(C)", "opyright"].iter().any(|mark| it.contains(mark)));
    let years = marked.flat_map(|it| it.split(|it: char| !it.is_ascii_digit())).filter(|it| it.len() == 4);
    years.filter_map(|it| it.parse().ok()).filter(|it| (1990..2100).contains(it)).max()
}

/// The order of day and month that the page's own dates tell, if they agree.
fn order(lines: &[PageLine<'_>]) -> Option<Order> {
    let mut orders = lines.iter().flat_map(|it| &it.dates).filter_map(|it| it.order);
    let first = orders.next()?;
    orders.all(|it| it == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, headline: Option<&str>, body: Range<usize>) {
        let article = Article::from_text(text);
        let page = Page::of(&article);
        assert_eq!(page.headline.map(|it| page.lines[it].text), headline);
        assert_eq!(page.body, body);
    }

    const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.\n\n\
        Nobody had expected it so early, and the crew had to be called back from the mainland by telephone.";

    #[test]
    fn the_headline_is_the_line_above_the_body() {
        check(
            &format!("Home\nSport\nFerry to run again from May\n\n{BODY}\nRead more"),
            Some("Ferry to run again from May"),
            3..5,
        );
    }

    #[test]
    fn a_text_alone_has_no_headline() {
        check(BODY, None, 0..2);
        check("", None, 0..0);
        check("Menu", None, 0..0);
    }

    #[test]
    fn lines_know_where_they_stand() {
        let text = format!("A\nB\nC\nD\nFerry to run again from May\n{BODY}\nMore");
        let article = Article::from_text(&text);
        let page = Page::of(&article);
        let zones: Vec<Zone> = (0..page.lines.len()).map(|it| page.zone(it)).collect();
        assert_eq!(zones[0], Zone::Above(2));
        assert_eq!(zones[3..7], [Zone::Head; 4]);
        assert_eq!(zones[7], Zone::After(0));
    }
}
