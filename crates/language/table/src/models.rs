//! The languages of the table, and their letters' habits: lingua's models, with Galician and Serbian in
//! Latin letters made from what there is.

use std::collections::BTreeMap;

use anyhow::{Context as _, Result};
use fst::{Map, Streamer as _};
use include_dir::Dir;

use crate::counts::Counts;
use crate::grams::{Shared, gram};
use crate::serbian;

/// What no language says costs this much, in nats.
pub const FLOOR: f64 = 20.0;
/// Twelfths of a nat that a language must make good before it is believed: languages that little news is
/// written in would otherwise collect lists of names.
const RARE: u8 = 60;
/// The languages of news need not.
const NEWS: u8 = 0;
/// So many letters of its two neighbors weigh as much as Galician's own.
const NEIGHBORS: f64 = 8.0;

/// A language in one script.
pub struct Column {
    /// Its code (ISO 639-1).
    pub code: &'static str,
    /// What it must make good, in twelfths of a nat.
    pub prior: u8,
    /// ln p of a gram's last letter after the others.
    pub grams: BTreeMap<u64, f64>,
}

impl Column {
    /// ln p of a gram's last letter after the others, or after as many of them as the language knows.
    pub fn conditional(&self, letters: &[u16]) -> f64 {
        // As lingua does: the last letter goes until the language knows the rest.
        let known = |end: usize| self.grams.get(&gram(&letters[..end])).copied();
        (1..=letters.len()).rev().find_map(known).unwrap_or(-FLOOR)
    }

    /// How often the letters stand together, per letter of text; 0 if the language does not know them.
    pub fn joint(&self, letters: &[u16]) -> f64 {
        let conditional = |end: usize| self.grams.get(&gram(&letters[..end]));
        (1..=letters.len()).map(conditional).sum::<Option<f64>>().map_or(0.0, f64::exp)
    }

    /// How often a word's letters stand together, in any word: told from up to four of them at a time.
    pub fn chain(&self, letters: &[u16]) -> f64 {
        let next = |end: usize| self.conditional(&letters[end.saturating_sub(4)..end]);
        (1..=letters.len()).map(next).sum::<f64>().exp()
    }
}

/// The languages of a script.
pub fn columns(script: Shared, counts: &Counts) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    for (folder, code, prior) in sources(script) {
        columns.push(Column { code, prior, grams: read(folder).with_context(|| format!("the model of `{code}`"))? });
    }
    if script == Shared::Latin {
        let cyrillic = read(&lingua_serbian_language_model::SERBIAN_MODELS_DIRECTORY)?;
        columns.push(Column { code: "sr", prior: NEWS, grams: serbian::in_latin(&cyrillic) });
        let galician = galician(&columns, counts).context("the development data has no Galician")?;
        columns.push(Column { code: "gl", prior: NEWS, grams: galician });
    }
    Ok(columns)
}

/// A model of lingua's, up to four letters: five at a time gained nothing.
fn read(folder: &Dir) -> Result<BTreeMap<u64, f64>> {
    let file = folder.get_file("ngrams.fst").context("it has no n-grams")?;
    let model = Map::new(file.contents())?;
    let (mut stream, mut grams) = (model.stream(), BTreeMap::new());
    while let Some((key, value)) = stream.next() {
        let letters: Vec<u16> = std::str::from_utf8(key)?.encode_utf16().collect();
        if letters.len() <= 4 {
            grams.insert(gram(&letters), f64::from_bits(value));
        }
    }
    Ok(grams)
}

/// Galician, which lingua lacks: what was counted, filled up with the mean of Portuguese and Spanish.
fn galician(columns: &[Column], counts: &Counts) -> Option<BTreeMap<u64, f64>> {
    let neighbors: Vec<&Column> = columns.iter().filter(|it| matches!(it.code, "pt" | "es")).collect();
    let mut own: BTreeMap<Vec<u16>, f64> = BTreeMap::new();
    for (word, count) in counts.of("gl", Shared::Latin)? {
        *own.entry(Vec::new()).or_default() += f64::from(*count) * word.len() as f64;
        for window in (1..=4).flat_map(|length| word.windows(length)) {
            *own.entry(window.to_vec()).or_default() += f64::from(*count);
        }
    }
    let foreign = neighbors.iter().flat_map(|it| it.grams.keys()).map(|it| letters(*it));
    let all: std::collections::BTreeSet<Vec<u16>> = own.keys().cloned().chain(foreign).collect();
    let count = |it: &[u16]| own.get(it).copied().unwrap_or_default();
    let of = |it: &Vec<u16>| {
        let mean = neighbors.iter().map(|column| column.conditional(it).exp()).sum::<f64>() / 2.0;
        let likely = (count(it) + NEIGHBORS * mean) / (count(&it[..it.len() - 1]) + NEIGHBORS);
        (gram(it), likely.ln())
    };
    Some(all.iter().filter(|it| !it.is_empty()).map(of).collect())
}

/// The letters of a gram.
pub fn letters(gram: u64) -> Vec<u16> {
    [48, 32, 16, 0].iter().map(|shift| (gram >> shift) as u16).skip_while(|it| *it == 0).collect()
}

/// lingua's models of a script.
fn sources(script: Shared) -> Vec<(&'static Dir<'static>, &'static str, u8)> {
    match script {
        Shared::Latin => vec![
            (&lingua_afrikaans_language_model::AFRIKAANS_MODELS_DIRECTORY, "af", NEWS),
            (&lingua_albanian_language_model::ALBANIAN_MODELS_DIRECTORY, "sq", NEWS),
            (&lingua_azerbaijani_language_model::AZERBAIJANI_MODELS_DIRECTORY, "az", NEWS),
            (&lingua_basque_language_model::BASQUE_MODELS_DIRECTORY, "eu", RARE),
            (&lingua_bokmal_language_model::BOKMAL_MODELS_DIRECTORY, "nb", NEWS),
            (&lingua_bosnian_language_model::BOSNIAN_MODELS_DIRECTORY, "bs", NEWS),
            (&lingua_catalan_language_model::CATALAN_MODELS_DIRECTORY, "ca", NEWS),
            (&lingua_croatian_language_model::CROATIAN_MODELS_DIRECTORY, "hr", NEWS),
            (&lingua_czech_language_model::CZECH_MODELS_DIRECTORY, "cs", NEWS),
            (&lingua_danish_language_model::DANISH_MODELS_DIRECTORY, "da", NEWS),
            (&lingua_dutch_language_model::DUTCH_MODELS_DIRECTORY, "nl", NEWS),
            (&lingua_english_language_model::ENGLISH_MODELS_DIRECTORY, "en", NEWS),
            (&lingua_esperanto_language_model::ESPERANTO_MODELS_DIRECTORY, "eo", RARE),
            (&lingua_estonian_language_model::ESTONIAN_MODELS_DIRECTORY, "et", NEWS),
            (&lingua_finnish_language_model::FINNISH_MODELS_DIRECTORY, "fi", NEWS),
            (&lingua_french_language_model::FRENCH_MODELS_DIRECTORY, "fr", NEWS),
            (&lingua_ganda_language_model::GANDA_MODELS_DIRECTORY, "lg", RARE),
            (&lingua_german_language_model::GERMAN_MODELS_DIRECTORY, "de", NEWS),
            (&lingua_hungarian_language_model::HUNGARIAN_MODELS_DIRECTORY, "hu", NEWS),
            (&lingua_icelandic_language_model::ICELANDIC_MODELS_DIRECTORY, "is", NEWS),
            (&lingua_indonesian_language_model::INDONESIAN_MODELS_DIRECTORY, "id", NEWS),
            (&lingua_irish_language_model::IRISH_MODELS_DIRECTORY, "ga", RARE),
            (&lingua_italian_language_model::ITALIAN_MODELS_DIRECTORY, "it", NEWS),
            (&lingua_latin_language_model::LATIN_MODELS_DIRECTORY, "la", RARE),
            (&lingua_latvian_language_model::LATVIAN_MODELS_DIRECTORY, "lv", NEWS),
            (&lingua_lithuanian_language_model::LITHUANIAN_MODELS_DIRECTORY, "lt", NEWS),
            (&lingua_malay_language_model::MALAY_MODELS_DIRECTORY, "ms", NEWS),
            (&lingua_maori_language_model::MAORI_MODELS_DIRECTORY, "mi", RARE),
            (&lingua_nynorsk_language_model::NYNORSK_MODELS_DIRECTORY, "nn", NEWS),
            (&lingua_polish_language_model::POLISH_MODELS_DIRECTORY, "pl", NEWS),
            (&lingua_portuguese_language_model::PORTUGUESE_MODELS_DIRECTORY, "pt", NEWS),
            (&lingua_romanian_language_model::ROMANIAN_MODELS_DIRECTORY, "ro", NEWS),
            (&lingua_shona_language_model::SHONA_MODELS_DIRECTORY, "sn", RARE),
            (&lingua_slovak_language_model::SLOVAK_MODELS_DIRECTORY, "sk", NEWS),
            (&lingua_slovene_language_model::SLOVENE_MODELS_DIRECTORY, "sl", NEWS),
            (&lingua_somali_language_model::SOMALI_MODELS_DIRECTORY, "so", RARE),
            (&lingua_sotho_language_model::SOTHO_MODELS_DIRECTORY, "st", RARE),
            (&lingua_spanish_language_model::SPANISH_MODELS_DIRECTORY, "es", NEWS),
            (&lingua_swahili_language_model::SWAHILI_MODELS_DIRECTORY, "sw", RARE),
            (&lingua_swedish_language_model::SWEDISH_MODELS_DIRECTORY, "sv", NEWS),
            (&lingua_tagalog_language_model::TAGALOG_MODELS_DIRECTORY, "tl", RARE),
            (&lingua_tsonga_language_model::TSONGA_MODELS_DIRECTORY, "ts", RARE),
            (&lingua_tswana_language_model::TSWANA_MODELS_DIRECTORY, "tn", RARE),
            (&lingua_turkish_language_model::TURKISH_MODELS_DIRECTORY, "tr", NEWS),
            (&lingua_vietnamese_language_model::VIETNAMESE_MODELS_DIRECTORY, "vi", NEWS),
            (&lingua_welsh_language_model::WELSH_MODELS_DIRECTORY, "cy", RARE),
            (&lingua_xhosa_language_model::XHOSA_MODELS_DIRECTORY, "xh", RARE),
            (&lingua_yoruba_language_model::YORUBA_MODELS_DIRECTORY, "yo", RARE),
            (&lingua_zulu_language_model::ZULU_MODELS_DIRECTORY, "zu", RARE),
        ],
        Shared::Cyrillic => vec![
            (&lingua_belarusian_language_model::BELARUSIAN_MODELS_DIRECTORY, "be", NEWS),
            (&lingua_bulgarian_language_model::BULGARIAN_MODELS_DIRECTORY, "bg", NEWS),
            (&lingua_kazakh_language_model::KAZAKH_MODELS_DIRECTORY, "kk", NEWS),
            (&lingua_macedonian_language_model::MACEDONIAN_MODELS_DIRECTORY, "mk", NEWS),
            (&lingua_mongolian_language_model::MONGOLIAN_MODELS_DIRECTORY, "mn", NEWS),
            (&lingua_russian_language_model::RUSSIAN_MODELS_DIRECTORY, "ru", NEWS),
            (&lingua_serbian_language_model::SERBIAN_MODELS_DIRECTORY, "sr", NEWS),
            (&lingua_ukrainian_language_model::UKRAINIAN_MODELS_DIRECTORY, "uk", NEWS),
        ],
        Shared::Arabic => vec![
            (&lingua_arabic_language_model::ARABIC_MODELS_DIRECTORY, "ar", NEWS),
            (&lingua_persian_language_model::PERSIAN_MODELS_DIRECTORY, "fa", NEWS),
            (&lingua_urdu_language_model::URDU_MODELS_DIRECTORY, "ur", NEWS),
        ],
    }
}
