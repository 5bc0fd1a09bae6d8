//! Reads `pipeline.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use newsmill_stage::{DataFile, Date, Describe, Problem, Ratio, Registry, Schema, Setup, Step};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

newsmill_stage::settings! {
    /// `[output]`: where the tables go.
    pub struct Output {
        /// The folder of the tables, and of what is kept from run to run.
        pub path: PathBuf = PathBuf::from("out"),
        /// The kinds of files to write: "parquet", "csv", "xlsx".
        pub formats: Vec<Format> = vec![Format::Parquet, Format::Csv, Format::Xlsx],
        /// How CSV is written: "excel" (comma) or "excel-eu" (semicolon).
        pub dialect: Dialect = Dialect::Excel,
    }
}

newsmill_stage::settings! {
    /// `[run]`: how a run behaves.
    pub struct Run {
        /// The last day that can be a day of publication: later ones are refused. Left out, only the
        /// day that a page was saved limits it.
        pub today: Option<Day> = None,
        /// How many threads work; 0 for as many as there are cores.
        pub threads: usize = 0,
        /// The share of rejected documents above which a run ends with exit code 3.
        pub allow_rejected: Ratio = Ratio::clamped(0.25),
        /// What people corrected; it wins over every stage.
        pub overrides: PathBuf = PathBuf::from("data/overrides.csv"),
    }
}

/// A kind of file that tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "they are the formats' own names")]
pub enum Format {
    Parquet,
    Csv,
    Xlsx,
}

/// How CSV is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// With commas.
    Excel,
    /// With semicolons, as Excel expects it where the comma is the decimal point.
    ExcelEu,
}

/// A calendar day in `pipeline.toml`, with or without quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day(pub Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::String(it) => it,
            it => it.to_string(),
        };
        text.parse().map(Self).map_err(|_| serde::de::Error::custom("a day is written 2025-10-31"))
    }
}

/// Which form of articles fragments hold. It rises when the reader makes other articles of the same
/// input, so that none is kept that an older reader made.
const FORM: u32 = 4;

/// Stages, ready to run.
pub struct Pipeline {
    /// The stages, in their order.
    pub steps: Vec<Box<dyn Step>>,
    /// What they write.
    pub schema: Schema,
    /// The data files that they have read.
    pub data_files: Vec<DataFile>,
    /// The hash of all that decides what an article comes out as: the stages, their versions and
    /// settings, the data files they read, and `[input]`.
    pub key: String,
}

/// A `pipeline.toml`, understood.
pub struct Loaded<I> {
    /// `[input]`.
    pub input: I,
    /// `[output]`.
    pub output: Output,
    /// `[run]`.
    pub run: Run,
    /// `[[stage]]`.
    pub pipeline: Pipeline,
}

impl<I: DeserializeOwned + Describe + Default> Loaded<I> {
    /// Reads the text of a `pipeline.toml` that lies in `root`.
    ///
    /// # Errors
    ///
    /// With the place of what is wrong and the nearest right name.
    pub fn from_toml(text: &str, root: &Path, stages: &Registry) -> Result<Self, Problem> {
        let mut table = DeTable::parse(text)?.into_inner();
        let mut key = format!("newsmill {} form {FORM}\n", env!("CARGO_PKG_VERSION"));
        key += &describe_input(table.get("input"))?;
        let input = section(table.remove("input"))?;
        let output_span = table.get("output").map(Spanned::span);
        let output: Output = section(table.remove("output"))?;
        if let (true, Some(span)) = (output.formats.is_empty(), output_span) {
            return Err(Problem::at(span, "`formats` is empty: name at least one of parquet, csv, xlsx"));
        }
        let run: Run = section(table.remove("run"))?;
        let list = table.remove("stage").map(into_array).transpose()?;
        if let Some((name, _)) = table.iter().next() {
            let known = ["input", "output", "run", "stage"];
            return Err(Problem::unknown("section", name.get_ref(), name.span(), known));
        }
        let mut setup = Setup::new(root);
        setup.today = run.today.map(|it| it.0);
        key += &format!("today {:?}\n", setup.today);
        let mut steps: Vec<Box<dyn Step>> = Vec::new();
        for item in list.unwrap_or_default() {
            key += &describe(Some(&item))?;
            let step = build(item, stages, &mut setup, &steps)?;
            key += &format!("version {}\n", step.version());
            steps.push(step);
        }
        setup.data_files.iter().for_each(|it| key += &format!("{} {}\n", it.path, it.hash));
        let key = format!("{:032x}", newsmill_text::hash128(key.as_bytes()));
        let pipeline = Pipeline { steps, schema: setup.schema, data_files: setup.data_files, key };
        Ok(Self { input, output, run, pipeline })
    }
}

/// A section as plain TOML: comments, order of keys and layout left out.
fn describe(value: Option<&Spanned<DeValue<'_>>>) -> Result<String, Problem> {
    let Some(value) = value else { return Ok(String::new()) };
    let plain = toml::Value::deserialize(ValueDeserializer::from(value.clone())).map_err(Problem::from)?;
    Ok(format!("{plain}\n"))
}

/// `[input]` less what changes no article: where the input lies, and what is remembered of it.
fn describe_input(value: Option<&Spanned<DeValue<'_>>>) -> Result<String, Problem> {
    let mut value = value.cloned();
    if let Some(DeValue::Table(table)) = value.as_mut().map(Spanned::get_mut) {
        table.remove("path");
        table.remove("keep");
        if table.is_empty() {
            return Ok(String::new());
        }
    }
    describe(value.as_ref())
}

fn section<T: DeserializeOwned + Default>(value: Option<Spanned<DeValue<'_>>>) -> Result<T, Problem> {
    match value {
        Some(value) => T::deserialize(ValueDeserializer::from(value)).map_err(Problem::from),
        None => Ok(T::default()),
    }
}

/// Takes `use` out of a stage's table, and gives the rest to that stage as it stands, so that its
/// own errors still know their line and column. (An enum with a `serde(tag)` would lose them.)
fn build(
    item: Spanned<DeValue<'_>>,
    stages: &Registry,
    setup: &mut Setup,
    before: &[Box<dyn Step>],
) -> Result<Box<dyn Step>, Problem> {
    let span = item.span();
    let DeValue::Table(mut table) = item.into_inner() else {
        return Err(Problem::at(span, "a stage is a table: write `[[stage]]`"));
    };
    let Some(name) = table.remove("use") else {
        return Err(Problem::at(span, "this stage has no name: add `use = \"…\"`"));
    };
    let name_span = name.span();
    let DeValue::String(name) = name.into_inner() else {
        return Err(Problem::at(name_span, "the name of a stage is a string"));
    };
    if before.iter().any(|it| it.name() == name) {
        return Err(Problem::at(name_span, format!("the stage `{name}` stands here a second time")));
    }
    let name = Spanned::new(name_span, name.into_owned());
    stages.build(&name, Spanned::new(span, DeValue::Table(table)), setup)
}

fn into_array(value: Spanned<DeValue<'_>>) -> Result<Vec<Spanned<DeValue<'_>>>, Problem> {
    let span = value.span();
    match value.into_inner() {
        DeValue::Array(array) => Ok(array.into_iter().collect()),
        _ => Err(Problem::at(span, "stages are a list: write `[[stage]]`, not `[stage]`")),
    }
}

/// Changes a `pipeline.toml` as `--set key=value` asks: `input.path=news`,
/// `stage.dedupe.threshold=0.9`. A value that is no TOML is a string.
///
/// # Errors
///
/// If the file or the wish is malformed, or the stage is not in the file.
pub fn set(text: &str, wish: &str) -> Result<String> {
    let (key, value) = wish.split_once('=').with_context(|| format!("--set {wish}: write it as key=value"))?;
    let mut document: toml_edit::DocumentMut = text.parse()?;
    let value: toml_edit::Value = value.trim().parse().unwrap_or_else(|_| value.trim().into());
    let mut path: Vec<&str> = key.trim().split('.').collect();
    let last = path.pop().filter(|it| !it.is_empty()).with_context(|| format!("--set {wish}: no key"))?;
    if path.first() == Some(&"stage") {
        let [_, name] = path[..] else { bail!("--set {wish}: write stage.NAME.KEY=VALUE") };
        let list = document.get_mut("stage").and_then(toml_edit::Item::as_array_of_tables_mut);
        let is_meant = |it: &&mut toml_edit::Table| it.get("use").and_then(toml_edit::Item::as_str) == Some(name);
        let table = list.and_then(|it| it.iter_mut().find(is_meant));
        let table = table.with_context(|| format!("--set {wish}: pipeline.toml has no stage `{name}`"))?;
        table.insert(last, toml_edit::value(value));
        return Ok(document.to_string());
    }
    let mut table: &mut dyn toml_edit::TableLike = document.as_table_mut();
    for part in path {
        let item = table.entry(part).or_insert_with(toml_edit::table);
        table = item.as_table_like_mut().with_context(|| format!("--set {wish}: `{part}` is no section"))?;
    }
    table.insert(last, toml_edit::value(value));
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    newsmill_stage::settings! {
        /// Stands for the reader's.
        struct Input {
            /// Where.
            path: PathBuf = PathBuf::from("data"),
        }
    }

    fn problem(text: &str) -> String {
        let loaded = Loaded::<Input>::from_toml(text, Path::new(""), &Registry::default());
        loaded.err().map(|it| it.show("pipeline.toml", text)).unwrap_or_default()
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let got = problem(text);
        assert!(got.starts_with(expected), "{got}");
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_is_wrong() {
        check("[input]\npth = 'x'\n", "pipeline.toml:2:1: there is no key called `pth`; did you mean `path`?");
        check("[inptu]\n", "pipeline.toml:1:2: there is no section called `inptu`; did you mean `input`?");
        check("[run]\nallow-rejected = 7\n", "pipeline.toml:2:18: 7 is not between 0 and 1");
        check("[stage]\n", "pipeline.toml:1:1: stages are a list");
        check("[run]\ntoday = 2025-13-01\n", "pipeline.toml:2:9:");
        check("[output]\nformats = ['xls']\n", "pipeline.toml:2:12: unknown variant `xls`");
    }

    #[test]
    fn the_key_changes_with_settings_and_not_with_comments() {
        let key = |text: &str| {
            Loaded::<Input>::from_toml(text, Path::new(""), &Registry::default()).ok().unwrap().pipeline.key
        };
        assert_eq!(key("[run]\nthreads = 2\n"), key("# news\n[input]\npath = \"x\" # here\n[run]\n"));
        assert_ne!(key("[run]\ntoday = 2025-10-01\n"), key("[run]\ntoday = '2025-10-02'\n"));
    }

    #[test]
    fn set_changes_sections_and_stages() {
        let text = "[input]\npath = 'x' # here\n\n[[stage]]\nuse = 'dedupe'\n";
        assert_eq!(set(text, "input.path=y").unwrap(), text.replace("'x' # here", "\"y\""));
        assert!(set(text, "stage.dedupe.threshold=0.9").unwrap().ends_with("use = 'dedupe'\nthreshold = 0.9\n"));
        assert!(set(text, "output.path=z").unwrap().contains("[output]\npath = \"z\""));
        for wish in ["input.path.x=1", "stage.x=1", "stage.dedupe=1", "stage.dedupe.a.b=1", "=1", "x"] {
            assert!(set(text, wish).unwrap_err().to_string().starts_with("--set "), "{wish}");
        }
        assert!(set(text, "stage.entities.x=1").unwrap_err().to_string().contains("has no stage `entities`"));
    }
}
