//! The documents of a file, one after another and never all in memory.

use std::borrow::Cow;
use std::io::{self, BufReader, Cursor, Read, Seek as _, SeekFrom};
use std::ops::ControlFlow;
use std::rc::Rc;
use std::time::SystemTime;

use encoding_rs::Encoding;
use newsmill_stage::{Columnar, Content, InputFile, InputRecord, Place, Rejection, SeekRead, Shelf, Taker};

use crate::archives::Labels;
use crate::delimited::{self, Rows};
use crate::fault::{Allowance, Broken, Origin, Unpacked};
use crate::held::is_holder;
use crate::lines::Lines;
use crate::packed::{Members, Packing};
use crate::settings::Limits;
use crate::shape::{self, Shape};
use crate::utf16::{self, Decoding, Ruler};
use crate::values::Values;
use crate::wanted::Wanted;

pub(crate) use crate::fault::unreadable;

/// What is read at once of a file of many records.
const BUFFER: usize = 1 << 18;

/// The largest window of zstd inside of another packed file: what it uses unless asked for more.
const INNER_WINDOW: u64 = 8 << 20;

/// The reading of one file: with what, up to where, and who takes the documents.
pub(crate) struct Reading<'a> {
    pub(crate) limits: &'a Limits,
    /// Reads files whose values stand in columns.
    pub(crate) columnar: Option<&'a dyn Columnar>,
    /// The fields of a record that are of use.
    pub(crate) wanted: &'a Wanted,
    pub(crate) take: &'a mut Taker<'a>,
    /// What may still come out of the file.
    pub(crate) allowance: Rc<Allowance>,
    /// What the members of its archives are called.
    pub(crate) labels: Labels,
    /// How many packed bytes are held in memory, to be read from any place.
    held: u64,
    /// Through how many layers of packing this is read.
    depth: u64,
    /// How many documents it has handed out, and the place of the last.
    handed: u64,
    last: Option<Place>,
}

/// Bytes with a name: a file, or what was packed in one.
pub(crate) struct Source<'a> {
    /// The path relative to the input; of what was packed, the file's and then its own.
    pub(crate) name: String,
    /// How many there are, where that is known beforehand.
    pub(crate) size: Option<u64>,
    pub(crate) bytes: Bytes<'a>,
}

/// Bytes that are read from any place, or only from first to last.
pub(crate) enum Bytes<'a> {
    Seekable(Box<dyn SeekRead + 'a>),
    Stream(Box<dyn Read + 'a>),
}

/// Hands out the documents of a file. One that has none is `empty`, and one that changed while it
/// was read says so in a record of its own.
pub(crate) fn of<'a>(
    file: &InputFile,
    shelf: &dyn Shelf,
    limits: &'a Limits,
    columnar: Option<&'a dyn Columnar>,
    wanted: &'a Wanted,
    take: &'a mut Taker<'a>,
) -> ControlFlow<()> {
    let allowance = Rc::new(Allowance::of(0, limits));
    let labels = Labels::default();
    let mut reading =
        Reading { limits, columnar, wanted, take, allowance, labels, held: 0, depth: 0, handed: 0, last: None };
    let opened = match shelf.open(file) {
        Ok(it) => it,
        Err(error) => return reading.reject(&file.name, unreadable(&error)),
    };
    reading.allowance = Rc::new(Allowance::of(opened.size, limits));
    let state = (opened.size, opened.modified);
    let source = Source { name: file.name.clone(), size: Some(opened.size), bytes: Bytes::Seekable(opened.bytes) };
    reading.documents(source)?;
    if has_changed(state, shelf.state(file)) {
        return reading.reject(&file.name, Rejection::new("unreadable", "the file changed while it was read"));
    }
    if reading.handed == 0 {
        return reading.reject(&file.name, Rejection::new("empty", "the file has no content"));
    }
    ControlFlow::Continue(())
}

/// A file that is gone by now has been read whole: only another size or time tells a change.
fn has_changed(opened: (u64, Option<SystemTime>), now: Option<(u64, Option<SystemTime>)>) -> bool {
    now.is_some_and(|now| now != opened)
}

impl Reading<'_> {
    /// Hands out the documents in these bytes, whatever they are.
    pub(crate) fn documents(&mut self, source: Source<'_>) -> ControlFlow<()> {
        let Source { name, size, bytes } = source;
        let (head, whole, bytes) = match head(bytes) {
            Ok(it) => it,
            Err(error) => return self.reject(&name, unreadable(&error)),
        };
        let limit = self.limits.record;
        let (shape, utf16) = shape_of(&name, &head, whole, self.wanted);
        let ruler = if utf16.is_some() { Ruler::Utf16 } else { Ruler::Bytes };
        let bytes = match size.filter(|it| self.depth == 0 && *it > self.limits.file) {
            None => bytes,
            Some(size) if matches!(shape, Shape::Page | Shape::Columns) => {
                return self.reject(&name, too_large("file", size, "file", self.limits.file));
            }
            // What comes out of these is counted there.
            Some(_) if matches!(shape, Shape::Packed(_) | Shape::Zip) => bytes,
            Some(_) => {
                let allowance = Rc::new(Allowance::plain(self.limits));
                Bytes::Stream(Box::new(Unpacked::new(Origin(bytes.stream()), "the file", &allowance)))
            }
        };
        match shape {
            Shape::Foreign(rejection) => self.reject(&name, rejection),
            Shape::Packed(_) | Shape::Tar | Shape::Zip if self.depth >= self.limits.nesting => {
                self.reject(&name, too_deep(self.limits.nesting))
            }
            Shape::Tar => self.tar(&name, bytes.stream()),
            Shape::Zip => self.zip(&name, bytes),
            Shape::Warc => self.warc(&name, bytes.stream()),
            Shape::Packed(packing) => self.unpacked(name, packing, bytes),
            Shape::Columns => self.columns(name, bytes),
            Shape::Page => match size.filter(|it| *it > limit) {
                Some(size) => self.reject(&name, too_large("document", size, "record", limit)),
                None => self.page(name, bytes.stream()),
            },
            Shape::Lines => {
                let lines = BufReader::with_capacity(BUFFER, bytes.text(utf16));
                Lines::new(lines, name, limit, ruler).try_for_each(|it| self.take(it))
            }
            Shape::Values => {
                let values = BufReader::with_capacity(BUFFER, bytes.text(utf16));
                Values::new(values, name, limit, ruler).try_for_each(|it| self.take(it))
            }
            Shape::Held => {
                let values = BufReader::with_capacity(BUFFER, bytes.text(utf16));
                Values::new(values, name, limit, ruler).held().try_for_each(|it| self.take(it))
            }
            Shape::Rows(dialect) => {
                Rows::new(bytes.text(utf16), name, limit, dialect, self.wanted, ruler).try_for_each(|it| self.take(it))
            }
        }
    }

    /// Hands out a document.
    pub(crate) fn take(&mut self, record: InputRecord) -> ControlFlow<()> {
        self.handed += 1;
        self.last = Some(record.place.clone());
        (self.take)(record)
    }

    /// Hands out what cannot be read: in the place of a file's only record, or after its last.
    pub(crate) fn reject(&mut self, name: &str, rejection: Rejection) -> ControlFlow<()> {
        let last = self.last.take().filter(|it| it.path == name);
        let place = match last {
            Some(last) => Place { record: last.record + 1, ..last },
            None => Place { path: name.to_owned(), record: 1, byte_offset: 0 },
        };
        self.take(InputRecord { place, content: Content::Unreadable(rejection) })
    }

    /// What is merely compressed: it keeps its name.
    fn unpacked(&mut self, name: String, packing: Packing, bytes: Bytes<'_>) -> ControlFlow<()> {
        let members = Members::new(packing, bytes.stream(), self.window());
        let bytes = Unpacked::new(members, packing.name(), &self.allowance);
        self.deeper(Source { name, size: None, bytes: Bytes::Stream(Box::new(bytes)) })
    }

    /// The largest window that zstd is given here.
    pub(crate) fn window(&self) -> u64 {
        if self.depth == 0 { self.limits.window } else { self.limits.window.min(INNER_WINDOW) }
    }

    /// Hands out the documents in what was packed in something.
    pub(crate) fn deeper(&mut self, source: Source<'_>) -> ControlFlow<()> {
        self.depth += 1;
        let flow = self.documents(source);
        self.depth -= 1;
        flow
    }

    /// Reads something with a name of its own; afterwards the place is where it was before.
    pub(crate) fn aside(&mut self, read: impl FnOnce(&mut Self) -> ControlFlow<()>) -> ControlFlow<()> {
        let last = self.last.take();
        let flow = read(self);
        self.last = last;
        flow
    }

    /// How many documents were handed out so far.
    pub(crate) fn handed(&self) -> u64 {
        self.handed
    }

    /// Reads bytes from any place; what comes out of a packed file is held in memory for that.
    pub(crate) fn seekable<T>(
        &mut self,
        bytes: Bytes<'_>,
        read: impl FnOnce(&mut Self, Box<dyn SeekRead + '_>) -> Result<T, Rejection>,
    ) -> Result<T, Rejection> {
        let bytes = match bytes {
            Bytes::Seekable(it) => return read(self, it),
            Bytes::Stream(it) => self.hold(it)?,
        };
        let size = bytes.len() as u64;
        self.held += size;
        let done = read(self, Box::new(Cursor::new(bytes)));
        self.held -= size;
        done
    }

    fn hold(&self, bytes: Box<dyn Read + '_>) -> Result<Vec<u8>, Rejection> {
        let limit = self.limits.packed.saturating_sub(self.held);
        let mut held = Vec::new();
        bytes.take(limit.saturating_add(1)).read_to_end(&mut held).map_err(|it| unreadable(&it))?;
        if held.len() as u64 > limit {
            let limit = self.limits.packed;
            let detail = format!(
                "a ZIP or Parquet file inside of others, which together hold more than `packed` under [input.limits], {limit} bytes; unpack it first"
            );
            return Err(Rejection::new("too_large", detail));
        }
        Ok(held)
    }

    /// A file whose values stand in columns.
    fn columns(&mut self, name: String, bytes: Bytes<'_>) -> ControlFlow<()> {
        let Some(columnar) = self.columnar else {
            return self.reject(&name, Rejection::new("unsupported_format", "a Parquet file; nothing here reads them"));
        };
        let wanted = self.wanted;
        let rows = self.seekable(bytes, |reading, bytes| {
            columnar.rows(bytes, &|it| wanted.has(it), &mut |record, row| {
                let place = Place { path: name.clone(), record, byte_offset: 0 };
                reading.take(InputRecord { place, content: row.map_or_else(Content::Unreadable, Content::Json) })
            })
        });
        rows.unwrap_or_else(|rejection| self.reject(&name, rejection))
    }

    /// A file that is one document.
    fn page(&mut self, name: String, source: Box<dyn Read + '_>) -> ControlFlow<()> {
        let (limit, mut bytes) = (self.limits.record, Vec::new());
        let content = match source.take(limit.saturating_add(1)).read_to_end(&mut bytes) {
            Err(error) => Content::Unreadable(unreadable(&error)),
            Ok(_) if bytes.len() as u64 > limit => {
                Content::Unreadable(too_large("document", bytes.len() as u64, "record", limit))
            }
            Ok(_) => Content::File(bytes),
        };
        self.take(InputRecord { place: Place { path: name, record: 1, byte_offset: 0 }, content })
    }
}

impl<'a> Bytes<'a> {
    pub(crate) fn stream(self) -> Box<dyn Read + 'a> {
        match self {
            Self::Seekable(it) => Box::new(it),
            Self::Stream(it) => it,
        }
    }

    /// The bytes as UTF-8, if they are in this encoding.
    fn text(self, encoding: Option<&'static Encoding>) -> Box<dyn Read + 'a> {
        match encoding {
            Some(encoding) => Box::new(Decoding::new(self.stream(), encoding)),
            None => self.stream(),
        }
    }
}

/// The first bytes, whether there are no more, and the bytes as they were. Where packed bytes end
/// too early, those before are read all the same.
fn head(bytes: Bytes<'_>) -> io::Result<(Vec<u8>, bool, Bytes<'_>)> {
    let mut head = Vec::new();
    match bytes {
        Bytes::Seekable(mut it) => {
            it.by_ref().take(shape::HEAD).read_to_end(&mut head)?;
            it.seek(SeekFrom::Start(0))?;
            let whole = (head.len() as u64) < shape::HEAD;
            Ok((head, whole, Bytes::Seekable(it)))
        }
        Bytes::Stream(mut it) => {
            let error = it.by_ref().take(shape::HEAD).read_to_end(&mut head).err();
            let whole = (head.len() as u64) < shape::HEAD && error.is_none();
            let again = Cursor::new(head.clone());
            let again: Box<dyn Read> = match error {
                Some(error) if head.is_empty() => return Err(error),
                Some(error) => Box::new(again.chain(Broken(unreadable(&error)))),
                None => Box::new(again.chain(it)),
            };
            Ok((head, whole, Bytes::Stream(again)))
        }
    }
}

/// What a file with these first bytes is, and its encoding if that is UTF-16.
pub(crate) fn shape_of(name: &str, head: &[u8], whole: bool, wanted: &Wanted) -> (Shape, Option<&'static Encoding>) {
    let utf16 = utf16::encoding(head);
    let head = utf16.map_or(Cow::Borrowed(head), |it| Cow::Owned(utf16::head(head, it).into_bytes()));
    let shape = match shape::of(name, &head, whole) {
        Shape::Page => delimited::dialect(name, &head, whole, wanted).map_or(Shape::Page, Shape::Rows),
        Shape::Lines | Shape::Values if is_holder(&head, wanted) => Shape::Held,
        it => it,
    };
    (shape, utf16)
}

fn too_deep(limit: u64) -> Rejection {
    let detail = format!("packed more than {limit} times over; `nesting` under [input.limits] is {limit}");
    Rejection::new("too_deep", detail)
}

pub(crate) fn too_large(what: &str, size: u64, setting: &str, limit: u64) -> Rejection {
    Rejection::new("too_large", format!("a {what} of {size} bytes; `{setting}` under [input.limits] is {limit}"))
}
