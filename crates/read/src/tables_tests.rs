//! Tables and lists through the whole room, and what no bytes may do to them.

use std::fs;
use std::ops::ControlFlow;

use newsmill_stage::{Intake as _, Rejection};

use crate::{Input, InputSettings};

/// Reads a file: for each document its number, and its text or `!reason`.
fn read(name: &str, bytes: &[u8]) -> Vec<String> {
    documents(name, bytes)
        .into_iter()
        .map(|(number, it)| format!("{number} {}", it.unwrap_or_else(|it| format!("!{}", it.reason))))
        .collect()
}

fn documents(name: &str, bytes: &[u8]) -> Vec<(u64, Result<String, Rejection>)> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let input = Input::new(folder.path().to_owned(), InputSettings::default());
    let file = input.files().unwrap().remove(0);
    let mut read = Vec::new();
    let _ = input.records(&file, &mut |it| {
        assert!(it.place.byte_offset <= bytes.len() as u64);
        let number = it.place.record;
        read.push((number, input.article(it).map(|it| it.clean().text.replace('\n', "|"))));
        ControlFlow::Continue(())
    });
    read
}

fn utf16(text: &str) -> Vec<u8> {
    [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn a_table_is_known_by_its_header_whatever_it_is_called() {
    let table = "Headline;PUBLICATION DATE;Full Text\r\nT;2022-11-02;Київ\r\n";
    assert_eq!(read("a.csv", table.as_bytes()), ["1 Київ"]);
    assert_eq!(read("a.txt", table.as_bytes()), ["1 Київ"]);
    assert_eq!(read("a", &utf16(table)), ["1 Київ"]);
    assert_eq!(read("a.csv", b"url,text\n"), ["1 !empty"]);
    assert_eq!(read("a.csv", b"url,text\na,b\0c\n"), ["1 bc"]);
}

#[test]
fn a_table_without_a_text_says_what_it_has() {
    let read = documents("a.csv", b"nr,piece\n1,Kyiv waits\n");
    let rejection = read[0].1.clone().unwrap_err();
    assert_eq!(rejection.reason, "no_text");
    assert!(
        rejection.detail.contains("nr, piece") && rejection.detail.contains("text = \"piece\""),
        "{}",
        rejection.detail
    );
}

#[test]
fn objects_may_hold_the_list() {
    let list =
        br#"{"status": "ok", "sources": [1], "articles": [{"title": "T", "text": "Kyiv"}, {"text": "Lviv"},], "n": 2}"#;
    assert_eq!(read("a.json", list), ["1 Kyiv", "2 Lviv"]);
    let nested = b"{\"response\": {\n\"results\": [\n{\"title\": \"T\", \"text\": \"Kyiv\"}]}}\n{\"results\": []}\n{\"error\": 1}";
    assert_eq!(read("a.json", nested), ["1 Kyiv", "2 !no_text"]);
    assert_eq!(read("a.json", br#"{"text": "Kyiv", "items": [{"title": "x"}]}"#), ["1 Kyiv"]);
    let long =
        format!("{{\"articles\": [{{\"title\": \"T\", \"text\": \"{}\"}}, {{\"text\": \"b\"}}]}}", "a".repeat(100_000));
    assert_eq!(read("a.json", long.as_bytes()).len(), 2);
    assert_eq!(read("a.json", br#"{"articles": [{"title": "T", "text": "Kyiv"}, "#), ["1 Kyiv", "2 !truncated"]);
}

#[test]
fn objects_may_follow_one_another_without_a_line_break() {
    assert_eq!(read("a.json", br#"{"text": "Kyiv"}{"text": "Lviv"}"#), ["1 Kyiv", "2 Lviv"]);
    let long = format!("{{\"text\": \"{}\"}}", "a".repeat(20_000)).repeat(5);
    assert_eq!(read("a.json", long.as_bytes()).len(), 5);
}

#[test]
fn json_in_utf16_is_read() {
    assert_eq!(read("a.jsonl", &utf16("{\"text\": \"Київ 😀\"}\n{\"text\": \"Lviv\"}\n")), ["1 Київ 😀", "2 Lviv"]);
    assert_eq!(read("a.json", &utf16("[{\"text\": \"Київ\"}]")), ["1 Київ"]);
}

#[test]
fn keys_may_come_twice_and_the_last_counts() {
    assert_eq!(read("a.jsonl", br#"{"text": "Kyiv", "text": "Lviv", "Text": null}"#), ["1 Lviv"]);
}

/// A generator of numbers that are the same every time (Knuth's constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

/// A table of these rows.
fn table(dice: &mut Dice, rows: usize, delimiter: u8) -> Vec<u8> {
    let words = ["Kyiv", "", "a, b", "\"so\"", "one\ntwo", "x;y|z\tw", "Львів", "it's"];
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["url", "title", "text"]).unwrap();
    for row in 0..rows {
        let text = (0..3).map(|_| words[dice.roll(words.len())]).collect::<Vec<_>>().join(" ");
        writer
            .write_record([&format!("https://x.example/{row}"), words[dice.roll(words.len())], &format!("t{text}")])
            .unwrap();
    }
    writer.into_inner().unwrap()
}

#[test]
fn no_row_of_a_good_table_is_lost() {
    let mut dice = Dice(7);
    for round in 0..200 {
        let rows = 1 + dice.roll(30);
        let bytes = table(&mut dice, rows, b",;\t|"[round % 4]);
        let read = documents("a.csv", &bytes);
        assert_eq!(read.len(), rows, "{}", String::from_utf8_lossy(&bytes));
        assert!(read.iter().all(|(_, it)| it.is_ok()), "{read:?}");
    }
}

#[test]
fn no_bytes_whatever_break_a_table() {
    let mut dice = Dice(11);
    for round in 0..300 {
        let rows = 1 + dice.roll(6);
        let mut bytes = table(&mut dice, rows, b",;\t|"[round % 4]);
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len() + 1);
            match dice.roll(3) {
                0 => bytes.truncate(at),
                1 => bytes.insert(at, b"\"',;\n\r\t|\\\0\xFF"[dice.roll(11)]),
                _ => bytes.insert(at, u8::try_from(dice.roll(256)).unwrap()),
            }
        }
        let read = documents(["a.csv", "a.txt"][round % 2], &bytes);
        assert!(!read.is_empty());
        assert!(read.is_sorted_by(|a, b| a.0 < b.0), "{read:?}");
    }
}
