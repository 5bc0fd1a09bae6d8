//! JSON records → articles.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use newsmill_stage::{Article, Metadata, Place, Rejection};
use serde::de::{self, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::{Map, Value};

use crate::settings::{Fields, Names};
use crate::text::{fill, in_one_line, without_controls};
use crate::{html, identity, mend};

/// The keys of a record that are looked at; all others are passed over unread.
#[derive(Clone, Debug)]
pub(crate) struct Wanted(BTreeSet<String>);

impl Wanted {
    pub(crate) fn of(fields: &Fields) -> Self {
        let Fields { id, url, outlet, date, modified, crawled, title, text, html, language, authors } = fields;
        let all = [id, url, outlet, date, modified, crawled, title, text, html, language, authors];
        let first = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
        let names = all.into_iter().flat_map(Names::iter);
        Self(names.flat_map(|it| [it.to_owned(), first(it)]).collect())
    }

    /// Whether this key is looked at.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.contains(key)
    }
}

/// Makes an article of a JSON record.
pub(crate) fn article(place: &Place, bytes: &[u8], fields: &Fields, wanted: &Wanted) -> Result<Article, Rejection> {
    let record = parse(bytes, wanted)?;
    let text = find(&record, &fields.text, paragraphs);
    let html = find(&record, &fields.html, as_text);
    let Some(raw) = text.as_ref().or(html.as_ref()) else { return Err(no_text(fields)) };
    let mut article = if text.is_none() || html::is_fragment(raw) {
        html::read(raw)?.into_article()?
    } else {
        Article::from_text(&without_controls(raw))
    };
    let of_page = std::mem::replace(&mut article.metadata, metadata(&record, fields));
    fill(&mut article.metadata, of_page);
    if text.is_some()
        && let Some(html) = &html
        && let Ok(page) = html::read(html)
    {
        fill(&mut article.metadata, page.metadata);
    }
    article.id = identity::of(&article.metadata, place, raw);
    Ok(article)
}

fn no_text(fields: &Fields) -> Rejection {
    let names: Vec<&str> = fields.text.iter().chain(fields.html.iter()).collect();
    Rejection::new(
        "no_text",
        format!("none of these fields has a text: {}; name it under [input.fields]", names.join(", ")),
    )
}

fn metadata(record: &Map<String, Value>, fields: &Fields) -> Metadata {
    let line = |names: &Names| find(record, names, scalar).as_deref().and_then(in_one_line);
    Metadata {
        source_id: line(&fields.id),
        url: line(&fields.url),
        outlet: line(&fields.outlet),
        site_name: None,
        published: line(&fields.date),
        modified: line(&fields.modified),
        crawled: line(&fields.crawled),
        title: line(&fields.title),
        language: line(&fields.language),
        authors: find(record, &fields.authors, authors).unwrap_or_default(),
    }
}

/// The value of the first of these names that has a usable one.
fn find<'a, T>(record: &'a Map<String, Value>, names: &Names, usable: impl Fn(&'a Value) -> Option<T>) -> Option<T> {
    names.iter().find_map(|name| usable(at(record, name)?))
}

fn at<'a>(record: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    if let Some(value) = record.get(name) {
        return Some(value);
    }
    let mut parts = name.split('.');
    let first = record.get(parts.next()?)?;
    parts.try_fold(first, |value, part| value.get(part))
}

fn as_text(value: &Value) -> Option<Cow<'_, str>> {
    value.as_str().filter(|it| !it.trim().is_empty()).map(Cow::Borrowed)
}

/// A text; a number as it is written; the name or the value of an object (as of NewsAPI's sources
/// and MongoDB's dates and ids); the first of a list.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => {
            ["name", "$date", "$oid", "$numberLong", "@value"].iter().find_map(|it| scalar(object.get(*it)?))
        }
        Value::Array(list) => list.iter().find_map(scalar),
        it => as_text(it).map(Cow::into_owned),
    }
}

fn paragraphs(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::Array(list) => {
            let texts: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            (!texts.iter().all(|it| it.trim().is_empty())).then(|| Cow::Owned(texts.join("\n")))
        }
        it => as_text(it),
    }
}

fn authors(value: &Value) -> Option<Vec<String>> {
    let name = |it: &Value| in_one_line(&scalar(it)?);
    let names: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(name).collect(),
        it => name(it).into_iter().collect(),
    };
    (!names.is_empty()).then_some(names)
}

/// Reads the wanted keys of a record; one that is no JSON only by the habits of scrapers is mended.
fn parse(bytes: &[u8], wanted: &Wanted) -> Result<Map<String, Value>, Rejection> {
    let error = match read(bytes, wanted) {
        Ok(record) => return Ok(record),
        Err(error) => error,
    };
    let decoded = std::str::from_utf8(bytes).is_err().then(|| newsmill_text::decode(bytes, None).text.into_bytes());
    let bytes = decoded.as_deref().unwrap_or(bytes);
    let mended = if error.is_data() { None } else { mend::json(bytes) };
    let again = match (&mended, &decoded) {
        (Some(mended), _) => read(mended, wanted),
        (None, Some(decoded)) => read(decoded, wanted),
        (None, None) => Err(error),
    };
    again.map_err(|error| {
        let detail = error.to_string();
        let reason = match () {
            () if error.is_data() => "not_an_object",
            () if detail.starts_with("recursion limit") => "too_deep",
            () => "not_json",
        };
        Rejection::new(reason, detail)
    })
}

fn read(bytes: &[u8], wanted: &Wanted) -> serde_json::Result<Map<String, Value>> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let record = wanted.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(record)
}

impl<'de> DeserializeSeed<'de> for &Wanted {
    type Value = Map<String, Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &Wanted {
    type Value = Map<String, Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Map::new();
        while let Some(key) = map.next_key_seed(Key(self))? {
            match key {
                Some(key) => _ = record.insert(key, map.next_value()?),
                None => _ = map.next_value::<IgnoredAny>()?,
            }
        }
        Ok(record)
    }
}

/// A key, if it is wanted: most are not, and need no memory.
struct Key<'a>(&'a Wanted);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: de::Error>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.has(key).then(|| key.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &[u8]) -> Result<Article, Rejection> {
        let fields = Fields::default();
        article(&Place::default(), json, &fields, &Wanted::of(&fields))
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
        assert_eq!(
            (both.clean().text.as_str(), title.as_deref(), language.as_deref()),
            ("Kyiv", Some("T"), Some("uk"))
        );
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
    fn names_may_reach_into_objects() {
        let fields = Fields { text: Names::of(&["doc.story.text"]), ..Fields::default() };
        let json = br#"{"doc": {"story": {"text": "Kyiv"}}, "text": "Lviv"}"#;
        let article = article(&Place::default(), json, &fields, &Wanted::of(&fields)).unwrap();
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
        check_rejected(r#"{"text": "", "title": "Kyiv"}"#, "no_text", "text, maintext");
        check_rejected(&format!(r#"{{"text": {}"#, "[".repeat(200)), "too_deep", "recursion");
        check_rejected(&format!("{{\"html\": \"<p>{}\"}}", "x".repeat(11 << 20)), "too_large", "HTML");
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
}
