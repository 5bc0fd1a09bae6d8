//! How common each character is in the languages without an alphabet.

use std::collections::BTreeMap;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030};

/// The characters of the Basic Multilingual Plane.
const PLANE: usize = 1 << 16;

/// What a character costs that the language's standard does not hold.
const STRANGE: f32 = -13.5;

/// A language written in Han, Kana or Hangul.
#[derive(Debug)]
pub(crate) struct Characters {
    /// Its code.
    pub(crate) code: String,
    costs: Vec<f32>,
    counted: Vec<bool>,
}

impl Characters {
    /// From the counts of the common ones.
    pub(crate) fn new(code: &str, counts: &BTreeMap<char, f32>) -> Self {
        let total: f32 = counts.values().sum::<f32>().max(1.0);
        let (mut costs, mut counted) = (uncounted(code), vec![false; PLANE]);
        for (it, count) in counts.iter().filter(|(it, _)| (**it as usize) < PLANE) {
            costs[*it as usize] = (count * 0.95 / total).ln();
            counted[*it as usize] = true;
        }
        Self { code: code.to_owned(), costs, counted }
    }

    /// The cost of a character.
    pub(crate) fn cost(&self, it: char) -> f32 {
        self.costs.get(it as usize).copied().unwrap_or(STRANGE)
    }

    /// Whether the character is one of the common ones.
    pub(crate) fn has(&self, it: char) -> bool {
        self.counted.get(it as usize).copied().unwrap_or(false)
    }
}

/// The costs of characters that were not counted. The language's standard puts the common ones first:
/// of ideographs it makes two levels.
fn uncounted(code: &str) -> Vec<f32> {
    let class = |it: usize| match it {
        0xFFFD => -16.0,
        0xE000..=0xF8FF => -14.0,
        0xFF61..=0xFF9F => -11.0,
        0x3001..=0x30FF | 0xFF01..=0xFF5E | 0x2010..=0x203B | 0xB7 => -9.5,
        0x4E00..=0x9FFF | 0xAC00..=0xD7A3 => STRANGE,
        _ => -13.0,
    };
    let mut costs: Vec<f32> = (0..PLANE).map(class).collect();
    let (standard, first_level): (&Encoding, _) = match code {
        "ja" => (EUC_JP, 0xB0..=0xCF),
        "ko" => (EUC_KR, 0xB0..=0xC8),
        "zh-Hant" => (BIG5, 0xA4..=0xC6),
        _ => (GB18030, 0xB0..=0xD7),
    };
    // Beyond the standards' own second bytes are their later extensions.
    let least = if standard == BIG5 { 0x40 } else { 0xA1 };
    for lead in 0x81..=0xFE_u8 {
        for trail in 0x40..=0xFE_u8 {
            let bytes = [lead, trail];
            let (text, _) = standard.decode_without_bom_handling(&bytes);
            let mut chars = text.chars();
            let (Some(it @ ('\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')), None) = (chars.next(), chars.next())
            else {
                continue;
            };
            costs[it as usize] = if first_level.contains(&lead) && trail >= least { -9.5 } else { -12.0 };
        }
    }
    costs
}
