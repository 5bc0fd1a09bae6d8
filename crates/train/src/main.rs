//! Trains the line judge of the room `boilerplate`.
//!
//! ```text
//! cargo run --release -p newsmill-train --bin train -- FOLDER [--folds 5] [--deal 0] [--judged FILE] [--texts FILE] [--out FILE]
//! ```
//!
//! `FOLDER` holds the development data: `plaintext_lines.jsonl` (pages flattened to lines, each
//! labeled), `articles.jsonl` and `segments.jsonl` (HTML pages of which the article, or pieces of
//! it, are known). No outlet is in two folds, so that the figures are those of outlets never seen.
//!
//! On so few outlets the figures move by half a point with how they are dealt: `--deal` deals anew.
//! With `--judged`, what the folds made of the flattened pages is written for a scorer, with `--texts`
//! what they left of the HTML pages; with
//! `--out`, a judge trained on everything is written, which belongs into
//! `crates/boilerplate/src/judge.model`. The same data give the same judge, on any number of cores.

mod dice;
mod folds;
mod gold;
mod grow;
mod side;
mod table;
mod tally;

use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use newsmill_boilerplate::training::Judge;

use crate::gold::Mixture;
use crate::grow::{Growth, grow};
use crate::table::Table;

/// Found in cross-validation (2026-11-22). In three deals, 400 trees at a rate of .05 were as good as
/// 250 at .08. In one deal, which is less sure, 30 lines of doubt cost half a point, and more marks
/// for a tree only took longer.
const GROWTH: Growth = Growth { trees: 300, rate: 0.065, lines: 0.8, pages: 0.6, marks: 0.08, doubt: 5.0 };

/// Pieces of pages teach what neat input looks like; HTML brings outlets and languages that the
/// flattened pages lack, with labels that are less sure. Without both, line F1 is half a point lower
/// and half as many sentences again are lost.
const MIXTURE: Mixture = Mixture { cropped: 0.5, short: 0.5, html: 0.5, bare: 0.5 };

/// The score from which a line stays; `desk.rs` of the room knows where to stay below it.
const LIMIT: i32 = 0;

struct Wanted {
    folder: PathBuf,
    folds: usize,
    deal: u64,
    judged: Option<PathBuf>,
    texts: Option<PathBuf>,
    out: Option<PathBuf>,
}

fn wanted() -> Result<Wanted> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().context("give the folder of the development data")?.into();
    let mut wanted = Wanted { folder, folds: 5, deal: 0, judged: None, texts: None, out: None };
    while let Some(name) = args.next() {
        let value = args.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--folds" => wanted.folds = value.parse().with_context(|| format!("`{value}` is no number of folds"))?,
            "--deal" => wanted.deal = value.parse().with_context(|| format!("`{value}` is no number"))?,
            "--texts" => wanted.texts = Some(value.into()),
            "--judged" => wanted.judged = Some(value.into()),
            "--out" => wanted.out = Some(value.into()),
            _ => bail!("there is no {name}"),
        }
    }
    Ok(wanted)
}

fn main() -> Result<()> {
    let wanted = wanted()?;
    let pages = gold::read(&wanted.folder, MIXTURE)?;
    let table = Table::of(&pages);
    eprintln!("{} pages, {} labeled lines", pages.len(), table.rows.len());
    if wanted.folds > 1 {
        let scores = folds::cross_validate(&pages, &table, GROWTH, (wanted.folds, wanted.deal));
        folds::report(&pages, &scores, LIMIT)?;
        if let Some(path) = &wanted.judged {
            std::fs::write(path, folds::judged(&pages, &scores, LIMIT))?;
        }
        if let Some(path) = &wanted.texts {
            std::fs::write(path, folds::texts(&pages, &scores, LIMIT))?;
        }
    }
    if let Some(path) = &wanted.out {
        let judge = Judge { trees: grow(&table, &table.rows, GROWTH, 7), limit: LIMIT };
        std::fs::write(path, judge.write()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}
