//! Which files are known, which are new, and which fragments hold their rows.
//!
//! A fragment's manifest lists the files it was made of. No list of fragments is kept beside them:
//! what is there is what counts, so a run that was killed leaves nothing to repair.

use std::collections::{BTreeMap, BTreeSet};
use std::time::UNIX_EPOCH;

use anyhow::Result;
use newsmill_stage::{FragmentStore, InputFile, Intake};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::Xxh3;

/// How many bytes of input a fragment is made of, unless one file has more.
const FRAGMENT_BYTES: u64 = 16 << 20;
/// How many files a fragment is made of at most.
const FRAGMENT_FILES: usize = 1024;

/// The reason that a reader gives for a file that it could not read; also how the version of such a
/// file begins. It may be readable the next time, so its fragment is never used again.
pub const UNREADABLE: &str = "unreadable";

/// What a fragment was made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The key of the pipeline that made it.
    pub pipeline: String,
    /// The files, by name.
    pub files: Vec<KnownFile>,
}

/// A file, as it was when its fragment was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownFile {
    /// Its path relative to the input.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was last changed, in nanoseconds since 1970; a string, for JSON has no such numbers.
    pub modified: String,
    /// The hash of its content.
    pub version: String,
}

impl KnownFile {
    /// Notes that the file could not be read to its end.
    pub fn mark_unreadable(&mut self) {
        if self.was_read() {
            self.version = format!("{UNREADABLE}: {}", self.version);
        }
    }

    fn was_read(&self) -> bool {
        !self.version.starts_with(UNREADABLE)
    }
}

/// A fragment, and the files in it whose rows are part of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fragment {
    /// Its key.
    pub key: String,
    /// Names of its live files, each with the hash of its content.
    pub live: BTreeSet<(String, String)>,
}

/// What there is to do.
#[derive(Debug, Default)]
pub struct Plan {
    /// Fragments that are used again.
    pub reused: Vec<Fragment>,
    /// Fragments to make, each of these files.
    pub to_make: Vec<Vec<(InputFile, KnownFile)>>,
    /// Fragments that no run needs any more.
    pub outdated: Vec<String>,
    /// Files that are no longer in the input and whose articles are kept.
    pub kept_files: usize,
    /// Those among them that were read with other settings than today's.
    pub of_earlier_settings: usize,
}

/// How inputs are compared with what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Articles of files that are no longer in the input are kept.
    pub keep_seen: bool,
    /// Every file is read again to see whether it has changed.
    pub rehash: bool,
}

/// Compares the input with the fragments that are there.
///
/// # Errors
///
/// If the store cannot be read. A file that cannot be read is no error here: the reader will say so.
pub fn plan(
    files: &[InputFile],
    intake: &dyn Intake,
    store: &dyn FragmentStore,
    pipeline: &str,
    policy: Policy,
) -> Result<Plan> {
    let mut manifests = BTreeMap::new();
    for (key, text) in store.list()? {
        if let Ok(manifest) = serde_json::from_str::<Manifest>(&text) {
            manifests.insert(key, manifest);
        }
    }
    let mut seen: BTreeMap<&str, Vec<(&String, &Manifest, &KnownFile)>> = BTreeMap::new();
    for (key, manifest) in &manifests {
        for file in &manifest.files {
            seen.entry(&file.name).or_default().push((key, manifest, file));
        }
    }
    let mut plan = Plan::default();
    let mut live: BTreeMap<&String, BTreeSet<(String, String)>> = BTreeMap::new();
    let mut new = Vec::new();
    for file in files {
        let before = seen.remove(file.name.as_str()).unwrap_or_default();
        let known = know(file, intake, before.iter().map(|it| it.2), policy.rehash);
        let is_same = |it: &KnownFile| it.version == known.version && known.was_read();
        match before.iter().find(|(_, it, file)| it.pipeline == pipeline && is_same(file)) {
            Some((key, ..)) => drop(live.entry(key).or_default().insert((known.name, known.version))),
            None => new.push((file.clone(), known)),
        }
    }
    for (name, mut before) in seen.into_iter().filter(|_| policy.keep_seen) {
        // What could not even be looked at (it has no time) is no article to remember.
        before.retain(|(.., file)| !file.modified.is_empty());
        // Of several versions, one made with today's settings is preferred, then the newest.
        let newest = before.iter().max_by_key(|(key, it, file)| (it.pipeline == pipeline, &file.modified, *key));
        if let Some((key, manifest, file)) = newest {
            live.entry(key).or_default().insert((name.to_owned(), file.version.clone()));
            plan.kept_files += 1;
            plan.of_earlier_settings += usize::from(manifest.pipeline != pipeline);
        }
    }
    plan.outdated = manifests.keys().filter(|it| !live.contains_key(it)).cloned().collect();
    plan.reused = live.into_iter().map(|(key, live)| Fragment { key: key.clone(), live }).collect();
    plan.to_make = shards(new);
    Ok(plan)
}

/// Groups files, sorted by name, into fragments.
fn shards(files: Vec<(InputFile, KnownFile)>) -> Vec<Vec<(InputFile, KnownFile)>> {
    let mut shards: Vec<Vec<(InputFile, KnownFile)>> = Vec::new();
    let mut bytes = 0;
    for file in files {
        match shards.last_mut() {
            Some(shard) if shard.len() < FRAGMENT_FILES && bytes + file.0.size <= FRAGMENT_BYTES => {
                bytes += file.0.size;
                shard.push(file);
            }
            _ => {
                bytes = file.0.size;
                shards.push(vec![file]);
            }
        }
    }
    shards
}

/// The key of the fragment that a pipeline makes of these files.
pub fn key(pipeline: &str, files: &[KnownFile]) -> String {
    let mut hash = Xxh3::new();
    hash.update(pipeline.as_bytes());
    for file in files {
        hash.update(format!("\0{}\0{}", file.name, file.version).as_bytes());
    }
    format!("{:032x}", hash.digest128())
}

/// A file with its version: that of an earlier run if size and time have not changed.
fn know<'a>(
    file: &InputFile,
    intake: &dyn Intake,
    before: impl Iterator<Item = &'a KnownFile>,
    rehash: bool,
) -> KnownFile {
    let since_1970 = file.modified.and_then(|it| it.duration_since(UNIX_EPOCH).ok());
    let modified = since_1970.map(|it| format!("{:020}", it.as_nanos())).unwrap_or_default();
    let same =
        |it: &&KnownFile| it.size == file.size && it.modified == modified && !modified.is_empty() && it.was_read();
    let mut before = before.filter(same);
    let known = if rehash { None } else { before.next().map(|it| it.version.clone()) };
    // A file that cannot be read has a version too, so that it is tried again when it changes.
    let version =
        known.unwrap_or_else(|| intake.version(file).unwrap_or_else(|error| format!("{UNREADABLE}: {error:#}")));
    KnownFile { name: file.name.clone(), size: file.size, modified, version }
}
