//! What is merely compressed: gzip with all its members, zstd with all its frames.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;
use newsmill_stage::Rejection;
use zstd::stream::read::Decoder as ZstdDecoder;

use crate::fault::{self, Origin};

/// What is read at once of a packed file.
const BUFFER: usize = 64 << 10;

/// How a file is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// One gzip member or many.
    Gzip,
    /// One zstd frame or many, and skippable ones.
    Zstd,
}

impl Packing {
    /// How these first bytes are compressed, if they are.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] | [0x50..=0x5F, 0x2A, 0x4D, 0x18, ..] => Some(Self::Zstd),
            _ => None,
        }
    }

    /// What a message calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "the gzip file",
            Self::Zstd => "the zstd file",
        }
    }

    /// Whether a member can begin with this byte.
    fn begins_with(self, byte: u8) -> bool {
        match self {
            Self::Gzip => byte == 0x1F,
            Self::Zstd => byte == 0x28 || (0x50..=0x5F).contains(&byte),
        }
    }
}

/// The packed bytes, or nothing while another decoder has them.
#[derive(Default)]
struct Source<'a>(Option<BufReader<Origin<Box<dyn Read + 'a>>>>);

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(0), |it| it.read(buffer))
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.as_mut().map_or(Ok(&[]), BufRead::fill_buf)
    }

    fn consume(&mut self, amount: usize) {
        if let Some(it) = &mut self.0 {
            it.consume(amount);
        }
    }
}

/// The bytes that all members of a file hold together. Zeros after a member are padding, as tapes
/// have it; anything else there is damage. (gzip itself passes over it with a warning, and its
/// libraries stop without a word, often in the middle of a good file.)
pub(crate) struct Members<'a> {
    packing: Packing,
    /// The largest window of zstd, in bytes.
    window: u64,
    decoder: Decoder<'a>,
    /// The source, between members.
    rest: Source<'a>,
    is_inside: bool,
    is_first: bool,
    /// Whether something else may follow the last member, and is left alone.
    is_open_ended: bool,
}

/// What the members are read with. That of gzip is used again: web archives have a member for each
/// record, and its memory takes longer to clear than a small record to read.
enum Decoder<'a> {
    None,
    Gzip(Box<GzDecoder<Source<'a>>>),
    Zstd(ZstdDecoder<'static, Source<'a>>),
}

impl<'a> Members<'a> {
    pub(crate) fn new(packing: Packing, bytes: Box<dyn Read + 'a>, window: u64) -> Self {
        let rest = Source(Some(BufReader::with_capacity(BUFFER, Origin(bytes))));
        Self { packing, window, decoder: Decoder::None, rest, is_inside: false, is_first: true, is_open_ended: false }
    }

    /// The same, where something else may follow a whole member: browsers pass over it, too.
    pub(crate) fn open_ended(self) -> Self {
        Self { is_open_ended: true, ..self }
    }

    /// Begins a member.
    fn enter(&mut self) -> io::Result<()> {
        let source = std::mem::take(&mut self.rest);
        match (&mut self.decoder, self.packing) {
            (Decoder::Gzip(it), _) => _ = it.reset(source),
            (_, Packing::Gzip) => self.decoder = Decoder::Gzip(Box::new(GzDecoder::new(source))),
            (_, Packing::Zstd) => {
                let mut decoder = ZstdDecoder::with_buffer(source)?.single_frame();
                decoder.window_log_max(self.window.max(1).ilog2().clamp(10, 31))?;
                self.decoder = Decoder::Zstd(decoder);
            }
        }
        (self.is_inside, self.is_first) = (true, false);
        Ok(())
    }

    /// Ends a member.
    fn leave(&mut self) {
        self.rest = match &mut self.decoder {
            Decoder::None => Source::default(),
            Decoder::Gzip(it) => std::mem::take(it.get_mut()),
            Decoder::Zstd(it) => std::mem::take(it.get_mut()),
        };
        self.is_inside = false;
    }

    /// Goes to the next member; false if there is none.
    fn advance(&mut self) -> io::Result<bool> {
        let source = &mut self.rest;
        let next = if self.is_first { source.fill_buf()?.first().copied() } else { after_padding(source)? };
        match next {
            None => return Ok(false),
            Some(byte) if self.is_open_ended && !self.is_first && !self.packing.begins_with(byte) => return Ok(false),
            Some(byte) if !self.packing.begins_with(byte) => {
                let detail = format!("{} goes on with something else after its end", self.packing.name());
                return Err(fault::error(Rejection::new("damaged", detail)));
            }
            Some(_) => {}
        }
        self.enter()?;
        Ok(true)
    }
}

/// The next byte that is not zero, not consumed.
fn after_padding(source: &mut Source<'_>) -> io::Result<Option<u8>> {
    loop {
        let chunk = source.fill_buf()?;
        if chunk.is_empty() {
            return Ok(None);
        }
        let zeros = chunk.iter().take_while(|it| **it == 0).count();
        let next = chunk.get(zeros).copied();
        source.consume(zeros);
        if next.is_some() {
            return Ok(next);
        }
    }
}

impl Read for Members<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while self.is_inside || self.advance()? {
            let read = match &mut self.decoder {
                Decoder::None => 0,
                Decoder::Gzip(it) => it.read(buffer)?,
                Decoder::Zstd(it) => it.read(buffer).map_err(|error| plainly(error, self.window))?,
            };
            if read > 0 {
                return Ok(read);
            }
            self.leave();
        }
        Ok(0)
    }
}

/// Two errors of zstd are not damage; its library tells them by their words alone.
fn plainly(error: io::Error, window: u64) -> io::Error {
    let words = error.to_string();
    if words.contains("too much memory") {
        let detail = format!("a zstd file with a larger window than `window` under [input.limits], which is {window}");
        return fault::error(Rejection::new("too_large", detail));
    }
    if words.contains("Dictionary mismatch") {
        let detail = "a zstd file that needs a dictionary; unpack it first";
        return fault::error(Rejection::new("unsupported_format", detail));
    }
    error
}
