//! Small corpora, made through the fragment store.

use newsmill_stage::tables::{Cluster, Mention};
use newsmill_stage::{Cell, Field, FragmentStore as _, Kind, Record as _, Schema, TableSchema};
use newsmill_write::ParquetStore;
use polars::prelude::{AnyValue, DataFrame};

use crate::{Floor, Live, Tables, schemas};

/// An article of a test.
#[derive(Clone, Default)]
pub(crate) struct Article {
    pub(crate) id: &'static str,
    pub(crate) outlet: Option<&'static str>,
    pub(crate) day: Option<(i16, i8, i8)>,
    pub(crate) role: Option<&'static str>,
    pub(crate) words: i64,
    /// The entity, and where it stands in the body.
    pub(crate) mentions: Vec<(&'static str, i64)>,
}

pub(crate) fn article(id: &'static str, outlet: &'static str, day: i8, mentions: &[(&'static str, i64)]) -> Article {
    let (outlet, day) = (Some(outlet), Some((2022, 9, day)));
    Article { id, outlet, day, words: 100, mentions: mentions.to_vec(), ..Article::default() }
}

/// The fragments of a test, and what the table floor says of them.
pub(crate) struct Corpus {
    _folder: tempfile::TempDir,
    pub(crate) store: ParquetStore,
    pub(crate) floor: Floor,
}

impl Corpus {
    /// One fragment for each of these lists; the articles of all of them are live.
    pub(crate) fn new(fragments: &[Vec<Article>]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = ParquetStore::open(folder.path()).unwrap();
        let floor = Floor { schema: schema(), ..Floor::default() };
        let mut corpus = Self { _folder: folder, store, floor };
        let mut delivery = 0;
        for (number, articles) in fragments.iter().enumerate() {
            corpus.write(&format!("k{number}"), delivery, articles);
            for article in articles {
                delivery += 1;
                corpus.floor.live.push(Live {
                    delivery,
                    article_id: article.id.to_owned(),
                    source_path: format!("{}.txt", article.id),
                    source_record: 1,
                });
            }
        }
        corpus
    }

    fn write(&mut self, key: &str, before: i64, articles: &[Article]) {
        let tables = ["articles", "texts", "mentions", "loud_words"];
        let mut writer = self.store.create(key).unwrap();
        for (at, article) in articles.iter().enumerate() {
            let front = || vec![Cell::Integer(before + at as i64 + 1), text(article.id)];
            for name in tables {
                let rows = rows(name, article).into_iter().map(|row| [front(), row].concat()).collect();
                writer.append(&stored(name), rows).unwrap();
            }
        }
        writer.finish("{}").unwrap();
        for name in tables {
            self.floor.files.entry(name.to_owned()).or_default().extend(self.store.files(key, name));
        }
    }

    pub(crate) fn live(&self, id: &str) -> usize {
        self.floor.live.iter().position(|it| it.article_id == id).unwrap()
    }

    /// The rows of a table, with these columns.
    pub(crate) fn print(self, table: &str, columns: &[&str]) -> Vec<String> {
        let tables = Tables::new(self.floor).unwrap();
        let published = tables.published().into_iter().find(|it| it.table.name == table).unwrap();
        published.frames.flat_map(|it| lines(&it.unwrap(), columns)).collect()
    }

    pub(crate) fn check(self, table: &str, columns: &[&str], expected: &[&str]) {
        assert_eq!(self.print(table, columns), expected);
    }
}

pub(crate) fn text(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

pub(crate) fn schema() -> Schema {
    let tone = Field { name: "tone", kind: Kind::Real, about: "how agitated it is" };
    let word = Field { name: "row", kind: Kind::Text, about: "the word" };
    let loud = TableSchema { name: "loud_words".to_owned(), about: "A loud word.", fields: vec![word] };
    let score = Field { name: "score", kind: Kind::Integer, about: "a score" };
    let scores = TableSchema { name: "scores".to_owned(), about: "A score.", fields: vec![score] };
    Schema {
        columns: vec![tone],
        tables: vec![TableSchema::of::<Mention>(), loud],
        corpus_tables: vec![TableSchema::of::<Cluster>(), scores],
    }
}

/// The table as it is stored: with the pipeline's columns in front.
pub(crate) fn stored(name: &str) -> TableSchema {
    let front = [("delivery", Kind::Integer), ("article_id", Kind::Text)];
    let mut fields: Vec<Field> = front.map(|(name, kind)| Field { name, kind, about: "" }).to_vec();
    let published = schemas(&schema()).into_iter().find(|it| it.name == name).unwrap();
    fields.extend(&published.fields[if name == "articles" { 3 } else { 1 }..]);
    TableSchema { fields, ..published }
}

pub(crate) fn rows(name: &str, article: &Article) -> Vec<Vec<Cell>> {
    let option = |it: Option<&str>| it.map_or(Cell::Empty, text);
    let of_column = |field: &Field| match field.name {
        "outlet_id" => option(article.outlet),
        "outlet_name" => article.outlet.map_or(Cell::Empty, |it| text(&it.to_uppercase())),
        "date_published" => article.day.map_or(Cell::Empty, |it| Cell::Date(jiff::civil::date(it.0, it.1, it.2))),
        "cluster_role" => option(article.role),
        "word_count" => Cell::Integer(article.words),
        "authors" => Cell::Texts(vec!["Ann".to_owned(), "Bo".to_owned()]),
        "tone" => Cell::Real(0.5),
        _ => Cell::Empty,
    };
    match name {
        "articles" => vec![stored(name).fields[2..].iter().map(of_column).collect()],
        "texts" => vec![vec![text("Title"), text(&format!("Text of {}", article.id))]],
        "mentions" => article.mentions.iter().map(|it| mention(it.0, it.1)).collect(),
        _ => ["b", "a"].map(|it| vec![text(&format!("{it} of {}", article.id))]).to_vec(),
    }
}

fn mention(entity: &str, start: i64) -> Vec<Cell> {
    let mention = Mention {
        field: "body".to_owned(),
        sentence: 1,
        char_start: start,
        char_end: start + 4,
        language: None,
        surface: entity.to_uppercase(),
        entity_id: entity.to_owned(),
        entity_name: entity.to_uppercase(),
        entity_type: if entity.starts_with('t') { "term" } else { "person" }.to_owned(),
        wikidata_id: None,
        rule: "name".to_owned(),
        confidence: 1.0,
        voice: "own".to_owned(),
        counted: true,
        not_counted_because: None,
    };
    mention.into_cells()
}

/// A frame's rows in these columns, as text.
pub(crate) fn lines(frame: &DataFrame, columns: &[&str]) -> Vec<String> {
    let shown = |name: &str, row: usize| match frame.column(name).unwrap().get(row).unwrap() {
        AnyValue::Null => "-".to_owned(),
        AnyValue::String(it) => it.to_owned(),
        AnyValue::StringOwned(it) => it.to_string(),
        AnyValue::Int64(it) => it.to_string(),
        AnyValue::Float64(it) => it.to_string(),
        AnyValue::Boolean(it) => it.to_string(),
        AnyValue::Date(it) => {
            (jiff::civil::date(1970, 1, 1) + jiff::SignedDuration::from_hours(24 * i64::from(it))).to_string()
        }
        other => panic!("{other:?}"),
    };
    (0..frame.height()).map(|row| columns.iter().map(|it| shown(it, row)).collect::<Vec<_>>().join(", ")).collect()
}
