//! UTF-16 with a byte order mark, read as UTF-8.

use std::io::{self, Read};
use std::ops::Range;

use encoding_rs::{CoderResult, Decoder, Encoding};

/// Measures how far a place is in a file whose bytes may have been decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ruler {
    /// The bytes are the file's.
    Bytes,
    /// The file's bytes were UTF-16 with a mark.
    Utf16,
}

impl Ruler {
    /// Where the content begins in the file.
    pub(crate) fn start(self) -> u64 {
        match self {
            Self::Bytes => 0,
            Self::Utf16 => 2,
        }
    }

    /// How long these bytes were in the file.
    pub(crate) fn length(self, bytes: &[u8]) -> u64 {
        match self {
            Self::Bytes => bytes.len() as u64,
            // A unit for each character, two for one of four bytes.
            Self::Utf16 => {
                bytes.iter().map(|it| u64::from(it & 0xC0 != 0x80) + u64::from(*it >= 0xF0)).sum::<u64>() * 2
            }
        }
    }
}

/// The encoding, if the bytes begin with its mark.
pub(crate) fn encoding(head: &[u8]) -> Option<&'static Encoding> {
    Encoding::for_bom(head).map(|(it, _)| it).filter(|it| *it != encoding_rs::UTF_8)
}

/// The beginning of a file, decoded; half a character at its end is left out.
pub(crate) fn head(head: &[u8], encoding: &'static Encoding) -> String {
    let mut text = String::with_capacity(head.len() * 3 / 2 + 16);
    _ = encoding.new_decoder_with_bom_removal().decode_to_string(head, &mut text, false);
    text
}

/// What is decoded at once, in bytes of UTF-8.
const PIECE: usize = 1 << 16;

/// Decodes a stream.
pub(crate) struct Decoding<R> {
    source: R,
    decoder: Decoder,
    raw: Vec<u8>,
    /// What of `raw` has not been decoded yet.
    rest: Range<usize>,
    text: Vec<u8>,
    /// What of `text` has not been read yet.
    ready: Range<usize>,
    ended: bool,
    done: bool,
}

impl<R: Read> Decoding<R> {
    pub(crate) fn new(source: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        let (raw, text) = (vec![0; PIECE], vec![0; PIECE]);
        Self { source, decoder, raw, rest: 0..0, text, ready: 0..0, ended: false, done: false }
    }
}

impl<R: Read> Read for Decoding<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.ready.is_empty() && !self.done {
            if self.rest.is_empty() && !self.ended {
                let read = self.source.read(&mut self.raw)?;
                (self.rest, self.ended) = (0..read, read == 0);
            }
            let raw = &self.raw[self.rest.clone()];
            let (result, used, written, _) = self.decoder.decode_to_utf8(raw, &mut self.text, self.ended);
            self.rest.start += used;
            self.ready = 0..written;
            self.done = self.ended && result == CoderResult::InputEmpty;
        }
        let length = self.ready.len().min(buffer.len());
        buffer[..length].copy_from_slice(&self.text[self.ready.start..self.ready.start + length]);
        self.ready.start += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_is_decoded_and_its_places_are_known() {
        let text = "Київ 😀 waits".repeat(20_000);
        let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let mut decoded = String::new();
        Decoding::new(&bytes[..], encoding(&bytes).unwrap()).read_to_string(&mut decoded).unwrap();
        assert!(decoded == text);
        assert_eq!(Ruler::Utf16.start() + Ruler::Utf16.length(text.as_bytes()), bytes.len() as u64);
    }

    #[test]
    fn half_a_character_at_the_end_is_told() {
        let mut decoded = String::new();
        Decoding::new(&b"\xFE\xFF\0K\0"[..], encoding_rs::UTF_16BE).read_to_string(&mut decoded).unwrap();
        assert_eq!(decoded, "K\u{FFFD}");
    }
}
