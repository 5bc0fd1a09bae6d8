//! What `[input] path-pattern` tells of the files that are there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use newsmill_stage::{Filed, InputFile, Intake as _};

use crate::mill::Mill;
use crate::say::note;
use crate::words::{count, number};

/// So many files of each ending are looked into, so that a large folder takes no longer than a
/// small one, and what lies at its end is seen all the same.
const FILES_AN_ENDING: usize = 40;
/// So many are looked into in all.
const FILES: usize = 400;
/// So many documents of a file are looked at.
pub(crate) const DOCUMENTS: usize = 200;

/// What `path-pattern` tells by the places of files, and of what stands in them.
#[derive(Default)]
pub(crate) struct Filing {
    /// The files of which it tells something.
    told: BTreeSet<String>,
    /// The files that fit a pattern by which they tell nothing.
    silent: BTreeSet<String>,
    example: Option<(String, Filed)>,
}

/// Warns of a pattern that tells of none of the files, as one does that begins above the folder.
pub(crate) fn warn_of_pattern(mill: &Mill, files: &[InputFile]) {
    if mill.loaded.input.path_pattern.is_empty() {
        return;
    }
    let mut filing = Filing::by_names(mill, files);
    // What the names do not tell, those in an archive may.
    for file in of_every_ending(files) {
        if filing.example.is_some() {
            return;
        }
        filing.look_into(mill, file);
    }
    if filing.example.is_none() {
        warn(files);
    }
}

fn warn(files: &[InputFile]) {
    let first = files.first().map_or("", |it| it.name.as_str());
    let advice = "patterns start below [input] path, where the first is";
    note!("warning: path-pattern tells of none of the files; {advice} {first}");
}

impl Filing {
    /// By the names of all files, whether they are looked into or not.
    pub(crate) fn by_names(mill: &Mill, files: &[InputFile]) -> Self {
        let mut filing = Self::default();
        files.iter().for_each(|it| filing.add(mill, &it.name, &it.name));
        filing
    }

    /// Takes the place of a file, or of something in it.
    pub(crate) fn add(&mut self, mill: &Mill, file: &str, path: &str) {
        let Some(filed) = mill.intake.filed(path) else { return };
        if filed == Filed::default() {
            self.silent.insert(file.to_owned());
            return;
        }
        self.told.insert(file.to_owned());
        self.example.get_or_insert_with(|| (path.to_owned(), filed));
    }

    /// `path-pattern tells of 60 of 71 files, for example dw/a.txt: outlet dw`
    pub(crate) fn tell(&self, mill: &Mill, files: &[InputFile]) {
        if mill.loaded.input.path_pattern.is_empty() {
            return;
        }
        let Some((path, filed)) = &self.example else { return warn(files) };
        let facts = [
            ("outlet", &filed.outlet),
            ("published", &filed.published),
            ("crawled", &filed.crawled),
            ("language", &filed.language),
        ];
        let facts: Vec<String> =
            facts.iter().filter_map(|(name, value)| Some(format!("{name} {}", value.as_ref()?))).collect();
        let (told, all) = (number(self.told.len()), count(files.len(), "file"));
        note!("path-pattern tells of {told} of {all}, for example {path}: {}", facts.join(", "));
        let silent = self.silent.difference(&self.told).count();
        if silent > 0 {
            note!("  {} told nothing by a pattern without braces", count(silent, "file"));
        }
        if let Some(it) = files.iter().find(|it| !self.told.contains(&it.name) && !self.silent.contains(&it.name)) {
            let rest = files.len() - self.told.len() - silent;
            note!("  {} under no pattern, for example {}", count(rest, "file"), it.name);
        }
    }

    /// Takes the places of the first things in a file, as far as one that tells.
    fn look_into(&mut self, mill: &Mill, file: &InputFile) {
        let mut documents = 0;
        // It only says whether the look was broken off.
        let _: ControlFlow<()> = mill.intake.records(file, &mut |record| {
            self.add(mill, &file.name, &record.place.path);
            documents += 1;
            let enough = documents == DOCUMENTS || self.example.is_some();
            if enough { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
    }
}

/// The first files of every ending.
pub(crate) fn of_every_ending(files: &[InputFile]) -> Vec<&InputFile> {
    let mut endings: BTreeMap<&str, usize> = BTreeMap::new();
    let mut chosen = Vec::new();
    for file in files {
        let name = file.name.rsplit('/').next().unwrap_or_default();
        let seen = endings.entry(name.rsplit_once('.').map_or("", |(_, it)| it)).or_default();
        *seen += 1;
        if *seen <= FILES_AN_ENDING && chosen.len() < FILES {
            chosen.push(file);
        }
    }
    chosen
}
