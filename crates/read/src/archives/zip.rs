//! ZIP: members anywhere in the file, and a list of them at its end.
//!
//! The list is read entry by entry: a million entries need no memory, and two entries of one name
//! are two. What comes out is counted over all members together, for entries may share their bytes.

use std::cell::RefCell;
use std::io::{self, BufReader, Read, SeekFrom};
use std::ops::ControlFlow;

use flate2::bufread::DeflateDecoder;
use newsmill_stage::{Rejection, SeekRead};
use rawzip::{
    CompressionMethod, ErrorKind, MAX_CENTRAL_DIRECTORY_RECORD_SIZE, ReaderAt, ZipArchive, ZipArchiveEntryWayfinder,
    ZipLocator,
};

use crate::fault::{self, Origin, Unpacked};
use crate::packed::{Members, Packing};
use crate::records::{Bytes, Reading, Source};

/// What is read at once of a member.
const BUFFER: usize = 64 << 10;

const WHAT: &str = "the ZIP file";

/// Bytes that are read from several places in turn.
struct Shared<'a>(RefCell<Origin<Box<dyn SeekRead + 'a>>>);

impl ReaderAt for Shared<'_> {
    fn read_at(&self, buffer: &mut [u8], offset: u64) -> io::Result<usize> {
        let mut bytes = self.0.borrow_mut();
        io::Seek::seek(&mut *bytes, SeekFrom::Start(offset))?;
        bytes.read(buffer)
    }
}

/// What the list says of a member.
struct Entry {
    name: Vec<u8>,
    at: ZipArchiveEntryWayfinder,
    method: CompressionMethod,
    is_encrypted: bool,
    is_file: bool,
}

fn failed(error: rawzip::Error) -> Rejection {
    match error.into_kind() {
        ErrorKind::IO(error) => fault::damage(WHAT, &error),
        ErrorKind::Eof | ErrorKind::MissingEndOfCentralDirectory => {
            Rejection::new("truncated", "the ZIP file has no list of its files at its end; copy or fetch it anew")
        }
        kind => Rejection::new("damaged", format!("{WHAT} is damaged: {kind}")),
    }
}

pub(super) fn encrypted() -> Rejection {
    Rejection::new("encrypted", "a file in a ZIP file is encrypted; unpack it first")
}

pub(super) fn unknown(method: CompressionMethod) -> Rejection {
    let name = method.name().unwrap_or("an unknown method");
    Rejection::new("unsupported_format", format!("a file in a ZIP file is packed with {name}; unpack it first"))
}

impl Reading<'_> {
    /// The members of a ZIP file, in the order of its list.
    pub(crate) fn zip(&mut self, name: &str, bytes: Bytes<'_>) -> ControlFlow<()> {
        self.holding(name, "no file in the ZIP file", |reading| {
            reading.seekable(bytes, |reading, bytes| {
                let mut bytes = Origin(bytes);
                let size = io::Seek::seek(&mut bytes, SeekFrom::End(0)).map_err(|it| fault::unreadable(&it))?;
                let mut buffer = vec![0; MAX_CENTRAL_DIRECTORY_RECORD_SIZE];
                match ZipLocator::new().locate_in_reader(Shared(RefCell::new(bytes)), &mut buffer, size) {
                    Ok(zip) => reading.zip_members(name, &zip, &mut buffer),
                    Err((bytes, error)) => match reading.salvage(name, bytes.0.into_inner())? {
                        ControlFlow::Continue(()) => Err(failed(error)),
                        broken => Ok(broken),
                    },
                }
            })
        })
    }

    fn zip_members(
        &mut self,
        archive: &str,
        zip: &ZipArchive<Shared<'_>>,
        buffer: &mut [u8],
    ) -> Result<ControlFlow<()>, Rejection> {
        let (mut entries, mut count) = (zip.entries(buffer), 0);
        while let Some(it) = entries.next_entry().map_err(failed)? {
            count += 1;
            let entry = Entry {
                name: it.file_path().as_bytes().to_vec(),
                at: it.wayfinder(),
                method: it.compression_method(),
                is_encrypted: it.flags().is_encrypted(),
                is_file: !it.is_dir() && !it.mode().is_symlink(),
            };
            let label = if entry.is_file { self.label(archive, &entry.name)? } else { None };
            let Some(label) = label else { continue };
            let flow = match self.zip_member(zip, &entry, &label) {
                Ok(flow) => flow,
                Err(rejection) => self.reject_member(&label, rejection),
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        // Small ZIP files count in 16 bits.
        let said = zip.entries_hint();
        if said != count && said != count % (1 << 16) {
            let detail = format!("{WHAT} says that it has {said} files, and lists {count}; copy or fetch it anew");
            return Err(Rejection::new("damaged", detail));
        }
        Ok(ControlFlow::Continue(()))
    }

    fn zip_member(
        &mut self,
        zip: &ZipArchive<Shared<'_>>,
        entry: &Entry,
        label: &str,
    ) -> Result<ControlFlow<()>, Rejection> {
        if entry.is_encrypted {
            return Err(encrypted());
        }
        let found = zip.get_entry(entry.at).map_err(failed)?;
        let bytes = BufReader::with_capacity(BUFFER, found.reader());
        let decoder: Box<dyn Read + '_> = match entry.method {
            CompressionMethod::STORE => Box::new(bytes),
            CompressionMethod::DEFLATE => Box::new(DeflateDecoder::new(bytes)),
            CompressionMethod::ZSTD => Box::new(Members::new(Packing::Zstd, Box::new(bytes), self.window())),
            method => return Err(unknown(method)),
        };
        let verified = found.verifying_reader(decoder);
        let bytes = Unpacked::new(verified, "a file in the ZIP file", &self.allowance);
        Ok(self.member(Source { name: label.to_owned(), size: None, bytes: Bytes::Stream(Box::new(bytes)) }))
    }
}
