//! A file read in parts, the next one on its way while one is read.

use std::collections::VecDeque;
use std::io::{self, Read, Seek, SeekFrom};
use std::ops::Range;
use std::sync::Arc;

use object_store::path::Path;
use object_store::{GetOptions, ObjectStore};

use crate::address::Keeper;
use crate::failure;
use crate::stamp::Stamp;
use crate::wire::{Answer, Wire};

/// What is asked for at once. Smaller ones wait longer on a far line: 8 MiB are 80 ms of 800 Mbit/s.
pub(crate) const PART: u64 = 8 << 20;
/// The next part is asked for when so much of this one is read: a look at a file's head costs one part.
const SURE_TO_GO_ON: u64 = 1 << 20;
/// Parts that are kept: a reader of columns goes back and forth.
const KEPT: usize = 2;

/// Bytes of a part.
pub(crate) type Bytes = Box<dyn AsRef<[u8]> + Send>;
/// A part with the version that has it. The server's errors stay as they are: some mean another way.
pub(crate) type Fetched = object_store::Result<io::Result<(Stamp, Bytes)>>;

/// Where a file comes from.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) keeper: Keeper,
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) location: Path,
}

/// What stands in a range of a file, with the version that has it.
pub(crate) async fn fetch(file: Source, range: Range<u64>, stamp: Option<Stamp>) -> Fetched {
    let if_match = stamp.as_ref().and_then(Stamp::strong_tag).map(str::to_owned);
    let options = GetOptions { range: Some(range.clone().into()), if_match, ..GetOptions::default() };
    let result = file.store.get_opts(&file.location, options).await?;
    let now = Stamp::of(&result.meta);
    // Not every server heeds If-Match, and not every one has ETags.
    if stamp.is_some_and(|it| it != now) {
        return Ok(Err(failure::changed()));
    }
    let expected = range.end.min(now.size) - range.start.min(now.size);
    let bytes = result.bytes().await?;
    match bytes.len() as u64 == expected {
        true => Ok(Ok((now, Box::new(bytes)))),
        false => Ok(Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server sent less than it promised"))),
    }
}

/// A file of which one version is read.
pub(crate) struct Parts {
    wire: Arc<Wire>,
    file: Source,
    stamp: Stamp,
    position: u64,
    /// Parts by their number, the newest last.
    kept: VecDeque<(u64, Bytes)>,
    coming: Option<(u64, Answer<Fetched>)>,
}

impl Parts {
    /// A file whose first part is here already.
    pub(crate) fn new(wire: Arc<Wire>, file: Source, stamp: Stamp, first: Bytes) -> Self {
        Self { wire, file, stamp, position: 0, kept: VecDeque::from([(0, first)]), coming: None }
    }

    fn ask(&self, part: u64) -> Answer<Fetched> {
        let range = part * PART..((part + 1) * PART).min(self.stamp.size);
        self.wire.ask(fetch(self.file.clone(), range, Some(self.stamp.clone())))
    }

    /// The place of a part among those that are kept.
    fn part(&mut self, part: u64) -> io::Result<usize> {
        if let Some(at) = self.kept.iter().position(|it| it.0 == part) {
            return Ok(at);
        }
        let answer = match self.coming.take() {
            Some((coming, answer)) if coming == part => answer,
            _ => self.ask(part),
        };
        let (_, bytes) = answer.wait()?.map_err(|it| failure::of_file(self.file.keeper, &it))??;
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.kept.push_back((part, bytes));
        Ok(self.kept.len() - 1)
    }
}

impl Read for Parts {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.stamp.size || buffer.is_empty() {
            return Ok(0);
        }
        let (part, offset) = (self.position / PART, self.position % PART);
        let at = self.part(part)?;
        let next = part + 1;
        let is_wanted = offset >= SURE_TO_GO_ON && next * PART < self.stamp.size;
        if is_wanted && self.coming.is_none() && self.kept.iter().all(|it| it.0 != next) {
            self.coming = Some((next, self.ask(next)));
        }
        let bytes = self.kept[at].1.as_ref().as_ref();
        let bytes = bytes.get(offset as usize..).unwrap_or_default();
        let read = bytes.len().min(buffer.len());
        buffer[..read].copy_from_slice(&bytes[..read]);
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Parts {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.stamp.size)?;
        Ok(self.position)
    }
}

/// Where a seek leads; beyond the end is allowed, as in any file.
pub(crate) fn sought(to: SeekFrom, position: u64, size: u64) -> io::Result<u64> {
    let to = match to {
        SeekFrom::Start(it) => Some(it),
        SeekFrom::Current(it) => position.checked_add_signed(it),
        SeekFrom::End(it) => size.checked_add_signed(it),
    };
    to.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a seek to before the beginning"))
}
