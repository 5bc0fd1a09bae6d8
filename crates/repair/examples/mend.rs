//! Mends texts of a JSONL file and writes them as `eval/score/repair.py` reads them.
//!
//! `cargo run -p newsmill-repair --release --example mend -- repair.jsonl > mended.jsonl`: each
//! record has an `id` and a `broken` text (or a `text`); `-` reads from standard input.

use std::io::{BufRead, BufReader, BufWriter, Read, Write};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use newsmill_repair::Repair;
use newsmill_stage::testing;
use serde_json::{Value, json};

fn main() -> Result<()> {
    let Some(path) = std::env::args().nth(1) else { bail!("which file? `-` is standard input") };
    let file: Box<dyn Read> = match path.as_str() {
        "-" => Box::new(std::io::stdin()),
        path => Box::new(std::fs::File::open(path).with_context(|| format!("cannot read {path}"))?),
    };
    let repair: Repair = testing::build(Path::new(""), "")?;
    let mut mended = BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(file).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let text = record["broken"].as_str().or(record["text"].as_str()).unwrap_or_default();
        let text = repair.text(text).unwrap_or_else(|| text.to_owned());
        writeln!(mended, "{}", json!({ "id": record["id"], "text": text }))?;
    }
    Ok(mended.flush()?)
}
