//! Why bytes could not be read, through however many layers of packing: the error of a disk stays
//! told apart from damage in what lies on it, for the one is tried again and the other is not.

use std::cell::Cell;
use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::rc::Rc;

use newsmill_stage::Rejection;

use crate::settings::Limits;

/// Up to here any ratio is fine: small files of few words pack very well.
const RATIO_FROM: u64 = 64 << 20;

/// The reason, as it travels inside of an [`io::Error`].
#[derive(Debug)]
struct Cause(Rejection);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.detail)
    }
}

impl Error for Cause {}

/// An error with this reason. Its kind is one that no decoder reads anything into.
pub(crate) fn error(rejection: Rejection) -> io::Error {
    io::Error::other(Cause(rejection))
}

/// The reason that an error carries, however deep; `None` if it is an error of the system.
pub(crate) fn cause(error: &io::Error) -> Option<Rejection> {
    let mut next: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(it) = next {
        if let Some(Cause(rejection)) = it.downcast_ref() {
            return Some(rejection.clone());
        }
        next = match it.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => it.source(),
        };
    }
    None
}

/// Why a file, or what was packed in one, cannot be read on.
pub(crate) fn unreadable(error: &io::Error) -> Rejection {
    cause(error).unwrap_or_else(|| Rejection::new("unreadable", error.to_string()))
}

/// What an error of a decoder is, whose source is an [`Origin`]: damage in the bytes.
pub(crate) fn damage(what: &str, error: &io::Error) -> Rejection {
    match cause(error) {
        Some(it) => it,
        None if error.kind() == ErrorKind::UnexpectedEof => {
            Rejection::new("truncated", format!("{what} ends in the middle; copy or fetch it anew"))
        }
        None => Rejection::new("damaged", format!("{what} is damaged: {error}")),
    }
}

/// Bytes below a decoder. Their errors carry their reason, so that it takes them for none of its own.
pub(crate) struct Origin<R>(pub(crate) R);

fn told(error: io::Error) -> io::Error {
    if error.kind() == ErrorKind::Interrupted { error } else { self::error(unreadable(&error)) }
}

impl<R: Read> Read for Origin<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer).map_err(told)
    }
}

impl<R: Seek> Seek for Origin<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to).map_err(told)
    }
}

/// Nothing but an error.
pub(crate) struct Broken(pub(crate) Rejection);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(error(self.0.clone()))
    }
}

/// How much may still come out of a file, through all layers of its packing together.
#[derive(Debug)]
pub(crate) struct Allowance {
    left: Cell<u64>,
    over: Rejection,
}

impl Allowance {
    /// What a file of this size may hold.
    pub(crate) fn of(size: u64, limits: &Limits) -> Self {
        let by_ratio = size.saturating_mul(limits.ratio).max(RATIO_FROM);
        let detail = if by_ratio < limits.file {
            let ratio = limits.ratio;
            format!("more than {by_ratio} bytes in a file of {size}; `ratio` under [input.limits] is {ratio}")
        } else {
            format!("more than {0} bytes unpacked; `file` under [input.limits] is {0}", limits.file)
        };
        Self { left: Cell::new(by_ratio.min(limits.file)), over: Rejection::new("too_large", detail) }
    }

    /// What is read of a file that is not packed.
    pub(crate) fn plain(limits: &Limits) -> Self {
        let detail = format!("the file has more than {0} bytes; `file` under [input.limits] is {0}", limits.file);
        Self { left: Cell::new(limits.file), over: Rejection::new("too_large", detail) }
    }

    /// Why there is no more.
    pub(crate) fn over(&self) -> Rejection {
        self.over.clone()
    }
}

/// Bytes out of a decoder: counted, and their errors are damage. Once it failed, it fails the same
/// way for ever: a decoder that goes on after an error would make up bytes.
pub(crate) struct Unpacked<R> {
    decoder: R,
    what: &'static str,
    allowance: Rc<Allowance>,
    failed: Option<Rejection>,
}

impl<R: Read> Unpacked<R> {
    /// What comes out of this decoder of `what`, as in "the gzip file".
    pub(crate) fn new(decoder: R, what: &'static str, allowance: &Rc<Allowance>) -> Self {
        Self { decoder, what, allowance: Rc::clone(allowance), failed: None }
    }

    fn next(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.left.get();
        if left == 0 {
            let more = self.decoder.read(&mut [0])?;
            return if more == 0 { Ok(0) } else { Err(error(self.allowance.over())) };
        }
        let most = usize::try_from(left).map_or(buffer.len(), |left| left.min(buffer.len()));
        let read = self.decoder.read(&mut buffer[..most])?;
        self.allowance.left.set(left - read as u64);
        Ok(read)
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(rejection) = &self.failed {
            return Err(error(rejection.clone()));
        }
        if buffer.is_empty() {
            return Ok(0);
        }
        self.next(buffer).map_err(|failed| {
            if failed.kind() == ErrorKind::Interrupted {
                return failed;
            }
            let rejection = damage(self.what, &failed);
            self.failed = Some(rejection.clone());
            error(rejection)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Failing(fn() -> io::Error);

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err((self.0)())
        }
    }

    /// What an error below a decoder, and one of its own, are to whoever reads on top of it.
    #[track_caller]
    fn check(failing: fn() -> io::Error, below: &str, of_its_own: &str) {
        let limits = Limits::default();
        let allowance = Rc::new(Allowance::of(1, &limits));
        let reason = |source: &mut dyn Read| unreadable(&source.read(&mut [0; 9]).unwrap_err()).reason;
        let twice = Origin(Unpacked::new(Origin(Failing(failing)), "the file", &allowance));
        assert_eq!(reason(&mut Unpacked::new(twice, "the file", &allowance)), below);
        let twice = Origin(Unpacked::new(Failing(failing), "the file", &allowance));
        assert_eq!(reason(&mut Unpacked::new(twice, "the file", &allowance)), of_its_own);
    }

    #[test]
    fn a_disk_that_fails_is_no_damage() {
        check(|| io::Error::other("disk on fire"), "unreadable", "damaged");
        check(|| ErrorKind::UnexpectedEof.into(), "unreadable", "truncated");
        check(|| ErrorKind::InvalidData.into(), "unreadable", "damaged");
    }

    #[test]
    fn a_file_may_hold_so_many_times_its_size_but_some_megabytes_in_any_case() {
        let limits = Limits::default();
        let check = |size: u64, left: u64, setting: &str| {
            let allowance = Allowance::of(size, &limits);
            assert_eq!(allowance.left.get(), left);
            assert!(allowance.over().detail.contains(setting), "{}", allowance.over().detail);
        };
        check(1, 64 << 20, "`ratio` under [input.limits] is 200");
        check(1 << 20, 200 << 20, "`ratio` under [input.limits] is 200");
        check(1 << 30, 8 << 30, "`file` under [input.limits] is 8589934592");
        check(u64::MAX, 8 << 30, "`file` under [input.limits]");
    }

    #[test]
    fn what_may_come_out_is_counted_over_all_layers() {
        let limits = Limits { file: 10, ..Limits::default() };
        let allowance = Rc::new(Allowance::of(1, &limits));
        let mut inner = Unpacked::new(io::repeat(b'x').take(4), "the file", &allowance);
        assert_eq!(inner.read(&mut [0; 9]).unwrap(), 4);
        let mut outer = Unpacked::new(io::repeat(b'x').take(6), "the file", &allowance);
        assert_eq!(outer.read(&mut [0; 9]).unwrap(), 6);
        assert_eq!(outer.read(&mut [0; 9]).unwrap(), 0);
        let mut more = Unpacked::new(io::repeat(b'x'), "the file", &allowance);
        assert_eq!(unreadable(&more.read(&mut [0; 9]).unwrap_err()).reason, "too_large");
    }
}
