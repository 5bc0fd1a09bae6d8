//! Files of text: bytes → article, the text exactly as it came.

use std::borrow::Cow;

use newsmill_stage::{Article, Metadata, Place, Rejection, columns};
use newsmill_text::{Decoded, How, decode};

use crate::head::Origins;
use crate::settings::Limits;
use crate::{html, identity, shape};

/// What is known of a text from outside of it.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Whether it is said to be HTML.
    pub(crate) is_html: bool,
    /// The encoding that it is said to be in.
    pub(crate) encoding: Option<String>,
    /// What is said of it; the page itself fills the gaps.
    pub(crate) metadata: Metadata,
}

/// Makes an article of a file of text or HTML.
pub(crate) fn article(place: &Place, bytes: &[u8], limits: &Limits) -> Result<Article, Rejection> {
    let told = Told { is_html: shape::is_html_name(&place.path), ..Told::default() };
    article_told(place, bytes, told, limits)
}

/// Makes an article of a text or HTML of which something is known.
pub(crate) fn article_told(place: &Place, bytes: &[u8], told: Told, limits: &Limits) -> Result<Article, Rejection> {
    let (decoded, is_html) = decoded(bytes, &told);
    let raw = decoded.text.as_str();
    check(raw)?;
    let mut article = if is_html { html::read(raw, limits)?.into_article()? } else { plain(raw, limits)? };
    let of_page = std::mem::replace(&mut article.metadata, told.metadata);
    fill(&mut article.metadata, of_page);
    article.id = identity::of(&article.metadata, place, raw);
    say_encoding(&mut article, (decoded.encoding, decoded.how));
    Ok(article)
}

/// What a file of HTML says of itself, and where; `None` for any other.
pub(crate) fn origins(place: &Place, bytes: &[u8], limits: &Limits) -> Option<Origins> {
    origins_told(bytes, &Told { is_html: shape::is_html_name(&place.path), ..Told::default() }, limits)
}

/// The same of a page of which something is known.
pub(crate) fn origins_told(bytes: &[u8], told: &Told, limits: &Limits) -> Option<Origins> {
    let (decoded, is_html) = decoded(bytes, told);
    if is_html { Some(html::metadata(&decoded.text, limits).ok()?.1) } else { None }
}

/// The bytes as text, and whether it is HTML.
fn decoded(bytes: &[u8], told: &Told) -> (Decoded, bool) {
    let is_html = shape::is_html(bytes) || (told.is_html && html::has_tags(bytes));
    // What was said from outside comes first, as in browsers; where it does not fit, the page is asked.
    let said = if is_html { html::declared_encoding(bytes) } else { None };
    let mut decoded = decode(bytes, told.encoding.as_deref().or(said.as_deref()));
    if decoded.how == How::Guessed && told.encoding.is_some() && said.is_some() {
        decoded = decode(bytes, said.as_deref());
    }
    let is_html = is_html || shape::is_html(decoded.text.as_bytes());
    (decoded, is_html)
}

/// An article of plain text. A line takes a hundred bytes and more, however short it is: a text of line breaks would
/// take a hundred times its size.
pub(crate) fn plain(text: &str, limits: &Limits) -> Result<Article, Rejection> {
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() as u64 + 1;
    if lines > limits.lines {
        let detail = format!("a text of {lines} lines; `lines` under [input.limits] is {}", limits.lines);
        return Err(Rejection::new("too_large", detail));
    }
    Ok(Article::from_text(&without_controls(text)))
}

/// Says in the article's columns how its bytes were read.
pub(crate) fn say_encoding(article: &mut Article, (encoding, how): (&'static str, How)) {
    article.set(columns::ENCODING, encoding.to_owned());
    article.set(columns::ENCODING_BASIS, how.code().to_owned());
}

/// Whether this can be a text at all.
fn check(text: &str) -> Result<(), Rejection> {
    if text.trim().is_empty() {
        return Err(Rejection::new("empty", "the file has no content"));
    }
    // Text has none of these; compressed or compiled bytes have about a tenth. One in fifty leaves
    // room for a stray one in a short text.
    let strays = text.bytes().filter(|it| is_control(*it)).count();
    if strays > 1 && strays * 50 > text.len() {
        let detail =
            format!("{strays} control characters in {} bytes: not a text, or in an unknown encoding", text.len());
        return Err(Rejection::new("not_text", detail));
    }
    Ok(())
}

/// Control characters that mean nothing in a text: all but tab, line breaks, form feed and escape
/// (with which the Japanese ISO-2022 switches).
fn is_control(it: u8) -> bool {
    matches!(it, 0..=0x08 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F)
}

/// The text without control characters that mean nothing; everything else stays to the letter.
pub(crate) fn without_controls(text: &str) -> Cow<'_, str> {
    let stray = |it: char| u8::try_from(it).is_ok_and(is_control);
    // A chunk at a time, for then many bytes are compared at once.
    let has_stray = |chunk: &[u8]| chunk.iter().fold(false, |so_far, it| so_far | is_control(*it));
    if text.as_bytes().chunks(256).any(has_stray) {
        Cow::Owned(text.chars().filter(|it| !stray(*it)).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// A short text (a headline, a name) in one line; `None` if nothing is left.
pub(crate) fn in_one_line(text: &str) -> Option<String> {
    if is_in_one_line(text.as_bytes()) {
        return Some(text.to_owned());
    }
    let text = without_controls(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// Whether a text is surely in one line: printable ASCII, one space between words.
fn is_in_one_line(text: &[u8]) -> bool {
    let is_plain = |it: &u8| matches!(it, b' '..=b'~');
    let has_edge = text.first().is_none_or(|it| *it == b' ') || text.ends_with(b" ");
    !has_edge && text.iter().all(is_plain) && !text.windows(2).any(|it| it == b"  ")
}

/// Fills the gaps of one record's metadata with another's.
pub(crate) fn fill(metadata: &mut Metadata, other: Metadata) {
    // Where it is filed is told last, and once.
    let Metadata {
        source_id,
        url,
        url_is_claimed,
        outlet,
        site_name,
        published,
        published_is_claimed,
        modified,
        modified_is_claimed,
        crawled,
        title,
        language,
        authors,
        claims,
        filed: _,
    } = other;
    metadata.claims.extend(claims);
    if metadata.url.is_none() {
        metadata.url_is_claimed = url_is_claimed;
    }
    if metadata.published.is_none() {
        metadata.published_is_claimed = published_is_claimed;
    }
    if metadata.modified.is_none() {
        metadata.modified_is_claimed = modified_is_claimed;
    }
    let gaps = [
        (&mut metadata.source_id, source_id),
        (&mut metadata.url, url),
        (&mut metadata.outlet, outlet),
        (&mut metadata.site_name, site_name),
        (&mut metadata.published, published),
        (&mut metadata.modified, modified),
        (&mut metadata.crawled, crawled),
        (&mut metadata.title, title),
        (&mut metadata.language, language),
    ];
    for (gap, value) in gaps {
        if gap.is_none() {
            *gap = value;
        }
    }
    if metadata.authors.is_empty() {
        metadata.authors = authors;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let place = Place { path: "a.txt".to_owned(), record: 1, byte_offset: 0 };
        let article = super::article(&place, bytes, &Limits { lines: 9, ..Limits::default() });
        let text = article.as_ref().map(|it| it.clean().text.as_str()).map_err(|it| it.reason);
        assert_eq!(text, expected);
    }

    #[test]
    fn a_text_stays_to_the_letter() {
        check("Kyiv \r\n\r\n\tLviv ’\u{A0}\n".as_bytes(), Ok("Kyiv \r\n\r\n\tLviv ’\u{A0}\n"));
        check("\u{FEFF}Kyiv\n".as_bytes(), Ok("Kyiv\n"));
    }

    #[test]
    fn code_pages_and_utf16_are_read() {
        check(b"\xFF\xFEK\0y\0", Ok("Ky"));
        check(b"K\0y\0i\0v\0 \0w\0a\0i\0t\0s\0", Ok("Kyiv waits"));
        check(b"\xCC\xEE\xF1\xEA\xE2\xE0 \xE6\xE4\xB8\xF2 \xEE\xF2\xE2\xE5\xF2\xE0", Ok("Москва ждёт ответа"));
    }

    #[test]
    fn a_stray_control_character_goes() {
        check(b"Kyiv waits\0 for an answer", Ok("Kyiv waits for an answer"));
    }

    #[test]
    fn there_is_an_end_to_lines() {
        check("\n\n\n\n\n\n\n\nKyiv".as_bytes(), Ok("\n\n\n\n\n\n\n\nKyiv"));
        check("\n\n\n\n\n\n\n\n\nKyiv".as_bytes(), Err("too_large"));
    }

    #[test]
    fn what_is_no_text_is_rejected() {
        check(b"", Err("empty"));
        check(b" \n\t\r\n", Err("empty"));
        check("\u{FEFF}\n".as_bytes(), Err("empty"));
        check(b"\x01\x02\x03\x04 data", Err("not_text"));
    }
}
