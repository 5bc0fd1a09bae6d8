//! Trains the line judges of the room `boilerplate`: one for HTML, one for flattened text.
//!
//! ```text
//! cargo run --release -p newsmill-train --bin train -- FOLDER [--folds 5] [--deal 0] [--judged FOLDER] [--out FOLDER]
//! ```
//!
//! `FOLDER` holds the development data: `plaintext_lines.jsonl` (pages flattened to lines, each
//! labeled), `articles.jsonl` and `segments.jsonl` (HTML pages of which the article, or pieces of
//! it, are known). No outlet is in two folds, so that the figures are those of outlets never seen.
//!
//! On so few outlets the figures move by half a point with how they are dealt: `--deal` deals anew.
//! With `--judged`, what the folds made of the pages is written for a scorer: `text.jsonl` has labels
//! of lines, `html.jsonl` the texts that are left. With `--out`, judges trained on everything are
//! written, which belong into `crates/boilerplate/src`. The same data give the same judges, on any
//! number of cores.

mod dice;
mod folds;
mod gold;
mod grow;
mod side;
mod table;
mod tally;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use newsmill_boilerplate::training::Judge;

use crate::gold::{Kind, Mixture, Page};
use crate::grow::{Growth, grow};
use crate::table::Table;

/// How a judge is trained.
#[derive(Clone, Copy)]
struct Course {
    /// What it judges: `html` or `text`.
    name: &'static str,
    growth: Growth,
    /// A line counts as much as its length to this power: who reads a text sees more of a long one.
    by_length: f32,
    /// A page counts as much as its lines together to the power of one less this: pages of many
    /// lines shall not teach more than they are worth.
    by_page: f32,
}

/// Found in cross-validation (2026-11-22). In three deals, 400 trees at a rate of .05 were as good as
/// 250 at .08. In one deal, which is less sure, 30 lines of doubt cost half a point, and more marks
/// for a tree only took longer.
const TEXT: Course = Course {
    name: "text",
    growth: Growth { trees: 300, rate: 0.065, lines: 0.8, pages: 0.6, marks: 0.08, doubt: 5.0 },
    by_length: 0.0,
    by_page: 0.0,
};

/// Found in cross-validation (2026-11-22), 4-gram F1 of articles: without weights .956, by length
/// .958, by page too .958 (and segments .935 for .931); with .15 of the marks for a tree .961; with
/// .3 and 500 trees .964. One deal moves it by .002.
const HTML: Course = Course {
    name: "html",
    growth: Growth { trees: 500, rate: 0.05, marks: 0.3, ..TEXT.growth },
    by_length: 0.5,
    by_page: 0.5,
};

/// Pieces of pages teach what neat input looks like; HTML without its elements brings outlets and
/// languages that the flattened pages lack, with labels that are less sure. Without both, line F1 is
/// half a point lower and half as many sentences again are lost.
const MIXTURE: Mixture = Mixture { cropped: 0.5, short: 0.5, bare: 0.5 };

/// The score from which a line stays; `desk.rs` of the room knows where to stay below it.
const LIMIT: i32 = 0;

struct Wanted {
    folder: PathBuf,
    folds: usize,
    deal: u64,
    judged: Option<PathBuf>,
    out: Option<PathBuf>,
}

fn wanted() -> Result<Wanted> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().context("give the folder of the development data")?.into();
    let mut wanted = Wanted { folder, folds: 5, deal: 0, judged: None, out: None };
    while let Some(name) = args.next() {
        let value = args.next().with_context(|| format!("{name} needs a value"))?;
        match name.as_str() {
            "--folds" => wanted.folds = value.parse().with_context(|| format!("`{value}` is no number of folds"))?,
            "--deal" => wanted.deal = value.parse().with_context(|| format!("`{value}` is no number"))?,
            "--judged" => wanted.judged = Some(value.into()),
            "--out" => wanted.out = Some(value.into()),
            _ => bail!("there is no {name}"),
        }
    }
    Ok(wanted)
}

fn main() -> Result<()> {
    let wanted = wanted()?;
    let (html, text): (Vec<Page>, Vec<Page>) =
        gold::read(&wanted.folder, MIXTURE)?.into_iter().partition(|it: &Page| it.kind == Kind::Html);
    train(HTML, &html, &wanted)?;
    train(TEXT, &text, &wanted)
}

/// Trains and tries one judge.
fn train(course: Course, pages: &[Page], wanted: &Wanted) -> Result<()> {
    let Course { name, growth, by_length, by_page } = course;
    let mut table = Table::of(pages);
    table.weigh_by_length(by_length);
    table.weigh_by_page(by_page);
    eprintln!("{name}: {} pages, {} labeled lines", pages.len(), table.rows.len());
    if wanted.folds > 1 {
        let scores = folds::cross_validate(pages, &table, growth, (wanted.folds, wanted.deal));
        folds::report(pages, &scores, LIMIT)?;
        if let Some(path) = &wanted.judged {
            let judged = if name == "html" { folds::texts } else { folds::judged };
            let path = path.join(format!("{name}.jsonl"));
            std::fs::write(&path, judged(pages, &scores, LIMIT)).with_context(|| cannot_write(&path))?;
        }
    }
    if let Some(path) = &wanted.out {
        let judge = Judge { trees: grow(&table, &table.rows, growth, 7), limit: LIMIT };
        let path = path.join(format!("{name}.model"));
        std::fs::write(&path, judge.write()).with_context(|| cannot_write(&path))?;
    }
    Ok(())
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}
