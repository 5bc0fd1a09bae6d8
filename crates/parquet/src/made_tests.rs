//! Files that no writer would write, made here page by page.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use newsmill_stage::{Columnar as _, SeekRead};
use polars_parquet_format::thrift::protocol::TCompactOutputProtocol;
use polars_parquet_format::{
    ColumnChunk, ColumnMetaData, CompressionCodec, DataPageHeader, Encoding, FieldRepetitionType, FileMetaData,
    PageHeader, PageType, RowGroup, SchemaElement, Type,
};

use crate::pages::Pages;
use crate::purse::Purse;
use crate::source::Source;
use crate::{Limits, Parquet, footer};

/// A page of numbers: how many it says it has, how they are stored, and what is there.
type Page<'a> = (i32, Encoding, &'a [u8]);

fn page(&(num_values, encoding, content): &Page<'_>) -> Vec<u8> {
    let size = i32::try_from(content.len()).unwrap();
    let own = DataPageHeader {
        num_values,
        encoding,
        definition_level_encoding: Encoding::RLE,
        repetition_level_encoding: Encoding::RLE,
        statistics: None,
    };
    let header = PageHeader {
        type_: PageType::DATA_PAGE,
        uncompressed_page_size: size,
        compressed_page_size: size,
        crc: None,
        data_page_header: Some(own),
        index_page_header: None,
        dictionary_page_header: None,
        data_page_header_v2: None,
    };
    let mut bytes = Vec::new();
    header.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut bytes)).unwrap();
    bytes.extend(content);
    bytes
}

/// The column `n`, whose place in a file is this.
fn column(repetition: FieldRepetitionType) -> Vec<SchemaElement> {
    let element = |name: &str, type_, repetition_type, num_children| SchemaElement {
        type_,
        type_length: None,
        repetition_type,
        name: name.to_owned(),
        num_children,
        converted_type: None,
        scale: None,
        precision: None,
        field_id: None,
        logical_type: None,
    };
    vec![element("schema", None, None, Some(1)), element("n", Some(Type::INT64), Some(repetition), None)]
}

/// A file of one column. Each group has the rows it says it has, and its pages.
fn file(repetition: FieldRepetitionType, rows: i64, groups: &[(i64, &[Page<'_>])]) -> Vec<u8> {
    let mut bytes = b"PAR1".to_vec();
    let mut row_groups = Vec::new();
    for (num_rows, pages) in groups {
        let start = i64::try_from(bytes.len()).unwrap();
        pages.iter().for_each(|it| bytes.extend(page(it)));
        let metadata = ColumnMetaData {
            type_: Type::INT64,
            encodings: vec![Encoding::PLAIN],
            path_in_schema: vec!["n".to_owned()],
            codec: CompressionCodec::UNCOMPRESSED,
            num_values: pages.iter().map(|it| i64::from(it.0)).sum::<i64>().max(1),
            total_uncompressed_size: 0,
            total_compressed_size: 0,
            key_value_metadata: None,
            data_page_offset: start,
            index_page_offset: None,
            dictionary_page_offset: None,
            statistics: None,
            encoding_stats: None,
            bloom_filter_offset: None,
            bloom_filter_length: None,
            size_statistics: None,
        };
        let chunk = ColumnChunk {
            file_path: None,
            file_offset: start,
            meta_data: Some(metadata),
            offset_index_offset: None,
            offset_index_length: None,
            column_index_offset: None,
            column_index_length: None,
            crypto_metadata: None,
            encrypted_column_metadata: None,
        };
        row_groups.push(RowGroup {
            columns: vec![chunk],
            total_byte_size: 0,
            num_rows: *num_rows,
            sorting_columns: None,
            file_offset: None,
            total_compressed_size: None,
            ordinal: None,
        });
    }
    let footer = FileMetaData {
        version: 1,
        schema: column(repetition),
        num_rows: rows,
        row_groups,
        key_value_metadata: None,
        created_by: None,
        column_orders: None,
        encryption_algorithm: None,
        footer_signing_key_metadata: None,
    };
    let mut written = Vec::new();
    footer.write_to_out_protocol(&mut TCompactOutputProtocol::new(&mut written)).unwrap();
    bytes.extend(&written);
    bytes.extend(u32::try_from(written.len()).unwrap().to_le_bytes());
    bytes.extend(b"PAR1");
    bytes
}

/// The rows as lines: `number json`, or `number !reason: detail`; the file's own rejection without
/// a number.
fn rows(bytes: Box<dyn SeekRead + '_>) -> Vec<String> {
    let mut lines = Vec::new();
    let read = Parquet::default().rows(bytes, &|_| true, &mut |number, row| {
        lines.push(match row {
            Ok(json) => format!("{number} {}", String::from_utf8(json).unwrap()),
            Err(why) => format!("{number} !{}: {}", why.reason, why.detail),
        });
        ControlFlow::Continue(())
    });
    lines.extend(read.err().map(|why| format!("!{}: {}", why.reason, why.detail)));
    lines
}

/// What is read of a file, up to the colon of each line.
#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    let rows = rows(Box::new(Cursor::new(bytes)));
    let shown: Vec<&str> =
        rows.iter().map(|it| if it.contains('!') { it.split(':').next().unwrap() } else { it }).collect();
    assert_eq!(shown, expected);
}

const REQUIRED: FieldRepetitionType = FieldRepetitionType::REQUIRED;
const REPEATED: FieldRepetitionType = FieldRepetitionType::REPEATED;
/// The number 7.
const SEVEN: Page<'_> = (1, Encoding::PLAIN, &[7, 0, 0, 0, 0, 0, 0, 0]);

#[test]
fn a_file_made_here_is_read() {
    check(&file(REQUIRED, 2, &[(2, &[SEVEN, SEVEN])]), &["1 {\"n\":7}", "2 {\"n\":7}"]);
    // Two rows, of one number and of none.
    let lists = [&[2, 0, 0, 0, 4, 0, 2, 0, 0, 0, 3, 1][..], SEVEN.2].concat();
    check(&file(REPEATED, 2, &[(2, &[(2, Encoding::PLAIN, &lists)])]), &["1 {\"n\":[7]}", "2 {\"n\":[]}"]);
}

#[test]
fn numbers_without_a_bit_of_their_own_are_not_unpacked_before_memory_is_asked_for() {
    // One block of a million differences in two bytes, and so on: two billion numbers in 4 KB.
    let mut content = vec![0x80, 0x80, 0x40, 1, 0xFF, 0xFF, 0xFF, 0xFF, 7, 0];
    content.resize(content.len() + 2 * 2048, 0);
    let rows = i32::MAX;
    let packed = (rows, Encoding::DELTA_BINARY_PACKED, content.as_slice());
    let bytes = file(REQUIRED, i64::from(rows) + 1, &[(rows.into(), &[packed]), (1, &[SEVEN])]);
    assert!(bytes.len() < 5_000);
    check(&bytes, &["1 !too_large", "2147483648 {\"n\":7}"]);
}

#[test]
fn levels_are_not_unpacked_before_memory_is_asked_for() {
    // A run of 8 M times eight levels of one bit each.
    let mut levels = vec![0x81, 0x80, 0x80, 0x08];
    levels.resize(4 + (8 << 20), 0);
    let content = [&u32::try_from(levels.len()).unwrap().to_le_bytes()[..], &levels, &[0; 4]].concat();
    let page = (64 << 20, Encoding::PLAIN, content.as_slice());
    check(&file(REPEATED, 64 << 20, &[(64 << 20, &[page])]), &["1 !too_large"]);
}

#[test]
fn damaged_groups_take_no_memory_from_later_ones() {
    // Each asks for 6 MB, and fails.
    let bad: (i64, &[Page<'_>]) = (1 << 18, &[(1 << 18, Encoding::PLAIN, &[1, 2, 3])]);
    let mut groups = vec![bad; 50];
    groups.push((1, &[SEVEN]));
    let rows = rows(Box::new(Cursor::new(file(REQUIRED, (50 << 18) + 1, &groups))));
    assert_eq!(rows.len(), 51);
    for (at, row) in rows[..50].iter().enumerate() {
        assert!(row.starts_with(&format!("{} !damaged", (at << 18) + 1)), "{row}");
    }
    assert_eq!(rows[50], format!("{} {{\"n\":7}}", (50 << 18) + 1));
}

#[test]
fn a_page_without_a_value_weighs_what_its_header_takes() {
    let bytes = file(REQUIRED, 1, &[(1, &[(0, Encoding::PLAIN, &[]), SEVEN])]);
    let mut source = Source::new(Box::new(Cursor::new(&bytes))).unwrap();
    let footer = footer::read(&mut source, &|_| true).unwrap();
    let mut pages = Pages::new(&footer.columns[0].leaves[0].descriptor, &footer.groups[0].chunks[0]);
    let page = pages.next(&mut source, &mut Purse::of(bytes.len() as u64, Limits::default())).unwrap().unwrap();
    assert_eq!((page.values, page.weight), (0, page.bytes.len() as u64));
    assert!(page.weight > 10);
}

/// A file far away; the line is cut before these bytes of it.
struct CutLine<'a>(Cursor<&'a [u8]>, std::ops::Range<u64>);

impl Read for CutLine<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.1.contains(&self.0.position()) { Err(io::ErrorKind::UnexpectedEof.into()) } else { self.0.read(buffer) }
    }
}

impl Seek for CutLine<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

#[test]
fn a_line_that_is_cut_is_no_damage() {
    let bytes = file(REQUIRED, 2, &[(1, &[SEVEN]), (1, &[SEVEN])]);
    let cut = |at| rows(Box::new(CutLine(Cursor::new(&bytes), at..at + 1)));
    let size = bytes.len() as u64;
    assert!(cut(size - 8)[0].starts_with("!unreadable"));
    assert!(matches!(&cut(4)[..], [it] if it.starts_with("!unreadable")), "{:?}", cut(4));
}

#[test]
fn rows_that_do_not_add_up_are_refused() {
    let group = |rows| (rows, &[SEVEN][..]);
    let refused = &["!damaged"];
    check(&file(REQUIRED, 1, &[group(-1), group(2)]), refused);
    check(&file(REQUIRED, -1, &[group(1)]), refused);
    check(&file(REQUIRED, 1, &[group(1), group(1)]), refused);
    check(&file(REQUIRED, 3, &[group(1), group(1)]), refused);
    check(&file(REQUIRED, -1, &[group(i64::MAX); 2]), refused);
    check(&file(REQUIRED, i64::MAX, &[group(i64::MAX); 3]), refused);
}
