//! Takes the articles out of HTML pages, to be scored against gold, and says how fast.
//!
//! ```text
//! cargo run --release -p newsmill-train --example bodies -- FOLDER articles > texts.jsonl
//! ```
//!
//! `FOLDER` holds the development data; `articles` or `segments` names the file that lists the pages.
//! Each page goes the way that it goes in a run: read, then stripped. The crate `trafilatura` does the
//! same pages in the same run, as the measure of this machine.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use newsmill_boilerplate::Boilerplate;
use newsmill_read::{Input, InputSettings};
use newsmill_stage::{ArticleStage as _, Content, InputRecord, Intake as _, Line, Place, Rows, testing};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder: PathBuf = args.next().context("give the folder of the development data")?.into();
    let name = args.next().context("say which pages: articles or segments")?;
    let list = std::fs::read_to_string(folder.join(format!("{name}.jsonl"))).context("there is no such list")?;
    let input = Input::new(folder.clone(), InputSettings::default());
    let stage: Boilerplate = testing::build(Path::new("."), "")?;
    let mut out = std::io::stdout().lock();
    let (mut ours, mut reading, mut theirs, mut worst) = Default::default();
    let mut pages = 0;
    for line in list.lines() {
        let page: Value = serde_json::from_str(line)?;
        let path = page["html_path"].as_str().context("a page has no html_path")?;
        let bytes = std::fs::read(folder.join(path)).with_context(|| format!("cannot read {path}"))?;
        let html = String::from_utf8_lossy(&bytes).into_owned();
        let start = Instant::now();
        let record =
            InputRecord { place: Place { path: path.to_owned(), ..Place::default() }, content: Content::File(bytes) };
        let article = input.article(record);
        reading += start.elapsed();
        let text = article.map_or_else(
            |_| String::new(),
            |mut article| {
                let done = stage.process(&mut article, &mut Rows::default());
                if done.is_ok() { article.body().map(Line::text).collect::<Vec<_>>().join("\n") } else { String::new() }
            },
        );
        let took = start.elapsed();
        (ours, worst) = (ours + took, took.max(worst));
        let start = Instant::now();
        drop(trafilatura::extract(&html, &trafilatura::Options::default()));
        theirs += start.elapsed();
        pages += 1;
        writeln!(out, "{}", json!({"id": page["id"], "text": text}))?;
    }
    let speed = |it: Duration| f64::from(pages) / it.as_secs_f64();
    eprintln!(
        "{pages} pages: {:.0} a second ({:.0} read without stripping), trafilatura alone {:.0}; the slowest took {} ms",
        speed(ours),
        speed(reading),
        speed(theirs),
        worst.as_millis()
    );
    Ok(())
}
