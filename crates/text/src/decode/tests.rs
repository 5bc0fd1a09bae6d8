//! What tells an encoding, confusion by confusion.

use super::*;

#[track_caller]
fn check(bytes: &[u8], declared: Option<&str>, text: &str, encoding: &str, how: How) {
    let read = decode(bytes, declared);
    assert_eq!((read.text.as_str(), read.encoding, read.how), (text, encoding, how));
}

/// Reads a text from a page, without a declaration and with a server's default one.
#[track_caller]
fn check_guess(page: &str, text: &str) {
    let bytes = written::write(Page::for_label(page).expect("a page's label"), text).expect("the page holds the text");
    for declared in [None, Some("iso-8859-1")] {
        let read = decode(&bytes, declared);
        assert_eq!(read.text, text, "{} {:?}", read.encoding, read.how);
        assert!(!read.lossy);
    }
}

#[test]
fn a_byte_order_mark_wins() {
    check(b"\xEF\xBB\xBFKyiv", Some("windows-1251"), "Kyiv", "UTF-8", How::Mark);
    check(b"\xFF\xFEK\0y\0", None, "Ky", "UTF-16LE", How::Mark);
    check(b"\xFF\xFE\0\0K\0\0\0y\0\0\0", None, "Ky", "UTF-32LE", How::Mark);
    check(b"\0\0\xFE\xFF\0\0\0K", None, "K", "UTF-32BE", How::Mark);
}

#[test]
fn valid_utf8_beats_a_wrong_declaration() {
    check("Київ".as_bytes(), Some("iso-8859-1"), "Київ", "UTF-8", How::Valid);
}

#[test]
fn a_declared_code_page_is_believed_where_it_fits() {
    check(b"\xCC\xEE\xF1\xEA\xE2\xE0", Some("cp1251"), "Москва", "windows-1251", How::Declared);
    check(b"\xC3\xF7\xA4\xCE", Some("gb2312"), "明の", "GBK", How::Declared);
    check(b"\x9Cl\x88", Some("cp852"), "ťlł", "IBM852", How::Declared);
}

#[test]
fn an_undeclared_code_page_is_guessed() {
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode("Москва ждёт сигналов от Киева, сказала она");
    let read = decode(&bytes, None);
    assert_eq!((read.encoding, read.how), ("windows-1251", How::Guessed));
}

#[test]
fn central_european_is_not_western() {
    check_guess("windows-1250", "Łódź: śledztwo w sprawie pożaru, zginęły trzy osoby");
    check_guess("iso-8859-2", "Łódź: śledztwo w sprawie pożaru, zginęły trzy osoby");
    check_guess("windows-1250", "Šéf policie žádá víc peněz, tvrdí ministryně");
    check_guess("iso-8859-2", "Šéf policie žádá víc peněz, tvrdí ministryně");
    check_guess("cp852", "Šéf policie žádá víc peněz, tvrdí ministryně");
    check_guess("windows-1250", "Őrizetbe vették a tűz gyanúsítottját");
}

#[test]
fn cyrillic_is_not_western() {
    check_guess("windows-1251", "Объявлен розыск водителя");
    check_guess("koi8-r", "Объявлен розыск водителя");
    check_guess("iso-8859-5", "Объявлен розыск водителя");
    check_guess("ibm866", "Объявлен розыск водителя");
    check_guess("koi8-u", "Її ґанок і їжак: що зміниться в Києві");
}

#[test]
fn western_text_stays_western() {
    check_guess("windows-1252", "The mayor’s café “closed” – for £5");
    check_guess("windows-1252", "Größere Änderungen seien nicht möglich");
    check_guess("windows-1252", "¿Qué pasó? El niño pidió más");
    check_guess("macintosh", "Le préfet reporte l’ouverture du marché");
    check_guess("cp850", "Le préfet refuse d'ouvrir le marché à Orléans");
    check_guess("iso-8859-15", "Préfet : 12 €, l'œuvre a été vendue à sa sœur");
}

#[test]
fn other_pages_are_told_by_their_letters() {
    check_guess("windows-1254", "İçişleri Bakanı: Soruşturma sürüyor");
    check_guess("windows-1257", "Šiauliuose žuvo du žmonės, trys sužeisti");
    check_guess("windows-1253", "Άνοιξε ξανά το αεροδρόμιο της Ρόδου");
    check_guess("iso-8859-7", "Άνοιξε ξανά το αεροδρόμιο της Ρόδου");
    check_guess("windows-1255", "המשטרה עצרה שני חשודים");
    check_guess("windows-1256", "الشرطة تعتقل ثلاثة أشخاص");
    check_guess("windows-874", "ตำรวจจับผู้ต้องสงสัยสองคน");
    check_guess("shift_jis", "大雨で新幹線に遅れ、駅に長い列");
    check_guess("euc-jp", "大雨で新幹線に遅れ、駅に長い列");
    check_guess("gbk", "警方逮捕两名嫌疑人，案件仍在调查");
    check_guess("big5", "警方逮捕兩名嫌犯，案件仍在調查");
    check_guess("euc-kr", "경찰, 서울에서 용의자 두 명 체포");
}

#[test]
fn iso_2022_jp_is_told_by_its_escapes() {
    let text = "大雨で新幹線に遅れ";
    let (bytes, ..) = encoding_rs::ISO_2022_JP.encode(text);
    check(&bytes, None, text, "ISO-2022-JP", How::Guessed);
    check(b"\x1B[1mKyiv\x1B[0m", None, "\x1B[1mKyiv\x1B[0m", "UTF-8", How::Valid);
}

#[test]
fn utf16_is_told_without_a_mark() {
    for text in [
        "Kyiv waits",
        "Київ чекає на рішення",
        "Größe",
        "ตำรวจจับผู้ต้องสงสัย",
        "الشرطة تعتقل",
        "警方逮捕两名嫌疑人，案件仍在调查",
    ] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, None, text, "UTF-16LE", How::Guessed);
        check(&big, Some("utf-8"), text, "UTF-16BE", How::Guessed);
    }
}

#[test]
fn utf16_may_be_cut() {
    let bytes: Vec<u8> = "Kyiv waits".encode_utf16().flat_map(u16::to_le_bytes).collect();
    check(&bytes[..bytes.len() - 1], None, "Kyiv wait\u{FFFD}", "UTF-16LE", How::Guessed);
}

#[test]
fn what_is_declared_utf16_may_be_anything() {
    check(b"The caf\xE9 is closed.", Some("utf-16"), "The café is closed.", "windows-1252", How::Guessed);
}

#[test]
fn some_zeros_in_utf8_stay() {
    check(b"Kyiv\0waits\0for", None, "Kyiv\0waits\0for", "UTF-8", How::Valid);
    check(b"a\nb\nc\nd\n", None, "a\nb\nc\nd\n", "UTF-8", How::Valid);
    check(b"\0\0\0\0", None, "\0\0\0\0", "UTF-8", How::Valid);
}

#[test]
fn few_broken_bytes_leave_utf8_what_it_is() {
    let mut bytes = "Größere Änderungen, hieß es in Köln: ".as_bytes().to_vec();
    bytes.extend(b"caf\xE9");
    check(&bytes, Some("utf-8"), "Größere Änderungen, hieß es in Köln: caf\u{FFFD}", "UTF-8", How::Nearly);
    let cut = "Київ".as_bytes();
    check(&cut[..cut.len() - 1], Some("iso-8859-1"), "Киї\u{FFFD}", "UTF-8", How::Nearly);
    assert!(decode(&bytes, None).lossy);
}

#[test]
fn what_is_declared_utf8_may_be_windows_1252() {
    check(b"The mayor\x92s caf\xE9", Some("utf-8"), "The mayor’s café", "windows-1252", How::Guessed);
}

#[test]
fn a_default_declaration_stands_unless_letters_say_otherwise() {
    check(b"na\xEFve caf\xE9", Some("iso-8859-1"), "naïve café", "windows-1252", How::Declared);
    check(b"na\xEFve caf\xE9", Some("us-ascii"), "naïve café", "windows-1252", How::Declared);
}

#[test]
fn markup_says_nothing() {
    let (bytes, ..) =
        encoding_rs::ISO_8859_2.encode("<p class=\"łatwo\">Pożar</p><b>w</b><i>Łodzi</i><p>śledztwo trwa</p>");
    assert_eq!(decode(&bytes, None).encoding, "ISO-8859-2");
}

#[test]
fn a_label_that_names_no_page_is_no_declaration() {
    for label in ["iso-2022-kr", "hz-gb-2312", "x-user-defined", "none", ""] {
        check(b"caf\xE9", Some(label), "café", "windows-1252", How::Guessed);
    }
    check(b"caf\xE9", Some(" 'ISO-8859-15' "), "café", "ISO-8859-15", How::Declared);
}

#[test]
fn codes_are_stable() {
    let all = [How::Mark, How::Valid, How::Nearly, How::Declared, How::Guessed].map(How::code);
    assert_eq!(all, ["mark", "valid", "nearly-valid", "declared", "guessed"]);
}

/// Numbers that look random and are always the same (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[test]
fn any_bytes_are_read() {
    let mut numbers = Numbers(42);
    let labels =
        [None, Some("utf-8"), Some("iso-8859-1"), Some("cp852"), Some("utf-16"), Some("big5"), Some("iso-2022-jp")];
    let marks: [&[u8]; 6] = [b"", b"\xFF\xFE", b"\xFF\xFE\0\0", b"\0\0\xFE\xFF", b"\xEF\xBB\xBF", b"\x1B$B"];
    for round in 0..150 {
        let low = numbers.next(200);
        let length = numbers.next(60);
        let rest = (0..length).map(|_| (low + numbers.next(256 - low)) as u8);
        let bytes: Vec<u8> = marks[round % marks.len()].iter().copied().chain(rest).collect();
        let read = decode(&bytes, labels[round % labels.len()]);
        // What became U+FFFD is said so; no text is lost whole.
        assert!(!read.lossy || read.text.contains('\u{FFFD}'));
        assert!(bytes.len() < 8 || !read.text.is_empty());
    }
}

#[test]
fn utf8_comes_back_to_the_letter() {
    let mut numbers = Numbers(7);
    let ranges = [(0x20, 0x7F), (0xA0, 0x250), (0x400, 0x460), (0x4E00, 0xA000), (0x1F600, 0x1F640), (0x20, 0x7F)];
    for round in 0..500 {
        let (from, to) = ranges[round % ranges.len()];
        let length = numbers.next(40);
        let text: String =
            (0..length).filter_map(|_| char::from_u32(from + numbers.next(u64::from(to - from)) as u32)).collect();
        check(text.as_bytes(), ["iso-8859-1", "utf-16", "big5"].get(round % 4).copied(), &text, "UTF-8", How::Valid);
    }
}

/// Texts and titles of our own in all the pages made for their languages: how many are read right.
#[test]
fn short_news_files_are_read_right() {
    let (mut n, mut right, mut pages, mut wrong) = (0_usize, 0_usize, std::collections::BTreeSet::new(), Vec::new());
    for line in include_str!("../../data/sentences.tsv").lines().filter(|it| !it.starts_with('#')) {
        let (tongue, text) = line.split_once('\t').expect("code TAB text");
        for (page, _) in pages::candidates().filter(|(page, _)| written::is_for(*page, tongue)) {
            let text: String = text.chars().map(|it| written::plain(page, it)).collect();
            let Some(bytes) = written::write(page, &text).filter(|it| !it.is_ascii()) else { continue };
            pages.insert(page.name());
            let is_right = decode(&bytes, None).text == text;
            (n, right) = (n + 1, right + usize::from(is_right));
            if !is_right {
                wrong.push(format!("{} {tongue} {}", page.name(), text.chars().take(30).collect::<String>()));
            }
        }
    }
    assert!(pages.len() >= 35, "{pages:?}");
    // A floor that may only rise.
    assert!(right * 1000 >= n * 995, "{right} of {n}: {wrong:#?}");
    assert!(n > 300, "{n}");
}
