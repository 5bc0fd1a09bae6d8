//! Languages by the names that metadata gives them.

use newsmill_text::Script::{self, *};

/// A language that this room knows.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Language {
    /// ISO 639-1.
    pub(crate) code: &'static str,
    /// ISO 639-2 and 639-3, old codes, and names in English.
    names: &'static str,
    /// The scripts that it is written in.
    pub(crate) scripts: &'static [Script],
}

/// The language of a code or a name: `en`, `en-US`, `pt_BR`, `deu`, `ger`, `English`.
pub(crate) fn known(name: &str) -> Option<&'static Language> {
    let name = name.trim().to_lowercase();
    let first = name.split(|it: char| !it.is_alphabetic()).next().filter(|it| !it.is_empty())?;
    ALL.iter().find(|it| it.code == first || it.names.split(' ').any(|it| it == first))
}

/// Whether two languages are written so alike that a sentence does not tell them apart.
pub(crate) fn are_nearly_one(a: &str, b: &str) -> bool {
    const NEAR: &[&[&str]] = &[&["bs", "hr", "sr"], &["nb", "nn"], &["id", "ms"]];
    a == b || NEAR.iter().any(|it| it.contains(&a) && it.contains(&b))
}

const fn of(code: &'static str, names: &'static str, scripts: &'static [Script]) -> Language {
    Language { code, names, scripts }
}

/// The languages, by code.
pub(crate) const ALL: &[Language] = &[
    of("af", "afr afrikaans", &[Latin]),
    of("am", "amh amharic", &[Ethiopic]),
    of("ar", "ara arb arabic", &[Arabic]),
    of("az", "aze azerbaijani", &[Latin, Cyrillic, Arabic]),
    of("be", "bel belarusian", &[Cyrillic]),
    of("bg", "bul bulgarian", &[Cyrillic]),
    of("bn", "ben bengali bangla", &[Bengali]),
    of("bo", "bod tib tibetan", &[Tibetan]),
    of("bs", "bos bosnian", &[Latin, Cyrillic]),
    of("ca", "cat catalan valencian", &[Latin]),
    of("cs", "ces cze czech", &[Latin]),
    of("cy", "cym wel welsh", &[Latin]),
    of("da", "dan danish", &[Latin]),
    of("de", "deu ger german", &[Latin]),
    of("el", "ell gre greek", &[Greek]),
    of("en", "eng english", &[Latin]),
    of("eo", "epo esperanto", &[Latin]),
    of("es", "spa spanish castilian", &[Latin]),
    of("et", "est ekk estonian", &[Latin]),
    of("eu", "eus baq basque", &[Latin]),
    of("fa", "fas per pes prs persian farsi dari", &[Arabic]),
    of("fi", "fin finnish", &[Latin]),
    of("fr", "fra fre french", &[Latin]),
    of("ga", "gle irish", &[Latin]),
    of("gl", "glg galician", &[Latin]),
    of("gu", "guj gujarati", &[Gujarati]),
    of("ha", "hau hausa", &[Latin]),
    of("he", "heb iw hebrew", &[Hebrew]),
    of("hi", "hin hindi", &[Devanagari]),
    of("hr", "hrv croatian", &[Latin]),
    of("hu", "hun hungarian", &[Latin]),
    of("hy", "hye arm armenian", &[Armenian]),
    of("id", "ind in indonesian", &[Latin]),
    of("is", "isl ice icelandic", &[Latin]),
    of("it", "ita italian", &[Latin]),
    of("ja", "jpn jp japanese", &[Kana, Han]),
    of("ka", "kat geo georgian", &[Georgian]),
    of("kk", "kaz kazakh", &[Cyrillic, Latin]),
    of("km", "khm khmer", &[Khmer]),
    of("kn", "kan kannada", &[Kannada]),
    of("ko", "kor korean", &[Hangul, Han]),
    of("ku", "kur ckb kmr kurdish", &[Latin, Arabic]),
    of("ky", "kir kyrgyz", &[Cyrillic]),
    of("la", "lat latin", &[Latin]),
    of("lb", "ltz luxembourgish", &[Latin]),
    of("lg", "lug ganda luganda", &[Latin]),
    of("lo", "lao", &[Lao]),
    of("lt", "lit lithuanian", &[Latin]),
    of("lv", "lav lvs latvian", &[Latin]),
    of("mi", "mri mao maori", &[Latin]),
    of("mk", "mkd mac macedonian", &[Cyrillic]),
    of("ml", "mal malayalam", &[Malayalam]),
    of("mn", "mon khk mongolian", &[Cyrillic]),
    of("mr", "mar marathi", &[Devanagari]),
    of("ms", "msa may zsm malay", &[Latin]),
    of("mt", "mlt maltese", &[Latin]),
    of("my", "mya bur burmese", &[Myanmar]),
    of("nb", "nob no nor norwegian bokmål", &[Latin]),
    of("ne", "nep npi nepali", &[Devanagari]),
    of("nl", "nld dut dutch flemish", &[Latin]),
    of("nn", "nno nynorsk", &[Latin]),
    of("or", "ori ory odia oriya", &[Oriya]),
    of("pa", "pan punjabi panjabi", &[Gurmukhi, Arabic]),
    of("pl", "pol polish", &[Latin]),
    of("ps", "pus pashto", &[Arabic]),
    of("pt", "por portuguese", &[Latin]),
    of("ro", "ron rum mo romanian moldovan", &[Latin, Cyrillic]),
    of("ru", "rus russian", &[Cyrillic]),
    of("si", "sin sinhala sinhalese", &[Sinhala]),
    of("sk", "slk slo slovak", &[Latin]),
    of("sl", "slv slovene slovenian", &[Latin]),
    of("sn", "sna shona", &[Latin]),
    of("so", "som somali", &[Latin]),
    of("sq", "sqi alb albanian", &[Latin]),
    of("sr", "srp serbian", &[Cyrillic, Latin]),
    of("st", "sot sotho sesotho", &[Latin]),
    of("sv", "swe swedish", &[Latin]),
    of("sw", "swa swh swahili", &[Latin]),
    of("ta", "tam tamil", &[Tamil]),
    of("te", "tel telugu", &[Telugu]),
    of("tg", "tgk tajik", &[Cyrillic]),
    of("th", "tha thai", &[Thai]),
    of("tl", "tgl fil tagalog filipino", &[Latin]),
    of("tn", "tsn tswana setswana", &[Latin]),
    of("tr", "tur turkish", &[Latin]),
    of("ts", "tso tsonga xitsonga", &[Latin]),
    of("tt", "tat tatar", &[Cyrillic]),
    of("uk", "ukr ukrainian", &[Cyrillic]),
    of("ur", "urd urdu", &[Arabic]),
    of("uz", "uzb uzbek", &[Latin, Cyrillic]),
    of("vi", "vie vietnamese", &[Latin]),
    of("xh", "xho xhosa isixhosa", &[Latin]),
    of("yo", "yor yoruba", &[Latin]),
    of("zh", "zho chi cmn cn chinese mandarin", &[Han]),
    of("zu", "zul zulu isizulu", &[Latin]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(known(name).map(|it| it.code), expected, "{name}");
    }

    #[test]
    fn codes_regions_and_names_are_understood() {
        check("en", Some("en"));
        check("en-US", Some("en"));
        check("pt_BR", Some("pt"));
        check(" Deu ", Some("de"));
        check("GER", Some("de"));
        check("English", Some("en"));
        check("no", Some("nb"));
        check("iw", Some("he"));
        check("zh-Hant", Some("zh"));
    }

    #[test]
    fn what_is_no_language_is_unknown() {
        for name in ["", "und", "xx", "mul", "12", "🇺🇦", "glish"] {
            check(name, None);
        }
    }

    #[test]
    fn all_that_the_table_tells_are_known() {
        for script in crate::grams::Shared::ALL {
            for code in crate::table::Table::of(script).codes() {
                assert_eq!(known(code).map(|it| it.code), Some(*code));
            }
        }
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let mut names: Vec<&str> = ALL.iter().flat_map(|it| it.names.split(' ').chain([it.code])).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
