//! Words of the development data, counted by language.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::grams::{Shared, Words};

/// A word that is written down counts as seen so often.
const WRITTEN: u32 = 2;

/// Words and how often they occur, by language and script.
pub struct Counts {
    words: BTreeMap<(String, Shared), BTreeMap<Vec<u16>, u32>>,
}

impl Counts {
    /// Counts the words of paragraphs and headlines; stories of the fifth that is left out do not count.
    pub fn read(archive: &Path, left_out: Option<u64>) -> Result<Self> {
        let mut counts = Self { words: BTreeMap::new() };
        for file in ["bench_par.jsonl", "bench_short.jsonl"] {
            let tar = Command::new("tar").arg("-xJOf").arg(archive).arg(file).output().context("cannot run tar")?;
            ensure!(tar.status.success(), "tar cannot read {file}: {}", String::from_utf8_lossy(&tar.stderr));
            for line in String::from_utf8(tar.stdout)?.lines() {
                counts.add(&serde_json::from_str(line)?, left_out);
            }
        }
        counts.add_written();
        Ok(counts)
    }

    /// Adds the words that were written down by hand, in Latin letters; each for itself, however often it is listed.
    fn add_written(&mut self) {
        for line in include_str!("../words.txt").lines().filter(|it| !it.starts_with('#')) {
            let words = Words::of(line, Shared::Latin);
            let code = line.split(' ').next().unwrap_or_default().to_owned();
            let listed: std::collections::BTreeSet<&[u16]> =
                words.all[1..].iter().map(|it| words.letters(*it)).collect();
            let counts = self.words.entry((code, Shared::Latin)).or_default();
            for word in listed {
                *counts.entry(word.to_vec()).or_default() += WRITTEN;
            }
        }
    }

    fn add(&mut self, record: &Value, left_out: Option<u64>) {
        let field = |name: &str| record[name].as_str().unwrap_or_default().to_owned();
        if left_out == Some(fifth(&field("id"))) {
            return;
        }
        for script in Shared::ALL {
            let text = field("text");
            let words = Words::of(&text, script);
            let letters: usize = words.all.iter().map(|it| words.letters(*it).len()).sum();
            if letters * 2 > text.chars().filter(|it| it.is_alphabetic()).count() {
                let counts = self.words.entry((field("lang"), script)).or_default();
                for word in &words.all {
                    *counts.entry(words.letters(*word).to_vec()).or_default() += 1;
                }
            }
        }
    }

    /// The words of a language in a script; `None` if the data has none.
    pub fn of(&self, code: &str, script: Shared) -> Option<&BTreeMap<Vec<u16>, u32>> {
        self.words.get(&(code.to_owned(), script))
    }
}

/// The fifth that a story belongs to: the same for all its translations.
fn fifth(id: &str) -> u64 {
    let story = id.match_indices('/').nth(1).map_or(id, |(at, _)| &id[..at]);
    story.bytes().fold(7, |sum: u64, it| sum.wrapping_mul(31).wrapping_add(u64::from(it))) % 5
}
