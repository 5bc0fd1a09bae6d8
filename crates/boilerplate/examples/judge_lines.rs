//! Judges flattened pages line by line, to be scored against gold labels.
//!
//! ```text
//! cargo run --release -p newsmill-boilerplate --example judge_lines -- plaintext_lines.jsonl > judged.jsonl
//! ```
//!
//! In: a JSON object a line with `id` and `lines`. Out: `id`, `labels` (1 where a line stays), and
//! `codes` (why the others go).

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use newsmill_boilerplate::Boilerplate;
use newsmill_stage::{Article, ArticleStage as _, Line, Rows, testing};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let path = std::env::args().nth(1).context("give a file of pages")?;
    let stage: Boilerplate = testing::build(Path::new("."), "")?;
    let pages = BufReader::new(std::fs::File::open(&path).with_context(|| format!("cannot read {path}"))?);
    let mut out = std::io::stdout().lock();
    for page in pages.lines() {
        let page: Value = serde_json::from_str(&page?)?;
        let texts = page["lines"].as_array().context("a page has no lines")?;
        let line = |(number, text): (u32, &Value)| Line::new(number, text.as_str().unwrap_or_default());
        let mut article = Article::from_lines((1..).zip(texts).map(line).collect());
        stage.process(&mut article, &mut Rows::default())?;
        let labels: Vec<u8> = article.lines().iter().map(|it| u8::from(it.cut.is_none())).collect();
        let codes: Vec<Option<&str>> = article.lines().iter().map(|it| it.cut).collect();
        writeln!(out, "{}", json!({"id": page["id"], "labels": labels, "codes": codes}))?;
    }
    Ok(())
}
