//! The identity of an article: of its address, else of the source's own id and its text, else of
//! its text alone.

use newsmill_stage::{ArticleId, Metadata, Place};
use newsmill_text::hash128;

/// The id of an article with this metadata, found in this place, of this raw text.
pub(crate) fn of(metadata: &Metadata, place: &Place, raw: &str) -> ArticleId {
    let key = if let Some(url) = metadata.url.as_deref().and_then(canonical_url) {
        format!("url:{url}")
    } else if let Some(id) = &metadata.source_id {
        // With the text, for some exports give every record the same id: none of them may get lost.
        format!("id:{}\0{id}\0{raw}", place.path)
    } else {
        format!("text:{}\0{raw}", metadata.outlet.as_deref().unwrap_or_default())
    };
    ArticleId(hash128(key.as_bytes()))
}

/// The id of an article that is filed under an outlet. Only one that its text alone tells changes:
/// the same copy under two mastheads is two articles.
pub(crate) fn within(outlet: &str, id: ArticleId, metadata: &Metadata) -> ArticleId {
    let is_told = metadata.outlet.is_some() || metadata.source_id.is_some();
    if is_told || metadata.url.as_deref().and_then(canonical_url).is_some() {
        return id;
    }
    ArticleId(hash128(format!("filed:{outlet}\0{id}").as_bytes()))
}

/// Parameters that tell how a reader came to a page, never which page it is; and all `utm_…`.
const TRACKING: &[&str] = &[
    "_ga", "_gl", "dclid", "fbclid", "gbraid", "gclid", "igshid", "mc_cid", "mc_eid", "msclkid", "ttclid", "twclid",
    "wbraid", "yclid",
];

/// One spelling for the addresses of one page: `https`, lower-case host without `www.` and the
/// usual ports, no tracking parameters, no fragment (unless it is the page, as in `#!/kyiv`), no
/// slash at the end, one way of percent-encoding.
///
/// `None` for what is no address, and for a site's front page, which is none of its articles.
pub fn canonical_url(url: &str) -> Option<String> {
    let url = url.trim();
    let rest = match url.split_once("://") {
        Some((scheme, rest)) if ["http", "https"].iter().any(|it| scheme.eq_ignore_ascii_case(it)) => rest,
        Some((scheme, rest)) if is_scheme(scheme) => return (!rest.is_empty()).then(|| url.to_owned()),
        _ if url.starts_with("//") => &url[2..],
        _ if is_opaque(url) => return Some(url.to_owned()),
        _ => url,
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, rest) = rest.split_at(end);
    let host = authority.rsplit('@').next().unwrap_or_default().to_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host).trim_end_matches('.');
    let is_host = (host.contains('.') || host.starts_with('[')) && !host.contains(char::is_whitespace);
    if !is_host {
        return None;
    }
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let mut page = encoded(path.trim_end_matches('/'));
    let query: Vec<String> = query.split('&').filter(|it| !it.is_empty() && !is_tracking(it)).map(encoded).collect();
    if !query.is_empty() {
        page = format!("{page}?{}", query.join("&"));
    }
    if fragment.starts_with(['!', '/']) {
        page = format!("{page}#{}", encoded(fragment));
    }
    (!page.is_empty()).then(|| format!("https://{host}{page}"))
}

/// `urn:newsml:…`, `tag:…`: names that are addresses of their own.
fn is_opaque(url: &str) -> bool {
    url.split_once(':').is_some_and(|(scheme, rest)| ["urn", "tag", "doi"].contains(&scheme) && !rest.is_empty())
}

fn is_scheme(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
}

fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Percent-encodes what has to be, decodes what need not be, and writes the rest in capitals.
fn encoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut done = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let escape = (bytes[at] == b'%').then(|| hex(bytes.get(at + 1..at + 3)?)).flatten();
        at += if escape.is_some() { 3 } else { 1 };
        let byte = escape.unwrap_or(bytes[at - 1]);
        let is_plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        if is_plain || (escape.is_none() && byte.is_ascii_graphic() && byte != b'%') {
            done.push(char::from(byte));
        } else {
            done.push_str(&format!("%{byte:02X}"));
        }
    }
    done
}

fn hex(digits: &[u8]) -> Option<u8> {
    let text = std::str::from_utf8(digits).ok().filter(|it| it.bytes().all(|it| it.is_ascii_hexdigit()))?;
    u8::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: &str) {
        assert_eq!(canonical_url(url).as_deref().unwrap_or("none"), expected, "{url}");
        assert_eq!(canonical_url(expected).as_deref().unwrap_or("none"), expected, "twice is once");
    }

    #[test]
    fn spellings_of_one_address_are_one() {
        for url in [
            "https://news.example/kyiv/1",
            "http://www.news.example/kyiv/1/",
            "HTTPS://user@News.Example:443/kyiv/1#comments",
            "//news.example/kyiv/1?utm_source=x&fbclid=y",
            " news.example/kyiv/1 ",
            "https://news.example./kyi%76/1",
        ] {
            check(url, "https://news.example/kyiv/1");
        }
    }

    #[test]
    fn what_tells_the_page_stays() {
        check("https://news.example/?id=7&utm_medium=mail&p=2", "https://news.example?id=7&p=2");
        check("https://news.example/#!/kyiv", "https://news.example#!/kyiv");
        check("https://news.example:8080/A", "https://news.example:8080/A");
        check("https://news.example/київ%2f%d0%ba", "https://news.example/%D0%BA%D0%B8%D1%97%D0%B2%2F%D0%BA");
        check("urn:newsml:example:7", "urn:newsml:example:7");
    }

    #[test]
    fn a_front_page_or_no_address_is_no_identity() {
        for url in ["https://news.example/", "http://www.news.example?utm_source=x", "kyiv", "", "n/a", "https://", "%"]
        {
            check(url, "none");
        }
    }

    #[test]
    fn a_text_is_told_by_its_outlet_too() {
        let place = Place::default();
        let metadata = |outlet: &str| Metadata { outlet: Some(outlet.to_owned()), ..Metadata::default() };
        assert_ne!(of(&metadata("tass"), &place, "Kyiv"), of(&metadata("dw"), &place, "Kyiv"));
        assert_eq!(of(&metadata("dw"), &place, "Kyiv"), of(&metadata("dw"), &place, "Kyiv"));
    }
}
