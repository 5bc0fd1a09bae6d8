//! What the format of a file is called, for people.

use std::io::Read as _;

use newsmill_stage::InputFile;

use crate::Input;
use crate::packed::{Members, Packing};
use crate::records::shape_of;
use crate::shape::{self, Shape};
use crate::wanted::Wanted;

/// Bytes that are packed so many times over are packed, and that is all.
const LAYERS: usize = 3;

impl Input {
    /// What a file is taken for: `JSON lines`, `HTML`, `WARC in gzip`, `a PDF file (not read)`.
    pub fn format(&self, file: &InputFile) -> String {
        let mut head = Vec::new();
        let read = self.shelf.open(file).and_then(|it| it.bytes.take(shape::HEAD).read_to_end(&mut head));
        match read {
            Ok(_) => name(&file.name, &head, &self.wanted, LAYERS, self.settings.limits.window),
            Err(_) => "cannot be opened".to_owned(),
        }
    }
}

/// What bytes with this name and this beginning are taken for.
fn name(file: &str, head: &[u8], wanted: &Wanted, layers: usize, window: u64) -> String {
    let whole = (head.len() as u64) < shape::HEAD;
    let known = match shape_of(file, head, whole, wanted).0 {
        Shape::Page if head.trim_ascii().is_empty() => "empty",
        Shape::Page if shape::is_html(head) || shape::is_html_name(file) => "HTML",
        Shape::Page => "text",
        Shape::Lines => "JSON lines",
        Shape::Values => "JSON",
        Shape::Held => "JSON with a list in it",
        Shape::Rows(dialect) => return rows(dialect.delimiter),
        Shape::Columns => "Parquet",
        Shape::Warc => "WARC",
        Shape::Tar => "tar archive",
        Shape::Zip => "ZIP archive",
        Shape::Packed(packing) => return packed(file, head, packing, wanted, layers, window),
        Shape::Foreign(why) => {
            let what = why.detail.split(';').next().unwrap_or_default();
            return format!("{what} (not read)");
        }
    };
    known.to_owned()
}

fn rows(delimiter: u8) -> String {
    let by = match delimiter {
        b',' => "commas",
        b';' => "semicolons",
        b'\t' => "tabs",
        _ => "bars",
    };
    format!("CSV with {by}")
}

/// What is packed is told by its own first bytes, as far as they come out of the packed ones.
fn packed(file: &str, head: &[u8], packing: Packing, wanted: &Wanted, layers: usize, window: u64) -> String {
    let by = match packing {
        Packing::Gzip => "gzip",
        Packing::Zstd => "zstd",
    };
    if layers == 0 {
        return by.to_owned();
    }
    let mut inner = Vec::new();
    // The beginning ends in the middle of the packed bytes: what has come out until then will do.
    let _ = Members::new(packing, Box::new(head), window).take(shape::HEAD).read_to_end(&mut inner);
    format!("{} in {by}", name(file, &inner, wanted, layers - 1, window))
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::settings::{Fields, Limits};

    #[track_caller]
    fn check(file: &str, head: &[u8], expected: &str) {
        assert_eq!(name(file, head, &Wanted::of(&Fields::default()), LAYERS, Limits::default().window), expected);
    }

    #[test]
    fn formats_have_names() {
        check("a", b"{\"text\": \"Kyiv\"}\n", "JSON lines");
        check("a.json", b"[{\"text\": \"Kyiv\"}]", "JSON");
        check("a", b"PAR1", "Parquet");
        check("a.csv", b"url;text\nhttps://dw.example/1;Kyiv\n", "CSV with semicolons");
        check("a", b"WARC/1.0\r\n", "WARC");
        check("a.txt", b"<!doctype html><p>Kyiv", "HTML");
        check("a.htm", b"<p>Kyiv", "HTML");
        check("a.txt", b"Kyiv waits", "text");
        check("a.txt", b" \n", "empty");
    }

    #[test]
    fn what_is_not_read_is_named_too() {
        check("a.pdf", b"%PDF-1.7", "a PDF file (not read)");
    }

    #[test]
    fn what_is_packed_is_told_too() {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        gzip.write_all(b"{\"text\": \"Kyiv\"}\n").unwrap();
        check("a.gz", &gzip.finish().unwrap(), "JSON lines in gzip");
    }

    #[test]
    fn a_window_is_given_as_it_is_for_reading() {
        let mut zstd = zstd::Encoder::new(Vec::new(), 1).unwrap();
        zstd.window_log(24).unwrap();
        zstd.write_all(b"{\"text\": \"Kyiv\"}\n").unwrap();
        let (head, wanted) = (zstd.finish().unwrap(), Wanted::of(&Fields::default()));
        assert_eq!(name("a", &head, &wanted, LAYERS, 1 << 24), "JSON lines in zstd");
        assert_eq!(name("a", &head, &wanted, LAYERS, 1 << 20), "empty in zstd");
    }
}
