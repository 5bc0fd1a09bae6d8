//! Whatever is done to a packed file: each document has one outcome and one place, no reason is that
//! of a disk, and no more comes out than the limits allow.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::time::SystemTime;

use newsmill_stage::Opened;

use super::archives::{tar, tar_member, zip};
use super::packed::{gz, zst};
use super::warc::{record, response};
use super::*;

const REASONS: [&str; 11] = [
    "damaged",
    "empty",
    "encrypted",
    "no_text",
    "not_an_object",
    "not_json",
    "not_text",
    "too_deep",
    "too_large",
    "truncated",
    "unsupported_format",
];

/// Packed files of every kind, in each other.
fn seeds() -> Vec<Vec<u8>> {
    let lines = b"{\"text\": \"Kyiv waits\"}\n{\"text\": \"Lviv waits\"}\n";
    let members: [(&str, &[u8]); 3] = [("a.jsonl", lines), ("b/c.html", b"<p>Odesa<p>waits"), ("d.txt", b"Kyiv waits")];
    let chunked =
        response("Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n", b"5\r\n<p>Ky\r\n2\r\niv\r\n0\r\n\r\n");
    let packed = response("Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n", &gz(b"<p>Kyiv"));
    let pages = [chunked, packed, record("resource", "text/plain", b"Odesa"), record("warcinfo", "", b"x")];
    let pax = b"22 path=long/name.txt\n".as_slice();
    let extended = [tar_member("x", tar::EntryType::XHeader, pax), tar(&members)].concat();
    vec![
        [gz(lines), gz(lines)].concat(),
        [zst(lines), zst(lines)].concat(),
        tar(&members),
        extended,
        zip(&members),
        gz(&tar(&members)),
        zip(&[("a.gz", &gz(lines)), ("b.zip", &zip(&members)), ("c.warc", &pages.concat())]),
        pages.concat(),
        pages.map(|it| gz(&it)).concat(),
    ]
}

/// A shelf with one file, on a disk that fails after some bytes.
#[derive(Debug)]
struct Failing(Vec<u8>, u64);

struct FailingFile(Cursor<Vec<u8>>, u64);

impl Read for FailingFile {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.1.saturating_sub(self.0.position());
        match self.0.by_ref().take(left).read(buffer)? {
            0 if self.0.position() < self.0.get_ref().len() as u64 => Err(io::ErrorKind::UnexpectedEof.into()),
            read => Ok(read),
        }
    }
}

impl Seek for FailingFile {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

impl Shelf for Failing {
    fn files(&self) -> Result<Vec<InputFile>> {
        Ok(vec![InputFile { name: "a".to_owned(), path: "a".into(), size: self.0.len() as u64, modified: None }])
    }

    fn version(&self, _: &InputFile) -> Result<String> {
        Ok(String::new())
    }

    fn open(&self, _: &InputFile) -> io::Result<Opened> {
        let bytes = Box::new(FailingFile(Cursor::new(self.0.clone()), self.1));
        Ok(Opened { bytes, size: self.0.len() as u64, modified: None })
    }

    fn state(&self, _: &InputFile) -> Option<(u64, Option<SystemTime>)> {
        None
    }
}

#[test]
fn a_disk_that_fails_is_never_taken_for_damage() {
    for seed in seeds() {
        for at in (0..seed.len() as u64).step_by(5) {
            let input = Input::on(Arc::new(Failing(seed.clone(), at)), InputSettings::default());
            let found = records(&input, &input.files().unwrap()[0]);
            let reasons: Vec<&str> =
                found.into_iter().filter_map(|it| input.article(it).err()).map(|it| it.reason).collect();
            assert!(reasons.contains(&"unreadable"), "{at} of {}: {reasons:?}", seed.len());
            assert!(!reasons.iter().any(|it| ["damaged", "truncated"].contains(it)), "{at}: {reasons:?}");
        }
    }
}

/// Cuts, turns, repeats and inserts bytes.
fn mangled(seed: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    if dice.roll(3) == 0 {
        bytes.truncate(dice.roll(seed.len() + 1));
    }
    for _ in 0..=dice.roll(4) {
        let at = dice.roll(bytes.len() + 1);
        match dice.roll(5) {
            0 => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap()),
            1 => _ = bytes.splice(at..at, seed[dice.roll(seed.len())..].iter().copied()),
            2 => _ = bytes.drain(at..(at + dice.roll(40)).min(bytes.len())),
            3 => bytes.iter_mut().skip(at).take(1).for_each(|it| *it = [0, 0xFF, 0x7F, b'9'][dice.roll(4)]),
            _ => bytes.iter_mut().skip(at).take(1).for_each(|it| *it ^= 1 << dice.roll(8)),
        }
    }
    bytes
}

#[test]
fn whatever_is_done_to_a_packed_file_nothing_breaks_and_nothing_is_told_twice() {
    let folder = tempfile::tempdir().unwrap();
    let limits =
        Limits { record: 1 << 12, file: 1 << 15, nesting: 3, members: 20, packed: 1 << 12, ..Limits::default() };
    let settings = InputSettings { limits, ..InputSettings::default() };
    let input = Input::new(folder.path().to_owned(), settings);
    let (seeds, names) = (seeds(), ["a", "a.warc", "a.jsonl.gz", "a.txt", "a.zip"]);
    let mut dice = Dice(11);
    for round in 0..1000 {
        let bytes = mangled(&seeds[round % seeds.len()], &mut dice);
        fs::write(folder.path().join("a"), &bytes).unwrap();
        let mut file = input.files().unwrap().remove(0);
        file.name = names[dice.roll(names.len())].to_owned();
        let records = records(&input, &file);
        assert!(!records.is_empty(), "{round}");
        let mut last: BTreeMap<String, u64> = BTreeMap::new();
        let mut size = 0;
        for record in records {
            let place = record.place.clone();
            assert!(place.path.starts_with(&file.name), "{round}: {place:?}");
            let before = last.insert(place.path.clone(), place.record).unwrap_or(0);
            assert!(before < place.record, "{round}: {place:?} after {before}");
            size += match &record.content {
                Content::File(it) | Content::Json(it) => it.len(),
                Content::Fetched(it) => it.answer.len(),
                Content::Unreadable(_) => 0,
            };
            if let Err(why) = input.article(record) {
                assert!(REASONS.contains(&why.reason), "{round}: {why:?}");
            }
        }
        assert!(size <= 1 << 15, "{round}: {size}");
    }
}

#[test]
fn each_document_is_the_same_packed_and_unpacked() {
    let files: [(&str, &[u8]); 6] = [
        (
            "a.jsonl",
            b"{\"url\": \"https://dw.example/1\", \"text\": \"Kyiv\"}\n\nx\n{\"text\": \"\xCC\xEE\xF1\xEA\xE2\xE0\"}\n",
        ),
        ("b/page.html", b"<html lang=uk><meta charset=koi8-r><title>T</title><p>\xED\xCF\xD3\xCB\xD7\xC1"),
        ("c.txt", "\u{FEFF}Kyiv waits\r\n\tfor an answer\n".as_bytes()),
        ("d.json", b"[{\"text\": \"one\"},\n {\"html\": \"<p>two\"}]"),
        ("e", b"\xFF\xFEK\0y\0"),
        ("f.html", b"no tags at all"),
    ];
    let folder = tempfile::tempdir().unwrap();
    let shown = |name: &str, bytes: &[u8], strip: &str| {
        let path = folder.path().join("x");
        fs::write(&path, bytes).unwrap();
        let input = input(&path);
        let mut file = input.files().unwrap().remove(0);
        file.name = name.to_owned();
        let show = |it: InputRecord| {
            let place = it.place.clone();
            let path = place.path.strip_prefix(strip).unwrap().to_owned();
            let outcome = input.article(it).map(|it| (it.id, it.metadata.clone(), it.lines().to_vec()));
            (path, place.record, place.byte_offset, outcome)
        };
        records(&input, &file).into_iter().map(show).collect::<Vec<_>>()
    };
    let mut plain = Vec::new();
    for (name, bytes) in files {
        let expected = shown(name, bytes, "");
        for packed in [gz(bytes), zst(bytes), gz(&zst(bytes))] {
            assert_eq!(shown(name, &packed, ""), expected);
        }
        plain.extend(expected);
    }
    for archive in [tar(&files), zip(&files), gz(&tar(&files)), zst(&zip(&files))] {
        assert_eq!(shown("x.bin", &archive, "x.bin/"), plain);
    }
}
