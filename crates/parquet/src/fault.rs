//! What can be wrong with a file, and how far the damage goes.

use std::cell::Cell;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use newsmill_stage::Rejection;

/// Something that cannot be read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The rest of a row group; the next one may be sound.
    Group(Rejection),
    /// The rest of the file.
    File(Rejection),
}

impl Fault {
    pub(crate) fn into_rejection(self) -> Rejection {
        match self {
            Self::Group(it) | Self::File(it) => it,
        }
    }
}

/// What contradicts itself or the format.
pub(crate) fn damaged(detail: impl Into<String>) -> Fault {
    Fault::Group(Rejection::new("damaged", detail))
}

/// What is sound but needs more memory than there is for it.
pub(crate) fn too_large(detail: impl Into<String>) -> Fault {
    Fault::Group(Rejection::new("too_large", detail))
}

/// What is sound and not read.
pub(crate) fn unsupported(detail: impl Into<String>) -> Fault {
    Fault::File(Rejection::new("unsupported_format", detail))
}

/// Of the disk or the line: bytes are read only where the file has some, so one that ends too early
/// is no damage in it.
impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::File(Rejection::new("unreadable", error.to_string()))
    }
}

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside the library: a panic there is told in `rejected`, and whoever
/// prints panics need not.
pub fn is_reading() -> bool {
    READING.get()
}

/// Calls the library, whose panic over a damaged file is a fault like any other.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    READING.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    READING.set(false);
    done.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().cloned();
        let text = text.or_else(|| panic.downcast_ref::<&str>().map(|it| (*it).to_owned()));
        Err(damaged(format!("the Parquet library gave up: {}", text.unwrap_or_default())))
    })
}

/// The library's errors, which mean damage.
pub(crate) fn by_library(error: impl std::fmt::Display) -> Fault {
    damaged(error.to_string())
}
