//! A file of a web server, whatever it knows of parts and lists.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::sync::{Mutex, Weak};

use newsmill_remote::{Far, NoInput};
use newsmill_stage::Shelf as _;

use crate::server::Server;

static RUNNING: Mutex<Weak<Server>> = Mutex::new(Weak::new());

const LINES: &str = "{\"id\": \"0\", \"text\": \"Kyiv waits.\"}\n{\"id\": \"1\", \"text\": \"Kyiv waits.\"}\n{\"id\": \"2\", \"text\": \"Kyiv waits.\"}\n";

/// What is read at a place, or why nothing is.
#[track_caller]
fn check(place: &str, expected: Result<&str, &str>) {
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let read = || {
        let far = Far::with(&format!("http://127.0.0.1:{}{place}", server.port), [])?;
        let file = far.files()?.remove(0);
        let mut text = String::new();
        far.open(&file)?.bytes.read_to_string(&mut text)?;
        let version = far.version(&file)?;
        assert_eq!(version, far.version(&file)?);
        assert_eq!(far.state(&file), Some((file.size, file.modified)));
        anyhow::Ok(text)
    };
    match (read(), expected) {
        (Ok(text), Ok(expected)) => assert_eq!(text, expected),
        (Err(error), Err(expected)) => assert!(format!("{error:#}").contains(expected), "{error:#}"),
        (it, _) => panic!("{it:?}"),
    }
}

#[test]
fn a_file_is_read_whether_the_server_knows_parts_or_not() {
    check("/parts/news.jsonl", Ok(LINES));
    check("/whole/news.jsonl", Ok(LINES));
    check("/nameless/news.jsonl", Ok(LINES));
    check("/parts/a%20b.jsonl", Ok(LINES));
    check("/parts/empty.txt", Ok(""));
}

#[test]
fn a_server_that_is_unwell_is_asked_again() {
    check("/unwell/news.jsonl", Ok(LINES));
}

#[test]
fn a_torn_answer_is_an_error() {
    check("/torn/news.jsonl", Err(""));
}

#[test]
fn a_query_is_sent_and_not_shown() {
    check("/signed/news.jsonl?sig=s3cret", Ok(LINES));
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let far = Far::with(&format!("http://127.0.0.1:{}/signed/news.jsonl?sig=wr0ng", server.port), []).unwrap();
    let error = far.files().unwrap_err();
    assert!(error.to_string().contains("403 Forbidden"), "{error:#}");
    assert!(!format!("{error:#} {far:?}").contains("wr0ng"), "{error:#} {far:?}");
}

#[test]
fn a_missing_file_is_no_input() {
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let error = Far::with(&format!("http://127.0.0.1:{}/parts/missing", server.port), []).unwrap().files().unwrap_err();
    assert!(error.downcast_ref::<NoInput>().is_some(), "{error:#}");
}

#[test]
fn a_folder_is_listed_where_the_server_does_so() {
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let far = Far::with(&format!("http://127.0.0.1:{}/dav/", server.port), []).unwrap();
    let files = far.files().unwrap();
    let names: Vec<&str> = files.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a b.jsonl", "c.txt"]);
    let mut text = String::new();
    far.open(&files[0]).unwrap().bytes.read_to_string(&mut text).unwrap();
    assert_eq!(text, LINES);
    check("/parts/", Err("a web server that does not speak WebDAV tells nobody which files it has"));
}

#[test]
fn a_server_that_ignores_what_it_is_asked_for_is_noticed() {
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let far = Far::with(&format!("http://127.0.0.1:{}/changing/large", server.port), []).unwrap();
    let file = far.files().unwrap().remove(0);
    let error = far.open(&file).unwrap().bytes.read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "the file changed while it was read");
}

#[test]
fn without_parts_the_beginning_can_be_read_again() {
    let Some(server) = Server::of("web.py", &RUNNING) else { return };
    let far = Far::with(&format!("http://127.0.0.1:{}/whole/large", server.port), []).unwrap();
    let file = far.files().unwrap().remove(0);
    let mut bytes = far.open(&file).unwrap().bytes;
    let mut read = [0; 8];
    for place in [0, 80, 8 << 20, 8, (10 << 20) - 8, 0] {
        bytes.seek(SeekFrom::Start(place)).unwrap();
        bytes.read_exact(&mut read).unwrap();
        assert_eq!(u64::from_be_bytes(read), place / 8);
    }
    let mut all = Vec::new();
    bytes.seek(SeekFrom::Start(0)).unwrap();
    assert_eq!(bytes.read_to_end(&mut all).unwrap(), 10 << 20);
}
