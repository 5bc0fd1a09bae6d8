//! How the common exports of news name their fields: one table, to be read.
//!
//! Most names mean the same wherever they stand; those are the defaults of `[input.fields]`. Here is
//! what differs. An export is known by keys that no other has together, so that a `date` which is the
//! day of a crawl is not taken for the day of publication.

/// What a field of a record is to an article; the names are those of `[input.fields]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Url,
    Outlet,
    Date,
    Modified,
    Crawled,
    Title,
    Text,
    Html,
    Language,
    Authors,
}

impl Field {
    /// All of them, in the order of `[input.fields]`.
    pub(crate) const ALL: [(Self, &'static str); 11] = [
        (Self::Id, "id"),
        (Self::Url, "url"),
        (Self::Outlet, "outlet"),
        (Self::Date, "date"),
        (Self::Modified, "modified"),
        (Self::Crawled, "crawled"),
        (Self::Title, "title"),
        (Self::Text, "text"),
        (Self::Html, "html"),
        (Self::Language, "language"),
        (Self::Authors, "authors"),
    ];
}

/// An export that many newsrooms have.
#[derive(Debug)]
pub(crate) struct Export {
    /// What it is called.
    pub(crate) name: &'static str,
    /// The keys that tell it, all together; of several sets, any.
    pub(crate) tells: &'static [&'static [&'static str]],
    /// The fields whose names are not the defaults; an empty list says that it has none, whatever
    /// stands under the default names. `a + b` is both, one after the other, or
    /// the one that is there.
    pub(crate) fields: &'static [(Field, &'static [&'static str])],
}

use Field::{Authors, Crawled, Date, Html, Id, Language, Modified, Outlet, Text, Title, Url};

/// The exports; of two that fit, the upper one.
pub(crate) const EXPORTS: &[Export] = &[
    // Tools that crawl.
    Export {
        name: "news-please",
        tells: &[&["maintext", "date_publish"], &["maintext", "source_domain"]],
        fields: &[(Text, &["maintext", "text"]), (Outlet, &["source_domain"])],
    },
    Export {
        name: "Fundus",
        tells: &[&["publishing_date", "plaintext"], &["publishing_date", "body"], &["publishing_date", "topics"]],
        fields: &[
            (Text, &["plaintext", "body"]),
            (Outlet, &["publisher", "html.source_info.publisher"]),
            (Url, &["url", "html.requested_url", "html.responded_url"]),
            (Html, &["html.content", "html"]),
            (Crawled, &["html.crawl_date"]),
        ],
    },
    Export {
        name: "trafilatura",
        tells: &[&["fingerprint", "hostname", "text"]],
        fields: &[
            (Url, &["url", "source"]),
            (Outlet, &["source-hostname", "sitename", "hostname"]),
            (Crawled, &["filedate"]),
        ],
    },
    Export {
        name: "WordPress",
        tells: &[&["date_gmt", "modified_gmt", "content"]],
        fields: &[
            (Html, &["content.rendered", "content"]),
            (Text, &[]),
            (Title, &["title.rendered", "title"]),
            (Url, &["link"]),
            (Modified, &["modified_gmt"]),
            (Authors, &[]), // numbers of users
        ],
    },
    Export {
        name: "JSON Feed",
        tells: &[&["content_html", "date_published"], &["content_text", "date_published"]],
        fields: &[(Text, &["content_text"]), (Html, &["content_html"])],
    },
    // Article lists: where an article is, not what it says.
    Export {
        name: "GDELT article list",
        tells: &[&["seendate", "sourcecountry"], &["mobileurl", "url", "title", "date"], &["seendate", "url_mobile"]],
        // GDELT says when it saw an article, not when that was published.
        fields: &[(Crawled, &["seendate", "date"]), (Date, &[]), (Outlet, &["domain"])],
    },
    Export {
        name: "GDELT article list (GAL)",
        tells: &[&["outletname", "desc", "url"]],
        fields: &[(Outlet, &["outletname", "domain"])],
    },
    Export {
        name: "GDELT knowledge graph (GKG)",
        tells: &[&["gkgrecordid", "documentidentifier"]],
        fields: &[
            (Id, &["gkgrecordid"]),
            (Url, &["documentidentifier"]),
            (Outlet, &["sourcecommonname", "v2sourcecommonname"]),
            (Title, &["page_title"]),
            (Authors, &["page_authors"]),
            (Date, &["page_precisepubtimestamp"]),
            (Crawled, &["date", "v2.1date"]),
        ],
    },
    Export {
        name: "Media Cloud",
        tells: &[&["stories_id", "media_name"], &["indexed_date", "media_name"], &["media_url", "media_name"]],
        fields: &[
            (Id, &["stories_id", "id"]),
            (Outlet, &["media_name", "media_url"]),
            (Date, &["publish_date"]),
            (Crawled, &["collect_date", "indexed_date"]),
        ],
    },
    // Interfaces that sell news.
    Export { name: "NewsAPI", tells: &[&["urltoimage", "publishedat"]], fields: &[(Text, &["content"])] },
    Export {
        name: "Event Registry",
        tells: &[&["datetimepub", "source", "uri"]],
        fields: &[
            (Id, &["uri"]),
            (Text, &["body"]),
            (Outlet, &["source.title", "source.uri"]),
            (Date, &["datetimepub", "datetime", "date"]),
        ],
    },
    Export {
        name: "Webz.io",
        tells: &[&["thread", "uuid", "published"]],
        fields: &[
            (Id, &["uuid"]),
            (Outlet, &["thread.site_full", "thread.site"]),
            (Title, &["title", "thread.title"]),
            (Crawled, &["crawled"]),
        ],
    },
    Export {
        name: "NewsCatcher",
        tells: &[&["clean_url", "summary", "link"]],
        fields: &[(Text, &["content", "summary"]), (Outlet, &["clean_url"])],
    },
    Export {
        name: "Diffbot",
        tells: &[&["pageurl", "humanlanguage"]],
        fields: &[(Url, &["resolvedpageurl", "pageurl"]), (Outlet, &["sitename"]), (Language, &["humanlanguage"])],
    },
    Export {
        name: "The Guardian",
        tells: &[&["webpublicationdate", "weburl"]],
        fields: &[
            (Url, &["weburl"]),
            (Title, &["webtitle"]),
            (Date, &["webpublicationdate"]),
            (Text, &["fields.bodytext"]),
            (Html, &["fields.body"]),
            (Outlet, &["fields.publication"]),
            (Authors, &["fields.byline"]),
            (Language, &["fields.lang"]),
        ],
    },
    Export {
        name: "The New York Times",
        tells: &[&["web_url", "lead_paragraph"]],
        fields: &[
            (Url, &["web_url"]),
            (Title, &["headline.main"]),
            (Text, &["lead_paragraph", "abstract"]),
            (Authors, &["byline.original"]),
        ],
    },
    // Archives of the press.
    Export {
        name: "Factiva",
        tells: &[&["hd", "pd", "sn"], &["hd", "pd", "td"], &["hd", "lp"]],
        fields: &[
            (Id, &["an"]),
            (Title, &["hd"]),
            (Text, &["lp + td"]),
            (Authors, &["by"]),
            (Date, &["pd"]),
            (Outlet, &["sn"]),
            (Language, &["la"]),
        ],
    },
    Export {
        name: "LexisNexis",
        tells: &[
            &["hlead"],
            &["headline", "publication", "byline"],
            &["headline", "publication", "length"],
            &["headline", "source", "hlead"],
        ],
        fields: &[
            (Text, &["full_text", "body", "text", "hlead"]),
            (Title, &["headline", "title"]),
            (Outlet, &["publication", "publication_name", "source", "source_name"]),
            (Date, &["published_date", "publication_date", "date"]),
            (Crawled, &["load_date"]),
        ],
    },
    Export {
        name: "ProQuest",
        tells: &[&["storeid", "pubtitle"]],
        fields: &[
            (Id, &["storeid"]),
            (Url, &["documenturl"]),
            (Outlet, &["pubtitle"]),
            (Date, &["pubdate"]),
            (Text, &["full_text", "text", "abstract"]),
        ],
    },
    Export {
        name: "Meltwater",
        tells: &[&["hit_sentence"]],
        fields: &[
            (Id, &["document_id"]),
            (Text, &["full_text", "hit_sentence", "opening_text"]),
            (Title, &["headline", "title"]),
            (Outlet, &["source_name", "source"]),
            (Authors, &["author_name", "influencer"]),
        ],
    },
    Export {
        name: "Brandwatch",
        tells: &[&["query_name", "snippet"]],
        fields: &[(Id, &["resource_id"]), (Text, &["full_text", "snippet"]), (Outlet, &["domain"])],
    },
    // Sets of Hugging Face.
    Export {
        name: "FineWeb",
        tells: &[&["dump", "file_path", "text"]],
        fields: &[(Crawled, &["date"]), (Date, &[]), (Outlet, &[])],
    },
    Export { name: "C4", tells: &[&["text", "timestamp", "url"]], fields: &[(Crawled, &["timestamp"])] },
    Export {
        name: "OSCAR",
        tells: &[&["warc_headers", "content"]],
        fields: &[
            (Text, &["content"]),
            (Id, &["warc_headers.warc-record-id"]),
            (Url, &["warc_headers.warc-target-uri"]),
            (Crawled, &["warc_headers.warc-date"]),
            (Language, &["warc_headers.warc-identified-content-language"]),
        ],
    },
    Export {
        name: "RealNews",
        tells: &[&["url_used", "text"]],
        fields: &[(Outlet, &["domain"]), (Crawled, &["warc_date"])],
    },
    Export { name: "CC-News", tells: &[&["text", "domain", "image_url"]], fields: &[(Outlet, &["domain"])] },
    Export { name: "CNN/DailyMail", tells: &[&["article", "highlights"]], fields: &[(Text, &["article"])] },
    Export { name: "MLSUM", tells: &[&["topic", "summary", "text", "url"]], fields: &[] },
    Export { name: "XSum", tells: &[&["document", "summary", "id"]], fields: &[(Text, &["document"])] },
    Export { name: "Multi-News", tells: &[&["document", "summary"]], fields: &[(Text, &["document"])] },
    Export {
        name: "DataTrove",
        tells: &[&["text", "id", "metadata"]],
        // Of a crawl, the date is that of the crawl.
        fields: &[
            (Url, &["metadata.url", "url"]),
            (Crawled, &["metadata.date"]),
            (Title, &["title", "metadata.title"]),
            (Language, &["metadata.language", "language"]),
        ],
    },
];
