//! Notices of the publisher: subscriptions, cookies, copyright.

use crate::phrases::{COOKIES, Phrases, RIGHTS, SUBSCRIBE, Weight};
use crate::proof::Proof;

/// A notice is short; in a longer paragraph the same words are likely somebody's story.
const LONGEST_NOTICE: usize = 45;

impl Proof<'_> {
    /// `Register now to get free unlimited access`.
    pub(crate) fn invites_to_subscribe(&self) -> bool {
        // "Register now" asks for it only where it opens the sentence: others may register, too.
        let asks = self.count <= 25 && !self.has_quotes() && SUBSCRIBE.at(&self.words, 0, Weight::Any) >= 2;
        asks || self.gives_notice(&SUBSCRIBE)
    }

    /// `We use cookies`.
    pub(crate) fn asks_for_consent(&self) -> bool {
        // Only sites use cookies, whatever the subject is.
        self.gives_notice(&COOKIES)
            || (self.count <= LONGEST_NOTICE && !self.has_quotes() && COOKIES.stand_in(&self.words, Weight::Strong))
    }

    /// `© 2024. All rights reserved.`
    pub(crate) fn claims_rights(&self) -> bool {
        let is_marked = self.text.contains('©');
        let signed = self.text.starts_with('©') || (is_marked && self.text.contains(" ©") && !self.is_prose());
        signed || self.gives_notice(&RIGHTS)
    }

    /// Whether such words stand in a short line. Of a sentence it needs more, and what is in quotation
    /// marks is somebody's speech.
    fn gives_notice(&self, list: &Phrases) -> bool {
        if self.count > LONGEST_NOTICE {
            return false;
        }
        if !self.is_prose() {
            return list.stand_in(&self.words, Weight::Any);
        }
        !self.has_quotes() && list.may_be_in(&self.words) && self.is_told(list)
    }

    /// Whether a sentence or a clause begins with such words, or has them twice: "Residents must
    /// register" is a story.
    fn is_told(&self, list: &Phrases) -> bool {
        let (mut place, mut phrases, mut is_sure) = (0, 0, false);
        while place < self.words.len() {
            let length = list.at(&self.words, place, Weight::Any);
            if length > 0 {
                let is_strong = list.at(&self.words, place, Weight::Strong) > 0;
                if is_strong && (self.begins_at(place) || self.ends_in(place + length - 1)) {
                    return true;
                }
                phrases += 1;
                is_sure |= is_strong || place == 0;
            }
            place += length.max(1);
        }
        phrases > 1 && is_sure
    }

    /// Whether a sentence or a clause begins with this word.
    fn begins_at(&self, place: usize) -> bool {
        let before = self.words.bytes(place).map_or("", |it| &self.text[..it.start]).trim_end();
        before.is_empty() || !before.ends_with(|it: char| it.is_alphanumeric() || "'’-".contains(it))
    }

    /// Whether the line ends in this word, in letters without capitals: many of the languages so
    /// written have the verb last.
    fn ends_in(&self, place: usize) -> bool {
        let Some(bytes) = self.words.bytes(place).filter(|_| place + 1 == self.words.len()) else { return false };
        !self.text[bytes].contains(|it: char| it.is_lowercase() || it.is_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use newsmill_stage::Line;

    use super::*;

    #[track_caller]
    fn check(line: &str, expected: &str) {
        let line = Line::new(1, line);
        let it = Proof::read(0, &line).unwrap();
        let says =
            [(it.invites_to_subscribe(), "subscribe"), (it.asks_for_consent(), "cookies"), (it.claims_rights(), "©")];
        let says: Vec<&str> = says.iter().filter(|it| it.0).map(|it| it.1).collect();
        assert_eq!(says.join(" "), expected);
    }

    #[test]
    fn invitations_in_many_languages() {
        check("Register now to get free unlimited access to Harbor.example", "subscribe");
        check("Das Tagblatt jeden Morgen im Postfach: jetzt bestellen", "subscribe");
        check("Подпишитесь на «Курьер» в Telegram", "subscribe");
        check("Suscríbete y recibe las noticias cada mañana en tu correo, sin coste.", "subscribe");
        check("Haberleri kaçırmamak için bizi takip edin", "subscribe");
    }

    #[test]
    fn consent_and_rights() {
        check("We use cookies to make this site better for everybody who reads it.", "cookies");
        check("This site uses cookies to show its readers what they came to read.", "cookies");
        check("El Correo © 2020. Todos los derechos reservados.", "©");
        check("Alle rechten voorbehouden", "©");
    }

    #[test]
    fn a_story_about_subscriptions_stays() {
        check("The minister said that readers abandon papers whose copyright claims they cannot pay for.", "");
        check("Residents who will be 18 on polling day may register now at the town hall.", "");
        check("“Register now,” the clerk told the pensioners who were waiting in the rain.", "");
    }

    #[test]
    fn a_sentence_that_tells_of_somebody_else_stays() {
        check("Residents must create an account to vote on the plan, the ministry said.", "");
        check("Drivers can download the app before they cross the new bridge in spring.", "");
        check("No part of this bridge is older than 1871, the town's engineer said.", "");
        check("To continue reading the file, the judges asked for three more days.", "");
        check("Die Ermittler fanden im Postfach des Ministers 300 Nachrichten an den Werftchef.", "");
        check("Im Postfach des Ministers fanden die Ermittler 300 Nachrichten an den Werftchef.", "");
        check("Das Foto der alten Brücke ist urheberrechtlich geschützt, sagte das Gericht.", "");
        check("La policía encontró en su correo mensajes del alcalde sobre el puente viejo.", "");
        check("In ihrem Postfach fanden die Ermittler 300 Nachrichten an den Werftchef.", "");
        check("اشترك في المعرض الذي أقيم على الجسر القديم عشرون بلدا هذا العام.", "");
        check("عضویت در ناتو برای این کشور مهم است و دولت آن را می‌خواهد.", "");
        check("Kênh Telegram của quân đội cho biết cây cầu cũ đã bị hư hại.", "");
        check("Политика конфиденциальности города не нравится жителям, сказал мэр в понедельник.", "");
        check("La empresa cambió su política de privacidad después de que la multara el juez.", "");
        check("Le maire a renoncé à s'abonner à un journal de la ville voisine.", "");
        check("Жители не могут подписаться на газету с тех пор, как закрыли мост.", "");
        check("乌克兰总统说，该国希望尽快成为会员国，并感谢各国的支持。", "");
        check("警方在其微信公众号上发布通报称，大桥将于五月开通。", "");
    }

    #[test]
    fn a_sentence_that_asks_goes() {
        check("For all the news of the harbor, sign up for our newsletter and read it at breakfast.", "subscribe");
        check("To continue reading, please log in to the Gazette with your name and your word.", "subscribe");
        check("This is the Gazette of Northmoor. All rights reserved by the Gazette's owners.", "©");
    }
}
