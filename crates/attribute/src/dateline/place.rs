//! The place in a dateline: what can be one, and what looks like it and is none.

use super::{Agency, Dateline};
use crate::calendar::{self, Written};
use crate::outlets::{Kind, Outlets};
use crate::page::PageLine;
use crate::word_list::WordList;

pub(super) type PlaceAndDate = (Option<String>, Option<Written>, Option<Agency>);

/// What stands before the dash or the agency, if it is nothing but a place, a day and an agency.
pub(super) fn place_and_date(text: &str, outlets: &Outlets) -> Option<PlaceAndDate> {
    // Bylines are parted like this.
    if text.contains(['|', '•', '·']) {
        return None;
    }
    let mut rest = without_brackets(text);
    let mut date = None;
    if let Some(it) = calendar::dates(&rest).into_iter().find(|it| it.day.is_some()) {
        let bytes = it.bytes.clone();
        rest.replace_range(bytes, ";");
        date = Some(it);
    }
    let mut agency = None;
    let mut names: Vec<&str> = Vec::new();
    for (number, piece) in rest.split([',', ';', '/']).enumerate() {
        let piece = piece.trim_matches(|it: char| !it.is_alphanumeric() && it != '.').trim_matches([' ', '\u{a0}']);
        let bare = piece.trim_end_matches('.');
        if bare.is_empty() {
            continue;
        }
        match outlets.by_name(bare).filter(|it| it.kind == Kind::Agency) {
            Some(it) => agency = Some(Agency::registered(it)),
            // `KYIV, Friday`
            None if bare.split_whitespace().all(|it| calendar::full_weekday(it).is_some()) => {}
            None if is_label(bare) => return None,
            // `JAKARTA, KOMPAS.com`: the paper signs beside the place.
            None if !names.is_empty() && outlets.by_name(bare).is_some() => {}
            None if is_place(bare) => names.push(if number == 0 || piece.len() > 4 { bare } else { piece }),
            None => return None,
        }
    }
    let words: usize = names.iter().map(|it| it.split_whitespace().count()).sum();
    if words > 6 {
        return None;
    }
    let slashed = text.split(',').next().is_some_and(|it| it.contains('/'));
    let place = names.join(if slashed { "/" } else { ", " });
    Some(((!place.is_empty()).then_some(place), date, agency))
}

/// The text without what stands in brackets.
fn without_brackets(text: &str) -> String {
    let mut depth = 0usize;
    let outside = |it: &char| {
        match it {
            '(' | '[' => depth += 1,
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                return false;
            }
            _ => {}
        }
        depth == 0
    };
    text.chars().filter(outside).collect()
}

/// Whether it can be the name of a place: a few words with capitals, no sentence.
fn is_place(text: &str) -> bool {
    const SMALL: &[&str] =
        &["de", "del", "la", "le", "el", "am", "an", "der", "and", "of", "do", "da", "sur", "en", "на", "і", "и"];
    let capital = |it: &str| {
        let first = it.chars().find(|it| it.is_alphabetic());
        first.is_some_and(|it| it.is_uppercase() || !newsmill_text::is_cased(it))
    };
    let mut words = text.split_whitespace();
    let first = words.next().is_some_and(capital);
    let letters = |it: char| {
        it.is_alphabetic() || it.is_whitespace() || matches!(it, '.' | '-' | '’' | '\'' | '‑' | '\u{300}'..='\u{36F}')
    };
    let stops = text.matches(". ").count();
    first
        && words.all(|it| capital(it) || SMALL.contains(&it))
        && text.chars().all(letters)
        && text.chars().count() <= 40
        && stops <= 1
}

/// Whether it is all in capitals; scripts without them never are.
pub(super) fn is_shouted(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// `Berlin. Der Senat hat entschieden`, `BONN. Die Stadt`: a stop behind a city, or behind capitals.
pub(super) fn stopped(text: &str) -> Option<Dateline> {
    let (head, rest) = text.split_once(". ").or_else(|| text.split_once(".- "))?;
    let places: Vec<&str> = head.split('/').map(str::trim).collect();
    let short = head.split_whitespace().count() <= 3 && head.chars().count() >= 4;
    let named =
        places.iter().all(|it| is_place(it) && !is_label(it) && (is_city(it) || is_shouted(it) && it.len() > 4));
    let long = rest.split_whitespace().count() >= 6;
    (short && named && long && is_sentence(rest)).then(|| Dateline {
        written: format!("{head}."),
        place: Some(head.split_whitespace().collect::<Vec<_>>().join(" ")),
        ..Dateline::default()
    })
}

/// A line that is nothing but a place: `Από Αθήνα`, `Desde Bogotá`.
pub(super) fn line(line: &PageLine<'_>) -> Option<Dateline> {
    let (from, place) = line.text.split_once(' ')?;
    let from = ["Από", "Desde", "Depuis", "Aus"].contains(&from);
    (from && is_place(place) && is_city(place)).then(|| Dateline {
        written: line.text.to_owned(),
        place: Some(place.trim().to_owned()),
        ..Dateline::default()
    })
}

/// Whether a sentence can begin with it: a capital, a quotation mark or a figure, and words after it.
pub(super) fn is_sentence(text: &str) -> bool {
    let text = text.trim_start_matches(|it: char| !it.is_alphanumeric());
    let begins = !text.starts_with(char::is_lowercase);
    let unspaced = text
        .chars()
        .take(12)
        .filter(|it| newsmill_text::Script::of(*it).is_some_and(newsmill_text::Script::is_unspaced));
    begins
        && (text.split_whitespace().count() >= 4 || unspaced.count() >= 8)
        && text.chars().any(|it| !it.is_uppercase() && it.is_alphabetic())
}

/// Whether it is a city that datelines name without its country, in any case and without accents.
pub(crate) fn is_city(name: &str) -> bool {
    let name = newsmill_text::fold(name);
    CITIES.has(&name)
}

/// Whether one of its words is a label's: `UPDATE`, `Kommentar`.
pub(crate) fn is_label(text: &str) -> bool {
    let folded = newsmill_text::fold(text);
    let mut words = folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words.any(|word| LABELS.has(word))
}

/// Folded words of labels, sections and stamps that stand before a dash as a place does.
static LABELS: WordList = WordList::of(
    "file|uhr|datei|archiv|archivo|update|updated|updates|breaking|watch|analysis|opinion|exclusive|exklusiv|exclusif|exclusiva|exclusivo|esclusiva|\
    editorial|comment|commentary|kommentar|commento|commentaire|comentario|analyse|analisis|analise|analisi|live|liveblog|livestream|ticker|\
    video|videos|photo|photos|foto|fotos|gallery|galerie|bilder|interview|entrevista|intervista|review|kritik|explainer|explained|factbox|\
    fact|facts|check|faktencheck|key|points|summary|note|warning|spoiler|alert|news|newsletter|podcast|audio|report|reportage|reportaje|\
    special|sponsored|advertisement|anzeige|werbung|publicidad|publicite|ad|promo|published|posted|publie|publicado|pubblicato|\
    veroffentlicht|aktualisiert|actualizado|atualizado|aggiornato|stand|erstellt|modified|last|by|von|por|par|read|more|see|also|related|\
    correction|corrected|clarification|urgent|flash|eil|eilmeldung|just|new|top|story|stories|part|chapter|teil|kapitel|tip|tipp|tipps|\
    question|answer|frage|antwort|q|a|yes|no|ja|nein|faq|pro|contra|fazit|hintergrund|background|context|dossier|test|quiz|rezept|\
    sport|sports|politik|politics|business|wirtschaft|economy|culture|kultur|world|welt|health|weather|wetter|horoskop|\
    срочно|молния|эксклюзив|видео|фото|обновлено|опубликовано|мнение|интервью|анализ|комментарий|репортаж|терміново|ексклюзив|відео|\
    оновлено|опубліковано|думка|інтерв'ю|інтервю|аналіз|коментар|son|dakika|guncelleme|ozel|haber|roportaj|pilne|aktualizacja|wywiad|opinia|\
    komentarz|analiza|pilni|zpravy|aktualne|komentar|rozhovor|covid|war|guerra|guerre|krieg|nato|eu|un|us|usa|uk|uno|cia|fbi|ceo",
);

/// Folded names of cities.
static CITIES: WordList = WordList::of(
    "abidjan|abuja|accra|addis abeba|addis ababa|algier|algiers|alger|argel|almaty|amman|amsterdam|ankara|antwerpen|astana|asuncion|athen|athens|\
    atenas|atene|athenes|αθηνα|θεσσαλονικη|atlanta|augsburg|auckland|bagdad|baghdad|baku|bamako|bangkok|barcelona|barcelone|basel|beijing|beirut|beyrouth|\
    beograd|belgrad|belgrade|bengaluru|berlin|berlino|bern|berne|bielefeld|bilbao|birmingham|bogota|bologna|bonn|bordeaux|boston|brasilia|bratislava|\
    braunschweig|bremen|brussel|brussels|bruxelles|bruselas|brussel|bucharest|bucuresti|bukarest|budapest|buenos aires|cairo|kairo|le caire|el cairo|\
    canberra|cape town|caracas|casablanca|chemnitz|chicago|chisinau|colombo|copenhagen|kobenhavn|kopenhagen|dakar|damascus|damaskus|damas|damasco|dallas|\
    delhi|neu-delhi|new delhi|nueva delhi|denver|detroit|dhaka|doha|dortmund|dresden|dubai|dublin|duisburg|dusseldorf|edinburgh|erevan|yerevan|eriwan|erfurt|\
    essen|florenz|firenze|frankfurt|freiburg|gaza|genf|geneve|geneva|ginebra|ginevra|genova|glasgow|goteborg|graz|guadalajara|hamburg|hannover|hanoi|harare|\
    havana|havanna|la habana|la havane|heidelberg|helsinki|hong kong|hongkong|houston|innsbruck|islamabad|istanbul|jakarta|jerusalem|jerusalen|gerusalemme|\
    johannesburg|kabul|karachi|karlsruhe|kassel|kathmandu|kharkiv|charkiw|khartoum|kiel|kigali|kyjiw|kiew|kiev|kyiv|kinshasa|koln|kuala lumpur|kuwait|lagos|\
    la paz|lausanne|leipzig|lille|lima|linz|lisbon|lisboa|lissabon|lisbonne|ljubljana|london|londra|londres|londyn|los angeles|luanda|luzern|luxemburg|\
    luxembourg|lviv|lwiw|lyon|madrid|magdeburg|mailand|milano|mainz|malaga|managua|manchester|manila|mannheim|marseille|medellin|melbourne|\
    mexico|ciudad de mexico|mexiko-stadt|miami|minsk|mogadishu|montevideo|montreal|moskau|moscow|moscou|moscu|mosca|moskva|moskwa|mumbai|munchen|munich|munster|nairobi|\
    nantes|napoli|neapel|new york|nueva york|nice|nicosia|nikosia|nurnberg|odesa|odessa|oslo|ottawa|palermo|panama|paris|parigi|paryz|peking|pekin|pechino|perth|\
    phnom penh|podgorica|potsdam|porto alegre|prag|prague|praha|praga|pristina|pyongyang|quito|rabat|ramallah|recife|reykjavik|riad|riyadh|riyad|riga|\
    rio de janeiro|rom|rome|roma|rostock|rotterdam|saarbrucken|salzburg|san francisco|san jose|san juan|san salvador|santiago|santiago de chile|santo domingo|\
    sao paulo|sarajevo|schwerin|seattle|seoul|seul|sevilla|shanghai|singapur|singapore|skopje|sofia|stockholm|strasbourg|strassburg|straßburg|strasburg|stuttgart|\
    sydney|taipei|taipeh|tallinn|taschkent|tashkent|tbilisi|tiflis|tegucigalpa|teheran|tehran|tel aviv|tirana|tokio|tokyo|torino|toronto|toulouse|tripoli|tripolis|\
    tunis|turin|ulm|ulan bator|utrecht|valencia|vancouver|venedig|venezia|vienna|vienne|viena|vilnius|warschau|warsaw|warszawa|varsovia|varsovie|washington|waszyngton|\
    wellington|wien|wiesbaden|wolfsburg|yaounde|zagreb|zaragoza|zurich|zurigo|\
    москва|киев|київ|минск|мінськ|санкт-петербург|харків|харьков|львів|львов|одеса|одесса|астана|алматы|баку|ереван|тбилиси|рига|вильнюс|таллин|\
    берлин|париж|лондон|вашингтон|брюссель|варшава|пекин|софия|београд|анкара|стамбул|женева|вена|рим|нью-иорк",
);
