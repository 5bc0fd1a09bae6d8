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
        self.gives_notice(&COOKIES)
    }

    /// `© 2024. All rights reserved.`
    pub(crate) fn claims_rights(&self) -> bool {
        let is_marked = self.text.contains('©');
        let signed = self.text.starts_with('©') || (is_marked && self.text.contains(" ©") && !self.is_prose());
        signed || self.gives_notice(&RIGHTS)
    }

    /// Whether such words stand in a short line. A sentence needs more than one word of them, and
    /// what is in quotation marks is somebody's speech.
    fn gives_notice(&self, list: &Phrases) -> bool {
        if self.count > LONGEST_NOTICE {
            return false;
        }
        let says = |weight| list.stand_in(&self.words, weight);
        if self.is_prose() { !self.has_quotes() && says(Weight::Strong) } else { says(Weight::Any) }
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
        check("El Correo © 2020. Todos los derechos reservados.", "©");
        check("Alle rechten voorbehouden", "©");
    }

    #[test]
    fn a_story_about_subscriptions_stays() {
        check("The minister said that readers abandon papers whose copyright claims they cannot pay for.", "");
        check("Residents who will be 18 on polling day may register now at the town hall.", "");
        check("“Register now,” the clerk told the pensioners who were waiting in the rain.", "");
    }
}
