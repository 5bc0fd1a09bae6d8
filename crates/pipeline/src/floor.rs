//! The article floor: documents stream in batches through all stages; their rows become fragments.

use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use anyhow::{Context as _, Result, anyhow};
use newsmill_stage::{Cell, Content, FragmentStore, FragmentWriter, InputFile, InputRecord, Intake, Place, Rejection};
use rayon::ThreadPool;
use rayon::prelude::*;

use crate::article::said;
use crate::fragments::{self, Fragment, KnownFile, Manifest};
use crate::rows::Tables;
use crate::{Pipeline, Progress};

/// How many documents are worked on together at most.
const BATCH_DOCUMENTS: usize = 512;
/// How many bytes of documents are worked on together, unless one document has more.
const BATCH_BYTES: usize = 8 << 20;
/// How many batches may wait for the workers: one that is read while another is worked on.
const WAITING_BATCHES: usize = 1;

/// The number of a record that stands for what a reader broke on: no file has so many.
const BROKEN: u64 = i64::MAX as u64;

/// Documents of one fragment.
#[derive(Default)]
struct Batch {
    documents: Vec<InputRecord>,
    bytes: usize,
}

impl Pipeline {
    /// Makes one fragment of these files.
    ///
    /// # Errors
    ///
    /// If the store cannot be written to; a document that fails is a row of `documents`.
    pub fn make_fragment(
        &self,
        files: &[(InputFile, KnownFile)],
        intake: &dyn Intake,
        store: &dyn FragmentStore,
        pool: &ThreadPool,
        progress: &dyn Progress,
    ) -> Result<Fragment> {
        let mut known: Vec<KnownFile> = files.iter().map(|(_, it)| it.clone()).collect();
        let key = fragments::key(&self.key, &known);
        let tables = Tables::of(&self.schema, &self.steps);
        let mut writer = store.create(&key)?;
        let unreadable = thread::scope(|scope| {
            let (sender, receiver) = sync_channel(WAITING_BATCHES);
            let reader = scope.spawn(move || read(files, intake, &sender));
            self.work(&key, &receiver, intake, &tables, writer.as_mut(), pool, progress)?;
            drop(receiver);
            reader.join().map_err(|_| anyhow!("the reader failed; this is a bug"))
        })?;
        for file in known.iter_mut().filter(|it| unreadable.contains(&it.name)) {
            file.mark_unreadable();
        }
        let live: BTreeSet<_> = known.iter().map(|it| (it.name.clone(), it.version.clone())).collect();
        let manifest = Manifest { pipeline: self.key.clone(), files: known };
        writer.finish(&serde_json::to_string_pretty(&manifest).context("a manifest is plain data")?)?;
        Ok(Fragment { key, live })
    }

    #[expect(clippy::too_many_arguments, reason = "they are the two ends and what stands between")]
    fn work(
        &self,
        key: &str,
        batches: &Receiver<Batch>,
        intake: &dyn Intake,
        tables: &Tables,
        writer: &mut dyn FragmentWriter,
        pool: &ThreadPool,
        progress: &dyn Progress,
    ) -> Result<()> {
        for batch in batches {
            let (count, bytes) = (batch.documents.len(), batch.bytes as u64);
            let passed: Vec<_> = pool.install(|| {
                let documents = batch.documents.into_par_iter();
                documents.map(|record| self.pass(intake, record, key)).collect()
            });
            let mut rows: BTreeMap<String, Vec<Vec<Cell>>> = BTreeMap::new();
            for passed in passed {
                for (table, mut more) in passed.rows {
                    rows.entry(table).or_default().append(&mut more);
                }
            }
            for (table, rows) in rows {
                let schema = tables.get(&table).with_context(|| {
                    format!("a stage wrote to the table `{table}` that it did not declare; call `setup.writes`")
                })?;
                writer.append(schema, rows)?;
            }
            progress.passed(count, bytes);
        }
        Ok(())
    }
}

/// Reads ahead of the workers, and gives the names of files that could not be read to their end.
/// It ends early when nobody listens any more: that is only after an error, told in its own place.
fn read(files: &[(InputFile, KnownFile)], intake: &dyn Intake, batches: &SyncSender<Batch>) -> BTreeSet<String> {
    let mut batch = Batch::default();
    let mut unreadable = BTreeSet::new();
    for (file, _) in files {
        let mut take = |record: InputRecord| {
            if matches!(&record.content, Content::Unreadable(it) if it.reason == fragments::UNREADABLE) {
                unreadable.insert(file.name.clone());
            }
            batch.bytes += size(&record.content);
            batch.documents.push(record);
            let is_full = batch.bytes >= BATCH_BYTES || batch.documents.len() >= BATCH_DOCUMENTS;
            if is_full && batches.send(std::mem::take(&mut batch)).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        };
        // A file that breaks its reader costs what it has left, not the run.
        let read = catch_unwind(AssertUnwindSafe(|| intake.records(file, &mut take)));
        let read = read.unwrap_or_else(|panic| take(broken(file, panic.as_ref())));
        if read.is_break() {
            return unreadable;
        }
    }
    let _ = batches.send(batch);
    unreadable
}

/// The record that stands for what a reader broke on.
fn broken(file: &InputFile, panic: &(dyn Any + Send)) -> InputRecord {
    let place = Place { path: file.name.clone(), record: BROKEN, byte_offset: 0 };
    InputRecord { place, content: Content::Unreadable(Rejection::new("panic", said(panic))) }
}

/// How much memory a document takes, as far as that can be seen from outside. The body of a server's
/// answer may be packed; pages are rarely packed to less than a tenth.
fn size(content: &Content) -> usize {
    match content {
        Content::File(bytes) | Content::Json(bytes) => bytes.len(),
        Content::Fetched(page) if page.media_type.is_some() => page.answer.len(),
        Content::Fetched(page) => {
            let head = &page.answer[..page.answer.len().min(2_048)].to_ascii_lowercase();
            let is_packed = head.windows(17).any(|it| it == b"content-encoding:");
            page.answer.len() * if is_packed { 20 } else { 1 }
        }
        Content::Unreadable(_) => 0,
    }
}
