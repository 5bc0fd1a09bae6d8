//! Any input → articles, each with where it came from.
//!
//! [`Input`] lists the files of a folder by name, finds the documents in each (a text or HTML file
//! is one; JSON lines, JSON arrays, tables as CSV and web archives hold many) and makes an
//! [`Article`] of each document. What a file is, its content tells; its name only where the content
//! leaves it open. Any of them may be packed in gzip, zstd, ZIP and tar, or in several of these.
//!
//! **Promises.** Every document is one article or one rejection with a stable reason, whatever its
//! bytes are. Work and memory are bounded by `[input.limits]`, whatever a file's size is. Links are not followed;
//! FIFOs, devices and hidden files are not opened. Nothing depends on the order of a folder.
//!
//! **Measured** (2026-11-22, two shared cores, one thread). JSON lines 320 (escaped text) to 550 MB/s up to the
//! Article, .4 to .6 of what serde_json alone does (`cargo bench --bench jsonl`). HTML 130 pages a second, .94
//! of the crate trafilatura alone; with `boilerplate` 110, .78 of it (`--example bodies` of `train`). No kind
//! of page that is made to be slow takes 2 s at 10 MB, of those tried (`cargo bench --bench hostile`).
//!
//! **Not here.** Nothing is corrected, guessed or thrown away: the page's chrome is still there,
//! and dates, outlets and languages are the source's own words.

mod settings;

mod files;
mod formats;
mod shape;

mod archives;
mod delimited;
mod fault;
mod held;
mod lines;
mod packed;
mod records;
mod utf16;
mod values;
mod warc;

mod answer;
mod exports;
mod fields;
mod filing;
mod object;
mod wanted;

mod head;
mod html;
mod identity;
mod json;
mod linked;
mod mend;
mod text;

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use newsmill_stage::{Article, Columnar, Content, Filed, InputFile, InputRecord, Intake, Rejection, Shelf, Taker};

pub use files::NoInput;
pub use filing::{PathPattern, PathPatterns};
pub use identity::canonical_url;
pub use json::Recognised;
pub use settings::{Fields, InputSettings, Keep, Limits, Names};

/// Files full of documents.
#[derive(Clone, Debug)]
pub struct Input {
    shelf: Arc<dyn Shelf>,
    columnar: Option<Arc<dyn Columnar>>,
    settings: InputSettings,
    wanted: wanted::Wanted,
}

impl Input {
    /// The file or the folder at this path, which takes the place of the settings' own.
    pub fn new(root: PathBuf, settings: InputSettings) -> Self {
        Self::on(Arc::new(files::Folder(root)), settings)
    }

    /// The files that lie there.
    pub fn on(shelf: Arc<dyn Shelf>, settings: InputSettings) -> Self {
        let wanted = wanted::Wanted::of(&settings.fields);
        Self { shelf, columnar: None, settings, wanted }
    }

    /// The same, with what reads files whose values stand in columns.
    #[must_use]
    pub fn with_columnar(self, columnar: Arc<dyn Columnar>) -> Self {
        Self { columnar: Some(columnar), ..self }
    }

    /// What a place tells by `path-pattern`, which may be nothing; `None` where no pattern fits.
    pub fn filed(&self, path: &str) -> Option<Filed> {
        self.settings.path_pattern.tell(path)
    }

    /// Which export a record is taken for, and which of its fields our own are taken from: for HTML,
    /// where the page says it. `None` for a text, and for what cannot be read.
    pub fn recognised(&self, record: &InputRecord) -> Option<Recognised> {
        let limits = &self.settings.limits;
        match &record.content {
            Content::Json(bytes) => json::recognised(bytes, &self.wanted, self.settings.titles_alone, limits),
            Content::File(bytes) => Some(Recognised::page(&text::origins(&record.place, bytes, limits)?, [])),
            Content::Fetched(page) => {
                let told = [("url", &page.url, "WARC-Target-URI"), ("crawled", &page.crawled, "WARC-Date")];
                let told =
                    told.iter().filter(|(_, value, _)| value.is_some()).map(|(ours, _, theirs)| (*ours, *theirs));
                Some(Recognised::page(&answer::origins(page, limits)?, told))
            }
            Content::Unreadable(_) => None,
        }
    }
}

impl Intake for Input {
    fn files(&self) -> Result<Vec<InputFile>> {
        self.shelf.files()
    }

    fn version(&self, file: &InputFile) -> Result<String> {
        self.shelf.version(file)
    }

    fn records(&self, file: &InputFile, take: &mut Taker<'_>) -> ControlFlow<()> {
        let mut take = |record: InputRecord| take(record);
        records::of(file, self.shelf.as_ref(), &self.settings.limits, self.columnar.as_deref(), &self.wanted, &mut take)
    }

    fn article(&self, record: InputRecord) -> Result<Article, Rejection> {
        let limits = &self.settings.limits;
        let mut article = match record.content {
            Content::Unreadable(rejection) => return Err(rejection),
            Content::File(bytes) => text::article(&record.place, &bytes, limits)?,
            Content::Json(bytes) => {
                json::article(&record.place, &bytes, &self.wanted, self.settings.titles_alone, limits)?
            }
            Content::Fetched(page) => answer::article(&record.place, *page, limits)?,
        };
        article.place = record.place;
        if let Some(filed) = self.filed(&article.place.path) {
            filing::file(&mut article, filed);
        }
        Ok(article)
    }
}

#[cfg(test)]
mod exports_tests;
#[cfg(test)]
mod tables_tests;
#[cfg(test)]
mod tests;
