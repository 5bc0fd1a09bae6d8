//! An address, taken apart.

use anyhow::{Context as _, Result, bail};
use url::Url;

/// Who keeps the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeper {
    S3,
    Google,
    Azure,
    Web,
}

/// Where the input lies.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) keeper: Keeper,
    /// What stands before every file's key: `s3://bucket/`, `https://host/`.
    pub(crate) base: String,
    /// The bucket or container; the host of a web server.
    pub(crate) bucket: String,
    /// The key of a folder or of one file, without a slash at its end.
    pub(crate) key: String,
    /// It ends in a slash: surely a folder.
    pub(crate) is_folder: bool,
    /// What follows `?` in the address of a web server; often a secret.
    pub(crate) query: Option<String>,
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Address {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (scheme, rest) = text.split_once("://").with_context(|| format!("{text} is no address"))?;
        let keeper = match scheme {
            "s3" => Keeper::S3,
            "gs" => Keeper::Google,
            "az" => Keeper::Azure,
            "http" | "https" => return Self::web(text),
            _ => bail!("{text} begins with none of s3://, gs://, az://, http://, https://"),
        };
        // The key of an object is its name as it is, not in percent signs.
        let (bucket, key) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            bail!("{text} names no bucket; write {scheme}://BUCKET/FOLDER");
        }
        Ok(Self {
            keeper,
            base: format!("{scheme}://{bucket}/"),
            bucket: bucket.to_owned(),
            key: key.trim_matches('/').to_owned(),
            is_folder: key.is_empty() || key.ends_with('/'),
            query: None,
        })
    }

    fn web(text: &str) -> Result<Self> {
        // The error does not repeat the address: what is wrong with it may be beside a password.
        let url = Url::parse(text).context("the address of [input] is no URL")?;
        let host = url.host_str().unwrap_or_default();
        let port = url.port().map(|it| format!(":{it}")).unwrap_or_default();
        if !url.username().is_empty() || url.password().is_some() {
            bail!("names and passwords in an address are not sent; leave them out of the one on {host}");
        }
        let path = url.path().trim_start_matches('/');
        // As object_store does: the key is what the percent signs mean.
        let key = object_store::path::Path::from_url_path(path).with_context(|| format!("cannot ask {host}{port}"))?;
        Ok(Self {
            keeper: Keeper::Web,
            base: format!("{}://{host}{port}/", url.scheme()),
            bucket: format!("{host}{port}"),
            key: key.to_string(),
            is_folder: path.is_empty() || path.ends_with('/'),
            query: url.query().map(str::to_owned),
        })
    }

    /// The address without its query.
    pub(crate) fn shown(&self) -> String {
        let slash = if self.is_folder && !self.key.is_empty() { "/" } else { "" };
        format!("{}{}{slash}", self.base, self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, &str, &str), &str>) {
        match (Address::parse(text), expected) {
            (Ok(it), Ok(expected)) => assert_eq!((it.bucket.as_str(), it.key.as_str(), &*it.shown()), expected),
            (Err(error), Err(expected)) => assert!(format!("{error:#}").contains(expected), "{error:#}"),
            (it, _) => panic!("{it:?}"),
        }
    }

    #[test]
    fn a_bucket_and_a_folder_in_it() {
        check("s3://news", Ok(("news", "", "s3://news/")));
        check("s3://news/2026/", Ok(("news", "2026", "s3://news/2026/")));
        check("gs://news/2026", Ok(("news", "2026", "gs://news/2026")));
        check("az://news/2026", Ok(("news", "2026", "az://news/2026")));
        check("s3:///2026", Err("names no bucket; write s3://BUCKET/FOLDER"));
        check("ftp://news/2026", Err("begins with none of s3://"));
    }

    #[test]
    fn keys_are_names_and_not_in_percent_signs() {
        check("s3://news/a%20b ü", Ok(("news", "a%20b ü", "s3://news/a%20b ü")));
    }

    #[test]
    fn a_web_address_keeps_its_query_to_itself() {
        check("https://host:81/a%20b.txt?sig=s3cret", Ok(("host:81", "a b.txt", "https://host:81/a b.txt")));
        assert_eq!(Address::parse("https://host/a?sig=s").unwrap().query.as_deref(), Some("sig=s"));
        check("https://me:pw@host/a.txt", Err("are not sent; leave them out of the one on host"));
    }
}
