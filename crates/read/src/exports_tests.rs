//! A record of each common export, made up for this; it is read without settings.

use newsmill_stage::{Content, Fetched, InputRecord, Intake as _, Place};

use crate::{Input, InputSettings};

fn record(json: &str) -> InputRecord {
    InputRecord { place: Place::default(), content: Content::Json(json.as_bytes().to_vec()) }
}

/// What is read: the export's name, and then each of our fields that has a value.
#[track_caller]
fn check(json: &str, export: &str, expected: &str) {
    let input = Input::new("nowhere".into(), InputSettings::default());
    let recognised = input.recognised(&record(json)).unwrap();
    let article = input.article(record(json)).unwrap();
    let it = &article.metadata;
    let fields =
        [&it.source_id, &it.url, &it.outlet, &it.published, &it.modified, &it.crawled, &it.title, &it.language];
    let fields = ["id", "url", "outlet", "date", "modified", "crawled", "title", "language"].iter().zip(fields);
    let mut shown: Vec<String> = fields.filter_map(|(name, it)| Some(format!("{name} {}", it.as_ref()?))).collect();
    if !it.authors.is_empty() {
        shown.push(format!("authors {}", it.authors.join(" & ")));
    }
    shown.push(article.clean().text.replace('\n', "|"));
    assert_eq!((recognised.export.unwrap_or_default(), shown.join("; ").as_str()), (export, expected));
}

#[test]
fn crawlers() {
    check(
        r#"{"maintext": "Kyiv waits", "title": "T", "date_publish": "2022-11-02 10:00:00", "date_download": "2022-11-03",
            "date_modify": null, "source_domain": "dw.example", "url": "u.example/1", "authors": ["A"], "language": "en",
            "description": "D", "filename": "f.json"}"#,
        "news-please",
        "url u.example/1; outlet dw.example; date 2022-11-02 10:00:00; crawled 2022-11-03; title T; language en; authors A; Kyiv waits",
    );
    check(
        r#"{"title": "T", "authors": ["A", "B"], "publishing_date": "2022-11-02 10:00:00+01:00", "topics": ["x"],
            "body": {"summary": ["S"], "sections": [{"headline": [], "paragraphs": ["P1", "P2"]},
            {"headline": ["H"], "paragraphs": ["P3"]}]}, "publisher": "DW", "lang": "en",
            "html": {"requested_url": "u.example/1", "content": "<html><body><p>x</p></body></html>", "crawl_date": "2022-11-03"}}"#,
        "Fundus",
        "url u.example/1; outlet DW; date 2022-11-02 10:00:00+01:00; crawled 2022-11-03; title T; language en; authors A & B; S|P1|P2|H|P3",
    );
    check(
        r#"{"title": "T", "author": "A", "hostname": "dw.example", "date": "2022-11-02", "fingerprint": "f", "text": "Kyiv",
            "source": "https://dw.example/1", "source-hostname": "DW", "filedate": "2022-11-03", "raw_text": "x"}"#,
        "trafilatura",
        "url https://dw.example/1; outlet DW; date 2022-11-02; crawled 2022-11-03; title T; authors A; Kyiv",
    );
    check(
        r#"{"id": 7, "date": "2022-11-02T10:00:00", "date_gmt": "2022-11-02T09:00:00", "modified_gmt": "2022-11-03T09:00:00",
            "link": "https://b.example/1", "title": {"rendered": "T"}, "content": {"rendered": "<p>Kyiv</p>\n<p>Lviv</p>"}, "author": 3}"#,
        "WordPress",
        "id 7; url https://b.example/1; date 2022-11-02T10:00:00; modified 2022-11-03T09:00:00; title T; Kyiv|Lviv",
    );
    check(
        r#"{"id": "1", "url": "u.example/1", "title": "T", "content_html": "<p>Kyiv</p>", "date_published": "2022-11-02"}"#,
        "JSON Feed",
        "id 1; url u.example/1; date 2022-11-02; title T; Kyiv",
    );
}

#[test]
fn article_lists_are_articles_of_their_titles() {
    check(
        r#"{"url": "https://dw.example/1", "url_mobile": "", "title": "Kyiv waits", "seendate": "20221102T101500Z",
            "socialimage": "", "domain": "dw.example", "language": "English", "sourcecountry": "Germany"}"#,
        "GDELT article list",
        "url https://dw.example/1; outlet dw.example; crawled 20221102T101500Z; title Kyiv waits; language English; Kyiv waits",
    );
    check(
        r#"{"URL": "https://dw.example/1", "MobileURL": "", "Date": "2022-11-02 10:15:00", "Title": "Kyiv waits"}"#,
        "GDELT article list",
        "url https://dw.example/1; crawled 2022-11-02 10:15:00; title Kyiv waits; Kyiv waits",
    );
    check(
        r#"{"stories_id": "1", "publish_date": "2022-11-02", "title": "Kyiv", "url": "u.example/1", "language": "en",
            "media_id": "4", "media_name": "DW", "media_url": "http://dw.example"}"#,
        "Media Cloud",
        "id 1; url u.example/1; outlet DW; date 2022-11-02; title Kyiv; language en; Kyiv",
    );
    check(
        r#"{"id": "x", "indexed_date": "2022-11-03", "language": "en", "media_name": "dw.example", "media_url": "dw.example",
            "publish_date": "2022-11-02", "title": "Kyiv", "url": "u.example/1"}"#,
        "Media Cloud",
        "id x; url u.example/1; outlet dw.example; date 2022-11-02; crawled 2022-11-03; title Kyiv; language en; Kyiv",
    );
    check(
        r#"{"GKGRECORDID": "20221102-7", "DATE": "20221102101500", "SourceCommonName": "dw.example",
            "DocumentIdentifier": "https://dw.example/1", "Extras": "", "PAGE_TITLE": "Kyiv waits"}"#,
        "GDELT knowledge graph (GKG)",
        "id 20221102-7; url https://dw.example/1; outlet dw.example; crawled 20221102101500; title Kyiv waits; Kyiv waits",
    );
}

#[test]
fn interfaces_that_sell_news() {
    check(
        r#"{"source": {"id": null, "name": "DW"}, "author": "A", "title": "T", "description": "D", "url": "u.example/1",
            "urlToImage": "i", "publishedAt": "2022-11-02T10:00:00Z", "content": "Kyiv waits… [+1234 chars]"}"#,
        "NewsAPI",
        "url u.example/1; outlet DW; date 2022-11-02T10:00:00Z; title T; authors A; Kyiv waits… [+1234 chars]",
    );
    check(
        r#"{"uri": "77", "lang": "eng", "date": "2022-11-03", "dateTimePub": "2022-11-02T10:00:00Z", "url": "u.example/1",
            "title": "T", "body": "Kyiv", "source": {"uri": "dw.example", "title": "DW"}, "authors": [{"uri": "a", "name": "A"}]}"#,
        "Event Registry",
        "id 77; url u.example/1; outlet DW; date 2022-11-02T10:00:00Z; title T; language eng; authors A; Kyiv",
    );
    check(
        r#"{"thread": {"uuid": "7", "site": "dw.example", "title": "TT"}, "uuid": "7", "url": "u.example/1", "author": "A",
            "published": "2022-11-02", "title": "T", "text": "Kyiv", "language": "english", "crawled": "2022-11-03"}"#,
        "Webz.io",
        "id 7; url u.example/1; outlet dw.example; date 2022-11-02; crawled 2022-11-03; title T; language english; authors A; Kyiv",
    );
    check(
        r#"{"id": "world/1", "webPublicationDate": "2022-11-02T10:00:00Z", "webTitle": "T", "webUrl": "u.example/1",
            "fields": {"bodyText": "Kyiv", "byline": "A"}}"#,
        "The Guardian",
        "id world/1; url u.example/1; date 2022-11-02T10:00:00Z; title T; authors A; Kyiv",
    );
}

#[test]
fn archives_of_the_press() {
    check(
        r#"{"Headline": "T", "Publication": "DW", "Published Date": "November 2, 2022", "Byline": "A", "Hlead": "Kyiv", "Word count": "1"}"#,
        "LexisNexis",
        "outlet DW; date November 2, 2022; title T; authors A; Kyiv",
    );
    check(
        r#"{"HD": "T", "BY": "A", "PD": "2 November 2022", "SN": "DW", "LA": "English", "LP": "Kyiv", "TD": "waits", "AN": "D7"}"#,
        "Factiva",
        "id D7; outlet DW; date 2 November 2022; title T; language English; authors A; Kyiv|waits",
    );
    check(
        r#"{"Title": "T", "StoreId": "7", "pubtitle": "DW", "pubdate": "Nov 2, 2022", "Full text": "Kyiv", "Authors": "A"}"#,
        "ProQuest",
        "id 7; outlet DW; date Nov 2, 2022; title T; authors A; Kyiv",
    );
    check(
        r#"{"Date": "2022-11-02", "Headline": "T", "URL": "u.example/1", "Source Name": "DW", "Hit Sentence": "Kyiv"}"#,
        "Meltwater",
        "url u.example/1; outlet DW; date 2022-11-02; title T; Kyiv",
    );
}

#[test]
fn sets_of_hugging_face() {
    check(
        r#"{"text": "Kyiv", "id": "<urn>", "dump": "CC-MAIN-2022-49", "url": "u.example/1", "date": "2022-12-01T00:00:00Z",
            "file_path": "s3://x", "language": "en", "language_score": 0.9, "token_count": 1}"#,
        "FineWeb",
        "id <urn>; url u.example/1; crawled 2022-12-01T00:00:00Z; language en; Kyiv",
    );
    check(
        r#"{"text": "Kyiv", "timestamp": "2022-12-01", "url": "u.example/1"}"#,
        "C4",
        "url u.example/1; crawled 2022-12-01; Kyiv",
    );
    check(
        r#"{"content": "Kyiv", "warc_headers": {"warc-target-uri": "u.example/1", "warc-date": "2022-12-01",
            "warc-identified-content-language": "en"}, "metadata": {}}"#,
        "OSCAR",
        "url u.example/1; crawled 2022-12-01; language en; Kyiv",
    );
    check(
        r#"{"title": "T", "text": "Kyiv", "domain": "dw.example", "date": "2022-11-02", "description": "D", "url": "u.example/1", "image_url": ""}"#,
        "CC-News",
        "url u.example/1; outlet dw.example; date 2022-11-02; title T; Kyiv",
    );
    check(r#"{"article": "Kyiv", "highlights": "K", "id": "7"}"#, "CNN/DailyMail", "id 7; Kyiv");
    check(r#"{"document": "Kyiv", "summary": "K", "id": "7"}"#, "XSum", "id 7; Kyiv");
    check(r#"{"document": "Kyiv", "summary": "K"}"#, "Multi-News", "Kyiv");
    check(
        r#"{"url": "u.example/1", "url_used": "v", "title": "T", "text": "Kyiv", "authors": ["A"], "publish_date": "11-02-2022", "domain": "dw.example"}"#,
        "RealNews",
        "url u.example/1; outlet dw.example; date 11-02-2022; title T; authors A; Kyiv",
    );
}

#[test]
fn what_the_user_names_wins() {
    let mut settings = InputSettings::default();
    settings.fields.date = crate::Names::of(&["date"]);
    let input = Input::new("nowhere".into(), settings);
    let json = r#"{"text": "Kyiv", "dump": "x", "file_path": "y", "date": "2022-11-02"}"#;
    assert_eq!(input.article(record(json)).unwrap().metadata.published.as_deref(), Some("2022-11-02"));
}

#[test]
fn a_title_is_no_text_where_a_text_should_be() {
    let input = |titles_alone| Input::new("nowhere".into(), InputSettings { titles_alone, ..InputSettings::default() });
    let reason = |json: &str, alone: bool| input(alone).article(record(json)).map_err(|it| it.reason).err();
    let list = r#"{"url": "u.example/1", "title": "Kyiv"}"#;
    assert_eq!((reason(list, true), reason(list, false)), (None, Some("no_text")));
    assert_eq!(reason(r#"{"url": "u.example/1", "title": "Kyiv", "text": ""}"#, true), Some("no_text"));
    assert_eq!(reason(r#"{"title": "Kyiv"}"#, true), Some("no_text"));
}

/// Which of our fields were found where: `date meta pubdate; title <title>`.
#[track_caller]
fn check_found(content: Content, expected: &str) {
    let place = Place { path: "a.html".to_owned(), ..Place::default() };
    let input = Input::new("nowhere".into(), InputSettings::default());
    let recognised = input.recognised(&InputRecord { place, content });
    let fields = recognised.map(|it| it.fields).unwrap_or_default();
    let shown: Vec<String> = fields.iter().map(|(ours, theirs)| format!("{ours} {theirs}")).collect();
    assert_eq!(shown.join("; "), expected);
}

#[test]
fn pages_say_where_they_say_what() {
    let page = "<html lang=uk><title>T</title><meta name=pubdate content=2022-11-02><p>Kyiv";
    let found = "date meta pubdate; title <title>; language html lang";
    check_found(Content::File(page.as_bytes().to_vec()), found);
    check_found(Content::File(b"Kyiv waits".to_vec()), "");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let fetched = Fetched { url: Some("u.example/1".to_owned()), answer: answer.into_bytes(), ..Fetched::default() };
    check_found(Content::Fetched(Box::new(fetched)), &format!("url WARC-Target-URI; {found}"));
    check_found(Content::Fetched(Box::default()), "");
    let record = serde_json::json!({"raw_html": page, "title": "U"}).to_string();
    let found = "title title; html raw_html; date meta pubdate in raw_html; language html lang in raw_html";
    check_found(Content::Json(record.into_bytes()), found);
}
