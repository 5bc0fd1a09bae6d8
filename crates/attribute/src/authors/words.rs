//! The words that bylines are made of, in lists that read like sentences: `a|b|c`.

use crate::word_list::{Starts, WordList};

/// What a byline begins with, in lower case; longer ones first.
pub(super) static STARTS: Starts = Starts::of(
    "written and reported by |reported and written by |story and photos by |written by: |written by |reported by |story by |report by |\
    posted by |published by |text by |words by |analysis by |opinion by |commentary by |special report by |review by |authored by |by: |by |authors: |author: |\
    ein artikel von |ein kommentar von |eine analyse von |ein gastbeitrag von |ein interview von |ein bericht von |eine reportage von |eine kolumne von |\
    aufgezeichnet von |verfasst von |geschrieben von |kommentar von |analyse von |interview von |interview: |bericht von |text von |text: |texte : |texte: |\
    autorin: |autoren: |autor/in: |autor*in: |autor: |autor |autores: |autora: |autorka: |autoři: |autori: |autors: |autore: |autorius: |autorė: |avtor: |avtorica: |\
    von: |von |escrito por: |escrito por |publicado por |texto: |texto de |una crónica de |redactado por |por: |por |reportagem de |texto por |\
    un article de |une enquête de |propos recueillis par |écrit par |publié par |rédigé par |par : |par: |par |auteur : |auteur: |auteurs : |\
    a cura di |articolo di |scritto da |di: |di |door onze correspondent |door: |door |geschreven door |auteur: |av: |av |af: |af |skrevet av |skrevet af |\
    skriven av |tekst: |tekst |journalist: |napisał: |napisała: |napisał |napisała |opracował: |opracowała: |oprac. |rozmawiał |rozmawiała |\
    szerző: |szerzők: |írta: |írta |készítette: |teksti: |kirjoittaja: |toimittaja: |tekst ja foto: |piše: |pišu: |napisao: |napisala: |autor teksta: |\
    scris de |de: |redactor: |avtor |nga: |nga |per: |yazan: |yazar: |haber: |muhabir: |röportaj: |oleh: |oleh |penulis: |reporter: |laporan |\
    tác giả: |thực hiện: |na: |автор статьи: |авторы: |автори: |авторка: |автор: |автор — |автор – |автор - |автор |текст: |текст и фото: |подготовил: |\
    подготовила: |підготував: |підготувала: |спілкувався |беседовал |беседовала |аутор: |пише: |пишува: |журналіст: |журналист: |журналистка: |\
    материал подготовил |του |της |γράφει ο |γράφει η |γράφουν οι |συντάκτης: |επιμέλεια: |ρεπορτάζ: |كتب: |كتبت: |كتب - |كتبت - |كتب |كتبت |بقلم: |بقلم |\
    الكاتب: |تحرير: |إعداد: |تقرير: |نویسنده: |گزارشگر: |خبرنگار: |מאת: |מאת |כתב: |לקריאת כתבות של |लेखक: |द्वारा: |লেখক: |ავტორი: |հեղինակ՝ |ผู้เขียน: ",
);

/// As many letters of a line are looked at.
pub(super) const LONGEST_START: usize = 36;

/// Lines above a name that say what it is.
pub(super) static LABELS: WordList = WordList::of(
    "by|written by|author|authors|reporter|story by|von|ein artikel von|autor|autorin|autor/in|autor:in|autor*in|autoren|verfasst von|\
    por|escrito por|autora|par|auteur|écrit par|di|a cura di|autore|door|av|af|text|tekst|автор|авторы|автори|текст|автор статьи|yazar|yazan|szerző|írta|\
    autorka|oleh|penulis|reporter:|συντάκτης|الكاتب|بقلم|מאת|نویسنده",
);

/// What ends the names of a byline, parted by tabs.
pub(super) const ENDS: &str = " - \t – \t — \t | \t|\t•\t·\t(\t[\t\t@\t://\twww.\t: \t on \t am \t le \t vom \t el \t at \t for \t of \t from \t aus \t bei \t für \t à \t publié\t mis à\t mit \t with \t con \t Updated\t updated\t Published\t published\t Posted\t Aktualisiert\t Veröffentlicht\t Foto\t Photo\t photo\t Bild\t Fotos\t Illustration\t Video\t Opublik\t Publicad\t Actualizad\t Pubblicat\t Follow\t Email\t E-Mail\t Twitter\t ©\t Uhr\t hace \t fa \t ago";

/// Words between names.
pub(super) static JOINTS: WordList =
    WordList::of("and|und|y|et|e|en|och|og|i|и|і|та|й|AND|UND|Y|ET|E|ve|ja|és|și|a|si|και|dan|và|u|וגם|و");

/// Words before a place; some of them join names in another language.
pub(super) static BEFORE_PLACES: WordList =
    WordList::of("in|en|i|a|u|v|w|ve|в|у|на|à|au|em|no|na|from|aus|στην|στο|στη|IN");

/// Small words inside names.
pub(super) static PARTICLES: WordList = WordList::of(
    "de|da|di|del|della|dello|delle|dei|van|von|vom|zu|zum|zur|der|den|het|ten|ter|te|op|la|le|les|lo|las|los|bin|ibn|bint|al|el|ul|ud|dos|das|do|du|des|d'|af|av|y|e|i|o'|ap|ben|bar|abu|mac|mc|st|ould|'t|’t",
);

/// Titles before a name, folded.
pub(super) static TITLES: WordList = WordList::of(
    "dr|prof|professor|professorin|sir|dame|lord|mr|mrs|ms|miss|hr|herr|frau|fr|ing|mag|dipl|don|dona|dott|dottssa|ph|phd|mgr|bc|ph.d|rev|md|lic|г-н",
);

/// What people are at a paper, folded: taken away from both ends of a name.
pub(super) static ROLES: WordList = WordList::of(
    "reporter|reporters|reporterin|staff|writer|writers|editor|editors|correspondent|correspondents|journalist|journaliste|journalists|journalistin|journalista|\
    korrespondent|korrespondentin|redakteur|redakteurin|redaktor|redaktorka|redaktorin|chefredakteur|chefredakteurin|volontar|volontarin|autor|autorin|autora|author|kolumnist|kolumnistin|\
    columnist|contributor|senior|chief|political|foreign|business|sports|special|diplomatic|investigative|national|environment|science|health|education|freelance|guest|bureau|\
    associate|assistant|managing|deputy|executive|producer|analyst|blogger|fellow|intern|trainee|redacteur|redactrice|correspondant|correspondante|envoye|envoyee|speciale|\
    periodista|corresponsal|redactor|redactora|enviado|enviada|especial|reportero|reportera|giornalista|corrispondente|inviato|inviata|jornalista|correspondente|enviada|\
    dziennikarz|dziennikarka|toimittaja|muhabir|muhabiri|gazeteci|editoru|novinar|novinarka|novinarz|ujsagiro|szerkeszto|verslaggever|verslaggeefster|correspondente|journalistes|\
    корреспондент|корреспондентка|журналист|журналистка|редактор|редакторка|обозреватель|кореспондент|кореспондентка|журналіст|журналістка|оглядач|оглядачка|автор|авторка|репортер|\
    wartawan|jurnalis|penulis|phóng|viên",
);

/// Folded words that show that it is no person.
pub(super) static NO_PERSON: WordList = WordList::of(
    "news|service|editorial|team|redaktion|redaccion|redaction|redazione|redacao|redakcja|redakce|redakcia|redakcija|redactie|redaksjonen|redaktionen|toimitus|\
    szerkesztoseg|redactia|desk|newsdesk|newsroom|agencies|agency|agentur|agenturen|agencias|agencia|agences|agence|agenzie|agenzia|agentschap|admin|administrator|media|press|online|web|website|\
    the|group|board|office|offices|unknown|anonymous|contributors|wire|wires|com|webmaster|user|times|post|mail|daily|gazette|herald|tribune|journal|magazine|zeitung|radio|tv|television|channel|\
    digital|archive|archiv|company|inc|ltd|gmbh|foundation|institute|university|department|ministry|committee|council|association|network|studio|studios|report|article|articles|published|updated|\
    posted|read|more|share|comments|comment|subscribe|newsletter|our|your|you|this|that|all|signing|clicking|continuing|using|copyright|rights|reserved|policy|privacy|terms|cookies|home|menu|\
    редакция|редакція|редакции|новости|новини|агентство|служба|отдел|відділ|пресс|прес|сайт|газета|портал|haber|merkezi|servisi|ajansi|σύνταξη|συνταξη|ομάδα|συντακτικη|\
    leser|lesezeit|minuten|uhr|januar|februar|märz|marz|april|mai|juni|juli|august|september|oktober|november|dezember|monday|tuesday|wednesday|thursday|friday|saturday|sunday|\
    montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|weather|sport|politik|wirtschaft|kultur|autoren|mitarbeiter|presse|verlag|partner|anzeige|advertorial|sponsored|content",
);
