//! Web addresses, as far as they tell the outlet and the day.

/// The parts of an address that are of use here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// The host, in lower case, without `www.`.
    pub(crate) host: String,
    /// What follows it: path, query and all.
    pub(crate) path: String,
    /// When an archive saved the page (`20251003…`), if the address is an archive's.
    pub(crate) saved: Option<String>,
}

/// Hosts that keep other people's pages: the address inside is the article's.
const ARCHIVES: &[&str] = &[
    "web.archive.org",
    "archive.org",
    "webcache.googleusercontent.com",
    "archive.ph",
    "archive.is",
    "archive.today",
    "archive.md",
    "archive.fo",
    "archive.li",
    "archive.vn",
];

/// Hosts where outlets keep an account; they publish nothing of their own.
const PLATFORMS: &[&str] = &[
    "twitter.com",
    "x.com",
    "t.co",
    "facebook.com",
    "fb.com",
    "fb.me",
    "instagram.com",
    "youtube.com",
    "youtu.be",
    "t.me",
    "telegram.me",
    "telegram.org",
    "tiktok.com",
    "linkedin.com",
    "pinterest.com",
    "reddit.com",
    "vk.com",
    "ok.ru",
    "whatsapp.com",
    "wa.me",
    "google.com",
    "goo.gl",
    "bit.ly",
    "apple.com",
    "rumble.com",
    "substack.com",
    "medium.com",
    "wikipedia.org",
    "creativecommons.org",
    "doi.org",
    "threads.net",
    "threads.com",
    "bsky.app",
];

impl Address {
    /// Takes an address apart; `None` if there is no host in it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (host, path) = split(text);
        if ARCHIVES.contains(&host.as_str())
            && let Some(at) = path.rfind("https://").or_else(|| path.rfind("http://"))
        {
            let (inner, inner_path) = split(&path[at..]);
            let saved = path[..at].split('/').find(|it| it.len() >= 8 && it.bytes().all(|it| it.is_ascii_digit()));
            let saved = saved.map(str::to_owned);
            return is_host(&inner).then(|| Self { host: inner, path: inner_path.to_owned(), saved });
        }
        is_host(&host).then(|| Self { host, path: path.to_owned(), saved: None })
    }
}

/// Whether a host is a platform on which outlets keep an account.
pub(crate) fn is_platform(host: &str) -> bool {
    // Where everybody may have a site, each is an outlet.
    let is_site = |it: &str| host != it && matches!(it, "substack.com" | "medium.com");
    let is = |it: &str| host == it || host.strip_suffix(it).is_some_and(|it| it.ends_with('.'));
    PLATFORMS.iter().chain(ARCHIVES).any(|it| is(it) && !is_site(it))
}

/// The host of an address or of a bare domain, in lower case, without `www.`.
pub(crate) fn bare_host(text: &str) -> String {
    split(text.trim()).0
}

/// Whether it can be a host: labels joined by full stops, the last one of letters.
pub(crate) fn is_host(text: &str) -> bool {
    let label = |it: &str| {
        !it.is_empty() && it.chars().all(|it| it.is_alphanumeric() || it == '-' || it == '_') && !it.starts_with('-')
    };
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() <= 253
        && text.contains('.')
        && text.split('.').all(label)
        && last.chars().count() >= 2
        && (last.chars().all(char::is_alphabetic) || last.starts_with("xn--"))
}

fn split(text: &str) -> (String, &str) {
    // An address in the path or the query is another one.
    let scheme = text.find("://").filter(|at| !text[..*at].contains(['/', '?', '#']));
    let rest = scheme.map_or(text, |at| &text[at + 3..]);
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
    (host, &rest[end..])
}

/// An id for what is in no register: its letters and digits, in lower case, joined by hyphens.
pub(crate) fn slug(name: &str) -> String {
    let folded = newsmill_text::fold(name).replace('\'', "");
    let words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.collect::<Vec<_>>().join("-")
}

/// The id of an outlet that is in no register. Whether its masthead calls it `The Dales Echo` or its copyright
/// line `Dales Echo`, it is one outlet. A host stays as it is, and so does a name of one word: `Echo` may be
/// anybody's.
pub(crate) fn outlet_id(name: &str) -> String {
    let id = slug(name);
    let is_name = !is_host(&name.trim().to_lowercase());
    id.strip_prefix("the-").filter(|it| is_name && it.contains('-')).map(str::to_owned).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, host: Option<&str>, path: &str) {
        let address = Address::parse(text);
        assert_eq!(address.as_ref().map(|it| it.host.as_str()), host, "{text}");
        assert_eq!(address.map(|it| it.path).unwrap_or_default(), path);
    }

    #[test]
    fn hosts_lose_their_www_port_and_case() {
        check("https://www.Harborledger.Example:8080/2025/10/03/a", Some("harborledger.example"), "/2025/10/03/a");
        check("harborledger.example", Some("harborledger.example"), "");
        check("//user@news.sky.com?x=1", Some("news.sky.com"), "?x=1");
        check("news.sky.com/a?u=http://dw.example", Some("news.sky.com"), "/a?u=http://dw.example");
        check("//news.sky.com?u=http://dw.example", Some("news.sky.com"), "?u=http://dw.example");
        check("The Harbor Ledger", None, "");
        check("file:///a", None, "");
        check("1.2", None, "");
    }

    #[test]
    fn an_archived_page_is_its_publishers() {
        check("https://web.archive.org/web/20190730010203/https://www.atv.example/a", Some("atv.example"), "/a");
        let it = Address::parse("https://web.archive.org/web/20190730010203/https://atv.example/a").unwrap();
        assert_eq!(it.saved.as_deref(), Some("20190730010203"));
    }

    #[test]
    fn a_slug_keeps_letters_of_any_script() {
        assert_eq!(slug("The Dale’s Post & Echo"), "the-dales-post-echo");
        assert_eq!(slug("Хвиля дня"), "хвиля-дня");
        assert_eq!(slug("—"), "");
    }
    #[test]
    fn an_outlet_has_one_id_with_its_article_and_without() {
        for (name, id) in [
            ("The Dales Echo", "dales-echo"),
            ("Dales Echo", "dales-echo"),
            ("the_dales_echo", "dales-echo"),
            ("the-echo.example", "the-echo-example"),
            ("The Echo", "the-echo"),
            ("The", "the"),
            ("Theater heute", "theater-heute"),
        ] {
            assert_eq!(outlet_id(name), id, "{name}");
        }
    }

    #[test]
    fn platforms_are_known_with_their_subdomains_but_not_the_sites_on_them() {
        for (host, expected) in [
            ("news.google.com", true),
            ("archive.ph", true),
            ("t.me", true),
            ("substack.com", true),
            ("harborfolk.substack.com", false),
            ("notgoogle.com", false),
        ] {
            assert_eq!(is_platform(host), expected, "{host}");
        }
    }
}
