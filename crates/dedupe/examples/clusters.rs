//! Clusters of a JSONL file of documents (`id`, `text`), written as lines `id<TAB>cluster` for a
//! scorer: `cargo run --release -p newsmill-dedupe --example clusters -- DOCS.jsonl OUT.tsv [THRESHOLD]`.
//! Every document counts as an outlet of its own.

use std::fmt::Write as _;
use std::time::Instant;

use anyhow::{Context as _, Result};
use newsmill_dedupe::Dedupe;
use newsmill_stage::testing::{build, decide};
use newsmill_stage::{Article, Cell, CorpusStage as _, columns};

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let docs = arguments.next().context("name the file of documents")?;
    let out = arguments.next().context("name the file to write")?;
    let threshold = arguments.next().unwrap_or_else(|| "0.6".to_owned());
    let (mut ids, mut articles, mut bytes) = (Vec::new(), Vec::new(), 0);
    for (number, line) in std::fs::read_to_string(docs)?.lines().enumerate() {
        let doc: serde_json::Value = serde_json::from_str(line)?;
        let text = doc["text"].as_str().unwrap_or_default();
        bytes += text.len();
        let mut article = Article::from_text(text);
        article.id.0 = number as u128;
        article.set(columns::OUTLET_ID, Some(format!("outlet-{number}")));
        ids.push(doc["id"].as_str().unwrap_or_default().to_owned());
        articles.push(article);
    }
    let stage: Dedupe = build(std::path::Path::new(""), &format!("threshold = {threshold}"))?;
    articles.iter().for_each(|it| _ = it.clean());
    let start = Instant::now();
    for article in &articles {
        stage.observe(article)?;
    }
    eprintln!("clues at {:.0} MB/s, words known", bytes as f64 / 1e6 / start.elapsed().as_secs_f64());
    let start = Instant::now();
    let decided = decide(&stage, &articles)?;
    eprintln!("clues and rulings in {:.2} s", start.elapsed().as_secs_f64());
    let mut clusters = vec![String::new(); ids.len()];
    for (id, column, cell) in decided.iter().flat_map(|(_, it)| &it.values) {
        if let (true, Cell::Text(cluster), Ok(at)) = (*column == "cluster_id", cell, usize::try_from(id.0)) {
            clusters[at] = cluster.clone();
        }
    }
    let mut table = String::new();
    for (id, cluster) in ids.iter().zip(clusters).filter(|(_, it)| !it.is_empty()) {
        writeln!(table, "{id}\t{cluster}")?;
    }
    Ok(std::fs::write(out, table)?)
}
