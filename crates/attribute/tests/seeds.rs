//! The seed articles, if they are there: what must be found in them, and what must not.

#![expect(clippy::unwrap_used, reason = "a test fails where it unwraps in vain")]

use newsmill_attribute::Attribute;
use newsmill_stage::{Article, ArticleId, ArticleStage as _, Cell, Rows, columns, testing};

const OUTLETS: &str = "id,name,kind,domains,aliases,country,language\n\
    tass,TASS,agency,tass.com | tass.ru,ТАСС | ITAR-TASS,RU,ru\n\
    reuters,Reuters,agency,reuters.com,Thomson Reuters | Рейтер,GB,en\n\
    ap,Associated Press,agency,apnews.com,The Associated Press | AP,US,en\n\
    forbes,Forbes,outlet,forbes.com,,US,en\n\
    axios,Axios,outlet,axios.com,,US,en\n\
    new-york-times,The New York Times,outlet,nytimes.com,New York Times | NYT,US,en\n";

/// The seed articles after both floors, in their order; none if the folder is not there.
fn run() -> Option<Vec<Article>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seeds");
    let Ok(files) = std::fs::read_dir(folder) else {
        eprintln!("skipped: no ../shared");
        return None;
    };
    let mut paths: Vec<_> = files.map(|it| it.unwrap().path()).collect();
    paths.sort();
    let root = tempfile::tempdir().unwrap();
    std::fs::write(root.path().join("outlets.csv"), OUTLETS).unwrap();
    let stage: Attribute = testing::build(root.path(), "outlets = 'outlets.csv'").unwrap();
    let mut articles = Vec::new();
    for path in paths {
        let text = String::from_utf8(std::fs::read(path).unwrap()).unwrap();
        let mut article = Article::from_text(&text);
        article.ask_for_notes();
        stage.process(&mut article, &mut Rows::default()).unwrap();
        articles.push(article);
    }
    let decided = testing::decide(&stage, &articles).unwrap();
    let rulings: Vec<(ArticleId, &str, Cell)> = decided.into_iter().flat_map(|it| it.1.values).collect();
    for article in &mut articles {
        let id = article.id;
        for (_, name, cell) in rulings.iter().filter(|it| it.0 == id) {
            match (*name, cell.clone()) {
                ("date_published", Cell::Date(it)) => article.set(columns::DATE_PUBLISHED, it),
                ("date_basis", Cell::Text(it)) => article.set(columns::DATE_BASIS, it),
                ("date_confidence", Cell::Real(it)) => article.set(columns::DATE_CONFIDENCE, it),
                _ => {}
            }
        }
    }
    Some(articles)
}

#[test]
fn the_seeds_have_their_days_and_outlets() {
    let Some(articles) = run() else { return };
    let show = |it: &Article| {
        let day = it.get(columns::DATE_PUBLISHED).map(|it| it.to_string()).unwrap_or_default();
        let outlet = it.get(columns::OUTLET_ID).unwrap_or_default();
        let credit = it.get(columns::CREDIT_SOURCE).unwrap_or_default();
        let basis = it.get(columns::DATE_BASIS).unwrap_or_default();
        format!("{day} {basis} | {outlet} | {credit}")
    };
    for it in &articles {
        eprintln!("{} {:?}", show(it), it.get(columns::DATE_CONFIDENCE));
        it.notes().iter().for_each(|it| eprintln!("    {}", it.1));
    }
    let got: Vec<String> = articles.iter().map(show).collect();
    let expected = [
        "2022-09-30 header |  | ",
        "2022-11-02 neighbours | tass | ",
        "2022-09-30 header |  | ",
        "2022-09-23 published |  | ",
        " | westside-people | reuters",
    ];
    assert_eq!(got, expected.map(|it| if it.starts_with(" |") { format!(" {it}") } else { it.to_owned() }));
    assert_eq!(articles[4].get(columns::DATE_CRAWLED).map(|it| it.to_string()).as_deref(), Some("2024-02-23"));
    assert_eq!(articles[4].get(columns::OUTLET_NAME).as_deref(), Some("Westside People"));
    assert_eq!(articles[1].get(columns::DATELINE_PLACE).as_deref(), Some("MOSCOW"));
}
