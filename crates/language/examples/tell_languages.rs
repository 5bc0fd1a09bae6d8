//! Tells the language of each text of a JSONL file (`id`, `text`), through the stage: `id TAB code` to stdout. With
//! `--passages`, JSON lines with the spans of each language, in characters.
//!
//! `cargo run --release -p newsmill-language --example tell_languages -- FILE [--passages | --scores]`

use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};
use newsmill_language::Language;
use newsmill_stage::columns::{LANGUAGE, LANGUAGE_SCORE};
use newsmill_stage::testing;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let file = arguments.first().context("give a JSONL file with `id` and `text`")?;
    let has = |flag: &str| arguments.iter().any(|it| it == flag);
    let stage: Language = testing::build(Path::new("."), if has("--passages") { "" } else { "passages = false" })?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for line in std::fs::read_to_string(file)?.lines() {
        let record: Value = serde_json::from_str(line)?;
        let (id, text) = (record["id"].as_str().unwrap_or_default(), record["text"].as_str().unwrap_or_default());
        let (article, ..) = testing::process(&stage, text)?;
        let language = article.get(LANGUAGE).unwrap_or_default();
        if has("--passages") {
            writeln!(out, "{}", json!({ "id": id, "spans": spans(&article, &language) }))?;
        } else if has("--scores") {
            writeln!(out, "{id}\t{language}\t{}", article.get(LANGUAGE_SCORE).unwrap_or_default())?;
        } else {
            writeln!(out, "{id}\t{language}")?;
        }
    }
    Ok(())
}

/// The article's language over all its text, and the passages over it.
fn spans(article: &newsmill_stage::Article, language: &str) -> Vec<(usize, usize, String)> {
    let chars = |text: &str| text.chars().count();
    let (mut spans, mut start) = (Vec::new(), 0);
    for line in article.lines() {
        spans.push((start, start + chars(line.text()), language.to_owned()));
        for it in line.passages() {
            let from = start + chars(&line.text()[..it.bytes.start]);
            let to = from + chars(&line.text()[it.bytes.clone()]);
            spans.push((from, to, it.language.unwrap_or_default().to_owned()));
        }
        start += chars(line.text()) + 1;
    }
    spans
}
