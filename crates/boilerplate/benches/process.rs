//! How fast pages go through the stage, against reading them as lines of UTF-8 at all.
//!
//! ```text
//! cargo bench -p newsmill-boilerplate -- plaintext_lines.jsonl
//! ```
//!
//! The pages are those of the file (a JSON object a line with `lines`), or our own sentences with a
//! menu around them. A page takes what it took in the best of seven rounds, so that a busy machine
//! counts as little as can be.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use newsmill_boilerplate::Boilerplate;
use newsmill_stage::{Article, ArticleStage as _, Rows, testing};
use serde_json::Value;

fn main() -> Result<()> {
    let pages = match std::env::args().skip(1).find(|it| !it.starts_with("--")) {
        Some(path) => read(&path)?,
        None => (0..500).map(own).collect(),
    };
    let bytes: usize = pages.iter().map(String::len).sum();
    let stage: Boilerplate = testing::build(Path::new("."), "")?;
    let mut limit = Duration::ZERO;
    let mut judged = Duration::ZERO;
    for page in &pages {
        limit += best(|| {
            let start = Instant::now();
            black_box(std::str::from_utf8(black_box(page.as_bytes())).map_or(0, |it| it.lines().count()));
            Ok(start.elapsed())
        })?;
        judged += best(|| {
            let mut article = Article::from_text(page);
            let start = Instant::now();
            stage.process(&mut article, &mut Rows::default())?;
            Ok(start.elapsed())
        })?;
    }
    let speed = |it: Duration| bytes as f64 / 1e6 / it.as_secs_f64();
    let ratio = judged.as_secs_f64() / limit.as_secs_f64();
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6)?;
    writeln!(out, "from_utf8 and lines   {:8.1} MB/s", speed(limit))?;
    writeln!(out, "boilerplate           {:8.1} MB/s, {ratio:.0} times as long", speed(judged))?;
    Ok(())
}

/// The best of seven rounds.
fn best(mut round: impl FnMut() -> Result<Duration>) -> Result<Duration> {
    let mut best = Duration::MAX;
    for _ in 0..7 {
        best = best.min(round()?);
    }
    Ok(best)
}

fn read(path: &str) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    let page = |line: &str| -> Result<String> {
        let page: Value = serde_json::from_str(line)?;
        let lines = page["lines"].as_array().context("a page has no lines")?;
        Ok(lines.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("\n"))
    };
    text.lines().map(page).collect()
}

/// A page of our own.
fn own(number: usize) -> String {
    let menu = ["• Home", "• Farming", "• Harbor", "• Letters", "News > Moor", "Share on Facebook"].join("\n");
    let sentence = |it: usize| {
        format!(
            "On day {it} of year {number} the ferry brought {} people over the Moor, the mayor said, and went back without any.",
            it * 3
        )
    };
    let body: Vec<String> = (0..20).map(sentence).collect();
    format!(
        "{menu}\nFerry number {number} goes back empty\n{}\nRelated articles\n{menu}\nSubscribe now",
        body.join("\n")
    )
}
