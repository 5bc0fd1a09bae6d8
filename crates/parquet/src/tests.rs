//! Files of other writers (`fixtures/make.py` made them), whole and broken.

use std::io::Cursor;
use std::ops::ControlFlow;

use newsmill_stage::Columnar as _;

use crate::{Limits, Parquet};

const ARTICLES: &[u8] = include_bytes!("../fixtures/articles.parquet");
const DELTAS: &[u8] = include_bytes!("../fixtures/deltas.parquet");
const DUCKDB: &[u8] = include_bytes!("../fixtures/duckdb.parquet");
const KINDS: &[u8] = include_bytes!("../fixtures/kinds.parquet");
const EMPTY_ROWS: &[u8] = include_bytes!("../fixtures/empty_rows.parquet");

/// The rows as lines: `number json`, or `number !reason`; the file's own rejection without a number.
fn read_with(parquet: Parquet, bytes: &[u8], columns: &str) -> Vec<String> {
    let wanted = |name: &str| columns == "*" || columns.split(' ').any(|it| it == name);
    let mut lines = Vec::new();
    let read = parquet.rows(Box::new(Cursor::new(bytes)), &wanted, &mut |number, row| {
        lines.push(match row {
            Ok(json) => format!("{number} {}", String::from_utf8(json).unwrap()),
            Err(why) => format!("{number} !{}", why.reason),
        });
        ControlFlow::Continue(())
    });
    lines.extend(read.err().map(|why| format!("!{}", why.reason)));
    lines
}

#[track_caller]
fn check(bytes: &[u8], columns: &str, expected: &[&str]) {
    assert_eq!(read_with(Parquet::default(), bytes, columns), expected);
}

/// The only rejection, with what it says.
fn why(bytes: &[u8]) -> String {
    let read = Parquet::default().rows(Box::new(Cursor::new(bytes)), &|_| true, &mut |_, _| ControlFlow::Continue(()));
    read.map(|_| "nothing".to_owned()).unwrap_or_else(|it| format!("{}: {}", it.reason, it.detail))
}

#[test]
fn only_wanted_columns_are_read() {
    let rows = read_with(Parquet::default(), ARTICLES, "headline words authors");
    assert_eq!(rows.len(), 12);
    assert_eq!(rows[0], r#"1 {"headline":"Ferry 1 is late again","authors":["A. Writer 0"],"words":100}"#);
    assert_eq!(rows[3], r#"4 {"authors":["A. Writer 0"],"words":400}"#);
    assert_eq!(rows[4], r#"5 {"headline":"Ferry 5 is late again","words":500}"#);
    assert_eq!(rows[11], r#"12 {"authors":[],"words":1200}"#);
}

#[test]
fn the_same_articles_are_the_same_rows_whoever_wrote_them() {
    let rows = read_with(Parquet::default(), ARTICLES, "*");
    assert!(
        rows[0].contains(r#""source":{"name":"Harbor Ledger"},"published_at":"2024-02-01T23:30:00Z""#),
        "{}",
        rows[0]
    );
    assert_eq!(read_with(Parquet::default(), DELTAS, "*"), rows);
    assert_eq!(read_with(Parquet::default(), DUCKDB, "*"), rows);
}

#[test]
fn values_of_every_kind_are_written_as_json() {
    check(
        KINDS,
        "*",
        &[
            r#"1 {"lists":[{"t":"a","n":[1,2]},{}],"map":{"k":"v"},"decimal":1.50,"bytes":"Москва ждёт ответа","uuid":"01010101010101010101010101010101","time":"01:02:03","date":"2024-02-29","local":"2024-01-02T03:04:05.123","flag":true,"real":1.5,"large":18446744073709551615}"#,
            r#"2 {"bytes":"café"}"#,
            r#"3 {"lists":[],"map":{},"decimal":-0.07,"uuid":"abcdefghijklmnop","time":"04:05:00","date":"1969-12-31","flag":false,"large":0}"#,
            r#"4 {"lists":[{"t":"b","n":[]},null],"map":{"m":"w"},"decimal":12345.00,"bytes":"","uuid":"ffffffffffffffffffffffffffffffff","local":"1960-01-01T00:00:00","flag":true,"large":1}"#,
        ],
    );
}

#[test]
fn rows_without_any_wanted_column_are_rows_all_the_same() {
    check(KINDS, "text", &["1 {}", "2 {}", "3 {}", "4 {}"]);
}

#[test]
fn whoever_has_enough_stops_the_reading() {
    let mut taken = 0;
    let read = Parquet::default().rows(Box::new(Cursor::new(ARTICLES)), &|_| true, &mut |_, _| {
        taken += 1;
        ControlFlow::Break(())
    });
    assert_eq!((read, taken), (Ok(ControlFlow::Break(())), 1));
}

#[test]
fn a_row_over_the_limit_costs_itself() {
    let rows = read_with(Parquet::with_limits(Limits { record: 200, ..Limits::default() }), ARTICLES, "maintext");
    let shown: Vec<&str> = rows.iter().map(|it| it.get(..5).unwrap_or(it)).collect();
    assert_eq!(shown[..8], ["1 {\"m", "2 {\"m", "3 {\"m", "4 {\"m", "5 {\"m", "6 {\"m", "7 {\"m", "8 !to"]);
    assert_eq!(rows[11], "12 !too_large");
}

#[test]
fn a_file_that_is_cut_off_is_told() {
    check(&ARTICLES[..ARTICLES.len() - 1], "*", &["!truncated"]);
    check(b"PAR1", "*", &["!truncated"]);
    check(b"", "*", &["!truncated"]);
    assert!(why(&ARTICLES[..4000]).contains("it was cut off, or is still being written"));
}

#[test]
fn an_encrypted_file_is_told() {
    let mut bytes = ARTICLES.to_vec();
    let end = bytes.len();
    bytes[end - 4..].copy_from_slice(b"PARE");
    check(&bytes, "*", &["!encrypted"]);
}

#[test]
fn a_damaged_row_group_costs_its_own_rows() {
    let mut bytes = ARTICLES.to_vec();
    // The first row group is the first third of the file.
    bytes[4..1_000].fill(0xA5);
    let rows = read_with(Parquet::default(), &bytes, "url");
    assert_eq!((rows[0].as_str(), rows[1].get(..8)), ("1 !damaged", Some("6 {\"url\"")));
    assert_eq!(rows.len(), 8);
}

/// The file with another footer.
fn with_footer(file: &[u8], change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let end = file.len() - 8;
    let length = u32::from_le_bytes(file[end..end + 4].try_into().unwrap()) as usize;
    let (pages, footer) = file[..end].split_at(end - length);
    let mut footer = footer.to_vec();
    change(&mut footer);
    let length = u32::try_from(footer.len()).unwrap().to_le_bytes();
    [pages, &footer, &length, b"PAR1"].concat()
}

/// How many rows are read within these limits, and why no more.
fn read_until(limits: Limits, bytes: &[u8]) -> (usize, String) {
    let mut rows = 0;
    let read = Parquet::with_limits(limits).rows(Box::new(Cursor::new(bytes)), &|_| false, &mut |_, row| {
        rows += usize::from(row.is_ok());
        ControlFlow::Continue(())
    });
    (rows, read.map_or_else(|it| format!("{}: {}", it.reason, it.detail), |_| String::new()))
}

#[test]
fn more_rows_than_a_file_can_hold_are_refused() {
    // A million is 80 89 7A in Thrift; this is a thousand times as much.
    let many = with_footer(EMPTY_ROWS, |footer| {
        while let Some(at) = footer.windows(3).position(|it| it == [0x80, 0x89, 0x7A]) {
            footer.splice(at..at + 3, [0x80, 0xA8, 0xD6, 0xB9, 0x07]);
        }
    });
    let size = many.len();
    let why = format!("too_large: more than 67108864 bytes in a file of {size}; `ratio` under [input.limits] is 200");
    assert_eq!(read_until(Limits::default(), &many), ((64 << 20) / 34, why));
    let more = Limits { ratio: 1 << 17, ..Limits::default() };
    let (rows, why) = read_until(more, &many);
    assert!(why.ends_with("`ratio` under [input.limits] is 131072"), "{why}");
    assert_eq!(rows, (size << 17) / 34);
}

#[test]
fn a_file_is_read_up_to_its_limit() {
    let limits = |file| Limits { file, ..Limits::default() };
    let why = "too_large: more than 340 bytes unpacked; `file` under [input.limits] is 340".to_owned();
    assert_eq!(read_until(limits(340), EMPTY_ROWS), (10, why));
    assert_eq!(read_until(limits(34_000_000), EMPTY_ROWS), (1_000_000, String::new()));
    let why = read_with(Parquet::with_limits(limits(100)), ARTICLES, "maintext");
    assert_eq!(why, ["!too_large"]);
}

/// A few numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides as u64).unwrap()
    }
}

/// Whatever is done to the file, it ends, its rows are numbered upward, and what it says is JSON.
fn check_broken(bytes: &[u8]) {
    let mut last = 0;
    let _ = Parquet::default().rows(Box::new(Cursor::new(bytes)), &|_| true, &mut |number, row| {
        assert!(number > last, "{number} after {last}");
        last = number;
        if let Ok(json) = row {
            serde_json::from_slice::<serde::de::IgnoredAny>(&json).unwrap();
        }
        ControlFlow::Continue(())
    });
}

/// How many broken files are read: `BROKEN=100000` for a long test.
fn rounds() -> usize {
    std::env::var("BROKEN").ok().and_then(|it| it.parse().ok()).unwrap_or(400)
}

#[test]
fn no_flipped_byte_does_harm() {
    quietly();
    for (seed, file) in [ARTICLES, DELTAS, DUCKDB, KINDS].into_iter().enumerate() {
        let mut dice = Dice(seed as u64);
        for _ in 0..rounds() {
            let mut bytes = file.to_vec();
            for _ in 0..=dice.roll(3) {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(256)).unwrap();
            }
            check_broken(&bytes);
        }
    }
}

#[test]
fn no_number_in_the_footer_is_believed() {
    quietly();
    for (seed, file) in [ARTICLES, DELTAS, DUCKDB, KINDS].into_iter().enumerate() {
        let mut dice = Dice(seed as u64);
        for _ in 0..rounds() / 4 {
            let piece: &[u8] = [&b"\xFF\xFF\xFF\xFF\x0F"[..], b"\xFF\xFF\x7F", b"\x01", b"\x00", b"\xFC"][dice.roll(5)];
            let bytes = with_footer(file, |footer| {
                let at = dice.roll(footer.len());
                let end = (at + piece.len()).min(footer.len());
                footer.splice(at..end, piece.iter().copied());
            });
            check_broken(&bytes);
        }
    }
}

/// Panics inside the library are expected here; only others are printed.
fn quietly() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        let tell = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !crate::is_reading() {
                tell(panic);
            }
        }));
    });
}
