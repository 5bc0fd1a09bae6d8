//! What the elements of HTML say of a line: how much of it is links, what the elements around it
//! are called, whether they hold the page's running text, and what the extractor took for body.
//!
//! Nothing of this is known of flattened text; there all these marks are alike.

use std::collections::HashMap;

use crate::marks::{Mark, Sheet, distance, share, steps};
use crate::page::Page;
use crate::proof::Proof;
use crate::standing::Sums;

/// What elements are called that hold something. Sites name them in English, whatever they speak;
/// the words are those of common systems and themes, and a name fits that begins with one.
const CALLED: &[(Mark, &[&str])] = &[
    (
        Mark::CalledBody,
        &[
            "articlebody",
            "articletext",
            "body",
            "content",
            "copy",
            "entry",
            "paragraph",
            "post",
            "prose",
            "story",
            "text",
        ],
    ),
    (Mark::CalledComments, &["comment", "discuss", "disqus", "forum", "kommentar", "reaction", "repl", "respond"]),
    (
        Mark::CalledRelated,
        &[
            "also",
            "card",
            "carousel",
            "feed",
            "further",
            "grid",
            "latest",
            "list",
            "more",
            "next",
            "outbrain",
            "popular",
            "prev",
            "rail",
            "read",
            "recirc",
            "recommend",
            "relat",
            "see",
            "similar",
            "slider",
            "taboola",
            "teaser",
            "thumb",
            "top",
            "trend",
            "verwandt",
        ],
    ),
    (
        Mark::CalledCaption,
        &[
            "caption", "credit", "embed", "fig", "galler", "image", "img", "legend", "media", "photo", "pic", "player",
            "video",
        ],
    ),
    (
        Mark::CalledByline,
        &[
            "author",
            "autor",
            "bio",
            "byline",
            "contributor",
            "date",
            "dateline",
            "info",
            "meta",
            "posted",
            "publish",
            "time",
            "writer",
        ],
    ),
    (
        Mark::CalledShare,
        &["bookmark", "button", "facebook", "follow", "share", "sharing", "social", "tool", "tweet", "twitter"],
    ),
    (
        Mark::CalledFrame,
        &[
            "aside",
            "bar",
            "breadcrumb",
            "foot",
            "head",
            "mast",
            "menu",
            "nav",
            "page",
            "search",
            "section",
            "side",
            "sidebar",
            "widget",
        ],
    ),
    (
        Mark::CalledOffer,
        &[
            "abo",
            "ad",
            "ads",
            "adv",
            "advert",
            "banner",
            "box",
            "campaign",
            "consent",
            "cookie",
            "cta",
            "donat",
            "gdpr",
            "infobox",
            "login",
            "mail",
            "modal",
            "newsletter",
            "notice",
            "offer",
            "overlay",
            "paywall",
            "popup",
            "promo",
            "regist",
            "shop",
            "sign",
            "sponsor",
            "subscri",
            "support",
            "toast",
        ],
    ),
    (Mark::CalledTags, &["categor", "cat", "keyword", "label", "rubric", "schlagwort", "tag", "topic"]),
    (
        Mark::CalledLead,
        &[
            "abstract",
            "deck",
            "dek",
            "excerpt",
            "intro",
            "kicker",
            "lead",
            "lede",
            "standfirst",
            "sub",
            "subtitle",
            "summary",
            "teasertext",
        ],
    ),
    (Mark::InArticle, &["article", "main"]),
    (Mark::InFigure, &["figcaption", "figure"]),
    (Mark::InList, &["dl", "li", "ol", "ul"]),
    (Mark::InTable, &["table"]),
    (Mark::InQuote, &["blockquote", "quote"]),
    (Mark::CalledHidden, &["hidden", "hide", "invisible", "none", "offscreen", "print", "screen", "sr", "visually"]),
];

/// How far out an element may stand to be heard.
const OUT: usize = 40;

/// Marks what is known of the lines of an HTML page.
pub(crate) fn mark(sheet: &mut Sheet, page: &Page<'_>) {
    if !page.is_html() {
        return;
    }
    let mut heard = Heard::default();
    let mut known: HashMap<&str, [u8; CALLED.len()]> = HashMap::new();
    for (row, line) in page.lines.iter().enumerate() {
        sheet.set(Mark::Links, row, share(usize::from(line.links), 100));
        let names = line.names.unwrap_or_default();
        let called = known.entry(names).or_insert_with(|| heard.called(names));
        for ((mark, _), far) in CALLED.iter().zip(called) {
            sheet.set(*mark, row, *far);
        }
    }
    containers(sheet, page);
    extracted(sheet, page);
}

/// What the elements of a page are called: a bit for each kind of name. A page has a few hundred
/// different elements, which stand in each other in thousands of ways.
#[derive(Default)]
struct Heard<'a>(HashMap<&'a str, u32>);

impl<'a> Heard<'a> {
    /// For each kind of name, how far out the nearest element bears one: 1 for none, 2 for one far out,
    /// more for those nearer.
    fn called(&mut self, names: &'a str) -> [u8; CALLED.len()] {
        let mut called = [1; CALLED.len()];
        let mut open = u32::MAX >> (32 - CALLED.len());
        for (far, element) in names.rsplit('/').take(OUT).enumerate() {
            let mut news = *self.0.entry(element).or_insert_with(|| kinds(element)) & open;
            open &= !news;
            while news > 0 {
                called[news.trailing_zeros() as usize] = (OUT + 2 - far) as u8;
                news &= news - 1;
            }
        }
        called
    }
}

/// The kinds of names that an element bears.
fn kinds(element: &str) -> u32 {
    let mut kinds = 0;
    for word in words(element) {
        for (kind, (_, beginnings)) in CALLED.iter().enumerate() {
            kinds |= u32::from(beginnings.iter().any(|it| fits(word, it))) << kind;
        }
    }
    kinds
}

/// The words of an element's names: parted by signs and by capitals.
fn words(names: &str) -> impl Iterator<Item = &str> {
    names.split(|it: char| !it.is_alphabetic()).filter(|it| !it.is_empty()).flat_map(by_capitals)
}

fn by_capitals(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut before = rest.chars().next()?;
        let end = rest.char_indices().skip(1).find(|(_, it)| {
            let is_seam = it.is_uppercase() && before.is_lowercase();
            before = *it;
            is_seam
        });
        let (word, after) = rest.split_at(end.map_or(rest.len(), |it| it.0));
        rest = after;
        Some(word)
    })
}

/// Whether a word begins so; of three letters or less, whether it is that.
fn fits(word: &str, beginning: &str) -> bool {
    if beginning.len() <= 3 {
        return word.eq_ignore_ascii_case(beginning);
    }
    word.get(..beginning.len()).is_some_and(|it| it.eq_ignore_ascii_case(beginning))
}

/// How much of the page's running text stands where a line stands, and how far off the element is
/// that holds most of it.
fn containers<'a>(sheet: &mut Sheet, page: &Page<'a>) {
    let mut prose: HashMap<&str, usize> = HashMap::new();
    let mut all = 0;
    // Paragraphs are told apart by what they stand in, not by what they are.
    let around = |line: &Proof<'a>| line.names.and_then(|it| it.rsplit_once('/')).map_or("", |it| it.0);
    for line in page.lines.iter().filter(|it| it.is_prose()) {
        *prose.entry(around(line)).or_default() += line.count;
        all += line.count;
    }
    // Of two that hold the same, the one whose names come first in the alphabet.
    let main = prose.iter().max_by_key(|it| (*it.1, std::cmp::Reverse(*it.0))).map_or("", |it| it.0);
    for (row, line) in page.lines.iter().enumerate() {
        let names = around(line);
        let here = prose.get(names).copied().unwrap_or_default();
        sheet.set(Mark::ProseHere, row, share(here, all));
        let shared = names.split('/').zip(main.split('/')).take_while(|(one, two)| one == two).count();
        sheet.set(Mark::OutsideMain, row, steps(main.split('/').count() - shared));
        sheet.set(Mark::WithinMain, row, steps(names.split('/').count() - shared));
    }
}

/// Where a line stands among those that the extractor took for body.
fn extracted(sheet: &mut Sheet, page: &Page<'_>) {
    let is_body = |it: &Proof<'_>| it.in_body == Some(true);
    let Some(first) = page.lines.iter().position(is_body) else { return };
    let last = page.lines.iter().rposition(is_body).unwrap_or(first);
    let all = page.lines.iter().filter(|it| is_body(it)).count();
    let sums = Sums::of(page.lines.iter().map(|it| usize::from(is_body(it))));
    let mut read = 0;
    for (row, line) in page.lines.iter().enumerate() {
        let mut set = |mark, value: u8| sheet.set(mark, row, value);
        set(Mark::BodyAbove6, sums.above(row, 6) as u8);
        set(Mark::BodyBelow6, sums.below(row, 6) as u8);
        set(Mark::BodyAbove20, sums.above(row, 20) as u8);
        set(Mark::BodyBelow20, sums.below(row, 20) as u8);
        set(Mark::FromFirstBody, distance(row, first));
        set(Mark::FromLastBody, distance(row, last));
        set(Mark::PlaceInBody, share(read, all));
        read += usize::from(is_body(line));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &str, mark: Mark, expected: u8) {
        let at = CALLED.iter().position(|it| it.0 == mark).unwrap();
        assert_eq!(Heard::default().called(names)[at], expected, "{names}");
    }

    #[test]
    fn the_nearest_name_counts() {
        check("/page main/article-body/comment-list", Mark::CalledComments, 42);
        check("/page main/article-body/comment-list", Mark::CalledBody, 41);
        check("/siteComments/x", Mark::CalledComments, 41);
        check("/adventure", Mark::CalledOffer, 1);
    }
}
