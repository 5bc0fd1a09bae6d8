//! The texts to measure with, and how each is written in a code page.

use std::path::Path;

use anyhow::{Context as _, Result};
use unicode_normalization::UnicodeNormalization as _;

use super::decode::pages::Page;
use super::written::{is_for, plain, write};

/// A text, its language (with the script where it has two) and the story that it is part of.
#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) tongue: String,
    pub(super) story: String,
    pub(super) text: String,
}

/// Our own sentences: `code TAB text` lines.
pub(super) fn own(lines: &str) -> Vec<Text> {
    let lines = lines.lines().filter(|it| !it.starts_with('#'));
    let of = |(tongue, text): (&str, &str)| Text { tongue: tongue.into(), story: String::new(), text: text.into() };
    lines.filter_map(|it| it.split_once('\t')).map(of).collect()
}

/// The texts of a JSONL file with `id`, `lang`, `text`; the story is the first two parts of the id.
pub(super) fn read(file: &Path, texts: &mut Vec<Text>) -> Result<()> {
    let lines = std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    for line in lines.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let cell = |name: &str| record[name].as_str().unwrap_or_default();
        let Some(tongue) = tongue(cell("lang"), cell("text")) else { continue };
        let story = cell("id").splitn(3, '/').take(2).collect::<Vec<_>>().join("/");
        let text: String = cell("text").nfc().collect();
        texts.push(Text { tongue: tongue.to_owned(), story, text });
    }
    Ok(())
}

/// The language as the table knows it; `None` for those that no legacy code page of ours holds.
fn tongue<'a>(language: &'a str, text: &str) -> Option<&'a str> {
    let is_cyrillic = text.chars().filter(|it| matches!(it, 'а'..='я')).count() * 3 > text.chars().count();
    Some(match language {
        "sr" | "bs" if is_cyrillic => "sr",
        "sr" | "bs" => "hr",
        "nn" => "nb",
        "zh" if encoding_rs::BIG5.encode(text).2 => "zh-Hans",
        "zh" => "zh-Hant",
        "hy" | "ka" | "hi" | "bn" | "te" | "ta" | "kk" | "az" | "id" | "ms" | "ur" => return None,
        _ => language,
    })
}

impl Text {
    /// Whether the language is written in Latin letters.
    pub(super) fn is_latin(&self) -> bool {
        !["ru", "uk", "be", "bg", "mk", "sr", "el", "he", "ar", "fa", "th"].contains(&self.tongue.as_str())
            && !self.is_multiple()
    }

    /// Whether its code pages have several bytes a character.
    pub(super) fn is_multiple(&self) -> bool {
        ["zh-Hans", "zh-Hant", "ja", "ko"].contains(&self.tongue.as_str())
    }

    /// The text with the letters that code pages have for it: both spellings where there are two.
    pub(super) fn learned(&self) -> String {
        match self.tongue.as_str() {
            "vi" => self.text.chars().map(vietnamese).collect(),
            "fa" => self.text.replace('ی', "ي"),
            "ro" => format!("{}\n{}", self.text, cedillas(&self.text)),
            _ => self.text.clone(),
        }
    }

    /// The text as the page can hold it, and its bytes; `None` where the page is not for the language.
    pub(super) fn written(&self, page: Page, any: bool) -> Option<(String, Vec<u8>)> {
        if !any && !is_for(page, &self.tongue) || page.high().is_none() != self.is_multiple() {
            return None;
        }
        let text = match (self.tongue.as_str(), page.name()) {
            ("vi", "windows-1258") => self.learned(),
            ("fa", "windows-1256") => self.learned(),
            ("ro", name) if name != "ISO-8859-16" => cedillas(&self.text),
            _ => self.text.clone(),
        };
        let (mut written, mut lost, mut high) = (String::new(), 0, 0);
        for it in text.chars() {
            high += usize::from(it.is_alphabetic() && !it.is_ascii());
            let plain = plain(page, it);
            if write(page, plain.encode_utf8(&mut [0; 4])).is_some() {
                written.push(plain);
            } else {
                written.push('?');
                lost += usize::from(it.is_alphabetic());
            }
        }
        // A name from abroad may be lost, the language's own letters may not.
        let bytes = write(page, &written)?;
        (lost * 100 <= high && !bytes.is_ascii()).then_some((written, bytes))
    }
}

pub(super) fn cedillas(text: &str) -> String {
    text.chars()
        .map(|it| match it {
            'ș' => 'ş',
            'ț' => 'ţ',
            'Ș' => 'Ş',
            'Ț' => 'Ţ',
            _ => it,
        })
        .collect()
}

/// A letter as windows-1258 holds it: what it lacks is a letter and an accent.
fn vietnamese(it: char) -> String {
    if write(Page::Standard(encoding_rs::WINDOWS_1258), it.encode_utf8(&mut [0; 4])).is_some() {
        return it.to_string();
    }
    let mut parts: Vec<char> = std::iter::once(it).nfd().collect();
    // Two accents: the one below or the tone goes last, the other belongs to the letter.
    if let [base, one, two] = parts[..] {
        let is_tone = |it: char| matches!(it, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        let (hat, tone) = if is_tone(one) { (two, one) } else { (one, two) };
        parts = [base, hat].into_iter().nfc().chain([tone]).collect();
    }
    parts.into_iter().collect()
}
