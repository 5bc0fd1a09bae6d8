//! The new files of a run, out of sight until all of them are complete.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::durable;
use crate::output::{Journal, Output, is_name};

/// The list of what is published, and published with it.
pub(crate) const MANIFEST: &str = "manifest.json";

/// A published file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedFile {
    /// Its name in the output folder.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 of its content, in hexadecimal, as `sha256sum` prints it.
    pub sha256: String,
}

/// What `manifest.json` holds.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) files: Vec<PublishedFile>,
}

/// A set of files in the making. Dropped without [`publish`](Self::publish), it leaves no trace.
#[derive(Debug)]
pub struct Staging<'a> {
    output: &'a Output,
    folder: PathBuf,
    /// Our own files of before, which may be replaced.
    before: BTreeSet<String>,
    committing: bool,
}

impl<'a> Staging<'a> {
    pub(crate) fn new(output: &'a Output, folder: PathBuf, before: Vec<PublishedFile>) -> Self {
        let before = before.into_iter().map(|it| it.name).collect();
        Self { output, folder, before, committing: false }
    }

    /// The folder that the files stand in until they are published.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where to write the file that will be published under this name.
    ///
    /// # Errors
    ///
    /// If it is no plain file name, or a file of that name is there that no run has written.
    pub fn path(&self, name: &str) -> Result<PathBuf> {
        ensure!(is_name(name) && name != MANIFEST, "`{name}` cannot be the name of a published file");
        self.check(name)?;
        Ok(self.folder.join(name))
    }

    /// Adds a file of these bytes.
    ///
    /// # Errors
    ///
    /// As of [`path`](Self::path), or if the disk is full.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name)?;
        fs::write(&path, bytes).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Adds a file of JSON, indented for people.
    ///
    /// # Errors
    ///
    /// As of [`write`](Self::write), or if the value cannot be JSON.
    pub fn write_json(&self, name: &str, value: &impl Serialize) -> Result<()> {
        let mut bytes = serde_json::to_vec_pretty(value).with_context(|| format!("cannot make {name}"))?;
        bytes.push(b'\n');
        self.write(name, &bytes)
    }

    /// Publishes the files and `manifest.json` together, and removes those of an earlier run that
    /// are published no more. Files that no run has written are left alone.
    ///
    /// # Errors
    ///
    /// If the disk fails. Before the commit the old files stand; after it the next
    /// [`Output::open`] completes what is missing.
    pub fn publish(mut self) -> Result<Vec<PublishedFile>> {
        let mut files = Vec::new();
        for name in self.names()? {
            self.check(&name)?;
            files.push(describe(&self.folder, name)?);
        }
        let new: BTreeSet<&str> = files.iter().map(|it| it.name.as_str()).collect();
        // A file that somebody has put in the place of ours since is theirs.
        let folder = self.output.folder();
        let is_ours = |it: &&PublishedFile| describe(folder, it.name.clone()).is_ok_and(|now| now.sha256 == it.sha256);
        let before = self.output.published()?;
        let outdated = before.iter().filter(|it| is_name(&it.name) && !new.contains(it.name.as_str()));
        let remove = outdated.filter(is_ours).map(|it| it.name.clone()).collect();
        let manifest = Manifest { files };
        let mut bytes = serde_json::to_vec_pretty(&manifest)?;
        bytes.push(b'\n');
        durable::write(&self.folder.join(MANIFEST), &bytes)?;
        durable::sync_folder(&self.folder)?;
        durable::sync_folder(self.output.folder())?;

        let mut publish: Vec<String> = manifest.files.iter().map(|it| it.name.clone()).collect();
        publish.push(MANIFEST.to_owned());
        // From here on the staged files may be the only whole copy: never drop them.
        self.committing = true;
        self.output.commit(&Journal { publish, remove })?;
        Ok(manifest.files)
    }

    fn names(&self) -> Result<Vec<String>> {
        let unreadable = || format!("cannot read {}", self.folder.display());
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder).with_context(unreadable)? {
            let entry = entry.with_context(unreadable)?;
            let name = entry.file_name().into_string().ok().filter(|it| is_name(it));
            let Some(name) = name.filter(|_| entry.path().is_file()) else {
                bail!("{} cannot be published", entry.path().display());
            };
            names.push(name);
        }
        names.sort_unstable();
        Ok(names)
    }

    /// Refuses to replace what is not ours, while nothing has happened yet.
    fn check(&self, name: &str) -> Result<()> {
        let target = self.output.folder().join(name);
        let ours = self.before.contains(name);
        let taken = target.symlink_metadata().is_ok_and(|it| !ours || it.is_dir());
        ensure!(
            !taken,
            "{} is there already and manifest.json does not list it as newsmill's; move it away or choose another output folder",
            target.display()
        );
        Ok(())
    }
}

impl Drop for Staging<'_> {
    fn drop(&mut self) {
        if !self.committing {
            // What cannot be removed now is removed by the next run; there is nobody to tell.
            let _ = durable::remove_folder(&self.folder);
        }
    }
}

/// Makes a file durable, and takes its measure.
fn describe(folder: &Path, name: String) -> Result<PublishedFile> {
    let path = folder.join(&name);
    durable::sync_file(&path)?;
    let unreadable = || format!("cannot read {}", path.display());
    let mut file = File::open(&path).with_context(unreadable)?;
    let (mut hash, mut bytes, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        let read = file.read(&mut buffer).with_context(unreadable)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        bytes += read as u64;
    }
    let sha256 = hash.finalize().iter().map(|it| format!("{it:02x}")).collect();
    Ok(PublishedFile { name, bytes, sha256 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Busy;

    fn published(folder: &Path, files: &[(&str, &str)]) -> Vec<PublishedFile> {
        let output = Output::open(folder).unwrap();
        let staging = output.staging().unwrap();
        for (name, text) in files {
            staging.write(name, text.as_bytes()).unwrap();
        }
        staging.publish().unwrap()
    }

    /// The visible files of a folder and what they hold, less the manifest.
    fn check(folder: &Path, expected: &[(&str, &str)]) {
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = entry.file_name().into_string().unwrap();
            if name != MANIFEST && entry.path().is_file() && name != ".lock" {
                found.push((name, fs::read_to_string(entry.path()).unwrap()));
            }
        }
        found.sort_unstable();
        let expected: Vec<_> = expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(found, expected);
        assert!(!folder.join(".staging").exists());
    }

    #[test]
    fn files_come_with_a_manifest_that_sha256sum_would_print() {
        let folder = tempfile::tempdir().unwrap();
        let files = published(folder.path(), &[("a.csv", "abc")]);
        assert_eq!(files[0].sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(Output::open(folder.path()).unwrap().published().unwrap(), files);
    }

    #[test]
    fn a_table_that_is_published_no_more_goes_and_foreign_files_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        published(folder.path(), &[("a.csv", "1"), ("b.csv", "2")]);
        published(folder.path(), &[("a.csv", "3")]);
        check(folder.path(), &[("a.csv", "3"), ("notes.txt", "mine")]);
    }

    #[test]
    fn a_file_that_no_run_has_written_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("articles.csv"), "mine").unwrap();
        let output = Output::open(folder.path()).unwrap();
        let refused = output.staging().unwrap().write("articles.csv", b"").unwrap_err().to_string();
        assert!(refused.contains("does not list it as newsmill's"), "{refused}");
        check(folder.path(), &[("articles.csv", "mine")]);
    }

    #[test]
    fn names_are_no_paths() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::open(folder.path()).unwrap();
        let staging = output.staging().unwrap();
        for name in ["", "../a", "a/b", ".hidden", "c:d", "a\\b", MANIFEST] {
            assert!(staging.path(name).is_err(), "{name}");
        }
    }

    #[test]
    fn a_second_run_is_told_that_the_folder_is_busy() {
        let folder = tempfile::tempdir().unwrap();
        let first = Output::open(folder.path()).unwrap();
        assert!(Output::open(folder.path()).unwrap_err().downcast_ref::<Busy>().is_some());
        drop(first);
        assert!(Output::open(folder.path()).is_ok());
    }

    #[test]
    fn a_run_that_was_killed_before_its_commit_leaves_the_old_files() {
        let folder = tempfile::tempdir().unwrap();
        published(folder.path(), &[("a.csv", "old")]);
        fs::create_dir(folder.path().join(".staging")).unwrap();
        fs::write(folder.path().join(".staging/a.csv"), "ne").unwrap();
        fs::write(folder.path().join(".commit.json.tmp"), "{\"publ").unwrap();
        drop(Output::open(folder.path()).unwrap());
        check(folder.path(), &[("a.csv", "old")]);
    }

    #[test]
    fn a_run_that_was_killed_at_any_step_of_its_commit_is_finished() {
        for moved in 0..=3 {
            let folder = tempfile::tempdir().unwrap();
            published(folder.path(), &[("a.csv", "old"), ("gone.csv", "old")]);
            let staging = folder.path().join(".staging");
            fs::create_dir(&staging).unwrap();
            let files = [("a.csv", "new"), ("b.csv", "new"), (MANIFEST, "{\"files\": []}")];
            for (at, (name, text)) in files.iter().enumerate() {
                let to = if at < moved { folder.path().join(name) } else { staging.join(name) };
                fs::write(to, text).unwrap();
            }
            let journal =
                Journal { publish: files.iter().map(|it| it.0.to_owned()).collect(), remove: vec!["gone.csv".into()] };
            fs::write(folder.path().join(".commit.json"), serde_json::to_vec(&journal).unwrap()).unwrap();
            drop(Output::open(folder.path()).unwrap());
            check(folder.path(), &[("a.csv", "new"), ("b.csv", "new")]);
            assert_eq!(fs::read_to_string(folder.path().join(MANIFEST)).unwrap(), "{\"files\": []}");
        }
    }

    #[test]
    fn a_journal_that_names_a_path_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".commit.json"), r#"{"publish":[],"remove":["../x"]}"#).unwrap();
        assert!(Output::open(folder.path()).is_err());
    }

    #[test]
    fn files_that_are_dropped_leave_no_trace() {
        let folder = tempfile::tempdir().unwrap();
        let output = Output::open(folder.path()).unwrap();
        let staging = output.staging().unwrap();
        staging.write_json("run.json", &[1, 2]).unwrap();
        drop(staging);
        check(folder.path(), &[]);
    }
}
