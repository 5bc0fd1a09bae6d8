//! Which files a folder has, and how they are opened.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, DirEntry, File, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use newsmill_stage::{InputFile, Opened, Shelf};
use xxhash_rust::xxh3::Xxh3;

/// There is nothing at the input's path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoInput {
    /// Where it was looked for.
    pub path: PathBuf,
}

impl fmt::Display for NoInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(
            f,
            "there is no file or folder {path}; put the articles there, or set `path` under [input] to where they are"
        )
    }
}

impl std::error::Error for NoInput {}

/// A folder, or a single file, on this machine.
#[derive(Clone, Debug)]
pub(crate) struct Folder(pub(crate) PathBuf);

impl Shelf for Folder {
    fn files(&self) -> Result<Vec<InputFile>> {
        list(&self.0)
    }

    fn version(&self, file: &InputFile) -> Result<String> {
        let mut source = open_regular(&file.path).with_context(|| format!("cannot read {}", file.path.display()))?.0;
        let mut hash = Xxh3::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match source.read(&mut buffer).with_context(|| format!("cannot read {}", file.path.display()))? {
                0 => return Ok(format!("{:032x}", hash.digest128())),
                n => hash.update(&buffer[..n]),
            }
        }
    }

    fn open(&self, file: &InputFile) -> io::Result<Opened> {
        let (file, metadata) = open_regular(&file.path)?;
        Ok(Opened { bytes: Box::new(file), size: metadata.len(), modified: metadata.modified().ok() })
    }

    fn state(&self, file: &InputFile) -> Option<(u64, Option<SystemTime>)> {
        let metadata = fs::metadata(&file.path).ok()?;
        Some((metadata.len(), metadata.modified().ok()))
    }
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

/// The files of the input, by name. The root itself may be a link, as the user has named it;
/// inside, links are not followed.
///
/// A folder that cannot be listed is in the list like a file: reading it gives the reason, so it
/// is accounted for and costs nothing but itself.
fn list(root: &Path) -> Result<Vec<InputFile>> {
    let metadata = match fs::metadata(root) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(NoInput { path: root.to_owned() }.into());
        }
        it => it.with_context(|| format!("cannot read {}", root.display()))?,
    };
    let mut files = if metadata.is_file() {
        let name = root.file_name().map_or_else(|| root.display().to_string(), shown);
        vec![file(name, root.to_owned(), &metadata)]
    } else if metadata.is_dir() {
        walk(root)?
    } else {
        anyhow::bail!("{} is neither a file nor a folder; set `path` under [input] to one", root.display());
    };
    files.sort_unstable();
    Ok(files)
}

fn walk(root: &Path) -> Result<Vec<InputFile>> {
    let listing = fs::read_dir(root).with_context(|| format!("cannot list {}", root.display()))?;
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    sort_out(listing, "", &mut files, &mut folders).with_context(|| format!("cannot list {}", root.display()))?;
    while let Some((name, path)) = folders.pop() {
        let done = fs::read_dir(&path).and_then(|it| sort_out(it, &format!("{name}/"), &mut files, &mut folders));
        if done.is_err() {
            files.push(InputFile { name, path, size: 0, modified: None });
        }
    }
    Ok(files)
}

/// Adds what is in a folder to the files and to the folders that are still to be walked. A list
/// instead of recursion, for no nesting of folders may exhaust the stack.
fn sort_out(
    listing: fs::ReadDir,
    prefix: &str,
    files: &mut Vec<InputFile>,
    folders: &mut Vec<(String, PathBuf)>,
) -> std::io::Result<()> {
    for entry in listing {
        let entry = entry?;
        if is_hidden(&entry) {
            continue;
        }
        let name = format!("{prefix}{}", shown(&entry.file_name()));
        let path = entry.path();
        match fs::symlink_metadata(&path) {
            Ok(it) if it.is_dir() => folders.push((name, path)),
            Ok(it) if it.is_file() => files.push(file(name, path, &it)),
            Ok(_) => {} // a link, a FIFO, a device, a socket
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {} // gone since
            Err(_) => files.push(InputFile { name, path, size: 0, modified: None }),
        }
    }
    Ok(())
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn file(name: String, path: PathBuf, metadata: &Metadata) -> InputFile {
    InputFile { name, path, size: metadata.len(), modified: metadata.modified().ok() }
}

/// A file name as text. Bytes that are no UTF-8 become U+FFFD and two hexadecimal digits, and so
/// does U+FFFD itself: two names never look the same.
fn shown(name: &OsStr) -> String {
    in_letters(name.as_encoded_bytes())
}

/// The same for a name in bytes.
pub(crate) fn in_letters(name: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in name.utf8_chunks() {
        shown.push_str(&chunk.valid().replace('\u{FFFD}', "\u{FFFD}EF\u{FFFD}BF\u{FFFD}BD"));
        for byte in chunk.invalid() {
            shown.push_str(&format!("\u{FFFD}{byte:02X}"));
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes these files (folders end in `/`) and lists them.
    #[track_caller]
    fn check(made: &[&str], expected: &[&str]) {
        let folder = tempfile::tempdir().unwrap();
        for name in made {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            if name.ends_with('/') { fs::create_dir_all(path).unwrap() } else { fs::write(path, "Kyiv").unwrap() }
        }
        let names: Vec<String> = list(folder.path()).unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn files_come_by_name_whatever_the_folder_says() {
        check(
            &["b.txt", "a/z.txt", "a.txt", "B.txt", "a/b/c.txt"],
            &["B.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"],
        );
        check(
            &["a/z.txt", "a/b/c.txt", "B.txt", "a.txt", "b.txt"],
            &["B.txt", "a.txt", "a/b/c.txt", "a/z.txt", "b.txt"],
        );
    }

    #[test]
    fn hidden_files_and_folders_are_left_out() {
        check(&[".git/config", "a/.DS_Store", "a.txt"], &["a.txt"]);
    }

    #[test]
    fn an_empty_folder_is_an_empty_list() {
        check(&["a/"], &[]);
    }

    #[test]
    fn a_single_file_is_called_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Kyiv").unwrap();
        let files = list(&folder.path().join("a.txt")).unwrap();
        assert_eq!((files[0].name.as_str(), files[0].size, files.len()), ("a.txt", 4, 1));
    }

    #[test]
    fn a_missing_input_is_an_error_of_its_own() {
        let error = list(Path::new("no/such/folder")).unwrap_err();
        assert_eq!(error.downcast_ref(), Some(&NoInput { path: "no/such/folder".into() }));
        assert!(error.to_string().contains("set `path` under [input]"));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt as _;
        let names = [b"a\xFF.txt".as_slice(), b"a\xFE.txt", "a\u{FFFD}FF.txt".as_bytes(), "a\u{FFFD}.txt".as_bytes()];
        let mut shown: Vec<String> = names.iter().map(|it| shown(OsStr::from_bytes(it))).collect();
        assert_eq!(shown[0], "a\u{FFFD}FF.txt");
        shown.sort();
        shown.dedup();
        assert_eq!(shown.len(), 4);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_fifos_are_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "Kyiv").unwrap();
        std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
        std::os::unix::fs::symlink("a.txt", folder.path().join("b.txt")).unwrap();
        let fifo = folder.path().join("fifo.txt");
        if !std::process::Command::new("mkfifo").arg(&fifo).status().is_ok_and(|it| it.success()) {
            eprintln!("skipped the FIFO: no mkfifo");
        }
        let names: Vec<String> = list(folder.path()).unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["a.txt"]);
    }
}
