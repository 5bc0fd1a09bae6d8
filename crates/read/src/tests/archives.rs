//! Archives: every member that is a document is found, however it is wrapped, and what is broken,
//! hidden or hostile costs itself alone.

use std::io::Write as _;

use rawzip::{CompressionMethod, ZipArchiveWriter};
use tar::{EntryType, Header};

use super::packed::{check, detail, documents, gz, zst};
use super::*;

/// A member's header and content.
pub(super) fn tar_member(name: &str, kind: EntryType, content: &[u8]) -> Vec<u8> {
    let mut header = Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(kind);
    header.set_size(content.len() as u64);
    header.set_cksum();
    let mut bytes = [header.as_bytes(), content].concat();
    bytes.resize(bytes.len().next_multiple_of(512), 0);
    bytes
}

pub(super) fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes: Vec<u8> =
        members.iter().flat_map(|(name, content)| tar_member(name, EntryType::Regular, content)).collect();
    bytes.extend([0; 1024]);
    bytes
}

pub(super) fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut bytes);
    for (name, content) in members {
        let file = archive.new_file(rawzip::path::EntryPath::verbatim(name.as_bytes()));
        let (mut entry, config) = file.compression_method(CompressionMethod::DEFLATE).start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::default());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

const MEMBERS: [(&str, &[u8]); 4] = [
    ("b/page.html", b"<p>Kyiv<p>Lviv"),
    ("a.jsonl", b"{\"text\": \"one\"}\n{\"text\": \"two\"}\n"),
    ("x.txt", b"Odesa waits"),
    ("x.txt", b"Kharkiv waits"),
];

#[test]
fn every_member_is_found_under_the_archives_name() {
    for archive in [tar(&MEMBERS), zip(&MEMBERS), gz(&tar(&MEMBERS)), zst(&tar(&MEMBERS)), gz(&zip(&MEMBERS))] {
        let expected = [
            "a.bin/b/page.html 1@0 Kyiv|Lviv",
            "a.bin/a.jsonl 1@0 one",
            "a.bin/a.jsonl 2@16 two",
            "a.bin/x.txt 1@0 Odesa waits",
            "a.bin/x (2).txt 1@0 Kharkiv waits",
        ];
        check("a.bin", &archive, &expected);
    }
}

#[test]
fn archives_lie_in_archives() {
    let inner = tar(&[("a.jsonl.gz", &gz(b"{\"text\": \"one\"}")), ("b.zip", &zip(&[("c.txt", b"Kyiv waits")]))]);
    for outer in [zip, tar] {
        check(
            "z",
            &outer(&[("inner.tgz", &gz(&inner)), ("b.txt", b"Lviv waits")]),
            &["z/inner.tgz/a.jsonl.gz 1@0 one", "z/inner.tgz/b.zip/c.txt 1@0 Kyiv waits", "z/b.txt 1@0 Lviv waits"],
        );
    }
}

#[test]
fn members_of_a_kind_nobody_knows_are_files() {
    let members = [
        tar_member("a.txt", EntryType::new(b'Z'), b"Kyiv waits"),
        tar_member("b.txt", EntryType::new(b'M'), b"Lviv waits"),
        tar_member("c.txt", EntryType::new(b'V'), b"a label"),
        vec![0; 1024],
    ];
    check("a", &members.concat(), &["a/a.txt 1@0 Kyiv waits", "a/b.txt 1@0 !unsupported_format"]);
}

#[test]
fn what_is_no_file_is_passed_over_and_nothing_at_all_is_told() {
    let others = [
        tar_member("folder/", EntryType::Directory, b""),
        tar_member("old folder/", EntryType::Regular, b""),
        tar_member("link", EntryType::Symlink, b""),
        tar_member("device", EntryType::Char, b""),
        tar_member("pipe", EntryType::Fifo, b""),
        tar_member("._a.txt", EntryType::Regular, b"Mac OS"),
        tar_member("pax_global_header", EntryType::XGlobalHeader, b"11 path=x\n"),
    ]
    .concat();
    check("a", &[others.clone(), vec![0; 1024]].concat(), &["a 1@0 !empty"]);
    check("a", &[others, tar(&[("a.txt", b"Kyiv waits")])].concat(), &["a/a.txt 1@0 Kyiv waits"]);
    check("a", &zip(&[]), &["a 1@0 !empty"]);
    check("a", &zip(&[("folder/", b""), ("__MACOSX/a.txt", b"x"), (".a", b"x")]), &["a 1@0 !empty"]);
    for archive in [tar, zip] {
        let empty = archive(&[("a.txt", b""), ("b.jsonl", b"\n"), ("c.zip", &zip(&[]))]);
        check("a", &empty, &["a/a.txt 1@0 !empty", "a/b.jsonl 1@0 !empty", "a/c.zip 1@0 !empty"]);
    }
}

#[test]
fn foreign_members_are_named_each() {
    for archive in [tar, zip] {
        let found = archive(&[("a.png", b"\x89PNG\r\n"), ("b.txt", b"Kyiv waits"), ("c.7z", b"7z\xBC\xAF\x27\x1C")]);
        check(
            "a",
            &found,
            &["a/a.png 1@0 !unsupported_format", "a/b.txt 1@0 Kyiv waits", "a/c.7z 1@0 !unsupported_format"],
        );
    }
    let office = zip(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w/>")]);
    assert!(detail("a.docx", &office, Limits::default()).starts_with("an office document or a book"));
}

#[test]
fn a_long_name_stands_in_a_header_of_its_own() {
    let long = "x".repeat(200);
    let pax = format!("{} path={long}/b.txt\n", long.len() + 16);
    assert_eq!(pax.len(), long.len() + 16);
    let both = [
        tar_member("././@LongLink", EntryType::GNULongName, format!("{long}/a.txt\0").as_bytes()),
        tar_member("short", EntryType::Regular, b"Kyiv waits"),
        tar_member("PaxHeader", EntryType::XHeader, pax.as_bytes()),
        tar_member("short", EntryType::Regular, b"Lviv waits"),
        tar(&[("short", b"Odesa waits")]),
    ]
    .concat();
    let expected = [format!("a/{long}/a.txt 1@0 Kyiv waits"), format!("a/{long}/b.txt 1@0 Lviv waits")];
    check("a", &both, &[&expected[0], &expected[1], "a/short 1@0 Odesa waits"]);
}

#[test]
fn an_extended_header_of_megabytes_is_not_held() {
    let pax = vec![b'9'; 3 << 20];
    let bytes = [tar_member("x", EntryType::XHeader, &pax), tar(&[("a.txt", b"Kyiv waits")])].concat();
    check("a", &bytes, &["a/a.txt 1@0 Kyiv waits"]);
    // Nor one that says that it has 4 GiB.
    let mut header = Header::new_gnu();
    header.set_entry_type(EntryType::GNULongName);
    header.set_size(1 << 32);
    header.set_cksum();
    check("a", &[header.as_bytes(), &tar(&MEMBERS)[..]].concat(), &["a 1@0 !truncated"]);
}

#[test]
fn a_sparse_file_is_told_and_costs_itself_alone() {
    let mut sparse = tar_member("s.txt", EntryType::GNUSparse, b"");
    sparse[482] = 1; // one more block of its map follows
    let mut header = Header::new_gnu();
    header.as_mut_bytes().copy_from_slice(&sparse);
    header.set_cksum();
    let bytes = [&header.as_bytes()[..], &[7; 504], &[0; 8], &tar(&[("a.txt", b"Kyiv waits")])].concat();
    check("a", &bytes, &["a/s.txt 1@0 !unsupported_format", "a/a.txt 1@0 Kyiv waits"]);
}

#[test]
fn a_damaged_header_costs_its_file_alone() {
    let mut bytes = tar(&MEMBERS[..3]);
    bytes[1024] ^= 1;
    check("a", &bytes, &["a/b/page.html 1@0 Kyiv|Lviv", "a 1@0 !damaged", "a/x.txt 1@0 Odesa waits"]);
    let mut bytes = tar(&MEMBERS[2..3]);
    bytes[0] ^= 1;
    check("a", &bytes, &["a 1@0 !damaged"]);
}

#[test]
fn tar_files_may_follow_one_another_and_garbage_is_told() {
    let one = tar(&[("a.txt", b"Kyiv waits")]);
    check("a", &[one.clone(), one.clone()].concat(), &["a/a.txt 1@0 Kyiv waits", "a/a (2).txt 1@0 Kyiv waits"]);
    check("a", &[one.clone(), vec![0; 9000]].concat(), &["a/a.txt 1@0 Kyiv waits"]);
    check("a", &[one, vec![b'x'; 1024]].concat(), &["a/a.txt 1@0 Kyiv waits", "a 1@0 !damaged"]);
}

#[test]
fn an_archive_that_is_cut_off_says_so() {
    let text = "Kyiv waits\n".repeat(200);
    let members = [("a.txt", b"Lviv waits".as_slice()), ("b.txt", text.as_bytes())];
    let whole = tar(&members);
    let (kept, cut) = ("a/a.txt 1@0 Lviv waits", "a 1@0 !truncated");
    check("a", &whole[..2000], &[kept, "a/b.txt 1@0 !truncated", cut]);
    check("a", &whole[..1200], &[kept, cut]);
    check("a", &whole[..1024], &[kept, cut]);
    let packed = gz(&whole);
    let found = documents("a", &packed[..packed.len() - 20], Limits::default());
    assert_eq!((found[0].as_str(), found.last().unwrap().as_str()), (kept, cut));
}

/// As `zip`, but each member stands as it is, after its size.
fn stored(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, content) in members {
        let size = u32::try_from(content.len()).unwrap().to_le_bytes();
        let length = [u8::try_from(name.len()).unwrap(), 0];
        bytes.extend([&b"PK\x03\x04\x14\0\0\0\0\0\0\0\0\0\0\0\0\0"[..], &size, &size, &length, &[0, 0]].concat());
        bytes.extend([name.as_bytes(), content].concat());
    }
    bytes.extend(b"PK\x01\x02");
    bytes
}

#[test]
fn a_zip_file_without_its_list_is_read_from_its_beginning() {
    let text = "Kyiv waits\n".repeat(20);
    let members = [
        ("a.txt", b"Lviv waits".as_slice()),
        ("b/", b""),
        ("b/b.jsonl", b"{\"text\": \"one\"}"),
        ("c.txt", text.as_bytes()),
    ];
    let (kept, cut) =
        (["a/a.txt 1@0 Lviv waits", "a/b/b.jsonl 1@0 one"], ["a/c.txt 1@0 !truncated", "a 1@0 !truncated"]);
    for whole in [zip(&members), stored(&members)] {
        let list = places(&whole, b"PK\x01\x02")[0];
        let found = documents("a", &whole[..list + 4], Limits::default());
        assert_eq!(
            (&found[..2], found[2].starts_with("a/c.txt 1@0 Kyiv waits|"), &found[3..]),
            (&kept.map(str::to_owned)[..], true, &[cut[1].to_owned()][..])
        );
        check("a", &whole[..list - 24], &[kept[0], kept[1], cut[0], cut[1]]);
        check("a", &whole[..20], &["a 1@0 !truncated"]);
    }
}

/// The places of this signature.
fn places(bytes: &[u8], signature: &[u8]) -> Vec<usize> {
    memchr::memmem::find_iter(bytes, signature).collect()
}

#[test]
fn a_zip_file_whose_list_lies_is_caught() {
    let whole = zip(&MEMBERS[2..3]);
    let (list, end) = (places(&whole, b"PK\x01\x02")[0], places(&whole, b"PK\x05\x06")[0]);
    let lying = |at: usize, byte: u8| {
        let mut bytes = whole.clone();
        bytes[at] = byte;
        bytes
    };
    check("a", &lying(end + 10, 9), &["a/x.txt 1@0 Odesa waits", "a 1@0 !damaged"]);
    check("a", &lying(list + 16, 9), &["a/x.txt 1@0 !damaged"]); // another checksum
    check("a", &lying(list + 24, 9), &["a/x.txt 1@0 !damaged"]); // another size
    check("a", &lying(list + 24, 99), &["a/x.txt 1@0 !damaged"]);
    check("a", &lying(list + 20, 3), &["a/x.txt 1@0 !truncated"]); // a shorter one packed
    check("a", &lying(list + 42, 7), &["a/x.txt 1@0 !damaged"]); // another place
    check("a", &lying(list + 43, 99), &["a/x.txt 1@0 !truncated"]); // none at all
    check("a", &lying(list + 10, 12), &["a/x.txt 1@0 !unsupported_format"]); // bzip2
    check("a", &lying(list + 8, 9), &["a/x.txt 1@0 !encrypted"]);
    check("a", &lying(list, 0), &["a 1@0 !damaged"]);
}

#[test]
fn members_that_share_their_bytes_are_counted_each() {
    let mut big = b"Kyiv\n".to_vec();
    big.resize(1 << 16, b'\n');
    let one = zip(&[("a.txt", &big)]);
    let (list, end) = (places(&one, b"PK\x01\x02")[0], places(&one, b"PK\x05\x06")[0]);
    let mut bytes = one[..list].to_vec();
    for _ in 0..20 {
        bytes.extend_from_slice(&one[list..end]);
    }
    let mut tail = one[end..].to_vec();
    tail[10] = 20;
    tail[12..16].copy_from_slice(&u32::try_from(20 * (end - list)).unwrap().to_le_bytes());
    bytes.extend(tail);
    let found = documents("a", &bytes, Limits { file: 5 << 16, ..Limits::default() });
    let good = found.iter().filter(|it| it.contains(" Kyiv|")).count();
    let over = found.iter().filter(|it| it.ends_with("!too_large")).count();
    assert_eq!((good, over, found.len()), (5, 15, 20));
}

#[test]
fn members_nesting_and_memory_have_limits() {
    let limits = || Limits { members: 2, ..Limits::default() };
    for archive in [tar, zip] {
        let found = documents("a", &archive(&[("a", b"Kyiv"), ("b", b"Lviv"), ("c", b"Odesa")]), limits());
        assert_eq!(found, ["a/a 1@0 Kyiv", "a/b 1@0 Lviv", "a 1@0 !too_large"]);
    }
    let limits = || Limits { nesting: 2, ..Limits::default() };
    let deep = tar(&[("b.zip", &zip(&[("c.gz", &gz(b"Kyiv"))]))]);
    assert_eq!(documents("a", &deep, limits()), ["a/b.zip/c.gz 1@0 !too_deep"]);
    let limits = || Limits { packed: 100, ..Limits::default() };
    assert_eq!(documents("a", &gz(&zip(&MEMBERS)), limits()), ["a 1@0 !too_large"]);
    assert!(detail("a", &gz(&zip(&MEMBERS)), limits()).contains("`packed` under [input.limits]"));
}
