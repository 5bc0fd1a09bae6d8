//! What people corrected: `data/overrides.csv` wins over every stage.
//!
//! Each row names articles (by id, by address, or by a path pattern with `*`; all that it names must
//! agree) and what is true of them:
//!
//! | column | what it sets | basis, confidence |
//! | --- | --- | --- |
//! | `outlet` | the outlet: an id of outlets.csv, or a new one | `override`, 1 |
//! | `date` | the day of publication, 2025-10-31 | `override`, 1; precision `day` |
//! | `credit` | the agency: an id of outlets.csv | – |
//! | `cluster` | the story: the one that the article of this id is in; its own id takes it out of its story; any other word is a story of that name | – |
//! | `drop` | `yes`: the article is left out, as `by_choice`; `no` takes an earlier `yes` back | – |
//!
//! `unknown` empties an outlet, a date or a credit. Where several rows speak of the same thing, the
//! last one holds, whichever of an article's deliveries each of them names. Corrections are made on the
//! table floor, so that a new one takes effect without reading any article again.

mod form;

use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail, ensure};
use newsmill_stage::{ArticleId, Cell, Date, Value as _, columns, nearest};
use serde::Deserialize;

pub use form::Form;

/// What `rejected` names as the stage of articles that people dropped.
pub const NAME: &str = "overrides";
/// The basis of what people set.
const BASIS: &str = "override";

/// A row of `overrides.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The file that it stands in.
    pub file: String,
    /// Its line there.
    pub line: u64,
    article: Option<ArticleId>,
    url: String,
    path: String,
    outlet: Said<String>,
    date: Said<Date>,
    credit: Said<String>,
    cluster: Option<String>,
    drop: Option<bool>,
    /// Who corrected it, and why.
    pub why: String,
}

/// What rows say of an article together: for each thing, the last row about it.
#[derive(Debug)]
pub struct Correction<'a> {
    outlet: Option<&'a Override>,
    date: Option<&'a Override>,
    credit: Option<&'a Override>,
    cluster: Option<&'a Override>,
    drop: Option<&'a Override>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
enum Said<T> {
    /// Nothing: the stages decide.
    Nothing,
    /// That nobody knows it.
    Unknown,
    /// What it is.
    It(T),
}

/// A row as it is written; a column that is left out says nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Row {
    article: String,
    url: String,
    path: String,
    outlet: String,
    date: String,
    credit: String,
    cluster: String,
    drop: String,
    who: String,
    why: String,
}

/// The columns, in their usual order: the heading of an empty `overrides.csv`.
pub const COLUMNS: [&str; 10] = ["article", "url", "path", "outlet", "date", "credit", "cluster", "drop", "who", "why"];

/// Reads the corrections; semicolons between cells do as well as commas.
///
/// # Errors
///
/// With the line of what cannot be understood, and the remedy.
pub fn read(path: &Path) -> Result<Vec<Override>> {
    let file = path.display().to_string();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {file}"))?;
    let mut reader = reader(&bytes);
    let headings = reader.headers().with_context(|| format!("{file}:1: the heading cannot be read"))?.clone();
    if let Some(it) = headings.iter().find(|it| !COLUMNS.contains(it)) {
        let hint = nearest(it, COLUMNS).map(|it| format!("did you mean `{it}`?"));
        let all = || format!("there are {}", COLUMNS.join(", "));
        bail!("{file}:1: there is no column called `{it}`; {}", hint.unwrap_or_else(all));
    }
    let mut overrides = Vec::new();
    let mut lines = Lines { bytes: &bytes, at: 0, line: 1 };
    for row in reader.records() {
        let row = row.map_err(|it| anyhow!("{file}:{}", fault(&it, &mut lines)))?;
        let line = lines.of(row.position());
        let row: Row = row.deserialize(Some(&headings)).with_context(|| format!("{file}:{line}"))?;
        let it = understand(row).with_context(|| format!("{file}:{line}"))?;
        overrides.push(Override { file: file.clone(), line, ..it });
    }
    Ok(overrides)
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().trim(csv::Trim::All).delimiter(delimiter(bytes)).from_reader(bytes)
}

/// What stands between cells, as the heading shows it.
fn delimiter(bytes: &[u8]) -> u8 {
    let heading = bytes.split(|it| *it == b'\n').next().unwrap_or_default();
    if heading.contains(&b';') && !heading.contains(&b',') { b';' } else { b',' }
}

/// Counts lines, each byte once. The reader's own count is of where it stood before empty lines.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of a row, which comes after those that were asked for before.
    fn of(&mut self, row: Option<&csv::Position>) -> u64 {
        let start = row.and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(self.at);
        while let Some(byte) = self.bytes.get(self.at).filter(|it| self.at < start || matches!(it, b'\r' | b'\n')) {
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

/// Line and remedy of a row that is no row.
fn fault(error: &csv::Error, lines: &mut Lines<'_>) -> String {
    let line = lines.of(error.position());
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{line}: {len} cells, but {expected_len} headings; put a cell with a comma in it into quotes")
        }
        csv::ErrorKind::Utf8 { .. } => format!("{line}: it is not in UTF-8; save it as \"CSV UTF-8\""),
        _ => format!("{line}: {error}"),
    }
}

fn understand(row: Row) -> Result<Override> {
    let named = [&row.article, &row.url, &row.path].iter().any(|it| !it.is_empty());
    ensure!(named, "it names no article: fill `article`, `url` or `path`");
    let article = match row.article.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| anyhow!("`{id}` is no article_id; copy one of 26 letters from articles"))?),
    };
    let date =
        match said(row.date) {
            Said::Nothing => Said::Nothing,
            Said::Unknown => Said::Unknown,
            Said::It(day) => Said::It(day.parse().ok().with_context(|| {
                format!("`{day}` is no day; write a day as year-month-day, for example 2025-10-31")
            })?),
        };
    let drop = match row.drop.to_lowercase().as_str() {
        "" => None,
        "no" | "false" | "0" => Some(false),
        "yes" | "true" | "1" | "drop" => Some(true),
        other => bail!("`{other}` under `drop` is neither yes nor no"),
    };
    let why = format!("{}: {}", row.who, row.why);
    let (outlet, credit) = (said(row.outlet), said(row.credit));
    let (url, path) = (row.url, row.path);
    let cluster = Some(row.cluster).filter(|it| !it.is_empty());
    Ok(Override { file: String::new(), line: 0, article, url, path, outlet, date, credit, cluster, drop, why })
}

fn said(cell: String) -> Said<String> {
    match cell.as_str() {
        "" => Said::Nothing,
        "unknown" => Said::Unknown,
        _ => Said::It(cell),
    }
}

impl Override {
    /// Whether the row speaks of this article. All that it names must agree.
    pub fn is_about(&self, id: ArticleId, url: &str, path: &str) -> bool {
        self.article.is_none_or(|it| it == id)
            && (self.url.is_empty() || is_same_address(&self.url, url))
            && (self.path.is_empty() || matches(&self.path, path))
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        let Correction { outlet, date, credit, cluster, drop } = Correction::of(std::iter::once(self));
        [outlet, date, credit, cluster, drop].into_iter().flatten().next().is_none()
    }
}

impl<'a> Correction<'a> {
    /// What these rows say, which are in their order.
    pub fn of(rows: impl Iterator<Item = &'a Override>) -> Self {
        let mut it = Self { outlet: None, date: None, credit: None, cluster: None, drop: None };
        for row in rows {
            let newer = |says: bool, old| if says { Some(row) } else { old };
            it.outlet = newer(row.outlet != Said::Nothing, it.outlet);
            it.date = newer(row.date != Said::Nothing, it.date);
            it.credit = newer(row.credit != Said::Nothing, it.credit);
            it.cluster = newer(row.cluster.is_some(), it.cluster);
            it.drop = newer(row.drop.is_some(), it.drop);
        }
        it
    }

    /// The columns that are set, whatever the stages say.
    pub fn pins(&self) -> Vec<(&'static str, Cell)> {
        let mut pins = Vec::new();
        let basis = || BASIS.to_owned().into_cell();
        match self.outlet.map(|it| &it.outlet) {
            None | Some(Said::Nothing) => {}
            Some(Said::Unknown) => {
                let outlet = [columns::OUTLET_ID.name, columns::OUTLET_NAME.name, columns::OUTLET_CONFIDENCE.name];
                pins.extend(outlet.map(|it| (it, Cell::Empty)));
                pins.push((columns::OUTLET_BASIS.name, basis()));
            }
            Some(Said::It(id)) => {
                pins.push((columns::OUTLET_ID.name, id.clone().into_cell()));
                pins.push((columns::OUTLET_BASIS.name, basis()));
                pins.push((columns::OUTLET_CONFIDENCE.name, Cell::Real(1.0)));
            }
        }
        match self.date.map(|it| &it.date) {
            None | Some(Said::Nothing) => {}
            Some(Said::Unknown) => {
                let day = [columns::DATE_PUBLISHED.name, columns::DATE_PRECISION.name, columns::DATE_CONFIDENCE.name];
                pins.extend(day.map(|it| (it, Cell::Empty)));
                pins.push((columns::DATE_BASIS.name, basis()));
            }
            Some(Said::It(day)) => {
                pins.push((columns::DATE_PUBLISHED.name, Cell::Date(*day)));
                pins.push((columns::DATE_BASIS.name, basis()));
                pins.push((columns::DATE_PRECISION.name, "day".to_owned().into_cell()));
                pins.push((columns::DATE_CONFIDENCE.name, Cell::Real(1.0)));
            }
        }
        match self.credit.map(|it| &it.credit) {
            None | Some(Said::Nothing) => {}
            Some(Said::Unknown) => pins.push((columns::CREDIT_SOURCE.name, Cell::Empty)),
            Some(Said::It(agency)) => pins.push((columns::CREDIT_SOURCE.name, agency.clone().into_cell())),
        }
        pins
    }

    /// What an outlet is called that is named, until the register gives it a name.
    pub fn outlet_name(&self) -> Option<Cell> {
        match &self.outlet?.outlet {
            Said::It(id) => Some(id.clone().into_cell()),
            _ => None,
        }
    }

    /// The story that it is moved to, and where that is written.
    pub fn story(&self) -> Option<(String, String)> {
        let row = self.cluster?;
        Some((row.cluster.clone()?, format!("{}:{}", row.file, row.line)))
    }

    /// Why the article is to be left out, if it is.
    pub fn why_dropped(&self) -> Option<&'a str> {
        self.drop.filter(|it| it.drop == Some(true)).map(|it| it.why.as_str())
    }
}

/// Whether two addresses are the same page's: scheme, `www.`, the case of the host, fragment, a slash
/// at the end and, if the wanted one names none, the query make no difference.
pub fn is_same_address(wanted: &str, url: &str) -> bool {
    let ((wanted_host, wanted), (host, rest)) = (plain(wanted), plain(url));
    let page = rest.split('?').next().unwrap_or_default().trim_end_matches('/');
    wanted_host.eq_ignore_ascii_case(host) && (wanted == rest || (!wanted.contains('?') && wanted == page))
}

/// Host and page of an address.
fn plain(address: &str) -> (&str, &str) {
    let scheme = address.split_once("://").filter(|it| it.0.bytes().all(|it| it.is_ascii_alphanumeric()));
    let it = scheme.map_or(address, |(_, rest)| rest);
    let it = it.split('#').next().unwrap_or_default();
    let (host, page) = it.split_at(it.find(['/', '?']).unwrap_or(it.len()));
    let has_www = host.get(..4).is_some_and(|it| it.eq_ignore_ascii_case("www."));
    (if has_www { &host[4..] } else { host }, page.trim_end_matches('/'))
}

/// Whether a path fits a pattern in which `*` stands for any characters, `/` included.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|it| path.strip_prefix(it)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, path: &str, expected: bool) {
        assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
    }

    #[test]
    fn a_star_stands_for_anything() {
        check("ledger/0001.txt", "ledger/0001.txt", true);
        check("ledger/*", "ledger/a/0001.txt", true);
        check("*/2025-*.txt", "ledger/2025-10-01.txt", true);
        check("ledger/*.txt", "ledger/x.json", false);
        check("a*a", "a", false);
        check("a*b*c", "aXbYc", true);
    }

    #[test]
    fn an_address_is_known_in_its_usual_spellings() {
        assert!(is_same_address("https://news.example/a", "http://www.news.example/a/?utm_source=x#top"));
        assert!(is_same_address("HTTPS://WWW.News.example/a", "https://news.example/a"));
        assert!(is_same_address("https://news.example", "https://news.example/?from=mail"));
        assert!(!is_same_address("https://news.example/A", "https://news.example/a"));
        assert!(!is_same_address("a.example/?of=http://news.example/a", "https://news.example/a"));
        assert!(is_same_address("news.example/a?id=7", "https://news.example/a?id=7"));
        assert!(!is_same_address("news.example/a?id=7", "https://news.example/a?id=8"));
        assert!(!is_same_address("news.example/a", "https://news.example/ab"));
    }

    #[test]
    fn a_row_that_cannot_be_understood_says_why() {
        let row = |article: &str, date: &str, drop: &str| Row {
            article: article.into(),
            date: date.into(),
            drop: drop.into(),
            ..Row::default()
        };
        let id = ArticleId(7).to_string();
        let problem = |row: Row| understand(row).err().map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(problem(row("", "", "")), "it names no article: fill `article`, `url` or `path`");
        let hint = "is no day; write a day as year-month-day, for example 2025-10-31";
        assert_eq!(problem(row(&id, "31.10.2025", "")), format!("`31.10.2025` {hint}"));
        assert_eq!(problem(row(&id, "2025-02-30", "")), format!("`2025-02-30` {hint}"));
        assert_eq!(problem(row("b2df", "", "")), "`b2df` is no article_id; copy one of 26 letters from articles");
        assert_eq!(problem(row(&id, "", "maybe")), "`maybe` under `drop` is neither yes nor no");
        assert_eq!(problem(row(&id, "2025-10-31", "yes")), "");
    }
}
