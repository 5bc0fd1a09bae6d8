//! Who wrote the article: the byline, and what the source says.
//!
//! Names stay as they are written, without titles, roles, places, agencies and addresses. Where the
//! byline is a desk's or an agency's, there is no author; the agency is the credit.

mod unspaced;
mod words;

use crate::dateline::place::{is_city, is_label};
use crate::outlets::Outlets;
use crate::page::{Page, PageLine, Zone};

/// More names than these are a staff list.
const MOST: usize = 20;
/// A source names its authors in no more fields than these, each of no more bytes; the rest is no list of names.
const FIELDS: usize = 50;
const LONGEST_FIELD: usize = 1_000;
/// Longer lines are no bylines, in bytes.
const LONGEST: usize = 1_000;

/// What parts the names of a list.
const PARTS: &[char] = &[',', ';', '&', '|', '\n', '/', '•', '·', '،', '、'];

/// The authors: those that the source names, then those of the byline.
pub(crate) fn find(named: &[String], site: Option<&str>, page: &Page<'_>, outlets: &Outlets) -> Vec<String> {
    let mut authors = Authors { outlets, site: site.map(newsmill_text::fold), names: Vec::new() };
    for text in named.iter().take(FIELDS).map(|it| start_of_list(it.trim())) {
        // A source that names its authors may name them by one word.
        authors.add(end_of_names(strip_start(text).unwrap_or(text)), 1);
    }
    for at in 0..page.lines.len() {
        if !authors.names.is_empty() {
            break;
        }
        let line = &page.lines[at];
        if !line.bulleted && line.text.len() <= LONGEST && is_place_of_byline(page, at) {
            authors.names.extend(unspaced::names(line).into_iter().take(MOST));
            // Only a `by` tells a byline from a headline of names.
            let headline = page.headline == Some(at);
            let quiet = || under_label(page, at).or_else(|| bare(line, page.zone(at))).filter(|_| !headline);
            if let Some(text) = byline(line).or_else(quiet) {
                authors.add(text, 2);
            }
        }
    }
    authors.names
}

fn is_place_of_byline(page: &Page<'_>, at: usize) -> bool {
    match page.zone(at) {
        Zone::Head => true,
        Zone::Above(lines) => lines <= 2,
        Zone::Body => false,
        Zone::After(lines) => lines <= 3,
    }
}

/// As much of a list of names as is read: whole names only.
fn start_of_list(text: &str) -> &str {
    let start = &text[..text.floor_char_boundary(LONGEST_FIELD)];
    if start.len() == text.len() { text } else { start.rfind(PARTS).map_or("", |it| &start[..it]) }
}

/// The names in a byline, if the line is one.
fn byline<'a>(line: &PageLine<'a>) -> Option<&'a str> {
    if line.words > 25 || line.prose {
        return None;
    }
    let text = strip_start(line.text)?;
    Some(before_date(line, end_of_names(text)))
}

/// The line under one that says `Author` and nothing else.
fn under_label<'a>(page: &Page<'a>, at: usize) -> Option<&'a str> {
    let line = &page.lines[at];
    let above = page.lines.get(at.checked_sub(1)?)?;
    let label = above.text.trim_end_matches([':', ' ']).to_lowercase();
    let labeled = above.words <= 2 && label.len() <= 24 && words::LABELS.has(&label);
    (labeled && line.words <= 12 && !line.prose).then(|| before_date(line, end_of_names(line.text)))
}

/// A line without a `by` that is a name and a role: `Jane Doe, Staff Writer`.
fn bare<'a>(line: &PageLine<'a>, zone: Zone) -> Option<&'a str> {
    if zone != Zone::Head || line.words > 12 || line.prose {
        return None;
    }
    let at = line.text.find([',', '|', '•', '·'])?;
    let (name, rest) = line.text.split_at(at);
    let role = rest.trim_start_matches(|it: char| !it.is_alphanumeric());
    let first = role.split([',', '|', '•', '·']).next().unwrap_or_default();
    let words = first.split_whitespace();
    let is_role = words.clone().count() <= 4 && words.into_iter().any(is_role);
    (is_role && (2..=4).contains(&name.split_whitespace().count())).then_some(name)
}

/// The text up to the first date of its line.
fn before_date<'a>(line: &PageLine<'_>, text: &'a str) -> &'a str {
    let from = (text.as_ptr() as usize).saturating_sub(line.text.as_ptr() as usize);
    let date = line.dates.iter().map(|it| it.bytes.start).find(|it| *it >= from);
    date.and_then(|it| text.get(..it - from)).unwrap_or(text)
}

/// The text up to what follows the names of a byline: a mark, an address, a place, a picture's credit.
fn end_of_names(text: &str) -> &str {
    let end =
        words::ENDS.split('\t').filter(|it| !it.is_empty()).filter_map(|it| text.find(it)).min().unwrap_or(text.len());
    let text = &text[..end];
    // "Von München bis Aachen: im Netz", "By the sea?" are headlines.
    if text.contains(['?', '!', '"', '„', '“', '«']) { "" } else { text }
}

/// The text behind what bylines begin with.
fn strip_start(text: &str) -> Option<&str> {
    let lower: String = text.chars().take(words::LONGEST_START).flat_map(char::to_lowercase).collect();
    let start = words::STARTS.find(&lower)?;
    let (end, _) = text.char_indices().nth(start.chars().count())?;
    Some(text[end..].trim_start_matches([':', ' ', '\u{a0}', '-', '–', '—']))
}

fn is_role(word: &str) -> bool {
    let bare = newsmill_text::fold(word.trim_matches(|it: char| !it.is_alphanumeric()));
    words::ROLES.has(&bare)
}

/// The names found so far.
struct Authors<'a> {
    outlets: &'a Outlets,
    /// The site's own name, folded: no author.
    site: Option<String>,
    names: Vec<String>,
}

impl Authors<'_> {
    /// Adds the persons of a list of names that have no fewer words than `least`.
    fn add(&mut self, text: &str, least: usize) {
        for part in text.split(PARTS) {
            let words: Vec<&str> = part.split_whitespace().collect();
            let (mut from, mut placed) = (0, false);
            for at in 0..words.len() {
                let (before, after) = (&words[from.min(at)..at], &words[at + 1..]);
                let joint = words::JOINTS.has(words[at]);
                // "en", "i", "a" join names in one language and stand before places in another.
                let place = words::BEFORE_PLACES.has(words[at]) && !before.is_empty();
                if joint && (!place || is_name_of_two(after)) {
                    if !placed {
                        self.add_name(before, least);
                    }
                    (from, placed) = (at + 1, false);
                } else if place && !placed && after.first().is_some_and(|it| is_capital(it)) {
                    self.add_name(before, least);
                    placed = true;
                }
            }
            if placed {
                continue;
            }
            self.add_name(&words[from..], least);
        }
    }

    fn add_name(&mut self, words: &[&str], least: usize) {
        let marks = |it: char| !it.is_alphanumeric() && !matches!(it, '.' | '’' | '\u{300}'..='\u{36F}');
        let words: Vec<&str> = words.iter().map(|it| it.trim_matches(marks)).filter(|it| !it.is_empty()).collect();
        let is_title = |it: &str| words::TITLES.has(&newsmill_text::fold(it.trim_end_matches('.')));
        let start = words.iter().take_while(|it| is_title(it) || is_role(it)).count();
        let mut words = &words[start..];
        while words.last().is_some_and(|it| is_role(it)) {
            words = &words[..words.len() - 1];
        }
        words = self.without_outlet(words);
        let mut name = words.join(" ");
        if words.last().is_some_and(|it| it.len() > 4) {
            name.truncate(name.trim_end_matches('.').len());
        }
        let own = self.site.as_deref().is_some_and(|it| it == newsmill_text::fold(&name));
        if words.len() >= least
            && is_person(words)
            && !own
            && self.outlets.by_name(&name).is_none()
            && !is_city(&name)
            && !self.names.contains(&name)
            && self.names.len() < MOST
        {
            self.names.push(name);
        }
    }

    /// The words of a name without the outlet behind it; what stays is a first and a last name.
    fn without_outlet<'b>(&self, words: &'b [&'b str]) -> &'b [&'b str] {
        let is_outlet = |length: &usize| self.outlets.behind_name(&words[words.len() - length..]).is_some();
        let outlet = (1..=words.len().saturating_sub(2).min(4)).rev().find(is_outlet);
        let before = &words[..words.len() - outlet.unwrap_or(0)];
        let initial = |it: &&str| it.chars().filter(|it| it.is_alphabetic()).count() < 2;
        if before.last().is_some_and(initial) { words } else { before }
    }
}

/// Whether the text goes on with a first and a last name, and not with a city: `en Ana Roe`, `en New York`.
fn is_name_of_two(words: &[&str]) -> bool {
    let capitals = words.get(..2).is_some_and(|it| it.iter().all(|it| is_capital(it)));
    let is_city = |length: usize| words.get(..length).is_some_and(|it| is_city(&it.join(" ")));
    capitals && !is_city(2) && !is_city(3)
}

fn is_capital(word: &str) -> bool {
    let first = word.chars().find(|it| it.is_alphanumeric());
    first.is_some_and(|it| it.is_uppercase() || it.is_alphabetic() && !newsmill_text::is_cased(it))
}

/// Whether these words can be a person's name: up to five, with capitals.
fn is_person(words: &[&str]) -> bool {
    let letters = |it: char| {
        it.is_alphabetic()
            || matches!(it, '.' | '-' | '’' | '\'' | '‘' | 'ʼ' | '‑' | '\u{200c}' | '\u{300}'..='\u{36F}')
    };
    let small = |it: &str| words::PARTICLES.has(it);
    let folded = |it: &str| newsmill_text::fold(it.trim_end_matches('.'));
    (1..=6).contains(&words.len())
        && words.iter().all(|it| (is_capital(it) || small(it)) && it.chars().all(letters))
        && words.first().is_some_and(|it| is_capital(it) || words.len() > 1 && small(it))
        && !words.iter().any(|it| words::NO_PERSON.has(&folded(it)) || it.ends_with(".com"))
        && !is_label(words[0])
        && !matches!(words[0], "Der" | "Die" | "Das" | "Mein" | "The")
        && words.iter().any(|it| {
            it.chars().count() > 2
                || it.chars().count() == 2 && !newsmill_text::is_cased(it.chars().next().unwrap_or('a'))
        })
}

#[cfg(test)]
mod tests;
