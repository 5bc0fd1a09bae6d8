//! tar: headers and contents in blocks of 512 bytes, one after another.
//!
//! The library reads the headers; from header to header we go ourselves: its own iterator holds an
//! extended header of any size in memory, takes a file that is cut off for a short one, and ends at
//! the first header that is damaged, where the next good one can be found.

use std::io::{self, BufReader, Read};
use std::ops::ControlFlow;

use newsmill_stage::Rejection;
use tar::{EntryType, Header, PaxExtensions};

use crate::fault::{self, Origin};
use crate::records::{Bytes, Reading, Source};

/// What is read at once.
const BUFFER: usize = 64 << 10;

const BLOCK: u64 = 512;

/// The largest extended header that is read: it has names, not contents.
const EXTENDED: u64 = 1 << 20;

/// What GNU tar calls the rest of a file that begins in another volume.
const CONTINUED: u8 = b'M';

/// Whether a member of this kind has the content of a file. Kinds that nobody knows have, as POSIX
/// wants it; those of GNU tar and Solaris that are known are lists, labels and attributes.
fn is_file(kind: EntryType) -> bool {
    match kind {
        EntryType::Regular | EntryType::Continuous | EntryType::GNUSparse => true,
        EntryType::Link
        | EntryType::Symlink
        | EntryType::Char
        | EntryType::Block
        | EntryType::Directory
        | EntryType::Fifo => false,
        other => !b"ADEINVX".contains(&other.as_byte()),
    }
}

/// Whether these first bytes are a tar file's.
pub(crate) fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.first_chunk::<512>() else { return false };
    block[257..].starts_with(b"ustar") || is_sound(&header(block))
}

fn header(block: &[u8; 512]) -> Header {
    let mut header = Header::new_old();
    header.as_mut_bytes().copy_from_slice(block);
    header
}

/// Whether a header's checksum is right; some old programs took bytes for signed.
fn is_sound(header: &Header) -> bool {
    let bytes = header.as_bytes();
    let summed = || bytes[..148].iter().chain(&bytes[156..]).copied();
    let spaces = 8 * i64::from(b' ');
    let unsigned = spaces + summed().map(i64::from).sum::<i64>();
    let signed = spaces + summed().map(|it| i64::from(it.cast_signed())).sum::<i64>();
    header.cksum().is_ok_and(|it| [unsigned, signed].contains(&i64::from(it)))
}

/// The blocks of a tar file.
struct Blocks<'a> {
    source: BufReader<Origin<Box<dyn Read + 'a>>>,
    /// Whether the last blocks were zeros, which mark the end.
    ended: bool,
}

/// What extended headers say of the member after them.
#[derive(Default)]
struct Extended {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    is_sparse: bool,
}

fn cut() -> Rejection {
    Rejection::new("truncated", "the tar file ends in the middle; copy or fetch it anew")
}

fn failed(error: &io::Error) -> Rejection {
    fault::damage("the tar file", error)
}

impl Blocks<'_> {
    fn block(&mut self) -> Result<Option<[u8; 512]>, Rejection> {
        let mut block = Vec::with_capacity(512);
        self.source.by_ref().take(BLOCK).read_to_end(&mut block).map_err(|it| failed(&it))?;
        if block.len() < 512 && block.iter().all(|it| *it == 0) {
            self.ended |= !block.is_empty();
            return Ok(None);
        }
        block.try_into().map(Some).map_err(|_| cut())
    }

    /// The next header that is sound, and whether there was damage before it. Zeros are passed over:
    /// tar files may have been put one after another.
    fn header(&mut self) -> Result<(bool, Option<Header>), Rejection> {
        let mut is_damaged = false;
        while let Some(block) = self.block()? {
            if block == [0; 512] {
                self.ended = true;
                continue;
            }
            let header = header(&block);
            if is_sound(&header) {
                self.ended = false;
                return Ok((is_damaged, Some(header)));
            }
            is_damaged = true;
        }
        Ok((is_damaged, None))
    }

    fn skip(&mut self, bytes: u64) -> Result<(), Rejection> {
        let skipped = io::copy(&mut self.source.by_ref().take(bytes), &mut io::sink()).map_err(|it| failed(&it))?;
        if skipped < bytes { Err(cut()) } else { Ok(()) }
    }

    /// The content of an extended header.
    fn content(&mut self, size: u64) -> Result<Vec<u8>, Rejection> {
        let mut content = Vec::new();
        self.source.by_ref().take(size).read_to_end(&mut content).map_err(|it| failed(&it))?;
        self.skip(padding(size))?;
        Ok(content)
    }

    /// Passes over the further headers of a sparse file.
    fn skip_map(&mut self, header: &Header) -> Result<(), Rejection> {
        let mut more = header.as_gnu().is_some_and(tar::GnuHeader::is_extended);
        while more {
            more = self.block()?.ok_or_else(cut)?[504] == 1;
        }
        Ok(())
    }
}

/// How many bytes fill the last block.
fn padding(size: u64) -> u64 {
    size.wrapping_neg() % BLOCK
}

/// The content of a member; one that ends too early is cut off, not short.
struct Part<'r, 'a> {
    blocks: &'r mut Blocks<'a>,
    left: u64,
}

impl Read for Part<'_, '_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.blocks.source.by_ref().take(self.left).read(buffer)?;
        if read == 0 && self.left > 0 && !buffer.is_empty() {
            return Err(fault::error(cut()));
        }
        self.left -= read as u64;
        Ok(read)
    }
}

impl Extended {
    /// Takes in an extended header; false if this is none.
    fn take(&mut self, header: &Header, size: u64, blocks: &mut Blocks<'_>) -> Result<bool, Rejection> {
        let kind = header.entry_type();
        match kind {
            EntryType::XHeader | EntryType::GNULongName if size <= EXTENDED => {
                let content = blocks.content(size)?;
                if kind == EntryType::XHeader {
                    self.pax(&content);
                } else {
                    self.name = Some(content.into_iter().take_while(|it| *it != 0).collect());
                }
            }
            EntryType::XHeader | EntryType::GNULongName | EntryType::GNULongLink | EntryType::XGlobalHeader => {
                blocks.skip(size)?;
                blocks.skip(padding(size))?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn pax(&mut self, content: &[u8]) {
        for record in PaxExtensions::new(content).map_while(Result::ok) {
            match record.key_bytes() {
                b"path" => self.name = Some(record.value_bytes().to_vec()),
                b"size" => self.size = record.value().ok().and_then(|it| it.parse().ok()),
                key => self.is_sparse |= key.starts_with(b"GNU.sparse."),
            }
        }
    }
}

impl Reading<'_> {
    /// The members of a tar file.
    pub(crate) fn tar(&mut self, name: &str, bytes: Box<dyn Read + '_>) -> ControlFlow<()> {
        self.holding(name, "no file in the tar file", |reading| {
            let mut blocks = Blocks { source: BufReader::with_capacity(BUFFER, Origin(bytes)), ended: false };
            reading.tar_members(name, &mut blocks)
        })
    }

    fn tar_members(&mut self, archive: &str, blocks: &mut Blocks<'_>) -> Result<ControlFlow<()>, Rejection> {
        let mut extended = Extended::default();
        loop {
            let (is_damaged, header) = blocks.header()?;
            if is_damaged {
                let detail = "a header of the tar file is damaged; the files up to the next are lost";
                let flow = self.reject(archive, Rejection::new("damaged", detail));
                if flow.is_break() {
                    return Ok(flow);
                }
                extended = Extended::default();
            }
            let Some(header) = header else { break };
            let said = header.entry_size().map_err(|it| failed(&it))?;
            if extended.take(&header, said, blocks)? {
                continue;
            }
            let flow = self.tar_member(archive, &header, std::mem::take(&mut extended), blocks)?;
            if flow.is_break() {
                return Ok(flow);
            }
        }
        if blocks.ended {
            return Ok(ControlFlow::Continue(()));
        }
        Err(Rejection::new("truncated", "the tar file has no end mark; files may be missing, copy or fetch it anew"))
    }

    fn tar_member(
        &mut self,
        archive: &str,
        header: &Header,
        extended: Extended,
        blocks: &mut Blocks<'_>,
    ) -> Result<ControlFlow<()>, Rejection> {
        let kind = header.entry_type();
        // A hard link says the size of what it links to, and has no content.
        let said = if kind.is_hard_link() { 0 } else { header.entry_size().map_err(|it| failed(&it))? };
        let size = extended.size.unwrap_or(said);
        let name = extended.name.unwrap_or_else(|| header.path_bytes().into_owned());
        let is_file = is_file(kind);
        let label = if is_file && !name.ends_with(b"/") { self.label(archive, &name)? } else { None };
        let is_sparse = extended.is_sparse || kind.is_gnu_sparse();
        if kind.is_gnu_sparse() {
            blocks.skip_map(header)?;
        }
        let mut part = Part { blocks, left: size };
        let flow = match label {
            None => ControlFlow::Continue(()),
            Some(name) if kind.as_byte() == CONTINUED => {
                let detail = "the rest of a file that begins in another tar file; join the volumes first";
                self.reject_member(&name, Rejection::new("unsupported_format", detail))
            }
            Some(name) if is_sparse => {
                let detail = "a sparse file in a tar file; pack it without `--sparse`";
                self.reject_member(&name, Rejection::new("unsupported_format", detail))
            }
            Some(name) => self.member(Source { name, size: Some(size), bytes: Bytes::Stream(Box::new(&mut part)) }),
        };
        if flow.is_continue() {
            let left = part.left;
            blocks.skip(left)?;
            blocks.skip(padding(size))?;
        }
        Ok(flow)
    }
}
