//! Tables read back from the files that people open.

use std::fs;
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::*;
use crate::Output;

fn table() -> TableSchema {
    let field = |name, kind| Field { name, kind, about: "what it is" };
    let fields = vec![
        field("name", Kind::Text),
        field("day", Kind::Date),
        field("count", Kind::Integer),
        field("ratio", Kind::Real),
        field("own", Kind::Flag),
    ];
    TableSchema { name: "things".to_owned(), about: "a thing", fields }
}

type Row<'a> = (Option<&'a str>, Option<i32>, Option<i64>, Option<f64>, Option<bool>);

fn frame(rows: &[Row<'_>]) -> DataFrame {
    let days: Vec<Option<i32>> = rows.iter().map(|it| it.1).collect();
    let columns = vec![
        Column::new("name".into(), rows.iter().map(|it| it.0).collect::<Vec<_>>()),
        Int32Chunked::from_slice_options("day".into(), &days).into_date().into_column(),
        Column::new("count".into(), rows.iter().map(|it| it.2).collect::<Vec<_>>()),
        Column::new("ratio".into(), rows.iter().map(|it| it.3).collect::<Vec<_>>()),
        Column::new("own".into(), rows.iter().map(|it| it.4).collect::<Vec<_>>()),
    ];
    DataFrame::new(rows.len(), columns).unwrap()
}

/// Prints frames as the table `things` and publishes it.
fn print(folder: &Path, formats: Formats, frames: Vec<DataFrame>) -> Printed {
    let output = Output::open(folder).unwrap();
    let staging = output.staging().unwrap();
    let mut press = Press::new(&staging, formats).unwrap();
    let printed = press.print(&table(), frames.into_iter().map(Ok), true).unwrap();
    press.finish().unwrap();
    staging.publish().unwrap();
    printed
}

/// The cells of a sheet, headings too.
fn sheet(folder: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(folder.join(Press::WORKBOOK)).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// What a text becomes in the workbook.
fn check(text: &str, expected: &str) {
    let folder = tempfile::tempdir().unwrap();
    print(folder.path(), Formats::default(), vec![frame(&[(Some(text), None, None, None, None)])]);
    assert_eq!(sheet(folder.path(), "things")[1][0], Data::String(expected.to_owned()));
}

const ROW: Row<'_> = (Some("Kyiv"), Some(19_265), Some(3), Some(0.5), Some(true));

#[test]
fn dates_numbers_and_flags_keep_their_types_in_the_workbook() {
    let folder = tempfile::tempdir().unwrap();
    print(folder.path(), Formats::default(), vec![frame(&[ROW, (None, None, None, None, None)])]);
    let rows = sheet(folder.path(), "things");
    assert_eq!(rows[0][..2], [Data::String("name".to_owned()), Data::String("day".to_owned())]);
    assert_eq!(rows[1][0], Data::String("Kyiv".to_owned()));
    let Data::DateTime(day) = rows[1][1] else { panic!("it is a day") };
    assert_eq!(day.as_f64(), 44_834.0);
    assert_eq!(rows[1][2..], [Data::Float(3.0), Data::Float(0.5), Data::Bool(true)]);
    assert!(rows.get(2).is_none_or(|it| it.iter().all(|it| *it == Data::Empty)));
}

#[test]
fn strings_stay_strings() {
    check("=1+1", "=1+1");
    check("https://example.org/", "https://example.org/");
    check("00123", "00123");
    check("<b>&\u{1}\u{ffff}", "<b>&\u{1}\u{fffd}");
}

#[test]
fn a_text_that_is_too_long_for_a_cell_ends_with_an_ellipsis_and_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let text = "Ж😀".repeat(20_000);
    let printed = print(folder.path(), Formats::default(), vec![frame(&[(Some(&text), None, None, None, None)])]);
    assert_eq!(printed.shortened, 1);
    let Data::String(found) = &sheet(folder.path(), "things")[1][0] else { panic!("it is a text") };
    assert!(
        found.ends_with('…') && found.encode_utf16().count() <= 32_767 && text.starts_with(found.trim_end_matches('…'))
    );
    assert!(sheet(folder.path(), "about")[1][3].to_string().contains("1 long texts"));
}

#[test]
fn days_and_numbers_that_excel_cannot_hold_become_texts() {
    let folder = tempfile::tempdir().unwrap();
    let odd = (None, Some(-100_000), Some(i64::MAX), Some(f64::NAN), None);
    print(folder.path(), Formats::default(), vec![frame(&[odd])]);
    let found: Vec<String> = sheet(folder.path(), "things")[1].iter().map(ToString::to_string).collect();
    assert_eq!(found[1..4], ["1696-03-17", "9223372036854775807", "NaN"]);
}

#[test]
fn the_first_sheet_tells_what_the_tables_are() {
    let folder = tempfile::tempdir().unwrap();
    print(folder.path(), Formats::default(), vec![frame(&[ROW, ROW])]);
    let rows = sheet(folder.path(), "about");
    let text = |it: &str| Data::String(it.to_owned());
    assert_eq!(rows[1][..3], [text("things"), Data::Float(2.0), text("a thing")]);
}

#[test]
fn a_table_that_is_too_long_goes_on_in_the_next_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::open(folder.path()).unwrap();
    let staging = output.staging().unwrap();
    let mut press = Press::new(&staging, Formats::default()).unwrap();
    press.book.as_mut().unwrap().set_sheet_rows(2);
    press.print(&table(), [Ok(frame(&[ROW; 5]))], true).unwrap();
    press.finish().unwrap();
    staging.publish().unwrap();
    let rows = ["things", "things (2)", "things (3)"].map(|it| sheet(folder.path(), it).len());
    assert_eq!(rows, [3, 3, 2]);
}

#[test]
fn parquet_has_the_texts_as_they_are_and_says_what_columns_hold() {
    let folder = tempfile::tempdir().unwrap();
    let odd = (Some("=1+1"), None, None, None, None);
    print(folder.path(), Formats::default(), vec![frame(&[ROW, odd])]);
    let path = folder.path().join("things.parquet");
    let mut reader = ParquetReader::new(fs::File::open(&path).unwrap());
    let notes = reader.get_metadata().unwrap().key_value_metadata().clone().unwrap();
    assert!(notes.iter().any(|it| it.key == "newsmill.column.day" && it.value.as_deref() == Some("what it is")));
    let found = reader.finish().unwrap();
    assert!(found.equals_missing(&frame(&[ROW, odd])));
    assert_eq!(found.schema().get("day"), Some(&DataType::Date));
}

#[test]
fn the_same_rows_give_the_same_bytes_however_they_are_cut_into_frames() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let texts: Vec<String> = (0..150_000).map(|it| format!("text {}", it % 7919 * 31)).collect();
    let row = |(at, text): (usize, &'static str)| (Some(text), Some(at as i32), None, Some(at as f64), None);
    let texts: Vec<&'static str> = texts.into_iter().map(|it| &*it.leak()).collect();
    let whole = frame(&texts.into_iter().enumerate().map(row).collect::<Vec<_>>());
    let pieces = [(0, 1), (1, 99_999), (100_000, 50_000)].map(|(start, rows)| whole.slice(start, rows));
    let formats = Formats { workbook: false, ..Formats::default() };
    print(one.path(), formats, vec![whole]);
    print(other.path(), formats, pieces.to_vec());
    for name in ["things.parquet", "things.csv", "manifest.json"] {
        let bytes = |it: &Path| fs::read(it.join(name)).unwrap();
        assert!(bytes(one.path()) == bytes(other.path()), "{name}");
    }
}

#[test]
fn the_workbook_has_the_same_bytes_on_every_run() {
    let books: Vec<Vec<u8>> = (0..2)
        .map(|_| {
            let folder = tempfile::tempdir().unwrap();
            print(folder.path(), Formats::default(), vec![frame(&[ROW])]);
            fs::read(folder.path().join(Press::WORKBOOK)).unwrap()
        })
        .collect();
    assert!(books[0] == books[1]);
}

#[test]
fn a_table_without_rows_has_its_headings() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(print(folder.path(), Formats::default(), Vec::new()).rows, 0);
    assert_eq!(fs::read_to_string(folder.path().join("things.csv")).unwrap(), "\u{feff}name,day,count,ratio,own\r\n");
    assert_eq!(sheet(folder.path(), "things").len(), 1);
    let mut reader = ParquetReader::new(fs::File::open(folder.path().join("things.parquet")).unwrap());
    assert_eq!(reader.schema().unwrap().len(), 5);
}
