//! Archives: files that hold files. What a member is called is a label and never a path that
//! anything is opened or made under; two members of one file never have the same.

mod salvage;
mod tar;
mod zip;

pub(crate) use tar::is_tar;

use std::collections::HashMap;
use std::ops::ControlFlow;

use newsmill_stage::Rejection;
use xxhash_rust::xxh3::xxh3_64;

use crate::files;
use crate::records::{Reading, Source};

/// The longest label of a member, in bytes: names may be of megabytes, and each record has a copy.
const LABEL: usize = 1 << 10;

/// The labels of a file's members so far.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    members: u64,
    /// How many had a label, by its hash: names of a million members would need their memory. Two
    /// labels of one hash cost no more than a number that was not needed.
    seen: HashMap<u64, u64>,
}

impl Labels {
    /// The label of one more member; `None` if it is passed over, as folders and hidden files are.
    ///
    /// # Errors
    ///
    /// If there are too many.
    fn add(&mut self, archive: &str, name: &[u8], limit: u64) -> Result<Option<String>, Rejection> {
        self.members += 1;
        if self.members > limit {
            let detail = format!("more than {limit} files in it; `members` under [input.limits] is {limit}");
            return Err(Rejection::new("too_large", detail));
        }
        Ok(cleaned(name).map(|it| self.unlike(format!("{archive}/{it}"))))
    }

    /// The label, with a number before its ending if there was one like it.
    fn unlike(&mut self, label: String) -> String {
        let hash = xxh3_64(label.as_bytes());
        let Some(&before) = self.seen.get(&hash) else {
            self.seen.insert(hash, 1);
            return label;
        };
        let file = label.rfind('/').map_or(0, |it| it + 1);
        let ending = label[file..].find('.').map_or(label.len(), |it| file + it);
        let mut number = before;
        loop {
            number += 1;
            let other = format!("{} ({number}){}", &label[..ending], &label[ending..]);
            if self.seen.insert(xxh3_64(other.as_bytes()), 1).is_none() {
                self.seen.insert(hash, number);
                return other;
            }
        }
    }
}

/// A member's name as a label; `None` for what is hidden, as it is in folders.
fn cleaned(name: &[u8]) -> Option<String> {
    let shown = files::in_letters(name).replace('\\', "/");
    let parts: Vec<&str> = shown.split('/').filter(|it| !matches!(*it, "" | "." | "..")).collect();
    if parts.iter().any(|it| it.starts_with('.') || *it == "__MACOSX") {
        return None;
    }
    let mut label = String::new();
    for letter in parts.join("/").chars() {
        if letter.is_control() { label.push_str(&letter.escape_default().to_string()) } else { label.push(letter) }
    }
    if label.is_empty() {
        label.push_str("unnamed");
    }
    // The end of a name has the ending, and is where long names differ.
    let start = (label.len().saturating_sub(LABEL)..label.len()).find(|it| label.is_char_boundary(*it))?;
    Some(label.split_off(start))
}

impl Reading<'_> {
    /// Reads something that holds documents, and says so if it held none. The reader's rejection is
    /// of the rest that it could not read.
    pub(crate) fn holding(
        &mut self,
        name: &str,
        nothing: &str,
        read: impl FnOnce(&mut Self) -> Result<ControlFlow<()>, Rejection>,
    ) -> ControlFlow<()> {
        let before = self.handed();
        match read(self) {
            Ok(flow) => flow?,
            Err(rejection) => self.reject(name, rejection)?,
        }
        if self.handed() == before {
            return self.reject(name, Rejection::new("empty", nothing));
        }
        ControlFlow::Continue(())
    }

    /// The label of one more member; `None` if it is passed over.
    fn label(&mut self, archive: &str, name: &[u8]) -> Result<Option<String>, Rejection> {
        self.labels.add(archive, name, self.limits.members)
    }

    /// Hands out the documents of a member.
    fn member(&mut self, source: Source<'_>) -> ControlFlow<()> {
        let name = source.name.clone();
        self.aside(|reading| reading.holding(&name, "the file has no content", |reading| Ok(reading.deeper(source))))
    }

    /// Hands out a member that cannot be read.
    fn reject_member(&mut self, name: &str, rejection: Rejection) -> ControlFlow<()> {
        self.aside(|reading| reading.reject(name, rejection))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[&str], expected: &[&str]) {
        let mut labels = Labels::default();
        let labels: Vec<String> = names
            .iter()
            .map(|it| labels.add("a.zip", it.as_bytes(), 99).unwrap().unwrap_or_else(|| "passed over".to_owned()))
            .collect();
        assert_eq!(labels, expected);
    }

    #[test]
    fn no_name_leads_out_of_the_archive() {
        check(
            &["../../etc/passwd", "/etc/passwd", "..\\x\\.\\y.txt", "C:\\x", ".", "a\nb\0"],
            &[
                "a.zip/etc/passwd",
                "a.zip/etc/passwd (2)",
                "a.zip/x/y.txt",
                "a.zip/C:/x",
                "a.zip/unnamed",
                "a.zip/a\\nb\\u{0}",
            ],
        );
    }

    #[test]
    fn what_is_hidden_is_passed_over() {
        check(&[".git/config", "a/.DS_Store", "__MACOSX/a.txt"], &["passed over"; 3]);
    }

    #[test]
    fn no_two_members_have_one_label() {
        check(
            &["a.tar.gz", "a (2).tar.gz", "a.tar.gz", "a.tar.gz", "a (2).tar.gz"],
            &[
                "a.zip/a.tar.gz",
                "a.zip/a (2).tar.gz",
                "a.zip/a (3).tar.gz",
                "a.zip/a (4).tar.gz",
                "a.zip/a (2) (2).tar.gz",
            ],
        );
    }

    #[test]
    fn long_names_keep_their_ends() {
        let long = format!("{}é.txt", "x".repeat(5000));
        let label = cleaned(long.as_bytes()).unwrap();
        assert_eq!((label.len(), label.ends_with("xé.txt")), (LABEL, true));
        assert!(cleaned("é".repeat(5000).as_bytes()).unwrap().len() <= LABEL);
    }

    #[test]
    fn there_is_an_end_to_members() {
        let mut labels = Labels::default();
        assert!(labels.add("a", b"x", 1).is_ok());
        assert_eq!(labels.add("a", b"y", 1).unwrap_err().reason, "too_large");
    }
}
