//! What the programs of this room share: pages of the development data, and how outlets are dealt into folds.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use newsmill_attribute::Attribute;
use newsmill_language::Language;
use newsmill_read::{Input, InputSettings};
use newsmill_stage::{Article, ArticleStage as _, Content, InputRecord, Intake as _, Line, Place, Rows, testing};
use serde_json::Value;

/// The development data, and the stages that come before the judge of days.
pub struct Pages {
    folder: PathBuf,
    input: Input,
    language: Language,
    /// The stage that is trained or measured, with the project's register of outlets.
    pub attribute: Attribute,
}

impl Pages {
    /// The data of a folder; run from the project's root, where `data/outlets.csv` is.
    ///
    /// # Errors
    ///
    /// If the register cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        let input = Input::new(folder.to_owned(), InputSettings::default());
        let (language, attribute) = (testing::build(Path::new("."), "")?, testing::build(Path::new("."), "")?);
        Ok(Self { folder: folder.to_owned(), input, language, attribute })
    }

    /// The rows of a list: `dates`, `outlets`, `plaintext_dates`.
    ///
    /// # Errors
    ///
    /// If there is no such list, or a row is no JSON.
    pub fn list(&self, name: &str) -> Result<Vec<Value>> {
        let path = self.folder.join(format!("{name}.jsonl"));
        let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        text.lines().map(|it| Ok(serde_json::from_str(it)?)).collect()
    }

    /// A page as an article, from its lines or its HTML, without its address; `None` if it is rejected.
    ///
    /// # Errors
    ///
    /// If its file cannot be read.
    pub fn read(&self, page: &Value) -> Result<Option<Article>> {
        if let Some(lines) = page["lines"].as_array() {
            let lines = (1..).zip(lines).map(|(number, it)| Line::new(number, it.as_str().unwrap_or_default()));
            return Ok(Some(Article::from_lines(lines.collect())));
        }
        let path = page["html_path"].as_str().context("a page has no html_path")?;
        let bytes = std::fs::read(self.folder.join(path)).with_context(|| format!("cannot read {path}"))?;
        let place = Place { path: path.to_owned(), record: 1, byte_offset: 0 };
        Ok(self.input.article(InputRecord { place, content: Content::File(bytes) }).ok())
    }

    /// Gives an article its language, and the day it was saved where the list has it.
    ///
    /// # Errors
    ///
    /// If the stage `language` fails.
    pub fn prepare(&self, article: &mut Article, page: &Value) -> Result<()> {
        article.metadata.crawled = page["crawl_date"].as_str().map(str::to_owned);
        self.language.process(article, &mut Rows::default())?;
        Ok(())
    }
}

/// A number for the name of an outlet that has nothing to do with its letters (FNV-1a), another in each deal.
pub fn mixed(text: &str, deal: u64) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325 ^ deal, |hash, it| (hash ^ u64::from(it)).wrapping_mul(0x0100_0000_01b3))
}
