//! The whole room: folders of anything become articles or rejections, one for each document.

use std::fs;
use std::path::Path;

use super::*;

mod archives;
mod mangled;
mod packed;
mod warc;

fn input(root: &Path) -> Input {
    Input::new(root.to_owned(), InputSettings::default())
}

/// Reads everything: each document as `name record text` or `name record !reason`.
/// The documents of a file.
fn records(input: &Input, file: &InputFile) -> Vec<InputRecord> {
    let mut records = Vec::new();
    let _ = input.records(file, &mut |it| {
        records.push(it);
        ControlFlow::Continue(())
    });
    records
}

fn read(input: &Input) -> Vec<String> {
    let mut shown = Vec::new();
    for file in input.files().unwrap() {
        for record in records(input, &file) {
            let (path, number) = (record.place.path.clone(), record.place.record);
            assert_eq!(path, file.name);
            let what = match input.article(record) {
                Ok(article) => {
                    assert_eq!((&article.place.path, article.place.record), (&path, number));
                    article.clean().text.replace('\n', "|")
                }
                Err(rejection) => format!("!{}", rejection.reason),
            };
            shown.push(format!("{path} {number} {what}"));
        }
    }
    shown
}

/// Reads a folder of these files.
#[track_caller]
fn check(files: &[(&str, &[u8])], expected: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    assert_eq!(read(&input(folder.path())), expected);
}

#[test]
fn any_mixture_is_read_by_its_content() {
    check(
        &[
            ("z.txt", b"{\"text\": \"one\"}\n\n{\"text\": \"two\"}\nthree\n"),
            ("b/page.txt", b"<!doctype html><p>Kyiv<p>Lviv"),
            ("b/a.json", b"[{\"text\": \"four\"}, 5]"),
            ("a.html", b"no tag at all\r\n"),
            ("c", b"Kyiv waits\n"),
            ("d.json", b"{\n \"html\": \"<p>six</p>\"\n}\n"),
        ],
        &[
            "a.html 1 no tag at all\r|",
            "b/a.json 1 four",
            "b/a.json 2 !not_an_object",
            "b/page.txt 1 Kyiv|Lviv",
            "c 1 Kyiv waits|",
            "d.json 1 six",
            "z.txt 1 one",
            "z.txt 3 two",
            "z.txt 4 !not_json",
        ],
    );
}

#[test]
fn what_cannot_be_read_is_accounted_for() {
    check(
        &[
            ("a.txt", b""),
            ("b.jsonl", b"\n \n"),
            ("c.bin", b"\0\x01\x02\x03"),
            ("d.gz", b"\x1F\x8B\x08\0"),
            ("e.json", b"Kyiv\nLviv"),
            ("f.jsonl", b"\xFF\xFE{\0}\0"),
            ("g.json", b"[]"),
            ("h.html", b"<p> </p>"),
        ],
        &[
            "a.txt 1 !empty",
            "b.jsonl 1 !empty",
            "c.bin 1 !not_text",
            "d.gz 1 !truncated",
            "e.json 1 !not_json",
            "f.jsonl 1 !no_text",
            "g.json 1 !empty",
            "h.html 1 !no_text",
        ],
    );
}

#[test]
fn limits_hold() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "x".repeat(101)).unwrap();
    fs::write(folder.path().join("b.txt"), "x".repeat(100)).unwrap();
    fs::write(folder.path().join("c.jsonl"), "{\"text\": \"x\"}\n".repeat(30)).unwrap();
    let settings =
        InputSettings { limits: Limits { record: 100, file: 300, ..Limits::default() }, ..InputSettings::default() };
    let input = Input::new(folder.path().to_owned(), settings);
    let texts: Vec<String> = read(&input).iter().map(|it| it.chars().take(19).collect()).collect();
    assert_eq!(texts[..3], ["a.txt 1 !too_large", "b.txt 1 xxxxxxxxxxx", "c.jsonl 1 x"]);
    // 300 bytes are 21 lines: those are read, and the rest is told once.
    assert_eq!((texts.len(), texts[22].as_str(), texts[23].as_str()), (24, "c.jsonl 21 x", "c.jsonl 22 !too_lar"));
}

#[test]
fn a_file_over_the_limit_is_read_up_to_there_and_a_packed_one_is_measured_unpacked() {
    use packed::{documents, gz};
    let limits = |file| Limits { file, ..Limits::default() };
    let pair = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
    assert_eq!(documents("a", pair.as_bytes(), limits(20)), ["a 1@0 one", "a 2@16 !too_large"]);
    assert_eq!(documents("a.json", b"[{\"text\": \"x\"}, 5, 6]", limits(18))[0], "a.json 1@1 x");
    assert_eq!(documents("a.csv", b"url,text\na,b\nc,d\n", limits(14)), ["a.csv 1@9 b", "a.csv 2@13 !too_large"]);
    assert_eq!(documents("a.txt", b"Kyiv waits", limits(9)), ["a.txt 1@0 !too_large"]);
    let packed = gz(b"{\"text\": \"one\"}\n");
    assert!(packed.len() > 20);
    assert_eq!(documents("a.gz", &packed, limits(20)), ["a.gz 1@0 one"]);
    let archive = archives::tar(&[("a.txt", b"one"), ("b.txt", b"two")]);
    assert_eq!(documents("a", &archive, limits(1030)), ["a/a.txt 1@0 one", "a 1@0 !too_large"]);
}

#[test]
fn a_file_that_is_gone_is_unreadable() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "Kyiv").unwrap();
    let input = input(folder.path());
    let files = input.files().unwrap();
    fs::remove_file(folder.path().join("a.txt")).unwrap();
    let records = records(&input, &files[0]);
    assert!(
        matches!(&records[..], [InputRecord { content: Content::Unreadable(it), .. }] if it.reason == "unreadable")
    );
}

#[test]
fn a_file_that_changes_meanwhile_says_so_and_keeps_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, "{\"text\": \"x\"}\n".repeat(2)).unwrap();
    let input = input(folder.path());
    let files = input.files().unwrap();
    let mut reasons = Vec::new();
    let _ = input.records(&files[0], &mut |it| {
        fs::write(&path, "{\"text\": \"x\"}\n".repeat(3)).unwrap();
        reasons.extend(input.article(it).err().map(|it| it.detail));
        ControlFlow::Continue(())
    });
    assert_eq!(reasons, ["the file changed while it was read"]);
}

/// A generator of numbers that are the same every time (Knuth's constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

#[test]
fn no_bytes_whatever_break_it_and_each_record_has_one_outcome() {
    let seeds: [&str; 5] = [
        "{\"text\": \"Kyiv \\ud83d\\ude00\", \"id\": 7, \"html\": \"<p>x</p>\"}\n{\"text\": \"Lviv\", \"authors\": [\"A\"]}\n",
        "[{\"text\": \"Київ\"},\n {\"title\": null, \"body\": [\"a\", \"b\"]}]",
        "<!doctype html><html lang=uk><head><title>T&amp;</title><script type='application/ld+json'>{\"@type\":\"Article\"}\
         </script><body><nav><li>x<p>Київ<svg><b></svg></nav><table><td>y&nbsp;</pre>",
        "Київ, 2 листопада — чекає\r\n\r\n\u{A0}«так»",
        "\u{FEFF}{\"url\": \"https://x.example/%zz?utm_a=b#!c\", \"text\": \"t\"}",
    ];
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a");
    let names = ["a.txt", "a.jsonl", "a.json", "a.html"];
    let input = input(folder.path());
    let mut dice = Dice(7);
    for round in 0..500 {
        let seed = seeds[round % seeds.len()].as_bytes();
        let mut bytes = seed[..dice.roll(seed.len() + 1)].to_vec();
        for _ in 0..dice.roll(6) {
            let at = dice.roll(bytes.len() + 1);
            let piece: Vec<u8> = match dice.roll(4) {
                0 => vec![u8::try_from(dice.roll(256)).unwrap()],
                1 => b"\"{}[]<>\\&\n\0/".iter().copied().skip(dice.roll(12)).take(1).collect(),
                2 => seed[dice.roll(seed.len())..].to_vec(),
                _ => (0..dice.roll(9)).map(|_| u8::try_from(dice.roll(256)).unwrap()).collect(),
            };
            bytes.splice(at..at, piece);
        }
        fs::write(&path, &bytes).unwrap();
        let mut file = input.files().unwrap().remove(0);
        file.name = names[dice.roll(names.len())].to_owned();
        let records = records(&input, &file);
        assert!(!records.is_empty(), "{bytes:?}");
        let places: Vec<u64> = records.iter().map(|it| it.place.record).collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?} {bytes:?}");
        assert!(records.iter().all(|it| it.place.byte_offset <= bytes.len() as u64));
        for record in records {
            if let Ok(article) = input.article(record) {
                assert!(article.lines().iter().all(|it| !it.text().contains(['\0', '\n'])));
            }
        }
    }
}

#[test]
fn the_seeds_come_as_they_are() {
    let seeds = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds"));
    if !seeds.exists() {
        eprintln!("skipped: no ../shared");
        return;
    }
    let input = input(seeds);
    let files = input.files().unwrap();
    assert_eq!(files.len(), 5);
    for file in &files {
        let records = records(&input, file);
        assert_eq!(records.len(), 1);
        let article = input.article(records.into_iter().next().unwrap()).unwrap();
        assert_eq!(article.clean().text.as_bytes(), fs::read(&file.path).unwrap());
    }
}
