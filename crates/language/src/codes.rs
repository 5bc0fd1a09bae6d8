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

/// The languages that a code or a name means: `en`, `en-US`, `pt_BR`, `deu`, `ger`, `English`. Some names mean a few
/// languages, the most written first: `no` is Bokmål and Nynorsk. Empty if it means none that is known.
pub(crate) fn meant(name: &str) -> Vec<&'static Language> {
    let name = name.trim().to_lowercase();
    let Some(first) = name.split(|it: char| !it.is_alphabetic()).next().filter(|it| !it.is_empty()) else {
        return Vec::new();
    };
    if let Some((_, codes)) = TOGETHER.iter().find(|it| it.0.split(' ').any(|it| it == first)) {
        return codes.iter().filter_map(|code| ALL.iter().find(|it| it.code == *code)).collect();
    }
    ALL.iter().find(|it| it.code == first || it.names.split(' ').any(|it| it == first)).into_iter().collect()
}

/// Names that stand for a few languages.
const TOGETHER: &[(&str, &[&str])] =
    &[("no nor norwegian", &["nb", "nn"]), ("sh hbs scr scc serbo serbocroatian bcs bcms", &["hr", "sr", "bs"])];

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
    of("ab", "abk abkhaz abkhazian", &[Cyrillic]),
    of("af", "afr afrikaans", &[Latin]),
    of("ak", "aka twi akan tw", &[Latin]),
    of("am", "amh amharic", &[Ethiopic]),
    of("ar", "ara arb arabic", &[Arabic]),
    of("as", "asm assamese", &[Bengali]),
    of("ay", "aym aymara", &[Latin]),
    of("az", "aze azerbaijani", &[Latin, Cyrillic, Arabic]),
    of("ba", "bak bashkir", &[Cyrillic]),
    of("be", "bel belarusian", &[Cyrillic]),
    of("bg", "bul bulgarian", &[Cyrillic]),
    of("bn", "ben bengali bangla", &[Bengali]),
    of("bo", "bod tib tibetan", &[Tibetan]),
    of("br", "bre breton", &[Latin]),
    of("bs", "bos bosnian", &[Latin, Cyrillic]),
    of("ca", "cat catalan valencian", &[Latin]),
    of("ce", "che chechen", &[Cyrillic]),
    of("co", "cos corsican", &[Latin]),
    of("cs", "ces cze czech", &[Latin]),
    of("cv", "chv chuvash", &[Cyrillic]),
    of("cy", "cym wel welsh", &[Latin]),
    of("da", "dan danish", &[Latin]),
    of("de", "deu ger german", &[Latin]),
    of("dv", "div dhivehi divehi maldivian", &[Other]),
    of("dz", "dzo dzongkha", &[Tibetan]),
    of("el", "ell gre greek", &[Greek]),
    of("en", "eng english", &[Latin]),
    of("eo", "epo esperanto", &[Latin]),
    of("es", "spa spanish castilian", &[Latin]),
    of("et", "est ekk estonian", &[Latin]),
    of("eu", "eus baq basque", &[Latin]),
    of("fa", "fas per pes prs persian farsi dari", &[Arabic]),
    of("fi", "fin finnish", &[Latin]),
    of("fj", "fij fijian", &[Latin]),
    of("fo", "fao faroese", &[Latin]),
    of("fr", "fra fre french", &[Latin]),
    of("fy", "fry frisian", &[Latin]),
    of("ga", "gle irish", &[Latin]),
    of("gd", "gla scottish gaelic", &[Latin]),
    of("gl", "glg galician", &[Latin]),
    of("gn", "grn guarani", &[Latin]),
    of("gu", "guj gujarati", &[Gujarati]),
    of("ha", "hau hausa", &[Latin]),
    of("he", "heb iw hebrew", &[Hebrew]),
    of("hi", "hin hindi", &[Devanagari]),
    of("hr", "hrv croatian", &[Latin]),
    of("ht", "hat haitian", &[Latin]),
    of("hu", "hun hungarian", &[Latin]),
    of("hy", "hye arm armenian", &[Armenian]),
    of("id", "ind in indonesian", &[Latin]),
    of("ig", "ibo igbo", &[Latin]),
    of("is", "isl ice icelandic", &[Latin]),
    of("it", "ita italian", &[Latin]),
    of("ja", "jpn jp japanese", &[Kana, Han]),
    of("jv", "jav javanese jw", &[Latin]),
    of("ka", "kat geo georgian", &[Georgian]),
    of("kk", "kaz kazakh", &[Cyrillic, Latin]),
    of("kl", "kal kalaallisut greenlandic", &[Latin]),
    of("km", "khm khmer", &[Khmer]),
    of("kn", "kan kannada", &[Kannada]),
    of("ko", "kor korean", &[Hangul, Han]),
    of("ks", "kas kashmiri", &[Arabic, Devanagari]),
    of("ku", "kur ckb kmr kurdish", &[Latin, Arabic]),
    of("ky", "kir kyrgyz", &[Cyrillic]),
    of("la", "lat latin", &[Latin]),
    of("lb", "ltz luxembourgish", &[Latin]),
    of("lg", "lug ganda luganda", &[Latin]),
    of("ln", "lin lingala", &[Latin]),
    of("lo", "lao", &[Lao]),
    of("lt", "lit lithuanian", &[Latin]),
    of("lv", "lav lvs latvian", &[Latin]),
    of("mg", "mlg plt malagasy", &[Latin]),
    of("mi", "mri mao maori", &[Latin]),
    of("mk", "mkd mac macedonian", &[Cyrillic]),
    of("ml", "mal malayalam", &[Malayalam]),
    of("mn", "mon khk mongolian", &[Cyrillic]),
    of("mr", "mar marathi", &[Devanagari]),
    of("ms", "msa may zsm malay", &[Latin]),
    of("mt", "mlt maltese", &[Latin]),
    of("my", "mya bur burmese", &[Myanmar]),
    of("nb", "nob bokmål", &[Latin]),
    of("ne", "nep npi nepali", &[Devanagari]),
    of("nl", "nld dut dutch flemish", &[Latin]),
    of("nn", "nno nynorsk", &[Latin]),
    of("ny", "nya chichewa chewa nyanja", &[Latin]),
    of("oc", "oci occitan", &[Latin]),
    of("om", "orm oromo", &[Latin]),
    of("or", "ori ory odia oriya", &[Oriya]),
    of("os", "oss ossetian ossetic", &[Cyrillic]),
    of("pa", "pan punjabi panjabi", &[Gurmukhi, Arabic]),
    of("pl", "pol polish", &[Latin]),
    of("ps", "pus pashto", &[Arabic]),
    of("pt", "por portuguese", &[Latin]),
    of("qu", "que quechua", &[Latin]),
    of("rm", "roh romansh", &[Latin]),
    of("rn", "run kirundi rundi", &[Latin]),
    of("ro", "ron rum mo romanian moldovan", &[Latin, Cyrillic]),
    of("ru", "rus russian", &[Cyrillic]),
    of("rw", "kin kinyarwanda", &[Latin]),
    of("sa", "san sanskrit", &[Devanagari]),
    of("sc", "srd sardinian", &[Latin]),
    of("sd", "snd sindhi", &[Arabic, Devanagari]),
    of("se", "sme sami", &[Latin]),
    of("si", "sin sinhala sinhalese", &[Sinhala]),
    of("sk", "slk slo slovak", &[Latin]),
    of("sl", "slv slovene slovenian", &[Latin]),
    of("sm", "smo samoan", &[Latin]),
    of("sn", "sna shona", &[Latin]),
    of("so", "som somali", &[Latin]),
    of("sq", "sqi alb albanian", &[Latin]),
    of("sr", "srp serbian", &[Cyrillic, Latin]),
    of("ss", "ssw swati siswati", &[Latin]),
    of("st", "sot sotho sesotho", &[Latin]),
    of("su", "sun sundanese", &[Latin]),
    of("sv", "swe swedish", &[Latin]),
    of("sw", "swa swh swahili", &[Latin]),
    of("ta", "tam tamil", &[Tamil]),
    of("te", "tel telugu", &[Telugu]),
    of("tg", "tgk tajik", &[Cyrillic]),
    of("th", "tha thai", &[Thai]),
    of("ti", "tir tigrinya", &[Ethiopic]),
    of("tk", "tuk turkmen", &[Latin, Cyrillic]),
    of("tl", "tgl fil tagalog filipino", &[Latin]),
    of("tn", "tsn tswana setswana", &[Latin]),
    of("to", "ton tongan", &[Latin]),
    of("tr", "tur turkish", &[Latin]),
    of("ts", "tso tsonga xitsonga", &[Latin]),
    of("tt", "tat tatar", &[Cyrillic]),
    of("ug", "uig uyghur uighur", &[Arabic, Cyrillic, Latin]),
    of("uk", "ukr ukrainian", &[Cyrillic]),
    of("ur", "urd urdu", &[Arabic]),
    of("uz", "uzb uzbek", &[Latin, Cyrillic]),
    of("ve", "ven venda tshivenda", &[Latin]),
    of("vi", "vie vietnamese", &[Latin]),
    of("wo", "wol wolof", &[Latin]),
    of("xh", "xho xhosa isixhosa", &[Latin]),
    of("yi", "yid ydd ji yiddish", &[Hebrew]),
    of("yo", "yor yoruba", &[Latin]),
    of("zh", "zho chi cmn cn chinese mandarin", &[Han]),
    of("zu", "zul zulu isizulu", &[Latin]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: &[&str]) {
        let codes: Vec<&str> = meant(name).into_iter().map(|it| it.code).collect();
        assert_eq!(codes, expected, "{name}");
    }

    #[test]
    fn codes_regions_and_names_are_understood() {
        check("en", &["en"]);
        check("en-US", &["en"]);
        check("pt_BR", &["pt"]);
        check(" Deu ", &["de"]);
        check("GER", &["de"]);
        check("English", &["en"]);
        check("yi", &["yi"]);
        check("Faroese", &["fo"]);
        check("iw", &["he"]);
        check("zh-Hant", &["zh"]);
    }

    #[test]
    fn some_names_mean_a_few_languages() {
        check("no", &["nb", "nn"]);
        check("Norwegian", &["nb", "nn"]);
        check("nb", &["nb"]);
        check("hbs", &["hr", "sr", "bs"]);
        check("Serbo-Croatian", &["hr", "sr", "bs"]);
    }

    #[test]
    fn what_is_no_language_is_unknown() {
        for name in ["", "und", "xx", "mul", "12", "🇺🇦", "glish"] {
            check(name, &[]);
        }
    }

    #[test]
    fn all_that_the_table_tells_are_known() {
        for script in crate::grams::Shared::ALL {
            for code in crate::table::Table::of(script).codes() {
                check(code, &[*code]);
            }
        }
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let mut names: Vec<&str> = ALL.iter().flat_map(|it| it.names.split(' ').chain([it.code])).collect();
        names.extend(TOGETHER.iter().flat_map(|it| it.0.split(' ')));
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
