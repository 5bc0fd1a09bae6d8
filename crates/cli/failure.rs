//! What ends a run, and the exit code it ends with.

use std::fmt;
use std::process::ExitCode;

use newsmill_read::NoInput;
use newsmill_write::Busy;

use crate::say::note;

/// Something in `pipeline.toml` or on the command line, as it is shown to the user.
#[derive(Debug)]
pub(crate) struct Usage(pub(crate) String);

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Usage {}

/// The input is there, but nothing is in it.
#[derive(Debug)]
pub(crate) struct Empty(pub(crate) String);

impl fmt::Display for Empty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no file to read in {}; put the articles there, or name another folder by --input", self.0)
    }
}

impl std::error::Error for Empty {}

/// Published, but more documents were rejected than `[run] allow-rejected` allows.
pub(crate) const TOO_MANY_REJECTED: u8 = 3;

/// Tells the user, and gives the exit code.
pub(crate) fn tell(error: &anyhow::Error) -> ExitCode {
    note!("error: {error:#}");
    let is = |code: u8, found: bool| found.then_some(code);
    #[cfg(feature = "remote")]
    let nothing_far = error.downcast_ref::<newsmill_remote::NoInput>().is_some();
    #[cfg(not(feature = "remote"))]
    let nothing_far = false;
    let code = is(2, error.downcast_ref::<Usage>().is_some())
        .or(is(4, nothing_far || error.downcast_ref::<NoInput>().is_some() || error.downcast_ref::<Empty>().is_some()))
        .or(is(75, error.downcast_ref::<Busy>().is_some()));
    ExitCode::from(code.unwrap_or(1))
}
