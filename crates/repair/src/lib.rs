//! Mends what broke on the way from the newsroom to the file: mojibake, stray entities, controls
//! and other characters that nobody sees, odd spaces, loose accents.
//!
//! It runs first, on the title and on every line, so that every other room sees the text that was
//! written. **It leaves clean text alone**: a sequence that true text could hold (`CAFÉ»`, `НТВ»`)
//! stays unless its line is plainly broken.
//!
//! **Quality** (2026-11-22, `eval/score/repair.py` over `--example mend -- repair.jsonl`): clean text
//! 460/460 untouched, whole paragraphs 99.3 %, sentences 99.0 %, quotation marks 100 % with holes as
//! such and with holes filled, misread twice 109/110. Of 148,000 lines of clean pages 93 were mended
//! for more than their spaces, invisible characters or accents, all of them broken. Whole texts that
//! were misread in the pages of `pages.rs` come back in 99 to 100 of 100, with four exceptions: ISO
//! 8859-15 (91) and 8859-2 (97), which differ from windows-1252 and 1250 in too little, and IBM866
//! (83) and the Macintosh's Cyrillic (94), in which most Chinese and Korean turns into plain words.
//!
//! **Speed.** Clean text costs one look (`screen.rs`), without a copy. MB/s of clean lines on one core
//! of a two-core AMD EPYC at 2.1 GHz that had little else to do (load 0.5; 2026-11-22, `cargo bench -p
//! newsmill-repair --bench clean -- repair.jsonl`, which prints ratios to `str::from_utf8` and to the
//! quick check of NFC in the same round); on a busy one about a quarter less:
//!
//! | text | MB/s | of UTF-8 | of NFC |
//! | --- | --- | --- | --- |
//! | English | 2350 | ×0.28 | ×1.6 |
//! | German, French, Italian, Spanish, Portuguese, Swedish | 820–1500 | ×0.29–0.44 | ×0.9–1.2 |
//! | Czech, Polish, Romanian, Hungarian, Turkish | 625–850 | ×0.41–0.61 | ×0.9–1.3 |
//! | Hindi, Korean, Chinese, Japanese | 650–890 | ×0.5–1.1 | ×2.5–3.0 |
//! | Russian, Bulgarian, Hebrew | 600–720 | ×0.7–0.9 | ×3.1–3.7 |
//! | Vietnamese, Greek, Ukrainian, Arabic | 530–590 | ×0.6–0.7 | ×1.3–2.9 |
//! | lines with odd spaces, all of them mended | 90–300 | ×0.1–0.2 | ×0.3–1.1 |
//! | broken text | 7–20 | | |
//!
//! No text costs more than in proportion to its length. The automata are built when a text first needs
//! them, once a process: 12 ms for what looks Latin, 20 ms for the rest (0.03 and 0.06 s without
//! optimization).
//!
//! What it does not do: it restores no lost characters (U+FFFD, `?`) except where only one is
//! possible, touches no punctuation, no ligatures and no full-width letters, and knows no language.

mod entities;
mod form;
mod invisible;
mod mojibake;
mod pages;
mod plausible;
mod screen;

use std::borrow::Cow;
use std::fmt;

use anyhow::Result;
use newsmill_stage::{Article, ArticleStage, Rows, Setup, Stage, Verdict};

use crate::entities::Entities;
use crate::mojibake::Mender;
use crate::screen::Seen;

newsmill_stage::settings! {
    /// The settings of `repair`.
    pub struct Settings {
        /// Whether to mend text that was read in the wrong code page (`â€œ` for “).
        pub mojibake: bool = true,
        /// Whether to resolve HTML entities that were left in the text (`&amp;` for &).
        pub entities: bool = true,
        /// Whether to join accents to their letters (Unicode form NFC), remove characters that nobody sees, and make
        /// all spaces plain.
        pub unicode_form: bool = true,
    }
}

/// Damage may lie in layers; more than this have not been seen.
const MAX_TIMES: usize = 6;

/// The stage `repair`.
pub struct Repair {
    mender: Option<Mender>,
    entities: Option<Entities>,
    unicode_form: bool,
}

/// What was done to one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Done {
    entities: bool,
    mojibake: Vec<&'static str>,
    controls: bool,
    spaces: bool,
    accents: bool,
}

impl Stage for Repair {
    const NAME: &'static str = "repair";
    const ABOUT: &'static str = "mends mojibake, stray entities, invisible characters and loose accents";
    const VERSION: u32 = 2;
    type Settings = Settings;

    fn new(settings: Settings, _: &mut Setup) -> Result<Self> {
        Ok(Self {
            mender: settings.mojibake.then(Mender::new),
            entities: settings.entities.then(Entities::new),
            unicode_form: settings.unicode_form,
        })
    }
}

impl ArticleStage for Repair {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        if let Some((text, done)) = article.title().and_then(|it| self.repair(it)) {
            let was = article.title().unwrap_or_default().to_owned();
            done.report("title", &was, &text, article, rows);
            article.set_title(text);
        }
        for at in 0..article.lines().len() {
            if let Some((text, done)) = self.repair(article.lines()[at].text()) {
                // It leaves its place while the article takes notes.
                let mut line = std::mem::take(&mut article.lines_mut()[at]);
                done.report(format_args!("line {}", line.number), line.text(), &text, article, rows);
                line.replace(text);
                article.lines_mut()[at] = line;
            }
        }
        let mut source = std::mem::take(&mut article.metadata);
        let fields = [("outlet", &mut source.outlet), ("site name", &mut source.site_name)];
        let fields = fields.into_iter().filter_map(|(name, it)| Some((name, it.as_mut()?)));
        for (name, field) in fields.chain(source.authors.iter_mut().map(|it| ("author", it))) {
            if let Some((text, done)) = self.repair(field) {
                done.report(name, field, &text, article, rows);
                *field = text;
            }
        }
        article.metadata = source;
        Ok(Verdict::Keep)
    }
}

impl Repair {
    /// The text as it was meant, if that differs from the text.
    pub fn text(&self, text: &str) -> Option<String> {
        self.repair(text).map(|(text, _)| text)
    }

    fn repair(&self, text: &str) -> Option<(String, Done)> {
        let (mut mended, mut done) = self.repair_once(text, self.look(text))?;
        for _ in 1..MAX_TIMES {
            // What was taken out may have parted the halves of a letter.
            let Some((better, more)) = self.repair_once(&mended, self.look(&mended)) else { break };
            mended = better;
            done.add(more);
        }
        Some((mended, done))
    }

    /// What the text may need; what the automata are built for only if mojibake is mended.
    fn look(&self, text: &str) -> Seen {
        screen::look_for(text, self.mender.is_some())
    }

    fn repair_once(&self, text: &str, mut seen: Seen) -> Option<(String, Done)> {
        if seen == Seen::default() {
            return None;
        }
        let (mut done, mut current) = (Done::default(), Cow::Borrowed(text));
        if let Some(entities) = self.entities.as_ref().filter(|_| seen.ampersand) {
            current = entities.resolve(text);
            done.entities = matches!(current, Cow::Owned(_));
        }
        // Before invisible characters go: a soft hyphen or a control may be half of a letter.
        if done.entities {
            seen = self.look(&current);
        }
        if seen.mojibake
            && let Some(mended) = self.mender.as_ref().and_then(|it| it.mend(&current))
        {
            current = mended.text.into();
            done.mojibake = mended.pages;
            seen = self.look(&current);
        }
        if seen.form && self.unicode_form {
            if let Some((text, cleared)) = invisible::clear(&current) {
                current = text.into();
                (done.controls, done.spaces) = (cleared.controls > 0, cleared.spaces > 0);
            }
            if let Some(joined) = form::join(&current) {
                current = joined.into();
                done.accents = true;
            }
        }
        (done != Done::default()).then(|| (current.into_owned(), done))
    }
}

impl Done {
    fn add(&mut self, more: Self) {
        self.entities |= more.entities;
        self.mojibake.extend(more.mojibake);
        self.controls |= more.controls;
        self.spaces |= more.spaces;
        self.accents |= more.accents;
    }

    /// Counts what was done, and notes what a reader of the page would have seen.
    fn report(&self, place: impl fmt::Display, was: &str, is: &str, article: &mut Article, rows: &mut Rows) {
        rows.tally("mended_mojibake", usize::from(!self.mojibake.is_empty()));
        rows.tally("mended_entities", self.entities.into());
        rows.tally("removed_controls", self.controls.into());
        rows.tally("normalized_spaces", self.spaces.into());
        rows.tally("normalized_accents", self.accents.into());
        if self.is_notable() {
            article.note(Repair::NAME, || format!("{place}: {}: `{was}` → `{is}`", self.in_words()));
        }
    }

    /// Whether a reader of the page would have seen the difference.
    fn is_notable(&self) -> bool {
        self.entities || self.controls || !self.mojibake.is_empty()
    }

    fn in_words(&self) -> String {
        let mut done = Vec::new();
        if self.entities {
            done.push("entities".to_owned());
        }
        for same in self.mojibake.chunk_by(|a, b| a == b) {
            let times = if same.len() > 1 { format!(" ({} times)", same.len()) } else { String::new() };
            done.push(format!("UTF-8 that was read as {}{times}", same[0]));
        }
        let others = [
            (self.controls, "controls or invisible characters"),
            (self.spaces, "odd spaces"),
            (self.accents, "loose accents"),
        ];
        done.extend(others.into_iter().filter(|(is, _)| *is).map(|(_, it)| it.to_owned()));
        done.join(", ")
    }
}

#[cfg(test)]
mod tests;
