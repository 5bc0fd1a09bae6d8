//! What people corrected: `data/overrides.csv` wins over every stage.
//!
//! Each row names articles (by id, by address, or by a path pattern with `*`) and what is true of
//! them. Where several rows speak of the same thing, the last one holds. Corrections are made on
//! the table floor, so that a new one takes effect without reading any article again.

use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use newsmill_stage::{ArticleId, Cell, Date, Value as _, columns};
use serde::Deserialize;

/// What `rejected` names as the stage of articles that people dropped.
pub const NAME: &str = "overrides";
/// The basis of what people set.
const BASIS: &str = "override";

/// A row of `overrides.csv`.
#[derive(Clone, Debug, PartialEq)]
pub struct Override {
    /// The file that it stands in.
    pub file: String,
    /// Its row there, the heading's being 1.
    pub row: usize,
    article: Option<ArticleId>,
    url: String,
    path: String,
    outlet: String,
    date: Option<Date>,
    credit: String,
    cluster: String,
    /// Whether the article is to be left out.
    pub drop: bool,
    /// Who corrected it, and why.
    pub why: String,
}

/// A row as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// Reads the corrections.
///
/// # Errors
///
/// With the row of what cannot be understood.
pub fn read(path: &Path) -> Result<Vec<Override>> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_path(path)
        .with_context(|| format!("cannot read {}", path.display()))?;
    let mut overrides = Vec::new();
    for row in reader.deserialize() {
        let row: Row = row.with_context(|| format!("{} cannot be understood", path.display()))?;
        let number = overrides.len() + 2;
        let mut it = understand(row).with_context(|| format!("{}, row {number}", path.display()))?;
        (it.file, it.row) = (path.display().to_string(), number);
        overrides.push(it);
    }
    Ok(overrides)
}

fn understand(row: Row) -> Result<Override> {
    let named = [&row.article, &row.url, &row.path].iter().any(|it| !it.is_empty());
    ensure!(named, "it names no article: fill `article`, `url` or `path`");
    let article = match row.article.as_str() {
        "" => None,
        id => Some(id.parse().map_err(anyhow::Error::msg)?),
    };
    let date = match row.date.as_str() {
        "" => None,
        day => Some(day.parse().ok().with_context(|| format!("`{day}` is no day; write 2025-10-31"))?),
    };
    let drop = match row.drop.to_lowercase().as_str() {
        "" | "no" | "false" | "0" => false,
        "yes" | "true" | "1" | "drop" => true,
        other => bail!("`{other}` under `drop` is neither yes nor no"),
    };
    let why = format!("{}: {}", row.who, row.why);
    let Row { url, path, outlet, credit, cluster, .. } = row;
    Ok(Override { file: String::new(), row: 0, article, url, path, outlet, date, credit, cluster, drop, why })
}

impl Override {
    /// Whether the row speaks of this article. All that it names must agree.
    pub fn is_about(&self, id: ArticleId, url: &str, path: &str) -> bool {
        self.article.is_none_or(|it| it == id)
            && (self.url.is_empty() || is_same_address(&self.url, url))
            && (self.path.is_empty() || matches(&self.path, path))
    }

    /// The columns that the row sets.
    pub fn pins(&self) -> Vec<(&'static str, Cell)> {
        let mut pins = Vec::new();
        let text = |it: &str| it.to_owned().into_cell();
        if !self.outlet.is_empty() {
            pins.push((columns::OUTLET_ID.name, text(&self.outlet)));
            pins.push((columns::OUTLET_BASIS.name, text(BASIS)));
            pins.push((columns::OUTLET_CONFIDENCE.name, Cell::Real(1.0)));
        }
        if let Some(date) = self.date {
            pins.push((columns::DATE_PUBLISHED.name, Cell::Date(date)));
            pins.push((columns::DATE_BASIS.name, text(BASIS)));
            pins.push((columns::DATE_PRECISION.name, text("day")));
            pins.push((columns::DATE_CONFIDENCE.name, Cell::Real(1.0)));
        }
        if !self.credit.is_empty() {
            pins.push((columns::CREDIT_SOURCE.name, text(&self.credit)));
        }
        if !self.cluster.is_empty() {
            pins.push((columns::CLUSTER_ID.name, text(&self.cluster)));
        }
        pins
    }
}

/// Whether two addresses are the same page's: scheme, `www.`, fragment, a slash at the end and, if
/// the correction names none, the query make no difference.
fn is_same_address(wanted: &str, url: &str) -> bool {
    let plain = |it: &str| {
        let it = it.split_once("://").map_or(it, |(_, rest)| rest);
        let it = it.strip_prefix("www.").unwrap_or(it);
        it.split('#').next().unwrap_or_default().trim_end_matches('/').to_owned()
    };
    let (wanted, url) = (plain(wanted), plain(url));
    let page = url.split('?').next().unwrap_or_default().trim_end_matches('/');
    wanted == url || (!wanted.contains('?') && wanted == page)
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
        assert!(is_same_address("news.example/a?id=7", "https://news.example/a?id=7"));
        assert!(!is_same_address("news.example/a?id=7", "https://news.example/a?id=8"));
        assert!(!is_same_address("news.example/a", "https://news.example/ab"));
    }

    #[test]
    fn a_row_that_cannot_be_understood_says_why() {
        let row = |article: &str, date: &str, drop: &str| Row {
            article: article.into(),
            url: String::new(),
            path: String::new(),
            outlet: String::new(),
            date: date.into(),
            credit: String::new(),
            cluster: String::new(),
            drop: drop.into(),
            who: String::new(),
            why: String::new(),
        };
        let id = ArticleId(7).to_string();
        let problem = |row: Row| understand(row).err().map(|it| it.to_string()).unwrap_or_default();
        assert_eq!(problem(row("", "", "")), "it names no article: fill `article`, `url` or `path`");
        assert_eq!(problem(row(&id, "31.10.2025", "")), "`31.10.2025` is no day; write 2025-10-31");
        assert_eq!(problem(row(&id, "", "maybe")), "`maybe` under `drop` is neither yes nor no");
        assert_eq!(problem(row(&id, "2025-10-31", "yes")), "");
    }
}
