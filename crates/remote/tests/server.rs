//! Servers of this machine, for as long as a test needs them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// A Python with moto; set, it must work. Without it, the one that is there is tried.
const PYTHON: &str = "NEWSMILL_TEST_PYTHON";

/// moto lets nobody replace an object who does not sign, but believes every signature.
const SIGNED: &str =
    "Authorization: AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=b";

/// A running server; it ends with this.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
}

impl Server {
    /// The server of a script, shared by the tests that run; `None`, with a word, where it cannot be.
    pub(crate) fn of(script: &str, running: &Mutex<Weak<Self>>) -> Option<Arc<Self>> {
        let mut running = running.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = running.upgrade() {
            return Some(server);
        }
        let python = std::env::var(PYTHON);
        let server = Self::start(script, python.as_deref().unwrap_or("python3")).map(Arc::new);
        match &server {
            Some(server) => *running = Arc::downgrade(server),
            None if python.is_ok() => panic!("{PYTHON} is set, but {script} does not start"),
            None => eprintln!("skipped: {script} needs python3 and its packages; .ci/run installs them"),
        }
        server
    }

    fn start(script: &str, python: &str) -> Option<Self> {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(script);
        let mut command = Command::new(python);
        command.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().ok()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take()?).read_line(&mut line).ok()?;
        match line.trim().parse() {
            Ok(port) => Some(Self { child, port }),
            Err(_) => {
                child.wait().unwrap();
                None
            }
        }
    }

    /// Asks for something in the plainest way, and gives the status.
    pub(crate) fn ask(&self, method: &str, target: &str, body: &[u8]) -> u16 {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n{SIGNED}\r\nContent-Length: {}\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).split(' ').nth(1).and_then(|it| it.parse().ok()).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
