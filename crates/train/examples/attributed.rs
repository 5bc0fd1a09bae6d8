//! Attributes pages of the development data, to be scored against gold, and says how fast.
//!
//! ```text
//! cargo run --release -p newsmill-train --example attributed -- FOLDER dates [ID…] [--beside python3] > days.jsonl
//! ```
//!
//! `FOLDER` holds the development data; `dates`, `outlets` or `plaintext_dates` names the file that lists
//! the pages. Each page is read, and then attributed, without its address and with the day it was saved
//! where the list has it. The time of attribution stands beside that of reading, in the same run; with
//! `--beside`, a Python that has the peer htmldate does the same pages after that. With ids, only these
//! pages are attributed, and the reasons are shown.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use newsmill_attribute::Attribute;
use newsmill_language::Language;
use newsmill_read::{Input, InputSettings};
use newsmill_stage::{
    Article, ArticleStage as _, Content, InputRecord, Intake as _, Line, Place, Rows, Stage as _, columns, testing,
};
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder: PathBuf = args.next().context("give the folder of the development data")?.into();
    let name = args.next().context("say which pages: dates, outlets or plaintext_dates")?;
    let mut wanted: Vec<String> = args.collect();
    let peer =
        wanted.iter().position(|it| it == "--beside").map(|at| wanted.split_off(at)).and_then(|it| it.get(1).cloned());
    let list = std::fs::read_to_string(folder.join(format!("{name}.jsonl"))).context("there is no such list")?;
    let input = Input::new(folder.clone(), InputSettings::default());
    let language: Language = testing::build(Path::new("."), "")?;
    let stage: Attribute = testing::build(Path::new("."), "")?;
    let mut out = std::io::stdout().lock();
    let (mut pages, mut reading, mut attributing) = (0, Duration::ZERO, Duration::ZERO);
    for line in list.lines() {
        let page: Value = serde_json::from_str(line)?;
        if !wanted.is_empty() && !wanted.iter().any(|it| page["id"] == **it) {
            continue;
        }
        let start = Instant::now();
        let Some(mut article) = read(&input, &folder, &page)? else { continue };
        reading += start.elapsed();
        article.metadata.crawled = page["crawl_date"].as_str().map(str::to_owned);
        language.process(&mut article, &mut Rows::default())?;
        if !wanted.is_empty() {
            article.ask_for_notes();
        }
        let start = Instant::now();
        stage.process(&mut article, &mut Rows::default())?;
        attributing += start.elapsed();
        pages += 1;
        for (_, note) in article.notes().iter().filter(|it| it.0 == Attribute::NAME) {
            eprintln!("    {note}");
        }
        writeln!(out, "{}", told(&page, &article))?;
    }
    let speed = |it: Duration| f64::from(pages) / it.as_secs_f64().max(1e-9);
    let share = 100.0 * attributing.as_secs_f64() / reading.as_secs_f64().max(1e-9);
    eprintln!("{pages} pages: {:.0} attributed a second, {share:.1} % of the time of reading", speed(attributing));
    if let Some(python) = peer {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/beside_htmldate.py");
        let done = Command::new(&python).arg(program).arg(&folder).arg(&name).status();
        let done = done.with_context(|| format!("cannot run {python}"))?;
        anyhow::ensure!(done.success(), "{python} cannot run htmldate: pip install htmldate");
    }
    Ok(())
}

/// The page as an article; `None` if it is rejected.
fn read(input: &Input, folder: &Path, page: &Value) -> Result<Option<Article>> {
    if let Some(lines) = page["lines"].as_array() {
        let lines = (1..).zip(lines).map(|(number, it)| Line::new(number, it.as_str().unwrap_or_default()));
        return Ok(Some(Article::from_lines(lines.collect())));
    }
    let path = page["html_path"].as_str().context("a page has no html_path")?;
    let bytes = std::fs::read(folder.join(path)).with_context(|| format!("cannot read {path}"))?;
    let place = Place { path: path.to_owned(), record: 1, byte_offset: 0 };
    Ok(input.article(InputRecord { place, content: Content::File(bytes) }).ok())
}

fn told(page: &Value, article: &Article) -> Value {
    json!({
        "id": page["id"],
        "date": article.get(columns::DATE_PUBLISHED).map(|it| it.to_string()),
        "basis": article.get(columns::DATE_BASIS),
        "confidence": article.get(columns::DATE_CONFIDENCE),
        "domain": article.get(columns::SOURCE_DOMAIN),
        "sitename": article.get(columns::OUTLET_NAME),
        "outlet": article.get(columns::OUTLET_ID),
        "outlet_basis": article.get(columns::OUTLET_BASIS),
        "outlet_confidence": article.get(columns::OUTLET_CONFIDENCE),
    })
}
