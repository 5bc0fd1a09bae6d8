//! What must be true of every file, whatever its bytes are: [`read`] reads it as newsmill does, and
//! panics where a promise is broken. The targets in `fuzz_targets` say what the file is called and
//! how it is wrapped; [`wrap`] has the wrappings.

#![forbid(unsafe_code)]

pub mod wrap;

mod shelf;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic;
use std::sync::Arc;

use newsmill_read::{Input, InputSettings, Limits};
use newsmill_stage::{Content, InputRecord, Intake as _};

use shelf::OneFile;

/// Limits that a fuzzer's small files reach, and that keep bombs cheap.
fn limits() -> Limits {
    Limits {
        record: RECORD,
        file: FILE,
        nesting: 3,
        members: 50,
        window: 1 << 20,
        packed: 1 << 18,
        html: 1 << 16,
        depth: 64,
        attributes: 20,
        work: 100_000,
        ..Limits::default()
    }
}

const RECORD: u64 = 1 << 16;
const FILE: u64 = 1 << 20;
/// So many documents of a file will do: Parquet holds a million empty rows in 2 kB.
const ENOUGH: usize = 20_000;

thread_local! {
    static READERS: (Arc<OneFile>, Input) = readers();
}

/// Reads a file, twice, and every document in it.
///
/// # Panics
///
/// If a promise of the readers is broken.
pub fn read(name: &str, bytes: &[u8]) {
    let told = outcomes(name, bytes);
    assert!(!told.is_empty(), "a file without a document or a reason");
    assert_eq!(told, outcomes(name, bytes), "the same file, read twice");
}

/// Lets libraries panic whose panics the readers catch: libFuzzer's own hook would end the run at
/// once. A panic of our own ends it, caught or not, and so does any that nobody catches.
pub fn let_libraries_panic() {
    panic::set_hook(Box::new(|it| {
        let of_library = |file: &str| file.contains("/registry/src/") || file.starts_with("/rustc/");
        if !it.location().is_some_and(|it| of_library(it.file())) {
            eprintln!("{it}");
            std::process::abort();
        }
    }));
}

/// The documents of the file: each its place and what became of it.
fn outcomes(name: &str, bytes: &[u8]) -> Vec<String> {
    READERS.with(|(shelf, input)| {
        shelf.put(name, bytes);
        told(input, name, bytes)
    })
}

/// The readers and the shelf that they read from. Made once: that takes longer than to read a small file.
fn readers() -> (Arc<OneFile>, Input) {
    let shelf = Arc::new(OneFile::default());
    let settings = InputSettings { limits: limits(), ..InputSettings::default() };
    let input = Input::on(shelf.clone(), settings);
    #[cfg(feature = "parquet")]
    let columns = newsmill_parquet::Limits { record: RECORD, ..newsmill_parquet::Limits::default() };
    #[cfg(feature = "parquet")]
    let input = input.with_columnar(Arc::new(newsmill_parquet::Parquet::with_limits(columns)));
    (shelf, input)
}

fn told(input: &Input, name: &str, bytes: &[u8]) -> Vec<String> {
    let file = input.files().expect("the shelf has a file").remove(0);
    let (mut last, mut size, mut told) = (BTreeMap::new(), 0, Vec::new());
    let flow = input.records(&file, &mut |record| {
        size += length(&record);
        assert_place(&record, name, bytes, &mut last);
        told.push(outcome(input, record));
        if told.len() < ENOUGH { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    assert_eq!(flow.is_break(), told.len() >= ENOUGH, "broken off after {} documents", told.len());
    // Rows of Parquet repeat what stands in the file once; there the reader has a purse of its own.
    assert!(bytes.starts_with(b"PAR") || size <= 2 * FILE, "{size} bytes came out of {}", bytes.len());
    told
}

fn length(record: &InputRecord) -> u64 {
    let length = match &record.content {
        Content::File(it) | Content::Json(it) => it.len(),
        Content::Fetched(it) => it.answer.len(),
        Content::Unreadable(_) => 0,
    };
    assert!(length as u64 <= RECORD, "a document of {length} bytes");
    length as u64
}

/// Places rise within a path, every path is the file's, and no byte is behind its end.
fn assert_place(record: &InputRecord, name: &str, bytes: &[u8], last: &mut BTreeMap<String, (u64, u64)>) {
    let place = &record.place;
    let of_member = place.path.strip_prefix(name).is_some_and(|it| it.is_empty() || it.starts_with('/'));
    assert!(of_member, "{place:?} in {name}");
    assert!(!place.path.chars().any(char::is_control), "{place:?}");
    let here = (place.record, place.byte_offset);
    let before = last.insert(place.path.clone(), here).unwrap_or_default();
    assert!(before.0 < here.0, "{place:?} after {before:?}");
    assert!(before.1 <= here.1 || here.1 == 0, "{place:?} after {before:?}");
    let is_packed = bytes.starts_with(&[0x1F, 0x8B]) || is_zstd(bytes) || place.path != name;
    let most = if is_packed { FILE } else { bytes.len() as u64 };
    assert!(here.1 <= most, "{place:?} in {most} bytes");
}

/// Whether it begins as a frame of zstd does, or as one that is skipped.
fn is_zstd(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) || bytes.get(1..4) == Some(&[0x2A, 0x4D, 0x18])
}

/// What became of a document.
fn outcome(input: &Input, record: InputRecord) -> String {
    let place = record.place.clone();
    match input.article(record) {
        Ok(article) => {
            assert_eq!(article.place, place);
            let clean = article.clean();
            assert!(!article.lines().is_empty(), "an article without a line: {place:?}");
            format!("{place:?} {} {:?} {:?} {}", article.id, article.metadata, article.lines(), clean.text)
        }
        Err(rejection) => {
            assert!(!rejection.detail.is_empty(), "{place:?}: {} without a word", rejection.reason);
            format!("{place:?} {rejection:?}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    /// Every target's seeds hold what the fuzzer asserts.
    #[test]
    fn seeds_pass() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        for (target, read) in crate::wrap::TARGETS {
            let folder = match *target {
                "parquet" => here.join("../../crates/parquet/fixtures"),
                it => here.join("seeds").join(it),
            };
            let files: Vec<_> = fs::read_dir(folder).expect("each target has seeds").collect();
            assert!(!files.is_empty(), "{target} has no seeds");
            for file in files {
                read(&fs::read(file.expect("listed").path()).expect("readable"));
            }
        }
    }
}
