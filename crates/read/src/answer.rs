//! What a server answered, as a web archive keeps it: the body out of its wrappings, and what the
//! headers say of it.
//!
//! Archives are not of one mind about what they keep: some undo the wrappings and leave the headers
//! that name them. So a body that is plainly not what its header says is taken as it is.

use std::borrow::Cow;
use std::io::Read;

use flate2::bufread::{DeflateDecoder, ZlibDecoder};
use httparse::{Status, parse_chunk_size};
use newsmill_stage::{Article, Fetched, Metadata, Place, Rejection};

use crate::fault;
use crate::fields::Head;
use crate::head::Origins;
use crate::packed::{Members, Packing};
use crate::settings::Limits;
use crate::text::{self, Told};

/// The largest window of zstd in an answer, as browsers have it (RFC 9659).
const WINDOW: u64 = 8 << 20;

/// Up to here any ratio is fine. Less than for files: there may be millions of answers in one.
const RATIO_FROM: u64 = 256 << 10;

/// The most wrappings around one body.
const WRAPPINGS: usize = 4;

/// Makes an article of a page as a crawler fetched it.
pub(crate) fn article(place: &Place, page: Fetched, limits: &Limits) -> Result<Article, Rejection> {
    let Fetched { url, crawled, media_type, answer } = page;
    let (body, told) = opened(&answer, media_type.as_deref(), limits)?;
    let metadata = Metadata { url, crawled, ..Metadata::default() };
    text::article_told(place, &body, Told { metadata, ..told }, limits)
}

/// What such a page says of itself, and where; `None` for one that is no HTML.
pub(crate) fn origins(page: &Fetched, limits: &Limits) -> Option<Origins> {
    let (body, told) = opened(&page.answer, page.media_type.as_deref(), limits).ok()?;
    text::origins_told(&body, &told, limits)
}

/// The body out of its wrappings, and what the headers say of it.
fn opened<'a>(answer: &'a [u8], media_type: Option<&str>, limits: &Limits) -> Result<(Cow<'a, [u8]>, Told), Rejection> {
    let told = |it: &str| Told { is_html: is_html(it), encoding: charset(it), ..Told::default() };
    if let Some(it) = media_type {
        return Ok((Cow::Borrowed(answer), told(it)));
    }
    let (head, body) = split(answer).ok_or_else(|| damaged("the answer's head has no end"))?;
    let body = unwrapped(&head, body, false, limits)?;
    Ok((body, told(head.get("content-type").unwrap_or_default())))
}

/// The body out of its wrappings, of an answer that was cut short: as far as it goes. `None` if nothing
/// comes out of it.
pub(crate) fn begun(head: &Head, body: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let body = unwrapped(head, body, true, limits).ok()?;
    (!body.is_empty()).then(|| body.into_owned())
}

/// An answer's head and body. What comes before the answer proper (`100 Continue`) is passed over.
pub(crate) fn split(answer: &[u8]) -> Option<(Head, &[u8])> {
    let mut rest = answer;
    for _ in 0..WRAPPINGS {
        let head = Head::of(rest)?;
        rest = &rest[head.length..];
        if !(status(&head).is_some_and(|it| (100..200).contains(&it)) && rest.starts_with(b"HTTP/")) {
            return Some((head, rest));
        }
    }
    None
}

/// The status of an answer.
pub(crate) fn status(head: &Head) -> Option<u16> {
    head.first.strip_prefix("HTTP/")?.split(' ').nth(1)?.parse().ok()
}

/// A media type without its parameters, in lower case.
pub(crate) fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_html(media_type: &str) -> bool {
    matches!(essence(media_type).as_str(), "text/html" | "application/xhtml+xml")
}

fn charset(media_type: &str) -> Option<String> {
    media_type.split(';').skip(1).find_map(|it| {
        let (name, value) = it.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    })
}

fn damaged(detail: &str) -> Rejection {
    Rejection::new("damaged", detail)
}

/// The body without what it was wrapped in for its way.
fn unwrapped<'a>(head: &Head, body: &'a [u8], is_cut: bool, limits: &Limits) -> Result<Cow<'a, [u8]>, Rejection> {
    let is_chunked = head.get("transfer-encoding").is_some_and(|it| it.to_ascii_lowercase().contains("chunked"));
    let mut body = if is_chunked { joined(body) } else { Cow::Borrowed(body) };
    let encodings = ["transfer-encoding", "content-encoding"].iter().filter_map(|it| head.get(it));
    for list in encodings {
        let names: Vec<String> = list.split(',').map(|it| it.trim().to_ascii_lowercase()).collect();
        if names.len() > WRAPPINGS {
            return Err(damaged("the body is packed too many times over"));
        }
        for name in names.iter().rev() {
            if let Some(it) = unpacked(name, &body, is_cut, limits)? {
                body = Cow::Owned(it);
            }
        }
    }
    Ok(body)
}

/// A body out of its chunks; as it is if it has none. One that is cut off is kept up to there: that
/// is what was served.
fn joined(body: &[u8]) -> Cow<'_, [u8]> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let size =
            if rest.first().is_some_and(u8::is_ascii_hexdigit) { parse_chunk_size(rest) } else { Ok(Status::Partial) };
        let (start, size) = match size {
            Ok(Status::Complete((start, size))) => (start, usize::try_from(size).unwrap_or(usize::MAX)),
            _ if whole.is_empty() => return Cow::Borrowed(body),
            _ => return Cow::Owned(whole),
        };
        let end = start.saturating_add(size).min(rest.len());
        whole.extend_from_slice(&rest[start..end]);
        rest = rest[end..].strip_prefix(b"\r\n").unwrap_or(&rest[end..]);
        if size == 0 || rest.is_empty() {
            return Cow::Owned(whole);
        }
    }
}

/// A body that is packed like this; `None` if it is not. One that was cut gives what comes out of it.
fn unpacked(name: &str, body: &[u8], is_cut: bool, limits: &Limits) -> Result<Option<Vec<u8>>, Rejection> {
    let decoder: Box<dyn Read + '_> = match name {
        "" | "identity" | "chunked" | "none" | "utf-8" => return Ok(None),
        "gzip" | "x-gzip" if Packing::of(body) == Some(Packing::Gzip) => members(Packing::Gzip, body),
        "zstd" if Packing::of(body) == Some(Packing::Zstd) => members(Packing::Zstd, body),
        "gzip" | "x-gzip" | "zstd" => return Ok(None),
        "deflate" if is_plain(body) => return Ok(None),
        "deflate" if is_zlib(body) => Box::new(ZlibDecoder::new(body)),
        "deflate" => Box::new(DeflateDecoder::new(body)),
        "br" if is_plain(body) => return Ok(None),
        // These bits ask for a window of up to 1 GiB, which no browser knows.
        "br" if body[0] & 0x7F == 0x11 => return Err(damaged("a body in brotli with a window that is not allowed")),
        "br" => Box::new(brotli_decompressor::Decompressor::new(body, 4096)),
        _ => {
            let detail = format!("the body is packed with `{name}`; gzip, deflate, br and zstd are read");
            return Err(Rejection::new("unsupported_format", detail));
        }
    };
    let by_ratio = (body.len() as u64).saturating_mul(limits.ratio).max(RATIO_FROM);
    let limit = limits.record.min(by_ratio);
    let mut bytes = Vec::new();
    let read = decoder.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    if let Err(error) = read
        && !is_cut
    {
        return Err(fault::damage("the body of the answer", &error));
    }
    if bytes.len() as u64 > limit {
        let detail =
            format!("a page of more than {limit} bytes unpacked; see `record` and `ratio` under [input.limits]");
        return Err(Rejection::new("too_large", detail));
    }
    Ok(Some(bytes))
}

fn members(packing: Packing, body: &[u8]) -> Box<dyn Read + '_> {
    Box::new(Members::new(packing, Box::new(body), WINDOW).open_ended())
}

/// Whether a body is empty or text, whatever its header says: packed bytes are no valid UTF-8 for long.
fn is_plain(body: &[u8]) -> bool {
    let start = &body[..body.len().min(256)];
    // The last letter may be cut off here.
    let is_utf8 = std::str::from_utf8(start).err().is_none_or(|it| it.error_len().is_none());
    is_utf8 && !start.iter().any(|it| it.is_ascii_control() && !it.is_ascii_whitespace())
}

/// Whether bytes begin as zlib's do; servers send `deflate` with and without that.
fn is_zlib(body: &[u8]) -> bool {
    let [first, second, ..] = body else { return false };
    first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0
}
