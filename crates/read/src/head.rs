//! What a page says of itself: meta tags, links and JSON-LD. Nothing is taken from its text.

use newsmill_stage::Metadata;

use crate::linked::{self, Linked};
use crate::text::in_one_line;

/// Meta tags that hold a day of publication, after the two common ones. A bare `date` is not among
/// them: on many sites it is the day of the request.
const PUBLISHED: &[&str] = &[
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_at",
    "cxenseparse:recs:publishtime",
];

/// How many authors are believed.
const AUTHORS: usize = 50;

/// The best value so far, with its rank: the lowest rank wins, then the first.
#[derive(Debug, Default)]
struct Best(Option<(u8, String)>);

impl Best {
    fn offer(&mut self, rank: u8, value: Option<String>) {
        if let Some(value) = value
            && self.0.as_ref().is_none_or(|(old, _)| rank < *old)
        {
            self.0 = Some((rank, value));
        }
    }

    fn take(self) -> Option<String> {
        self.0.map(|(_, value)| value)
    }
}

/// Gathers what a page says of itself.
#[derive(Debug, Default)]
pub(crate) struct Head {
    url: Best,
    site_name: Best,
    published: Best,
    modified: Best,
    title: Best,
    language: Best,
    authors: Vec<String>,
    linked: Linked,
}

impl Head {
    pub(crate) fn title(&mut self, text: &str) {
        self.title.offer(9, in_one_line(text));
    }

    pub(crate) fn language(&mut self, value: Option<String>) {
        self.language.offer(0, value.as_deref().and_then(in_one_line));
    }

    pub(crate) fn linked(&mut self, json: &str) {
        self.linked.add(json);
    }

    pub(crate) fn meta(&mut self, key: &str, value: &str) {
        let value = in_one_line(value);
        match key.trim().to_ascii_lowercase().as_str() {
            "og:title" => self.title.offer(0, value),
            "twitter:title" => self.title.offer(5, value),
            "og:site_name" => self.site_name.offer(0, value),
            "application-name" => self.site_name.offer(9, value),
            "og:url" => self.url.offer(5, value.and_then(address)),
            "article:published_time" => self.published.offer(1, value),
            "datepublished" => self.published.offer(2, value),
            "article:modified_time" => self.modified.offer(1, value),
            "datemodified" => self.modified.offer(2, value),
            "og:updated_time" => self.modified.offer(5, value),
            "author" | "article:author" | "parsely-author" | "dc.creator" | "byl" => self.author(value),
            "og:locale" => self.language.offer(5, value),
            key if PUBLISHED.contains(&key) => self.published.offer(3, value),
            _ => {}
        }
    }

    pub(crate) fn link(&mut self, rel: Option<String>, href: Option<String>) {
        if rel.is_some_and(|it| it.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("canonical"))) {
            self.url.offer(0, href.and_then(address));
        }
    }

    /// A time in the page, if it says that it is the article's.
    pub(crate) fn time(&mut self, property: Option<String>, value: Option<String>) {
        let value = value.as_deref().and_then(in_one_line);
        match property.unwrap_or_default().to_ascii_lowercase().as_str() {
            "datepublished" => self.published.offer(2, value),
            "datemodified" => self.modified.offer(2, value),
            _ => {}
        }
    }

    fn author(&mut self, value: Option<String>) {
        // `article:author` is often the address of a profile.
        if let Some(name) = value.filter(|it| !it.contains("://") && !self.authors.contains(it))
            && self.authors.len() < AUTHORS
        {
            self.authors.push(name);
        }
    }

    pub(crate) fn into_metadata(mut self) -> Metadata {
        let linked::Statement { published, modified, headline, publisher, authors } = self.linked.article;
        self.published.offer(0, published);
        self.published.offer(4, self.linked.page.published);
        self.modified.offer(0, modified);
        self.modified.offer(4, self.linked.page.modified);
        self.title.offer(1, headline);
        self.site_name.offer(1, publisher);
        self.site_name.offer(2, self.linked.page.publisher);
        let mut authors: Vec<String> = authors.into_iter().filter(|it| !it.contains("://")).collect();
        authors.truncate(AUTHORS);
        Metadata {
            url: self.url.take(),
            site_name: self.site_name.take(),
            published: self.published.take(),
            modified: self.modified.take(),
            title: self.title.take(),
            language: self.language.take(),
            authors: if authors.is_empty() { self.authors } else { authors },
            ..Metadata::default()
        }
    }
}

/// A whole address: a relative one would need the page's own, which nobody knows here.
fn address(text: String) -> Option<String> {
    let text = text.trim();
    let is_whole = ["http://", "https://", "//"]
        .iter()
        .any(|it| text.get(..it.len()).is_some_and(|start| start.eq_ignore_ascii_case(it)) && text.len() > it.len());
    is_whole.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html;
    use crate::settings::Limits;

    #[track_caller]
    fn check(html: &str, expected: Metadata) {
        assert_eq!(html::read(html, &Limits::default()).unwrap().metadata, expected);
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
}
