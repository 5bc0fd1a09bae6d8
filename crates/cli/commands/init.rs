//! `newsmill init`: something to start from.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::args;
use crate::say::note;

const SETTINGS: &str = "pipeline.toml";

/// The repository's own settings and registries: what is documented is what is written.
const FILES: [(&str, &str); 5] = [
    (SETTINGS, include_str!("../../../pipeline.toml")),
    ("data/outlets.csv", include_str!("../../../data/outlets.csv")),
    ("data/entities.csv", include_str!("../../../data/entities.csv")),
    ("data/terms.csv", include_str!("../../../data/terms.csv")),
    ("data/overrides.csv", include_str!("../../../data/overrides.csv")),
];

/// Which folders tell an outlet or a day only their owner knows.
const PATTERN: &str = "\
# path-pattern = \"{outlet}/*\"      # if folders below `path` tell whose an article is, or when it was published
                                   # ({date}) or saved ({crawled}): `newsmill check` says what a pattern tells
";

/// Writes what is not there yet; nothing is overwritten.
pub(crate) fn init(args: &args::Init) -> Result<ExitCode> {
    for (name, text) in FILES {
        let path = args.folder.join(name);
        if path.exists() {
            note!("{} is there already", path.display());
            continue;
        }
        write(&path, &started(name, text)).with_context(|| format!("cannot write {}", path.display()))?;
        note!("wrote {}", path.display());
    }
    let articles = args.folder.join("data/articles");
    fs::create_dir_all(&articles).with_context(|| format!("cannot create {}", articles.display()))?;
    let config = args.folder.join("pipeline.toml");
    note!("put articles into {}, then: newsmill run --config {}", articles.display(), config.display());
    Ok(ExitCode::SUCCESS)
}

/// What is written to start from: the settings, with a proposal in place of what only our own folders tell.
fn started(name: &str, text: &str) -> String {
    let ours = (text.find("path-pattern = "), text.find("keep = "));
    match ours {
        (Some(start), Some(end)) if name == SETTINGS => text.replace(&text[start..end], PATTERN),
        _ => text.to_owned(),
    }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}
