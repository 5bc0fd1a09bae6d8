//! Builds `data/languages.table`, which tells languages, from three sources: lingua's n-gram models, the
//! development data (`../shared/eval/lang-dev.tar.xz`: words, and all of Galician), and the rules of
//! Serbian's two alphabets. Run it in this folder:
//!
//! `cargo run --release -- ../../../../shared/eval/lang-dev.tar.xz ../data/languages.table`
//!
//! It prints the size and the hash of what it wrote, and writes the same bytes every time. A third argument,
//! 0 to 4, leaves out that fifth of the stories: for cross-validation.

mod asset;
mod counts;
#[path = "../../src/grams.rs"]
#[expect(dead_code, reason = "the product asks more of it")]
mod grams;
mod models;
mod rows;
mod serbian;

use std::path::Path;

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::counts::Counts;
use crate::grams::Shared;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [archive, output, fold @ ..] = arguments.as_slice() else {
        anyhow::bail!("give the archive of the development data, the file to write, and maybe a fifth to leave out");
    };
    let left_out = fold.first().map(|it| it.parse().context("the fifth to leave out is a number")).transpose()?;
    let counts = Counts::read(Path::new(archive), left_out)?;
    let mut parts = Vec::new();
    for script in Shared::ALL {
        let columns = models::columns(script, &counts)?;
        let rows = rows::of(&columns, &counts, script);
        eprintln!("{script:?}: {} languages, {} rows", columns.len(), rows.len());
        parts.push((columns, rows));
    }
    let bytes = asset::of(&parts);
    std::fs::write(output, &bytes).with_context(|| format!("cannot write {output}"))?;
    let hash: String = Sha256::digest(&bytes).iter().map(|it| format!("{it:02x}")).collect();
    eprintln!("{} bytes, sha256 {hash}", bytes.len());
    Ok(())
}
