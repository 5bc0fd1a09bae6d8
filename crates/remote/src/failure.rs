//! What went wrong, in a sentence that is the same each time and says what to do.

use std::error::Error as _;
use std::fmt;
use std::io;

use object_store::Error;

use crate::address::{Address, Keeper};

/// There is nothing at the input's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoInput {
    /// Where it was looked for.
    pub address: String,
}

impl fmt::Display for NoInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = &self.address;
        write!(
            f,
            "there is no file or folder {address}; set `path` under [input], or --input, to where the articles are"
        )
    }
}

impl std::error::Error for NoInput {}

/// A file that is another now than it was when its reading began.
pub(crate) fn changed() -> io::Error {
    io::Error::other("the file changed while it was read")
}

/// Why nothing could be asked of the whole input.
pub(crate) fn of_input(address: &Address, error: &Error) -> anyhow::Error {
    let shown = address.shown();
    let cause = cause(error);
    // A bucket that is not there is no object that is not found, to object_store.
    if matches!(error, Error::NotFound { .. }) || cause.starts_with("404 ") {
        return NoInput { address: shown }.into();
    }
    anyhow::anyhow!("cannot read {shown}: {cause}; {}", remedy(address.keeper))
}

/// Why a file could not be read.
pub(crate) fn of_file(keeper: Keeper, error: &Error) -> io::Error {
    match error {
        Error::Precondition { .. } => changed(),
        Error::NotFound { .. } => io::Error::new(io::ErrorKind::NotFound, "the file is gone"),
        // A part was asked for beyond the end: the file is shorter than it was.
        _ if cause(error).starts_with("416 ") => changed(),
        _ => io::Error::other(format!("{}; {}", cause(error), remedy(keeper))),
    }
}

fn remedy(keeper: Keeper) -> &'static str {
    match keeper {
        Keeper::S3 => {
            "who asks and where is told by AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL in \
             the environment (profiles are not read: `aws configure export-credentials --format env` writes them); \
             AWS_SKIP_SIGNATURE=true reads a public bucket"
        }
        Keeper::Google => {
            "who asks is told by GOOGLE_APPLICATION_CREDENTIALS in the environment; GOOGLE_SKIP_SIGNATURE=true reads a \
             public bucket"
        }
        Keeper::Azure => {
            "who asks and where is told by AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY (or \
             AZURE_STORAGE_SAS_KEY) in the environment; AZURE_SKIP_SIGNATURE=true reads a public container"
        }
        Keeper::Web => "see whether the address opens in a browser; a proxy is told by HTTPS_PROXY in the environment",
    }
}

/// The cause at the bottom: the server's status and code, or what the network said. What lies above
/// it names durations, numbers of requests and queries with secrets, which are not published.
pub(crate) fn cause(error: &Error) -> String {
    let mut deepest = error.to_string();
    let mut source = error.source();
    while let Some(it) = source {
        deepest = it.to_string();
        if let Some((_, said)) = deepest.split_once("status code: ") {
            return status(said);
        }
        source = it.source();
    }
    // A server may answer at any length.
    deepest.chars().map(|it| if it.is_control() { ' ' } else { it }).take(300).collect()
}

/// `403 Forbidden: <Error><Code>InvalidAccessKeyId</Code>…` without what is different each time.
fn status(said: &str) -> String {
    let (status, body) = said.split_once(':').unwrap_or((said, ""));
    let code = body.split_once("<Code>").and_then(|(_, it)| it.split_once("</Code>")).map(|it| it.0);
    match code.filter(|it| it.len() <= 64) {
        Some(code) => format!("{status} ({code})"),
        None => status.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: &str) {
        assert_eq!(status(said), expected);
    }

    #[test]
    fn a_status_is_told_without_what_changes() {
        check(
            "403 Forbidden: <Error><Code>AccessDenied</Code><RequestId>81</RequestId>",
            "403 Forbidden (AccessDenied)",
        );
        check("500 Internal Server Error: ", "500 Internal Server Error");
        check("418", "418");
    }
}
