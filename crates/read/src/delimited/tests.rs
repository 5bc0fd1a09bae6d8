//! Each dialect and each mistake, through the reader of rows.

use newsmill_stage::{Content, InputRecord};

use super::*;
use crate::settings::Fields;
use crate::utf16::Ruler;

/// Bytes that come a few at a time.
struct Slow<'a>(&'a [u8]);

impl std::io::Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.0.len().min(buffer.len()).min(7);
        buffer[..length].copy_from_slice(&self.0[..length]);
        self.0 = &self.0[length..];
        Ok(length)
    }
}

fn shown(it: InputRecord) -> String {
    match it.content {
        Content::Json(bytes) => {
            format!("{}@{} {}", it.place.record, it.place.byte_offset, String::from_utf8(bytes).unwrap())
        }
        Content::Unreadable(why) => format!("{}@{} !{}", it.place.record, it.place.byte_offset, why.reason),
        _ => unreachable!("these are rows"),
    }
}

fn read(name: &str, bytes: &[u8], limit: u64) -> Option<Vec<String>> {
    let wanted = Wanted::of(&Fields::default());
    let dialect = dialect(name, bytes, true, &wanted)?;
    let rows = Rows::new(Slow(bytes), name.to_owned(), limit, dialect, &wanted, Ruler::Bytes);
    Some(rows.map(shown).collect())
}

#[track_caller]
fn check(bytes: impl AsRef<[u8]>, expected: &[&str]) {
    assert_eq!(read("a.csv", bytes.as_ref(), 200).unwrap(), expected);
}

#[test]
fn a_record_is_a_row_and_its_number_leaves_the_header_out() {
    check(
        "url,text\nx.example/1,Kyiv\n\r\nx.example/2,\"Lviv, \"\"so\"\"\nwaits\"",
        &[r#"1@9 {"url":"x.example/1","text":"Kyiv"}"#, r#"2@28 {"url":"x.example/2","text":"Lviv, \"so\"\nwaits"}"#],
    );
}

#[test]
fn any_delimiter_is_found() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = format!("url{delimiter}title{delimiter}text\na{delimiter}b{delimiter}c; d, e\n");
        let text = if delimiter == ";" || delimiter == "," { text.replace("c; d, e", "c") } else { text };
        let cell = if delimiter == ";" || delimiter == "," { "c" } else { "c; d, e" };
        check(&text, &[&format!(r#"1@15 {{"url":"a","title":"b","text":"{cell}"}}"#)]);
    }
    check("sep=;\r\nurl;text\r\na;\"b;c\"\r\n", &[r#"1@17 {"url":"a","text":"b;c"}"#]);
}

#[test]
fn any_quote_is_found() {
    check("url,text\na,'b, c'\nd,'e, f'\n", &[r#"1@9 {"url":"a","text":"b, c"}"#, r#"2@18 {"url":"d","text":"e, f"}"#]);
    check(
        "url,text\na,\"b \\\"so\\\", c\"\nd,e\n",
        &[r#"1@9 {"url":"a","text":"b \"so\", c"}"#, r#"2@25 {"url":"d","text":"e"}"#],
    );
    let tsv = "url\ttext\na\t\"b\nc\t\"d\" e\n";
    check(tsv, &[r#"1@9 {"url":"a","text":"\"b"}"#, r#"2@14 {"url":"c","text":"\"d\" e"}"#]);
}

#[test]
fn code_pages_are_read() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("url;text\na;Москва ждёт ответа из Киева, сказала она\n");
    check(&bytes, &[r#"1@9 {"url":"a","text":"Москва ждёт ответа из Киева, сказала она"}"#]);
    check("\u{FEFF}url,text\na,Київ\n", &[r#"1@12 {"url":"a","text":"Київ"}"#]);
}

#[test]
fn headers_with_gaps_and_doubles_lose_no_column() {
    check(",text,text, Text \n0,a,b,c\n", &[r#"1@18 {"column 1":"0","text":"a","text (column 3)":"b","Text":"c"}"#]);
}

#[test]
fn a_header_costs_no_row_more_than_its_names_are_worth() {
    let name = "x".repeat(9_000);
    let rows = read("a.csv", format!("url,{name},{name}y,text\na,b,c,d\n").as_bytes(), 1 << 20).unwrap();
    assert!(rows[0].contains(r#"x":"b""#), "{}", rows[0]);
    assert!(rows[0].ends_with(r#""text":"d"}"#) && rows[0].len() < 400, "{}", rows[0]);
    let wide = "x,".repeat(40_000);
    assert_eq!(read("a.csv", format!("text,{wide}\na,b\n").as_bytes(), 1 << 20).unwrap(), ["1@0 !too_large"]);
}

#[test]
fn ragged_rows_are_kept_if_nothing_is_lost() {
    check("url,text,date\na,b\n", &[r#"1@14 {"url":"a","text":"b"}"#]);
    check("url,date,text\na,b\n", &["1@14 !ragged_row"]);
    check("url,text\na,b, and c\n", &[r#"1@9 {"url":"a","text":"b, and c"}"#]);
    check("url,text\na,b,,\n", &[r#"1@9 {"url":"a","text":"b"}"#]);
    check("text,url\nb, and c,a\n", &["1@9 !ragged_row"]);
}

#[test]
fn an_open_quote_costs_its_own_row() {
    let rows = "id,title,text\n1,\"Open,one\n2,\"Good\",\"two\"\n3,\"Good\",\"three\"\n";
    check(
        rows,
        &[
            "1@14 !open_quote",
            r#"2@26 {"id":"2","title":"Good","text":"two"}"#,
            r#"3@41 {"id":"3","title":"Good","text":"three"}"#,
        ],
    );
    check("id,title,text\n1,\"Open,one\n2,b,c\n", &["1@14 !open_quote", r#"2@26 {"id":"2","title":"b","text":"c"}"#]);
    let every = "id,title,text\n1,\"Open,one\n2,\"Open,two\n3,b,c\n";
    check(every, &["1@14 !open_quote", "2@26 !open_quote", r#"3@38 {"id":"3","title":"b","text":"c"}"#]);
    check("id,title,text\n1,a,\"Open\nand on", &["1@14 !open_quote"]);
}

#[test]
fn rows_before_a_failure_are_read_whatever_their_quotes_do() {
    struct Failing;
    impl std::io::Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("disk on fire"))
        }
    }
    let check = |text: &str, expected: &[&str]| {
        let wanted = Wanted::of(&Fields::default());
        let dialect =
            Dialect { delimiter: b',', quote: Some(b'"'), escape: None, skip: 0, encoding: None, names: None };
        let source = std::io::Read::chain(text.as_bytes(), Failing);
        let rows = Rows::new(source, "a.csv".to_owned(), 200, dialect, &wanted, Ruler::Bytes);
        let shown: Vec<String> = rows.map(|it| shown(it).chars().take(13).collect()).collect();
        assert_eq!(shown, expected, "{text}");
    };
    let suspect = "id,title,text\n1,\"x\ny\" z,b\n2,b,c\n3,d,e\n4,";
    check(suspect, &["1@14 {\"id\":\"1", "2@26 {\"id\":\"2", "3@32 {\"id\":\"3", "4@38 !unreada"]);
    let open = "id,title,text\n1,\"Open,one\n2,b,c\n3,d,e\n4,";
    check(open, &["1@14 !open_qu", "2@26 {\"id\":\"2", "3@32 {\"id\":\"3", "4@38 !unreada"]);
}

#[test]
fn lines_in_quotes_are_no_rows() {
    let rows = "id,title,text\n1,a,\"one\n2,b,c\nthree\"\n4,d,e\n";
    check(
        rows,
        &[r#"1@14 {"id":"1","title":"a","text":"one\n2,b,c\nthree"}"#, r#"2@36 {"id":"4","title":"d","text":"e"}"#],
    );
    // A quote that is not doubled, in a text of several lines.
    let rows = "title,text\n\"a\",\"He \"so\" said,\nand went\"\n\"b\",\"c\"\n";
    check(rows, &["1@11 !ragged_row", "2@30 !ragged_row", r#"3@40 {"title":"b","text":"c"}"#]);
}

#[test]
fn a_row_over_the_limit_costs_itself_alone() {
    let long = "x".repeat(500_000);
    check(format!("url,text\na,{long}\nb,c\n"), &["1@9 !too_large", r#"2@500012 {"url":"b","text":"c"}"#]);
    check(format!("url,text\na,\"{long}\"\nb,c\n"), &["1@9 !too_large", r#"2@500014 {"url":"b","text":"c"}"#]);
    let swallowed = "x.example,y\n".repeat(30);
    let rows = read("a.csv", format!("url,text\na,\"open\n{swallowed}").as_bytes(), 200).unwrap();
    assert_eq!((rows.len(), rows[0].as_str()), (31, "1@9 !open_quote"));
}

#[test]
fn a_text_with_commas_is_no_table() {
    for text in [
        "Kyiv, Lviv and Odesa, the text says, wait\nfor an answer, so far\n",
        "Title, text, and more\n\nThe minister told reporters, on Friday.\n",
        "text\nKyiv\n",
        "url: x.example, title: Kyiv\n",
    ] {
        assert_eq!(read("a.txt", text.as_bytes(), 200), None, "{text}");
    }
    assert_eq!(read("a.txt", b"Title,Text,Date\nKyiv,It waits,2022\n", 200).unwrap().len(), 1);
    assert_eq!(read("a.csv", b"text\nKyiv\n", 200).unwrap(), [r#"1@5 {"text":"Kyiv"}"#]);
}

#[test]
fn the_knowledge_graph_of_gdelt_has_no_header() {
    let mut cells = vec![""; 27];
    (cells[0], cells[4]) = ("20221102101500-7", "https://x.example/1");
    cells[26] = "<PAGE_LINKS>a</PAGE_LINKS><PAGE_TITLE>Kyiv waits</PAGE_TITLE>";
    let rows = read("a.gkg.csv", cells.join("\t").as_bytes(), 2000).unwrap();
    assert!(rows[0].starts_with("1@0 {") && rows[0].ends_with(r#""PAGE_TITLE":"Kyiv waits"}"#), "{}", rows[0]);
}
