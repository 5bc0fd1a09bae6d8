//! Sentences inside a paragraph that the site put there: links to other stories, invitations,
//! notes about advertisements, a feed's last line.
//!
//! Each stands where a sentence may begin, and says what it is in its first words. A piece that is
//! all of a line is left to the desk, which sees the lines around it.

use std::ops::Range;

use super::beginnings::head;
use crate::because::Because;
use crate::phrases::{ASIDES, Lists, READ_MORE, SEE_ALSO, SIGN_OFFS, SUBSCRIBE, Weight};
use crate::proof::STOPS;
use crate::words::{Words, count, lists_at_the_start};

const LEADS: [bool; 256] = super::leads(STOPS);

/// What may stand between a stop and the next sentence.
const CLOSERS: &[char] = &['"', '”', '’', '»', '“', ')', ']', '」', '』', '）', '\''];

/// A link or an invitation is no longer than this, in bytes and in words.
const LONGEST: (usize, usize) = (400, 25);

/// The last sentences of stories in feeds: how they begin, and what they say further on.
const FEED: &[(&str, &str)] = &[
    ("The post ", " appeared first on "),
    ("The post ", " first appeared on "),
    ("Der Beitrag ", " erschien zuerst auf "),
    ("La entrada ", " se publicó primero en "),
    ("La entrada ", " apareció primero en "),
    ("L’article ", " est apparu en premier sur "),
    ("L'article ", " est apparu en premier sur "),
    ("L’articolo ", " proviene da "),
    ("L'articolo ", " proviene da "),
    ("O post ", " apareceu primeiro em "),
    ("Het bericht ", " verscheen eerst op "),
    ("Artykuł ", " pochodzi z serwisu "),
    ("Сообщение ", " появились сначала на "),
];

/// The first sentence that is none of the story's.
pub(super) fn not_of_the_story(text: &str) -> Option<(Range<usize>, Because)> {
    beginnings(text).find_map(|at| {
        let rest = &text[at..];
        // Most sentences end the search at their first word.
        let lists = lists_at_the_start(head(rest));
        if ASIDES.is_among(lists)
            && let Some(end) = aside(text, at)
        {
            return Some((with_the_gap(text, at..end), Because::Label));
        }
        // What goes on to the end of the line goes only after something that stays.
        if rest.len() > LONGEST.0 || text[..at].trim().is_empty() {
            return None;
        }
        to_the_end(rest, lists).map(|because| (text[..at].trim_end().len()..text.len(), because))
    })
}

/// Where sentences may begin: at the start, and after a stop and a space (the space is not needed
/// where none is written).
fn beginnings(text: &str) -> impl Iterator<Item = usize> {
    let start = text.len() - text.trim_start().len();
    let after_stops = super::marks(text, STOPS, &LEADS).filter_map(|(at, stop)| {
        let rest = &text[at + stop.len_utf8()..];
        let next = rest.trim_start_matches(CLOSERS).trim_start();
        let is_parted = next.len() < rest.trim_start_matches(CLOSERS).len() || matches!(stop, '。' | '！' | '？');
        let begins =
            !next.starts_with(char::is_lowercase) && next.starts_with(|it: char| it.is_alphanumeric() || it == '(');
        (is_parted && begins).then(|| text.len() - next.len())
    });
    std::iter::once(start).chain(after_stops)
}

/// `ADVERTISEMENT`, `Story continues below`: where it ends.
fn aside(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let words = Words::of(head(rest));
    let length = ASIDES.at(&words, 0, Weight::Any);
    let end = at + words.bytes(length.checked_sub(1)?)?.end;
    let said = &text[at..end];
    let is_loud = !said.contains(char::is_lowercase) && said.contains(char::is_uppercase);
    if ASIDES.at(&words, 0, Weight::Strong) == 0 && !is_loud {
        return None;
    }
    let after =
        text[end..].trim_start_matches(['.', ':', '-', '–', '—', '|', ' ', '\u{a0}', '\t', ')', ']', '…', '。']);
    // A sentence about advertisements goes on in small letters; in capitals, all of a headline does.
    let next: String = after.chars().take_while(|it| !it.is_whitespace()).collect();
    let is_over = after.is_empty() || !(next.starts_with(char::is_lowercase) || is_loud && is_in_capitals(&next));
    let is_parted = after.is_empty() || after.len() < text[end..].len();
    let is_alone = after.is_empty() && text[..at].trim().is_empty();
    (is_over && is_parted && !is_alone).then_some(text.len() - after.len())
}

/// Whether a word of two letters or more is in capitals.
fn is_in_capitals(word: &str) -> bool {
    word.chars().filter(|it| it.is_uppercase()).count() > 1 && !word.contains(char::is_lowercase)
}

/// Takes the space after a piece, or the one before it if it is the last.
fn with_the_gap(text: &str, piece: Range<usize>) -> Range<usize> {
    if piece.end < text.len() { piece } else { text[..piece.start].trim_end().len()..piece.end }
}

/// Why all from here to the line's end is none of the story.
fn to_the_end(rest: &str, lists: Lists) -> Option<Because> {
    if is_last_line_of_a_feed(rest) {
        return Some(Because::SignOff);
    }
    if ![&SIGN_OFFS, &SUBSCRIBE, &SEE_ALSO, &READ_MORE].iter().any(|it| it.is_among(lists)) {
        return None;
    }
    let words = Words::of(rest);
    if signs_off(rest, &words) {
        return Some(Because::SignOff);
    }
    if count(rest) > LONGEST.1 || rest.contains(['"', '“', '”', '„', '«', '」']) && !rest.starts_with('(') {
        return None;
    }
    let is_one = rest.trim_end().trim_end_matches(STOPS).matches(STOPS).count() == 0;
    // What two words may say of anybody, three say of the publisher: "Follow us on".
    let end_of = |length: usize| length.checked_sub(1).and_then(|it| words.bytes(it)).map_or(0, |it| it.end);
    let asks = count(&rest[..end_of(SUBSCRIBE.at(&words, 0, Weight::Any))]) >= 3;
    let invites = asks || SUBSCRIBE.at(&words, 0, Weight::Strong) > 0;
    if invites && is_one {
        return Some(Because::Invitation);
    }
    let links = SEE_ALSO.at(&words, 0, Weight::Any).max(READ_MORE.at(&words, 0, Weight::Any));
    let end = words.bytes(links.checked_sub(1)?)?.end;
    let after = rest[end..].trim_start();
    let names_it = after.starts_with([':', '：', '|', '»', '>', '→']) && after.chars().count() > 6;
    names_it.then_some(Because::SeeAlso)
}

fn is_last_line_of_a_feed(rest: &str) -> bool {
    FEED.iter().any(|(start, then)| rest.strip_prefix(start).is_some_and(|it| it.contains(then)))
}

/// `(Reporting by Jane Doe; Editing by John Doe)`: brackets or a second role tell it from a sentence.
fn signs_off(rest: &str, words: &Words) -> bool {
    let signs = |place| SIGN_OFFS.at(words, place, Weight::Strong) > 0;
    let is_in_brackets = rest.starts_with('(') && rest.trim_end().trim_end_matches('.').ends_with(')');
    let is_short = words.len() <= 60;
    is_short && signs(0) && (is_in_brackets || (rest.contains(';') && (2..words.len()).any(signs)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let stays = not_of_the_story(text).map(|(piece, _)| format!("{}{}", &text[..piece.start], &text[piece.end..]));
        assert_eq!(stays.as_deref().unwrap_or(text), expected);
    }

    #[track_caller]
    fn stays(text: &str) {
        check(text, text);
    }

    #[test]
    fn a_note_about_an_advertisement() {
        check("He left. ADVERTISEMENT She stayed.", "He left. She stayed.");
        check("He left.\u{a0}ADVERTISEMENT", "He left.");
        check("ADVERTISEMENT The mayor left the town.", "The mayor left the town.");
        check("He left. Story continues below advertisement She stayed.", "He left. She stayed.");
        check("Er ging. ANZEIGE Sie blieb.", "Er ging. Sie blieb.");
        check("Hun gikk. Saken fortsetter under annonsen. Han ble.", "Hun gikk. Han ble.");
        check("Он ушёл. РЕКЛАМА Она осталась.", "Он ушёл. Она осталась.");
        check("Il est parti. PUBLICITÉ Elle est restée.", "Il est parti. Elle est restée.");
        check("Odjechał. Dalsza część artykułu pod reklamą. Została.", "Odjechał. Została.");
        check("Elment. A cikk a hirdetés után folytatódik. Maradt.", "Elment. Maradt.");
        check("她走了。請繼續往下閱讀。他留下了。", "她走了。他留下了。");
    }

    #[test]
    fn sentences_about_advertisements_stay() {
        stays("He left. Advertisement spending rose in spring.");
        stays("He left. Advertisement is what he lives by.");
        stays("ADVERTISEMENT BAN PASSED BY THE COUNCIL");
        stays("He left. Anzeige erstattete die Frau am Montag.");
        stays("The story continues below the bridge, where she lives.");
    }

    #[test]
    fn an_invitation_at_the_end() {
        check("They met on Monday. Follow us on Telegram", "They met on Monday.");
        check("They met on Monday. Sign up for our newsletter here.", "They met on Monday.");
        check("Они встретились. Подпишитесь на наш канал.", "Они встретились.");
        check("Ils se sont vus. Abonnez-vous pour lire la suite.", "Ils se sont vus.");
        check("彼らは会った。メルマガ登録はこちら。", "彼らは会った。");
        check("Spotkali się. Śledź nas na Facebooku.", "Spotkali się.");
        check("Setkali se. Přihlaste se k odběru zpráv.", "Setkali se.");
        check("Συναντήθηκαν. Ακολουθήστε μας στο Google News.", "Συναντήθηκαν.");
        check("他们见面了。请关注我们的频道。", "他们见面了。");
        check("그들은 만났다. 뉴스레터 구독 바로가기", "그들은 만났다.");
        check("التقيا يوم الاثنين. تابعونا على فيسبوك", "التقيا يوم الاثنين.");
        stays("Subscribe to our newsletter.");
        stays("They met on Monday. Signing up for our newsletter was easy, he said.");
        stays("They met. “Sign up for our choir,” she told the children.");
        stays("They met. Sign up for our choir, she said. Nobody came to it.");
    }

    #[test]
    fn a_link_at_the_end() {
        check("They met on Monday. Read also: The bridge opens in May", "They met on Monday.");
        check("Sie trafen sich. Lesen Sie auch: Die Brücke öffnet", "Sie trafen sich.");
        check("Вони зустрілися. Читайте також: Міст відкриють", "Вони зустрілися.");
        check("Se vieron. Lea también: El puente abre", "Se vieron.");
        check("Si sono visti. Leggi anche: Il ponte apre", "Si sono visti.");
        check("Mereka bertemu. Baca juga: Jembatan dibuka", "Mereka bertemu.");
        check("वे मिले। यह भी पढ़ें: पुल खुलेगा", "वे मिले।");
        stays("They met on Monday. Read also the report of the council on it.");
        stays("Read also: The bridge opens in May");
    }

    #[test]
    fn the_last_line_of_a_feed_and_of_a_desk() {
        check("He left. The post Bridge opens appeared first on The Gazette.", "He left.");
        check("He left. (Reporting by Ann Roe; Editing by Jan Doe)", "He left.");
        check("He left. Reporting by Ann Roe in Moor; Editing by Jan Doe", "He left.");
        stays("He left. Reporting by the Gazette has shown what it cost.");
        stays("He left. The post office appeared in a film.");
    }
}
