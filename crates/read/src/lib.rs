//! Any input → articles, each with where it came from.
//!
//! [`Input`] lists the files of a folder by name, finds the documents in each (a text or HTML file
//! is one; JSON lines and JSON arrays hold many) and makes an [`Article`] of each document. What a
//! file is, its content tells; its name only where the content leaves it open.
//!
//! **Promises.** Every document is one article or one rejection with a stable reason, whatever its
//! bytes are. Work and memory are bounded by `max-record`, whatever a file's size is. Links are not followed;
//! FIFOs, devices and hidden files are not opened. Nothing depends on the order of a folder.
//!
//! **Not here.** Nothing is corrected, guessed or thrown away: the page's chrome is still there,
//! and dates, outlets and languages are the source's own words.

mod settings;

mod files;
mod shape;

mod lines;
mod records;
mod values;

mod head;
mod html;
mod identity;
mod json;
mod linked;
mod mend;
mod text;

use std::path::PathBuf;

use anyhow::Result;
use newsmill_stage::{Article, Content, InputFile, InputRecord, Intake, Rejection};

pub use files::NoInput;
pub use identity::canonical_url;
pub use settings::{Fields, InputSettings, Keep, Names};

/// A file or a folder full of documents.
#[derive(Clone, Debug)]
pub struct Input {
    root: PathBuf,
    settings: InputSettings,
    wanted: json::Wanted,
}

impl Input {
    /// The input at this path, which takes the place of the settings' own.
    pub fn new(root: PathBuf, settings: InputSettings) -> Self {
        let wanted = json::Wanted::of(&settings.fields);
        Self { root, settings, wanted }
    }
}

impl Intake for Input {
    fn files(&self) -> Result<Vec<InputFile>> {
        files::list(&self.root)
    }

    fn records(&self, file: &InputFile) -> Box<dyn Iterator<Item = InputRecord> + Send> {
        records::of(file, &self.settings)
    }

    fn article(&self, record: InputRecord) -> Result<Article, Rejection> {
        let mut article = match record.content {
            Content::Unreadable(rejection) => return Err(rejection),
            Content::File(bytes) => text::article(&record.place, &bytes)?,
            Content::Json(bytes) => json::article(&record.place, &bytes, &self.settings.fields, &self.wanted)?,
        };
        article.place = record.place;
        Ok(article)
    }
}

#[cfg(test)]
mod tests;
