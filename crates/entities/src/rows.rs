//! The rows of `mentions` for what was found in an article.

use newsmill_stage::tables::Mention;
use newsmill_stage::{Article, Clean, columns};
use newsmill_text::fold;

use crate::quotes::{is_quoted, quotations};
use crate::tag::Hit;
use crate::units::Text;

/// Who or what is named.
pub(crate) struct Named<'a> {
    /// Its id.
    pub(crate) id: &'a str,
    /// Its name.
    pub(crate) name: &'a str,
    /// What it is.
    pub(crate) kind: &'a str,
    /// Its Wikidata id.
    pub(crate) wikidata_id: Option<&'a str>,
}

/// What the rows of one article share.
pub(crate) struct Page<'a> {
    clean: &'a Clean,
    texts: &'a [Text<'a>],
    language: Option<String>,
    quotations: Vec<Vec<std::ops::Range<usize>>>,
    repeats_title: Vec<bool>,
}

impl<'a> Page<'a> {
    /// Of an article; the last of the texts is its clean text, one before it its title.
    pub(crate) fn new(article: &'a Article, texts: &'a [Text<'a>]) -> Self {
        let clean = article.clean();
        let quotations = texts.iter().map(|it| quotations(it.text)).collect();
        let (language, repeats_title) = (article.get(columns::LANGUAGE), repeats_title(article, clean));
        Self { clean, texts, language, quotations, repeats_title }
    }

    /// The row of a mention.
    pub(crate) fn row(&self, hit: &Hit, named: &Named<'_>) -> Mention {
        let text = &self.texts[hit.text];
        let (first, last) = (&text.units[hit.units.start], &text.units[hit.units.end - 1]);
        let at_sign = usize::from(hit.is_handle);
        let bytes = first.bytes.start - at_sign..last.bytes.end;
        let stands_apart = hit.text + 1 < self.texts.len();
        let in_title = stands_apart || bytes.start < self.clean.title_bytes;
        let repeats = !in_title && self.repeats_title.get(first.line as usize) == Some(&true);
        Mention {
            field: if in_title { "title" } else { "body" }.to_owned(),
            sentence: i64::from(first.sentence) + 1,
            char_start: i64::from(first.chars.start) - i64::from(hit.is_handle),
            char_end: i64::from(last.chars.end),
            language: self.language_at(stands_apart, bytes.start),
            surface: text.text[bytes.clone()].to_owned(),
            entity_id: named.id.to_owned(),
            entity_name: named.name.to_owned(),
            entity_type: named.kind.to_owned(),
            wikidata_id: named.wikidata_id.map(str::to_owned),
            rule: hit.rule.to_owned(),
            confidence: hit.confidence,
            voice: if is_quoted(&self.quotations[hit.text], bytes.start) { "quoted" } else { "own" }.to_owned(),
            counted: !repeats,
            not_counted_because: repeats.then(|| "repeats_title".to_owned()),
        }
    }

    fn language_at(&self, stands_apart: bool, byte: usize) -> Option<String> {
        let passage = if stands_apart { None } else { self.clean.passage_at(byte) };
        passage.map_or_else(|| self.language.clone(), |it| it.language.map(str::to_owned))
    }
}

/// Of each line of the clean text, whether it says the title again.
fn repeats_title(article: &Article, clean: &Clean) -> Vec<bool> {
    let Some(title) = article.title() else { return Vec::new() };
    let folded = letters(title);
    let has_its_length = |line: &str| line.len() / 2 <= title.len() && title.len() / 2 <= line.len();
    let repeats = |line: &str| !folded.is_empty() && has_its_length(line) && letters(line) == folded;
    clean.lines.iter().map(|it| it.line.is_some() && repeats(clean.text[it.bytes.clone()].trim())).collect()
}

/// The letters and digits of a line, folded.
fn letters(line: &str) -> String {
    fold(line).chars().filter(|it| it.is_alphanumeric()).collect()
}
