//! Web archives: each page and text is found, unwrapped and decoded, and damage costs itself alone.

use std::io::Write as _;

use super::packed::{check, detail, documents, gz, zst};
use super::*;

/// A record of this type and media type.
pub(super) fn record(kind: &str, media_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: <https://dw.example/{kind}/1>\r\n\
         WARC-Date: 2022-11-02T10:00:00Z\r\nContent-Type: {media_type}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// A response with these headers.
pub(super) fn response(headers: &str, body: &[u8]) -> Vec<u8> {
    let answer = [format!("HTTP/1.1 200 OK\r\n{headers}\r\n").as_bytes(), body].concat();
    record("response", "application/http; msgtype=response", &answer)
}

fn page(text: &str) -> Vec<u8> {
    response("Content-Type: text/html\r\n", format!("<p>{text}").as_bytes())
}

fn info() -> Vec<u8> {
    record("warcinfo", "application/warc-fields", b"software: test\r\n")
}

/// The only article of a file.
#[track_caller]
fn article(bytes: &[u8]) -> Article {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.warc"), bytes).unwrap();
    let input = input(folder.path());
    let mut records = records(&input, &input.files().unwrap().remove(0));
    assert_eq!(records.len(), 1);
    input.article(records.remove(0)).unwrap()
}

/// The text of a page with these headers and this body, or the reason why there is none.
#[track_caller]
fn check_page(headers: &str, body: &[u8], expected: &str) {
    let found = documents("a", &response(headers, body), Limits::default());
    assert_eq!(found, [format!("a 1@0 {expected}")]);
}

#[test]
fn pages_and_texts_are_documents_and_the_rest_is_passed_over() {
    let not_found =
        record("response", "application/http", b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>x");
    let image = response("Content-Type: image/png\r\n", b"\x89PNG");
    let parts = [
        info(),
        record("request", "application/http", b"GET / HTTP/1.1\r\n\r\n"),
        page("Kyiv"),
        not_found,
        image,
        record("revisit", "application/http", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
        record("metadata", "application/warc-fields", b"via: x\r\n"),
        record("resource", "text/html", b"<p>Lviv"),
        record("resource", "application/pdf", b"%PDF-1.4"),
        record("conversion", "text/plain", b"Odesa waits"),
    ];
    let at = |n: usize| parts[..n].iter().map(Vec::len).sum::<usize>();
    let whole = parts.concat();
    let expected =
        [format!("a 3@{} Kyiv", at(2)), format!("a 8@{} Lviv", at(7)), format!("a 10@{} Odesa waits", at(9))];
    assert_eq!(documents("a", &whole, Limits::default()), expected);
    for packed in [parts.map(|it| gz(&it)).concat(), gz(&whole), zst(&whole)] {
        assert_eq!(documents("a", &packed, Limits::default()), expected);
    }
}

#[test]
fn the_archive_says_the_address_and_when_the_page_was_fetched() {
    let found = article(&page("Kyiv"));
    assert_eq!(found.metadata.url.as_deref(), Some("https://dw.example/response/1"));
    assert_eq!(found.metadata.crawled.as_deref(), Some("2022-11-02T10:00:00Z"));
    let html = "<title>T</title><link rel=canonical href='https://dw.example/other'><p>Kyiv";
    let found = article(&response("Content-Type: text/html\r\n", html.as_bytes()));
    assert_eq!(found.metadata.url.as_deref(), Some("https://dw.example/response/1"));
    assert_eq!(found.metadata.title.as_deref(), Some("T"));
    assert!(!found.metadata.url_is_claimed);
    let plain = Article::from_text("Kyiv");
    assert_ne!(article(&page("Kyiv")).id, plain.id);
}

#[test]
fn a_file_without_pages_says_what_it_has() {
    let moved = record("response", "application/http", b"HTTP/1.1 301 Moved\r\n\r\n");
    let none = [info(), moved].concat();
    check("a", &none, &["a 1@0 !empty"]);
    let told = detail("a", &none, Limits::default());
    assert!(told.contains("among its 2 records; 1 are answers with another status"), "{told}");
    check("a.warc.gz", &gz(b""), &["a.warc.gz 1@0 !empty"]);
}

#[test]
fn the_header_says_the_encoding() {
    let russian = b"\xCC\xEE\xF1\xEA\xE2\xE0";
    check_page("Content-Type: text/plain; charset=\"windows-1251\"\r\n", russian, "Москва");
    check_page("content-type: TEXT/HTML;Charset=koi8-r\r\n", b"<p>\xED\xCF\xD3\xCB\xD7\xC1", "Москва");
    let page = b"<meta charset=koi8-r><p>\xED\xCF\xD3\xCB\xD7\xC1";
    check_page("Content-Type: text/html; charset=none\r\n", page, "Москва");
    check_page("Content-Type: text/html; charset=utf-8\r\n", page, "Москва");
}

#[test]
fn bodies_come_out_of_their_wrappings() {
    let page = b"<p>Kyiv waits".as_slice();
    let html = "Content-Type: text/html\r\n";
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    zlib.write_all(page).unwrap();
    let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    raw.write_all(page).unwrap();
    let brotli = b"\x0b\x06\x80\x3c\x70\x3e\x4b\x79\x69\x76\x20\x77\x61\x69\x74\x73\x03";
    for (name, body) in [
        ("gzip", gz(page)),
        ("x-gzip", [gz(b"<p>Kyiv"), gz(b" waits")].concat()),
        ("zstd", zst(page)),
        ("deflate", zlib.finish().unwrap()),
        ("deflate", raw.finish().unwrap()),
        ("br", brotli.to_vec()),
        ("identity", page.to_vec()),
        ("gzip, br", page.to_vec()), // undone by the crawler
        ("deflate", page.to_vec()),
        ("zstd, gzip", gz(&zst(page))),
    ] {
        let headers = format!("{html}Content-Encoding: {name}\r\n");
        check_page(&headers, &body, "Kyiv waits");
        let chunked = [format!("{:x};x=y\r\n", body.len()).as_bytes(), &body, b"\r\n0\r\n\r\n"].concat();
        check_page(&format!("{headers}Transfer-Encoding: chunked\r\n"), &chunked, "Kyiv waits");
    }
    let chunked = format!("{html}Transfer-Encoding: chunked\r\n");
    check_page(&chunked, b"5\r\n<p>Ky\r\n2\r\niv\r\n0\r\nTrailer: x\r\n\r\n", "Kyiv");
    check_page(&chunked, b"5\r\n<p>Ky\r\nFF\r\niv", "Kyiv");
    check_page(&chunked, b"<p>Kyiv", "Kyiv");
    check_page(&chunked, b"ffffffffffffffff\r\n<p>Kyiv", "Kyiv");
}

#[test]
fn bodies_that_are_broken_or_bombs_are_rejected() {
    let headers = |name: &str| format!("Content-Type: text/html\r\nContent-Encoding: {name}\r\n");
    let packed = gz(b"<p>Kyiv waits for an answer");
    check_page(&headers("gzip"), &packed[..packed.len() - 9], "!truncated");
    check_page(&headers("br"), b"\x11\x1E\0\0\0", "!damaged");
    check_page(&headers("br"), b"\x8b\xFF\xFF\xFF\xFF\xFF", "!damaged");
    check_page(&headers("deflate"), b"\x78\x9C\xFF\xFF\xFF", "!damaged");
    check_page(&headers("compress"), b"<p>Kyiv", "!unsupported_format");
    check_page(&headers("gzip,gzip,gzip,gzip,gzip"), &packed, "!damaged");
    let bomb = response(&headers("gzip"), &gz(&vec![b'x'; 1 << 20]));
    let limits = || Limits { record: 1 << 16, ..Limits::default() };
    assert_eq!(documents("a", &bomb, limits()), ["a 1@0 !too_large"]);
    assert!(detail("a", &bomb, limits()).contains("`record`"));
    let packed = gz(&vec![b'x'; 1 << 20]);
    check_page(&headers("gzip"), &packed, "!too_large");
}

#[test]
fn a_body_that_the_crawler_cut_short_is_read_as_far_as_it_goes() {
    let text: String = (0..2_000).map(|it| format!("{it} ")).collect();
    let packed = gz(format!("<p>Kyiv {text}").as_bytes());
    let headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let cut = response(headers, &packed[..packed.len() / 2]);
    assert_eq!(documents("a", &cut, Limits::default()), ["a 1@0 !truncated"]);
    let told = [b"WARC/1.0\r\nWARC-Truncated: length".as_slice(), &cut[8..]].concat();
    let found = documents("a", &told, Limits::default());
    assert!(found.len() == 1 && found[0].starts_with("a 1@0 Kyiv 0 1 2"), "{found:?}");
}

#[test]
fn what_follows_a_packed_body_costs_nothing() {
    for (name, packed) in [("gzip", gz(b"<p>Kyiv")), ("zstd", zst(b"<p>Kyiv"))] {
        let headers = format!("Content-Type: text/html\r\nContent-Encoding: {name}\r\n");
        for rest in [&b"\r\n"[..], b"\0\0<!-- served -->"] {
            check_page(&headers, &[&packed, rest].concat(), "Kyiv");
        }
    }
}

#[test]
fn a_page_without_a_type_is_told_by_its_first_bytes() {
    check_page("", b"<p>Kyiv", "<p>Kyiv");
    check_page("Content-Type: application/octet-stream\r\n", b"<html><p>Kyiv", "Kyiv");
    check_page("", b"\x89PNG\r\n", "!empty");
    check_page("", b"a\0b\0", "!empty");
}

#[test]
fn a_record_with_a_wrong_length_costs_itself_alone() {
    let pages = [page("one"), page("two"), page("three")];
    let at = |n: usize| pages[..n].iter().map(Vec::len).sum::<usize>();
    let of = |length: &str| {
        let text = String::from_utf8(pages.concat()).unwrap();
        let (before, after) = text.split_at(at(1));
        format!("{before}{}", after.replacen("Content-Length: 50", &format!("Content-Length: {length}"), 1))
            .into_bytes()
    };
    assert_eq!(of("50"), pages.concat());
    for length in ["20", "60", "99", "150", "9999", "x", "-1", "99999999999999999999", "18446744073709551615"] {
        let third = at(2) + length.len() - 2;
        let expected = ["a 1@0 one".to_owned(), format!("a 2@{} !damaged", at(1)), format!("a 3@{third} three")];
        assert_eq!(documents("a", &of(length), Limits::default()), expected, "{length}");
        let limits = Limits { record: 1000, ..Limits::default() };
        assert_eq!(documents("a", &of(length), limits), expected, "{length}");
    }
}

#[test]
fn garbage_before_a_record_is_passed_over_and_told() {
    let expected = |gap: usize| ["a.warc 1@0 !damaged".to_owned(), format!("a.warc 2@{gap} one")];
    for garbage in [&b"garbage\r\n"[..], b"WARC/1.0\r\nno head\r\n\r\n", b"WARC/x\r\n\r\n"] {
        let found = documents("a.warc", &[garbage, &page("one")].concat(), Limits::default());
        assert_eq!(found, expected(garbage.len()));
    }
}

#[test]
fn a_head_without_an_end_is_not_held() {
    let head = [b"WARC/1.0\r\nX: ".to_vec(), vec![b'x'; 1 << 20], b"\r\n\r\n".to_vec()].concat();
    let found = documents("a", &[head.clone(), page("one")].concat(), Limits::default());
    assert_eq!(found, ["a 1@0 !damaged".to_owned(), format!("a 2@{} one", head.len())]);
}

#[test]
fn records_over_the_limit_are_passed_over() {
    let large = response("Content-Type: text/html\r\n", &[b'x'; 5000]);
    let video = response("Content-Type: video/mp4\r\n", &[b'x'; 5000]);
    let limits = Limits { record: 1000, ..Limits::default() };
    let found = documents("a", &[page("one"), large.clone(), video.clone(), page("two")].concat(), limits);
    let (one, two) = (page("one").len(), page("one").len() + large.len() + video.len());
    assert_eq!(found, ["a 1@0 one".to_owned(), format!("a 2@{one} !too_large"), format!("a 4@{two} two")]);
}

#[test]
fn the_long_head_of_an_answer_over_the_limit_is_read() {
    let of = |kind: &str| {
        response(&format!("Set-Cookie: {}\r\nContent-Type: {kind}\r\n", "x".repeat(2_000)), &[b'x'; 5_000])
    };
    let (large, video) = (of("text/html"), of("video/mp4"));
    let limits = Limits { record: 1_000, ..Limits::default() };
    let found = documents("a", &[large.clone(), video.clone(), page("two")].concat(), limits);
    assert_eq!(found, ["a 1@0 !too_large".to_owned(), format!("a 3@{} two", large.len() + video.len())]);
}

#[test]
fn an_archive_that_is_cut_off_keeps_what_was_before() {
    let whole = [page("one"), page("two")].concat();
    let one = page("one").len();
    let expected = ["a 1@0 one".to_owned(), format!("a 2@{one} !truncated")];
    for end in [one + 9, one + 60, whole.len() - 5] {
        assert_eq!(documents("a", &whole[..end], Limits::default()), expected, "{end}");
    }
    assert_eq!(documents("a", &whole[..whole.len() - 4], Limits::default()).len(), 2);
    let packed = [gz(&page("one")), gz(&page("two"))].concat();
    assert_eq!(documents("a", &packed[..packed.len() - 30], Limits::default()), expected);
}

#[test]
fn web_archives_lie_in_archives_too() {
    let both = super::archives::zip(&[("x.warc.gz", &gz(&page("one"))), ("y.warc", &page("two"))]);
    check("a.zip", &both, &["a.zip/x.warc.gz 1@0 one", "a.zip/y.warc 1@0 two"]);
}
