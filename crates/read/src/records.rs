//! The documents of a file, one after another and never all in memory.

use std::fs::{self, File, Metadata};
use std::io::{self, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use newsmill_stage::{Content, InputFile, InputRecord, Place, Rejection};

use crate::lines::Lines;
use crate::settings::InputSettings;
use crate::shape::{self, Shape};
use crate::values::Values;

/// The documents of a file.
pub(crate) fn of(file: &InputFile, settings: &InputSettings) -> Box<dyn Iterator<Item = InputRecord> + Send> {
    match open(file, settings) {
        Ok(records) => records,
        Err(rejection) => {
            let place = Place { path: file.name.clone(), record: 1, byte_offset: 0 };
            Box::new(std::iter::once(InputRecord { place, content: Content::Unreadable(rejection) }))
        }
    }
}

fn open(
    input: &InputFile,
    settings: &InputSettings,
) -> Result<Box<dyn Iterator<Item = InputRecord> + Send>, Rejection> {
    let (mut file, metadata) = open_regular(&input.path).map_err(|it| unreadable(&it))?;
    let size = metadata.len();
    if size > settings.max_file {
        return Err(too_large("file", size, "max-file", settings.max_file));
    }
    let mut head = Vec::new();
    (&mut file).take(shape::HEAD).read_to_end(&mut head).map_err(|it| unreadable(&it))?;
    let whole = (head.len() as u64) < shape::HEAD;
    let shape = shape::of(&input.name, &head, whole);
    let limit = settings.max_record;
    let place = Place { path: input.name.clone(), record: 1, byte_offset: 0 };
    let source = Cursor::new(head).chain(file.take(settings.max_file));
    let records: Box<dyn Iterator<Item = InputRecord> + Send> = match shape {
        Shape::Foreign(rejection) => return Err(rejection),
        Shape::Page if size > limit => return Err(too_large("document", size, "max-record", limit)),
        Shape::Page => Box::new(std::iter::once(page(source, place.clone(), limit))),
        Shape::Lines => Box::new(Lines::new(BufReader::with_capacity(1 << 18, source), place.path.clone(), limit)),
        Shape::Values => Box::new(Values::new(BufReader::with_capacity(1 << 18, source), place.path.clone(), limit)),
    };
    Ok(Box::new(Accounted {
        records: Some(records),
        last: None,
        opened: metadata,
        file: input.path.clone(),
        first: place,
    }))
}

/// Opens what is surely a file: opening a FIFO would wait for its writer.
fn open_regular(path: &Path) -> io::Result<(File, Metadata)> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_dir() {
        fs::read_dir(path)?;
        return Err(io::Error::other("a folder that could not be listed"));
    }
    if !kind.is_file() {
        return Err(io::Error::other("no longer a file"));
    }
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    Ok((file, metadata))
}

fn page(source: impl Read, place: Place, limit: u64) -> InputRecord {
    let mut bytes = Vec::new();
    let content = match source.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
        Err(error) => Content::Unreadable(unreadable(&error)),
        Ok(_) if bytes.len() as u64 > limit => {
            Content::Unreadable(too_large("document", bytes.len() as u64, "max-record", limit))
        }
        Ok(_) => Content::File(bytes),
    };
    InputRecord { place, content }
}

pub(crate) fn unreadable(error: &io::Error) -> Rejection {
    Rejection::new("unreadable", error.to_string())
}

pub(crate) fn too_large(what: &str, size: u64, setting: &str, limit: u64) -> Rejection {
    Rejection::new("too_large", format!("a {what} of {size} bytes; `{setting}` is {limit}"))
}

/// Looks after a file's records: one that has none is `empty`, and one that changed while it was
/// read says so in a record of its own.
struct Accounted {
    records: Option<Box<dyn Iterator<Item = InputRecord> + Send>>,
    first: Place,
    last: Option<Place>,
    opened: Metadata,
    file: PathBuf,
}

impl Iterator for Accounted {
    type Item = InputRecord;

    fn next(&mut self) -> Option<InputRecord> {
        if let Some(record) = self.records.as_mut()?.next() {
            self.last = Some(record.place.clone());
            return Some(record);
        }
        self.records = None;
        let rejection = if self.has_changed() {
            Rejection::new("unreadable", "the file changed while it was read")
        } else if self.last.is_none() {
            Rejection::new("empty", "the file has no content")
        } else {
            return None;
        };
        let place = match self.last.take() {
            Some(last) => Place { record: last.record + 1, byte_offset: self.opened.len(), ..last },
            None => self.first.clone(),
        };
        Some(InputRecord { place, content: Content::Unreadable(rejection) })
    }
}

impl Accounted {
    /// A file that is gone by now has been read whole: only another size or time tells a change.
    fn has_changed(&self) -> bool {
        let same =
            |now: &Metadata| now.len() == self.opened.len() && now.modified().ok() == self.opened.modified().ok();
        fs::metadata(&self.file).is_ok_and(|now| !same(&now))
    }
}
