//! Writing so that it stays written: after these return, a power cut changes nothing.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::Path;

use anyhow::{Context as _, Result};

/// Makes a file's content durable.
pub(crate) fn sync_file(path: &Path) -> Result<()> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    file.sync_all().with_context(|| format!("cannot write {}", path.display()))
}

/// Makes the names in a folder durable. Only Unix needs it, and only there it can be done.
pub(crate) fn sync_folder(path: &Path) -> Result<()> {
    if cfg!(unix) { sync_file(path) } else { Ok(()) }
}

/// Writes a new file, durably; its name is durable once its folder is.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let written = File::create(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.with_context(|| format!("cannot write {}", path.display()))
}

/// Renames, with both names in the message if it fails.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("cannot rename {} to {}", from.display(), to.display()))
}

/// Removes a file; it may be gone already.
pub(crate) fn remove_file(path: &Path) -> Result<()> {
    gone(fs::remove_file(path)).with_context(|| format!("cannot remove {}", path.display()))
}

/// Removes a folder and what is in it; it may be gone already.
pub(crate) fn remove_folder(path: &Path) -> Result<()> {
    gone(fs::remove_dir_all(path)).with_context(|| format!("cannot remove {}", path.display()))
}

/// Creates a folder and those above it, durably.
pub(crate) fn create_folder(path: &Path) -> Result<()> {
    let missing: Vec<&Path> = path.ancestors().take_while(|it| !it.as_os_str().is_empty() && !it.exists()).collect();
    fs::create_dir_all(path).with_context(|| format!("cannot create the folder {}", path.display()))?;
    for made in missing {
        let above = made.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        sync_folder(above)?;
    }
    Ok(())
}

/// The content of a file, if it is there.
pub(crate) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn gone(removed: std::io::Result<()>) -> std::io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        it => it,
    }
}
