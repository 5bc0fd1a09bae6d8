//! What each target makes of a fuzzer's bytes before it reads them.
//!
//! A fuzzer finds the inner of a format only if the outer lets it in: a checksum that it would have
//! to guess keeps it out. So some bytes are read as they are, and others are wrapped soundly first;
//! the first byte says which.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use rawzip::path::EntryPath;
use rawzip::{CompressionMethod, ZipArchiveWriter};

use crate::read;

/// A target: what it is called, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("text", text),
    ("html", html),
    ("json", json),
    ("csv", csv),
    ("packed", packed),
    ("zip", zip),
    ("tar", tar),
    ("warc", warc),
    ("answer", answer),
    ("parquet", parquet),
];

/// A file of text, in whatever encoding.
pub fn text(bytes: &[u8]) {
    read("a.txt", bytes);
}

/// A page.
pub fn html(bytes: &[u8]) {
    read("a.html", bytes);
}

/// JSON: lines, values or a list in an object, as the name and the content have it.
pub fn json(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return read("a.json", bytes) };
    match first {
        0 => read("a.jsonl", rest),
        1 => read("a.json", rest),
        // UTF-16, as some tables and exports are.
        2 => read("a.json", &utf16(rest, u16::to_le_bytes, [0xFF, 0xFE])),
        3 => read("a.jsonl", &utf16(rest, u16::to_be_bytes, [0xFE, 0xFF])),
        _ => read("a", bytes),
    }
}

fn utf16(bytes: &[u8], to_bytes: fn(u16) -> [u8; 2], mark: [u8; 2]) -> Vec<u8> {
    let units = String::from_utf8_lossy(bytes).into_owned();
    mark.into_iter().chain(units.encode_utf16().flat_map(to_bytes)).collect()
}

/// A table.
pub fn csv(bytes: &[u8]) {
    match bytes.split_first() {
        Some((0, rest)) => read("a.csv", rest),
        Some((1, rest)) => read("a.tsv", rest),
        Some((2, rest)) => read("a.csv", &utf16(rest, u16::to_le_bytes, [0xFF, 0xFE])),
        _ => read("a.csv", bytes),
    }
}

/// Something packed: broken, sound, or sound with something after it.
pub fn packed(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return read("a.gz", bytes) };
    match first {
        0 => read("a.gz", &gzip(rest)),
        1 => read("a.zst", &zstd(rest)),
        2 => {
            let (one, other) = halves(rest);
            read("a.jsonl.gz", &[gzip(one), gzip(other)].concat());
        }
        3 => {
            let (one, other) = halves(rest);
            read("a.jsonl.zst", &[&zstd(one), other].concat());
        }
        4 => read("a", &gzip(&zstd(rest))),
        5 => {
            let whole = gzip(rest);
            read("a.gz", &whole[..whole.len() * 2 / 3]);
        }
        _ => read("a", bytes),
    }
}

fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    bytes.split_at(bytes.len() / 2)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).expect("memory takes it");
    writer.finish().expect("memory takes it")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    ::zstd::encode_all(bytes, 1).expect("memory takes it")
}

/// A ZIP file: as it is, or of members that a zero byte parts, each a name, a line break and a content.
pub fn zip(bytes: &[u8]) {
    let Some((0, rest)) = bytes.split_first() else { return read("a.zip", bytes) };
    let mut made = Vec::new();
    let mut archive = ZipArchiveWriter::new(&mut made);
    for (name, content) in members(rest) {
        let file = archive.new_file(EntryPath::verbatim(name));
        let Ok((mut entry, config)) = file.compression_method(CompressionMethod::DEFLATE).start() else { continue };
        let mut writer = config.wrap(DeflateEncoder::new(&mut entry, Compression::fast()));
        writer.write_all(content).expect("memory takes it");
        let (encoder, descriptor) = writer.finish().expect("memory takes it");
        encoder.finish().expect("memory takes it");
        entry.finish(descriptor).expect("memory takes it");
    }
    archive.finish().expect("memory takes it");
    read("a.zip", &made);
}

fn members(bytes: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    bytes.split(|it| *it == 0).map(|member| {
        let end = member.iter().position(|it| *it == b'\n').unwrap_or(member.len());
        (&member[..end], member.get(end + 1..).unwrap_or_default())
    })
}

/// A tar file: as it is, or with the checksum of every header put right.
pub fn tar(bytes: &[u8]) {
    let Some((0, rest)) = bytes.split_first() else { return read("a.tar", bytes) };
    let mut made = rest.to_vec();
    let mut at = 0;
    while let Some(block) = made.get_mut(at..at + 512) {
        let mut header = tar::Header::new_old();
        header.as_mut_bytes().copy_from_slice(block);
        header.set_cksum();
        block.copy_from_slice(header.as_bytes());
        let size = header.entry_size().unwrap_or(0).min(rest.len() as u64) as usize;
        at += 512 + size.next_multiple_of(512);
    }
    read("a.tar", &made);
}

/// A web archive.
pub fn warc(bytes: &[u8]) {
    match bytes.split_first() {
        Some((0, rest)) => read("a.warc.gz", &gzip(rest)),
        _ => read("a.warc", bytes),
    }
}

/// A server's answer in a web archive: its headers, and its body after an empty line. The first byte
/// says what the body is packed in.
pub fn answer(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let split = rest.windows(4).position(|it| it == b"\r\n\r\n").map_or(rest.len(), |it| it + 4);
    let (head, body) = rest.split_at(split);
    let body = match first {
        0 => gzip(body),
        1 => zstd(body),
        2 => zlib(body),
        _ => body.to_vec(),
    };
    let answer = [b"HTTP/1.1 200 OK\r\n", head, &body].concat();
    let record = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://dw.example/1\r\n\
         Content-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    read("a.warc", &[record.as_bytes(), &answer, b"\r\n\r\n"].concat());
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::ZlibEncoder::new(Vec::new(), Compression::fast());
    writer.write_all(bytes).expect("memory takes it");
    writer.finish().expect("memory takes it")
}

/// A Parquet file; without the feature, that each is rejected.
pub fn parquet(bytes: &[u8]) {
    read("a.parquet", bytes);
}
