//! Mends what broke on the way from the newsroom to the file: mojibake, stray entities, controls
//! and other characters that nobody sees, odd spaces, loose accents.
//!
//! It runs first, on the title and on every line, so that every other room sees the text that was
//! written. **It leaves clean text alone**: a sequence that true text could hold (`CAFÉ»`, `НТВ»`)
//! stays unless its line is plainly broken. Clean text costs one look at its characters.
//!
//! What it does not do: it restores no lost characters (U+FFFD, `?`) except where only one is
//! possible, touches no punctuation, no ligatures and no full-width letters, and knows no language.

mod entities;
mod form;
mod invisible;
mod mojibake;
mod pages;
mod plausible;

use anyhow::Result;
use newsmill_stage::{Article, ArticleStage, Rows, Setup, Stage, Verdict};

use crate::entities::Entities;
use crate::mojibake::Mender;

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
    const VERSION: u32 = 1;
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
        let mut notes = Vec::new();
        if let Some((text, done)) = article.title().and_then(|it| self.repair(it)) {
            let was = article.title().unwrap_or_default().to_owned();
            article.set_title(text);
            done.count(rows);
            notes.push((done, "title".to_owned(), was, article.title().unwrap_or_default().to_owned()));
        }
        for line in article.lines_mut() {
            if let Some((text, done)) = self.repair(line.text()) {
                done.count(rows);
                if done.is_notable() {
                    notes.push((done, format!("line {}", line.number), line.text().to_owned(), text.clone()));
                }
                line.replace(text);
            }
        }
        let source = &mut article.metadata;
        let fields = [&mut source.outlet, &mut source.site_name].into_iter().flatten().chain(&mut source.authors);
        for field in fields {
            if let Some((text, _)) = self.repair(field) {
                *field = text;
            }
        }
        for (done, place, was, is) in notes {
            article.note(Self::NAME, || format!("{place}: {}: `{was}` → `{is}`", done.in_words()));
        }
        Ok(Verdict::Keep)
    }
}

impl Repair {
    /// The text as it was meant, if that differs from the text.
    pub fn text(&self, text: &str) -> Option<String> {
        self.repair(text).map(|(text, _)| text)
    }

    fn repair(&self, text: &str) -> Option<(String, Done)> {
        let mut done = Done::default();
        let mut current = std::borrow::Cow::Borrowed(text);
        if let Some(entities) = &self.entities {
            current = entities.resolve(text);
            done.entities = matches!(current, std::borrow::Cow::Owned(_));
        }
        if current.is_ascii() && !current.bytes().any(|it| it.is_ascii_control()) {
            return done.entities.then(|| (current.into_owned(), done));
        }
        // Before invisible characters go: a soft hyphen or a control may be half of a letter.
        if let Some(mended) = self.mender.as_ref().and_then(|it| it.mend(&current)) {
            current = mended.text.into();
            done.mojibake = mended.pages;
        }
        if self.unicode_form {
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
    fn count(&self, rows: &mut Rows) {
        rows.tally("mended_mojibake", usize::from(!self.mojibake.is_empty()));
        rows.tally("mended_entities", self.entities.into());
        rows.tally("removed_controls", self.controls.into());
        rows.tally("normalized_spaces", self.spaces.into());
        rows.tally("normalized_accents", self.accents.into());
    }

    /// Whether a reader of the page would have seen the difference.
    fn is_notable(&self) -> bool {
        self.entities || self.controls || !self.mojibake.is_empty()
    }

    fn in_words(&self) -> String {
        let misread = self.mojibake.iter().map(|it| format!("UTF-8 that was read as {it}"));
        let others = [
            (self.entities, "entities"),
            (self.controls, "controls"),
            (self.spaces, "odd spaces"),
            (self.accents, "loose accents"),
        ];
        let others = others.into_iter().filter(|(is, _)| *is).map(|(_, it)| it.to_owned());
        misread.chain(others).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests;
