//! The bytes of a file, read in pieces that lie within it.

use std::io::{Read as _, Seek as _, SeekFrom};

use newsmill_stage::SeekRead;

use crate::fault::{Fault, damaged};

/// The bytes of a file.
pub(crate) struct Source<'a> {
    bytes: Box<dyn SeekRead + 'a>,
    size: u64,
}

impl<'a> Source<'a> {
    pub(crate) fn new(mut bytes: Box<dyn SeekRead + 'a>) -> Result<Self, Fault> {
        let size = bytes.seek(SeekFrom::End(0))?;
        Ok(Self { bytes, size })
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }

    /// These bytes of the file; nothing is allocated for bytes that are not there.
    pub(crate) fn read(&mut self, start: u64, length: u64) -> Result<Vec<u8>, Fault> {
        let is_inside = start.checked_add(length).is_some_and(|end| end <= self.size);
        let Some(count) = usize::try_from(length).ok().filter(|_| is_inside) else {
            return Err(damaged(format!("{length} bytes at {start} are announced in a file of {}", self.size)));
        };
        self.bytes.seek(SeekFrom::Start(start))?;
        let mut read = vec![0; count];
        self.bytes.read_exact(&mut read)?;
        Ok(read)
    }
}
