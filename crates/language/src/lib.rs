//! The language of an article, and of foreign passages in it.
//!
//! Letters are counted by script first: most scripts belong to one language. Latin, Cyrillic and Arabic letters are
//! shared; there a **table** says what each piece of a word costs each of 61 languages: its one to four letters at a
//! time, its beginning and end, and the whole word. Costs are added up, and the language that the text costs least is
//! it. A few languages that the table lacks give themselves away by letters of their own. The article's language is
//! that of its lines that look like a body, so that menus do not mislead it; a few of them, spread over the article,
//! vote, so that a banner above it does not either. What the source says of the language is believed unless the script
//! makes it impossible.
//!
//! **Unknown is unknown**: a text with too few letters has no language, nor has one whose letters are strange to all
//! languages, or a list of names; its score says how sure the best guess was. A passage in another script is marked
//! even if its language is unknown.
//!
//! # The table
//!
//! `data/languages.table` (14.9 MB) is built by a program of its own, outside the workspace because it pulls in 250 MB
//! of models: lingua's n-grams for 60 languages; Serbian in Latin letters rewritten from its Cyrillic; Galician from
//! the development data, filled up with Portuguese and Spanish; and words, counted in the development data or
//! written down by hand (`table/words.txt`). In `crates/language/table`:
//!
//! `cargo run --release -- ../../../../shared/eval/lang-dev.tar.xz ../data/languages.table`
//!
//! writes the same bytes each time: sha256 `4a7a87cb4beac0563182ced17154815b71e6fa4c74680af5599b0e20f3e0c158`, xxh3
//! (128 bits) `358a247f81214d4568b8a5fb0b71b883`; a test compares the latter with the file. lingua
//! itself is no longer part of the product: what it knows beyond three letters is in the table where it is frequent,
//! and five letters gained nothing. So the 126 MB of its 21 models are gone.
//!
//! # Measured (2026-11-22)
//!
//! On the development data, 54 cells in 48 languages, by `examples/tell_languages.rs` and the scorers of
//! `../shared/eval/score`. Words were learned from this data, so the second line counts: each fifth of the stories is
//! told by a table that was built without it. It flatters a little, since `table/words.txt` is part of each of these
//! tables, whatever stories they were built without: without the file, headlines are 98.6 / 95.4 / 98.4.
//!
//! | | paragraphs core24 / all54 / merged | headlines | inserts | false alarms |
//! | --- | --- | --- | --- | --- |
//! | as shipped | 100 / 100 / 100 | 98.8 / 97.7 / 99.0 | 120 of 120 | 0 of 30 |
//! | cross-validated | 100 / 98.3 / 100 | 98.6 / 95.6 / 98.5 | 120 of 120 | 0 of 30 |
//! | py3langid | 100 / 96.9 / 100 | 98.1 / 94.1 / 98.1 | | |
//! | lingua 1.8, 47 languages | 99.8 / 94.9 / 98.1 | 98.1 / 92.5 / 96.6 | 86 of 120 | 24 of 30 |
//!
//! A score of .9 to .95 is right in 92 % of headlines, .6 to .7 in 57 % (cross-validated; a neighbor such as Bosnian for
//! Croatian counts as wrong; with them it is 99 and 91). Speed: the whole stage 64 MB/s on one core over articles
//! in 48 languages, the slowest (Vietnamese) 35; 2.8 times as fast as whatlang and 32 times as lingua with 8 languages,
//! which look for no passages, in the same run on a machine with little else to do; 23 to 40 on a busy one
//! (`cargo bench -p newsmill-language --bench articles -- bench_par.jsonl`).

mod codes;
mod detect;
mod grams;
mod letters;
mod passages;
mod sample;
mod signs;
mod table;

use anyhow::{Result, ensure};
use newsmill_stage::columns::{LANGUAGE, LANGUAGE_SCORE};
use newsmill_stage::{Article, ArticleStage, Rejection, Rows, Setup, Stage, Verdict};

use crate::detect::{Detector, Guess};
use crate::letters::Family;
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
    const VERSION: u32 = 2;
    type Settings = Settings;

    fn new(settings: Settings, _: &mut Setup) -> Result<Self> {
        let mut keep = Vec::new();
        for name in &settings.keep {
            let meant = codes::meant(name);
            ensure!(!meant.is_empty(), "`{name}` in `keep` is no language that is known");
            keep.extend(meant.into_iter().map(|it| it.code));
        }
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
        let text = sample::of(article, &self.detector);
        let stated = article.metadata.language.as_deref().map(codes::meant).unwrap_or_default();
        if let Some(first) = stated.first() {
            let family = letters::Letters::of(&text).family().map(|it| it.0);
            let fits = |it: &&&codes::Language| {
                family.is_none_or(|family| it.scripts.iter().any(|it| Family::of(*it) == family))
            };
            let guessed = if stated.len() > 1 { self.detector.detect(&text).language } else { None };
            let is_guessed = |it: &&&codes::Language| Some(it.code) == guessed;
            if let Some(it) = stated.iter().find(is_guessed).or_else(|| stated.iter().find(fits)) {
                article.note(Self::NAME, || format!("{}: the source says so", it.code));
                return Guess { language: Some(it.code), score: 1.0, family, letters: 0 };
            }
            article.note(Self::NAME, || format!("the source says {}, but the script is another", first.code));
        }
        let guess = self.detector.detect(&text);
        let language = guess.language.unwrap_or("unknown");
        article.note(Self::NAME, || format!("{language}: score {}, from {} letters", guess.score, guess.letters));
        guess
    }

    fn mark_passages(&self, article: &mut Article, language: Option<&'static str>, family: Family, rows: &mut Rows) {
        let home = Home { language, family };
        let (mut marked, mut notes) = (0, Vec::new());
        // The article's language has been noted if anybody asked for notes.
        let is_asked = !article.notes().is_empty();
        for line in article.lines_mut() {
            for passage in passages::foreign(line.text(), home, &self.detector) {
                if is_asked {
                    notes.push((line.number, passage.language, line.text()[passage.bytes.clone()].to_owned()));
                }
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

#[cfg(test)]
mod tests;
