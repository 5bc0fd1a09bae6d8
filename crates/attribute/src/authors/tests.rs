use super::*;
use newsmill_stage::Article;

const BODY: &str = "The ferry will run again from the first of May, the council of the island said on Tuesday.";

#[track_caller]
fn check(line: &str, expected: &[&str]) {
    let article = Article::from_text(&format!("Ferry to run again from May\n{line}\n{BODY}\n{BODY}"));
    assert_eq!(find(&[], None, &Page::of(&article), &crate::outlets::tests::small()), expected, "{line}");
}

#[test]
fn bylines_of_many_languages() {
    check("By Jane Doe", &["Jane Doe"]);
    check("Written by: Jane Doe", &["Jane Doe"]);
    check("Von Anna-Lena Krämer | 3. Oktober 2025", &["Anna-Lena Krämer"]);
    check("Ein Kommentar von Eva Roe", &["Eva Roe"]);
    check("Por Juan de la Cruz", &["Juan de la Cruz"]);
    check("Par Élise Martin, le 3 octobre 2025", &["Élise Martin"]);
    check("di Gianni De Rossi", &["Gianni De Rossi"]);
    check("Door Jan van der Berg", &["Jan van der Berg"]);
    check("Av Kari Nordmann", &["Kari Nordmann"]);
    check("Af Mette Holm", &["Mette Holm"]);
    check("Teksti: Matti Virtanen", &["Matti Virtanen"]);
    check("Autor: Jan Kowalski", &["Jan Kowalski"]);
    check("Napisala: Ana Horvat", &["Ana Horvat"]);
    check("Írta: Kovács János", &["Kovács János"]);
    check("Autori: Jana Nováková, Petr Dvořák", &["Jana Nováková", "Petr Dvořák"]);
    check("Scris de Ion Popescu", &["Ion Popescu"]);
    check("Автор: Олена Коваль", &["Олена Коваль"]);
    check("Текст: Иван Петров", &["Иван Петров"]);
    check("Yazan: Ayşe Yılmaz", &["Ayşe Yılmaz"]);
    check("Του Γιώργου Παπαδόπουλου", &["Γιώργου Παπαδόπουλου"]);
    check("Oleh: Budi Santoso", &["Budi Santoso"]);
    check("Tác giả: Nguyễn Văn An", &["Nguyễn Văn An"]);
    check("كتب: أحمد محمود", &["أحمد محمود"]);
    check("מאת: דוד כהן", &["דוד כהן"]);
    check("نویسنده: علی رضایی", &["علی رضایی"]);
    check("홍길동 기자", &["홍길동"]);
    check("(서울=연합뉴스) 홍길동·김철수 기자 = 배가 다시 다닌다.", &["홍길동", "김철수"]);
    check("記者王小明／台北報導", &["王小明"]);
    check("2020-10-04 15:05聯合報 記者王小明／即時報導", &["王小明"]);
    check("文/张三", &["张三"]);
    check("記者 山田太郎", &["山田太郎"]);
    check("新华社北京10月3日电（记者张三、李四）", &["张三", "李四"]);
}

#[test]
fn several_people_without_titles_roles_places_and_addresses() {
    check("By ROSALIND PETTIBONE and Dr. John Roe, Staff Writer", &["ROSALIND PETTIBONE", "John Roe"]);
    check("By Jane Doe, Max Roe and Eva Poe", &["Jane Doe", "Max Roe", "Eva Poe"]);
    check("Von Eva Roe und Max Poe, Berlin", &["Eva Roe", "Max Poe"]);
    check("By Jane Doe in Kyiv and Max Roe in London", &["Jane Doe", "Max Roe"]);
    check("Von Eva Roe aus Berlin", &["Eva Roe"]);
    check("Por Juan Pérez en Ciudad de México", &["Juan Pérez"]);
    check("Por Juan Pérez en Buenos Aires y Ana Roe", &["Juan Pérez", "Ana Roe"]);
    check("Av Kari Nordmann en Max Roe", &["Kari Nordmann", "Max Roe"]);
    check("Av Kari Nordmann i Oslo", &["Kari Nordmann"]);
    check("By Jane Doe jane@example.com", &[]);
    check("By Jane Doe, @janedoe", &["Jane Doe"]);
    check("By Jane Doe Updated 3 October 2025", &["Jane Doe"]);
    check("By Jane Doe on October 3, 2025 at 1:02 pm", &["Jane Doe"]);
    check("Von Redakteurin Eva Roe", &["Eva Roe"]);
    check("Jane Doe, Staff Writer", &["Jane Doe"]);
    check("By Jane Doe Associated Press", &["Jane Doe"]);
    check("Author\nJane Doe", &["Jane Doe"]);
}

#[test]
fn agencies_desks_and_sentences_are_no_authors() {
    check("By Reuters", &[]);
    check("By Jane Doe, AFP", &["Jane Doe"]);
    check("By Harbor News Service", &[]);
    check("By noon the ferry was full", &[]);
    check("Updated by Jane Doe", &[]);
    check("By signing up you agree to our Terms of Use", &[]);
    check("Von München bis Aachen: Im Netz der Fähren", &[]);
    check("By The Harbor Ledger", &[]);
    check("Von Redaktion, 24. Januar 2022", &[]);
    check("By Berlin", &[]);
    check("• By Jane Doe", &[]);
    check("Von Der Fährmann", &[]);
    check("Ein Interview von Eva Roe mit Max Poe.", &["Eva Roe"]);
}

#[test]
fn an_outlet_that_is_called_like_a_person_is_cut_off_nobody() {
    check("By Michael R. Marianne", &["Michael R. Marianne"]);
    check("By Anna Maria Marianne", &["Anna Maria Marianne"]);
    check("By Ayşe Nur Efe", &["Ayşe Nur Efe"]);
    check("By Mehmet Efe", &["Mehmet Efe"]);
    check("By Jane Doe EFE", &["Jane Doe"]);
    check("By Jane Doe Reuters", &["Jane Doe"]);
    check("By Jane Doe AP", &["Jane Doe"]);
    check("By J. Doe Associated Press", &["J. Doe"]);
    check("By Jane Doe The Harbor Ledger", &["Jane Doe"]);
    check("By Jane Associated Press", &[]);
}

#[test]
fn an_author_field_without_end_is_read_to_its_first_names() {
    let outlets = crate::outlets::tests::small();
    let article = Article::from_text("Ferry to run again from May");
    let page = Page::of(&article);
    let endless = |it: &str, length: usize| it.repeat(length / it.len());
    let read = |named: &[String]| find(named, None, &page, &outlets);
    assert_eq!(read(&[endless("A ", 1_000_000)]), [""; 0]);
    assert_eq!(read(&[endless("Max en Roe en ", 1_000_000)]), [""; 0]);
    assert_eq!(read(&[format!("Jane Doe, {}", endless("A ", 1_000_000))]), ["Jane Doe"]);
    assert_eq!(read(&vec!["A en B".to_owned(); 100_000]), [""; 0]);
    let line = Article::from_text(&format!("Ferry to run again from May\nBy {}\n{BODY}", endless("A,", 1_000_000)));
    assert_eq!(find(&[], None, &Page::of(&line), &outlets), [""; 0]);
}

#[test]
fn the_source_is_believed_before_the_byline() {
    let article = Article::from_text("By Jane Doe");
    let named =
        ["By Max Roe", "https://example.com/max", "AFP", "Dales Weekly", "max@example.com", "The Harbor Ledger"];
    let named = named.map(str::to_owned);
    let outlets = crate::outlets::tests::small();
    assert_eq!(find(&named, Some("DALES WEEKLY"), &Page::of(&article), &outlets), ["Max Roe"]);
}

#[test]
fn nothing_panics_on_mangled_lines() {
    let line = "İby: İane Doe in Kyiv·（記者王小明／台北 홍길동·김철수 기자= كتب: 文/张三 3 October 2025 – й̆ and";
    for (at, _) in line.char_indices() {
        for part in [&line[at..], &line[..at]] {
            let article = Article::from_text(&format!("Ferry to run again from May\n{part}\n{BODY}\n{BODY}"));
            find(&[part.to_owned()], Some(part), &Page::of(&article), &crate::outlets::tests::small());
        }
    }
}
