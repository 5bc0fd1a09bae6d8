//! The files at an address.

use std::fmt;
use std::io::{self, Cursor, Read as _};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use futures_util::TryStreamExt as _;
use newsmill_stage::{InputFile, Opened, Shelf};
use object_store::path::Path;
use object_store::{Error, ObjectMeta, ObjectStore, ObjectStoreExt as _};
use xxhash_rust::xxh3::Xxh3;

use crate::address::{Address, Keeper};
use crate::ahead::{Ahead, Listed};
use crate::failure;
use crate::odd::{Odd, Sieve};
use crate::parts::{self, Fetched, PART, Parts, Source};
use crate::stamp::Stamp;
use crate::store;
use crate::stream::Stream;
use crate::wire::{Answer, Wire};

/// A bucket, a folder in it or a single file far away.
pub struct Far {
    address: Address,
    store: Arc<dyn ObjectStore>,
    wire: Arc<Wire>,
    sieve: Sieve,
    /// The last list, and what is on its way of the files in it.
    ahead: Mutex<Ahead>,
    /// What was opened last, if all of it is surely one version.
    pinned: Mutex<Option<(String, State)>>,
}

/// Only the address: what it is asked for with is secret.
impl fmt::Debug for Far {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Far").field(&self.address).finish()
    }
}

type State = (u64, Option<SystemTime>);

impl Far {
    /// What lies at an address, asked for in the name that the environment of this process tells.
    ///
    /// # Errors
    ///
    /// If the address cannot be understood, or the environment contradicts itself.
    pub fn new(address: &str) -> Result<Self> {
        let environment = std::env::vars_os();
        let text = environment.filter_map(|(key, value)| Some((key.into_string().ok()?, value.into_string().ok()?)));
        Self::with(address, text)
    }

    /// The same with another environment.
    ///
    /// # Errors
    ///
    /// As in [`new`](Self::new).
    pub fn with(address: &str, environment: impl IntoIterator<Item = (String, String)>) -> Result<Self> {
        let address = Address::parse(address)?;
        let wire = Arc::new(Wire::new().context("cannot start the thread of the remote input")?);
        let sieve = Sieve::default();
        let mut environment: Vec<(String, String)> = environment.into_iter().collect();
        // Where two variables mean one thing, the last one in the alphabet wins, on every machine.
        environment.sort();
        let store = store::at(&address, &environment, store::patience(), sieve.clone());
        let store = store.map_err(|it| failure::of_input(&address, &it))?;
        Ok(Self { address, store, wire, sieve, ahead: Mutex::default(), pinned: Mutex::default() })
    }

    /// The address as it may be shown: without its query.
    pub fn address(&self) -> String {
        self.address.shown()
    }

    /// All objects below the folder, or the one that has this name.
    fn found(&self) -> Result<(Vec<ObjectMeta>, Vec<Odd>)> {
        let key = Path::parse(&self.address.key).map_err(|it| failure::of_input(&self.address, &it.into()))?;
        if self.address.keeper == Keeper::Web && !self.address.is_folder {
            let one = self.look(key).map_err(|it| failure::of_input(&self.address, &it))?;
            return Ok((vec![one], Vec::new()));
        }
        drop(self.sieve.taken());
        let (store, folder) = (self.store.clone(), key.clone());
        let list = self.wire.ask(async move { store.list(Some(&folder)).try_collect::<Vec<_>>().await }).wait()?;
        let list = list.map_err(|it| self.unlisted(&it))?;
        let odd = self.sieve.taken();
        if list.is_empty() && odd.is_empty() && !key.is_root() {
            let one = self.look(key).map_err(|it| failure::of_input(&self.address, &it))?;
            return Ok((vec![one], Vec::new()));
        }
        Ok((list, odd))
    }

    fn unlisted(&self, error: &Error) -> anyhow::Error {
        match (self.address.keeper, error) {
            (Keeper::Web, Error::NotFound { .. }) | (Keeper::S3 | Keeper::Google | Keeper::Azure, _) => {
                failure::of_input(&self.address, error)
            }
            (Keeper::Web, _) => anyhow::anyhow!(
                "cannot list {}: {}; a web server that does not speak WebDAV tells nobody which files it has; name one \
                 file, without a slash at its end",
                self.address.shown(),
                failure::cause(error)
            ),
        }
    }

    /// What an object is now.
    fn look(&self, location: Path) -> Result<ObjectMeta, Error> {
        let (store, is_web) = (self.store.clone(), self.address.keeper == Keeper::Web);
        let answer = self.wire.ask(async move {
            // A signed address allows one kind of question only, and some servers know no HEAD: a
            // file is asked for, and its body is let go.
            match is_web {
                true => store.get(&location).await.map(|it| it.meta),
                false => store.head(&location).await,
            }
        });
        answer.wait().unwrap_or_else(|it| Err(Error::Generic { store: "newsmill", source: Box::new(it) }))
    }

    fn name(&self, key: &str) -> String {
        match key.strip_prefix(self.address.key.as_str()) {
            Some("") => key.rsplit('/').next().unwrap_or(key).to_owned(),
            // Of a whole bucket every key is a name as it is, even one that begins with a slash.
            Some(name) if self.address.key.is_empty() => name.to_owned(),
            Some(name) => name.strip_prefix('/').unwrap_or(name).to_owned(),
            None => key.to_owned(),
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        PathBuf::from(format!("{}{key}", self.address.base))
    }

    /// Where a file lies, by its address.
    fn location(&self, file: &InputFile) -> io::Result<Path> {
        let path = file.path.to_string_lossy();
        let key = path.strip_prefix(self.address.base.as_str()).unwrap_or(&path);
        let location = Path::parse(key).ok().filter(|it| it.as_ref() == key);
        location.ok_or_else(|| {
            io::Error::other(
                "no path can have this name: a part of it is empty, `.` or `..`, or a character is invisible; copy the \
                 object to another name",
            )
        })
    }

    fn source(&self, location: Path) -> Source {
        Source { keeper: self.address.keeper, store: self.store.clone(), location }
    }

    /// Asks for the beginning of a file; nobody can for one that has none.
    fn first(&self, file: &InputFile) -> Option<Answer<Fetched>> {
        let location = self.location(file).ok().filter(|_| file.size > 0)?;
        Some(self.wire.ask(parts::fetch(self.source(location), 0..PART, None)))
    }

    fn pin(&self, name: &str, stamp: &Stamp) -> Opened {
        let state = (stamp.size, stamp.modified());
        let pinned = stamp.strong_tag().map(|_| (name.to_owned(), state));
        *self.pinned.lock().unwrap_or_else(PoisonError::into_inner) = pinned;
        Opened { bytes: Box::new(Cursor::new(Vec::new())), size: state.0, modified: state.1 }
    }

    /// An error if a file is no longer the one that was listed.
    fn compare(&self, file: &InputFile, stamp: &Stamp) -> io::Result<()> {
        let by_tag = self.address.keeper == Keeper::S3;
        match stamp.is(file.size, file.modified, by_tag) {
            true => Ok(()),
            false => Err(io::Error::other("the file changed since it was listed; the next run reads it")),
        }
    }
}

impl Shelf for Far {
    fn files(&self) -> Result<Vec<InputFile>> {
        let (list, odd) = self.found()?;
        let mut listed = Vec::new();
        for meta in list {
            let (key, stamp) = (meta.location.as_ref(), Stamp::of(&meta));
            let name = self.name(key);
            if is_hidden(&name) {
                continue;
            }
            let file = InputFile { path: self.path(key), size: stamp.size, modified: stamp.modified(), name };
            listed.push(Listed { file, version: stamp.version() });
        }
        // An empty object whose name ends in a slash is what consoles make of an empty folder.
        for odd in odd.into_iter().filter(|it| it.size > 0 || !it.key.ends_with('/')) {
            let (name, path) = (self.name(&odd.key), self.path(&odd.key));
            if !is_hidden(&name) {
                let file = InputFile { name, path, size: odd.size, modified: None };
                listed.push(Listed { file, version: None });
            }
        }
        listed.sort_unstable_by(|a, b| a.file.cmp(&b.file));
        let files = listed.iter().map(|it| it.file.clone()).collect();
        *self.ahead.lock().unwrap_or_else(PoisonError::into_inner) = Ahead::of(listed);
        Ok(files)
    }

    fn version(&self, file: &InputFile) -> Result<String> {
        // Asking for each would cost a round trip.
        let listed = self.ahead.lock().unwrap_or_else(PoisonError::into_inner).version(file);
        if let Some(version) = listed {
            return Ok(version);
        }
        let cannot = || format!("cannot read {}", file.path.display());
        let mut opened = self.open(file).with_context(cannot)?;
        let mut hash = Xxh3::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match opened.bytes.read(&mut buffer).with_context(cannot)? {
                0 => return Ok(format!("{:032x}", hash.digest128())),
                n => hash.update(&buffer[..n]),
            }
        }
    }

    fn open(&self, file: &InputFile) -> io::Result<Opened> {
        let keeper = self.address.keeper;
        let location = self.location(file)?;
        let because = |error: &Error| failure::of_file(keeper, error);
        let first = self.ahead.lock().unwrap_or_else(PoisonError::into_inner).open(file, |it| self.first(it));
        if file.size == 0 {
            let stamp = Stamp::of(&self.look(location).map_err(|it| because(&it))?);
            self.compare(file, &stamp)?;
            return Ok(self.pin(&file.name, &stamp));
        }
        let source = self.source(location.clone());
        let first = first.unwrap_or_else(|| self.wire.ask(parts::fetch(source.clone(), 0..PART, None)));
        match first.wait()? {
            Ok(first) => {
                let (stamp, first) = first?;
                self.compare(file, &stamp)?;
                let opened = self.pin(&file.name, &stamp);
                Ok(Opened { bytes: Box::new(Parts::new(self.wire.clone(), source, stamp, first)), ..opened })
            }
            Err(Error::NotSupported { .. }) => {
                let store = self.store.clone();
                let result = self.wire.ask(async move { store.get(&location).await }).wait()?;
                let result = result.map_err(|it| because(&it))?;
                let stamp = Stamp::of(&result.meta);
                self.compare(file, &stamp)?;
                let opened = self.pin(&file.name, &stamp);
                Ok(Opened { bytes: Box::new(Stream::new(&self.wire, keeper, result)), ..opened })
            }
            Err(error) => Err(because(&error)),
        }
    }

    /// What was opened under an ETag has been read in that version or not at all, so there is
    /// nothing to look at again.
    fn state(&self, file: &InputFile) -> Option<State> {
        let pinned = self.pinned.lock().unwrap_or_else(PoisonError::into_inner).clone();
        match pinned {
            Some((name, state)) if name == file.name => Some(state),
            _ => {
                let stamp = Stamp::of(&self.look(self.location(file).ok()?).ok()?);
                Some((stamp.size, stamp.modified()))
            }
        }
    }
}

/// `.` and `..` hide nothing: they are odd names, which are told.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|it| it.starts_with('.') && it != "." && it != "..")
}
