//! Serbian in Latin letters: its Cyrillic grams, rewritten. The alphabets match letter by letter, but for
//! three that are two in Latin: њ nj, љ lj, џ dž.

use std::collections::BTreeMap;

use crate::grams::gram;
use crate::models::letters;

/// The model of Cyrillic Serbian as one of Latin Serbian.
pub fn in_latin(cyrillic: &BTreeMap<u64, f64>) -> BTreeMap<u64, f64> {
    let joint = |it: &[u16]| (1..=it.len()).map(|end| cyrillic.get(&gram(&it[..end]))).sum::<Option<f64>>();
    // How often Latin letters stand together. Each place in a text counts once: a gram is counted where it begins in
    // the first letter of a Cyrillic one.
    let mut often: BTreeMap<Vec<u16>, f64> = BTreeMap::new();
    for original in cyrillic.keys().map(|it| letters(*it)) {
        let latin: Option<Vec<&str>> = original.iter().map(|it| rewritten(*it)).collect();
        let (Some(latin), Some(often_original)) = (latin, joint(&original)) else { continue };
        let all: Vec<u16> = latin.concat().encode_utf16().collect();
        for start in 0..latin[0].chars().count() {
            *often.entry(all[start..start + original.len()].to_vec()).or_default() += often_original.exp();
        }
    }
    let total: f64 = often.iter().filter(|it| it.0.len() == 1).map(|it| it.1).sum();
    let after = |it: &[u16]| if it.is_empty() { Some(total) } else { often.get(it).copied() };
    let conditional =
        |(it, count): (&Vec<u16>, &f64)| Some((gram(it), (count / after(&it[..it.len() - 1])?).ln().min(0.0)));
    often.iter().filter_map(conditional).collect()
}

fn rewritten(letter: u16) -> Option<&'static str> {
    const PAIRS: &str = "а a б b в v г g д d ђ đ е e ж ž з z и i ј j к k л l љ lj м m н n њ nj о o п p р r с s т t ћ ć у u ф f х h ц c ч č џ dž ш š";
    let mut words = PAIRS.split(' ');
    while let (Some(cyrillic), Some(latin)) = (words.next(), words.next()) {
        if cyrillic.encode_utf16().eq([letter]) {
            return Some(latin);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> u64 {
        gram(&text.encode_utf16().collect::<Vec<_>>())
    }

    #[test]
    fn one_letter_becomes_two_and_probabilities_stay() {
        let cyrillic = [("њ", 0.25_f64), ("а", 0.75), ("ња", 1.0)].map(|(it, p)| (key(it), p.ln()));
        let latin = in_latin(&cyrillic.into());
        let p = |it: &str| latin[&key(it)].exp();
        assert!((p("n") - 0.2).abs() < 1e-9, "of five letters one is n: {}", p("n"));
        assert!((p("nj") - 1.0).abs() < 1e-9);
        assert!((p("ja") - 1.0).abs() < 1e-9);
    }
}
