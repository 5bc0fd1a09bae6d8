//! How fast JSON lines become articles, beside what `serde_json` alone needs for the same bytes.
//!
//! `cargo run --release -p newsmill-read --example jsonl_speed`
#![expect(clippy::print_stdout, reason = "an example prints its result")]

use std::ops::ControlFlow;
use std::time::Instant;

use anyhow::{Context as _, Result};
use newsmill_read::{Input, InputSettings};
use newsmill_stage::Intake as _;

fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("articles.jsonl");
    let body = "Officials said on Friday that talks would go on, “whatever happens”. ".repeat(40);
    let record = |it: usize| {
        let text = format!("Article {it}\n\n{body}");
        let url = format!("https://news.example/{it}");
        let extra = [1, 2, 3];
        serde_json::json!({"id": it, "url": url, "date": "2022-11-02", "text": text, "tags": extra}).to_string()
    };
    let lines: Vec<String> = (0..30_000).map(record).collect();
    std::fs::write(&path, lines.join("\n"))?;
    let megabytes = lines.iter().map(String::len).sum::<usize>() as f64 / 1e6;

    let input = Input::new(path, InputSettings::default());
    let file = input.files()?.pop().context("the file has just been written")?;
    for _ in 0..3 {
        let start = Instant::now();
        let mut articles = 0;
        let _ = input.records(&file, &mut |it| {
            articles += usize::from(input.article(it).is_ok());
            ControlFlow::Continue(())
        });
        let ours = start.elapsed().as_secs_f64();
        let start = Instant::now();
        let values =
            lines.iter().filter(|it| serde_json::from_slice::<serde_json::Value>(it.as_bytes()).is_ok()).count();
        let serde = start.elapsed().as_secs_f64();
        assert_eq!(articles, values);
        println!(
            "{articles} articles: {:.0} MB/s; serde_json to values: {:.0} MB/s",
            megabytes / ours,
            megabytes / serde
        );
    }
    Ok(())
}
