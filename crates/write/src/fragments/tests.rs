//! Fragments come back as they were written, or not at all.

use newsmill_stage::{Date, Kind};

use super::*;

const FIELDS: &[Field] = &[
    field("delivery", Kind::Integer),
    field("flag", Kind::Flag),
    field("real", Kind::Real),
    field("text", Kind::Text),
    field("date", Kind::Date),
    field("bytes", Kind::Bytes),
    field("numbers", Kind::Numbers),
    field("texts", Kind::Texts),
];

const fn field(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, about: "" }
}

fn table(fields: &[Field]) -> TableSchema {
    TableSchema { name: "things".to_owned(), about: "a thing", fields: fields.to_vec() }
}

fn full_row() -> Vec<Cell> {
    vec![
        Cell::Integer(i64::MIN),
        Cell::Flag(true),
        Cell::Real(0.1 + 0.2),
        Cell::Text("Київ\0\n".to_owned()),
        Cell::Date(Date::constant(2022, 9, 30)),
        Cell::Bytes(vec![0, 255]),
        Cell::Numbers(vec![0, u64::MAX]),
        Cell::Texts(vec!["a | b".to_owned(), String::new(), "\u{1f}".to_owned()]),
    ]
}

fn store() -> (tempfile::TempDir, ParquetStore) {
    let folder = tempfile::tempdir().unwrap();
    let store = ParquetStore::open(&folder.path().join("fragments")).unwrap();
    (folder, store)
}

fn write(store: &ParquetStore, key: &str, rows: &[Vec<Cell>]) {
    let mut writer = store.create(key).unwrap();
    for row in rows {
        writer.append(&table(FIELDS), vec![row.clone()]).unwrap();
    }
    writer.finish("{}").unwrap();
}

fn check(rows: &[Vec<Cell>]) {
    let (_folder, store) = store();
    write(&store, "k", rows);
    let found: Vec<Vec<Cell>> = store.rows("k", "things", FIELDS).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, rows);
}

#[test]
fn every_kind_of_cell_comes_back() {
    check(&[full_row()]);
}

#[test]
fn nothing_is_not_the_same_as_an_empty_text_or_list() {
    let empty = vec![Cell::Empty; FIELDS.len()];
    let mut blank = empty.clone();
    blank[3] = Cell::Text(String::new());
    blank[5] = Cell::Bytes(Vec::new());
    blank[6] = Cell::Numbers(Vec::new());
    blank[7] = Cell::Texts(Vec::new());
    check(&[empty.clone(), blank, full_row(), empty]);
}

#[test]
fn rows_keep_their_order_over_many_row_groups() {
    let (_folder, store) = store();
    let (rows, fields) = (GROUP_ROWS + 1000, &FIELDS[..1]);
    let mut writer = store.create("k").unwrap();
    for start in (0..rows).step_by(1000) {
        let rows = (start..(start + 1000).min(rows)).map(|it| vec![Cell::Integer(it as i64)]).collect();
        writer.append(&table(fields), rows).unwrap();
    }
    writer.finish("{}").unwrap();
    let found = store.rows("k", "things", fields).unwrap().map(Result::unwrap);
    assert!(found.eq((0..rows).map(|it| vec![Cell::Integer(it as i64)])));
}

#[test]
fn long_texts_are_written_before_they_fill_the_memory() {
    let (_folder, store) = store();
    let mut writer = store.create("k").unwrap();
    let row = || vec![Cell::Text("x".repeat(BATCH_BYTES / 2))];
    for _ in 0..5 {
        writer.append(&table(&FIELDS[3..4]), vec![row()]).unwrap();
    }
    writer.finish("{}").unwrap();
    let file = File::open(&store.files("k", "things")[0]).unwrap();
    assert_eq!(ParquetReader::new(file).get_metadata().unwrap().row_groups.len(), 3);
    assert_eq!(store.rows("k", "things", &FIELDS[3..4]).unwrap().count(), 5);
}

#[test]
fn only_the_columns_that_are_asked_for_come_and_unknown_ones_are_empty() {
    let (_folder, store) = store();
    write(&store, "k", &[full_row()]);
    let fields = [field("later", Kind::Text), FIELDS[1]];
    let found: Vec<_> = store.rows("k", "things", &fields).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, [[Cell::Empty, Cell::Flag(true)]]);
    let found: Vec<_> = store.rows("k", "things", &fields[..1]).unwrap().map(Result::unwrap).collect();
    assert_eq!(found, [[Cell::Empty]]);
    assert_eq!(store.rows("k", "nothings", &fields).unwrap().count(), 0);
}

#[test]
fn a_cell_of_another_type_is_an_error_that_names_the_column() {
    let (_folder, store) = store();
    let mut writer = store.create("k").unwrap();
    let error = writer.append(&table(&FIELDS[..1]), vec![vec![Cell::Flag(true)]]).unwrap_err();
    assert!(format!("{error:#}").contains("`delivery`"), "{error:#}");
}

#[test]
fn fragments_are_listed_by_key_and_unfinished_ones_are_cleared_away() {
    let (_folder, store) = store();
    write(&store, "b", &[full_row()]);
    write(&store, "a", &[]);
    fs::create_dir(store.folder.join("c.tmp")).unwrap();
    fs::create_dir(store.folder.join("d")).unwrap();
    let listed = [("a".to_owned(), "{}".to_owned()), ("b".to_owned(), "{}".to_owned())];
    assert_eq!(store.list().unwrap(), listed);
    assert_eq!(fs::read_dir(&store.folder).unwrap().count(), 2);
    store.remove("b").unwrap();
    store.remove("b").unwrap();
    assert_eq!(store.list().unwrap(), listed[..1]);
}

#[test]
fn a_fragment_that_is_dropped_was_never_there() {
    let (_folder, store) = store();
    let mut writer = store.create("k").unwrap();
    writer.append(&table(FIELDS), vec![full_row()]).unwrap();
    drop(writer);
    assert_eq!(fs::read_dir(&store.folder).unwrap().count(), 0);
}

#[test]
fn the_same_key_again_replaces_the_fragment() {
    let (_folder, store) = store();
    write(&store, "k", &[full_row()]);
    write(&store, "k", &[full_row(), full_row()]);
    assert_eq!(store.rows("k", "things", FIELDS).unwrap().count(), 2);
}

#[test]
fn no_name_becomes_a_path() {
    let (_folder, store) = store();
    assert!(store.create("../k").is_err());
    assert!(store.rows("a/b", "things", FIELDS).is_err());
    assert_eq!(file_name("../Clues:x"), "%2e%2e%2f%43lues%3ax.parquet");
}
