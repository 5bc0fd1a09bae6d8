//! What pages say of themselves, a tag at a time.

use newsmill_stage::About;

use super::*;
use crate::html;
use crate::settings::Limits;

#[track_caller]
fn check(html: &str, expected: Metadata) {
    let taken = html::read(html, &Limits::default()).unwrap().metadata;
    let url_is_claimed = expected.url.is_some();
    let (published_is_claimed, modified_is_claimed) = (expected.published.is_some(), expected.modified.is_some());
    let expected = Metadata { published_is_claimed, modified_is_claimed, ..expected };
    assert_eq!(Metadata { claims: Vec::new(), ..taken }, Metadata { url_is_claimed, ..expected });
}

/// What a page claims about one thing: `meta date: 2022-11-02`.
#[track_caller]
fn check_claims(html: &str, about: About, expected: &[&str]) {
    let claims = html::read(html, &Limits::default()).unwrap().metadata.claims;
    let claims = claims.iter().filter(|it| it.about == about);
    let got: Vec<String> = claims.map(|it| format!("{}: {}", it.origin, it.value)).collect();
    assert_eq!(got, expected, "{html}");
}

/// What is said of one field, and where: `2022-11-02 ← meta pubdate`.
#[track_caller]
fn check_said(html: &str, field: &str, expected: &str) {
    let (it, origins) = html::metadata(html, &Limits::default()).unwrap();
    let value = match field {
        "url" => it.url,
        "outlet" => it.site_name,
        "date" => it.published,
        "modified" => it.modified,
        "title" => it.title,
        "language" => it.language,
        _ => (!it.authors.is_empty()).then(|| it.authors.join(", ")),
    };
    let origin = origins.iter().find(|(it, _)| *it == field).map(|(_, it)| it.to_string());
    let said = value.map(|it| format!("{it} ← {}", origin.unwrap_or_default())).unwrap_or_default();
    assert_eq!(said, expected, "{html}");
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn meta_tags_say_what_the_page_is() {
    let html = "<html lang='uk'><title>Kyiv &amp; Lviv - DW</title><link rel=canonical href='https://dw.example/1'>
        <meta property=og:title content='Kyiv &amp; Lviv'><meta property='og:site_name' content=' DW '>
        <meta property=article:published_time content=2022-11-02><meta name=author content='A. Writer'>
        <meta property=article:modified_time content=2022-11-03><meta property=article:author content='https://x.example/a'>";
    let expected = Metadata {
        url: some("https://dw.example/1"),
        site_name: some("DW"),
        published: some("2022-11-02"),
        modified: some("2022-11-03"),
        title: some("Kyiv & Lviv"),
        language: some("uk"),
        authors: vec!["A. Writer".to_owned()],
        ..Metadata::default()
    };
    check(html, expected);
}

#[test]
fn linked_data_of_the_article_come_first() {
    let html = r#"<meta property="article:published_time" content="2020-01-01">
        <script type="application/ld+json">{"@graph": [
            {"@type": "WebPage", "datePublished": "2021-01-01"},
            {"@type": ["NewsArticle"], "datePublished": "2022-11-02", "author": [{"name": "A. Writer"}, "B. Writer"],
             "publisher": {"name": "DW"}, "headline": "Kyiv"}]}</script><title>T</title>"#;
    let expected = Metadata {
        site_name: some("DW"),
        published: some("2022-11-02"),
        title: some("Kyiv"),
        authors: vec!["A. Writer".to_owned(), "B. Writer".to_owned()],
        ..Metadata::default()
    };
    check(html, expected);
}

#[test]
fn a_day_that_is_not_surely_the_articles_is_not_taken() {
    check("<meta name=date content=2022-11-02><time datetime=2022-11-03>today</time>", Metadata::default());
    check("<link rel=canonical href=/1><link rel=icon href=https://dw.example/x.png>", Metadata::default());
}

#[test]
fn common_meta_tags_are_known() {
    let check = |key: &str, field: &str| {
        let html = format!("<meta name='{key}' content='2022-11-02'>");
        check_said(&html, field, &format!("2022-11-02 ← meta {key}"));
    };
    for key in [
        "og:article:published_time",
        "article:published",
        "sailthru.date",
        "dc.date",
        "citation_publication_date",
        "acme:publishDate",
        "mediator_published_time",
    ] {
        check(key, "date");
    }
    for key in ["article:modified", "dc.date.modified"] {
        check(key, "modified");
    }
    for key in ["og:sitename", "dc.publisher"] {
        check(key, "outlet");
    }
    for key in ["dcterms.creator", "og:article:author", "citation_author"] {
        check(key, "authors");
    }
    for key in ["last-modified", "dcterms.date", "lastPublishedDate", "video:publishdate", "publisher", "copyright"] {
        let taken = html::metadata(&format!("<meta name={key} content=2022>"), &Limits::default()).unwrap().0;
        assert_eq!(Metadata { claims: Vec::new(), ..taken }, Metadata::default(), "{key}");
    }
    check_said("<meta http-equiv=Content-Language content=uk>", "language", "uk ← meta content-language");
    let parsely = r#"{"title": "Kyiv", "pub_date": "2022-11-02T10:00:00Z", "authors": ["A. Writer", "B. Writer"]}"#;
    let parsely = format!("<meta name=parsely-page content='{parsely}'>");
    check_said(&parsely, "date", "2022-11-02T10:00:00Z ← meta parsely-page pub_date");
    check_said(&parsely, "authors", "A. Writer, B. Writer ← meta parsely-page authors");
}

#[test]
fn microdata_of_the_article_are_believed() {
    let article = |inside: &str| {
        format!("<article itemscope itemtype='https://schema.org/NewsArticle'><div>{inside}</div></article>")
    };
    let date = "2022-11-02 ← itemprop datePublished";
    check_said(&article("<meta itemprop=datePublished content=2022-11-02>"), "date", date);
    check_said(&article("<span itemprop='datePublished foo' content='2022-11-02'>yesterday</span>"), "date", date);
    check_said(&article("<time itemprop=datePublished datetime=2022-11-02>yesterday</time>"), "date", date);
    check_said(&article("<div itemprop=datePublished><b>2022</b>-11-02</div>5"), "date", date);
    check_said(&article("<h1 itemprop=headline>Kyiv <i>waits</i></h1>"), "title", "Kyiv waits ← itemprop headline");
    let people = "<a itemprop=author>A. Writer</a><p itemprop=author itemscope itemtype=https://schema.org/Person>
        <meta itemprop=jobTitle content=Chief><b itemprop=name>B. Writer</b></p>";
    check_said(&article(people), "authors", "A. Writer, B. Writer ← itemprop author");
    let publisher =
        "<div itemprop=publisher itemscope><div itemprop=logo itemscope><meta itemprop=name content=x></div>
        <meta itemprop=name content=DW></div><meta itemprop=dateModified content=2022-11-03>";
    check_said(&article(publisher), "outlet", "DW ← itemprop publisher");
    check_said(&article(publisher), "modified", "2022-11-03 ← itemprop dateModified");
}

#[test]
fn microdata_of_other_items_are_not_believed() {
    let date = "<meta itemprop=datePublished content=2022-11-02>";
    for other in [
        format!("<div itemscope itemtype=https://schema.org/Review>{date}</div>"),
        format!(
            "<div itemscope itemtype=http://schema.org/NewsArticle><h1 itemprop=headline>Kyiv</h1></div>
            <div itemscope itemtype=http://schema.org/NewsArticle>{date}</div>"
        ),
        format!("<div itemscope itemtype=http://schema.org/Article><p itemprop=comment itemscope>{date}</p></div>"),
        "<meta itemprop=datePublished content='{{post_date}}'><span itemprop=datePublished>10:52</span>".to_owned(),
        format!("<p itemprop=datePublished>{}", "2022 ".repeat(1_000)),
    ] {
        check_said(&other, "date", "");
    }
    // An item in which nothing is said is a wrapper.
    let wrapped = format!("<div itemscope itemtype=Article><div itemscope itemtype=Article>{date}</div></div>");
    check_said(&wrapped, "date", "2022-11-02 ← itemprop datePublished");
    // A meta tag that is an item has no end.
    let open =
        format!("<div itemscope itemtype=Article><meta itemscope itemprop=mainEntityOfPage itemtype=WebPage>{date}");
    check_said(&open, "date", "2022-11-02 ← itemprop datePublished");
}

#[test]
fn a_marked_time_is_taken_if_no_other_day_is_marked_so() {
    let time = "<time class='entry-date published' datetime=2022-11-02T10:00>2 Nov</time>";
    check_said(time, "date", "2022-11-02T10:00 ← class published");
    check_said(&format!("{time}<time class=published datetime=2022-11-03>"), "date", "");
    check_said(&format!("{time}<time pubdate datetime=2022-11-03>"), "date", "2022-11-02T10:00 ← class published");
    check_said("<time pubdate datetime=2022-11-03>", "date", "2022-11-03 ← time pubdate");
    check_said("<abbr class=published title=2022-11-03>", "date", "2022-11-03 ← class published");
    let drupal = "<span property='schema:dateCreated' content=2022-11-03 class=hidden></span>";
    check_said(drupal, "date", "2022-11-03 ← property dateCreated");
}

#[test]
fn where_something_is_said_is_told() {
    let html = "<html lang=uk><title>Kyiv</title><link rel='alternate canonical' href=https://dw.example/1><meta name=author content=A>";
    for (field, expected) in [
        ("title", "Kyiv ← <title>"),
        ("url", "https://dw.example/1 ← link canonical"),
        ("language", "uk ← html lang"),
        ("authors", "A ← meta author"),
        ("date", ""),
    ] {
        check_said(html, field, expected);
    }
}

#[test]
fn all_that_is_said_of_day_and_outlet_is_claimed() {
    let html = "<title>Kyiv - DW</title><meta name=date content=2022-11-02>
        <meta property=article:published_time content=2022-11-03><meta name=pubdate content=2022-11-04>
        <meta name=last-modified content=2022-11-05><script>var page = {publishDate: '2022-11-06'}</script>";
    check_claims(html, About::Day, &["meta date: 2022-11-02"]);
    check_claims(
        html,
        About::Published,
        &["meta article:published_time: 2022-11-03", "meta pubdate: 2022-11-04", "script publishDate: 2022-11-06"],
    );
    check_claims(html, About::Modified, &["meta last-modified: 2022-11-05"]);
    check_claims(html, About::Title, &["<title>: Kyiv - DW"]);
}

#[test]
fn alternates_do_not_crowd_out_the_pages_own_address() {
    let alternates: String =
        (0..40).map(|it| format!("<link rel=alternate href=https://dw.example/in/{it}>")).collect();
    let html = format!("{alternates}<link rel=canonical href=https://dw.example/1>");
    let claims = html::read(&html, &Limits::default()).unwrap().metadata.claims;
    let last = claims.iter().rfind(|it| it.about == About::Address).map(|it| it.value.as_str());
    assert_eq!(last, Some("https://dw.example/1"));
}

#[test]
fn few_words_of_a_relation_are_read() {
    let of = |words: &str| format!("<link rel='{words}' href=https://dw.example/?p=1>");
    check_claims(&of("x y shortlink"), About::Address, &["link shortlink: https://dw.example/?p=1"]);
    check_claims(&of(&format!("{} shortlink", "x ".repeat(8))), About::Address, &[]);
}

#[test]
fn the_home_of_a_page_is_claimed() {
    let html = r#"<base href="https://dw.example/"><link rel=alternate type=application/rss+xml title="DW Feed" href=/feed>
        <link rel=shortlink href="https://dw.example/?p=1"><meta name=twitter:site content=@dw>
        <script type="application/ld+json">{"@type": "NewsArticle",
            "publisher": {"@type": "Organization", "name": "DW", "url": "https://www.dw.example", "alternateName": "Welle"},
            "image": {"url": "https://img.dw.example/2022/11/02/a.jpg"}}</script>
        <a href="https://dw.example/a">A</a><img src="//img.dw.example/b.png"><a href="mailto:desk@dw.example?subject=x">M</a>"#;
    check_claims(
        html,
        About::Home,
        &[
            "base: https://dw.example/",
            "link feed: /feed",
            "JSON-LD publisher url: https://www.dw.example",
            "mailto: dw.example",
        ],
    );
    check_claims(
        html,
        About::Site,
        &["link feed: DW Feed", "JSON-LD publisher: DW", "JSON-LD publisher alternateName: Welle"],
    );
    check_claims(html, About::Address, &["link shortlink: https://dw.example/?p=1"]);
    check_claims(html, About::Account, &["meta twitter:site: @dw"]);
    check_claims(html, About::Picture, &["JSON-LD image: https://img.dw.example/2022/11/02/a.jpg"]);
    check_claims(html, About::Host, &["links: dw.example", "parts: dw.example", "parts: img.dw.example"]);
}
