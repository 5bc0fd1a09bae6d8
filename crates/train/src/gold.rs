//! Labeled pages, as the development data has them: flattened pages with a label a line, and HTML
//! pages of which the text of the article, or a few pieces of it, are known.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use anyhow::{Context as _, Result};
use newsmill_boilerplate::training::Galley;
use newsmill_read::{Input, InputSettings};
use newsmill_stage::{Article, Content, InputRecord, Intake as _, Line};
use serde_json::Value;

/// Whether a line is of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    Chrome,
    Body,
    /// Nobody knows: it is neither trained on nor scored.
    Unclear,
}

/// How a page came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A whole page, flattened to lines: what is measured.
    Flat,
    /// A piece of such a page.
    Cropped,
    /// The beginning of such a page's article, its paragraphs shortened, with little around it.
    Short,
    /// HTML, with its elements.
    Html,
    /// The same without its elements.
    Bare,
}

/// A page with what is known of its lines.
pub(crate) struct Page {
    pub(crate) id: String,
    pub(crate) domain: String,
    pub(crate) source: String,
    pub(crate) kind: Kind,
    /// How much a line of it counts.
    pub(crate) weight: f32,
    /// All lines, blank ones too.
    pub(crate) lines: Vec<String>,
    pub(crate) labels: Vec<Label>,
    /// As the judge sees it; none if it is kept as it is.
    pub(crate) galley: Option<Galley>,
}

/// What kinds of pages to train on besides the flattened ones, and how much they count.
#[derive(Clone, Copy)]
pub(crate) struct Mixture {
    /// Flattened pages with little around the article.
    pub(crate) cropped: f32,
    /// Short articles made from flattened pages.
    pub(crate) short: f32,
    /// HTML pages without their elements.
    pub(crate) bare: f32,
}

/// Reads all pages of a folder of development data.
pub(crate) fn read(folder: &Path, mixture: Mixture) -> Result<Vec<Page>> {
    let mut pages = Vec::new();
    for it in records(&folder.join("plaintext_lines.jsonl"))? {
        let flat = flattened(&it)?;
        if mixture.cropped > 0.0 {
            pages.extend(cropped(&flat, mixture.cropped, pages.len()));
        }
        if mixture.short > 0.0 {
            let number = pages.len();
            pages.extend((0..2).filter_map(|copy| shortened(&flat, mixture.short, number + 3 * copy)));
        }
        pages.push(flat);
    }
    for file in ["articles.jsonl", "segments.jsonl"] {
        for it in records(&folder.join(file))? {
            pages.extend(html(folder, &it, mixture)?);
        }
    }
    Ok(pages)
}

fn records(path: &Path) -> Result<Vec<Value>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    text.lines().map(|it| Ok(serde_json::from_str(it)?)).collect()
}

fn text_of(record: &Value, key: &str) -> String {
    record[key].as_str().unwrap_or_default().to_owned()
}

fn texts(record: &Value, key: &str) -> Vec<String> {
    let texts = record[key].as_array().into_iter().flatten();
    texts.map(|it| it.as_str().unwrap_or_default().to_owned()).collect()
}

impl Page {
    fn new(record: &Value, article: Article, labels: Vec<Label>, weight: f32) -> Self {
        Self {
            id: text_of(record, "id"),
            domain: text_of(record, "domain"),
            source: text_of(record, "source"),
            kind: Kind::Html,
            weight,
            lines: article.lines().iter().map(|it| it.text().to_owned()).collect(),
            labels,
            galley: Galley::read(article),
        }
    }

    /// These lines of it, as a page for training.
    fn piece(&self, lines: Range<usize>, weight: f32) -> Self {
        let lines = lines.map(|it| (self.lines[it].clone(), self.labels[it]));
        self.of_lines(lines.collect(), Kind::Cropped, weight)
    }

    fn of_lines(&self, lines: Vec<(String, Label)>, kind: Kind, weight: f32) -> Self {
        let (lines, labels): (Vec<String>, Vec<Label>) = lines.into_iter().unzip();
        Self {
            id: self.id.clone(),
            domain: self.domain.clone(),
            source: self.source.clone(),
            kind,
            weight,
            galley: Galley::read(article_of(&lines)),
            lines,
            labels,
        }
    }
}

fn flattened(record: &Value) -> Result<Page> {
    let label = |it: &Value| match it.as_u64() {
        Some(0) => Label::Chrome,
        Some(1) => Label::Body,
        _ => Label::Unclear,
    };
    let labels = record["labels"].as_array().context("a page without labels")?.iter().map(label).collect();
    let page = Page::new(record, article_of(&texts(record, "lines")), labels, 1.0);
    Ok(Page { kind: Kind::Flat, ..page })
}

fn article_of(lines: &[String]) -> Article {
    Article::from_lines((1..).zip(lines).map(|(number, it)| Line::new(number, it.as_str())).collect())
}

/// Copies of a page with few lines around its article, and of the article's beginning and end:
/// much of what people collect is cut out of its page already, more or less neatly, and short.
fn cropped(page: &Page, weight: f32, number: usize) -> Vec<Page> {
    let is_body = |it: &Label| *it == Label::Body;
    let Some(first) = page.labels.iter().position(is_body) else { return Vec::new() };
    let last = page.labels.iter().rposition(is_body).unwrap_or(first);
    // Some keep nothing around, some a dozen lines; some are of two lines, some of many: which, the
    // page's number tells.
    let (above, below, some) = (number * 7 % 13, number * 5 % 11, 1 + number * 3 % 14);
    let start = first.saturating_sub(above);
    let end = (last + 1 + below).min(page.lines.len());
    let ranges = [start..end, start..(first + some).min(end), last.saturating_sub(some).max(start)..end];
    ranges.into_iter().map(|it| page.piece(it, weight)).collect()
}

/// A short article made of a page: its first paragraphs, a sentence or two of each, and the lines next to
/// it. Whole pages of the web are long; what people keep in files often is not.
fn shortened(page: &Page, weight: f32, number: usize) -> Option<Page> {
    let body: Vec<usize> = (0..page.lines.len()).filter(|it| page.labels[*it] == Label::Body).collect();
    let (above, below, some) = (2 + number * 7 % 13, 2 + number * 5 % 12, 2 + number * 3 % 5);
    let (first, last, end) = (*body.first()?, *body.last()?, *body.get(some).or(body.last())?);
    let below = last + 1..(last + 1 + below).min(page.lines.len());
    let lines = (first.saturating_sub(above)..=end).chain(below).map(|at| {
        let is_body = page.labels[at] == Label::Body;
        let sentences = if is_body { 1 + (number + at) % 2 } else { usize::MAX };
        (first_sentences(&page.lines[at], sentences).to_owned(), page.labels[at])
    });
    Some(page.of_lines(lines.collect(), Kind::Short, weight))
}

/// So many sentences of a line, each of thirty bytes or more.
fn first_sentences(line: &str, sentences: usize) -> &str {
    let (mut found, mut start) = (0, 0);
    for (at, it) in line.char_indices() {
        let end = at + it.len_utf8();
        let is_end = matches!(it, '。' | '！' | '？')
            || matches!(it, '.' | '!' | '?' | '।' | '؟') && line[end..].starts_with(' ');
        if is_end && end - start >= 30 {
            (found, start) = (found + 1, end);
            if found == sentences {
                return &line[..end];
            }
        }
    }
    line
}

/// An HTML page, as the reader reads it, and the same without its elements.
fn html(folder: &Path, record: &Value, mixture: Mixture) -> Result<Vec<Page>> {
    let path = folder.join(text_of(record, "html_path"));
    let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let input = Input::new(folder.to_owned(), InputSettings::default());
    let place = newsmill_stage::Place { path: "page.html".to_owned(), record: 1, byte_offset: 0 };
    let Ok(article) = input.article(InputRecord { place, content: Content::File(bytes) }) else {
        return Ok(Vec::new());
    };
    let labels = match record["gold_text"].as_str() {
        Some(gold) => by_text(&article, gold),
        None => by_pieces(&article, &texts(record, "with"), &texts(record, "without")),
    };
    let lines: Vec<String> = article.lines().iter().map(|it| it.text().to_owned()).collect();
    let bare = Page::new(record, article_of(&lines), labels.clone(), mixture.bare);
    Ok(vec![Page::new(record, article, labels, 1.0), Page { kind: Kind::Bare, ..bare }])
}

/// Words in small letters with a space around each.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    let words = small.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.fold(" ".to_owned(), |text, it| text + it + " ")
}

/// Labels lines by whether they stand in the article's text. A few words may stand in it by
/// chance: they are body only where they are a paragraph of it, and unclear otherwise.
fn by_text(article: &Article, gold: &str) -> Vec<Label> {
    let paragraphs: BTreeSet<String> = gold.lines().map(plain).collect();
    let gold = plain(gold);
    let label = |line: &Line| {
        let line = plain(line.text());
        let words = line.split_whitespace().count();
        if words == 0 {
            Label::Unclear
        } else if paragraphs.contains(&line) {
            Label::Body
        } else if gold.contains(&line) {
            if words >= 6 { Label::Body } else { Label::Unclear }
        } else {
            match share_within(&line, &gold) {
                it if it < 0.3 => Label::Chrome,
                it if it > 0.8 => Label::Body,
                _ => Label::Unclear,
            }
        }
    };
    article.lines().iter().map(label).collect()
}

/// The share of a line's runs of four words that stand in a text.
fn share_within(line: &str, text: &str) -> f32 {
    let words: Vec<&str> = line.split_whitespace().collect();
    let runs: Vec<String> = words.windows(4.min(words.len())).map(|it| format!(" {} ", it.join(" "))).collect();
    runs.iter().filter(|it| text.contains(it.as_str())).count() as f32 / runs.len().max(1) as f32
}

fn by_pieces(article: &Article, with: &[String], without: &[String]) -> Vec<Label> {
    let [with, without] = [with, without].map(|it| it.iter().map(|it| plain(it)).collect::<Vec<String>>());
    let label = |line: &Line| {
        let line = plain(line.text());
        let says = |pieces: &[String]| pieces.iter().any(|it| it.len() > 2 && line.contains(it.trim_end()));
        match (says(&with), says(&without)) {
            (true, false) => Label::Body,
            (false, true) => Label::Chrome,
            _ => Label::Unclear,
        }
    };
    article.lines().iter().map(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(lines: &str, labels: &[Label]) {
        let gold = "The old bridge over the Moor will open again in spring.\nWhat it cost";
        assert_eq!(by_text(&Article::from_text(lines), gold), labels);
    }

    #[test]
    fn paragraphs_are_body_and_stray_words_are_unclear() {
        use Label::*;
        check("The old bridge over the Moor will open again in spring.\nMoor\nSports", &[Body, Unclear, Chrome]);
        check("What it cost\n•\nThe old bridge over the Moor is what you voted for", &[Body, Unclear, Unclear]);
    }

    #[test]
    fn a_paragraph_is_shortened_after_a_sentence() {
        let line = "The old bridge over the Moor was closed. Nobody knew. It will open again in spring, they say.";
        assert_eq!(first_sentences(line, 1), "The old bridge over the Moor was closed.");
        assert_eq!([first_sentences(line, 9), first_sentences("。", 1)], [line, "。"]);
    }

    #[test]
    fn a_line_with_a_piece_of_the_article_is_body() {
        let article = Article::from_text("We met on the bridge at noon.\nAll bridges\nSports");
        let labels = by_pieces(&article, &["the bridge".to_owned()], &["Sports".to_owned()]);
        assert_eq!(labels, [Label::Body, Label::Unclear, Label::Chrome]);
    }
}
