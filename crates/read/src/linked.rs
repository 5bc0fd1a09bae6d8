//! JSON-LD: what a page says of its article, in the words of schema.org.

use std::collections::BTreeMap;

use newsmill_stage::About;
use serde_json::Value;

use crate::head::{AUTHORS, Offers, Origin, Part};
use crate::mend;

/// How deep in each other the values are that are believed.
const DEPTH: u8 = 4;

/// Offers what the content of a script says; one that is no JSON says nothing.
pub(crate) fn offer(json: &str, offers: &mut Offers) {
    if let Some(value) = read(without_shell(json)) {
        let mut linked = Linked::default();
        linked.visit(&value, DEPTH);
        linked.offer(offers);
    }
}

/// Offers what a meta tag `parsely-page` says, whose content is JSON.
pub(crate) fn offer_parsely(json: &str, offers: &mut Offers) {
    let Some(value) = read(json) else { return };
    let parts = [
        (Part::Title, 7, "title"),
        (Part::Url, 7, "link"),
        (Part::Published, 3, "pub_date"),
        (Part::Author, 3, "authors"),
        (Part::Author, 3, "author"),
    ];
    for (part, rank, key) in parts {
        for text in value.get(key).into_iter().flat_map(|it| texts(it, AUTHORS)) {
            offers.offer(part, rank, Origin::new("meta parsely-page", key), text);
        }
    }
}

/// Whether a type of schema.org is an article: `NewsArticle`, `https://schema.org/LiveBlogPosting`, `Report`.
pub(crate) fn is_article(name: &str) -> bool {
    let name = name.rsplit(['/', ':', '#']).next().unwrap_or_default().to_ascii_lowercase();
    (name.ends_with("article") || name.ends_with("posting") || name == "report") && name != "jobposting"
}

fn read(json: &str) -> Option<Value> {
    let bytes = json.as_bytes().trim_ascii();
    let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes).ok();
    read(bytes).or_else(|| read(&mend::json(bytes)?))
}

/// The linked data of a script. Only what stands at the top, in `@graph` or as the main entity is
/// believed: deeper down there are teasers of other articles.
#[derive(Default)]
struct Linked<'a> {
    nodes: Vec<&'a Value>,
    /// The first node of each `@id`, for those that refer to it.
    by_id: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Linked<'a> {
    fn visit(&mut self, value: &'a Value, depth: u8) {
        if depth == 0 {
            return;
        }
        match value {
            Value::Array(list) => list.iter().for_each(|it| self.visit(it, depth - 1)),
            Value::Object(object) => {
                self.nodes.push(value);
                if let Some(id) = text(object.get("@id")).filter(|_| object.len() > 1) {
                    self.by_id.entry(id).or_insert(value);
                }
                for key in ["@graph", "mainEntity"] {
                    object.get(key).into_iter().for_each(|it| self.visit(it, depth - 1));
                }
            }
            _ => {}
        }
    }

    fn offer(&self, offers: &mut Offers) {
        for article in self.nodes.iter().filter(|it| is_of_type(it, is_article)) {
            // One article may be told of twice, by two plugins; with another headline it is a teaser.
            let headline = text(article.get("headline")).unwrap_or_default();
            let first = offers.headline.get_or_insert_with(|| headline.to_owned());
            if first == headline || first.is_empty() || headline.is_empty() {
                self.offer_article(article, offers);
            }
        }
        for node in &self.nodes {
            if is_of_type(node, |it| it.ends_with("WebPage")) {
                self.offer_page(node, offers);
            } else if is_of_type(node, |it| it.ends_with("WebSite")) {
                offers.offer_first(Part::SiteName, 5, Origin::new("JSON-LD WebSite", "name"), node.get("name"));
                self.claim_home("JSON-LD WebSite", node, offers);
            } else if is_of_type(node, |it| it.ends_with("Organization")) {
                let name = text(node.get("name")).unwrap_or_default();
                offers.claims.add(About::Site, &Origin::new("JSON-LD Organization", "name"), name);
                self.claim_home("JSON-LD Organization", node, offers);
            }
        }
    }

    fn offer_article(&self, article: &'a Value, offers: &mut Offers) {
        let by = "JSON-LD";
        let parts = [
            (Part::Published, 0, "datePublished"),
            (Part::Published, 7, "dateCreated"),
            (Part::Published, 7, "uploadDate"),
            (Part::Modified, 0, "dateModified"),
            (Part::Title, 1, "headline"),
            (Part::Title, 6, "name"),
            (Part::Language, 6, "inLanguage"),
            (Part::Url, 6, "url"),
            (Part::Url, 7, "mainEntityOfPage"),
        ];
        for (part, rank, key) in parts {
            offers.offer_first(part, rank, Origin::new(by, key), article.get(key));
        }
        for (rank, key) in [(1, "publisher"), (4, "sourceOrganization"), (4, "isPartOf")] {
            if let Some(name) = article.get(key).and_then(|it| self.names(it, key).into_iter().next()) {
                offers.offer(Part::SiteName, rank, Origin::new(by, key), name);
            }
        }
        if let Some(publisher) = article.get("publisher") {
            self.claim_home("JSON-LD publisher", publisher, offers);
        }
        for text in article.get("image").into_iter().flat_map(|it| texts(it, 2)) {
            offers.claims.add(About::Picture, &Origin::new(by, "image"), text);
        }
        if !offers.has_authors(0) {
            for (rank, key) in [(0, "author"), (1, "creator")] {
                for name in article.get(key).map(|it| self.names(it, key)).unwrap_or_default() {
                    offers.offer(Part::Author, rank, Origin::new(by, key), name);
                }
            }
        }
    }

    fn offer_page(&self, page: &'a Value, offers: &mut Offers) {
        let by = "JSON-LD WebPage";
        for (part, rank, key) in [
            (Part::Published, 4, "datePublished"),
            (Part::Modified, 4, "dateModified"),
            (Part::Language, 7, "inLanguage"),
            (Part::Url, 8, "url"),
        ] {
            offers.offer_first(part, rank, Origin::new(by, key), page.get(key));
        }
        for (rank, key) in [(2, "publisher"), (4, "isPartOf")] {
            if let Some(name) = page.get(key).and_then(|it| self.names(it, key).into_iter().next()) {
                offers.offer(Part::SiteName, rank, Origin::new(by, key), name);
            }
        }
    }

    /// Claims the address of a site or an organization, and what else it is called.
    fn claim_home(&self, by: &'static str, value: &'a Value, offers: &mut Offers) {
        let referred = text(value.get("@id")).and_then(|id| self.by_id.get(id).copied());
        for node in [Some(value), referred].into_iter().flatten() {
            for key in ["url", "@id"] {
                for address in node.get(key).into_iter().flat_map(|it| texts(it, 2)) {
                    offers.claims.add(About::Home, &Origin::new(by, key), address);
                }
            }
            for name in node.get("alternateName").into_iter().flat_map(|it| texts(it, 2)) {
                offers.claims.add(About::Site, &Origin::new(by, "alternateName"), name);
            }
        }
    }

    /// The names of persons, organizations or works: texts, objects with a name, references to such
    /// objects, or a list of these. A work that this `isPartOf` may be its page, whose name is a title.
    fn names(&self, value: &'a Value, key: &str) -> Vec<&'a str> {
        let list = match value {
            Value::Array(list) => list.as_slice(),
            it => std::slice::from_ref(it),
        };
        let name = |it: &'a Value| {
            let it = match (it.get("name"), text(it.get("@id"))) {
                (None, Some(id)) => self.by_id.get(id).copied()?,
                _ => it,
            };
            if it.is_object() {
                let is_page = key == "isPartOf" && is_of_type(it, |it| it.ends_with("Page") || is_article(it));
                return text(it.get("name")).filter(|_| !is_page);
            }
            it.as_str().filter(|_| key != "isPartOf")
        };
        list.iter().filter_map(name).take(AUTHORS).collect()
    }
}

impl Offers {
    /// Offers the first text of a value, if it has one.
    fn offer_first(&mut self, part: Part, rank: u8, origin: Origin, value: Option<&Value>) {
        if let Some(text) = text(value) {
            self.offer(part, rank, origin, text);
        }
    }
}

/// The first text of a value.
fn text(value: Option<&Value>) -> Option<&str> {
    texts(value?, 1).next()
}

/// So many texts of a value: it is one, or a list of them, or an object that stands for one.
fn texts(value: &Value, most: usize) -> impl Iterator<Item = &str> {
    let list = match value {
        Value::Array(list) => list.as_slice(),
        it => std::slice::from_ref(it),
    };
    list.iter().take(most).filter_map(|it| match it {
        Value::Object(it) => it.get("@value").or_else(|| it.get("@id")).or_else(|| it.get("url"))?.as_str(),
        it => it.as_str(),
    })
}

/// Whether this is one of the value's types.
fn is_of_type(value: &Value, is: impl Fn(&str) -> bool) -> bool {
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).any(is),
        Some(it) => it.as_str().is_some_and(is),
        None => false,
    }
}

/// The JSON without the comments that old pages wrap scripts in.
fn without_shell(json: &str) -> &str {
    let json = json.trim();
    let json = json.strip_prefix("<!--").and_then(|it| it.strip_suffix("-->")).unwrap_or(json).trim();
    let json = json.strip_prefix("//").unwrap_or(json).trim_start();
    let json = json.strip_prefix("<![CDATA[").unwrap_or(json);
    let json = json.strip_suffix("]]>").unwrap_or(json).trim_end();
    json.strip_suffix("//").unwrap_or(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(json: &str, published: Option<&str>) {
        let mut offers = Offers::default();
        offer(json, &mut offers);
        assert_eq!(offers.taken().0.published.as_deref(), published, "{json}");
    }

    #[test]
    fn the_articles_own_statement_is_found() {
        check(r#"[{"@type": "NewsArticle", "datePublished": "2022-11-02"}]"#, Some("2022-11-02"));
        check(r#"[{"@graph": [{"@type": "NewsArticle", "datePublished": "2022"}]}]"#, Some("2022"));
        check(r#"{"@type": "WebPage", "mainEntity": {"@type": "Article", "datePublished": "2022"}}"#, Some("2022"));
        check("<!--\n{\"@type\": \"Article\", \"headline\": \"a\nb\", \"datePublished\": \"2022\"}\n-->", Some("2022"));
        check("//<![CDATA[\n{\"@type\": \"Article\", \"datePublished\": \"2022\"}\n//]]>", Some("2022"));
    }

    #[test]
    fn an_article_is_told_by_the_end_of_its_type() {
        for name in
            ["ReportageNewsArticle", "https://schema.org/LiveBlogPosting", "Report", "article", "schema:BlogPosting"]
        {
            assert!(is_article(name), "{name}");
        }
        for name in ["WebPage", "JobPosting", "VideoObject", "NewsMediaOrganization", ""] {
            assert!(!is_article(name), "{name}");
        }
    }

    #[test]
    fn a_second_script_fills_gaps_for_the_same_article_alone() {
        let check = |second: &str, expected: Option<&str>| {
            let mut offers = Offers::default();
            offer(r#"{"@type": "NewsArticle", "headline": "Kyiv"}"#, &mut offers);
            offer(second, &mut offers);
            assert_eq!(offers.taken().0.published.as_deref(), expected, "{second}");
        };
        check(r#"{"@type": "Article", "headline": "Kyiv", "datePublished": "2022-11-02"}"#, Some("2022-11-02"));
        check(r#"{"@type": "Article", "datePublished": "2022-11-02"}"#, Some("2022-11-02"));
        check(r#"{"@type": "Article", "headline": "Lviv", "datePublished": "2022-11-02"}"#, None);
    }

    #[test]
    fn references_are_followed_and_each_part_is_found() {
        let json = r##"{"@graph": [
            {"@type": "NewsArticle", "author": [{"@id": "#a"}, {"name": "B. Writer"}, {"@id": "#none"}],
             "publisher": {"@id": "#o"}, "dateCreated": ["2022-11-02"], "inLanguage": "uk", "url": "https://dw.example/1",
             "isPartOf": {"@id": "#p"}},
            {"@type": "Person", "@id": "#a", "name": "A. Writer"},
            {"@type": "WebPage", "@id": "#p", "name": "Kyiv waits", "dateModified": "2022-11-03"},
            {"@type": ["Organization", "NewsMediaOrganization"], "@id": "#o", "name": "DW"}]}"##;
        let mut offers = Offers::default();
        offer(json, &mut offers);
        let (it, origins) = offers.taken();
        let shown = [it.site_name, it.published, it.modified, it.language, it.url].map(Option::unwrap_or_default);
        assert_eq!(shown, ["DW", "2022-11-02", "2022-11-03", "uk", "https://dw.example/1"]);
        assert_eq!(it.authors, ["A. Writer", "B. Writer"]);
        let origins: Vec<String> = origins.iter().map(|(ours, it)| format!("{ours} {it}")).collect();
        let expected = [
            "url JSON-LD url",
            "outlet JSON-LD publisher",
            "date JSON-LD dateCreated",
            "modified JSON-LD WebPage dateModified",
            "language JSON-LD inLanguage",
            "authors JSON-LD author",
        ];
        assert_eq!(origins, expected);
    }

    #[test]
    fn the_site_is_named_where_the_publisher_is_not() {
        for (json, expected) in [
            (r#"{"@type": "Article", "isPartOf": {"@type": ["CreativeWork", "Product"], "name": "DW"}}"#, "DW"),
            (r#"{"@type": "Article", "sourceOrganization": {"name": "DW"}}"#, "DW"),
            (r#"[{"@type": "WebSite", "name": "DW"}]"#, "DW"),
            (r#"{"@type": "WebPage", "isPartOf": {"@type": "WebSite", "name": "DW"}}"#, "DW"),
        ] {
            let mut offers = Offers::default();
            offer(json, &mut offers);
            assert_eq!(offers.taken().0.site_name.as_deref(), Some(expected), "{json}");
        }
    }

    #[test]
    fn teasers_of_other_articles_are_not_believed() {
        check(r#"{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2022"}]}"#, None);
        check(r#"{"@type": "Person", "datePublished": "2022"}"#, None);
        check("not json", None);
    }
}
