//! The words that credits are made of, in lists that read like sentences: `a|b|c`.

use crate::word_list::WordList;

/// What desks begin their last line with.
pub(super) const DESK: &str = "reporting by|additional reporting|reporting and writing by|reporting and editing by|writing by|\
    written by|editing by|compiled by|redaktion:|berichterstattung|reportagem de|reportagem adicional|\
    reporte de|reportaje de|información de|traducido por";

/// What a line that owns up to borrowed material begins with; folded.
pub(super) const MATERIAL: &str = "with material from|with information from|with files from|with reporting by|with reporting from|\
    with inputs from|with agency inputs|with input from|inputs from|mit material|mit informationen|\
    unter verwendung|verwendete quellen|con informacion|con informazioni|com informacoes|com informacao|\
    avec les informations|met informatie|med materiale|med material|с использованием материалов|\
    по материалам|за матеріалами";

/// Small words before an agency's name that make its copy material only.
pub(super) const WITH: &str = "with|avec|mit|con|com|met|med|und|et";

/// Phrases of those who helped; folded.
pub(super) const CONTRIBUTED: &str = "contributed to this|contributed reporting|contributed to the report|contribution to this|\
    a contribue a ce|ont contribue a ce|trug zu diesem|trugen zu diesem|contribuyo a est|contribuyeron a est|\
    contribuiu para est|contribuiram para est|contribuiu para a reportagem|ha contribuito a quest|hanno contribuito a quest";

/// Words that make a sentence of what begins like a desk's line; folded, between spaces.
pub(super) const VERBS: &str =
    " has | have | had | is | was | were | shows | showed | suggests | found | finds | that | which | wins | won ";

/// What copy from elsewhere says of where it stood before, in small letters.
pub(super) const REPUBLISHED: &str = "republished from |syndicated from |originally published by |originally published on |\
    originally published in |originally published at |originally appeared on |originally appeared in |\
    first published by |first published on |first published in |first appeared on |first appeared in |\
    provided by |distributed by ";

/// What an article calls itself.
pub(super) const OWN: &str = "article|story|piece|report|content|news|text|commentary|column|essay|analysis|post|release|interview|version|\
    material|op|opinion|feature";

/// What bylines begin with.
pub(super) const BY: &str = "by|von|por|par|di|от|від|door|av|af|text|texto|текст";

/// Folded words before an agency's name that make a line a credit.
pub(super) static CREDITS: WordList = WordList::of(
    "by|von|por|par|di|от|від|door|av|af|source|sources|quelle|quellen|fuente|fonte|fonti|fuentes|источник|\
    источники|джерело|джерела|zrodlo|zdroj|forras|sursa|izvor|извор|източник|kaynak|bron|kilde|kalla|lahde|\
    allikas|avots|saltinis|πηγη|המקור|מקור|المصدر|منبع|来源|來源|出典|출처|with|mit|con|avec|com|met|med|from|via|\
    material|materials|informacion|informacoes|informations|informationen|reporting|reports|writing|editing|\
    text|texto|текст|red|redaktion|agencies|agencias|agenzie|agences|agentur|agenturen|agence|agencia|\
    agenzia|offices|copyright|news|de|der|des|la|les|el|the|and|und|et|y|e|of|och|og|unserer|staff|\
    correspondent|korrespondent|latest|ап|информации|матеріалами|материалам|по|за",
);

/// Words that tell of a photograph.
pub(super) const PHOTO: &str = "photo|foto|getty|image|picture|video|фото|bild|grafik|zuma|shutterstock|imago|pool|graphic|illustration|\
    infograf|archiv|credit:|credit...|credit |写真|사진|图片|图源|圖|صورة|צילום|φωτο|kuva:|zdjecie|zdj.|resim|gorsel|\
    слика|снимка|ภาพ";

/// Whether the text begins with one of these, in any case of plain letters.
pub(super) fn is_start(text: &str, starts: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '—', '–', '-', '*', ' ']);
    starts.split('|').any(|it| {
        let (start, rest) = (text.get(..it.len()), text.get(it.len()..).unwrap_or_default());
        start.is_some_and(|start| start.eq_ignore_ascii_case(it)) && !rest.starts_with(char::is_alphanumeric)
    })
}

/// Whether the text holds one of these.
pub(super) fn has(text: &str, phrases: &str) -> bool {
    phrases.split('|').any(|it| text.contains(it))
}

/// Whether the word is one of these.
pub(super) fn is_in(word: &str, words: &str) -> bool {
    words.split('|').any(|it| it == word)
}
