//! The language of an article, and of foreign passages in it.
//!
//! Letters are counted by script first: most scripts belong to one language, and in Cyrillic, Arabic
//! and Devanagari a few letters and small words tell the languages apart. Only Latin text is
//! given to lingua. The article's language is that of its first lines that look like a body, so that
//! menus do not mislead it. What the source says of the language is believed unless the script
//! makes it impossible.
//!
//! **Unknown is unknown**: a text with too few letters has no language, and its score says how sure
//! the best guess was. A passage in another script is marked even if its language is unknown.

mod codes;
mod detect;
mod letters;
mod passages;
mod signs;
mod words;

use anyhow::{Context as _, Result};
use newsmill_stage::columns::{LANGUAGE, LANGUAGE_SCORE};
use newsmill_stage::{Article, ArticleStage, Line, Rejection, Rows, Setup, Stage, Verdict};

use crate::detect::{Detector, Guess};
use crate::letters::{ENOUGH, Family};
use crate::passages::Home;

newsmill_stage::settings! {
    /// The settings of `language`.
    pub struct Settings {
        /// The languages to keep, as codes (`["en", "uk"]`); empty keeps all. Articles whose language is unknown stay.
        pub keep: Vec<String> = Vec::new(),
        /// Whether to mark passages in other languages, so that names in them are read as what they are.
        pub passages: bool = true,
    }
}

/// The stage `language`.
pub struct Language {
    detector: Detector,
    keep: Vec<&'static str>,
    passages: bool,
}

impl Stage for Language {
    const NAME: &'static str = "language";
    const ABOUT: &'static str = "tells the language of the article and of foreign passages in it";
    const VERSION: u32 = 1;
    type Settings = Settings;

    fn new(settings: Settings, _: &mut Setup) -> Result<Self> {
        let known =
            |it: &String| codes::known(it).with_context(|| format!("`{it}` in `keep` is no language that is known"));
        let keep = settings.keep.iter().map(|it| known(it).map(|it| it.code)).collect::<Result<_>>()?;
        Ok(Self { detector: Detector::new(), keep, passages: settings.passages })
    }
}

impl ArticleStage for Language {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        let guess = self.of_article(article);
        article.set(LANGUAGE, guess.language.map(str::to_owned));
        article.set(LANGUAGE_SCORE, guess.score);
        if let Some(language) = guess.language.filter(|it| !self.keep.is_empty() && !self.keep.contains(it)) {
            let detail = format!("its language is `{language}`; `keep` has {}", self.keep.join(", "));
            return Ok(Verdict::Drop(Rejection::new(Rejection::BY_CHOICE, detail)));
        }
        if let Some(family) = guess.family.filter(|_| self.passages) {
            self.mark_passages(article, guess.language, family, rows);
        }
        Ok(Verdict::Keep)
    }
}

impl Language {
    fn of_article(&self, article: &mut Article) -> Guess {
        let text = sample(article);
        let stated = article.metadata.language.as_deref().and_then(codes::known);
        if let Some(stated) = stated {
            let family = letters::Letters::of(&text).family().map(|it| it.0);
            let fits = |family| stated.scripts.iter().any(|it| Family::of(*it) == family);
            if family.is_none_or(fits) {
                article.note(Self::NAME, || format!("{}: the source says so", stated.code));
                return Guess { language: Some(stated.code), score: 1.0, family, letters: 0 };
            }
            article.note(Self::NAME, || format!("the source says {}, but the script is another", stated.code));
        }
        let guess = self.detector.detect(&text);
        let language = guess.language.unwrap_or("unknown");
        article.note(Self::NAME, || format!("{language}: score {}, from {} letters", guess.score, guess.letters));
        guess
    }

    fn mark_passages(&self, article: &mut Article, language: Option<&'static str>, family: Family, rows: &mut Rows) {
        let home = Home { language, family, small_words: language.and_then(words::small_words) };
        let (mut marked, mut notes) = (0, Vec::new());
        for line in article.lines_mut() {
            for passage in passages::foreign(line.text(), home, &self.detector) {
                notes.push((line.number, passage.language, line.text()[passage.bytes.clone()].to_owned()));
                line.mark(passage);
                marked += 1;
            }
        }
        rows.tally("foreign_passages", marked);
        for (number, language, text) in notes {
            let language = language.unwrap_or("an unknown language");
            article.note(Self::NAME, || format!("line {number}: `{text}` is {language}"));
        }
    }
}

/// The lines that tell an article's language: those that look like a body, up to a few hundred letters; all of them,
/// and the title, if none does.
fn sample(article: &Article) -> String {
    let extracted = article.body().any(|it| it.in_body == Some(true));
    let in_body = |it: &&Line| !extracted || it.in_body == Some(true);
    let body: Vec<&str> = article.body().filter(in_body).map(Line::text).filter(|it| looks_like_body(it)).collect();
    if !body.is_empty() {
        return joined(body.into_iter());
    }
    joined(article.title().into_iter().chain(article.body().map(Line::text)))
}

/// Joins lines until there are letters enough (four bytes are the longest of them).
fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        text.push_str(line);
        text.push('\n');
        if text.len() > ENOUGH * 8 {
            break;
        }
    }
    text
}

fn looks_like_body(line: &str) -> bool {
    let has_sentence =
        |it: char| matches!(it, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '।' | '؟' | '۔' | '։' | '።');
    let long = line.chars().take(40).count() == 40 || (line.len() > 45 && line.chars().any(|it| it > '\u{2E80}'));
    long && line.contains(has_sentence)
}

#[cfg(test)]
mod tests;
