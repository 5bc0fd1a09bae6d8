//! JSON records → articles.

use std::borrow::Cow;

use newsmill_stage::{Article, Metadata, Place, Rejection};
use newsmill_text::How;
use serde_json::{Map, Value};

use crate::exports::Field;
use crate::head::Origins;
use crate::object::{Found, Object};
use crate::settings::Limits;
use crate::text::{fill, in_one_line, plain, say_encoding};
use crate::wanted::{Name, Plan, Wanted};
use crate::{html, identity, mend};

/// What a record was taken for, for `newsmill check`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// The export that it comes from, if it is a common one.
    pub export: Option<&'static str>,
    /// Our fields that it has a value for, each with its own name for it.
    pub fields: Vec<(&'static str, String)>,
}

impl Recognised {
    /// What a page was taken for: what is told of it from outside comes first, then what it says itself.
    pub(crate) fn page(origins: &Origins, told: impl IntoIterator<Item = (&'static str, &'static str)>) -> Self {
        let fields = told.into_iter().map(|(ours, theirs)| (ours, theirs.to_owned())).collect();
        let mut page = Self { export: None, fields };
        page.fill(origins, "");
        page
    }

    /// Adds what a page says where nothing else does.
    fn fill(&mut self, origins: &Origins, suffix: &str) {
        for (ours, origin) in origins.iter() {
            if self.fields.iter().all(|(it, _)| *it != ours) {
                self.fields.push((ours, format!("{origin}{suffix}")));
            }
        }
    }
}

/// Makes an article of a JSON record. One that has no field for a text is an article of its title,
/// if `titles_alone` says so and it has an address.
pub(crate) fn article(
    place: &Place,
    bytes: &[u8],
    wanted: &Wanted,
    titles_alone: bool,
    limits: &Limits,
) -> Result<Article, Rejection> {
    let (text, encoding) = decoded(bytes);
    let mut article = with_json(&text, wanted, |json, record| {
        let metadata = record.metadata()?;
        let text = record.first(Field::Text, paragraphs)?.map(|it| it.0);
        let html = record.first(Field::Html, as_text)?.map(|it| it.0);
        let title = if titles_alone && record.is_title_alone(&metadata) { metadata.title.clone() } else { None };
        let Some(raw) = text.as_deref().or(html.as_deref()).or(title.as_deref()) else {
            return Err(record.no_text(json));
        };
        let is_page = if text.is_some() { html::is_fragment(raw) } else { html.is_some() };
        let mut article = if is_page { html::read(raw, limits)?.into_article()? } else { plain(raw, limits)? };
        let of_page = std::mem::replace(&mut article.metadata, metadata);
        fill(&mut article.metadata, of_page);
        if text.is_some()
            && let Some(html) = &html
            && let Ok((metadata, _)) = html::metadata(html, limits)
        {
            fill(&mut article.metadata, metadata);
        }
        article.id = identity::of(&article.metadata, place, raw);
        Ok(article)
    })?;
    say_encoding(&mut article, encoding);
    Ok(article)
}

/// The most objects and lists in a record. An object takes 600 bytes in memory, however short it is: a field of many
/// empty ones would take a hundred times its size.
const VALUES: usize = 250_000;

fn check_values(text: &str) -> Result<(), Rejection> {
    // A shorter record cannot have so many; most are.
    if text.len() <= VALUES {
        return Ok(());
    }
    let values = memchr::memchr2_iter(b'{', b'[', text.as_bytes()).count();
    if values > VALUES {
        let detail = format!("a record with {values} objects and lists in it; up to {VALUES} are read");
        return Err(Rejection::new("too_large", detail));
    }
    Ok(())
}

/// The record as text, and its encoding with what told it.
fn decoded(bytes: &[u8]) -> (Cow<'_, str>, (&'static str, How)) {
    match simdutf8::basic::from_utf8(bytes) {
        Ok(it) => (Cow::Borrowed(it), ("UTF-8", How::Valid)),
        Err(_) => {
            let it = newsmill_text::decode(bytes, None);
            (Cow::Owned(it.text), (it.encoding, it.how))
        }
    }
}

/// What a record is taken for; `None` for one that cannot be read.
pub(crate) fn recognised(bytes: &[u8], wanted: &Wanted, titles_alone: bool, limits: &Limits) -> Option<Recognised> {
    let known = with_json(&decoded(bytes).0, wanted, |_, record| {
        let mut fields = Vec::new();
        for (field, ours) in Field::ALL {
            let name = match field {
                Field::Text => record.first(field, paragraphs)?.map(|it| it.1),
                Field::Html => record.first(field, as_text)?.map(|it| it.1),
                Field::Authors => record.first(field, authors)?.map(|it| it.1),
                _ => record.first(field, scalar)?.map(|it| it.1),
            };
            fields.extend(name.map(|it| (ours, it.name.clone())));
        }
        if titles_alone && record.is_title_alone(&record.metadata()?) {
            let title = record.first(Field::Title, scalar)?.map(|it| it.1);
            fields.extend(title.map(|it| ("text", it.name.clone())));
        }
        let mut recognised = Recognised { export: record.plan.export, fields };
        let text = record.first(Field::Text, paragraphs)?.filter(|(it, _)| html::is_fragment(it));
        for (page, name) in text.into_iter().chain(record.first(Field::Html, as_text)?) {
            if let Ok((_, origins)) = html::metadata(&page, limits) {
                recognised.fill(&origins, &format!(" in {}", name.name));
            }
        }
        Ok(recognised)
    });
    known.ok()
}

/// Reads a record; one that is no JSON only by the habits of scrapers is mended.
fn with_json<T>(
    text: &str,
    wanted: &Wanted,
    then: impl FnOnce(&str, &Known<'_, '_>) -> Result<T, Rejection>,
) -> Result<T, Rejection> {
    check_values(text)?;
    let error = match Object::read(text, wanted) {
        Ok(object) => return then(text, &Known::of(object, wanted)),
        Err(error) => error,
    };
    let mended = if error.is_data() { None } else { mend::json(text.as_bytes()) };
    let Some(mended) = mended.and_then(|it| String::from_utf8(it).ok()) else { return Err(not_json(&error)) };
    let object = Object::read(&mended, wanted).map_err(|it| not_json(&it))?;
    then(&mended, &Known::of(object, wanted))
}

fn not_json(error: &serde_json::Error) -> Rejection {
    let detail = error.to_string();
    let reason = match () {
        () if error.is_data() => "not_an_object",
        () if detail.starts_with("recursion limit") => "too_deep",
        () => "not_json",
    };
    Rejection::new(reason, detail)
}

/// A record, and how to understand it.
struct Known<'a, 'w> {
    object: Object<'a>,
    plan: &'w Plan,
}

impl<'a, 'w> Known<'a, 'w> {
    fn of(object: Object<'a>, wanted: &'w Wanted) -> Self {
        let plan = wanted.plan(|key| object.has(key));
        Self { object, plan }
    }

    /// The value of the first name that has a usable one, and that name.
    fn first<T>(
        &self,
        field: Field,
        usable: impl Fn(Found<'a>) -> Option<T>,
    ) -> Result<Option<(T, &'w Name)>, Rejection> {
        for name in self.plan.names_among(field, &self.object.keys) {
            let found = match name.paths.as_slice() {
                [path] => self.object.at(path).map_err(|it| not_json(&it))?,
                _ => self.joined(name)?,
            };
            if let Some(value) = found.and_then(&usable) {
                return Ok(Some((value, name)));
            }
        }
        Ok(None)
    }

    fn joined(&self, name: &Name) -> Result<Option<Found<'a>>, Rejection> {
        let mut texts = Vec::new();
        for path in &name.paths {
            let found = self.object.at(path).map_err(|it| not_json(&it))?;
            texts.extend(found.and_then(paragraphs));
        }
        Ok((!texts.is_empty()).then(|| Found::Text(Cow::Owned(texts.join("\n")))))
    }

    fn metadata(&self) -> Result<Metadata, Rejection> {
        let line = |field| Ok(self.first(field, scalar)?.and_then(|(it, _)| in_one_line(&it)));
        Ok(Metadata {
            source_id: line(Field::Id)?,
            url: line(Field::Url)?,
            outlet: line(Field::Outlet)?,
            published: line(Field::Date)?,
            modified: line(Field::Modified)?,
            crawled: line(Field::Crawled)?,
            title: line(Field::Title)?,
            language: line(Field::Language)?,
            authors: self.first(Field::Authors, authors)?.map(|it| it.0).unwrap_or_default(),
            ..Metadata::default()
        })
    }

    /// Whether this tells where an article is, and has no field for what it says.
    fn is_title_alone(&self, metadata: &Metadata) -> bool {
        metadata.url.is_some() && metadata.title.is_some() && self.text_names().next().is_none()
    }

    /// The names for a text or a page that the record has a field for, whatever is in it.
    fn text_names(&self) -> impl Iterator<Item = &'w Name> {
        let names = self.plan.names(Field::Text).iter().chain(self.plan.names(Field::Html));
        names.filter(|it| self.object.has_name(it))
    }

    /// Says what is there instead of a text, and how to have it taken for one.
    fn no_text(&self, json: &str) -> Rejection {
        let empty: Vec<&str> = self.text_names().map(|it| it.name.as_str()).collect();
        if !empty.is_empty() {
            return Rejection::new("no_text", format!("there is no text in {}", empty.join(", ")));
        }
        let object: Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
        let length = |it: &Value| it.as_str().map_or(0, str::len);
        let longest = object.iter().max_by_key(|(_, it)| length(it)).filter(|(_, it)| length(it) > 0);
        let names: Vec<&str> = object.keys().take(40).map(String::as_str).collect();
        let (names, likely) = (names.join(", "), longest.map_or("name", |(name, _)| name));
        let cut = |it: &str| it.chars().take(400).collect::<String>();
        let (names, likely) = (cut(&names), cut(likely));
        Rejection::new(
            "no_text",
            format!(
                "none of its fields is known for a text: {names}; name it under [input.fields], as text = {likely:?}"
            ),
        )
    }
}

fn as_text(value: Found<'_>) -> Option<Cow<'_, str>> {
    match value {
        Found::Text(text) => (!text.trim().is_empty()).then_some(text),
        Found::Other(_) => None,
    }
}

/// A text; a number as it is written; the name or the value of an object (as of NewsAPI's sources
/// and MongoDB's dates and ids); the first of a list.
fn scalar(value: Found<'_>) -> Option<Cow<'_, str>> {
    match value {
        Found::Other(value) => scalar_of(&value).map(Cow::Owned),
        it => as_text(it),
    }
}

fn scalar_of(value: &Value) -> Option<String> {
    const NAMES: &[&str] = &["name", "rendered", "title", "$date", "$oid", "$numberLong", "@value"];
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => NAMES.iter().find_map(|it| scalar_of(object.get(*it)?)),
        Value::Array(list) => list.iter().find_map(scalar_of),
        it => it.as_str().filter(|it| !it.trim().is_empty()).map(str::to_owned),
    }
}

/// A text, a list of paragraphs, or an object whose parts are in reading order in [`PARTS`].
fn paragraphs(value: Found<'_>) -> Option<Cow<'_, str>> {
    let Found::Other(value) = value else { return as_text(value) };
    let mut texts = Vec::new();
    gather(&value, &mut texts);
    (!texts.iter().all(|it| it.trim().is_empty())).then(|| Cow::Owned(texts.join("\n")))
}

/// What the parts of a text are called, as by Fundus.
const PARTS: &[&str] = &["rendered", "summary", "headline", "paragraphs", "sections", "text", "content"];

fn gather<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(list) => list.iter().for_each(|it| gather(it, texts)),
        Value::Object(object) => PARTS.iter().filter_map(|it| object.get(*it)).for_each(|it| gather(it, texts)),
        _ => {}
    }
}

fn authors(value: Found<'_>) -> Option<Vec<String>> {
    let names: Vec<String> = match value {
        Found::Other(Value::Array(list)) => list.iter().filter_map(|it| in_one_line(&scalar_of(it)?)).collect(),
        it => scalar(it).and_then(|it| in_one_line(&it)).into_iter().collect(),
    };
    (!names.is_empty()).then_some(names)
}

#[cfg(test)]
mod tests;
