//! JSON-LD: what a page says of its article, in the words of schema.org.

use serde_json::Value;

use crate::mend;
use crate::text::in_one_line;

/// What linked data say of an article or a page.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) authors: Vec<String>,
}

/// The linked data of a page. Only what stands at the top, in `@graph` or as the main entity is
/// believed: deeper down there are teasers of other articles.
#[derive(Debug, Default)]
pub(crate) struct Linked {
    /// Of the article; of several, the first.
    pub(crate) article: Statement,
    /// Of the page that it stands on.
    pub(crate) page: Statement,
}

impl Linked {
    /// Adds the content of a script; one that is no JSON says nothing.
    pub(crate) fn add(&mut self, json: &str) {
        let read = |bytes: &[u8]| serde_json::from_slice::<Value>(bytes.trim_ascii()).ok();
        let bytes = without_shell(json).as_bytes();
        if let Some(value) = read(bytes).or_else(|| read(&mend::json(bytes)?)) {
            self.visit(&value, 4);
        }
    }

    fn visit(&mut self, value: &Value, depth: u8) {
        if depth == 0 {
            return;
        }
        if let Value::Array(list) = value {
            list.iter().for_each(|it| self.visit(it, depth - 1));
        }
        let Value::Object(object) = value else { return };
        if is_of_type(value, &["Article", "Posting"]) {
            self.article.fill(value);
        } else if is_of_type(value, &["WebPage"]) {
            self.page.fill(value);
        }
        for key in ["@graph", "mainEntity"] {
            object.get(key).into_iter().for_each(|it| self.visit(it, depth - 1));
        }
    }
}

impl Statement {
    fn fill(&mut self, value: &Value) {
        let fill = |gap: &mut Option<String>, key: &str| {
            if gap.is_none() {
                *gap = value.get(key).and_then(Value::as_str).and_then(in_one_line);
            }
        };
        fill(&mut self.published, "datePublished");
        fill(&mut self.modified, "dateModified");
        fill(&mut self.headline, "headline");
        if self.publisher.is_none() {
            self.publisher = value.get("publisher").map(names).and_then(|it| it.into_iter().next());
        }
        if self.authors.is_empty() {
            self.authors = value.get("author").map(names).unwrap_or_default();
        }
    }
}

/// Whether the type's name ends in one of these: `NewsArticle`, `LiveBlogPosting`.
fn is_of_type(value: &Value, endings: &[&str]) -> bool {
    let fits = |it: &Value| it.as_str().is_some_and(|it| endings.iter().any(|ending| it.ends_with(ending)));
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().any(fits),
        Some(it) => fits(it),
        None => false,
    }
}

/// The names of persons or organizations: a text, an object with a name, or a list of these.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => in_one_line(name).into_iter().collect(),
        Value::Object(it) => it.get("name").and_then(Value::as_str).and_then(in_one_line).into_iter().collect(),
        Value::Array(list) => list.iter().filter(|it| !it.is_array()).flat_map(names).collect(),
        _ => Vec::new(),
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
        let mut linked = Linked::default();
        linked.add(json);
        assert_eq!(linked.article.published.as_deref(), published, "{json}");
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
    fn teasers_of_other_articles_are_not_believed() {
        check(r#"{"@type": "ItemList", "itemListElement": [{"@type": "Article", "datePublished": "2022"}]}"#, None);
        check(r#"{"@type": "Person", "datePublished": "2022"}"#, None);
        check("not json", None);
    }
}
