//! A file of a server that hands out files only whole, from first to last.

use std::io::{self, Read, Seek, SeekFrom};

use futures_util::StreamExt as _;
use object_store::GetResult;
use tokio::sync::mpsc::{Receiver, channel};

use crate::address::Keeper;
use crate::failure;
use crate::parts::{Bytes, sought};
use crate::wire::Wire;

/// The beginning of a file that is kept, so that one can go back in it: any file that is looked at
/// first and read then, and any file of columns up to this size.
const KEPT: usize = 64 << 20;
/// Pieces that wait to be read; a piece is what came at once, 8 to 64 KiB.
const WAITING: usize = 64;

/// A file that comes as it comes.
pub(crate) struct Stream {
    pieces: Receiver<io::Result<Bytes>>,
    /// The beginning, up to [`KEPT`] bytes.
    kept: Vec<u8>,
    /// What came last, and how much of it is read.
    piece: (Bytes, usize),
    /// How much has been taken from the stream.
    taken: u64,
    position: u64,
    size: u64,
}

impl Stream {
    pub(crate) fn new(wire: &Wire, keeper: Keeper, result: GetResult) -> Self {
        let (sender, pieces) = channel(WAITING);
        let size = result.meta.size;
        wire.run(async move {
            let mut stream = result.into_stream();
            while let Some(piece) = stream.next().await {
                let piece = piece.map(|it| Box::new(it) as Bytes).map_err(|it| failure::of_file(keeper, &it));
                if sender.send(piece).await.is_err() {
                    return;
                }
            }
        });
        Self { pieces, kept: Vec::new(), piece: (Box::new([]), 0), taken: 0, position: 0, size }
    }

    /// The next bytes of the stream, whether anybody wants them or not.
    fn take(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.piece.0.as_ref().as_ref().len() == self.piece.1 {
            match self.pieces.blocking_recv() {
                Some(piece) => self.piece = (piece?, 0),
                None if self.taken < self.size => {
                    return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the server sent less than it promised"));
                }
                None => return Ok(0),
            }
        }
        let bytes = &self.piece.0.as_ref().as_ref()[self.piece.1..];
        let read = bytes.len().min(buffer.len());
        buffer[..read].copy_from_slice(&bytes[..read]);
        if self.taken == self.kept.len() as u64 {
            let room = KEPT - self.kept.len();
            self.kept.extend_from_slice(&bytes[..read.min(room)]);
        }
        self.piece.1 += read;
        self.taken += read as u64;
        Ok(read)
    }
}

impl Read for Stream {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.size || buffer.is_empty() {
            return Ok(0);
        }
        let mut skipped = [0; 1 << 14];
        while self.taken < self.position {
            let ahead = (self.position - self.taken).min(skipped.len() as u64) as usize;
            if self.take(&mut skipped[..ahead])? == 0 {
                return Ok(0);
            }
        }
        let read = if self.position < self.kept.len() as u64 {
            let bytes = &self.kept[self.position as usize..];
            let read = bytes.len().min(buffer.len());
            buffer[..read].copy_from_slice(&bytes[..read]);
            read
        } else if self.position == self.taken {
            self.take(buffer)?
        } else {
            return Err(io::Error::other(format!(
                "the server cannot hand out parts of a file (HTTP Range), and this one is too large to be kept here \
                 ({KEPT} bytes are); download it first",
            )));
        };
        self.position += read as u64;
        Ok(read)
    }
}

impl Seek for Stream {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.position = sought(to, self.position, self.size)?;
        Ok(self.position)
    }
}
