//! What is packed gives the same articles as it does unpacked, and what is broken costs itself alone.

use std::io::Write as _;

use newsmill_stage::Place;

use super::*;

pub(super) fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

pub(super) fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).unwrap()
}

/// The documents of one file of this name, each as `path record@offset text` or `… !reason`.
pub(super) fn documents(name: &str, bytes: &[u8], limits: Limits) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let settings = InputSettings { limits, ..InputSettings::default() };
    let input = Input::new(folder.path().to_owned(), settings);
    let file = input.files().unwrap().remove(0);
    let shown = |it: InputRecord| {
        let Place { path, record, byte_offset } = it.place.clone();
        let what = match input.article(it) {
            Ok(article) => article.clean().text.replace('\n', "|"),
            Err(rejection) => format!("!{}", rejection.reason),
        };
        format!("{path} {record}@{byte_offset} {what}")
    };
    records(&input, &file).into_iter().map(shown).collect()
}

#[track_caller]
pub(super) fn check(name: &str, bytes: &[u8], expected: &[&str]) {
    assert_eq!(documents(name, bytes, Limits::default()), expected);
}

/// The detail of the only rejection in a file.
#[track_caller]
pub(super) fn detail(name: &str, bytes: &[u8], limits: Limits) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let input = Input::new(folder.path().to_owned(), InputSettings { limits, ..InputSettings::default() });
    let file = input.files().unwrap().remove(0);
    let rejected: Vec<String> =
        records(&input, &file).into_iter().filter_map(|it| input.article(it).err()).map(|it| it.detail).collect();
    assert_eq!(rejected.len(), 1, "{rejected:?}");
    rejected.into_iter().next().unwrap()
}

const TWO: &[u8] = b"{\"text\": \"Kyiv\"}\n{\"text\": \"Lviv\"}\n";

#[test]
fn all_members_and_all_frames_are_read() {
    for pack in [gz, zst] {
        let (one, two) = (pack(b"{\"text\": \"Ky"), pack(b"iv\"}\n{\"text\": \"Lviv\"}\n"));
        let both = [one.clone(), pack(b""), two.clone()].concat();
        check("a.jsonl.gz", &both, &["a.jsonl.gz 1@0 Kyiv", "a.jsonl.gz 2@17 Lviv"]);
        check("a", &pack(&pack(TWO)), &["a 1@0 Kyiv", "a 2@17 Lviv"]);
        check("a.txt.gz", &pack(b"Kyiv waits"), &["a.txt.gz 1@0 Kyiv waits"]);
        check("a.html.gz", &pack(b"<p>Kyiv<p>Lviv"), &["a.html.gz 1@0 Kyiv|Lviv"]);
        check("a.gz", &pack(b""), &["a.gz 1@0 !empty"]);
        check("a.jsonl.gz", &pack(b"\n\n"), &["a.jsonl.gz 1@0 !empty"]);
    }
}

#[test]
fn a_skippable_frame_is_skipped() {
    let skippable = b"\x5E\x2A\x4D\x18\x03\0\0\0abc".to_vec();
    let all = [skippable.clone(), zst(TWO), skippable, zst(TWO)].concat();
    check("a", &all, &["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 Kyiv", "a 4@51 Lviv"]);
}

#[test]
fn what_was_read_before_a_cut_is_kept() {
    let lines: Vec<u8> = (0..20_000).flat_map(|it| format!("{{\"text\": \"Kyiv {it}\"}}\n").into_bytes()).collect();
    for pack in [gz, zst] {
        let packed = pack(&lines);
        let found = documents("a.jsonl", &packed[..packed.len() / 2], Limits::default());
        assert!(found.len() > 1000, "{}", found.len());
        assert!(found[999].ends_with("Kyiv 999"));
        assert!(found.last().unwrap().ends_with("!truncated"), "{:?}", found.last());
        assert_eq!(found.iter().filter(|it| it.contains('!')).count(), 1);
        // Even if no more than the checksum is missing.
        let found = documents("a.jsonl", &packed[..packed.len() - 1], Limits::default());
        assert_eq!(found.iter().filter(|it| it.contains('!')).count(), 1);
    }
    check("a.txt", &gz(b"Kyiv waits")[..25], &["a.txt 1@0 !truncated"]);
    check("a.txt", &zst(b"Kyiv waits")[..7], &["a.txt 1@0 !truncated"]);
}

#[test]
fn zeros_after_the_end_are_padding_and_anything_else_is_damage() {
    for pack in [gz, zst] {
        let zeros = [pack(TWO), vec![0; 100_000]].concat();
        check("a", &zeros, &["a 1@0 Kyiv", "a 2@17 Lviv"]);
        let again = [zeros, pack(TWO)].concat();
        check("a", &again, &["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 Kyiv", "a 4@51 Lviv"]);
        let garbage = [pack(TWO), b"garbage".to_vec()].concat();
        check("a", &garbage, &["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 !damaged"]);
        assert!(detail("a", &garbage, Limits::default()).contains("goes on with something else after its end"));
    }
}

#[test]
fn a_wrong_checksum_is_damage() {
    let mut packed = gz(TWO);
    let at = packed.len() - 6;
    packed[at] ^= 1;
    check("a", &packed, &["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 !damaged"]);
    let mut packed = gz(b"Kyiv waits");
    packed[12] ^= 0xFF;
    assert!(documents("a.txt", &packed, Limits::default())[0].ends_with("!damaged"));
}

#[test]
fn bombs_are_defused() {
    let limits = || Limits { file: 1 << 17, ..Limits::default() };
    for pack in [gz, zst] {
        let mut bytes = TWO.to_vec();
        bytes.resize(1 << 19, b' ');
        let bomb = pack(&bytes);
        let expected = ["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 !too_large"];
        assert_eq!(documents("a", &bomb, limits()), expected);
        assert!(detail("a", &bomb, limits()).contains("`file` under [input.limits] is 131072"));
        assert_eq!(documents("a", &pack(&bomb), limits()), expected);
    }
}

#[test]
fn a_line_without_an_end_is_not_held() {
    let mut bytes = TWO.to_vec();
    bytes.resize(3 << 20, b'x');
    bytes.extend_from_slice(b"\n{\"text\": \"Kharkiv\"}");
    let found = documents("a", &gz(&bytes), Limits { record: 1 << 20, ..Limits::default() });
    assert_eq!(found, ["a 1@0 Kyiv", "a 2@17 Lviv", "a 3@34 !too_large", "a 4@3145729 Kharkiv"]);
}

#[test]
fn what_is_packed_too_often_is_too_deep() {
    let limits = || Limits { nesting: 2, ..Limits::default() };
    assert_eq!(documents("a", &gz(&zst(b"Kyiv waits")), limits()), ["a 1@0 Kyiv waits"]);
    assert_eq!(documents("a", &gz(&gz(&zst(b"Kyiv waits"))), limits()), ["a 1@0 !too_deep"]);
}

#[test]
fn a_window_of_gigabytes_is_not_given() {
    let mut encoder = zstd::Encoder::new(Vec::new(), 1).unwrap();
    encoder.window_log(24).unwrap();
    let text: Vec<u8> = (0..200_000_u32).flat_map(|it| it.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    encoder.write_all(&text).unwrap();
    let packed = encoder.finish().unwrap();
    let limits = || Limits { window: 1 << 23, ..Limits::default() };
    assert_eq!(documents("a.jsonl", &packed, limits()), ["a.jsonl 1@0 !too_large"]);
    assert!(detail("a.jsonl", &packed, limits()).contains("`window` under [input.limits]"));
    assert_ne!(documents("a.jsonl", &packed, Limits::default()), ["a.jsonl 1@0 !too_large"]);
}
