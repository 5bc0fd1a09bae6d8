//! Objects whose names object_store cannot say.
//!
//! It takes keys for paths: one with an empty part, with `.` or `..` or with a control character
//! is no path, and a list that has one is an error as a whole. Here such objects are taken out of
//! the list before it sees them, and are told on their own: one bad name costs one file.

use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpRequest, HttpResponse, HttpService, ReqwestConnector,
};
use object_store::path::Path;
use object_store::{ClientOptions, Result};

/// Takes odd objects out of lists, and keeps them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sieve(Arc<Mutex<Vec<Odd>>>);

/// An object with an odd name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Odd {
    pub(crate) key: String,
    pub(crate) size: u64,
}

impl Sieve {
    /// What was taken out since it was last asked.
    pub(crate) fn taken(&self) -> Vec<Odd> {
        mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl HttpConnector for Sieve {
    fn connect(&self, options: &ClientOptions) -> Result<HttpClient> {
        let plain = ReqwestConnector::default().connect(options)?;
        Ok(HttpClient::new(Sieving { plain, sieve: self.clone() }))
    }
}

#[derive(Debug)]
struct Sieving {
    plain: HttpClient,
    sieve: Sieve,
}

#[async_trait]
impl HttpService for Sieving {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let is_list = is_list(request.uri().query().unwrap_or_default());
        let response = self.plain.execute(request).await?;
        if !is_list || !response.status().is_success() {
            return Ok(response);
        }
        let (head, body) = response.into_parts();
        let body = body.bytes().await?;
        // A list is XML in UTF-8; what is not, object_store refuses in its own words.
        let body = match std::str::from_utf8(&body) {
            Ok(list) => {
                let (list, mut odd) = sift(list);
                self.sieve.0.lock().unwrap_or_else(PoisonError::into_inner).append(&mut odd);
                list.into()
            }
            Err(_) => body.into(),
        };
        Ok(HttpResponse::from_parts(head, body))
    }
}

/// S3 and Google ask for a list by one word, Azure by another.
fn is_list(query: &str) -> bool {
    query.split('&').any(|it| it == "list-type=2" || it == "comp=list")
}

/// A list without its odd objects, and those.
fn sift(list: &str) -> (String, Vec<Odd>) {
    let (element, key, size) = match list.contains("<EnumerationResults") {
        true => ("Blob", "Name", "Content-Length"),
        false => ("Contents", "Key", "Size"),
    };
    let (open, close) = (format!("<{element}>"), format!("</{element}>"));
    let (mut kept, mut odd, mut rest) = (String::with_capacity(list.len()), Vec::new(), list);
    while let Some((before, at)) = rest.split_once(&open) {
        let Some((object, after)) = at.split_once(&close) else { break };
        kept.push_str(before);
        let name = inside(object, key).map(unescaped).unwrap_or_default();
        if is_sayable(&name) {
            kept.extend([&*open, object, &*close]);
        } else {
            let size = inside(object, size).and_then(|it| it.parse().ok()).unwrap_or(0);
            odd.push(Odd { key: name, size });
        }
        rest = after;
    }
    kept.push_str(rest);
    (kept, odd)
}

fn is_sayable(key: &str) -> bool {
    Path::parse(key).is_ok_and(|it| it.as_ref() == key)
}

/// What stands in the first element of this name, whatever its attributes are.
fn inside<'a>(text: &'a str, element: &str) -> Option<&'a str> {
    let (_, at) = text.split_once(&format!("<{element}"))?;
    let (_, at) = at.split_once('>')?;
    at.split_once(&format!("</{element}>")).map(|it| it.0)
}

/// The text of an XML element: five names and two kinds of number.
fn unescaped(text: &str) -> String {
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some((before, at)) = rest.split_once('&') {
        plain.push_str(before);
        let Some((entity, after)) = at.split_once(';').filter(|it| it.0.len() <= 8) else {
            plain.push('&');
            rest = at;
            continue;
        };
        match character(entity) {
            Some(it) => plain.push(it),
            None => plain.extend(["&", entity, ";"]),
        }
        rest = after;
    }
    plain + rest
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let number = match number.strip_prefix('x') {
                Some(it) => u32::from_str_radix(it, 16),
                None => number.parse(),
            };
            char::from_u32(number.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of these keys, as they are written there, keeps these and sets those aside.
    #[track_caller]
    fn check(keys: &[&str], kept: &[&str], aside: &[&str]) {
        let list = |keys: &[&str]| {
            let objects = keys.iter().map(|it| format!("<Contents><Key>{it}</Key><Size>7</Size></Contents>"));
            format!("<List><Prefix>a</Prefix>{}<Token>t</Token></List>", objects.collect::<String>())
        };
        let (left, odd) = sift(&list(keys));
        assert_eq!(left, list(kept));
        assert!(odd.iter().map(|it| it.key.as_str()).eq(aside.iter().copied()), "{odd:?}");
        assert!(odd.iter().all(|it| it.size == 7));
    }

    #[test]
    fn sayable_names_stay_as_they_are() {
        let keys = ["a", "a b/ü.txt", "a&amp;b", "%2e", ".hidden", "a.."];
        check(&keys, &keys, &[]);
    }

    #[test]
    fn names_that_are_no_paths_are_set_aside() {
        check(&["a/../b", "k", "/a", "a//b", "./c", "folder/"], &["k"], &["a/../b", "/a", "a//b", "./c", "folder/"]);
        check(&["a&#x1;b", "a&#10;&lt;"], &[], &["a\u{1}b", "a\n<"]);
    }

    #[test]
    fn azure_lists_in_other_words() {
        let blob = |name: &str| {
            format!("<Blob><Name>{name}</Name><Properties><Content-Length>7</Content-Length></Properties></Blob>")
        };
        let list = |blobs: String| format!("<EnumerationResults><Blobs>{blobs}</Blobs></EnumerationResults>");
        let (left, odd) = sift(&list(blob("a") + &blob("b//c")));
        assert_eq!((left, odd), (list(blob("a")), vec![Odd { key: "b//c".to_owned(), size: 7 }]));
    }

    #[test]
    fn a_torn_list_is_left_to_the_reader() {
        for torn in
            ["", "<Contents>", "<Contents><Key>a//b</Contents", "<Contents><Key>&amp", "&", "<Contents></Contents>"]
        {
            assert!(sift(torn).0.len() <= torn.len());
        }
    }

    #[test]
    fn only_lists_are_sifted() {
        assert!(is_list("list-type=2&prefix=a") && is_list("restype=container&comp=list"));
        assert!(!is_list("") && !is_list("prefix=list-type=2x"));
    }
}
