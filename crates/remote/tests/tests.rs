//! The input far away, against servers that the tests start themselves.

#![expect(clippy::unwrap_used, reason = "a test ends where it cannot go on")]

#[path = "bucket.rs"]
mod bucket;
#[path = "server.rs"]
mod server;
#[path = "web.rs"]
mod web;
