//! What records of JSON become.

use super::*;
use crate::settings::{Fields, Names};

fn read(json: &[u8]) -> Result<Article, Rejection> {
    article(&Place::default(), json, &Wanted::of(&Fields::default()), true, &Limits::default())
}

#[track_caller]
fn check(json: &str, text: &str) {
    assert_eq!(read(json.as_bytes()).map(|it| it.clean().text.clone()), Ok(text.to_owned()), "{json}");
}

#[track_caller]
fn check_rejected(json: &str, reason: &str, detail: &str) {
    let rejection = read(json.as_bytes()).map(|it| it.clean().text.clone()).unwrap_err();
    assert_eq!(rejection.reason, reason, "{}", rejection.detail);
    assert!(rejection.detail.contains(detail), "{}", rejection.detail);
}

#[test]
fn a_text_is_found_under_its_usual_names() {
    check(r#"{"text": "Kyiv\r\n waits\n"}"#, "Kyiv\r\n waits\n");
    check(r#"{"text": " ", "other": [1], "body": "Kyiv"}"#, "Kyiv");
    check(r#"{"text": null, "content": ["Kyiv", "Lviv"]}"#, "Kyiv\nLviv");
}

#[test]
fn html_is_read_where_there_is_no_text() {
    check(r#"{"html": "<p>Kyiv &amp; Lviv<script>x()</script></p>"}"#, "Kyiv & Lviv");
    check(r#"{"content": "<p>Kyiv</p>\n<p>Lviv</p>"}"#, "Kyiv\nLviv");
    let both = read(br#"{"text": "Kyiv", "title": "T", "html": "<title>U</title><html lang=uk><p>Lviv"}"#).unwrap();
    let Metadata { title, language, .. } = &both.metadata;
    assert_eq!((both.clean().text.as_str(), title.as_deref(), language.as_deref()), ("Kyiv", Some("T"), Some("uk")));
}

#[test]
fn what_the_source_says_is_kept_as_it_says_it() {
    let article = read(
        br#"{"id": 12, "url": " https://dw.example/1", "source": {"id": null, "name": "DW"}, "text": "Kyiv",
        "date": {"$date": "2022-11-02T10:00:00Z"}, "authors": ["A. Writer", {"name": "B. Writer"}, 3, null],
        "title": "Kyiv\n waits\u0000", "language": ["uk"], "updated_at": 1667383200}"#,
    );
    let metadata = Metadata {
        source_id: Some("12".to_owned()),
        url: Some("https://dw.example/1".to_owned()),
        outlet: Some("DW".to_owned()),
        published: Some("2022-11-02T10:00:00Z".to_owned()),
        modified: Some("1667383200".to_owned()),
        title: Some("Kyiv waits".to_owned()),
        language: Some("uk".to_owned()),
        authors: vec!["A. Writer".to_owned(), "B. Writer".to_owned(), "3".to_owned()],
        ..Metadata::default()
    };
    assert_eq!(article.unwrap().metadata, metadata);
}

#[test]
fn an_address_is_the_pages_claim_only_where_the_record_has_none() {
    let canonical = "<link rel=canonical href=https://dw.example/1><p>Kyiv</p>";
    let page = serde_json::json!({"html": canonical});
    let both = serde_json::json!({"html": canonical, "url": "https://dw.example/1"});
    let beside = serde_json::json!({"html": canonical, "text": "Kyiv"});
    for (record, expected) in [(page, true), (both, false), (beside, true)] {
        let it = read(record.to_string().as_bytes()).unwrap().metadata;
        assert_eq!((it.url.as_deref(), it.url_is_claimed), (Some("https://dw.example/1"), expected), "{record}");
    }
}

#[test]
fn names_may_reach_into_objects() {
    let fields = Fields { text: Names::of(&["doc.story.text"]), ..Fields::default() };
    let json = br#"{"doc": {"story": {"text": "Kyiv"}}, "text": "Lviv"}"#;
    let article = article(&Place::default(), json, &Wanted::of(&fields), true, &Limits::default()).unwrap();
    assert_eq!(article.clean().text, "Kyiv");
}

#[test]
fn the_habits_of_scrapers_cost_nothing() {
    check(r#"{"text": "Kyiv \ud83d", "date": NaN}"#, "Kyiv \u{FFFD}");
    check("{\"text\": \"Kyiv\n\tLviv\"}", "Kyiv\n\tLviv");
    let cp1251 = b"{\"text\": \"\xCC\xEE\xF1\xEA\xE2\xE0 \xE6\xE4\xB8\xF2 \xEE\xF2\xE2\xE5\xF2\xE0\"}";
    assert_eq!(read(cp1251).unwrap().clean().text, "Москва ждёт ответа");
}

#[test]
fn what_is_no_article_is_told() {
    check_rejected(r#"{"text": "Ky"#, "not_json", "line 1 column 12");
    check_rejected(r#"{"text": "Kyiv"} {}"#, "not_json", "trailing characters");
    check_rejected("[1]", "not_an_object", "sequence");
    check_rejected("null", "not_an_object", "null");
    check_rejected(r#"{"text": "", "title": "Kyiv"}"#, "no_text", "there is no text in text");
    check_rejected(r#"{"title": "Kyiv", "piece": "It waits", "n": 1}"#, "no_text", "n, piece, title");
    check_rejected(r#"{"title": "Kyiv", "piece": "It waits"}"#, "no_text", "as text = \"piece\"");
    check_rejected(&format!(r#"{{"text": {}{}}}"#, "[".repeat(200), "]".repeat(200)), "too_deep", "recursion");
    check_rejected(&format!("{{\"html\": \"<p>{}\"}}", "x".repeat(11 << 20)), "too_large", "HTML");
}

#[test]
fn there_is_an_end_to_objects_and_lists() {
    let of = |count: usize| format!("{{\"text\": \"Kyiv\", \"tags\": [{}0]}}", "[],".repeat(count));
    check(&of(VALUES - 2), "Kyiv");
    check_rejected(&of(VALUES - 1), "too_large", "250001 objects and lists");
}

#[test]
fn an_address_tells_an_article_and_else_its_id_and_else_its_text() {
    let id = |json: &str| read(json.as_bytes()).unwrap().id;
    let same = id(r#"{"url": "https://dw.example/1", "id": 1, "text": "Kyiv"}"#);
    assert_eq!(same, id(r#"{"url": "http://www.dw.example/1/?utm_source=x", "id": 2, "text": "Lviv"}"#));
    assert_ne!(same, id(r#"{"id": 1, "text": "Kyiv"}"#));
    assert_eq!(id(r#"{"id": 1, "text": "Kyiv"}"#), id(r#"{"id": "1", "text": "Kyiv"}"#));
    // An export that gives every record the same id loses none of them.
    assert_ne!(id(r#"{"id": 1, "text": "Kyiv"}"#), id(r#"{"id": 1, "text": "Lviv"}"#));
    assert_ne!(id(r#"{"id": 1, "text": "Kyiv"}"#), id(r#"{"id": 2, "text": "Kyiv"}"#));
    assert_ne!(id(r#"{"text": "Kyiv"}"#), id(r#"{"text": "Lviv"}"#));
}
