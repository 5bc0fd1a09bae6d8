//! A shelf with one file in memory, which is another one each time.

use std::io::{self, Cursor};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use anyhow::Result;
use newsmill_stage::{InputFile, Opened, Shelf};

/// The shelf.
#[derive(Debug, Default)]
pub(crate) struct OneFile(Mutex<(String, Vec<u8>)>);

impl OneFile {
    /// Puts a file there in place of the last one.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        *self.file() = (name.to_owned(), bytes.to_owned());
    }

    fn file(&self) -> MutexGuard<'_, (String, Vec<u8>)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf for OneFile {
    fn files(&self) -> Result<Vec<InputFile>> {
        let (name, bytes) = &*self.file();
        Ok(vec![InputFile { name: name.clone(), path: "".into(), size: bytes.len() as u64, modified: None }])
    }

    fn version(&self, _: &InputFile) -> Result<String> {
        Ok(String::new())
    }

    fn open(&self, _: &InputFile) -> io::Result<Opened> {
        let bytes = self.file().1.clone();
        let size = bytes.len() as u64;
        Ok(Opened { bytes: Box::new(Cursor::new(bytes)), size, modified: None })
    }

    fn state(&self, _: &InputFile) -> Option<(u64, Option<SystemTime>)> {
        Some((self.file().1.len() as u64, None))
    }
}
