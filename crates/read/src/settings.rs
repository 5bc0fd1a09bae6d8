//! The settings of `[input]`.

use std::fmt;
use std::path::PathBuf;

use serde::de::{self, Deserialize, Deserializer, SeqAccess, Visitor};

use crate::filing::PathPatterns;

newsmill_stage::settings! {
    /// `[input]`: what is read, and up to which size.
    pub struct InputSettings {
        /// The file to read, or the folder: every file in it and in its folders is read, whatever
        /// their order; hidden files and links are left out.
        pub path: PathBuf = PathBuf::from("articles"),
        /// What becomes of articles whose file is no longer there: `seen` keeps them, `present`
        /// forgets them.
        pub keep: Keep = Keep::Seen,
        /// What the place of a file tells: `{outlet}/{date}/*`, or a list of such patterns, of which the
        /// first that fits holds. `{outlet}`, `{language}`, `{date}` (the day of publication, also
        /// `{published}`, or `{year}`, `{month}` and `{day}` apart) and `{crawled}` (the day of saving)
        /// stand for what is there; `*` for anything within a name, `**` for any folders. A pattern
        /// without braces says that its place tells nothing: `mixed/**`.
        pub path_pattern: PathPatterns = PathPatterns::default(),
        /// Whether a record that has no field for a text, but a title and an address, is an article
        /// of its title alone, as in the article lists of GDELT and Media Cloud. One whose text is
        /// empty never is.
        pub titles_alone: bool = true,
        /// What is read of large and hostile input.
        pub limits: Limits = Limits::default(),
        /// What the fields of JSON records are called.
        pub fields: Fields = Fields::default(),
    }
}

newsmill_stage::settings! {
    /// `[input.limits]`: what is read of large and hostile input. What goes over a limit is rejected
    /// with a reason, and costs nothing but itself.
    pub struct Limits {
        /// The largest document, in bytes; a larger one is rejected as `too_large`.
        pub record: u64 = 16 << 20,
        /// The most lines of a text: a line takes a hundred bytes of memory and more, however short it is. A text
        /// with more is rejected as `too_large`.
        pub lines: u64 = 250_000,
        /// The largest file, unpacked, in bytes; the documents before that are read, the rest is
        /// rejected as `too_large`. One that is a single document, or Parquet, is rejected whole.
        pub file: u64 = 8 << 30,
        /// How many times its own size a packed file may hold once that is more than 64 MiB, over all
        /// layers of its packing: real news packs 3 to 20 times, a bomb made to fill disks 1,000 times
        /// and more. What comes before that is read, the rest is rejected as `too_large`.
        pub ratio: u64 = 200,
        /// How many times over a file may be packed: a ZIP of tar.gz files is packed three times. What
        /// lies deeper is rejected as `too_deep`.
        pub nesting: u64 = 4,
        /// The most files in an archive (ZIP, tar), those in archives inside of it included; the rest is
        /// rejected as `too_large`.
        pub members: u64 = 1_000_000,
        /// The memory that a zstd file may ask for (its window), in bytes; one that asks for more is
        /// rejected as `too_large`. Inside of another packed file it is 8 MiB at most.
        pub window: u64 = 128 << 20,
        /// The largest ZIP or Parquet file inside another packed file, in bytes, as it is held in memory;
        /// a larger one is rejected as `too_large`.
        pub packed: u64 = 256 << 20,
        /// The largest page of HTML, in bytes: real ones have a tenth of it. A larger one is rejected
        /// as `too_large`.
        pub html: u64 = 10 << 20,
        /// How many elements of HTML may stand in each other; of those deeper, only the text is read.
        pub depth: usize = 512,
        /// How many attributes an element of HTML may have; one with more is read as if it had none.
        pub attributes: usize = 1_000,
        /// How much work a page may be for the extractor of article bodies: a byte of text counts 1, an
        /// element 40 and one for each that it stands in (real pages have up to a fifth of this). A page
        /// that is more is read without it.
        pub work: u64 = 3_000_000,
    }
}

newsmill_stage::settings! {
    /// `[input.fields]`: what the fields of JSON records and the columns of tables are called. A name,
    /// or a list of names of which the first that has a value counts; `source.name` reaches into an
    /// object. Case, spaces, `_` and `-` do not matter. The names of common exports are known and need
    /// none of this (`newsmill check` says which it knew); what you name here holds for every file.
    pub struct Fields {
        /// The source's own id of the article.
        pub id: Names = Names::of(&["id", "_id", "article_id", "guid", "uuid"]),
        /// The article's address.
        pub url: Names =
            Names::of(&["url", "link", "canonical_url", "permalink", "web_url", "article_url", "page_url"]),
        /// The outlet: its name, an id of outlets.csv or a domain.
        pub outlet: Names = Names::of(&[
            "outlet", "publisher", "publication", "newspaper", "source_domain", "source_name", "media_name", "sitename",
            "hostname", "domain", "source",
        ]),
        /// When it was published.
        pub date: Names = Names::of(&[
            "date", "published", "published_at", "date_published", "date_publish", "publish_date", "published_date",
            "publication_date", "publishing_date", "pub_date", "published_time", "datetime",
        ]),
        /// When it was last changed.
        pub modified: Names = Names::of(&[
            "modified", "modified_at", "updated", "updated_at", "date_modified", "date_modify", "last_modified",
        ]),
        /// When the page was saved.
        pub crawled: Names = Names::of(&[
            "crawled", "crawled_at", "date_crawled", "crawl_date", "date_download", "date_scraped", "scraped_at",
            "fetched_at", "retrieved", "retrieved_at", "seendate", "indexed_date",
        ]),
        /// The headline.
        pub title: Names = Names::of(&["title", "headline", "article_title", "news_title"]),
        /// The text; a list of paragraphs will do, and `lede + rest` puts two fields together.
        pub text: Names = Names::of(&[
            "text", "maintext", "body", "content", "article", "full_text", "article_text", "article_body", "body_text",
            "content_text", "plaintext", "news_text", "story", "document",
        ]),
        /// The page as HTML, for records without a text, and for what their other fields leave open.
        pub html: Names = Names::of(&["html", "raw_html", "content_html", "body_html", "article_html"]),
        /// The language.
        pub language: Names = Names::of(&["language", "lang", "language_code"]),
        /// Who wrote it: a name, or a list of names.
        pub authors: Names = Names::of(&["authors", "author", "byline", "writer"]),
    }
}

/// What becomes of articles whose file is no longer there.
#[derive(Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// They stay: inputs may be rotated away.
    Seen,
    /// They go.
    Present,
}

impl fmt::Debug for Keep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Seen => "\"seen\"",
            Self::Present => "\"present\"",
        })
    }
}

/// The names that a field may have in the source, the likeliest first.
#[derive(Clone, PartialEq, Eq)]
pub struct Names(Vec<String>);

impl Names {
    /// These names.
    pub fn of(names: &[&str]) -> Self {
        Self(names.iter().map(|&it| it.to_owned()).collect())
    }

    /// Each of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// As it is written in `pipeline.toml`.
impl fmt::Debug for Names {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [name] => name.fmt(f),
            names => names.fmt(f),
        }
    }
}

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NamesVisitor)
    }
}

/// Told apart by hand: serde's `untagged` would lose the line and column of a mistake.
struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field's name or a list of names")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Names, E> {
        Ok(Names::of(&[name]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some(name) = list.next_element()? {
            names.push(name);
        }
        Ok(Names(names))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<InputSettings, String> {
        toml::from_str(text).map_err(|it: toml::de::Error| it.message().to_owned())
    }

    #[test]
    fn a_field_has_one_name_or_several() {
        let settings = read("keep = 'present'\n[fields]\ntext = 'story'\nurl = ['permalink', 'meta.url']").unwrap();
        assert_eq!(settings.keep, Keep::Present);
        assert_eq!(
            format!("{:?} {:?}", settings.fields.text, settings.fields.url),
            r#""story" ["permalink", "meta.url"]"#
        );
        assert_eq!(settings.fields.title, Fields::default().title);
    }

    #[test]
    fn mistakes_are_told() {
        assert!(read("[fields]\ntext = 7").unwrap_err().contains("a field's name or a list of names"));
        assert!(read("[fields]\ntexts = 'x'").unwrap_err().contains("unknown field"));
        assert!(read("keep = 'all'").unwrap_err().contains("unknown variant"));
    }
}
