//! Runs the binary in a folder of its own and reads the tables back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A row of a table, by heading.
pub(crate) type Row = BTreeMap<String, String>;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with a pipeline.toml, thrown away after the test.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// What a command has said.
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// The usual stages, with the repository's registries.
pub(crate) fn all_stages() -> String {
    let text = fs::read_to_string(root().join("pipeline.toml")).unwrap();
    let stages = &text[text.find("[[stage]]").unwrap()..];
    stages.replace("\"data/", &format!("\"{}/data/", root().display()))
}

impl Desk {
    /// A desk with these stages.
    pub(crate) fn new(stages: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pipeline.toml"), format!("[input]\npath = \"in\"\n\n{stages}")).unwrap();
        Self { folder }
    }

    /// A desk with all stages and these articles.
    pub(crate) fn with(articles: &[(&str, &str)]) -> Self {
        let desk = Self::new(&all_stages());
        articles.iter().for_each(|(name, text)| desk.put(&format!("in/{name}"), text));
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Runs newsmill on this desk.
    pub(crate) fn newsmill(&self, args: &[&str]) -> Said {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsmill"));
        said(command.args(args).current_dir(self.folder.path()))
    }

    /// Runs the pipeline, which must succeed.
    #[track_caller]
    pub(crate) fn run(&self, args: &[&str]) -> Said {
        let args: Vec<&str> = ["run"].iter().chain(args).copied().collect();
        let said = self.newsmill(&args);
        assert_eq!(said.code, 0, "{}", said.err);
        said
    }

    pub(crate) fn table(&self, name: &str) -> Vec<Row> {
        table(&self.path("out"), name)
    }
}

/// Runs a command to its end.
pub(crate) fn said(command: &mut Command) -> Said {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// The rows of a published CSV, its formula guards taken off again.
pub(crate) fn table(out: &Path, name: &str) -> Vec<Row> {
    let bytes = fs::read(out.join(format!("{name}.csv"))).unwrap();
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").expect("a byte order mark, for Excel");
    let unguarded = |it: &str| match it.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) => {
            rest.to_owned()
        }
        _ => it.to_owned(),
    };
    let mut reader = csv::Reader::from_reader(bytes);
    let headings: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |it: csv::StringRecord| headings.iter().cloned().zip(it.iter().map(unguarded)).collect();
    reader.records().map(|it| row(it.unwrap())).collect()
}

/// Every published file, by name: what must be the same whenever the input is.
pub(crate) fn published(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = fs::read_dir(out).unwrap().map(|it| it.unwrap());
    let files = files.filter(|it| it.file_type().unwrap().is_file());
    let named = files.map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap()));
    named.filter(|(name, _)| !name.starts_with('.')).collect()
}

/// The names of files that differ.
pub(crate) fn differences(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names = one.keys().chain(other.keys());
    let mut names: Vec<String> = names.filter(|it| one.get(*it) != other.get(*it)).cloned().collect();
    names.dedup();
    names
}

/// Copies a folder, its files in reverse order of their names, so that the file system lists them
/// in another order.
pub(crate) fn copy_backwards(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    let mut entries: Vec<_> = fs::read_dir(from).unwrap().map(|it| it.unwrap()).collect();
    entries.sort_by_key(|it| std::cmp::Reverse(it.file_name()));
    for entry in entries {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_backwards(&entry.path(), &target);
        } else {
            fs::write(target, fs::read(entry.path()).unwrap()).unwrap();
        }
    }
}

/// A folder of data that is read where it is there, and never committed.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(name);
    if !path.exists() {
        eprintln!("skipped: no ../shared");
        return None;
    }
    Some(path)
}
