//! The names of meta tags, and what each says.

use newsmill_stage::About;

use super::offers::{Offers, Origin, Part};

/// Meta tags of one meaning, with their rank. A bare `date` is not among them: on many sites it is
/// the day of the request. Nor is `dcterms.date`, which TYPO3 sets to the day of the last change, nor
/// `publisher`, which is the company or the person that the law asks for.
const METAS: &[(Part, u8, &[&str])] = &[
    (Part::Title, 0, &["og:title"]),
    (Part::Title, 5, &["twitter:title"]),
    (Part::Title, 7, &["sailthru.title", "parsely-title", "dc.title", "dcterms.title", "citation_title"]),
    (Part::SiteName, 0, &["og:site_name"]),
    (Part::SiteName, 6, &["og:sitename", "og_site_name", "site_name", "sitename", "prism.publicationname"]),
    (Part::SiteName, 7, &["dc.publisher", "citation_journal_title"]),
    (Part::SiteName, 9, &["application-name"]),
    (Part::Url, 5, &["og:url"]),
    (Part::Url, 7, &["twitter:url", "parsely-link", "cxenseparse:url"]),
    (Part::Published, 1, &["article:published_time"]),
    (Part::Published, 2, &["datepublished"]),
    (
        Part::Published,
        3,
        &[
            "og:published_time",
            "og:article:published_time",
            "article:published",
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
        ],
    ),
    (Part::Published, 6, &["citation_publication_date", "citation_online_date", "dc.date"]),
    (Part::Published, 7, &["datecreated", "dc.date.created", "dcterms.created", "dc.created"]),
    (Part::Modified, 1, &["article:modified_time"]),
    (Part::Modified, 2, &["datemodified"]),
    (Part::Modified, 3, &["og:article:modified_time", "article:modified", "dcterms.modified", "dc.date.modified"]),
    (Part::Modified, 5, &["og:updated_time"]),
    (
        Part::Author,
        3,
        &[
            "author",
            "article:author",
            "og:article:author",
            "article:author_name",
            "parsely-author",
            "sailthru.author",
            "dc.creator",
            "dcterms.creator",
            "citation_author",
            "byl",
        ],
    ),
    (Part::Language, 5, &["og:locale"]),
    (Part::Language, 7, &["content-language", "language", "dc.language", "dcterms.language", "inlanguage"]),
];

/// Meta tags that tell something, but not surely enough to be taken: `date` is on many sites the day of
/// the request, `publisher` the company.
const CLAIMS: &[(About, &[&str])] = &[
    (About::Day, &["date", "dcterms.date", "dc.date.x-metadatalastmodified", "originalpublicationdate", "displaydate"]),
    (
        About::Day,
        &["created", "article.created", "article.date", "search.date", "search_date", "article_date", "release_date"],
    ),
    (
        About::Modified,
        &["last-modified", "last_modified", "revised", "lastmod", "moddate", "article.updated", "revision_date"],
    ),
    (About::Modified, &["modificationdate", "lastupdate", "update_time", "last-updated"]),
    (
        About::Picture,
        &["og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src", "thumbnail"],
    ),
    (
        About::Site,
        &["apple-mobile-web-app-title", "al:ios:app_name", "al:android:app_name", "publisher", "article:publisher"],
    ),
    (About::Site, &["copyright", "dc.rights", "dcterms.publisher", "dcterms.rightsholder", "twitter:app:name:iphone"]),
    (About::Site, &["parsely-network-canonical", "cxenseparse:sitename", "owner", "dc.source", "source"]),
    (About::Home, &["identifier-url", "al:web:url", "msapplication-starturl", "domain", "twitter:domain", "og:site"]),
    (About::Home, &["cxense:domain", "reply-to", "dcterms.source"]),
    (About::Account, &["twitter:site", "twitter:creator", "fb:page_name"]),
];

/// How names end under which single sites and systems give the day of publication
/// (`acme:publishdate`), without `_` and `-`.
const PUBLISHED: &[&str] =
    &["publishedtime", "publishtime", "publisheddate", "publishdate", "publicationdate", "pubdate", "datepublished"];

/// Offers what a meta tag says.
pub(super) fn offer(offers: &mut Offers, key: &str, value: &str) {
    let key = key.trim();
    for (part, rank, names) in METAS {
        if let Some(name) = names.iter().find(|it| it.eq_ignore_ascii_case(key)) {
            offers.offer(*part, *rank, Origin::new("meta", *name), value);
            return;
        }
    }
    if let Some((about, names)) = CLAIMS.iter().find(|it| it.1.iter().any(|it| it.eq_ignore_ascii_case(key))) {
        let name = names.iter().find(|it| it.eq_ignore_ascii_case(key)).unwrap_or(&"");
        offers.claims.add(*about, &Origin::new("meta", *name), value);
    } else if is_published(key) {
        offers.offer(Part::Published, 5, Origin::new("meta", key.to_owned()), value);
    }
}

/// Whether a name that is not in the list says when the article was published.
fn is_published(key: &str) -> bool {
    // Most names are none, so they are sorted out before anything is copied.
    if key.len() > 60 || !key.bytes().any(|it| it.eq_ignore_ascii_case(&b'p')) {
        return false;
    }
    let letters: String = key.chars().filter(|it| !matches!(it, '_' | '-')).map(|it| it.to_ascii_lowercase()).collect();
    PUBLISHED.iter().any(|it| letters.ends_with(it))
        && !letters.contains("last")
        && !letters.contains("video")
        && !letters.contains("unpub")
}
