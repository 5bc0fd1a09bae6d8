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
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleStage as _, Rows, Stage as _, columns};
use newsmill_train::Pages;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let folder: PathBuf = args.next().context("give the folder of the development data")?.into();
    let name = args.next().context("say which pages: dates, outlets or plaintext_dates")?;
    let mut wanted: Vec<String> = args.collect();
    let peer =
        wanted.iter().position(|it| it == "--beside").map(|at| wanted.split_off(at)).and_then(|it| it.get(1).cloned());
    let pages = Pages::of(&folder)?;
    let mut out = std::io::stdout().lock();
    let (mut count, mut reading, mut attributing) = (0, Duration::ZERO, Duration::ZERO);
    for page in pages.list(&name)? {
        if !wanted.is_empty() && !wanted.iter().any(|it| page["id"] == **it) {
            continue;
        }
        let start = Instant::now();
        let Some(mut article) = pages.read(&page)? else { continue };
        reading += start.elapsed();
        pages.prepare(&mut article, &page)?;
        if !wanted.is_empty() {
            article.ask_for_notes();
        }
        let start = Instant::now();
        pages.attribute.process(&mut article, &mut Rows::default())?;
        attributing += start.elapsed();
        count += 1;
        for (_, note) in article.notes().iter().filter(|it| it.0 == Attribute::NAME) {
            eprintln!("    {note}");
        }
        writeln!(out, "{}", told(&page, &article))?;
    }
    let speed = |it: Duration| f64::from(count) / it.as_secs_f64().max(1e-9);
    let share = 100.0 * attributing.as_secs_f64() / reading.as_secs_f64().max(1e-9);
    eprintln!("{count} pages: {:.0} attributed a second, {share:.1} % of the time of reading", speed(attributing));
    if let Some(python) = peer {
        let program = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/beside_htmldate.py");
        let done = Command::new(&python).arg(program).arg(&folder).arg(&name).status();
        let done = done.with_context(|| format!("cannot run {python}"))?;
        anyhow::ensure!(done.success(), "{python} cannot run htmldate: pip install htmldate");
    }
    Ok(())
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
