//! Small corpora and the tables that come of them.

pub(crate) mod corpus;

use std::collections::BTreeMap;

use newsmill_stage::tables::Cluster;
use newsmill_stage::{Cell, FragmentStore as _, Record as _, columns};

use crate::{Duplicate, Live, Rejected, Tables, Uncounted, schemas};
use corpus::{Article, Corpus, article, lines, rows, schema, stored, text};

const COUNTS: &[&str] = &[
    "outlet_id",
    "date",
    "entity_id",
    "mentions",
    "articles",
    "mentions_original",
    "articles_original",
    "total_articles",
    "total_mentions",
    "ratio",
    "per_1000",
    "share_of_voice",
];

#[test]
fn mentions_are_counted_by_outlet_and_day_with_their_denominators() {
    let corpus = Corpus::new(&[
        vec![
            article("a1", "x", 30, &[("kyiv", 0), ("kyiv", 9), ("putin", 20)]),
            article("a2", "x", 30, &[("kyiv", 0)]),
        ],
        vec![article("a3", "x", 30, &[]), article("a4", "x", 1, &[("kyiv", 0)])],
    ]);
    let expected = [
        "x, 2022-09-01, kyiv, 1, 1, 1, 1, 1, 1, 1, 10, 1",
        "x, 2022-09-30, kyiv, 3, 2, 3, 2, 3, 4, 0.6666666666666666, 10, 0.75",
        "x, 2022-09-30, putin, 1, 1, 1, 1, 3, 4, 0.3333333333333333, 3.3333333333333335, 0.25",
    ];
    corpus.check("mentions_by_outlet_date", COUNTS, &expected);
}

#[test]
fn a_copy_is_not_counted_as_original() {
    let copy = Article { role: Some("copy"), ..article("a1", "x", 30, &[("kyiv", 0)]) };
    let original = Article { role: Some("original"), ..article("a2", "x", 30, &[("kyiv", 0), ("kyiv", 9)]) };
    let corpus = Corpus::new(&[vec![copy, original]]);
    corpus.check("mentions_by_outlet_date", &COUNTS[3..7], &["3, 2, 2, 1"]);
}

#[test]
fn unknown_outlets_and_days_are_rows_of_their_own_and_come_last() {
    let unknown = Article { outlet: None, day: None, words: 0, ..article("a1", "x", 1, &[("kyiv", 0)]) };
    let dayless = Article { day: None, ..article("a2", "x", 1, &[("kyiv", 0)]) };
    let corpus = Corpus::new(&[vec![unknown, dayless, article("a3", "x", 1, &[("kyiv", 0)])]]);
    let expected = ["x, X, 2022-09-01, 1, 10", "x, X, -, 1, 10", "-, -, -, 1, -"];
    corpus.check(
        "mentions_by_outlet_date",
        &["outlet_id", "outlet_name", "date", "total_articles", "per_1000"],
        &expected,
    );
}

#[test]
fn mentions_in_an_uncounted_span_are_marked_and_not_counted() {
    let corpus = || {
        let mut corpus = Corpus::new(&[vec![article("a1", "x", 30, &[("kyiv", 0), ("kyiv", 10), ("putin", 18)])]]);
        corpus.floor.uncounted = vec![Uncounted { article: 0, chars: 10..20, reason: "repeated_line" }];
        corpus
    };
    let expected = ["kyiv, 0, true, -", "kyiv, 10, false, repeated_line", "putin, 18, true, -"];
    corpus().check("mentions", &["entity_id", "char_start", "counted", "not_counted_because"], &expected);
    corpus().check("mentions_by_outlet_date", &COUNTS[2..4], &["kyiv, 1", "putin, 1"]);
}

#[test]
fn rulings_replace_what_was_stored_in_every_table() {
    let corpus = || {
        let mut corpus = Corpus::new(&[vec![article("a1", "x", 30, &[("kyiv", 0)]), article("a2", "x", 1, &[])]]);
        let at = corpus.live("a1");
        let day = |day| (at, Cell::Date(jiff::civil::date(2022, 10, day)));
        corpus.floor.values.insert(columns::DATE_PUBLISHED.name, vec![day(1), day(2)]);
        corpus.floor.values.insert(columns::OUTLET_ID.name, vec![(at, Cell::Empty)]);
        corpus.floor.values.insert("authors", vec![(at, Cell::Texts(vec!["Cy".to_owned()]))]);
        corpus
    };
    let expected = ["a2, x, 2022-09-01, Ann | Bo, 0.5", "a1, -, 2022-10-02, Cy, 0.5"];
    corpus().check("articles", &["article_id", "outlet_id", "date_published", "authors", "tone"], &expected);
    corpus().check("mentions_by_outlet_date", &COUNTS[..4], &["-, 2022-10-02, kyiv, 1"]);
}

#[test]
fn articles_come_by_day_then_outlet_then_id() {
    let nowhere = Article { outlet: None, ..article("a0", "x", 1, &[]) };
    let never = Article { day: None, ..article("a1", "x", 1, &[]) };
    let corpus = Corpus::new(&[
        vec![nowhere, never, article("a5", "y", 1, &[])],
        vec![article("a4", "x", 1, &[]), article("a2", "x", 2, &[]), article("a3", "x", 1, &[])],
    ]);
    let expected =
        ["a3, a3.txt, 1", "a4, a4.txt, 1", "a5, a5.txt, 1", "a0, a0.txt, 1", "a2, a2.txt, 1", "a1, a1.txt, 1"];
    corpus.check("articles", &["article_id", "source_path", "source_record"], &expected);
}

#[test]
fn what_is_not_live_is_not_published() {
    let corpus = || {
        let mut corpus =
            Corpus::new(&[vec![article("a1", "x", 1, &[("kyiv", 0)]), article("a2", "x", 1, &[("kyiv", 0)])]]);
        corpus.floor.live.remove(0);
        corpus
    };
    corpus().check("texts", &["article_id", "title", "text"], &["a2, Title, Text of a2"]);
    corpus().check("mentions", &["article_id", "surface"], &["a2, KYIV"]);
    corpus().check("mentions_by_outlet_date", &COUNTS[2..5], &["kyiv, 1, 1"]);
}

#[test]
fn mentions_come_by_article_then_place() {
    let corpus = Corpus::new(&[
        vec![article("a2", "x", 1, &[("b", 5), ("a", 5), ("c", 1)])],
        vec![article("a1", "x", 1, &[("z", 7)])],
    ]);
    let expected = ["a1, 7, z", "a2, 1, c", "a2, 5, a", "a2, 5, b"];
    corpus.check("mentions", &["article_id", "char_start", "entity_id"], &expected);
}

#[test]
fn rows_of_third_parties_keep_their_order_within_an_article() {
    let corpus = Corpus::new(&[vec![article("a2", "x", 1, &[])], vec![article("a1", "x", 1, &[])]]);
    let expected = ["a1, b of a1", "a1, a of a1", "a2, b of a2", "a2, a of a2"];
    corpus.check("loud_words", &["article_id", "row"], &expected);
}

#[test]
fn fragments_of_an_older_version_lack_columns_and_are_read_all_the_same() {
    let mut corpus = Corpus::new(&[vec![article("a1", "x", 1, &[])]]);
    let mut older = stored("articles");
    let tone = older.fields.pop().unwrap();
    let mut row = rows("articles", &article("a0", "y", 1, &[])).remove(0);
    row.pop();
    let mut writer = corpus.store.create("old").unwrap();
    writer.append(&older, vec![[vec![Cell::Integer(77), text("a0")], row].concat()]).unwrap();
    writer.finish("{}").unwrap();
    corpus.floor.files.get_mut("articles").unwrap().extend(corpus.store.files("old", "articles"));
    corpus.floor.live.push(Live { delivery: 77, article_id: "a0".to_owned(), ..Live::default() });
    corpus.check(
        "articles",
        &["article_id", "outlet_id", "authors", tone.name],
        &["a1, x, Ann | Bo, 0.5", "a0, y, Ann | Bo, -"],
    );
}

#[test]
fn coverage_counts_the_articles_of_every_outlet_and_day() {
    let copy = Article { role: Some("copy"), ..article("a2", "x", 1, &[]) };
    let mut corpus = Corpus::new(&[vec![article("a1", "x", 1, &[]), copy, article("a3", "y", 2, &[])]]);
    corpus.floor.rejected = vec![Rejected::default(); 2];
    let columns = ["outlet_id", "date", "outlet_name", "articles", "articles_original", "rejected", "obs_status"];
    let expected =
        ["x, 2022-09-01, X, 2, 1, 0, observed", "y, 2022-09-02, Y, 1, 1, 0, observed", "-, -, -, 0, 0, 2, no_input"];
    corpus.check("coverage", &columns, &expected);
}

#[test]
fn duplicates_rejects_and_corpus_tables_are_published_as_they_are() {
    let corpus = || {
        let mut corpus = Corpus::new(&[]);
        let duplicate =
            |id: &str| Duplicate { article_id: id.to_owned(), source_path: "p".to_owned(), source_record: 2 };
        corpus.floor.duplicates = vec![duplicate("b"), duplicate("a")];
        let rejected = |path: &str| Rejected {
            source_path: path.to_owned(),
            reason: "not_json".to_owned(),
            ..Rejected::default()
        };
        corpus.floor.rejected = vec![rejected("q"), rejected("p")];
        corpus.floor.corpus_rows.insert("scores", vec![vec![Cell::Integer(2)], vec![Cell::Integer(1)]]);
        let story = |id: &str| Cluster {
            cluster_id: id.to_owned(),
            first_date: None,
            originator_outlet: None,
            credit_source: None,
            articles: 2,
            outlets: 2,
            languages: vec!["en".to_owned(), "ru".to_owned()],
            title: None,
        };
        corpus.floor.corpus_rows.insert("clusters", vec![story("d").into_cells(), story("c").into_cells()]);
        corpus
    };
    corpus().check("duplicates", &["article_id", "source_path", "source_record"], &["a, p, 2", "b, p, 2"]);
    corpus().check("rejected", &["source_path", "reason"], &["p, not_json", "q, not_json"]);
    corpus().check("scores", &["score"], &["2", "1"]);
    corpus().check("clusters", &["cluster_id", "languages"], &["c, en | ru", "d, en | ru"]);
}

#[test]
fn tables_without_rows_are_there() {
    let tables = Tables::new(Corpus::new(&[]).floor).unwrap();
    let names: Vec<String> = tables.published().iter().map(|it| it.table.name.clone()).collect();
    let expected: Vec<String> = schemas(&schema()).into_iter().map(|it| it.name).collect();
    assert_eq!(names, expected);
    for published in tables.published() {
        for frame in published.frames {
            assert_eq!(frame.unwrap().height(), 0);
        }
    }
}

#[test]
fn every_frame_has_the_columns_that_its_table_promises() {
    let corpus = Corpus::new(&[vec![article("a1", "x", 1, &[("kyiv", 0)])]]);
    for published in Tables::new(corpus.floor).unwrap().published() {
        let expected: BTreeMap<&str, _> =
            published.table.fields.iter().map(|it| (it.name, crate::columns::published_type(it.kind))).collect();
        for frame in published.frames {
            let frame = frame.unwrap();
            let found = frame.columns().iter().map(|it| (it.name().as_str(), it.dtype().clone())).collect();
            assert_eq!(expected, found, "{}", published.table.name);
        }
    }
}

#[test]
fn the_way_articles_came_into_fragments_changes_nothing() {
    let all: Vec<Article> = ["c", "a", "d", "b", "e"]
        .into_iter()
        .zip(1..)
        .map(|(id, day)| {
            article(id, if day % 2 == 0 { "x" } else { "y" }, 1 + day / 2, &[("kyiv", 3), ("t1", 9), ("kyiv", 30)])
        })
        .collect();
    let backwards: Vec<Article> = all.iter().rev().cloned().collect();
    for table in ["articles", "texts", "mentions", "mentions_by_outlet_date", "coverage", "loud_words"] {
        let columns: Vec<&str> =
            schemas(&schema()).iter().find(|it| it.name == table).unwrap().fields.iter().map(|it| it.name).collect();
        let one = Corpus::new(std::slice::from_ref(&all)).print(table, &columns);
        let many = Corpus::new(&backwards.iter().map(|it| vec![it.clone()]).collect::<Vec<_>>()).print(table, &columns);
        assert_eq!(one, many, "{table}");
    }
}

#[test]
fn the_size_of_windows_changes_nothing() {
    let all: Vec<Article> = ["c", "a", "d", "b", "e"]
        .into_iter()
        .zip(1..)
        .map(|(id, day)| article(id, if day % 2 == 0 { "x" } else { "y" }, day, &[("kyiv", 3), ("b", 9)]))
        .collect();
    let print = |window| {
        let corpus = Corpus::new(std::slice::from_ref(&all));
        let mut tables = Tables::new(corpus.floor).unwrap();
        (tables.window_bytes, tables.window_mentions) = (window, window);
        let mut printed = Vec::new();
        for published in tables.published() {
            let columns: Vec<&str> = published.table.fields.iter().map(|it| it.name).collect();
            printed.push(published.frames.map(|it| lines(&it.unwrap(), &columns)).collect::<Vec<_>>());
        }
        printed
    };
    let (whole, pieces) = (print(usize::MAX), print(1));
    // Articles, texts and mentions come one by one, counts day by day.
    assert_eq!(pieces.iter().take(4).map(Vec::len).collect::<Vec<_>>(), [5, 5, 5, 5]);
    assert_eq!(
        whole.iter().map(|it| it.concat()).collect::<Vec<_>>(),
        pieces.iter().map(|it| it.concat()).collect::<Vec<_>>()
    );
}

#[test]
fn the_leading_entities_are_no_terms() {
    let corpus = Corpus::new(&[vec![
        article("a1", "x", 1, &[("t1", 0), ("t1", 4), ("t1", 8), ("kyiv", 0), ("putin", 3), ("putin", 9)]),
        article("a2", "y", 2, &[("kyiv", 0), ("abc", 5)]),
    ]]);
    let top = Tables::new(corpus.floor).unwrap().top_entities(2).unwrap();
    let found: Vec<_> = top.iter().map(|it| (it.entity_name.as_str(), it.mentions, it.articles)).collect();
    assert_eq!(found, [("KYIV", 2, 2), ("PUTIN", 2, 1)]);
    assert_eq!(top[0].entity_type, "person");
}

#[test]
fn a_live_article_that_is_in_no_fragment_stops_the_run() {
    let mut corpus = Corpus::new(&[vec![article("a1", "x", 1, &[])]]);
    corpus.floor.live.push(Live { delivery: 99, article_id: "a9".to_owned(), ..Live::default() });
    let error = Tables::new(corpus.floor).map(|_| ()).unwrap_err();
    assert!(error.to_string().contains("1 of 2 articles"), "{error}");
}
