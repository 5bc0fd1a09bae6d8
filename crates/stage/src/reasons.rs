//! Why documents are rejected: every code, in one list.
//!
//! The codes are stable: scripts count them. README's table is made of this list, and tests compare
//! it with what the rooms say.

/// A reason for which a document is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The code, as in `rejected.reason`.
    pub code: &'static str,
    /// What it means.
    pub means: &'static str,
    /// What helps.
    pub remedy: &'static str,
}

const fn reason(code: &'static str, means: &'static str, remedy: &'static str) -> Reason {
    Reason { code, means, remedy }
}

/// All of them: what the file is, then what the record is, then what a run decides.
pub const REASONS: &[Reason] = &[
    reason(
        "unreadable",
        "it could not be read, or changed meanwhile",
        "look at its permissions; the next run tries again",
    ),
    reason("unsupported_format", "a format that is not read", "export it as text, HTML, JSON, CSV or Parquet"),
    reason("encrypted", "it is locked by a password", "unlock it"),
    reason("truncated", "it ends before its content does", "fetch it again"),
    reason("damaged", "it contradicts itself or its format", "fetch it again"),
    reason("too_large", "it goes over a limit", "raise the limit under [input.limits], or split it"),
    reason("too_deep", "it is nested too deep", "flatten it"),
    reason("empty", "nothing is in it", "nothing to do"),
    reason("not_text", "bytes that are no text", "take it out of the input"),
    reason("not_json", "a record that is no JSON", "look at the export"),
    reason("not_an_object", "a record without fields", "look at the export"),
    reason("open_quote", "a CSV row whose quote is never closed", "look at the export"),
    reason("ragged_row", "a CSV row with more or fewer fields than headings", "look at the export"),
    reason(
        "no_text",
        "no text in the page or the record",
        "for records, name its field under [input.fields]; `newsmill check` shows one",
    ),
    reason("by_choice", "your own settings sort it out", "nothing to do"),
    reason("error", "a stage failed on it", "report it"),
    reason("panic", "a stage broke on it", "report it"),
];

/// The reason with this code.
pub fn reason_of(code: &str) -> Option<&'static Reason> {
    REASONS.iter().find(|it| it.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_stands_once_in_the_list_and_in_snake_case() {
        for it in REASONS {
            assert_eq!(reason_of(it.code), Some(it));
            assert!(it.code.bytes().all(|it| it.is_ascii_lowercase() || it == b'_'), "{}", it.code);
        }
    }
}
