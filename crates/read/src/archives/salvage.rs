//! A ZIP file without the list at its end is cut off, most often by a download. The members before
//! the cut are whole, and each says what it is: so they can be read one after another.

use std::io::{self, BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;
use newsmill_stage::{Rejection, SeekRead};
use rawzip::CompressionMethod;

use crate::fault::{self, Origin, Unpacked};
use crate::records::{Bytes, Reading, Source};

const BUFFER: usize = 64 << 10;

/// What begins a member, and what begins the list.
const MEMBER: [u8; 4] = *b"PK\x03\x04";
const LIST: [u8; 4] = *b"PK\x01\x02";

/// Between two members there may be the sizes of the first.
const BETWEEN: usize = 24;

/// Bytes that go on: where they do not, the file is cut off. (The decoder of deflate takes such an
/// end for a good one.)
struct Endless<R>(R);

impl<R: Read> Read for Endless<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 if !buffer.is_empty() => Err(fault::error(Rejection::new(
                "truncated",
                "the ZIP file ends in the middle of this one; copy or fetch it anew",
            ))),
            read => Ok(read),
        }
    }
}

/// What a member says of itself.
struct Header {
    name: Vec<u8>,
    method: CompressionMethod,
    /// Its packed size, where it is said beforehand.
    size: Option<u64>,
    is_encrypted: bool,
}

impl Header {
    /// Why it cannot be read.
    fn closed(&self) -> Rejection {
        if self.is_encrypted { super::zip::encrypted() } else { super::zip::unknown(self.method) }
    }
}

/// The header of the next member; `None` if none follows, or none that can be read on from.
fn header(source: &mut impl Read) -> Option<Header> {
    let mut signature = [0; 4];
    source.read_exact(&mut signature).ok()?;
    let mut passed = 0;
    while signature != MEMBER {
        if signature == LIST || passed > BETWEEN {
            return None;
        }
        signature.rotate_left(1);
        source.read_exact(&mut signature[3..]).ok()?;
        passed += 1;
    }
    let mut fixed = [0; 26];
    source.read_exact(&mut fixed).ok()?;
    let number = |at: usize| u16::from_le_bytes([fixed[at], fixed[at + 1]]);
    let (flags, method) = (number(2), CompressionMethod::new(number(4)));
    let size = u64::from(number(14)) | u64::from(number(16)) << 16;
    let mut name = vec![0; usize::from(number(22))];
    source.read_exact(&mut name).ok()?;
    io::copy(&mut source.take(u64::from(number(24))), &mut io::sink()).ok()?;
    let is_said = flags & 8 == 0 && size != u64::from(u32::MAX);
    Some(Header { name, method, size: is_said.then_some(size), is_encrypted: flags & 1 != 0 })
}

impl Reading<'_> {
    /// The members of a ZIP file without a list, as far as they can be found.
    pub(super) fn salvage(
        &mut self,
        archive: &str,
        mut bytes: Origin<Box<dyn SeekRead + '_>>,
    ) -> Result<ControlFlow<()>, Rejection> {
        io::Seek::seek(&mut bytes, SeekFrom::Start(0)).map_err(|it| fault::unreadable(&it))?;
        let mut source = BufReader::with_capacity(BUFFER, Endless(bytes));
        while let Some(header) = header(&mut source) {
            let is_folder = header.name.ends_with(b"/");
            let label = if is_folder { None } else { self.label(archive, &header.name)? };
            let flow = match (header.method, header.size) {
                (CompressionMethod::DEFLATE, _) if !header.is_encrypted => {
                    self.salvaged(label, &mut DeflateDecoder::new(&mut source))
                }
                (CompressionMethod::STORE, Some(size)) if !header.is_encrypted => {
                    self.salvaged(label, &mut source.by_ref().take(size))
                }
                (_, Some(size)) => {
                    let flow = label.map_or(ControlFlow::Continue(()), |it| self.reject_member(&it, header.closed()));
                    if skipped(&mut source.by_ref().take(size)).is_err() {
                        return Ok(flow);
                    }
                    flow
                }
                (_, None) => return Ok(ControlFlow::Continue(())),
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Hands out a member, and goes to its end.
    fn salvaged(&mut self, label: Option<String>, decoder: &mut dyn Read) -> ControlFlow<()> {
        let mut bytes = Unpacked::new(decoder, "a file in the ZIP file", &self.allowance);
        if let Some(name) = label {
            self.member(Source { name, size: None, bytes: Bytes::Stream(Box::new(&mut bytes)) })?;
        }
        // Where this fails, no other member will be found either.
        let _ = skipped(&mut bytes);
        ControlFlow::Continue(())
    }
}

fn skipped(bytes: &mut dyn Read) -> io::Result<u64> {
    io::copy(bytes, &mut io::sink())
}
