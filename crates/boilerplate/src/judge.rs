//! The judge: reads the marks of a page's lines and gives each a score.
//!
//! There are two: one for HTML, one for flattened text, where no element speaks. They were trained
//! by `newsmill-train` on pages whose lines people have labeled; see there. The files `html.model`
//! and `text.model` are what came of it. (One judge for both was tried: 4-gram F1 of articles from
//! HTML was .944 and not .956, cross-validated on 191 pages, 2026-11-22.)

use anyhow::{Context as _, Result, ensure};

use crate::marks::Sheet;
use crate::page::Page;
use crate::trees::{Trees, UNIT};

/// What the file of a judge begins with: what it is, and the version of its form.
const OPENING: &[u8] = b"newsmill judge 1\n";

/// Trees of questions, and the score from which a line stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judge {
    /// What it asks.
    pub trees: Trees,
    /// A line whose score is greater stays.
    pub limit: i32,
}

/// The judges that come with newsmill.
pub(crate) struct Judges {
    text: Judge,
    html: Judge,
}

impl Judges {
    /// Both of them.
    ///
    /// # Errors
    ///
    /// If the marks have changed since they were trained.
    pub(crate) fn ours() -> Result<Self> {
        let text = Judge::read(include_bytes!("text.model"))?;
        Ok(Self { text, html: Judge::read(include_bytes!("html.model"))? })
    }

    /// The one that knows such pages.
    pub(crate) fn of(&self, page: &Page<'_>) -> &Judge {
        if page.is_html() { &self.html } else { &self.text }
    }
}

impl Judge {
    /// The score of each line of a sheet, less the limit: above 0 it stays.
    pub fn scores(&self, sheet: &Sheet) -> Vec<i32> {
        self.trees.scores(sheet).into_iter().map(|it| it - self.limit).collect()
    }

    /// Reads a judge from a file's bytes.
    ///
    /// # Errors
    ///
    /// If it is no judge, or one that was trained for other marks than this code makes.
    pub fn read(bytes: &[u8]) -> Result<Self> {
        let rest = bytes.strip_prefix(OPENING).context("this is no judge of this version")?;
        ensure!(rest.len() >= 12, "the file ends too early");
        let (head, rest) = rest.split_at(12);
        let form = Sheet::form().to_le_bytes();
        ensure!(
            head[..8] == form,
            "the judge was trained for other marks: train it again (cargo run -p newsmill-train)"
        );
        let limit = i32::from_le_bytes([head[8], head[9], head[10], head[11]]);
        let (trees, rest) = Trees::read(rest)?;
        ensure!(rest.is_empty(), "bytes follow the judge's end");
        Ok(Self { trees, limit })
    }

    /// The bytes of its file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = OPENING.to_vec();
        bytes.extend(Sheet::form().to_le_bytes());
        bytes.extend(self.limit.to_le_bytes());
        self.trees.write(&mut bytes);
        bytes
    }
}

/// The chance that a line with this score is of the article, for people to read.
pub fn chance(score: i32) -> f32 {
    1.0 / (1.0 + (-score as f32 / UNIT as f32).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_judges_fit_our_marks() {
        let Judges { text, html } = Judges::ours().unwrap();
        for judge in [text, html] {
            assert!(!judge.trees.trees.is_empty());
            assert!(judge.write().len() <= 500_000);
        }
    }

    #[test]
    fn other_files_are_refused_with_a_reason() {
        let check = |bytes: &[u8], reason: &str| assert_eq!(Judge::read(bytes).unwrap_err().to_string(), reason);
        let bytes = Judge::default().write();
        check(b"", "this is no judge of this version");
        check(&bytes[..20], "the file ends too early");
        let mut other = bytes.clone();
        other[OPENING.len()] ^= 1;
        check(&other, "the judge was trained for other marks: train it again (cargo run -p newsmill-train)");
        assert_eq!(Judge::read(&bytes).unwrap(), Judge::default());
    }
}
