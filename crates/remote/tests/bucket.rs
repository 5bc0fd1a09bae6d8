//! A bucket of a server that speaks S3.

use std::io::{Read as _, Seek as _, SeekFrom};
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, Weak};

use newsmill_read::{Input, InputSettings};
use newsmill_remote::{Far, NoInput};
use newsmill_stage::{Content, Intake as _, Shelf as _};

use crate::server::Server;

static RUNNING: Mutex<Weak<Server>> = Mutex::new(Weak::new());

/// A bucket of a test's own.
struct Bucket {
    server: Arc<Server>,
    name: &'static str,
}

impl Bucket {
    fn new(name: &'static str) -> Option<Self> {
        let server = Server::of("s3.py", &RUNNING)?;
        assert_eq!(server.ask("PUT", &format!("/{name}"), b""), 200);
        Some(Self { server, name })
    }

    /// Puts an object; the key as it stands in a request, in percent signs.
    fn put(&self, key: &str, bytes: &[u8]) {
        assert_eq!(self.server.ask("PUT", &format!("/{}/{key}", self.name), bytes), 200, "{key}");
    }

    fn far(&self, folder: &str) -> Far {
        let endpoint = format!("http://127.0.0.1:{}", self.server.port);
        let environment =
            [("AWS_ENDPOINT_URL", endpoint.as_str()), ("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b")];
        let environment = environment.map(|(key, value)| (key.to_owned(), value.to_owned()));
        Far::with(&format!("s3://{}/{folder}", self.name), environment).unwrap()
    }

    #[track_caller]
    fn check(&self, folder: &str, expected: &[&str]) {
        let names: Vec<String> = self.far(folder).files().unwrap().into_iter().map(|it| it.name).collect();
        assert_eq!(names, expected);
    }
}

/// So many bytes of which every eight are others.
fn numbers(mebibytes: u64) -> Vec<u8> {
    (0..mebibytes << 17).flat_map(u64::to_be_bytes).collect()
}

#[test]
fn files_come_by_name_below_a_folder() {
    let Some(bucket) = Bucket::new("list") else { return };
    for key in ["in/b.txt", "in/a/z.txt", "in/a.txt", "in/B.txt", "in-between/c.txt", "d.txt"] {
        bucket.put(key, b"Kyiv");
    }
    bucket.check("in", &["B.txt", "a.txt", "a/z.txt", "b.txt"]);
    bucket.check("in/", &["B.txt", "a.txt", "a/z.txt", "b.txt"]);
    bucket.check("", &["d.txt", "in-between/c.txt", "in/B.txt", "in/a.txt", "in/a/z.txt", "in/b.txt"]);
    bucket.check("in/a.txt", &["a.txt"]);
    let file = &bucket.far("in").files().unwrap()[1];
    assert_eq!((file.size, file.path.to_str().unwrap()), (4, "s3://list/in/a.txt"));
    assert!(file.modified.is_some());
}

#[test]
fn hidden_files_and_markers_of_empty_folders_are_left_out() {
    let Some(bucket) = Bucket::new("hidden") else { return };
    for key in ["in/.git/config", "in/a/.DS_Store", "in/a.txt"] {
        bucket.put(key, b"Kyiv");
    }
    bucket.put("in/", b"");
    bucket.put("in/empty/", b"");
    bucket.check("in", &["a.txt"]);
}

#[test]
fn odd_names_are_read_or_told() {
    let Some(bucket) = Bucket::new("odd") else { return };
    let keys = ["in/a%20b.txt", "in/%C3%BC.txt", "in/100%25.txt", "in/a%2Bb%26c.txt", "in/x%3Fy%23z.txt", "in/..a.."];
    for key in keys {
        bucket.put(key, b"Kyiv");
    }
    for key in ["in/a/%2E%2E/b.txt", "in/a//b.txt", "in/full/"] {
        bucket.put(key, b"lost?");
    }
    let far = bucket.far("in");
    let (mut names, mut told) = (Vec::new(), Vec::new());
    for file in far.files().unwrap() {
        match far.open(&file) {
            Ok(mut opened) => {
                let mut text = String::new();
                opened.bytes.read_to_string(&mut text).unwrap();
                assert_eq!(text, "Kyiv");
                names.push(file.name);
            }
            Err(error) => {
                assert!(error.to_string().contains("copy the object to another name"), "{error}");
                assert!(far.version(&file).is_err());
                told.push(file.name);
            }
        }
    }
    assert_eq!(names, ["100%.txt", "a b.txt", "a+b&c.txt", "x?y#z.txt", "ü.txt"]);
    assert_eq!(told, ["a/../b.txt", "a//b.txt", "full/"]);
}

#[test]
fn a_list_has_as_many_pages_as_it_needs() {
    let Some(server) = Server::of("s3.py", &RUNNING) else { return };
    let bucket = Bucket { server, name: "pages" };
    let files = bucket.far("in").files().unwrap();
    assert_eq!(files.len(), 1500);
    assert!(files.iter().enumerate().all(|(n, it)| it.name == format!("{n:04}.txt")));
}

#[test]
fn records_have_their_place() {
    let Some(bucket) = Bucket::new("records") else { return };
    bucket.put("in/news.jsonl", b"{\"text\": \"Kyiv\"}\n\n{\"text\": \"Paris\"}\n");
    bucket.put("in/empty.jsonl", b"");
    let input = Input::on(Arc::new(bucket.far("in")), InputSettings::default());
    let files = input.files().unwrap();
    let mut seen = Vec::new();
    for file in &files {
        let _ = input.records(file, &mut |it| {
            let said = match it.content {
                Content::Unreadable(rejection) => rejection.reason.to_string(),
                _ => it.place.path,
            };
            seen.push((said, it.place.record, it.place.byte_offset));
            ControlFlow::Continue(())
        });
    }
    let expected = [("empty", 1, 0), ("news.jsonl", 1, 0), ("news.jsonl", 3, 18)];
    assert_eq!(seen, expected.map(|(name, record, offset)| (name.to_owned(), record, offset)));
}

#[test]
fn any_place_of_a_large_file_can_be_read() {
    let Some(bucket) = Bucket::new("large") else { return };
    let expected = numbers(20);
    bucket.put("large", &expected);
    let far = bucket.far("large");
    let file = &far.files().unwrap()[0];
    let mut opened = far.open(file).unwrap();
    assert_eq!((opened.size, opened.modified), (20 << 20, file.modified));
    let mut bytes = Vec::new();
    opened.bytes.read_to_end(&mut bytes).unwrap();
    assert!(bytes == expected);
    let border = 8 << 20;
    for place in [0, border - 4, border, 2 * border - 1, (20 << 20) - 8, 3, border - 8, (20 << 20) - 1] {
        let mut read = [0; 8];
        assert_eq!(opened.bytes.seek(SeekFrom::Start(place)).unwrap(), place);
        let wanted = &expected[place as usize..(place as usize + 8).min(20 << 20)];
        let mut filled = 0;
        while filled < wanted.len() {
            filled += opened.bytes.read(&mut read[filled..]).unwrap();
        }
        assert_eq!(&read[..filled], wanted, "{place}");
    }
    assert_eq!(opened.bytes.seek(SeekFrom::End(9)).unwrap(), (20 << 20) + 9);
    assert_eq!(opened.bytes.read(&mut [0; 8]).unwrap(), 0);
    assert!(opened.bytes.seek(SeekFrom::Current(-(21 << 20))).is_err());
}

#[test]
fn a_file_that_changes_while_it_is_read_is_an_error_and_no_mixture() {
    let Some(bucket) = Bucket::new("changing") else { return };
    bucket.put("news.txt", &numbers(9));
    let far = bucket.far("news.txt");
    let file = &far.files().unwrap()[0];
    let mut opened = far.open(file).unwrap();
    opened.bytes.read_exact(&mut [0; 100]).unwrap();
    bucket.put("news.txt", &vec![b'x'; 9 << 20]);
    let error = opened.bytes.read_to_end(&mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "the file changed while it was read");
    let error = far.open(file).err().unwrap();
    assert!(error.to_string().contains("changed since it was listed"), "{error}");
    assert_eq!(bucket.server.ask("DELETE", "/changing/news.txt", b""), 204);
    assert_eq!(far.open(file).err().unwrap().to_string(), "the file is gone");
}

#[test]
fn a_version_is_what_its_keeper_vouches_for() {
    let Some(bucket) = Bucket::new("versions") else { return };
    let version = |text: &[u8]| {
        bucket.put("a.txt", text);
        let far = bucket.far("");
        let file = far.files().unwrap().remove(0);
        (far.version(&file).unwrap(), file.modified)
    };
    let (kyiv, paris, again) = (version(b"Kyiv!"), version(b"Paris"), version(b"Kyiv!"));
    assert_eq!(kyiv.0, again.0);
    assert_ne!(kyiv.0, paris.0);
    assert_ne!(kyiv.1, paris.1, "of one size and second, and yet not taken for one");
}

#[test]
fn a_missing_bucket_or_folder_is_no_input() {
    let Some(bucket) = Bucket::new("missing") else { return };
    assert!(bucket.far("").files().unwrap().is_empty());
    let error = bucket.far("no/such/folder").files().unwrap_err();
    assert_eq!(error.downcast_ref(), Some(&NoInput { address: "s3://missing/no/such/folder".to_owned() }));
    let nowhere = Bucket { name: "nobodys", ..bucket };
    let error = nowhere.far("").files().unwrap_err();
    assert!(error.downcast_ref::<NoInput>().is_some(), "{error:#}");
    assert!(error.to_string().contains("set `path` under [input]"));
}

#[test]
fn an_endpoint_where_nobody_listens_is_told_with_the_remedy() {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let environment = [
        ("AWS_ENDPOINT_URL", format!("http://127.0.0.1:{port}")),
        ("AWS_ACCESS_KEY_ID", "a".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "s3cret".to_owned()),
    ];
    let far = Far::with("s3://news/2026", environment.map(|(key, value)| (key.to_owned(), value))).unwrap();
    let error = far.files().unwrap_err();
    assert!(error.downcast_ref::<NoInput>().is_none());
    assert!(error.to_string().starts_with("cannot read s3://news/2026: "), "{error}");
    assert!(error.to_string().contains("AWS_ENDPOINT_URL"), "{error}");
    assert!(!format!("{error:?} {far:?}").contains("s3cret"));
}
