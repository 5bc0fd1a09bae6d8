//! What is said to people: on stdout what was asked for, on stderr everything else.
//!
//! Whoever reads it may have read enough, as `newsmill explain … | head -1` has. Then the rest is
//! said to nobody, and nothing fails because of that: a run publishes its tables all the same.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write as _};

use anyhow::{Context as _, Result};

/// Prints the lines that were asked for.
pub(crate) fn print(lines: &[String]) -> Result<()> {
    let mut out = io::stdout().lock();
    let written = lines.iter().try_for_each(|it| writeln!(out, "{}", it.trim_end())).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to stdout"),
    }
}

/// A line on stderr, as `eprintln!`, which panics where nobody reads any more.
macro_rules! note {
    ($($said:tt)*) => { $crate::say::say(format_args!($($said)*)) };
}
pub(crate) use note;

/// The function of `note!`. What cannot be said there cannot be said at all.
pub(crate) fn say(said: Arguments<'_>) {
    let _unheard = writeln!(io::stderr().lock(), "{said}");
}
