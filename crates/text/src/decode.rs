//! Bytes → text.

use encoding_rs::Encoding;

/// A text, and how its bytes were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding's name, as the Encoding Standard (WHATWG) spells it.
    pub encoding: &'static str,
    /// What told the encoding.
    pub how: How,
    /// Whether some bytes had no meaning in it and became U+FFFD.
    pub lossy: bool,
}

/// What told an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// A byte order mark.
    Mark,
    /// The bytes are valid UTF-8.
    Valid,
    /// The label that the document declares.
    Declared,
    /// A guess from the bytes (chardetng).
    Guessed,
}

/// Reads bytes as text: byte order mark, else valid UTF-8, else the declared label, else a guess.
///
/// Never fails: bytes without a meaning become U+FFFD, and `lossy` says so.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[length..], How::Mark);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let text = text.to_owned();
        return Decoded { text, encoding: "UTF-8", how: How::Valid, lossy: false };
    }
    if let Some(encoding) = declared.and_then(|it| Encoding::for_label(it.as_bytes())) {
        let read = with(encoding, bytes, How::Declared);
        if !read.lossy {
            return read;
        }
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, chardetng::Utf8Detection::Allow), bytes, How::Guessed)
}

fn with(encoding: &'static Encoding, bytes: &[u8], how: How) -> Decoded {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), how, lossy }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], declared: Option<&str>, text: &str, encoding: &str, how: How) {
        let read = decode(bytes, declared);
        assert_eq!((read.text.as_str(), read.encoding, read.how), (text, encoding, how));
    }

    #[test]
    fn a_byte_order_mark_wins() {
        check(b"\xEF\xBB\xBFKyiv", Some("windows-1251"), "Kyiv", "UTF-8", How::Mark);
        check(b"\xFF\xFEK\0y\0", None, "Ky", "UTF-16LE", How::Mark);
    }

    #[test]
    fn valid_utf8_beats_a_wrong_declaration() {
        check("Київ".as_bytes(), Some("iso-8859-1"), "Київ", "UTF-8", How::Valid);
    }

    #[test]
    fn a_declared_code_page_is_believed_where_it_fits() {
        check(b"\xCC\xEE\xF1\xEA\xE2\xE0", Some("cp1251"), "Москва", "windows-1251", How::Declared);
    }

    #[test]
    fn an_undeclared_code_page_is_guessed() {
        let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Москва ждёт сигналов от Киева, сказала она");
        let read = decode(&bytes, None);
        assert_eq!((read.encoding, read.how), ("windows-1251", How::Guessed));
    }
}
