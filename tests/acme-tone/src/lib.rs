//! How agitated an article is, by its exclamation marks and loud words.

use std::path::PathBuf;

use anyhow::Result;
use newsmill_stage::{Article, ArticleStage, Column, Registry, Rows, Setup, Stage, Verdict};

/// Exclamation marks and loud words in a hundred words.
pub const TONE: Column<f64> = Column::new("tone", "exclamation marks and loud words in a hundred words");

newsmill_stage::record! {
    /// A loud word, where it was said.
    pub struct LoudWord in "loud_words" {
        /// the word
        pub word: String,
        /// the first Unicode character in the clean text, from 0
        pub char_start: i64,
    }
}

newsmill_stage::settings! {
    /// The settings of `acme-tone`.
    pub struct Settings {
        /// A file of loud words, one a line.
        pub words: PathBuf = PathBuf::from("loud.txt"),
    }
}

/// Measures the tone.
pub struct Tone {
    loud: Vec<String>,
}

impl Stage for Tone {
    const NAME: &'static str = "acme-tone";
    const ABOUT: &'static str = "measures how agitated an article is";
    const VERSION: u32 = 1;
    type Settings = Settings;

    fn new(settings: Settings, setup: &mut Setup) -> Result<Self> {
        let list = String::from_utf8(setup.read(&settings.words)?)?;
        setup.adds(TONE)?;
        setup.writes::<LoudWord>()?;
        Ok(Self { loud: list.lines().map(str::to_lowercase).collect() })
    }
}

impl ArticleStage for Tone {
    fn process(&self, article: &mut Article, rows: &mut Rows) -> Result<Verdict> {
        let clean = article.clean();
        let mut loud = clean.text.matches('!').count();
        for word in &clean.tokens.words {
            let text = &clean.text[word.bytes.clone()];
            if self.loud.contains(&text.to_lowercase()) {
                loud += 1;
                rows.push(LoudWord { word: text.to_owned(), char_start: word.chars.start.into() });
            }
        }
        let tone = 100.0 * loud as f64 / clean.tokens.words.len().max(1) as f64;
        rows.tally("loud_words", loud);
        article.set(TONE, tone);
        Ok(Verdict::Keep)
    }
}

/// Makes the stage known.
pub fn register(stages: &mut Registry) {
    stages.article_stage::<Tone>();
}
